//! Names that are near to what was typed, for when nothing matches.

use super::edits::Edits;
use super::fold::letters;
use super::names::Names;
use super::rank::Rank;

/// From here on, in thousandths, a name may have been meant.
const NEAR_ENOUGH: i64 = 620;

/// A query whose nearest names are looked for.
pub(super) struct Nearby {
    edits: Edits,
    letters: u64,
    /// Letters that no name may lack that is near enough, not even the longest.
    too_many: u32,
}

impl Nearby {
    /// `None` where it is too long to be a name.
    pub(super) fn new(folded: &str) -> Option<Self> {
        let edits = Edits::new(folded)?;
        let longest = edits.length() * 1000 / usize::try_from(NEAR_ENOUGH).unwrap_or(1000) + 1;
        let far = (0..=longest).find(|missing| nearness(*missing, longest) < NEAR_ENOUGH);
        let too_many = far.and_then(|far| u32::try_from(far).ok());
        Some(Self {
            edits,
            letters: letters(folded),
            too_many: too_many.unwrap_or(u32::MAX),
        })
    }

    /// How near a name comes to what was typed, letters left out, doubled, wrong or swapped: the nearest of its names; `None` where none
    /// is near enough to be offered.
    pub(super) fn rank(&self, names: Names<'_>) -> Option<Rank> {
        let near = |name: &str| {
            let name = name.trim();
            let longest = name.chars().count().max(self.edits.length());
            nearness(self.edits.to(name), longest)
        };
        let nearest = all_names(names).map(near).max()?;
        (nearest >= NEAR_ENOUGH).then_some(Rank::Near(nearest))
    }

    /// Whether one of its names may be near enough, told by lengths and letters: what one has and the other lacks is an edit.
    pub(super) fn may_be(&self, names: Names<'_>) -> bool {
        let missing = (self.letters & !names.entry.letters).count_ones();
        let asked = self.edits.length();
        missing < self.too_many
            && all_names(names).any(|name| {
                let length = name.trim().chars().count();
                nearness(length.abs_diff(asked), length.max(asked)) >= NEAR_ENOUGH
            })
    }
}

/// How near two names are that so many edits part, in thousandths, as the measure itself works it out.
fn nearness(edits: usize, longest: usize) -> i64 {
    #[expect(clippy::cast_precision_loss, reason = "lengths of names")]
    let nearness = 1.0 - (edits as f64) / (longest.max(1) as f64);
    thousandths(nearness)
}

fn thousandths(nearness: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "at most a thousand")]
    let thousandths = (nearness * 1000.0) as i64;
    thousandths
}

fn all_names(names: Names<'_>) -> impl Iterator<Item = &str> {
    std::iter::once(names.name()).chain(names.aliases())
}
