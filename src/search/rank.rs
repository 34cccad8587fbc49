//! How well an entry matches.

use std::collections::HashSet;

use memchr::memmem::Finder;

use super::fold::{Marks, Pairs, fold, is_noise, letter, letters, ways, words};
use super::names::Names;
use crate::model::{Day, Kind};

/// How well an entry matches; the greater the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Nothing matches, and its name is near to what was typed: how near, in thousandths.
    Near(i64),
    /// Nothing but filters was typed, and it passes them.
    Listed,
    /// It matches when letters of the query are put right: how well, the greater the better.
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
    /// One of its names is that but for plurals and words that say nothing.
    Same,
    /// Another name is just that.
    ExactAlias,
    /// Its name is just that.
    Exact,
    /// Its abbreviation or code is just that.
    Code,
}

impl Rank {
    /// The ranks of what holds what was typed, best first.
    pub(super) const LITERAL: [Self; 9] = [
        Self::Code,
        Self::Exact,
        Self::ExactAlias,
        Self::Same,
        Self::Prefix,
        Self::AliasPrefix,
        Self::WordStarts,
        Self::AliasWordStarts,
        Self::Words,
    ];

    /// Its place among these.
    pub(super) fn place(self) -> usize {
        let place = Self::LITERAL.iter().position(|known| *known == self);
        place.unwrap_or(Self::LITERAL.len())
    }
}

/// A form of a word that is looked for.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub(super) text: String,
    finder: Finder<'static>,
    letters: u64,
    pairs: Pairs,
    /// How near it is to what was typed, in thousandths.
    pub(super) nearness: i64,
}

impl Way {
    pub(super) fn new(text: String, nearness: i64) -> Self {
        let marks = Marks::of(&text);
        Self {
            letters: marks.letters,
            pairs: marks.pairs,
            finder: Finder::new(&text).into_owned(),
            text,
            nearness,
        }
    }

    /// Whether an entry may hold it, told without reading its names.
    fn may_be_in(&self, names: Names<'_>) -> bool {
        self.letters & !names.entry.letters == 0 && names.entry.pairs.has_all(self.pairs)
    }

    /// How it stands in the names of an entry, if it does.
    fn stands_in(&self, names: Names<'_>) -> Option<Stands> {
        if !self.may_be_in(names) {
            return None;
        }
        let text = names.text().as_bytes();
        let mut stands = None;
        let mut from = 0;
        while let Some(at) = self.finder.find(text.get(from..)?) {
            let before = (from + at).checked_sub(1).and_then(|at| text.get(at));
            if before.is_none_or(u8::is_ascii_whitespace) {
                return Some(Stands::First);
            }
            stands = Some(Stands::Inside);
            from += at + 1;
        }
        stands
    }
}

/// How a word stands in names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    /// Only inside words.
    Inside,
    /// One of their words begins with it.
    First,
}

/// A word that is looked for, in any of its forms.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) ways: Vec<Way>,
    /// The first letters that these may have.
    initials: u64,
}

impl Word {
    pub(super) fn new(ways: Vec<Way>) -> Self {
        let first = |way: &Way| way.text.chars().next().map_or(0, letter);
        Self {
            initials: ways.iter().fold(0, |found, way| found | first(way)),
            ways,
        }
    }

    fn begins(&self, word: &str) -> bool {
        self.ways.iter().any(|way| word.starts_with(&*way.text))
    }

    fn is(&self, word: &str) -> bool {
        let singular = word.strip_suffix('s');
        self.ways
            .iter()
            .any(|way| word == way.text || singular == Some(&*way.text))
    }

    /// Whether what holds this word holds the other one too.
    pub(super) fn needs(&self, other: &Self) -> bool {
        let holds = |way: &Way| other.ways.iter().any(|held| way.text.contains(&held.text));
        self.ways.iter().all(holds)
    }
}

/// Words beyond which a query is no name.
const LONGEST: usize = 32;

/// What is asked for, prepared.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// All of it, folded, one space between words.
    pub(super) folded: String,
    /// Its words that say something; all of them where none does.
    pub(super) words: Vec<Word>,
    /// Whether words that say nothing are passed over in names.
    skips_noise: bool,
    /// Whether each word is one letter that has a bit of its own.
    all_single: bool,
    letters: u64,
    /// The first letter of all.
    beginning: u64,
    /// A year among other words, in which what is meant may have stood.
    pub(super) year: Option<i16>,
}

impl Asked {
    /// `None` when there is nothing to look for.
    pub(super) fn new(query: &str) -> Option<Self> {
        // "ICB's" is "ICBs".
        let folded = fold(&query.replace(['\'', '’'], ""));
        let all: Vec<&str> = words(&folded).collect();
        // "S.H.A." is "SHA".
        let is_spelt = all.len() > 1 && all.iter().all(|word| word.chars().count() == 1);
        let joined = all.join(if is_spelt { "" } else { " " });
        let mut telling: Vec<&str> = words(&joined).filter(|word| !is_noise(word)).collect();
        let skips_noise = !telling.is_empty();
        if telling.is_empty() {
            telling = words(&joined).collect();
        }
        if telling.len() > LONGEST {
            // No name says so much: what is said again says nothing more.
            let mut said = HashSet::new();
            telling.retain(|word| said.insert(*word));
        }
        let exact = |way: String| Way::new(way, 1000);
        let asked = telling
            .iter()
            .map(|word| Word::new(ways(word).into_iter().map(exact).collect()));
        Some(Self {
            words: asked.collect(),
            skips_noise,
            all_single: telling.iter().all(|word| word.len() == 1),
            letters: letters(&joined),
            beginning: letter(joined.chars().next()?),
            year: telling
                .iter()
                .filter(|_| telling.len() > 1)
                .find_map(|word| year(word)),
            folded: joined,
        })
    }

    /// The same without the year.
    pub(super) fn without_year(&self) -> Option<Self> {
        self.year?;
        let kept: Vec<&str> = words(&self.folded)
            .filter(|word| year(word).is_none())
            .collect();
        Self::new(&kept.join(" "))
    }

    /// The same with other forms of its words.
    pub(super) fn with(&self, words: Vec<Word>) -> Self {
        let text = |word: &Word| word.ways.first().map(|way| way.text.clone());
        let folded: Vec<String> = words.iter().filter_map(text).collect();
        Self {
            folded: folded.join(" "),
            words,
            year: None,
            ..self.clone()
        }
    }

    /// The pairs of letters of its words.
    pub(super) fn pairs(&self) -> Pairs {
        let ways = self.words.iter().flat_map(|word| &word.ways);
        ways.fold(Pairs::default(), |all, way| all.and(way.pairs))
    }

    /// Whether it may be the initials of a name.
    pub(super) fn may_be_initials(&self) -> bool {
        self.folded.len() > 1 && !self.folded.contains(' ')
    }

    /// The first of January and the last of December of its year.
    pub(super) fn days_of_year(&self) -> Option<(Day, Day)> {
        let year = self.year?;
        Day::new(year, 1, 1).zip(Day::new(year, 12, 31))
    }

    /// The words of a name that count.
    fn telling<'a>(&self, name: &'a str) -> impl Iterator<Item = &'a str> + use<'a> {
        let skips = self.skips_noise;
        words(name).filter(move |word| !(skips && is_noise(word)))
    }

    /// How a name goes with its words, in their order.
    fn in_order(&self, name: &str) -> Order {
        let mut there = self.telling(name);
        let mut rest = self.words.iter().peekable();
        while let Some(word) = rest.next() {
            match there.next() {
                Some(here) if word.is(here) => {}
                Some(here) if rest.peek().is_none() && word.begins(here) => return Order::Begins,
                _ => return Order::Other,
            }
        }
        if there.next().is_none() {
            Order::Same
        } else {
            Order::Begins
        }
    }
}

/// How a name goes with the words that are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Same,
    Begins,
    Other,
}

/// A year of the last hundred or the next.
fn year(word: &str) -> Option<i16> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let year = word.parse().ok().filter(|_| is_year)?;
    (1900..2100).contains(&year).then_some(year)
}

/// The rank of an entry that holds what was typed.
pub(super) fn literal(asked: &Asked, names: Names<'_>) -> Option<Rank> {
    // What lacks a letter or a pair of letters is passed over unread; that it has a single letter is told by its letters alone.
    let stands = |word: &Word| {
        let mut ways = word.ways.iter();
        if asked.all_single {
            ways.any(|way| way.may_be_in(names))
                .then_some(Stands::First)
        } else {
            ways.filter_map(|way| way.stands_in(names)).max()
        }
    };
    // All of them do, the last of them as it can.
    let mut all = Some(Stands::First);
    for word in &asked.words {
        all = all.min(stands(word));
        if all.is_none() {
            return is_initials(asked, names).then_some(Rank::WordStarts);
        }
    }
    all.map(|stands| of_holding(asked, names, stands))
}

/// The rank of an entry that holds every word: `stands` tells how the one that stands worst does.
fn of_holding(asked: &Asked, names: Names<'_>, stands: Stands) -> Rank {
    if asked.all_single && asked.words.len() == 1 {
        return of_holding_letter(asked, names);
    }
    if stands == Stands::Inside {
        // Nothing that it is called begins so, nor does any word of all that: its names need not be read.
        return if is_initials(asked, names) {
            Rank::WordStarts
        } else {
            Rank::Words
        };
    }
    let entry = names.entry;
    let folded = asked.folded.as_str();
    let name = names.name();
    let (mut is_alias, mut is_same, mut begins_other) = (false, false, false);
    let begins = asked.beginning & entry.beginnings != 0;
    let first = asked.words.first().map_or(0, |word| word.initials);
    if begins || first & entry.alias_initials != 0 {
        if begins {
            for code in names.codes() {
                if words(code).eq(words(folded)) {
                    return Rank::Code;
                }
                begins_other |= code.starts_with(folded);
            }
        }
        for alias in names.aliases() {
            is_alias |= words(alias).eq(words(folded));
            begins_other |= alias.starts_with(folded);
            match asked.in_order(alias) {
                Order::Same => is_same = true,
                Order::Begins => begins_other = true,
                Order::Other => {}
            }
        }
    }
    if words(name).eq(words(folded)) {
        return Rank::Exact;
    }
    if is_alias {
        return Rank::ExactAlias;
    }
    let order = asked.in_order(name);
    if is_same || order == Order::Same {
        return Rank::Same;
    }
    if order == Order::Begins || name.starts_with(folded) {
        return Rank::Prefix;
    }
    // A type of body is as good by any of its names: its instances have its own among theirs.
    let is_body = entry.record.kind == Kind::Body;
    if begins_other {
        return if is_body {
            Rank::Prefix
        } else {
            Rank::AliasPrefix
        };
    }
    let begins_words = |text: &str| {
        let begun = |asked: &Word| words(text).any(|word| asked.begins(word));
        asked.words.iter().all(begun)
    };
    let may_begin = |initials: u64| asked.words.iter().all(|word| word.initials & initials != 0);
    let in_name = may_begin(entry.initials) && (asked.all_single || begins_words(name));
    if in_name || is_initials(asked, names) {
        return Rank::WordStarts;
    }
    let in_alias = may_begin(entry.alias_initials) && names.aliases().any(begins_words);
    match (in_alias, is_body) {
        (true, true) => Rank::WordStarts,
        (true, false) => Rank::AliasWordStarts,
        (false, _) => Rank::Words,
    }
}

/// The rank of an entry that holds a letter: nearly everything does, so its names are read no further than they must.
fn of_holding_letter(asked: &Asked, names: Names<'_>) -> Rank {
    let entry = names.entry;
    let folded = asked.folded.as_str();
    let begins_other = asked.beginning & entry.beginnings != 0;
    if begins_other && names.codes().any(|code| code == folded) {
        return Rank::Code;
    }
    let begins_word = asked.beginning & entry.initials != 0;
    let mut telling = asked.telling(names.name());
    if begins_word
        && telling
            .next()
            .is_some_and(|first| first.starts_with(folded))
    {
        Rank::Prefix
    } else if begins_other {
        if entry.record.kind == Kind::Body {
            Rank::Prefix
        } else {
            Rank::AliasPrefix
        }
    } else if begins_word {
        Rank::WordStarts
    } else if asked.beginning & entry.alias_initials != 0 {
        Rank::AliasWordStarts
    } else {
        Rank::Words
    }
}

/// The rank of an entry that holds words as they may have been meant: first how near these are, then how well it matches.
pub(super) fn fuzzy(asked: &Asked, names: Names<'_>) -> Option<Rank> {
    let mut nearness = 0;
    let mut all = Stands::First;
    for word in &asked.words {
        let standing = word.ways.iter();
        let standing = standing.filter_map(|way| Some((way.nearness, way.stands_in(names)?)));
        let (near, stands) =
            standing.reduce(|one, other| (one.0.max(other.0), one.1.max(other.1)))?;
        nearness += near;
        all = all.min(stands);
    }
    let number = i64::try_from(asked.words.len()).unwrap_or(1).max(1);
    let worse = i64::try_from(of_holding(asked, names, all).place()).unwrap_or(0);
    Some(Rank::Fuzzy(nearness / number - worse * WORSE))
}

/// What a step down the literal ranks costs, in thousandths of nearness.
const WORSE: i64 = 60;

/// "nyh" for "North Yorkshire and Humber", noise words or not.
pub(super) fn is_initials(asked: &Asked, names: Names<'_>) -> bool {
    if asked.letters & !names.entry.initials != 0 || !asked.may_be_initials() {
        return false;
    }
    let begins = |words: &mut dyn Iterator<Item = &str>| {
        asked
            .folded
            .chars()
            .all(|c| words.next().is_some_and(|word| word.starts_with(c)))
    };
    begins(&mut words(names.name()))
        || begins(&mut words(names.name()).filter(|word| !is_noise(word)))
}
