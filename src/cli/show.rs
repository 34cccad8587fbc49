//! `nhs-tiers show`.

use std::io::{self, Write};
use std::path::Path;

use super::{ANSWERED, NOT_FOUND, WRONG, data_set, print_candidates, print_faults};
use crate::report;
use crate::search::Index;

/// Columns of the text.
const WIDTH: usize = 80;

pub(super) fn run(dir: Option<&Path>, names: &[String]) -> io::Result<u8> {
    let data = match data_set(dir)? {
        Ok(data) => data,
        Err(faults) => {
            print_faults(&faults, io::stderr())?;
            return Ok(WRONG);
        }
    };
    let index = Index::new(data);
    let mut out = io::stdout().lock();
    let mut code = ANSWERED;
    // Words that are not in quotation marks may be one name all the same.
    let joined = names.join(" ");
    let names = if names.len() > 1 && index.resolve(&joined).is_ok() {
        std::slice::from_ref(&joined)
    } else {
        names
    };
    for (number, name) in names.iter().enumerate() {
        match index.resolve(name) {
            Ok(record) => {
                if number > 0 {
                    writeln!(out)?;
                }
                write!(
                    out,
                    "{}",
                    report::text(&report::record(data, record, data.as_of()), WIDTH)
                )?;
            }
            Err(candidates) => {
                print_candidates(data, name, &candidates, io::stderr())?;
                code = NOT_FOUND;
            }
        }
    }
    Ok(code)
}
