//! When a card comes again: FSRS-6, by the crate of those who made it.
//!
//! Intervals are varied a little, as Anki and the reference implementation do, so that cards learnt together part company. The dice are
//! thrown by the card and by how often it was asked: what is shown beside a grade is what is kept, and whoever reads the log again comes
//! to the same day.

use fsrs::{FSRS, FSRSItem, FSRSReview, MemoryState, NextStates};

use super::{CardId, CardState, Grade, Settings};
use crate::model::Day;

/// What a grade would lead to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// How well the card will be remembered.
    pub memory: MemoryState,
    /// When it comes again, in whole days: one at least.
    pub days: u32,
}

impl Outlook {
    /// When it comes again, in words: "3 days", "2 months".
    #[must_use]
    pub fn words(self) -> String {
        days_in_words(self.days)
    }
}

/// A time in words that are exact enough to plan by: "3 days", "2 months", "1.5 years".
#[must_use]
pub(super) fn days_in_words(days: u32) -> String {
    match days {
        1 => "1 day".to_owned(),
        0..=59 => format!("{days} days"),
        60..=547 => format!("{} months", (f64::from(days) / 30.44).round()),
        _ => format!("{:.1} years", f64::from(days) / 365.25),
    }
}

/// Says when cards come again.
#[derive(Clone, Debug)]
pub struct Scheduler {
    fsrs: FSRS,
    basis: Basis,
    /// How fast forgetting slows down.
    decay: f32,
}

/// What the days on which cards are due follow from, beside the reviews.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub(super) struct Basis {
    /// Fitted to the reader; empty: what fits most people.
    parameters: Vec<f32>,
    /// The share of cards that is to be remembered when they come again.
    retention: f32,
    /// Intervals are varied a little.
    fuzz: bool,
}

/// No card waits longer than a hundred years, as in the reference implementation.
const LONGEST: u32 = 36_500;

/// From and to how many days an interval is varied, and by what share of those. Shorter ones are not varied.
const FUZZ: [(f32, f32, f32); 3] = [
    (2.5, 7.0, 0.15),
    (7.0, 20.0, 0.1),
    (20.0, f32::INFINITY, 0.05),
];

impl Default for Scheduler {
    fn default() -> Self {
        Self::of(&Settings::default())
    }
}

impl Scheduler {
    /// As the reader wants it. Parameters that the library cannot work with count as none.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let given = settings.parameters.as_slice();
        let parameters = if is_sound(given) { given } else { &[] };
        let known = fsrs::check_and_fill_parameters(parameters).unwrap_or_default();
        Self {
            fsrs: FSRS::new(parameters).unwrap_or_default(),
            basis: Basis {
                parameters: parameters.to_vec(),
                retention: settings.retention,
                fuzz: settings.fuzz,
            },
            // The bounds are those of the library.
            decay: known
                .last()
                .copied()
                .unwrap_or(fsrs::FSRS6_DEFAULT_DECAY)
                .clamp(0.1, 0.8),
        }
    }

    pub(super) const fn basis(&self) -> &Basis {
        &self.basis
    }

    /// What each grade would lead to, in the order of [`Grade::ALL`].
    #[must_use]
    pub fn outlooks(&self, card: CardId, state: Option<&CardState>, today: Day) -> [Outlook; 4] {
        let memory = state.map(|state| state.memory);
        let elapsed = state.map_or(0, |state| elapsed(state.last, today));
        let asked = state.map_or(0, |state| state.asked);
        let next = self.fsrs.next_states(memory, self.basis.retention, elapsed);
        match next {
            Ok(NextStates {
                again,
                hard,
                good,
                easy,
            }) => [again, hard, good, easy].map(|next| Outlook {
                memory: next.memory,
                days: self.days(card, asked, next.interval),
            }),
            Err(_) => {
                [Outlook {
                    memory: memory.unwrap_or(ASKED_ANEW),
                    days: 1,
                }; 4]
            }
        }
    }

    /// What a grade leads to.
    #[must_use]
    pub fn outlook(
        &self,
        card: CardId,
        state: Option<&CardState>,
        today: Day,
        grade: Grade,
    ) -> Outlook {
        let [again, hard, good, easy] = self.outlooks(card, state, today);
        match grade {
            Grade::Again => again,
            Grade::Hard => hard,
            Grade::Good => good,
            Grade::Easy => easy,
        }
    }

    /// How likely a card is to be remembered on a day, from 0 to 1.
    #[must_use]
    pub fn retrievability(&self, state: &CardState, on: Day) -> f32 {
        let elapsed = f64::from(elapsed(state.last, on));
        #[expect(clippy::cast_possible_truncation, reason = "days, to be drawn")]
        let elapsed = elapsed as f32;
        fsrs::current_retrievability(state.memory, elapsed, self.decay)
    }

    /// What a card comes to after all its reviews, the days in order. It is what [`Self::outlook`] comes to, one review after another; but the
    /// three grades that were not given cost nothing.
    pub(super) fn after_all(&self, card: CardId, reviews: &[(Day, Grade)]) -> Outlook {
        let mut last = None;
        let reviews: Vec<_> = reviews
            .iter()
            .map(|(day, grade)| review(last.replace(*day), *day, *grade))
            .collect();
        let before = u32::try_from(reviews.len()).unwrap_or(u32::MAX) - 1;
        match self.fsrs.memory_state(FSRSItem { reviews }, None) {
            Ok(memory) => {
                let stability = Some(memory.stability);
                let interval = self.fsrs.next_interval(stability, self.basis.retention, 0);
                Outlook {
                    memory,
                    days: self.days(card, before, interval),
                }
            }
            Err(_) => Outlook {
                memory: ASKED_ANEW,
                days: 1,
            },
        }
    }

    /// An interval in whole days, varied by the dice of this card at this review. They are the same for all four grades, so that a better
    /// grade never comes earlier than a worse one.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "days between one and a hundred years, and a share of a number that needs no more than its first bits"
    )]
    fn days(&self, card: CardId, asked: u32, interval: f32) -> u32 {
        let days = interval.round().clamp(1.0, LONGEST as f32);
        if !self.basis.fuzz || days < 2.5 {
            return days as u32;
        }
        let beside = FUZZ.iter().fold(1.0, |beside, (from, to, share)| {
            beside + share * (days.min(*to) - from).max(0.0)
        });
        let first = (days - beside).round().max(2.0);
        let last = (days + beside).round().min(LONGEST as f32);
        let dice = (scatter(card.0, u64::from(asked)) >> 40) as f32 / (1u32 << 24) as f32;
        (first + (dice * (last - first + 1.0)).floor()).min(last) as u32
    }
}

/// What the library cannot work with is a card that is asked anew.
const ASKED_ANEW: MemoryState = MemoryState {
    stability: 1.0,
    difficulty: 5.0,
};

/// Days between two reviews: a clock that was set back must not make a card forget that it was remembered.
fn elapsed(last: Day, today: Day) -> u32 {
    u32::try_from(today.0.saturating_sub(last.0)).unwrap_or(0)
}

/// A review as the library has it. The first of a card comes after none.
pub(super) fn review(last: Option<Day>, day: Day, grade: Grade) -> FSRSReview {
    FSRSReview {
        rating: match grade {
            Grade::Again => 1,
            Grade::Hard => 2,
            Grade::Good => 3,
            Grade::Easy => 4,
        },
        delta_t: last.map_or(0, |last| elapsed(last, day)),
    }
}

/// Whether the library can work with parameters.
pub(super) fn is_sound(parameters: &[f32]) -> bool {
    parameters.len() == fsrs::DEFAULT_PARAMETERS.len()
        && parameters.iter().all(|parameter| parameter.is_finite())
}

/// A number that two others determine, and that looks like chance (the last step of the generator `SplitMix64`).
pub(super) const fn scatter(seed: u64, number: u64) -> u64 {
    let mut mixed = seed ^ number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
