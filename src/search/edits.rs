//! How many edits part two texts: letters left out, added, mistaken, or swapped with their neighbour.
//!
//! All places of what was typed are counted at once, a bit each (Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau
//! edit distances", 2003): a letter of the other text costs a dozen operations, however much was typed.

/// Characters beyond which nothing is counted.
const LONGEST: usize = 128;
/// Characters that are looked up by their number.
const PLAIN: usize = 128;

/// What was typed, to be compared with many texts.
pub(super) struct Edits {
    /// Where each plain character stands in it, a bit a place.
    plain: [u128; PLAIN],
    /// Where each other character stands in it.
    others: Vec<(char, u128)>,
    length: usize,
}

impl Edits {
    /// `None` where it is too long.
    pub(super) fn new(typed: &str) -> Option<Self> {
        let mut edits = Self {
            plain: [0; PLAIN],
            others: Vec::new(),
            length: 0,
        };
        for c in typed.chars() {
            if edits.length == LONGEST {
                return None;
            }
            let place = 1 << edits.length;
            match edits.plain.get_mut(c as usize) {
                Some(places) => *places |= place,
                None => edits.others.push((c, place)),
            }
            edits.length += 1;
        }
        Some(edits)
    }

    /// Characters of what was typed.
    pub(super) const fn length(&self) -> usize {
        self.length
    }

    fn places(&self, c: char) -> u128 {
        self.plain.get(c as usize).copied().unwrap_or_else(|| {
            let same = self.others.iter().filter(|(other, _)| *other == c);
            same.fold(0, |all, (_, place)| all | place)
        })
    }

    /// How many edits part what was typed from a text.
    pub(super) fn to(&self, text: &str) -> usize {
        self.along(text).last().unwrap_or(self.length)
    }

    /// How many edits part what was typed from each beginning of a text: from its first letter, its first two, and so on.
    pub(super) fn along(&self, text: &str) -> impl Iterator<Item = usize> {
        // Where the count goes up and where it goes down from one place of what was typed to the next.
        let (mut up, mut down) = (u128::MAX, 0);
        // Where nothing was added, and where the letter before stood.
        let (mut level, mut before) = (0, 0);
        let mut count = self.length;
        let last = self.length.checked_sub(1).map_or(0, |last| 1 << last);
        text.chars().map(move |c| {
            let here = self.places(c);
            let swapped = ((!level & here) << 1) & before;
            level = ((here & up).wrapping_add(up) ^ up) | here | down | swapped;
            let (risen, fallen) = (down | !(level | up), level & up);
            count += usize::from(risen & last != 0);
            count -= usize::from(fallen & last != 0);
            // The empty beginning is one edit further with each letter.
            let (risen, fallen) = (risen << 1 | 1, fallen << 1);
            (up, down) = (fallen | !(level | risen), risen & level);
            before = here;
            count
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_count_is_that_of_the_library(typed in "[abcé ]{1,128}", text in "[abcé ]{0,140}") {
            let edits = Edits::new(&typed).unwrap();
            prop_assert_eq!(edits.to(&text), strsim::osa_distance(&typed, &text));
        }

        #[test]
        fn beginnings_are_counted_on_the_way(typed in "[abc]{1,10}", text in "[abc]{0,12}") {
            let edits = Edits::new(&typed).unwrap();
            for (end, count) in (1..).zip(edits.along(&text)) {
                prop_assert_eq!(count, strsim::osa_distance(&typed, text.get(..end).unwrap()));
            }
        }
    }
}
