//! What a terminal remembers between two characters: where the next one goes, and how it will look.

use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

/// How a character looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// What is seen of a blank, beside its ground.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// The attributes, how each is set and how it is taken back.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Look {
    /// As a terminal writes when nothing was said.
    pub(super) const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// How a cell looks that shows a symbol. What is not seen of a blank does not count.
    pub(super) fn of(cell: &Cell, symbol: &str) -> Self {
        let look = Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        };
        if symbol == " " && !look.is_seen_on_blank() {
            Self {
                bg: look.bg,
                ..Self::PLAIN
            }
        } else {
            look
        }
    }

    fn is_seen_on_blank(self) -> bool {
        self.modifier.intersects(SEEN_ON_BLANK)
    }

    /// A symbol that is to have a look is shown rightly by a pen of this one.
    pub(super) fn suits(self, symbol: &str, wanted: Self) -> bool {
        let bare = symbol == " " && !wanted.is_seen_on_blank();
        self == wanted || bare && !self.is_seen_on_blank() && self.bg == wanted.bg
    }

    /// Writes the parameters that turn another look into this, attribute by attribute, with a sign before each. Nothing, and no, where
    /// some would have to be taken back and no colour says that the terminal knows more than a VT100, which can only take back all.
    fn parameters_from(self, other: Self, out: &mut String) -> bool {
        let gone = other.modifier.difference(self.modifier);
        let bared = [(self.fg, other.fg), (self.bg, other.bg)]
            .iter()
            .any(|(new, old)| *new == Color::Reset && *old != Color::Reset);
        let coloured = self.fg != Color::Reset || self.bg != Color::Reset;
        if (!gone.is_empty() || bared) && !coloured {
            return false;
        }
        let mut taken = 0;
        for (attribute, _, off) in ATTRIBUTES {
            if gone.contains(attribute) && taken != off {
                taken = off;
                parameter(off, out);
            }
        }
        for (attribute, on, off) in ATTRIBUTES {
            // Two attributes are taken back by one parameter.
            if self.modifier.contains(attribute)
                && (!other.modifier.contains(attribute) || taken_with(gone, off))
            {
                parameter(on, out);
            }
        }
        if self.fg != other.fg {
            colour(self.fg, 30, out);
        }
        if self.bg != other.bg {
            colour(self.bg, 40, out);
        }
        true
    }
}

fn taken_with(gone: Modifier, parameter: u8) -> bool {
    ATTRIBUTES
        .iter()
        .any(|(attribute, _, off)| *off == parameter && gone.contains(*attribute))
}

/// Writes the parameters of a colour; `base` is 30 for letters, 40 for their ground.
fn colour(colour: Color, base: u8, out: &mut String) {
    let number = match colour {
        Color::Reset => return parameter(base + 9, out),
        Color::Rgb(red, green, blue) => {
            return [base + 8, 2, red, green, blue]
                .into_iter()
                .for_each(|number| parameter(number, out));
        }
        Color::Indexed(number) => number,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    match number {
        0..=7 => parameter(base + number, out),
        8..=15 => parameter(base + 60 + number - 8, out),
        16.. => [base + 8, 5, number]
            .into_iter()
            .for_each(|number| parameter(number, out)),
    }
}

/// Writes a parameter, with the sign before it.
fn parameter(number: u8, out: &mut String) {
    out.push(';');
    decimal(u16::from(number), out);
}

/// Writes a number. Each key writes hundreds: the usual way is too slow for that.
fn decimal(number: u16, out: &mut String) {
    out.push_str(itoa::Buffer::new().format(number));
}

/// Of two ways that were written one behind the other only one stays.
pub(super) fn keep_one(out: &mut String, first: usize, second: usize, is_second: bool) {
    if is_second {
        out.drain(first..second);
    } else {
        out.truncate(second);
    }
}

/// Where the next character goes, if that is known, and how it will look.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    at: Option<(u16, u16)>,
    pub(super) look: Look,
}

impl Pen {
    /// A pen that writes plainly, at the cursor where that is known.
    pub(super) fn at(cursor: Option<Position>) -> Self {
        Self {
            at: cursor.map(|cursor| (cursor.x, cursor.y)),
            look: Look::PLAIN,
        }
    }

    /// The column it stands in, if it is in a row.
    pub(super) fn column_in(self, row: u16) -> Option<u16> {
        self.at.filter(|(_, y)| *y == row).map(|(x, _)| x)
    }

    /// The column it stands in, in whatever row.
    pub(super) fn column(self) -> Option<u16> {
        self.at.map(|(x, _)| x)
    }

    /// Moves it, the shortest way.
    pub(super) fn move_to(&mut self, x: u16, y: u16, out: &mut String) {
        if self.at == Some((x, y)) {
            return;
        }
        let start = out.len();
        jump(x, y, out);
        if let Some((from, row)) = self.at
            && let Some(down) = y.checked_sub(row)
        {
            let shorter = |write: &dyn Fn(&mut String), out: &mut String| {
                let middle = out.len();
                write(out);
                let is_shorter = out.len() - middle < middle - start;
                keep_one(out, start, middle, is_shorter);
            };
            let straight = |out: &mut String| {
                steps(down, 'B', out);
                let direction = if x < from { 'D' } else { 'C' };
                steps(x.abs_diff(from), direction, out);
            };
            let by_lines = |out: &mut String| {
                out.push('\r');
                out.extend(std::iter::repeat_n('\n', usize::from(down)));
                steps(x, 'C', out);
            };
            shorter(&straight, out);
            shorter(&by_lines, out);
        }
        self.at = Some((x, y));
    }

    /// Something of so many columns was written. Where it is not sure how far a terminal went, its place is forgotten.
    pub(super) fn went(&mut self, columns: u16, sure: bool) {
        self.at = self
            .at
            .filter(|_| sure)
            .map(|(x, y)| (x.saturating_add(columns), y));
    }

    /// Changes how it writes.
    pub(super) fn wear(&mut self, look: Look, out: &mut String) {
        if self.look == look {
            return;
        }
        out.push_str("\x1b[");
        let anew = out.len();
        // From plain text nothing has to be taken back; a sign before the first parameter stands for: take back all.
        look.parameters_from(Look::PLAIN, out);
        let on = out.len();
        let is_on = look.parameters_from(self.look, out) && out.len() - on <= on - anew;
        // The first parameter needs no sign before it.
        let sign = usize::from(is_on && out.len() > on);
        keep_one(out, anew, on + sign, is_on);
        out.push('m');
        self.look = look;
    }

    /// The bytes that would take.
    pub(super) fn cost_of(mut self, look: Look) -> usize {
        let mut bytes = String::new();
        self.wear(look, &mut bytes);
        bytes.len()
    }
}

/// Goes to a place from anywhere.
fn jump(x: u16, y: u16, out: &mut String) {
    out.push_str("\x1b[");
    if y > 0 {
        decimal(y + 1, out);
    }
    if x > 0 {
        out.push(';');
        decimal(x + 1, out);
    }
    out.push('H');
}

/// So many steps in a direction.
fn steps(number: u16, direction: char, out: &mut String) {
    if number > 0 {
        out.push_str("\x1b[");
        if number > 1 {
            decimal(number, out);
        }
        out.push(direction);
    }
}
