//! `nhs-tiers` without a command: the browser.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use serde::de::DeserializeOwned;

use super::{
    Colour, NOT_FOUND, Opening, WRONG, config, data_set, print_candidates, print_faults, progress,
    read_date,
};
use crate::app::{Position, Session, Size, State};
use crate::config::Config;
use crate::environment::Environment;
use crate::run;
use crate::store::{Kept, Store};
use crate::terminal;
use crate::theme::{Theme, ThemeName};

pub(super) fn run(
    session: Session,
    opening: &Opening,
    dir: Option<&Path>,
    colour: Colour,
) -> io::Result<u8> {
    let environment = Environment::read();
    let mut says = io::stderr();
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        let instead = match session {
            Session::Reader => {
                "In a pipe or a script, `nhs-tiers show NAME` prints a record as text: nhs-tiers show sha"
            }
            Session::Kiosk(_) => {
                "`ssh -t HOST` gives it one; without, `ssh HOST show sha` prints a record, and `ssh HOST help` says what else is answered"
            }
        };
        writeln!(says, "error: the browser needs a terminal. {instead}")?;
        return Ok(WRONG);
    }
    if environment.dumb {
        let instead = match session {
            Session::Reader => "`nhs-tiers show NAME` works here: nhs-tiers show sha",
            Session::Kiosk(_) => {
                "`ssh HOST show sha` works here; `ssh HOST help` says what else is answered"
            }
        };
        writeln!(
            says,
            "error: the browser needs a terminal that can move its cursor, and TERM is \"dumb\". {instead}"
        )?;
        return Ok(WRONG);
    }
    let data = match data_set(dir)? {
        Ok(data) => data,
        Err(faults) => {
            print_faults(&faults, &mut says)?;
            writeln!(
                says,
                "error: the data were not opened. Without --data the built-in data set opens."
            )?;
            return Ok(WRONG);
        }
    };
    let store = match session {
        Session::Reader => Store::of_user(),
        Session::Kiosk(_) => Store::of_nobody(),
    };
    let mut state = State::new(data, Size::default());
    state.session = session;
    let mut warnings = Vec::new();
    let position: Position = read(&store, Kept::Position, &mut warnings);
    state.personal = read(&store, Kept::Personal, &mut warnings);
    state.restore(&position);
    if dir.is_some() {
        // A large overlay has a large index. It is made while the reader waits for the data anyway, not at the first search.
        progress::while_slow("preparing the search", || {
            let _ = state.index();
        });
    }
    if let Some(name) = &opening.open
        && let Err(candidates) = state.open_named(name)
    {
        print_candidates(data, name, &candidates, says)?;
        return Ok(NOT_FOUND);
    }
    if let Some(at) = &opening.at {
        let Some(date) = read_date(at, data.as_of())? else {
            return Ok(WRONG);
        };
        state.open_at(date, opening.open.is_some());
    }
    if let Some(why) = store.cannot_keep() {
        // What could not be read either is no news then.
        warnings = vec![format!("Nothing can be kept ({why})")];
    }
    let read = config::read(&store);
    let read = read.and_then(|read| read.map_err(|fault| io::Error::other(fault.in_short())));
    let config = match read {
        Ok((config, _)) => config,
        Err(error) => {
            warnings.insert(0, format!("The defaults are in force: {error}"));
            Config::default()
        }
    };
    // What there is to say of the date that was asked for is said too.
    warnings.extend(state.notice.take());
    if !warnings.is_empty() {
        state.notice = Some(warnings.join("; "));
    }
    let chosen = opening.theme.or(config.theme);
    let name = match colour {
        Colour::Never => ThemeName::Mono,
        Colour::Auto if chosen.is_none() && environment.no_color => ThemeName::Mono,
        Colour::Auto | Colour::Always => {
            // What was chosen by name counts for more than the environment.
            terminal::force_colours();
            chosen.unwrap_or_default()
        }
    };
    let ascii = opening.ascii || config.ascii.unwrap_or(environment.ascii);
    let theme = Theme::new(name, ascii);
    run::run(state, &theme, &config.keys, &store, environment.tmux)
}

/// What was kept; what there is to say of it goes to the warnings.
fn read<T: DeserializeOwned + Default>(store: &Store, kept: Kept, warnings: &mut Vec<String>) -> T {
    let (value, says) = store
        .read(kept)
        .unwrap_or_else(|error| (T::default(), Some(error.to_string())));
    warnings.extend(says);
    value
}
