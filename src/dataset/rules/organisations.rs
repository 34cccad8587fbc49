//! The rules for named organisations: every one by itself, where it came from, and whether as many are named as there were.

use std::collections::HashMap;

use super::{At, LONGEST_GLOSS, Rules, still_stood};
use crate::dataset::locate::Step;
use crate::model::{Count, End, Kind, Link, Organisation, Organisations, Scope, Share, Text};

/// Organisations of a line that may come one from another: each is followed from the one before it, and a page has room for so many. No
/// line of the NHS in England has more than a tenth.
const LONGEST_LINE: usize = 100;

impl Rules<'_, '_> {
    pub(super) fn organisations(&mut self, list: &Organisations) {
        let body = self.data.body(&list.body);
        if body.is_none() && !self.may_be_unread(&format!("bodies/{}.ron", list.body)) {
            self.list_fault(
                list,
                Step::Field("body"),
                format!("there is no body {:?}", list.body),
                "correct the id, or write the record".to_owned(),
            );
        }
        for organisation in &list.organisations {
            self.organisation(list, organisation);
        }
        for count in body.map(|body| body.counts.as_slice()).unwrap_or_default() {
            self.as_many_as_counted(list, count);
        }
    }

    fn as_many_as_counted(&mut self, list: &Organisations, count: &Count) {
        let day = count.at.first();
        let complete = list.complete.iter().any(|span| span.covers(day));
        if !complete || count.about || count.scope != Scope::England {
            return;
        }
        let named = list
            .organisations
            .iter()
            .filter(|organisation| organisation.covers(day))
            .count();
        if u32::try_from(named) != Ok(count.number) {
            let what = format!(
                "{named} organisations were in being on {}, but the body counts {}",
                count.at, count.number
            );
            let cure = format!(
                "mend the list, its `complete`, or the count in bodies/{}.ron",
                list.body
            );
            self.list_fault(list, Step::Field("complete"), what, cure);
        }
    }

    /// Reports a fault of a list: at the list, else at its body, else at the organisation that an overlay took out of it.
    fn list_fault(&mut self, list: &Organisations, step: Step, what: String, cure: String) {
        if let Some(file) = self.reading.lists.get(&list.body).copied() {
            self.reading.fault(file, &[step], what, cure);
            return;
        }
        let at = At::new(Kind::Body, list.body).field("counts");
        let at = match self.reading.taken.get(&list.body) {
            Some(taken) => at.beside(At::new(Kind::Organisation, *taken)),
            None => at,
        };
        self.fault(&at, what, cure);
    }

    fn organisation(&mut self, list: &Organisations, organisation: &Organisation) {
        let at = At::new(Kind::Organisation, organisation.id);
        self.id(&at);
        self.length(&at.field("name"), &organisation.name, LONGEST_GLOSS);
        self.claim(&at, organisation);
        if let Some(from) = organisation.from {
            self.order(&at, from, organisation.to);
        }
        for (index, link) in organisation.predecessors.iter().enumerate() {
            let here = at.field("predecessors").item(index).field("organisation");
            self.descent(&here, list, organisation, link);
        }
    }

    /// Where organisations without dates came from is not told by their order: they must not come from themselves by way of others, and no
    /// line of them may be longer than can be followed.
    pub(super) fn lines(&mut self) {
        let lists = self.data.organisations.iter();
        let all = || lists.clone().flat_map(|list| list.organisations.iter());
        let mut unmet: HashMap<Text, usize> = all().map(|one| (one.id, 0)).collect();
        let mut successors: HashMap<Text, Vec<Text>> = HashMap::new();
        for organisation in all() {
            let known = organisation.predecessors.iter();
            for link in known.filter(|link| link.organisation != organisation.id) {
                if self.data.organisation(&link.organisation).is_some() {
                    *unmet.entry(organisation.id).or_default() += 1;
                    let after = successors.entry(link.organisation).or_default();
                    after.push(organisation.id);
                }
            }
        }
        // Each is met when all that it came from have been.
        let mut before: HashMap<Text, usize> = HashMap::new();
        let first = unmet.iter().filter(|(_, unmet)| **unmet == 0);
        let mut met: Vec<Text> = first.map(|(id, _)| *id).collect();
        while let Some(id) = met.pop() {
            let length = before.get(&id).map_or(1, |before| before + 1);
            for next in successors.get(&id).into_iter().flatten() {
                let longest = before.entry(*next).or_default();
                *longest = length.max(*longest);
                let left = unmet.entry(*next).or_default();
                *left = left.saturating_sub(1);
                if *left == 0 {
                    met.push(*next);
                }
            }
        }
        let mut ids: Vec<Text> = unmet.keys().copied().collect();
        ids.sort_unstable();
        for id in ids {
            let at = At::new(Kind::Organisation, id).field("predecessors");
            if unmet.get(&id).is_some_and(|unmet| *unmet > 0) {
                self.fault(
                    &at,
                    "its predecessors lead round in a circle",
                    "take the link out that is wrong",
                );
            } else if before.get(&id) == Some(&LONGEST_LINE) {
                self.fault(
                    &at,
                    format!("{LONGEST_LINE} organisations came one from another before it"),
                    "take the link out that is wrong, or the earliest of the line",
                );
            }
        }
    }

    fn descent(&mut self, at: &At, list: &Organisations, organisation: &Organisation, link: &Link) {
        if link.organisation == organisation.id {
            self.fault(
                at,
                "an organisation cannot be its own predecessor",
                "correct the id, or take the link out",
            );
            return;
        }
        let Some((body, predecessor)) = self.data.organisation(&link.organisation) else {
            if !self.may_be_unread("organisations/") {
                self.fault(
                    at,
                    format!("there is no organisation {:?}", link.organisation),
                    "correct the id, or write the record",
                );
            }
            return;
        };
        self.starts_in_order(at, organisation, predecessor);
        // What came from another type of body, or in part, may well have lived on.
        if body == list.body && link.share == Share::Whole {
            self.ended_before(at, organisation, predecessor);
        }
    }

    fn starts_in_order(
        &mut self,
        at: &At,
        organisation: &Organisation,
        predecessor: &Organisation,
    ) {
        let (Some(from), Some(start)) = (organisation.from, predecessor.from) else {
            return;
        };
        if from.last() < start.first() {
            let what = format!(
                "{} began on {start}, after its successor did, on {from}",
                predecessor.name
            );
            let theirs = At::new(Kind::Organisation, predecessor.id).field("from");
            self.fault(
                &at.beside(theirs),
                what,
                "a predecessor comes first: correct a date, or the link",
            );
        }
    }

    fn ended_before(&mut self, at: &At, organisation: &Organisation, predecessor: &Organisation) {
        let both_stood = match organisation.from {
            Some(from) => still_stood(predecessor.to, from),
            // Whenever the successor began: the predecessor went into it and yet goes on.
            None => predecessor.to == End::Ongoing,
        };
        if both_stood {
            let what = format!(
                "{} had not ended (to: {}) when its successor began",
                predecessor.name, predecessor.to
            );
            let theirs = At::new(Kind::Organisation, predecessor.id).field("to");
            self.fault(
                &at.beside(theirs),
                what,
                "`to` is the last day in being: correct a date, or the link",
            );
        }
    }
}
