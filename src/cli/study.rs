//! `nhs-tiers study`: the browser on its study screen, and what can be told of studying without it.

mod keep;

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::ask::{self, Written};
use super::question::{Question, Refused};
use super::{ANSWERED, NOT_FOUND, WRONG, export, path};
use crate::app::{Personal, Screen, State, Task};
use crate::dataset::Dataset;
use crate::embedded;
use crate::environment;
use crate::model::Kind;
use crate::report::{self, DeckLine};
use crate::search::Index;
use crate::store::{Dealt, Kept, Store, Studied};
use crate::study::{
    Card, CardId, Deck, Knowledge, Learnt, Now, Settings, Shelf, counted, deal_for,
};
use crate::terminal::{self, Paper};

/// What is asked of studying.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Decks: all, due, bookmarks, era:1974, tier:region, standing:non-statutory, place:sheffield, body:sha, about:icb, and what a search takes (is:statutory in:1974..1982). Terms with a blank or a comma between them must all hold. `nhs-tiers study decks` lists some."
)]
pub(super) struct Study {
    #[command(subcommand)]
    asked: Option<Asked>,
    #[command(flatten)]
    chosen: Chosen,
    /// Open nothing: print how many cards are due, for a prompt or a status line. Where none is, nothing is printed, and the exit code is 1
    #[arg(long)]
    due: bool,
    /// Ask at once: what is due and new, to recall or as a quiz; the next lesson; an exam
    #[arg(long, value_enum, value_name = "HOW", conflicts_with = "due")]
    ask: Option<Ask>,
}

/// How cards are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Ask {
    /// Think, look, grade yourself
    Recall,
    /// Choose, type, put in order
    Quiz,
    /// The next seven cards, read first and then asked
    Lesson,
    /// Twenty questions, on time
    Exam,
}

impl From<Ask> for Task {
    fn from(ask: Ask) -> Self {
        match ask {
            Ask::Recall => Self::Recall,
            Ask::Quiz => Self::Quiz,
            Ask::Lesson => Self::Lesson,
            Ask::Exam => Self::Exam,
        }
    }
}

/// How the browser begins to study.
#[derive(Clone, Debug, Default)]
pub(super) struct Beginning {
    /// With these cards, instead of those of yesterday.
    deck: Option<String>,
    /// What it asks at once.
    ask: Option<Ask>,
}

/// Which cards.
#[derive(Debug, Args)]
struct Chosen {
    /// Only these cards: era:1974, tier:region, place:sheffield, bookmarks …
    #[arg(long, value_name = "DECK", value_hint = ValueHint::Other)]
    deck: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Asked {
    /// What is due, what was remembered, and what is known of each era, tier and year
    Stats {
        #[command(flatten)]
        written: Written,
    },

    /// The decks there are, and how many cards each has
    Decks {
        #[command(flatten)]
        written: Written,
    },

    /// Fit the times at which cards come again to your own reviews, and say how much better that foretells them
    Optimise {
        /// Go back to the times that fit most people
        #[arg(long)]
        reset: bool,
    },

    /// Write cards for other programs, with their answers and sources
    Export {
        /// What to write
        #[arg(long, value_enum, value_name = "FORMAT")]
        format: Form,
        #[command(flatten)]
        chosen: Chosen,
        /// Where to; without it, standard output
        #[arg(long, short, value_name = "FILE", value_parser = path())]
        output: Option<PathBuf>,
        /// Replace the file that is there
        #[arg(long)]
        force: bool,
    },

    /// Write reviews, bookmarks, notes and fitted times to one file
    Backup {
        /// The file
        #[arg(value_parser = path())]
        file: PathBuf,
        /// Replace the file that is there
        #[arg(long)]
        force: bool,
    },

    /// Take in what a backup holds; what is there already stays
    Restore {
        /// The file
        #[arg(value_parser = path())]
        file: PathBuf,
    },
}

/// What cards are written as.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// A text file that Anki imports (2.1.54 and later)
    Anki,
    /// A table
    Csv,
}

impl Study {
    /// How the browser is to begin, if it is to open.
    pub(super) fn opens(&self) -> Option<Beginning> {
        let opens = self.asked.is_none() && !self.due;
        opens.then(|| Beginning {
            deck: self.chosen.deck.clone(),
            ask: self.ask,
        })
    }

    /// Does what is asked without the browser. The answer is the exit code.
    pub(super) fn run(data: &'static Dataset, asked: &Self, paper: Paper) -> Result<u8, Refused> {
        match &asked.asked {
            None => due(data, &asked.chosen),
            Some(Asked::Stats { written }) => stats(data, written, paper),
            Some(Asked::Decks { written }) => decks(data, written, paper),
            Some(Asked::Export {
                format,
                chosen,
                output,
                force,
            }) => write_cards(data, *format, chosen, output.as_deref(), *force),
            Some(Asked::Optimise { reset: false }) => keep::optimise(&Desk::open(data)?),
            Some(Asked::Optimise { reset: true }) => keep::reset(),
            Some(Asked::Backup { file, force }) => keep::backup(file, *force),
            Some(Asked::Restore { file }) => keep::restore(file),
        }
    }
}

/// What a reader has learnt, and when it is.
struct Desk {
    data: &'static Dataset,
    store: Store,
    settings: Settings,
    now: Now,
    studied: Studied,
}

impl Desk {
    /// What was kept. What there is to say of it goes to stderr.
    fn open(data: &'static Dataset) -> Result<Self, Refused> {
        let store = Store::of_user();
        let settings = keep::settings(&store)?;
        let now = environment::now(settings.day_begins);
        let studied = store.open_study(&settings, now.day);
        for says in &studied.says {
            writeln!(terminal::complaints(), "{says}")?;
        }
        Ok(Self {
            data,
            store,
            settings,
            now,
            studied,
        })
    }

    fn bookmarks(&self) -> Result<Vec<(Kind, String)>, Refused> {
        let (personal, says): (Personal, _) = self.store.read(Kept::Personal)?;
        if let Some(says) = says {
            writeln!(terminal::complaints(), "{says}")?;
        }
        Ok(personal.bookmarks)
    }

    fn is_due(&self, card: &Card) -> bool {
        let state = self.studied.history.state(card.id);
        state.is_some_and(|state| state.is_due(self.now.day))
    }

    /// The cards of a deck, of all cards.
    fn choose(&self, deck: &Deck, cards: &[Card], bookmarks: &[(Kind, String)]) -> Vec<Card> {
        let shelf = Shelf {
            data: self.data,
            cards,
            bookmarks,
        };
        deck.cards_on(shelf, &self.studied.history, self.now.day)
    }

    /// The cards that are chosen.
    fn chosen(&self, chosen: &Chosen) -> Result<Vec<Card>, Refused> {
        let mut question = Question::of(self.data);
        let text = chosen.deck.as_deref().unwrap_or_default();
        let deck = read_deck(text, self.data, || question.index())?;
        let cards = deal_for(self.data, &self.studied.history);
        Ok(self.choose(&deck, &cards, &self.bookmarks()?))
    }
}

impl Desk {
    /// How many of all cards are due. A prompt asks that again and again: the cards are dealt only where it is not known whether the data
    /// make them.
    fn due_of_all(&self) -> usize {
        let states = || self.studied.history.cards();
        let due: Vec<CardId> = states()
            .filter(|(_, state)| state.is_due(self.now.day))
            .map(|(card, _)| card)
            .collect();
        let by = std::ptr::eq(self.data, embedded::dataset()).then_some(embedded::SUM);
        let known = by.and_then(|by| self.store.read_dealt(by));
        let known = known.filter(|known| due.iter().all(|card| known.makes(*card).is_some()));
        let known = known.unwrap_or_else(|| {
            let cards = deal_for(self.data, &self.studied.history);
            let cards: HashSet<CardId> = cards.iter().map(|card| card.id).collect();
            let asked = states().map(|(card, _)| (card, cards.contains(&card)));
            let dealt = Dealt::of(by.unwrap_or_default(), asked);
            // Where neither can be kept, the next answer takes as long as this one.
            if by.is_some() {
                let _ = self.store.keep_dealt(&dealt);
                let _ = self.store.write_snapshot(&self.settings, self.now.day);
            }
            dealt
        });
        let made = due.iter().filter(|card| known.makes(**card) == Some(true));
        made.count()
    }
}

fn read_deck<'i>(
    text: &str,
    data: &'static Dataset,
    index: impl FnOnce() -> &'i Index,
) -> Result<Deck, Refused> {
    Deck::read(text, data, index).or_else(|fault| {
        ask::print_query_faults(text, &[fault], terminal::complaints())?;
        Err(Refused::Said(WRONG))
    })
}

/// Lets the browser begin on its study screen.
pub(super) fn begin(state: &mut State, beginning: &Beginning) -> Result<(), Refused> {
    if let Some(deck) = &beginning.deck {
        read_deck(deck, state.data, || state.index())?;
        state.study.wanted.clone_from(deck);
    }
    state.study.then = beginning.ask.map(Task::from);
    state.screen = Screen::Study;
    Ok(())
}

/// `nhs-tiers study --due`.
fn due(data: &'static Dataset, chosen: &Chosen) -> Result<u8, Refused> {
    let desk = Desk::open(data)?;
    let number = if chosen.deck.is_some() {
        let cards = desk.chosen(chosen)?;
        cards.iter().filter(|card| desk.is_due(card)).count()
    } else {
        desk.due_of_all()
    };
    if number == 0 {
        return Ok(NOT_FOUND);
    }
    writeln!(terminal::output(), "{number} due")?;
    Ok(ANSWERED)
}

/// `nhs-tiers study stats`.
fn stats(data: &'static Dataset, written: &Written, paper: Paper) -> Result<u8, Refused> {
    let desk = Desk::open(data)?;
    // What there is to say of the log was said when it was opened.
    let (entries, _) = desk.store.read_entries()?;
    let cards = deal_for(data, &desk.studied.history);
    let learnt = Learnt {
        data,
        cards: &cards,
        history: &desk.studied.history,
        scheduler: &desk.studied.scheduler,
        settings: &desk.settings,
        today: desk.now.day,
    };
    let known = Knowledge::of(learnt, counted(&entries));
    ask::write(report::knowledge(data, &known), written, paper)
}

/// `nhs-tiers study decks`.
fn decks(data: &'static Dataset, written: &Written, paper: Paper) -> Result<u8, Refused> {
    let desk = Desk::open(data)?;
    let mut question = Question::of(data);
    let index = question.index();
    let cards = deal_for(data, &desk.studied.history);
    let bookmarks = desk.bookmarks()?;
    let mut lines = Vec::new();
    for text in Deck::offered(data) {
        let deck = read_deck(&text, data, || index)?;
        let chosen = desk.choose(&deck, &cards, &bookmarks);
        let seen = |card: &&Card| desk.studied.history.state(card.id).is_some();
        lines.push(DeckLine {
            text,
            name: deck.name(),
            cards: chosen.len(),
            seen: chosen.iter().filter(seen).count(),
            due: chosen.iter().filter(|card| desk.is_due(card)).count(),
        });
    }
    ask::write(report::decks(&lines), written, paper)
}

/// `nhs-tiers study export`.
fn write_cards(
    data: &'static Dataset,
    form: Form,
    chosen: &Chosen,
    output: Option<&Path>,
    force: bool,
) -> Result<u8, Refused> {
    let cards = Desk::open(data)?.chosen(chosen)?;
    if cards.is_empty() {
        return Err(Refused::because(NOT_FOUND, "No card is in this deck."));
    }
    export::write(output, force, |out| match form {
        Form::Anki => report::anki(data, &cards, out),
        Form::Csv => report::cards_table(data, &cards, out),
    })?;
    Ok(ANSWERED)
}
