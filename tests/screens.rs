//! The screens, as a reader sees them. After a change that is meant: `cargo insta accept`, or `INSTA_UPDATE=always cargo test --test screens`,
//! and read the difference.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fmt::Write;

use nhs_tiers::app::{Action, Size, State, update};
use nhs_tiers::embedded;
use nhs_tiers::keys::{self, Context};
use nhs_tiers::model::Date;
use nhs_tiers::theme::{Theme, ThemeName};
use nhs_tiers::view;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

const SMALL: Size = Size {
    width: 40,
    height: 12,
};
const USUAL: Size = Size {
    width: 80,
    height: 24,
};
const LARGE: Size = Size {
    width: 120,
    height: 40,
};

fn open(size: Size) -> State {
    State::new(embedded::dataset(), size)
}

fn at(size: Size, date: &str) -> State {
    let mut state = open(size);
    state.open_at(date.parse::<Date>().unwrap(), false);
    state
}

fn search(state: &mut State, query: &str) {
    update(state, Action::Search);
    for c in query.chars() {
        update(state, Action::Type(c));
    }
}

fn find(state: &mut State, query: &str) {
    search(state, query);
    update(state, Action::Open);
}

fn buffer(state: &State, theme: &Theme) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.width, state.size.height));
    view::draw(state, theme, &mut buffer);
    buffer
}

fn rows(buffer: &Buffer, letter: impl Fn(&Cell) -> String) -> String {
    let mut out = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width)) {
        let line: String = row.iter().map(&letter).collect();
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

fn text(state: &State) -> String {
    rows(
        &buffer(state, &Theme::new(ThemeName::Terminal, false)),
        |cell| cell.symbol().to_owned(),
    )
}

/// One letter a cell: what the colours and attributes are.
fn styles(state: &State, theme: ThemeName) -> String {
    let letter = |cell: &Cell| {
        let reversed = cell.modifier.contains(Modifier::REVERSED);
        let letter = match cell.fg {
            Color::Cyan if reversed => 'S',
            _ if reversed => 'R',
            Color::Cyan => 's',
            Color::Yellow => 'a',
            Color::Magenta => 'p',
            Color::Red => 'r',
            Color::Reset if cell.modifier.contains(Modifier::BOLD) => 'b',
            Color::Reset if cell.modifier.contains(Modifier::DIM) => 'd',
            Color::Reset => ' ',
            _ => '?',
        };
        letter.to_string()
    };
    let legend = "S statutory bar, s statutory, a arm, p arrangement or doubt, r cursor, R chosen, b bold, d dim\n";
    format!(
        "{legend}{}",
        rows(&buffer(state, &Theme::new(theme, false)), letter)
    )
}

#[test]
fn timeline_as_it_opens() {
    insta::assert_snapshot!("timeline_120x40", text(&open(LARGE)));
    insta::assert_snapshot!("timeline_80x24", text(&open(USUAL)));
    insta::assert_snapshot!("timeline_40x12", text(&open(SMALL)));
}

#[test]
fn timeline_in_colour_and_without() {
    insta::assert_snapshot!(
        "timeline_styles_terminal",
        styles(&at(USUAL, "2004-04-01"), ThemeName::Terminal)
    );
    let mono = styles(&at(USUAL, "2004-04-01"), ThemeName::Mono);
    assert!(
        !mono
            .lines()
            .skip(1)
            .any(|line| line.contains(['S', 's', 'a', 'p', 'r', '?'])),
        "mono has no colour:\n{mono}"
    );
}

#[test]
fn timeline_in_ascii() {
    let state = at(USUAL, "2004-04-01");
    let plain = rows(
        &buffer(&state, &Theme::new(ThemeName::Mono, true)),
        |cell| cell.symbol().to_owned(),
    );
    insta::assert_snapshot!("timeline_ascii_80x24", plain);
}

#[test]
fn timeline_evened() {
    let mut state = at(LARGE, "1996-04-01");
    update(&mut state, Action::ToggleEvened);
    insta::assert_snapshot!("timeline_evened_120x40", text(&state));
}

#[test]
fn timeline_zoomed_keeps_names_in_view() {
    let mut state = at(LARGE, "1960-01-01");
    for _ in 0..6 {
        update(&mut state, Action::ZoomIn);
    }
    let shown = text(&state);
    assert!(
        shown.contains("Regional Hospital Boards"),
        "the bar is longer than the window:\n{shown}"
    );
    insta::assert_snapshot!("timeline_zoomed_120x40", shown);
}

#[test]
fn a_reform_selected() {
    let mut state = at(USUAL, "1974-03-01");
    update(&mut state, Action::NextReform);
    insta::assert_snapshot!("reform_80x24", text(&state));
}

#[test]
fn strategic_health_authority_found() {
    let mut state = open(USUAL);
    find(&mut state, "sha");
    let shown = text(&state);
    for wanted in [
        "Strategic Health Authority (SHA)",
        "statutory body",
        "1 Apr 2002 to 31 Mar 2013",
        "28 (",
        "10 (",
        "28 health authorities",
    ] {
        assert!(
            shown.contains(wanted),
            "{wanted:?} is not on the screen:\n{shown}"
        );
    }
    insta::assert_snapshot!("sha_80x24", shown);
}

#[test]
fn contrast_of_two() {
    for (size, name) in [
        (LARGE, "contrast_120x40"),
        (USUAL, "contrast_80x24"),
        (SMALL, "contrast_40x12"),
    ] {
        let mut state = open(size);
        find(&mut state, "sha");
        update(&mut state, Action::Contrast);
        find(&mut state, "stp");
        update(&mut state, Action::Contrast);
        insta::assert_snapshot!(name, text(&state));
    }
}

#[test]
fn contrast_of_nothing_yet() {
    let mut state = open(USUAL);
    update(&mut state, Action::GoTo(2));
    insta::assert_snapshot!("contrast_empty_80x24", text(&state));
}

#[test]
fn search_while_typing() {
    for (size, name) in [(LARGE, "search_120x40"), (USUAL, "search_80x24")] {
        let mut state = open(size);
        search(&mut state, "strategic h");
        insta::assert_snapshot!(name, text(&state));
    }
}

#[test]
fn a_record_whole() {
    let mut state = open(USUAL);
    find(&mut state, "primary care group");
    update(&mut state, Action::Open);
    insta::assert_snapshot!("record_80x24", text(&state));
    update(&mut state, Action::Right);
    insta::assert_snapshot!("record_powers_80x24", text(&state));
}

#[test]
fn help_on_the_timeline() {
    let mut state = open(USUAL);
    update(
        &mut state,
        Action::Help(keys::help_lines(Context::Timeline).len()),
    );
    insta::assert_snapshot!("help_80x24", text(&state));
}

#[test]
fn a_window_too_small() {
    let state = open(Size {
        width: 60,
        height: 5,
    });
    assert!(text(&state).starts_with("60x5: make the window larger"));
}
