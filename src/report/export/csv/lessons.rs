//! The tables of what research says, of what became of the first documents, and of the tour.

use super::super::derived::{self, Claim};
use super::super::words::Word;
use super::{Quoted, Rows};
use crate::dataset::Dataset;
use crate::model::{Finding, Locator, Passage, Stop, Tension, Theme};

pub(super) fn themes(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new("themes.csv", "id name summary review confidence sources")?;
    for theme in &data.themes {
        let Theme {
            id,
            name,
            summary,
            review,
            sources,
            confidence,
        } = theme;
        rows.add(&[id, name, summary, review, &Claim::new(*confidence, sources)])?;
    }
    Ok(rows)
}

pub(super) fn findings(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "findings.csv",
        "id theme kind text quote quote_by quote_document quote_year bodies from to published confidence sources",
    )?;
    for finding in &data.findings {
        let Finding {
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
            locators: _,
            confidence,
        } = finding;
        rows.add(&[
            id,
            theme,
            &kind.word(),
            text,
            &Quoted(quote.as_ref()),
            &bodies.as_slice(),
            from,
            to,
            published,
            &Claim::new(*confidence, sources),
        ])?;
    }
    Ok(rows)
}

/// Where in its sources a finding stands.
pub(super) fn locators(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new("locators.csv", "finding source passage")?;
    for finding in &data.findings {
        for Locator { source, passage } in &finding.locators {
            rows.add(&[&finding.id, source, passage])?;
        }
    }
    Ok(rows)
}

pub(super) fn tensions(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new("tensions.csv", "id question text one other sources")?;
    for tension in &data.tensions {
        let Tension {
            id,
            question,
            one,
            other,
            text,
        } = tension;
        rows.add(&[
            id,
            question,
            text,
            &one.as_slice(),
            &other.as_slice(),
            &derived::sources_of_tension(data, tension),
        ])?;
    }
    Ok(rows)
}

pub(super) fn coverage(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "coverage.csv",
        "id seed passage findings bodies other_sources left_out",
    )?;
    let ids = derived::passage_ids(&data.passages);
    for (record, id) in data.passages.iter().zip(&ids) {
        let Passage {
            seed,
            passage,
            findings,
            bodies,
            sources,
            left_out,
        } = record;
        rows.add(&[
            id,
            seed,
            passage,
            &findings.as_slice(),
            &bodies.as_slice(),
            &sources.as_slice(),
            left_out,
        ])?;
    }
    Ok(rows)
}

/// The stops of the tour.
pub(super) fn tour(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new("tour.csv", "id date title text lights confidence sources")?;
    for stop in &data.tour {
        let Stop {
            id,
            date,
            title,
            text,
            lights,
            sources,
            confidence,
        } = stop;
        let claim = Claim::new(*confidence, sources);
        rows.add(&[id, date, title, text, &lights.as_slice(), &claim])?;
    }
    Ok(rows)
}
