//! Where organisations stand: worked out when it is first asked, so that neither the start nor a large overlay pays for it twice.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::model::{Organisation, Organisations, Text};

/// A place in the lists of organisations: which list, which organisation.
type At = (usize, usize);

#[derive(Debug, Default)]
struct Tables {
    organisations: HashMap<Text, At>,
    successors: HashMap<Text, Vec<At>>,
}

/// Organisations by id, and those that came from one. A clone begins anew, because what is cloned is about to be changed.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    tables: OnceLock<Tables>,
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

impl Lookup {
    fn tables(&self, lists: &[Organisations]) -> &Tables {
        self.tables.get_or_init(|| {
            let mut tables = Tables::default();
            for (list, organisations) in lists.iter().enumerate() {
                for (index, organisation) in organisations.organisations.iter().enumerate() {
                    let at = (list, index);
                    tables.organisations.entry(organisation.id).or_insert(at);
                    for link in &organisation.predecessors {
                        let known = tables.successors.entry(link.organisation).or_default();
                        if known.last() != Some(&at) {
                            known.push(at);
                        }
                    }
                }
            }
            tables
        })
    }

    /// An organisation and the id of its body.
    pub(super) fn organisation<'a>(
        &self,
        lists: &'a [Organisations],
        id: &str,
    ) -> Option<(Text, &'a Organisation)> {
        let at = self.tables(lists).organisations.get(id)?;
        find(lists, *at)
    }

    /// The organisations that name this one as a predecessor, in the order of the lists.
    pub(super) fn successors<'a>(
        &self,
        lists: &'a [Organisations],
        id: Text,
    ) -> Vec<&'a Organisation> {
        let found = self.tables(lists).successors.get(&id);
        found
            .into_iter()
            .flatten()
            .filter_map(|at| find(lists, *at))
            .map(|(_, organisation)| organisation)
            .collect()
    }
}

fn find(lists: &[Organisations], (list, index): At) -> Option<(Text, &Organisation)> {
    let list = lists.get(list)?;
    Some((list.body, list.organisations.get(index)?))
}
