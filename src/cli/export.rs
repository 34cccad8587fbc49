//! `nhs-tiers export`.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use clap::ValueEnum;

use super::{ANSWERED, WRONG, data_set, print_faults};
use crate::report;
use crate::store;

/// What the data set is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// One document: docs/schema.json describes it
    Json,
    /// A folder of tables, which --output names
    Csv,
}

pub(super) fn run(
    dir: Option<&Path>,
    format: Format,
    output: Option<&Path>,
    force: bool,
) -> io::Result<u8> {
    let data = match data_set(dir)? {
        Ok(data) => data,
        Err(faults) => {
            print_faults(&faults, io::stderr())?;
            return Ok(WRONG);
        }
    };
    // A dash is standard output, as elsewhere.
    match (format, output.filter(|path| *path != Path::new("-"))) {
        (Format::Json, None) => {
            let mut out = BufWriter::new(io::stdout().lock());
            report::json(data, &mut out)?;
            out.flush()?;
        }
        (Format::Json, Some(file)) => {
            store::write_file(file, force, |out| report::json(data, out))?;
        }
        (Format::Csv, Some(folder)) => {
            let tables = report::tables(data)?;
            let files: Vec<(&str, &[u8])> = tables
                .iter()
                .map(|table| (table.name, table.text.as_slice()))
                .collect();
            store::write_folder(folder, force, &files)?;
        }
        (Format::Csv, None) => {
            writeln!(
                io::stderr(),
                "error: CSV is a folder of tables: name the folder, as in nhs-tiers export --format csv --output tables"
            )?;
            return Ok(WRONG);
        }
    }
    Ok(ANSWERED)
}
