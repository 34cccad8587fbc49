//! What a statement rests on.

use serde::{Deserialize, Serialize};

use super::Text;

/// How well a statement is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// Two independent sources agree.
    Corroborated,
    /// One source was read.
    Single,
    /// Recall or inference; shown with a mark.
    Unverified,
}

/// One statement with what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Fact {
    /// The statement, one or two sentences.
    pub text: Text,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
}

/// What research, an inquiry or the press said of a body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Evidence {
    /// What was found or argued, and by whom.
    pub text: Text,
    /// Their own words, where they are worth it.
    #[serde(default)]
    pub quote: Option<Quote>,
    /// Ids of the sources.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// How well it is supported.
    pub confidence: Confidence,
}

/// A short quotation, word for word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Quote {
    /// The words.
    pub words: Text,
    /// Who said or wrote them.
    pub by: Text,
    /// Where they stand.
    pub document: Text,
    /// When, as printed.
    #[serde(default)]
    pub year: Option<Text>,
}

impl Quote {
    /// Who said it, where and when: "Simon Stevens, on the Greater Manchester agreement, 2015".
    #[must_use]
    pub fn origin(&self) -> String {
        let year = self.year.map(|year| format!(", {year}"));
        format!("{}, {}{}", self.by, self.document, year.unwrap_or_default())
    }
}

/// What kind of thing a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SourceKind {
    /// Acts, statutory instruments, judgments.
    PrimaryLaw,
    /// Government, Parliament, NHS bodies, archives.
    Official,
    /// Journals, books, university research.
    Academic,
    /// Research institutes and professional bodies.
    ThinkTank,
    /// Encyclopaedias and their mirrors.
    Encyclopaedia,
    /// Newspapers, trade press, law firms' briefings.
    Press,
    /// Registers and look-ups.
    Data,
}

impl SourceKind {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PrimaryLaw => "law",
            Self::Official => "official",
            Self::Academic => "academic",
            Self::ThinkTank => "think-tank",
            Self::Encyclopaedia => "encyclopaedia",
            Self::Press => "press",
            Self::Data => "data",
        }
    }
}

/// Something cited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"), deny_unknown_fields)]
pub struct Source {
    /// The key by which statements cite it.
    pub id: Text,
    /// Who wrote or published it.
    #[serde(default)]
    pub author: Option<Text>,
    /// Its title.
    pub title: Text,
    /// When, as printed ("1946", "2022–24").
    #[serde(default)]
    pub year: Option<Text>,
    /// What kind of thing it is.
    pub kind: SourceKind,
    /// Where it was read.
    #[serde(default)]
    pub url: Option<Text>,
    /// How it was read, where that matters.
    #[serde(default)]
    pub note: Option<Text>,
}

impl Source {
    /// Whose it is and of when, as a sentence refers to it: "Lorne and others, 2019".
    #[must_use]
    pub fn short_citation(&self) -> String {
        let who = self.author.unwrap_or(self.title);
        // What stands in brackets says where it was published.
        let names = who.split(" (").next().unwrap_or_default();
        let who = match names.split(", ").collect::<Vec<_>>().as_slice() {
            [first, _, _, ..] => format!("{first} and others"),
            _ => names.to_owned(),
        };
        match self.year {
            Some(year) => format!("{who}, {year}"),
            None => who,
        }
    }

    /// The source as a line of text: author, title, year.
    #[must_use]
    pub fn citation(&self) -> String {
        let author = self
            .author
            .map(|author| format!("{author}, "))
            .unwrap_or_default();
        // Some titles end with the day: "(10 April 2026)".
        let in_brackets = self.title.strip_suffix(')').unwrap_or_default();
        let is_told = |year: &Text| in_brackets.ends_with(year.as_str());
        let year = self.year.filter(|year| !is_told(year));
        let year = year.map(|year| format!(" ({year})")).unwrap_or_default();
        format!("{author}{}{year}", self.title)
    }
}

/// A statement that says what it rests on.
pub trait Sourced {
    /// Ids of the sources.
    fn sources(&self) -> &[Text];
    /// How well it is supported.
    fn confidence(&self) -> Confidence;
}

macro_rules! sourced {
    ($($statement:ty),+ $(,)?) => {
        $(impl Sourced for $statement {
            fn sources(&self) -> &[Text] {
                &self.sources
            }

            fn confidence(&self) -> Confidence {
                self.confidence
            }
        })+
    };
}

sourced!(
    Fact,
    Evidence,
    super::Answer,
    super::Body,
    super::Count,
    super::Era,
    super::Finding,
    super::Gap,
    super::Holding,
    super::Organisation,
    super::Phase,
    super::Power,
    super::Reform,
    super::Stay,
    super::Stop,
    super::Succession,
    super::Theme,
    super::Tie,
);
