//! Where the names of bars stand in a row that is given.

use unicode_width::UnicodeWidthStr;

use super::bars::{Bar, part};

/// The bars of one row that are in view, told apart and labelled.
#[must_use]
pub fn in_view(mut bars: Vec<Bar>, width: u16) -> Vec<Bar> {
    part(&mut bars);
    bars.retain(|bar| bar.to >= 0 && bar.from < i32::from(width));
    place_labels(&mut bars, i32::from(width));
    bars
}

/// Puts labels inside bars where they fit, else beside them where there is room. A label is never scrolled away with the start of
/// its bar.
fn place_labels(bars: &mut [Bar], width: i32) {
    let edges: Vec<(i32, i32)> = bars.iter().map(|bar| (bar.from, bar.to)).collect();
    let mut taken_to = 0;
    for (index, bar) in bars.iter_mut().enumerate() {
        let (first, last) = (bar.from.max(0), bar.to.min(width - 1));
        let next = edges
            .get(index + 1)
            .map_or(width, |(from, _)| (*from).min(width));
        let short = bar.names.last().map(String::as_str).unwrap_or_default();
        let room = last - first + 1;
        let fitting = |names: &[String], fits: &dyn Fn(i32) -> bool| {
            names.iter().find(|text| fits(columns(text))).cloned()
        };
        let shorts = bar
            .names
            .get(bar.names.len().saturating_sub(bar.short_names)..)
            .unwrap_or_default();
        // A cell for the glyph and one for a space stand before a label inside a bar; a short one may do without the space.
        let inside = fitting(&bar.names, &|length| length + 2 <= room);
        let tight = Some(short.to_owned()).filter(|text| columns(text) < room);
        let right = next - last - 1 + i32::from(next == width);
        let beside = fitting(shorts, &|length| length + 2 <= right);
        let before = fitting(shorts, &|length| length + 1 < first - taken_to);
        let (column, text) = match (inside, tight, beside, before) {
            (Some(text), ..) => (first + 2, text),
            (None, Some(text), ..) => (first + 1, text),
            (None, None, Some(text), _) => (last + 2, text),
            (None, None, None, Some(text)) => (first - 1 - columns(&text), text),
            // Half a name is better than none, if it is not less than half.
            _ if room >= SHORTENED => (first + 1, shortened(short, room - 1)),
            _ => (0, String::new()),
        };
        bar.inside = column > first && column <= last;
        bar.label = u16::try_from(column)
            .ok()
            .filter(|_| !text.is_empty())
            .map(|column| (column, text));
        let label_end = bar
            .label
            .as_ref()
            .map_or(0, |(column, text)| i32::from(*column) + columns(text));
        // The sign for what goes on, or for an end that is not established, stands behind a bar.
        taken_to = (last + 2).max(label_end);
    }
}

/// What stands on the as-at day is what the reader looks at: it has its whole short name, over its neighbours if need be.
pub fn name_what_stands(bars: &mut [Bar], width: u16) {
    let width = i32::from(width);
    for bar in bars.iter_mut().filter(|bar| bar.stands) {
        let Some(name) = bar.names.last() else {
            continue;
        };
        let told = bar
            .label
            .as_ref()
            .is_some_and(|(_, text)| columns(text) >= columns(name));
        if told {
            continue;
        }
        let (first, last, length) = (bar.from.max(0), bar.to.min(width - 1), columns(name));
        let column = if last + 2 + length <= width {
            last + 2
        } else {
            (first - 1 - length).max(0)
        };
        bar.label = u16::try_from(column)
            .ok()
            .map(|column| (column, name.clone()));
        bar.inside = false;
        bar.over = true;
    }
}

/// Columns of a bar in which a shortened name still says something.
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
