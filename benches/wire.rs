//! What goes over the wire: the bytes of each kind of key, and the time from a key to the last of them.
//!
//! `cargo bench --bench wire` plays 200 keys to the built program in a pseudo-terminal, as a reader of an evening would press them:
//! one at a time, each answered before the next. `cargo bench --bench wire -- FILE…` plays them to other builds of it.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench may fail loudly, and prints what it measured"
)]

use std::collections::BTreeMap;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use tempfile::TempDir;

#[expect(
    dead_code,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the harness of the tests, of which a bench needs a part"
)]
#[path = "../tests/terminal/pty.rs"]
mod pty;

use pty::{PROGRAM, Start, Terminal};

/// So long nothing came: that was all. No answer takes a tenth of it.
const SETTLED: Duration = Duration::from_millis(30);

/// What is pressed, by kind. Each stands as often as it is pressed.
const SCRIPT: &[(&str, &[&str])] = &[
    (
        "step in time",
        &["h", "h", "h", "h", "h", "l", "l", "l", "h", "h", "h", "h"],
    ),
    (
        "step to a bar",
        &["j", "j", "j", "j", "k", "k", "j", "j", "j", "j", "j", "k"],
    ),
    ("next reform", &["[", "[", "[", "]", "[", "[", "]", "["]),
    ("zoom", &["+", "+", "-", "+", "+", "-", "-", "-", "+", "0"]),
    ("screenful of time", &["+", "+", "H", "H", "L", "H", "0"]),
    ("search opened", &["/"]),
    (
        "letter of a search",
        &["s", "t", "r", "a", "t", "e", "g", "i", "c"],
    ),
    ("step in a list", &["\x0e", "\x0e", "\x10"]),
    ("gone there", &["\r"]),
    ("mark", &["c"]),
    ("search opened", &["/"]),
    ("letter of a search", &["s", "t", "p"]),
    ("gone there", &["\r"]),
    ("screen", &["c"]),
    ("step in a page", &["j", "j", "j", "k", "j", "j"]),
    ("page", &[" ", " ", "\x02", "\x02"]),
    ("differences", &["v", "v"]),
    ("classic contrast", &["p", "p", "p", "p"]),
    ("screen", &["3"]),
    (
        "step in a matrix",
        &["j", "j", "j", "l", "l", "l", "l", "h", "k", "j"],
    ),
    ("page", &[" ", "\x02"]),
    ("screen", &["4"]),
    ("letter of a place", &["s", "h", "e", "f", "f"]),
    ("gone there", &["\r"]),
    (
        "step in places",
        &["h", "h", "h", "l", "j", "j", "k", "j", "[", "[", "]"],
    ),
    ("zoom", &["+", "+", "-", "0"]),
    ("screen", &["5"]),
    (
        "step in a list",
        &["j", "j", "j", "j", "k", "j", "j", "l", "l", "h"],
    ),
    ("page", &[" ", " ", "\x02"]),
    ("filter", &["v", "v", "t", "x"]),
    ("screen", &["1"]),
    ("record opened", &["\r"]),
    (
        "step in a page",
        &["j", "j", "j", "j", "k", "k", "j", "j", "j", "j"],
    ),
    ("page", &[" ", " ", " ", "\x02", "\x02"]),
    ("section", &["l", "l", "l", "h", "h"]),
    ("link", &["\t", "\t", "\t", "\t"]),
    ("record opened", &["\r"]),
    ("back", &["\x7f", "\x7f"]),
    ("help", &["?"]),
    ("page", &[" "]),
    ("back", &["q"]),
    ("screen", &["\t", "\t", "\t", "\t", "\t"]),
    (
        "step to a bar",
        &[
            "j", "j", "k", "j", "k", "k", "j", "j", "j", "k", "j", "j", "k", "k",
        ],
    ),
    (
        "step in time",
        &["l", "l", "l", "l", "h", "h", "l", "l", "l", "l"],
    ),
];

/// What one key cost.
struct Cost {
    bytes: usize,
    time: Duration,
}

/// Sends a key and takes what comes until nothing comes any more.
fn press(terminal: &mut Terminal, key: &str) -> Cost {
    let mark = terminal.raw.len();
    let start = Instant::now();
    let mut time = Duration::ZERO;
    terminal.send(key);
    loop {
        match terminal.receive(SETTLED) {
            Ok(()) => time = start.elapsed(),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => unreachable!("the program has ended at {key:?}"),
        }
    }
    let bytes = terminal.raw.len() - mark;
    Cost { bytes, time }
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn line(kind: &str, costs: &[Cost]) {
    let milliseconds = |cost: &Cost| cost.time.as_secs_f64() * 1000.0;
    let bytes = costs.iter().map(|cost| cost.bytes);
    #[expect(clippy::cast_precision_loss, reason = "a frame is no gigabyte")]
    let median = middle(bytes.clone().map(|bytes| bytes as f64).collect());
    println!(
        "| {kind} | {} | {median:.0} | {} | {:.1} | {:.1} |",
        costs.len(),
        bytes.max().unwrap_or_default(),
        middle(costs.iter().map(milliseconds).collect()),
        costs.iter().map(milliseconds).fold(0.0, f64::max),
    );
}

/// Plays the script in a window of this size and prints the table.
fn play(program: &str, columns: u16, rows: u16) {
    let home = TempDir::new().unwrap();
    let mut terminal = Start::of(program, home.path()).size(columns, rows).run();
    let mut kinds: BTreeMap<&str, Vec<Cost>> = BTreeMap::new();
    let first = press(&mut terminal, "");
    kinds.insert(" first frame", vec![first]);
    let keys = SCRIPT
        .iter()
        .flat_map(|(kind, keys)| keys.iter().map(move |key| (*kind, *key)));
    for (kind, key) in keys {
        kinds
            .entry(kind)
            .or_default()
            .push(press(&mut terminal, key));
    }
    let held = press(&mut terminal, &"h".repeat(200));
    kinds.insert("200 presses in one write", vec![held]);
    let idle = terminal.receive(Duration::from_secs(2));
    assert_eq!(
        idle,
        Err(RecvTimeoutError::Timeout),
        "something was sent while idle"
    );
    terminal.quit();
    println!(
        "\n{columns}×{rows}\n\n| key | pressed | bytes, median | worst | ms to the last byte, median | worst |"
    );
    println!("|---|--:|--:|--:|--:|--:|");
    for (kind, costs) in &kinds {
        line(kind.trim(), costs);
    }
}

fn main() {
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|name| name != "--bench")
        .collect();
    let programs = if named.is_empty() {
        vec![PROGRAM.to_owned()]
    } else {
        named
    };
    for program in &programs {
        play(program, 120, 40);
        play(program, 80, 24);
    }
}
