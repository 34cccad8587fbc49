//! The names of everything that can be found, folded and in order: the embedded data set has them made by the build, because folding them
//! at the first `/` would cost more than anything a key may.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::fold::{Marks, Pairs, fold_into, letter};
use crate::dataset::Dataset;
use crate::model::{Date, Day, Kind, RecordRef, Text};

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
    pub(super) letters: u64,
    /// The letters of all but abbreviations and codes.
    pub(super) spelt: u64,
    /// The letters of the name that is shown.
    pub(super) name_letters: u64,
    /// The first letters of the words of that name.
    pub(super) initials: u64,
    /// The first letters of the words of its other names.
    pub(super) alias_initials: u64,
    /// The first letters of its other names, abbreviations and codes.
    pub(super) beginnings: u64,
    /// The pairs of letters of all its names.
    pub(super) pairs: Pairs,
    /// The how manieth it was when the data were gone through.
    pub(super) told: u32,
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

/// Kind, whether it is only background, length of the name, first day.
type Key = (Kind, bool, u32, Option<Day>);

impl Gathering {
    fn add<'a>(
        &mut self,
        record: RecordRef,
        name: &str,
        aliases: impl IntoIterator<Item = &'a str>,
        codes: impl IntoIterator<Item = &'a str>,
    ) -> &mut Key {
        let offset = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let text = &mut self.text;
        let start = offset(text);
        let begin = text.len();
        fold_into(text, name);
        let name_end = offset(text);
        let after_name = text.len();
        for alias in aliases {
            text.push('\n');
            fold_into(text, alias);
        }
        let codes_start = offset(text);
        let after_aliases = text.len();
        for code in codes {
            text.push('\n');
            fold_into(text, code);
        }
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let of_name = Marks::of(part(begin, after_name));
        let of_aliases = Marks::of(part(after_name, after_aliases));
        let of_codes = Marks::of(part(after_aliases, text.len()));
        let first = |line: &str| line.trim_start().chars().next().map_or(0, letter);
        let entry = Entry {
            record,
            start,
            name_end,
            codes_start,
            end: offset(text),
            letters: of_name.letters | of_aliases.letters | of_codes.letters,
            spelt: of_name.letters | of_aliases.letters,
            name_letters: of_name.letters,
            initials: of_name.initials,
            alias_initials: of_aliases.initials,
            beginnings: part(after_name, text.len())
                .split('\n')
                .fold(0, |found, line| found | first(line)),
            pairs: of_name.pairs.and(of_aliases.pairs).and(of_codes.pairs),
            told: u32::try_from(self.entries.len()).unwrap_or(u32::MAX),
        };
        let key = (record.kind, false, name_end - start, None);
        self.entries.push((key, entry));
        let key = self.entries.last_mut().map(|(key, _)| key);
        #[expect(clippy::expect_used, reason = "it was put there the line before")]
        key.expect("an entry")
    }

    /// The entries in the order in which those that match equally well are shown, and their names in the same order: a search goes
    /// through both from front to back, and what it finds is in order by itself.
    fn sorted(self) -> (Vec<Entry>, String) {
        // What decides is sorted, not the entries: it is half as large.
        let mut order: Vec<(Key, Text, usize)> = self
            .entries
            .iter()
            .enumerate()
            .map(|(index, (key, entry))| (*key, entry.record.id, index))
            .collect();
        order.sort_unstable();
        let mut text = String::with_capacity(self.text.len());
        let mut entries = Vec::with_capacity(self.entries.len());
        for (_, _, index) in order {
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

/// The names of everything in a data set.
#[derive(Debug, Serialize, Deserialize)]
pub struct NameTable {
    /// In the order in which those that match equally well are shown.
    pub(super) entries: Vec<Entry>,
    /// All names, one entry's after the other's.
    #[serde(borrow)]
    pub(super) text: Cow<'static, str>,
}

impl NameTable {
    /// Folds the names of a data set.
    #[must_use]
    pub fn of(data: &Dataset) -> Self {
        let mut gathering = Gathering::default();
        for body in &data.bodies {
            // "SHAs" is asked for as often as "SHA".
            let plural = body
                .short
                .map(|short| format!("{short}s"))
                .unwrap_or_default();
            let aliases = body
                .aliases
                .iter()
                .chain([&body.plural, &body.id])
                .map(|text| text.as_str());
            let codes = body
                .short
                .iter()
                .map(|short| short.as_str())
                .chain((!plural.is_empty()).then_some(plural.as_str()));
            let key = gathering.add(RecordRef::body(body.id), &body.name, aliases, codes);
            key.1 = body.context;
            key.3 = body.from().map(Date::first);
        }
        for reform in &data.reforms {
            let date = reform.date.long();
            let aliases = reform
                .aliases
                .iter()
                .chain([&reform.id])
                .map(|text| text.as_str())
                .chain([date.as_str()]);
            let key = gathering.add(RecordRef::reform(reform.id), &reform.title, aliases, []);
            key.3 = Some(reform.date.first());
        }
        for list in &data.organisations {
            let body = data.body(&list.body);
            for organisation in &list.organisations {
                // "Thames Valley ICB" is what people type.
                let label = body.map(|body| organisation.label(body));
                let aliases = organisation
                    .aliases
                    .iter()
                    .map(|text| text.as_str())
                    .chain(label.as_deref());
                let codes = organisation.codes.iter().map(|code| code.code.as_str());
                let record = RecordRef::organisation(organisation.id);
                let key = gathering.add(record, &organisation.name, aliases, codes);
                key.3 = organisation.from.map(Date::first);
            }
        }
        for place in &data.places {
            // "Gedling, Nottinghamshire".
            let with_county = place
                .county
                .map(|county| format!("{}, {county}", place.name));
            let aliases = place
                .aliases
                .iter()
                .map(|text| text.as_str())
                .chain(with_county.as_deref());
            let codes = place.codes.iter().map(|code| code.code.as_str());
            gathering.add(RecordRef::place(place.id), &place.name, aliases, codes);
        }
        for theme in &data.themes {
            gathering.add(RecordRef::theme(theme.id), &theme.name, [], []);
        }
        for tension in &data.tensions {
            let record = RecordRef::tension(tension.id);
            gathering.add(record, &tension.question, [], [tension.id.as_str()]);
        }
        for finding in &data.findings {
            let words = finding.quote.as_ref().map(|quote| quote.words.as_str());
            let record = RecordRef::finding(finding.id);
            let key = gathering.add(record, &finding.text, words, [finding.id.as_str()]);
            key.3 = finding.from.map(Date::first);
        }
        for function in &data.functions {
            let record = RecordRef {
                kind: Kind::Function,
                id: function.id,
            };
            gathering.add(record, &function.name, [function.gloss.as_str()], []);
        }
        for era in &data.eras {
            let record = RecordRef {
                kind: Kind::Era,
                id: era.id,
            };
            let key = gathering.add(record, &era.name, [], []);
            key.3 = Some(era.from.first());
        }
        for source in &data.sources {
            let author = source.author.iter().map(|author| author.as_str());
            let record = RecordRef::source(source.id);
            gathering.add(record, &source.title, author, [source.id.as_str()]);
        }
        let (entries, text) = gathering.sorted();
        Self {
            entries,
            text: Cow::Owned(text),
        }
    }

    /// The compact form that is embedded in the program.
    ///
    /// # Errors
    /// When the form cannot hold the names, which does not happen.
    pub fn encode(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_stdvec(self)
    }

    /// Reads the compact form, borrowing the names from it.
    ///
    /// # Errors
    /// When the bytes are not what [`Self::encode`] wrote.
    pub fn decode(bytes: &'static [u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(bytes)
    }
}
