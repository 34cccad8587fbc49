//! Everything that can be found, prepared for matching.

use std::cmp::Reverse;
use std::ops::Range;

use fuzzy_matcher::skim::SkimMatcherV2;

use super::Hit;
use super::names::{NameTable, Names};
use super::rank::{self, Query, Rank};
use crate::dataset::Dataset;
use crate::embedded;
use crate::model::{Kind, RecordRef};

/// The index over a data set.
pub struct Index {
    table: NameTable,
    matcher: SkimMatcherV2,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("entries", &self.table.entries.len())
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
        let is_embedded = std::ptr::eq(data, embedded::dataset());
        let table = if is_embedded {
            NameTable::decode(embedded::NAMES).ok()
        } else {
            None
        };
        Self {
            table: table.unwrap_or_else(|| NameTable::of(data)),
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
                    .table
                    .entries
                    .partition_point(|entry| entry.record.kind < kind);
                let end = self
                    .table
                    .entries
                    .partition_point(|entry| entry.record.kind <= kind);
                first..end
            }
            None => 0..self.table.entries.len(),
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
        let entries = self.table.entries.get(of.clone()).unwrap_or_default();
        of.zip(entries).map(|(index, entry)| {
            let all = &self.table.text;
            (index, Names { entry, all })
        })
    }

    fn names_of(&self, index: usize) -> Option<Names<'_>> {
        let entry = self.table.entries.get(index)?;
        let all = &self.table.text;
        Some(Names { entry, all })
    }

    fn hit(&self, (index, rank): (usize, Rank)) -> Option<Hit> {
        let entry = self.table.entries.get(index)?;
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
        let named = self
            .table
            .entries
            .iter()
            .filter(|entry| entry.record.id == name);
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
