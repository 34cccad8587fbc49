//! The keys, from the table of keys.

use super::paint::{Canvas, row};
use crate::app::{Area, Layer, State};
use crate::keys::{self, Context, TABLE};
use crate::model::LegalForm;
use crate::report::shade;
use crate::theme::GLYPHS;

/// Columns for the names of keys.
const KEYS: usize = 18;

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
        .len()
        .checked_sub(2)
        .and_then(|index| state.layers.get(index));
    let context = match under {
        Some(Layer::Record(_)) => Context::Record,
        Some(Layer::Bookmarks(_)) => Context::List,
        _ => match state.screen {
            crate::app::Screen::Timeline => Context::Timeline,
            crate::app::Screen::Contrast => Context::Contrast,
        },
    };
    let lines = help_lines(context);
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

/// What the glyphs of the timeline mean.
fn legend() -> Vec<(String, String)> {
    vec![
        ("What the signs mean".to_owned(), String::new()),
        (
            shade(LegalForm::StatutoryBody).repeat(3),
            "statutory: made, required or created by an Act".to_owned(),
        ),
        (
            shade(LegalForm::AdministrativeArm).repeat(3),
            "non-statutory: an arm of a national body, or statutory bodies under one management"
                .to_owned(),
        ),
        (
            shade(LegalForm::Partnership).repeat(3),
            "non-statutory: a partnership, programme or contract".to_owned(),
        ),
        (
            format!("{} {} {} {}", GLYPHS.reform, GLYPHS.event, GLYPHS.ongoing, GLYPHS.unknown),
            "an Act or a change taking effect; another event; it goes on; its end is not established".to_owned(),
        ),
        (
            "✔✔ ✔ ?".to_owned(),
            "two independent sources agree; one source; recall or inference".to_owned(),
        ),
        (String::new(), String::new()),
    ]
}

/// What the signs mean, then the keys that work in a place and those that work everywhere, as keys and sentence; headings have no sentence.
#[must_use]
pub fn help_lines(context: Context) -> Vec<(String, String)> {
    let mut lines = legend();
    for (heading, wanted) in [
        (context, context),
        (Context::Everywhere, Context::Everywhere),
    ] {
        lines.push((heading.name().to_owned(), String::new()));
        let working = keys::working(context);
        for binding in working.iter().filter(|binding| binding.context == wanted) {
            lines.push((keys::names(binding.keys), binding.says.to_owned()));
        }
        lines.push((String::new(), String::new()));
    }
    lines
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
