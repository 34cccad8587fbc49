//! What matters most about the selected bar or reform: beside the plot, or below it.

use super::paint::{Canvas, row, shorten};
use crate::app::{Area, State};
use crate::theme::GLYPHS;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area, beside: bool) {
    if area.is_empty() {
        return;
    }
    let theme = canvas.theme;
    let mut inner = area;
    if beside {
        inner = Area {
            x: area.x + 2,
            width: area.width.saturating_sub(3),
            ..area
        };
    } else {
        for index in 0..area.width {
            canvas.cell(area.x + index, area.y, GLYPHS.rule, theme.dim());
        }
        inner = Area {
            y: inner.y + 1,
            height: inner.height.saturating_sub(1),
            ..inner
        }
        .inset(1);
    }
    let lines = state.pane_lines(usize::from(inner.width));
    let height = usize::from(inner.height);
    let note = state
        .note(state.timeline.selected)
        .filter(|_| !state.timeline.slice);
    let mut room = height.saturating_sub(usize::from(note.is_some()));
    if lines.len() > room {
        // Where the pane stands below, the rule above it has room for this; beside the plot it costs the last line.
        let hint = if beside {
            row(inner, inner.height.saturating_sub(1))
        } else {
            row(area, 0)
        };
        room -= usize::from(beside && room > 1);
        canvas.text_right(
            hint,
            0,
            if state.timeline.slice {
                " and more: j and k walk them "
            } else {
                " Enter for all of it "
            },
            theme.dim(),
        );
    }
    let text = Area {
        height: u16::try_from(room).unwrap_or(inner.height),
        ..inner
    };
    canvas.lines(text, &lines, 0, |_, _| false);
    if state.is_bookmarked(state.timeline.selected) && !state.timeline.slice {
        canvas.text_right(row(inner, 0), 0, GLYPHS.bookmark, theme.strong());
    }
    if let (Some(note), Ok(last)) = (note, u16::try_from(lines.len().min(room))) {
        let text = shorten(
            &format!("Your note: {note}"),
            usize::from(inner.width),
            GLYPHS.more,
        );
        canvas.text(row(inner, last), 0, &text, theme.strong());
    }
}
