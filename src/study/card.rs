//! What a card is.

use std::hash::Hasher;

use fnv::FnvHasher;
use serde::{Deserialize, Serialize};

use super::cards::{Asks, fact_of};
use crate::dataset::Dataset;
use crate::model::{Body, Confidence, Date, Day, RecordRef, Text};

/// What a card is known by, as long as the fact that it asks for is the same.
///
/// It is a hash (FNV-1a, 64 bits) of the family, the record and the words of the fact: a card whose fact changes is a new card, one that
/// only moves in the data, or is asked in other words, is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CardId(pub u64);

impl CardId {
    /// The identity of what these parts say.
    #[must_use]
    pub fn of(family: Family, about: RecordRef, fact: &[&str]) -> Self {
        let mut hasher = FnvHasher::default();
        for part in [family.name(), &about.id]
            .into_iter()
            .chain(fact.iter().copied())
        {
            hasher.write(part.as_bytes());
            // Where one part ends is part of what is said.
            hasher.write(&[0]);
        }
        Self(hasher.finish())
    }
}

/// What a card asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Family {
    /// When something was made.
    Began,
    /// When it ended.
    Ended,
    /// Under which Act, order or paper.
    Law,
    /// Statutory or not, and why.
    Standing,
    /// What replaced it, or what it replaced, and how.
    Succession,
    /// How many there were.
    Number,
    /// Who held a function.
    Function,
    /// To whom it answered.
    Accountability,
    /// What it could make others do, and what not.
    Power,
    /// Which body a description fits.
    Description,
    /// Which organisation stood over a place.
    Place,
    /// Which of two came first.
    First,
    /// Five in order of time.
    Order,
    /// What changed on a date.
    Change,
    /// Who said it.
    Quotation,
}

impl Family {
    /// All of them, in order.
    pub const ALL: [Self; 15] = [
        Self::Began,
        Self::Ended,
        Self::Law,
        Self::Standing,
        Self::Succession,
        Self::Number,
        Self::Function,
        Self::Accountability,
        Self::Power,
        Self::Description,
        Self::Place,
        Self::First,
        Self::Order,
        Self::Change,
        Self::Quotation,
    ];

    /// The word for it: it begins the name of each of its cards, and is never changed.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Began => "began",
            Self::Ended => "ended",
            Self::Law => "law",
            Self::Standing => "standing",
            Self::Succession => "succession",
            Self::Number => "number",
            Self::Function => "function",
            Self::Accountability => "accountability",
            Self::Power => "power",
            Self::Description => "description",
            Self::Place => "place",
            Self::First => "first",
            Self::Order => "order",
            Self::Change => "change",
            Self::Quotation => "quotation",
        }
    }
}

/// A question that the data can ask, and prove the answer of. It is small: what it says is made when it is shown ([`Card::face`]).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Card {
    /// What it is known by.
    pub id: CardId,
    /// What it asks for.
    pub family: Family,
    /// The record that it came from.
    pub about: RecordRef,
    /// The body by whose tier and standing decks choose it, where there is one.
    pub body: Option<&'static Body>,
    /// The day that it asks of: where the truth lies on the timeline.
    pub at: Day,
    /// What it asks for, where it stands in the data; or who finds that.
    pub(super) asks: Asks,
}

impl Card {
    /// What it says. The data are those that it was dealt from.
    #[must_use]
    pub fn face(&self, data: &'static Dataset) -> Face {
        let fact = match self.asks {
            Asks::Fact(fact) => fact,
            Asks::ByDealer(dealer) => fact_of(self.id, dealer, data),
        };
        fact.face(data)
    }

    /// The name under which reviews of it are kept: `began/strategic-health-authority/8f14e45fceea167a`. Only the last part is read back
    /// ([`CardId::of_name`]); the rest is for people who look into the log.
    #[must_use]
    pub fn name(&self) -> String {
        format!(
            "{}/{}/{:016x}",
            self.family.name(),
            self.about.id,
            self.id.0
        )
    }
}

impl CardId {
    /// What the name of a card says it is known by.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, id) = name.rsplit_once('/')?;
        let is_hex = id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = is_hex.then(|| u64::from_str_radix(id, 16).ok())?;
        number.map(Self)
    }
}

/// What a card says.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// The question, one or two sentences.
    pub question: String,
    /// What is right.
    pub answer: Answer,
    /// Why it is right, in a sentence.
    pub why: String,
    /// Ids of the sources that say so.
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
    /// The bodies to light on the timeline when the truth is shown.
    pub lights: Vec<Text>,
}

/// What is right, and what is not.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// One of several.
    Choice {
        /// What is right: each of these by itself. The first is the one that is told.
        right: Vec<String>,
        /// What is wrong and tempts, the most tempting first.
        wrong: Vec<String>,
        /// How it may be typed.
        typed: Typed,
    },
    /// Lines, in the right order.
    Order(Vec<String>),
}

/// How an answer may be typed.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    /// It is too long for that.
    No,
    /// A name, or any of these.
    Name(Vec<String>),
    /// A date.
    Date(Date),
    /// A number.
    Number(u32),
}
