//! Which came first, and five in order of time.

use super::began::is_dated;
use super::phrase::{Apart, many_apart};
use super::{Fact, Pack, is_sure};
use crate::dataset::Dataset;
use crate::model::{Body, Confidence, Date, RecordRef, Reform, Sourced, Text, Tier, capital};
use crate::study::card::{Answer, Face, Family, Typed};

/// Something with a date.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Dated {
    Body(&'static Body),
    Reform(&'static Reform),
}

/// The first of three.
pub(crate) type Three = Row<3>;
/// Five, from the first to the last.
pub(crate) type Five = Row<5>;

/// Some of one kind, in order of time; no two of them may have been at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Row<const N: usize>([Dated; N]);

impl Dated {
    fn date(self) -> Option<Date> {
        match self {
            Self::Body(body) => body.from(),
            Self::Reform(reform) => Some(reform.date),
        }
    }

    fn id(self) -> Text {
        match self {
            Self::Body(body) => body.id,
            Self::Reform(reform) => reform.id,
        }
    }

    fn record(self) -> RecordRef {
        match self {
            Self::Body(body) => RecordRef::body(body.id),
            Self::Reform(reform) => RecordRef::reform(reform.id),
        }
    }

    fn name(self, data: &'static Dataset) -> String {
        match self {
            Self::Body(body) => many_apart(data, body, Apart::Origin),
            Self::Reform(reform) => reform.title.to_string(),
        }
    }

    fn statement(self) -> &'static dyn Sourced {
        match self {
            Self::Body(body) => match body.phases.first() {
                Some(phase) => phase,
                None => body,
            },
            Self::Reform(reform) => reform,
        }
    }

    fn lights(self) -> Vec<Text> {
        match self {
            Self::Body(body) => vec![body.id],
            Self::Reform(reform) => reform.effects.iter().map(|effect| effect.body).collect(),
        }
    }
}

pub(super) fn deal(pack: &mut Pack) {
    let data = pack.data;
    let sure = |body: &&Body| body.phases.first().is_some_and(is_dated);
    let bodies = data.bodies.iter().filter(sure);
    for tiers in [
        &[Tier::National, Tier::Region, Tier::System][..],
        &[Tier::District, Tier::Neighbourhood],
        &Tier::ALL,
    ] {
        let of_tiers = bodies
            .clone()
            .filter(|body| tiers.contains(&body.tier) && !body.context);
        deal_rows(pack, of_tiers.map(Dated::Body).collect());
    }
    // A year in a title tells when it was.
    let says_year = |title: &str| title.contains(|c: char| c.is_ascii_digit());
    let reforms = data
        .reforms
        .iter()
        .filter(|reform| is_sure(*reform) && !reform.planned && !says_year(&reform.title));
    for weighty in [true, false] {
        let alike = reforms
            .clone()
            .filter(|reform| reform.is_weighty() == weighty);
        deal_rows(pack, alike.map(Dated::Reform).collect());
    }
}

/// Letters of names that a question has room for.
const LONGEST: usize = 165;

/// Rows of three and of five from what is there. They begin everywhere, and go on in steps of one to four, so that some lie close
/// together and some span decades.
fn deal_rows(pack: &mut Pack, mut all: Vec<Dated>) {
    all.sort_by_cached_key(|dated| (dated.date().map(Date::first), dated.id()));
    for start in 0..all.len() {
        let step = 1 + start % 4;
        if let Some(row) = Row::<3>::of(&all, start, step).filter(Row::fits) {
            row.deal(pack, Family::First, Fact::Three(row));
        }
        if let Some(row) = Row::<5>::of(&all, start, 1 + (start + 1) % 3) {
            row.deal(pack, Family::Order, Fact::Five(row));
        }
    }
}

impl<const N: usize> Row<N> {
    /// A row from here on: each is some steps behind the one before, or the next after that which certainly came later.
    fn of(all: &[Dated], start: usize, step: usize) -> Option<Self> {
        let mut row: Vec<Dated> = Vec::with_capacity(N);
        let mut place = start;
        while row.len() < N {
            let next = *all.get(place)?;
            let date = next.date()?;
            let last = row.last().and_then(|last| last.date());
            if last.is_none_or(|last| last.last() < date.first()) {
                row.push(next);
                place += step;
            } else {
                place += 1;
            }
        }
        row.try_into().ok().map(Self)
    }

    fn deal(&self, pack: &mut Pack, family: Family, fact: Fact) {
        let (Some(first), Some(about)) = (self.first().date(), Some(self.first().record())) else {
            return;
        };
        let dates: Vec<(Text, String)> = self
            .0
            .iter()
            .map(|dated| (dated.id(), dated.date().map(Date::iso).unwrap_or_default()))
            .collect();
        let parts: Vec<&str> = dates
            .iter()
            .flat_map(|(id, date)| [id.as_str(), date])
            .collect();
        let body = match self.first() {
            Dated::Body(body) => Some(body),
            Dated::Reform(reform) => reform
                .effects
                .first()
                .and_then(|effect| pack.data.body(&effect.body)),
        };
        pack.add((family, about), body, first.first(), &parts, fact);
    }

    /// Whether all of it can stand in a question.
    fn fits(&self) -> bool {
        let names = self.0.iter().map(|dated| match dated {
            Dated::Body(body) => body.plural,
            Dated::Reform(reform) => reform.title,
        });
        names.map(|name| name.len()).sum::<usize>() < LONGEST
    }

    const fn first(&self) -> Dated {
        const { assert!(N > 0) }
        self.0[0]
    }

    fn is_of_bodies(&self) -> bool {
        matches!(self.first(), Dated::Body(_))
    }

    /// Every one with its year: "Area Health Authority 1974, …".
    fn dates(&self, data: &'static Dataset) -> String {
        let dates = self.0.iter().map(|dated| {
            let date = dated.date().map_or_else(String::new, Date::long);
            format!("{}: {date}", dated.name(data))
        });
        capital(&format!("{}.", dates.collect::<Vec<_>>().join("; ")))
    }

    fn lines(&self, data: &'static Dataset) -> Vec<String> {
        self.0.iter().map(|dated| dated.name(data)).collect()
    }

    fn sources(&self) -> Vec<Text> {
        let mut sources: Vec<Text> = Vec::new();
        for source in self.0.iter().flat_map(|dated| dated.statement().sources()) {
            if !sources.contains(source) {
                sources.push(*source);
            }
        }
        sources
    }

    fn lights(&self) -> Vec<Text> {
        self.0.iter().flat_map(|dated| dated.lights()).collect()
    }
}

impl Three {
    pub(super) fn face(&self, data: &'static Dataset) -> Face {
        let mut lines = self.lines(data);
        let question = self.question(&lines);
        let wrong = lines.split_off(1);
        Face {
            question,
            answer: Answer::Choice {
                typed: Typed::Name(lines.clone()),
                right: lines,
                wrong,
            },
            why: self.dates(data),
            sources: self.sources(),
            confidence: Confidence::Single,
            lights: self.lights(),
        }
    }

    fn question(&self, lines: &[String]) -> String {
        // By the alphabet, so that the place in the row tells nothing.
        let mut sorted: Vec<&str> = lines.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        let sorted: Vec<String> = if self.is_of_bodies() {
            sorted.into_iter().map(str::to_owned).collect()
        } else {
            sorted
                .into_iter()
                .map(|title| format!("“{title}”"))
                .collect()
        };
        let Some((last, others)) = sorted.split_last() else {
            return String::new();
        };
        let verb = if self.is_of_bodies() { "began" } else { "came" };
        format!("Which {verb} first: {} or {last}?", others.join(", "))
    }
}

impl Five {
    pub(super) fn face(&self, data: &'static Dataset) -> Face {
        let [first, .., last] = self.0;
        let year = |dated: Dated| dated.date().map_or(0, Date::year);
        let what = if self.is_of_bodies() {
            "began"
        } else {
            "happened"
        };
        let (first, last) = (year(first), year(last));
        Face {
            question: format!(
                "Put these five, which {what} between {first} and {last}, in order, the earliest first."
            ),
            answer: Answer::Order(self.lines(data)),
            why: self.dates(data),
            sources: self.sources(),
            confidence: Confidence::Single,
            lights: self.lights(),
        }
    }
}
