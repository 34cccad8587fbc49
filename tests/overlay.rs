//! The overlay in `examples/overlay`: it keeps the rules, it shows, it leaves what is built in as it is, and a spoilt copy is refused with
//! every fault at its place.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_nhs-tiers");
const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/overlay");

fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn out(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

fn shown(name: &str) -> String {
    let output = run(&["--data", EXAMPLE, "show", name]);
    assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
    out(&output).to_owned()
}

#[test]
fn the_example_is_accepted() {
    let output = run(&["check", EXAMPLE]);
    assert!(out(&output).starts_with("ok: "), "{}", out(&output));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn its_records_are_found_and_what_is_made_up_says_so() {
    let partnership = shown("rotherham place partnership");
    assert!(
        partnership.contains("Place-Based Partnership"),
        "{partnership}"
    );
    assert!(
        partnership.contains("start not established"),
        "{partnership}"
    );
    let neighbourhood = shown("example north");
    for text in [
        "EXAMPLE: made up",
        "Neighbourhood in Sheffield",
        // What it shares with Sheffield, and what is its own.
        "Sheffield Regional Hospital Board",
        "Example North Neighbourhood Team (example) · yours",
    ] {
        assert!(
            neighbourhood.contains(text),
            "{text:?} is not in: {neighbourhood}"
        );
    }
}

#[test]
fn every_made_up_record_says_that_it_is_an_example() {
    for file in [
        "organisations/integrated-neighbourhood-team.ron",
        "places/south-yorkshire.ron",
    ] {
        let text = fs::read_to_string(Path::new(EXAMPLE).join(file)).unwrap();
        let names: Vec<&str> = text
            .lines()
            .filter(|line| line.trim_start().starts_with("name: "))
            .collect();
        assert!(!names.is_empty());
        for name in &names {
            assert!(name.contains("(example)"), "{file}: {name}");
        }
        assert!(text.matches("note: \"EXAMPLE").count() >= names.len());
    }
}

#[test]
fn what_is_built_in_still_shows() {
    for (name, title) in [
        ("sha", "Strategic Health Authority (SHA)"),
        ("sheffield", "Sheffield"),
    ] {
        let with = shown(name);
        assert_eq!(with.lines().next(), Some(title));
        let without = run(&["show", name]);
        if name == "sha" {
            assert_eq!(with, out(&without));
        }
    }
}

/// A copy of the example that a test spoils.
fn copy() -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in [
        "sources.ron",
        "organisations/place-based-partnership.ron",
        "organisations/integrated-neighbourhood-team.ron",
        "places/south-yorkshire.ron",
    ] {
        let to = folder.path().join(file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(Path::new(EXAMPLE).join(file), to).unwrap();
    }
    folder
}

/// Replaces the first place where a text stands. The answer is its line and column, from 1.
fn spoil(folder: &TempDir, file: &str, text: &str, by: &str) -> (usize, usize) {
    let path = folder.path().join(file);
    let whole = fs::read_to_string(&path).unwrap();
    let (before, after) = whole
        .split_once(text)
        .unwrap_or_else(|| panic!("{text:?} is not in {file}"));
    fs::write(&path, format!("{before}{by}{after}")).unwrap();
    let line = before.rsplit('\n').next().unwrap();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

#[test]
fn a_faulty_copy_is_refused_with_every_fault_at_its_place() {
    let folder = copy();
    let places = "places/south-yorkshire.ron";
    let teams = "organisations/integrated-neighbourhood-team.ron";
    // A body that ended before it began.
    let (line, _) = spoil(
        &folder,
        teams,
        "from: \"2024-04-01\",",
        "from: \"2024-04-01\", to: \"2023-03-31\",",
    );
    let ended = format!("{teams}:{line}:");
    // An organisation that there is not, and a second one of its kind over the whole of the place on one day.
    let second = r#"Stay(organisation: "no-such-team", from: "2024-04-01", confidence: Unverified),
            Stay(organisation: "london-sha", from: "2006-07-01", to: "2013-03-31", confidence: Unverified),
            Stay(organisation: "south-central-sha", from: "2010-04-01", to: "2013-03-31", confidence: Unverified),
            Stay("#;
    let (line, column) = spoil(&folder, places, "Stay(", second);
    let unknown = format!(
        "{places}:{line}:{}: there is no organisation \"no-such-team\"",
        column + "Stay(organisation: ".len()
    );
    let two = format!("{places}:{}:", line + 2);
    let output = run(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let lines: Vec<&str> = out(&output).lines().collect();
    for (place, what, cure) in [
        (
            ended.as_str(),
            "it ends on 31 Mar 2023, before it begins on 1 Apr 2024",
            "put the dates in order",
        ),
        (
            unknown.as_str(),
            "there is no organisation",
            "write the record",
        ),
        (
            two.as_str(),
            "on 1 Apr 2010 the place lies wholly in two of one kind (Strategic Health Authority): london-sha and south-central-sha",
            "share: Part",
        ),
    ] {
        let at = lines
            .iter()
            .position(|line| line.contains(place) && line.contains(what))
            .unwrap_or_else(|| panic!("{place} {what} is not in: {lines:#?}"));
        assert!(lines[at + 1].contains(cure), "{lines:#?}");
    }
    let refused = run(&["--data", folder.path().to_str().unwrap(), "show", "sha"]);
    assert_eq!((out(&refused), refused.status.code()), ("", Some(2)));
}

/// The blocks of a page that are a file, in RON.
fn files(page: &str) -> Vec<&str> {
    let after = page.split("```ron\n").skip(1);
    let files: Option<Vec<&str>> = after.map(|rest| rest.split("```").next()).collect();
    files.unwrap()
}

/// The lines of a page that are typed, each with what is said to it.
fn typed(page: &str) -> Vec<(&str, Vec<&str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut in_block = false;
    for line in page.lines() {
        if let Some(command) = line.strip_prefix("    $ nhs-tiers ") {
            found.push((command, Vec::new()));
            in_block = true;
        } else if !line.is_empty() && !line.starts_with("    ") {
            in_block = false;
        } else if in_block {
            let says = line.strip_prefix("    ").unwrap_or_default();
            found.last_mut().unwrap().1.push(says);
        }
    }
    for (_, says) in &mut found {
        while says.last().is_some_and(|line| line.is_empty()) {
            says.pop();
        }
    }
    found
}

/// Asserts that a command says what the page shows, where three dots stand for any lines.
fn says_what_is_shown(folder: &Path, (command, shown): &(&str, Vec<&str>)) {
    let output = Command::new(PROGRAM)
        .args(command.split(' '))
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let shown = shown.join("\n") + "\n";
    let mut rest = out(&output);
    for (number, wanted) in shown.split_inclusive("…\n").enumerate() {
        let wanted = wanted.strip_suffix("…\n").unwrap_or(wanted);
        let at = rest.find(wanted);
        let at = at.unwrap_or_else(|| panic!("{command}: {wanted} is not in: {rest}"));
        assert!(number > 0 || at == 0, "{command}: {rest}");
        rest = rest.split_at(at + wanted.len()).1;
    }
    assert!(
        shown.ends_with("…\n") || rest.is_empty(),
        "{command}: {rest}"
    );
}

#[test]
fn what_the_page_of_overlays_shows_is_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/overlay.md")).unwrap();
    let (files, typed) = (files(&page), typed(&page));
    let ([organisations, sources, places], [unsourced, sound, misspelt, record, replaced]) =
        (files.as_slice(), typed.as_slice())
    else {
        panic!("the page has other blocks: {typed:?}");
    };
    let folder = TempDir::new().unwrap();
    let write = |file: &str, text: &str| {
        let file = folder.path().join("my-data").join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write("organisations/place-based-partnership.ron", organisations);
    says_what_is_shown(folder.path(), unsourced);
    write("sources.ron", sources);
    says_what_is_shown(folder.path(), sound);
    let slip = places.replace("within: \"rotherham\"", "within: \"rotheram\"");
    write("places/rotherham.ron", &slip);
    says_what_is_shown(folder.path(), misspelt);
    write("places/rotherham.ron", places);
    says_what_is_shown(folder.path(), record);
    // A built-in record, copied and given an end.
    let built_in = root.join("data/organisations/integrated-care-board.ron");
    let built_in = fs::read_to_string(built_in).unwrap();
    let (_, copy) = built_in.split_once("\"nhs-south-yorkshire-icb\"").unwrap();
    let (copy, _) = copy.split_once("\n        ),\n").unwrap();
    let begins = "from: \"2022-07-01\",";
    let copy = copy.replacen(begins, &format!("{begins} to: \"2025-03-31\","), 1);
    write(
        "organisations/integrated-care-board.ron",
        &format!(
            "Organisations(\n    body: \"integrated-care-board\",\n    organisations: [\n        Organisation(\n            id: \"nhs-south-yorkshire-icb\"{copy}\n        ),\n    ],\n)\n"
        ),
    );
    says_what_is_shown(folder.path(), replaced);
}
