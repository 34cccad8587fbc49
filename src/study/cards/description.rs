//! Which body a description fits.

use super::phrase::because;
use super::{Draft, Fact, Pack, is_sure, names, tempt};
use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, RecordRef, Text};
use crate::study::card::{Face, Family};

pub(super) fn deal(pack: &mut Pack) {
    for body in &pack.data.bodies {
        let Some(from) = body.from().filter(|_| is_sure(body) && fits(body)) else {
            continue;
        };
        if !pack.lexicon.is_fair(&body.gloss, [body.name.as_str()]) {
            continue;
        }
        let about = (Family::Description, RecordRef::body(body.id));
        let parts = [body.gloss.as_str()];
        pack.add(
            about,
            Some(body),
            from.first(),
            &parts,
            Fact::Description(body),
        );
    }
}

/// Whether the description leaves the name out.
fn fits(body: &Body) -> bool {
    let named = |name: &str| body.gloss.contains(name);
    !named(&body.name) && !body.short.is_some_and(|short| named(&short))
}

pub(super) fn face(data: &'static Dataset, body: &'static Body) -> Face {
    let question = format!("What does this describe? {}", body.gloss);
    let right = vec![body.title()];
    let at = body.from().map_or(Day(0), Date::first);
    let others = tempt::like(data, body, at);
    let wrong = tempt::pick(&question, &right, others.iter().map(|other| other.title()));
    let note = body.phases.iter().find_map(|phase| phase.note);
    Draft {
        question,
        right,
        wrong,
        typed: names([body]),
        why: because([Some(body.summary.as_str()), note.map(Text::as_str)]),
        from: body,
        or: &body.sources,
        lights: vec![body.id],
    }
    .face()
}
