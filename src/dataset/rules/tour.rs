//! The rules for the stops of the tour.

use std::collections::HashSet;

use super::{At, LONGEST_LABEL, Rules};
use crate::dataset::read::Sort;
use crate::model::{Body, Day, End, Stop};

/// What fits on a screen of 80 columns and 24 lines with the bodies, and is told in a breath or two.
const LONGEST_TEXT: usize = 320;
/// More bodies are not told apart at a glance.
const MOST_LIGHTS: usize = 6;
/// A stop tells of what has just ended, and of what is about to begin: so many months before and after its day.
const NEAR: i32 = 12;

impl Rules<'_, '_> {
    pub(super) fn tour(&mut self) {
        let data = self.data;
        let mut before: Option<&Stop> = None;
        for stop in &data.tour {
            let at = At::new(Sort::Stop, stop.id);
            self.stop(&at, stop);
            if let Some(before) = before.filter(|before| before.date.last() >= stop.date.first()) {
                let here = at.field("date");
                let theirs = At::new(Sort::Stop, before.id).field("date");
                self.fault(
                    &here.beside(theirs),
                    format!("the stop {:?} is of that day too", before.id),
                    "make one stop of both, or replace that one by giving this its id",
                );
            }
            before = Some(stop);
        }
        self.stops_in_order();
    }

    fn stop(&mut self, at: &At, stop: &Stop) {
        self.id(at);
        self.length(&at.field("title"), &stop.title, LONGEST_LABEL);
        self.length(&at.field("text"), &stop.text, LONGEST_TEXT);
        self.claim(at, stop);
        let date = at.field("date");
        if !stop.date.is_day() {
            self.fault(
                &date,
                format!("{} is not a day", stop.date),
                "name the day: everything is seen from it",
            );
        }
        if stop.date.first() > self.data.as_of() {
            self.fault(
                &date,
                format!("{} is later than the evidence", stop.date),
                "tell it at a day before",
            );
        }
        self.lights(&at.field("lights"), stop);
    }

    fn lights(&mut self, at: &At, stop: &Stop) {
        match stop.lights.len() {
            0 => self.fault(at, "no body is lit", "name those that matter then"),
            number if number > MOST_LIGHTS => self.fault(
                at,
                format!("{number} bodies are lit, where {MOST_LIGHTS} can be told apart"),
                "name only those that matter most",
            ),
            _ => {}
        }
        let mut seen = HashSet::new();
        for (index, id) in stop.lights.iter().enumerate() {
            let here = at.item(index);
            if !seen.insert(*id) {
                self.fault(&here, format!("{id:?} is lit twice"), "take one out");
                continue;
            }
            let Some(body) = self.body_exists(&here, *id) else {
                continue;
            };
            if !is_near(body, stop.date.first()) {
                let theirs = At::new(crate::model::Kind::Body, body.id).field("phases");
                self.fault(
                    &here.beside(theirs),
                    format!(
                        "{} was not there on {}, nor within a year of it",
                        body.name, stop.date
                    ),
                    "take it out, or correct a date",
                );
            }
        }
    }

    /// In the file the stops stand in the order of the story, so that it can be read there.
    fn stops_in_order(&mut self) {
        let mut read: Vec<(usize, &Stop)> = Vec::new();
        for stop in &self.data.tour {
            let origin = self.reading.origins.get(&(Sort::Stop, stop.id));
            read.extend(origin.map(|origin| (origin.item, stop)));
        }
        read.sort_by_key(|(item, _)| *item);
        for pair in read.windows(2) {
            let [(_, before), (_, stop)] = pair else {
                continue;
            };
            if stop.date.first() < before.date.first() {
                self.fault(
                    &At::new(Sort::Stop, stop.id).field("date"),
                    format!("{} comes before the stop above, {}", stop.date, before.date),
                    "put the stops in order of time",
                );
            }
        }
    }
}

/// Whether a body was there on a day, or had ended or was to begin within a year of it. What nobody knows the end of may have been.
fn is_near(body: &Body, day: Day) -> bool {
    let begun = body
        .from()
        .is_some_and(|from| from.first() <= day.plus_months(NEAR));
    let gone = matches!(body.to(), End::On(to) if to.last() < day.plus_months(-NEAR));
    begun && !gone
}
