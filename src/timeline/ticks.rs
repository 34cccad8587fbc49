//! The years and months written along the axis.

use super::axis::{Axis, Window};
use crate::model::{Date, Day};

/// A label on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The column its day stands in.
    pub column: u16,
    /// What it says.
    pub label: String,
}

/// Steps a reader expects between labels, in months.
const STEPS: [i32; 9] = [1, 3, 6, 12, 24, 60, 120, 240, 600];
/// Columns between the starts of two labels, at least.
const ROOM: i32 = 7;

/// Labels for a window that many columns wide: round dates, as close as they can stand. In the evened mode a label is left out where
/// there is no room for it. `letter` is the width of a letter in columns: one, on a terminal.
#[must_use]
pub fn ticks(axis: &Axis, window: Window, width: u16, letter: u16) -> Vec<Tick> {
    let letter = i32::from(letter);
    let (first, last) = (axis.day(window.start), axis.day(window.end));
    let days_per_column = f64::from((last.0 - first.0).max(1)) / f64::from(width.max(1));
    let fits =
        |months: &&i32| f64::from(**months) * 30.4 / days_per_column >= f64::from(ROOM * letter);
    let months = match axis.mode() {
        super::Mode::ToScale => STEPS.iter().find(fits).copied().unwrap_or(600),
        // Where time is stretched, a label of each year is tried, and left out where it does not fit.
        super::Mode::Evened => 12,
    };
    let mut found: Vec<Tick> = Vec::new();
    let mut free_from = 0;
    let mut next = start_at(first, months);
    while let Some(day) = next.filter(|day| *day <= last) {
        let column = window.column(axis.position(day), width);
        let label = if months < 12 {
            short(day)
        } else {
            day.year().to_string()
        };
        let length = i32::try_from(label.len()).unwrap_or(ROOM) * letter;
        if column >= free_from && column + length <= i32::from(width) {
            found.extend(
                u16::try_from(column)
                    .ok()
                    .map(|column| Tick { column, label }),
            );
            free_from = column + length + 2 * letter;
        }
        let later = day.plus_months(months);
        next = (later > day).then_some(later);
    }
    found
}

/// The first round date on or after a day.
fn start_at(day: Day, months: i32) -> Option<Day> {
    let year = i32::from(day.year());
    let years = (months / 12).max(1);
    let start = Day::new(i16::try_from(year - year.rem_euclid(years)).ok()?, 1, 1)?;
    let mut start = start;
    while start < day {
        let later = start.plus_months(months);
        if later <= start {
            return None;
        }
        start = later;
    }
    Some(start)
}

fn short(day: Day) -> String {
    let date = Date::of_day(day).to_string();
    // "1 Apr 2004" → "Apr 04"; January carries its whole year.
    let parts: Vec<&str> = date.split(' ').collect();
    match parts.as_slice() {
        [_, "Jan", year] => (*year).to_owned(),
        [_, month, _] => (*month).to_owned(),
        _ => date,
    }
}
