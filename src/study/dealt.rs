//! The cards of a data set in the compact form that is embedded: dealing them takes longer than the whole start should.

use serde::{Deserialize, Serialize};

use super::card::{Card, CardId, Family};
use super::cards::{Asks, deal_all};
use crate::dataset::Dataset;
use crate::model::{self, Compact, Day, RecordRef};

/// A card, without the fact that it asks for: its dealer finds that again.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Dealt {
    id: CardId,
    family: Family,
    about: RecordRef,
    /// The place of its body in the data set.
    body: Option<u16>,
    at: Day,
    dealer: u8,
}

/// Deals all cards, for [`decode`], within a [`gather`](crate::model::gather).
///
/// # Errors
/// When the form cannot hold the cards, which does not happen.
pub fn encode(data: &'static Dataset) -> Result<Vec<u8>, postcard::Error> {
    let cards = deal_all(data).into_iter().map(|(card, dealer)| {
        let is_its = |body: &&crate::model::Body| card.body.is_some_and(|its| its.id == body.id);
        let body = data.bodies.iter().position(|body| is_its(&body));
        Dealt {
            id: card.id,
            family: card.family,
            about: card.about,
            body: body.and_then(|place| u16::try_from(place).ok()),
            at: card.at,
            dealer,
        }
    });
    model::write(&cards.collect::<Vec<_>>())
}

/// The cards that [`encode`] dealt from the same data.
///
/// # Errors
/// When it is not what that wrote.
pub fn decode(form: Compact, data: &'static Dataset) -> Result<Vec<Card>, postcard::Error> {
    let dealt: Vec<Dealt> = form.read()?;
    let cards = dealt.into_iter().map(|dealt| Card {
        id: dealt.id,
        family: dealt.family,
        about: dealt.about,
        body: dealt
            .body
            .and_then(|place| data.bodies.get(usize::from(place))),
        at: dealt.at,
        asks: Asks::ByDealer(dealt.dealer),
    });
    Ok(cards.collect())
}
