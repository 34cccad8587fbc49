//! The line at the top: the screens, and the date everything is seen from.

use super::paint::Canvas;
use crate::app::{Area, Screen, State};
use crate::theme::GLYPHS;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    let theme = canvas.theme;
    let mut column = canvas.text(area, 0, " nhs-tiers ", theme.strong());
    for screen in &Screen::ALL {
        let style = if *screen == state.screen {
            theme.selected()
        } else {
            theme.dim()
        };
        column = canvas.text(
            area,
            column,
            &format!(" {} {} ", screen.number(), screen.name()),
            style,
        );
    }
    let era = state
        .data
        .era_at(state.at)
        .map(|era| format!(" {} {}", GLYPHS.dot, era.name))
        .unwrap_or_default();
    let at = format!("as at {} ", state.at_words());
    let marked = state
        .marked
        .and_then(|id| state.data.body(&id))
        .map(|body| format!("contrast {} with … {} ", body.label(), GLYPHS.dot))
        .unwrap_or_default();
    let through = state
        .stack()
        .filter(|_| state.timeline.through && state.screen == Screen::Timeline)
        .map(|stack| format!("through {} {} ", stack.place.name, GLYPHS.dot))
        .unwrap_or_default();
    let whole = format!("{through}{marked}{}{era} ", at.trim_end());
    let fits = usize::from(area.width.saturating_sub(column)) > whole.chars().count();
    canvas.text_right(
        area,
        column + 1,
        if fits { &whole } else { &at },
        theme.strong(),
    );
}
