//! What belongs to the reader and is kept: bookmarks and notes.

use std::collections::BTreeMap;

use crate::model::{Kind, RecordRef};

/// What belongs to the reader and is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Personal {
    /// Bookmarked records, the latest last.
    pub bookmarks: Vec<(Kind, String)>,
    /// Notes on records.
    pub notes: BTreeMap<(Kind, String), String>,
}

/// A change of what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A record is bookmarked, or no longer.
    Bookmark {
        /// Which record.
        record: RecordRef,
        /// Whether it is bookmarked from now on.
        on: bool,
    },
    /// The note on a record; none where it is empty.
    Note {
        /// Which record.
        record: RecordRef,
        /// The note.
        text: String,
    },
}

impl Personal {
    /// Makes a change; making it twice is making it once.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Bookmark { record, on } => {
                self.bookmarks
                    .retain(|(kind, id)| !(*kind == record.kind && *id == *record.id));
                if *on {
                    self.bookmarks.push((record.kind, record.id.to_string()));
                }
            }
            Change::Note { record, text } => {
                let key = (record.kind, record.id.to_string());
                if text.is_empty() {
                    self.notes.remove(&key);
                } else {
                    self.notes.insert(key, text.clone());
                }
            }
        }
    }
}
