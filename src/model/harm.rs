//! Characters that do more than stand in a text: they drive a terminal, turn the direction of what is read, or cannot be seen.
//!
//! The one idea of what they are. A data set that holds one is refused ([`harms`] says where), and at every edge, whatever leaves the
//! program is without them all the same ([`harmless`], [`harmless_lines`], [`Sieve`]).
//!
//! Which they are follows the Unicode Standard, version 17: general category Cc (Rust has it), `Bidi_Control` (`PropList.txt`),
//! `Default_Ignorable_Code_Point` (`DerivedCoreProperties.txt`, with what is reserved for later ones), the separators of lines and
//! paragraphs, the interlinear marks, and code points that are no characters. These lists are kept stable by the standard. Combining marks
//! and emoji are told by their widths, from the `unicode-width` crate.

use std::borrow::Cow;
use std::fmt;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const JOINER: char = '\u{200D}';
/// Asks for the form of a sign that is text, or the one that is a picture.
const TEXT_FORM: char = '\u{FE0E}';
const PICTURE_FORM: char = '\u{FE0F}';
/// Combining marks on one letter. Hebrew with vowels and accents needs as many; more of them run into the lines above.
const MARKS: usize = 4;

/// What a character does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// It may drive a terminal.
    Control,
    /// It breaks a line, or jumps along it.
    Break,
    /// It turns the direction of what is read.
    Direction,
    /// It cannot be seen.
    Invisible,
    /// It is a combining mark on nothing, or on too many others.
    Mark,
    /// It is no character, and never will be.
    NoCharacter,
}

impl Harm {
    /// What a character does wherever it stands. Joiners, forms of signs and combining marks depend on what is before them.
    #[must_use]
    pub const fn of(c: char) -> Option<Self> {
        Some(match c {
            '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Self::Break,
            '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Self::Control,
            '\u{61C}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}' => Self::Direction,
            ' '..='~' | JOINER | TEXT_FORM | PICTURE_FORM => return None,
            '\u{AD}'
            | '\u{34F}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}' => Self::Invisible,
            '\u{FDD0}'..='\u{FDEF}' => Self::NoCharacter,
            c if c as u32 & 0xFFFE == 0xFFFE => Self::NoCharacter,
            _ => return None,
        })
    }

    /// What stands in its place.
    const fn instead(self) -> Option<char> {
        match self {
            Self::Break => Some(' '),
            Self::Control | Self::Direction | Self::NoCharacter => {
                Some(char::REPLACEMENT_CHARACTER)
            }
            Self::Invisible | Self::Mark => None,
        }
    }
}

/// Tells harm from text, character by character.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sieve {
    /// What marks would stand on.
    base: Option<char>,
    /// Those that stand on it.
    marks: usize,
}

impl Sieve {
    /// What a character does, if it does harm, where it stands behind all that were asked for before. `next` is the one behind it.
    pub fn harm(&mut self, c: char, next: Option<char>) -> Option<Harm> {
        let harm = Harm::of(c).or_else(|| self.harm_here(c, next));
        match harm {
            Some(Harm::Break | Harm::Control | Harm::Direction | Harm::NoCharacter) => {
                *self = Self::default();
            }
            None if stands(c) => {
                *self = Self {
                    base: Some(c).filter(|c| !c.is_whitespace()),
                    marks: 0,
                }
            }
            // They are gone, or belong to what is before them.
            Some(Harm::Invisible | Harm::Mark) | None => {}
        }
        harm
    }

    fn harm_here(&mut self, c: char, next: Option<char>) -> Option<Harm> {
        let on_emoji = self.base.is_some_and(is_emoji);
        match c {
            JOINER => (!on_emoji || !next.is_some_and(is_emoji)).then_some(Harm::Invisible),
            TEXT_FORM | PICTURE_FORM => (!on_emoji).then_some(Harm::Invisible),
            c if stands(c) => None,
            _ => {
                self.marks += 1;
                (self.base.is_none() || self.marks > MARKS).then_some(Harm::Mark)
            }
        }
    }

    /// The part of a stream of text that comes next, without harm. Line feeds stay, and what else lays out files: tabs, and carriage
    /// returns before line feeds.
    pub fn stream(&mut self, text: &str, out: &mut String) {
        let mut rest = text;
        loop {
            let (plain, behind) = self.pass_plain(rest);
            out.push_str(plain);
            let mut chars = behind.chars();
            let Some(c) = chars.next() else {
                return;
            };
            rest = chars.as_str();
            let next = rest.chars().next();
            let stays = matches!(c, '\n' | '\t') || c == '\r' && next == Some('\n');
            match self.harm(c, next).filter(|_| !stays) {
                Some(harm) => out.extend(harm.instead()),
                None => out.push(c),
            }
        }
    }

    /// A part of a stream that is nothing but letters and signs of ASCII, line feeds among them: it needs no other look.
    pub fn plain<'b>(&mut self, bytes: &'b [u8]) -> Option<&'b str> {
        let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n');
        let text = str::from_utf8(bytes.iter().all(is_plain).then_some(bytes)?).ok()?;
        if let Some(last) = text.chars().next_back() {
            self.harm(last, None);
        }
        Some(text)
    }

    /// What a text begins with of letters and signs of ASCII, and the rest. Most of most texts is such, and does no harm.
    fn pass_plain<'t>(&mut self, text: &'t str) -> (&'t str, &'t str) {
        let is_plain = |byte: &u8| matches!(byte, b' '..=b'~');
        let length = text.bytes().position(|byte| !is_plain(&byte));
        let (plain, rest) = text.split_at(length.unwrap_or(text.len()));
        if let Some(last) = plain.chars().next_back() {
            self.harm(last, None);
        }
        (plain, rest)
    }
}

/// Whether it takes a place of its own.
fn stands(c: char) -> bool {
    c.is_ascii() || c.width() != Some(0)
}

/// Whether it is a sign that joins with others into one picture, or has a form that is one: the widths of such sequences tell.
fn is_emoji(c: char) -> bool {
    let width = |sequence: &[char]| sequence.iter().collect::<String>().width();
    !c.is_ascii()
        && match c.width() {
            Some(1) => width(&[c, PICTURE_FORM]) == 2,
            Some(2) => width(&[c, JOINER, c]) == 2,
            _ => false,
        }
}

/// Each character of a text with the byte at which it stands, and the harm that it does.
fn judged(text: &str) -> impl Iterator<Item = (usize, char, Option<Harm>)> {
    let mut sieve = Sieve::default();
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, c) = chars.next()?;
        let next = chars.peek().map(|(_, next)| *next);
        Some((at, c, sieve.harm(c, next)))
    })
}

/// The harm in a text: at which byte, which character, and what it does.
pub fn harms(text: &str) -> impl Iterator<Item = (usize, char, Harm)> {
    let mut sieve = Sieve::default();
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (_, behind) = sieve.pass_plain(rest);
            let mut chars = behind.chars();
            let c = chars.next()?;
            rest = chars.as_str();
            if let Some(harm) = sieve.harm(c, rest.chars().next()) {
                return Some((text.len() - behind.len(), c, harm));
            }
        }
    })
}

/// One line of text without harm: breaks become blanks, what cannot be seen goes, and what would drive a terminal or turn a line round is
/// seen as `�`.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    without_harm(text, |_| false)
}

/// Text without harm in which line feeds stay.
#[must_use]
pub fn harmless_lines(text: &str) -> Cow<'_, str> {
    without_harm(text, |c| c == '\n')
}

/// The same of text that is put in where somebody writes: blanks stand where a `�` would, which nobody means to write.
#[must_use]
pub fn harmless_writing(text: &str) -> String {
    let is_seen = |c| Harm::of(c).and_then(Harm::instead) == Some(char::REPLACEMENT_CHARACTER);
    harmless_lines(&text.replace(is_seen, " ")).into_owned()
}

fn without_harm(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    if harms(text).all(|(_, c, _)| stays(c)) {
        return Cow::Borrowed(text);
    }
    let kept = judged(text).filter_map(|(_, c, harm)| match harm.filter(|_| !stays(c)) {
        Some(harm) => harm.instead(),
        None => Some(c),
    });
    Cow::Owned(kept.collect())
}

/// A character that does harm, in words for whoever is to take it out.
#[derive(Clone, Copy, Debug)]
pub struct Told(pub char, pub Harm);

/// With this it is told: a reader of files that hands on messages can tell by it what they are about.
const MET: &str = "text holds ";

impl Told {
    /// What to do about it.
    pub const CURE: &str = "take it out, or write what it stands for";

    /// Whether a message is of one that was met.
    #[must_use]
    pub fn is_told_in(message: &str) -> bool {
        message.starts_with(MET)
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(c, harm) = *self;
        write!(f, "{MET}U+{:04X}", u32::from(c))?;
        if let Some(name) = name(c) {
            write!(f, " ({name})")?;
        }
        f.write_str(match harm {
            Harm::Control => ", which may drive a terminal",
            Harm::Break => ", which breaks a line",
            Harm::Direction => ", which turns the direction of text",
            Harm::Invisible => ", which cannot be seen",
            Harm::Mark => ", a combining mark on no letter or on too many marks",
            Harm::NoCharacter => ", which is no character",
        })
    }
}

/// The names of those that are met.
const fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\0' => "null",
        '\u{7}' => "bell",
        '\u{8}' => "backspace",
        '\t' => "tab",
        '\n' => "line feed",
        '\r' => "carriage return",
        '\u{1B}' => "escape",
        '\u{7F}' => "delete",
        '\u{9B}' => "control sequence introducer",
        '\u{AD}' => "soft hyphen",
        '\u{34F}' => "combining grapheme joiner",
        '\u{61C}' => "Arabic letter mark",
        '\u{200B}' => "zero width space",
        '\u{200C}' => "zero width non-joiner",
        JOINER => "zero width joiner",
        '\u{200E}' => "left-to-right mark",
        '\u{200F}' => "right-to-left mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202A}' => "left-to-right embedding",
        '\u{202B}' => "right-to-left embedding",
        '\u{202C}' => "pop directional formatting",
        '\u{202D}' => "left-to-right override",
        '\u{202E}' => "right-to-left override",
        '\u{2060}' => "word joiner",
        '\u{2066}' => "left-to-right isolate",
        '\u{2067}' => "right-to-left isolate",
        '\u{2068}' => "first strong isolate",
        '\u{2069}' => "pop directional isolate",
        '\u{3164}' => "Hangul filler",
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => "variation selector",
        '\u{FEFF}' => "byte order mark",
        '\u{E0000}'..='\u{E007F}' => "tag",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("a\u{1b}]0;PWN\u{7}b", "a�]0;PWN�b")]
    #[case("a\u{9b}2Jb\u{7f}", "a�2Jb�")]
    #[case("a\r\nb\u{2028}c\td", "a  b c d")]
    #[case("a\u{202e}b\u{2069}c\u{61c}d\u{200f}e", "a�b�c�d�e")]
    #[case("pass\u{ad}word\u{200b}\u{2060}\u{feff}\u{3164}", "password")]
    #[case("\u{1f3f4}\u{e0067}\u{e007f}!", "\u{1f3f4}!")]
    #[case("a\u{fe0f}b\u{200d}c\u{200c}d\u{fe00}", "abcd")]
    #[case("一\u{200d}丁\u{fe0f}", "一丁")]
    #[case("\u{301}a \u{301}b", "a b")]
    #[case(
        "z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}!",
        "z\u{301}\u{302}\u{303}\u{304}!"
    )]
    #[case("a\u{fffe}b\u{1ffff}c\u{fdd0}", "a�b�c�")]
    fn harm_is_taken_out_or_seen(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(harmless(text), expected);
        assert_eq!(harmless(expected), expected);
        assert!(harms(text).next().is_some());
    }

    #[rstest]
    #[case("St Helens’ – 1948… £5 ½ naïve nai\u{308}ve")]
    #[case(
        "👩\u{200d}⚕\u{fe0f} 🏳\u{fe0f}\u{200d}🌈 👩🏽\u{200d}⚕\u{fe0f} ❤\u{fe0f} ☎\u{fe0e} 🇬🇧 👨\u{200d}👩\u{200d}👧"
    )]
    #[case("שָׁלוֹם العَرَبِيَّة Tiếng Việt 한국어 \u{1112}\u{1161}\u{11ab} क्षेत्र ไทย")]
    fn what_people_write_stays_as_it_is(#[case] text: &str) {
        assert_eq!(harms(text).collect::<Vec<_>>(), []);
        assert!(matches!(harmless(text), Cow::Borrowed(_)));
    }

    #[test]
    fn line_feeds_stay_where_there_are_lines() {
        assert_eq!(harmless_lines("a\nb\u{1b}\n\u{301}c"), "a\nb�\nc");
    }

    #[test]
    fn what_it_is_is_told_by_its_number_and_name() {
        let told = |text: &str| {
            let (_, c, harm) = harms(text).next().unwrap();
            Told(c, harm).to_string()
        };
        assert_eq!(
            told("\u{1b}"),
            "text holds U+001B (escape), which may drive a terminal"
        );
        assert_eq!(
            told("a\u{202e}"),
            "text holds U+202E (right-to-left override), which turns the direction of text"
        );
        let told = told("a\u{200b}");
        assert_eq!(
            told,
            "text holds U+200B (zero width space), which cannot be seen"
        );
        assert!(Told::is_told_in(&told));
    }

    /// Whatever a text is made of: what is without harm has none, for this reader and for one that asks the widths.
    #[test]
    fn no_character_slips_through() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}b");
            let clean = harmless(&text);
            assert!(harms(&clean).next().is_none(), "U+{:04X}", u32::from(c));
            assert!(!clean.contains(char::is_control));
        }
    }
}
