//! Themes, findings, tensions and the coverage of the first documents as JSON.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::derived::{self, Claim};
use super::super::words::Word;
use super::{Quote, each};
use crate::dataset::Dataset;
use crate::model::{self, Date, Text};

#[derive(Serialize)]
pub(super) struct Theme<'a> {
    id: Text,
    name: Text,
    summary: Text,
    review: bool,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Theme<'a> {
    pub(super) fn new(theme: &'a model::Theme) -> Self {
        let model::Theme {
            id,
            name,
            summary,
            review,
            sources,
            confidence,
        } = theme;
        Self {
            id: *id,
            name: *name,
            summary: *summary,
            review: *review,
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
pub(super) struct Finding<'a> {
    id: Text,
    theme: Text,
    kind: &'static str,
    text: Text,
    quote: Option<Quote>,
    bodies: &'a [Text],
    from: Option<Date>,
    to: Option<Date>,
    published: Option<Text>,
    locators: Vec<Locator>,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Finding<'a> {
    pub(super) fn new(finding: &'a model::Finding) -> Self {
        let model::Finding {
            id,
            theme,
            kind,
            text,
            quote,
            bodies,
            from,
            to,
            published,
            sources,
            locators,
            confidence,
        } = finding;
        Self {
            id: *id,
            theme: *theme,
            kind: kind.word(),
            text: *text,
            quote: quote.as_ref().map(Quote::new),
            bodies,
            from: *from,
            to: *to,
            published: *published,
            locators: each(locators, Locator::new),
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
struct Locator {
    source: Text,
    passage: Text,
}

impl Locator {
    fn new(locator: &model::Locator) -> Self {
        let model::Locator { source, passage } = locator;
        Self {
            source: *source,
            passage: *passage,
        }
    }
}

#[derive(Serialize)]
pub(super) struct Tension<'a> {
    id: Text,
    question: Text,
    one: &'a [Text],
    other: &'a [Text],
    text: Text,
    sources: BTreeSet<Text>,
}

impl<'a> Tension<'a> {
    pub(super) fn new(data: &Dataset, tension: &'a model::Tension) -> Self {
        let model::Tension {
            id,
            question,
            one,
            other,
            text,
        } = tension;
        Self {
            id: *id,
            question: *question,
            one,
            other,
            text: *text,
            sources: derived::sources_of_tension(data, tension),
        }
    }
}

/// A passage with the id that it has only here. Its source is the document; the other sources are those that carry it.
#[derive(Serialize)]
pub(super) struct Passage<'a> {
    id: &'a str,
    seed: Text,
    passage: Text,
    findings: &'a [Text],
    bodies: &'a [Text],
    other_sources: &'a [Text],
    left_out: Option<Text>,
    sources: [Text; 1],
}

impl<'a> Passage<'a> {
    pub(super) fn new((passage, id): (&'a model::Passage, &'a String)) -> Self {
        let model::Passage {
            seed,
            passage,
            findings,
            bodies,
            sources,
            left_out,
        } = passage;
        Self {
            id,
            seed: *seed,
            passage: *passage,
            findings,
            bodies,
            other_sources: sources,
            left_out: *left_out,
            sources: [*seed],
        }
    }
}
