//! What is asked for, taken apart into words, and how it goes with a name.

use std::collections::HashSet;

use memchr::memmem::Finder;

use super::fold::{Marks, Pairs, fold, is_noise, letter, letters, ways, words};
use super::names::Names;
use crate::model::{Date, Day};

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
    pub(super) fn may_be_in(&self, names: Names<'_>) -> bool {
        self.letters & !names.entry.letters == 0 && names.entry.pairs.has_all(self.pairs)
    }

    /// How it stands in the names of an entry, if it does.
    pub(super) fn stands_in(&self, names: Names<'_>) -> Option<Stands> {
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
pub(super) enum Stands {
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
    pub(super) initials: u64,
    /// It is an abbreviation, of which no letter may have been mistaken for another.
    pub(super) is_short: bool,
}

impl Word {
    pub(super) fn new(ways: Vec<Way>) -> Self {
        let first = |way: &Way| way.text.chars().next().map_or(0, letter);
        Self {
            initials: ways.iter().fold(0, |found, way| found | first(way)),
            ways,
            is_short: false,
        }
    }

    pub(super) fn begins(&self, word: &str) -> bool {
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
    pub(super) all_single: bool,
    pub(super) letters: u64,
    /// The first letter of all.
    pub(super) beginning: u64,
    /// A date among other words, about which what is meant may be asked.
    pub(super) dated: Option<Dated>,
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

/// Whether a word as it was typed is an abbreviation: letters in capitals, or without a vowel, as "NHSME", "dhss".
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
    if Date::read(&typed.join(" "), Day(0)).is_ok() {
        return None;
    }
    let lengths = (1..=3.min(typed.len().saturating_sub(1))).rev();
    let mut windows = lengths.flat_map(|length| typed.windows(length).zip(0..));
    windows.find_map(|(window, at)| {
        // "Today" is a word of names.
        let has_digit = |word: &&str| word.bytes().any(|byte| byte.is_ascii_digit());
        let text = window.iter().any(has_digit).then(|| window.join(" "))?;
        let date = Date::read(&text, Day(0)).ok()?;
        let (before, behind) = typed.split_at_checked(at)?;
        let behind = behind.get(window.len()..)?;
        let name = [before, behind].concat().join(" ");
        let is_name =
            words(&fold(&name)).any(|word| word.len() > 1 && !is_number(word) && !is_noise(word));
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
        let short: Vec<String> = typed
            .iter()
            .filter(|word| is_abbreviation(word))
            .map(|word| fold(word))
            .collect();
        let asked = telling.iter().map(|word| {
            let forms = ways(word).into_iter();
            Word {
                is_short: short.iter().any(|short| short == word),
                ..Word::new(forms.map(|way| Way::exact(way, word)).collect())
            }
        });
        Some(Self {
            words: asked.collect(),
            skips_noise,
            says_nhs: skips_noise && words(&joined).any(|word| word == "nhs"),
            all_single: telling.iter().all(|word| word.len() == 1),
            letters: letters(&joined),
            beginning: letter(joined.chars().next()?),
            dated: dated(&typed),
            folded: joined,
        })
    }

    /// The same without the date.
    pub(super) fn undated(&self) -> Option<Self> {
        let name = Self::new(&self.dated.as_ref()?.name)?;
        Some(Self {
            dated: None,
            ..name
        })
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
    pub(super) fn telling<'a>(&self, name: &'a str) -> impl Iterator<Item = &'a str> + use<'a> {
        let skips = self.skips_noise;
        words(name).filter(move |word| !(skips && is_noise(word)))
    }

    /// How a name goes with its words, in their order.
    pub(super) fn in_order(&self, name: &str) -> Order {
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
pub(super) enum Order {
    Other,
    /// It begins so, the last word not to its end.
    Begun,
    /// It begins with these words.
    Begins,
    Same,
}
