//! What is written of studying: fitted parameters, and backups.

use std::io::Write;
use std::path::Path;

use super::super::question::Refused;
use super::super::{ANSWERED, NOT_FOUND, WRONG, config, named, progress};
use super::Desk;
use crate::environment;
use crate::model::number_of;
use crate::store::{Restored, Store};
use crate::study::{Error, Progress, Settings, Unfit, counted, fit};
use crate::terminal;

/// How the reader wants to study. What is wrong with the configuration goes to stderr.
pub(super) fn settings(store: &Store) -> Result<Settings, Refused> {
    let (config, complaint) = config::in_force(store);
    if let Some(says) = complaint {
        writeln!(terminal::complaints(), "{says}")?;
    }
    Ok(config.study)
}

/// `nhs-tiers study optimise`.
pub(super) fn optimise(desk: &Desk) -> Result<u8, Refused> {
    let (entries, says) = desk.store.read_entries()?;
    for says in says {
        writeln!(terminal::complaints(), "{says}")?;
    }
    let (known, _) = desk.store.read_parameters();
    let in_force = known.map(|fitted| fitted.parameters).unwrap_or_default();
    let fitting = || {
        fit(
            counted(&entries),
            &in_force,
            desk.now.day,
            &Progress::default(),
        )
    };
    let found = match progress::while_slow("fitting", fitting) {
        Ok(found) => found,
        Err(why @ Unfit::TooFew { .. }) => {
            return Err(Refused::because(NOT_FOUND, format_args!("{why}.")));
        }
        Err(why) => return Err(Refused::because(WRONG, format_args!("error: {why}"))),
    };
    let mut out = terminal::output();
    writeln!(out, "Fitted to {} reviews.", found.fitted.reviews)?;
    writeln!(out, "before: {}", told(found.before))?;
    writeln!(out, "after:  {}", told(found.after))?;
    if found.after.log_loss >= found.before.log_loss {
        writeln!(
            out,
            "What was in force foretells your reviews as well, and stays."
        )?;
        return Ok(ANSWERED);
    }
    desk.store.keep_parameters(&found.fitted)?;
    writeln!(
        out,
        "Cards come by the new parameters from now on; `nhs-tiers study optimise --reset` goes back."
    )?;
    Ok(ANSWERED)
}

fn told(error: Error) -> String {
    format!(
        "log loss {:.4}, foretold and remembered differ by {:.1} in a hundred",
        error.log_loss,
        error.rmse * 100.0
    )
}

/// `nhs-tiers study optimise --reset`.
pub(super) fn reset() -> Result<u8, Refused> {
    let says = if Store::of_user().forget_parameters()? {
        "Cards come by what fits most people again."
    } else {
        "Nothing was fitted: cards come by what fits most people."
    };
    writeln!(terminal::output(), "{says}")?;
    Ok(ANSWERED)
}

/// `nhs-tiers study backup`.
pub(super) fn backup(file: &Path, force: bool) -> Result<u8, Refused> {
    // The desk is not opened: that would set aside what is damaged.
    let store = Store::of_user();
    let today = environment::now(settings(&store)?.day_begins).day;
    let done = store.backup(file, force, today)?;
    let left_out = match done.left_out {
        0 => String::new(),
        1 => "; 1 line of the log that could not be read was left out".to_owned(),
        number => format!("; {number} lines of the log that could not be read were left out"),
    };
    writeln!(
        terminal::output(),
        "{} holds {}, {} and {}{left_out}",
        named(file),
        number_of(done.entries, "entry of the log", "entries of the log"),
        number_of(done.bookmarks, "bookmark", "bookmarks"),
        number_of(done.notes, "note", "notes"),
    )?;
    Ok(ANSWERED)
}

/// `nhs-tiers study restore`.
pub(super) fn restore(file: &Path) -> Result<u8, Refused> {
    let done = Store::of_user().restore(file)?;
    for says in &done.says {
        writeln!(terminal::complaints(), "{says}")?;
    }
    let mut out = terminal::output();
    if done.left_out > 0 {
        let entries = number_of(
            done.left_out,
            "entry of the log is",
            "entries of the log are",
        );
        writeln!(
            out,
            "{entries} longer than a line of it may be, and left out"
        )?;
    }
    let nothing = Restored {
        left_out: done.left_out,
        says: done.says.clone(),
        ..Restored::default()
    };
    if done == nothing {
        writeln!(
            out,
            "Nothing was missing: all that the backup holds is here."
        )?;
        return Ok(ANSWERED);
    }
    writeln!(
        out,
        "Added: {}, {} and {}",
        number_of(done.entries, "entry of the log", "entries of the log"),
        number_of(done.bookmarks, "bookmark", "bookmarks"),
        number_of(done.notes, "note", "notes"),
    )?;
    if done.joined > 0 {
        let notes = number_of(done.joined, "note says", "notes say");
        writeln!(out, "{notes} something else here: both texts were kept")?;
    }
    if done.parameters {
        writeln!(out, "Cards come by the fitted parameters of the backup")?;
    }
    Ok(ANSWERED)
}
