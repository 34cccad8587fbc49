//! The answer that tells what the reader wrote and bookmarked.

use serde_json::{Value, json};

use super::super::own::block;
use super::super::page::{Page, Paragraph};
use super::{Answer, document, export, headings};
use crate::dataset::Dataset;
use crate::model::{Date, Kind, RecordRef};

/// What the reader has put on a record.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    /// The kind of the record.
    pub kind: Kind,
    /// Its id.
    pub id: &'a str,
    /// The record, where the data have it: it may be one of an overlay that is not there.
    pub record: Option<RecordRef>,
    /// It is bookmarked.
    pub bookmarked: bool,
    /// The note on it.
    pub note: Option<&'a str>,
    /// When the note was changed last, if that is known.
    pub changed: Option<Date>,
}

/// The reader's notes and bookmarks, in this order.
#[must_use]
pub fn own<'a>(data: &Dataset, all: &[Own<'a>]) -> Answer<'a> {
    let noted = all.iter().filter(|one| one.note.is_some()).count();
    let marked = all.iter().filter(|one| one.bookmarked).count();
    let several = |number: usize, what: &str| match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    };
    let (noted, marked) = (several(noted, "note"), several(marked, "bookmark"));
    let mut page = Page::new(format!("{noted} and {marked}"));
    let mut records = Vec::new();
    let mut rows = vec![headings("kind id name bookmarked changed note sources")];
    for one in all {
        let name = one.record.map(|record| super::super::heading(data, record));
        let record = one.record.map(|record| export::record(data, record));
        let sources = record.as_ref().and_then(|record| record.get("sources"));
        let sources: Vec<String> = sources
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|key| key.as_str().map(str::to_owned))
            .collect();
        add(&mut page, one, name.as_deref(), &sources);
        let changed = one.changed.map(Date::iso);
        rows.push(vec![
            one.kind.name().to_owned(),
            one.id.to_owned(),
            name.clone().unwrap_or_default(),
            one.bookmarked.to_string(),
            changed.clone().unwrap_or_default(),
            one.note.unwrap_or_default().to_owned(),
            sources.join(" "),
        ]);
        records.push(json!({
            "kind": one.kind.name(), "id": one.id, "name": name, "bookmarked": one.bookmarked,
            "note": one.note, "changed": changed, "sources": sources,
        }));
    }
    Answer::new(
        move || page,
        move || document([("records", Value::Array(records))]),
        rows,
    )
}

fn add(page: &mut Page, one: &Own<'_>, name: Option<&str>, sources: &[String]) {
    page.heading(name.unwrap_or(one.id));
    let mut told = vec![one.kind.name().to_owned(), one.id.to_owned()];
    if name.is_none() {
        told.push("not in these data".to_owned());
    }
    if one.bookmarked {
        told.push("bookmarked".to_owned());
    }
    if let Some(day) = one.changed {
        told.push(format!("changed {day}"));
    }
    page.add(Paragraph::new().dim(told.join(" · ")));
    if let Some(note) = one.note {
        page.blank();
        page.blocks.extend(note.lines().map(block));
        page.blank();
    }
    if !sources.is_empty() {
        let sources = format!("Sources: {}", sources.join(", "));
        page.add(Paragraph::hanging(0, 2).dim(sources));
    }
}
