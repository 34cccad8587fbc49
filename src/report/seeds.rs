//! What became of the documents that the data set began from, as a page of the documentation.

use std::fmt::Write;

use crate::dataset::Dataset;
use crate::model::Passage;

/// `docs/seeds.md`: every passage of the documents, and the records that carry it or the reason why it was left out.
#[must_use]
pub fn seeds_document(data: &Dataset) -> String {
    let mut out = String::from(
        "# Where the work began\n\n\
        Five documents stood at the beginning. This page is made from `data/coverage.ron` by a test and says, passage by passage, which\n\
        record carries each of them. `nhs-tiers show f028` prints a finding, `nhs-tiers show seed001` a document with its passages.\n",
    );
    let mut seed = None;
    for passage in &data.passages {
        if seed.replace(passage.seed) != Some(passage.seed) {
            let citation = data
                .source(&passage.seed)
                .map_or_else(|| passage.seed.to_string(), crate::model::Source::citation);
            // Writing to a string cannot fail.
            let _ = write!(
                out,
                "\n## {}: {citation}\n\n| passage | carried by |\n|---|---|\n",
                passage.seed
            );
        }
        let _ = writeln!(
            out,
            "| {} | {} |",
            cell(&passage.passage),
            carried_by(data, passage)
        );
    }
    out
}

fn carried_by(data: &Dataset, passage: &Passage) -> String {
    let findings = passage.findings.iter().map(|id| format!("`{id}`"));
    let bodies = passage
        .bodies
        .iter()
        .map(|id| data.body(id).map_or(*id, |body| body.name).to_string());
    let sources = passage.sources.iter().map(|id| format!("source `{id}`"));
    let left_out = passage
        .left_out
        .iter()
        .map(|reason| format!("left out: {reason}"));
    let parts: Vec<String> = findings
        .chain(bodies)
        .chain(sources)
        .chain(left_out)
        .map(|part| cell(&part))
        .collect();
    parts.join(", ")
}

/// Text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
