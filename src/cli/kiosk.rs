//! `nhs-tiers --kiosk`: the browser for anybody, and what a visitor asks behind the name of the host.

use std::ffi::OsStr;

use clap::Parser;

use super::question::Refused;
use super::reading::{self, Asked};
use super::{ANSWERED, Colour, Opening, WRONG, answer, give_up, open, print_clap, store_of};
use crate::app::Session;
use crate::environment;
use crate::model::harms;

/// No question that makes sense is longer.
const LONGEST: usize = 1000;
/// Characters of what is wrong that are told.
const TOLD: usize = 160;

/// What may be asked here: a reading command, or how the browser opens.
#[derive(Debug, Parser)]
#[command(
    name = "nhs-tiers",
    no_binary_name = true,
    disable_version_flag = true,
    args_conflicts_with_subcommands = true,
    max_term_width = 100,
    after_help = "Without a command the browser opens, on a terminal: ssh -t HOST, or ssh -t HOST -- --at 2004"
)]
struct Wish {
    #[command(subcommand)]
    asked: Option<Asked>,

    #[command(flatten)]
    opening: Opening,
}

/// Does what the visitor wishes, as long as that is to read.
pub(super) fn run(session: Session, opening: Opening, colour: Colour) -> Result<u8, Refused> {
    let wish = match environment::asked_over_ssh().as_deref().map(read) {
        None => Wish {
            asked: None,
            opening,
        },
        Some(Ok(wish)) => Wish {
            opening: wish.opening.or(opening),
            ..wish
        },
        Some(Err(none)) => return none.tell(),
    };
    match wish.asked {
        Some(asked) => {
            give_up(session, &store_of(session));
            answer(None, colour, &asked, Asked::answer)
        }
        None => open(session, &wish.opening, None, colour),
    }
}

/// Why a line is no wish that is done.
enum NoWish {
    /// It was for help.
    Help(clap::Error),
    /// It is none that may be done.
    Wrong(String),
}

impl NoWish {
    /// Tells it. The answer is the exit code.
    fn tell(&self) -> Result<u8, Refused> {
        match self {
            Self::Help(help) => {
                print_clap(help)?;
                Ok(ANSWERED)
            }
            Self::Wrong(why) => Err(Refused::because(
                WRONG,
                format_args!("error: {why}; only what `ssh HOST help` lists is answered here"),
            )),
        }
    }
}

/// Reads a wish. No shell has seen it; it may be anything.
fn read(line: &OsStr) -> Result<Wish, NoWish> {
    let wrong = |why: &str| Err(NoWish::Wrong(why.to_owned()));
    let Some(line) = line.to_str() else {
        return wrong("the command is not in UTF-8");
    };
    if line.chars().nth(LONGEST).is_some() {
        return wrong("the command is too long");
    }
    if harms(line).next().is_some() {
        return wrong("the command is not one line of plain text");
    }
    reading::read::<Wish>(line).map_err(|error| {
        if error.use_stderr() {
            NoWish::Wrong(in_short(&error))
        } else {
            NoWish::Help(error)
        }
    })
}

/// What is wrong, without usage and advice.
fn in_short(error: &clap::Error) -> String {
    let whole = error.to_string();
    let first = whole.split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = first
        .split_whitespace()
        .skip_while(|word| *word == "error:")
        .collect();
    let words = words.join(" ");
    match words.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{} ...", words.get(..end).unwrap_or_default()),
        None => words,
    }
}
