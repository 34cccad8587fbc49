//! What cards cost: to deal them all, which happens once when somebody begins to study, and to make what one says, which happens for
//! each card that is shown. Run with `cargo bench --bench study`.

use divan::{Bencher, black_box};
use nhs_tiers::study::{Card, Family};
use nhs_tiers::{embedded, study};

fn main() {
    // What stays packed until it is looked at is unpacked once.
    black_box(study::deal(embedded::dataset()));
    divan::main();
}

#[divan::bench]
fn deal() -> Vec<Card> {
    study::deal(embedded::dataset())
}

#[divan::bench(args = Family::ALL.map(Family::name))]
fn face(bencher: Bencher<'_, '_>, family: &str) {
    let data = embedded::dataset();
    let cards = study::deal(data);
    let of_family: Vec<&Card> = cards
        .iter()
        .filter(|card| card.family.name() == family)
        .collect();
    let mut next = of_family.iter().cycle();
    bencher.bench_local(|| next.next().map(|card| card.face(data)));
}

#[divan::bench]
fn deal_place() -> Vec<Card> {
    let place = embedded::dataset().place("sheffield");
    place.map_or_else(Vec::new, |place| {
        study::deal_place(embedded::dataset(), place.id)
    })
}
