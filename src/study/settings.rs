//! How a reader wants to study, and when it is.

use super::Moment;
use crate::model::Day;

/// How a reader wants to study.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The share of cards to be remembered when they come again, from 0.7 to 0.97.
    pub retention: f32,
    /// Cards never asked before, at most so many a day.
    pub new_a_day: u16,
    /// The hour at which a day of study begins, from 0 to 23.
    pub day_begins: u8,
    /// Intervals are varied a little, so that cards learnt together part company.
    pub fuzz: bool,
    /// What was fitted to the reader's own reviews; empty: what fits most people.
    pub parameters: Vec<f32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            retention: 0.9,
            new_a_day: 10,
            day_begins: 4,
            fuzz: true,
            parameters: Vec::new(),
        }
    }
}

/// When it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// To the second.
    pub moment: Moment,
    /// The day of study where the reader is.
    pub day: Day,
}
