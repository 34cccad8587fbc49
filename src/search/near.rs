//! Names that are near to what was typed, for when nothing matches.

use super::fold::{letter, letters};
use super::names::Names;
use super::rank::Rank;

/// From here on, in thousandths, a name may have been meant.
const NEAR_ENOUGH: i64 = 620;
/// Characters of a query beyond which no name is near it.
const LONGEST: usize = 400;

/// A query whose nearest names are looked for.
pub(super) struct Nearby<'a> {
    folded: &'a str,
    letters: u64,
    /// Characters in it.
    length: usize,
    /// Letters that no name may lack that is near enough, not even the longest.
    too_many: u32,
    /// How often each letter stands in it.
    counts: Counts,
}

impl<'a> Nearby<'a> {
    /// `None` where it is too long to be a name.
    pub(super) fn new(folded: &'a str) -> Option<Self> {
        let length = folded.chars().count();
        if length > LONGEST {
            return None;
        }
        let longest = length * 1000 / usize::try_from(NEAR_ENOUGH).unwrap_or(1000) + 1;
        let far = (0..=longest).find(|missing| nearness(*missing, longest) < NEAR_ENOUGH);
        let too_many = far.and_then(|far| u32::try_from(far).ok());
        Some(Self {
            letters: letters(folded),
            length,
            too_many: too_many.unwrap_or(u32::MAX),
            counts: counts(folded),
            folded,
        })
    }

    /// How near a name comes to what was typed, letters left out, doubled, wrong or swapped: the nearest of its names; `None` where none
    /// is near enough to be offered.
    pub(super) fn rank(&self, names: Names<'_>) -> Option<Rank> {
        let near = |name: &str| {
            let name = name.trim();
            let longest = name.chars().count().max(self.length);
            nearness(strsim::osa_distance(name, self.folded), longest)
        };
        let nearest = all_names(names).map(near).max()?;
        (nearest >= NEAR_ENOUGH).then_some(Rank::Near(nearest))
    }

    /// Whether one of its names may be near enough, told by lengths and letters: what one has and the other lacks is an edit.
    pub(super) fn may_be(&self, names: Names<'_>) -> bool {
        let missing = (self.letters & !names.entry.letters).count_ones();
        if missing >= self.too_many {
            return false;
        }
        all_names(names).any(|name| {
            let length = name.trim().chars().count();
            nearness(length.abs_diff(self.length), length.max(self.length)) >= NEAR_ENOUGH
        })
    }

    /// The nearest that one of its names can come to what was typed: letters that one has more often than the other are edits.
    pub(super) fn at_most(&self, names: Names<'_>) -> Option<i64> {
        let at_most = |name: &str| {
            let name = name.trim();
            let (mut more, mut fewer) = (0, 0);
            for (asked, there) in self.counts.iter().zip(counts(name)) {
                more += usize::from(there.saturating_sub(*asked));
                fewer += usize::from(asked.saturating_sub(there));
            }
            let longest = name.chars().count().max(self.length);
            nearness(more.max(fewer), longest)
        };
        let nearest = all_names(names).map(at_most).max()?;
        (nearest >= NEAR_ENOUGH).then_some(nearest)
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

/// How often each letter stands in a text.
type Counts = [u16; 41];

fn counts(folded: &str) -> Counts {
    let mut found = [0; 41];
    for c in folded.chars() {
        let place = usize::try_from(letter(c).trailing_zeros()).unwrap_or(usize::MAX);
        if let Some(count) = found.get_mut(place) {
            *count += 1;
        }
    }
    found
}

fn all_names(names: Names<'_>) -> impl Iterator<Item = &str> {
    std::iter::once(names.name()).chain(names.aliases())
}
