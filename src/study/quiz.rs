//! Asking: lines to choose from, lines to put in order, and what is made of a typed answer.

use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use super::{Answer, Face, Typed};
use crate::model::{Date, Day};
use crate::search::{fold, is_noise, ways};

/// Lines that are shown to choose from.
const LINES: usize = 4;

/// Lines, one of which is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The lines, as they are shown.
    pub lines: Vec<String>,
    /// The place of the right one, counted from nought.
    pub right: usize,
}

/// Four lines to choose from, fewer where there are not so many; none where there is nothing to choose. The same seed gives the same
/// lines in the same order.
#[must_use]
pub fn choices(face: &Face, seed: u64) -> Option<Choices> {
    let Answer::Choice { right, wrong, .. } = &face.answer else {
        return None;
    };
    let told = right.first().filter(|_| !wrong.is_empty())?;
    let mut rng = StdRng::seed_from_u64(seed);
    let mut wrong = wrong.clone();
    wrong.shuffle(&mut rng);
    wrong.truncate(LINES - 1);
    let mut lines = wrong;
    lines.push(told.clone());
    lines.shuffle(&mut rng);
    let right = lines.iter().position(|line| line == told)?;
    Some(Choices { lines, right })
}

/// Lines that are to be put in order, in another order than they stand in.
#[must_use]
pub fn mixed(lines: &[String], seed: u64) -> Vec<String> {
    let mut mixed = lines.to_vec();
    mixed.shuffle(&mut StdRng::seed_from_u64(seed));
    if mixed == lines && mixed.len() > 1 {
        mixed.rotate_left(1);
    }
    mixed
}

/// What is made of a typed answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// Right.
    Right,
    /// Not quite: what is off, in a sentence.
    Nearly(String),
    /// Wrong.
    Wrong,
}

/// Judges a typed answer. Names may be typed without "the", as one or as many, abbreviated, and with a slip or two; a date may be less
/// precise than it is known; a number has to be right.
#[must_use]
pub fn judge(typed: &str, answer: &Answer, today: Day) -> Judged {
    let Answer::Choice {
        right,
        wrong,
        typed: how,
    } = answer
    else {
        return Judged::Wrong;
    };
    match how {
        Typed::Date(date) => judge_date(typed, *date, today),
        Typed::Number(number) => judge_number(typed, *number),
        Typed::Name(names) => {
            let right: Vec<&String> = right.iter().chain(names).collect();
            judge_name(typed, &right, wrong)
        }
        Typed::No => judge_name(typed, &right.iter().collect::<Vec<_>>(), wrong),
    }
}

fn judge_date(typed: &str, right: Date, today: Day) -> Judged {
    let Ok(date) = Date::read(typed, today) else {
        return Judged::Wrong;
    };
    let meets = |one: Date, other: Date| one.first() <= other.last() && other.first() <= one.last();
    if meets(date, right) {
        return Judged::Right;
    }
    match date.year().abs_diff(right.year()) {
        0 => Judged::Nearly("The year is right, the day or month is not.".to_owned()),
        1 => Judged::Nearly("It is a year off.".to_owned()),
        _ => Judged::Wrong,
    }
}

fn judge_number(typed: &str, right: u32) -> Judged {
    let digits: String = typed
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '.'))
        .collect();
    match digits.parse::<u32>() {
        Ok(number) if number == right => Judged::Right,
        Ok(number) if u64::from(number.abs_diff(right)) * 10 <= u64::from(right) => {
            Judged::Nearly("It is within a tenth.".to_owned())
        }
        _ => Judged::Wrong,
    }
}

fn judge_name(typed: &str, right: &[&String], wrong: &[String]) -> Judged {
    let said = essence(typed);
    if said.is_empty() {
        return Judged::Wrong;
    }
    let is = |name: &String| forms(name).contains(&said);
    if right.iter().any(|name| is(name)) {
        return Judged::Right;
    }
    if wrong.iter().any(is) {
        return Judged::Wrong;
    }
    let slips = |name: &String| {
        forms(name)
            .iter()
            .filter_map(|form| slips(&said, form))
            .min()
    };
    let fewest = right.iter().filter_map(|name| slips(name)).min();
    // What is as near to a wrong line says nothing.
    let nearest_wrong = wrong.iter().filter_map(slips).min();
    match fewest.filter(|fewest| nearest_wrong.is_none_or(|wrong| *fewest < wrong)) {
        Some(0..=2) => Judged::Right,
        Some(_) => Judged::Nearly("It is spelt otherwise.".to_owned()),
        None if right.iter().any(|name| is_part(&said, name)) => {
            Judged::Nearly("A part of the name is missing.".to_owned())
        }
        None => Judged::Wrong,
    }
}

/// The words of a name that say something, each in one of its numbers.
fn essence(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = || folded.split_ascii_whitespace();
    let told: Vec<&str> = words().filter(|word| !is_noise(word)).collect();
    let told = if told.is_empty() {
        words().collect()
    } else {
        told
    };
    let plain = told
        .into_iter()
        .filter_map(|word| ways(word).into_iter().min());
    // What some write in two words is two.
    let plain: Vec<String> = plain.collect();
    plain
        .iter()
        .flat_map(|word| word.split(' '))
        .map(str::to_owned)
        .collect()
}

/// What a line may be typed as: whole, without its abbreviation in brackets, and as that abbreviation.
fn forms(line: &str) -> Vec<Vec<String>> {
    let mut forms = vec![essence(line)];
    if let Some((name, rest)) = line.split_once(" (") {
        forms.push(essence(name));
        forms.extend(rest.split_once(')').map(|(short, _)| essence(short)));
    }
    forms
}

/// How many letters are off, where the words are as many and each is nearly the same; numbers have to be right.
fn slips(typed: &[String], name: &[String]) -> Option<usize> {
    let mut all = 0;
    for (one, other) in typed.iter().zip(name) {
        let slips = strsim::osa_distance(one, other);
        let allowed = match other.chars().count() {
            _ if other.contains(|c: char| c.is_ascii_digit()) => 0,
            0..=3 => 0,
            4..=6 => 1,
            _ => 3,
        };
        if slips > allowed {
            return None;
        }
        all += slips;
    }
    (typed.len() == name.len()).then_some(all)
}

/// Whether what was typed is at least half of a name, and nothing else.
fn is_part(typed: &[String], name: &str) -> bool {
    let name = essence(name);
    typed.len() * 2 >= name.len() && typed.iter().all(|word| name.contains(word))
}
