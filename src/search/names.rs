//! The names of everything that can be found, folded and in order: the embedded data set has them made by the build, because folding them
//! at the first `/` would cost more than anything a key may.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::fold::{Marks, Pairs, fold, fold_into, is_noise, letter, words};
use super::record::{Lives, Record, records};
use crate::dataset::Dataset;
use crate::model::{
    self, Body, Compact, Day, Finding, Kind, Organisation, Place, RecordRef, ReformKind, Source,
    Tension, Text, Tier,
};

/// Something that can be found: where its names stand in the text of the index, and what can be told of them without reading them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Entry {
    pub(super) record: RecordRef,
    /// Where its names begin: all of them, folded, a line each. The name that is shown, then other names, then abbreviations and codes.
    start: u32,
    name_end: u32,
    codes_start: u32,
    end: u32,
    /// The letters of all its names.
    #[serde(with = "postcard::fixint::le")]
    pub(super) letters: u64,
    /// The first letters of the words of that name.
    pub(super) initials: u64,
    /// The first letters of the words of its other names.
    pub(super) alias_initials: u64,
    /// The first letters of its other names, abbreviations and codes.
    pub(super) beginnings: u64,
    /// The pairs of letters of all its names.
    pub(super) pairs: Pairs,
    /// The first day of its life, as [`Day`] counts, or the least where it has none.
    from: i32,
    /// The last day of its life, or the greatest.
    to: i32,
    /// The words of an organisation's name that say something and do not say what kind of body it is: so many initials spell it.
    pub(super) own_words: u8,
    /// It is only background.
    pub(super) context: bool,
    /// The how manieth it was when the data were gone through.
    pub(super) told: u32,
}

impl Entry {
    /// The first day of its life, where it has one.
    pub(super) fn from(&self) -> Option<Day> {
        (self.from != i32::MIN).then_some(Day(self.from))
    }

    /// Whether it was there at some time between two days. What is of no time always was.
    pub(super) const fn stood(&self, from: Day, to: Day) -> bool {
        self.from <= to.0 && from.0 <= self.to
    }
}

/// An entry with the text of its names.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) entry: &'a Entry,
    pub(super) all: &'a str,
}

impl<'a> Names<'a> {
    fn slice(self, from: u32, to: u32) -> &'a str {
        let range = usize::try_from(from).unwrap_or(usize::MAX)..usize::try_from(to).unwrap_or(0);
        self.all.get(range).unwrap_or_default()
    }

    /// The name that is shown, folded.
    pub(super) fn name(self) -> &'a str {
        self.slice(self.entry.start, self.entry.name_end)
    }

    /// Other names, folded.
    pub(super) fn aliases(self) -> impl Iterator<Item = &'a str> {
        self.slice(self.entry.name_end, self.entry.codes_start)
            .split('\n')
            .skip(1)
    }

    /// Abbreviations and codes, folded: they match whole.
    pub(super) fn codes(self) -> impl Iterator<Item = &'a str> {
        self.slice(self.entry.codes_start, self.entry.end)
            .split('\n')
            .skip(1)
    }

    /// Whether one of these says some folded words beside each other, the last perhaps not to its end.
    pub(super) fn say(self, phrase: &str) -> bool {
        let phrase: Vec<&str> = words(phrase).collect();
        let Some((last, before)) = phrase.split_last() else {
            return false;
        };
        self.text().split('\n').any(|line| {
            let there: Vec<&str> = words(line).collect();
            there.windows(phrase.len()).any(|window| {
                window
                    .split_last()
                    .is_some_and(|(end, first)| first == before && end.starts_with(last))
            })
        })
    }

    /// All of these.
    pub(super) fn text(self) -> &'a str {
        self.slice(self.entry.start, self.entry.end)
    }
}

/// Entries being gathered, with what decides which of two that match equally well comes first.
#[derive(Default)]
struct Gathering {
    text: String,
    entries: Vec<(Key, Entry)>,
}

/// Kind, whether it is only background, whether its beginning is not established, first day.
type Key = (Kind, bool, bool, Option<Day>);

impl Gathering {
    fn add(&mut self, record: Record<'_>, lives: &Lives<'_>) {
        let offset = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let text = &mut self.text;
        let start = offset(text);
        let begin = text.len();
        fold_into(text, record.name());
        let name_end = offset(text);
        let after_name = text.len();
        let mut line = |name: &str| {
            text.push('\n');
            fold_into(text, name);
        };
        other_names(record, &mut line);
        let after_aliases = self.text.len();
        let codes_start = offset(&self.text);
        let text = &mut self.text;
        let mut line = |code: &str| {
            text.push('\n');
            fold_into(text, code);
        };
        codes(record, &mut line);
        let text = &self.text;
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let of_name = Marks::of(part(begin, after_name));
        let of_others = Marks::of(part(after_name, text.len()));
        let first = |line: &str| line.trim_start().chars().next().map_or(0, letter);
        let (from, to) = lives.of_record(record).unwrap_or_default();
        let entry = Entry {
            record: record.reference(),
            start,
            name_end,
            codes_start,
            end: offset(text),
            letters: of_name.letters | of_others.letters,
            initials: of_name.initials,
            alias_initials: Marks::of(part(after_name, after_aliases)).initials,
            beginnings: part(after_name, text.len())
                .split('\n')
                .fold(0, |found, line| found | first(line)),
            pairs: of_name.pairs.and(of_others.pairs),
            from: from.map_or(i32::MIN, |day| day.0),
            to: to.map_or(i32::MAX, |day| day.0),
            own_words: match record {
                Record::Organisation(Some(body), _) => own_words(part(begin, after_name), body),
                _ => 0,
            },
            context: match record {
                Record::Body(body) => body.context,
                // What is law comes before what was said of it.
                Record::Reform(reform) => {
                    !reform.is_weighty() && reform.kind != ReformKind::StatutoryInstrument
                }
                _ => false,
            },
            told: u32::try_from(self.entries.len()).unwrap_or(u32::MAX),
        };
        let is_open = matches!(record, Record::Organisation(_, one) if one.from.is_none());
        let key = (entry.record.kind, entry.context, is_open, from);
        self.entries.push((key, entry));
    }

    /// The entries in the order in which those that match equally well are shown, and their names in the same order: a search goes
    /// through both from front to back, and what it finds is in order by itself.
    fn sorted(self) -> (Vec<Entry>, String) {
        // What decides is sorted, not the entries: it is half as large.
        let name = |entry| {
            let all = self.text.as_str();
            Names { entry, all }.name()
        };
        let mut order: Vec<(Key, &str, Text, usize)> = self
            .entries
            .iter()
            .enumerate()
            .map(|(index, (key, entry))| (*key, name(entry), entry.record.id, index))
            .collect();
        order.sort_unstable();
        let mut text = String::with_capacity(self.text.len());
        let mut entries = Vec::with_capacity(self.entries.len());
        for (.., index) in order {
            let Some((_, entry)) = self.entries.get(index) else {
                continue;
            };
            let mut entry = entry.clone();
            let names = Names {
                entry: &entry,
                all: &self.text,
            };
            let start = u32::try_from(text.len()).unwrap_or(u32::MAX);
            text.push_str(names.text());
            let moved = |offset: u32| start.saturating_add(offset - entry.start);
            (entry.name_end, entry.codes_start, entry.end) = (
                moved(entry.name_end),
                moved(entry.codes_start),
                moved(entry.end),
            );
            entry.start = start;
            entries.push(entry);
        }
        (entries, text)
    }
}

/// What else it is called: each is told to `line`.
fn other_names(record: Record<'_>, line: &mut impl FnMut(&str)) {
    match record {
        Record::Body(body) => {
            let others = body.aliases.iter().chain([&body.plural, &body.id]);
            others.for_each(|name| line(name));
        }
        Record::Reform(reform) => {
            let others = reform.aliases.iter().chain([&reform.id]);
            others.for_each(|name| line(name));
            line(&reform.date.long());
            // "Milburn" finds what he did.
            reform.minister.iter().for_each(|name| line(name));
        }
        Record::Organisation(body, organisation) => {
            organisation.aliases.iter().for_each(|name| line(name));
            // "Thames Valley ICB" is what people type.
            if let Some(label) = body.map(|body| organisation.label(body))
                && label != *organisation.name
                && !organisation.aliases.iter().any(|name| **name == *label)
            {
                line(&label);
            }
            if let Some(body) = body
                && !says_what_it_is(organisation, body)
            {
                line(&format!("{} {}", organisation.name, body.label()));
            }
        }
        Record::Place(place) => {
            place.aliases.iter().for_each(|name| line(name));
            // "Gedling, Nottinghamshire".
            if let Some(county) = place.county {
                line(&format!("{}, {county}", place.name));
            }
        }
        Record::Finding(finding) => {
            finding.quote.iter().for_each(|quote| line(&quote.words));
        }
        Record::Function(function) => line(&function.gloss),
        Record::Source(source) => {
            source.author.iter().for_each(|name| line(name));
            if !is_code(&source.id) {
                line(&source.id);
            }
        }
        Record::Theme(_) | Record::Tension(_) | Record::Era(_) => {}
    }
}

/// Its abbreviation and codes: each is told to `line`.
fn codes(record: Record<'_>, line: &mut impl FnMut(&str)) {
    match record {
        Record::Body(body) => {
            if let Some(short) = body.short {
                line(&short);
                // "SHAs" is asked for as often as "SHA".
                line(&format!("{short}s"));
            }
        }
        Record::Organisation(_, Organisation { codes, .. })
        | Record::Place(Place { codes, .. }) => codes.iter().for_each(|code| line(&code.code)),
        Record::Tension(Tension { id, .. }) | Record::Finding(Finding { id, .. }) => line(id),
        Record::Source(Source { id, .. }) if is_code(id) => line(id),
        Record::Source(_)
        | Record::Reform(_)
        | Record::Theme(_)
        | Record::Function(_)
        | Record::Era(_) => {}
    }
}

/// Whether the key of a source is one: "guillebaud" is what people call the report, "kf-ics" is a key.
fn is_code(key: &str) -> bool {
    !key.chars().all(char::is_alphabetic)
}

/// How many words of the folded name of an organisation say something before those that say which kind of body it is: of "North
/// Yorkshire and Humber Area Team", three.
fn own_words(name: &str, body: &Body) -> u8 {
    let kind = fold(&format!("{} {}", body.name, body.label()));
    let mut own: Vec<&str> = words(name).filter(|word| !is_noise(word)).collect();
    while let Some(last) = own.last()
        && words(&kind).any(|word| word == *last)
    {
        own.pop();
    }
    u8::try_from(own.len()).unwrap_or(u8::MAX)
}

/// Whether one of its names says what an organisation is: "NHS North of England" does not say that it is a cluster.
fn says_what_it_is(organisation: &Organisation, body: &Body) -> bool {
    let kind = body.name.rsplit(' ').next().unwrap_or_default();
    let says = |name: &Text| {
        let is_short = body.short.is_some_and(|short| name.contains(&*short));
        is_short || name.to_lowercase().contains(&kind.to_lowercase())
    };
    says(&organisation.name) || organisation.aliases.iter().any(says)
}

/// The names of everything in a data set.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct NameTable {
    /// In the order in which those that match equally well are shown.
    pub(super) entries: Vec<Entry>,
    /// All names, one entry's after the other's.
    #[serde(with = "model::borrowed")]
    pub(super) text: Cow<'static, str>,
    /// The places of the entries from the centre outwards, then by date and name: the order of what is listed by filters alone. Sorting
    /// as many as an overlay may bring would take longer than a letter has time for.
    pub(super) listed: Vec<u32>,
    /// The words of all that is found by its name, each once, a line each: what a mistyped word may have meant.
    #[serde(with = "model::borrowed")]
    pub(super) words: Cow<'static, str>,
}

/// The words that somebody may have meant to type, each once.
fn vocabulary(entries: &[Entry], text: &str) -> String {
    let named = entries.iter().filter(|entry| !is_prose(entry.record.kind));
    let names = named.map(|entry| Names { entry, all: text }.text());
    let all: HashSet<&str> = names
        .flat_map(|names| names.split([' ', '\n']))
        .filter(|word| word.len() > 3 && word.chars().all(char::is_alphabetic))
        .collect();
    let mut all: Vec<&str> = all.into_iter().collect();
    all.sort_unstable();
    all.join("\n")
}

/// What is of no tier, or of no time, comes last.
fn listed(data: &Dataset, entries: &[Entry], text: &str) -> Vec<u32> {
    let tiers: Vec<Option<Tier>> = records(data).map(Record::tier).collect();
    let places = entries.iter().zip(0..);
    let mut order: Vec<_> = places
        .map(|(entry, place)| {
            let told = usize::try_from(entry.told).unwrap_or(usize::MAX);
            let tier = tiers.get(told).copied().flatten();
            let name = Names { entry, all: text }.name();
            let time = (entry.from().is_none(), entry.from);
            (tier.is_none(), tier, time, entry.record.kind, name, place)
        })
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(.., place)| place).collect()
}

/// What is found by its words, not by its name.
pub(super) const fn is_prose(kind: Kind) -> bool {
    matches!(kind, Kind::Source | Kind::Finding)
}

impl NameTable {
    /// Folds the names of a data set.
    #[must_use]
    pub fn of(data: &Dataset) -> Self {
        let mut gathering = Gathering::default();
        let lives = Lives::of(data);
        for record in records(data) {
            gathering.add(record, &lives);
        }
        let (entries, text) = gathering.sorted();
        let words = vocabulary(&entries, &text);
        Self {
            listed: listed(data, &entries, &text),
            entries,
            text: Cow::Owned(text),
            words: Cow::Owned(words),
        }
    }

    /// The compact form that is embedded in the program, within a [`gather`](crate::model::gather).
    ///
    /// # Errors
    /// When the form cannot hold the names, which does not happen.
    pub fn encode(&self) -> Result<Vec<u8>, postcard::Error> {
        model::write(self)
    }

    /// Reads the compact form, borrowing the names from it.
    ///
    /// # Errors
    /// When it is not what [`Self::encode`] wrote.
    pub fn decode(form: Compact) -> Result<Self, postcard::Error> {
        form.read()
    }
}
