//! What a mistyped word may have meant. The only user of the fuzzy matcher.
//!
//! The matcher finds letters that were left out, because what was typed is then a part of the word; it knows nothing of letters that
//! were swapped, doubled or mistaken. Those are counted as edits.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::edits::Edits;

/// Words that are offered for one.
const MOST: usize = 6;
/// What the matcher gives for a letter where hardly any is left out.
const CLOSE: i64 = 18;
/// Characters of a word beyond which it is no word.
const LONGEST: usize = 40;

/// Finds words by what was typed for them.
pub(super) struct Speller {
    matcher: SkimMatcherV2,
}

impl Speller {
    pub(super) fn new() -> Self {
        Self {
            matcher: SkimMatcherV2::default().ignore_case(),
        }
    }

    /// The words, of those given a line each, that may have been meant, with how near each is in thousandths: the nearest first.
    pub(super) fn meant<'a>(&self, typed: &str, words: &'a str) -> Vec<(&'a str, i64)> {
        let Some(edits) = Edits::new(typed) else {
            return Vec::new();
        };
        let length = edits.length();
        if !(4..=LONGEST).contains(&length) || typed.chars().any(|c| c.is_ascii_digit()) {
            return Vec::new();
        }
        let mine = letters_of(typed.bytes());
        let most = if length < 8 { 1 } else { 2 };
        let apart = |one: u64, other: u64| (one & !other).count_ones() <= most;
        // Most words are told by their letters not to be meant: those that are typed must stand in the word, and those that the word
        // begins with must have been typed.
        let may = |word: &&str| {
            let head = word.bytes().take(length.saturating_sub(1));
            apart(mine, letters_of(word.bytes())) && apart(letters_of(head), mine)
                || is_part(typed, word)
        };
        let mut found: Vec<(&str, i64)> = words
            .split('\n')
            .filter(may)
            .filter_map(|word| Some((word, self.nearness(typed, &edits, most, word)?)))
            .collect();
        found.sort_by(|(one, near), (other, nearer)| nearer.cmp(near).then_with(|| one.cmp(other)));
        found.truncate(MOST);
        found
    }

    fn nearness(&self, typed: &str, edits: &Edits, most: u32, word: &str) -> Option<i64> {
        let most = usize::try_from(most).unwrap_or(0);
        let cost = |edits: usize| i64::try_from(edits).unwrap_or(10) * 100;
        let length = edits.length();
        let there = word.chars().count();
        if there.abs_diff(length) <= most {
            let apart = edits.to(word);
            if apart <= most {
                return Some(1000 - cost(apart));
            }
        }
        // Half a word, with the mistake in it already: "strtaeg".
        if there > length {
            let beginnings = edits.along(word).skip(length.saturating_sub(2)).take(3);
            if let Some(apart) = beginnings.min().filter(|apart| *apart <= most) {
                return Some(950 - cost(apart));
            }
        }
        let score = is_part(typed, word)
            .then(|| self.matcher.fuzzy_match(word, typed))
            .flatten()?;
        let close = CLOSE * i64::try_from(length).unwrap_or(i64::MAX);
        (score >= close).then_some(700)
    }

    /// The characters of a word that stand in what was typed for it, in order.
    pub(super) fn shared(&self, typed: &str, word: &str) -> Vec<usize> {
        if let Some((_, found)) = self.matcher.fuzzy_indices(word, typed) {
            return found;
        }
        let mut rest = word.chars().enumerate();
        let mut found = Vec::new();
        for c in typed.chars() {
            let mut ahead = rest.clone();
            if let Some((at, _)) = ahead.find(|(_, there)| *there == c) {
                found.push(at);
                rest = ahead;
            }
        }
        found
    }
}

/// The letters of a word, one bit each. Those that take several bytes share the bits of these.
fn letters_of(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0, |found, byte| found | 1 << (byte & 63))
}

/// Whether the letters that were typed stand in a word in their order.
fn is_part(typed: &str, word: &str) -> bool {
    let mut there = word.bytes();
    typed.bytes().all(|c| there.any(|here| here == c))
}
