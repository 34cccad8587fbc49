//! A keyboard-driven terminal browser of every layer that has stood between the national centre of the NHS in England and the local
//! bodies below it: the program as a library.
//!
//! The program is for readers; `README.md` and `docs/` are theirs. The library is for those who change it, and for its tests. It promises
//! no stable interface: other programs read what `nhs-tiers export` writes, which does.
//!
//! # The map of this house
//!
//! `main.rs` only calls [`cli::main`]. Each module knows only those below it:
//!
//! | module | what it is |
//! |---|---|
//! | [`cli`] | arguments in, exit code out |
//! | [`run`] · [`store`] | the loop: event → update → effects → draw · the reader's files |
//! | [`confine`] | what the process gives up, where the kernel lets it |
//! | [`terminal`] · [`view`] · [`config`] · [`keys`] · [`theme`] | the terminal · the screens as functions of the state · what the reader configured · THE table of keys · THE styles |
//! | [`plain`] | the same content as a dialogue, line by line |
//! | [`app`] | the whole behaviour: state · action · update · effect, without a terminal |
//! | [`report`] | answers as pages, text, Markdown, JSON and CSV; the timeline as a picture |
//! | [`study`] | cards from the data, what is remembered of them, when they come again |
//! | [`timeline`] | time ↔ columns |
//! | [`search`] | a query → hits |
//! | [`query`] | what can be asked of the data |
//! | [`dataset`] | how it comes to be in memory, and the rules it keeps ([`embedded`] is the one that was built in) |
//! | [`model`] | what is true |
//!
//! From `app` down nothing names ratatui, crossterm, the file system, the environment or a clock: `tests/house.rs` reads the sources
//! and says so. [`environment`] is the one place that asks the world what it is like. `ARCHITECTURE.md` says why each part is as it is.
//!
//! # Where to begin
//!
//! With a question to the data: who stood on 1 April 2004, at which tier?
//!
//! ```
//! use nhs_tiers::{embedded, model::Tier};
//!
//! let data = embedded::dataset();
//! let day = "2004-04-01".parse::<nhs_tiers::model::Date>()?.first();
//! let regional = data.bodies.iter().filter(|body| body.tier == Tier::Region);
//! let standing = regional.filter(|body| body.phases.iter().any(|phase| phase.to.covers(phase.from, day)));
//! assert!(standing.into_iter().any(|body| body.id == "strategic-health-authority"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Or with the browser, which needs no terminal to be driven: [`app::update`] takes a state and an action, [`view::draw`] puts a state on a
//! buffer.
//!
//! ```
//! use nhs_tiers::app::{Action, Size, State, update};
//! use nhs_tiers::embedded;
//!
//! let mut state = State::new(embedded::dataset(), Size { width: 80, height: 24 });
//! state.open_at("2004-04-01".parse()?, false);
//! let effects = update(&mut state, Action::Tour);
//! assert!(effects.is_empty() && state.is_touring());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod app;
pub mod cli;
pub mod config;
pub mod confine;
pub mod dataset;
pub mod embedded;
pub mod environment;
pub mod keys;
pub mod model;
pub mod plain;
pub mod query;
pub mod report;
pub mod run;
pub mod search;
pub mod store;
pub mod study;
pub mod terminal;
pub mod theme;
pub mod timeline;
pub mod view;
