//! The line that tells of a query: what is wrong with it or may become of it, else how much of each kind it finds.

use unicode_width::UnicodeWidthStr;

use super::paint::{Canvas, columns_before, in_view, shorten};
use crate::app::{Area, FilterLine, Results, SearchBox, State};
use crate::search::QueryFault;
use crate::theme::GLYPHS;

/// The line under a query whose field is `field`.
pub(super) fn draw(
    state: &State,
    canvas: &mut Canvas<'_>,
    line: Area,
    field: Area,
    search: &SearchBox,
    results: &Results,
) {
    let theme = canvas.theme;
    let (says, style, from) = if let Some(fault) = search.pointed_at(results) {
        let (skipped, _) = in_view(&search.line, field.width);
        let column = |character: usize| {
            let columns = columns_before(search.line.text(), character);
            let column = usize::from(field.x - line.x) + columns.saturating_sub(skipped);
            u16::try_from(column).unwrap_or(u16::MAX).min(line.width)
        };
        let (from, to) = (column(fault.span.start), column(fault.span.end));
        let (says, from) = pointing(fault, line.width, from, to);
        (says, theme.doubt(), from)
    } else {
        (offered(search, results), theme.plain(), 0)
    };
    if says.is_empty() && draw_kinds(canvas, line, search, results) {
        return;
    }
    let room = usize::from(line.width.saturating_sub(from));
    let end = canvas.text(line, from, &shorten(&says, room, GLYPHS.more), style);
    let from = if says.is_empty() { 0 } else { end + 2 };
    for count in counted(state, canvas, search, results) {
        if count.width() + usize::from(from) <= usize::from(line.width) {
            return canvas.text_right(line, from, &count, theme.dim());
        }
    }
}

/// The line above the one in which the timeline's filter is typed.
pub(super) fn draw_filter(state: &State, canvas: &mut Canvas<'_>, line: Area, filter: &FilterLine) {
    let theme = canvas.theme;
    let results = state.results(&filter.search);
    let room = usize::from(line.width.saturating_sub(2));
    let (says, style) = if let Some(error) = &filter.error {
        (error.clone(), theme.doubt())
    } else if let Some(fault) = filter.search.pointed_at(&results) {
        let [all, both, short] = forms(fault);
        let fits = |says: &String| says.width() <= room;
        let fitting = [all, both].into_iter().find(fits);
        (fitting.unwrap_or(short), theme.doubt())
    } else {
        let offered = offered(&filter.search, &results);
        let help = help_key(canvas, ": ");
        let says = if offered.is_empty() {
            format!("words and filters, such as is:statutory; nothing shows all{help}")
        } else {
            offered
        };
        (says, theme.dim())
    };
    canvas.clear(line);
    canvas.text(line, 1, &shorten(&says, room, GLYPHS.more), style);
}

/// What the filter that is typed may become; else what is to be said of the query.
fn offered(search: &SearchBox, results: &Results) -> String {
    let offered = search.completions(results);
    if offered.is_empty() {
        return results.notes.first().cloned().unwrap_or_default();
    }
    format!("Tab: {}", offered.join("  "))
}

/// What is wrong, with what may have been meant and what may stand there; without the latter; and the shortest that helps.
fn forms(fault: &QueryFault) -> [String; 3] {
    let meant = fault.meant.as_ref();
    let meant = meant.map(|meant| format!("did you mean {meant}?"));
    let both = match &meant {
        Some(meant) => format!("{}; {meant}", fault.what),
        None => fault.what.clone(),
    };
    let short = meant.unwrap_or_else(|| both.clone());
    [fault.to_string(), both, short]
}

/// What is wrong behind marks under where it is, and the column to write that from: as much of it as there is room for. Where there is
/// room for none, the sentence goes before the marks.
fn pointing(fault: &QueryFault, width: u16, from: u16, to: u16) -> (String, u16) {
    let marks = "^".repeat(usize::from(to.saturating_sub(from)).max(1));
    let forms = forms(fault);
    let fits =
        |says: &&String| usize::from(from) + marks.len() + 1 + says.width() <= usize::from(width);
    match forms.iter().find(fits) {
        Some(says) => (format!("{marks} {says}"), from),
        None => (forms[2].clone(), 0),
    }
}

/// How much is found of each kind, the one that is shown marked. Where not all fit, those round it. The answer is whether there is any.
fn draw_kinds(canvas: &mut Canvas<'_>, line: Area, search: &SearchBox, results: &Results) -> bool {
    let found = &results.counts;
    if found.is_empty() {
        return false;
    }
    let all: usize = found.iter().map(|(_, count)| count).sum();
    let mut parts = vec![(None, format!("all {all}"))];
    let named = found
        .iter()
        .map(|(kind, count)| (Some(*kind), format!("{} {count}", kind.plural())));
    parts.extend(named);
    let here = parts.iter().position(|(kind, _)| *kind == search.kind);
    let Some(here) = here else {
        return false;
    };
    let gap = format!(" {} ", GLYPHS.dot);
    let room = usize::from(line.width);
    let width = |from: usize, to: usize| {
        let within = parts.iter().skip(from).take(to - from);
        within
            .map(|(_, text)| text.width() + gap.width())
            .sum::<usize>()
    };
    let first = (0..=here).find(|from| width(*from, here + 1) <= room);
    let first = first.unwrap_or(here);
    let mut column = 0;
    for (index, (_, text)) in parts.iter().enumerate().skip(first) {
        // Behind all but the last there is room for the mark that there are more.
        let more = usize::from(index + 1 < parts.len()) * (gap.width() + 1);
        if usize::from(column) + text.width() + more > room {
            canvas.text(line, column, GLYPHS.more, canvas.theme.dim());
            break;
        }
        let style = if index == here {
            canvas.theme.selected()
        } else {
            canvas.theme.dim()
        };
        column = canvas.text(line, column, text, style);
        if index + 1 < parts.len() {
            column = canvas.text(line, column, &gap, canvas.theme.dim());
        }
    }
    true
}

/// How much was found, of how much there is; or what may be typed: the longest that fits is told.
fn counted(
    state: &State,
    canvas: &Canvas<'_>,
    search: &SearchBox,
    results: &Results,
) -> Vec<String> {
    if results.blank {
        let filters = help_key(canvas, "; filters such as is:statutory: ");
        let short = help_key(canvas, "filters: ");
        let says = match (search.wanted, results.records.len()) {
            (Some(_), _) => return vec!["bookmarks, what you opened lately, then all".to_owned()],
            (None, 0) => "organisations, codes, places, Acts, findings",
            (None, _) => "bookmarks and what you opened lately",
        };
        return vec![format!("{says}{filters}"), says.to_owned(), short];
    }
    let kind = search.only_kind();
    vec![match results.hits.len() {
        0 => "nothing found".to_owned(),
        _ if results.is_a_guess() => "nothing is called that: did you mean".to_owned(),
        number => format!("{number} of {}", state.index().count(kind)),
    }]
}

/// The key of the help behind a text; nothing where no key of it works in a line.
fn help_key(canvas: &Canvas<'_>, before: &str) -> String {
    let key = canvas.keys.help_in_a_line();
    key.map(|key| format!("{before}{}", key.name()))
        .unwrap_or_default()
}
