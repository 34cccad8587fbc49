//! A record on one line, as lists show it.

use crate::dataset::Dataset;
use crate::model::{Date, End, Kind, LegalForm, RecordRef, Text};

/// What a list shows of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its name.
    pub name: Text,
    /// Its abbreviation, where it has one.
    pub short: Option<Text>,
    /// When it was: "2002–2013", "5 Jul 1948"; empty where that means nothing.
    pub when: String,
    /// What it was in law, for bodies and organisations.
    pub form: Option<LegalForm>,
    /// It came from the reader's own files.
    pub own: bool,
}

/// A record on one line.
#[must_use]
pub fn card(data: &Dataset, record: RecordRef) -> Option<Card> {
    let own = data.is_own(record);
    let plain = |name: Text, when: String| Card {
        name,
        short: None,
        when,
        form: None,
        own,
    };
    match record.kind {
        Kind::Body => data.body(&record.id).map(|body| Card {
            name: body.name,
            short: body.short,
            when: body.years(),
            form: body.phases.last().map(|phase| phase.form),
            own,
        }),
        Kind::Organisation => data.organisation(&record.id).map(|(body, organisation)| {
            let body = data.body(&body);
            let day = organisation.from.map(Date::first);
            let phase = body.and_then(|body| {
                day.and_then(|day| body.phase_near(day))
                    .or_else(|| body.phases.last())
            });
            Card {
                form: phase.map(|phase| phase.form),
                ..plain(organisation.name, years(organisation.from, organisation.to))
            }
        }),
        Kind::Reform => data
            .reform(&record.id)
            .map(|reform| plain(reform.title, reform.when())),
        Kind::Place => data.place(&record.id).map(|place| {
            let larger = place.within.and_then(|id| data.place(&id));
            let when = larger.map_or_else(
                || place.kind.name().to_owned(),
                |larger| format!("in {}", larger.name),
            );
            plain(place.name, when)
        }),
        Kind::Theme => data
            .theme(&record.id)
            .map(|theme| plain(theme.name, String::new())),
        Kind::Tension => data
            .tension(&record.id)
            .map(|tension| plain(tension.question, String::new())),
        Kind::Finding => data
            .finding(&record.id)
            .map(|finding| plain(finding.text, finding.years())),
        Kind::Function => data
            .function(&record.id)
            .map(|function| plain(function.name, String::new())),
        Kind::Era => data
            .era(&record.id)
            .map(|era| plain(era.name, years(Some(era.from), era.to))),
        Kind::Source => data.source(&record.id).map(|source| {
            plain(
                source.title,
                source.year.map(|year| year.to_string()).unwrap_or_default(),
            )
        }),
    }
}

/// "2002–2013", "since 2022", "?–2013".
pub(super) fn years(from: Option<Date>, to: End) -> String {
    let from = from.map_or_else(|| "?".to_owned(), |from| from.year().to_string());
    match to {
        End::Ongoing => format!("since {from}"),
        End::On(to) if to.year().to_string() == from => from,
        End::On(to) => format!("{from}–{}", to.year()),
        End::Unknown { .. } => format!("{from}–?"),
    }
}
