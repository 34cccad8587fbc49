//! What changed between two days, as a page.

use super::page::{Page, Paragraph, Tone, mark, shade};
use crate::dataset::Dataset;
use crate::model::{Date, Day, RecordRef};
use crate::query::{self, Difference, Turn};

/// The kinds of change, in the order in which they are told, with their headings.
pub(super) const TURNS: [(&str, &str); 6] = [
    ("made", "Made"),
    ("ended", "Ended"),
    ("renamed", "Renamed"),
    ("changed in law", "Changed in law"),
    ("changed", "Changed otherwise"),
    ("came and went", "Came and went"),
];

/// What happened to a body, in a word or a few.
pub(super) const fn turn_word(turn: Turn) -> &'static str {
    match turn {
        Turn::Made => "made",
        Turn::Ended => "ended",
        Turn::Renamed => "renamed",
        Turn::CameAndWent => "came and went",
        Turn::Form { .. } => "changed in law",
        Turn::Phase => "changed",
    }
}

/// What changed, without what is only context, kind by kind.
pub(super) fn differences(data: &Dataset, one: Day, other: Day) -> Vec<Difference<'_>> {
    let mut found = query::between(data, one, other);
    found.retain(|difference| !difference.body.context);
    found.sort_by_key(|difference| {
        TURNS
            .iter()
            .position(|(word, _)| *word == turn_word(difference.turn))
    });
    found
}

/// What was made, ended, renamed or changed in law between two days, and by which reforms.
#[must_use]
pub fn changes(data: &Dataset, one: Day, other: Day) -> Page {
    let (before, after) = (one.min(other), one.max(other));
    let mut page = Page::new(format!(
        "From {} to {}",
        Date::of_day(before).long(),
        Date::of_day(after).long()
    ));
    let mut told = "";
    for difference in differences(data, before, after) {
        let word = turn_word(difference.turn);
        if word != told {
            told = word;
            let heading = TURNS.iter().find(|(known, _)| *known == word);
            page.heading(heading.map_or(word, |(_, heading)| heading));
        }
        page.add(line(&difference, after));
    }
    let reforms = query::reforms_between(data, before, after);
    if !reforms.is_empty() {
        page.heading("By these");
    }
    for reform in reforms {
        page.add(
            Paragraph::item(0)
                .dim(format!("{}  ", reform.when()))
                .with(Tone::Link(RecordRef::reform(reform.id)), &*reform.title)
                .dim(format!(" {}", mark(reform.confidence))),
        );
    }
    if page.blocks.is_empty() {
        page.add(Paragraph::new().plain("Nothing changed that is recorded."));
    }
    page
}

fn line(difference: &Difference<'_>, after: Day) -> Paragraph {
    let body = difference.body;
    let phase = body.phase_near(difference.on);
    let standing = phase.map(|phase| phase.form.words()).unwrap_or_default();
    let mut paragraph = Paragraph::item(0);
    if let Some(phase) = phase {
        paragraph = paragraph.with(Tone::Shade(phase.form), format!("{} ", shade(phase.form)));
    }
    let changed = match difference.turn {
        Turn::Form { from, to } => format!(": {} became {}", from.words(), to.words()),
        Turn::Phase => phase
            .and_then(|phase| phase.label)
            .map(|label| format!(": {label}"))
            .unwrap_or_default(),
        _ => String::new(),
    };
    let on = Date::of_day(difference.on);
    // What was made and then changed again in the same time.
    let then = body
        .phases
        .iter()
        .filter(|phase| difference.on < phase.from.first() && phase.from.first() <= after)
        .filter_map(|phase| Some(format!("; {}: {}", phase.from, phase.label?)));
    paragraph
        .with(Tone::Link(RecordRef::body(body.id)), &*body.plural)
        .plain(changed)
        .dim(format!(" · {} · {standing} · {on}", body.tier.name()))
        .plain(then.collect::<String>())
}
