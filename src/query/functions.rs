//! Who held which function, from 1948 to now.

use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, End, Function, Holding, Role};

/// Who held a function, in order of time.
#[must_use]
pub fn holders<'a>(data: &'a Dataset, function: &Function) -> Vec<(&'a Body, &'a Holding)> {
    let mut found: Vec<(&Body, &Holding)> = data
        .bodies
        .iter()
        .flat_map(|body| {
            body.functions
                .iter()
                .filter(|holding| holding.function == function.id)
                .map(move |holding| (body, holding))
        })
        .collect();
    found.sort_by_key(|(body, holding)| {
        (
            held_from(body, holding).map(Date::first),
            body.tier,
            body.id,
        )
    });
    found
}

/// When a holding began: as it is recorded, or with its body.
#[must_use]
pub fn held_from(body: &Body, holding: &Holding) -> Option<Date> {
    holding.from.or_else(|| body.from())
}

/// When a holding ended: as it is recorded, or with its body.
#[must_use]
pub fn held_to(body: &Body, holding: &Holding) -> End {
    holding.to.map_or_else(|| body.to(), End::On)
}

/// Whether a body held a function in that way on a day.
#[must_use]
pub fn held_on(body: &Body, holding: &Holding, day: Day) -> bool {
    let from = held_from(body, holding);
    body.phase_at(day).is_some()
        && from.is_some_and(|from| held_to(body, holding).covers(from, day))
}

/// The bodies that held any function, in order of time: the columns of the matrix of functions.
#[must_use]
pub fn bodies_with_functions(data: &Dataset, context: bool) -> Vec<&Body> {
    let mut found: Vec<&Body> = data
        .bodies
        .iter()
        .filter(|body| (context || !body.context) && !body.functions.is_empty())
        .collect();
    found.sort_by_key(|body| (body.from().map(Date::first), body.tier, body.id));
    found
}

/// How a body held a function in its life: the weightiest role, where it held it at all.
#[must_use]
pub fn role_of(body: &Body, function: &str) -> Option<Role> {
    let held = body
        .functions
        .iter()
        .filter(|holding| holding.function == function);
    held.map(|holding| holding.role).min()
}

/// How a body held a function on a day.
#[must_use]
pub fn role_on(body: &Body, function: &str, day: Day) -> Option<Role> {
    let held = body
        .functions
        .iter()
        .filter(|holding| holding.function == function && held_on(body, holding, day));
    held.map(|holding| holding.role).min()
}
