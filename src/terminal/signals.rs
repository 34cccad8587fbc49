//! Signals: what is told to the loop, and what is done where the loop cannot listen.

use std::collections::HashSet;
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crossterm::terminal::disable_raw_mode;
use nix::sys::signal::{SigSet, Signal, raise};
use rustix::event::{PollFd, PollFlags, Timespec};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

/// How long the loop may take to end once it was told to, where the terminal holds it up by taking nothing more.
const HELD_UP: Duration = Duration::from_millis(800);
/// How many times as long it may take where it is only busy.
const BUSY: u8 = 10;

/// The threads only wait and hand on.
const STACK: usize = 64 * 1024;
/// Some may have a note to keep, and read and write a file for it.
const ROOM_TO_RESCUE: usize = 1024 * 1024;

/// Hands every signal that matters to the loop, until it listens no more. `SIGHUP` is taken even where it was inherited as ignored: a dead
/// terminal must end the program. Where the loop does not come to it, what must not be lost is rescued here.
///
/// # Errors
/// When the system does not allow it.
pub fn watch(
    tell: impl Fn(i32) -> bool + Send + Sync + 'static,
    rescue: impl Fn() + Send + Sync + 'static,
) -> io::Result<()> {
    let rescue = Arc::new(rescue);
    // A signal that has a handler cannot stop us the way the system does it. So it has none: it is kept from every thread, and waited for.
    let stops = stops();
    stops.thread_block()?;
    let tell = Arc::new(tell);
    let told = Arc::clone(&tell);
    spawn("stops", STACK, move || {
        while stops.wait().is_ok() {
            if !told(SIGTSTP) {
                return;
            }
        }
    })?;
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGCONT, SIGWINCH])?;
    spawn("signals", ROOM_TO_RESCUE, move || {
        let mut ending = HashSet::new();
        for signal in signals.forever() {
            if !tell(signal) {
                return;
            }
            if matches!(signal, SIGCONT | SIGWINCH) {
                continue;
            }
            if ending.insert(signal) {
                let rescue = Arc::clone(&rescue);
                let _ = spawn("last resort", ROOM_TO_RESCUE, move || {
                    for _ in 0..BUSY {
                        thread::sleep(HELD_UP);
                        if !takes_more() {
                            break;
                        }
                    }
                    rescue();
                    end_by(signal);
                });
            } else if signal != SIGHUP {
                // Whoever asks twice does not want to wait. That a terminal is gone is told twice as a matter of course.
                rescue();
                end_by(signal);
            }
        }
    })
}

/// Rescues what must not be lost when a signal ends a program that has nothing else to do about it.
///
/// # Errors
/// When the system does not allow it.
pub fn rescue_at_the_end(rescue: impl Fn() + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGQUIT])?;
    spawn("signals", ROOM_TO_RESCUE, move || {
        if let Some(signal) = signals.forever().next() {
            rescue();
            end_by(signal);
        }
    })
}

/// Stops us as the terminal's own key would, until somebody continues us; or not at all, where there is nobody who could.
pub(super) fn stop() -> io::Result<()> {
    let stops = stops();
    stops.thread_unblock()?;
    raise(Signal::SIGTSTP)?;
    stops.thread_block()?;
    Ok(())
}

fn stops() -> SigSet {
    SigSet::from(Signal::SIGTSTP)
}

/// Whether the terminal takes what is written to it.
fn takes_more() -> bool {
    let stdout = io::stdout();
    let mut terminal = [PollFd::new(&stdout, PollFlags::OUT)];
    rustix::event::poll(&mut terminal, Some(&Timespec::default())).is_ok_and(|ready| ready > 0)
}

/// Ends the program where nobody else can, as though it had been told to.
pub fn end() {
    end_by(SIGTERM);
}

/// Ends the program as the signal would have. Nothing can be written any more, but the settings of the terminal can be given back.
fn end_by(signal: i32) {
    let _ = disable_raw_mode();
    let _ = emulate_default_handler(signal);
}

fn spawn(name: &str, stack: usize, run: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name(name.to_owned())
        .stack_size(stack)
        .spawn(run)?;
    Ok(())
}
