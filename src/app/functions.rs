//! The functions screen: who did what, as a matrix of functions and bodies in order of time.

use super::layout::{Area, areas};
use super::state::{Screen, State};
use crate::model::{Body, Day, Function, RecordRef, Text};
use crate::query;

/// The functions screen.
#[derive(Clone, Debug, Default)]
pub struct FunctionsScreen {
    /// The chosen function; without one, the first.
    pub function: Option<Text>,
    /// The body of the chosen column.
    pub body: Option<Text>,
    /// Columns scrolled off the left.
    pub left: usize,
    /// Functions scrolled off the top.
    pub top: usize,
    /// Lines scrolled off the top of what is told of the chosen cell.
    pub pane_top: usize,
}

/// A column of the matrix.
#[derive(Clone, Copy, Debug)]
pub struct MatrixColumn {
    /// Its body.
    pub body: &'static Body,
    /// The first of its era: it stands a little apart.
    pub opens_era: bool,
}

/// The areas of the functions screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FunctionAreas {
    /// What the signs mean.
    pub legend: Area,
    /// The years in which eras begin.
    pub years: Area,
    /// The abbreviations of bodies, letter under letter.
    pub letters: Area,
    /// The band of what stood on the as-at day.
    pub band: Area,
    /// The tiers of the bodies.
    pub tiers: Area,
    /// The functions and who held them.
    pub rows: Area,
    /// What is told of the chosen cell; its first line is a rule.
    pub pane: Area,
    /// Columns of the names of functions, at the left of all but the pane.
    pub names: u16,
}

/// Letters of an abbreviation that are shown at most.
const LETTERS: u16 = 6;

/// Divides the functions screen.
#[must_use]
pub fn function_areas(state: &State) -> FunctionAreas {
    let mut main = areas(state.size).main.inset(1);
    let names = match main.width {
        0..60 => 12,
        60..100 => 22,
        _ => 27,
    };
    let functions = u16::try_from(state.data.functions.len()).unwrap_or(u16::MAX);
    let legend = main.take_top(u16::from(main.height >= 10));
    // The matrix has what it needs, if the pane is left with a third.
    let head = 3 + LETTERS;
    let wanted = functions.saturating_add(head);
    let pane = main.take_bottom(main.height.saturating_sub(wanted).max(main.height * 3 / 10));
    let years = main.take_top(u16::from(main.height >= 8));
    let letters = main.take_top(match main.height {
        0..6 => 0,
        6..16 => 3,
        _ => LETTERS,
    });
    let band = main.take_top(1);
    let tiers = main.take_top(u16::from(main.height >= 6));
    FunctionAreas {
        legend,
        years,
        letters,
        band,
        tiers,
        rows: main,
        pane,
        names,
    }
}

impl State {
    /// The columns of the matrix, in order of time.
    #[must_use]
    pub fn matrix_columns(&self) -> Vec<MatrixColumn> {
        let era = |body: &Body| {
            let from = body.from()?.first();
            Some(self.data.era_at(from)?.id)
        };
        let mut before = None;
        query::bodies_with_functions(self.data, self.timeline.context)
            .into_iter()
            .map(|body| {
                let here = era(body);
                let opens_era = here != before;
                before = here;
                MatrixColumn { body, opens_era }
            })
            .collect()
    }

    /// The chosen function.
    #[must_use]
    pub fn matrix_function(&self) -> Option<&'static Function> {
        let chosen = self
            .functions
            .function
            .and_then(|id| self.data.function(&id));
        chosen.or_else(|| self.data.functions.first())
    }

    /// The number of the chosen column: that of the chosen body, else of who leads the chosen function on the as-at day.
    #[must_use]
    pub fn matrix_chosen(&self, columns: &[MatrixColumn]) -> usize {
        let function = self.matrix_function();
        let role =
            |column: &MatrixColumn, day: Day| query::role_on(column.body, &function?.id, day);
        let of_body = |id: Text| columns.iter().position(|column| column.body.id == id);
        self.functions.body.and_then(of_body).unwrap_or_else(|| {
            let standing = columns.iter().enumerate();
            let leading =
                standing.filter_map(|(index, column)| Some((role(column, self.at)?, index)));
            leading.min().map_or(0, |(_, index)| index)
        })
    }

    /// The columns of the screen in which columns of the matrix stand, from the first that is in view, on so many columns of the screen.
    #[must_use]
    pub fn matrix_places(&self, columns: &[MatrixColumn], width: u16) -> Vec<(usize, u16)> {
        let mut at = 0;
        let mut found = Vec::new();
        for (index, column) in columns.iter().enumerate().skip(self.functions.left) {
            at += u16::from(column.opens_era && !found.is_empty());
            if at + 1 > width {
                break;
            }
            found.push((index, at));
            at += 2;
        }
        found
    }

    /// What is told of the chosen cell.
    #[must_use]
    pub fn matrix_cell(&self) -> Option<(&'static Function, &'static Body)> {
        let columns = self.matrix_columns();
        let column = columns.get(self.matrix_chosen(&columns))?;
        Some((self.matrix_function()?, column.body))
    }

    /// The body of the chosen column.
    pub(super) fn matrix_current(&self) -> Option<RecordRef> {
        self.matrix_cell().map(|(_, body)| RecordRef::body(body.id))
    }

    /// After the date has changed: the chosen body while it stands, else who leads the function on that day.
    pub(super) fn keep_cell_near(&mut self) {
        let chosen = self.functions.body.and_then(|id| self.data.body(&id));
        if chosen.is_some_and(|body| body.phase_at(self.at).is_none()) {
            self.functions.body = None;
        }
        if self.screen == Screen::Functions {
            self.functions.pane_top = 0;
            self.scroll_matrix();
        }
    }

    /// Scrolls the matrix as little as brings the chosen cell into view.
    pub(super) fn scroll_matrix(&mut self) {
        let areas = function_areas(self);
        let columns = self.matrix_columns();
        let chosen = self.matrix_chosen(&columns);
        let width = areas.rows.width.saturating_sub(areas.names);
        self.functions.left = self.functions.left.min(chosen);
        while !self
            .matrix_places(&columns, width)
            .iter()
            .any(|(index, _)| *index == chosen)
            && self.functions.left < chosen
        {
            self.functions.left += 1;
        }
        let row = self.matrix_row();
        let height = usize::from(areas.rows.height).max(1);
        let last = self.data.functions.len().saturating_sub(height);
        let top = self
            .functions
            .top
            .min(row)
            .max((row + 1).saturating_sub(height));
        self.functions.top = top.min(last);
    }

    /// The number of the chosen function.
    #[must_use]
    pub fn matrix_row(&self) -> usize {
        let chosen = self.matrix_function().map(|function| function.id);
        let functions = &self.data.functions;
        functions
            .iter()
            .position(|function| Some(function.id) == chosen)
            .unwrap_or_default()
    }
}
