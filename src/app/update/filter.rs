//! The filter of the timeline.

use super::search::{complete, complete_filter, keep};
use crate::app::action::{Action, Effect};
use crate::app::filter::FilterLine;
use crate::app::line::{EditRequest, InputLine};
use crate::app::search::SearchBox;
use crate::app::state::{Layer, State};

/// Asks what the timeline is to show; what it shows now stands in the line.
pub(super) fn open(state: &mut State) {
    // The first letter must not wait for the index.
    let _ = state.index();
    let line = InputLine::new(state.filter_query().unwrap_or_default());
    state.layers.push(Layer::Filter(FilterLine {
        search: SearchBox::of(line),
        error: None,
    }));
}

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Layer::Filter(FilterLine { search, error })) = state.layers.last_mut() else {
        return Vec::new();
    };
    *error = None;
    match action {
        Action::Type(c) => search.edit(|line| line.type_char(c)),
        Action::Paste(text) => search.edit(|line| line.paste(&text)),
        Action::Edit(EditRequest::Right) => complete(state),
        Action::Edit(edit) => search.edit(|line| line.edit(edit)),
        Action::Next => {
            complete_filter(state);
        }
        Action::Older => search.recall(&state.queries, true),
        Action::Newer => search.recall(&state.queries, false),
        Action::Back | Action::Leave => {
            keep(&mut state.queries, search.line.text());
            state.layers.pop();
        }
        Action::Open => {
            let query = search.line.text().to_owned();
            keep(&mut state.queries, &query);
            set(state, &query);
        }
        _ => {}
    }
    Vec::new()
}

/// Shows what passes, and says how much that is. What is faulty stays in the line, to be mended.
pub(super) fn set(state: &mut State, query: &str) {
    match state.set_filter(query) {
        Ok(()) => {
            if matches!(state.layers.last(), Some(Layer::Filter(_))) {
                state.layers.pop();
            }
            state.notice = Some(if state.timeline.filtered.is_some() {
                let (bars, reforms) = (state.shown_bodies().count(), state.shown_reforms().count());
                format!("{bars} bars and {reforms} reforms pass; Esc shows all again")
            } else {
                "Everything is shown again".to_owned()
            });
        }
        Err(error) => {
            if let Some(Layer::Filter(filter)) = state.layers.last_mut() {
                filter.error = Some(error);
            }
        }
    }
}
