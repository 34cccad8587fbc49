//! Text that is looked for inside a record.

use super::search;
use crate::app::action::{Action, Effect};
use crate::app::find::Find;
use crate::app::search::SearchBox;
use crate::app::state::{Layer, RecordView, State};
use crate::search::Passage;

/// Begins to look for something in the record that is read.
pub(super) fn open(state: &mut State) {
    if let Some(Layer::Record(view)) = state.layers.last_mut() {
        let before = Some(Box::new(view.clone()));
        view.find = Some(Find {
            before,
            ..Find::default()
        });
    }
}

/// While the words are typed.
pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Layer::Record(view)) = state.layers.last_mut() else {
        return Vec::new();
    };
    let Some(find) = &mut view.find else {
        return Vec::new();
    };
    match action {
        Action::Type(c) => find.line.type_char(c),
        Action::Paste(text) => find.line.paste(&text),
        Action::Edit(edit) => find.line.edit(edit),
        Action::Up | Action::Down => {
            step(state, action == Action::Down);
            return Vec::new();
        }
        Action::Back | Action::Leave => {
            if let Some(before) = find.before.take() {
                *view = *before;
            }
            return Vec::new();
        }
        Action::Open if !find.line.text().trim().is_empty() => {
            accept(state);
            return Vec::new();
        }
        Action::Open | Action::FindEverywhere => {
            let line = find.line.clone();
            if let Some(before) = find.before.take() {
                *view = *before;
            }
            search::open_with(state, SearchBox::of(line));
            return Vec::new();
        }
        _ => return Vec::new(),
    }
    look(state);
    Vec::new()
}

/// To the first passage from where the reader was when the words were begun; where there is none behind, from the top.
fn look(state: &mut State) {
    let Some(view) = state.record_view() else {
        return;
    };
    let Some(from) = view.find.as_ref().and_then(|find| find.before.as_ref()) else {
        return;
    };
    let top = from.top;
    let passages = state.passages(view);
    let chosen = passages.iter().position(|passage| passage.row() >= top);
    if let Some(Layer::Record(RecordView {
        find: Some(find),
        top: now,
        ..
    })) = state.layers.last_mut()
    {
        *now = top;
        find.chosen = chosen.unwrap_or_default();
    }
    state.scroll_to_passage();
}

/// Keeps what was found lit. Where nothing was, the line stays, to be mended.
fn accept(state: &mut State) {
    let passages = found(state);
    if passages.is_empty() {
        return;
    }
    if let Some(Layer::Record(RecordView {
        find: Some(find), ..
    })) = state.layers.last_mut()
    {
        find.before = None;
    }
    say(state, passages.len(), "");
}

fn found(state: &State) -> Vec<Passage> {
    let passages = state.record_view().map(|view| state.passages(view));
    passages.unwrap_or_default()
}

/// To the next passage, or the one before: from the last to the first, and back. Where the reader has scrolled away from the one that
/// was chosen, to the first in view and behind, or the last in view and before.
pub(super) fn step(state: &mut State, forward: bool) {
    let passages = found(state);
    let number = passages.len();
    let height = state.text_height().max(1);
    let Some(Layer::Record(view)) = state.layers.last_mut() else {
        return;
    };
    let Some(find) = view.find.as_mut().filter(|_| number > 0) else {
        state.notice = Some("Nothing is looked for here yet: press /".to_owned());
        return;
    };
    let (top, end) = (view.top, view.top + height);
    let row = passages.get(find.chosen).map(Passage::row);
    let next = match row.filter(|row| !(top..end).contains(row)) {
        Some(_) if forward => passages.iter().position(|passage| passage.row() >= top),
        Some(_) => passages.iter().rposition(|passage| passage.row() < end),
        None if forward => Some(find.chosen + 1),
        None => find.chosen.checked_sub(1),
    };
    let next = next.filter(|next| *next < number);
    let round = match (next, forward) {
        (Some(_), _) => "",
        (None, true) => ", from the top again",
        (None, false) => ", from the bottom again",
    };
    find.chosen = next.unwrap_or(if forward { 0 } else { number - 1 });
    state.scroll_to_passage();
    say(state, number, round);
}

fn say(state: &mut State, number: usize, round: &str) {
    let find = state.record_view().and_then(|view| view.find.as_ref());
    let here = find.map_or(0, |find| find.chosen) + 1;
    state.notice = Some(format!("{here} of {number}{round}"));
}
