//! How the program leaves: by a key, by a signal, with its terminal; stopped and woken.

use tempfile::TempDir;

use super::pty::*;
use super::sheffield_in_2004;

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
    let home = TempDir::new().unwrap();
    let Some(mut terminal) = shell(home.path()) else {
        return;
    };
    terminal.send(&format!("'{PROGRAM}'\r"));
    terminal.wait_for(TODAY);
    terminal.send("g1990\r");
    terminal.wait_for("as at 1 Apr 1990");
    terminal.send(CTRL_Z);
    terminal.wait_for("Stopped");
    terminal.wait_for_prompt();
    let screen = terminal.parser.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor());
    terminal.send("echo al''ive\r");
    terminal.wait_for("alive");
    terminal.wait_for_prompt();
    terminal.send("fg\r");
    terminal.wait_for_all(&["as at 1 Apr 1990", "Districts"]);
    assert!(terminal.parser.screen().alternate_screen());
    terminal.send("q");
    terminal.wait_for_prompt();
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
