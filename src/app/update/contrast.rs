//! The contrast screen.

use super::{body_in_view, everywhere, record, remember};
use crate::app::action::{Action, Effect};
use crate::app::state::{Screen, Side, State};
use crate::model::{RecordRef, Text};
use crate::query;
use crate::report::{self, Page};

/// The classic questions.
const PRESETS: [(&str, &str); 9] = [
    ("strategic-health-authority", "integrated-care-system"),
    ("integrated-care-system", "integrated-care-board"),
    ("regional-health-authority", "nhs-executive-regional-office"),
    ("health-authority-1996", "primary-care-group"),
    ("primary-care-trust", "pct-cluster"),
    (
        "sustainability-and-transformation-partnership",
        "integrated-care-board",
    ),
    ("integrated-care-board", "integrated-care-partnership"),
    ("integrated-care-board", "icb-cluster"),
    ("health-and-wellbeing-board", "place-based-partnership"),
];

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let page = state.text_height().max(1);
    let contrast = &mut state.contrast;
    match action {
        Action::Up => contrast.top = contrast.top.saturating_sub(1),
        Action::Down => contrast.top += 1,
        Action::PageUp => contrast.top = contrast.top.saturating_sub(page),
        Action::PageDown => contrast.top += page,
        Action::HalfUp => contrast.top = contrast.top.saturating_sub(page / 2),
        Action::HalfDown => contrast.top += page / 2,
        Action::First => contrast.top = 0,
        Action::Last => contrast.top = usize::MAX,
        Action::Left => contrast.focus = Side::Left,
        Action::Right => contrast.focus = Side::Right,
        Action::Swap | Action::ToggleEvened => {
            std::mem::swap(&mut contrast.left, &mut contrast.right);
        }
        Action::Preset => preset(state),
        Action::Open => {
            if let Some(id) = state.contrast_side(state.contrast.focus) {
                record::open(state, RecordRef::body(id));
            }
        }
        other => return everywhere(state, &other),
    }
    Vec::new()
}

/// The contrast as a page: question by question, each side's answer under its name.
pub(super) fn page(state: &State) -> Page {
    let sides = [state.contrast.left, state.contrast.right]
        .map(|id| id.and_then(|id| state.data.body(&id)));
    let [Some(left), Some(right)] = sides else {
        return Page::default();
    };
    report::contrast_page(
        state.data,
        &query::contrast(state.data, left, right, state.at),
        left,
        right,
    )
}

/// Marks the body in view for contrast; the second one marked opens the contrast of the two.
pub(super) fn mark(state: &mut State) {
    let Some(body) = body_in_view(state) else {
        state.notice = Some("Only bodies can be contrasted: choose a bar".to_owned());
        return;
    };
    let name = state
        .data
        .body(&body)
        .map(crate::model::Body::label)
        .unwrap_or_default();
    match state.marked.take() {
        Some(first) if first == body => state.notice = Some(format!("{name} is no longer marked")),
        Some(first) => {
            state.contrast.left = Some(first);
            state.contrast.right = Some(body);
            state.contrast.top = 0;
            state.screen = Screen::Contrast;
            state.layers.clear();
            remember(state, RecordRef::body(body));
        }
        None => {
            state.marked = Some(body);
            state.notice = Some(format!(
                "{name} is marked: go to another body and press c again"
            ));
        }
    }
}

/// Puts a body on the side that has the focus, or on the one that is empty.
pub(super) fn fill(state: &mut State, body: Text) {
    let contrast = &mut state.contrast;
    let side = match (contrast.left, contrast.right) {
        (None, _) => Side::Left,
        (_, None) => Side::Right,
        _ => contrast.focus,
    };
    match side {
        Side::Left => contrast.left = Some(body),
        Side::Right => contrast.right = Some(body),
    }
    contrast.top = 0;
    remember(state, RecordRef::body(body));
}

/// The classic contrast after the one that is shown.
fn preset(state: &mut State) {
    let shown = (state.contrast.left, state.contrast.right);
    let pairs: Vec<(Text, Text)> = PRESETS
        .iter()
        .filter_map(|(left, right)| Some((state.data.body(left)?.id, state.data.body(right)?.id)))
        .collect();
    let here = pairs
        .iter()
        .position(|(left, right)| shown == (Some(*left), Some(*right)));
    let next = here.map_or(0, |here| (here + 1) % pairs.len().max(1));
    if let Some((left, right)) = pairs.get(next) {
        (
            state.contrast.left,
            state.contrast.right,
            state.contrast.top,
        ) = (Some(*left), Some(*right), 0);
        state.notice = Some(format!("Classic contrast {} of {}", next + 1, pairs.len()));
    }
}
