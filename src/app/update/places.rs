//! The places screen.

use super::timeline::step_index;
use super::{everywhere, record, search};
use crate::app::action::{Action, Effect};
use crate::app::state::{Screen, State, Wanted};
use crate::model::{Date, RecordRef};

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Up => state.move_spell(-1),
        Action::Down => state.move_spell(1),
        Action::PageUp | Action::HalfUp => state.move_spell(-5),
        Action::PageDown | Action::HalfDown => state.move_spell(5),
        Action::EarlierBar => state.step_spell(-1),
        Action::LaterBar => state.step_spell(1),
        Action::PreviousReform => state.step_change(-1),
        Action::NextReform => state.step_change(1),
        Action::ZoomToSelected => {
            let span = state
                .selected_spell()
                .map(|(from, last)| (from, last.unwrap_or_else(|| state.data.as_of())));
            state.zoom_to(span);
        }
        Action::AskPlace => search::open(state, Some(Wanted::Place)),
        Action::Through => {
            if state.places.place.is_some() {
                state.timeline.through = true;
                state.screen = Screen::Timeline;
            } else {
                search::open(state, Some(Wanted::PlaceToSeeThrough));
            }
        }
        Action::Whole => {
            if let Some(place) = state.places.place {
                record::open(state, RecordRef::place(place));
            }
        }
        Action::Open => match state.places.selected {
            Some(organisation) => record::open(state, RecordRef::organisation(organisation)),
            None => match state.places.place {
                Some(place) => record::open(state, RecordRef::place(place)),
                None => search::open(state, Some(Wanted::Place)),
            },
        },
        other => {
            return if state.move_in_time(&other) {
                Vec::new()
            } else {
                everywhere(state, &other)
            };
        }
    }
    Vec::new()
}

impl State {
    /// To another organisation that stood over the place on the as-at day.
    fn move_spell(&mut self, by: i32) {
        let Some(stack) = self.stack() else { return };
        let standing = stack.standing(self.at);
        let here = standing
            .iter()
            .position(|(_, spell)| Some(spell.organisation.id) == self.places.selected);
        let next = here.map_or(0, |here| step_index(here, by, standing.len()));
        if let Some((_, spell)) = standing.get(next) {
            self.select_spell(spell.organisation.id);
        }
    }

    /// To the organisation whose time over the place began before or after that of the selected one, and to that day.
    fn step_spell(&mut self, by: i32) {
        let Some(stack) = self.stack() else { return };
        let here = stack
            .spells
            .iter()
            .position(|spell| {
                Some(spell.organisation.id) == self.places.selected && spell.covers(self.at)
            })
            .or_else(|| {
                let selected = |spell: &crate::query::Spell<'_>| {
                    Some(spell.organisation.id) == self.places.selected
                };
                stack.spells.iter().position(selected)
            });
        let next = here.map_or(0, |here| step_index(here, by, stack.spells.len()));
        if let Some(spell) = stack.spells.get(next) {
            self.at = spell
                .from
                .first()
                .clamp(self.timeline.axis.first(), self.timeline.axis.last());
            self.keep_date_in_view();
            self.select_spell(spell.organisation.id);
        }
    }

    /// To the day of the change before or after.
    fn step_change(&mut self, by: i32) {
        let Some(stack) = self.stack() else { return };
        let changes = stack.changes();
        let next = if by < 0 {
            changes.iter().rev().find(|day| **day < self.at)
        } else {
            changes.iter().find(|day| **day > self.at)
        };
        match next {
            Some(day) if *day <= self.timeline.axis.last() => {
                self.go_to(*day);
                self.notice = Some(format!("As at {}", Date::of_day(self.at).long()));
            }
            _ => self.notice = Some("No change is recorded that way".to_owned()),
        }
    }

    /// The time of the selected organisation over the place.
    fn selected_spell(&self) -> Option<(crate::model::Day, Option<crate::model::Day>)> {
        let stack = self.stack()?;
        let spell = stack
            .spells
            .iter()
            .find(|spell| Some(spell.organisation.id) == self.places.selected)?;
        Some((spell.from.first(), spell.to.last_known(spell.from)))
    }
}
