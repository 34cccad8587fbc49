//! What a page is made of.

use super::table::Table;
use crate::model::{Confidence, LegalForm, Look, RecordRef};

/// What a run of text means. The theme decides how that looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Plain text.
    Plain,
    /// A name, or what a reader looks for first.
    Strong,
    /// Labels, marks and asides.
    Dim,
    /// A heading.
    Heading,
    /// Another record, which can be opened.
    Link(RecordRef),
    /// Words that tell what a body is in law.
    Form(LegalForm),
    /// The shade that tells the same to the eye: see [`shade`].
    Shade(LegalForm),
    /// Something that is not established, or not verified.
    Doubt,
    /// Something in which two bodies differ.
    Difference,
}

/// The shade of a legal form: solid for what is statutory, a middle one for arms and shared management, a light one for arrangements.
#[must_use]
pub const fn shade(form: LegalForm) -> &'static str {
    match form.look() {
        Look::Statutory => "█",
        Look::Arm => "▒",
        Look::Arrangement => "░",
    }
}

/// Text of one tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text, without line breaks.
    pub text: String,
    /// What it means.
    pub tone: Tone,
}

/// Text that wraps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Columns before the first line.
    pub indent: usize,
    /// Columns before the other lines.
    pub hang: usize,
    /// The text.
    pub runs: Vec<Run>,
}

impl Paragraph {
    /// An empty paragraph at the margin.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An item of a list: its first line stands at `indent`, the others two columns further in.
    #[must_use]
    pub fn item(indent: usize) -> Self {
        Self::hanging(indent, indent + 2)
    }

    /// An empty paragraph whose first line stands at `indent`, the others at `hang`.
    #[must_use]
    pub fn hanging(indent: usize, hang: usize) -> Self {
        Self {
            indent,
            hang,
            runs: Vec::new(),
        }
    }

    /// Adds records that can be opened, with commas between them.
    #[must_use]
    pub fn links<T: Into<String>>(
        mut self,
        found: impl IntoIterator<Item = (RecordRef, T)>,
    ) -> Self {
        for (index, (record, name)) in found.into_iter().enumerate() {
            self = self
                .plain(if index > 0 { ", " } else { "" })
                .with(Tone::Link(record), name);
        }
        self
    }

    /// Adds text of a tone; empty text adds nothing.
    #[must_use]
    pub fn with(mut self, tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.runs.push(Run { text, tone });
        }
        self
    }

    /// Adds plain text.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.with(Tone::Plain, text)
    }

    /// Adds the shade of a legal form, and a blank.
    #[must_use]
    pub fn shaded(self, form: LegalForm) -> Self {
        self.with(Tone::Shade(form), format!("{} ", shade(form)))
    }

    /// Adds a label or an aside.
    #[must_use]
    pub fn dim(self, text: impl Into<String>) -> Self {
        self.with(Tone::Dim, text)
    }

    /// The text without its tones.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// The parts of a record, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// What the reader wrote on it.
    Note,
    /// What it is.
    Overview,
    /// What it could and could not do.
    Powers,
    /// What it was for.
    Functions,
    /// Who ran it, and to whom it answered.
    Governance,
    /// Where money came from and went.
    Money,
    /// Relation with councils.
    LocalGovernment,
    /// Its named instances.
    Organisations,
    /// What it covered, or what lies in it.
    Places,
    /// What came before and after.
    Lineage,
    /// What was said of it.
    Evidence,
    /// What research found and argued.
    Lessons,
    /// What stands against it.
    Tensions,
    /// What all of this rests on.
    Sources,
}

impl Section {
    /// The heading.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "Your note",
            Self::Overview => "Overview",
            Self::Powers => "Powers",
            Self::Functions => "Functions",
            Self::Governance => "Governance",
            Self::Money => "Money",
            Self::LocalGovernment => "Local government",
            Self::Organisations => "Organisations",
            Self::Places => "Places",
            Self::Lineage => "Lineage",
            Self::Evidence => "Evidence",
            Self::Lessons => "Lessons",
            Self::Tensions => "Tensions",
            Self::Sources => "Sources",
        }
    }
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The heading of a section.
    Section(Section),
    /// A heading inside a section.
    Heading(String),
    /// Text that wraps.
    Paragraph(Paragraph),
    /// Short facts in columns.
    Table(Table),
    /// Two columns, where there is room for two; else one after the other.
    Beside(Vec<Paragraph>, Vec<Paragraph>),
    /// An empty line.
    Blank,
}

/// A page: a title and what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The title.
    pub title: String,
    /// The parts, from the top.
    pub blocks: Vec<Block>,
}

impl Page {
    /// An empty page.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            blocks: Vec::new(),
        }
    }

    /// Adds a paragraph.
    pub fn add(&mut self, paragraph: Paragraph) {
        self.blocks.push(Block::Paragraph(paragraph));
    }

    /// Adds an empty line, unless there is one already or nothing stands above.
    pub fn blank(&mut self) {
        if !matches!(self.blocks.last(), None | Some(Block::Blank)) {
            self.blocks.push(Block::Blank);
        }
    }

    /// Begins a section.
    pub fn section(&mut self, section: Section) {
        self.blank();
        self.blocks.push(Block::Section(section));
    }

    /// Adds a heading inside a section.
    pub fn heading(&mut self, heading: impl Into<String>) {
        if !matches!(self.blocks.last(), Some(Block::Section(_))) {
            self.blank();
        }
        self.blocks.push(Block::Heading(heading.into()));
    }
}

/// The mark that tells how well a statement is supported.
#[must_use]
pub(super) const fn mark(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Corroborated => "✔✔",
        Confidence::Single => "✔",
        Confidence::Unverified => "? unverified",
    }
}
