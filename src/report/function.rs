//! A function of a body, and who held it on a day.

use super::brief::period;
use super::page::{Page, Paragraph, Tone};
use super::record::Notes;
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, Function, RecordRef, Role};
use crate::query;

/// The sign of a role in the matrix of functions.
#[must_use]
pub const fn role_sign(role: Role) -> &'static str {
    match role {
        Role::Lead => "●",
        Role::Shared => "◐",
        Role::Advisory => "○",
    }
}

/// Of a function that no body is recorded to have held.
pub(super) const NOBODY: &str =
    "Nobody that is recorded. The department itself has no record here.";

/// What a body had to do with a function; then who held that function on a day, from the centre outwards.
#[must_use]
pub fn held(data: &Dataset, function: &Function, body: &Body, day: Day) -> Page {
    let mut page = Page::new(format!(
        "{}: {}, {}",
        function.name,
        body.title(),
        body.years()
    ));
    let mut notes = Notes::new(data);
    let mut found = false;
    for holding in body
        .functions
        .iter()
        .filter(|holding| holding.function == function.id)
    {
        found = true;
        let when = if holding.from.is_some() || holding.to.is_some() {
            let to = query::held_to(body, holding);
            format!(" · {}", period(query::held_from(body, holding), to))
        } else {
            String::new()
        };
        let role = format!("{} {}", role_sign(holding.role), holding.role.name());
        page.add(
            Paragraph::item(0)
                .with(Tone::Strong, role)
                .dim(format!("{when}: "))
                .plain(&*holding.text)
                .dim(notes.cite(holding)),
        );
    }
    if !found {
        page.add(Paragraph::new().plain("Nothing is recorded of it having to do with this."));
    }
    page.heading(format!("Who held it on {}", Date::of_day(day).long()));
    let mut holders: Vec<(&Body, Role)> = query::standing_on(data, day)
        .into_iter()
        .filter_map(|body| Some((body, query::role_on(body, &function.id, day)?)))
        .collect();
    holders.sort_by_key(|(body, role)| (*role, body.tier));
    if holders.is_empty() {
        page.add(Paragraph::new().plain(NOBODY));
    }
    for (holder, role) in holders {
        let mut paragraph =
            Paragraph::item(0).plain(format!("{} {} ", role_sign(role), role.name()));
        if let Some(phase) = holder.phase_at(day) {
            paragraph = paragraph.shaded(phase.form);
        }
        page.add(
            paragraph
                .with(Tone::Link(RecordRef::body(holder.id)), &*holder.name)
                .dim(format!(" · {}", holder.tier.name())),
        );
    }
    notes.section(&mut page);
    page
}
