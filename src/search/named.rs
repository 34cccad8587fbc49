//! What the value of a filter names: a place, a body, a function, sources.

use std::collections::HashSet;

use super::Hit;
use super::filter::{behind, fault};
use super::fold::{fold, words};
use super::index::Index;
use super::narrow::Narrowing;
use super::query::{Filter, FilterName, QueryFault};
use super::rank::Rank;
use crate::dataset::Dataset;
use crate::model::{Kind, RecordRef, Text};

/// What is offered where a name may mean several things, or nothing.
const OFFERED: usize = 5;

/// Finds what values name, and how that is to be told.
pub(super) struct Naming<'a> {
    pub(super) data: &'a Dataset,
    pub(super) index: &'a Index,
    /// How values were taken that may have meant something else.
    pub(super) notes: Vec<String>,
}

impl Naming<'_> {
    /// The ids of the records of a kind that the values of a filter name.
    pub(super) fn all(&mut self, filter: &Filter, kind: Kind) -> Result<HashSet<Text>, QueryFault> {
        let mut found = HashSet::new();
        let whole = filter.value.trim();
        // The title of a source, and the name of a place, may hold commas.
        let values = if self.has_comma(whole, kind) {
            vec![whole]
        } else {
            whole.split(',').map(str::trim).collect()
        };
        for value in values.into_iter().filter(|value| !value.is_empty()) {
            found.extend(match kind {
                Kind::Source => self.sources(filter, value)?,
                _ => self.one(filter, value, kind)?,
            });
        }
        if found.is_empty() {
            let what = format!(
                "{}: needs the name of a {}",
                filter.name.name(),
                kind.name()
            );
            let known = self.data.functions.iter().map(|one| one.id.to_string());
            let known = known.filter(|_| kind == Kind::Function);
            return Err(fault(filter, what).growing(known.collect()));
        }
        Ok(found)
    }

    /// Whether a value is a name that holds a comma.
    fn has_comma(&self, value: &str, kind: Kind) -> bool {
        value.contains(',')
            && match kind {
                Kind::Source => self.index.says(kind, value),
                _ => self
                    .hits(value, kind)
                    .first()
                    .is_some_and(|hit| hit.rank >= Rank::Same),
            }
    }

    fn hits(&self, name: &str, kind: Kind) -> Vec<Hit> {
        let narrowing = &mut Narrowing::default();
        let at = self.data.as_of();
        let mut hits = self
            .index
            .search_at(name, Some(kind), at, narrowing, |_| true);
        if hits.first().is_some_and(|hit| hit.rank >= Rank::Words) {
            hits.retain(|hit| hit.rank >= Rank::Words);
        }
        hits
    }

    /// Every source with this key, or with these words in its title and the name of its author.
    fn sources(&self, filter: &Filter, value: &str) -> Result<Vec<Text>, QueryFault> {
        if let Some(id) = self.index.with_id(Kind::Source, value) {
            return Ok(vec![id]);
        }
        let found = self.index.with_words(Kind::Source, value);
        if found.is_empty() {
            return Err(self.not_plain(filter, value, &self.hits(value, Kind::Source), false));
        }
        Ok(found)
    }

    /// The one record that a value names, or the places of a county.
    fn one(&mut self, filter: &Filter, value: &str, kind: Kind) -> Result<Vec<Text>, QueryFault> {
        if let Some(id) = self.index.with_id(kind, value) {
            return Ok(vec![id]);
        }
        // A name may be written in one word: "market-oversight".
        let spoken = value.replace('-', " ");
        let hits = self.hits(&spoken, kind);
        let best = hits.first().filter(|hit| hit.rank >= Rank::Words);
        if kind == Kind::Place && best.is_none_or(|hit| hit.rank < Rank::Same) {
            let all = self.in_county(&spoken);
            if let [first, ..] = all.as_slice() {
                let county = self.data.place(first).and_then(|place| place.county);
                let county = county.unwrap_or_default();
                self.notes.push(format!(
                    "\"{value}\" was taken as the {} places in {county}.",
                    all.len()
                ));
                return Ok(all);
            }
        }
        let Some(best) = best else {
            return Err(self.not_plain(filter, value, &hits, false));
        };
        let mut equals = hits.iter().take_while(|hit| hit.rank == best.rank);
        if best.rank < Rank::Same && equals.nth(1).is_some() {
            return Err(self.not_plain(filter, value, &hits, true));
        }
        let plain: Vec<&Hit> = hits.iter().filter(|hit| hit.rank == best.rank).collect();
        let others = hits.get(plain.len()..).unwrap_or_default();
        let others = others.iter().filter(|hit| hit.rank >= Rank::WordStarts);
        self.tell_taken(value, best, others);
        Ok(plain.into_iter().map(|hit| hit.record.id).collect())
    }

    /// Says how a value was taken, unless it is the very name.
    fn tell_taken<'h>(&mut self, value: &str, taken: &Hit, others: impl Iterator<Item = &'h Hit>) {
        let others: Vec<&str> = others
            .take(OFFERED)
            .map(|hit| hit.record.id.as_str())
            .collect();
        if taken.rank >= Rank::Exact || (taken.rank >= Rank::Same && others.is_empty()) {
            return;
        }
        let RecordRef { id, .. } = taken.record;
        let name = self.data.name_of(taken.record).unwrap_or_default();
        let also = if others.is_empty() {
            String::new()
        } else {
            format!("; it may also mean {}", others.join(", "))
        };
        self.notes
            .push(format!("\"{value}\" was taken as {name} ({id}){also}."));
    }

    /// The places that lie in a county of this name.
    fn in_county(&self, name: &str) -> Vec<Text> {
        let wanted = fold(name);
        let is_wanted = |county: Text| words(&fold(&county)).eq(words(&wanted));
        let places = self.data.places.iter();
        let inside = places.filter(|place| place.county.is_some_and(is_wanted));
        inside.map(|place| place.id).collect()
    }

    /// Says that a value names nothing, or may mean several things.
    fn not_plain(&self, filter: &Filter, value: &str, hits: &[Hit], several: bool) -> QueryFault {
        let ids: Vec<&str> = hits
            .iter()
            .take(OFFERED)
            .map(|hit| hit.record.id.as_str())
            .collect();
        let full = |id: &&str| format!("{}:{id}", filter.name.name());
        let offered: Vec<String> = ids.iter().map(full).collect();
        let functions = self.data.functions.iter();
        let mut fault = if several {
            // The next letters tell which.
            let what = format!("\"{value}\" may mean several things");
            let begin = ids.iter().map(|id| behind(filter, id)).collect();
            fault(filter, what).growing(begin)
        } else {
            let kind = filter.name.names().map_or("record", Kind::name);
            fault(filter, format!("no {kind} is called \"{value}\""))
        };
        if let [only] = offered.as_slice() {
            fault.meant = Some(only.clone());
        } else if offered.is_empty() && filter.name == FilterName::Function {
            fault.allowed = functions.map(|one| one.id.to_string()).collect();
        } else {
            fault.allowed = offered;
        }
        fault
    }
}
