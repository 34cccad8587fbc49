//! The configuration file: where it is, what it may say, and what the browser makes of it.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "each test needs some of it")]
mod pty;

use pty::{END_OF_FRAME, PROGRAM, Start, TODAY, Terminal, is_colour, looks};

/// `nhs-tiers config`, with this home and nothing else in the environment.
fn config(home: &Path, arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .arg("config")
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .output()
        .unwrap()
}

fn text(output: &[u8]) -> &str {
    str::from_utf8(output).unwrap()
}

/// What an answer says; it must be one.
fn answered(output: &Output) -> &str {
    assert_eq!(
        (text(&output.stderr), output.status.code()),
        ("", Some(0)),
        "{}",
        text(&output.stdout)
    );
    text(&output.stdout)
}

fn refused(output: &Output) -> &str {
    assert_eq!((text(&output.stdout), output.status.code()), ("", Some(2)));
    text(&output.stderr)
}

/// A home, and where its configuration belongs.
fn home() -> (TempDir, PathBuf) {
    let home = TempDir::new().unwrap();
    let path = answered(&config(home.path(), &["path"])).trim_end().into();
    (home, path)
}

/// A home with a configuration.
fn configured(says: &str) -> (TempDir, PathBuf) {
    let (home, path) = home();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, says).unwrap();
    (home, path)
}

fn browser(home: &TempDir) -> Start {
    Start::of(PROGRAM, home.path())
}

/// What the last line of the window says.
fn footer(terminal: &Terminal) -> String {
    let screen = terminal.parser.screen();
    let (_, columns) = screen.size();
    screen.rows(0, columns).last().unwrap()
}

#[test]
fn a_file_to_begin_with_is_written_once() {
    let (home, path) = home();
    assert!(path.starts_with(home.path()) && path.ends_with("config.ron"));
    assert!(!path.exists(), "to be asked where it is makes nothing");
    let shown = answered(&config(home.path(), &["show"])).to_owned();
    assert!(shown.starts_with("// There is no file") && !shown.contains("from the file"));

    answered(&config(home.path(), &["init"]));
    let written = fs::read_to_string(&path).unwrap();
    let with_file = answered(&config(home.path(), &["show"])).to_owned();
    assert!(with_file.starts_with(&format!("// {}\n", path.display())));
    assert_eq!(
        with_file.split_once('\n').unwrap().1,
        shown.split_once('\n').unwrap().1
    );

    fs::write(&path, "(theme: \"dark\")").unwrap();
    let says = config(home.path(), &["init"]);
    assert!(
        refused(&says).contains("is there already, and was left as it was: --force replaces it")
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "(theme: \"dark\")");
    answered(&config(home.path(), &["init", "--force"]));
    assert_eq!(fs::read_to_string(&path).unwrap(), written);
}

#[test]
fn what_is_in_force_tells_what_the_file_says() {
    let (home, _) = configured(
        "(ascii: \"never\", keys: { \"timeline\": { \"f5\": \"zoom-in\" }, \"help\": { \"Space\": \"nothing\" } })",
    );
    let output = config(home.path(), &["show"]);
    let shown = answered(&output);
    for line in [
        "    theme: \"terminal\",",
        "    ascii: \"never\", // from the file",
        "            \"F5\": \"zoom-in\", // from the file",
        "            \"+\": \"zoom-in\",",
        "            \"Space\": \"nothing\", // from the file",
    ] {
        assert!(shown.lines().any(|one| one == line), "{line:?}: {shown}");
    }
}

#[test]
fn nowhere_to_write_gets_a_sentence() {
    let nowhere = Path::new("/dev/null/nowhere");
    let says = config(nowhere, &["init"]);
    let says = refused(&says);
    assert!(says.contains("config.ron cannot be written: "), "{says}");
    assert_eq!(says.lines().count(), 1);
    answered(&config(nowhere, &["path"]));
    answered(&config(nowhere, &["show"]));
}

#[test]
fn a_folder_that_may_not_be_written_to_gets_a_sentence() {
    use std::os::unix::fs::PermissionsExt;
    let (home, path) = home();
    let folder = path.parent().unwrap();
    fs::create_dir_all(folder).unwrap();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o500)).unwrap();
    // Nothing is closed to root.
    let is_root = tempfile::NamedTempFile::new_in(folder).is_ok();
    let output = config(home.path(), &["init"]);
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
    if !is_root {
        assert!(refused(&output).contains("config.ron cannot be written: "));
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_its_cure() {
    for (says, place, what, cure) in [
        (
            "(\n  thme: \"dark\",\n)",
            "2:3",
            "there is no option \"thme\"",
            "did you mean \"theme\"?",
        ),
        (
            "(\n  theme: \"drak\",\n)",
            "2:11",
            "there is no theme \"drak\"",
            "did you mean \"dark\"?",
        ),
        (
            "(keys: { \"everywhere\": { \"q\": \"search\" } })",
            "1:41",
            "q is taken from leave, which has no other key",
            "give leave a key in everywhere too",
        ),
        (
            "(\n  theme: \"dark\"",
            "2:11",
            "",
            "docs/config.md shows a sound file",
        ),
        ("\u{1b}[31m", "1:1", "", "docs/config.md shows a sound file"),
    ] {
        let (home, path) = configured(says);
        let output = config(home.path(), &["show"]);
        let told = refused(&output);
        let start = format!("{}:{place}: {what}", path.display());
        assert!(told.starts_with(&start) && told.contains(cure), "{told}");
        assert!(!told.contains('\u{1b}'), "{told:?}");
    }
    let (home, path) = configured("");
    fs::write(&path, b"\xff\xfe").unwrap();
    let output = config(home.path(), &["show"]);
    assert!(refused(&output).contains("config.ron cannot be read: "));
}

#[test]
fn a_key_does_what_the_file_says_and_the_browser_tells_so() {
    let (home, _) = configured(
        "(keys: { \"everywhere\": { \"F2\": \"search\", \"Q\": \"leave\", \"q\": \"nothing\" } })",
    );
    let mut terminal = browser(&home).open();
    // What a newcomer is told is as configured too.
    assert!(footer(&terminal).contains("New here?"));
    assert!(footer(&terminal).contains("F2 search") && footer(&terminal).contains("Q quit"));
    terminal.send("?");
    terminal.wait_for("What the signs mean");
    terminal.send("G");
    terminal.wait_for("Back; at the root, quit");
    let help = terminal.screen();
    let line = help.lines().find(|line| line.contains("at the root, quit"));
    assert!(line.unwrap().trim_start().starts_with("Q "), "{help}");
    terminal.send("q\x1bOQ");
    terminal.wait_for("organisations, codes");
    terminal.send("\x07QQ");
    assert_eq!(terminal.exit_code_after_restoring(), 0);
}

#[test]
fn theme_and_letters_come_from_the_file_unless_an_argument_says_otherwise() {
    let (home, _) = configured("(theme: \"mono\", ascii: \"always\")");
    let mut terminal = browser(&home).open();
    assert!(terminal.screen().is_ascii());
    terminal.quit();
    assert!(!looks(&terminal.sent()).into_iter().any(is_colour));
    let mut terminal = browser(&home).args(&["--theme", "dark"]).open();
    assert!(looks(&terminal.sent()).into_iter().any(is_colour));
    terminal.quit();

    let (home, _) = configured("(theme: \"dark\", ascii: \"never\")");
    let mut terminal = browser(&home).env("LANG", "C").env("NO_COLOR", "1").open();
    assert!(!terminal.screen().is_ascii());
    assert!(
        looks(&terminal.sent()).into_iter().any(is_colour),
        "a theme was chosen by name"
    );
    terminal.quit();
    let mut terminal = browser(&home).args(&["--ascii", "--color", "never"]).open();
    assert!(terminal.screen().is_ascii());
    terminal.quit();
    assert!(!looks(&terminal.sent()).into_iter().any(is_colour));
}

#[test]
fn a_wrong_file_is_told_once_and_changes_nothing() {
    let (home, path) = configured("(\n  theme: \"drak\",\n)");
    let mut terminal = browser(&home).open();
    terminal.wait_for_all(&[
        "The defaults are in force: config.ron:2:11: there is no theme \"drak\": did you mean \"dark\"?",
        TODAY,
    ]);
    terminal.send("h");
    terminal.wait_until("the keys again", |terminal| {
        terminal.raw.ends_with(END_OF_FRAME.as_bytes()) && !terminal.screen().contains("drak")
    });
    terminal.quit();
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        "(\n  theme: \"drak\",\n)"
    );
}

#[test]
fn a_key_that_a_screen_would_hide_is_a_fault() {
    let (home, _) = configured("(keys: {\"everywhere\": {\"j\": \"search\"}})");
    let says = refused(&config(home.path(), &["show"])).to_owned();
    assert!(
        says.contains("j does something else in timeline") && says.contains("take another key"),
        "{says}"
    );
    let (home, _) = configured("(keys: {\"everywhere\": {\"F5\": \"search\"}})");
    answered(&config(home.path(), &["show"]));
}
