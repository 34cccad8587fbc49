//! The loop: event → update → effects → draw once, if anything changed. Nothing happens while nothing happens.

mod diary;
mod rescue;

use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, RecvError, RecvTimeoutError, Sender, SyncSender};
use std::thread;
use std::time::Duration;

use crossterm::event::Event;
use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};

use crate::app::{Action, Change, Effect, Screen as Shown, State, update};
use crate::config::Config;
use crate::environment::Environment;
use crate::keys::Keymap;
use crate::store::{Kept, Store};
use crate::study::{Entry, Moment};
use crate::terminal::{self, Input, Screen, watch_signals};
use crate::theme::Theme;

pub use diary::{Diary, Meanwhile};
pub use rescue::{Unkept, Watchdog, keep};

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

/// Said where a note was changed in two sessions.
const BOTH_KEPT: &str =
    "The note was changed in another session meanwhile: both texts are kept, yours below";

/// Exit code of a program that was ended by a signal, as shells count.
const SIGNALLED: u8 = 128;

/// Runs the browser until the reader leaves. The answer is the exit code.
///
/// # Errors
/// When the terminal cannot be taken, or goes away while it is drawn to.
pub fn run(
    mut state: State,
    theme: &Theme,
    config: &Config,
    store: &Store,
    environment: &Environment,
) -> io::Result<u8> {
    let keys = &config.keys;
    let (sender, messages) = mpsc::channel();
    // Before the size is asked for: a window that changes from here on is heard of.
    let signals = sender.clone();
    let unkept = Unkept::default();
    let (rescued, to) = (unkept.clone(), store.clone());
    watch_signals(
        move |signal| signals.send(Message::Signal(signal)).is_ok(),
        move || rescued.rescue(&to),
    )?;
    let watchdog = state.session.idle().map(Watchdog::over).transpose()?;
    leave_room()?;
    let screen = Screen::enter(environment)?;
    update(&mut state, Action::Resized(Screen::size()));
    let mut diary = Diary::new(store, &config.study);
    if state.awaits_study() {
        open_study(&mut state, &mut diary);
    }
    let go_on = watch_terminal(sender)?;
    let mut browser = Browser {
        state,
        theme,
        keys,
        store,
        diary,
        screen,
        go_on,
        away: false,
        patience: Patience::Fresh,
        unkept,
        watchdog,
    };
    let ended = browser.serve(&messages);
    let Browser {
        state,
        diary,
        screen,
        patience,
        ..
    } = browser;
    // The shell has its terminal back before anything slow is done.
    drop(screen);
    if let (Patience::Over, Some(idle)) = (patience, state.session.idle()) {
        writeln!(terminal::output(), "{}", idle.farewell("key was pressed"))?;
    }
    // What was being written is worth keeping however this ended; where it cannot be, it is said to whoever still reads.
    if let Some(change) = state.unkept()
        && let Err(error) = keep(store, &state.personal, &change)
    {
        let text = match &change {
            Change::Note { text, .. } => text.as_str(),
            Change::Bookmark { .. } => "",
        };
        let _ = writeln!(
            terminal::complaints(),
            "This note could not be kept: {error}. It was:\n\n{text}"
        );
    }
    // Where the reader was is worth keeping however this ended. That it cannot be kept was said at the start.
    let _ = store.write(Kept::Position, &state.position());
    diary.close();
    match ended {
        // A terminal that went away is a hang-up, not a failure.
        Err(error) if is_gone(&error) => Ok(SIGNALLED + 1),
        other => other,
    }
}

/// More bytes than a session comes to need.
const ROOM: usize = 16 << 20;

/// Where memory ends in the middle of a session, the program ends there and then, and gives no terminal back. So it does not begin.
fn leave_room() -> io::Result<()> {
    let mut room: Vec<u8> = Vec::new();
    let left = room.try_reserve_exact(ROOM);
    std::hint::black_box(&room);
    if left.is_err() {
        let why = "there is too little memory for the browser: `ulimit -v` says whether it is limited, and the commands, as in `nhs-tiers show sha`, need less";
        return Err(io::Error::new(io::ErrorKind::OutOfMemory, why));
    }
    Ok(())
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
    diary: Diary,
    screen: Screen,
    /// Lets the terminal be read again. What is typed after the reader has left belongs to the shell.
    go_on: SyncSender<()>,
    /// The terminal was given back, and the job is about to stop or has stopped.
    away: bool,
    patience: Patience,
    unkept: Unkept,
    /// Where a silent reader is not waited for for ever.
    watchdog: Option<Watchdog>,
}

/// How long a silent reader has been waited for, where that has an end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Patience {
    /// Not long.
    Fresh,
    /// So long that the reader was warned.
    Warned,
    /// To the end.
    Over,
}

impl Browser<'_> {
    fn serve(&mut self, messages: &Receiver<Message>) -> io::Result<u8> {
        self.draw()?;
        if self.state.is_new_here {
            // However this session ends, the reader was here. That nothing can be kept was said.
            let _ = self.store.write(Kept::Position, &self.state.position());
        }
        loop {
            let first = match self.next(messages) {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) if !self.away => {
                    if self.is_time_over() {
                        self.act(Action::TimeOver)?;
                    } else if self.lose_patience() {
                        return Ok(0);
                    }
                    self.draw()?;
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.come_back()?;
                    self.draw()?;
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            };
            if let Some(watchdog) = &self.watchdog {
                watchdog.hear();
            }
            let mut changed = self.regain_patience();
            // What has been waiting is done before anything is drawn: a held key costs one frame, not hundreds.
            for message in std::iter::once(first).chain(messages.try_iter()) {
                match message {
                    Message::Events(events) => {
                        changed |= self.come_back()?;
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
                        changed |= self.come_back()?;
                    }
                    Message::Signal(SIGTSTP) => {
                        self.screen.stop(self.away)?;
                        self.away = true;
                    }
                    Message::Signal(SIGWINCH) => {
                        self.resized();
                        // It may have had another size in between, and lost what it showed.
                        self.screen.forget();
                        changed = true;
                    }
                    Message::Signal(signal) => {
                        return Ok(SIGNALLED.saturating_add(u8::try_from(signal).unwrap_or(0)));
                    }
                    Message::Gone => return Ok(SIGNALLED + 1),
                }
            }
            if changed && !self.away {
                self.draw()?;
            }
        }
    }

    /// Draws what is to be seen now. What is being written can be rescued while the terminal takes its time.
    fn draw(&mut self) -> io::Result<()> {
        self.unkept.set(self.state.unkept());
        self.screen.draw(&self.state, self.theme, self.keys)
    }

    /// The next message. After the job was told to stop it either has stopped, and finds this time gone by when it is continued, or there
    /// was nobody to stop it, and it goes on.
    fn next(&self, messages: &Receiver<Message>) -> Result<Message, RecvTimeoutError> {
        if self.away {
            return messages.recv_timeout(STOPPING);
        }
        let idle = self.state.session.idle().map(|idle| match self.patience {
            Patience::Fresh => idle.before_warning(),
            Patience::Warned | Patience::Over => idle.after_warning(),
        });
        let exam = self.state.deadline().map(|ends| self.until(ends));
        match idle.into_iter().chain(exam).min() {
            Some(wait) => messages.recv_timeout(wait),
            None => messages
                .recv()
                .map_err(|RecvError| RecvTimeoutError::Disconnected),
        }
    }

    /// How long it is until a moment.
    fn until(&self, moment: Moment) -> Duration {
        let seconds = moment.0.saturating_sub(self.diary.now().moment.0);
        Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
    }

    /// Whether an exam is going on whose time is over.
    fn is_time_over(&self) -> bool {
        let ends = self.state.deadline();
        ends.is_some_and(|ends| self.until(ends).is_zero())
    }

    /// Nothing came for as long as is waited. The first time the reader is warned; the answer is whether it was the last.
    fn lose_patience(&mut self) -> bool {
        let warned = self.patience == Patience::Warned;
        self.patience = if warned {
            Patience::Over
        } else {
            Patience::Warned
        };
        if !warned {
            let idle = self.state.session.idle();
            self.state.notice = idle.map(|idle| idle.warning("any key"));
        }
        warned
    }

    /// Somebody is there. The answer is whether a warning has to be taken back.
    fn regain_patience(&mut self) -> bool {
        let warned = std::mem::replace(&mut self.patience, Patience::Fresh) == Patience::Warned;
        if warned {
            self.state.notice = None;
        }
        warned
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
        if self.state.screen == Shown::Study {
            self.state.now = self.diary.now();
        }
        for effect in update(&mut self.state, action) {
            match effect {
                Effect::Copy(text) => self.screen.copy(&text)?,
                Effect::Keep(change) => match keep(self.store, &self.state.personal, &change) {
                    Ok((personal, says, meets)) => {
                        self.state.with_personal(|known| *known = personal);
                        let met = meets.then(|| BOTH_KEPT.to_owned());
                        let says = says.or(met);
                        self.state.notice = says.or_else(|| self.state.notice.take());
                    }
                    Err(error) => self.state.not_kept(&change, &error.to_string()),
                },
                Effect::OpenStudy => open_study(&mut self.state, &mut self.diary),
                Effect::KeepEntry(entry) => self.keep(entry),
                Effect::ReadReviews => self.state.show_reviews(&self.diary.entries()),
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

    /// Keeps an entry of the log, and takes in what other sessions have kept meanwhile.
    fn keep(&mut self, entry: Entry) {
        match self.diary.keep(&entry) {
            Ok(Meanwhile::Added(entries)) => {
                if !self.state.take_in(&entries) {
                    self.state.learn(self.diary.reread());
                }
            }
            Ok(Meanwhile::Changed(history)) => self.state.learn(*history),
            Err(why) => self.state.entry_not_kept(entry, &why),
        }
    }

    /// Takes the terminal again, if it was given back. It may have changed while nobody looked. The answer is whether it was.
    fn come_back(&mut self) -> io::Result<bool> {
        let was_away = std::mem::take(&mut self.away);
        if was_away {
            self.screen.resume()?;
            self.resized();
        }
        Ok(was_away)
    }

    /// Asks for the size.
    fn resized(&mut self) {
        let size = Screen::size();
        if size != self.state.size {
            update(&mut self.state, Action::Resized(size));
        }
    }
}

/// Reads what is kept of studying.
fn open_study(state: &mut State, diary: &mut Diary) {
    state.now = diary.now();
    let (opened, says) = diary.open();
    state.open_study(opened);
    let said = state.notice.take();
    let says: Vec<String> = said.into_iter().chain(says).collect();
    if !says.is_empty() {
        state.notice = Some(says.join("; "));
    }
}

/// Turns what the terminal sends into messages, all that is waiting in one, and reads on only when told to.
fn watch_terminal(sender: Sender<Message>) -> io::Result<SyncSender<()>> {
    let (go_on, may_read) = mpsc::sync_channel(1);
    let reading = thread::Builder::new().name("terminal".to_owned());
    reading.spawn(move || {
        let mut input = Input::default();
        loop {
            let Ok(events) = input.read() else {
                let _ = sender.send(Message::Gone);
                return;
            };
            if sender.send(Message::Events(events)).is_err() || may_read.recv().is_err() {
                return;
            }
        }
    })?;
    Ok(go_on)
}
