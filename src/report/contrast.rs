//! Two bodies side by side, as lines of a given width.

use super::layout::{Line, push_padded, wrap};
use super::page::{Page, Paragraph, Run, Tone};
use crate::dataset::Dataset;
use crate::model::Body;
use crate::query::{Cell, Contrast, Row};

/// Columns for the mark that tells whether the two differ.
const MARK: usize = 2;

/// A contrast as a page, for the clipboard: question by question, the answers one under the other.
#[must_use]
pub fn contrast_page(data: &Dataset, contrast: &Contrast, left: &Body, right: &Body) -> Page {
    let mut page = Page::new(format!("{} and {}", left.name, right.name));
    page.add(Paragraph::new().with(Tone::Strong, contrast.sentence.as_str()));
    for row in &contrast.rows {
        page.heading(row.label.as_str());
        for (body, cells) in [(left, &row.left), (right, &row.right)] {
            for cell in cells {
                let gap = if cell.word.is_empty() || cell.text.is_empty() {
                    ""
                } else {
                    ": "
                };
                let answer = Paragraph::item(0).dim(format!("{}: ", body.label()));
                page.add(
                    answer
                        .with(Tone::Strong, cell.word.as_str())
                        .plain(format!("{gap}{}", cell.text)),
                );
            }
        }
    }
    page.blank();
    page.add(Paragraph::new().dim(format!("nhs-tiers, evidence to {}", data.meta.as_of.long())));
    page
}

/// The columns of a contrast: that of the questions (0 where they stand above the answers), and that of each side.
#[must_use]
pub fn contrast_columns(width: usize) -> (usize, usize) {
    let label = if width >= 100 { 18 } else { 0 };
    (label, (width.saturating_sub(MARK + label + 2) / 2).max(1))
}

/// Lays a contrast out: on a wide screen the question stands in a column of its own, on a narrow one above its answers. Both answers
/// to a question begin on the same line.
#[must_use]
pub fn contrast_table(contrast: &Contrast, width: usize) -> Vec<Line> {
    let (label, column) = contrast_columns(width);
    let mut lines = wrap(
        &Paragraph::new().with(Tone::Strong, contrast.sentence.as_str()),
        width,
    );
    lines.push(Line::default());
    for row in &contrast.rows {
        lines.extend(lay_out_row(row, label, column));
        // On a narrow screen the headings part the rows well enough.
        if label > 0 {
            lines.push(Line::default());
        }
    }
    lines
}

fn lay_out_row(row: &Row, label: usize, column: usize) -> Vec<Line> {
    let tone = if row.differs == Some(true) {
        Tone::Difference
    } else {
        Tone::Dim
    };
    let mark = match row.differs {
        Some(true) => "≠ ",
        Some(false) => "= ",
        None => "  ",
    };
    let (left, right) = (cells(&row.left, column), cells(&row.right, column));
    let mut lines = Vec::new();
    let mut heads = Vec::new();
    if label == 0 {
        let runs = vec![
            Run {
                text: mark.to_owned(),
                tone,
            },
            Run {
                text: row.label.clone(),
                tone: Tone::Heading,
            },
        ];
        lines.push(Line {
            runs,
            section: None,
        });
    } else {
        heads = wrap(
            &Paragraph::new().with(Tone::Heading, row.label.as_str()),
            label - 1,
        );
    }
    for index in 0..left.len().max(right.len()).max(heads.len()) {
        let mut runs = Vec::new();
        if label == 0 {
            runs.push(Run {
                text: " ".repeat(MARK),
                tone: Tone::Plain,
            });
        } else {
            runs.push(Run {
                text: if index == 0 {
                    mark.to_owned()
                } else {
                    " ".repeat(MARK)
                },
                tone,
            });
            push_padded(&mut runs, heads.get(index), label);
        }
        push_padded(&mut runs, left.get(index), column + 2);
        runs.extend(
            right
                .get(index)
                .map(|line| line.runs.clone())
                .unwrap_or_default(),
        );
        lines.push(Line {
            runs,
            section: None,
        });
    }
    lines
}

fn cells(cells: &[Cell], width: usize) -> Vec<Line> {
    let several = cells.len() > 1 && cells.iter().any(|cell| cell.word.is_empty());
    cells
        .iter()
        .flat_map(|cell| {
            let paragraph = if several {
                Paragraph::item(0).dim("· ")
            } else {
                Paragraph::new()
            };
            let word = if cell.doubt {
                Tone::Doubt
            } else {
                Tone::Strong
            };
            let text = if cell.doubt {
                Tone::Doubt
            } else {
                cell.link.map_or(Tone::Plain, Tone::Link)
            };
            let gap = if cell.word.is_empty() || cell.text.is_empty() {
                ""
            } else {
                "  "
            };
            wrap(
                &paragraph
                    .with(word, cell.word.as_str())
                    .plain(gap)
                    .with(text, cell.text.as_str()),
                width,
            )
        })
        .collect()
}
