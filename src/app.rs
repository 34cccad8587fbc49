//! The whole behaviour of the browser, without a terminal: a state, what can be asked of it, and what it asks of the world.
//!
//! [`update()`] is a pure function of state and [`Action`]; whatever touches the world comes out as an [`Effect`]. Time, size and keys
//! come in as data.

mod action;
mod contrast;
mod filter;
mod find;
mod functions;
mod help;
mod layout;
mod lessons;
mod line;
mod matches;
mod note;
mod pages;
mod personal;
mod plot;
mod position;
mod search;
mod session;
mod stack;
mod state;
mod study;
mod tour;
mod trail;
mod update;

pub use action::{Action, Effect};
pub use contrast::{ContrastScreen, MOST, Side};
pub use filter::{FilterLine, Filtered};
pub use find::Find;
pub use functions::{FunctionAreas, FunctionsScreen, MatrixColumn, function_areas};
pub use help::{HelpLine, Told};
pub use layout::{
    Area, Areas, LessonAreas, NoteAreas, Size, TimelineAreas, areas, lesson_areas, note_areas,
    timeline_areas,
};
pub use lessons::{Filter, LessonRow, LessonsScreen};
pub use line::{EditRequest, InputLine};
pub use matches::Matches;
pub use note::{LONGEST, NoteEditor, Row, Writing};
pub use pages::{Link, links, sections};
pub use personal::{Change, Key, Personal};
pub use plot::{bars, place_bars, plot_rows};
pub use position::Position;
pub use search::{Results, SearchBox, Wanted};
pub use session::{Idle, NotIdle, Session};
pub use stack::{PlacesScreen, Stack};
pub use state::{
    DateLine, DateWanted, Layer, Pane, RecordView, Screen, State, TimelineScreen, resolve,
};
pub use study::{
    Asked, Course, DeckLine, Decks, Desk, Judgement, Opened, Over, ProgressView, Reading, Stage,
    Step, StudyScreen, Task, Unkept,
};
pub use tour::{Tour, TourAreas, tour_areas};
pub use update::update;
