//! The same content as a dialogue, line by line, for somebody who listens or feels: no screen, no cursor, no signs. A line in, a few
//! sentences out; longer answers come in parts. What is listed is numbered, and the number is the next line.
//!
//! This is the whole behaviour, without a terminal: [`Dialogue::answer`] takes a line and gives what is said to it.

mod answers;
mod command;
mod lessons;
mod names;
mod personal;
mod study;
mod talk;
mod time;
mod tour;

use std::cell::OnceCell;

use crate::app::{Change, Personal, Session};
use crate::dataset::Dataset;
use crate::model::{Date, Day, Kind, RecordRef, harmless};
use crate::report::{self, Marks, Section};
use crate::search::Index;
use crate::study::{Entry, Moment, Now};

use talk::{Choice, Talk};

/// What is said to a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// Sentences, a paragraph a line. Of something that is to be kept they are true once it is.
    pub text: String,
    /// What else is to be done.
    pub effect: Option<Effect>,
}

impl Reply {
    fn says(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            effect: None,
        }
    }
}

/// What the dialogue cannot do by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// To change what is kept of the reader's; or [`Dialogue::not_kept`].
    Keep(Change),
    /// To read what is kept of studying: [`Dialogue::open_study`].
    OpenStudy,
    /// To keep an entry of the log of reviews.
    KeepEntry(Entry),
    /// To answer a line that has options, as the command line does.
    Ask(String),
    /// To end.
    Quit,
}

/// Answers that `back` remembers.
const REMEMBERED: usize = 50;
/// Characters of a line that are looked at: no question is longer.
const LONGEST: usize = 500;
/// Lines of a part, unless the reader wants more or fewer. Below them may stand one more, on how to go on.
const LINES: usize = 6;

/// The sections that a word alone opens.
const SECTIONS: [Section; 11] = [
    Section::Overview,
    Section::Powers,
    Section::Governance,
    Section::Money,
    Section::LocalGovernment,
    Section::Organisations,
    Section::Places,
    Section::Lineage,
    Section::Evidence,
    Section::Tensions,
    Section::Sources,
];

/// A dialogue: what it is about, and what was said last.
#[derive(Debug)]
pub struct Dialogue {
    data: &'static Dataset,
    /// The day everything is seen from.
    at: Day,
    talk: Talk,
    past: Vec<Talk>,
    /// What is said between and has more than a part.
    aside: Talk,
    personal: Personal,
    /// The stop with which the tour goes on.
    stop: usize,
    /// The note that the next line belongs to.
    writing: Option<personal::Writing>,
    /// Notes that could not be kept, to go on with.
    unkept: Vec<personal::Writing>,
    session: Session,
    marks: Marks,
    lines: usize,
    index: OnceCell<Index>,
    study: study::Study,
}

impl Dialogue {
    /// A dialogue that begins, seen from the last day of the evidence.
    #[must_use]
    pub fn new(data: &'static Dataset) -> Self {
        Self {
            data,
            at: data.as_of(),
            talk: Talk::default(),
            past: Vec::new(),
            aside: Talk::default(),
            personal: Personal::default(),
            stop: 0,
            writing: None,
            unkept: Vec::new(),
            session: Session::Reader,
            marks: Marks::default(),
            lines: LINES,
            index: OnceCell::new(),
            study: study::Study::new(Now {
                moment: Moment::default(),
                day: data.as_of(),
            }),
        }
    }

    /// What is said before the first line.
    #[must_use]
    pub fn greeting(&self) -> String {
        format!(
            "nhs-tiers, line by line, {} Type a name, a year, or help.",
            self.as_at()
        )
    }

    /// "as at 1 April 2004."; with a word on it where that is beyond the evidence.
    fn as_at(&self) -> String {
        let day = Date::of_day(self.at).long();
        let beyond = report::beyond_evidence(self.data, self.at);
        let beyond = beyond.map(|says| format!(" {says}"));
        format!("as at {day}.{}", beyond.unwrap_or_default())
    }

    /// Does what such a session may do.
    pub const fn set_session(&mut self, session: Session) {
        self.session = session;
    }

    /// Sees everything from this date.
    pub fn set_at(&mut self, date: Date) {
        self.at = date.day_meant();
    }

    /// The reader's bookmarks and notes, as far as they are known here.
    #[must_use]
    pub const fn personal(&self) -> &Personal {
        &self.personal
    }

    /// Knows these bookmarks and notes.
    pub fn set_personal(&mut self, personal: Personal) {
        self.personal = personal;
    }

    /// What is said at the end: a note that was being written is kept, and so is, asked again, what could not be kept before.
    pub fn end(&mut self) -> Reply {
        let writing = self.writing.take().or_else(|| self.unkept.pop());
        writing.map_or_else(Reply::default, |writing| personal::end(self, &writing))
    }

    /// The note that is being written, if it is another than the one that is kept.
    #[must_use]
    pub fn being_written(&self) -> Option<Change> {
        personal::being_written(self, self.writing.as_ref()?)
    }

    /// A change could not be kept, and why: it is taken back. `write` goes on with the text of a note.
    pub fn not_kept(&mut self, change: &Change, why: &str) -> Reply {
        personal::not_kept(self, change, why)
    }

    /// What is said to a line, whatever is in it.
    pub fn answer(&mut self, line: &str) -> Reply {
        let line = line.trim_end_matches(['\n', '\r']);
        let line = harmless(line).into_owned();
        if let Some(writing) = self.writing.take() {
            return personal::go_on(self, writing, &line);
        }
        // Whatever else is typed instead, the rest of it is not wanted.
        let mut aside = std::mem::take(&mut self.aside);
        if ["", "next", "more", "n"].contains(&line.trim())
            && let Some(said) = aside.next(self.lines)
        {
            self.aside = aside;
            return Reply::says(said);
        }
        if let Some(reply) = study::heard(self, line.trim()) {
            return reply;
        }
        // Notes are as long as they are.
        if let Some(text) = line.trim().strip_prefix("note ") {
            return personal::note(self, text.trim());
        }
        let line: String = line.chars().take(LONGEST).collect();
        let plainly = command::plainly(line.trim());
        let line = plainly.as_deref().unwrap_or(line.trim());
        if line.is_empty() {
            return command::next(self, "");
        }
        if let Some((date, place)) = line
            .strip_prefix("at ")
            .and_then(|line| line.split_once(" --place "))
            && !place.contains("--")
        {
            return time::at(self, &format!("{date} {place}"));
        }
        if line.split(' ').any(|word| word.starts_with("--")) {
            return asked(line);
        }
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        if let Some(rest) = line.strip_prefix('/') {
            return answers::search(self, rest.trim());
        }
        match command::named(&first.to_lowercase()) {
            // What takes nothing and is given something may be the name of something.
            Some(command) if rest.is_empty() || !command.takes.is_empty() => {
                (command.run)(self, rest)
            }
            _ => self.something(line),
        }
    }

    /// A line that is no command: a number, a date, two names, a name.
    fn something(&mut self, line: &str) -> Reply {
        if let Ok(number) = line.parse::<usize>()
            && let Some(choice) = number
                .checked_sub(1)
                .and_then(|at| self.talk.choices.get(at))
        {
            return self.choose(choice.clone());
        }
        if Date::read(line, self.data.as_of()).is_ok() {
            return time::at(self, line);
        }
        if time::two_dates(line, self.data.as_of()).is_some() {
            return time::diff(self, line);
        }
        if line.parse::<usize>().is_ok() {
            let number = self.talk.choices.len();
            return Reply::says(match number {
                0 => "Nothing is numbered here. A year has four digits, as in 2004.".to_owned(),
                _ => {
                    format!("The numbers here go to {number}. A year has four digits, as in 2004.")
                }
            });
        }
        let section = SECTIONS
            .iter()
            .find(|section| section.name().eq_ignore_ascii_case(line));
        if let Some(section) = section.filter(|_| self.talk.record.is_some()) {
            return self.section(*section);
        }
        if names::are_several(line) {
            return answers::compare(self, line);
        }
        answers::name(self, line)
    }

    fn choose(&mut self, choice: Choice) -> Reply {
        match choice {
            Choice::Open(record) => self.open(record),
            Choice::Heading(at) => match self.talk.under(at) {
                Some(talk) => self.tell(talk),
                None => Reply::default(),
            },
            Choice::Say(line) => self.answer(&line),
        }
    }

    /// Tells something new; what was told before can be gone back to. The answer is its first part.
    fn tell(&mut self, mut talk: Talk) -> Reply {
        talk.at = Some(self.at);
        let changes = talk
            .record
            .is_some_and(|record| depends_on_day(record.kind));
        if changes && talk.of.is_none() {
            self.warn(&mut talk, self.at);
        }
        let before = std::mem::replace(&mut self.talk, talk);
        if !before.is_empty() {
            if self.past.len() == REMEMBERED {
                self.past.remove(0);
            }
            self.past.push(before);
        }
        Reply::says(self.talk.first(self.lines))
    }

    /// Says first that the evidence ends before a day, if it does.
    fn warn(&self, talk: &mut Talk, day: Day) {
        if let Some(says) = report::beyond_evidence(self.data, day) {
            talk.put_first(says);
        }
    }

    /// Says something between: the last answer stays what numbers and `back` speak of. It is told in parts all the same.
    fn between(&mut self, reply: Reply) -> Reply {
        if reply.text.lines().count() <= self.lines {
            return reply;
        }
        self.aside = Talk::default();
        reply.text.lines().for_each(|line| self.aside.add(line));
        Reply {
            text: self.aside.first(self.lines),
            ..reply
        }
    }

    /// Opens a record: what matters most about it.
    fn open(&mut self, record: RecordRef) -> Reply {
        let (data, at) = (self.data, self.at);
        let page = match record.kind {
            // What is said under a theme are its findings.
            Kind::Theme => report::record(data, record, at),
            _ => report::brief(data, record, at),
        };
        let mut talk = Talk::of(&page, self.marks);
        talk.record = Some(record);
        if self.personal.is_bookmarked(record) {
            talk.add("Bookmarked.");
        }
        if let Some(note) = self.personal.note(record) {
            let lines = note.lines().filter(|line| !line.trim().is_empty());
            for (number, line) in lines.enumerate() {
                let label = if number == 0 { "Your note: " } else { "" };
                talk.add(&format!("{label}{line}"));
            }
        }
        self.tell(talk)
    }

    /// All of the record that is open.
    fn whole(&self) -> Option<Talk> {
        let record = self.talk.record?;
        let page = report::record(self.data, record, self.at);
        let mut talk = Talk::of(&page, self.marks);
        talk.record = Some(record);
        Some(talk)
    }

    /// Tells a section of the record that is open.
    fn section(&mut self, section: Section) -> Reply {
        let Some(whole) = self.whole() else {
            return personal::nothing_open();
        };
        match whole.section(section) {
            Some(talk) => self.tell(talk),
            None => Reply::says(format!(
                "{} has no section {}.",
                whole.title,
                section.name()
            )),
        }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.data))
    }
}

/// Whether what is told of a record of this kind is another on another day.
const fn depends_on_day(kind: Kind) -> bool {
    matches!(kind, Kind::Body | Kind::Place | Kind::Function)
}

/// A line with options is one for the command line. What is drawn is not.
fn asked(line: &str) -> Reply {
    let is_drawn = line.starts_with("timeline") && !line.contains("--format");
    if is_drawn {
        return Reply::says(
            "With options the timeline is drawn, which says nothing here. timeline 1990 1996 tells it in words.",
        );
    }
    Reply {
        text: String::new(),
        effect: Some(Effect::Ask(line.to_owned())),
    }
}
