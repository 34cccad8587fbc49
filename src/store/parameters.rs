//! The parameters of the scheduler that were fitted to the reader: `parameters.ron` beside the log.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::held::Held;
use super::plain_file::{self, LARGEST_SMALL};
use super::replace::{Worth, replace};
use super::reviews::cannot_write;
use super::{Store, cannot_read, no_home};
use crate::study::Fitted;

/// All that the file of any version has.
#[derive(serde::Deserialize)]
struct Version {
    version: u32,
}

impl Store {
    pub(super) fn parameters(&self) -> Option<PathBuf> {
        Some(self.folders()?.data.join("parameters.ron"))
    }

    /// What was fitted, if anything was; and what there is to say. A damaged file is set aside, one of a newer version is left alone.
    #[must_use]
    pub fn read_parameters(&self) -> (Option<Fitted>, Option<String>) {
        let Some(path) = self.parameters() else {
            return (None, None);
        };
        let read = self.look_at_parameters();
        let read = read.and_then(|held| held.or_set_aside(&path));
        read.unwrap_or_else(|error| (None, Some(error.to_string())))
    }

    /// What the file of what was fitted holds.
    ///
    /// # Errors
    /// When it is there and cannot be read, or is of a newer version.
    pub(super) fn look_at_parameters(&self) -> io::Result<Held<Fitted>> {
        let Some(path) = self.parameters() else {
            return Ok(Held::Nothing);
        };
        let text = match plain_file::read(&path, LARGEST_SMALL) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Held::Nothing),
            Err(error) => return Err(cannot_read(&path, &error)),
        };
        if ron::from_str(&text).is_ok_and(|Version { version }| version > Fitted::VERSION) {
            let says = "parameters.ron is of a newer version of nhs-tiers, and is not used";
            return Err(io::Error::other(says));
        }
        let read = ron::from_str(&text).ok().filter(Fitted::is_sound);
        Ok(read.map_or(Held::Damaged, Held::Sound))
    }

    /// Keeps what was fitted: cards come again by it from now on, and the log is read by it.
    ///
    /// # Errors
    /// When it cannot be written, or what is there is of a newer version.
    pub fn keep_parameters(&self, fitted: &Fitted) -> io::Result<()> {
        let path = self.parameters().ok_or_else(no_home)?;
        if let (None, Some(says)) = self.read_parameters()
            && path.exists()
        {
            return Err(io::Error::other(says));
        }
        let write = || {
            let pretty = ron::ser::PrettyConfig::default();
            let text = ron::ser::to_string_pretty(fitted, pretty).map_err(io::Error::other)?;
            replace(&path, text.as_bytes(), Worth::Lasting)
        };
        write().map_err(|error| cannot_write(&path, &error))
    }

    /// Goes back to what fits most people. The answer is whether anything was fitted.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub fn forget_parameters(&self) -> io::Result<bool> {
        let Some(path) = self.parameters() else {
            return Ok(false);
        };
        match fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(cannot_write(&path, &error)),
        }
    }
}
