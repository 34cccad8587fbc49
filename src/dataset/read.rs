//! RON text → records, each with the place it was read from.

use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

use ron::extensions::Extensions;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::fault::Fault;
use super::locate::{Map, Step};
use crate::model::{
    Body, Era, Finding, Function, Gap, Kind, Meta, Organisations, Passage, Place, Reform, Source,
    Stop, Tension, Text, Theme, Told, harms,
};

/// Lines of a file on which harm is told, one by one.
const HARMED_LINES: usize = 100;

/// A file of a data set: its path as people name it, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path to name in faults.
    pub shown: String,
    /// The path inside the data set, with `/` between its parts: `bodies/primary-care-trust.ron`.
    pub path: String,
    /// What it holds, or why it could not be read. Text of the data lives as long as the program (see [`Text`]), so what it is read
    /// from does too.
    pub text: Result<&'static str, NotRead>,
}

/// Why a file could not be read, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRead {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Why.
    pub why: String,
    /// How to cure it.
    pub cure: &'static str,
}

impl NotRead {
    /// What cures most of it.
    pub const CURE: &str = "make it readable, or take it out of the folder";

    /// None of it could be read.
    #[must_use]
    pub fn because(why: String) -> Self {
        Self {
            line: 1,
            column: 1,
            why,
            cure: Self::CURE,
        }
    }

    /// The text that these bytes are.
    ///
    /// # Errors
    /// When they are none: where the first stands that is not.
    pub fn unless_utf8(bytes: Vec<u8>) -> Result<String, Self> {
        String::from_utf8(bytes).map_err(|error| {
            let whole = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..whole).unwrap_or_default();
            let before = String::from_utf8_lossy(before);
            let line = before.rsplit('\n').next().unwrap_or_default();
            Self {
                line: before.matches('\n').count() + 1,
                column: line.chars().count() + 1,
                why: "it is not in UTF-8".to_owned(),
                cure: "save it as UTF-8",
            }
        })
    }
}

/// Records of a data set at most, of all kinds together: more than the program answers from at once. The built-in ones count too.
const MOST_RECORDS: usize = 250_000;
/// Faults that are told at most. Whoever has more mends these first.
const MOST_FAULTS: usize = 10_000;

/// What a file holds by id: records that can be opened, and stops of the tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sort {
    Record(Kind),
    Stop,
}

impl Sort {
    /// The word for it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Record(kind) => kind.name(),
            Self::Stop => "stop of the tour",
        }
    }
}

impl From<Kind> for Sort {
    fn from(kind: Kind) -> Self {
        Self::Record(kind)
    }
}

/// Where a record was read: in which file, and the how manieth of its list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    pub(super) file: usize,
    pub(super) item: usize,
}

impl Origin {
    /// The path to the record inside its file.
    pub(super) fn path(self, sort: Sort) -> impl Iterator<Item = Step> {
        let list =
            (sort == Sort::Record(Kind::Organisation)).then_some(Step::Field("organisations"));
        let item = (sort != Sort::Record(Kind::Body)).then_some(Step::Item(self.item));
        list.into_iter().chain(item)
    }
}

/// What the files hold, before it is checked.
#[derive(Default)]
pub(super) struct Records {
    pub(super) meta: Option<Meta>,
    pub(super) eras: Vec<Era>,
    pub(super) functions: Vec<Function>,
    pub(super) bodies: Vec<Body>,
    pub(super) reforms: Vec<Reform>,
    pub(super) organisations: Vec<Organisations>,
    pub(super) places: Vec<Place>,
    pub(super) gaps: Vec<Gap>,
    pub(super) themes: Vec<Theme>,
    pub(super) findings: Vec<Finding>,
    pub(super) tensions: Vec<Tension>,
    pub(super) passages: Vec<Passage>,
    pub(super) tour: Vec<Stop>,
    pub(super) sources: Vec<Source>,
}

/// The outcome of reading: records, where each came from, and what could not be read.
pub(super) struct Reading<'a> {
    pub(super) files: &'a [SourceFile],
    pub(super) records: Records,
    pub(super) origins: HashMap<(Sort, Text), Origin>,
    /// The files of lists of organisations, by the body they belong to.
    pub(super) lists: HashMap<Text, usize>,
    /// Lists that lost an organisation to another list, by their body, and the one they lost.
    pub(super) taken: HashMap<Text, Text>,
    /// Gaps and passages have no id: those before these numbers were known before the files were read.
    pub(super) known_gaps: usize,
    pub(super) known_passages: usize,
    pub(super) faults: Vec<Fault>,
    /// Files that could not be read: what they may have held cannot be missed elsewhere.
    pub(super) unread: Vec<String>,
    /// Where things stand in the files that have a fault.
    maps: HashMap<usize, Map>,
    /// How many records were read.
    counted: usize,
    /// How many faults were found that are not told.
    pub(super) untold: usize,
}

/// What cures too many records.
const TOO_MANY: &str = "use a part of the data set";

/// A list that is read no further than to as many records as there may be.
struct List<T>(Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor(PhantomData))
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<List<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            if list.len() == MOST_RECORDS {
                let what = format!("there are more than {MOST_RECORDS} records");
                return Err(A::Error::custom(what));
            }
            list.push(item);
        }
        Ok(List(list))
    }
}

impl<'a> Reading<'a> {
    pub(super) fn new(files: &'a [SourceFile]) -> Self {
        let mut reading = Self {
            files,
            records: Records::default(),
            origins: HashMap::new(),
            lists: HashMap::new(),
            taken: HashMap::new(),
            known_gaps: 0,
            known_passages: 0,
            faults: Vec::new(),
            unread: Vec::new(),
            maps: HashMap::new(),
            counted: 0,
            untold: 0,
        };
        for index in 0..files.len() {
            reading.read_file(index);
        }
        reading
    }

    fn read_file(&mut self, index: usize) {
        let Some(file) = self.files.get(index) else {
            return;
        };
        if let Err(not_read) = &file.text {
            let fault = Fault {
                file: file.shown.clone(),
                line: not_read.line,
                column: not_read.column,
                what: format!("this file cannot be read: {}", not_read.why),
                cure: not_read.cure.to_owned(),
            };
            self.unread.push(file.path.clone());
            self.tell(fault);
            return;
        }
        match file.path.split('/').collect::<Vec<_>>().as_slice() {
            ["meta.ron"] => self.records.meta = self.parse(file),
            ["eras.ron"] => {
                let list = self.read_list(index, Kind::Era, |era: &Era| era.id);
                self.records.eras.extend(list);
            }
            ["functions.ron"] => {
                let list = self.read_list(index, Kind::Function, |function: &Function| function.id);
                self.records.functions.extend(list);
            }
            ["sources.ron"] => {
                let list = self.read_list(index, Kind::Source, |source: &Source| source.id);
                self.records.sources.extend(list);
            }
            ["places", _] => {
                let list = self.read_list(index, Kind::Place, |place: &Place| place.id);
                self.records.places.extend(list);
            }
            ["themes.ron"] => {
                let list = self.read_list(index, Kind::Theme, |theme: &Theme| theme.id);
                self.records.themes.extend(list);
            }
            ["findings.ron"] => {
                let list = self.read_list(index, Kind::Finding, |finding: &Finding| finding.id);
                self.records.findings.extend(list);
            }
            ["tensions.ron"] => {
                let list = self.read_list(index, Kind::Tension, |tension: &Tension| tension.id);
                self.records.tensions.extend(list);
            }
            ["tour.ron"] => {
                let list = self.read_list(index, Sort::Stop, |stop: &Stop| stop.id);
                self.records.tour.extend(list);
            }
            ["gaps.ron"] => self.records.gaps = self.parse_list(file),
            ["coverage.ron"] => self.records.passages = self.parse_list(file),
            ["reforms", _] => {
                let list = self.read_list(index, Kind::Reform, |reform: &Reform| reform.id);
                self.records.reforms.extend(list);
            }
            ["bodies", name] => self.read_body(index, name),
            ["organisations", _] => self.read_organisations(index),
            _ => {
                let cure = "a data set holds meta.ron, eras.ron, functions.ron, sources.ron, gaps.ron, themes.ron, findings.ron, tensions.ron, coverage.ron, tour.ron, bodies/, reforms/, organisations/ and places/";
                self.fault(
                    index,
                    &[],
                    "this file has no place in a data set".to_owned(),
                    cure.to_owned(),
                );
            }
        }
    }

    fn read_list<T: Deserialize<'static>>(
        &mut self,
        index: usize,
        sort: impl Into<Sort>,
        id: impl Fn(&T) -> Text,
    ) -> Vec<T> {
        let sort = sort.into();
        let list: Vec<T> = self
            .files
            .get(index)
            .map(|file| self.parse_list(file))
            .unwrap_or_default();
        if !self.has_room(index, list.len()) {
            return Vec::new();
        }
        for (item, record) in list.iter().enumerate() {
            self.note(sort, id(record), Origin { file: index, item });
        }
        list
    }

    fn read_body(&mut self, index: usize, name: &str) {
        let Some(body) = self
            .files
            .get(index)
            .and_then(|file| self.parse::<Body>(file))
        else {
            return;
        };
        let origin = Origin {
            file: index,
            item: 0,
        };
        self.note(Kind::Body.into(), body.id, origin);
        if name.strip_suffix(".ron") != Some(&*body.id) {
            let what = format!("the body {:?} stands in a file of another name", body.id);
            self.fault(
                index,
                &[Step::Field("id")],
                what,
                format!("call the file {}.ron, or correct the id", body.id),
            );
        }
        self.records.bodies.push(body);
    }

    fn read_organisations(&mut self, index: usize) {
        let Some(list) = self
            .files
            .get(index)
            .and_then(|file| self.parse::<Organisations>(file))
        else {
            return;
        };
        if !self.has_room(index, list.organisations.len()) {
            return;
        }
        for (item, organisation) in list.organisations.iter().enumerate() {
            let origin = Origin { file: index, item };
            self.note(Kind::Organisation.into(), organisation.id, origin);
        }
        if self.lists.insert(list.body, index).is_some() {
            let what = format!(
                "there is a second list of organisations for {:?}",
                list.body
            );
            self.fault(
                index,
                &[Step::Field("body")],
                what,
                "put both into one file".to_owned(),
            );
        }
        self.records.organisations.push(list);
    }

    /// Counts records. Where there are too many, that is a fault, and those of this file are left out.
    fn has_room(&mut self, index: usize, records: usize) -> bool {
        self.counted += records;
        let has_room = self.counted <= MOST_RECORDS;
        if !has_room {
            self.counted -= records;
            if let Some(file) = self.files.get(index) {
                self.unread.push(file.path.clone());
            }
            let what = format!(
                "this file holds {records} records, and with the others there are more than {MOST_RECORDS}"
            );
            self.fault(index, &[], what, TOO_MANY.to_owned());
        }
        has_room
    }

    /// Remembers where a record stands; a second one with the same id is a fault.
    fn note(&mut self, sort: Sort, id: Text, origin: Origin) {
        if let Some(first) = self.origins.get(&(sort, id)) {
            let other = self
                .files
                .get(first.file)
                .map(|file| file.shown.clone())
                .unwrap_or_default();
            let path: Vec<Step> = origin.path(sort).chain([Step::Field("id")]).collect();
            let what = format!(
                "the id {id:?} is used twice: the first {} stands in {other}",
                sort.name()
            );
            self.fault(
                origin.file,
                &path,
                what,
                "give one of them another id, or take one out".to_owned(),
            );
        } else {
            self.origins.insert((sort, id), origin);
        }
    }

    /// The number of the file with this path inside the data set.
    pub(super) fn file(&self, path: &str) -> Option<usize> {
        self.files.iter().position(|file| file.path == path)
    }

    /// Tells a fault, unless too many were told: then it only counts.
    fn tell(&mut self, fault: Fault) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(fault);
        } else {
            self.untold += 1;
        }
    }

    pub(super) fn fault(&mut self, file: usize, path: &[Step], what: String, cure: String) {
        if self.faults.len() >= MOST_FAULTS {
            // To find its place would cost time.
            self.untold += 1;
            return;
        }
        let index = file;
        let Some(file) = self.files.get(index) else {
            return;
        };
        let text = file.text.as_deref().unwrap_or_default();
        let map = self.maps.entry(index).or_insert_with(|| Map::new(text));
        let (line, column) = map.locate(text, path);
        self.tell(Fault {
            file: file.shown.clone(),
            line,
            column,
            what,
            cure,
        });
    }

    /// Whether a character that does harm stands anywhere in a file, in a comment too: whoever reads the file would be misled. The first of
    /// a line is a fault at its place, for as many lines as anybody reads.
    fn holds_harm(&mut self, file: &SourceFile, text: &str) -> bool {
        let met = text.split('\n').enumerate().filter_map(|(line, text)| {
            // Files are laid out with tabs, and may come from where lines end in two characters.
            let text = text.strip_suffix('\r').unwrap_or(text);
            let (at, c, harm) = harms(text).find(|(_, c, _)| *c != '\t')?;
            let column = text.get(..at).unwrap_or_default().chars().count() + 1;
            Some((line + 1, column, Told(c, harm)))
        });
        let mut holds = false;
        for (line, column, told) in met.take(HARMED_LINES) {
            holds = true;
            self.tell(Fault {
                file: file.shown.clone(),
                line,
                column,
                what: told.to_string(),
                cure: Told::CURE.to_owned(),
            });
        }
        holds
    }

    fn parse_list<T: Deserialize<'static>>(&mut self, file: &SourceFile) -> Vec<T> {
        self.parse::<List<T>>(file)
            .map(|list| list.0)
            .unwrap_or_default()
    }

    fn parse<T: Deserialize<'static>>(&mut self, file: &SourceFile) -> Option<T> {
        let text = *file.text.as_ref().ok()?;
        if self.holds_harm(file, text) {
            self.unread.push(file.path.clone());
            return None;
        }
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        match options.from_str(text) {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                let start = error.span.start;
                let (what, cure) = match error.code {
                    ron::Error::ExceededRecursionLimit => (
                        "brackets stand in brackets more often than in any record".to_owned(),
                        "close them: data/README.md shows each record by example",
                    ),
                    code => {
                        let what = code.to_string();
                        // One that was written as an escape is met only now.
                        let cure = if Told::is_told_in(&what) {
                            Told::CURE
                        } else {
                            "data/README.md shows each record by example"
                        };
                        (what, cure)
                    }
                };
                self.unread.push(file.path.clone());
                self.tell(Fault {
                    file: file.shown.clone(),
                    line: start.line,
                    column: start.col,
                    what,
                    cure: cure.to_owned(),
                });
                None
            }
        }
    }
}
