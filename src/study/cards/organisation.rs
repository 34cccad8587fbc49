//! When a named organisation began and ended, what it came from and what took its place.

use std::hash::Hasher;

use fnv::FnvHasher;

use super::phrase::{because, is_hedged, on, one};
use super::{Draft, Fact, Pack, is_sure, tempt};
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, End, Link, Organisation, RecordRef, Text, Tier, capital};
use crate::query::{Way, neighbours};
use crate::study::card::{Face, Family, Typed};

/// An organisation at a turn of its life.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Turn {
    body: &'static Body,
    organisation: &'static Organisation,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    Began,
    Ended,
    /// What it came from.
    Came,
    /// What took its place.
    Went,
}

/// Organisations that may share a date before it says nothing about any of them.
const FEW: usize = 6;

pub(super) fn deal(pack: &mut Pack) {
    for list in &pack.data.organisations {
        let Some(body) = pack.data.body(&list.body) else {
            continue;
        };
        let all = &list.organisations;
        // Of a list of one the card is that of its body.
        if all.len() < 2 {
            continue;
        }
        let turns: Vec<Date> = [body.from(), body.to().date()]
            .into_iter()
            .flatten()
            .collect();
        let began = |day: Date| all.iter().filter(|one| one.from == Some(day)).count();
        let ended = |day: Date| all.iter().filter(|one| one.to == End::On(day)).count();
        for organisation in all.iter().filter(|one| is_sure(*one)) {
            let turn = |what| Turn {
                body,
                organisation,
                what,
            };
            let day = organisation
                .from
                .filter(|day| day.is_day() && !turns.contains(day));
            if let Some(from) = day.filter(|day| began(*day) <= FEW && !is_doubted(organisation)) {
                turn(What::Began).deal(pack, Family::Began, from.first(), &[&from.iso()]);
            }
            let day = organisation
                .to
                .date()
                .filter(|day| day.is_day() && !turns.contains(day));
            if let Some(to) = day.filter(|day| ended(*day) <= FEW && !is_doubted(organisation)) {
                turn(What::Ended).deal(pack, Family::Ended, to.first(), &[&to.iso()]);
            }
            if body.tier > Tier::System {
                continue;
            }
            for (way, what) in [(Way::Back, What::Came), (Way::On, What::Went)] {
                let others = others(pack.data, organisation, way);
                let at = match way {
                    Way::Back => organisation.from.map(Date::first),
                    Way::On => others
                        .iter()
                        .filter_map(|other| other.from)
                        .map(Date::first)
                        .min(),
                };
                if let Some(at) = at.filter(|_| !others.is_empty() && !is_doubted(organisation)) {
                    let mut parts = vec![if what == What::Came { "back" } else { "on" }];
                    parts.extend(others.iter().map(|other| other.id.as_str()));
                    turn(what).deal(pack, Family::Succession, at, &parts);
                }
            }
        }
    }
}

fn is_doubted(organisation: &Organisation) -> bool {
    organisation.note.is_some_and(|note| is_hedged(&note))
}

/// What came before or after an organisation; none where a link was worked out and not read, where both stood at once, or where the one
/// name tells the other.
fn others(
    data: &'static Dataset,
    organisation: &'static Organisation,
    way: Way,
) -> Vec<&'static Organisation> {
    let found: Vec<(&Organisation, &Link)> = neighbours(data, organisation, way);
    let is_good = |(other, link): &(&Organisation, &Link)| {
        !link.inferred
            && is_sure(*other)
            && is_next(organisation, other, way)
            && !tells(&organisation.name, &other.name)
    };
    if found.iter().all(is_good) {
        found.into_iter().map(|(other, _)| other).collect()
    } else {
        Vec::new()
    }
}

/// Whether one ended before the other began.
fn is_next(organisation: &Organisation, other: &Organisation, way: Way) -> bool {
    let (earlier, later) = match way {
        Way::On => (organisation, other),
        Way::Back => (other, organisation),
    };
    let (Some(ended), Some(began)) = (earlier.to.date(), later.from) else {
        return false;
    };
    ended.last() < began.first()
}

/// Words of the names of bodies, and of names in general.
const GENERAL: [&str; 24] = [
    "health",
    "authority",
    "regional",
    "hospital",
    "board",
    "strategic",
    "cluster",
    "clinical",
    "commissioning",
    "group",
    "care",
    "primary",
    "trust",
    "teaching",
    "integrated",
    "system",
    "area",
    "team",
    "office",
    "executive",
    "england",
    "region",
    "partnership",
    "sustainability",
];

/// Whether a name has a word of its own that another has too.
pub(super) fn tells(one: &str, other: &str) -> bool {
    let other = crate::search::fold(other);
    let one = crate::search::fold(one);
    let mut own = one
        .split(' ')
        .filter(|word| word.len() > 2 && !GENERAL.contains(word));
    own.any(|word| word != "nhs" && word != "and" && other.split(' ').any(|also| also == word))
}

/// A number that is always the same for a text: an order that means nothing.
pub(super) fn scatter(parts: &[&str]) -> u64 {
    let mut hasher = FnvHasher::default();
    for part in parts {
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}

impl Turn {
    fn deal(self, pack: &mut Pack, family: Family, at: Day, parts: &[&str]) {
        let about = (family, RecordRef::organisation(self.organisation.id));
        pack.add(about, Some(self.body), at, parts, Fact::Turn(self));
    }

    pub(super) fn face(self, data: &'static Dataset) -> Face {
        match self.what {
            What::Began => self.date(data, self.organisation.from, true),
            What::Ended => self.date(data, self.organisation.to.date(), false),
            What::Came => self.kin(data, Way::Back),
            What::Went => self.kin(data, Way::On),
        }
    }

    /// Its name, and what it was where the name does not say so.
    fn name(self) -> String {
        let (name, body) = (self.organisation.name, self.body);
        let says = |words: Text| words.split(' ').all(|word| name.contains(word));
        let is_plain = says(body.name) || body.short.is_some_and(says);
        let last = name.rsplit(' ').next().unwrap_or_default();
        let is_common = last.starts_with(char::is_lowercase)
            || ["Office", "ICS", "STP", "ACS", "Team"].contains(&last);
        let name = if is_common && !name.starts_with("NHS England") {
            format!("the {name}")
        } else {
            name.to_string()
        };
        if is_plain {
            name
        } else {
            format!("{name} ({})", one(body))
        }
    }

    fn why(self, data: &'static Dataset) -> String {
        let area = self
            .organisation
            .area
            .map(|area| format!("Its area: {area}."));
        let kin = |way: Way| {
            let names: Vec<Text> = neighbours(data, self.organisation, way)
                .into_iter()
                .filter(|(_, link)| !link.inferred)
                .map(|(other, _)| other.name)
                .collect();
            let names: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
            (!names.is_empty()).then(|| names.join(", "))
        };
        let kin = match self.what {
            What::Began | What::Went => {
                kin(Way::Back).map(|names| format!("It came from: {names}."))
            }
            What::Ended | What::Came => {
                kin(Way::On).map(|names| format!("What followed: {names}."))
            }
        };
        let note = self
            .organisation
            .note
            .filter(|note| !note.contains(" code"));
        because([
            kin.as_deref(),
            note.as_deref(),
            area.as_deref(),
            Some(&self.body.gloss),
        ])
    }

    fn date(self, data: &'static Dataset, date: Option<Date>, began: bool) -> Face {
        let right = date.unwrap_or(data.meta.as_of);
        let name = self.name();
        let question = if began {
            format!("When did {name} begin?")
        } else {
            format!("What was the last day of {name}?")
        };
        let alike = data.organisations_of(&self.body.id);
        let alike = alike.into_iter().flat_map(|list| &list.organisations);
        let alike = alike.filter_map(|one| if began { one.from } else { one.to.date() });
        let other = [self.organisation.from, self.organisation.to.date()];
        let taken: Vec<i16> = other.into_iter().flatten().map(Date::year).collect();
        let wrong = tempt::dates(right, alike, tempt::shifted(data, right), &taken);
        self.draft(
            question,
            vec![right.long()],
            wrong.iter().take(6).map(|date| date.long()).collect(),
            Typed::Date(right),
            data,
        )
    }

    fn kin(self, data: &'static Dataset, way: Way) -> Face {
        let found = others(data, self.organisation, way);
        let right: Vec<String> = found.iter().map(|other| other.name.to_string()).collect();
        let name = self.name();
        let (began, ended) = (self.organisation.from, self.organisation.to);
        let question = match (way, found.len(), began, ended) {
            (Way::On, 1, _, End::On(to)) => {
                format!("{} ended {}. What took its place?", capital(&name), on(to))
            }
            (Way::On, _, _, End::On(to)) => {
                format!(
                    "{} ended {}. Name one of those that took its place.",
                    capital(&name),
                    on(to)
                )
            }
            (Way::On, ..) => format!("What took the place of {name}?"),
            (Way::Back, 1, Some(from), _) => format!("What became {name} {}?", on(from)),
            (Way::Back, _, Some(from), _) => {
                format!(
                    "{} began {}. Name one of those that it came from.",
                    capital(&name),
                    on(from)
                )
            }
            (Way::Back, ..) => format!("What became {name}?"),
        };
        let all = neighbours(data, self.organisation, way);
        let bodies: Vec<Text> = found
            .iter()
            .filter_map(|other| Some(data.organisation(&other.id)?.0))
            .collect();
        let days: Vec<Day> = found
            .iter()
            .filter_map(|other| match way {
                Way::On => other.from.map(Date::first),
                Way::Back => other.to.date().map(Date::first),
            })
            .collect();
        let lists = bodies.iter().filter_map(|body| data.organisations_of(body));
        let mut others: Vec<&Organisation> = lists
            .flat_map(|list| &list.organisations)
            .filter(|other| days.iter().any(|day| other.covers(*day)))
            .filter(|other| all.iter().all(|(known, _)| known.id != other.id))
            .filter(|other| other.id != self.organisation.id)
            .collect();
        others.sort_by_cached_key(|other| scatter(&[&other.id, &self.organisation.id]));
        let wrong = tempt::pick(
            &question,
            &right,
            others.into_iter().map(|other| other.name.to_string()),
        );
        let typed = found.iter().flat_map(|other| {
            other
                .aliases
                .iter()
                .chain([&other.name])
                .map(ToString::to_string)
        });
        let typed = Typed::Name(typed.collect());
        self.draft(question, right, wrong, typed, data)
    }

    fn draft(
        self,
        question: String,
        right: Vec<String>,
        wrong: Vec<String>,
        typed: Typed,
        data: &'static Dataset,
    ) -> Face {
        Draft {
            question,
            right,
            wrong,
            typed,
            why: self.why(data),
            from: self.organisation,
            or: &self.body.sources,
            lights: vec![self.body.id],
        }
        .face()
    }
}
