//! What changed between two days, as a page.

use super::page::{Page, Paragraph, Tone, mark};
use super::record::{Notes, reform_item};
use crate::dataset::Dataset;
use crate::model::{Date, Day, RecordRef, Sourced};
use crate::query::{self, Difference, Turn};

/// A kind of change: its place among the others, in a word or a few, and as a heading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    place: u8,
    pub(super) word: &'static str,
    heading: &'static str,
}

impl Kind {
    pub(super) const fn of(turn: Turn) -> Self {
        let (place, word, heading) = match turn {
            Turn::Made => (0, "made", "Made"),
            Turn::Ended => (1, "ended", "Ended"),
            Turn::Lost => (
                2,
                "end not established",
                "No longer known to be there: the end is not established",
            ),
            Turn::Renamed => (3, "renamed", "Renamed"),
            Turn::Form { .. } => (4, "changed in law", "Changed in law"),
            Turn::Phase => (5, "changed", "Changed otherwise"),
            Turn::CameAndWent => (6, "came and went", "Came and went"),
        };
        Self {
            place,
            word,
            heading,
        }
    }
}

/// What changed, without what is only context, kind by kind.
pub(super) fn differences(data: &Dataset, one: Day, other: Day) -> Vec<Difference<'_>> {
    let mut found = query::between(data, one, other);
    found.retain(|difference| !difference.body.context);
    found.sort_by_key(|difference| Kind::of(difference.turn));
    found
}

/// What was made, ended, renamed or changed in law between two days, and by which reforms.
#[must_use]
pub fn changes(data: &Dataset, one: Day, other: Day) -> Page {
    page(data, one, other, None)
}

/// The same with the sources, for what leaves the screen.
#[must_use]
pub fn changes_with_sources(data: &Dataset, one: Day, other: Day) -> Page {
    let mut notes = Notes::new(data);
    let mut page = page(data, one, other, Some(&mut notes));
    notes.section(&mut page);
    page
}

fn page(data: &Dataset, one: Day, other: Day, mut notes: Option<&mut Notes<'_>>) -> Page {
    let mut cite = |claim: &dyn Sourced| match &mut notes {
        Some(notes) => notes.cite(claim),
        None => format!(" {}", mark(claim.confidence())),
    };
    let (before, after) = (one.min(other), one.max(other));
    let mut page = Page::new(format!(
        "From {} to {}",
        Date::of_day(before).long(),
        Date::of_day(after).long()
    ));
    let mut above = None;
    for difference in differences(data, before, after) {
        let kind = Kind::of(difference.turn);
        if above.replace(kind) != Some(kind) {
            page.heading(kind.heading);
        }
        page.add(line(&difference, after, &mut cite));
    }
    let reforms = query::reforms_between(data, before, after);
    if !reforms.is_empty() {
        page.heading("By these");
    }
    for reform in reforms {
        page.add(reform_item(reform).dim(cite(reform)));
    }
    if page.blocks.is_empty() {
        page.add(Paragraph::new().plain("Nothing changed that is recorded."));
    }
    beyond(&mut page, data, after);
    page
}

/// Says so where a day lies beyond the evidence.
pub(super) fn beyond(page: &mut Page, data: &Dataset, day: Day) {
    if let Some(says) = beyond_evidence(data, day) {
        page.add(Paragraph::new().with(Tone::Doubt, says));
    }
}

/// What has to be said of an answer for a day that lies beyond the evidence.
#[must_use]
pub fn beyond_evidence(data: &Dataset, day: Day) -> Option<String> {
    let end = data.meta.as_of.long();
    let says = || format!("The evidence ends on {end}: what came after is not known.");
    (day > data.as_of()).then(says)
}

fn line(
    difference: &Difference<'_>,
    after: Day,
    cite: &mut dyn FnMut(&dyn Sourced) -> String,
) -> Paragraph {
    let body = difference.body;
    let phase = body.phase_near(match difference.turn {
        Turn::Ended | Turn::Lost => difference.when.last(),
        _ => difference.on,
    });
    let standing = phase.map(|phase| phase.form.words()).unwrap_or_default();
    let mut paragraph = Paragraph::item(0);
    if let Some(phase) = phase {
        paragraph = paragraph.shaded(phase.form);
    }
    let changed = match difference.turn {
        Turn::Form { from, to } => format!(": {} became {}", from.words(), to.words()),
        Turn::Phase => phase
            .and_then(|phase| phase.label)
            .map(|label| format!(": {label}"))
            .unwrap_or_default(),
        _ => String::new(),
    };
    let when = match difference.turn {
        Turn::Ended => format!("to {}", difference.when),
        Turn::Lost => format!("last known {}", difference.when),
        Turn::CameAndWent => body.years(),
        _ => format!("from {}", difference.when),
    };
    // What was made and then changed again in the same time.
    let then = body
        .phases
        .iter()
        .filter(|phase| difference.on < phase.from.first() && phase.from.first() <= after)
        .filter_map(|phase| Some(format!("; {}: {}", phase.from, phase.label?)));
    paragraph
        .with(Tone::Link(RecordRef::body(body.id)), &*body.plural)
        .plain(changed)
        .dim(format!(" · {} · {standing} · {when}", body.tier.name()))
        .plain(then.collect::<String>())
        .dim(phase.map(|phase| cite(phase)).unwrap_or_default())
}
