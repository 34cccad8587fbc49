//! How cards are studied, as a configuration says it.

use std::fmt::{Display, Write};
use std::ops::RangeInclusive;

use serde::Deserialize;
use serde::de::Deserializer;

use super::refused;
use crate::keys::Wrong;
use crate::study::Settings;

/// What stands behind `study:`.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Study {
    #[serde(deserialize_with = "retention")]
    retention: f32,
    #[serde(deserialize_with = "new")]
    new: u16,
    #[serde(deserialize_with = "day_begins")]
    day_begins: u8,
    fuzz: bool,
}

impl Default for Study {
    fn default() -> Self {
        Self::from(&Settings::default())
    }
}

impl From<&Settings> for Study {
    fn from(settings: &Settings) -> Self {
        Self {
            retention: settings.retention,
            new: settings.new_a_day,
            day_begins: settings.day_begins,
            fuzz: settings.fuzz,
        }
    }
}

impl From<Study> for Settings {
    fn from(study: Study) -> Self {
        Self {
            retention: study.retention,
            new_a_day: study.new,
            day_begins: study.day_begins,
            fuzz: study.fuzz,
            parameters: Vec::new(),
        }
    }
}

fn retention<'de, D: Deserializer<'de>>(from: D) -> Result<f32, D::Error> {
    within(from, "retention", "a share of cards", 0.7..=0.97)
}

fn new<'de, D: Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
    within(from, "new", "a number of cards", 0..=999)
}

fn day_begins<'de, D: Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    within(from, "day_begins", "an hour", 0..=23)
}

/// A number that is what it is to be.
fn within<'de, D: Deserializer<'de>, T>(
    from: D,
    option: &str,
    what: &str,
    range: RangeInclusive<T>,
) -> Result<T, D::Error>
where
    T: Deserialize<'de> + PartialOrd + Display,
{
    // A number that is too large for the place it is kept in is no less out of range than another.
    let number = T::deserialize(from);
    let wrong = |number: &dyn Display| {
        refused(&Wrong {
            what: format!("{number} is not {what} that {option} can be"),
            cure: format!("write one from {} to {}", range.start(), range.end()),
        })
    };
    match number {
        Ok(number) if range.contains(&number) => Ok(number),
        Ok(number) => Err(wrong(&number)),
        Err(_) => Err(wrong(&"this")),
    }
}

/// What is in force, with a remark on what is not the default.
pub(super) fn show(out: &mut String, settings: &Settings) {
    let (here, default) = (Study::from(settings), Study::default());
    let same = |one: f32, other: f32| one.to_bits() == other.to_bits();
    let lines: [(&str, &dyn Display, bool); 4] = [
        (
            "retention",
            &here.retention,
            same(here.retention, default.retention),
        ),
        ("new", &here.new, here.new == default.new),
        (
            "day_begins",
            &here.day_begins,
            here.day_begins == default.day_begins,
        ),
        ("fuzz", &here.fuzz, here.fuzz == default.fuzz),
    ];
    out.push_str("    study: (\n");
    for (name, value, is_default) in lines {
        let remark = if is_default { "" } else { " // from the file" };
        let _ = writeln!(out, "        {name}: {value},{remark}");
    }
    out.push_str("    ),\n");
}
