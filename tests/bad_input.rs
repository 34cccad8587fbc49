//! The built program and what no terminal should send: answers that nobody asked for, keys in pieces, floods, sizes that cannot be.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;

#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "each file of tests needs a part of it")]
mod pty;

use pty::*;

/// What is more than this was kept of something that should not have been; a debug build with everything in it takes a third.
const KILOBYTES: u64 = 120_000;

/// The most memory that the program has had, in kilobytes, where the system tells.
fn peak(terminal: &Terminal) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", terminal.pid())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn is_still_small(terminal: &Terminal) {
    if let Some(peak) = peak(terminal) {
        assert!(peak < KILOBYTES, "{peak} kB");
    }
}

/// It listens to keys as ever.
fn is_usable(terminal: &mut Terminal) {
    terminal.send("g1990\r");
    terminal.wait_for("as at 1 Apr 1990");
    terminal.send("g2004\r");
    terminal.wait_for("as at 1 Apr 2004");
    terminal.quit();
}

#[test]
fn answers_that_nobody_asked_for_are_no_keys() {
    let mut terminal = Start::browser().open();
    // What a newcomer is told is gone with the first key.
    terminal.send(CTRL_L);
    terminal.wait_for_frame(HEADER);
    let before = terminal.screen();
    for answer in [
        "\x1b[?64;1;2;6;9;15;22c",
        "\x1b[>41;379;0c",
        "\x1b[24;80R",
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1b]10;rgb:ffff/ffff/ffff\x07",
        "\x1bP>|XTerm(379)\x1b\\",
        "\x1bP1$r0 q\x1b\\",
        "\x1b[?2026;2$y",
        "\x1b[I\x1b[O",
        "\x1b[M gg\x1b[Mqqq",
        "\x1b[<0;12;7M\x1b[<0;12;7m",
        "\x1b[32;30;40M",
    ] {
        terminal.send(answer);
    }
    terminal.send(CTRL_L);
    terminal.wait_for_frame(HEADER);
    assert_eq!(terminal.screen(), before);
    // Too much of it is not kept either.
    terminal.send(&"\x1b[24;80R\x1b]11;rgb:1e1e/1e1e/1e1e\x07".repeat(20_000));
    is_usable(&mut terminal);
}

#[test]
fn an_answer_that_does_not_end_takes_nobodys_keyboard_away() {
    let mut terminal = Start::browser().open();
    terminal.send("\x1b]11;rgb:");
    terminal.send(&"q".repeat(100_000));
    terminal.send(CTRL_C);
    assert_eq!(terminal.exit_code_after_restoring(), 0);
}

#[test]
fn a_key_in_pieces_is_one_key() {
    let mut terminal = Start::browser().open();
    terminal.send("/sha");
    terminal.wait_for("all 1");
    for _ in 0..3 {
        // Not behind the Esc itself, whose rest is waited for so shortly that a busy machine might be too slow.
        for piece in ["\x1b[", "B", "\x1b[", "A", "\x1b[6", "~", "\x1b[1;", "5C"] {
            terminal.send(piece);
        }
    }
    terminal.send(" 2006");
    terminal.wait_for("/ sha 2006");
    // Esc alone is Esc all the same.
    terminal.send("\x1b");
    terminal.wait_until("the timeline", |terminal| {
        !terminal.screen().contains("/ sha 2006")
    });
    is_usable(&mut terminal);
}

#[test]
fn megabytes_that_are_pasted_are_cut_and_nothing_waits_for_them() {
    let megabytes = "a word é ".repeat(5 << 17);
    let (esc, ctrl_g) = ("\x1b", "\x07");
    for (opens, shows, leaves) in [
        ("/", "organisations, codes", esc),
        ("a", "Your note on", ctrl_g),
    ] {
        let mut terminal = Start::browser().open();
        terminal.send(opens);
        terminal.wait_for(shows);
        terminal.send(&format!("\x1b[200~{megabytes}\x1b[201~"));
        terminal.wait_for("a word é");
        terminal.send(leaves);
        terminal.wait_until("the timeline", |terminal| {
            !terminal.screen().contains("a word é")
        });
        is_still_small(&terminal);
        is_usable(&mut terminal);
    }
}

#[test]
fn a_flood_of_keys_is_over_when_it_is_over() {
    let mut terminal = Start::browser().open();
    terminal.send(&"j".repeat(1 << 17));
    is_usable(&mut terminal);
    let mut terminal = Start::browser().open();
    terminal.send("/");
    terminal.wait_for("organisations, codes");
    terminal.send(&"j".repeat(1 << 20));
    terminal.send("\x1b");
    terminal.wait_until("the timeline", |terminal| {
        !terminal.screen().contains("jjj")
    });
    is_still_small(&terminal);
    is_usable(&mut terminal);
}

#[test]
fn sizes_that_cannot_be_are_drawn_as_far_as_they_can() {
    let mut terminal = Start::browser().open();
    for (columns, rows) in [(1, 1), (65535, 1), (1, 65535), (65535, 65535), (2, 2)] {
        terminal.tell_size(columns, rows);
    }
    terminal.tell_size(120, 40);
    terminal.send(CTRL_L);
    terminal.wait_for_frame(HEADER);
    is_still_small(&terminal);
    is_usable(&mut terminal);
    for (columns, rows) in [(1, 1), (65535, 1), (1, 65535)] {
        let mut terminal = Start::browser().run();
        terminal.tell_size(columns, rows);
        terminal.wait_until("a frame", |terminal| terminal.sent().contains(END_OF_FRAME));
        is_still_small(&terminal);
        terminal.send(CTRL_C);
        assert_eq!(terminal.exit_code(), 0);
    }
}

#[test]
fn a_terminal_that_does_not_tell_its_size_has_the_usual_one() {
    let mut terminal = Start::browser().size(80, 24).open();
    terminal.send(CTRL_L);
    terminal.wait_for_frame(HEADER);
    let before = terminal.screen();
    terminal.tell_size(0, 0);
    terminal.send(CTRL_L);
    terminal.wait_for_frame(HEADER);
    assert_eq!(terminal.screen(), before);
    terminal.quit();
}

#[test]
fn a_storm_of_sizes_ends_with_the_last() {
    let mut terminal = Start::browser().open();
    let before = terminal.screen();
    for round in 0..300_u16 {
        terminal.tell_size(20 + round % 180, 5 + round % 50);
    }
    terminal.tell_size(120, 40);
    terminal.send(CTRL_L);
    terminal.wait_until("the screen as it was", |terminal| {
        terminal.raw.ends_with(END_OF_FRAME.as_bytes()) && terminal.screen() == before
    });
    terminal.quit();
}
