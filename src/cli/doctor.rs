//! `nhs-tiers doctor`: what the program found, and what to do about what is not well. It writes nothing.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use clap::ValueEnum;

use super::{ANSWERED, Arguments, browse, check, config, data_set, give_up};
use crate::app::Session;
use crate::confine::Confined;
use crate::environment::{Environment, Multiplexer};
use crate::model::harmless;
use crate::store::{Kept, Store};
use crate::terminal;

/// Fits any terminal.
const WIDTH: usize = 80;
/// Columns of the names.
const NAMES: usize = 16;

/// One thing that was looked at.
struct Finding {
    name: &'static str,
    says: String,
    /// What to do, where it is not well.
    cure: Option<String>,
}

impl Finding {
    fn well(name: &'static str, says: impl Into<String>) -> Self {
        Self {
            name,
            says: says.into(),
            cure: None,
        }
    }

    fn ill(name: &'static str, says: impl Into<String>, cure: impl Into<String>) -> Self {
        Self {
            cure: Some(cure.into()),
            ..Self::well(name, says)
        }
    }

    fn write(&self, mut out: impl Write) -> io::Result<()> {
        let mark = if self.cure.is_some() { "!" } else { " " };
        let cure = self.cure.as_ref().map(|cure| format!("; {cure}"));
        let text = format!("{}{}", self.says, cure.unwrap_or_default());
        let first = format!("{mark} {:<width$}", self.name, width = NAMES - 2);
        let rest = " ".repeat(NAMES);
        let options = textwrap::Options::new(WIDTH)
            .initial_indent(&first)
            .subsequent_indent(&rest);
        for line in textwrap::wrap(&harmless(&text), options) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

/// Looks at everything, and prints it.
pub(super) fn run(arguments: &Arguments) -> io::Result<u8> {
    let environment = Environment::read();
    let store = Store::of_user();
    let (configuration, settings) = configuration(&store);
    let theme = browse::theme(arguments.color, settings.theme, &environment);
    let theme = theme.to_possible_value();
    let theme = theme.as_ref().map_or("", |theme| theme.get_name());
    let mut findings = vec![
        Finding::well("program", concat!("nhs-tiers ", env!("CARGO_PKG_VERSION"))),
        data(arguments.data.as_deref()),
        size(),
        term(&environment),
        between(&environment),
        colours(&environment, theme),
        letters(&environment, settings.ascii),
        clipboard(environment.multiplexer),
        configuration,
        file("position", &store, Kept::Position),
        file("bookmarks", &store, Kept::Personal),
        confined(give_up(Session::Reader, &store)),
    ];
    let ill = findings.iter().filter(|one| one.cure.is_some()).count();
    findings.push(Finding::well(
        "in short",
        match ill {
            0 => "all is well".to_owned(),
            1 => "one line is marked with !".to_owned(),
            _ => format!("{ill} lines are marked with !"),
        },
    ));
    let mut out = terminal::output();
    for finding in findings {
        finding.write(&mut out)?;
    }
    Ok(ANSWERED)
}

fn data(dir: Option<&Path>) -> Finding {
    let name = "data";
    let from = dir.map_or("built in".to_owned(), |dir| dir.display().to_string());
    match data_set(dir) {
        Ok(Ok(data)) => Finding::well(name, format!("{from}: {}", check::counts(data))),
        Ok(Err(faults)) => Finding::ill(
            name,
            format!("{from}: its faults are {} in number", faults.len()),
            "`nhs-tiers check` with this folder lists them, each with its cure",
        ),
        Err(error) => Finding::ill(name, error.to_string(), "give another folder to --data"),
    }
}

fn size() -> Finding {
    let name = "size";
    match terminal::told_size() {
        None => Finding::well(name, "this is no terminal: text is 80 columns wide"),
        Some((0, _) | (_, 0)) => Finding::ill(
            name,
            "the terminal does not tell: 80x24 is drawn",
            "`stty rows 40 cols 120` tells it",
        ),
        Some((columns, lines)) if columns < 36 || lines < 9 => Finding::ill(
            name,
            format!("{columns}x{lines}"),
            "the browser needs 36x9: make the window larger",
        ),
        Some((columns, lines)) => Finding::well(name, format!("{columns}x{lines}")),
    }
}

fn term(environment: &Environment) -> Finding {
    let name = "terminal";
    let term = match environment.term.as_str() {
        "" => "TERM is not set".to_owned(),
        term => format!("TERM is {term}"),
    };
    if environment.dumb {
        Finding::ill(
            name,
            term,
            "the commands work, the browser does not: set TERM to what the terminal is, as in TERM=xterm-256color",
        )
    } else if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        Finding::well(name, format!("{term}; here is a pipe or a file"))
    } else {
        Finding::well(name, term)
    }
}

fn between(environment: &Environment) -> Finding {
    let multiplexer = match environment.multiplexer {
        None => "no multiplexer",
        Some(Multiplexer::Tmux) => "tmux",
        Some(Multiplexer::Screen) => "GNU screen",
        Some(Multiplexer::TmuxOrScreen) => "tmux or GNU screen, by the name of the terminal",
    };
    let ssh = if environment.over_ssh {
        "over SSH"
    } else {
        "not over SSH"
    };
    Finding::well("between", format!("{ssh}; {multiplexer}"))
}

fn colours(environment: &Environment, theme: &str) -> Finding {
    let why = if environment.colourless {
        ": this terminal has no colours"
    } else if environment.no_color {
        "; NO_COLOR is set"
    } else {
        ""
    };
    Finding::well("colours", format!("theme {theme}{why}"))
}

fn letters(environment: &Environment, configured: Option<bool>) -> Finding {
    let name = "letters";
    let locale = match environment.locale.as_str() {
        "" => "no locale is set".to_owned(),
        locale => format!("the locale is {locale}"),
    };
    match (configured, environment.ascii) {
        (Some(true), _) => Finding::well(name, format!("ASCII, as configured; {locale}")),
        (Some(false), _) => Finding::well(name, format!("UTF-8, as configured; {locale}")),
        (None, false) => Finding::well(name, format!("UTF-8; {locale}")),
        (None, true) if environment.other_screen => Finding::ill(
            name,
            format!("ASCII; {locale}"),
            "if the terminal can show more, set LANG to C.UTF-8 or another locale with UTF-8",
        ),
        (None, true) => Finding::well(name, format!("ASCII, all this terminal has; {locale}")),
    }
}

fn clipboard(multiplexer: Option<Multiplexer>) -> Finding {
    let name = "clipboard";
    match multiplexer {
        None => Finding::well(name, "OSC 52; some terminals have it switched off"),
        Some(Multiplexer::Tmux) => Finding::well(
            name,
            "OSC 52 through tmux, which needs `set -g set-clipboard on` in its configuration",
        ),
        Some(Multiplexer::Screen) => Finding::well(name, "OSC 52 in pieces through GNU screen"),
        Some(Multiplexer::TmuxOrScreen) => Finding::ill(
            name,
            "OSC 52 in pieces through GNU screen; tmux takes short texts only",
            "in tmux, `set -g default-terminal tmux-256color` says that it is tmux",
        ),
    }
}

/// The configuration, and what is in force.
fn configuration(store: &Store) -> (Finding, crate::config::Config) {
    let name = "configuration";
    match config::read(store) {
        Ok(Ok((config, Some(path)))) => (Finding::well(name, path.display().to_string()), config),
        Ok(Ok((config, None))) => {
            let path = store.config_file();
            let path =
                path.map_or_else(|error| error.to_string(), |path| path.display().to_string());
            let says = format!("{path} (none: the defaults are in force)");
            (Finding::well(name, says), config)
        }
        Ok(Err(fault)) => {
            let cure = "the defaults are in force until that is mended";
            (
                Finding::ill(name, fault.to_string(), cure),
                crate::config::Config::default(),
            )
        }
        Err(error) => {
            let cure = "the defaults are in force until it can be read";
            (
                Finding::ill(name, error.to_string(), cure),
                crate::config::Config::default(),
            )
        }
    }
}

fn file(name: &'static str, store: &Store, kept: Kept) -> Finding {
    let Some(file) = store.inspect(kept) else {
        return Finding::ill(
            name,
            "no home directory was found",
            "set HOME to a folder that can be written, or nothing is kept",
        );
    };
    let path = file.path.display();
    match file.trouble {
        Some(trouble) => Finding::ill(
            name,
            format!("{path}: {trouble}"),
            "nothing is kept until its folder can be written",
        ),
        None if kept == Kept::Personal && file.open_to_others => Finding::ill(
            name,
            format!("{path}: others on this machine can read your notes"),
            "`chmod 600` with this file closes it to them",
        ),
        None if file.exists => Finding::well(name, path.to_string()),
        None => Finding::well(name, format!("{path} (none yet)")),
    }
}

/// What the browser gives up once it is open. This process has just done the same.
fn confined(confined: Confined) -> Finding {
    let name = "confined";
    match confined {
        Confined::By(abi) => {
            let others = match abi {
                ..=3 => "start no program",
                4..=5 => "start no program and use no TCP",
                _ => "start no program, and use no TCP and no abstract socket",
            };
            Finding::well(
                name,
                format!(
                    "Landlock ABI {abi}: once open, the browser can reach no files but its own, {others}"
                ),
            )
        }
        Confined::Not(why) => Finding::well(name, format!("no: {why}")),
    }
}
