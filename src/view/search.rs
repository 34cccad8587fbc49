//! The search: the line, what it finds, and a preview where there is room.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::paint::{Canvas, in_view, row, shorten};
use crate::app::{Area, Results, SearchBox, State, Wanted, areas};
use crate::model::{Kind, RecordRef};
use crate::report::{card, shade};
use crate::search::QueryFault;
use crate::theme::GLYPHS;

/// Columns of the list beside a preview.
const LIST: u16 = 64;
/// Lines of the list and of the preview beside it: what a glance takes in, and a slow link can carry for every letter typed.
const LINES: u16 = 16;

/// Stands before what came from the reader's own files.
pub(super) const YOURS: &str = "yours: ";

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
    draw_told(state, canvas, row(inner, 1), field, search, &results);
    let wide = areas(state.size).wide;
    let height = inner.height.saturating_sub(2);
    let body = Area {
        y: inner.y + 2,
        height: if wide && !results.blank {
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

/// The line under the query: at the right how much was found; at the left what is wrong with a filter, or what one that is being typed
/// may become.
fn draw_told(
    state: &State,
    canvas: &mut Canvas<'_>,
    line: Area,
    field: Area,
    search: &SearchBox,
    results: &Results,
) {
    let theme = canvas.theme;
    let count = counted(state, search, results);
    let width = u16::try_from(count.width() + 2).unwrap_or(u16::MAX);
    let (says, style, from) = if let Some(fault) = search.pointed_at(results) {
        let (skipped, _) = in_view(&search.line, field.width);
        let column = |character: usize| {
            let before = search.line.text().chars().take(character);
            let columns: usize = before.map(|c| c.width().unwrap_or(0)).sum();
            let column = usize::from(field.x - line.x) + columns.saturating_sub(skipped);
            u16::try_from(column).unwrap_or(u16::MAX).min(line.width)
        };
        let (from, to) = (column(fault.span.start), column(fault.span.end));
        let (says, from) = pointing(fault, line.width, from, to);
        (says, theme.doubt(), from)
    } else {
        let offered = search.completions(results).join("  ");
        let right = if offered.is_empty() { "" } else { "Right: " };
        (format!("{right}{offered}"), theme.plain(), 0)
    };
    let beside = usize::from(from) + says.width() + usize::from(width) <= usize::from(line.width);
    if says.is_empty() || beside {
        canvas.text_right(line, 0, &count, theme.dim());
    }
    let room = usize::from(line.width.saturating_sub(from));
    canvas.text(line, from, &shorten(&says, room, GLYPHS.more), style);
}

/// What is wrong behind marks under where it is, and the column to write that from: as much of it as there is room for. Where there is
/// room for none, the sentence goes before the marks.
fn pointing(fault: &QueryFault, width: u16, from: u16, to: u16) -> (String, u16) {
    let meant = fault.meant.as_ref();
    let meant = meant.map(|meant| format!("did you mean {meant}?"));
    let both = match &meant {
        Some(meant) => format!("{}; {meant}", fault.what),
        None => fault.what.clone(),
    };
    let marks = "^".repeat(usize::from(to.saturating_sub(from)).max(1));
    let short = meant.as_ref().unwrap_or(&both);
    let forms = [&fault.to_string(), &both, short].map(|says| (format!("{marks} {says}"), from));
    let fits = |(says, from): &(String, u16)| usize::from(*from) + says.width() <= width.into();
    let found = forms.into_iter().find(fits);
    found.unwrap_or_else(|| (short.clone(), 0))
}

/// How much was found, of how much there is.
fn counted(state: &State, search: &SearchBox, results: &Results) -> String {
    if results.blank {
        return match (search.wanted, results.records.len()) {
            (Some(_), _) => "bookmarks, what you opened lately, then all",
            (None, 0) => "bodies, organisations, codes, places, reforms, Acts, findings, sources",
            (None, _) => "bookmarks and what you opened lately",
        }
        .to_owned();
    }
    let kind = search.wanted.map(Wanted::kind).or(search.kind);
    match results.hits.len() {
        0 => "nothing found".to_owned(),
        _ if results.is_a_guess() => "nothing is called that: did you mean".to_owned(),
        number => format!("{number} of {}", state.index().count(kind)),
    }
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
    for (index, record) in results.records.iter().enumerate().skip(first).take(height) {
        let Ok(at) = u16::try_from(index - first) else {
            continue;
        };
        let matched = results
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
    let room = usize::from(line.width).saturating_sub(3 + tail.width() + 2 + short.width());
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
