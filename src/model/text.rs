//! Text of the data set.

use std::fmt;
use std::ops::Deref;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::compact;
use super::harm::{Told, harms};

/// A piece of text from the data set: cheap to copy, and unable to drive a terminal.
///
/// It borrows from the embedded data, which lives as long as the program, so loading copies no text. Text that has to be
/// unescaped while a RON file is read is leaked instead: a data set is read once and kept to the end.
///
/// Text read from RON is refused if there is harm in it ([`harms`]).
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(&'static str);

impl Text {
    /// The text itself.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Text that is part of the program.
    #[must_use]
    pub const fn of(text: &'static str) -> Self {
        Self(text)
    }
}

/// The text with a capital at its beginning.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A number with its noun: "1 note", "2 notes".
#[must_use]
pub fn number_of(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self.0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(self.0);
        }
        compact::borrowed::serialize(self.0, serializer)
    }
}

impl<'de: 'static> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The compact form was checked when the program was built.
        if !deserializer.is_human_readable() {
            return compact::text_at(Deserialize::deserialize(deserializer)?).map(Self);
        }
        let text = deserializer.deserialize_str(TextVisitor)?;
        if text.0.len() > LONGEST {
            let length = text.0.len();
            return Err(D::Error::custom(format!(
                "a text of {length} bytes, where {LONGEST} fit: say it in fewer words"
            )));
        }
        match harms(text.0).next() {
            Some((_, c, harm)) => Err(D::Error::custom(Told(c, harm))),
            None => Ok(text),
        }
    }
}

/// The most bytes of one text: many pages. Every screen that shows it breaks it into lines.
const LONGEST: usize = 20_000;

struct TextVisitor;

impl<'de: 'static> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text in quotation marks")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text, E> {
        Ok(Text(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Text, E> {
        Ok(Text(Box::leak(text.into_boxed_str())))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn read(text: &str) -> Result<Text, ron::error::SpannedError> {
        // Text lives as long as the program, and so does what it is read from.
        ron::from_str(Box::leak(format!("\"{text}\"").into_boxed_str()))
    }

    #[rstest]
    #[case("\u{1b}")]
    #[case("\u{9b}")]
    #[case("\u{61c}")]
    #[case("\u{200f}")]
    #[case("\u{202e}")]
    #[case("\u{2066}")]
    #[case("\u{200b}")]
    #[case("\u{e0041}")]
    #[case("\u{200d}")]
    #[case(" \u{301}")]
    fn text_that_could_drive_a_terminal_is_refused(#[case] mark: &str) {
        let refused = read(&format!("before{mark}after"));
        let code = mark.trim().chars().next().map(u32::from).unwrap();
        let why = refused.unwrap_err().to_string();
        assert!(why.contains(&format!("U+{code:04X}")), "{why}");
    }

    #[test]
    fn other_text_is_taken_as_it_is() {
        let text = read("St Helens’ – 1948…").unwrap();
        assert_eq!(text, "St Helens’ – 1948…");
    }
}
