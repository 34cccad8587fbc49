//! What the last search found on the timeline, for `n` and `N`.

use super::state::{Screen, State};
use crate::model::{Kind, RecordRef};
use crate::search::Hit;

/// What the last search that was entered found on the timeline.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// The query; empty where none was entered yet.
    pub(super) query: String,
    /// Bars and reforms, best first.
    pub records: Vec<RecordRef>,
    /// They stand out.
    pub(super) lit: bool,
}

impl State {
    /// Keeps what a search found on the timeline: bars and reforms; where it found none, the bars of the organisations that it found.
    pub(super) fn keep_matches(&mut self, query: &str, hits: &[Hit]) {
        let found = hits.iter().filter(|hit| !hit.is_a_guess());
        let found: Vec<RecordRef> = found.map(|hit| hit.record).collect();
        let on_timeline = |record: &RecordRef| matches!(record.kind, Kind::Body | Kind::Reform);
        let mut records: Vec<RecordRef> = found.iter().copied().filter(on_timeline).collect();
        if records.is_empty() {
            for bar in found.iter().filter_map(|record| self.bar_of(*record)) {
                if !records.contains(&bar) {
                    records.push(bar);
                }
            }
        }
        self.matches = Matches {
            query: query.trim().to_owned(),
            lit: !records.is_empty(),
            records,
        };
    }

    /// The bar or reform that stands on the timeline for a record.
    pub(super) fn bar_of(&self, record: RecordRef) -> Option<RecordRef> {
        match record.kind {
            Kind::Body | Kind::Reform => Some(record),
            Kind::Organisation => {
                let (body, _) = self.data.organisation(&record.id)?;
                self.data.body(&body).map(|body| RecordRef::body(body.id))
            }
            _ => None,
        }
    }

    /// What stands out on the timeline: at a stop of the tour the bodies that matter, else what the last search found.
    pub fn lit(&self) -> impl Iterator<Item = RecordRef> {
        let stop = self.stop();
        let lights = stop.into_iter().flat_map(|stop| &stop.lights);
        let lights = lights.map(|body| RecordRef::body(*body));
        let lit = stop.is_none() && self.screen == Screen::Timeline && self.matches.lit;
        let found = self.matches.records.iter().copied();
        lights.chain(found.filter(move |_| lit))
    }

    /// Whether it stands out on the timeline.
    #[must_use]
    pub fn is_lit(&self, record: RecordRef) -> bool {
        self.lit().any(|lit| lit == record)
    }

    /// To the next match, or the one before: from the last to the first, and back.
    pub(super) fn step_match(&mut self, forward: bool) {
        let matches = self.matches.records.iter().copied();
        let matches: Vec<RecordRef> = matches.filter(|record| self.passes(*record)).collect();
        let (query, number) = (&self.matches.query, matches.len());
        if number == 0 {
            self.notice = Some(if query.is_empty() {
                "No search was entered yet: press /".to_owned()
            } else if self.matches.records.is_empty() {
                format!("\"{query}\" found no bar and no reform: press /")
            } else {
                format!("Nothing that \"{query}\" found passes the filter")
            });
            return;
        }
        let selected = self.timeline.selected;
        let here = matches.iter().position(|record| *record == selected);
        let (next, round) = match (here, forward) {
            (None, true) => (0, ""),
            (None, false) => (number - 1, ""),
            (Some(here), true) if here + 1 == number => (0, ", from the start again"),
            (Some(0), false) => (number - 1, ", from the end again"),
            (Some(here), true) => (here + 1, ""),
            (Some(here), false) => (here - 1, ""),
        };
        let says = format!("Match {} of {number} for \"{query}\"{round}", next + 1);
        self.matches.lit = true;
        if let Some(record) = matches.get(next) {
            match self
                .data
                .body(&record.id)
                .filter(|_| record.kind == Kind::Body)
            {
                Some(body) => self.reveal_body(body),
                None => self.reveal_reform(*record),
            }
        }
        self.notice = Some(says);
    }
}
