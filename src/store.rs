//! The reader's files, the data sets that are read at run time, and the files that are asked for. The only module that touches the
//! disk.

mod append;
mod backup;
mod data_set;
mod dealt;
mod held;
mod inspect;
mod lock;
mod output;
mod own;
mod parameters;
mod plain_file;
mod replace;
mod reviews;

use std::fs;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use directories::ProjectDirs;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use signal_hook::consts::SIGXFSZ;

use crate::app::Personal;

pub use backup::{BackedUp, Restored};
pub use data_set::read_data_set;
pub use dealt::Dealt;
use held::Held;
pub use inspect::Inspected;
pub use output::Readers;
use output::{folder_of, make_room, write_file};
use plain_file::{LARGEST_KEPT, LARGEST_SMALL};
use replace::{Worth, behind_links, replace};
pub use reviews::Studied;

/// Where the reader's things are kept; or nowhere.
#[derive(Clone, Debug, Default)]
pub struct Store {
    place: Place,
}

#[derive(Clone, Debug, Default)]
enum Place {
    /// In the reader's folders.
    Folders(Folders),
    /// There is no home for them.
    #[default]
    NoHome,
    /// They are nobody's: what is kept is kept by the session, and no file is looked at.
    Nobody,
}

#[derive(Clone, Debug)]
struct Folders {
    /// What the reader configured.
    config: PathBuf,
    /// Where the reader was.
    state: PathBuf,
    /// Bookmarks and notes, and the log of reviews.
    data: PathBuf,
    /// How much of that log is known to be of no newer version.
    checked: Arc<Mutex<reviews::Checked>>,
}

/// A file of the reader's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Where the reader was.
    Position,
    /// Bookmarks and notes.
    Personal,
}

impl Kept {
    /// The newest form of it that is known; a file that does not say has the first.
    const fn newest(self) -> u32 {
        match self {
            Self::Position => 1,
            Self::Personal => Personal::VERSION,
        }
    }

    /// The most bytes of it. A larger file is neither read nor written.
    const fn largest(self) -> u64 {
        match self {
            Self::Position => LARGEST_SMALL,
            Self::Personal => LARGEST_KEPT,
        }
    }
}

impl Store {
    /// The folders of this user by the conventions of the platform; nowhere, if no home can be found.
    #[must_use]
    pub fn of_user() -> Self {
        // A home that is relative would be another one in every folder.
        let dirs =
            ProjectDirs::from("", "", "nhs-tiers").filter(|dirs| dirs.data_dir().is_absolute());
        let folders = dirs.map(|dirs| Folders {
            config: dirs.config_dir().to_path_buf(),
            state: dirs
                .state_dir()
                .unwrap_or_else(|| dirs.data_local_dir())
                .to_path_buf(),
            data: dirs.data_dir().to_path_buf(),
            checked: Arc::default(),
        });
        Self {
            place: folders.map_or(Place::NoHome, Place::Folders),
        }
    }

    /// In this folder.
    #[must_use]
    pub fn within(folder: &Path) -> Self {
        Self {
            place: Place::Folders(Folders {
                config: folder.join("config"),
                state: folder.join("state"),
                data: folder.join("data"),
                checked: Arc::default(),
            }),
        }
    }

    /// Of nobody: it reads nothing, and what is kept is forgotten with the session. That is no failure, and nothing to tell.
    #[must_use]
    pub const fn of_nobody() -> Self {
        Self {
            place: Place::Nobody,
        }
    }

    const fn folders(&self) -> Option<&Folders> {
        match &self.place {
            Place::Folders(folders) => Some(folders),
            Place::NoHome | Place::Nobody => None,
        }
    }

    /// Where the configuration of the browser is, or would be.
    ///
    /// # Errors
    /// When no home can be found.
    pub fn config_file(&self) -> io::Result<PathBuf> {
        let folders = self.folders().ok_or_else(no_home)?;
        Ok(folders.config.join("config.ron"))
    }

    /// What the configuration says, if there is one.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn read_config(&self) -> io::Result<Option<String>> {
        let Ok(path) = self.config_file() else {
            return Ok(None);
        };
        let text = plain_file::read(&path, LARGEST_SMALL).and_then(|bytes| {
            String::from_utf8(bytes).map_err(|error| {
                let place = error.utf8_error().valid_up_to();
                io::Error::other(format!("it is not in UTF-8 (byte {})", place + 1))
            })
        });
        match text {
            Ok(text) => Ok(Some(text)),
            Err(error) if is_nowhere(&error) => Ok(None),
            Err(error) => Err(cannot_read(&path, &error)),
        }
    }

    fn path(&self, kept: Kept) -> Option<PathBuf> {
        let folders = self.folders()?;
        Some(match kept {
            Kept::Position => folders.state.join("position.ron"),
            Kept::Personal => folders.data.join("personal.ron"),
        })
    }

    /// Writes the configuration to begin with. What is there is replaced only by `force`. The answer is where it is.
    ///
    /// # Errors
    /// When it is there already, or cannot be written; what was there before is still there.
    pub fn write_config(&self, text: &str, force: bool) -> io::Result<PathBuf> {
        let path = self.config_file()?;
        make_room(&path)?;
        write_file(&path, force, Readers::Owner, |file| {
            file.write_all(text.as_bytes())
        })?;
        Ok(path)
    }

    /// Reads a file; what is missing is the default. A damaged one is set aside under another name, and the answer says so.
    ///
    /// # Errors
    /// When the file is there and cannot be read, or is of a newer version of the program: then it is left alone.
    pub fn read<T: DeserializeOwned + Default>(
        &self,
        kept: Kept,
    ) -> io::Result<(T, Option<String>)> {
        let Some(path) = self.path(kept) else {
            return Ok((T::default(), None));
        };
        let (value, says) = look(kept, &path)?.or_set_aside(&behind_links(path))?;
        Ok((value.unwrap_or_default(), says))
    }

    /// Reads a file for a backup; what is missing is the default. Nothing is set aside.
    ///
    /// # Errors
    /// When the file is there and cannot be read or understood, or is of a newer version of the program.
    fn read_whole<T: DeserializeOwned + Default>(&self, kept: Kept) -> io::Result<T> {
        let Some(path) = self.path(kept) else {
            return Ok(T::default());
        };
        let value = look(kept, &path)?.or_refuse(&path)?;
        Ok(value.unwrap_or_default())
    }

    /// Changes what is kept, as it is now: what another session has kept meanwhile stays. Where the file has been damaged meanwhile, what
    /// this session knows takes its place. The answer is the whole as it is then, and what there is to say.
    ///
    /// # Errors
    /// When it cannot be read or written; what was there before is still there.
    pub fn change<T>(
        &self,
        kept: Kept,
        known: &T,
        change: impl FnOnce(&mut T),
    ) -> io::Result<(T, Option<String>)>
    where
        T: Serialize + DeserializeOwned + Default + Clone,
    {
        if let Place::Nobody = self.place {
            let mut value = known.clone();
            change(&mut value);
            return Ok((value, None));
        }
        let _lock = lock::lock(&self.path(kept).ok_or_else(no_home)?)?;
        let (found, says) = self.read(kept)?;
        let mut value = if says.is_some() { known.clone() } else { found };
        change(&mut value);
        self.write(kept, &value)?;
        Ok((value, says))
    }

    /// Writes a file: whole or not at all.
    ///
    /// # Errors
    /// When there is nowhere to keep it, it could not be written, or what is there cannot be read and might be worth more; what was
    /// there before is still there.
    pub fn write<T: Serialize>(&self, kept: Kept, value: &T) -> io::Result<()> {
        if let Place::Nobody = self.place {
            return Ok(());
        }
        let path = self.path(kept).ok_or_else(no_home)?;
        match plain_file::read(&path, kept.largest()) {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes);
                if let Some(error) = too_new(kept, &path, &text) {
                    return Err(error);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(cannot_read(&path, &error)),
        }
        let text = ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::default())
            .map_err(io::Error::other)?;
        if text.len() as u64 > kept.largest() {
            // It could not be read again.
            let what = format!(
                "{} would be larger than {} MB",
                path.display(),
                kept.largest() >> 20
            );
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, what));
        }
        let worth = match kept {
            Kept::Position => Worth::Recent,
            Kept::Personal => Worth::Lasting,
        };
        replace(&path, text.as_bytes(), worth)
    }

    /// Why nothing can be kept, if nothing can.
    #[must_use]
    pub fn cannot_keep(&self) -> Option<String> {
        let folders = match &self.place {
            Place::Folders(folders) => folders,
            Place::NoHome => return Some("no home directory was found".to_owned()),
            Place::Nobody => return None,
        };
        // This runs at every start: asking is quicker than trying with a file.
        let writable = |folder: &Path| {
            make_folder(folder)?;
            rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).map_err(io::Error::from)
        };
        [&folders.state, &folders.data]
            .into_iter()
            .find_map(|folder| {
                writable(folder)
                    .err()
                    .map(|error| format!("{}: {error}", folder.display()))
            })
    }
}

/// From now on a file that may not grow any more (`ulimit -f`) is an error like any other, and not the end of the program.
///
/// # Errors
/// When the system does not allow it.
pub fn outlive_limits() -> io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::default())?;
    Ok(())
}

/// Makes a folder, and those it lies in: they are the reader's alone. One that is there stays as it is.
fn make_folder(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// What a file holds.
///
/// # Errors
/// When it is there and cannot be read, or is of a newer version of the program.
fn look<T: DeserializeOwned>(kept: Kept, path: &Path) -> io::Result<Held<T>> {
    let bytes = match plain_file::read(path, kept.largest()) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Held::Nothing),
        Err(error) => return Err(cannot_read(path, &error)),
    };
    let Ok(text) = str::from_utf8(&bytes) else {
        return Ok(Held::Damaged);
    };
    if let Some(error) = too_new(kept, path, text) {
        return Err(error);
    }
    Ok(ron::from_str(text).map_or(Held::Damaged, Held::Sound))
}

/// In which form a file is written.
#[derive(Deserialize)]
struct Form {
    #[serde(default)]
    version: u32,
}

/// Why a file must be left alone, if it is of a newer version of the program.
fn too_new(kept: Kept, path: &Path, text: &str) -> Option<io::Error> {
    let version = ron::from_str::<Form>(text).ok()?.version;
    (version > kept.newest()).then(|| {
        let newest = kept.newest();
        io::Error::other(format!(
            "{} is of a newer nhs-tiers (form {version}, known is {newest}): it is left alone, and nothing is kept there",
            path.display()
        ))
    })
}

fn no_home() -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, "no home directory was found")
}

/// Neither the file is there nor the folder it belongs in.
fn is_nowhere(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn cannot_read(path: &Path, error: &io::Error) -> io::Error {
    let what = format!("{} cannot be read: {error}", path.display());
    io::Error::new(error.kind(), what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let home = tempfile::tempdir().unwrap();
        let store = Store::within(home.path());
        (home, store)
    }

    fn add(store: &Store, word: &str) -> Vec<String> {
        let change = |words: &mut Vec<String>| words.push(word.to_owned());
        store.change(Kept::Personal, &Vec::new(), change).unwrap().0
    }

    #[test]
    fn it_is_new_until_something_was_kept() {
        let (home, store) = store();
        assert!(store.is_new() && Store::default().is_new());
        assert!(!Store::of_nobody().is_new());
        store.write(Kept::Position, &"here").unwrap();
        assert!(!store.is_new());
        fs::remove_dir_all(home.path().join("state")).unwrap();
        assert!(store.is_new());
        add(&store, "one");
        assert!(!store.is_new(), "somebody with notes is not new");
    }

    #[test]
    fn two_sessions_lose_nothing_of_each_other() {
        let (_home, store) = store();
        let other = store.clone();
        add(&store, "one");
        add(&other, "two");
        assert_eq!(add(&store, "three"), ["one", "two", "three"]);
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_never_overwritten() {
        let (home, store) = store();
        add(&store, "one");
        let path = home.path().join("data/personal.ron");
        for number in 0..3 {
            fs::write(&path, format!("damage {number}")).unwrap();
            let (words, says): (Vec<String>, _) = store.read(Kept::Personal).unwrap();
            assert!(words.is_empty() && says.unwrap().contains("set aside"));
        }
        let names = fs::read_dir(path.parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        assert_eq!(
            names.filter(|name| name.contains("damaged")).count(),
            3,
            "each damaged file is still there"
        );
    }

    #[test]
    fn what_a_session_knows_survives_damage_by_another() {
        let (home, store) = store();
        let known = add(&store, "one");
        fs::write(home.path().join("data/personal.ron"), "damage").unwrap();
        let (kept, says) = store
            .change(Kept::Personal, &known, |words: &mut Vec<String>| {
                words.push("two".to_owned());
            })
            .unwrap();
        assert_eq!(kept, ["one", "two"]);
        assert!(says.unwrap().contains("set aside"));
    }

    #[test]
    fn what_a_newer_version_wrote_is_neither_read_nor_written() {
        let (home, store) = store();
        add(&store, "one");
        let path = home.path().join("data/personal.ron");
        for newer in [
            "(version: 2)",
            "(version: 2, notes: {(Body, \"sha\"): (text: \"x\", tags: [A(1), B])}, more: Some(Deep(x: 'c')))",
        ] {
            fs::write(&path, newer).unwrap();
            let read = store.read::<Personal>(Kept::Personal).unwrap_err();
            let known = Personal::default();
            let changed = store.change(Kept::Personal, &known, |_| ()).unwrap_err();
            let written = store.write(Kept::Personal, &known).unwrap_err();
            for error in [read, changed, written] {
                assert!(error.to_string().contains("newer nhs-tiers"), "{error}");
            }
            assert_eq!(fs::read_to_string(&path).unwrap(), newer);
        }
    }

    #[test]
    fn nowhere_to_keep_things_is_no_failure_to_read() {
        let nowhere = Store::default();
        let (words, says): (Vec<String>, _) = nowhere.read(Kept::Personal).unwrap();
        assert!(words.is_empty() && says.is_none());
        assert!(nowhere.write(Kept::Personal, &words).is_err() && nowhere.cannot_keep().is_some());
    }

    #[test]
    fn what_is_nobodys_is_kept_by_the_session_alone() {
        let nobody = Store::of_nobody();
        let known = add(&nobody, "one");
        let change = |words: &mut Vec<String>| words.push("two".to_owned());
        let (kept, says) = nobody.change(Kept::Personal, &known, change).unwrap();
        assert_eq!(
            (kept.as_slice(), says),
            (["one".to_owned(), "two".to_owned()].as_slice(), None)
        );
        assert!(nobody.write(Kept::Position, &kept).is_ok() && nobody.cannot_keep().is_none());
        let (read, _): (Vec<String>, _) = nobody.read(Kept::Personal).unwrap();
        assert!(read.is_empty() && nobody.read_config().unwrap().is_none());
    }
}
