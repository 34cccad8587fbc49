//! A way through the eras, in order, in short lessons.

use super::{Card, Family, History};
use crate::dataset::Dataset;
use crate::model::{Body, Date, Era};

/// Cards of a lesson.
pub const LESSON: usize = 7;

/// A lesson.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The era that it belongs to.
    pub era: &'static Era,
    /// Which lesson of the era it is, from 1.
    pub number: usize,
    /// Lessons of the era.
    pub of: usize,
    /// Its cards, in order.
    pub cards: Vec<Card>,
}

/// All lessons, era by era: in an era body by body, as they began, and of each first what it was and whether it was statutory.
#[must_use]
pub fn path(data: &'static Dataset, cards: &[Card]) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for era in &data.eras {
        let here = |card: &&Card| era.covers(card.at) && place_in_lesson(card.family).is_some();
        let mut found: Vec<Card> = cards.iter().filter(here).copied().collect();
        found.sort_by_key(|card| {
            let began = card.body.and_then(Body::from).map(Date::first);
            let context = card.body.is_none_or(|body| body.context);
            (
                context,
                began.unwrap_or(card.at),
                card.about.id,
                place_in_lesson(card.family),
                card.at,
            )
        });
        let of = found.len().div_ceil(LESSON);
        let of_era = found.chunks(LESSON).zip(1..).map(|(cards, number)| Lesson {
            era,
            number,
            of,
            cards: cards.to_vec(),
        });
        lessons.extend(of_era);
    }
    lessons
}

/// The first lesson in which there is a card that was never asked.
#[must_use]
pub fn next_lesson<'a>(lessons: &'a [Lesson], history: &History) -> Option<&'a Lesson> {
    let is_new = |card: &Card| history.state(card.id).is_none();
    lessons
        .iter()
        .find(|lesson| lesson.cards.iter().any(is_new))
}

/// Where a card stands among those on its record; none where it belongs in no lesson, because it asks across records or for a detail.
const fn place_in_lesson(family: Family) -> Option<u8> {
    match family {
        Family::Description => Some(0),
        Family::Standing => Some(1),
        Family::Began => Some(2),
        Family::Law => Some(3),
        Family::Number => Some(4),
        Family::Function => Some(5),
        Family::Accountability => Some(6),
        Family::Power => Some(7),
        Family::Ended => Some(8),
        Family::Succession => Some(9),
        Family::Change => Some(10),
        Family::Place | Family::First | Family::Order | Family::Quotation => None,
    }
}
