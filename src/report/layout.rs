//! Pages → lines of a given width.

use std::ops::Range;

use textwrap::core::{Word, break_words};
use textwrap::{WordSeparator, wrap_algorithms};

use super::page::{Block, Page, Paragraph, Run, Section, Tone};

/// One line of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its text, from the left.
    pub runs: Vec<Run>,
    /// The section that begins here.
    pub section: Option<Section>,
}

impl Line {
    /// The text without its tones.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// Lays a page out, its title first, where it has one.
#[must_use]
pub fn lay_out_whole(page: &Page, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    if !page.title.is_empty() {
        let title = Paragraph::new().with(Tone::Heading, page.title.as_str());
        lines.extend(wrap(&title, width));
    }
    lines.extend(lay_out(page, width));
    lines
}

/// Lays a page out, without its title.
#[must_use]
pub fn lay_out(page: &Page, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in &page.blocks {
        match block {
            Block::Section(section) => lines.push(Line {
                runs: vec![Run {
                    text: section.name().to_uppercase(),
                    tone: Tone::Heading,
                }],
                section: Some(*section),
            }),
            Block::Heading(text) => lines.extend(wrap(
                &Paragraph::new().with(Tone::Strong, text.as_str()),
                width,
            )),
            Block::Paragraph(paragraph) => lines.extend(wrap(paragraph, width)),
            Block::Table(table) => lines.extend(super::table::lay_out(table, width)),
            Block::Beside(left, right) => lines.extend(beside(left, right, width)),
            Block::Blank => lines.push(Line::default()),
        }
    }
    lines
}

/// Columns from which on two stand beside each other, and those between them.
const TWO_COLUMNS: usize = 58;
const GUTTER: usize = 2;

/// Two columns of paragraphs; one after the other where they would be too narrow.
fn beside(left: &[Paragraph], right: &[Paragraph], width: usize) -> Vec<Line> {
    let all = |paragraphs: &[Paragraph], width| -> Vec<Line> {
        paragraphs
            .iter()
            .flat_map(|paragraph| wrap(paragraph, width))
            .collect()
    };
    if width < TWO_COLUMNS {
        let mut lines = all(left, width);
        lines.push(Line::default());
        lines.extend(all(right, width));
        return lines;
    }
    let column = (width - GUTTER) / 2;
    let (left, right) = (all(left, column), all(right, column));
    (0..left.len().max(right.len()))
        .map(|index| {
            let mut runs = Vec::new();
            push_padded(&mut runs, left.get(index), column + GUTTER);
            runs.extend(
                right
                    .get(index)
                    .into_iter()
                    .flat_map(|line| line.runs.clone()),
            );
            Line {
                runs,
                section: None,
            }
        })
        .collect()
}

/// A line, and blanks behind it to a width.
pub(super) fn push_padded(runs: &mut Vec<Run>, line: Option<&Line>, width: usize) {
    let found = line.map(|line| line.runs.clone()).unwrap_or_default();
    let used: usize = found
        .iter()
        .map(|run| textwrap::core::display_width(&run.text))
        .sum();
    runs.extend(found);
    runs.push(Run {
        text: " ".repeat(width.saturating_sub(used)),
        tone: Tone::Plain,
    });
}

/// Wraps a paragraph, keeping the tones of its runs.
pub(super) fn wrap(paragraph: &Paragraph, width: usize) -> Vec<Line> {
    let text = paragraph.text();
    let room = |indent: usize| width.saturating_sub(indent).max(1);
    let widths = [room(paragraph.indent), room(paragraph.hang)];
    // Nothing is wider than it has bytes: what is short needs no counting.
    if text.len() <= widths[0] {
        let seen = text.trim_end_matches(' ').len();
        return vec![line_of(paragraph, paragraph.indent, 0..seen)];
    }
    let words = break_words(
        WordSeparator::AsciiSpace.find_words(&text),
        widths[0].min(widths[1]),
    );
    #[expect(clippy::cast_precision_loss, reason = "widths of a terminal are small")]
    let fractional = widths.map(|width| width as f64);
    let mut offset = 0;
    let mut lines = Vec::new();
    for (index, words) in wrap_algorithms::wrap_first_fit(&words, &fractional)
        .into_iter()
        .enumerate()
    {
        let length: usize = words
            .iter()
            .map(|word: &Word<'_>| word.len() + word.whitespace.len())
            .sum();
        let trailing = words.last().map_or(0, |word| word.whitespace.len());
        let indent = if index == 0 {
            paragraph.indent
        } else {
            paragraph.hang
        };
        lines.push(line_of(
            paragraph,
            indent,
            offset..offset + length - trailing,
        ));
        offset += length;
    }
    lines
}

/// A line with a stretch of a paragraph, behind so many blanks.
fn line_of(paragraph: &Paragraph, indent: usize, stretch: Range<usize>) -> Line {
    let mut runs = Vec::new();
    if indent > 0 {
        runs.push(Run {
            text: " ".repeat(indent),
            tone: Tone::Plain,
        });
    }
    runs.extend(cut(&paragraph.runs, stretch));
    Line {
        runs,
        section: None,
    }
}

/// The runs between two byte offsets of the text they make together.
fn cut(runs: &[Run], stretch: Range<usize>) -> Vec<Run> {
    let mut start = 0;
    let mut found = Vec::new();
    for run in runs {
        let end = start + run.text.len();
        let (first, last) = (stretch.start.max(start), stretch.end.min(end));
        if first < last
            && let Some(text) = run.text.get(first - start..last - start)
        {
            found.push(Run {
                text: text.to_owned(),
                tone: run.tone,
            });
        }
        start = end;
    }
    found
}
