//! What research says, as pages: themes, findings, tensions.

use super::brief::links;
use super::page::{Block, Page, Paragraph, Section, Tone, mark};
use super::record::Notes;
use crate::dataset::Dataset;
use crate::model::{Finding, FindingKind, RecordRef, Source, Tension, Text, Theme, capital};

/// A finding in a few lines: whose it is, what it says, where it stands, and what stands against it.
pub(super) fn finding_brief(data: &Dataset, finding: &Finding) -> Page {
    let mut page = Page::new(title(data, finding));
    says(
        &mut page,
        finding,
        &format!(" {}", mark(finding.confidence)),
    );
    bodies(&mut page, data, finding);
    tensions(&mut page, data, finding);
    page.blank();
    for source in cited(data, finding) {
        page.add(
            Paragraph::item(0)
                .dim("In ")
                .with(Tone::Link(RecordRef::source(source.id)), source.citation())
                .dim(passage(finding, source.id)),
        );
    }
    page
}

/// A finding, whole.
pub(super) fn finding_page(data: &Dataset, finding: &Finding) -> Page {
    let mut notes = Notes::new(data);
    let mut page = Page::new(title(data, finding));
    page.section(Section::Overview);
    let mut line = Paragraph::new().with(Tone::Strong, kind_word(finding.kind));
    if let Some(theme) = data.theme(&finding.theme) {
        line = line
            .dim(" under ")
            .with(Tone::Link(RecordRef::theme(theme.id)), &*theme.name);
    }
    page.add(line);
    let cite = notes.cite(finding);
    says(&mut page, finding, &cite);
    bodies(&mut page, data, finding);
    page.heading("Where it stands");
    for source in cited(data, finding) {
        page.add(
            Paragraph::item(0)
                .with(Tone::Link(RecordRef::source(source.id)), source.citation())
                .plain(passage(finding, source.id)),
        );
    }
    if data.tensions_of(finding.id).next().is_some() {
        page.section(Section::Tensions);
        for tension in data.tensions_of(finding.id) {
            tension_blocks(&mut page, data, tension);
        }
    }
    page.section(Section::Lessons);
    if let Some(theme) = data.theme(&finding.theme) {
        page.heading(format!("Others under {}", theme.name));
    }
    for other in data.findings_under(finding.theme) {
        if other.id != finding.id {
            page.add(item(other));
        }
    }
    notes.section(&mut page);
    page
}

/// "Argument: Appropriate scale"
pub(super) fn title(data: &Dataset, finding: &Finding) -> String {
    let theme = data
        .theme(&finding.theme)
        .map_or(finding.theme, |theme| theme.name);
    format!("{}: {theme}", kind_word(finding.kind))
}

fn kind_word(kind: FindingKind) -> String {
    capital(kind.name())
}

/// The source's own words, where they are given, behind a blank.
fn quoted(finding: &Finding) -> String {
    finding
        .quote
        .as_ref()
        .map(|quote| format!(" “{}”", quote.words))
        .unwrap_or_default()
}

/// The statement and its time.
fn says(page: &mut Page, finding: &Finding, cite: &str) {
    let years = finding.years();
    let published = finding
        .published
        .map(|year| format!("published {year}"))
        .unwrap_or_default();
    let about = if years.is_empty() {
        String::new()
    } else {
        format!("on {years}")
    };
    let gap = if about.is_empty() || published.is_empty() {
        ""
    } else {
        " · "
    };
    page.add(Paragraph::new().dim(format!("{about}{gap}{published}")));
    page.blank();
    page.add(Paragraph::new().plain(&*finding.text).dim(cite));
    if let Some(quote) = &finding.quote {
        page.add(Paragraph::hanging(2, 2).with(Tone::Strong, format!("“{}”", quote.words)));
        page.add(Paragraph::hanging(2, 2).dim(quote.origin()));
    }
}

fn bodies(page: &mut Page, data: &Dataset, finding: &Finding) {
    let found = finding.bodies.iter().filter_map(|id| data.body(id));
    let found: Vec<_> = found
        .map(|body| (RecordRef::body(body.id), body.name.to_string()))
        .collect();
    if !found.is_empty() {
        page.blank();
    }
    links(page, "Speaks of", found);
}

/// What the finding stands against, in one line each.
fn tensions(page: &mut Page, data: &Dataset, finding: &Finding) {
    for tension in data.tensions_of(finding.id) {
        page.add(
            Paragraph::item(0)
                .with(Tone::Difference, "≠ ")
                .dim("In tension: ")
                .with(
                    Tone::Link(RecordRef::tension(tension.id)),
                    &*tension.question,
                ),
        );
    }
}

fn cited<'a>(data: &'a Dataset, finding: &'a Finding) -> impl Iterator<Item = &'a Source> {
    finding.sources.iter().filter_map(|key| data.source(key))
}

/// ": Appropriate scale, paragraph 2"
fn passage(finding: &Finding, source: Text) -> String {
    finding
        .locators
        .iter()
        .find(|locator| locator.source == source)
        .map(|locator| format!(": {}", locator.passage))
        .unwrap_or_default()
}

/// A finding in a list.
pub(super) fn item(finding: &Finding) -> Paragraph {
    let years = finding.years();
    let gap = if years.is_empty() { "" } else { ", " };
    let words = quoted(finding);
    Paragraph::item(0)
        .with(
            Tone::Link(RecordRef::finding(finding.id)),
            format!("{}{gap}{years}", kind_word(finding.kind)),
        )
        .plain(format!(" · {}{words}", finding.text))
}

/// A theme, whole: what is said under it, then its findings.
pub(super) fn theme_page(data: &Dataset, theme: &Theme) -> Page {
    let mut notes = Notes::new(data);
    let mut page = Page::new(&*theme.name);
    page.section(Section::Overview);
    theme_says(&mut page, theme, &notes.cite(theme));
    page.section(Section::Lessons);
    for finding in data.findings_under(theme.id) {
        page.add(item(finding));
    }
    notes.section(&mut page);
    page
}

/// A theme in a few lines.
pub(super) fn theme_brief(data: &Dataset, theme: &Theme) -> Page {
    let mut page = Page::new(&*theme.name);
    theme_says(&mut page, theme, &format!(" {}", mark(theme.confidence)));
    let number = data.findings_under(theme.id).count();
    page.blank();
    page.add(Paragraph::new().dim(format!("{number} findings")));
    page
}

fn theme_says(page: &mut Page, theme: &Theme, cite: &str) {
    if theme.review {
        page.add(Paragraph::new().dim("One of the five themes of the review of 2019"));
    }
    page.add(Paragraph::new().plain(&*theme.summary).dim(cite));
}

/// Findings that stand against each other, beside each other.
pub(super) fn tension_page(data: &Dataset, tension: &Tension) -> Page {
    let mut page = Page::new(&*tension.question);
    sides(&mut page, data, tension);
    page
}

fn tension_blocks(page: &mut Page, data: &Dataset, tension: &Tension) {
    page.heading(tension.question.to_string());
    sides(page, data, tension);
}

/// What the two sides disagree about, then both.
fn sides(page: &mut Page, data: &Dataset, tension: &Tension) {
    page.add(Paragraph::new().plain(&*tension.text));
    page.blank();
    let side = |heading: &str, ids: &[Text]| {
        let mut paragraphs = vec![Paragraph::new().with(Tone::Heading, heading)];
        for finding in ids.iter().filter_map(|id| data.finding(id)) {
            let whose = cited(data, finding).next();
            let whose = whose.map(Source::short_citation).unwrap_or_default();
            let words = quoted(finding);
            paragraphs.push(
                Paragraph::item(0)
                    .with(Tone::Difference, "· ")
                    .plain(format!("{}{words} ", finding.text))
                    .with(
                        Tone::Link(RecordRef::finding(finding.id)),
                        format!("{}, {whose}", kind_word(finding.kind)),
                    ),
            );
        }
        paragraphs
    };
    page.blocks.push(Block::Beside(
        side("One side", &tension.one),
        side("The other side", &tension.other),
    ));
}
