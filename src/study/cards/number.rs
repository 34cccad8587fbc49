//! How many there were on a date.

use std::collections::BTreeSet;

use super::phrase::{full, is_hedged, many, on, sentence};
use super::{Draft, Fact, Pack, is_sure, tempt};
use crate::dataset::Dataset;
use crate::model::{Body, Count, RecordRef, Scope, Text};
use crate::study::card::{Face, Family, Typed};

/// A count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Counted {
    body: &'static Body,
    count: &'static Count,
}

pub(super) fn deal(pack: &mut Pack) {
    for body in &pack.data.bodies {
        let mut before = None;
        for count in &body.counts {
            // The same number once more is the same to know.
            let is_new =
                before.replace((count.number, count.scope)) != Some((count.number, count.scope));
            // "on 3 June" would tell that there were three.
            let number = count.number.to_string();
            let is_told = count.at.long().split(' ').any(|word| word == number);
            if is_told
                || !is_sure(count)
                || count.number < 2
                || !is_new
                || is_disputed(body, count)
                || is_doubted(count)
            {
                continue;
            }
            let about = (Family::Number, RecordRef::body(body.id));
            let parts = [
                &*count.at.iso(),
                &*count.number.to_string(),
                count.scope.name(),
            ];
            let fact = Fact::Counted(Counted { body, count });
            pack.add(about, Some(body), count.at.first(), &parts, fact);
        }
    }
}

/// Whether other numbers are given for the same time.
fn is_doubted(count: &Count) -> bool {
    count
        .note
        .is_some_and(|note| note.contains(" say ") || note.contains("according to"))
}

/// Whether another count of the same time differs.
fn is_disputed(body: &Body, count: &Count) -> bool {
    body.counts.iter().any(|other| {
        other.number != count.number && other.scope == count.scope && meet(other, count)
    })
}

/// Whether two counts may be of the same day.
fn meet(one: &Count, other: &Count) -> bool {
    one.at.first() <= other.at.last() && other.at.first() <= one.at.last()
}

impl Counted {
    pub(super) fn face(self, data: &'static Dataset) -> Face {
        let Self { body, count } = self;
        let about = if count.about { "About how" } else { "How" };
        let scope = match count.scope {
            Scope::England if body.counts.iter().all(|other| other.scope == count.scope) => {
                String::new()
            }
            scope => format!(" in {}", scope.name()),
        };
        let (name, on) = (many(body), on(count.at));
        let question = format!("{about} many {name} were there{scope} {on}?");
        let why = self.why();
        Draft {
            question,
            right: vec![written(count.number)],
            wrong: self.wrong(data),
            typed: Typed::Number(count.number),
            why,
            from: count,
            or: &body.sources,
            lights: vec![body.id],
        }
        .face()
    }

    /// What is noted of it, and the numbers of other times.
    fn why(self) -> String {
        let Self { body, count } = self;
        let note = count
            .note
            .filter(|note| note.len() > 24 && !is_hedged(note));
        let note = note.map(|note| full(sentence(&note)));
        let alike = body
            .counts
            .iter()
            .filter(|other| is_sure(*other) && other.scope == count.scope);
        let alike: Vec<&Count> = alike.collect();
        let series = alike
            .iter()
            .map(|other| format!("{} ({})", written(other.number), other.at));
        let series = series.collect::<Vec<_>>().join(", ");
        let series = (alike.len() > 1).then(|| format!("Over time: {series}."));
        let said: Vec<String> = [note, series].into_iter().flatten().collect();
        if said.is_empty() {
            full(sentence(&body.gloss))
        } else {
            said.join(" ")
        }
    }

    /// Numbers of this body at other times, of others of its tier, and of the same size; none that anybody gives for this time.
    fn wrong(self, data: &'static Dataset) -> Vec<String> {
        let Self { body, count } = self;
        let right = count.number;
        let year = |other: &Count| other.at.year().abs_diff(count.at.year());
        let own = body.counts.iter().filter(|other| year(other) > 1);
        let own = own.map(|other| other.number);
        let others = tempt::like(data, body, count.at.first());
        let others = others.iter().filter(|other| other.tier == body.tier);
        let near = others.flat_map(|other| other.counts.iter().map(|other| other.number));
        let near = near.filter(|number| *number * 2 >= right && *number <= right * 2);
        let round = if right >= 200 && right % 10 == 0 {
            10
        } else {
            1
        };
        let made =
            [7, 13, 8, 12, 6, 15, 5, 17, 4, 20].map(|tenths| (right * tenths / 10 / round) * round);
        let least = if count.about {
            right / 4
        } else {
            (right / 20).min(3)
        };
        let mut said = said(count, right);
        // Numbers of other countries at the same time.
        let beside = body.counts.iter().filter(|other| meet(other, count));
        said.extend(beside.map(|other| other.number));
        let mut wrong: Vec<u32> = Vec::new();
        for number in own
            .chain(near)
            .chain(made)
            .chain([right + 1, right + 2, right + 3])
        {
            let is_far = number.abs_diff(right) > least;
            let is_new = wrong.iter().all(|known| known.abs_diff(number) > least);
            if number > 0 && is_far && is_new && !said.contains(&number) {
                wrong.push(number);
            }
        }
        wrong
            .iter()
            .take(6)
            .map(|number| written(*number))
            .collect()
    }
}

/// The numbers that are named beside a count.
fn said(count: &Count, right: u32) -> BTreeSet<u32> {
    let note = count.note.map_or("", Text::as_str).replace(',', "");
    let digits = note.split(|c: char| !c.is_ascii_digit());
    let numbers = digits.filter_map(|number| number.parse().ok());
    numbers.chain([right]).collect()
}

/// "1,259".
fn written(number: u32) -> String {
    if number < 1000 {
        number.to_string()
    } else {
        format!("{},{:03}", number / 1000, number % 1000)
    }
}
