//! Pages as plain text.

use super::layout::lay_out_whole;
use super::page::Page;

/// The page as text, laid out to a width.
#[must_use]
pub fn text(page: &Page, width: usize) -> String {
    let mut out = String::new();
    for line in lay_out_whole(page, width) {
        out.push_str(line.text().trim_end());
        out.push('\n');
    }
    out
}
