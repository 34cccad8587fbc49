//! The contrast screen: two or three bodies under the same questions.

use super::state::State;
use crate::model::{Body, Date, Day, Text};
use crate::query::Subject;

/// A body in the contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// The body.
    pub body: Text,
    /// The day it is always seen from; without one, the as-at day.
    pub on: Option<Day>,
}

impl Side {
    /// A body seen from the as-at day.
    #[must_use]
    pub const fn of(body: Text) -> Self {
        Self { body, on: None }
    }

    /// The day it is always seen from, in words.
    #[must_use]
    pub fn day(self) -> Option<String> {
        self.on.map(|day| Date::of_day(day).to_string())
    }
}

/// The contrast screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContrastScreen {
    /// The bodies, from the left: at most [`MOST`].
    pub sides: Vec<Side>,
    /// The number of the side that a search fills.
    pub focus: usize,
    /// Only questions to which the answers are known to differ are shown.
    pub only_differences: bool,
    /// Lines scrolled off the top.
    pub top: usize,
}

/// Sides that a contrast can have.
pub const MOST: usize = 3;

impl ContrastScreen {
    /// Sides that are shown: two, or three where there are three.
    #[must_use]
    pub const fn shown(&self) -> usize {
        if self.sides.len() > 2 { MOST } else { 2 }
    }

    /// Shows these, from the top.
    pub(super) fn show(&mut self, sides: Vec<Side>) {
        self.focus = self.focus.min(sides.len().max(2) - 1);
        self.sides = sides;
        self.top = 0;
    }
}

impl State {
    /// The body on the chosen side.
    #[must_use]
    pub fn contrast_chosen(&self) -> Option<Text> {
        let side = self.contrast.sides.get(self.contrast.focus)?;
        Some(side.body)
    }

    /// What a side of the contrast shows, and from which day it is seen.
    #[must_use]
    pub fn subject(&self, side: Side) -> Option<Subject<'static>> {
        let body: &'static Body = self.data.body(&side.body)?;
        let day = side.on.unwrap_or(self.at);
        Some(Subject {
            body,
            day,
            pinned: side.on.is_some(),
        })
    }

    /// The bodies of the contrast with their days, once there are two.
    #[must_use]
    pub fn subjects(&self) -> Option<Vec<Subject<'static>>> {
        let sides = self.contrast.sides.iter();
        let found: Vec<Subject<'static>> = sides.filter_map(|side| self.subject(*side)).collect();
        (found.len() > 1).then_some(found)
    }
}
