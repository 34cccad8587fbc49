//! What stood on a day, from the centre outwards.

use super::changes::beyond;
use super::page::{Block, Page, Paragraph, Tone};
use super::record::Notes;
use super::table::{Row, Table};
use crate::dataset::Dataset;
use crate::model::{Body, Count, Date, Day, Phase, RecordRef, Scope, Text};
use crate::query::{self, Number};

/// A body that stood on a day, with its number.
struct Stood<'a> {
    body: &'a Body,
    phase: &'a Phase,
    number: Option<u32>,
    /// What has to be known of the number.
    aside: String,
}

impl Stood<'_> {
    fn name(&self) -> Text {
        if self.number == Some(1) {
            self.body.name
        } else {
            self.body.plural
        }
    }
}

fn stood<'a>(
    data: &'a Dataset,
    day: Day,
    wanted: &dyn Fn(&Body) -> bool,
) -> impl Iterator<Item = Stood<'a>> {
    let bodies = query::standing_on(data, day).into_iter();
    bodies
        .filter(move |body| wanted(body))
        .filter_map(move |body| {
            let (number, aside) = number(data, body, day).unzip();
            Some(Stood {
                body,
                phase: body.phase_at(day)?,
                number,
                aside: aside.unwrap_or_default(),
            })
        })
}

fn title(day: Day, of: Option<&str>) -> Page {
    let of = of.map(|query| format!(", of what passes {query}"));
    let day = Date::of_day(day).long();
    Page::new(format!("Standing on {day}{}", of.unwrap_or_default()))
}

/// The bodies in being on a day that are wanted, from the highest tier down, each with its number and its standing. What they pass, where
/// not everything does, stands in the title.
#[must_use]
pub fn standing(
    data: &Dataset,
    day: Day,
    wanted: &dyn Fn(&Body) -> bool,
    passing: Option<&str>,
) -> Page {
    let mut page = title(day, passing);
    for stood in stood(data, day, wanted) {
        let form = stood.phase.form;
        let number = stood.number.map(|number| format!("{number} "));
        page.add(
            Paragraph::item(0)
                .shaded(form)
                .plain(number.unwrap_or_default())
                .with(Tone::Strong, &*stood.name())
                .dim(format!(
                    "{} · {}, {}",
                    stood.aside,
                    stood.body.tier.name(),
                    form.words()
                )),
        );
    }
    if page.blocks.is_empty() {
        page.add(Paragraph::new().plain("Nothing that is recorded."));
    }
    page
}

/// The bodies that [`standing`] tells of, in the order of its lines.
#[must_use]
pub fn standing_records(
    data: &Dataset,
    day: Day,
    wanted: &dyn Fn(&Body) -> bool,
) -> Vec<RecordRef> {
    stood(data, day, wanted)
        .map(|stood| RecordRef::body(stood.body.id))
        .collect()
}

/// The same as a table with the law and the sources, for what leaves the screen.
#[must_use]
pub fn standing_with_sources(
    data: &Dataset,
    day: Day,
    wanted: &dyn Fn(&Body) -> bool,
    passing: Option<&str>,
) -> Page {
    let mut page = standing_table(data, day, wanted);
    page.title = title(day, passing).title;
    page
}

/// The same of the bodies that are wanted.
pub(super) fn standing_table(data: &Dataset, day: Day, wanted: &dyn Fn(&Body) -> bool) -> Page {
    let mut page = title(day, None);
    let mut notes = Notes::new(data);
    let mut rows: Vec<Row> = Vec::new();
    let mut above = None;
    for stood in stood(data, day, wanted) {
        let tier = stood.body.tier;
        if above.replace(tier) != Some(tier) {
            let name = Paragraph::new().with(Tone::Heading, tier.name().to_uppercase());
            rows.push(Row {
                cells: vec![name, Paragraph::new(), Paragraph::new()],
                below: None,
            });
        }
        let form = stood.phase.form;
        let number = stood.number.map(|number| number.to_string());
        let law = stood
            .phase
            .basis
            .map_or("not established", |basis| basis.as_str());
        let since = stood
            .body
            .from()
            .map(|from| format!("Since {from}; in law: "));
        rows.push(Row {
            cells: vec![
                Paragraph::new()
                    .shaded(form)
                    .with(Tone::Strong, &*stood.name()),
                Paragraph::new()
                    .plain(number.unwrap_or_else(|| "not established".to_owned()))
                    .dim(stood.aside),
                Paragraph::new().with(Tone::Form(form), form.words()),
            ],
            below: Some(
                Paragraph::new()
                    .dim(format!("{}{law}", since.unwrap_or_default()))
                    .dim(notes.cite(stood.phase)),
            ),
        });
    }
    if rows.is_empty() {
        page.add(Paragraph::new().plain("Nothing that is recorded."));
    } else {
        page.blocks.push(Block::Table(Table {
            heads: vec!["Who", "How many", "In law"],
            below: Some("Since, law and sources"),
            rows,
        }));
    }
    let lost: Vec<(&Body, Date)> = query::lost_by(data, day)
        .into_iter()
        .filter(|(body, _)| wanted(body))
        .collect();
    if !lost.is_empty() {
        page.heading("Perhaps still there: when they ended is not established");
    }
    for (body, last) in lost {
        page.add(
            Paragraph::item(0)
                .with(Tone::Doubt, &*body.plural)
                .dim(format!(" · {}, last known {last}", body.tier.name())),
        );
    }
    beyond(&mut page, data, day);
    notes.section(&mut page);
    page
}

/// How many instances of a body there were on a day, and what has to be known of the number.
pub(super) fn number(data: &Dataset, body: &Body, day: Day) -> Option<(u32, String)> {
    Some(match query::number_on(data, body, day)? {
        Number::Named(number) => (u32::try_from(number).ok()?, String::new()),
        Number::Counted(count) => (count.number, aside(count, false)),
        Number::Before(count) => (count.number, aside(count, true)),
    })
}

/// What has to be known of a count: that it is about, of more than England, or of another year.
fn aside(count: &Count, other_year: bool) -> String {
    let about = count.about.then_some("about");
    let scope = (count.scope != Scope::England).then(|| count.scope.name());
    let year = other_year.then(|| format!("in {}", count.at.year()));
    let parts: Vec<&str> = about
        .into_iter()
        .chain(scope)
        .chain(year.as_deref())
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(", "))
    }
}
