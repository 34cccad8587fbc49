//! Answers of the command line: one page for people, the same as JSON for programs and as rows for a table.

mod through_time;

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::page::{Page, Paragraph, Tone};
use super::{export, markdown, place, standing, text};
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, Kind, Organisation, Place, RecordRef, Standing, Text, Tier};
use crate::query::{self, Cover, Number, Spell, Way};
use crate::search::Hit;

pub use through_time::{changed, functions};

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For reading.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For minutes.
    Markdown,
    /// For a spreadsheet.
    Csv,
}

/// An answer in every form it has.
#[derive(Debug)]
pub struct Answer {
    /// For people.
    pub page: Page,
    document: Value,
    /// The heading line, then the rows; none where rows make no sense.
    rows: Vec<Vec<String>>,
}

impl Answer {
    /// Whether there is a table of it.
    #[must_use]
    pub const fn has_table(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Writes the answer, text laid out to a width.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, format: Format, width: usize, mut out: impl Write) -> io::Result<()> {
        match format {
            Format::Text => out.write_all(text::text(&self.page, width).as_bytes()),
            Format::Markdown => out.write_all(markdown::markdown(&self.page).as_bytes()),
            Format::Json => {
                serde_json::to_writer_pretty(&mut out, &self.document)?;
                out.write_all(b"\n")
            }
            Format::Csv => export::rows(&self.rows, out),
        }
    }
}

fn schema() -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("schema".to_owned(), json!(export::SCHEMA));
    map
}

/// What of everything that stood on a day is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// Over this place.
    pub place: Option<&'a Place>,
    /// Of this tier.
    pub tier: Option<Tier>,
    /// Of this standing.
    pub standing: Option<Standing>,
}

/// What stood on a day: everywhere by type of body, or over a place by name.
#[must_use]
pub fn at(data: &Dataset, day: Day, wanted: Wanted<'_>) -> Answer {
    let lets = |body: &Body| {
        let standing = body.phase_near(day).map(|phase| phase.form.standing());
        wanted.tier.is_none_or(|tier| body.tier == tier)
            && wanted.standing.is_none_or(|one| standing == Some(one))
    };
    let mut document = schema();
    document.insert("at".to_owned(), json!(Date::of_day(day).iso()));
    document.insert(
        "place".to_owned(),
        json!(wanted.place.map(|place| place.id)),
    );
    let mut rows = vec![
        [
            "body",
            "organisation",
            "tier",
            "standing",
            "form",
            "from",
            "to",
            "number",
            "under",
            "certain",
            "sources",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    let mut found = Vec::new();
    let mut add = |body: &Body, spell: Option<&Spell<'_>>| {
        let phase = body.phase_near(day);
        let (from, to) = spell.map_or((body.from(), body.to()), |spell| {
            (Some(spell.from), spell.to)
        });
        let to = match to {
            crate::model::End::On(date) => Some(date.iso()),
            _ => None,
        };
        let from = from.map(Date::iso);
        let number = number(data, body, day);
        let sources: &[Text] = match (spell, phase) {
            (Some(spell), _) => &spell.stay.sources,
            (None, Some(phase)) => &phase.sources,
            (None, None) => &body.sources,
        };
        let standing = phase.map(|phase| phase.form.standing().name());
        let form = phase.map(|phase| phase.form.name());
        let under = phase.and_then(|phase| phase.basis);
        let certain =
            spell.is_none_or(|spell| spell.cover != Cover::Perhaps && spell.surely_covers(day));
        let organisation = spell.map(|spell| spell.organisation.id);
        found.push(json!({
            "body": body.id, "organisation": organisation, "name": spell.map_or(body.plural, |spell| spell.organisation.name),
            "tier": body.tier.name(), "standing": standing, "form": form, "from": from, "to": to, "number": number,
            "under": under, "certain": certain, "sources": sources,
        }));
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        rows.push(vec![
            body.id.to_string(),
            organisation.map(|id| id.to_string()).unwrap_or_default(),
            body.tier.name().to_owned(),
            text(standing),
            text(form),
            from.unwrap_or_default(),
            to.unwrap_or_default(),
            number.map(|number| number.to_string()).unwrap_or_default(),
            text(under.as_deref()),
            certain.to_string(),
            sources
                .iter()
                .map(|key| key.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        ]);
    };
    let page = if let Some(over) = wanted.place {
        for spell in query::over(data, over, day) {
            if lets(spell.body) {
                add(spell.body, Some(&spell));
            }
        }
        place::place_at(data, over, day, &lets)
    } else {
        for body in query::standing_on(data, day) {
            if !body.context && lets(body) {
                add(body, None);
            }
        }
        standing::standing_of(data, day, &|body| !body.context && lets(body))
    };
    document.insert("standing_on_that_day".to_owned(), Value::Array(found));
    Answer {
        page,
        document: Value::Object(document),
        rows,
    }
}

fn number(data: &Dataset, body: &Body, day: Day) -> Option<u32> {
    match query::number_on(data, body, day)? {
        Number::Named(number) => u32::try_from(number).ok(),
        Number::Counted(count) | Number::Before(count) => Some(count.number),
    }
}

/// What a search found, best first.
#[must_use]
pub fn found(
    data: &Dataset,
    query: &str,
    hits: &[Hit],
    matched: impl Fn(Hit) -> Vec<usize>,
) -> Answer {
    let mut page = Page::new(match hits.len() {
        1 => format!("1 hit for \"{query}\""),
        number => format!("{number} hits for \"{query}\""),
    });
    let mut results = Vec::new();
    let mut rows = vec![
        ["id", "kind", "name", "from", "to"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for hit in hits {
        let Some(card) = super::card::card(data, hit.record) else {
            continue;
        };
        let (from, to) = life(data, hit.record);
        results.push(json!({
            "id": hit.record.id, "kind": hit.record.kind.name(), "name": card.name, "from": from, "to": to,
            "matched": matched(*hit),
        }));
        rows.push(vec![
            hit.record.id.to_string(),
            hit.record.kind.name().to_owned(),
            card.name.to_string(),
            from.unwrap_or_default(),
            to.unwrap_or_default(),
        ]);
        let when = if card.when.is_empty() {
            String::new()
        } else {
            format!(", {}", card.when)
        };
        let short = card
            .short
            .map(|short| format!("{short}: "))
            .unwrap_or_default();
        page.add(
            Paragraph::item(0)
                .with(Tone::Strong, hit.record.id.to_string())
                .plain(format!("  {short}{}", card.name))
                .dim(format!(" ({}{when})", hit.record.kind.name())),
        );
    }
    let mut document = schema();
    document.insert("query".to_owned(), json!(query));
    document.insert("results".to_owned(), Value::Array(results));
    Answer {
        page,
        document: Value::Object(document),
        rows,
    }
}

/// First and last day of a record, where it has them.
fn life(data: &Dataset, record: RecordRef) -> (Option<String>, Option<String>) {
    let to = |end| match end {
        crate::model::End::On(date) => Some(Date::iso(date)),
        _ => None,
    };
    match record.kind {
        Kind::Body => data.body(&record.id).map_or((None, None), |body| {
            (body.from().map(Date::iso), to(body.to()))
        }),
        Kind::Organisation => data
            .organisation(&record.id)
            .map_or((None, None), |(_, one)| {
                (one.from.map(Date::iso), to(one.to))
            }),
        Kind::Reform => data.reform(&record.id).map_or((None, None), |reform| {
            (Some(reform.date.iso()), reform.until.map(Date::iso))
        }),
        Kind::Era => data
            .era(&record.id)
            .map_or((None, None), |era| (Some(era.from.iso()), to(era.to))),
        _ => (None, None),
    }
}

/// A record, whole.
#[must_use]
pub fn shown(data: &Dataset, record: RecordRef, day: Day) -> Answer {
    let mut document = schema();
    document.insert(record.kind.name().to_owned(), export::record(data, record));
    Answer {
        page: super::record::record(data, record, day),
        document: Value::Object(document),
        rows: Vec::new(),
    }
}

/// Everybody who stood over a place since 1948.
#[must_use]
pub fn place_lineage(data: &Dataset, over: &Place) -> Answer {
    let mut rows = vec![
        [
            "organisation",
            "name",
            "body",
            "tier",
            "from",
            "to",
            "share",
            "inherited_from",
            "sources",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for spell in query::lineage(data, over) {
        rows.push(vec![
            spell.organisation.id.to_string(),
            spell.organisation.name.to_string(),
            spell.body.id.to_string(),
            spell.body.tier.name().to_owned(),
            spell.from.iso(),
            match spell.to {
                crate::model::End::On(date) => date.iso(),
                _ => String::new(),
            },
            match spell.cover {
                Cover::Whole => "whole",
                Cover::Part => "part",
                Cover::Perhaps => "perhaps",
            }
            .to_owned(),
            spell
                .through
                .map(|larger| larger.id.to_string())
                .unwrap_or_default(),
            spell
                .stay
                .sources
                .iter()
                .map(|key| key.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        ]);
    }
    let record = RecordRef::place(over.id);
    let mut document = schema();
    document.insert("place".to_owned(), json!(over.id));
    let whole = export::record(data, record);
    document.insert(
        "lineage".to_owned(),
        whole.get("lineage").cloned().unwrap_or_default(),
    );
    Answer {
        page: super::record::record(data, record, data.as_of()),
        document: Value::Object(document),
        rows,
    }
}

/// The whole chain of an organisation, both ways.
#[must_use]
pub fn organisation_lineage(data: &Dataset, organisation: &Organisation) -> Answer {
    let mut page = Page::new(&*organisation.name);
    super::descent::trees(&mut page, data, organisation);
    if page.blocks.is_empty() {
        page.add(Paragraph::new().with(
            Tone::Doubt,
            "No organisation is recorded before or after it.",
        ));
    }
    let way = |way| {
        query::descent(data, organisation, way)
            .iter()
            .map(branch_value)
            .collect::<Vec<_>>()
    };
    let mut document = schema();
    document.insert("organisation".to_owned(), json!(organisation.id));
    document.insert(
        "lineage".to_owned(),
        json!({ "before": way(Way::Back), "after": way(Way::On) }),
    );
    Answer {
        page,
        document: Value::Object(document),
        rows: Vec::new(),
    }
}

fn branch_value(branch: &query::Branch<'_>) -> Value {
    let to = match branch.organisation.to {
        crate::model::End::On(date) => Some(date.iso()),
        _ => None,
    };
    json!({
        "organisation": branch.organisation.id, "body": branch.body, "name": branch.organisation.name,
        "from": branch.organisation.from.map(Date::iso), "to": to,
        "share": if branch.share == crate::model::Share::Whole { "whole" } else { "part" },
        "inferred": branch.inferred,
        "lineage": branch.branches.iter().map(branch_value).collect::<Vec<_>>(),
    })
}

/// Two bodies under the same questions.
#[must_use]
pub fn compared(data: &Dataset, left: &Body, right: &Body, day: Day) -> Answer {
    let contrast = query::contrast(data, left, right, day);
    let cells = |cells: &[query::Cell]| -> String {
        cells
            .iter()
            .map(|cell| {
                let gap = if cell.word.is_empty() || cell.text.is_empty() {
                    ""
                } else {
                    ": "
                };
                format!("{}{gap}{}", cell.word, cell.text)
            })
            .collect::<Vec<_>>()
            .join(" | ")
    };
    let mut rows = vec![vec![
        "question".to_owned(),
        left.id.to_string(),
        right.id.to_string(),
        "differs".to_owned(),
    ]];
    let mut questions = Vec::new();
    for row in &contrast.rows {
        let differs = row.differs.map(|differs| differs.to_string());
        rows.push(vec![
            row.label.clone(),
            cells(&row.left),
            cells(&row.right),
            differs.unwrap_or_default(),
        ]);
        questions.push(json!({
            "question": row.label, "differs": row.differs, left.id.as_str(): cells(&row.left), right.id.as_str(): cells(&row.right),
        }));
    }
    let mut document = schema();
    document.insert("at".to_owned(), json!(Date::of_day(day).iso()));
    document.insert("bodies".to_owned(), json!([left.id, right.id]));
    document.insert("sentence".to_owned(), json!(contrast.sentence));
    document.insert("questions".to_owned(), Value::Array(questions));
    Answer {
        page: super::contrast_page(data, &contrast, left, right),
        document: Value::Object(document),
        rows,
    }
}
