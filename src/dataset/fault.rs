//! What is wrong with a data set, said to the person who can mend it.

use std::fmt;

use crate::model::harms;

/// One fault: where, what is wrong, how to cure it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as it was named to the reader of files.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// How to cure it.
    pub cure: String,
}

impl Fault {
    /// The same on one line, without the folders of the file.
    #[must_use]
    pub fn in_short(&self) -> String {
        let file = self.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let short = Self {
            file: file.to_owned(),
            what: format!("{}: {}", self.what, self.cure),
            cure: String::new(),
            ..self.clone()
        };
        short.to_string()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_safe(f, &self.file)?;
        write!(f, ":{}:{}: ", self.line, self.column)?;
        write_safe(f, &self.what)?;
        if self.cure.is_empty() {
            return Ok(());
        }
        f.write_str("\n    ")?;
        write_safe(f, &self.cure)
    }
}

/// Files are named by whoever made them, and faults repeat what files hold: neither may drive the terminal that shows the fault.
fn write_safe(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut written = 0;
    for (at, c, _) in harms(text) {
        f.write_str(text.get(written..at).unwrap_or_default())?;
        // A reader of the fault is to see which it is.
        write!(f, "{}", c.escape_default())?;
        written = at + c.len_utf8();
    }
    f.write_str(text.get(written..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(file: &str, what: &str, cure: &str) -> String {
        let fault = Fault {
            file: file.to_owned(),
            line: 1,
            column: 2,
            what: what.to_owned(),
            cure: cure.to_owned(),
        };
        fault.to_string()
    }

    #[test]
    fn nothing_that_drives_a_terminal_is_shown_as_it_is() {
        let text = shown("a\u{1b}]0;PWN\u{7}.ron", "x\u{202e}y\nz", "\u{61c}\u{9b}");
        assert_eq!(
            text,
            "a\\u{1b}]0;PWN\\u{7}.ron:1:2: x\\u{202e}y\\nz\n    \\u{61c}\\u{9b}"
        );
    }

    #[test]
    fn what_can_be_read_is_shown_as_it_is() {
        let text = shown("données/\"a\".ron", "it’s 1948–1974 \\", "");
        assert_eq!(text, "données/\"a\".ron:1:2: it’s 1948–1974 \\");
    }
}
