//! What stood on a day, from the centre outwards.

use super::changes::beyond;
use super::page::{Block, Page, Paragraph, Tone};
use super::record::Notes;
use super::table::{Row, Table};
use crate::dataset::Dataset;
use crate::model::{Body, Count, Date, Day, Phase, Scope, Text};
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
            let (number, aside) = match query::number_on(data, body, day) {
                None => (None, String::new()),
                Some(Number::Named(number)) => (u32::try_from(number).ok(), String::new()),
                Some(Number::Counted(count)) => (Some(count.number), aside(count, false)),
                Some(Number::Before(count)) => (Some(count.number), aside(count, true)),
            };
            Some(Stood {
                body,
                phase: body.phase_at(day)?,
                number,
                aside,
            })
        })
}

fn title(day: Day) -> Page {
    Page::new(format!("Standing on {}", Date::of_day(day).long()))
}

/// Everything in being on a day, from the highest tier down, with its number and its standing; what is only context where it is asked for.
#[must_use]
pub fn standing(data: &Dataset, day: Day, context: bool) -> Page {
    let mut page = title(day);
    for stood in stood(data, day, &|body| context || !body.context) {
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
    page
}

/// The same as a table with the law and the sources, for what leaves the screen.
#[must_use]
pub fn standing_with_sources(data: &Dataset, day: Day, context: bool) -> Page {
    standing_table(data, day, &|body| context || !body.context)
}

/// The same of the bodies that are wanted.
pub(super) fn standing_table(data: &Dataset, day: Day, wanted: &dyn Fn(&Body) -> bool) -> Page {
    let mut page = title(day);
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
