//! What matters most about the selected bar or reform: beside the plot, or below it.

use super::paint::{Canvas, row, shorten};
use crate::app::{Area, Pane, State};
use crate::model::RecordRef;
use crate::theme::GLYPHS;

/// What is told of the place on the as-at day.
pub(super) fn draw_place(state: &State, canvas: &mut Canvas<'_>, area: Area, beside: bool) {
    if area.is_empty() {
        return;
    }
    let inner = frame(canvas, area, beside);
    let lines = state.place_lines(usize::from(inner.width));
    let note = state
        .places
        .place
        .and_then(|id| state.note(RecordRef::place(id)));
    let kept = u16::from(note.is_some());
    let told = lines.len() + usize::from(kept);
    let says = " Ctrl-e scrolls, i for all of it ";
    let room = hint(canvas, area, inner, beside, told, says).saturating_sub(kept);
    let text = Area {
        height: room,
        ..inner
    };
    let last = lines.len().saturating_sub(usize::from(room));
    canvas.lines(text, &lines, state.places.pane_top.min(last), |_, _| false);
    draw_note(canvas, inner, note, lines.len().min(usize::from(room)));
}

/// What is told of the chosen cell of the functions screen.
pub(super) fn draw_function(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    if area.is_empty() {
        return;
    }
    let inner = frame(canvas, area, false);
    let lines = state.function_lines(usize::from(inner.width));
    let says = " Ctrl-e scrolls ";
    let room = usize::from(hint(canvas, area, inner, false, lines.len(), says));
    let last = lines.len().saturating_sub(room);
    canvas.lines(inner, &lines, state.functions.pane_top.min(last), |_, _| {
        false
    });
}

/// The reader's note under what is told, on one line.
fn draw_note(canvas: &mut Canvas<'_>, inner: Area, note: Option<&str>, line: usize) {
    if let (Some(note), Ok(line)) = (note, u16::try_from(line)) {
        let words: Vec<&str> = note.split_whitespace().collect();
        let text = format!("Your note: {}", words.join(" "));
        let text = shorten(&text, usize::from(inner.width), GLYPHS.more);
        canvas.text(row(inner, line), 0, &text, canvas.theme.strong());
    }
}

/// The pane inside its margin, or under its rule.
fn frame(canvas: &mut Canvas<'_>, area: Area, beside: bool) -> Area {
    if beside {
        return Area {
            x: area.x + 2,
            width: area.width.saturating_sub(3),
            ..area
        };
    }
    canvas.rule(area);
    Area {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    }
    .inset(1)
}

/// Says that there is more than fits; the answer is how many lines there is room for.
fn hint(
    canvas: &mut Canvas<'_>,
    area: Area,
    inner: Area,
    beside: bool,
    lines: usize,
    says: &str,
) -> u16 {
    if lines <= usize::from(inner.height) {
        return inner.height;
    }
    // Where the pane stands below, the rule above it has room for this; beside the plot it costs the last line.
    let line = if beside {
        row(inner, inner.height.saturating_sub(1))
    } else {
        row(area, 0)
    };
    canvas.text_right(line, 0, says, canvas.theme.dim());
    inner.height - u16::from(beside && inner.height > 1)
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area, beside: bool) {
    if area.is_empty() {
        return;
    }
    let theme = canvas.theme;
    let inner = frame(canvas, area, beside);
    let lines = state.pane_lines(usize::from(inner.width));
    let note = state
        .note(state.timeline.selected)
        .filter(|_| state.timeline.pane == Pane::Selected);
    let kept = u16::from(note.is_some());
    let says = match state.timeline.pane {
        Pane::Selected => " Enter for all of it ",
        Pane::Standing | Pane::Since(_) => " and more: Ctrl-e and Ctrl-y scroll ",
    };
    let room = hint(
        canvas,
        area,
        inner,
        beside,
        lines.len() + usize::from(kept),
        says,
    );
    let room = usize::from(room.saturating_sub(kept));
    let text = Area {
        height: u16::try_from(room).unwrap_or(inner.height),
        ..inner
    };
    let last = lines.len().saturating_sub(room);
    canvas.lines(text, &lines, state.timeline.pane_top.min(last), |_, _| {
        false
    });
    if state.is_bookmarked(state.timeline.selected) && state.timeline.pane == Pane::Selected {
        canvas.text_right(row(inner, 0), 0, GLYPHS.bookmark, theme.strong());
    }
    draw_note(canvas, inner, note, lines.len().min(room));
}
