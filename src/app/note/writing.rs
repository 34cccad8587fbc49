//! Text of several lines that is being written, with a cursor, and how it breaks where there is little width.
//!
//! The line with the cursor is an [`InputLine`], so that it is edited as every other line is; those above and below are plain text. Only
//! what crosses the end of a line is done here.

use std::ops::Range;

use textwrap::core::{Word, break_words};
use textwrap::{WordSeparator, wrap_algorithms};
use unicode_width::UnicodeWidthStr;

use crate::app::line::{EditRequest, InputLine};
use crate::model::{Harm, harmless_writing};

/// Bytes that are held: many pages. What is pasted by mistake may be any length.
pub const LONGEST: usize = 64 * 1024;

/// Text of several lines with a cursor.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    above: Vec<String>,
    line: InputLine,
    /// The next one last.
    below: Vec<String>,
    /// The column that steps up and down keep to.
    column: Option<usize>,
}

/// A line as it is shown: the number of the line that it is of, and which of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which line of the text.
    pub line: usize,
    /// Which part of it.
    pub bytes: Range<usize>,
}

/// Text without harm, its lines ended in one way.
pub(in crate::app) fn harmless(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    harmless_writing(&text)
}

impl Writing {
    /// Holds this text, the cursor behind it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = harmless(text);
        let mut above: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let last = above.pop().unwrap_or_default();
        Self {
            above,
            line: InputLine::new(&last),
            ..Self::default()
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> String {
        self.lines().collect::<Vec<_>>().join("\n")
    }

    /// Its lines, from the top.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let above = self.above.iter().map(String::as_str);
        let below = self.below.iter().rev().map(String::as_str);
        above.chain([self.line.text()]).chain(below)
    }

    /// Where the cursor stands: the number of its line, and the bytes of that line before it.
    #[must_use]
    pub fn cursor(&self) -> (usize, usize) {
        (self.above.len(), self.line.parts().0.len())
    }

    /// Bytes for which there is room.
    fn room(&self) -> usize {
        let length: usize = self.lines().map(|line| line.len() + 1).sum();
        (LONGEST + 1).saturating_sub(length)
    }

    /// Types a character. The answer is whether there was room for it.
    pub(in crate::app) fn type_char(&mut self, c: char) -> bool {
        Harm::of(c).is_some() || self.put(c.encode_utf8(&mut [0; 4])) == 0
    }

    /// Puts text in at the cursor, as much as there is room for; line breaks stay. The answer is how many characters were left out.
    pub(in crate::app) fn paste(&mut self, text: &str) -> usize {
        self.put(&harmless(text))
    }

    fn put(&mut self, text: &str) -> usize {
        self.column = None;
        let room = self.room();
        let end = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let fits = end.take_while(|end| *end <= room).last().unwrap_or(0);
        let (fits, over) = text.split_at_checked(fits).unwrap_or_default();
        let mut lines = fits.split('\n');
        self.line.insert(lines.next().unwrap_or_default());
        for line in lines {
            let (before, behind) = self.line.parts();
            let (before, behind) = (before.to_owned(), behind.to_owned());
            self.above.push(before);
            self.line.replace(&format!("{line}{behind}"));
            self.line.put_cursor(line.chars().count());
        }
        over.chars().count()
    }

    /// Edits the line, or joins it with the next one where the edit reaches over its end.
    pub(in crate::app) fn edit(&mut self, request: EditRequest) {
        self.column = None;
        let (at_start, at_end) = (self.line.cursor() == 0, self.line.is_at_end());
        match request {
            EditRequest::Left | EditRequest::WordLeft if at_start => {
                self.step_up();
            }
            EditRequest::Right | EditRequest::WordRight if at_end => {
                if self.step_down() {
                    self.line.put_cursor(0);
                }
            }
            EditRequest::DeleteBefore | EditRequest::DeleteWord if at_start => {
                if self.step_up() {
                    self.join();
                }
            }
            EditRequest::DeleteAt | EditRequest::DeleteWordAt | EditRequest::DeleteToEnd
                if at_end =>
            {
                self.join();
            }
            EditRequest::Yank => {
                // What was cut fits: it was there before. What is put in again and again may not.
                let before = self.line.clone();
                self.line.edit(request);
                if self.room() == 0 {
                    self.line = before;
                }
            }
            request => self.line.edit(request),
        }
    }

    /// Puts the next line behind this one.
    fn join(&mut self) {
        if let Some(below) = self.below.pop() {
            let cursor = self.line.cursor();
            let joined = format!("{}{below}", self.line.text());
            self.line.replace(&joined);
            self.line.put_cursor(cursor);
        }
    }

    /// To the end of the line above. The answer is whether there is one.
    fn step_up(&mut self) -> bool {
        let Some(above) = self.above.pop() else {
            return false;
        };
        self.below.push(self.line.text().to_owned());
        self.line.replace(&above);
        true
    }

    /// To the end of the line below. The answer is whether there is one.
    fn step_down(&mut self) -> bool {
        let Some(below) = self.below.pop() else {
            return false;
        };
        self.above.push(self.line.text().to_owned());
        self.line.replace(&below);
        true
    }

    /// To the beginning.
    pub(in crate::app) fn go_to_start(&mut self) {
        self.column = None;
        while self.step_up() {}
        self.line.put_cursor(0);
    }

    /// To the end.
    pub(in crate::app) fn go_to_end(&mut self) {
        self.column = None;
        while self.step_down() {}
        self.line.edit(EditRequest::End);
    }

    /// The lines as they are shown in so many columns.
    #[must_use]
    pub fn rows(&self, width: usize) -> Vec<Row> {
        let lines = self.lines().enumerate();
        lines
            .flat_map(|(line, text)| {
                let broken = broken(text, width).into_iter();
                broken.map(move |bytes| Row { line, bytes })
            })
            .collect()
    }

    /// Where the cursor is shown among these rows, and in which column: never more than `width`.
    #[must_use]
    pub fn shown_at(&self, rows: &[Row], width: usize) -> (usize, usize) {
        let (line, byte) = self.cursor();
        let here = |row: &Row| row.line == line && row.bytes.start <= byte;
        let row = rows.iter().rposition(here).unwrap_or_default();
        let start = rows.get(row).map_or(0, |row| row.bytes.start);
        let before = self.line.text().get(start..byte).unwrap_or_default();
        (row, before.width().min(width))
    }

    /// So many shown lines up or down, in the column from which the steps began as far as lines reach it.
    pub(in crate::app) fn step(&mut self, by: isize, width: usize) {
        let rows = self.rows(width);
        let (here, column) = self.shown_at(&rows, width);
        let column = *self.column.get_or_insert(column);
        let there = here
            .saturating_add_signed(by)
            .min(rows.len().saturating_sub(1));
        let Some(row) = rows.get(there) else {
            return;
        };
        while self.above.len() > row.line && self.step_up() {}
        while self.above.len() < row.line && self.step_down() {}
        let text = self.line.text();
        let shown = text.get(row.bytes.clone()).unwrap_or_default();
        // Behind the last character of a broken line stands the first of the next.
        let goes_on = row.bytes.end < text.len();
        let mut reached = 0;
        for (at, c) in shown.char_indices() {
            let end = at + c.len_utf8();
            let is_last = goes_on && end == shown.len();
            if is_last || shown.get(..end).unwrap_or_default().width() > column {
                break;
            }
            reached = end;
        }
        let before = text.get(..row.bytes.start + reached).unwrap_or_default();
        let cursor = before.chars().count();
        self.line.put_cursor(cursor);
    }
}

/// The parts of a line that are shown one under the other. Spaces behind a word stay behind it, out of sight where there is no room.
fn broken(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let words = break_words(WordSeparator::AsciiSpace.find_words(text), width);
    #[expect(clippy::cast_precision_loss, reason = "widths of a terminal are small")]
    let lines = wrap_algorithms::wrap_first_fit(&words, &[width as f64]);
    let mut start = 0;
    let part = |words: &[Word<'_>]| {
        let length = words
            .iter()
            .map(|word| word.len() + word.whitespace.len())
            .sum::<usize>();
        let part = start..start + length;
        start += length;
        part
    };
    lines.into_iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A text and a cursor between two of its characters: what an editor is when nothing is clever.
    #[derive(Debug)]
    struct Model {
        chars: Vec<char>,
        at: usize,
    }

    impl Model {
        fn put(&mut self, text: &str) {
            for c in text.chars() {
                self.chars.insert(self.at, c);
                self.at += 1;
            }
        }

        fn text(&self) -> String {
            self.chars.iter().collect()
        }

        fn before(&self) -> String {
            self.chars[..self.at].iter().collect()
        }
    }

    #[derive(Clone, Debug)]
    enum Pressed {
        Put(String),
        Edit(EditRequest),
        Step(isize),
        ToStart,
        ToEnd,
    }

    fn pressed() -> impl Strategy<Value = Pressed> {
        let edits = vec![
            EditRequest::DeleteBefore,
            EditRequest::DeleteAt,
            EditRequest::Left,
            EditRequest::Right,
            EditRequest::Start,
            EditRequest::End,
        ];
        let pieces = [
            "a",
            "é",
            "界",
            " ",
            "\n",
            "\n\n",
            "two words ",
            "long".repeat(9).leak(),
        ];
        prop_oneof![
            4 => prop::sample::select(pieces.to_vec()).prop_map(|piece| Pressed::Put(piece.to_owned())),
            4 => prop::sample::select(edits).prop_map(Pressed::Edit),
            2 => (-9isize..9).prop_map(Pressed::Step),
            1 => Just(Pressed::ToStart),
            1 => Just(Pressed::ToEnd),
        ]
    }

    proptest! {
        #[test]
        fn it_is_what_a_text_with_a_cursor_is(all in prop::collection::vec(pressed(), 0..60), width in 1usize..30) {
            let mut writing = Writing::new("");
            let mut model = Model { chars: Vec::new(), at: 0 };
            for one in all {
                match one {
                    Pressed::Put(text) => {
                        writing.paste(&text);
                        model.put(&text);
                    }
                    Pressed::Edit(request) => {
                        writing.edit(request);
                        let (before, behind) = model.chars.split_at(model.at);
                        let is_end = |c: &char| *c == '\n';
                        match request {
                            EditRequest::DeleteBefore if model.at > 0 => { model.at -= 1; model.chars.remove(model.at); }
                            EditRequest::DeleteAt if !behind.is_empty() => { model.chars.remove(model.at); }
                            EditRequest::Left => model.at = model.at.saturating_sub(1),
                            EditRequest::Right => model.at = (model.at + 1).min(model.chars.len()),
                            EditRequest::Start => model.at = before.iter().rposition(is_end).map_or(0, |end| end + 1),
                            EditRequest::End => model.at += behind.iter().position(is_end).unwrap_or(behind.len()),
                            _ => {}
                        }
                    }
                    // Where steps lead depends on the width: the text stays, and the cursor is taken from there.
                    Pressed::Step(by) => {
                        writing.step(by, width);
                        let (line, byte) = writing.cursor();
                        let before: usize = writing.lines().take(line).map(|line| line.chars().count() + 1).sum();
                        let within = writing.lines().nth(line).unwrap();
                        model.at = before + within.get(..byte).unwrap().chars().count();
                    }
                    Pressed::ToStart => { writing.go_to_start(); model.at = 0; }
                    Pressed::ToEnd => { writing.go_to_end(); model.at = model.chars.len(); }
                }
                prop_assert_eq!(writing.text(), model.text());
                let (line, byte) = writing.cursor();
                let before: Vec<&str> = writing.lines().take(line).collect();
                let here = writing.lines().nth(line).unwrap().get(..byte).unwrap();
                let joined: String = before.iter().map(|line| format!("{line}\n")).chain([here.to_owned()]).collect();
                prop_assert_eq!(joined, model.before());
                let rows = writing.rows(width);
                let (row, column) = writing.shown_at(&rows, width);
                prop_assert!(row < rows.len() && column <= width);
                // All of the text is shown, once.
                let shown: usize = rows.iter().map(|row| row.bytes.len()).sum();
                prop_assert_eq!(shown + writing.lines().count() - 1, writing.text().len());
            }
        }
    }

    #[test]
    fn steps_keep_to_their_column_past_short_lines() {
        let mut writing = Writing::new("a long line\nb\nanother line");
        writing.step(-1, 40);
        assert_eq!(writing.cursor(), (1, 1));
        writing.step(-1, 40);
        assert_eq!(writing.cursor(), (0, 11));
        writing.edit(EditRequest::Left);
        writing.step(2, 40);
        assert_eq!(writing.cursor(), (2, 10));
    }

    #[test]
    fn a_broken_line_is_walked_as_it_is_shown() {
        let mut writing = Writing::new("one two three");
        assert_eq!(writing.rows(8).len(), 2);
        writing.step(-1, 8);
        assert_eq!(writing.cursor(), (0, 5));
        writing.step(1, 8);
        assert_eq!(writing.cursor(), (0, 13));
    }

    #[test]
    fn what_is_too_long_is_cut_and_counted_and_what_drives_terminals_is_not_text() {
        let mut writing = Writing::new("");
        assert_eq!(writing.paste(&"é".repeat(LONGEST)), LONGEST / 2);
        assert_eq!(writing.text().len(), LONGEST);
        assert!(!writing.type_char('x'));
        let mut writing = Writing::new("");
        writing.paste("a\u{1b}[2J\r\nb\u{202e}c\td");
        assert_eq!(writing.text(), "a [2J\nb c d");
    }

    #[test]
    fn what_was_cut_in_one_line_is_put_into_another() {
        let mut writing = Writing::new("first\nsecond");
        writing.edit(EditRequest::DeleteToStart);
        writing.edit(EditRequest::Left);
        writing.edit(EditRequest::Yank);
        assert_eq!(writing.text(), "firstsecond\n");
    }
}
