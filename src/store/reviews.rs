//! The log of reviews, and the snapshot that spares reading it.
//!
//! `reviews.jsonl` is only ever added to: a line in one write, on the disk before the answer comes. Sessions take turns by a lock beside it;
//! where a file system has none, `O_APPEND` keeps their lines apart. What could not be written whole is taken back. What cannot be read
//! stays where it is. A log with lines of a newer version is read, and never written to.
//!
//! `reviews.snapshot` is what the log had come to when a session ended. It is believed only where it is of this log, whole, and of the way in
//! which the reader studies now; otherwise the log is read from the beginning, and comes to the same.

use std::collections::HashSet;
use std::fs::File;
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use super::append::{Adding, LinesRead, read_lines};
use super::held::set_aside;
use super::lock::lock_if_possible;
use super::plain_file::{self, LARGEST_KEPT, LARGEST_LOG};
use super::replace::{Worth, replace};
use super::{Place, Store, cannot_read, folder_of, make_folder, no_home};
use crate::model::Day;
use crate::study::{
    Entry, EntryId, History, Ledger, Lines, Mark, Scheduler, Settings, Snapshot, is_newer,
};

/// What the log has come to, and how it goes on.
#[derive(Clone, Debug)]
pub struct Studied {
    /// How well each card is remembered, and what was done on each day.
    pub history: History,
    /// When cards come again, by what the reader configured and what was fitted to their reviews.
    pub scheduler: Scheduler,
    /// What there is to say.
    pub says: Vec<String>,
    /// Why grades cannot be kept, if they cannot.
    pub writable: Result<(), String>,
    /// How much of the log was read, for [`Store::newer_entries`].
    pub read: u64,
}

/// How much of a log is known to hold no line of a newer version.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Checked {
    inode: u64,
    length: u64,
}

/// What there is in the log.
struct Found {
    ledger: Ledger,
    /// Where its last whole line ends.
    mark: Mark,
    is_newer: bool,
    /// Lines before the mark that could not be read.
    passed_over: u32,
    /// What stands behind the mark is no whole line.
    is_torn: bool,
    /// How many such lines the reader was told of before.
    told: u32,
    /// The snapshot says all this.
    is_kept: bool,
}

const NEWER: &str = "reviews.jsonl holds lines of a newer version of nhs-tiers: it is read, and nothing is added to it until this program is as new";

/// What every line begins with.
const BEGINNING: &[u8] = b"{\"v\":";

impl Store {
    pub(super) fn log(&self) -> Option<PathBuf> {
        Some(self.folders()?.data.join("reviews.jsonl"))
    }

    fn snapshot(&self) -> Option<PathBuf> {
        Some(self.folders()?.state.join("reviews.snapshot"))
    }

    /// What the log has come to, today.
    #[must_use]
    pub fn open_study(&self, settings: &Settings, today: Day) -> Studied {
        let mut says = Vec::new();
        let scheduler = self.scheduler(settings, &mut says);
        let mut writable = self.log_is_writable();
        let found = self.find(&scheduler, today, &mut says);
        let found = found.unwrap_or_else(|error| {
            writable = Err(error.to_string());
            None
        });
        if let Some(found) = &found {
            says.extend(found.complaint());
            if found.is_newer {
                writable = Err(NEWER.to_owned());
            }
        }
        let (history, read) = found.map_or_else(Default::default, |found| {
            (found.ledger.history, found.mark.length)
        });
        Studied {
            history,
            scheduler,
            says,
            writable,
            read,
        }
    }

    /// When cards come again, by what the reader configured, and what was fitted to their reviews.
    fn scheduler(&self, settings: &Settings, says: &mut Vec<String>) -> Scheduler {
        if !settings.parameters.is_empty() {
            return Scheduler::of(settings);
        }
        let (fitted, complaint) = self.read_parameters();
        says.extend(complaint);
        Scheduler::of(&Settings {
            parameters: fitted.map(|fitted| fitted.parameters).unwrap_or_default(),
            ..settings.clone()
        })
    }

    fn log_is_writable(&self) -> Result<(), String> {
        if let Place::Nobody = self.place {
            return Ok(());
        }
        let path = self.log().ok_or_else(|| no_home().to_string())?;
        let folder = folder_of(&path);
        let there = if path.exists() { &path } else { folder };
        make_folder(folder)
            .and_then(|()| Ok(rustix::fs::access(there, rustix::fs::Access::WRITE_OK)?))
            .map_err(|error| cannot_write(&path, &error).to_string())
    }

    /// Reads the log: all of it, or what was added since the snapshot.
    fn find(
        &self,
        scheduler: &Scheduler,
        today: Day,
        says: &mut Vec<String>,
    ) -> io::Result<Option<Found>> {
        let Some(path) = self.log() else {
            return Ok(None);
        };
        let Some(mut file) = open(&path)? else {
            return Ok(None);
        };
        let mut told = 0;
        if let Some(snapshot) = self.fitting_snapshot(&file, scheduler, today) {
            told = snapshot.told;
            let (passed_over, from) = (snapshot.passed_over, snapshot.mark.length);
            let (lines, read) = read(&mut file, &path, from)?;
            let is_kept = lines.is_empty() && lines.passed_over == 0 && read.rest.is_empty();
            if let Some(ledger) = snapshot.into_ledger().go_on(&lines, scheduler, today) {
                let found = Found {
                    told,
                    is_kept,
                    passed_over: passed_over + lines.passed_over,
                    ..Found::of(ledger, &lines, &read, &file)?
                };
                self.note_checked(&file, &found)?;
                return Ok(Some(found));
            }
        }
        let (lines, read) = read(&mut file, &path, 0)?;
        if is_foreign(&lines, &read) {
            says.extend(set_aside_if_foreign(&path)?);
            return Ok(None);
        }
        let ledger = Ledger::of(&lines, scheduler, today);
        let found = Found {
            told,
            ..Found::of(ledger, &lines, &read, &file)?
        };
        self.note_checked(&file, &found)?;
        Ok(Some(found))
    }

    fn fitting_snapshot(&self, file: &File, scheduler: &Scheduler, today: Day) -> Option<Snapshot> {
        let bytes = plain_file::read(&self.snapshot()?, LARGEST_KEPT).ok()?;
        let snapshot = Snapshot::of_bytes(&bytes, scheduler, today)?;
        let here = mark(file, snapshot.mark.length).ok()?;
        (here == snapshot.mark).then_some(snapshot)
    }

    /// Keeps what the log has come to, so that it need not be read again. That is worth doing when a session ends.
    ///
    /// # Errors
    /// When it cannot be written. Nothing is lost then but time.
    pub fn write_snapshot(&self, settings: &Settings, today: Day) -> io::Result<()> {
        let Some(path) = self.snapshot() else {
            return Ok(());
        };
        let scheduler = self.scheduler(settings, &mut Vec::new());
        let Some(found) = self.find(&scheduler, today, &mut Vec::new())? else {
            return Ok(());
        };
        let told = found.unreadable();
        // Lines of a newer version are looked for in all that the snapshot does not speak of.
        if found.is_kept && found.told == told || found.is_newer {
            return Ok(());
        }
        let Some(snapshot) = Snapshot::of(found.ledger, found.mark, found.passed_over, told) else {
            return Ok(());
        };
        replace(&path, &snapshot.to_bytes(&scheduler), Worth::Derived)
    }

    /// Keeps an entry: it is on the disk when this answers. An entry that is kept twice counts once.
    ///
    /// # Errors
    /// When it could not be kept. The log is as it was then, and the same may be tried again.
    pub fn keep_entry(&self, entry: &Entry) -> io::Result<()> {
        if let Place::Nobody = self.place {
            return Ok(());
        }
        self.with_log(|log| log.add(&format!("{}\n", entry.line())))
    }

    /// Does something with the log while nobody else adds to it; refused where a newer version has written to it.
    pub(super) fn with_log<T>(
        &self,
        with: impl FnOnce(&mut Adding) -> io::Result<T>,
    ) -> io::Result<T> {
        let path = self.log().ok_or_else(no_home)?;
        let done = || {
            let mut log = Adding::begin(&path)?;
            self.refuse_newer(log.file())?;
            with(&mut log)
        };
        done().map_err(|error| cannot_write(&path, &error))
    }

    /// Another session may be of a newer version: what was added since the log was last looked at is looked at before it is added to.
    fn refuse_newer(&self, file: &mut File) -> io::Result<()> {
        let Some(folders) = self.folders() else {
            return Ok(());
        };
        let about = file.metadata()?;
        let mut checked = folders
            .checked
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let is_same = checked.inode == about.ino() && checked.length <= about.len();
        let from = if is_same { checked.length } else { 0 };
        let mut newer = false;
        let read = read_lines(file, from, |line| newer |= is_newer(line))?;
        if newer {
            return Err(io::Error::new(io::ErrorKind::Unsupported, NEWER));
        }
        *checked = Checked {
            inode: about.ino(),
            length: read.end,
        };
        Ok(())
    }

    fn note_checked(&self, file: &File, found: &Found) -> io::Result<()> {
        if let (Some(folders), false) = (self.folders(), found.is_newer) {
            let mut checked = folders
                .checked
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            *checked = Checked {
                inode: file.metadata()?.ino(),
                length: found.mark.length,
            };
        }
        Ok(())
    }

    /// What sessions have added behind the place up to which the log was read, which moves on; this session's own entries are among them.
    /// Asking is cheap. Nothing at all, if the log is no longer what it was: then it is read again.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn newer_entries(&self, known: &mut u64) -> io::Result<Option<Vec<Entry>>> {
        let Some(path) = self.log() else {
            return Ok(Some(Vec::new()));
        };
        let Some(mut file) = open(&path)? else {
            return Ok((*known == 0).then(Vec::new));
        };
        let length = file.metadata()?.len();
        let mut entries = Vec::new();
        if length < *known {
            return Ok(None);
        }
        if length > *known {
            let read = read_lines(&mut file, *known, |line| {
                entries.extend(Entry::of_line(line));
            });
            *known = read.map_err(|error| cannot_read(&path, &error))?.end;
        }
        Ok(Some(entries))
    }

    /// All entries of the log, each once, in its order; which reviews were taken back is said by the entries
    /// ([`crate::study::counted`]). And what there is to say.
    ///
    /// # Errors
    /// When the log is there and cannot be read.
    pub fn read_entries(&self) -> io::Result<(Vec<Entry>, Vec<String>)> {
        let mut ids: HashSet<EntryId> = HashSet::new();
        let (mut entries, mut unread) = (Vec::new(), 0u32);
        self.each_line(|line| match Entry::of_line(line) {
            Ok(entry) if ids.insert(entry.id()) => entries.push(entry),
            Ok(_) => {}
            Err(_) => unread += u32::from(!line.trim_ascii().is_empty()),
        })?;
        Ok((entries, could_not_be_read(unread).into_iter().collect()))
    }

    /// Reads the whole lines of the log.
    pub(super) fn each_line(&self, each: impl FnMut(&[u8])) -> io::Result<()> {
        if let Some(path) = self.log()
            && let Some(mut file) = open(&path)?
        {
            read_lines(&mut file, 0, each).map_err(|error| cannot_read(&path, &error))?;
        }
        Ok(())
    }
}

impl Found {
    /// Of a whole reading.
    fn of(ledger: Ledger, lines: &Lines, read: &LinesRead, file: &File) -> io::Result<Self> {
        Ok(Self {
            ledger,
            mark: mark(file, read.end)?,
            is_newer: lines.newer > 0,
            passed_over: lines.passed_over,
            is_torn: !read.rest.is_empty(),
            told: 0,
            is_kept: false,
        })
    }

    fn unreadable(&self) -> u32 {
        self.passed_over + u32::from(self.is_torn)
    }

    /// What cannot be read is told once: the snapshot knows of how much the reader was told.
    fn complaint(&self) -> Option<String> {
        let unreadable = self.unreadable();
        (unreadable > self.told).then(|| could_not_be_read(unreadable))?
    }
}

fn could_not_be_read(lines: u32) -> Option<String> {
    match lines {
        0 => None,
        1 => Some(
            "One line of reviews.jsonl could not be read; it is kept, and passed over".to_owned(),
        ),
        _ => Some(format!(
            "{lines} lines of reviews.jsonl could not be read; they are kept, and passed over"
        )),
    }
}

fn open(path: &Path) -> io::Result<Option<File>> {
    match plain_file::open(path, File::options().read(true), LARGEST_LOG) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(cannot_read(path, &error)),
    }
}

/// Reads lines from a place on. A last one without an end may be one that is being written: it is waited for.
fn read(file: &mut File, path: &Path, from: u64) -> io::Result<(Lines, LinesRead)> {
    let mut lines = Lines::default();
    let mut read = || {
        let first = read_lines(file, from, |line| lines.read(line))?;
        if first.rest.is_empty() {
            return Ok(first);
        }
        let _lock = lock_if_possible(path)?;
        read_lines(file, first.end, |line| lines.read(line))
    };
    let read = read().map_err(|error: io::Error| cannot_read(path, &error))?;
    Ok((lines, read))
}

fn mark(file: &File, length: u64) -> io::Result<Mark> {
    let mut end = [0; Mark::LOOK_BACK];
    let from = length.saturating_sub(Mark::LOOK_BACK as u64);
    let end = end
        .get_mut(..usize::try_from(length - from).unwrap_or(0))
        .unwrap_or_default();
    file.read_exact_at(end, from)?;
    Ok(Mark::of(length, end))
}

/// Whether no line of this is one of a log. The beginning of a line is one: the first session crashed.
fn is_foreign(lines: &Lines, read: &LinesRead) -> bool {
    let began = read.rest.get(..BEGINNING.len()).unwrap_or(&read.rest);
    lines.is_empty()
        && (lines.passed_over > 0 || !read.rest.is_empty())
        && (began.is_empty() || !BEGINNING.starts_with(began))
}

/// Another session may have set it aside already, and begun a new one.
fn set_aside_if_foreign(path: &Path) -> io::Result<Option<String>> {
    let _lock = lock_if_possible(path)?;
    let Some(mut file) = open(path)? else {
        return Ok(None);
    };
    let mut lines = Lines::default();
    let read = read_lines(&mut file, 0, |line| lines.read(line))?;
    if !is_foreign(&lines, &read) {
        return Ok(None);
    }
    set_aside(path).map(Some)
}

pub(super) fn cannot_write(path: &Path, error: &io::Error) -> io::Error {
    if error.kind() == io::ErrorKind::Unsupported {
        return io::Error::new(error.kind(), error.to_string());
    }
    let what = format!("{} cannot be written: {error}", path.display());
    io::Error::new(error.kind(), what)
}
