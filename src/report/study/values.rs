//! What a reader knows by now, for other programs.

use serde_json::{Map, Value, json};

use super::super::answer::{document, headings};
use crate::dataset::Dataset;
use crate::model::{Date, Day};
use crate::study::{Knowledge, Recall, Share};

/// A share as it is told to programs: four places behind the point are more than anybody knows.
fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

fn iso(day: Day) -> String {
    Date::of_day(day).iso()
}

fn recall_value(recall: Recall) -> Value {
    json!({ "asked": recall.asked, "right": recall.right, "share": recall.share().map(rounded) })
}

fn share_value(part: &Share) -> Map<String, Value> {
    document([
        ("cards", json!(part.cards)),
        ("seen", json!(part.seen)),
        ("asked", json!(part.graded.asked)),
        ("right", json!(part.graded.right)),
        ("known", json!(part.known().map(rounded))),
    ])
}

fn named(key: &str, name: Value, part: &Share) -> Value {
    let mut value = share_value(part);
    value.insert(key.to_owned(), name);
    Value::Object(value)
}

/// As JSON.
pub(super) fn values(data: &'static Dataset, known: &Knowledge) -> Map<String, Value> {
    let forecast = known.forecast.iter();
    let forecast: Vec<Value> = forecast
        .map(|(day, number)| json!({ "day": iso(*day), "due": number }))
        .collect();
    let recent = known.recent.iter();
    let recent: Vec<Value> = recent
        .map(|(day, tally)| {
            json!({ "day": iso(*day), "asked": tally.asked, "right": tally.right, "new": tally.new })
        })
        .collect();
    let eras = data.eras.iter().zip(&known.eras);
    let eras: Vec<Value> = eras
        .map(|(era, part)| named("era", json!(era.id), part))
        .collect();
    let tiers = known.tiers.iter();
    let tiers: Vec<Value> = tiers
        .map(|(tier, part)| named("tier", json!(tier.name()), part))
        .collect();
    let years = known.years.iter();
    let years: Vec<Value> = years
        .map(|(year, part)| named("year", json!(year), part))
        .collect();
    let weakest = known.weakest.iter();
    let weakest: Vec<Value> = weakest
        .map(|(card, state)| {
            json!({
                "card": card.name(), "question": card.face(data).question, "asked": state.asked, "right": state.right,
                "stability": rounded(f64::from(state.memory.stability)), "due": iso(state.due),
            })
        })
        .collect();
    document([
        ("today", json!(iso(known.today))),
        ("all", Value::Object(share_value(&known.all))),
        ("due", json!(known.due)),
        ("overdue", json!(known.overdue)),
        ("new_today", json!(known.new_today)),
        ("new_left", json!(known.new_left)),
        ("graded", recall_value(known.graded)),
        ("graded_when_due", recall_value(known.when_due)),
        ("days_studied", json!(known.days_studied())),
        ("days_in_a_row", json!(known.in_a_row)),
        ("unknown", json!(known.unknown)),
        ("forecast", Value::Array(forecast)),
        ("recent", Value::Array(recent)),
        ("eras", Value::Array(eras)),
        ("tiers", Value::Array(tiers)),
        ("years", Value::Array(years)),
        ("weakest", Value::Array(weakest)),
    ])
}

/// As a table: one measure a row.
pub(super) fn rows(data: &'static Dataset, known: &Knowledge) -> Vec<Vec<String>> {
    let mut rows = vec![headings("measure of number")];
    let mut add = |measure: &str, of: &str, number: String| {
        rows.push(vec![measure.to_owned(), of.to_owned(), number]);
    };
    let today = iso(known.today);
    for (measure, number) in [
        ("due", known.due),
        ("overdue", known.overdue),
        ("new_today", known.new_today),
        ("new_left", known.new_left),
        ("graded", known.graded.asked),
        ("graded_right", known.graded.right),
        ("graded_when_due", known.when_due.asked),
        ("graded_when_due_right", known.when_due.right),
        ("days_in_a_row", known.in_a_row),
        ("unknown", known.unknown),
    ] {
        add(measure, &today, number.to_string());
    }
    let mut share = |of: &str, part: &Share| {
        add("cards", of, part.cards.to_string());
        add("seen", of, part.seen.to_string());
        add(
            "known",
            of,
            part.known()
                .map(rounded)
                .map_or_else(String::new, |known| known.to_string()),
        );
    };
    share("all", &known.all);
    for (era, part) in data.eras.iter().zip(&known.eras) {
        share(&format!("era:{}", era.id), part);
    }
    for (tier, part) in &known.tiers {
        share(&format!("tier:{}", tier.name()), part);
    }
    for (year, part) in &known.years {
        share(&year.to_string(), part);
    }
    for (day, number) in &known.forecast {
        add("forecast", &iso(*day), number.to_string());
    }
    for (day, tally) in &known.recent {
        add("asked", &iso(*day), tally.asked.to_string());
        add("right", &iso(*day), tally.right.to_string());
        add("new", &iso(*day), tally.new.to_string());
    }
    rows
}
