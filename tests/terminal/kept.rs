//! What is there again at the next start, and what is said where nothing can be kept.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::pty::*;
use super::sheffield_in_2004;

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Where the browser kept the position, by whatever convention of the platform.
fn position_file(home: &Path) -> PathBuf {
    files(home)
        .into_iter()
        .find(|path| path.ends_with("position.ron"))
        .unwrap()
}

#[test]
fn the_reader_comes_back_to_the_timeline_through_a_place_and_to_the_lesson() {
    let home = TempDir::new().unwrap();
    let mut terminal = sheffield_in_2004(Start::browser_at(home.path()));
    terminal.send("t");
    terminal.wait_for("through Sheffield");
    terminal.quit();
    let mut again = Start::browser_at(home.path()).open();
    again.wait_for_all(&["through Sheffield", "as at 1 Apr 2004"]);
    again.send("5l");
    // The pane names the theme of the chosen one after its kind.
    again.wait_for(": Between system working");
    again.quit();
    let mut lesson = Start::browser_at(home.path()).open();
    lesson.wait_for(": Between system working");
    lesson.quit();
}

#[test]
fn the_reader_comes_back_to_the_place_that_was_left() {
    let home = TempDir::new().unwrap();
    let mut terminal = Start::browser_at(home.path()).open();
    terminal.send("g1990\r");
    terminal.wait_for("as at 1 Apr 1990");
    terminal.quit();
    let mut again = Start::browser_at(home.path()).open();
    again.wait_for_all(&["as at 1 Apr 1990", "Districts"]);
    again.signal("TERM");
    assert_eq!(again.exit_code_after_restoring(), 143);
    let mut after_a_signal = Start::browser_at(home.path()).open();
    after_a_signal.wait_for("as at 1 Apr 1990");
    after_a_signal.quit();
}

#[test]
fn three_keys_are_told_until_the_first_one_and_never_again() {
    let home = TempDir::new().unwrap();
    let mut first = Start::browser_at(home.path()).open();
    first.wait_for("New here?");
    let told = first.screen();
    let line = told.lines().last().unwrap_or_default();
    for key in [
        "/ search",
        "Enter open",
        "g go to a date",
        "T tour",
        "? keys",
    ] {
        assert!(line.contains(key), "{key}: {line}");
    }
    first.send("h");
    first.wait_for("h/l date");
    assert!(!first.screen().contains("New here?"));
    first.quit();
    let mut second = Start::browser_at(home.path()).open();
    second.wait_for("h/l date");
    assert!(!second.screen().contains("New here?"));
    second.quit();
}

#[test]
fn a_first_time_begins_at_the_top() {
    let mut terminal = Start::browser().size(80, 24).open();
    let screen = terminal.screen();
    let tiers =
        ["REGION", "SYSTEM"].map(|tier| screen.lines().position(|line| line.starts_with(tier)));
    assert!(tiers[0].is_some() && tiers[0] < tiers[1], "{screen}");
    terminal.quit();
}

#[test]
fn a_first_time_counts_however_it_ended() {
    let home = TempDir::new().unwrap();
    let mut first = Start::browser_at(home.path()).open();
    first.wait_for("New here?");
    first.resize(100, 30);
    first.wait_for_frame("New here?");
    first.signal("KILL");
    let mut second = Start::browser_at(home.path()).open();
    second.wait_for("h/l date");
    assert!(!second.screen().contains("New here?"));
    second.quit();
}

#[test]
fn where_nothing_can_be_kept_the_keys_are_told_until_the_first_one() {
    let mut terminal = Start::browser_at(Path::new("/dev/null/nowhere"))
        .size(200, 40)
        .open();
    terminal.wait_for_all(&["Nothing can be kept", "New here?"]);
    terminal.send("h");
    terminal.wait_until("the usual keys", |terminal| {
        !terminal.screen().contains("New here?")
    });
    terminal.quit();
}

#[test]
fn a_damaged_place_is_set_aside_and_said() {
    let home = TempDir::new().unwrap();
    Start::browser_at(home.path()).open().quit();
    let kept = position_file(home.path());
    let damages: [&[u8]; 3] = [b"(at: \"1990", b"", b"\xff\xfe nonsense \x1b[31m"];
    for damage in damages {
        fs::write(&kept, damage).unwrap();
        let mut terminal = Start::browser_at(home.path()).size(240, 40).open();
        terminal.wait_for_all(&["position.ron is damaged", "was set aside as", TODAY]);
        terminal.quit();
    }
    let contents: Vec<Vec<u8>> = files(kept.parent().unwrap())
        .iter()
        .filter(|path| **path != kept)
        .map(|path| fs::read(path).unwrap())
        .collect();
    for damage in damages {
        assert!(
            contents.iter().any(|content| content == damage),
            "what was in the damaged file is gone"
        );
    }
    let mut sound = Start::browser_at(home.path()).open();
    sound.wait_for("/ search");
    sound.quit();
}

#[test]
fn without_a_home_it_works_and_says_once_that_nothing_is_kept() {
    let mut terminal = Start::browser_at(Path::new("/dev/null/nowhere")).open();
    terminal.wait_for_all(&["Nothing can be kept", TODAY]);
    assert_eq!(terminal.screen().matches("Nothing can be kept").count(), 1);
    terminal.send("h");
    terminal.wait_until("the keys again", |terminal| {
        terminal.screen().contains("/ search")
    });
    assert!(!terminal.screen().contains("Nothing can be kept"));
    terminal.send("b");
    terminal.wait_for("This could not be kept");
    terminal.quit();
}

#[test]
fn bookmarks_outlive_the_program() {
    let home = TempDir::new().unwrap();
    let mut terminal = Start::browser_at(home.path()).open();
    terminal.send("b");
    terminal.wait_for_all(&["Bookmarked: Integrated Care Board", "★"]);
    terminal.quit();
    let mut again = Start::browser_at(home.path()).open();
    again.send("'");
    again.wait_for_all(&["Bookmarks", "Integrated Care Board", "body · since 2022"]);
    again.send("qq");
    assert_eq!(again.exit_code_after_restoring(), 0);
}
