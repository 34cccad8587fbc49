//! The built program where the system fails it: no space, no memory, no files, folders that go away, a terminal that stalls. The limits are
//! real ones. What was kept stays kept, and the terminal is left as it was.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail loudly, and says what it skipped"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rstest::rstest;
use tempfile::TempDir;

#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "each file of tests needs a part of it")]
mod pty;

use pty::*;

fn data(home: &Path) -> PathBuf {
    home.join(".local/share/nhs-tiers")
}

fn state(home: &Path) -> PathBuf {
    home.join(".local/state/nhs-tiers")
}

/// Every file there, with what is in it.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

/// A shell with this home, which the program's path and these arguments are handed to.
fn shell(home: &Path, script: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new("bash");
    command.args(["-c", script, PROGRAM]).args(arguments);
    command.env_clear().env("HOME", home);
    command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    command.stdin(Stdio::null());
    command
}

/// What it says on stderr.
fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The browser behind a script of a shell.
fn behind(home: &Path, script: &str) -> Start {
    Start::of("bash", home).args(&["-c", script, PROGRAM])
}

/// The browser has kept a bookmark, a note and a place there.
fn something_kept(home: &Path) {
    let mut terminal = Start::browser_at(home).open();
    terminal.send("b");
    terminal.wait_for("Bookmarked");
    terminal.send("a");
    terminal.wait_for("Your note on");
    terminal.send("the first note\x1b");
    terminal.wait_until("the note to be kept", |_| {
        let file = fs::read_to_string(data(home).join("personal.ron"));
        file.is_ok_and(|text| text.contains("the first note"))
    });
    terminal.quit();
}

/// Closes what lies over the screen. A key that came with it would be another one with Alt.
fn escape(terminal: &mut Terminal) {
    terminal.send("\x1b");
    terminal.wait_for_frame(HEADER);
}

/// A script that runs what follows in a mount namespace of its own, where this can be had.
fn mounting(script: &str) -> Option<String> {
    let can = Command::new("unshare")
        .args(["-rm", "mount", "-t", "tmpfs", "none", "/mnt"])
        .output();
    if !can.is_ok_and(|output| output.status.success()) {
        println!("skipped: nothing can be mounted here");
        return None;
    }
    Some(format!("exec unshare -rm bash -c '{script}' \"$0\" \"$@\""))
}

/// A home on a disk of its own, which is then filled to the last block; what it holds in the end is copied back.
const FULL: &str = r#"cp -a "$HOME/." "$HOME.aside" && mount -t tmpfs -o size=128k none "$HOME" && cp -a "$HOME.aside/." "$HOME"
head -c 1M /dev/zero > "$HOME/ballast" 2> /dev/null
"$0" "$@"; code=$?
rm "$HOME/ballast"; rm -r "$HOME.aside"; cp -a "$HOME/." "$HOME.aside"; exit $code"#;

#[test]
fn on_a_full_disk_nothing_new_is_kept_and_nothing_old_is_lost() {
    let folder = TempDir::new().unwrap();
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    something_kept(&home);
    let before = contents(&home);
    let Some(script) = mounting(FULL) else { return };
    let mut terminal = behind(&home, &script).open();
    terminal.send("jb");
    terminal.wait_for("No space left on device");
    terminal.send("a");
    terminal.wait_for("Your note on");
    terminal.send("written in vain\x1b");
    terminal.wait_for("No space left on device");
    // It stays open, to be copied away or tried again.
    terminal.wait_for("written in vain");
    terminal.send(CTRL_C);
    assert_eq!(terminal.exit_code(), 0);
    let sent = terminal.sent();
    let (_, after) = sent.rsplit_once(LEAVE_ALTERNATE).unwrap();
    assert!(after.contains("could not be kept") && after.contains("written in vain"));
    let aside = home.with_extension("aside");
    let after: BTreeMap<PathBuf, Vec<u8>> = contents(&aside)
        .into_iter()
        .map(|(path, bytes)| (home.join(path.strip_prefix(&aside).unwrap()), bytes))
        .collect();
    assert_eq!(after, before);
}

#[test]
fn on_a_full_disk_files_that_are_asked_for_are_whole_or_not_there() {
    let folder = TempDir::new().unwrap();
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    fs::write(home.join("old"), "old").unwrap();
    let Some(script) = mounting(FULL) else { return };
    for arguments in [
        "export --format json --output new",
        "export --format json --output old --force",
        "export --format csv --output tables",
        "timeline --format svg --output new.svg",
        "study backup new.ron",
    ] {
        let words: Vec<&str> = arguments.split(' ').collect();
        let script = script.replace("\"$0\" \"$@\"; code", "cd && \"$0\" \"$@\"; code");
        let output = shell(&home, &script, &words).output().unwrap();
        let says = said(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments}: {says}");
        assert!(says.contains("No space left on device"), "{says}");
        assert!(!says.contains(".nhs-tiers-"), "{says}");
        let aside = home.with_extension("aside");
        let left = contents(&aside);
        assert_eq!(left.len(), 1, "{arguments}: {:?}", left.keys());
        assert_eq!(left[&aside.join("old")], b"old");
        fs::remove_dir_all(aside).unwrap();
    }
}

#[test]
fn where_nothing_can_be_written_everything_can_be_read() {
    let home = TempDir::new().unwrap();
    something_kept(home.path());
    let before = contents(home.path());
    let read_only = mounting(
        r#"mount --bind "$HOME" "$HOME" && mount -o remount,ro,bind "$HOME" && exec "$0" "$@""#,
    );
    // The rights of files do not bind root, unless it gives that up.
    let closed = r#"chmod -R a-w "$HOME"; exec setpriv --bounding-set=-dac_override "$0" "$@""#;
    for (script, why) in [
        (read_only, "Read-only file system"),
        (Some(closed.to_owned()), "Permission denied"),
    ] {
        let Some(script) = script else { continue };
        let mut terminal = behind(home.path(), &script).open();
        terminal.wait_for_all(&["Nothing can be kept", why]);
        terminal.send("jb");
        terminal.wait_for(why);
        terminal.send("'");
        terminal.wait_for("Bookmarks");
        escape(&mut terminal);
        terminal.quit();
        let output = shell(home.path(), &script, &["notes"]).output().unwrap();
        let notes = String::from_utf8(output.stdout).unwrap();
        assert!(notes.contains("the first note"), "{notes}");
        assert_eq!(contents(home.path()), before);
    }
    let writable = ["chmod", "-R", "u+w"].map(str::to_owned);
    let home = home.path().to_str().unwrap();
    Command::new(&writable[0])
        .args(&writable[1..])
        .arg(home)
        .status()
        .unwrap();
}

#[test]
fn folders_that_go_away_while_it_runs_end_nothing() {
    let home = TempDir::new().unwrap();
    let mut terminal = Start::browser_at(home.path()).open();
    fs::remove_dir_all(home.path().join(".local")).unwrap();
    terminal.send("b");
    // Where it is confined it cannot make them again.
    terminal.wait_until("what became of it", |terminal| {
        ["Permission denied", "No such file", "Bookmarked"]
            .iter()
            .any(|says| terminal.screen().contains(says))
    });
    terminal.send("g1990\r");
    terminal.wait_for("as at 1 Apr 1990");
    terminal.quit();
}

#[test]
fn a_file_that_another_program_replaces_meanwhile_is_not_lost() {
    let home = TempDir::new().unwrap();
    let mut terminal = Start::browser_at(home.path()).open();
    terminal.send("b");
    terminal.wait_for("Bookmarked");
    let file = data(home.path()).join("personal.ron");
    // A folder in the place of the file: nothing can be read or replaced there.
    fs::rename(&file, file.with_extension("aside")).unwrap();
    fs::create_dir(&file).unwrap();
    terminal.send("jb");
    terminal.wait_for("cannot be read");
    fs::remove_dir(&file).unwrap();
    fs::rename(file.with_extension("aside"), &file).unwrap();
    terminal.send("jb");
    terminal.wait_for("Bookmarked");
    terminal.quit();
    let kept = fs::read_to_string(&file).unwrap();
    assert_eq!(
        kept.matches("(body,").count() + kept.matches("(Body,").count(),
        2,
        "{kept}"
    );
}

#[test]
fn data_that_change_or_vanish_after_the_start_change_nothing() {
    let folder = TempDir::new().unwrap();
    let overlay = folder.path().join("mine");
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/overlay");
    let copied = Command::new("cp")
        .args(["-r", example])
        .arg(&overlay)
        .status();
    assert!(copied.unwrap().success());
    let mut terminal = Start::browser()
        .args(&["--data", overlay.to_str().unwrap()])
        .open();
    for path in contents(&overlay).keys() {
        fs::write(path, "this is no RON").unwrap();
    }
    terminal.send("/sha\r");
    terminal.wait_for("its last day");
    fs::remove_dir_all(&overlay).unwrap();
    terminal.send("g1990\r");
    terminal.wait_for("as at 1 Apr 1990");
    terminal.quit();
}

#[test]
fn signals_that_interrupt_reading_and_writing_cost_no_key() {
    let mut terminal = Start::browser().open();
    let pid = terminal.pid();
    let script = format!("for i in $(seq 3000); do kill -WINCH {pid}; kill -CONT {pid}; done");
    let mut flood = Command::new("bash").args(["-c", &script]).spawn().unwrap();
    terminal.send("/");
    terminal.wait_for("organisations, codes");
    let typed = "abcdefghij".repeat(6);
    for letter in typed.chars() {
        terminal.send(&letter.to_string());
    }
    terminal.wait_for(&typed);
    assert!(flood.wait().unwrap().success());
    escape(&mut terminal);
    terminal.send("g2004\r");
    terminal.wait_for("as at 1 Apr 2004");
    terminal.quit();
}

/// What the system says of a process.
fn of_process(pid: u32, file: &str) -> String {
    fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap()
}

/// Ticks of the clock that it has worked.
fn worked(pid: u32) -> u64 {
    let stat = of_process(pid, "stat");
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    let fields = fields.split(' ').skip(11).take(2);
    fields.map(|ticks| ticks.parse::<u64>().unwrap()).sum()
}

fn kilobytes(pid: u32) -> u64 {
    let status = of_process(pid, "status");
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.unwrap().parse().unwrap()
}

#[test]
fn a_terminal_that_stalls_is_waited_for_and_loses_nothing() {
    let mut terminal = Start::browser().size(1000, 300).freezing().run();
    terminal.wait_until("the screen to be taken", |terminal| {
        terminal.sent().contains(ENTER_ALTERNATE)
    });
    let pid = terminal.pid();
    // A frame of this size is more than a terminal holds for later. Nothing is read from here on, and each of these would be a frame.
    for _ in 0..200 {
        terminal.send("jkjkjk");
        terminal.resize(990, 299);
        terminal.resize(1000, 300);
    }
    terminal.send("g1990\r");
    while terminal.receive(QUIET).is_ok() {}
    let (before, small) = (worked(pid), kilobytes(pid));
    while terminal.receive(QUIET).is_ok() {}
    assert!(worked(pid) - before <= 1, "it does not spin");
    assert!(small < 120_000, "{small} kB");
    terminal.thaw();
    terminal.wait_for("as at 1 Apr 1990");
    terminal.quit();
}

#[test]
fn a_note_is_kept_though_the_terminal_holds_everything_up() {
    for signal in ["TERM", "HUP"] {
        let home = TempDir::new().unwrap();
        let start = Start::browser_at(home.path()).size(1000, 300);
        let mut terminal = start.freezing_at("§").open();
        terminal.send("a");
        terminal.wait_for("Your note on");
        terminal.send("precious words");
        terminal.wait_for("precious words");
        terminal.send("§");
        // Nothing is read from here on, and each of these would be a frame of more than a terminal holds for later: until it works no more.
        let pid = terminal.pid();
        let mut held_up = 0;
        while held_up < 10 {
            let before = worked(pid);
            terminal.resize(990, 299);
            terminal.resize(1000, 300);
            let _ = terminal.receive(GLANCE);
            held_up = if worked(pid) == before {
                held_up + 1
            } else {
                0
            };
        }
        terminal.signal(signal);
        // Where it was not held up after all, it has ended by itself.
        terminal.ended_by();
        let kept = fs::read_to_string(data(home.path()).join("personal.ron")).unwrap();
        assert!(kept.contains("precious words§"), "{kept}");
    }
}

#[test]
fn a_note_in_the_dialogue_is_kept_however_the_program_is_ended() {
    for end in ["TERM", "HUP", "INT", "gone"] {
        let home = TempDir::new().unwrap();
        let plain = Start::of(PROGRAM, home.path()).args(&["--plain", "--open", "sha"]);
        let mut terminal = plain.run();
        terminal.wait_for("Strategic Health Authority (SHA).");
        terminal.send("write\r");
        let is_asked = |terminal: &Terminal| terminal.screen().trim_end().ends_with('>');
        terminal.wait_for("A full stop alone on a line keeps it");
        terminal.wait_until("a line to be asked for", is_asked);
        terminal.send("precious words\r");
        terminal.wait_for("precious words");
        terminal.wait_until("the next line to be asked for", is_asked);
        if end == "gone" {
            terminal.hang_up();
            terminal.exit_code();
        } else {
            terminal.signal(end);
            terminal.ended_by();
        }
        let kept = fs::read_to_string(data(home.path()).join("personal.ron")).unwrap();
        assert!(kept.contains("precious words"), "{end}: {kept}");
    }
}

#[test]
fn a_terminal_that_goes_away_within_a_frame_takes_nothing_along() {
    let home = TempDir::new().unwrap();
    something_kept(home.path());
    let kept = fs::read(data(home.path()).join("personal.ron")).unwrap();
    let mut terminal = Start::browser_at(home.path())
        .size(1000, 300)
        .freezing()
        .run();
    terminal.wait_until("the screen to be taken", |terminal| {
        terminal.sent().contains(ENTER_ALTERNATE)
    });
    terminal.send("jjjjjjjj");
    terminal.hang_up();
    assert_eq!(terminal.exit_code(), 129);
    assert_eq!(
        fs::read(data(home.path()).join("personal.ron")).unwrap(),
        kept
    );
    let position = fs::read_to_string(state(home.path()).join("position.ron")).unwrap();
    assert!(position.trim_end().ends_with(')'), "{position}");
}

/// Either it opens, and leaves all as it was, or it says why it does not; it never keeps the terminal.
#[rstest]
#[case::memory("-v", &[20_000, 28_000, 36_000, 40_000, 44_000, 48_000, 52_000, 56_000, 64_000, 96_000], "too little memory")]
#[case::files("-n", &[4, 5, 6, 7, 8, 9, 10], "Too many open files")]
fn with_too_little_it_says_so_and_keeps_no_terminal(
    #[case] limit: &str,
    #[case] amounts: &[u32],
    #[case] says: &str,
) {
    let (mut opened, mut refused) = (0, 0);
    for amount in amounts {
        let home = TempDir::new().unwrap();
        let script =
            format!("ulimit {limit} {amount}; \"$0\" || {{ code=$?; echo ended; exit $code; }}");
        let mut terminal = behind(home.path(), &script).run();
        let end = "the program to open or to end";
        terminal.wait_until(end, |terminal| {
            let sent = terminal.sent();
            sent.contains(HEADER) || sent.contains("ended")
        });
        if terminal.sent().contains(HEADER) {
            // All that takes memory and files: a search, a record, a note.
            terminal.send("/sha\r");
            terminal.wait_for("its last day");
            terminal.send("b6");
            terminal.wait_for("Study");
            terminal.send("1g1990\r");
            terminal.wait_for("as at 1 Apr 1990");
            terminal.quit();
            opened += 1;
        } else {
            // The loader of the system may be first to find it too little.
            let ours = terminal.sent().contains(says);
            let code = terminal.exit_code();
            assert!(code == 2 || !ours, "{code}");
            refused += u32::from(ours);
        }
    }
    assert!(
        opened > 0 && refused > 0,
        "{opened} opened, {refused} refused"
    );
}

#[test]
fn a_file_that_may_not_grow_is_an_error_and_not_the_end() {
    let home = TempDir::new().unwrap();
    something_kept(home.path());
    let kept = fs::read(data(home.path()).join("personal.ron")).unwrap();
    let mut terminal = behind(home.path(), "ulimit -f 0; exec \"$0\"").open();
    terminal.send("jb");
    terminal.wait_for("File too large");
    terminal.quit();
    assert_eq!(
        fs::read(data(home.path()).join("personal.ron")).unwrap(),
        kept
    );
    for arguments in [
        "export --format json --output new",
        "export --format csv --output tables",
        "study backup new.ron",
    ] {
        let words: Vec<&str> = arguments.split(' ').collect();
        let script = "cd; ulimit -f 0; exec \"$0\" \"$@\"";
        let output = shell(home.path(), script, &words).output().unwrap();
        let says = said(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments}: {says}");
        assert!(says.contains("File too large"), "{arguments}: {says}");
    }
    assert!(!home.path().join("new").exists());
}

/// A command of each kind, with all that is needed for it to print something.
const COMMANDS: [&str; 26] = [
    "--help",
    "--version",
    "help show",
    "at 2004",
    "show sha",
    "show sha --format json",
    "search sha",
    "search sha --format csv",
    "compare sha ics",
    "lineage sheffield",
    "diff 2000 2010",
    "functions",
    "tour",
    "timeline",
    "timeline --format svg",
    "export --format json",
    "export --format html",
    "export --format markdown",
    "notes",
    "check",
    "config show",
    "doctor",
    "completions bash",
    "man",
    "study stats",
    "--plain",
];

#[test]
fn what_cannot_be_printed_is_an_error() {
    let home = TempDir::new().unwrap();
    something_kept(home.path());
    for command in COMMANDS {
        let words: Vec<&str> = command.split(' ').collect();
        let script = "exec \"$0\" \"$@\" > /dev/full";
        let output = shell(home.path(), script, &words).output().unwrap();
        let says = said(&output);
        assert_eq!(output.status.code(), Some(2), "{command}: {says}");
        assert!(says.contains("error: No space left"), "{command}: {says}");
    }
}

#[test]
fn who_reads_no_further_is_no_error() {
    let home = TempDir::new().unwrap();
    something_kept(home.path());
    for command in COMMANDS {
        let words: Vec<&str> = command.split(' ').collect();
        let script = "\"$0\" \"$@\" | head -c 1 > /dev/null; exit ${PIPESTATUS[0]}";
        let output = shell(home.path(), script, &words).output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{command}: {}",
            said(&output)
        );
        assert!(!said(&output).contains("error"), "{}", said(&output));
    }
}

#[test]
fn what_is_closed_at_the_start_is_nobodys_file() {
    let home = TempDir::new().unwrap();
    something_kept(home.path());
    let before = contents(home.path());
    for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"] {
        for command in ["", "--plain", "show sha", "doctor", "export --format json"] {
            let words: Vec<&str> = command.split_whitespace().collect();
            let script = format!("exec \"$0\" \"$@\" {closed}");
            let output = shell(home.path(), &script, &words).output().unwrap();
            let expected = if command.is_empty() { 2 } else { 0 };
            assert_eq!(output.status.code(), Some(expected), "{command} {closed}");
        }
    }
    // Nothing that was meant for a terminal went into a file that was opened in its place.
    assert_eq!(contents(home.path()), before);
}

#[test]
fn a_note_is_changed_on_the_day_that_the_clock_says_whichever_way_it_jumps() {
    let home = TempDir::new().unwrap();
    let mut days = Vec::new();
    // A day and two hours between the one zone and the other: the calendar jumps, and back.
    for (zone, words) in [("AAA-14", "one"), ("BBB+12", "two"), ("AAA-14", "three")] {
        let mut terminal = Start::browser_at(home.path()).env("TZ", zone).open();
        terminal.send("a");
        terminal.wait_for("Your note on");
        terminal.send(&format!("{words} \x1b"));
        let file = data(home.path()).join("personal.ron");
        terminal.wait_until("the note to be kept", |_| {
            fs::read_to_string(&file).is_ok_and(|text| text.contains(words))
        });
        terminal.quit();
        let kept = fs::read_to_string(&file).unwrap();
        let (_, changed) = kept.split_once("changed:").unwrap();
        days.push(changed.to_owned());
        for word in ["one", "two", "three"].iter().take(days.len()) {
            assert!(kept.contains(word), "{kept}");
        }
    }
    assert!(days[0] != days[1] && days[0] == days[2], "{days:?}");
}
