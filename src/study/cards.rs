//! Cards from the data: which there are, and what each says.
//!
//! Dealing only looks at what there is to ask; the words are made when a card is shown ([`super::Card::face`]).

mod began;
mod change;
mod description;
mod duty;
mod function;
mod law;
mod number;
mod organisation;
mod phrase;
mod place;
mod power;
mod quotation;
mod sequence;
mod standing;
mod succession;
mod tempt;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::card::{Answer, Card, CardId, Face, Family, Typed};
use crate::dataset::Dataset;
use crate::model::{Body, Confidence, Date, Day, RecordRef, Sourced, Text};

use change::Event;
use duty::Duty;
use function::Role;
use law::Ground;
use number::Counted;
use organisation::Turn;
use place::Seat;
use power::Might;
use quotation::Saying;
use sequence::{Five, Three};
use standing::State;
use succession::Passage;
use tempt::Lexicon;

/// What a card asks for, where it stands in the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fact {
    Began(&'static Body),
    Ended(&'static Body),
    Turn(Turn),
    Ground(Ground),
    Standing(State),
    Passage(Passage),
    Counted(Counted),
    Role(Role),
    Duty(Duty),
    Might(Might),
    Description(&'static Body),
    Seat(Seat),
    Three(Three),
    Five(Five),
    Event(Event),
    Saying(Saying),
}

impl Fact {
    pub(super) fn face(self, data: &'static Dataset) -> Face {
        match self {
            Self::Began(body) => began::began(data, body),
            Self::Ended(body) => began::ended(data, body),
            Self::Turn(turn) => turn.face(data),
            Self::Ground(ground) => ground.face(data),
            Self::Standing(state) => state.face(data),
            Self::Passage(passage) => passage.face(data),
            Self::Counted(counted) => counted.face(data),
            Self::Role(role) => role.face(data),
            Self::Duty(duty) => duty.face(data),
            Self::Might(might) => might.face(),
            Self::Description(body) => description::face(data, body),
            Self::Seat(seat) => seat.face(data),
            Self::Three(three) => three.face(data),
            Self::Five(five) => five.face(data),
            Self::Event(event) => event.face(data),
            Self::Saying(saying) => saying.face(data),
        }
    }
}

/// What a card asks for, or who knows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Asks {
    /// This.
    Fact(Fact),
    /// What the dealer with this number finds again.
    ByDealer(u8),
}

/// Who deals cards, each of some facts. Their numbers are their places.
const DEALERS: [fn(&mut Pack); 14] = [
    began::deal,
    organisation::deal,
    law::deal,
    standing::deal,
    succession::deal,
    number::deal,
    function::deal,
    duty::deal,
    power::deal,
    description::deal,
    place::deal,
    sequence::deal,
    change::deal,
    quotation::deal,
];

/// All cards that the data can ask, by time and family, each with the number of its dealer. Of places there is a share: [`deal_place`] has
/// all of one.
pub(super) fn deal_all(data: &'static Dataset) -> Vec<(Card, u8)> {
    let mut pack = Pack::new(data);
    let mut dealt = Vec::new();
    for (dealer, deal) in (0..).zip(DEALERS) {
        deal(&mut pack);
        dealt.extend(pack.cards.drain(..).map(|card| (card, dealer)));
    }
    dealt.sort_unstable_by_key(|(card, _)| place(card));
    dealt
}

/// What a card of the built-in data asks for: its dealer deals once more, and is remembered.
#[expect(
    clippy::expect_used,
    reason = "the build dealt from the same data, and a test shows every card"
)]
pub(super) fn fact_of(card: CardId, dealer: u8, data: &'static Dataset) -> Fact {
    static FACTS: [OnceLock<HashMap<CardId, Fact>>; DEALERS.len()] =
        [const { OnceLock::new() }; DEALERS.len()];
    let dealer = usize::from(dealer);
    let facts = FACTS.get(dealer).zip(DEALERS.get(dealer));
    let fact = facts.and_then(|(facts, deal)| {
        let facts = facts.get_or_init(|| {
            let mut pack = Pack::new(data);
            deal(&mut pack);
            let cards = pack.cards.into_iter();
            cards
                .filter_map(|card| match card.asks {
                    Asks::Fact(fact) => Some((card.id, fact)),
                    Asks::ByDealer(_) => None,
                })
                .collect()
        });
        facts.get(&card).copied()
    });
    fact.expect("who dealt a card deals it again")
}

/// By time and family, and what asks of the same side by side.
const fn place(card: &Card) -> (Day, Family, Text, CardId) {
    (card.at, card.family, card.about.id, card.id)
}

/// All cards about one place, in order of time.
#[must_use]
pub fn deal_place(data: &'static Dataset, place: Text) -> Vec<Card> {
    let mut pack = Pack::new(data);
    if let Some(place) = data.place(&place) {
        place::deal_all(&mut pack, place);
    }
    pack.sorted()
}

/// Cards that are being dealt.
struct Pack {
    data: &'static Dataset,
    cards: Vec<Card>,
    known: HashSet<CardId>,
    lexicon: Lexicon,
}

impl Pack {
    fn new(data: &'static Dataset) -> Self {
        Self {
            data,
            cards: Vec::new(),
            known: HashSet::new(),
            lexicon: Lexicon::of(data),
        }
    }

    /// Adds a card, unless one asks for the same fact.
    fn add(
        &mut self,
        (family, about): (Family, RecordRef),
        body: Option<&'static Body>,
        at: Day,
        parts: &[&str],
        fact: Fact,
    ) {
        let id = CardId::of(family, about, parts);
        if self.known.insert(id) {
            self.cards.push(Card {
                id,
                family,
                about,
                body,
                at,
                asks: Asks::Fact(fact),
            });
        }
    }

    fn sorted(mut self) -> Vec<Card> {
        self.cards.sort_unstable_by_key(place);
        self.cards
    }
}

/// Whether a statement may be asked for.
fn is_sure(statement: &dyn Sourced) -> bool {
    statement.confidence() != Confidence::Unverified
}

/// A face as it is put together.
struct Draft<'a> {
    question: String,
    right: Vec<String>,
    wrong: Vec<String>,
    typed: Typed,
    why: String,
    /// The statement that it rests on, then what speaks for it where that names no source.
    from: &'a dyn Sourced,
    or: &'a [Text],
    lights: Vec<Text>,
}

impl Draft<'_> {
    fn face(self) -> Face {
        let mut right = self.right;
        right.retain(|line| !tempt::gives_away(&self.question, line, &self.wrong));
        let sources = self.from.sources();
        let sources = if sources.is_empty() { self.or } else { sources };
        Face {
            question: self.question,
            answer: Answer::Choice {
                right,
                wrong: self.wrong,
                typed: self.typed,
            },
            why: self.why,
            sources: sources.to_vec(),
            confidence: self.from.confidence(),
            lights: self.lights,
        }
    }
}

/// The names by which a body may be typed.
fn names<'a>(bodies: impl IntoIterator<Item = &'a Body>) -> Typed {
    let mut all: Vec<String> = Vec::new();
    for body in bodies {
        let known = [body.name, body.plural].into_iter().chain(body.short);
        all.extend(known.map(|name| name.as_str().to_owned()));
        all.extend(body.aliases.iter().map(ToString::to_string));
    }
    Typed::Name(all)
}

/// The days on which phases of bodies began.
fn all_beginnings(data: &'static Dataset) -> impl Iterator<Item = Date> {
    let phases = data.bodies.iter().flat_map(|body| &body.phases);
    phases.map(|phase| phase.from)
}

/// The last days of phases of bodies.
fn all_ends(data: &'static Dataset) -> impl Iterator<Item = Date> {
    let phases = data.bodies.iter().flat_map(|body| &body.phases);
    phases.filter_map(|phase| phase.to.date())
}

/// The dates of reforms.
fn all_reforms(data: &'static Dataset) -> impl Iterator<Item = Date> {
    let reforms = data.reforms.iter().filter(|reform| !reform.planned);
    reforms.map(|reform| reform.date)
}
