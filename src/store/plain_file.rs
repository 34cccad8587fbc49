//! Reading files that may be anything. What is no plain file is not opened: a pipe would be waited for, a device may have no end. What is
//! larger than its kind ever is is not read, so that memory stays bounded; it stays where it is.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::OFlags;

/// The most bytes of a file that tells how the browser is configured, where the reader was, or what was fitted: a hundred times what any
/// of them takes.
pub(super) const LARGEST_SMALL: u64 = 1 << 20;
/// The most bytes of bookmarks and notes, or of what is worked out from the log: a shelf of novels.
pub(super) const LARGEST_KEPT: u64 = 64 << 20;
/// The most bytes of the log of reviews: two hundred a day for 25 years.
pub(super) const LARGEST_LOG: u64 = 256 << 20;
/// The most bytes of a backup, which holds the log, bookmarks and notes.
pub(super) const LARGEST_BACKUP: u64 = 512 << 20;

/// Opens a plain file of at most so many bytes.
///
/// # Errors
/// When it is not there, is no plain file, or is larger; or as the options have it.
pub(super) fn open(path: &Path, options: &mut OpenOptions, largest: u64) -> io::Result<File> {
    match fs::metadata(path) {
        Ok(about) => refuse(&about, largest)?,
        // The options may make it.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    // It may have become a pipe meanwhile: that is not waited for either.
    let unwaited = OFlags::NONBLOCK | OFlags::NOCTTY;
    let flags = i32::try_from(unwaited.bits()).unwrap_or_default();
    let file = options.custom_flags(flags).open(path)?;
    refuse(&file.metadata()?, largest)?;
    Ok(file)
}

/// Reads a plain file of at most so many bytes.
///
/// # Errors
/// As [`open`].
pub(super) fn read(path: &Path, largest: u64) -> io::Result<Vec<u8>> {
    let file = open(path, File::options().read(true), largest)?;
    let mut bytes = Vec::new();
    // It may grow while it is read.
    let read = file.take(largest + 1).read_to_end(&mut bytes)?;
    if read as u64 > largest {
        return Err(too_large(largest));
    }
    Ok(bytes)
}

fn refuse(about: &fs::Metadata, largest: u64) -> io::Result<()> {
    if about.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !about.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is a pipe, a socket or a device, not a file",
        ));
    }
    if about.len() > largest {
        return Err(too_large(largest));
    }
    Ok(())
}

fn too_large(largest: u64) -> io::Error {
    let what = format!("it is larger than {} MB", largest >> 20);
    io::Error::new(io::ErrorKind::FileTooLarge, what)
}
