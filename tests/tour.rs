//! The tour: keys in, what is on the screen out; and the story as it is printed.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::process::{Command, Output, Stdio};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use nhs_tiers::app::{Effect, Layer, Screen, Size, State, tour_areas, update};
use nhs_tiers::embedded;
use nhs_tiers::keys::{Context, Keymap};
use nhs_tiers::model::{Date, RecordRef};
use nhs_tiers::plain::Dialogue;
use nhs_tiers::theme::{Theme, ThemeName};
use nhs_tiers::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use rstest::rstest;

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

fn press(state: &mut State, keys: &[KeyCode]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for code in keys {
        let event = KeyEvent::new(*code, KeyModifiers::NONE);
        for action in Keymap::default().actions(state, event) {
            effects.extend(update(state, action));
        }
    }
    effects
}

fn letters(state: &mut State, keys: &str) -> Vec<Effect> {
    let keys: Vec<KeyCode> = keys.chars().map(KeyCode::Char).collect();
    press(state, &keys)
}

fn title(state: &State) -> String {
    state
        .stop()
        .map_or_else(String::new, |stop| stop.title.to_string())
}

fn buffer(state: &State) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.width, state.size.height));
    let theme = Theme::new(ThemeName::Mono, false);
    view::draw(state, &theme, &Keymap::default(), &mut buffer);
    buffer
}

fn text(state: &State) -> String {
    let buffer = buffer(state);
    let width = usize::from(state.size.width);
    let rows = buffer.content.chunks(width);
    let rows = rows.map(|row| {
        row.iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect::<String>()
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// The words of a screen without its line breaks.
fn words(state: &State) -> String {
    text(state).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All that the reader had in view.
fn seen(state: &State) -> String {
    let State {
        at,
        screen,
        layers,
        timeline,
        contrast,
        places,
        ..
    } = state;
    format!("{at:?} {screen:?} {layers:?} {timeline:?} {contrast:?} {places:?}")
}

#[test]
fn every_stop_is_told_whole_and_its_bodies_are_lit() {
    for size in [USUAL, LARGE] {
        let mut state = open(size);
        letters(&mut state, "T");
        for (number, stop) in state.data.tour.iter().enumerate() {
            assert_eq!(state.stop().unwrap().id, stop.id);
            assert_eq!(state.at, stop.date.first());
            let shown = words(&state);
            assert!(
                shown.contains(&format!("Tour · {} of 15", number + 1)),
                "{shown}"
            );
            let lines = state.tour_lines(tour_areas(&state).words);
            assert!(
                lines.len() <= usize::from(tour_areas(&state).words.height),
                "{} does not fit {size:?}",
                stop.title
            );
            let told = lines.iter().map(nhs_tiers::report::Line::text);
            let told = told.collect::<Vec<_>>().join(" ");
            let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(told.contains(&*stop.text), "{told}");
            let areas = tour_areas(&state);
            let rows = state.tour_rows(areas.lanes.height);
            for body in &stop.lights {
                assert!(state.is_lit(RecordRef::body(*body)));
                let lane = state.timeline.lanes.row_of(*body).unwrap();
                assert!(
                    rows.contains(&nhs_tiers::timeline::PlotRow::Lane(lane)),
                    "{body} is out of view at {:?} in {size:?}",
                    stop.title
                );
                let bars = nhs_tiers::app::bars(&state, lane, areas.lanes.width);
                let bar = bars.iter().find(|bar| bar.record.id == *body);
                assert!(
                    bar.is_some_and(|bar| bar.label.is_some()),
                    "{body} has no name"
                );
            }
            letters(&mut state, " ");
        }
        assert_eq!(state.notice.as_deref(), Some("That was the last stop"));
    }
}

#[test]
fn what_is_lit_is_seen_without_colour() {
    let mut state = open(LARGE);
    letters(&mut state, "T  ");
    let buffer = buffer(&state);
    let lanes = tour_areas(&state).lanes;
    let lit = |name: &str| {
        let rows = lanes.y..lanes.y + lanes.height;
        let row = rows.into_iter().find_map(|y| {
            let symbols: Vec<&str> = (0..lanes.width).map(|x| buffer[(x, y)].symbol()).collect();
            let whole = symbols.concat();
            let (before, _) = whole.split_once(name)?;
            let column = before.chars().count();
            Some(buffer[(u16::try_from(column).unwrap(), y)].modifier)
        });
        row.unwrap_or_else(|| panic!("no {name}"))
            .contains(Modifier::UNDERLINED)
    };
    assert!(lit("Area Health Authorities"));
    assert!(!lit("Regional Hospital Boards"));
}

#[rstest]
#[case::letters(&[KeyCode::Char('l'), KeyCode::Char('n'), KeyCode::Char('h')])]
#[case::arrows(&[KeyCode::Right, KeyCode::Right, KeyCode::Left])]
#[case::a_clicker(&[KeyCode::PageDown, KeyCode::PageDown, KeyCode::PageUp])]
#[case::the_large_keys(&[KeyCode::Char(' '), KeyCode::Char(' '), KeyCode::Backspace])]
fn one_key_goes_on_and_one_goes_back(#[case] keys: &[KeyCode]) {
    let mut state = open(USUAL);
    letters(&mut state, "T");
    press(&mut state, keys);
    assert_eq!(title(&state), "The Hospital Plan");
    press(&mut state, &[KeyCode::End]);
    assert_eq!(title(&state), "Forty-two become thirty-six");
    press(&mut state, &[KeyCode::Home, KeyCode::Left]);
    assert_eq!(title(&state), "The appointed day");
    assert_eq!(state.notice.as_deref(), Some("This is the first stop"));
}

#[rstest]
#[case(KeyCode::Esc)]
#[case(KeyCode::Char('q'))]
#[case(KeyCode::Char('T'))]
fn the_end_puts_everything_back(#[case] end: KeyCode) {
    // Deep in a place seen through, filtered and zoomed; and with a record over the lessons.
    for keys in ["4sheffield\n[[t+++", "5j\n", "g1990\nv", "2p"] {
        let mut state = open(USUAL);
        let keys: Vec<KeyCode> = keys
            .chars()
            .map(|c| {
                if c == '\n' {
                    KeyCode::Enter
                } else {
                    KeyCode::Char(c)
                }
            })
            .collect();
        press(&mut state, &keys);
        let before = seen(&state);
        let kept = state.position();
        letters(&mut state, "T  jj");
        assert!(state.is_touring());
        let on_tour = state.position();
        press(&mut state, &[end]);
        assert_eq!(seen(&state), before);
        assert!(!state.is_touring());
        assert_eq!(
            on_tour,
            state.position(),
            "what is kept is where the reader was"
        );
        assert_ne!(on_tour, kept, "but for the stop");
    }
}

#[test]
fn it_goes_on_where_it_was_left_also_tomorrow() {
    let mut state = open(USUAL);
    letters(&mut state, "T   T5T");
    assert_eq!(title(&state), "The money finds a formula");
    let kept = ron::to_string(&state.position()).unwrap();
    let mut tomorrow = open(LARGE);
    tomorrow.restore(&ron::from_str(&kept).unwrap());
    assert!(!tomorrow.is_touring());
    letters(&mut tomorrow, "T");
    assert_eq!(title(&tomorrow), "The money finds a formula");
}

#[test]
fn a_body_is_opened_and_esc_comes_back_to_the_stop() {
    let mut state = open(USUAL);
    letters(&mut state, "T  j");
    let stop = text(&state);
    press(&mut state, &[KeyCode::Enter]);
    assert_eq!(
        state.record_view().unwrap().record.id,
        "area-health-authority"
    );
    press(
        &mut state,
        &[
            KeyCode::Tab,
            KeyCode::Enter,
            KeyCode::Backspace,
            KeyCode::Esc,
        ],
    );
    assert_eq!(text(&state), stop);
    press(&mut state, &[KeyCode::Enter, KeyCode::Char('T')]);
    assert_eq!(text(&state), stop, "T goes on with the tour");
}

#[test]
fn what_leads_elsewhere_ends_it_first() {
    let reader = |keys: &str| {
        let mut state = open(LARGE);
        letters(&mut state, "g2004");
        press(&mut state, &[KeyCode::Enter]);
        letters(&mut state, keys);
        state
    };
    let usual = Date::of_day(reader("").at);
    for (keys, screen) in [
        ("T 3", Screen::Functions),
        ("T /sha", Screen::Timeline),
        ("T '", Screen::Timeline),
        ("T F", Screen::Lessons),
        ("T cjc", Screen::Contrast),
    ] {
        let state = reader(keys);
        assert!(!state.is_touring(), "{keys}");
        assert_eq!(state.screen, screen, "{keys}");
        assert_eq!(Date::of_day(state.at), usual, "{keys}");
        let whole = open(LARGE).timeline.lanes;
        assert_eq!(state.timeline.lanes, whole, "{keys}");
    }
    let contrasted = reader("T cjc").contrast.sides;
    let contrasted: Vec<&str> = contrasted.iter().map(|side| side.body.as_str()).collect();
    assert_eq!(
        contrasted,
        ["regional-hospital-board", "hospital-management-committee"]
    );
    let searched = reader("T /sha");
    assert!(matches!(searched.layers.as_slice(), [Layer::Search(_)]));
}

#[test]
fn it_begins_from_everywhere_but_a_line() {
    for keys in ["", "2", "3", "5", "5j\n", "'", "?", "d"] {
        let mut state = open(USUAL);
        let keys: Vec<KeyCode> = keys
            .chars()
            .map(|c| {
                if c == '\n' {
                    KeyCode::Enter
                } else {
                    KeyCode::Char(c)
                }
            })
            .collect();
        press(&mut state, &keys);
        letters(&mut state, "T");
        assert_eq!(Context::of(&state), Context::Tour, "{keys:?}");
    }
    let mut state = open(USUAL);
    letters(&mut state, "/T");
    assert!(!state.is_touring());
    letters(&mut state, "he");
    assert_eq!(Context::of(&state), Context::Search);
}

#[test]
fn a_stop_is_copied_with_its_sources() {
    let mut state = open(USUAL);
    let effects = letters(&mut state, "T    y");
    let [Effect::Copy(copied)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    for part in [
        "1 April 1982: The areas go",
        "Ninety area authorities give way to 192 districts",
        "District Health Authorities · 192 · statutory body",
        "Area Health Authorities · statutory body to 31 Mar 1982",
        "Source: Health Foundation, Policy Navigator",
        "evidence to 2 July 2026",
    ] {
        assert!(copied.contains(part), "no {part:?} in {copied}");
    }
}

#[test]
fn in_a_low_window_the_chosen_body_comes_into_view() {
    let mut state = open(Size {
        width: 60,
        height: 20,
    });
    letters(&mut state, "T       ");
    assert!(text(&state).contains("Ctrl-e scrolls"));
    letters(&mut state, "jjjjj");
    let shown = text(&state);
    assert!(shown.contains("Primary Care Groups"), "{shown}");
    let control = |state: &mut State, c| {
        let event = KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
        for action in Keymap::default().actions(state, event) {
            update(state, action);
        }
    };
    for _ in 0..9 {
        control(&mut state, 'e');
    }
    assert!(text(&state).contains("the end: Ctrl-y scrolls back"));
    control(&mut state, 'y');
    assert!(text(&state).contains("1 line below"));
}

#[test]
fn in_the_dialogue_next_and_back_go_from_stop_to_stop() {
    let mut dialogue = Dialogue::new(embedded::dataset());
    dialogue.answer("lines 20");
    dialogue.answer("sha");
    let mut says = |line: &str| dialogue.answer(line).text;
    assert!(says("tour").starts_with("Stop 1 of 15. 5 July 1948: The appointed day."));
    assert!(says("next").starts_with("Stop 2 of 15."));
    let third = says("");
    assert!(
        third.starts_with("Stop 3 of 15. 1 April 1974: Everything at once."),
        "{third}"
    );
    assert!(
        third.contains("2. Area Health Authorities, 90, statutory body"),
        "{third}"
    );
    assert!(
        third.contains("Sources: Royal Commission on the NHS, 1979"),
        "{third}"
    );
    assert!(says("2").starts_with("Area Health Authority (AHA)."));
    assert!(says("back").starts_with("Stop 3 of 15."));
    assert!(says("back").starts_with("Stop 2 of 15."));
    assert!(says("where").starts_with("As at 23 January 1962."));
    says("back");
    let before = says("back");
    assert!(
        before.starts_with("As at 2 July 2026. Strategic Health Authority"),
        "{before}"
    );
    assert!(says("tour 15").starts_with("Stop 15 of 15."));
    let last = says("tour");
    assert!(last.contains("That was the last stop."), "{last}");
    assert!(says("next").starts_with("That is the end."));
    assert!(says("tour 16").starts_with("The tour has 15 stops"));
    assert!(says("tour x").starts_with("The tour has 15 stops"));
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nhs-tiers"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn the_story_is_printed_whole_in_every_form() {
    let data = embedded::dataset();
    for format in ["text", "markdown", "json", "csv"] {
        let output = run(&["tour", "--format", format]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let printed = String::from_utf8(output.stdout).unwrap();
        let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut rest = printed.as_str();
        for stop in &data.tour {
            let found = rest.split_once(&*stop.title);
            (_, rest) = found.unwrap_or_else(|| panic!("{format}: no {}", stop.title));
            assert!(printed.contains(&*stop.text), "{format}: {}", stop.title);
        }
        let sources = if matches!(format, "json" | "csv") {
            "nav-dha1981"
        } else {
            "Policy Navigator"
        };
        assert!(printed.contains(sources), "{format}");
    }
}
