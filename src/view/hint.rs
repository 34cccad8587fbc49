//! What somebody who was never here is told on the last line, until the first key: keys to begin with.

use unicode_width::UnicodeWidthStr;

use super::paint::Canvas;
use crate::app::{Action, Area, State};
use crate::keys::Context;

/// What the keys do, as few words as say it.
const KEYS: [(Action, &str); 4] = [
    (Action::Search, "search"),
    (Action::Open, "open"),
    (Action::AskDate, "go to a date"),
    (Action::Tour, "tour"),
];

/// What comes before them, the fullest first.
const LEADS: [&str; 3] = ["New here? Keys to begin with: ", "New here? ", ""];

/// Draws it from a column on, as much of it as there is room for.
pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area, mut column: u16) {
    let theme = canvas.theme;
    let working = canvas.keys.working(Context::of(state));
    // Keys are told as the reader has configured them, and only those that work here.
    let told: Vec<(String, &str)> = KEYS
        .iter()
        .filter(|(action, _)| *action != Action::Tour || !state.data.tour.is_empty())
        .filter_map(|(action, word)| {
            let mut bindings = working.iter();
            let (_, keys) = bindings.find(|(binding, _)| binding.action == *action)?;
            Some((keys.first()?.name(), *word))
        })
        .collect();
    let width = |(key, word): &(String, &str)| key.width() + word.len() + 3;
    let room = usize::from(area.width.saturating_sub(column));
    let all: usize = told.iter().map(width).sum();
    let lead = LEADS.iter().find(|lead| lead.len() + all <= room);
    column = canvas.text(
        area,
        column,
        lead.copied().unwrap_or_default(),
        theme.plain(),
    );
    for one in &told {
        if usize::from(area.width.saturating_sub(column)) < width(one) {
            break;
        }
        column = canvas.text(area, column, &one.0, theme.strong());
        column = canvas.text(area, column, &format!(" {}  ", one.1), theme.dim());
    }
}
