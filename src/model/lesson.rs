//! What research says: themes, findings, and findings that stand against each other.

use serde::{Deserialize, Serialize};

use super::{Confidence, Date, Day, Quote, Text};

/// A question that comes back with every reform.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Theme {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// What is said under it, taken together.
    pub summary: Text,
    /// One of the five themes of the review that the data set begins from.
    #[serde(default)]
    pub review: bool,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well the summary is supported.
    pub confidence: Confidence,
}

/// What kind of statement a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FindingKind {
    /// What somebody found, or what is the case.
    Finding,
    /// A view put forward.
    Argument,
    /// A view against something.
    Criticism,
    /// What somebody advised.
    Recommendation,
    /// A number.
    Figure,
    /// Somebody's own words.
    Quotation,
}

impl FindingKind {
    /// All of them, in the order in which filters go through them.
    pub const ALL: [Self; 6] = [
        Self::Finding,
        Self::Argument,
        Self::Criticism,
        Self::Recommendation,
        Self::Figure,
        Self::Quotation,
    ];

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Finding => "finding",
            Self::Argument => "argument",
            Self::Criticism => "criticism",
            Self::Recommendation => "recommendation",
            Self::Figure => "figure",
            Self::Quotation => "quotation",
        }
    }
}

/// Where in a source a statement stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Locator {
    /// Id of the source.
    pub source: Text,
    /// The heading, paragraph, page or column.
    pub passage: Text,
}

/// What a source found, argued, advised or said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Finding {
    /// Its id.
    pub id: Text,
    /// Id of its theme.
    pub theme: Text,
    /// What kind of statement it is.
    pub kind: FindingKind,
    /// The statement, as the source's own.
    pub text: Text,
    /// The source's words, where they are given.
    #[serde(default)]
    pub quote: Option<Quote>,
    /// Ids of the bodies it speaks of.
    #[serde(default)]
    pub bodies: Vec<Text>,
    /// The beginning of the time it speaks of.
    #[serde(default)]
    pub from: Option<Date>,
    /// The end of the time it speaks of.
    #[serde(default)]
    pub to: Option<Date>,
    /// When the source came out, as printed.
    #[serde(default)]
    pub published: Option<Text>,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// Where in them it stands.
    #[serde(default)]
    pub locators: Vec<Locator>,
    /// How well it is supported.
    pub confidence: Confidence,
}

impl Finding {
    /// Whether it speaks of a day. What names no time speaks of every day.
    #[must_use]
    pub fn speaks_of(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from.first() <= day)
            && self.to.is_none_or(|to| day <= to.last())
    }

    /// The years it speaks of: "1974–1982", "2019"; empty where it names none.
    #[must_use]
    pub fn years(&self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from.year() == to.year() => from.year().to_string(),
            (Some(from), Some(to)) => format!("{}–{}", from.year(), to.year()),
            (Some(from), None) => format!("from {}", from.year()),
            (None, Some(to)) => format!("to {}", to.year()),
            (None, None) => String::new(),
        }
    }
}

/// Findings that stand against each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Tension {
    /// Its id.
    pub id: Text,
    /// What they disagree about, in a few words.
    pub question: Text,
    /// Ids of the findings on one side.
    pub one: Vec<Text>,
    /// Ids of the findings on the other.
    pub other: Vec<Text>,
    /// What they disagree about, and how far it can be settled.
    pub text: Text,
}

/// A passage of one of the documents that the data set began from, and what carries it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Passage {
    /// Id of the document, which is a source.
    pub seed: Text,
    /// The heading or paragraph.
    pub passage: Text,
    /// Ids of the findings that carry it.
    #[serde(default)]
    pub findings: Vec<Text>,
    /// Ids of the bodies whose records carry it.
    #[serde(default)]
    pub bodies: Vec<Text>,
    /// Ids of other sources that carry it.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// Why all or a part of it was left out.
    #[serde(default)]
    pub left_out: Option<Text>,
}
