//! The bars that the state shows.

use super::stack::Stack;
use super::state::State;
use crate::model::{Body, RecordRef};
use crate::query::Spell;
use crate::timeline::{Bar, PlotRow, Scale, Turn, in_view};

/// The rows of the plot: each tier's name, then its lanes.
#[must_use]
pub fn plot_rows(state: &State) -> Vec<PlotRow> {
    PlotRow::under_headings(state.timeline.lanes.rows.iter().map(|lane| lane.tier))
}

/// The bars of a lane that are in view, from the left, on a plot that many columns wide. Seen through a place, they are the organisations
/// over it.
#[must_use]
pub fn bars(state: &State, lane: usize, width: u16) -> Vec<Bar> {
    let bodies = state
        .timeline
        .lanes
        .rows
        .get(lane)
        .map(|lane| lane.bodies.as_slice())
        .unwrap_or_default();
    let scale = scale(state, width);
    let through = state.through();
    let found =
        bodies
            .iter()
            .filter_map(|id| state.data.body(id))
            .flat_map(|body| match &through {
                Some(stack) => bars_through(scale, stack, body),
                None => Bar::of_body(scale, body).into_iter().collect(),
            });
    let turn = match through {
        Some(_) => Turn::Standing,
        None => Turn::Left,
    };
    in_view(found.collect(), width, turn)
}

/// The bars of a row of the places screen that are in view.
#[must_use]
pub fn place_bars(state: &State, stack: &Stack, row: usize, width: u16) -> Vec<Bar> {
    let scale = scale(state, width);
    let found = stack.row(row).map(|spell| {
        let record = RecordRef::organisation(spell.organisation.id);
        bar_of_spell(scale, stack, spell, record)
    });
    in_view(found.collect(), width, Turn::Standing)
}

/// A body seen through a place: the organisations over it.
fn bars_through(scale: Scale<'_>, stack: &Stack, body: &Body) -> Vec<Bar> {
    stack
        .spells
        .iter()
        .filter(|spell| spell.body.id == body.id)
        .map(|spell| bar_of_spell(scale, stack, spell, RecordRef::body(body.id)))
        .collect()
}

/// Where another kind of body over the place has the same name but for its kind, three bars called "Leeds" would tell nothing.
fn bar_of_spell(scale: Scale<'_>, stack: &Stack, spell: &Spell<'_>, record: RecordRef) -> Bar {
    let bar = Bar::of_spell(scale, spell, record);
    if stack.namesakes.contains(&spell.organisation.id) {
        bar.without_bare_name()
    } else {
        bar
    }
}

fn scale(state: &State, width: u16) -> Scale<'_> {
    Scale {
        axis: &state.timeline.axis,
        window: state.timeline.window,
        width,
        as_of: state.data.as_of(),
        at: state.at,
    }
}

impl State {
    /// Bodies in being on the as-at day that the timeline shows, from the top row down.
    pub(super) fn standing(&self) -> Vec<(usize, &'static Body)> {
        let through = self.through();
        let stands = |body: &Body| match &through {
            Some(stack) => stack
                .spells
                .iter()
                .any(|spell| spell.body.id == body.id && spell.covers(self.at)),
            None => body.phase_at(self.at).is_some(),
        };
        let mut found = Vec::new();
        for (row, lane) in self.timeline.lanes.rows.iter().enumerate() {
            let bodies = lane.bodies.iter().filter_map(|id| self.data.body(id));
            found.extend(bodies.filter(|body| stands(body)).map(|body| (row, body)));
        }
        found
    }

    /// Scrolls the rows as little as brings the selected bar into view.
    pub(super) fn scroll_to_selected(&mut self) {
        let height = usize::from(super::layout::timeline_areas(self).lanes.height);
        let lane = self
            .timeline
            .lanes
            .row_of(self.timeline.selected.id)
            .unwrap_or(self.timeline.home_row);
        let rows = plot_rows(self);
        self.timeline.top = PlotRow::scrolled_to(&rows, lane, self.timeline.top, height);
    }
}
