//! The terminal: entered, left and entered again, and always left as it was found; or only printed on.

mod clipboard;
mod frame;
mod input;
mod output;
mod print;
mod signals;

use std::io;
use std::os::fd::AsFd;
use std::panic;

use crossterm::cursor::{MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use rustix::io::Errno;

use crate::app::{Size, State};
use crate::environment::{Environment, Multiplexer};
use crate::keys::Keymap;
use crate::theme::Theme;
use crate::view;

pub use input::{Decoder, Input, has_input};
pub use output::{Output, buffered_output, complaints, only_ascii, output};
pub use print::Paper;
pub use signals::{end, rescue_at_the_end, watch as watch_signals};

/// What terminals have that do not tell their size.
const USUAL: Size = Size {
    width: 80,
    height: 24,
};
/// More than the largest wall of screens shows. What lies beyond stays empty: a terminal may say anything, and memory is finite.
const MOST: Size = Size {
    width: 1000,
    height: 400,
};

/// The screen while the browser has it. Dropping it gives the terminal back.
///
/// It keeps what the terminal shows and sends what changed. ratatui's own `Terminal` does that too, but takes half as many bytes
/// again, and thirty times as many where a page scrolls by a line.
pub struct Screen {
    /// What the terminal shows.
    shown: Buffer,
    /// What it is to show next.
    next: Buffer,
    /// It shows something else: everything has to be sent.
    forgotten: bool,
    /// Where the terminal's cursor is to be seen, if it is.
    cursor: Option<Position>,
    outer: Outer,
}

impl Screen {
    /// Takes the terminal: raw mode, the other screen, pasted text as text. Nothing is asked of the terminal, so nothing is waited for.
    ///
    /// # Errors
    /// When standard output is no terminal, or it goes away.
    pub fn enter(environment: &Environment) -> io::Result<Self> {
        let outer = Outer {
            other_screen: environment.other_screen,
            multiplexer: environment.multiplexer,
        };
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let _ = outer.give_back();
            hook(info);
        }));
        outer.take()?;
        Ok(Self {
            shown: Buffer::empty(Rect::ZERO),
            next: Buffer::empty(Rect::ZERO),
            forgotten: true,
            cursor: None,
            outer,
        })
    }

    /// The size of the terminal, as far as it can be believed.
    #[must_use]
    pub fn size() -> Size {
        let (width, height) = window(io::stdout()).unwrap_or_default();
        let believed = |told: u16, usual, most| if told == 0 { usual } else { told.min(most) };
        Size {
            width: believed(width, USUAL.width, MOST.width),
            height: believed(height, USUAL.height, MOST.height),
        }
    }

    /// Draws a state: one synchronised update in one write that holds little more than the changed cells, or nothing at all.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn draw(&mut self, state: &State, theme: &Theme, keys: &Keymap) -> io::Result<()> {
        let area = Rect::new(0, 0, state.size.width, state.size.height);
        // A buffer of its own for each frame would cost more than drawing into it.
        self.next.resize(area);
        self.next.reset();
        let cursor = view::draw(state, theme, keys, &mut self.next);
        frame::make_harmless(&mut self.next);
        let forgotten = std::mem::take(&mut self.forgotten);
        let shown = (!forgotten).then_some(&self.shown);
        let frame = frame::encode(shown, &self.next, self.cursor, cursor);
        self.cursor = cursor;
        std::mem::swap(&mut self.shown, &mut self.next);
        send(&frame)
    }

    /// Draws everything at the next frame.
    pub const fn forget(&mut self) {
        self.forgotten = true;
    }

    /// Sends text to the clipboard of the machine in front of the reader, by OSC 52.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        send(&clipboard::sequence(text, self.outer.multiplexer))
    }

    /// Gives the terminal back, and tells the whole job to stop: the signal comes back to us as to the others. Then [`Self::stop`].
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.outer.give_back()?;
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
        Ok(())
    }

    /// Stops until somebody continues us, the terminal given back: then [`Self::resume`].
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn stop(&mut self, given_back: bool) -> io::Result<()> {
        if !given_back {
            self.outer.give_back()?;
        }
        signals::stop()
    }

    /// Takes the terminal again after the job was stopped.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn resume(&mut self) -> io::Result<()> {
        // Whoever continued the job may have set the terminal as it likes: raw mode is taken anew, not believed to be on.
        let _ = disable_raw_mode();
        self.outer.take()?;
        self.forget();
        Ok(())
    }
}

/// The columns of the terminal that the program was started in, if it was started in one.
#[must_use]
pub fn columns() -> Option<u16> {
    told_size().map(|(columns, _)| columns)
}

/// The columns and lines that the terminal tells, whatever they are.
#[must_use]
pub fn told_size() -> Option<(u16, u16)> {
    window(io::stdout()).or_else(|| window(io::stderr()))
}

/// The columns and lines of a terminal. Nothing is started to find them out.
fn window(terminal: impl AsFd) -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(terminal).ok()?;
    Some((size.ws_col, size.ws_row))
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.outer.give_back();
        // The hook of before is gone with the closure that held it; the default one prints all that is needed.
        if !std::thread::panicking() {
            let _ = panic::take_hook();
        }
    }
}

/// Colours were asked for by name, which counts for more than `NO_COLOR`: crossterm would obey that by itself.
pub fn force_colours() {
    crossterm::style::force_color_output(true);
}

/// Writes as it is: standard output as the library has it would cut a frame at its last line feed.
fn send(text: &str) -> io::Result<()> {
    let mut left = text.as_bytes();
    while !left.is_empty() {
        match rustix::io::write(io::stdout(), left) {
            Ok(written) => left = left.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// What is between us and the reader, as far as it matters to taking the terminal and giving it back.
#[derive(Clone, Copy, Debug)]
struct Outer {
    other_screen: bool,
    multiplexer: Option<Multiplexer>,
}

impl Outer {
    fn take(self) -> io::Result<()> {
        enable_raw_mode()?;
        if self.other_screen {
            execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
        } else {
            execute!(io::stdout(), EnableBracketedPaste)
        }
    }

    /// What was drawn is wiped first: where there is no second screen, as in GNU screen unless it is told otherwise, half of our last
    /// frame around the prompt would confuse.
    fn give_back(self) -> io::Result<()> {
        let raw = disable_raw_mode();
        let mut out = io::stdout();
        queue!(
            out,
            DisableBracketedPaste,
            Clear(ClearType::All),
            MoveTo(0, 0)
        )?;
        if self.other_screen {
            queue!(out, LeaveAlternateScreen)?;
        }
        execute!(out, Show)?;
        raw
    }
}
