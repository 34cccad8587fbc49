//! The places screen.

use super::timeline::{in_time, step_index};
use super::{record, search};
use crate::app::action::{Action, Effect};
use crate::app::search::Wanted;
use crate::app::state::{Screen, State};
use crate::model::{Date, RecordRef, Text};
use crate::query::{self, Spell, Way};

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
                state.set_through(true);
                state.screen = Screen::Timeline;
                if let Some(body) = super::body_of_spell(state) {
                    state.select_body(body);
                }
                state.say_through();
            } else {
                search::open(state, Some(Wanted::PlaceToSeeThrough));
            }
        }
        Action::ScrollDown => state.places.pane_top = state.places.pane_top.saturating_add(1),
        Action::ScrollUp => state.places.pane_top = state.places.pane_top.saturating_sub(1),
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
        other => return in_time(state, &other),
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

    /// To what came before or after the selected organisation over this place, and to its first day here: what it came from or became, else
    /// the next of its tier.
    fn step_spell(&mut self, by: i32) {
        let Some(stack) = self.stack() else { return };
        let selected = self.places.selected;
        let own = |spell: &&Spell<'static>| Some(spell.organisation.id) == selected;
        let here = stack
            .spells
            .iter()
            .filter(own)
            .find(|spell| spell.covers(self.at))
            .or_else(|| stack.spells.iter().find(own));
        let Some(here) = here else {
            return self.move_spell(by);
        };
        let (start, way) = (here.from.first(), if by < 0 { Way::Back } else { Way::On });
        let kin: Vec<Text> = query::neighbours(self.data, here.organisation, way)
            .into_iter()
            .map(|(other, _)| other.id)
            .collect();
        let beyond = |spell: &&Spell<'static>| {
            let from = spell.from.first();
            if by < 0 { from < start } else { from > start }
        };
        let nearest = |found: &mut dyn Iterator<Item = &Spell<'static>>| {
            let found = found.filter(beyond);
            let from = |spell: &&Spell<'static>| spell.from.first();
            let found = if by < 0 {
                found.max_by_key(from)
            } else {
                found.min_by_key(from)
            };
            found.map(|spell| (spell.from.first(), spell.organisation.id))
        };
        let next = nearest(
            &mut stack
                .spells
                .iter()
                .filter(|spell| kin.contains(&spell.organisation.id)),
        )
        .or_else(|| {
            nearest(
                &mut stack
                    .spells
                    .iter()
                    .filter(|spell| spell.body.tier == here.body.tier),
            )
        });
        match next {
            Some((from, organisation)) => {
                self.at = from.clamp(self.timeline.axis.first(), self.timeline.axis.last());
                self.keep_date_in_view();
                self.keep_selection_near();
                self.select_spell(organisation);
            }
            None => {
                self.notice = Some("Nothing of its tier is recorded here that way".to_owned());
            }
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
