//! Many readers on one host: what a session takes of memory, and of the processor while nobody and while everybody types.
//!
//! `cargo bench --bench kiosk` opens 200 pseudo-terminals, as an SSH server would, with the built program in each;
//! `cargo bench --bench kiosk -- 50` opens 50. It asks Linux's `/proc` for the figures. The readers are threads of this program and
//! take some of the processor too: what is told of the sessions is only their own.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench may fail loudly, and prints what it measured"
)]

use std::fs;
use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_nhs-tiers");
/// What it is started with.
const ARGUMENTS: &[&str] = &["--kiosk"];
const SESSIONS: usize = 200;
const IDLE: Duration = Duration::from_secs(10);
const TYPING: Duration = Duration::from_secs(15);
const SIZE: PtySize = PtySize {
    rows: 40,
    cols: 120,
    pixel_width: 0,
    pixel_height: 0,
};
/// What every frame ends with.
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";
/// What is typed, over and over: time, bars, zoom and a search. Each key changes something.
const KEYS: &[u8] = b"hj+lk-/sha\x07";
/// Ticks of the processor's time a second, as `/proc` counts on Linux.
const TICKS: u64 = 100;

/// What has been typed in a session and not yet answered, and how long the answers took.
#[derive(Default)]
struct Typing {
    next: usize,
    pressed: Option<Instant>,
    answers: Vec<Duration>,
}

/// A reader with a terminal.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    typing: Arc<Mutex<Typing>>,
    _master: Box<dyn MasterPty + Send>,
}

impl Session {
    /// Opens one. As long as `at_once` holds, its reader presses the next key as soon as a frame is there.
    fn open(home: &TempDir, at_once: &Arc<AtomicBool>) -> Self {
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(ARGUMENTS);
        command.env_clear();
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let typing = Arc::new(Mutex::new(Typing {
            pressed: Some(Instant::now()),
            ..Typing::default()
        }));
        let (keys, answered, at_once) = (
            Arc::clone(&writer),
            Arc::clone(&typing),
            Arc::clone(at_once),
        );
        thread::spawn(move || {
            let mut buffer = vec![0; 16 * 1024];
            let mut tail = Vec::new();
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                tail.extend_from_slice(buffer.get(..length).unwrap_or_default());
                let kept = tail.len().saturating_sub(END_OF_FRAME.len());
                tail.drain(..kept);
                if tail == END_OF_FRAME {
                    let mut typing = answered.lock().unwrap();
                    if let Some(pressed) = typing.pressed.take() {
                        typing.answers.push(pressed.elapsed());
                    }
                    if at_once.load(Ordering::Relaxed) {
                        press(&mut typing, &keys);
                    }
                }
            }
        });
        Self {
            child,
            writer,
            typing,
            _master: pair.master,
        }
    }

    fn press(&self) {
        press(&mut self.typing.lock().unwrap(), &self.writer);
    }

    fn answers(&self) -> Vec<Duration> {
        std::mem::take(&mut self.typing.lock().unwrap().answers)
    }

    fn is_waiting(&self) -> bool {
        self.typing.lock().unwrap().pressed.is_some()
    }

    fn proc(&self, file: &str) -> String {
        let id = self.child.process_id().unwrap();
        fs::read_to_string(format!("/proc/{id}/{file}")).unwrap()
    }

    /// Kilobytes under one of these names.
    fn memory(&self, names: &[&str]) -> u64 {
        let rollup = self.proc("smaps_rollup");
        let lines = rollup.lines().filter_map(|line| line.split_once(':'));
        lines
            .filter(|(name, _)| names.contains(name))
            .filter_map(|(_, value)| value.trim().trim_end_matches(" kB").parse::<u64>().ok())
            .sum()
    }

    /// Ticks of the processor's time it has had.
    fn ticks(&self) -> u64 {
        let stat = self.proc("stat");
        let (_, fields) = stat.rsplit_once(')').unwrap();
        let fields: Vec<&str> = fields.split_whitespace().collect();
        // utime and stime, the 14th and 15th of all, of which two stand before the bracket.
        [11, 12]
            .iter()
            .filter_map(|at| fields.get(*at)?.parse::<u64>().ok())
            .sum()
    }

    /// How often one of its threads was given the processor.
    fn switches(&self) -> u64 {
        let id = self.child.process_id().unwrap();
        let threads = fs::read_dir(format!("/proc/{id}/task")).unwrap();
        let status = threads
            .map(|thread| fs::read_to_string(thread.unwrap().path().join("status")).unwrap());
        let count = |status: String| -> u64 {
            let lines = status.lines().filter(|line| line.contains("ctxt_switches"));
            lines
                .filter_map(|line| line.split_whitespace().last()?.parse::<u64>().ok())
                .sum()
        };
        status.map(count).sum()
    }
}

fn press(typing: &mut Typing, writer: &Mutex<Box<dyn Write + Send>>) {
    let key = KEYS
        .get(typing.next % KEYS.len())
        .copied()
        .unwrap_or_default();
    typing.next += 1;
    typing.pressed = Some(Instant::now());
    let mut writer = writer.lock().unwrap();
    writer.write_all(&[key]).unwrap();
    writer.flush().unwrap();
}

fn sum(sessions: &[Session], of: impl Fn(&Session) -> u64) -> u64 {
    sessions.iter().map(of).sum()
}

/// Waits until every key is answered, or the end of patience.
fn wait(sessions: &[Session]) {
    let end = Instant::now() + Duration::from_secs(60);
    while sessions.iter().any(Session::is_waiting) {
        assert!(Instant::now() < end, "a session does not answer");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Prints what the answers took, and what the processor did meanwhile.
fn tell(what: &str, sessions: &[Session], ticks: u64, took: Duration) {
    let mut answers: Vec<Duration> = sessions.iter().flat_map(Session::answers).collect();
    answers.sort();
    let at = |hundredths: usize| {
        let answer = answers.get((answers.len() * hundredths / 100).min(answers.len() - 1));
        answer.map_or(0.0, |answer| answer.as_secs_f64() * 1000.0)
    };
    #[expect(clippy::cast_precision_loss, reason = "counts of a few seconds")]
    let (count, busy) = (answers.len() as f64, ticks as f64 / TICKS as f64);
    println!(
        "| {what} | {:.0} | {:.0} % | {:.2} | {:.1} | {:.1} |",
        count / took.as_secs_f64(),
        100.0 * busy / took.as_secs_f64(),
        1000.0 * busy / count,
        at(50),
        at(99),
    );
}

fn main() {
    let number = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok());
    let number = number.unwrap_or(SESSIONS);
    let home = TempDir::new().unwrap();
    let at_once = Arc::new(AtomicBool::new(false));
    let start = Instant::now();
    let sessions: Vec<Session> = (0..number)
        .map(|_| Session::open(&home, &at_once))
        .collect();
    wait(&sessions);
    println!(
        "{number} sessions, every one with its first frame after {:.1} s",
        start.elapsed().as_secs_f64()
    );
    for session in &sessions {
        session.answers();
    }
    memory("once opened", &sessions);

    // What a thread still does after its first frame is not idleness.
    thread::sleep(Duration::from_secs(1));
    let (ticks, switches) = (
        sum(&sessions, Session::ticks),
        sum(&sessions, Session::switches),
    );
    thread::sleep(IDLE);
    println!(
        "\nidle for {} s: {} ticks of the processor, {} context switches\n",
        IDLE.as_secs(),
        sum(&sessions, Session::ticks) - ticks,
        sum(&sessions, Session::switches) - switches
    );

    println!(
        "| typing | keys a second | of one processor | ms of it a key | ms from key to frame, median | 99th percentile |"
    );
    println!("|---|--:|--:|--:|--:|--:|");
    let (start, ticks) = (Instant::now(), sum(&sessions, Session::ticks));
    let mut turn = 0;
    while start.elapsed() < TYPING {
        let second = u32::try_from(turn / number).unwrap_or(u32::MAX);
        let share = u32::try_from(turn % number).unwrap_or(0);
        let due = Duration::from_secs(1) * second
            + Duration::from_secs(1) * share / u32::try_from(number).unwrap();
        thread::sleep(due.saturating_sub(start.elapsed()));
        if let Some(session) = sessions.get(turn % number) {
            session.press();
        }
        turn += 1;
    }
    wait(&sessions);
    let took = start.elapsed();
    tell(
        "one key a second each",
        &sessions,
        sum(&sessions, Session::ticks) - ticks,
        took,
    );

    let (start, ticks) = (Instant::now(), sum(&sessions, Session::ticks));
    at_once.store(true, Ordering::Relaxed);
    sessions.iter().for_each(Session::press);
    thread::sleep(TYPING);
    at_once.store(false, Ordering::Relaxed);
    wait(&sessions);
    let took = start.elapsed();
    tell(
        "all as fast as they are answered",
        &sessions,
        sum(&sessions, Session::ticks) - ticks,
        took,
    );

    memory("\nafter typing", &sessions);
    for mut session in sessions {
        session.child.kill().unwrap();
        session.child.wait().unwrap();
    }
}

fn memory(when: &str, sessions: &[Session]) {
    let number = sessions.len() as u64;
    let private = sum(sessions, |session| {
        session.memory(&["Private_Clean", "Private_Dirty"])
    });
    let proportional = sum(sessions, |session| session.memory(&["Pss"]));
    let resident = sum(sessions, |session| session.memory(&["Rss"]));
    println!(
        "{when}, kB a session: {} private, {} with its share of what is shared, {} resident; {} MB for all",
        private / number,
        proportional / number,
        resident / number,
        proportional / 1024
    );
}
