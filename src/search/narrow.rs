//! A query that grows letter by letter: what holds more letters was among what held fewer.

use super::asked::{Asked, Word};
use super::spelling::Speller;
use crate::model::Kind;

/// What the queries before found, so that the next letter looks at less. It serves one index; nothing that is found depends on it.
#[derive(Clone, Debug, Default)]
pub struct Narrowing {
    /// Each within the one before.
    levels: Vec<Level>,
    /// What words may have meant, the latest last: while one word is typed the others stay as they are.
    spelt: Vec<(String, Vec<(String, i64)>)>,
}

/// Words that are remembered with what they may have meant.
const SPELT: usize = 16;

#[derive(Clone, Debug)]
struct Level {
    kind: Option<Kind>,
    folded: String,
    words: Vec<Word>,
    /// Places in the index of everything that holds all words, or has these initials.
    found: Vec<u32>,
}

impl Level {
    /// Whether everything that the new query finds was found here.
    fn holds(&self, asked: &Asked, kind: Option<Kind>) -> bool {
        let is_asked = |held: &Word| asked.words.iter().any(|word| word.needs(held));
        let were_initials = !self.folded.contains(' ') && asked.folded.starts_with(&self.folded);
        self.kind == kind
            && self.words.iter().all(is_asked)
            && (!asked.may_be_initials() || were_initials)
    }
}

impl Narrowing {
    /// Where to look for what is asked, if not everywhere. What the letters before do not help with any more is forgotten.
    pub(super) fn within(&mut self, asked: &Asked, kind: Option<Kind>) -> Option<&[u32]> {
        while self
            .levels
            .last()
            .is_some_and(|level| !level.holds(asked, kind))
        {
            self.levels.pop();
        }
        self.levels.last().map(|level| level.found.as_slice())
    }

    /// What a word may have meant, of those that are known: see [`Speller::meant`].
    pub(super) fn meant(
        &mut self,
        speller: &Speller,
        typed: &str,
        words: &str,
    ) -> &[(String, i64)] {
        let known = self.spelt.iter().position(|(word, _)| word == typed);
        let at = known.unwrap_or_else(|| {
            if self.spelt.len() == SPELT {
                self.spelt.remove(0);
            }
            let meant = speller.meant(typed, words).into_iter();
            let meant = meant.map(|(word, nearness)| (word.to_owned(), nearness));
            self.spelt.push((typed.to_owned(), meant.collect()));
            self.spelt.len() - 1
        });
        self.spelt.get(at).map_or(&[], |(_, meant)| meant)
    }

    /// Keeps what was found.
    pub(super) fn keep(&mut self, asked: &Asked, kind: Option<Kind>, found: Vec<u32>) {
        if self
            .levels
            .last()
            .is_some_and(|level| level.found.len() == found.len())
        {
            // Nothing was narrowed: one of the two will do, and the older serves more queries.
            return;
        }
        self.levels.push(Level {
            kind,
            folded: asked.folded.clone(),
            words: asked.words.clone(),
            found,
        });
    }
}
