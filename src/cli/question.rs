//! What is asked, and of which data: the records and days that names and dates mean. What cannot be answered is said on stderr.

use std::fmt::Display;
use std::io::{self, Write};

use super::{NOT_FOUND, WRONG};
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, Kind, Place, RecordRef, Text};
use crate::report;
use crate::search::{Index, Rank};
use crate::terminal;

/// There is no answer.
pub(super) enum Refused {
    /// Why was said on stderr; this is the exit code.
    Said(u8),
    /// Something went wrong, which is still to be said.
    Failed(io::Error),
}

impl Refused {
    /// Says why there is no answer.
    pub(super) fn because(code: u8, why: impl Display) -> Self {
        let _ = writeln!(terminal::complaints(), "{why}");
        Self::Said(code)
    }
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// What is asked, and of which data.
pub(super) struct Question {
    data: &'static Dataset,
    index: Option<Index>,
}

impl Question {
    pub(super) const fn of(data: &'static Dataset) -> Self {
        Self { data, index: None }
    }

    pub(super) fn index(&mut self) -> &Index {
        let data = self.data;
        self.index.get_or_insert_with(|| Index::new(data))
    }

    /// The body with this id or abbreviation: found without the search. Of several, the only one that stands when the evidence ends.
    pub(super) fn body_called(&self, name: &str) -> Option<&'static Body> {
        let is_called = |body: &&Body| {
            let short = |short: Text| short.eq_ignore_ascii_case(name);
            *body.id == *name || body.short.is_some_and(short)
        };
        let called: Vec<&Body> = self.data.bodies.iter().filter(is_called).collect();
        let today = self.data.as_of();
        match called.as_slice() {
            [only] => Some(*only),
            several => {
                let mut standing = several.iter().filter(|body| body.phase_at(today).is_some());
                standing
                    .next()
                    .filter(|_| standing.next().is_none())
                    .copied()
            }
        }
    }

    /// The record that a name means; where a kind is wanted, only records of that kind are looked at first.
    pub(super) fn resolve(
        &mut self,
        name: &str,
        wanted: Option<Kind>,
    ) -> Result<RecordRef, Refused> {
        if let Some(body) = self.body_called(name)
            && wanted.is_none_or(|kind| kind == Kind::Body)
        {
            return Ok(RecordRef::body(body.id));
        }
        let data = self.data;
        let index = self.index();
        let found = match (index.resolve_as(name, wanted), wanted) {
            (Ok(found), _) => found,
            (Err(candidates), Some(kind)) if candidates.is_empty() => {
                return Err(match index.resolve(name) {
                    Ok(other) => {
                        say_what_was_meant(data, index, name, other);
                        wrong_kind(data, name, other, &[kind])
                    }
                    Err(_) => not_plain(data, name, &[]),
                });
            }
            (Err(candidates), _) => return Err(not_plain(data, name, &candidates)),
        };
        say_what_was_meant(data, index, name, found);
        Ok(found)
    }

    pub(super) fn resolve_as(&mut self, name: &str, wanted: &[Kind]) -> Result<RecordRef, Refused> {
        if let [only] = wanted {
            return self.resolve(name, Some(*only));
        }
        let record = self.resolve(name, None)?;
        if wanted.contains(&record.kind) {
            return Ok(record);
        }
        Err(wrong_kind(self.data, name, record, wanted))
    }

    pub(super) fn body(&mut self, name: &str) -> Result<&'static Body, Refused> {
        let record = self.resolve_as(name, &[Kind::Body])?;
        let body = self.data.body(&record.id);
        body.ok_or(Refused::Said(NOT_FOUND))
    }

    /// The place that a name means: only places are looked at.
    pub(super) fn place(&mut self, name: &str) -> Result<&'static Place, Refused> {
        let data = self.data;
        let hits = self.index().search(name, Some(Kind::Place));
        match hits.as_slice() {
            [first, rest @ ..]
                if first.rank >= Rank::Words && rest.iter().all(|hit| hit.rank < first.rank) =>
            {
                let place = data.place(&first.record.id);
                place.ok_or(Refused::Said(NOT_FOUND))
            }
            hits => {
                let candidates: Vec<_> = hits.iter().take(5).map(|hit| hit.record).collect();
                Err(not_plain(data, name, &candidates))
            }
        }
    }

    /// Two days: with dots between them, or one after the other, wherever that can be meant in one way only.
    pub(super) fn two_days(&self, words: &[String]) -> Result<(Day, Day), Refused> {
        let (joined, today) = (words.join(" "), self.data.as_of());
        let read = |text: &str| Date::read(text, today);
        let mut found = match Date::read_two(&joined, today) {
            Some(Ok(two)) => vec![two],
            Some(Err(_)) => Vec::new(),
            None => (1..words.len())
                .filter_map(|at| words.split_at_checked(at))
                .filter_map(|(first, last)| {
                    Some((read(&first.join(" ")).ok()?, read(&last.join(" ")).ok()?))
                })
                .collect(),
        };
        if let (Some((from, to)), true) = (found.pop(), found.is_empty()) {
            return Ok((from.day_meant(), to.day_meant()));
        }
        // Of two words, or two with dots between them, one is no date, and which can be told.
        let words = joined.split_once("..").map(|(first, last)| [first, last]);
        let words = words.or_else(|| joined.split_once(' ').map(|(first, last)| [first, last]));
        for word in words.into_iter().flatten() {
            if !word.trim().contains(' ') {
                self.day(word.trim())?;
            }
        }
        Err(Refused::because(
            WRONG,
            "error: two dates are wanted, as in nhs-tiers diff 1974 1982, diff 1974..1982 or diff \"1 april 2002\" \"oct 2006\"",
        ))
    }

    /// A day; a year means its first of April, the day on which most reforms took effect.
    pub(super) fn day(&self, text: &str) -> Result<Day, Refused> {
        let day = self.date(text)?.day_meant();
        if matches!(text.trim(), "today" | "now") {
            let until = self.data.meta.as_of.long();
            let _ = writeln!(
                terminal::complaints(),
                "\"{}\" is the last day of the evidence, {until}",
                text.trim()
            );
        }
        Ok(day)
    }

    /// The day that an option names, if it was given.
    pub(super) fn day_if(&self, text: Option<&str>) -> Result<Option<Day>, Refused> {
        text.map(|text| self.day(text)).transpose()
    }

    pub(super) fn date(&self, text: &str) -> Result<Date, Refused> {
        date(text, self.data.as_of())
    }
}

/// Reads a date that was given as an argument.
pub(super) fn date(text: &str, today: Day) -> Result<Date, Refused> {
    Date::read(text, today).map_err(|error| {
        let why = error.reason().map(|reason| format!(" ({reason})"));
        let why = why.unwrap_or_default();
        Refused::because(
            WRONG,
            format_args!(
                "error: \"{text}\" is not a date{why}: write a year, a month or a day, as in 2004, \"apr 2004\", 1/4/2004 or 2004-04-01"
            ),
        )
    })
}

/// Says that a name is not plain, and what it may have meant.
pub(super) fn not_plain(data: &Dataset, name: &str, candidates: &[RecordRef]) -> Refused {
    let mut says = match candidates {
        [] => format!("Nothing is called \"{name}\"."),
        [_] => format!("Nothing is called \"{name}\". Did you mean:"),
        _ => format!("\"{name}\" may mean several things. Did you mean:"),
    };
    says.extend(candidates.iter().filter_map(|record| {
        let card = report::card(data, *record)?;
        let gap = if card.when.is_empty() { "" } else { ", " };
        Some(format!(
            "\n  {}  ({}{gap}{})",
            record.id, card.name, card.when
        ))
    }));
    Refused::because(NOT_FOUND, says)
}

/// What was only begun may have been another word: says what it was taken as.
fn say_what_was_meant(data: &Dataset, index: &Index, name: &str, found: RecordRef) {
    if index.is_called(found, name) {
        return;
    }
    let Some(card) = report::card(data, found) else {
        return;
    };
    let (kind, id) = (found.kind.name(), found.id);
    let mut out = terminal::complaints();
    let _ = match found.kind {
        Kind::Finding | Kind::Tension | Kind::Source => {
            writeln!(out, "\"{name}\" was taken as the {kind} {id}")
        }
        _ => writeln!(out, "\"{name}\" was taken as {} ({id})", card.name),
    };
}

/// Says that a name is that of another kind of record; of an organisation, what kind of body it was.
fn wrong_kind(data: &Dataset, name: &str, found: RecordRef, wanted: &[Kind]) -> Refused {
    let kinds: Vec<String> = wanted.iter().map(|kind| kind.one()).collect();
    let body = match found.kind {
        Kind::Organisation => data.organisation(&found.id).map(|(body, _)| body),
        _ => None,
    };
    let body = body.map(|body| format!(": its body is {body}"));
    Refused::because(
        NOT_FOUND,
        format_args!(
            "error: \"{name}\" is {}, and {} is wanted here{}",
            found.kind.one(),
            kinds.join(" or "),
            body.unwrap_or_default()
        ),
    )
}
