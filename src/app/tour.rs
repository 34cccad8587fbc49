//! The tour: the story of the tier stop by stop, each a day on the timeline with the bodies that matter lit.
//!
//! While it is on, the timeline is the tour's own; the reader's is kept as it was, and comes back when the tour ends.

use std::rc::Rc;

use super::layout::{Area, areas};
use super::pages::links;
use super::state::{Layer, Pane, Screen, State, TimelineScreen};
use crate::model::{Body, Day, RecordRef, Stop};
use crate::report::{Line, Room};
use crate::timeline::{Axis, Lanes, Mode, PlotRow, Window};

/// Years in view before and after the day of a stop.
const YEARS: i32 = 10;
/// Of so many lines for plot and words, where they stand one below the other, the plot has at most this many unless there are lines to
/// spare: the words come first.
const PLOT_OF_FIVE: u16 = 2;

/// The tour: where it is, and whether it is on.
#[derive(Clone, Debug, Default)]
pub struct Tour {
    /// The stop, also the one that it goes on with.
    pub(super) at: usize,
    /// Which of the bodies that matter is chosen.
    pub(super) chosen: usize,
    /// Lines scrolled off the top of its words.
    pub top: usize,
    /// While it is on: where the reader was.
    pub(super) left: Option<Box<Left>>,
}

/// What the reader had in view before the tour.
#[derive(Clone, Debug)]
pub(super) struct Left {
    pub(super) at: Day,
    pub(super) screen: Screen,
    pub(super) timeline: TimelineScreen,
    layers: Vec<Layer>,
}

/// The areas of a stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TourAreas {
    /// The band of eras.
    pub eras: Area,
    /// The years.
    pub ticks: Area,
    /// The line of reforms.
    pub reforms: Area,
    /// The bars.
    pub lanes: Area,
    /// Which stop it is, at the top of the pane.
    pub number: Area,
    /// The words.
    pub words: Area,
    /// The pane stands beside the plot.
    pub beside: bool,
}

/// Divides the screen of a stop.
#[must_use]
pub fn tour_areas(state: &State) -> TourAreas {
    let all = areas(state.size);
    let mut plot = all.main;
    let beside = all.wide;
    let mut pane = if beside {
        let width = (state.size.width * 2 / 5).clamp(44, 80);
        plot.take_right(width)
    } else {
        let lit = u16::try_from(state.lit_lanes().len()).unwrap_or(u16::MAX);
        let least = (2 + lit).min(plot.height * PLOT_OF_FIVE / 5);
        let words = state.tour_page(usize::from(plot.inset(1).width), Room::Some);
        let wanted = u16::try_from(words.len() + 1).unwrap_or(u16::MAX);
        plot.take_bottom(wanted.min(plot.height - least))
    };
    let number = pane.take_top(1);
    let ticks_and_reforms = 2;
    let spare = plot.height > ticks_and_reforms + 8;
    TourAreas {
        eras: plot.take_top(u16::from(spare)),
        ticks: plot.take_top(1),
        reforms: plot.take_top(1),
        lanes: plot,
        number,
        words: if beside {
            pane.take_top(1);
            Area {
                x: pane.x + 2,
                width: pane.width.saturating_sub(3),
                ..pane
            }
        } else {
            pane.inset(1)
        },
        beside,
    }
}

impl State {
    /// Whether the tour is on.
    #[must_use]
    pub const fn is_touring(&self) -> bool {
        self.tour.left.is_some()
    }

    /// What lies over which screen once the tour is ended, while it is on.
    #[must_use]
    pub fn before_tour(&self) -> Option<(&[Layer], Screen)> {
        let left = self.tour.left.as_ref()?;
        Some((&left.layers, left.screen))
    }

    /// The stop in view, while the tour is on.
    #[must_use]
    pub fn stop(&self) -> Option<&'static Stop> {
        // Whoever takes no tour does not unpack it.
        self.tour.left.as_ref()?;
        self.data.tour.get(self.tour.at)
    }

    /// "3 of 15"
    #[must_use]
    pub fn stop_number(&self) -> String {
        format!("{} of {}", self.tour.at + 1, self.data.tour.len())
    }

    /// Begins the tour, or goes on with it.
    pub(super) fn begin_tour(&mut self) {
        if self.data.tour.is_empty() {
            self.notice = Some("This data set has no tour".to_owned());
            return;
        }
        let axis = Axis::of(self.data, Mode::ToScale);
        let cast = self.data.bodies.iter();
        let cast = cast.filter(|body| {
            let mut stops = self.data.tour.iter();
            stops.any(|stop| stop.lights.contains(&body.id))
        });
        let own = TimelineScreen {
            window: axis.whole(),
            axis,
            lanes: Lanes::pack(cast, self.data.as_of()),
            selected: self.timeline.selected,
            home_row: 0,
            top: 0,
            context: false,
            pane: Pane::Selected,
            pane_top: 0,
            through: false,
            filtered: None,
        };
        self.tour.left = Some(Box::new(Left {
            at: self.at,
            screen: std::mem::replace(&mut self.screen, Screen::Timeline),
            timeline: std::mem::replace(&mut self.timeline, own),
            layers: std::mem::take(&mut self.layers),
        }));
        self.go_to_stop(self.tour.at);
    }

    /// Ends the tour, if it is on: everything is as it was before.
    pub(super) fn end_tour(&mut self) {
        let Some(left) = self.tour.left.take() else {
            return;
        };
        let Left {
            at,
            screen,
            timeline,
            layers,
        } = *left;
        (self.at, self.screen) = (at, screen);
        (self.timeline, self.layers) = (timeline, layers);
        // The window may have another size by now.
        self.fit_to_size();
    }

    /// Goes to a stop: its day, with years on both sides, and the first of its bodies.
    pub(super) fn go_to_stop(&mut self, stop: usize) {
        self.tour.at = stop.min(self.data.tour.len().saturating_sub(1));
        let Some(stop) = self.stop() else { return };
        let axis = &self.timeline.axis;
        self.at = stop.date.first().clamp(axis.first(), axis.last());
        let day = |years: i32| axis.position(self.at.plus_months(12 * years));
        // Near an end of time the window keeps its width, so that a year is as wide at every stop.
        let middle = axis.position(self.at);
        let span = (day(YEARS) - middle).max(middle - day(-YEARS));
        self.timeline.window = axis.fit(Window {
            start: middle - span,
            end: middle + span,
        });
        self.tour.top = 0;
        self.choose_light(0);
    }

    /// Chooses one of the bodies of the stop, and brings its line into view.
    pub(super) fn choose_light(&mut self, chosen: usize) {
        let Some(stop) = self.stop() else { return };
        self.tour.chosen = chosen.min(stop.lights.len().saturating_sub(1));
        if let Some(body) = stop.lights.get(self.tour.chosen) {
            self.timeline.selected = RecordRef::body(*body);
        }
        if chosen == 0 {
            self.tour.top = 0;
            return;
        }
        let area = tour_areas(self).words;
        let lines = self.tour_lines(area);
        let runs = links(&lines);
        let row = runs
            .get(self.tour.chosen)
            .and_then(|link| link.runs.first());
        let height = usize::from(area.height);
        if let Some((row, _)) = row {
            self.tour.top = self
                .tour
                .top
                .min(*row)
                .max((row + 1).saturating_sub(height));
        }
    }

    /// Scrolls the words of the stop.
    pub(super) fn scroll_stop(&mut self, down: bool) {
        let area = tour_areas(self).words;
        let last = self
            .tour_lines(area)
            .len()
            .saturating_sub(usize::from(area.height));
        self.tour.top = if down {
            (self.tour.top + 1).min(last)
        } else {
            self.tour.top.min(last).saturating_sub(1)
        };
    }

    /// The words of the stop, with as much air as there is room for.
    #[must_use]
    pub fn tour_lines(&self, area: Area) -> Rc<Vec<Line>> {
        let width = usize::from(area.width);
        let mut pages = Room::ALL
            .into_iter()
            .map(|room| self.tour_page(width, room));
        let fits = |lines: &Rc<Vec<Line>>| lines.len() <= usize::from(area.height);
        let fitting = pages.find(fits);
        fitting.unwrap_or_else(|| self.tour_page(width, Room::Scarce))
    }

    /// The rows of bars of the stop: all that have something in view where there is room for them, and with gaps where there is more; else
    /// those that matter, with what stood beside them, under the names of their tiers, as far as there is room for these.
    #[must_use]
    pub fn tour_rows(&self, height: u16) -> Vec<PlotRow> {
        let height = usize::from(height);
        let first = self.timeline.axis.day(self.timeline.window.start);
        let last = self.timeline.axis.day(self.timeline.window.end);
        let is_seen = |body: &Body| {
            let ended = body.from().and_then(|from| body.to().last_known(from));
            let began = body.from().is_some_and(|from| from.first() <= last);
            began && ended.is_none_or(|ended| ended >= first)
        };
        let seen = self.lanes_with(&is_seen);
        let standing = self.lanes_with(&|body| body.phase_at(self.at).is_some());
        let lit = self.lit_lanes();
        let bare = |lanes: &[usize]| lanes.iter().map(|lane| PlotRow::Lane(*lane)).collect();
        let headed = self.under_headings(&seen);
        let gap = |row: &PlotRow| matches!(row, PlotRow::Lane(_)).then_some(PlotRow::Gap);
        let spaced = headed
            .iter()
            .flat_map(|row| std::iter::once(*row).chain(gap(row)));
        let spaced = spaced.collect();
        let choices: [Vec<PlotRow>; 6] = [
            spaced,
            headed,
            self.under_headings(&standing),
            bare(&standing),
            self.under_headings(&lit),
            bare(&lit),
        ];
        if let Some(rows) = choices.into_iter().find(|rows| rows.len() <= height) {
            return rows;
        }
        let mut rows: Vec<PlotRow> = bare(&lit);
        let chosen = self.timeline.lanes.row_of(self.timeline.selected.id);
        let top = PlotRow::scrolled_to(&rows, chosen.unwrap_or_default(), 0, height);
        rows.drain(..top.min(rows.len()));
        rows
    }

    fn under_headings(&self, wanted: &[usize]) -> Vec<PlotRow> {
        let tiers = wanted
            .iter()
            .filter_map(|lane| self.timeline.lanes.rows.get(*lane))
            .map(|lane| lane.tier);
        let rows = PlotRow::under_headings(tiers).into_iter();
        rows.map(|row| match row {
            PlotRow::Lane(index) => PlotRow::Lane(wanted.get(index).copied().unwrap_or(index)),
            other => other,
        })
        .collect()
    }

    /// The lanes of the bodies that matter, and those that have such bodies.
    fn lanes_with(&self, wanted: &dyn Fn(&Body) -> bool) -> Vec<usize> {
        let lit = self.lit_lanes();
        let lanes = self.timeline.lanes.rows.iter().enumerate();
        let found = lanes.filter(|(index, lane)| {
            let mut bodies = lane.bodies.iter().filter_map(|id| self.data.body(id));
            lit.contains(index) || bodies.any(wanted)
        });
        found.map(|(index, _)| index).collect()
    }

    /// The lanes in which the bodies of the stop stand.
    fn lit_lanes(&self) -> Vec<usize> {
        let lights = self.stop().map(|stop| stop.lights.as_slice());
        let lights = lights.unwrap_or_default().iter();
        let mut lanes: Vec<usize> = lights
            .filter_map(|id| self.timeline.lanes.row_of(*id))
            .collect();
        lanes.sort_unstable();
        lanes.dedup();
        lanes
    }
}
