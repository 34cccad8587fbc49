//! Studying, as a learner does it: keys in, cards and grades out. No terminal, no disk, no clock.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use nhs_tiers::app::{
    Action, Asked, EditRequest, Effect, Layer, Opened, Over, Screen, Size, Stage, State, Step,
    Task, update,
};
use nhs_tiers::embedded;
use nhs_tiers::keys::Keymap;
use nhs_tiers::model::Day;
use nhs_tiers::study::{Answer, Card, CardState, Entry, Family, Grade, Moment, Now, Typed};
use nhs_tiers::theme::{Theme, ThemeName};
use nhs_tiers::view;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Somebody who learns, and what is kept of it.
struct Learner {
    state: State,
    kept: Vec<Entry>,
    /// Nothing can be kept.
    disk_full: bool,
    /// Entries that were not kept.
    lost: usize,
}

impl Learner {
    fn new() -> Self {
        let size = Size {
            width: 80,
            height: 24,
        };
        let mut state = State::new(embedded::dataset(), size);
        state.now = Now {
            moment: Moment(1_795_000_000),
            day: Day::new(2026, 11, 18).unwrap(),
        };
        Self {
            state,
            kept: Vec::new(),
            disk_full: false,
            lost: 0,
        }
        .press("6")
    }

    /// Presses keys: characters as they are, others as `<enter>`.
    fn press(mut self, keys: &str) -> Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|tail| tail.split_once('>'));
            let (code, length) = match named {
                Some(("enter", _)) => (KeyCode::Enter, 7),
                Some(("esc", _)) => (KeyCode::Esc, 5),
                _ => (KeyCode::Char(c), c.len_utf8()),
            };
            rest = rest.get(length..).unwrap_or_default();
            let event = KeyEvent::new(code, KeyModifiers::NONE);
            for action in Keymap::default().actions(&self.state, event) {
                for effect in update(&mut self.state, action) {
                    self.carry_out(effect);
                }
            }
        }
        self
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::OpenStudy => self.state.open_study(Opened {
                seed: 7,
                ..Opened::default()
            }),
            Effect::ReadReviews => self.state.show_reviews(&self.kept),
            Effect::KeepEntry(entry) if self.disk_full => {
                self.lost += 1;
                self.state
                    .entry_not_kept(entry, "no space left on the disk");
            }
            Effect::KeepEntry(entry) => self.kept.push(entry),
            _ => {}
        }
    }

    /// Time goes by.
    fn later(mut self, days: i32) -> Self {
        self.state.now.day = self.state.now.day.plus(days);
        self.state.now.moment.0 += i64::from(days) * 86_400;
        self
    }

    fn asked(&self) -> &Asked {
        match &self.state.study.stage {
            Stage::Asked(asked) => asked,
            _ => panic!("nothing is asked"),
        }
    }

    fn over(&self) -> &Over {
        match &self.state.study.stage {
            Stage::Over(over) => over,
            _ => panic!("no round is over"),
        }
    }

    fn card(&self) -> Card {
        self.asked().round.card().unwrap()
    }

    fn memory(&self, card: &Card) -> Option<CardState> {
        let desk = self.state.study.desk.as_ref().unwrap();
        desk.history.state(card.id).copied()
    }

    fn notice(&self) -> &str {
        self.state.notice.as_deref().unwrap_or_default()
    }

    /// The screen as text. It can be drawn at any size.
    fn screen(&self) -> String {
        let Size { width, height } = self.state.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let theme = Theme::new(ThemeName::Terminal, false);
        view::draw(&self.state, &theme, &Keymap::default(), &mut buffer);
        let cells: Vec<&str> = buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        let lines = cells.chunks(usize::from(width));
        lines.map(<[&str]>::concat).collect::<Vec<_>>().join("\n")
    }

    /// Its words, wherever lines were broken.
    fn words(&self) -> String {
        self.screen()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The number of the right line, or of a wrong one.
    fn number(&self, right: bool) -> String {
        let Step::Choose { choices, .. } = &self.asked().step else {
            panic!("nothing to choose from");
        };
        let place = if right {
            choices.right
        } else {
            (choices.right + 1) % choices.lines.len()
        };
        (place + 1).to_string()
    }

    /// Goes on until a card is asked for which `wanted` holds.
    fn until(mut self, wanted: impl Fn(&Self) -> bool) -> Self {
        for _ in 0..500 {
            if wanted(&self) {
                return self;
            }
            self = match &self.asked().step {
                Step::Choose { .. } => {
                    let number = self.number(true);
                    self.press(&number).press(" ")
                }
                Step::Order { .. } => self.press("<enter> "),
                _ => panic!("it was told already"),
            };
        }
        panic!("there was no such card");
    }

    /// All the cards of a deck are new today.
    fn with_deck(self, deck: &str) -> Self {
        let mut learner = self.press("ddt");
        // What stands in the line goes.
        let line = KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL);
        for action in Keymap::default().actions(&learner.state, line) {
            update(&mut learner.state, action);
        }
        learner.press(deck).press("<enter>")
    }

    fn unlimited(mut self) -> Self {
        let desk = self.state.study.desk.as_mut().unwrap();
        desk.settings.new_a_day = u16::MAX;
        self
    }
}

#[test]
fn a_grade_is_never_given_by_default() {
    let learner = Learner::new().press("r");
    let card = learner.card();
    assert!(matches!(learner.asked().step, Step::Think));
    let learner = learner.press("3");
    assert!(learner.notice().contains("Space") && learner.kept.is_empty());
    let learner = learner.press("   <enter>");
    assert!(matches!(learner.asked().step, Step::Grade));
    assert!(learner.notice().contains("1 again, 2 hard, 3 good, 4 easy"));
    assert_eq!(learner.card(), card);
    assert!(learner.kept.is_empty() && learner.memory(&card).is_none());
}

#[test]
fn the_interval_beside_a_grade_is_the_one_that_is_kept() {
    for (key, grade) in [("2", Grade::Hard), ("3", Grade::Good), ("4", Grade::Easy)] {
        let learner = Learner::new().press("r ");
        let card = learner.card();
        let today = learner.state.now.day;
        let desk = learner.state.study.desk.as_ref().unwrap();
        let outlook = desk.outlooks(learner.asked(), today)[grade as usize];
        assert!(learner.words().contains(&outlook.words()));
        let learner = learner.press(key);
        let days = i32::try_from(outlook.days).unwrap();
        assert_eq!(learner.memory(&card).unwrap().due, today.plus(days));
        let [Entry::Review(review)] = learner.kept.as_slice() else {
            panic!("other entries are kept");
        };
        assert_eq!(
            (review.card, review.grade, review.day),
            (card.id, grade, today)
        );
        assert_ne!(learner.card(), card);
        // It is asked again when it is due, and not before.
        let learner = learner.press("<esc><esc>").later(days - 1);
        let due = |learner: &Learner| {
            let desk = learner.state.study.desk.as_ref().unwrap();
            desk.due(learner.state.now.day)
        };
        assert!(!due(&learner).contains(&card));
        assert!(due(&learner.later(1)).contains(&card));
    }
}

#[test]
fn what_was_not_remembered_comes_again_in_the_same_round() {
    let mut learner = Learner::new().press("r ");
    let card = learner.card();
    let left = learner.asked().round.left();
    learner = learner.press("1");
    assert_eq!(learner.asked().round.left(), left);
    let mut between = 0;
    while learner.card() != card {
        between += 1;
        learner = learner.press(" 3");
    }
    assert_eq!(between, 4);
    let learner = learner.press(" 3");
    let memory = learner.memory(&card).unwrap();
    assert_eq!((memory.asked, memory.right), (2, 1));
}

#[test]
fn a_grade_is_taken_back_as_if_it_had_not_been_given() {
    let learner = Learner::new().press("r 3");
    let before = learner.card();
    let learner = learner.press(" 1u");
    assert_eq!(learner.card(), before);
    assert!(matches!(learner.asked().step, Step::Grade));
    assert!(learner.memory(&before).is_none());
    assert!(learner.notice().contains("Taken back"));
    let [.., Entry::Review(review), Entry::Undo(undo)] = learner.kept.as_slice() else {
        panic!("other entries are kept");
    };
    assert_eq!(undo.undone, review.id);
    // The card is in the round once.
    let same = |card: &&Card| card.id == before.id;
    assert_eq!(learner.asked().round.to_come().filter(same).count(), 1);
    // And so is the one before, and then there is nothing left to take back.
    let learner = learner.press("u").press("u");
    assert!(learner.notice().contains("no answer to take back"));
    let desk = learner.state.study.desk.as_ref().unwrap();
    assert_eq!(desk.history.cards().count(), 0);
}

#[test]
fn the_last_grade_of_a_round_is_taken_back_too() {
    let learner = Learner::new().with_deck("era:1944");
    let mut learner = learner.unlimited().press("r");
    while let Stage::Asked(_) = learner.state.study.stage {
        learner = learner.press(" 3");
    }
    let asked = learner.over().results.len();
    assert!(asked > 0);
    let learner = learner.press("u");
    assert_eq!(learner.asked().round.left(), 1);
    let learner = learner.press("4");
    assert_eq!(learner.over().results.len(), asked);
}

#[test]
fn what_cannot_be_kept_is_said_and_can_be_tried_again() {
    let mut learner = Learner::new().press("r ");
    let card = learner.card();
    learner.disk_full = true;
    let beside = learner.words();
    learner = learner.press("3");
    assert_eq!(learner.card(), card, "the next card waits");
    let grades = |words: &str| words.split_once("1 again").map(|(_, rest)| rest.to_owned());
    assert_eq!(grades(&learner.words()), grades(&beside), "as before");
    assert!(
        learner
            .words()
            .contains("Not kept: no space left on the disk")
    );
    learner = learner.press("r");
    assert_eq!(learner.card(), card);
    assert!(learner.words().contains("Not kept"));
    learner.disk_full = false;
    learner = learner.press("r");
    assert_ne!(learner.card(), card);
    assert!(!learner.words().contains("Not kept"));
    assert_eq!(learner.kept.len(), 1);
    assert_eq!(learner.memory(&card).unwrap().asked, 1, "it counts once");
    // Who gives up on keeping it goes on.
    learner.disk_full = true;
    let next = learner.card();
    learner = learner.press(" 2").press(" ");
    assert_ne!(learner.card(), next);
    assert_eq!(learner.memory(&next).unwrap().grade, Grade::Hard);
    // Another grade instead of the one that was not kept replaces it.
    let third = learner.card();
    learner = learner.press(" 1");
    learner.disk_full = false;
    learner = learner.press("4");
    assert_eq!(learner.memory(&third).unwrap().asked, 1);
    assert_eq!(learner.memory(&third).unwrap().grade, Grade::Easy);
}

#[test]
fn the_answer_is_hidden_until_it_is_told() {
    let learner = Learner::new().press("r");
    let why = learner.asked().face.why.clone();
    assert!(!learner.words().contains(&why));
    let learner = learner.press("e");
    assert!(learner.state.layers.is_empty(), "the record would tell it");
    assert!(learner.press(" ").words().contains(&why));
}

#[test]
fn a_wrong_answer_leads_to_the_record_and_back_to_the_same_card() {
    let learner = Learner::new()
        .press("z")
        .until(|learner| matches!(learner.asked().step, Step::Choose { .. }));
    let card = learner.card();
    let wrong = learner.number(false);
    let learner = learner.press(&wrong);
    assert!(learner.words().contains("Not so."));
    assert_eq!(learner.memory(&card).unwrap().grade, Grade::Again);
    let learner = learner.press("e");
    let Some(Layer::Record(view)) = learner.state.layers.last() else {
        panic!("no record was opened");
    };
    assert_eq!(view.record, card.about);
    assert_eq!(learner.state.at, card.at);
    let learner = learner.press("<esc>");
    assert_eq!(
        (learner.card(), learner.state.screen),
        (card, Screen::Study)
    );
    assert!(learner.words().contains("Not so."));
}

#[test]
fn a_date_may_be_typed_as_one_writes_it() {
    let is_date = |learner: &Learner| {
        let answer = &learner.asked().face.answer;
        matches!(answer, Answer::Choice { typed: Typed::Date(date), .. } if date.is_day())
    };
    let learner = Learner::new().unlimited().press("z").until(is_date);
    let card = learner.card();
    let Answer::Choice {
        typed: Typed::Date(date),
        ..
    } = learner.asked().face.answer.clone()
    else {
        panic!("no date");
    };
    let learner = learner.press("t").press(&date.long()).press("<enter>");
    assert!(learner.words().contains("Right."), "{}", learner.screen());
    assert_eq!(learner.memory(&card).unwrap().grade, Grade::Good);
    // Esc leads back to the choices.
    let learner = learner.press(" ").until(is_date).press("t1999<esc>");
    assert!(matches!(learner.asked().step, Step::Choose { .. }));
}

#[test]
fn lines_are_put_in_order_by_moving_them() {
    let is_order = |learner: &Learner| learner.card().family == Family::Order;
    let mut learner = Learner::new().unlimited().press("z").until(is_order);
    let card = learner.card();
    let Answer::Order(right) = learner.asked().face.answer.clone() else {
        panic!("no order");
    };
    let stand = |learner: &Learner| match &learner.asked().step {
        Step::Order { lines, chosen, .. } => (lines.clone(), *chosen),
        _ => panic!("there are no lines"),
    };
    assert_ne!(
        stand(&learner).0,
        right,
        "it is not in order from the start"
    );
    for (to, line) in right.iter().enumerate() {
        loop {
            let (lines, chosen) = stand(&learner);
            let from = lines.iter().position(|one| one == line).unwrap();
            if chosen != from {
                learner = learner.press(if chosen < from { "j" } else { "k" });
            } else if from > to {
                // Once by holding the line, once by its own key.
                learner = learner.press(if to == 0 { " k " } else { "K" });
            } else {
                break;
            }
        }
    }
    assert_eq!(stand(&learner).0, right);
    // A number goes to its line, and takes there what is held.
    let learner = learner.press("5 1 ");
    assert_eq!(stand(&learner).0.first(), right.last());
    let learner = learner.press(" 5 ");
    assert_eq!(stand(&learner).0, right);
    let learner = learner.press("<enter>");
    assert!(learner.words().contains("Right."));
    assert_eq!(learner.memory(&card).unwrap().grade, Grade::Good);
}

#[test]
fn a_lesson_is_read_and_then_asked() {
    let mut learner = Learner::new().press("s");
    let Stage::Reading(reading) = &learner.state.study.stage else {
        panic!("no lesson");
    };
    let cards = reading.lesson.cards.clone();
    assert!(cards.len() <= 7);
    for place in 0..cards.len() {
        let Stage::Reading(reading) = &learner.state.study.stage else {
            panic!("the lesson is over");
        };
        let why = reading.face.why.clone();
        assert_eq!(reading.place, place);
        assert!(learner.words().contains(&why), "{}", learner.screen());
        learner = learner.press(" ");
    }
    assert!(learner.kept.is_empty(), "reading is not remembering");
    assert_eq!(learner.asked().round.left(), cards.len());
    learner = learner.until(|learner| matches!(learner.state.study.stage, Stage::Over(_)));
    assert!(cards.iter().all(|card| learner.memory(card).is_some()));
    // The next lesson is another.
    let learner = learner.press(" s");
    let Stage::Reading(reading) = &learner.state.study.stage else {
        panic!("no lesson");
    };
    assert_ne!(reading.lesson.cards, cards);
}

#[test]
fn an_exam_tells_at_the_end_what_to_read_and_changes_no_schedule() {
    let mut learner = Learner::new().press("x");
    assert_eq!(learner.asked().round.left(), 20);
    let mut wrong = 0;
    while let Stage::Asked(asked) = &learner.state.study.stage {
        assert!(!asked.step.is_told());
        learner = match &asked.step {
            Step::Choose { .. } => {
                wrong += 1;
                let number = learner.number(false);
                learner.press(&number)
            }
            _ => learner.press("<enter>"),
        };
    }
    assert!(learner.kept.is_empty());
    let results = &learner.over().results;
    assert_eq!(results.len(), 20);
    assert!(results.iter().filter(|(_, right)| !right).count() >= wrong);
    assert!(results.windows(2).all(|pair| pair[0].1 <= pair[1].1));
    let (card, _) = results[1];
    let learner = learner.press("j<enter>");
    let view = learner.state.record_view().unwrap();
    assert_eq!(view.record, card.about);
}

#[test]
fn an_exam_is_over_when_its_time_is() {
    let mut learner = Learner::new().press("x");
    let deadline = learner.state.deadline().unwrap();
    assert_eq!(deadline.0 - learner.state.now.moment.0, 600);
    learner.state.now.moment.0 += 599;
    learner = learner.press("j");
    assert_eq!(learner.asked().round.left(), 20);
    learner.state.now.moment.0 += 1;
    learner = learner.press("j");
    assert!(learner.over().late);
    assert_eq!(learner.over().results.len(), 20);
    assert!(learner.words().contains("0 of 20"));
}

#[test]
fn a_deck_narrows_what_is_asked_and_a_wrong_one_is_told() {
    let learner = Learner::new().with_deck("era:1974");
    let desk = learner.state.study.desk.as_ref().unwrap();
    let era = learner
        .state
        .data
        .era_at(Day::new(1974, 4, 1).unwrap())
        .unwrap();
    assert!(!desk.cards().is_empty());
    assert!(desk.cards().iter().all(|card| era.covers(card.at)));
    assert!(learner.words().contains("Regions and areas"));
    let learner = learner.with_deck("era:1774");
    assert!(matches!(learner.state.layers.last(), Some(Layer::Deck(_))));
    assert!(learner.words().contains("1774"), "{}", learner.screen());
}

#[test]
fn nothing_is_asked_where_there_is_nothing() {
    let mut learner = Learner::new();
    learner
        .state
        .study
        .desk
        .as_mut()
        .unwrap()
        .settings
        .new_a_day = 0;
    let learner = learner.press("r");
    assert!(learner.notice().contains("no new cards"));
    let learner = learner.with_deck("bookmarks");
    assert!(
        learner.words().contains("has no cards"),
        "{}",
        learner.screen()
    );
}

#[test]
fn a_clock_that_was_set_back_breaks_nothing() {
    let learner = Learner::new().press("r 3<esc><esc>").later(-365);
    let learner = learner.press("r 3 1<esc><esc>").later(730);
    let learner = learner.press("r 3");
    assert_eq!(learner.kept.len(), 4);
}

/// What a learner sees, from the list to the end of a round.
#[test]
fn the_mark_of_a_card_leaves_the_years_whole() {
    let screen = Learner::new().press("s").screen();
    let years = screen.lines().find(|line| line.contains('◆')).unwrap();
    let mut words = years.split(['◆', '─', ' ']).filter(|word| !word.is_empty());
    let cut = words.find(|word| word.len() != 4);
    assert_eq!(cut, None, "{years}");
    assert!(years.contains("1940"), "{years}");
}

#[test]
fn the_screens_of_study() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let open = |deck: &str| {
            let mut learner = Learner::new();
            update(&mut learner.state, Action::Resized(Size { width, height }));
            if deck.is_empty() {
                learner
            } else {
                learner.with_deck(deck)
            }
        };
        let sees = |name: &str, learner: &Learner| {
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), learner.screen());
        };
        sees("home", &open(""));
        sees("decks", &open("").press("d"));
        sees("reading", &open("").press("s "));
        sees("think", &open("era:1974").press("r"));
        sees("grade", &open("era:1974").press("r "));
        let quiz = open("era:1974").press("z");
        sees("quiz", &quiz);
        let wrong = quiz.number(false);
        sees("not_so", &quiz.press(&wrong));
        let right = open("era:1974").press("z");
        let number = right.number(true);
        sees("right", &right.press(&number));
        sees("typed", &open("era:1974").press("ztarea health"));
        let five = |learner: &Learner| learner.card().family == Family::Order;
        let order = open("").unlimited().press("z").until(five);
        sees("order", &order.press("j "));
        let mut exam = open("era:1974").press("x");
        while let Stage::Asked(asked) = &exam.state.study.stage {
            exam = match &asked.step {
                Step::Choose { .. } => exam.press("1"),
                _ => exam.press("<enter>"),
            };
        }
        sees("exam", &exam);
        sees("progress", &open("era:1974").press("r 3 3 1<esc><esc>p"));
    }
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        6 => Just(Action::GoOn),
        4 => (0_u8..6).prop_map(Action::Pick),
        3 => prop::sample::select(Task::ALL.to_vec()).prop_map(Action::Study),
        8 => prop::sample::select(vec![
            Action::Up,
            Action::Down,
            Action::Left,
            Action::Right,
            Action::First,
            Action::Last,
            Action::PageDown,
            Action::Open,
            Action::Back,
            Action::TakeBack,
            Action::TypeAnswer,
            Action::MoveUp,
            Action::MoveDown,
            Action::Retry,
            Action::Whole,
            Action::TimeOver,
            Action::Tour,
            Action::GoTo(1),
            Action::GoTo(6),
            Action::Edit(EditRequest::DeleteToStart),
        ]),
        2 => any::<char>().prop_map(Action::Type),
        1 => (1_u16..140, 1_u16..50).prop_map(|(width, height)| Action::Resized(Size { width, height })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn whatever_is_pressed_what_is_kept_is_what_is_known(actions in prop::collection::vec((action(), 0_u8..20), 1..250)) {
        let mut learner = Learner::new();
        for (action, chance) in actions {
            // Now and then nothing can be kept, and time goes by.
            learner.disk_full = chance == 0;
            learner.state.now.moment.0 += i64::from(chance);
            for effect in update(&mut learner.state, action) {
                learner.carry_out(effect);
            }
            learner.screen();
            let Some(desk) = &learner.state.study.desk else { continue };
            let known: u32 = desk.history.days().values().map(|day| day.asked).sum();
            let given = learner.kept.iter().filter(|entry| matches!(entry, Entry::Review(_)));
            let taken = learner.kept.iter().filter(|entry| matches!(entry, Entry::Undo(_)));
            let kept = given.count().saturating_sub(taken.count());
            // What could not be kept is known to this session all the same, so it may know more; never less, but for what was taken back
            // while nothing could be kept.
            prop_assert!(kept <= usize::try_from(known).unwrap() + learner.lost);
        }
    }
}
