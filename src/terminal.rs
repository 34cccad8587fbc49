//! The terminal: entered, left and entered again, and always left as it was found; or only printed on.

mod clipboard;
mod input;
mod print;
mod signals;

use std::io::{self, Stdout, Write};
use std::os::fd::AsFd;
use std::panic;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::{Size, State};
use crate::environment::{Environment, Multiplexer};
use crate::keys::Keymap;
use crate::theme::Theme;
use crate::view;

pub use input::{Input, has_input};
pub use print::Paper;
pub use signals::watch as watch_signals;

/// Room for a whole frame, so that one frame is one write.
const FRAME: usize = 64 * 1024;

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

/// A run of unchanged cells this short is sent again rather than jumped over: a jump costs six to eight bytes.
const SHORT_GAP: u16 = 6;

type Output = io::BufWriter<Stdout>;

/// The screen while the browser has it. Dropping it gives the terminal back.
///
/// It keeps what the terminal shows and sends what changed. ratatui's own `Terminal` does that too, but jumps over every blank
/// between two words that both changed, which doubles the bytes of a page of text.
pub struct Screen {
    backend: CrosstermBackend<Output>,
    /// What the terminal shows.
    shown: Buffer,
    /// What it is to show next.
    next: Buffer,
    /// It shows something else: everything has to be sent.
    forgotten: bool,
    /// Whether the terminal's cursor is to be seen, where that is known.
    cursor: Option<bool>,
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
        let backend = CrosstermBackend::new(io::BufWriter::with_capacity(FRAME, io::stdout()));
        Ok(Self {
            backend,
            shown: Buffer::empty(Rect::ZERO),
            next: Buffer::empty(Rect::ZERO),
            forgotten: false,
            cursor: None,
            outer,
        })
    }

    /// The size of the terminal, as far as it can be believed.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn size(&self) -> io::Result<Size> {
        let (width, height) = window(io::stdout()).unwrap_or_default();
        let believed = |told: u16, usual, most| if told == 0 { usual } else { told.min(most) };
        Ok(Size {
            width: believed(width, USUAL.width, MOST.width),
            height: believed(height, USUAL.height, MOST.height),
        })
    }

    /// Draws a state: one synchronised update that holds little more than the changed cells.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn draw(&mut self, state: &State, theme: &Theme, keys: &Keymap) -> io::Result<()> {
        let area = Rect::new(0, 0, state.size.width, state.size.height);
        // A buffer of its own for each frame would cost more than drawing into it.
        self.next.resize(area);
        self.next.reset();
        let cursor = view::draw(state, theme, keys, &mut self.next);
        queue!(self.backend, BeginSynchronizedUpdate)?;
        let written = self
            .next
            .content
            .iter()
            .filter(|cell| **cell != Cell::EMPTY)
            .count();
        let known = self.shown.area == area && !self.forgotten;
        let short = known
            .then(|| self.shown.diff(&self.next))
            .filter(|changed| changed.len() <= written);
        let changed = if let Some(changed) = short {
            changed
        } else {
            // Where one screen gives way to another, wiping and writing is shorter than overwriting the old with blanks.
            queue!(self.backend, Clear(ClearType::All))?;
            self.shown.resize(area);
            self.shown.reset();
            self.forgotten = false;
            self.shown.diff(&self.next)
        };
        self.backend
            .draw(bridged(changed, &self.next).into_iter())?;
        match cursor {
            Some(position) => {
                queue!(self.backend, MoveTo(position.x, position.y))?;
                if self.cursor != Some(true) {
                    queue!(self.backend, Show)?;
                }
            }
            None if self.cursor != Some(false) => queue!(self.backend, Hide)?,
            None => {}
        }
        self.cursor = Some(cursor.is_some());
        std::mem::swap(&mut self.shown, &mut self.next);
        execute!(self.backend, EndSynchronizedUpdate)
    }

    /// Draws everything at the next frame.
    pub const fn forget(&mut self) {
        self.forgotten = true;
        self.cursor = None;
    }

    /// Sends text to the clipboard of the machine in front of the reader, by OSC 52.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let sequence = clipboard::sequence(text, self.outer.multiplexer);
        self.backend.write_all(sequence.as_bytes())?;
        Write::flush(&mut self.backend)
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

/// The changed cells, and the unchanged ones between two that are so near that sending them is cheaper than jumping.
fn bridged<'a>(changed: Vec<(u16, u16, &'a Cell)>, next: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
    let mut cells: Vec<(u16, u16, &Cell)> = Vec::with_capacity(changed.len() * 2);
    for (x, y, cell) in changed {
        if let Some((last_x, last_y, last)) = cells.last().copied()
            && last_y == y
            && x > last_x + 1
            && x - last_x - 1 <= SHORT_GAP
            && last.symbol().width() == 1
        {
            let gap: Vec<_> = (last_x + 1..x)
                .filter_map(|x| next.cell((x, y)).map(|cell| (x, y, cell)))
                .collect();
            // Another style between would cost more than the jump.
            if gap
                .iter()
                .all(|(_, _, cell)| cell.style() == last.style() && cell.symbol().width() == 1)
            {
                cells.extend(gap);
            }
        }
        cells.push((x, y, cell));
    }
    cells
}

/// Colours were asked for by name, which counts for more than `NO_COLOR`: crossterm would obey that by itself.
pub fn force_colours() {
    crossterm::style::force_color_output(true);
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
