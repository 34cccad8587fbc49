//! Checks the data set and embeds it: the very modules of the program read `data/`, and the build fails with the same faults that
//! `nhs-tiers check` prints.

#![expect(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the build uses a part of the modules that the program uses whole"
)]

mod src {
    pub mod dataset;
    pub mod model;
    pub mod query;
    pub mod search {
        mod fold;
        pub mod names;
        mod record;

        pub(crate) use fold::{fold, is_noise, ways};
    }
    pub mod study {
        pub mod card;
        pub mod cards;
        pub mod dealt;
    }
}

use std::error::Error;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use src::dataset::{Dataset, NotRead, SourceFile};
use src::search::names::NameTable;
// The modules know each other as `crate::…`.
use src::{dataset, model, query, search, study};

fn main() -> ExitCode {
    match embed() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            for line in error.to_string().lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn embed() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=build.rs");
    let mut files = Vec::new();
    read(Path::new("data"), &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let data = Dataset::from_files(&files).map_err(|faults| {
        faults
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    })?;
    #[expect(
        clippy::disallowed_methods,
        reason = "cargo speaks to a build script by its environment"
    )]
    let out = PathBuf::from(env::var("OUT_DIR")?);
    // A card refers to its data, which live as long as the program.
    let data: &'static Dataset = Box::leak(Box::new(data));
    let (forms, texts) = model::gather(|| -> Result<_, postcard::Error> {
        let names = NameTable::of(data).encode()?;
        Ok((data.encode()?, names, study::dealt::encode(data)?))
    });
    let (dataset, names, cards) = forms?;
    let mut sum = DefaultHasher::new();
    sum.write(&dataset);
    sum.write(texts.as_bytes());
    let version = data.meta.version.ok_or("data/meta.ron has no version")?;
    println!("cargo::rustc-env=DATA_VERSION={version}");
    println!("cargo::rustc-env=DATA_AS_OF={}", data.meta.as_of.long());
    println!("cargo::rustc-env=DATA_SUM={:016x}", sum.finish());
    fs::write(out.join("texts"), texts)?;
    fs::write(out.join("dataset.postcard"), dataset)?;
    fs::write(out.join("names.postcard"), names)?;
    fs::write(out.join("cards.postcard"), cards)?;
    Ok(())
}

fn read(folder: &Path, files: &mut Vec<SourceFile>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "ron") {
            let inside = path
                .strip_prefix("data")?
                .to_string_lossy()
                .replace('\\', "/");
            files.push(SourceFile {
                shown: path.display().to_string(),
                path: inside,
                text: fs::read_to_string(&path)
                    .map(|text| &*text.leak())
                    .map_err(|error| NotRead::because(error.to_string())),
            });
        }
    }
    Ok(())
}
