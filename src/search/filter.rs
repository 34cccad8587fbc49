//! What passes the filters of a query.

use std::collections::HashSet;
use std::ops::Range;

use super::annotations::Annotations;
use super::index::Index;
use super::named::Naming;
use super::query::{Filter, FilterName, QueryFault, nearest};
use super::record::{Life, Lives, Record, records};
use crate::dataset::Dataset;
use crate::model::{
    Body, Date, Day, End, Kind, Organisation, Phase, Place, RecordRef, ReformKind, Sourced,
    Standing, Text, Tier,
};
use crate::query;

/// The filters of a query, understood.
pub(super) struct Filters<'a> {
    lives: Lives<'a>,
    conditions: Vec<Condition>,
    /// The time that standing, functions and places are asked of: the narrowest that was given.
    during: During,
    /// How values were taken that may have meant something else.
    pub(super) notes: Vec<String>,
}

struct Condition {
    test: Test,
    negated: bool,
}

enum Test {
    Is(Vec<Standing>),
    Tier(Vec<Tier>),
    Kind(Vec<WantedKind>),
    /// Ids of bodies.
    Body(HashSet<Text>),
    During(During),
    /// Ids of places, and of the organisations and bodies that stood over them.
    Place(HashSet<Text>, HashSet<Text>),
    /// Ids of functions, and of the bodies that held them.
    Function(HashSet<Text>, HashSet<Text>),
    /// Ids of sources.
    Source(HashSet<Text>),
    /// Records that are the reader's in some way.
    Has(HashSet<RecordRef>),
}

/// What a reader may have put on a record.
#[derive(Clone, Copy)]
enum Own {
    Note,
    Bookmark,
}

/// A kind of record, or a kind of reform.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WantedKind {
    Record(Kind),
    Reform(ReformKind),
}

/// A stretch of time, open where a side is missing.
#[derive(Clone, Copy, Default)]
struct During {
    /// The days of it.
    from: Option<Day>,
    to: Option<Day>,
    /// What a date says where it is less precise than a day: events are looked for in all of it.
    wide: Option<(Day, Day)>,
}

impl During {
    fn meets(self, from: Option<Day>, to: Option<Day>) -> bool {
        let begins_before = from.zip(self.to).is_none_or(|(from, last)| from <= last);
        let ends_after = to.zip(self.from).is_none_or(|(to, first)| first <= to);
        begins_before && ends_after
    }

    /// Whether a stretch of time falls into it.
    fn has_stretch(self, from: Date, to: End) -> bool {
        self.meets(Some(from.first()), to.last_known(from))
    }

    fn is_whole(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Whether something of a kind that happens, or that stands, falls into it.
    fn has(self, record: Record<'_>, life: Option<Life>) -> bool {
        match (record, life) {
            (Record::Reform(_), Some((from, to))) => match self.wide {
                Some((first, last)) => {
                    from.is_none_or(|from| from <= last) && to.is_none_or(|to| first <= to)
                }
                None => self.meets(from, to),
            },
            (Record::Body(body), _) => body
                .phases
                .iter()
                .any(|phase| self.has_stretch(phase.from, phase.to)),
            (_, Some((from, to))) => self.meets(from, to),
            (_, None) => false,
        }
    }

    /// The time that both have.
    fn and(self, other: Self) -> Self {
        Self {
            from: self.from.max(other.from),
            to: match (self.to, other.to) {
                (Some(one), Some(two)) => Some(one.min(two)),
                (one, two) => one.or(two),
            },
            wide: None,
        }
    }
}

impl<'a> Filters<'a> {
    /// Understands filters. What is faulty is told, and left out.
    pub(super) fn read(
        data: &'a Dataset,
        index: &Index,
        own: Option<&Annotations>,
        filters: &[Filter],
    ) -> (Self, Vec<QueryFault>) {
        let mut reader = FilterReader {
            data,
            own,
            names: Naming {
                data,
                index,
                notes: Vec::new(),
            },
        };
        let mut faults = Vec::new();
        let mut during = During::default();
        // Time first: who stood over a place is asked of that time.
        let is_time = |filter: &&Filter| matches!(filter.name, FilterName::At | FilterName::In);
        for filter in filters.iter().filter(is_time).filter(|one| !one.negated) {
            if let Ok(time) = reader.time(filter) {
                during = during.and(time);
            }
        }
        let mut conditions = Vec::new();
        for filter in filters {
            match reader.test(filter, during) {
                Ok(test) => conditions.push(Condition {
                    test,
                    negated: filter.negated,
                }),
                Err(fault) => faults.push(fault),
            }
        }
        let lives = Lives::of(data);
        let read = Self {
            lives,
            conditions,
            during,
            notes: reader.names.notes,
        };
        (read, faults)
    }

    /// Whether there are none.
    pub(super) const fn is_empty(&self) -> bool {
        self.conditions.is_empty()
    }

    /// Whether each record passes, in the order in which records are counted.
    pub(super) fn passing(&self, data: &Dataset) -> Vec<bool> {
        records(data).map(|record| self.pass(record)).collect()
    }

    fn pass(&self, record: Record<'_>) -> bool {
        self.conditions
            .iter()
            .all(|condition| self.is_met(&condition.test, record) != condition.negated)
    }

    fn is_met(&self, test: &Test, record: Record<'_>) -> bool {
        let id = || record.reference().id;
        match test {
            Test::Is(wanted) => self.has_standing(record, wanted),
            Test::Tier(wanted) => record.tier().is_some_and(|tier| wanted.contains(&tier)),
            Test::Kind(wanted) => wanted.iter().any(|wanted| match (wanted, record) {
                (WantedKind::Record(kind), _) => *kind == record.reference().kind,
                (WantedKind::Reform(kind), Record::Reform(reform)) => *kind == reform.kind,
                (WantedKind::Reform(_), _) => false,
            }),
            Test::Body(wanted) => record.body().is_some_and(|body| wanted.contains(&body.id)),
            Test::During(during) => during.has(record, self.lives.of_record(record)),
            Test::Place(places, over) => match record {
                Record::Place(place) => places.contains(&place.id),
                Record::Body(_) | Record::Organisation(..) => over.contains(&id()),
                _ => false,
            },
            Test::Function(functions, bodies) => match record {
                Record::Function(function) => functions.contains(&function.id),
                _ => record.body().is_some_and(|body| bodies.contains(&body.id)),
            },
            Test::Source(wanted) => rests_on(record, wanted),
            Test::Has(records) => records.contains(&record.reference()),
        }
    }

    /// Whether it had one of these standings while it was there, at the time that is asked of.
    fn has_standing(&self, record: Record<'_>, wanted: &[Standing]) -> bool {
        let standing = |phase: &Phase| wanted.contains(&phase.form.standing());
        let phases = || record.body().into_iter().flat_map(|body| &body.phases);
        // Where all phases agree there is nothing to ask the dates, unless there are dates that all must pass.
        if self.during.is_whole() || matches!(record, Record::Organisation(..)) {
            let with = phases().filter(|phase| standing(phase)).count();
            if with == 0 || with == phases().count() {
                return with > 0;
            }
        }
        let life = match record {
            Record::Organisation(..) => self.lives.of_record(record).unwrap_or_default(),
            _ => (None, None),
        };
        let own = During {
            from: life.0,
            to: life.1,
            wide: None,
        };
        let time = self.during.and(own);
        phases()
            .filter(|phase| standing(phase))
            .any(|phase| time.has_stretch(phase.from, phase.to))
    }
}

/// Whether anything that is said of it rests on one of these sources.
fn rests_on(record: Record<'_>, wanted: &HashSet<Text>) -> bool {
    let rests = |sources: &[Text]| sources.iter().any(|source| wanted.contains(source));
    match record {
        Record::Body(body) => body.claims().any(|claim| rests(claim.sources())),
        Record::Organisation(_, Organisation { sources, .. }) => rests(sources),
        Record::Reform(reform) => rests(&reform.sources),
        Record::Place(place) => {
            let gaps = place.gaps.iter().any(|gap| rests(&gap.sources));
            gaps || place.lineage.iter().any(|stay| rests(stay.sources()))
        }
        Record::Theme(theme) => rests(&theme.sources),
        Record::Finding(finding) => {
            let passages = finding.locators.iter();
            rests(&finding.sources) || passages.into_iter().any(|one| wanted.contains(&one.source))
        }
        Record::Era(era) => rests(&era.sources),
        Record::Source(source) => wanted.contains(&source.id),
        Record::Tension(_) | Record::Function(_) => false,
    }
}

/// Reads the values of filters.
struct FilterReader<'a> {
    data: &'a Dataset,
    own: Option<&'a Annotations>,
    names: Naming<'a>,
}

impl FilterReader<'_> {
    fn test(&mut self, filter: &Filter, during: During) -> Result<Test, QueryFault> {
        Ok(match filter.name {
            FilterName::Is => {
                Test::Is(one_of(filter, &Standing::ALL.map(|one| (one, one.name())))?)
            }
            FilterName::Tier => {
                Test::Tier(one_of(filter, &Tier::ALL.map(|one| (one, one.name())))?)
            }
            FilterName::Kind => {
                let records = Kind::ALL.map(|kind| (WantedKind::Record(kind), kind.name()));
                let reforms = ReformKind::ALL.map(|kind| (WantedKind::Reform(kind), kind.name()));
                let order = (WantedKind::Reform(ReformKind::StatutoryInstrument), "si");
                Test::Kind(one_of(
                    filter,
                    &[&records[..], &reforms, &[order]].concat(),
                )?)
            }
            FilterName::Body => Test::Body(self.names.all(filter, Kind::Body)?),
            FilterName::At | FilterName::In => Test::During(self.time(filter)?),
            FilterName::Place => {
                let places = self.names.all(filter, Kind::Place)?;
                self.place(&places, during)
            }
            FilterName::Function => {
                let functions = self.names.all(filter, Kind::Function)?;
                let held = |body: &&Body| holds(body, &functions, during);
                let bodies = self.data.bodies.iter().filter(held);
                let bodies = bodies.map(|body| body.id).collect();
                Test::Function(functions, bodies)
            }
            FilterName::Source => Test::Source(self.names.all(filter, Kind::Source)?),
            FilterName::Has => {
                let wanted = one_of(filter, &[(Own::Note, "note"), (Own::Bookmark, "bookmark")])?;
                let own = self.own.ok_or_else(|| {
                    let what = "your notes and bookmarks are known in the browser alone";
                    fault(filter, what.to_owned())
                })?;
                let records = wanted.into_iter().flat_map(|wanted| match wanted {
                    Own::Note => own.noted(),
                    Own::Bookmark => own.bookmarked(),
                });
                Test::Has(records.copied().collect())
            }
        })
    }

    /// The time that `at:` and `in:` mean.
    fn time(&self, filter: &Filter) -> Result<During, QueryFault> {
        let read = |text: &str| self.date(filter, text);
        if filter.name == FilterName::At {
            let date = read(&filter.value)?;
            let day = Some(date.day_meant());
            return Ok(During {
                from: day,
                to: day,
                wide: Some((date.first(), date.last())),
            });
        }
        let parts = filter.value.split_once("..").or_else(|| {
            // "1974-1982" is two years, "1974-04" a month.
            let two = Date::read_two(&filter.value, self.data.as_of());
            let split = || filter.value.split_once(['-', '\u{2013}']);
            two.and_then(|_| split())
        });
        let (from, to) = parts.unwrap_or((&filter.value, &filter.value));
        let is_open = |side: &str| parts.is_some() && side.trim().is_empty();
        if is_open(from) && is_open(to) {
            let what =
                "a stretch of time needs one of its ends: in:1974..1982, in:1974.., in:..1982";
            return Err(fault(filter, what.to_owned()).growing(Vec::new()));
        }
        let from = (!is_open(from)).then(|| read(from)).transpose()?;
        let to = (!is_open(to)).then(|| read(to)).transpose()?;
        let (first, last) = (from.map(Date::first), to.map(Date::last));
        if first.zip(last).is_some_and(|(first, last)| last < first) {
            let parts = parts.unwrap_or_default();
            return Err(QueryFault {
                meant: Some(format!("in:{}..{}", parts.1, parts.0)),
                ..fault(filter, "it ends before it begins".to_owned()).growing(Vec::new())
            });
        }
        Ok(During {
            from: first,
            to: last,
            wide: None,
        })
    }

    /// Reads a date.
    fn date(&self, filter: &Filter, text: &str) -> Result<Date, QueryFault> {
        let read = |text: &str| Date::read(text, self.data.as_of());
        let error = match read(text) {
            Ok(date) => return Ok(date),
            Err(error) => error,
        };
        if let Some((first, last)) = text.split_once(',') {
            let name = filter.name.name();
            let what = format!("{name}: takes one date: what stood between two is in:1974..1982");
            let mut dates = [first, last].map(str::trim);
            let read = dates.map(|text| read(text).map(Date::first).ok());
            if read[0] > read[1] {
                dates.reverse();
            }
            return Err(QueryFault {
                meant: Some(format!("in:{}..{}", dates[0], dates[1])),
                ..fault(filter, what).growing(Vec::new())
            });
        }
        let name = filter.name.name();
        let why = match error.reason() {
            Some(reason) => format!("\"{text}\" is not a date: {reason}"),
            None if text.is_empty() => format!("{name}: needs a date, as in {name}:2004"),
            None => format!("\"{text}\" is {error}"),
        };
        Err(fault(filter, why).growing(Vec::new()))
    }

    /// The places in places, and who stood over them at the time.
    fn place(&self, places: &HashSet<Text>, during: During) -> Test {
        let mut over = HashSet::new();
        for place in places.iter().filter_map(|id| self.data.place(id)) {
            for spell in query::lineage(self.data, place) {
                if during.has_stretch(spell.from, spell.to) {
                    over.insert(spell.organisation.id);
                    over.insert(spell.body.id);
                }
            }
        }
        let lies_in_one = |place: &&Place| {
            let mut larger = self.data.with_larger(place);
            larger.any(|larger| places.contains(&larger.id))
        };
        let inside = self.data.places.iter().filter(lies_in_one);
        Test::Place(inside.map(|place| place.id).collect(), over)
    }
}

/// Whether a body held one of these functions at the time.
fn holds(body: &Body, functions: &HashSet<Text>, during: During) -> bool {
    body.functions
        .iter()
        .filter(|holding| functions.contains(&holding.function))
        .any(|holding| {
            let from = query::held_from(body, holding);
            from.is_some_and(|from| during.has_stretch(from, query::held_to(body, holding)))
        })
}

/// The values of a filter.
fn values(filter: &Filter) -> impl Iterator<Item = &str> {
    let parts = filter.value.split(',').map(str::trim);
    parts.filter(|value| !value.is_empty())
}

/// Reads values that are words of a list: in the singular or the plural, with hyphens or spaces.
fn one_of<T: Copy>(filter: &Filter, known: &[(T, &'static str)]) -> Result<Vec<T>, QueryFault> {
    let name = filter.name.name();
    let allowed = || {
        known
            .iter()
            .map(|(_, name)| typed(name))
            .collect::<Vec<_>>()
    };
    let mut wanted = Vec::new();
    for value in values(filter) {
        let value = typed(value);
        let found = known.iter().find(|(_, known)| {
            let known = typed(known);
            value == known
                || value == format!("{known}s")
                || known
                    .strip_suffix('y')
                    .is_some_and(|stem| value == format!("{stem}ies"))
        });
        let Some((found, _)) = found else {
            let allowed = allowed();
            let begin = allowed.iter().filter(|known| known.starts_with(&value));
            let begin: Vec<String> = begin.map(|known| behind(filter, known)).collect();
            return Err(QueryFault {
                completions: (!begin.is_empty()).then_some(begin),
                meant: nearest(&value, allowed.iter().map(String::as_str))
                    .map(|near| format!("{name}:{near}")),
                what: format!("{name}: knows no \"{value}\""),
                span: value_span(filter),
                allowed,
            });
        };
        wanted.push(*found);
    }
    if wanted.is_empty() {
        let fault = fault(filter, format!("{name}: needs a value"));
        return Err(QueryFault {
            allowed: allowed(),
            ..fault.growing(allowed())
        });
    }
    Ok(wanted)
}

/// A word of a list as it is typed into a filter.
fn typed(name: &str) -> String {
    name.trim().to_lowercase().replace(' ', "-")
}

fn value_span(filter: &Filter) -> Range<usize> {
    let name = filter.name.name().len() + 1 + usize::from(filter.negated);
    (filter.span.start + name).min(filter.span.end.saturating_sub(1))..filter.span.end
}

/// A value behind those that stand before the last comma.
pub(super) fn behind(filter: &Filter, value: &str) -> String {
    let before = filter.value.rfind(',');
    let before = before.and_then(|comma| filter.value.get(..=comma));
    format!("{}{value}", before.unwrap_or_default())
}

pub(super) fn fault(filter: &Filter, what: String) -> QueryFault {
    QueryFault {
        span: value_span(filter),
        what,
        meant: None,
        allowed: Vec::new(),
        completions: None,
    }
}

impl QueryFault {
    /// More letters may cure it: these begin so.
    pub(super) fn growing(self, completions: Vec<String>) -> Self {
        Self {
            completions: Some(completions),
            ..self
        }
    }
}
