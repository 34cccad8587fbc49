//! How records are referred to.

use serde::{Deserialize, Serialize};

use super::Text;

/// What kind of record it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A type of organisation or arrangement.
    Body,
    /// What people call where they live or work.
    Place,
    /// A named organisation.
    Organisation,
    /// A dated event.
    Reform,
    /// A function a tier can have.
    Function,
    /// A question that comes back with every reform.
    Theme,
    /// Findings that stand against each other.
    Tension,
    /// What a source found, argued, advised or said.
    Finding,
    /// An era.
    Era,
    /// Something cited.
    Source,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Body,
        Self::Place,
        Self::Organisation,
        Self::Reform,
        Self::Function,
        Self::Theme,
        Self::Tension,
        Self::Finding,
        Self::Era,
        Self::Source,
    ];

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Reform => "reform",
            Self::Function => "function",
            Self::Theme => "theme",
            Self::Tension => "tension",
            Self::Finding => "finding",
            Self::Era => "era",
            Self::Source => "source",
        }
    }

    /// The word for several.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Body => "bodies",
            Self::Place => "places",
            Self::Organisation => "organisations",
            Self::Reform => "reforms",
            Self::Function => "functions",
            Self::Theme => "themes",
            Self::Tension => "tensions",
            Self::Finding => "findings",
            Self::Era => "eras",
            Self::Source => "sources",
        }
    }

    /// The word for one of them: "a body", "an era".
    #[must_use]
    pub fn one(self) -> String {
        let name = self.name();
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) {
            "an"
        } else {
            "a"
        };
        format!("{article} {name}")
    }
}

/// A record of the data set, by kind and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct RecordRef {
    /// What kind of record.
    pub kind: Kind,
    /// Its id.
    pub id: Text,
}

impl RecordRef {
    /// The body with this id.
    #[must_use]
    pub const fn body(id: Text) -> Self {
        Self {
            kind: Kind::Body,
            id,
        }
    }

    /// The reform with this id.
    #[must_use]
    pub const fn reform(id: Text) -> Self {
        Self {
            kind: Kind::Reform,
            id,
        }
    }

    /// The organisation with this id.
    #[must_use]
    pub const fn organisation(id: Text) -> Self {
        Self {
            kind: Kind::Organisation,
            id,
        }
    }

    /// The source with this id.
    #[must_use]
    pub const fn source(id: Text) -> Self {
        Self {
            kind: Kind::Source,
            id,
        }
    }

    /// The place with this id.
    #[must_use]
    pub const fn place(id: Text) -> Self {
        Self {
            kind: Kind::Place,
            id,
        }
    }

    /// The function with this id.
    #[must_use]
    pub const fn function(id: Text) -> Self {
        Self {
            kind: Kind::Function,
            id,
        }
    }

    /// The theme with this id.
    #[must_use]
    pub const fn theme(id: Text) -> Self {
        Self {
            kind: Kind::Theme,
            id,
        }
    }

    /// The tension with this id.
    #[must_use]
    pub const fn tension(id: Text) -> Self {
        Self {
            kind: Kind::Tension,
            id,
        }
    }

    /// The era with this id.
    #[must_use]
    pub const fn era(id: Text) -> Self {
        Self {
            kind: Kind::Era,
            id,
        }
    }

    /// The finding with this id.
    #[must_use]
    pub const fn finding(id: Text) -> Self {
        Self {
            kind: Kind::Finding,
            id,
        }
    }
}
