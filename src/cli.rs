//! Arguments in, exit code out.

mod ask;
mod browse;
mod check;
mod export;
mod progress;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::dataset::{Dataset, Fault};
use crate::embedded;
use crate::environment;
use crate::model::{Date, Day, RecordRef};
use crate::report;
use crate::store;
use crate::theme::ThemeName;

/// Everything was answered.
const ANSWERED: u8 = 0;
/// Nothing was found.
const NOT_FOUND: u8 = 1;
/// Wrong usage, or a wrong data set.
const WRONG: u8 = 2;

/// Browse every layer that has stood between the national centre of the NHS in England and the local bodies below it, since 1948.
#[derive(Debug, Parser)]
#[command(
    name = "nhs-tiers",
    version,
    max_term_width = 100,
    after_help = "In the browser, ? shows the keys and q leaves."
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// Open the browser as at this date: 2004 (its 1 April), "apr 2004", 1/4/2004, 2004-04-01
    #[arg(long, value_name = "DATE")]
    at: Option<String>,

    /// Open the browser at this record: an abbreviation, a name, a code or an id
    #[arg(long, value_name = "NAME")]
    open: Option<String>,

    /// Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,

    /// Colours of the browser
    #[arg(long, value_enum, value_name = "THEME")]
    theme: Option<ThemeName>,

    /// Draw with ASCII characters only
    #[arg(long)]
    ascii: bool,
}

impl Arguments {
    const fn is_for_the_browser(&self) -> bool {
        self.at.is_some() || self.open.is_some() || self.theme.is_some() || self.ascii
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// What stood on a day, everywhere or over a place
    At(ask::At),

    /// Print records: bodies, organisations, places, reforms, findings …, by abbreviation, name, former name, code or id
    Show(ask::Show),

    /// Search everything, best first
    Search(ask::Search),

    /// Put the same questions to two bodies
    Compare(ask::Compare),

    /// Everybody who stood over a place, or the whole chain of an organisation
    Lineage(ask::Lineage),

    /// What was made, ended, renamed or changed in law between two days
    Diff(ask::Diff),

    /// Who held which function, from 1948 to now
    Functions(ask::Functions),

    /// Write the whole data set for other programs: one JSON document, or a folder of CSV tables
    Export {
        /// What to write
        #[arg(long, value_enum, value_name = "FORMAT")]
        format: export::Format,

        /// Where to: a file, or for CSV a folder; without it, JSON goes to standard output
        #[arg(long, short, value_name = "PATH")]
        output: Option<PathBuf>,
    },

    /// Check a data set or an overlay, and print every fault with file, line, column and cure
    Check {
        /// The folder; without one, the data set that is part of the program
        dir: Option<PathBuf>,
    },
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse_from(with_negations(environment::arguments())) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers; the rest is wrong usage.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { WRONG } else { ANSWERED });
        }
    };
    let data = arguments.data.as_deref();
    let code = match &arguments.command {
        Some(_) if arguments.is_for_the_browser() => {
            let _ = writeln!(
                io::stderr(),
                "error: --at, --open, --theme and --ascii belong to the browser: leave them out, or the command"
            );
            Ok(WRONG)
        }
        Some(Command::Check { dir }) => check::run(dir.as_deref().or(data)),
        Some(Command::Export { format, output }) => export::run(data, *format, output.as_deref()),
        Some(Command::At(asked)) => answer(data, |data| ask::at(data, asked)),
        Some(Command::Show(asked)) => answer(data, |data| ask::show(data, asked)),
        Some(Command::Search(asked)) => answer(data, |data| ask::search(data, asked)),
        Some(Command::Compare(asked)) => answer(data, |data| ask::compare(data, asked)),
        Some(Command::Lineage(asked)) => answer(data, |data| ask::lineage(data, asked)),
        Some(Command::Diff(asked)) => answer(data, |data| ask::diff(data, asked)),
        Some(Command::Functions(asked)) => answer(data, |data| ask::functions(data, asked)),
        None => browse::run(&arguments),
    };
    ExitCode::from(code.unwrap_or_else(|error| fail(&error)))
}

/// The arguments with a space before what a search must not find: `-kind:source` is not an option.
fn with_negations(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut is_search = false;
    let negation = |argument: &OsString| {
        let rest = argument.to_str()?.strip_prefix('-')?;
        let begins = rest.starts_with(|c: char| c.is_alphanumeric() || c == '"');
        (begins && rest.chars().nth(1).is_some()).then(|| OsString::from(format!(" -{rest}")))
    };
    let each = arguments.into_iter().map(|argument| {
        let changed = is_search.then(|| negation(&argument)).flatten();
        is_search |= argument == "search";
        changed.unwrap_or(argument)
    });
    each.collect()
}

/// Opens the data and answers from them.
fn answer(
    dir: Option<&std::path::Path>,
    from: impl FnOnce(&'static Dataset) -> io::Result<u8>,
) -> io::Result<u8> {
    match data_set(dir)? {
        Ok(data) => from(data),
        Err(faults) => {
            print_faults(&faults, io::stderr())?;
            Ok(WRONG)
        }
    }
}

/// Says what went wrong. A reader that has gone away (`| head`) is not an error.
fn fail(error: &io::Error) -> u8 {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return ANSWERED;
    }
    let _ = writeln!(io::stderr(), "error: {error}");
    WRONG
}

/// The data set that is part of the program, or that with the reader's own over it.
fn data_set(dir: Option<&std::path::Path>) -> io::Result<Result<&'static Dataset, Vec<Fault>>> {
    let Some(dir) = dir else {
        return Ok(Ok(embedded::dataset()));
    };
    progress::while_slow(&format!("reading the data in {}", dir.display()), || {
        let files = store::read_data_set(dir)?;
        // It is read once and kept to the end, as its text is.
        Ok(embedded::dataset()
            .clone()
            .with_overlay(&files)
            .map(|data| &*Box::leak(Box::new(data))))
    })
}

/// Says that a name is not plain, and what it may have meant.
fn print_candidates(
    data: &Dataset,
    name: &str,
    candidates: &[RecordRef],
    mut out: impl Write,
) -> io::Result<()> {
    if candidates.is_empty() {
        return writeln!(out, "Nothing is called \"{name}\".");
    }
    if candidates.len() == 1 {
        writeln!(out, "Nothing is called \"{name}\". Did you mean:")?;
    } else {
        writeln!(out, "\"{name}\" may mean several things. Did you mean:")?;
    }
    for record in candidates {
        let Some(card) = report::card(data, *record) else {
            continue;
        };
        let when = if card.when.is_empty() {
            String::new()
        } else {
            format!(", {}", card.when)
        };
        writeln!(out, "  {}  ({}{when})", record.id, card.name)?;
    }
    Ok(())
}

/// Reads a date that was given as an argument; what is none is said on stderr.
fn read_date(text: &str, today: Day) -> io::Result<Option<Date>> {
    let date = Date::read(text, today).ok();
    if date.is_none() {
        writeln!(
            io::stderr(),
            "error: \"{text}\" is not a date: write a year, a month or a day, as in 2004, \"apr 2004\", 1/4/2004 or 2004-04-01"
        )?;
    }
    Ok(date)
}

fn print_faults(faults: &[Fault], mut out: impl Write) -> io::Result<()> {
    for fault in faults {
        writeln!(out, "{fault}")?;
    }
    let number = faults.len();
    writeln!(out, "{number} fault{}", if number == 1 { "" } else { "s" })
}
