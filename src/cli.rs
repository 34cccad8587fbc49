//! Arguments in, exit code out.

mod ask;
mod browse;
mod check;
mod config;
mod doctor;
mod export;
mod kiosk;
mod notes;
mod plain;
mod progress;
mod question;
mod reading;
mod shell;
mod study;
mod timeline;
mod tour;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};

use self::question::Refused;
use crate::app::{Idle, Session};
use crate::confine::{Confined, Needs, confine};
use crate::dataset::{Dataset, Fault};
use crate::embedded;
use crate::environment::{self, Environment};
use crate::model::{harmless, number_of};
use crate::store::{self, Store};
use crate::terminal::{self, Paper};
use crate::theme::ThemeName;
use reading::{Asked, Reading};

/// Everything was answered.
const ANSWERED: u8 = 0;
/// Nothing was found.
const NOT_FOUND: u8 = 1;
/// Wrong usage, or a wrong data set.
const WRONG: u8 = 2;

/// The versions of the program and of its data, and how late the evidence goes.
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    " (data ",
    env!("DATA_VERSION"),
    ", as of ",
    env!("DATA_AS_OF"),
    ")"
);

/// Browse every layer that has stood between the national centre of the NHS in England and the local bodies below it, since 1948.
#[derive(Debug, Parser)]
#[command(
    name = "nhs-tiers",
    version = VERSION,
    max_term_width = 100,
    after_help = "In the browser, ? shows the keys and q leaves."
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    opening: Opening,

    /// Read RON files from this folder too: an overlay, or a whole data set if it has its own meta.ron
    #[arg(long, global = true, value_name = "DIR", value_parser = path())]
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

    /// Open the browser for anybody who comes, as over SSH: it keeps nothing, reads no file and no configuration, and starts no program.
    /// --data is ignored. What `ssh` is given as a command may be a reading command
    #[arg(long)]
    kiosk: bool,

    /// End a kiosk's session after so long without a key: 45s, 10m, "1h 30m"
    #[arg(
        long,
        requires = "kiosk",
        default_value = "30m",
        value_name = "TIME",
        value_hint = ValueHint::Other
    )]
    idle_timeout: Idle,
}

impl Arguments {
    const fn is_for_the_browser(&self) -> bool {
        self.opening.is_given() || self.kiosk
    }

    const fn session(&self) -> Session {
        if self.kiosk {
            Session::Kiosk(self.idle_timeout)
        } else {
            Session::Reader
        }
    }
}

/// How the browser opens. There is no harm in any of it: whoever visits a kiosk may ask for it too.
#[derive(Clone, Debug, Args)]
struct Opening {
    /// Open the browser as at this date: 2004 (its 1 April), 2004/05 (a financial year, its 1 April), "apr 2004", 1/4/2004, 2004-04-01
    #[arg(long, value_name = "DATE", value_hint = ValueHint::Other)]
    at: Option<String>,

    /// Open the browser at this record: an abbreviation, a name, a code or an id
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    open: Option<String>,

    /// Colours of the browser
    #[arg(long, value_enum, value_name = "THEME")]
    theme: Option<ThemeName>,

    /// Draw with ASCII characters only
    #[arg(long)]
    ascii: bool,

    /// Ask and be answered line by line, without a screen: for screen readers, braille and pipes
    #[arg(long, conflicts_with = "theme")]
    plain: bool,

    /// On its study screen: `nhs-tiers study` asks for it.
    #[arg(skip)]
    study: Option<study::Beginning>,
}

impl Opening {
    const fn is_given(&self) -> bool {
        self.at.is_some() || self.open.is_some() || self.theme.is_some() || self.ascii || self.plain
    }

    /// As is asked here, and where nothing is asked, as is asked there.
    fn or(self, other: Self) -> Self {
        Self {
            at: self.at.or(other.at),
            open: self.open.or(other.open),
            theme: self.theme.or(other.theme),
            ascii: self.ascii || other.ascii,
            plain: self.plain || other.plain,
            study: self.study.or(other.study),
        }
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
            Self::Auto => {
                let can = !environment.no_color && !environment.colourless && !environment.dumb;
                can && io::stdout().is_terminal()
            }
            Self::Always => true,
            Self::Never => false,
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Reading(Reading),

    /// Draw the timeline, or a part of it: as text, as a picture for a slide, as a page to print
    Timeline(timeline::Timeline),

    /// Learn the tier by heart: open the browser on its study screen, or tell of what was learnt
    Study(study::Study),

    /// Write the whole data set: for programs as JSON or CSV, for readers as one HTML or Markdown document; or the timeline as SVG
    Export {
        /// What to write
        #[arg(long, value_enum, value_name = "FORMAT")]
        format: export::Format,

        /// Where to: a file, or for CSV a folder; without it, standard output
        #[arg(long, short, value_name = "PATH", value_parser = path())]
        output: Option<PathBuf>,

        /// Replace what is there; in a folder, only earlier tables of ours
        #[arg(long)]
        force: bool,
    },

    /// Print your own notes and bookmarks
    Notes(notes::Notes),

    /// Check a data set or an overlay, and print every fault with file, line, column and cure
    Check {
        /// The folder; without one, the data set that is part of the program
        #[arg(value_parser = path())]
        dir: Option<PathBuf>,
    },

    /// The configuration of the browser: theme, glyphs and keys
    #[command(subcommand)]
    Config(config::Asked),

    /// Say what the program found: data, terminal, colours, letters, clipboard, files; and what to do where something is not well
    Doctor,

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

/// Answers a line that asks something of the built-in data, as a visitor's behind the name of a host: to the standard output, plain. The
/// answer is the exit code; no line of it writes a file or opens a screen.
///
/// # Errors
/// When the line asks nothing, and why.
pub fn answer_line(line: &str) -> Result<u8, clap::Error> {
    let asked = Asked::read(line)?;
    let answered = Asked::answer(embedded::dataset(), &asked, Paper::of_output(false, false));
    Ok(match answered {
        Ok(code) | Err(Refused::Said(code)) => code,
        Err(Refused::Failed(error)) => fail(&error),
    })
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    if Environment::read().ascii {
        terminal::only_ascii();
    }
    let arguments = match Arguments::try_parse_from(with_negations(environment::arguments())) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers; the rest is wrong usage.
            return ExitCode::from(match print_clap(&error) {
                _ if error.use_stderr() => WRONG,
                Ok(()) => ANSWERED,
                Err(error) => fail(&error),
            });
        }
    };
    ExitCode::from(match run(arguments) {
        Ok(code) | Err(Refused::Said(code)) => code,
        Err(Refused::Failed(error)) => fail(&error),
    })
}

fn run(arguments: Arguments) -> Result<u8, Refused> {
    // Before anything is read: no data set, whatever is in it, makes this program start another or call somebody.
    let _ = confine(&Needs::AnyFiles);
    store::outlive_limits()?;
    let (data, colour) = (arguments.data.as_deref(), arguments.color);
    let Some(command) = &arguments.command else {
        return match arguments.session() {
            Session::Reader => open(Session::Reader, &arguments.opening, data, colour),
            kiosk @ Session::Kiosk(_) => kiosk::run(kiosk, arguments.opening, colour),
        };
    };
    let has_screen = !arguments.kiosk && !arguments.opening.plain;
    if let Command::Study(asked) = command
        && let Some(beginning) = asked.opens().filter(|_| has_screen)
    {
        let opening = Opening {
            study: Some(beginning),
            ..arguments.opening.clone()
        };
        return open(Session::Reader, &opening, data, colour);
    }
    if arguments.is_for_the_browser() {
        return Err(Refused::because(
            WRONG,
            "error: --at, --open, --theme, --ascii, --plain and --kiosk belong to the browser: leave them out, or the command",
        ));
    }
    let code = match command {
        Command::Reading(asked) => answer(data, colour, asked, Reading::answer)?,
        Command::Study(asked) => answer(data, colour, asked, study::Study::run)?,
        Command::Timeline(asked) => answer(data, colour, asked, timeline::Timeline::run)?,
        Command::Notes(asked) => answer(data, colour, asked, notes::Notes::run)?,
        Command::Export {
            format,
            output,
            force,
        } => export::run(data, *format, output.as_deref(), *force)?,
        Command::Check { dir } => check::run(dir.as_deref().or(data))?,
        Command::Config(asked) => config::run(asked)?,
        Command::Doctor => doctor::run(&arguments)?,
        Command::Completions { shell } => shell::completions(*shell)?,
        Command::Man => shell::man()?,
    };
    Ok(code)
}

/// A file or a folder. In a name that was changed because it would drive a terminal, another file would be meant.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| match path.to_str() {
        Some(name) if name.contains('\u{FFFD}') => Err(
            "a name with control characters, or with U+FFFD, cannot be given here: rename it first",
        ),
        _ => Ok(path),
    })
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

/// Opens the browser, as a screen or as a dialogue in lines.
fn open(
    session: Session,
    opening: &Opening,
    dir: Option<&Path>,
    colour: Colour,
) -> Result<u8, Refused> {
    if opening.plain {
        plain::run(session, opening, dir)
    } else {
        browse::run(session, opening, dir, colour)
    }
}

/// Where the things of a session are kept.
fn store_of(session: Session) -> Store {
    match session {
        Session::Reader => Store::of_user(),
        Session::Kiosk(_) => Store::of_nobody(),
    }
}

/// Gives up what a session does not need once it has begun: it has read its data and its configuration, and writes where its things are
/// kept.
fn give_up(session: Session, store: &Store) -> Confined {
    confine(&Needs::Only {
        reads: environment::time_zones(),
        writes: store.written_folders(),
        stops_its_job: session == Session::Reader,
    })
}

/// The data set, where it has no faults; else they are said on stderr.
fn sound_data_set(dir: Option<&Path>) -> Result<&'static Dataset, Refused> {
    data_set(dir)?.or_else(|faults| {
        print_faults(&faults, terminal::complaints())?;
        Err(Refused::Said(WRONG))
    })
}

/// Opens the data and answers from them, on standard output as it is.
fn answer<Asked>(
    dir: Option<&Path>,
    colour: Colour,
    asked: &Asked,
    from: fn(&'static Dataset, &Asked, Paper) -> Result<u8, Refused>,
) -> Result<u8, Refused> {
    let data = sound_data_set(dir)?;
    let environment = Environment::read();
    let coloured = colour.is_wanted(&environment);
    from(data, asked, Paper::of_output(coloured, environment.ascii))
}

/// Says what is wrong with the arguments, or the help that was asked for.
fn print_clap(error: &clap::Error) -> io::Result<()> {
    let text = error.render();
    if error.use_stderr() {
        write!(terminal::complaints(), "{text}")
    } else {
        write!(terminal::output(), "{text}")
    }
}

/// A path on one line, whatever its folders are called.
fn named(path: &Path) -> String {
    harmless(&path.display().to_string()).into_owned()
}

/// Says what went wrong, on one line. A reader that has gone away (`| head`) is not an error.
fn fail(error: &io::Error) -> u8 {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return ANSWERED;
    }
    let _ = writeln!(
        terminal::complaints(),
        "error: {}",
        harmless(&error.to_string())
    );
    WRONG
}

/// The data set that is part of the program, or that with the reader's own over it.
fn data_set(dir: Option<&Path>) -> io::Result<Result<&'static Dataset, Vec<Fault>>> {
    let Some(dir) = dir else {
        return Ok(Ok(embedded::dataset()));
    };
    progress::while_slow(&format!("reading the data in {}", named(dir)), || {
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
    writeln!(out, "{}", number_of(faults.len(), "fault", "faults"))
}
