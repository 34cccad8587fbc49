//! One line of text that is being typed.

use tui_input::{Input, InputRequest};

use crate::model::{Harm, harmless_writing};

/// Characters that a line holds. What is pasted by mistake may be any length, and each letter typed behind it would count them all.
const LONGEST: usize = 4000;

/// An edit of a line, as in a shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditRequest {
    /// Delete the character before the cursor.
    DeleteBefore,
    /// Delete the character at the cursor.
    DeleteAt,
    /// Cut the word before the cursor.
    DeleteWord,
    /// Cut the word behind the cursor.
    DeleteWordAt,
    /// Cut everything before the cursor.
    DeleteToStart,
    /// Cut everything from the cursor on.
    DeleteToEnd,
    /// Put in what was cut last.
    Yank,
    /// One character to the left.
    Left,
    /// One character to the right.
    Right,
    /// One word to the left.
    WordLeft,
    /// One word to the right.
    WordRight,
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

    /// Whether the cursor stands behind all of it.
    pub(super) fn is_at_end(&self) -> bool {
        self.cursor() == self.text().chars().count()
    }

    /// Puts text in at the cursor, all at once, as much as there is room for, without harm.
    pub(super) fn paste(&mut self, text: &str) {
        let room = self.room();
        let text: String = text.replace("\r\n", " ").chars().take(room).collect();
        self.insert(&harmless_writing(&text.replace('\n', " ")));
    }

    /// Puts text in at the cursor, whatever its length.
    pub(super) fn insert(&mut self, text: &str) {
        let (before, behind) = self.parts();
        let cursor = self.cursor() + text.chars().count();
        let text = format!("{before}{text}{behind}");
        self.replace(&text);
        self.put_cursor(cursor);
    }

    /// The text before the cursor, and behind it.
    pub(super) fn parts(&self) -> (&str, &str) {
        let mut places = self.text().char_indices();
        let at = places
            .nth(self.cursor())
            .map_or(self.text().len(), |(at, _)| at);
        self.text().split_at_checked(at).unwrap_or_default()
    }

    /// Puts the cursor behind so many characters.
    pub(super) fn put_cursor(&mut self, characters: usize) {
        self.input.handle(InputRequest::SetCursor(characters));
    }

    /// Holds another text, the cursor behind it. What was cut can still be put in.
    pub(super) fn replace(&mut self, text: &str) {
        self.input = std::mem::take(&mut self.input).with_value(text.to_owned());
    }

    fn room(&self) -> usize {
        LONGEST.saturating_sub(self.text().chars().count())
    }

    /// Types a character; what does harm is not text.
    pub(super) fn type_char(&mut self, c: char) {
        if Harm::of(c).is_none() && self.room() > 0 {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }

    pub(super) fn edit(&mut self, request: EditRequest) {
        let request = match request {
            EditRequest::DeleteBefore => InputRequest::DeletePrevChar,
            EditRequest::DeleteAt => InputRequest::DeleteNextChar,
            EditRequest::DeleteWord => InputRequest::DeletePrevWord,
            EditRequest::DeleteWordAt => InputRequest::DeleteNextWord,
            EditRequest::DeleteToStart => InputRequest::DeleteFromStart,
            // To cut nothing is not to forget what was cut before.
            EditRequest::DeleteToEnd if self.is_at_end() => return,
            EditRequest::DeleteToEnd => InputRequest::DeleteTillEnd,
            EditRequest::Yank => InputRequest::Yank,
            EditRequest::Left => InputRequest::GoToPrevChar,
            EditRequest::Right => InputRequest::GoToNextChar,
            EditRequest::WordLeft => InputRequest::GoToPrevWord,
            EditRequest::WordRight => InputRequest::GoToNextWord,
            EditRequest::Start => InputRequest::GoToStart,
            EditRequest::End => InputRequest::GoToEnd,
        };
        self.input.handle(request);
    }
}
