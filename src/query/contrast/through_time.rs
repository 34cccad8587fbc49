//! A body set against itself: what it was on one day and on another.

use super::super::{Number, held_on, number_on, reforms_between};
use super::sentence::in_law;
use super::{Cell, Contrast, NOT_IN_BEING, Subject, beyond, counted, name, row, standing, told};
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, Holding, Phase, RecordRef};

/// Asks what may have been otherwise on another day: answers that are of the whole life of the body would only be repeated.
pub(super) fn contrast(data: &Dataset, subjects: &[Subject<'_>]) -> Contrast {
    let each = |answer: &dyn Fn(&Body, &Phase, Day) -> Option<Cell>| -> Vec<Vec<Cell>> {
        subjects
            .iter()
            .map(|Subject { body, day, .. }| match body.phase_at(*day) {
                Some(phase) => answer(body, phase, *day).into_iter().collect(),
                None => vec![Cell::word(NOT_IN_BEING)],
            })
            .collect()
    };
    let of_phase = |text: &dyn Fn(&Phase) -> Option<Cell>| each(&|_, phase, _| text(phase));
    let said = |text: &str, phase: &Phase| Cell::claimed(text, phase);
    let mut rows = vec![
        row(
            "Standing",
            each(&|body, _, day| standing(body, day, false).into_iter().next()),
        ),
        row(
            "What it was then",
            of_phase(&|phase| phase.label.map(|label| said(&label, phase))),
        ),
        row(
            "In that phase",
            of_phase(&|phase| Some(Cell::word(life(phase)))),
        ),
        row("Number", each(&|body, _, day| number(data, body, day))),
        row(
            "Under",
            of_phase(&|phase| phase.basis.map(|basis| said(&basis, phase))),
        ),
        row(
            "To know of it",
            of_phase(&|phase| phase.note.map(|note| said(&note, phase))),
        ),
    ];
    for function in &data.functions {
        let held = each(&|body, _, day| Some(held(body, &function.id, day)));
        if held.iter().flatten().any(Cell::is_claimed) {
            rows.push(row(&function.name, held));
        }
    }
    // What is not established for either day is no question.
    rows.retain(|row| row.answers.iter().flatten().any(|cell| !cell.doubt));
    Contrast {
        names: subjects
            .iter()
            .map(|subject| {
                name(&Subject {
                    pinned: true,
                    ..*subject
                })
            })
            .collect(),
        sentence: sentence(data, subjects) + &beyond(subjects, data.as_of()),
        between: between(data, subjects),
        rows,
    }
}

/// "ICS on 1 Apr 2019 was a non-statutory partnership, 14 of them; on 1 Apr 2023 a non-statutory partnership, 42 of them."
fn sentence(data: &Dataset, subjects: &[Subject<'_>]) -> String {
    let told: Vec<String> = subjects
        .iter()
        .enumerate()
        .map(|(index, Subject { body, day, .. })| {
            let was = if index == 0 { "was " } else { "" };
            let what = match body.phase_at(*day) {
                Some(_) => format!("a {}", in_law(body, *day)),
                None => "not in being".to_owned(),
            };
            let number = number(data, body, *day)
                .filter(|_| body.phase_at(*day).is_some())
                .map(|number| format!(", {} of them", number.word))
                .unwrap_or_default();
            format!("on {} {was}{what}{number}", Date::of_day(*day))
        })
        .collect();
    let name = subjects
        .first()
        .map(|subject| subject.body.label().to_string())
        .unwrap_or_default();
    format!("{name} {}.", told.join("; "))
}

fn life(phase: &Phase) -> String {
    match phase.to.date() {
        Some(to) => format!("{} to {to}", phase.from),
        None => format!("since {}", phase.from),
    }
}

/// How many there were on a day.
pub(super) fn number(data: &Dataset, body: &Body, day: Day) -> Option<Cell> {
    Some(match number_on(data, body, day)? {
        Number::Named(number) => Cell::word(number.to_string()),
        Number::Counted(count) | Number::Before(count) => counted(count),
    })
}

/// How a body held a function on a day. What it came to over the years is told only where it is recorded for a time of its own: else it
/// may speak of later years.
pub(super) fn held(body: &Body, function: &str, day: Day) -> Cell {
    let found: Vec<&Holding> = body
        .functions
        .iter()
        .filter(|holding| holding.function == function && held_on(body, holding, day))
        .collect();
    let Some(cell) = told(&found) else {
        return Cell::word("–");
    };
    let dated = found
        .iter()
        .any(|holding| holding.from.is_some() || holding.to.is_some());
    if dated {
        cell
    } else {
        Cell {
            text: String::new(),
            ..cell
        }
    }
}

/// The reforms between the first day and the last that made, changed, renamed or ended the body.
fn between(data: &Dataset, subjects: &[Subject<'_>]) -> Vec<Cell> {
    let days = || subjects.iter().map(|subject| subject.day);
    let (Some(first), Some(last), Some(body)) = (
        days().min(),
        days().max(),
        subjects.first().map(|subject| subject.body),
    ) else {
        return Vec::new();
    };
    reforms_between(data, first, last)
        .into_iter()
        .filter(|reform| reform.effects.iter().any(|effect| effect.body == body.id))
        .map(|reform| Cell {
            link: Some(RecordRef::reform(reform.id)),
            ..Cell::claimed(format!("{}: {}", reform.when(), reform.title), reform)
        })
        .collect()
}
