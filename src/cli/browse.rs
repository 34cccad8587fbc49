//! `nhs-tiers` without a command: the browser.

use std::io::{self, IsTerminal};

use serde::de::DeserializeOwned;

use super::question::{self, Refused};
use super::{Arguments, Colour, WRONG, config, data_set, print_faults, progress};
use crate::app::{Position, Size, State};
use crate::config::Config;
use crate::environment::Environment;
use crate::run;
use crate::store::{Kept, Store};
use crate::terminal;
use crate::theme::{Theme, ThemeName};

pub(super) fn run(arguments: &Arguments) -> Result<u8, Refused> {
    let environment = Environment::read();
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Refused::because(
            WRONG,
            "error: the browser needs a terminal. In a pipe or a script, `nhs-tiers show NAME` prints a record as text: nhs-tiers show sha",
        ));
    }
    if environment.dumb {
        return Err(Refused::because(
            WRONG,
            "error: the browser needs a terminal that can move its cursor, and TERM is \"dumb\". `nhs-tiers show NAME` works here: nhs-tiers show sha",
        ));
    }
    let data = match data_set(arguments.data.as_deref())? {
        Ok(data) => data,
        Err(faults) => {
            print_faults(&faults, io::stderr())?;
            return Err(Refused::because(
                WRONG,
                "error: the data were not opened. Without --data the built-in data set opens.",
            ));
        }
    };
    let store = Store::of_user();
    let mut state = State::new(data, Size::default());
    let mut warnings = Vec::new();
    let position: Position = read(&store, Kept::Position, &mut warnings);
    state.personal = read(&store, Kept::Personal, &mut warnings);
    state.restore(&position);
    if arguments.data.is_some() {
        // A large overlay has a large index. It is made while the reader waits for the data anyway, not at the first search.
        progress::while_slow("preparing the search", || {
            let _ = state.index();
        });
    }
    if let Some(name) = &arguments.open
        && let Err(candidates) = state.open_named(name)
    {
        return Err(question::not_plain(data, name, &candidates));
    }
    if let Some(at) = &arguments.at {
        let date = question::date(at, data.as_of())?;
        state.open_at(date, arguments.open.is_some());
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
    let chosen = arguments.theme.or(config.theme);
    let name = match arguments.color {
        Colour::Never => ThemeName::Mono,
        Colour::Auto if chosen.is_none() && environment.no_color => ThemeName::Mono,
        Colour::Auto | Colour::Always => {
            // What was chosen by name counts for more than the environment.
            terminal::force_colours();
            chosen.unwrap_or_default()
        }
    };
    let ascii = arguments.ascii || config.ascii.unwrap_or(environment.ascii);
    let theme = Theme::new(name, ascii);
    Ok(run::run(
        state,
        &theme,
        &config.keys,
        &store,
        environment.tmux,
    )?)
}

/// What was kept; what there is to say of it goes to the warnings.
fn read<T: DeserializeOwned + Default>(store: &Store, kept: Kept, warnings: &mut Vec<String>) -> T {
    let (value, says) = store
        .read(kept)
        .unwrap_or_else(|error| (T::default(), Some(error.to_string())));
    warnings.extend(says);
    value
}
