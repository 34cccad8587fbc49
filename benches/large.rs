//! What a reader of a large overlay feels: 100,000 organisations and 5,000 places over the built-in data.
//!
//! `cargo bench --bench large` measures; `cargo bench --bench large -- --write DIR` writes the overlay into a folder instead, for
//! `nhs-tiers --data DIR`. Everything in it is made up, and the same on every machine.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

use divan::{Bencher, black_box};
use nhs_tiers::app::{Action, EditRequest, Size, State, update};
use nhs_tiers::dataset::{Dataset, SourceFile};
use nhs_tiers::embedded;
use nhs_tiers::keys::Keymap;
use nhs_tiers::model::{Organisations, RecordRef};
use nhs_tiers::report;
use nhs_tiers::search::Index;
use nhs_tiers::theme::{Theme, ThemeName};
use nhs_tiers::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().position(|argument| argument == "--write") {
        None => divan::main(),
        Some(at) => {
            let folder = arguments.get(at + 1).map_or("large", String::as_str);
            for file in overlay() {
                let path = Path::new(folder).join(&file.path);
                std::fs::create_dir_all(path.parent().unwrap_or(Path::new(folder)))?;
                std::fs::write(path, file.text.unwrap_or_default())?;
            }
        }
    }
    Ok(())
}

/// The types of body whose instances are made up, when these stand, and what their names end in.
const BODIES: [(&str, u16, Option<u16>, &str); 10] = [
    (
        "hospital-management-committee",
        1950,
        Some(1973),
        "Hospital Management Committee",
    ),
    (
        "district-management-team",
        1975,
        Some(1981),
        "District Management Team",
    ),
    (
        "community-health-council",
        1975,
        Some(2002),
        "Community Health Council",
    ),
    ("gp-fundholding", 1992, Some(1998), "Fundholding Practice"),
    ("primary-care-group", 2000, Some(2001), "Primary Care Group"),
    (
        "practice-based-commissioning",
        2006,
        Some(2012),
        "Commissioning Consortium",
    ),
    ("primary-care-network", 2020, None, "Primary Care Network"),
    ("place-based-partnership", 2020, None, "Place Partnership"),
    (
        "integrated-neighbourhood-team",
        2023,
        None,
        "Neighbourhood Team",
    ),
    (
        "provider-collaborative",
        2024,
        None,
        "Provider Collaborative",
    ),
];
const PER_BODY: usize = 10_000;
const PLACES: usize = 5_000;

const FIRST: [&str; 24] = [
    "North", "South", "East", "West", "Central", "Upper", "Lower", "Greater", "Mid", "Old", "New",
    "Great", "Little", "High", "Nether", "Outer", "Inner", "Royal", "Market", "Church", "Abbey",
    "Castle", "Bridge", "Mill",
];
const STEM: [&str; 40] = [
    "Ash", "Bar", "Beck", "Brom", "Burn", "Chal", "Clay", "Cros", "Dal", "Den", "East", "Elm",
    "Fair", "Farn", "Glos", "Grim", "Hal", "Har", "Hather", "Holm", "Ing", "Kel", "Kirk", "Lang",
    "Lin", "Mal", "Mel", "Nor", "Oak", "Pen", "Rad", "Ross", "Shef", "Stan", "Swin", "Thorn",
    "Wake", "Whit", "Wood", "York",
];
const TAIL: [&str; 25] = [
    "bury", "by", "combe", "cott", "dale", "den", "don", "field", "ford", "gate", "ham", "hurst",
    "ington", "ley", "mere", "minster", "mouth", "port", "shaw", "stead", "stone", "ton", "wick",
    "wood", "worth",
];

/// A number that looks drawn by lot and never changes.
#[expect(clippy::cast_possible_truncation, reason = "it is less than `of`")]
const fn lot(number: usize, salt: u64, of: usize) -> usize {
    let mut x = (number as u64).wrapping_add(salt.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((x ^ (x >> 31)) % of as u64) as usize
}

fn town(number: usize, salt: u64) -> String {
    let stem = STEM.get(lot(number, salt, STEM.len())).unwrap_or(&"");
    let tail = TAIL.get(lot(number, salt + 1, TAIL.len())).unwrap_or(&"");
    let first = FIRST.get(lot(number, salt + 2, 2 * FIRST.len()));
    format!(
        "{}{stem}{tail}",
        first.map(|first| format!("{first} ")).unwrap_or_default()
    )
}

/// The made-up overlay.
fn overlay() -> Vec<SourceFile> {
    let mut files = Vec::new();
    let mut add = |path: String, text: String| {
        files.push(SourceFile {
            shown: path.clone(),
            path,
            text: Ok(text.leak()),
        });
    };
    add(
        "sources.ron".to_owned(),
        "[Source(id: \"made-up\", title: \"Made up, to measure the program with\", kind: Data)]\n"
            .to_owned(),
    );
    for (which, (body, from, to, ending)) in BODIES.iter().enumerate() {
        let mut text = format!("Organisations(\n    body: \"{body}\",\n    organisations: [\n");
        for number in 0..PER_BODY {
            let all = which * PER_BODY + number;
            let to = to
                .map(|to| format!(" to: \"{to}-03-31\","))
                .unwrap_or_default();
            let name = format!("{} and {} {ending}", town(all, 10), town(all, 20));
            // One in two came from one of the type before.
            let before = BODIES
                .get(which.wrapping_sub(1))
                .filter(|_| number % 2 == 0);
            let predecessors = before
                .map(|(before, ..)| {
                    format!(" predecessors: [Link(organisation: \"{before}-{number}\", share: Part, inferred: true)],")
                })
                .unwrap_or_default();
            let _ = writeln!(
                text,
                "        Organisation(\n            id: \"{body}-{number}\",\n            name: \"{name}\",\n            \
                 from: \"{from}-04-01\",{to}\n            area: \"{} and around\",\n            \
                 codes: [Code(scheme: Ods, code: \"X{all:06}\")],{predecessors}\n            \
                 note: \"Made up.\", sources: [\"made-up\"], confidence: Single,\n        ),",
                town(all, 10),
            );
        }
        text.push_str("    ],\n)\n");
        add(format!("organisations/{body}.ron"), text);
    }
    let built_in: Vec<_> = embedded::dataset()
        .places
        .iter()
        .map(|place| place.id)
        .collect();
    let mut text = "[\n".to_owned();
    for number in 0..PLACES {
        let _ = writeln!(
            text,
            "    Place(\n        id: \"made-up-place-{number}\",\n        name: \"{}\",\n        kind: Neighbourhood,\n        \
             within: \"{}\",\n        lineage: [",
            town(number, 30),
            built_in
                .get(lot(number, 40, built_in.len()))
                .copied()
                .unwrap_or_default(),
        );
        for (which, (body, from, to, _)) in BODIES.iter().enumerate() {
            let to = to
                .map(|to| format!(" to: \"{to}-03-31\","))
                .unwrap_or_default();
            let _ = writeln!(
                text,
                "            Stay(organisation: \"{body}-{}\", from: \"{from}-04-01\",{to} sources: [\"made-up\"], confidence: Single),",
                lot(number, 50 + which as u64, PER_BODY),
            );
        }
        text.push_str("        ],\n    ),\n");
    }
    text.push_str("]\n");
    add("places/made-up.ron".to_owned(), text);
    files
}

/// The built-in data with the overlay over it, read once.
#[expect(
    clippy::panic,
    reason = "a fault in what is made up here is a mistake of this file"
)]
fn data() -> &'static Dataset {
    static DATA: OnceLock<Dataset> = OnceLock::new();
    DATA.get_or_init(|| {
        let read = embedded::dataset().clone().with_overlay(&overlay());
        read.unwrap_or_else(|faults| panic!("{} faults, first {:?}", faults.len(), faults.first()))
    })
}

/// The browser over it, as it opens in a window of 120 columns.
fn opened() -> (State, Theme, Buffer) {
    let state = State::new(
        data(),
        Size {
            width: 120,
            height: 40,
        },
    );
    let theme = Theme::new(ThemeName::Terminal, false);
    (state, theme, Buffer::empty(Rect::new(0, 0, 120, 40)))
}

fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) {
    buffer.reset();
    view::draw(state, theme, &Keymap::default(), buffer);
}

/// Text → a checked data set over the built-in one. Text is kept to the end of the program, so it is read few times.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn load(bencher: Bencher<'_, '_>) {
    let files = overlay();
    bencher.bench(|| {
        embedded::dataset()
            .clone()
            .with_overlay(black_box(&files))
            .is_ok()
    });
}

/// The part of that which is parsing, and is not ours.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn parse(bencher: Bencher<'_, '_>) {
    let files = overlay();
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    bencher.bench(|| {
        let lists = files
            .iter()
            .filter(|file| file.path.starts_with("organisations/"));
        lists
            .filter_map(|file| {
                let text = *black_box(file.text.as_ref().ok()?);
                options.from_str::<Organisations>(text).ok()
            })
            .map(|list| list.organisations.len())
            .sum::<usize>()
    });
}

/// The search made ready.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn index(bencher: Bencher<'_, '_>) {
    let data = data();
    bencher.bench(|| Index::new(black_box(data)));
}

/// One letter: everything searched and ranked.
#[divan::bench(
    sample_count = 20,
    sample_size = 1,
    args = ["s", "p", "sha", "north", "primary care", "ashbury dale primary", "stategic helth", "noth ashfeld", "thornwik", "zzqx", "nyh"]
)]
fn keystroke(bencher: Bencher<'_, '_>, query: &str) {
    static INDEX: OnceLock<Index> = OnceLock::new();
    let index = INDEX.get_or_init(|| Index::new(data()));
    bencher.bench(|| index.search(black_box(query), None));
}

/// One letter: searched, ranked, highlighted and drawn with its preview; everywhere, or where a place is asked for.
#[divan::bench(sample_count = 20, sample_size = 1, args = ["everything", "place"])]
fn keystroke_shown(bencher: Bencher<'_, '_>, which: &str) {
    let (mut state, theme, mut buffer) = opened();
    if which == "place" {
        update(&mut state, Action::GoTo(4));
        update(&mut state, Action::AskPlace);
    } else {
        update(&mut state, Action::Search);
    }
    bencher.bench_local(|| {
        update(&mut state, Action::Type('s'));
        draw(&state, &theme, &mut buffer);
        update(&mut state, Action::Edit(EditRequest::DeleteBefore));
    });
}

/// The list of all places, before a letter is typed: a step down it.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn all_places(bencher: Bencher<'_, '_>) {
    let (mut state, theme, mut buffer) = opened();
    update(&mut state, Action::GoTo(4));
    update(&mut state, Action::AskPlace);
    bencher.bench_local(|| {
        update(&mut state, Action::Down);
        draw(&state, &theme, &mut buffer);
    });
}

/// A step through time, on the timeline and over a place, with and without its pane.
#[divan::bench(sample_count = 50, sample_size = 1, args = ["timeline", "place", "through", "slice"])]
fn step(bencher: Bencher<'_, '_>, screen: &str) {
    let (mut state, theme, mut buffer) = opened();
    if screen == "place" || screen == "through" {
        update(&mut state, Action::GoTo(4));
        update(&mut state, Action::AskPlace);
        update(&mut state, Action::Paste("sheffield".to_owned()));
        update(&mut state, Action::Open);
    }
    if screen == "through" {
        update(&mut state, Action::Through);
    }
    if screen == "slice" {
        update(&mut state, Action::Slice);
    }
    bencher.bench_local(|| {
        update(&mut state, Action::Left);
        draw(&state, &theme, &mut buffer);
        if state.at == state.timeline.axis.first() {
            update(&mut state, Action::Today);
        }
    });
}

/// One step down the bars and the lists of the other screens.
#[divan::bench(sample_count = 50, sample_size = 1, args = [1u8, 2, 3, 4, 5])]
fn down(bencher: Bencher<'_, '_>, screen: u8) {
    let (mut state, theme, mut buffer) = opened();
    update(&mut state, Action::GoTo(screen));
    let mut down = true;
    bencher.bench_local(|| {
        update(&mut state, if down { Action::Down } else { Action::Up });
        down = !down;
        draw(&state, &theme, &mut buffer);
    });
}

/// A page that has not been laid out yet.
#[divan::bench(
    sample_count = 10,
    sample_size = 1,
    args = ["place-based-partnership", "place-based-partnership-7", "nhs-south-yorkshire-icb", "sheffield", "made-up-place-7", "made-up"]
)]
fn page(bencher: Bencher<'_, '_>, id: &str) {
    let data = data();
    let record: Option<RecordRef> = Index::new(data).resolve(id).ok();
    bencher.bench(|| {
        record.map(|record| {
            let brief = report::lay_out(&report::brief(data, record, data.as_of()), 45);
            let whole = report::lay_out(&report::record(data, record, data.as_of()), 100);
            brief.len() + whole.len()
        })
    });
}
