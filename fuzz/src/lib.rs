//! What is fuzzed: one function of bytes a target. Each asserts what must be true of its answer, not only that there is one.
//!
//! What a target is given is what a reader, a file or a terminal would give: text and bytes as they are, with no encoding of their own. So
//! the corpora can be read and written by hand, and a file that broke something is what would break it.
//!
//! `fuzz_targets/` hands them to libFuzzer, `tests/replay.rs` plays the kept corpora and changes of them; `README.md` says how.

#![expect(clippy::missing_panics_doc, reason = "to panic is how a target speaks")]

mod arguments;
mod config;
mod data;
mod dates;
mod dialogue;
mod files;
mod input;
mod log;
mod query;
mod screen;

pub use arguments::arguments;
pub use config::config;
pub use data::data;
pub use dates::dates;
pub use dialogue::dialogue;
pub use files::files;
pub use input::input;
pub use log::log;
pub use query::query;
pub use screen::screen;

/// A function of bytes that panics where something is wrong.
pub type Target = fn(&[u8]);

/// All of them, each by the name of its corpus.
pub const TARGETS: [(&str, Target); 10] = [
    ("arguments", arguments),
    ("config", config),
    ("data", data),
    ("dates", dates),
    ("dialogue", dialogue),
    ("files", files),
    ("input", input),
    ("log", log),
    ("query", query),
    ("screen", screen),
];

/// Asserts that a text cannot drive the terminal that shows it. Its lines may end.
fn assert_harmless(text: &str) {
    let found = text.chars().find(|c| is_harmful(*c) && *c != '\n');
    assert!(found.is_none(), "{found:?} in {text:?}");
}

/// Control characters, and what reorders a line.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
