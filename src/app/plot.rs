//! The bars of the timeline, as columns.

use unicode_width::UnicodeWidthStr;

use super::stack::Stack;
use super::state::State;
use crate::model::{Body, Date, Day, End, LegalForm, RecordRef, Standing, Tier};
use crate::query::{Cover, Spell};

/// A row of the plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlotRow {
    /// The name of a tier.
    Heading(Tier),
    /// The lane with this number.
    Lane(usize),
}

impl PlotRow {
    /// Lanes under the names of their tiers.
    pub(super) fn under_headings(tiers: impl Iterator<Item = Tier>) -> Vec<Self> {
        let mut rows = Vec::new();
        let mut above = None;
        for (index, tier) in tiers.enumerate() {
            if above != Some(tier) {
                rows.push(Self::Heading(tier));
                above = Some(tier);
            }
            rows.push(Self::Lane(index));
        }
        rows
    }

    /// How many rows to scroll off the top so that a lane is in view, its tier's name too where that is next to it: as little as will do.
    pub(super) fn scrolled_to(rows: &[Self], lane: usize, top: usize, height: usize) -> usize {
        let at = rows
            .iter()
            .position(|row| *row == Self::Lane(lane))
            .unwrap_or_default();
        let headed = at > 0 && matches!(rows.get(at - 1), Some(Self::Heading(_)));
        let top = top
            .min(at - usize::from(headed))
            .max((at + 1).saturating_sub(height));
        top.min(rows.len().saturating_sub(height))
    }
}

/// A stretch of a bar in one legal form, both columns included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// First column.
    pub from: i32,
    /// Last column.
    pub to: i32,
    /// The form.
    pub form: LegalForm,
}

/// A bar. Columns may lie outside the plot, where the bar is longer than the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What is selected with it: the body, or on the places screen the organisation.
    pub record: RecordRef,
    /// First column.
    pub from: i32,
    /// Last column, included.
    pub to: i32,
    /// Its phases.
    pub segments: Vec<Segment>,
    /// It goes on, or nobody found out when it ended.
    pub end: End,
    /// It stood on the as-at day.
    pub stands: bool,
    /// The column and the text of its label, if there is room for one.
    pub label: Option<(u16, String)>,
    /// The label stands in the bar, not beside it.
    pub inside: bool,
    /// Its label stands over what is beside it, because there is no room and the bar stands on the as-at day.
    pub over: bool,
    /// Its names, the longest first. Inside a bar the longest that fits is shown, beside it one of the short ones.
    names: Vec<String>,
    /// How many of its names, from the end, are short enough to stand beside it.
    short_names: usize,
}

/// The rows of the plot: each tier's name, then its lanes.
#[must_use]
pub fn plot_rows(state: &State) -> Vec<PlotRow> {
    PlotRow::under_headings(state.timeline.lanes.rows.iter().map(|lane| lane.tier))
}

/// The bars of a lane that are in view, from the left, on a plot that many columns wide. Seen through a place, they are the organisations
/// over it.
#[must_use]
pub fn bars(state: &State, lane: usize, width: u16) -> Vec<Bar> {
    let bodies = state
        .timeline
        .lanes
        .rows
        .get(lane)
        .map(|lane| lane.bodies.as_slice())
        .unwrap_or_default();
    let through = state.through();
    let found =
        bodies
            .iter()
            .filter_map(|id| state.data.body(id))
            .flat_map(|body| match &through {
                Some(stack) => bars_through(state, stack, body, width),
                None => body_bar(state, body, width).into_iter().collect(),
            });
    let mut bars = in_view(found.collect(), width);
    if through.is_some() {
        name_what_stands(&mut bars, i32::from(width));
    }
    bars
}

/// The bars of a row of the places screen that are in view.
#[must_use]
pub fn place_bars(state: &State, stack: &Stack, row: usize, width: u16) -> Vec<Bar> {
    let found = stack.row(row).map(|spell| {
        let record = RecordRef::organisation(spell.organisation.id);
        spell_bar(state, spell, record, width)
    });
    let mut bars = in_view(found.collect(), width);
    name_what_stands(&mut bars, i32::from(width));
    bars
}

fn in_view(mut bars: Vec<Bar>, width: u16) -> Vec<Bar> {
    part(&mut bars);
    bars.retain(|bar| bar.to >= 0 && bar.from < i32::from(width));
    place_labels(&mut bars, i32::from(width));
    bars
}

/// Bars that meet are told apart. In one column, the later one has it, if the earlier one is left with any; side by side, a solid bar
/// begins with a hair of room, and before any other a column stays free.
fn part(bars: &mut [Bar]) {
    for index in 1..bars.len() {
        let Some((from, form)) = bars
            .get(index)
            .map(|bar| (bar.from, bar.segments.first().map(|segment| segment.form)))
        else {
            continue;
        };
        let solid = form.is_some_and(|form| form.standing() == Standing::Statutory);
        let last = if solid { from - 1 } else { from - 2 };
        if let Some(before) = bars.get_mut(index - 1) {
            let end = before.to.min(last).max(before.from);
            before.to = end;
            for segment in &mut before.segments {
                segment.to = segment.to.min(end);
            }
        }
    }
}

/// The columns of a stretch of time.
fn columns_of(state: &State, from: Date, to: End, width: u16) -> (i32, i32) {
    let timeline = &state.timeline;
    let column = |day: Day| timeline.window.column(timeline.axis.position(day), width);
    let last = to
        .last_known(from)
        .unwrap_or_else(|| state.data.as_of().max(from.first()));
    let start = column(from.first());
    (start, column(last).max(start))
}

fn body_bar(state: &State, body: &Body, width: u16) -> Option<Bar> {
    let (from, to) = columns_of(state, body.from()?, body.to(), width);
    let segments = body.phases.iter().map(|phase| {
        let (from, to) = columns_of(state, phase.from, phase.to, width);
        Segment {
            from,
            to,
            form: phase.form,
        }
    });
    Some(Bar {
        record: RecordRef::body(body.id),
        from,
        to,
        segments: segments.collect(),
        end: body.to(),
        stands: body.phase_at(state.at).is_some(),
        label: None,
        inside: false,
        over: false,
        names: vec![
            body.plural.to_string(),
            body.name.to_string(),
            body.label().to_string(),
        ],
        short_names: 1,
    })
}

/// A body seen through a place: the organisations over it.
fn bars_through(state: &State, stack: &Stack, body: &Body, width: u16) -> Vec<Bar> {
    stack
        .spells
        .iter()
        .filter(|spell| spell.body.id == body.id)
        .map(|spell| spell_bar(state, spell, RecordRef::body(body.id), width))
        .collect()
}

fn spell_bar(state: &State, spell: &Spell<'_>, record: RecordRef, width: u16) -> Bar {
    let (from, to) = columns_of(state, spell.from, spell.to, width);
    // The legal forms of the body, as far as they lie in the spell. What else changed is no change of the organisation.
    let mut segments: Vec<Segment> = Vec::new();
    for phase in &spell.body.phases {
        let (start, end) = columns_of(state, phase.from, phase.to, width);
        if start > to || end < from {
            continue;
        }
        let (start, end) = (start.max(from), end.min(to));
        match segments.last_mut() {
            Some(last) if last.form == phase.form => last.to = end,
            _ => segments.push(Segment {
                from: start,
                to: end,
                form: phase.form,
            }),
        }
    }
    if segments.is_empty() {
        let form = spell.body.phase_near(spell.from.first());
        segments.extend(form.map(|phase| Segment {
            from,
            to,
            form: phase.form,
        }));
    }
    let label = spell.organisation.label(spell.body);
    let doubt = match spell.cover {
        Cover::Whole => "",
        Cover::Part => " (part)",
        Cover::Perhaps => " ?",
    };
    // Where there is no room, what tells it from others of its kind: "South Yorkshire".
    let bare = spell
        .body
        .short
        .and_then(|short| label.strip_suffix(short.as_str()))
        .map_or_else(|| label.clone(), |bare| bare.trim_end().to_owned());
    Bar {
        record,
        from,
        to,
        segments,
        end: spell.to,
        stands: spell.covers(state.at),
        label: None,
        inside: false,
        over: false,
        names: vec![
            format!("{}{doubt}", spell.organisation.name),
            format!("{label}{doubt}"),
            format!("{bare}{doubt}"),
        ],
        short_names: 2,
    }
}

/// Puts labels inside bars where they fit, else beside them where there is room. A label is never scrolled away with the start of
/// its bar.
fn place_labels(bars: &mut [Bar], width: i32) {
    let edges: Vec<(i32, i32)> = bars.iter().map(|bar| (bar.from, bar.to)).collect();
    let mut taken_to = 0;
    for (index, bar) in bars.iter_mut().enumerate() {
        let (first, last) = (bar.from.max(0), bar.to.min(width - 1));
        let next = edges
            .get(index + 1)
            .map_or(width, |(from, _)| (*from).min(width));
        let short = bar.names.last().map(String::as_str).unwrap_or_default();
        let room = last - first + 1;
        let fitting = |names: &[String], fits: &dyn Fn(i32) -> bool| {
            names.iter().find(|text| fits(columns(text))).cloned()
        };
        let shorts = bar
            .names
            .get(bar.names.len().saturating_sub(bar.short_names)..)
            .unwrap_or_default();
        // A cell for the glyph and one for a space stand before a label inside a bar; a short one may do without the space.
        let inside = fitting(&bar.names, &|length| length + 2 <= room);
        let tight = Some(short.to_owned()).filter(|text| columns(text) < room);
        let right = next - last - 1 + i32::from(next == width);
        let beside = fitting(shorts, &|length| length + 2 <= right);
        let before = fitting(shorts, &|length| length + 1 < first - taken_to);
        let (column, text) = match (inside, tight, beside, before) {
            (Some(text), ..) => (first + 2, text),
            (None, Some(text), ..) => (first + 1, text),
            (None, None, Some(text), _) => (last + 2, text),
            (None, None, None, Some(text)) => (first - 1 - columns(&text), text),
            // Half a name is better than none, if it is not less than half.
            _ if room >= SHORTENED => (first + 1, shortened(short, room - 1)),
            _ => (0, String::new()),
        };
        bar.inside = column > first && column <= last;
        bar.label = u16::try_from(column)
            .ok()
            .filter(|_| !text.is_empty())
            .map(|column| (column, text));
        let label_end = bar
            .label
            .as_ref()
            .map_or(0, |(column, text)| i32::from(*column) + columns(text));
        // The sign for what goes on, or for an end that is not established, stands behind a bar.
        taken_to = (last + 2).max(label_end);
    }
}

/// What stands on the as-at day is what the reader looks at: it has its whole short name, over its neighbours if need be.
fn name_what_stands(bars: &mut [Bar], width: i32) {
    for bar in bars.iter_mut().filter(|bar| bar.stands) {
        let Some(name) = bar.names.last() else {
            continue;
        };
        let told = bar
            .label
            .as_ref()
            .is_some_and(|(_, text)| columns(text) >= columns(name));
        if told {
            continue;
        }
        let (first, last, length) = (bar.from.max(0), bar.to.min(width - 1), columns(name));
        let column = if last + 2 + length <= width {
            last + 2
        } else {
            (first - 1 - length).max(0)
        };
        bar.label = u16::try_from(column)
            .ok()
            .map(|column| (column, name.clone()));
        bar.inside = false;
        bar.over = true;
    }
}

/// Columns of a bar in which a shortened name still says something.
const SHORTENED: i32 = 8;

/// A name cut to so many columns, with a mark where it was cut.
fn shortened(name: &str, room: i32) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if columns(&out) + 1 >= room {
            break;
        }
        out.push(c);
    }
    format!("{}…", out.trim_end())
}

fn columns(text: &str) -> i32 {
    i32::try_from(text.width()).unwrap_or(i32::MAX / 4)
}

impl State {
    /// Bodies in being on the as-at day that the timeline shows, from the top row down.
    pub(super) fn standing(&self) -> Vec<(usize, &'static Body)> {
        let through = self.through();
        let stands = |body: &Body| match &through {
            Some(stack) => stack
                .spells
                .iter()
                .any(|spell| spell.body.id == body.id && spell.covers(self.at)),
            None => body.phase_at(self.at).is_some(),
        };
        let mut found = Vec::new();
        for (row, lane) in self.timeline.lanes.rows.iter().enumerate() {
            let bodies = lane.bodies.iter().filter_map(|id| self.data.body(id));
            found.extend(bodies.filter(|body| stands(body)).map(|body| (row, body)));
        }
        found
    }

    /// Scrolls the rows as little as brings the selected bar into view.
    pub(super) fn scroll_to_selected(&mut self) {
        let height = usize::from(super::layout::timeline_areas(self).lanes.height);
        let lane = self
            .timeline
            .lanes
            .row_of(self.timeline.selected.id)
            .unwrap_or(self.timeline.home_row);
        let rows = plot_rows(self);
        self.timeline.top = PlotRow::scrolled_to(&rows, lane, self.timeline.top, height);
    }
}
