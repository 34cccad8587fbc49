//! The lessons screen.

use super::timeline::step_index;
use super::{everywhere, record, search};
use crate::app::action::{Action, Effect};
use crate::app::lessons::{Filter, LessonRow};
use crate::app::search::Wanted;
use crate::app::state::State;
use crate::model::{FindingKind, number_of};

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Up => state.move_lesson(-1),
        Action::Down => state.move_lesson(1),
        Action::PageUp | Action::HalfUp => state.move_lesson(-10),
        Action::PageDown | Action::HalfDown => state.move_lesson(10),
        Action::First => state.move_lesson(i32::MIN),
        Action::Last => state.move_lesson(i32::MAX),
        Action::Left => state.step_theme(-1),
        Action::Right => state.step_theme(1),
        Action::ScrollDown => state.lessons.top = state.lessons.top.saturating_add(1),
        Action::ScrollUp => state.lessons.top = state.lessons.top.saturating_sub(1),
        Action::FilterTheme => state.step_filter_theme(1),
        Action::FilterThemeBack => state.step_filter_theme(-1),
        Action::FilterKind => state.step_filter_kind(1),
        Action::FilterKindBack => state.step_filter_kind(-1),
        Action::FilterBody => search::open(state, Some(Wanted::BodyOfFindings)),
        Action::FilterDay => {
            state.lessons.filter.of_the_day = !state.lessons.filter.of_the_day;
            state.after_filter();
        }
        Action::ClearFilters => {
            state.lessons.filter = Filter::default();
            state.after_filter();
        }
        Action::Tensions => {
            state.lessons.tensions = !state.lessons.tensions;
            state.after_filter();
        }
        Action::Open => {
            if let Some(chosen) = state.lesson_current() {
                record::open(state, chosen);
            }
        }
        // Esc goes back to where the question came from, or undoes what narrows the list, before it does what it does everywhere.
        Action::Back if state.lessons.came_from.is_some() => {
            if let Some((screen, layers)) = state.lessons.came_from.take() {
                state.lessons.filter = Filter::default();
                (state.screen, state.layers) = (screen, layers);
            }
        }
        Action::Back if state.lessons.filter != Filter::default() => {
            state.lessons.filter = Filter::default();
            state.after_filter();
        }
        Action::Back if state.lessons.tensions => {
            state.lessons.tensions = false;
            state.after_filter();
        }
        other => return everywhere(state, &other),
    }
    Vec::new()
}

/// The next one of a list, or the one before; none stands between the last and the first.
fn step_among<T: Copy + PartialEq>(all: &[T], here: Option<T>, by: i32) -> Option<T> {
    let here = here.and_then(|here| all.iter().position(|one| *one == here));
    let next = match (here, by < 0) {
        (None, false) => Some(0),
        (None, true) => all.len().checked_sub(1),
        (Some(index), false) => Some(index + 1),
        (Some(index), true) => index.checked_sub(1),
    };
    all.get(next?).copied()
}

impl State {
    /// Shows what research says of a body.
    pub(super) fn show_lessons_of(&mut self, body: crate::model::Text) {
        self.lessons.tensions = false;
        self.lessons.filter = Filter {
            body: Some(body),
            ..Filter::default()
        };
        self.after_filter();
    }

    fn step_filter_theme(&mut self, by: i32) {
        let themes: Vec<_> = self.data.themes.iter().map(|theme| theme.id).collect();
        let filter = &mut self.lessons.filter;
        filter.theme = step_among(&themes, filter.theme, by);
        self.after_filter();
    }

    fn step_filter_kind(&mut self, by: i32) {
        let filter = &mut self.lessons.filter;
        filter.kind = step_among(&FindingKind::ALL, filter.kind, by);
        self.after_filter();
    }

    pub(super) fn after_filter(&mut self) {
        self.lessons.top = 0;
        let rows = self.lesson_rows();
        let number = rows
            .iter()
            .filter(|row| !matches!(row, LessonRow::Theme(_)))
            .count();
        let found = if self.lessons.tensions {
            number_of(number, "tension", "tensions")
        } else {
            number_of(number, "finding", "findings")
        };
        let words = self.filter_words();
        let gap = if words.is_empty() { "" } else { ": " };
        self.notice = Some(format!("{found}{gap}{words}"));
        // What is chosen stays chosen while it is shown.
        let chosen = self.lesson_chosen(&rows);
        self.choose_lesson(&rows, chosen);
    }

    fn choose_lesson(&mut self, rows: &[LessonRow], chosen: Option<usize>) {
        match chosen.and_then(|index| rows.get(index)) {
            Some(LessonRow::Finding(id)) => self.lessons.finding = Some(*id),
            Some(LessonRow::Tension(id)) => self.lessons.tension = Some(*id),
            Some(LessonRow::Theme(_)) | None => {}
        }
    }

    fn move_lesson(&mut self, by: i32) {
        self.lessons.top = 0;
        let rows = self.lesson_rows();
        let choices: Vec<usize> = (0..rows.len())
            .filter(|index| !matches!(rows.get(*index), Some(LessonRow::Theme(_)) | None))
            .collect();
        let here = self.lesson_chosen(&rows);
        let at = choices.iter().position(|index| Some(*index) == here);
        let next = at.map_or(0, |at| step_index(at, by, choices.len()));
        self.choose_lesson(&rows, choices.get(next).copied());
    }

    /// To the first finding of the theme before or after.
    fn step_theme(&mut self, by: i32) {
        self.lessons.top = 0;
        let rows = self.lesson_rows();
        let here = self.lesson_chosen(&rows).unwrap_or_default();
        let is_theme = |index: &usize| matches!(rows.get(*index), Some(LessonRow::Theme(_)));
        let own = (0..=here).rev().find(is_theme).unwrap_or_default();
        let next = if by > 0 {
            (here..rows.len()).find(is_theme)
        } else if here > own + 1 {
            Some(own)
        } else {
            (0..own).rev().find(is_theme)
        };
        if let Some(theme) = next {
            self.choose_lesson(&rows, Some(theme + 1));
        }
    }
}
