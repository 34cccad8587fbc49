//! The line at the top: the screens, and the date everything is seen from.

use unicode_width::UnicodeWidthStr;

use super::paint::Canvas;
use crate::app::{Area, Screen, State};
use crate::theme::GLYPHS;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    let theme = canvas.theme;
    let through = state
        .stack()
        .filter(|_| state.timeline.through && state.screen == Screen::Timeline)
        .map(|stack| format!("through {} {} ", stack.place.name, GLYPHS.dot))
        .unwrap_or_default();
    let at = format!("as at {} ", state.at_words());
    let tabs: usize = Screen::ALL
        .iter()
        .map(|screen| screen.name().len() + 4)
        .sum();
    // Where not everything fits beside the date, the screens that are not in view are told by their numbers; then the name goes.
    let name = " nhs-tiers ";
    let needed = format!("{through}{at}").width();
    let roomy = name.len() + tabs + needed < usize::from(area.width);
    let numbers = 3 * (Screen::ALL.len() - 1) + state.screen.name().len() + 4;
    let named = roomy || name.len() + numbers + needed < usize::from(area.width);
    let mut column = if named {
        canvas.text(area, 0, name, theme.strong())
    } else {
        0
    };
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
    // What does not fit goes: first the era, then what is marked.
    let choices = [
        format!("{through}{marked}{}{era} ", at.trim_end()),
        format!("{through}{marked}{at}"),
        format!("{through}{at}"),
        at,
    ];
    let room = usize::from(area.width.saturating_sub(column + 1));
    let fitting = choices.iter().find(|text| text.width() <= room);
    if let Some(text) = fitting {
        canvas.text_right(area, column + 1, text, theme.strong());
    }
}
