//! The program: see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    nhs_tiers::cli::main()
}
