//! The line at the top: the screens, and the date everything is seen from.

use super::paint::Canvas;
use crate::app::{Area, Screen, State};
use crate::theme::GLYPHS;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    let theme = canvas.theme;
    let mut column = canvas.text(area, 0, " nhs-tiers ", theme.strong());
    let at = format!("as at {} ", state.at_words());
    let tabs: usize = Screen::ALL
        .iter()
        .map(|screen| screen.name().len() + 4)
        .sum();
    // Where not all names fit beside the date, the screens that are not in view are told by their numbers.
    let roomy = usize::from(column) + tabs + at.len() < usize::from(area.width);
    for screen in &Screen::ALL {
        let here = *screen == state.screen;
        let style = if here { theme.selected() } else { theme.dim() };
        let text = if here || roomy {
            format!(" {} {} ", screen.number(), screen.name())
        } else {
            format!(" {} ", screen.number())
        };
        column = canvas.text(area, column, &text, style);
    }
    let era = state
        .data
        .era_at(state.at)
        .map(|era| format!(" {} {}", GLYPHS.dot, era.name))
        .unwrap_or_default();
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
