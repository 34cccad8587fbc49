//! The reader's files on a disk.

use std::fs;
use std::path::Path;

use nhs_tiers::app::{Personal, Position, Size, State};
use nhs_tiers::embedded;
use nhs_tiers::model::Day;
use nhs_tiers::store::{Kept, Store};
use nhs_tiers::study::Settings;

/// What begins a line that names the file which follows.
const FILE: &[u8] = b"=== ";
/// The files that a session reads.
const KNOWN: [&str; 6] = [
    "data/personal.ron",
    "data/reviews.jsonl",
    "data/parameters.ron",
    "state/position.ron",
    "state/reviews.snapshot",
    "backup",
];
/// When a file was kept in memory only, there is nothing to wait for.
const MEMORY: &str = "/dev/shm";

/// The reader's files, each behind a line `=== data/personal.ron`; a session reads them all, keeps something, and another one reads it.
/// Nothing that was there is lost: it is still in its place, or set aside under a name that says so.
pub fn files(bytes: &[u8]) {
    let folder = if Path::new(MEMORY).is_dir() {
        tempfile::tempdir_in(MEMORY)
    } else {
        tempfile::tempdir()
    };
    let Ok(home) = folder else { return };
    let home = home.path();
    let given = put(home, bytes);
    let today = Day::new(2026, 11, 22).unwrap_or(Day(0));
    let settings = Settings::default();

    let store = Store::within(home);
    let session = || {
        let personal = store.read::<Personal>(Kept::Personal);
        let position = store.read::<Position>(Kept::Position);
        let studied = store.open_study(&settings, today);
        let entries = store.read_entries();
        let _ = store.write_snapshot(&settings, today);
        (personal, position, studied, entries)
    };
    let (personal, position, studied, entries) = session();
    if let Ok((position, _)) = &position {
        let size = Size {
            width: 80,
            height: 24,
        };
        let mut state = State::new(embedded::dataset(), size);
        state.restore(position);
        let kept = state.position();
        let _ = store.write(Kept::Position, &kept);
        let read = store.read::<Position>(Kept::Position);
        assert!(
            read.is_ok_and(|(read, _)| read == kept),
            "what is kept is read"
        );
    }
    for (path, text) in &given {
        let is_ours = !path.starts_with("state/");
        assert!(!is_ours || is_kept(home, path, text), "{path} was lost");
    }

    // A second session finds the same, by the snapshot or without it.
    let again = session();
    assert_eq!(again.2.history, studied.history);
    if let (Ok((entries, _)), Ok((same, _))) = (&entries, &again.3) {
        assert_eq!(entries, same);
    }
    let _ = fs::remove_file(home.join("state/reviews.snapshot"));
    assert_eq!(store.open_study(&settings, today).history, studied.history);

    // A change keeps all that was read.
    if let Ok((personal, _)) = personal {
        let changed = store.change(Kept::Personal, &personal, |_| ());
        if let Ok((kept, _)) = changed {
            assert_eq!(kept, personal);
            let read = store.read::<Personal>(Kept::Personal);
            assert!(read.is_ok_and(|(read, says)| says.is_none() && read == kept));
        }
    }
    backup(home, &store, today);
}

/// A backup that is given is restored or refused; one that is made is restored elsewhere, and to no effect here.
fn backup(home: &Path, store: &Store, today: Day) {
    let _ = store.restore(&home.join("backup"));
    let Ok(entries) = store.read_entries() else {
        return;
    };
    let made = home.join("made");
    let Ok(written) = store.backup(&made, false, today) else {
        return;
    };
    match store.restore(&made) {
        Ok(nothing) => assert_eq!(nothing, nhs_tiers::store::Restored::default()),
        // Lines of a newer version, or too much of something, are left alone.
        Err(_) => return,
    }
    let other = Store::within(&home.join("elsewhere"));
    if let Ok(restored) = other.restore(&made) {
        assert_eq!(restored.notes, written.notes);
        let there = other.read_entries();
        assert!(there.is_ok_and(|there| there.0 == entries.0));
    }
}

/// Writes the files. The answer is what was written.
fn put(home: &Path, bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut given = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(FILE.len()).position(|part| part == FILE) {
        rest = rest.get(at + FILE.len()..).unwrap_or_default();
        let name = KNOWN.iter().find(|name| rest.starts_with(name.as_bytes()));
        let Some(name) = name else { continue };
        let text = rest.get(name.len()..).unwrap_or_default();
        let text = text.strip_prefix(b"\n").unwrap_or(text);
        let end = text.windows(FILE.len()).position(|part| part == FILE);
        let text = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
        let path = home.join(name);
        let made = path
            .parent()
            .is_some_and(|folder| fs::create_dir_all(folder).is_ok());
        if made && fs::write(&path, text).is_ok() {
            given.retain(|(known, _)| known != name);
            given.push((*name, text.to_vec()));
        }
    }
    given
}

/// Whether this text stands in the file still, or in one beside it that was set aside.
fn is_kept(home: &Path, path: &str, text: &[u8]) -> bool {
    let path = home.join(path);
    let (Some(folder), Some(stem)) = (path.parent(), path.file_stem()) else {
        return false;
    };
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    let mut beside = entries.flatten().map(|entry| entry.path());
    beside.any(|found| {
        found.file_stem() == Some(stem)
            && fs::read(&found).is_ok_and(|found| found.starts_with(text))
    })
}
