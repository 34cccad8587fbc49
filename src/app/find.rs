//! What is looked for inside a record.

use super::line::InputLine;
use super::state::{Layer, RecordView, State};
use crate::report::Line;
use crate::search::{Passage, passages};

/// What is looked for inside a record.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// The words.
    pub line: InputLine,
    /// The passage that the reader is at.
    pub chosen: usize,
    /// While the words are typed: the record as it was.
    pub(super) before: Option<Box<RecordView>>,
}

impl Find {
    /// Whether the words are being typed.
    #[must_use]
    pub const fn is_typed(&self) -> bool {
        self.before.is_some()
    }
}

impl RecordView {
    /// The words that are being looked for, while they are typed.
    #[must_use]
    pub fn find_typed(&self) -> Option<&Find> {
        self.find.as_ref().filter(|find| find.is_typed())
    }
}

impl State {
    /// Where a record says what is looked for in it.
    #[must_use]
    pub fn passages(&self, view: &RecordView) -> Vec<Passage> {
        let Some(find) = &view.find else {
            return Vec::new();
        };
        let lines = self.record_lines(view.record);
        passages(lines.iter().map(Line::text), find.line.text())
    }

    /// Brings the chosen passage into view: where it is not, with a third of the screen above it.
    pub(super) fn scroll_to_passage(&mut self) {
        let height = self.text_height().max(1);
        let Some(view) = self.record_view() else {
            return;
        };
        let passages = self.passages(view);
        let chosen = view
            .find
            .as_ref()
            .and_then(|find| passages.get(find.chosen));
        let row = chosen.map(Passage::row);
        if let (Some(row), Some(Layer::Record(view))) = (row, self.layers.last_mut())
            && !(view.top..view.top + height).contains(&row)
        {
            view.top = row.saturating_sub(height / 3);
        }
    }
}
