//! The built program and terminals of every kind: what each is sent, what the clipboard goes through, and how each gets itself back.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nhs_tiers::environment::Environment;
use nhs_tiers::terminal::Screen;
use tempfile::TempDir;

#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "each file of tests needs a part of it")]
mod pty;

use pty::*;

/// What is sent for a walk through everything that is drawn.
fn sent_for_a_walk(start: Start) -> String {
    let mut terminal = start.open();
    for (keys, shows) in [
        ("/sha", "all 1"),
        (ENTER, "As at 31 Mar 2013"),
        ("c", "SHA is marked"),
        ("3", "Commissioning"),
        ("4", "Place:"),
    ] {
        terminal.send(keys);
        terminal.wait_for(shows);
    }
    terminal.send(CTRL_C);
    assert_eq!(terminal.exit_code_after_restoring(), 0);
    terminal.sent()
}

#[test]
fn terminals_without_colours_get_none_and_old_ones_nothing_but_ascii() {
    for (term, colours, ascii, other_screen) in [
        ("xterm-256color", true, false, true),
        ("screen-256color", true, false, true),
        ("tmux-256color", true, false, true),
        ("nobody-knows-this", true, false, true),
        ("xterm-mono", false, false, true),
        ("linux", true, true, false),
        ("vt100", false, true, false),
        ("vt220", false, true, false),
    ] {
        let sent = sent_for_a_walk(Start::browser().env("TERM", term));
        let coloured = looks(&sent).into_iter().any(is_colour);
        assert_eq!(
            (coloured, sent.is_ascii(), sent.contains(ENTER_ALTERNATE)),
            (colours, ascii, other_screen),
            "{term}"
        );
    }
}

#[test]
fn every_sequence_is_one_that_a_vt100_takes_or_skips() {
    let sent = sent_for_a_walk(Start::browser().env("TERM", "vt100"));
    for sequence in sent.split('\x1b').skip(1) {
        // Up, at the top of what scrolls.
        if sequence.starts_with('M') {
            continue;
        }
        let body = sequence
            .strip_prefix('[')
            .unwrap_or_else(|| panic!("ESC {sequence:?} is no control sequence"));
        let end = body
            .find(|c: char| ('@'..='~').contains(&c))
            .unwrap_or_else(|| panic!("{sequence:?} has no end"));
        let (parameters, rest) = body.split_at(end);
        // Modes that it does not know it passes over; other signs before the numbers it would print.
        let known = match parameters.strip_prefix('?') {
            Some(mode) => ["25", "2004", "2026"].contains(&mode) && rest.starts_with(['h', 'l']),
            None => {
                parameters.chars().all(|c| c.is_ascii_digit() || c == ';')
                    && rest.starts_with(['H', 'J', 'K', 'm', 'A', 'B', 'C', 'D', 'r'])
            }
        };
        assert!(known, "ESC[{parameters}{rest}");
    }
}

#[test]
fn a_terminal_that_cannot_be_driven_gets_a_sentence_that_names_what_works() {
    for term in ["dumb", "", "unknown", "vt52"] {
        let mut terminal = Start::browser().env("TERM", term).run();
        assert_eq!(terminal.exit_code(), 2);
        let sent = terminal.sent();
        for word in ["TERM is", "show", "search", "compare", "nhs-tiers --plain"] {
            assert!(sent.contains(word), "{term}: {sent}");
        }
        assert!(!sent.contains('\x1b'), "{sent:?}");
    }
    let home = TempDir::new().unwrap();
    let mut unset = Start::of("env", home.path())
        .args(&["-u", "TERM", PROGRAM])
        .run();
    assert_eq!(unset.exit_code(), 2);
    assert!(unset.sent().contains("TERM is not set"));
}

#[test]
fn sizes_in_the_environment_are_not_believed() {
    let mut plain = Start::browser().open();
    let mut odd = Start::browser()
        .env("COLUMNS", "-7")
        .env("LINES", "many\x1b[2J")
        .open();
    assert_eq!(plain.screen(), odd.screen());
    plain.quit();
    odd.quit();
}

#[test]
fn names_of_every_width_leave_the_columns_where_they_are() {
    let folder = TempDir::new().unwrap();
    let names = [
        "Zz 国民保健サービス",
        "Zz e\u{301}te\u{301} a\u{30a}",
        "Zz ①②③ § ± ×",
        "Zz plain",
    ];
    let functions: Vec<String> = names
        .iter()
        .enumerate()
        .map(|(number, name)| {
            format!("Function(id: \"zz-{number}\", name: \"{name}\", gloss: \"A gloss.\")")
        })
        .collect();
    fs::write(
        folder.path().join("functions.ron"),
        format!("[{}]", functions.join(",\n")),
    )
    .unwrap();
    let mut terminal = Start::browser()
        .args(&["--data", folder.path().to_str().unwrap()])
        .open();
    terminal.send("/zz");
    terminal.wait_for_all(&["Zz plain", "サービス"]);
    let screen = terminal.parser.screen();
    // The kind of each hit begins in one column.
    let column = |row: u16| {
        (0..120).find(|column| {
            let word: String = (*column..column + 8)
                .filter_map(|column| screen.cell(row, column))
                .map(vt100::Cell::contents)
                .collect();
            word == "function"
        })
    };
    let columns: Vec<Option<u16>> = (0..40)
        .filter(|row| {
            let line = screen.rows(0, 60).nth(usize::from(*row)).unwrap();
            line.contains("Zz ")
        })
        .map(column)
        .collect();
    assert!(columns.len() >= names.len(), "{}", terminal.screen());
    assert!(
        columns
            .iter()
            .all(|one| one.is_some() && *one == columns[0]),
        "{columns:?}\n{}",
        terminal.screen()
    );
    terminal.send(CTRL_C);
    assert_eq!(terminal.exit_code_after_restoring(), 0);
}

/// What a copy sends in an environment, behind the last frame before it.
fn copied(variables: &[(&str, &str)]) -> String {
    let start = variables
        .iter()
        .fold(Start::browser(), |start, (name, value)| {
            start.env(name, value)
        });
    let mut terminal = start.open();
    terminal.send("y");
    terminal.wait_for("Sent to the terminal's clipboard");
    terminal.quit();
    terminal.sent()
}

#[test]
fn a_copy_goes_through_gnu_screen_in_pieces_that_it_can_hold() {
    for variables in [
        &[("STY", "1234.pts-0.host")][..],
        &[("TERM", "screen.xterm-256color")],
        // tmux or screen: nothing may be sent that either would print.
        &[("TERM", "screen-256color")],
    ] {
        let sent = copied(variables);
        let pieces: Vec<&str> = sent
            .split("\x1bP")
            .skip(1)
            .map(|piece| piece.split("\x1b\\").next().unwrap())
            .collect();
        assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece.len() <= 252));
        let whole = pieces.concat();
        assert!(whole.starts_with("\x1b]52;c;") && whole.ends_with('\x07'));
        assert_eq!(sent.matches("\x1b]52;").count(), 1, "{variables:?}");
    }
    let tmux = copied(&[("TERM", "tmux-256color")]);
    assert_eq!(tmux.matches("\x1b]52;").count(), 2, "plain, and wrapped");
}

#[test]
fn sigquit_restores_the_terminal_too() {
    let mut terminal = Start::browser().open();
    terminal.signal("QUIT");
    assert_eq!(terminal.exit_code_after_restoring(), 131);
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back_until_fg() {
    let home = TempDir::new().unwrap();
    let Some(mut terminal) = shell(home.path()) else {
        return;
    };
    terminal.send(&format!("'{PROGRAM}'\r"));
    terminal.wait_for(TODAY);
    for round in 0..3 {
        let shell = terminal.pid();
        let stopped = Command::new("pkill")
            .args(["-TSTP", "-P", &shell.to_string()])
            .status();
        if stopped.is_err() {
            return;
        }
        terminal.wait_for("Stopped");
        terminal.wait_for_prompt();
        assert!(!terminal.parser.screen().hide_cursor());
        terminal.send(&format!("clear; echo round''{round}\r"));
        terminal.wait_for(&format!("round{round}"));
        terminal.wait_for_prompt();
        terminal.send("fg\r");
        terminal.wait_until("the whole screen", |terminal| {
            terminal.parser.screen().alternate_screen() && terminal.screen().contains(TODAY)
        });
    }
    terminal.send("q");
    terminal.wait_for_prompt();
    terminal.send("echo ended with $?\r");
    terminal.wait_for("ended with 0");
    terminal.send("exit\r");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_stop_that_nobody_could_undo_is_none() {
    let mut terminal = Start::browser().open();
    terminal.signal("TSTP");
    terminal.wait_for_frame(HEADER);
    terminal.quit();
}

/// Long enough for the busiest machine, and far from for ever.
const SOON: Duration = Duration::from_secs(8);

#[test]
fn a_terminal_that_takes_nothing_more_does_not_keep_the_program() {
    for (first, again) in [("TERM", false), ("HUP", false), ("TERM", true)] {
        // A frame of this size is more than a terminal holds for later.
        let mut terminal = Start::browser().size(1000, 300).freezing().run();
        terminal.wait_until("the program's screen", |terminal| {
            terminal.sent().contains(ENTER_ALTERNATE)
        });
        let begun = Instant::now();
        terminal.signal(first);
        if again {
            terminal.signal(first);
        }
        let signal = terminal.ended_by();
        assert!(
            begun.elapsed() < SOON && !signal.is_empty(),
            "{first}: {:?} {signal}",
            begun.elapsed()
        );
    }
}

#[test]
fn a_link_that_dies_ends_the_program_soon() {
    let mut terminal = Start::browser().open();
    terminal.hang_up();
    let begun = Instant::now();
    assert_eq!(terminal.exit_code(), 129);
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

#[test]
#[ignore = "it is run by the test below, in a terminal of its own"]
fn panics_with_the_screen_taken() {
    let environment = Environment {
        other_screen: true,
        ..Environment::default()
    };
    let _screen = Screen::enter(&environment).unwrap();
    panic!("something that cannot happen");
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_says_what_happened() {
    let home = TempDir::new().unwrap();
    let mut terminal = Start::of(std::env::current_exe().unwrap(), home.path())
        .args(&["panics_with_the_screen_taken", "--ignored", "--nocapture"])
        .run();
    assert_eq!(terminal.exit_code(), 101);
    let sent = terminal.sent();
    let (before, said) = sent.split_once("something that cannot happen").unwrap();
    assert!(before.contains(ENTER_ALTERNATE) && before.contains(LEAVE_ALTERNATE));
    assert!(before.contains(SHOW_CURSOR) && before.contains(PASTE_OFF));
    assert!(!said.contains(ENTER_ALTERNATE));
    assert!(!terminal.parser.screen().alternate_screen());
}

#[test]
fn the_doctor_says_all_on_one_screen_and_writes_nothing() {
    for (term, columns) in [("xterm-256color", 80), ("dumb", 120), ("vt52", 30)] {
        let home = TempDir::new().unwrap();
        let mut terminal = Start::browser_at(home.path())
            .env("TERM", term)
            .env("SSH_TTY", "/dev/pts/1")
            .size(columns, 24)
            .args(&["doctor"])
            .run();
        assert_eq!(terminal.exit_code(), 0);
        let sent = terminal.sent();
        assert!(!sent.contains('\x1b'), "{sent:?}");
        let lines: Vec<&str> = sent.lines().collect();
        assert!(lines.len() <= 24, "{} lines: {sent}", lines.len());
        assert!(
            lines.iter().all(|line| line.trim_end().len() <= 80),
            "{sent}"
        );
        let version = concat!("nhs-tiers ", env!("CARGO_PKG_VERSION"));
        for word in [
            version,
            "bodies",
            "evidence to",
            "over SSH",
            "OSC 52",
            "position.ron",
        ] {
            assert!(sent.contains(word), "{word} is not in {sent}");
        }
        assert!(sent.contains(&format!("{columns}x24")));
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }
}

#[test]
fn the_doctor_marks_what_is_not_well_and_says_what_to_do() {
    let home = TempDir::new().unwrap();
    let folder = home.path().join(".config/nhs-tiers");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.ron"), "(theme: \"drak\")").unwrap();
    let said = |variables: &[(&str, &str)]| {
        let output = Command::new(PROGRAM)
            .arg("doctor")
            .env_clear()
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    let marked = said(&[
        ("HOME", home.path().to_str().unwrap()),
        ("XDG_STATE_HOME", "/dev/null/nowhere"),
        ("TERM", "dumb"),
        ("LANG", "C"),
    ]);
    for name in ["! terminal", "! letters", "! configuration", "! position"] {
        assert!(marked.contains(name), "{name} is not in {marked}");
    }
    let text = marked.split_whitespace().collect::<Vec<_>>().join(" ");
    for cure in ["did you mean \"dark\"?", "set LANG to C.UTF-8", "set TERM"] {
        assert!(text.contains(cure), "{cure} is not in {text}");
    }
    assert!(said(&[]).contains("TERM is not set"));
}
