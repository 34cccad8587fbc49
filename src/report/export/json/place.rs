//! A place as JSON, with everybody who is known to have stood over it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::derived::{self, Claim, Ending};
use super::super::words::Word;
use super::each;
use super::organisation::Code;
use crate::dataset::Dataset;
use crate::model::{self, Date, Text};
use crate::query::{self, Spell};

#[derive(Serialize)]
pub(super) struct Place<'a> {
    id: Text,
    name: Text,
    kind: &'static str,
    aliases: &'a [Text],
    codes: Vec<Code>,
    within: Option<Text>,
    lineage: Vec<Stay<'a>>,
    gaps: Vec<Gap<'a>>,
    note: Option<Text>,
    sources: BTreeSet<Text>,
}

impl<'a> Place<'a> {
    pub(super) fn new(data: &'a Dataset, place: &'a model::Place) -> Self {
        let model::Place {
            id,
            name,
            kind,
            aliases,
            codes,
            within,
            lineage: _,
            gaps,
            note,
        } = place;
        let lineage = query::lineage(data, place);
        Self {
            id: *id,
            name: *name,
            kind: kind.word(),
            aliases,
            codes: each(codes, Code::new),
            within: *within,
            sources: derived::sources_of_place(place, &lineage),
            lineage: lineage.iter().map(Stay::new).collect(),
            gaps: each(gaps, Gap::new),
            note: *note,
        }
    }
}

#[derive(Serialize)]
struct Stay<'a> {
    organisation: Text,
    body: Text,
    from: Date,
    #[serde(flatten)]
    to: Ending,
    share: &'static str,
    certain: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    inherited_from: Option<Text>,
    note: Option<Text>,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Stay<'a> {
    fn new(spell: &Spell<'a>) -> Self {
        // The dates are those that hold for this place.
        let model::Stay {
            organisation,
            from: _,
            to: _,
            share: _,
            note,
            sources,
            confidence,
        } = spell.stay;
        Self {
            organisation: *organisation,
            body: spell.body.id,
            from: spell.from,
            to: spell.to.into(),
            share: derived::share(spell).word(),
            certain: derived::is_certain(spell),
            inherited_from: spell.through.map(|larger| larger.id),
            note: *note,
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
struct Gap<'a> {
    tier: &'static str,
    from: Date,
    #[serde(flatten)]
    to: Ending,
    reason: Text,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Gap<'a> {
    fn new(gap: &'a model::Gap) -> Self {
        let model::Gap {
            tier,
            from,
            to,
            reason,
            sources,
            confidence,
        } = gap;
        Self {
            tier: tier.word(),
            from: *from,
            to: (*to).into(),
            reason: *reason,
            claim: Claim::new(*confidence, sources),
        }
    }
}

/// A gap that holds everywhere, with the id that it has only here.
#[derive(Serialize)]
pub(super) struct NamedGap<'a> {
    id: &'a str,
    #[serde(flatten)]
    gap: Gap<'a>,
}

impl<'a> NamedGap<'a> {
    pub(super) fn new((gap, id): (&'a model::Gap, &'a String)) -> Self {
        Self {
            id,
            gap: Gap::new(gap),
        }
    }
}
