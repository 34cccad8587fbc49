//! Of the cards that a reader was ever asked, those that the data still make and those that they no longer do. A prompt that says how many
//! are due has no time to deal all cards anew.

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Store;
use super::plain_file::{self, LARGEST_KEPT};
use super::replace::{Worth, replace};
use crate::study::CardId;

/// What is known of the cards of a log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dealt {
    /// By which program and data: others make other cards.
    by: String,
    /// Cards that the data make, in order.
    made: Vec<u64>,
    /// Cards that they do not make, in order.
    gone: Vec<u64>,
}

impl Dealt {
    /// Cards, and whether the data that are known by this name make them.
    #[must_use]
    pub fn of(by: &str, cards: impl IntoIterator<Item = (CardId, bool)>) -> Self {
        let mut dealt = Self {
            by: by.to_owned(),
            ..Self::default()
        };
        for (card, is_made) in cards {
            let of = if is_made {
                &mut dealt.made
            } else {
                &mut dealt.gone
            };
            of.push(card.0);
        }
        dealt.made.sort_unstable();
        dealt.gone.sort_unstable();
        dealt
    }

    /// Whether the data make a card, if that is known.
    #[must_use]
    pub fn makes(&self, card: CardId) -> Option<bool> {
        let is_made = self.made.binary_search(&card.0).is_ok();
        (is_made || self.gone.binary_search(&card.0).is_ok()).then_some(is_made)
    }
}

impl Store {
    fn dealt(&self) -> Option<PathBuf> {
        Some(self.folders()?.state.join("cards.dealt"))
    }

    /// What is known of the cards of the log, if these data were asked before.
    #[must_use]
    pub fn read_dealt(&self, by: &str) -> Option<Dealt> {
        let bytes = plain_file::read(&self.dealt()?, LARGEST_KEPT).ok()?;
        let dealt: Dealt = postcard::from_bytes(&bytes).ok()?;
        (dealt.by == by).then_some(dealt)
    }

    /// Keeps what is known of them.
    ///
    /// # Errors
    /// When it cannot be written. Nothing is lost then but time.
    pub fn keep_dealt(&self, dealt: &Dealt) -> io::Result<()> {
        let Some(path) = self.dealt() else {
            return Ok(());
        };
        let bytes = postcard::to_stdvec(dealt).map_err(io::Error::other)?;
        replace(&path, &bytes, Worth::Derived)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_asked_again() {
        let dealt = Dealt::of(
            "data",
            [(CardId(9), true), (CardId(2), false), (CardId(1), true)],
        );
        let made = [1, 2, 3, 9].map(|card| dealt.makes(CardId(card)));
        assert_eq!(made, [Some(true), Some(false), None, Some(true)]);
    }
}
