//! The terminal: entered, left and entered again, and always left as it was found; or only printed on.

mod frame;
mod print;

use std::io;
use std::panic;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command, execute};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use rustix::io::Errno;

use crate::app::{Size, State};
use crate::keys::Keymap;
use crate::theme::Theme;
use crate::view;

pub use print::Paper;

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
    tmux: bool,
}

impl Screen {
    /// Takes the terminal: raw mode, the other screen, pasted text as text. Nothing is asked of the terminal, so nothing is waited for.
    ///
    /// # Errors
    /// When standard output is no terminal, or it goes away.
    pub fn enter(tmux: bool) -> io::Result<Self> {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let _ = give_back();
            hook(info);
        }));
        take()?;
        Ok(Self {
            shown: Buffer::empty(Rect::ZERO),
            next: Buffer::empty(Rect::ZERO),
            forgotten: true,
            cursor: None,
            tmux,
        })
    }

    /// The size of the terminal.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn size(&self) -> io::Result<Size> {
        crossterm::terminal::size().map(|(width, height)| Size { width, height })
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
        let mut sequence = String::new();
        CopyToClipboard::to_clipboard_from(text)
            .write_ansi(&mut sequence)
            .map_err(io::Error::other)?;
        if self.tmux {
            // tmux takes the plain form where its `set-clipboard` is on; else it hands on what is wrapped for it, every escape doubled,
            // where its `allow-passthrough` is. Which of the two it is cannot be asked.
            sequence = format!(
                "{sequence}\x1bPtmux;{}\x1b\\",
                sequence.replace('\x1b', "\x1b\x1b")
            );
        }
        send(&sequence)
    }

    /// Gives the terminal back and stops the whole job, until the shell continues it: then [`Self::resume`].
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn suspend(&mut self) -> io::Result<()> {
        give_back()?;
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
        Ok(())
    }

    /// Takes the terminal again after the job was stopped.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn resume(&mut self) -> io::Result<()> {
        // Whoever continued the job may have set the terminal as it likes: raw mode is taken anew, not believed to be on.
        let _ = disable_raw_mode();
        take()?;
        self.forget();
        Ok(())
    }
}

/// The columns of the terminal that the program was started in, if it was started in one.
#[must_use]
pub fn columns() -> Option<u16> {
    crossterm::terminal::size().ok().map(|(columns, _)| columns)
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = give_back();
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

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

fn give_back() -> io::Result<()> {
    let raw = disable_raw_mode();
    execute!(
        io::stdout(),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    )?;
    raw
}
