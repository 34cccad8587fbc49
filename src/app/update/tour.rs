//! The tour.

use super::{everywhere, record};
use crate::app::action::{Action, Effect};
use crate::app::state::State;

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let last = state.data.tour.len().saturating_sub(1);
    let (here, chosen) = (state.tour.at, state.tour.chosen);
    match action {
        Action::Right if here == last => {
            state.notice = Some("That was the last stop".to_owned());
        }
        Action::Right => state.go_to_stop(here + 1),
        Action::Left if here == 0 => {
            state.notice = Some("This is the first stop".to_owned());
        }
        Action::Left => state.go_to_stop(here - 1),
        Action::First => state.go_to_stop(0),
        Action::Last => state.go_to_stop(last),
        Action::Down | Action::Next => state.choose_light(chosen + 1),
        Action::Up | Action::Previous => state.choose_light(chosen.saturating_sub(1)),
        Action::ScrollDown => state.scroll_stop(true),
        Action::ScrollUp => state.scroll_stop(false),
        Action::Open => record::open(state, state.timeline.selected),
        Action::Back | Action::Leave | Action::WayBack => state.end_tour(),
        other => return everywhere(state, &other),
    }
    Vec::new()
}

/// `T`: begins the tour or goes on with it; at a stop, ends it.
pub(super) fn toggle(state: &mut State) {
    if !state.is_touring() {
        state.begin_tour();
    } else if state.layers.is_empty() {
        state.end_tour();
    } else {
        // What was opened at the stop is closed again.
        state.layers.clear();
    }
}
