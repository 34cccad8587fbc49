//! The rows of a plot: the lanes, under the names of their tiers.

use crate::model::Tier;

/// A row of the plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlotRow {
    /// The name of a tier.
    Heading(Tier),
    /// The lane with this number.
    Lane(usize),
    /// An empty row.
    Gap,
}

impl PlotRow {
    /// Lanes under the names of their tiers.
    #[must_use]
    pub fn under_headings(tiers: impl Iterator<Item = Tier>) -> Vec<Self> {
        let mut rows = Vec::new();
        let mut above = None;
        for (index, tier) in tiers.enumerate() {
            if above.replace(tier) != Some(tier) {
                rows.push(Self::Heading(tier));
            }
            rows.push(Self::Lane(index));
        }
        rows
    }

    /// How many rows to scroll off the top so that a lane is in view, its tier's name too where that is next to it: as little as will do.
    #[must_use]
    pub fn scrolled_to(rows: &[Self], lane: usize, top: usize, height: usize) -> usize {
        let at = rows
            .iter()
            .position(|row| *row == Self::Lane(lane))
            .unwrap_or_default();
        let headed = at > 0 && matches!(rows.get(at - 1), Some(Self::Heading(_)));
        let top = top
            .min(at - usize::from(headed))
            .max((at + 1).saturating_sub(height));
        top.min(rows.len().saturating_sub(height))
    }
}
