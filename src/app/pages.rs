//! Pages as lines, laid out once until what they show changes.

use std::cell::RefCell;
use std::rc::Rc;

use super::contrast::{MOST, Side};
use super::layout::areas;
use super::stack::Stack;
use super::state::{Layer, Pane, RecordView, State};
use crate::model::{Body, Date, Day, RecordRef, Text};
use crate::query;
use crate::report::{self, Block, Line, Page, Paragraph, Room, Section, Tone};

#[derive(Clone, Debug, PartialEq)]
enum Key {
    Record(RecordRef, Option<String>, Option<Date>, usize, Day),
    Brief(RecordRef, usize, Day),
    Standing(usize, Day, bool, Option<String>),
    Since(Day, usize, Day),
    Contrast([Option<Side>; MOST], bool, usize, Day),
    Function(Text, Text, usize, Day),
    Place(Text, Option<Text>, usize, Day),
    Through(Text, Text, usize, Day),
    Stop(Text, usize, Room),
}

/// The pages shown last: one each of the kinds that can be on the screen at once.
#[derive(Debug, Default)]
pub(super) struct Pages {
    kept: RefCell<Vec<(Key, Rc<Vec<Line>>)>>,
}

/// A record, the brief of the bar behind it, the preview of a search, a contrast.
const KEPT: usize = 4;

impl Pages {
    fn get(&self, key: Key, make: impl FnOnce() -> Vec<Line>) -> Rc<Vec<Line>> {
        let known = self
            .kept
            .borrow()
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, lines)| Rc::clone(lines));
        known.unwrap_or_else(|| {
            let lines = Rc::new(make());
            let mut kept = self.kept.borrow_mut();
            if kept.len() == KEPT {
                kept.remove(0);
            }
            kept.push((key, Rc::clone(&lines)));
            lines
        })
    }
}

impl State {
    /// The lines of a record, whole, under the reader's note on it.
    #[must_use]
    pub fn record_lines(&self, record: RecordRef) -> Rc<Vec<Line>> {
        let width = self.text_width();
        let note = self.note(record);
        let changed = self.personal.changed(record);
        let key = Key::Record(record, note.map(str::to_owned), changed, width, self.at);
        self.pages.get(key, || {
            let page = report::record(self.data, record, self.at);
            let page = match note {
                Some(note) => report::with_note(page, note, changed),
                None => page,
            };
            report::lay_out(&page, width)
        })
    }

    /// The lines that say what matters most about a record, its title first.
    #[must_use]
    pub fn brief_lines(&self, record: RecordRef, width: usize) -> Rc<Vec<Line>> {
        self.pages.get(Key::Brief(record, width, self.at), || {
            titled(&report::brief(self.data, record, self.at), width)
        })
    }

    /// The lines of the timeline's pane.
    #[must_use]
    pub fn pane_lines(&self, width: usize) -> Rc<Vec<Line>> {
        let context = self.timeline.context;
        match self.timeline.pane {
            Pane::Selected => match self.through() {
                Some(stack) => self.brief_through(&stack, width),
                None => self.brief_lines(self.timeline.selected, width),
            },
            Pane::Standing => {
                let filtered = self.filter_query();
                let key = Key::Standing(width, self.at, context, filtered.map(str::to_owned));
                self.pages.get(key, || {
                    let wanted = |body: &Body| self.may_stand(body);
                    let page = report::standing(self.data, self.at, &wanted, filtered);
                    titled(&page, width)
                })
            }
            Pane::Since(day) => self.pages.get(Key::Since(day, width, self.at), || {
                titled(&report::changes(self.data, day, self.at), width)
            }),
        }
    }

    /// The brief of the selected body, under the organisations of that kind over the place that the timeline is seen through.
    fn brief_through(&self, stack: &Stack, width: usize) -> Rc<Vec<Line>> {
        let selected = self.timeline.selected;
        let key = Key::Through(stack.place.id, selected.id, width, self.at);
        self.pages.get(key, || {
            let mut page = report::over_place(stack.place, &stack.spells, selected);
            let brief = report::brief(self.data, selected, self.at);
            page.title.clone_from(&brief.title);
            page.blocks.extend(brief.blocks);
            titled(&page, width)
        })
    }

    /// The lines of the pane of the places screen: who stood over the place on the as-at day, in words.
    #[must_use]
    pub fn place_lines(&self, width: usize) -> Rc<Vec<Line>> {
        let Some(place) = self.places.place.and_then(|id| self.data.place(&id)) else {
            return Rc::default();
        };
        let selected = self.places.selected;
        self.pages
            .get(Key::Place(place.id, selected, width, self.at), || {
                report::lay_out(
                    &report::place_on(self.data, place, self.at, selected),
                    width,
                )
            })
    }

    /// The lines that tell of the chosen cell of the functions screen.
    #[must_use]
    pub fn function_lines(&self, width: usize) -> Rc<Vec<Line>> {
        let Some((function, body)) = self.matrix_cell() else {
            return Rc::default();
        };
        let key = Key::Function(function.id, body.id, width, self.at);
        self.pages.get(key, || {
            titled(&report::held(self.data, function, body, self.at), width)
        })
    }

    /// The lines of the stop of the tour.
    pub(super) fn tour_page(&self, width: usize, room: Room) -> Rc<Vec<Line>> {
        let Some(stop) = self.stop() else {
            return Rc::default();
        };
        self.pages.get(Key::Stop(stop.id, width, room), || {
            report::lay_out(&report::stop(self.data, stop, room), width)
        })
    }

    /// The lines of the contrast, if two bodies were chosen.
    #[must_use]
    pub fn contrast_lines(&self) -> Rc<Vec<Line>> {
        let Some(subjects) = self.subjects() else {
            return Rc::default();
        };
        let width = usize::from(areas(self.size).main.inset(1).width);
        let mut sides = [None; MOST];
        for (place, side) in sides.iter_mut().zip(&self.contrast.sides) {
            *place = Some(*side);
        }
        let only = self.contrast.only_differences;
        let key = Key::Contrast(sides, only, width, self.at);
        self.pages.get(key, || {
            let mut contrast = query::contrast(self.data, &subjects);
            if only {
                contrast.rows.retain(|row| row.differs == Some(true));
            }
            report::contrast_table(&contrast, width)
        })
    }

    /// The record that lies on top, if one does.
    #[must_use]
    pub fn record_view(&self) -> Option<&RecordView> {
        match self.layers.last() {
            Some(Layer::Record(view)) => Some(view),
            _ => None,
        }
    }
}

/// A page with its title above it.
fn titled(page: &Page, width: usize) -> Vec<Line> {
    let title = Paragraph::new().with(Tone::Heading, page.title.as_str());
    let mut blocks = vec![Block::Paragraph(title)];
    blocks.extend(page.blocks.iter().cloned());
    report::lay_out(
        &Page {
            title: String::new(),
            blocks,
        },
        width,
    )
}

/// A link on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub record: RecordRef,
    /// The runs it is made of, as line and place in the line: a link that wraps has several.
    pub runs: Vec<(usize, usize)>,
}

/// The links of a page, from the top.
#[must_use]
pub fn links(lines: &[Line]) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        for (place, run) in line.runs.iter().enumerate() {
            let Tone::Link(record) = run.tone else {
                continue;
            };
            let first_on_line = line
                .runs
                .iter()
                .take(place)
                .all(|run| run.text.trim().is_empty());
            match found.last_mut() {
                Some(last)
                    if last.record == record
                        && first_on_line
                        && last.runs.last().is_some_and(|(last, _)| last + 1 == row) =>
                {
                    last.runs.push((row, place));
                }
                _ => found.push(Link {
                    record,
                    runs: vec![(row, place)],
                }),
            }
        }
    }
    found
}

/// The sections of a page and the lines they begin on.
#[must_use]
pub fn sections(lines: &[Line]) -> Vec<(Section, usize)> {
    lines
        .iter()
        .enumerate()
        .filter_map(|(row, line)| line.section.map(|section| (section, row)))
        .collect()
}
