//! `nhs-tiers check`.

use std::io::{self, Write};
use std::path::Path;

use super::{ANSWERED, WRONG, data_set, print_faults};

pub(super) fn run(dir: Option<&Path>) -> io::Result<u8> {
    match data_set(dir)? {
        Ok(data) => {
            let organisations: usize = data
                .organisations
                .iter()
                .map(|list| list.organisations.len())
                .sum();
            writeln!(
                io::stdout(),
                "ok: {} bodies, {} reforms, {organisations} organisations, {} places, {} findings, {} sources; evidence to {}",
                data.bodies.len(),
                data.reforms.len(),
                data.places.len(),
                data.findings.len(),
                data.sources.len(),
                data.meta.as_of.long(),
            )?;
            Ok(ANSWERED)
        }
        Err(faults) => {
            match print_faults(&faults, io::stdout()) {
                // A reader that has seen enough does not make the data right.
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
                _ => Ok(WRONG),
            }
        }
    }
}
