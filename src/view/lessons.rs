//! The lessons screen: findings by theme, or tensions, and the chosen one beside them.

use std::borrow::Cow;

use super::paint::{Canvas, row, shorten};
use crate::app::{Area, LessonRow, State, areas as all_areas, lesson_areas};
use crate::model::{Finding, FindingKind, capital};
use crate::theme::GLYPHS;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let areas = lesson_areas(state);
    let rows = state.lesson_rows();
    let chosen = state.lesson_chosen(&rows);
    title(state, canvas, areas.title, &rows);
    if rows.is_empty() {
        let area = all_areas(state.size).main.inset(2);
        let says = "Nothing passes these filters: x takes them away.";
        canvas.says(area, 2, says);
        return;
    }
    draw_list(
        state,
        canvas,
        areas.list,
        &rows,
        chosen.unwrap_or_default(),
        areas.beside,
    );
    if areas.pane.is_empty() {
        return;
    }
    if !areas.beside {
        canvas.rule(Area {
            y: areas.pane.y.saturating_sub(1),
            ..areas.pane
        });
    }
    if let Some(record) = chosen
        .and_then(|index| rows.get(index))
        .map(|row| row.record())
    {
        let lines = state.brief_lines(record, usize::from(areas.pane.width));
        let long = lines.len() > usize::from(areas.pane.height);
        let text = Area {
            height: areas.pane.height.saturating_sub(u16::from(long)),
            ..areas.pane
        };
        let last = lines.len().saturating_sub(usize::from(text.height));
        let top = state.lessons.top.min(last);
        canvas.lines(text, &lines, top, |_, _| false);
        if long {
            let says = match last - top {
                0 => "the end: K scrolls back".to_owned(),
                below => format!("{below} lines below: J scrolls"),
            };
            canvas.text_right(row(areas.pane, text.height), 0, &says, theme.dim());
        }
        if state.is_bookmarked(record) {
            canvas.text_right(row(areas.pane, 0), 0, GLYPHS.bookmark, theme.strong());
        }
    }
}

/// The list, the chosen row in view. A finding has two lines where there is room, because most begin with whose it is.
fn draw_list(
    state: &State,
    canvas: &mut Canvas<'_>,
    area: Area,
    rows: &[LessonRow],
    chosen: usize,
    roomy: bool,
) {
    let texts: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row_lines(state, *row, usize::from(area.width), roomy))
        .collect();
    let height = usize::from(area.height).max(1);
    let used = |from: usize, to: usize| -> usize {
        texts
            .iter()
            .skip(from)
            .take(to.saturating_sub(from))
            .map(Vec::len)
            .sum()
    };
    // From the theme of the chosen one on, if it fits; else about as much before the chosen one as after it.
    let theme = (0..=chosen)
        .rev()
        .find(|index| matches!(rows.get(*index), Some(LessonRow::Theme(_))))
        .filter(|theme| used(*theme, chosen + 1) <= height);
    let first = theme.unwrap_or_else(|| {
        (0..=chosen)
            .find(|first| used(*first, chosen + 1) <= height.div_ceil(2).max(2).min(height))
            .unwrap_or(chosen)
    });
    let last_full = (0..texts.len())
        .find(|first| used(*first, texts.len()) <= height)
        .unwrap_or_default();
    let mut at = 0;
    for (index, lines) in texts.iter().enumerate().skip(first.min(last_full)) {
        for (number, text) in lines.iter().enumerate() {
            let line = row(area, at);
            if line.height == 0 {
                return;
            }
            if index == chosen && number == 0 {
                canvas.point(line, 0);
            }
            at += 1;
            let theme = canvas.theme;
            let is_theme = matches!(rows.get(index), Some(LessonRow::Theme(_)));
            let style = match (is_theme, index == chosen) {
                (true, _) => theme.heading(),
                (false, true) => theme.strong(),
                (false, false) => theme.plain(),
            };
            if index == chosen && !is_theme {
                canvas.text(line, 0, GLYPHS.chosen, theme.cursor());
            }
            canvas.text(line, if is_theme { 0 } else { 2 }, text, style);
        }
    }
}

/// What is told of a row in the list.
fn row_lines(state: &State, lesson: LessonRow, width: usize, roomy: bool) -> Vec<String> {
    let text = match lesson {
        LessonRow::Theme(id) => {
            let name = state.data.theme(&id).map_or(id, |theme| theme.name);
            return vec![shorten(&name, width, GLYPHS.more)];
        }
        LessonRow::Tension(id) => state
            .data
            .tension(&id)
            .map(|tension| tension.question.to_string()),
        LessonRow::Finding(id) => state.data.finding(&id).map(|finding| {
            let kind = match finding.kind {
                FindingKind::Finding => String::new(),
                kind => format!("{}: ", kind.name()),
            };
            format!("{:<10}{kind}{}", finding.years(), claim(finding))
        }),
    };
    let text = text.unwrap_or_default();
    let is_finding = matches!(lesson, LessonRow::Finding(_));
    let room = width.saturating_sub(2);
    if !roomy {
        return vec![shorten(&text, room, GLYPHS.more)];
    }
    let options = textwrap::Options::new(room).subsequent_indent(if is_finding {
        "          "
    } else {
        "  "
    });
    let mut lines = textwrap::wrap(&text, options);
    let more = lines.len() > MOST;
    lines.truncate(MOST);
    let mut kept: Vec<String> = lines.into_iter().map(Cow::into_owned).collect();
    if let Some(last) = kept.last_mut().filter(|_| more) {
        // There is more, whether or not the line is full.
        *last = shorten(&format!("{last}{}", " ".repeat(room)), room, GLYPHS.more);
        let end = last.trim_end_matches(GLYPHS.more).trim_end().len();
        last.replace_range(end.., GLYPHS.more);
    }
    kept
}

/// Lines of one entry.
const MOST: usize = 2;

/// What a finding says, without whose it is: in a list of hundreds most would begin alike. Beside the list, and everywhere else, it is
/// told whose it is.
fn claim(finding: &Finding) -> String {
    // Somebody's own words say more in a list than that somebody said them.
    if let Some(quote) = &finding.quote {
        return format!("“{}”", quote.words);
    }
    let text = finding.text.as_str();
    let told = text.split_once(" that ").filter(|(whose, _)| {
        whose.len() < 60
            && !whose.contains(['.', ';', ':'])
            && whose.starts_with(|c: char| c.is_uppercase())
            && VERBS.iter().any(|verb| whose.ends_with(verb))
    });
    told.map_or_else(|| text.to_owned(), |(_, claim)| capital(claim))
}

/// Words after which what a source says begins.
const VERBS: [&str; 14] = [
    " finds",
    " found",
    " argues",
    " argued",
    " says",
    " said",
    " notes",
    " noted",
    " reports",
    " reported",
    " concludes",
    " judged",
    " expects",
    " expected",
];

/// What is listed, how many, and what narrows it.
fn title(state: &State, canvas: &mut Canvas<'_>, area: Area, rows: &[LessonRow]) {
    let theme = canvas.theme;
    let number = rows
        .iter()
        .filter(|row| !matches!(row, LessonRow::Theme(_)))
        .count();
    let what = match (state.lessons.tensions, number) {
        (true, 1) => "tension: findings that stand against each other",
        (true, _) => "tensions: findings that stand against each other",
        (false, 1) => "finding by theme",
        (false, _) => "findings by theme",
    };
    let column = canvas.text(area, 0, &format!("{number} {what}"), theme.heading());
    let words = state.filter_words();
    if !words.is_empty() {
        let room = usize::from(area.width.saturating_sub(column + 3));
        let text = shorten(&words, room, GLYPHS.more);
        canvas.text(
            area,
            column,
            &format!(" {} {text}", GLYPHS.dot),
            theme.strong(),
        );
    }
}
