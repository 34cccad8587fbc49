//! When cards come again is what the reference implementation says (`tests/study/sequences.py` asked it), and what a reader sees beside a
//! grade is what is kept.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;

use nhs_tiers::model::Day;
use nhs_tiers::study::{
    CardId, CardState, EntryId, Grade, History, Moment, Review, Scheduler, Settings, Way,
};

/// The library keeps stabilities within a hundred years; the reference only intervals.
const MOST_STABLE: f32 = 36_500.0;

/// What the reference makes of a card.
struct Sequence {
    settings: Settings,
    /// Days since the last review, and the grade.
    reviews: Vec<(i32, Grade)>,
    /// Days until it is due, stability, difficulty.
    led_to: Vec<(u32, f32, f32)>,
}

fn numbers(text: &str) -> Vec<f32> {
    let numbers = text.split_whitespace();
    numbers.map(|number| number.parse().unwrap()).collect()
}

fn grade(letter: &str) -> Grade {
    let found = Grade::ALL
        .into_iter()
        .find(|grade| grade.name().starts_with(letter));
    found.unwrap()
}

fn sequences() -> Vec<Sequence> {
    let read = include_str!("study/sequences.csv").lines().skip(1);
    read.map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        let reviews = fields[2].split(' ').map(|review| {
            let (gap, letter) = review.split_at(review.len() - 1);
            (gap.parse().unwrap(), grade(letter))
        });
        let led_to = fields[3].split(' ').map(|state| {
            let state = numbers(&state.replace('/', " "));
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "whole days"
            )]
            let days = state[0] as u32;
            (days, state[1], state[2])
        });
        Sequence {
            settings: Settings {
                retention: fields[0].parse().unwrap(),
                parameters: numbers(fields[1]),
                fuzz: false,
                ..Settings::default()
            },
            reviews: reviews.collect(),
            led_to: led_to.collect(),
        }
    })
    .collect()
}

fn review(card: CardId, number: u64, day: Day, grade: Grade) -> Review {
    Review {
        id: EntryId(number),
        at: Moment(0),
        day,
        card,
        name: String::new(),
        grade,
        way: Way::Recall,
        took: 0,
    }
}

fn is_near(one: f32, other: f32) -> bool {
    (one - other).abs() <= other.abs() * 1e-3
}

#[test]
fn intervals_are_those_of_the_reference_implementation() {
    let sequences = sequences();
    assert!(sequences.len() >= 80);
    let card = CardId(1);
    for Sequence {
        settings,
        reviews,
        led_to,
    } in sequences
    {
        let scheduler = Scheduler::of(&settings);
        let (mut history, mut day) = (History::default(), Day(46_000));
        for (number, ((gap, grade), (days, stability, difficulty))) in
            (0..).zip(reviews.iter().zip(led_to))
        {
            day = day.plus(*gap);
            history.add(&review(card, number, day, *grade), &scheduler);
            let state = history.state(card).unwrap();
            let what = format!("{reviews:?}, review {number}: {state:?}");
            assert_eq!(state.due, day.plus(i32::try_from(days).unwrap()), "{what}");
            let stability = stability.min(MOST_STABLE);
            assert!(is_near(state.memory.stability, stability), "{what}");
            assert!(is_near(state.memory.difficulty, difficulty), "{what}");
        }
    }
}

/// A card that was asked so often.
fn asked(asked: u32, stability: f32) -> CardState {
    let mut history = History::default();
    history.add(
        &review(CardId(1), 0, Day(46_000), Grade::Good),
        &Scheduler::default(),
    );
    let mut state = *history.state(CardId(1)).unwrap();
    state.asked = asked;
    state.memory.stability = stability;
    state
}

fn fuzz(fuzz: bool) -> Scheduler {
    Scheduler::of(&Settings {
        fuzz,
        ..Settings::default()
    })
}

#[test]
fn intervals_are_varied_within_the_bounds_and_the_same_each_time() {
    let today = Day(46_030);
    for stability in [3.0, 12.0, 90.0, 2_000.0] {
        let mut found = BTreeSet::new();
        let state = asked(3, stability);
        let plain = fuzz(false).outlooks(CardId(1), Some(&state), today)[2].days;
        let bounds = beside(plain);
        for number in 0..2_000 {
            let outlook = || fuzz(true).outlooks(CardId(number), Some(&state), today);
            let outlooks = outlook();
            assert_eq!(outlooks, outlook(), "the dice fall as they fell");
            let days = outlooks.map(|outlook| outlook.days);
            assert!(days.is_sorted(), "a better grade comes earlier: {days:?}");
            found.insert(days[2]);
        }
        assert_eq!(
            (found.first().copied(), found.last().copied()),
            (Some(bounds.0), Some(bounds.1)),
            "about {plain} days"
        );
        assert!(u32::try_from(found.len()).unwrap() == bounds.1 - bounds.0 + 1);
    }
    // The next review of the same card throws other dice.
    let days = |number| {
        let state = asked(number, 2_000.0);
        fuzz(true).outlooks(CardId(1), Some(&state), today)[2].days
    };
    assert!((0..20).map(days).collect::<BTreeSet<_>>().len() > 5);
}

/// The shortest and the longest that an interval may become: a day, and 15 % of what lies between 2.5 and 7 days, 10 % of what lies between 7
/// and 20, 5 % of the rest.
fn beside(days: u32) -> (u32, u32) {
    let days = f64::from(days);
    let share = |from: f64, to: f64, share: f64| (days.min(to) - from).max(0.0) * share;
    let beside = 1.0 + share(2.5, 7.0, 0.15) + share(7.0, 20.0, 0.1) + share(20.0, 1e9, 0.05);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "days"
    )]
    let whole = |days: f64| days.round().max(2.0) as u32;
    (whole(days - beside), whole(days + beside))
}

#[test]
fn what_is_shown_beside_a_grade_is_what_is_kept() {
    let (card, scheduler) = (CardId(42), Scheduler::default());
    let (mut history, mut day) = (History::default(), Day(46_000));
    for number in 0..12 {
        let grade = Grade::ALL[number % 4];
        let shown = scheduler.outlooks(card, history.state(card), day)[number % 4];
        history.add(&review(card, number as u64, day, grade), &scheduler);
        let state = *history.state(card).unwrap();
        let days = i32::try_from(shown.days).unwrap();
        assert_eq!((state.due, state.memory), (day.plus(days), shown.memory));
        day = state.due;
    }
}

#[test]
fn a_card_is_as_likely_to_be_remembered_as_was_wanted_on_the_day_it_is_due() {
    for retention in [0.8, 0.9, 0.95] {
        let scheduler = Scheduler::of(&Settings {
            retention,
            fuzz: false,
            ..Settings::default()
        });
        let state = asked(1, 200.0);
        let due = scheduler.outlooks(CardId(1), Some(&state), state.last)[2];
        let after = CardState {
            memory: due.memory,
            ..state
        };
        let on = after.last.plus(i32::try_from(due.days).unwrap());
        let likely = scheduler.retrievability(&after, on);
        assert!(
            (likely - retention).abs() < 0.002,
            "{likely} of {retention}"
        );
        let at_once = scheduler.retrievability(&after, after.last.plus(-400));
        assert!((at_once - 1.0).abs() < 1e-6, "the clock was set back");
    }
}

#[test]
fn a_clock_that_was_set_back_takes_no_days_off() {
    let (card, scheduler) = (CardId(1), Scheduler::default());
    let state = asked(4, 50.0);
    let same_day = scheduler.outlooks(card, Some(&state), state.last);
    let year_before = scheduler.outlooks(card, Some(&state), state.last.plus(-365));
    assert_eq!(same_day, year_before);
}

#[test]
fn parameters_that_mean_nothing_are_none() {
    for parameters in [vec![1.0; 3], vec![f32::NAN; 21], vec![0.5; 17]] {
        let scheduler = Scheduler::of(&Settings {
            parameters,
            ..Settings::default()
        });
        assert_eq!(
            scheduler.outlooks(CardId(1), None, Day(0)),
            Scheduler::default().outlooks(CardId(1), None, Day(0))
        );
    }
}
