//! Plays the kept corpora to every target, and changes of them that chance makes: the same ones each time. It needs no fuzzer, and is what runs
//! where every change is checked. What breaks is written to `artifacts/`.
//!
//! `cargo test --no-default-features -- TARGET …` plays only these; `ROUNDS=10000` makes so many changes.

use std::fs::{self, File};
use std::panic;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nhs_tiers_fuzz::{TARGETS, Target};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Changes of each corpus, unless more are asked for.
const ROUNDS: usize = 250;
/// Changes of one input at most.
const CHANGES: usize = 6;

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let rounds = std::env::var("ROUNDS").ok();
    let rounds = rounds
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(ROUNDS);
    let mut broken = false;
    for (name, target) in TARGETS {
        if wanted.is_empty() || wanted.iter().any(|word| word == name) {
            broken |= !play(name, target, rounds);
        }
    }
    if broken {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn here(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(part)
}

/// The answer is whether nothing broke.
fn play(name: &str, target: Target, rounds: usize) -> bool {
    let corpus = corpus(name);
    assert!(!corpus.is_empty(), "there is no corpus for {name}");
    let words = dictionary(name);
    let mut dice = StdRng::seed_from_u64(corpus.len() as u64);
    let changed = (0..rounds).map(|_| change(&corpus, &words, &mut dice));
    let mut broken = 0;
    for input in corpus.iter().cloned().chain(changed) {
        if let Err(why) = quietly(|| target(&input)) {
            broken += 1;
            let path = here("artifacts")
                .join(name)
                .join(format!("replay-{broken}"));
            let kept = fs::create_dir_all(here("artifacts").join(name))
                .and_then(|()| fs::write(&path, &input));
            let kept = kept.map_or_else(|error| error.to_string(), |()| path.display().to_string());
            eprintln!("{name}: {why}\n  {kept}");
        }
    }
    eprintln!(
        "{name}: {} inputs and {rounds} changes of them, {broken} broken",
        corpus.len()
    );
    broken == 0
}

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(here("corpus").join(name));
    let mut paths: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|path| fs::read(path).ok())
        .collect()
}

/// The words of a dictionary, as libFuzzer reads it: `"word"` a line, with `\xNN` for a byte.
fn dictionary(name: &str) -> Vec<Vec<u8>> {
    let text = fs::read_to_string(here("dictionaries").join(format!("{name}.dict")));
    let text = text.unwrap_or_default();
    let words = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
    words.map(unescaped).collect()
}

fn unescaped(word: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = word;
    while let Some((before, behind)) = rest.split_once('\\') {
        bytes.extend(before.bytes());
        let code = behind.strip_prefix('x').and_then(|hex| hex.get(..2));
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(3..).unwrap_or_default();
            }
            None => {
                let taken = behind.chars().next();
                bytes.extend(taken.into_iter().map(|c| c as u8));
                rest = behind
                    .get(taken.map_or(0, char::len_utf8)..)
                    .unwrap_or_default();
            }
        }
    }
    bytes.extend(rest.bytes());
    bytes
}

/// An input of the corpus, changed here and there.
fn change(corpus: &[Vec<u8>], words: &[Vec<u8>], dice: &mut StdRng) -> Vec<u8> {
    let mut input = corpus[dice.random_range(0..corpus.len())].clone();
    for _ in 0..dice.random_range(1..=CHANGES) {
        let from = dice.random_range(0..=input.len());
        let to = (from + dice.random_range(0..20)).min(input.len());
        match dice.random_range(0..6) {
            0 => drop(input.drain(from..to)),
            1 => {
                let again = input[from..to].to_vec();
                input.splice(from..from, again);
            }
            2 => {
                if let Some(byte) = input.get_mut(from) {
                    *byte ^= 1 << dice.random_range(0..8);
                }
            }
            3 => input.insert(from, dice.random()),
            4 if !words.is_empty() => {
                let word = &words[dice.random_range(0..words.len())];
                input.splice(from..from, word.iter().copied());
            }
            _ => {
                let other = &corpus[dice.random_range(0..corpus.len())];
                let at = dice.random_range(0..=other.len());
                let end = (at + dice.random_range(0..80)).min(other.len());
                input.splice(from..to, other[at..end].iter().copied());
            }
        }
    }
    input
}

/// Runs without what the program says: it answers command lines on the standard output. The error is what a panic says, and where.
fn quietly(run: impl FnOnce() + panic::UnwindSafe) -> Result<(), String> {
    use std::sync::{Arc, Mutex, PoisonError};
    let said = Arc::new(Mutex::new(String::new()));
    let hears = Arc::clone(&said);
    panic::set_hook(Box::new(move |info| {
        *hears.lock().unwrap_or_else(PoisonError::into_inner) = info.to_string();
    }));
    let kept = rustix::io::dup(rustix::stdio::stdout())
        .ok()
        .zip(rustix::io::dup(rustix::stdio::stderr()).ok());
    if let Ok(nowhere) = File::options().write(true).open("/dev/null") {
        let _ = rustix::stdio::dup2_stdout(&nowhere);
        let _ = rustix::stdio::dup2_stderr(&nowhere);
    }
    let done = panic::catch_unwind(run);
    if let Some((out, err)) = kept {
        let _ = rustix::stdio::dup2_stdout(out);
        let _ = rustix::stdio::dup2_stderr(err);
    }
    let _ = panic::take_hook();
    done.map_err(|_| said.lock().unwrap_or_else(PoisonError::into_inner).clone())
}
