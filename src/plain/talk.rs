//! Something that is told in parts: its lines, what in it can be chosen, and how much of it was said.

use std::rc::Rc;

use crate::model::{Day, RecordRef};
use crate::report::{self, Level, Marks, Page, Section, Spoken};

/// Bytes of a part: what one listens to without losing the thread.
const LONG: usize = 700;
/// A part as short as this takes another line, however long.
const SHORT: usize = 150;

/// What a number stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// A record.
    Open(RecordRef),
    /// What stands under this passage of a page, which is a heading.
    Heading(usize),
    /// A line, as though it were typed.
    Say(String),
}

/// A line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    level: Level,
    text: String,
}

/// Something that is told in parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Talk {
    pub(super) title: String,
    /// The record that it is about.
    pub(super) record: Option<RecordRef>,
    /// What the numbers in it stand for, from 1.
    pub(super) choices: Vec<Choice>,
    /// The day from which it was told.
    pub(super) at: Option<Day>,
    /// What can be said when it ends, below its last part.
    pub(super) end: Option<&'static str>,
    /// The stop of the tour that it tells.
    pub(super) stop: Option<usize>,
    /// What it lists the headings of.
    pub(super) of: Option<String>,
    /// The page that it is of.
    pub(super) passages: Rc<Vec<Spoken>>,
    lines: Vec<Line>,
    /// Parts that were said.
    told: usize,
}

impl Talk {
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// A page, each thing that can be opened with its number.
    pub(super) fn of(page: &Page, marks: Marks) -> Self {
        let mut talk = Self::new(report::say(&page.title, marks));
        talk.passages = Rc::new(report::spoken(page, marks));
        // That the beginning is an overview need not be said.
        let overview = Level::Section(Section::Overview);
        let passages = Rc::clone(&talk.passages);
        let starts = passages
            .first()
            .is_some_and(|first| first.level == overview);
        for passage in passages.iter().skip(usize::from(starts)) {
            talk.add_passage(passage);
        }
        talk
    }

    fn add_passage(&mut self, passage: &Spoken) {
        let text = passage.numbered(self.choices.len() + 1);
        let links = passage.links.iter().copied();
        self.choices.extend(links.map(Choice::Open));
        self.push(passage.level, &text);
    }

    /// Adds a line.
    pub(super) fn add(&mut self, text: &str) {
        self.push(Level::Text, text);
    }

    /// Adds a line that can be chosen by its number.
    pub(super) fn add_choice(&mut self, choice: Choice, text: &str) {
        self.choices.push(choice);
        self.add(&format!("{}. {text}", self.choices.len()));
    }

    /// Puts a line before all others, where it is said once.
    pub(super) fn put_first(&mut self, text: String) {
        self.lines.retain(|line| line.text != text);
        let level = Level::Text;
        self.lines.insert(0, Line { level, text });
    }

    /// What is too long for a part is two lines, or more, each of whole sentences.
    fn push(&mut self, level: Level, text: &str) {
        let mut line = String::new();
        for sentence in text.split_inclusive(". ") {
            if line.len() + sentence.len() > LONG && !line.is_empty() {
                let text = std::mem::take(&mut line).trim_end().to_owned();
                self.lines.push(Line { level, text });
            }
            line.push_str(sentence);
        }
        self.lines.push(Line { level, text: line });
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The headings of its page, and which passages they are: those of sections where it has several.
    pub(super) fn headings(&self) -> Vec<(usize, String)> {
        let of = |wanted: fn(Level) -> bool| -> Vec<(usize, String)> {
            let passages = self.passages.iter().enumerate();
            passages
                .filter(|(_, passage)| wanted(passage.level))
                .map(|(at, passage)| (at, title(passage)))
                .collect()
        };
        let sections = of(|level| matches!(level, Level::Section(_)));
        if sections.len() > 1 {
            sections
        } else {
            of(|level| level != Level::Text)
        }
    }

    /// What stands under a section.
    pub(super) fn section(&self, section: Section) -> Option<Self> {
        let wanted = Level::Section(section);
        let at = self
            .passages
            .iter()
            .position(|passage| passage.level == wanted)?;
        self.under(at)
    }

    /// What stands under a heading, as something to tell.
    pub(super) fn under(&self, at: usize) -> Option<Self> {
        let heading = self.passages.get(at)?;
        let rest = self.passages.get(at + 1..)?;
        let is_section = matches!(heading.level, Level::Section(_));
        let ends = |passage: &Spoken| match passage.level {
            Level::Section(_) => true,
            Level::Heading => !is_section,
            Level::Text => false,
        };
        let end = rest.iter().position(ends).unwrap_or(rest.len());
        let mut talk = Self::new(format!(
            "{}, {}",
            self.of.as_ref().unwrap_or(&self.title),
            title(heading)
        ));
        talk.record = self.record;
        for passage in rest.get(..end)? {
            talk.add_passage(passage);
        }
        Some(talk)
    }

    /// The lines of each part: so many, with the title over the first, or fewer where they are long. No part ends with a heading if it
    /// has more than that.
    fn parts(&self, most: usize) -> Vec<&[Line]> {
        let mut parts = Vec::new();
        let mut rest = self.lines.as_slice();
        while !rest.is_empty() {
            let has_title = parts.is_empty() && !self.title.is_empty();
            let room = most.saturating_sub(usize::from(has_title));
            let mut length = 0;
            let fits = rest.iter().take(room).take_while(|line| {
                let is_short = length < SHORT;
                length += line.text.len();
                is_short || length <= LONG
            });
            let mut end = fits.count();
            let is_heading = |at: usize| rest.get(at).is_some_and(|line| line.level != Level::Text);
            while end > 1 && end < rest.len() && is_heading(end - 1) {
                end -= 1;
            }
            let (part, others) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            parts.push(part);
            rest = others;
        }
        parts
    }

    /// The first part, which begins with the title.
    pub(super) fn first(&mut self, most: usize) -> String {
        self.told = 0;
        let rest = self.next(most).unwrap_or_default();
        match (self.title.as_str(), rest.as_str()) {
            ("", rest) => rest.to_owned(),
            (title, "") => ended(title),
            (title, rest) => format!("{}\n{rest}", ended(title)),
        }
    }

    /// The next part, if there is one, and below it how to go on.
    pub(super) fn next(&mut self, most: usize) -> Option<String> {
        let parts = self.parts(most);
        let part = parts.get(self.told)?;
        let number = parts.len();
        let mut out: Vec<&str> = part.iter().map(|line| line.text.as_str()).collect();
        let told = self.told + 1;
        let more = format!("Enter for more ({told} of {number} parts).");
        if told < number {
            out.push(&more);
        } else if let Some(end) = self.end {
            out.push(end);
        }
        let said = out.join("\n");
        self.told = told;
        Some(said)
    }

    /// Goes on in parts of other lengths with what was not told: of what was, nothing is left out, and a little may come twice.
    pub(super) fn go_on_in_parts_of(&mut self, most: usize, before: usize) {
        let parts = self.parts(before);
        let told: usize = parts.iter().take(self.told).map(|part| part.len()).sum();
        let mut upto = 0;
        let parts = self.parts(most).into_iter().take_while(|part| {
            upto += part.len();
            upto <= told
        });
        self.told = parts.count();
    }

    /// "part 2 of 9", where it has more than one.
    pub(super) fn progress(&self, most: usize) -> Option<String> {
        let number = self.parts(most).len();
        (number > 1).then(|| format!("part {} of {number}", self.told.min(number)))
    }
}

/// A heading without what makes it one.
fn title(heading: &Spoken) -> String {
    let text = heading.plain();
    let text = text.strip_prefix("Section: ").unwrap_or(&text);
    text.trim_end_matches(':').to_owned()
}

/// A title ends like a sentence, so that it is not read in one breath with what follows.
fn ended(title: &str) -> String {
    if title.ends_with(['.', '?', '!', ':']) {
        title.to_owned()
    } else {
        format!("{title}.")
    }
}
