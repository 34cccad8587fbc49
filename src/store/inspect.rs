//! Where the reader's files are, or would be, and whether they could be written. Nothing is written to find out.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::Access;

use super::{Kept, Store, behind_links, folder_of};

/// A file of the reader's.
#[derive(Clone, Debug)]
pub struct Inspected {
    /// Where it is, or would be.
    pub path: PathBuf,
    /// It is there.
    pub exists: bool,
    /// Why it could not be written, if it could not.
    pub trouble: Option<String>,
    /// Other people of this machine can read it.
    pub open_to_others: bool,
}

impl Store {
    /// Whether nothing of the reader's was ever kept: this is the first time. A session of nobody's is never the first.
    #[must_use]
    pub fn is_new(&self) -> bool {
        let never = |kept| {
            self.path(kept).is_none_or(|path| {
                path.symlink_metadata()
                    .is_err_and(|error| super::is_nowhere(&error))
            })
        };
        !matches!(self.place, super::Place::Nobody)
            && never(Kept::Position)
            && never(Kept::Personal)
    }

    /// Looks at a file; nothing, if no home can be found.
    #[must_use]
    pub fn inspect(&self, kept: Kept) -> Option<Inspected> {
        let path = self.path(kept)?;
        Some(Inspected {
            exists: path.exists(),
            trouble: cannot_write(&behind_links(path.clone())).map(|error| error.to_string()),
            open_to_others: others_may(&path, 0o044)
                && path
                    .parent()
                    .is_some_and(|folder| others_may(folder, 0o011)),
            path,
        })
    }

    /// The folders in which a session writes: those of the reader, and those to which links in them lead.
    #[must_use]
    pub fn written_folders(&self) -> Vec<PathBuf> {
        let Some(folders) = self.folders() else {
            return Vec::new();
        };
        let mut written = vec![folders.state.clone(), folders.data.clone()];
        for folder in [&folders.state, &folders.data] {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            let links =
                entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_symlink()));
            written.extend(links.map(|link| folder_of(&behind_links(link.path())).to_owned()));
        }
        written
    }
}

/// Whether others than the owner have one of these rights.
fn others_may(path: &Path, rights: u32) -> bool {
    fs::metadata(path).is_ok_and(|about| about.permissions().mode() & rights != 0)
}

/// A file is replaced whole: what matters is its folder, or the nearest one above in which the folder could be made.
fn cannot_write(path: &Path) -> Option<io::Error> {
    let folder = path.ancestors().skip(1).find(|folder| folder.exists())?;
    if !folder.is_dir() {
        return Some(io::ErrorKind::NotADirectory.into());
    }
    rustix::fs::access(folder, Access::WRITE_OK | Access::EXEC_OK)
        .err()
        .map(io::Error::from)
}
