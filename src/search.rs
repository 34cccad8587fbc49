//! A query → ranked hits with the letters that matched.
//!
//! Exact abbreviations and codes come first, then exact names, then what has all words whole, then beginnings of names, then beginnings
//! of words, then letters anywhere; behind all that, what matches when mistyped words are put right. [`Rank`] is the order. Inside a
//! rank: of bodies, places and organisations what stood on the day that is asked about before what did not, and in that order; then
//! reforms, what is law before what was said; then the rest. Then by date, then by name. Findings and sources come behind all others,
//! unless their key was typed. What a reader's own note says stands behind what is called so, and before those.
//!
//! `docs/search.md` tells it to readers.

mod annotations;
mod asked;
mod edits;
mod filter;
mod fold;
mod index;
mod mark;
mod named;
mod names;
mod narrow;
mod near;
mod passage;
mod query;
mod rank;
mod record;
mod spelling;

pub use annotations::{Annotations, Excerpt, excerpt};
pub(crate) use fold::{fold, is_noise, ways};
pub use index::Index;
pub use names::NameTable;
pub use narrow::Narrowing;
pub use passage::{Passage, passages};
pub use query::{Filter, FilterName, Query, QueryFault, nearest, parse};
pub use rank::Rank;

use asked::Asked;
use filter::Filters;
use names::{Names, is_prose};
use query::OURS;

use crate::dataset::Dataset;
use crate::model::{Day, Kind, RecordRef};

/// Something that matches a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub record: RecordRef,
    /// How well it matches.
    pub rank: Rank,
    /// Its place in the index.
    entry: u32,
}

impl Hit {
    /// Whether nothing matched, and the name is only near to what was typed.
    #[must_use]
    pub const fn is_a_guess(&self) -> bool {
        matches!(self.rank, Rank::Near(_))
    }

    /// Whether it was found by the reader's own note.
    #[must_use]
    pub fn is_by_note(&self) -> bool {
        self.rank == Rank::Noted
    }
}

/// What a line finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What matches, best first.
    pub hits: Vec<Hit>,
    /// What is wrong with its filters, from the left. What is faulty was left out.
    pub faults: Vec<QueryFault>,
    /// Nothing is asked for, faults aside.
    pub blank: bool,
    /// What is to be said of it, a sentence each: how a value was taken that several things are called, what was not there in the year
    /// that is asked about, how "or" and "not" are written.
    pub notes: Vec<String>,
}

/// A search that is being typed: words, phrases and filters, letter by letter.
#[derive(Clone, Debug, Default)]
pub struct Search {
    narrowing: Narrowing,
    /// The filters of the line before, and what they let pass.
    filtered: Option<Filtered>,
}

/// Filters, and what they let pass.
#[derive(Clone, Debug)]
struct Filtered {
    filters: Vec<Filter>,
    /// Whether each record passes; `None` where no filter is good.
    passing: Option<Vec<bool>>,
    faults: Vec<QueryFault>,
    notes: Vec<String>,
}

/// Hits below which it is said that a word is no "or".
const FEW: usize = 12;

impl Search {
    /// The records that match a line, best first; of one kind only, where one is wanted. `at` is the day that is looked from: of what
    /// matches equally well, what stood then comes first. A line of filters alone finds everything that passes them.
    pub fn find(
        &mut self,
        data: &Dataset,
        index: &Index,
        line: &str,
        kind: Option<Kind>,
        at: Day,
    ) -> Found {
        self.find_among(data, index, None, line, kind, at)
    }

    /// The same, and the records of which the reader's own notes say it.
    pub fn find_among(
        &mut self,
        data: &Dataset,
        index: &Index,
        own: Option<&Annotations>,
        line: &str,
        kind: Option<Kind>,
        at: Day,
    ) -> Found {
        let (mut query, mut faults) = parse(line);
        self.filter(data, index, own, &query.filters);
        let filtered = self.filtered.as_ref();
        faults.extend(
            filtered
                .into_iter()
                .flat_map(|filtered| filtered.faults.clone()),
        );
        for fault in &mut faults {
            // What is offered must do.
            fault.meant = fault
                .meant
                .take()
                .filter(|meant| is_good(data, index, own, meant));
        }
        faults.sort_by_key(|fault| fault.span.start);
        let passing = filtered.and_then(|filtered| filtered.passing.as_ref());
        if passing.is_none() {
            query.filters.clear();
        }
        let blank = query.is_blank();
        let folded = |said: &[String]| -> Vec<String> {
            let said = said.iter();
            said.map(|one| fold::fold(one)).collect()
        };
        let (phrases, without) = (folded(&query.phrases), folded(&query.without));
        let says = |names: Names<'_>, note: &str| {
            let says = |said: &String| names.say(said) || note.contains(&format!(" {said}"));
            let told = usize::try_from(names.entry.told).unwrap_or(usize::MAX);
            passing.is_none_or(|passing| passing.get(told) == Some(&true))
                && phrases.iter().all(says)
                && !without.iter().any(says)
        };
        let passes = |names: Names<'_>| says(names, "");
        let hits = if query.is_only_filters() {
            index.listed(kind, passes)
        } else {
            let hits = index.search_at(&query.words, kind, at, &mut self.narrowing, passes);
            let asked = own.and_then(|_| Asked::new(&query.words));
            match own.zip(asked.as_ref()) {
                Some((own, asked)) => {
                    let places = own.matching(index, asked, says);
                    let noted = places.filter_map(|place| index.hit(place, Rank::Noted));
                    let noted = noted.filter(|hit| kind.is_none_or(|kind| hit.record.kind == kind));
                    with_noted(hits, noted.collect())
                }
                None => hits,
            }
        };
        let mut notes = filtered.map_or_else(Vec::new, |filtered| filtered.notes.clone());
        notes.extend(elsewhen(&query, &hits));
        if let Some(foreign) = query.foreign.filter(|_| hits.len() < FEW) {
            notes.push(format!("\"{foreign}\" was taken as a word: {OURS}."));
        }
        Found {
            hits,
            faults,
            blank,
            notes,
        }
    }

    /// Finds out what passes the filters, unless they are those of the line before.
    fn filter(
        &mut self,
        data: &Dataset,
        index: &Index,
        own: Option<&Annotations>,
        filters: &[Filter],
    ) {
        if filters.is_empty() {
            self.filtered = None;
        } else if self
            .filtered
            .as_ref()
            .is_none_or(|known| known.filters != filters)
        {
            let (understood, faults) = Filters::read(data, index, own, filters);
            self.filtered = Some(Filtered {
                filters: filters.to_vec(),
                passing: (!understood.is_empty()).then(|| understood.passing(data)),
                faults,
                notes: understood.notes,
            });
        }
    }
}

/// Puts what was found by notes behind what is called so, and before what only resembles it or speaks of it.
fn with_noted(mut hits: Vec<Hit>, mut noted: Vec<Hit>) -> Vec<Hit> {
    if noted.is_empty() {
        return hits;
    }
    let is_called = |hit: &Hit| {
        let is_literal = hit.rank.place() < Rank::LITERAL.len();
        is_literal && (!is_prose(hit.record.kind) || hit.rank >= Rank::Code)
    };
    let called = hits.iter().take_while(|hit| is_called(hit)).count();
    let mut others = hits.split_off(called);
    noted.retain(|hit| !hits.iter().any(|known| known.record == hit.record));
    others.retain(|hit| !hit.is_a_guess() && !noted.iter().any(|known| known.record == hit.record));
    hits.append(&mut noted);
    hits.append(&mut others);
    hits
}

/// Whether a line has no fault.
fn is_good(data: &Dataset, index: &Index, own: Option<&Annotations>, line: &str) -> bool {
    let (query, faults) = parse(line);
    faults.is_empty() && Filters::read(data, index, own, &query.filters).1.is_empty()
}

/// Says that what is called so is of another time than is asked about.
fn elsewhen(query: &Query, hits: &[Hit]) -> Option<String> {
    let number = hits.iter().filter(|hit| hit.rank == Rank::Elsewhen).count();
    let who = match (number, hits.len()) {
        (0, _) => return None,
        (1, 1) => "This".to_owned(),
        (1, _) => "One of these".to_owned(),
        (all, found) if all == found => "These".to_owned(),
        _ => format!("{number} of these"),
    };
    let time = Asked::new(&query.words)?.dated?.text;
    Some(format!("{who} did not stand or happen then ({time})."))
}

#[cfg(test)]
mod tests;
