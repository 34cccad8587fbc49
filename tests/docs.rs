//! Pages and pictures of the documentation that are made from the data and from the program itself. After a change that is meant:
//! `UPDATE_DOCS=1 cargo test --test docs`, and look at the difference.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may fail loudly, and is told by the environment to rewrite a page"
)]

#[path = "docs/data_page.rs"]
mod data_page;
#[path = "docs/links.rs"]
mod links;
#[path = "docs/pictures.rs"]
mod pictures;
#[path = "docs/svg.rs"]
mod svg;

use std::fs;
use std::path::{Path, PathBuf};

use nhs_tiers::{embedded, report};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// That a file says what it should; where that is wanted, it is made to.
fn is_fresh(path: &Path, fresh: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, fresh).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == fresh,
        "{} is stale: run UPDATE_DOCS=1 cargo test --test docs",
        path.display()
    );
}

#[test]
fn the_page_of_the_sources_is_fresh() {
    let fresh = report::sources_document(embedded::dataset());
    is_fresh(&root().join("docs/sources.md"), &fresh);
}

#[test]
fn the_page_of_the_sources_has_every_source_and_every_disagreement() {
    let data = embedded::dataset();
    let page = report::sources_document(data);
    for source in &*data.sources {
        let rows = page
            .lines()
            .filter(|line| line.contains(&format!("| `{}` |", source.id)));
        assert_eq!(rows.count(), 1, "{} has no row of its own", source.id);
    }
    let rests_on_nothing = page.lines().filter(|line| line.ends_with("|  |"));
    assert_eq!(rests_on_nothing.count(), 0);
    let bullets = page
        .split("\n## Where sources disagree\n")
        .nth(1)
        .and_then(|rest| rest.split("\n## ").next())
        .unwrap();
    let known: usize = data
        .bodies
        .iter()
        .map(|body| body.disagreements.len())
        .sum();
    assert_eq!(
        bullets
            .lines()
            .filter(|line| line.starts_with("- "))
            .count(),
        known
    );
}
