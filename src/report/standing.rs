//! What stood on a day, from the centre outwards.

use super::page::{Page, Paragraph, Tone, shade};
use crate::dataset::Dataset;
use crate::model::{Body, Count, Date, Day, Scope};
use crate::query::{self, Number};

/// Everything in being on a day, from the highest tier down, with its number and its standing; what is only context where it is asked for.
#[must_use]
pub fn standing(data: &Dataset, day: Day, context: bool) -> Page {
    standing_of(data, day, &|body| context || !body.context)
}

/// The same of the bodies that are wanted.
pub(super) fn standing_of(data: &Dataset, day: Day, wanted: &dyn Fn(&Body) -> bool) -> Page {
    let mut page = Page::new(format!("Standing on {}", Date::of_day(day).long()));
    let bodies = query::standing_on(data, day);
    for body in bodies.into_iter().filter(|body| wanted(body)) {
        let Some(phase) = body.phase_at(day) else {
            continue;
        };
        let (number, counted) = match query::number_on(data, body, day) {
            None => (None, String::new()),
            Some(Number::Named(number)) => (u32::try_from(number).ok(), String::new()),
            Some(Number::Counted(count)) => (Some(count.number), aside(count, false)),
            Some(Number::Before(count)) => (Some(count.number), aside(count, true)),
        };
        let name = if number == Some(1) {
            body.name
        } else {
            body.plural
        };
        let number = number
            .map(|number| format!("{number} "))
            .unwrap_or_default();
        page.add(
            Paragraph::item(0)
                .with(Tone::Shade(phase.form), format!("{} ", shade(phase.form)))
                .plain(number)
                .with(Tone::Strong, &*name)
                .dim(format!(
                    "{counted} · {}, {}",
                    body.tier.name(),
                    phase.form.words()
                )),
        );
    }
    page
}

/// What has to be known of a count: that it is about, of more than England, or of another year.
fn aside(count: &Count, other_year: bool) -> String {
    let about = count.about.then_some("about");
    let scope = (count.scope != Scope::England).then(|| count.scope.name());
    let year = other_year.then(|| format!("in {}", count.at.year()));
    let parts: Vec<&str> = about
        .into_iter()
        .chain(scope)
        .chain(year.as_deref())
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(", "))
    }
}
