//! The line at the top: the screens, and the date everything is seen from.

use unicode_width::UnicodeWidthStr;

use super::paint::{Canvas, shorten};
use crate::app::{Area, Pane, Screen, State};
use crate::model::Date;
use crate::theme::GLYPHS;

/// Columns of a query that are told.
const QUERY: usize = 36;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    let theme = canvas.theme;
    let through = state
        .through()
        .filter(|_| state.screen == Screen::Timeline)
        .map(|stack| format!("through {} {} ", stack.place.name, GLYPHS.dot))
        .unwrap_or_default();
    let since = match state.timeline.pane {
        Pane::Since(day) if state.screen == Screen::Timeline => {
            format!("changes from {} to", Date::of_day(day))
        }
        _ => "as at".to_owned(),
    };
    let at = match state.screen {
        // A date would give answers away, or seem to be today's.
        Screen::Study => String::new(),
        _ => format!("{since} {} ", state.at_words()),
    };
    let filtered = state.timeline.filtered.as_ref();
    let filtered = filtered.filter(|_| state.screen == Screen::Timeline);
    let at = match filtered {
        Some(_) => format!("filtered {} {at}", GLYPHS.dot),
        None => at,
    };
    let by = filtered.map(|filtered| {
        let query = shorten(&filtered.query, QUERY, GLYPHS.more);
        at.replacen("filtered", &format!("filtered: {query}"), 1)
    });
    let tabs: usize = Screen::ALL
        .iter()
        .map(|screen| screen.name().len() + 4)
        .sum();
    // Where not everything fits beside the date, the screens that are not in view are told by their numbers; then the name goes.
    let name = " nhs-tiers ";
    let needed = format!("{through}{}", by.as_ref().unwrap_or(&at)).width();
    let roomy = name.len() + tabs + needed < usize::from(area.width);
    let numbers = 3 * (Screen::ALL.len() - 1) + state.screen.name().len() + 4;
    // The date matters more than the way to other screens, which the help tells too.
    let alone = numbers + at.width() > usize::from(area.width);
    let named = roomy || name.len() + numbers + needed < usize::from(area.width);
    let mut column = if named {
        canvas.text(area, 0, name, theme.strong())
    } else {
        0
    };
    for screen in &Screen::ALL {
        let here = *screen == state.screen;
        if alone && !here {
            continue;
        }
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
        .filter(|_| state.screen != Screen::Study)
        .map(|era| format!(" {} {}", GLYPHS.dot, era.name))
        .unwrap_or_default();
    let marked = state
        .marked
        .and_then(|(id, _)| state.data.body(&id))
        .map(|body| format!("contrast {} with … {} ", body.label(), GLYPHS.dot))
        .unwrap_or_default();
    // What does not fit goes: first the era, then what is marked.
    let whole = by.as_deref().unwrap_or(&at);
    let choices = [
        format!("{through}{marked}{}{era} ", whole.trim_end()),
        format!("{through}{marked}{whole}"),
        format!("{through}{whole}"),
        whole.to_owned(),
        at.trim_end().to_owned(),
        at.trim_end().replacen("as at ", "", 1),
    ];
    let room = usize::from(area.width.saturating_sub(column + 1));
    let fitting = choices.iter().find(|text| text.width() <= room);
    if let Some(text) = fitting {
        canvas.text_right(area, column + 1, text, theme.strong());
    }
}
