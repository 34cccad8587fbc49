//! The built program in a real terminal: what it shows, what it sends, and how it leaves.
//!
//! Each test has a pseudo-terminal and an empty home of its own. It waits for what a reader would wait for, with a deadline that
//! only a hang can reach, and never for a stretch of time.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use tempfile::TempDir;

#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "each file of tests needs a part of it")]
mod pty;

use pty::*;

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

/// An overlay that holds one file of functions.
fn overlay(functions: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("functions.ron"), functions).unwrap();
    folder
}

/// Waits until a shell in the terminal is ready for a command. What is typed before that might go to the program that is leaving.
fn wait_for_prompt(terminal: &mut Terminal) {
    terminal.wait_until("a prompt", |terminal| {
        !terminal.parser.screen().alternate_screen()
            && terminal.screen().trim_end().ends_with("ready>")
    });
}

/// Looks for the strategic health authority and contrasts it with its successor in spirit, as the first reader would.
fn contrast_sha_and_stp(start: Start) -> Terminal {
    let mut terminal = start.open();
    terminal.send("/sha");
    terminal.wait_for("bodies ");
    terminal.send(ENTER);
    terminal.wait_for_all(&[
        "As at 31 Mar 2013: its last day",
        "Strategic Health Authority",
        "statutory body",
    ]);
    // The pane stands beside the bars where there is room for it, else below.
    let wide = terminal.parser.screen().size().1 >= 100;
    let pane = if wide { 75 } else { 0 };
    terminal.wait_until("both numbers and the first phase", |terminal| {
        let says = terminal.pane(pane, 120);
        let wanted = [
            "28 (1 Apr 2002)",
            "10 (1 Jul 2006)",
            "28 health authorities",
        ];
        wanted.iter().all(|text| says.contains(text))
    });
    terminal.send("c");
    terminal.wait_for("SHA is marked");
    terminal.send("/stp");
    terminal.wait_for("bodies ");
    terminal.send(ENTER);
    terminal.wait_for("As at 15 Mar 2016: its first day");
    terminal.send("c");
    terminal.wait_for_all(&["Strategic Health Authority", "STP", "Standing", "In being"]);
    terminal.wait_until("the two standings side by side", |terminal| {
        terminal.screen().lines().any(|line| {
            line.trim_start_matches([' ', '|', '█', '#'])
                .starts_with("statutory")
                && line.contains("non-statutory")
        })
    });
    terminal
}

#[test]
fn it_opens_on_the_timeline_of_the_last_day_of_the_evidence() {
    let mut terminal = Start::browser().open();
    terminal.wait_for_all(&[
        "nhs-tiers",
        HEADER,
        TODAY,
        "· ICBs",
        "Hospital boards",
        "SYSTEM",
        "▐ ICB",
        "Integrated Care Board (ICB)",
        "/ search",
    ]);
    assert!(terminal.parser.screen().alternate_screen());
    let screen = terminal.parser.screen();
    let (line, column) = screen.cursor_position();
    let under = screen.contents_between(line, column, line, column + 3);
    assert!(
        !screen.hide_cursor() && under == "ICB",
        "the cursor stands on the selected bar, not on {under:?}"
    );
    assert!(
        looks(&terminal.sent()).into_iter().any(is_colour),
        "the timeline has colours"
    );
    terminal.quit();
}

#[test]
fn it_asks_the_terminal_nothing() {
    let mut terminal = contrast_sha_and_stp(Start::browser());
    terminal.send("q");
    terminal.exit_code_after_restoring();
    let sent = terminal.sent();
    for question in [
        "\x1b[6n",
        "\x1b[?6n",
        "\x1b[5n",
        "\x1b[c",
        "\x1b[0c",
        "\x1b[>",
        "\x1b[=",
        "\x1b]10;?",
        "\x1b]11;?",
        "\x1b]4;",
        "\x1b[?u",
        "\x1bP",
        "\x1b[14t",
    ] {
        assert!(
            !sent.contains(question),
            "{question:?} asks the terminal something"
        );
    }
    assert!(!sent.contains("$p"), "a mode was asked for");
}

#[test]
fn nothing_is_sent_while_nothing_happens() {
    let mut terminal = Start::browser().open();
    while terminal.receive(QUIET).is_ok() {}
    assert_eq!(
        terminal.receive(Duration::from_millis(500)),
        Err(RecvTimeoutError::Timeout)
    );
    terminal.quit();
}

#[test]
fn a_step_through_time_is_little_to_send() {
    let mut terminal = Start::browser().open();
    terminal.send("h");
    let bytes = terminal.wait_for_frame(HEADER);
    assert!(bytes < 1280, "{bytes} bytes for one step");
    terminal.quit();
}

#[test]
fn a_search_leads_to_a_body_and_two_bodies_to_their_contrast() {
    let mut terminal = contrast_sha_and_stp(Start::browser());
    terminal.wait_for_all(&[
        "Strategic Health Authority (SHA), 2002–2013",
        "STP, 2016–2021",
    ]);
    terminal.quit();
}

#[test]
fn it_works_the_same_in_a_small_window() {
    contrast_sha_and_stp(Start::browser().size(80, 24)).quit();
}

/// Asks for Sheffield in 2004, as a reader in a meeting would.
fn sheffield_in_2004(start: Start) -> Terminal {
    let mut terminal = start.open();
    terminal.send("4");
    terminal.wait_for("Place:");
    terminal.send("sheffield");
    terminal.wait_for("Place: sheffield");
    terminal.send(ENTER);
    terminal.wait_for("Sheffield lies in");
    terminal.send("g2004\r");
    terminal.wait_for_all(&["as at 1 Apr 2004", "Sheffield lay in"]);
    terminal.wait_until("the whole frame", |terminal| {
        terminal.raw.ends_with(END_OF_FRAME.as_bytes())
    });
    terminal
}

#[test]
fn a_place_is_asked_for_and_the_window_may_change_under_it() {
    let mut terminal = sheffield_in_2004(Start::browser());
    terminal.send(CTRL_L);
    terminal.wait_for_frame(HEADER);
    let before = terminal.screen();
    for (columns, rows, shows) in [
        (80, 24, "South Yorkshire Strategic Health"),
        (40, 12, "Sheffield lay in"),
        (30, 5, "make the window larger"),
        (120, 40, "South Yorkshire SHA"),
    ] {
        terminal.resize(columns, rows);
        terminal.wait_for_frame(shows);
    }
    assert_eq!(terminal.screen(), before);
    terminal.quit();
}

#[test]
fn a_place_leads_to_its_organisation_and_back() {
    let mut terminal = sheffield_in_2004(Start::browser().size(80, 24));
    terminal.send(ENTER);
    terminal.wait_for_all(&["Covered Barnsley, Doncaster", "What it came from"]);
    terminal.send("\x7f");
    terminal.wait_for("Sheffield lay in");
    terminal.send("t");
    terminal.wait_for_all(&["REGION", "Sheffield RHB"]);
    terminal.quit();
}

#[test]
fn a_place_needs_nothing_but_ascii_and_no_colour_where_there_is_none() {
    let plain = Start::browser().env("TERM", "linux").env("NO_COLOR", "1");
    let mut terminal = sheffield_in_2004(plain);
    terminal.send("5");
    terminal.wait_for("315 findings by theme");
    terminal.send("v");
    terminal.wait_for("18 tensions");
    terminal.quit();
    assert_eq!(terminal.raw.iter().find(|byte| !byte.is_ascii()), None);
    assert!(!looks(&terminal.sent()).into_iter().any(is_colour));
}

#[test]
fn sigterm_restores_the_terminal_while_a_place_is_typed() {
    let mut terminal = Start::browser().open();
    terminal.send("4sheff");
    terminal.wait_for("Place: sheff");
    terminal.signal("TERM");
    assert_eq!(terminal.exit_code_after_restoring(), 143);
}

#[test]
fn a_terminal_that_goes_away_while_a_place_is_typed_keeps_the_place_before() {
    let home = TempDir::new().unwrap();
    let mut terminal = sheffield_in_2004(Start::browser_at(home.path()));
    terminal.send("pglossop");
    terminal.wait_for("Place: glossop");
    terminal.hang_up();
    assert_eq!(terminal.exit_code(), 129);
    let mut again = Start::browser_at(home.path()).open();
    again.wait_for("Sheffield lay in");
    again.quit();
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
fn no_color_means_no_colour_at_all_and_what_is_selected_still_stands_out() {
    let mut terminal = Start::browser().env("NO_COLOR", "1").open();
    assert!(
        terminal.reversed() > 4,
        "the screen's name and the selected bar are shown in reverse"
    );
    terminal.quit();
    let mut terminal = contrast_sha_and_stp(Start::browser().env("NO_COLOR", "1"));
    terminal.quit();
    let sent = terminal.sent();
    for parameters in looks(&sent) {
        // An empty colour command would take the attributes back.
        assert!(
            !is_colour(parameters) && parameters != ";",
            "ESC[{parameters}m was sent"
        );
    }
}

#[test]
fn the_linux_console_gets_nothing_but_ascii() {
    let mut terminal = contrast_sha_and_stp(Start::browser().env("TERM", "linux"));
    terminal.quit();
    assert_eq!(terminal.raw.iter().find(|byte| !byte.is_ascii()), None);
}

#[test]
fn a_locale_without_unicode_gets_nothing_but_ascii() {
    let mut terminal = contrast_sha_and_stp(Start::browser().env("LANG", "C"));
    terminal.send("?");
    terminal.wait_for("Swap two sides");
    terminal.send("qq");
    terminal.exit_code_after_restoring();
    assert_eq!(terminal.raw.iter().find(|byte| !byte.is_ascii()), None);
}

#[test]
fn a_year_leads_to_its_first_of_april() {
    let mut terminal = Start::browser().open();
    terminal.send("g");
    terminal.wait_for_frame("Go to");
    assert!(
        !terminal.parser.screen().hide_cursor(),
        "a date is being typed"
    );
    terminal.send("2004");
    terminal.send(ENTER);
    terminal.wait_for_all(&["as at 1 Apr 2004", "SHAs and PCTs"]);
    terminal.quit();
}

/// What could drive a terminal, turn its lines round, or stand on the letter before.
const ODD: &str = "\u{9b}2J\u{7}\u{0}\u{202e}\u{5d0}\u{5d1}\u{200f}e\u{301}\u{2066}\u{feff}\u{1f469}\u{200d}\u{2695}\u{fe0f}界";

#[test]
fn odd_text_that_is_pasted_puts_no_stray_bytes_on_the_terminal() {
    for (opens, says) in [
        ("/", "nothing found"),
        ("f", "Show only"),
        ("\r/", "not here"),
    ] {
        let mut terminal = Start::browser().open();
        terminal.send(opens);
        terminal.send(&format!("\x1b[200~{ODD}\x1b[201~"));
        terminal.wait_for(says);
        let sent = terminal.sent();
        let stray = |c: &char| {
            let bidi = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            bidi || (c.is_control() && !matches!(c, '\x1b' | '\r' | '\n' | '\u{8}'))
        };
        assert_eq!(sent.chars().find(stray), None, "{sent:?}");
        assert!(!sent.contains("\x1b[2J\u{7}"));
        // Every line is where it was: what is wide takes two columns.
        assert!(
            terminal
                .screen()
                .lines()
                .next()
                .unwrap()
                .contains("Timeline")
        );
        terminal.send("\x1b");
        terminal.signal("TERM");
        terminal.exit_code_after_restoring();
    }
}

#[test]
fn alt_moves_by_words_in_a_line_and_never_leaves() {
    let mut terminal = Start::browser().open();
    terminal.send("/one two");
    terminal.wait_for("/ one two");
    // Alt-b, Alt-Left and Alt-Backspace, each as terminals send it.
    terminal.send("\x1bb\x1b[1;3DX");
    terminal.wait_for("/ Xone two");
    terminal.send("\x1b[1;5C\x1b\x7f\x19");
    terminal.wait_for("/ Xone two");
    // Alt-q, or Esc and q over a slow link: the line is closed, and nothing is left.
    terminal.send("\x1bq");
    terminal.wait_for("/ search");
    terminal.send("/sha");
    terminal.wait_for("bodies ");
    terminal.send(CTRL_C);
    assert_eq!(terminal.exit_code_after_restoring(), 0);
}

#[test]
fn pasted_text_is_text_and_never_a_key() {
    let mut terminal = Start::browser().open();
    terminal.send("\x1b[200~qqq\x1b[201~");
    terminal.send("/");
    terminal.wait_for("organisations, codes");
    terminal.send("\x1b[200~sha\rq\x1b[201~");
    terminal.wait_for("/ sha");
    terminal.send(CTRL_C);
    assert_eq!(terminal.exit_code_after_restoring(), 0);
}

#[test]
fn any_size_of_the_window_is_drawn_anew() {
    let mut terminal = Start::browser().open();
    // A key that does nothing here: when its frame is there, the program listens.
    terminal.send(CTRL_L);
    terminal.wait_for_frame(HEADER);
    let before = terminal.screen();
    for (columns, rows, shows) in [
        (80, 24, HEADER),
        (30, 5, "make the window larger"),
        (120, 40, HEADER),
    ] {
        terminal.resize(columns, rows);
        terminal.wait_for_frame(shows);
        let last = terminal.parser.screen().rows(0, columns).last().unwrap();
        assert_eq!(
            last.contains("/ search"),
            columns > 30,
            "the last of {rows} lines is {last:?}"
        );
    }
    assert_eq!(terminal.screen(), before);
    terminal.quit();
}

#[test]
fn a_key_pressed_while_the_window_changes_is_not_lost() {
    let mut terminal = Start::browser().open();
    terminal.send("g1990\r");
    terminal.wait_for("as at 1 Apr 1990");
    for round in 0..150 {
        let (columns, year) = if round % 2 == 0 {
            (119, "1960")
        } else {
            (120, "1990")
        };
        terminal.resize(columns, 40);
        terminal.send(&format!("g{year}\r"));
        terminal.wait_for(&format!("as at 1 Apr {year}"));
    }
    terminal.quit();
}

#[test]
fn a_window_that_changes_while_the_program_starts_is_drawn_at_its_new_size() {
    let full_rule = format!("{} Enter for all of it", "─".repeat(59));
    for _ in 0..20 {
        let mut terminal = Start::browser().run();
        terminal.wait_until("the program's screen", |terminal| {
            terminal.parser.screen().alternate_screen()
        });
        terminal.resize(80, 24);
        terminal.wait_for(&full_rule);
        terminal.quit();
    }
}

#[test]
fn sigterm_restores_the_terminal() {
    let mut terminal = Start::browser().open();
    terminal.signal("TERM");
    assert_eq!(terminal.exit_code_after_restoring(), 143);
}

#[test]
fn sigint_restores_the_terminal() {
    let mut terminal = Start::browser().open();
    terminal.signal("INT");
    assert_eq!(terminal.exit_code_after_restoring(), 130);
}

#[test]
fn sighup_restores_the_terminal() {
    let mut terminal = Start::browser().open();
    terminal.signal("HUP");
    assert_eq!(terminal.exit_code_after_restoring(), 129);
}

#[test]
fn ctrl_c_is_out_at_once() {
    let mut terminal = Start::browser().open();
    terminal.send(CTRL_C);
    assert_eq!(terminal.exit_code_after_restoring(), 0);
}

#[test]
fn ctrl_c_is_out_at_once_while_typing_too() {
    let mut terminal = Start::browser().open();
    terminal.send("/sha");
    terminal.wait_for("bodies ");
    terminal.send(CTRL_C);
    assert_eq!(terminal.exit_code_after_restoring(), 0);
}

#[test]
fn a_terminal_that_goes_away_ends_the_program_and_the_place_is_kept() {
    let home = TempDir::new().unwrap();
    let mut terminal = Start::browser_at(home.path()).open();
    terminal.send("g1990\r");
    terminal.wait_for("as at 1 Apr 1990");
    terminal.hang_up();
    assert_eq!(terminal.exit_code(), 129);
    let mut again = Start::browser_at(home.path()).open();
    again.wait_for("as at 1 Apr 1990");
    again.quit();
}

#[test]
fn a_terminal_that_goes_away_ends_the_program_even_under_nohup() {
    let home = TempDir::new().unwrap();
    let mut terminal = Start::of("sh", home.path())
        .args(&["-c", "trap '' HUP; exec \"$0\"", PROGRAM])
        .open();
    terminal.hang_up();
    assert_eq!(terminal.exit_code(), 129);
}

#[test]
fn ctrl_z_gives_the_terminal_back_until_fg() {
    if Command::new("bash").arg("--version").output().is_err() {
        return;
    }
    let home = TempDir::new().unwrap();
    let mut terminal = Start::of("bash", home.path())
        .args(&["--norc", "--noprofile", "-i"])
        .env("PS1", "ready> ")
        .run();
    wait_for_prompt(&mut terminal);
    terminal.send(&format!("'{PROGRAM}'\r"));
    terminal.wait_for(TODAY);
    terminal.send("g1990\r");
    terminal.wait_for("as at 1 Apr 1990");
    terminal.send(CTRL_Z);
    terminal.wait_for("Stopped");
    wait_for_prompt(&mut terminal);
    let screen = terminal.parser.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor());
    terminal.send("echo al''ive\r");
    terminal.wait_for("alive");
    wait_for_prompt(&mut terminal);
    terminal.send("fg\r");
    terminal.wait_for_all(&["as at 1 Apr 1990", "Districts"]);
    assert!(terminal.parser.screen().alternate_screen());
    terminal.send("q");
    wait_for_prompt(&mut terminal);
    terminal.send("echo ended with $?\r");
    terminal.wait_for("ended with 0");
    terminal.send("exit\r");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn ctrl_z_without_a_shell_lasts_until_the_next_key() {
    let mut terminal = Start::browser().open();
    terminal.send(CTRL_Z);
    terminal.wait_until("the reader's own screen", |terminal| {
        !terminal.parser.screen().alternate_screen()
    });
    // The terminal hands on whole lines now.
    terminal.send(ENTER);
    terminal.wait_for(HEADER);
    assert!(terminal.parser.screen().alternate_screen());
    terminal.quit();
}

#[test]
fn a_shell_that_only_says_continue_gets_a_fresh_screen() {
    let mut terminal = Start::browser().open();
    let before = terminal.screen();
    terminal.signal("STOP");
    terminal.signal("CONT");
    let bytes = terminal.wait_for_frame(HEADER);
    let letters: usize = before.split_whitespace().map(str::len).sum();
    assert!(bytes > letters, "everything is sent anew");
    assert_eq!(terminal.screen(), before);
    terminal.quit();
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

#[test]
fn a_copy_goes_to_the_clipboard_in_front_of_the_reader() {
    let mut terminal = Start::browser().open();
    terminal.send("y");
    terminal.wait_for("Sent to the terminal's clipboard");
    terminal.quit();
    let copied = decoded(between(&terminal.sent(), "\x1b]52;c;", "\x07"));
    assert!(
        copied.starts_with("Integrated Care Board (ICB)\n"),
        "{copied}"
    );
    assert!(
        copied.contains("\nSource: ") && copied.contains("evidence to 2 July 2026"),
        "{copied}"
    );
}

#[test]
fn a_copy_goes_through_tmux_too() {
    let mut terminal = Start::browser()
        .env("TMUX", "/tmp/tmux-1000/default,1,0")
        .open();
    terminal.send("y");
    terminal.wait_for("Sent to the terminal's clipboard");
    terminal.quit();
    let copied = decoded(between(
        &terminal.sent(),
        "\x1bPtmux;\x1b\x1b]52;c;",
        "\x07\x1b\\",
    ));
    assert!(
        copied.starts_with("Integrated Care Board (ICB)\n"),
        "{copied}"
    );
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
