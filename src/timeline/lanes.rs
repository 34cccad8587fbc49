//! Which bar stands in which row: packed by time, not by screen, so that zooming never moves a bar to another row.

use crate::model::{Body, Day, Standing, Text, Tier};
use crate::query::Spell;

/// Bars in one row keep at least this distance, so that neighbours can be told apart.
const GAP_DAYS: i32 = 1;

/// One row of bars, none of which overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The tier the row belongs to.
    pub tier: Tier,
    /// Ids of its bodies, in order of time.
    pub bodies: Vec<Text>,
}

/// All rows, tier by tier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lanes {
    /// The rows, from the top.
    pub rows: Vec<Lane>,
}

/// Something to be put into a row.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The tier of its row.
    pub tier: Tier,
    /// Statutory lines are placed first and so stand on top.
    pub standing: Option<Standing>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Its id.
    pub id: Text,
    /// The line it belongs to: it takes a row that holds another of its line, if there is room.
    pub line: Text,
    /// Ids of what it came from: it takes the row of one of these, if there is room.
    pub follows: Vec<Text>,
}

impl Item {
    /// A body; none where it has no beginning.
    pub(super) fn of_body(body: &Body, as_of: Day) -> Option<Self> {
        let from = body.from()?;
        let last = body.to().last_known(from).unwrap_or(as_of);
        Some(Self {
            tier: body.tier,
            standing: body.phases.first().map(|phase| phase.form.standing()),
            from: from.first(),
            to: last.max(from.first()),
            id: body.id,
            line: body.id,
            follows: body.predecessors.iter().map(|link| link.body).collect(),
        })
    }

    /// An organisation over a place, in the line of its type of body.
    pub(super) fn of_spell(spell: &Spell<'_>, as_of: Day) -> Self {
        let from = spell.from.first();
        let last = spell.to.last_known(spell.from);
        let phase = spell.body.phase_near(from);
        let before = spell.organisation.predecessors.iter();
        Self {
            tier: spell.body.tier,
            standing: phase.map(|phase| phase.form.standing()),
            from,
            to: last.unwrap_or(as_of).max(from),
            id: spell.organisation.id,
            line: spell.body.id,
            follows: before.map(|link| link.organisation).collect(),
        }
    }
}

/// Items of a row, by their numbers.
struct Row {
    items: Vec<usize>,
}

impl Row {
    fn has_room(&self, all: &[Item], new: &Item) -> bool {
        self.any(all, |item| {
            new.to.plus(GAP_DAYS) > item.from && item.to.plus(GAP_DAYS) > new.from
        })
        .is_none()
    }

    fn any(&self, all: &[Item], wanted: impl Fn(&Item) -> bool) -> Option<usize> {
        self.items
            .iter()
            .copied()
            .find(|index| all.get(*index).is_some_and(&wanted))
    }
}

/// Packs items into rows, tier by tier: the answer is the tier of each row and the numbers of its items, in order of time. An item
/// takes the row of what it came from if there is room, so that a line of descent reads along a row; else a row of its line; else the
/// first row with room.
fn pack(items: &[Item]) -> Vec<(Tier, Vec<usize>)> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|index| {
        items
            .get(*index)
            .map(|item| (item.standing, item.from, item.id))
    });
    let mut rows = Vec::new();
    for tier in Tier::ALL {
        let mut of_tier: Vec<Row> = Vec::new();
        for index in &order {
            let Some(item) = items.get(*index).filter(|item| item.tier == tier) else {
                continue;
            };
            let with_room = |wanted: &dyn Fn(&Item) -> bool| {
                of_tier
                    .iter()
                    .position(|row| row.has_room(items, item) && row.any(items, wanted).is_some())
            };
            let row = with_room(&|known| item.follows.contains(&known.id))
                .or_else(|| with_room(&|known| known.line == item.line))
                .or_else(|| of_tier.iter().position(|row| row.has_room(items, item)));
            match row.and_then(|row| of_tier.get_mut(row)) {
                Some(row) => row.items.push(*index),
                None => of_tier.push(Row {
                    items: vec![*index],
                }),
            }
        }
        rows.extend(of_tier.into_iter().map(|mut row| {
            row.items
                .sort_by_key(|index| items.get(*index).map(|item| (item.from, item.to, item.id)));
            (tier, row.items)
        }));
    }
    rows
}

impl Lanes {
    /// Packs bodies into rows.
    #[must_use]
    pub fn pack<'a>(bodies: impl IntoIterator<Item = &'a Body>, as_of: Day) -> Self {
        let items: Vec<Item> = bodies
            .into_iter()
            .filter_map(|body| Item::of_body(body, as_of))
            .collect();
        let id = |index: usize| items.get(index).map(|item| item.id);
        let rows = pack(&items)
            .into_iter()
            .map(|(tier, row)| Lane {
                tier,
                bodies: row.into_iter().filter_map(id).collect(),
            })
            .collect();
        Self { rows }
    }

    /// Gives each body a row of its own, tier by tier, in order of time.
    #[must_use]
    pub fn a_row_each<'a>(bodies: impl IntoIterator<Item = &'a Body>) -> Self {
        let mut bodies: Vec<&Body> = bodies.into_iter().collect();
        bodies.sort_by_key(|body| {
            (
                body.tier,
                body.from().map(crate::model::Date::first),
                body.id,
            )
        });
        let rows = bodies
            .into_iter()
            .map(|body| Lane {
                tier: body.tier,
                bodies: vec![body.id],
            })
            .collect();
        Self { rows }
    }

    /// The row of a body.
    #[must_use]
    pub fn row_of(&self, id: Text) -> Option<usize> {
        self.rows.iter().position(|row| row.bodies.contains(&id))
    }
}

/// Packs the spells over a place into rows.
#[must_use]
pub fn pack_spells(spells: &[Spell<'_>], as_of: Day) -> Vec<(Tier, Vec<usize>)> {
    let items: Vec<Item> = spells
        .iter()
        .map(|spell| Item::of_spell(spell, as_of))
        .collect();
    pack(&items)
}

/// A row for each type of body, tier by tier, in order of their first day over the place.
#[must_use]
pub fn a_row_for_each_type(spells: &[Spell<'_>]) -> Vec<(Tier, Vec<usize>)> {
    let mut rows: Vec<(Tier, Text, Vec<usize>)> = Vec::new();
    for (index, spell) in spells.iter().enumerate() {
        match rows.iter_mut().find(|(_, body, _)| *body == spell.body.id) {
            Some((_, _, row)) => row.push(index),
            None => rows.push((spell.body.tier, spell.body.id, vec![index])),
        }
    }
    rows.sort_by_key(|(tier, _, _)| *tier);
    rows.into_iter().map(|(tier, _, row)| (tier, row)).collect()
}
