//! The filter of the timeline.

use crate::app::action::{Action, Effect};
use crate::app::filter::FilterLine;
use crate::app::line::InputLine;
use crate::app::state::{Layer, State};

/// Asks what the timeline is to show; what it shows now stands in the line.
pub(super) fn open(state: &mut State) {
    // The first letter must not wait for the index.
    let _ = state.index();
    let filtered = state.timeline.filtered.as_ref();
    let known = filtered.map_or("", |filtered| filtered.query.as_str());
    state.layers.push(Layer::Filter(FilterLine {
        line: InputLine::new(known),
        error: None,
    }));
}

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Layer::Filter(filter)) = state.layers.last_mut() else {
        return Vec::new();
    };
    filter.error = None;
    match action {
        Action::Type(c) => filter.line.type_char(c),
        Action::Paste(text) => filter.line.paste(&text),
        Action::Edit(edit) => filter.line.edit(edit),
        Action::Back | Action::Leave => {
            state.layers.pop();
        }
        Action::Open => {
            let query = filter.line.text().to_owned();
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
