//! To whom a body answered, and who answered to it.

use super::phrase::{Apart, did, is_now, many, many_apart};
use super::{Draft, Fact, Pack, is_sure, names, tempt};
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, RecordRef, Tie};
use crate::study::card::{Face, Family};

/// The lines of accountability of a body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Duty {
    body: &'static Body,
    tie: &'static Tie,
    /// Whether it is asked to whom it answered, not who answered to it.
    up: bool,
}

pub(super) fn deal(pack: &mut Pack) {
    let data = pack.data;
    for body in &data.bodies {
        for up in [true, false] {
            let ends = sure_ends(data, body, up);
            let (Some((tie, _)), Some(from)) = (ends.first(), body.from()) else {
                continue;
            };
            let names = ends.iter().map(|(_, end)| end.plural.as_str());
            if !pack.lexicon.is_fair(&body.plural, names) {
                continue;
            }
            let mut parts = vec![if up { "up" } else { "down" }];
            parts.extend(ends.iter().map(|(_, end)| end.id.as_str()));
            let about = (Family::Accountability, RecordRef::body(body.id));
            let fact = Fact::Duty(Duty { body, tie, up });
            pack.add(about, Some(body), from.first(), &parts, fact);
        }
    }
}

fn ties(body: &'static Body, up: bool) -> &'static [Tie] {
    if up {
        &body.accountable_to
    } else {
        &body.holds_to_account
    }
}

/// The lines to bodies that are sure.
fn sure_ends(
    data: &'static Dataset,
    body: &'static Body,
    up: bool,
) -> Vec<(&'static Tie, &'static Body)> {
    let ties = ties(body, up).iter().filter(|tie| is_sure(*tie));
    let mut ends: Vec<(&Tie, &Body)> = Vec::new();
    for (tie, end) in ties.filter_map(|tie| Some((tie, data.body(&tie.body?)?))) {
        if ends.iter().all(|(_, known)| known.id != end.id) {
            ends.push((tie, end));
        }
    }
    ends
}

/// Whether anything that is recorded of the two says that one answered to the other.
fn may_answer(body: &'static Body, other: &'static Body, up: bool) -> bool {
    let says = |tie: &Tie, other: &Body| {
        tie.body == Some(other.id)
            || tie.text.to_lowercase().contains(&other.name.to_lowercase())
            || other
                .short
                .is_some_and(|short| tie.text.contains(short.as_str()))
    };
    ties(body, up).iter().any(|tie| says(tie, other))
        || ties(other, !up).iter().any(|tie| says(tie, body))
}

/// Whether one of two came from the other, and both were there in the time of a third.
fn is_kin(one: &Body, other: &Body, third: &Body) -> bool {
    let came = |later: &Body, earlier: &Body| {
        later
            .predecessors
            .iter()
            .any(|link| link.body == earlier.id)
    };
    let last = |body: &Body| body.from().and_then(|from| body.to().last_known(from));
    let first = |body: &Body| body.from().map(Date::first);
    let meet = last(other).is_none_or(|last| first(third) <= Some(last))
        && last(third).is_none_or(|last| first(other) <= Some(last));
    meet && (came(one, other) || came(other, one))
}

impl Duty {
    pub(super) fn face(self, data: &'static Dataset) -> Face {
        let Self { body, tie, up } = self;
        let found = sure_ends(data, body, up);
        let ends: Vec<&Body> = found.iter().map(|(_, end)| *end).collect();
        let right: Vec<String> = ends.iter().map(|end| many(end)).collect();
        let name = many_apart(data, body, Apart::Years);
        let question = if up {
            format!("To whom {} {name} answer?", did(body))
        } else {
            let answered = if is_now(body) {
                "answers, or answered,"
            } else {
                "answered"
            };
            format!("Who {answered} to {name}?")
        };
        let like = ends.first().copied().unwrap_or(body);
        let at = body.from().map_or(Day(0), Date::first);
        let others = tempt::like(data, like, at).into_iter().filter(|other| {
            let is_right = ends.iter().any(|end| tempt::is_called_alike(end, other));
            let is_kin = ends.iter().any(|end| is_kin(end, other, body));
            // Who answers to one that answers does so too, in a way.
            let is_further = ends.iter().any(|end| may_answer(end, other, up));
            other.id != body.id
                && !is_further
                && !is_right
                && !is_kin
                && !may_answer(body, other, up)
        });
        let wrong = tempt::pick(&question, &right, others.map(many));
        let is_told = |end: &Body| tempt::gives_away(&question, &many(end), &wrong);
        let first = found.iter().find(|(_, end)| !is_told(end));
        let tie = first.map_or(tie, |(tie, _)| *tie);
        let other = tie.body.and_then(|id| data.body(&id));
        Draft {
            question,
            right,
            wrong,
            typed: names(ends.iter().copied()),
            why: tie.sentence(other),
            from: tie,
            or: &body.sources,
            lights: [body.id]
                .into_iter()
                .chain(ends.iter().map(|end| end.id))
                .collect(),
        }
        .face()
    }
}
