//! The study screen: what there is to do, the card that is asked, and how a round went.

mod asked;
mod desk;

use std::rc::Rc;

use super::line::InputLine;
use super::state::{Screen, State};
use crate::model::{Day, Era, RecordRef};
use crate::report::{self, Line, Page};
use crate::study::quiz::Choices;
use crate::study::{Answered, Card, Deck, Entry, Face, Lesson, Moment, Now, Round, Way};

pub use desk::{Desk, Opened};

/// The study screen.
#[derive(Debug, Default)]
pub struct StudyScreen {
    /// What is known of the reader's memory, once it was read.
    pub desk: Option<Desk>,
    /// What the reader is doing.
    pub stage: Stage,
    /// The chosen entry of the list that the screen begins with.
    pub chosen: usize,
    /// The deck that is taken once the desk is there, as it is typed.
    pub wanted: String,
    /// What is begun then.
    pub then: Option<Task>,
}

/// What the reader is doing on the study screen.
#[derive(Debug, Default)]
pub enum Stage {
    /// Choosing what to do.
    #[default]
    Home,
    /// Choosing a deck.
    Decks(Decks),
    /// Reading the cards of a lesson before they are asked.
    Reading(Reading),
    /// Being asked.
    Asked(Box<Asked>),
    /// Reading how a round went.
    Over(Over),
    /// Reading what is known by now.
    Progress(ProgressView),
}

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Think, look, grade yourself.
    Recall,
    /// Choose, type, put in order.
    Quiz,
    /// Seven new cards of an era.
    Lesson,
    /// Twenty questions, on time.
    Exam,
    /// The story in stops.
    Tour,
    /// What is known by now.
    Progress,
    /// Which cards it is about.
    Deck,
}

impl Task {
    /// All of them, in order.
    pub const ALL: [Self; 7] = [
        Self::Recall,
        Self::Quiz,
        Self::Lesson,
        Self::Exam,
        Self::Tour,
        Self::Progress,
        Self::Deck,
    ];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recall => "Recall",
            Self::Quiz => "Quiz",
            Self::Lesson => "Lesson",
            Self::Exam => "Exam",
            Self::Tour => "Tour",
            Self::Progress => "Progress",
            Self::Deck => "Deck",
        }
    }
}

/// What is known by now, being read.
#[derive(Debug, Default)]
pub struct ProgressView {
    /// The page.
    pub page: Page,
    /// Lines scrolled off the top.
    pub top: usize,
}

/// The decks that are offered.
#[derive(Debug)]
pub struct Decks {
    /// Each with the number of its cards.
    pub offered: Vec<(Deck, usize)>,
    /// The chosen one.
    pub chosen: usize,
}

/// A deck being typed.
#[derive(Clone, Debug, Default)]
pub struct DeckLine {
    /// What is typed.
    pub line: InputLine,
    /// What is wrong with it.
    pub error: Option<String>,
}

/// The cards of a lesson, read one after the other.
#[derive(Debug)]
pub struct Reading {
    /// The lesson.
    pub lesson: Lesson,
    /// Which of its cards is read.
    pub place: usize,
    /// What that card says.
    pub face: Rc<Face>,
}

/// A card that is asked, in a round.
#[derive(Debug)]
pub struct Asked {
    /// What kind of round it is.
    pub course: Course,
    /// The round.
    pub round: Round,
    /// What the card says.
    pub face: Rc<Face>,
    /// How far the reader has come with it.
    pub step: Step,
    /// When it was first shown.
    pub since: Moment,
    /// What could not be kept.
    pub unkept: Option<Unkept>,
}

/// An entry that could not be kept.
#[derive(Clone, Debug)]
pub struct Unkept {
    /// The entry.
    pub entry: Entry,
    /// Why not.
    pub why: String,
    /// The answer that it tells of.
    pub answered: Answered,
}

/// What kind of round it is.
#[derive(Clone, Copy, Debug)]
pub enum Course {
    /// Think, look, grade yourself.
    Recall,
    /// Choose, type, put in order.
    Quiz,
    /// The same, with the cards of a lesson.
    Lesson {
        /// Its era.
        era: &'static Era,
        /// Which lesson of the era.
        number: usize,
        /// Of how many.
        of: usize,
    },
    /// The same on time, and the answers are told at the end.
    Exam {
        /// When it is over.
        ends: Moment,
    },
}

impl Course {
    /// How its cards are asked.
    #[must_use]
    pub const fn way(self) -> Way {
        match self {
            Self::Recall => Way::Recall,
            Self::Quiz | Self::Lesson { .. } => Way::Quiz,
            Self::Exam { .. } => Way::Exam,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Recall => "Recall".to_owned(),
            Self::Quiz => "Quiz".to_owned(),
            Self::Lesson { era, number, of } => format!("{}, lesson {number} of {of}", era.name),
            Self::Exam { .. } => "Exam".to_owned(),
        }
    }
}

/// How far the reader has come with a card.
#[derive(Debug)]
pub enum Step {
    /// Thinking; the answer is hidden.
    Think,
    /// Grading: the answer is shown.
    Grade,
    /// Choosing one of some lines.
    Choose {
        /// The lines.
        choices: Choices,
        /// The one that is chosen; none until the reader moves.
        chosen: Option<usize>,
    },
    /// Typing the answer.
    Type(InputLine),
    /// Putting lines in order.
    Order {
        /// The lines as they stand.
        lines: Vec<String>,
        /// The chosen one.
        chosen: usize,
        /// It is being moved.
        held: bool,
    },
    /// Told whether it was right.
    Judged(Judgement),
}

/// What was said to an answer.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// What the reader answered.
    pub given: String,
    /// What is off, where it was nearly right.
    pub nearly: Option<String>,
    /// What was kept of it.
    pub answered: Answered,
}

impl Judgement {
    /// How it was, in a word or two.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match (&self.nearly, self.answered.right) {
            (Some(_), _) => "Nearly.",
            (None, true) => "Right.",
            (None, false) => "Not so.",
        }
    }
}

/// How a round went.
#[derive(Debug)]
pub struct Over {
    /// What kind of round it was.
    pub course: Course,
    /// Its cards.
    pub round: Round,
    /// Cards that were asked, and how each was answered in the end; those that were wrong first.
    pub results: Vec<(Card, bool)>,
    /// The time was over before the cards were.
    pub late: bool,
    /// The chosen result.
    pub chosen: usize,
}

impl Reading {
    /// The next lesson, from its first card; none where all were read.
    #[must_use]
    pub fn begin(desk: &Desk) -> Option<Self> {
        let lesson = desk.lesson()?.clone();
        let face = desk.face(lesson.cards.first()?);
        Some(Self {
            lesson,
            place: 0,
            face,
        })
    }

    /// Reads the card with this number, from 0, if there is one. The answer is whether there is.
    pub fn go_to(&mut self, desk: &Desk, place: usize) -> bool {
        let card = self.lesson.cards.get(place);
        if let Some(card) = card {
            self.place = place;
            self.face = desk.face(card);
        }
        card.is_some()
    }

    /// What kind of round asks its cards.
    #[must_use]
    pub const fn course(&self) -> Course {
        Course::Lesson {
            era: self.lesson.era,
            number: self.lesson.number,
            of: self.lesson.of,
        }
    }

    /// Its cards, asked.
    #[must_use]
    pub fn asked(&self, desk: &mut Desk, now: Now) -> Option<Asked> {
        Asked::begin(self.course(), self.lesson.cards.clone(), desk, now)
    }
}

impl StudyScreen {
    /// The deck, as it is typed.
    #[must_use]
    pub fn deck_text(&self) -> String {
        let desk = self.desk.as_ref();
        desk.map_or_else(|| self.wanted.clone(), |desk| desk.deck().text().to_owned())
    }
}

impl State {
    /// Whether the reader is doing something on the study screen that can be left for its list.
    #[must_use]
    pub fn is_in_a_round(&self) -> bool {
        self.screen == Screen::Study && !matches!(self.study.stage, Stage::Home)
    }

    /// What is known by now, as lines.
    #[must_use]
    pub fn progress_lines(&self) -> Vec<Line> {
        match &self.study.stage {
            Stage::Progress(view) => report::lay_out_whole(&view.page, self.text_width()),
            _ => Vec::new(),
        }
    }

    /// When the exam that is going on is over.
    #[must_use]
    pub fn deadline(&self) -> Option<Moment> {
        match &self.study.stage {
            Stage::Asked(asked) => asked.ends(),
            _ => None,
        }
    }

    /// The record that the study screen is about, where it is about one, and the day that it asks of: never what would give the answer
    /// away.
    #[must_use]
    pub fn studied_record(&self) -> Option<(RecordRef, Day)> {
        let card = match &self.study.stage {
            Stage::Asked(asked) => asked.round.card().filter(|_| asked.step.is_told())?,
            Stage::Reading(reading) => *reading.lesson.cards.get(reading.place)?,
            Stage::Over(over) => over.results.get(over.chosen)?.0,
            Stage::Home | Stage::Decks(_) | Stage::Progress(_) => return None,
        };
        Some((card.about, card.at))
    }
}
