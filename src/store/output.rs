//! Files that the reader asks for by name: written whole or not at all, and never over something that is not ours to replace.

use std::error::Error;
use std::fs::{self, Permissions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::make_folder;
use super::replace::behind_links;

/// Who may read a file that is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Whoever may read the reader's new files.
    AsUsual,
    /// The reader alone: it holds what they wrote.
    Owner,
}

impl Readers {
    const fn mode(self) -> u32 {
        match self {
            Self::AsUsual => 0o666,
            Self::Owner => 0o600,
        }
    }
}

/// [`super::Store::write_file`], wherever it is.
pub(super) fn write_file(
    path: &Path,
    force: bool,
    readers: Readers,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let path = &through_links_to_nothing(path);
    place(path, force, readers, write).map_err(|error| about(path, &error))
}

/// Where a link leads at which nothing is yet: that is made, and the link stays, as one that leads to a file does.
fn through_links_to_nothing(path: &Path) -> PathBuf {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => behind_links(path.to_owned()),
        Ok(_) | Err(_) => path.to_owned(),
    }
}

fn place(
    path: &Path,
    force: bool,
    readers: Readers,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let known = match fs::metadata(path) {
        Ok(known) => known,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let file = whole(path, None, readers, write)?;
            // Somebody else may have made one meanwhile.
            if force {
                file.persist(path)?;
            } else {
                file.persist_noclobber(path)?;
            }
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    if known.is_dir() {
        return Err(io::Error::other("it is a folder: name a file"));
    }
    if !known.is_file() {
        let mut out = BufWriter::new(fs::File::options().write(true).open(path)?);
        write(&mut out)?;
        return out.flush();
    }
    if !force {
        return Err(is_there());
    }
    // A file that may not be written to is not replaced either, and a link goes on pointing to it.
    let path = fs::canonicalize(path)?;
    rustix::fs::access(&path, rustix::fs::Access::WRITE_OK)?;
    let file = whole(&path, Some(known.permissions()), readers, write)?;
    file.persist(&path)?;
    Ok(())
}

/// Said in full by [`about`].
fn is_there() -> io::Error {
    io::ErrorKind::AlreadyExists.into()
}

/// Makes the folder that a file belongs in, for the reader alone.
///
/// # Errors
/// When it cannot be made.
pub(super) fn make_room(path: &Path) -> io::Result<()> {
    make_folder(folder_of(path)).map_err(|error| about(path, &error))
}

/// Writes beside the file what is then put in its place.
fn whole(
    path: &Path,
    permissions: Option<Permissions>,
    readers: Readers,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<NamedTempFile> {
    let file = beside(path, readers)?;
    let mut out = BufWriter::new(file.as_file());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// A file in the same folder.
fn beside(path: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    Builder::new()
        .prefix(".nhs-tiers-")
        .permissions(Permissions::from_mode(readers.mode()))
        .tempfile_in(folder_of(path))
        .map_err(|error| nameless(&error))
}

/// The error without the name of the file that stands in for another while it is written: that is nobody's business.
pub(super) fn nameless(error: &io::Error) -> io::Error {
    let inner = error.get_ref().and_then(Error::source);
    let cause = inner.and_then(|cause| cause.downcast_ref::<io::Error>());
    match cause.and_then(io::Error::raw_os_error) {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(error.kind(), error.to_string()),
    }
}

pub(super) fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|parent| *parent != Path::new(""));
    folder.unwrap_or(Path::new("."))
}

/// [`super::Store::write_folder`], wherever it is.
pub(super) fn write_folder(folder: &Path, force: bool, files: &[(&str, &[u8])]) -> io::Result<()> {
    if folder.exists() && !folder.is_dir() {
        let error = io::Error::other("it is a file: name a folder");
        return Err(about(folder, &error));
    }
    let folder = &through_links_to_nothing(folder);
    fs::create_dir_all(folder).map_err(|error| about(folder, &error))?;
    for (name, new) in files {
        let path = folder.join(name);
        if !is_ours(&path, new).map_err(|error| about(&path, &error))? {
            let what = "another file of this name is there, and is kept: name another folder";
            return Err(about(&path, &io::Error::other(what)));
        }
        if !force && path.exists() {
            return Err(about(&path, &is_there()));
        }
    }
    let mut written = Vec::new();
    for (name, new) in files {
        let path = behind_links(folder.join(name));
        let file = beside(&path, Readers::AsUsual).and_then(|file| {
            file.as_file().write_all(new)?;
            file.as_file().sync_all()?;
            Ok(file)
        });
        written.push((file.map_err(|error| about(&path, &error))?, path));
    }
    for (file, path) in written {
        file.persist(&path)
            .map_err(|error| about(&path, &error.error))?;
    }
    Ok(())
}

/// Whether nothing is there, or a file with the same first line.
fn is_ours(path: &Path, new: &[u8]) -> io::Result<bool> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error),
        Ok(known) if !known.is_file() => return Ok(false),
        Ok(_) => {}
    }
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK)?;
    let first = new.split_inclusive(|byte| *byte == b'\n').next();
    let first = first.unwrap_or_default();
    let mut known = vec![0; first.len()];
    let read = io::Read::read_exact(&mut fs::File::open(path)?, &mut known);
    match read {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        read => read.map(|()| known == first),
    }
}

fn about(path: &Path, error: &io::Error) -> io::Error {
    let what = match error.kind() {
        io::ErrorKind::AlreadyExists => {
            format!(
                "{} is there already, and was left as it was: --force replaces it",
                path.display()
            )
        }
        io::ErrorKind::NotFound if !folder_of(path).exists() => {
            format!(
                "{} cannot be written: there is no folder {}",
                path.display(),
                folder_of(path).display()
            )
        }
        io::ErrorKind::PermissionDenied => {
            format!("{} cannot be written: permission denied", path.display())
        }
        _ => format!("{} cannot be written: {error}", path.display()),
    };
    io::Error::new(error.kind(), what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("export.json");
        write_file(&path, false, Readers::AsUsual, |out| out.write_all(b"one")).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_ne!(mode & 0o400, 0);
        fs::set_permissions(&path, Permissions::from_mode(0o604)).unwrap();
        write_file(&path, true, Readers::AsUsual, |out| out.write_all(b"two")).unwrap();
        let failed = write_file(&path, true, Readers::AsUsual, |out| {
            out.write_all(b"thr")?;
            Err(io::Error::other("the disk is full"))
        });
        let says = failed.unwrap_err().to_string();
        assert!(
            says.contains("export.json cannot be written: the disk is full"),
            "{says}"
        );
        assert_eq!(fs::read(&path).unwrap(), b"two");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o604);
        assert_eq!(names(folder.path()), ["export.json"]);
    }

    #[test]
    fn what_is_there_is_replaced_only_by_force() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine");
        fs::write(&path, "mine").unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        for there in [&path, &link] {
            let failed = write_file(there, false, Readers::AsUsual, |out| out.write_all(b"new"));
            let says = failed.unwrap_err().to_string();
            assert!(
                says.ends_with("left as it was: --force replaces it"),
                "{says}"
            );
        }
        // One that is made while ours is being written counts too.
        let late = folder.path().join("late");
        let failed = write_file(&late, false, Readers::AsUsual, |_| fs::write(&late, "mine"));
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        assert_eq!(fs::read(&late).unwrap(), b"mine");
        assert_eq!(names(folder.path()), ["late", "link", "mine"]);
    }

    #[test]
    fn a_link_goes_on_pointing_to_what_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&path, "old").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write_file(&link, true, Readers::AsUsual, |out| out.write_all(b"new")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn a_link_to_nothing_is_written_through_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("real"), folder.path().join("link"));
        std::os::unix::fs::symlink("real", &link).unwrap();
        for force in [false, true] {
            write_file(&link, force, Readers::AsUsual, |out| out.write_all(b"new")).unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read(&path).unwrap(), b"new");
            fs::remove_file(&path).unwrap();
        }
        // So are the links in a folder, and one that is a folder to be.
        let tables = folder.path().join("tables");
        std::os::unix::fs::symlink("made", &tables).unwrap();
        write_folder(&tables, false, &[("link", b"id\n1\n")]).unwrap();
        for force in [false, true] {
            write_folder(folder.path(), force, &[("link", b"id\n2\n")]).unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read(&path).unwrap(), b"id\n2\n");
        }
        assert!(fs::symlink_metadata(&tables).unwrap().is_symlink());
        assert_eq!(names(&folder.path().join("made")), ["link"]);
        fs::remove_dir_all(folder.path().join("made")).unwrap();
        std::os::unix::fs::symlink("no/such/folder/file", folder.path().join("lost")).unwrap();
        let lost = folder.path().join("lost");
        let says = write_file(&lost, true, Readers::AsUsual, |_| Ok(())).unwrap_err();
        assert!(says.to_string().contains("there is no folder"), "{says}");
        assert!(fs::symlink_metadata(&lost).unwrap().is_symlink());
    }

    #[test]
    fn a_device_is_written_to_and_stays_a_device() {
        let null = Path::new("/dev/null");
        write_file(null, false, Readers::AsUsual, |out| {
            out.write_all(b"nothing")
        })
        .unwrap();
        assert!(!fs::metadata(null).unwrap().is_file());
    }

    #[test]
    fn a_folder_keeps_what_is_not_ours() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("new/tables");
        write_folder(&inside, false, &[("one.csv", b"id,name\r\na,A\r\n")]).unwrap();
        fs::write(inside.join("mine.txt"), "mine").unwrap();
        let table: [(&str, &[u8]); 1] = [("one.csv", b"id,name\r\nb,B\r\n")];
        let says = write_folder(&inside, false, &table)
            .unwrap_err()
            .to_string();
        assert!(
            says.contains("one.csv") && says.contains("--force"),
            "{says}"
        );
        write_folder(&inside, true, &table).unwrap();
        let read = |name: &str| fs::read_to_string(inside.join(name)).unwrap();
        assert_eq!(read("one.csv"), "id,name\r\nb,B\r\n");

        fs::write(inside.join("two.csv"), "mine").unwrap();
        let both: [(&str, &[u8]); 2] = [("one.csv", b"id,name\r\n"), ("two.csv", b"id\r\n")];
        let says = write_folder(&inside, true, &both).unwrap_err().to_string();
        assert!(says.contains("two.csv") && says.contains("kept"), "{says}");
        assert_eq!(read("one.csv"), "id,name\r\nb,B\r\n");
        assert_eq!(names(&inside), ["mine.txt", "one.csv", "two.csv"]);
    }
}
