//! The files of a data set that is read at run time. Anybody may have made the folder: what is in it is looked at with limits, and what is
//! beyond them is a fault like any other.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::plain_file;
use crate::dataset::{NotRead, SourceFile};

/// Folders inside folders that are looked into: a data set has one level of them.
const DEPTH: usize = 3;
/// Entries of all the folders together that are looked at. Whoever names the root of a disk has named the wrong folder.
const MOST_ENTRIES: usize = 100_000;
/// The most bytes of one file: 100,000 organisations take two thirds of it.
const LARGEST_FILE: u64 = 32 << 20;
/// The most bytes of all files together.
const LARGEST_SET: u64 = 64 << 20;

/// Reads the files of a data set: every `.ron` file of a folder and of the folders in it, in order of path. A file that cannot be
/// read is one of them, and says why: it is reported with all other faults.
///
/// # Errors
/// When a folder cannot be read, holds no such file, or holds far too much.
pub fn read_data_set(folder: &Path) -> io::Result<Vec<SourceFile>> {
    if !folder.is_dir() {
        let what = if folder.exists() {
            "is not a folder"
        } else {
            "does not exist"
        };
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!(
                "{} {what}: name the folder that holds the .ron files",
                folder.display()
            ),
        ));
    }
    let mut found = Found::default();
    found.look_into(folder, folder, DEPTH)?;
    if found.paths.is_empty() {
        let what = format!("{}: there is no .ron file in it", folder.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, what));
    }
    found.paths.sort();
    let mut room = LARGEST_SET;
    let paths = found.paths.into_iter();
    let files = paths.map(|path| read_source(folder, &path, &mut room));
    Ok(files.collect())
}

/// What there is in a folder.
#[derive(Default)]
struct Found {
    paths: Vec<PathBuf>,
    /// Entries that were looked at.
    entries: usize,
    /// Folders that were looked into, by device and number: links may lead to them again, and round in circles.
    known: HashSet<(u64, u64)>,
}

impl Found {
    fn look_into(&mut self, root: &Path, folder: &Path, depth: usize) -> io::Result<()> {
        let about = |error: io::Error| {
            io::Error::new(error.kind(), format!("{}: {error}", folder.display()))
        };
        let metadata = fs::metadata(folder).map_err(about)?;
        if !self.known.insert((metadata.dev(), metadata.ino())) {
            return Ok(());
        }
        for entry in fs::read_dir(folder).map_err(about)? {
            self.entries += 1;
            if self.entries > MOST_ENTRIES {
                return Err(io::Error::other(format!(
                    "{} holds more than {MOST_ENTRIES} files and folders: name the folder that holds the .ron files, and nothing else",
                    root.display()
                )));
            }
            let path = entry.map_err(about)?.path();
            if path.is_dir() {
                if depth > 0 {
                    self.look_into(root, &path, depth - 1)?;
                }
            } else if path.extension().is_some_and(|extension| extension == "ron") {
                self.paths.push(path);
            }
        }
        Ok(())
    }
}

/// Reads a file, where there is room for it among the others.
fn read_source(root: &Path, path: &Path, room: &mut u64) -> SourceFile {
    let inside = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    let bytes = plain_file::read(path, LARGEST_FILE).map_err(|error| {
        let cure = match error.kind() {
            io::ErrorKind::FileTooLarge => {
                "part it into smaller files, or take out what is no data"
            }
            _ => NotRead::CURE,
        };
        NotRead {
            cure,
            ..NotRead::because(error.to_string())
        }
    });
    let text = bytes.and_then(|bytes| match room.checked_sub(bytes.len() as u64) {
        Some(left) => {
            *room = left;
            NotRead::unless_utf8(bytes)
        }
        None => Err(NotRead {
            cure: "make the data set smaller, or use a part of it",
            ..NotRead::because(format!(
                "with those before it, it is larger than {} MB",
                LARGEST_SET >> 20
            ))
        }),
    });
    SourceFile {
        shown: path.display().to_string(),
        path: inside.replace('\\', "/"),
        // It is read once and kept to the end.
        text: text.map(|text| &*text.leak()),
    }
}
