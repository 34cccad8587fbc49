//! The functions screen.

use super::timeline::{in_time, step_index};
use super::{record, show};
use crate::app::action::{Action, Effect};
use crate::app::state::State;
use crate::model::{Date, Day, RecordRef};
use crate::query;

/// Rows that a page key passes.
const PAGE: i32 = 5;

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Up => state.move_function(-1),
        Action::Down => state.move_function(1),
        Action::PageUp | Action::HalfUp => state.move_function(-PAGE),
        Action::PageDown | Action::HalfDown => state.move_function(PAGE),
        Action::First => state.move_function(i32::MIN),
        Action::Last => state.move_function(i32::MAX),
        Action::Left => state.step_holder(-1),
        Action::Right => state.step_holder(1),
        Action::EarlierBar => state.step_column(-1),
        Action::LaterBar => state.step_column(1),
        Action::PreviousReform => state.step_hands(-1),
        Action::NextReform => state.step_hands(1),
        Action::ScrollDown => state.functions.pane_top += 1,
        Action::ScrollUp => {
            state.functions.pane_top = state.functions.pane_top.saturating_sub(1);
        }
        Action::ToggleContext => {
            state.set_context(!state.timeline.context);
            state.scroll_matrix();
        }
        Action::Open => {
            if let Some((_, body)) = state.matrix_cell() {
                record::open(state, RecordRef::body(body.id));
            }
        }
        Action::Whole => {
            if let Some(function) = state.matrix_function() {
                record::open(state, RecordRef::function(function.id));
            }
        }
        Action::Through => {
            if let Some((_, body)) = state.matrix_cell() {
                show(state, RecordRef::body(body.id));
            }
        }
        other => return in_time(state, &other),
    }
    Vec::new()
}

impl State {
    fn move_function(&mut self, by: i32) {
        let rows = self.data.functions.len();
        let next = step_index(self.matrix_row(), by, rows);
        // A body that the reader chose stays chosen: what is under it is read down.
        self.functions.function = self.data.functions.get(next).map(|function| function.id);
        self.functions.pane_top = 0;
        self.scroll_matrix();
    }

    fn step_column(&mut self, by: i32) {
        let columns = self.matrix_columns();
        let next = step_index(self.matrix_chosen(&columns), by, columns.len());
        self.choose_column(columns.get(next).map(|column| column.body.id));
    }

    /// To the body before or after that had to do with the function: so a row is read along.
    fn step_holder(&mut self, by: i32) {
        let Some(function) = self.matrix_function() else {
            return;
        };
        let columns = self.matrix_columns();
        let here = self.matrix_chosen(&columns);
        let holds = |index: &usize| {
            columns
                .get(*index)
                .is_some_and(|column| query::role_of(column.body, &function.id).is_some())
        };
        let next = if by < 0 {
            (0..here).rev().find(holds)
        } else {
            (here + 1..columns.len()).find(holds)
        };
        if let Some(column) = next.and_then(|next| columns.get(next)) {
            self.choose_column(Some(column.body.id));
        }
    }

    fn choose_column(&mut self, body: Option<crate::model::Text>) {
        self.functions.body = body;
        self.functions.pane_top = 0;
        self.scroll_matrix();
    }

    /// To the day before or after on which somebody began or ceased to hold the function.
    fn step_hands(&mut self, by: i32) {
        let Some(function) = self.matrix_function() else {
            return;
        };
        let mut days: Vec<Day> = Vec::new();
        for (body, holding) in query::holders(self.data, function) {
            let from = query::held_from(body, holding);
            days.extend(from.map(Date::first));
            let to = query::held_to(body, holding).date();
            days.extend(to.map(|to| to.last().plus(1)));
        }
        days.retain(|day| *day <= self.timeline.axis.last());
        days.sort_unstable();
        let next = if by < 0 {
            days.iter().rev().find(|day| **day < self.at)
        } else {
            days.iter().find(|day| **day > self.at)
        };
        match next {
            Some(day) => self.go_to(*day),
            None => self.notice = Some("No change of hands is recorded beyond this day".to_owned()),
        }
    }
}
