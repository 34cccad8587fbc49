//! The reader's bookmarks.

use super::paint::{Canvas, row};
use super::search::draw_entry;
use crate::app::{Area, State};

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area, chosen: usize) {
    let theme = canvas.theme;
    let inner = area.inset(1);
    let bookmarks = state.bookmarks();
    canvas.text(row(inner, 0), 0, "Bookmarks", theme.heading());
    if bookmarks.is_empty() {
        canvas.point(row(inner, 2), 0);
        canvas.text(
            row(inner, 2),
            0,
            "None yet: press b on a bar, a record or a hit of the search.",
            theme.plain(),
        );
    }
    let list = Area {
        y: inner.y + 2,
        height: inner.height.saturating_sub(2),
        ..inner
    };
    let height = usize::from(list.height).max(1);
    let first = (chosen + 1).saturating_sub(height);
    for (index, record) in bookmarks.iter().enumerate().skip(first).take(height) {
        if let Ok(at) = u16::try_from(index - first) {
            let entry = (*record, false);
            draw_entry(
                state,
                canvas,
                row(list, at),
                entry,
                (&[], None),
                index == chosen,
            );
            if index == chosen {
                canvas.point(row(list, at), 0);
            }
        }
    }
}
