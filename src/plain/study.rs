//! Study as a dialogue: a question is said, the next line answers it.

use std::collections::HashSet;
use std::fmt::Write;
use std::rc::Rc;

use super::{Dialogue, Effect, Reply};
use crate::app::{Asked, Desk, Opened, Reading, Step, Task};
use crate::study::quiz;
use crate::study::{Answer, Deck, Entry, Face, Grade, Now};

/// What is studied, and how far it has come.
#[derive(Debug)]
pub(super) struct Study {
    desk: Option<Desk>,
    now: Now,
    stage: Stage,
    /// What was asked for before it was known what the reader remembers.
    wanted: Option<(Task, String)>,
    /// What could not be kept.
    unkept: Option<Entry>,
}

#[derive(Debug)]
enum Stage {
    /// Nothing is asked.
    Idle,
    /// A lesson is read.
    Reading(Reading),
    /// Something is asked.
    Asked(Box<Asked>),
}

impl Study {
    pub(super) const fn new(now: Now) -> Self {
        Self {
            desk: None,
            now,
            stage: Stage::Idle,
            wanted: None,
            unkept: None,
        }
    }
}

/// What may be said instead of an answer.
const INSTEAD: &str = "undo takes the last answer back, record opens what the question came from, stop ends the round.";

impl Dialogue {
    /// It is now this.
    pub const fn set_now(&mut self, now: Now) {
        self.study.now = now;
    }

    /// What was found when study was opened; the reply is to what was asked before.
    pub fn open_study(&mut self, opened: Opened) -> Reply {
        let mut desk = Desk::new(self.data, opened);
        let cards = desk.cards_of(&Deck::default(), &self.personal.bookmarks);
        desk.take(Deck::default(), cards);
        self.study.desk = Some(desk);
        match self.study.wanted.take() {
            Some((task, deck)) => begin(self, task, &deck),
            None => Reply::default(),
        }
    }

    /// An entry could not be kept.
    pub fn entry_not_kept(&mut self, entry: Entry, why: &str) -> Reply {
        self.study.unkept = Some(entry);
        Reply::says(format!(
            "This is not kept: {why}. retry tries again; Enter goes on without."
        ))
    }

    /// Whether the next line may be an answer.
    const fn is_asked(&self) -> bool {
        !matches!(self.study.stage, Stage::Idle)
    }
}

/// `study`: what there is to do.
pub(super) fn study(dialogue: &mut Dialogue, deck: &str) -> Reply {
    begin(dialogue, Task::Deck, deck)
}

pub(super) fn recall(dialogue: &mut Dialogue, deck: &str) -> Reply {
    begin(dialogue, Task::Recall, deck)
}

pub(super) fn quiz(dialogue: &mut Dialogue, deck: &str) -> Reply {
    begin(dialogue, Task::Quiz, deck)
}

pub(super) fn lesson(dialogue: &mut Dialogue, deck: &str) -> Reply {
    begin(dialogue, Task::Lesson, deck)
}

pub(super) fn exam(dialogue: &mut Dialogue, deck: &str) -> Reply {
    begin(dialogue, Task::Exam, deck)
}

fn begin(dialogue: &mut Dialogue, task: Task, deck: &str) -> Reply {
    let reply = begun(dialogue, task, deck);
    dialogue.between(reply)
}

/// Begins something, with another deck if one is named. What the reader remembers is read first.
fn begun(dialogue: &mut Dialogue, task: Task, deck: &str) -> Reply {
    if dialogue.study.desk.is_none() {
        dialogue.study.wanted = Some((task, deck.to_owned()));
        return Reply {
            text: String::new(),
            effect: Some(Effect::OpenStudy),
        };
    }
    if !deck.is_empty() {
        let read = Deck::read(deck, dialogue.data, || dialogue.index());
        let deck = match read {
            Ok(deck) => deck,
            Err(fault) => return Reply::says(format!("{fault}.")),
        };
        if let Some(desk) = &mut dialogue.study.desk {
            let cards = desk.cards_of(&deck, &dialogue.personal.bookmarks);
            desk.take(deck, cards);
        }
    }
    let now = dialogue.study.now;
    let Some(desk) = &mut dialogue.study.desk else {
        return Reply::default();
    };
    match task {
        Task::Lesson => {
            let Some(reading) = Reading::begin(desk) else {
                return Reply::says("Every lesson of this deck has been read.");
            };
            let says = format!(
                "{}: {} cards to be heard, then asked.\n{}\nEnter goes on.",
                reading.course().name(),
                reading.lesson.cards.len(),
                told(dialogue, &reading.face)
            );
            dialogue.study.stage = Stage::Reading(reading);
            Reply::says(says)
        }
        Task::Recall | Task::Quiz | Task::Exam => match desk.begin(task, now) {
            Ok(asked) => {
                let says = format!("{}. {}", asked.course.name(), question(&asked));
                dialogue.study.stage = Stage::Asked(Box::new(asked));
                Reply::says(says)
            }
            Err(why) => Reply::says(format!("{why}.")),
        },
        Task::Tour | Task::Progress | Task::Deck => {
            let (due, new) = (desk.due(now.day).len(), desk.fresh(now.day).len());
            Reply::says(format!(
                "{}: {} cards, {due} due, {new} new today. Say recall, quiz, lesson or exam; with a deck behind it, as in quiz era:1974.",
                desk.deck().name(),
                desk.cards().len()
            ))
        }
    }
}

/// What is said to a line while something is asked; nothing where the line is none of study's.
pub(super) fn heard(dialogue: &mut Dialogue, line: &str) -> Option<Reply> {
    if !dialogue.is_asked() {
        return None;
    }
    let word = line.to_lowercase();
    let reply = match word.as_str() {
        "quit" | "exit" | "bye" => return None,
        "record" => return Some(record(dialogue)),
        "help" | "?" => Reply::says(help(dialogue)),
        "stop" | "end" | "back" => stop(dialogue),
        "again" | "repeat" if !is_graded(dialogue) => repeat(dialogue),
        "undo" | "u" => undo(dialogue),
        "retry" => retry(dialogue),
        _ => given(dialogue, line)?,
    };
    Some(dialogue.between(reply))
}

/// What is said to a line that is no command of study's: it answers, or goes on.
fn given(dialogue: &mut Dialogue, line: &str) -> Option<Reply> {
    let now = dialogue.study.now;
    if let Stage::Reading(reading) = &mut dialogue.study.stage {
        let desk = dialogue.study.desk.as_mut()?;
        if reading.go_to(desk, reading.place + 1) {
            let face = Rc::clone(&reading.face);
            return Some(Reply::says(told(dialogue, &face)));
        }
        let asked = reading.asked(desk, now)?;
        let says = format!("Now they are asked. {}", question(&asked));
        dialogue.study.stage = Stage::Asked(Box::new(asked));
        return Some(Reply::says(says));
    }
    Some(answered(dialogue, line))
}

/// Whether the next line is a grade.
fn is_graded(dialogue: &Dialogue) -> bool {
    matches!(&dialogue.study.stage, Stage::Asked(asked) if matches!(asked.step, Step::Grade))
}

/// A line that is an answer, a grade, or goes on.
fn answered(dialogue: &mut Dialogue, line: &str) -> Reply {
    let (now, today) = (dialogue.study.now, dialogue.data.as_of());
    let Study {
        desk: Some(desk),
        stage: Stage::Asked(asked),
        ..
    } = &mut dialogue.study
    else {
        return Reply::default();
    };
    if asked.ends().is_some_and(|ends| now.moment >= ends) {
        return Reply::says(told_over(dialogue, true));
    }
    let given = match &asked.step {
        Step::Think => {
            asked.step = Step::Grade;
            let face = Rc::clone(&asked.face);
            let grades = grades(desk, asked, now);
            return Reply::says(format!("{}\n{grades}", answer_of(dialogue, &face)));
        }
        Step::Grade => {
            let Some(grade) = grade(line) else {
                return Reply::says("Grade it: 1 again, 2 hard, 3 good, 4 easy.");
            };
            let entry = asked.grade(desk, grade, now);
            return next(dialogue, entry);
        }
        Step::Judged(_) => {
            asked.go_on(desk, now);
            return next(dialogue, None);
        }
        Step::Order { lines, .. } => match in_order(lines, line) {
            Some(lines) => asked.ordered(&lines),
            None => {
                return Reply::says(format!(
                    "All {} numbers are wanted, the earliest first, as in 3 1 2.",
                    lines.len()
                ));
            }
        },
        Step::Choose { choices, .. } => {
            let number = line.parse::<usize>().ok();
            let chosen = number.and_then(|number| asked.chosen(number.checked_sub(1)?));
            match chosen {
                Some(given) => given,
                None if asked.may_be_typed() && !line.is_empty() && number.is_none() => {
                    asked.typed(line, today)
                }
                None => {
                    return Reply::says(format!(
                        "A number from 1 to {} answers. {INSTEAD}",
                        choices.lines.len()
                    ));
                }
            }
        }
        Step::Type(_) if line.is_empty() => {
            return Reply::says(format!("Type the answer. {INSTEAD}"));
        }
        Step::Type(_) => asked.typed(line, today),
    };
    let entry = asked.answer(desk, given, now);
    if asked.is_exam() {
        return next(dialogue, entry);
    }
    Reply {
        text: judged(dialogue),
        effect: entry.map(Effect::KeepEntry),
    }
}

/// A grade, by its number or its word.
fn grade(line: &str) -> Option<Grade> {
    let line = line.to_lowercase();
    let mut grades = (1..).zip(Grade::ALL);
    let grade = grades.find(|(number, grade)| line == number.to_string() || line == grade.name());
    grade.map(|(_, grade)| grade)
}

/// The lines in the order of these numbers, if each is named once.
fn in_order(lines: &[String], typed: &str) -> Option<Vec<String>> {
    let numbers = typed.split([' ', ',']).filter(|word| !word.is_empty());
    let numbers: Option<Vec<usize>> = numbers.map(|word| word.parse().ok()).collect();
    let numbers = numbers?;
    let each: HashSet<usize> = numbers.iter().copied().collect();
    if numbers.len() != lines.len() || each.len() != lines.len() {
        return None;
    }
    numbers
        .iter()
        .map(|number| lines.get(number.checked_sub(1)?).cloned())
        .collect()
}

/// The next question, or how the round went; what is to be kept goes with it.
fn next(dialogue: &mut Dialogue, entry: Option<Entry>) -> Reply {
    let over = match &dialogue.study.stage {
        Stage::Asked(asked) if !asked.is_over() => None,
        _ => Some(told_over(dialogue, false)),
    };
    let text = over.unwrap_or_else(|| match &dialogue.study.stage {
        Stage::Asked(asked) => question(asked),
        Stage::Idle | Stage::Reading(_) => String::new(),
    });
    Reply {
        text,
        effect: entry.map(Effect::KeepEntry),
    }
}

fn stop(dialogue: &mut Dialogue) -> Reply {
    if let Stage::Asked(asked) = &mut dialogue.study.stage {
        asked.put_by();
        if !asked.round.answered().is_empty() {
            return Reply::says(told_over(dialogue, false));
        }
    }
    dialogue.study.stage = Stage::Idle;
    Reply::says("Stopped.")
}

/// Ends the round and says how it went.
fn told_over(dialogue: &mut Dialogue, late: bool) -> String {
    let stage = std::mem::replace(&mut dialogue.study.stage, Stage::Idle);
    let (Stage::Asked(asked), Some(desk)) = (stage, &dialogue.study.desk) else {
        return String::new();
    };
    let over = asked.over(late);
    let right = over.results.iter().filter(|(_, right)| *right).count();
    let mut says = format!(
        "{}: {right} of {} at the first try.",
        over.course.name(),
        over.results.len()
    );
    if late {
        says.push_str(" The time is over.");
    }
    for (card, _) in over.results.iter().filter(|(_, right)| !right) {
        let face = desk.face(card);
        let _ = write!(says, "\nNot so: {} {}", face.question, right_words(&face));
    }
    says
}

/// Opens what the question came from, once it was answered; the round goes on at the next line.
fn record(dialogue: &mut Dialogue) -> Reply {
    let card = match &dialogue.study.stage {
        Stage::Asked(asked) if asked.step.is_told() => asked.round.card(),
        Stage::Reading(reading) => reading.lesson.cards.get(reading.place).copied(),
        Stage::Asked(_) => {
            return Reply::says("That would give the answer away: answer first.");
        }
        Stage::Idle => None,
    };
    match card {
        Some(card) => dialogue.open(card.about),
        None => Reply::default(),
    }
}

fn repeat(dialogue: &Dialogue) -> Reply {
    Reply::says(match &dialogue.study.stage {
        Stage::Asked(asked) if matches!(asked.step, Step::Judged(_)) => judged(dialogue),
        Stage::Asked(asked) => question(asked),
        Stage::Reading(reading) => told(dialogue, &reading.face),
        Stage::Idle => String::new(),
    })
}

fn undo(dialogue: &mut Dialogue) -> Reply {
    let now = dialogue.study.now;
    let Study {
        desk: Some(desk),
        stage: Stage::Asked(asked),
        ..
    } = &mut dialogue.study
    else {
        return Reply::says("There is no answer to take back.");
    };
    if asked.is_exam() {
        return Reply::says("In an exam nothing is taken back.");
    }
    let Some((_, entry)) = asked.take_back(desk, now) else {
        return Reply::says("There is no answer to take back.");
    };
    let mut says = format!("Taken back. {}", question(asked));
    if let Step::Grade = asked.step {
        says = format!("{says}\n{}", grades(desk, asked, now));
    }
    Reply {
        text: says,
        effect: entry.map(Effect::KeepEntry),
    }
}

fn retry(dialogue: &mut Dialogue) -> Reply {
    match dialogue.study.unkept.take() {
        Some(entry) => Reply {
            text: "Trying again.".to_owned(),
            effect: Some(Effect::KeepEntry(entry)),
        },
        None => Reply::says("Everything is kept."),
    }
}

/// The question, and what may be said to it.
fn question(asked: &Asked) -> String {
    let left = match asked.round.left() {
        1 => "The last one.".to_owned(),
        left => format!("{left} to come."),
    };
    let question = &asked.face.question;
    match &asked.step {
        Step::Think => {
            let lines = match &asked.face.answer {
                Answer::Order(lines) => format!(
                    "\n{}",
                    numbered(&quiz::mixed(lines, asked.since.0.unsigned_abs()))
                ),
                Answer::Choice { .. } => String::new(),
            };
            format!("{left} {question}{lines}\nThink; Enter tells the answer.")
        }
        Step::Grade => format!("{question} {}", right_words(&asked.face)),
        Step::Choose { choices, .. } => {
            format!("{left} {question}\n{}", numbered(&choices.lines))
        }
        Step::Order { lines, .. } => format!(
            "{left} {question}\n{}\nSay the numbers in order, as in 3 1 2.",
            numbered(lines)
        ),
        Step::Type(_) | Step::Judged(_) => format!("{left} {question}"),
    }
}

fn numbered(lines: &[String]) -> String {
    let numbered = (1..)
        .zip(lines)
        .map(|(number, line)| format!("{number}. {line}"));
    numbered.collect::<Vec<_>>().join("\n")
}

/// What is right, as a sentence.
fn right_words(face: &Face) -> String {
    let words = match &face.answer {
        Answer::Choice { right, .. } => right.join("; right too: "),
        Answer::Order(lines) => lines.join("; "),
    };
    let end = if words.ends_with('.') { "" } else { "." };
    format!("{words}{end}")
}

/// What is right, why, and who says so.
fn answer_of(dialogue: &Dialogue, face: &Face) -> String {
    let mut sources = dialogue.data.short_citations(&face.sources);
    sources.truncate(2);
    let source = if sources.is_empty() {
        String::new()
    } else {
        format!(" Source: {}.", sources.join("; "))
    };
    format!("{} {}{source}", right_words(face), face.why)
}

/// A card of a lesson: question and answer.
fn told(dialogue: &Dialogue, face: &Face) -> String {
    format!("{}\n{}", face.question, answer_of(dialogue, face))
}

/// What is said to an answer.
fn judged(dialogue: &Dialogue) -> String {
    let (Stage::Asked(asked), Some(desk)) = (&dialogue.study.stage, &dialogue.study.desk) else {
        return String::new();
    };
    let Step::Judged(judgement) = &asked.step else {
        return String::new();
    };
    let word = judgement.word();
    let off = judgement.nearly.as_ref();
    let off = off.map(|off| format!(" {off}")).unwrap_or_default();
    let card = &judgement.answered.card;
    let today = dialogue.study.now.day;
    let state = desk.history.state(card.id);
    let again = state.map(|state| format!(" {}", state.comes_again(today)));
    format!(
        "{word}{off} {}{}",
        answer_of(dialogue, &asked.face),
        again.unwrap_or_default()
    )
}

/// The grades, and when the card comes again after each.
fn grades(desk: &Desk, asked: &Asked, now: Now) -> String {
    let outlooks = desk.outlooks(asked, now.day);
    let each = (1..)
        .zip(Grade::ALL)
        .zip(outlooks)
        .map(|((number, grade), outlook)| {
            let when = if grade.is_right() {
                outlook.words()
            } else {
                "in this round".to_owned()
            };
            format!("{number} {}, {when}", grade.name())
        });
    format!("Grade it: {}.", each.collect::<Vec<_>>().join("; "))
}

fn help(dialogue: &Dialogue) -> String {
    let says = match &dialogue.study.stage {
        Stage::Asked(asked) => match &asked.step {
            Step::Think => "Enter tells the answer.",
            Step::Grade => "1 again, 2 hard, 3 good, 4 easy.",
            Step::Choose { .. } if asked.may_be_typed() => {
                "A number chooses; or type the answer in your own words."
            }
            Step::Choose { .. } => "A number chooses.",
            Step::Type(_) => "Type the answer.",
            Step::Order { .. } => "Say the numbers of the lines in order, the earliest first.",
            Step::Judged(_) => "Enter goes on.",
        },
        Stage::Reading(_) => "Enter goes on.",
        Stage::Idle => "",
    };
    format!("{says} again says it again. {INSTEAD}")
}
