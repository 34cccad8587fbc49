//! Small charts drawn with characters, each of which has an ASCII likeness.

/// The lines of columns on a common ground, the highest first: each column is `gap + 1` wide. What is not nothing is at least half a line
/// high.
pub(super) fn columns(values: &[u32], height: usize, gap: usize) -> Vec<String> {
    let most = values.iter().copied().max().unwrap_or(0).max(1);
    let halves = |value: u32| {
        let whole = u64::from(value) * 2 * height as u64;
        whole.div_ceil(u64::from(most))
    };
    let line = |level: usize| {
        let cells = values.iter().map(|value| {
            let filled = halves(*value).saturating_sub(2 * level as u64);
            match filled {
                0 => ' ',
                1 => '▒',
                _ => '█',
            }
        });
        let cells =
            cells.flat_map(|cell| std::iter::once(cell).chain(std::iter::repeat_n(' ', gap)));
        cells.collect::<String>().trim_end().to_owned()
    };
    (0..height).rev().map(line).collect()
}

/// A bar that fills so much of its width.
pub(super) fn bar(share: f64, width: usize) -> String {
    let filled = (0..width).take_while(|cell| share * width_of(width) >= width_of(*cell) + 0.5);
    let filled = filled.count();
    let (filled, rest) = ("█".repeat(filled), "·".repeat(width - filled));
    filled + &rest
}

#[expect(clippy::cast_precision_loss, reason = "cells of a line")]
const fn width_of(cells: usize) -> f64 {
    cells as f64
}

/// The shade of a share, from nothing to all.
pub(super) fn shade(share: f64) -> char {
    match share {
        share if share <= 0.0 => '·',
        share if share < 0.25 => '░',
        share if share < 0.5 => '▒',
        share if share < 0.75 => '▓',
        _ => '█',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_on_one_ground_and_the_least_is_seen() {
        assert_eq!(columns(&[0, 1, 4, 8], 2, 1), ["      █", "  ▒ █ █"]);
        assert_eq!(columns(&[0, 0], 2, 0), ["", ""]);
        assert_eq!(columns(&[u32::MAX, 1], 1, 0), ["█▒"]);
    }

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        assert_eq!(bar(0.0, 4), "····");
        assert_eq!(bar(0.5, 4), "██··");
        assert_eq!(bar(1.0, 4), "████");
    }
}
