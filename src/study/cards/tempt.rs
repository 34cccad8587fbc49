//! Wrong answers that tempt, and that the question does not rule out.

use std::collections::{HashMap, HashSet};

use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, Text};
use crate::search::fold;

/// Wrong lines that are shown beside a right one.
pub(super) const SHOWN: usize = 3;

/// The words of a text that say something: those of four letters and more, as the search sees them.
struct Words(String);

impl Words {
    fn of(text: &str) -> Self {
        Self(fold(text))
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ').filter(|word| word.len() > 3)
    }

    fn have(&self, word: &str) -> bool {
        self.iter().any(|own| own == word)
    }

    /// How many words of another text are among them.
    fn shared(&self, other: &Self) -> usize {
        other.iter().filter(|word| self.have(word)).count()
    }
}

/// Whether a word that the question and the right line share is in none of the wrong ones.
pub(super) fn gives_away(question: &str, right: &str, wrong: &[String]) -> bool {
    let (asked, right) = (Words::of(question), Words::of(right));
    let mut shared = right.iter().filter(|word| asked.have(word)).peekable();
    if shared.peek().is_none() {
        return false;
    }
    let wrong: Vec<Words> = wrong.iter().map(|line| Words::of(line)).collect();
    shared.any(|word| !wrong.iter().any(|line| line.have(word)))
}

/// Three of the lines, which come most tempting first: those whose words hide what the question shares with the right ones, then the
/// others in their order.
pub(super) fn pick(
    question: &str,
    right: &[String],
    lines: impl Iterator<Item = String>,
) -> Vec<String> {
    let asked = Words::of(question);
    let told: Vec<Words> = right.iter().map(|line| Words::of(line)).collect();
    let mut open: Vec<&str> = told
        .iter()
        .flat_map(Words::iter)
        .filter(|word| asked.have(word))
        .collect();
    let mut known: HashSet<String> = right.iter().map(|line| fold(line)).collect();
    let lines = lines.filter(|line| known.insert(fold(line)));
    if open.is_empty() {
        return lines.take(SHOWN).collect();
    }
    let mut lines: Vec<(String, Words)> = lines
        .map(|line| {
            let words = Words::of(&line);
            (line, words)
        })
        .collect();
    let mut picked: Vec<String> = Vec::new();
    while picked.len() < SHOWN && !lines.is_empty() {
        let hidden = |words: &Words| open.iter().filter(|word| words.have(word)).count();
        let most = lines.iter().map(|(_, words)| hidden(words)).max();
        let mut places = lines.iter();
        let place = places.position(|(_, words)| Some(hidden(words)) == most);
        let (line, words) = lines.remove(place.unwrap_or(0));
        open.retain(|word| !words.have(word));
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
            let (one, many) = (Words::of(&body.name), Words::of(&body.plural));
            let own: HashSet<&str> = one.iter().chain(many.iter()).collect();
            for word in own {
                *counts.entry(word.to_owned()).or_insert(0) += 1;
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
        let asked = Words::of(asked);
        let is_rare = |word: &str| self.0.get(word).is_none_or(|count| *count < Self::COMMON);
        let tells = |line: &str| {
            let words = Words::of(line);
            words.iter().any(|word| asked.have(word) && is_rare(word))
        };
        right.into_iter().any(|line| !tells(line))
    }
}

/// Whether a text has a word of a name.
pub(super) fn touches(text: &str, name: &str) -> bool {
    Words::of(text).shared(&Words::of(name)) > 0
}

/// Whether a line has every word that a question shares with a right one.
pub(super) fn hides(line: &str, question: &str, right: &str) -> bool {
    !gives_away(question, right, &[line.to_owned()])
}

/// Whether a text has two words of a name.
pub(super) fn shares(text: &str, name: &str) -> bool {
    Words::of(text).shared(&Words::of(name)) > 1
}

/// Whether two lines share so many words that one may be another name of the other.
pub(super) fn is_much_alike(one: &str, other: &str) -> bool {
    Words::of(one).shared(&Words::of(other)) > 2
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
