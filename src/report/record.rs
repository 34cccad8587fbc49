//! A record, whole: every section that has something to say.

mod body;

use self::body::BodyPage;
use super::brief::{also, period};
use super::page::{Page, Paragraph, Section, Tone, mark};
use super::{lesson, place};
use crate::dataset::Dataset;
use crate::model::{
    Day, EffectKind, Era, Function, Kind, Organisation, RecordRef, Reform, Share, Source, Sourced,
    Text,
};
use crate::query;

/// The whole of a record, seen from a day.
#[must_use]
pub fn record(data: &Dataset, record: RecordRef, day: Day) -> Page {
    match record.kind {
        Kind::Body => data
            .body(&record.id)
            .map(|body| BodyPage::new(data, body, day).build()),
        Kind::Reform => data
            .reform(&record.id)
            .map(|reform| reform_page(data, reform)),
        Kind::Organisation => data
            .organisation(&record.id)
            .map(|(body, organisation)| organisation_page(data, body, organisation)),
        Kind::Place => data
            .place(&record.id)
            .map(|found| place::place_page(data, found, day)),
        Kind::Theme => data
            .theme(&record.id)
            .map(|theme| lesson::theme_page(data, theme)),
        Kind::Tension => data
            .tension(&record.id)
            .map(|tension| lesson::tension_page(data, tension)),
        Kind::Finding => data
            .finding(&record.id)
            .map(|finding| lesson::finding_page(data, finding)),
        Kind::Function => data
            .function(&record.id)
            .map(|function| function_page(data, function)),
        Kind::Era => data.era(&record.id).map(|era| era_page(data, era)),
        Kind::Source => data
            .source(&record.id)
            .map(|source| source_page(data, source)),
    }
    .unwrap_or_else(|| Page::new("No such record"))
}

/// Numbers the sources of a page in the order in which they are cited.
pub(super) struct Notes<'a> {
    data: &'a Dataset,
    keys: Vec<Text>,
}

impl<'a> Notes<'a> {
    pub(super) const fn new(data: &'a Dataset) -> Self {
        Self {
            data,
            keys: Vec::new(),
        }
    }

    /// "✔✔ [1, 4]"
    pub(super) fn cite(&mut self, claim: &(impl Sourced + ?Sized)) -> String {
        let numbers: Vec<String> = claim
            .sources()
            .iter()
            .map(|key| self.number(*key).to_string())
            .collect();
        let mark = mark(claim.confidence());
        if numbers.is_empty() {
            format!(" {mark}")
        } else {
            format!(" {mark} [{}]", numbers.join(", "))
        }
    }

    fn number(&mut self, key: Text) -> usize {
        let known = self.keys.iter().position(|known| *known == key);
        known.unwrap_or_else(|| {
            self.keys.push(key);
            self.keys.len() - 1
        }) + 1
    }

    pub(super) fn section(&self, page: &mut Page) {
        if self.keys.is_empty() {
            return;
        }
        page.section(Section::Sources);
        for (index, key) in self.keys.iter().enumerate() {
            let Some(source) = self.data.source(key) else {
                continue;
            };
            let paragraph = Paragraph::hanging(0, 5);
            let url = source.url.map(|url| format!(" {url}")).unwrap_or_default();
            page.add(
                paragraph
                    .dim(format!("{:>3}  ", index + 1))
                    .with(Tone::Link(RecordRef::source(source.id)), source.citation())
                    .dim(format!(" · {}{url}", source.kind.name())),
            );
        }
        page.blank();
        page.add(Paragraph::new().dim(
            "✔✔ two independent sources agree · ✔ one source was read · ? recall or inference",
        ));
    }
}

fn reform_page(data: &Dataset, reform: &Reform) -> Page {
    let mut notes = Notes::new(data);
    let mut page = Page::new(&*reform.title);
    page.section(Section::Overview);
    let planned = if reform.planned {
        " · planned, not carried out when the evidence ends"
    } else {
        ""
    };
    page.add(
        Paragraph::new()
            .with(
                Tone::Strong,
                reform
                    .until
                    .map_or_else(|| reform.date.long(), |_| reform.when()),
            )
            .dim(format!(" · {}{planned}", reform.kind.name())),
    );
    let government = reform.responsible();
    if !government.is_empty() {
        page.add(Paragraph::new().dim("Government ").plain(government));
    }
    also(&mut page, "Also called", &reform.aliases);
    page.blank();
    page.add(
        Paragraph::new()
            .plain(&*reform.summary)
            .dim(notes.cite(reform)),
    );
    if !reform.effects.is_empty() {
        page.heading("What it did");
    }
    for kind in EffectKind::ALL {
        for effect in reform.effects.iter().filter(|effect| effect.effect == kind) {
            let name = data
                .body(&effect.body)
                .map_or(effect.body, |body| body.name);
            let note = effect
                .note
                .map(|note| format!(": {note}"))
                .unwrap_or_default();
            page.add(
                Paragraph::item(0)
                    .dim(format!("{} ", kind.name()))
                    .with(Tone::Link(RecordRef::body(effect.body)), &*name)
                    .plain(note),
            );
        }
    }
    let index = data
        .reforms
        .iter()
        .position(|other| other.id == reform.id)
        .unwrap_or_default();
    page.heading("Before and after");
    let neighbours = [index.checked_sub(1), Some(index + 1)];
    for other in neighbours
        .into_iter()
        .flatten()
        .filter_map(|index| data.reforms.get(index))
    {
        page.add(reform_item(other));
    }
    notes.section(&mut page);
    page
}

/// A reform in a list.
pub(super) fn reform_item(reform: &Reform) -> Paragraph {
    Paragraph::item(0)
        .dim(format!("{}  ", reform.when()))
        .with(Tone::Link(RecordRef::reform(reform.id)), &*reform.title)
}

fn organisation_page(data: &Dataset, body: Text, organisation: &Organisation) -> Page {
    let mut notes = Notes::new(data);
    let brief = super::brief::brief(data, RecordRef::organisation(organisation.id), data.as_of());
    let mut page = Page::new(brief.title);
    page.section(Section::Overview);
    page.blocks.extend(brief.blocks);
    let cite = notes.cite(organisation);
    page.add(Paragraph::new().dim(cite.trim_start()));
    if let Some(body) = data.body(&body) {
        page.heading(body.plural.to_string());
        page.add(Paragraph::new().plain(&*body.gloss));
    }
    page.section(Section::Lineage);
    super::descent::trees(&mut page, data, organisation);
    covered(&mut page, data, organisation);
    notes.section(&mut page);
    page
}

/// The places that it covered.
fn covered(page: &mut Page, data: &Dataset, organisation: &Organisation) {
    let found = query::covered_by(data, organisation.id);
    if found.is_empty() {
        return;
    }
    page.section(Section::Places);
    // Most lay in it wholly and for the whole of its life: only what differs is worth a line of its own.
    let (same, other): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, stay)| {
        stay.share == Share::Whole
            && Some(stay.from) == organisation.from
            && stay.to == organisation.to
    });
    if !same.is_empty() {
        let links = same
            .iter()
            .map(|(place, _)| (RecordRef::place(place.id), place.name.as_str()));
        page.add(Paragraph::new().links(links));
    }
    for (place, stay) in other {
        let part = if stay.share == Share::Part {
            " (part)"
        } else {
            ""
        };
        page.add(
            Paragraph::item(0)
                .with(Tone::Link(RecordRef::place(place.id)), &*place.name)
                .plain(part)
                .dim(format!(" · {}", period(Some(stay.from), stay.to))),
        );
    }
}

fn function_page(data: &Dataset, function: &Function) -> Page {
    let mut page = Page::new(&*function.name);
    page.section(Section::Overview);
    page.add(Paragraph::new().plain(&*function.gloss));
    page.heading("Who held it, in order of time");
    let mut notes = Notes::new(data);
    for (body, holding) in query::holders(data, function) {
        let when = super::card::years(
            query::held_from(body, holding),
            query::held_to(body, holding),
        );
        let paragraph = Paragraph::item(0).with(Tone::Link(RecordRef::body(body.id)), &*body.name);
        page.add(
            paragraph
                .dim(format!(" {when} ({}) ", holding.role.name()))
                .plain(&*holding.text)
                .dim(notes.cite(holding)),
        );
    }
    notes.section(&mut page);
    page
}

fn era_page(data: &Dataset, era: &Era) -> Page {
    let mut notes = Notes::new(data);
    let mut page = Page::new(&*era.name);
    page.section(Section::Overview);
    page.add(Paragraph::new().with(Tone::Strong, period(Some(era.from), era.to)));
    page.add(Paragraph::new().plain(&*era.summary).dim(notes.cite(era)));
    page.heading("Reforms of these years");
    for reform in data
        .reforms
        .iter()
        .filter(|reform| era.covers(reform.date.first()))
    {
        page.add(reform_item(reform));
    }
    notes.section(&mut page);
    page
}

/// Organisations, and places, that are listed under a source they cite. An overlay may have tens of thousands that cite one list.
const MOST_CITING: usize = 1000;

fn source_page(data: &Dataset, source: &Source) -> Page {
    let mut page = Page::new(&*source.title);
    page.section(Section::Overview);
    let author = source.author.map_or_else(
        || "Author not recorded".to_owned(),
        |author| author.to_string(),
    );
    let year = source
        .year
        .map(|year| format!(" · {year}"))
        .unwrap_or_default();
    page.add(Paragraph::new().with(Tone::Strong, author).dim(format!(
        "{year} · {} · {}",
        source.kind.name(),
        source.id
    )));
    if let Some(url) = source.url {
        page.add(Paragraph::new().plain(&*url));
    }
    if let Some(note) = source.note {
        page.add(Paragraph::new().plain(&*note));
    }
    passages(&mut page, data, source);
    page.heading("Cited by");
    for body in data.bodies.iter().filter(|body| {
        body.claims()
            .any(|claim| claim.sources().contains(&source.id))
    }) {
        page.add(Paragraph::item(0).with(Tone::Link(RecordRef::body(body.id)), &*body.name));
    }
    for reform in data
        .reforms
        .iter()
        .filter(|reform| reform.sources.contains(&source.id))
    {
        page.add(Paragraph::item(0).with(Tone::Link(RecordRef::reform(reform.id)), &*reform.title));
    }
    let organisations = data
        .organisations
        .iter()
        .flat_map(|list| &list.organisations)
        .filter(|organisation| organisation.sources.contains(&source.id));
    let mut more = 0;
    for (number, organisation) in organisations.enumerate() {
        if number >= MOST_CITING {
            more += 1;
            continue;
        }
        page.add(Paragraph::item(0).with(
            Tone::Link(RecordRef::organisation(organisation.id)),
            &*organisation.name,
        ));
    }
    for finding in data
        .findings
        .iter()
        .filter(|finding| finding.sources.contains(&source.id))
    {
        page.add(lesson::item(finding));
    }
    let places = data.places.iter().filter(|place| {
        place
            .lineage
            .iter()
            .any(|stay| stay.sources.contains(&source.id))
    });
    for (number, place) in places.enumerate() {
        if number >= MOST_CITING {
            more += 1;
            continue;
        }
        page.add(Paragraph::item(0).with(Tone::Link(RecordRef::place(place.id)), &*place.name));
    }
    if more > 0 {
        page.add(Paragraph::item(0).dim(format!("and {more} more")));
    }
    page
}

/// Of a document that the data set began from: what carries each of its passages.
fn passages(page: &mut Page, data: &Dataset, source: &Source) {
    let found: Vec<_> = data
        .passages
        .iter()
        .filter(|passage| passage.seed == source.id)
        .collect();
    if found.is_empty() {
        return;
    }
    page.heading("Passage by passage");
    for passage in found {
        let findings = passage
            .findings
            .iter()
            .map(|id| (RecordRef::finding(*id), *id));
        let bodies = passage.bodies.iter().map(|id| {
            let record = RecordRef::body(*id);
            (record, data.name_of(record).unwrap_or(*id))
        });
        let mut paragraph = Paragraph::item(0)
            .plain(format!("{}: ", passage.passage))
            .links(
                findings
                    .chain(bodies)
                    .map(|(record, name)| (record, name.as_str())),
            );
        if let Some(reason) = passage.left_out {
            let gap = if passage.findings.is_empty() && passage.bodies.is_empty() {
                ""
            } else {
                "; "
            };
            paragraph = paragraph.dim(format!("{gap}left out: {reason}"));
        }
        page.add(paragraph);
    }
}
