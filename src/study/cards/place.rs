//! Which organisation stood over a place in a year.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::organisation::{scatter, tells};
use super::phrase::{because, full, small};
use super::{Draft, Fact, Pack, is_sure, tempt};
use crate::dataset::Dataset;
use crate::model::{Body, Day, End, Organisation, Place, RecordRef, Stay, Text};
use crate::query::{Cover, Spell, lineage};
use crate::study::card::{Face, Family, Typed};

/// An organisation over a place, and a year all through which it was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::study) struct Seat {
    place: &'static Place,
    body: &'static Body,
    organisation: &'static Organisation,
    stay: &'static Stay,
    year: i16,
}

/// A few cards of every place, now of this time and now of that.
pub(super) fn deal(pack: &mut Pack) {
    for place in &pack.data.places {
        let seats = seats(pack.data, place);
        let share = if place.within.is_some() { 1 } else { 2 };
        let mut order: Vec<&Seat> = seats.iter().collect();
        order.sort_by_cached_key(|seat| scatter(&[&place.id, &seat.organisation.id]));
        for seat in order.into_iter().take(share) {
            seat.deal(pack);
        }
    }
}

/// All cards of a place.
pub(super) fn deal_all(pack: &mut Pack, place: &'static Place) {
    for seat in seats(pack.data, place) {
        seat.deal(pack);
    }
}

fn seats(data: &'static Dataset, place: &'static Place) -> Vec<Seat> {
    let spells = lineage(data, place);
    let seat = |spell: &Spell<'static>| {
        let (organisation, body) = (spell.organisation, spell.body);
        let is_sure = is_sure(spell.stay) && is_sure(organisation);
        let list = &data.organisations_of(&body.id)?.organisations;
        let is_hidden = list.len() > tempt::SHOWN && !is_odd(body, organisation, list);
        let is_whole = spell.cover == Cover::Whole && is_sure && is_hidden;
        // What is called after the place is no question.
        let is_told = tells(&place.name, &organisation.name);
        let year = year(data, spell).filter(|_| is_whole && !is_told)?;
        let rivals = spells
            .iter()
            .filter(|other| other.body.id == body.id && touches(other, year));
        (rivals.count() == 1).then_some(Seat {
            place,
            body,
            organisation,
            stay: spell.stay,
            year,
        })
    };
    spells.iter().filter_map(seat).collect()
}

/// Whether the name of one of a few alone says what kind of body it was, as one of four clusters does.
fn is_odd(body: &Body, organisation: &Organisation, list: &[Organisation]) -> bool {
    let word = body.name.rsplit(' ').next().unwrap_or_default();
    let says = |one: &Organisation| one.name.contains(word);
    let alike = || list.iter().filter(|one| says(one) == says(organisation));
    list.len() < 10 && alike().count() < tempt::SHOWN
}

/// The year in the middle of those all through which it lasted.
fn year(data: &Dataset, spell: &Spell<'_>) -> Option<i16> {
    let first = spell.from.last().plus(364).year();
    let last = match spell.to {
        End::Ongoing => data.as_of(),
        End::On(to) => to.first(),
        End::Unknown { .. } => return None,
    };
    let last = last.plus(-364).year();
    (first <= last).then(|| first.midpoint(last))
}

fn touches(spell: &Spell<'_>, year: i16) -> bool {
    let last = spell.to.last_known(spell.from);
    spell.from.year() <= year && last.is_none_or(|last| last.year() >= year)
}

impl Seat {
    fn deal(&self, pack: &mut Pack) {
        let about = (Family::Place, RecordRef::place(self.place.id));
        let year = self.year.to_string();
        let parts = [self.organisation.id.as_str(), &year];
        pack.add(
            about,
            Some(self.body),
            self.day(),
            &parts,
            Fact::Seat(*self),
        );
    }

    fn day(&self) -> Day {
        Day::new(self.year, 7, 1).unwrap_or(Day(0))
    }

    pub(super) fn face(self, data: &'static Dataset) -> Face {
        let Self {
            place,
            body,
            organisation,
            stay,
            year,
        } = self;
        let right = vec![organisation.name.to_string()];
        let within = || Some(data.place(&place.within?)?.name);
        let county = place.county.or_else(within);
        // The county helps to find the place, unless it is in the name.
        let county = county.filter(|county| {
            !tells(county, &organisation.name)
                && *county != place.name
                && !county.contains(" with ")
        });
        let county = county.map_or_else(String::new, |county| format!(" ({county})"));
        let question = format!(
            "Which {} covered {}{county} in {year}?",
            body.title(),
            place.name
        );
        let wrong = tempt::pick(&question, &right, self.others(data).into_iter());
        let area = organisation
            .area
            .map(|area| format!("Its area: {}.", small(&area)));
        let typed = organisation.aliases.iter().chain([&organisation.name]);
        let typed = typed.map(ToString::to_string);
        Draft {
            question,
            right,
            wrong,
            typed: Typed::Name(typed.chain([organisation.label(body)]).collect()),
            why: because([
                stay.note.as_deref(),
                area.as_deref(),
                organisation.note.as_deref(),
                Some(&full(&body.gloss)),
            ]),
            from: stay,
            or: &organisation.sources,
            lights: vec![body.id],
        }
        .face()
    }

    /// Names of its kind that were there that year and not over the place: first those over its neighbours, then any.
    fn others(self, data: &'static Dataset) -> Vec<String> {
        let day = self.day();
        let spells = lineage(data, self.place);
        let there: HashSet<Text> = spells
            .iter()
            .filter(|spell| touches(spell, self.year))
            .map(|spell| spell.organisation.id)
            .collect();
        let all = data.organisations_of(&self.body.id);
        let all = all.into_iter().flat_map(|list| &list.organisations);
        let mut others: Vec<&Organisation> = all
            .filter(|other| other.covers(day) && !there.contains(&other.id))
            .collect();
        let near = self.near(data, &there);
        others.sort_by_cached_key(|other| {
            let order = scatter(&[&other.id, &self.place.id]);
            (Reverse(near.get(&other.id).copied()), order)
        });
        others
            .into_iter()
            .map(|other| other.name.to_string())
            .collect()
    }

    /// What lay over its neighbours that year, by how many organisations they share with it.
    fn near(self, data: &'static Dataset, there: &HashSet<Text>) -> HashMap<Text, usize> {
        let day = self.day();
        let mut near = HashMap::new();
        for place in &data.places {
            let stays = || {
                place
                    .lineage
                    .iter()
                    .filter(|stay| stay.to.covers(stay.from, day))
            };
            let shared = stays()
                .filter(|stay| there.contains(&stay.organisation))
                .count();
            for stay in stays() {
                let most = near.entry(stay.organisation).or_insert(0);
                *most = shared.max(*most);
            }
        }
        near
    }
}
