//! The timeline as a page by itself: the picture, the same as a table, the reforms of its years, and the sources.

use std::collections::HashSet;
use std::io::Write;

use super::super::brief::period;
use super::super::escape::escape;
use super::super::html::{anchor, document, linked};
use super::{Links, Picture, drawing, rests_on};
use crate::model::{LegalForm, Phase, RecordRef, Text, Tier};
use crate::timeline::{Bar, Ruler};

/// The picture as an HTML page.
#[must_use]
pub fn leaf(picture: &Picture<'_>) -> String {
    let rows = picture.rows(picture.scale(1000), UNMEASURED);
    let sources = picture.sources(&rows);
    let mut out = Vec::new();
    // Writing to memory cannot fail.
    let _ = document(&mut out, &picture.title(), |out| {
        writeln!(
            out,
            "<figure>\n{}\n</figure>",
            drawing(picture, Links::Inside)
        )?;
        table(out, picture, &rows, &sources)?;
        reforms(out, picture)?;
        writeln!(out, "<h2>Sources</h2>\n<ol class=\"sources\">")?;
        for source in sources.iter().filter_map(|id| picture.data.source(id)) {
            let url = source.url.map(|url| format!(" {url}")).unwrap_or_default();
            let text = format!("{}{url}", source.citation());
            writeln!(out, "<li>{}</li>", linked(&text))?;
        }
        writeln!(out, "</ol>")?;
        for words in picture.evidence(&rows) {
            writeln!(out, "<p>{}</p>", escape(&words))?;
        }
        Ok(())
    });
    String::from_utf8(out).unwrap_or_default()
}

/// For rows whose names nobody sees.
pub(super) const UNMEASURED: Ruler<'_> = Ruler {
    measure: &|_| 1,
    before: 0,
    behind: 0,
    gap: 0,
    sign: 0,
    shaded: 0,
    longest: 1,
};

fn table(
    out: &mut dyn Write,
    picture: &Picture<'_>,
    rows: &[(Tier, Vec<Bar>)],
    sources: &[Text],
) -> std::io::Result<()> {
    let mut bars: Vec<(Tier, &Bar)> = rows
        .iter()
        .flat_map(|(tier, bars)| bars.iter().map(|bar| (*tier, bar)))
        .collect();
    bars.sort_by_key(|(tier, bar)| (*tier, bar.from));
    writeln!(
        out,
        "<h1>{}</h1>\n<table class=\"bars\">\n<thead><tr><th>Tier</th><th>Name</th><th>When</th><th>In law</th><th>Sources</th></tr></thead>\n<tbody>",
        escape(&picture.title())
    )?;
    let mut seen = HashSet::new();
    for (tier, bar) in bars {
        let Some((body, spell)) = picture.subject(bar) else {
            continue;
        };
        let (name, from, to) = match spell {
            Some(spell) => (bar.name().to_owned(), Some(spell.from), spell.to),
            None => (body.title(), body.from(), body.to()),
        };
        let mut notes: Vec<usize> = rests_on(body, spell)
            .filter_map(|id| sources.iter().position(|known| *known == id))
            .map(|index| index + 1)
            .collect();
        notes.sort_unstable();
        notes.dedup();
        let notes: Vec<String> = notes.iter().map(usize::to_string).collect();
        let id = if seen.insert(bar.record) {
            format!(" id=\"{}\"", anchor(bar.record))
        } else {
            String::new()
        };
        writeln!(
            out,
            "<tr{id}><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            tier.name(),
            escape(&name),
            escape(&period(from, to)),
            escape(&in_law(&body.phases)),
            notes.join(", ")
        )?;
    }
    writeln!(out, "</tbody>\n</table>")
}

/// The legal forms, one after the other; with dates where they changed.
fn in_law(phases: &[Phase]) -> String {
    let mut forms: Vec<(LegalForm, &Phase)> = Vec::new();
    for phase in phases {
        if forms.last().is_none_or(|(form, _)| *form != phase.form) {
            forms.push((phase.form, phase));
        }
    }
    let one = forms.len() == 1;
    let words: Vec<String> = forms
        .iter()
        .map(|(form, phase)| {
            if one {
                form.words()
            } else {
                format!("from {}: {}", phase.from, form.words())
            }
        })
        .collect();
    words.join("; ")
}

fn reforms(out: &mut dyn Write, picture: &Picture<'_>) -> std::io::Result<()> {
    let mut found: Vec<_> = picture.reforms(picture.scale(1000)).collect();
    found.sort_by_key(|(reform, _)| reform.date.first());
    if found.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h2>Reforms of these years</h2>")?;
    for (reform, _) in found {
        let anchor = anchor(RecordRef::reform(reform.id));
        let planned = if reform.planned { ", planned" } else { "" };
        writeln!(
            out,
            "<p class=\"item\" id=\"{anchor}\"><b>{}</b> {} <span class=\"aside\">({}{planned})</span></p>",
            escape(&reform.when()),
            escape(&reform.title),
            reform.kind.name()
        )?;
    }
    Ok(())
}
