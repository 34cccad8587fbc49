//! What is true: bodies and their phases, legal form and standing, functions, powers, reforms, named organisations, places, findings, eras and sources.
//!
//! This module knows nothing of files, terminals or arguments, and asks nobody what day it is.
//! The field names are those of the data files: `data/README.md` shows each record by example.

mod body;
mod compact;
mod date;
mod evidence;
mod form;
mod harm;
mod lesson;
mod organisation;
mod packed;
mod place;
mod record;
mod reform;
mod text;
mod tour;
mod vocabulary;

pub use body::{
    Answer, Body, Count, Holding, How, Phase, Power, Question, Role, Scope, Succession, Tie,
    Verdict,
};
pub use compact::{Compact, borrowed, gather, write};
pub use date::{Date, DateError, Day, End};
pub use evidence::{Confidence, Evidence, Fact, Quote, Source, SourceKind, Sourced};
pub use form::{LegalForm, Look, Standing};
pub use harm::{Harm, Sieve, Told, harmless, harmless_lines, harmless_writing, harms};
pub use lesson::{Finding, FindingKind, Locator, Passage, Tension, Theme};
pub use organisation::{Code, CodeScheme, Link, Organisation, Organisations, Share, Span};
pub use packed::Packed;
pub use place::{Gap, Place, PlaceKind, Stay};
pub use record::{Kind, RecordRef};
pub use reform::{Effect, EffectKind, Reform, ReformKind};
pub use text::{Text, capital, number_of};
pub use tour::Stop;
pub use vocabulary::{Era, Function, Meta, Tier};
