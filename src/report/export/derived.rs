//! What the exports work out instead of copying: ends, the dates of a function held, the code in use last, sources of what has none of
//! its own, ids of what has none.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::words::Word;
use crate::dataset::Dataset;
use crate::model::{
    Body, Code, CodeScheme, Confidence, Date, End, Gap, Holding, Organisation, Passage, Place,
    Share, Tension, Text,
};
use crate::query::{self, Cover, Spell};

/// The end of something: the last day in being, nothing where it goes on, or that nobody found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(in crate::report) struct Ending {
    pub(in crate::report) to: Option<Date>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(in crate::report) to_unknown: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) known_until: Option<Date>,
}

impl From<End> for Ending {
    fn from(end: End) -> Self {
        let (to, to_unknown, known_until) = match end {
            End::Ongoing => (None, false, None),
            End::On(date) => (Some(date), false, None),
            End::Unknown { after } => (None, true, after),
        };
        Self {
            to,
            to_unknown,
            known_until,
        }
    }
}

/// What a statement rests on.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Claim<'a> {
    pub(super) confidence: &'static str,
    pub(super) sources: &'a [Text],
}

impl<'a> Claim<'a> {
    pub(super) fn new(confidence: Confidence, sources: &'a [Text]) -> Self {
        Self {
            confidence: confidence.word(),
            sources,
        }
    }
}

/// When a body held a function: as it is recorded, or else as long as the body was there.
pub(super) struct Held {
    pub(super) from: Option<Date>,
    pub(super) to: Ending,
    /// The first day is that of the body.
    pub(super) from_of_body: bool,
    /// The last day is that of the body.
    pub(super) to_of_body: bool,
}

impl Held {
    pub(super) fn new(body: &Body, holding: &Holding) -> Self {
        Self {
            from: query::held_from(body, holding),
            to: query::held_to(body, holding).into(),
            from_of_body: holding.from.is_none(),
            to_of_body: holding.to.is_none(),
        }
    }
}

/// All organisations with their bodies, in order of id.
pub(super) fn organisations(data: &Dataset) -> Vec<(Text, &Organisation)> {
    let mut all: Vec<(Text, &Organisation)> = data
        .organisations
        .iter()
        .flat_map(|list| list.organisations.iter().map(|one| (list.body, one)))
        .collect();
    all.sort_by_key(|(_, organisation)| organisation.id);
    all
}

/// The code of a scheme that was in use last.
pub(super) fn last_code(codes: &[Code], scheme: CodeScheme) -> Option<Text> {
    let last = |code: &&Code| {
        let begun = code.from.map(Date::first);
        let ended = match code.to {
            End::Ongoing => None,
            End::On(date) => Some(date.last()),
            End::Unknown { after } => after.map(Date::last).or(begun),
        };
        // What goes on is later than anything that ended.
        let goes_on = code.to == End::Ongoing;
        (goes_on, ended, begun)
    };
    codes
        .iter()
        .filter(|code| code.scheme == scheme)
        .max_by_key(last)
        .map(|code| code.code)
}

/// How much of the place, as far as it is known.
pub(super) const fn share(spell: &Spell<'_>) -> Share {
    match spell.cover {
        Cover::Whole => Share::Whole,
        Cover::Part | Cover::Perhaps => Share::Part,
    }
}

/// Whether it is recorded of the place, or follows from what is.
pub(super) const fn is_certain(spell: &Spell<'_>) -> bool {
    !matches!(spell.cover, Cover::Perhaps)
}

/// What the record of a place rests on: the sources of those over it and of its gaps.
pub(super) fn sources_of_place(place: &Place, lineage: &[Spell<'_>]) -> BTreeSet<Text> {
    let stays = lineage.iter().flat_map(|spell| &spell.stay.sources);
    let gaps = place.gaps.iter().flat_map(|gap| &gap.sources);
    stays.chain(gaps).copied().collect()
}

/// What a tension rests on: the sources of its findings.
pub(super) fn sources_of_tension(data: &Dataset, tension: &Tension) -> BTreeSet<Text> {
    let findings = tension.one.iter().chain(&tension.other);
    findings
        .filter_map(|id| data.finding(id))
        .flat_map(|finding| finding.sources.iter().copied())
        .collect()
}

/// Ids for the gaps that hold everywhere: tier and first day.
pub(super) fn gap_ids(gaps: &[Gap]) -> Vec<String> {
    let mut seen = HashMap::new();
    let id = |gap: &Gap| {
        let stem = format!("{}-{}", gap.tier.word(), gap.from.iso());
        match count(&mut seen, stem.clone()) {
            1 => stem,
            number => format!("{stem}-no-{number}"),
        }
    };
    gaps.iter().map(id).collect()
}

/// Ids for the passages: document and number.
pub(super) fn passage_ids(passages: &[Passage]) -> Vec<String> {
    let mut seen = HashMap::new();
    let id = |passage: &Passage| format!("{}-{}", passage.seed, count(&mut seen, passage.seed));
    passages.iter().map(id).collect()
}

fn count<K: Eq + std::hash::Hash>(seen: &mut HashMap<K, usize>, key: K) -> usize {
    let number = seen.entry(key).or_default();
    *number += 1;
    *number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(code: &'static str, from: Option<&str>, to: End) -> Code {
        Code {
            scheme: CodeScheme::Ods,
            code: Text::of(code),
            from: from.map(|date| date.parse().unwrap()),
            to,
        }
    }

    #[test]
    fn the_code_in_use_last_is_the_one_that_goes_on() {
        let ended = End::On("2013-03-31".parse().unwrap());
        let codes = [
            code("NEW", Some("2006-07-01"), End::Ongoing),
            code("OLD", Some("2002-04-01"), ended),
            code("LOST", Some("2008"), End::Unknown { after: None }),
        ];
        assert_eq!(last_code(&codes, CodeScheme::Ods).unwrap(), "NEW");
        assert_eq!(last_code(&codes[1..], CodeScheme::Ods).unwrap(), "OLD");
        assert_eq!(last_code(&codes[2..], CodeScheme::Ods).unwrap(), "LOST");
        assert_eq!(last_code(&codes, CodeScheme::Ons), None);
    }
}
