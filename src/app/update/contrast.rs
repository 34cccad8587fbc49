//! The contrast screen.

use super::{body_in_view, everywhere, record, remember, search};
use crate::app::action::{Action, Effect};
use crate::app::contrast::{MOST, Side};
use crate::app::search::Wanted;
use crate::app::state::{DateLine, DateWanted, Layer, Screen, State};
use crate::model::{Body, Date, Day, RecordRef, Text};
use crate::query;
use crate::report::{self, Page};

/// The classic questions: bodies, some of them with the day from which they are seen.
const CLASSICS: [&[(&str, &str)]; 12] = [
    &[
        ("strategic-health-authority", ""),
        ("integrated-care-system", ""),
    ],
    &[
        ("integrated-care-system", ""),
        ("integrated-care-board", ""),
    ],
    &[
        ("regional-health-authority", ""),
        ("nhs-executive-regional-office", ""),
    ],
    &[("health-authority-1996", ""), ("primary-care-group", "")],
    &[("primary-care-trust", ""), ("pct-cluster", "")],
    &[
        ("sustainability-and-transformation-partnership", ""),
        ("integrated-care-board", ""),
    ],
    &[
        ("integrated-care-board", ""),
        ("integrated-care-partnership", ""),
    ],
    &[("integrated-care-board", ""), ("icb-cluster", "")],
    &[
        ("health-and-wellbeing-board", ""),
        ("place-based-partnership", ""),
    ],
    &[
        ("regional-health-authority", ""),
        ("strategic-health-authority", ""),
        ("integrated-care-board", ""),
    ],
    &[
        ("strategic-health-authority", "2003-04-01"),
        ("strategic-health-authority", "2010-04-01"),
    ],
    &[
        ("integrated-care-system", "2019-04-01"),
        ("integrated-care-system", "2023-04-01"),
    ],
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
        Action::Left => contrast.focus = contrast.focus.saturating_sub(1),
        Action::Right => contrast.focus = (contrast.focus + 1).min(contrast.shown() - 1),
        // Two change places; three go round.
        Action::Swap if contrast.sides.len() > 1 => contrast.sides.rotate_left(1),
        Action::AddSide if contrast.sides.len() < MOST => {
            search::open(state, Some(Wanted::SideOfContrast));
        }
        Action::AddSide => {
            state.notice = Some("Three are the most: x takes the chosen one away".to_owned());
        }
        Action::RemoveSide => {
            if contrast.focus < contrast.sides.len() {
                let mut sides = std::mem::take(&mut contrast.sides);
                sides.remove(contrast.focus);
                contrast.show(sides);
            } else {
                state.notice = Some("This side is empty already".to_owned());
            }
        }
        Action::PinSide if contrast.focus < contrast.sides.len() => {
            state.layers.push(Layer::Date(DateLine {
                wanted: DateWanted::Side,
                ..DateLine::default()
            }));
        }
        Action::PinSide => {
            state.notice = Some("This side is empty: choose a body for it first".to_owned());
        }
        Action::Differences => {
            contrast.only_differences = !contrast.only_differences;
            contrast.top = 0;
            let says = if contrast.only_differences {
                "Only what is known to differ; v shows every question again"
            } else {
                "Every question again"
            };
            state.notice = Some(says.to_owned());
        }
        Action::Preset => preset(state),
        Action::Open => {
            if let Some(id) = state.contrast_chosen() {
                record::open(state, RecordRef::body(id));
            }
        }
        other => return everywhere(state, &other),
    }
    Vec::new()
}

/// The contrast as a page: question by question, each side's answer under its name.
pub(super) fn page(state: &State) -> Page {
    state.subjects().map_or_else(Page::default, |subjects| {
        report::contrast_page(state.data, &query::contrast(state.data, &subjects))
    })
}

/// Marks the body in view for contrast; the second one marked opens the contrast of the two. The same one on another day is set against
/// itself.
pub(super) fn mark(state: &mut State) {
    let Some(body) = body_in_view(state) else {
        state.notice = Some("Only bodies can be contrasted: choose a bar".to_owned());
        return;
    };
    let name = state.data.body(&body).map(Body::label).unwrap_or_default();
    let sides = match state.marked.take() {
        Some((first, day)) if first == body && day == state.at => {
            state.notice = Some(format!("{name} is no longer marked"));
            return;
        }
        Some((first, day)) if first == body => {
            let on = |day| Side {
                body,
                on: Some(day),
            };
            vec![on(day), on(state.at)]
        }
        Some((first, _)) => vec![Side::of(first), Side::of(body)],
        None => {
            state.marked = Some((body, state.at));
            state.notice = Some(format!(
                "{name} is marked: go to another body, or to another day, and press c again"
            ));
            return;
        }
    };
    state.end_tour();
    state.contrast.show(sides);
    state.screen = Screen::Contrast;
    state.layers.clear();
    remember(state, RecordRef::body(body));
}

/// Puts a body on the side that has the focus, or on the one that is empty.
pub(super) fn fill(state: &mut State, body: Text) {
    let contrast = &mut state.contrast;
    let mut sides = std::mem::take(&mut contrast.sides);
    let full = sides.len() > 1;
    match sides.get_mut(contrast.focus).filter(|_| full) {
        Some(side) => *side = Side::of(body),
        None => sides.push(Side::of(body)),
    }
    contrast.show(sides);
    remember(state, RecordRef::body(body));
}

/// Adds a body at the right.
pub(super) fn add(state: &mut State, body: Text) {
    let contrast = &mut state.contrast;
    let mut sides = std::mem::take(&mut contrast.sides);
    sides.push(Side::of(body));
    sides.truncate(MOST);
    contrast.focus = sides.len() - 1;
    contrast.show(sides);
    remember(state, RecordRef::body(body));
}

/// Sees the chosen side always from this day, or from the as-at day again.
pub(super) fn pin(state: &mut State, on: Option<Day>) {
    let focus = state.contrast.focus;
    if let Some(side) = state.contrast.sides.get_mut(focus) {
        side.on = on;
        state.contrast.top = 0;
    }
}

/// The classic contrast after the one that is shown.
fn preset(state: &mut State) {
    let classics: Vec<Vec<Side>> = CLASSICS
        .iter()
        .map(|sides| {
            let known = sides.iter().filter_map(|(body, on)| {
                let on = on.parse::<Date>().ok().map(Date::first);
                let body = state.data.body(body)?.id;
                Some(Side { body, on })
            });
            known.collect()
        })
        .filter(|sides: &Vec<Side>| sides.len() > 1)
        .collect();
    let here = classics
        .iter()
        .position(|sides| *sides == state.contrast.sides);
    let next = here.map_or(0, |here| (here + 1) % classics.len().max(1));
    if let Some(sides) = classics.get(next) {
        state.contrast.show(sides.clone());
        state.notice = Some(format!(
            "Classic contrast {} of {}",
            next + 1,
            classics.len()
        ));
    }
}
