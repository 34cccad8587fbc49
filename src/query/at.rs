//! What stood on a day.

use crate::dataset::Dataset;
use crate::model::{Body, Date, Day};

/// The bodies in being on a day, from the centre outwards, then in order of their beginning.
#[must_use]
pub fn standing_on(data: &Dataset, day: Day) -> Vec<&Body> {
    let mut found: Vec<&Body> = data
        .bodies
        .iter()
        .filter(|body| body.phase_at(day).is_some())
        .collect();
    found.sort_by_key(|body| (body.tier, body.from().map(Date::first), body.id));
    found
}
