//! What replaced a body, what it replaced, and how.

use super::phrase::{Apart, because, full, many, many_apart, were};
use super::{Draft, Fact, Pack, is_sure, names, tempt};
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, How, LegalForm, RecordRef, Succession};
use crate::study::card::{Face, Family};

/// A passage from one body to another, seen from one of the two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Passage {
    /// Who is asked about.
    body: &'static Body,
    link: &'static Succession,
    /// Whether what came after is asked for.
    on: bool,
}

pub(super) fn deal(pack: &mut Pack) {
    let data = pack.data;
    for later in &data.bodies {
        for link in later.predecessors.iter().filter(|link| is_sure(*link)) {
            let Some(earlier) = data.body(&link.body).filter(|_| !is_grouping(later, link)) else {
                continue;
            };
            for (body, on) in [(earlier, true), (later, false)] {
                let passage = Passage { body, link, on };
                let others: Vec<&Body> = passage
                    .right(data)
                    .into_iter()
                    .map(|(body, _)| body)
                    .collect();
                let names = others.iter().map(|other| other.plural.as_str());
                if !pack.lexicon.is_fair(&body.plural, names) {
                    continue;
                }
                let about = (Family::Succession, RecordRef::body(body.id));
                let mut parts = vec![if on { "on" } else { "back" }, link.how.name()];
                parts.extend(others.iter().map(|other| other.id.as_str()));
                let at = later.from().map_or(Day(0), Date::first);
                pack.add(about, Some(body), at, &parts, Fact::Passage(passage));
            }
        }
    }
}

/// Whether the earlier ones were only run together in the later: nothing came of them, and they stayed.
fn is_grouping(later: &Body, link: &Succession) -> bool {
    let shared = later
        .phases
        .iter()
        .all(|phase| phase.form == LegalForm::SharedManagement);
    shared && link.how == How::Forerunner
}

/// Whether one of two had functions from the other, so that it may be named in its stead.
fn shared_work(one: &Body, other: &Body) -> bool {
    let had = |later: &Body, earlier: &Body| {
        let mut links = later.predecessors.iter();
        links.any(|link| link.body == earlier.id && !link.how.takes_the_place())
    };
    had(one, other) || had(other, one)
}

impl Passage {
    /// All that came after it, or before it, in this way; sure or not.
    fn right(self, data: &'static Dataset) -> Vec<(&'static Body, &'static Succession)> {
        let mut found = self.linked(data);
        found.retain(|(_, link)| link.how == self.link.how && is_sure(*link));
        found
    }

    /// All that came after it, or before it.
    fn linked(self, data: &'static Dataset) -> Vec<(&'static Body, &'static Succession)> {
        if self.on {
            return data.successors(self.body.id);
        }
        let links = self.body.predecessors.iter();
        links
            .filter_map(|link| Some((data.body(&link.body)?, link)))
            .collect()
    }

    pub(super) fn face(self, data: &'static Dataset) -> Face {
        let Self { body, link, on } = self;
        let found = self.right(data);
        let others: Vec<&Body> = found.iter().map(|(other, _)| *other).collect();
        let question = self.question(data);
        let right: Vec<String> = others.iter().map(|other| many(other)).collect();
        let at = if on {
            body.to().date().map(Date::last)
        } else {
            body.from().map(Date::first)
        };
        let at = at
            .or_else(|| others.first()?.from().map(Date::first))
            .unwrap_or(Day(0));
        let linked: Vec<&Body> = self.every_link(data);
        let like = others.first().copied().unwrap_or(body);
        let candidates = tempt::like(data, like, at);
        let candidates = candidates.into_iter().filter(|other| {
            let is_near = others.iter().any(|right| shared_work(right, other));
            other.id != body.id
                && !is_near
                && linked
                    .iter()
                    .all(|known| !tempt::is_called_alike(known, other))
        });
        let wrong = tempt::pick(&question, &right, candidates.map(many));
        let is_told = |body: &Body| tempt::gives_away(&question, &many(body), &wrong);
        let first = found.iter().find(|(other, _)| !is_told(other));
        let link = first.map_or(link, |(_, link)| *link);
        let told = link.text.map(|text| full(&text));
        let why = told.unwrap_or_else(|| because([Some(body.summary.as_str())]));
        Draft {
            question,
            right,
            wrong,
            typed: names(others.iter().copied()),
            why,
            from: link,
            or: &body.sources,
            lights: [body.id]
                .into_iter()
                .chain(others.iter().map(|other| other.id))
                .collect(),
        }
        .face()
    }

    /// Everybody with whom it shares a passage of any kind, either way.
    fn every_link(self, data: &'static Dataset) -> Vec<&'static Body> {
        let on = Self { on: true, ..self };
        let back = Self { on: false, ..self };
        let links = on.linked(data).into_iter().chain(back.linked(data));
        links.map(|(other, _)| other).collect()
    }

    fn question(self, data: &'static Dataset) -> String {
        let body = self.body;
        let name = many_apart(data, body, Apart::Years);
        let were = were(body, false);
        match (self.link.how, self.on) {
            (How::Replaced, true) => format!("What replaced {name}?"),
            (How::Replaced, false) => format!("What did {name} replace?"),
            (How::Merged, true) => format!("What {were} {name} merged into?"),
            (How::Merged, false) => format!("What merged to form {name}?"),
            (How::Split, true) => {
                format!("The work of {name} was divided. What took a part of it?")
            }
            (How::Split, false) => format!("What was divided to make way for {name}?"),
            (How::Renamed, true) => format!("What {were} {name} renamed?"),
            (How::Renamed, false) => format!("What {were} {name} called before?"),
            (How::Absorbed, true) => format!("What absorbed {name}?"),
            (How::Absorbed, false) => format!("What did {name} absorb?"),
            (How::FunctionsPassed, true) => {
                format!("What took over functions from {name}?")
            }
            (How::FunctionsPassed, false) => {
                format!("From what did {name} take over functions?")
            }
            (How::PutOnStatutoryFooting, true) => {
                format!("What did {name} become when they were given a basis in law?")
            }
            (How::PutOnStatutoryFooting, false) => {
                format!("Which arrangement without a basis in law came before {name}?")
            }
            (How::Forerunner, true) => {
                format!("What grew from {name}, without any succession in law?")
            }
            (How::Forerunner, false) => {
                format!("What was a forerunner of {name}, without any succession in law?")
            }
        }
    }
}
