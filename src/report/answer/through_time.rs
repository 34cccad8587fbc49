//! Answers about time: what changed between two days, and who held a function.

use serde_json::{Value, json};

use super::super::changes::{Kind, beyond, differences};
use super::super::function::NOBODY;
use super::super::page::{Page, Paragraph, Tone};
use super::super::record::Notes;
use super::{Answer, document, end_cells, ending, headings};
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, End, Function, Holding, RecordRef, Text};
use crate::query;

/// What changed between two days.
#[must_use]
pub fn changed(data: &Dataset, one: Day, other: Day) -> Answer<'_> {
    let (before, after) = (one.min(other), one.max(other));
    let mut rows = vec![headings("change body tier on standing")];
    let mut changes = Vec::new();
    for difference in differences(data, before, after) {
        let body = difference.body;
        let what = Kind::of(difference.turn).word;
        let phase = body.phase_near(difference.on);
        let standing = phase.map(|phase| phase.form.words()).unwrap_or_default();
        let on = difference.when.iso();
        changes.push(json!({
            "change": what, "body": body.id, "tier": body.tier.name(), "on": on, "standing": standing,
        }));
        rows.push(vec![
            what.to_owned(),
            body.id.to_string(),
            body.tier.name().to_owned(),
            on,
            standing,
        ]);
    }
    Answer::new(
        move || super::super::changes_with_sources(data, before, after),
        move || {
            let reforms = query::reforms_between(data, before, after);
            let reforms: Vec<Text> = reforms.iter().map(|reform| reform.id).collect();
            document([
                ("from", json!(Date::of_day(before).iso())),
                ("to", json!(Date::of_day(after).iso())),
                ("changes", Value::Array(changes)),
                ("reforms", json!(reforms)),
            ])
        },
        rows,
    )
    .up_to(data, after)
}

/// Who held functions, from 1948 to now or on one day: one of them, or all.
#[must_use]
pub fn functions<'a>(data: &'a Dataset, only: Option<&'a Function>, on: Option<Day>) -> Answer<'a> {
    let wanted = data.functions.iter();
    let wanted = wanted.filter(|function| only.is_none_or(|only| only.id == function.id));
    let held: Vec<Held<'a>> = wanted
        .map(|function| {
            let mut holders = query::holders(data, function);
            holders
                .retain(|(body, holding)| on.is_none_or(|day| query::held_on(body, holding, day)));
            (function, holders)
        })
        .collect();
    let mut rows = vec![headings(
        "function body tier role from to to_unknown known_until",
    )];
    let mut values = Vec::new();
    for (function, holders) in &held {
        for (body, holding) in holders {
            let from = query::held_from(body, holding).map(Date::iso);
            let to = query::held_to(body, holding);
            let one = json!({
                "function": function.id, "body": body.id, "tier": body.tier.name(), "role": holding.role.name(),
                "from": from, "text": holding.text, "sources": holding.sources,
            });
            values.push(ending(one, to));
            let mut row = vec![
                function.id.to_string(),
                body.id.to_string(),
                body.tier.name().to_owned(),
                holding.role.name().to_owned(),
                from.unwrap_or_default(),
            ];
            row.extend(end_cells(to));
            rows.push(row);
        }
    }
    Answer::new(
        move || functions_page(data, &held, only, on),
        move || {
            document([
                ("at", json!(on.map(|day| Date::of_day(day).iso()))),
                ("functions", Value::Array(values)),
            ])
        },
        rows,
    )
    .up_to(data, on.unwrap_or_else(|| data.as_of()))
}

/// A function and who held it.
type Held<'a> = (&'a Function, Vec<(&'a Body, &'a Holding)>);

fn functions_page(
    data: &Dataset,
    held: &[Held<'_>],
    only: Option<&Function>,
    on: Option<Day>,
) -> Page {
    let what = only.map_or("Functions and who held them", |function| &*function.name);
    let when = on.map(|day| format!(" on {}", Date::of_day(day).long()));
    let mut page = Page::new(format!("{what}{}", when.unwrap_or_default()));
    let mut notes = Notes::new(data);
    for (function, holders) in held {
        if only.is_none() {
            page.heading(function.name.to_string());
        }
        page.add(Paragraph::new().dim(&*function.gloss));
        if holders.is_empty() {
            page.add(Paragraph::new().plain(NOBODY));
        }
        for (body, holding) in holders {
            let from = query::held_from(body, holding).map(|from| from.year().to_string());
            let to = match query::held_to(body, holding) {
                End::On(to) => to.year().to_string(),
                End::Ongoing => String::new(),
                End::Unknown { .. } => "?".to_owned(),
            };
            let from = from.unwrap_or_else(|| "?".to_owned());
            let text = only.map(|_| format!(": {}", holding.text));
            page.add(
                Paragraph::hanging(0, 10)
                    .dim(format!("{from}–{to:4} "))
                    .with(Tone::Link(RecordRef::body(body.id)), &*body.name)
                    .dim(format!(" ({}, {})", body.tier.name(), holding.role.name()))
                    .plain(text.unwrap_or_default())
                    .dim(notes.cite(*holding)),
            );
        }
    }
    if let Some(day) = on {
        beyond(&mut page, data, day);
    }
    notes.section(&mut page);
    page
}
