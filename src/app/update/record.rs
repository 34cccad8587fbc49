//! A record being read.

use super::{everywhere, find, remember};
use crate::app::action::{Action, Effect};
use crate::app::pages::{links, sections};
use crate::app::state::{Layer, RecordView, State};
use crate::model::RecordRef;

/// Opens a record over what is there.
pub(super) fn open(state: &mut State, record: RecordRef) {
    remember(state, record);
    state.layers.push(Layer::Record(RecordView::new(record)));
}

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let height = state.text_height().max(1);
    let Some(view) = state.record_view().cloned() else {
        return Vec::new();
    };
    if view.find_typed().is_some() {
        return find::update(state, action);
    }
    let lines = state.record_lines(view.record);
    let mut top = view.top;
    match action {
        Action::Find => {
            find::open(state);
            return Vec::new();
        }
        Action::NextMatch | Action::PreviousMatch => {
            find::step(state, action == Action::NextMatch);
            return Vec::new();
        }
        Action::Back | Action::WayBack if view.find.is_some() => {
            if let Some(Layer::Record(view)) = state.layers.last_mut() {
                view.find = None;
            }
            return Vec::new();
        }
        Action::Up => top = top.saturating_sub(1),
        Action::Down => top += 1,
        Action::PageUp => top = top.saturating_sub(height),
        Action::PageDown => top += height,
        Action::HalfUp => top = top.saturating_sub(height / 2),
        Action::HalfDown => top += height / 2,
        Action::First => top = 0,
        Action::Last => top = lines.len(),
        Action::Left | Action::PreviousEra => {
            top = sections(&lines)
                .iter()
                .rev()
                .map(|(_, row)| *row)
                .find(|row| *row < top)
                .unwrap_or_default();
        }
        Action::Right | Action::NextEra => {
            top = sections(&lines)
                .iter()
                .map(|(_, row)| *row)
                .find(|row| *row > top)
                .unwrap_or(top);
        }
        Action::Next | Action::Previous => return focus_link(state, &view, action == Action::Next),
        Action::Open => return follow(state, &view),
        other => return everywhere(state, &other),
    }
    if let Some(Layer::Record(view)) = state.layers.last_mut() {
        view.top = top;
    }
    Vec::new()
}

/// To the next link, or the one before; the first time, to the first one in view.
fn focus_link(state: &mut State, view: &RecordView, forward: bool) -> Vec<Effect> {
    let lines = state.record_lines(view.record);
    let links = links(&lines);
    let row_of = |index: usize| {
        links
            .get(index)
            .and_then(|link| link.runs.first())
            .map_or(0, |(row, _)| *row)
    };
    let height = state.text_height().max(1);
    let in_view = |index: usize| (view.top..view.top + height).contains(&row_of(index));
    let next = match view.focus.filter(|focus| in_view(*focus)) {
        Some(focus) if forward => (focus + 1).min(links.len().saturating_sub(1)),
        Some(focus) => focus.saturating_sub(1),
        None if forward => (0..links.len())
            .find(|index| row_of(*index) >= view.top)
            .unwrap_or_default(),
        None => (0..links.len())
            .rev()
            .find(|index| row_of(*index) < view.top + height)
            .unwrap_or_default(),
    };
    if links.is_empty() {
        state.notice = Some("No links here".to_owned());
    } else if let Some(Layer::Record(view)) = state.layers.last_mut() {
        let row = row_of(next);
        view.focus = Some(next);
        view.top = view.top.min(row).max((row + 2).saturating_sub(height));
    }
    Vec::new()
}

fn follow(state: &mut State, view: &RecordView) -> Vec<Effect> {
    let lines = state.record_lines(view.record);
    match view
        .focus
        .and_then(|focus| links(&lines).get(focus).map(|link| link.record))
    {
        Some(record) if state.data.name_of(record).is_some() => open(state, record),
        Some(_) => {}
        None => return focus_link(state, view, true),
    }
    Vec::new()
}
