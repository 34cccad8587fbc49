//! What the program cannot do: what the kernel keeps it from, what its files keep others from, and what is not built in at all.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail loudly, and says what it skipped"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use nhs_tiers::confine::{Confined, Needs, confine};
use nix::sys::signal::kill;
use nix::unistd::Pid;
use serde_json::Value;
use tempfile::TempDir;

#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "each file of tests needs a part of it")]
mod pty;

use pty::*;

/// Does this in a thread that has given up all but these: only that thread is confined. Nothing, where the kernel cannot.
fn confined<T: Send>(needs: &Needs, inside: impl FnOnce(i32) -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        let confined = scope.spawn(|| match confine(needs) {
            Confined::By(abi) => Some(inside(abi)),
            Confined::Not(why) => {
                println!("skipped: {why}");
                None
            }
        });
        confined.join().unwrap()
    })
}

fn is_denied<T>(result: std::io::Result<T>) -> bool {
    result.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
}

/// A child that waits to be signalled, and ends with its standard input.
fn bystander() -> std::process::Child {
    Command::new("cat")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn what_was_given_up_cannot_be_had_again() {
    let folder = TempDir::new().unwrap();
    let [own, read, other] = ["own", "read", "other"].map(|name| {
        let path = folder.path().join(name);
        fs::create_dir(&path).unwrap();
        fs::write(path.join("file"), "before").unwrap();
        path
    });
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let mut neighbour = bystander();
    let pid = Pid::from_raw(i32::try_from(neighbour.id()).unwrap());
    let needs = |stops_its_job| Needs::Only {
        reads: vec![read.clone(), folder.path().join("nowhere")],
        writes: vec![own.clone()],
        stops_its_job,
    };
    let all_of_it = |abi| {
        assert_eq!(fs::read(read.join("file")).unwrap(), b"before");
        fs::write(own.join("new"), "new").unwrap();
        fs::rename(own.join("new"), own.join("file")).unwrap();
        assert_eq!(fs::read(own.join("file")).unwrap(), b"new");

        assert!(is_denied(fs::write(read.join("file"), "after")));
        assert!(is_denied(fs::write(read.join("new"), "after")));
        assert!(is_denied(fs::read(other.join("file"))));
        assert!(is_denied(fs::read_dir(&other)));
        assert!(is_denied(fs::remove_file(other.join("file"))));
        assert!(is_denied(fs::create_dir(other.join("folder"))));
        assert!(is_denied(fs::read("/etc/passwd")));
        assert!(is_denied(Command::new("/bin/true").status()));
        if abi >= 4 {
            assert!(is_denied(TcpStream::connect(address)));
            assert!(is_denied(TcpListener::bind("127.0.0.1:0")));
        }
    };
    confined(&needs(true), |abi| {
        all_of_it(abi);
        assert!(kill(pid, None).is_ok(), "a job can be stopped");
    });
    confined(&needs(false), |abi| {
        all_of_it(abi);
        assert!(abi < 6 || kill(pid, None).is_err(), "nobody can");
    });
    assert_eq!(fs::read(other.join("file")).unwrap(), b"before");
    drop(neighbour.stdin.take());
    neighbour.wait().unwrap();
}

#[test]
fn a_command_reads_and_writes_what_it_is_told_and_starts_and_calls_nobody() {
    let folder = TempDir::new().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    confined(&Needs::AnyFiles, |abi| {
        fs::write(folder.path().join("file"), "text").unwrap();
        assert!(fs::read("/etc/passwd").is_ok());
        assert!(is_denied(Command::new("/bin/true").status()));
        assert!(abi < 4 || is_denied(TcpStream::connect(address)));
    });
}

#[test]
fn the_doctor_says_what_the_kernel_does() {
    let home = TempDir::new().unwrap();
    let said = output(home.path(), &["doctor"]);
    let line = said.lines().find(|line| line.contains("confined")).unwrap();
    match confined(&Needs::AnyFiles, |abi| abi) {
        Some(abi) => assert!(line.contains(&format!("Landlock ABI {abi}:")), "{line}"),
        None => assert!(line.contains("no: "), "{line}"),
    }
}

fn is_confined() -> bool {
    confined(&Needs::AnyFiles, |_| ()).is_some()
}

/// What it asks of the kernel to be confined, and when it begins threads, in order.
fn traced(arguments: &[&str], asked: Option<&str>) -> Option<Vec<String>> {
    let home = TempDir::new().unwrap();
    let trace = home.path().join("trace");
    let calls = "trace=clone,clone3,landlock_restrict_self";
    let mut start = Start::of("strace", home.path())
        .args(&["-f", "-qq", "-e", calls, "-o", trace.to_str()?, PROGRAM])
        .args(arguments);
    if let Some(asked) = asked {
        start = start.env("SSH_ORIGINAL_COMMAND", asked);
    }
    let tried = Command::new("strace").args(["-e", calls, "true"]).output();
    if !is_confined() || !tried.is_ok_and(|output| output.status.success()) {
        println!("skipped: strace is not here, or does not know Landlock");
        return None;
    }
    if asked.is_some() {
        start.run().exit_code();
    } else {
        start.open().quit();
    }
    let trace = fs::read_to_string(trace).unwrap();
    let calls = trace.lines().filter(|line| !line.contains("resumed"));
    let names = calls.filter_map(|line| line.split_once(' ')?.1.trim_start().split('(').next());
    Some(names.map(str::to_owned).collect())
}

#[test]
fn it_is_confined_twice_before_it_has_threads() {
    for (arguments, asked) in [
        (&[][..], None),
        (&["--kiosk"], None),
        (&["--kiosk"], Some("show sha")),
    ] {
        let Some(calls) = traced(arguments, asked) else {
            return;
        };
        let confined = ["landlock_restrict_self", "landlock_restrict_self"];
        assert_eq!(calls[..2], confined, "{arguments:?} {asked:?}: {calls:?}");
    }
}

fn data(home: &Path) -> PathBuf {
    home.join(".local/share/nhs-tiers")
}

fn state(home: &Path) -> PathBuf {
    home.join(".local/state/nhs-tiers")
}

fn output(home: &Path, arguments: &[&str]) -> String {
    let output = Command::new(PROGRAM)
        .args(arguments)
        .env("HOME", home)
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_STATE_HOME")
        .env_remove("XDG_CONFIG_HOME")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() < Some(2), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_browser_writes_in_no_folder_that_is_put_in_the_place_of_its_own() {
    if !is_confined() {
        return;
    }
    let (home, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let mut terminal = Start::browser_at(home.path()).open();
    for folder in [data(home.path()), state(home.path())] {
        fs::rename(&folder, folder.with_extension("aside")).unwrap();
        symlink(elsewhere.path(), &folder).unwrap();
    }
    terminal.send("b");
    terminal.wait_for("Permission denied");
    terminal.quit();
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn the_dialogue_writes_in_no_such_folder_either() {
    if !is_confined() {
        return;
    }
    let (home, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let mut terminal = Start::browser_at(home.path()).args(&["--plain"]).run();
    terminal.wait_for(">");
    let folder = data(home.path());
    fs::rename(&folder, folder.with_extension("aside")).unwrap();
    symlink(elsewhere.path(), &folder).unwrap();
    terminal.send("show sha\r");
    terminal.wait_for("Strategic Health Authority");
    terminal.send("bookmark\r");
    terminal.wait_for("could not be kept");
    terminal.send("quit\r");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn files_that_are_links_from_the_start_are_kept_where_they_are() {
    let (home, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    fs::create_dir_all(data(home.path())).unwrap();
    let file = elsewhere.path().join("notes.ron");
    symlink(&file, data(home.path()).join("personal.ron")).unwrap();
    let mut terminal = Start::browser_at(home.path()).open();
    terminal.send("b");
    terminal.wait_for("Bookmarked");
    terminal.quit();
    assert!(fs::read_to_string(file).unwrap().contains("bookmarks"));
}

/// Every file and folder there, with its rights.
fn rights(folder: &Path, found: &mut BTreeMap<PathBuf, u32>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mode = fs::symlink_metadata(&path).unwrap().permissions().mode();
        if path.is_dir() {
            rights(&path, found);
        }
        found.insert(path, mode & 0o7777);
    }
}

#[test]
fn what_is_the_readers_is_for_no_one_else_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let home = TempDir::new().unwrap();
        let run = |arguments: &[&str]| {
            let script = format!("umask {umask}; exec \"$0\" \"$@\"");
            let start = Start::of("sh", home.path()).args(&["-c", &script, PROGRAM]);
            start.args(arguments)
        };
        assert_eq!(run(&["config", "init"]).run().exit_code(), 0);
        let mut terminal = run(&[]).open();
        terminal.send("b");
        terminal.wait_for("Bookmarked");
        terminal.send("a");
        terminal.wait_for("Your note on");
        terminal.send("a note\x1b");
        terminal.wait_until("the note to be kept", |terminal| {
            !terminal.screen().contains("Your note on")
        });
        terminal.quit();
        let mut terminal = run(&["study", "--ask", "recall"]).run();
        terminal.wait_for("Think of the answer");
        terminal.wait_for("10 to come");
        terminal.send(" 3");
        terminal.wait_for("9 to come");
        terminal.send(CTRL_C);
        terminal.exit_code_after_restoring();
        assert!(run(&["study", "--due"]).run().exit_code() < 2);
        let backup = home.path().join("backup.ron");
        let backed_up = run(&["study", "backup", backup.to_str().unwrap()]);
        assert_eq!(backed_up.run().exit_code(), 0);
        let mut found = BTreeMap::new();
        rights(home.path(), &mut found);
        fs::write(data(home.path()).join("personal.ron"), "damage").unwrap();
        let mut terminal = run(&[]).open();
        terminal.send(CTRL_C);
        terminal.exit_code_after_restoring();

        rights(home.path(), &mut found);
        let names: BTreeSet<&str> = found
            .keys()
            .filter_map(|path| path.file_name()?.to_str())
            .collect();
        for name in [
            "position.ron",
            "personal.ron",
            "personal.lock",
            "personal.damaged",
            "reviews.jsonl",
            "reviews.lock",
            "reviews.snapshot",
            "cards.dealt",
            "config.ron",
            "backup.ron",
        ] {
            assert!(names.contains(name), "{name} is not among {names:?}");
        }
        for (path, mode) in found {
            let expected = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode, expected, "{mode:o} {} at {umask}", path.display());
        }
    }
}

#[test]
fn notes_that_others_can_read_are_said_and_left_as_they_are() {
    let home = TempDir::new().unwrap();
    let folder = data(home.path());
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("personal.ron");
    fs::write(&file, "()").unwrap();
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let said = || output(home.path(), &["doctor"]);
    mode(&folder, 0o755);
    mode(&file, 0o644);
    let words = said().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("others on this machine can read your notes"));
    assert!(words.contains("chmod 600"), "{words}");
    let rights = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(rights & 0o777, 0o644);
    mode(&file, 0o600);
    assert!(!said().contains("others on this machine"));
    mode(&file, 0o644);
    mode(&folder, 0o700);
    assert!(!said().contains("others on this machine"));
}

/// What `cargo metadata` says of what is in Cargo.lock.
fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version=1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The crates that end up in the program, on whatever system.
fn built_in(metadata: &Value) -> Vec<&Value> {
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (node["id"].as_str().unwrap(), node))
        .collect();
    let mut reached = BTreeSet::new();
    let mut next = vec![metadata["resolve"]["root"].as_str().unwrap()];
    while let Some(id) = next.pop() {
        if !reached.insert(id) {
            continue;
        }
        for dependency in nodes[id]["deps"].as_array().unwrap() {
            let kinds = dependency["dep_kinds"].as_array().unwrap();
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                next.push(dependency["pkg"].as_str().unwrap());
            }
        }
    }
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages
        .filter(|package| reached.contains(package["id"].as_str().unwrap()))
        .collect()
}

/// What speaks to other machines, or starts programs that do.
const SPEAKS: [&str; 22] = [
    "async-std",
    "curl",
    "duct",
    "h2",
    "hickory-resolver",
    "hyper",
    "isahc",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "ssh2",
    "surf",
    "tokio",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "webbrowser",
    "zbus",
];

/// Licences that ask for no more than to be named; and one that asks for no more where nothing was changed.
const LICENCES: [&str; 7] = [
    "Apache-2.0",
    "BSD-3-Clause",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

#[test]
fn what_is_built_in_comes_from_one_place_speaks_to_nobody_and_may_be_given_on() {
    let metadata = metadata();
    let built_in = built_in(&metadata);
    assert!(built_in.len() > 50, "{}", built_in.len());
    for package in built_in {
        let name = package["name"].as_str().unwrap();
        assert!(!SPEAKS.contains(&name), "{name} is built in");
        if name == env!("CARGO_PKG_NAME") {
            continue;
        }
        let source = package["source"].as_str().unwrap_or("a folder");
        // The registry that Cargo asks when nobody says otherwise.
        assert!(
            source.starts_with("registry+") && source.ends_with("/crates.io-index"),
            "{name} comes from {source}"
        );
        // One of several is chosen; all of those that are joined hold.
        let licence = package["license"].as_str().unwrap_or_default();
        let licence = licence.replace(['(', ')'], " ").replace('/', " OR ");
        let mut all = licence.split(" AND ");
        let is_fine = all.all(|part| part.split(" OR ").any(|one| LICENCES.contains(&one.trim())));
        assert!(is_fine, "{name} is under {licence:?}");
    }
}

/// The functions of the system that the program can call at all.
fn functions() -> Option<BTreeSet<String>> {
    let output = Command::new("nm")
        .args(["--dynamic", "--undefined-only", PROGRAM])
        .output();
    let listed = String::from_utf8(output.ok()?.stdout).ok()?;
    let names = listed
        .lines()
        .filter_map(|line| line.split_whitespace().nth(1));
    let bare = names.map(|name| name.split('@').next().unwrap_or_default().to_owned());
    Some(bare.collect())
}

#[test]
fn what_could_call_a_machine_or_start_a_program_is_not_even_linked() {
    let Some(functions) = functions() else {
        println!("skipped: nm is not here");
        return;
    };
    assert!(functions.contains("write"), "{functions:?}");
    for function in [
        "socket",
        "connect",
        "bind",
        "listen",
        "accept",
        "accept4",
        "getaddrinfo",
        "fork",
        "vfork",
        "execve",
        "execv",
        "execvp",
        "execvpe",
        "posix_spawn",
        "posix_spawnp",
        "system",
        "popen",
    ] {
        assert!(!functions.contains(function), "{function} is linked");
    }
}

#[test]
fn nothing_of_ours_may_be_unsafe() {
    let manifest = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
    assert!(manifest.contains("unsafe_code = \"forbid\""));
}
