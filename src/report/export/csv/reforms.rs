//! The tables of reforms and eras, and the two vocabularies: functions and sources.

use super::super::derived::{Claim, Ending};
use super::super::words::Word;
use super::Rows;
use crate::dataset::Dataset;
use crate::model::{Effect, Era, Function, Reform, Source};

pub(super) fn reforms(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "reforms.csv",
        "id date until title kind government minister summary planned confidence sources",
    )?;
    for reform in &data.reforms {
        let Reform {
            id,
            date,
            until,
            title,
            kind,
            government,
            minister,
            summary,
            effects: _,
            aliases: _,
            planned,
            sources,
            confidence,
        } = reform;
        rows.add(&[
            id,
            date,
            until,
            title,
            &kind.word(),
            government,
            minister,
            summary,
            planned,
            &Claim::new(*confidence, sources),
        ])?;
    }
    Ok(rows)
}

pub(super) fn effects(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new("effects.csv", "reform body effect note")?;
    for reform in &data.reforms {
        for Effect { body, effect, note } in &reform.effects {
            rows.add(&[&reform.id, body, &effect.word(), note])?;
        }
    }
    Ok(rows)
}

pub(super) fn eras(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "eras.csv",
        "id name from to to_unknown known_until summary confidence sources",
    )?;
    for era in &data.eras {
        let Era {
            id,
            name,
            from,
            to,
            summary,
            sources,
            confidence,
        } = era;
        rows.add(&[
            id,
            name,
            from,
            &Ending::from(*to),
            summary,
            &Claim::new(*confidence, sources),
        ])?;
    }
    Ok(rows)
}

pub(super) fn functions(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new("functions.csv", "id name gloss")?;
    for Function { id, name, gloss } in &data.functions {
        rows.add(&[id, name, gloss])?;
    }
    Ok(rows)
}

pub(super) fn sources(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new("sources.csv", "id title author year kind url note")?;
    for source in &data.sources {
        let Source {
            id,
            author,
            title,
            year,
            kind,
            url,
            note,
        } = source;
        rows.add(&[id, title, author, year, &kind.word(), url, note])?;
    }
    Ok(rows)
}
