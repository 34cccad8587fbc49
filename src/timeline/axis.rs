//! The axis: where a day stands, and which stretch of time is in view.

use serde::{Deserialize, Serialize};

use crate::dataset::Dataset;
use crate::model::Day;

/// How time is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    /// A year is as wide as any other: the quickening of reform is visible.
    #[default]
    ToScale,
    /// Every stretch between two reforms is as wide as any other: crowded years have room for their labels.
    Evened,
}

/// The whole of time, as positions from 0.0 (its first day) to [`Axis::length`] (its last).
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    mode: Mode,
    first: Day,
    last: Day,
    /// In the evened mode: the days at positions 0, 1, 2 …
    knots: Vec<Day>,
}

impl Axis {
    /// An axis from `first` to `last`. `marks` are the days between which the evened mode gives equal room.
    #[must_use]
    pub fn new(mode: Mode, first: Day, last: Day, marks: impl IntoIterator<Item = Day>) -> Self {
        let last = last.max(first.plus(1));
        let mut knots: Vec<Day> = marks
            .into_iter()
            .filter(|day| *day > first && *day < last)
            .collect();
        knots.extend([first, last]);
        knots.sort_unstable();
        knots.dedup();
        Self {
            mode,
            first,
            last,
            knots,
        }
    }

    /// The axis of a data set: from the year in which it begins to a little after the last thing that is planned.
    #[must_use]
    pub fn of(data: &Dataset, mode: Mode) -> Self {
        let starts = data
            .eras
            .iter()
            .map(|era| era.from.first())
            .chain(data.reforms.iter().map(|reform| reform.date.first()));
        let (first, last) = starts.fold((data.as_of(), data.as_of()), |(first, last), day| {
            (first.min(day), last.max(day))
        });
        let first = Day::new(first.year(), 1, 1).unwrap_or(first);
        let marks = data.reforms.iter().map(|reform| reform.date.first());
        Self::new(mode, first, last.plus_months(3), marks)
    }

    /// How time is laid out.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// The first day.
    #[must_use]
    pub const fn first(&self) -> Day {
        self.first
    }

    /// The last day.
    #[must_use]
    pub const fn last(&self) -> Day {
        self.last
    }

    /// The position of the last day.
    #[must_use]
    pub fn length(&self) -> f64 {
        self.position(self.last)
    }

    /// The position of a day, never smaller for a later day.
    #[must_use]
    pub fn position(&self, day: Day) -> f64 {
        let day = day.clamp(self.first, self.last);
        if self.mode == Mode::ToScale {
            return f64::from(day.0 - self.first.0);
        }
        let after = self.knots.partition_point(|knot| *knot <= day);
        let (Some(start), Some(end)) =
            (self.knots.get(after.wrapping_sub(1)), self.knots.get(after))
        else {
            return to_f64(self.knots.len().saturating_sub(1));
        };
        to_f64(after - 1) + f64::from(day.0 - start.0) / f64::from(end.0 - start.0)
    }

    /// The day at a position.
    #[must_use]
    pub fn day(&self, position: f64) -> Day {
        let position = position.clamp(0.0, self.length());
        if self.mode == Mode::ToScale {
            return self.first.plus(round(position));
        }
        let index = usize::try_from(floor(position))
            .unwrap_or(0)
            .min(self.knots.len().saturating_sub(2));
        let (Some(start), Some(end)) = (self.knots.get(index), self.knots.get(index + 1)) else {
            return self.first;
        };
        start
            .plus(round(
                (position - to_f64(index)) * f64::from(end.0 - start.0),
            ))
            .min(self.last)
    }

    /// The window that shows everything.
    #[must_use]
    pub fn whole(&self) -> Window {
        Window {
            start: 0.0,
            end: self.length(),
        }
    }

    /// The same stretch of time as a window on another axis.
    #[must_use]
    pub fn window_of(&self, other: &Self, window: Window) -> Window {
        self.fit(Window {
            start: self.position(other.day(window.start)),
            end: self.position(other.day(window.end)),
        })
    }

    /// The shortest stretch that can fill the screen: some thirty days, or half a stretch between reforms.
    fn shortest(&self) -> f64 {
        match self.mode {
            Mode::ToScale => 30.0_f64.min(self.length()),
            Mode::Evened => 0.5_f64.min(self.length()),
        }
    }

    /// The window, moved and sized so that it lies on the axis.
    #[must_use]
    pub fn fit(&self, window: Window) -> Window {
        let finite = |number: f64| if number.is_finite() { number } else { 0.0 };
        let (start, end) = (finite(window.start), finite(window.end));
        let span = (end - start).clamp(self.shortest(), self.length());
        let start = start.clamp(0.0, self.length() - span);
        Window {
            start,
            end: start + span,
        }
    }
}

/// The stretch of an axis that is in view, as positions on that axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// Position at the left edge.
    pub start: f64,
    /// Position at the right edge.
    pub end: f64,
}

impl Window {
    /// How much of the axis is in view.
    #[must_use]
    pub fn span(self) -> f64 {
        self.end - self.start
    }

    /// The column of a position, on a plot that many columns wide; below 0 or beyond the width where it is out of view.
    #[must_use]
    pub fn column(self, position: f64, width: u16) -> i32 {
        floor(
            (position - self.start) / self.span().max(f64::MIN_POSITIVE) * f64::from(width.max(1)),
        )
        // The very end of the axis belongs to the last column.
        .min(if position <= self.end {
            i32::from(width.max(1)) - 1
        } else {
            i32::MAX
        })
    }

    /// The window `factor` times as wide, with `anchor` kept in its column.
    #[must_use]
    pub fn zoomed(self, factor: f64, anchor: f64) -> Self {
        Self {
            start: anchor - (anchor - self.start) * factor,
            end: anchor + (self.end - anchor) * factor,
        }
    }

    /// The window moved by a part of its own width.
    #[must_use]
    pub fn panned(self, part: f64) -> Self {
        let by = self.span() * part;
        Self {
            start: self.start + by,
            end: self.end + by,
        }
    }

    /// The window moved as little as brings the position into view, with a margin of a tenth.
    #[must_use]
    pub fn showing(self, position: f64) -> Self {
        let margin = self.span() / 10.0;
        if position < self.start {
            self.panned((position - margin - self.start) / self.span())
        } else if position > self.end {
            self.panned((position + margin - self.end) / self.span())
        } else {
            self
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of knots are small")]
const fn to_f64(number: usize) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float cast saturates, which is what is wanted"
)]
fn round(number: f64) -> i32 {
    number.round() as i32
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float cast saturates, which is what is wanted"
)]
fn floor(number: f64) -> i32 {
    number.floor() as i32
}
