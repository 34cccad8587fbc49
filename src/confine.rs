//! Least power: the program gives up what it will not need, where the kernel lets it. What it gave up no fault in it can use.
//!
//! That is Landlock, on Linux. It holds for the thread that asks for it and for those that come from it, so it is asked for before there
//! are others; and it has no way back. Where the kernel knows less of it, less is given up; where it knows none, nothing.

use std::path::PathBuf;

/// What is needed from now on.
#[derive(Clone, Debug)]
pub enum Needs {
    /// Files, wherever the arguments name them. Given up are programs and the network.
    AnyFiles,
    /// What is listed here and what is open already. Everything else is given up.
    Only {
        /// Files and folders that are read.
        reads: Vec<PathBuf>,
        /// Folders in which files are read, made, replaced and removed.
        writes: Vec<PathBuf>,
        /// Other processes are stopped along: those of the same job, by the key for it.
        stops_its_job: bool,
    },
}

/// What the kernel made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confined {
    /// All that this version of Landlock can take away was taken away.
    By(i32),
    /// Nothing was, and why.
    Not(&'static str),
}

/// Gives up all but what is needed. That a kernel does not allow it is no reason to stop.
#[cfg(target_os = "linux")]
#[must_use]
pub fn confine(needs: &Needs) -> Confined {
    linux::confine(needs).unwrap_or(Confined::Not("the system did not allow it"))
}

/// Gives up all but what is needed: nothing, as only Linux knows a way that any program may use.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub const fn confine(_needs: &Needs) -> Confined {
    Confined::Not("only Linux has a way that this program knows")
}

#[cfg(target_os = "linux")]
mod linux {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, BitFlags, LandlockStatus, Ruleset, RulesetAttr,
        RulesetCreatedAttr, RulesetError, Scope, make_bitflags, path_beneath_rules,
    };

    use super::{Confined, Needs};

    /// The newest that is known here. Of an older kernel is asked what it has.
    const NEWEST: ABI = ABI::V9;

    pub(super) fn confine(needs: &Needs) -> Result<Confined, RulesetError> {
        let ruleset = Ruleset::default()
            .handle_access(AccessNet::from_all(NEWEST))?
            .scope(Scope::AbstractUnixSocket)?;
        let status = match needs {
            Needs::AnyFiles => ruleset
                .handle_access(AccessFs::Execute)?
                .create()?
                .restrict_self()?,
            Needs::Only {
                reads,
                writes,
                stops_its_job,
            } => {
                let ruleset = ruleset.handle_access(AccessFs::from_all(NEWEST))?;
                let ruleset = if *stops_its_job {
                    ruleset
                } else {
                    ruleset.scope(Scope::Signal)?
                };
                // What is not there needs no rule.
                ruleset
                    .create()?
                    .add_rules(path_beneath_rules(reads, reading()))?
                    .add_rules(path_beneath_rules(writes, writing()))?
                    .restrict_self()?
            }
        };
        Ok(match status.landlock {
            LandlockStatus::Available {
                effective_abi,
                kernel_abi,
            } => Confined::By(kernel_abi.unwrap_or(effective_abi as i32)),
            LandlockStatus::NotEnabled => Confined::Not("Landlock is switched off in this kernel"),
            LandlockStatus::NotImplemented => Confined::Not("this kernel has no Landlock"),
        })
    }

    fn reading() -> BitFlags<AccessFs> {
        make_bitflags!(AccessFs::{ReadFile | ReadDir})
    }

    /// Files of the reader's are plain files, each replaced by one that was made beside it.
    fn writing() -> BitFlags<AccessFs> {
        let files = make_bitflags!(AccessFs::{WriteFile | Truncate | MakeReg | RemoveFile});
        reading() | files
    }
}
