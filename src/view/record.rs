//! A record, whole.

use super::paint::{Canvas, row, shorten};
use super::search::YOURS;
use crate::app::{Area, RecordView, State, links, sections};
use crate::report;
use crate::theme::GLYPHS;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area, view: &RecordView) {
    let theme = canvas.theme;
    let inner = area.inset(1);
    let lines = state.record_lines(view.record);
    let star = if state.is_bookmarked(view.record) {
        format!("{} ", GLYPHS.bookmark)
    } else {
        String::new()
    };
    let height = state.text_height();
    let part = match lines.len().checked_sub(height) {
        None | Some(0) => "all".to_owned(),
        Some(last) => format!("{}%", view.top * 100 / last),
    };
    let own = if state.data.is_own(view.record) {
        YOURS
    } else {
        ""
    };
    let told = format!(
        "{star}{own}{} {} {part}",
        view.record.kind.name(),
        GLYPHS.dot
    );
    let room = usize::from(inner.width).saturating_sub(told.chars().count() + 2);
    let name = shorten(&report::heading(state.data, view.record), room, GLYPHS.more);
    let end = canvas.text(row(inner, 0), 0, &name, theme.heading());
    canvas.text_right(row(inner, 0), end + 2, &told, theme.dim());
    draw_sections(state, canvas, row(inner, 1), view);
    let text = Area {
        y: inner.y + 2,
        height: u16::try_from(state.text_height()).unwrap_or(0),
        ..inner
    };
    let focus = view
        .focus
        .and_then(|focus| links(&lines).get(focus).cloned());
    canvas.point(text, 0);
    canvas.lines(text, &lines, view.top, |index, place| {
        focus
            .as_ref()
            .is_some_and(|link| link.runs.contains(&(index, place)))
    });
    light(state, canvas, text, view);
}

/// What is looked for in the record; the passage that the reader is at stands out.
fn light(state: &State, canvas: &mut Canvas<'_>, area: Area, view: &RecordView) {
    let Some(find) = &view.find else {
        return;
    };
    let lines = state.record_lines(view.record);
    for (index, passage) in state.passages(view).iter().enumerate() {
        let style = if index == find.chosen {
            canvas.theme.selected()
        } else {
            canvas.theme.matched()
        };
        for (at, columns) in &passage.parts {
            let line = at
                .checked_sub(view.top)
                .and_then(|at| u16::try_from(at).ok());
            let (Some(line), Some(text)) = (line, lines.get(*at).map(report::Line::text)) else {
                continue;
            };
            let lit = canvas.light(row(area, line), &text, columns, style);
            if index == find.chosen && Some(at) == passage.parts.first().map(|(at, _)| at) {
                canvas.point(row(area, line), lit);
            }
        }
    }
}

/// The sections of the record; the one at the top of the screen stands out. Where not all fit, those round it are shown.
fn draw_sections(state: &State, canvas: &mut Canvas<'_>, area: Area, view: &RecordView) {
    let theme = canvas.theme;
    let found = sections(&state.record_lines(view.record));
    let here = found
        .iter()
        .rposition(|(_, row)| *row <= view.top)
        .unwrap_or_default();
    let width = |from: usize| {
        found
            .iter()
            .skip(from)
            .take(here + 1 - from)
            .map(|(section, _)| section.name().len() + 2)
            .sum::<usize>()
    };
    let first = (0..=here)
        .find(|from| width(*from) <= usize::from(area.width))
        .unwrap_or(here);
    let mut column = 0;
    for (index, (section, _)) in found.iter().enumerate().skip(first) {
        let style = if index == here {
            theme.selected()
        } else {
            theme.dim()
        };
        if usize::from(area.width.saturating_sub(column)) < section.name().len() {
            break;
        }
        column = canvas.text(area, column, section.name(), style);
        column = canvas.text(area, column, "  ", theme.plain());
    }
}
