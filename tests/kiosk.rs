//! The kiosk without a network: what it keeps, reads and refuses, when it ends, and what it is asked.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use rstest::rstest;
use tempfile::TempDir;

#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "the tests of the browser use more of it")]
mod pty;

use pty::*;

fn kiosk(home: &Path) -> Start {
    Start::browser_at(home).args(&["--kiosk"])
}

/// What sshd runs when this was asked.
fn asked(line: &str) -> Output {
    let mut command = Command::new(PROGRAM);
    command.arg("--kiosk").env("SSH_ORIGINAL_COMMAND", line);
    command.stdin(Stdio::null()).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

/// Everything below a folder, with what is in it.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.push((path.display().to_string(), Vec::new()));
            found.extend(contents(&path));
        } else {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn it_writes_nothing_and_keeps_bookmarks_as_long_as_it_runs() {
    let home = TempDir::new().unwrap();
    let mut terminal = kiosk(home.path()).open();
    terminal.wait_for(NOTHING_IS_KEPT);
    assert!(!terminal.screen().contains("New here?"));
    terminal.send("b");
    terminal.wait_for("Bookmarked: Integrated Care Board");
    terminal.send("'");
    terminal.wait_for("body · since 2022");
    terminal.send("q");
    terminal.quit();
    assert_eq!(contents(home.path()), []);
    let mut again = kiosk(home.path()).open();
    again.send("'");
    again.wait_for("Bookmarks");
    assert!(!again.screen().contains("since 2022"));
    again.signal("TERM");
    assert_eq!(again.exit_code_after_restoring(), 143);
    assert_eq!(contents(home.path()), []);
}

#[test]
fn it_reads_nothing_of_the_account() {
    let home = TempDir::new().unwrap();
    let mut own = Start::browser_at(home.path()).open();
    own.send("g1990\rb");
    own.wait_for("Bookmarked");
    own.quit();
    let configuration = home.path().join(".config/nhs-tiers");
    fs::create_dir_all(&configuration).unwrap();
    fs::write(configuration.join("config.ron"), "(nonsense").unwrap();
    let before = contents(home.path());
    let xdg = home.path().join(".config");
    let mut terminal = kiosk(home.path())
        .env("XDG_CONFIG_HOME", xdg.to_str().unwrap())
        .args(&["--data", "/nowhere"])
        .open();
    terminal.wait_for_all(&[TODAY, NOTHING_IS_KEPT]);
    assert!(!terminal.screen().contains("defaults are in force"));
    terminal.send("'");
    terminal.wait_for("Bookmarks");
    assert!(!terminal.screen().contains("body ·"));
    terminal.send("q");
    terminal.quit();
    assert_eq!(contents(home.path()), before);
}

#[test]
fn it_runs_nothing_and_opens_nothing_for_writing() {
    let traced = Command::new("strace").arg("true").output();
    if !traced.is_ok_and(|output| output.status.success()) {
        return;
    }
    let home = TempDir::new().unwrap();
    let trace = home.path().join("trace");
    let mut terminal = Start::of("strace", home.path())
        .args(&["-f", "-qq", "-e", "trace=execve,execveat,%file", "-o"])
        .args(&[trace.to_str().unwrap(), PROGRAM, "--kiosk"])
        .open();
    terminal.send("/sha\r");
    terminal.wait_for("its last day");
    terminal.send("by");
    terminal.wait_for("Sent to the terminal's clipboard");
    terminal.send(CTRL_Z);
    terminal.wait_for("no shell behind a kiosk");
    terminal.resize(80, 24);
    terminal.wait_for_frame(HEADER);
    terminal.quit();
    let trace = fs::read_to_string(trace).unwrap();
    let calls: Vec<&str> = trace
        .lines()
        .filter_map(|line| line.split_once(' ').map(|(_, call)| call.trim_start()))
        .collect();
    let runs = calls.iter().filter(|call| call.starts_with("exec"));
    assert_eq!(runs.count(), 1, "{trace}");
    for call in calls {
        let writes = [
            "O_WRONLY", "O_RDWR", "O_CREAT", "mkdir", "unlink", "rename", "chmod",
        ];
        let writes = writes.iter().any(|word| call.contains(word));
        assert!(!writes || call.contains("\"/dev/tty\""), "{call}");
        assert!(!call.contains(home.path().to_str().unwrap()), "{call}");
    }
}

#[test]
fn what_a_kiosk_cannot_do_is_said_and_not_listed() {
    let home = TempDir::new().unwrap();
    let mut terminal = kiosk(home.path()).open();
    for (key, why) in [
        (CTRL_Z, "There is no shell behind a kiosk"),
        ("a", "A kiosk keeps no notes"),
    ] {
        terminal.send(key);
        terminal.wait_for(why);
        assert!(terminal.parser.screen().alternate_screen());
    }
    terminal.send("?G");
    terminal.wait_for_all(&["Draw everything anew", "Out at once"]);
    let screen = terminal.screen();
    assert!(
        !screen.contains("Suspend") && !screen.contains("note of your own"),
        "{screen}"
    );
    terminal.send("q");
    terminal.quit();
}

#[test]
fn in_a_small_window_it_says_so_in_a_word() {
    let home = TempDir::new().unwrap();
    let mut terminal = kiosk(home.path()).size(40, 12).open();
    terminal.wait_for("kiosk");
    terminal.resize(80, 24);
    terminal.wait_for_frame(NOTHING_IS_KEPT);
    terminal.quit();
}

#[test]
fn who_presses_no_key_is_warned_and_any_key_or_change_of_the_window_goes_on() {
    let home = TempDir::new().unwrap();
    let warning = "This session ends in 3 seconds; any key goes on";
    let mut terminal = kiosk(home.path()).args(&["--idle-timeout", "6s"]).open();
    for answer in ["", "h", "g19"] {
        terminal.wait_for(warning);
        if answer.is_empty() {
            terminal.resize(110, 40);
        } else {
            terminal.send(answer);
        }
        terminal.wait_until("the warning is taken back", |terminal| {
            !terminal.screen().contains("This session ends")
        });
    }
    // While a date is typed too.
    terminal.wait_for(warning);
    assert!(terminal.screen().contains("19"));
    assert_eq!(terminal.exit_code(), 0);
    assert!(!terminal.parser.screen().alternate_screen());
    let left = terminal.screen();
    assert_eq!(
        left.trim(),
        "The session has ended: no key was pressed for 6 seconds."
    );
}

#[rstest]
#[case(&["--kiosk", "--idle-timeout", "0"], "longer than none, as in 45s, 10m or 1h 30m")]
#[case(&["--kiosk", "--idle-timeout", "0s"], "longer than none, as in 45s, 10m or 1h 30m")]
#[case(&["--kiosk", "--idle-timeout", "soon"], "longer than none, as in 45s, 10m or 1h 30m")]
#[case(&["--kiosk", "--idle-timeout=-5m"], "longer than none, as in 45s, 10m or 1h 30m")]
#[case(&["--idle-timeout", "10m"], "--kiosk")]
#[case(&["--kiosk", "show", "sha"], "--kiosk belong to the browser")]
fn what_makes_no_sense_is_refused(#[case] arguments: &[&str], #[case] says: &str) {
    let output = Command::new(PROGRAM).args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains(says),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn a_reading_command_is_answered() {
    for (line, code, says) in [
        ("at 2004", 0, "Strategic Health Authorit"),
        ("  show   'strategic health authority' ", 0, "statutory"),
        ("show sha --format json", 0, "\"schema\": 1"),
        (
            "search stategic helth -kind:source",
            0,
            "Strategic Health Authority",
        ),
        ("timeline --from 1996 --to 2013", 0, "REGION"),
        ("diff 2002-03-31 2002-10-02", 0, "2002"),
        ("show qqzzxx", 1, ""),
        ("at 31/31/2004", 2, ""),
        ("--help", 0, "timeline"),
        ("help show", 0, "--format"),
    ] {
        let output = asked(line);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{line}: {}",
            text(&output.stderr)
        );
        assert!(
            text(&output.stdout).contains(says),
            "{line}: {}",
            text(&output.stdout)
        );
    }
}

#[test]
fn anything_else_is_refused_in_one_sentence() {
    let long = "a".repeat(100_000);
    for line in [
        "scp -t .",
        "sh",
        "$(id)",
        "at 2004; sh",
        "show sha\nsh",
        "show sha\u{2028}sh",
        "\u{1b}[2J",
        "show \"sha",
        "show",
        "export --format json --output x",
        "timeline --output x",
        "timeline --format nonsense",
        "config init",
        "check /etc",
        "show sha --data /etc",
        "--data /etc",
        "--kiosk",
        "--idle-timeout 9h",
        "--at 2004 show sha",
        "--version",
        &long,
    ] {
        let output = asked(line);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{line:.40}: {said}");
        assert_eq!(text(&output.stdout), "", "{line:.40}");
        assert!(
            said.starts_with("error: ") && said.lines().count() == 1,
            "{line:.40}: {said}"
        );
        assert!(
            said.len() < 400 && !said.contains('\u{1b}'),
            "{line:.40}: {said}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_text_is_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let mut command = Command::new(PROGRAM);
    command
        .arg("--kiosk")
        .env("SSH_ORIGINAL_COMMAND", OsStr::from_bytes(b"show \xff\xfe"));
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("not in UTF-8"));
}

#[test]
fn a_visitor_says_how_the_browser_opens_and_else_the_host_does() {
    let home = TempDir::new().unwrap();
    let mut terminal = kiosk(home.path())
        .args(&["--at", "1990", "--ascii"])
        .env("SSH_ORIGINAL_COMMAND", "--at 'apr 1975'")
        .open();
    terminal.wait_for_all(&["as at 1 Apr 1975", "kiosk - nothing is kept"]);
    terminal.quit();
    let mut host = kiosk(home.path())
        .args(&["--at", "1990"])
        .env("SSH_ORIGINAL_COMMAND", "  ")
        .open();
    host.wait_for("as at 1 Apr 1990");
    host.quit();
}

#[test]
fn only_a_kiosk_looks_at_what_was_asked_over_ssh() {
    let mut terminal = Start::browser()
        .env("SSH_ORIGINAL_COMMAND", "show sha")
        .open();
    terminal.wait_for(TODAY);
    terminal.quit();
}

/// Waits for a process as long as only a hang takes.
fn ends(child: &mut std::process::Child) -> bool {
    let end = Instant::now() + Duration::from_secs(60);
    while Instant::now() < end {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    false
}

#[test]
fn who_sends_half_a_line_or_reads_nothing_is_not_waited_for_either() {
    let home = TempDir::new().unwrap();
    let asks = "help\n".repeat(2000);
    for sent in ["sha", &asks] {
        let mut child = Command::new(PROGRAM)
            .args(["--kiosk", "--plain", "--idle-timeout", "1s"])
            .env("HOME", home.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let sent = sent.to_owned();
        // It may take less than is sent.
        std::thread::spawn(move || {
            let _ = input.write_all(sent.as_bytes());
            std::thread::park();
            drop(input);
        });
        assert!(ends(&mut child));
    }
}

#[test]
fn a_browser_whose_terminal_takes_nothing_more_ends_too() {
    let home = TempDir::new().unwrap();
    let start = Start::of(PROGRAM, home.path()).size(1000, 300).freezing();
    let mut terminal = start.args(&["--kiosk", "--idle-timeout", "1s"]).run();
    terminal.wait_until("the screen to be taken", |terminal| {
        terminal.sent().contains(ENTER_ALTERNATE)
    });
    for _ in 0..20 {
        terminal.resize(990, 299);
        terminal.resize(1000, 300);
    }
    // Its terminal has its settings again, though nothing could be written to it.
    assert_eq!(terminal.ended_by(), "Terminated");
}

#[test]
fn line_by_line_it_keeps_nothing_either_and_ends_when_nobody_is_there() {
    let home = TempDir::new().unwrap();
    let plain = Start::of(PROGRAM, home.path());
    let mut terminal = plain
        .args(&["--kiosk", "--plain", "--idle-timeout", "6s"])
        .run();
    terminal.wait_for("> ");
    terminal.send("show sha\r");
    terminal.wait_for("Strategic Health Authority (SHA).");
    terminal.send("bookmark\r");
    terminal.wait_for("Bookmarked: Strategic");
    for line in ["note words", "note", "write", "help write"] {
        let before = terminal.sent().matches("A kiosk keeps no notes").count();
        terminal.send(&format!("{line}\r"));
        terminal.wait_until("the refusal", |terminal| {
            terminal.sent().matches("A kiosk keeps no notes").count() > before
        });
    }
    terminal.send("show icb\r");
    terminal.wait_for("Integrated Care Board (ICB).");
    terminal.send("bookmark\r");
    terminal.wait_for("Bookmarked: Integrated");
    terminal.send("bookmarks\r");
    terminal.wait_for("2 bookmarks.");
    terminal.send("lines 100\r");
    terminal.wait_for("at most 100 lines now");
    terminal.send("help all\r");
    for _ in 0..9 {
        terminal.send("\r");
    }
    terminal.wait_for("That is the end.");
    assert!(terminal.sent().contains("bookmarks: lists"));
    assert!(!terminal.sent().contains("writes a note"));
    terminal.wait_for("This session ends in 3 seconds; Enter goes on");
    terminal.wait_for("no line was sent for 6 seconds");
    assert_eq!(terminal.exit_code(), 0);
    assert!(contents(home.path()).is_empty());
}

#[test]
fn the_page_of_the_kiosk_has_every_option_that_its_help_has() {
    let page = include_str!("../docs/kiosk.md");
    let help = asked("help");
    let words = text(&help.stdout).split_whitespace();
    let options = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-'));
    let options: Vec<&str> = options
        .filter(|word| word.starts_with("--") && word.len() > 2)
        .collect();
    assert!(options.contains(&"--plain"), "{options:?}");
    for option in options.into_iter().filter(|option| *option != "--help") {
        assert!(page.contains(option), "{option} is not on the page");
    }
}
