//! What the terminal sends: keys and pasted text. Everything else that terminals say, asked or not, is taken and forgotten.

mod decode;

use std::io;
use std::time::Duration;

use crossterm::event::Event;
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;

pub use decode::Decoder;

/// As much as a terminal hands over at once.
const CHUNK: usize = 4096;
/// What is waiting is taken together, but no more than this: a flood must not keep the screen from being drawn.
const MOST: usize = 16 * 1024;

/// The terminal as a source of events.
///
/// crossterm can read it too, but takes answers to questions that were never asked for keys, an arrow that comes in two pieces for
/// Esc and letters, keeps a paste of any size, and does not notice that the terminal has gone.
#[derive(Debug, Default)]
pub struct Input {
    decoder: Decoder,
}

impl Input {
    /// Waits until something has happened: all that has come by then.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn read(&mut self) -> io::Result<Vec<Event>> {
        let mut events = Vec::new();
        let mut taken = 0;
        let mut chunk = [0; CHUNK];
        loop {
            let patience = if events.is_empty() {
                self.decoder.patience()
            } else {
                Some(Duration::ZERO)
            };
            if wait(patience)? {
                let length = rustix::io::read(rustix::stdio::stdin(), &mut chunk)?;
                taken += length;
                events.extend(self.decoder.feed(chunk.get(..length).unwrap_or_default()));
                if taken >= MOST && !events.is_empty() {
                    return Ok(events);
                }
            } else if events.is_empty() {
                events.extend(self.decoder.settle());
            } else {
                return Ok(events);
            }
        }
    }
}

/// Whether the terminal has something to read within so long.
fn wait(patience: Option<Duration>) -> io::Result<bool> {
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    match poll(patience)? {
        Some(found) if found.intersects(gone) => Err(io::ErrorKind::UnexpectedEof.into()),
        found => Ok(found.is_some()),
    }
}

/// Whether standard input has something to read, or comes to its end, within so long.
///
/// # Errors
/// When it cannot be waited for.
pub fn has_input(within: Duration) -> io::Result<bool> {
    Ok(poll(Some(within))?.is_some())
}

/// What befalls standard input within so long, if anything does.
fn poll(patience: Option<Duration>) -> io::Result<Option<PollFlags>> {
    let stdin = rustix::stdio::stdin();
    let limit = patience.and_then(|time| Timespec::try_from(time).ok());
    loop {
        let mut input = [PollFd::new(&stdin, PollFlags::IN)];
        match rustix::event::poll(&mut input, limit.as_ref()) {
            Err(Errno::INTR) => {}
            ready => {
                let found = ready? > 0;
                let [input] = input;
                return Ok(found.then(|| input.revents()));
            }
        }
    }
}
