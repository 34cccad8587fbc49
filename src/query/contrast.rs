//! Bodies side by side: the same questions put to each in the same order.

mod cell;
mod sentence;
mod through_time;

use super::role_of;
use crate::dataset::Dataset;
use crate::model::{
    Answer, Body, Confidence, Count, Date, Day, End, Evidence, Fact, Holding, Question, RecordRef,
    Standing, Tie, Verdict,
};
pub use cell::Cell;
use sentence::{length, sentence};

/// A body in a contrast, and the day from which it is seen.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The body.
    pub body: &'a Body,
    /// The day: standing and basis are those of the phase nearest to it.
    pub day: Day,
    /// The reader asked for this day: what was not in being then is said not to have been, and numbers and functions are those of the day.
    pub pinned: bool,
}

/// One question and what each of the bodies answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The question, as a heading.
    pub label: String,
    /// What each answers, in the order of the subjects.
    pub answers: Vec<Vec<Cell>>,
    /// Whether they differ, where that can be told: sentences are not compared, words are.
    pub differs: Option<bool>,
}

/// Bodies under the same questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// What each is called: with its day where a body is set against itself.
    pub names: Vec<String>,
    /// What matters most, in a sentence or two: what each was in law, and whether they stood at the same time.
    pub sentence: String,
    /// Where a body is set against itself: what happened to it between the two days.
    pub between: Vec<Cell>,
    /// The questions in order.
    pub rows: Vec<Row>,
}

/// Puts the questions to two or three bodies. Standing and basis are those of the day of each, if the body stood then, else of the phase
/// nearest to it; the other answers are of its whole life, with dates where they changed. A body set against itself at two dates is
/// asked only what may have been otherwise then.
#[must_use]
pub fn contrast(data: &Dataset, subjects: &[Subject<'_>]) -> Contrast {
    let with_itself = subjects
        .windows(2)
        .all(|pair| matches!(pair, [one, other] if one.body.id == other.body.id));
    if with_itself && subjects.len() > 1 {
        through_time::contrast(data, subjects)
    } else {
        Contrast {
            names: subjects.iter().map(name).collect(),
            sentence: sentence(subjects, data.as_of()) + &beyond(subjects, data.as_of()),
            between: Vec::new(),
            rows: rows(data, subjects),
        }
    }
}

/// What a side is called: with its day where the reader asked for one.
fn name(subject: &Subject<'_>) -> String {
    let label = subject.body.label();
    if subject.pinned {
        format!("{label} on {}", Date::of_day(subject.day))
    } else {
        label.to_string()
    }
}

/// What has to be said where a day lies beyond the evidence.
fn beyond(subjects: &[Subject<'_>], as_of: Day) -> String {
    if subjects.iter().any(|subject| subject.day > as_of) {
        format!(" The evidence ends on {}.", Date::of_day(as_of))
    } else {
        String::new()
    }
}

/// Puts one question; who has no answer to it is said to have none.
fn row(label: &str, answers: Vec<Vec<Cell>>) -> Row {
    let answers: Vec<Vec<Cell>> = answers
        .into_iter()
        .map(|cells| {
            if cells.is_empty() {
                vec![Cell::not_established()]
            } else {
                cells
            }
        })
        .collect();
    let known = answers
        .iter()
        .flatten()
        .all(|cell| !cell.word.is_empty() && cell.is_established());
    let words =
        |cells: &[Cell]| -> Vec<String> { cells.iter().map(|cell| cell.word.clone()).collect() };
    let differs = known.then(|| {
        answers
            .windows(2)
            .any(|pair| matches!(pair, [one, other] if words(one) != words(other)))
    });
    Row {
        label: label.to_owned(),
        answers,
        differs,
    }
}

fn rows(data: &Dataset, subjects: &[Subject<'_>]) -> Vec<Row> {
    let each = |answer: &dyn Fn(&Body) -> Vec<Cell>| -> Vec<Vec<Cell>> {
        subjects
            .iter()
            .map(|subject| answer(subject.body))
            .collect()
    };
    // Of its whole life, or of the day that the reader asked for.
    let seen = |whole: &dyn Fn(&Body, Day) -> Vec<Cell>,
                on_the_day: &dyn Fn(&Body, Day) -> Vec<Cell>|
     -> Vec<Vec<Cell>> {
        subjects
            .iter()
            .map(|Subject { body, day, pinned }| match pinned {
                false => whole(body, *day),
                true if body.phase_at(*day).is_some() => on_the_day(body, *day),
                true => vec![Cell::word(NOT_IN_BEING)],
            })
            .collect()
    };
    let mut rows = vec![
        row(
            "Standing",
            seen(&|body, day| standing(body, day, true), &|body, day| {
                standing(body, day, false)
            }),
        ),
        row("In being", each(&|body| vec![life(body, data.as_of())])),
        row(
            "Number",
            seen(&|body, _| numbers(body), &|body, day| {
                through_time::number(data, body, day).into_iter().collect()
            }),
        ),
    ];
    for question in Question::ALL {
        rows.push(row(
            question.name(),
            each(&|body| vec![answer(body.answer(question))]),
        ));
    }
    rows.extend([
        row("Power to", each(&|body| powers(body, true))),
        row("No power to", each(&|body| powers(body, false))),
        row("Under", seen(&basis, &basis)),
        row(
            "Answered to",
            each(&|body| ties(data, &body.accountable_to)),
        ),
        row(
            "Held to account",
            each(&|body| ties(data, &body.holds_to_account)),
        ),
    ]);
    for function in &data.functions {
        let held_by_one = |subject: &Subject<'_>| role_of(subject.body, &function.id).is_some();
        if subjects.iter().any(held_by_one) {
            rows.push(row(
                &function.name,
                seen(&|body, _| vec![held(body, &function.id)], &|body, day| {
                    vec![through_time::held(body, &function.id, day)]
                }),
            ));
        }
    }
    rows.extend([
        row("Councils", each(&|body| facts(&body.local_government))),
        row("What for", each(&|body| vec![Cell::text(&*body.gloss)])),
        row("Tier", each(&|body| vec![Cell::word(body.tier.name())])),
        row("People covered", each(&|body| facts(&body.population))),
        row("How it ended", each(&ended)),
        row("Came from", each(&|body| predecessors(data, body))),
        row("Led to", each(&|body| successors(data, body))),
        row("Said of it", each(&said)),
    ]);
    rows
}

/// Said of a body on a day on which it did not stand.
const NOT_IN_BEING: &str = "not in being";

fn standing(body: &Body, day: Day, of_its_life: bool) -> Vec<Cell> {
    let mut kinds: Vec<Standing> = body
        .phases
        .iter()
        .map(|phase| phase.form.standing())
        .collect();
    kinds.dedup();
    let Some(phase) = body.phase_near(day) else {
        return Vec::new();
    };
    let changed = if of_its_life && kinds.len() > 1 {
        " (it changed)"
    } else {
        ""
    };
    // A committee and a legal person are both statutory, and yet not the same.
    vec![Cell {
        text: phase.form.explanation().to_owned(),
        ..Cell::word(format!("{}{changed}", phase.form.words()))
    }]
}

fn basis(body: &Body, day: Day) -> Vec<Cell> {
    body.phase_near(day)
        .and_then(|phase| phase.basis.map(|basis| Cell::claimed(&*basis, phase)))
        .into_iter()
        .collect()
}

fn life(body: &Body, as_of: Day) -> Cell {
    let from = body
        .from()
        .map_or_else(|| "?".to_owned(), |date| date.to_string());
    let word = match body.to() {
        End::Ongoing => format!("since {from}"),
        to => format!("{from} to {to}"),
    };
    Cell {
        text: lasted(body, as_of),
        ..Cell::word(word)
    }
}

/// "11 years", "about 7 years so far": whole years or months that have passed.
fn lasted(body: &Body, as_of: Day) -> String {
    let Some(from) = body.from() else {
        return "not established".to_owned();
    };
    if body.to() == (End::Unknown { after: None }) {
        return "not established".to_owned();
    }
    let so_far = if body.to() == End::Ongoing {
        " so far"
    } else {
        ""
    };
    let last = body.to().last_known(from).unwrap_or(as_of);
    let least = if matches!(body.to(), End::Unknown { .. }) {
        "at least "
    } else if from.last().0 - from.first().0 > 31 {
        "about "
    } else {
        ""
    };
    let length = length(from.first(), last.plus(1));
    format!("{least}{length}{so_far}")
}

fn numbers(body: &Body) -> Vec<Cell> {
    let mut shown: Vec<Cell> = body.counts.iter().map(counted).collect();
    shown.dedup_by(|later, earlier| later.word == earlier.word);
    shown
}

/// "about 50 (2012)"
fn counted(count: &Count) -> Cell {
    let about = if count.about { "about " } else { "" };
    Cell {
        word: format!("{about}{}", count.number),
        ..Cell::claimed(format!("({})", count.at), count)
    }
}

fn answer(answer: Option<&Answer>) -> Cell {
    match answer {
        None => Cell::not_established(),
        Some(answer) if answer.verdict == Verdict::NotEstablished => Cell {
            text: answer.text.to_string(),
            ..Cell::not_established()
        },
        Some(answer) => Cell {
            word: answer.verdict.name().to_owned(),
            ..Cell::claimed(&*answer.text, answer)
        },
    }
}

fn facts(facts: &[Fact]) -> Vec<Cell> {
    facts
        .iter()
        .map(|fact| Cell::claimed(&*fact.text, fact))
        .collect()
}

fn ended(body: &Body) -> Vec<Cell> {
    if body.ending.is_empty() && body.to() == End::Ongoing {
        vec![Cell::word("still there")]
    } else {
        facts(&body.ending)
    }
}

fn powers(body: &Body, can: bool) -> Vec<Cell> {
    body.powers
        .iter()
        .filter(|power| power.can == can)
        .map(|power| Cell::claimed(&*power.text, power))
        .collect()
}

fn ties(data: &Dataset, ties: &[Tie]) -> Vec<Cell> {
    let cell = |tie: &Tie| {
        let text = tie.sentence(tie.body.and_then(|id| data.body(&id)));
        Cell {
            link: tie.body.map(RecordRef::body),
            ..Cell::claimed(text, tie)
        }
    };
    ties.iter().map(cell).collect()
}

/// The first few things said of it, with the words where they were quoted.
fn said(body: &Body) -> Vec<Cell> {
    let cell = |evidence: &Evidence| {
        let quote = evidence
            .quote
            .as_ref()
            .map(|quote| format!(" “{}”", quote.words))
            .unwrap_or_default();
        Cell::claimed(format!("{}{quote}", evidence.text), evidence)
    };
    body.evidence.iter().take(3).map(cell).collect()
}

/// How a body held a function, or that it did not, or that nothing is established of its functions at all.
fn held(body: &Body, function: &str) -> Cell {
    match holding(body, function) {
        Some(cell) => cell,
        None if body.functions.is_empty() => Cell::not_established(),
        None => Cell::word("–"),
    }
}

fn holding(body: &Body, function: &str) -> Option<Cell> {
    let held: Vec<_> = body
        .functions
        .iter()
        .filter(|holding| holding.function == function)
        .collect();
    told(&held)
}

/// The holdings of one function as one answer; what they rest on is that of the weightiest.
fn told(held: &[&Holding]) -> Option<Cell> {
    let first = held.iter().min_by_key(|holding| holding.role)?;
    let text = |holding: &&Holding| match holding.when() {
        when if when.is_empty() => holding.text.to_string(),
        when => format!("{when}: {}", holding.text),
    };
    let texts: Vec<String> = held.iter().map(text).collect();
    let doubt = held
        .iter()
        .all(|holding| holding.confidence == Confidence::Unverified);
    Some(Cell {
        word: first.role.name().to_owned(),
        doubt,
        ..Cell::claimed(texts.join(" "), *first)
    })
}

fn predecessors(data: &Dataset, body: &Body) -> Vec<Cell> {
    let link = |link: &crate::model::Succession| {
        let before = data.body(&link.body)?;
        let text = format!("{} {} ({})", link.how.name(), before.name, before.years());
        Some(Cell {
            link: Some(RecordRef::body(before.id)),
            ..Cell::claimed(text, link)
        })
    };
    body.predecessors.iter().filter_map(link).collect()
}

fn successors(data: &Dataset, body: &Body) -> Vec<Cell> {
    let found = data.successors(body.id).into_iter().map(|(after, link)| {
        let text = format!("{} {} ({})", link.how.passive(), after.name, after.years());
        Cell {
            link: Some(RecordRef::body(after.id)),
            ..Cell::claimed(text, link)
        }
    });
    found.collect()
}
