//! Bytes → keys and pasted text.

use std::mem;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const CTRL_C: u8 = 0x03;

/// What is kept of a paste. Nobody types more into one line, and whoever pastes a film by mistake shall not wait for it.
const KEPT: usize = 64 * 1024;
/// What ends a paste.
const PASTE_END: &[u8] = b"\x1b[201~";
/// Parameters of a sequence that are looked at.
const PARAMETERS: usize = 32;

/// So long after Esc the rest of a sequence may still come; what comes later is another key. Slow links send the rest at once or
/// not at all, nobody types `[A` so fast, and whoever presses Esc does not notice so short a wait.
const REST_OF_KEY: Duration = Duration::from_millis(25);
/// So long the rest of what has plainly begun is waited for.
const REST_OF_SEQUENCE: Duration = Duration::from_secs(1);
/// So long a paste may pause on a bad link. One that never ends would take the keyboard away for good.
const REST_OF_PASTE: Duration = Duration::from_secs(10);

/// Reads what terminals send, in whatever pieces it comes. What is held back is bounded.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    events: Vec<Event>,
}

#[derive(Debug, Default)]
enum State {
    /// Between keys.
    #[default]
    Ground,
    /// After the first bytes of a character.
    Character(Vec<u8>, KeyModifiers),
    /// After Esc: the key, Alt with what follows, or the start of a sequence.
    Escape,
    /// After `ESC O`.
    Shifted,
    /// After `ESC [`.
    Sequence(Vec<u8>),
    /// After `ESC [ [`: a function key of the Linux console.
    Function,
    /// After `ESC ]`, `ESC P` or `ESC _`, which a reader may have typed too.
    Opened(u8),
    /// In the answer to a question that was not asked; whether its last byte was Esc.
    Answer(bool),
    /// In a report of the mouse that has so many bytes left.
    Mouse(u8),
    /// In pasted text, of whose end so many bytes have come.
    Paste(Vec<u8>, usize),
}

impl Decoder {
    /// The events in some more bytes.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Event> {
        for &byte in bytes {
            self.byte(byte);
        }
        mem::take(&mut self.events)
    }

    /// How long to wait for the rest of what has begun, if anything has.
    #[must_use]
    pub const fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Escape | State::Shifted | State::Opened(_) => Some(REST_OF_KEY),
            State::Paste(..) => Some(REST_OF_PASTE),
            _ => Some(REST_OF_SEQUENCE),
        }
    }

    /// Nothing has followed in that time: what has come is all there is.
    pub fn settle(&mut self) -> Vec<Event> {
        match mem::take(&mut self.state) {
            State::Escape => self.key(KeyCode::Esc, KeyModifiers::NONE),
            State::Shifted => self.key(KeyCode::Char('O'), KeyModifiers::ALT),
            State::Opened(byte) => self.key(KeyCode::Char(char::from(byte)), KeyModifiers::ALT),
            State::Sequence(parameters) if parameters.is_empty() => {
                self.key(KeyCode::Char('['), KeyModifiers::ALT);
            }
            State::Paste(text, _) => self.pasted(&text),
            _ => {}
        }
        mem::take(&mut self.events)
    }

    fn byte(&mut self, byte: u8) {
        match mem::take(&mut self.state) {
            State::Ground => self.plain(byte, KeyModifiers::NONE),
            State::Character(bytes, modifiers) => self.character(bytes, byte, modifiers),
            State::Escape => self.escape(byte),
            State::Shifted => match byte {
                ESC => self.state = State::Escape,
                _ => self.shifted(byte),
            },
            State::Sequence(parameters) => self.sequence(parameters, byte),
            State::Function => {
                if let number @ 1..=5 = byte.wrapping_sub(b'A' - 1) {
                    self.key(KeyCode::F(number), KeyModifiers::NONE);
                }
            }
            State::Opened(opened) => {
                if is_answer(opened, byte) {
                    self.state = State::Answer(false);
                } else {
                    self.key(KeyCode::Char(char::from(opened)), KeyModifiers::ALT);
                    self.byte(byte);
                }
            }
            State::Answer(escaped) => match byte {
                BEL => {}
                b'\\' if escaped => {}
                // Out at once must work wherever the reader is caught.
                CTRL_C => self.plain(byte, KeyModifiers::NONE),
                _ if escaped => self.escape(byte),
                _ => self.state = State::Answer(byte == ESC),
            },
            State::Mouse(left) => {
                if left > 1 {
                    self.state = State::Mouse(left - 1);
                }
            }
            State::Paste(text, ended) => self.paste(text, ended, byte),
        }
    }

    /// A byte that no sequence has taken.
    fn plain(&mut self, byte: u8, modifiers: KeyModifiers) {
        let control = modifiers | KeyModifiers::CONTROL;
        match byte {
            ESC => self.state = State::Escape,
            b'\r' => self.key(KeyCode::Enter, modifiers),
            b'\t' => self.key(KeyCode::Tab, modifiers),
            0x7f => self.key(KeyCode::Backspace, modifiers),
            0 => self.key(KeyCode::Char(' '), control),
            1..=26 => self.key(KeyCode::Char(char::from(b'a' - 1 + byte)), control),
            28..=31 => self.key(KeyCode::Char(char::from(b'4' - 28 + byte)), control),
            _ => self.character(Vec::new(), byte, modifiers),
        }
    }

    fn character(&mut self, mut bytes: Vec<u8>, byte: u8, modifiers: KeyModifiers) {
        if !bytes.is_empty() && !(0x80..0xc0).contains(&byte) {
            // What began is no character, and this is another.
            return self.plain(byte, KeyModifiers::NONE);
        }
        bytes.push(byte);
        match str::from_utf8(&bytes) {
            Ok(text) => {
                for c in text.chars().filter(|c| !c.is_control()) {
                    let shift = if c.is_uppercase() {
                        KeyModifiers::SHIFT
                    } else {
                        KeyModifiers::NONE
                    };
                    self.events.push(Event::Key(KeyEvent::new(
                        KeyCode::Char(c),
                        modifiers | shift,
                    )));
                }
            }
            Err(error) if error.error_len().is_none() => {
                self.state = State::Character(bytes, modifiers);
            }
            Err(_) => {}
        }
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            ESC => {
                self.key(KeyCode::Esc, KeyModifiers::NONE);
                self.state = State::Escape;
            }
            b'[' => self.state = State::Sequence(Vec::new()),
            b'O' => self.state = State::Shifted,
            b']' | b'P' | b'_' => self.state = State::Opened(byte),
            _ => self.plain(byte, KeyModifiers::ALT),
        }
    }

    fn shifted(&mut self, byte: u8) {
        let code = match byte {
            b'M' => Some(KeyCode::Enter),
            b'P'..=b'S' => Some(KeyCode::F(byte - b'P' + 1)),
            _ => moved(byte),
        };
        if let Some(code) = code {
            self.key(code, KeyModifiers::NONE);
        }
    }

    fn sequence(&mut self, mut parameters: Vec<u8>, byte: u8) {
        match byte {
            ESC => self.state = State::Escape,
            0..=31 => self.plain(byte, KeyModifiers::NONE),
            b'[' if parameters.is_empty() => self.state = State::Function,
            b'M' if parameters.is_empty() => self.state = State::Mouse(3),
            b'~' if parameters == b"200" => self.state = State::Paste(Vec::new(), 0),
            b'@'..=b'~' => self.sequence_key(&parameters, byte),
            _ => {
                if parameters.len() < PARAMETERS {
                    parameters.push(byte);
                }
                self.state = State::Sequence(parameters);
            }
        }
    }

    /// A whole sequence; most that are no keys have a sign before their numbers, or an end that no key has.
    fn sequence_key(&mut self, parameters: &[u8], end: u8) {
        let Ok(parameters) = str::from_utf8(parameters) else {
            return;
        };
        let mut numbers = Vec::new();
        for number in parameters.split(';').filter(|number| !number.is_empty()) {
            let Ok(number) = number.parse::<u32>() else {
                return;
            };
            numbers.push(number);
        }
        let first = numbers.first().copied();
        let modifiers = numbers.get(1).map_or(KeyModifiers::NONE, |mask| {
            let mask = u8::try_from(mask.saturating_sub(1)).unwrap_or(0);
            // Shift, Alt and Ctrl: terminals and crossterm number them in other orders.
            [
                (1, KeyModifiers::SHIFT),
                (2, KeyModifiers::ALT),
                (4, KeyModifiers::CONTROL),
            ]
            .into_iter()
            .filter(|(bit, _)| mask & bit != 0)
            .fold(KeyModifiers::NONE, |all, (_, one)| all | one)
        });
        let code = match end {
            b'Z' => return self.key(KeyCode::BackTab, KeyModifiers::SHIFT),
            // Not R: that is where the cursor stands.
            b'P' | b'Q' | b'S' => Some(KeyCode::F(end - b'P' + 1)),
            b'~' => first.and_then(numbered),
            b'u' => first
                .and_then(char::from_u32)
                .filter(|c| !c.is_control())
                .map(KeyCode::Char),
            _ => moved(end),
        };
        if let Some(code) = code {
            self.key(code, modifiers);
        }
    }

    fn paste(&mut self, mut text: Vec<u8>, ended: usize, byte: u8) {
        if PASTE_END.get(ended) == Some(&byte) {
            if ended + 1 == PASTE_END.len() {
                self.pasted(&text);
            } else {
                self.state = State::Paste(text, ended + 1);
            }
            return;
        }
        // It only looked like the end.
        let begun = PASTE_END.get(..ended).unwrap_or_default();
        let again = usize::from(byte == ESC);
        for &byte in begun.iter().chain((again == 0).then_some(&byte)) {
            if text.len() < KEPT {
                text.push(byte);
            }
        }
        self.state = State::Paste(text, again);
    }

    fn pasted(&mut self, text: &[u8]) {
        let text = String::from_utf8_lossy(text);
        // A character that the limit has cut is none.
        let text = text.trim_end_matches(char::REPLACEMENT_CHARACTER);
        self.events.push(Event::Paste(text.to_owned()));
    }

    fn key(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.events.push(Event::Key(KeyEvent::new(code, modifiers)));
    }
}

/// Whether what follows `ESC ]`, `ESC P` or `ESC _` says that a terminal answers, not that somebody types.
const fn is_answer(opened: u8, next: u8) -> bool {
    match opened {
        b']' => next.is_ascii_digit() || matches!(next, b'l' | b'L'),
        b'P' => next.is_ascii_digit() || matches!(next, b'>' | b'!' | b'$' | b'+' | b'|'),
        _ => next == b'G',
    }
}

const fn moved(end: u8) -> Option<KeyCode> {
    Some(match end {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        _ => return None,
    })
}

fn numbered(number: u32) -> Option<KeyCode> {
    let function = |number: u32, first: u32, key: u8| {
        let number = u8::try_from(number - first).ok()?;
        Some(KeyCode::F(key + number))
    };
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(number, 11, 1),
        17..=21 => function(number, 17, 6),
        23..=24 => function(number, 23, 11),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
