//! Who stood over a place, and what an organisation covered.

use crate::dataset::Dataset;
use crate::model::{
    Body, Date, Day, End, Gap, LegalForm, Organisation, Place, Share, Stay, Text, Tier,
};

/// How much of a place lay in an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// All of it.
    Whole,
    /// A part of it.
    Part,
    /// The larger place lay partly in it; whether this one did is not recorded.
    Perhaps,
}

/// A stretch of time in which a place lay in the area of an organisation.
#[derive(Clone, Copy, Debug)]
pub struct Spell<'a> {
    /// The record that says so.
    pub stay: &'a Stay,
    /// The organisation.
    pub organisation: &'a Organisation,
    /// What kind of body it was.
    pub body: &'a Body,
    /// First day. It differs from that of the record where a smaller place has a record of its own for a part of the time.
    pub from: Date,
    /// Last day.
    pub to: End,
    /// How much of the place.
    pub cover: Cover,
    /// The larger place that the evidence is about, where it is not this one.
    pub through: Option<&'a Place>,
}

impl Spell<'_> {
    /// Whether it is known to cover the day.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.to.covers(self.from, day)
    }

    /// Whether it covers the day whichever day of a month or a year its dates may mean.
    #[must_use]
    pub fn surely_covers(&self, day: Day) -> bool {
        let ended = match self.to {
            End::Ongoing => false,
            End::On(to) => day > to.first(),
            End::Unknown { after } => after.is_none_or(|after| day > after.first()),
        };
        self.from.last() <= day && !ended
    }

    /// When it began, and when it is last known to have gone on.
    fn days(&self) -> (Day, Option<Day>) {
        (self.from.first(), self.to.last_known(self.from))
    }
}

/// Everybody who stood over a place, in order of time. What a place has no record of its own for, it shares with the larger place it
/// lies in, body by body and day by day.
#[must_use]
pub fn lineage<'a>(data: &'a Dataset, place: &'a Place) -> Vec<Spell<'a>> {
    let mut found: Vec<Spell<'a>> = Vec::new();
    for larger in data.with_larger(place) {
        let own = larger.id == place.id;
        let known = found.len();
        for stay in &larger.lineage {
            let Some((body, organisation)) = data.organisation(&stay.organisation) else {
                continue;
            };
            let Some(body) = data.body(&body) else {
                continue;
            };
            let cover = match (stay.share, own) {
                (Share::Whole, _) => Cover::Whole,
                (Share::Part, true) => Cover::Part,
                (Share::Part, false) => Cover::Perhaps,
            };
            let spell = Spell {
                stay,
                organisation,
                body,
                from: stay.from,
                to: stay.to,
                cover,
                through: (!own).then_some(larger),
            };
            let nearer: Vec<(Day, Option<Day>)> = found
                .iter()
                .take(known)
                .filter(|nearer| {
                    nearer.body.id == body.id
                        || (cover == Cover::Perhaps
                            && excludes(nearer.body, body, stay.from.first()))
                })
                .map(Spell::days)
                .collect();
            found.extend(without(spell, nearer));
        }
    }
    found.sort_by_key(|spell| {
        let from = spell.from.first();
        let phase = spell.body.phase_near(from);
        let standing = phase.map(|phase| phase.form.standing());
        (from, spell.body.tier, standing, spell.organisation.id)
    });
    found
}

/// Whether a place lay in one or the other of two types of body, never in both: one came in the place of the other, or both were
/// statutory bodies of one tier. What is known of one then settles what is not of the other.
fn excludes(one: &Body, other: &Body, day: Day) -> bool {
    let came_from = |later: &Body, earlier: &Body| {
        later
            .predecessors
            .iter()
            .any(|link| link.body == earlier.id && link.how.takes_the_place())
    };
    let is_legal_person = |body: &Body| {
        body.phase_near(day)
            .is_some_and(|phase| phase.form == LegalForm::StatutoryBody)
    };
    let rivals = one.tier == other.tier && is_legal_person(one) && is_legal_person(other);
    rivals || came_from(one, other) || came_from(other, one)
}

/// What is left of a spell when stretches of time are taken out of it.
fn without(spell: Spell<'_>, taken: Vec<(Day, Option<Day>)>) -> Vec<Spell<'_>> {
    left_of(spell.from, spell.to, taken)
        .into_iter()
        .map(|(from, to)| Spell { from, to, ..spell })
        .collect()
}

/// What is left of a stretch of time when others are taken out of it. Its own dates stay as precise as they are.
fn left_of(from: Date, to: End, mut taken: Vec<(Day, Option<Day>)>) -> Vec<(Date, End)> {
    let (start, end) = (from.first(), to.last_known(from));
    taken
        .retain(|(from, to)| to.is_none_or(|to| start <= to) && end.is_none_or(|end| *from <= end));
    taken.sort_unstable();
    let piece = |first: Day, last: Option<Day>| {
        let from = if first == start {
            from
        } else {
            Date::of_day(first)
        };
        let to = match last {
            Some(last) if Some(last) != end => End::On(Date::of_day(last)),
            _ => to,
        };
        (from, to)
    };
    let mut left = Vec::new();
    let mut next = start;
    for (from, to) in taken {
        if next < from {
            left.push(piece(next, Some(from.plus(-1))));
        }
        match to {
            Some(to) => next = next.max(to.plus(1)),
            None => return left,
        }
    }
    if end.is_none_or(|end| next <= end) {
        left.push(piece(next, end));
    }
    left
}

/// The stretches of a gap in which nobody of its tier is known over a place after all.
#[must_use]
pub fn left_open(gap: &Gap, spells: &[Spell<'_>]) -> Vec<(Date, End)> {
    let taken = spells
        .iter()
        .filter(|spell| spell.body.tier == gap.tier)
        .map(Spell::days)
        .collect();
    left_of(gap.from, gap.to, taken)
}

/// Everybody who stood over a place on a day, from the centre outwards.
#[must_use]
pub fn over<'a>(data: &'a Dataset, place: &'a Place, day: Day) -> Vec<Spell<'a>> {
    let mut found = lineage(data, place);
    found.retain(|spell| spell.covers(day));
    found.sort_by_key(|spell| {
        (
            spell.body.tier,
            spell.body.standing_at(day),
            spell.from.first(),
            spell.organisation.id,
        )
    });
    found
}

/// Why nobody is named over a place for a time: its own reasons, those of the larger places it lies in, then those that hold everywhere.
pub fn gaps<'a>(data: &'a Dataset, place: &'a Place) -> impl Iterator<Item = &'a Gap> {
    data.with_larger(place)
        .flat_map(|larger| &larger.gaps)
        .chain(&data.gaps)
}

/// Why nobody of a tier is named over a place on a day.
#[must_use]
pub fn gap<'a>(data: &'a Dataset, place: &'a Place, tier: Tier, day: Day) -> Option<&'a Gap> {
    gaps(data, place).find(|gap| gap.tier == tier && gap.covers(day))
}

/// The places that have a record of their own of lying in an organisation, in order of name.
#[must_use]
pub fn covered_by(data: &Dataset, organisation: Text) -> Vec<(&Place, &Stay)> {
    let mut found: Vec<(&Place, &Stay)> = data
        .places
        .iter()
        .flat_map(|place| {
            place
                .lineage
                .iter()
                .filter(move |stay| stay.organisation == organisation)
                .map(move |stay| (place, stay))
        })
        .collect();
    found.sort_by_key(|(place, stay)| (place.name, stay.from.first()));
    found
}

/// The places that lie in a place, in order of name.
#[must_use]
pub fn places_in(data: &Dataset, place: Text) -> Vec<&Place> {
    let mut found: Vec<&Place> = data
        .places
        .iter()
        .filter(|inner| inner.within == Some(place))
        .collect();
    found.sort_by_key(|place| place.name);
    found
}
