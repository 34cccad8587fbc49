//! The commands that answer from the data and write nothing but their answer, given as arguments or as one line.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand};

use super::question::Refused;
use super::{ask, timeline, tour, with_negations};
use crate::dataset::Dataset;
use crate::terminal::Paper;

#[derive(Debug, Subcommand)]
pub(super) enum Reading {
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

    /// The story of the tier in a few stops: what happened, which bodies matter, and the sources
    Tour(tour::Tour),
}

impl Reading {
    /// Prints the answer. What it is, is the exit code.
    ///
    /// # Errors
    /// When there is none, or it cannot be printed.
    pub(super) fn answer(
        data: &'static Dataset,
        asked: &Self,
        paper: Paper,
    ) -> Result<u8, Refused> {
        match asked {
            Self::At(asked) => ask::at(data, asked, paper),
            Self::Show(asked) => ask::show(data, asked, paper),
            Self::Search(asked) => ask::search(data, asked, paper),
            Self::Compare(asked) => ask::compare(data, asked, paper),
            Self::Lineage(asked) => ask::lineage(data, asked, paper),
            Self::Diff(asked) => ask::diff(data, asked, paper),
            Self::Functions(asked) => ask::functions(data, asked, paper),
            Self::Tour(asked) => tour::Tour::answer(data, asked, paper),
        }
    }
}

/// One line that asks something, as in a dialogue or behind the name of a host. No shell ever sees it, and no word of it writes a file.
#[derive(Debug, Parser)]
#[command(name = "nhs-tiers", no_binary_name = true, disable_version_flag = true)]
struct Line {
    #[command(subcommand)]
    asked: Asked,
}

/// What a line may ask.
#[derive(Debug, Subcommand)]
pub(super) enum Asked {
    #[command(flatten)]
    Reading(Reading),

    /// Draw the timeline, or a part of it: as text, as a picture for a slide, as a page to print
    Timeline(timeline::Drawn),
}

impl Asked {
    /// Reads a line.
    ///
    /// # Errors
    /// When it asks nothing that may be asked; or for help, which is an error that is none, as [`clap::Error::use_stderr`] tells.
    pub(super) fn read(line: &str) -> Result<Self, clap::Error> {
        Ok(read::<Line>(line)?.asked)
    }

    /// Prints the answer. What it is, is the exit code.
    ///
    /// # Errors
    /// When there is none, or it cannot be printed.
    pub(super) fn answer(
        data: &'static Dataset,
        asked: &Self,
        paper: Paper,
    ) -> Result<u8, Refused> {
        match asked {
            Self::Reading(asked) => Reading::answer(data, asked, paper),
            Self::Timeline(asked) => timeline::Drawn::answer(data, asked, paper),
        }
    }
}

/// Reads a line, split into words as a shell would; but an apostrophe in a word is a letter of it.
///
/// # Errors
/// As [`Asked::read`].
pub(super) fn read<P: Parser>(line: &str) -> Result<P, clap::Error> {
    let words = shlex::split(&with_apostrophes(line)).ok_or_else(|| {
        clap::Error::raw(ErrorKind::InvalidValue, "a quotation mark is not closed\n")
    })?;
    let words = words.into_iter().map(OsString::from).collect();
    P::try_parse_from(with_negations(words))
}

/// The line with a backslash before each apostrophe that is a letter of a word, as in "bishop's stortford": it quotes nothing.
fn with_apostrophes(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let (mut before, mut quoted) = (' ', None);
    for c in line.chars() {
        match (c, quoted) {
            ('\'', None) if before.is_alphanumeric() => out.push('\\'),
            ('\'' | '"', None) if before != '\\' => quoted = Some(c),
            (_, Some(mark)) if c == mark => quoted = None,
            _ => {}
        }
        out.push(c);
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apostrophe_in_a_word_quotes_nothing() {
        let split = |line| shlex::split(&with_apostrophes(line));
        let at = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect());
        assert_eq!(
            split("show bishop's stortford"),
            at(&["show", "bishop's", "stortford"])
        );
        assert_eq!(split("show 'a b' \"c's d\""), at(&["show", "a b", "c's d"]));
        assert_eq!(
            split("show king's lynn's"),
            at(&["show", "king's", "lynn's"])
        );
        assert_eq!(split("show 'a b"), None);
    }
}
