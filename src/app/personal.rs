//! What belongs to the reader and is kept: bookmarks and notes.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::note::harmless;
use crate::model::{Date, Kind, RecordRef};

/// A record, by its kind and its id: it may be one of an overlay that is not there today.
pub type Key = (Kind, String);

/// What belongs to the reader and is kept. What is not all understood is not read at all: it would be lost when the rest is kept again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Personal {
    /// In which form it is written.
    #[serde(deserialize_with = "known_version")]
    version: u32,
    /// Bookmarked records, the latest last.
    #[serde(deserialize_with = "harmless_keys")]
    pub bookmarks: Vec<Key>,
    /// Notes on records.
    #[serde(deserialize_with = "harmless_notes")]
    pub notes: BTreeMap<Key, String>,
    /// When notes were changed last, as far as it is known.
    #[serde(deserialize_with = "once_each")]
    pub changed: BTreeMap<Key, Date>,
}

impl Default for Personal {
    fn default() -> Self {
        Self {
            version: Self::VERSION,
            bookmarks: Vec::new(),
            notes: BTreeMap::new(),
            changed: BTreeMap::new(),
        }
    }
}

/// Whoever writes into the file by hand must not drive the terminal by it.
fn harmless_key((kind, id): Key) -> Key {
    (kind, harmless(&id).replace('\n', " "))
}

fn harmless_keys<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Key>, D::Error> {
    let keys = Vec::<Key>::deserialize(from)?;
    Ok(keys.into_iter().map(harmless_key).collect())
}

fn harmless_notes<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<Key, String>, D::Error> {
    let mut notes: BTreeMap<Key, String> = once_each(from)?;
    for text in notes.values_mut() {
        *text = harmless(text);
    }
    Ok(notes)
}

/// What was written in an older form is written in the newest from now on.
fn known_version<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let version = u32::deserialize(from)?;
    if (1..=Personal::VERSION).contains(&version) {
        return Ok(Personal::VERSION);
    }
    let unexpected = Unexpected::Unsigned(u64::from(version));
    Err(D::Error::invalid_value(unexpected, &"a known version"))
}

/// Where a record stood twice, one of the two would be lost.
fn once_each<'de, D, V>(from: D) -> Result<BTreeMap<Key, V>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    from.deserialize_map(OnceEach(PhantomData))
}

struct OnceEach<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for OnceEach<V> {
    type Value = BTreeMap<Key, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("records, each of them once")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut records = BTreeMap::new();
        while let Some((key, value)) = map.next_entry()? {
            if records.insert(harmless_key(key), value).is_some() {
                return Err(A::Error::custom("a record stands here twice"));
            }
        }
        Ok(records)
    }
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
        /// The note from which that was made.
        was: String,
    },
}

impl Change {
    /// Whether it takes something away.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        match self {
            Self::Bookmark { on, .. } => !*on,
            Self::Note { text, .. } => text.is_empty(),
        }
    }
}

/// Stands between two texts of one note that were written at the same time.
const BETWEEN: &str = "\n\n-----\n\n";

impl Personal {
    /// The newest form that is known. An older one is read, a newer one is left alone.
    pub const VERSION: u32 = 1;

    /// Makes a change on this day; making it twice is making it once. The answer is whether another session has written the same note
    /// meanwhile: then both texts are kept, the later below.
    pub fn apply(&mut self, change: &Change, today: Option<Date>) -> bool {
        let (record, text, was) = match change {
            Change::Bookmark { record, on } => {
                let key = key(*record);
                self.bookmarks.retain(|known| *known != key);
                if *on {
                    self.bookmarks.push(key);
                }
                return false;
            }
            Change::Note { record, text, was } => (*record, text, was),
        };
        let found = self.notes.get(&key(record)).map_or("", String::as_str);
        let both = format!("{found}{BETWEEN}{text}");
        let is_other = found != was && found != text;
        // One of the two has taken the note away: what was written counts for more.
        let meets = is_other && !found.is_empty() && !text.is_empty();
        let is_made = found.ends_with(&format!("{BETWEEN}{text}"));
        if meets && is_made || is_other && text.is_empty() {
            return false;
        }
        let is_changed = found != text;
        self.put_note(record, if meets { &both } else { text });
        match today {
            _ if text.is_empty() => {
                self.changed.remove(&key(record));
            }
            Some(today) if is_changed || !self.changed.contains_key(&key(record)) => {
                self.changed.insert(key(record), today);
            }
            _ => {}
        }
        meets
    }

    /// Takes back a change that was made here, and could not be kept.
    pub fn take_back(&mut self, change: &Change) {
        match change {
            Change::Bookmark { record, on } => {
                let back = Change::Bookmark {
                    record: *record,
                    on: !on,
                };
                self.apply(&back, None);
            }
            Change::Note { record, was, .. } => self.put_note(*record, was),
        }
    }

    pub(super) fn put_note(&mut self, record: RecordRef, text: &str) {
        if text.is_empty() {
            self.notes.remove(&key(record));
        } else {
            self.notes.insert(key(record), text.to_owned());
        }
    }

    /// The note on a record.
    #[must_use]
    pub fn note(&self, record: RecordRef) -> Option<&str> {
        self.notes.get(&key(record)).map(String::as_str)
    }

    /// When the note on a record was changed last, if that is known.
    #[must_use]
    pub fn changed(&self, record: RecordRef) -> Option<Date> {
        self.changed.get(&key(record)).copied()
    }

    /// Whether a record is bookmarked.
    #[must_use]
    pub fn is_bookmarked(&self, record: RecordRef) -> bool {
        let mut bookmarks = self.bookmarks.iter();
        bookmarks.any(|(kind, id)| *kind == record.kind && *id == *record.id)
    }
}

fn key(record: RecordRef) -> Key {
    (record.kind, record.id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

    const RECORD: RecordRef = RecordRef::body(Text::of("sha"));

    fn note(was: &str, text: &str) -> Change {
        Change::Note {
            record: RECORD,
            text: text.to_owned(),
            was: was.to_owned(),
        }
    }

    fn having(text: &str) -> Personal {
        let mut personal = Personal::default();
        personal.put_note(RECORD, text);
        personal
    }

    #[test]
    fn what_two_sessions_wrote_at_once_is_kept_both() {
        for (found, was, text, kept) in [
            ("old", "old", "new", "new"),
            ("old", "old", "", ""),
            ("", "", "new", "new"),
            ("theirs", "old", "mine", "theirs\n\n-----\n\nmine"),
            ("theirs", "", "mine", "theirs\n\n-----\n\nmine"),
            ("theirs", "old", "", "theirs"),
            ("", "old", "mine", "mine"),
            ("same", "old", "same", "same"),
        ] {
            let mut personal = having(found);
            let meets = personal.apply(&note(was, text), None);
            assert_eq!(personal.note(RECORD).unwrap_or_default(), kept);
            assert_eq!(meets, kept.contains("-----"));
            // Twice is once.
            assert!(!personal.apply(&note(was, text), None));
            assert_eq!(personal.note(RECORD).unwrap_or_default(), kept);
        }
    }

    #[test]
    fn the_day_is_that_of_the_last_change() {
        let day = |text: &str| text.parse::<Date>().ok();
        let mut personal = Personal::default();
        personal.apply(&note("", "one"), day("2026-11-20"));
        personal.apply(&note("one", "one"), day("2026-11-21"));
        assert_eq!(personal.changed(RECORD), day("2026-11-20"));
        personal.apply(&note("one", "two"), day("2026-11-22"));
        assert_eq!(personal.changed(RECORD), day("2026-11-22"));
        personal.apply(&note("two", ""), day("2026-11-23"));
        assert_eq!(personal.changed(RECORD), None);
    }

    #[test]
    fn what_is_not_all_understood_is_not_read() {
        for text in [
            "(version: 1, note: {(Body, \"sha\"): \"typed wrongly\"})",
            "(version: 1, made: \"2026-03-02\", personal: (), parameters: None, reviews: [])",
            "(notes: {(Body, \"sha\"): \"one\", (Body, \"sha\"): \"two\"})",
            "(notes: {(Body, \"a b\"): \"one\", (Body, \"a\\nb\"): \"two\"})",
            "(changed: {(Body, \"sha\"): \"2026-03-02\", (Body, \"sha\"): \"2026-03-03\"})",
            "(version: \"2\")",
            "(version: -1)",
            "(version: 0)",
            "(version: 4294967296)",
        ] {
            assert!(ron::from_str::<Personal>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn files_of_before_are_read_and_what_is_in_them_cannot_drive_a_terminal() {
        let old = "(bookmarks: [(Body, \"sha\")], notes: {(Body, \"sha\"): \"a\\u{1b}[2Jb\\nc\"})";
        let personal: Personal = ron::from_str(old).unwrap();
        assert_eq!(personal.note(RECORD), Some("a [2Jb\nc"));
        assert!(personal.is_bookmarked(RECORD) && personal.changed(RECORD).is_none());
        let written = ron::to_string(&personal).unwrap();
        assert!(written.starts_with("(version:1,"), "{written}");
        assert_eq!(ron::from_str::<Personal>(&written).unwrap(), personal);
    }
}
