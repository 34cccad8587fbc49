//! Notes in the built program: kept whatever ends it, merged with those of other sessions, and never at the cost of a file.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use nhs_tiers::app::{Action, EditRequest, Size, State, note_areas, update};
use nhs_tiers::embedded;
use nhs_tiers::keys::Keymap;
use nhs_tiers::theme::{Theme, ThemeName};
use nhs_tiers::view;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tempfile::TempDir;

#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "each file of tests needs a part of it")]
mod pty;

use pty::*;

const CTRL_S: &str = "\x13";
const ESC: &str = "\x1b";
const EDITOR: &str = "Your note on";

/// Where notes are kept in a home.
fn folder(home: &Path) -> PathBuf {
    home.join(".local/share/nhs-tiers")
}

fn file(home: &Path) -> PathBuf {
    folder(home).join("personal.ron")
}

fn kept(home: &Path) -> String {
    fs::read_to_string(file(home)).unwrap_or_default()
}

/// A home in which this was kept.
fn home_with(text: &str) -> TempDir {
    let home = TempDir::new().unwrap();
    fs::create_dir_all(folder(home.path())).unwrap();
    fs::write(file(home.path()), text).unwrap();
    home
}

/// A browser in which a note is begun.
fn writing(home: &Path, text: &str) -> Terminal {
    let mut terminal = Start::browser_at(home).open();
    terminal.send("a");
    terminal.wait_for(EDITOR);
    terminal.send(text);
    let last = text.rsplit('\r').next().unwrap();
    terminal.wait_for(last);
    terminal
}

fn nhs_tiers(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.env_clear().env("HOME", home).env("LANG", "C.UTF-8");
    command.args(arguments).output().unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_note_is_kept_and_there_the_next_time() {
    let home = TempDir::new().unwrap();
    let mut terminal = writing(home.path(), "first line\rsecond line");
    terminal.send(CTRL_S);
    terminal.wait_for("Note kept on Integrated Care Board");
    terminal.quit();
    let modes = [file(home.path()), folder(home.path())]
        .map(|path| fs::metadata(path).unwrap().permissions().mode() & 0o777);
    assert_eq!(modes, [0o600, 0o700], "they are the reader's alone");
    let mut terminal = Start::browser_at(home.path()).open();
    terminal.send("\r");
    terminal.wait_for_all(&["YOUR NOTE", "first line", "second line", "Last changed "]);
    terminal.send("q");
    terminal.wait_for("Your note: first line second line");
    terminal.quit();
}

#[test]
fn what_is_being_written_is_kept_however_the_session_ends() {
    let after = |end: &dyn Fn(&mut Terminal)| {
        let home = TempDir::new().unwrap();
        let mut terminal = writing(home.path(), "a draft\rof two lines");
        end(&mut terminal);
        let kept = kept(home.path());
        assert!(kept.contains("a draft\\nof two lines"), "{kept}");
    };
    for (signal, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        after(&|terminal| {
            terminal.signal(signal);
            assert_eq!(terminal.exit_code(), code);
        });
    }
    after(&|terminal| {
        terminal.send(CTRL_C);
        assert_eq!(terminal.exit_code_after_restoring(), 0);
    });
    after(&|terminal| {
        terminal.hang_up();
        let _ = terminal.exit_code();
    });
}

#[test]
fn two_sessions_lose_nothing_of_each_other() {
    let home = TempDir::new().unwrap();
    let mut one = writing(home.path(), "what one wrote");
    let mut other = writing(home.path(), "what the other wrote");
    one.send(ESC);
    one.wait_for("Note kept");
    other.send(ESC);
    other.wait_for("both texts are kept");
    let all = kept(home.path());
    assert!(
        all.contains("what one wrote\\n\\n-----\\n\\nwhat the other wrote"),
        "{all}"
    );
    // The first goes on from what it knows, on another record: nothing of the other is lost by that.
    one.send("/sha\ra");
    one.wait_for("Your note on Strategic");
    one.send("elsewhere");
    one.wait_for("elsewhere");
    one.send(ESC);
    one.wait_for("Note kept on Strategic");
    let all = kept(home.path());
    assert!(
        all.contains("what the other wrote") && all.contains("elsewhere"),
        "{all}"
    );
    one.quit();
    other.quit();
}

#[test]
fn a_damaged_file_is_kept_and_named() {
    let home = home_with("(notes: {oh dear");
    let mut terminal = Start::browser_at(home.path()).open();
    terminal.wait_for("personal.ron is damaged and was set aside as personal.damaged");
    terminal.send("anew");
    terminal.wait_for("new");
    terminal.send(ESC);
    terminal.wait_for("Note kept");
    terminal.quit();
    let aside = fs::read_to_string(folder(home.path()).join("personal.damaged")).unwrap();
    assert_eq!(aside, "(notes: {oh dear");
    assert!(kept(home.path()).contains("new"));
}

#[test]
fn a_file_that_is_not_all_understood_is_kept_too() {
    for text in [
        "(version: 1, note: {(Body, \"sha\"): \"typed wrongly\"})",
        "(notes: {(Body, \"sha\"): \"one\", (Body, \"sha\"): \"two\"})",
        "(version: \"2\", notes: {})",
    ] {
        let home = home_with(text);
        let output = nhs_tiers(home.path(), &["notes"]);
        let says = said(&output.stderr);
        assert!(says.contains("set aside as personal.damaged"), "{says}");
        let aside = fs::read_to_string(folder(home.path()).join("personal.damaged"));
        assert_eq!(aside.unwrap(), text);
    }
}

#[test]
fn a_bookmark_that_could_not_be_kept_is_none() {
    let home = TempDir::new().unwrap();
    let mut terminal = Start::browser_at(home.path()).open();
    let in_the_way = folder(home.path()).join("personal.ron");
    fs::create_dir_all(&in_the_way).unwrap();
    terminal.send("b");
    terminal.wait_for("This could not be kept: ");
    fs::remove_dir(&in_the_way).unwrap();
    // It is not there to be taken away: the same key sets it.
    terminal.send("b");
    terminal.wait_for("Bookmarked");
    terminal.quit();
    let kept = kept(home.path());
    assert!(kept.contains("integrated-care-board"), "{kept}");
}

#[test]
fn the_file_of_a_newer_version_is_not_touched() {
    let newer = "(version: 2, notes: [(on: \"sha\", text: \"of tomorrow\")])";
    let home = home_with(newer);
    let mut terminal = Start::browser_at(home.path()).size(200, 40).open();
    terminal.wait_for("is of a newer nhs-tiers");
    terminal.send("amine");
    terminal.wait_for("mine");
    terminal.send(ESC);
    terminal.wait_for("Not kept: ");
    // Out, and what was written is not lost from sight.
    terminal.send(CTRL_C);
    assert_eq!(terminal.exit_code(), 0);
    let sent = terminal.sent();
    let left = sent.rsplit(LEAVE_ALTERNATE).next().unwrap();
    assert!(
        left.contains("could not be kept") && left.contains("mine"),
        "{left}"
    );
    assert_eq!(kept(home.path()), newer);
    let output = nhs_tiers(home.path(), &["notes"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output.stderr).contains("is of a newer nhs-tiers"));
    assert_eq!(kept(home.path()), newer);
}

#[test]
fn a_file_that_is_a_link_stays_one() {
    let home = TempDir::new().unwrap();
    let dotfiles = home.path().join("dotfiles");
    fs::create_dir_all(&dotfiles).unwrap();
    fs::create_dir_all(folder(home.path())).unwrap();
    let target = dotfiles.join("notes.ron");
    fs::write(&target, "()").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o644)).unwrap();
    symlink("../../../dotfiles/notes.ron", file(home.path())).unwrap();
    let mut terminal = writing(home.path(), "written through");
    terminal.send(ESC);
    terminal.wait_for("Note kept");
    terminal.quit();
    assert!(
        fs::symlink_metadata(file(home.path()))
            .unwrap()
            .is_symlink()
    );
    assert!(
        fs::read_to_string(&target)
            .unwrap()
            .contains("written through")
    );
    let mode = fs::metadata(&target).unwrap().permissions().mode();
    assert_eq!(
        mode & 0o777,
        0o644,
        "who may read it is for its owner to say"
    );
}

#[test]
fn what_cannot_be_written_stays_in_the_editor_and_is_tried_again() {
    let home = TempDir::new().unwrap();
    let mut terminal = writing(home.path(), "stubborn text");
    // A folder cannot be replaced by a file.
    let in_the_way = folder(home.path()).join("personal.ron");
    fs::create_dir_all(&in_the_way).unwrap();
    terminal.send(ESC);
    terminal.wait_for_all(&["Not kept: ", EDITOR, "stubborn text"]);
    fs::remove_dir(&in_the_way).unwrap();
    terminal.send(CTRL_S);
    terminal.wait_for("Note kept");
    assert!(kept(home.path()).contains("stubborn text"));
    terminal.quit();
}

#[test]
fn a_full_disk_leaves_the_old_file() {
    let old = "(notes: {(Body, \"integrated-care-board\"): \"the old note\"})";
    let home = home_with(old);
    // No file can grow: what the system says of a disk that is full, but for the number.
    let full = format!("trap '' XFSZ; ulimit -f 0; exec {PROGRAM}");
    let mut terminal = Start::of("sh", home.path()).args(&["-c", &full]).open();
    terminal.send("a");
    terminal.wait_for(EDITOR);
    terminal.send(" and a new one");
    terminal.wait_for("the old note and a new one");
    terminal.send(ESC);
    terminal.wait_for_all(&["Not kept: ", EDITOR, "the old note and a new one"]);
    assert_eq!(kept(home.path()), old);
    terminal.send("\x07q");
    let _ = terminal.exit_code();
    assert_eq!(kept(home.path()), old);
    let names = fs::read_dir(folder(home.path())).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.len() <= 2, "only the file and its lock: {names:?}");
}

const OWN: &str = "(
    bookmarks: [(Body, \"integrated-care-board\"), (Body, \"gone\")],
    notes: {(Body, \"integrated-care-board\"): \"one, two\\n- three\", (Reform, \"nobody-\\u{1b}[2Jknows\"): \"four\"},
    changed: {(Body, \"integrated-care-board\"): \"2026-03-02\"},
)";

#[test]
fn notes_are_printed_in_every_form() {
    let home = home_with(OWN);
    let print = |format: &str| {
        let output = nhs_tiers(home.path(), &["notes", "--format", format]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output.stderr));
        let text = said(&output.stdout);
        assert!(!text.contains('\u{1b}'), "{text:?}");
        text
    };
    let text = print("text");
    for says in [
        "2 notes and 2 bookmarks",
        "Integrated Care Board",
        "body · integrated-care-board · bookmarked · changed 2 Mar 2026",
        "one, two\n- three",
        "Sources: ",
        "body · gone · not in these data · bookmarked",
    ] {
        assert!(text.contains(says), "{says:?} is missing in:\n{text}");
    }
    assert!(print("markdown").contains("Integrated Care Board"));
    let csv = print("csv");
    let heads = "kind,id,name,bookmarked,changed,note,sources";
    assert_eq!(csv.lines().next(), Some(heads));
    assert!(csv.contains("\"one, two\n- three\""), "{csv}");
    let json: serde_json::Value = serde_json::from_str(&print("json")).unwrap();
    let of = |id: &str| {
        let records = json["records"].as_array().unwrap();
        records.iter().find(|one| one["id"] == id).unwrap().clone()
    };
    let icb = of("integrated-care-board");
    assert_eq!(icb["note"], "one, two\n- three");
    assert_eq!(icb["changed"], "2026-03-02");
    assert_eq!(icb["bookmarked"], true);
    assert!(!icb["sources"].as_array().unwrap().is_empty());
    assert!(of("gone")["name"].is_null() && of("gone")["note"].is_null());
    assert_eq!(json["schema"], 1);
}

#[test]
fn without_notes_there_is_nothing_to_print() {
    let home = TempDir::new().unwrap();
    let output = nhs_tiers(home.path(), &["notes"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output.stderr).contains("no notes and no bookmarks yet"));
    assert!(!folder(home.path()).exists(), "reading writes nothing");
}

/// The keys that work in the editor, and others.
fn pressed() -> impl Strategy<Value = Action> {
    let keys = vec![
        Action::Open,
        Action::Up,
        Action::Down,
        Action::PageUp,
        Action::PageDown,
        Action::First,
        Action::Last,
        Action::Next,
        Action::Bookmark,
    ];
    let edits = vec![
        EditRequest::DeleteBefore,
        EditRequest::DeleteAt,
        EditRequest::DeleteWord,
        EditRequest::DeleteWordAt,
        EditRequest::DeleteToStart,
        EditRequest::DeleteToEnd,
        EditRequest::Yank,
        EditRequest::Left,
        EditRequest::Right,
        EditRequest::WordLeft,
        EditRequest::WordRight,
        EditRequest::Start,
        EditRequest::End,
    ];
    let pieces = [
        "e\u{301}",
        "\u{1f9d1}\u{200d}\u{2695}",
        "界界界",
        "\u{202e}",
        "\u{7}",
        "\r\n",
        "  ",
        "\t",
    ];
    prop_oneof![
        3 => any::<char>().prop_map(Action::Type),
        2 => prop::sample::select(pieces.to_vec()).prop_map(|piece| Action::Paste(piece.to_owned())),
        2 => any::<String>().prop_map(Action::Paste),
        1 => "[a-z \n]{0,300}".prop_map(Action::Paste),
        4 => prop::sample::select(keys),
        6 => prop::sample::select(edits).prop_map(Action::Edit),
        1 => (0u16..140, 0u16..50).prop_map(|(width, height)| Action::Resized(Size { width, height })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_pressed_the_cursor_is_in_view_and_between_two_characters(
        (width, height) in (36u16..140, 9u16..50),
        all in prop::collection::vec(pressed(), 0..80),
    ) {
        let mut state = State::new(embedded::dataset(), Size { width, height });
        update(&mut state, Action::Annotate);
        let theme = Theme::new(ThemeName::Terminal, false);
        for action in all {
            update(&mut state, action);
            let editor = state.note_editor().unwrap();
            let (line, byte) = editor.writing.cursor();
            let text = editor.writing.text();
            prop_assert!(text.split('\n').nth(line).unwrap().is_char_boundary(byte));
            prop_assert!(!text.contains(|c: char| c != '\n' && c.is_control()));
            let size = state.size;
            let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
            let cursor = view::draw(&state, &theme, &Keymap::default(), &mut buffer);
            if size.width >= 36 && size.height >= 9 {
                let area = note_areas(&state).unwrap().text;
                let cursor = cursor.unwrap();
                let columns = area.x..area.x + area.width;
                let rows = area.y..area.y + area.height;
                prop_assert!(columns.contains(&cursor.x) && rows.contains(&cursor.y), "{cursor:?} {area:?}");
                prop_assert!(area.height <= size.height / 2);
            }
        }
    }
}
