//! The functions screen: functions down, bodies across in order of time, and what is told of the chosen cell.

use super::detail;
use super::paint::{Canvas, row, shorten};
use crate::app::{Area, FunctionAreas, MatrixColumn, State, function_areas};
use crate::model::{Body, Tier, number_of};
use crate::query;
use crate::report::role_sign;
use crate::theme::GLYPHS;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>) {
    let areas = function_areas(state);
    let columns = state.matrix_columns();
    let chosen = state.matrix_chosen(&columns);
    let width = areas.rows.width.saturating_sub(areas.names);
    let places = state.matrix_places(&columns, width);
    legend(canvas, areas.legend, hidden(&columns, &places));
    let at = |column: u16| areas.names + column;
    let theme = canvas.theme;
    for area in [areas.letters, areas.tiers] {
        canvas.paint(area, theme.dim());
    }
    let mut free = 0;
    for (index, column) in &places {
        let Some(MatrixColumn { body, opens_era }) = columns.get(*index) else {
            continue;
        };
        let stands = body.phase_at(state.at).is_some();
        let style = match (*index == chosen, stands) {
            (true, _) => theme.undimmed().patch(theme.selected()),
            (false, true) => theme.undimmed().patch(theme.strong()),
            (false, false) => theme.dim(),
        };
        if let Some(from) = body
            .from()
            .filter(|_| *opens_era || *index == state.functions.left)
            && *column >= free
        {
            let era = state.data.era_at(from.first());
            let year = era.map_or(from, |era| era.from).year();
            free = canvas.text(areas.years, at(*column), &year.to_string(), theme.plain()) + 1
                - areas.names;
        }
        letters(canvas, &areas, at(*column), body, style);
        canvas.text(areas.tiers, at(*column), tier_letter(body.tier), style);
        if stands {
            canvas.text(areas.band, at(*column), GLYPHS.window, theme.cursor());
        }
    }
    rows(state, canvas, &areas, &columns, &places);
    detail::draw_function(state, canvas, areas.pane);
}

/// How many columns are out of view, at the left and at the right.
fn hidden(columns: &[MatrixColumn], places: &[(usize, u16)]) -> (usize, usize) {
    let first = places.first().map_or(0, |(index, _)| *index);
    let last = places.last().map_or(0, |(index, _)| *index + 1);
    (first, columns.len().saturating_sub(last))
}

fn legend(canvas: &mut Canvas<'_>, area: Area, (left, right): (usize, usize)) {
    let theme = canvas.theme;
    let more = match (left, right) {
        (0, 0) => String::new(),
        (left, right) => format!("{left} ‹ bodies › {right}"),
    };
    let signs = [
        "● lead  ◐ shared  ○ advisory   N national  R region  S system  D district  n neighbourhood   ━ stood on the day",
        "● lead  ◐ shared  ○ advisory   N R S D n: tiers   ━ stood on the day",
        "● lead  ◐ shared  ○ advisory",
    ];
    let room = usize::from(area.width).saturating_sub(more.chars().count() + 2);
    let says = signs.iter().find(|says| says.chars().count() <= room);
    let end = canvas.text(area, 0, says.copied().unwrap_or_default(), theme.dim());
    canvas.text_right(area, end, &more, theme.dim());
}

/// The abbreviation, letter under letter, standing on the tier below it.
fn letters(
    canvas: &mut Canvas<'_>,
    areas: &FunctionAreas,
    column: u16,
    body: &Body,
    style: ratatui::style::Style,
) {
    let short: Vec<char> = abbreviation(body)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(usize::from(areas.letters.height))
        .collect();
    let above = usize::from(areas.letters.height).saturating_sub(short.len());
    for (line, letter) in short.into_iter().enumerate() {
        if let Ok(line) = u16::try_from(above + line) {
            canvas.text(
                row(areas.letters, line),
                column,
                letter.encode_utf8(&mut [0; 4]),
                style,
            );
        }
    }
}

/// The abbreviation, or the first letters of the words of the name.
fn abbreviation(body: &Body) -> String {
    body.short.map_or_else(
        || {
            let words = body.name.split([' ', '-']);
            words
                .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
                .filter_map(|word| word.chars().next())
                .collect()
        },
        |short| short.to_string(),
    )
}

const fn tier_letter(tier: Tier) -> &'static str {
    match tier {
        Tier::National => "N",
        Tier::Region => "R",
        Tier::System => "S",
        Tier::District => "D",
        Tier::Neighbourhood => "n",
    }
}

fn rows(
    state: &State,
    canvas: &mut Canvas<'_>,
    areas: &FunctionAreas,
    columns: &[MatrixColumn],
    places: &[(usize, u16)],
) {
    let theme = canvas.theme;
    let chosen = (state.matrix_row(), state.matrix_chosen(columns));
    let shown = state
        .data
        .functions
        .iter()
        .enumerate()
        .skip(state.functions.top);
    for (line, (number, function)) in (0..areas.rows.height).zip(shown) {
        let line = row(areas.rows, line);
        // All of the row steps back, blanks too: to change the style at every point would cost four times the bytes.
        canvas.paint(line, theme.dim());
        let here = number == chosen.0;
        let style = if here {
            theme.undimmed().patch(theme.selected())
        } else {
            theme.undimmed()
        };
        let room = usize::from(areas.names.saturating_sub(1));
        canvas.text(line, 0, &shorten(&function.name, room, GLYPHS.more), style);
        if here {
            canvas.point(line, 0);
        }
        for (index, column) in places {
            let Some(MatrixColumn { body, .. }) = columns.get(*index) else {
                continue;
            };
            let then = query::role_on(body, &function.id, state.at);
            let sign = then
                .or_else(|| query::role_of(body, &function.id))
                .map(role_sign);
            // Points lead the eye along the chosen row and column, and down the band of what stood on the day.
            let led = here || *index == chosen.1 || body.phase_at(state.at).is_some();
            let Some(sign) = sign.or(led.then_some(GLYPHS.dot)) else {
                continue;
            };
            if here && *index == chosen.1 {
                canvas.point(line, areas.names + column);
            }
            let style = match then {
                _ if here && *index == chosen.1 => theme.undimmed().patch(theme.selected()),
                Some(_) => theme.undimmed().patch(theme.strong()),
                None => theme.dim(),
            };
            canvas.text(line, areas.names + column, sign, style);
        }
    }
    let below = state
        .data
        .functions
        .len()
        .saturating_sub(state.functions.top + usize::from(areas.rows.height));
    let hidden = below + state.functions.top;
    if hidden > 0 {
        canvas.text(
            areas.band,
            0,
            &number_of(hidden, "more row", "more rows"),
            theme.dim(),
        );
    }
}
