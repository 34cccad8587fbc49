//! Questions about time: what stood on a day, what changed between two, what was reformed.

use super::talk::{Choice, Talk};
use super::{Dialogue, Reply};
use crate::model::{Body, Date, Day, Kind, RecordRef};
use crate::query;
use crate::report;

/// Two dates: "1974 1982", "1974..1982", "1990 to 1996", "between 1990 and 1996".
pub(super) fn two_dates(line: &str, today: Day) -> Option<(Date, Date)> {
    let read = |text: &str| Date::read_two(text, today).and_then(Result::ok);
    let lower = line.to_lowercase();
    let says_nothing = ["between", "from", "the", "years"];
    let words = lower.split_whitespace();
    let words: Vec<&str> = words.filter(|word| !says_nothing.contains(word)).collect();
    if let Some(two) = read(&words.join(" ")) {
        return Some(two);
    }
    let halves = (1..words.len()).filter_map(|at| words.split_at_checked(at));
    let mut found = halves.filter_map(|(first, last)| {
        let last = match last {
            ["to" | "and" | "until", last @ ..] | last => last,
        };
        read(&format!("{}..{}", first.join(" "), last.join(" ")))
    });
    // What can be read in two ways is not plain.
    found.next().filter(|_| found.next().is_none())
}

/// The first words of a line that are a date, and the rest.
fn date_then(line: &str, today: Day) -> Option<(Date, String)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let splits = (1..=words.len())
        .rev()
        .filter_map(|at| words.split_at_checked(at));
    splits
        .filter_map(|(date, rest)| Some((Date::read(&date.join(" "), today).ok()?, rest)))
        .map(|(date, rest)| {
            let rest = match rest {
                ["over" | "in" | "for" | "at", rest @ ..] | rest => rest,
            };
            (date, rest.join(" "))
        })
        .next()
}

/// What is left of a line whose last words are a date, and the date.
pub(super) fn then_date(line: &str, today: Day) -> (String, Option<Date>) {
    let words: Vec<&str> = line.split_whitespace().collect();
    let splits = (0..words.len()).filter_map(|at| words.split_at_checked(at));
    let mut found = splits.filter_map(|(rest, date)| {
        let date = Date::read(&date.join(" "), today).ok()?;
        let rest = match rest {
            [rest @ .., "in" | "at" | "on"] | rest => rest,
        };
        Some((rest.join(" "), Some(date)))
    });
    found.next().unwrap_or_else(|| (line.to_owned(), None))
}

/// `at`: sees everything from a date, and tells what stood then: over the place that is open or named, else everywhere.
pub(super) fn at(dialogue: &mut Dialogue, line: &str) -> Reply {
    if line.is_empty() {
        return standing(dialogue, "");
    }
    let today = dialogue.data.as_of();
    let Some((date, place)) = date_then(line, today) else {
        let (place, date) = then_date(line, today);
        return match date {
            // "at sheffield 2004" is understood too.
            Some(date) if !place.is_empty() => at(dialogue, &format!("{} {place}", date.iso())),
            _ => not_a_date(line, today),
        };
    };
    let day = date.day_meant();
    let begins = dialogue.data.eras.first().map(|era| era.from);
    if let Some(begins) = begins.filter(|begins| day < begins.first()) {
        return Reply::says(format!("Nothing is recorded before {}.", begins.long()));
    }
    if !place.is_empty() {
        let iso = date.iso();
        return match dialogue.place(&place, &|id| format!("at {iso} {id}")) {
            Ok(place) => {
                dialogue.at = day;
                dialogue.open(RecordRef::place(place.id))
            }
            Err(talk) => dialogue.tell(*talk),
        };
    }
    dialogue.at = day;
    match dialogue.talk.record {
        Some(record) if record.kind == Kind::Place => dialogue.open(record),
        _ => standing(dialogue, ""),
    }
}

/// `today`: the last day of the evidence.
pub(super) fn today(dialogue: &mut Dialogue, _: &str) -> Reply {
    at(dialogue, "today")
}

/// `standing`: what stood on the as-at date, everywhere.
pub(super) fn standing(dialogue: &mut Dialogue, _: &str) -> Reply {
    let (data, day) = (dialogue.data, dialogue.at);
    let wanted = |body: &Body| !body.context;
    let page = report::standing(data, day, &wanted, None);
    let records = report::standing_records(data, day, &wanted);
    let mut talk = Talk::new(report::say(&page.title, dialogue.marks));
    talk.add(&match records.len() {
        1 => "1 kind of body, with its number.".to_owned(),
        number => format!(
            "{number} kinds of body, each with how many there were, from the centre outwards."
        ),
    });
    for (record, said) in records.iter().zip(report::spoken(&page, dialogue.marks)) {
        talk.add_choice(Choice::Open(*record), &said.plain());
    }
    dialogue.warn(&mut talk, day);
    talk.end = Some("To hear of one place: at, a date and its name, as in at 2004 sheffield.");
    dialogue.tell(talk)
}

/// `diff`: what changed between two dates, or in a year.
pub(super) fn diff(dialogue: &mut Dialogue, line: &str) -> Reply {
    let (data, today) = (dialogue.data, dialogue.data.as_of());
    let within = line.strip_prefix("in ").unwrap_or(line);
    let days = match (two_dates(line, today), Date::read(within, today)) {
        (Some((from, to)), _) => (from.day_meant(), to.day_meant()),
        // In a year, a month or on a day: from the day before it to its last.
        (None, Ok(date)) => (date.first().plus(-1), date.last()),
        (None, Err(_)) => {
            return Reply::says(
                "A year is wanted, or two dates, as in changed 1974, or changed 1974 1982.",
            );
        }
    };
    let page = report::changes(data, days.0, days.1);
    let mut talk = Talk::of(&page, dialogue.marks);
    dialogue.warn(&mut talk, days.0.max(days.1));
    talk.end = Some("Numbers open what was named. headings lists the kinds of change.");
    dialogue.tell(talk)
}

/// `reforms`: Acts, orders, papers and reorganisations of some years.
pub(super) fn reforms(dialogue: &mut Dialogue, line: &str) -> Reply {
    let data = dialogue.data;
    let Some((from, to)) = span(line, data.as_of()) else {
        return Reply::says("Years are wanted, as in reforms 1990 1996, or reforms 1974.");
    };
    let found = query::reforms_between(data, from.plus(-1), to);
    let mut talk = Talk::new(format!(
        "{}, {}",
        counted(found.len(), "reform"),
        between(from, to)
    ));
    for reform in found {
        let said = format!(
            "{}: {} ({})",
            reform.when(),
            reform.title,
            reform.kind.name()
        );
        talk.add_choice(
            Choice::Open(RecordRef::reform(reform.id)),
            &report::say(&said, dialogue.marks),
        );
    }
    dialogue.warn(&mut talk, to);
    dialogue.tell(talk)
}

/// `timeline`: what stood, in order of time.
pub(super) fn timeline(dialogue: &mut Dialogue, line: &str) -> Reply {
    let data = dialogue.data;
    let whole = || Some((data.eras.first()?.from.first(), data.as_of()));
    let days = if line.is_empty() {
        whole()
    } else {
        span(line, data.as_of())
    };
    let Some((from, to)) = days else {
        return Reply::says(
            "Years are wanted, as in timeline 1974 1982; or none, for all of time.",
        );
    };
    let stood = |body: &&Body| {
        let first = body.from().map_or(from, Date::first);
        let last = body.from().and_then(|from| body.to().last_known(from));
        !body.context && first <= to && last.is_none_or(|last| last >= from)
    };
    let mut bodies: Vec<&Body> = data.bodies.iter().filter(stood).collect();
    bodies.sort_by_key(|body| body.from().map(Date::first));
    let mut talk = Talk::new(format!(
        "{} stood {}, in order of time",
        counted(bodies.len(), "kind of body"),
        between(from, to)
    ));
    for body in bodies {
        let form = body.phase_near(from).map(|phase| phase.form.words());
        let said = format!(
            "{}: {}, {} tier, {}",
            body.years(),
            body.title(),
            body.tier.name(),
            form.unwrap_or_default()
        );
        talk.add_choice(
            Choice::Open(RecordRef::body(body.id)),
            &report::say(&said, dialogue.marks),
        );
    }
    dialogue.warn(&mut talk, to);
    dialogue.tell(talk)
}

/// The days of a span of years, or of one.
fn span(line: &str, today: Day) -> Option<(Day, Day)> {
    let line = line.strip_prefix("in ").unwrap_or(line);
    let one = || Date::read(line, today).ok().map(|date| (date, date));
    let (from, to) = two_dates(line, today).or_else(one)?;
    let (from, to) = if from.first() <= to.first() {
        (from, to)
    } else {
        (to, from)
    };
    Some((from.first(), to.last()))
}

fn between(from: Day, to: Day) -> String {
    let (first, last) = (Date::of_day(from), Date::of_day(to));
    format!("from {} to {}", first.long(), last.long())
}

fn counted(number: usize, what: &str) -> String {
    match (number, what.split_once(' ')) {
        (0, _) => format!("No {what}"),
        (1, _) => format!("1 {what}"),
        (_, Some((noun, rest))) => format!("{number} {noun}s {rest}"),
        (_, None) => format!("{number} {what}s"),
    }
}

fn not_a_date(line: &str, today: Day) -> Reply {
    let why = Date::read(line, today)
        .err()
        .and_then(crate::model::DateError::reason);
    let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
    Reply::says(format!(
        "\"{line}\" is not a date{why}. A date is 2004, apr 2004, 1/4/2004 or 2004-04-01; a place may stand behind it: at 2004 sheffield."
    ))
}
