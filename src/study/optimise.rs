//! Parameters of the scheduler, fitted to the reader's own reviews.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use fsrs::{CombinedProgressState, ComputeParametersInput, FSRS, FSRSError, FSRSItem};
use serde::{Deserialize, Serialize};

use super::memory::{is_sound, review};
use super::{CardId, Review};
use crate::model::{Date, Day};

/// Parameters that were fitted to a reader, as they are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fitted {
    /// The version of the file.
    pub version: u32,
    /// When.
    pub on: Date,
    /// To how many reviews.
    pub reviews: u32,
    /// What came of it.
    pub parameters: Vec<f32>,
}

impl Fitted {
    /// The version that is written.
    pub const VERSION: u32 = 1;

    /// Whether a scheduler can work with it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        is_sound(&self.parameters)
    }
}

/// What fitting led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The parameters, to be kept.
    pub fitted: Fitted,
    /// How far those that were in force were from what happened.
    pub before: Error,
    /// How far the new ones are.
    pub after: Error,
}

/// How far what was foretold is from what happened; less is better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Error {
    /// The mean of what each review was a surprise of (log loss).
    pub log_loss: f32,
    /// How many in a hundred were remembered more or fewer than foretold, among reviews that are alike (RMSE by bins).
    pub rmse: f32,
}

/// Why nothing was fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// There are too few reviews on a later day than the one before.
    TooFew {
        /// So many there are.
        reviews: usize,
    },
    /// It was told to stop.
    Stopped,
    /// The library could not make anything of the reviews.
    NoSense,
}

/// So many reviews it takes, each on a later day than the one before.
pub const ENOUGH: usize = 400;

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFew { reviews } => write!(
                f,
                "There are {reviews} reviews of cards that were asked on an earlier day too; {ENOUGH} are needed before parameters can be fitted to them"
            ),
            Self::Stopped => f.write_str("Fitting was stopped; nothing has changed"),
            Self::NoSense => f.write_str("No parameters fit these reviews; nothing has changed"),
        }
    }
}

impl std::error::Error for Unfit {}

/// How far fitting has come, seen from another thread, which may also stop it.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Mutex<CombinedProgressState>>);

impl Progress {
    /// How far it has come, from 0 to 100.
    #[must_use]
    pub fn hundredths(&self) -> u8 {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let share = state.current() * 100 / state.total().max(1);
        u8::try_from(share.min(100)).unwrap_or(100)
    }

    /// Stops it as soon as may be.
    pub fn stop(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.want_abort = true;
    }

    fn is_stopped(&self) -> bool {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.want_abort
    }
}

/// Fits parameters to reviews that count ([`super::counted`]), and compares them with those in force.
///
/// # Errors
/// When there are too few reviews, it was stopped, or nothing fits.
pub fn fit<'a>(
    reviews: impl Iterator<Item = &'a Review>,
    in_force: &[f32],
    today: Day,
    progress: &Progress,
) -> Result<Fit, Unfit> {
    let (items, card_ids) = items(reviews, today);
    if items.len() < ENOUGH {
        return Err(Unfit::TooFew {
            reviews: items.len(),
        });
    }
    let error_of = |parameters: &[f32]| -> Result<Error, Unfit> {
        let parameters = if is_sound(parameters) {
            parameters
        } else {
            &[]
        };
        let evaluated = FSRS::new(parameters)
            .and_then(|fsrs| {
                fsrs.evaluate_with_card_ids(items.clone(), card_ids.clone(), |_| {
                    !progress.is_stopped()
                })
            })
            .map_err(|error| unfit(&error))?;
        Ok(Error {
            log_loss: evaluated.log_loss,
            rmse: evaluated.rmse_bins,
        })
    };
    let before = error_of(in_force)?;
    let parameters = fsrs::compute_parameters(ComputeParametersInput {
        train_set: items.clone(),
        card_ids: Some(card_ids.clone()),
        progress: Some(Arc::clone(&progress.0)),
        enable_short_term: true,
        num_relearning_steps: None,
        training_config: None,
    })
    .map_err(|error| unfit(&error))?;
    let after = error_of(&parameters)?;
    let fitted = Fitted {
        version: Fitted::VERSION,
        on: Date::of_day(today),
        reviews: u32::try_from(items.len()).unwrap_or(u32::MAX),
        parameters,
    };
    if !fitted.is_sound() {
        return Err(Unfit::NoSense);
    }
    Ok(Fit {
        fitted,
        before,
        after,
    })
}

fn unfit(error: &FSRSError) -> Unfit {
    match error {
        FSRSError::Interrupted => Unfit::Stopped,
        _ => Unfit::NoSense,
    }
}

/// The library learns from each review of a card on a later day than the one before, with all reviews of the card up to it: also those of
/// the same day. What is dated after today was written by a clock that was ahead, and says nothing about forgetting.
fn items<'a>(reviews: impl Iterator<Item = &'a Review>, today: Day) -> (Vec<FSRSItem>, Vec<i64>) {
    let mut by_card: BTreeMap<CardId, Vec<&Review>> = BTreeMap::new();
    for one in reviews.filter(|review| review.day <= today) {
        by_card.entry(one.card).or_default().push(one);
    }
    // The library counts what is late in the list for more: it is in order of time.
    let mut items = Vec::new();
    for (number, mut reviews) in (0i64..).zip(by_card.into_values()) {
        reviews.sort_by_key(|review| review.day);
        let mut last = None;
        let mut known = Vec::new();
        for one in reviews {
            let as_library = review(last.replace(one.day), one.day, one.grade);
            known.push(as_library);
            if as_library.delta_t > 0 && known.len() <= LONGEST {
                let item = FSRSItem {
                    reviews: known.clone(),
                };
                items.push(((one.day, one.at), number, item));
            }
        }
    }
    items.sort_by_key(|(when, ..)| *when);
    items
        .into_iter()
        .map(|(_, card, item)| (item, card))
        .unzip()
}

/// Of a card that was asked more often than this, the library takes no later reviews.
const LONGEST: usize = 256;
