//! The document as HTML.

use std::io::{self, Write};

use super::super::escape::escape;
use super::super::html::{anchor, blocks, linked};
use super::super::page::Page;
use super::super::picture::{Links, Picture, drawing};
use super::{Bodies, TITLE, Writer, about};
use crate::dataset::Dataset;
use crate::model::{RecordRef, Source, capital};

pub(super) struct Html<'a>(pub(super) &'a mut dyn Write);

impl Writer for Html<'_> {
    fn begin(&mut self, data: &Dataset) -> io::Result<()> {
        writeln!(self.0, "<h1>{TITLE}</h1>")?;
        for words in about(data) {
            writeln!(self.0, "<p>{}</p>", escape(&words))?;
        }
        Ok(())
    }

    fn contents(&mut self, chapters: &[(&str, &str)], tiers: &[Bodies<'_>]) -> io::Result<()> {
        writeln!(self.0, "<nav>\n<h2>Contents</h2>\n<ul>")?;
        for (name, anchor) in chapters {
            writeln!(self.0, "<li><a href=\"#{anchor}\">{name}</a></li>")?;
        }
        writeln!(self.0, "</ul>")?;
        for (tier, bodies) in tiers {
            writeln!(self.0, "<h3>{}</h3>\n<ul>", capital(tier.name()))?;
            for body in bodies {
                let anchor = anchor(RecordRef::body(body.id));
                let title = escape(&body.title());
                writeln!(self.0, "<li><a href=\"#{anchor}\">{title}</a></li>")?;
            }
            writeln!(self.0, "</ul>")?;
        }
        writeln!(self.0, "</nav>")
    }

    fn picture(&mut self, picture: &Picture<'_>) -> io::Result<()> {
        let drawn = drawing(picture, Links::Inside);
        writeln!(self.0, "<figure>\n{drawn}\n</figure>")
    }

    fn chapter(&mut self, name: &str, anchor: &str) -> io::Result<()> {
        writeln!(self.0, "<h2 id=\"{anchor}\">{name}</h2>")
    }

    fn part(&mut self, name: &str) -> io::Result<()> {
        writeln!(self.0, "<h3>{}</h3>", escape(name))
    }

    fn told(&mut self, page: &Page) -> io::Result<()> {
        self.0.write_all(blocks(page, 4).as_bytes())
    }

    fn record(&mut self, record: RecordRef, page: &Page, folded: bool) -> io::Result<()> {
        let (id, title, blocks) = (anchor(record), escape(&page.title), blocks(page, 4));
        if folded {
            writeln!(
                self.0,
                "<details id=\"{id}\"><summary>{title}</summary>\n{blocks}</details>"
            )
        } else {
            writeln!(
                self.0,
                "<section id=\"{id}\">\n<h3>{title}</h3>\n{blocks}</section>"
            )
        }
    }

    fn source(&mut self, number: usize, source: &Source) -> io::Result<()> {
        let id = anchor(RecordRef::source(source.id));
        let url = source.url.map(|url| format!(" {url}")).unwrap_or_default();
        let note = source
            .note
            .map(|note| format!(" {note}"))
            .unwrap_or_default();
        writeln!(
            self.0,
            "<p class=\"item\" id=\"{id}\">{number} {} <span class=\"aside\">· {}</span>{}{}</p>",
            escape(&source.citation()),
            source.kind.name(),
            linked(&url),
            linked(&note)
        )
    }
}
