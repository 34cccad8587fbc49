//! What a reader knows of time, drawn on its axis.

use crate::app::{Area, State};
use crate::study::{Knowledge, Share};
use crate::timeline::{Axis, Mode, ticks};
use crate::view::paint::{Canvas, row};

/// Lines that it takes.
pub(super) const LINES: u16 = 3;

/// How dark a share is: nothing known yet, then quarter by quarter.
const SHADES: [&str; 5] = ["·", "░", "▒", "▓", "█"];

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area, known: &Knowledge) {
    let theme = canvas.theme;
    let axis = Axis::of(state.data, Mode::ToScale);
    let window = axis.whole();
    let Some(first) = known.years.first().map(|(year, _)| *year) else {
        return;
    };
    let band = row(area, 0);
    for column in 0..area.width {
        let part = f64::from(column) / f64::from(area.width.max(1));
        let year = axis.day(axis.length() * part).year();
        let place = usize::try_from(year - first).ok();
        let share = place.and_then(|place| known.years.get(place));
        let Some((_, share)) = share else { continue };
        let symbol = shade(share);
        let style = if symbol == SHADES[0] {
            theme.dim()
        } else {
            theme.plain()
        };
        canvas.cell(band.x + column, band.y, symbol, style);
    }
    let years = row(area, 1);
    for tick in ticks(&axis, window, area.width, 1) {
        canvas.text(years, tick.column, &tick.label, theme.dim());
    }
    let says = "what you know of each year: ░ a little, ▒ half, ▓ most, █ nearly all";
    canvas.text(row(area, 2), 0, says, theme.dim());
}

fn shade(share: &Share) -> &'static str {
    let known = share.known().unwrap_or_default();
    let place = SHADES
        .iter()
        .zip([0.0, 0.01, 0.35, 0.6, 0.85])
        .rposition(|(_, from)| known >= from);
    place
        .and_then(|place| SHADES.get(place))
        .unwrap_or(&SHADES[0])
}
