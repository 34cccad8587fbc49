//! The decks that are offered.

use crate::app::{Area, Decks};
use crate::theme::GLYPHS;
use crate::view::paint::{Canvas, row, shorten};

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Area, decks: &Decks) {
    let theme = canvas.theme;
    canvas.text(row(area, 0), 0, "Decks", theme.heading());
    canvas.text_right(row(area, 0), 6, "t types one", theme.dim());
    let list = Area {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    let height = usize::from(list.height).max(1);
    let first = (decks.chosen + 1).saturating_sub(height);
    let shown = decks.offered.iter().enumerate().skip(first);
    for (at, (index, (deck, number))) in (0..list.height).zip(shown) {
        let line = row(list, at);
        let is_chosen = index == decks.chosen;
        if is_chosen {
            canvas.text(line, 0, GLYPHS.chosen, theme.cursor());
            canvas.point(line, 2);
        }
        let style = if is_chosen {
            theme.strong()
        } else {
            theme.plain()
        };
        canvas.text(line, 2, &format!("{number:>5}"), theme.dim());
        let room = usize::from(line.width.saturating_sub(9));
        canvas.text(line, 9, &shorten(&deck.name(), room, GLYPHS.more), style);
    }
}
