//! `nhs-tiers config`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Subcommand;

use super::{ANSWERED, WRONG, named};
use crate::config::{Config, TEMPLATE};
use crate::dataset::Fault;
use crate::store::Store;
use crate::terminal;

#[derive(Debug, Subcommand)]
pub(super) enum Asked {
    /// Print where the file is, or would be
    Path,
    /// Print all that is in force, with a remark on what comes from the file
    Show,
    /// Write a file to begin with, in which nothing is changed yet
    Init {
        /// Replace the file that is there
        #[arg(long)]
        force: bool,
    },
}

pub(super) fn run(asked: &Asked) -> io::Result<u8> {
    let store = Store::of_user();
    let mut out = terminal::output();
    match asked {
        Asked::Path => writeln!(out, "{}", named(&store.config_file()?))?,
        Asked::Show => match read(&store)? {
            Ok((config, from)) => {
                match from {
                    Some(path) => writeln!(out, "// {}", named(&path))?,
                    None => writeln!(out, "// There is no file: these are the defaults.")?,
                }
                out.write_all(config.show().as_bytes())?;
            }
            Err(fault) => {
                writeln!(terminal::complaints(), "{fault}")?;
                return Ok(WRONG);
            }
        },
        Asked::Init { force } => {
            let path = store.write_config(TEMPLATE, *force)?;
            writeln!(out, "{} was written", named(&path))?;
        }
    }
    Ok(ANSWERED)
}

/// What the reader configured. Where that cannot be read the defaults are in force, and that is said.
pub(super) fn in_force(store: &Store) -> (Config, Option<String>) {
    let why = match read(store) {
        Ok(Ok((config, _))) => return (config, None),
        Ok(Err(fault)) => fault.in_short(),
        Err(error) => error.to_string(),
    };
    let says = format!("The defaults are in force: {why}");
    (Config::default(), Some(says))
}

/// What the reader configured, and in which file, if there is one.
pub(super) fn read(store: &Store) -> io::Result<Result<(Config, Option<PathBuf>), Fault>> {
    let Some(text) = store.read_config()? else {
        return Ok(Ok((Config::default(), None)));
    };
    let path = store.config_file()?;
    Ok(Config::read(&path.display().to_string(), &text).map(|config| (config, Some(path))))
}
