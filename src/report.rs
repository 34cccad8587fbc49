//! Answers as pages: headings, paragraphs, links and marks, without a terminal. The browser draws them, the clipboard gets them as
//! text or Markdown. The whole data set as JSON, as tables and as a document. The timeline as a picture.

mod answer;
mod brief;
mod card;
mod changes;
mod contrast;
mod descent;
mod document;
mod escape;
mod export;
mod function;
mod html;
mod layout;
mod lesson;
mod markdown;
mod own;
mod page;
mod picture;
mod place;
mod record;
mod seeds;
mod sources;
mod spoken;
mod standing;
mod study;
mod table;
mod text;
mod tour;

pub use answer::{
    Answer, Format, Own, Wanted, at, changed, compared, found, functions, number_found,
    organisation_lineage, own, place_lineage, shown,
};
pub use brief::{brief, citation};
pub use card::{Card, card, heading};
pub use changes::{beyond_evidence, changes, changes_with_sources};
pub use contrast::{Columns, contrast_page, contrast_table};
pub use document::{document_as_html, document_as_markdown};
pub use export::{Table, anki, cards_table, json, tables};
pub use function::{held, role_sign};
pub use layout::{Line, lay_out, lay_out_whole};
pub use lesson::item as finding_item;
pub use markdown::markdown;
pub use own::with_note;
pub use page::{Block, Page, Paragraph, Run, Section, Tone, shade};
pub use picture::{NARROWEST, Picture, Span, chart, leaf, svg};
pub use place::{over_place, place_on};
pub use record::record;
pub use seeds::seeds_document;
pub use sources::sources_document;
pub use spoken::{Level, Marks, Spoken, say, spoken};
pub use standing::{standing, standing_records, standing_with_sources};
pub use study::{DeckLine, decks, knowledge};
pub use text::{ascii, text};
pub use tour::{Room, stop, stop_in_words, stop_with_sources, tour};
