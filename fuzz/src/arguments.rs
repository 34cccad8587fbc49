//! Command lines.

use nhs_tiers::cli;

use crate::assert_harmless;

/// Longer lines of arguments than this are the system's matter.
const LONGEST: usize = 4096;

/// A line for each argument of the program; they are read, and nothing is done. The first line is also what a visitor or a dialogue would
/// ask in one line, and is answered.
pub fn arguments(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    if text.len() > LONGEST || text.contains('\0') {
        return;
    }
    let words = std::iter::once("nhs-tiers").chain(text.lines());
    if let Err(error) = cli::command().try_get_matches_from(words) {
        assert!(!error.to_string().trim().is_empty());
    }
    // What a visitor says is refused where it holds what drives a terminal; that is before this.
    let line = text.lines().next().unwrap_or_default();
    if line.contains(crate::is_harmful) {
        return;
    }
    match cli::answer_line(line) {
        Ok(code) => assert!(code <= 2, "{code}"),
        Err(error) => assert_harmless(&error.to_string()),
    }
}
