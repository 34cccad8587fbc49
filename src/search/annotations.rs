//! What the reader wrote on records, and bookmarked: it is found beside the names, and so few that each is read for each letter typed.

use std::collections::{HashMap, HashSet};

use super::asked::{Asked, Stands, Word};
use super::fold::{fold, fold_char, words};
use super::index::Index;
use super::names::Names;
use super::query;
use crate::model::RecordRef;

/// The reader's own notes and bookmarks, prepared for matching.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// In the order of the index.
    notes: Vec<Note>,
    noted: HashSet<RecordRef>,
    bookmarked: HashSet<RecordRef>,
}

#[derive(Clone, Debug)]
struct Note {
    /// The place of its record in the index.
    place: u32,
    /// The text folded, each word behind a blank.
    folded: String,
}

/// A part of a note that says what was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// In one line.
    pub text: String,
    /// The characters of it that were matched.
    pub matched: Vec<usize>,
}

/// Characters of a note before what was looked for in it.
const BEFORE: usize = 12;

impl Annotations {
    /// Prepares notes and bookmarks on records that are in the index.
    #[must_use]
    pub fn new<'a>(
        index: &Index,
        notes: impl IntoIterator<Item = (RecordRef, &'a str)>,
        bookmarks: impl IntoIterator<Item = RecordRef>,
    ) -> Self {
        let texts: HashMap<RecordRef, &str> = notes.into_iter().collect();
        let mut notes = Vec::new();
        // The index is large: without a note there is nothing to look up in it.
        let places = (!texts.is_empty()).then(|| index.of_kind(None));
        for place in places.into_iter().flatten() {
            let names = index.names_of(place);
            let text = names.and_then(|names| texts.get(&names.entry.record));
            notes.extend(text.map(|text| Note {
                place,
                folded: words(&fold(text)).flat_map(|word| [" ", word]).collect(),
            }));
        }
        Self {
            notes,
            noted: texts.into_keys().collect(),
            bookmarked: bookmarks.into_iter().collect(),
        }
    }

    /// The records with a note.
    pub(super) const fn noted(&self) -> &HashSet<RecordRef> {
        &self.noted
    }

    /// The bookmarked records.
    pub(super) const fn bookmarked(&self) -> &HashSet<RecordRef> {
        &self.bookmarked
    }

    /// The places in the index of records of which the note says what is asked for: some of it at least, and the names the rest.
    /// `passes` is asked with the names and the note.
    pub(super) fn matching<'a>(
        &'a self,
        index: &'a Index,
        asked: &'a Asked,
        passes: impl Fn(Names<'_>, &str) -> bool + 'a,
    ) -> impl Iterator<Item = u32> + 'a {
        let says = move |note: &Note| {
            let names = index.names_of(note.place)?;
            let noted = |word: &&Word| stands_in(word, &note.folded);
            let named = |word: &Word| {
                let ways = word.ways.iter();
                ways.filter_map(|way| way.stands_in(names)).max() > Some(Stands::Inside)
            };
            let mut words = asked.words.iter();
            let is_there = asked.words.iter().any(|word| noted(&word))
                && words.all(|word| noted(&word) || named(word))
                && passes(names, &note.folded);
            is_there.then_some(note.place)
        };
        // One letter begins a word of any note.
        let notes = self.notes.iter().filter(|_| !asked.all_single);
        notes.filter_map(says)
    }
}

/// Whether a word of the text begins with it.
fn stands_in(word: &Word, folded: &str) -> bool {
    let mut ways = word.ways.iter();
    ways.any(|way| folded.contains(&format!(" {}", way.text)))
}

/// The part of a note, so many characters of it at most, that says first what a query looks for; its beginning, where it says nothing of it.
#[must_use]
pub fn excerpt(note: &str, query: &str, most: usize) -> Excerpt {
    let text: Vec<char> = note
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .collect();
    let folded: Vec<char> = text.iter().copied().map(fold_char).collect();
    let (query, _) = query::parse(query);
    let asked = Asked::new(&query.words);
    let words = asked.iter().flat_map(|asked| &asked.words);
    let ways: Vec<Vec<char>> = words
        .flat_map(|word| &word.ways)
        .map(|way| way.text.chars().collect())
        .collect();
    let mut matched: Vec<usize> = Vec::new();
    for (at, _) in folded.iter().enumerate() {
        let begins = at
            .checked_sub(1)
            .is_none_or(|before| folded.get(before) == Some(&' '));
        let rest = folded.get(at..).unwrap_or_default();
        let longest = ways
            .iter()
            .filter(|way| rest.starts_with(way))
            .map(Vec::len)
            .max();
        matched.extend(
            longest
                .filter(|_| begins)
                .map(|length| at..at + length)
                .into_iter()
                .flatten(),
        );
    }
    let first = matched.first().copied().unwrap_or_default();
    let from = if text.len() <= most {
        0
    } else {
        first.saturating_sub(BEFORE)
    };
    // Not in the middle of a word.
    let from = (from..first).find(|at| {
        at.checked_sub(1)
            .is_none_or(|before| text.get(before) == Some(&' '))
    });
    let from = from.unwrap_or(first);
    let is_cut = text.len() > from + most;
    let to = text
        .len()
        .min((from + most).saturating_sub(usize::from(is_cut)));
    let mut part: String = text.get(from..to).unwrap_or_default().iter().collect();
    if is_cut {
        part.push('…');
    }
    let shown = matched.into_iter().filter(|at| (from..to).contains(at));
    Excerpt {
        text: part,
        matched: shown.map(|at| at - from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_begins_shortly_before_what_is_looked_for() {
        let note = "Asked at the board:\nwas it merged in 2006?  Mergers of Élan";
        let lit = |query, most| {
            let Excerpt { text, matched } = excerpt(note, query, most);
            let lit: String = matched
                .iter()
                .filter_map(|at| text.chars().nth(*at))
                .collect();
            (text, lit)
        };
        let at = |text: &str, lit: &str| (text.to_owned(), lit.to_owned());
        assert_eq!(lit("merg", 20), at("was it merged in 20…", "merg"));
        assert_eq!(lit("elan", 90).1, "Élan");
        assert_eq!(lit("nothing", 9), at("Asked at…", ""));
        assert_eq!(lit("tier:region", 6).0, "Asked…");
    }
}
