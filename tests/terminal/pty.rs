//! A program in a pseudo-terminal: what is typed to it, what it shows and sends, and how it leaves the terminal.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use tempfile::TempDir;

/// Only a hang takes this long.
pub(super) const DEADLINE: Duration = Duration::from_secs(20);
/// So long nothing is sent: the screen has settled.
pub(super) const QUIET: Duration = Duration::from_millis(300);
/// How often a child is asked whether it has ended.
pub(super) const GLANCE: Duration = Duration::from_millis(20);

pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_nhs-tiers");
pub(super) const ENTER: &str = "\r";
pub(super) const CTRL_C: &str = "\x03";
pub(super) const CTRL_L: &str = "\x0c";
pub(super) const CTRL_Z: &str = "\x1a";

/// What the last line of a kiosk's screen says.
pub(super) const NOTHING_IS_KEPT: &str = "kiosk · nothing is kept";

/// What the header of the browser always says.
pub(super) const HEADER: &str = "1 Timeline";
/// What it says at a first start: the last day of the evidence.
pub(super) const TODAY: &str = "as at 2 Jul 2026";

pub(super) const ENTER_ALTERNATE: &str = "\x1b[?1049h";
pub(super) const LEAVE_ALTERNATE: &str = "\x1b[?1049l";
pub(super) const SHOW_CURSOR: &str = "\x1b[?25h";
pub(super) const PASTE_OFF: &str = "\x1b[?2004l";
/// What every frame ends with.
pub(super) const END_OF_FRAME: &str = "\x1b[?2026l";

/// What to run, and where.
pub(super) struct Start {
    pub(super) command: CommandBuilder,
    size: (u16, u16),
    /// Nothing is read any more once this was sent.
    freezes_at: Option<&'static str>,
    /// A home of its own, unless the test gave it one.
    home: Option<TempDir>,
}

impl Start {
    /// A command with a small and known environment, in a terminal of 120×40.
    pub(super) fn of(program: impl AsRef<OsStr>, home: &Path) -> Self {
        let mut command = CommandBuilder::new(program);
        let path = command.get_env("PATH").unwrap_or_default().to_owned();
        command.env_clear();
        command.env("PATH", path);
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.cwd("/");
        Self {
            command,
            size: (120, 40),
            freezes_at: None,
            home: None,
        }
    }

    /// The browser, with an empty home.
    pub(super) fn browser() -> Self {
        let home = TempDir::new().unwrap();
        let start = Self::browser_at(home.path());
        Self {
            home: Some(home),
            ..start
        }
    }

    /// The browser, with this home.
    pub(super) fn browser_at(home: &Path) -> Self {
        Self::of(PROGRAM, home)
    }

    pub(super) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(super) fn args<S: AsRef<OsStr>>(mut self, arguments: &[S]) -> Self {
        self.command.args(arguments);
        self
    }

    pub(super) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// As a terminal that takes nothing more once it has given its screen.
    pub(super) fn freezing(self) -> Self {
        self.freezing_at(ENTER_ALTERNATE)
    }

    /// As one that takes nothing more once it has got this.
    pub(super) fn freezing_at(mut self, text: &'static str) -> Self {
        self.freezes_at = Some(text);
        self
    }

    /// Runs it.
    pub(super) fn run(self) -> Terminal {
        let (columns, rows) = self.size;
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let settings = settings(&*pair.master);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let child = pair.slave.spawn_command(self.command).unwrap();
        let hung_up = Arc::new(AtomicBool::new(false));
        let (sender, output) = mpsc::channel();
        let let_go = Arc::clone(&hung_up);
        let freezes_at = self.freezes_at;
        let (keep_open, kept_open) = mpsc::channel::<()>();
        thread::spawn(move || {
            let mut buffer = vec![0; if freezes_at.is_some() { 512 } else { 64 * 1024 }];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if freezes_at.is_some_and(|text| find(&buffer[..length], text)) {
                    let _ = sender.send(buffer[..length].to_vec());
                    if kept_open.recv().is_err() {
                        return;
                    }
                    continue;
                }
                if sender.send(buffer[..length].to_vec()).is_err() || let_go.load(Ordering::SeqCst)
                {
                    return;
                }
            }
        });
        Terminal {
            parser: vt100::Parser::new(rows, columns, 0),
            raw: Vec::new(),
            settings,
            output,
            hung_up,
            keep_open,
            writer: Some(writer),
            slave: Some(pair.slave),
            master: Some(pair.master),
            child,
            _home: self.home,
        }
    }

    /// Runs the browser and waits for its first frame.
    pub(super) fn open(self) -> Terminal {
        let mut terminal = self.run();
        terminal.wait_for_frame(HEADER);
        terminal
    }
}

/// What the shell says when it is ready.
const PROMPT: &str = "ready>";

/// A shell with jobs, ready for a command, where there is one.
pub(super) fn shell(home: &Path) -> Option<Terminal> {
    Command::new("bash").arg("--version").output().ok()?;
    let mut terminal = Start::of("bash", home)
        .args(&["--norc", "--noprofile", "-i"])
        .env("PS1", &format!("{PROMPT} "))
        .run();
    terminal.wait_for_prompt();
    Some(terminal)
}

fn find(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

pub(super) fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// The settings of a terminal, as `stty` would print them.
pub(super) fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// A terminal with something running in it.
pub(super) struct Terminal {
    pub(super) parser: vt100::Parser,
    /// Everything that was sent.
    pub(super) raw: Vec<u8>,
    /// The settings before anything ran.
    settings: String,
    output: Receiver<Vec<u8>>,
    hung_up: Arc<AtomicBool>,
    keep_open: mpsc::Sender<()>,
    writer: Option<Box<dyn Write + Send>>,
    /// Kept open: with its last user a pseudo-terminal forgets its settings.
    pub(super) slave: Option<Box<dyn SlavePty + Send>>,
    pub(super) master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    _home: Option<TempDir>,
}

impl Terminal {
    pub(super) fn send(&mut self, keys: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Types more than the terminal takes at once, while what it answers is read.
    pub(super) fn flood(&mut self, keys: &[u8]) {
        let mut writer = self.writer.take().unwrap();
        let keys = keys.to_vec();
        let typing = thread::spawn(move || {
            // Whoever leaves hears no more.
            let _ = writer.write_all(&keys);
            writer
        });
        while !typing.is_finished() && self.child.try_wait().unwrap().is_none() {
            let _ = self.receive(GLANCE);
        }
        if typing.is_finished() {
            self.writer = Some(typing.join().unwrap());
        }
    }

    /// Reads on, where it froze.
    pub(super) fn thaw(&self) {
        self.keep_open.send(()).unwrap();
    }

    /// The text on the screen.
    pub(super) fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// The text in some columns of the screen as it reads, whatever the lines it was broken into.
    pub(super) fn pane(&self, from: u16, columns: u16) -> String {
        let rows: Vec<String> = self.parser.screen().rows(from, columns).collect();
        rows.join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// How many cells of the screen are shown in reverse.
    pub(super) fn reversed(&self) -> usize {
        let screen = self.parser.screen();
        let (rows, columns) = screen.size();
        let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        cells
            .filter(|(row, column)| screen.cell(*row, *column).is_some_and(vt100::Cell::inverse))
            .count()
    }

    /// Everything that was sent, as text.
    pub(super) fn sent(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    /// Takes what comes within a time.
    pub(super) fn receive(&mut self, within: Duration) -> Result<(), RecvTimeoutError> {
        let bytes = self.output.recv_timeout(within)?;
        self.parser.process(&bytes);
        self.raw.extend_from_slice(&bytes);
        Ok(())
    }

    /// Waits until the terminal is as wanted. The words say in a failure what that was.
    pub(super) fn wait_until(&mut self, wanted: &str, is_so: impl Fn(&Self) -> bool) {
        let end = Instant::now() + DEADLINE;
        while !is_so(self) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "waited in vain for {wanted:?}; the screen shows:\n{}",
                self.screen()
            );
            let closed = self.receive(left) == Err(RecvTimeoutError::Disconnected);
            assert!(
                !closed || is_so(self),
                "the program ended without {wanted:?}; the screen shows:\n{}",
                self.screen()
            );
        }
    }

    pub(super) fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |terminal| terminal.screen().contains(text));
    }

    /// Waits until the shell in the terminal is ready for a command. What is typed before that might go to the program that is leaving.
    pub(super) fn wait_for_prompt(&mut self) {
        self.wait_until("a prompt", |terminal| {
            !terminal.parser.screen().alternate_screen()
                && terminal.screen().trim_end().ends_with(PROMPT)
        });
    }

    pub(super) fn wait_for_all(&mut self, texts: &[&str]) {
        for text in texts {
            self.wait_for(text);
        }
    }

    /// Waits for a whole frame, sent from now on, that shows a text. The answer is how many bytes were sent for it.
    pub(super) fn wait_for_frame(&mut self, text: &str) -> usize {
        let mark = self.raw.len();
        self.wait_until(text, |terminal| {
            terminal.raw[mark..].ends_with(END_OF_FRAME.as_bytes())
                && terminal.screen().contains(text)
        });
        self.raw.len() - mark
    }

    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.screen_mut().set_size(rows, columns);
        self.tell_size(columns, rows);
    }

    /// Tells the program a size that the screen does not have.
    pub(super) fn tell_size(&mut self, columns: u16, rows: u16) {
        self.master
            .as_ref()
            .unwrap()
            .resize(size(columns, rows))
            .unwrap();
    }

    pub(super) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// How the program was ended, if a signal did it.
    pub(super) fn ended_by(&mut self) -> String {
        let end = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                let master = self.master.as_ref().unwrap();
                assert_eq!(
                    settings(&**master),
                    self.settings,
                    "the settings are not as they were"
                );
                return status.signal().unwrap_or_default().to_owned();
            }
            assert!(Instant::now() < end, "the program does not end");
            thread::sleep(GLANCE);
        }
    }

    pub(super) fn signal(&self, name: &str) {
        let pid = self.pid();
        let sent = Command::new("sh")
            .arg("-c")
            .arg(format!("kill -{name} {pid}"))
            .status()
            .unwrap();
        assert!(sent.success());
    }

    /// Ends the program between two of its steps, whichever they are.
    pub(super) fn kill(&self) {
        let pid = Pid::from_raw(i32::try_from(self.pid()).unwrap());
        kill(pid, Signal::SIGKILL).unwrap();
    }

    /// Waits for the end of the program, whose terminal must then be as it was before. The answer is the exit code.
    pub(super) fn exit_code(&mut self) -> u32 {
        let end = Instant::now() + DEADLINE;
        let code = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status.exit_code();
            }
            assert!(
                Instant::now() < end,
                "the program does not end; the screen shows:\n{}",
                self.screen()
            );
            let _ = self.receive(GLANCE);
        };
        if let Some(master) = &self.master {
            assert_eq!(
                settings(&**master),
                self.settings,
                "the settings of the terminal have changed"
            );
        }
        // Without a slave the reader comes to an end, and so does what it hands on.
        self.slave = None;
        while self.receive(DEADLINE).is_ok() {}
        code
    }

    /// The same, for a program that had the screen and must have given it back.
    pub(super) fn exit_code_after_restoring(&mut self) -> u32 {
        let code = self.exit_code();
        let sent = self.sent();
        for sequence in [SHOW_CURSOR, PASTE_OFF] {
            assert!(sent.contains(sequence), "{sequence:?} was not sent");
        }
        assert_eq!(
            sent.matches(ENTER_ALTERNATE).count() > 0,
            sent.matches(LEAVE_ALTERNATE).count() > 0
        );
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(
            self.screen().trim(),
            "",
            "something was left on the reader's own screen"
        );
        code
    }

    /// Quits, as a reader does.
    pub(super) fn quit(&mut self) {
        self.send("q");
        assert_eq!(self.exit_code_after_restoring(), 0);
    }

    /// Takes the terminal away, as a lost connection does.
    pub(super) fn hang_up(&mut self) {
        self.slave = None;
        // One that froze lets go.
        self.keep_open = mpsc::channel().0;
        // The reader holds the terminal too: it lets go at the next thing it reads, so there has to be one.
        self.hung_up.store(true, Ordering::SeqCst);
        self.send("?");
        while self.receive(DEADLINE).is_ok() {}
        self.writer = None;
        self.master = None;
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Only a test that failed leaves something running. What has ended is not killed: its number may be another's by now.
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
        }
    }
}

/// The parameters of every sequence that sets how text looks: what stands between `ESC [` and `m`.
pub(super) fn looks(sent: &str) -> Vec<&str> {
    let parameters = |sequence| {
        let end = str::find(sequence, |c: char| !(c.is_ascii_digit() || c == ';'))?;
        let (parameters, rest) = str::split_at(sequence, end);
        rest.starts_with('m').then_some(parameters)
    };
    sent.split("\x1b[").skip(1).filter_map(parameters).collect()
}

/// Whether the parameters of such a sequence set a colour.
pub(super) fn is_colour(parameters: &str) -> bool {
    let number = |parameter: &str| parameter.parse().unwrap_or(0);
    parameters
        .split(';')
        .any(|parameter| matches!(number(parameter), 30..=38 | 40..=48 | 90..=97 | 100..=107))
}

/// What stands between two marks.
pub(super) fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text
        .split_once(start)
        .unwrap_or_else(|| panic!("{start:?} was not sent"));
    rest.split_once(end)
        .unwrap_or_else(|| panic!("{end:?} was not sent"))
        .0
}

/// The text that base64 stands for.
pub(super) fn decoded(base64: &str) -> String {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |c| {
        DIGITS
            .find(c)
            .unwrap_or_else(|| panic!("{c:?} is not a digit of base64"))
    };
    let bits: Vec<u8> = base64
        .trim_end_matches('=')
        .chars()
        .flat_map(|c| {
            (0..6)
                .rev()
                .map(move |bit| u8::from((digit(c) >> bit) & 1 == 1))
        })
        .collect();
    let bytes = bits
        .chunks_exact(8)
        .map(|byte| byte.iter().fold(0, |sum, bit| (sum << 1) | bit))
        .collect();
    String::from_utf8(bytes).unwrap()
}

/// The text without the sequences that set how it looks.
pub(super) fn bare(sent: &str) -> String {
    let mut parts = sent.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once('m').unwrap_or_default().1
    })
}
