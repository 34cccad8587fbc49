//! What a body could make others do, and what not.

use super::phrase::{because, could, full, is_hedged, is_organisation, line, many, one, sentence};
use super::{Draft, Fact, Pack, is_sure, tempt};
use crate::model::{Answer, Body, Power, Question, RecordRef, Verdict, capital};
use crate::study::card::{Face, Family, Typed};

/// Something that a body could do, or could not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Might {
    /// The powers on one side; this is the first.
    Power(&'static Body, &'static Power),
    /// Whether it could employ people, or be taken to court.
    Person(&'static Body, &'static Answer),
}

/// Letters beyond which a line is not taken in at a glance.
const LONGEST: usize = 130;

pub(super) fn deal(pack: &mut Pack) {
    for body in &pack.data.bodies {
        let Some(from) = body.from() else { continue };
        let about = (Family::Power, RecordRef::body(body.id));
        let lines = lines(body);
        for can in [true, false] {
            let (_, right, wrong) = sides(body, can, &lines);
            let mut told = lines.iter().filter(|(_, line)| right.first() == Some(line));
            let Some((power, _)) = told.next().filter(|_| wrong.len() > 1) else {
                continue;
            };
            let mut parts = vec![if can { "can" } else { "cannot" }];
            let powers = lines.iter().filter(|(power, _)| power.can == can);
            parts.extend(powers.map(|(power, _)| power.text.as_str()));
            let fact = Fact::Might(Might::Power(body, power));
            pack.add(about, Some(body), from.first(), &parts, fact);
        }
        for question in [Question::Employ, Question::Court] {
            let Some(answer) = body
                .answer(question)
                .filter(|answer| is_plain(answer) && is_organisation(body))
            else {
                continue;
            };
            let parts = [question.name(), answer.verdict.name()];
            let fact = Fact::Might(Might::Person(body, answer));
            pack.add(about, Some(body), from.first(), &parts, fact);
        }
    }
}

/// A power as a line: what it says before it explains; none where it is unsure or too long.
fn short(power: &Power) -> Option<String> {
    let text = sentence(&power.text);
    let head = text.split([':', ';']).next().unwrap_or(text);
    // A bracket that is cut open is left out.
    let is_open = head.contains('(') && !head.contains(')');
    let text = if is_open {
        head.split(" (").next().unwrap_or(head)
    } else {
        head
    };
    let is_good = is_sure(power) && !is_hedged(text) && (12..=LONGEST).contains(&text.len());
    is_good.then(|| line(text))
}

/// What a body could do and could not, as far as it stands in lines.
fn lines(body: &'static Body) -> Vec<(&'static Power, String)> {
    let powers = body.powers.iter();
    powers
        .filter_map(|power| Some((power, short(power)?)))
        .collect()
}

/// What is asked of a body, what is right, and what stands on the other side.
fn sides(body: &Body, can: bool, lines: &[(&Power, String)]) -> (String, Vec<String>, Vec<String>) {
    let not = if can { "" } else { " not" };
    let question = format!("What {} {}{not} do?", could(body), many(body));
    let lines = |can| {
        let of_side = lines.iter().filter(move |(power, _)| power.can == can);
        of_side.map(|(_, line)| line.clone())
    };
    let mut right: Vec<String> = lines(can).collect();
    let wrong = tempt::pick(&question, &right, lines(!can));
    right.retain(|line| !tempt::gives_away(&question, line, &wrong));
    (question, right, wrong)
}

/// The power with its explanation, or what follows from what the body was.
fn why(body: &Body, power: &Power) -> String {
    if short(power).is_some_and(|line| line.len() + 12 < power.text.len()) {
        return full(&power.text);
    }
    let person = body
        .answer(Question::LegalPerson)
        .filter(|answer| is_sure(*answer) && answer.text.len() > 30);
    because([
        person.map(|answer| answer.text.as_str()),
        Some(body.gloss.as_str()),
    ])
}

fn is_plain(answer: &Answer) -> bool {
    is_sure(answer)
        && !is_hedged(&answer.text)
        && matches!(answer.verdict, Verdict::Yes | Verdict::No | Verdict::Lent)
}

impl Might {
    pub(super) fn face(self) -> Face {
        match self {
            Self::Power(body, power) => Self::power(body, power),
            Self::Person(body, answer) => Self::person(body, answer),
        }
    }

    fn power(body: &'static Body, power: &'static Power) -> Face {
        let (question, right, wrong) = sides(body, power.can, &lines(body));
        Draft {
            question,
            right,
            wrong,
            typed: Typed::No,
            why: why(body, power),
            from: power,
            or: &body.sources,
            lights: vec![body.id],
        }
        .face()
    }

    fn person(body: &'static Body, answer: &'static Answer) -> Face {
        let what = match answer.question {
            Question::Employ => "employ people",
            _ => "be taken to court in its own name",
        };
        let question = format!("{} {} {what}?", capital(could(body)), one(body));
        let lines = [
            (Verdict::Yes, "Yes"),
            (Verdict::No, "No"),
            (
                Verdict::Lent,
                "Only through what its members or its parent lend it",
            ),
        ];
        let (right, wrong): (Vec<_>, Vec<_>) = lines
            .into_iter()
            .partition(|(verdict, _)| *verdict == answer.verdict);
        let said = |lines: Vec<(Verdict, &str)>| {
            lines.into_iter().map(|(_, line)| line.to_owned()).collect()
        };
        Draft {
            question,
            right: said(right),
            wrong: said(wrong),
            typed: Typed::No,
            why: full(&answer.text),
            from: answer,
            or: &body.sources,
            lights: vec![body.id],
        }
        .face()
    }
}
