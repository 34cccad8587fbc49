//! The tables of named organisations, of who came from whom, and of codes.

use super::super::derived::{self, Claim, Ending, last_code};
use super::super::words::Word;
use super::Rows;
use crate::dataset::Dataset;
use crate::model::{Code, CodeScheme, Link, Organisation, Span, Succession};

pub(super) fn organisations(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "organisations.csv",
        "id body name from to to_unknown known_until area ods ons note confidence sources",
    )?;
    for (body, organisation) in derived::organisations(data) {
        let Organisation {
            id,
            name,
            aliases: _,
            from,
            to,
            area,
            codes,
            predecessors: _,
            note,
            sources,
            confidence,
        } = organisation;
        rows.add(&[
            id,
            &body,
            name,
            from,
            &Ending::from(*to),
            area,
            &last_code(codes, CodeScheme::Ods),
            &last_code(codes, CodeScheme::Ons),
            note,
            &Claim::new(*confidence, sources),
        ])?;
    }
    Ok(rows)
}

/// When the list of the organisations of a body has all of them.
pub(super) fn complete_lists(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new("complete_lists.csv", "body from to to_unknown known_until")?;
    for list in &data.organisations {
        for Span { from, to } in &list.complete {
            rows.add(&[&list.body, from, &Ending::from(*to)])?;
        }
    }
    Ok(rows)
}

/// Of bodies, then of organisations.
pub(super) fn successions(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "successions.csv",
        "kind predecessor successor how share inferred text overlap confidence sources",
    )?;
    for body in &data.bodies {
        for link in &body.predecessors {
            let Succession {
                body: predecessor,
                how,
                text,
                overlap,
                sources,
                confidence,
            } = link;
            rows.add(&[
                &"body",
                predecessor,
                &body.id,
                &how.word(),
                &"",
                &"",
                text,
                overlap,
                &Claim::new(*confidence, sources),
            ])?;
        }
    }
    for (_, organisation) in derived::organisations(data) {
        for link in &organisation.predecessors {
            let Link {
                organisation: predecessor,
                share,
                inferred,
            } = link;
            // A link has no sources but those of its organisation.
            rows.add(&[
                &"organisation",
                predecessor,
                &organisation.id,
                &"",
                &share.word(),
                inferred,
                &"",
                &"",
                &Claim::new(organisation.confidence, &organisation.sources),
            ])?;
        }
    }
    Ok(rows)
}

/// Of organisations, then of places.
pub(super) fn codes(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "codes.csv",
        "kind id scheme code from to to_unknown known_until",
    )?;
    let organisations = derived::organisations(data)
        .into_iter()
        .map(|(_, one)| ("organisation", one.id, &one.codes));
    let places = data
        .places
        .iter()
        .map(|place| ("place", place.id, &place.codes));
    for (kind, id, codes) in organisations.chain(places) {
        for Code {
            scheme,
            code,
            from,
            to,
        } in codes
        {
            rows.add(&[&kind, &id, &scheme.word(), code, from, &Ending::from(*to)])?;
        }
    }
    Ok(rows)
}
