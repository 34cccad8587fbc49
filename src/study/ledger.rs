//! From the lines of the log to a [`History`]: each entry once, what was taken back not at all, and days as they must have been.
//!
//! Reviews of a card count in the order of their days; of one day, in the order of the log. A day is taken at its word, however the clock
//! was set when it was written, unless it lies after today: then the clock was ahead. Such a review was done when its line was written, after
//! the lines before it. So it counts as done on the latest day among these that is not after today; where there is none, on the first such
//! day behind it; and where no day is known at all, today. A card is asked a little early then, but never a year late. Days between two
//! reviews are never fewer than none.
//!
//! A [`Snapshot`] is what all lines up to a place in the log come to. It says for which days that holds, and knows the entry of a later line
//! that would have changed it; then all is read again, and comes to the same.

use std::hash::{DefaultHasher, Hasher};

use fnv::{FnvBuildHasher, FnvHashMap, FnvHashSet};
use serde::{Deserialize, Serialize};

use super::history::{CardState, DayTally, History};
use super::line::{self, Done, Row, Unread};
use super::memory::Basis;
use super::seen::Seen;
use super::{CardId, EntryId, Grade, Scheduler};
use crate::model::Day;

/// Lines of a log, read one after another.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    rows: Vec<Row>,
    /// The day of the last one: most are of the same.
    day: line::Known,
    /// How many could not be read.
    pub passed_over: u32,
    /// How many a newer version of the program wrote: nothing may be written to this log.
    pub newer: u32,
}

impl Lines {
    /// Reads a line. Empty ones say nothing, and nothing is missed.
    pub fn read(&mut self, line: &[u8]) {
        if line.trim_ascii().is_empty() {
            return;
        }
        match line::row(line, &mut self.day) {
            Ok(row) => {
                self.newer += u32::from(row.newer);
                self.rows.push(row);
            }
            Err(Unread::Newer) => self.newer += 1,
            Err(Unread::Damaged) => self.passed_over += 1,
        }
    }

    /// No line said anything.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.newer == 0
    }

    /// The reviews that count, each once, as they stand.
    fn counted(&self) -> impl Iterator<Item = (CardId, Day, Grade)> {
        let mut ids =
            FnvHashSet::with_capacity_and_hasher(self.rows.len(), FnvBuildHasher::default());
        let undone: FnvHashSet<EntryId> = self
            .rows
            .iter()
            .filter_map(|row| match row.done {
                Done::Undo(undone) => Some(undone),
                Done::Review { .. } => None,
            })
            .collect();
        self.rows.iter().filter_map(move |row| match row.done {
            Done::Review { card, day, grade } => {
                (ids.insert(row.id) && !undone.contains(&row.id)).then_some((card, day, grade))
            }
            Done::Undo(_) => None,
        })
    }

    /// The entries that something later could repeat or take back.
    fn named(&self) -> impl Iterator<Item = EntryId> {
        self.rows.iter().flat_map(|row| {
            let undone = match row.done {
                Done::Review { .. } => None,
                Done::Undo(undone) => Some(undone),
            };
            std::iter::once(row.id).chain(undone)
        })
    }
}

/// What a log has come to.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// What is known of each card and day.
    pub history: History,
    days: Span,
    seen: Seen,
}

/// For which days a ledger holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Span {
    /// The latest day that was taken at its word: it holds from then on.
    from: Option<Day>,
    /// The first day that was not, because it lay in the future: it holds until then.
    until: Option<Day>,
}

impl Span {
    /// The day on which a review counts, unless nothing is known.
    fn take(&mut self, day: Day, today: Day) -> Option<Day> {
        if day > today {
            self.until = Some(self.until.map_or(day, |until| until.min(day)));
        } else {
            self.from = Some(self.from.map_or(day, |from| from.max(day)));
            return Some(day);
        }
        self.from
    }

    fn holds(self, today: Day) -> bool {
        self.from.is_some_and(|from| from <= today) && self.until.is_none_or(|until| today < until)
    }
}

impl Ledger {
    /// What these lines come to.
    #[must_use]
    pub fn of(lines: &Lines, scheduler: &Scheduler, today: Day) -> Self {
        let mut known = lines.counted().map(|(_, day, _)| day);
        let first = known.find(|day| *day <= today);
        let mut span = Span::default();
        let mut reviews: Vec<_> = lines
            .counted()
            .map(|(card, day, grade)| {
                let day = span.take(day, today).or(first).unwrap_or(today);
                (card, day, grade)
            })
            .collect();
        // Sorting keeps the order of the log within a day.
        reviews.sort_by_key(|(card, day, _)| (*card, *day));
        let mut days: FnvHashMap<Day, DayTally> = FnvHashMap::default();
        let mut of_card = Vec::new();
        let states = reviews
            .chunk_by(|one, other| one.0 == other.0)
            .filter_map(|reviews| {
                let (card, first, _) = *reviews.first()?;
                let (_, last, grade) = *reviews.last()?;
                of_card.clear();
                days.entry(first).or_default().new += 1;
                let mut right = 0;
                for (_, day, grade) in reviews {
                    let tally = days.entry(*day).or_default();
                    tally.asked += 1;
                    tally.right += u32::from(grade.is_right());
                    right += u32::from(grade.is_right());
                    of_card.push((*day, *grade));
                }
                let outlook = scheduler.after_all(card, &of_card);
                let state = CardState {
                    memory: outlook.memory,
                    last,
                    due: last.plus(i32::try_from(outlook.days).unwrap_or(i32::MAX)),
                    asked: u32::try_from(reviews.len()).unwrap_or(u32::MAX),
                    right,
                    grade,
                };
                Some((card, state))
            });
        let states: FnvHashMap<_, _> = states.collect();
        let mut seen = Seen::for_about(lines.rows.len());
        lines.named().for_each(|id| seen.insert(id));
        Self {
            history: History::of(states, days.into_iter().collect()),
            days: span,
            seen,
        }
    }

    /// What these lines and later ones come to; nothing, if that must be read from the beginning.
    #[must_use]
    pub fn go_on(mut self, later: &Lines, scheduler: &Scheduler, today: Day) -> Option<Self> {
        let here: FnvHashSet<EntryId> = later.rows.iter().map(|row| row.id).collect();
        let changes_the_past = later.rows.iter().any(|row| {
            let undoes = matches!(row.done, Done::Undo(undone) if !here.contains(&undone));
            undoes || self.seen.perhaps(row.id)
        });
        if changes_the_past {
            return None;
        }
        for (card, day, grade) in later.counted() {
            let day = self.days.take(day, today)?;
            let last = self.history.state(card).map(|state| state.last);
            if last.is_some_and(|last| day < last) {
                return None;
            }
            self.history.count(card, day, grade, scheduler);
        }
        later.named().for_each(|id| self.seen.insert(id));
        Some(self)
    }
}

/// What all lines up to a place in the log come to, kept so that they need not be read again.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// How much of the log it is of.
    pub mark: Mark,
    /// How many lines the reader was told could not be read.
    pub told: u32,
    /// How many of them stand before the mark.
    pub passed_over: u32,
    ledger: Ledger,
}

/// A place in a log: how many bytes stand before it, and what the last of these are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// How many bytes stand before it.
    pub length: u64,
    /// What the last of them come to ([`Mark::of`]).
    end: u64,
}

impl Mark {
    /// So many of the bytes before it are looked at.
    pub const LOOK_BACK: usize = 256;

    /// A place behind so many bytes, of which these are the last.
    #[must_use]
    pub fn of(length: u64, end: &[u8]) -> Self {
        Self {
            length,
            end: sum(end),
        }
    }
}

/// What a file of this program begins with, and the version of what follows.
const HEADER: &[u8] = b"nhs-tiers snapshot 1\n";

#[derive(Serialize, Deserialize)]
struct Written<'a> {
    mark: Mark,
    told: u32,
    passed_over: u32,
    basis: Basis,
    days: Span,
    cards: Vec<CardWritten>,
    tallies: Vec<(Day, u32, u32, u32)>,
    seen: &'a [u8],
}

/// Card, stability, difficulty, last, due, asked, right, grade.
type CardWritten = (u64, f32, f32, Day, Day, u32, u32, u8);

impl Snapshot {
    /// Of what has come to this; nothing, if it would not hold tomorrow.
    #[must_use]
    pub fn of(ledger: Ledger, mark: Mark, passed_over: u32, told: u32) -> Option<Self> {
        ledger.days.from.is_some().then_some(Self {
            mark,
            told,
            passed_over,
            ledger,
        })
    }

    /// As a file.
    #[must_use]
    pub fn to_bytes(&self, scheduler: &Scheduler) -> Vec<u8> {
        let history = &self.ledger.history;
        let written = Written {
            mark: self.mark,
            told: self.told,
            passed_over: self.passed_over,
            basis: scheduler.basis().clone(),
            days: self.ledger.days,
            cards: history
                .cards()
                .map(|(card, state)| {
                    (
                        card.0,
                        state.memory.stability,
                        state.memory.difficulty,
                        state.last,
                        state.due,
                        state.asked,
                        state.right,
                        state.grade as u8,
                    )
                })
                .collect(),
            tallies: history
                .days()
                .iter()
                .map(|(day, tally)| (*day, tally.asked, tally.right, tally.new))
                .collect(),
            seen: self.ledger.seen.bytes(),
        };
        let body = postcard::to_stdvec(&written).unwrap_or_default();
        [HEADER, &sum(&body).to_le_bytes(), &body].concat()
    }

    /// Of a file; nothing, if it is damaged or of another version, or does not hold today as the reader wants to study now.
    #[must_use]
    pub fn of_bytes(file: &[u8], scheduler: &Scheduler, today: Day) -> Option<Self> {
        let (known, body) = file.strip_prefix(HEADER)?.split_first_chunk()?;
        if u64::from_le_bytes(*known) != sum(body) {
            return None;
        }
        let written: Written = postcard::from_bytes(body).ok()?;
        if written.basis != *scheduler.basis() || !written.days.holds(today) {
            return None;
        }
        let cards = written.cards.into_iter().map(
            |(card, stability, difficulty, last, due, asked, right, grade)| {
                let memory = fsrs::MemoryState {
                    stability,
                    difficulty,
                };
                let grade = *Grade::ALL.get(usize::from(grade))?;
                Some((
                    CardId(card),
                    CardState {
                        memory,
                        last,
                        due,
                        asked,
                        right,
                        grade,
                    },
                ))
            },
        );
        let tallies = written.tallies.into_iter();
        let tallies = tallies.map(|(day, asked, right, new)| (day, DayTally { asked, right, new }));
        Some(Self {
            mark: written.mark,
            told: written.told,
            passed_over: written.passed_over,
            ledger: Ledger {
                history: History::of(cards.collect::<Option<Vec<_>>>()?, tallies.collect()),
                days: written.days,
                seen: Seen::of_bytes(written.seen)?,
            },
        })
    }

    /// What it is of.
    #[must_use]
    pub fn into_ledger(self) -> Ledger {
        self.ledger
    }
}

/// By which bytes that have changed are known. It may differ from one version of the program to the next: then the log is read.
fn sum(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}
