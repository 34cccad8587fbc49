//! Two bodies, side by side: the same questions put to each in the same order.

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

/// One question and what each of the two bodies answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The question, as a heading.
    pub label: String,
    /// What the first body answers.
    pub left: Vec<Cell>,
    /// What the second answers.
    pub right: Vec<Cell>,
    /// Whether they differ, where that can be told: two sentences are not compared, two words are.
    pub differs: Option<bool>,
}

/// Two bodies under the same questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// What matters most, in a sentence or two: what each was in law, and whether they stood at the same time.
    pub sentence: String,
    /// The questions in order.
    pub rows: Vec<Row>,
}

/// Puts the questions to two bodies. Standing and basis are those of `day`, if the body stood then, else of the phase nearest to it; the
/// other answers are of its whole life, with dates where they changed.
#[must_use]
pub fn contrast(data: &Dataset, left: &Body, right: &Body, day: Day) -> Contrast {
    let mut rows = Vec::new();
    let pair = [left, right];
    let mut by_word = |label: &str, cells: [Vec<Cell>; 2]| {
        let words = |cells: &[Cell]| {
            cells
                .iter()
                .map(|cell| cell.word.clone())
                .collect::<Vec<_>>()
        };
        let cells = cells.map(|cells| {
            if cells.is_empty() {
                vec![Cell::not_established()]
            } else {
                cells
            }
        });
        let known = cells
            .iter()
            .flatten()
            .all(|cell| !cell.word.is_empty() && !cell.doubt);
        let [left, right] = cells;
        let differs = known.then(|| words(&left) != words(&right));
        rows.push(Row {
            label: label.to_owned(),
            left,
            right,
            differs,
        });
    };
    by_word("Standing", pair.map(|body| standing(body, day)));
    by_word("In being", pair.map(|body| vec![life(body, data.as_of())]));
    by_word("Number", pair.map(numbers));
    by_word("Power to", pair.map(|body| powers(body, true)));
    by_word("No power to", pair.map(|body| powers(body, false)));
    for question in Question::ALL {
        by_word(
            question.name(),
            pair.map(|body| vec![answer(body.answer(question))]),
        );
    }
    by_word("Under", pair.map(|body| basis(body, day)));
    by_word(
        "Answered to",
        pair.map(|body| ties(data, &body.accountable_to)),
    );
    by_word(
        "Held to account",
        pair.map(|body| ties(data, &body.holds_to_account)),
    );
    for function in &data.functions {
        if pair
            .iter()
            .any(|body| holding(body, &function.id).is_some())
        {
            by_word(
                &function.name,
                pair.map(|body| vec![held(body, &function.id)]),
            );
        }
    }
    by_word("Councils", pair.map(|body| facts(&body.local_government)));
    by_word(
        "What for",
        pair.map(|body| vec![Cell::text(&*body.gloss, Confidence::Single)]),
    );
    by_word("Tier", pair.map(|body| vec![Cell::word(body.tier.name())]));
    by_word("People covered", pair.map(|body| facts(&body.population)));
    by_word("How it ended", pair.map(ended));
    by_word("Came from", pair.map(|body| predecessors(data, body)));
    by_word("Led to", pair.map(|body| successors(data, body)));
    by_word("Said of it", pair.map(said));
    Contrast {
        sentence: sentence(left, right, day, data.as_of()),
        rows,
    }
}

/// "SHA (2002–2013) was a statutory body; ICS (since 2018) is a non-statutory partnership. 5 years lay between them."
fn sentence(left: &Body, right: &Body, day: Day, as_of: Day) -> String {
    let one = |body: &Body| {
        let verb = if body.to() == End::Ongoing {
            "is"
        } else {
            "was"
        };
        let form = body
            .phase_near(day)
            .map(|phase| match phase.form {
                LegalForm::SharedManagement => {
                    "non-statutory grouping under shared management".to_owned()
                }
                form => form.words().replace(": ", " "),
            })
            .unwrap_or_default();
        format!("{} ({}) {verb} a {form}", body.label(), body.years())
    };
    let together = together(left, right, as_of);
    format!("{}; {}. {together}", one(left), one(right))
}

/// Whether two bodies stood at the same time, and how long both stood or what lay between them.
fn together(left: &Body, right: &Body, as_of: Day) -> String {
    let life = |body: &Body| {
        let from = body.from()?;
        let last = body.to().last_known(from).unwrap_or(as_of);
        Some((from.first(), last))
    };
    let (Some(left), Some(right)) = (life(left), life(right)) else {
        return String::new();
    };
    let (first, last) = (left.0.max(right.0), left.1.min(right.1));
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

fn standing(body: &Body, day: Day) -> Vec<Cell> {
    let mut kinds: Vec<Standing> = body
        .phases
        .iter()
        .map(|phase| phase.form.standing())
        .collect();
    kinds.dedup();
    let Some(phase) = body.phase_near(day) else {
        return Vec::new();
    };
    let changed = if kinds.len() > 1 { " (it changed)" } else { "" };
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
