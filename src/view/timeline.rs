//! The timeline screen: overview, eras, years, reforms, bars, and what is said of the selected one.

use super::paint::{Canvas, out_of_view};
use super::{detail, lanes};
use crate::app::{Area, Pane, Screen, State, plot_rows, timeline_areas};
use crate::model::{Day, Kind, RecordRef, Reform};
use crate::theme::GLYPHS;
use crate::timeline::{Axis, Window, era_name, ticks};

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>) {
    let areas = timeline_areas(state);
    overview(state, canvas, areas.overview);
    eras(state, canvas, areas.eras);
    years(state, canvas, areas.ticks);
    reforms(state, canvas, areas.reforms);
    lanes::draw(state, canvas, areas.lanes);
    detail::draw(state, canvas, areas.detail, areas.beside);
}

/// The column of the as-at cursor, if it is in view.
pub(super) fn cursor_column(state: &State, width: u16) -> Option<u16> {
    column_of(state, state.at, width)
}

/// The column of the day since which the pane tells what changed, if it does and it is in view.
pub(super) fn since_column(state: &State, width: u16) -> Option<u16> {
    match state.timeline.pane {
        Pane::Since(day) if state.screen == Screen::Timeline => column_of(state, day, width),
        _ => None,
    }
}

fn column_of(state: &State, day: Day, width: u16) -> Option<u16> {
    let timeline = &state.timeline;
    let column = timeline.window.column(timeline.axis.position(day), width);
    u16::try_from(column).ok().filter(|column| *column < width)
}

/// All of time on one line: which part of it is in view, and where the cursor stands.
fn overview(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    if area.is_empty() {
        return;
    }
    let (timeline, theme) = (&state.timeline, canvas.theme);
    let year = |axis: &Axis, position: f64| axis.day(position).year().to_string();
    let (first, last) = (
        year(&timeline.axis, 0.0),
        year(&timeline.axis, timeline.axis.length()),
    );
    let start = canvas.text(area, 0, &first, theme.dim()) + 1;
    let more = rows_out_of_view(state);
    canvas.text_right(area, start, &more, theme.strong());
    let area = Area {
        width: area
            .width
            .saturating_sub(u16::try_from(more.len()).unwrap_or(0)),
        ..area
    };
    let width = area.width.saturating_sub(start + 5);
    if width == 0 {
        return;
    }
    let whole = timeline.axis.whole();
    let column = |position: f64| {
        u16::try_from(whole.column(position, width).max(0))
            .unwrap_or(0)
            .min(width - 1)
    };
    let (from, to) = (column(timeline.window.start), column(timeline.window.end));
    let at = column(timeline.axis.position(state.at));
    let all = timeline.window == whole;
    for index in 0..width {
        let in_view = (from..=to).contains(&index) && !all;
        let (symbol, style) = if index == at {
            (GLYPHS.cursor, theme.cursor())
        } else if in_view {
            (GLYPHS.window, theme.strong())
        } else {
            (GLYPHS.rule, theme.dim())
        };
        canvas.cell(area.x + start + index, area.y, symbol, style);
    }
    canvas.text(area, start + width + 1, &last, theme.dim());
}

/// How many rows of bars are out of view, where some are.
fn rows_out_of_view(state: &State) -> String {
    let (top, height) = (
        state.timeline.top,
        usize::from(timeline_areas(state).lanes.height),
    );
    let below = plot_rows(state).len().saturating_sub(top + height);
    match out_of_view(top, below) {
        says if says.is_empty() => says,
        says => format!("  {says}"),
    }
}

/// The band of eras; the one the reader looks from stands out.
pub(super) fn eras(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    if area.is_empty() {
        return;
    }
    let (timeline, theme) = (&state.timeline, canvas.theme);
    let column = |window: Window, day| window.column(timeline.axis.position(day), area.width);
    for era in &state.data.eras {
        let from = column(timeline.window, era.from.first());
        let last = era
            .to
            .last_known(era.from)
            .unwrap_or_else(|| timeline.axis.last());
        let to = column(timeline.window, last).min(i32::from(area.width) - 1);
        let (first, room) = (from.max(0), to - from.max(0) + 1);
        let (Ok(first), Ok(room)) = (u16::try_from(first), usize::try_from(room)) else {
            continue;
        };
        let here = era.covers(state.at);
        let style = if here { theme.strong() } else { theme.dim() };
        if from >= 0 {
            canvas.text(area, first, GLYPHS.cursor, theme.dim());
        }
        let room = room.saturating_sub(2);
        let name = era_name(&era.name, &|text| text.chars().count() <= room);
        canvas.text(area, first + 1, &name, style);
    }
}

pub(super) fn years(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    let theme = canvas.theme;
    let timeline = &state.timeline;
    for tick in ticks(&timeline.axis, timeline.window, area.width, 1) {
        canvas.text(area, tick.column, &tick.label, theme.plain());
    }
}

/// The line of reforms. Where several stand in one column the mark is the same: `[` and `]` go through them one by one.
pub(super) fn reforms(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    let (timeline, theme) = (&state.timeline, canvas.theme);
    canvas.rule(area);
    // What changed the law or the map stands out; where both kinds meet in a column, it has the column.
    let on_timeline = state.screen == Screen::Timeline;
    let shown = |reform: &&Reform| !on_timeline || state.passes(RecordRef::reform(reform.id));
    for weighty in [false, true] {
        let reforms = state.data.reforms.iter().filter(shown);
        for reform in reforms.filter(|reform| reform.is_weighty() == weighty) {
            let column = timeline
                .window
                .column(timeline.axis.position(reform.date.first()), area.width);
            if let Some(column) = u16::try_from(column)
                .ok()
                .filter(|column| *column < area.width)
            {
                canvas.cell(
                    area.x + column,
                    area.y,
                    if weighty { GLYPHS.reform } else { GLYPHS.event },
                    theme.plain(),
                );
            }
        }
    }
    if on_timeline {
        // What the search found stays lit, whatever else stands in its column.
        for record in state.lit().filter(|record| record.kind == Kind::Reform) {
            let reform = state.data.reform(&record.id).filter(|reform| shown(reform));
            let column =
                reform.and_then(|reform| column_of(state, reform.date.first(), area.width));
            if let Some(column) = column {
                let symbol = reform.map_or("", |reform| {
                    if reform.is_weighty() {
                        GLYPHS.reform
                    } else {
                        GLYPHS.event
                    }
                });
                canvas.cell(area.x + column, area.y, symbol, theme.matched());
            }
        }
    }
    if let Some(column) = since_column(state, area.width) {
        canvas.cell(area.x + column, area.y, GLYPHS.cursor, theme.strong());
    }
    let on_reform = state.screen == Screen::Timeline && timeline.selected.kind == Kind::Reform;
    if let Some(column) = cursor_column(state, area.width) {
        // Until a bar is found that is selected.
        canvas.point(area, column);
        let symbol = if on_reform {
            GLYPHS.reform
        } else {
            GLYPHS.cursor
        };
        let style = if on_reform {
            theme.cursor().patch(theme.selected())
        } else {
            theme.cursor()
        };
        canvas.cell(area.x + column, area.y, symbol, style);
    }
}
