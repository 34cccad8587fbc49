//! Nothing that was acknowledged is lost: the log of reviews, by its files.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and is told by the environment which part of itself to be"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use nhs_tiers::model::Day;
use nhs_tiers::store::{Store, Studied};
use nhs_tiers::study::{
    CardId, CardState, DayTally, Entry, Grade, History, Review, Settings, Unread, counted,
};
use proptest::prelude::*;
use tempfile::TempDir;

#[path = "study/log.rs"]
mod log;

use log::{DAY, entries, good, review, undo};

struct Home {
    folder: TempDir,
    store: Store,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::within(folder.path());
        Self { folder, store }
    }

    /// Another session of the same reader.
    fn session(&self) -> Store {
        Store::within(self.folder.path())
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("data/reviews.jsonl")
    }

    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path().join("data")).unwrap();
        let mut names: Vec<String> = names
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn keep(&self, entries: &[Entry]) {
        for entry in entries {
            self.store.keep_entry(entry).unwrap();
        }
    }

    /// What a session finds that begins on this day.
    fn open(&self, today: Day) -> Studied {
        self.session().open_study(&Settings::default(), today)
    }

    fn snapshot(&self, today: Day) {
        let settings = Settings::default();
        self.session().write_snapshot(&settings, today).unwrap();
    }

    /// What a session finds that has no snapshot.
    fn open_whole(&self, today: Day) -> Studied {
        let copy = Self::new();
        fs::create_dir_all(copy.log().parent().unwrap()).unwrap();
        fs::copy(self.log(), copy.log()).unwrap();
        copy.open(today)
    }

    fn add_bytes(&self, bytes: &[u8]) {
        fs::create_dir_all(self.log().parent().unwrap()).unwrap();
        let mut options = OpenOptions::new();
        let mut file = options.create(true).append(true).open(self.log()).unwrap();
        file.write_all(bytes).unwrap();
    }
}

fn asked(history: &History, card: u64) -> u32 {
    history.state(CardId(card)).map_or(0, |state| state.asked)
}

type Known = (BTreeMap<CardId, CardState>, BTreeMap<Day, DayTally>);

fn known(history: &History) -> Known {
    let cards = history.cards().map(|(card, state)| (card, *state));
    (cards.collect(), history.days().clone())
}

#[test]
fn what_was_kept_is_there_for_the_next_session_and_for_nobody_else() {
    let home = Home::new();
    assert!(home.open(DAY).writable.is_ok());
    home.keep(&[good(1, 7, DAY), good(2, 8, DAY), good(3, 7, DAY.plus(3))]);
    let found = home.open(DAY.plus(3));
    assert!(found.says.is_empty() && found.writable.is_ok());
    assert_eq!((asked(&found.history, 7), asked(&found.history, 8)), (2, 1));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&home.log()), 0o600);
    assert_eq!(mode(home.log().parent().unwrap()), 0o700);
    let read = home.store.read_entries().unwrap();
    assert_eq!(read.0, entries(&home.log()));
    assert!(read.1.is_empty());
}

#[test]
fn an_entry_that_was_kept_twice_counts_once() {
    let home = Home::new();
    home.keep(&[good(1, 7, DAY), good(1, 7, DAY)]);
    assert_eq!(asked(&home.open(DAY).history, 7), 1);
    home.snapshot(DAY);
    home.keep(&[good(1, 7, DAY), good(2, 7, DAY)]);
    assert_eq!(asked(&home.open(DAY).history, 7), 2);
    assert_eq!(home.store.read_entries().unwrap().0.len(), 2);
}

#[test]
fn what_was_taken_back_counts_no_longer_in_whatever_session_it_was() {
    let home = Home::new();
    home.keep(&[good(1, 7, DAY), good(2, 7, DAY.plus(3)), good(3, 8, DAY)]);
    home.snapshot(DAY.plus(3));
    home.keep(&[undo(4, 2, DAY.plus(3))]);
    let found = home.open(DAY.plus(3)).history;
    assert_eq!((asked(&found, 7), asked(&found, 8)), (1, 1));
    assert_eq!(found.state(CardId(7)).unwrap().last, DAY);
    assert!(!found.days().contains_key(&DAY.plus(3)));
    // An undo may stand before what it takes back: a backup was restored.
    home.keep(&[undo(5, 6, DAY.plus(3))]);
    home.snapshot(DAY.plus(3));
    home.keep(&[good(6, 9, DAY.plus(3))]);
    assert_eq!(asked(&home.open(DAY.plus(3)).history, 9), 0);
    let (entries, _) = home.store.read_entries().unwrap();
    let ids: Vec<u64> = counted(&entries).map(|review| review.id.0).collect();
    assert_eq!(ids, [1, 3]);
}

#[test]
fn a_torn_line_is_ended_passed_over_and_told_of_once() {
    let home = Home::new();
    home.keep(&[good(1, 7, DAY)]);
    let torn = &good(2, 7, DAY).line()[..40];
    home.add_bytes(torn.as_bytes());
    let found = home.open(DAY);
    assert_eq!(asked(&found.history, 7), 1);
    assert_eq!(
        found.says,
        ["One line of reviews.jsonl could not be read; it is kept, and passed over"]
    );
    home.keep(&[good(3, 7, DAY.plus(2))]);
    home.snapshot(DAY.plus(2));
    let found = home.open(DAY.plus(2));
    assert_eq!((asked(&found.history, 7), found.says.len()), (2, 0));
    let text = fs::read_to_string(home.log()).unwrap();
    assert_eq!(text.lines().nth(1), Some(torn), "it stays in the file");
    // A second one is news again.
    home.add_bytes(torn.as_bytes());
    assert_eq!(home.open(DAY.plus(2)).says.len(), 1);
    home.snapshot(DAY.plus(2));
    assert!(home.open(DAY.plus(2)).says.is_empty());
    home.keep(&[good(4, 7, DAY.plus(5))]);
    let found = home.open(DAY.plus(5));
    assert_eq!((asked(&found.history, 7), found.says.len()), (3, 0));
}

#[test]
fn a_log_of_which_only_the_first_line_was_begun_is_no_foreign_file() {
    let home = Home::new();
    home.add_bytes(b"{\"v\":1,\"id\":\"000");
    assert_eq!(home.open(DAY).says.len(), 1);
    home.keep(&[good(1, 7, DAY)]);
    assert_eq!(asked(&home.open(DAY).history, 7), 1);
    assert!(!home.names().iter().any(|name| name.contains("damaged")));
}

#[test]
fn lines_that_cannot_be_read_stay_where_they_are() {
    let home = Home::new();
    home.keep(&[good(1, 7, DAY)]);
    let long = [b"x".repeat(300_000), b"\n".to_vec()].concat();
    for damage in [
        &b"\xff\xfe\x00\x01\n"[..],
        b"{}\n",
        b"{\"v\":1,\"id\":\"0000000000000002\",\"at\":\"soon\"}\n",
        &long,
        b"\n\r\n",
    ] {
        home.add_bytes(damage);
    }
    home.keep(&[good(2, 7, DAY.plus(3))]);
    let before = fs::read(home.log()).unwrap();
    let found = home.open(DAY.plus(3));
    assert_eq!(asked(&found.history, 7), 2);
    assert_eq!(
        found.says,
        ["4 lines of reviews.jsonl could not be read; they are kept, and passed over"]
    );
    assert_eq!(fs::read(home.log()).unwrap(), before);
}

#[test]
fn a_file_that_is_no_log_is_set_aside_and_named() {
    for foreign in [
        &b"\x7fELF\x02\x01\x00\n\n\x00"[..],
        b"my shopping list",
        b"{}\n",
    ] {
        let home = Home::new();
        home.add_bytes(foreign);
        let found = home.open(DAY);
        assert_eq!(
            found.says,
            ["reviews.jsonl is damaged and was set aside as reviews.damaged"]
        );
        home.keep(&[good(1, 7, DAY)]);
        assert_eq!(asked(&home.open(DAY).history, 7), 1);
        let aside = home.log().with_extension("damaged");
        assert_eq!(fs::read(aside).unwrap(), foreign);
    }
}

#[test]
fn a_log_of_a_newer_version_is_read_and_never_written_to() {
    let newer = format!(
        "{}\n",
        good(2, 8, DAY)
            .line()
            .replace("\"v\":1", "\"v\":2,\"mood\":[1]")
    );
    let other = "{\"v\":3,\"something\":\"else\"}\n";
    for line in [newer.as_str(), other] {
        let home = Home::new();
        home.keep(&[good(1, 7, DAY)]);
        home.snapshot(DAY);
        // This session has begun, and appended, when the other one of a newer version comes.
        let session = home.session();
        session.keep_entry(&good(5, 7, DAY.plus(1))).unwrap();
        home.add_bytes(line.as_bytes());
        let before = fs::read(home.log()).unwrap();
        for store in [&session, &home.session()] {
            let error = store.keep_entry(&good(3, 7, DAY.plus(4))).unwrap_err();
            assert!(
                error
                    .to_string()
                    .starts_with("reviews.jsonl holds lines of a newer version"),
                "{error}"
            );
        }
        let found = home.open(DAY.plus(1));
        assert!(found.writable.unwrap_err().contains("a newer version"));
        assert_eq!(asked(&found.history, 7), 2);
        assert_eq!(asked(&found.history, 8), u32::from(line == newer));
        home.snapshot(DAY.plus(1));
        assert!(home.open(DAY.plus(1)).writable.is_err());
        assert_eq!(fs::read(home.log()).unwrap(), before);
    }
}

#[test]
fn fields_that_are_not_known_are_passed_over() {
    let entry = good(1, 7, DAY);
    let more = entry
        .line()
        .replace("\"ms\"", "\"mood\":{\"a\":[1]},\"ms\"");
    assert_eq!(Entry::of_line(more.as_bytes()).unwrap(), entry);
    let newer = entry
        .line()
        .replace("\"v\":1", "\"v\":2")
        .replace("good", "superb");
    assert_eq!(Entry::of_line(newer.as_bytes()), Err(Unread::Newer));
}

/// This test again, as another process, which is told so by the environment.
fn again(test: &str, part: &str, home: &Path) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture"]);
    command.env("REVIEWS_PART", part).env("REVIEWS_HOME", home);
    command
}

/// Which part this process is, and where.
fn part() -> Option<(String, Store)> {
    let home = env::var_os("REVIEWS_HOME")?;
    Some((
        env::var("REVIEWS_PART").ok()?,
        Store::within(Path::new(&home)),
    ))
}

#[test]
fn two_sessions_that_write_at_once_lose_nothing() {
    const EACH: u64 = 1_000;
    if let Some((part, store)) = part() {
        let first: u64 = part.parse().unwrap();
        for id in first..first + EACH {
            store.keep_entry(&good(id, id % 50, DAY)).unwrap();
        }
        return;
    }
    let home = Home::new();
    let test = "two_sessions_that_write_at_once_lose_nothing";
    let writers: Vec<Child> = [0, 1_000_000]
        .iter()
        .map(|first: &u64| {
            again(test, &first.to_string(), home.folder.path())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut writer in writers {
        assert!(writer.wait().unwrap().success());
    }
    let kept: Vec<u64> = entries(&home.log())
        .iter()
        .map(|entry| entry.id().0)
        .collect();
    let expected: BTreeSet<u64> = (0..EACH).chain(1_000_000..1_000_000 + EACH).collect();
    assert_eq!(kept.len(), expected.len());
    assert_eq!(kept.iter().copied().collect::<BTreeSet<_>>(), expected);
    let first = kept.iter().position(|id| *id < EACH).unwrap();
    let last = kept.iter().rposition(|id| *id < EACH).unwrap();
    assert!(
        last - first >= usize::try_from(EACH).unwrap(),
        "they took turns"
    );
    assert!(home.open(DAY).says.is_empty());
}

#[test]
fn on_a_full_disk_a_grade_is_refused_whole_and_can_be_kept_later() {
    let test = "on_a_full_disk_a_grade_is_refused_whole_and_can_be_kept_later";
    if let Some((part, store)) = part() {
        let home = PathBuf::from(env::var_os("REVIEWS_HOME").unwrap());
        if part == "read-only" {
            let error = store.keep_entry(&good(9_000, 7, DAY)).unwrap_err();
            assert_eq!(error.kind(), std::io::ErrorKind::ReadOnlyFilesystem);
            let found = store.open_study(&Settings::default(), DAY);
            assert!(found.writable.is_err() && asked(&found.history, 7) > 0);
            return;
        }
        full_disk(&home, &store);
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().display();
    let script = format!(
        "mount -t tmpfs -o size=64k none {here} && \"$0\" \"$@\" && mount -o remount,ro {here} && REVIEWS_PART=read-only \"$0\" \"$@\""
    );
    let program = again(test, "full", folder.path());
    let mut unshare = Command::new("unshare");
    unshare
        .args(["-m", "sh", "-c", &script])
        .arg(program.get_program());
    unshare.args(program.get_args());
    unshare.envs(
        program
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    if !can_mount(folder.path()) {
        println!("skipped: a full disk needs root and unshare");
        return;
    }
    assert!(unshare.status().unwrap().success());
}

fn can_mount(folder: &Path) -> bool {
    let mount = format!("mount -t tmpfs none {}", folder.display());
    let output = Command::new("unshare")
        .args(["-m", "sh", "-c", &mount])
        .output();
    output.is_ok_and(|output| output.status.success())
}

/// On a disk of 64 kB.
fn full_disk(home: &Path, store: &Store) {
    let log = home.join("data/reviews.jsonl");
    store.keep_entry(&good(0, 7, DAY)).unwrap();
    let ballast = home.join("ballast");
    let mut file = fs::File::create(&ballast).unwrap();
    while file.write(&[0; 512]).is_ok_and(|written| written > 0) {}
    let mut kept = 1;
    let refused = loop {
        let before = fs::metadata(&log).unwrap().len();
        match store.keep_entry(&good(kept, 7, DAY)) {
            Ok(()) => kept += 1,
            Err(error) => {
                let after = fs::metadata(&log).unwrap().len();
                assert_eq!(before, after, "what was written in part is taken back");
                break error;
            }
        }
        assert!(kept < 10_000);
    };
    assert!(kept > 10, "the last block of the log was filled");
    assert_eq!(refused.kind(), std::io::ErrorKind::StorageFull);
    assert!(
        refused
            .to_string()
            .contains("reviews.jsonl cannot be written")
    );
    let ids = || {
        entries(&log)
            .iter()
            .map(|entry| entry.id().0)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(), (0..kept).collect::<Vec<_>>());
    drop(file);
    fs::remove_file(ballast).unwrap();
    store.keep_entry(&good(kept, 7, DAY)).unwrap();
    assert_eq!(ids(), (0..=kept).collect::<Vec<_>>());
    let found = store.open_study(&Settings::default(), DAY);
    assert!(found.says.is_empty() && found.writable.is_ok());
}

#[test]
fn a_kiosk_keeps_nothing_and_says_nothing() {
    let nobody = Store::of_nobody();
    let settings = Settings::default();
    nobody.keep_entry(&good(1, 7, DAY)).unwrap();
    nobody.write_snapshot(&settings, DAY).unwrap();
    let found = nobody.open_study(&settings, DAY);
    assert!(found.says.is_empty() && found.writable.is_ok());
    assert_eq!(found.history, History::default());
    assert_eq!(nobody.newer_entries(&mut 0).unwrap(), Some(Vec::new()));
    // Without a home, there is something to say.
    let nowhere = Store::default();
    assert!(nowhere.keep_entry(&good(1, 7, DAY)).is_err());
    assert!(nowhere.open_study(&settings, DAY).writable.is_err());
}

#[test]
fn a_session_takes_in_what_another_has_kept_meanwhile() {
    let home = Home::new();
    home.keep(&[good(1, 7, DAY)]);
    let Studied {
        mut history,
        scheduler,
        mut read,
        ..
    } = home.open(DAY.plus(3));
    let own = review(2, 7, DAY.plus(3), Grade::Hard);
    home.keep(&[Entry::Review(own.clone())]);
    let before = history.add(&own, &scheduler);
    home.session().keep_entry(&good(3, 8, DAY.plus(3))).unwrap();
    let take_in = |history: &mut History, read: &mut u64| {
        let newer = home.store.newer_entries(read).unwrap().unwrap();
        newer.iter().all(|entry| history.take_in(entry, &scheduler))
    };
    assert!(take_in(&mut history, &mut read));
    assert_eq!(known(&history), known(&home.open(DAY.plus(3)).history));
    assert_eq!(
        home.store.newer_entries(&mut read).unwrap(),
        Some(Vec::new())
    );
    // What this session takes back itself is known; what another takes back is read again.
    history.take_back(&own, before);
    home.keep(&[undo(4, 2, DAY.plus(3))]);
    assert!(take_in(&mut history, &mut read));
    assert_eq!(known(&history), known(&home.open(DAY.plus(3)).history));
    home.session().keep_entry(&undo(5, 1, DAY.plus(3))).unwrap();
    assert!(!take_in(&mut history, &mut read));
    fs::write(home.log(), "").unwrap();
    assert_eq!(home.store.newer_entries(&mut read).unwrap(), None);
}

#[test]
fn cards_that_the_data_no_longer_have_are_counted_and_harm_nothing() {
    let home = Home::new();
    home.keep(&[good(1, 7, DAY), good(2, 8, DAY), good(3, 9, DAY)]);
    let history = home.open(DAY).history;
    assert_eq!(history.strangers(|card| card == CardId(8)), 2);
}

#[test]
fn a_clock_that_was_ahead_puts_no_card_out_of_reach() {
    let home = Home::new();
    let ahead = DAY.plus(365);
    home.keep(&[good(1, 7, DAY), good(2, 7, ahead), good(3, 8, ahead)]);
    // While it is ahead, it is believed.
    home.snapshot(ahead);
    assert_eq!(
        home.open(ahead).history.state(CardId(7)).unwrap().last,
        ahead
    );
    // When it is put right, what was done then was done on the last day that is known.
    let today = DAY.plus(2);
    for _ in 0..2 {
        let found = home.open(today).history;
        for card in [7, 8] {
            let state = found.state(CardId(card)).unwrap();
            assert_eq!(state.last, DAY);
            assert!(state.due < DAY.plus(30), "{state:?}");
        }
        assert_eq!(found.days().keys().collect::<Vec<_>>(), [&DAY]);
        // With the snapshot too, which holds until the day comes.
        home.snapshot(today);
    }
    // It stays there, whatever is done on later days.
    home.keep(&[good(4, 9, today.plus(5))]);
    let found = home.open(today.plus(5)).history;
    assert_eq!(found.state(CardId(8)).unwrap().last, DAY);
    assert_eq!(
        known(&found),
        known(&home.open_whole(today.plus(5)).history)
    );
    // And it is believed again when that day has come after all.
    let found = home.open(ahead).history;
    assert_eq!(found.state(CardId(8)).unwrap().last, ahead);
}

#[test]
fn where_the_first_session_had_the_clock_ahead_the_next_one_tells_the_day() {
    let home = Home::new();
    home.keep(&[good(1, 7, DAY.plus(365))]);
    let last = |today| home.open(today).history.state(CardId(7)).unwrap().last;
    assert_eq!(last(DAY), DAY);
    home.snapshot(DAY);
    home.keep(&[good(2, 8, DAY.plus(1))]);
    home.snapshot(DAY.plus(4));
    assert_eq!(
        (last(DAY.plus(4)), last(DAY.plus(40))),
        (DAY.plus(1), DAY.plus(1))
    );
}

#[test]
fn a_clock_that_was_set_back_takes_nothing_off() {
    let home = Home::new();
    let back = DAY.plus(-365);
    home.keep(&[good(1, 7, DAY), good(2, 7, back)]);
    for today in [back, DAY, DAY.plus(1)] {
        home.snapshot(today);
        let found = home.open(today).history;
        let state = found.state(CardId(7)).unwrap();
        assert_eq!(state.asked, 2);
        assert!(state.due < today.plus(400), "{today:?}: {state:?}");
        assert!(state.memory.stability >= 2.0, "{state:?}");
        assert_eq!(known(&found), known(&home.open_whole(today).history));
    }
}

#[test]
fn a_snapshot_that_does_not_fit_is_not_believed() {
    let home = Home::new();
    let reviews: Vec<Entry> = (0..200).map(|id| good(id, id % 20, DAY.plus(3))).collect();
    home.keep(&reviews);
    home.snapshot(DAY.plus(3));
    let path = home.folder.path().join("state/reviews.snapshot");
    let sound = fs::read(&path).unwrap();
    let whole = known(&home.open_whole(DAY.plus(3)).history);
    assert_eq!(known(&home.open(DAY.plus(3)).history), whole);
    for place in (0..sound.len()).step_by(7) {
        let mut damaged = sound.clone();
        damaged[place] ^= 0x10;
        fs::write(&path, damaged).unwrap();
        assert_eq!(known(&home.open(DAY.plus(3)).history), whole);
        fs::write(&path, &sound[..place]).unwrap();
        assert_eq!(known(&home.open(DAY.plus(3)).history), whole);
    }
    fs::write(&path, &sound).unwrap();
    // The reader wants to remember more.
    let more = Settings {
        retention: 0.95,
        ..Settings::default()
    };
    let found = home.session().open_study(&more, DAY.plus(3));
    let sooner = |card: u64| {
        let due = |history: &History| history.state(CardId(card)).unwrap().due;
        due(&found.history) <= whole.0[&CardId(card)].due
    };
    assert!((0..20).all(sooner) && known(&found.history) != whole);
    // Another log of the same length.
    let text = fs::read_to_string(home.log()).unwrap();
    fs::write(home.log(), text.replace("\"good\"", "\"hard\"")).unwrap();
    let found = known(&home.open(DAY.plus(3)).history);
    assert_eq!(found, known(&home.open_whole(DAY.plus(3)).history));
    assert_ne!(found, whole);
}

/// Something that comes to stand in a log: few cards and few ids, so that they meet.
fn lines() -> impl Strategy<Value = Vec<u8>> {
    let id = 0u64..60;
    let day = prop_oneof![8 => 0i32..40, 1 => -400i32..400];
    let a_review = (
        id.clone(),
        0u64..6,
        day,
        prop::sample::select(&Grade::ALL[..]),
    )
        .prop_map(|(id, card, day, grade)| Entry::Review(review(id, card, DAY.plus(day), grade)));
    let an_undo = (id.clone(), id).prop_map(|(id, undone)| undo(1_000 + id, undone, DAY));
    prop_oneof![
        12 => a_review.prop_map(|entry| entry.line().into_bytes()),
        2 => an_undo.prop_map(|entry| entry.line().into_bytes()),
        1 => "[a-z{}\":]{0,20}".prop_map(String::into_bytes),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn with_a_snapshot_the_log_comes_to_what_it_comes_to_without(
        parts in prop::collection::vec((prop::collection::vec(lines(), 0..25), -10i32..60), 1..5),
        today in -10i32..60,
    ) {
        let home = Home::new();
        home.add_bytes(format!("{}\n", good(5_000, 1, DAY).line()).as_bytes());
        for (lines, then) in parts {
            for line in lines {
                home.add_bytes(&[line, b"\n".to_vec()].concat());
            }
            for today in [then, today] {
                let today = DAY.plus(today);
                let found = home.open(today);
                let whole = home.open_whole(today);
                prop_assert_eq!(known(&found.history), known(&whole.history));
                prop_assert_eq!(found.read, whole.read);
            }
            home.snapshot(DAY.plus(then));
        }
    }

    #[test]
    fn a_line_says_all_of_an_entry(
        id: u64, undone: u64, card: u64, took: u32, at in -62_000_000_000i64..250_000_000_000,
        day in -600_000i32..2_000_000, about in "\\PC{0,12}", grade in 0usize..4, way in 0usize..3,
    ) {
        let one = Review {
            at: nhs_tiers::study::Moment(at),
            name: format!("began/{about}/{card:016x}"),
            took,
            way: nhs_tiers::study::Way::ALL[way],
            ..review(id, card, Day(day), Grade::ALL[grade])
        };
        for entry in [Entry::Review(one), undo(id, undone, DAY)] {
            let line = entry.line();
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(Entry::of_line(line.as_bytes()), Ok(entry));
        }
    }
}
