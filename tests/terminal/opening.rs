//! What the command line asks of the browser: where it opens, and what is refused before the screen is taken.

use std::fs;

use tempfile::TempDir;

use super::pty::*;

/// An overlay that holds one file of functions.
fn overlay(functions: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("functions.ron"), functions).unwrap();
    folder
}

#[test]
fn keys_from_a_file_are_refused() {
    let home = TempDir::new().unwrap();
    let mut terminal = Start::of("sh", home.path())
        .args(&["-c", "exec \"$0\" < /dev/null", PROGRAM])
        .run();
    assert_eq!(terminal.exit_code(), 2);
    assert!(
        terminal.sent().contains("the browser needs a terminal"),
        "{}",
        terminal.sent()
    );
}

#[test]
fn a_wrong_overlay_is_told_before_the_screen_is_taken() {
    let folder = overlay(
        "[\n    Function(id: \"Gardening\", name: \"Gardening\", gloss: \"Keeping a garden.\"),\n]\n",
    );
    let path = folder.path().to_str().unwrap();
    let home = TempDir::new().unwrap();
    let mut terminal = Start::browser_at(home.path())
        .size(200, 40)
        .args(&["--data", path])
        .run();
    assert_eq!(terminal.exit_code(), 2);
    let sent = terminal.sent();
    assert!(
        sent.contains(&format!(
            "{path}/functions.ron:2:18: the id \"Gardening\" is not one"
        )),
        "{sent}"
    );
    assert!(
        sent.contains("1 fault") && sent.contains("Without --data the built-in data set opens"),
        "{sent}"
    );
    assert!(!sent.contains("\x1b[?"), "{sent:?}");
    Start::browser_at(home.path()).open().quit();
}

#[test]
fn a_right_overlay_is_found_in_the_browser() {
    let folder = overlay(
        "[\n    Function(id: \"gardening\", name: \"Gardening\", gloss: \"Keeping a garden.\"),\n]\n",
    );
    let mut terminal = Start::browser()
        .args(&[
            "--data",
            folder.path().to_str().unwrap(),
            "--open",
            "gardening",
        ])
        .open();
    terminal.wait_for_all(&["Gardening", "Keeping a garden."]);
    terminal.send("qq");
    assert_eq!(terminal.exit_code_after_restoring(), 0);
}

#[test]
fn a_date_that_is_none_is_told_before_the_screen_is_taken() {
    let mut terminal = Start::browser().args(&["--at", "soon"]).run();
    assert_eq!(terminal.exit_code(), 2);
    let sent = terminal.sent();
    assert!(
        sent.contains("\"soon\" is not a date") && !sent.contains('\x1b'),
        "{sent:?}"
    );
}

#[test]
fn a_name_that_nothing_has_is_told_before_the_screen_is_taken() {
    let mut terminal = Start::browser().args(&["--open", "qqzzxx"]).run();
    assert_eq!(terminal.exit_code(), 1);
    let sent = terminal.sent();
    assert!(
        sent.contains("Nothing is called \"qqzzxx\".") && !sent.contains('\x1b'),
        "{sent:?}"
    );
}

#[test]
fn the_date_of_the_command_line_is_where_it_opens() {
    let mut terminal = Start::browser().args(&["--at", "apr 1975"]).open();
    terminal.wait_for_all(&["as at 1 Apr 1975", "Regions and areas"]);
    terminal.quit();
}
