//! Everything that can be found, prepared for matching.

use std::cmp::Reverse;
use std::ops::Range;

use fuzzy_matcher::skim::SkimMatcherV2;

use super::Hit;
use super::fold::{Marks, Pairs, fold_into, letter};
use super::rank::{self, Query, Rank};
use crate::dataset::Dataset;
use crate::model::{Date, Day, Kind, RecordRef, Text};

/// Something that can be found: where its names stand in the text of the index, and what can be told of them without reading them.
#[derive(Clone, Debug)]
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
    told: u32,
}

/// An entry with the text of its names.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) entry: &'a Entry,
    all: &'a str,
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

/// The index over a data set.
pub struct Index {
    /// In the order in which those that match equally well are shown.
    entries: Vec<Entry>,
    /// All names, one entry's after the other's.
    text: String,
    matcher: SkimMatcherV2,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("entries", &self.entries.len())
            .finish_non_exhaustive()
    }
}

/// Below this number of literal hits, what only resembles the query is looked for too.
const FEW: usize = 12;
/// Names that are offered where nothing matches.
const NEAREST: usize = 5;
/// Entries that are looked at one by one for resemblance or nearness: more than the built-in data have, and no more than one letter
/// typed has time for.
const MOST: usize = 2500;

/// What is found by its words, not by its name.
const fn is_prose(kind: Kind) -> bool {
    matches!(kind, Kind::Source | Kind::Finding)
}

impl Index {
    /// Prepares everything in a data set.
    #[must_use]
    pub fn new(data: &Dataset) -> Self {
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
            text,
            matcher: SkimMatcherV2::default().ignore_case(),
        }
    }

    /// The records that match, best first; of one kind only, where one is wanted. Where nothing matches, the names that are nearest. An
    /// empty query matches nothing.
    #[must_use]
    pub fn search(&self, query: &str, kind: Option<Kind>) -> Vec<Hit> {
        let Some(query) = Query::new(query) else {
            return Vec::new();
        };
        let wanted = match kind {
            Some(kind) => {
                let first = self
                    .entries
                    .partition_point(|entry| entry.record.kind < kind);
                let end = self
                    .entries
                    .partition_point(|entry| entry.record.kind <= kind);
                first..end
            }
            None => 0..self.entries.len(),
        };
        // One list a rank. Inside a list, entries are in order already.
        let mut told: [Vec<usize>; Rank::LITERAL.len()] = Default::default();
        let mut last: [Vec<usize>; Rank::LITERAL.len()] = Default::default();
        let mut literal = 0;
        for (index, names) in self.names(wanted.clone()) {
            let Some(rank) = rank::literal(&query, names) else {
                continue;
            };
            // Hundreds of sources and findings bear the names of what they are about: what they are about comes first.
            let is_last = is_prose(names.entry.record.kind) && rank < Rank::Code;
            let lists = if is_last { &mut last } else { &mut told };
            if let Some(list) = Rank::LITERAL
                .iter()
                .position(|known| *known == rank)
                .and_then(|place| lists.get_mut(place))
            {
                list.push(index);
                literal += 1;
            }
        }
        let mut hits = Vec::with_capacity(literal);
        let ranked = |lists: [Vec<usize>; Rank::LITERAL.len()]| {
            Rank::LITERAL
                .into_iter()
                .zip(lists)
                .flat_map(|(rank, list)| list.into_iter().map(move |entry| (entry, rank)))
        };
        hits.extend(ranked(told).filter_map(|found| self.hit(found)));
        if literal < FEW {
            // Resemblance is for queries that find little: among hundreds of literal hits it only adds noise.
            let found: Vec<usize> = hits.iter().map(|hit| hit.entry).collect();
            let mut resembling = self.resembling(&query, wanted.clone());
            resembling.retain(|(entry, _)| !found.contains(entry));
            hits.extend(resembling.into_iter().filter_map(|found| self.hit(found)));
        }
        hits.extend(ranked(last).filter_map(|found| self.hit(found)));
        if hits.is_empty() {
            let nearest = self.nearest(&query, wanted);
            hits.extend(nearest.into_iter().filter_map(|found| self.hit(found)));
        }
        hits
    }

    /// What only resembles the query, best first. Titles of sources are long, so nearly anything resembles one.
    fn resembling(&self, query: &Query, wanted: Range<usize>) -> Vec<(usize, Rank)> {
        let may = |names: Names<'_>| {
            !is_prose(names.entry.record.kind) && rank::may_resemble(query, names)
        };
        let mut found: Vec<(usize, Rank)> = self
            .promising(query, wanted, may)
            .into_iter()
            .filter_map(|index| {
                let rank = rank::fuzzy(query, self.names_of(index)?, &self.matcher)?;
                Some((index, rank))
            })
            .collect();
        found.sort_by_key(|(index, rank)| (Reverse(*rank), *index));
        found
    }

    /// The names nearest to the query, best first.
    fn nearest(&self, query: &Query, wanted: Range<usize>) -> Vec<(usize, Rank)> {
        let may = |names: Names<'_>| {
            !is_prose(names.entry.record.kind) && rank::may_be_near(query, names)
        };
        // From those that can be nearest on, until no other can be nearer than what was found.
        let mut candidates: Vec<(i64, usize)> = self
            .promising(query, wanted, may)
            .into_iter()
            .filter_map(|index| {
                let at_most = rank::at_most_near(query, self.names_of(index)?)?;
                Some((at_most, index))
            })
            .collect();
        candidates.sort_unstable_by_key(|(at_most, index)| (Reverse(*at_most), *index));
        let mut found: Vec<(Rank, u32, usize)> = Vec::new();
        for (at_most, index) in candidates {
            let full = found.len() == NEAREST;
            if full
                && found
                    .last()
                    .is_some_and(|worst| Rank::Near(at_most) < worst.0)
            {
                break;
            }
            let Some(names) = self.names_of(index) else {
                continue;
            };
            if let Some(rank) = rank::near(query, names) {
                found.push((rank, names.entry.told, index));
                found.sort_by_key(|(rank, told, _)| (Reverse(*rank), *told));
                found.truncate(NEAREST);
            }
        }
        found.sort_by_key(|(rank, _, index)| (Reverse(*rank), *index));
        found
            .into_iter()
            .map(|(rank, _, index)| (index, rank))
            .collect()
    }

    /// The entries that may do. Where there are too many to be looked at one by one, those that share most pairs of letters with the
    /// query.
    fn promising(
        &self,
        query: &Query,
        wanted: Range<usize>,
        may: impl Fn(Names<'_>) -> bool,
    ) -> Vec<usize> {
        let mut found: Vec<(u32, usize)> = self
            .names(wanted)
            .filter(|(_, names)| may(*names))
            .map(|(index, names)| (names.entry.pairs.shared(query.pairs()), index))
            .collect();
        if found.len() > MOST {
            found.select_nth_unstable_by_key(MOST, |(shared, index)| (Reverse(*shared), *index));
            found.truncate(MOST);
        }
        found.into_iter().map(|(_, index)| index).collect()
    }

    fn names(&self, of: Range<usize>) -> impl Iterator<Item = (usize, Names<'_>)> {
        let entries = self.entries.get(of.clone()).unwrap_or_default();
        of.zip(entries).map(|(index, entry)| {
            let all = &self.text;
            (index, Names { entry, all })
        })
    }

    fn names_of(&self, index: usize) -> Option<Names<'_>> {
        let entry = self.entries.get(index)?;
        let all = &self.text;
        Some(Names { entry, all })
    }

    fn hit(&self, (index, rank): (usize, Rank)) -> Option<Hit> {
        let entry = self.entries.get(index)?;
        Some(Hit {
            record: entry.record,
            rank,
            entry: index,
        })
    }

    /// The one record that a name means: the one with this id, or the only one of the best rank.
    ///
    /// # Errors
    /// What it may have meant, at most five, best first, where that is not plain.
    pub fn resolve(&self, name: &str) -> Result<RecordRef, Vec<RecordRef>> {
        let named = self.entries.iter().filter(|entry| entry.record.id == name);
        if let Some(entry) = named.min_by_key(|entry| entry.told) {
            return Ok(entry.record);
        }
        let mut hits = self.search(name, None);
        // A source that has the words in its title is not what is meant, where anything else is.
        let is_told = |hit: &Hit| !is_prose(hit.record.kind) || hit.rank == Rank::Code;
        if hits.iter().any(is_told) {
            hits.retain(is_told);
        }
        let plain = match hits.as_slice() {
            [only] => Some(only),
            [first, second, ..] if first.rank > second.rank => Some(first),
            _ => None,
        };
        match plain {
            // What only resembles the name, or holds its letters somewhere, is asked back.
            Some(hit) if hit.rank > Rank::Words => Ok(hit.record),
            _ => Err(hits.iter().take(5).map(|hit| hit.record).collect()),
        }
    }

    /// The positions of the characters of a hit's name that the query matched, in order.
    #[must_use]
    pub fn matched(&self, query: &str, hit: Hit) -> Vec<usize> {
        Query::new(query)
            .zip(self.names_of(hit.entry))
            .map(|(query, names)| rank::positions(&query, names, &self.matcher))
            .unwrap_or_default()
    }
}
