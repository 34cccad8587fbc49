//! What a body is in law, and what follows from it.

use serde::{Deserialize, Serialize};

/// The first thing a reader wants to know: could it act in law, or only by agreement or on another's behalf?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// Made, required or constituted under an Act.
    Statutory,
    /// No existence in law of its own.
    NonStatutory,
}

impl Standing {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Statutory, Self::NonStatutory];

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Statutory => "statutory",
            Self::NonStatutory => "non-statutory",
        }
    }
}

/// How a legal form is told to the eye: the two standings, and between them what acts for a statutory body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// Statutory.
    Statutory,
    /// An arm of a national body, or statutory bodies under one management.
    Arm,
    /// A partnership, programme or contract.
    Arrangement,
}

/// What a body is in law during one phase of its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LegalForm {
    /// A legal person made by or under an Act.
    StatutoryBody,
    /// A committee that an Act requires or creates, with no legal person of its own.
    StatutoryCommittee,
    /// A plan, duty, designation or scheme that an Act requires or creates; not a body.
    StatutoryScheme,
    /// An office, team or officer of a department or national body.
    AdministrativeArm,
    /// Statutory bodies put under one management.
    SharedManagement,
    /// Bodies that agreed, or were asked, to work together.
    Partnership,
    /// A plan, fund or programme set up by guidance.
    Programme,
    /// Held together by contract.
    Contract,
}

impl LegalForm {
    /// The standing that follows from the form.
    #[must_use]
    pub const fn standing(self) -> Standing {
        match self {
            Self::StatutoryBody | Self::StatutoryCommittee | Self::StatutoryScheme => {
                Standing::Statutory
            }
            Self::AdministrativeArm
            | Self::SharedManagement
            | Self::Partnership
            | Self::Programme
            | Self::Contract => Standing::NonStatutory,
        }
    }

    /// How the form is told to the eye.
    #[must_use]
    pub const fn look(self) -> Look {
        match self {
            Self::StatutoryBody | Self::StatutoryCommittee | Self::StatutoryScheme => {
                Look::Statutory
            }
            Self::AdministrativeArm | Self::SharedManagement => Look::Arm,
            Self::Partnership | Self::Programme | Self::Contract => Look::Arrangement,
        }
    }

    /// The name of the form.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::StatutoryBody => "statutory body",
            Self::StatutoryCommittee => "statutory committee",
            Self::StatutoryScheme => "statutory scheme",
            Self::AdministrativeArm => "administrative arm",
            Self::SharedManagement => "shared management",
            Self::Partnership => "partnership",
            Self::Programme => "programme",
            Self::Contract => "contract",
        }
    }

    /// Standing and form: "statutory body", "non-statutory: partnership".
    #[must_use]
    pub fn words(self) -> String {
        let (standing, name) = (self.standing().name(), self.name());
        if name.starts_with(standing) {
            name.to_owned()
        } else {
            format!("{standing}: {name}")
        }
    }

    /// What the form means, in one sentence.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::StatutoryBody => {
                "A legal person made by or under an Act: it could act, hold money and answer in its own name."
            }
            Self::StatutoryCommittee => {
                "A committee that an Act requires or creates; it has no legal person of its own."
            }
            Self::StatutoryScheme => {
                "Something an Act requires or creates (a plan, duty, designation or scheme) that is not a body."
            }
            Self::AdministrativeArm => {
                "An office, team or officer of a department or national body: it acted in that body's name."
            }
            Self::SharedManagement => {
                "Statutory bodies run by one management: each kept its own existence in law, the grouping had none."
            }
            Self::Partnership => {
                "Bodies working together by agreement or on request: it had no existence in law of its own."
            }
            Self::Programme => "A plan, fund or programme set up by guidance, not by law.",
            Self::Contract => {
                "Held together by contract: it bound those who signed, and nobody else."
            }
        }
    }
}
