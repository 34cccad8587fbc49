//! Which organisation stood over a place in a year.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::organisation::{scatter, tells};
use super::phrase::{because, full};
use super::{Draft, Fact, Pack, is_sure, tempt};
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, End, Organisation, Place, RecordRef, Share, Stay, Text};
use crate::query::{Cover, Spell, lineage};
use crate::study::card::{Face, Family, Typed};

/// An organisation over a place, and a year all through which it was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Seat {
    place: &'static Place,
    body: &'static Body,
    organisation: &'static Organisation,
    stay: &'static Stay,
    year: i16,
}

/// Cards of each larger place that the deal has.
const SHARE: usize = 4;

/// A few cards of every place that lies in no other, now of this time and now of that. What lies in one shares most of what it has.
///
/// Only the place's own records are looked at: they are certain, and joining them with those of others for every place would take
/// longer than all the rest.
pub(super) fn deal(pack: &mut Pack) {
    let data = pack.data;
    for place in data.places.iter().filter(|place| place.within.is_none()) {
        let mut own: Vec<&Stay> = place.lineage.iter().collect();
        own.sort_by_cached_key(|stay| scatter(&[&place.id, &stay.organisation]));
        let seats = own.into_iter().filter_map(|stay| {
            let (body, organisation) = data.organisation(&stay.organisation)?;
            let body = data.body(&body)?;
            let spell = Spell {
                stay,
                organisation,
                body,
                from: stay.from,
                to: stay.to,
                cover: if stay.share == Share::Whole {
                    Cover::Whole
                } else {
                    Cover::Part
                },
                through: None,
            };
            let is_rivalled = |year| {
                place.lineage.iter().any(|other| {
                    let of = || data.organisation(&other.organisation).map(|(of, _)| of);
                    !std::ptr::eq(other, stay)
                        && touches(other.from, other.to, year)
                        && of() == Some(body.id)
                })
            };
            Seat::of(data, place, &spell, is_rivalled)
        });
        let seats: Vec<Seat> = seats.take(SHARE).collect();
        for seat in seats {
            seat.deal(pack);
        }
    }
}

/// All cards of a place.
pub(super) fn deal_all(pack: &mut Pack, place: &'static Place) {
    let spells = lineage(pack.data, place);
    for spell in &spells {
        let is_rivalled = |year| {
            spells.iter().any(|other| {
                !std::ptr::eq(other, spell)
                    && other.body.id == spell.body.id
                    && touches(other.from, other.to, year)
            })
        };
        if let Some(seat) = Seat::of(pack.data, place, spell, is_rivalled) {
            seat.deal(pack);
        }
    }
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

/// The first and the last day of a year.
fn days_of(year: i16) -> Option<(Day, Day)> {
    Some((Day::new(year, 1, 1)?, Day::new(year, 12, 31)?))
}

/// Whether something that began and ended so was there on any of these days.
fn touches(from: Date, to: End, (first, last): (Day, Day)) -> bool {
    let ended = to.last_known(from);
    from.first() <= last && ended.is_none_or(|ended| first <= ended)
}

impl Seat {
    /// What can be asked of one of the spells of a place, unless another of its kind touches the same year.
    fn of(
        data: &'static Dataset,
        place: &'static Place,
        spell: &Spell<'static>,
        is_rivalled: impl FnOnce((Day, Day)) -> bool,
    ) -> Option<Self> {
        let Spell {
            body,
            organisation,
            stay,
            ..
        } = *spell;
        let list = &data.organisations_of(&body.id)?.organisations;
        let is_good = spell.cover == Cover::Whole
            && is_sure(stay)
            && is_sure(organisation)
            && list.len() > tempt::SHOWN
            && !is_odd(body, organisation, list)
            // What is called after the place is no question.
            && !tells(&place.name, &organisation.name);
        let year = is_good.then(|| year(data, spell))??;
        let days = days_of(year)?;
        (!is_rivalled(days)).then_some(Self {
            place,
            body,
            organisation,
            stay,
            year,
        })
    }

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
        let area = organisation.area.map(|area| format!("Its area: {area}."));
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
        let year = days_of(self.year);
        let there: HashSet<Text> = spells
            .iter()
            .filter(|spell| year.is_some_and(|year| touches(spell.from, spell.to, year)))
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
