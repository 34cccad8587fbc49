//! The bars.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::paint::{Canvas, row};
use super::timeline::{cursor_column, since_column};
use crate::app::{Area, State, bars, plot_rows};
use crate::model::End;
use crate::theme::GLYPHS;
use crate::timeline::{Bar, PlotRow};

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    let rows = plot_rows(state);
    let bars = |lane| bars(state, lane, area.width);
    draw_rows(state, canvas, area, &rows, state.timeline.top, &bars);
}

/// Rows of bars, from the one numbered `top` on.
pub(super) fn draw_rows(
    state: &State,
    canvas: &mut Canvas<'_>,
    area: Area,
    rows: &[PlotRow],
    top: usize,
    bars: &dyn Fn(usize) -> Vec<Bar>,
) {
    let cursors = [
        since_column(state, area.width),
        cursor_column(state, area.width),
    ];
    for (index, plot_row) in rows
        .iter()
        .skip(top)
        .take(usize::from(area.height))
        .enumerate()
    {
        let Ok(index) = u16::try_from(index) else {
            continue;
        };
        let line = row(area, index);
        let bars = match plot_row {
            PlotRow::Heading(tier) => {
                canvas.text(line, 0, &tier.name().to_uppercase(), canvas.theme.heading());
                Vec::new()
            }
            PlotRow::Lane(lane) => bars(*lane),
            PlotRow::Gap => Vec::new(),
        };
        for bar in &bars {
            draw_bar(canvas, line, bar);
        }
        point_at_selected(state, canvas, line, &bars);
        for column in cursors.into_iter().flatten() {
            draw_cursor(canvas, line, column);
        }
        // Labels come last: the cursor does not cross them.
        for bar in &bars {
            name_bar(state, canvas, line, bar);
        }
    }
}

/// The terminal's cursor stands at the beginning of the name of the selected bar, or of the bar where it has none; of several that are
/// selected together, on the one that stood on the day.
fn point_at_selected(state: &State, canvas: &mut Canvas<'_>, line: Area, bars: &[Bar]) {
    let is_selected = |bar: &&Bar| state.selected_bar() == Some(bar.record);
    let stands = bars.iter().filter(is_selected).find(|bar| bar.stands);
    let Some(bar) = stands.or_else(|| bars.iter().find(is_selected)) else {
        return;
    };
    let first = visible(bar.from, bar.to, line.width).next();
    let label = bar.label.as_ref().map(|(column, _)| *column);
    canvas.point(line, label.or(first).unwrap_or_default());
}

/// The as-at cursor runs down the plot, behind the letters.
fn draw_cursor(canvas: &mut Canvas<'_>, line: Area, column: u16) {
    // Without colour: it crosses every row, and on a slow link each row would pay for it twice at every step.
    canvas.cross(
        line.x + column,
        line.y,
        GLYPHS.cursor,
        canvas.theme.on_ground(),
    );
}

/// A bar that has a row of its own, and its name.
pub(super) fn draw_alone(canvas: &mut Canvas<'_>, line: Area, bar: &Bar) {
    draw_bar(canvas, line, bar);
    if let Some((column, text)) = &bar.label {
        draw_label(canvas, line, bar, *column, text, (false, false));
    }
}

fn draw_bar(canvas: &mut Canvas<'_>, line: Area, bar: &Bar) {
    let theme = canvas.theme;
    for segment in &bar.segments {
        let (symbol, style) = theme.bar(segment.form);
        for column in visible(segment.from, segment.to, line.width) {
            canvas.cell(line.x + column, line.y, symbol, style);
        }
        if segment.from > bar.from
            && let Some(first) = visible(segment.from, segment.from, line.width).next()
        {
            canvas.cell(
                line.x + first,
                line.y,
                GLYPHS.phase,
                theme.bar_label(segment.form),
            );
        }
    }
    if let (Some(first), Some(segment)) = (
        visible(bar.from, bar.from, line.width).next(),
        bar.segments.first(),
    ) {
        let (symbol, style) = theme.bar_start(segment.form);
        canvas.cell(line.x + first, line.y, symbol, style);
    }
    end_mark(canvas, line, bar);
}

/// The label of a bar; the selected one is marked where it has none.
fn name_bar(state: &State, canvas: &mut Canvas<'_>, line: Area, bar: &Bar) {
    let selected = state.selected_bar() == Some(bar.record);
    let lit = state.is_lit(bar.record);
    if lit && bar.label.is_none() {
        canvas.paint(bar_area(line, bar), canvas.theme.matched());
    }
    match &bar.label {
        Some((column, text)) => draw_label(canvas, line, bar, *column, text, (selected, lit)),
        None if selected => {
            let area = bar_area(line, bar);
            // Reversing what is solid would make it a hole.
            for column in 0..area.width {
                canvas.cell(
                    area.x + column,
                    area.y,
                    GLYPHS.selected,
                    canvas.theme.on_ground().patch(canvas.theme.strong()),
                );
            }
        }
        None => {}
    }
}

/// A label has a blank at each side, so that it stands clear of its bar. It is bold where the bar stands on the as-at day.
fn draw_label(
    canvas: &mut Canvas<'_>,
    line: Area,
    bar: &Bar,
    column: u16,
    text: &str,
    (selected, lit): (bool, bool),
) {
    let theme = canvas.theme;
    let here = bar
        .segments
        .iter()
        .find(|segment| (segment.from..=segment.to).contains(&i32::from(column)))
        .or_else(|| bar.segments.first());
    let style = match here {
        Some(segment) if bar.inside => theme.bar_label(segment.form),
        _ => theme.on_ground(),
    };
    let style = if bar.stands {
        style.patch(theme.strong())
    } else {
        style
    };
    // What the search found stands on the ground, a gap in its bar: an underline alone is lost on a bar.
    let style = if lit {
        theme.on_ground().patch(theme.matched())
    } else {
        style
    };
    let style = if selected {
        theme
            .on_ground()
            .patch(theme.strong())
            .patch(theme.selected())
    } else {
        style
    };
    // Inside a bar there is a blank at each side where the bar is long enough.
    let (first, length) = (i32::from(column), i32::try_from(text.width()).unwrap_or(0));
    let before = if bar.inside {
        first > bar.from + 1
    } else {
        // The sign behind the bar stays in sight.
        let follows_sign = first > bar.to && sign(bar).is_some();
        (selected || lit) && first > 0 && !follows_sign
    };
    let after = if bar.inside {
        first + length <= bar.to
    } else {
        selected || lit
    };
    let text = format!("{}{text}{}", gap(before), gap(after));
    canvas.text(line, column.saturating_sub(u16::from(before)), &text, style);
}

const fn gap(there: bool) -> &'static str {
    if there { " " } else { "" }
}

/// A bar that goes on, or whose end nobody found out, says so behind its end.
fn end_mark(canvas: &mut Canvas<'_>, line: Area, bar: &Bar) {
    let Some(symbol) = sign(bar) else { return };
    if let Some(column) = visible(bar.to + 1, bar.to + 1, line.width).next() {
        canvas.cell(line.x + column, line.y, symbol, Style::new());
    }
}

const fn sign(bar: &Bar) -> Option<&'static str> {
    match bar.end {
        End::On(_) => None,
        End::Ongoing => Some(GLYPHS.ongoing),
        End::Unknown { .. } => Some(GLYPHS.unknown),
    }
}

fn bar_area(line: Area, bar: &Bar) -> Area {
    let mut columns = visible(bar.from, bar.to, line.width);
    let first = columns.next();
    let width = u16::try_from(columns.count()).unwrap_or(0) + u16::from(first.is_some());
    Area {
        x: line.x + first.unwrap_or(0),
        width,
        ..line
    }
}

/// The columns of a stretch that lie in view.
fn visible(from: i32, to: i32, width: u16) -> impl Iterator<Item = u16> {
    let (from, to) = (from.max(0), to.min(i32::from(width) - 1));
    (from..=to).filter_map(|column| u16::try_from(column).ok())
}
