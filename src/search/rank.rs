//! How well an entry matches.

use super::asked::{Asked, Order, Stands, Word};
use super::fold::{is_noise, words};
use super::names::Names;
use crate::model::Kind;

/// How well an entry matches; the greater the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Nothing matches, and its name is near to what was typed: how near, in thousandths.
    Near(i64),
    /// Nothing but filters was typed, and it passes them.
    Listed,
    /// The reader's own note says it.
    Noted,
    /// It matches when letters of the query are put right: how well, the greater the better.
    Fuzzy(i64),
    /// Every word stands in it somewhere.
    Words,
    /// Every word begins a word of one of its other names.
    AliasWordStarts,
    /// Every word begins a word of its name, or the query begins its initials.
    WordStarts,
    /// Another name begins so, the last word perhaps not to its end.
    AliasPrefix,
    /// Its name, its abbreviation or a code begins so, the last word perhaps not to its end.
    Prefix,
    /// It is called so, but was not there in the time that is asked about.
    Elsewhen,
    /// The query is the initials of an organisation's own name.
    Initials,
    /// Every word is a word of one of its other names.
    AliasWholeWords,
    /// Another name begins with these words.
    AliasWholePrefix,
    /// Every word is a word of its name.
    WholeWords,
    /// Its name, its abbreviation or a code begins with these words.
    WholePrefix,
    /// One of its names is that but for plurals and words that say nothing.
    Same,
    /// Another name is just that.
    ExactAlias,
    /// Its name is just that.
    Exact,
    /// Its abbreviation or code is just that.
    Code,
}

impl Rank {
    /// The ranks of what holds what was typed, best first.
    pub(super) const LITERAL: [Self; 15] = [
        Self::Code,
        Self::Exact,
        Self::ExactAlias,
        Self::Same,
        Self::WholePrefix,
        Self::WholeWords,
        Self::AliasWholePrefix,
        Self::AliasWholeWords,
        Self::Initials,
        Self::Elsewhen,
        Self::Prefix,
        Self::AliasPrefix,
        Self::WordStarts,
        Self::AliasWordStarts,
        Self::Words,
    ];

    /// Its place among these.
    pub(super) fn place(self) -> usize {
        let place = Self::LITERAL.iter().position(|known| *known == self);
        place.unwrap_or(Self::LITERAL.len())
    }
}

/// The rank of an entry that holds what was typed.
pub(super) fn literal(asked: &Asked, names: Names<'_>) -> Option<Rank> {
    // What lacks a letter or a pair of letters is passed over unread; that it has a single letter is told by its letters alone.
    let stands = |word: &Word| {
        let mut ways = word.ways.iter();
        if asked.all_single {
            ways.any(|way| way.may_be_in(names))
                .then_some(Stands::Whole)
        } else {
            ways.filter_map(|way| way.stands_in(names)).max()
        }
    };
    // All of them do, the last of them as it can.
    let mut all = Some(Stands::Whole);
    for word in &asked.words {
        all = all.min(stands(word));
        if all.is_none() {
            return of_initials(asked, names);
        }
    }
    all.map(|stands| of_holding(asked, names, stands))
}

/// The rank of an entry that holds every word: `stands` tells how the one that stands worst does.
fn of_holding(asked: &Asked, names: Names<'_>, stands: Stands) -> Rank {
    if asked.all_single && asked.words.len() == 1 {
        return of_holding_letter(asked, names);
    }
    if stands == Stands::Inside {
        // Nothing that it is called begins so, nor does any word of all that: its names need not be read.
        return of_initials(asked, names).unwrap_or(Rank::Words);
    }
    let entry = names.entry;
    let folded = asked.folded.as_str();
    let name = names.name();
    let (mut is_alias, mut code, mut other) = (false, Order::Other, Order::Other);
    let begins = asked.beginning & entry.beginnings != 0;
    let first = asked.words.first().map_or(0, |word| word.initials);
    if begins {
        for known in names.codes() {
            if words(known).eq(words(folded)) {
                return Rank::Code;
            }
            code = code.max(asked.in_order(known));
        }
    }
    if begins || first & entry.alias_initials != 0 {
        for alias in names.aliases() {
            is_alias |= words(alias).eq(words(folded));
            other = other.max(asked.in_order(alias));
        }
    }
    if words(name).eq(words(folded)) {
        return Rank::Exact;
    }
    if is_alias {
        return Rank::ExactAlias;
    }
    let own = asked.in_order(name);
    if own == Order::Same || other == Order::Same {
        return Rank::Same;
    }
    let visible = own.max(code);
    if stands == Stands::Whole {
        if visible >= Order::Begins {
            return Rank::WholePrefix;
        }
        // A type of body is as good by any of its names: its instances have its own among theirs.
        let in_alias = || names.aliases().any(|alias| asked.is_in(alias));
        if asked.is_in(name) || (entry.record.kind == Kind::Body && in_alias()) {
            return Rank::WholeWords;
        }
        if other == Order::Begins {
            return Rank::AliasWholePrefix;
        }
        if in_alias() {
            return Rank::AliasWholeWords;
        }
    }
    if visible >= Order::Begun {
        return Rank::Prefix;
    }
    if other >= Order::Begun {
        return Rank::AliasPrefix;
    }
    let may_begin = |initials: u64| asked.words.iter().all(|word| word.initials & initials != 0);
    if may_begin(entry.initials) && (asked.all_single || asked.is_begun_in(name)) {
        return Rank::WordStarts;
    }
    if let Some(rank) = of_initials(asked, names) {
        return rank;
    }
    let in_alias =
        may_begin(entry.alias_initials) && names.aliases().any(|alias| asked.is_begun_in(alias));
    if in_alias {
        Rank::AliasWordStarts
    } else {
        Rank::Words
    }
}

/// The rank of an entry that holds a letter: nearly everything does, so its names are read no further than they must.
fn of_holding_letter(asked: &Asked, names: Names<'_>) -> Rank {
    let entry = names.entry;
    let folded = asked.folded.as_str();
    let begins_other = asked.beginning & entry.beginnings != 0;
    if begins_other && names.codes().any(|code| code == folded) {
        return Rank::Code;
    }
    let begins_word = asked.beginning & entry.initials != 0;
    let mut telling = asked.telling(names.name());
    if begins_word
        && telling
            .next()
            .is_some_and(|first| first.starts_with(folded))
    {
        Rank::Prefix
    } else if begins_other {
        Rank::AliasPrefix
    } else if begins_word {
        Rank::WordStarts
    } else if asked.beginning & entry.alias_initials != 0 {
        Rank::AliasWordStarts
    } else {
        Rank::Words
    }
}

/// The rank of an entry that holds words as they may have been meant: first how near these are, then how well it matches.
pub(super) fn fuzzy(asked: &Asked, names: Names<'_>) -> Option<Rank> {
    let mut nearness = 0;
    let mut all = Stands::Whole;
    for word in &asked.words {
        let standing = word.ways.iter();
        let standing = standing.filter_map(|way| Some((way.nearness, way.stands_in(names)?)));
        let (near, stands) =
            standing.reduce(|one, other| (one.0.max(other.0), one.1.max(other.1)))?;
        nearness += near;
        all = all.min(stands);
    }
    let number = i64::try_from(asked.words.len()).unwrap_or(1).max(1);
    let worse = i64::try_from(of_holding(asked, names, all).place()).unwrap_or(0);
    Some(Rank::Fuzzy(nearness / number - worse * WORSE))
}

/// What a step down the literal ranks costs, in thousandths of nearness.
const WORSE: i64 = 60;

/// The rank of an entry of which the query is initials: of an organisation's own name, or of the beginning of a name.
fn of_initials(asked: &Asked, names: Names<'_>) -> Option<Rank> {
    let own = usize::from(names.entry.own_words);
    let spells_own = || {
        let own = words(names.name()).filter(|word| !is_noise(word)).take(own);
        own.filter_map(|word| word.chars().next())
            .eq(asked.folded.chars())
    };
    is_initials(asked, names).then(|| {
        if spells_own() {
            Rank::Initials
        } else {
            Rank::WordStarts
        }
    })
}

/// "nyh" for "North Yorkshire and Humber", noise words or not.
pub(super) fn is_initials(asked: &Asked, names: Names<'_>) -> bool {
    if asked.letters & !names.entry.initials != 0 || !asked.may_be_initials() {
        return false;
    }
    let begins = |words: &mut dyn Iterator<Item = &str>| {
        asked
            .folded
            .chars()
            .all(|c| words.next().is_some_and(|word| word.starts_with(c)))
    };
    begins(&mut words(names.name()))
        || begins(&mut words(names.name()).filter(|word| !is_noise(word)))
}
