//! The tour: a stop as a page, and the whole story.

use super::answer::{Answer, document, headings, keys};
use super::brief::sources;
use super::page::{Page, Paragraph, Tone, mark};
use super::record::Notes;
use super::{export, standing};
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, End, RecordRef, Stop};

/// How much room there is for a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// For empty lines, and for every source in full.
    Ample,
    /// For empty lines.
    Some,
    /// For one, above the bodies.
    Little,
    /// For the words alone.
    Scarce,
}

impl Room {
    /// From the most to the least.
    pub const ALL: [Self; 4] = [Self::Ample, Self::Some, Self::Little, Self::Scarce];
}

/// "1 April 1974: Everything at once"
fn title(stop: &Stop) -> String {
    format!("{}: {}", stop.date.long(), stop.title)
}

/// A stop: its title, its text, the bodies that matter as they stood on its day, and what it rests on.
#[must_use]
pub fn stop(data: &Dataset, stop: &Stop, room: Room) -> Page {
    let mut page = Page::new(title(stop));
    page.add(Paragraph::new().with(Tone::Heading, page.title.as_str()));
    let airy = matches!(room, Room::Ample | Room::Some);
    if airy {
        page.blank();
    }
    page.add(Paragraph::new().plain(&*stop.text));
    if room != Room::Scarce {
        page.blank();
    }
    lights(&mut page, data, stop);
    if airy {
        page.blank();
    }
    let mark = mark(stop.confidence);
    if room == Room::Ample {
        page.add(Paragraph::new().dim(format!("Sources {mark}")));
        for source in stop.sources.iter().filter_map(|id| data.source(id)) {
            page.add(Paragraph::item(0).dim(source.citation()));
        }
    } else {
        let cited = data.short_citations(&stop.sources).join("; ");
        page.add(Paragraph::hanging(0, 2).dim(format!("Sources {mark} {cited}")));
    }
    page
}

/// A stop as it is copied: with the sources in full.
#[must_use]
pub fn stop_with_sources(data: &Dataset, stop: &Stop) -> Page {
    let mut page = Page::new(title(stop));
    let mark = format!(" {}", mark(stop.confidence));
    page.add(Paragraph::new().plain(&*stop.text).dim(mark));
    page.blank();
    lights(&mut page, data, stop);
    sources(&mut page, data, &stop.sources);
    page
}

/// A stop as it is told by ear.
#[must_use]
pub fn stop_in_words(data: &Dataset, stop: &Stop) -> Page {
    let mut page = Page::new(title(stop));
    let mark = format!(" {}", mark(stop.confidence));
    page.add(Paragraph::new().plain(&*stop.text).dim(mark));
    page.heading("What matters here");
    lights(&mut page, data, stop);
    let cited = data.short_citations(&stop.sources).join("; ");
    page.add(Paragraph::new().plain(format!("Sources: {cited}")));
    page
}

fn lights(page: &mut Page, data: &Dataset, stop: &Stop) {
    let day = stop.date.first();
    for body in stop.lights.iter().filter_map(|id| data.body(id)) {
        page.add(light(data, body, day));
    }
}

/// "█ Area Health Authorities · 90 · statutory body to 31 Mar 1982"
fn light(data: &Dataset, body: &Body, day: Day) -> Paragraph {
    let mut paragraph = Paragraph::item(0);
    let Some(phase) = body.phase_near(day) else {
        return paragraph.with(Tone::Link(RecordRef::body(body.id)), &*body.name);
    };
    let stands = body.phase_at(day).is_some();
    let number = if stands {
        standing::number(data, body, day)
    } else {
        None
    };
    let (name, number) = match number {
        Some((1, aside)) => (body.name, aside),
        Some((number, aside)) => (body.plural, format!(" · {number}{aside}")),
        None => (body.plural, String::new()),
    };
    paragraph = paragraph
        .shaded(phase.form)
        .with(Tone::Link(RecordRef::body(body.id)), &*name)
        .plain(number)
        .plain(" · ")
        .with(Tone::Form(phase.form), phase.form.words());
    let when = match (body.from(), body.to()) {
        _ if stands => String::new(),
        (Some(from), _) if day < from.first() => format!(" from {from}"),
        (_, End::On(to)) => format!(" to {to}"),
        _ => ", end not established".to_owned(),
    };
    paragraph.dim(when)
}

/// The whole story.
#[must_use]
pub fn tour(data: &Dataset) -> Answer<'_> {
    let mut rows = vec![headings(
        "number id date title text lights confidence sources",
    )];
    for (stop, number) in data.tour.iter().zip(1..) {
        rows.push(vec![
            number.to_string(),
            stop.id.to_string(),
            stop.date.iso(),
            stop.title.to_string(),
            stop.text.to_string(),
            keys(&stop.lights),
            export::confidence(stop.confidence).to_owned(),
            keys(&stop.sources),
        ]);
    }
    Answer::new(
        move || story(data),
        move || document([("tour", export::tour(data))]),
        rows,
    )
}

fn story(data: &Dataset) -> Page {
    let mut notes = Notes::new(data);
    let mut page = Page::new(format!("The story in {} stops", data.tour.len()));
    let last = Date::of_day(data.as_of());
    page.add(Paragraph::new().dim(format!("The evidence goes to {}", last.long())));
    for (stop, number) in data.tour.iter().zip(1..) {
        page.heading(format!("{number}. {}", title(stop)));
        told(&mut page, data, stop, &mut notes);
    }
    notes.section(&mut page);
    page
}

fn told(page: &mut Page, data: &Dataset, stop: &Stop, notes: &mut Notes<'_>) {
    let cited = notes.cite(stop);
    page.add(Paragraph::new().plain(&*stop.text).dim(cited));
    lights(page, data, stop);
}

/// A stop with its sources numbered, as a part of a document.
pub(super) fn part(data: &Dataset, stop: &Stop) -> Page {
    let mut notes = Notes::new(data);
    let mut page = Page::new(title(stop));
    told(&mut page, data, stop, &mut notes);
    notes.section(&mut page);
    page
}
