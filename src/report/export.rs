//! The whole data set for other programs: one JSON document, or a folder of CSV tables. `docs/export.md` is their description,
//! `docs/schema.json` that of the document.
//!
//! The records of the model are taken apart field by field, without `..`: a field that is added to the model does not compile until it
//! is exported, so that the export stays the whole.

mod cards;
mod csv;
mod derived;
mod json;
mod words;

pub use cards::{anki, cards_table};
pub(super) use csv::rows;
pub use csv::{Table, tables};
pub(super) use derived::Ending;
pub use json::json;
pub(super) use json::{SCHEMA, record, tour, write as write_json};
pub(super) use words::confidence;
