//! Queries, filters and decks.

use std::sync::OnceLock;

use nhs_tiers::embedded;
use nhs_tiers::search::{Index, QueryFault, Search, parse};
use nhs_tiers::study::{Card, Deck, Shelf, deal};

use crate::assert_harmless;

/// Characters of a line that can be typed, and some to spare.
const LONGEST: usize = 300;

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| Index::new(embedded::dataset()))
}

fn cards() -> &'static [Card] {
    static CARDS: OnceLock<Vec<Card>> = OnceLock::new();
    CARDS.get_or_init(|| deal(embedded::dataset()))
}

/// A line that is searched for, and that names a deck. Typed letter by letter it finds what it finds at once; a fault stands in the line,
/// and what is offered in its place is no fault; a deck that is read again by its text has the same cards.
pub fn query(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    if text.chars().nth(LONGEST).is_some() {
        return;
    }
    search(text);
    deck(text);
}

fn search(text: &str) {
    let data = embedded::dataset();
    let find =
        |search: &mut Search, line: &str| search.find(data, index(), line, None, data.as_of());
    let found = find(&mut Search::default(), text);
    faults(text, &found.faults);
    for fault in &found.faults {
        if let Some(meant) = &fault.meant {
            let put_right = find(&mut Search::default(), meant);
            assert!(
                put_right.faults.is_empty(),
                "{meant:?} is offered: {:?}",
                put_right.faults
            );
        }
    }
    let mut typed = Search::default();
    let starts = text.char_indices().map(|(at, _)| at).skip(1).step_by(3);
    for end in starts.chain([text.len()]) {
        let line = text.get(..end).unwrap_or_default();
        let step = find(&mut typed, line);
        if end == text.len() {
            assert_eq!(step, found, "letter by letter");
        }
    }
    let mut seen = Vec::new();
    for hit in &found.hits {
        assert!(data.name_of(hit.record).is_some(), "{hit:?} is nothing");
        seen.push(hit.record);
    }
    let hits = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), hits, "found once each");
    for hit in found.hits.iter().take(5) {
        let _ = index().matched(text, *hit);
    }
    let (_, faults) = parse(text);
    assert_eq!(parse(text).1, faults);
}

fn deck(text: &str) {
    let data = embedded::dataset();
    match Deck::read(text, data, index) {
        Ok(deck) => {
            let shelf = Shelf {
                data,
                cards: cards(),
                bookmarks: &[],
            };
            assert!(!deck.name().is_empty());
            let ids = |deck: &Deck| -> Vec<_> {
                let cards = deck.cards(shelf);
                cards.iter().map(|card| card.id).collect()
            };
            let again = Deck::read(deck.text(), data, index);
            assert!(again.is_ok_and(|again| ids(&again) == ids(&deck)));
        }
        Err(fault) => faults(text, &[fault]),
    }
}

fn faults(text: &str, faults: &[QueryFault]) {
    let length = text.chars().count();
    for fault in faults {
        assert!(
            fault.span.start <= fault.span.end && fault.span.end <= length,
            "{fault:?}"
        );
        assert!(!fault.what.is_empty());
        if !text.contains(crate::is_harmful) {
            assert_harmless(&fault.to_string());
        }
    }
}
