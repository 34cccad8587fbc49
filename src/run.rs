//! The loop: event → update → effects → draw once, if anything changed. Nothing happens while nothing happens.

use std::io;
use std::sync::mpsc::{self, Receiver, RecvError, RecvTimeoutError, Sender, SyncSender};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event};
use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::app::{Action, Effect, Personal, State, update};
use crate::keys::Keymap;
use crate::store::{Kept, Store};
use crate::terminal::Screen;
use crate::theme::Theme;

/// Something that happened.
enum Message {
    /// Events of the terminal that were waiting together.
    Events(Vec<Event>),
    /// A signal.
    Signal(i32),
    /// The terminal has gone.
    Gone,
}

/// How long the system may take to stop a job that was told to.
const STOPPING: Duration = Duration::from_millis(300);

/// How long is looked for more of what was typed together. In no time at all crossterm would not even look at what it has read already,
/// and each of 200 presses that came at once would get a frame of its own.
const AT_ONCE: Duration = Duration::from_micros(50);

/// Exit code of a program that was ended by a signal, as shells count.
const SIGNALLED: u8 = 128;

/// Runs the browser until the reader leaves. The answer is the exit code.
///
/// # Errors
/// When the terminal cannot be taken, or goes away while it is drawn to.
pub fn run(
    mut state: State,
    theme: &Theme,
    keys: &Keymap,
    store: &Store,
    tmux: bool,
) -> io::Result<u8> {
    let (sender, messages) = mpsc::channel();
    // Before the size is asked for: a window that changes from here on is heard of.
    watch_signals(&sender)?;
    let mut screen = Screen::enter(tmux)?;
    let size = screen.size()?;
    update(&mut state, Action::Resized(size));
    screen.draw(&state, theme, keys)?;
    watch_hangup(sender.clone());
    let go_on = watch_terminal(sender);
    let mut browser = Browser {
        state,
        theme,
        keys,
        store,
        screen,
        go_on,
        away: false,
    };
    let ended = browser.serve(&messages);
    let Browser { state, screen, .. } = browser;
    // The shell has its terminal back before anything slow is done.
    drop(screen);
    // Where the reader was is worth keeping however this ended. That it cannot be kept was said at the start.
    let _ = store.write(Kept::Position, &state.position());
    match ended {
        // A terminal that went away is a hang-up, not a failure.
        Err(error) if is_gone(&error) => Ok(SIGNALLED + 1),
        other => other,
    }
}

fn is_gone(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::BrokenPipe | io::ErrorKind::NotConnected | io::ErrorKind::UnexpectedEof
    ) || error.raw_os_error() == Some(5)
}

struct Browser<'a> {
    state: State,
    theme: &'a Theme,
    keys: &'a Keymap,
    store: &'a Store,
    screen: Screen,
    /// Lets the terminal be read again. What is typed after the reader has left belongs to the shell.
    go_on: SyncSender<()>,
    /// The terminal was given back, and the job is about to stop or has stopped.
    away: bool,
}

impl Browser<'_> {
    fn serve(&mut self, messages: &Receiver<Message>) -> io::Result<u8> {
        loop {
            let first = match self.next(messages) {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) => {
                    self.come_back()?;
                    self.screen.draw(&self.state, self.theme, self.keys)?;
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            };
            let mut changed = false;
            // What has been waiting is done before anything is drawn: a held key costs one frame, not hundreds.
            for message in std::iter::once(first).chain(messages.try_iter()) {
                match message {
                    Message::Events(events) => {
                        self.come_back()?;
                        for event in events {
                            for action in self.actions(event) {
                                changed = true;
                                if self.act(action)? {
                                    return Ok(0);
                                }
                            }
                        }
                        let _ = self.go_on.send(());
                    }
                    Message::Signal(SIGCONT) => {
                        self.away = true;
                        self.come_back()?;
                        changed = true;
                    }
                    Message::Signal(SIGWINCH) => changed |= self.resized()?,
                    Message::Signal(signal) => {
                        return Ok(SIGNALLED.saturating_add(u8::try_from(signal).unwrap_or(0)));
                    }
                    Message::Gone => return Ok(SIGNALLED + 1),
                }
            }
            if changed && !self.away {
                self.screen.draw(&self.state, self.theme, self.keys)?;
            }
        }
    }

    /// The next message. After the job was told to stop it either has stopped, and finds this time gone by when it is continued, or there
    /// was nobody to stop it, and it goes on.
    fn next(&self, messages: &Receiver<Message>) -> Result<Message, RecvTimeoutError> {
        if self.away {
            messages.recv_timeout(STOPPING)
        } else {
            messages
                .recv()
                .map_err(|RecvError| RecvTimeoutError::Disconnected)
        }
    }

    fn actions(&self, event: Event) -> Vec<Action> {
        match event {
            Event::Key(key) => self.keys.actions(&self.state, key),
            Event::Paste(text) => vec![Action::Paste(text)],
            // The size comes by signal, from before the first event was read.
            Event::Resize(..) | Event::FocusGained | Event::FocusLost | Event::Mouse(_) => {
                Vec::new()
            }
        }
    }

    /// Does what was asked for. The answer is whether the reader leaves.
    fn act(&mut self, action: Action) -> io::Result<bool> {
        for effect in update(&mut self.state, action) {
            match effect {
                Effect::Copy(text) => self.screen.copy(&text)?,
                Effect::Keep(change) => {
                    let known = &self.state.personal;
                    match self
                        .store
                        .change(Kept::Personal, known, |personal: &mut Personal| {
                            personal.apply(&change);
                        }) {
                        Ok((personal, says)) => {
                            self.state.personal = personal;
                            self.state.notice = says.or_else(|| self.state.notice.take());
                        }
                        Err(error) => {
                            self.state.notice = Some(format!("This could not be kept: {error}"));
                        }
                    }
                }
                Effect::Suspend => {
                    self.away = true;
                    self.screen.suspend()?;
                }
                Effect::Redraw => self.screen.forget(),
                Effect::Quit => return Ok(true),
            }
        }
        Ok(false)
    }

    /// Takes the terminal again, if it was given back. It may have changed while nobody looked.
    fn come_back(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.away) {
            self.screen.resume()?;
            self.resized()?;
        }
        Ok(())
    }

    /// Asks for the size. The answer is whether it is another one.
    fn resized(&mut self) -> io::Result<bool> {
        let size = self.screen.size()?;
        let other = size != self.state.size;
        if other {
            update(&mut self.state, Action::Resized(size));
        }
        Ok(other)
    }
}

/// Turns signals into messages. `SIGHUP` is taken even where it was inherited as ignored: a dead terminal must end the program.
fn watch_signals(sender: &Sender<Message>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGCONT, SIGWINCH])?;
    let sender = sender.clone();
    thread::Builder::new()
        .name("signals".to_owned())
        .stack_size(64 * 1024)
        .spawn(move || {
            for signal in signals.forever() {
                if sender.send(Message::Signal(signal)).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Turns what the terminal sends into messages, all that is waiting in one, and reads on only when told to.
fn watch_terminal(sender: Sender<Message>) -> SyncSender<()> {
    let (go_on, may_read) = mpsc::sync_channel(1);
    thread::spawn(move || {
        loop {
            let Ok(first) = event::read() else {
                let _ = sender.send(Message::Gone);
                return;
            };
            let mut events = vec![first];
            while event::poll(AT_ONCE).unwrap_or(false) {
                match event::read() {
                    Ok(next) => events.push(next),
                    Err(_) => break,
                }
            }
            if sender.send(Message::Events(events)).is_err() || may_read.recv().is_err() {
                return;
            }
        }
    });
    go_on
}

/// Waits until the terminal has gone. crossterm would not notice: it would read a dead terminal for ever, as fast as it can.
fn watch_hangup(sender: Sender<Message>) {
    thread::spawn(move || {
        let stdin = io::stdin();
        loop {
            // Nothing is asked for; that the other end has gone is told all the same.
            let mut terminal = [PollFd::new(&stdin, PollFlags::empty())];
            match rustix::event::poll(&mut terminal, None) {
                Err(Errno::INTR) => {}
                Ok(_) | Err(_) => break,
            }
        }
        let _ = sender.send(Message::Gone);
    });
}
