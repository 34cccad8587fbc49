//! What a reader feels: opening, one frame, one letter typed into the search. Run with `cargo bench`.

use divan::{Bencher, black_box};
use nhs_tiers::app::{Action, Size, State, update};
use nhs_tiers::dataset::Dataset;
use nhs_tiers::embedded;
use nhs_tiers::keys::Keymap;
use nhs_tiers::model::{Compact, RecordRef, Text, gather};
use nhs_tiers::report;
use nhs_tiers::search::Index;
use nhs_tiers::theme::{Theme, ThemeName};
use nhs_tiers::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn main() {
    divan::main();
}

/// The browser as it opens in a window of this size, and what it is drawn with.
fn opened(width: u16, height: u16) -> (State, Theme, Buffer) {
    let state = State::new(embedded::dataset(), Size { width, height });
    let theme = Theme::new(ThemeName::Terminal, false);
    (state, theme, Buffer::empty(Rect::new(0, 0, width, height)))
}

/// The embedded form → a data set in memory.
#[divan::bench]
fn load(bencher: Bencher<'_, '_>) {
    let (bytes, texts) = gather(|| embedded::dataset().encode().unwrap_or_default());
    let form = Compact::new(bytes.leak(), texts.leak());
    bencher.bench(|| Dataset::decode(black_box(form)));
}

/// One frame of the timeline, a bar moved to.
#[divan::bench(args = [(80, 24), (120, 40), (200, 60)])]
fn frame(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let (mut state, theme, mut buffer) = opened(size.0, size.1);
    let mut down = true;
    bencher.bench_local(|| {
        update(&mut state, if down { Action::Down } else { Action::Up });
        down = !down;
        buffer.reset();
        view::draw(&state, &theme, &Keymap::default(), &mut buffer)
    });
}

/// One step through time: the date moves, the bars that stand and the pane follow.
#[divan::bench]
fn step(bencher: Bencher<'_, '_>) {
    let (mut state, theme, mut buffer) = opened(120, 40);
    bencher.bench_local(|| {
        update(&mut state, Action::Left);
        buffer.reset();
        view::draw(&state, &theme, &Keymap::default(), &mut buffer);
        if state.at == state.timeline.axis.first() {
            update(&mut state, Action::Today);
        }
    });
}

/// A page that has not been laid out yet: the brief of a body, and its whole record.
#[divan::bench(args = ["brief", "record"])]
fn page(bencher: Bencher<'_, '_>, which: &str) {
    let data = embedded::dataset();
    let body = RecordRef::body(Text::of("district-health-authority"));
    bencher.bench(|| {
        let page = if which == "brief" {
            report::brief(data, body, data.as_of())
        } else {
            report::record(data, body, data.as_of())
        };
        report::lay_out(black_box(&page), 45)
    });
}

/// The search made ready.
#[divan::bench]
fn index(bencher: Bencher<'_, '_>) {
    bencher.bench(|| Index::new(black_box(embedded::dataset())));
}

/// One letter: everything searched and ranked.
#[divan::bench(args = ["s", "sha", "strateg", "stategic helth", "north west", "zzqx"])]
fn keystroke(bencher: Bencher<'_, '_>, query: &str) {
    let index = Index::new(embedded::dataset());
    bencher.bench(|| index.search(black_box(query), None));
}

/// One letter: searched, ranked, highlighted and drawn with its preview.
#[divan::bench(args = ["sha", "strateg"])]
fn keystroke_shown(bencher: Bencher<'_, '_>, query: &str) {
    let (mut state, theme, mut buffer) = opened(120, 40);
    update(&mut state, Action::Search);
    let (last, first) = query
        .chars()
        .rev()
        .collect::<Vec<_>>()
        .split_first()
        .map(|(last, first)| (*last, first.to_vec()))
        .unwrap_or_default();
    for c in first.iter().rev() {
        update(&mut state, Action::Type(*c));
    }
    bencher.bench_local(|| {
        update(&mut state, Action::Type(last));
        buffer.reset();
        view::draw(&state, &theme, &Keymap::default(), &mut buffer);
        update(
            &mut state,
            Action::Edit(nhs_tiers::app::EditRequest::DeleteBefore),
        );
    });
}
