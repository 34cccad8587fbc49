//! What a RON file of the reader's holds. To look at one changes nothing; whoever goes on without what is damaged sets it aside first.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::name_of;

/// What a file holds.
pub(super) enum Held<T> {
    /// There is no file.
    Nothing,
    /// This.
    Sound(T),
    /// Something that is not understood.
    Damaged,
}

impl<T> Held<T> {
    /// What it holds, if anything. A damaged file is given another name, and the answer says so.
    ///
    /// # Errors
    /// When it is damaged and stays where it is.
    pub(super) fn or_set_aside(self, path: &Path) -> io::Result<(Option<T>, Option<String>)> {
        match self {
            Self::Nothing => Ok((None, None)),
            Self::Sound(value) => Ok((Some(value), None)),
            Self::Damaged => Ok((None, Some(set_aside(path)?))),
        }
    }

    /// What it holds, if anything. A damaged file stays where it is.
    ///
    /// # Errors
    /// When it is damaged.
    pub(super) fn or_refuse(self, path: &Path) -> io::Result<Option<T>> {
        match self {
            Self::Nothing => Ok(None),
            Self::Sound(value) => Ok(Some(value)),
            Self::Damaged => Err(not_understood(path)),
        }
    }
}

/// A file that is needed as it is, and cannot be understood.
pub(super) fn not_understood(path: &Path) -> io::Error {
    let what = format!(
        "{} cannot be understood: put it right, or give it another name to go on without it",
        path.display()
    );
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Gives a damaged file another name, one that is free. The answer says so.
///
/// # Errors
/// When it stays where it is.
pub(super) fn set_aside(path: &Path) -> io::Result<String> {
    let name = name_of(path);
    let renamed = free_name(path).and_then(|aside| fs::rename(path, &aside).map(|()| aside));
    match renamed {
        Ok(aside) => {
            let aside = name_of(&aside);
            Ok(format!("{name} is damaged and was set aside as {aside}"))
        }
        Err(error) => {
            let what = format!("{name} is damaged and could not be set aside: {error}");
            Err(io::Error::new(error.kind(), what))
        }
    }
}

/// Where a damaged file is that was set aside, if there is one.
pub(super) fn aside(path: &Path) -> Option<PathBuf> {
    Some(path.with_extension(DAMAGED)).filter(|aside| aside.exists())
}

/// What a damaged file is called from then on.
const DAMAGED: &str = "damaged";

fn free_name(path: &Path) -> io::Result<PathBuf> {
    let suffix = |number| match number {
        0 => DAMAGED.to_owned(),
        number => format!("{DAMAGED}-{number}"),
    };
    (0..1000)
        .map(|number| path.with_extension(suffix(number)))
        .find(|aside| aside.symlink_metadata().is_err())
        .ok_or_else(|| io::Error::other("too many damaged files"))
}
