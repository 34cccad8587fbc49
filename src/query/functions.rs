//! Who held which function, from 1948 to now.

use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, End, Function, Holding, Role};

/// The matrix: functions in the order of the vocabulary, bodies in order of time.
#[derive(Clone, Debug)]
pub struct Matrix<'a> {
    /// The rows.
    pub functions: Vec<&'a Function>,
    /// The columns: bodies that held any function, in order of their first day.
    pub bodies: Vec<&'a Body>,
}

/// The matrix of functions and the bodies that held them; of context only where it is asked for.
#[must_use]
pub fn matrix(data: &Dataset, context: bool) -> Matrix<'_> {
    let mut bodies: Vec<&Body> = data
        .bodies
        .iter()
        .filter(|body| (context || !body.context) && !body.functions.is_empty())
        .collect();
    bodies.sort_by_key(|body| (body.from().map(Date::first), body.tier, body.id));
    Matrix {
        functions: data.functions.iter().collect(),
        bodies,
    }
}

/// How a body held a function, its strongest role in its whole life; `None` where it is not recorded to have held it.
#[must_use]
pub fn role(body: &Body, function: &Function) -> Option<Role> {
    holdings(body, function).map(|holding| holding.role).min()
}

/// How a body held a function on a day.
#[must_use]
pub fn role_on(body: &Body, function: &Function, day: Day) -> Option<Role> {
    body.phase_at(day)?;
    holdings(body, function)
        .filter(|holding| held_on(holding, day))
        .map(|holding| holding.role)
        .min()
}

/// The records of a body's holding a function.
pub fn holdings<'a>(body: &'a Body, function: &Function) -> impl Iterator<Item = &'a Holding> {
    let id = function.id;
    body.functions
        .iter()
        .filter(move |holding| holding.function == id)
}

/// Whether a body held a function on a day on which it stood.
fn held_on(holding: &Holding, day: Day) -> bool {
    let begun = holding.from.is_none_or(|from| from.first() <= day);
    let on = holding.to.is_none_or(|to| day <= to.last());
    begun && on
}

/// Who held a function, in order of time.
#[must_use]
pub fn holders<'a>(data: &'a Dataset, function: &Function) -> Vec<(&'a Body, &'a Holding)> {
    let mut found: Vec<(&Body, &Holding)> = data
        .bodies
        .iter()
        .flat_map(|body| holdings(body, function).map(move |holding| (body, holding)))
        .collect();
    found.sort_by_key(|(body, holding)| {
        (
            holding.from.or_else(|| body.from()).map(Date::first),
            body.tier,
            body.id,
        )
    });
    found
}

/// When a holding ended: as it is recorded, or with its body.
#[must_use]
pub fn held_to(body: &Body, holding: &Holding) -> End {
    holding.to.map_or_else(|| body.to(), End::On)
}
