//! How well an entry matches.

use std::collections::HashSet;

use memchr::memmem::Finder;

use super::fold::{Marks, Pairs, fold, is_noise, letter, letters, ways, words};
use super::names::Names;
use crate::model::{Date, Day, Kind};

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
    /// Every word begins a word of its name, or the query begins its initials.
    WordStarts,
    /// Another name begins so, the last word perhaps not to its end.
    AliasPrefix,
    /// Its name, its abbreviation or a code begins so, the last word perhaps not to its end.
    Prefix,
    /// It is called so, but was not there in the time that is asked about.
    Elsewhen,
    /// The query is the initials of an organisation's own name.
    Initials,
    /// Every word is a word of one of its other names.
    AliasWholeWords,
    /// Another name begins with these words.
    AliasWholePrefix,
    /// Every word is a word of its name.
    WholeWords,
    /// Its name, its abbreviation or a code begins with these words.
    WholePrefix,
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
    pub(super) const LITERAL: [Self; 15] = [
        Self::Code,
        Self::Exact,
        Self::ExactAlias,
        Self::Same,
        Self::WholePrefix,
        Self::WholeWords,
        Self::AliasWholePrefix,
        Self::AliasWholeWords,
        Self::Initials,
        Self::Elsewhen,
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
    /// It was typed in the plural.
    is_stem: bool,
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
            is_stem: false,
            nearness,
        }
    }

    /// A form of a word as it was typed.
    fn exact(text: String, typed: &str) -> Self {
        Self {
            is_stem: typed.strip_suffix('s') == Some(&text),
            ..Self::new(text, 1000)
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
        let ends = |at: usize| text.get(at).is_none_or(u8::is_ascii_whitespace);
        let mut stands = None;
        let mut from = 0;
        while let Some(at) = self.finder.find(text.get(from..)?) {
            let (start, end) = (from + at, from + at + self.text.len());
            let here = if start.checked_sub(1).is_some_and(|before| !ends(before)) {
                Stands::Inside
            } else if ends(end) || (self.is_stem && text.get(end) == Some(&b's') && ends(end + 1)) {
                return Some(Stands::Whole);
            } else {
                Stands::First
            };
            stands = stands.max(Some(here));
            from = start + 1;
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
    /// It is one of their words.
    Whole,
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
    /// "NHS" stands beside other words: it need not be in a name, but what has it is nearer.
    says_nhs: bool,
    /// Whether each word is one letter that has a bit of its own.
    all_single: bool,
    letters: u64,
    /// The first letter of all.
    beginning: u64,
    /// A date among other words, about which what is meant may be asked.
    pub(super) dated: Option<Dated>,
    /// Each word is an abbreviation: letters in capitals, or without a vowel.
    pub(super) is_short: bool,
}

/// A name with a date beside it: "leeds april 1974".
#[derive(Clone, Debug)]
pub(super) struct Dated {
    /// The date, as it was typed.
    pub(super) text: String,
    /// The name, as it was typed.
    name: String,
    /// The first and the last day of the date.
    pub(super) days: (Day, Day),
}

/// Letters that an abbreviation has at most.
const SHORT: usize = 5;

/// Whether a word as it was typed is an abbreviation: "NHSME", "dhss". No letter of it may have been mistaken for another.
fn is_abbreviation(typed: &str) -> bool {
    let is_letters = typed.len() <= SHORT && typed.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_vowel = |byte: u8| b"aeiouy".contains(&byte.to_ascii_lowercase());
    let is_capital = |byte: u8| byte.is_ascii_uppercase();
    is_letters && (typed.bytes().all(is_capital) || !typed.bytes().any(is_vowel))
}

/// "N.H.S." is "NHS".
fn without_dots(word: &str) -> String {
    let letters = word.strip_suffix('.').unwrap_or(word).split('.');
    let is_spelt = word.contains('.') && letters.clone().all(|part| part.chars().count() == 1);
    if is_spelt {
        letters.collect()
    } else {
        word.to_owned()
    }
}

/// Whether a word is only digits: a number is no name.
fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A date of the last hundred years or the next among the words, and those beside it: the longest that can be read as one.
fn dated(typed: &[&str]) -> Option<Dated> {
    let lengths = (1..=3.min(typed.len().saturating_sub(1))).rev();
    let mut windows = lengths.flat_map(|length| typed.windows(length).zip(0..));
    windows.find_map(|(window, at)| {
        let text = window.join(" ");
        // "Today" is a word of names.
        let is_date = text.bytes().filter(u8::is_ascii_digit).count() >= 4;
        let date = Date::read(&text, Day(0)).ok().filter(|_| is_date)?;
        let (before, behind) = typed.split_at_checked(at)?;
        let behind = behind.get(window.len()..)?;
        let name = [before, behind].concat().join(" ");
        let is_name = words(&fold(&name)).any(|word| word.len() > 1 && !is_number(word));
        (is_name && (1900..2100).contains(&date.year())).then(|| Dated {
            name,
            days: (date.first(), date.last()),
            text,
        })
    })
}

impl Asked {
    /// `None` when there is nothing to look for.
    pub(super) fn new(query: &str) -> Option<Self> {
        // "ICB's" is "ICBs".
        let plain = query.replace(['\'', '’'], "");
        let typed: Vec<&str> = plain.split_whitespace().collect();
        let spelt: Vec<String> = typed.iter().map(|word| without_dots(word)).collect();
        let folded = fold(&spelt.join(" "));
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
        let forms = |word: &str| {
            let ways = ways(word).into_iter();
            ways.map(|way| Way::exact(way, word)).collect()
        };
        let asked = telling.iter().map(|word| Word::new(forms(word)));
        Some(Self {
            words: asked.collect(),
            skips_noise,
            says_nhs: skips_noise && words(&joined).any(|word| word == "nhs"),
            all_single: telling.iter().all(|word| word.len() == 1),
            letters: letters(&joined),
            beginning: letter(joined.chars().next()?),
            dated: dated(&typed),
            is_short: typed.iter().all(|word| is_abbreviation(word)),
            folded: joined,
        })
    }

    /// The same without the date.
    pub(super) fn undated(&self) -> Option<Self> {
        let name = Self::new(&self.dated.as_ref()?.name)?;
        Some(Self { dated: None, ..name })
    }

    /// The same with other forms of its words.
    pub(super) fn with(&self, words: Vec<Word>) -> Self {
        let text = |word: &Word| word.ways.first().map(|way| way.text.clone());
        let folded: Vec<String> = words.iter().filter_map(text).collect();
        Self {
            folded: folded.join(" "),
            words,
            dated: None,
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
                Some(here) if rest.peek().is_none() && word.begins(here) => return Order::Begun,
                _ => return Order::Other,
            }
        }
        match there.next() {
            None => Order::Same,
            Some(_) if self.has_nhs(name) => Order::Begins,
            Some(_) => Order::Begun,
        }
    }

    /// Whether a name has "NHS", or what that stands for, where it was typed.
    fn has_nhs(&self, name: &str) -> bool {
        let in_full = || name.contains("national health service");
        !self.says_nhs || words(name).any(|word| word == "nhs") || in_full()
    }

    /// Whether every word is a word of a name.
    pub(super) fn is_in(&self, name: &str) -> bool {
        let whole = |asked: &Word| words(name).any(|word| asked.is(word));
        self.words.iter().all(whole) && self.has_nhs(name)
    }

    /// Whether every word begins a word of a name.
    pub(super) fn is_begun_in(&self, name: &str) -> bool {
        let begun = |asked: &Word| words(name).any(|word| asked.begins(word));
        self.words.iter().all(begun)
    }
}

/// How a name goes with the words that are asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Other,
    /// It begins so, the last word not to its end.
    Begun,
    /// It begins with these words.
    Begins,
    Same,
}

/// The rank of an entry that holds what was typed.
pub(super) fn literal(asked: &Asked, names: Names<'_>) -> Option<Rank> {
    // What lacks a letter or a pair of letters is passed over unread; that it has a single letter is told by its letters alone.
    let stands = |word: &Word| {
        let mut ways = word.ways.iter();
        if asked.all_single {
            ways.any(|way| way.may_be_in(names))
                .then_some(Stands::Whole)
        } else {
            ways.filter_map(|way| way.stands_in(names)).max()
        }
    };
    // All of them do, the last of them as it can.
    let mut all = Some(Stands::Whole);
    for word in &asked.words {
        all = all.min(stands(word));
        if all.is_none() {
            return of_initials(asked, names);
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
        return of_initials(asked, names).unwrap_or(Rank::Words);
    }
    let entry = names.entry;
    let folded = asked.folded.as_str();
    let name = names.name();
    let (mut is_alias, mut code, mut other) = (false, Order::Other, Order::Other);
    let begins = asked.beginning & entry.beginnings != 0;
    let first = asked.words.first().map_or(0, |word| word.initials);
    if begins {
        for known in names.codes() {
            if words(known).eq(words(folded)) {
                return Rank::Code;
            }
            code = code.max(asked.in_order(known));
        }
    }
    if begins || first & entry.alias_initials != 0 {
        for alias in names.aliases() {
            is_alias |= words(alias).eq(words(folded));
            other = other.max(asked.in_order(alias));
        }
    }
    if words(name).eq(words(folded)) {
        return Rank::Exact;
    }
    if is_alias {
        return Rank::ExactAlias;
    }
    let own = asked.in_order(name);
    if own == Order::Same || other == Order::Same {
        return Rank::Same;
    }
    let visible = own.max(code);
    if stands == Stands::Whole {
        if visible >= Order::Begins {
            return Rank::WholePrefix;
        }
        // A type of body is as good by any of its names: its instances have its own among theirs.
        let in_alias = || names.aliases().any(|alias| asked.is_in(alias));
        if asked.is_in(name) || (entry.record.kind == Kind::Body && in_alias()) {
            return Rank::WholeWords;
        }
        if other == Order::Begins {
            return Rank::AliasWholePrefix;
        }
        if in_alias() {
            return Rank::AliasWholeWords;
        }
    }
    if visible >= Order::Begun {
        return Rank::Prefix;
    }
    if other >= Order::Begun {
        return Rank::AliasPrefix;
    }
    let may_begin = |initials: u64| asked.words.iter().all(|word| word.initials & initials != 0);
    if may_begin(entry.initials) && (asked.all_single || asked.is_begun_in(name)) {
        return Rank::WordStarts;
    }
    if let Some(rank) = of_initials(asked, names) {
        return rank;
    }
    let in_alias = may_begin(entry.alias_initials)
        && names.aliases().any(|alias| asked.is_begun_in(alias));
    if in_alias {
        Rank::AliasWordStarts
    } else {
        Rank::Words
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
        Rank::AliasPrefix
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
    let mut all = Stands::Whole;
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

/// The rank of an entry of which the query is initials: of an organisation's own name, or of the beginning of a name.
fn of_initials(asked: &Asked, names: Names<'_>) -> Option<Rank> {
    let own = usize::from(names.entry.own_words);
    let spells_own = || {
        let own = words(names.name()).filter(|word| !is_noise(word)).take(own);
        own.filter_map(|word| word.chars().next()).eq(asked.folded.chars())
    };
    is_initials(asked, names).then(|| if spells_own() { Rank::Initials } else { Rank::WordStarts })
}

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
