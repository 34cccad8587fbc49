//! What stood on a day, from the centre outwards.

use super::page::{Page, Paragraph, Tone, shade};
use crate::dataset::Dataset;
use crate::model::{Date, Day};
use crate::query;

/// Everything in being on a day, from the highest tier down, with its number and its standing; what is only context where it is asked for.
#[must_use]
pub fn standing(data: &Dataset, day: Day, context: bool) -> Page {
    let mut page = Page::new(format!("Standing on {}", Date::of_day(day).long()));
    let bodies = query::standing_on(data, day);
    for body in bodies.into_iter().filter(|body| context || !body.context) {
        let Some(phase) = body.phase_at(day) else {
            continue;
        };
        let number = body
            .count_at(day)
            .map(|count| format!("{} ", count.number))
            .unwrap_or_default();
        let name = if number == "1 " {
            body.name
        } else {
            body.plural
        };
        page.add(
            Paragraph::item(0)
                .with(Tone::Shade(phase.form), format!("{} ", shade(phase.form)))
                .plain(number)
                .with(Tone::Strong, &*name)
                .dim(format!(" · {}, {}", body.tier.name(), phase.form.words())),
        );
    }
    page
}
