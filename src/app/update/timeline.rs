//! The timeline screen.

use super::{everywhere, filter, record, search};
use crate::app::action::{Action, Effect};
use crate::app::layout::timeline_areas;
use crate::app::search::Wanted;
use crate::app::state::{Pane, State};
use crate::model::{Body, Date, Day, End, Kind, RecordRef, Reform, Standing};
use crate::timeline::Mode;

/// Zooming changes the span by this.
const ZOOM: f64 = 1.5;
/// Steps through time, in months; below the first, days.
const STEPS: [i32; 6] = [1, 3, 6, 12, 24, 60];

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let goes_on = matches!(action, Action::PreviousReform | Action::NextReform)
        && matches!(state.timeline.pane, Pane::Since(_));
    if chooses(&action) && !goes_on {
        state.tell(Pane::Selected);
    }
    match action {
        Action::Up => state.move_bar(-1),
        Action::Down => state.move_bar(1),
        Action::PageUp | Action::HalfUp => state.move_bar(-5),
        Action::PageDown | Action::HalfDown => state.move_bar(5),
        Action::EarlierBar => state.step_bar(-1),
        Action::LaterBar => state.step_bar(1),
        Action::PreviousReform => state.step_reform(-1),
        Action::NextReform => state.step_reform(1),
        Action::ZoomToSelected => state.zoom_to_selected(),
        Action::ToggleEvened => {
            let (mode, says) = match state.timeline.axis.mode() {
                Mode::ToScale => (
                    Mode::Evened,
                    "Evened: every stretch between two reforms is as wide as any other",
                ),
                Mode::Evened => (
                    Mode::ToScale,
                    "To scale: every year is as wide as any other",
                ),
            };
            state.set_mode(mode);
            state.keep_date_in_view();
            state.notice = Some(says.to_owned());
        }
        Action::ToggleContext => {
            let context = !state.timeline.context;
            state.set_context(context);
            state.keep_selection_near();
            state.notice = Some(
                if context {
                    "Context is shown too"
                } else {
                    "Context is hidden"
                }
                .to_owned(),
            );
        }
        Action::Slice => state.tell(match state.timeline.pane {
            Pane::Standing => Pane::Selected,
            Pane::Selected | Pane::Since(_) => Pane::Standing,
        }),
        Action::Changes => {
            if let Pane::Since(_) = state.timeline.pane {
                state.tell(Pane::Selected);
                return Vec::new();
            }
            state.tell(Pane::Since(state.at));
            let day = Date::of_day(state.at);
            state.notice = Some(format!(
                "{day} is marked: go to another day to see what changed between the two"
            ));
        }
        Action::ScrollDown => state.timeline.pane_top += 1,
        Action::ScrollUp => {
            state.timeline.pane_top = state.timeline.pane_top.saturating_sub(1);
        }
        Action::NextMatch => state.step_match(true),
        Action::PreviousMatch => state.step_match(false),
        Action::Open => record::open(state, state.timeline.selected),
        Action::Through => {
            if state.places.place.is_none() {
                search::open(state, Some(Wanted::PlaceToSeeThrough));
            } else {
                state.set_through(!state.timeline.through);
                state.say_through();
            }
        }
        Action::AskPlace => search::open(state, Some(Wanted::PlaceToSeeThrough)),
        Action::FilterTimeline => filter::open(state),
        Action::Back if state.timeline.pane != Pane::Selected => state.tell(Pane::Selected),
        Action::Back if state.matches.lit => state.matches.lit = false,
        Action::Back if state.timeline.filtered.is_some() => filter::set(state, ""),
        Action::Back if state.timeline.through => {
            state.set_through(false);
            state.say_through();
        }
        other => return in_time(state, &other),
    }
    Vec::new()
}

/// What every screen with an axis of time does alike, and what works everywhere.
pub(super) fn in_time(state: &mut State, action: &Action) -> Vec<Effect> {
    if state.move_in_time(action) {
        Vec::new()
    } else {
        everywhere(state, action)
    }
}

/// Whether an action means one bar or reform, so that the pane should tell of it.
const fn chooses(action: &Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::HalfUp
            | Action::HalfDown
            | Action::EarlierBar
            | Action::LaterBar
            | Action::PreviousReform
            | Action::NextReform
            | Action::NextMatch
            | Action::PreviousMatch
    )
}

impl State {
    /// Tells of this in the pane, from the top.
    pub(super) fn tell(&mut self, pane: Pane) {
        self.timeline.pane_top = 0;
        if self.timeline.pane != pane {
            self.timeline.pane = pane;
            self.scroll_to_selected();
        }
    }

    /// Moves in time. The answer is whether the action was one of these.
    fn move_in_time(&mut self, action: &Action) -> bool {
        match action {
            Action::Left => self.step(-1),
            Action::Right => self.step(1),
            Action::ScreenLeft => self.pan(-1.0),
            Action::ScreenRight => self.pan(1.0),
            Action::First => self.go_to(self.timeline.axis.first()),
            Action::Last | Action::Today => self.go_to(self.data.as_of()),
            Action::PreviousEra => self.step_era(-1),
            Action::NextEra => self.step_era(1),
            Action::ZoomIn => self.zoom(1.0 / ZOOM),
            Action::ZoomOut => self.zoom(ZOOM),
            Action::ZoomAll => self.timeline.window = self.timeline.axis.whole(),
            _ => return false,
        }
        true
    }

    /// Goes to a day and brings it into view; the selection stays with what stands there.
    pub(in crate::app) fn go_to(&mut self, day: Day) {
        self.at = day.clamp(self.timeline.axis.first(), self.timeline.axis.last());
        self.keep_date_in_view();
        self.keep_selection_near();
        self.keep_spell_near();
        self.keep_cell_near();
    }

    /// Says through which place the timeline is seen.
    pub(super) fn say_through(&mut self) {
        let place = self.places.place.and_then(|id| self.data.place(&id));
        self.notice = Some(match place.filter(|_| self.timeline.through) {
            Some(place) => format!(
                "Through {}: the bars are the organisations over it; p or Esc for types of body",
                place.name
            ),
            None => "The bars are types of body again".to_owned(),
        });
    }

    pub(super) fn keep_date_in_view(&mut self) {
        let axis = &self.timeline.axis;
        self.timeline.window = axis.fit(self.timeline.window.showing(axis.position(self.at)));
    }

    /// After the date has changed: the bar that stands in the row the reader chose last; else the selected bar while it stands; else the
    /// standing bar in the row nearest to the
    /// one the reader chose last, statutory ones first.
    pub(in crate::app) fn keep_selection_near(&mut self) {
        let selected = self.timeline.selected;
        let standing = self.standing();
        let home = self.timeline.home_row;
        let at_home = standing.iter().find(|(row, _)| *row == home);
        let kept = at_home.is_none()
            && selected.kind == Kind::Body
            && standing.iter().any(|(_, body)| body.id == selected.id);
        if kept {
            return;
        }
        // What was statutory then is what most people mean.
        let statutory = |body: &Body| body.standing_at(self.at) == Some(Standing::Statutory);
        let nearest = at_home.or_else(|| {
            standing
                .iter()
                .min_by_key(|(row, body)| (!statutory(body), row.abs_diff(home)))
        });
        if let Some((_, body)) = nearest {
            self.timeline.selected = RecordRef::body(body.id);
        }
        self.scroll_to_selected();
    }

    /// A step through time that moves the cursor by about a column.
    fn step(&mut self, by: i32) {
        let axis = &self.timeline.axis;
        let width = timeline_areas(self).lanes.width.max(1);
        let here = axis.position(self.at);
        let column = self.timeline.window.span() / f64::from(width);
        let days = f64::from((axis.day(here + column).0 - axis.day(here - column).0).max(1)) / 2.0;
        let months = STEPS
            .iter()
            .copied()
            .find(|months| f64::from(*months) * 30.4 >= days * 0.6);
        let next = match months {
            _ if days < 3.0 => self.at.plus(by),
            _ if days < 12.0 => self.at.plus(7 * by),
            Some(months) => self.at.plus_months(months * by),
            None => self.at.plus_months(120 * by),
        };
        // The last day of the evidence is a stop on every way past it.
        let today = self.data.as_of();
        let passes = self.at.min(next) < today && today < self.at.max(next);
        self.go_to(if passes { today } else { next });
    }

    fn pan(&mut self, by: f64) {
        let axis = &self.timeline.axis;
        let day = axis.day(axis.position(self.at) + self.timeline.window.span() * by);
        self.timeline.window = axis.fit(self.timeline.window.panned(by));
        self.go_to(day);
    }

    fn zoom(&mut self, factor: f64) {
        let axis = &self.timeline.axis;
        self.timeline.window =
            axis.fit(self.timeline.window.zoomed(factor, axis.position(self.at)));
        self.keep_date_in_view();
    }

    fn zoom_to_selected(&mut self) {
        let (from, to) = match self.timeline.selected.kind {
            Kind::Body => match self
                .data
                .body(&self.timeline.selected.id)
                .and_then(|body| body.from().zip(Some(body.to())))
            {
                Some((from, to)) => (
                    from.first(),
                    to.last_known(from).unwrap_or_else(|| self.data.as_of()),
                ),
                None => return,
            },
            _ => (self.at.plus_months(-12), self.at.plus_months(12)),
        };
        self.zoom_to(Some((from, to)));
    }

    /// Brings a stretch of time into view, with room at both sides.
    pub(super) fn zoom_to(&mut self, span: Option<(Day, Day)>) {
        let Some((from, to)) = span else { return };
        let axis = &self.timeline.axis;
        let (start, end) = (axis.position(from), axis.position(to));
        let margin = (end - start) / 8.0;
        self.timeline.window = axis.fit(crate::timeline::Window {
            start: start - margin,
            end: end + margin,
        });
        self.keep_date_in_view();
    }

    /// To another bar that stands on the as-at day. Where none stands, to the bar nearest in time.
    fn move_bar(&mut self, by: i32) {
        let standing = self.standing();
        let here = standing
            .iter()
            .position(|(_, body)| RecordRef::body(body.id) == self.timeline.selected);
        let home = self.timeline.home_row;
        let nearest = || {
            standing
                .iter()
                .enumerate()
                .min_by_key(|(_, (row, _))| row.abs_diff(home))
                .map_or(0, |(index, _)| index)
        };
        let next = here.map_or_else(nearest, |here| step_index(here, by, standing.len()));
        match standing.get(next) {
            Some((_, body)) => self.select_body(body),
            None => self.step_bar(by),
        }
    }

    /// To the bar that began before or after this one, and to its first day.
    fn step_bar(&mut self, by: i32) {
        let mut bodies: Vec<(Day, &'static Body)> = self
            .shown_bodies()
            .filter_map(|body| Some((body.from()?.first(), body)))
            .collect();
        bodies.sort_by_key(|(from, body)| (*from, body.tier, body.id));
        let here = bodies
            .iter()
            .position(|(_, body)| RecordRef::body(body.id) == self.timeline.selected);
        let next = match here {
            Some(here) => step_index(here, by.signum(), bodies.len()),
            None if by > 0 => bodies
                .partition_point(|(from, _)| *from <= self.at)
                .min(bodies.len().saturating_sub(1)),
            None => bodies
                .partition_point(|(from, _)| *from < self.at)
                .saturating_sub(1),
        };
        if let Some((from, body)) = bodies.get(next) {
            self.at = *from;
            self.select_body(body);
            self.keep_date_in_view();
        }
    }

    fn step_reform(&mut self, by: i32) {
        let reforms: Vec<&Reform> = self.shown_reforms().collect();
        let here = reforms
            .iter()
            .position(|reform| RecordRef::reform(reform.id) == self.timeline.selected);
        let next = match here {
            Some(here) => step_index(here, by, reforms.len()),
            None if by > 0 => reforms
                .partition_point(|reform| reform.date.first() <= self.at)
                .min(reforms.len().saturating_sub(1)),
            None => reforms
                .partition_point(|reform| reform.date.first() < self.at)
                .saturating_sub(1),
        };
        if let Some(reform) = reforms.get(next) {
            self.select_reform(RecordRef::reform(reform.id));
        }
    }

    /// Selects a reform, and goes to its day where the as-at day is not one of its own.
    pub(in crate::app) fn reveal_reform(&mut self, record: RecordRef) {
        let at = self.at;
        self.select_reform(record);
        let own = self.data.reform(&record.id).is_some_and(|reform| {
            let last = reform.until.unwrap_or(reform.date).last();
            (reform.date.first()..=last).contains(&at)
        });
        if own {
            self.at = at;
            self.keep_date_in_view();
        }
    }

    /// Selects a reform and goes to its day.
    pub(in crate::app) fn select_reform(&mut self, record: RecordRef) {
        let Some(reform) = self.data.reform(&record.id) else {
            return;
        };
        self.let_pass(record);
        self.at = reform
            .date
            .first()
            .clamp(self.timeline.axis.first(), self.timeline.axis.last());
        self.timeline.selected = record;
        self.keep_date_in_view();
    }

    fn step_era(&mut self, by: i32) {
        let eras = &self.data.eras;
        let here = eras
            .iter()
            .position(|era| era.covers(self.at))
            .unwrap_or_default();
        let starts_here = eras
            .get(here)
            .is_some_and(|era| era.from.first() == self.at);
        // Back goes to the start of this era first, as it does in a text.
        let next = if by < 0 && !starts_here {
            here
        } else {
            step_index(here, by, eras.len())
        };
        if let Some(era) = eras.get(next) {
            self.go_to(era.from.first());
            self.notice = Some(format!("{}: from {}", era.name, era.from));
        }
    }

    /// Selects a body and, where it did not stand on the as-at day, goes to the nearest day on which it is known to have stood.
    pub(in crate::app) fn reveal_body(&mut self, body: &Body) {
        if let (None, Some(from)) = (body.phase_at(self.at), body.from()) {
            let last = body
                .to()
                .last_known(from)
                .unwrap_or_else(|| self.data.as_of())
                .max(from.first());
            let nearest = self.at.clamp(from.first(), last);
            // Between two phases there is nothing to see: the start always is something.
            self.at = if body.phase_at(nearest).is_some() {
                nearest
            } else {
                from.first()
            };
            self.notice = Some(format!(
                "As at {}: {}",
                Date::of_day(self.at),
                arrival(from, body.to(), self.at)
            ));
        }
        self.select_body(body);
        self.keep_date_in_view();
    }
}

/// What the day is in the life of a body, no more precisely than that is known.
fn arrival(from: Date, to: End, at: Day) -> String {
    match to {
        _ if at == from.first() && from.is_day() => "its first day".to_owned(),
        _ if at == from.first() => format!("it began in {from}"),
        End::On(to) if to.is_day() => "its last day".to_owned(),
        End::On(to) => format!("it ended in {to}"),
        End::Unknown { after: Some(after) } => {
            format!("still there in {after}, its end is not established")
        }
        End::Unknown { after: None } | End::Ongoing => "its end is not established".to_owned(),
    }
}

/// A place in a list, some steps on, kept in the list.
pub(super) fn step_index(here: usize, by: i32, length: usize) -> usize {
    let steps = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    if by < 0 {
        here.saturating_sub(steps)
    } else {
        here.saturating_add(steps).min(length.saturating_sub(1))
    }
}
