//! What is kept of studying: one entry for every grade given, and for every one taken back.

use std::collections::HashSet;

use super::CardId;
use super::memory::scatter;
use crate::model::Day;

/// How well a card was remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Not at all.
    Again,
    /// With effort.
    Hard,
    /// Well.
    Good,
    /// At once.
    Easy,
}

impl Grade {
    /// All of them, from worst to best.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }

    /// Whether the card was remembered.
    #[must_use]
    pub const fn is_right(self) -> bool {
        !matches!(self, Self::Again)
    }
}

/// In which way a card was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// Think, look, grade yourself.
    Recall,
    /// Choose, type or put in order.
    Quiz,
    /// In an exam.
    Exam,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Recall, Self::Quiz, Self::Exam];

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recall => "recall",
            Self::Quiz => "quiz",
            Self::Exam => "exam",
        }
    }
}

/// A moment: seconds since 1970 began, in UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// What an entry is known by, in whatever file it stands: entries that were kept twice, or came back from a backup, count once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u64);

impl EntryId {
    /// The one with this number of a session. Its seed is the session's own, so that no other session gives the same.
    #[must_use]
    pub const fn drawn(seed: u64, number: u64) -> Self {
        Self(scatter(seed, number))
    }
}

/// A grade given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// What it is known by.
    pub id: EntryId,
    /// When.
    pub at: Moment,
    /// On which day of study, as the reader counted days there and then: it begins at an hour that is configured, not at midnight.
    pub day: Day,
    /// The card.
    pub card: CardId,
    /// The card's name.
    pub name: String,
    /// The grade.
    pub grade: Grade,
    /// How it was asked.
    pub way: Way,
    /// How long it took, in milliseconds.
    pub took: u32,
}

/// A grade taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undo {
    /// What it is known by.
    pub id: EntryId,
    /// When.
    pub at: Moment,
    /// The review that no longer counts.
    pub undone: EntryId,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A grade given.
    Review(Review),
    /// A grade taken back.
    Undo(Undo),
}

impl Entry {
    /// What it is known by.
    #[must_use]
    pub const fn id(&self) -> EntryId {
        match self {
            Self::Review(review) => review.id,
            Self::Undo(undo) => undo.id,
        }
    }
}

/// The reviews that count: all but those that were taken back.
pub fn counted(entries: &[Entry]) -> impl Iterator<Item = &Review> {
    let undone: HashSet<EntryId> = entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Undo(undo) => Some(undo.undone),
            Entry::Review(_) => None,
        })
        .collect();
    entries.iter().filter_map(move |entry| match entry {
        Entry::Review(review) if !undone.contains(&review.id) => Some(review),
        Entry::Review(_) | Entry::Undo(_) => None,
    })
}
