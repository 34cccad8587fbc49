//! Two bodies side by side.

use unicode_width::UnicodeWidthStr;

use super::paint::{Canvas, row, shorten};
use crate::app::{Area, Side, State};
use crate::model::Text;
use crate::report::{self, shade};
use crate::theme::GLYPHS;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    let theme = canvas.theme;
    let inner = area.inset(1);
    let (label, column) = report::contrast_columns(usize::from(inner.width));
    for (side, id, at) in [
        (Side::Left, state.contrast.left, 2 + label),
        (Side::Right, state.contrast.right, 2 + label + column + 2),
    ] {
        let Ok(at) = u16::try_from(at) else { continue };
        let style = if state.contrast.focus == side {
            theme.selected()
        } else {
            theme.strong()
        };
        canvas.text(
            row(inner, 0),
            at,
            &shorten(&name(state, id, column), column, GLYPHS.more),
            style,
        );
        if let Some(phase) = id
            .and_then(|id| state.data.body(&id))
            .and_then(|body| body.phase_near(state.at))
        {
            let style = theme.form_word(phase.form);
            let text = format!("{} {}", shade(phase.form), phase.form.words());
            canvas.text(row(inner, 1), at, &text, style);
        }
    }
    let lines = state.contrast_lines();
    let text = Area {
        y: inner.y + 3,
        height: inner.height.saturating_sub(3),
        ..inner
    };
    if lines.is_empty() {
        for (index, line) in [
            "Nothing is contrasted yet.",
            "",
            "Press p for the classic questions, one after another: what was the difference between…",
            "or / to find a body for the side that is marked above (h and l change sides),",
            "or c on two bars of the timeline.",
        ]
        .iter()
        .enumerate()
        {
            if let Ok(index) = u16::try_from(index) {
                canvas.text(row(text, index), 2, line, theme.plain());
            }
        }
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

/// As much of the name, the abbreviation and the years as fits.
fn name(state: &State, id: Option<Text>, room: usize) -> String {
    let Some(body) = id.and_then(|id| state.data.body(&id)) else {
        return "nothing yet: / finds a body".to_owned();
    };
    let (label, years) = (body.label(), body.years());
    let whole = body.title();
    let choices = [
        format!("{whole}, {years}"),
        format!("{}, {years}", body.name),
        whole,
        format!("{label}, {years}"),
    ];
    choices
        .into_iter()
        .find(|name| name.width() <= room)
        .unwrap_or_else(|| label.to_string())
}
