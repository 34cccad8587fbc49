//! Replacing a file: whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::output::nameless;
use super::{folder_of, make_folder};

/// What a power cut may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worth {
    /// The file: it is made anew from others.
    Derived,
    /// That it is the newest: what was there before may come back.
    Recent,
    /// Nothing.
    Lasting,
}

/// Puts these bytes in the place of a file. Where it is a link, what is replaced is what the link leads to.
///
/// # Errors
/// When they could not be written; what was there before is still there.
pub(super) fn replace(path: &Path, bytes: &[u8], worth: Worth) -> io::Result<()> {
    let path = behind_links(path.to_owned());
    let folder = folder_of(&path);
    make_folder(folder)?;
    // A new file is for its owner alone; one that was given to others stays so.
    let file = tempfile::NamedTempFile::new_in(folder).map_err(|error| nameless(&error))?;
    file.as_file().write_all(bytes)?;
    match fs::metadata(&path) {
        Ok(about) => file.as_file().set_permissions(about.permissions())?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    if worth != Worth::Derived {
        file.as_file().sync_all()?;
    }
    file.persist(&path)?;
    if worth == Worth::Lasting {
        // That the new file is the one by that name has to outlive a power cut too. Some systems do not know how: they do it anyway.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// Links that are followed at most: they may lead round in circles.
const LINKS: usize = 40;

/// Where links lead from a path: what is there is replaced in its place, and the links stay.
pub(super) fn behind_links(mut path: PathBuf) -> PathBuf {
    for _ in 0..LINKS {
        let Ok(target) = fs::read_link(&path) else {
            break;
        };
        path = folder_of(&path).join(target);
    }
    path
}
