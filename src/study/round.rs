//! A round of study: the cards still to come, and those that were answered.

use std::collections::VecDeque;

use super::{Card, CardState, History, Review};
use crate::model::Day;

/// A card that was not remembered comes again behind so many others.
const AGAIN_AFTER: usize = 4;

/// A card that was answered.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The card.
    pub card: Card,
    /// What was kept of it; nothing in an exam, of a card that was never studied.
    pub review: Option<Review>,
    /// How well it was remembered before, for whoever takes the answer back.
    pub before: Option<CardState>,
    /// Whether it was right.
    pub right: bool,
    /// Whether it comes again in this round.
    pub again: bool,
}

/// A round of study.
#[derive(Clone, Debug, Default)]
pub struct Round {
    to_come: VecDeque<Card>,
    answered: Vec<Answered>,
}

impl Round {
    /// A round of these cards, in this order.
    #[must_use]
    pub fn new(cards: Vec<Card>) -> Self {
        Self {
            to_come: cards.into(),
            answered: Vec::new(),
        }
    }

    /// The card that is asked; none when all were.
    #[must_use]
    pub fn card(&self) -> Option<Card> {
        self.to_come.front().copied()
    }

    /// Cards still to come, the one that is asked among them.
    #[must_use]
    pub fn left(&self) -> usize {
        self.to_come.len()
    }

    /// Cards still to come, the one that is asked first.
    pub fn to_come(&self) -> impl Iterator<Item = &Card> {
        self.to_come.iter()
    }

    /// What was answered, the latest last.
    #[must_use]
    pub fn answered(&self) -> &[Answered] {
        &self.answered
    }

    /// Goes on to the next card.
    pub fn go_on(&mut self, answered: Answered) {
        if let Some(card) = self.to_come.pop_front().filter(|_| answered.again) {
            let place = AGAIN_AFTER.min(self.to_come.len());
            self.to_come.insert(place, card);
        }
        self.answered.push(answered);
    }

    /// Goes back to the card before, as if it had not been answered.
    pub fn take_back(&mut self) -> Option<Answered> {
        let last = self.answered.pop()?;
        if last.again {
            let again = self.to_come.iter().position(|card| card.id == last.card.id);
            again.map(|place| self.to_come.remove(place));
        }
        self.to_come.push_front(last.card);
        Some(last)
    }
}

/// The cards that are due on a day, those that waited longest first; of a day in an order that the seed decides.
#[must_use]
pub fn due(cards: &[Card], history: &History, today: Day, seed: u64) -> Vec<Card> {
    let mut due: Vec<(Day, u64, Card)> = cards
        .iter()
        .filter_map(|card| {
            let state = history.state(card.id)?;
            state
                .is_due(today)
                .then(|| (state.due, mix(card.id.0 ^ seed), *card))
        })
        .collect();
    due.sort_by_key(|(day, place, _)| (*day, *place));
    apart(due.into_iter().map(|(_, _, card)| card).collect())
}

/// The first of the cards that were never asked, as many as may be new today.
#[must_use]
pub fn fresh(cards: &[Card], history: &History, most: usize) -> Vec<Card> {
    let never = cards.iter().filter(|card| history.state(card.id).is_none());
    never.take(most).copied().collect()
}

/// The same cards, with two on one record apart where that can be had: the one would give away the other.
fn apart(mut cards: Vec<Card>) -> Vec<Card> {
    for place in 1..cards.len() {
        let (before, rest) = cards.split_at_mut(place);
        let last = before.last().map(|card| card.about);
        if let Some(other) = rest.iter().position(|card| Some(card.about) != last) {
            // What stood before keeps its order.
            if let Some(part) = rest.get_mut(..=other) {
                part.rotate_right(1);
            }
        }
    }
    cards
}

/// A number that seems to have nothing to do with the one it is made from (the finaliser of `SplitMix64`, Steele, Lea and Flood, 2014).
#[must_use]
pub const fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
