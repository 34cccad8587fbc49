//! The answer in a few lines: what the detail pane shows, and what `y` copies.

use super::page::{Page, Paragraph, Tone, shade};
use super::record;
use crate::dataset::Dataset;
use crate::model::{
    Body, Count, Date, Day, End, Kind, LegalForm, Organisation, RecordRef, Reform, Text,
};

/// Statements of one kind that a brief has room for.
const LISTED: usize = 3;

/// What matters most about a record, seen from a day.
#[must_use]
pub fn brief(data: &Dataset, record: RecordRef, day: Day) -> Page {
    match record.kind {
        Kind::Body => data
            .body(&record.id)
            .map(|body| body_brief(data, body, day)),
        Kind::Reform => data
            .reform(&record.id)
            .map(|reform| reform_brief(data, reform)),
        Kind::Organisation => data
            .organisation(&record.id)
            .map(|(body, organisation)| organisation_brief(data, body, organisation)),
        Kind::Function | Kind::Era | Kind::Source => Some(record::record(data, record, day)),
    }
    .unwrap_or_default()
}

/// The brief with the sources it rests on, as it is copied.
#[must_use]
pub fn citation(data: &Dataset, record: RecordRef, day: Day) -> Page {
    let mut page = brief(data, record, day);
    let keys: &[Text] = match record.kind {
        Kind::Body => data.body(&record.id).map(|body| body.sources.as_slice()),
        Kind::Reform => data
            .reform(&record.id)
            .map(|reform| reform.sources.as_slice()),
        Kind::Organisation => data
            .organisation(&record.id)
            .map(|(_, organisation)| organisation.sources.as_slice()),
        Kind::Era => data.era(&record.id).map(|era| era.sources.as_slice()),
        Kind::Function | Kind::Source => None,
    }
    .unwrap_or_default();
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
    page
}

/// "SHA" after a name that has an abbreviation.
pub(super) fn title(body: &Body) -> String {
    body.short.map_or_else(
        || body.name.to_string(),
        |short| format!("{} ({short})", body.name),
    )
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

/// How it stood in law on the day, or that it did not stand.
pub(super) fn badge(body: &Body, day: Day) -> Paragraph {
    let paragraph = Paragraph::new();
    match (body.phase_at(day), body.phase_near(day)) {
        (Some(phase), _) => {
            form(paragraph, phase.form).dim(format!(" · {} tier", body.tier.name()))
        }
        (None, Some(phase)) => {
            let when = match body.from() {
                Some(from) if day < from.first() => "not yet in being",
                _ => match body.to() {
                    End::Unknown { .. } => "end not established",
                    _ => "no longer in being",
                },
            };
            form(paragraph, phase.form).dim(format!(
                " · {} tier · {when} on {}",
                body.tier.name(),
                Date::of_day(day)
            ))
        }
        (None, None) => paragraph,
    }
}

/// The shade and the words of a legal form.
fn form(paragraph: Paragraph, form: LegalForm) -> Paragraph {
    paragraph
        .with(Tone::Shade(form), format!("{} ", shade(form)))
        .with(Tone::Form(form), form_words(form))
}

/// "statutory body"; "non-statutory: partnership".
pub(super) fn form_words(form: LegalForm) -> String {
    let (standing, name) = (form.standing().name(), form.name());
    if name.starts_with(standing) {
        name.to_owned()
    } else {
        format!("{standing}: {name}")
    }
}

/// "28 from 1 Apr 2002, 10 from 1 Jul 2006": counts of England, each change once.
pub(super) fn counts(body: &Body) -> String {
    let mut shown: Vec<&Count> = Vec::new();
    for count in &body.counts {
        let same = shown
            .last()
            .is_some_and(|last| last.number == count.number && last.scope == count.scope);
        if !same {
            shown.push(count);
        }
    }
    if shown.len() > 6 {
        // First, last and four between say enough on one line; the record has them all.
        let last = shown.len() - 1;
        shown = (0..6)
            .filter_map(|step| shown.get(step * last / 5).copied())
            .collect();
    }
    let one = |count: &&Count| {
        let about = if count.about { "about " } else { "" };
        let scope = if count.scope == crate::model::Scope::England {
            String::new()
        } else {
            format!(", {}", count.scope.name())
        };
        format!("{about}{} ({}{scope})", count.number, count.at)
    };
    shown.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn labelled(page: &mut Page, label: &str, text: impl Into<String>) {
    let text = text.into();
    if !text.is_empty() {
        page.add(Paragraph::item(0).dim(format!("{label} ")).plain(text));
    }
}

/// The first few of several statements, under a label.
fn listed(page: &mut Page, label: &str, texts: &[&str]) {
    if texts.is_empty() {
        return;
    }
    page.add(Paragraph::new().dim(label));
    for text in texts.iter().take(LISTED) {
        page.add(Paragraph::item(1).dim("· ").plain(*text));
    }
    if texts.len() > LISTED {
        page.add(Paragraph::item(1).dim(format!("· and {} more", texts.len() - LISTED)));
    }
}

fn links(page: &mut Page, label: &str, found: Vec<(RecordRef, String, &'static str)>) {
    if found.is_empty() {
        return;
    }
    let mut paragraph = Paragraph::item(0).dim(format!("{label} "));
    for (index, (record, name, how)) in found.into_iter().enumerate() {
        if index > 0 {
            paragraph = paragraph.plain(", ");
        }
        paragraph = paragraph.with(Tone::Link(record), name);
        if !how.is_empty() {
            paragraph = paragraph.dim(format!(" ({how})"));
        }
    }
    page.add(paragraph);
}

fn body_brief(data: &Dataset, body: &Body, day: Day) -> Page {
    let mut page = Page::new(title(body));
    page.add(badge(body, day));
    let counts = counts(body);
    let number = if counts.is_empty() {
        String::new()
    } else {
        format!(" · {counts}")
    };
    page.add(
        Paragraph::item(0)
            .with(Tone::Strong, period(body.from(), body.to()))
            .plain(number),
    );
    page.add(Paragraph::new().plain(&*body.gloss));
    phases(&mut page, body, day);
    if let Some(basis) = body.phase_near(day).and_then(|phase| phase.basis) {
        labelled(&mut page, "Under", &*basis);
    }
    for (can, heading) in [(true, "Could"), (false, "Could not")] {
        let powers: Vec<&str> = body
            .powers
            .iter()
            .filter(|power| power.can == can)
            .map(|power| power.text.as_str())
            .collect();
        listed(&mut page, heading, &powers);
    }
    let answers: Vec<&str> = body
        .accountable_to
        .iter()
        .map(|tie| tie.text.as_str())
        .collect();
    listed(&mut page, "Answered to", &answers);
    let before = body.predecessors.iter().filter_map(|link| {
        let body = data.body(&link.body)?;
        Some((
            RecordRef::body(body.id),
            body.label().to_string(),
            link.how.name(),
        ))
    });
    links(&mut page, "From", before.collect());
    let after = data.successors(body.id).into_iter().map(|(body, link)| {
        (
            RecordRef::body(body.id),
            body.label().to_string(),
            link.how.passive(),
        )
    });
    links(&mut page, "To", after.collect());
    page
}

/// Phases are worth their lines where there is more than one, or a note that explains.
fn phases(page: &mut Page, body: &Body, day: Day) {
    let here = body.phase_at(day).map(|phase| phase.from);
    for phase in &body.phases {
        if body.phases.len() == 1 && phase.note.is_none() {
            return;
        }
        let tone = if here == Some(phase.from) {
            Tone::Strong
        } else {
            Tone::Plain
        };
        let mut paragraph = Paragraph::item(0).with(tone, period(Some(phase.from), phase.to));
        paragraph = paragraph
            .plain(": ")
            .with(Tone::Form(phase.form), form_words(phase.form));
        if let Some(label) = phase.label {
            paragraph = paragraph.plain(format!(", {label}"));
        }
        if let Some(note) = phase.note {
            paragraph = paragraph.dim(". ").plain(&*note);
        }
        page.add(paragraph);
    }
}

fn reform_brief(data: &Dataset, reform: &Reform) -> Page {
    let mut page = Page::new(&*reform.title);
    let planned = if reform.planned { " · planned" } else { "" };
    page.add(
        Paragraph::new()
            .with(Tone::Strong, reform.when())
            .dim(format!(" · {}{planned}", reform.kind.name())),
    );
    let government: Vec<&str> = [reform.government, reform.minister]
        .iter()
        .flatten()
        .map(|text| text.as_str())
        .collect();
    if !government.is_empty() {
        page.add(Paragraph::new().dim(government.join("; ")));
    }
    page.add(Paragraph::new().plain(&*reform.summary));
    for kind in [
        crate::model::EffectKind::Creates,
        crate::model::EffectKind::Changes,
        crate::model::EffectKind::Abolishes,
        crate::model::EffectKind::Proposes,
    ] {
        let found = reform
            .effects
            .iter()
            .filter(|effect| effect.effect == kind)
            .filter_map(|effect| {
                let body = data.body(&effect.body)?;
                Some((RecordRef::body(body.id), body.name.to_string(), ""))
            });
        links(&mut page, &capital(kind.name()), found.collect());
    }
    page
}

pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
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
    labelled(
        &mut page,
        "Also",
        organisation
            .aliases
            .iter()
            .map(|alias| alias.as_str())
            .collect::<Vec<_>>()
            .join("; "),
    );
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
            from.name.to_string(),
            share(link),
        ))
    });
    links(&mut page, "From", before.collect());
    let after = data
        .successors_of_organisation(organisation.id)
        .map(|(to, link)| {
            (
                RecordRef::organisation(to.id),
                to.name.to_string(),
                share(link),
            )
        });
    links(&mut page, "To", after.collect());
    if let Some(note) = organisation.note {
        page.add(Paragraph::new().plain(&*note));
    }
    page
}

/// How much of a predecessor passed, and whether that was read or worked out.
const fn share(link: &crate::model::Link) -> &'static str {
    match (link.share, link.inferred) {
        (crate::model::Share::Whole, false) => "",
        (crate::model::Share::Whole, true) => "inferred",
        (crate::model::Share::Part, false) => "part",
        (crate::model::Share::Part, true) => "part, inferred",
    }
}
