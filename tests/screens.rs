//! The screens, as a reader sees them. After a change that is meant: `cargo insta accept`, or `INSTA_UPDATE=always cargo test --test screens`,
//! and read the difference.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fmt::Write;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use nhs_tiers::app::{Action, Screen, Size, State, place_bars, timeline_areas, update};
use nhs_tiers::embedded;
use nhs_tiers::keys::{Context, Keymap};
use nhs_tiers::model::Date;
use nhs_tiers::theme::{Theme, ThemeName};
use nhs_tiers::timeline::PlotRow;
use nhs_tiers::view;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

const SMALL: Size = Size {
    width: 40,
    height: 12,
};
const NARROW: Size = Size {
    width: 60,
    height: 20,
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
    view::draw(state, theme, &Keymap::default(), &mut buffer);
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
fn what_a_newcomer_is_told() {
    for (size, name) in [
        (LARGE, "newcomer_120x40"),
        (USUAL, "newcomer_80x24"),
        (SMALL, "newcomer_40x12"),
    ] {
        let mut state = open(size);
        let usual = text(&state);
        state.is_new_here = true;
        let told = text(&state);
        let last = told.lines().last().unwrap();
        insta::assert_snapshot!(name, last);
        let above = |text: &str| {
            text.trim_end()
                .rsplit_once('\n')
                .map(|(above, _)| above.to_owned())
        };
        assert_eq!(
            above(&told),
            above(&usual),
            "nothing but the last line is another"
        );
        update(&mut state, Action::Resized(size));
        assert_eq!(text(&state), told, "a window that changes is no key");
        update(&mut state, Action::Redraw);
        assert_eq!(text(&state), usual, "the first key takes it away");
    }
}

/// A state of each size, after some keys.
fn pressed(keys: &str) -> [(&'static str, State); 3] {
    [("120x40", LARGE), ("80x24", USUAL), ("40x12", SMALL)].map(|(name, size)| {
        let mut state = open(size);
        type_keys(&mut state, keys);
        (name, state)
    })
}

fn type_keys(state: &mut State, keys: &str) {
    for c in keys.chars() {
        let code = match c {
            '\n' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            c => KeyCode::Char(c),
        };
        let event = KeyEvent::new(code, KeyModifiers::NONE);
        let action = Keymap::default().action(Context::of(state), event);
        if let Some(action) = action {
            update(state, action);
        }
    }
}

#[test]
fn search_with_filters_faults_and_kinds() {
    let all = [
        ("search_filters", "/is:statutory tier:region"),
        ("search_fault", "/is:statutry sha"),
        ("search_typed_filter", "/trust tier:"),
        ("search_kind", "/south yorkshire\t"),
    ];
    for (name, keys) in all {
        for (size, state) in pressed(keys) {
            insta::assert_snapshot!(format!("{name}_{size}"), text(&state));
        }
    }
}

/// Entries of the list of a search, by the kind that stands behind each name.
fn entries(state: &State) -> Vec<String> {
    let shown = text(state);
    let lines = shown.lines().skip(3).map(str::to_owned);
    lines
        .filter(|line| line.contains("organisation · "))
        .collect()
}

#[test]
fn the_list_of_a_search_grows_with_the_window_and_cuts_no_name_needlessly() {
    let in_window = |width, height| {
        let mut state = open(Size { width, height });
        search(&mut state, "kind:organisation health");
        let entries = entries(&state);
        assert!(entries[0].starts_with(' '), "{entries:?}");
        entries
    };
    assert_eq!(in_window(120, 40).len(), 18, "what a slow link can carry");
    assert_eq!(in_window(120, 30).len(), 16);
    assert_eq!(in_window(200, 60).len(), 38);
    for entry in in_window(200, 60) {
        let name = entry.split("organisation · ").next().unwrap();
        assert!(!name.contains('…'), "{entry}");
    }
}

#[test]
fn the_kinds_that_are_found_stand_above_the_list() {
    let [(_, large), (_, usual), (_, small)] = pressed("/sha\t\t");
    for state in [&large, &usual, &small] {
        let shown = text(state);
        let line = shown.lines().nth(2).unwrap();
        assert!(line.contains("organisations "), "{line}");
        assert!(
            styles(state, ThemeName::Mono)
                .lines()
                .nth(3)
                .unwrap()
                .contains("RRRRR")
        );
    }
    let shown = text(&large);
    assert!(
        shown.contains("· sources "),
        "there is room for all:\n{shown}"
    );
}

#[test]
fn the_way_back_is_in_sight_while_there_is_one() {
    let wide = |keys| {
        pressed(keys)
            .into_iter()
            .find(|(size, _)| *size == "120x40")
    };
    let (_, state) = wide("").unwrap();
    assert!(!text(&state).contains("Backspace"));
    let (_, state) = wide("/sha\n").unwrap();
    assert!(text(&state).contains("Backspace back"));
}

#[test]
fn the_filters_are_mentioned_before_anything_is_typed() {
    for (size, state) in pressed("/") {
        let shown = text(&state);
        assert!(
            shown.contains("filters") && shown.contains("F1"),
            "{size}:\n{shown}"
        );
    }
}

#[test]
fn text_found_in_a_record() {
    for (size, state) in pressed("/sha\n\n/primary care trusts\nn") {
        insta::assert_snapshot!(format!("record_find_{size}"), text(&state));
    }
    let [_, (_, state), _] = pressed("/sha\n\n/trusts");
    insta::assert_snapshot!("record_find_typed_80x24", text(&state));
    insta::assert_snapshot!(
        "record_find_styles_terminal",
        styles(&state, ThemeName::Terminal)
    );
}

#[test]
fn timeline_filtered_and_lit() {
    for (size, state) in pressed("ftier:region\n") {
        insta::assert_snapshot!(format!("timeline_filtered_{size}"), text(&state));
    }
    for (name, keys) in [
        ("timeline_filter_typed", "ftier:re"),
        ("timeline_filter_fault", "fis:statutry sha"),
        ("timeline_filter_empty", "fkind:source\n"),
    ] {
        let [_, (_, state), _] = pressed(keys);
        insta::assert_snapshot!(format!("{name}_80x24"), text(&state));
    }
    // What is wrong is told whole, however much stands in the line.
    let [_, (_, state), _] = pressed("fsouth yorkshire strategic health authority is:statutry sha");
    assert!(text(&state).contains("did you mean is:statutory?"));
    let [_, (_, state), _] = pressed("/health authority\n");
    insta::assert_snapshot!(
        "timeline_lit_styles_terminal",
        styles(&state, ThemeName::Terminal)
    );
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

/// Presses keys by their actions, as the table binds them.
fn press(state: &mut State, actions: &[Action]) {
    for action in actions {
        update(state, action.clone());
    }
}

#[test]
fn contrast_of_three() {
    for (size, name) in [
        (LARGE, "contrast_three_120x40"),
        (USUAL, "contrast_three_80x24"),
        (SMALL, "contrast_three_40x12"),
    ] {
        let mut state = open(size);
        press(&mut state, &[Action::GoTo(2)]);
        press(&mut state, &vec![Action::Preset; 10]);
        insta::assert_snapshot!(name, text(&state));
    }
}

#[test]
fn contrast_of_one_body_at_two_dates() {
    let mut state = open(LARGE);
    press(&mut state, &[Action::GoTo(2)]);
    press(&mut state, &vec![Action::Preset; 12]);
    insta::assert_snapshot!("contrast_dates_120x40", text(&state));
}

#[test]
fn functions() {
    for (size, name) in [
        (LARGE, "functions_120x40"),
        (USUAL, "functions_80x24"),
        (SMALL, "functions_40x12"),
    ] {
        let mut state = at(size, "2004-04-01");
        let keys = [Action::GoTo(3), Action::Down, Action::Down];
        press(&mut state, &keys);
        insta::assert_snapshot!(name, text(&state));
    }
}

#[test]
fn what_changed() {
    for (size, name) in [
        (LARGE, "changes_120x40"),
        (USUAL, "changes_80x24"),
        (SMALL, "changes_40x12"),
    ] {
        let mut state = open(size);
        update(&mut state, Action::AskDate);
        update(&mut state, Action::Paste("31/3/2002..2/10/2002".to_owned()));
        update(&mut state, Action::Open);
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
fn how_to_contrast_is_said_to_the_end() {
    for size in [LARGE, USUAL, SMALL] {
        let mut state = open(size);
        update(&mut state, Action::GoTo(2));
        let shown = words(&text(&state));
        for wanted in ["(h and l change sides);", "bars of the timeline."] {
            assert!(shown.contains(wanted), "{shown}");
        }
    }
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
        Action::Help(Keymap::default().told(Context::Timeline)),
    );
    insta::assert_snapshot!("help_80x24", text(&state));
}

/// A filter whose name is broken cannot be typed from the help.
#[test]
fn the_help_breaks_no_name() {
    for size in [LARGE, USUAL, SMALL] {
        let mut state = open(size);
        let told = Keymap::default().told(Context::Search);
        update(&mut state, Action::Help(told.clone()));
        let mut shown = String::new();
        for _ in 0..20 {
            shown += &text(&state);
            update(&mut state, Action::PageDown);
        }
        let mut names = told.iter().flat_map(|told| told.keys.split_whitespace());
        let whole = |name: &&str| shown.split_whitespace().any(|word| word == *name);
        let broken = names.find(|name| !whole(name));
        assert_eq!(broken, None, "at {} columns", size.width);
        assert!(!shown.contains("commissioningwho"));
    }
}

/// Goes to the places screen, to a place, and to a date.
fn place(size: Size, name: &str, date: &str) -> State {
    let mut state = open(size);
    update(&mut state, Action::GoTo(4));
    for c in name.chars() {
        update(&mut state, Action::Type(c));
    }
    update(&mut state, Action::Open);
    update(&mut state, Action::AskDate);
    for c in date.chars() {
        update(&mut state, Action::Type(c));
    }
    update(&mut state, Action::Open);
    state
}

#[test]
fn a_place_and_who_stood_over_it() {
    for (size, name) in [
        (LARGE, "place_120x40"),
        (USUAL, "place_80x24"),
        (SMALL, "place_40x12"),
    ] {
        insta::assert_snapshot!(name, text(&place(size, "sheffield", "2004")));
    }
    for (size, name) in [
        (LARGE, "place_slough_120x40"),
        (USUAL, "place_slough_80x24"),
        (SMALL, "place_slough_40x12"),
    ] {
        insta::assert_snapshot!(name, text(&place(size, "slough", "1973")));
    }
}

/// The bars are the truth: where there is no room for a name, it is cut or left out.
#[test]
fn no_name_hides_who_stood_there_before() {
    for (size, name, date) in [
        (USUAL, "hull", "2004"),
        (USUAL, "leeds", "2008"),
        (USUAL, "sheffield", "2026"),
        (USUAL, "slough", "2014"),
        (LARGE, "slough", "1/4/2026"),
    ] {
        let state = place(size, name, date);
        let area = timeline_areas(&state).lanes;
        let stack = state.stack().unwrap();
        let shown = text(&state);
        let lines = shown.lines().skip(usize::from(area.y));
        let rows = stack.plot_rows().into_iter().zip(lines);
        for (row, line) in rows.take(usize::from(area.height)) {
            let PlotRow::Lane(row) = row else { continue };
            for bar in place_bars(&state, &stack, row, area.width) {
                let first = usize::try_from(bar.from).unwrap();
                let glyph = line.chars().nth(first).unwrap();
                assert!(
                    "▐▒░▓│".contains(glyph),
                    "{name} in {date}: {bar:?} in {line:?}"
                );
            }
        }
    }
}

/// "Leeds" was a health authority, a cluster of trusts and a trust.
#[test]
fn kinds_of_body_with_the_name_of_the_place_are_told_apart() {
    let shown = text(&place(LARGE, "leeds", "2026"));
    for name in ["Leeds HA", "Leeds PCT cluster", "Leeds PCT"] {
        assert!(shown.contains(name), "{name} is not in:\n{shown}");
    }
}

#[test]
fn where_a_place_is_asked_for_only_keys_that_work_there_are_told() {
    let told = |state: &State| text(state).lines().last().unwrap().to_owned();
    let mut state = open(USUAL);
    update(&mut state, Action::GoTo(4));
    let tab = KeyEvent::new(KeyCode::Tab, KeyModifiers::NONE);
    assert!(told(&state).contains("Tab next screen"), "{}", told(&state));
    for action in Keymap::default().actions(&state, tab) {
        update(&mut state, action);
    }
    assert_eq!((state.screen, state.layers.len()), (Screen::Lessons, 0));
    update(&mut state, Action::GoTo(4));
    update(&mut state, Action::Type('l'));
    assert!(!told(&state).contains("Tab"), "{}", told(&state));
    let typed = text(&state);
    for action in Keymap::default().actions(&state, tab) {
        update(&mut state, action);
    }
    assert_eq!(text(&state), typed, "a key that is not told does nothing");
}

#[test]
fn the_key_for_another_place_is_in_sight() {
    let state = place(USUAL, "sheffield", "2004");
    let shown = text(&state);
    let last = shown.lines().last().unwrap();
    assert!(last.contains("p another place"), "{last}");
}

#[test]
fn a_place_in_colour_and_without() {
    let state = place(USUAL, "sheffield", "2012");
    insta::assert_snapshot!("place_styles_terminal", styles(&state, ThemeName::Terminal));
    let mono = styles(&state, ThemeName::Mono);
    assert!(
        !mono
            .lines()
            .skip(1)
            .any(|line| line.contains(['S', 's', 'a', 'p', 'r', '?'])),
        "mono has no colour:\n{mono}"
    );
}

#[test]
fn no_place_yet() {
    for (size, name) in [
        (LARGE, "places_empty_120x40"),
        (USUAL, "places_empty_80x24"),
        (SMALL, "places_empty_40x12"),
    ] {
        let mut state = open(size);
        update(&mut state, Action::GoTo(4));
        update(&mut state, Action::Back);
        insta::assert_snapshot!(name, text(&state));
    }
}

/// The text without its lines.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_to_do_without_a_place_is_said_to_the_end() {
    for size in [LARGE, USUAL, SMALL] {
        let mut state = open(size);
        update(&mut state, Action::GoTo(4));
        update(&mut state, Action::Back);
        let shown = words(&text(&state));
        assert!(shown.contains("any district of England."), "{shown}");
    }
}

#[test]
fn what_to_do_where_nothing_passes_is_said_to_the_end() {
    for size in [LARGE, USUAL, SMALL] {
        let mut state = at(size, "1940-04-01");
        update(&mut state, Action::GoTo(5));
        update(&mut state, Action::FilterDay);
        update(&mut state, Action::FilterTheme);
        update(&mut state, Action::FilterTheme);
        let shown = words(&text(&state));
        assert!(shown.contains("x takes them away."), "{shown}");
    }
}

#[test]
fn the_top_line_names_the_screen_at_any_width() {
    for (number, name) in [
        (1, "Timeline"),
        (2, "Contrast"),
        (4, "Places"),
        (5, "Lessons"),
    ] {
        for width in [36, 40, 60, 80, 120] {
            let mut state = open(Size { width, height: 24 });
            update(&mut state, Action::GoTo(number));
            let shown = text(&state);
            let header = shown.lines().next().unwrap();
            assert!(header.contains(name), "{width} columns: {header:?}");
        }
    }
}

/// Without it the bars could be taken for types of body.
#[test]
fn the_screen_says_through_which_place_the_timeline_is_seen() {
    for size in [LARGE, USUAL] {
        let mut state = place(size, "glossop", "2004");
        update(&mut state, Action::Through);
        find(&mut state, "sha");
        update(&mut state, Action::Left);
        let shown = text(&state);
        let top: String = shown.lines().take(2).collect();
        assert!(top.contains("Glossop"), "{top}");
    }
}

#[test]
fn a_place_while_typing() {
    let mut state = open(USUAL);
    update(&mut state, Action::GoTo(4));
    insta::assert_snapshot!("place_search_80x24", text(&state));
    for c in "shafeeld".chars() {
        update(&mut state, Action::Type(c));
    }
    insta::assert_snapshot!("place_search_meant_80x24", text(&state));
}

#[test]
fn the_timeline_through_a_place() {
    for (size, name) in [
        (LARGE, "through_120x40"),
        (USUAL, "through_80x24"),
        (SMALL, "through_40x12"),
    ] {
        let mut state = place(size, "glossop", "2021");
        update(&mut state, Action::Through);
        insta::assert_snapshot!(name, text(&state));
    }
}

#[test]
fn lessons_by_theme() {
    for (size, name) in [
        (LARGE, "lessons_120x40"),
        (USUAL, "lessons_80x24"),
        (SMALL, "lessons_40x12"),
    ] {
        let mut state = open(size);
        update(&mut state, Action::GoTo(5));
        insta::assert_snapshot!(name, text(&state));
    }
}

#[test]
fn lessons_that_stand_against_each_other() {
    for (size, name) in [
        (LARGE, "tensions_120x40"),
        (USUAL, "tensions_80x24"),
        (SMALL, "tensions_40x12"),
    ] {
        let mut state = open(size);
        update(&mut state, Action::GoTo(5));
        update(&mut state, Action::Tensions);
        insta::assert_snapshot!(name, text(&state));
    }
}

#[test]
fn lessons_narrowed_to_nothing() {
    for (size, name) in [
        (LARGE, "lessons_none_120x40"),
        (USUAL, "lessons_none_80x24"),
        (SMALL, "lessons_none_40x12"),
    ] {
        let mut state = at(size, "1940-04-01");
        update(&mut state, Action::GoTo(5));
        update(&mut state, Action::FilterDay);
        update(&mut state, Action::FilterTheme);
        update(&mut state, Action::FilterTheme);
        insta::assert_snapshot!(name, text(&state));
    }
}

#[test]
fn an_organisation_with_its_chain() {
    for (size, name) in [
        (LARGE, "organisation_120x40"),
        (USUAL, "organisation_80x24"),
        (SMALL, "organisation_40x12"),
    ] {
        let mut state = place(size, "sheffield", "2004");
        update(&mut state, Action::Open);
        insta::assert_snapshot!(name, text(&state));
    }
}

#[test]
fn a_place_whole() {
    for (size, name) in [
        (LARGE, "place_record_120x40"),
        (USUAL, "place_record_80x24"),
        (SMALL, "place_record_40x12"),
    ] {
        let mut state = place(size, "sheffield", "2004");
        update(&mut state, Action::Whole);
        insta::assert_snapshot!(name, text(&state));
    }
    let mut state = place(USUAL, "slough", "1973");
    update(&mut state, Action::Whole);
    update(&mut state, Action::Right);
    insta::assert_snapshot!("place_record_lineage_80x24", text(&state));
}

#[test]
fn a_finding_whole() {
    for (size, name) in [
        (LARGE, "finding_120x40"),
        (USUAL, "finding_80x24"),
        (SMALL, "finding_40x12"),
    ] {
        let mut state = open(size);
        find(&mut state, "f028");
        insta::assert_snapshot!(name, text(&state));
    }
}

#[test]
fn a_window_too_small() {
    let state = open(Size {
        width: 60,
        height: 5,
    });
    assert!(text(&state).starts_with("60x5: make the window larger"));
}

#[test]
fn the_tour() {
    const LOW: Size = Size {
        width: 60,
        height: 20,
    };
    for (size, area) in [("120x40", LARGE), ("80x24", USUAL), ("60x20", LOW)] {
        for (name, keys) in [
            ("tour_begins", "T"),
            ("tour_1974", "T  j"),
            ("tour_ends", "TG"),
        ] {
            let mut state = open(area);
            type_keys(&mut state, keys);
            insta::assert_snapshot!(format!("{name}_{size}"), text(&state));
        }
    }
}

/// A note of several lines on the SHA, as it is written.
fn note(size: Size) -> State {
    let mut state = open(size);
    find(&mut state, "sha");
    update(&mut state, Action::Open);
    update(&mut state, Action::Annotate);
    let text = "Asked at the board on Tuesday, whether the ten of 2006 were merged from the twenty-eight or made anew.\n\n- merged, says the order\n- look at London: ";
    update(&mut state, Action::Paste(text.to_owned()));
    state
}

#[test]
fn a_note_that_is_written() {
    for (size, name) in [
        (LARGE, "note_120x40"),
        (USUAL, "note_80x24"),
        (NARROW, "note_60x20"),
        (SMALL, "note_40x12"),
    ] {
        let mut state = note(size);
        insta::assert_snapshot!(name, text(&state));
        update(&mut state, Action::Back);
        insta::assert_snapshot!(format!("{name}_kept"), text(&state));
    }
}

#[test]
fn a_note_that_is_found() {
    for (size, name) in [
        (LARGE, "note_found_120x40"),
        (USUAL, "note_found_80x24"),
        (SMALL, "note_found_40x12"),
    ] {
        let mut state = note(size);
        update(&mut state, Action::Back);
        update(&mut state, Action::Back);
        search(&mut state, "merged london");
        insta::assert_snapshot!(name, text(&state));
    }
}
