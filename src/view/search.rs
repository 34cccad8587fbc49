//! The search: the line, what it finds, and a preview where there is room.

use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

use super::paint::{Canvas, row, shorten};
use crate::app::{Area, SearchBox, State, Wanted, areas};
use crate::model::{Kind, RecordRef};
use crate::report::{card, shade};
use crate::theme::GLYPHS;

/// Columns of the list beside a preview.
const LIST: u16 = 64;
/// Lines of the list and of the preview beside it: what a glance takes in, and a slow link can carry for every letter typed.
const LINES: u16 = 16;

/// Stands before what came from the reader's own files.
pub(super) const YOURS: &str = "yours: ";

pub(super) fn draw(
    state: &State,
    canvas: &mut Canvas<'_>,
    area: Area,
    search: &SearchBox,
) -> Position {
    let theme = canvas.theme;
    let inner = area.inset(1);
    let top = row(inner, 0);
    let query = search.line.text();
    let records = state.shown_by(search);
    let says = match (query.is_empty(), records.len()) {
        (true, _) if search.wanted.is_some() => {
            "bookmarks, what you opened lately, then all".to_owned()
        }
        (true, 0) => {
            "bodies, abbreviations, organisations, codes, places, reforms, Acts, findings, sources"
                .to_owned()
        }
        (true, _) => "bookmarks and what you opened lately".to_owned(),
        (false, 0) => "nothing found".to_owned(),
        (false, _) if search.is_a_guess() => "nothing is called that: did you mean".to_owned(),
        (false, 1) => "1 hit".to_owned(),
        (false, number) => format!("{number} hits"),
    };
    let prompt = match search.wanted {
        None => "/ ",
        Some(Wanted::Place) => "Place: ",
        Some(Wanted::PlaceToSeeThrough) => "Through which place: ",
        Some(Wanted::BodyOfFindings) => "Findings on which body: ",
        Some(Wanted::SideOfContrast) => "Contrast with which body: ",
    };
    let start = canvas.text(top, 0, prompt, theme.strong());
    // What is found is told at the right, if the query leaves it half of the line.
    let told = u16::try_from(says.len() + 2).unwrap_or(u16::MAX);
    let room = if told <= top.width / 2 || query.is_empty() {
        top.width.saturating_sub(start + told)
    } else {
        top.width.saturating_sub(start)
    };
    let cursor = canvas.input(
        Area {
            x: top.x + start,
            width: room.max(8).min(top.width.saturating_sub(start)),
            ..top
        },
        &search.line,
    );
    canvas.text_right(
        top,
        start + room.min(u16::try_from(query.width()).unwrap_or(u16::MAX)) + 1,
        &says,
        theme.dim(),
    );
    let wide = areas(state.size).wide;
    let height = inner.height.saturating_sub(2);
    let body = Area {
        y: inner.y + 2,
        height: if wide && !query.is_empty() {
            height.min(LINES)
        } else {
            height
        },
        ..inner
    };
    let preview_lines = if wide {
        0
    } else {
        body.height.saturating_sub(6) / 2
    };
    let list = Area {
        width: if wide {
            LIST.min(body.width / 2)
        } else {
            body.width
        },
        height: body.height - preview_lines,
        ..body
    };
    draw_list(state, canvas, list, search, &records);
    let preview = if wide {
        Area {
            x: list.x + list.width + 2,
            width: body.width.saturating_sub(list.width + 2),
            ..body
        }
    } else {
        Area {
            y: body.y + list.height + 1,
            height: preview_lines.saturating_sub(1),
            ..body
        }
    };
    if let Some(record) = records.get(search.chosen).filter(|_| !preview.is_empty()) {
        if !wide {
            canvas.rule(Area {
                y: preview.y - 1,
                ..preview
            });
        }
        let lines = state.brief_lines(*record, usize::from(preview.width));
        canvas.lines(preview, &lines, 0, |_, _| false);
    }
    cursor
}

fn draw_list(
    state: &State,
    canvas: &mut Canvas<'_>,
    area: Area,
    search: &SearchBox,
    records: &[RecordRef],
) {
    let height = usize::from(area.height).max(1);
    let first = (search.chosen + 1).saturating_sub(height);
    for (index, record) in records.iter().enumerate().skip(first).take(height) {
        let Ok(at) = u16::try_from(index - first) else {
            continue;
        };
        let matched = search
            .hits
            .get(index)
            .map(|hit| state.index().matched(search.line.text(), *hit))
            .unwrap_or_default();
        draw_entry(
            state,
            canvas,
            row(area, at),
            *record,
            &matched,
            index == search.chosen,
        );
    }
}

/// One entry: a mark, the standing, the name with its matched letters, then kind and dates.
pub(super) fn draw_entry(
    state: &State,
    canvas: &mut Canvas<'_>,
    line: Area,
    record: RecordRef,
    matched: &[usize],
    chosen: bool,
) {
    let theme = canvas.theme;
    let Some(card) = card(state.data, record) else {
        return;
    };
    canvas.text(
        line,
        0,
        if chosen { GLYPHS.chosen } else { " " },
        theme.cursor(),
    );
    let (glyph, style) = card.form.map_or((" ", theme.plain()), |form| {
        (shade(form), theme.form_word(form))
    });
    canvas.text(line, 1, glyph, style);
    let gap = if card.when.is_empty() {
        String::new()
    } else {
        format!(" {} ", GLYPHS.dot)
    };
    let own = if card.own { YOURS } else { "" };
    // What is said of a place says that it is one.
    let tail = if record.kind == Kind::Place {
        format!("{own}{}", card.when)
    } else {
        format!("{own}{}{gap}{}", record.kind.name(), card.when)
    };
    let short = card
        .short
        .map(|short| format!("{short}  "))
        .unwrap_or_default();
    let room = usize::from(line.width)
        .saturating_sub(3 + tail.chars().count() + 2 + short.chars().count());
    let base = if chosen {
        theme.strong()
    } else {
        theme.plain()
    };
    let mut column = canvas.text(line, 3, &short, theme.strong());
    let name = shorten(&card.name, room, GLYPHS.more);
    for (place, c) in name.chars().enumerate() {
        let style = if matched.contains(&place) {
            base.patch(theme.matched())
        } else {
            base
        };
        column = canvas.text(line, column, c.encode_utf8(&mut [0; 4]), style);
    }
    canvas.text_right(line, column + 1, &tail, theme.dim());
}
