//! What changed on a date, when something happened, and what a reform did.

use super::phrase::{line, many, on, sentence};
use super::{Draft, Fact, Pack, all_beginnings, all_reforms, is_sure, names, tempt};
use crate::dataset::Dataset;
use crate::model::{Body, Date, EffectKind, RecordRef, Reform, ReformKind, Text};
use crate::study::card::{Face, Family, Typed};

/// A reform, seen from one side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Event {
    /// What happened on its date.
    What(&'static Reform),
    /// When it happened.
    When(&'static Reform),
    /// What it made, or ended.
    Did(&'static Reform, EffectKind),
}

pub(super) fn deal(pack: &mut Pack) {
    let data = pack.data;
    for reform in data
        .reforms
        .iter()
        .filter(|reform| is_sure(*reform) && !reform.planned)
    {
        let about = (Family::Change, RecordRef::reform(reform.id));
        let body = reform
            .effects
            .first()
            .and_then(|effect| data.body(&effect.body));
        let at = reform.date.first();
        let iso = reform.date.iso();
        if !says_date(&reform.title) {
            let when = Fact::Event(Event::When(reform));
            pack.add(about, body, at, &["when", &iso], when);
            let together = at_once(data, reform.date);
            // Of several on one day the first asks for all.
            if together.first() == Some(&reform) {
                let mut parts = vec!["what", iso.as_str()];
                parts.extend(together.iter().map(|other| other.id.as_str()));
                pack.add(about, body, at, &parts, Fact::Event(Event::What(reform)));
            }
        }
        for effect in [EffectKind::Creates, EffectKind::Abolishes] {
            let did = did(data, reform, effect);
            let Some(first) = did.first() else { continue };
            let is_told = did.iter().any(|body| names_it(reform, body));
            let names = did.iter().map(|body| body.plural.as_str());
            let is_fair = !is_told && pack.lexicon.is_fair(&reform.title, names);
            if is_fair && reform.kind != ReformKind::Bill {
                let mut parts = vec![effect.name()];
                parts.extend(did.iter().map(|body| body.id.as_str()));
                let fact = Fact::Event(Event::Did(reform, effect));
                pack.add(about, Some(first), at, &parts, fact);
            }
        }
    }
}

/// Whether a title tells when it was.
fn says_date(title: &str) -> bool {
    title.contains(|c: char| c.is_ascii_digit())
}

/// Whether the title of a reform names a body.
fn names_it(reform: &Reform, body: &Body) -> bool {
    let short = body
        .short
        .is_some_and(|short| reform.title.contains(short.as_str()));
    short || tempt::shares(&reform.title, &body.plural)
}

/// All whose dates may be the same as this one, and which do not tell when they were.
fn at_once(data: &'static Dataset, date: Date) -> Vec<&'static Reform> {
    let (first, last) = (date.first(), date.last());
    let reforms = data.reforms.iter();
    reforms
        .filter(|other| other.date.first() <= last && first <= other.date.last())
        .filter(|other| is_sure(*other) && !other.planned && !says_date(&other.title))
        .collect()
}

/// The bodies to which a reform did something.
fn did(data: &'static Dataset, reform: &'static Reform, effect: EffectKind) -> Vec<&'static Body> {
    let effects = reform.effects.iter().filter(|one| one.effect == effect);
    effects.filter_map(|one| data.body(&one.body)).collect()
}

impl Event {
    pub(super) fn face(self, data: &'static Dataset) -> Face {
        match self {
            Self::What(reform) => what(data, reform),
            Self::When(reform) => when(data, reform),
            Self::Did(reform, effect) => done(data, reform, effect),
        }
    }
}

fn what(data: &'static Dataset, reform: &'static Reform) -> Face {
    let date = reform.date;
    let question = format!("What happened {}?", on(date));
    let right: Vec<String> = at_once(data, date)
        .into_iter()
        .map(|other| line(&other.title))
        .collect();
    let mut others: Vec<&Reform> = data
        .reforms
        .iter()
        .filter(|other| other.date.year() != date.year() && !says_date(&other.title))
        .filter(|other| !other.planned && other.until.is_none())
        .collect();
    others.sort_by_cached_key(|other| {
        let distance = other.date.first().0.abs_diff(date.first().0);
        (other.is_weighty() != reform.is_weighty(), distance)
    });
    let wrong = tempt::pick(
        &question,
        &right,
        others.into_iter().map(|other| line(&other.title)),
    );
    drafted(reform, question, right, wrong, Typed::No)
}

fn when(data: &'static Dataset, reform: &'static Reform) -> Face {
    let question = format!("When was this? {}", super::phrase::full(&reform.title));
    // Years of what has the same name, or was done again.
    let alike = data
        .reforms
        .iter()
        .filter(|other| other.title == reform.title);
    let mut taken: Vec<i16> = alike.map(|other| other.date.year()).collect();
    taken.extend(reform.until.map(Date::year));
    let wrong = tempt::dates(reform.date, all_reforms(data), all_beginnings(data), &taken);
    let wrong = wrong.iter().take(6).map(|date| date.long()).collect();
    let right = vec![reform.date.long()];
    drafted(reform, question, right, wrong, Typed::Date(reform.date))
}

fn done(data: &'static Dataset, reform: &'static Reform, effect: EffectKind) -> Face {
    let title = reform.title.as_str();
    let year = if says_date(title) {
        String::new()
    } else {
        format!(" ({})", reform.date.year())
    };
    let verb = if effect == EffectKind::Creates {
        "came into being"
    } else {
        "came to an end"
    };
    let question = format!("What {verb} with “{title}”{year}?");
    let bodies = did(data, reform, effect);
    let right: Vec<String> = bodies.iter().map(|body| many(body)).collect();
    let touched: Vec<Text> = reform.effects.iter().map(|effect| effect.body).collect();
    let wrong = bodies.first().map_or_else(Vec::new, |first| {
        let others = tempt::like(data, first, reform.date.first()).into_iter();
        let others = others.filter(|other| {
            let alike = bodies
                .iter()
                .any(|body| tempt::is_called_alike(body, other));
            !alike && !touched.contains(&other.id)
        });
        tempt::pick(&question, &right, others.map(many))
    });
    drafted(reform, question, right, wrong, names(bodies))
}

fn drafted(
    reform: &'static Reform,
    question: String,
    right: Vec<String>,
    wrong: Vec<String>,
    typed: Typed,
) -> Face {
    Draft {
        question,
        right,
        wrong,
        typed,
        why: sentence(&reform.summary).to_owned(),
        from: reform,
        or: &[],
        lights: reform.effects.iter().map(|effect| effect.body).collect(),
    }
    .face()
}
