//! The search box: what is typed, and what that finds. It is found when somebody looks: of what is typed ahead, only the last.

use std::cell::RefCell;
use std::rc::Rc;

use super::line::InputLine;
use super::state::State;
use crate::model::{Kind, RecordRef, Text};
use crate::search::{Found, Hit, QueryFault, Search};

/// A search being typed.
#[derive(Clone, Debug, Default)]
pub struct SearchBox {
    /// The only kind of record that is wanted, and what for.
    pub wanted: Option<Wanted>,
    /// The only kind that the reader asks to see.
    pub kind: Option<Kind>,
    /// The query.
    pub line: InputLine,
    /// Which one of what it finds is chosen.
    pub chosen: usize,
    /// Which of the earlier queries stands in the line, unchanged.
    pub(super) recalled: Option<usize>,
    search: RefCell<Search>,
    results: RefCell<Option<Rc<Results>>>,
}

/// What a search box shows.
#[derive(Debug, Default)]
pub struct Results {
    /// The records, best first: what was found, or what may be wanted before anything is typed.
    pub records: Vec<RecordRef>,
    /// What was found, in the same order.
    pub hits: Vec<Hit>,
    /// What is wrong with the query.
    pub faults: Vec<QueryFault>,
    /// Nothing is asked for yet.
    pub blank: bool,
    /// The year that was typed behind the name of a place.
    pub year: Option<i16>,
}

impl Results {
    /// Whether nothing matched, and what is shown are the names that are nearest.
    #[must_use]
    pub fn is_a_guess(&self) -> bool {
        self.hits.first().is_some_and(Hit::is_a_guess)
    }
}

impl SearchBox {
    /// A search that begins with a line.
    pub(super) fn of(line: InputLine) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }

    /// A search for one kind of record.
    pub(super) fn for_one(wanted: Wanted) -> Self {
        Self {
            wanted: Some(wanted),
            ..Self::default()
        }
    }

    /// What is wrong with the query and is pointed at: not a filter in which the cursor stands, and which more letters may cure.
    #[must_use]
    pub fn pointed_at<'a>(&self, results: &'a Results) -> Option<&'a QueryFault> {
        let mut faults = results.faults.iter();
        faults.find(|fault| !self.is_typed(fault))
    }

    /// What the filter in which the cursor stands may become.
    #[must_use]
    pub fn completions<'a>(&self, results: &'a Results) -> &'a [String] {
        let typed = results.faults.iter().find(|fault| self.is_typed(fault));
        typed
            .and_then(|fault| fault.completions.as_deref())
            .unwrap_or_default()
    }

    /// Takes the first of what the filter in which the cursor stands may become, where the cursor stands at the end. The answer is
    /// whether there was one.
    pub(super) fn complete(&mut self, results: &Results) -> bool {
        let length = self.line.text().chars().count();
        let Some((fault, completion)) = results.faults.iter().find_map(|fault| {
            let completion = fault.completions.as_ref()?.first()?;
            (self.is_typed(fault) && fault.span.end == length).then_some((fault, completion))
        }) else {
            return false;
        };
        let before: String = self
            .line
            .text()
            .chars()
            .take(self.value_start(fault))
            .collect();
        self.line = InputLine::new(&format!("{before}{completion} "));
        true
    }

    /// Where the value of a faulty filter begins: behind its colon, also where there is no value yet.
    fn value_start(&self, fault: &QueryFault) -> usize {
        let starts_with_colon = self.line.text().chars().nth(fault.span.start) == Some(':');
        fault.span.start + usize::from(starts_with_colon)
    }

    fn is_typed(&self, fault: &QueryFault) -> bool {
        let here = self.line.cursor();
        fault.completions.is_some() && (fault.span.start..=fault.span.end).contains(&here)
    }

    /// What was found is to be found anew: the line has changed.
    pub(super) fn forget(&mut self) {
        self.chosen = 0;
        *self.results.get_mut() = None;
    }
}

/// What a search for one kind of record is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A place for the places screen.
    Place,
    /// A place to see the timeline through.
    PlaceToSeeThrough,
    /// A body whose findings are wanted.
    BodyOfFindings,
    /// A body for the contrast.
    SideOfContrast,
}

impl Wanted {
    /// The kind of record.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Place | Self::PlaceToSeeThrough => Kind::Place,
            Self::BodyOfFindings | Self::SideOfContrast => Kind::Body,
        }
    }
}

/// Kinds in the order in which a reader goes through them.
const KINDS: [Kind; Kind::ALL.len()] = [
    Kind::Body,
    Kind::Organisation,
    Kind::Reform,
    Kind::Place,
    Kind::Function,
    Kind::Theme,
    Kind::Tension,
    Kind::Finding,
    Kind::Era,
    Kind::Source,
];

/// The kind after this one, or before it; none, which is all of them, stands between the last and the first.
pub(super) fn next_kind(kind: Option<Kind>, back: bool) -> Option<Kind> {
    let here = kind.and_then(|kind| KINDS.iter().position(|known| *known == kind));
    let next = match (here, back) {
        (None, false) => Some(0),
        (None, true) => Some(KINDS.len() - 1),
        (Some(here), false) => Some(here + 1),
        (Some(here), true) => here.checked_sub(1),
    };
    KINDS.get(next?).copied()
}

impl State {
    /// What a search shows before anything is typed: bookmarks, then what was opened lately.
    #[must_use]
    pub fn suggestions(&self) -> Vec<RecordRef> {
        let mut found = self.bookmarks();
        for record in self.recents.iter().rev() {
            if !found.contains(record) {
                found.push(*record);
            }
        }
        found
    }

    /// What a search shows.
    #[must_use]
    pub fn results(&self, search: &SearchBox) -> Rc<Results> {
        let known = search.results.borrow().clone();
        known.unwrap_or_else(|| {
            let results = Rc::new(self.found_by(search));
            *search.results.borrow_mut() = Some(Rc::clone(&results));
            results
        })
    }

    fn found_by(&self, search: &SearchBox) -> Results {
        let kind = search.wanted.map(Wanted::kind).or(search.kind);
        let mut engine = search.search.borrow_mut();
        let mut find = |line: &str, kind| engine.find(self.data, self.index(), line, kind, self.at);
        let (query, year) = match search.wanted {
            Some(Wanted::Place | Wanted::PlaceToSeeThrough) => with_year(search.line.text()),
            _ => (search.line.text(), None),
        };
        let mut found = find(query, kind);
        if search.wanted.is_some() && found.hits.first().is_none_or(Hit::is_a_guess) {
            // What is no place may well be something else: a code, an organisation.
            let others = find(query, None);
            if others.hits.first().is_some_and(|hit| !hit.is_a_guess()) {
                found = others;
            }
        }
        let Found {
            hits,
            faults,
            blank,
            ..
        } = found;
        let records = if blank {
            self.suggested(kind, search.wanted.is_some())
        } else {
            hits.iter().map(|hit| hit.record).collect()
        };
        Results {
            records,
            hits,
            faults,
            blank,
            year,
        }
    }

    /// What may be wanted before anything is typed, of one kind or of all; then everything of that kind, if all of it is to be seen.
    fn suggested(&self, kind: Option<Kind>, all: bool) -> Vec<RecordRef> {
        let mut found = self.suggestions();
        if let Some(kind) = kind {
            found.retain(|record| record.kind == kind);
            if all {
                let first = found.clone();
                let others = self.all_of(kind).iter();
                found.extend(others.filter(|record| !first.contains(record)));
            }
        }
        found
    }

    /// Every place, or every body, in order of name.
    fn all_of(&self, kind: Kind) -> &[RecordRef] {
        let data = self.data;
        let sorted = |mut found: Vec<(Text, RecordRef)>| {
            found.sort_unstable();
            found.into_iter().map(|(_, record)| record).collect()
        };
        match kind {
            Kind::Place => self.all_places.get_or_init(|| {
                let places = data.places.iter();
                sorted(
                    places
                        .map(|place| (place.name, RecordRef::place(place.id)))
                        .collect(),
                )
            }),
            Kind::Body => self.all_bodies.get_or_init(|| {
                let bodies = data.bodies.iter();
                sorted(
                    bodies
                        .map(|body| (body.name, RecordRef::body(body.id)))
                        .collect(),
                )
            }),
            _ => &[],
        }
    }
}

/// "sheffield 2004" is a place and a year.
fn with_year(typed: &str) -> (&str, Option<i16>) {
    let parts = typed.trim_end().rsplit_once(' ');
    let year = parts.and_then(|(name, year)| {
        let year: i16 = year
            .parse()
            .ok()
            .filter(|year| (1900..=2100).contains(year))?;
        Some((name, year))
    });
    year.map_or((typed, None), |(name, year)| (name, Some(year)))
}
