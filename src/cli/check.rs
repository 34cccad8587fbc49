//! `nhs-tiers check`.

use std::io::{self, Write};
use std::path::Path;

use super::{ANSWERED, WRONG, data_set, print_faults};
use crate::dataset::Dataset;
use crate::terminal;

pub(super) fn run(dir: Option<&Path>) -> io::Result<u8> {
    match data_set(dir)? {
        Ok(data) => {
            writeln!(terminal::output(), "ok: {}", counts(data))?;
            Ok(ANSWERED)
        }
        Err(faults) => {
            match print_faults(&faults, terminal::output()) {
                // A reader that has seen enough does not make the data right.
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
                _ => Ok(WRONG),
            }
        }
    }
}

/// How much there is of everything, and how late the evidence goes.
pub(super) fn counts(data: &Dataset) -> String {
    let organisations: usize = data
        .organisations
        .iter()
        .map(|list| list.organisations.len())
        .sum();
    let version = data
        .meta
        .version
        .map(|version| format!("version {version}, "));
    format!(
        "{} bodies, {} reforms, {organisations} organisations, {} places, {} findings, {} sources; {}evidence to {}",
        data.bodies.len(),
        data.reforms.len(),
        data.places.len(),
        data.findings.len(),
        data.sources.len(),
        version.unwrap_or_default(),
        data.meta.as_of.long(),
    )
}
