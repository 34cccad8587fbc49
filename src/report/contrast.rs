//! Bodies side by side, as lines of a given width, and as a page.

use super::layout::{Line, push_padded, wrap};
use super::page::{Page, Paragraph, Run, Tone};
use crate::dataset::Dataset;
use crate::query::{Cell, Contrast, Row};

/// Columns for the mark that tells whether they differ.
const MARK: usize = 2;
/// Columns for the questions, where they have a column of their own.
const QUESTIONS: usize = 18;
/// Columns between two sides.
const GAP: usize = 2;
/// The narrowest side beside a column of questions.
const ROOMY: usize = 34;
/// The narrowest side that can be read.
const NARROW: usize = 26;

/// A contrast as a page: question by question, the answers one under the other.
#[must_use]
pub fn contrast_page(data: &Dataset, contrast: &Contrast) -> Page {
    let mut page = Page::new(contrast.names.join(" and "));
    page.add(Paragraph::new().with(Tone::Strong, contrast.sentence.as_str()));
    for paragraph in between(contrast) {
        page.add(paragraph);
    }
    for row in &contrast.rows {
        let same = match row.differs {
            Some(true) => " (they differ)",
            Some(false) => " (the same)",
            None => "",
        };
        page.heading(format!("{}{same}", row.label));
        for (name, cells) in contrast.names.iter().zip(&row.answers) {
            for cell in cells {
                page.add(told(
                    Paragraph::item(0).dim(format!("{name}: ")),
                    cell,
                    ": ",
                ));
            }
        }
    }
    page.blank();
    page.add(Paragraph::new().dim(format!("nhs-tiers, evidence to {}", data.meta.as_of.long())));
    page
}

/// What happened between the days from which a body is seen.
fn between(contrast: &Contrast) -> Vec<Paragraph> {
    let heading = (!contrast.between.is_empty()).then(|| Paragraph::new().dim("Between the two:"));
    let items = contrast
        .between
        .iter()
        .map(|cell| told(Paragraph::item(2), cell, ""));
    heading.into_iter().chain(items).collect()
}

/// The columns of a contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Columns of the questions; 0 where they stand above the answers.
    pub label: usize,
    /// Columns of each side; 0 where there is no room for sides, and answers stand under each other.
    pub side: usize,
}

impl Columns {
    /// The columns for so many sides on a page that many columns wide.
    #[must_use]
    pub const fn of(sides: usize, width: usize) -> Self {
        let sides = if sides == 0 { 1 } else { sides };
        let room = width.saturating_sub(MARK + GAP * (sides - 1));
        let (beside, above) = (room.saturating_sub(QUESTIONS) / sides, room / sides);
        if beside >= ROOMY {
            Self {
                label: QUESTIONS,
                side: beside,
            }
        } else if above >= NARROW {
            Self {
                label: 0,
                side: above,
            }
        } else {
            Self { label: 0, side: 0 }
        }
    }

    /// The column in which a side begins.
    #[must_use]
    pub const fn start(self, side: usize) -> usize {
        MARK + self.label + side * (self.side + GAP)
    }
}

/// Lays a contrast out: on a wide screen the question stands in a column of its own, on a narrow one above its answers. The answers to a
/// question begin on the same line, where there is room for that.
#[must_use]
pub fn contrast_table(contrast: &Contrast, width: usize) -> Vec<Line> {
    let columns = Columns::of(contrast.names.len(), width);
    let mut lines = wrap(
        &Paragraph::new().with(Tone::Strong, contrast.sentence.as_str()),
        width,
    );
    lines.extend(
        between(contrast)
            .iter()
            .flat_map(|paragraph| wrap(paragraph, width)),
    );
    lines.push(Line::default());
    for row in &contrast.rows {
        if columns.side == 0 {
            lines.extend(one_under_another(row, &contrast.names, width));
        } else {
            lines.extend(side_by_side(row, columns));
        }
        // On a narrow screen the headings part the rows well enough.
        if columns.label > 0 {
            lines.push(Line::default());
        }
    }
    lines
}

/// The mark that tells whether the answers differ.
fn mark(row: &Row) -> Run {
    let (text, tone) = match row.differs {
        Some(true) => ("≠ ", Tone::Difference),
        Some(false) => ("= ", Tone::Dim),
        None => ("  ", Tone::Dim),
    };
    Run {
        text: text.to_owned(),
        tone,
    }
}

/// The question on a line of its own.
fn question(row: &Row) -> Line {
    let heading = Run {
        text: row.label.clone(),
        tone: Tone::Heading,
    };
    Line {
        runs: vec![mark(row), heading],
        section: None,
    }
}

fn one_under_another(row: &Row, names: &[String], width: usize) -> Vec<Line> {
    let answers = names.iter().zip(&row.answers).flat_map(|(name, cells)| {
        cells.iter().flat_map(move |cell| {
            let paragraph = Paragraph::item(MARK).dim(format!("{name}: "));
            wrap(&told(paragraph, cell, "  "), width)
        })
    });
    std::iter::once(question(row)).chain(answers).collect()
}

fn side_by_side(row: &Row, columns: Columns) -> Vec<Line> {
    let sides: Vec<Vec<Line>> = row
        .answers
        .iter()
        .map(|answers| cells(answers, columns.side))
        .collect();
    let mut lines = Vec::new();
    let mut heads = Vec::new();
    if columns.label == 0 {
        lines.push(question(row));
    } else {
        let heading = Paragraph::new().with(Tone::Heading, row.label.as_str());
        heads = wrap(&heading, columns.label - 1);
    }
    let height = sides.iter().map(Vec::len).max().unwrap_or_default();
    for index in 0..height.max(heads.len()) {
        let blank = Run {
            text: " ".repeat(MARK),
            tone: Tone::Plain,
        };
        let first = columns.label > 0 && index == 0;
        let mut runs = vec![if first { mark(row) } else { blank }];
        if columns.label > 0 {
            push_padded(&mut runs, heads.get(index), columns.label);
        }
        for (number, side) in sides.iter().enumerate() {
            if number + 1 < sides.len() {
                push_padded(&mut runs, side.get(index), columns.side + GAP);
            } else {
                runs.extend(
                    side.get(index)
                        .map(|line| line.runs.clone())
                        .unwrap_or_default(),
                );
            }
        }
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
            wrap(&told(paragraph, cell, "  "), width)
        })
        .collect()
}

/// Adds an answer, its word set off from its sentence.
fn told(paragraph: Paragraph, cell: &Cell, gap: &str) -> Paragraph {
    let (word, text) = if cell.doubt {
        (Tone::Doubt, Tone::Doubt)
    } else {
        (Tone::Strong, cell.link.map_or(Tone::Plain, Tone::Link))
    };
    let gap = match (cell.word.is_empty(), cell.text.chars().next()) {
        (true, _) | (_, None) => "",
        (_, Some('(')) => " ",
        _ => gap,
    };
    paragraph
        .with(word, cell.word.as_str())
        .plain(gap)
        .with(text, cell.text.as_str())
}
