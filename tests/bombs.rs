//! The built program and files that are hostile by their size or shape, in a data folder or among the reader's own: it says no, where and
//! what to do, in bounded memory, and waits for nothing.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use rstest::rstest;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_nhs-tiers");
/// All the memory that the program may ask for, in kilobytes: the program itself in a debug build is a tenth of it.
const MEMORY: u32 = 800_000;
/// Seconds after which it hangs: none of this takes more than a few, on a slow machine and in a debug build.
const PATIENCE: u32 = 120;
/// What `timeout` answers for a program that hangs.
const HANGS: i32 = 124;
/// The bytes of a file that no memory holds. It takes no room on the disk.
const HUGE: u64 = 5 << 30;

/// Runs the program in a home, with little memory and little patience.
fn run(home: &Path, arguments: &[&str], typed: &str) -> Output {
    let limited = format!("ulimit -v {MEMORY} && exec timeout {PATIENCE} \"$@\"");
    let mut child = Command::new("sh")
        .args(["-c", &limited, "sh", PROGRAM])
        .args(arguments)
        .env("HOME", home)
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_STATE_HOME")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may have ended already, with nothing read.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    let output = child.wait_with_output().unwrap();
    let said = said(&output);
    assert_ne!(output.status.code(), Some(HANGS), "it hangs");
    assert!(
        output.status.code().is_some_and(|code| code <= 2),
        "{:?}: {said}",
        output.status
    );
    assert!(!said.contains("panicked"), "{said}");
    output
}

fn said(output: &Output) -> String {
    let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8(both).unwrap()
}

/// A folder with these files in it.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// What `check` says of a data folder that it refuses.
fn checked(folder: &TempDir) -> String {
    let path = folder.path().to_str().unwrap();
    let output = run(folder.path(), &["check", path], "");
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    said.replace(&format!("{path}/"), "")
}

/// The same, where it is not much to read: the command line refuses it too.
fn refused(folder: &TempDir) -> String {
    let path = folder.path().to_str().unwrap();
    let shown = run(folder.path(), &["--data", path, "show", "sha"], "");
    assert_eq!(
        (shown.status.code(), shown.stdout.as_slice()),
        (Some(2), b"".as_slice())
    );
    checked(folder)
}

#[track_caller]
fn says(said: &str, all: &[&str]) {
    let begin: String = said.chars().take(2000).collect();
    for one in all {
        assert!(said.contains(one), "{one:?} is not in {begin}");
    }
}

fn huge(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    File::create(path).unwrap().set_len(HUGE).unwrap();
}

fn pipe(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

#[rstest]
#[case("places/deep.ron", "(")]
#[case("places/deep.ron", "[")]
#[case("places/deep.ron", "[Place(id:")]
#[case("places/deep.ron", "{1:")]
#[case("bodies/deep.ron", "Body(phases:[Phase(from:")]
#[case("gaps.ron", "Some(")]
#[case("gaps.ron", "/*")]
#[case("organisations/deep.ron", "Organisations(organisations:[")]
fn brackets_in_brackets_are_refused(#[case] file: &str, #[case] opened: &str) {
    let folder = folder(&[(file, opened.repeat(100_000).as_bytes())]);
    says(
        &refused(&folder),
        &[&format!("{file}:1:"), "\n    data/README.md"],
    );
}

#[test]
fn brackets_that_no_record_has_are_refused_as_such() {
    let place = format!("[Place(id: \"a\", name: {}", "Some(".repeat(100_000));
    let folder = folder(&[("places/deep.ron", place.as_bytes())]);
    says(&refused(&folder), &["places/deep.ron:1:", "\n    "]);
}

#[test]
fn files_that_no_memory_holds_are_not_read() {
    let data = folder(&[]);
    huge(&data.path().join("places/huge.ron"));
    huge(&data.path().join("bodies/huge.ron"));
    says(
        &refused(&data),
        &[
            "bodies/huge.ron:1:1: this file cannot be read: it is larger than 32 MB",
            "places/huge.ron:1:1: this file cannot be read: it is larger than 32 MB",
            "part it into smaller files",
        ],
    );
}

#[test]
fn files_that_are_too_much_together_are_refused() {
    let blank = vec![b'\n'; 30 << 20];
    let data = folder(&[
        ("places/a.ron", &blank),
        ("places/b.ron", &blank),
        ("places/c.ron", &blank),
    ]);
    says(
        &checked(&data),
        &[
            "places/c.ron:1:1: this file cannot be read: with those before it, it is larger than 64 MB",
            "make the data set smaller",
        ],
    );
}

#[test]
fn a_text_of_megabytes_is_refused_where_it_stands() {
    let place = format!(
        "[\n    Place(id: \"a\", name: \"{}\", kind: Area),\n]",
        "a".repeat(5 << 20)
    );
    let escaped = place.replacen("aaa", "a\\\"", 1);
    let folder = folder(&[
        ("places/long.ron", place.as_bytes()),
        ("places/escaped.ron", escaped.as_bytes()),
    ]);
    let said = checked(&folder);
    says(
        &said,
        &[
            "places/long.ron:2:",
            "places/escaped.ron:2:",
            "where 20000 fit",
            "fewer words",
        ],
    );
    assert!(said.len() < 2000);
}

fn places(number: usize, more: &str) -> String {
    let mut text = "[".to_owned();
    for place in 0..number {
        let _ = write!(text, "Place(id:\"p{place}\",name:\"P\",kind:Area{more}),");
    }
    text + "]"
}

#[test]
fn a_million_records_are_refused() {
    let few = places(250_001, "");
    let data = folder(&[("places/a.ron", few.as_bytes())]);
    says(
        &checked(&data),
        &[
            "places/a.ron:1:",
            "there are more than 250000 records",
            "\n    ",
        ],
    );
    let (most, rest) = (places(240_000, ""), places(10_001, ""));
    let data = folder(&[
        ("places/a.ron", most.as_bytes()),
        ("places/b.ron", rest.replace("\"p", "\"q").as_bytes()),
    ]);
    says(
        &checked(&data),
        &[
            "places/b.ron:1:1: this file holds 10001 records, and with the others there are more than 250000",
            "use a part",
        ],
    );
    let million = places(1_000_000, "");
    let data = folder(&[("places/a.ron", million.as_bytes())]);
    says(
        &checked(&data),
        &["places/a.ron:1:1: this file cannot be read: it is larger than 32 MB"],
    );
}

/// In one line, where to count the columns from the beginning each time would take hours.
#[test]
fn faults_without_number_are_counted_and_the_first_are_told() {
    let text = places(20_000, ",within:\"nowhere\"");
    let folder = folder(&[("places/a.ron", text.as_bytes())]);
    let said = checked(&folder);
    says(
        &said,
        &[
            "places/a.ron:1:",
            "more faults are not listed",
            "mend those above",
        ],
    );
    let faults = said
        .lines()
        .filter(|line| line.starts_with("places/"))
        .count();
    assert_eq!(faults, 10_001, "each of them, and that there are more");
}

/// Inside one record, where to walk to each from its beginning would take hours too.
#[test]
fn a_record_with_faults_without_number_is_refused() {
    let stay = "Stay(organisation:\"no\",from:\"1990\",confidence:Unverified),".repeat(30_000);
    let place = format!("[Place(id:\"a\",name:\"A\",kind:Area,lineage:[{stay}])]");
    let folder = folder(&[("places/a.ron", place.as_bytes())]);
    says(
        &checked(&folder),
        &[
            "places/a.ron:1:",
            "there is no organisation \"no\"",
            "more faults are not listed",
        ],
    );
}

#[test]
fn places_that_lie_in_each_other_are_refused() {
    let folder = folder(&[(
        "places/a.ron",
        b"[Place(id: \"a\", name: \"A\", kind: Area, within: \"b\"),\n Place(id: \"b\", name: \"B\", kind: Area, within: \"c\"),\n Place(id: \"c\", name: \"C\", kind: Area, within: \"a\")]",
    )]);
    let said = refused(&folder);
    says(
        &said,
        &["places/a.ron:1:", "places/a.ron:2:", "places/a.ron:3:"],
    );
}

/// To follow each from the one before it would take a stack without end.
#[test]
fn a_line_of_organisations_without_end_is_refused() {
    let mut list = "Organisations(body: \"strategic-health-authority\", organisations: [\n\
        Organisation(id: \"o0\", name: \"O\", to: \"unknown\", confidence: Unverified),\n"
        .to_owned();
    for id in 1..20_000 {
        let _ = writeln!(
            list,
            "Organisation(id: \"o{id}\", name: \"O\", to: \"unknown\", predecessors: [Link(organisation: \"o{}\", share: Whole)], confidence: Unverified),",
            id - 1
        );
    }
    let folder = folder(&[("organisations/line.ron", (list + "])").as_bytes())]);
    says(
        &checked(&folder),
        &[
            "organisations/line.ron:102:",
            "100 organisations came one from another before it",
            "take the link out that is wrong",
        ],
    );
}

#[test]
fn links_that_lead_round_in_circles_are_followed_once() {
    let place =
        b"[Place(id: \"here\", name: \"Here (example)\", kind: Area, within: \"sheffield\")]";
    let data = folder(&[("places/here.ron", place)]);
    for link in 0..300 {
        symlink(".", data.path().join(format!("again-{link}"))).unwrap();
        symlink("..", data.path().join(format!("places/up-{link}"))).unwrap();
    }
    symlink("/no/such/folder", data.path().join("dangling")).unwrap();
    symlink("turning", data.path().join("turning")).unwrap();
    let path = data.path().to_str().unwrap();
    let output = run(data.path(), &["--data", path, "show", "here"], "");
    says(&said(&output), &["Here (example)"]);
    assert_eq!(output.status.code(), Some(0));
    // As a file of data, a link to itself is a fault.
    symlink("turning.ron", data.path().join("places/turning.ron")).unwrap();
    says(
        &refused(&data),
        &[
            "places/turning.ron:1:1: this file cannot be read: ",
            "or take it out of the folder",
        ],
    );
}

#[test]
fn what_is_no_file_is_not_opened() {
    let data = folder(&[]);
    let places = data.path().join("places");
    pipe(&places.join("pipe.ron"));
    let _listens = UnixListener::bind(places.join("socket.ron")).unwrap();
    symlink("/dev/zero", places.join("zero.ron")).unwrap();
    symlink("/dev/tty", places.join("tty.ron")).unwrap();
    // It is a file, and cannot be read.
    symlink("/proc/self/mem", places.join("memory.ron")).unwrap();
    let said = refused(&data);
    for name in ["pipe", "socket", "zero", "tty"] {
        let fault = format!(
            "places/{name}.ron:1:1: this file cannot be read: it is a pipe, a socket or a device, not a file"
        );
        says(&said, &[&fault]);
    }
    says(
        &said,
        &["places/memory.ron:1:1: this file cannot be read: "],
    );
    assert!(
        fs::metadata(places.join("pipe.ron"))
            .unwrap()
            .file_type()
            .is_fifo()
    );
}

#[test]
fn bytes_that_are_no_text_are_refused_where_they_stand() {
    let data = folder(&[
        ("places/latin.ron", b"[\n  // \xc3\xa9\n  // caf\xe9\n]"),
        (
            "places/nul.ron",
            b"[Place(id: \"a\", name: \"A\0B\", kind: Area)]",
        ),
        ("places/nuls.ron", &[0; 1000]),
        ("places/cut.ron", b"[]\n\xe2\x82"),
    ]);
    says(
        &refused(&data),
        &[
            "places/latin.ron:3:9: this file cannot be read: it is not in UTF-8\n    save it as UTF-8",
            "places/cut.ron:2:1: this file cannot be read: it is not in UTF-8",
            "places/nul.ron:1:",
            "places/nuls.ron:1:1",
        ],
    );
}

#[test]
fn a_folder_of_anything_is_not_searched_to_its_end() {
    let data = folder(&[("a/one", b"")]);
    let one = data.path().join("a/one");
    for number in 0..100_001 {
        // Links take no room on the disk; a file has so many at most on some.
        let link = data.path().join(format!("a/{number}"));
        symlink(&one, link).unwrap();
    }
    let output = run(data.path(), &["check", data.path().to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(2));
    says(
        &said(&output),
        &[
            "holds more than 100000 files and folders",
            "name the folder that holds the .ron files",
        ],
    );
}

const CONFIG: &str = ".config/nhs-tiers/config.ron";
const PERSONAL: &str = ".local/share/nhs-tiers/personal.ron";
const PERSONAL_LOCK: &str = ".local/share/nhs-tiers/personal.lock";
const LOG: &str = ".local/share/nhs-tiers/reviews.jsonl";
const LOG_LOCK: &str = ".local/share/nhs-tiers/reviews.lock";
const PARAMETERS: &str = ".local/share/nhs-tiers/parameters.ron";
const POSITION: &str = ".local/state/nhs-tiers/position.ron";

/// Something that is bookmarked, looked at, and studied: every file of the reader's is read, and several are written.
const SESSION: &str = "sha\nbookmark\nnote some text\nstudy\nrecall\n\n3\nstop\nbookmarks\nquit\n";

#[rstest]
#[case::config(CONFIG)]
#[case::personal(PERSONAL)]
#[case::personal_lock(PERSONAL_LOCK)]
#[case::log(LOG)]
#[case::log_lock(LOG_LOCK)]
#[case::parameters(PARAMETERS)]
#[case::position(POSITION)]
fn among_the_readers_files_a_pipe_is_not_waited_for(#[case] file: &str) {
    let home = folder(&[]);
    pipe(&home.path().join(file));
    let output = whole_session(home.path());
    if file != POSITION {
        says(&output, &["it is a pipe, a socket or a device, not a file"]);
    }
    let there = fs::symlink_metadata(home.path().join(file)).unwrap();
    assert!(there.file_type().is_fifo(), "it is left alone");
}

#[rstest]
#[case::config(CONFIG, "config.ron cannot be read: it is larger than 1 MB")]
#[case::personal(PERSONAL, "personal.ron cannot be read: it is larger than 64 MB")]
#[case::log(LOG, "reviews.jsonl cannot be read: it is larger than 256 MB")]
#[case::parameters(PARAMETERS, "parameters.ron cannot be read: it is larger than 1 MB")]
fn among_the_readers_files_a_huge_one_is_left_alone(#[case] file: &str, #[case] why: &str) {
    let home = folder(&[]);
    huge(&home.path().join(file));
    says(&whole_session(home.path()), &[why]);
    let there = fs::metadata(home.path().join(file)).unwrap();
    assert_eq!(there.len(), HUGE);
}

/// A file that has no end is none.
#[rstest]
#[case(CONFIG)]
#[case(PERSONAL)]
#[case(LOG)]
#[case(PARAMETERS)]
fn among_the_readers_files_a_device_is_not_read(#[case] file: &str) {
    let home = folder(&[]);
    let path = home.path().join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    symlink("/dev/zero", &path).unwrap();
    says(
        &whole_session(home.path()),
        &["it is a pipe, a socket or a device, not a file"],
    );
    assert!(fs::read_link(path).is_ok());
}

/// What is said in a session and by the commands that read the reader's files.
fn whole_session(home: &Path) -> String {
    let mut all = said(&run(home, &["--plain"], SESSION));
    for command in [
        ["config", "show"].as_slice(),
        &["notes"],
        &["study", "--due"],
        &["study", "stats"],
        &["doctor"],
    ] {
        all += &said(&run(home, command, ""));
    }
    all
}

/// What is nested without end in what the reader made is damage like any other: it is set aside, and nothing is lost.
#[test]
fn brackets_in_brackets_among_the_readers_files_are_set_aside() {
    let deep = "(".repeat(1_000_000);
    let line = format!("{{\"v\":{}\n", "[".repeat(60_000));
    let home = folder(&[
        (PERSONAL, deep.as_bytes()),
        (PARAMETERS, deep.as_bytes()),
        (POSITION, deep.as_bytes()),
        (CONFIG, deep.as_bytes()),
        (LOG, line.repeat(100).as_bytes()),
    ]);
    let all = whole_session(home.path());
    says(
        &all,
        &[
            "personal.ron is damaged and was set aside as personal.damaged",
            "parameters.ron is damaged and was set aside as parameters.damaged",
            "reviews.jsonl is damaged and was set aside as reviews.damaged",
        ],
    );
    for (path, kept) in [
        (PERSONAL, &deep),
        (PARAMETERS, &deep),
        (LOG, &line.repeat(100)),
    ] {
        let aside = home.path().join(path).with_extension("damaged");
        assert!(fs::read_to_string(aside).unwrap() == *kept);
    }
}

#[test]
fn what_is_no_backup_is_refused_and_nothing_changes() {
    let home = folder(&[(
        PERSONAL,
        b"(bookmarks: [(Body, \"strategic-health-authority\")])",
    )]);
    let before = fs::read(home.path().join(PERSONAL)).unwrap();
    let (fifo, large, deep) = (
        home.path().join("pipe"),
        home.path().join("large"),
        home.path().join("deep"),
    );
    pipe(&fifo);
    huge(&large);
    fs::write(&deep, "(".repeat(10 << 20)).unwrap();
    for (path, why) in [
        (
            fifo.as_path(),
            "it is a pipe, a socket or a device, not a file",
        ),
        (&large, "it is larger than 512 MB"),
        (
            Path::new("/dev/zero"),
            "it is a pipe, a socket or a device, not a file",
        ),
        (&deep, "is damaged, or no backup"),
    ] {
        let output = run(
            home.path(),
            &["study", "restore", path.to_str().unwrap()],
            "",
        );
        assert_eq!(output.status.code(), Some(2));
        says(&said(&output), &[why]);
    }
    assert_eq!(fs::read(home.path().join(PERSONAL)).unwrap(), before);
}
