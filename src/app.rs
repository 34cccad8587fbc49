//! The whole behaviour of the browser, without a terminal: a state, what can be asked of it, and what it asks of the world.
//!
//! [`update()`] is a pure function of state and [`Action`]; whatever touches the world comes out as an [`Effect`]. Time, size and keys
//! come in as data.

mod action;
mod layout;
mod line;
mod pages;
mod plot;
mod position;
mod state;
mod update;

pub use action::{Action, Effect};
pub use layout::{Area, Areas, Size, TimelineAreas, areas, timeline_areas};
pub use line::{EditRequest, InputLine};
pub use pages::{Link, links, sections};
pub use plot::{Bar, PlotRow, Segment, bars, plot_rows};
pub use position::Position;
pub use state::{
    Change, ContrastScreen, Layer, NoteLine, Personal, RecordView, Screen, SearchBox, Side, State,
    TimelineScreen,
};
pub use update::update;
