//! What belongs to the reader: bookmarks, notes, and how the dialogue is told.

use super::talk::{Choice, Talk};
use super::{Dialogue, Effect, Reply};
use crate::app::{Action, Change, LONGEST, Session, resolve};
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

/// Why there are no notes in such a session, if there are none.
pub(super) fn no_notes(session: Session) -> Option<String> {
    let why = session.refuses(&Action::Annotate);
    why.map(|why| format!("{why}."))
}

/// `note`: writes one on the record that is open, or reads it; `note -` takes it away.
pub(super) fn note(dialogue: &mut Dialogue, text: &str) -> Reply {
    if let Some(why) = no_notes(dialogue.session) {
        return Reply::says(why);
    }
    let Some(record) = dialogue.talk.record else {
        return nothing_open();
    };
    match text {
        "" => {
            let note = dialogue.personal.note(record);
            let unkept = dialogue.unkept.iter().find(|one| one.record == record);
            let unkept = unkept
                .map(|one| format!("Not kept yet, and what write goes on with: {}", one.text()));
            let none = || {
                "There is no note on it. note and some words writes one; write begins one of several lines.".to_owned()
            };
            let says: Vec<String> = note
                .map(|note| format!("Your note: {note}"))
                .or_else(|| unkept.is_none().then(none))
                .into_iter()
                .chain(unkept)
                .collect();
            dialogue.between(Reply::says(says.join("\n")))
        }
        "-" => keep_note(dialogue, record, ""),
        text => keep_note(dialogue, record, text),
    }
}

/// What ends a note of several lines, and what leaves it as it was.
const KEEP: &str = ".";
const LEAVE: &str = "..";
const HOW_IT_ENDS: &str = "A full stop alone on a line keeps it, two leave it as it was.";

/// A note that is being written, line by line, or was and could not be kept.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    record: RecordRef,
    lines: Vec<String>,
}

impl Writing {
    fn of(record: RecordRef, text: &str) -> Self {
        Self {
            record,
            lines: text.lines().map(str::to_owned).collect(),
        }
    }

    /// The note that it comes to.
    fn text(&self) -> String {
        let text = self.lines.join("\n");
        text.trim_start_matches('\n').trim_end().to_owned()
    }
}

/// `write`: what follows is the note on the record that is open, line by line. What could not be kept of it comes first.
pub(super) fn write(dialogue: &mut Dialogue, _: &str) -> Reply {
    if let Some(why) = no_notes(dialogue.session) {
        return Reply::says(why);
    }
    let Some(record) = dialogue.talk.record else {
        return nothing_open();
    };
    let unkept = dialogue.unkept.iter().position(|one| one.record == record);
    let unkept = unkept.map(|at| dialogue.unkept.remove(at));
    let is_unkept = unkept.is_some();
    let note = dialogue.personal.note(record).unwrap_or_default();
    let writing = unkept.unwrap_or_else(|| Writing::of(record, note));
    let goes_on = match (writing.lines.len(), is_unkept) {
        (0, _) => String::new(),
        (1, false) => " It goes on below the line that is there.".to_owned(),
        (1, true) => " It goes on below the line that could not be kept.".to_owned(),
        (number, false) => format!(" It goes on below the {number} lines that are there."),
        (number, true) => format!(" It goes on below the {number} lines that could not be kept."),
    };
    dialogue.writing = Some(writing);
    Reply::says(format!(
        "Write the note on {}.{goes_on} {HOW_IT_ENDS}",
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
    let has_room = length <= LONGEST;
    if !has_room {
        writing.lines.pop();
    }
    dialogue.writing = Some(writing);
    if has_room {
        return Reply::default();
    }
    let most = LONGEST / 1024;
    Reply::says(format!(
        "A note holds {most} kB: this line had no room. {HOW_IT_ENDS}"
    ))
}

/// Keeps what was written.
pub(super) fn end(dialogue: &mut Dialogue, writing: &Writing) -> Reply {
    keep_note(dialogue, writing.record, &writing.text())
}

/// A change could not be kept, and why.
pub(super) fn not_kept(dialogue: &mut Dialogue, change: &Change, why: &str) -> Reply {
    dialogue.personal.take_back(change);
    match change {
        Change::Note { record, text, .. } if !text.is_empty() => {
            dialogue.unkept.push(Writing::of(*record, text));
            Reply::says(format!(
                "This note is not kept: {why}. write goes on with it, and a full stop alone on a line tries again."
            ))
        }
        _ => Reply::says(format!("This could not be kept: {why}.")),
    }
}

/// What would be kept, were this the end.
pub(super) fn being_written(dialogue: &Dialogue, writing: &Writing) -> Option<Change> {
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
    // What could not be kept before is replaced as though it had been.
    dialogue.unkept.retain(|one| one.record != record);
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
