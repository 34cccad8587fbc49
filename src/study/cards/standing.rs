//! Statutory or not, and why.

use super::phrase::{Apart, because, in_month, is_hedged, line, many_apart, on, sentence, were};
use super::{Draft, Fact, Pack, is_sure};
use crate::dataset::Dataset;
use crate::model::{
    Answer, Body, Date, Day, End, LegalForm, Phase, Question, RecordRef, Sourced, Standing, Text,
    Verdict,
};
use crate::study::card::{Face, Family, Typed};

/// A body in a phase of its life.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct State {
    body: &'static Body,
    phase: &'static Phase,
    /// Whether the body was anything else in law at another time, or is asked of more than once.
    is_one_of_several: bool,
}

pub(super) fn deal(pack: &mut Pack) {
    for body in &pack.data.bodies {
        let phases: Vec<&Phase> = body
            .phases
            .iter()
            .filter(|phase| is_known(body, phase))
            .collect();
        for phase in &phases {
            let about = (Family::Standing, RecordRef::body(body.id));
            let parts = [&*phase.from.iso(), phase.form.name()];
            let state = State {
                body,
                phase,
                is_one_of_several: phases.len() > 1,
            };
            pack.add(
                about,
                Some(body),
                phase.from.first(),
                &parts,
                Fact::Standing(state),
            );
        }
    }
}

/// Whether it is sure what a body was in law: by its phase, or by the answer to the question that is put to every body.
fn is_known(body: &Body, phase: &Phase) -> bool {
    is_sure(phase) || legal_person(body).is_some()
}

/// The answer to whether it was a legal person, where it is sure.
fn legal_person(body: &Body) -> Option<&Answer> {
    let sure = |answer: &&Answer| is_sure(*answer) && answer.verdict != Verdict::NotEstablished;
    body.answer(Question::LegalPerson).filter(sure)
}

impl State {
    pub(super) fn face(self, data: &'static Dataset) -> Face {
        let Self {
            body,
            phase,
            is_one_of_several,
        } = self;
        let name = many_apart(
            data,
            body,
            if is_one_of_several {
                Apart::Origin
            } else {
                Apart::Years
            },
        );
        let is_now = phase.to == End::Ongoing;
        let when = if is_one_of_several {
            format!(" {}", self.when(data.as_of()))
        } else {
            String::new()
        };
        let were = were(body, is_now && !is_one_of_several);
        let is_committee = body.name.contains("Committee");
        let answer = legal_person(body);
        let is_one_form = body.phases.iter().all(|other| other.form == phase.form);
        let said = answer.filter(|answer| is_one_form && answer.text.len() > 40);
        let explained = explained(phase);
        let why = because([
            phase
                .note
                .map(Text::as_str)
                .filter(|note| is_of_law(sentence(note))),
            said.map(|answer| answer.text.as_str()),
            Some(explained.as_str()),
        ]);
        let from: &dyn Sourced = match answer {
            Some(answer) if !is_sure(phase) => answer,
            _ => phase,
        };
        Draft {
            question: format!("What {were} {name} in law{when}, and why?"),
            right: vec![reason(phase.form, is_committee).to_owned()],
            wrong: wrong(phase.form, is_committee),
            typed: Typed::No,
            why,
            from,
            or: &body.sources,
            lights: vec![body.id],
        }
        .face()
    }

    /// A time in the phase, some months from its beginning: what changes is best asked where it has settled.
    fn when(self, as_of: Day) -> String {
        let Phase { from, to, .. } = *self.phase;
        let last = to.last_known(from).unwrap_or(as_of);
        let settled = from.last().plus_months(3);
        if settled <= last {
            in_month(settled)
        } else {
            on(Date::of_day(last))
        }
    }
}

/// Whether a sentence speaks of what something was in law.
fn is_of_law(sentence: &str) -> bool {
    let words = [
        "law",
        "legal",
        "statut",
        "corporate",
        "in name",
        "named in",
        "no Act",
    ];
    words.iter().any(|word| sentence.contains(word))
}

/// What the form means, and on what it rested.
fn explained(phase: &Phase) -> String {
    let meant = phase.form.explanation();
    let basis = phase.basis.map_or("", Text::as_str);
    let basis = basis.split(';').next().unwrap_or_default();
    let is_law = phase.form.standing() == Standing::Statutory;
    if !is_law || basis.is_empty() || basis.starts_with("None") || is_hedged(basis) {
        meant.to_owned()
    } else {
        format!("{} ({basis}).", line(meant))
    }
}

/// A standing and the reason for it.
const fn reason(form: LegalForm, is_committee: bool) -> &'static str {
    match form {
        LegalForm::StatutoryBody if is_committee => {
            "Statutory: a committee in name, a legal person in its own right under an Act"
        }
        LegalForm::StatutoryBody => "Statutory: a legal person of its own, made under an Act",
        LegalForm::StatutoryCommittee if is_committee => {
            "Statutory: a committee that an Act requires or allows, without being a legal person"
        }
        LegalForm::StatutoryCommittee => {
            "Statutory: a committee under an Act, without being a legal person of its own"
        }
        LegalForm::StatutoryScheme => {
            "Statutory: required or allowed by an Act, but not a body at all"
        }
        LegalForm::AdministrativeArm => {
            "Non-statutory: a part of a department or national body, acting in its name"
        }
        LegalForm::SharedManagement => {
            "Non-statutory: several bodies in law under one team, each of which stayed in being"
        }
        LegalForm::Partnership if is_committee => {
            "Non-statutory: a committee by agreement of its members, not known to the law"
        }
        LegalForm::Partnership => {
            "Non-statutory: others agreed to work together; the grouping had no existence in law"
        }
        LegalForm::Programme => "Non-statutory: set up by guidance, with no law behind it",
        LegalForm::Contract => "Non-statutory: it bound those who signed, and nobody else",
    }
}

/// Wrong reasons, those first that are taken for the right one most often.
fn wrong(form: LegalForm, is_committee: bool) -> Vec<String> {
    use LegalForm::{
        AdministrativeArm, Contract, Partnership, Programme, SharedManagement, StatutoryBody,
        StatutoryCommittee, StatutoryScheme,
    };
    let forms = match form {
        StatutoryBody => [
            StatutoryCommittee,
            AdministrativeArm,
            Partnership,
            SharedManagement,
        ],
        StatutoryCommittee => [
            StatutoryBody,
            Partnership,
            AdministrativeArm,
            SharedManagement,
        ],
        StatutoryScheme => [StatutoryBody, Programme, Partnership, Contract],
        AdministrativeArm => [
            StatutoryBody,
            StatutoryCommittee,
            Partnership,
            SharedManagement,
        ],
        SharedManagement | Partnership => [
            StatutoryBody,
            StatutoryCommittee,
            AdministrativeArm,
            Contract,
        ],
        Programme => [StatutoryBody, StatutoryScheme, Contract, AdministrativeArm],
        Contract => [
            StatutoryBody,
            Partnership,
            StatutoryScheme,
            AdministrativeArm,
        ],
    };
    let lines = forms.map(|form| reason(form, is_committee).to_owned());
    lines.to_vec()
}
