//! The search.

use super::show;
use crate::app::action::{Action, Effect};
use crate::app::line::EditRequest;
use crate::app::search::{SearchBox, Wanted, next_kind};
use crate::app::state::{Layer, Screen, State};
use crate::model::{Day, Kind};

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
    // What is found leads elsewhere.
    state.end_tour();
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
        Action::Type(c) => search.edit(|line| line.type_char(c)),
        Action::Paste(text) => search.edit(|line| line.paste(&text)),
        Action::Edit(EditRequest::Right) => complete(state),
        Action::Edit(request) => search.edit(|line| line.edit(request)),
        Action::Older if chosen == 0 && search.wanted.is_none() => {
            search.recall(&state.queries, true);
        }
        Action::Newer if walks => search.recall(&state.queries, false),
        Action::Up | Action::Older => search.chosen = chosen.saturating_sub(1),
        Action::Down | Action::Newer => choose(state, chosen + 1),
        Action::PageUp => search.chosen = chosen.saturating_sub(PAGE),
        Action::PageDown => choose(state, chosen + PAGE),
        Action::Next => turn(state, false),
        Action::Previous => turn(state, true),
        Action::Open => return accept(state),
        Action::Back | Action::Leave => {
            if search.wanted.is_none() {
                keep(&mut state.queries, search.line.text());
            }
            state.layers.pop();
        }
        _ => {}
    }
    Vec::new()
}

/// The query that is typed, of a search or of the filter of the timeline.
const fn typed(layer: &mut Layer) -> Option<&mut SearchBox> {
    match layer {
        Layer::Search(search) => Some(search),
        Layer::Filter(filter) => Some(&mut filter.search),
        _ => None,
    }
}

/// What stands at the end of the line becomes what it may become. The answer is whether it may become anything, or waits for more letters.
pub(super) fn complete_filter(state: &mut State) -> bool {
    let results = match state.layers.last() {
        Some(Layer::Search(search)) => state.results(search),
        Some(Layer::Filter(filter)) => state.results(&filter.search),
        _ => return false,
    };
    let search = state.layers.last_mut().and_then(typed);
    search.is_some_and(|search| search.complete(&results) || search.types_filter(&results))
}

/// At the end of a filter that is being typed, what it may become; else a step to the right.
pub(super) fn complete(state: &mut State) {
    let search = state.layers.last_mut().and_then(typed);
    if search.is_some_and(|search| search.line.is_at_end()) {
        complete_filter(state);
    } else if let Some(search) = state.layers.last_mut().and_then(typed) {
        search.line.edit(EditRequest::Right);
    }
}

/// Completes the filter that is typed; else goes to the next kind of record of which something is found, or to the one before.
fn turn(state: &mut State, back: bool) {
    if !back && complete_filter(state) {
        return;
    }
    let Some(Layer::Search(search)) = state.layers.last() else {
        return;
    };
    let results = state.results(search);
    if let Some(Layer::Search(search)) = state.layers.last_mut()
        && search.wanted.is_none()
    {
        search.kind = next_kind(search.kind, &results.counts, back);
        search.forget();
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

/// Remembers a query.
pub(super) fn keep(queries: &mut Vec<String>, query: &str) {
    let query = query.trim();
    if !query.is_empty() {
        super::keep_latest(queries, query.to_owned(), QUERIES);
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
    let query = search.line.text().to_owned();
    if wanted.is_none() {
        keep(&mut state.queries, &query);
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
    state.keep_matches(&query, &results.hits);
    show(state, record);
    Vec::new()
}
