//! Where organisations stand: worked out when it is first asked, so that neither the start nor a large overlay pays for it twice. The
//! embedded form has it worked out, and all the lists stay packed but the one that an organisation is in.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{Organisation, Organisations, Packed, Text};

/// A place in the lists of organisations: which list, which organisation.
type At = (u32, u32);

/// Organisations by id, and those that came from one. A clone begins anew, because what is cloned is about to be changed.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    /// In order of id.
    organisations: OnceLock<Packed<Vec<(Text, At)>>>,
    successors: OnceLock<Packed<BTreeMap<Text, Vec<At>>>>,
}

impl Clone for Lookup {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Lookup {
    /// What is worked out from the data does not tell data apart.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Serialize for Lookup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.organisations.get(), self.successors.get()).serialize(serializer)
    }
}

impl<'de: 'static> Deserialize<'de> for Lookup {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (organisations, successors) = Deserialize::deserialize(deserializer)?;
        Ok(Self {
            organisations: known(organisations),
            successors: known(successors),
        })
    }
}

fn known<T>(worked_out: Option<T>) -> OnceLock<T> {
    worked_out.map_or_else(OnceLock::new, OnceLock::from)
}

impl Lookup {
    /// Works everything out now.
    pub(super) fn work_out(&self, lists: &[Organisations]) {
        self.organisations(lists);
        self.successors_by_id(lists);
    }

    fn organisations(&self, lists: &[Organisations]) -> &[(Text, At)] {
        self.organisations.get_or_init(|| {
            let mut known: Vec<(Text, At)> = all(lists)
                .map(|(at, organisation)| (organisation.id, at))
                .collect();
            known.sort_unstable();
            Packed::new(known)
        })
    }

    fn successors_by_id(&self, lists: &[Organisations]) -> &BTreeMap<Text, Vec<At>> {
        self.successors.get_or_init(|| {
            let mut known: BTreeMap<Text, Vec<At>> = BTreeMap::new();
            for (at, organisation) in all(lists) {
                for link in &organisation.predecessors {
                    let links = known.entry(link.organisation).or_default();
                    if links.last() != Some(&at) {
                        links.push(at);
                    }
                }
            }
            Packed::new(known)
        })
    }

    /// An organisation and the id of its body.
    pub(super) fn organisation<'a>(
        &self,
        lists: &'a [Organisations],
        id: &str,
    ) -> Option<(Text, &'a Organisation)> {
        let known = self.organisations(lists);
        // The first of several with one id: the rules find the others.
        let index = known.partition_point(|(known, _)| known.as_str() < id);
        let (found, at) = known.get(index)?;
        if **found == *id {
            find(lists, *at)
        } else {
            None
        }
    }

    /// The organisations that name this one as a predecessor, in the order of the lists.
    pub(super) fn successors<'a>(
        &self,
        lists: &'a [Organisations],
        id: Text,
    ) -> Vec<&'a Organisation> {
        let found = self.successors_by_id(lists).get(&id);
        found
            .into_iter()
            .flatten()
            .filter_map(|at| find(lists, *at))
            .map(|(_, organisation)| organisation)
            .collect()
    }
}

/// Every organisation, with its place in the lists.
fn all(lists: &[Organisations]) -> impl Iterator<Item = (At, &Organisation)> {
    (0..).zip(lists).flat_map(|(list, organisations)| {
        (0..)
            .zip(&organisations.organisations)
            .map(move |(index, organisation)| ((list, index), organisation))
    })
}

fn find(lists: &[Organisations], (list, index): At) -> Option<(Text, &Organisation)> {
    let list = lists.get(usize::try_from(list).ok()?)?;
    let index = usize::try_from(index).ok()?;
    Some((list.body, list.organisations.get(index)?))
}
