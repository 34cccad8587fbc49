//! The line at the bottom: what works here; or what there is to say; or a line being typed.

use ratatui::layout::Position;

use super::paint::Canvas;
use crate::app::{Area, InputLine, Layer, State};
use crate::keys::{self, Context};

/// Where the terminal's cursor belongs, if a line is being typed here.
pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area) -> Option<Position> {
    let theme = canvas.theme;
    match state.layers.last() {
        Some(Layer::Date(line, None)) => {
            return Some(typed(
                canvas,
                area,
                "Go to (2004, apr 2004, 1/4/2004): ",
                line,
            ));
        }
        Some(Layer::Date(line, Some(error))) => {
            let cursor = typed(canvas, area, "Go to: ", line);
            canvas.text(area, cursor.x + 2, error, theme.doubt());
            return Some(cursor);
        }
        Some(Layer::Note(note)) => {
            let name = state.data.name_of(note.record).unwrap_or_default();
            return Some(typed(
                canvas,
                area,
                &format!("Note on {name}: "),
                &note.line,
            ));
        }
        _ => {}
    }
    if let Some(notice) = &state.notice {
        canvas.text(area, 1, notice, theme.strong());
        return None;
    }
    let mut column = 1;
    let mut keys = String::new();
    for binding in keys::working(Context::of(state)) {
        let (Some(word), Some(first)) = (binding.footer, binding.keys.first()) else {
            continue;
        };
        if !keys.is_empty() {
            keys.push('/');
        }
        keys.push_str(&keys::name(*first));
        // Keys with no word of their own are shown with the next that has one: "h/l date".
        if word.is_empty() {
            continue;
        }
        let needed = keys.chars().count() + word.len() + 3;
        if usize::from(area.width.saturating_sub(column)) < needed {
            break;
        }
        column = canvas.text(area, column, &keys, theme.strong());
        column = canvas.text(area, column, &format!(" {word}  "), theme.dim());
        keys.clear();
    }
    None
}

fn typed(canvas: &mut Canvas<'_>, area: Area, label: &str, line: &InputLine) -> Position {
    let column = canvas.text(area, 1, label, canvas.theme.strong());
    let room = usize::from(area.width.saturating_sub(column)).max(1);
    // A line longer than the screen shows the part round its cursor.
    let skipped = (line.cursor_column() + 1).saturating_sub(room);
    let shown: String = line.text().chars().skip(skipped).collect();
    canvas.text(area, column, &shown, canvas.theme.plain());
    let x = usize::from(area.x + column) + line.cursor_column() - skipped;
    Position {
        x: u16::try_from(x)
            .unwrap_or(area.x)
            .min(area.x + area.width.saturating_sub(1)),
        y: area.y,
    }
}
