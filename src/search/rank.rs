//! How well an entry matches.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{Marks, Pairs, fold, is_noise, letter, letters, telling_words, words};
use super::names::Names;

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

impl Rank {
    /// The ranks of what holds what was typed, best first.
    pub(super) const LITERAL: [Self; 8] = [
        Self::Code,
        Self::Exact,
        Self::ExactAlias,
        Self::Prefix,
        Self::AliasPrefix,
        Self::WordStarts,
        Self::AliasWordStarts,
        Self::Words,
    ];
}

/// A query, prepared.
pub(super) struct Query {
    folded: String,
    letters: u64,
    /// Its words that say something, and whether each is one letter that has a bit of its own.
    telling: Vec<String>,
    all_single: bool,
    telling_letters: u64,
    /// The first letters of these words.
    initials: u64,
    /// Characters in it.
    length: usize,
    /// Letters that no name may lack that is near enough, not even the longest.
    too_many: u32,
    /// The first letter of all.
    beginning: u64,
    pairs: Pairs,
    /// How often each letter stands in it.
    counts: Counts,
}

impl Query {
    /// `None` when there is nothing to look for.
    pub(super) fn new(query: &str) -> Option<Self> {
        let folded = fold(query);
        let folded = words(&folded).collect::<Vec<_>>().join(" ");
        let beginning = letter(folded.chars().next()?);
        let telling: Vec<String> = telling_words(&folded)
            .into_iter()
            .map(str::to_owned)
            .collect();
        let said = Marks::of(&telling.join(" "));
        let length = folded.chars().count();
        let longest = length * 1000 / usize::try_from(NEAR_ENOUGH).unwrap_or(1000) + 1;
        let far = (0..=longest).find(|missing| nearness(*missing, longest) < NEAR_ENOUGH);
        let too_many = far.and_then(|far| u32::try_from(far).ok());
        Some(Self {
            letters: letters(&folded),
            all_single: telling.iter().all(|word| word.len() == 1),
            telling_letters: said.letters,
            initials: said.initials,
            beginning,
            length,
            too_many: too_many.unwrap_or(u32::MAX),
            pairs: said.pairs,
            counts: counts(&folded),
            telling,
            folded,
        })
    }

    pub(super) const fn pairs(&self) -> Pairs {
        self.pairs
    }
}

/// The rank of an entry that holds what was typed.
pub(super) fn literal(query: &Query, names: Names<'_>) -> Option<Rank> {
    let entry = names.entry;
    let asked = query.folded.as_str();
    // What lacks a letter or a pair of letters is passed over unread; that it has a single letter is told by its letters alone.
    let holds = query.telling_letters & !entry.letters == 0
        && entry.pairs.has_all(query.pairs)
        && (query.all_single
            || query
                .telling
                .iter()
                .all(|word| names.text().contains(word.as_str())));
    if !holds {
        return is_initials(query, names).then_some(Rank::WordStarts);
    }
    let name = names.name();
    let (mut is_alias, mut begins_other) = (false, false);
    if query.beginning & !entry.beginnings == 0 {
        for code in names.codes() {
            if code == asked {
                return Some(Rank::Code);
            }
            begins_other |= code.starts_with(asked);
        }
        for alias in names.aliases() {
            is_alias |= alias.trim() == asked;
            begins_other |= alias.starts_with(asked);
        }
    }
    if name == asked {
        return Some(Rank::Exact);
    }
    if is_alias {
        return Some(Rank::ExactAlias);
    }
    if name.starts_with(asked) {
        return Some(Rank::Prefix);
    }
    if begins_other {
        return Some(Rank::AliasPrefix);
    }
    let begins_word = |text: &str| {
        query
            .telling
            .iter()
            .all(|asked| words(text).any(|word| word.starts_with(asked.as_str())))
    };
    let in_name = query.initials & !entry.initials == 0 && (query.all_single || begins_word(name));
    if in_name || is_initials(query, names) {
        return Some(Rank::WordStarts);
    }
    let in_alias = query.initials & !entry.alias_initials == 0
        && (query.all_single && query.telling.len() == 1 || names.aliases().any(begins_word));
    Some(if in_alias {
        Rank::AliasWordStarts
    } else {
        Rank::Words
    })
}

/// Whether an entry may resemble what was typed: its name has the letters of every word, in their order.
pub(super) fn may_resemble(query: &Query, names: Names<'_>) -> bool {
    let in_order = |word: &String| {
        let mut name = names.name().chars();
        word.chars().all(|c| name.any(|here| here == c))
    };
    query.letters & !names.entry.name_letters == 0 && query.telling.iter().all(in_order)
}

/// The rank of an entry that only resembles what was typed: every word must.
pub(super) fn fuzzy(query: &Query, names: Names<'_>, matcher: &SkimMatcherV2) -> Option<Rank> {
    // An empty pattern matches everything and a space does not part words, so words are asked for one by one.
    let mut total = 0;
    for word in &query.telling {
        let score = matcher.fuzzy_match(names.name(), word)?;
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
pub(super) fn near(query: &Query, names: Names<'_>) -> Option<Rank> {
    let distance = |name: &str| strsim::normalized_damerau_levenshtein(name.trim(), &query.folded);
    let nearest = all_names(names).map(distance).fold(0.0, f64::max);
    let nearest = thousandths(nearest);
    (nearest >= NEAR_ENOUGH).then_some(Rank::Near(nearest))
}

/// Whether one of its names may be near enough, told by lengths and letters: what one has and the other lacks is an edit.
pub(super) fn may_be_near(query: &Query, names: Names<'_>) -> bool {
    let missing = (query.letters & !names.entry.spelt).count_ones();
    if missing >= query.too_many {
        return false;
    }
    all_names(names).any(|name| {
        let length = name.trim().chars().count();
        nearness(length.abs_diff(query.length), length.max(query.length)) >= NEAR_ENOUGH
    })
}

/// The nearest that one of its names can come to what was typed: letters that one has more often than the other are edits.
pub(super) fn at_most_near(query: &Query, names: Names<'_>) -> Option<i64> {
    let at_most = |name: &str| {
        let name = name.trim();
        let (mut more, mut fewer) = (0, 0);
        for (asked, there) in query.counts.iter().zip(counts(name)) {
            more += usize::from(there.saturating_sub(*asked));
            fewer += usize::from(asked.saturating_sub(there));
        }
        let longest = name.chars().count().max(query.length);
        nearness(more.max(fewer), longest)
    };
    let nearest = all_names(names).map(at_most).max()?;
    (nearest >= NEAR_ENOUGH).then_some(nearest)
}

/// How near two names are that so many edits part, in thousandths, as the measure itself works it out.
fn nearness(edits: usize, longest: usize) -> i64 {
    #[expect(clippy::cast_precision_loss, reason = "lengths of names")]
    let nearness = 1.0 - (edits as f64) / (longest.max(1) as f64);
    thousandths(nearness)
}

fn thousandths(nearness: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "at most a thousand")]
    let thousandths = (nearness * 1000.0) as i64;
    thousandths
}

/// How often each letter stands in a text.
type Counts = [u16; 41];

fn counts(folded: &str) -> Counts {
    let mut found = [0; 41];
    for c in folded.chars() {
        let place = usize::try_from(letter(c).trailing_zeros()).unwrap_or(usize::MAX);
        if let Some(count) = found.get_mut(place) {
            *count += 1;
        }
    }
    found
}

fn all_names(names: Names<'_>) -> impl Iterator<Item = &str> {
    std::iter::once(names.name()).chain(names.aliases())
}

/// From here on, in thousandths, a name may have been meant.
const NEAR_ENOUGH: i64 = 620;

/// "nyh" for "North Yorkshire and Humber", noise words or not.
fn is_initials(query: &Query, names: Names<'_>) -> bool {
    let asked = query.folded.as_str();
    if query.letters & !names.entry.initials != 0 || asked.len() < 2 || asked.contains(' ') {
        return false;
    }
    let begins = |words: &mut dyn Iterator<Item = &str>| {
        asked
            .chars()
            .all(|c| words.next().is_some_and(|word| word.starts_with(c)))
    };
    begins(&mut words(names.name()))
        || begins(&mut words(names.name()).filter(|word| !is_noise(word)))
}

/// The characters of the name that were matched.
pub(super) fn positions(query: &Query, names: Names<'_>, matcher: &SkimMatcherV2) -> Vec<usize> {
    let name = names.name();
    let mut found: Vec<usize> = Vec::new();
    for word in &query.telling {
        let word = word.as_str();
        if let Some(at) = word_start(name, word).or_else(|| name.find(word)) {
            let first = name.get(..at).unwrap_or_default().chars().count();
            found.extend(first..first + word.chars().count());
        } else if is_initials(query, names) {
            found.extend(initials(name, word));
        } else if !names.text().contains(word) {
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
