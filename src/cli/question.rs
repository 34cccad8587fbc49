//! What is asked, and of which data: the records and days that names and dates mean. What cannot be answered is said on stderr.

use std::io::{self, Write};

use super::{NOT_FOUND, WRONG, print_candidates, read_date};
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, Kind, RecordRef, Text};
use crate::report;
use crate::search::{Index, Rank};

/// Why there is no answer; it was said on stderr.
pub(super) struct Refused(pub(super) u8);

/// What is asked, and of which data.
pub(super) struct Question {
    pub(super) data: &'static Dataset,
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
                match index.resolve(name) {
                    Ok(other) => say_wrong_kind(data, name, other, &[kind]),
                    Err(_) => say_candidates(data, name, &[]),
                }
                return Err(Refused(NOT_FOUND));
            }
            (Err(candidates), _) => {
                say_candidates(data, name, &candidates);
                return Err(Refused(NOT_FOUND));
            }
        };
        // What was only begun may have been another word.
        if !index.is_called(found, name)
            && let Some(card) = report::card(data, found)
        {
            let (kind, id) = (found.kind.name(), found.id);
            let _ = match found.kind {
                Kind::Finding | Kind::Tension | Kind::Source => {
                    writeln!(io::stderr(), "\"{name}\" was taken as the {kind} {id}")
                }
                _ => writeln!(io::stderr(), "\"{name}\" was taken as {} ({id})", card.name),
            };
        }
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
        say_wrong_kind(self.data, name, record, wanted);
        Err(Refused(NOT_FOUND))
    }

    pub(super) fn body(&mut self, name: &str) -> Result<&'static Body, Refused> {
        let record = self.resolve_as(name, &[Kind::Body])?;
        self.data.body(&record.id).ok_or(Refused(NOT_FOUND))
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
        let _ = writeln!(
            io::stderr(),
            "error: two dates are wanted, as in nhs-tiers diff 1974 1982, diff 1974..1982 or diff \"1 april 2002\" \"oct 2006\""
        );
        Err(Refused(WRONG))
    }

    /// A day; a year means its first of April, the day on which most reforms took effect.
    pub(super) fn day(&self, text: &str) -> Result<Day, Refused> {
        let date = read_date(text, self.data.as_of());
        date.ok()
            .flatten()
            .map(Date::day_meant)
            .ok_or(Refused(WRONG))
    }
}

fn say_candidates(data: &Dataset, name: &str, candidates: &[RecordRef]) {
    let _ = print_candidates(data, name, candidates, io::stderr());
}

/// Says that a name is that of another kind of record; of an organisation, what kind of body it was.
fn say_wrong_kind(data: &Dataset, name: &str, found: RecordRef, wanted: &[Kind]) {
    let kinds: Vec<String> = wanted.iter().map(|kind| kind.one()).collect();
    let body = match found.kind {
        Kind::Organisation => data.organisation(&found.id).map(|(body, _)| body),
        _ => None,
    };
    let body = body.map(|body| format!(": its body is {body}"));
    let _ = writeln!(
        io::stderr(),
        "error: \"{name}\" is {}, and {} is wanted here{}",
        found.kind.one(),
        kinds.join(" or "),
        body.unwrap_or_default()
    );
}

/// The place that a name means: only places are looked at.
pub(super) fn place(question: &mut Question, name: &str) -> Result<RecordRef, Refused> {
    let data = question.data;
    let hits = question.index().search(name, Some(Kind::Place));
    match hits.as_slice() {
        [first, rest @ ..]
            if first.rank >= Rank::Words && rest.iter().all(|hit| hit.rank < first.rank) =>
        {
            Ok(first.record)
        }
        hits => {
            let candidates: Vec<RecordRef> = hits.iter().take(5).map(|hit| hit.record).collect();
            let _ = print_candidates(data, name, &candidates, io::stderr());
            Err(Refused(NOT_FOUND))
        }
    }
}
