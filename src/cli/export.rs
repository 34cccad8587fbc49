//! `nhs-tiers export`.

use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum;

use super::question::Refused;
use super::{ANSWERED, WRONG, sound_data_set};
use crate::report::{self, Picture, Span};
use crate::store::{Readers, Store};
use crate::terminal;

/// What the data set is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// One document: docs/schema.json describes it
    Json,
    /// A folder of tables, which --output names
    Csv,
    /// One document with everything, for reading and for minutes
    Markdown,
    /// One page with everything, for a browser and a printer
    Html,
    /// The whole timeline as a picture
    Svg,
}

pub(super) fn run(
    dir: Option<&Path>,
    format: Format,
    output: Option<&Path>,
    force: bool,
) -> Result<u8, Refused> {
    let data = sound_data_set(dir)?;
    match (format, output) {
        (Format::Json, file) => write(file, force, |out| report::json(data, out))?,
        (Format::Markdown, file) => {
            write(file, force, |out| report::document_as_markdown(data, out))?;
        }
        (Format::Html, file) => write(file, force, |out| report::document_as_html(data, out))?,
        (Format::Svg, file) => {
            let picture = Picture::new(data, Span::default());
            write(file, force, |out| {
                out.write_all(report::svg(&picture).as_bytes())
            })?;
        }
        (Format::Csv, Some(folder)) if folder != Path::new("-") => {
            let tables = report::tables(data)?;
            let files: Vec<(&str, &[u8])> = tables
                .iter()
                .map(|table| (table.name, table.text.as_slice()))
                .collect();
            Store::of_user().write_folder(folder, force, &files)?;
        }
        (Format::Csv, _) => {
            writeln!(
                terminal::complaints(),
                "error: CSV is a folder of tables: name the folder, as in nhs-tiers export --format csv --output tables"
            )?;
            return Ok(WRONG);
        }
    }
    Ok(ANSWERED)
}

/// Writes into the file that was named; without one, or for a dash, to standard output.
pub(super) fn write(
    file: Option<&Path>,
    force: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if let Some(file) = file.filter(|path| *path != Path::new("-")) {
        return Store::of_user().write_file(file, force, Readers::AsUsual, write);
    }
    let mut out = terminal::buffered_output();
    write(&mut out)?;
    out.flush()
}
