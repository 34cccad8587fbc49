//! The help, laid out: keys at the left, what they do beside them.

use std::borrow::Cow;

use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter};

use super::layout::areas;
use super::state::{Layer, State};

/// What the help tells of: keys or signs, and what they do or mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The keys or signs; or a heading.
    pub keys: String,
    /// The sentence; a heading has none.
    pub says: String,
}

/// A line of the help as it stands on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// A heading, or nothing.
    Heading(String),
    /// Keys, and what they do or a part of it.
    Keys(String, String),
}

impl State {
    /// Columns for the names of keys: what the longest needs, if that is not more than a third.
    #[must_use]
    pub fn help_indent(&self) -> usize {
        let keys = self.told().iter().filter(|told| !told.says.is_empty());
        let longest = keys.map(|told| display_width(&told.keys)).max();
        longest
            .map_or(0, |longest| longest + 2)
            .min(self.help_width() / 3)
    }

    fn told(&self) -> &[Told] {
        match self.layers.last() {
            Some(Layer::Help { told, .. }) => told,
            _ => &[],
        }
    }

    fn help_width(&self) -> usize {
        usize::from(areas(self.size).main.inset(1).width)
    }

    /// The lines of the help that is open, wrapped to the screen.
    #[must_use]
    pub fn help_lines(&self) -> Vec<HelpLine> {
        let indent = self.help_indent();
        let room = self.help_width().saturating_sub(indent).max(1);
        let mut lines = Vec::new();
        for told in self.told() {
            if told.says.is_empty() {
                lines.push(HelpLine::Heading(told.keys.clone()));
                continue;
            }
            let beside = indent.saturating_sub(1).max(1);
            // A name is not broken: one that is too long for the column has its line.
            let at_blanks = Options::new(beside)
                .break_words(false)
                .word_separator(WordSeparator::AsciiSpace)
                .word_splitter(WordSplitter::NoHyphenation);
            let keys = textwrap::wrap(&told.keys, at_blanks);
            let says = textwrap::wrap(&told.says, room);
            let below = if keys.iter().any(|key| display_width(key) > beside) {
                keys.len()
            } else {
                0
            };
            for line in 0..keys.len().max(below + says.len()) {
                let text = |part: Option<&Cow<'_, str>>| part.map(ToString::to_string);
                let says = line.checked_sub(below).and_then(|line| says.get(line));
                lines.push(HelpLine::Keys(
                    text(keys.get(line)).unwrap_or_default(),
                    text(says).unwrap_or_default(),
                ));
            }
        }
        lines
    }
}
