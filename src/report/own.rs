//! What the reader wrote and bookmarked, on pages.

use super::page::{Block, Page, Paragraph, Section};
use crate::model::Date;

/// A record with the reader's note above all else that is said of it.
#[must_use]
pub fn with_note(mut page: Page, note: &str, changed: Option<Date>) -> Page {
    let mut own = Page::new("");
    own.section(Section::Note);
    own.blocks.extend(note.lines().map(block));
    if let Some(day) = changed {
        own.add(Paragraph::new().dim(format!("Last changed {day}")));
    }
    own.blank();
    own.blocks.append(&mut page.blocks);
    Page {
        blocks: own.blocks,
        ..page
    }
}

/// A line of a note: where it breaks, what follows stands under its first word.
pub(super) fn block(line: &str) -> Block {
    let text = line.trim_start_matches(' ');
    if text.is_empty() {
        return Block::Blank;
    }
    let indent = line.len() - text.len();
    let is_item = text.starts_with("- ") || text.starts_with("* ");
    let hang = indent + 2 * usize::from(is_item);
    Block::Paragraph(Paragraph::hanging(indent, hang).plain(text))
}
