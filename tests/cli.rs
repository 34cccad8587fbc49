//! The built program without a terminal: what a script, a pipe and an editor of the data set get from it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

use nhs_tiers::embedded;
use tempfile::TempDir;

#[path = "cli/overlays.rs"]
mod overlays;
#[path = "cli/questions.rs"]
mod questions;
#[path = "cli/shell.rs"]
mod shell;
#[path = "cli/truth.rs"]
mod truth;

const PROGRAM: &str = env!("CARGO_BIN_EXE_nhs-tiers");
const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data");

/// Runs the program with nothing on its input and both outputs piped.
fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn check(folder: &Path) -> Output {
    run(&["check", folder.to_str().unwrap()])
}

fn out(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

/// What it says on stderr, but for the line that says that reading takes long: a slow machine or an unoptimised build prints one.
fn err(output: &Output) -> &str {
    let says = str::from_utf8(&output.stderr).unwrap();
    match says.split_once('\n') {
        Some((first, rest)) if first.starts_with("reading the data in ") => rest,
        _ => says,
    }
}

/// Asserts that the folder is accepted.
fn accepted(output: &Output) {
    assert!(
        out(output).starts_with("ok: "),
        "{}{}",
        out(output),
        err(output)
    );
    assert_eq!(out(output).lines().count(), 1);
    assert_eq!((err(output), output.status.code()), ("", Some(0)));
}

/// Asserts that the program refuses with one sentence on stderr, which mentions all of this.
fn refused(output: &Output, mentions: &[&str]) {
    let says = err(output);
    assert_eq!((out(output), output.status.code()), ("", Some(2)), "{says}");
    assert_eq!(says.lines().count(), 1, "{says}");
    assert!(says.starts_with("error: "), "{says}");
    for text in mentions {
        assert!(says.contains(text), "{text:?} is not in: {says}");
    }
}

/// A fault, as the program prints it: file inside the folder, line, column, what is wrong, and under it how to cure it.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    file: String,
    line: usize,
    column: usize,
    what: String,
    cure: String,
}

/// The faults of a folder. Everything around them is asserted: the code, the cures, the count.
fn faults(folder: &Path) -> Vec<Fault> {
    let output = check(folder);
    assert_eq!(
        (err(&output), output.status.code()),
        ("", Some(2)),
        "{}",
        out(&output)
    );
    let mut lines: Vec<&str> = out(&output).lines().collect();
    let count = lines.pop().unwrap();
    let found: Vec<Fault> = lines
        .chunks(2)
        .map(|pair| match pair {
            [place, cure] => fault(folder, place, cure),
            _ => panic!("a fault without its cure: {pair:?}"),
        })
        .collect();
    assert_eq!(
        count,
        format!(
            "{} fault{}",
            found.len(),
            if found.len() == 1 { "" } else { "s" }
        )
    );
    found
}

fn fault(folder: &Path, line: &str, cure: &str) -> Fault {
    let inside = line
        .strip_prefix(folder.to_str().unwrap())
        .unwrap_or_else(|| panic!("no file of the folder is named: {line}"));
    let [file, line, column, what] = inside.splitn(4, ':').collect::<Vec<_>>()[..] else {
        panic!("no file:line:column: {inside}")
    };
    Fault {
        file: file.trim_start_matches('/').to_owned(),
        line: line.parse().unwrap(),
        column: column.parse().unwrap(),
        what: what.trim_start().to_owned(),
        cure: cure
            .strip_prefix("    ")
            .unwrap_or_else(|| panic!("no cure: {cure}"))
            .to_owned(),
    }
}

/// A folder of data that a test spoils.
struct Folder {
    temporary: TempDir,
}

impl Folder {
    fn empty() -> Self {
        Self {
            temporary: TempDir::new().unwrap(),
        }
    }

    /// A copy of the data set of the repository.
    fn copy() -> Self {
        let folder = Self::empty();
        for path in paths(Path::new(DATA)) {
            let inside = path
                .strip_prefix(DATA)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            folder.write(&inside, &fs::read_to_string(&path).unwrap());
        }
        folder
    }

    fn path(&self) -> &Path {
        self.temporary.path()
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path().join(file)).unwrap()
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces the first place where a text stands. The answer is its line and column, from 1.
    fn spoil(&self, file: &str, text: &str, by: &str) -> (usize, usize) {
        let whole = self.read(file);
        let (before, after) = whole
            .split_once(text)
            .unwrap_or_else(|| panic!("{text:?} is not in {file}"));
        self.write(file, &format!("{before}{by}{after}"));
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    /// Everything in it, with its size and when it was last written.
    fn listing(&self) -> Vec<(PathBuf, u64, SystemTime)> {
        let listed = |path: PathBuf| {
            let meta = fs::metadata(&path).unwrap();
            (path, meta.len(), meta.modified().unwrap())
        };
        paths(self.path()).into_iter().map(listed).collect()
    }
}

/// The files below a folder, in order.
fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries
        .flat_map(|path| {
            if path.is_dir() {
                paths(&path)
            } else {
                vec![path]
            }
        })
        .collect();
    found.sort();
    found
}

/// A body with nothing wrong, that cites the source `a-source`. Its phases stand from line 10 on.
fn body(id: &str, phases: &[(&str, &str)]) -> String {
    let phases: Vec<String> = phases
        .iter()
        .map(|(from, to)| format!("        Phase(from: \"{from}\", to: \"{to}\", form: Programme, sources: [\"a-source\"], confidence: Single),\n"))
        .collect();
    format!(
        "Body(
    id: \"{id}\",
    name: \"Made-up {id}\",
    plural: \"Made-up {id}s\",
    tier: System,
    gloss: \"A body that a test made up.\",
    summary: \"It never was.\",
    sources: [\"a-source\"], confidence: Single,
    phases: [
{}    ],
)
",
        phases.concat()
    )
}

const A_SOURCE: &str =
    "Source(id: \"a-source\", title: \"A source that a test made up\", kind: Press),";

#[test]
fn without_a_terminal_the_browser_says_what_to_use_instead() {
    let output = run(&[]);
    refused(&output, &["needs a terminal", "`nhs-tiers show NAME`"]);
    assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b));
}

#[test]
fn without_a_terminal_options_of_the_browser_change_nothing() {
    refused(
        &run(&["--at", "2004", "--open", "sha", "--theme", "dark"]),
        &["needs a terminal"],
    );
}

#[test]
fn help_and_version_are_answers() {
    let help = run(&["--help"]);
    assert_eq!((err(&help), help.status.code()), ("", Some(0)));
    for text in [
        "Usage: nhs-tiers",
        "check",
        "--at <DATE>",
        "--open <NAME>",
        "--data <DIR>",
        "--theme <THEME>",
        "--ascii",
        "? shows the keys",
    ] {
        assert!(out(&help).contains(text), "{text:?} is not in the help");
    }
    assert!(!help.stdout.contains(&0x1b), "a pipe gets no colours");
    let version = run(&["--version"]);
    let meta = &embedded::dataset().meta;
    assert_eq!(
        out(&version),
        format!(
            "nhs-tiers {} (data {}, as of {})\n",
            env!("CARGO_PKG_VERSION"),
            meta.version.unwrap(),
            meta.as_of.long()
        )
    );
    assert_eq!((err(&version), version.status.code()), ("", Some(0)));
}

#[test]
fn what_nobody_knows_is_wrong_usage() {
    for (arguments, mentions) in [
        (&["--coluor"][..], "--color"),
        (&["chekc"], "check"),
        (&["--theme", "pink"], "high-contrast"),
        (&["--at"], "--at <DATE>"),
        (&["check", "one", "two"], "two"),
    ] {
        let output = run(arguments);
        assert_eq!(
            (out(&output), output.status.code()),
            ("", Some(2)),
            "{arguments:?}"
        );
        assert!(
            err(&output).contains(mentions) && !err(&output).contains('\x1b'),
            "{}",
            err(&output)
        );
    }
}

#[test]
fn the_data_set_of_the_program_and_that_of_the_repository_are_one_and_sound() {
    let built_in = run(&["check"]);
    accepted(&built_in);
    let repository = run(&["check", DATA]);
    accepted(&repository);
    assert_eq!(out(&built_in), out(&repository));
    assert!(
        out(&built_in).contains(" bodies, ") && out(&built_in).contains("evidence to "),
        "{}",
        out(&built_in)
    );
}

/// Many faults, each in a record or file of its own: the file that has it, and words of what is wrong.
fn spoil_everywhere(folder: &Folder) -> Vec<(&'static str, &'static str)> {
    folder.spoil("bodies/accountable-care-system.ron", "tier:", "tier;");
    folder.spoil("bodies/better-care-fund.ron", "gloss:", "glos:");
    folder.spoil(
        "bodies/success-regime.ron",
        "summary: \"",
        "summary: \"\\u{1b}[31m",
    );
    folder.spoil(
        "bodies/strategic-health-authority.ron",
        "sources: [\"",
        "sources: [\"no-such-source-",
    );
    folder.spoil(
        "bodies/primary-care-trust.ron",
        "Holding(function: \"",
        "Holding(function: \"un",
    );
    folder.spoil("bodies/sha-cluster.ron", "number: 4", "number: 5");
    folder.spoil(
        "reforms/1990s.ron",
        "Effect(body: \"",
        "Effect(body: \"no-such-",
    );
    folder.spoil("reforms/1980s.ron", "date: \"198", "date: \"197");
    folder.spoil("eras.ron", "from: \"1974-04-01\"", "from: \"1974-04-02\"");
    folder.spoil("functions.ron", "id: \"capital\"", "id: \"commissioning\"");
    folder.spoil("sources.ron", "url: \"https://", "url: \"gopher://");
    fs::rename(
        folder.path().join("bodies/vanguard.ron"),
        folder.path().join("bodies/vanguards.ron"),
    )
    .unwrap();
    folder.spoil(
        "sources.ron",
        "Source(",
        &format!("{A_SOURCE}\n    Source("),
    );
    folder.write(
        "bodies/test-backwards.ron",
        &body("test-backwards", &[("2005", "2001")]),
    );
    folder.write(
        "bodies/test-overlap.ron",
        &body("test-overlap", &[("2001", "2005"), ("2003", "2009")]),
    );
    let corroborated =
        body("test-alone", &[("2001", "2005")]).replacen("Single", "Corroborated", 1);
    folder.write("bodies/test-alone.ron", &corroborated);
    folder.write(
        "bodies/test-long.ron",
        &body("test-long", &[("2001", "2005")]).replace("It never was.", &"never ".repeat(200)),
    );
    folder.write("bodies/notes/test.ron", "()");
    vec![
        ("bodies/accountable-care-system.ron", "Expected"),
        (
            "bodies/better-care-fund.ron",
            "Unexpected field named `glos`",
        ),
        ("bodies/success-regime.ron", "text holds U+001B (escape)"),
        (
            "bodies/strategic-health-authority.ron",
            "is not in sources.ron",
        ),
        (
            "bodies/primary-care-trust.ron",
            "is not a function of functions.ron",
        ),
        (
            "organisations/sha-cluster.ron",
            "4 organisations were in being on 3 Oct 2011, but the body counts 5",
        ),
        ("reforms/1990s.ron", "there is no body \"no-such-"),
        ("reforms/1980s.ron", "stands in the file of another decade"),
        ("eras.ron", "leave a gap or overlap"),
        ("functions.ron", "the id \"commissioning\" is used twice"),
        ("sources.ron", "not a web address"),
        (
            "bodies/vanguards.ron",
            "the body \"vanguard\" stands in a file of another name",
        ),
        (
            "bodies/test-backwards.ron",
            "it ends on 2001, before it begins on 2005",
        ),
        (
            "bodies/test-overlap.ron",
            "this phase begins before the one above has ended",
        ),
        (
            "bodies/test-alone.ron",
            "Corroborated, with fewer than two sources",
        ),
        ("bodies/test-long.ron", "1200 characters, where"),
        (
            "bodies/notes/test.ron",
            "this file has no place in a data set",
        ),
    ]
}

#[test]
fn every_one_of_many_faults_is_listed_with_its_place_and_nothing_is_written() {
    let folder = Folder::copy();
    let expected = spoil_everywhere(&folder);
    let before = folder.listing();
    let found = faults(folder.path());
    assert_eq!(folder.listing(), before);
    for (file, what) in &expected {
        assert!(
            found
                .iter()
                .any(|fault| fault.file == *file && fault.what.contains(what)),
            "{file}: {what} is missing in {found:#?}"
        );
    }
    // None is the shadow of another.
    let strange: Vec<&Fault> = found
        .iter()
        .filter(|fault| {
            !expected
                .iter()
                .any(|(file, what)| fault.file == *file && fault.what.contains(what))
        })
        .collect();
    let capital_is_gone =
        |fault: &&&Fault| fault.what == "\"capital\" is not a function of functions.ron";
    assert_eq!(
        strange
            .iter()
            .filter(|fault| !capital_is_gone(fault))
            .count(),
        0,
        "{strange:#?}"
    );
    let mut in_order: Vec<_> = found
        .iter()
        .map(|fault| (&fault.file, fault.line, fault.column))
        .collect();
    in_order.sort();
    assert_eq!(
        found
            .iter()
            .map(|fault| (&fault.file, fault.line, fault.column))
            .collect::<Vec<_>>(),
        in_order
    );
}

#[test]
fn a_fault_of_syntax_points_at_the_character() {
    let folder = Folder::copy();
    let place = folder.spoil("bodies/vanguard.ron", "tier:", "tier;");
    let found = faults(folder.path());
    let [fault] = &found[..] else {
        panic!("{found:#?}")
    };
    assert_eq!(
        (fault.file.as_str(), fault.line, fault.column),
        ("bodies/vanguard.ron", place.0, place.1 + "tier".len())
    );
}

#[test]
fn a_fault_of_meaning_points_at_the_value() {
    let folder = Folder::copy();
    let (line, column) = folder.spoil(
        "bodies/strategic-health-authority.ron",
        "sources: [\"",
        "sources: [\"no-such-source\", \"",
    );
    let found = faults(folder.path());
    let value = column + "sources: [".len();
    let expected = Fault {
        file: "bodies/strategic-health-authority.ron".to_owned(),
        line,
        column: value,
        what: "the source \"no-such-source\" is not in sources.ron".to_owned(),
        cure: "add it there, or correct the key".to_owned(),
    };
    assert_eq!(found, [expected]);
}

#[test]
fn a_place_is_counted_in_characters_behind_comments_and_quotes() {
    let folder = Folder::empty();
    folder.write("sources.ron", &format!("[{A_SOURCE}]"));
    let phases = body("test-overlap", &[("2001", "2005"), ("2003", "2009")]);
    let commented = phases.replacen("Made-up", "Ärztlich \\\" ) (", 1).replacen(
        "        Phase(from: \"2003\"",
        "        /* ü ] ( */ Phase(from: \"2003\"",
        1,
    );
    folder.write(
        "bodies/test-overlap.ron",
        &format!("// a line more, with a ( and a \"\n{commented}"),
    );
    let found = faults(folder.path());
    let [fault] = &found[..] else {
        panic!("{found:#?}")
    };
    assert_eq!((fault.line, fault.column), (12, 33), "{fault:?}");
    assert_eq!(
        fault.what,
        "this phase begins before the one above has ended"
    );
}

#[test]
fn a_source_that_nothing_cites_is_a_fault() {
    let folder = Folder::copy();
    let (line, column) = folder.spoil(
        "sources.ron",
        "Source(",
        &format!("{A_SOURCE}\n    Source("),
    );
    let found = faults(folder.path());
    let [fault] = &found[..] else {
        panic!("{found:#?}")
    };
    assert_eq!(
        (fault.line, fault.column),
        (line, column + "Source(id: ".len())
    );
    assert_eq!(fault.what, "the source \"a-source\" is cited nowhere");
}

#[test]
fn a_data_set_without_its_meta_is_an_overlay_and_replaces_nothing_else() {
    let folder = Folder::copy();
    fs::remove_file(folder.path().join("meta.ron")).unwrap();
    let output = check(folder.path());
    accepted(&output);
    assert_eq!(out(&output), out(&run(&["check"])));
}

#[test]
fn an_overlay_may_add_one_body_with_its_sources() {
    let folder = Folder::empty();
    folder.write(
        "bodies/test-body.ron",
        &body("test-body", &[("2001", "2005")]),
    );
    folder.write("sources.ron", &format!("[{A_SOURCE}]"));
    let output = check(folder.path());
    accepted(&output);
    let bodies = |output: &Output| -> usize {
        out(output)
            .split_whitespace()
            .nth(1)
            .unwrap()
            .parse()
            .unwrap()
    };
    assert_eq!(bodies(&output), bodies(&run(&["check"])) + 1);
}

#[test]
fn an_overlay_may_cite_what_the_program_knows() {
    let folder = Folder::empty();
    let known = fs::read_to_string(Path::new(DATA).join("sources.ron")).unwrap();
    let key = known
        .split("Source(id: \"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    folder.write(
        "bodies/test-body.ron",
        &body("test-body", &[("2001", "2005")]).replace("a-source", key),
    );
    accepted(&check(folder.path()));
}

#[test]
fn an_overlay_that_leaves_its_source_out_is_wrong() {
    let folder = Folder::empty();
    folder.write(
        "bodies/test-body.ron",
        &body("test-body", &[("2001", "2005")]),
    );
    let places: Vec<(usize, usize)> = faults(folder.path())
        .iter()
        .map(|fault| (fault.line, fault.column))
        .collect();
    assert_eq!(places, [(8, 15), (10, 68)]);
}

/// An overlay of one file of the data set, in which one text was replaced.
fn overlay(file: &str, text: &str, by: &str) -> Folder {
    let folder = Folder::empty();
    folder.write(
        file,
        &fs::read_to_string(Path::new(DATA).join(file)).unwrap(),
    );
    folder.spoil(file, text, by);
    folder
}

/// Asserts that there are faults, all of this file, and that one of them says all of this.
fn blames(folder: &Folder, file: &str, mentions: &[&str]) {
    let found = faults(folder.path());
    assert!(found.iter().all(|fault| fault.file == file), "{found:#?}");
    assert!(
        found
            .iter()
            .any(|fault| mentions.iter().all(|text| fault.what.contains(text))),
        "{mentions:?} is not in: {found:#?}"
    );
}

#[test]
fn an_overlay_that_lets_a_body_live_on_is_told_what_came_after_it() {
    let file = "bodies/primary-care-trust.ron";
    let folder = overlay(file, "to: \"2013-03-31\"", "to: \"2018-03-31\"");
    blames(
        &folder,
        file,
        &[
            "the built-in body \"clinical-commissioning-group\"",
            "had not ended (to: 31 Mar 2018)",
        ],
    );
}

#[test]
fn an_overlay_that_ends_an_era_early_is_told_of_the_gap() {
    let folder = Folder::empty();
    let eras = fs::read_to_string(Path::new(DATA).join("eras.ron")).unwrap();
    let districts = eras
        .lines()
        .find(|line| line.contains("id: \"districts\""))
        .unwrap();
    let early = districts.replace("to: \"1991-03-31\"", "to: \"1990-03-31\"");
    folder.write("eras.ron", &format!("[\n{early}\n]\n"));
    blames(
        &folder,
        "eras.ron",
        &["the built-in era \"the-market\"", "gap"],
    );
}

#[test]
fn an_overlay_that_moves_an_organisation_is_told_of_the_list_it_left() {
    let file = "organisations/primary-care-trust.ron";
    let folder = Folder::empty();
    folder.write(
        file,
        "Organisations(body: \"primary-care-trust\", organisations: [
    Organisation(id: \"london-sha\", name: \"London\", from: \"2006-07-01\", to: \"2013-03-31\", confidence: Unverified),
])
",
    );
    blames(
        &folder,
        file,
        &[
            "the built-in body \"strategic-health-authority\"",
            "9 organisations were in being on 1 Jul 2006, but the body counts 10",
        ],
    );
}

#[test]
#[cfg(unix)]
fn the_name_of_a_file_cannot_drive_the_terminal() {
    let folder = Folder::empty();
    folder.write("a\u{1b}]0;PWN\u{7}\u{202e}.ron", "[]");
    let found = faults(folder.path());
    let [fault] = &found[..] else {
        panic!("{found:#?}")
    };
    assert_eq!(fault.file, "a\\u{1b}]0;PWN\\u{7}\\u{202e}.ron");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::empty();
    // More than a pipe holds.
    let functions: Vec<String> = (0..900)
        .map(|number| {
            format!("    Function(id: \"No {number}\", name: \"None\", gloss: \"None.\"),\n")
        })
        .collect();
    folder.write("functions.ron", &format!("[\n{}]\n", functions.concat()));
    let mut child = Command::new(PROGRAM)
        .arg("check")
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    // The pipe is closed at the end of this statement.
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(
        line.contains("functions.ron:2:18: the id \"No 0\" is not one"),
        "{line}"
    );
    let output = child.wait_with_output().unwrap();
    assert_eq!(err(&output), "");
    assert!(
        matches!(output.status.code(), Some(0 | 2)),
        "{}",
        output.status
    );
}

#[test]
fn a_folder_that_is_not_there_gets_a_sentence() {
    let folder = Folder::empty();
    refused(&check(&folder.path().join("nowhere")), &["nowhere"]);
}

#[test]
fn a_folder_without_data_gets_a_sentence() {
    let folder = Folder::empty();
    refused(
        &check(folder.path()),
        &[
            "there is no .ron file in it",
            folder.path().to_str().unwrap(),
        ],
    );
}

#[test]
fn a_file_in_place_of_a_folder_gets_a_sentence() {
    let folder = Folder::empty();
    folder.write("functions.ron", "[]");
    refused(
        &check(&folder.path().join("functions.ron")),
        &["functions.ron"],
    );
}

#[test]
fn a_file_that_is_not_text_is_a_fault_like_others() {
    let folder = Folder::empty();
    folder.write("functions.ron", "[]");
    fs::write(folder.path().join("eras.ron"), b"[\xff\xfe]").unwrap();
    let found = faults(folder.path());
    let [fault] = &found[..] else {
        panic!("{found:#?}")
    };
    assert_eq!(
        (fault.file.as_str(), fault.line, fault.column),
        ("eras.ron", 1, 2)
    );
    assert!(fault.what.contains("UTF-8"), "{fault:?}");
}

#[test]
#[cfg(unix)]
fn a_folder_that_may_not_be_read_gets_a_sentence() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::empty();
    folder.write(
        "bodies/test-body.ron",
        &body("test-body", &[("2001", "2005")]),
    );
    let closed = folder.path().join("bodies");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    // Nothing is closed to root.
    let is_root = fs::read_dir(&closed).is_ok();
    let output = check(folder.path());
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    if !is_root {
        refused(&output, &["bodies", "ermission"]);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_written_is_an_error() {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = Command::new(PROGRAM)
        .arg("check")
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).starts_with("error: ") && !err(&output).contains("panicked"),
        "{}",
        err(&output)
    );
}
