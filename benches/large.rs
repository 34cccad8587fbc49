//! What a reader of a large overlay feels: 100,000 organisations and 5,000 places over the built-in data.
//!
//! `cargo bench --bench large` measures; `cargo bench --bench large -- --write DIR` writes the overlay into a folder instead, for
//! `nhs-tiers --data DIR`. Everything in it is made up, and the same on every machine.

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

#[path = "made_up/overlay.rs"]
mod made_up;

/// The made-up overlay.
fn overlay() -> Vec<SourceFile> {
    made_up::overlay(100_000)
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
