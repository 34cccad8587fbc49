//! How well an entry matches.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{fold, is_noise, letters, telling_words, words};
use super::index::Entry;

/// How well an entry matches; the greater the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Nothing matches, and its name is near to what was typed: how near, in thousandths.
    Near(i64),
    /// It resembles the query; with the matcher's own score.
    Fuzzy(i64),
    /// Every word stands in it somewhere.
    Words,
    /// Every word begins a word of one of its other names.
    AliasWordStarts,
    /// Every word begins a word of its name, or the query is made of initials.
    WordStarts,
    /// Another name, an abbreviation or a code begins so.
    AliasPrefix,
    /// Its name begins so.
    Prefix,
    /// Another name is just that.
    ExactAlias,
    /// Its name is just that.
    Exact,
    /// Its abbreviation or code is just that.
    Code,
}

/// A query, prepared.
pub(super) struct Query {
    folded: String,
    letters: u64,
}

impl Query {
    /// `None` when there is nothing to look for.
    pub(super) fn new(query: &str) -> Option<Self> {
        let folded = fold(query);
        let folded = words(&folded).collect::<Vec<_>>().join(" ");
        (!folded.is_empty()).then_some(Self {
            letters: letters(&folded),
            folded,
        })
    }
}

/// The rank of an entry that holds what was typed.
pub(super) fn literal(query: &Query, entry: &Entry) -> Option<Rank> {
    let asked = query.folded.as_str();
    let asked_words = telling_words(asked);
    if !asked_words.iter().all(|word| entry.text().contains(word)) {
        return is_initials(query, entry).then_some(Rank::WordStarts);
    }
    let name = entry.name();
    if entry.codes().any(|code| code == asked) {
        return Some(Rank::Code);
    }
    if name == asked {
        return Some(Rank::Exact);
    }
    if entry.aliases().any(|alias| alias.trim() == asked) {
        return Some(Rank::ExactAlias);
    }
    if name.starts_with(asked) {
        return Some(Rank::Prefix);
    }
    if entry
        .codes()
        .chain(entry.aliases())
        .any(|alias| alias.starts_with(asked))
    {
        return Some(Rank::AliasPrefix);
    }
    let begins_word = |text: &str| {
        asked_words
            .iter()
            .all(|asked| words(text).any(|word| word.starts_with(asked)))
    };
    if begins_word(name) || is_initials(query, entry) {
        return Some(Rank::WordStarts);
    }
    Some(if entry.aliases().any(begins_word) {
        Rank::AliasWordStarts
    } else {
        Rank::Words
    })
}

/// The rank of an entry that only resembles what was typed: every word must.
pub(super) fn fuzzy(query: &Query, entry: &Entry, matcher: &SkimMatcherV2) -> Option<Rank> {
    if query.letters & !entry.letters != 0 {
        return None;
    }
    // An empty pattern matches everything and a space does not part words, so words are asked for one by one.
    let mut total = 0;
    for word in telling_words(&query.folded) {
        let score = matcher.fuzzy_match(entry.name(), word)?;
        let length = i64::try_from(word.len()).unwrap_or(i64::MAX);
        // A word with a letter missing or doubled scores some 19 or 20 a letter; letters strewn over a title at most 17.
        if score < length.saturating_mul(18) {
            return None;
        }
        total += score;
    }
    Some(Rank::Fuzzy(total))
}

/// How near a name comes to what was typed, letters left out, doubled, wrong or swapped: the nearest of its names; `None` where none is
/// near enough to be offered.
pub(super) fn near(query: &Query, entry: &Entry) -> Option<Rank> {
    let distance = |name: &str| strsim::normalized_damerau_levenshtein(name.trim(), &query.folded);
    let nearest = std::iter::once(entry.name())
        .chain(entry.aliases())
        .map(distance)
        .fold(0.0, f64::max);
    #[expect(clippy::cast_possible_truncation, reason = "at most a thousand")]
    let thousandths = (nearest * 1000.0) as i64;
    (thousandths >= NEAR_ENOUGH).then_some(Rank::Near(thousandths))
}

/// From here on, in thousandths, a name may have been meant.
const NEAR_ENOUGH: i64 = 620;

/// "nyh" for "North Yorkshire and Humber", noise words or not.
fn is_initials(query: &Query, entry: &Entry) -> bool {
    let asked = query.folded.as_str();
    if asked.len() < 2 || asked.contains(' ') || query.letters & !entry.letters != 0 {
        return false;
    }
    let begins = |words: &mut dyn Iterator<Item = &str>| {
        asked
            .chars()
            .all(|c| words.next().is_some_and(|word| word.starts_with(c)))
    };
    begins(&mut words(entry.name()))
        || begins(&mut words(entry.name()).filter(|word| !is_noise(word)))
}

/// The characters of the name that were matched.
pub(super) fn positions(query: &Query, entry: &Entry, matcher: &SkimMatcherV2) -> Vec<usize> {
    let name = entry.name();
    let mut found: Vec<usize> = Vec::new();
    for word in telling_words(&query.folded) {
        if let Some(at) = word_start(name, word).or_else(|| name.find(word)) {
            let first = name.get(..at).unwrap_or_default().chars().count();
            found.extend(first..first + word.chars().count());
        } else if is_initials(query, entry) {
            found.extend(initials(name, word));
        } else if !entry.text().contains(word) {
            found.extend(
                matcher
                    .fuzzy_indices(name, word)
                    .map(|(_, indices)| indices)
                    .unwrap_or_default(),
            );
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The first letters of words that spell `asked`, words without a wanted letter passed over.
fn initials(name: &str, asked: &str) -> Vec<usize> {
    let mut wanted = asked.chars().peekable();
    let mut before = ' ';
    let mut found = Vec::new();
    for (index, c) in name.chars().enumerate() {
        if before == ' ' && wanted.next_if_eq(&c).is_some() {
            found.push(index);
        }
        before = c;
    }
    found
}

/// Where a word of the text begins with `asked`, as a byte offset.
fn word_start(text: &str, asked: &str) -> Option<usize> {
    text.match_indices(asked)
        .map(|(at, _)| at)
        .find(|at| *at == 0 || text.get(..*at).is_some_and(|before| before.ends_with(' ')))
}
