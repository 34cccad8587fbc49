//! What a magnifier, a screen reader or a braille display follows, and what is told to those who see no colours or little contrast.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use nhs_tiers::app::{Size, State, update};
use nhs_tiers::embedded;
use nhs_tiers::keys::Keymap;
use nhs_tiers::model::{LegalForm, RecordRef, Text};
use nhs_tiers::report::Tone;
use nhs_tiers::theme::{Theme, ThemeName};
use nhs_tiers::view;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

const THEMES: [ThemeName; 5] = [
    ThemeName::Terminal,
    ThemeName::Dark,
    ThemeName::Light,
    ThemeName::HighContrast,
    ThemeName::Mono,
];

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

fn type_keys(state: &mut State, keys: &str) {
    for c in keys.chars() {
        let code = match c {
            '\n' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            '\u{8}' => KeyCode::Backspace,
            '\u{1b}' => KeyCode::Esc,
            '\u{e}' => KeyCode::Down,
            c => KeyCode::Char(c),
        };
        let event = KeyEvent::new(code, KeyModifiers::NONE);
        for action in Keymap::default().actions(state, event) {
            update(state, action);
        }
    }
}

fn pressed((width, height): (u16, u16), keys: &str) -> State {
    let mut state = State::new(embedded::dataset(), Size { width, height });
    type_keys(&mut state, keys);
    state
}

fn drawn(state: &State, theme: ThemeName) -> (Buffer, Option<Position>) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.width, state.size.height));
    let theme = Theme::new(theme, false);
    let cursor = view::draw(state, &theme, &Keymap::default(), &mut buffer);
    (buffer, cursor)
}

/// The cell that the terminal's cursor stands on, and the text from there to the end of its line.
fn under_cursor(state: &State) -> (Cell, String) {
    let (buffer, cursor) = drawn(state, ThemeName::Mono);
    let cursor = cursor.unwrap();
    let rest = (cursor.x..buffer.area.width).map(|x| buffer[(x, cursor.y)].symbol());
    (buffer[(cursor.x, cursor.y)].clone(), rest.collect())
}

fn is_selected(cell: &Cell) -> bool {
    cell.modifier.contains(Modifier::REVERSED) || ["▓", "▌"].contains(&cell.symbol())
}

#[test]
fn the_cursor_stands_on_what_is_selected_on_every_screen() {
    let screens = [
        "",
        "j",
        "jjj",
        "kkk",
        "hhhh",
        "g1974\n",
        "+++",
        "]",
        "[",
        "4/sheffield\n",
        "4/sheffield\n\u{1b}jj",
        "3",
        "3jjll",
        "c/stp\nc",
        "2p",
        "2pl",
        "5",
        "5jjjj",
        "5v",
        "5vj",
        "/sha\nb/icb\nb'",
        "/sha\nb/icb\nb'j",
        "/sha\n\n\t",
        "/sha\n\n\t\t\t",
        "/sha\n\n/region\n",
    ];
    for size in SIZES {
        for keys in screens {
            let state = pressed(size, keys);
            let (cell, rest) = under_cursor(&state);
            assert!(
                is_selected(&cell),
                "after {keys:?} at {size:?} it stands on {:?} of {rest:?}",
                cell.symbol()
            );
        }
    }
}

#[test]
fn on_the_timeline_it_stands_at_the_name_of_the_bar() {
    let (_, rest) = under_cursor(&pressed((120, 40), "/rha\n"));
    assert!(
        rest.starts_with("Regional Health Authorities") || rest.starts_with("RHA"),
        "{rest}"
    );
    let (_, rest) = under_cursor(&pressed((120, 40), "4/sheffield\ng2004\n"));
    assert!(rest.contains("South Yorkshire"), "{rest}");
}

#[test]
fn where_nothing_is_selected_it_stands_at_the_first_line_of_the_text() {
    let (_, rest) = under_cursor(&pressed((80, 24), "/sha\n\n"));
    assert!(rest.starts_with("OVERVIEW"), "{rest}");
    let (_, rest) = under_cursor(&pressed((80, 24), "?"));
    assert!(!rest.trim().is_empty(), "{rest}");
    let (_, rest) = under_cursor(&pressed((80, 24), "4\u{1b}"));
    assert!(rest.starts_with("Who has stood over a place"), "{rest}");
}

#[test]
fn it_stays_in_a_line_that_is_typed() {
    for (keys, typed) in [
        ("/sha", "sha"),
        ("g2004", "2004"),
        ("/sha\n\n/region", "region"),
        ("/sha\naasked", "asked"),
        ("fis:sta", "is:sta"),
    ] {
        let state = pressed((80, 24), keys);
        let (buffer, cursor) = drawn(&state, ThemeName::Mono);
        let cursor = cursor.unwrap();
        let before = (0..cursor.x).map(|x| buffer[(x, cursor.y)].symbol());
        let before: String = before.collect();
        assert!(
            before.ends_with(typed),
            "after {keys:?} it stands behind {before:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn there_is_always_a_place_for_it(keys in "[a-pr-z0-9+\\-/'?\\[\\]\n\t\u{8}\u{1b}]{0,30}", width in 1u16..140, height in 1u16..50) {
        let state = pressed((width, height), &keys);
        let (buffer, cursor) = drawn(&state, ThemeName::Terminal);
        let cursor = cursor.unwrap();
        prop_assert!(cursor.x < buffer.area.width && cursor.y < buffer.area.height);
    }
}

/// What is left of a screen without its colours.
fn without_colours(state: &State, theme: ThemeName) -> Vec<(String, Modifier)> {
    let (buffer, _) = drawn(state, theme);
    let cells = buffer.content.iter();
    cells
        .map(|cell| (cell.symbol().to_owned(), cell.modifier))
        .collect()
}

#[test]
fn what_colour_tells_is_told_without_it_too() {
    // Two states that differ in one thing, and the lines of the screen on which that thing is told.
    let pairs = [
        ("another bar is selected", "", "j", 1..24),
        ("another day is looked from", "g2004\n", "g2005\n", 1..24),
        (
            "a body stands on the day or does not",
            "g2004\n",
            "g1990\n",
            5..24,
        ),
        ("a reform is selected", "", "[", 1..6),
        (
            "a day is marked for changes",
            "g2004\n",
            "g2004\ndhh",
            1..24,
        ),
        ("the search lit a bar", "/sha\n", "/rha\n", 1..24),
        ("a letter matched", "/sha", "/shad", 2..24),
        ("another hit is chosen", "/sha", "/sha\u{e}", 2..24),
        ("a link is chosen", "/sha\n\n", "/sha\n\n\t", 3..24),
        (
            "another link is chosen",
            "/sha\n\n\t",
            "/sha\n\n\t\t",
            3..24,
        ),
        (
            "a passage was found",
            "/sha\n\n",
            "/sha\n\n/region\n",
            3..23,
        ),
        ("a record is bookmarked", "/sha\n\n", "/sha\n\nb", 1..2),
        ("another side has the focus", "2ph", "2phl", 1..3),
        ("another cell is chosen", "3", "3l", 4..20),
        (
            "another day is looked at in the matrix",
            "3g2004\n",
            "3g1990\n",
            2..20,
        ),
        ("another finding is chosen", "5", "5j", 1..24),
        ("another screen is open", "2", "3", 0..1),
    ];
    for theme in THEMES {
        for (what, one, other, lines) in pairs.clone() {
            let look = |keys: &str| {
                let cells = without_colours(&pressed((80, 24), keys), theme);
                cells[lines.start * 80..lines.end * 80].to_vec()
            };
            let (one, other) = (look(one), look(other));
            assert!(one != other, "{what}: in {theme:?} only colour tells it");
        }
    }
}

/// The modifiers of the letters of a text, wherever it stands first on the screen.
fn letters(state: &State, theme: ThemeName, text: &str) -> Modifier {
    let (buffer, _) = drawn(state, theme);
    let width = usize::from(buffer.area.width);
    for row in buffer.content.chunks(width) {
        let line: Vec<&str> = row.iter().map(Cell::symbol).collect();
        let letters: Vec<String> = text.chars().map(|c| c.to_string()).collect();
        let at = line
            .windows(letters.len())
            .position(|window| window == letters);
        if let Some(cell) = at.and_then(|at| row.get(at)) {
            return cell.modifier;
        }
    }
    panic!("{text:?} is not on the screen");
}

#[test]
fn what_stands_on_the_day_and_what_differs_is_told_without_colours() {
    for theme in THEMES {
        let stands =
            |keys, name| letters(&pressed((120, 40), keys), theme, name).contains(Modifier::BOLD);
        assert!(stands("g1960\n", "HMC"), "{theme:?}");
        assert!(!stands("g2004\n", "HMC"), "{theme:?}");
        // In the matrix the signs of what stood are bold, and a band runs under them.
        let (buffer, _) = drawn(&pressed((120, 40), "3g2004\n"), theme);
        let signs = buffer
            .content
            .iter()
            .filter(|cell| ["●", "◐", "○"].contains(&cell.symbol()));
        let (bold, others): (Vec<&Cell>, Vec<&Cell>) =
            signs.partition(|cell| cell.modifier.contains(Modifier::BOLD));
        assert!(!bold.is_empty() && !others.is_empty(), "{theme:?}");
        assert!(buffer.content.iter().any(|cell| cell.symbol() == "━"));
        // Sides that differ and sides that do not have signs of their own.
        let (buffer, _) = drawn(&pressed((120, 40), "2p"), theme);
        assert!(buffer.content.iter().any(|cell| cell.symbol() == "≠"));
    }
}

/// What of a style is left without its colours.
fn bare(style: Style) -> Modifier {
    style.add_modifier
}

#[test]
fn what_means_different_things_looks_different_without_colours() {
    for name in THEMES {
        let theme = Theme::new(name, false);
        let link = theme.tone(Tone::Link(RecordRef::body(Text::of("x"))));
        let plain = bare(theme.plain());
        for (what, style) in [
            ("a link", link),
            ("what is selected", theme.selected()),
            ("what matched", theme.matched()),
            ("a name", theme.strong()),
            ("a heading", theme.heading()),
            ("words of standing", theme.form_word(LegalForm::Partnership)),
        ] {
            assert_ne!(bare(style), plain, "{what} in {name:?}");
        }
        assert_ne!(bare(link), bare(theme.matched()), "{name:?}");
        assert_ne!(bare(link), bare(theme.selected()), "{name:?}");
        // A bar tells its standing by its shade.
        let shades = [
            LegalForm::StatutoryBody,
            LegalForm::AdministrativeArm,
            LegalForm::Partnership,
        ]
        .map(|form| {
            let (symbol, style) = theme.bar(form);
            (symbol, bare(style))
        });
        assert!(
            shades[0] != shades[1] && shades[1] != shades[2] && shades[0] != shades[2],
            "{name:?}: {shades:?}"
        );
    }
}

/// Red, green and blue of a colour of the 256, which terminals agree on from 16 on.
fn rgb(colour: Color) -> [f64; 3] {
    let Color::Indexed(number @ 16..) = colour else {
        panic!("{colour:?} is what the reader's terminal makes of it");
    };
    let steps = [0.0, 95.0, 135.0, 175.0, 215.0, 255.0];
    if number >= 232 {
        return [f64::from(number - 232) * 10.0 + 8.0; 3];
    }
    let number = usize::from(number - 16);
    [steps[number / 36], steps[number / 6 % 6], steps[number % 6]]
}

/// How far two colours are apart, as the Web Content Accessibility Guidelines count it: from 1 to 21.
fn contrast(one: Color, other: Color) -> f64 {
    let luminance = |colour| {
        let linear = rgb(colour).map(|value| {
            let value = value / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055_f64).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[test]
fn text_stands_out_from_its_ground() {
    for (name, wanted) in [
        (ThemeName::Dark, 4.5),
        (ThemeName::Light, 4.5),
        (ThemeName::HighContrast, 7.0),
    ] {
        let theme = Theme::new(name, false);
        let ground = theme.plain().bg.unwrap();
        let forms = [
            LegalForm::StatutoryBody,
            LegalForm::AdministrativeArm,
            LegalForm::Partnership,
        ];
        let styles = [
            ("text", theme.plain()),
            ("asides", theme.dim()),
            ("headings", theme.heading()),
            (
                "links",
                theme.tone(Tone::Link(RecordRef::body(Text::of("x")))),
            ),
            ("doubt", theme.doubt()),
            ("matches", theme.matched()),
            ("the as-at line", theme.cursor()),
        ];
        let words = forms.map(|form| ("words of standing", theme.form_word(form)));
        // Letters on a solid bar have the colour of the ground on that of the bar: the same two colours.
        let labels = forms.map(|form| ("names on bars", theme.bar_label(form)));
        for (what, style) in styles.into_iter().chain(words).chain(labels) {
            let ratio = contrast(style.fg.unwrap(), ground);
            assert!(
                ratio >= wanted,
                "{what} in {name:?}: {:?} on {ground:?} is {ratio:.2}, not {wanted}",
                style.fg
            );
        }
    }
}
