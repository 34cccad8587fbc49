//! Who stood over the place in view, as bars in rows.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::state::State;
use crate::model::{Day, Place, Text, Tier};
use crate::query::{self, Spell};
use crate::timeline::{PlotRow, a_row_for_each_type, pack_spells};

/// The places screen.
#[derive(Clone, Debug, Default)]
pub struct PlacesScreen {
    /// The place in view.
    pub place: Option<Text>,
    /// The selected organisation.
    pub selected: Option<Text>,
    /// The row in which the reader last chose one: moving through time stays near it.
    pub(super) home_row: usize,
    /// Rows scrolled off the top.
    pub top: usize,
    /// Lines of the answer scrolled off the top.
    pub pane_top: usize,
}

/// The organisations over a place, packed into rows.
#[derive(Debug)]
pub struct Stack {
    /// The place.
    pub place: &'static Place,
    /// Who stood over it, in order of time.
    pub spells: Vec<Spell<'static>>,
    /// The rows: their tier, and the numbers of their spells in order of time. Where there is room, each type of body has its own.
    pub rows: Vec<(Tier, Vec<usize>)>,
    /// Organisations that only their kind tells from another: "Leeds HA" and "Leeds PCT".
    pub(super) namesakes: HashSet<Text>,
    /// The height of the plot for which the rows were chosen.
    height: u16,
}

impl Stack {
    fn new(state: &State, place: &'static Place, height: u16) -> Self {
        let spells = query::lineage(state.data, place);
        let roomy = a_row_for_each_type(&spells);
        let tiers = roomy.iter().map(|(tier, _)| *tier);
        let rows = if PlotRow::under_headings(tiers).len() <= usize::from(height) {
            roomy
        } else {
            pack_spells(&spells, state.data.as_of())
        };
        Self {
            place,
            namesakes: namesakes(&spells),
            spells,
            rows,
            height,
        }
    }

    /// The rows of the plot: each tier's name, then its rows.
    #[must_use]
    pub fn plot_rows(&self) -> Vec<PlotRow> {
        PlotRow::under_headings(self.rows.iter().map(|(tier, _)| *tier))
    }

    /// The spells of a row, in order of time.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = &Spell<'static>> {
        self.rows
            .get(row)
            .into_iter()
            .flat_map(|(_, spells)| spells)
            .filter_map(|index| self.spells.get(*index))
    }

    /// The spells on a day with their rows, from the top.
    pub(super) fn standing(&self, day: Day) -> Vec<(usize, &Spell<'static>)> {
        (0..self.rows.len())
            .flat_map(|row| self.row(row).map(move |spell| (row, spell)))
            .filter(|(_, spell)| spell.covers(day))
            .collect()
    }

    /// The row of an organisation: the one where it stands on a day, else any.
    pub(super) fn row_of(&self, organisation: Text, day: Day) -> Option<usize> {
        let with = |wanted: &dyn Fn(&Spell<'static>) -> bool| {
            (0..self.rows.len()).find(|row| self.row(*row).any(wanted))
        };
        let is = |spell: &Spell<'static>| spell.organisation.id == organisation;
        with(&|spell| is(spell) && spell.covers(day)).or_else(|| with(&is))
    }

    /// The days on which something changes over the place, in order.
    pub(super) fn changes(&self) -> Vec<Day> {
        let mut days: Vec<Day> = self
            .spells
            .iter()
            .flat_map(|spell| {
                let gone = spell.to.last_known(spell.from).map(|last| last.plus(1));
                std::iter::once(spell.from.first()).chain(gone)
            })
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}

/// Those of the organisations that bear the name of one of another kind, but for the kind.
fn namesakes(spells: &[Spell<'_>]) -> HashSet<Text> {
    let mut bearers: HashMap<String, Vec<&Spell<'_>>> = HashMap::new();
    for spell in spells {
        let name = spell.organisation.bare_label(spell.body);
        bearers.entry(name).or_default().push(spell);
    }
    let of_kinds = |bearers: &Vec<&Spell<'_>>| {
        let kinds: HashSet<Text> = bearers.iter().map(|spell| spell.body.id).collect();
        kinds.len() > 1
    };
    let shared = bearers.into_values().filter(of_kinds).flatten();
    shared.map(|spell| spell.organisation.id).collect()
}

impl State {
    /// Who stood over the place in view; none where no place was chosen.
    #[must_use]
    pub fn stack(&self) -> Option<Rc<Stack>> {
        let place = self.places.place.and_then(|id| self.data.place(&id))?;
        let height = super::layout::timeline_areas(self).lanes.height;
        let mut kept = self.stack.borrow_mut();
        let same = |known: &&Rc<Stack>| known.place.id == place.id && known.height == height;
        if let Some(known) = kept.as_ref().filter(same) {
            return Some(Rc::clone(known));
        }
        let new = Rc::new(Stack::new(self, place, height));
        *kept = Some(Rc::clone(&new));
        Some(new)
    }

    /// Puts a place in view, and selects what is over it on the as-at day.
    pub(super) fn set_place(&mut self, place: Text) {
        self.places = PlacesScreen {
            place: Some(place),
            ..PlacesScreen::default()
        };
        self.keep_spell_near();
        if self.timeline.through {
            self.set_through(true);
        }
    }

    /// After the date or the place has changed: the selected organisation while it stands; else the one in the row the reader chose
    /// last; else the nearest.
    pub(super) fn keep_spell_near(&mut self) {
        let Some(stack) = self.stack() else { return };
        let standing = stack.standing(self.at);
        let home = self.places.home_row;
        let kept = standing
            .iter()
            .any(|(_, spell)| Some(spell.organisation.id) == self.places.selected);
        if !kept {
            let nearest = standing.iter().min_by_key(|(row, _)| row.abs_diff(home));
            self.places.selected = nearest.map(|(_, spell)| spell.organisation.id);
        }
        self.scroll_to_spell();
    }

    /// Selects an organisation over the place.
    pub(super) fn select_spell(&mut self, organisation: Text) {
        self.places.selected = Some(organisation);
        if let Some(row) = self
            .stack()
            .and_then(|stack| stack.row_of(organisation, self.at))
        {
            self.places.home_row = row;
        }
        self.scroll_to_spell();
    }

    pub(super) fn scroll_to_spell(&mut self) {
        let Some(stack) = self.stack() else { return };
        let row = self
            .places
            .selected
            .and_then(|id| stack.row_of(id, self.at))
            .unwrap_or(self.places.home_row);
        let rows = stack.plot_rows();
        let height = usize::from(super::layout::timeline_areas(self).lanes.height);
        self.places.top = PlotRow::scrolled_to(&rows, row, self.places.top, height);
    }
}
