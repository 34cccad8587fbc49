//! Cards for tests: of a family, about a body, on a day.

use std::sync::LazyLock;

use super::{Card, CardId, Family, deal};
use crate::embedded;
use crate::model::{Date, RecordRef};

/// A card whose other parts matter to nobody here.
static ANY: LazyLock<Card> = LazyLock::new(|| deal(embedded::dataset())[0]);

/// A card of a family about a body, on a day.
pub(super) fn card(family: Family, body: &str, at: &str) -> Card {
    let body = embedded::dataset().body(body).unwrap();
    let about = RecordRef::body(body.id);
    Card {
        id: CardId::of(family, about, &[at]),
        family,
        about,
        body: Some(body),
        at: at.parse::<Date>().unwrap().first(),
        ..*ANY
    }
}
