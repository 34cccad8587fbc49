//! Types of organisation and arrangement, through time.

use serde::{Deserialize, Serialize};

use super::{
    Confidence, Date, Day, End, Evidence, Fact, LegalForm, Packed, Sourced, Standing, Text, Tier,
};

/// A type of organisation or arrangement: "Strategic Health Authority".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Body {
    /// Its id, which is also the name of its file.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// More than one of them.
    pub plural: Text,
    /// The abbreviation people use.
    #[serde(default)]
    pub short: Option<Text>,
    /// Other and former names.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// The level at which it stood.
    pub tier: Tier,
    /// Only background for the tier: hidden from the timeline until asked for.
    #[serde(default)]
    pub context: bool,
    /// What it was, in one line.
    pub gloss: Text,
    /// What it was, in a paragraph.
    pub summary: Text,
    /// Ids of the sources of names, gloss and summary.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well these are supported.
    pub confidence: Confidence,
    /// Its life, in order and without overlap.
    pub phases: Vec<Phase>,
    /// How many there were, on dates.
    #[serde(default)]
    pub counts: Packed<Vec<Count>>,
    /// How many people each served.
    #[serde(default)]
    pub population: Packed<Vec<Fact>>,
    /// What area, drawn how.
    #[serde(default)]
    pub footprint: Packed<Vec<Fact>>,
    /// What it was for.
    #[serde(default)]
    pub functions: Packed<Vec<Holding>>,
    /// Board, appointments, officers.
    #[serde(default)]
    pub governance: Packed<Vec<Fact>>,
    /// Whom it answered to.
    #[serde(default)]
    pub accountable_to: Packed<Vec<Tie>>,
    /// Who answered to it.
    #[serde(default)]
    pub holds_to_account: Packed<Vec<Tie>>,
    /// Where money came from and went.
    #[serde(default)]
    pub money: Packed<Vec<Fact>>,
    /// Relation with councils.
    #[serde(default)]
    pub local_government: Packed<Vec<Fact>>,
    /// What it could and could not make others do.
    #[serde(default)]
    pub powers: Packed<Vec<Power>>,
    /// Answers to the questions that are put to every body.
    #[serde(default)]
    pub answers: Packed<Vec<Answer>>,
    /// What it replaced; what replaced it is worked out from these.
    #[serde(default)]
    pub predecessors: Vec<Succession>,
    /// How it began, where that is more than replacing another record.
    #[serde(default)]
    pub origin: Packed<Vec<Fact>>,
    /// How it ended, and where its work went.
    #[serde(default)]
    pub ending: Packed<Vec<Fact>>,
    /// What research, inquiries and the press said of it.
    #[serde(default)]
    pub evidence: Packed<Vec<Evidence>>,
    /// Where sources differ.
    #[serde(default)]
    pub disagreements: Packed<Vec<Fact>>,
    /// What was looked for and not found.
    #[serde(default)]
    pub not_established: Packed<Vec<Text>>,
}

impl Body {
    /// The abbreviation, or the name where there is none.
    #[must_use]
    pub fn label(&self) -> Text {
        self.short.unwrap_or(self.name)
    }

    /// The name, and the abbreviation where there is one: "Strategic Health Authority (SHA)".
    #[must_use]
    pub fn title(&self) -> String {
        self.short.map_or_else(
            || self.name.to_string(),
            |short| format!("{} ({short})", self.name),
        )
    }

    /// The first day of the first phase. A body always has one: the rules see to it.
    #[must_use]
    pub fn from(&self) -> Option<Date> {
        self.phases.first().map(|phase| phase.from)
    }

    /// The end of the last phase.
    #[must_use]
    pub fn to(&self) -> End {
        self.phases.last().map_or(End::Ongoing, |phase| phase.to)
    }

    /// The phase it was in on a day, if it was in being.
    #[must_use]
    pub fn phase_at(&self, day: Day) -> Option<&Phase> {
        self.phases
            .iter()
            .find(|phase| phase.to.covers(phase.from, day))
    }

    /// The phase to describe when the reader looks from `day`: the one it was in, else the nearest.
    #[must_use]
    pub fn phase_near(&self, day: Day) -> Option<&Phase> {
        self.phase_at(day).or_else(|| {
            let before = self
                .phases
                .iter()
                .rev()
                .find(|phase| phase.from.first() <= day);
            before.or_else(|| self.phases.first())
        })
    }

    /// Its standing on a day, if it was in being.
    #[must_use]
    pub fn standing_at(&self, day: Day) -> Option<Standing> {
        self.phase_at(day).map(|phase| phase.form.standing())
    }

    /// The last count taken on or before a day.
    #[must_use]
    pub fn count_at(&self, day: Day) -> Option<&Count> {
        self.counts
            .iter()
            .filter(|count| count.at.first() <= day)
            .max_by_key(|count| count.at.first())
    }

    /// Its answer to a question, if one was established.
    #[must_use]
    pub fn answer(&self, question: Question) -> Option<&Answer> {
        self.answers
            .iter()
            .find(|answer| answer.question == question)
    }

    /// Everything that is said of it on the strength of sources.
    pub fn claims(&self) -> impl Iterator<Item = &dyn Sourced> {
        fn all<T: Sourced>(claims: &[T]) -> impl Iterator<Item = &dyn Sourced> {
            claims.iter().map(|claim| claim as &dyn Sourced)
        }
        let facts = [
            &self.population,
            &self.footprint,
            &self.governance,
            &self.money,
            &self.local_government,
            &self.origin,
            &self.ending,
            &self.disagreements,
        ];
        std::iter::once(self as &dyn Sourced)
            .chain(facts.into_iter().flat_map(|facts| all(facts)))
            .chain(all(&self.phases))
            .chain(all(&self.counts))
            .chain(all(&self.functions))
            .chain(all(&self.accountable_to))
            .chain(all(&self.holds_to_account))
            .chain(all(&self.powers))
            .chain(all(&self.answers))
            .chain(all(&self.predecessors))
            .chain(all(&self.evidence))
    }

    /// First and last year, as people say it: "2002–2013", "since 2022", "1948–?".
    #[must_use]
    pub fn years(&self) -> String {
        let from = self
            .from()
            .map_or_else(|| "?".to_owned(), |date| date.year().to_string());
        match self.to() {
            End::Ongoing => format!("since {from}"),
            End::On(date) if date.year().to_string() == from => from,
            End::On(date) => format!("{from}–{}", date.year()),
            End::Unknown { .. } => format!("{from}–?"),
        }
    }
}

/// A stretch of a body's life in one legal form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Phase {
    /// First day in being.
    pub from: Date,
    /// Last day in being.
    #[serde(default)]
    pub to: End,
    /// A few words for it.
    #[serde(default)]
    pub label: Option<Text>,
    /// What it was in law.
    pub form: LegalForm,
    /// Under which Act, order, letter or guidance.
    #[serde(default)]
    pub basis: Option<Text>,
    /// What is worth knowing about its standing then.
    #[serde(default)]
    pub note: Option<Text>,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
}

/// What a count counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// England.
    #[default]
    England,
    /// England and Wales.
    EnglandAndWales,
    /// Great Britain.
    GreatBritain,
}

impl Scope {
    /// The words for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::England => "England",
            Self::EnglandAndWales => "England and Wales",
            Self::GreatBritain => "Great Britain",
        }
    }
}

/// How many there were on a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Count {
    /// When.
    pub at: Date,
    /// How many.
    pub number: u32,
    /// The source says "about".
    #[serde(default)]
    pub about: bool,
    /// Of what country.
    #[serde(default)]
    pub scope: Scope,
    /// More, where it is needed.
    #[serde(default)]
    pub note: Option<Text>,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
}

/// How a body held a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// It was its to do.
    Lead,
    /// Done with others.
    Shared,
    /// It advised or was consulted.
    Advisory,
}

impl Role {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Shared => "shared",
            Self::Advisory => "advisory",
        }
    }
}

/// A function of a body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Holding {
    /// Id of the function.
    pub function: Text,
    /// How it was held.
    pub role: Role,
    /// First day, where it differs from the body's.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day, where it differs from the body's.
    #[serde(default)]
    pub to: Option<Date>,
    /// What it came to.
    pub text: Text,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
}

impl Holding {
    /// When it was held, where that differs from the life of the body: "from 2002", "to Apr 2013"; else empty.
    #[must_use]
    pub fn when(&self) -> String {
        match (self.from, self.to) {
            (None, None) => String::new(),
            (Some(from), None) => format!("from {from}"),
            (None, Some(to)) => format!("to {to}"),
            (Some(from), Some(to)) => format!("{from} to {to}"),
        }
    }
}

/// A line of accountability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Tie {
    /// Id of the body at the other end, if there is a record of it.
    #[serde(default)]
    pub body: Option<Text>,
    /// What the line was.
    pub text: Text,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
}

impl Tie {
    /// The line of accountability as a sentence that names who stood at the other end.
    #[must_use]
    pub fn sentence(&self, other: Option<&Body>) -> String {
        match other {
            Some(other)
                if !self.text.contains(other.name.as_str())
                    && !self.text.contains(other.label().as_str()) =>
            {
                format!("{}: {}", other.name, self.text)
            }
            _ => self.text.to_string(),
        }
    }
}

/// Something a body could, or could not, make others do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Power {
    /// Whether it could.
    pub can: bool,
    /// What, beginning with a verb.
    pub text: Text,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
}

/// The questions that are put to every body, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Question {
    /// Was it a legal person?
    LegalPerson,
    /// Who or what made it?
    MadeBy,
    /// Who appointed the chair?
    AppointsChair,
    /// Whose money did it hold?
    Money,
    /// Could it employ people?
    Employ,
    /// Could it be taken to court?
    Court,
    /// Whom could it direct?
    Direct,
    /// What could it not compel?
    CannotCompel,
    /// Had it an accountable officer?
    AccountableOfficer,
    /// Who could abolish it?
    Abolish,
}

impl Question {
    /// All of them, in order.
    pub const ALL: [Self; 10] = [
        Self::LegalPerson,
        Self::MadeBy,
        Self::AppointsChair,
        Self::Money,
        Self::Employ,
        Self::Court,
        Self::Direct,
        Self::CannotCompel,
        Self::AccountableOfficer,
        Self::Abolish,
    ];

    /// The question, as a heading.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LegalPerson => "A legal person?",
            Self::MadeBy => "Made by",
            Self::AppointsChair => "Who appoints the chair",
            Self::Money => "Whose money",
            Self::Employ => "Can it employ?",
            Self::Court => "Can it be taken to court?",
            Self::Direct => "Whom it can direct",
            Self::CannotCompel => "What it cannot compel",
            Self::AccountableOfficer => "Accountable officer",
            Self::Abolish => "Who can abolish it",
        }
    }
}

/// An answer in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Only what its members or its parent lend it.
    Lent,
    /// The question is not one of yes or no.
    Explained,
    /// Looked for and not found.
    NotEstablished,
}

impl Verdict {
    /// The word for it; empty where the text says it all.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Lent => "lent",
            Self::Explained => "",
            Self::NotEstablished => "not established",
        }
    }
}

/// A body's answer to one of the questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Answer {
    /// Which question.
    pub question: Question,
    /// The answer in a word.
    pub verdict: Verdict,
    /// The answer in a sentence.
    pub text: Text,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
}

/// How one body gave way to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum How {
    /// One type went, another came in its place.
    Replaced,
    /// Several became fewer.
    Merged,
    /// One became several.
    Split,
    /// The name changed.
    Renamed,
    /// It was taken into another.
    Absorbed,
    /// Some functions moved; either may live on.
    FunctionsPassed,
    /// An arrangement was given a basis in law.
    PutOnStatutoryFooting,
    /// The idea or practice came from there; nothing passed in law.
    Forerunner,
}

impl How {
    /// The words for it, from the successor's side.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Replaced => "replaced",
            Self::Merged => "merged from",
            Self::Split => "split from",
            Self::Renamed => "renamed from",
            Self::Absorbed => "absorbed",
            Self::FunctionsPassed => "took functions from",
            Self::PutOnStatutoryFooting => "put on a statutory footing, from",
            Self::Forerunner => "foreshadowed by",
        }
    }

    /// The words for it, from the predecessor's side.
    #[must_use]
    pub const fn passive(self) -> &'static str {
        match self {
            Self::Replaced => "replaced by",
            Self::Merged => "merged into",
            Self::Split => "split into",
            Self::Renamed => "renamed",
            Self::Absorbed => "absorbed by",
            Self::FunctionsPassed => "passed functions to",
            Self::PutOnStatutoryFooting => "put on a statutory footing, as",
            Self::Forerunner => "foreshadowed",
        }
    }

    /// Whether the successor stands in the predecessor's place, so that the two should not stand at once.
    #[must_use]
    pub const fn takes_the_place(self) -> bool {
        !matches!(self, Self::FunctionsPassed | Self::Forerunner)
    }
}

/// A body that this one came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Succession {
    /// Id of the predecessor.
    pub body: Text,
    /// How the one gave way to the other.
    pub how: How,
    /// More, where it is needed.
    #[serde(default)]
    pub text: Option<Text>,
    /// Why both stood at once, where they did.
    #[serde(default)]
    pub overlap: Option<Text>,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
}
