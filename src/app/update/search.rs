//! The search.

use super::show;
use crate::app::action::{Action, Effect};
use crate::app::state::{Layer, Screen, SearchBox, State, Wanted};
use crate::model::{Kind, RecordRef};

/// Matches that `n` and `N` go through.
const MATCHES: usize = 50;
/// Entries of the list that a page key passes.
const PAGE: usize = 10;

/// Opens the search, for everything or for one kind of record.
pub(super) fn open(state: &mut State, wanted: Option<Wanted>) {
    // The first letter must not wait for the index.
    let _ = state.index();
    state.layers.push(Layer::Search(SearchBox {
        wanted,
        ..SearchBox::default()
    }));
}

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Layer::Search(search)) = state.layers.last() else {
        return Vec::new();
    };
    let last = state.shown_by(search).len().saturating_sub(1);
    let Some(Layer::Search(search)) = state.layers.last_mut() else {
        return Vec::new();
    };
    let before = search.line.text().to_owned();
    match action {
        Action::Type(c) => search.line.type_char(c),
        Action::Paste(text) => text.chars().for_each(|c| search.line.type_char(c)),
        Action::Edit(edit) => search.line.edit(edit),
        Action::Up => {
            search.chosen = search.chosen.saturating_sub(1);
            return Vec::new();
        }
        Action::Down => {
            search.chosen = (search.chosen + 1).min(last);
            return Vec::new();
        }
        Action::PageUp => {
            search.chosen = search.chosen.saturating_sub(PAGE);
            return Vec::new();
        }
        Action::PageDown => {
            search.chosen = (search.chosen + PAGE).min(last);
            return Vec::new();
        }
        Action::Open => return accept(state),
        Action::Back | Action::Leave => {
            state.layers.pop();
            return Vec::new();
        }
        _ => return Vec::new(),
    }
    if search.line.text() != before {
        find(state);
    }
    Vec::new()
}

/// Finds what the line says.
fn find(state: &mut State) {
    let Some(Layer::Search(search)) = state.layers.last() else {
        return;
    };
    let query = search.line.text().to_owned();
    let kind = search.wanted.map(Wanted::kind);
    let hits = state.index().search(&query, kind);
    if let Some(Layer::Search(search)) = state.layers.last_mut() {
        search.hits = hits;
        search.chosen = 0;
    }
}

fn accept(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Search(search)) = state.layers.last() else {
        return Vec::new();
    };
    let record = state.shown_by(search).get(search.chosen).copied();
    let Some(record) = record else {
        return Vec::new();
    };
    let on_timeline = |record: &RecordRef| matches!(record.kind, Kind::Body | Kind::Reform);
    let matches: Vec<RecordRef> = search
        .hits
        .iter()
        .map(|hit| hit.record)
        .filter(on_timeline)
        .take(MATCHES)
        .collect();
    let wanted = search.wanted;
    state.layers.pop();
    match wanted {
        None => {}
        Some(Wanted::Place) => {
            show(state, record);
            return Vec::new();
        }
        Some(Wanted::PlaceToSeeThrough) => {
            super::remember(state, record);
            state.set_place(record.id);
            state.timeline.through = true;
            state.screen = Screen::Timeline;
            state.say_through();
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
    state.matches = matches;
    show(state, record);
    Vec::new()
}
