//! What is done where the loop is held up: a terminal that takes nothing more holds up whoever writes to it, and half a line whoever reads.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::app::{Change, Idle, Personal};
use crate::environment;
use crate::model::Date;
use crate::store::{Kept, Store};
use crate::terminal;

/// Changes what is kept. The answer is all of it, what there is to say, and whether a note was written in another session meanwhile.
///
/// # Errors
/// When it cannot be kept; what was kept before still is.
pub fn keep(
    store: &Store,
    known: &Personal,
    change: &Change,
) -> io::Result<(Personal, Option<String>, bool)> {
    let today = Date::of_day(environment::today());
    let mut meets = false;
    let kept = store.change(Kept::Personal, known, |personal: &mut Personal| {
        meets = personal.apply(change, Some(today));
    });
    kept.map(|(personal, says)| (personal, says, meets))
}

/// What is being written and not kept yet, for whoever can keep it at the end.
#[derive(Clone, Debug, Default)]
pub struct Unkept(Arc<Mutex<Option<Change>>>);

impl Unkept {
    /// It is this now.
    pub fn set(&self, change: Option<Change>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = change;
    }

    /// Keeps it. There is nobody left who could be told that it cannot be. Who comes second waits until it is done.
    pub fn rescue(&self, store: &Store) {
        let mut unkept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(change) = unkept.take() {
            let _ = keep(store, &Personal::default(), &change);
        }
    }
}

/// How much longer than a silent reader is waited for.
const GRACE: Duration = Duration::from_secs(1);

/// Ends a session that hears of nobody, where it cannot see that itself.
#[derive(Debug)]
pub struct Watchdog(Arc<AtomicU64>);

impl Watchdog {
    /// Begins to watch. The session ends at the latest when nothing was heard for twice as long as a silent reader is waited for.
    ///
    /// # Errors
    /// When the system has no thread to spare.
    pub fn over(idle: Idle) -> io::Result<Self> {
        let heard = Arc::new(AtomicU64::new(0));
        let watched = Arc::clone(&heard);
        let patience = idle.before_warning() + idle.after_warning() + GRACE;
        let thread = thread::Builder::new().name("watchdog".to_owned());
        thread.spawn(move || {
            loop {
                let before = watched.load(Ordering::Relaxed);
                thread::sleep(patience);
                if watched.load(Ordering::Relaxed) == before {
                    terminal::end();
                }
            }
        })?;
        Ok(Self(heard))
    }

    /// Somebody was heard of.
    pub fn hear(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}
