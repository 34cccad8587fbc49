//! The walls of the house: who may know whom, and which words only one module may use. A wall that nothing guards does not stand.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may fail loudly, and is told by the environment to rewrite a page"
)]

use std::fs;
use std::path::{Path, PathBuf};

use nhs_tiers::{embedded, report, view};

/// The modules from the bottom up. Each may name only those in the rows above it here.
const FLOORS: &[&[&str]] = &[
    &["model"],
    &["dataset"],
    &["embedded"],
    &["query"],
    &["search"],
    &["timeline"],
    &["study"],
    &["report"],
    &["app"],
    &["plain"],
    &["theme"],
    &["keys"],
    &["view", "config", "environment", "confine"],
    &["terminal", "store"],
    &["run"],
    &["cli"],
];

/// Words that only some modules may use, and why.
const RESERVED: &[(&[&str], &[&str], &str)] = &[
    (
        &["ratatui"],
        &["terminal", "view", "theme"],
        "from app down nothing knows how the screen is drawn",
    ),
    (
        &["crossterm"],
        &["terminal", "keys", "run"],
        "from app down nothing knows the terminal",
    ),
    (
        &["std::fs", "fs::"],
        &["store"],
        "one place touches the disk",
    ),
    (
        &["std::env", "env::var"],
        &["environment"],
        "one place reads the environment",
    ),
    (
        &["Zoned", "SystemTime", "Instant"],
        &["environment"],
        "today is an argument",
    ),
    (
        &["fuzzy_matcher"],
        &["search"],
        "the matcher stays behind one face",
    ),
    (
        &["fsrs::"],
        &["study"],
        "when a card comes again is one module's to say",
    ),
    (
        &["tui_input"],
        &["app"],
        "line editing stays behind one face",
    ),
    (
        &["serde_json"],
        &["report", "study"],
        "what other programs read is written in one place, and the log of reviews, which is kept for decades, beside what it is the log of",
    ),
    (
        &["csv::"],
        &["report"],
        "what other programs read is written in one place",
    ),
    (
        &["landlock"],
        &["confine"],
        "what the process gives up is said in one place",
    ),
    (
        &["process::Command", "std::net", "UnixStream", "UnixListener"],
        &[],
        "it starts no program and speaks to none",
    ),
    (
        &["process::exit", "panic = \"abort\""],
        &[],
        "the terminal must be given back first",
    ),
];

struct Source {
    module: String,
    path: PathBuf,
    code: String,
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    read(&root().join("src"), &mut found);
    assert!(found.len() > 40, "the sources were not found");
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, found);
            continue;
        }
        let inside = path
            .strip_prefix(root().join("src"))
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let module = inside.split(['/', '.']).next().unwrap().to_owned();
        let code = fs::read_to_string(&path).unwrap();
        found.push(Source { module, path, code });
    }
}

/// The code without its comments and its unit tests.
fn bare(code: &str) -> String {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let kept = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    kept.collect::<Vec<_>>().join("\n")
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

#[test]
fn arrows_run_one_way() {
    for source in sources() {
        if ["lib", "main"].contains(&source.module.as_str()) {
            continue;
        }
        let here = floor(&source.module)
            .unwrap_or_else(|| panic!("{} has no floor in this test", source.path.display()));
        if source.path.ends_with("tests.rs") {
            continue;
        }
        for named in bare(&source.code).split("crate::").skip(1) {
            let named: String = named
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let Some(there) = floor(&named) else { continue };
            assert!(
                there < here || named == source.module,
                "{} names crate::{named}, which does not stand below it",
                source.path.display()
            );
        }
    }
}

#[test]
fn some_words_belong_to_some_modules() {
    for source in sources() {
        let code = bare(&source.code);
        for (words, modules, why) in RESERVED {
            for word in words.iter().filter(|word| code.contains(**word)) {
                assert!(
                    modules.contains(&source.module.as_str()),
                    "{} says {word}: {why}",
                    source.path.display()
                );
            }
        }
    }
}

/// `is_terminal` asks about a stream and writes nothing to it.
#[test]
fn what_is_written_goes_through_one_way_out() {
    for source in sources().iter().filter(|one| one.module != "terminal") {
        let code = bare(&source.code)
            .replace("io::stdout().is_terminal()", "")
            .replace("io::stderr().is_terminal()", "");
        for way in [":stdout()", ":stderr()", "println!", "eprintln!"] {
            assert!(
                !code.contains(way),
                "{} says {way}: what terminal::output and its like write holds no harm",
                source.path.display()
            );
        }
    }
}

#[test]
fn every_file_says_what_it_is() {
    for source in sources() {
        assert!(
            source.code.starts_with("//!"),
            "{} does not begin with //!",
            source.path.display()
        );
    }
}

#[test]
fn no_file_outgrows_its_idea() {
    for source in sources() {
        let lines = source.code.lines().count();
        assert!(
            lines <= 600,
            "{} has {lines} lines: split it by subject",
            source.path.display()
        );
    }
}

#[test]
fn the_page_of_keys_is_fresh() {
    let path = root().join("docs/keys.md");
    let fresh = view::keys_document();
    if std::env::var_os("UPDATE_KEYS").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == fresh,
        "docs/keys.md is stale: run UPDATE_KEYS=1 cargo test --test house"
    );
}

#[test]
fn the_page_of_the_documents_is_fresh() {
    let path = root().join("docs/seeds.md");
    let fresh = report::seeds_document(embedded::dataset());
    if std::env::var_os("UPDATE_SEEDS").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == fresh,
        "docs/seeds.md is stale: run UPDATE_SEEDS=1 cargo test --test house"
    );
}

#[test]
fn one_version_of_crossterm_is_in_the_tree() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    assert_eq!(
        lock.matches("name = \"crossterm\"\n").count(),
        1,
        "two would split the queue of events"
    );
}
