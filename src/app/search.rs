//! The search box: what is typed, and what that finds. It is found when somebody looks: of what is typed ahead, only the last.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::line::InputLine;
use super::state::{State, resolve};
use crate::model::{Kind, RecordRef, Text};
use crate::search::{Annotations, Excerpt, FilterName, Found, Hit, QueryFault, Search, excerpt};

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
    pub(super) recalled: Option<Recalled>,
    search: RefCell<Search>,
    /// What counts hits of other kinds than the one that is shown.
    counting: RefCell<Search>,
    results: RefCell<Option<Rc<Results>>>,
    /// What of the reader's own is searched too: it does not change while a query is typed.
    own: OnceCell<Rc<Annotations>>,
}

/// An earlier query in the line.
#[derive(Clone, Debug)]
pub(super) struct Recalled {
    /// Which one.
    index: usize,
    /// What was typed before it.
    typed: String,
}

/// What a search box shows.
#[derive(Debug, Default)]
pub struct Results {
    /// The records, best first: what was found, or what may be wanted before anything is typed.
    pub records: Vec<RecordRef>,
    /// What was found, in the same order.
    pub hits: Vec<Hit>,
    /// How much was found of each kind, whichever is shown: kinds of which something was.
    pub counts: Vec<(Kind, usize)>,
    /// What is wrong with the query.
    pub faults: Vec<QueryFault>,
    /// What is to be said of the query, a sentence each.
    pub notes: Vec<String>,
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

    /// The only kind that is shown, if there is one.
    #[must_use]
    pub fn only_kind(&self) -> Option<Kind> {
        self.wanted.map(Wanted::kind).or(self.kind)
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

    /// What the filter in which the cursor stands may become, or the word that begins the name of one.
    #[must_use]
    pub fn completions(&self, results: &Results) -> Vec<String> {
        let typed = results.faults.iter().find(|fault| self.is_typed(fault));
        let begun = || self.begun_filter().map(|(_, name)| format!("{name}:"));
        match typed.and_then(|fault| fault.completions.clone()) {
            Some(completions) => completions,
            None => begun().into_iter().collect(),
        }
    }

    /// Whether the cursor stands in a filter that more letters may cure.
    pub(super) fn types_filter(&self, results: &Results) -> bool {
        results.faults.iter().any(|fault| self.is_typed(fault))
    }

    /// The filter whose name the last word begins, behind the characters before that word: "tie" may become "tier:". A whole name may
    /// be a word that is looked for, and two letters may begin anything.
    fn begun_filter(&self) -> Option<(usize, &'static str)> {
        let text = self.line.text();
        let at_end = self.line.is_at_end();
        let word = text.rsplit([' ', '-']).next().filter(|_| at_end)?;
        let begins =
            |name: &&str| name.starts_with(&word.to_lowercase()) && name.len() > word.len();
        let mut names = FilterName::ALL.into_iter().map(FilterName::name);
        let name = names.find(begins).filter(|_| word.len() > 2)?;
        Some((text.chars().count() - word.chars().count(), name))
    }

    /// Takes the first of what the filter in which the cursor stands may become, where the cursor stands at the end. The answer is
    /// whether there was one.
    pub(super) fn complete(&mut self, results: &Results) -> bool {
        let length = self.line.text().chars().count();
        let value = results.faults.iter().find_map(|fault| {
            let completion = fault.completions.as_ref()?.first()?;
            let here = self.is_typed(fault) && fault.span.end == length;
            here.then(|| (self.value_start(fault), format!("{completion} ")))
        });
        let name = || {
            self.begun_filter()
                .map(|(at, name)| (at, format!("{name}:")))
        };
        let Some((at, completion)) = value.or_else(name) else {
            return false;
        };
        let before: String = self.line.text().chars().take(at).collect();
        self.line.replace(&format!("{before}{completion}"));
        self.has_changed();
        true
    }

    /// Edits the line.
    pub(super) fn edit(&mut self, edit: impl FnOnce(&mut InputLine)) {
        let before = self.line.text().to_owned();
        edit(&mut self.line);
        if self.line.text() != before {
            self.has_changed();
        }
    }

    /// Puts an earlier query that begins with what was typed into the line, or the one after; behind the latest, what was typed.
    pub(super) fn recall(&mut self, queries: &[String], older: bool) {
        let (here, typed) = match &self.recalled {
            Some(recalled) => (recalled.index, recalled.typed.clone()),
            None => (queries.len(), self.line.text().to_owned()),
        };
        let begins = |index: &usize| {
            let query = queries.get(*index);
            query.is_some_and(|query| query.starts_with(&typed) && *query != typed)
        };
        let next = if older {
            (0..here).rev().find(begins)
        } else {
            (here + 1..queries.len()).find(begins)
        };
        let query = next.and_then(|next| queries.get(next));
        if query.is_none() && (older || self.recalled.is_none()) {
            return;
        }
        self.line.replace(query.unwrap_or(&typed));
        self.recalled = next.map(|index| Recalled { index, typed });
        self.forget();
    }

    fn has_changed(&mut self) {
        self.recalled = None;
        self.forget();
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

/// The kind after this one, or before it, of which something is found, or of all where nothing is; none, which is all of them, stands
/// between the last and the first.
pub(super) fn next_kind(kind: Option<Kind>, counts: &[(Kind, usize)], back: bool) -> Option<Kind> {
    let place = |kind: Kind| KINDS.iter().position(|known| *known == kind);
    let here = kind.and_then(place);
    let is_found = |kind: &Kind| counts.is_empty() || counts.iter().any(|(known, _)| known == kind);
    let found = KINDS.iter().copied().filter(is_found);
    if back {
        let before = |kind: &Kind| here.is_none_or(|here| place(*kind) < Some(here));
        found.rev().find(before)
    } else {
        let mut found = found;
        found.find(|kind| here.is_none_or(|here| place(*kind) > Some(here)))
    }
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
        let kind = search.only_kind();
        let mut engine = search.search.borrow_mut();
        let own = search.own.get_or_init(|| Rc::new(self.annotations()));
        let (data, index, at) = (self.data, self.index(), self.at);
        let mut find = |line: &str, kind| engine.find_among(data, index, Some(own), line, kind, at);
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
            notes,
        } = found;
        let records = if blank {
            self.suggested(kind, search.wanted.is_some())
        } else {
            hits.iter().map(|hit| hit.record).collect()
        };
        let counts = match (search.wanted, search.kind) {
            (Some(_), _) => Vec::new(),
            (None, None) => counted(&hits),
            (None, Some(kind)) => {
                let mut counting = search.counting.borrow_mut();
                let all = counting.find_among(data, index, Some(own), query, None, at);
                let all = all.hits.iter().filter(|hit| hit.record.kind != kind);
                counted(hits.iter().chain(all))
            }
        };
        Results {
            records,
            hits,
            counts,
            faults,
            notes,
            blank,
            year,
        }
    }

    /// The reader's notes and bookmarks, for the search.
    pub(super) fn annotations(&self) -> Annotations {
        let notes = self.personal.notes.iter();
        let notes = notes.filter_map(|((kind, id), text)| {
            let record = resolve(self.data, *kind, id)?;
            Some((record, text.as_str()))
        });
        Annotations::new(self.index(), notes, self.bookmarks())
    }

    /// What the reader's note says of what is looked for, in so many characters, where a record was found by it.
    #[must_use]
    pub fn noted(&self, search: &SearchBox, hit: Hit, most: usize) -> Option<Excerpt> {
        let note = self.note(hit.record).filter(|_| hit.is_by_note())?;
        Some(excerpt(note, search.line.text(), most))
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

/// How many hits there are of each kind, in the order in which a reader goes through them. What is only near to what was typed is none.
fn counted<'a>(hits: impl IntoIterator<Item = &'a Hit>) -> Vec<(Kind, usize)> {
    let mut counts = KINDS.map(|kind| (kind, 0));
    for hit in hits.into_iter().filter(|hit| !hit.is_a_guess()) {
        if let Some((_, count)) = counts.iter_mut().find(|(kind, _)| *kind == hit.record.kind) {
            *count += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
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
