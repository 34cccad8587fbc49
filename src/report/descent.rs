//! The chain of an organisation both ways, as trees.

use super::brief::passed;
use super::card::years;
use super::page::{Page, Paragraph, Tone};
use crate::dataset::Dataset;
use crate::model::{Organisation, RecordRef};
use crate::query::{self, Branch, Way};

/// What it came from and what it became, each to the end; or that neither is known.
pub(super) fn trees(page: &mut Page, data: &Dataset, organisation: &Organisation) {
    let mut known = false;
    for (way, heading) in [
        (Way::Back, "What it came from"),
        (Way::On, "What it became"),
    ] {
        let branches = query::descent(data, organisation, way);
        if branches.is_empty() {
            continue;
        }
        known = true;
        page.heading(heading);
        add(page, data, organisation, &branches, "");
    }
    if !known {
        page.add(Paragraph::new().with(
            Tone::Doubt,
            "No organisation is recorded before or after it.",
        ));
    }
}

fn add(
    page: &mut Page,
    data: &Dataset,
    above: &Organisation,
    branches: &[Branch<'_>],
    before: &str,
) {
    for (index, branch) in branches.iter().enumerate() {
        let last = index + 1 == branches.len();
        let (fork, below) = if last {
            ("└─ ", "   ")
        } else {
            ("├─ ", "│  ")
        };
        let name = data.body(&branch.body).map_or_else(
            || branch.organisation.name.to_string(),
            |body| branch.organisation.label(body),
        );
        let share = passed(branch.share, branch.inferred);
        let beside = if query::stood_beside(above, branch.organisation) {
            ", beside it"
        } else {
            ""
        };
        let seen = if branch.seen { ", followed above" } else { "" };
        page.add(
            Paragraph::hanging(0, before.chars().count() + 5)
                .dim(format!("{before}{fork}"))
                .with(
                    Tone::Link(RecordRef::organisation(branch.organisation.id)),
                    name,
                )
                .dim(format!(
                    "{share} · {}{beside}{seen}",
                    years(branch.organisation.from, branch.organisation.to)
                )),
        );
        let before = format!("{before}{below}");
        add(page, data, branch.organisation, &branch.branches, &before);
    }
}
