//! The reader's files, the arguments, the environment and what is typed, in the real program.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStringExt;

use super::*;

const ESCAPES: &str = "\u{1b}]0;PWN\u{7}\u{1b}[6n\u{9b}6n\u{7f}";
const UNSEEN: &str = "\u{202e}P\u{200b}W\u{feff}N\u{2069}\u{ad}\u{e0041}\u{61c}";
const FLOOD: &str = "z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}";

/// Hostile text as RON and JSON have it in a string, as it is and as escapes.
fn hostile_words() -> String {
    let escaped: String = ESCAPES
        .chars()
        .map(|c| c.escape_unicode().to_string())
        .collect();
    format!("PWN{ESCAPES}{UNSEEN}{FLOOD}{escaped}<script>=1+1")
}

/// A home in which every file of the reader's is hostile.
fn home() -> TempDir {
    let home = TempDir::new().unwrap();
    let words = hostile_words();
    let sha = "strategic-health-authority";
    for (path, text) in [
        (
            ".local/share/nhs-tiers/personal.ron",
            format!(
                "(bookmarks: [(Body, \"{words}\"), (Body, \"{sha}\")], notes: {{(Body, \"{sha}\"): \"{words}\\n=2+2{words}\\n# x\", (Body, \"{words}\"): \"{words}\"}})"
            ),
        ),
        (
            ".local/share/nhs-tiers/reviews.jsonl",
            format!(
                "{{\"v\":1,\"id\":\"9c0f5b1e7a3d2468\",\"at\":\"2026-11-22T09:14:03Z\",\"day\":\"2026-11-22\",\"card\":\"began/{UNSEEN}/8f14e45fceea167a\",\"grade\":\"good\",\"way\":\"recall\",\"ms\":4200}}\n{words}\n"
            ),
        ),
        (
            ".local/state/nhs-tiers/position.ron",
            format!(
                "(selected: Some((Body, \"{words}\")), record: Some((Body, \"{words}\")), marked: [\"{words}\"])"
            ),
        ),
        (
            ".config/nhs-tiers/config.ron",
            format!("(theme: \"{words}\", keys: {{\"{words}\": {{}}}})"),
        ),
    ] {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    home
}

#[test]
fn files_of_the_reader_reach_no_screen_as_they_are() {
    let home = home();
    let mut terminal = Start::browser_at(home.path()).open();
    for (keys, shows) in [
        ("/sha", "all 1"),
        (ENTER, "statutory body"),
        ("y", "Sent to"),
        (ENTER, "YOUR NOTE"),
        ("a", "Your note on"),
        ("\x07", "YOUR NOTE"),
        ("\x1b", "Timeline"),
        ("'", "Bookmarks"),
        ("\x1b", "Timeline"),
        ("6", "Study"),
        ("?", "Keys"),
    ] {
        terminal.send(keys);
        terminal.wait_for(shows);
    }
    terminal.send(CTRL_C);
    assert_eq!(terminal.exit_code_after_restoring(), 0);
    let sent = terminal.sent();
    assert!(sent.contains("PWN"), "the note was not shown");
    is_clean_on_a_terminal("the reader's files", &sent);
}

#[rstest]
#[case(&["notes"])]
#[case(&["notes", "--format", "json"])]
#[case(&["notes", "--format", "csv"])]
#[case(&["notes", "--format", "markdown"])]
#[case(&["doctor"])]
#[case(&["config", "show"])]
#[case(&["config", "path"])]
#[case(&["study", "stats"])]
#[case(&["study", "stats", "--format", "json"])]
#[case(&["study", "decks"])]
#[case(&["study", "optimise"])]
#[case(&["--plain"])]
fn files_of_the_reader_reach_no_pipe_as_they_are(#[case] arguments: &[&str]) {
    let output = run_at(home().path(), arguments);
    is_clean_output(&format!("{arguments:?}"), &output);
    assert!(!output.stdout.is_empty() || !output.stderr.is_empty());
    if arguments[0] == "notes" {
        assert!(text(&output.stdout).contains("PWN"), "{output:?}");
    }
    // On a terminal the colours of the program come with it, and nothing else.
    let home = home();
    if arguments != ["--plain"] {
        let mut terminal = Start::of(PROGRAM, home.path()).args(arguments).run();
        let _ = terminal.exit_code();
        is_clean_on_a_terminal(&format!("{arguments:?}"), &terminal.sent());
    }
}

#[test]
fn a_key_that_cannot_be_seen_is_no_key() {
    for key in ["\u{202e}", "\u{200b}", "\u{9b}", "\u{feff}"] {
        let home = TempDir::new().unwrap();
        let folder = home.path().join(".config/nhs-tiers");
        fs::create_dir_all(&folder).unwrap();
        let says = format!("(keys: {{ \"timeline\": {{ \"{key}\": \"zoom-in\" }} }})");
        fs::write(folder.join("config.ron"), says).unwrap();
        let output = run_at(home.path(), &["config", "show"]);
        assert_eq!(output.status.code(), Some(2), "{key:?}");
        assert!(
            text(&output.stderr).contains("there is no key"),
            "{output:?}"
        );
        is_clean_output("key", &output);
    }
}

#[test]
fn a_backup_and_what_is_restored_of_it_hold_no_harm() {
    let home = home();
    let file = home.path().join("backup.ron");
    let path = file.to_str().unwrap();
    let output = run_at(home.path(), &["study", "backup", path]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    is_clean("backup", &fs::read_to_string(&file).unwrap());
    let other = TempDir::new().unwrap();
    let output = run_at(other.path(), &["study", "restore", path]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let kept = other.path().join(".local/share/nhs-tiers/personal.ron");
    let kept = fs::read_to_string(kept).unwrap();
    assert!(kept.contains("PWN"));
    is_clean("restored", &kept);
    let output = run_at(other.path(), &["notes"]);
    is_clean_output("notes", &output);
}

#[rstest]
#[case(&["show", "X"])]
#[case(&["search", "X"])]
#[case(&["search", "X", "--format", "json"])]
#[case(&["search", "tier:X"])]
#[case(&["at", "X"])]
#[case(&["at", "1990", "--place", "X"])]
#[case(&["compare", "sha", "X"])]
#[case(&["diff", "X", "X"])]
#[case(&["lineage", "X"])]
#[case(&["functions", "X"])]
#[case(&["X"])]
#[case(&["--X"])]
#[case(&["--theme", "X"])]
#[case(&["--idle-timeout", "X", "--kiosk"])]
#[case(&["--data", "X", "show", "sha"])]
#[case(&["check", "X"])]
#[case(&["export", "--format", "X"])]
#[case(&["export", "--format", "json", "--output", "X/X"])]
#[case(&["export", "--format", "csv", "--output", "/dev/null/X"])]
#[case(&["timeline", "--place", "X"])]
#[case(&["study", "restore", "X"])]
#[case(&["study", "export", "--deck", "X"])]
#[case(&["--plain", "--open", "X"])]
fn arguments_are_repeated_without_harm(#[case] arguments: &[&str]) {
    let home = TempDir::new().unwrap();
    for hostile in [ESCAPES, UNSEEN, FLOOD, "a\nerror: forged\r\tb"] {
        // As text, and as bytes that are none.
        let texts = arguments
            .iter()
            .map(|one| OsString::from(one.replace('X', hostile)));
        let bytes = arguments.iter().map(|one| {
            let one = one.replace('X', hostile).into_bytes();
            let broken = one.len() > 12;
            OsString::from_vec(one.into_iter().chain(broken.then_some(0xff)).collect())
        });
        for arguments in [texts.collect::<Vec<OsString>>(), bytes.collect()] {
            let output = Command::new(PROGRAM)
                .args(&arguments)
                .env_clear()
                .env("HOME", home.path())
                .env("LANG", "C.UTF-8")
                .current_dir(home.path())
                .stdin(Stdio::null())
                .output()
                .unwrap();
            is_clean_output(&format!("{arguments:?}"), &output);
        }
    }
}

#[test]
fn the_browser_opened_at_something_hostile_shows_it_without_harm() {
    let home = TempDir::new().unwrap();
    for arguments in [["--open", ESCAPES], ["--open", UNSEEN]] {
        let mut terminal = Start::browser_at(home.path()).args(&arguments).run();
        terminal.wait_until("an answer", |terminal| {
            terminal.sent().contains("called") || terminal.screen().contains(HEADER)
        });
        terminal.send(CTRL_C);
        let _ = terminal.exit_code();
        is_clean_on_a_terminal("--open", &terminal.sent());
    }
}

#[test]
fn the_environment_is_repeated_without_harm() {
    let home = TempDir::new().unwrap();
    let hostile = format!("{ESCAPES}{UNSEEN}\n  data  forged");
    let folder = home.path().join(&hostile);
    fs::create_dir(&folder).unwrap();
    for command in [
        &["doctor"][..],
        &["config", "path"],
        &["config", "init"],
        &["config", "show"],
        &["--plain"],
        &["notes"],
        &["study", "backup", "x"],
    ] {
        let output = Command::new(PROGRAM)
            .args(command)
            .env_clear()
            .env("HOME", &folder)
            .env("TERM", &hostile)
            .env("LANG", &hostile)
            .env("EDITOR", &hostile)
            .env("VISUAL", &hostile)
            .env("XDG_CONFIG_HOME", folder.join("config\u{202e}"))
            .current_dir(home.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        is_clean_output(&format!("{command:?}"), &output);
        let forged = text(&output.stdout)
            .lines()
            .any(|line| line.trim_start().starts_with("data  forged"));
        assert!(!forged, "{output:?}");
    }
    let mut terminal = Start::browser_at(&folder)
        .env("TERM", &format!("xterm{ESCAPES}"))
        .open();
    terminal.quit();
    is_clean_on_a_terminal("TERM", &terminal.sent());
}

#[test]
fn what_a_visitor_asks_of_a_kiosk_is_no_way_to_its_terminal() {
    for asked in [
        ESCAPES,
        UNSEEN,
        "show sha\u{200b}",
        "show \u{202e}ahs",
        "at 1990\u{1b}[6n",
    ] {
        let output = Command::new(PROGRAM)
            .arg("--kiosk")
            .env("SSH_ORIGINAL_COMMAND", OsStr::new(asked))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{asked:?}");
        is_clean_output(asked, &output);
    }
}

#[test]
fn what_is_typed_and_pasted_is_text_and_pictures_stay_whole() {
    let home = TempDir::new().unwrap();
    let mut terminal = Start::browser_at(home.path()).open();
    terminal.send("a");
    terminal.wait_for("Your note on");
    let doctor = "👩\u{200d}⚕\u{fe0f}";
    let pasted = format!("see{UNSEEN} caf\u{e9} nai\u{308}ve {doctor} {FLOOD} end");
    terminal.send(&format!("\x1b[200~{pasted}\x1b[201~"));
    terminal.wait_for("end");
    terminal.send("\x07");
    terminal.wait_until("the timeline", |terminal| {
        !terminal.screen().contains("Your note on")
    });
    terminal.send(CTRL_C);
    assert_eq!(terminal.exit_code_after_restoring(), 0);
    is_clean_on_a_terminal("a note", &terminal.sent());
}

#[test]
fn lines_of_the_dialogue_are_answered_without_harm() {
    use std::io::Write as _;
    let home = TempDir::new().unwrap();
    let mut child = Command::new(PROGRAM)
        .arg("--plain")
        .env_clear()
        .env("HOME", home.path())
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    for line in [
        ESCAPES,
        UNSEEN,
        FLOOD,
        "show sha",
        "note PWN\u{202e}x",
        "show sha",
        "study",
    ] {
        writeln!(input, "{line}").unwrap();
        writeln!(input, "show {line}").unwrap();
        writeln!(input, "at {line}").unwrap();
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    is_clean_output("dialogue", &output);
}

/// Where the locale has no letters beyond ASCII, a byte of one may be a control character of the terminal.
#[test]
fn a_terminal_without_utf_8_gets_only_ascii_whatever_says_it() {
    for arguments in [
        &["show", "ś2J"][..],
        &["at", "ś"],
        &["compare", "ś", "sha"],
        &["lineage", "shefeild"],
        &["--open", "ś"],
        &["--data", "/nowhere/ś", "at", "2003"],
        &["check", "/nowhere/ś"],
        &["--help"],
        &["doctor"],
    ] {
        let home = TempDir::new().unwrap();
        let home = home.path().join("ś");
        fs::create_dir(&home).unwrap();
        let mut terminal = Start::of(PROGRAM, &home)
            .env("LANG", "C")
            .args(arguments)
            .run();
        terminal.exit_code();
        let sent = terminal.sent();
        assert!(!sent.is_empty() && sent.is_ascii(), "{arguments:?}: {sent}");
    }
}

#[test]
fn a_file_is_the_one_that_was_named_or_none() {
    let folder = TempDir::new().unwrap();
    for arguments in [
        &["export", "--format", "svg", "-o", "x\ty"][..],
        &["timeline", "--format", "svg", "-o", "x\ty"],
        &["study", "backup", "x\ty"],
        &["check", "x\ty"],
    ] {
        let mut command = Command::new(PROGRAM);
        command
            .args(arguments)
            .env("HOME", folder.path().join("home"));
        let output = command.current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let says = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(says.contains("rename it first"), "{says}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
    // Bytes that are no text drive nothing, and are a name like any other.
    let name = OsString::from_vec(b"caf\xe9.svg".to_vec());
    let mut command = Command::new(PROGRAM);
    command
        .args(["timeline", "--format", "svg", "-o"])
        .arg(&name);
    assert!(
        command
            .current_dir(folder.path())
            .status()
            .unwrap()
            .success()
    );
    assert!(folder.path().join(name).exists());
}

#[test]
fn a_time_zone_that_never_ends_is_not_waited_for() {
    let folder = TempDir::new().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    for zone in [
        pipe.as_os_str(),
        OsStr::new("/dev/zero"),
        OsStr::new("/nowhere"),
    ] {
        let mut terminal = Start::browser().env("TZ", zone.to_str().unwrap()).open();
        terminal.send("b");
        terminal.wait_for("Bookmarked");
        terminal.quit();
    }
}
