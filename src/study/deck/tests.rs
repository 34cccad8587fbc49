//! Decks over a handful of cards.

use proptest::prelude::*;

use super::{Deck, Shelf};
use crate::embedded;
use crate::model::{Day, Kind};
use crate::search::{Index, QueryFault};
use crate::study::sample::card;
use crate::study::{Card, CardId, Family, deal_place};
use std::collections::HashSet;
use std::sync::LazyLock;

static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(embedded::dataset()));

fn read(text: &str) -> Result<Deck, QueryFault> {
    Deck::read(text, embedded::dataset(), || &INDEX)
}

fn cards() -> Vec<Card> {
    vec![
        card(Family::Ended, "strategic-health-authority", "2013-03-31"),
        card(Family::Law, "integrated-care-board", "2022-07-01"),
        card(Family::Description, "integrated-care-board", "2022-07-01"),
        card(Family::Number, "regional-health-authority", "1976-01-01"),
        card(Family::Standing, "integrated-care-system", "2019-01-01"),
        card(Family::Description, "regional-hospital-board", "1948-07-05"),
        card(Family::Began, "strategic-health-authority", "2002-04-01"),
    ]
}

/// The bodies and families of the cards of a deck, in order.
fn chosen(text: &str) -> Vec<String> {
    let bookmarks = [(Kind::Body, "integrated-care-board".to_owned())];
    let cards = cards();
    let shelf = Shelf {
        data: embedded::dataset(),
        cards: &cards,
        bookmarks: &bookmarks,
    };
    let chosen = read(text).unwrap().cards(shelf);
    let short = |card: &Card| card.body.and_then(|body| body.short).unwrap();
    let told = chosen
        .iter()
        .map(|card| format!("{} {}", short(card), card.family.name()));
    told.collect()
}

#[test]
fn old_eras_come_first_and_in_an_era_what_a_thing_is() {
    let all = [
        "RHB description",
        "RHA number",
        "SHA began",
        "SHA ended",
        "ICS standing",
        "ICB description",
        "ICB law",
    ];
    assert_eq!(chosen("all"), all);
    assert_eq!(chosen(""), all);
    assert_eq!(chosen("due"), all, "what is due is not the deck's to know");
}

#[test]
fn every_term_must_hold() {
    assert_eq!(chosen("era:1974"), ["RHA number"]);
    assert_eq!(chosen("era:shas-and-pcts"), ["SHA began", "SHA ended"]);
    assert_eq!(chosen("era:\"SHAs and PCTs\" -sha"), Vec::<String>::new());
    assert_eq!(chosen("tier:region era:2004,1974").len(), 3);
    assert_eq!(chosen("era:2004,tier:system"), Vec::<String>::new());
    assert_eq!(chosen("tier:region,system").len(), 7);
    assert_eq!(chosen("standing:non-statutory"), ["ICS standing"]);
    assert_eq!(
        chosen("is:statutory,tier:system"),
        ["ICB description", "ICB law"]
    );
    assert_eq!(chosen("bookmarks"), ["ICB description", "ICB law"]);
    assert_eq!(chosen("-bookmarks tier:system"), ["ICS standing"]);
    assert_eq!(chosen("body:sha"), ["SHA began", "SHA ended"]);
    assert_eq!(chosen("about:rhb"), ["RHB description"]);
    assert_eq!(chosen("in:1976..1980"), ["RHA number"]);
    assert_eq!(
        chosen("strategic health authority in:2004"),
        ["SHA began", "SHA ended"]
    );
}

#[test]
fn a_deck_says_what_it_is() {
    for (text, name) in [
        ("", "All cards"),
        ("era:1974", "Era: Regions and areas, 1974–1982"),
        ("era:today", "Era: ICBs, since 2022"),
        (
            "due,tier:region,system",
            "Due today; Tier: region or system",
        ),
        ("-standing:statutory", "not Standing: statutory"),
        ("place:sheffield", "Place: Sheffield"),
        ("due sha in:2004", "Due today; Search: sha in:2004"),
        ("bookmarks", "Bookmarks"),
    ] {
        assert_eq!(read(text).unwrap().name(), name, "{text}");
    }
    assert_eq!(read("tier:region due").unwrap().wants_due(), Some(true));
    assert_eq!(read("-due").unwrap().wants_due(), Some(false));
    assert_eq!(read("all").unwrap().wants_due(), None);
}

#[test]
fn what_is_wrong_is_told_with_what_would_be_right() {
    for (text, at, says) in [
        ("era:1874", "1874", "era:1874: the timeline begins in 1938"),
        (
            "due era:distrits",
            "distrits",
            "did you mean era:districts?",
        ),
        ("ear:1974", "ear:1974", "did you mean era:1974?"),
        (
            "tier:regional",
            "regional",
            "one of: national, region, system",
        ),
        (
            "standing:legal",
            "legal",
            "one of: statutory, non-statutory",
        ),
        (
            "all,place:shefield",
            "shefield",
            "no place is called \"shefield\" (one of: place:sheffield",
        ),
        (
            "about:nothingatall",
            "nothingatall",
            "nothing is called \"nothingatall\"",
        ),
        (
            "due in:1982..1974",
            "1982..1974",
            "did you mean in:1974..1982?",
        ),
        (
            "bookmarks qqqqzzzz",
            "qqqqzzzz",
            "nothing is found for \"qqqqzzzz\"",
        ),
        ("era:", ":", "era: needs a date"),
    ] {
        let fault = read(text).unwrap_err();
        assert!(fault.to_string().contains(says), "{text}: {fault}");
        let pointed: String = text
            .chars()
            .skip(fault.span.start)
            .take(fault.span.len())
            .collect();
        assert_eq!(pointed, at, "{text}");
    }
}

#[test]
fn every_deck_that_is_offered_is_one() {
    for text in Deck::offered(embedded::dataset()) {
        assert!(read(&text).is_ok(), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_is_typed_a_deck_is_a_part_of_the_cards(text in "(-?(era|tier|is|place|about|body|in|due|all|x)?[:,\" ]{0,2}[a-z0-9éx.-]{0,5}[, ]?){0,4}") {
        if let Ok(deck) = read(&text) {
            let cards = cards();
            let chosen = deck.cards(Shelf { data: embedded::dataset(), cards: &cards, bookmarks: &[] });
            // Of a place that is asked for by name all cards are given, those too that are not on the shelf.
            let of_place = |card: &Card| card.family == Family::Place && deal_place(embedded::dataset(), card.about.id).contains(card);
            prop_assert!(chosen.iter().all(|card| cards.contains(card) || of_place(card)));
            let ids: HashSet<CardId> = chosen.iter().map(|card| card.id).collect();
            prop_assert_eq!(ids.len(), chosen.len());
            prop_assert_eq!(read(deck.text()).map(|again| again.name()), Ok(deck.name()));
        } else if let Err(fault) = read(&text) {
            prop_assert!(fault.span.end <= text.chars().count() && !fault.what.is_empty());
        }
    }
}

#[test]
fn a_deck_of_an_era_ends_with_it() {
    let deck = read("era:2016-03-14").unwrap();
    assert_eq!(deck.name(), "Era: CCGs, 2013–2016");
    let later = Card {
        at: Day::new(2016, 3, 15).unwrap(),
        ..card(Family::Began, "integrated-care-system", "2016-03-15")
    };
    let shelf = Shelf {
        data: embedded::dataset(),
        cards: &[later],
        bookmarks: &[],
    };
    assert!(deck.cards(shelf).is_empty());
}
