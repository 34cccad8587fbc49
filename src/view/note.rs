//! A note that is being written, over the lower part of what it is written on.

use super::paint::{Canvas, out_of_view, row, shorten};
use crate::app::{NoteEditor, State, note_areas};
use crate::theme::GLYPHS;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, editor: &NoteEditor) {
    let Some(areas) = note_areas(state) else {
        return;
    };
    let theme = canvas.theme;
    canvas.clear(areas.title);
    canvas.rule(areas.title);
    let rows = editor.writing.rows(areas.columns());
    let height = usize::from(areas.text.height);
    let below = rows.len().saturating_sub(editor.top + height);
    let hidden = out_of_view(editor.top, below);
    let hidden = if hidden.is_empty() {
        hidden
    } else {
        format!(" {hidden} ")
    };
    let name = state.data.name_of(editor.record).unwrap_or_default();
    let room = usize::from(areas.title.width).saturating_sub(hidden.len() + 4);
    let title = shorten(&format!(" Your note on {name} "), room, GLYPHS.more);
    let end = canvas.text(areas.title, 1, &title, theme.strong());
    canvas.text_right(areas.title, end, &hidden, theme.dim());
    let lines: Vec<&str> = editor.writing.lines().collect();
    for at in 0..areas.text.height {
        let line = row(areas.text, at);
        canvas.clear(crate::app::Area {
            x: 0,
            width: areas.title.width,
            ..line
        });
        let shown = rows.get(editor.top + usize::from(at));
        let text = shown.and_then(|shown| lines.get(shown.line)?.get(shown.bytes.clone()));
        canvas.text(line, 0, text.unwrap_or_default(), theme.plain());
    }
    let (cursor, column) = editor.writing.shown_at(&rows, areas.columns());
    if let Ok(at) = u16::try_from(cursor.saturating_sub(editor.top)) {
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        canvas.point(row(areas.text, at), column);
    }
}
