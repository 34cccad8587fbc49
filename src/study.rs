//! Learning the tier by heart: cards that are made from the data, what a reader remembers of them, and when each comes again.
//!
//! Nothing here asks what day it is or throws dice: the day, the moment and the seed come in as arguments. What is kept is a log of
//! [`Entry`] values, one a line; everything else ([`History`]) is worked out from it.

mod card;
mod cards;
mod deck;
mod history;
mod ledger;
mod line;
mod memory;
mod optimise;
mod progress;
pub mod quiz;
mod review;
mod seen;
mod settings;

pub use card::{Answer, Card, CardId, Face, Family, Typed};
pub use cards::{deal, deal_place};
pub use deck::{Deck, Shelf, deal_for};
pub use history::{CardState, DayTally, History};
pub use ledger::{Ledger, Lines, Mark, Snapshot};
pub use line::{Unread, VERSION as LINE_VERSION, is_newer};
pub use memory::{Outlook, Scheduler};
pub use optimise::{ENOUGH, Error, Fit, Fitted, Progress, Unfit, fit};
pub use progress::{Knowledge, Learnt, Recall, SPAN, Share};
pub use review::{Entry, EntryId, Grade, Moment, Review, Undo, Way, counted};
pub use settings::{Now, Settings};
