//! What stood on a day.

use crate::dataset::Dataset;
use crate::model::{Body, Count, Date, Day, End};

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

/// Years for which something whose end is not established is worth naming after it was last known.
const REMEMBERED: i16 = 10;

/// The bodies whose end is not established and which were last known to be there before a day, but not many years before it; with the
/// date on which they were.
#[must_use]
pub fn lost_by(data: &Dataset, day: Day) -> Vec<(&Body, Date)> {
    let mut found: Vec<(&Body, Date)> = data
        .bodies
        .iter()
        .filter(|body| !body.context && body.phase_at(day).is_none())
        .filter_map(|body| {
            let End::Unknown { after } = body.to() else {
                return None;
            };
            let last = after.or_else(|| body.phases.last().map(|phase| phase.from))?;
            let years = day.year() - last.year();
            (last.first() <= day && years <= REMEMBERED).then_some((body, last))
        })
        .collect();
    found.sort_by_key(|(body, last)| (body.tier, last.first(), body.id));
    found
}
