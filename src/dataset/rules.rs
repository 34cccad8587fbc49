//! The rules that every data set keeps. One list, run by the build, by `nhs-tiers check` and by the tests.

mod lessons;
mod organisations;
mod places;
#[cfg(test)]
mod tests;
mod tour;

use std::collections::HashSet;

use super::Dataset;
use super::locate::Step;
use super::read::{Reading, Sort};
use crate::model::{
    Body, Confidence, Date, Day, End, Era, Kind, Reform, Sourced, Succession, Text,
};

/// One line on the timeline's detail pane.
const LONGEST_GLOSS: usize = 110;
/// A paragraph.
const LONGEST_SUMMARY: usize = 750;
/// A few words in a bar.
const LONGEST_LABEL: usize = 40;

/// Where a record stands: which one, and the path inside it.
#[derive(Clone)]
struct At {
    sort: Sort,
    id: Text,
    path: Vec<Step>,
    /// The other record that a fault here may come from.
    beside: Option<Box<Self>>,
}

impl At {
    fn new(sort: impl Into<Sort>, id: Text) -> Self {
        Self {
            sort: sort.into(),
            id,
            path: Vec::new(),
            beside: None,
        }
    }

    fn field(&self, name: &'static str) -> Self {
        self.step(Step::Field(name))
    }

    fn item(&self, index: usize) -> Self {
        self.step(Step::Item(index))
    }

    fn step(&self, step: Step) -> Self {
        let mut at = self.clone();
        at.path.push(step);
        at
    }

    fn beside(&self, other: Self) -> Self {
        let mut at = self.clone();
        at.beside = Some(Box::new(other));
        at
    }
}

/// Checks a data set that has been put together, and reports on the files it was read from.
pub(super) struct Rules<'a, 'b> {
    data: &'a Dataset,
    reading: &'a mut Reading<'b>,
    used: HashSet<Text>,
}

impl<'a, 'b> Rules<'a, 'b> {
    pub(super) fn new(data: &'a Dataset, reading: &'a mut Reading<'b>) -> Self {
        Self {
            data,
            reading,
            used: HashSet::new(),
        }
    }

    pub(super) fn run(mut self) {
        let data = self.data;
        data.bodies.iter().for_each(|body| self.body(body));
        data.reforms.iter().for_each(|reform| self.reform(reform));
        data.organisations
            .iter()
            .for_each(|list| self.organisations(list));
        self.lines();
        data.places
            .iter()
            .for_each(|place| self.place_record(place));
        self.gaps();
        data.themes.iter().for_each(|theme| self.theme(theme));
        data.findings
            .iter()
            .for_each(|finding| self.finding(finding));
        data.tensions
            .iter()
            .for_each(|tension| self.tension(tension));
        self.passages();
        self.tour();
        self.eras();
        self.unused_sources();
    }

    /// Reports a fault: at the record, if it came from the files that are being read, else at what brought the fault to it.
    fn fault(&mut self, at: &At, what: impl Into<String>, cure: impl Into<String>) {
        let (what, cure) = (what.into(), cure.into());
        match self.place(at) {
            Some((file, path)) => self.reading.fault(file, &path, what, cure),
            None => self.built_in_fault(at, &what, &cure),
        }
    }

    /// Built-in records keep the rules by themselves. If one breaks them now, an overlay did it: most likely with the record that
    /// stands beside this one in the rule, else with any of its files.
    fn built_in_fault(&mut self, at: &At, what: &str, cure: &str) {
        if !self.reading.unread.is_empty() {
            // A file that could not be read may mend it. It is a fault itself, so nothing is accepted here.
            return;
        }
        let (file, path) = at
            .beside
            .as_ref()
            .and_then(|other| self.place(other))
            .unwrap_or_default();
        let what = format!("the built-in {} {:?}: {what}", at.sort.name(), at.id);
        let cure = format!("{cure} (a record of yours with that id replaces the built-in one)");
        self.reading.fault(file, &path, what, cure);
    }

    /// The file that a record was read from, by its index, and the path inside it.
    fn place(&self, at: &At) -> Option<(usize, Vec<Step>)> {
        let origin = self.reading.origins.get(&(at.sort, at.id))?;
        let path = origin.path(at.sort).chain(at.path.iter().copied());
        Some((origin.file, path.collect()))
    }

    /// Whether a file that could not be read may have held what is missing.
    fn may_be_unread(&self, path: &str) -> bool {
        self.reading
            .unread
            .iter()
            .any(|unread| unread == path || (path.ends_with('/') && unread.starts_with(path)))
    }

    fn id(&mut self, at: &At) {
        let id = at.id;
        let fits = !id.is_empty()
            && id
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !fits {
            self.fault(
                &at.field("id"),
                format!("the id {id:?} is not one"),
                "use lower case letters, digits and hyphens",
            );
        }
    }

    fn length(&mut self, at: &At, text: &str, longest: usize) {
        let length = text.chars().count();
        if length > longest {
            self.fault(
                at,
                format!("{length} characters, where {longest} fit"),
                "say it in fewer words",
            );
        }
        if text.trim().is_empty() {
            self.fault(at, "an empty text", "write it, or leave the field out");
        }
    }

    fn claim(&mut self, at: &At, claim: &impl Sourced) {
        for (path, what, cure) in self.wrong_with(claim) {
            let here = path.into_iter().fold(at.clone(), |at, step| at.step(step));
            self.fault(&here, what, cure);
        }
    }

    /// What is wrong with the sources of a statement: where in it, what, and the cure.
    fn wrong_with(&mut self, claim: &impl Sourced) -> Vec<(Vec<Step>, String, &'static str)> {
        let data = self.data;
        let mut wrong = Vec::new();
        let mut seen = HashSet::new();
        for (index, key) in claim.sources().iter().enumerate() {
            self.used.insert(*key);
            let here = || vec![Step::Field("sources"), Step::Item(index)];
            if data.source(key).is_none() && !self.may_be_unread("sources.ron") {
                let what = format!("the source {key:?} is not in sources.ron");
                wrong.push((here(), what, "add it there, or correct the key"));
            }
            if !seen.insert(*key) {
                let what = format!("the source {key:?} is named twice");
                wrong.push((here(), what, "take one out"));
            }
        }
        let unsupported = match (claim.confidence(), seen.len()) {
            (Confidence::Corroborated, 0 | 1) => Some((
                "Corroborated, with fewer than two sources",
                "name the second source, or write Single",
            )),
            (Confidence::Single, 0) => Some(("no source", "name the source, or write Unverified")),
            _ => None,
        };
        if let Some((what, cure)) = unsupported {
            wrong.push((vec![Step::Field("confidence")], what.to_owned(), cure));
        }
        wrong
    }

    fn claims<T: Sourced>(&mut self, at: &At, name: &'static str, claims: &[T]) {
        for (index, claim) in claims.iter().enumerate() {
            self.claim(&at.field(name).item(index), claim);
        }
    }

    fn body_exists(&mut self, at: &At, id: Text) -> Option<&'a Body> {
        let found = self.data.body(&id);
        if found.is_none() && !self.may_be_unread(&format!("bodies/{id}.ron")) {
            self.fault(
                at,
                format!("there is no body {id:?}"),
                "correct the id, or write the record",
            );
        }
        found
    }

    fn order(&mut self, at: &At, from: Date, to: End) {
        let what = match to {
            End::On(last) if last.last() < from.first() => {
                format!("it ends on {last}, before it begins on {from}")
            }
            End::Unknown { after: Some(after) } if after.last() < from.first() => {
                format!("it was still there on {after}, before it begins on {from}")
            }
            _ => return,
        };
        let cure =
            "`to` is the last day in being, or \"after\" a day in being; put the dates in order";
        self.fault(&at.field("to"), what, cure);
    }

    fn body(&mut self, body: &Body) {
        let at = At::new(Kind::Body, body.id);
        self.id(&at);
        self.length(&at.field("name"), &body.name, LONGEST_GLOSS);
        self.length(&at.field("gloss"), &body.gloss, LONGEST_GLOSS);
        self.length(&at.field("summary"), &body.summary, LONGEST_SUMMARY);
        self.claim(&at, body);
        self.phases(&at, body);
        self.counts(&at, body);
        self.functions(&at, body);
        self.answers(&at, body);
        for (name, facts) in [
            ("population", &body.population),
            ("footprint", &body.footprint),
            ("governance", &body.governance),
            ("money", &body.money),
            ("local_government", &body.local_government),
            ("origin", &body.origin),
            ("ending", &body.ending),
            ("disagreements", &body.disagreements),
        ] {
            self.claims(&at, name, facts);
        }
        self.claims(&at, "powers", &body.powers);
        self.claims(&at, "evidence", &body.evidence);
        for (name, ties) in [
            ("accountable_to", &body.accountable_to),
            ("holds_to_account", &body.holds_to_account),
        ] {
            self.claims(&at, name, ties);
            for (index, tie) in ties.iter().enumerate() {
                if let Some(id) = tie.body {
                    self.body_exists(&at.field(name).item(index).field("body"), id);
                }
            }
        }
        self.claims(&at, "predecessors", &body.predecessors);
        for (index, link) in body.predecessors.iter().enumerate() {
            self.succession(&at.field("predecessors").item(index), body, link);
        }
    }

    fn phases(&mut self, at: &At, body: &Body) {
        if body.phases.is_empty() {
            self.fault(
                &at.field("phases"),
                "the body has no phase",
                "say from when, to when and in what legal form it stood",
            );
        }
        self.claims(at, "phases", &body.phases);
        let mut before: Option<End> = None;
        let mut latest: Option<Day> = None;
        for (index, phase) in body.phases.iter().enumerate() {
            let here = at.field("phases").item(index);
            self.order(&here, phase.from, phase.to);
            if let Some(label) = phase.label {
                self.length(&here.field("label"), &label, LONGEST_LABEL);
            }
            let wrong = if before.is_some_and(|to| still_stood(to, phase.from)) {
                Some("this phase begins before the one above has ended")
            } else if latest.is_some_and(|latest| phase.from.last() <= latest) {
                Some("this phase begins no later than one above")
            } else {
                None
            };
            if let Some(what) = wrong {
                self.fault(
                    &here.field("from"),
                    what,
                    "put phases in order; `to` is the last day of each",
                );
            }
            before = Some(phase.to);
            latest = latest.max(Some(phase.from.first()));
        }
    }

    fn counts(&mut self, at: &At, body: &Body) {
        self.claims(at, "counts", &body.counts);
        for (index, count) in body.counts.iter().enumerate() {
            let early = body
                .from()
                .is_some_and(|from| count.at.last() < from.first());
            let late = matches!(body.to(), End::On(to) if count.at.first() > to.last().plus(1));
            if early || late {
                let here = at.field("counts").item(index).field("at");
                self.fault(
                    &here,
                    format!("counted on {}, when there was none", count.at),
                    "correct the date, or the phases",
                );
            }
        }
    }

    fn functions(&mut self, at: &At, body: &Body) {
        self.claims(at, "functions", &body.functions);
        for (index, holding) in body.functions.iter().enumerate() {
            let here = at.field("functions").item(index);
            if self.data.function(&holding.function).is_none()
                && !self.may_be_unread("functions.ron")
            {
                let what = format!("{:?} is not a function of functions.ron", holding.function);
                self.fault(&here.field("function"), what, "use one from there");
            }
            if let (Some(from), Some(to)) = (holding.from, holding.to) {
                self.order(&here, from, End::On(to));
            }
            let before = holding
                .from
                .zip(body.from())
                .is_some_and(|(from, start)| from.last() < start.first());
            let after = matches!((holding.to, body.to()), (Some(to), End::On(end)) if to.first() > end.last());
            if before || after {
                self.fault(
                    &here,
                    "the function is held outside the life of the body",
                    "correct its dates, or leave out those that are the body's",
                );
            }
        }
    }

    fn answers(&mut self, at: &At, body: &Body) {
        self.claims(at, "answers", &body.answers);
        let mut asked = HashSet::new();
        for (index, answer) in body.answers.iter().enumerate() {
            if !asked.insert(answer.question) {
                self.fault(
                    &at.field("answers").item(index).field("question"),
                    "the question is answered twice",
                    "make one answer of both",
                );
            }
        }
    }

    fn succession(&mut self, at: &At, body: &Body, link: &Succession) {
        if link.body == body.id {
            self.fault(
                &at.field("body"),
                "a body cannot be its own predecessor",
                "correct the id, or make it a phase",
            );
            return;
        }
        let Some(predecessor) = self.body_exists(&at.field("body"), link.body) else {
            return;
        };
        let (Some(from), Some(start)) = (body.from(), predecessor.from()) else {
            return;
        };
        let theirs = At::new(Kind::Body, predecessor.id).field("phases");
        if from.last() < start.first() {
            let what = format!(
                "{} began on {start}, after this body did, on {from}",
                predecessor.name
            );
            let first = theirs.item(0).field("from");
            self.fault(
                &at.field("body").beside(first),
                what,
                "a predecessor comes first: correct the dates or the direction",
            );
        }
        let both_stood = still_stood(predecessor.to(), from);
        if link.how.takes_the_place() && both_stood && link.overlap.is_none() {
            let what = format!(
                "{} had not ended (to: {}) when this body began, on {from}",
                predecessor.name,
                predecessor.to()
            );
            let last = theirs.item(predecessor.phases.len().saturating_sub(1));
            self.fault(
                &at.field("how").beside(last.field("to")),
                what,
                "correct a date, or say with `overlap` why both stood at once",
            );
        }
    }

    fn reform(&mut self, reform: &Reform) {
        let at = At::new(Kind::Reform, reform.id);
        self.id(&at);
        self.length(&at.field("title"), &reform.title, 2 * LONGEST_GLOSS);
        self.length(&at.field("summary"), &reform.summary, LONGEST_SUMMARY);
        self.claim(&at, reform);
        if let Some(until) = reform.until {
            self.order(&at, reform.date, End::On(until));
        }
        for (index, effect) in reform.effects.iter().enumerate() {
            self.body_exists(&at.field("effects").item(index).field("body"), effect.body);
        }
        if reform.date.first() > self.data.as_of() && !reform.planned {
            self.fault(
                &at.field("date"),
                format!("{} is later than the evidence", reform.date),
                "say `planned: true` if it is a plan",
            );
        }
        let origin = self.reading.origins.get(&(Kind::Reform.into(), reform.id));
        let path = origin
            .and_then(|origin| self.reading.files.get(origin.file))
            .map(|file| file.path.clone());
        let decade = format!("reforms/{}0s.ron", reform.date.year() / 10);
        if path.is_some_and(|path| path != decade) {
            self.fault(
                &at.field("date"),
                format!(
                    "a reform of {} stands in the file of another decade",
                    reform.date.year()
                ),
                format!("move it to {decade}"),
            );
        }
    }

    fn eras(&mut self) {
        let data = self.data;
        let mut before: Option<&Era> = None;
        for era in &data.eras {
            let at = At::new(Kind::Era, era.id);
            self.id(&at);
            self.claim(&at, era);
            self.order(&at, era.from, era.to);
            let follows = match before.map(|before| before.to) {
                None => true,
                Some(End::On(last)) => last.last().plus(1) == era.from.first(),
                Some(_) => false,
            };
            if !follows {
                let here = at.field("from");
                let theirs = before.map(|before| At::new(Kind::Era, before.id).field("to"));
                self.fault(
                    &theirs.map_or_else(|| here.clone(), |theirs| here.beside(theirs)),
                    "the eras leave a gap or overlap here",
                    "begin on the day after the era before has ended",
                );
            }
            before = Some(era);
        }
        for function in &data.functions {
            let at = At::new(Kind::Function, function.id);
            self.id(&at);
            self.length(&at.field("gloss"), &function.gloss, LONGEST_GLOSS);
        }
    }

    fn unused_sources(&mut self) {
        let data = self.data;
        for source in &data.sources {
            let at = At::new(Kind::Source, source.id);
            self.id(&at);
            // An overlay may replace the only record that cites a built-in source: no harm is done, and nobody could cure it.
            let is_ours = self.place(&at).is_some();
            if is_ours && !self.used.contains(&source.id) && self.reading.unread.is_empty() {
                self.fault(
                    &at.field("id"),
                    format!("the source {:?} is cited nowhere", source.id),
                    "cite it, or take it out",
                );
            }
            if let Some(url) = source.url
                && !(url.starts_with("https://") || url.starts_with("http://"))
            {
                self.fault(
                    &at.field("url"),
                    "not a web address",
                    "begin it with https://, or put it into `note`",
                );
            }
        }
    }
}

/// Whether what ended so certainly still stood when the next one began. A month or a year says no more than that, so only what is
/// certain is a fault.
fn still_stood(to: End, next: Date) -> bool {
    match to {
        End::Ongoing => true,
        End::On(last) => next.last() <= last.first(),
        End::Unknown { after } => after.is_some_and(|after| next.last() <= after.first()),
    }
}
