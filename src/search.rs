//! A query → ranked hits. The only user of the fuzzy matcher.
//!
//! Exact abbreviations and codes come first, then exact names, then beginnings of names, then beginnings of words, then words
//! anywhere, and last what only resembles the query. Inside a rank: bodies before organisations before reforms before the
//! rest, what is shown on the timeline before mere context, short names before long, early before late. Sources come last, unless their
//! key was typed.

mod fold;
mod index;
mod names;
mod rank;

pub use index::Index;
pub use names::NameTable;
pub use rank::Rank;

use crate::model::RecordRef;

/// Something that matches a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub record: RecordRef,
    /// How well it matches.
    pub rank: Rank,
    /// Its place in the index.
    entry: usize,
}

impl Hit {
    /// Whether nothing matched, and the name is only near to what was typed.
    #[must_use]
    pub const fn is_a_guess(&self) -> bool {
        matches!(self.rank, Rank::Near(_))
    }
}

#[cfg(test)]
mod tests;
