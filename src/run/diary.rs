//! What studying asks of the world: the log of reviews, and the clock.

use crate::app::Opened;
use crate::environment;
use crate::store::{Store, Studied};
use crate::study::{Entry, History, Now, Settings};

/// The log of reviews in a session, and the clock by which it is kept.
#[derive(Debug)]
pub struct Diary {
    store: Store,
    settings: Settings,
    /// How much of the log is known here; nothing while it was not opened.
    read: Option<u64>,
}

/// What other sessions did meanwhile.
#[derive(Debug)]
pub enum Meanwhile {
    /// They added these; what this one has added may be among them.
    Added(Vec<Entry>),
    /// The log is another: this is what it comes to.
    Changed(Box<History>),
}

impl Diary {
    /// The diary of a reader who wants to study so.
    #[must_use]
    pub fn new(store: &Store, settings: &Settings) -> Self {
        Self {
            store: store.clone(),
            settings: settings.clone(),
            read: None,
        }
    }

    /// When it is.
    #[must_use]
    pub fn now(&self) -> Now {
        environment::now(self.settings.day_begins)
    }

    /// Reads what was kept. What there is to say of it comes too.
    pub fn open(&mut self) -> (Opened, Vec<String>) {
        let studied = self.study();
        let mut says = studied.says;
        if let Err(why) = studied.writable {
            says.push(format!("What you learn now is not kept: {why}"));
        }
        let opened = Opened {
            history: studied.history,
            scheduler: studied.scheduler,
            settings: self.settings.clone(),
            seed: environment::seed(),
        };
        (opened, says)
    }

    /// Keeps an entry: it is on the disk when this answers.
    ///
    /// # Errors
    /// Why it is not kept. The same may be tried again.
    pub fn keep(&mut self, entry: &Entry) -> Result<Meanwhile, String> {
        let kept = self.store.keep_entry(entry);
        kept.map_err(|error| error.to_string())?;
        let mut read = self.read.unwrap_or_default();
        let newer = self.store.newer_entries(&mut read);
        self.read = Some(read);
        match newer {
            Ok(Some(entries)) => Ok(Meanwhile::Added(entries)),
            // It is kept; what others did can wait until the log is read again.
            Err(_) => Ok(Meanwhile::Added(Vec::new())),
            Ok(None) => Ok(Meanwhile::Changed(Box::new(self.reread()))),
        }
    }

    /// What the log comes to, read anew.
    pub fn reread(&mut self) -> History {
        self.study().history
    }

    fn study(&mut self) -> Studied {
        let studied = self.store.open_study(&self.settings, self.now().day);
        self.read = Some(studied.read);
        studied
    }

    /// All reviews that count, for what is told of the past.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        self.store
            .read_entries()
            .map(|(entries, _)| entries)
            .unwrap_or_default()
    }

    /// Keeps what the log comes to beside it, so that the next session begins at once. Where that fails nothing is lost but time.
    pub fn close(&self) {
        if self.read.is_some() {
            let _ = self.store.write_snapshot(&self.settings, self.now().day);
        }
    }
}
