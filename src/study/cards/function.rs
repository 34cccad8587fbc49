//! Who held a function in a year, and what a body was for.

use super::phrase::{Apart, did, full, is_organisation, line, many, many_apart, small};
use super::{Draft, Fact, Pack, is_sure, names, tempt};
use crate::dataset::Dataset;
use crate::model::{Body, Day, Function, Holding, RecordRef, Role as Held};
use crate::query::{held_from, held_on, held_to};
use crate::study::card::{Face, Family, Typed};

/// A function and who held it, seen from one of the two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Role {
    /// Who led on a function in a year.
    Leader(&'static Function, i16, &'static Holding),
    /// On which functions a body led.
    Led(&'static Body, &'static Holding),
}

pub(super) fn deal(pack: &mut Pack) {
    let data = pack.data;
    for era in &data.eras {
        let last = era.to.last_known(era.from).unwrap_or_else(|| data.as_of());
        let year = era.from.year().midpoint(last.year());
        let there: Vec<&Body> = there(data, year).collect();
        for function in &data.functions {
            let leaders = leaders(data, function, year);
            let Some((body, told)) = leaders.first().copied() else {
                continue;
            };
            let bystanders = || there.iter().filter(|body| has_no_part(body, function));
            if bystanders().count() < tempt::SHOWN {
                continue;
            }
            // Who is told by the question has to share the word with somebody who had no part.
            let asked = format!("{} {}", function.name, function.gloss);
            let is_hidden = |leader: &Body| {
                !tempt::touches(&asked, &leader.plural)
                    || bystanders().any(|other| tempt::hides(&other.plural, &asked, &leader.plural))
            };
            if !leaders.iter().any(|(leader, _)| is_hidden(leader)) {
                continue;
            }
            let year_in_words = year.to_string();
            let mut parts = vec![year_in_words.as_str()];
            parts.extend(leaders.iter().map(|(body, _)| body.id.as_str()));
            let about = (Family::Function, RecordRef::function(function.id));
            let fact = Fact::Role(Role::Leader(function, year, told));
            pack.add(about, Some(body), middle(year), &parts, fact);
        }
    }
    for body in &data.bodies {
        let led = led(data, body);
        let from = body.from().filter(|_| is_organisation(body));
        let (Some(from), Some((_, told))) = (from, led.first()) else {
            continue;
        };
        let is_told =
            |(function, _): &(&Function, &Holding)| tempt::touches(&body.plural, &function.name);
        if led.iter().all(is_told) {
            continue;
        }
        let parts: Vec<&str> = led
            .iter()
            .map(|(function, _)| function.id.as_str())
            .collect();
        let about = (Family::Function, RecordRef::body(body.id));
        let fact = Fact::Role(Role::Led(body, told));
        pack.add(about, Some(body), from.first(), &parts, fact);
    }
}

fn middle(year: i16) -> Day {
    Day::new(year, 7, 1).unwrap_or(Day(0))
}

/// Who led on a function at any time in a year, the tier's own bodies first.
fn leaders(
    data: &'static Dataset,
    function: &Function,
    year: i16,
) -> Vec<(&'static Body, &'static Holding)> {
    let mut found: Vec<(&Body, &Holding)> = Vec::new();
    for body in &data.bodies {
        let holding = body.functions.iter().find(|holding| {
            holding.function == function.id
                && holding.role == Held::Lead
                && holds(body, holding, year)
        });
        found.extend(holding.map(|holding| (body, holding)));
    }
    found.sort_by_cached_key(|(body, holding)| {
        let through = held_on(body, holding, middle(year)) && is_sure(*holding);
        (
            !through,
            !is_organisation(body),
            body.context,
            body.tier,
            body.id,
        )
    });
    // The one that is told must be sure, and must be able to act.
    let sure = found
        .first()
        .is_some_and(|(body, holding)| is_sure(*holding) && is_organisation(body));
    if sure { found } else { Vec::new() }
}

/// Whether a holding touches a year.
fn holds(body: &Body, holding: &Holding, year: i16) -> bool {
    let from = held_from(body, holding);
    let (Some(from), Some(first), Some(last)) =
        (from, Day::new(year, 1, 1), Day::new(year, 12, 31))
    else {
        return false;
    };
    let ended = held_to(body, holding).last_known(from);
    from.first() <= last && ended.is_none_or(|ended| first <= ended)
}

/// Bodies with functions that were in being all through a year.
fn there(data: &'static Dataset, year: i16) -> impl Iterator<Item = &'static Body> {
    let days = [Day::new(year, 1, 1), Day::new(year, 12, 31)];
    data.bodies.iter().filter(move |body| {
        let there = |day: Option<Day>| day.is_some_and(|day| body.phase_at(day).is_some());
        days.into_iter().all(there) && !body.functions.is_empty()
    })
}

/// Whether a body had no part in a function at any time.
fn has_no_part(body: &Body, function: &Function) -> bool {
    let mut held = body.functions.iter();
    held.all(|holding| holding.function != function.id)
}

/// The functions on which a body led, with the holdings that say so.
fn led(data: &'static Dataset, body: &'static Body) -> Vec<(&'static Function, &'static Holding)> {
    let leads = body.functions.iter();
    let leads = leads.filter(|holding| holding.role == Held::Lead && is_sure(*holding));
    let mut found: Vec<(&Function, &Holding)> = Vec::new();
    for holding in leads {
        let function = data.function(&holding.function);
        let is_new = |function: &&Function| found.iter().all(|(known, _)| known.id != function.id);
        if let Some(function) = function.filter(is_new) {
            found.push((function, holding));
        }
    }
    found
}

impl Role {
    pub(super) fn face(self, data: &'static Dataset) -> Face {
        match self {
            Self::Leader(function, year, told) => leader(data, function, year, told),
            Self::Led(body, told) => led_by(data, body, told),
        }
    }
}

fn leader(
    data: &'static Dataset,
    function: &'static Function,
    year: i16,
    told: &'static Holding,
) -> Face {
    let found = leaders(data, function, year);
    let bodies: Vec<&Body> = found.iter().map(|(body, _)| *body).collect();
    let right: Vec<String> = bodies.iter().map(|body| many(body)).collect();
    let gloss = small(&line(&function.gloss));
    let name = small(&function.name);
    let question = format!("Who led on {name} in {year}: {gloss}?");
    let first = bodies.first().copied();
    let mut others: Vec<&Body> = there(data, year)
        .filter(|body| has_no_part(body, function))
        .collect();
    others.retain(|other| {
        bodies
            .iter()
            .all(|body| !tempt::is_called_alike(body, other))
    });
    others.sort_by_cached_key(|other| {
        let tier = first.map(|first| (other.tier as i32 - first.tier as i32).abs());
        (other.context, tier, other.id)
    });
    let wrong = tempt::pick(&question, &right, others.into_iter().map(many));
    // The one that is told is the first that the question does not tell.
    let is_told = |body: &Body| tempt::gives_away(&question, &many(body), &wrong);
    let first = found.iter().find(|(body, _)| !is_told(body));
    let (who, told) = first.map_or(("", told), |(body, holding)| {
        (body.plural.as_str(), *holding)
    });
    let also = bodies.iter().map(|body| body.plural.as_str());
    let also: Vec<&str> = also.filter(|name| *name != who).collect();
    let also = match also.as_slice() {
        [] => String::new(),
        also => format!(" So did: {}.", also.join(", ")),
    };
    Draft {
        question,
        right,
        wrong,
        typed: names(bodies.iter().copied()),
        why: format!("{who}: {}{also}", full(&told.text)),
        from: told,
        or: &[],
        lights: bodies.iter().map(|body| body.id).collect(),
    }
    .face()
}

fn led_by(data: &'static Dataset, body: &'static Body, told: &'static Holding) -> Face {
    let led = led(data, body);
    let right: Vec<String> = led
        .iter()
        .map(|(function, _)| function.name.to_string())
        .collect();
    let name = many_apart(data, body, Apart::Years);
    let question = format!("Which function {} {name} lead on?", did(body));
    let untouched = data
        .functions
        .iter()
        .filter(|function| has_no_part(body, function));
    let wrong = tempt::pick(
        &question,
        &right,
        untouched.map(|function| function.name.to_string()),
    );
    let is_told = |function: &Function| tempt::gives_away(&question, &function.name, &wrong);
    let first = led.iter().find(|(function, _)| !is_told(function));
    let (what, told) = first.map_or(("", told), |(function, holding)| {
        (function.name.as_str(), *holding)
    });
    Draft {
        question,
        typed: Typed::Name(right.clone()),
        right,
        wrong,
        why: format!("{what}: {}", full(&told.text)),
        from: told,
        or: &body.sources,
        lights: vec![body.id],
    }
    .face()
}
