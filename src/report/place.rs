//! Who stood over a place: in words for a day, and whole.

use super::brief::{also, period};
use super::card::years;
use super::changes::beyond;
use super::page::{Block, Page, Paragraph, Section, Tone, mark};
use super::record::Notes;
use super::table::{Row, Table};
use crate::dataset::Dataset;
use crate::model::{Date, Day, Kind, LegalForm, Place, RecordRef, Scope, Text, Tier, capital};
use crate::query::{self, Cover, Number, Spell, Way};

/// The tiers at which somebody is to be expected.
const TIERS: [Tier; 3] = [Tier::Region, Tier::System, Tier::District];

/// Who stood over a place on a day: a sentence, then each with its dates and how well it is known. Of the selected organisation, what it
/// came from and what it became.
#[must_use]
pub fn place_on(data: &Dataset, place: &Place, day: Day, selected: Option<Text>) -> Page {
    let mut page = Page::new(&*place.name);
    let spells = query::over(data, place, day);
    page.add(on(day));
    page.add(sentence(data, place, day, &spells));
    page.blank();
    for spell in &spells {
        let chosen = selected == Some(spell.organisation.id);
        let own = data.is_own(RecordRef::organisation(spell.organisation.id));
        page.add(line(spell, day, chosen, own).dim(format!(" {}", mark(spell.stay.confidence))));
        if let Some(aside) = aside(spell) {
            page.add(Paragraph::hanging(4, 4).dim(aside));
        }
    }
    for paragraph in nobody(data, place, day, &spells) {
        page.add(paragraph);
    }
    // Below the list, so that choosing another one moves nothing else.
    let chosen = spells
        .iter()
        .find(|spell| selected == Some(spell.organisation.id));
    if let Some(spell) = chosen {
        neighbours(&mut page, data, spell);
    }
    rests_on(&mut page, data, &sources(data, place, day, &spells));
    page
}

/// Sources that are told by name.
const TOLD: usize = 4;

/// What the answer rests on, in a line or two: the place itself cites each source whole.
fn rests_on(page: &mut Page, data: &Dataset, keys: &[Text]) {
    let mut labels = data.short_citations(keys);
    let more = labels.len().saturating_sub(TOLD);
    labels.truncate(TOLD);
    if more > 0 {
        labels.push(format!("{more} more"));
    }
    if !labels.is_empty() {
        page.blank();
        page.add(Paragraph::item(0).dim(format!("Rests on {}.", labels.join("; "))));
    }
}

/// The answer of the command line: the sentence, each organisation with its law and its sources.
pub(super) fn place_at(
    data: &Dataset,
    place: &Place,
    day: Day,
    wanted: &dyn Fn(&crate::model::Body) -> bool,
) -> Page {
    let mut notes = Notes::new(data);
    let mut page = Page::new(&*place.name);
    let all = query::over(data, place, day);
    let spells: Vec<Spell<'_>> = all
        .iter()
        .copied()
        .filter(|spell| wanted(spell.body))
        .collect();
    page.add(on(day));
    page.add(sentence(data, place, day, &spells));
    page.blank();
    let rows = spells
        .iter()
        .map(|spell| row(data, spell, day, &mut notes))
        .collect();
    page.blocks.push(Block::Table(Table {
        heads: vec!["Who", "Level", "How many", "Since", "In law"],
        below: Some("Sources and law"),
        rows,
    }));
    page.blank();
    for paragraph in nobody(data, place, day, &all) {
        page.add(paragraph);
    }
    beyond(&mut page, data, day);
    notes.section(&mut page);
    page
}

/// One organisation over the place, in columns, and under them the law and what has to be known.
fn row(data: &Dataset, spell: &Spell<'_>, day: Day, notes: &mut Notes<'_>) -> Row {
    let phase = spell.body.phase_near(day);
    let form = phase.map_or(LegalForm::Partnership, |phase| phase.form);
    let own = data.is_own(RecordRef::organisation(spell.organisation.id));
    let doubts = [
        own.then_some("yours"),
        match spell.cover {
            Cover::Whole => None,
            Cover::Part => Some("a part of it"),
            Cover::Perhaps => Some("perhaps"),
        },
        (!spell.surely_covers(day)).then_some("the day is not established"),
    ];
    let doubts: Vec<&str> = doubts.into_iter().flatten().collect();
    let name = Paragraph::new()
        .shaded(form)
        .with(Tone::Strong, spell.organisation.label(spell.body))
        .dim(if doubts.is_empty() {
            String::new()
        } else {
            format!(" ({})", doubts.join(", "))
        });
    let number = number(data, spell, day);
    let number = number.strip_prefix(", ").unwrap_or("one");
    let basis = phase.and_then(|phase| phase.basis);
    let here = format!("Here{}", notes.cite(spell.stay));
    let law = basis.map_or_else(|| "not established".to_owned(), |basis| basis.to_string());
    let law = format!(
        "; in law{}: {law}",
        phase.map(|phase| notes.cite(phase)).unwrap_or_default()
    );
    let below = match aside(spell) {
        Some(aside) => format!("{} {aside}", full_stop(here + &law)),
        None => here + &law,
    };
    Row {
        cells: vec![
            name,
            Paragraph::new().plain(spell.body.tier.name()),
            Paragraph::new().plain(number),
            Paragraph::new().plain(spell.from.to_string()),
            Paragraph::new().with(Tone::Form(form), form.words()),
        ],
        below: Some(Paragraph::new().dim(below)),
    }
}

/// The organisations of one kind over a place, in order of time.
#[must_use]
pub fn over_place(place: &Place, spells: &[Spell<'_>], body: RecordRef) -> Page {
    let mut page = Page::default();
    for spell in spells
        .iter()
        .filter(|spell| RecordRef::body(spell.body.id) == body)
    {
        page.add(
            Paragraph::item(0)
                .dim(format!("Over {}: ", place.name))
                .with(Tone::Strong, spell.organisation.name.to_string())
                .dim(format!(
                    ", {}{}",
                    period(Some(spell.from), spell.to),
                    cover_word(spell.cover)
                )),
        );
    }
    if page.blocks.is_empty() && body.kind == Kind::Body {
        page.add(Paragraph::new().with(Tone::Doubt, format!("None is named over {}.", place.name)));
    }
    page.blank();
    page
}

const fn cover_word(cover: Cover) -> &'static str {
    match cover {
        Cover::Whole => "",
        Cover::Part => " (a part of it)",
        Cover::Perhaps => " (perhaps)",
    }
}

/// The sources of [`place_on`], each once.
#[must_use]
pub(super) fn sources_on(data: &Dataset, place: &Place, day: Day) -> Vec<Text> {
    sources(data, place, day, &query::over(data, place, day))
}

fn sources(data: &Dataset, place: &Place, day: Day, spells: &[Spell<'_>]) -> Vec<Text> {
    let gaps = TIERS
        .into_iter()
        .filter(|tier| nobody_of(*tier, spells, day))
        .filter_map(|tier| query::gap(data, place, tier, day));
    spells
        .iter()
        .flat_map(|spell| &spell.stay.sources)
        .chain(gaps.flat_map(|gap| &gap.sources))
        .copied()
        .collect()
}

/// The date on a line of its own: a step through time then changes that line and no other, unless somebody else stood there.
fn on(day: Day) -> Paragraph {
    Paragraph::new().with(Tone::Heading, format!("On {}", Date::of_day(day).long()))
}

/// "Sheffield lay in South Yorkshire Strategic Health Authority (statutory body, one of 28)."
fn sentence(data: &Dataset, place: &Place, day: Day, spells: &[Spell<'_>]) -> Paragraph {
    let verb = if day >= data.as_of() { "lies" } else { "lay" };
    let mut paragraph = Paragraph::new().plain(format!("{} ", place.name));
    let known: Vec<&Spell<'_>> = spells
        .iter()
        .filter(|spell| spell.cover != Cover::Perhaps && spell.surely_covers(day))
        .collect();
    if known.is_empty() {
        return paragraph.plain(if spells.is_empty() && before_the_nhs(day) {
            "is recorded under nobody: the NHS began on 5 July 1948."
        } else if spells.is_empty() {
            "is recorded under nobody."
        } else {
            "is recorded under nobody for certain: what is known stands below."
        });
    }
    paragraph = paragraph.plain(format!("{verb} "));
    for (index, spell) in known.iter().enumerate() {
        let last = index + 1 == known.len();
        paragraph = paragraph.plain(match index {
            0 => "",
            _ if last => ", and ",
            _ => ", ",
        });
        let part = if spell.cover == Cover::Part {
            "partly "
        } else {
            ""
        };
        paragraph = paragraph
            .plain(format!("{part}in "))
            .with(
                Tone::Link(RecordRef::organisation(spell.organisation.id)),
                spell.organisation.name.to_string(),
            )
            .plain(format!(
                " ({}{})",
                form(spell, day).map_or_else(String::new, LegalForm::words),
                number(data, spell, day)
            ));
    }
    paragraph.plain(".")
}

fn before_the_nhs(day: Day) -> bool {
    Day::new(1948, 7, 5).is_some_and(|appointed| day < appointed)
}

fn form(spell: &Spell<'_>, day: Day) -> Option<LegalForm> {
    spell.body.phase_near(day).map(|phase| phase.form)
}

/// ", one of 28"
fn number(data: &Dataset, spell: &Spell<'_>, day: Day) -> String {
    let counted = |number: u32, about: bool, scope: Scope, year: Option<i16>| {
        let about = if about { "about " } else { "" };
        let scope = match scope {
            Scope::England => String::new(),
            other => format!(" in {}", other.name()),
        };
        let year = year.map(|year| format!(" in {year}")).unwrap_or_default();
        format!(", one of {about}{number}{scope}{year}")
    };
    match query::number_on(data, spell.body, day) {
        None | Some(Number::Named(0 | 1)) => String::new(),
        Some(Number::Named(number)) => format!(", one of {number}"),
        Some(Number::Counted(count)) => counted(count.number, count.about, count.scope, None),
        Some(Number::Before(count)) => counted(
            count.number,
            count.about,
            count.scope,
            Some(count.at.year()),
        ),
    }
}

/// One organisation over the place, with its dates.
fn line(spell: &Spell<'_>, day: Day, chosen: bool, own: bool) -> Paragraph {
    let form = form(spell, day).unwrap_or(LegalForm::Partnership);
    let name = if chosen { Tone::Strong } else { Tone::Plain };
    Paragraph::hanging(0, 4)
        .plain(if chosen { "› " } else { "  " })
        .shaded(form)
        .with(name, spell.organisation.label(spell.body))
        .dim(format!(
            " · {}{} · {}{}{}",
            if own { "yours: " } else { "" },
            spell.body.tier.name(),
            period(Some(spell.from), spell.to),
            match spell.cover {
                Cover::Whole => "",
                Cover::Part => " · a part of it",
                Cover::Perhaps => " · perhaps",
            },
            if spell.surely_covers(day) {
                ""
            } else {
                " · the day is not established"
            }
        ))
}

/// What has to be known of a spell: about which place the evidence is, and what the record notes.
fn aside(spell: &Spell<'_>) -> Option<String> {
    let through = spell.through.map(|larger| {
        if spell.cover == Cover::Perhaps {
            format!(
                "{} lay partly in it; whether this place did is not recorded",
                larger.name
            )
        } else {
            format!("by the evidence about {}", larger.name)
        }
    });
    let note = spell.stay.note.map(|note| capital(&note));
    match (through, note) {
        (None, None) => None,
        (Some(through), None) => Some(format!("{}.", capital(&through))),
        (None, Some(note)) => Some(full_stop(note)),
        (Some(through), Some(note)) => Some(format!("{}. {}", capital(&through), full_stop(note))),
    }
}

fn full_stop(mut text: String) -> String {
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

/// What an organisation came from, what it became, and what came of it that stood beside it; nothing where nothing is known.
fn neighbours(page: &mut Page, data: &Dataset, spell: &Spell<'_>) {
    page.blank();
    for (way, beside, word) in [
        (Way::Back, false, "came from"),
        (Way::On, false, "became"),
        (Way::Back, true, "stood beside"),
        (Way::On, true, "stood beside"),
    ] {
        let found = query::neighbours(data, spell.organisation, way)
            .into_iter()
            .filter(|(other, _)| query::stood_beside(spell.organisation, other) == beside);
        let mut paragraph = Paragraph::item(0)
            .with(Tone::Strong, spell.organisation.label(spell.body))
            .dim(format!(" {word} "));
        let bare = paragraph.runs.len();
        for (other, _) in found {
            let gap = if paragraph.runs.len() > bare {
                ", "
            } else {
                ""
            };
            paragraph = paragraph
                .plain(gap)
                .with(
                    Tone::Link(RecordRef::organisation(other.id)),
                    other.name.to_string(),
                )
                .dim(format!(" ({})", years(other.from, other.to)));
        }
        if paragraph.runs.len() > bare {
            page.add(paragraph);
        }
    }
}

/// Whether nobody of a tier is known for certain to have stood there on the day.
fn nobody_of(tier: Tier, spells: &[Spell<'_>], day: Day) -> bool {
    !spells
        .iter()
        .any(|spell| spell.body.tier == tier && spell.surely_covers(day))
}

/// Tiers at which nobody is named, with the reason.
fn nobody(data: &Dataset, place: &Place, day: Day, spells: &[Spell<'_>]) -> Vec<Paragraph> {
    TIERS
        .into_iter()
        .filter(|tier| nobody_of(*tier, spells, day))
        .map(|tier| {
            let reason = query::gap(data, place, tier, day).map_or_else(
                || "the evidence names nobody.".to_owned(),
                |gap| gap.reason.to_string(),
            );
            Paragraph::hanging(2, 4)
                .with(Tone::Doubt, format!("{}: ", tier.name()))
                .plain(reason)
        })
        .collect()
}

/// A place, whole: who stood over it since 1948, tier by tier.
pub(super) fn place_page(data: &Dataset, place: &Place, day: Day) -> Page {
    let mut notes = Notes::new(data);
    let mut page = Page::new(&*place.name);
    page.section(Section::Overview);
    page.add(what_it_is(data, place));
    also(&mut page, "Found also as", &place.aliases);
    if let Some(note) = place.note {
        page.add(Paragraph::new().plain(&*note));
    }
    page.blank();
    let spells = query::over(data, place, day);
    page.add(on(day));
    page.add(sentence(data, place, day, &spells));
    for paragraph in nobody(data, place, day, &spells) {
        page.add(paragraph);
    }
    page.section(Section::Lineage);
    let spells = query::lineage(data, place);
    for tier in Tier::ALL {
        let of_tier: Vec<&Spell<'_>> = spells
            .iter()
            .filter(|spell| spell.body.tier == tier)
            .collect();
        let gaps: Vec<_> = query::gaps(data, place)
            .filter(|gap| gap.tier == tier)
            .collect();
        if of_tier.is_empty() && gaps.is_empty() {
            continue;
        }
        page.heading(capital(tier.name()));
        for spell in of_tier {
            let cite = notes.cite(spell.stay);
            let own = data.is_own(RecordRef::organisation(spell.organisation.id));
            page.add(whole_line(spell, own).dim(cite));
            if let Some(aside) = aside(spell) {
                page.add(Paragraph::hanging(4, 4).dim(aside));
            }
        }
        for gap in gaps {
            for (from, to) in query::left_open(gap, &spells) {
                let cite = notes.cite(gap);
                page.add(
                    Paragraph::item(0)
                        .dim(format!("{}: ", period(Some(from), to)))
                        .with(Tone::Doubt, "none listed. ")
                        .plain(&*gap.reason)
                        .dim(cite),
                );
            }
        }
    }
    let inside = query::places_in(data, place.id);
    if !inside.is_empty() {
        page.section(Section::Places);
        for inner in inside {
            page.add(
                Paragraph::item(0)
                    .with(Tone::Link(RecordRef::place(inner.id)), &*inner.name)
                    .dim(format!(" · {}", inner.kind.name())),
            );
        }
    }
    notes.section(&mut page);
    page
}

/// "Metropolitan district in South Yorkshire · ONS E08000019"
fn what_it_is(data: &Dataset, place: &Place) -> Paragraph {
    let mut paragraph = Paragraph::new().with(Tone::Strong, capital(place.kind.name()));
    if let Some(larger) = place.within.and_then(|id| data.place(&id)) {
        paragraph = paragraph
            .plain(" in ")
            .with(Tone::Link(RecordRef::place(larger.id)), &*larger.name);
    }
    if let Some(county) = place.county {
        paragraph = paragraph.plain(format!(" in {county}"));
    }
    let codes: Vec<String> = place
        .codes
        .iter()
        .map(|code| format!(" · {} {}", code.scheme.name(), code.code))
        .collect();
    paragraph.dim(codes.concat())
}

fn whole_line(spell: &Spell<'_>, own: bool) -> Paragraph {
    let form = form(spell, spell.from.first()).unwrap_or(LegalForm::Partnership);
    Paragraph::item(0)
        .shaded(form)
        .with(
            Tone::Link(RecordRef::organisation(spell.organisation.id)),
            &*spell.organisation.name,
        )
        .plain(cover_word(spell.cover))
        .dim(format!(
            "{} · {}",
            if own { " · yours" } else { "" },
            period(Some(spell.from), spell.to)
        ))
}
