//! The rules for places: who stood over them, whether that can be true, and whether somebody or a reason is named for every day.

use std::collections::{BTreeMap, HashSet};

use super::{At, LONGEST_GLOSS, LONGEST_SUMMARY, Rules, still_stood};
use crate::dataset::DEEPEST;
use crate::dataset::locate::Step;
use crate::model::{Date, Day, End, Gap, Kind, Place, Share, Stay, Text, Tier};

impl Rules<'_, '_> {
    /// Gaps that hold everywhere have no id: they are told by their number in their file.
    pub(super) fn gaps(&mut self) {
        let data = self.data;
        let known = self.reading.known_gaps;
        let file = self.reading.file("gaps.ron");
        for (index, gap) in data.gaps.iter().enumerate() {
            let mut wrong = self.wrong_with(gap);
            if gap.reason.trim().is_empty() {
                wrong.push((
                    vec![Step::Field("reason")],
                    "an empty text".to_owned(),
                    "write why nobody is named",
                ));
            }
            if matches!(gap.to, End::On(last) if last.last() < gap.from.first()) {
                wrong.push((
                    vec![Step::Field("to")],
                    format!("it ends on {}, before it begins on {}", gap.to, gap.from),
                    "`to` is the last day; put the dates in order",
                ));
            }
            let (Some(file), Some(item)) = (file, index.checked_sub(known)) else {
                continue;
            };
            for (inside, what, cure) in wrong {
                let path: Vec<Step> = std::iter::once(Step::Item(item)).chain(inside).collect();
                self.reading.fault(file, &path, what, cure.to_owned());
            }
        }
    }

    pub(super) fn place_record(&mut self, place: &Place) {
        let at = At::new(Kind::Place, place.id);
        self.id(&at);
        self.length(&at.field("name"), &place.name, LONGEST_GLOSS);
        self.claims(&at, "lineage", &place.lineage);
        self.claims(&at, "gaps", &place.gaps);
        for (index, gap) in place.gaps.iter().enumerate() {
            let here = at.field("gaps").item(index);
            self.order(&here, gap.from, gap.to);
            self.length(&here.field("reason"), &gap.reason, LONGEST_SUMMARY);
        }
        for (index, stay) in place.lineage.iter().enumerate() {
            self.stay(&at.field("lineage").item(index), stay);
        }
        self.one_whole_at_a_time(&at, place);
        if self.lies_somewhere(&at, place) {
            self.somebody_or_a_reason(&at, place);
        }
    }

    /// Every stay lies inside the life of its organisation.
    fn stay(&mut self, at: &At, stay: &Stay) {
        self.order(at, stay.from, stay.to);
        let Some((_, organisation)) = self.data.organisation(&stay.organisation) else {
            if !self.may_be_unread("organisations/") {
                self.fault(
                    &at.field("organisation"),
                    format!("there is no organisation {:?}", stay.organisation),
                    "correct the id, or write the record in organisations/",
                );
            }
            return;
        };
        let theirs = At::new(Kind::Organisation, organisation.id);
        if let Some(from) = organisation.from
            && stay.from.last() < from.first()
        {
            self.fault(
                &at.field("from").beside(theirs.field("from")),
                format!(
                    "the place lay in {} from {}, but that began on {from}",
                    organisation.name, stay.from
                ),
                "correct one of the dates",
            );
        }
        let outlived = match (organisation.to, stay.to) {
            (End::On(to), End::On(last)) => last.first() > to.last(),
            (End::On(_), End::Ongoing) => true,
            _ => false,
        };
        if outlived {
            self.fault(
                &at.field("to").beside(theirs.field("to")),
                format!(
                    "the place lay in {} to {}, but that ended on {}",
                    organisation.name, stay.to, organisation.to
                ),
                "`to` is the last day: correct one of the dates",
            );
        }
    }

    /// A place cannot lie wholly in two organisations of one body on one day.
    fn one_whole_at_a_time(&mut self, at: &At, place: &Place) {
        let mut whole: BTreeMap<Text, Vec<(usize, &Stay)>> = BTreeMap::new();
        for (index, stay) in place.lineage.iter().enumerate() {
            if stay.share == Share::Whole
                && let Some((body, _)) = self.data.organisation(&stay.organisation)
            {
                whole.entry(body).or_default().push((index, stay));
            }
        }
        for (body, mut stays) in whole {
            stays.sort_by_key(|(_, stay)| stay.from.first());
            for (place, (index, stay)) in stays.iter().enumerate() {
                // A month or a year says no more than that, so only what is certain is a fault.
                let before = stays.iter().take(place).find(|(_, before)| {
                    before.organisation != stay.organisation && still_stood(before.to, stay.from)
                });
                if let Some((_, before)) = before {
                    let name = self.data.body(&body).map_or(body, |body| body.name);
                    let what = format!(
                        "on {} the place lies wholly in two of one kind ({name}): {} and {}",
                        stay.from, before.organisation, stay.organisation
                    );
                    let here = at.field("lineage").item(*index).field("from");
                    self.fault(
                        &here,
                        what,
                        "correct a date (`to` is the last day), or say `share: Part` of both",
                    );
                }
            }
        }
    }

    /// Whether the places it lies in exist and end somewhere.
    fn lies_somewhere(&mut self, at: &At, place: &Place) -> bool {
        let mut seen = HashSet::from([place.id]);
        let mut here = place;
        while let Some(id) = here.within {
            let next = self.data.place(&id);
            let Some(next) = next else {
                if !self.may_be_unread("places/") && here.id == place.id {
                    self.fault(
                        &at.field("within"),
                        format!("there is no place {id:?}"),
                        "correct the id, write the record, or leave `within` out",
                    );
                }
                return false;
            };
            if !seen.insert(id) || seen.len() > DEEPEST {
                self.fault(
                    &at.field("within"),
                    "the places lie in each other, round and round",
                    "a place lies in a larger one: correct `within`",
                );
                return false;
            }
            here = next;
        }
        true
    }

    /// For every day since the appointed day there is a regional body over the place, or a reason why none is named.
    fn somebody_or_a_reason(&mut self, at: &At, place: &Place) {
        if !self.reading.unread.is_empty() {
            return;
        }
        let Some(start) = Day::new(1948, 7, 5) else {
            return;
        };
        let mut covered: Vec<(Day, Option<Day>)> = Vec::new();
        for larger in self.data.with_larger(place) {
            let regional = larger.lineage.iter().filter(|stay| {
                self.data
                    .organisation(&stay.organisation)
                    .and_then(|(body, _)| self.data.body(&body))
                    .is_some_and(|body| body.tier == Tier::Region)
            });
            covered.extend(regional.map(|stay| (stay.from.first(), stay.to.last_known(stay.from))));
            covered.extend(larger.gaps.iter().filter_map(regional_gap));
        }
        covered.extend(self.data.gaps.iter().filter_map(regional_gap));
        covered.sort_unstable();
        let mut next = start;
        for (from, to) in covered {
            if from > next {
                break;
            }
            match to {
                None => return,
                Some(to) => next = next.max(to.plus(1)),
            }
        }
        if next <= self.data.as_of() {
            self.fault(
                &at.field("lineage"),
                format!(
                    "on {} nobody of the regional tier stood over the place, and no reason is given",
                    Date::of_day(next)
                ),
                "add a stay, name the larger place with `within`, or give the reason in `gaps`",
            );
        }
    }
}

fn regional_gap(gap: &Gap) -> Option<(Day, Option<Day>)> {
    (gap.tier == Tier::Region).then(|| (gap.from.first(), gap.to.last_known(gap.from)))
}
