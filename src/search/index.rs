//! Everything that can be found, prepared for matching.

use fuzzy_matcher::skim::SkimMatcherV2;

use super::Hit;
use super::fold::{fold_into, letters};
use super::rank::{self, Query, Rank};
use crate::dataset::Dataset;
use crate::model::{Date, Day, Kind, RecordRef};

/// Something that can be found, by its names.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) record: RecordRef,
    /// All names, folded, a line each: the name that is shown, then other names, then abbreviations and codes.
    text: String,
    name_end: usize,
    codes_start: usize,
    /// The letters of the name that is shown.
    pub(super) letters: u64,
    /// Only background.
    context: bool,
    from: Option<Day>,
}

impl Entry {
    fn new<'a>(
        record: RecordRef,
        name: &str,
        aliases: impl IntoIterator<Item = &'a str>,
        codes: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut text = String::with_capacity(128);
        fold_into(&mut text, name);
        let name_end = text.len();
        for alias in aliases {
            text.push('\n');
            fold_into(&mut text, alias);
        }
        let codes_start = text.len();
        for code in codes {
            text.push('\n');
            fold_into(&mut text, code);
        }
        let letters = letters(text.get(..name_end).unwrap_or_default());
        Self {
            record,
            text,
            name_end,
            codes_start,
            letters,
            context: false,
            from: None,
        }
    }

    /// The name that is shown, folded.
    pub(super) fn name(&self) -> &str {
        self.text.get(..self.name_end).unwrap_or_default()
    }

    /// Other names, folded.
    pub(super) fn aliases(&self) -> impl Iterator<Item = &str> {
        self.text
            .get(self.name_end..self.codes_start)
            .unwrap_or_default()
            .split('\n')
            .skip(1)
    }

    /// Abbreviations and codes, folded: they match whole.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> {
        self.text
            .get(self.codes_start..)
            .unwrap_or_default()
            .split('\n')
            .skip(1)
    }

    /// All of these.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// The index over a data set.
pub struct Index {
    entries: Vec<Entry>,
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

/// What is found by its words, not by its name.
const fn is_prose(kind: Kind) -> bool {
    matches!(kind, Kind::Source | Kind::Finding)
}

impl Index {
    /// Prepares everything in a data set.
    #[must_use]
    pub fn new(data: &Dataset) -> Self {
        let mut entries = Vec::with_capacity(data.sources.len() + data.reforms.len() + 1024);
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
            let mut entry = Entry::new(RecordRef::body(body.id), &body.name, aliases, codes);
            entry.context = body.context;
            entry.from = body.from().map(Date::first);
            entries.push(entry);
        }
        for reform in &data.reforms {
            let date = reform.date.long();
            let aliases = reform
                .aliases
                .iter()
                .chain([&reform.id])
                .map(|text| text.as_str())
                .chain([date.as_str()]);
            let mut entry = Entry::new(RecordRef::reform(reform.id), &reform.title, aliases, []);
            entry.from = Some(reform.date.first());
            entries.push(entry);
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
                let mut entry = Entry::new(
                    RecordRef::organisation(organisation.id),
                    &organisation.name,
                    aliases,
                    codes,
                );
                entry.from = organisation.from.map(Date::first);
                entries.push(entry);
            }
        }
        for place in data.places.iter() {
            let aliases = place.aliases.iter().map(|text| text.as_str());
            let codes = place.codes.iter().map(|code| code.code.as_str());
            entries.push(Entry::new(
                RecordRef::place(place.id),
                &place.name,
                aliases,
                codes,
            ));
        }
        for theme in data.themes.iter() {
            entries.push(Entry::new(RecordRef::theme(theme.id), &theme.name, [], []));
        }
        for tension in data.tensions.iter() {
            entries.push(Entry::new(
                RecordRef::tension(tension.id),
                &tension.question,
                [],
                [tension.id.as_str()],
            ));
        }
        for finding in data.findings.iter() {
            let words = finding.quote.as_ref().map(|quote| quote.words.as_str());
            let mut entry = Entry::new(
                RecordRef::finding(finding.id),
                &finding.text,
                words,
                [finding.id.as_str()],
            );
            entry.from = finding.from.map(Date::first);
            entries.push(entry);
        }
        for function in &data.functions {
            entries.push(Entry::new(
                RecordRef {
                    kind: Kind::Function,
                    id: function.id,
                },
                &function.name,
                [function.gloss.as_str()],
                [],
            ));
        }
        for era in &data.eras {
            let mut entry = Entry::new(
                RecordRef {
                    kind: Kind::Era,
                    id: era.id,
                },
                &era.name,
                [],
                [],
            );
            entry.from = Some(era.from.first());
            entries.push(entry);
        }
        for source in &data.sources {
            let author = source.author.iter().map(|author| author.as_str());
            entries.push(Entry::new(
                RecordRef::source(source.id),
                &source.title,
                author,
                [source.id.as_str()],
            ));
        }
        Self {
            entries,
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
        let is_wanted = |entry: &Entry| kind.is_none_or(|kind| entry.record.kind == kind);
        let mut hits = self.hits(|entry| {
            if is_wanted(entry) {
                rank::literal(&query, entry)
            } else {
                None
            }
        });
        if hits.len() < FEW {
            // Resemblance is for queries that find little: among hundreds of literal hits it only adds noise. Titles of sources are
            // long, so nearly anything resembles one.
            let found: Vec<usize> = hits.iter().map(|hit| hit.entry).collect();
            let resembling = self.hits(|entry| {
                if is_prose(entry.record.kind) || !is_wanted(entry) {
                    None
                } else {
                    rank::fuzzy(&query, entry, &self.matcher)
                }
            });
            hits.extend(
                resembling
                    .into_iter()
                    .filter(|hit| !found.contains(&hit.entry)),
            );
        }
        if hits.is_empty() {
            hits = self.hits(|entry| {
                if is_prose(entry.record.kind) || !is_wanted(entry) {
                    None
                } else {
                    rank::near(&query, entry)
                }
            });
            hits.sort_by_key(|hit| std::cmp::Reverse(hit.rank));
            hits.truncate(NEAREST);
        }
        hits.sort_by_cached_key(|hit| {
            let entry = self.entries.get(hit.entry);
            // Hundreds of sources and findings bear the names of what they are about: what they are about comes first.
            let last = is_prose(hit.record.kind) && hit.rank < Rank::Code;
            let (context, length, from) = entry
                .map(|entry| (entry.context, entry.name_end, entry.from))
                .unwrap_or_default();
            (
                last,
                std::cmp::Reverse(hit.rank),
                hit.record.kind,
                context,
                length,
                from,
                hit.record.id,
            )
        });
        hits
    }

    /// The one record that a name means: the one with this id, or the only one of the best rank.
    ///
    /// # Errors
    /// What it may have meant, at most five, best first, where that is not plain.
    pub fn resolve(&self, name: &str) -> Result<RecordRef, Vec<RecordRef>> {
        if let Some(entry) = self.entries.iter().find(|entry| entry.record.id == name) {
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

    fn hits(&self, rank: impl Fn(&Entry) -> Option<Rank>) -> Vec<Hit> {
        let hit = |(index, entry): (usize, &Entry)| {
            rank(entry).map(|rank| Hit {
                record: entry.record,
                rank,
                entry: index,
            })
        };
        self.entries.iter().enumerate().filter_map(hit).collect()
    }

    /// The positions of the characters of a hit's name that the query matched, in order.
    #[must_use]
    pub fn matched(&self, query: &str, hit: Hit) -> Vec<usize> {
        let entry = self.entries.get(hit.entry);
        Query::new(query)
            .zip(entry)
            .map(|(query, entry)| rank::positions(&query, entry, &self.matcher))
            .unwrap_or_default()
    }
}
