//! Sources are numbered once for the whole document: a page by itself numbers its own and lists them.

use super::super::page::{Block, Page, Paragraph, Run, Section, Tone};
use crate::dataset::Dataset;
use crate::model::{Kind, RecordRef};

/// The page without its list of sources, its notes by their numbers in the document; these lead there if that is wanted.
pub(super) fn through(data: &Dataset, mut page: Page, linked: bool) -> Page {
    let is_list = |block: &Block| *block == Block::Section(Section::Sources);
    let Some(at) = page.blocks.iter().position(is_list) else {
        return page;
    };
    let list = page.blocks.split_off(at);
    let cited: Vec<(RecordRef, usize)> = list
        .iter()
        .filter_map(|block| listed(data, block))
        .collect();
    for block in &mut page.blocks {
        if let Block::Paragraph(paragraph) = block {
            renumber(paragraph, &cited, linked);
        }
    }
    page
}

/// The source that a line of the list names, with its number in the document.
fn listed(data: &Dataset, block: &Block) -> Option<(RecordRef, usize)> {
    let Block::Paragraph(paragraph) = block else {
        return None;
    };
    paragraph.runs.iter().find_map(|run| match run.tone {
        Tone::Link(record) if record.kind == Kind::Source => {
            let number = data
                .sources
                .binary_search_by_key(&record.id, |source| source.id);
            Some((record, number.ok()? + 1))
        }
        _ => None,
    })
}

/// Puts numbers of the document in place of those of the page.
fn renumber(paragraph: &mut Paragraph, cited: &[(RecordRef, usize)], linked: bool) {
    let mut runs = Vec::with_capacity(paragraph.runs.len());
    for run in paragraph.runs.drain(..) {
        let Some((before, records)) = notes(&run, cited) else {
            runs.push(run);
            continue;
        };
        let aside = |text: &str| Run {
            text: text.to_owned(),
            tone: Tone::Dim,
        };
        runs.push(aside(before));
        for (index, (record, number)) in records.into_iter().enumerate() {
            runs.push(aside(if index == 0 { " [" } else { ", " }));
            runs.push(Run {
                text: number.to_string(),
                tone: if linked {
                    Tone::Link(record)
                } else {
                    Tone::Dim
                },
            });
        }
        runs.push(aside("]"));
    }
    paragraph.runs = runs;
}

/// " ✔✔ [1, 4]": the mark, and what the numbers stand for.
fn notes<'a>(
    run: &'a Run,
    cited: &[(RecordRef, usize)],
) -> Option<(&'a str, Vec<(RecordRef, usize)>)> {
    let (before, numbers) = run.text.strip_suffix(']')?.rsplit_once(" [")?;
    let one = |number: &str| {
        let number: usize = number.parse().ok()?;
        cited.get(number.checked_sub(1)?).copied()
    };
    let records: Option<Vec<_>> = numbers.split(", ").map(one).collect();
    Some((before, records.filter(|_| run.tone == Tone::Dim)?))
}
