//! A frame as bytes: what turns the screen that a terminal shows into the next one, in as few bytes as are safe.
//!
//! Nothing is read or written here, so that it can be tried on any two screens. Only sequences are used that terminals have known
//! since the VT100, and colours and their way back only where colours were asked for. What a terminal may do in its own way is kept
//! away from: erasing and scrolling happen on its own ground only, because not all take the colour of the pen for what they bare.

mod pen;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Position;

use pen::{Look, Pen};

/// A frame this short is not worth a second thought.
const SHORT: usize = 160;
/// Fewer rows that only moved are not worth moving.
const FEW: usize = 3;
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
        self.width == 1 && self.symbol.chars().nth(1).is_none()
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

/// The shortest of the ways that lead from one screen to another.
fn shortest(shown: &Buffer, next: &Buffer, pen: Pen) -> (String, Pen) {
    let mut best = overwritten(shown, next, pen);
    if best.0.len() > SHORT {
        for other in [scrolled(shown, next), Some(wiped(next))] {
            best = other
                .filter(|(out, _)| out.len() < best.0.len())
                .unwrap_or(best);
        }
    }
    best
}

/// What differs is written over what was there.
fn overwritten(shown: &Buffer, next: &Buffer, mut pen: Pen) -> (String, Pen) {
    let mut out = String::new();
    for y in 0..next.area.height {
        let (old, new) = (cells(shown, y), cells(next, y));
        if old != new {
            row(y, &spots(old), &spots(new), &mut pen, &mut out);
        }
    }
    (out, pen)
}

/// Everything is wiped away and written on the empty screen.
fn wiped(next: &Buffer) -> (String, Pen) {
    let (out, pen) = overwritten(&Buffer::empty(next.area), next, Pen::at(None));
    (format!("\x1b[2J{out}"), pen)
}

/// Rows that only moved up or down are moved by the terminal.
fn scrolled(shown: &Buffer, next: &Buffer) -> Option<(String, Pen)> {
    let (from, rows) = moved(shown, next)?;
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
    let (rest, pen) = overwritten(&halfway, next, Pen::at(None));
    out.push_str(&rest);
    Some((out, pen))
}

/// The most rows of the next screen that stand together on the shown one too, but elsewhere: the first row of them there, and where
/// they are to be.
fn moved(shown: &Buffer, next: &Buffer) -> Option<(u16, RangeInclusive<u16>)> {
    let height = next.area.height;
    let mut best: Option<(usize, u16, RangeInclusive<u16>)> = None;
    for by in (1..height).flat_map(|by| [(by, true), (by, false)]) {
        let (distance, up) = by;
        let pairs = (0..height - distance).map(|y| {
            if up {
                (y + distance, y)
            } else {
                (y, y + distance)
            }
        });
        let mut start: Option<(u16, u16)> = None;
        let mut worth = 0;
        for (from, to) in pairs {
            let new = cells(next, to);
            if cells(shown, from) != new {
                (start, worth) = (None, 0);
                continue;
            }
            let (first_from, first_to) = *start.get_or_insert((from, to));
            // What is there already is no reason to move anything.
            worth += usize::from(cells(shown, to) != new);
            if worth >= FEW && best.as_ref().is_none_or(|(most, ..)| worth > *most) {
                best = Some((worth, first_from, first_to..=to));
            }
        }
    }
    best.map(|(_, from, rows)| (from, rows))
}

/// One row, by the shorter of two ways: written over, or erased from its first difference on and written there.
fn row(y: u16, shown: &[Spot<'_>], next: &[Spot<'_>], pen: &mut Pen, out: &mut String) {
    let Some(first) = shown.iter().zip(next).position(|(old, new)| old != new) else {
        return;
    };
    // Terminals differ in how wide they take some characters to be: such a row is sent whole.
    let sure = shown
        .iter()
        .chain(next)
        .all(|spot| spot.symbol.chars().nth(1).is_none());
    let changed = |x: usize| !sure || shown.get(x) != next.get(x);
    let mut over = (String::new(), *pen);
    write(y, next, changed, &mut over.1, &mut over.0);

    let mut fresh = (String::new(), *pen);
    fresh.1.move_to(column(first), y, &mut fresh.0);
    fresh.1.wear(Look::PLAIN, &mut fresh.0);
    fresh.0.push_str(ERASE);
    let written = |x: usize| x >= first && next.get(x) != Some(&Spot::VOID);
    write(y, next, written, &mut fresh.1, &mut fresh.0);

    let best = if sure && fresh.0.len() < over.0.len() {
        fresh
    } else {
        over
    };
    out.push_str(&best.0);
    *pen = best.1;
}

/// Writes those columns of a row that changed.
fn write(
    y: u16,
    row: &[Spot<'_>],
    changed: impl Fn(usize) -> bool,
    pen: &mut Pen,
    out: &mut String,
) {
    // Behind the last thing to be seen nothing is left but to erase.
    let void = row
        .iter()
        .rposition(|spot| *spot != Spot::VOID)
        .map_or(0, |last| last + 1);
    let gone: Vec<usize> = (void..row.len()).filter(|x| changed(*x)).collect();
    let erased = gone.first().copied().filter(|_| gone.len() > ERASE.len());
    let end = if erased.is_some() { void } else { row.len() };
    for x in (0..end).filter(|x| changed(*x)) {
        let rest = row.get(x..end).unwrap_or_default();
        reach(x, y, row, pen, out);
        put(rest, pen, out);
    }
    if let Some(first) = erased {
        if !pen.stands_in(y, column(void)..=column(first)) {
            pen.move_to(column(first), y, out);
        }
        pen.wear(Look::PLAIN, out);
        out.push_str(ERASE);
    }
}

/// Brings the pen to a column: by a move, or by writing again what stands between, whichever is shorter.
fn reach(x: usize, y: u16, row: &[Spot<'_>], pen: &mut Pen, out: &mut String) {
    let look = row.get(x).map_or(Look::PLAIN, |spot| spot.look);
    let mut jumped = (String::new(), *pen);
    jumped.1.move_to(column(x), y, &mut jumped.0);
    let mut walked = jumped.clone();
    if let Some(from) = pen.column_in(y).map(usize::from).filter(|from| *from < x)
        && let Some(between) = row.get(from..x)
        && between.len() <= jumped.0.len()
        && between.iter().all(Spot::is_sure)
    {
        walked = (String::new(), *pen);
        for start in 0..between.len() {
            put(
                row.get(from + start..=x).unwrap_or_default(),
                &mut walked.1,
                &mut walked.0,
            );
        }
    }
    let cost = |(way, pen): &(String, Pen)| way.len() + pen.cost_of(look);
    let best = if cost(&walked) < cost(&jumped) {
        walked
    } else {
        jumped
    };
    out.push_str(&best.0);
    *pen = best.1;
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

fn column(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}
