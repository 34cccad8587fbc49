//! RON text → records, each with the place it was read from.

use std::collections::HashMap;

use ron::extensions::Extensions;
use serde::Deserialize;

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
    pub text: Result<&'static str, String>,
}

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
        if let Err(why) = &file.text {
            let cure = "make it readable, or take it out of the folder";
            self.fault(
                index,
                &[],
                format!("this file cannot be read: {why}"),
                cure.to_owned(),
            );
            self.unread.push(file.path.clone());
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
            ["gaps.ron"] => self.records.gaps = self.parse(file).unwrap_or_default(),
            ["coverage.ron"] => self.records.passages = self.parse(file).unwrap_or_default(),
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
            .and_then(|file| self.parse(file))
            .unwrap_or_default();
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

    pub(super) fn fault(&mut self, file: usize, path: &[Step], what: String, cure: String) {
        let index = file;
        let Some(file) = self.files.get(index) else {
            return;
        };
        let text = file.text.as_deref().unwrap_or_default();
        let map = self.maps.entry(index).or_insert_with(|| Map::new(text));
        let (line, column) = map.locate(text, path);
        self.faults.push(Fault {
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
        let before = self.faults.len();
        let met = text.split('\n').enumerate().filter_map(|(line, text)| {
            // Files are laid out with tabs, and may come from where lines end in two characters.
            let text = text.strip_suffix('\r').unwrap_or(text);
            let (at, c, harm) = harms(text).find(|(_, c, _)| *c != '\t')?;
            let column = text.get(..at).unwrap_or_default().chars().count() + 1;
            Some((line + 1, column, Told(c, harm)))
        });
        for (line, column, told) in met.take(HARMED_LINES) {
            self.faults.push(Fault {
                file: file.shown.clone(),
                line,
                column,
                what: told.to_string(),
                cure: Told::CURE.to_owned(),
            });
        }
        self.faults.len() > before
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
                let (start, what) = (error.span.start, error.code.to_string());
                // One that was written as an escape is met only now.
                let cure = if Told::is_told_in(&what) {
                    Told::CURE
                } else {
                    "data/README.md shows each record by example"
                };
                self.faults.push(Fault {
                    file: file.shown.clone(),
                    line: start.line,
                    column: start.col,
                    what,
                    cure: cure.to_owned(),
                });
                self.unread.push(file.path.clone());
                None
            }
        }
    }
}
