//! What stood on a day.

use crate::dataset::Dataset;
use crate::model::{Body, Count, Date, Day};

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

/// How many instances of a body there were on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number<'a> {
    /// Counted in the list of all of them.
    Named(usize),
    /// Counted in the same year.
    Counted(&'a Count),
    /// Counted before, in another year: there may have been more or fewer since.
    Before(&'a Count),
}

/// How many instances of a body there were on a day, and how well that is known.
#[must_use]
pub fn number_on<'a>(data: &Dataset, body: &'a Body, day: Day) -> Option<Number<'a>> {
    let list = data
        .organisations_of(&body.id)
        .filter(|list| list.complete.iter().any(|span| span.covers(day)));
    if let Some(list) = list {
        return Some(Number::Named(
            list.organisations
                .iter()
                .filter(|organisation| organisation.covers(day))
                .count(),
        ));
    }
    let count = body.count_at(day)?;
    Some(if count.at.year() == day.year() {
        Number::Counted(count)
    } else {
        Number::Before(count)
    })
}
