//! How what is true comes to be in memory: RON, overlays, the embedded form, and the rules that every data set must keep.
//!
//! Nothing here touches the disk: files come in as text ([`SourceFile`]) and faults go out as values ([`Fault`]), so that the build,
//! `nhs-tiers check` and the tests run the very same code.

mod check;
mod fault;
mod locate;
mod lookup;
mod read;
mod rules;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

pub use fault::Fault;
pub use read::{NotRead, SourceFile};

use lookup::Lookup;

use crate::model::{
    self, Body, Compact, Date, Day, Era, Finding, Function, Gap, Meta, Organisation, Organisations,
    Packed, Passage, Place, RecordRef, Reform, Source, Stop, Succession, Tension, Text, Theme,
};

/// Places in places that are looked at: a neighbourhood in a district in a county, and some to spare.
const DEEPEST: usize = 8;

/// Everything that is known, sorted so that records are found by bisection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Dataset {
    /// How late the evidence goes, and under which licence the codes come.
    pub meta: Meta,
    /// The background bands, in order of time.
    pub eras: Vec<Era>,
    /// The vocabulary of functions, in its own order.
    pub functions: Vec<Function>,
    /// Types of organisation and arrangement, in order of id.
    pub bodies: Vec<Body>,
    /// Dated events, in order of date.
    pub reforms: Vec<Reform>,
    /// Named organisations by body, in order of the body's id.
    pub organisations: Vec<Organisations>,
    /// Places, in order of id.
    pub places: Packed<Vec<Place>>,
    /// Why nobody is named over any place for a time, tier by tier.
    pub gaps: Vec<Gap>,
    /// What research says, by theme, in its own order.
    pub themes: Packed<Vec<Theme>>,
    /// What sources found and argued, in order of id.
    pub findings: Packed<Vec<Finding>>,
    /// Findings that stand against each other, in order of id.
    pub tensions: Packed<Vec<Tension>>,
    /// The documents that the data set began from, passage by passage.
    pub passages: Packed<Vec<Passage>>,
    /// The story of the tier, stop by stop, in order of date.
    pub tour: Packed<Vec<Stop>>,
    /// Everything cited, in order of id.
    pub sources: Packed<Vec<Source>>,
    /// Where organisations stand.
    lookup: Lookup,
    /// The records that came from the reader's own files.
    #[serde(skip)]
    own: HashSet<RecordRef>,
}

impl Dataset {
    /// A data set that holds nothing yet.
    fn empty(meta: Meta) -> Self {
        Self {
            meta,
            eras: Vec::new(),
            functions: Vec::new(),
            bodies: Vec::new(),
            reforms: Vec::new(),
            organisations: Vec::new(),
            places: Packed::default(),
            gaps: Vec::new(),
            themes: Packed::default(),
            findings: Packed::default(),
            tensions: Packed::default(),
            passages: Packed::default(),
            tour: Packed::default(),
            sources: Packed::default(),
            lookup: Lookup::default(),
            own: HashSet::new(),
        }
    }

    /// Reads the files of a whole data set.
    ///
    /// # Errors
    /// Every fault found, in order of file and place.
    pub fn from_files(files: &[SourceFile]) -> Result<Self, Vec<Fault>> {
        check::whole(files)
    }

    /// Reads files over a data set: new records are added, records with a known id replace, organisations wherever
    /// they stand. Files that hold their own
    /// `meta.ron` are a whole data set and replace everything.
    ///
    /// # Errors
    /// Every fault found, in order of file and place.
    pub fn with_overlay(self, files: &[SourceFile]) -> Result<Self, Vec<Fault>> {
        check::overlay(self, files)
    }

    /// The compact form that is embedded in the program, within a [`gather`](crate::model::gather).
    ///
    /// # Errors
    /// When the form cannot hold the data, which does not happen with data that was read.
    pub fn encode(&self) -> Result<Vec<u8>, postcard::Error> {
        self.lookup.work_out(&self.organisations);
        model::write(self)
    }

    /// Reads the compact form, borrowing all text from it.
    ///
    /// # Errors
    /// When it is not what [`Self::encode`] wrote.
    pub fn decode(form: Compact) -> Result<Self, postcard::Error> {
        form.read()
    }

    /// The last day of the evidence, which is what "today" means where the data are concerned.
    #[must_use]
    pub fn as_of(&self) -> Day {
        self.meta.as_of.last()
    }

    /// Whether a record came from the reader's own files, not from the data set that is part of the program.
    #[must_use]
    pub fn is_own(&self, record: RecordRef) -> bool {
        self.own.contains(&record)
    }

    /// The body with this id.
    #[must_use]
    pub fn body(&self, id: &str) -> Option<&Body> {
        find(&self.bodies, id, |body| body.id)
    }

    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        find(&self.sources, id, |source| source.id)
    }

    /// Whose these sources are and of when, in a few words, each once.
    #[must_use]
    pub fn short_citations(&self, ids: &[Text]) -> Vec<String> {
        let mut cited = Vec::new();
        for source in ids.iter().filter_map(|id| self.source(id)) {
            let one = source.short_citation();
            if !cited.contains(&one) {
                cited.push(one);
            }
        }
        cited
    }

    /// The reform with this id.
    #[must_use]
    pub fn reform(&self, id: &str) -> Option<&Reform> {
        self.reforms.iter().find(|reform| reform.id == id)
    }

    /// The function with this id.
    #[must_use]
    pub fn function(&self, id: &str) -> Option<&Function> {
        self.functions.iter().find(|function| function.id == id)
    }

    /// The era with this id.
    #[must_use]
    pub fn era(&self, id: &str) -> Option<&Era> {
        self.eras.iter().find(|era| era.id == id)
    }

    /// The era a day lies in.
    #[must_use]
    pub fn era_at(&self, day: Day) -> Option<&Era> {
        self.eras.iter().find(|era| era.covers(day))
    }

    /// The named organisations of a body, where the data set has a list of them.
    #[must_use]
    pub fn organisations_of(&self, body: &str) -> Option<&Organisations> {
        find(&self.organisations, body, |list| list.body)
    }

    /// A named organisation and the id of its body.
    #[must_use]
    pub fn organisation(&self, id: &str) -> Option<(Text, &Organisation)> {
        self.lookup.organisation(&self.organisations, id)
    }

    /// The organisations that came from this one, with the link that says so.
    pub fn successors_of_organisation(
        &self,
        id: Text,
    ) -> impl Iterator<Item = (&Organisation, &crate::model::Link)> {
        self.lookup
            .successors(&self.organisations, id)
            .into_iter()
            .flat_map(move |organisation| {
                organisation
                    .predecessors
                    .iter()
                    .filter(move |link| link.organisation == id)
                    .map(move |link| (organisation, link))
            })
    }

    /// The place with this id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Place> {
        find(&self.places, id, |place| place.id)
    }

    /// The theme with this id.
    #[must_use]
    pub fn theme(&self, id: &str) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id == id)
    }

    /// The finding with this id.
    #[must_use]
    pub fn finding(&self, id: &str) -> Option<&Finding> {
        find(&self.findings, id, |finding| finding.id)
    }

    /// The tension with this id.
    #[must_use]
    pub fn tension(&self, id: &str) -> Option<&Tension> {
        find(&self.tensions, id, |tension| tension.id)
    }

    /// A place, then the larger places that it lies in, one in the other.
    pub fn with_larger<'a>(&'a self, place: &'a Place) -> impl Iterator<Item = &'a Place> {
        let larger = |place: &&'a Place| place.within.and_then(|id| self.place(&id));
        // Places that lie in each other, round and round, are a fault; until it is mended they must not last for ever.
        std::iter::successors(Some(place), larger).take(DEEPEST)
    }

    /// The findings under a theme.
    pub fn findings_under(&self, theme: Text) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.theme == theme)
    }

    /// The findings that speak of a body.
    pub fn findings_on(&self, body: Text) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.bodies.contains(&body))
    }

    /// The tensions that a finding stands in.
    pub fn tensions_of(&self, finding: Text) -> impl Iterator<Item = &Tension> {
        self.tensions.iter().filter(move |tension| {
            tension.one.contains(&finding) || tension.other.contains(&finding)
        })
    }

    /// The bodies that came from this one, with the link that says how, in order of their beginning.
    #[must_use]
    pub fn successors(&self, id: Text) -> Vec<(&Body, &Succession)> {
        let mut found: Vec<_> = self
            .bodies
            .iter()
            .flat_map(|body| {
                body.predecessors
                    .iter()
                    .filter(move |link| link.body == id)
                    .map(move |link| (body, link))
            })
            .collect();
        found.sort_by_key(|(body, _)| body.from().map(Date::first));
        found
    }

    /// The reforms that did something to a body, in order of date.
    pub fn reforms_of(&self, id: Text) -> impl Iterator<Item = &Reform> {
        self.reforms
            .iter()
            .filter(move |reform| reform.effects.iter().any(|effect| effect.body == id))
    }

    /// The name of a record, if there is such a record.
    #[must_use]
    pub fn name_of(&self, record: RecordRef) -> Option<Text> {
        use crate::model::Kind;
        match record.kind {
            Kind::Body => self.body(&record.id).map(|body| body.name),
            Kind::Organisation => self
                .organisation(&record.id)
                .map(|(_, organisation)| organisation.name),
            Kind::Reform => self.reform(&record.id).map(|reform| reform.title),
            Kind::Place => self.place(&record.id).map(|place| place.name),
            Kind::Function => self.function(&record.id).map(|function| function.name),
            Kind::Theme => self.theme(&record.id).map(|theme| theme.name),
            Kind::Tension => self.tension(&record.id).map(|tension| tension.question),
            Kind::Finding => self.finding(&record.id).map(|finding| finding.text),
            Kind::Era => self.era(&record.id).map(|era| era.name),
            Kind::Source => self.source(&record.id).map(|source| source.title),
        }
    }
}

fn find<'a, T>(sorted: &'a [T], id: &str, key: impl Fn(&T) -> Text) -> Option<&'a T> {
    sorted
        .binary_search_by(|record| key(record).as_str().cmp(id))
        .ok()
        .and_then(|index| sorted.get(index))
}
