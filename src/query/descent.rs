//! What came before an organisation and what came after it, to the end.

use std::collections::HashSet;

use crate::dataset::Dataset;
use crate::model::{Link, Organisation, Share, Text};

/// Which way a line of descent is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To what came before.
    Back,
    /// To what came after.
    On,
}

/// One organisation in a tree of descent.
#[derive(Clone, Debug)]
pub struct Branch<'a> {
    /// The organisation.
    pub organisation: &'a Organisation,
    /// The id of its body.
    pub body: Text,
    /// How much of the earlier one came to the later one.
    pub share: Share,
    /// The link was worked out, not read.
    pub inferred: bool,
    /// What follows from it, in order of time; empty where it was followed elsewhere in the tree.
    pub branches: Vec<Self>,
    /// It was followed elsewhere in the tree, and something follows.
    pub seen: bool,
}

/// Everything that an organisation came from, or that came from it. What several lines lead to is followed once only.
#[must_use]
pub fn descent<'a>(data: &'a Dataset, organisation: &Organisation, way: Way) -> Vec<Branch<'a>> {
    let mut seen = HashSet::from([organisation.id]);
    follow(data, organisation, way, &mut seen)
}

fn follow<'a>(
    data: &'a Dataset,
    organisation: &Organisation,
    way: Way,
    seen: &mut HashSet<Text>,
) -> Vec<Branch<'a>> {
    let mut next = neighbours(data, organisation, way);
    next.sort_by_key(|(next, _)| (next.from.map(crate::model::Date::first), next.id));
    next.into_iter()
        .filter_map(|(next, link)| {
            let (body, next) = data.organisation(&next.id)?;
            let is_new = seen.insert(next.id);
            let branches = if is_new {
                follow(data, next, way, seen)
            } else {
                Vec::new()
            };
            Some(Branch {
                organisation: next,
                body,
                share: link.share,
                inferred: link.inferred,
                seen: !is_new && !neighbours(data, next, way).is_empty(),
                branches,
            })
        })
        .collect()
}

/// The next organisations one way, with the links that say so.
#[must_use]
pub fn neighbours<'a>(
    data: &'a Dataset,
    organisation: &Organisation,
    way: Way,
) -> Vec<(&'a Organisation, &'a Link)> {
    match way {
        Way::On => data.successors_of_organisation(organisation.id).collect(),
        Way::Back => data
            .organisation(&organisation.id)
            .into_iter()
            .flat_map(|(_, own)| &own.predecessors)
            .filter_map(|link| Some((data.organisation(&link.organisation)?.1, link)))
            .collect(),
    }
}

/// Whether two organisations, one of which came from the other, certainly stood at the same time: what was run together under one
/// management did not end with that.
#[must_use]
pub fn stood_beside(one: &Organisation, other: &Organisation) -> bool {
    let (Some(from), Some(start)) = (one.from, other.from) else {
        return false;
    };
    let (earlier, began, later) = if from.first() <= start.first() {
        (one, from, start)
    } else {
        (other, start, from)
    };
    earlier
        .to
        .last_known(began)
        .is_none_or(|last| later.last() <= last)
}
