//! A body set against itself: what it was on one day and on another.

use super::super::{Number, held_on, number_on, reforms_between};
use super::{Cell, Contrast, Subject, in_law, row, standing};
use crate::dataset::Dataset;
use crate::model::{Body, Confidence, Date, Day, Phase, RecordRef};

/// Asks what may have been otherwise on another day: answers that are of the whole life of the body would only be repeated.
pub(super) fn contrast(data: &Dataset, subjects: &[Subject<'_>]) -> Contrast {
    let each = |answer: &dyn Fn(&Body, &Phase, Day) -> Option<Cell>| -> Vec<Vec<Cell>> {
        subjects
            .iter()
            .map(|Subject { body, day }| match body.phase_at(*day) {
                Some(phase) => answer(body, phase, *day).into_iter().collect(),
                None => vec![Cell::word("not in being")],
            })
            .collect()
    };
    let of_phase = |text: &dyn Fn(&Phase) -> Option<Cell>| each(&|_, phase, _| text(phase));
    let said = |text: &str, phase: &Phase| Cell::text(text, phase.confidence);
    let mut rows = vec![
        row(
            "Standing",
            each(&|body, _, day| standing(body, day, false).into_iter().next()),
        ),
        row(
            "Called then",
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
        if held.iter().flatten().any(|cell| !cell.text.is_empty()) {
            rows.push(row(&function.name, held));
        }
    }
    // What is not established for either day is no question.
    rows.retain(|row| row.answers.iter().flatten().any(|cell| !cell.doubt));
    Contrast {
        names: subjects
            .iter()
            .map(|Subject { body, day }| format!("{} on {}", body.label(), Date::of_day(*day)))
            .collect(),
        sentence: sentence(data, subjects),
        between: between(data, subjects),
        rows,
    }
}

/// "ICS on 1 Apr 2019 was a non-statutory partnership, 14 of them; on 1 Apr 2023 a non-statutory partnership, 42 of them."
fn sentence(data: &Dataset, subjects: &[Subject<'_>]) -> String {
    let told: Vec<String> = subjects
        .iter()
        .enumerate()
        .map(|(index, Subject { body, day })| {
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

fn number(data: &Dataset, body: &Body, day: Day) -> Option<Cell> {
    Some(match number_on(data, body, day)? {
        Number::Named(number) => Cell::word(number.to_string()),
        Number::Counted(count) | Number::Before(count) => Cell {
            text: format!("({})", count.at),
            doubt: count.confidence == Confidence::Unverified,
            ..Cell::word(format!(
                "{}{}",
                if count.about { "about " } else { "" },
                count.number
            ))
        },
    })
}

/// How a body held a function on a day.
fn held(body: &Body, function: &str, day: Day) -> Cell {
    let found: Vec<_> = body
        .functions
        .iter()
        .filter(|holding| holding.function == function && held_on(body, holding, day))
        .collect();
    let Some(role) = found.iter().map(|holding| holding.role).min() else {
        return Cell::word("–");
    };
    let texts: Vec<&str> = found.iter().map(|holding| holding.text.as_str()).collect();
    Cell {
        text: texts.join(" "),
        doubt: found
            .iter()
            .all(|holding| holding.confidence == Confidence::Unverified),
        ..Cell::word(role.name())
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
            ..Cell::text(
                format!("{}: {}", reform.when(), reform.title),
                reform.confidence,
            )
        })
        .collect()
}
