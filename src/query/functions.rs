//! Who held which function, from 1948 to now.

use crate::dataset::Dataset;
use crate::model::{Body, Date, End, Function, Holding};

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
