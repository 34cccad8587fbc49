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

use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "each file of tests needs a part of it")]
mod pty;

#[path = "terminal/kept.rs"]
mod kept;
#[path = "terminal/leaving.rs"]
mod leaving;
#[path = "terminal/opening.rs"]
mod opening;

use pty::*;

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
