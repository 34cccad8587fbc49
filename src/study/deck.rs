//! Which cards a reader wants: `era:1974 tier:region`, `due,standing:non-statutory`, `place:sheffield`, or whatever a search takes.

mod terms;

use std::collections::HashSet;

use super::{Card, CardId, Family, History, deal, deal_place};
use crate::dataset::Dataset;
use crate::model::{Day, Kind, RecordRef, Standing, Tier};
use crate::search::{Index, QueryFault};

/// A choice of cards: every one of its terms must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deck {
    text: String,
    terms: Vec<Term>,
}

/// What must hold of a card.
#[derive(Clone, Debug, PartialEq)]
struct Term {
    test: Test,
    negated: bool,
    /// What it is, in words.
    name: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Test {
    All,
    Due,
    Bookmarks,
    /// First and last days of eras.
    Era(Vec<(Day, Day)>),
    Tier(Vec<Tier>),
    Standing(Vec<Standing>),
    /// All cards of places: where there are many, not all of them are on the shelf.
    Place(Vec<Card>),
    /// It came from one of these records.
    About(Vec<RecordRef>),
    /// A search finds its record, or its body.
    Found(HashSet<RecordRef>),
}

/// What the terms of a deck are asked of.
#[derive(Clone, Copy, Debug)]
pub struct Shelf<'a> {
    /// The data.
    pub data: &'static Dataset,
    /// All cards.
    pub cards: &'a [Card],
    /// The kinds and ids of what the reader bookmarked.
    pub bookmarks: &'a [(Kind, String)],
}

/// All cards; of places those that are dealt with all others, and those that the reader was ever asked.
#[must_use]
pub fn deal_for(data: &'static Dataset, history: &History) -> Vec<Card> {
    let mut cards = deal(data);
    let mut known: HashSet<CardId> = cards.iter().map(|card| card.id).collect();
    if history.cards().any(|(card, _)| !known.contains(&card)) {
        let of_places = data.places.iter();
        let of_places = of_places.flat_map(|place| deal_place(data, place.id));
        let asked = of_places.filter(|card| history.state(card.id).is_some());
        cards.extend(asked.filter(|card| known.insert(card.id)));
    }
    cards
}

impl Deck {
    /// Reads what somebody typed: terms with blanks or commas between them, all of which must hold. A comma inside the value of a term
    /// parts values of which one is enough, as in a search. Nothing at all is every card. The index is asked for only where a name must
    /// be looked up.
    ///
    /// # Errors
    /// What is wrong, where, and what would be right.
    pub fn read<'i>(
        text: &str,
        data: &'static Dataset,
        index: impl FnOnce() -> &'i Index,
    ) -> Result<Self, QueryFault> {
        let terms = terms::read(text, data, index)?;
        Ok(Self {
            text: text.trim().to_owned(),
            terms,
        })
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        if self.text.is_empty() {
            "all"
        } else {
            &self.text
        }
    }

    /// What it is, in words: "Era: Regions and areas, 1974–1982".
    #[must_use]
    pub fn name(&self) -> String {
        if self.terms.is_empty() {
            return "All cards".to_owned();
        }
        let names = self.terms.iter().map(|term| {
            let not = if term.negated { "not " } else { "" };
            format!("{not}{}", term.name)
        });
        names.collect::<Vec<_>>().join("; ")
    }

    /// Whether only cards that are due belong to it, or only such as are not: what is due is not the deck's to know.
    #[must_use]
    pub fn wants_due(&self) -> Option<bool> {
        let due = self.terms.iter().find(|term| term.test == Test::Due);
        due.map(|term| !term.negated)
    }

    /// Its cards, in the order in which they are best met: old eras first, and in an era first what the other questions speak of.
    #[must_use]
    pub fn cards(&self, shelf: Shelf<'_>) -> Vec<Card> {
        let terms = self.terms.iter();
        let terms: Vec<&Term> = terms.filter(|term| term.test != Test::Due).collect();
        let passes = |card: &&Card| {
            let mut terms = terms.iter();
            terms.all(|term| term.test.holds(card, shelf) != term.negated)
        };
        let places = terms.iter().filter_map(|term| match &term.test {
            Test::Place(cards) if !term.negated => Some(cards),
            _ => None,
        });
        let more = places.flatten();
        let mut known = HashSet::new();
        let mut cards: Vec<Card> = shelf
            .cards
            .iter()
            .chain(more)
            .filter(passes)
            .filter(|card| known.insert(card.id))
            .copied()
            .collect();
        sort(&mut cards, shelf.data);
        cards
    }

    /// Its cards on a day: where it wants those that are due, or those that are not, these.
    #[must_use]
    pub fn cards_on(&self, shelf: Shelf<'_>, history: &History, today: Day) -> Vec<Card> {
        let mut cards = self.cards(shelf);
        if let Some(wanted) = self.wants_due() {
            let is_due = |card: &Card| {
                let state = history.state(card.id);
                state.is_some_and(|state| state.is_due(today))
            };
            cards.retain(|card| is_due(card) == wanted);
        }
        cards
    }

    /// What is offered to choose from, as it would be typed.
    #[must_use]
    pub fn offered(data: &Dataset) -> Vec<String> {
        let plain = ["all", "due", "bookmarks"].map(str::to_owned);
        let eras = data.eras.iter().map(|era| format!("era:{}", era.id));
        let tiers = Tier::ALL.iter().map(|tier| format!("tier:{}", tier.name()));
        let standings = Standing::ALL
            .iter()
            .map(|standing| format!("standing:{}", standing.name()));
        plain
            .into_iter()
            .chain(eras)
            .chain(tiers)
            .chain(standings)
            .collect()
    }
}

impl Test {
    fn holds(&self, card: &Card, shelf: Shelf<'_>) -> bool {
        let body = card.body.map(|body| RecordRef::body(body.id));
        match self {
            // What is due is asked by whom it concerns: see `Deck::wants_due`.
            Self::All | Self::Due => true,
            Self::Bookmarks => {
                let marked = |record: RecordRef| {
                    let mut all = shelf.bookmarks.iter();
                    all.any(|(kind, id)| *kind == record.kind && *id == *record.id)
                };
                marked(card.about) || body.is_some_and(marked)
            }
            Self::Era(eras) => eras
                .iter()
                .any(|(from, to)| (*from..=*to).contains(&card.at)),
            Self::Tier(tiers) => card.body.is_some_and(|body| tiers.contains(&body.tier)),
            Self::Standing(wanted) => {
                let phase = card.body.and_then(|body| body.phase_near(card.at));
                phase.is_some_and(|phase| wanted.contains(&phase.form.standing()))
            }
            Self::Place(cards) => cards.iter().any(|one| one.id == card.id),
            Self::About(records) => records.contains(&card.about),
            Self::Found(records) => {
                let mut own = [Some(card.about), body].into_iter().flatten();
                own.any(|record| records.contains(&record))
            }
        }
    }
}

/// What a card of a family needs to be understood comes before it: first what a thing is, then what it was in law, then the rest.
const fn rank(family: Family) -> u8 {
    match family {
        Family::Description => 0,
        Family::Standing => 1,
        Family::Began => 2,
        Family::Law => 3,
        Family::Accountability => 4,
        Family::Function => 5,
        Family::Power => 6,
        Family::Number => 7,
        Family::Succession => 8,
        Family::Ended => 9,
        Family::Change => 10,
        Family::Place => 11,
        Family::First => 12,
        Family::Order => 13,
        Family::Quotation => 14,
    }
}

fn sort(cards: &mut [Card], data: &Dataset) {
    let era = |day: Day| data.eras.partition_point(|era| era.from.first() <= day);
    cards.sort_by_cached_key(|card| {
        (
            era(card.at),
            rank(card.family),
            card.at,
            card.about,
            card.id,
        )
    });
}

#[cfg(test)]
mod tests;
