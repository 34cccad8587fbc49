//! Which bar stands in which row: packed by time, not by screen, so that zooming never moves a bar to another row.

use crate::model::{Body, Day, Text, Tier};

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

struct Row {
    bodies: Vec<(Day, Day, Text)>,
}

impl Row {
    fn has_room(&self, from: Day, to: Day) -> bool {
        self.bodies
            .iter()
            .all(|(start, end, _)| to.plus(GAP_DAYS) <= *start || end.plus(GAP_DAYS) <= from)
    }

    fn holds(&self, id: Text) -> bool {
        self.bodies.iter().any(|(_, _, body)| *body == id)
    }
}

impl Lanes {
    /// Packs bodies into rows. A body takes the row of a predecessor if there is room, so that a line of descent reads along a row;
    /// else the first row with room. Statutory lines are placed first and so stand on top.
    #[must_use]
    pub fn pack<'a>(bodies: impl IntoIterator<Item = &'a Body>, as_of: Day) -> Self {
        let mut bodies: Vec<(&Body, Day, Day)> = bodies
            .into_iter()
            .filter_map(|body| {
                let from = body.from()?;
                let to = body
                    .to()
                    .last_known(from)
                    .unwrap_or(as_of)
                    .max(from.first());
                Some((body, from.first(), to))
            })
            .collect();
        let starts_statutory = |body: &Body| body.phases.first().map(|phase| phase.form.standing());
        bodies.sort_by_key(|(body, from, _)| (starts_statutory(body), *from, body.id));
        let mut rows = Vec::new();
        for tier in Tier::ALL {
            let mut of_tier: Vec<Row> = Vec::new();
            for (body, from, to) in bodies.iter().filter(|(body, _, _)| body.tier == tier) {
                let after_predecessor = of_tier.iter().position(|row| {
                    row.has_room(*from, *to)
                        && body.predecessors.iter().any(|link| row.holds(link.body))
                });
                let row = after_predecessor
                    .or_else(|| of_tier.iter().position(|row| row.has_room(*from, *to)));
                let bar = (*from, *to, body.id);
                match row.and_then(|row| of_tier.get_mut(row)) {
                    Some(row) => row.bodies.push(bar),
                    None => of_tier.push(Row { bodies: vec![bar] }),
                }
            }
            rows.extend(of_tier.into_iter().map(|mut row| {
                row.bodies.sort_unstable();
                Lane {
                    tier,
                    bodies: row.bodies.into_iter().map(|(_, _, id)| id).collect(),
                }
            }));
        }
        Self { rows }
    }

    /// The row of a body.
    #[must_use]
    pub fn row_of(&self, id: Text) -> Option<usize> {
        self.rows.iter().position(|row| row.bodies.contains(&id))
    }
}
