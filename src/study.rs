//! Learning the tier by heart: cards that are made from the data, what a reader remembers of them, and when each comes again.
//!
//! Nothing here asks what day it is or throws dice: the day, the moment and the seed come in as arguments. What is kept is a log of
//! [`Entry`] values, one a line; everything else ([`History`]) is worked out from it.

mod card;
mod cards;
pub mod dealt;
mod deck;
mod exam;
mod history;
mod ledger;
mod line;
mod memory;
mod optimise;
mod path;
mod progress;
pub mod quiz;
mod review;
mod round;
#[cfg(test)]
mod sample;
mod seen;
mod settings;

pub use card::{Answer, Card, CardId, Face, Family, Typed};
pub use cards::deal_place;
pub use deck::{Deck, Shelf, deal_for};
pub use exam::{QUESTIONS, ends, questions};
pub use history::{CardState, DayTally, History};
pub use ledger::{Ledger, Lines, Mark, Snapshot};
pub use line::{Unread, VERSION as LINE_VERSION, is_newer};
pub use memory::{Outlook, Scheduler};
pub use optimise::{ENOUGH, Error, Fit, Fitted, Progress, Unfit, fit};
pub use path::{LESSON, Lesson, next_lesson, path};
pub use progress::{Knowledge, Learnt, Recall, SPAN, Share};
pub use review::{Entry, EntryId, Grade, Moment, Review, Undo, Way, counted};
pub use round::{Answered, Round, due, fresh, mix};
pub use settings::{Now, Settings};

use crate::dataset::Dataset;
use crate::embedded;

/// All cards that the data can ask, by time and family. Of places there is a share: [`deal_place`] has all of one. Those of the built-in
/// data were dealt by the build.
#[must_use]
pub fn deal(data: &'static Dataset) -> Vec<Card> {
    let built_in = std::ptr::eq(data, embedded::dataset());
    let dealt = built_in.then(|| dealt::decode(embedded::CARDS, data).ok());
    dealt.flatten().unwrap_or_else(|| {
        let cards = cards::deal_all(data).into_iter();
        cards.map(|(card, _)| card).collect()
    })
}
