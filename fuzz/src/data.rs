//! Data sets and overlays.

use std::io;

use nhs_tiers::dataset::{Dataset, Fault, SourceFile};
use nhs_tiers::embedded;
use nhs_tiers::model::{Compact, RecordRef, gather};
use nhs_tiers::query;
use nhs_tiers::report;
use nhs_tiers::terminal::{Output, Paper};

use crate::assert_harmless;

/// What begins a line that names the file which follows.
const FILE: &str = "=== ";
/// Text of a data set is kept to the end of the program: what a run keeps is bounded by this.
const LONGEST: usize = 16 * 1024;

/// The files of a folder in one text, each behind a line `=== bodies/name.ron`. They are read as an overlay, or as a whole data set if one is
/// `meta.ron`; a text without such a line is a list of places. What is accepted can be encoded, decoded and shown; what is refused is
/// refused at places that there are, with cures.
pub fn data(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    if text.len() > LONGEST {
        return;
    }
    let text: &'static str = text.to_owned().leak();
    let files = files(text);
    match embedded::dataset().clone().with_overlay(&files) {
        Ok(data) => accepted(&data),
        Err(faults) => {
            refused(&files, &faults);
            let again = embedded::dataset().clone().with_overlay(&files);
            assert_eq!(again.err(), Some(faults), "the same again");
        }
    }
}

fn files(text: &'static str) -> Vec<SourceFile> {
    let file = |path: &str, text: &'static str| SourceFile {
        shown: path.to_owned(),
        path: path.to_owned(),
        text: Ok(text),
    };
    let mut parts = text.split(FILE);
    let first = parts.next().unwrap_or_default();
    let mut files: Vec<SourceFile> = parts
        .map(|part| {
            let (path, text) = part.split_once('\n').unwrap_or((part, ""));
            file(path.trim(), text)
        })
        .collect();
    if files.is_empty() {
        files.push(file("places/fuzz.ron", first));
    }
    files
}

fn accepted(data: &Dataset) {
    let paper = Paper {
        width: 80,
        coloured: false,
        ascii: false,
        spoken: false,
    };
    for record in own(data) {
        for day in [data.as_of(), data.as_of().plus(-10_000)] {
            let mut bytes = Vec::new();
            let page = report::record(data, record, day);
            let mut out = Output::to(&mut bytes);
            assert!(paper.print(&page, &mut out).is_ok());
            assert_harmless(&String::from_utf8_lossy(&bytes));
        }
        if let Some(place) = data.place(&record.id) {
            assert!(query::over(data, place, data.as_of()).len() < 1000);
        }
    }
    // Of an overlay it would be the same built-in records every time.
    if data
        .bodies
        .iter()
        .all(|body| data.is_own(RecordRef::body(body.id)))
    {
        packed(data);
        assert!(report::document_as_html(data, &mut io::sink()).is_ok());
    }
}

/// What is encoded is decoded.
fn packed(data: &Dataset) {
    let encode = |data: &Dataset| gather(|| data.encode().unwrap_or_default());
    let (bytes, texts) = encode(data);
    let form = Compact::new(bytes.clone().leak(), texts.clone().leak());
    let again = Dataset::decode(form).map(|decoded| encode(&decoded));
    assert_eq!(again, Ok((bytes, texts)));
}

/// What the files brought.
fn own(data: &Dataset) -> Vec<RecordRef> {
    let bodies = data.bodies.iter().map(|body| RecordRef::body(body.id));
    let places = data.places.iter().map(|place| RecordRef::place(place.id));
    let reforms = data.reforms.iter().map(|one| RecordRef::reform(one.id));
    let all = bodies.chain(places).chain(reforms);
    all.filter(|record| data.is_own(*record)).collect()
}

fn refused(files: &[SourceFile], faults: &[Fault]) {
    assert!(!faults.is_empty());
    for fault in faults {
        assert_harmless(&fault.to_string());
        assert!(!fault.what.is_empty() && !fault.cure.is_empty(), "{fault}");
        assert!(fault.line >= 1 && fault.column >= 1, "{fault}");
        // The input may give several files one name, which no folder does.
        let mut named = files.iter().filter(|file| file.shown == fault.file);
        let mut texts = named.clone().filter_map(|file| file.text.as_ref().ok());
        let has_place = |text: &&'static str| {
            let line = text.split('\n').nth(fault.line - 1);
            line.is_some_and(|line| fault.column <= line.chars().count() + 1)
        };
        assert!(
            texts.any(|text| has_place(text)) || named.all(|file| file.text.is_err()),
            "there is no such place: {fault}"
        );
    }
}
