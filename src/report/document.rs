//! The whole data set as one document, for reading and for paper: the picture, then every record under its kind, linked to each other.

mod cite;
mod html;
mod markdown;

use std::io::{self, Write};

use super::page::{Page, Paragraph, Tone};
use super::picture::{Picture, Span};
use crate::dataset::Dataset;
use crate::model::{Body, Date, RecordRef, Source, Text, Tier, capital};

/// A tier with its bodies.
type Bodies<'a> = (Tier, Vec<&'a Body>);

/// How a document is written.
trait Writer {
    /// The title, and what the document is.
    fn begin(&mut self, data: &Dataset) -> io::Result<()>;
    /// A list of what follows: the chapters, then the bodies by tier.
    fn contents(&mut self, chapters: &[(&str, &str)], tiers: &[Bodies<'_>]) -> io::Result<()>;
    /// The timeline.
    fn picture(&mut self, picture: &Picture<'_>) -> io::Result<()>;
    /// A chapter begins.
    fn chapter(&mut self, name: &str, anchor: &str) -> io::Result<()>;
    /// A heading in a chapter.
    fn part(&mut self, name: &str) -> io::Result<()>;
    /// What stands under it, without an anchor of its own.
    fn told(&mut self, page: &Page) -> io::Result<()>;
    /// A record. One that is folded is looked up and seldom read.
    fn record(&mut self, record: RecordRef, page: &Page, folded: bool) -> io::Result<()>;
    /// A source.
    fn source(&mut self, number: usize, source: &Source) -> io::Result<()>;
}

const CHAPTERS: [(&str, &str); 10] = [
    ("The story", "story"),
    ("Bodies", "bodies"),
    ("Functions", "functions"),
    ("Eras", "eras"),
    ("Reforms", "reforms"),
    ("Themes and findings", "themes"),
    ("Findings that stand against each other", "tensions"),
    ("Organisations", "organisations"),
    ("Places", "places"),
    ("Sources", "sources"),
];

/// Writes the whole data set as one HTML page.
///
/// # Errors
/// When it cannot be written.
pub fn document_as_html(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    super::html::document(out, TITLE, |out| walk(data, &mut html::Html(out)))
}

/// Writes the whole data set as one Markdown document.
///
/// # Errors
/// When it cannot be written.
pub fn document_as_markdown(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    walk(data, &mut markdown::Markdown(out))
}

const TITLE: &str = "The tiers of the NHS in England since 1948";

/// What the document is, in a few sentences.
fn about(data: &Dataset) -> [String; 3] {
    [
        format!(
            "Every layer that has stood between the national centre of the NHS in England and the local bodies below it: {} types of body, \
             {} reforms, {} findings of research, {} places, {} sources. Written by nhs-tiers.",
            data.bodies.len(),
            data.reforms.len(),
            data.findings.len(),
            data.places.len(),
            data.sources.len()
        ),
        format!(
            "{} Marks behind a statement: ✔✔ two independent sources agree, ✔ one source was read, ? recall or inference.",
            data.meta.note
        ),
        data.meta.licence.to_string(),
    ]
}

fn walk(data: &Dataset, out: &mut dyn Writer) -> io::Result<()> {
    out.begin(data)?;
    let tiers: Vec<Bodies<'_>> = Tier::ALL
        .into_iter()
        .map(|tier| (tier, bodies_of(data, tier)))
        .filter(|(_, bodies)| !bodies.is_empty())
        .collect();
    out.contents(&CHAPTERS, &tiers)?;
    out.picture(&Picture::new(data, Span::default()))?;
    for (name, anchor) in CHAPTERS {
        out.chapter(name, anchor)?;
        match anchor {
            "story" => {
                for stop in &data.tour {
                    let page = super::tour::part(data, stop);
                    out.part(&page.title)?;
                    out.told(&cite::through(data, page, true))?;
                }
            }
            "bodies" => bodies(data, &tiers, out)?,
            "functions" => {
                for function in &data.functions {
                    whole(data, RecordRef::function(function.id), out)?;
                }
            }
            "eras" => {
                for era in &data.eras {
                    whole(data, RecordRef::era(era.id), out)?;
                }
            }
            "reforms" => {
                for reform in &data.reforms {
                    whole(data, RecordRef::reform(reform.id), out)?;
                }
            }
            "themes" => themes(data, out)?,
            "tensions" => {
                for tension in &data.tensions {
                    whole(data, RecordRef::tension(tension.id), out)?;
                }
            }
            "organisations" => organisations(data, out)?,
            "places" => {
                for place in &data.places {
                    let record = RecordRef::place(place.id);
                    let page = super::record::record(data, record, data.as_of());
                    out.record(record, &cite::through(data, page, false), true)?;
                }
            }
            _ => {
                for (source, number) in data.sources.iter().zip(1..) {
                    out.source(number, source)?;
                }
            }
        }
    }
    Ok(())
}

/// A record with all that its page says, its notes leading to the list of sources.
fn whole(data: &Dataset, record: RecordRef, out: &mut dyn Writer) -> io::Result<()> {
    let page = super::record::record(data, record, data.as_of());
    out.record(record, &cite::through(data, page, true), false)
}

/// The bodies of a tier, in order of their beginning.
fn bodies_of(data: &Dataset, tier: Tier) -> Vec<&Body> {
    let of_tier = data.bodies.iter().filter(|body| body.tier == tier);
    let mut found: Vec<_> = of_tier.collect();
    found.sort_by_key(|body| (body.from().map(Date::first), body.id));
    found
}

fn bodies(data: &Dataset, tiers: &[Bodies<'_>], out: &mut dyn Writer) -> io::Result<()> {
    for (tier, found) in tiers {
        out.part(&capital(tier.name()))?;
        for body in found {
            whole(data, RecordRef::body(body.id), out)?;
        }
    }
    Ok(())
}

fn themes(data: &Dataset, out: &mut dyn Writer) -> io::Result<()> {
    for theme in &data.themes {
        whole(data, RecordRef::theme(theme.id), out)?;
        for finding in data.findings_under(theme.id) {
            let record = RecordRef::finding(finding.id);
            let page = super::brief::brief(data, record, data.as_of());
            out.record(record, &page, false)?;
        }
    }
    Ok(())
}

/// In brief: their chains stand under the records that they lead to.
fn organisations(data: &Dataset, out: &mut dyn Writer) -> io::Result<()> {
    for list in &data.organisations {
        if let Some(body) = data.body(&list.body) {
            out.part(&body.plural)?;
        }
        for organisation in &list.organisations {
            let record = RecordRef::organisation(organisation.id);
            let mut page = super::brief::brief(data, record, data.as_of());
            cited(&mut page, data, &organisation.sources);
            out.record(record, &page, true)?;
        }
    }
    Ok(())
}

fn cited(page: &mut Page, data: &Dataset, sources: &[Text]) {
    let sources = sources.iter().filter_map(|id| data.source(id));
    let links: Vec<_> = sources
        .map(|source| (RecordRef::source(source.id), source.short_citation()))
        .collect();
    if !links.is_empty() {
        page.add(Paragraph::item(0).with(Tone::Dim, "Sources ").links(links));
    }
}
