//! `nhs-tiers notes`: what the reader wrote and bookmarked.

use std::collections::BTreeSet;
use std::io::Write;

use clap::Args;

use super::ask::{Written, write};
use super::question::Refused;
use super::{ANSWERED, NOT_FOUND};
use crate::app::{Key, Personal, resolve};
use crate::dataset::Dataset;
use crate::report::{self, Own};
use crate::store::{Kept, Store};
use crate::terminal::{self, Paper};

#[derive(Debug, Args)]
pub(super) struct Notes {
    #[command(flatten)]
    written: Written,
}

impl Notes {
    pub(super) fn run(data: &'static Dataset, asked: &Self, paper: Paper) -> Result<u8, Refused> {
        let (personal, says): (Personal, _) = Store::of_user().read(Kept::Personal)?;
        if let Some(says) = says {
            writeln!(terminal::complaints(), "{says}")?;
        }
        // By kind and id: the list of one day can be set against that of another.
        let keys: BTreeSet<&Key> = personal.notes.keys().chain(&personal.bookmarks).collect();
        let own: Vec<Own<'_>> = keys
            .into_iter()
            .map(|key| Own {
                kind: key.0,
                id: &key.1,
                record: resolve(data, key.0, &key.1),
                bookmarked: personal.bookmarks.contains(key),
                note: personal.notes.get(key).map(String::as_str),
                changed: personal.changed.get(key).copied(),
            })
            .collect();
        if own.is_empty() {
            writeln!(
                terminal::complaints(),
                "There are no notes and no bookmarks yet: in the browser, a writes one and b sets one"
            )?;
        }
        write(report::own(data, &own), &asked.written, paper)?;
        Ok(if own.is_empty() { NOT_FOUND } else { ANSWERED })
    }
}
