//! Pages as Markdown, for minutes.

use super::escape::web_address;
use super::page::{Block, Page, Paragraph, Tone};
use super::table::Table;
use crate::model::{RecordRef, harmless};

/// How links to other records are written: where each leads, if it leads anywhere.
type Links<'a> = &'a dyn Fn(RecordRef) -> Option<String>;

/// The page as Markdown.
#[must_use]
pub fn markdown(page: &Page) -> String {
    format!(
        "## {}\n\n{}",
        escape(&page.title),
        blocks(page, "###", &|_| None)
    )
}

/// The page without its title, its sections under headings of a level.
pub(super) fn blocks(page: &Page, level: &str, links: Links<'_>) -> String {
    let mut out = String::new();
    for block in &page.blocks {
        match block {
            Block::Section(section) => {
                out.push_str(level);
                out.push(' ');
                out.push_str(section.name());
                out.push_str("\n\n");
            }
            Block::Heading(text) => {
                out.push_str("**");
                out.push_str(&escape(text));
                out.push_str("**\n\n");
            }
            Block::Paragraph(paragraph) => write_paragraph(&mut out, paragraph, links),
            Block::Table(table) => write_table(&mut out, table, links),
            Block::Beside(left, right) => {
                for paragraph in left.iter().chain(right) {
                    write_paragraph(&mut out, paragraph, links);
                }
            }
            Block::Blank => out.push('\n'),
        }
    }
    // Several empty lines are one.
    while let Some(at) = out.find("\n\n\n") {
        out.replace_range(at..at + 3, "\n\n");
    }
    out
}

fn write_paragraph(out: &mut String, paragraph: &Paragraph, links: Links<'_>) {
    let mut text = String::new();
    write_runs(&mut text, paragraph, links);
    if paragraph.hang > paragraph.indent {
        // The bullet is Markdown's own here.
        let text = text.strip_prefix("· ").unwrap_or(&text);
        out.extend(["- ", &at_line_start(text), "\n"]);
    } else {
        // Without an empty line it would go on with the item before it.
        if out.ends_with('\n') && !out.ends_with("\n\n") {
            out.push('\n');
        }
        out.extend([&at_line_start(&text), "\n\n"]);
    }
}

fn write_table(out: &mut String, table: &Table, links: Links<'_>) {
    let line = |out: &mut String, cells: &mut dyn Iterator<Item = String>| {
        for cell in cells {
            out.push_str("| ");
            out.push_str(&cell.replace('|', "\\|"));
            out.push(' ');
        }
        out.push_str("|\n");
    };
    let heads = || table.heads.iter().chain(&table.below);
    line(out, &mut heads().map(|head| escape(head)));
    line(out, &mut heads().map(|_| "---".to_owned()));
    for row in &table.rows {
        let cells = row.cells.iter().chain(&row.below);
        line(
            out,
            &mut cells.map(|cell| {
                let mut text = String::new();
                write_runs(&mut text, cell, links);
                text
            }),
        );
    }
    out.push('\n');
}

fn write_runs(out: &mut String, paragraph: &Paragraph, links: Links<'_>) {
    for run in &paragraph.runs {
        let text = with_addresses(&run.text);
        match run.tone {
            Tone::Strong | Tone::Form(_) | Tone::Heading if !text.trim().is_empty() => {
                out.push_str("**");
                out.push_str(text.trim());
                out.push_str("**");
                if text.ends_with(' ') {
                    out.push(' ');
                }
            }
            Tone::Link(record) => match links(record) {
                Some(anchor) => out.extend(["[", &text, "](#", &anchor, ")"]),
                None => out.push_str(&text),
            },
            _ => out.push_str(&text),
        }
    }
}

/// Text that Markdown leaves as it is, but for the addresses of the web in it: they can be followed, and are pasted whole.
fn with_addresses(text: &str) -> String {
    let word = |word: &str| {
        let bare = word.trim_start_matches(['<', '(']);
        let before = word.strip_suffix(bare).unwrap_or_default();
        // A bracket that was opened in an address belongs to it.
        let own = bare.contains('(');
        let ends = |c: char| matches!(c, '>' | ',' | '.' | ';') || c == ')' && !own;
        let url = bare.trim_end_matches(ends);
        let behind = bare.strip_prefix(url).unwrap_or_default();
        match web_address(url) {
            Some(url) => {
                let outside = |signs: &str| escape(&signs.replace(['<', '>'], ""));
                format!("{}<{url}>{}", outside(before), outside(behind))
            }
            None => escape(word),
        }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Text that Markdown leaves as it is, wherever it stands in a line.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = harmless(text);
    for (at, c) in text.char_indices() {
        let is_mark = match c {
            '*' | '_' | '`' | '[' | ']' | '<' | '~' | '\\' => true,
            '&' => begins_entity(text.get(at + 1..).unwrap_or_default()),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether what stands behind an ampersand makes it a sign of HTML.
fn begins_entity(behind: &str) -> bool {
    let named = behind.trim_start_matches('#');
    let rest = named.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    rest.len() < named.len() && rest.starts_with(';')
}

/// What is already escaped, so that at the start of a line it begins no heading, list, quotation, rule or table.
pub(super) fn at_line_start(text: &str) -> String {
    let line = text.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = digits.len() < line.len() && digits.starts_with(['.', ')']);
    let mark = if is_numbered {
        digits
    } else if line.starts_with(['#', '>', '-', '+', '=', '|']) {
        line
    } else {
        return text.to_owned();
    };
    let before = text.strip_suffix(mark).unwrap_or_default();
    format!("{before}\\{mark}")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("# Heading", "\\# Heading")]
    #[case("> quoted", "\\> quoted")]
    #[case("- item", "\\- item")]
    #[case("12. item", "12\\. item")]
    #[case("===", "\\===")]
    #[case("1948 to 1974", "1948 to 1974")]
    #[case("<script>", "\\<script>")]
    #[case("![x](javascript:alert(1))", "!\\[x\\](javascript:alert(1))")]
    #[case("R&D &lt;script&#62;", "R&D \\&lt;script\\&#62;")]
    #[case("a\n# b\u{1b}", "a # b�")]
    fn what_looks_like_markup_is_text(#[case] text: &str, #[case] expected: &str) {
        let mut out = String::new();
        write_paragraph(&mut out, &Paragraph::new().plain(text), &|_| None);
        assert_eq!(out.trim_end(), expected);
    }
}
