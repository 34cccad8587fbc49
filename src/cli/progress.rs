//! A line on stderr while something takes long.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::terminal;

/// What is done sooner needs no explanation.
const LONG: Duration = Duration::from_millis(500);
/// How often the line grows.
const TICK: Duration = Duration::from_millis(250);
/// Takes a line back.
const CLEAR: &str = "\r\u{1b}[K";

/// Does the work, and says so on stderr from half a second on until it is done. On a terminal the line grows, and is gone in the end.
pub(super) fn while_slow<T>(what: &str, work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        let (done, waiting) = mpsc::channel::<()>();
        // Where there is no room for it, the work is done in silence.
        let _ = thread::Builder::new().spawn_scoped(scope, move || {
            if waiting.recv_timeout(LONG) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let mut out = terminal::complaints();
            let on_terminal = io::stderr().is_terminal();
            let _ = write!(out, "{what} ...");
            while on_terminal && waiting.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                let _ = write!(out, ".");
                let _ = out.flush();
            }
            let _ = if on_terminal {
                out.sequence(CLEAR)
            } else {
                writeln!(out)
            };
        });
        let result = work();
        drop(done);
        result
    })
}
