//! A frame as bytes: what turns the screen that a terminal shows into the next one, in as few bytes as are safe.
//!
//! Nothing is read or written here, so that it can be tried on any two screens. Only sequences are used that terminals have known
//! since the VT100, and colours and their way back only where colours were asked for. What a terminal may do in its own way is kept
//! away from: erasing and scrolling happen on its own ground only, because not all take the colour of the pen for what they bare.

mod pen;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::RangeInclusive;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Position;

use pen::{Look, Pen, keep_one};

use crate::model::{Harm, harmless};

/// A frame that is not this long is not worth a second thought.
const LONG: usize = 600;
/// Of so many rows that changed one has to have moved only, for moving rows to be worth trying.
const MOVED: usize = 6;
/// Erases the rest of a row.
const ERASE: &str = "\x1b[K";
/// Terminals that know it show what stands between the two at once; the others ignore it.
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";
const SHOW: &str = "\x1b[?25h";
const HIDE: &str = "\x1b[?25l";

/// What one column of a row shows.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Spot<'a> {
    symbol: &'a str,
    /// Columns; none for what is covered by the wide one before it.
    width: u16,
    look: Look,
}

impl Spot<'_> {
    const VOID: Self = Spot {
        symbol: " ",
        width: 1,
        look: Look::PLAIN,
    };

    /// Every terminal agrees how wide it is.
    fn is_sure(&self) -> bool {
        self.width == 1 && self.is_one_character()
    }

    fn is_one_character(&self) -> bool {
        self.symbol.len() == 1 || self.symbol.chars().nth(1).is_none()
    }
}

/// Takes the harm out of whatever a screen shows. A cell stays as wide as it was.
pub(super) fn make_harmless(screen: &mut Buffer) {
    for cell in &mut screen.content {
        let symbol = cell.symbol();
        let mut chars = symbol.chars();
        // Nearly all are one character, which was given a cell because it can be seen: there are thousands in each frame.
        if let (Some(c), None) = (chars.next(), chars.next())
            && Harm::of(c).is_none()
        {
            continue;
        }
        if let Cow::Owned(symbol) = harmless(symbol) {
            cell.set_symbol(if symbol.is_empty() { " " } else { &symbol });
        }
    }
}

/// The bytes that lead from what is shown to what is next, with the cursor from where it was seen to where it is to be seen. Where it
/// is not known what is shown, everything is sent. Nothing is sent for nothing; anything else is one synchronised update.
pub(super) fn encode(
    shown: Option<&Buffer>,
    next: &Buffer,
    seen: Option<Position>,
    cursor: Option<Position>,
) -> String {
    let known = shown.filter(|shown| shown.area == next.area);
    let (mut out, mut pen) = match known {
        Some(shown) => shortest(shown, next, Pen::at(seen)),
        None => anew(next),
    };
    pen.wear(Look::PLAIN, &mut out);
    if let Some(position) = cursor {
        pen.move_to(position.x, position.y, &mut out);
    }
    if known.is_none() || seen.is_some() != cursor.is_some() {
        out.push_str(if cursor.is_some() { SHOW } else { HIDE });
    }
    if out.is_empty() {
        out
    } else {
        format!("{BEGIN}{out}{END}")
    }
}

/// The screen, wherever a reader comes from: nothing is believed of the pen or of a part of the screen that was set to scroll.
fn anew(next: &Buffer) -> (String, Pen) {
    let (frame, pen) = wiped(next);
    (format!("\x1b[r\x1b[m{frame}"), pen)
}

/// The shortest of the ways that lead from one screen to another. Trying one takes as long as a short key does, so that only those are
/// tried that are likely to be it.
fn shortest(shown: &Buffer, next: &Buffer, pen: Pen) -> (String, Pen) {
    let starts = differences(shown, next);
    let over = overwritten(shown, next, &starts, pen);
    if over.0.len() < LONG {
        return over;
    }
    shorter(over, scrolled(shown, next, &starts))
}

fn shorter(one: (String, Pen), other: Option<(String, Pen)>) -> (String, Pen) {
    match other {
        Some(other) if other.0.len() < one.0.len() => other,
        _ => one,
    }
}

/// What differs is written over what was there.
fn overwritten(
    shown: &Buffer,
    next: &Buffer,
    starts: &[Option<usize>],
    mut pen: Pen,
) -> (String, Pen) {
    let mut out = String::new();
    for (y, start) in (0..next.area.height).zip(starts) {
        if let Some(start) = *start
            && let Some(mut row) = Row::new(y, start, cells(shown, y), cells(next, y))
        {
            row.write(&mut pen, &mut out);
        }
    }
    (out, pen)
}

/// Everything is wiped away and written on the empty screen.
fn wiped(next: &Buffer) -> (String, Pen) {
    let empty = Buffer::empty(next.area);
    let (out, pen) = overwritten(&empty, next, &differences(&empty, next), Pen::at(None));
    (format!("\x1b[2J{out}"), pen)
}

/// Rows that only moved up or down are moved by the terminal.
fn scrolled(shown: &Buffer, next: &Buffer, starts: &[Option<usize>]) -> Option<(String, Pen)> {
    let (from, rows) = moved(shown, next, starts)?;
    let (first, last) = (*rows.start(), *rows.end());
    let by = from.abs_diff(first);
    let up = from > first;
    let (top, bottom) = if up { (first, last + by) } else { (from, last) };
    let mut halfway = shown.clone();
    for y in top..=bottom {
        let source = if up {
            y + by
        } else {
            y.checked_sub(by).unwrap_or(u16::MAX)
        };
        for x in 0..next.area.width {
            let cell = (top..=bottom)
                .contains(&source)
                .then(|| shown.cell((x, source)).cloned());
            if let Some(place) = halfway.cell_mut((x, y)) {
                *place = cell.flatten().unwrap_or(Cell::EMPTY);
            }
        }
    }
    let mut out = format!("\x1b[{};{}r", top + 1, bottom + 1);
    let mut pen = Pen::at(None);
    // At its edge a line feed, or its reverse, moves the part of the screen that was set to scroll.
    let (edge, feed) = if up { (bottom, "\n") } else { (top, "\x1bM") };
    pen.move_to(0, edge, &mut out);
    out.push_str(&feed.repeat(usize::from(by)));
    out.push_str("\x1b[r");
    let (rest, pen) = overwritten(&halfway, next, &differences(&halfway, next), Pen::at(None));
    out.push_str(&rest);
    Some((out, pen))
}

/// The most rows of the next screen that stand together on the shown one too, but elsewhere: the first row of them there, and where
/// they are to be.
fn moved(
    shown: &Buffer,
    next: &Buffer,
    starts: &[Option<usize>],
) -> Option<(u16, RangeInclusive<u16>)> {
    let height = next.area.height;
    let (old, new) = numbered(shown, next, starts);
    let at = |rows: &[usize], y: u16| rows.get(usize::from(y)).copied();
    let changed = old.iter().zip(&new).filter(|(old, new)| old != new).count();
    let mut most = changed / MOVED;
    let mut best = None;
    for (by, up) in (1..height).flat_map(|by| [(by, true), (by, false)]) {
        let mut start = None;
        let mut worth = 0;
        for y in 0..height - by {
            let (from, to) = if up { (y + by, y) } else { (y, y + by) };
            if at(&old, from) != at(&new, to) {
                (start, worth) = (None, 0);
                continue;
            }
            let (first, first_to) = *start.get_or_insert((from, to));
            // What is there already is no reason to move anything.
            worth += usize::from(at(&old, to) != at(&new, to));
            if worth > most {
                most = worth;
                best = Some((first, first_to..=to));
            }
        }
    }
    best
}

/// The rows of two screens as numbers: the same for rows that are the same.
fn numbered(shown: &Buffer, next: &Buffer, starts: &[Option<usize>]) -> (Vec<usize>, Vec<usize>) {
    let mut known: Vec<(u64, &[Cell])> = Vec::new();
    let mut number = |row| {
        let sum = sum_of(row);
        let same = |(its, other): &(u64, &[Cell])| *its == sum && *other == row;
        known.iter().position(same).unwrap_or_else(|| {
            known.push((sum, row));
            known.len() - 1
        })
    };
    let old: Vec<usize> = (0..next.area.height)
        .map(|y| number(cells(shown, y)))
        .collect();
    let rows = (0..next.area.height).zip(&old).zip(starts);
    let new = rows.map(|((y, old), start)| match start {
        Some(_) => number(cells(next, y)),
        None => *old,
    });
    let new = new.collect();
    (old, new)
}

/// Something that differs between most rows that differ, for little work.
fn sum_of(row: &[Cell]) -> u64 {
    let bytes = row.iter().flat_map(|cell| cell.symbol().bytes());
    bytes.fold(0, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A row from its first difference on: what it is to show, and which of its columns change.
struct Row<'a> {
    y: u16,
    start: usize,
    spots: Vec<Spot<'a>>,
    changed: Vec<bool>,
    /// Behind the last thing to be seen: nothing is left there but to erase.
    void: usize,
}

impl<'a> Row<'a> {
    fn new(y: u16, start: usize, shown: &'a [Cell], next: &'a [Cell]) -> Option<Self> {
        let old = spots(shown.get(start..)?);
        let spots = spots(next.get(start..)?);
        // Terminals differ in how wide they take some characters to be: what is behind them is sent whole.
        let sure = old.iter().chain(&spots).all(Spot::is_one_character);
        let changed = old
            .iter()
            .zip(&spots)
            .map(|(old, new)| !sure || old != new)
            .collect();
        let seen = spots.iter().rposition(|spot| *spot != Spot::VOID);
        Some(Self {
            y,
            start,
            spots,
            changed,
            void: seen.map_or(0, |last| last + 1),
        })
    }

    /// Writes it by the shorter of two ways: over what is there, or erased first.
    fn write(&mut self, pen: &mut Pen, out: &mut String) {
        let (start, before) = (out.len(), *pen);
        self.write_changed(pen, out);
        // Erasing saves the blanks that take away what stood there.
        let blanks = self.spots.iter().zip(&self.changed);
        let saved = blanks
            .filter(|(spot, changed)| **changed && **spot == Spot::VOID)
            .count();
        if saved > ERASE.len() {
            let (middle, mut fresh) = (out.len(), before);
            fresh.move_to(self.column(0), self.y, out);
            fresh.wear(Look::PLAIN, out);
            out.push_str(ERASE);
            for (changed, spot) in self.changed.iter_mut().zip(&self.spots) {
                *changed = *spot != Spot::VOID;
            }
            self.write_changed(&mut fresh, out);
            let is_shorter = out.len() - middle < middle - start;
            keep_one(out, start, middle, is_shorter);
            if is_shorter {
                *pen = fresh;
            }
        }
    }

    /// Writes those columns that change.
    fn write_changed(&self, pen: &mut Pen, out: &mut String) {
        let changes = |x: &usize| self.changed.get(*x) == Some(&true);
        let mut gone = (self.void..self.spots.len()).filter(changes);
        let first = gone.next();
        let last = gone.next_back();
        let erased = first.filter(|first| last.is_some_and(|last| last - first >= ERASE.len()));
        let end = if erased.is_some() {
            self.void
        } else {
            self.spots.len()
        };
        for x in (0..end).filter(changes) {
            self.reach(x, pen, out);
            put(self.spots.get(x..).unwrap_or_default(), pen, out);
        }
        if let Some(first) = erased {
            // Anywhere between what is to be seen and what is to go.
            let room = self.column(self.void)..=self.column(first);
            let here = pen.column().filter(|x| room.contains(x));
            pen.move_to(here.unwrap_or(*room.end()), self.y, out);
            pen.wear(Look::PLAIN, out);
            out.push_str(ERASE);
        }
    }

    /// Brings the pen to a column: by a move, or by writing again what stands between, whichever is shorter.
    fn reach(&self, x: usize, pen: &mut Pen, out: &mut String) {
        let here = pen.column_in(self.y);
        if here == Some(self.column(x)) {
            return;
        }
        let look = self.spots.get(x).map_or(Look::PLAIN, |spot| spot.look);
        let (start, before) = (out.len(), *pen);
        pen.move_to(self.column(x), self.y, out);
        let middle = out.len();
        let moved = middle - start;
        let from = here.and_then(|here| usize::from(here).checked_sub(self.start));
        if let Some(from) = from.filter(|from| *from < x && x - from <= moved)
            && let Some(between) = self.spots.get(from..x)
            && between.iter().all(Spot::is_sure)
        {
            let mut walking = before;
            for at in from..x {
                let rest = self.spots.get(at..=x).unwrap_or_default();
                put(rest, &mut walking, out);
            }
            let walked = out.len() - middle;
            let is_shorter = walked + walking.cost_of(look) < moved + pen.cost_of(look);
            keep_one(out, start, middle, is_shorter);
            if is_shorter {
                *pen = walking;
            }
        }
    }

    fn column(&self, x: usize) -> u16 {
        u16::try_from(self.start + x).unwrap_or(u16::MAX)
    }
}

/// For each row the first column that may show something else, if there is one.
fn differences(shown: &Buffer, next: &Buffer) -> Vec<Option<usize>> {
    let rows = 0..next.area.height;
    rows.map(|y| first_difference(cells(shown, y), cells(next, y)))
        .collect()
}

/// The first column that may show something else. What covers it counts.
fn first_difference(shown: &[Cell], next: &[Cell]) -> Option<usize> {
    let mut start = shown.iter().zip(next).position(|(old, new)| old != new)?;
    let covers = |row: &[Cell], x: usize, columns: usize| {
        let cell = x.checked_sub(columns).and_then(|x| row.get(x));
        cell.is_some_and(|cell| usize::from(cell.cell_width()) > columns)
    };
    while (1..=2).any(|columns| covers(shown, start, columns) || covers(next, start, columns)) {
        start -= 1;
    }
    Some(start)
}

/// Writes the first of some spots. What is seen next after a blank already counts: the pen is changed once.
fn put(spots: &[Spot<'_>], pen: &mut Pen, out: &mut String) {
    let Some(spot) = spots.first().filter(|spot| spot.width > 0) else {
        return;
    };
    if !pen.look.suits(spot.symbol, spot.look) {
        let next = spots
            .iter()
            .map(|spot| spot.look)
            .find(|look| *look != spot.look);
        let look = next.filter(|next| next.suits(spot.symbol, spot.look));
        pen.wear(look.unwrap_or(spot.look), out);
    }
    out.push_str(spot.symbol);
    pen.went(spot.width, spot.is_sure() && spots.len() > 1);
}

/// The cells of a row.
fn cells(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let start = usize::from(y) * width;
    buffer.content.get(start..start + width).unwrap_or_default()
}

/// What its columns show.
fn spots(cells: &[Cell]) -> Vec<Spot<'_>> {
    let mut row: Vec<Spot<'_>> = Vec::with_capacity(cells.len());
    let mut covered = 0;
    for (x, cell) in cells.iter().enumerate() {
        if let Some(left) = row.last().copied().filter(|_| covered > 0) {
            covered -= 1;
            row.push(Spot { width: 0, ..left });
            continue;
        }
        let width = cell.cell_width();
        let room = cells.len() - x;
        // What has no width, or no room for it, would shift the rest of the row.
        let symbol = match usize::from(width) {
            0 => " ",
            width if width > room => " ",
            _ => cell.symbol(),
        };
        let width = if symbol == " " { 1 } else { width };
        covered = width - 1;
        row.push(Spot {
            symbol,
            width,
            look: Look::of(cell, symbol),
        });
    }
    row
}
