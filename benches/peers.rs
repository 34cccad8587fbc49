//! The program in a pseudo-terminal beside programs people know, in one run: `cargo bench --bench peers`.
//!
//! `less`, `fzf` and `htop` are measured where they are installed, and `true` is what starting any program costs. All take turns, so that
//! what else the machine does falls on all of them: read the ratios. A second table tells how things grow with data of ten and a
//! hundred times the size. `-- --rounds 30` measures more often, `-- --program FILE` another build.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench may fail loudly, and prints what it measured"
)]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use nhs_tiers::embedded;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

#[path = "made_up/overlay.rs"]
mod made_up;

/// So long nothing came: that was all.
const SETTLED: Duration = Duration::from_millis(50);
/// Only a hang takes this long.
const DEADLINE: Duration = Duration::from_secs(30);
/// A frame of the browser has more bytes than this, and what is said before it fewer.
const FRAME: f64 = 1000.0;
/// How long nobody does anything.
const IDLE: Duration = Duration::from_secs(2);

/// A program with what one does in it.
struct Peer {
    name: &'static str,
    command: Vec<String>,
    step: &'static str,
    page: [&'static str; 2],
    search: Option<Search>,
    quit: &'static str,
}

/// How one searches in a program.
struct Search {
    begin: &'static str,
    typed: &'static [&'static str],
    leave: &'static str,
}

/// What was measured of a program, by the name of the row. One value a round.
#[derive(Default)]
struct Measured(Vec<(&'static str, Vec<f64>)>);

impl Measured {
    fn add(&mut self, row: &'static str, value: f64) {
        if let Some((_, values)) = self.0.iter_mut().find(|(name, _)| *name == row) {
            values.push(value);
        } else {
            self.0.push((row, vec![value]));
        }
    }

    fn median(&self, row: &str) -> Option<f64> {
        let (_, values) = self.0.iter().find(|(name, _)| *name == row)?;
        Some(middle(values))
    }
}

fn middle(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// A program in a pseudo-terminal.
struct Session {
    output: Receiver<(Instant, usize)>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    started: Instant,
    _master: Box<dyn MasterPty + Send>,
    _slave: Box<dyn portable_pty::SlavePty + Send>,
}

/// What came for something that was done: how long after it the last of it, and how many bytes.
struct Burst {
    milliseconds: f64,
    bytes: f64,
}

impl Session {
    fn start(command: &[String], home: &Path) -> Self {
        let size = PtySize {
            rows: 40,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut builder = CommandBuilder::new(command.first().unwrap());
        builder.args(command.iter().skip(1));
        let path = builder.get_env("PATH").unwrap_or_default().to_owned();
        builder.env_clear();
        builder.env("PATH", path);
        builder.env("HOME", home);
        builder.env("TERM", "xterm-256color");
        builder.env("LANG", "C.UTF-8");
        builder.cwd(home);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 64 * 1024];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if sender.send((Instant::now(), length)).is_err() {
                    return;
                }
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(builder).unwrap();
        Self {
            output,
            writer,
            child,
            started,
            _master: pair.master,
            _slave: pair.slave,
        }
    }

    /// Takes what comes until nothing comes any more.
    fn burst(&mut self, since: Instant, patience: Duration) -> Burst {
        let (mut last, mut bytes) = (since, 0);
        let mut within = patience;
        while let Ok((at, length)) = self.output.recv_timeout(within) {
            (last, bytes) = (at, bytes + length);
            within = SETTLED;
        }
        let milliseconds = (last - since).as_secs_f64() * 1000.0;
        Burst {
            milliseconds,
            bytes: number(bytes),
        }
    }

    fn first_frame(&mut self) -> Burst {
        self.burst(self.started, DEADLINE)
    }

    /// The same, where a line on stderr says that data are being read: what counts is what comes last.
    fn whole_frame(&mut self) -> Burst {
        let mut frame = self.first_frame();
        while frame.bytes < FRAME {
            let more = self.burst(self.started, DEADLINE);
            frame = Burst {
                milliseconds: more.milliseconds,
                bytes: frame.bytes + more.bytes,
            };
        }
        frame
    }

    /// Presses keys one after another, each when the one before was answered: milliseconds to the last byte and bytes, in the middle, and
    /// milliseconds of the processor for each.
    fn each(&mut self, keys: &[&str]) -> (f64, f64, f64) {
        let before = self.processor();
        let bursts: Vec<Burst> = keys.iter().map(|key| self.press(key)).collect();
        let processor = (self.processor() - before) / number(bursts.len().max(1));
        let median =
            |value: fn(&Burst) -> f64| middle(&bursts.iter().map(value).collect::<Vec<_>>());
        let (time, bytes) = (
            median(|burst| burst.milliseconds),
            median(|burst| burst.bytes),
        );
        (time, bytes, processor)
    }

    fn press(&mut self, keys: &str) -> Burst {
        let since = Instant::now();
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self.burst(since, SETTLED)
    }

    fn about(&self, file: &str) -> String {
        let pid = self.child.process_id().unwrap();
        fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default()
    }

    /// Milliseconds for which the processor was given to it.
    fn processor(&self) -> f64 {
        let spent = self.about("schedstat");
        let nanoseconds = spent.split(' ').next().unwrap_or_default();
        nanoseconds.parse::<f64>().unwrap_or_default() / 1e6
    }

    /// A number from what the system tells of it.
    fn status(&self, name: &str) -> f64 {
        let status = self.about("status");
        let mut lines = status.lines();
        let told = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let value = told.and_then(|told| told.split_whitespace().next());
        value
            .and_then(|value| value.parse().ok())
            .unwrap_or_default()
    }

    fn wake_ups(&self) -> f64 {
        self.status("voluntary_ctxt_switches")
    }

    fn quit(mut self, key: &str) -> f64 {
        let since = Instant::now();
        self.writer.write_all(key.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self.child.wait().unwrap();
        since.elapsed().as_secs_f64() * 1000.0
    }
}

#[expect(clippy::cast_precision_loss, reason = "nothing here is as large")]
fn number(value: usize) -> f64 {
    value as f64
}

const START: &str = "start to the whole first frame, ms";

/// One session of a program from beginning to end.
fn play(peer: &Peer, home: &Path, measured: &mut Measured) {
    let mut session = Session::start(&peer.command, home);
    let first = session.first_frame();
    measured.add(START, first.milliseconds);
    measured.add("start, ms of the processor", session.processor());
    measured.add("start, bytes", first.bytes);
    let (time, bytes, processor) = session.each(&[peer.step; 10]);
    measured.add("a step, ms to the last byte", time);
    measured.add("a step, ms of the processor", processor);
    measured.add("a step, bytes", bytes);
    let (time, bytes, _) = session.each(&peer.page.repeat(3));
    measured.add("a page or screen, ms to the last byte", time);
    measured.add("a page or screen, bytes", bytes);
    let held = session.press(&peer.step.repeat(200));
    measured.add("200 presses in one write, ms", held.milliseconds);
    measured.add("200 presses in one write, bytes", held.bytes);
    if let Some(search) = &peer.search {
        session.press(search.begin);
        let (time, bytes, _) = session.each(search.typed);
        measured.add("a letter of a search, ms to the last byte", time);
        measured.add("a letter of a search, bytes", bytes);
        session.press(search.leave);
    }
    measured.add("most memory, MB", session.status("VmHWM") / 1024.0);
    let (processor, wake_ups) = (session.processor(), session.wake_ups());
    let idle = session.burst(Instant::now(), IDLE);
    measured.add("idle for 2 s, bytes", idle.bytes);
    measured.add("idle for 2 s, wake-ups", session.wake_ups() - wake_ups);
    measured.add(
        "idle for 2 s, ms of the processor",
        session.processor() - processor,
    );
    measured.add("quit, ms to the end", session.quit(peer.quit));
}

/// The programs that are there.
fn peers(program: &str, home: &Path) -> Vec<Peer> {
    let text = home.join("text");
    let names = home.join("names");
    let mut peers = vec![Peer {
        name: "nhs-tiers",
        // Where the last session ended there may be no step to take.
        command: [program, "--at", "2004"].map(str::to_owned).into(),
        step: "h",
        page: ["3", "1"],
        search: Some(Search {
            begin: "/",
            typed: &["s", "t", "r", "a", "t", "e"],
            leave: "\x1b",
        }),
        quit: "q",
    }];
    let less = Peer {
        name: "less",
        command: vec!["less".to_owned(), text.display().to_string()],
        step: "j",
        page: [" ", "b"],
        search: None,
        quit: "q",
    };
    let fzf = Peer {
        name: "fzf",
        command: ["sh", "-c"]
            .map(str::to_owned)
            .into_iter()
            .chain([format!("exec fzf < {}", names.display())])
            .collect(),
        step: "\x10",
        page: ["\x1b[5~", "\x1b[6~"],
        search: Some(Search {
            begin: "",
            typed: &["s", "t", "r", "a", "t", "e"],
            leave: "\x15",
        }),
        quit: "\x1b",
    };
    let htop = Peer {
        name: "htop",
        command: vec!["htop".to_owned()],
        step: "\x1b[B",
        page: ["\x1b[6~", "\x1b[5~"],
        search: None,
        quit: "q",
    };
    peers.extend(
        [less, fzf, htop]
            .into_iter()
            .filter(|peer| is_there(peer.name)),
    );
    peers
}

fn is_there(program: &str) -> bool {
    let mut shell = Command::new("sh");
    shell.args(["-c", "command -v \"$0\"", program]);
    shell.stdout(Stdio::null()).status().unwrap().success()
}

/// How long a program takes from its start to its end, in milliseconds; what it says goes nowhere.
fn whole(command: &[String], home: &Path, input: Option<&Path>) -> f64 {
    let input = input.map_or_else(Stdio::null, |file| fs::File::open(file).unwrap().into());
    let mut process = Command::new(command.first().unwrap());
    process
        .args(command.iter().skip(1))
        .env("HOME", home)
        .env("LANG", "C.UTF-8");
    process
        .stdin(input)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let since = Instant::now();
    process.status().unwrap();
    since.elapsed().as_secs_f64() * 1000.0
}

/// Commands that end by themselves: the name of the row, the program, and what is typed.
fn one_shots(program: &str) -> Vec<(&'static str, Vec<String>)> {
    let of = |arguments: &[&str]| {
        let all = std::iter::once(program).chain(arguments.iter().copied());
        all.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut commands = vec![
        ("`true`", vec!["true".to_owned()]),
        ("`nhs-tiers --version`", of(&["--version"])),
        ("`nhs-tiers at 2003`", of(&["at", "2003"])),
        ("`nhs-tiers show sha`", of(&["show", "sha"])),
        (
            "`nhs-tiers compare sha icb`",
            of(&["compare", "sha", "icb"]),
        ),
        ("`nhs-tiers search sheffield`", of(&["search", "sheffield"])),
        ("`nhs-tiers study --due`", of(&["study", "--due"])),
        (
            "`nhs-tiers timeline --format svg`",
            of(&["timeline", "--format", "svg"]),
        ),
        (
            "`nhs-tiers export --format json`",
            of(&["export", "--format", "json"]),
        ),
    ];
    if is_there("fzf") {
        let filter = ["fzf", "--filter", "sheffield"].map(str::to_owned);
        commands.push((
            "`fzf --filter sheffield` over the same names",
            filter.into(),
        ));
    }
    commands
}

fn print_peers(peers: &[Peer], measured: &[Measured]) {
    let names = peers.iter().map(|peer| format!(" {} |", peer.name));
    let ratios = peers
        .iter()
        .skip(1)
        .map(|peer| format!(" ÷ {} |", peer.name));
    println!(
        "\n| |{}{}",
        names.collect::<String>(),
        ratios.collect::<String>()
    );
    println!("|---|{}", "--:|".repeat(peers.len() * 2 - 1));
    let Some((ours, others)) = measured.split_first() else {
        return;
    };
    for (row, values) in &ours.0 {
        let mine = middle(values);
        let theirs: Vec<Option<f64>> = others.iter().map(|other| other.median(row)).collect();
        let values = std::iter::once(Some(mine)).chain(theirs.iter().copied());
        let ratios = theirs
            .iter()
            .map(|their| their.filter(|their| *their > 0.0).map(|their| mine / their));
        println!(
            "| {row} |{}{}",
            values.map(cell).collect::<String>(),
            ratios.map(cell).collect::<String>()
        );
    }
}

fn cell(value: Option<f64>) -> String {
    match value {
        None => " |".to_owned(),
        Some(value) if value >= 100.0 || value == 0.0 => format!(" {value:.0} |"),
        Some(value) => format!(" {value:.2} |"),
    }
}

/// The built-in data alone, and with made-up organisations and places over them.
fn growth(program: &str, rounds: usize) {
    println!(
        "\n| made-up organisations | start, ms | a step, ms | a letter, ms | most memory, MB | `check`, ms | `search`, ms | JSON, ms |"
    );
    println!("|--:|--:|--:|--:|--:|--:|--:|--:|");
    for organisations in [0, 1_000, 10_000, 100_000] {
        let home = TempDir::new().unwrap();
        let folder = home.path().join("overlay");
        let mut with = Vec::new();
        if organisations > 0 {
            for file in made_up::overlay(organisations) {
                let path = folder.join(&file.path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, file.text.unwrap_or_default()).unwrap();
            }
            with = ["--data".to_owned(), folder.display().to_string()].into();
        }
        let command = |arguments: &[&str]| -> Vec<String> {
            let asked = arguments.iter().map(|argument| (*argument).to_owned());
            std::iter::once(program.to_owned())
                .chain(asked)
                .chain(with.iter().cloned())
                .collect()
        };
        let mut measured = Measured::default();
        for _ in 0..rounds {
            let mut session = Session::start(&command(&[]), home.path());
            measured.add("start", session.whole_frame().milliseconds);
            measured.add("step", session.each(&["h"; 10]).0);
            session.press("/");
            measured.add("letter", session.each(&["s", "t", "r", "a", "t"]).0);
            measured.add("memory", session.status("VmHWM") / 1024.0);
            session.press("\x1b");
            session.quit("q");
            for (row, arguments) in [
                ("check", &["check"][..]),
                ("search", &["search", "sheffield"]),
                ("JSON", &["export", "--format", "json"]),
            ] {
                measured.add(row, whole(&command(arguments), home.path(), None));
            }
        }
        let cells = measured
            .0
            .iter()
            .map(|(_, values)| cell(Some(middle(values))));
        println!("| {organisations} |{}", cells.collect::<String>());
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)
    };
    let rounds: usize = after("--rounds")
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(12);
    let program = after("--program").map_or(env!("CARGO_BIN_EXE_nhs-tiers"), String::as_str);
    let home = TempDir::new().unwrap();
    let text = Command::new(program)
        .args(["timeline", "--format", "text"])
        .output()
        .unwrap();
    fs::write(home.path().join("text"), text.stdout.repeat(20)).unwrap();
    let data = embedded::dataset();
    let places = data.places.iter().map(|place| place.name.to_string());
    let bodies = data.bodies.iter().map(|body| body.name.to_string());
    let organisations = data
        .organisations
        .iter()
        .flat_map(|of_body| &of_body.organisations);
    let organisations = organisations.map(|one| one.name.to_string());
    let names: Vec<String> = bodies.chain(organisations).chain(places).collect();
    fs::write(home.path().join("names"), names.join("\n")).unwrap();

    let bytes = fs::metadata(program).unwrap().len();
    println!("The program has {bytes} bytes. Medians of {rounds} rounds, in a window of 120×40.");
    let peers = peers(program, home.path());
    let mut measured: Vec<Measured> = peers.iter().map(|_| Measured::default()).collect();
    for _ in 0..rounds {
        for (peer, measured) in peers.iter().zip(&mut measured) {
            play(peer, home.path(), measured);
        }
    }
    print_peers(&peers, &measured);

    let commands = one_shots(program);
    let mut measured = Measured::default();
    for _ in 0..rounds * 3 {
        for (name, command) in &commands {
            let input = command.first().is_some_and(|program| program == "fzf");
            let input = input.then(|| home.path().join("names"));
            measured.add(name, whole(command, home.path(), input.as_deref()));
        }
    }
    println!("\n| from start to end | ms | ÷ `true` |\n|---|--:|--:|");
    let floor = measured.median("`true`").unwrap_or(1.0);
    for (name, values) in &measured.0 {
        let median = middle(values);
        println!(
            "| {name} |{}{}",
            cell(Some(median)),
            cell(Some(median / floor))
        );
    }
    growth(program, rounds.div_ceil(4));
}
