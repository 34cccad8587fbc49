//! Everything that can be found, prepared for matching.

use std::cmp::Reverse;
use std::ops::Range;

use super::Hit;
use super::asked::{Asked, Way, Word};
use super::fold::{fold, words};
use super::mark;
use super::names::{Entry, NameTable, Names, is_prose};
use super::narrow::Narrowing;
use super::near::Nearby;
use super::query;
use super::rank::{self, Rank};
use super::spelling::Speller;
use crate::dataset::Dataset;
use crate::embedded;
use crate::model::{Day, Kind, RecordRef, Text};

/// The index over a data set.
pub struct Index {
    pub(super) table: NameTable,
    speller: Speller,
    /// The last day of the evidence.
    as_of: Day,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("entries", &self.table.entries.len())
            .finish_non_exhaustive()
    }
}

/// Below this number of literal hits, words are put right and looked for again.
const FEW: usize = 12;
/// Words beyond which a query has no mistyped words.
const WORDY: usize = 8;
/// Names that are offered where nothing matches.
const NEAREST: usize = 5;
/// Entries of which lengths and letters are looked at for nearness, and those that are then compared letter by letter: as many as one
/// letter typed has time for.
const LOOKED_AT: usize = 20_000;
const COMPARED: usize = 200;

/// What was found at one rank, in order: inside a group of the table, what stood at the time before what did not.
#[derive(Default)]
struct Found {
    list: Vec<u32>,
    /// What did not stand, of the group that is being gone through.
    elsewhen: Vec<u32>,
    group: Option<Group>,
}

/// Records among which what stood comes before what did not: bodies, places and organisations together, then each kind by itself, what
/// is only background last.
type Group = (Kind, bool);

const fn group(entry: &Entry) -> Group {
    match entry.record.kind {
        Kind::Body | Kind::Place | Kind::Organisation => (Kind::Body, false),
        kind => (kind, entry.context),
    }
}

impl Found {
    fn push(&mut self, index: u32, group: Group, stood: bool) {
        if self.group != Some(group) {
            self.list.append(&mut self.elsewhen);
            self.group = Some(group);
        }
        let list = if stood {
            &mut self.list
        } else {
            &mut self.elsewhen
        };
        list.push(index);
    }

    fn finish(mut self) -> Vec<u32> {
        self.list.append(&mut self.elsewhen);
        self.list
    }
}

type ByRank = [Found; Rank::LITERAL.len()];

/// What holds what was typed.
#[derive(Default)]
struct Literal {
    told: ByRank,
    /// Hundreds of sources and findings bear the names of what they are about: what they are about comes first.
    prose: ByRank,
    /// Everything, in order of the table.
    all: Vec<u32>,
}

impl Index {
    /// Prepares everything in a data set.
    #[must_use]
    pub fn new(data: &Dataset) -> Self {
        let is_embedded = std::ptr::eq(data, embedded::dataset());
        let table = if is_embedded {
            NameTable::decode(embedded::NAMES).ok()
        } else {
            None
        };
        Self {
            table: table.unwrap_or_else(|| NameTable::of(data)),
            speller: Speller::new(),
            as_of: data.as_of(),
        }
    }

    /// The records that match, best first; of one kind only, where one is wanted. Where nothing matches, the names that are nearest. An
    /// empty query matches nothing. What is typed is a name, not a query with filters: that is what [`super::Search`] is for.
    #[must_use]
    pub fn search(&self, name: &str, kind: Option<Kind>) -> Vec<Hit> {
        let narrowing = &mut Narrowing::default();
        self.search_at(name, kind, self.as_of, narrowing, |_| true)
    }

    /// The same as at a day, of what passes: of what matches equally well, what stood then comes first. It looks only where the queries
    /// before found anything.
    pub(super) fn search_at(
        &self,
        name: &str,
        kind: Option<Kind>,
        at: Day,
        narrowing: &mut Narrowing,
        passes: impl Fn(Names<'_>) -> bool,
    ) -> Vec<Hit> {
        let Some(asked) = Asked::new(name) else {
            return Vec::new();
        };
        let wanted = self.of_kind(kind);
        let literal = self.literal(&asked, kind, at, narrowing);
        let mut hits = Vec::with_capacity(literal.all.len());
        let hit = |(rank, place)| {
            let passes = self.names_of(place).is_some_and(&passes);
            self.hit(place, rank).filter(|_| passes)
        };
        let by_rank = |found: ByRank| {
            let ranked = Rank::LITERAL.into_iter().zip(found);
            ranked.flat_map(|(rank, found)| found.finish().into_iter().map(move |at| (rank, at)))
        };
        hits.extend(by_rank(literal.told).filter_map(hit));
        hits.extend(by_rank(literal.prose).filter_map(hit));
        let mut nothing = literal.all.is_empty();
        // Letters are put right for queries that find little: among hundreds of literal hits that only adds noise.
        if literal.all.len() < FEW {
            let put_right = self.put_right(&asked, wanted.clone(), at, &literal.all, narrowing);
            nothing &= put_right.is_empty();
            hits.extend(put_right.into_iter().filter_map(hit));
        }
        if nothing {
            hits.extend(self.nearest(&asked, wanted).into_iter().filter_map(hit));
        }
        if asked.dated.is_none() {
            narrowing.keep(&asked, kind, literal.all);
        }
        hits
    }

    /// Everything that passes, from the centre outwards, then by date and name.
    pub(super) fn listed(
        &self,
        kind: Option<Kind>,
        passes: impl Fn(Names<'_>) -> bool,
    ) -> Vec<Hit> {
        let wanted = self.of_kind(kind);
        let places = self.table.listed.iter().copied();
        places
            .filter(|place| wanted.contains(place))
            .filter(|place| self.names_of(*place).is_some_and(&passes))
            .filter_map(|place| self.hit(place, Rank::Listed))
            .collect()
    }

    /// How many there are of a kind, or of all.
    #[must_use]
    pub fn count(&self, kind: Option<Kind>) -> usize {
        self.of_kind(kind).len()
    }

    /// Where the entries of a kind stand.
    pub(super) fn of_kind(&self, kind: Option<Kind>) -> Range<u32> {
        let entries = &self.table.entries;
        let (first, end) = match kind {
            Some(kind) => (
                entries.partition_point(|entry| entry.record.kind < kind),
                entries.partition_point(|entry| entry.record.kind <= kind),
            ),
            None => (0, entries.len()),
        };
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        place(first)..place(end)
    }

    fn literal(
        &self,
        asked: &Asked,
        kind: Option<Kind>,
        at: Day,
        narrowing: &mut Narrowing,
    ) -> Literal {
        // "sha 2004" may be a name that holds a year, or a name and the year it is asked about.
        let undated = asked.undated();
        let days = asked.dated.as_ref().map(|dated| dated.days);
        let time = days.filter(|_| undated.is_some()).unwrap_or((at, at));
        let mut found = Literal::default();
        let mut look = |place: u32| {
            let Some(names) = self.names_of(place) else {
                return;
            };
            let entry = names.entry;
            let stood = entry.stood(time.0, time.1);
            let named = rank::literal(asked, names);
            let then = undated.as_ref();
            let then = then.and_then(|asked| rank::literal(asked, names));
            // What is called so comes all the same, behind what was there: first what is called just so.
            let mut comes_first = stood;
            let then = if stood {
                then
            } else {
                comes_first |= then >= Some(Rank::Same);
                then.filter(|rank| *rank > Rank::Initials)
                    .map(|_| Rank::Elsewhen)
            };
            let Some(rank) = named.max(then) else {
                return;
            };
            found.all.push(place);
            let is_prose = is_prose(entry.record.kind) && rank < Rank::Code;
            let lists = if is_prose {
                &mut found.prose
            } else {
                &mut found.told
            };
            if let Some(list) = lists.get_mut(rank.place()) {
                list.push(place, group(entry), comes_first);
            }
        };
        let widest = undated.as_ref().unwrap_or(asked);
        match narrowing.within(widest, kind) {
            Some(places) => places.iter().copied().for_each(&mut look),
            None => self.of_kind(kind).for_each(&mut look),
        }
        found
    }

    /// What matches when mistyped words are put right, best first, without what was found already.
    fn put_right(
        &self,
        asked: &Asked,
        wanted: Range<u32>,
        at: Day,
        found: &[u32],
        narrowing: &mut Narrowing,
    ) -> Vec<(Rank, u32)> {
        if asked.words.len() > WORDY {
            return Vec::new();
        }
        let mut is_other = false;
        let mut words = Vec::new();
        for word in &asked.words {
            let mut ways = word.ways.clone();
            let typed = word.ways.first().map_or("", |way| way.text.as_str());
            // "DHSS" is not "DHSC", unless there is nothing else.
            let meant = if word.is_short && !found.is_empty() {
                &[]
            } else {
                narrowing.meant(&self.speller, typed, &self.table.words)
            };
            for (meant, nearness) in meant {
                if !ways.iter().any(|way| meant.starts_with(&way.text)) {
                    is_other = true;
                    ways.push(Way::new(meant.clone(), *nearness));
                }
            }
            words.push(Word::new(ways));
        }
        if !is_other {
            return Vec::new();
        }
        let asked = asked.with(words);
        let mut hits: Vec<(Rank, bool, u32)> = wanted
            .filter_map(|place| {
                let names = self.names_of(place)?;
                if is_prose(names.entry.record.kind) {
                    return None;
                }
                let rank = rank::fuzzy(&asked, names)?;
                Some((rank, names.entry.stood(at, at), place))
            })
            .filter(|(_, _, place)| found.binary_search(place).is_err())
            .collect();
        let group = |place: u32| self.names_of(place).map(|names| group(names.entry));
        hits.sort_by_key(|(rank, stood, place)| (Reverse(*rank), group(*place), !stood, *place));
        hits.into_iter()
            .map(|(rank, _, place)| (rank, place))
            .collect()
    }

    /// The names nearest to the query, best first.
    fn nearest(&self, asked: &Asked, wanted: Range<u32>) -> Vec<(Rank, u32)> {
        let Some(nearby) = Nearby::new(&asked.folded) else {
            return Vec::new();
        };
        let mut found: Vec<(Rank, u32, u32)> = self
            .promising(asked, &nearby, wanted)
            .filter_map(|place| {
                let names = self.names_of(place)?;
                Some((nearby.rank(names)?, names.entry.told, place))
            })
            .collect();
        found.sort_unstable_by_key(|(rank, told, _)| (Reverse(*rank), *told));
        found.truncate(NEAREST);
        found.sort_by_key(|(rank, _, place)| (Reverse(*rank), *place));
        found
            .into_iter()
            .map(|(rank, _, place)| (rank, place))
            .collect()
    }

    /// The entries that may be near. Where there are too many to be looked at one by one, those that share most pairs of letters with
    /// the query.
    fn promising(
        &self,
        asked: &Asked,
        nearby: &Nearby,
        wanted: Range<u32>,
    ) -> impl Iterator<Item = u32> {
        let pairs = asked.pairs();
        let all = pairs.shared(pairs);
        // A name that shares hardly a pair of letters is not worth its reading.
        let enough = all / 4;
        let mut by_shared = vec![Vec::new(); usize::try_from(all - enough).unwrap_or(0) + 1];
        for place in wanted {
            let Some(Names { entry, .. }) = self.names_of(place) else {
                continue;
            };
            let shared = entry.pairs.shared(pairs).checked_sub(enough);
            let shared = shared.filter(|_| !is_prose(entry.record.kind));
            let shared = shared.and_then(|shared| usize::try_from(shared).ok());
            if let Some(places) = shared.and_then(|shared| by_shared.get_mut(shared)) {
                places.push(place);
            }
        }
        let may_be = |place: &u32| {
            self.names_of(*place)
                .is_some_and(|names| nearby.may_be(names))
        };
        let from_most = by_shared.into_iter().rev().flatten();
        from_most.take(LOOKED_AT).filter(may_be).take(COMPARED)
    }

    pub(super) fn names_of(&self, place: u32) -> Option<Names<'_>> {
        let entry = self.table.entries.get(usize::try_from(place).ok()?)?;
        let all = &self.table.text;
        Some(Names { entry, all })
    }

    pub(super) fn hit(&self, place: u32, rank: Rank) -> Option<Hit> {
        let record = self.names_of(place)?.entry.record;
        Some(Hit {
            record,
            rank,
            entry: place,
        })
    }

    fn names_of_kind(&self, kind: Kind) -> impl Iterator<Item = Names<'_>> {
        let places = self.of_kind(Some(kind));
        places.filter_map(|place| self.names_of(place))
    }

    /// The id, where there is a record of the kind with it.
    pub(super) fn with_id(&self, kind: Kind, id: &str) -> Option<Text> {
        let mut ids = self.names_of_kind(kind).map(|names| names.entry.record.id);
        ids.find(|known| **known == *id)
    }

    /// Whether a record of the kind says some words beside each other.
    pub(super) fn says(&self, kind: Kind, phrase: &str) -> bool {
        let phrase = fold(phrase);
        self.names_of_kind(kind).any(|names| names.say(&phrase))
    }

    /// The records of the kind of which the names have these words; where none has, those of which the words begin so.
    pub(super) fn with_words(&self, kind: Kind, typed: &str) -> Vec<Text> {
        let Some(asked) = Asked::new(typed) else {
            return Vec::new();
        };
        let all = |has: fn(&Asked, &str) -> bool| -> Vec<Text> {
            self.names_of_kind(kind)
                .filter(|names| has(&asked, names.text()))
                .map(|names| names.entry.record.id)
                .collect()
        };
        let whole = all(Asked::is_in);
        if whole.is_empty() {
            all(Asked::is_begun_in)
        } else {
            whole
        }
    }

    /// The one record that a name means: the one with this id, or the only one of the best rank.
    ///
    /// # Errors
    /// What it may have meant, at most five, best first, where that is not plain.
    pub fn resolve(&self, name: &str) -> Result<RecordRef, Vec<RecordRef>> {
        self.resolve_as(name, None)
    }

    /// The same among the records of one kind.
    ///
    /// # Errors
    /// As those of [`Index::resolve`]; where no record of the kind resembles the name, what else it may have meant.
    pub fn resolve_as(
        &self,
        name: &str,
        wanted: Option<Kind>,
    ) -> Result<RecordRef, Vec<RecordRef>> {
        let named = self.table.entries.iter().filter(|entry| {
            entry.record.id == name && wanted.is_none_or(|kind| entry.record.kind == kind)
        });
        if let Some(entry) = named.min_by_key(|entry| entry.told) {
            return Ok(entry.record);
        }
        let mut hits = self.search(name, wanted);
        // A source that has the words in its title is not what is meant, where anything else is.
        let is_told = |hit: &Hit| !is_prose(hit.record.kind) || hit.rank == Rank::Code;
        if hits.iter().any(is_told) {
            hits.retain(is_told);
        }
        let plain = match hits.as_slice() {
            [only] => Some(only),
            [first, second, ..] if first.rank > second.rank => Some(first),
            [first, ..] => {
                // "North of Tyne" is what begins just so, not North Tyneside, though "of" says nothing.
                let typed = fold(name);
                let begins = |hit: &&Hit| {
                    let named = self.names_of(hit.entry).map(Names::name);
                    let rest = named.and_then(|named| named.strip_prefix(typed.trim()));
                    hit.rank == first.rank && rest.is_some_and(|rest| rest.starts_with(' '))
                };
                let mut all = hits.iter().filter(begins);
                all.next().filter(|_| all.next().is_none())
            }
            [] => None,
        };
        match plain {
            // What only resembles the name, or holds its letters somewhere, is asked back.
            Some(hit) if hit.rank > Rank::Words => Ok(hit.record),
            _ => Err(hits.iter().take(5).map(|hit| hit.record).collect()),
        }
    }

    /// Whether every word of a name is a whole word of what the record is called: else it was only begun.
    #[must_use]
    pub fn is_called(&self, record: RecordRef, name: &str) -> bool {
        let of_kind = self.names_of_kind(record.kind);
        let mut called = of_kind.filter(|names| names.entry.record == record);
        let typed = fold(name);
        called.any(|names| {
            let all: Vec<&str> = words(names.text()).collect();
            *record.id == *name || words(&typed).all(|word| all.contains(&word))
        })
    }

    /// The positions of the characters of a hit's name that the query matched, in order.
    #[must_use]
    pub fn matched(&self, query: &str, hit: Hit) -> Vec<usize> {
        let (query, _) = query::parse(query);
        Asked::new(&query.words)
            .zip(self.names_of(hit.entry))
            .map(|(asked, names)| mark::positions(&asked, names, &self.speller))
            .unwrap_or_default()
    }
}
