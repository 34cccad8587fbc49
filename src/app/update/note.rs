//! A note being written. No key loses what was written: `Esc` keeps it, and what was left can be taken up again.

use super::keep;
use crate::app::action::{Action, Effect};
use crate::app::layout::note_areas;
use crate::app::note::{LONGEST, NoteEditor};
use crate::app::state::{Layer, State};

/// Begins to write on what the reader looks at; or goes on where the reader left off.
pub(super) fn open(state: &mut State) {
    let Some(record) = state.current() else {
        return;
    };
    let mut left = state.left.iter();
    let editor = if let Some(at) = left.position(|left| left.record == record) {
        state.notice =
            Some("This is what you had written; Ctrl-g: the note as it is kept".to_owned());
        NoteEditor {
            taken_up: true,
            ..state.left.remove(at)
        }
    } else {
        let note = state.note(record).unwrap_or_default();
        NoteEditor::new(record, note, note)
    };
    state.layers.push(Layer::Note(editor));
    state.scroll_note();
}

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let areas = note_areas(state).unwrap_or_default();
    let width = areas.columns();
    let page = isize::try_from(areas.text.height).unwrap_or(1).max(1);
    let Some(Layer::Note(editor)) = state.layers.last_mut() else {
        return Vec::new();
    };
    let writing = &mut editor.writing;
    let mut over = 0;
    match action {
        Action::Type(c) => over = usize::from(!writing.type_char(c)),
        Action::Paste(text) => over = writing.paste(&text),
        Action::Open => over = writing.paste("\n"),
        Action::Edit(edit) => writing.edit(edit),
        Action::Up => writing.step(-1, width),
        Action::Down => writing.step(1, width),
        Action::PageUp => writing.step(-page, width),
        Action::PageDown => writing.step(page, width),
        Action::First => writing.go_to_start(),
        Action::Last => writing.go_to_end(),
        Action::Back | Action::Leave => return close(state),
        Action::Abandon => {
            abandon(state);
            return Vec::new();
        }
        _ => {}
    }
    if over > 0 {
        let most = LONGEST / 1024;
        state.notice = Some(match over {
            1 => format!("The note is full: it holds {most} kB"),
            over => format!("{over} characters had no room: a note holds {most} kB"),
        });
    }
    state.scroll_note();
    Vec::new()
}

/// Keeps what is written, and closes.
fn close(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Note(editor)) = state.layers.pop() else {
        return Vec::new();
    };
    let Some(change) = editor.change() else {
        return Vec::new();
    };
    let name = state.data.name_of(editor.record).unwrap_or_default();
    state.notice = Some(if change.is_empty() {
        format!("No note any more on {name}")
    } else {
        format!("Note kept on {name}")
    });
    keep(state, change)
}

/// Leaves the note as it was. What was written is there when it is wanted again, once.
fn abandon(state: &mut State) {
    let Some(Layer::Note(editor)) = state.layers.pop() else {
        return;
    };
    if editor.change().is_none() {
        return;
    }
    state.notice = Some(if editor.taken_up {
        "The note is as it was".to_owned()
    } else {
        state.left.push(editor);
        "The note is as it was; a brings back what you had written".to_owned()
    });
}
