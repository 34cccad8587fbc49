//! The parameters of the scheduler that were fitted to the reader: `parameters.ron` beside the log.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::plain_file::{self, LARGEST_SMALL};
use super::replace::{Worth, replace};
use super::reviews::cannot_write;
use super::{Store, cannot_read, name_of, no_home, set_aside};
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
        let text = match plain_file::read(&path, LARGEST_SMALL) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (None, None),
            Err(error) => return (None, Some(cannot_read(&path, &error).to_string())),
        };
        match ron::from_str::<Version>(&text) {
            Ok(Version { version }) if version > Fitted::VERSION => {
                let says = "parameters.ron is of a newer version of nhs-tiers, and is not used";
                return (None, Some(says.to_owned()));
            }
            Ok(_) | Err(_) => {}
        }
        let read = ron::from_str(&text).ok().filter(Fitted::is_sound);
        if read.is_some() {
            return (read, None);
        }
        let says = match set_aside(&path) {
            Ok(aside) => format!(
                "parameters.ron is damaged and was set aside as {}",
                name_of(&aside)
            ),
            Err(error) => format!("parameters.ron is damaged: {error}"),
        };
        (None, Some(says))
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
