//! Where a text that is laid out says what is looked for.

use std::ops::Range;

use super::fold::{fold, fold_char, is_mark, words};

/// Where a text says what is looked for: the characters, line by line. What is broken over two lines stands on both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Numbers of lines, and which of their characters.
    pub parts: Vec<(usize, Range<usize>)>,
}

impl Passage {
    /// The line on which it begins.
    #[must_use]
    pub fn row(&self) -> usize {
        self.parts.first().map_or(0, |(row, _)| *row)
    }
}

/// Everything in a text that says `wanted`, from the top: capitals, accents, hyphens and where lines were broken make no difference.
#[must_use]
pub fn passages(lines: impl IntoIterator<Item = String>, wanted: &str) -> Vec<Passage> {
    let wanted: Vec<String> = words(&fold(wanted)).map(str::to_owned).collect();
    let wanted: Vec<char> = wanted.join(" ").chars().collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    // One space between words, wherever they stand: between two lines as well.
    let mut text: Vec<(char, usize, usize)> = Vec::new();
    for (row, line) in lines.into_iter().enumerate() {
        let there = line.chars().chain([' ']).enumerate();
        for (column, c) in there.filter(|(_, c)| !is_mark(*c)) {
            let c = fold_char(c);
            if c != ' ' || text.last().is_some_and(|(before, ..)| *before != ' ') {
                text.push((c, row, column));
            }
        }
    }
    let mut found = Vec::new();
    let mut rest = text.as_slice();
    while let Some(window) = rest.get(..wanted.len()) {
        if window.iter().map(|(c, ..)| c).eq(&wanted) {
            found.push(passage(window));
            rest = rest.get(wanted.len()..).unwrap_or_default();
        } else {
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    found
}

fn passage(window: &[(char, usize, usize)]) -> Passage {
    let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
    for (c, row, column) in window {
        match parts.last_mut() {
            // A space is among what stands at both sides of it; between two lines it stands on neither.
            _ if *c == ' ' => {}
            Some((last, columns)) if last == row => columns.end = column + 1,
            _ => parts.push((*row, *column..column + 1)),
        }
    }
    Passage { parts }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("authorities", "0:7..18")]
    #[case("HEALTH authority", "")]
    #[case("non statutory", "1:2..15")]
    #[case("cafe", "1:16..20")]
    #[case("health authorities  a", "0:0..18+1:0..1")]
    #[case("a", "0:2..3 0:7..8 1:0..1 1:8..9 1:17..18")]
    #[case(" . ", "")]
    fn a_text_is_searched_as_it_is_read(#[case] wanted: &str, #[case] places: &str) {
        let lines = ["Health Authorities", "a non-statutory Café"].map(str::to_owned);
        let part = |(row, columns): &(usize, Range<usize>)| format!("{row}:{columns:?}");
        let told = |passage: &Passage| {
            let parts: Vec<String> = passage.parts.iter().map(part).collect();
            parts.join("+")
        };
        let found: Vec<String> = passages(lines, wanted).iter().map(told).collect();
        assert_eq!(found.join(" "), places);
    }
}
