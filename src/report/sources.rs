//! How we know: every source and what rests on it, the marks of confidence, and where sources disagree, as a page of the documentation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::Value;

use super::escape::web_address;
use super::{export, markdown, page};
use crate::dataset::Dataset;
use crate::model::{Confidence, Kind, RecordRef, Source, SourceKind, Text, number_of};

/// The kinds of record that rest on sources, as one and as many.
const RECORDS: [(Kind, &str, &str); 7] = [
    (Kind::Body, "body", "bodies"),
    (Kind::Reform, "reform", "reforms"),
    (Kind::Organisation, "organisation", "organisations"),
    (Kind::Place, "place", "places"),
    (Kind::Theme, "theme", "themes"),
    (Kind::Finding, "finding", "findings"),
    (Kind::Era, "era", "eras"),
];

/// The kinds of source, the firmest first, and what each holds.
const KINDS: [(SourceKind, &str, &str); 7] = [
    (
        SourceKind::PrimaryLaw,
        "Law",
        "Acts, statutory instruments, judgments.",
    ),
    (
        SourceKind::Official,
        "Official",
        "Government, Parliament, NHS bodies, archives.",
    ),
    (
        SourceKind::Academic,
        "Academic",
        "Journals, books, university research.",
    ),
    (
        SourceKind::ThinkTank,
        "Think-tanks",
        "Research institutes and professional bodies.",
    ),
    (
        SourceKind::Press,
        "Press",
        "Newspapers, the trade press, law firms’ briefings.",
    ),
    (
        SourceKind::Encyclopaedia,
        "Encyclopaedias",
        "And their mirrors.",
    ),
    (SourceKind::Data, "Data", "Registers and look-ups."),
];

/// The marks, and what each means.
const MARKS: [(Confidence, &str); 3] = [
    (Confidence::Corroborated, "two independent sources agree"),
    (
        Confidence::Single,
        "one source was read, or several that go back to one",
    ),
    (
        Confidence::Unverified,
        "recall or inference; the only mark that may stand without a source",
    ),
];

/// What of one kind rests on a source.
#[derive(Default)]
struct Resting {
    records: BTreeSet<String>,
    statements: usize,
}

/// All statements of the data set, counted.
#[derive(Default)]
struct Ledger {
    /// By source and place of the kind in [`RECORDS`].
    by_source: BTreeMap<String, BTreeMap<usize, Resting>>,
    /// By place of the kind in [`RECORDS`] and of the mark in [`MARKS`].
    by_mark: BTreeMap<(usize, usize), usize>,
    /// Stops of the tour that rest on a source, and gaps over every place.
    stops: BTreeMap<Text, usize>,
    gaps: BTreeMap<Text, usize>,
}

impl Ledger {
    fn of(data: &Dataset) -> Self {
        let mut ledger = Self::default();
        for (place, (kind, ..)) in RECORDS.iter().enumerate() {
            for id in ids(data, *kind) {
                let record = RecordRef { kind: *kind, id };
                if *kind == Kind::Place {
                    ledger.add_place(data, place, id);
                } else {
                    ledger.add(place, &id, &export::record(data, record));
                }
            }
        }
        ledger.stops = counted(data.tour.iter().flat_map(|stop| &stop.sources));
        ledger.gaps = counted(data.gaps.iter().flat_map(|gap| &gap.sources));
        ledger
    }

    /// Every statement in a record as the export has it.
    fn add(&mut self, kind: usize, id: &str, value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.add(kind, id, value)),
            Value::Object(fields) => {
                let text = |key| fields.get(key).and_then(Value::as_str);
                if let Some(mark) = text("confidence") {
                    let sources = fields.get("sources").and_then(Value::as_array);
                    let keys = sources.into_iter().flatten().filter_map(Value::as_str);
                    self.statement(kind, id, mark, keys);
                }
                // Successors are worked out from the predecessors of others.
                let own = fields.iter().filter(|(key, _)| *key != "successors");
                own.for_each(|(_, value)| self.add(kind, id, value));
            }
            _ => {}
        }
    }

    /// What a place has of its own: the rest it shares with the larger place that has it.
    fn add_place(&mut self, data: &Dataset, kind: usize, id: Text) {
        let Some(place) = data.place(&id) else {
            return;
        };
        let stays = place
            .lineage
            .iter()
            .map(|stay| (&stay.sources, stay.confidence));
        let gaps = place.gaps.iter().map(|gap| (&gap.sources, gap.confidence));
        for (sources, confidence) in stays.chain(gaps) {
            let mark = export::confidence(confidence);
            self.statement(kind, &id, mark, sources.iter().map(|source| &**source));
        }
    }

    fn statement<'s>(
        &mut self,
        kind: usize,
        id: &str,
        mark: &str,
        sources: impl Iterator<Item = &'s str>,
    ) {
        let marked = MARKS
            .iter()
            .position(|(one, _)| export::confidence(*one) == mark);
        if let Some(marked) = marked {
            *self.by_mark.entry((kind, marked)).or_default() += 1;
        }
        for source in sources {
            let kinds = self.by_source.entry(source.to_owned()).or_default();
            let resting = kinds.entry(kind).or_default();
            resting.records.insert(id.to_owned());
            resting.statements += 1;
        }
    }

    /// "3 bodies (12 statements), 1 reform".
    fn resting_on(&self, source: &Source) -> String {
        let kinds = self.by_source.get(&*source.id).into_iter().flatten();
        let mut parts: Vec<String> = kinds
            .filter_map(|(kind, resting)| {
                let (_, one, many) = RECORDS.get(*kind)?;
                let records = number_of(resting.records.len(), one, many);
                Some(if resting.statements == resting.records.len() {
                    records
                } else {
                    let statements = number_of(resting.statements, "statement", "statements");
                    format!("{records} ({statements})")
                })
            })
            .collect();
        let others = [
            (&self.stops, "stop of the tour", "stops of the tour"),
            (&self.gaps, "gap in every place", "gaps in every place"),
        ];
        parts.extend(others.into_iter().filter_map(|(counted, one, many)| {
            let counted = counted.get(&source.id)?;
            Some(number_of(*counted, one, many))
        }));
        parts.join(", ")
    }
}

/// How often each is cited.
fn counted<'s>(sources: impl Iterator<Item = &'s Text>) -> BTreeMap<Text, usize> {
    let mut counted = BTreeMap::new();
    for source in sources {
        *counted.entry(*source).or_default() += 1;
    }
    counted
}

fn ids(data: &Dataset, kind: Kind) -> Vec<Text> {
    match kind {
        Kind::Body => data.bodies.iter().map(|one| one.id).collect(),
        Kind::Reform => data.reforms.iter().map(|one| one.id).collect(),
        Kind::Organisation => {
            let lists = data.organisations.iter();
            lists
                .flat_map(|list| list.organisations.iter().map(|one| one.id))
                .collect()
        }
        Kind::Place => data.places.iter().map(|one| one.id).collect(),
        Kind::Theme => data.themes.iter().map(|one| one.id).collect(),
        Kind::Finding => data.findings.iter().map(|one| one.id).collect(),
        Kind::Era => data.eras.iter().map(|one| one.id).collect(),
        _ => Vec::new(),
    }
}

/// `docs/sources.md`: how a statement is marked, what is not known, where sources disagree, and every source with what rests on it.
#[must_use]
pub fn sources_document(data: &Dataset) -> String {
    let ledger = Ledger::of(data);
    let mut out = String::from("# How we know\n\n");
    let version = data
        .meta
        .version
        .map(|version| format!("version {version} of "));
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "This page is made from {}the data, by a test. {}\n",
        version.unwrap_or_default(),
        markdown::escape(&data.meta.note)
    );
    out += "- [How a statement is marked](#how-a-statement-is-marked)\n\
        - [What is not established](#what-is-not-established)\n\
        - [Where sources disagree](#where-sources-disagree)\n\
        - [Where research disagrees](#where-research-disagrees)\n\
        - [The sources](#the-sources)\n";
    marks(data, &ledger, &mut out);
    disagreements(data, &mut out);
    tensions(data, &mut out);
    sources(data, &ledger, &mut out);
    out
}

fn marks(data: &Dataset, ledger: &Ledger, out: &mut String) {
    *out += "\n## How a statement is marked\n\nEvery statement names its sources and has one of three marks:\n\n";
    for (mark, meaning) in MARKS {
        let _ = writeln!(out, "- **{}** {meaning}", page::mark(mark));
    }
    *out += "\nSo many statements have each mark. A body is a record of many statements; so is a place, of which only what it does not share\n\
        with a larger place is counted.\n\n";
    let heads = MARKS.map(|(mark, _)| page::mark(mark));
    let _ = writeln!(
        out,
        "| in records of | {} |\n|---|--:|--:|--:|",
        heads.join(" | ")
    );
    for (kind, (_, _, many)) in RECORDS.iter().enumerate() {
        let counts: Vec<String> = (0..MARKS.len())
            .map(|mark| {
                ledger
                    .by_mark
                    .get(&(kind, mark))
                    .copied()
                    .unwrap_or(0)
                    .to_string()
            })
            .collect();
        let _ = writeln!(out, "| {many} | {} |", counts.join(" | "));
    }
    let open: usize = data
        .bodies
        .iter()
        .map(|body| body.not_established.len())
        .sum();
    let bodies = data
        .bodies
        .iter()
        .filter(|body| !body.not_established.is_empty());
    let _ = write!(
        out,
        "\n## What is not established\n\nWhat was looked for and not found is said with the record, and never filled in: {open} such lines stand in the records of\n\
        {} of {} bodies, under “Not established”. A date, a power or a form that no source gives is left out, and the program says\n\
        “not established” in its place. For a place, [gaps.ron](../data/gaps.ron) and the place itself give the reason why nobody is\n\
        named for a time.\n",
        bodies.count(),
        data.bodies.len()
    );
}

/// What the records say of sources that do not agree, and which are followed.
fn disagreements(data: &Dataset, out: &mut String) {
    let number: usize = data
        .bodies
        .iter()
        .map(|body| body.disagreements.len())
        .sum();
    let _ = write!(
        out,
        "\n## Where sources disagree\n\n{number} disagreements are known. Each says what the sources give, and which of them is followed and why, or that it is open.\n"
    );
    for body in &data.bodies {
        if body.disagreements.is_empty() {
            continue;
        }
        let _ = write!(out, "\n### {}\n\n", markdown::escape(&body.name));
        for fact in &*body.disagreements {
            let cited = data.short_citations(&fact.sources).join("; ");
            let cited = if cited.is_empty() {
                cited
            } else {
                format!(" ({})", markdown::escape(&cited))
            };
            let mark = page::mark(fact.confidence);
            let _ = writeln!(out, "- {} {mark}{cited}", markdown::escape(&fact.text));
        }
    }
}

/// What findings say against each other.
fn tensions(data: &Dataset, out: &mut String) {
    *out += "\n## Where research disagrees\n\nFindings are reported as the views of their sources. Those that stand against each other are kept side by side, on the screen\n\
        `5` under `v`, and neither side is declared right.\n\n";
    for tension in &*data.tensions {
        let _ = writeln!(
            out,
            "- **{}** {} (`nhs-tiers show {}`: {} against {})",
            markdown::escape(&tension.question),
            markdown::escape(&tension.text),
            tension.id,
            tension.one.len(),
            tension.other.len()
        );
    }
}

fn sources(data: &Dataset, ledger: &Ledger, out: &mut String) {
    let _ = write!(
        out,
        "\n## The sources\n\n{} sources, by kind, and in each kind by author. `nhs-tiers show ID` prints a source with every record that rests on it.\n",
        data.sources.len()
    );
    for (kind, name, holds) in KINDS {
        let mut of_kind: Vec<&Source> = data
            .sources
            .iter()
            .filter(|source| source.kind == kind)
            .collect();
        of_kind.sort_by_key(|source| (source.citation().to_lowercase(), source.id));
        let _ = write!(
            out,
            "\n### {name}\n\n{holds} {}.\n\n| source | id | rests on it |\n|---|---|---|\n",
            number_of(of_kind.len(), "source", "sources")
        );
        for source in of_kind {
            let _ = writeln!(
                out,
                "| {} | `{}` | {} |",
                reference(source),
                source.id,
                ledger.resting_on(source)
            );
        }
    }
}

/// The source as a cell of a table, with the way to it and how it was read.
fn reference(source: &Source) -> String {
    let citation = markdown::escape(&source.citation());
    let linked = match source.url.as_deref().and_then(web_address) {
        Some(url) => format!("[{citation}](<{url}>)"),
        None => citation,
    };
    let note = source
        .note
        .map(|note| format!("; {}", markdown::escape(&note)));
    (linked + &note.unwrap_or_default()).replace('|', "\\|")
}
