//! The program, killed at any moment while two sessions of one reader study: every grade that was acknowledged is kept.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use nhs_tiers::embedded;
use nhs_tiers::study::{self, Answer, Face, mix};
use serde_json::Value;
use tempfile::TempDir;

#[expect(dead_code, reason = "other tests use the rest of it")]
#[path = "terminal/pty.rs"]
mod pty;

use pty::{Start, Terminal};

/// How often the program is killed, in each of the two sessions.
const KILLS: u64 = 100;
/// The last line of a card whose answer is hidden.
const HIDDEN: &str = "Think of the answer, then look.";

/// The question on the screen, with what stands below it; empty while an answer is shown.
fn question(terminal: &Terminal) -> String {
    let screen = terminal.screen();
    if !screen.contains(HIDDEN) {
        return String::new();
    }
    let lines = screen.lines().skip(2);
    let lines = lines.take_while(|line| !line.contains(HIDDEN));
    words(&lines.collect::<Vec<_>>().join(" "))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Studies, and is killed again and again. The answer is the questions whose grades were acknowledged: the next card was shown.
fn session(home: &Path, seed: u64) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for kill in 0..KILLS {
        let chance = mix(seed ^ mix(kill));
        let start = Start::browser_at(home).args(&["study", "--ask", "recall"]);
        let mut terminal = start.run();
        terminal.wait_for(HIDDEN);
        for _ in 0..chance % 3 {
            let asked = question(&terminal);
            terminal.send(" 3");
            terminal.wait_until("the next card", |terminal| {
                !matches!(question(terminal).as_str(), "" | "…") && question(terminal) != asked
            });
            acknowledged.push(asked);
        }
        let asked = question(&terminal);
        terminal.send(" 3");
        // A moment that nothing announces: that is the point.
        thread::sleep(Duration::from_micros((chance >> 8) % 6_000));
        terminal.kill();
        while terminal.receive(pty::QUIET).is_ok() {}
        let last = question(&terminal);
        if !last.is_empty() && last != asked {
            acknowledged.push(asked);
        }
    }
    acknowledged
}

/// How often each card was graded, by the log.
fn kept(home: &Path) -> HashMap<String, usize> {
    let log = fs::read_to_string(home.join(".local/share/nhs-tiers/reviews.jsonl")).unwrap();
    let mut kept = HashMap::new();
    for line in log.lines() {
        // What a kill has torn is no line; what it tore was never acknowledged.
        let Ok(entry) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let card = entry["card"].as_str().unwrap().to_owned();
        *kept.entry(card).or_default() += 1;
    }
    kept
}

#[test]
fn two_sessions_killed_two_hundred_times_lose_no_grade_that_was_acknowledged() {
    let home = TempDir::new().unwrap();
    let config = home.path().join(".config/nhs-tiers");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.ron"), "(study: (new: 999))").unwrap();
    let other = home.path().to_owned();
    let second = thread::spawn(move || session(&other, 2));
    let mut acknowledged = session(home.path(), 1);
    acknowledged.extend(second.join().unwrap());

    let data = embedded::dataset();
    let cards = study::deal(data);
    let faces: Vec<(String, Face)> = cards
        .iter()
        .map(|card| (card.name(), card.face(data)))
        .collect();
    let mut wanted: HashMap<&str, usize> = HashMap::new();
    for shown in &acknowledged {
        let asks = |(_, face): &&(String, Face)| {
            // What is to be put in order stands below the question.
            let lines = match &face.answer {
                Answer::Order(lines) => lines.as_slice(),
                Answer::Choice { .. } => &[],
            };
            shown.starts_with(&words(&face.question))
                && lines.iter().all(|line| shown.contains(&words(line)))
        };
        let name = faces.iter().find(asks).map(|(name, _)| name);
        let name = name.unwrap_or_else(|| panic!("no card asks {shown:?}"));
        *wanted.entry(name).or_default() += 1;
    }
    let kept = kept(home.path());
    for (card, times) in &wanted {
        let found = kept.get(*card).copied().unwrap_or_default();
        assert!(
            found >= *times,
            "{card} was graded {times} times, and {found} are kept"
        );
    }
    // And nothing was made up: at most the grades that were being given are there besides.
    let all: usize = kept.values().sum();
    let killed = usize::try_from(2 * KILLS).unwrap();
    assert!(
        acknowledged.len() > killed / 2,
        "hardly anything was graded"
    );
    assert!(all <= acknowledged.len() + killed);
}
