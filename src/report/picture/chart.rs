//! The timeline as text, laid out to a width.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::layout::wrap;
use super::super::page::{Paragraph, shade};
use super::Picture;
use super::legend::{EVENT, FILLS, ONGOING, PHASE, REFORM, UNKNOWN};
use crate::model::{End, Look, Tier, harmless};
use crate::timeline::{Bar, Ruler, Scale, columns, era_name, ticks};

/// Columns before the lanes: they stand under the names of their tiers.
const INDENT: u16 = 2;
/// Columns behind them, for the sign of what goes on.
const BEHIND: u16 = 1;
/// A chart that is narrower says nothing.
pub const NARROWEST: usize = 40;
const WIDEST: usize = 1000;

/// The picture as text.
#[must_use]
pub fn chart(picture: &Picture<'_>, width: usize) -> String {
    let width = width.clamp(NARROWEST, WIDEST);
    let lanes = u16::try_from(width).unwrap_or(u16::MAX) - INDENT - BEHIND;
    let scale = picture.scale(lanes);
    let ruler = Ruler {
        measure: &columns,
        before: 1,
        behind: 2,
        gap: 1,
        sign: 1,
        shaded: 0,
        longest: i32::from(lanes) * 5 / 8,
    };
    let rows = picture.rows(scale, ruler);
    let mut out = Out {
        text: String::new(),
        width,
    };
    out.wrapped(&picture.title());
    if let Some(words) = picture.marked_words() {
        out.wrapped(&format!("│ {words}"));
    }
    out.line("");
    head(picture, scale, &mut out);
    let mut above = None;
    for (tier, bars) in &rows {
        if above.replace(*tier) != Some(*tier) {
            out.line(&tier.name().to_uppercase());
        }
        let mut cells = Cells::new(lanes);
        for bar in bars {
            draw(bar, i32::from(lanes) - 1, &mut cells);
        }
        if let Some(column) = picture.marked(scale) {
            cells.put(column, "│");
        }
        for bar in bars {
            if let Some((column, text)) = &bar.label {
                name(bar, i32::from(*column), text, &mut cells);
            }
        }
        out.indented(&cells);
    }
    foot(picture, &rows, &mut out);
    out.text
}

/// Eras, years and reforms.
fn head(picture: &Picture<'_>, scale: Scale<'_>, out: &mut Out) {
    let mut eras = Cells::new(scale.width);
    for (era, from, to) in picture.eras(scale) {
        let room = usize::try_from(to - from).unwrap_or_default();
        eras.put(from, "│");
        eras.put(from + 1, &era_name(&era.name, &|text| text.width() < room));
    }
    let mut years = Cells::new(scale.width);
    for tick in ticks(scale.axis, scale.window, scale.width, 1) {
        years.put(i32::from(tick.column), &tick.label);
    }
    let mut reforms = Cells::new(scale.width);
    for column in 0..i32::from(scale.width + BEHIND) {
        reforms.put(column, "─");
    }
    for (reform, column) in picture.reforms(scale) {
        reforms.put(column, if reform.is_weighty() { "◆" } else { "◇" });
    }
    for line in [eras, years, reforms] {
        out.indented(&line);
    }
}

fn draw(bar: &Bar, last: i32, cells: &mut Cells) {
    for (index, segment) in bar.segments.iter().enumerate() {
        for column in segment.from.max(0)..=segment.to.min(last) {
            cells.put(column, shade(segment.form));
        }
        if index == 0 && segment.form.look() == Look::Statutory {
            cells.put(segment.from, "▐");
        } else if segment.from > bar.from && segment.from <= segment.to {
            cells.put(segment.from, "▏");
        }
    }
    match bar.end {
        End::On(_) => {}
        End::Ongoing => cells.put(bar.to + 1, "›"),
        End::Unknown { .. } => cells.put(bar.to + 1, "?"),
    }
}

/// A name in a bar has a blank at each side where there is room for one.
fn name(bar: &Bar, column: i32, text: &str, cells: &mut Cells) {
    let length = columns(text);
    if bar.inside && column + length < bar.to {
        cells.put(column + length, " ");
    }
    if bar.inside && column - 1 > bar.from.max(-1) {
        cells.put(column - 1, " ");
    }
    cells.put(column, text);
}

fn foot(picture: &Picture<'_>, rows: &[(Tier, Vec<Bar>)], out: &mut Out) {
    out.line("");
    for (form, words) in FILLS {
        out.wrapped(&format!("{0}{0} {words}", shade(form)));
    }
    let signs = [
        ("▏", PHASE),
        ("›", ONGOING),
        ("?", UNKNOWN),
        ("◆", REFORM),
        ("◇", EVENT),
    ]
    .map(|(sign, words)| format!("{sign} {words}"));
    out.wrapped(&signs.join(" · "));
    for aside in picture.asides() {
        out.wrapped(aside);
    }
    let reasons = picture.reasons();
    if !reasons.is_empty() {
        out.line("");
    }
    for reason in reasons {
        out.wrapped(&reason);
    }
    let names = picture.in_full(rows);
    if !names.is_empty() {
        out.line("");
        let names: Vec<String> = names
            .iter()
            .map(|(short, name)| format!("{short}: {name}"))
            .collect();
        out.wrapped(&names.join(" · "));
    }
    out.line("");
    for words in picture.evidence(rows) {
        out.wrapped(&words);
    }
}

/// What is written so far.
struct Out {
    text: String,
    width: usize,
}

impl Out {
    fn line(&mut self, text: &str) {
        self.text.push_str(harmless(text).trim_end());
        self.text.push('\n');
    }

    fn indented(&mut self, cells: &Cells) {
        let indent = " ".repeat(usize::from(INDENT));
        self.line(&format!("{indent}{}", cells.text()));
    }

    fn wrapped(&mut self, text: &str) {
        for line in wrap(&Paragraph::hanging(0, 3).plain(text), self.width) {
            self.line(&line.text());
        }
    }
}

/// A line of cells. What is put over another thing replaces it; what lies outside is left out.
struct Cells(Vec<String>);

impl Cells {
    fn new(width: u16) -> Self {
        Self(vec![" ".to_owned(); usize::from(width + BEHIND)])
    }

    fn cell(&mut self, column: i32) -> Option<&mut String> {
        self.0.get_mut(usize::try_from(column).ok()?)
    }

    fn put(&mut self, start: i32, text: &str) {
        let mut column = start;
        for c in text.chars() {
            let width = i32::try_from(c.width().unwrap_or(0)).unwrap_or(1);
            match self.cell(if width == 0 { column - 1 } else { column }) {
                Some(cell) if width == 0 => cell.push(c),
                Some(cell) => *cell = c.to_string(),
                None => {}
            }
            // A wide letter takes the cell behind it too.
            if let Some(behind) = self.cell(column + 1).filter(|_| width == 2) {
                behind.clear();
            }
            column += width;
        }
    }

    fn text(&self) -> String {
        self.0.concat()
    }
}
