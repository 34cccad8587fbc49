//! Places: what people call where they live or work, and who has stood over it.

use serde::{Deserialize, Serialize};

use super::{Code, Confidence, Date, Day, End, Packed, Share, Text, Tier};

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PlaceKind {
    /// A county, or several councils that were one.
    County,
    /// A council that is county and district in one.
    UnitaryAuthority,
    /// A district of a metropolitan county.
    MetropolitanDistrict,
    /// A London borough.
    LondonBorough,
    /// The City of London.
    CityCorporation,
    /// A district of a county.
    District,
    /// A part of a county, or several districts together.
    Area,
    /// A part of a district.
    Neighbourhood,
}

impl PlaceKind {
    /// The words for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::County => "county",
            Self::UnitaryAuthority => "unitary authority",
            Self::MetropolitanDistrict => "metropolitan district",
            Self::LondonBorough => "London borough",
            Self::CityCorporation => "city corporation",
            Self::District => "district",
            Self::Area => "area",
            Self::Neighbourhood => "neighbourhood",
        }
    }
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Place {
    /// Its id.
    pub id: Text,
    /// What people call it.
    pub name: Text,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// What else people call it.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// Codes by which public data name its council.
    #[serde(default)]
    pub codes: Vec<Code>,
    /// The county that people name with it, where there is no record of that county.
    #[serde(default)]
    pub county: Option<Text>,
    /// Id of the larger place whose lineage it shares where it has none of its own.
    #[serde(default)]
    pub within: Option<Text>,
    /// The organisations over it, in order of time.
    #[serde(default)]
    pub lineage: Packed<Vec<Stay>>,
    /// Why there was nobody, for this place only.
    #[serde(default)]
    pub gaps: Vec<Gap>,
    /// More, where it is needed.
    #[serde(default)]
    pub note: Option<Text>,
}

/// The time during which a place lay in the area of an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Stay {
    /// Id of the organisation.
    pub organisation: Text,
    /// First day.
    pub from: Date,
    /// Last day.
    #[serde(default)]
    pub to: End,
    /// Whether the place lay in it wholly or partly.
    #[serde(default)]
    pub share: Share,
    /// More, where it is needed.
    #[serde(default)]
    pub note: Option<Text>,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
}

/// Why the data name no organisation of a tier for a time: there was none, or nobody wrote down which.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Gap {
    /// The tier.
    pub tier: Tier,
    /// First day.
    pub from: Date,
    /// Last day.
    #[serde(default)]
    pub to: End,
    /// The reason.
    pub reason: Text,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
}

impl Gap {
    /// Whether the day lies in it.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.to.covers(self.from, day)
    }
}
