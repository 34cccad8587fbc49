//! What there is to learn, and what is known of the reader's memory.

use std::cell::OnceCell;
use std::rc::Rc;

use super::{Asked, Course, Task};
use crate::dataset::Dataset;
use crate::model::{Day, Kind, RecordRef, Text};
use crate::study::{
    self, Card, CardId, CardState, Deck, Entry, EntryId, Face, Grade, History, Knowledge, Learnt,
    Lesson, Now, Outlook, Review, Scheduler, Settings, Shelf, Undo, Way,
};

/// What was found when study was opened.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// What the log comes to.
    pub history: History,
    /// When cards come again.
    pub scheduler: Scheduler,
    /// How the reader wants to study.
    pub settings: Settings,
    /// Where chance begins.
    pub seed: u64,
}

/// What there is to learn, and what is known of the reader's memory.
#[derive(Debug)]
pub struct Desk {
    data: &'static Dataset,
    /// All cards.
    all: Vec<Card>,
    /// Which of them the reader wants.
    deck: Deck,
    /// Its cards, in the order in which they are met.
    cards: Vec<Card>,
    /// The lessons of the deck, once they are asked for.
    lessons: OnceCell<Vec<Lesson>>,
    /// What is known by now, until the next grade.
    knowledge: OnceCell<Rc<Knowledge>>,
    /// What the log comes to.
    pub history: History,
    /// How the reader wants to study.
    pub settings: Settings,
    scheduler: Scheduler,
    seed: u64,
    /// Numbers drawn from the seed so far.
    drawn: u64,
}

impl Desk {
    /// The desk of a reader.
    #[must_use]
    pub fn new(data: &'static Dataset, opened: Opened) -> Self {
        let Opened {
            history,
            scheduler,
            settings,
            seed,
        } = opened;
        let all = study::deal_for(data, &history);
        Self {
            data,
            cards: Vec::new(),
            all,
            deck: Deck::default(),
            lessons: OnceCell::new(),
            knowledge: OnceCell::new(),
            history,
            scheduler,
            settings,
            seed,
            drawn: 0,
        }
    }

    /// Which cards the reader wants.
    #[must_use]
    pub const fn deck(&self) -> &Deck {
        &self.deck
    }

    /// The cards of the deck, in the order in which they are met.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The cards that a deck holds, in that order.
    #[must_use]
    pub fn cards_of(&self, deck: &Deck, bookmarks: &[(Kind, String)]) -> Vec<Card> {
        deck.cards(self.shelf(bookmarks))
    }

    fn shelf<'a>(&'a self, bookmarks: &'a [(Kind, String)]) -> Shelf<'a> {
        Shelf {
            data: self.data,
            cards: &self.all,
            bookmarks,
        }
    }

    /// Takes another deck, and the cards that it holds.
    pub fn take(&mut self, deck: Deck, cards: Vec<Card>) {
        self.cards = cards;
        self.deck = deck;
        self.lessons = OnceCell::new();
        self.knowledge = OnceCell::new();
    }

    /// What is known of the deck by now, as far as it can be told without the reviews themselves.
    #[must_use]
    pub fn knowledge(&self, today: Day) -> Rc<Knowledge> {
        let known = self.knowledge.get().filter(|known| known.today == today);
        known.cloned().unwrap_or_else(|| {
            let knowledge = Rc::new(self.knowledge_with(today, &[]));
            let _ = self.knowledge.set(Rc::clone(&knowledge));
            knowledge
        })
    }

    /// The same, with what only the reviews tell.
    #[must_use]
    pub fn knowledge_with(&self, today: Day, reviews: &[Review]) -> Knowledge {
        let learnt = Learnt {
            data: self.data,
            cards: &self.cards,
            history: &self.history,
            scheduler: &self.scheduler,
            settings: &self.settings,
            today,
        };
        Knowledge::of(learnt, reviews)
    }

    /// Takes in what another session has kept meanwhile. The answer is whether that could be done; if not, the log has to be read again.
    pub fn take_in(&mut self, entries: &[Entry]) -> bool {
        self.knowledge = OnceCell::new();
        entries
            .iter()
            .all(|entry| self.history.take_in(entry, &self.scheduler))
    }

    /// Knows this of the reader's memory from now on.
    pub fn learn(&mut self, history: History) {
        self.history = history;
        self.knowledge = OnceCell::new();
    }

    /// The next number by chance.
    pub(super) const fn draw(&mut self) -> u64 {
        self.drawn += 1;
        study::mix(self.seed ^ study::mix(self.drawn))
    }

    /// What a card says.
    #[must_use]
    pub fn face(&self, card: &Card) -> Rc<Face> {
        Rc::new(card.face(self.data))
    }

    /// How many cards a deck holds today.
    pub(in crate::app) fn how_many(
        &self,
        deck: &Deck,
        bookmarks: &[(Kind, String)],
        today: Day,
    ) -> usize {
        let shelf = self.shelf(bookmarks);
        deck.cards_on(shelf, &self.history, today).len()
    }

    /// Cards that are due.
    #[must_use]
    pub fn due(&self, today: Day) -> Vec<Card> {
        if self.deck.wants_due() == Some(false) {
            return Vec::new();
        }
        study::due(&self.cards, &self.history, today, self.seed)
    }

    /// Cards never asked, as many as may be new today.
    #[must_use]
    pub fn fresh(&self, today: Day) -> Vec<Card> {
        if self.deck.wants_due() == Some(true) {
            return Vec::new();
        }
        let begun = self.history.days().get(&today).map_or(0, |day| day.new);
        let left = u32::from(self.settings.new_a_day).saturating_sub(begun);
        study::fresh(
            &self.cards,
            &self.history,
            usize::try_from(left).unwrap_or(0),
        )
    }

    /// The lesson that comes next.
    #[must_use]
    pub fn lesson(&self) -> Option<&Lesson> {
        let lessons = self
            .lessons
            .get_or_init(|| study::path(self.data, &self.cards));
        study::next_lesson(lessons, &self.history)
    }

    /// Begins a round: in recall and quiz what is due, then what is new; in an exam any cards of the deck.
    ///
    /// # Errors
    /// Why there is nothing to ask.
    pub fn begin(&mut self, task: Task, now: Now) -> Result<Asked, String> {
        let (course, cards) = if task == Task::Exam {
            let seed = self.draw();
            let cards = study::questions(&self.cards, seed);
            let ends = study::ends(now.moment, cards.len());
            (Course::Exam { ends }, cards)
        } else {
            let mut cards = self.due(now.day);
            cards.extend(self.fresh(now.day));
            let course = if task == Task::Recall {
                Course::Recall
            } else {
                Course::Quiz
            };
            (course, cards)
        };
        Asked::begin(course, cards, self, now).ok_or_else(|| self.nothing_to_ask(task))
    }

    fn nothing_to_ask(&self, task: Task) -> String {
        let says = if self.cards.is_empty() {
            "This deck has no cards; choose another"
        } else if task == Task::Exam {
            "This deck has no questions for an exam"
        } else if self.settings.new_a_day == 0 {
            "Nothing is due, and the configuration wants no new cards (study: new)"
        } else {
            "Nothing more is due today; a lesson brings new cards, and an exam asks any"
        };
        says.to_owned()
    }

    /// What each grade of the card that is asked would lead to, in the order of [`Grade::ALL`].
    #[must_use]
    pub fn outlooks(&self, asked: &Asked, today: Day) -> [Outlook; 4] {
        let card = asked.round.card().map_or(CardId(0), |card| card.id);
        // A grade that was not kept may be given anew.
        let state = match &asked.unkept {
            Some(unkept) => unkept.answered.before.as_ref(),
            None => self.history.state(card),
        };
        self.scheduler.outlooks(card, state, today)
    }

    /// Takes a grade in: what is to be kept, and the state of the card before.
    pub(super) fn grade(
        &mut self,
        card: &Card,
        grade: Grade,
        (way, took, now): (Way, u32, Now),
    ) -> (Review, Option<CardState>) {
        let review = Review {
            id: EntryId(self.draw()),
            at: now.moment,
            day: now.day,
            card: card.id,
            name: card.name(),
            grade,
            way,
            took,
        };
        let before = self.history.add(&review, &self.scheduler);
        self.knowledge = OnceCell::new();
        (review, before)
    }

    /// Takes a grade back: what is to be kept of that.
    pub(super) fn take_back(
        &mut self,
        review: &Review,
        before: Option<CardState>,
        now: Now,
    ) -> Entry {
        self.history.take_back(review, before);
        self.knowledge = OnceCell::new();
        Entry::Undo(Undo {
            id: EntryId(self.draw()),
            at: now.moment,
            undone: review.id,
        })
    }

    /// The names of records, for what is told of a round.
    #[must_use]
    pub fn name_of(&self, record: RecordRef) -> Text {
        self.data.name_of(record).unwrap_or_default()
    }
}
