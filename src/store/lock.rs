//! Sessions take turns with a file by a lock beside it.

use std::fs::File;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::io::Errno;

use super::plain_file::{self, LARGEST_SMALL};
use super::{folder_of, make_folder};

/// Keeps other sessions from changing a file until the answer is dropped.
///
/// # Errors
/// When that cannot be had.
pub(super) fn lock(path: &Path) -> io::Result<File> {
    make_folder(folder_of(path))?;
    let lock = plain_file::open(
        &path.with_extension("lock"),
        File::options().create(true).append(true).mode(0o600),
        LARGEST_SMALL,
    )?;
    loop {
        match rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive) {
            Ok(()) => return Ok(lock),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// The same, where it can be had: the folder may be closed and the file in it open, and some file systems know no locks.
///
/// # Errors
/// When it could be had, and something else is wrong.
pub(super) fn lock_if_possible(path: &Path) -> io::Result<Option<File>> {
    match lock(path) {
        Ok(lock) => Ok(Some(lock)),
        Err(error) if is_impossible(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_impossible(error: &io::Error) -> bool {
    let by_kind = matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    );
    let unknown = [Errno::NOLCK, Errno::OPNOTSUPP, Errno::NOSYS, Errno::INVAL];
    by_kind || Errno::from_io_error(error).is_some_and(|errno| unknown.contains(&errno))
}
