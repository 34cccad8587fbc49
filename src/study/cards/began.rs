//! When a body began, and when it ended.

use super::phrase::{Apart, because, is_hedged, many_apart};
use super::{Draft, Fact, Pack, all_beginnings, all_ends, is_sure, tempt};
use crate::dataset::Dataset;
use crate::model::{Body, Date, EffectKind, End, Phase, RecordRef, Reform, Sourced, Text};
use crate::study::card::{Face, Family, Typed};

pub(super) fn deal(pack: &mut Pack) {
    for body in &pack.data.bodies {
        let about = RecordRef::body(body.id);
        if let Some((phase, date)) = beginning(body) {
            let at = phase.from.first();
            let parts = [&*date.iso()];
            pack.add(
                (Family::Began, about),
                Some(body),
                at,
                &parts,
                Fact::Began(body),
            );
        }
        if let Some((_, date)) = ending(body) {
            let parts = [&*date.iso()];
            let at = date.last();
            pack.add(
                (Family::Ended, about),
                Some(body),
                at,
                &parts,
                Fact::Ended(body),
            );
        }
    }
}

/// The first phase and its first day, where they are sure.
fn beginning(body: &Body) -> Option<(&Phase, Date)> {
    let phase = body.phases.first().filter(|phase| is_dated(phase))?;
    Some((phase, phase.from))
}

/// The last phase and its last day, where they are sure.
fn ending(body: &Body) -> Option<(&Phase, Date)> {
    let phase = body.phases.last().filter(|phase| is_sure(*phase))?;
    let End::On(date) = phase.to else { return None };
    (!doubts(phase).any(|_| true)).then_some((phase, date))
}

/// Whether nothing that is noted of a phase casts doubt on its first day.
pub(super) fn is_dated(phase: &Phase) -> bool {
    const OF_THE_END: [&str; 7] = [
        "end",
        "clos",
        "last ",
        "stand",
        "remain",
        "came after",
        "act ",
    ];
    let is_of_end = |doubt: &str| OF_THE_END.iter().any(|word| doubt.contains(word));
    is_sure(phase) && doubts(phase).all(is_of_end)
}

/// The sentences of the note on a phase that take something back.
fn doubts(phase: &Phase) -> impl Iterator<Item = &str> {
    let note = phase.note.map_or("", Text::as_str);
    note.split(". ").filter(|sentence| is_hedged(sentence))
}

/// Years in which something else began or ended for a body: no wrong answers.
fn turns(body: &Body) -> Vec<i16> {
    let phases = body.phases.iter();
    phases
        .flat_map(|phase| [Some(phase.from), phase.to.date()])
        .flatten()
        .map(Date::year)
        .collect()
}

/// The reform that did this to a body, and nearest to a date.
fn reform<'a>(
    data: &'a Dataset,
    body: &Body,
    effect: EffectKind,
    date: Date,
) -> Option<&'a Reform> {
    let did = |reform: &&Reform| {
        let mut effects = reform.effects.iter();
        is_sure(*reform) && effects.any(|one| one.body == body.id && one.effect == effect)
    };
    let reforms = data.reforms_of(body.id).filter(did);
    reforms.min_by_key(|reform| reform.date.first().0.abs_diff(date.first().0))
}

pub(super) fn began(data: &'static Dataset, body: &'static Body) -> Face {
    let phase = body.phases.first();
    let right = beginning(body).map_or(data.meta.as_of, |(_, date)| date);
    let reform = reform(data, body, EffectKind::Creates, right);
    let origin = body.origin.iter().find(|fact| is_sure(*fact));
    let why = because([
        reform.map(|reform| reform.summary.as_str()),
        origin.map(|fact| fact.text.as_str()),
        phase.and_then(|phase| phase.note).map(Text::as_str),
        Some(body.summary.as_str()),
    ]);
    let name = many_apart(data, body, Apart::Origin);
    let question = format!("When did {name} begin?");
    let wrong = tempt::dates(
        right,
        all_beginnings(data),
        tempt::shifted(data, right),
        &turns(body),
    );
    dated(body, question, right, &wrong, why, phase)
}

pub(super) fn ended(data: &'static Dataset, body: &'static Body) -> Face {
    let phase = body.phases.last();
    let right = ending(body).map_or(data.meta.as_of, |(_, date)| date);
    let reform = reform(data, body, EffectKind::Abolishes, right);
    let end = body.ending.iter().find(|fact| is_sure(*fact));
    let near = reform.filter(|reform| reform.date.year().abs_diff(right.year()) < 2);
    let why = because([
        near.map(|reform| reform.summary.as_str()),
        end.map(|fact| fact.text.as_str()),
        phase.and_then(|phase| phase.note).map(Text::as_str),
        Some(body.summary.as_str()),
    ]);
    let name = many_apart(data, body, Apart::Origin);
    let unit = match right.iso().len() {
        4 => "year",
        7 => "month",
        _ => "day",
    };
    let question = format!("What was the last {unit} of {name}?");
    let wrong = tempt::dates(
        right,
        all_ends(data),
        tempt::shifted(data, right),
        &turns(body),
    );
    dated(body, question, right, &wrong, why, phase)
}

/// A face that asks for a date.
fn dated(
    body: &Body,
    question: String,
    right: Date,
    wrong: &[Date],
    why: String,
    phase: Option<&Phase>,
) -> Face {
    let from: &dyn Sourced = match phase {
        Some(phase) => phase,
        None => body,
    };
    Draft {
        question,
        right: vec![right.long()],
        wrong: wrong.iter().take(6).map(|date| date.long()).collect(),
        typed: Typed::Date(right),
        why,
        from,
        or: &body.sources,
        lights: vec![body.id],
    }
    .face()
}
