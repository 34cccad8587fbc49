//! Two bodies side by side.

use unicode_width::UnicodeWidthStr;

use super::paint::{Canvas, row, shorten};
use crate::app::{Area, Side, State};
use crate::report::{Columns, shade};
use crate::theme::GLYPHS;

/// What is said where there is nothing to show.
const NOTHING_YET: &str = "Nothing is contrasted yet.\n\nPress p for the classic questions, one after another; or / to find a body for the side marked above (h and l change sides); or c on two bars of the timeline.";

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    let theme = canvas.theme;
    let inner = area.inset(1);
    let shown = state.contrast.shown();
    let columns = Columns::of(shown, usize::from(inner.width));
    for number in 0..shown {
        // Where there is no room for sides, their names share the line.
        let share = usize::from(inner.width) / shown;
        let (at, room) = if columns.side > 0 {
            (columns.start(number), columns.side)
        } else {
            (number * share, share.saturating_sub(1))
        };
        let Ok(at) = u16::try_from(at) else { continue };
        let style = if state.contrast.focus == number {
            theme.selected()
        } else {
            theme.strong()
        };
        let side = state.contrast.sides.get(number).copied();
        let text = shorten(&name(state, side, room), room, GLYPHS.more);
        canvas.text(row(inner, 0), at, &text, style);
        if state.contrast.focus == number {
            canvas.point(row(inner, 0), at);
        }
        let Some(subject) = side.and_then(|side| state.subject(side)) else {
            continue;
        };
        // Who pins a side to a day asks about that day, and not about the nearest on which the body stood.
        let phase = if subject.pinned {
            subject.body.phase_at(subject.day)
        } else {
            subject.body.phase_near(subject.day)
        };
        let (text, style) = match phase {
            Some(phase) => {
                let text = format!("{} {}", shade(phase.form), phase.form.words());
                (text, theme.form_word(phase.form))
            }
            None => ("not in being".to_owned(), theme.doubt()),
        };
        canvas.text(row(inner, 1), at, &shorten(&text, room, GLYPHS.more), style);
    }
    let lines = state.contrast_lines();
    let text = Area {
        y: inner.y + 3,
        height: inner.height.saturating_sub(3),
        ..inner
    };
    if lines.is_empty() {
        canvas.wrapped(text, 0, NOTHING_YET);
        return;
    }
    canvas.lines(text, &lines, state.contrast.top, |_, _| false);
    let left = lines
        .len()
        .saturating_sub(state.contrast.top + usize::from(text.height));
    if left > 0 {
        canvas.text_right(
            row(inner, 2),
            0,
            &format!("{left} lines below"),
            theme.dim(),
        );
    }
}

/// As much of the name, the abbreviation and the years as fits; the day, where the side is pinned to one.
fn name(state: &State, side: Option<Side>, room: usize) -> String {
    let known = side.and_then(|side| Some((side, state.data.body(&side.body)?)));
    let Some((side, body)) = known else {
        return "nothing yet: / finds a body".to_owned();
    };
    let label = body.label();
    let when = side
        .day()
        .map_or_else(|| body.years(), |day| format!("as at {day}"));
    let whole = body.title();
    let mut choices = vec![
        format!("{whole}, {when}"),
        format!("{}, {when}", body.name),
        format!("{label}, {when}"),
    ];
    if side.on.is_none() {
        choices.insert(2, whole);
    }
    choices
        .into_iter()
        .find(|name| name.width() <= room)
        .unwrap_or_else(|| label.to_string())
}
