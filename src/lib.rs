//! The map of this house.
//!
//! `nhs-tiers` is a browser of every layer that has stood between the national centre of the NHS in England and the local bodies
//! below it. This library is the program; `main.rs` only calls [`cli::main`]. Each module knows only those below it:
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
//! and says so. [`environment`] is the one place that asks the world what it is like.

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
