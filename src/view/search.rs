//! The search: the line, what it finds, and a preview where there is room.

use std::borrow::Cow;

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::paint::{Canvas, row, shorten};
use super::told;
use crate::app::{Area, Results, SearchBox, State, Wanted, areas};
use crate::model::{Kind, RecordRef};
use crate::report::{card, shade};
use crate::search::Excerpt;
use crate::theme::GLYPHS;

/// The most columns of the list beside a preview: it has three fifths of the width, for names are not to be cut.
const LIST: u16 = 100;
/// Lines of the list and of the preview beside it: what a glance takes in, and a slow link can carry for every letter typed.
const LINES: u16 = 16;
/// Lines that stay empty below them in a taller window.
const BELOW: u16 = 18;

/// Stands before what came from the reader's own files.
pub(super) const YOURS: &str = "yours: ";
/// Stands before what the reader wrote a note on.
const NOTED: &str = "note: ";
/// Stands before the part of a note by which something was found.
const NOTE: &str = "your note: ";
/// Characters of a note that are worth their room.
const EXCERPT: usize = 12;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area, search: &SearchBox) {
    let inner = area.inset(1);
    let results = state.results(search);
    let start = canvas.text(row(inner, 0), 0, &prompt(search), canvas.theme.strong());
    let field = Area {
        x: inner.x + start,
        width: inner.width.saturating_sub(start),
        ..row(inner, 0)
    };
    canvas.input(field, &search.line);
    told::draw(state, canvas, row(inner, 1), field, search, &results);
    let wide = areas(state.size).wide;
    let height = inner.height.saturating_sub(2);
    let body = Area {
        y: inner.y + 2,
        height: if wide && !results.blank {
            height.min(LINES.max(height.saturating_sub(BELOW)))
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
            LIST.min(body.width * 3 / 5)
        } else {
            body.width
        },
        height: body.height - preview_lines,
        ..body
    };
    draw_list(state, canvas, list, search, &results);
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
    if let Some(record) = results
        .records
        .get(search.chosen)
        .filter(|_| !preview.is_empty())
    {
        if !wide {
            canvas.rule(Area {
                y: preview.y - 1,
                ..preview
            });
        }
        let lines = state.brief_lines(*record, usize::from(preview.width));
        canvas.lines(preview, &lines, 0, |_, _| false);
    }
}

/// What is asked for, and of which kind.
fn prompt(search: &SearchBox) -> Cow<'static, str> {
    Cow::Borrowed(match (search.wanted, search.kind) {
        (Some(Wanted::Place), _) => "Place: ",
        (Some(Wanted::PlaceToSeeThrough), _) => "Through which place: ",
        (Some(Wanted::BodyOfFindings), _) => "Findings on which body: ",
        (Some(Wanted::SideOfContrast), _) => "Contrast with which body: ",
        (None, Some(kind)) => return Cow::Owned(format!("{}/ ", kind.plural())),
        (None, None) => "/ ",
    })
}

fn draw_list(
    state: &State,
    canvas: &mut Canvas<'_>,
    area: Area,
    search: &SearchBox,
    results: &Results,
) {
    let height = usize::from(area.height).max(1);
    let first = (search.chosen + 1).saturating_sub(height);
    let only = search.only_kind();
    for (index, record) in results.records.iter().enumerate().skip(first).take(height) {
        let Ok(at) = u16::try_from(index - first) else {
            continue;
        };
        let hit = results.hits.get(index).copied();
        // Of what was found by the reader's own note, that is shown, in two fifths of the line, if that leaves room for the name.
        let most = (usize::from(area.width) * 2 / 5).saturating_sub(NOTE.len());
        let by_note = hit.filter(|_| most >= EXCERPT);
        let noted = by_note.and_then(|hit| state.noted(search, hit, most));
        let matched = hit
            .filter(|_| noted.is_none())
            .map(|hit| state.index().matched(search.line.text(), hit))
            .unwrap_or_default();
        draw_entry(
            state,
            canvas,
            row(area, at),
            (*record, Some(record.kind) == only),
            (&matched, noted.as_ref()),
            index == search.chosen,
        );
    }
}

/// One entry: a mark, the standing, the name with its matched letters, what the reader's note says of what is looked for, then its dates
/// behind its kind, unless that goes without saying.
pub(super) fn draw_entry(
    state: &State,
    canvas: &mut Canvas<'_>,
    line: Area,
    (record, is_known_kind): (RecordRef, bool),
    (matched, noted): (&[usize], Option<&Excerpt>),
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
    let has_note = noted.is_none() && state.note(record).is_some();
    let own = match (has_note, card.own) {
        (true, _) => NOTED,
        (false, true) => YOURS,
        (false, false) => "",
    };
    // What is said of a place says that it is one.
    let tail = if is_known_kind || record.kind == Kind::Place {
        format!("{own}{}", card.when)
    } else {
        format!("{own}{}{gap}{}", record.kind.name(), card.when)
    };
    let short = card
        .short
        .map(|short| format!("{short}  "))
        .unwrap_or_default();
    let taken = noted.map_or(0, |noted| NOTE.width() + noted.text.width() + 2);
    let taken = 3 + tail.width() + 2 + short.width() + taken;
    let room = usize::from(line.width).saturating_sub(taken);
    let base = if chosen {
        theme.strong()
    } else {
        theme.plain()
    };
    let column = canvas.text(line, 3, &short, theme.strong());
    let name = shorten(&card.name, room, GLYPHS.more);
    let mut column = lit(canvas, line, column, (&name, base), matched);
    if let Some(noted) = noted {
        column = canvas.text(line, column + 2, NOTE, theme.dim());
        let room = usize::from(line.width.saturating_sub(column)).saturating_sub(tail.width() + 2);
        let text = shorten(&noted.text, room, GLYPHS.more);
        column = lit(canvas, line, column, (&text, theme.plain()), &noted.matched);
    }
    canvas.text_right(line, column + 1, &tail, theme.dim());
}

/// Writes text of which some characters were matched. The answer is the column behind it.
fn lit(
    canvas: &mut Canvas<'_>,
    line: Area,
    column: u16,
    (text, style): (&str, Style),
    matched: &[usize],
) -> u16 {
    let end = canvas.text(line, column, text, style);
    let shown = Area {
        x: line.x + column,
        width: end.saturating_sub(column),
        ..line
    };
    let bright = canvas.theme.matched();
    for place in matched {
        canvas.light(shown, text, &(*place..place + 1), bright);
    }
    end
}
