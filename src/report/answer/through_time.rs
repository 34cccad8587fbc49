//! Answers about time: what changed between two days, and who held a function.

use serde_json::{Value, json};

use super::super::changes::{differences, turn_word};
use super::super::page::{Page, Paragraph, Tone, mark};
use super::{Answer, document, headings, last_day};
use crate::dataset::Dataset;
use crate::model::{Date, Day, Function, RecordRef, Text};
use crate::query;

/// What changed between two days.
#[must_use]
pub fn changed(data: &Dataset, one: Day, other: Day) -> Answer<'_> {
    let (before, after) = (one.min(other), one.max(other));
    let mut rows = vec![headings("change body tier on standing")];
    let mut changes = Vec::new();
    for difference in differences(data, before, after) {
        let body = difference.body;
        let what = turn_word(difference.turn);
        let phase = body.phase_near(difference.on);
        let standing = phase.map(|phase| phase.form.words()).unwrap_or_default();
        let on = Date::of_day(difference.on).iso();
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
        move || super::super::changes(data, before, after),
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
}

/// Who held functions, from 1948 to now or on one day: one of them, or all.
#[must_use]
pub fn functions(data: &Dataset, only: Option<&Function>, on: Option<Day>) -> Answer<'static> {
    let what = only.map_or("Functions and who held them", |function| &*function.name);
    let when = on.map(|day| format!(" on {}", Date::of_day(day).long()));
    let mut page = Page::new(format!("{what}{}", when.unwrap_or_default()));
    let mut rows = vec![headings("function body tier role from to")];
    let mut held = Vec::new();
    for function in data
        .functions
        .iter()
        .filter(|function| only.is_none_or(|only| only.id == function.id))
    {
        if only.is_none() {
            page.heading(function.name.to_string());
        }
        page.add(Paragraph::new().dim(&*function.gloss));
        let mut holders = query::holders(data, function);
        holders.retain(|(body, holding)| on.is_none_or(|day| query::held_on(body, holding, day)));
        if holders.is_empty() {
            page.add(Paragraph::new().plain("Nobody that is recorded."));
        }
        for (body, holding) in holders {
            let from = holding.from.or_else(|| body.from()).map(Date::iso);
            let to = last_day(query::held_to(body, holding));
            rows.push(vec![
                function.id.to_string(),
                body.id.to_string(),
                body.tier.name().to_owned(),
                holding.role.name().to_owned(),
                from.clone().unwrap_or_default(),
                to.clone().unwrap_or_default(),
            ]);
            held.push(json!({
                "function": function.id, "body": body.id, "tier": body.tier.name(), "role": holding.role.name(),
                "from": from, "to": to, "text": holding.text, "sources": holding.sources,
            }));
            let years = format!(
                "{}–{} ",
                from.as_deref()
                    .and_then(|from| from.get(..4))
                    .unwrap_or("?"),
                to.as_deref().and_then(|to| to.get(..4)).unwrap_or("    ")
            );
            let text = if only.is_some() {
                format!(": {}", holding.text)
            } else {
                String::new()
            };
            page.add(
                Paragraph {
                    indent: 0,
                    hang: 10,
                    ..Paragraph::new()
                }
                .dim(years)
                .with(Tone::Link(RecordRef::body(body.id)), &*body.name)
                .dim(format!(" ({}, {})", body.tier.name(), holding.role.name()))
                .plain(text)
                .dim(format!(" {}", mark(holding.confidence))),
            );
        }
    }
    Answer::new(
        move || page,
        move || {
            document([
                ("at", json!(on.map(|day| Date::of_day(day).iso()))),
                ("functions", Value::Array(held)),
            ])
        },
        rows,
    )
}
