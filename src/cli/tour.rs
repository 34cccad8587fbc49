//! `nhs-tiers tour`.

use clap::Args;

use super::NOT_FOUND;
use super::ask::{Written, write};
use super::question::Refused;
use crate::dataset::Dataset;
use crate::report;
use crate::terminal::Paper;

#[derive(Debug, Args)]
pub(super) struct Tour {
    #[command(flatten)]
    written: Written,
}

impl Tour {
    /// Prints the story. The answer is the exit code.
    pub(super) fn answer(
        data: &'static Dataset,
        asked: &Self,
        paper: Paper,
    ) -> Result<u8, Refused> {
        if data.tour.is_empty() {
            return Err(Refused::because(NOT_FOUND, "This data set has no tour."));
        }
        write(report::tour(data), &asked.written, paper)
    }
}
