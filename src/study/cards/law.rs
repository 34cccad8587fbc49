//! Under which Act, order or paper.

use super::phrase::{Apart, because, is_hedged, is_many, many, many_apart, on, sentence};
use super::{Draft, Fact, Pack, is_sure, tempt};
use crate::dataset::Dataset;
use crate::model::{
    Body, Date, EffectKind, Phase, RecordRef, Reform, ReformKind, Sourced, Standing, Text,
};
use crate::study::card::{Face, Family, Typed};

/// What a body stood on, or what ended it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Ground {
    /// The Act of a phase.
    Act(&'static Body, &'static Phase),
    /// The order, paper or decision of a phase that had no Act.
    Paper(&'static Body, &'static Phase),
    /// The Act that ended it.
    Ended(&'static Body, &'static Reform),
}

pub(super) fn deal(pack: &mut Pack) {
    for body in &pack.data.bodies {
        let about = (Family::Law, RecordRef::body(body.id));
        let mut before: Vec<&str> = Vec::new();
        for phase in body.phases.iter().filter(|phase| is_sure(*phase)) {
            let Some(basis) = phase.basis.filter(|basis| !is_hedged(basis)) else {
                continue;
            };
            let at = phase.from.first();
            if phase.form.standing() == Standing::Statutory {
                let acts = at_first(phase);
                let asked = asked(pack.data, body, phase);
                let is_fair = pack.lexicon.is_fair(&asked, acts.iter().copied());
                if is_fair && acts.iter().any(|act| !before.contains(act)) {
                    pack.add(
                        about,
                        Some(body),
                        at,
                        &acts,
                        Fact::Ground(Ground::Act(body, phase)),
                    );
                }
                before.extend(acts);
            } else if let Some(paper) = paper(basis.as_str())
                && !basis.contains(&phase.from.long())
                && pack
                    .lexicon
                    .is_fair(&asked(pack.data, body, phase), [paper])
            {
                let parts = [basis.as_str()];
                pack.add(
                    about,
                    Some(body),
                    at,
                    &parts,
                    Fact::Ground(Ground::Paper(body, phase)),
                );
            }
        }
    }
    for reform in &pack.data.reforms {
        if reform.kind != ReformKind::Act || !is_sure(reform) {
            continue;
        }
        let ended = reform.effects.iter();
        for effect in ended.filter(|effect| effect.effect == EffectKind::Abolishes) {
            let Some(body) = pack.data.body(&effect.body) else {
                continue;
            };
            // Some went on long after an Act that ended most of them.
            let ends = body.to().date().map(|to| to.year() - reform.date.year());
            let title =
                act_title(reform).filter(|_| ends.is_some_and(|years| (0..4).contains(&years)));
            if !title.is_some_and(|title| pack.lexicon.is_fair(&body.name, [title.as_str()])) {
                continue;
            }
            let about = (Family::Law, RecordRef::body(body.id));
            let fact = Fact::Ground(Ground::Ended(body, reform));
            let at = body.to().date().map_or(reform.date.first(), Date::last);
            pack.add(about, Some(body), at, &["ended", reform.id.as_str()], fact);
        }
    }
}

/// What a question about a phase says of it: whose it is, and for a later one from when.
fn asked(data: &Dataset, body: &Body, phase: &Phase) -> String {
    let name = many_apart(data, body, Apart::Origin);
    if body.phases.first() == Some(phase) {
        name
    } else {
        format!("{name} {}", from(phase))
    }
}

/// How parts of a basis begin that say on what something did not stand at first.
const OTHER: [&str; 6] = [
    "then ",
    "from ",
    "abolished ",
    "treated ",
    "amended ",
    "None",
];

/// The Acts on which something stood from the first day of a phase: not those that came later, were only changed, or ended it.
fn at_first(phase: &'static Phase) -> Vec<&'static str> {
    let basis = phase.basis.map_or("", Text::as_str);

    let parts = basis.split("; ");
    let parts = parts.filter(|part| !OTHER.iter().any(|other| part.starts_with(other)));
    let made = parts.map(|part| {
        let part = part.split("amending").next().unwrap_or_default();
        part.split("inserting").next().unwrap_or_default()
    });
    let acts = made.flat_map(acts);
    acts.filter(|act| year(act).is_none_or(|year| year <= phase.from.year()))
        .collect()
}

/// The Acts that a text names, in its order: "NHS Act 1977".
fn acts(made: &'static str) -> Vec<&'static str> {
    let mut found: Vec<&str> = Vec::new();
    for (at, _) in made.match_indices(" Act ") {
        let year = made.get(at + 5..at + 9).unwrap_or_default();
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let before = made.get(..at).unwrap_or_default();
        let Some(start) = start(before).filter(|_| is_year) else {
            continue;
        };
        let act = made.get(start..at + 9).unwrap_or_default();
        if !found.contains(&act) {
            found.push(act);
        }
    }
    found
}

/// Where the title of an Act begins: its words have capitals, but for "and" and "of".
fn start(before: &str) -> Option<usize> {
    let mut start = None;
    let mut end = before.len();
    for word in before.rsplit(' ') {
        let begins = end - word.len();
        let is_title = word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic);
        let is_end = word.ends_with([';', ',', '.', ')']) || word.contains('(');
        if is_end || !(is_title || matches!(word, "and" | "of" | "to" | "in" | "for")) {
            break;
        }
        if is_title {
            start = Some(begins);
        }
        end = begins.saturating_sub(1);
    }
    start
}

/// The order, paper or decision, where it can stand in a line.
fn paper(basis: &'static str) -> Option<&'static str> {
    let first = basis.split(';').next().unwrap_or_default();
    let is_law = first.starts_with("None") || first.starts_with("SI ") || !acts(first).is_empty();
    // Without a date it is a manner of working, and may be that of others too.
    let is_dated = first.contains(|c: char| c.is_ascii_digit());
    let is_one = is_dated && !is_law && (12..=110).contains(&first.len());
    is_one.then_some(first)
}

/// The title of an Act as people cite it, where it is one: "NHS Act 1977".
fn act_title(reform: &Reform) -> Option<String> {
    let title = reform.title.as_str();
    let year = title
        .get(title.len().checked_sub(8)?..)?
        .strip_prefix("Act ")?;
    let is_year = year.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| title.replace("National Health Service", "NHS"))
}

impl Ground {
    pub(super) fn face(self, data: &'static Dataset) -> Face {
        match self {
            Self::Act(body, phase) => Self::act(data, body, phase),
            Self::Paper(body, phase) => Self::paper(data, body, phase),
            Self::Ended(body, reform) => Self::ended(data, body, reform),
        }
    }

    fn act(data: &'static Dataset, body: &'static Body, phase: &'static Phase) -> Face {
        let basis = phase.basis.map_or("", Text::as_str);
        let right: Vec<String> = at_first(phase).into_iter().map(str::to_owned).collect();
        let is_first = body.phases.first() == Some(phase);
        let name = many_apart(data, body, Apart::Origin);
        let question = if is_first {
            format!("Under which Act did {name} begin?")
        } else {
            format!("Under which Act did {name} stand {}?", from(phase))
        };
        let own = body.phases.iter().filter_map(|phase| phase.basis);
        let own: Vec<&str> = own.map(Text::as_str).collect();
        let others = all_acts(data, phase.from);
        let others = others.filter(|act| !own.iter().any(|basis| basis.contains(act)));
        let wrong = tempt::pick(&question, &right, others.map(str::to_owned));
        Draft {
            question,
            typed: Typed::Name(right.clone()),
            right,
            wrong,
            why: format!("The basis in law: {basis}."),
            from: phase,
            or: &body.sources,
            lights: vec![body.id],
        }
        .face()
    }

    fn paper(data: &'static Dataset, body: &'static Body, phase: &'static Phase) -> Face {
        let basis = phase.basis.map_or("", Text::as_str);
        let right = vec![paper(basis).unwrap_or(basis).to_owned()];
        let is_first = body.phases.first() == Some(phase);
        let name = many_apart(data, body, Apart::Origin);
        let question = if is_first {
            format!("No Act stood behind {name}. What did?")
        } else {
            format!(
                "No Act stood behind {name} from {}. What did?",
                phase.from.year()
            )
        };
        let others = tempt::like(data, body, phase.from.first());
        let others = others.iter().flat_map(|other| &other.phases);
        let others = others.filter(|other| other.form.standing() == phase.form.standing());
        let others = others.filter_map(|other| paper(other.basis?.as_str()));
        let others =
            others.filter(|other| !is_hedged(other) && !tempt::is_much_alike(basis, other));
        let wrong = tempt::pick(&question, &right, others.map(str::to_owned));
        let note = phase.note.map(Text::as_str);
        Draft {
            question,
            right,
            wrong,
            typed: Typed::No,
            why: because([note, Some(phase.form.explanation())]),
            from: phase,
            or: &body.sources,
            lights: vec![body.id],
        }
        .face()
    }

    fn ended(data: &'static Dataset, body: &'static Body, reform: &'static Reform) -> Face {
        let mut acts: Vec<&Reform> = data
            .reforms
            .iter()
            .filter(|other| other.kind == ReformKind::Act)
            .collect();
        acts.sort_by_cached_key(|other| other.date.first().0.abs_diff(reform.date.first().0));
        let ends = |act: &Reform| {
            let mut effects = act.effects.iter();
            effects.any(|one| one.body == body.id && one.effect == EffectKind::Abolishes)
        };
        let (right, others): (Vec<_>, Vec<_>) = acts.into_iter().partition(|act| ends(act));
        let right: Vec<String> = right.into_iter().filter_map(act_title).collect();
        let name = if is_many(body) {
            format!("the {}", body.title())
        } else {
            many(body)
        };
        let question = format!("Which Act put an end to {name}?");
        let touches = |act: &Reform| act.effects.iter().any(|one| one.body == body.id);
        let others = others.into_iter().filter(|act| !touches(act));
        let bases: Vec<&str> = body
            .phases
            .iter()
            .filter_map(|phase| phase.basis.as_deref())
            .collect();
        let others = others.filter_map(act_title);
        let others = others.filter(|act| !bases.iter().any(|basis| basis.contains(act.as_str())));
        let wrong = tempt::pick(&question, &right, others);
        let summary = reform.summary.as_str();
        let from: &dyn Sourced = reform;
        Draft {
            question,
            typed: Typed::Name(right.clone()),
            right,
            wrong,
            why: sentence(summary).to_owned(),
            from,
            or: &body.sources,
            lights: vec![body.id],
        }
        .face()
    }
}

fn from(phase: &Phase) -> String {
    on(phase.from)
        .replacen("on ", "from ", 1)
        .replacen("in ", "from ", 1)
}

/// The year of an Act.
fn year(act: &str) -> Option<i16> {
    act.get(act.len().checked_sub(4)?..)?.parse().ok()
}

/// The Acts under which anything stood, those of the nearest time first.
fn all_acts(data: &'static Dataset, date: Date) -> impl Iterator<Item = &'static str> {
    let phases = data.bodies.iter().flat_map(|body| &body.phases);
    let bases = phases.filter_map(|phase| phase.basis);
    let mut acts: Vec<&str> = bases.flat_map(|basis| acts(basis.as_str())).collect();
    // Those that had been passed tempt more than those that were still to come.
    acts.sort_by_cached_key(|act| {
        let year = year(act).unwrap_or(0);
        (year > date.year(), year.abs_diff(date.year()), *act)
    });
    acts.dedup();
    acts.into_iter()
}
