//! One region or screen a file: functions of the state, which they cannot change.

mod bookmarks;
mod contrast;
mod detail;
mod footer;
mod functions;
mod header;
mod help;
mod hint;
mod lanes;
mod lessons;
mod note;
mod paint;
mod places;
mod record;
mod search;
mod study;
mod timeline;
mod told;
mod tour;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::{Layer, Screen, State, areas};
use crate::keys::Keymap;
use crate::theme::Theme;
use paint::Canvas;

pub use help::keys_document;

/// Draws the state. The answer is where the terminal's cursor belongs: on what is selected, or in the line that is being typed.
pub fn draw(state: &State, theme: &Theme, keys: &Keymap, buffer: &mut Buffer) -> Option<Position> {
    buffer.set_style(buffer.area, theme.plain());
    let mut canvas = Canvas {
        buffer,
        theme,
        keys,
        cursor: None,
    };
    draw_all(state, &mut canvas);
    theme.finish(canvas.buffer);
    canvas.cursor
}

fn draw_all(state: &State, canvas: &mut Canvas<'_>) {
    let all = areas(state.size);
    if all.too_small {
        let says = format!(
            "{}x{}: make the window larger (36x9)",
            state.size.width, state.size.height
        );
        canvas.text(all.header, 0, &says, canvas.theme.strong());
        canvas.point(all.header, 0);
        return;
    }
    header::draw(state, canvas, all.header);
    // Wherever nothing is selected.
    canvas.point(all.header, 0);
    let shown = state.layers.iter().rposition(|layer| {
        !matches!(
            layer,
            Layer::Date(..) | Layer::Note(_) | Layer::Filter(_) | Layer::Deck(_)
        )
    });
    match shown.and_then(|index| state.layers.get(index)) {
        Some(Layer::Search(search)) => search::draw(state, canvas, all.main, search),
        Some(Layer::Record(view)) => record::draw(state, canvas, all.main, view),
        Some(Layer::Bookmarks(chosen)) => bookmarks::draw(state, canvas, all.main, *chosen),
        Some(Layer::Help { top, .. }) => help::draw(state, canvas, all.main, *top),
        Some(Layer::Date(..) | Layer::Note(_) | Layer::Filter(_) | Layer::Deck(_)) | None
            if state.is_touring() =>
        {
            tour::draw(state, canvas);
        }
        Some(Layer::Date(..) | Layer::Note(_) | Layer::Filter(_) | Layer::Deck(_)) | None => {
            match state.screen {
                Screen::Timeline => timeline::draw(state, canvas),
                Screen::Contrast => contrast::draw(state, canvas, all.main),
                Screen::Functions => functions::draw(state, canvas),
                Screen::Places => places::draw(state, canvas),
                Screen::Lessons => lessons::draw(state, canvas),
                Screen::Study => study::draw(state, canvas, all.main),
            }
        }
    }
    if let Some(Layer::Note(editor)) = state.layers.last() {
        note::draw(state, canvas, editor);
    }
    footer::draw(state, canvas, all.footer);
}
