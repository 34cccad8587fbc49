//! Everything the browser knows at a moment.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::contrast::ContrastScreen;
use super::filter::{FilterLine, Filtered};
use super::find::Find;
use super::functions::FunctionsScreen;
use super::help::Told;
use super::layout::{Size, timeline_areas};
use super::lessons::LessonsScreen;
use super::line::InputLine;
use super::matches::Matches;
use super::note::NoteEditor;
use super::pages::Pages;
use super::personal::Personal;
use super::search::SearchBox;
use super::session::Session;
use super::stack::{PlacesScreen, Stack};
use super::study::{DeckLine, StudyScreen};
use super::tour::Tour;
use super::trail::Spot;
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, Kind, RecordRef, Text};
use crate::query;
use crate::search::Index;
use crate::study::{Moment, Now};
use crate::timeline::{Axis, Lanes, Mode, PlotRow, Window};

/// The screens, in the order of their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Screen {
    /// Bars along an axis of time.
    #[default]
    Timeline,
    /// Two bodies side by side.
    Contrast,
    /// Who did what, as a matrix.
    Functions,
    /// Who stood over a place.
    Places,
    /// What research says.
    Lessons,
    /// Cards to learn it by.
    Study,
}

impl Screen {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [
        Self::Timeline,
        Self::Contrast,
        Self::Functions,
        Self::Places,
        Self::Lessons,
        Self::Study,
    ];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Contrast => "Contrast",
            Self::Functions => "Functions",
            Self::Places => "Places",
            Self::Lessons => "Lessons",
            Self::Study => "Study",
        }
    }

    /// The key that leads to it.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Timeline => 1,
            Self::Contrast => 2,
            Self::Functions => 3,
            Self::Places => 4,
            Self::Lessons => 5,
            Self::Study => 6,
        }
    }
}

/// What lies over a screen. The last one has the reader's attention; `Esc` closes it.
#[derive(Clone, Debug)]
pub enum Layer {
    /// A record, whole.
    Record(RecordView),
    /// The search.
    Search(SearchBox),
    /// The list of bookmarks, and which one is chosen.
    Bookmarks(usize),
    /// The keys.
    Help {
        /// Lines scrolled off the top.
        top: usize,
        /// What it tells.
        told: Vec<Told>,
    },
    /// A date that is being typed.
    Date(DateLine),
    /// A note that is being written.
    Note(NoteEditor),
    /// What the timeline is to show, being typed.
    Filter(FilterLine),
    /// A deck of cards, being typed.
    Deck(DeckLine),
}

/// A record being read.
#[derive(Clone, Debug)]
pub struct RecordView {
    /// Which record.
    pub record: RecordRef,
    /// Lines scrolled off the top.
    pub top: usize,
    /// The link that `Enter` follows.
    pub focus: Option<usize>,
    /// What is looked for in it.
    pub find: Option<Find>,
}

impl RecordView {
    pub(super) const fn new(record: RecordRef) -> Self {
        Self {
            record,
            top: 0,
            focus: None,
            find: None,
        }
    }
}

/// A date being typed.
#[derive(Clone, Debug, Default)]
pub struct DateLine {
    /// What is typed.
    pub line: InputLine,
    /// What is wrong with it.
    pub error: Option<String>,
    /// What it is for.
    pub wanted: DateWanted,
}

/// What a date is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateWanted {
    /// To go there; or two, to tell what changed between them.
    #[default]
    GoTo,
    /// To see the chosen side of the contrast from there, whatever the as-at day is.
    Side,
}

/// What the pane of the timeline tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The selected bar or reform.
    #[default]
    Selected,
    /// Everything that stood on the as-at day.
    Standing,
    /// What changed between this day and the as-at day.
    Since(Day),
}

/// The timeline screen.
#[derive(Clone, Debug)]
pub struct TimelineScreen {
    /// The whole of time.
    pub axis: Axis,
    /// The part in view.
    pub window: Window,
    /// Which bar stands in which row.
    pub lanes: Lanes,
    /// The selected body or reform.
    pub selected: RecordRef,
    /// The row in which the reader last chose a bar: moving through time stays near it.
    pub(super) home_row: usize,
    /// Rows scrolled off the top.
    pub top: usize,
    /// What is only context is shown too.
    pub context: bool,
    /// What the pane tells of.
    pub pane: Pane,
    /// Lines scrolled off the top of the pane.
    pub pane_top: usize,
    /// It is seen through the place of the places screen.
    pub through: bool,
    /// Only what passes this is shown.
    pub filtered: Option<Filtered>,
}

/// Everything the browser knows at a moment.
#[derive(Debug)]
pub struct State {
    /// What is true.
    pub data: &'static Dataset,
    /// Whose session it is.
    pub session: Session,
    /// The size of the terminal.
    pub size: Size,
    /// The day everything on the screen is seen from.
    pub at: Day,
    /// The screen.
    pub screen: Screen,
    /// What lies over it.
    pub layers: Vec<Layer>,
    /// The timeline.
    pub timeline: TimelineScreen,
    /// The contrast.
    pub contrast: ContrastScreen,
    /// The functions.
    pub functions: FunctionsScreen,
    /// The places.
    pub places: PlacesScreen,
    /// The lessons.
    pub lessons: LessonsScreen,
    /// The cards.
    pub study: StudyScreen,
    /// When it is.
    pub now: Now,
    /// The tour.
    pub tour: Tour,
    /// The body marked for contrast, waiting for a second, and the day from which it was seen.
    pub marked: Option<(Text, Day)>,
    /// What the last search found on the timeline, for `n` and `N`.
    pub matches: Matches,
    /// Records opened, the latest last.
    pub recents: Vec<RecordRef>,
    /// Queries that led somewhere, the latest last.
    pub queries: Vec<String>,
    /// Bookmarks and notes.
    pub personal: Personal,
    /// What there is to say, until the next key.
    pub notice: Option<String>,
    /// The reader has never been here: some keys to begin with are told, until the first one.
    pub is_new_here: bool,
    /// Where the reader was before each jump, the latest last.
    pub(super) trail: Vec<Spot>,
    /// Notes that were left as they were, with what had been written.
    pub(super) left: Vec<NoteEditor>,
    pub(super) index: OnceCell<Rc<Index>>,
    pub(super) all_places: OnceCell<Vec<RecordRef>>,
    pub(super) all_bodies: OnceCell<Vec<RecordRef>>,
    pub(super) pages: Pages,
    pub(super) stack: RefCell<Option<Rc<Stack>>>,
}

impl State {
    /// The browser as it opens for the first time: everything in view, seen from the last day of the evidence.
    #[must_use]
    pub fn new(data: &'static Dataset, size: Size) -> Self {
        let at = data.as_of();
        let axis = Axis::of(data, Mode::ToScale);
        let lanes = Lanes::pack(
            data.bodies.iter().filter(|body| !body.context),
            data.as_of(),
        );
        let first = lanes
            .rows
            .first()
            .and_then(|lane| lane.bodies.first())
            .copied()
            .unwrap_or_default();
        let timeline = TimelineScreen {
            window: axis.whole(),
            axis,
            lanes,
            selected: RecordRef::body(first),
            home_row: 0,
            top: 0,
            context: false,
            pane: Pane::Selected,
            pane_top: 0,
            through: false,
            filtered: None,
        };
        let mut state = Self {
            data,
            session: Session::default(),
            size,
            at,
            screen: Screen::default(),
            layers: Vec::new(),
            timeline,
            contrast: ContrastScreen::default(),
            functions: FunctionsScreen::default(),
            places: PlacesScreen::default(),
            lessons: LessonsScreen::default(),
            study: StudyScreen::default(),
            now: Now {
                moment: Moment::default(),
                day: at,
            },
            tour: Tour::default(),
            marked: None,
            matches: Matches::default(),
            recents: Vec::new(),
            queries: Vec::new(),
            personal: Personal::default(),
            notice: None,
            is_new_here: false,
            trail: Vec::new(),
            left: Vec::new(),
            index: OnceCell::new(),
            all_places: OnceCell::new(),
            all_bodies: OnceCell::new(),
            pages: Pages::default(),
            stack: RefCell::default(),
        };
        // What most people ask about first is what stands now at the level between.
        let icb = data
            .body("integrated-care-board")
            .filter(|body| body.phase_at(at).is_some());
        let start = icb.or_else(|| {
            query::standing_on(data, at)
                .into_iter()
                .find(|body| !body.context)
        });
        if let Some(body) = start {
            state.select_body(body);
        }
        state
    }

    /// The search index, made when it is first needed.
    #[must_use]
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Rc::new(Index::new(self.data)))
    }

    /// The record the reader is looking at.
    #[must_use]
    pub fn current(&self) -> Option<RecordRef> {
        for layer in self.layers.iter().rev() {
            match layer {
                Layer::Record(view) => return Some(view.record),
                Layer::Search(search) => {
                    return self.results(search).records.get(search.chosen).copied();
                }
                Layer::Bookmarks(chosen) => return self.bookmarks().get(*chosen).copied(),
                Layer::Help { .. }
                | Layer::Date(..)
                | Layer::Note(_)
                | Layer::Filter(_)
                | Layer::Deck(_) => {}
            }
        }
        match self.screen {
            Screen::Timeline => Some(self.timeline.selected),
            Screen::Contrast => self.contrast_chosen().map(RecordRef::body),
            Screen::Functions => self.matrix_current(),
            Screen::Places => self.places.place.map(RecordRef::place),
            Screen::Lessons => self.lesson_current(),
            Screen::Study => self.studied_record().map(|(record, _)| record),
        }
    }

    /// What is selected among the bars of the screen.
    #[must_use]
    pub fn selected_bar(&self) -> Option<RecordRef> {
        match self.screen {
            Screen::Places => self.places.selected.map(RecordRef::organisation),
            _ => Some(self.timeline.selected),
        }
    }

    /// The bookmarks that still lead somewhere, the latest first.
    #[must_use]
    pub fn bookmarks(&self) -> Vec<RecordRef> {
        self.personal
            .bookmarks
            .iter()
            .rev()
            .filter_map(|(kind, id)| resolve(self.data, *kind, id))
            .collect()
    }

    /// Whether a record is bookmarked.
    #[must_use]
    pub fn is_bookmarked(&self, record: RecordRef) -> bool {
        self.personal.is_bookmarked(record)
    }

    /// The reader's note on a record.
    #[must_use]
    pub fn note(&self, record: RecordRef) -> Option<&str> {
        self.personal.note(record)
    }

    /// The as-at date in words, with a warning where it lies after the evidence.
    #[must_use]
    pub fn at_words(&self) -> String {
        let date = Date::of_day(self.at);
        if self.at > self.data.as_of() {
            format!("{date}, after the evidence ends")
        } else {
            date.to_string()
        }
    }

    /// The place through which the timeline is seen, with who stood over it.
    #[must_use]
    pub fn through(&self) -> Option<Rc<Stack>> {
        if self.timeline.through {
            self.stack()
        } else {
            None
        }
    }

    /// Bodies that the timeline shows: of those that pass its filter, seen through a place, those of which an organisation over it is named.
    pub fn shown_bodies(&self) -> impl Iterator<Item = &'static Body> {
        let context = self.timeline.context;
        let through = self.through();
        let passing = self.data.bodies.iter();
        let passing = passing.filter(|body| self.passes(RecordRef::body(body.id)));
        passing.filter(move |body| match &through {
            Some(stack) => stack.spells.iter().any(|spell| spell.body.id == body.id),
            None => context || !body.context,
        })
    }

    /// Sees the timeline through the place of the places screen, or plainly again.
    pub(super) fn set_through(&mut self, through: bool) {
        self.timeline.through = through && self.places.place.is_some();
        self.pack_lanes();
        let selected = self.timeline.selected;
        let shown =
            selected.kind != Kind::Body || self.timeline.lanes.row_of(selected.id).is_some();
        if !shown {
            self.go_to(self.at);
        }
    }

    /// Packs the bars into rows. Seen through a place there are few enough for a row each, where the window is high enough.
    pub(super) fn pack_lanes(&mut self) {
        self.timeline.lanes = Lanes::pack(self.shown_bodies(), self.data.as_of());
        if self.timeline.through {
            let roomy = Lanes::a_row_each(self.shown_bodies());
            let rows = PlotRow::under_headings(roomy.rows.iter().map(|lane| lane.tier)).len();
            if rows <= usize::from(timeline_areas(self).lanes.height) {
                self.timeline.lanes = roomy;
            }
        }
        self.timeline.home_row = self
            .timeline
            .lanes
            .row_of(self.timeline.selected.id)
            .unwrap_or_default();
        self.scroll_to_selected();
    }

    pub(super) fn select_body(&mut self, body: &Body) {
        self.let_pass(RecordRef::body(body.id));
        if self.timeline.through && self.timeline.lanes.row_of(body.id).is_none() {
            self.set_through(false);
        }
        if body.context && !self.timeline.context {
            self.set_context(true);
        }
        self.timeline.selected = RecordRef::body(body.id);
        if let Some(row) = self.timeline.lanes.row_of(body.id) {
            self.timeline.home_row = row;
        }
        self.scroll_to_selected();
    }

    pub(super) fn set_context(&mut self, context: bool) {
        self.timeline.context = context;
        self.pack_lanes();
    }

    pub(super) fn set_mode(&mut self, mode: Mode) {
        let new = Axis::of(self.data, mode);
        self.timeline.window = new.window_of(&self.timeline.axis, self.timeline.window);
        self.timeline.axis = new;
    }
}

/// A record of this kind with this id, if there is one.
#[must_use]
pub fn resolve(data: &'static Dataset, kind: Kind, id: &str) -> Option<RecordRef> {
    let id = match kind {
        Kind::Body => data.body(id).map(|body| body.id),
        Kind::Organisation => data
            .organisation(id)
            .map(|(_, organisation)| organisation.id),
        Kind::Reform => data.reform(id).map(|reform| reform.id),
        Kind::Place => data.place(id).map(|place| place.id),
        Kind::Theme => data.theme(id).map(|theme| theme.id),
        Kind::Tension => data.tension(id).map(|tension| tension.id),
        Kind::Finding => data.finding(id).map(|finding| finding.id),
        Kind::Function => data.function(id).map(|function| function.id),
        Kind::Era => data.era(id).map(|era| era.id),
        Kind::Source => data.source(id).map(|source| source.id),
    };
    id.map(|id| RecordRef { kind, id })
}
