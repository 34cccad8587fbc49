//! Text as the search sees it.

use serde::{Deserialize, Serialize};

/// Lower case, without accents, punctuation as spaces; one character stays one character, so that positions carry over, but for accents
/// that are characters of their own: they go.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text);
    out
}

/// The same, behind what is there.
pub(super) fn fold_into(out: &mut String, text: &str) {
    if text.is_ascii() {
        // Nearly all names are: this is several times as fast.
        let plain = |byte: u8| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte.to_ascii_lowercase())
            } else {
                ' '
            }
        };
        out.extend(text.bytes().map(plain));
    } else {
        let said = text.chars().filter(|c| !is_mark(*c));
        out.extend(said.map(fold_char));
    }
}

/// Whether it is an accent of the letter before: some keyboards and files write "é" as two characters.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The letters from U+0100 to U+017F without their accents.
const LATIN: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll\
    nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

pub(super) fn fold_char(c: char) -> char {
    match c {
        '\u{100}'..='\u{17f}' => {
            let place = usize::try_from(u32::from(c) - 0x100).ok();
            let plain = place.and_then(|place| LATIN.get(place));
            plain.map_or(c, |plain| char::from(*plain))
        }
        'À'..='Å' | 'à'..='å' => 'a',
        'È'..='Ë' | 'è'..='ë' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' => 'i',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        'Ç' | 'ç' => 'c',
        'Ñ' | 'ñ' => 'n',
        'Ý' | 'ý' | 'ÿ' => 'y',
        c if c.is_alphanumeric() => c.to_lowercase().next().unwrap_or(c),
        _ => ' ',
    }
}

/// The words of folded text.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split_ascii_whitespace()
}

/// Whether a word says nothing when there are others.
pub(crate) fn is_noise(word: &str) -> bool {
    matches!(word, "and" | "the" | "of" | "for" | "in" | "nhs" | "s") || is_title(word)
}

/// What stands before a surname and is left out as often as not.
fn is_title(word: &str) -> bool {
    matches!(
        word,
        "lord" | "lady" | "baroness" | "sir" | "dame" | "mr" | "mrs" | "ms" | "dr" | "professor"
    )
}

/// Beginnings of words that some write with a hyphen: "co-operation", "sub-regional".
const PARTED: [&str; 3] = ["co", "sub", "non"];

/// What a word may look like in a name that is written otherwise: "boards" as "board", "authority" as "authorities", "cooperation" as
/// "co-operation".
pub(crate) fn ways(word: &str) -> Vec<String> {
    let mut ways = endings(word);
    let rest = PARTED.iter().find_map(|begin| {
        let rest = word.strip_prefix(begin)?;
        (rest.len() >= 6).then(|| format!("{begin} {rest}"))
    });
    ways.extend(rest);
    ways
}

fn endings(word: &str) -> Vec<String> {
    let long = |stem: &&str| stem.len() >= 3;
    if let Some(stem) = word.strip_suffix("ies").filter(long) {
        vec![word.to_owned(), format!("{stem}y")]
    } else if let Some(stem) = word.strip_suffix('y').filter(long) {
        vec![word.to_owned(), format!("{stem}ies")]
    } else if let Some(stem) = word
        .strip_suffix('s')
        .filter(|stem| stem.len() >= 3 && !stem.ends_with('s'))
    {
        vec![stem.to_owned()]
    } else {
        vec![word.to_owned()]
    }
}

/// Which letters and digits a folded text has, one bit each: what lacks a letter of a word cannot resemble it.
pub(super) fn letters(folded: &str) -> u64 {
    Marks::of(folded).letters
}

/// The bit of a letter or digit; what is neither shares one, and spaces and new lines have none.
pub(super) const fn letter(c: char) -> u64 {
    match c {
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        '0'..='9' => 1 << (26 + c as u32 - '0' as u32),
        ' ' | '\n' => 0,
        _ => 1 << 40,
    }
}

/// What can be told of a folded text without reading it again.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    /// Its letters and digits.
    pub(super) letters: u64,
    /// Those that words begin with.
    pub(super) initials: u64,
    /// Those that stand beside each other.
    pub(super) pairs: Pairs,
}

impl Marks {
    pub(super) fn of(folded: &str) -> Self {
        let (mut all, mut initials, mut pairs) = (0, 0, 0u128);
        let (mut before, mut letter_before) = (0u8, 0u64);
        for byte in folded.bytes() {
            // A letter that takes several bytes is one of those that share a bit, and so is each of them by itself.
            let letter = letter(char::from(byte));
            all |= letter;
            // Without branches: whether a word begins or goes on here is what a processor guesses worst.
            let inside = u64::from(letter_before != 0);
            initials |= letter * (1 - inside);
            let mixed = (u32::from(before) * 0x9E5 + u32::from(byte) * 0x85B) >> 3;
            pairs |= u128::from(inside * u64::from(letter != 0)) << (mixed & 127);
            (before, letter_before) = (byte, letter);
        }
        Self {
            letters: all,
            initials,
            pairs: Pairs::of(pairs),
        }
    }
}

/// Which pairs of neighbouring letters a text has inside its words: a few of the many share a bit, so what lacks a pair lacks it for
/// certain, and what has one may have another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pairs(
    // Bits all over do not get shorter in the compact form.
    #[serde(with = "postcard::fixint::le")] u64,
    #[serde(with = "postcard::fixint::le")] u64,
);

impl Pairs {
    /// In two halves: a number twice as long would have to stand at every sixteenth byte, and pad every entry of the index.
    #[expect(clippy::cast_possible_truncation, reason = "the lower half")]
    const fn of(pairs: u128) -> Self {
        Self(pairs as u64, (pairs >> 64) as u64)
    }

    /// The pairs of both.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0, self.1 | other.1)
    }

    /// Whether it has all pairs that the other one has.
    pub(super) const fn has_all(self, other: Self) -> bool {
        (other.0 & !self.0) | (other.1 & !self.1) == 0
    }

    /// How many it shares with the other one.
    pub(super) const fn shared(self, other: Self) -> u32 {
        (self.0 & other.0).count_ones() + (self.1 & other.1).count_ones()
    }
}
