//! Dated events.

use serde::{Deserialize, Serialize};

use super::{Confidence, Date, Text};

/// What kind of event it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReformKind {
    /// An Act of Parliament, on the day of Royal Assent.
    Act,
    /// A Bill before Parliament.
    Bill,
    /// An order or regulations.
    StatutoryInstrument,
    /// A white paper.
    WhitePaper,
    /// A green paper.
    GreenPaper,
    /// A consultation.
    Consultation,
    /// A plan.
    Plan,
    /// A circular, letter or guidance.
    Guidance,
    /// A change taking effect.
    Reorganisation,
    /// An announcement.
    Announcement,
    /// A review.
    Review,
    /// A report.
    Report,
    /// A judgment.
    Court,
}

impl ReformKind {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Act,
        Self::Bill,
        Self::StatutoryInstrument,
        Self::WhitePaper,
        Self::GreenPaper,
        Self::Consultation,
        Self::Plan,
        Self::Guidance,
        Self::Reorganisation,
        Self::Announcement,
        Self::Review,
        Self::Report,
        Self::Court,
    ];

    /// The words for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Act => "Act",
            Self::Bill => "Bill",
            Self::StatutoryInstrument => "statutory instrument",
            Self::WhitePaper => "white paper",
            Self::GreenPaper => "green paper",
            Self::Consultation => "consultation",
            Self::Plan => "plan",
            Self::Guidance => "guidance",
            Self::Reorganisation => "reorganisation",
            Self::Announcement => "announcement",
            Self::Review => "review",
            Self::Report => "report",
            Self::Court => "judgment",
        }
    }
}

/// What a reform did to a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EffectKind {
    /// It came into being.
    Creates,
    /// It was changed.
    Changes,
    /// It came to an end.
    Abolishes,
    /// Something was proposed for it.
    Proposes,
}

impl EffectKind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 4] = [
        Self::Creates,
        Self::Changes,
        Self::Abolishes,
        Self::Proposes,
    ];

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Creates => "creates",
            Self::Changes => "changes",
            Self::Abolishes => "abolishes",
            Self::Proposes => "proposes",
        }
    }
}

/// One effect of a reform.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Effect {
    /// Id of the body.
    pub body: Text,
    /// What happened to it.
    pub effect: EffectKind,
    /// More, where it is needed.
    #[serde(default)]
    pub note: Option<Text>,
}

/// A dated event: an Act, an order, a paper, a plan, a reorganisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Reform {
    /// Its id.
    pub id: Text,
    /// When, or from when.
    pub date: Date,
    /// The last day, where it took a while.
    #[serde(default)]
    pub until: Option<Date>,
    /// Its title.
    pub title: Text,
    /// What kind of event it was.
    pub kind: ReformKind,
    /// The government of the day.
    #[serde(default)]
    pub government: Option<Text>,
    /// The minister responsible.
    #[serde(default)]
    pub minister: Option<Text>,
    /// What it was, in one to three sentences.
    pub summary: Text,
    /// What it did to bodies.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Nicknames that a search should find.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// A plan that had not come about when the evidence ends.
    #[serde(default)]
    pub planned: bool,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
}

impl Reform {
    /// The government of the day and the minister responsible, as far as they are known.
    #[must_use]
    pub fn responsible(&self) -> String {
        let known = [self.government, self.minister].into_iter().flatten();
        known.map(Text::as_str).collect::<Vec<_>>().join("; ")
    }

    /// Acts, and changes taking effect, against papers, plans and announcements. What is planned has not taken effect.
    #[must_use]
    pub const fn is_weighty(&self) -> bool {
        matches!(self.kind, ReformKind::Act | ReformKind::Reorganisation) && !self.planned
    }

    /// The date or the period, in words.
    #[must_use]
    pub fn when(&self) -> String {
        match self.until {
            Some(until) => format!("{} to {until}", self.date),
            None => self.date.to_string(),
        }
    }
}
