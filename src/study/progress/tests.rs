//! Knowledge over a few cards and whatever was done with them.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::embedded;
use crate::study::sample::card;
use crate::study::{EntryId, Grade, Moment, Way};

const TODAY: Day = Day(46_000);

fn cards() -> Vec<Card> {
    vec![
        card(Family::Description, "regional-hospital-board", "1948-07-05"),
        card(Family::Number, "regional-health-authority", "1976-01-01"),
        card(Family::Began, "strategic-health-authority", "2002-04-01"),
        card(Family::Standing, "integrated-care-system", "2019-01-01"),
        card(Family::Law, "integrated-care-board", "2022-07-01"),
    ]
}

fn review(number: u32, card: &Card, day: Day, grade: Grade) -> Review {
    Review {
        id: EntryId(u64::from(number)),
        at: Moment(i64::from(number)),
        day,
        card: card.id,
        name: card.name(),
        grade,
        way: Way::Recall,
        took: 5,
    }
}

/// Knowledge after reviews of cards, by number of card and days from today.
fn after(reviews: &[(usize, i32, Grade)]) -> Knowledge {
    let cards = cards();
    // One more card than the data make.
    let gone = Card {
        id: CardId(7),
        ..cards[0]
    };
    let reviews: Vec<Review> = reviews
        .iter()
        .zip(0..)
        .map(|((card, days, grade), number)| {
            review(
                number,
                cards.get(*card).unwrap_or(&gone),
                TODAY.plus(*days),
                *grade,
            )
        })
        .collect();
    let mut history = History::default();
    for review in &reviews {
        history.add(review, &Scheduler::default());
    }
    let learnt = Learnt {
        data: embedded::dataset(),
        cards: &cards,
        history: &history,
        scheduler: &Scheduler::default(),
        settings: &Settings::default(),
        today: TODAY,
    };
    Knowledge::of(learnt, &reviews)
}

fn known_in(progress: &Knowledge, year: i16) -> Option<f64> {
    let (_, share) = progress.years.iter().find(|(of, _)| *of == year)?;
    share.known()
}

#[test]
fn nothing_was_asked_yet() {
    let progress = after(&[]);
    assert_eq!((progress.all.cards, progress.all.seen), (5, 0));
    assert_eq!(
        (progress.due, progress.in_a_row, progress.unknown),
        (0, 0, 0)
    );
    assert_eq!((progress.new_today, progress.new_left), (0, 5));
    assert_eq!(progress.graded.share(), None);
    assert_eq!(known_in(&progress, 1960), Some(0.0));
    assert_eq!(known_in(&progress, 1990), None);
}

#[test]
fn what_was_done_is_counted() {
    use Grade::{Again, Good};
    let progress = after(&[
        (0, -40, Good),
        (0, -20, Again),
        (0, -20, Good),
        (1, -2, Good),
        (2, -1, Good),
        (9, -1, Good),
        (3, 0, Again),
    ]);
    assert_eq!(progress.graded, Recall { asked: 6, right: 4 });
    // Only the first grade of the day on the card that was learnt before.
    assert_eq!(progress.when_due, Recall { asked: 1, right: 0 });
    assert_eq!((progress.in_a_row, progress.days_studied()), (3, 4));
    assert_eq!((progress.new_today, progress.new_left), (1, 1));
    assert_eq!(progress.unknown, 1);
    let weakest: Vec<Family> = progress
        .weakest
        .iter()
        .map(|(card, _)| card.family)
        .collect();
    assert_eq!(weakest, [Family::Standing, Family::Description]);
    // The regional hospital boards stood from 1948 to 1974: to know what they were is to know something of each of these years.
    assert!(known_in(&progress, 1960).is_some_and(|known| known > 0.5));
    assert_eq!(known_in(&progress, 2024), None);
    let (tier, region) = progress.tiers[1];
    assert_eq!((tier, region.cards, region.seen), (Tier::Region, 3, 3));
    assert_eq!(region.graded, Recall { asked: 5, right: 4 });
}

#[test]
fn a_day_that_is_not_over_breaks_no_row() {
    let days = [-4, -2, -1].map(|days| (0, days, Grade::Good));
    assert_eq!(after(&days).in_a_row, 2);
    let days = [-4, -3].map(|days| (0, days, Grade::Good));
    assert_eq!(after(&days).in_a_row, 0);
}

fn any_review() -> impl Strategy<Value = (usize, i32, Grade)> {
    let days = prop_oneof![9 => -50..=0, 1 => -40_000..40_000];
    (0_usize..7, days, prop::sample::select(&Grade::ALL[..]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn sums_agree_whatever_was_done(reviews in prop::collection::vec(any_review(), 0..60)) {
        let progress = after(&reviews);
        let ahead: u32 = progress.forecast.iter().map(|(_, number)| number).sum();
        prop_assert!(progress.overdue <= progress.due);
        prop_assert!(progress.due + ahead <= progress.all.seen);
        prop_assert_eq!(progress.forecast.len(), 30);
        prop_assert_eq!(progress.forecast[0].0, TODAY.plus(1));
        let sum = |shares: &mut dyn Iterator<Item = Share>| shares.fold((0, 0, 0.0), |sum, share| {
            (sum.0 + share.cards, sum.1 + share.seen, sum.2 + share.remembered)
        });
        let all = sum(&mut std::iter::once(progress.all));
        for part in [
            sum(&mut progress.eras.iter().copied()),
            sum(&mut progress.tiers.iter().map(|(_, share)| *share)),
        ] {
            prop_assert_eq!((part.0, part.1), (all.0, all.1));
            prop_assert!((part.2 - all.2).abs() < 1e-9);
        }
        let shares = progress.years.iter().map(|(_, share)| share).chain(&progress.eras);
        for share in shares {
            prop_assert!(share.seen <= share.cards && share.graded.right <= share.graded.asked);
            prop_assert!(share.known().is_none_or(|known| (0.0..=1.0).contains(&known)));
        }
        let asked: u32 = progress.recent.iter().map(|(_, tally)| tally.asked).sum();
        let in_span = reviews.iter().filter(|(_, days, _)| (-29..=0).contains(days)).count();
        prop_assert_eq!(asked, progress.graded.asked);
        prop_assert_eq!(usize::try_from(asked), Ok(in_span));
        prop_assert!(progress.when_due.asked <= progress.graded.asked);
        let cards: HashSet<usize> = reviews.iter().map(|(card, ..)| (*card).min(5)).collect();
        prop_assert_eq!(usize::try_from(progress.all.seen + progress.unknown), Ok(cards.len()));
    }
}
