//! A table on a page: short facts in columns, what is long under its row.

use super::layout::{Line, push_padded, wrap};
use super::page::{Paragraph, Tone};

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The headings of the columns.
    pub heads: Vec<&'static str>,
    /// What stands under each row, where something does.
    pub below: Option<&'static str>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// A cell for each column. The first and the last wrap where there is no room.
    pub cells: Vec<Paragraph>,
    /// What is too long for a column: it stands under the row.
    pub below: Option<Paragraph>,
}

/// Columns between two columns.
const GAP: usize = 2;
/// What stands under a row is set off from it.
const INDENT: usize = 4;
/// The narrowest first and last column: where there is no room for that, cells stand in a line.
const NARROW: usize = 18;

/// Lays a table out. Where it is too narrow for columns, the cells of a row follow each other.
pub(super) fn lay_out(table: &Table, width: usize) -> Vec<Line> {
    let mut widths = vec![0; table.heads.len()];
    for (column, widest) in widths.iter_mut().enumerate() {
        let head = table.heads.get(column).map_or(0, |head| head.len());
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        let cells = cells.map(|cell| textwrap::core::display_width(&cell.text()));
        *widest = cells.chain([head]).max().unwrap_or(head);
    }
    let fits = shrink(&mut widths, width);
    let mut lines = Vec::new();
    if fits {
        let heads = table.heads.iter();
        let heads = heads.map(|head| Paragraph::new().dim(*head)).collect();
        let heads = Row {
            cells: heads,
            ..Row::default()
        };
        lines.extend(in_columns(&heads, &widths));
    }
    for row in &table.rows {
        if fits {
            lines.extend(in_columns(row, &widths));
        } else {
            lines.extend(wrap(&in_a_line(row, &table.heads), width));
        }
        if let Some(below) = &row.below {
            let below = Paragraph {
                indent: INDENT,
                hang: INDENT,
                ..below.clone()
            };
            lines.extend(wrap(&below, width));
        }
    }
    lines
}

/// Takes room from the last column, then from the first, where they are too wide together; whether they fit then.
fn shrink(widths: &mut [usize], width: usize) -> bool {
    let [first, inner @ .., last] = widths else {
        return false;
    };
    let between: usize = inner.iter().map(|width| width + GAP).sum();
    let room = width.saturating_sub(between + GAP);
    *last = (*last).min(room.saturating_sub(*first).max(NARROW));
    *first = (*first).min(room.saturating_sub(*last));
    *first >= NARROW
}

fn in_columns(row: &Row, widths: &[usize]) -> Vec<Line> {
    let cells: Vec<Vec<Line>> = row
        .cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| {
            wrap(
                &Paragraph {
                    hang: 2,
                    ..cell.clone()
                },
                *width,
            )
        })
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or_default();
    (0..height)
        .map(|index| {
            let mut runs = Vec::new();
            for (cell, width) in cells.iter().zip(widths) {
                push_padded(&mut runs, cell.get(index), width + GAP);
            }
            Line {
                runs,
                section: None,
            }
        })
        .collect()
}

fn in_a_line(row: &Row, heads: &[&str]) -> Paragraph {
    let mut line = Paragraph::item(0);
    let cells = row.cells.iter().zip(heads);
    for (cell, head) in cells.filter(|(cell, _)| !cell.runs.is_empty()) {
        if !line.runs.is_empty() {
            line = line.with(Tone::Dim, " · ");
        }
        // A bare date does not say what began or ended then.
        if *head == "Since" {
            line = line.plain("since ");
        }
        line.runs.extend(cell.runs.iter().cloned());
    }
    line
}
