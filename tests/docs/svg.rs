//! A screen as SVG: letters stay text, what bars and lines are made of becomes shapes, and every run of letters is as long as its cells,
//! whatever the font. A picture has the colours of the dark theme, and those of the light one where the reader prefers that.

use std::fmt::Write;
use std::ops::Range;

use nhs_tiers::app::State;
use nhs_tiers::keys::Keymap;
use nhs_tiers::theme::{Theme, ThemeName};
use nhs_tiers::view;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// Size of a cell; an eighth of its width is a whole number.
const WIDTH: usize = 8;
const HEIGHT: usize = 17;
/// Where letters stand in it.
const BASELINE: usize = 13;
/// Room around the screen.
const MARGIN: usize = 10;

const FONTS: &str =
    "ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\",\"Liberation Mono\",monospace";

/// A fill in the dark theme and in the light one, and whether what is filled is bold.
#[derive(Clone, Copy, PartialEq)]
struct Fill {
    colours: [Color; 2],
    bold: bool,
}

/// A cell of the screen, in both themes.
struct Pixel {
    symbol: String,
    ink: Fill,
    ground: Fill,
}

/// What a cell is drawn as.
#[derive(Clone, Copy, PartialEq)]
enum Glyph {
    Space,
    /// A letter that every font has, as wide as the others.
    Letter,
    /// Another sign: it stands alone, because a font may not have it.
    Sign,
    /// A part of the cell, in eighths of its width and height, and how dense it is in hundredths.
    Block(Range8, Range8, u8),
    /// A lozenge, filled or not.
    Lozenge(bool),
}

/// From and to.
type Range8 = (usize, usize);

const WHOLE: Range8 = (0, 8);

fn glyph(symbol: &str) -> Glyph {
    match symbol {
        " " | "" => Glyph::Space,
        "█" => Glyph::Block(WHOLE, WHOLE, 100),
        "▓" => Glyph::Block(WHOLE, WHOLE, 80),
        "▒" => Glyph::Block(WHOLE, WHOLE, 62),
        "░" => Glyph::Block(WHOLE, WHOLE, 42),
        "▐" => Glyph::Block((4, 8), WHOLE, 100),
        "▌" => Glyph::Block((0, 4), WHOLE, 100),
        "▏" => Glyph::Block((0, 1), WHOLE, 100),
        "│" => Glyph::Block((3, 4), WHOLE, 100),
        "─" => Glyph::Block(WHOLE, (4, 5), 60),
        "━" => Glyph::Block(WHOLE, (3, 5), 100),
        "◆" => Glyph::Lozenge(true),
        "◇" => Glyph::Lozenge(false),
        letter if letter.chars().all(is_usual) => Glyph::Letter,
        _ => Glyph::Sign,
    }
}

fn is_usual(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{ff}' | '–' | '‘' | '’' | '“' | '”' | '…')
}

/// A picture of the state, under a title.
pub(crate) fn picture(state: &State, title: &str) -> String {
    let pixels = pixels(state);
    let columns = usize::from(state.size.width);
    let (width, height) = (
        columns * WIDTH + 2 * MARGIN,
        usize::from(state.size.height) * HEIGHT + 2 * MARGIN,
    );
    let ground = pixels.last().unwrap().ground;
    let mut sheet = Sheet(vec![ground]);
    let mut body = String::new();
    for (row, line) in pixels.chunks(columns).enumerate() {
        sheet.grounds(line, row, &mut body);
        sheet.shapes(line, row, &mut body);
        sheet.letters(line, row, &mut body);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">\n\
        <title>{}</title>\n\
        <style>\n\
        text{{font-family:{FONTS};font-size:13px;white-space:pre}}\n\
        {}@media (prefers-color-scheme:light){{\n{}}}\n\
        </style>\n\
        <rect class=\"c0\" width=\"{width}\" height=\"{height}\" rx=\"8\"/>\n\
        <g transform=\"translate({MARGIN} {MARGIN})\">\n{body}</g>\n\
        </svg>\n",
        escape(title),
        sheet.rules(0),
        sheet.rules(1),
    )
}

fn pixels(state: &State) -> Vec<Pixel> {
    let [dark, light] = [ThemeName::Dark, ThemeName::Light].map(|name| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.width, state.size.height));
        view::draw(
            state,
            &Theme::new(name, false),
            &Keymap::default(),
            &mut buffer,
        );
        buffer.content
    });
    let both = dark.iter().zip(&light);
    both.map(|(dark, light)| {
        let [one, other] = [dark, light].map(colours);
        Pixel {
            symbol: dark.symbol().to_owned(),
            ink: Fill {
                colours: [one.0, other.0],
                bold: dark.modifier.contains(Modifier::BOLD),
            },
            ground: Fill {
                colours: [one.1, other.1],
                bold: false,
            },
        }
    })
    .collect()
}

/// Those of the letters and of the ground.
fn colours(cell: &Cell) -> (Color, Color) {
    if cell.modifier.contains(Modifier::REVERSED) {
        (cell.bg, cell.fg)
    } else {
        (cell.fg, cell.bg)
    }
}

/// The fills that are used: each is a class. The first is the ground of the screen.
struct Sheet(Vec<Fill>);

impl Sheet {
    fn class(&mut self, fill: Fill) -> String {
        let known = self.0.iter().position(|one| *one == fill);
        let place = known.unwrap_or_else(|| {
            self.0.push(fill);
            self.0.len() - 1
        });
        format!("c{place}")
    }

    fn rules(&self, theme: usize) -> String {
        let mut rules = String::new();
        for (place, fill) in self.0.iter().enumerate() {
            let bold = if fill.bold { ";font-weight:bold" } else { "" };
            let colour = hex(fill.colours[theme]);
            let _ = writeln!(rules, ".c{place}{{fill:{colour}{bold}}}");
        }
        rules
    }

    /// What lies behind the letters, where it is not the ground of the screen.
    fn grounds(&mut self, line: &[Pixel], row: usize, body: &mut String) {
        for cells in runs(line, |one, other| one.ground == other.ground) {
            let ground = line[cells.start].ground;
            if ground != self.0[0] {
                let class = self.class(ground);
                rect(body, &class, &cells, row, (WHOLE, WHOLE, 100));
            }
        }
    }

    fn shapes(&mut self, line: &[Pixel], row: usize, body: &mut String) {
        for cells in runs(line, |one, other| {
            let (one_glyph, other_glyph) = (glyph(&one.symbol), glyph(&other.symbol));
            let is_wide = matches!(one_glyph, Glyph::Block(WHOLE, ..));
            is_wide && one_glyph == other_glyph && one.ink.colours == other.ink.colours
        }) {
            let pixel = &line[cells.start];
            let ink = Fill {
                bold: false,
                ..pixel.ink
            };
            match glyph(&pixel.symbol) {
                Glyph::Block(x, y, density) => {
                    let class = self.class(ink);
                    rect(body, &class, &cells, row, (x, y, density));
                }
                Glyph::Lozenge(filled) => {
                    let class = self.class(ink);
                    let (x, y) = (cells.start * WIDTH, row * HEIGHT + HEIGHT / 2);
                    let hole = if filled { "" } else { "m0 2l-2 2 2 2 2-2z" };
                    let _ = writeln!(
                        body,
                        "<path class=\"{class}\" d=\"M{} {}l4 4-4 4-4-4z{hole}\"/>",
                        x + WIDTH / 2,
                        y - 4
                    );
                }
                Glyph::Space | Glyph::Letter | Glyph::Sign => {}
            }
        }
    }

    fn letters(&mut self, line: &[Pixel], row: usize, body: &mut String) {
        let mut from = 0;
        while from < line.len() {
            let run = letters_from(line, from);
            if run.is_empty() {
                from += 1;
                continue;
            }
            from = run.end;
            let pixels = &line[run.clone()];
            let class = self.class(pixels[0].ink);
            let text: String = pixels.iter().map(|pixel| pixel.symbol.as_str()).collect();
            let _ = writeln!(
                body,
                "<text class=\"{class}\" x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
                run.start * WIDTH,
                row * HEIGHT + BASELINE,
                run.len() * WIDTH,
                escape(&text)
            );
        }
    }
}

/// The cells from here on that one piece of text can take: letters of one fill, with single spaces between them.
fn letters_from(line: &[Pixel], from: usize) -> Range<usize> {
    let is = |place: usize, wanted: Glyph| {
        line.get(place)
            .is_some_and(|pixel| glyph(&pixel.symbol) == wanted)
    };
    if is(from, Glyph::Sign) {
        return from..from + 1;
    }
    let goes_on = |place: usize| is(place, Glyph::Letter) && line[place].ink == line[from].ink;
    let mut end = from;
    while goes_on(end) || (end > from && is(end, Glyph::Space) && goes_on(end + 1)) {
        end += 1;
    }
    from..end
}

/// Neighbours that are alike, together.
fn runs(line: &[Pixel], alike: impl Fn(&Pixel, &Pixel) -> bool) -> Vec<Range<usize>> {
    let mut from = 0;
    line.chunk_by(alike)
        .map(|chunk| {
            let cells = from..from + chunk.len();
            from = cells.end;
            cells
        })
        .collect()
}

fn rect(
    body: &mut String,
    class: &str,
    cells: &Range<usize>,
    row: usize,
    (x, y, density): (Range8, Range8, u8),
) {
    let opacity = match density {
        100 => String::new(),
        density => format!(" fill-opacity=\".{density:02}\""),
    };
    let eighths = |eighths: usize| eighths * HEIGHT / 8;
    let _ = writeln!(
        body,
        "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{opacity}/>",
        cells.start * WIDTH + x.0,
        row * HEIGHT + eighths(y.0),
        (cells.len() - 1) * WIDTH + x.1 - x.0,
        (eighths(y.1) - eighths(y.0)).max(1),
    );
}

/// A colour of the 256 as the web writes it. The two themes use no others.
fn hex(colour: Color) -> String {
    let (red, green, blue) = match colour {
        Color::Indexed(place @ 16..=231) => {
            let place = place - 16;
            let level = |part: u8| if part == 0 { 0 } else { part * 40 + 55 };
            (level(place / 36), level(place / 6 % 6), level(place % 6))
        }
        Color::Indexed(place @ 232..) => {
            let grey = (place - 232) * 10 + 8;
            (grey, grey, grey)
        }
        other => unreachable!("{other} is in neither theme"),
    };
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
