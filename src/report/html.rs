//! Pages as HTML. A document stands by itself: no script, no font, nothing that would be fetched.

mod style;

use std::fmt::Write as _;
use std::io::{self, Write};

use self::style::STYLE;
use super::escape::{escape, web_address};
use super::page::{Block, Page, Paragraph, Tone};
use super::table::Table;
use crate::model::RecordRef;

/// Writes a document: what a browser must know, then what stands in it.
pub(super) fn document(
    out: &mut dyn Write,
    title: &str,
    body: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\"/>\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n\
        <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escape(title)
    )?;
    body(out)?;
    out.write_all(b"</body>\n</html>\n")
}

/// The anchor of a record in a document that holds it.
pub(super) fn anchor(record: RecordRef) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let id: String = record.id.chars().map(plain).collect();
    format!("{}-{id}", record.kind.name())
}

/// The parts of a page, its sections under headings of this level and the next.
pub(super) fn blocks(page: &Page, level: usize) -> String {
    // Writing to a string cannot fail.
    let mut out = String::new();
    for block in &page.blocks {
        match block {
            Block::Section(section) => {
                let name = section.name();
                let _ = writeln!(out, "<h{level}>{name}</h{level}>");
            }
            Block::Heading(text) => {
                let below = level + 1;
                let _ = writeln!(out, "<h{below}>{}</h{below}>", escape(text));
            }
            Block::Paragraph(paragraph) => out += &paragraph_of(paragraph),
            Block::Table(table) => out += &table_of(table),
            Block::Beside(left, right) => {
                for paragraph in left.iter().chain(right) {
                    out += &paragraph_of(paragraph);
                }
            }
            Block::Blank => {}
        }
    }
    out
}

fn table_of(table: &Table) -> String {
    let row = |tag: &str, cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.collect();
        let between = format!("</{tag}><{tag}>");
        format!("<tr><{tag}>{}</{tag}></tr>\n", cells.join(&between))
    };
    let mut heads = table.heads.iter().chain(&table.below);
    let mut out = format!(
        "<table>\n{}",
        row("th", &mut heads.by_ref().map(|head| escape(head)))
    );
    for line in &table.rows {
        out += &row("td", &mut line.cells.iter().chain(&line.below).map(inside));
    }
    out + "</table>\n"
}

/// What stands in a paragraph.
fn inside(paragraph: &Paragraph) -> String {
    let runs = paragraph.runs.iter().map(|run| {
        let text = escape(&run.text);
        match run.tone {
            Tone::Link(record) => format!("<a href=\"#{}\">{text}</a>", anchor(record)),
            Tone::Strong | Tone::Form(_) | Tone::Heading => format!("<b>{text}</b>"),
            Tone::Dim => format!("<span class=\"aside\">{}</span>", linked(&run.text)),
            Tone::Doubt => format!("<i>{text}</i>"),
            Tone::Plain | Tone::Shade(_) | Tone::Difference => linked(&run.text),
        }
    });
    let inside: String = runs.collect();
    // Asides that follow each other are one.
    inside.replace("</span><span class=\"aside\">", "")
}

fn paragraph_of(paragraph: &Paragraph) -> String {
    let inside = inside(paragraph);
    if inside.is_empty() {
        return String::new();
    }
    let class = match (paragraph.indent, paragraph.hang) {
        (0, 0) => "",
        (0, _) => " class=\"item\"",
        _ => " class=\"under\"",
    };
    format!("<p{class}>{inside}</p>\n")
}

/// Text in which the addresses of the web can be followed.
pub(super) fn linked(text: &str) -> String {
    let word = |word: &str| match web_address(word) {
        Some(url) => format!("<a href=\"{0}\">{0}</a>", escape(url)),
        None => escape(word),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
