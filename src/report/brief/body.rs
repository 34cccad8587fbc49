//! What matters most about a body.

use super::{form, labelled, links, period};
use crate::dataset::Dataset;
use crate::model::{
    Body, Count, Date, Day, EffectKind, End, How, Phase, RecordRef, Reform, Scope, Text,
};
use crate::report::page::{Page, Paragraph, Tone};

/// The brief of a body, with at most so many statements of a kind.
pub(super) fn brief(data: &Dataset, body: &Body, day: Day, limit: usize) -> Page {
    let mut page = Page::new(body.title());
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
    lineage(&mut page, data, body, limit);
    phases(&mut page, body, day);
    ended_by(&mut page, data, body);
    if let Some(basis) = body.phase_near(day).and_then(|phase| phase.basis) {
        labelled(&mut page, "Basis:", &*basis);
    }
    for (can, heading) in [(true, "Power to"), (false, "No power to")] {
        let powers = body
            .powers
            .iter()
            .filter(|power| power.can == can)
            .map(|power| power.text.to_string());
        listed(&mut page, heading, powers.collect(), limit);
    }
    let answers = body
        .accountable_to
        .iter()
        .map(|tie| tie.sentence(tie.body.and_then(|id| data.body(&id))));
    let heading = if body.to() == End::Ongoing {
        "Answers to"
    } else {
        "Answered to"
    };
    listed(&mut page, heading, answers.collect(), limit);
    page
}

/// What the statements of a brief rest on, in the order in which they stand there.
pub(super) fn sources(body: &Body) -> Vec<Text> {
    let counts = body.counts.iter().flat_map(|count| &count.sources);
    let lineage = body.predecessors.iter().flat_map(|link| &link.sources);
    let phases = body.phases.iter().flat_map(|phase| &phase.sources);
    let powers = body.powers.iter().flat_map(|power| &power.sources);
    let ties = body.accountable_to.iter().flat_map(|tie| &tie.sources);
    body.sources
        .iter()
        .chain(counts)
        .chain(lineage)
        .chain(phases)
        .chain(powers)
        .chain(ties)
        .copied()
        .collect()
}

/// How it stood in law on the day, or that it did not stand.
pub(in crate::report) fn badge(body: &Body, day: Day) -> Paragraph {
    let tier = format!(" · {} tier", body.tier.name());
    match (body.phase_at(day), body.phase_near(day)) {
        (Some(phase), _) => form(Paragraph::new(), phase.form).dim(tier),
        (None, Some(phase)) => {
            let when = match (body.from(), body.to()) {
                (Some(from), _) if day < from.first() => "not yet in being",
                (_, End::Unknown { .. }) => "end not established",
                _ => "no longer in being",
            };
            form(Paragraph::new(), phase.form)
                .dim(format!("{tier} · {when} on {}", Date::of_day(day)))
        }
        (None, None) => Paragraph::new(),
    }
}

/// "28 (1 Apr 2002), 10 (1 Jul 2006)": each change once.
fn counts(body: &Body) -> String {
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
        let scope = if count.scope == Scope::England {
            String::new()
        } else {
            format!(", {}", count.scope.name())
        };
        format!("{about}{} ({}{scope})", count.number, count.at)
    };
    shown.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What it replaced and what replaced it: the questions of a meeting. Where functions merely moved, or an idea was taken up, the pane
/// has room for how many, and the copy for all of them.
fn lineage(page: &mut Page, data: &Dataset, body: &Body, limit: usize) {
    let before: Vec<(&Body, How)> = body
        .predecessors
        .iter()
        .filter_map(|link| Some((data.body(&link.body)?, link.how)))
        .collect();
    let after: Vec<(&Body, How)> = data
        .successors(body.id)
        .into_iter()
        .map(|(after, link)| (after, link.how))
        .collect();
    let rows = [
        ("Replaced", "Functions from", "Idea from", before),
        ("Replaced by", "Functions to", "Idea taken up by", after),
    ];
    for (replaced, functions, idea, found) in rows {
        let of_kind = |wanted: fn(How) -> bool| {
            found
                .iter()
                .filter(move |(_, how)| wanted(*how))
                .map(|(body, _)| (RecordRef::body(body.id), body.name.to_string()))
        };
        let places: Vec<_> = of_kind(How::takes_the_place).collect();
        let whole = limit == usize::MAX;
        let passed = of_kind(|how| how == How::FunctionsPassed)
            .take(if whole || places.is_empty() { limit } else { 0 });
        links(page, functions, passed.collect());
        links(page, replaced, places);
        links(
            page,
            idea,
            of_kind(|how| how == How::Forerunner)
                .take(if whole { limit } else { 0 })
                .collect(),
        );
    }
}

/// The reforms that ended it.
fn ended_by(page: &mut Page, data: &Dataset, body: &Body) {
    let ends = |reform: &&Reform| {
        reform
            .effects
            .iter()
            .any(|effect| effect.body == body.id && effect.effect == EffectKind::Abolishes)
    };
    let found = data.reforms.iter().filter(ends).map(|reform| {
        let when = if reform.title.contains(&reform.date.year().to_string()) {
            String::new()
        } else {
            format!(", {}", reform.date)
        };
        (
            RecordRef::reform(reform.id),
            format!("{}{when}", reform.title),
        )
    });
    links(page, "Ended by", found.collect());
}

/// Phases are worth their lines where there is more than one, or a note that explains.
fn phases(page: &mut Page, body: &Body, day: Day) {
    let here = body.phase_at(day).map(|phase| phase.from);
    for phase in body
        .phases
        .iter()
        .filter(|phase| body.phases.len() > 1 || phase.note.is_some())
    {
        let tone = if here == Some(phase.from) {
            Tone::Strong
        } else {
            Tone::Plain
        };
        let mut paragraph = Paragraph::item(0)
            .with(tone, period(Some(phase.from), phase.to))
            .plain(": ");
        paragraph = paragraph
            .with(Tone::Form(phase.form), phase.form.words())
            .plain(told_apart(phase));
        if let Some(note) = phase.note {
            paragraph = paragraph.dim(". ").plain(&*note);
        }
        page.add(paragraph);
    }
}

/// The label of a phase, where it says more than its form.
pub(in crate::report) fn told_apart(phase: &Phase) -> String {
    let form = phase.form.words();
    phase
        .label
        .filter(|label| !form.contains(&label.to_lowercase()))
        .map(|label| format!(" · {label}"))
        .unwrap_or_default()
}

/// The first few of several statements, under a label.
fn listed(page: &mut Page, label: &str, texts: Vec<String>, limit: usize) {
    if texts.is_empty() {
        return;
    }
    let more = texts.len().saturating_sub(limit);
    page.add(Paragraph::new().dim(label));
    for text in texts.into_iter().take(limit) {
        page.add(Paragraph::item(1).dim("· ").plain(text));
    }
    if more > 0 {
        page.add(Paragraph::item(1).dim(format!("· and {more} more")));
    }
}
