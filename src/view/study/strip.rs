//! Where the truth lies: the bodies of a card on an axis of time, and the day that it asks of.

use crate::app::{Area, State};
use crate::model::{Day, Text};
use crate::theme::GLYPHS;
use crate::timeline::{Axis, Bar, Mode, Scale, Turn, Window, era_name, in_view, ticks};
use crate::view::lanes;
use crate::view::paint::{Canvas, row};

/// Lines that it takes with no body in it: the day, the era, the years.
pub(super) const FEWEST: u16 = 3;

/// What is shown of time.
#[derive(Default)]
pub(super) struct Strip<'a> {
    /// The bodies, a row each.
    pub(super) lights: &'a [Text],
    /// The day that is marked, if one is.
    pub(super) day: Option<Day>,
    /// What is written beside it: a date as exact as it is known.
    pub(super) date: String,
    /// The last day in view: a lesson shows time only as far as it has come.
    pub(super) until: Option<Day>,
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area, strip: &Strip<'_>) {
    if area.height < FEWEST {
        return;
    }
    let theme = canvas.theme;
    let axis = Axis::of(state.data, Mode::ToScale);
    let window = strip.until.map_or_else(
        || axis.whole(),
        |day| {
            axis.fit(Window {
                start: 0.0,
                end: axis.position(day),
            })
        },
    );
    let scale = Scale {
        axis: &axis,
        window,
        width: area.width,
        as_of: state.data.as_of(),
        at: strip.day.unwrap_or_else(|| state.data.as_of()),
    };
    let column = |day: Day| {
        let column = scale.column(day);
        u16::try_from(column)
            .ok()
            .filter(|column| *column < area.width)
    };
    let marked = strip.day.and_then(column);
    if let Some(column) = marked {
        let length = u16::try_from(strip.date.len()).unwrap_or(0);
        // Beside its column, on the side where there is room.
        let from = if column + length + 2 < area.width {
            column + 2
        } else {
            column.saturating_sub(length + 1)
        };
        canvas.text(row(area, 0), from, &strip.date, theme.strong());
    }
    let bodies = strip.lights.iter().filter_map(|id| state.data.body(id));
    let mut line = 1;
    for body in bodies {
        if line + 2 > area.height {
            break;
        }
        let here = row(area, line);
        let bars = Bar::of_body(scale, body).into_iter().collect();
        for bar in &in_view(bars, area.width, Turn::Left) {
            lanes::draw_alone(canvas, here, bar);
        }
        line += 1;
    }
    let years = row(area, line);
    canvas.rule(years);
    for tick in ticks(&axis, window, area.width, 1) {
        // The mark has its column, and no year is left with a hole.
        let end = tick.column + u16::try_from(tick.label.len()).unwrap_or(0);
        if marked.is_some_and(|column| (tick.column..end).contains(&column)) {
            continue;
        }
        canvas.text(years, tick.column, &tick.label, theme.plain());
    }
    eras(state, canvas, row(area, line + 1), &scale, strip.day);
    if let Some(column) = marked {
        for at in 0..line {
            let cell = row(area, at);
            canvas.cross(cell.x + column, cell.y, GLYPHS.cursor, theme.cursor());
        }
        canvas.cell(years.x + column, years.y, GLYPHS.reform, theme.cursor());
    }
}

fn eras(state: &State, canvas: &mut Canvas<'_>, area: Area, scale: &Scale<'_>, day: Option<Day>) {
    let theme = canvas.theme;
    for era in &state.data.eras {
        let from = scale.column(era.from.first()).max(0);
        let last = era
            .to
            .last_known(era.from)
            .unwrap_or_else(|| scale.axis.last());
        let to = scale.column(last).min(i32::from(area.width) - 1);
        let room = usize::try_from(to - from).unwrap_or(0).saturating_sub(1);
        let Ok(column) = u16::try_from(from) else {
            continue;
        };
        if room == 0 || column >= area.width {
            continue;
        }
        let here = day.is_some_and(|day| era.covers(day));
        let style = if here { theme.strong() } else { theme.dim() };
        canvas.text(area, column, GLYPHS.cursor, theme.dim());
        let name = era_name(&era.name, &|text| text.chars().count() <= room);
        canvas.text(area, column + 1, &name, style);
    }
}
