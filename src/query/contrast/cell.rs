//! One thing said of one body in answer to one question.

use crate::model::{Confidence, RecordRef, Sourced, Text};

/// The answer where there is none.
const NOT_ESTABLISHED: &str = "not established";

/// One thing said of one body in answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The answer in a word or a few, where there is one.
    pub word: String,
    /// The answer in a sentence.
    pub text: String,
    /// Not established, or not verified.
    pub doubt: bool,
    /// Another record it speaks of.
    pub link: Option<RecordRef>,
    /// Ids of the sources.
    pub(super) sources: Vec<Text>,
    /// How well it is supported; none where it was worked out from dates or from other records.
    pub(super) confidence: Option<Confidence>,
}

impl Cell {
    /// An answer in a word, worked out from the record.
    pub(super) fn word(word: impl Into<String>) -> Self {
        Self {
            word: word.into(),
            text: String::new(),
            doubt: false,
            link: None,
            sources: Vec::new(),
            confidence: None,
        }
    }

    /// An answer in a sentence of ours.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::word("")
        }
    }

    /// An answer in a sentence that rests on a statement.
    pub(super) fn claimed(text: impl Into<String>, claim: &impl Sourced) -> Self {
        Self {
            doubt: claim.confidence() == Confidence::Unverified,
            sources: claim.sources().to_vec(),
            confidence: Some(claim.confidence()),
            ..Self::text(text)
        }
    }

    pub(super) fn not_established() -> Self {
        Self {
            doubt: true,
            ..Self::word(NOT_ESTABLISHED)
        }
    }

    /// Whether there is an answer at all.
    pub(super) fn is_established(&self) -> bool {
        self.word != NOT_ESTABLISHED
    }

    /// Whether the answer rests on a statement of its own, and so has a mark.
    #[must_use]
    pub const fn is_claimed(&self) -> bool {
        self.confidence.is_some()
    }
}

impl Sourced for Cell {
    fn sources(&self) -> &[Text] {
        &self.sources
    }

    fn confidence(&self) -> Confidence {
        self.confidence.unwrap_or(Confidence::Single)
    }
}
