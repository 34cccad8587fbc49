//! How well an entry matches.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{fold, telling_words, words};
use super::index::{Entry, marked_words};

/// How well an entry matches; the greater the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
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
}

impl Query {
    /// `None` when there is nothing to look for.
    pub(super) fn new(query: &str) -> Option<Self> {
        let folded = fold(query);
        let folded = words(&folded).collect::<Vec<_>>().join(" ");
        (!folded.is_empty()).then_some(Self { folded })
    }
}

/// The rank of an entry that holds what was typed.
pub(super) fn literal(query: &Query, entry: &Entry) -> Option<Rank> {
    let asked = query.folded.as_str();
    let name = entry.folded.trim();
    if entry.codes.iter().any(|code| code == asked) {
        return Some(Rank::Code);
    }
    if name == asked {
        return Some(Rank::Exact);
    }
    if entry.aliases.iter().any(|alias| alias.trim() == asked) {
        return Some(Rank::ExactAlias);
    }
    if name.starts_with(asked) {
        return Some(Rank::Prefix);
    }
    if entry.codes.iter().chain(&entry.aliases).any(|alias| alias.starts_with(asked)) {
        return Some(Rank::AliasPrefix);
    }
    let asked_words = telling_words(asked);
    let begins_word = |text: &str| asked_words.iter().all(|asked| words(text).any(|word| word.starts_with(asked)));
    if begins_word(name) || initials(asked, name) {
        return Some(Rank::WordStarts);
    }
    if entry.aliases.iter().any(|alias| begins_word(alias)) {
        return Some(Rank::AliasWordStarts);
    }
    let anywhere = |asked: &&str| name.contains(*asked) || entry.aliases.iter().chain(&entry.codes).any(|alias| alias.contains(*asked));
    asked_words.iter().all(anywhere).then_some(Rank::Words)
}

/// The rank of an entry that only resembles what was typed: every word must.
pub(super) fn fuzzy(query: &Query, entry: &Entry, matcher: &SkimMatcherV2) -> Option<Rank> {
    // An empty pattern matches everything and a space does not part words, so words are asked for one by one.
    let mut total = 0;
    for word in telling_words(&query.folded) {
        let score = matcher.fuzzy_match(&entry.folded, word)?;
        let length = i64::try_from(word.len()).unwrap_or(i64::MAX);
        // Letters strewn over a long title are no resemblance: a run of letters scores some 16 to 20 each.
        if score < length.saturating_mul(12) {
            return None;
        }
        total += score;
    }
    Some(Rank::Fuzzy(total))
}

/// "nyh" for "North Yorkshire and Humber", noise words or not.
fn initials(asked: &str, name: &str) -> bool {
    if asked.len() < 2 || asked.contains(' ') {
        return false;
    }
    let firsts = |words: &[&str]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
    firsts(&words(name).collect::<Vec<_>>()).starts_with(asked) || firsts(&telling_words(name)).starts_with(asked)
}

/// The characters of the name that were matched.
pub(super) fn positions(query: &Query, entry: &Entry, matcher: &SkimMatcherV2) -> Vec<usize> {
    let name = entry.folded.as_str();
    let mut found: Vec<usize> = Vec::new();
    for word in marked_words(&query.folded) {
        if let Some(at) = word_start(name, word).or_else(|| name.find(word)) {
            let first = name.get(..at).unwrap_or_default().chars().count();
            found.extend(first..first + word.chars().count());
        } else if initials(word, name) {
            let mut left = word.chars().count();
            let mut before = ' ';
            for (index, c) in name.chars().enumerate() {
                if before == ' ' && c != ' ' && left > 0 {
                    found.push(index);
                    left -= 1;
                }
                before = c;
            }
        } else if entry.codes.iter().chain(&entry.aliases).any(|alias| alias.contains(word)) {
            // It matched a name that is not shown.
        } else if let Some((_, indices)) = matcher.fuzzy_indices(name, word) {
            found.extend(indices);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Where a word of the text begins with `asked`, as a byte offset.
fn word_start(text: &str, asked: &str) -> Option<usize> {
    text.match_indices(asked).map(|(at, _)| at).find(|at| *at == 0 || text.get(..*at).is_some_and(|before| before.ends_with(' ')))
}
