//! One line of text that is being typed.

use tui_input::{Input, InputRequest};

use crate::model::Text;

/// Characters that a line holds. What is pasted by mistake may be any length, and each letter typed behind it would count them all.
const LONGEST: usize = 4000;

/// An edit of a line, as in a shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditRequest {
    /// Delete the character before the cursor.
    DeleteBefore,
    /// Delete the character at the cursor.
    DeleteAt,
    /// Delete the word before the cursor.
    DeleteWord,
    /// Delete everything before the cursor.
    DeleteToStart,
    /// Delete everything from the cursor on.
    DeleteToEnd,
    /// One character to the left.
    Left,
    /// One character to the right.
    Right,
    /// To the start of the line.
    Start,
    /// To the end of the line.
    End,
}

/// A line of text with a cursor.
#[derive(Clone, Debug, Default)]
pub struct InputLine {
    input: Input,
}

impl InputLine {
    /// A line that holds this text, the cursor behind it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            input: Input::new(text.to_owned()),
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Columns before the cursor.
    #[must_use]
    pub fn cursor_column(&self) -> usize {
        self.input.visual_cursor()
    }

    /// Characters before the cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.input.cursor()
    }

    /// Puts text in at the cursor, all at once, as much as there is room for; control characters and line breaks become spaces.
    pub(super) fn paste(&mut self, text: &str) {
        let room = self.room();
        let text: String = text.replace("\r\n", " ").chars().take(room).collect();
        let text = text.replace(Text::is_unsafe, " ");
        let at = self
            .text()
            .char_indices()
            .nth(self.cursor())
            .map_or(self.text().len(), |(at, _)| at);
        let (before, behind) = self.text().split_at_checked(at).unwrap_or_default();
        let cursor = self.cursor() + text.chars().count();
        self.input = Input::new(format!("{before}{text}{behind}")).with_cursor(cursor);
    }

    fn room(&self) -> usize {
        LONGEST.saturating_sub(self.text().chars().count())
    }

    /// Types a character; control characters are not text.
    pub(super) fn type_char(&mut self, c: char) {
        if !Text::is_unsafe(c) && self.room() > 0 {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }

    pub(super) fn edit(&mut self, request: EditRequest) {
        let request = match request {
            EditRequest::DeleteBefore => InputRequest::DeletePrevChar,
            EditRequest::DeleteAt => InputRequest::DeleteNextChar,
            EditRequest::DeleteWord => InputRequest::DeletePrevWord,
            EditRequest::DeleteToStart => {
                // The crate deletes the whole line; a shell keeps what stands behind the cursor.
                let rest: String = self.text().chars().skip(self.input.cursor()).collect();
                self.input = Input::new(rest).with_cursor(0);
                return;
            }
            EditRequest::DeleteToEnd => InputRequest::DeleteTillEnd,
            EditRequest::Left => InputRequest::GoToPrevChar,
            EditRequest::Right => InputRequest::GoToNextChar,
            EditRequest::Start => InputRequest::GoToStart,
            EditRequest::End => InputRequest::GoToEnd,
        };
        self.input.handle(request);
    }
}
