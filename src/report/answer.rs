//! Answers of the command line: one page for people, the same as JSON for programs and as rows for a table.

mod own;
mod through_time;

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::page::{Page, Paragraph, Tone};
use super::{beyond_evidence, export, markdown, place, standing};
use crate::dataset::Dataset;
use crate::model::{
    Body, Date, Day, End, Kind, Organisation, Place, RecordRef, Sourced, Standing, Text, Tier,
};
use crate::query::{self, Cover, Number, Spell, Subject, Way};
use crate::search::Hit;

pub use own::{Own, own};
pub use through_time::{changed, functions};

/// How an answer is written for something other than reading it here: that is [`Answer::into_page`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For programs.
    Json,
    /// For minutes.
    Markdown,
    /// For a spreadsheet.
    Csv,
}

/// An answer in every form it has. Only the form that is asked for is made.
pub struct Answer<'a> {
    page: Box<dyn FnOnce() -> Page + 'a>,
    document: Box<dyn FnOnce() -> Map<String, Value> + 'a>,
    /// The heading line, then the rows; none where rows make no sense.
    rows: Vec<Vec<String>>,
    /// What has to be known of it, which its page says by itself.
    note: Option<String>,
}

impl<'a> Answer<'a> {
    pub(super) fn new(
        page: impl FnOnce() -> Page + 'a,
        document: impl FnOnce() -> Map<String, Value> + 'a,
        rows: Vec<Vec<String>>,
    ) -> Self {
        Self {
            page: Box::new(page),
            document: Box::new(document),
            rows,
            note: None,
        }
    }

    /// Says that the evidence ends before a day that it is about, if it does.
    fn up_to(self, data: &Dataset, day: Day) -> Self {
        let note = beyond_evidence(data, day);
        Self { note, ..self }
    }

    /// What has to be known of it: JSON has it as `note`, a page says it, a table has no place for it.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Whether there is a table of it.
    #[must_use]
    pub const fn has_table(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Whether there is a table of it, and nothing in that.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.len() == 1
    }

    /// The answer for reading.
    #[must_use]
    pub fn into_page(self) -> Page {
        (self.page)()
    }

    /// Writes the answer.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(self, format: Format, mut out: impl Write) -> io::Result<()> {
        match format {
            Format::Markdown => out.write_all(markdown::markdown(&(self.page)()).as_bytes()),
            Format::Json => {
                let mut document = (self.document)();
                document.insert("schema".to_owned(), json!(export::SCHEMA));
                if let Some(note) = self.note {
                    document.insert("note".to_owned(), json!(note));
                }
                export::write_json(&document, &mut out)?;
                out.write_all(b"\n")
            }
            Format::Csv => export::rows(&self.rows, out),
        }
    }
}

/// The keys of a document and what they hold.
pub(super) fn document<const N: usize>(entries: [(&str, Value); N]) -> Map<String, Value> {
    entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

/// The heading line of a table.
pub(super) fn headings(words: &str) -> Vec<String> {
    words.split(' ').map(str::to_owned).collect()
}

/// The keys of sources in one cell.
pub(super) fn keys(sources: &[Text]) -> String {
    let keys: Vec<&str> = sources.iter().map(|key| key.as_str()).collect();
    keys.join(" ")
}

/// An object with its end, as the exports write it: that something goes on is not that nobody found out when it ended.
fn ending(mut object: Value, end: End) -> Value {
    let end = serde_json::to_value(export::Ending::from(end));
    if let (Value::Object(object), Ok(Value::Object(end))) = (&mut object, end) {
        object.extend(end);
    }
    object
}

/// The same in three cells: `to`, `to_unknown`, `known_until`.
fn end_cells(end: End) -> [String; 3] {
    let end = export::Ending::from(end);
    let day = |date: Option<Date>| date.map(Date::iso).unwrap_or_default();
    [
        day(end.to),
        end.to_unknown.to_string(),
        day(end.known_until),
    ]
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
pub fn at<'a>(data: &'a Dataset, day: Day, wanted: Wanted<'a>) -> Answer<'a> {
    let lets = move |body: &Body| {
        let standing = body.phase_near(day).map(|phase| phase.form.standing());
        wanted.tier.is_none_or(|tier| body.tier == tier)
            && wanted.standing.is_none_or(|one| standing == Some(one))
    };
    let mut rows = vec![headings(
        "body organisation tier standing form from to to_unknown known_until number under certain sources",
    )];
    let mut found = Vec::new();
    let mut add = |body: &Body, spell: Option<&Spell<'_>>| {
        let phase = body.phase_near(day);
        let (from, to) = spell.map_or((body.from(), body.to()), |spell| {
            (Some(spell.from), spell.to)
        });
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
        let one = json!({
            "body": body.id, "organisation": organisation, "name": spell.map_or(body.plural, |spell| spell.organisation.name),
            "tier": body.tier.name(), "standing": standing, "form": form, "from": from, "number": number,
            "under": under, "certain": certain, "sources": sources,
        });
        found.push(ending(one, to));
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let mut row = vec![
            body.id.to_string(),
            organisation.map(|id| id.to_string()).unwrap_or_default(),
            body.tier.name().to_owned(),
            text(standing),
            text(form),
            from.unwrap_or_default(),
        ];
        row.extend(end_cells(to));
        row.extend([
            number.map(|number| number.to_string()).unwrap_or_default(),
            text(under.as_deref()),
            certain.to_string(),
            keys(sources),
        ]);
        rows.push(row);
    };
    let shown = move |body: &Body| !body.context && lets(body);
    if let Some(over) = wanted.place {
        for spell in query::over(data, over, day) {
            if lets(spell.body) {
                add(spell.body, Some(&spell));
            }
        }
    } else {
        for body in query::standing_on(data, day) {
            if shown(body) {
                add(body, None);
            }
        }
    }
    Answer::new(
        move || match wanted.place {
            Some(over) => place::place_at(data, over, day, &lets),
            None => standing::standing_table(data, day, &shown),
        },
        move || {
            document([
                ("at", json!(Date::of_day(day).iso())),
                ("place", json!(wanted.place.map(|place| place.id))),
                ("standing_on_that_day", Value::Array(found)),
            ])
        },
        rows,
    )
    .up_to(data, day)
}

fn number(data: &Dataset, body: &Body, day: Day) -> Option<u32> {
    match query::number_on(data, body, day)? {
        Number::Named(number) => u32::try_from(number).ok(),
        Number::Counted(count) | Number::Before(count) => Some(count.number),
    }
}

/// How many hits a search found, and how many of them are shown: "20 of 163 hits for "sha"".
#[must_use]
pub fn number_found(query: &str, shown: usize, total: usize) -> String {
    let of = if shown < total {
        format!(" of {total}")
    } else {
        String::new()
    };
    let noun = if total == 1 { "hit" } else { "hits" };
    format!("{shown}{of} {noun} for \"{query}\"")
}

/// What a search found, best first: these of so many. Over the hits of a page stands how many they are, where that is given.
#[must_use]
pub fn found(
    data: &Dataset,
    query: &str,
    number: String,
    total: usize,
    hits: &[Hit],
    matched: impl Fn(Hit) -> Vec<usize>,
) -> Answer<'static> {
    let mut page = Page::new(number);
    let mut results = Vec::new();
    let mut rows = vec![headings(
        "id kind name from to to_unknown known_until short standing",
    )];
    for hit in hits {
        let Some(card) = super::card::card(data, hit.record) else {
            continue;
        };
        let (from, to) = life(data, hit.record);
        let (kind, from) = (hit.record.kind.name(), from.map(Date::iso));
        let standing = card.form.map(|form| form.standing().name());
        let result = json!({
            "id": hit.record.id, "kind": kind, "name": card.name, "short": card.short, "standing": standing, "from": from,
            "matched": matched(*hit),
        });
        results.push(ending(result, to));
        let mut row = vec![
            hit.record.id.to_string(),
            kind.to_owned(),
            card.name.to_string(),
            from.unwrap_or_default(),
        ];
        row.extend(end_cells(to));
        row.extend([
            card.short
                .map(|short| short.to_string())
                .unwrap_or_default(),
            standing.unwrap_or_default().to_owned(),
        ]);
        rows.push(row);
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
                .dim(format!(" ({kind}{when})")),
        );
    }
    let query = json!(query);
    Answer::new(
        move || page,
        move || {
            document([
                ("query", query),
                ("total", json!(total)),
                ("results", Value::Array(results)),
            ])
        },
        rows,
    )
}

/// The first day of a record and its end, where it has them; an event that is no stretch of time ends on its day.
fn life(data: &Dataset, record: RecordRef) -> (Option<Date>, End) {
    let never = (None, End::Ongoing);
    match record.kind {
        Kind::Body => data
            .body(&record.id)
            .map_or(never, |body| (body.from(), body.to())),
        Kind::Organisation => data
            .organisation(&record.id)
            .map_or(never, |(_, one)| (one.from, one.to)),
        Kind::Reform => data.reform(&record.id).map_or(never, |reform| {
            (
                Some(reform.date),
                reform.until.map_or(End::Ongoing, End::On),
            )
        }),
        Kind::Era => data
            .era(&record.id)
            .map_or(never, |era| (Some(era.from), era.to)),
        _ => never,
    }
}

/// A record, whole.
#[must_use]
pub fn shown(data: &Dataset, record: RecordRef, day: Day) -> Answer<'_> {
    Answer::new(
        move || super::record::record(data, record, day),
        move || document([(record.kind.name(), export::record(data, record))]),
        Vec::new(),
    )
}

/// Everybody who stood over a place since 1948.
#[must_use]
pub fn place_lineage<'a>(data: &'a Dataset, over: &Place) -> Answer<'a> {
    let mut rows = vec![headings(
        "organisation name body tier from to to_unknown known_until share inherited_from sources",
    )];
    for spell in query::lineage(data, over) {
        let mut row = vec![
            spell.organisation.id.to_string(),
            spell.organisation.name.to_string(),
            spell.body.id.to_string(),
            spell.body.tier.name().to_owned(),
            spell.from.iso(),
        ];
        row.extend(end_cells(spell.to));
        row.extend([
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
            keys(&spell.stay.sources),
        ]);
        rows.push(row);
    }
    let record = RecordRef::place(over.id);
    Answer::new(
        move || super::record::record(data, record, data.as_of()),
        move || {
            let whole = export::record(data, record);
            let lineage = whole.get("lineage").cloned().unwrap_or_default();
            document([("place", json!(record.id)), ("lineage", lineage)])
        },
        rows,
    )
}

/// The whole chain of an organisation, both ways.
#[must_use]
pub fn organisation_lineage<'a>(data: &'a Dataset, organisation: &'a Organisation) -> Answer<'a> {
    let page = move || {
        let mut page = Page::new(&*organisation.name);
        super::descent::trees(&mut page, data, organisation);
        page
    };
    let way = move |way| -> Vec<Value> {
        query::descent(data, organisation, way)
            .iter()
            .map(branch_value)
            .collect()
    };
    let lineage = move || json!({ "before": way(Way::Back), "after": way(Way::On) });
    Answer::new(
        page,
        move || {
            document([
                ("organisation", json!(organisation.id)),
                ("lineage", lineage()),
            ])
        },
        Vec::new(),
    )
}

fn branch_value(branch: &query::Branch<'_>) -> Value {
    let one = json!({
        "organisation": branch.organisation.id, "body": branch.body, "name": branch.organisation.name,
        "from": branch.organisation.from.map(Date::iso),
        "share": if branch.share == crate::model::Share::Whole { "whole" } else { "part" },
        "inferred": branch.inferred,
        "lineage": branch.branches.iter().map(branch_value).collect::<Vec<_>>(),
    });
    ending(one, branch.organisation.to)
}

/// Bodies under the same questions.
#[must_use]
pub fn compared<'a>(data: &'a Dataset, subjects: &[Subject<'_>]) -> Answer<'a> {
    let contrast = query::contrast(data, subjects);
    let told = |cells: &[query::Cell]| -> String {
        let told: Vec<String> = cells
            .iter()
            .map(|cell| match (cell.word.as_str(), cell.text.as_str()) {
                (word, "") => word.to_owned(),
                ("", text) => text.to_owned(),
                (word, text) => format!("{word}: {text}"),
            })
            .collect();
        told.join(" | ")
    };
    let sources = |cells: &[query::Cell]| -> Vec<Text> {
        let mut found = Vec::new();
        for key in cells.iter().flat_map(Sourced::sources) {
            if !found.contains(key) {
                found.push(*key);
            }
        }
        found
    };
    let mut rows = vec![
        std::iter::once("question".to_owned())
            .chain(contrast.names.iter().cloned())
            .chain(["differs".to_owned(), "sources".to_owned()])
            .collect(),
    ];
    let mut questions = Vec::new();
    for row in &contrast.rows {
        let answers: Vec<String> = row.answers.iter().map(|cells| told(cells)).collect();
        let sources: Vec<Vec<Text>> = row.answers.iter().map(|cells| sources(cells)).collect();
        questions.push(json!({
            "question": row.label, "differs": row.differs, "answers": answers, "sources": sources,
        }));
        let differs = row.differs.map(|differs| differs.to_string());
        rows.push(
            std::iter::once(row.label.clone())
                .chain(answers)
                .chain([differs.unwrap_or_default(), keys(&sources.concat())])
                .collect(),
        );
    }
    let bodies: Vec<Value> = subjects
        .iter()
        .map(|subject| json!({ "body": subject.body.id, "at": Date::of_day(subject.day).iso() }))
        .collect();
    let last = subjects.iter().map(|subject| subject.day).max();
    let last = last.unwrap_or_else(|| data.as_of());
    let reforms: Vec<Text> = contrast
        .between
        .iter()
        .filter_map(|cell| Some(cell.link?.id))
        .collect();
    let heads = document([
        ("bodies", Value::Array(bodies)),
        ("sentence", json!(contrast.sentence)),
        ("reforms_between", json!(reforms)),
        ("questions", Value::Array(questions)),
    ]);
    Answer::new(
        move || super::contrast_page(data, &contrast),
        move || heads,
        rows,
    )
    .up_to(data, last)
}
