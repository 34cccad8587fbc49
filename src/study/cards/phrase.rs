//! The English of questions and answers.

use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, End, LegalForm, Text};

/// More than one of them, with the abbreviation: "Strategic Health Authorities (SHAs)"; of what there is only one, "the NHS Executive".
pub(super) fn many(body: &Body) -> String {
    if !is_many(body) {
        let title = body.title();
        // "NHS England" and "Health Education England" go without an article.
        return if ["England", "Improvement"]
            .iter()
            .any(|word| body.name.ends_with(word))
        {
            title
        } else {
            format!("the {title}")
        };
    }
    let words = |name: Text| name.split(' ').count();
    match body.short {
        Some(short) if words(body.name) == words(body.plural) && !body.plural.ends_with(')') => {
            format!("{} ({short}s)", body.plural)
        }
        _ => body.plural.to_string(),
    }
}

/// Whether there was more than one.
pub(super) fn is_many(body: &Body) -> bool {
    body.plural != body.name
}

/// One of them, with its article: "a Strategic Health Authority (SHA)".
pub(super) fn one(body: &Body) -> String {
    if !is_many(body) {
        return many(body);
    }
    let title = body.title();
    let vowel = title.starts_with(['A', 'E', 'I', 'O', 'U']) || title.starts_with("NHS ");
    format!("{} {title}", if vowel { "an" } else { "a" })
}

/// How a body is told apart from others that are called nearly the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    /// By its years, where the question is not after them.
    Years,
    /// By what it came from, where it is.
    Origin,
}

/// More than one of them, told apart from others that share the name: "Health Authorities (HAs) of 1996–2002".
pub(super) fn many_apart(data: &Dataset, body: &Body, apart: Apart) -> String {
    let name = many(body);
    if !is_shared(data, body) {
        return name;
    }
    let origin = || {
        let mut links = body.predecessors.iter();
        let link = links.find(|link| link.how.takes_the_place())?;
        let before = data.body(&link.body)?;
        Some(format!("{name} that came from {}", before.plural))
    };
    match apart {
        Apart::Origin => origin().unwrap_or(name),
        Apart::Years => match (body.from(), body.to()) {
            (Some(from), End::On(to)) => format!("{name} of {}–{}", from.year(), to.year()),
            (Some(from), _) => format!("{name} that began in {}", from.year()),
            (None, _) => name,
        },
    }
}

/// Whether others have the same abbreviation, or several others end with the name.
fn is_shared(data: &Dataset, body: &Body) -> bool {
    let others = || data.bodies.iter().filter(|other| other.id != body.id);
    let by_short = body.short.is_some() && others().any(|other| other.short == body.short);
    let ends = |other: &&Body| other.name.ends_with(body.name.as_str());
    by_short || others().filter(ends).count() > 1
}

/// Whether it was still in being when the evidence ends.
pub(super) fn is_now(body: &Body) -> bool {
    body.to() == End::Ongoing
}

/// Whether it is something that can act, and not a plan, a fund or a contract.
pub(super) fn is_organisation(body: &Body) -> bool {
    use LegalForm::{Contract, Programme, StatutoryScheme};
    let mut forms = body.phases.iter().map(|phase| phase.form);
    !forms.any(|form| matches!(form, Contract | Programme | StatutoryScheme))
}

/// "were", "was", "are" or "is".
pub(super) fn were(body: &Body, now: bool) -> &'static str {
    match (is_many(body), now) {
        (true, true) => "are",
        (true, false) => "were",
        (false, true) => "is",
        (false, false) => "was",
    }
}

/// "did", "do" or "does".
pub(super) fn did(body: &Body) -> &'static str {
    match (is_now(body), is_many(body)) {
        (false, _) => "did",
        (true, true) => "do",
        (true, false) => "does",
    }
}

/// "could" or "can".
pub(super) fn could(body: &Body) -> &'static str {
    if is_now(body) { "can" } else { "could" }
}

/// "on 1 April 1974", "in April 1974", "in 1974".
pub(super) fn on(date: Date) -> String {
    let preposition = if date.is_day() { "on" } else { "in" };
    format!("{preposition} {}", date.long())
}

/// "in July 2002".
pub(super) fn in_month(day: Day) -> String {
    let date = Date::of_day(day).iso();
    let month = date.get(..7).and_then(|month| month.parse().ok());
    on(month.unwrap_or(Date::of_day(day)))
}

/// The first sentence, without taking "s. 8" or "Sch. 2" for the end of one.
pub(super) fn sentence(text: &str) -> &str {
    let ends = text.match_indices(". ").find(|(at, _)| {
        let before = text.get(..*at).unwrap_or_default();
        let after = text.get(at + 2..).unwrap_or_default();
        let word = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let is_short = word.len() < 3 || matches!(word, "Sch" | "Nos" | "para" | "Art");
        !(is_short && word.chars().all(char::is_alphabetic) && !word.is_empty())
            && after.starts_with(|c: char| c.is_uppercase() || c == '"' || c == '“')
    });
    let end = ends.map_or(text.len(), |(at, _)| at + 1);
    text.get(..end).unwrap_or(text)
}

/// A statement as a line to choose: without the full stop at its end.
pub(super) fn line(text: &str) -> String {
    text.strip_suffix('.').unwrap_or(text).to_owned()
}

/// Whether a statement takes back a part of what it says.
pub(super) fn is_hedged(text: &str) -> bool {
    let mut before = "";
    text.split(' ').any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let pair = (std::mem::replace(&mut before, word), word);
        is_hedge(word) || is_hedging(pair)
    })
}

fn is_hedge(word: &str) -> bool {
    const ENDS: [&str; 4] = ["inferred", "verified", "confirmed", "established"];
    matches!(
        word,
        "About"
            | "implied"
            | "likely"
            | "perhaps"
            | "probably"
            | "say"
            | "thought"
            | "usual"
            | "usually"
    ) || ENDS.iter().any(|end| word.ends_with(end))
}

fn is_hedging(pair: (&str, &str)) -> bool {
    matches!(
        pair,
        ("no" | "one", "source")
            | ("not" | "was", "found")
            | ("one", "account")
            | ("not", "known" | "read")
            | ("taken" | "according", "to")
    )
}

/// The first of these that is there and does not take back what it says, as one sentence.
pub(super) fn because<'a>(reasons: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let reasons = reasons.into_iter().flatten().map(sentence);
    let mut sure = reasons.filter(|reason| !reason.is_empty() && !is_hedged(reason));
    sure.next().map_or_else(String::new, full)
}

/// With a full stop at its end.
pub(super) fn full(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) || text.ends_with(".\"") || text.ends_with(".”") {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// A text that goes on in the middle of a sentence: its first letter small, unless the word is a name.
pub(super) fn small(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if chars.clone().next().is_some_and(char::is_lowercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}
