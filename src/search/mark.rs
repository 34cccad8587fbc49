//! Which characters of a name a query matched.

use super::asked::Asked;
use super::fold::is_noise;
use super::names::Names;
use super::rank::is_initials;
use super::spelling::Speller;

/// The characters of the name that were matched, in order.
pub(super) fn positions(asked: &Asked, names: Names<'_>, speller: &Speller) -> Vec<usize> {
    let name = names.name();
    let mut found: Vec<usize> = Vec::new();
    for word in &asked.words {
        let begun = word
            .ways
            .iter()
            .find_map(|way| word_start(name, &way.text).zip(Some(way)));
        let inside = || {
            word.ways
                .iter()
                .find_map(|way| name.find(&*way.text).zip(Some(way)))
        };
        if let Some((at, way)) = begun.or_else(inside) {
            let first = name.get(..at).unwrap_or_default().chars().count();
            found.extend(first..first + way.text.chars().count());
        } else if is_initials(asked, names) {
            found.extend(initials(name, &asked.folded));
        } else if !word
            .ways
            .iter()
            .any(|way| names.text().contains(&*way.text))
        {
            let typed = word.ways.first().map_or("", |way| way.text.as_str());
            found.extend(mistyped(name, typed, speller));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The letters of the word of the name that was most likely meant.
fn mistyped(name: &str, typed: &str, speller: &Speller) -> Vec<usize> {
    let mut at = 0;
    let mut best: Option<(i64, usize, &str)> = None;
    for word in name.split(' ') {
        let meant = speller.meant(typed, word);
        if let Some((_, nearness)) = meant.first()
            && best.is_none_or(|(known, _, _)| *nearness > known)
        {
            best = Some((*nearness, at, word));
        }
        at += word.chars().count() + 1;
    }
    let Some((_, start, word)) = best else {
        return Vec::new();
    };
    let shared = speller.shared(typed, word);
    shared.into_iter().map(|place| start + place).collect()
}

/// The first letters of words that spell `asked`: of all words, or of those that say something.
fn initials(name: &str, asked: &str) -> Vec<usize> {
    let spelt = |skips: bool| {
        let mut at = 0;
        let mut starts = Vec::new();
        for word in name.split(' ') {
            let says = !skips || !is_noise(word);
            if says && !word.is_empty() {
                starts.push((at, word));
            }
            at += word.chars().count() + 1;
        }
        let fits = starts.len() >= asked.chars().count()
            && starts
                .iter()
                .zip(asked.chars())
                .all(|((_, word), c)| word.starts_with(c));
        let found: Vec<usize> = starts
            .iter()
            .zip(asked.chars())
            .map(|((at, _), _)| *at)
            .collect();
        fits.then_some(found)
    };
    spelt(false).or_else(|| spelt(true)).unwrap_or_default()
}

/// Where a word of the text begins with `asked`, as a byte offset.
fn word_start(text: &str, asked: &str) -> Option<usize> {
    text.match_indices(asked)
        .map(|(at, _)| at)
        .find(|at| *at == 0 || text.get(..*at).is_some_and(|before| before.ends_with(' ')))
}
