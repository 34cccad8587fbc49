//! What each action does. Total: every action in every state, and never a panic.

mod contrast;
mod filter;
mod find;
mod functions;
mod lessons;
mod note;
mod places;
mod record;
mod search;
mod study;
mod timeline;
mod tour;

pub(super) use search::QUERIES;

use super::action::{Action, Effect};
use super::contrast::Side;
use super::layout::timeline_areas;
use super::personal::Change;
use super::search::Wanted;
use super::state::{DateLine, DateWanted, Layer, Pane, Screen, State};
use super::trail::may_jump;
use crate::model::{Body, Date, Kind, RecordRef};
use crate::report;

/// A copied answer is not wrapped: where it is pasted has a width of its own.
const COPY_WIDTH: usize = 10_000;
/// Records remembered as opened lately.
const RECENTS: usize = 40;

/// Does what the reader asks, and says what the world has to do for it.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    if let Some(why) = state.session.refuses(&action) {
        state.notice = Some(why.to_owned());
        return Vec::new();
    }
    // Only the window changes without a key.
    state.is_new_here &= matches!(action, Action::Resized(_));
    match action {
        Action::Resized(size) => {
            state.size = size;
            state.fit_to_size();
            state.clamp_scrolling();
            return Vec::new();
        }
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        _ => {}
    }
    state.notice = None;
    if let (Action::Help(told), false) = (&action, state.is_helped()) {
        state.layers.push(Layer::Help {
            top: 0,
            told: told.clone(),
        });
        return Vec::new();
    }
    // The way back from what is opened on the tour is the tour.
    let before = (may_jump(&action) && !state.is_touring()).then(|| state.spot());
    let effects = match state.layers.last() {
        Some(Layer::Search(_)) => search::update(state, action),
        Some(Layer::Date(..)) => type_date(state, action),
        Some(Layer::Note(_)) => note::update(state, action),
        Some(Layer::Filter(_)) => filter::update(state, action),
        Some(Layer::Deck(_)) => study::type_deck(state, action),
        Some(Layer::Record(_)) => record::update(state, action),
        Some(Layer::Bookmarks(_)) => choose_bookmark(state, action),
        Some(Layer::Help { .. }) => read_help(state, action),
        None if state.is_touring() => tour::update(state, action),
        None => match state.screen {
            Screen::Timeline => timeline::update(state, action),
            Screen::Contrast => contrast::update(state, action),
            Screen::Functions => functions::update(state, action),
            Screen::Places => places::update(state, action),
            Screen::Lessons => lessons::update(state, action),
            Screen::Study => study::update(state, action),
        },
    };
    if let Some(spot) = before {
        state.remember_spot(spot);
    }
    state.clamp_scrolling();
    effects
}

/// What works in every screen and record.
fn everywhere(state: &mut State, action: &Action) -> Vec<Effect> {
    match action {
        Action::Search => search::open(state, None),
        Action::Tour => tour::toggle(state),
        Action::AskDate => {
            state.end_tour();
            state.layers.push(Layer::Date(DateLine::default()));
        }
        Action::Bookmarks => {
            state.end_tour();
            state.layers.push(Layer::Bookmarks(0));
        }
        Action::GoTo(number) => {
            let toured = state.is_touring();
            state.end_tour();
            let screen = Screen::ALL.iter().find(|screen| screen.number() == *number);
            if let Some(screen) = screen {
                let shown = state.layers.is_empty() && state.screen == *screen && !toured;
                state.layers.clear();
                // Who presses the key of the places again means to type another one.
                if shown && *screen == Screen::Places {
                    search::open(state, Some(Wanted::Place));
                    return Vec::new();
                }
                return go_to_screen(state, *screen);
            }
        }
        Action::Next | Action::Previous => {
            state.layers.clear();
            let by = if *action == Action::Next {
                1
            } else {
                Screen::ALL.len() - 1
            };
            let here = Screen::ALL
                .iter()
                .position(|screen| *screen == state.screen)
                .unwrap_or_default();
            let next = Screen::ALL.get((here + by) % Screen::ALL.len());
            return go_to_screen(state, next.copied().unwrap_or_default());
        }
        Action::Copy | Action::CopyMarkdown => return copy(state, *action == Action::CopyMarkdown),
        Action::Bookmark => return bookmark(state),
        Action::Annotate => note::open(state),
        Action::Contrast => contrast::mark(state),
        Action::LessonsOf => match body_in_view(state) {
            Some(body) => {
                state.end_tour();
                let layers = std::mem::take(&mut state.layers);
                let screen = std::mem::replace(&mut state.screen, Screen::Lessons);
                state.show_lessons_of(body);
                state.lessons.came_from = Some((screen, layers));
            }
            None => state.notice = Some("Findings are on bodies: choose one".to_owned()),
        },
        Action::Back | Action::Leave | Action::WayBack => {
            if state.layers.pop().is_some() {
                return Vec::new();
            }
            match action {
                Action::Leave => return vec![Effect::Quit],
                Action::WayBack => state.go_back(),
                _ => {
                    state.marked = None;
                    state.matches.lit = false;
                }
            }
        }
        _ => {}
    }
    Vec::new()
}

/// A contrast of nothing begins with what the reader was looking at.
fn go_to_screen(state: &mut State, screen: Screen) -> Vec<Effect> {
    state.lessons.came_from = None;
    let selected = state.timeline.selected;
    let empty = state.contrast.sides.is_empty();
    if screen == Screen::Contrast && state.screen != screen && empty && selected.kind == Kind::Body
    {
        state.contrast.show(vec![Side::of(selected.id)]);
        state.contrast.focus = 1;
    }
    state.screen = screen;
    if screen == Screen::Functions {
        state.scroll_matrix();
    }
    // Without a place there is nothing to see: the first thing is to ask for one.
    if screen == Screen::Places && state.places.place.is_none() {
        search::open(state, Some(Wanted::Place));
    }
    if screen == Screen::Study {
        return state.go_to_study();
    }
    Vec::new()
}

/// The body of the organisation that is selected over the place.
fn body_of_spell(state: &State) -> Option<&'static crate::model::Body> {
    let (body, _) = state.data.organisation(&state.places.selected?)?;
    state.data.body(&body)
}

/// The body that the reader is looking at, or the body of the organisation.
fn body_in_view(state: &State) -> Option<crate::model::Text> {
    let record = match (state.layers.last(), state.screen) {
        (None, Screen::Places) => RecordRef::organisation(state.places.selected?),
        _ => state.current()?,
    };
    match record.kind {
        Kind::Body => Some(record.id),
        Kind::Organisation => state.data.organisation(&record.id).map(|(body, _)| body),
        _ => None,
    }
}

/// What is copied is what is looked at: a contrast, what stood on a day, or a record with its sources.
fn copy(state: &mut State, markdown: bool) -> Vec<Effect> {
    let page = match state.screen {
        Screen::Contrast if state.layers.is_empty() && !state.contrast_lines().is_empty() => {
            contrast::page(state)
        }
        Screen::Timeline if state.layers.is_empty() => match state.timeline.pane {
            _ if state.is_touring() => match state.stop() {
                Some(stop) => report::stop_with_sources(state.data, stop),
                None => return Vec::new(),
            },
            Pane::Selected => report::citation(state.data, state.timeline.selected, state.at),
            Pane::Standing => {
                let wanted = |body: &Body| state.may_stand(body);
                let passing = state.filter_query();
                report::standing_with_sources(state.data, state.at, &wanted, passing)
            }
            Pane::Since(day) => report::changes_with_sources(state.data, day, state.at),
        },
        Screen::Functions if state.layers.is_empty() => match state.matrix_cell() {
            Some((function, body)) => report::held(state.data, function, body, state.at),
            None => return Vec::new(),
        },
        Screen::Places if state.layers.is_empty() => match state.places.place {
            Some(place) => report::citation(state.data, RecordRef::place(place), state.at),
            None => return Vec::new(),
        },
        _ => {
            let Some(record) = state.current() else {
                state.notice = Some("There is nothing to copy here".to_owned());
                return Vec::new();
            };
            report::citation(state.data, record, state.at)
        }
    };
    let (text, form) = if markdown {
        (report::markdown(&page), " as Markdown")
    } else {
        (report::text(&page, COPY_WIDTH), "")
    };
    state.notice = Some(format!(
        "Sent to the terminal's clipboard{form}: {}",
        page.title
    ));
    vec![Effect::Copy(text)]
}

fn bookmark(state: &mut State) -> Vec<Effect> {
    let Some(record) = state.current() else {
        return Vec::new();
    };
    let on = !state.is_bookmarked(record);
    let name = state.data.name_of(record).unwrap_or_default();
    state.notice = Some(format!(
        "{}: {name}",
        if on {
            "Bookmarked"
        } else {
            "Bookmark taken away"
        }
    ));
    keep(state, Change::Bookmark { record, on })
}

fn keep(state: &mut State, change: Change) -> Vec<Effect> {
    // On which day this was is for the world to say.
    state.with_personal(|personal| {
        personal.apply(&change, None);
    });
    vec![Effect::Keep(change)]
}

/// The line at the bottom: a date.
fn type_date(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Layer::Date(DateLine { line, error, .. })) = state.layers.last_mut() else {
        return Vec::new();
    };
    *error = None;
    match action {
        Action::Type(c) => line.type_char(c),
        Action::Paste(text) => line.paste(&text),
        Action::Edit(edit) => line.edit(edit),
        Action::Back | Action::Leave => {
            state.layers.pop();
        }
        Action::Open => {
            if let Some(Layer::Date(date)) = state.layers.pop() {
                accept_date(state, date);
            }
        }
        _ => {}
    }
    Vec::new()
}

/// Goes to a date, tells what changed between two, or pins a side of the contrast to one. What is no date stays, to be mended.
fn accept_date(state: &mut State, mut date: DateLine) {
    let typed = date.line.text().trim().to_owned();
    if typed.is_empty() {
        if date.wanted == DateWanted::Side {
            contrast::pin(state, None);
        }
        return;
    }
    let today = state.data.as_of();
    let read = match Date::read_two(&typed, today) {
        Some(two) => two.map(|(from, to)| (Some(from), to)),
        None => Date::read(&typed, today).map(|on| (None, on)),
    };
    let error = match (date.wanted, read) {
        (_, Err(error)) => error.to_string(),
        (DateWanted::Side, Ok((Some(_), _))) => "One date is wanted here".to_owned(),
        (DateWanted::Side, Ok((None, on))) => return contrast::pin(state, Some(on.day_meant())),
        (DateWanted::GoTo, Ok((None, to))) => return go_to_date(state, to),
        (DateWanted::GoTo, Ok((Some(from), to))) => {
            state.layers.clear();
            state.screen = Screen::Timeline;
            go_to_date(state, to);
            return state.tell(Pane::Since(from.day_meant()));
        }
    };
    date.error = Some(error);
    state.layers.push(Layer::Date(date));
}

/// A year means its first of April where that is what a reader of NHS history means: the day on which most reforms took effect.
fn go_to_date(state: &mut State, date: Date) {
    let wanted = date.day_meant();
    let (earliest, latest) = (state.timeline.axis.first(), state.timeline.axis.last());
    state.go_to(wanted);
    // Who has marked a day wants to know what changed since, wherever the way leads.
    let marked = matches!(state.timeline.pane, Pane::Since(_));
    if state.screen == Screen::Timeline && !marked {
        state.tell(Pane::Standing);
    }
    if wanted < earliest || wanted > latest {
        state.notice = Some(format!(
            "The timeline goes from {} to {}",
            Date::of_day(earliest),
            Date::of_day(latest)
        ));
    } else {
        state.notice = Some(format!("As at {}", state.at_words()));
    }
}

fn choose_bookmark(state: &mut State, action: Action) -> Vec<Effect> {
    let bookmarks = state.bookmarks();
    let Some(Layer::Bookmarks(chosen)) = state.layers.last_mut() else {
        return Vec::new();
    };
    match action {
        Action::Up => *chosen = chosen.saturating_sub(1),
        Action::Down => *chosen = (*chosen + 1).min(bookmarks.len().saturating_sub(1)),
        Action::First => *chosen = 0,
        Action::Last => *chosen = bookmarks.len().saturating_sub(1),
        Action::Open => {
            let record = bookmarks.get(*chosen).copied();
            state.layers.pop();
            if let Some(record) = record {
                show(state, record);
            }
        }
        Action::Bookmarks => {
            state.layers.pop();
        }
        other => return everywhere(state, &other),
    }
    Vec::new()
}

fn read_help(state: &mut State, action: Action) -> Vec<Effect> {
    let page = state.text_height().max(1);
    let last = state.help_lines().len().saturating_sub(page);
    let Some(Layer::Help { top, .. }) = state.layers.last_mut() else {
        return Vec::new();
    };
    match action {
        Action::Up => *top = top.saturating_sub(1),
        Action::Down => *top = (*top + 1).min(last),
        Action::PageUp | Action::HalfUp => *top = top.saturating_sub(page),
        Action::PageDown | Action::HalfDown => *top = (*top + page).min(last),
        Action::First => *top = 0,
        Action::Last => *top = last,
        Action::Help(_) => {
            state.layers.pop();
        }
        other => return everywhere(state, &other),
    }
    Vec::new()
}

/// Goes to a record: to its bar or its day on the timeline where it has one, else to its page.
fn show(state: &mut State, record: RecordRef) {
    remember(state, record);
    match record.kind {
        Kind::Body => {
            if let Some(body) = state.data.body(&record.id) {
                clear_the_timeline(state);
                state.reveal_body(body);
            }
        }
        Kind::Reform => {
            clear_the_timeline(state);
            state.select_reform(record);
        }
        Kind::Place => {
            state.layers.clear();
            state.screen = Screen::Places;
            state.set_place(record.id);
        }
        Kind::Theme
        | Kind::Tension
        | Kind::Finding
        | Kind::Organisation
        | Kind::Function
        | Kind::Era
        | Kind::Source => {
            record::open(state, record);
        }
    }
}

/// Nothing lies over the timeline, and its pane tells of what is selected.
fn clear_the_timeline(state: &mut State) {
    state.layers.clear();
    state.screen = Screen::Timeline;
    state.tell(Pane::Selected);
}

/// Remembers that a record was opened.
fn remember(state: &mut State, record: RecordRef) {
    keep_latest(&mut state.recents, record, RECENTS);
}

/// Puts something last among the latest, of which there are so many at most.
fn keep_latest<T: PartialEq>(latest: &mut Vec<T>, one: T, most: usize) {
    latest.retain(|known| *known != one);
    latest.push(one);
    let over = latest.len().saturating_sub(most);
    latest.drain(..over);
}

impl State {
    fn is_helped(&self) -> bool {
        matches!(self.layers.last(), Some(Layer::Help { .. }))
    }

    /// Lays out anew what depends on the size of the terminal.
    pub(super) fn fit_to_size(&mut self) {
        if self.timeline.through {
            self.pack_lanes();
        }
        self.scroll_to_selected();
        self.scroll_to_spell();
        if self.screen == Screen::Functions {
            self.scroll_matrix();
        }
    }

    /// Keeps every scroll position on its page.
    fn clamp_scrolling(&mut self) {
        let help = self.help_lines().len();
        let page = self.text_height();
        if let Some(Layer::Help { top, .. }) = self.layers.last_mut() {
            *top = (*top).min(help.saturating_sub(page));
        }
        if self.layers.is_empty() && self.screen == Screen::Contrast {
            let lines = self.contrast_lines().len();
            self.contrast.top = self
                .contrast
                .top
                .min(lines.saturating_sub(self.text_height()));
        }
        if self.layers.is_empty() && self.screen == Screen::Timeline && self.timeline.pane_top > 0 {
            let width = usize::from(timeline_areas(self).detail.width);
            let lines = self.pane_lines(width).len();
            self.timeline.pane_top = self.timeline.pane_top.min(lines);
        }
        self.scroll_note();
        if let Some(view) = self.record_view().cloned() {
            let last = self
                .record_lines(view.record)
                .len()
                .saturating_sub(self.text_height());
            if let Some(Layer::Record(view)) = self.layers.last_mut() {
                view.top = view.top.min(last);
            }
        }
        if self.layers.is_empty() && self.screen == Screen::Places {
            let width = usize::from(timeline_areas(self).detail.width);
            let lines = self.place_lines(width).len();
            self.places.pane_top = self.places.pane_top.min(lines);
        }
        if let Some(Layer::Bookmarks(chosen)) = self.layers.last() {
            let chosen = (*chosen).min(self.bookmarks().len().saturating_sub(1));
            if let Some(Layer::Bookmarks(place)) = self.layers.last_mut() {
                *place = chosen;
            }
        }
    }

    /// Opens a record by what a reader calls it, as `--open` does. Where the name is not plain, says what may have been meant.
    ///
    /// # Errors
    /// The candidates, best first; none where nothing resembles the name.
    pub fn open_named(&mut self, name: &str) -> Result<(), Vec<RecordRef>> {
        let record = self.index().resolve(name)?;
        show(self, record);
        Ok(())
    }

    /// Goes to a date, as `--at` does. What was opened by name stays selected.
    pub fn open_at(&mut self, date: Date, opened: bool) {
        let selected = self.timeline.selected;
        go_to_date(self, date);
        if opened {
            self.timeline.selected = selected;
            self.tell(Pane::Selected);
            self.scroll_to_selected();
        } else {
            self.screen = Screen::Timeline;
            self.layers.clear();
        }
    }
}
