//! The terminal: entered, left and entered again, and always left as it was found.

use std::io::{self, Stdout, Write};
use std::panic;

use crossterm::clipboard::CopyToClipboard;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::cursor::Show;
use crossterm::{Command, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use crate::app::{Size, State};
use crate::theme::Theme;
use crate::view;

/// Room for a whole frame, so that one frame is one write.
const FRAME: usize = 64 * 1024;

type Output = io::BufWriter<Stdout>;

/// The screen while the browser has it. Dropping it gives the terminal back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Output>>,
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
        let backend = CrosstermBackend::new(io::BufWriter::with_capacity(FRAME, io::stdout()));
        Ok(Self { terminal: Terminal::new(backend)?, tmux })
    }

    /// The size of the terminal.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn size(&self) -> io::Result<Size> {
        self.terminal.size().map(|size| Size { width: size.width, height: size.height })
    }

    /// Draws a state: one synchronised update that holds the changed cells only.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn draw(&mut self, state: &State, theme: &Theme) -> io::Result<()> {
        let area = Rect::new(0, 0, state.size.width, state.size.height);
        if self.terminal.get_frame().area() != area {
            self.terminal.resize(area)?;
        }
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            if let Some(cursor) = view::draw(state, theme, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Draws everything at the next frame.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn forget(&mut self) -> io::Result<()> {
        // Resizing to the same size forgets what is on the screen; clearing would ask the terminal for its cursor.
        let area = self.terminal.get_frame().area();
        self.terminal.resize(area)
    }

    /// Sends text to the clipboard of the machine in front of the reader, by OSC 52.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut sequence = String::new();
        CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence).map_err(io::Error::other)?;
        if self.tmux {
            // tmux hands on what is wrapped for it, with every escape doubled.
            sequence = format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b"));
        }
        let out = self.terminal.backend_mut();
        out.write_all(sequence.as_bytes())?;
        Write::flush(out)
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
        take()?;
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }
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

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

fn give_back() -> io::Result<()> {
    let raw = disable_raw_mode();
    execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show)?;
    raw
}
