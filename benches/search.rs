//! What a letter typed into the search costs, by how many were typed before it and how much there is to search. Run with
//! `cargo bench --bench search`.
//!
//! `typed` goes on from the letters before, as the search does; `afresh` begins anew, as a paste does. `mistyped` is a line in which
//! two words are wrong, `common` one that half of all names hold, and `filtered` one with filters.

use std::sync::OnceLock;

use divan::{Bencher, black_box};
use nhs_tiers::dataset::Dataset;
use nhs_tiers::embedded;
use nhs_tiers::search::{Index, Search};

#[path = "made_up/overlay.rs"]
mod made_up;

fn main() {
    divan::main();
}

/// Organisations over the built-in data.
const SIZES: [usize; 4] = [0, 1_000, 10_000, 100_000];
const LENGTHS: [usize; 12] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 18, 21];
/// Entries that a screen shows.
const SCREEN: usize = 40;
const LINE: &str = "south ashfield primary";
const MISTYPED: &str = "suoth ashfeild primray";
const FILTERED: &str = "is:statutory south ashfield";
/// Two letters that stand in half of all names, mostly inside words.
const COMMON: &str = "st";

struct Searched {
    data: &'static Dataset,
    index: Index,
}

#[expect(
    clippy::panic,
    reason = "a fault in what is made up here is a mistake of this file"
)]
fn searched(size: usize) -> &'static Searched {
    static ALL: [OnceLock<Searched>; SIZES.len()] = [const { OnceLock::new() }; SIZES.len()];
    let which = SIZES.iter().position(|known| *known == size);
    let Some(slot) = which.and_then(|which| ALL.get(which)) else {
        panic!("no such size: {size}");
    };
    slot.get_or_init(|| {
        let data = if size == 0 {
            embedded::dataset()
        } else {
            let read = embedded::dataset()
                .clone()
                .with_overlay(&made_up::overlay(size));
            match read {
                Ok(data) => &*Box::leak(Box::new(data)),
                Err(faults) => panic!("{} faults, first {:?}", faults.len(), faults.first()),
            }
        };
        let index = Index::new(data);
        Searched { data, index }
    })
}

/// What a line finds, ranked, and the matched letters of what a screen shows of it.
fn find(searched: &Searched, search: &mut Search, line: &str) -> usize {
    let Searched { data, index } = searched;
    let found = search.find(data, index, black_box(line), None, data.as_of());
    for hit in found.hits.iter().take(SCREEN) {
        black_box(index.matched(line, *hit));
    }
    found.hits.len()
}

/// The letter at a place of a line, typed behind the letters before it.
fn letter(bencher: Bencher<'_, '_>, size: usize, line: &str, length: usize) {
    let searched = searched(size);
    let part = |letters: usize| line.get(..letters).unwrap_or(line);
    let mut before = Search::default();
    for letters in 1..length {
        find(searched, &mut before, part(letters));
    }
    bencher
        .with_inputs(|| before.clone())
        .bench_local_values(|mut search| find(searched, &mut search, part(length)));
}

#[divan::bench(sample_count = 20, sample_size = 1, consts = SIZES, args = LENGTHS)]
fn typed<const SIZE: usize>(bencher: Bencher<'_, '_>, length: usize) {
    letter(bencher, SIZE, LINE, length);
}

#[divan::bench(sample_count = 20, sample_size = 1, consts = SIZES, args = LENGTHS)]
fn mistyped<const SIZE: usize>(bencher: Bencher<'_, '_>, length: usize) {
    letter(bencher, SIZE, MISTYPED, length);
}

#[divan::bench(sample_count = 20, sample_size = 1, consts = SIZES)]
fn common<const SIZE: usize>(bencher: Bencher<'_, '_>) {
    letter(bencher, SIZE, COMMON, COMMON.len());
}

#[divan::bench(sample_count = 20, sample_size = 1, consts = SIZES, args = [12, 14, 18, 27])]
fn filtered<const SIZE: usize>(bencher: Bencher<'_, '_>, length: usize) {
    letter(bencher, SIZE, FILTERED, length);
}

#[divan::bench(sample_count = 20, sample_size = 1, consts = SIZES, args = LENGTHS)]
fn afresh<const SIZE: usize>(bencher: Bencher<'_, '_>, length: usize) {
    let searched = searched(SIZE);
    let line = LINE.get(..length).unwrap_or(LINE);
    bencher.bench_local(|| find(searched, &mut Search::default(), line));
}

/// The search made ready.
#[divan::bench(sample_count = 5, sample_size = 1, consts = SIZES)]
fn index<const SIZE: usize>(bencher: Bencher<'_, '_>) {
    let data = searched(SIZE).data;
    bencher.bench(|| Index::new(black_box(data)));
}
