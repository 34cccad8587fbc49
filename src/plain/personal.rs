//! What belongs to the reader: bookmarks, notes, and how the dialogue is told.

use super::talk::{Choice, Talk};
use super::{Dialogue, Effect, Reply};
use crate::app::{Change, resolve};
use crate::model::RecordRef;
use crate::report::{self, Marks};

/// `bookmark`: keeps the record that is open, or no longer.
pub(super) fn bookmark(dialogue: &mut Dialogue, _: &str) -> Reply {
    let Some(record) = dialogue.talk.record else {
        return nothing_open();
    };
    let on = !dialogue.is_bookmarked(record);
    let says = if on {
        "Bookmarked"
    } else {
        "No longer bookmarked"
    };
    keep(dialogue, record, says, Change::Bookmark { record, on })
}

/// `note`: writes one on the record that is open, or reads it; `note -` takes it away.
pub(super) fn note(dialogue: &mut Dialogue, text: &str) -> Reply {
    let Some(record) = dialogue.talk.record else {
        return nothing_open();
    };
    match text {
        "" => Reply::says(match dialogue.note(record) {
            Some(note) => format!("Your note: {note}"),
            None => "There is no note on it. note and some words writes one.".to_owned(),
        }),
        "-" => {
            let text = String::new();
            keep(
                dialogue,
                record,
                "Note taken away",
                Change::Note { record, text },
            )
        }
        text => {
            let text = text.to_owned();
            keep(dialogue, record, "Noted", Change::Note { record, text })
        }
    }
}

fn keep(dialogue: &mut Dialogue, record: RecordRef, says: &str, change: Change) -> Reply {
    dialogue.personal.apply(&change);
    Reply {
        text: format!("{says}: {}.", report::heading(dialogue.data, record)),
        effect: Some(Effect::Keep(change)),
    }
}

/// `bookmarks`: the list of them, the latest first.
pub(super) fn bookmarks(dialogue: &mut Dialogue, _: &str) -> Reply {
    let known = dialogue.personal.bookmarks.iter().rev();
    let records: Vec<RecordRef> = known
        .filter_map(|(kind, id)| resolve(dialogue.data, *kind, id))
        .collect();
    if records.is_empty() {
        return Reply::says("No bookmarks yet: bookmark keeps the record that is open.");
    }
    let mut talk = Talk::new(match records.len() {
        1 => "1 bookmark".to_owned(),
        number => format!("{number} bookmarks"),
    });
    for record in records {
        if let Some(said) = dialogue.entry(record) {
            talk.add_choice(Choice::Open(record), &said);
        }
    }
    dialogue.tell(talk)
}

/// `marks`: how much is said of what statements rest on.
pub(super) fn marks(dialogue: &mut Dialogue, word: &str) -> Reply {
    let (marks, says) = match word {
        "off" => (Marks::Off, "Only what is not verified is said to be so."),
        "short" => (
            Marks::Short,
            "One source or two is said behind each statement.",
        ),
        "full" => (
            Marks::Full,
            "The sources of each statement are said by their numbers in the section Sources.",
        ),
        _ => return Reply::says("marks off, marks short or marks full."),
    };
    dialogue.marks = marks;
    Reply::says(says)
}

/// `lines`: how many lines a part has.
pub(super) fn lines(dialogue: &mut Dialogue, number: &str) -> Reply {
    match number.parse() {
        Ok(number @ 1..=1000) => {
            dialogue.lines = number;
            Reply::says(format!("Parts have at most {number} lines now."))
        }
        _ => Reply::says(format!(
            "Parts have at most {} lines. lines and a number from 1 to 1000 changes that.",
            dialogue.lines
        )),
    }
}

/// What is said where a record is wanted and none is open.
pub(super) fn nothing_open() -> Reply {
    Reply::says("No record is open. A name opens one, as in sha.")
}
