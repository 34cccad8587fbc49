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
    /// It is no longer known to have been in being: when it ended is not established.
    Lost,
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
    /// The day by which it is sorted: the one on which it happened, or the first on which it may have.
    pub on: Day,
    /// When it happened, as precisely as that is recorded: for what ended its last day, for what was lost the last on which it is known.
    pub when: Date,
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
            matches!(difference.turn, Turn::Ended | Turn::Lost),
            difference.body.id,
        )
    });
    found
}

fn difference(body: &Body, before: Day, after: Day) -> Option<Difference<'_>> {
    let at = |turn, when: Date| {
        let on = match turn {
            Turn::Ended | Turn::Lost => when.last().plus(1),
            _ => when.first(),
        };
        Some(Difference {
            body,
            turn,
            on,
            when,
        })
    };
    match (body.phase_at(before), body.phase_at(after)) {
        (None, Some(phase)) => {
            // What began long ago and stood again after a while without record was not made now.
            let began = body.from().filter(|from| from.first() > before);
            let renamed = body
                .predecessors
                .iter()
                .any(|link| link.how == How::Renamed);
            let turn = if renamed { Turn::Renamed } else { Turn::Made };
            at(turn, began.unwrap_or(phase.from))
        }
        (Some(stood), None) => {
            let last = body
                .phases
                .iter()
                .rfind(|phase| {
                    phase.from.first() >= stood.from.first() && phase.from.first() <= after
                })
                .unwrap_or(stood);
            ended(last.from, last.to).and_then(|(turn, when)| at(turn, when))
        }
        (Some(old), Some(new)) if old == new => None,
        (Some(old), Some(new)) if old.form == new.form => at(Turn::Phase, new.from),
        (Some(old), Some(new)) => at(
            Turn::Form {
                from: old.form,
                to: new.form,
            },
            new.from,
        ),
        (None, None) => {
            let from = body.from()?;
            let came = before < from.first() && from.first() <= after;
            match body.to() {
                _ if !came => None,
                End::Ongoing => None,
                End::On(_) => at(Turn::CameAndWent, from),
                // It came; whether it went in that time nobody found out.
                End::Unknown { .. } => at(Turn::Made, from),
            }
        }
    }
}

/// How a stretch of time ended: its last day, or the last on which it is known.
const fn ended(from: Date, to: End) -> Option<(Turn, Date)> {
    match to {
        End::Ongoing => None,
        End::On(date) => Some((Turn::Ended, date)),
        End::Unknown { after: Some(date) } => Some((Turn::Lost, date)),
        End::Unknown { after: None } => Some((Turn::Lost, from)),
    }
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
