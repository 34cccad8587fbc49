//! `nhs-tiers completions` and `nhs-tiers man`. Both are made from the definition of the arguments when that changes, not when they are
//! asked for: what makes them would be as large as all they say. A test keeps them fresh.

use std::io::{self, Write};

use clap::ValueEnum;

use super::ANSWERED;
use crate::terminal;

/// A shell that completes what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Shell {
    /// nhs-tiers completions bash > ~/.local/share/bash-completion/completions/nhs-tiers
    Bash,
    /// nhs-tiers completions zsh > a file _nhs-tiers in a folder of $fpath
    Zsh,
    /// nhs-tiers completions fish > ~/.config/fish/completions/nhs-tiers.fish
    Fish,
}

pub(super) fn completions(shell: Shell) -> io::Result<u8> {
    print(match shell {
        Shell::Bash => include_str!("../../docs/shell/nhs-tiers.bash"),
        Shell::Zsh => include_str!("../../docs/shell/_nhs-tiers"),
        Shell::Fish => include_str!("../../docs/shell/nhs-tiers.fish"),
    })
}

pub(super) fn man() -> io::Result<u8> {
    print(include_str!("../../docs/nhs-tiers.1"))
}

fn print(text: &str) -> io::Result<u8> {
    terminal::output().write_all(text.as_bytes())?;
    Ok(ANSWERED)
}
