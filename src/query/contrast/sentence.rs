//! The sentence with which a contrast begins.

use super::Subject;
use crate::model::{Body, Date, Day, End, LegalForm, capital};

/// "SHA (2002–2013) was a statutory body; ICS (since 2018) is a non-statutory partnership. 4 years and 10 months lay between them."
pub(super) fn sentence(subjects: &[Subject<'_>], as_of: Day) -> String {
    let forms: Vec<String> = subjects.iter().map(one).collect();
    let pairs: Vec<String> = subjects
        .windows(2)
        .filter_map(|pair| match pair {
            [one, other] => Some((one.body, other.body)),
            _ => None,
        })
        .map(|(one, other)| {
            let together = together(one, other, as_of);
            if subjects.len() == 2 || together.is_empty() {
                capital(&together)
            } else {
                format!("{} and {}: {together}", one.label(), other.label())
            }
        })
        .collect();
    format!("{}. {}", forms.join("; "), pairs.join(" "))
}

fn one(subject: &Subject<'_>) -> String {
    let Subject { body, day, pinned } = *subject;
    let form = in_law(body, day);
    if pinned {
        let on = Date::of_day(day);
        let was = match body.phase_at(day) {
            Some(_) => format!("a {form}"),
            None => "not in being".to_owned(),
        };
        return format!("{} ({}) on {on} was {was}", body.label(), body.years());
    }
    let was = through_life(body).unwrap_or_else(|| format!("was a {form}"));
    format!("{} ({}) {was}", body.label(), body.years())
}

/// "was a non-statutory programme, then a non-statutory partnership": a body is told with its years, and so is what it was in them.
fn through_life(body: &Body) -> Option<String> {
    let mut forms: Vec<String> = body.phases.iter().map(|phase| words(phase.form)).collect();
    forms.dedup();
    let (last, before) = forms.split_last()?;
    let is_there = body.to() == End::Ongoing;
    Some(match (before, is_there) {
        ([], true) => format!("is a {last}"),
        ([], false) => format!("was a {last}"),
        (before, true) => format!("was a {}, and is a {last}", before.join(", then a ")),
        (before, false) => format!("was a {}, then a {last}", before.join(", then a ")),
    })
}

/// What a body was in law on a day, in words that follow "a".
pub(super) fn in_law(body: &Body, day: Day) -> String {
    let phase = body.phase_near(day);
    phase.map(|phase| words(phase.form)).unwrap_or_default()
}

fn words(form: LegalForm) -> String {
    match form {
        LegalForm::SharedManagement => "non-statutory grouping under shared management".to_owned(),
        form => form.words().replace(": ", " "),
    }
}

/// Whether two bodies stood at the same time, and since when, or what lay between them: no more precisely than it is known. It begins
/// small, so that it can go on from something.
fn together(one: &Body, other: &Body, as_of: Day) -> String {
    let (Some(one_from), Some(other_from)) = (one.from(), other.from()) else {
        return String::new();
    };
    let later = if one_from.first() < other_from.first() {
        (other_from, one)
    } else {
        (one_from, other)
    };
    let (began, earlier) = later;
    let last = |body: &Body, from: Date| body.to().last_known(from).unwrap_or(as_of);
    let ends = [
        (one.to(), last(one, one_from)),
        (other.to(), last(other, other_from)),
    ];
    let Some((end, last)) = ends.into_iter().min_by_key(|(_, last)| *last) else {
        return String::new();
    };
    if began.first() <= last {
        return match end {
            End::Ongoing => format!("both have stood since {began}."),
            End::On(to) => format!("both stood from {began} to {to}."),
            End::Unknown { .. } => {
                format!("both stood from {began}; until when is not established.")
            }
        };
    }
    let from = earlier.from().unwrap_or(began);
    let gap_from = earlier.to().last_known(from).unwrap_or(as_of).plus(1);
    let gap = began.first().0 - gap_from.0;
    let exact = began.is_day() && matches!(earlier.to(), End::On(to) if to.is_day());
    match (earlier.to(), gap) {
        (End::Unknown { .. }, _) => "when the earlier one ended is not established.".to_owned(),
        (_, 0) => "one followed the other without a gap.".to_owned(),
        _ => {
            let length = length(gap_from, began.first());
            let length = if exact {
                length
            } else {
                format!("about {length}")
            };
            format!("{length} lay between them.")
        }
    }
}

/// "12 days", "15 months", "4 years and 10 months": from a day up to the one before another.
pub(super) fn length(first: Day, behind: Day) -> String {
    let many = |number: i32, unit: &str| match number {
        1 => format!("1 {unit}"),
        _ => format!("{number} {unit}s"),
    };
    let days = behind.0 - first.0;
    // The mean month has 30.44 days: near enough to begin with.
    let mut months = i32::try_from(i64::from(days) * 100 / 3044).unwrap_or_default();
    while first.plus_months(months + 1) <= behind {
        months += 1;
    }
    while months > 0 && first.plus_months(months) > behind {
        months -= 1;
    }
    match (days, months) {
        (..60, _) => many(days, "day"),
        (_, ..24) => many(months, "month"),
        (_, months) if months % 12 == 0 => many(months / 12, "year"),
        (_, months) => format!(
            "{} and {}",
            many(months / 12, "year"),
            many(months % 12, "month")
        ),
    }
}
