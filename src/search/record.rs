//! The records that can be found, in the order in which the index and the filters count them.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::dataset::Dataset;
use crate::model::{
    Body, Date, Day, End, Era, Finding, Function, Kind, Organisation, Place, RecordRef, Reform,
    Source, Tension, Text, Theme, Tier,
};

/// A record that can be found.
#[derive(Clone, Copy)]
pub(super) enum Record<'a> {
    Body(&'a Body),
    Reform(&'a Reform),
    /// With its body, where there is one.
    Organisation(Option<&'a Body>, &'a Organisation),
    Place(&'a Place),
    Theme(&'a Theme),
    Tension(&'a Tension),
    Finding(&'a Finding),
    Function(&'a Function),
    Era(&'a Era),
    Source(&'a Source),
}

/// All of them.
pub(super) fn records(data: &Dataset) -> impl Iterator<Item = Record<'_>> {
    let organisations = data.organisations.iter().flat_map(|list| {
        let body = data.body(&list.body);
        let all = list.organisations.iter();
        all.map(move |one| Record::Organisation(body, one))
    });
    let bodies = data.bodies.iter().map(Record::Body);
    bodies
        .chain(data.reforms.iter().map(Record::Reform))
        .chain(organisations)
        .chain(data.places.iter().map(Record::Place))
        .chain(data.themes.iter().map(Record::Theme))
        .chain(data.tensions.iter().map(Record::Tension))
        .chain(data.findings.iter().map(Record::Finding))
        .chain(data.functions.iter().map(Record::Function))
        .chain(data.eras.iter().map(Record::Era))
        .chain(data.sources.iter().map(Record::Source))
}

impl<'a> Record<'a> {
    /// Which record it is.
    pub(super) const fn reference(self) -> RecordRef {
        let (kind, id) = match self {
            Self::Body(body) => (Kind::Body, body.id),
            Self::Reform(reform) => (Kind::Reform, reform.id),
            Self::Organisation(_, organisation) => (Kind::Organisation, organisation.id),
            Self::Place(place) => (Kind::Place, place.id),
            Self::Theme(theme) => (Kind::Theme, theme.id),
            Self::Tension(tension) => (Kind::Tension, tension.id),
            Self::Finding(finding) => (Kind::Finding, finding.id),
            Self::Function(function) => (Kind::Function, function.id),
            Self::Era(era) => (Kind::Era, era.id),
            Self::Source(source) => (Kind::Source, source.id),
        };
        RecordRef { kind, id }
    }

    /// The name that is shown.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Body(body) => body.name,
            Self::Reform(reform) => reform.title,
            Self::Organisation(_, organisation) => organisation.name,
            Self::Place(place) => place.name,
            Self::Theme(theme) => theme.name,
            Self::Tension(tension) => tension.question,
            Self::Finding(finding) => finding.text,
            Self::Function(function) => function.name,
            Self::Era(era) => era.name,
            Self::Source(source) => source.title,
        }
        .as_str()
    }

    /// The body that it is, or is one of.
    pub(super) const fn body(self) -> Option<&'a Body> {
        match self {
            Self::Body(body) => Some(body),
            Self::Organisation(body, _) => body,
            _ => None,
        }
    }

    /// The level at which it stood.
    pub(super) fn tier(self) -> Option<Tier> {
        self.body().map(|body| body.tier)
    }
}

/// The first and the last day of a life, of an event, or of the time that something speaks of: the last is `None` while it goes on.
pub(super) type Life = (Option<Day>, Option<Day>);

/// How long everything was there.
pub(super) struct Lives<'a> {
    data: &'a Dataset,
    seen: OnceCell<HashMap<Text, Date>>,
}

impl<'a> Lives<'a> {
    pub(super) const fn of(data: &'a Dataset) -> Self {
        Self {
            data,
            seen: OnceCell::new(),
        }
    }

    /// The first day on which an organisation whose beginning is not established is recorded over a place.
    fn seen(&self, organisation: Text) -> Option<Date> {
        let seen = self.seen.get_or_init(|| {
            let all = self.data.organisations.iter();
            let all = all.flat_map(|list| list.organisations.iter());
            let open = all.filter(|one| one.from.is_none());
            let mut seen: HashMap<Text, Option<Date>> = open.map(|one| (one.id, None)).collect();
            for stay in self.data.places.iter().flat_map(|place| &place.lineage) {
                if let Some(first) = seen.get_mut(&stay.organisation)
                    && first.is_none_or(|first| stay.from.first() < first.first())
                {
                    *first = Some(stay.from);
                }
            }
            let seen = seen.into_iter();
            seen.filter_map(|(id, first)| Some((id, first?))).collect()
        });
        seen.get(&organisation).copied()
    }

    /// What is of no time has none. An organisation whose beginning is not established was there from the day on which it is first
    /// recorded over a place, or else, like what is said of a time that only has an end, not before what it is one of.
    pub(super) fn of_record(&self, record: Record<'_>) -> Option<Life> {
        let stretch = |from: Date, to: End| (Some(from.first()), to.last_known(from));
        match record {
            Record::Body(body) => body.from().map(|from| stretch(from, body.to())),
            Record::Organisation(body, one) => {
                let from = one.from.or_else(|| self.seen(one.id));
                let from = from.or_else(|| body?.from());
                Some(match from {
                    Some(from) => stretch(from, one.to),
                    None => (None, one.to.date().map(Date::last)),
                })
            }
            Record::Reform(reform) => Some((
                Some(reform.date.first()),
                Some(reform.until.unwrap_or(reform.date).last()),
            )),
            Record::Era(era) => Some(stretch(era.from, era.to)),
            Record::Finding(finding) => {
                let Some(to) = finding.to else {
                    return finding.from.map(|from| (Some(from.first()), None));
                };
                let bodies = finding.bodies.iter().filter_map(|id| self.data.body(id));
                let began = bodies
                    .filter_map(Body::from)
                    .min_by_key(|from| from.first());
                let from = finding.from.or(began).unwrap_or(to);
                Some((Some(from.first().min(to.last())), Some(to.last())))
            }
            _ => None,
        }
    }
}
