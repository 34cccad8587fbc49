//! Reviews that are made up, and a reader of logs.

use std::fs;
use std::path::Path;

use nhs_tiers::model::Day;
use nhs_tiers::study::{CardId, Entry, EntryId, Grade, Moment, Review, Undo, Way};

/// A day to begin with.
pub(crate) const DAY: Day = Day(46_000);

/// A review of the card with this number.
pub(crate) fn review(id: u64, card: u64, day: Day, grade: Grade) -> Review {
    Review {
        id: EntryId(id),
        at: Moment(i64::from(day.0) * 86_400 - 2_208_988_800 + 32_400),
        day,
        card: CardId(card),
        name: format!("began/made-up/{card:016x}"),
        grade,
        way: Way::Recall,
        took: 4_200,
    }
}

pub(crate) fn good(id: u64, card: u64, day: Day) -> Entry {
    Entry::Review(review(id, card, day, Grade::Good))
}

pub(crate) fn undo(id: u64, undone: u64, day: Day) -> Entry {
    Entry::Undo(Undo {
        id: EntryId(id),
        at: review(id, 0, day, Grade::Good).at,
        undone: EntryId(undone),
    })
}

/// The entries of a log, as they stand in it.
pub(crate) fn entries(log: &Path) -> Vec<Entry> {
    let bytes = fs::read(log).unwrap_or_default();
    bytes
        .split(|byte| *byte == b'\n')
        .filter_map(|line| Entry::of_line(line).ok())
        .collect()
}
