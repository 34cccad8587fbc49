//! What the log comes to: how well each card is remembered, and what was done on each day.

use std::collections::{BTreeMap, HashMap};

use fnv::{FnvBuildHasher, FnvHashMap};
use fsrs::MemoryState;

use super::memory::days_in_words;
use super::{CardId, Entry, EntryId, Grade, Review, Scheduler};
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

impl CardState {
    /// Whether the card is due by then.
    #[must_use]
    pub fn is_due(&self, today: Day) -> bool {
        self.due <= today
    }

    /// When it is asked again, in a sentence.
    #[must_use]
    pub fn comes_again(&self, today: Day) -> String {
        if !self.grade.is_right() {
            return "It comes again in this round.".to_owned();
        }
        let days = u32::try_from(self.due.0 - today.0).unwrap_or(0);
        format!("It comes again in {}.", days_in_words(days))
    }
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
    states: HashMap<CardId, CardState, FnvBuildHasher>,
    days: BTreeMap<Day, DayTally>,
    /// Reviews that were added since the log was read, and what each came upon.
    added: FnvHashMap<EntryId, Added>,
}

/// A review that was added since the log was read.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Added {
    card: CardId,
    day: Day,
    grade: Grade,
    before: Option<CardState>,
    /// It was taken back.
    undone: bool,
}

impl History {
    pub(super) fn of(
        states: impl IntoIterator<Item = (CardId, CardState)>,
        days: BTreeMap<Day, DayTally>,
    ) -> Self {
        Self {
            states: states.into_iter().collect(),
            days,
            added: FnvHashMap::default(),
        }
    }

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

    /// All cards that were ever asked: also those that the data no longer have.
    pub fn cards(&self) -> impl Iterator<Item = (CardId, &CardState)> {
        self.states.iter().map(|(card, state)| (*card, state))
    }

    /// How many cards were asked once that are not among these: the data have changed since.
    pub fn strangers(&self, is_known: impl Fn(CardId) -> bool) -> usize {
        self.states.keys().filter(|card| !is_known(**card)).count()
    }

    /// Takes a review in. The answer is the state of the card before it, for [`Self::take_back`].
    pub fn add(&mut self, review: &Review, scheduler: &Scheduler) -> Option<CardState> {
        let before = self.count(review.card, review.day, review.grade, scheduler);
        let added = Added {
            card: review.card,
            day: review.day,
            grade: review.grade,
            before,
            undone: false,
        };
        self.added.insert(review.id, added);
        before
    }

    pub(super) fn count(
        &mut self,
        card: CardId,
        day: Day,
        grade: Grade,
        scheduler: &Scheduler,
    ) -> Option<CardState> {
        let before = self.states.get(&card).copied();
        let outlook = scheduler.outlook(card, before.as_ref(), day, grade);
        let right = u32::from(grade.is_right());
        let days = i32::try_from(outlook.days).unwrap_or(i32::MAX);
        self.states.insert(
            card,
            CardState {
                memory: outlook.memory,
                last: day,
                due: day.plus(days),
                asked: before.map_or(0, |state| state.asked) + 1,
                right: before.map_or(0, |state| state.right) + right,
                grade,
            },
        );
        let tally = self.days.entry(day).or_default();
        tally.asked += 1;
        tally.right += right;
        tally.new += u32::from(before.is_none());
        before
    }

    /// Takes the last review of a card back, to the state before it.
    pub fn take_back(&mut self, review: &Review, before: Option<CardState>) {
        if let Some(added) = self.added.get_mut(&review.id) {
            added.undone = true;
        }
        self.uncount(review.card, review.day, review.grade, before);
    }

    fn uncount(&mut self, card: CardId, day: Day, grade: Grade, before: Option<CardState>) {
        match before {
            Some(state) => self.states.insert(card, state),
            None => self.states.remove(&card),
        };
        if let Some(tally) = self.days.get_mut(&day) {
            tally.asked = tally.asked.saturating_sub(1);
            tally.right = tally.right.saturating_sub(u32::from(grade.is_right()));
            tally.new = tally.new.saturating_sub(u32::from(before.is_none()));
            if *tally == DayTally::default() {
                self.days.remove(&day);
            }
        }
    }

    /// Takes in what another session has kept meanwhile; what this one has added itself is known. The answer is whether that could be done:
    /// what changes the past is only right once the log is read again.
    #[must_use]
    pub fn take_in(&mut self, entry: &Entry, scheduler: &Scheduler) -> bool {
        match entry {
            Entry::Review(review) if self.added.contains_key(&review.id) => true,
            Entry::Review(review) => {
                let is_last = self
                    .state(review.card)
                    .is_none_or(|state| state.last <= review.day);
                if is_last {
                    self.add(review, scheduler);
                }
                is_last
            }
            Entry::Undo(undo) => self
                .added
                .get(&undo.undone)
                .is_some_and(|review| review.undone),
        }
    }
}
