//! A query → ranked hits with the letters that matched.
//!
//! Exact abbreviations and codes come first, then exact names, then beginnings of names, then beginnings of words, then words
//! anywhere, and last what matches when mistyped words are put right. Inside a rank: bodies before places before organisations before
//! reforms before the rest, what is shown on the timeline before mere context, what stood on the day that is asked about before what
//! did not, short names before long, early before late. Findings and sources come last, unless their key was typed.
//!
//! `docs/search.md` tells it to readers.

mod filter;
mod fold;
mod index;
mod mark;
mod names;
mod narrow;
mod near;
mod query;
mod rank;
mod record;
mod spelling;

pub use index::Index;
pub use names::NameTable;
pub use narrow::Narrowing;
pub use query::{Filter, FilterName, Query, QueryFault, parse};
pub use rank::Rank;

use filter::Filters;
use record::{Record, records};

use crate::dataset::Dataset;
use crate::model::{Day, Kind, RecordRef, Tier};

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
}

/// A search that is being typed: words, phrases and filters, letter by letter.
#[derive(Clone, Debug, Default)]
pub struct Search {
    narrowing: Narrowing,
    /// The filters of the line before, and what passes them.
    passing: Option<(Vec<Filter>, Vec<bool>)>,
}

impl Search {
    /// The records that match a line, best first; of one kind only, where one is wanted. `at` is the day that is looked from: of what
    /// matches equally well, what stood then comes first. A line of filters alone finds everything that passes them.
    ///
    /// # Errors
    /// What is wrong with its filters.
    pub fn find(
        &mut self,
        data: &Dataset,
        index: &Index,
        line: &str,
        kind: Option<Kind>,
        at: Day,
    ) -> Result<Vec<Hit>, Vec<QueryFault>> {
        let (query, mut faults) = parse(line);
        if let Err(more) = self.filter(data, index, &query.filters) {
            faults.extend(more);
            faults.sort_by_key(|fault| fault.span.start);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut hits = if query.is_only_filters() {
            self.listed(data, index, kind)
        } else {
            index.search_at(&query.words, kind, at, &mut self.narrowing)
        };
        let passing = self.passing.as_ref().map(|(_, passing)| passing);
        if passing.is_none() && query.phrases.is_empty() && query.without.is_empty() {
            return Ok(hits);
        }
        hits.retain(|hit| {
            index.names_of(hit.entry).is_some_and(|names| {
                let told = usize::try_from(names.entry.told).unwrap_or(usize::MAX);
                passing.is_none_or(|passing| passing.get(told) == Some(&true))
                    && query.phrases.iter().all(|phrase| names.say(phrase))
                    && !query.without.iter().any(|word| names.say(word))
            })
        });
        Ok(hits)
    }

    /// Finds out what passes the filters, unless they are those of the line before.
    fn filter(
        &mut self,
        data: &Dataset,
        index: &Index,
        filters: &[Filter],
    ) -> Result<(), Vec<QueryFault>> {
        if filters.is_empty() {
            self.passing = None;
        } else if !matches!(&self.passing, Some((known, _)) if known == filters) {
            let understood = Filters::read(data, index, filters)?;
            self.passing = Some((filters.to_vec(), understood.passing(data)));
        }
        Ok(())
    }

    /// Everything that passes, from the centre outwards, then by date and name.
    fn listed(&self, data: &Dataset, index: &Index, kind: Option<Kind>) -> Vec<Hit> {
        let passing = self.passing.as_ref().map(|(_, passing)| passing);
        let tiers: Vec<Option<Tier>> = records(data).map(Record::tier).collect();
        let mut listed: Vec<_> = index
            .of_kind(kind)
            .filter_map(|place| {
                let names = index.names_of(place)?;
                let told = usize::try_from(names.entry.told).ok()?;
                let passes = passing.is_none_or(|passing| passing.get(told) == Some(&true));
                let tier = tiers.get(told).copied().flatten();
                let from = names.entry.from();
                let kind = names.entry.record.kind;
                let order = (
                    tier.is_none(),
                    tier,
                    from.is_none(),
                    from,
                    kind,
                    names.name(),
                );
                passes.then_some((order, place))
            })
            .collect();
        listed.sort_unstable();
        let places = listed.into_iter().map(|(_, place)| place);
        places
            .filter_map(|place| index.hit(place, Rank::Listed))
            .collect()
    }
}

#[cfg(test)]
mod tests;
