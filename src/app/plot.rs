//! The bars of the timeline, as columns.

use unicode_width::UnicodeWidthStr;

use super::state::State;
use crate::model::{Body, Day, End, LegalForm, Standing, Text, Tier};

/// A row of the plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlotRow {
    /// The name of a tier.
    Heading(Tier),
    /// The lane with this number.
    Lane(usize),
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
    /// The body.
    pub body: Text,
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
}

/// The rows of the plot: each tier's name, then its lanes.
#[must_use]
pub fn plot_rows(state: &State) -> Vec<PlotRow> {
    let mut rows = Vec::new();
    let mut tier = None;
    for (index, lane) in state.timeline.lanes.rows.iter().enumerate() {
        if tier != Some(lane.tier) {
            rows.push(PlotRow::Heading(lane.tier));
            tier = Some(lane.tier);
        }
        rows.push(PlotRow::Lane(index));
    }
    rows
}

/// The bars of a lane that are in view, from the left, on a plot that many columns wide.
#[must_use]
pub fn bars(state: &State, lane: usize, width: u16) -> Vec<Bar> {
    let bodies = state
        .timeline
        .lanes
        .rows
        .get(lane)
        .map(|lane| lane.bodies.as_slice())
        .unwrap_or_default();
    let mut found: Vec<Bar> = bodies
        .iter()
        .filter_map(|id| state.data.body(id))
        .filter_map(|body| bar(state, body, width))
        .collect();
    part(&mut found);
    found.retain(|bar| bar.to >= 0 && bar.from < i32::from(width));
    place_labels(state, &mut found, i32::from(width));
    found
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

fn bar(state: &State, body: &Body, width: u16) -> Option<Bar> {
    let timeline = &state.timeline;
    let column = |day: Day| timeline.window.column(timeline.axis.position(day), width);
    let last = |from, to: End| {
        to.last_known(from)
            .unwrap_or_else(|| state.data.as_of().max(from.first()))
    };
    let from = body.from()?;
    let start = column(from.first());
    let end = column(last(from, body.to())).max(start);
    let segments = body.phases.iter().map(|phase| {
        let from = column(phase.from.first());
        Segment {
            from,
            to: column(last(phase.from, phase.to)).max(from),
            form: phase.form,
        }
    });
    let stands = body.phase_at(state.at).is_some();
    Some(Bar {
        body: body.id,
        from: start,
        to: end,
        segments: segments.collect(),
        end: body.to(),
        stands,
        label: None,
        inside: false,
    })
}

/// Puts labels inside bars where they fit, else beside them where there is room. A label is never scrolled away with the start of
/// its bar.
fn place_labels(state: &State, bars: &mut [Bar], width: i32) {
    let edges: Vec<(i32, i32)> = bars.iter().map(|bar| (bar.from, bar.to)).collect();
    let mut taken_to = 0;
    for index in 0..bars.len() {
        let Some(bar) = bars.get_mut(index) else {
            continue;
        };
        let Some(body) = state.data.body(&bar.body) else {
            continue;
        };
        let (first, last) = (bar.from.max(0), bar.to.min(width - 1));
        let next = edges
            .get(index + 1)
            .map_or(width, |(from, _)| (*from).min(width));
        let short = body.label();
        let room = last - first + 1;
        // A cell for the glyph and one for a space stand before a label inside a bar; a short one may do without the space.
        let inside = [body.plural, body.name, short]
            .into_iter()
            .find(|text| columns(text) + 2 <= room);
        let tight = Some(short).filter(|text| columns(text) < room);
        let beside = Some(short)
            .filter(|text| columns(text) + 2 <= next - last - 1 + i32::from(next == width));
        let before = Some(short).filter(|text| columns(text) + 1 < first - taken_to);
        let (column, text) = match (inside, tight, beside, before) {
            (Some(text), ..) => (first + 2, text.to_string()),
            (None, Some(text), ..) => (first + 1, text.to_string()),
            (None, None, Some(text), _) => (last + 2, text.to_string()),
            (None, None, None, Some(text)) => (first - 1 - columns(&text), text.to_string()),
            // Half a name is better than none, if it is not less than half.
            _ if room >= SHORTENED => (first + 1, shortened(&short, room - 1)),
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
        let mut found = Vec::new();
        for (row, lane) in self.timeline.lanes.rows.iter().enumerate() {
            let bodies = lane.bodies.iter().filter_map(|id| self.data.body(id));
            found.extend(
                bodies
                    .filter(|body| body.phase_at(self.at).is_some())
                    .map(|body| (row, body)),
            );
        }
        found
    }

    /// Scrolls the rows as little as brings the selected bar into view, its tier's name too where that is next to it.
    pub(super) fn scroll_to_selected(&mut self) {
        let height = usize::from(super::layout::timeline_areas(self).lanes.height);
        let rows = plot_rows(self);
        let lane = self
            .timeline
            .lanes
            .row_of(self.timeline.selected.id)
            .unwrap_or(self.timeline.home_row);
        let at = rows
            .iter()
            .position(|row| *row == PlotRow::Lane(lane))
            .unwrap_or_default();
        let first =
            at - usize::from(at > 0 && matches!(rows.get(at - 1), Some(PlotRow::Heading(_))));
        let top = self
            .timeline
            .top
            .min(first)
            .max((at + 1).saturating_sub(height));
        self.timeline.top = top.min(rows.len().saturating_sub(height));
    }
}
