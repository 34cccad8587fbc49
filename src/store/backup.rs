//! All that a reader has made, in one file: reviews, bookmarks, notes, and what was fitted. It is RON, so that it can be looked into; its last
//! line says what the rest comes to, so that a file that was damaged on its way is known by that.
//!
//! Restoring adds what is missing here, and takes nothing away: entries are known by their ids, and of a note that says something else here
//! both texts are kept.

use std::collections::HashSet;
use std::hash::Hasher;
use std::io;
use std::path::Path;

use fnv::FnvHasher;
use serde::{Deserialize, Serialize};

use super::append::{LONGEST_LINE, read_lines};
use super::held::{Held, aside, not_understood};
use super::plain_file::{self, LARGEST_BACKUP};
use super::replace::behind_links;
use super::{Kept, Readers, Store, cannot_read};
use crate::app::Personal;
use crate::model::{Date, Day, harms};
use crate::study::{Entry, EntryId, Fitted, Unread};

/// The version that is written.
const VERSION: u32 = 1;
/// What stands before the sum in the last line.
const SUM: &str = "// All of this comes to ";

/// What a backup holds.
#[derive(Debug, Serialize, Deserialize)]
struct Backup {
    version: u32,
    /// When it was made.
    made: Date,
    personal: Personal,
    parameters: Option<Fitted>,
    /// The lines of the log, as they are.
    reviews: Vec<String>,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// Lines of a log, each with the id of its entry.
type Lines = Vec<(EntryId, String)>;

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// Entries of the log.
    pub entries: usize,
    /// Bookmarks.
    pub bookmarks: usize,
    /// Notes.
    pub notes: usize,
    /// Lines of the log that say nothing, and were left out.
    pub left_out: usize,
}

/// What was missing here, and was added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Entries of the log.
    pub entries: usize,
    /// Bookmarks.
    pub bookmarks: usize,
    /// Notes.
    pub notes: usize,
    /// Notes that say something else here: both texts are kept.
    pub joined: usize,
    /// Fitted parameters.
    pub parameters: bool,
    /// Entries that are longer than a line of the log may be, and were left out.
    pub left_out: usize,
    /// What else there is to say.
    pub says: Vec<String>,
}

impl Store {
    /// Writes all that the reader has made to a file, by the rules of [`Store::write_file`].
    ///
    /// # Errors
    /// When something cannot be read or understood, or the file cannot be written. What is there is left as it is: a backup that lacks
    /// something takes the place of none.
    pub fn backup(&self, path: &Path, force: bool, today: Day) -> io::Result<BackedUp> {
        let is_replaced = force && path.is_file();
        let whole = if is_replaced {
            self.nothing_set_aside()
        } else {
            Ok(())
        };
        let backup = whole.and_then(|()| self.to_back_up(today));
        let (backup, left_out) = backup.map_err(|error| {
            io::Error::new(error.kind(), format!("{error}. No backup was made"))
        })?;
        let done = BackedUp {
            entries: backup.reviews.len(),
            bookmarks: backup.personal.bookmarks.len(),
            notes: backup.personal.notes.len(),
            left_out,
        };
        // Texts are written raw: quotation marks in them stay what they are. Only where something else wrote harm into the log it is escaped.
        let is_harmful = |line: &String| harms(line).next().is_some();
        let escaped = backup.reviews.iter().any(is_harmful);
        let pretty = ron::ser::PrettyConfig::default().escape_strings(escaped);
        let text = ron::ser::to_string_pretty(&backup, pretty).map_err(io::Error::other)?;
        self.write_file(path, force, Readers::Owner, |out| {
            writeln!(out, "{text}\n{SUM}{:016x}", sum(&text))
        })?;
        Ok(done)
    }

    /// What a session has set aside may be in the earlier backup alone, as far as it can still be understood.
    fn nothing_set_aside(&self) -> io::Result<()> {
        let personal = self.path(Kept::Personal).map(behind_links);
        let mut kept = [personal, self.parameters(), self.log()]
            .into_iter()
            .flatten();
        let Some(aside) = kept.find_map(|path| aside(&path)) else {
            return Ok(());
        };
        let what = format!(
            "{} was set aside because it could not be understood, and the earlier backup may hold what is in it: name another file, or move that one elsewhere",
            aside.display()
        );
        Err(io::Error::new(io::ErrorKind::InvalidData, what))
    }

    /// All that the reader has made, and how many lines of the log say nothing. A log of which no line says anything is none.
    fn to_back_up(&self, today: Day) -> io::Result<(Backup, usize)> {
        let personal = self.read_whole(Kept::Personal)?;
        let parameters = self.look_at_parameters()?;
        let path = self.parameters().unwrap_or_default();
        let parameters = parameters.or_refuse(&path)?;
        let (mut reviews, mut left_out) = (Vec::new(), 0);
        self.each_line(|line| match str::from_utf8(line) {
            Ok(text) if Entry::of_line(line) != Err(Unread::Damaged) => {
                reviews.push(text.trim().to_owned());
            }
            _ => left_out += usize::from(!line.trim_ascii().is_empty()),
        })?;
        if let Some(log) = self.log()
            && reviews.is_empty()
            && left_out > 0
        {
            return Err(not_understood(&log));
        }
        let backup = Backup {
            version: VERSION,
            made: Date::of_day(today),
            personal,
            parameters,
            reviews,
        };
        Ok((backup, left_out))
    }

    /// Adds what is missing here from a backup.
    ///
    /// # Errors
    /// When the file is damaged, or of a newer version, or what it holds cannot be kept here; nothing has changed then.
    pub fn restore(&self, path: &Path) -> io::Result<Restored> {
        let bytes =
            plain_file::read(path, LARGEST_BACKUP).map_err(|error| cannot_read(path, &error))?;
        let refused = |what: &str| {
            let what = format!("{} {what}. Nothing has changed", path.display());
            io::Error::new(io::ErrorKind::InvalidData, what)
        };
        let (backup, entries) = read(&bytes).map_err(refused)?;
        let restored = self.with_log(|log| {
            let mut known: HashSet<EntryId> = HashSet::new();
            read_lines(log.file(), 0, |line| {
                known.extend(Entry::of_line(line).map(|entry| entry.id()));
            })?;
            let missing: Vec<&str> = entries
                .iter()
                .filter(|(id, _)| known.insert(*id))
                .map(|(_, line)| line.as_str())
                .collect();
            let mut lines = missing.join("\n");
            if !missing.is_empty() {
                lines.push('\n');
                log.add(&lines)?;
            }
            let restored = Restored {
                entries: missing.len(),
                left_out: backup.reviews.len() - entries.len(),
                ..Restored::default()
            };
            // The log is the only one of the three that can be put back as it was: it comes first.
            let others = self.restore_others(&backup, restored);
            if others.is_err() {
                log.take_back();
            }
            Ok(others)
        });
        restored?
    }

    fn restore_others(&self, backup: &Backup, mut restored: Restored) -> io::Result<Restored> {
        let parameters = backup
            .parameters
            .as_ref()
            .filter(|fitted| fitted.is_sound());
        if let Some(fitted) = parameters {
            match self.look_at_parameters() {
                Ok(Held::Sound(_)) => {}
                Ok(Held::Nothing | Held::Damaged) => {
                    restored.says.extend(self.read_parameters().1);
                    self.keep_parameters(fitted)?;
                    restored.parameters = true;
                }
                // What is there stays, and may be worth more.
                Err(error) => restored.says.push(error.to_string()),
            }
        }
        let has_parameters = restored.parameters;
        let changed = self.change(Kept::Personal, &Personal::default(), |personal| {
            merge(personal, &backup.personal, &mut restored);
        });
        if changed.is_err() && has_parameters {
            self.forget_parameters()?;
        }
        let (_, says) = changed?;
        restored.says.extend(says);
        Ok(restored)
    }
}

/// What a file holds, and those of its entries that have room in a line of the log, with their ids; or what is wrong with it.
fn read(bytes: &[u8]) -> Result<(Backup, Lines), &'static str> {
    const DAMAGED: &str = "is damaged, or no backup of nhs-tiers";
    const NEWER: &str = "is a backup of a newer version of nhs-tiers, which this one cannot read";
    let text = str::from_utf8(bytes).ok().ok_or(DAMAGED)?;
    let (body, last) = text.trim_end().rsplit_once('\n').ok_or(DAMAGED)?;
    let is_whole = last.strip_prefix(SUM) == Some(&format!("{:016x}", sum(body)));
    match ron::from_str::<Version>(body) {
        Ok(Version { version }) if version > VERSION => return Err(NEWER),
        Ok(_) if is_whole => {}
        Ok(_) | Err(_) => return Err(DAMAGED),
    }
    let backup: Backup = ron::from_str(body).ok().ok_or(DAMAGED)?;
    let mut entries = Vec::new();
    for line in &backup.reviews {
        let id = match Entry::of_line(line.as_bytes()) {
            _ if crate::study::is_newer(line.as_bytes()) => return Err(NEWER),
            Ok(entry) => entry.id(),
            Err(_) => return Err(DAMAGED),
        };
        // Outside of its words, which have none, the end of a line says no more than a space.
        let line = line.replace(['\n', '\r'], " ");
        if (line.len() as u64) < LONGEST_LINE {
            entries.push((id, line));
        }
    }
    Ok((backup, entries))
}

fn sum(text: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Adds bookmarks and notes. Bookmarks that were missing stand before those that are here: the latest are last.
fn merge(here: &mut Personal, backup: &Personal, restored: &mut Restored) {
    let missing: Vec<_> = backup
        .bookmarks
        .iter()
        .filter(|bookmark| !here.bookmarks.contains(bookmark))
        .cloned()
        .collect();
    restored.bookmarks = missing.len();
    here.bookmarks.splice(..0, missing);
    for (record, text) in &backup.notes {
        match here.notes.get_mut(record) {
            None => {
                restored.notes += 1;
                here.notes.insert(record.clone(), text.clone());
            }
            Some(note) if note.contains(text.as_str()) => {}
            Some(note) => {
                restored.joined += 1;
                *note = format!("{note}\n\n{text}");
            }
        }
    }
}
