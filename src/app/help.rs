//! The help, laid out: keys at the left, what they do beside them.

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

/// Columns for the names of keys, where there is room for them.
const KEYS: usize = 22;

impl State {
    /// Columns for the names of keys.
    #[must_use]
    pub fn help_indent(&self) -> usize {
        KEYS.min(self.help_width() / 3)
    }

    fn help_width(&self) -> usize {
        usize::from(areas(self.size).main.inset(1).width)
    }

    /// The lines of the help that is open, wrapped to the screen.
    #[must_use]
    pub fn help_lines(&self) -> Vec<HelpLine> {
        let Some(Layer::Help { told, .. }) = self.layers.last() else {
            return Vec::new();
        };
        let indent = self.help_indent();
        let room = self.help_width().saturating_sub(indent).max(1);
        let mut lines = Vec::new();
        for told in told {
            if told.says.is_empty() {
                lines.push(HelpLine::Heading(told.keys.clone()));
                continue;
            }
            let mut keys = textwrap::wrap(&told.keys, indent.saturating_sub(1).max(1)).into_iter();
            let mut says = textwrap::wrap(&told.says, room).into_iter();
            loop {
                let (keys, says) = (keys.next(), says.next());
                if keys.is_none() && says.is_none() {
                    break;
                }
                let text = |part: Option<std::borrow::Cow<'_, str>>| {
                    part.map(std::borrow::Cow::into_owned).unwrap_or_default()
                };
                lines.push(HelpLine::Keys(text(keys), text(says)));
            }
        }
        lines
    }
}
