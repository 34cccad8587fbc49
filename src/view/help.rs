//! The keys, from the table of keys.

use super::paint::{Canvas, row};
use crate::app::{Area, HelpLine, State};
use crate::keys::{self, Context, TABLE};

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area, top: usize) {
    let theme = canvas.theme;
    let inner = area.inset(1);
    canvas.text(row(inner, 0), 0, "Keys", theme.heading());
    let text = Area {
        y: inner.y + 2,
        height: inner.height.saturating_sub(2),
        ..inner
    };
    canvas.point(text, 0);
    let lines = state.help_lines();
    let top = top.min(lines.len().saturating_sub(usize::from(text.height)));
    let indent = u16::try_from(state.help_indent()).unwrap_or(0);
    for (index, line) in (0..text.height).zip(lines.iter().skip(top)) {
        let area = row(text, index);
        match line {
            HelpLine::Heading(heading) => {
                canvas.text(area, 0, heading, theme.heading());
            }
            HelpLine::Keys(keys, says) => {
                canvas.text(area, 0, keys, theme.strong());
                canvas.text(area, indent, says, theme.plain());
            }
        }
    }
}

/// The whole table as a Markdown page: `docs/keys.md`.
#[must_use]
pub fn keys_document() -> String {
    use std::fmt::Write;

    let mut out = "# Keys\n\nWritten from the table in `src/keys/table.rs`: change it there, then run `UPDATE_KEYS=1 cargo test --test house`. The names are those by\nwhich a reader's own keys are given in the configuration file: see [config.md](config.md).\n".to_owned();
    for context in Context::ALL {
        let _ = write!(
            out,
            "\n## {}\n\nIn the configuration file: `{}`.\n\n| keys | what they do | name |\n|---|---|---|\n",
            context.name(),
            context.key_name()
        );
        let bindings = TABLE
            .iter()
            .filter(|binding| binding.context == context)
            .map(|binding| {
                let name = format!("`{}`", binding.action.name());
                (keys::names(&binding.keys), binding.says, name)
            });
        let edits = if matches!(
            context,
            Context::Line | Context::Note | Context::Find | Context::Search
        ) {
            keys::edits()
        } else {
            Vec::new()
        };
        let edits = edits
            .into_iter()
            .map(|(keys, says)| (keys, says, String::new()));
        for (keys, says, name) in bindings.chain(edits) {
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
            let _ = writeln!(out, "| {keys} | {says} | {name} |");
        }
    }
    out
}
