//! Named instances of a body.

use serde::{Deserialize, Serialize};

use super::{Confidence, Date, Day, End, Packed, Text};

/// Who gave a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CodeScheme {
    /// The NHS Organisation Data Service.
    Ods,
    /// The Office for National Statistics.
    Ons,
}

impl CodeScheme {
    /// The abbreviation.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ods => "ODS",
            Self::Ons => "ONS",
        }
    }
}

/// A code by which public data name an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Code {
    /// Who gave it.
    pub scheme: CodeScheme,
    /// The code.
    pub code: Text,
    /// The first day it was in use, where known.
    #[serde(default)]
    pub from: Option<Date>,
    /// The last day it was in use.
    #[serde(default)]
    pub to: End,
}

/// How much of a predecessor came to its successor, or of a place lay in an organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Share {
    /// All of it.
    #[default]
    Whole,
    /// A part.
    Part,
}

/// A predecessor of an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Link {
    /// Id of the predecessor.
    pub organisation: Text,
    /// How much of the predecessor came here.
    pub share: Share,
    /// Worked out from geography rather than read.
    #[serde(default)]
    pub inferred: bool,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First day.
    pub from: Date,
    /// Last day.
    #[serde(default)]
    pub to: End,
}

impl Span {
    /// Whether the day lies in it.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.to.covers(self.from, day)
    }
}

/// The named organisations of one body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Organisations {
    /// Id of the body.
    pub body: Text,
    /// When the list has all of them.
    #[serde(default)]
    pub complete: Vec<Span>,
    /// The organisations.
    pub organisations: Packed<Vec<Organisation>>,
}

/// A named organisation: "London Strategic Health Authority".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Organisation {
    /// Its id.
    pub id: Text,
    /// Its name in law, or in use where it had none in law.
    pub name: Text,
    /// Brands and former names.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// First day in being; absent where it is not established.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day in being.
    #[serde(default)]
    pub to: End,
    /// What it covered, in words.
    #[serde(default)]
    pub area: Option<Text>,
    /// Codes by which public data name it.
    #[serde(default)]
    pub codes: Vec<Code>,
    /// What it came from; successors are worked out from these.
    #[serde(default)]
    pub predecessors: Vec<Link>,
    /// More, where it is needed.
    #[serde(default)]
    pub note: Option<Text>,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
}

impl Organisation {
    /// Its name as short as people say it: "South Yorkshire SHA".
    #[must_use]
    pub fn label(&self, body: &super::Body) -> String {
        let Some(short) = body.short else {
            return self.name.to_string();
        };
        let name = self.name.replace(body.name.as_str(), &short);
        match name.strip_prefix("NHS ") {
            Some(rest) if !rest.starts_with("England") && rest.contains(short.as_str()) => {
                rest.to_owned()
            }
            _ => name,
        }
    }

    /// What tells it from others of its kind: "South Yorkshire". The same as the label where that does not end in the abbreviation.
    #[must_use]
    pub fn bare_label(&self, body: &super::Body) -> String {
        let label = self.label(body);
        let bare = body
            .short
            .and_then(|short| label.strip_suffix(short.as_str()));
        bare.map(|bare| bare.trim_end().to_owned()).unwrap_or(label)
    }

    /// Whether it is known to have been in being on the day.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.from.is_some_and(|from| self.to.covers(from, day))
    }
}
