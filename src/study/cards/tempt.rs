//! Wrong answers that tempt, and that the question does not rule out.

use std::collections::{HashMap, HashSet};

use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, Text};
use crate::search::fold;

/// Wrong lines that are shown beside a right one.
pub(super) const SHOWN: usize = 3;

/// The words of four letters and more.
fn words(text: &str) -> HashSet<String> {
    let folded = fold(text);
    let long = folded.split(' ').filter(|word| word.len() > 3);
    long.map(str::to_owned).collect()
}

/// Whether a word that the question and the right line share is in none of the wrong ones.
pub(super) fn gives_away(question: &str, right: &str, wrong: &[String]) -> bool {
    !unshared(question, right, wrong).is_empty()
}

fn unshared(question: &str, right: &str, wrong: &[String]) -> HashSet<String> {
    let asked = words(question);
    let mut shared = words(right);
    shared.retain(|word| asked.contains(word));
    if !shared.is_empty() {
        let wrong: HashSet<String> = wrong.iter().flat_map(|line| words(line)).collect();
        shared.retain(|word| !wrong.contains(word));
    }
    shared
}

/// Three of the lines, which come most tempting first: those whose words hide what the question shares with the right ones, then the
/// others in their order.
pub(super) fn pick(
    question: &str,
    right: &[String],
    lines: impl Iterator<Item = String>,
) -> Vec<String> {
    let mut open: HashSet<String> = right
        .iter()
        .flat_map(|line| unshared(question, line, &[]))
        .collect();
    let mut known: HashSet<String> = right.iter().map(|line| fold(line)).collect();
    let lines = lines.filter(|line| known.insert(fold(line)));
    if open.is_empty() {
        return lines.take(SHOWN).collect();
    }
    let mut lines: Vec<(String, HashSet<String>)> = lines
        .map(|line| {
            let words = words(&line);
            (line, words)
        })
        .collect();
    let mut picked: Vec<String> = Vec::new();
    while picked.len() < SHOWN && !lines.is_empty() {
        let hidden = |words: &HashSet<String>| words.intersection(&open).count();
        let most = lines.iter().map(|(_, words)| hidden(words)).max();
        let place = lines
            .iter()
            .position(|(_, words)| Some(hidden(words)) == most);
        let (line, words) = lines.remove(place.unwrap_or(0));
        open.retain(|word| !words.contains(word));
        picked.push(line);
    }
    picked
}

/// The words of the names of bodies, and how many have each: what a question shares with its answer is hidden by others that have it
/// too. Looking at every name for every card would take longer than dealing them.
pub(super) struct Lexicon(HashMap<String, usize>);

impl Lexicon {
    /// Bodies that have a word before some of them can be counted upon to be among the wrong answers.
    const COMMON: usize = 6;

    pub(super) fn of(data: &Dataset) -> Self {
        let mut counts = HashMap::new();
        for body in &data.bodies {
            let own = words(&format!("{} {}", body.name, body.plural));
            for word in own {
                *counts.entry(word).or_insert(0) += 1;
            }
        }
        Self(counts)
    }

    /// Whether what is asked leaves at least one of the right answers untold.
    pub(super) fn is_fair<'a>(
        &self,
        asked: &str,
        right: impl IntoIterator<Item = &'a str>,
    ) -> bool {
        let asked = words(asked);
        let is_rare = |word: &String| self.0.get(word).is_none_or(|count| *count < Self::COMMON);
        let mut right = right.into_iter();
        right.any(|line| {
            !words(line)
                .iter()
                .any(|word| asked.contains(word) && is_rare(word))
        })
    }
}

/// Whether a text has a word of a name.
pub(super) fn touches(text: &str, name: &str) -> bool {
    words(text).intersection(&words(name)).next().is_some()
}

/// Whether a line has every word that a question shares with a right one.
pub(super) fn hides(line: &str, question: &str, right: &str) -> bool {
    unshared(question, right, &[line.to_owned()]).is_empty()
}

/// Whether a text has two words of a name.
pub(super) fn shares(text: &str, name: &str) -> bool {
    words(text).intersection(&words(name)).count() > 1
}

/// Whether two lines share so many words that one may be another name of the other.
pub(super) fn is_much_alike(one: &str, other: &str) -> bool {
    words(one).intersection(&words(other)).count() > 2
}

/// Bodies, the most like this one in tier and time first; itself and what is called alike left out.
pub(super) fn like(data: &'static Dataset, body: &Body, at: Day) -> Vec<&'static Body> {
    let mut others: Vec<&Body> = data
        .bodies
        .iter()
        .filter(|other| !is_called_alike(other, body))
        .collect();
    others.sort_by_cached_key(|other| {
        let tier = (other.tier as i32 - body.tier as i32).abs();
        (
            decades(other, at) + tier,
            other.context,
            years(other, at),
            other.id,
        )
    });
    others
}

/// Years between a day and the life of a body.
fn years(body: &Body, day: Day) -> i32 {
    let Some(from) = body.from() else { return 99 };
    let began = from.first().0;
    let ended = body.to().last_known(from).map_or(i32::MAX, |last| last.0);
    (began - day.0).max(day.0 - ended).max(0) / 365
}

fn decades(body: &Body, day: Day) -> i32 {
    years(body, day) / 10
}

/// Whether one is a name of the other, or both have the same abbreviation.
pub(super) fn is_called_alike(one: &Body, other: &Body) -> bool {
    let named = |names: &Body, name: Text| {
        let mut names = names.aliases.iter().chain([&names.name, &names.plural]);
        names.any(|known| known.eq_ignore_ascii_case(&name))
    };
    one.id == other.id
        || (one.short.is_some() && one.short == other.short)
        || named(one, other.name)
        || named(other, one.name)
}

/// The same day of years before and after, as far as the evidence goes.
pub(super) fn shifted(data: &'static Dataset, date: Date) -> impl Iterator<Item = Date> {
    const YEARS: [i16; 10] = [-2, 2, -3, 3, -5, 4, -4, 6, -7, 8];
    let iso = date.iso();
    let dates = YEARS.into_iter().filter_map(move |years| {
        let year = date.year() + years;
        format!("{year}{}", iso.get(4..)?).parse().ok()
    });
    dates.filter(|date: &Date| date.first() <= data.as_of())
}

/// Dates of the precision of this one, each of another year, the nearest first; those that come second only where the others are
/// years away.
pub(super) fn dates(
    right: Date,
    first: impl Iterator<Item = Date>,
    second: impl Iterator<Item = Date>,
    taken: &[i16],
) -> Vec<Date> {
    const YEARS: u32 = 2 * 365;
    let length = right.iso().len();
    let known = first
        .map(|date| (date, 0))
        .chain(second.map(|date| (date, YEARS)));
    let alike = known.filter_map(|(date, handicap)| {
        let date: Date = date.iso().get(..length)?.parse().ok()?;
        let apart = date.first().0.abs_diff(right.first().0);
        (!taken.contains(&date.year())).then_some((apart + handicap, date))
    });
    let mut alike: Vec<(u32, Date)> = alike.collect();
    alike.sort_by_cached_key(|(apart, date)| (*apart, date.first()));
    let mut years = HashSet::from([right.year()]);
    alike.retain(|(_, date)| years.insert(date.year()));
    alike.into_iter().map(|(_, date)| date).collect()
}
