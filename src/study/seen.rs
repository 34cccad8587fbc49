//! Which entries have been seen, in a byte or so each: a Bloom filter. What it has seen it knows; what it has not, it takes for seen once in
//! some forty times, and then the log is read, which tells.

use super::EntryId;
use super::memory::scatter;

/// Which entries have been seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// As many as a power of two.
    bits: Vec<u8>,
}

/// Bits that each entry sets.
const EACH: u32 = 4;

impl Seen {
    /// Room for so many entries, and for as many again as are likely to follow.
    pub(super) fn for_about(entries: usize) -> Self {
        let bytes = (entries + entries / 4).max(512).next_power_of_two();
        Self {
            bits: vec![0; bytes],
        }
    }

    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.len().is_power_of_two().then(|| Self {
            bits: bytes.to_vec(),
        })
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bits
    }

    pub(super) fn insert(&mut self, id: EntryId) {
        for (byte, bit) in places(id, self.bits.len()) {
            if let Some(byte) = self.bits.get_mut(byte) {
                *byte |= bit;
            }
        }
    }

    /// Certainly not, or perhaps.
    pub(super) fn perhaps(&self, id: EntryId) -> bool {
        places(id, self.bits.len())
            .all(|(byte, bit)| self.bits.get(byte).is_some_and(|byte| byte & bit != 0))
    }
}

fn places(id: EntryId, bytes: usize) -> impl Iterator<Item = (usize, u8)> {
    let (mut place, step) = (scatter(id.0, 0), scatter(id.0, 1) | 1);
    (0..EACH).map(move |_| {
        place = place.wrapping_add(step);
        let place = place >> 16;
        ((place >> 3) as usize & (bytes - 1), 1 << (place & 7))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_known_and_little_else() {
        let mut seen = Seen::for_about(20_000);
        let ids = |from: u64| (from..from + 20_000).map(|number| EntryId(scatter(7, number)));
        ids(0).for_each(|id| seen.insert(id));
        assert!(ids(0).all(|id| seen.perhaps(id)));
        let mistaken = ids(20_000).filter(|id| seen.perhaps(*id)).count();
        assert!(mistaken < 1_000, "{mistaken} of 20000");
    }
}
