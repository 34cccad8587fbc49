//! The places screen: who stood over a place, as bars in rows, and in words for the as-at day.

use super::paint::{Canvas, out_of_view, shorten};
use super::search::YOURS;
use super::{detail, lanes, timeline};
use crate::app::{Area, Stack, State, areas, place_bars, timeline_areas};
use crate::model::RecordRef;
use crate::theme::GLYPHS;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>) {
    let Some(stack) = state.stack() else {
        empty(state, canvas);
        return;
    };
    let areas = timeline_areas(state);
    title(state, canvas, areas.overview, &stack);
    timeline::eras(state, canvas, areas.eras);
    timeline::years(state, canvas, areas.ticks);
    timeline::reforms(state, canvas, areas.reforms);
    let bars = |row| place_bars(state, &stack, row, areas.lanes.width);
    lanes::draw_rows(
        state,
        canvas,
        areas.lanes,
        &stack.plot_rows(),
        state.places.top,
        &bars,
    );
    detail::draw_place(state, canvas, areas.detail, areas.beside);
}

/// Before a place was chosen.
fn empty(state: &State, canvas: &mut Canvas<'_>) {
    let area = areas(state.size).main.inset(2);
    let says = "Who has stood over a place since 1948? Press p and type a place: a county, a city, a borough, any district of England.";
    canvas.says(area, 1, says);
}

/// The place, what kind of place it is, and how many rows are out of view.
fn title(state: &State, canvas: &mut Canvas<'_>, area: Area, stack: &Stack) {
    let theme = canvas.theme;
    let place = stack.place;
    let larger = place
        .within
        .and_then(|id| state.data.place(&id))
        .map(|larger| larger.name)
        .or(place.county)
        .map(|larger| format!(" in {larger}"))
        .unwrap_or_default();
    let star = if state.is_bookmarked(RecordRef::place(place.id)) {
        format!("{} ", GLYPHS.bookmark)
    } else {
        String::new()
    };
    let room = usize::from(area.width);
    let name = shorten(&format!("{star}{}", place.name), room, GLYPHS.more);
    let column = canvas.text(area, 0, &name, theme.heading());
    let height = usize::from(timeline_areas(state).lanes.height);
    let below = stack
        .plot_rows()
        .len()
        .saturating_sub(state.places.top + height);
    let more = out_of_view(state.places.top, below);
    let own = if state.data.is_own(RecordRef::place(place.id)) {
        YOURS
    } else {
        ""
    };
    let kind = format!(" {} {own}{}{larger}", GLYPHS.dot, place.kind.name());
    let left = usize::from(area.width.saturating_sub(column)).saturating_sub(more.len() + 2);
    canvas.text(
        area,
        column,
        &shorten(&kind, left, GLYPHS.more),
        theme.dim(),
    );
    canvas.text_right(area, column + 1, &more, theme.strong());
}
