//! The study screen: one file a stage of it.

mod card;
mod decks;
mod flow;
mod home;
mod map;
mod over;
mod strip;

use super::paint::Canvas;
use crate::app::{Area, Stage, State};

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    let area = area.inset(1);
    let Some(desk) = &state.study.desk else {
        return;
    };
    match &state.study.stage {
        Stage::Home => home::draw(state, canvas, area, desk),
        Stage::Progress(view) => {
            canvas.point(area, 0);
            canvas.lines(area, &state.progress_lines(), view.top, |_, _| false);
        }
        Stage::Decks(decks) => decks::draw(canvas, area, decks),
        Stage::Reading(reading) => card::draw_reading(state, canvas, area, reading),
        Stage::Asked(asked) => card::draw_asked(state, canvas, area, desk, asked),
        Stage::Over(over) => over::draw(state, canvas, area, desk, over),
    }
}
