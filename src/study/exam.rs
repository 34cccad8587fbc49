//! An exam: twenty questions, on time.

use super::round::mix;
use super::{Card, Moment};

/// Questions of an exam.
pub const QUESTIONS: usize = 20;
/// Seconds for each.
const SECONDS: i64 = 30;

/// The cards of an exam: as different in what they ask for as the deck allows, in an order that the seed decides.
#[must_use]
pub fn questions(cards: &[Card], seed: u64) -> Vec<Card> {
    let mut drawn: Vec<(u64, Card)> = cards
        .iter()
        .map(|card| (mix(card.id.0 ^ seed), *card))
        .collect();
    drawn.sort_unstable_by_key(|(place, _)| *place);
    // The first card of each family, then the second of each, and so on.
    let mut of_family = [0_u32; super::Family::ALL.len()];
    let mut in_turn: Vec<(u32, u64, Card)> = Vec::with_capacity(drawn.len());
    for (place, card) in drawn {
        let Some(number) = of_family.get_mut(card.family as usize) else {
            continue;
        };
        in_turn.push((*number, place, card));
        *number += 1;
    }
    in_turn.sort_unstable_by_key(|(number, place, _)| (*number, *place));
    let mut chosen: Vec<(u64, Card)> = in_turn
        .into_iter()
        .take(QUESTIONS)
        .map(|(_, place, card)| (place, card))
        .collect();
    chosen.sort_unstable_by_key(|(place, _)| *place);
    chosen.into_iter().map(|(_, card)| card).collect()
}

/// When an exam of so many questions that begins now is over.
#[must_use]
pub fn ends(begins: Moment, questions: usize) -> Moment {
    let seconds = i64::try_from(questions).unwrap_or(i64::MAX);
    Moment(begins.0.saturating_add(seconds.saturating_mul(SECONDS)))
}
