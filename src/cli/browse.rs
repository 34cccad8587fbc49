//! `nhs-tiers` without a command: the browser.

use std::io::{self, IsTerminal};
use std::path::Path;

use serde::de::DeserializeOwned;

use super::question::{self, Refused};
use super::{
    Colour, Opening, WRONG, config, data_set, give_up, print_faults, progress, store_of, study,
};
use crate::app::{Position, Session, State};
use crate::environment::Environment;
use crate::run;
use crate::store::{Kept, Store};
use crate::terminal::{self, Screen};
use crate::theme::{Theme, ThemeName};

pub(super) fn run(
    session: Session,
    opening: &Opening,
    dir: Option<&Path>,
    colour: Colour,
) -> Result<u8, Refused> {
    let environment = Environment::read();
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        let instead = match session {
            Session::Reader => {
                "In a pipe or a script, `nhs-tiers show NAME` prints a record as text: nhs-tiers show sha"
            }
            Session::Kiosk(_) => {
                "`ssh -t HOST` gives it one; without, `ssh HOST show sha` prints a record, and `ssh HOST help` says what else is answered"
            }
        };
        let why = format!("error: the browser needs a terminal. {instead}");
        return Err(Refused::because(WRONG, why));
    }
    if environment.dumb {
        let term = if environment.term.is_empty() {
            "not set".to_owned()
        } else {
            format!("{:?}", environment.term)
        };
        let instead = match session {
            Session::Reader => {
                "`nhs-tiers --plain` is the browser line by line, and these work here too: at, show, search, compare, lineage, diff, functions. `nhs-tiers show sha` is a beginning, `nhs-tiers doctor` says more"
            }
            Session::Kiosk(_) => {
                "`ssh -t HOST -- --plain` is the browser line by line; `ssh HOST help` says what else is answered"
            }
        };
        let why = format!(
            "error: the browser needs a terminal that can move its cursor, and TERM is {term}. {instead}"
        );
        return Err(Refused::because(WRONG, why));
    }
    let data = match data_set(dir)? {
        Ok(data) => data,
        Err(faults) => {
            print_faults(&faults, terminal::complaints())?;
            return Err(Refused::because(
                WRONG,
                "error: the data were not opened. Without --data the built-in data set opens.",
            ));
        }
    };
    let store = store_of(session);
    let mut state = State::new(data, Screen::size());
    state.session = session;
    // Before anything is read: a damaged file is set aside then.
    state.is_new_here = store.is_new();
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
        return Err(question::not_plain(data, name, &candidates));
    }
    if let Some(at) = &opening.at {
        let date = question::date(at, data.as_of())?;
        state.open_at(date, opening.open.is_some());
    }
    if let Some(beginning) = &opening.study {
        study::begin(&mut state, beginning)?;
    }
    if let Some(why) = store.cannot_keep() {
        // What could not be read either is no news then.
        warnings = vec![format!("Nothing can be kept ({why})")];
    }
    let (config, complaint) = config::in_force(&store);
    warnings.splice(0..0, complaint);
    // What there is to say of the date that was asked for is said too.
    warnings.extend(state.notice.take());
    if !warnings.is_empty() {
        state.notice = Some(warnings.join("; "));
    }
    let chosen = opening.theme.or(config.theme);
    let name = theme(colour, chosen, &environment);
    let ascii = opening.ascii || config.ascii.unwrap_or(environment.ascii);
    let theme = Theme::new(name, ascii);
    give_up(session, &store);
    Ok(run::run(state, &theme, &config, &store, &environment)?)
}

/// The theme in force: what was chosen by name counts for more than `NO_COLOR`, but not more than a terminal without colours.
pub(super) fn theme(
    colour: Colour,
    chosen: Option<ThemeName>,
    environment: &Environment,
) -> ThemeName {
    match colour {
        Colour::Never => ThemeName::Mono,
        Colour::Auto if environment.colourless => ThemeName::Mono,
        Colour::Auto if chosen.is_none() && environment.no_color => ThemeName::Mono,
        Colour::Auto | Colour::Always => chosen.unwrap_or_default(),
    }
}

/// What was kept; what there is to say of it goes to the warnings.
fn read<T: DeserializeOwned + Default>(store: &Store, kept: Kept, warnings: &mut Vec<String>) -> T {
    let (value, says) = store
        .read(kept)
        .unwrap_or_else(|error| (T::default(), Some(error.to_string())));
    warnings.extend(says);
    value
}
