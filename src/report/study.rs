//! What a reader knows by now, as a page, as JSON and as rows; cards for other programs.

mod chart;
mod values;

use serde_json::{Value, json};

use super::answer::{Answer, document, headings};
use super::page::{Block, Page, Paragraph, Tone};
use super::table::{Row, Table};
use crate::dataset::Dataset;
use crate::model::Date;
use crate::study::{Knowledge, Recall, SPAN, Share};

/// Columns before a chart.
const MARGIN: &str = "  ";
/// Years on a line of the map.
const YEARS: usize = 40;
/// Cells of a bar in a table.
const BAR: usize = 20;

/// What a reader knows by now.
#[must_use]
pub fn knowledge<'a>(data: &'static Dataset, known: &'a Knowledge) -> Answer<'a> {
    Answer::new(
        move || page(data, known),
        move || values::values(data, known),
        values::rows(data, known),
    )
}

/// A deck, and what there is in it.
#[derive(Clone, Debug)]
pub struct DeckLine {
    /// As it is typed.
    pub text: String,
    /// What it is, in words.
    pub name: String,
    /// How many cards it has.
    pub cards: usize,
    /// How many of them were asked at least once.
    pub seen: usize,
    /// How many of them are due.
    pub due: usize,
}

/// The decks there are to choose from.
#[must_use]
pub fn decks(decks: &[DeckLine]) -> Answer<'_> {
    let mut rows = vec![headings("deck name cards seen due")];
    rows.extend(decks.iter().map(|deck| {
        let numbers = [deck.cards, deck.seen, deck.due].map(|number| number.to_string());
        [deck.text.clone(), deck.name.clone()]
            .into_iter()
            .chain(numbers)
            .collect()
    }));
    let cell = |text: &str| Paragraph::new().plain(text);
    let page = move || {
        let mut page = Page::new("Decks");
        let rows = decks.iter().map(|deck| Row {
            cells: vec![
                Paragraph::new().with(Tone::Strong, deck.text.as_str()),
                cell(&deck.cards.to_string()),
                cell(&deck.seen.to_string()),
                cell(&deck.due.to_string()),
                cell(&deck.name),
            ],
            below: None,
        });
        page.blocks.push(Block::Table(Table {
            heads: vec!["--deck", "Cards", "Asked", "Due", "What it is"],
            below: None,
            rows: rows.collect(),
        }));
        page.blank();
        page.add(Paragraph::new().dim("Others: a place (place:sheffield), a body (body:sha), a record (about:icb), or what a search finds (is:non-statutory in:2016..2022). Terms with a blank or a comma between them must all hold: era:1974,tier:region."));
        page
    };
    let values = move || {
        let decks: Vec<Value> = decks
            .iter()
            .map(|deck| {
                json!({
                    "deck": deck.text, "name": deck.name, "cards": deck.cards, "seen": deck.seen, "due": deck.due,
                })
            })
            .collect();
        document([("decks", Value::Array(decks))])
    };
    Answer::new(page, values, rows)
}

fn page(data: &'static Dataset, known: &Knowledge) -> Page {
    let mut page = Page::new(format!("Study on {}", Date::of_day(known.today).long()));
    page.blank();
    for sentence in sentences(known) {
        page.add(Paragraph::new().plain(sentence));
    }
    page.heading("What is known of each year");
    map(&mut page, known);
    page.heading(format!("What comes due in the next {SPAN} days"));
    let ahead: Vec<u32> = known.forecast.iter().map(|(_, number)| *number).collect();
    chart(&mut page, &ahead, "tomorrow", &format!("in {SPAN} days"));
    page.heading(format!("Grades in the last {SPAN} days"));
    let back: Vec<u32> = known.recent.iter().map(|(_, tally)| tally.asked).collect();
    chart(&mut page, &back, &format!("{} days ago", SPAN - 1), "today");
    page.heading("Era by era");
    let eras = data.eras.iter().map(|era| era.name.to_string());
    page.blocks
        .push(table("Era", eras.zip(known.eras.iter().copied())));
    page.heading("Tier by tier");
    let tiers = known.tiers.iter();
    let tiers = tiers.map(|(tier, share)| (tier.name().to_owned(), *share));
    page.blocks.push(table("Tier", tiers));
    if !known.weakest.is_empty() {
        page.heading("The weakest cards");
    }
    for (card, state) in &known.weakest {
        let forgotten = state.asked.saturating_sub(state.right);
        page.add(
            Paragraph::item(0)
                .plain(card.face(data).question)
                .dim(format!(" (forgotten {forgotten} of {} times)", state.asked)),
        );
    }
    page
}

fn sentences(known: &Knowledge) -> Vec<String> {
    let all = known.all;
    let mut said = Vec::new();
    let overdue = match known.overdue {
        0 => String::new(),
        number if number == known.due => ", since an earlier day".to_owned(),
        number => format!(", {number} of them since an earlier day"),
    };
    said.push(match known.due {
        0 => "No card is due.".to_owned(),
        1 => format!("1 card is due{overdue}."),
        due => format!("{due} cards are due{overdue}."),
    });
    said.push(format!(
        "New today: {}; {} more may follow.",
        known.new_today, known.new_left
    ));
    said.push(format!(
        "Of {} cards {} were asked at least once; about {:.0} would be remembered today.",
        all.cards, all.seen, all.remembered
    ));
    if known.graded.asked > 0 {
        let row = match known.in_a_row {
            0 | 1 => String::new(),
            days => format!(", the last {days} in a row"),
        };
        let days = match known.days_studied() {
            1 => "1 day".to_owned(),
            days => format!("{days} days"),
        };
        said.push(format!(
            "In the last {SPAN} days: {} on {days}{row}. Remembered: {}.",
            grades(known.graded.asked),
            share(known.graded)
        ));
    }
    if known.when_due.asked > 0 {
        said.push(format!(
            "Of what had been learnt on an earlier day, {} was remembered when it came again ({} of {}).",
            share(known.when_due),
            known.when_due.right,
            known.when_due.asked
        ));
    }
    match known.unknown {
        0 => {}
        1 => said.push("1 card of the log is no longer made from the data; what was done with it is kept.".to_owned()),
        number => said.push(format!(
            "{number} cards of the log are no longer made from the data; what was done with them is kept."
        )),
    }
    said
}

fn grades(number: u32) -> String {
    let noun = if number == 1 { "grade" } else { "grades" };
    format!("{number} {noun}")
}

fn share(recall: Recall) -> String {
    recall.share().map(percent).unwrap_or_default()
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// A line of a chart, which must not wrap.
fn drawn(page: &mut Page, line: &str) {
    page.add(Paragraph::hanging(MARGIN.len(), MARGIN.len()).plain(line.trim_end()));
}

/// The timeline, a cell for each year.
fn map(page: &mut Page, known: &Knowledge) {
    for line in known.years.chunks(YEARS) {
        let cells: String = line
            .iter()
            .map(|(_, share)| share.known().map_or(' ', chart::shade))
            .collect();
        drawn(page, &cells);
        let mut ticks = String::new();
        for (column, (year, _)) in line.iter().enumerate() {
            let is_told = column == 0 || year % 10 == 0;
            if is_told && (ticks.is_empty() || ticks.len() < column) {
                ticks = format!("{ticks:column$}{year}");
            }
        }
        page.add(Paragraph::hanging(MARGIN.len(), MARGIN.len()).dim(ticks));
    }
    page.add(
        Paragraph::hanging(MARGIN.len(), MARGIN.len()).dim(
            "· nothing, ░ less than a quarter, ▒ than half, ▓ than three quarters, █ more; a blank: no card asks of that year",
        ),
    );
}

/// Columns, with a word under the first and the last.
fn chart(page: &mut Page, values: &[u32], first: &str, last: &str) {
    let most = values.iter().copied().max().unwrap_or(0);
    if most == 0 {
        drawn(page, "none");
        return;
    }
    for line in chart::columns(values, 4, 1) {
        drawn(page, &line);
    }
    let width = (2 * values.len()).saturating_sub(1 + last.len());
    page.add(Paragraph::hanging(MARGIN.len(), MARGIN.len()).dim(format!("{first:width$}{last}")));
    let total: u32 = values.iter().sum();
    page.add(
        Paragraph::hanging(MARGIN.len(), MARGIN.len())
            .dim(format!("{total} in all, {most} on the fullest day")),
    );
}

fn table(what: &'static str, shares: impl Iterator<Item = (String, Share)>) -> Block {
    let cell = |text: String| Paragraph::new().plain(text);
    let rows = shares.filter(|(_, share)| share.cards > 0);
    let rows = rows.map(|(name, part)| {
        let known = part.known().unwrap_or_default();
        Row {
            cells: vec![
                // Any narrower and the table would have no room for columns.
                cell(format!("{name:18}")),
                cell(part.cards.to_string()),
                cell(part.seen.to_string()),
                cell(share(part.graded)),
                Paragraph::new()
                    .plain(format!("{:>4} ", percent(known)))
                    .with(Tone::Dim, chart::bar(known, BAR)),
            ],
            below: None,
        }
    });
    Block::Table(Table {
        heads: vec![what, "Cards", "Asked", "Right", "Known today"],
        below: None,
        rows: rows.collect(),
    })
}
