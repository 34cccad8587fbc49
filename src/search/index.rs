//! Everything that can be found, prepared for matching.

use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{fold, telling_words};
use super::rank::{self, Query, Rank};
use super::Hit;
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, End, Kind, LegalForm, Organisation, RecordRef, Reform, Text};

/// Something that can be found.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The record.
    pub record: RecordRef,
    /// Its name as it is shown.
    pub name: Text,
    /// Its abbreviation, where it has one.
    pub short: Option<Text>,
    /// When it was: "2002–2013", "5 Jul 1948".
    pub when: String,
    /// What it was in law, for bodies and organisations.
    pub form: Option<LegalForm>,
    /// The name, folded.
    pub(super) folded: String,
    /// Abbreviation and codes, folded: they match whole.
    pub(super) codes: Vec<String>,
    /// Other names, folded.
    pub(super) aliases: Vec<String>,
    /// Only background.
    pub(super) context: bool,
    pub(super) from: Option<Day>,
}

/// The index over a data set.
pub struct Index {
    entries: Vec<Entry>,
    matcher: SkimMatcherV2,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}

impl Index {
    /// Prepares everything in a data set.
    #[must_use]
    pub fn new(data: &Dataset) -> Self {
        let mut entries = Vec::new();
        entries.extend(data.bodies.iter().map(body_entry));
        entries.extend(data.reforms.iter().map(reform_entry));
        for list in &data.organisations {
            let body = data.body(&list.body);
            entries.extend(list.organisations.iter().map(|organisation| organisation_entry(body, organisation)));
        }
        for function in &data.functions {
            entries.push(plain(RecordRef { kind: Kind::Function, id: function.id }, function.name, String::new(), &[function.gloss]));
        }
        for era in &data.eras {
            let to = match era.to {
                End::On(to) => to.year().to_string(),
                End::Ongoing | End::Unknown { .. } => "today".to_owned(),
            };
            let mut entry = plain(RecordRef { kind: Kind::Era, id: era.id }, era.name, format!("{}–{to}", era.from.year()), &[]);
            entry.from = Some(era.from.first());
            entries.push(entry);
        }
        for source in &data.sources {
            let author: Vec<Text> = source.author.into_iter().collect();
            let year = source.year.map(|year| year.to_string()).unwrap_or_default();
            let mut entry = plain(RecordRef::source(source.id), source.title, year, &author);
            entry.codes.push(fold(&source.id));
            entries.push(entry);
        }
        Self { entries, matcher: SkimMatcherV2::default().ignore_case() }
    }

    /// The entries that match, best first. An empty query matches nothing.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<Hit> {
        let Some(query) = Query::new(query) else { return Vec::new() };
        let literal = self.hits(|entry| rank::literal(&query, entry));
        // Resemblance is for queries that find little: among hundreds of literal hits it only adds noise.
        let mut hits = if literal.len() < 12 { self.hits(|entry| rank::literal(&query, entry).or_else(|| rank::fuzzy(&query, entry, &self.matcher))) } else { literal };
        hits.sort_by(|a, b| {
            let key = |hit: &Hit| {
                let entry = self.entries.get(hit.entry);
                let length = entry.map_or(0, |entry| entry.name.len());
                // Hundreds of sources bear the names of what they are about: what they are about comes first.
                let last = hit.record.kind == Kind::Source && hit.rank < Rank::Code;
                (last, std::cmp::Reverse(hit.rank), hit.record.kind, entry.is_some_and(|entry| entry.context), length, entry.and_then(|entry| entry.from))
            };
            key(a).cmp(&key(b)).then_with(|| a.record.cmp(&b.record))
        });
        hits
    }

    fn hits(&self, rank: impl Fn(&Entry) -> Option<rank::Rank>) -> Vec<Hit> {
        let hit = |(index, entry): (usize, &Entry)| rank(entry).map(|rank| Hit { record: entry.record, rank, entry: index });
        self.entries.iter().enumerate().filter_map(hit).collect()
    }

    /// What a hit found.
    #[must_use]
    pub fn entry(&self, hit: Hit) -> Option<&Entry> {
        self.entries.get(hit.entry)
    }

    /// The entry of a record.
    #[must_use]
    pub fn of(&self, record: RecordRef) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.record == record)
    }

    /// The positions of the characters of an entry's name that the query matched, in order.
    #[must_use]
    pub fn matched(&self, query: &str, entry: &Entry) -> Vec<usize> {
        Query::new(query).map(|query| rank::positions(&query, entry, &self.matcher)).unwrap_or_default()
    }

    /// How many things can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn plain(record: RecordRef, name: Text, when: String, aliases: &[Text]) -> Entry {
    Entry {
        record,
        name,
        short: None,
        when,
        form: None,
        folded: fold(&name),
        codes: Vec::new(),
        aliases: aliases.iter().map(|alias| fold(alias)).collect(),
        context: false,
        from: None,
    }
}

fn body_entry(body: &Body) -> Entry {
    let mut entry = plain(RecordRef::body(body.id), body.name, body.years(), &body.aliases);
    entry.short = body.short;
    entry.codes.extend(body.short.map(|short| fold(&short)));
    // "SHAs" is asked for as often as "SHA".
    entry.codes.extend(body.short.map(|short| fold(&format!("{short}s"))));
    entry.aliases.push(fold(&body.plural));
    entry.aliases.push(fold(&body.id));
    entry.form = body.phases.last().map(|phase| phase.form);
    entry.context = body.context;
    entry.from = body.from().map(Date::first);
    entry
}

fn reform_entry(reform: &Reform) -> Entry {
    let mut entry = plain(RecordRef::reform(reform.id), reform.title, reform.when(), &reform.aliases);
    entry.aliases.push(fold(&reform.id));
    entry.aliases.push(fold(&reform.date.long()));
    entry.from = Some(reform.date.first());
    entry
}

fn organisation_entry(body: Option<&Body>, organisation: &Organisation) -> Entry {
    let from = organisation.from.map_or_else(|| "?".to_owned(), |from| from.year().to_string());
    let when = match organisation.to {
        End::Ongoing => format!("since {from}"),
        End::On(to) => format!("{from}–{}", to.year()),
        End::Unknown { .. } => format!("{from}–?"),
    };
    let mut entry = plain(RecordRef::organisation(organisation.id), organisation.name, when, &organisation.aliases);
    entry.codes.extend(organisation.codes.iter().map(|code| fold(&code.code)));
    let short = body.and_then(|body| body.short).map(|short| short.to_string()).unwrap_or_default();
    entry.aliases.push(fold(&format!("{} {short}", organisation.id)));
    let day = organisation.from.map(Date::first);
    entry.form = body.and_then(|body| day.and_then(|day| body.phase_near(day)).or_else(|| body.phases.last())).map(|phase| phase.form);
    entry.from = day;
    entry
}

/// The words of a query that a reader would expect to see marked.
pub(super) fn marked_words(folded: &str) -> Vec<&str> {
    telling_words(folded)
}
