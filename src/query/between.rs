//! What changed between two days.

use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, End, How, LegalForm, Reform};

/// What happened to a body between two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It was made.
    Made,
    /// It ended.
    Ended,
    /// It came in the place of another that was called otherwise, and nothing else changed.
    Renamed,
    /// It was made and ended.
    CameAndWent,
    /// It became something else in law.
    Form {
        /// What it was.
        from: LegalForm,
        /// What it became.
        to: LegalForm,
    },
    /// It went on in another phase, of the same legal form.
    Phase,
}

/// A body to which something happened.
#[derive(Clone, Copy, Debug)]
pub struct Difference<'a> {
    /// The body.
    pub body: &'a Body,
    /// What happened.
    pub turn: Turn,
    /// The day on which it is recorded to have happened, or the first day it may have.
    pub on: Day,
}

/// What was made, ended, renamed or changed in law after one day and up to another, in order of tier and time. Days in the wrong order
/// are put right.
#[must_use]
pub fn between(data: &Dataset, one: Day, other: Day) -> Vec<Difference<'_>> {
    let (before, after) = (one.min(other), one.max(other));
    let mut found: Vec<Difference<'_>> = data
        .bodies
        .iter()
        .filter_map(|body| difference(body, before, after))
        .collect();
    found.sort_by_key(|difference| {
        (
            difference.body.tier,
            difference.on,
            difference.turn == Turn::Ended,
            difference.body.id,
        )
    });
    found
}

fn difference(body: &Body, before: Day, after: Day) -> Option<Difference<'_>> {
    let at = |turn, on| Some(Difference { body, turn, on });
    match (body.phase_at(before), body.phase_at(after)) {
        (None, Some(phase)) => {
            let began = body.from().map_or(phase.from.first(), Date::first);
            // What began long ago and stood again after a while without record was not made now.
            let on = if began > before {
                began
            } else {
                phase.from.first()
            };
            let renamed = body
                .predecessors
                .iter()
                .any(|link| link.how == How::Renamed);
            at(if renamed { Turn::Renamed } else { Turn::Made }, on)
        }
        (Some(_), None) => at(Turn::Ended, last_day(body, before)?.plus(1)),
        (Some(old), Some(new)) if old == new => None,
        (Some(old), Some(new)) if old.form == new.form => at(Turn::Phase, new.from.first()),
        (Some(old), Some(new)) => at(
            Turn::Form {
                from: old.form,
                to: new.form,
            },
            new.from.first(),
        ),
        (None, None) => {
            let from = body.from()?.first();
            (before < from && from <= after && body.to() != End::Ongoing)
                .then_some(())
                .and_then(|()| at(Turn::CameAndWent, from))
        }
    }
}

/// The last day on which a body that stood on a day is known to have stood.
fn last_day(body: &Body, day: Day) -> Option<Day> {
    body.phases
        .iter()
        .filter(|phase| phase.from.first() >= day || phase.to.covers(phase.from, day))
        .filter_map(|phase| phase.to.last_known(phase.from))
        .max()
}

/// The reforms after one day and up to another, in order of time.
#[must_use]
pub fn reforms_between(data: &Dataset, one: Day, other: Day) -> Vec<&Reform> {
    let (before, after) = (one.min(other), one.max(other));
    data.reforms
        .iter()
        .filter(|reform| before < reform.date.first() && reform.date.first() <= after)
        .collect()
}
