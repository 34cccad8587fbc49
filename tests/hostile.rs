//! Text that would drive a terminal, mislead a reader or run in a browser, from wherever it may come: read back from what the program
//! really writes.
//!
//! A data set that holds such text is refused. So that the edges are tried all the same, one is made that no check has seen: a sound copy
//! of the built-in one, in whose packed form marks of the same length are replaced.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use nhs_tiers::app::{Action, Size, State, update};
use nhs_tiers::dataset::Dataset;
use nhs_tiers::environment::Environment;
use nhs_tiers::keys::Keymap;
use nhs_tiers::model::RecordRef;
use nhs_tiers::plain::Dialogue;
use nhs_tiers::report::{self, Format, Picture, Span};
use nhs_tiers::study;
use nhs_tiers::terminal::Screen;
use nhs_tiers::theme::{Theme, ThemeName};
use rstest::rstest;
use tempfile::TempDir;

#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "each file of tests needs a part of it")]
mod pty;

use pty::*;

#[path = "hostile/browser.rs"]
mod browser;
#[path = "hostile/data.rs"]
mod data;
#[path = "hostile/refused.rs"]
mod refused;
#[path = "hostile/world.rs"]
mod world;

use data::hostile;

/// What of a text must not be there. Line feeds may. This list is the test's own: it is not asked of the program what is harm.
fn harm(text: &str) -> Option<String> {
    let mut marks = 0;
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let around = || -> String {
            let from = at.saturating_sub(30);
            chars[from..chars.len().min(at + 10)].iter().collect()
        };
        let is_harm = match u32::from(*c) {
            0x0A => false,
            0..=0x1F
            | 0x7F..=0x9F
            | 0xAD
            | 0x61C
            | 0x200B
            | 0x200C
            | 0x200E
            | 0x200F
            | 0x2028..=0x202E
            | 0x2060..=0x206F
            | 0x3164
            | 0xFEFF
            | 0xFFF9..=0xFFFB
            | 0xFFFE
            | 0xFFFF
            | 0xE0000..=0xE0FFF => true,
            0x300..=0x36F => {
                marks += 1;
                marks > 4 || at == 0 || chars[at - 1].is_whitespace()
            }
            // Pictures may be joined.
            0x200D => !(at > 0 && u32::from(chars[at - 1]) > 0x2000),
            _ => {
                marks = 0;
                false
            }
        };
        if is_harm {
            return Some(format!("U+{:04X} in {:?}", u32::from(*c), around()));
        }
    }
    None
}

fn is_clean(what: &str, text: &str) {
    if let Some(harm) = harm(text) {
        panic!("{what}: {harm}");
    }
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

/// What was sent to a terminal without the sequences that this program knows: what is left is to be text.
fn without_own_sequences(sent: &str) -> String {
    let mut out = String::new();
    let mut rest = sent;
    while let Some((before, after)) = rest.split_once('\x1b') {
        out.push_str(before);
        if let Some(copied) = after.strip_prefix("]52;c;") {
            let (copied, behind) = copied.split_once('\x07').unwrap();
            assert!(
                copied
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b)),
                "{copied}"
            );
            rest = behind;
        } else if let Some(reverse) = after.strip_prefix('M') {
            rest = reverse;
        } else {
            let body = after
                .strip_prefix('[')
                .unwrap_or_else(|| panic!("ESC{:?}", after.get(..20)));
            let end = body.find(|c: char| ('@'..='~').contains(&c)).unwrap();
            let known = match body[..end].strip_prefix('?') {
                Some(mode) => ["25", "1049", "2004", "2026"].contains(&mode),
                None => body[end..].starts_with(['H', 'J', 'K', 'm', 'A', 'B', 'C', 'D', 'r']),
            };
            assert!(known, "ESC[{}", &body[..=end]);
            rest = &body[end + 1..];
        }
    }
    out.push_str(rest);
    // Both move the cursor of a screen that is drawn.
    out.replace('\r', "")
}

fn is_clean_on_a_terminal(what: &str, sent: &str) {
    // Neighbours on the screen are neighbours in what is sent, whatever stood between: a mark on nothing cannot be told here.
    is_clean(what, &without_own_sequences(sent));
}

/// Runs the program in an empty home.
fn run(arguments: &[&str]) -> Output {
    let home = TempDir::new().unwrap();
    run_at(home.path(), arguments)
}

fn run_at(home: &Path, arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn is_clean_output(what: &str, output: &Output) {
    for bytes in [&output.stdout, &output.stderr] {
        is_clean(what, &text(bytes).replace("\r\n", "\n"));
    }
}

/// The id and kind of every record, one of each kind first.
fn records(data: &'static Dataset) -> Vec<RecordRef> {
    let bodies = data.bodies.iter().map(|one| RecordRef::body(one.id));
    let reforms = data.reforms.iter().map(|one| RecordRef::reform(one.id));
    let places = data.places.iter().map(|one| RecordRef::place(one.id));
    let sources = data.sources.iter().map(|one| RecordRef::source(one.id));
    let few = bodies
        .step_by(9)
        .chain(reforms.step_by(40))
        .chain(places.step_by(90))
        .chain(sources.step_by(200));
    few.collect()
}

#[rstest]
fn the_whole_is_exported_without_harm(
    #[values("json", "html", "markdown", "svg", "leaf", "chart")] form: &str,
) {
    let data = hostile();
    let picture = Picture::new(data, Span::default());
    let mut out = Vec::new();
    match form {
        "json" => report::json(data, &mut out).unwrap(),
        "html" => report::document_as_html(data, &mut out).unwrap(),
        "markdown" => report::document_as_markdown(data, &mut out).unwrap(),
        "svg" => out.extend(report::svg(&picture).bytes()),
        "leaf" => out.extend(report::leaf(&picture).bytes()),
        _ => out.extend(report::chart(&picture, 120).bytes()),
    }
    is_clean(form, text(&out));
    // It is not clean because nothing is in it.
    assert!(out.len() > 1_000 && text(&out).contains("PWN"), "{form}");
}

#[test]
fn json_gives_every_text_back_as_it_was() {
    let mut out = Vec::new();
    report::json(hostile(), &mut out).unwrap();
    let read: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let names = read["bodies"].as_array().unwrap().iter();
    let names: Vec<&str> = names.map(|body| body["name"].as_str().unwrap()).collect();
    let bodies: Vec<&str> = hostile()
        .bodies
        .iter()
        .map(|body| body.name.as_str())
        .collect();
    assert_eq!(names, bodies);
    assert!(names.iter().any(|name| name.contains('\x1b')));
}

#[test]
fn no_cell_of_a_table_is_a_formula_or_holds_harm() {
    let (mut cells, mut marked) = (0, 0);
    for table in report::tables(hostile()).unwrap() {
        let mut reader = csv::ReaderBuilder::new().from_reader(table.text.as_slice());
        for row in reader.records() {
            for cell in &row.unwrap() {
                cells += 1;
                marked += usize::from(cell.starts_with('\''));
                is_clean(table.name, cell);
                let start = cell.trim_start();
                assert!(
                    !start.starts_with(['=', '+', '-', '@']),
                    "{}: {cell:?}",
                    table.name
                );
            }
        }
    }
    assert!(cells > 10_000 && marked > 100, "{cells} {marked}");
}

#[test]
fn cards_for_other_programs_are_fields_of_text() {
    let data = hostile();
    let cards: Vec<_> = study::deal(data).into_iter().step_by(25).collect();
    let mut out = Vec::new();
    report::anki(data, &cards, &mut out).unwrap();
    let written = text(&out);
    is_clean("anki", &written.replace('\t', " "));
    let lines: Vec<&str> = written
        .lines()
        .skip_while(|line| line.starts_with('#'))
        .collect();
    assert_eq!(lines.len(), cards.len());
    for line in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), 5, "{line}");
        assert!(!fields.iter().any(|field| field.starts_with('"')), "{line}");
        // The two sides are HTML; deck and tags are plain text.
        let sides = format!("{} {}", fields[2], fields[3]);
        for tag in ["<script", "<img", "href=\"javascript"] {
            assert!(!sides.contains(tag), "{line}");
        }
    }
    let mut out = Vec::new();
    report::cards_table(data, &cards, &mut out).unwrap();
    is_clean("cards", &text(&out).replace("\r\n", "\n"));
}

#[test]
fn answers_hold_no_harm_in_any_format() {
    let data = hostile();
    for record in records(data) {
        for format in [Format::Json, Format::Markdown, Format::Csv] {
            let answer = report::shown(data, record, data.as_of());
            if format == Format::Csv && !answer.has_table() {
                continue;
            }
            let mut out = Vec::new();
            answer.write(format, &mut out).unwrap();
            is_clean(&record.id, &text(&out).replace("\r\n", "\n"));
        }
    }
}

#[test]
fn a_picture_is_xml_whatever_is_in_it() {
    let svg = report::svg(&Picture::new(hostile(), Span::default()));
    let read = roxmltree::Document::parse(&svg).unwrap();
    for element in read.descendants().filter(roxmltree::Node::is_element) {
        let name = element.tag_name().name();
        assert!(
            !["script", "img", "foreignObject"].contains(&name),
            "{name}"
        );
        for attribute in element.attributes() {
            assert!(!attribute.name().starts_with("on"), "{}", attribute.name());
            assert!(
                !attribute.value().contains("javascript"),
                "{}",
                attribute.value()
            );
        }
    }
}

/// Draws every screen of the hostile data on the terminal that it runs in, and copies from each.
#[test]
#[ignore = "the test below runs it in a terminal"]
fn draws_hostile_screens() {
    let environment = Environment::read();
    let (theme, keys) = (Theme::new(ThemeName::Terminal, false), Keymap::default());
    let mut screen = Screen::enter(&environment).unwrap();
    let size = Size {
        width: 120,
        height: 40,
    };
    let mut show = |state: &mut State, actions: &[Action]| {
        for action in actions {
            for effect in update(state, action.clone()) {
                if let nhs_tiers::app::Effect::Copy(text) = effect {
                    screen.copy(&text).unwrap();
                }
            }
            screen.draw(state, &theme, &keys).unwrap();
        }
    };
    for page in 1..=6 {
        let mut state = State::new(hostile(), size);
        show(
            &mut state,
            &[
                Action::GoTo(page),
                Action::Down,
                Action::Down,
                Action::Copy,
                Action::CopyMarkdown,
                Action::Open,
                Action::Copy,
            ],
        );
        show(
            &mut state,
            &[
                Action::PageDown,
                Action::PageDown,
                Action::Back,
                Action::Older,
                Action::Open,
            ],
        );
    }
    let mut state = State::new(hostile(), size);
    show(
        &mut state,
        &[
            Action::Search,
            Action::Type('s'),
            Action::Type('h'),
            Action::Down,
            Action::Open,
        ],
    );
    show(
        &mut state,
        &[Action::Back, Action::Tour, Action::Next, Action::Next],
    );
    for record in records(hostile()) {
        let mut state = State::new(hostile(), size);
        state.open_named(&record.id).unwrap();
        show(&mut state, &[Action::PageDown, Action::Copy]);
    }
}

#[test]
fn no_screen_of_a_hostile_data_set_drives_the_terminal() {
    let home = TempDir::new().unwrap();
    let myself = std::env::current_exe().unwrap();
    let arguments = [
        "--exact",
        "draws_hostile_screens",
        "--ignored",
        "--nocapture",
    ];
    let mut terminal = Start::of(&myself, home.path()).args(&arguments).run();
    assert_eq!(terminal.exit_code(), 0, "{}", terminal.screen());
    let sent = terminal.sent();
    assert!(
        sent.matches("\x1b]52;c;").count() > 10,
        "nothing was copied"
    );
    assert!(sent.matches("PWN").count() > 50, "nothing of it was drawn");
    is_clean_on_a_terminal("screens", &sent);
}

#[test]
fn the_dialogue_says_nothing_hostile_that_its_way_out_lets_through() {
    use std::io::Write as _;
    let mut dialogue = Dialogue::new(hostile());
    for line in [
        "at 1990",
        "show sha",
        "functions",
        "places",
        "lessons",
        "tour",
        "sheffield",
        "study",
        "1",
    ] {
        let reply = dialogue.answer(line);
        let mut written = Vec::new();
        let mut out = nhs_tiers::terminal::Output::to(&mut written);
        out.write_all(reply.text.as_bytes()).unwrap();
        // A tab only jumps along the line, and some of what is printed is laid out by them. Lines may end in two characters.
        let laid_out = text(&written).replace('\t', " ").replace("\r\n", "\n");
        is_clean(line, &laid_out);
    }
}
