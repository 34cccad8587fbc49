//! What the pages link to is there.

use std::fs;
use std::path::Path;

use super::root;

/// Every page, and the folder that its links start from.
fn pages() -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for folder in ["", "docs", "data", "examples/overlay"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    assert!(found.len() > 15, "the pages were not found");
    found
}

/// What stands in the brackets of links: `](here)`.
fn targets(page: &str) -> impl Iterator<Item = &str> {
    let after = page.split("](").skip(1);
    after.filter_map(|rest| rest.split_once(')').map(|(target, _)| target))
}

/// The anchors that headings get.
fn anchors(page: &str) -> Vec<String> {
    let headings = page.lines().filter_map(|line| line.strip_prefix('#'));
    let anchor = |heading: &str| {
        let text = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = text
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn every_link_inside_the_documentation_leads_somewhere() {
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap();
        let folder = path.parent().unwrap();
        for target in targets(&page) {
            if target.starts_with('<') || target.contains("://") || target.contains(' ') {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let there = if file.is_empty() {
                path.clone()
            } else {
                folder.join(file)
            };
            let here = path.display();
            assert!(there.exists(), "{here}: {target} is not there");
            if !anchor.is_empty() && there.extension().is_some_and(|kind| kind == "md") {
                let anchors = anchors(&fs::read_to_string(&there).unwrap());
                assert!(
                    anchors.iter().any(|one| one == anchor),
                    "{here}: {target} has no heading"
                );
            }
        }
    }
}

#[test]
fn every_page_is_in_the_index() {
    let index = fs::read_to_string(root().join("docs/README.md")).unwrap();
    let linked: Vec<&str> = targets(&index).collect();
    for path in pages() {
        let inside = path.strip_prefix(root().join("docs"));
        let Ok(name) = inside.map(Path::to_string_lossy) else {
            continue;
        };
        assert!(
            name == "README.md" || linked.contains(&name.as_ref()),
            "docs/README.md does not lead to {name}"
        );
    }
}
