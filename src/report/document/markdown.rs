//! The document as Markdown.

use std::io::{self, Write};

use super::super::escape::web_address;
use super::super::html::anchor;
use super::super::markdown::{at_line_start, blocks, escape};
use super::super::page::Page;
use super::super::picture::{Picture, chart};
use super::{Bodies, TITLE, Writer, about};
use crate::dataset::Dataset;
use crate::model::{RecordRef, Source, capital};

/// Columns of the picture: what a page shows of a block of code.
const COLUMNS: usize = 120;

pub(super) struct Markdown<'a>(pub(super) &'a mut dyn Write);

impl Writer for Markdown<'_> {
    fn begin(&mut self, data: &Dataset) -> io::Result<()> {
        writeln!(self.0, "# {TITLE}\n")?;
        for words in about(data) {
            writeln!(self.0, "{}\n", at_line_start(&escape(&words)))?;
        }
        Ok(())
    }

    fn contents(&mut self, chapters: &[(&str, &str)], tiers: &[Bodies<'_>]) -> io::Result<()> {
        for (name, anchor) in chapters {
            writeln!(self.0, "- [{name}](#{anchor})")?;
        }
        for (tier, bodies) in tiers {
            writeln!(self.0, "\n**{}**\n", capital(tier.name()))?;
            for body in bodies {
                let anchor = anchor(RecordRef::body(body.id));
                writeln!(self.0, "- [{}](#{anchor})", escape(&body.title()))?;
            }
        }
        Ok(())
    }

    fn picture(&mut self, picture: &Picture<'_>) -> io::Result<()> {
        writeln!(self.0, "\n<!-- The timeline. -->\n")?;
        // A block that is indented cannot be ended by what stands in it.
        for line in chart(picture, COLUMNS).lines() {
            writeln!(self.0, "{}", format!("    {line}").trim_end())?;
        }
        Ok(())
    }

    fn chapter(&mut self, name: &str, anchor: &str) -> io::Result<()> {
        writeln!(self.0, "\n<a id=\"{anchor}\"></a>\n\n## {name}\n")
    }

    fn part(&mut self, name: &str) -> io::Result<()> {
        writeln!(self.0, "### {}\n", escape(name))
    }

    fn told(&mut self, page: &Page) -> io::Result<()> {
        let blocks = blocks(page, "####", &|record| Some(anchor(record)));
        writeln!(self.0, "{}\n", blocks.trim())
    }

    fn record(&mut self, record: RecordRef, page: &Page, _folded: bool) -> io::Result<()> {
        let (id, title) = (anchor(record), escape(&page.title));
        let blocks = blocks(page, "####", &|record| Some(anchor(record)));
        let blocks = blocks.trim();
        writeln!(self.0, "<a id=\"{id}\"></a>\n\n### {title}\n\n{blocks}\n")
    }

    fn source(&mut self, number: usize, source: &Source) -> io::Result<()> {
        let id = anchor(RecordRef::source(source.id));
        let url = source.url.and_then(|url| {
            let url = web_address(url.as_str())?;
            Some(format!(" <{url}>"))
        });
        writeln!(
            self.0,
            "- <a id=\"{id}\"></a>{number} {} · {}{}{}",
            escape(&source.citation()),
            source.kind.name(),
            url.unwrap_or_default(),
            source
                .note
                .map(|note| format!(" {}", escape(&note)))
                .unwrap_or_default()
        )
    }
}
