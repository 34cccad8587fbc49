//! The line at the bottom: what works here; or what there is to say; or a line being typed.

use unicode_width::UnicodeWidthStr;

use super::paint::{Canvas, shorten};
use super::{hint, told};
use crate::app::{Action, Area, DateWanted, Find, InputLine, Layer, RecordView, Session, State};
use crate::keys::{Binding, Context};
use crate::theme::GLYPHS;

/// Columns, besides those of what there is to say, from which on the way back is in sight.
const ROOMY: usize = 85;
/// Columns, besides those, from which on there is room for a remark beside the keys.
const REMARK: usize = 72;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    if !line(state, canvas, area) {
        return what_works(state, canvas, area);
    }
    // That a session is about to end has to be seen while something is typed too.
    if let Some(notice) = &state.notice {
        let above = Area {
            y: area.y.saturating_sub(1),
            ..area
        };
        let room = usize::from(area.width.saturating_sub(1));
        let notice = shorten(notice, room, GLYPHS.more);
        canvas.text(above, 1, &format!("{notice:<room$}"), canvas.theme.strong());
    }
}

/// Draws a line being typed, if there is one. The answer is whether there is.
fn line(state: &State, canvas: &mut Canvas<'_>, area: Area) -> bool {
    match state.layers.last() {
        Some(Layer::Date(date)) => {
            let label = match (date.wanted, &date.error) {
                (DateWanted::GoTo, None) => {
                    "Go to (2004 is its 1 April; apr 2004; 1974..1982 for what changed): "
                }
                (DateWanted::GoTo, Some(_)) => "Go to: ",
                (DateWanted::Side, None) => {
                    "See this side always as at (nothing: the date above): "
                }
                (DateWanted::Side, Some(_)) => "As at: ",
            };
            typed_or_wrong(canvas, area, label, &date.line, date.error.as_deref());
            return true;
        }
        Some(Layer::Deck(deck)) => {
            let label = if deck.error.is_some() {
                "Deck: "
            } else {
                "Deck (era:1974, tier:region, place:leeds, or as in a search): "
            };
            typed_or_wrong(canvas, area, label, &deck.line, deck.error.as_deref());
            return true;
        }
        Some(Layer::Filter(filter)) => {
            let above = Area {
                y: area.y.saturating_sub(1),
                ..area
            };
            told::draw_filter(state, canvas, above, filter);
            typed(canvas, area, "Show only: ", &filter.search.line);
            return true;
        }
        Some(Layer::Record(view)) => {
            if let Some(find) = view.find_typed() {
                looked_for(state, canvas, area, view, find);
                return true;
            }
        }
        _ => {}
    }
    false
}

/// What there is to say, and what works here.
fn what_works(state: &State, canvas: &mut Canvas<'_>, area: Area) {
    let theme = canvas.theme;
    let end = always(state, canvas, area);
    let area = Area { width: end, ..area };
    let mut column = 1;
    if let Some(notice) = &state.notice {
        let room = usize::from(area.width.saturating_sub(2));
        let text = shorten(notice, room, GLYPHS.more);
        // Behind it there may still be room for some of what works here.
        column = canvas.text(area, 1, &text, theme.strong()) + 3;
    }
    if state.is_new_here {
        hint::draw(state, canvas, area, column);
        return;
    }
    let mut keys = String::new();
    let context = Context::of(state);
    let mut working = canvas.keys.working(context);
    if context != Context::Timeline {
        // What works here before what works everywhere.
        working.sort_by_key(|(binding, _)| binding.context != context);
    }
    for (binding, works) in &working {
        let word = word(state, binding).filter(|_| !is_pinned(&binding.action));
        let (Some(word), Some(first)) = (word, works.first()) else {
            continue;
        };
        if !keys.is_empty() {
            keys.push('/');
        }
        keys.push_str(&first.name());
        // Keys with no word of their own are shown with the next that has one: "h/l date".
        if word.is_empty() {
            continue;
        }
        let needed = keys.chars().count() + word.len() + 3;
        if usize::from(area.width.saturating_sub(column)) < needed {
            break;
        }
        column = canvas.text(area, column, &keys, theme.strong());
        column = canvas.text(area, column, &format!(" {word}  "), theme.dim());
        keys.clear();
    }
}

/// The word or two for a key. Where one kind of record is asked for, no other can be chosen: before anything is typed the key that
/// would do so leads to the next screen, as it does elsewhere, and then it does nothing.
fn word(state: &State, binding: &Binding) -> Option<&'static str> {
    match (state.layers.last(), &binding.action) {
        (Some(Layer::Search(search)), Action::Next) if search.wanted.is_some() => {
            search.line.text().is_empty().then_some("next screen")
        }
        _ => binding.footer,
    }
}

/// The way to help and the way out are always in sight, and so is the way back from a jump while there is one.
const fn is_pinned(action: &Action) -> bool {
    matches!(action, Action::Help(_) | Action::Leave | Action::WayBack)
}

/// Draws what is always in sight at the right; the answer is where it begins. Where a note is written, that is the key of the help.
fn always(state: &State, canvas: &mut Canvas<'_>, area: Area) -> u16 {
    let theme = canvas.theme;
    let said = state.notice.as_ref().map_or(0, |notice| notice.width());
    let room = usize::from(area.width).saturating_sub(said);
    let mut pinned: Vec<(String, &str)> = canvas
        .keys
        .working(Context::of(state))
        .into_iter()
        .filter(|(binding, _)| is_pinned(&binding.action))
        .filter(|(binding, _)| {
            let leads = state.layers.is_empty() && state.has_way_back();
            (leads && room >= ROOMY) || binding.action != Action::WayBack
        })
        .filter_map(|(binding, works)| {
            let is_inside = !state.layers.is_empty() || state.is_touring() || state.is_in_a_round();
            let leads_back = binding.action == Action::Leave && is_inside;
            let word = if leads_back { "back" } else { binding.footer? };
            Some((works.first()?.name(), word))
        })
        .collect();
    if let (Some(Layer::Note(_)), Some(key)) = (state.layers.last(), canvas.keys.help_in_a_line()) {
        pinned.push((key.name(), "keys"));
    }
    let width: usize = pinned
        .iter()
        .map(|(key, word)| key.len() + word.len() + 3)
        .sum();
    let Some(start) = u16::try_from(width)
        .ok()
        .and_then(|width| area.width.checked_sub(width))
    else {
        return area.width;
    };
    let mut column = start;
    for (key, word) in &pinned {
        column = canvas.text(area, column, key, theme.strong());
        column = canvas.text(area, column, &format!(" {word}  "), theme.dim());
    }
    match state.session {
        Session::Reader => start,
        Session::Kiosk(_) => what_a_kiosk_is(canvas, area, start, room >= REMARK),
    }
}

/// Says at the right that nothing is kept, as fully as there is room for; the answer is where that begins.
fn what_a_kiosk_is(canvas: &mut Canvas<'_>, area: Area, end: u16, room: bool) -> u16 {
    let says = if room {
        format!("kiosk {} nothing is kept", GLYPHS.dot)
    } else {
        "kiosk".to_owned()
    };
    let width = u16::try_from(says.width() + 2).unwrap_or(end);
    let Some(start) = end.checked_sub(width) else {
        return end;
    };
    canvas.text(area, start, &says, canvas.theme.dim());
    start
}

/// A line with what is wrong with it behind it.
fn typed_or_wrong(
    canvas: &mut Canvas<'_>,
    area: Area,
    label: &str,
    line: &InputLine,
    error: Option<&str>,
) {
    let cursor = typed(canvas, area, label, line);
    if let Some(error) = error {
        let from = cursor + 2;
        let room = usize::from(area.width.saturating_sub(from + 1));
        let error = shorten(error, room, GLYPHS.more);
        canvas.text(area, from, &error, canvas.theme.doubt());
    }
}

/// What is looked for in a record, and at the right how often it was found.
fn looked_for(state: &State, canvas: &mut Canvas<'_>, area: Area, view: &RecordView, find: &Find) {
    let number = state.passages(view).len();
    let says = match number {
        _ if find.line.text().trim().is_empty() => "Tab: search everything".to_owned(),
        0 => "not here; Tab: everywhere".to_owned(),
        _ => format!("{} of {number}", find.chosen + 1),
    };
    let width = u16::try_from(says.len() + 2).unwrap_or(0);
    let left = Area {
        width: area.width.saturating_sub(width),
        ..area
    };
    canvas.text_right(
        Area {
            width: area.width - 1,
            ..area
        },
        left.width,
        &says,
        canvas.theme.dim(),
    );
    typed(canvas, left, "Find: ", &find.line);
}

/// Draws a line being typed behind its label; the answer is the column of its cursor.
fn typed(canvas: &mut Canvas<'_>, area: Area, label: &str, line: &InputLine) -> u16 {
    let column = canvas.text(area, 1, label, canvas.theme.strong());
    let field = Area {
        x: area.x + column,
        width: area.width.saturating_sub(column),
        ..area
    };
    column + canvas.input(field, line)
}
