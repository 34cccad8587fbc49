//! An entry of the log as a line: one JSON object, which says all there is to say by itself.
//!
//! ```json
//! {"v":1,"id":"9c0f5b1e7a3d2468","at":"2026-11-22T09:14:03Z","day":"2026-11-22","card":"began/strategic-health-authority/8f14e45fceea167a","grade":"good","way":"recall","ms":4200}
//! {"v":1,"id":"00c1d2e3f4a5b697","at":"2026-11-22T09:14:09Z","undo":"9c0f5b1e7a3d2468"}
//! ```
//!
//! Fields that are not known are passed over. A greater `v` is a line of a newer version of the program.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil;
use serde::{Deserialize, Serialize};

use super::{CardId, Entry, EntryId, Grade, Moment, Review, Undo, Way};
use crate::model::Day;

/// The version of the lines that are written.
pub const VERSION: u32 = 1;

/// Why a line says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// A newer version of the program wrote it, in a way of its own.
    Newer,
    /// It is no line of a log.
    Damaged,
}

/// A line that was read, without what it says at length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// What it is known by.
    pub(super) id: EntryId,
    /// What was done.
    pub(super) done: Done,
    /// A newer version of the program wrote it.
    pub(super) newer: bool,
}

/// What was done.
#[derive(Clone, Copy, Debug)]
pub(super) enum Done {
    /// A grade was given.
    Review {
        /// To what.
        card: CardId,
        /// On which day.
        day: Day,
        /// Which.
        grade: Grade,
    },
    /// A grade was taken back.
    Undo(EntryId),
}

#[derive(Serialize, Deserialize)]
struct Line<'a> {
    v: u32,
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    undo: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    day: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    card: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    grade: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    way: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ms: Option<u32>,
}

/// All that a line of any version has.
#[derive(Deserialize)]
struct Version {
    v: u32,
}

impl<'a> Line<'a> {
    fn read(line: &'a [u8]) -> Result<Self, Unread> {
        // Looked through once as a whole, its words need not be one by one.
        let text = str::from_utf8(line).ok();
        let read = text.and_then(|text| serde_json::from_str(text).ok());
        read.ok_or_else(|| {
            if is_newer(line) {
                Unread::Newer
            } else {
                Unread::Damaged
            }
        })
    }

    const fn unread(&self) -> Unread {
        if self.v > VERSION {
            Unread::Newer
        } else {
            Unread::Damaged
        }
    }

    fn row(&self, known: &mut Known) -> Option<Row> {
        let done = if self.undo.is_empty() {
            Done::Review {
                card: CardId::of_name(&self.card)?,
                day: known.day(&self.day)?,
                grade: named(&Grade::ALL, Grade::name, &self.grade)?,
            }
        } else {
            Done::Undo(entry_id(&self.undo)?)
        };
        Some(Row {
            id: entry_id(&self.id)?,
            done,
            newer: self.v > VERSION,
        })
    }

    fn entry(&self) -> Option<Entry> {
        let Row { id, done, .. } = self.row(&mut Known::default())?;
        let at = Moment(self.at.parse::<Timestamp>().ok()?.as_second());
        Some(match done {
            Done::Undo(undone) => Entry::Undo(Undo { id, at, undone }),
            Done::Review { card, day, grade } => Entry::Review(Review {
                id,
                at,
                day,
                card,
                name: self.card.clone().into_owned(),
                grade,
                way: named(&Way::ALL, Way::name, &self.way)?,
                took: self.ms.unwrap_or_default(),
            }),
        })
    }
}

/// What the state of the cards needs of a line.
pub(super) fn row(line: &[u8], known: &mut Known) -> Result<Row, Unread> {
    let line = Line::read(line)?;
    line.row(known).ok_or_else(|| line.unread())
}

impl Entry {
    /// Reads a line.
    ///
    /// # Errors
    /// When it says nothing that could be read.
    pub fn of_line(line: &[u8]) -> Result<Self, Unread> {
        let line = Line::read(line)?;
        line.entry().ok_or_else(|| line.unread())
    }

    /// The line that says it, without its end.
    #[must_use]
    pub fn line(&self) -> String {
        let word = Cow::Borrowed;
        let nothing = Line {
            v: VERSION,
            id: Cow::Owned(hexadecimal(self.id())),
            at: word(""),
            undo: word(""),
            day: word(""),
            card: word(""),
            grade: word(""),
            way: word(""),
            ms: None,
        };
        let line = match self {
            Self::Undo(undo) => Line {
                at: Cow::Owned(moment(undo.at)),
                undo: Cow::Owned(hexadecimal(undo.undone)),
                ..nothing
            },
            Self::Review(review) => Line {
                at: Cow::Owned(moment(review.at)),
                day: Cow::Owned(review.day.civil().to_string()),
                card: word(&review.name),
                grade: word(review.grade.name()),
                way: word(review.way.name()),
                ms: Some(review.took),
                ..nothing
            },
        };
        // Words and numbers always are JSON.
        serde_json::to_string(&line).unwrap_or_default()
    }
}

/// Whether a line is one of a newer version of the program.
#[must_use]
pub fn is_newer(line: &[u8]) -> bool {
    serde_json::from_slice(line).is_ok_and(|Version { v }| v > VERSION)
}

fn moment(moment: Moment) -> String {
    Timestamp::from_second(moment.0)
        .unwrap_or_default()
        .to_string()
}

/// A day that was read, and its text: the next line is likely to have the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    text: String,
    day: Option<Day>,
}

impl Known {
    fn day(&mut self, text: &str) -> Option<Day> {
        if self.text != text {
            let date = text.parse::<civil::Date>().ok();
            self.day = date.and_then(|date| Day::new(date.year(), date.month(), date.day()));
            text.clone_into(&mut self.text);
        }
        self.day
    }
}

fn hexadecimal(id: EntryId) -> String {
    format!("{:016x}", id.0)
}

fn entry_id(text: &str) -> Option<EntryId> {
    let number = text.chars().try_fold(0, |number: u64, digit| {
        Some(number << 4 | u64::from(digit.to_digit(16)?))
    });
    number.filter(|_| text.len() == 16).map(EntryId)
}

fn named<T: Copy>(all: &[T], name: fn(T) -> &'static str, word: &str) -> Option<T> {
    all.iter().copied().find(|one| name(*one) == word)
}
