//! A note that is being written.

mod writing;

use super::layout::note_areas;
use super::personal::{Change, Personal};
use super::state::{Layer, State};
use crate::model::RecordRef;

pub(super) use writing::harmless;
pub use writing::{LONGEST, Row, Writing};

/// A note that is being written on a record.
#[derive(Clone, Debug)]
pub struct NoteEditor {
    /// On which record.
    pub record: RecordRef,
    /// What is written.
    pub writing: Writing,
    /// Shown lines that are scrolled off the top.
    pub top: usize,
    /// The note as it was when this was begun.
    pub(super) was: String,
    /// It was left as it was once already, and taken up again.
    pub(super) taken_up: bool,
}

impl NoteEditor {
    pub(super) fn new(record: RecordRef, was: &str, text: &str) -> Self {
        Self {
            record,
            writing: Writing::new(text),
            top: 0,
            was: was.to_owned(),
            taken_up: false,
        }
    }

    /// What it would change: nothing where the note is as it was but for empty lines round it.
    pub(super) fn change(&self) -> Option<Change> {
        let text = self.writing.text();
        let text = text.trim_start_matches('\n').trim_end();
        (text != self.was).then(|| Change::Note {
            record: self.record,
            text: text.to_owned(),
            was: self.was.clone(),
        })
    }
}

impl State {
    /// The note that is being written, whatever lies over it.
    #[must_use]
    pub fn note_editor(&self) -> Option<&NoteEditor> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Note(editor) => Some(editor),
            _ => None,
        })
    }

    /// What is being written and not kept yet: it must not be lost when the session ends before it is.
    #[must_use]
    pub fn unkept(&self) -> Option<Change> {
        self.note_editor().and_then(NoteEditor::change)
    }

    /// Changes what is the reader's own. A record that is read stays where it is, though the note above it has another length.
    pub fn with_personal(&mut self, change: impl FnOnce(&mut Personal)) {
        let length = |state: &Self| {
            let view = state.record_view().filter(|view| view.top > 0);
            view.map(|view| state.record_lines(view.record).len())
        };
        let before = length(self);
        change(&mut self.personal);
        let after = length(self);
        if let (Some(before), Some(after)) = (before, after)
            && let Some(Layer::Record(view)) = self.layers.last_mut()
        {
            view.top = (view.top + after).saturating_sub(before);
        }
    }

    /// A change could not be kept, and why: it is taken back. The text of a note stands in its editor again, so that it can be tried once
    /// more.
    pub fn not_kept(&mut self, change: &Change, why: &str) {
        self.with_personal(|personal| personal.take_back(change));
        let Change::Note { record, text, was } = change else {
            self.notice = Some(format!("This could not be kept: {why}"));
            return;
        };
        self.notice = Some(format!(
            "Not kept: {why}. Esc tries again, Ctrl-g leaves the note as it was"
        ));
        if self.note_editor().is_none() {
            let editor = NoteEditor::new(*record, was, text);
            self.layers.push(Layer::Note(editor));
            self.scroll_note();
        }
    }

    /// Brings the cursor of the note that is written into view.
    pub(super) fn scroll_note(&mut self) {
        let Some(areas) = note_areas(self) else {
            return;
        };
        let (width, height) = (areas.columns(), usize::from(areas.text.height).max(1));
        let Some(Layer::Note(editor)) = self.layers.last_mut() else {
            return;
        };
        let rows = editor.writing.rows(width);
        let (row, _) = editor.writing.shown_at(&rows, width);
        editor.top = editor
            .top
            .min(rows.len().saturating_sub(height))
            .clamp((row + 1).saturating_sub(height), row);
    }
}
