//! Files → a data set that keeps the rules, or every fault.

use std::collections::HashMap;

use super::Dataset;
use super::fault::Fault;
use super::read::{Reading, Records, Sort, SourceFile};
use super::rules::Rules;
use crate::model::{Organisations, RecordRef, Text};

/// A whole data set.
pub(super) fn whole(files: &[SourceFile]) -> Result<Dataset, Vec<Fault>> {
    let mut reading = Reading::new(files);
    let records = std::mem::take(&mut reading.records);
    let Some(meta) = records.meta.clone() else {
        if !reading.unread.iter().any(|path| path == "meta.ron") {
            reading.faults.push(Fault {
                file: "meta.ron".to_owned(),
                line: 1,
                column: 1,
                what: "the data set has no meta.ron".to_owned(),
                cure: "write one: data/README.md shows how; or use the folder as an overlay, with --data".to_owned(),
            });
        }
        return Err(told(reading));
    };
    finish(Dataset::empty(meta), records, reading)
}

/// Files over a data set, or a whole one if they have their own `meta.ron`.
pub(super) fn overlay(base: Dataset, files: &[SourceFile]) -> Result<Dataset, Vec<Fault>> {
    if files.iter().any(|file| file.path == "meta.ron") {
        return whole(files);
    }
    let mut reading = Reading::new(files);
    let records = std::mem::take(&mut reading.records);
    let own: Vec<RecordRef> = reading
        .origins
        .keys()
        .filter_map(|(sort, id)| match sort {
            Sort::Record(kind) => Some(RecordRef {
                kind: *kind,
                id: *id,
            }),
            Sort::Stop => None,
        })
        .collect();
    let mut data = finish(base, records, reading)?;
    data.own.extend(own);
    Ok(data)
}

fn finish(
    mut data: Dataset,
    records: Records,
    mut reading: Reading<'_>,
) -> Result<Dataset, Vec<Fault>> {
    put(&mut data.eras, records.eras, |era| era.id);
    put(&mut data.functions, records.functions, |function| {
        function.id
    });
    put(&mut data.bodies, records.bodies, |body| body.id);
    put(&mut data.reforms, records.reforms, |reform| reform.id);
    put(&mut data.sources, records.sources, |source| source.id);
    put(&mut data.places, records.places, |place| place.id);
    put(&mut data.themes, records.themes, |theme| theme.id);
    put(&mut data.findings, records.findings, |finding| finding.id);
    put(&mut data.tensions, records.tensions, |tension| tension.id);
    put(&mut data.tour, records.tour, |stop| stop.id);
    reading.known_gaps = data.gaps.len();
    data.gaps.extend(records.gaps);
    reading.known_passages = data.passages.len();
    data.passages.extend(records.passages);
    reading.taken = take_out(&mut data.organisations, &records.organisations);
    put_organisations(&mut data.organisations, records.organisations);
    data.eras.sort_by_key(|era| era.from.first());
    data.bodies.sort_by_key(|body| body.id);
    data.reforms
        .sort_by_key(|reform| (reform.date.first(), reform.id));
    data.organisations.sort_by_key(|list| list.body);
    data.tour.sort_by_key(|stop| (stop.date.first(), stop.id));
    data.sources.sort_by_key(|source| source.id);
    data.places.sort_by_key(|place| place.id);
    data.findings.sort_by_key(|finding| finding.id);
    data.tensions.sort_by_key(|tension| tension.id);
    for body in &mut data.bodies {
        body.counts.sort_by_key(|count| count.at.first());
    }
    Rules::new(&data, &mut reading).run();
    if reading.faults.is_empty() {
        Ok(data)
    } else {
        Err(told(reading))
    }
}

/// Adds records; one with a known id takes the place of the known one.
fn put<T>(known: &mut Vec<T>, new: Vec<T>, id: impl Fn(&T) -> Text) {
    let places: HashMap<Text, usize> = known
        .iter()
        .enumerate()
        .map(|(index, record)| (id(record), index))
        .collect();
    for record in new {
        match places
            .get(&id(&record))
            .and_then(|index| known.get_mut(*index))
        {
            Some(place) => *place = record,
            None => known.push(record),
        }
    }
}

/// An organisation with a known id replaces the known one wherever that stands, so it leaves a list of another body: an organisation
/// is of one body only. The answer names the lists that lost one, and one that each lost.
///
/// An id that the new lists themselves use twice was found when they were read.
fn take_out(known: &mut [Organisations], new: &[Organisations]) -> HashMap<Text, Text> {
    let homes: HashMap<Text, Text> = new
        .iter()
        .flat_map(|list| list.organisations.iter().map(|new| (new.id, list.body)))
        .collect();
    let mut taken = HashMap::new();
    for list in known {
        let body = list.body;
        list.organisations.retain(|old| {
            let stays = homes.get(&old.id).is_none_or(|home| *home == body);
            if !stays {
                taken.insert(body, old.id);
            }
            stays
        });
    }
    taken
}

/// Lists of organisations are joined, organisation by organisation; a list that says when it is complete has the last word on that.
fn put_organisations(known: &mut Vec<Organisations>, new: Vec<Organisations>) {
    for list in new {
        match known.iter_mut().find(|old| old.body == list.body) {
            Some(old) => {
                if !list.complete.is_empty() {
                    old.complete = list.complete;
                }
                put(
                    &mut old.organisations,
                    list.organisations.into_inner(),
                    |organisation| organisation.id,
                );
            }
            None => known.push(list),
        }
    }
}

/// The faults in order, and that there are more, if there are.
fn told(reading: Reading<'_>) -> Vec<Fault> {
    let mut faults = reading.faults;
    faults.sort();
    faults.dedup();
    if reading.untold > 0
        && let Some(last) = faults.last()
    {
        faults.push(Fault {
            what: format!("{} more faults are not listed", reading.untold),
            cure: "mend those above, and check again".to_owned(),
            ..last.clone()
        });
    }
    faults
}
