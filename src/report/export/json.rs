//! The data set as one JSON document, schema 1. Each record is written as it is made: nothing builds the whole in memory.

mod body;
mod lesson;
mod organisation;
mod place;
mod plain;
mod reform;
mod tour;

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::ser::PrettyFormatter;

use self::plain::Plain;

use super::derived::{self, Claim, Ending};
use crate::dataset::Dataset;
use crate::model::{self, Date, Meta, RecordRef, Text};

/// The version of the contract. More keys may be added to it; none goes, and none changes its meaning.
pub(in crate::report) const SCHEMA: u32 = 1;

/// Writes the data set as JSON: two spaces a level, one line feed at the end.
///
/// # Errors
/// When it cannot be written.
pub fn json(data: &Dataset, mut out: impl Write) -> io::Result<()> {
    write(&Document(data), &mut out)?;
    out.write_all(b"\n")
}

/// Writes a value, two spaces a level.
pub(in crate::report) fn write(value: &impl Serialize, out: impl Write) -> io::Result<()> {
    let layout = Plain(PrettyFormatter::new());
    value.serialize(&mut serde_json::Serializer::with_formatter(out, layout))?;
    Ok(())
}

/// One record as the export has it; nothing where there is none.
pub(in crate::report) fn record(data: &Dataset, record: RecordRef) -> serde_json::Value {
    use crate::model::Kind;
    let id = record.id.as_str();
    let value = match record.kind {
        Kind::Body => data
            .body(id)
            .map(|one| serde_json::to_value(body::Body::new(data, one))),
        Kind::Organisation => data
            .organisation(id)
            .map(|(of, one)| serde_json::to_value(organisation::Organisation::new(data, of, one))),
        Kind::Reform => data
            .reform(id)
            .map(|one| serde_json::to_value(reform::Reform::new(one))),
        Kind::Place => data
            .place(id)
            .map(|one| serde_json::to_value(place::Place::new(data, one))),
        Kind::Theme => data
            .theme(id)
            .map(|one| serde_json::to_value(lesson::Theme::new(one))),
        Kind::Finding => data
            .finding(id)
            .map(|one| serde_json::to_value(lesson::Finding::new(one))),
        Kind::Tension => data
            .tension(id)
            .map(|one| serde_json::to_value(lesson::Tension::new(data, one))),
        Kind::Function => data
            .function(id)
            .map(|one| serde_json::to_value(reform::Function::new(one))),
        Kind::Era => data
            .era(id)
            .map(|one| serde_json::to_value(reform::Era::new(one))),
        Kind::Source => data
            .source(id)
            .map(|one| serde_json::to_value(reform::Source::new(one))),
    };
    value.and_then(Result::ok).unwrap_or_default()
}

/// The stops of the tour as the export has them.
pub(in crate::report) fn tour(data: &Dataset) -> serde_json::Value {
    let stops: Vec<_> = data.tour.iter().map(tour::Stop::new).collect();
    serde_json::to_value(stops).unwrap_or_default()
}

struct Document<'a>(&'a Dataset);

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let data = self.0;
        let Meta {
            version,
            as_of,
            note,
            licence,
        } = &data.meta;
        let gaps = derived::gap_ids(&data.gaps);
        let passages = derived::passage_ids(&data.passages);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", &SCHEMA)?;
        map.serialize_entry("as_of", as_of)?;
        map.serialize_entry("version", version)?;
        map.serialize_entry("note", note)?;
        map.serialize_entry("licence", licence)?;
        map.serialize_entry(
            "bodies",
            &Each(|| data.bodies.iter().map(|body| body::Body::new(data, body))),
        )?;
        map.serialize_entry(
            "organisations",
            &Each(|| {
                derived::organisations(data)
                    .into_iter()
                    .map(|(body, one)| organisation::Organisation::new(data, body, one))
            }),
        )?;
        map.serialize_entry(
            "reforms",
            &Each(|| data.reforms.iter().map(reform::Reform::new)),
        )?;
        map.serialize_entry(
            "places",
            &Each(|| {
                data.places
                    .iter()
                    .map(|place| place::Place::new(data, place))
            }),
        )?;
        map.serialize_entry(
            "gaps",
            &Each(|| data.gaps.iter().zip(&gaps).map(place::NamedGap::new)),
        )?;
        map.serialize_entry(
            "themes",
            &Each(|| data.themes.iter().map(lesson::Theme::new)),
        )?;
        map.serialize_entry(
            "findings",
            &Each(|| data.findings.iter().map(lesson::Finding::new)),
        )?;
        map.serialize_entry(
            "tensions",
            &Each(|| {
                data.tensions
                    .iter()
                    .map(|tension| lesson::Tension::new(data, tension))
            }),
        )?;
        map.serialize_entry(
            "coverage",
            &Each(|| {
                data.passages
                    .iter()
                    .zip(&passages)
                    .map(lesson::Passage::new)
            }),
        )?;
        map.serialize_entry("tour", &Each(|| data.tour.iter().map(tour::Stop::new)))?;
        map.serialize_entry(
            "functions",
            &Each(|| data.functions.iter().map(reform::Function::new)),
        )?;
        map.serialize_entry("eras", &Each(|| data.eras.iter().map(reform::Era::new)))?;
        map.serialize_entry(
            "sources",
            &Each(|| data.sources.iter().map(reform::Source::new)),
        )?;
        map.end()
    }
}

/// A list that is made while it is written.
struct Each<F>(F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: IntoIterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// A list of what is made of each.
fn each<'a, T, R>(list: &'a [T], make: impl Fn(&'a T) -> R) -> Vec<R> {
    list.iter().map(make).collect()
}

#[derive(Serialize)]
struct Fact<'a> {
    text: Text,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Fact<'a> {
    fn new(fact: &'a model::Fact) -> Self {
        let model::Fact {
            text,
            sources,
            confidence,
        } = fact;
        Self {
            text: *text,
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
struct Quote {
    words: Text,
    by: Text,
    document: Text,
    year: Option<Text>,
}

impl Quote {
    fn new(quote: &model::Quote) -> Self {
        let model::Quote {
            words,
            by,
            document,
            year,
        } = quote;
        Self {
            words: *words,
            by: *by,
            document: *document,
            year: *year,
        }
    }
}

#[derive(Serialize)]
struct Span {
    from: Date,
    #[serde(flatten)]
    to: Ending,
}

impl Span {
    fn new(span: &model::Span) -> Self {
        let model::Span { from, to } = span;
        Self {
            from: *from,
            to: (*to).into(),
        }
    }
}
