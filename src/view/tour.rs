//! A stop of the tour: the timeline round its day, and its words beside it, or below it.

use super::paint::Canvas;
use super::{lanes, timeline};
use crate::app::{Area, State, TourAreas, bars, links, tour_areas};
use crate::theme::GLYPHS;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>) {
    let areas = tour_areas(state);
    timeline::eras(state, canvas, areas.eras);
    timeline::years(state, canvas, areas.ticks);
    timeline::reforms(state, canvas, areas.reforms);
    let rows = state.tour_rows(areas.lanes.height);
    let width = areas.lanes.width;
    lanes::draw_rows(state, canvas, areas.lanes, &rows, 0, &|lane| {
        bars(state, lane, width)
    });
    words(state, canvas, &areas);
}

fn words(state: &State, canvas: &mut Canvas<'_>, areas: &TourAreas) {
    let theme = canvas.theme;
    let lines = state.tour_lines(areas.words);
    let number = format!("Tour {} {}", GLYPHS.dot, state.stop_number());
    if areas.beside {
        let line = Area {
            x: areas.words.x,
            width: areas.words.width,
            ..areas.number
        };
        canvas.text(line, 0, &number, theme.strong());
    } else {
        canvas.rule(areas.number);
        canvas.text(areas.number, 1, &format!(" {number} "), theme.strong());
    }
    let last = lines.len().saturating_sub(usize::from(areas.words.height));
    let top = state.tour.top.min(last);
    if last > 0 {
        let says = match last - top {
            1 => " 1 line below: Ctrl-e scrolls ".to_owned(),
            0 => " the end: Ctrl-y scrolls back ".to_owned(),
            below => format!(" {below} lines below: Ctrl-e scrolls "),
        };
        canvas.text_right(areas.number, 0, &says, theme.dim());
    }
    let links = links(&lines);
    let is_chosen = |link: &&crate::app::Link| link.record == state.timeline.selected;
    let chosen = links.iter().find(is_chosen);
    canvas.lines(areas.words, &lines, top, |line, place| {
        chosen.is_some_and(|link| link.runs.contains(&(line, place)))
    });
}
