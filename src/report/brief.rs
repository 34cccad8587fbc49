//! The answer in a few lines: what the detail pane shows, and what `y` copies.

use super::page::{Page, Paragraph, Tone};
use super::{lesson, place, record};
use crate::dataset::Dataset;
use crate::model::{
    Date, Day, EffectKind, End, Kind, LegalForm, Organisation, RecordRef, Reform, Share, Text,
    capital,
};

mod body;

pub(super) use body::{badge, told_apart};

/// Statements of one kind that the detail pane has room for.
const LISTED: usize = 3;

/// What matters most about a record, seen from a day.
#[must_use]
pub fn brief(data: &Dataset, record: RecordRef, day: Day) -> Page {
    match record.kind {
        Kind::Body => data
            .body(&record.id)
            .map(|body| body::brief(data, body, day, LISTED)),
        Kind::Reform => data
            .reform(&record.id)
            .map(|reform| reform_brief(data, reform)),
        Kind::Organisation => data
            .organisation(&record.id)
            .map(|(body, organisation)| organisation_brief(data, body, organisation)),
        Kind::Place => data
            .place(&record.id)
            .map(|found| place::place_on(data, found, day, None)),
        Kind::Theme => data
            .theme(&record.id)
            .map(|theme| lesson::theme_brief(data, theme)),
        Kind::Finding => data
            .finding(&record.id)
            .map(|finding| lesson::finding_brief(data, finding)),
        Kind::Function | Kind::Era | Kind::Source | Kind::Tension => {
            Some(record::record(data, record, day))
        }
    }
    .unwrap_or_default()
}

/// The brief with the sources it rests on, as it is copied.
#[must_use]
pub fn citation(data: &Dataset, record: RecordRef, day: Day) -> Page {
    let mut page = match (record.kind, data.body(&record.id)) {
        // What is copied is whole: nobody can scroll in the minutes of a meeting.
        (Kind::Body, Some(body)) => body::brief(data, body, day, usize::MAX),
        _ => brief(data, record, day),
    };
    let mut keys: Vec<Text> = match record.kind {
        Kind::Body => data.body(&record.id).map(body::sources),
        Kind::Reform => data.reform(&record.id).map(|reform| reform.sources.clone()),
        Kind::Organisation => data
            .organisation(&record.id)
            .map(|(_, organisation)| organisation.sources.clone()),
        Kind::Era => data.era(&record.id).map(|era| era.sources.clone()),
        Kind::Place => data
            .place(&record.id)
            .map(|found| place::sources_on(data, found, day)),
        Kind::Theme => data.theme(&record.id).map(|theme| theme.sources.clone()),
        Kind::Finding => data
            .finding(&record.id)
            .map(|finding| finding.sources.clone()),
        Kind::Tension => data.tension(&record.id).map(|tension| {
            let findings = tension.one.iter().chain(&tension.other);
            findings
                .filter_map(|id| data.finding(id))
                .flat_map(|finding| finding.sources.iter().copied())
                .collect()
        }),
        Kind::Function | Kind::Source => None,
    }
    .unwrap_or_default();
    let mut seen = std::collections::HashSet::new();
    keys.retain(|key| seen.insert(*key));
    sources(&mut page, data, &keys);
    page
}

/// What leaves the screen says what it rests on, and how late the evidence goes.
pub(super) fn sources(page: &mut Page, data: &Dataset, keys: &[Text]) {
    page.blank();
    for source in keys.iter().filter_map(|key| data.source(key)) {
        let url = source
            .url
            .map(|url| format!(" <{url}>"))
            .unwrap_or_default();
        page.add(
            Paragraph::item(0)
                .dim("Source: ")
                .plain(format!("{}{url}", source.citation())),
        );
    }
    page.add(Paragraph::new().dim(format!("nhs-tiers, evidence to {}", data.meta.as_of.long())));
}

/// "1 Apr 2002 to 31 Mar 2013", "since 1 Jul 2022".
pub(super) fn period(from: Option<Date>, to: End) -> String {
    match (from, to) {
        (None, End::Ongoing) => "start not established".to_owned(),
        (None, to) => format!("start not established, to {to}"),
        (Some(from), End::Ongoing) => format!("since {from}"),
        (Some(from), End::On(to)) => format!("{from} to {to}"),
        (Some(from), End::Unknown { after: None }) => format!("from {from}, end not established"),
        (Some(from), End::Unknown { after: Some(after) }) => {
            format!("from {from}, still there in {after}, end not established")
        }
    }
}

/// The shade and the words of a legal form.
fn form(paragraph: Paragraph, form: LegalForm) -> Paragraph {
    paragraph.shaded(form).with(Tone::Form(form), form.words())
}

fn labelled(page: &mut Page, label: &str, text: impl Into<String>) {
    let text = text.into();
    if !text.is_empty() {
        page.add(Paragraph::item(0).dim(format!("{label} ")).plain(text));
    }
}

/// Other names, under a label; nothing where there are none.
pub(super) fn also(page: &mut Page, label: &str, names: &[Text]) {
    let names: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
    labelled(page, label, names.join("; "));
}

/// Records that can be opened, under a label; nothing where there are none.
pub(super) fn links(page: &mut Page, label: &str, found: Vec<(RecordRef, String)>) {
    if found.is_empty() {
        return;
    }
    page.add(Paragraph::item(0).dim(format!("{label} ")).links(found));
}

fn reform_brief(data: &Dataset, reform: &Reform) -> Page {
    let mut page = Page::new(&*reform.title);
    let planned = if reform.planned { " · planned" } else { "" };
    page.add(
        Paragraph::new()
            .with(Tone::Strong, reform.when())
            .dim(format!(" · {}{planned}", reform.kind.name())),
    );
    let government = reform.responsible();
    if !government.is_empty() {
        page.add(Paragraph::new().dim(government));
    }
    page.add(Paragraph::new().plain(&*reform.summary));
    for kind in EffectKind::ALL {
        let found = reform
            .effects
            .iter()
            .filter(|effect| effect.effect == kind)
            .filter_map(|effect| {
                let body = data.body(&effect.body)?;
                Some((RecordRef::body(body.id), body.name.to_string()))
            });
        links(&mut page, &capital(kind.name()), found.collect());
    }
    page
}

fn organisation_brief(data: &Dataset, body: Text, organisation: &Organisation) -> Page {
    let mut page = Page::new(&*organisation.name);
    if let Some(body) = data.body(&body) {
        let day = organisation.from.map_or_else(|| data.as_of(), Date::first);
        let mut paragraph = Paragraph::new();
        if let Some(phase) = body.phase_near(day) {
            paragraph = form(paragraph, phase.form).plain(" · ");
        }
        page.add(paragraph.with(Tone::Link(RecordRef::body(body.id)), &*body.name));
    }
    page.add(Paragraph::new().with(Tone::Strong, period(organisation.from, organisation.to)));
    let codes: Vec<String> = organisation
        .codes
        .iter()
        .map(|code| format!("{} {}", code.scheme.name(), code.code))
        .collect();
    labelled(&mut page, "Codes", codes.join(", "));
    also(&mut page, "Also", &organisation.aliases);
    labelled(
        &mut page,
        "Covered",
        organisation
            .area
            .map(|area| area.to_string())
            .unwrap_or_default(),
    );
    let before = organisation.predecessors.iter().filter_map(|link| {
        let (_, from) = data.organisation(&link.organisation)?;
        Some((
            RecordRef::organisation(from.id),
            format!("{}{}", from.name, passed(link.share, link.inferred)),
        ))
    });
    links(&mut page, "From", before.collect());
    let after = data
        .successors_of_organisation(organisation.id)
        .map(|(to, link)| {
            (
                RecordRef::organisation(to.id),
                format!("{}{}", to.name, passed(link.share, link.inferred)),
            )
        });
    links(&mut page, "To", after.collect());
    if let Some(note) = organisation.note {
        page.add(Paragraph::new().plain(&*note));
    }
    page
}

/// How much of a predecessor passed, and whether that was read or worked out.
pub(super) const fn passed(share: Share, inferred: bool) -> &'static str {
    match (share, inferred) {
        (Share::Whole, false) => "",
        (Share::Whole, true) => " (inferred)",
        (Share::Part, false) => " (part)",
        (Share::Part, true) => " (part, inferred)",
    }
}
