//! Where the names of bars stand in a row that is given.

use unicode_width::UnicodeWidthStr;

use super::bars::{Bar, part};

/// Which bars of a row choose the place of their name first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Those at the left: no name moves as the as-at day does.
    Left,
    /// Those that stand on the as-at day, for the reader looks at them. Beside a bar, too, a name is cut where there is no room for more.
    Standing,
}

/// The bars of one row that are in view, told apart and labelled.
#[must_use]
pub fn in_view(mut bars: Vec<Bar>, width: u16, turn: Turn) -> Vec<Bar> {
    part(&mut bars);
    bars.retain(|bar| bar.to >= 0 && bar.from < i32::from(width));
    place_labels(&mut bars, i32::from(width), turn);
    bars
}

/// Puts labels inside bars where they fit, else beside them where there is room, and never over another bar or its label: bars are the
/// truth, and names may be left out. A label is never scrolled away with the start of its bar.
fn place_labels(bars: &mut [Bar], width: i32, turn: Turn) {
    // The sign for what goes on, or for an end that is not established, stands behind a bar.
    let mut taken: Vec<(i32, i32)> = bars.iter().map(|bar| (bar.from, bar.to + 1)).collect();
    let mut waiting: Vec<(usize, &mut Bar)> = bars.iter_mut().enumerate().collect();
    if turn == Turn::Standing {
        waiting.sort_by_key(|(_, bar)| !bar.stands);
    }
    for (index, bar) in waiting {
        let others = taken.iter().enumerate();
        let others = others.filter(|(other, _)| *other != index);
        let room = Room::of(bar, others.map(|(_, taken)| *taken), width);
        let label = label(bar, &room, turn == Turn::Standing);
        let (first, last) = (bar.from.max(0), bar.to);
        bar.inside = label
            .as_ref()
            .is_some_and(|(column, _)| *column > first && *column <= last);
        bar.label = label.and_then(|(column, text)| {
            taken.push((column, column + columns(&text) - 1));
            Some((u16::try_from(column).ok()?, text))
        });
    }
}

/// The columns that are free for the name of a bar, both included. Beside it, a blank stays at each side of a name.
struct Room {
    inside: (i32, i32),
    behind: (i32, i32),
    before: (i32, i32),
}

impl Room {
    fn of(bar: &Bar, others: impl Iterator<Item = (i32, i32)>, width: i32) -> Self {
        let (first, last) = (bar.from.max(0), bar.to.min(width - 1));
        let (mut behind, mut before) = ((last + 2, width - 1), (0, first - 2));
        for (from, to) in others {
            if from < first {
                before.0 = before.0.max(to + 2);
            } else {
                behind.1 = behind.1.min(from - 2);
            }
        }
        Self {
            inside: (first + 1, last),
            behind,
            before,
        }
    }
}

/// The column and the text of the label of a bar.
fn label(bar: &Bar, room: &Room, may_cut: bool) -> Option<(i32, String)> {
    let length = |(from, to): (i32, i32)| to - from + 1;
    let short_from = bar.names.len().saturating_sub(bar.short_names);
    let shorts = bar.names.get(short_from..).unwrap_or_default();
    let fitting = |names: &[String], room: i32| {
        let mut names = names.iter();
        names.find(|name| columns(name) <= room).cloned()
    };
    let (inside, behind, before) = (room.inside, room.behind, room.before);
    // A blank stands before a name in its bar; a short one may do without.
    if let Some(name) = fitting(&bar.names, length(inside) - 1) {
        return Some((inside.0 + 1, name));
    }
    let short = bar.shortest();
    if columns(short) <= length(inside) {
        return Some((inside.0, short.to_owned()));
    }
    if let Some(name) = fitting(shorts, length(behind)) {
        return Some((behind.0, name));
    }
    if let Some(name) = fitting(shorts, length(before)) {
        return Some((before.1 + 1 - columns(&name), name));
    }
    // Half a name is better than none, if it is not less than half.
    let cut = |room: i32| shortened(short, room);
    if length(inside) + 1 >= SHORTENED {
        return Some((inside.0, cut(length(inside))));
    }
    match length(behind).max(length(before)) {
        widest if !may_cut || widest < SHORTENED => None,
        widest if widest == length(behind) => Some((behind.0, cut(widest))),
        widest => {
            let name = cut(widest);
            Some((before.1 + 1 - columns(&name), name))
        }
    }
}

/// Columns in which a shortened name still says something.
const SHORTENED: i32 = 8;

/// A name cut to so many columns, with a mark where it was cut.
fn shortened(name: &str, room: i32) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if columns(&out) + 1 >= room {
            break;
        }
        out.push(c);
    }
    format!("{}…", out.trim_end())
}

/// The columns that a text takes on a terminal.
#[must_use]
pub fn columns(text: &str) -> i32 {
    i32::try_from(text.width()).unwrap_or(i32::MAX / 4)
}
