//! What each action does on the study screen.

mod asked;

use super::super::action::{Action, Effect};
use super::super::line::InputLine;
use super::super::state::{Layer, Screen, State};
use super::super::study::{
    Asked, Course, DeckLine, Decks, Desk, Over, ProgressView, Reading, Stage, Step, Task, Unkept,
};
use super::{everywhere, record};
use crate::report;
use crate::study::{self, Answered, Deck, Entry, History, Review};

/// Entries of a list that a page is.
const PAGE: usize = 10;

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    if state.study.desk.is_none() {
        return everywhere(state, &action);
    }
    match &state.study.stage {
        Stage::Home => at_home(state, action),
        Stage::Decks(_) => decks(state, action),
        Stage::Reading(_) => reading(state, action),
        Stage::Asked(_) => asked::update(state, action),
        Stage::Over(_) => over(state, action),
        Stage::Progress(_) => progress(state, action),
    }
}

/// Leaves what is being done, back to the list. What was graded is kept already.
fn go_home(state: &mut State) {
    state.study.stage = Stage::Home;
}

fn at_home(state: &mut State, action: Action) -> Vec<Effect> {
    let last = Task::ALL.len() - 1;
    let chosen = &mut state.study.chosen;
    match action {
        Action::Up => *chosen = chosen.saturating_sub(1),
        Action::Down => *chosen = (*chosen + 1).min(last),
        Action::First => *chosen = 0,
        Action::Last => *chosen = last,
        Action::Open | Action::GoOn => {
            let task = Task::ALL.get(*chosen).copied();
            return task.map_or_else(Vec::new, |task| begin(state, task));
        }
        Action::Study(task) => return begin(state, task),
        other => return everywhere(state, &other),
    }
    Vec::new()
}

/// Begins what was chosen.
fn begin(state: &mut State, task: Task) -> Vec<Effect> {
    let now = state.now;
    if let Some(place) = Task::ALL.iter().position(|known| *known == task) {
        state.study.chosen = place;
    }
    let Some(desk) = &mut state.study.desk else {
        return Vec::new();
    };
    match task {
        Task::Recall | Task::Quiz | Task::Exam => match desk.begin(task, now) {
            Ok(asked) => state.study.stage = Stage::Asked(Box::new(asked)),
            Err(why) => state.notice = Some(why),
        },
        Task::Lesson => match Reading::begin(desk) {
            Some(reading) => state.study.stage = Stage::Reading(reading),
            None => state.notice = Some("Every lesson of this deck has been read".to_owned()),
        },
        Task::Progress => {
            state.study.stage = Stage::Progress(ProgressView::default());
            return vec![Effect::ReadReviews];
        }
        Task::Deck => offer_decks(state),
        Task::Tour => state.begin_tour(),
    }
    Vec::new()
}

/// Decks to choose from: those that everybody has, and the place in view.
fn offer_decks(state: &mut State) {
    let mut offered = Deck::offered(state.data);
    offered.extend(state.places.place.map(|place| format!("place:{place}")));
    let bookmarks = &state.personal.bookmarks;
    let decks = offered
        .iter()
        .filter_map(|text| Deck::read(text, state.data, || state.index()).ok());
    let Some(desk) = &state.study.desk else {
        return;
    };
    let offered: Vec<(Deck, usize)> = decks
        .map(|deck| {
            let number = desk.how_many(&deck, bookmarks, state.now.day);
            (deck, number)
        })
        .collect();
    let here = |(deck, _): &(Deck, usize)| deck.text() == desk.deck().text();
    let chosen = offered.iter().position(here).unwrap_or_default();
    state.study.stage = Stage::Decks(Decks { offered, chosen });
}

fn decks(state: &mut State, action: Action) -> Vec<Effect> {
    let Stage::Decks(decks) = &mut state.study.stage else {
        return Vec::new();
    };
    let last = decks.offered.len().saturating_sub(1);
    let to = match action {
        Action::Up => decks.chosen.saturating_sub(1),
        Action::Down => (decks.chosen + 1).min(last),
        Action::PageUp | Action::HalfUp => decks.chosen.saturating_sub(PAGE),
        Action::PageDown | Action::HalfDown => (decks.chosen + PAGE).min(last),
        Action::First => 0,
        Action::Last => last,
        Action::GoOn | Action::Open => {
            let deck = decks
                .offered
                .get(decks.chosen)
                .map(|(deck, _)| deck.clone());
            if let Some(deck) = deck {
                take_deck(state, deck);
            }
            return Vec::new();
        }
        Action::TypeAnswer | Action::Study(Task::Deck) => {
            let line = InputLine::new(&state.study.deck_text());
            state
                .layers
                .push(Layer::Deck(DeckLine { line, error: None }));
            return Vec::new();
        }
        Action::Back | Action::Leave => {
            go_home(state);
            return Vec::new();
        }
        other => return everywhere(state, &other),
    };
    decks.chosen = to;
    Vec::new()
}

fn take_deck(state: &mut State, deck: Deck) {
    if let Some(desk) = &mut state.study.desk {
        let cards = desk.cards_of(&deck, &state.personal.bookmarks);
        desk.take(deck, cards);
    }
    go_home(state);
}

/// A deck being typed. What is no deck stays, to be mended.
pub(super) fn type_deck(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Layer::Deck(deck)) = state.layers.last_mut() else {
        return Vec::new();
    };
    match action {
        Action::Type(c) => deck.line.type_char(c),
        Action::Paste(text) => deck.line.paste(&text),
        Action::Edit(edit) => deck.line.edit(edit),
        Action::Back | Action::Leave => {
            state.layers.pop();
            return Vec::new();
        }
        Action::Open => {
            let typed = deck.line.text().to_owned();
            let error = match state.set_deck(&typed) {
                Ok(()) => {
                    state.layers.pop();
                    return Vec::new();
                }
                Err(error) => error,
            };
            if let Some(Layer::Deck(deck)) = state.layers.last_mut() {
                deck.error = Some(error);
            }
            return Vec::new();
        }
        _ => return Vec::new(),
    }
    deck.error = None;
    Vec::new()
}

fn reading(state: &mut State, action: Action) -> Vec<Effect> {
    let now = state.now;
    let (Stage::Reading(reading), Some(desk)) = (&mut state.study.stage, &mut state.study.desk)
    else {
        return Vec::new();
    };
    match action {
        Action::GoOn | Action::Open | Action::Right | Action::Down => {
            if !reading.go_to(desk, reading.place + 1)
                && let Some(asked) = reading.asked(desk, now)
            {
                state.study.stage = Stage::Asked(Box::new(asked));
            }
        }
        Action::Left | Action::Up | Action::TakeBack => {
            let before = reading.place.saturating_sub(1);
            reading.go_to(desk, before);
        }
        Action::Whole => open_record(state),
        Action::Back | Action::Leave => go_home(state),
        other => return everywhere(state, &other),
    }
    Vec::new()
}

fn over(state: &mut State, action: Action) -> Vec<Effect> {
    let Stage::Over(over) = &mut state.study.stage else {
        return Vec::new();
    };
    let last = over.results.len().saturating_sub(1);
    let to = match action {
        Action::Up => over.chosen.saturating_sub(1),
        Action::Down => (over.chosen + 1).min(last),
        Action::PageUp | Action::HalfUp => over.chosen.saturating_sub(PAGE),
        Action::PageDown | Action::HalfDown => (over.chosen + PAGE).min(last),
        Action::First => 0,
        Action::Last => last,
        Action::Open | Action::Whole => {
            open_record(state);
            return Vec::new();
        }
        Action::TakeBack => return resume(state),
        Action::GoOn | Action::Back | Action::Leave => {
            go_home(state);
            return Vec::new();
        }
        other => return everywhere(state, &other),
    };
    over.chosen = to;
    Vec::new()
}

/// Takes the last answer of a round back that is over: the round goes on.
fn resume(state: &mut State) -> Vec<Effect> {
    let now = state.now;
    if let Stage::Over(Over {
        course: Course::Exam { .. },
        ..
    }) = state.study.stage
    {
        state.notice = Some("In an exam nothing is taken back".to_owned());
        return Vec::new();
    }
    let (Stage::Over(over), Some(desk)) = (
        std::mem::take(&mut state.study.stage),
        &mut state.study.desk,
    ) else {
        return Vec::new();
    };
    // A round that is over has no card to show until the last answer is taken back.
    let Some(card) = over.round.answered().last().map(|answered| answered.card) else {
        return Vec::new();
    };
    state.study.stage = Stage::Asked(Box::new(Asked {
        course: over.course,
        round: over.round,
        face: desk.face(&card),
        step: Step::Think,
        since: now.moment,
        unkept: None,
    }));
    asked::take_back(state)
}

fn progress(state: &mut State, action: Action) -> Vec<Effect> {
    let page = state.text_height().max(1);
    let last = state.progress_lines().len().saturating_sub(page);
    let Stage::Progress(view) = &mut state.study.stage else {
        return Vec::new();
    };
    view.top = match action {
        Action::Up => view.top.saturating_sub(1),
        Action::Down => view.top + 1,
        Action::PageUp | Action::HalfUp => view.top.saturating_sub(page),
        Action::PageDown | Action::HalfDown | Action::GoOn => view.top + page,
        Action::First => 0,
        Action::Last => last,
        Action::Back | Action::Leave => {
            go_home(state);
            return Vec::new();
        }
        other => return everywhere(state, &other),
    }
    .min(last);
    Vec::new()
}

/// Opens the record that the card came from, as at the day that it asks of. Closing it leads back to the same card.
fn open_record(state: &mut State) {
    let Some((record, at)) = state.studied_record() else {
        return;
    };
    let axis = &state.timeline.axis;
    state.at = at.clamp(axis.first(), axis.last());
    record::open(state, record);
}

impl State {
    /// What was found when study was opened.
    pub fn open_study(&mut self, opened: super::super::study::Opened) {
        self.study.desk = Some(Desk::new(self.data, opened));
        let wanted = std::mem::take(&mut self.study.wanted);
        // A deck of yesterday may have no cards today.
        if let Err(why) = self.set_deck(&wanted) {
            self.notice = Some(format!("All cards are taken: {why}"));
            let _ = self.set_deck("");
        }
        if let Some(task) = self.study.then.take() {
            // Only what is told of the past asks for more, and that is not begun from outside.
            let _ = begin(self, task);
        }
    }

    /// Tells what is known by now; the entries are those of the log, in its order.
    pub fn show_reviews(&mut self, entries: &[Entry]) {
        let reviews: Vec<Review> = study::counted(entries).cloned().collect();
        let (Stage::Progress(view), Some(desk)) = (&mut self.study.stage, &self.study.desk) else {
            return;
        };
        let known = desk.knowledge_with(self.now.day, &reviews);
        view.page = report::knowledge(self.data, &known).into_page();
    }

    /// Whether the study screen is shown, and nothing is known yet of what the reader remembers.
    #[must_use]
    pub fn awaits_study(&self) -> bool {
        self.screen == Screen::Study && self.study.desk.is_none()
    }

    /// Takes in what another session has kept meanwhile. The answer is whether that could be done.
    pub fn take_in(&mut self, entries: &[Entry]) -> bool {
        let desk = self.study.desk.as_mut();
        desk.is_none_or(|desk| desk.take_in(entries))
    }

    /// Knows this of the reader's memory from now on.
    pub fn learn(&mut self, history: History) {
        if let Some(desk) = &mut self.study.desk {
            desk.learn(history);
        }
    }

    /// An entry could not be kept: the reader is told, and can try again.
    pub fn entry_not_kept(&mut self, entry: Entry, why: &str) {
        let whys = format!("This is not kept: {why}");
        let Stage::Asked(asked) = &mut self.study.stage else {
            self.notice = Some(format!("{whys}; u takes it back, to be graded again"));
            return;
        };
        let answered = match &asked.step {
            Step::Judged(judgement) => Some(judgement.answered.clone()),
            _ => asked.round.answered().last().cloned(),
        };
        let is_last = |answered: &Answered| {
            let review = answered.review.as_ref();
            review.is_some_and(|review| review.id == entry.id())
        };
        let Some(answered) = answered.filter(is_last) else {
            self.notice = Some(whys);
            return;
        };
        if !asked.step.is_told() || matches!(asked.course, Course::Recall) {
            // Back to the card that was graded.
            asked.round.take_back();
            if let Some(desk) = &self.study.desk {
                asked.face = desk.face(&answered.card);
            }
            asked.step = Step::Grade;
        }
        asked.unkept = Some(Unkept {
            entry,
            why: why.to_owned(),
            answered,
        });
    }

    /// Takes the deck that was typed.
    ///
    /// # Errors
    /// What is wrong with it, or that it has no cards; all is as it was.
    pub fn set_deck(&mut self, typed: &str) -> Result<(), String> {
        let deck = Deck::read(typed, self.data, || self.index());
        let deck = deck.map_err(|fault| fault.to_string())?;
        if let Some(desk) = &mut self.study.desk {
            let cards = desk.cards_of(&deck, &self.personal.bookmarks);
            // Nothing at all is a deck too: there may be no data to make cards of.
            if cards.is_empty() && !typed.is_empty() {
                return Err(format!("{} has no cards", deck.name()));
            }
            desk.take(deck, cards);
        }
        go_home(self);
        Ok(())
    }

    /// Shows the study screen. The answer is what has to be read for it first, if it was not read yet.
    pub(super) fn go_to_study(&mut self) -> Vec<Effect> {
        self.screen = Screen::Study;
        if self.study.desk.is_some() {
            return Vec::new();
        }
        vec![Effect::OpenStudy]
    }
}
