//! What the log comes to: how well each card is remembered, and what was done on each day.

use std::collections::{BTreeMap, HashMap};

use fsrs::MemoryState;

use super::{CardId, Grade, Review, Scheduler};
use crate::model::Day;

/// How well a card is remembered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CardState {
    /// Its stability, in days, and its difficulty.
    pub memory: MemoryState,
    /// The day it was last asked.
    pub last: Day,
    /// The day it is due.
    pub due: Day,
    /// How often it was asked.
    pub asked: u32,
    /// How often it was remembered.
    pub right: u32,
    /// The last grade.
    pub grade: Grade,
}

/// What was done on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayTally {
    /// Grades given.
    pub asked: u32,
    /// Cards remembered.
    pub right: u32,
    /// Cards that had never been asked before.
    pub new: u32,
}

/// What the log comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    states: HashMap<CardId, CardState>,
    days: BTreeMap<Day, DayTally>,
}

impl History {
    /// How well a card is remembered, if it was ever asked.
    #[must_use]
    pub fn state(&self, card: CardId) -> Option<&CardState> {
        self.states.get(&card)
    }

    /// What was done, day by day.
    #[must_use]
    pub const fn days(&self) -> &BTreeMap<Day, DayTally> {
        &self.days
    }

    /// All cards that were ever asked.
    pub fn cards(&self) -> impl Iterator<Item = (CardId, &CardState)> {
        self.states.iter().map(|(card, state)| (*card, state))
    }

    /// Takes a review in. The answer is the state of the card before it, for [`Self::take_back`].
    pub fn add(&mut self, review: &Review, scheduler: &Scheduler) -> Option<CardState> {
        let before = self.states.get(&review.card).copied();
        let outlook = scheduler.outlook(before.as_ref(), review.day, review.grade);
        let right = u32::from(review.grade.is_right());
        let days = i32::try_from(outlook.days).unwrap_or(i32::MAX);
        self.states.insert(
            review.card,
            CardState {
                memory: outlook.memory,
                last: review.day,
                due: review.day.plus(days),
                asked: before.map_or(0, |state| state.asked) + 1,
                right: before.map_or(0, |state| state.right) + right,
                grade: review.grade,
            },
        );
        let tally = self.days.entry(review.day).or_default();
        tally.asked += 1;
        tally.right += right;
        tally.new += u32::from(before.is_none());
        before
    }

    /// Takes the last review of a card back, to the state before it.
    pub fn take_back(&mut self, review: &Review, before: Option<CardState>) {
        match before {
            Some(state) => self.states.insert(review.card, state),
            None => self.states.remove(&review.card),
        };
        if let Some(tally) = self.days.get_mut(&review.day) {
            tally.asked = tally.asked.saturating_sub(1);
            tally.right = tally
                .right
                .saturating_sub(u32::from(review.grade.is_right()));
            tally.new = tally.new.saturating_sub(u32::from(before.is_none()));
        }
    }
}
