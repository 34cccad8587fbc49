//! Arguments in, exit code out.

mod ask;
mod browse;
mod check;
mod config;
mod export;
mod progress;
mod question;
mod shell;
mod timeline;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};

use self::question::Refused;
use crate::dataset::{Dataset, Fault};
use crate::embedded;
use crate::environment::{self, Environment};
use crate::store;
use crate::terminal::Paper;
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

    /// Open the browser as at this date: 2004 (its 1 April), 2004/05 (a financial year, its 1 April), "apr 2004", 1/4/2004, 2004-04-01
    #[arg(long, value_name = "DATE", value_hint = ValueHint::Other)]
    at: Option<String>,

    /// Open the browser at this record: an abbreviation, a name, a code or an id
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    open: Option<String>,

    /// Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,

    /// When to colour: on a terminal that can, or whatever it is
    #[arg(
        long,
        alias = "colour",
        global = true,
        value_enum,
        default_value_t,
        value_name = "WHEN"
    )]
    color: Colour,

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

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// On a terminal, unless NO_COLOR is set or TERM is dumb
    #[default]
    Auto,
    /// In a pipe too, whatever NO_COLOR says
    Always,
    /// Nowhere
    Never,
}

impl Colour {
    /// Whether what is printed is coloured.
    fn is_wanted(self, environment: &Environment) -> bool {
        match self {
            Self::Auto => io::stdout().is_terminal() && !environment.no_color && !environment.dumb,
            Self::Always => true,
            Self::Never => false,
        }
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

    /// Put the same questions to two or three bodies, or to one body at two dates
    Compare(ask::Compare),

    /// Everybody who stood over a place, or the whole chain of an organisation
    Lineage(ask::Lineage),

    /// What was made, ended, renamed or changed in law between two days
    Diff(ask::Diff),

    /// Who held which function, from 1948 to now
    Functions(ask::Functions),

    /// Draw the timeline, or a part of it: as text, as a picture for a slide, as a page to print
    Timeline(timeline::Timeline),

    /// Write the whole data set: for programs as JSON or CSV, for readers as one HTML or Markdown document; or the timeline as SVG
    Export {
        /// What to write
        #[arg(long, value_enum, value_name = "FORMAT")]
        format: export::Format,

        /// Where to: a file, or for CSV a folder; without it, standard output
        #[arg(long, short, value_name = "PATH")]
        output: Option<PathBuf>,

        /// Replace what is there; in a folder, only earlier tables of ours
        #[arg(long)]
        force: bool,
    },

    /// Check a data set or an overlay, and print every fault with file, line, column and cure
    Check {
        /// The folder; without one, the data set that is part of the program
        dir: Option<PathBuf>,
    },

    /// The configuration of the browser: theme, glyphs and keys
    #[command(subcommand)]
    Config(config::Asked),

    /// Print what lets a shell complete the names of commands and options
    Completions {
        /// The shell
        #[arg(value_enum, value_name = "SHELL")]
        shell: shell::Shell,
    },

    /// Print the manual page
    Man,
}

/// All that the command line takes.
#[must_use]
pub fn command() -> clap::Command {
    Arguments::command()
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
    ExitCode::from(match run(&arguments) {
        Ok(code) | Err(Refused::Said(code)) => code,
        Err(Refused::Failed(error)) => fail(&error),
    })
}

fn run(arguments: &Arguments) -> Result<u8, Refused> {
    let Some(command) = &arguments.command else {
        return browse::run(arguments);
    };
    if arguments.is_for_the_browser() {
        return Err(Refused::because(
            WRONG,
            "error: --at, --open, --theme and --ascii belong to the browser: leave them out, or the command",
        ));
    }
    let data = arguments.data.as_deref();
    let code = match command {
        Command::At(asked) => answer(arguments, asked, ask::at)?,
        Command::Show(asked) => answer(arguments, asked, ask::show)?,
        Command::Search(asked) => answer(arguments, asked, ask::search)?,
        Command::Compare(asked) => answer(arguments, asked, ask::compare)?,
        Command::Lineage(asked) => answer(arguments, asked, ask::lineage)?,
        Command::Diff(asked) => answer(arguments, asked, ask::diff)?,
        Command::Functions(asked) => answer(arguments, asked, ask::functions)?,
        Command::Timeline(asked) => answer(arguments, asked, timeline::run)?,
        Command::Export {
            format,
            output,
            force,
        } => export::run(data, *format, output.as_deref(), *force)?,
        Command::Check { dir } => check::run(dir.as_deref().or(data))?,
        Command::Config(asked) => config::run(asked)?,
        Command::Completions { shell } => shell::completions(*shell)?,
        Command::Man => shell::man()?,
    };
    Ok(code)
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

/// Opens the data and answers from them, on standard output as it is.
fn answer<Asked>(
    arguments: &Arguments,
    asked: &Asked,
    from: fn(&'static Dataset, &Asked, Paper) -> Result<u8, Refused>,
) -> Result<u8, Refused> {
    let data = match data_set(arguments.data.as_deref())? {
        Ok(data) => data,
        Err(faults) => {
            print_faults(&faults, io::stderr())?;
            return Ok(WRONG);
        }
    };
    let environment = Environment::read();
    let coloured = arguments.color.is_wanted(&environment);
    from(data, asked, Paper::of_output(coloured, environment.ascii))
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

fn print_faults(faults: &[Fault], mut out: impl Write) -> io::Result<()> {
    for fault in faults {
        writeln!(out, "{fault}")?;
    }
    let number = faults.len();
    writeln!(out, "{number} fault{}", if number == 1 { "" } else { "s" })
}
