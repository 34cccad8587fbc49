//! Adding lines to a file that other sessions add to as well: all of them or none, and on the disk before the answer comes.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::lock::lock_if_possible;
use super::plain_file::{self, LARGEST_LOG};
use super::{folder_of, make_folder};

/// A file, while nobody else adds to it.
pub(super) struct Adding {
    path: PathBuf,
    file: File,
    /// Others wait until it is dropped. Without one they do not, and nothing may be cut off.
    lock: Option<File>,
    /// How long the file was.
    length: u64,
    is_new: bool,
}

impl Adding {
    /// Waits until nobody else adds to it. A file that is not there is made, for the reader alone.
    pub(super) fn begin(path: &Path) -> io::Result<Self> {
        make_folder(folder_of(path))?;
        let lock = lock_if_possible(path)?;
        let is_new = !path.exists();
        let file = plain_file::open(
            path,
            File::options()
                .create(true)
                .read(true)
                .append(true)
                .mode(0o600),
            LARGEST_LOG,
        )?;
        let length = file.metadata()?.len();
        Ok(Self {
            path: path.to_owned(),
            file,
            lock,
            length,
            is_new,
        })
    }

    pub(super) const fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Adds lines, each with its end. What a crash has left of a line before them gets an end too.
    ///
    /// # Errors
    /// When they are not safe on the disk; the file is as it was then.
    pub(super) fn add(&mut self, lines: &str) -> io::Result<()> {
        let mut last = [b'\n'];
        if self.length > 0 {
            self.file.read_exact_at(&mut last, self.length - 1)?;
        }
        let mut whole = Vec::with_capacity(lines.len() + 1);
        if last != *b"\n" {
            whole.push(b'\n');
        }
        whole.extend_from_slice(lines.as_bytes());
        let added = self.write(&whole);
        if added.is_err() {
            self.take_back();
        }
        added
    }

    fn write(&mut self, whole: &[u8]) -> io::Result<()> {
        // One write: where nothing is locked, lines of two sessions stay apart by that alone.
        let written = loop {
            match self.file.write(whole) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        if let Some(rest @ [_, ..]) = whole.get(written..) {
            // What was written in part tells why by the rest.
            self.file.write_all(rest)?;
        }
        self.file.sync_data()?;
        if self.is_new {
            File::open(folder_of(&self.path))?.sync_all()?;
        }
        Ok(())
    }

    /// Takes back what was added. Where nothing is locked it stays: what follows it may be another's.
    pub(super) fn take_back(&mut self) {
        if self.lock.is_some() {
            // A line that stays nevertheless has an id, and counts once.
            let _ = self.file.set_len(self.length);
            let _ = self.file.sync_data();
        }
    }
}

/// What was read of a file of lines.
pub(super) struct LinesRead {
    /// Where the last whole line ends.
    pub(super) end: u64,
    /// What begins behind it, if anything: some bytes of it.
    pub(super) rest: Vec<u8>,
}

/// A longer line is nobody's. It is looked at up to here, and passed over.
pub(super) const LONGEST_LINE: u64 = 1 << 16;

/// Reads whole lines from a place on.
pub(super) fn read_lines(
    file: &mut File,
    from: u64,
    mut each: impl FnMut(&[u8]),
) -> io::Result<LinesRead> {
    file.seek(SeekFrom::Start(from))?;
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let mut line = Vec::new();
    let (mut at, mut end, mut in_long_line) = (from, from, false);
    let mut rest = Vec::new();
    loop {
        line.clear();
        let read = reader
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(LinesRead { end, rest });
        }
        at += read as u64;
        if line.ends_with(b"\n") {
            end = at;
            rest.clear();
            if !std::mem::take(&mut in_long_line) {
                each(&line);
            }
        } else if rest.is_empty() {
            rest.extend(line.iter().take(16));
            if read as u64 == LONGEST_LINE {
                in_long_line = true;
                each(&line);
            }
        }
    }
}
