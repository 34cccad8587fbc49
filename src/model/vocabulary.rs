//! The words that records share: tiers, functions, eras.

use serde::{Deserialize, Serialize};

use super::{Confidence, Date, Day, End, Text};

/// The level at which a body stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tier {
    /// Only where context needs it.
    National,
    /// Region.
    Region,
    /// Area-sized: AHA, HA, STP, ICS, ICB.
    System,
    /// Place-sized: HMC, DHA, PCT, CCG, place partnership.
    District,
    /// Below the district: PCG, PCN.
    Neighbourhood,
}

impl Tier {
    /// From the centre outwards.
    pub const ALL: [Self; 5] = [
        Self::National,
        Self::Region,
        Self::System,
        Self::District,
        Self::Neighbourhood,
    ];

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Region => "region",
            Self::System => "system",
            Self::District => "district",
            Self::Neighbourhood => "neighbourhood",
        }
    }
}

/// Something a tier can be for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Function {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// What it means, in one line.
    pub gloss: Text,
}

/// A band in the background of the timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Era {
    /// Its id.
    pub id: Text,
    /// Its name, short enough for the band.
    pub name: Text,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    #[serde(default)]
    pub to: End,
    /// What it was about.
    pub summary: Text,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well the summary is supported.
    #[serde(default = "single")]
    pub confidence: Confidence,
}

fn single() -> Confidence {
    Confidence::Single
}

impl Era {
    /// Whether the day lies in this era.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.to.covers(self.from, day)
    }
}

/// What is to be said of the data set as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Meta {
    /// Which version of the data this is: the numbers of `data/README.md`.
    #[serde(default)]
    pub version: Option<Text>,
    /// The last day of the evidence.
    pub as_of: Date,
    /// How late the evidence goes.
    pub note: Text,
    /// Under which licence codes and look-ups come.
    pub licence: Text,
}
