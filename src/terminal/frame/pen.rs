//! What a terminal remembers between two characters: where the next one goes, and how it will look.

use std::fmt::Write;

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

    /// The parameters that turn another look into this, attribute by attribute; none where some would have to be taken back and no
    /// colour says that the terminal knows more than a VT100, which can only take back all.
    fn parameters_from(self, other: Self) -> Option<String> {
        let gone = other.modifier.difference(self.modifier);
        let bared = [(self.fg, other.fg), (self.bg, other.bg)]
            .iter()
            .any(|(new, old)| *new == Color::Reset && *old != Color::Reset);
        let coloured = self.fg != Color::Reset || self.bg != Color::Reset;
        if (!gone.is_empty() || bared) && !coloured {
            return None;
        }
        let mut parameters = String::new();
        let mut taken = 0;
        for (attribute, _, off) in ATTRIBUTES {
            if gone.contains(attribute) && taken != off {
                taken = off;
                let _ = write!(parameters, ";{off}");
            }
        }
        for (attribute, on, off) in ATTRIBUTES {
            // Two attributes are taken back by one parameter.
            if self.modifier.contains(attribute)
                && (!other.modifier.contains(attribute) || taken_with(gone, off))
            {
                let _ = write!(parameters, ";{on}");
            }
        }
        if self.fg != other.fg {
            parameters.push_str(&colour(self.fg, 30));
        }
        if self.bg != other.bg {
            parameters.push_str(&colour(self.bg, 40));
        }
        Some(parameters)
    }
}

fn taken_with(gone: Modifier, parameter: u8) -> bool {
    ATTRIBUTES
        .iter()
        .any(|(attribute, _, off)| *off == parameter && gone.contains(*attribute))
}

/// The parameters of a colour; `base` is 30 for letters, 40 for their ground.
fn colour(colour: Color, base: u8) -> String {
    let number = match colour {
        Color::Reset => return format!(";{}", base + 9),
        Color::Rgb(r, g, b) => return format!(";{};2;{r};{g};{b}", base + 8),
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
        0..=7 => format!(";{}", base + number),
        8..=15 => format!(";{}", base + 60 + number - 8),
        16.. => format!(";{};5;{number}", base + 8),
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
        if self.at != Some((x, y)) {
            out.push_str(&self.way_to(x, y));
            self.at = Some((x, y));
        }
    }

    fn way_to(self, x: u16, y: u16) -> String {
        let jump = match (y, x) {
            (0, 0) => "\x1b[H".to_owned(),
            (_, 0) => format!("\x1b[{}H", y + 1),
            (0, _) => format!("\x1b[;{}H", x + 1),
            _ => format!("\x1b[{};{}H", y + 1, x + 1),
        };
        let Some((from, down)) = self
            .at
            .and_then(|(from, row)| Some((from, y.checked_sub(row)?)))
        else {
            return jump;
        };
        let along = if x < from {
            steps(from - x, 'D')
        } else {
            steps(x - from, 'C')
        };
        let straight = steps(down, 'B') + &along;
        let by_lines = format!("\r{}{}", "\n".repeat(usize::from(down)), steps(x, 'C'));
        [straight, by_lines].into_iter().fold(
            jump,
            |best, way| if way.len() < best.len() { way } else { best },
        )
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
        out.push_str(&self.change_to(look));
        self.look = look;
    }

    /// The bytes that would take.
    pub(super) fn cost_of(self, look: Look) -> usize {
        self.change_to(look).len()
    }

    fn change_to(self, look: Look) -> String {
        if self.look == look {
            return String::new();
        }
        // From plain text nothing has to be taken back.
        let anew = look.parameters_from(Look::PLAIN).unwrap_or_default();
        let on = look
            .parameters_from(self.look)
            .filter(|parameters| parameters.len() <= anew.len());
        match on {
            // The first parameter needs no sign before it; none stands for: take back all.
            Some(parameters) => format!("\x1b[{}m", parameters.trim_start_matches(';')),
            None => format!("\x1b[{anew}m"),
        }
    }
}

/// So many steps in a direction.
fn steps(number: u16, direction: char) -> String {
    match number {
        0 => String::new(),
        1 => format!("\x1b[{direction}"),
        _ => format!("\x1b[{number}{direction}"),
    }
}
