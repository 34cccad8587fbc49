//! Whatever a terminal shows: played to it, the bytes of a frame make it show the next screen.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::pen::Pen;
use super::{differences, encode, make_harmless, overwritten, scrolled, wiped};

/// One stroke on a screen: a text, somewhere, in some style.
type Stroke = (u16, u16, String, Style);

fn colour() -> impl Strategy<Value = Color> {
    prop_oneof![
        4 => Just(Color::Reset),
        2 => Just(Color::Cyan),
        1 => Just(Color::LightRed),
        1 => any::<u8>().prop_map(Color::Indexed),
        1 => any::<(u8, u8, u8)>().prop_map(|(r, g, b)| Color::Rgb(r, g, b)),
    ]
}

fn style() -> impl Strategy<Value = Style> {
    // Bold and faint together are one of the two to the terminal that is played here.
    let weight = prop::sample::select(vec![Modifier::empty(), Modifier::BOLD, Modifier::DIM]);
    let others = vec![Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];
    let others = prop::sample::subsequence(others, 0..=3);
    let modifiers = prop_oneof![
        2 => Just(Modifier::empty()),
        3 => (weight, others).prop_map(|(weight, others)| others.into_iter().fold(weight, Modifier::union)),
    ];
    (colour(), colour(), modifiers)
        .prop_map(|(fg, bg, modifiers)| Style::reset().fg(fg).bg(bg).add_modifier(modifiers))
}

/// Screens as ours are: words, blanks, bars and rules, and what is wide or stands on the letter before.
fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        "Trust ",
        "   ",
        "         ",
        "──────",
        "░░░",
        "界",
        "e\u{301}",
        "·",
        "b c d",
        "?",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 1..8)
        .prop_map(|pieces| pieces.concat())
}

fn strokes() -> impl Strategy<Value = Vec<Stroke>> {
    prop::collection::vec((0..50_u16, 0..14_u16, text(), style()), 0..24)
}

fn draw(area: Rect, strokes: &[Stroke]) -> Buffer {
    let mut buffer = Buffer::empty(area);
    for (x, y, text, style) in strokes {
        if *x < area.width && *y < area.height {
            buffer.set_stringn(*x, *y, text, usize::from(area.width - x), *style);
        }
    }
    buffer
}

/// The rows of a screen from one on, so many rows further down or up: what scrolling does.
fn shifted(buffer: &Buffer, top: u16, by: i16) -> Buffer {
    let mut moved = buffer.clone();
    for y in top..buffer.area.height {
        for x in 0..buffer.area.width {
            let from = y.checked_add_signed(by).filter(|from| *from >= top);
            let cell = from.and_then(|from| buffer.cell((x, from)).cloned());
            moved[(x, y)] = cell.unwrap_or_default();
        }
    }
    moved
}

fn colour_of(colour: Color) -> vt100::Color {
    match colour {
        Color::Reset => vt100::Color::Default,
        Color::Cyan => vt100::Color::Idx(6),
        Color::LightRed => vt100::Color::Idx(9),
        Color::Indexed(number) => vt100::Color::Idx(number),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        other => panic!("{other:?} is not tried"),
    }
}

/// The terminal shows this, as far as an eye can tell.
fn assert_shows(terminal: &vt100::Parser, wanted: &Buffer) {
    for y in 0..wanted.area.height {
        let mut covered = 0;
        for x in 0..wanted.area.width {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let cell = &wanted[(x, y)];
            let shown = terminal.screen().cell(y, x).unwrap();
            covered = u16::from(shown.is_wide());
            let symbol = if shown.has_contents() {
                shown.contents()
            } else {
                " "
            };
            let looks = |cell: &ratatui::buffer::Cell| {
                let has = |modifier| cell.modifier.contains(modifier);
                let seen = has(Modifier::REVERSED) || has(Modifier::UNDERLINED);
                let letters = cell.symbol() != " " || seen;
                (
                    colour_of(cell.bg),
                    letters.then(|| {
                        (
                            colour_of(cell.fg),
                            has(Modifier::BOLD),
                            has(Modifier::DIM),
                            has(Modifier::ITALIC),
                            has(Modifier::UNDERLINED),
                            has(Modifier::REVERSED),
                        )
                    }),
                )
            };
            let seen = shown.inverse() || shown.underline();
            let letters = symbol != " " || seen;
            let shows = (
                shown.bgcolor(),
                letters.then(|| {
                    (
                        shown.fgcolor(),
                        shown.bold(),
                        shown.dim(),
                        shown.italic(),
                        shown.underline(),
                        shown.inverse(),
                    )
                }),
            );
            assert_eq!(
                (symbol, shows),
                (cell.symbol(), looks(cell)),
                "column {x} of row {y}"
            );
        }
    }
}

/// A terminal that was drawn anew, and then to each of some screens in turn.
fn play(screens: &[Buffer], cursors: &[Option<Position>]) {
    let area = screens[0].area;
    let mut terminal = vt100::Parser::new(area.height, area.width, 0);
    terminal.process(b"\x1b[2;3r\x1b[1;44mleft by somebody else");
    let mut shown: Option<&Buffer> = None;
    let mut seen = None;
    for (next, cursor) in screens.iter().zip(cursors.iter().cycle()) {
        let bytes = encode(shown, next, seen, *cursor);
        terminal.process(bytes.as_bytes());
        assert_shows(&terminal, next);
        assert_eq!(terminal.screen().hide_cursor(), cursor.is_none());
        if let Some(cursor) = cursor {
            assert_eq!(terminal.screen().cursor_position(), (cursor.y, cursor.x));
        }
        assert_eq!(encode(Some(next), next, *cursor, *cursor), "");
        (shown, seen) = (Some(next), *cursor);
    }
}

/// Each way from one screen to another leads there, also those that would not have been taken.
fn try_ways(shown: &Buffer, next: &Buffer) {
    let starts = differences(shown, next);
    let ways = [
        Some(overwritten(shown, next, &starts, Pen::at(None))),
        Some(wiped(next)),
        scrolled(shown, next, &starts),
    ];
    for (bytes, _) in ways.into_iter().flatten() {
        let mut terminal = vt100::Parser::new(next.area.height, next.area.width, 0);
        terminal.process(encode(None, shown, None, None).as_bytes());
        terminal.process(bytes.as_bytes());
        assert_shows(&terminal, next);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn a_frame_makes_any_screen_the_next(
        width in 2..50_u16,
        height in 2..14_u16,
        first in strokes(),
        second in strokes(),
        top in 0..6_u16,
        by in -4..5_i16,
        cursor in prop::option::of((0..50_u16, 0..14_u16)),
    ) {
        let area = Rect::new(0, 0, width, height);
        let (first, second) = (draw(area, &first), draw(area, &second));
        let moved = shifted(&second, top.min(height - 1), by);
        let cursor = cursor.map(|(x, y)| Position::new(x.min(width - 1), y.min(height - 1)));
        try_ways(&first, &second);
        try_ways(&second, &moved);
        play(&[first, second.clone(), moved, second], &[None, cursor, cursor]);
    }
}

#[test]
fn a_cell_without_its_harm_is_as_wide_as_it_was() {
    let area = Rect::new(0, 0, 12, 1);
    let mut screen = Buffer::empty(area);
    let symbols = [
        "\u{1b}",
        "a\u{200d}",
        "e\u{301}",
        "z\u{301}\u{302}\u{303}\u{304}\u{305}",
        " \u{301}",
        "\u{200b}",
        "\u{9b}",
        "·",
    ];
    for (cell, symbol) in screen.content.iter_mut().zip(symbols) {
        cell.set_symbol(symbol);
    }
    let doctor = "👩\u{200d}⚕\u{fe0f}";
    screen.set_string(8, 0, doctor, Style::new());
    make_harmless(&mut screen);
    let shown: Vec<&str> = screen
        .content
        .iter()
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert_eq!(
        shown[..9],
        [
            "�",
            "a",
            "e\u{301}",
            "z\u{301}\u{302}\u{303}\u{304}",
            " ",
            " ",
            "�",
            "·",
            doctor
        ]
    );
}
