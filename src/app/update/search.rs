//! The search.

use super::show;
use crate::app::action::{Action, Effect};
use crate::app::line::{EditRequest, InputLine};
use crate::app::search::{SearchBox, Wanted, next_kind};
use crate::app::state::{Layer, Screen, State};
use crate::model::{Day, Kind, RecordRef};
use crate::search::Hit;

/// Entries of the list that a page key passes.
const PAGE: usize = 10;
/// Queries that are remembered.
pub(in crate::app) const QUERIES: usize = 50;

/// Opens the search, for everything or for one kind of record.
pub(super) fn open(state: &mut State, wanted: Option<Wanted>) {
    let search = wanted.map_or_else(SearchBox::default, SearchBox::for_one);
    open_with(state, search);
}

/// Opens a search that has begun.
pub(super) fn open_with(state: &mut State, search: SearchBox) {
    // The first letter must not wait for the index.
    let _ = state.index();
    state.layers.push(Layer::Search(search));
}

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Layer::Search(search)) = state.layers.last_mut() else {
        return Vec::new();
    };
    let chosen = search.chosen;
    let walks = search.recalled.is_some() && chosen == 0;
    match action {
        Action::Type(c) => edit(search, |line| line.type_char(c)),
        Action::Paste(text) => edit(search, |line| line.paste(&text)),
        Action::Edit(EditRequest::Right) => complete(state),
        Action::Edit(request) => edit(search, |line| line.edit(request)),
        Action::Older if chosen == 0 => recall(state, true),
        Action::Newer if walks => recall(state, false),
        Action::Up | Action::Older => search.chosen = chosen.saturating_sub(1),
        Action::Down | Action::Newer => choose(state, chosen + 1),
        Action::PageUp => search.chosen = chosen.saturating_sub(PAGE),
        Action::PageDown => choose(state, chosen + PAGE),
        Action::Next | Action::Previous if search.wanted.is_none() => {
            search.kind = next_kind(search.kind, action == Action::Previous);
            search.forget();
        }
        Action::Open => return accept(state),
        Action::Back | Action::Leave => {
            state.layers.pop();
        }
        _ => {}
    }
    Vec::new()
}

/// What is found is forgotten where the line has changed.
fn edit(search: &mut SearchBox, edit: impl FnOnce(&mut InputLine)) {
    let before = search.line.text().to_owned();
    edit(&mut search.line);
    if search.line.text() != before {
        search.recalled = None;
        search.forget();
    }
}

/// At the end of a filter that is being typed, what it may become; else a step to the right.
fn complete(state: &mut State) {
    let Some(Layer::Search(search)) = state.layers.last() else {
        return;
    };
    let results = state.results(search);
    if let Some(Layer::Search(search)) = state.layers.last_mut() {
        if search.complete(&results) {
            search.recalled = None;
            search.forget();
        } else {
            search.line.edit(EditRequest::Right);
        }
    }
}

fn choose(state: &mut State, chosen: usize) {
    let Some(Layer::Search(search)) = state.layers.last() else {
        return;
    };
    let last = state.results(search).records.len().saturating_sub(1);
    if let Some(Layer::Search(search)) = state.layers.last_mut() {
        search.chosen = chosen.min(last);
    }
}

/// Puts an earlier query into the line, if nothing was typed there; behind the latest the line is empty again.
fn recall(state: &mut State, older: bool) {
    let Some(Layer::Search(search)) = state.layers.last_mut() else {
        return;
    };
    let is_edited = search.recalled.is_none() && !search.line.text().is_empty();
    if search.wanted.is_some() || is_edited {
        return;
    }
    let here = search.recalled.unwrap_or(state.queries.len());
    let next = if older {
        here.checked_sub(1)
    } else {
        Some(here + 1)
    };
    let Some(next) = next else {
        return;
    };
    let query = state.queries.get(next);
    search.recalled = query.map(|_| next);
    search.line = InputLine::new(query.map_or("", String::as_str));
    search.forget();
}

/// Remembers a query that led somewhere.
fn keep(queries: &mut Vec<String>, query: &str) {
    let query = query.trim();
    if !query.is_empty() {
        queries.retain(|known| known != query);
        queries.push(query.to_owned());
        let over = queries.len().saturating_sub(QUERIES);
        queries.drain(..over);
    }
}

fn accept(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Search(search)) = state.layers.last() else {
        return Vec::new();
    };
    let results = state.results(search);
    let Some(record) = results.records.get(search.chosen).copied() else {
        return Vec::new();
    };
    let (wanted, year) = (search.wanted, results.year);
    if wanted.is_none() {
        keep(&mut state.queries, search.line.text());
    }
    state.layers.pop();
    match wanted.filter(|wanted| wanted.kind() == record.kind) {
        None => {}
        Some(Wanted::Place) => {
            show(state, record);
            if let Some(day) = year.and_then(|year| Day::new(year, 4, 1)) {
                state.go_to(day);
            }
            return Vec::new();
        }
        Some(Wanted::PlaceToSeeThrough) => {
            super::remember(state, record);
            state.set_place(record.id);
            state.set_through(true);
            state.screen = Screen::Timeline;
            state.say_through();
            return Vec::new();
        }
        Some(Wanted::SideOfContrast) => {
            super::contrast::add(state, record.id);
            return Vec::new();
        }
        Some(Wanted::BodyOfFindings) => {
            state.show_lessons_of(record.id);
            return Vec::new();
        }
    }
    // On the contrast screen a search fills the side that has the focus.
    if state.layers.is_empty() && state.screen == Screen::Contrast && record.kind == Kind::Body {
        super::contrast::fill(state, record.id);
        return Vec::new();
    }
    let on_timeline = |hit: &&Hit| matches!(hit.record.kind, Kind::Body | Kind::Reform);
    let matches = results.hits.iter().filter(on_timeline);
    let matches: Vec<RecordRef> = matches.map(|hit| hit.record).collect();
    state.matches = matches;
    show(state, record);
    Vec::new()
}
