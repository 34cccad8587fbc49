//! Drawing text into a buffer, clipped.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::app::{Area, InputLine};
use crate::keys::Keymap;
use crate::report::Line;
use crate::theme::{GLYPHS, Theme};

/// A buffer, how things look in it, the keys that it tells of, and where the terminal's cursor belongs.
pub(super) struct Canvas<'a> {
    pub(super) buffer: &'a mut Buffer,
    pub(super) theme: &'a Theme,
    pub(super) keys: &'a Keymap,
    /// On what is selected, or in the line that is being typed: magnifiers, screen readers and braille displays follow it.
    pub(super) cursor: Option<Position>,
}

impl Canvas<'_> {
    /// Puts the terminal's cursor on a column of the first line of an area, if there is one; what points last has it.
    pub(super) fn point(&mut self, area: Area, column: u16) {
        if !area.is_empty() {
            self.cursor = Some(Position {
                x: area.x + column.min(area.width - 1),
                y: area.y,
            });
        }
    }

    /// Writes text on the first line of an area, from a column of it on, cut where the area ends. The answer is the column behind it.
    pub(super) fn text(&mut self, area: Area, column: u16, text: &str, style: Style) -> u16 {
        if column >= area.width || area.height == 0 {
            return column;
        }
        let room = usize::from(area.width - column);
        let (end, _) = self
            .buffer
            .set_stringn(area.x + column, area.y, text, room, style);
        end - area.x
    }

    /// The same, ending at the right edge of the area; nothing where it does not fit behind `from`.
    pub(super) fn text_right(&mut self, area: Area, from: u16, text: &str, style: Style) {
        let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
        if let Some(column) = area
            .width
            .checked_sub(width)
            .filter(|column| *column >= from)
        {
            self.text(area, column, text, style);
        }
    }

    /// Writes one laid-out line. Runs for which `chosen` says so are shown as chosen; the answer is the column of the first of these.
    fn line(&mut self, area: Area, line: &Line, chosen: impl Fn(usize) -> bool) -> Option<u16> {
        let mut column = 0;
        let mut found = None;
        for (place, run) in line.runs.iter().enumerate() {
            let style = if chosen(place) {
                found = found.or(Some(column));
                self.theme.selected()
            } else {
                self.theme.tone(run.tone)
            };
            column = self.text(area, column, &run.text, style);
        }
        found
    }

    /// Writes laid-out lines from the one numbered `top` on, as many as the area has room for. `chosen` is asked for each run by the
    /// numbers of its line and of its place in the line; the cursor stands on the first that is chosen.
    pub(super) fn lines(
        &mut self,
        area: Area,
        lines: &[Line],
        top: usize,
        chosen: impl Fn(usize, usize) -> bool,
    ) {
        let mut pointed = false;
        for (at, (index, line)) in (0..area.height).zip(lines.iter().enumerate().skip(top)) {
            let found = self.line(row(area, at), line, |place| chosen(index, place));
            if let Some(column) = found.filter(|_| !pointed) {
                self.point(row(area, at), column);
                pointed = true;
            }
        }
    }

    /// A line being typed: where it is longer than the area, the part round its cursor. The answer is the column where the cursor stands.
    pub(super) fn input(&mut self, area: Area, line: &InputLine) -> u16 {
        let (skipped, shown) = in_view(line, area.width);
        self.text(area, 0, shown, self.theme.plain());
        let column = u16::try_from(line.cursor_column().saturating_sub(skipped)).unwrap_or(0);
        self.point(area, column);
        column.min(area.width.saturating_sub(1))
    }

    /// A rule along the first line of an area.
    pub(super) fn rule(&mut self, area: Area) {
        for column in 0..area.width {
            self.cell(area.x + column, area.y, GLYPHS.rule, self.theme.dim());
        }
    }

    /// Empties an area: it lies over another.
    pub(super) fn clear(&mut self, area: Area) {
        for y in area.y..area.y.saturating_add(area.height) {
            for x in area.x..area.x.saturating_add(area.width) {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
        self.paint(area, self.theme.plain());
    }

    /// A sentence that stands where there is nothing else to show, from a line of the area on.
    pub(super) fn says(&mut self, area: Area, from: u16, sentence: &str) {
        self.point(row(area, from), 0);
        self.wrapped(area, from, sentence);
    }

    /// The same where the cursor belongs elsewhere.
    pub(super) fn wrapped(&mut self, area: Area, from: u16, sentence: &str) {
        let lines = textwrap::wrap(sentence, usize::from(area.width.max(1)));
        for (at, line) in (from..area.height).zip(&lines) {
            self.text(row(area, at), 0, line, self.theme.plain());
        }
    }

    /// Puts a style on some characters of a text that stands at the start of an area. The answer is the column of the first.
    pub(super) fn light(
        &mut self,
        area: Area,
        text: &str,
        characters: &Range<usize>,
        style: Style,
    ) -> u16 {
        let columns = |characters: usize| {
            let width = columns_before(text, characters);
            u16::try_from(width).unwrap_or(u16::MAX).min(area.width)
        };
        let (from, to) = (columns(characters.start), columns(characters.end));
        let lit = Area {
            x: area.x + from,
            width: to - from,
            ..area
        };
        self.paint(lit, style);
        from
    }

    /// Puts a style on every cell of an area.
    pub(super) fn paint(&mut self, area: Area, style: Style) {
        let area = Rect {
            x: area.x,
            y: area.y,
            width: area.width,
            height: area.height,
        };
        self.buffer
            .set_style(area.intersection(self.buffer.area), style);
    }

    /// One cell of a line that runs down the plot, behind the letters: these are not crossed, nor are the edges of bars.
    pub(super) fn cross(&mut self, x: u16, y: u16, symbol: &str, style: Style) {
        let is_fill = |cell: &ratatui::buffer::Cell| {
            [" ", "░", "▒", "█"].contains(&cell.symbol()) && !cell.modifier.contains(Modifier::BOLD)
        };
        if self.buffer.cell((x, y)).is_some_and(is_fill) {
            self.cell(x, y, symbol, style);
        }
    }

    /// One cell.
    pub(super) fn cell(&mut self, x: u16, y: u16, symbol: &str, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    }
}

/// The columns of so many characters of a text.
pub(super) fn columns_before(text: &str, characters: usize) -> usize {
    let before = text.chars().take(characters);
    before.map(|c| c.width().unwrap_or(0)).sum()
}

/// The columns of a line that are out of view at its left, because its cursor would be out of view at the right, and what is behind them.
pub(super) fn in_view(line: &InputLine, width: u16) -> (usize, &str) {
    let room = usize::from(width).max(1);
    let cursor = line.cursor_column();
    let mut skipped = 0;
    let mut shown = line.text();
    while cursor >= skipped + room {
        let Some(first) = shown.chars().next() else {
            break;
        };
        skipped += first.width().unwrap_or(0);
        shown = shown.get(first.len_utf8()..).unwrap_or_default();
    }
    (skipped, shown)
}

/// One line of an area.
pub(super) const fn row(area: Area, row: u16) -> Area {
    let inside = row < area.height;
    Area {
        y: area.y + if inside { row } else { 0 },
        height: inside as u16,
        ..area
    }
}

/// How many rows are scrolled out of view; empty where none are.
pub(super) fn out_of_view(above: usize, below: usize) -> String {
    match (above, below) {
        (0, 0) => String::new(),
        (0, below) => format!("rows: {below} below"),
        (above, 0) => format!("rows: {above} above"),
        (above, below) => format!("rows: {above} above, {below} below"),
    }
}

/// Text cut to so many columns, with a mark where something is missing.
pub(super) fn shorten(text: &str, columns: usize, more: &str) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let width = c.width().unwrap_or(0);
        if used + width + 1 > columns {
            break;
        }
        used += width;
        out.push(c);
    }
    if columns > 0 {
        out.push_str(more);
    }
    out
}
