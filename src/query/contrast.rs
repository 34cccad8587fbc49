//! Bodies side by side: the same questions put to each in the same order.

mod through_time;

use crate::dataset::Dataset;
use crate::model::{
    Answer, Body, Confidence, Date, Day, End, Evidence, Fact, LegalForm, Question, RecordRef, Role,
    Standing, Tie, Verdict,
};

/// One thing said of one body in answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The answer in a word or a few, where there is one.
    pub word: String,
    /// The answer in a sentence.
    pub text: String,
    /// Not established, or not verified.
    pub doubt: bool,
    /// Another record it speaks of.
    pub link: Option<RecordRef>,
}

impl Cell {
    fn word(word: impl Into<String>) -> Self {
        Self {
            word: word.into(),
            text: String::new(),
            doubt: false,
            link: None,
        }
    }

    fn text(text: impl Into<String>, confidence: Confidence) -> Self {
        Self {
            word: String::new(),
            text: text.into(),
            doubt: confidence == Confidence::Unverified,
            link: None,
        }
    }

    fn not_established() -> Self {
        Self {
            word: "not established".to_owned(),
            text: String::new(),
            doubt: true,
            link: None,
        }
    }
}

/// A body in a contrast, and the day from which it is seen.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The body.
    pub body: &'a Body,
    /// The day: standing and basis are those of the phase nearest to it.
    pub day: Day,
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
            names: subjects
                .iter()
                .map(|subject| subject.body.label().to_string())
                .collect(),
            sentence: sentence(subjects, data.as_of()),
            between: Vec::new(),
            rows: rows(data, subjects),
        }
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
        .all(|cell| !cell.word.is_empty() && !cell.doubt);
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
    let on_its_day = |answer: &dyn Fn(&Body, Day) -> Vec<Cell>| -> Vec<Vec<Cell>> {
        subjects
            .iter()
            .map(|subject| answer(subject.body, subject.day))
            .collect()
    };
    let mut rows = vec![
        row(
            "Standing",
            on_its_day(&|body, day| standing(body, day, true)),
        ),
        row("In being", each(&|body| vec![life(body, data.as_of())])),
        row("Number", each(&numbers)),
        row("Power to", each(&|body| powers(body, true))),
        row("No power to", each(&|body| powers(body, false))),
    ];
    for question in Question::ALL {
        rows.push(row(
            question.name(),
            each(&|body| vec![answer(body.answer(question))]),
        ));
    }
    rows.push(row("Under", on_its_day(&basis)));
    rows.push(row(
        "Answered to",
        each(&|body| ties(data, &body.accountable_to)),
    ));
    rows.push(row(
        "Held to account",
        each(&|body| ties(data, &body.holds_to_account)),
    ));
    for function in &data.functions {
        let held_by_one = |subject: &Subject<'_>| holding(subject.body, &function.id).is_some();
        if subjects.iter().any(held_by_one) {
            rows.push(row(
                &function.name,
                each(&|body| vec![held(body, &function.id)]),
            ));
        }
    }
    rows.extend([
        row("Councils", each(&|body| facts(&body.local_government))),
        row(
            "What for",
            each(&|body| vec![Cell::text(&*body.gloss, Confidence::Single)]),
        ),
        row("Tier", each(&|body| vec![Cell::word(body.tier.name())])),
        row("People covered", each(&|body| facts(&body.population))),
        row("How it ended", each(&ended)),
        row("Came from", each(&|body| predecessors(data, body))),
        row("Led to", each(&|body| successors(data, body))),
        row("Said of it", each(&said)),
    ]);
    rows
}

/// "SHA (2002–2013) was a statutory body; ICS (since 2018) is a non-statutory partnership. 5 years lay between them."
fn sentence(subjects: &[Subject<'_>], as_of: Day) -> String {
    let forms: Vec<String> = subjects
        .iter()
        .map(|Subject { body, day }| {
            let verb = if body.to() == End::Ongoing {
                "is"
            } else {
                "was"
            };
            let form = in_law(body, *day);
            format!("{} ({}) {verb} a {form}", body.label(), body.years())
        })
        .collect();
    let pairs: Vec<String> = subjects
        .windows(2)
        .filter_map(|pair| match pair {
            [one, other] => Some((one.body, other.body)),
            _ => None,
        })
        .map(|(one, other)| {
            let together = together(one, other, as_of);
            if subjects.len() == 2 || together.is_empty() {
                together
            } else {
                // "Both stood" goes on as "both stood".
                let mut chars = together.chars();
                let first = chars.next().map(|c| c.to_ascii_lowercase());
                let rest: String = first.into_iter().chain(chars).collect();
                format!("{} and {}: {rest}", one.label(), other.label())
            }
        })
        .collect();
    format!("{}. {}", forms.join("; "), pairs.join(" "))
}

/// What a body was in law on a day, in words that follow "a".
fn in_law(body: &Body, day: Day) -> String {
    body.phase_near(day)
        .map(|phase| match phase.form {
            LegalForm::SharedManagement => {
                "non-statutory grouping under shared management".to_owned()
            }
            form => form.words().replace(": ", " "),
        })
        .unwrap_or_default()
}

/// Whether two bodies stood at the same time, and how long both stood or what lay between them.
fn together(one: &Body, other: &Body, as_of: Day) -> String {
    let life = |body: &Body| {
        let from = body.from()?;
        let last = body.to().last_known(from).unwrap_or(as_of);
        Some((from.first(), last))
    };
    let (Some(one), Some(other)) = (life(one), life(other)) else {
        return String::new();
    };
    let (first, last) = (one.0.max(other.0), one.1.min(other.1));
    if first <= last {
        return format!(
            "Both stood from {} to {}.",
            Date::of_day(first),
            Date::of_day(last)
        );
    }
    match first.0 - last.0 - 1 {
        0 => "One followed the other without a gap.".to_owned(),
        days if days < 60 => format!("{days} days lay between them."),
        days if days < 730 => format!("{} months lay between them.", days / 30),
        days => format!("{} years lay between them.", days / 365),
    }
}

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
        word: format!("{}{changed}", phase.form.words()),
        text: phase.form.explanation().to_owned(),
        doubt: false,
        link: None,
    }]
}

fn basis(body: &Body, day: Day) -> Vec<Cell> {
    body.phase_near(day)
        .and_then(|phase| {
            phase
                .basis
                .map(|basis| Cell::text(&*basis, phase.confidence))
        })
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
    let days = f64::from(last.0 - from.first().0 + 1);
    let (years, months) = ((days / 365.24).floor(), (days / 30.43).floor());
    let length = if years >= 2.0 {
        format!("{years} years")
    } else {
        format!("{months} months")
    };
    format!("{least}{length}{so_far}")
}

fn numbers(body: &Body) -> Vec<Cell> {
    let mut shown: Vec<Cell> = Vec::new();
    for count in &body.counts {
        let about = if count.about { "about " } else { "" };
        let word = format!("{about}{}", count.number);
        let repeats = shown.last().is_some_and(|last| last.word == word);
        if !repeats {
            shown.push(Cell {
                word,
                text: format!("({})", count.at),
                doubt: count.confidence == Confidence::Unverified,
                link: None,
            });
        }
    }
    shown
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
            ..Cell::text(&*answer.text, answer.confidence)
        },
    }
}

fn facts(facts: &[Fact]) -> Vec<Cell> {
    facts
        .iter()
        .map(|fact| Cell::text(&*fact.text, fact.confidence))
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
        .map(|power| Cell::text(&*power.text, power.confidence))
        .collect()
}

fn ties(data: &Dataset, ties: &[Tie]) -> Vec<Cell> {
    let cell = |tie: &Tie| {
        let text = tie.sentence(tie.body.and_then(|id| data.body(&id)));
        Cell {
            link: tie.body.map(RecordRef::body),
            ..Cell::text(text, tie.confidence)
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
        Cell::text(format!("{}{quote}", evidence.text), evidence.confidence)
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
    let role: Role = held.iter().map(|holding| holding.role).min()?;
    let told = |holding: &&crate::model::Holding| match holding.when() {
        when if when.is_empty() => holding.text.to_string(),
        when => format!("{when}: {}", holding.text),
    };
    Some(Cell {
        word: role.name().to_owned(),
        text: held.iter().map(told).collect::<Vec<_>>().join(" "),
        doubt: held
            .iter()
            .all(|holding| holding.confidence == Confidence::Unverified),
        link: None,
    })
}

fn predecessors(data: &Dataset, body: &Body) -> Vec<Cell> {
    let link = |link: &crate::model::Succession| {
        let before = data.body(&link.body)?;
        let text = format!("{} {} ({})", link.how.name(), before.name, before.years());
        Some(Cell {
            link: Some(RecordRef::body(before.id)),
            ..Cell::text(text, link.confidence)
        })
    };
    body.predecessors.iter().filter_map(link).collect()
}

fn successors(data: &Dataset, body: &Body) -> Vec<Cell> {
    let found = data.successors(body.id).into_iter().map(|(after, link)| {
        let text = format!("{} {} ({})", link.how.passive(), after.name, after.years());
        Cell {
            link: Some(RecordRef::body(after.id)),
            ..Cell::text(text, link.confidence)
        }
    });
    found.collect()
}
