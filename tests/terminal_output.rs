//! What the commands print on a terminal: its width, its colours, its letters; and what they say when they cannot answer.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "the browser needs more than what is only printed")]
mod pty;

use pty::{PROGRAM, Start, bare, is_colour, looks};

/// What a command prints on a terminal that a test sets up; it must end well.
fn printed(arguments: &[&str], set_up: impl FnOnce(Start) -> Start) -> String {
    let home = TempDir::new().unwrap();
    let start = set_up(Start::of(PROGRAM, home.path()).args(arguments));
    let mut terminal = start.run();
    assert_eq!(terminal.exit_code(), 0);
    terminal.sent().replace("\r\n", "\n")
}

fn widest(text: &str) -> usize {
    let widths = bare(text).lines().map(|line| line.chars().count()).max();
    widths.unwrap_or_default()
}

/// What a command prints into a pipe, with a known environment.
fn piped(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .env_clear()
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn text(output: &[u8]) -> &str {
    str::from_utf8(output).unwrap()
}

const SHA: &[&str] = &["show", "sha"];

#[test]
fn text_is_as_wide_as_the_terminal_within_what_can_be_read() {
    for (columns, least, most) in [(30, 31, 40), (60, 50, 60), (90, 80, 90), (200, 90, 100)] {
        let width = widest(&printed(SHA, |start| start.size(columns, 24)));
        assert!(
            (least..=most).contains(&width),
            "{width} of {columns} columns"
        );
    }
}

#[test]
fn a_terminal_shows_what_a_pipe_gets_with_colours_and_nothing_else() {
    let shown = printed(SHA, |start| start.size(80, 24));
    assert!(looks(&shown).into_iter().any(is_colour));
    let output = piped(SHA, &[("LANG", "C.UTF-8")]);
    assert_eq!(bare(&shown), text(&output.stdout));
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn colours_are_left_out_where_they_are_not_wanted() {
    let plain = |set_up: fn(Start) -> Start| {
        let shown = printed(SHA, set_up);
        assert!(!shown.contains('\x1b'), "{shown:?}");
    };
    plain(|start| start.env("NO_COLOR", "1"));
    plain(|start| start.env("TERM", "dumb"));
    plain(|start| start.args(&["--color", "never"]));
    let asked_for = printed(SHA, |start| {
        start.env("NO_COLOR", "1").args(&["--color", "always"])
    });
    assert!(looks(&asked_for).into_iter().any(is_colour));
    let output = piped(&["show", "sha", "--colour", "always"], &[("NO_COLOR", "1")]);
    assert!(looks(text(&output.stdout)).into_iter().any(is_colour));
}

#[test]
fn a_terminal_gets_only_letters_that_it_can_show_and_a_pipe_gets_all() {
    for (name, value) in [("LANG", "C"), ("TERM", "linux")] {
        let shown = printed(SHA, |start| start.env(name, value));
        assert!(shown.is_ascii() && shown.contains("statutory body"));
    }
    let output = piped(SHA, &[("LANG", "C")]);
    assert!(!text(&output.stdout).is_ascii());
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    for command in [
        "show sha",
        "functions",
        "man",
        "completions bash",
        "config show",
    ] {
        let line = format!("{{ '{PROGRAM}' {command}; echo $? >&2; }} | head -1");
        let output = Command::new("sh").args(["-c", &line]).output().unwrap();
        assert_eq!(text(&output.stderr).trim(), "0", "{command}");
        assert_eq!(text(&output.stdout).lines().count(), 1, "{command}");
    }
}

#[test]
fn what_cannot_be_answered_gets_one_clear_sentence() {
    for (arguments, code, says) in [
        (
            &["at", "31 Feb 2004"][..],
            2,
            "\"31 Feb 2004\" is not a date (February 2004 has 29 days): write",
        ),
        (
            &["at", "tomorrowish"],
            2,
            "\"tomorrowish\" is not a date: write",
        ),
        (&["at", "1850"], 1, "Nothing is recorded before June 1938."),
        (
            &["at", "1850", "--format", "json"],
            1,
            "Nothing is recorded before June 1938.",
        ),
        (
            &["at", "1995", "--tier", "neighbourhood"],
            1,
            "Nothing of the kind stood on 1 April 1995.",
        ),
        (
            &["show", "sha", "--at", "30/2/2004"],
            2,
            "\"30/2/2004\" is not a date (February 2004 has 29 days): write",
        ),
        (&["show", "qqzzxx"], 1, "Nothing is called \"qqzzxx\"."),
        (
            &["search", "xyzzyxyzzy"],
            1,
            "Nothing is called \"xyzzyxyzzy\".",
        ),
        (
            &["show", "sha", "--format", "csv"],
            2,
            "this answer has no table",
        ),
        (
            &["--theme", "dark", "show", "sha"],
            2,
            "belong to the browser",
        ),
    ] {
        let output = piped(arguments, &[]);
        let err = text(&output.stderr);
        assert_eq!(
            (text(&output.stdout), output.status.code()),
            ("", Some(code)),
            "{arguments:?}: {err}"
        );
        assert_eq!(err.lines().count(), 1, "{err}");
        assert!(err.contains(says), "{arguments:?}: {err}");
    }
    let unknown = piped(&["show", "sha", "--format", "xml"], &[]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("text, json, markdown, csv"));
}

#[test]
fn answers_need_no_home() {
    for home in [None, Some("/dev/null/nowhere")] {
        let environment: Vec<(&str, &str)> = home.map(|home| ("HOME", home)).into_iter().collect();
        let output = piped(SHA, &environment);
        assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
    }
}
