//! The filter of the timeline: of bars and reforms, those that pass.

use std::collections::HashSet;

use super::search::SearchBox;
use super::state::State;
use crate::model::{Body, Date, Kind, RecordRef, Reform};
use crate::search::Search;

/// What the timeline is to show, being typed.
#[derive(Clone, Debug, Default)]
pub struct FilterLine {
    /// The query.
    pub search: SearchBox,
    /// Why it cannot be taken as it is.
    pub error: Option<String>,
}

/// What the timeline shows.
#[derive(Clone, Debug)]
pub struct Filtered {
    /// The query.
    pub query: String,
    /// The bodies and reforms that pass it.
    passing: HashSet<RecordRef>,
}

impl State {
    /// Whether the timeline's filter, if it has one, lets a body or reform pass.
    #[must_use]
    pub fn passes(&self, record: RecordRef) -> bool {
        let filtered = self.timeline.filtered.as_ref();
        filtered.is_none_or(|filtered| filtered.passing.contains(&record))
    }

    /// The query that the timeline is filtered by.
    #[must_use]
    pub fn filter_query(&self) -> Option<&str> {
        let filtered = self.timeline.filtered.as_ref();
        filtered.map(|filtered| filtered.query.as_str())
    }

    /// Whether a body is listed among what stood on a day: it passes the filter, and is no mere context unless that is shown.
    pub(super) fn may_stand(&self, body: &Body) -> bool {
        (self.timeline.context || !body.context) && self.passes(RecordRef::body(body.id))
    }

    /// Reforms that the timeline shows.
    pub fn shown_reforms(&self) -> impl Iterator<Item = &'static Reform> {
        let reforms = self.data.reforms.iter();
        reforms.filter(|reform| self.passes(RecordRef::reform(reform.id)))
    }

    /// Shows only what passes a query: reforms, and bodies that pass or one of whose instances does. An empty one shows all again.
    ///
    /// # Errors
    /// What is wrong with the query, or that nothing passes it; all is as it was.
    pub(super) fn set_filter(&mut self, query: &str) -> Result<(), String> {
        let own = self.annotations();
        let mut search = Search::default();
        let found = search.find_among(self.data, self.index(), Some(&own), query, None, self.at);
        if let Some(fault) = found.faults.first() {
            return Err(fault.to_string());
        }
        if query.trim().is_empty() {
            self.timeline.filtered = None;
        } else {
            let hits = found.hits.iter().filter(|hit| !hit.is_a_guess());
            let passing: HashSet<RecordRef> =
                hits.filter_map(|hit| self.bar_of(hit.record)).collect();
            if passing.is_empty() {
                return Err("no bar and no reform passes this".to_owned());
            }
            self.timeline.filtered = Some(Filtered {
                query: query.trim().to_owned(),
                passing,
            });
        }
        self.pack_lanes();
        self.select_among_shown();
        Ok(())
    }

    /// What is selected is among what is shown: a bar that stands, any bar, or a reform.
    fn select_among_shown(&mut self) {
        let selected = self.timeline.selected;
        let is_shown = |state: &Self, record: RecordRef| {
            let has_row = state.timeline.lanes.row_of(record.id).is_some();
            state.passes(record) && (record.kind != Kind::Body || has_row)
        };
        if is_shown(self, selected) {
            return;
        }
        self.keep_selection_near();
        if is_shown(self, self.timeline.selected) {
            return;
        }
        let latest = self
            .shown_bodies()
            .max_by_key(|body| body.from().map(Date::first));
        let first = latest.map(|body| RecordRef::body(body.id));
        let near = |reform: &&Reform| (reform.date.first().0 - self.at.0).abs();
        let reform = self.shown_reforms().min_by_key(near);
        let reform = reform.map(|reform| RecordRef::reform(reform.id));
        self.timeline.selected = first.or(reform).unwrap_or(selected);
        self.scroll_to_selected();
    }

    /// What a reader goes to is shown: a filter that does not let it pass is taken away.
    pub(super) fn let_pass(&mut self, record: RecordRef) {
        if !self.passes(record) {
            self.timeline.filtered = None;
            self.pack_lanes();
            self.notice = Some("The filter is taken away: this does not pass it".to_owned());
        }
    }
}
