//! The keys, from the table of keys.

use super::paint::{Canvas, row};
use crate::app::{Area, State};
use crate::keys::{self, Context, TABLE};

/// Columns for the names of keys.
const KEYS: usize = 22;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area, top: usize) {
    let theme = canvas.theme;
    let inner = area.inset(1);
    canvas.text(row(inner, 0), 0, "Keys", theme.heading());
    let text = Area {
        y: inner.y + 2,
        height: inner.height.saturating_sub(2),
        ..inner
    };
    // What the reader was looking at lies under the help.
    let under = state
        .layers
        .split_last()
        .map_or(&[][..], |(_, under)| under);
    let context = Context::under(under, state.screen);
    let lines = keys::help_lines(context);
    let top = top.min(lines.len().saturating_sub(usize::from(text.height)));
    for (index, (keys, says)) in lines
        .iter()
        .skip(top)
        .take(usize::from(text.height))
        .enumerate()
    {
        let Ok(index) = u16::try_from(index) else {
            continue;
        };
        let line = row(text, index);
        if says.is_empty() {
            canvas.text(line, 0, keys, theme.heading());
        } else {
            canvas.text(line, 0, keys, theme.strong());
            canvas.text(line, u16::try_from(KEYS).unwrap_or(0), says, theme.plain());
        }
    }
}

/// The whole table as a Markdown page: `docs/keys.md`.
#[must_use]
pub fn keys_document() -> String {
    use std::fmt::Write;

    let mut out = "# Keys\n\nWritten from the table in `src/keys.rs`: change it there, then run `UPDATE_KEYS=1 cargo test --test house`.\n".to_owned();
    for context in Context::ALL {
        let _ = write!(
            out,
            "\n## {}\n\n| keys | what they do |\n|---|---|\n",
            context.name()
        );
        let bindings = TABLE
            .iter()
            .filter(|binding| binding.context == context)
            .map(|binding| (keys::names(binding.keys), binding.says));
        let edits = if matches!(context, Context::Line | Context::Search) {
            keys::edits()
        } else {
            Vec::new()
        };
        for (keys, says) in bindings.chain(edits) {
            let keys = keys
                .split(' ')
                .map(|key| {
                    if key == "|" {
                        "`\\|`".to_owned()
                    } else {
                        format!("`{key}`")
                    }
                })
                .collect::<Vec<_>>()
                .join(" ");
            let _ = writeln!(out, "| {keys} | {says} |");
        }
    }
    out
}
