//! What belongs to the reader: bookmarks, notes, and how the dialogue is told.

use super::talk::{Choice, Talk};
use super::{Dialogue, Effect, Reply};
use crate::app::{Change, LONGEST, resolve};
use crate::model::RecordRef;
use crate::report::{self, Marks};

/// `bookmark`: keeps the record that is open, or no longer.
pub(super) fn bookmark(dialogue: &mut Dialogue, _: &str) -> Reply {
    let Some(record) = dialogue.talk.record else {
        return nothing_open();
    };
    let on = !dialogue.personal.is_bookmarked(record);
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
        "" => {
            let says = match dialogue.personal.note(record) {
                Some(note) => format!("Your note: {note}"),
                None => "There is no note on it. note and some words writes one; write begins one of several lines.".to_owned(),
            };
            dialogue.between(Reply::says(says))
        }
        "-" => keep_note(dialogue, record, ""),
        text => keep_note(dialogue, record, text),
    }
}

/// What ends a note of several lines, and what leaves it as it was.
const KEEP: &str = ".";
const LEAVE: &str = "..";

/// A note that is being written, line by line.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    record: RecordRef,
    lines: Vec<String>,
}

/// `write`: what follows is the note on the record that is open, line by line.
pub(super) fn write(dialogue: &mut Dialogue, _: &str) -> Reply {
    let Some(record) = dialogue.talk.record else {
        return nothing_open();
    };
    let note = dialogue.personal.note(record);
    let lines = note.into_iter().flat_map(str::lines).map(str::to_owned);
    let lines: Vec<String> = lines.collect();
    let goes_on = match lines.len() {
        0 => String::new(),
        1 => " It goes on below the line that is there.".to_owned(),
        number => format!(" It goes on below the {number} lines that are there."),
    };
    dialogue.writing = Some(Writing { record, lines });
    Reply::says(format!(
        "Write the note on {}.{goes_on} A full stop alone on a line keeps it, two leave it as it was.",
        report::heading(dialogue.data, record)
    ))
}

/// A line of a note that is being written. Nothing is said to it until the last.
pub(super) fn go_on(dialogue: &mut Dialogue, mut writing: Writing, line: &str) -> Reply {
    match line.trim_end() {
        LEAVE => {
            let says = "The note is as it was.";
            return Reply::says(says);
        }
        KEEP => return end(dialogue, &writing),
        line => writing.lines.push(line.to_owned()),
    }
    let length: usize = writing.lines.iter().map(|line| line.len() + 1).sum();
    if length > LONGEST {
        writing.lines.pop();
        let reply = end(dialogue, &writing);
        let most = LONGEST / 1024;
        return Reply {
            text: format!(
                "A note holds {most} kB: this line had no room. {}",
                reply.text
            ),
            ..reply
        };
    }
    dialogue.writing = Some(writing);
    Reply::default()
}

impl Writing {
    fn text(&self) -> String {
        let text = self.lines.join("\n");
        text.trim_start_matches('\n').trim_end().to_owned()
    }
}

/// Keeps what was written.
pub(super) fn end(dialogue: &mut Dialogue, writing: &Writing) -> Reply {
    keep_note(dialogue, writing.record, &writing.text())
}

/// What would be kept, were this the end.
pub(super) fn unkept(dialogue: &Dialogue, writing: &Writing) -> Option<Change> {
    changed(dialogue, writing.record, &writing.text())
}

/// The change of a note to this text, if it is one.
fn changed(dialogue: &Dialogue, record: RecordRef, text: &str) -> Option<Change> {
    let was = dialogue.personal.note(record).unwrap_or_default();
    (was != text).then(|| Change::Note {
        record,
        text: text.to_owned(),
        was: was.to_owned(),
    })
}

fn keep_note(dialogue: &mut Dialogue, record: RecordRef, text: &str) -> Reply {
    let Some(change) = changed(dialogue, record, text) else {
        return Reply::says("The note is as it was.");
    };
    let says = if text.is_empty() {
        "Note taken away"
    } else {
        "Noted"
    };
    keep(dialogue, record, says, change)
}

fn keep(dialogue: &mut Dialogue, record: RecordRef, says: &str, change: Change) -> Reply {
    // On which day this was is for the world to say.
    dialogue.personal.apply(&change, None);
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
            dialogue.talk.go_on_in_parts_of(number, dialogue.lines);
            dialogue.lines = number;
            let noun = if number == 1 { "line" } else { "lines" };
            Reply::says(format!("Parts have at most {number} {noun} now."))
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
