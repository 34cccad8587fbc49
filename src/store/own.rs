//! Files that are asked for by name are never written over what the program keeps of the reader's, by whatever name or link that is reached.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, absolute};

use super::replace::behind_links;
use super::{Folders, Readers, Store, output};

impl Store {
    /// Writes the file that was named. What is there is replaced only by `force`. What is not a plain file (a device, a pipe) holds nothing
    /// that could be lost, and is written to as it is. What the program keeps itself is never written over.
    ///
    /// # Errors
    /// When it is there already, or cannot be written; what was there before is still there.
    pub fn write_file(
        &self,
        path: &Path,
        force: bool,
        readers: Readers,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        self.refuse_own(path)?;
        output::write_file(path, force, readers, write)
    }

    /// Writes files into a folder, which is made if it is not there. Files of other names are left alone. One of the same name is replaced
    /// only by `force`, and only if its first line is the one that is written now: it is an earlier one of ours.
    ///
    /// # Errors
    /// When something would be replaced that may not be, or a file cannot be written; nothing has been replaced then.
    pub fn write_folder(
        &self,
        folder: &Path,
        force: bool,
        files: &[(&str, &[u8])],
    ) -> io::Result<()> {
        for (name, _) in files {
            self.refuse_own(&folder.join(name))?;
        }
        output::write_folder(folder, force, files)
    }

    fn refuse_own(&self, path: &Path) -> io::Result<()> {
        if self.folders().is_some_and(|folders| folders.own(path)) {
            let what = format!(
                "{} is among what nhs-tiers keeps of yours, and was left as it was: name a file elsewhere",
                path.display()
            );
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, what));
        }
        Ok(())
    }
}

impl Folders {
    /// Whether a file is in one of the folders, or is one that is kept there.
    fn own(&self, path: &Path) -> bool {
        let path = behind_links(path.to_owned());
        let file = identity(&path);
        // The nearest folder that is there.
        let within = absolute(&path).ok().and_then(|path| {
            let mut folders = path.ancestors().skip(1);
            folders.find_map(|folder| fs::canonicalize(folder).ok())
        });
        [&self.config, &self.state, &self.data]
            .into_iter()
            .any(|own| {
                let is_within = fs::canonicalize(own).is_ok_and(|own| {
                    within
                        .as_ref()
                        .is_some_and(|within| within.starts_with(own))
                });
                let mut entries = fs::read_dir(own).into_iter().flatten().flatten();
                is_within || file.is_some() && entries.any(|entry| identity(&entry.path()) == file)
            })
    }
}

/// What a plain file is, whatever it is called.
fn identity(path: &Path) -> Option<(u64, u64)> {
    let about = fs::metadata(path).ok()?;
    about.is_file().then(|| (about.dev(), about.ino()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn what_the_program_keeps_is_never_written_over() {
        let home = tempfile::tempdir().unwrap();
        let store = Store::within(home.path());
        let data = home.path().join("data");
        fs::create_dir(&data).unwrap();
        // Kept elsewhere, and known by a link; and one to a place where nothing is yet.
        let elsewhere = home.path().join("elsewhere.ron");
        fs::write(&elsewhere, "mine").unwrap();
        symlink(&elsewhere, data.join("personal.ron")).unwrap();
        fs::write(data.join("reviews.jsonl"), "mine").unwrap();
        fs::hard_link(data.join("reviews.jsonl"), home.path().join("hard")).unwrap();
        symlink(data.join("new"), home.path().join("soft")).unwrap();
        let write = |name: &str| {
            let path = home.path().join(name);
            store.write_file(&path, true, Readers::AsUsual, |out| out.write_all(b"new"))
        };
        for own in [
            "data/personal.ron",
            "data/reviews.jsonl",
            "data/new",
            "elsewhere.ron",
            "hard",
            "soft",
        ] {
            let says = write(own).unwrap_err().to_string();
            assert!(says.contains("name a file elsewhere"), "{own}: {says}");
        }
        let tables: [(&str, &[u8]); 1] = [("one.csv", b"id\n")];
        for folder in ["data", "data/tables"] {
            let folder = home.path().join(folder);
            assert!(store.write_folder(&folder, true, &tables).is_err());
        }
        assert_eq!(fs::read(&elsewhere).unwrap(), b"mine");
        assert_eq!(fs::read(data.join("reviews.jsonl")).unwrap(), b"mine");
        assert!(!data.join("new").exists() && !data.join("tables").exists());
        write("other").unwrap();
        store
            .write_folder(&home.path().join("tables"), true, &tables)
            .unwrap();
    }
}
