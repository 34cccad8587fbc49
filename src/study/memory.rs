//! When a card comes again: FSRS-6, by the crate of those who made it.

use fsrs::{FSRS, MemoryState, NextStates};

use super::{CardState, Grade};
use crate::model::Day;

/// What a grade would lead to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// How well the card will be remembered.
    pub memory: MemoryState,
    /// When it comes again, in whole days: one at least.
    pub days: u32,
}

/// Says when cards come again.
#[derive(Clone, Debug)]
pub struct Scheduler {
    fsrs: FSRS,
    /// The share of cards that is to be remembered when they come again.
    retention: f32,
}

/// No card waits longer than a hundred years, as in the reference implementation.
const LONGEST: u32 = 36_500;

impl Default for Scheduler {
    fn default() -> Self {
        Self {
            fsrs: FSRS::default(),
            retention: 0.9,
        }
    }
}

impl Scheduler {
    /// Parameters fitted to a reader (none: those that fit most people), and the share of cards to be remembered.
    #[must_use]
    pub fn new(parameters: &[f32], retention: f32) -> Self {
        Self {
            fsrs: FSRS::new(parameters).unwrap_or_default(),
            retention,
        }
    }

    /// What each grade would lead to, in the order of [`Grade::ALL`].
    #[must_use]
    pub fn outlooks(&self, state: Option<&CardState>, today: Day) -> [Outlook; 4] {
        let memory = state.map(|state| state.memory);
        // A clock that was set back must not make a card forget that it was remembered.
        let elapsed = state.map_or(0, |state| {
            u32::try_from(today.0 - state.last.0).unwrap_or(0)
        });
        let next = self.fsrs.next_states(memory, self.retention, elapsed);
        let outlook = |state: fsrs::ItemState| Outlook {
            memory: state.memory,
            days: whole_days(state.interval),
        };
        match next {
            Ok(NextStates {
                again,
                hard,
                good,
                easy,
            }) => [again, hard, good, easy].map(outlook),
            // What the library cannot work with is a card that is asked anew.
            Err(_) => {
                [Outlook {
                    memory: memory.unwrap_or(MemoryState {
                        stability: 1.0,
                        difficulty: 5.0,
                    }),
                    days: 1,
                }; 4]
            }
        }
    }

    /// What a grade leads to.
    #[must_use]
    pub fn outlook(&self, state: Option<&CardState>, today: Day, grade: Grade) -> Outlook {
        let [again, hard, good, easy] = self.outlooks(state, today);
        match grade {
            Grade::Again => again,
            Grade::Hard => hard,
            Grade::Good => good,
            Grade::Easy => easy,
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "kept between one day and a hundred years before it is cast"
)]
fn whole_days(interval: f32) -> u32 {
    (interval.round().max(1.0) as u32).min(LONGEST)
}
