//! The story of the tier in a few stops.

use serde::{Deserialize, Serialize};

use super::{Confidence, Date, Text};

/// A stop of the tour: a day, what happened, and the bodies that matter then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Stop {
    /// Its id.
    pub id: Text,
    /// The day from which everything is seen.
    pub date: Date,
    /// A few words.
    pub title: Text,
    /// What happened, in a few sentences.
    pub text: Text,
    /// Ids of the bodies that matter, in the order in which they are told.
    pub lights: Vec<Text>,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well the text is supported.
    pub confidence: Confidence,
}
