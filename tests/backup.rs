//! A backup holds all that a reader has made, and restoring it takes nothing away; parameters fit those they were fitted to.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nhs_tiers::app::Personal;
use nhs_tiers::model::{Day, Kind};
use nhs_tiers::store::{Kept, Restored, Store};
use nhs_tiers::study::{
    CardId, ENOUGH, Entry, Fit, Grade, History, Progress, Review, Scheduler, Settings, Unfit, fit,
};
use tempfile::TempDir;

#[path = "study/log.rs"]
mod log;

use log::{DAY, entries, good, review, undo};

fn home() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::within(folder.path());
    (folder, store)
}

fn log_of(folder: &TempDir) -> PathBuf {
    folder.path().join("data/reviews.jsonl")
}

fn note(store: &Store, bookmark: &str, note: &str) {
    let change = |personal: &mut Personal| {
        personal.bookmarks.push((Kind::Body, bookmark.to_owned()));
        let key = (Kind::Body, "pct".to_owned());
        personal.notes.insert(key, note.to_owned());
    };
    store
        .change(Kept::Personal, &Personal::default(), change)
        .unwrap();
}

fn personal(store: &Store) -> Personal {
    store.read(Kept::Personal).unwrap().0
}

/// A reader who has made something of everything, and the backup of it.
fn backed_up() -> (TempDir, Store, PathBuf) {
    let (folder, store) = home();
    for entry in [good(1, 7, DAY), good(2, 8, DAY), undo(3, 2, DAY)] {
        store.keep_entry(&entry).unwrap();
    }
    note(&store, "sha", "They said \"merge\"#,\nand merged.");
    store.keep_parameters(&fitted().fitted).unwrap();
    let path = folder.path().join("backup.ron");
    let done = store.backup(&path, false, DAY).unwrap();
    assert_eq!(
        (done.entries, done.bookmarks, done.notes, done.left_out),
        (3, 1, 1, 0)
    );
    (folder, store, path)
}

#[test]
fn a_backup_restored_elsewhere_is_all_there_was() {
    let (folder, store, path) = backed_up();
    let (there, other) = home();
    let all = Restored {
        entries: 3,
        bookmarks: 1,
        notes: 1,
        parameters: true,
        ..Restored::default()
    };
    assert_eq!(other.restore(&path).unwrap(), all);
    assert_eq!(personal(&other), personal(&store));
    assert_eq!(other.read_parameters(), store.read_parameters());
    let read = |folder| fs::read_to_string(log_of(folder)).unwrap();
    assert_eq!(read(&there), read(&folder));
    // Once more, there is nothing to add.
    assert_eq!(other.restore(&path).unwrap(), Restored::default());
    assert_eq!(read(&there), read(&folder));
    // A backup is never written over what is there.
    let says = store.backup(&path, false, DAY).unwrap_err().to_string();
    assert!(says.contains("--force"), "{says}");
    store.backup(&path, true, DAY).unwrap();
}

#[test]
fn restoring_adds_and_never_overwrites() {
    let (_folder, _, path) = backed_up();
    let (there, other) = home();
    for entry in [good(9, 9, DAY.plus(5)), good(1, 7, DAY)] {
        other.keep_entry(&entry).unwrap();
    }
    let own = "{\"v\":1,\"id\":\"00000000000000aa\",\"at\":\"2026-01-01T00:00:00Z\",\"undo\":\"00000000000000ab\",\"mood\":1}";
    let text = fs::read_to_string(log_of(&there)).unwrap();
    fs::write(log_of(&there), format!("{text}{own}\n")).unwrap();
    note(&other, "ccg", "Mine.");
    let mut parameters = fitted().fitted;
    parameters.reviews += 1;
    other.keep_parameters(&parameters).unwrap();
    other
        .write_snapshot(&Settings::default(), DAY.plus(5))
        .unwrap();
    let restored = other.restore(&path).unwrap();
    assert_eq!(
        (
            restored.entries,
            restored.bookmarks,
            restored.notes,
            restored.joined
        ),
        (2, 1, 0, 1)
    );
    assert!(!restored.parameters);
    assert_eq!(other.read_parameters().0, Some(parameters));
    let known = personal(&other);
    assert_eq!(
        known.notes.values().collect::<Vec<_>>(),
        ["Mine.\n\nThey said \"merge\"#,\nand merged."]
    );
    let ids = known.bookmarks.iter().map(|(_, id)| id.as_str());
    assert_eq!(ids.collect::<Vec<_>>(), ["sha", "ccg"]);
    let ids: Vec<u64> = entries(&log_of(&there))
        .iter()
        .map(|entry| entry.id().0)
        .collect();
    assert_eq!(ids, [9, 1, 0xaa, 2, 3]);
    assert!(fs::read_to_string(log_of(&there)).unwrap().contains(own));
    // What the snapshot did not know of counts.
    let history = other.open_study(&Settings::default(), DAY.plus(5)).history;
    assert_eq!(history.cards().count(), 2);
    assert!(history.state(CardId(8)).is_none(), "it was taken back");
    // A line with fields of its own comes along as it is.
    let onwards = there.path().join("onwards.ron");
    other.backup(&onwards, false, DAY).unwrap();
    let (third, last) = home();
    last.restore(&onwards).unwrap();
    assert!(fs::read_to_string(log_of(&third)).unwrap().contains(own));
}

/// What is in the folders of a reader.
fn all_files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(all_files(&path));
        } else if path.extension().is_none_or(|extension| extension != "lock") {
            let bytes = fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found.sort();
    found
}

#[test]
fn a_backup_that_is_damaged_or_newer_is_refused_and_changes_nothing() {
    let (_folder, _, path) = backed_up();
    let (there, other) = home();
    other.keep_entry(&good(9, 9, DAY)).unwrap();
    note(&other, "ccg", "Mine.");
    let before = all_files(there.path());
    let refuses = |bytes: &[u8], says: &str| {
        let elsewhere = tempfile::tempdir().unwrap();
        let path = elsewhere.path().join("backup.ron");
        fs::write(&path, bytes).unwrap();
        let error = other.restore(&path).unwrap_err().to_string();
        assert!(
            error.contains(says) && error.ends_with("Nothing has changed"),
            "{error}"
        );
        assert_eq!(all_files(there.path()), before);
    };
    let sound = fs::read(&path).unwrap();
    for place in (0..sound.len() - 1).step_by(41) {
        refuses(&sound[..place], "is damaged, or no backup");
        let mut damaged = sound.clone();
        damaged[place] ^= 1;
        refuses(&damaged, "backup");
    }
    refuses(b"\xff\x00", "is damaged, or no backup");
    let text = String::from_utf8(sound).unwrap();
    let newer = text.replacen("version: 1", "version: 2", 1);
    refuses(newer.as_bytes(), "of a newer version");
    let error = other.restore(Path::new("no/such/file")).unwrap_err();
    assert!(error.to_string().contains("no/such/file cannot be read"));
}

#[test]
fn what_cannot_be_understood_makes_no_backup_and_stays_where_it_is() {
    let (folder, store, path) = backed_up();
    let data = folder.path().join("data");
    for (name, damage) in [
        (
            "personal.ron",
            "(version: 1, notes: {(Body \"sha\"): \"precious\"})",
        ),
        ("personal.ron", "(version: 1, note: {})"),
        ("parameters.ron", "(version: 1"),
        ("parameters.ron", "(version: 9)"),
        ("reviews.jsonl", "something else\nof two lines\n"),
    ] {
        let sound = fs::read(data.join(name)).unwrap();
        fs::write(data.join(name), damage).unwrap();
        let before = all_files(folder.path());
        let error = store.backup(&path, true, DAY).unwrap_err().to_string();
        assert!(
            error.contains(name) && error.ends_with("No backup was made"),
            "{error}"
        );
        assert_eq!(all_files(folder.path()), before, "{name}");
        fs::write(data.join(name), sound).unwrap();
    }
    store.backup(&path, true, DAY).unwrap();
    let error = store.backup(&data.join("personal.ron"), true, DAY);
    assert!(error.unwrap_err().to_string().contains("a file elsewhere"));
    assert_eq!(personal(&store).notes.len(), 1);
}

#[test]
fn the_command_makes_no_backup_of_half_of_it_either() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join(".local/share/nhs-tiers");
    fs::create_dir_all(&data).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nhs-tiers"));
        command.env_clear().env("HOME", home.path());
        command.current_dir(home.path());
        command.args(arguments).output().unwrap()
    };
    let note = "(notes: {(Body, \"sha\"): \"precious\"})";
    fs::write(data.join("personal.ron"), note).unwrap();
    assert!(run(&["study", "backup", "b"]).status.success());
    for (name, damage) in [
        ("personal.ron", "(notes: {(Body \"sha\"): \"precious\"})"),
        ("parameters.ron", "oh dear"),
        ("reviews.jsonl", "oh dear\n"),
    ] {
        fs::write(data.join("personal.ron"), note).unwrap();
        fs::write(data.join(name), damage).unwrap();
        let before = all_files(home.path());
        let output = run(&["study", "backup", "--force", "b"]);
        let says = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{says}");
        assert!(
            says.contains(name) && says.contains("put it right"),
            "{says}"
        );
        assert_eq!(all_files(home.path()), before, "{name}");
        fs::remove_file(data.join(name)).unwrap();
    }
    // What is asked for by name is never written over what is kept.
    fs::write(data.join("personal.ron"), note).unwrap();
    let file = ".local/share/nhs-tiers/personal.ron";
    for asked in [
        vec!["study", "backup", "--force", file],
        vec!["export", "--format", "json", "--force", "-o", file],
        vec!["timeline", "--format", "svg", "--force", "-o", file],
        vec!["study", "export", "--format", "csv", "--force", "-o", file],
    ] {
        let output = run(&asked);
        let says = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{asked:?}: {says}");
        assert!(says.contains("name a file elsewhere"), "{says}");
        assert_eq!(fs::read_to_string(data.join("personal.ron")).unwrap(), note);
    }
    // Restoring goes on without what is damaged, and says so.
    fs::write(data.join("personal.ron"), "oh dear").unwrap();
    let output = run(&["study", "restore", "b"]);
    let says = String::from_utf8(output.stderr).unwrap();
    assert!(says.contains("set aside as personal.damaged"), "{says}");
    assert!(output.status.success() && data.join("personal.damaged").exists());
    // What was set aside may be in the earlier backup alone.
    let earlier = fs::read(home.path().join("b")).unwrap();
    let output = run(&["study", "backup", "--force", "b"]);
    let says = String::from_utf8(output.stderr).unwrap();
    assert!(says.contains("personal.damaged was set aside"), "{says}");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read(home.path().join("b")).unwrap(), earlier);
    assert!(run(&["study", "backup", "another"]).status.success());
    fs::remove_file(data.join("personal.damaged")).unwrap();
    assert!(run(&["study", "backup", "--force", "b"]).status.success());
}

/// A backup with these lines of a log.
fn of_lines(path: &Path, lines: &[&str]) {
    use std::hash::Hasher;

    let text = format!(
        "(version: 1, made: \"2026-11-22\", personal: (), parameters: None, reviews: {lines:?})"
    );
    let mut sum = fnv::FnvHasher::default();
    sum.write(text.as_bytes());
    let sum = sum.finish();
    fs::write(path, format!("{text}\n// All of this comes to {sum:016x}")).unwrap();
}

#[test]
fn no_line_gets_into_the_log_that_could_not_be_read_again() {
    let (there, store) = home();
    let path = there.path().join("backup.ron");
    let long = good(1, 7, DAY).line().replacen(
        '{',
        &format!("{{\"more\":\"{}\",", "x".repeat(1 << 16)),
        1,
    );
    let returns = good(2, 8, DAY).line().replace(',', ",\r");
    of_lines(&path, &[&long, &returns, &good(3, 9, DAY).line()]);
    let first = store.restore(&path).unwrap();
    assert_eq!((first.entries, first.left_out), (2, 1));
    let log = fs::read_to_string(log_of(&there)).unwrap();
    assert!(!log.contains('\r') && log.lines().count() == 2, "{log:?}");
    let again = store.restore(&path).unwrap();
    assert_eq!((again.entries, again.left_out), (0, 1));
    let (entries, says) = store.read_entries().unwrap();
    assert!(entries.len() == 2 && says.is_empty(), "{says:?}");
    // The longest line there may be is one.
    let room = (1 << 16) - 1 - good(4, 9, DAY).line().len() - "\"more\":\"\",".len();
    let longest = |length: usize| {
        let more = format!("{{\"more\":\"{}\",", "x".repeat(length));
        good(4, 9, DAY).line().replacen('{', &more, 1)
    };
    of_lines(&path, &[&longest(room + 1)]);
    assert_eq!(store.restore(&path).unwrap().left_out, 1);
    of_lines(&path, &[&longest(room)]);
    assert_eq!(store.restore(&path).unwrap().entries, 1);
    assert_eq!(store.restore(&path).unwrap(), Restored::default());
    assert!(store.read_entries().unwrap().1.is_empty());
}

#[test]
fn where_the_log_is_of_a_newer_version_nothing_is_restored() {
    let (_folder, _, path) = backed_up();
    let (there, other) = home();
    other.keep_entry(&good(9, 9, DAY)).unwrap();
    let newer = "{\"v\":2}\n";
    let text = fs::read_to_string(log_of(&there)).unwrap();
    fs::write(log_of(&there), format!("{text}{newer}")).unwrap();
    let before = all_files(there.path());
    let error = other.restore(&path).unwrap_err().to_string();
    assert!(error.contains("newer version"), "{error}");
    assert_eq!(all_files(there.path()), before);
}

/// What a reader does who forgets faster than most: whether a card is remembered follows from how long ago it was asked.
fn forgetful(cards: u64, days: i32) -> Vec<Review> {
    let scheduler = Scheduler::of(&Settings {
        fuzz: true,
        ..Settings::default()
    });
    let mut history = History::default();
    let (mut reviews, mut dice) = (Vec::new(), 88_172_645_463_325_252_u64);
    for day in (0..days).map(|day| DAY.plus(day)) {
        for card in 0..cards {
            let state = history.state(CardId(card)).copied();
            if state.is_some_and(|state| state.due > day) {
                continue;
            }
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            let likely = state.map_or(0.5, |state| {
                let elapsed = f64::from(day.0 - state.last.0);
                (-elapsed / (2.0 * f64::from(state.memory.stability))).exp()
            });
            #[expect(clippy::cast_precision_loss, reason = "dice")]
            let remembered = ((dice >> 11) as f64 / (1_u64 << 53) as f64) < likely;
            let grade = if remembered {
                Grade::Good
            } else {
                Grade::Again
            };
            let one = review(reviews.len() as u64, card, day, grade);
            history.add(&one, &scheduler);
            reviews.push(one);
        }
    }
    reviews
}

fn fitted() -> Fit {
    let reviews = forgetful(60, 120);
    fit(reviews.iter(), &[], DAY.plus(120), &Progress::default()).unwrap()
}

#[test]
fn parameters_fitted_to_a_reader_fit_better() {
    let Fit {
        fitted,
        before,
        after,
    } = fitted();
    assert!(after.log_loss < before.log_loss, "{before:?} {after:?}");
    assert!(after.rmse < before.rmse, "{before:?} {after:?}");
    // This reader forgets faster than most, and is asked sooner.
    let scheduler = |parameters| {
        Scheduler::of(&Settings {
            parameters,
            fuzz: false,
            ..Settings::default()
        })
    };
    let days = |scheduler: &Scheduler| {
        let mut history = History::default();
        history.add(&review(1, 7, DAY, Grade::Good), scheduler);
        history.add(&review(2, 7, DAY.plus(2), Grade::Good), scheduler);
        history.state(CardId(7)).unwrap().due
    };
    let own = scheduler(fitted.parameters.clone());
    assert!(days(&own) < days(&scheduler(Vec::new())));
    // They are kept, and in force, until they are forgotten.
    let (folder, store) = home();
    let settings = Settings::default();
    for entry in [
        review(1, 7, DAY, Grade::Good),
        review(2, 7, DAY.plus(2), Grade::Good),
    ] {
        store.keep_entry(&Entry::Review(entry)).unwrap();
    }
    let memory = || {
        let found = Store::within(folder.path()).open_study(&settings, DAY.plus(2));
        assert!(found.says.is_empty());
        found.history.state(CardId(7)).unwrap().memory
    };
    let most = memory();
    store.write_snapshot(&settings, DAY.plus(2)).unwrap();
    store.keep_parameters(&fitted).unwrap();
    assert!(memory().stability < most.stability);
    assert!(store.forget_parameters().unwrap());
    assert_eq!(memory(), most);
    assert!(!store.forget_parameters().unwrap());
}

#[test]
fn too_few_reviews_fit_nothing_and_it_can_be_stopped() {
    let reviews = forgetful(10, 20);
    let today = DAY.plus(100);
    let unfit = fit(reviews.iter(), &[], today, &Progress::default()).unwrap_err();
    assert!(matches!(unfit, Unfit::TooFew { reviews } if reviews < ENOUGH));
    assert!(unfit.to_string().contains(&ENOUGH.to_string()), "{unfit}");
    // On the first day, and where the clock was ahead, nothing is learnt of forgetting.
    let first: Vec<Review> = (0..900)
        .map(|id| review(id, id, DAY, Grade::Good))
        .collect();
    let unfit = fit(first.iter(), &[], today, &Progress::default()).unwrap_err();
    assert_eq!(unfit, Unfit::TooFew { reviews: 0 });
    let reviews = forgetful(60, 120);
    let unfit = fit(reviews.iter(), &[], Day(0), &Progress::default()).unwrap_err();
    assert_eq!(unfit, Unfit::TooFew { reviews: 0 });
    let progress = Progress::default();
    progress.stop();
    let unfit = fit(reviews.iter(), &[], DAY.plus(120), &progress).unwrap_err();
    assert_eq!(unfit, Unfit::Stopped);
}

#[test]
fn a_damaged_file_of_parameters_is_set_aside_and_a_newer_one_left_alone() {
    let (folder, store) = home();
    store.keep_parameters(&fitted().fitted).unwrap();
    let path = folder.path().join("data/parameters.ron");
    let sound = fs::read_to_string(&path).unwrap();
    let newer = "(version: 2, models: [(\"FSRS-8\", [0.1])])";
    fs::write(&path, newer).unwrap();
    let found = store.open_study(&Settings::default(), DAY);
    assert_eq!(
        found.says,
        ["parameters.ron is of a newer version of nhs-tiers, and is not used"]
    );
    assert!(store.keep_parameters(&fitted().fitted).is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    for damage in [
        "(version: 1",
        "(version: 1, on: \"2026\", reviews: 1, parameters: [1.0])",
        "\u{0}",
    ] {
        fs::write(&path, damage).unwrap();
        let found = store.open_study(&Settings::default(), DAY);
        assert!(
            found.says[0]
                .starts_with("parameters.ron is damaged and was set aside as parameters.damaged")
        );
        assert!(!path.exists());
    }
    fs::write(&path, sound).unwrap();
    assert_eq!(store.read_parameters().0, Some(fitted().fitted));
}
