//! A body as JSON.

use serde::Serialize;

use super::super::derived::{Claim, Ending, Held};
use super::super::words::Word;
use super::{Fact, Quote, Span, each};
use crate::dataset::Dataset;
use crate::model::{self, Date, Text};

#[derive(Serialize)]
pub(super) struct Body<'a> {
    id: Text,
    name: Text,
    plural: Text,
    short: Option<Text>,
    aliases: &'a [Text],
    tier: &'static str,
    context: bool,
    gloss: Text,
    summary: Text,
    from: Option<Date>,
    #[serde(flatten)]
    to: Ending,
    phases: Vec<Phase<'a>>,
    counts: Vec<Count<'a>>,
    population: Vec<Fact<'a>>,
    footprint: Vec<Fact<'a>>,
    functions: Vec<Holding<'a>>,
    governance: Vec<Fact<'a>>,
    accountable_to: Vec<Tie<'a>>,
    holds_to_account: Vec<Tie<'a>>,
    money: Vec<Fact<'a>>,
    local_government: Vec<Fact<'a>>,
    powers: Vec<Power<'a>>,
    answers: Vec<Answer<'a>>,
    predecessors: Vec<Succession<'a>>,
    successors: Vec<Succession<'a>>,
    origin: Vec<Fact<'a>>,
    ending: Vec<Fact<'a>>,
    evidence: Vec<Evidence<'a>>,
    disagreements: Vec<Fact<'a>>,
    not_established: &'a [Text],
    organisations_complete: Vec<Span>,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Body<'a> {
    pub(super) fn new(data: &'a Dataset, body: &'a model::Body) -> Self {
        let model::Body {
            id,
            name,
            plural,
            short,
            aliases,
            tier,
            context,
            gloss,
            summary,
            sources,
            confidence,
            phases,
            counts,
            population,
            footprint,
            functions,
            governance,
            accountable_to,
            holds_to_account,
            money,
            local_government,
            powers,
            answers,
            predecessors,
            origin,
            ending,
            evidence,
            disagreements,
            not_established,
        } = body;
        Self {
            id: *id,
            name: *name,
            plural: *plural,
            short: *short,
            aliases,
            tier: tier.word(),
            context: *context,
            gloss: *gloss,
            summary: *summary,
            from: body.from(),
            to: body.to().into(),
            phases: each(phases, Phase::new),
            counts: each(counts, Count::new),
            population: each(population, Fact::new),
            footprint: each(footprint, Fact::new),
            functions: each(functions, |holding| Holding::new(body, holding)),
            governance: each(governance, Fact::new),
            accountable_to: each(accountable_to, Tie::new),
            holds_to_account: each(holds_to_account, Tie::new),
            money: each(money, Fact::new),
            local_government: each(local_government, Fact::new),
            powers: each(powers, Power::new),
            answers: each(answers, Answer::new),
            predecessors: each(predecessors, |link| Succession::new(link.body, link)),
            successors: data
                .successors(*id)
                .into_iter()
                .map(|(successor, link)| Succession::new(successor.id, link))
                .collect(),
            origin: each(origin, Fact::new),
            ending: each(ending, Fact::new),
            evidence: each(evidence, Evidence::new),
            disagreements: each(disagreements, Fact::new),
            not_established,
            organisations_complete: data
                .organisations_of(id)
                .map(|list| each(&list.complete, Span::new))
                .unwrap_or_default(),
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
struct Phase<'a> {
    from: Date,
    #[serde(flatten)]
    to: Ending,
    label: Option<Text>,
    form: &'static str,
    standing: &'static str,
    basis: Option<Text>,
    note: Option<Text>,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Phase<'a> {
    fn new(phase: &'a model::Phase) -> Self {
        let model::Phase {
            from,
            to,
            label,
            form,
            basis,
            note,
            sources,
            confidence,
        } = phase;
        Self {
            from: *from,
            to: (*to).into(),
            label: *label,
            form: form.word(),
            standing: form.standing().word(),
            basis: *basis,
            note: *note,
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
struct Count<'a> {
    at: Date,
    number: u32,
    about: bool,
    scope: &'static str,
    note: Option<Text>,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Count<'a> {
    fn new(count: &'a model::Count) -> Self {
        let model::Count {
            at,
            number,
            about,
            scope,
            note,
            sources,
            confidence,
        } = count;
        Self {
            at: *at,
            number: *number,
            about: *about,
            scope: scope.word(),
            note: *note,
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
struct Holding<'a> {
    function: Text,
    role: &'static str,
    from: Option<Date>,
    #[serde(flatten)]
    to: Ending,
    from_of_body: bool,
    to_of_body: bool,
    text: Text,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Holding<'a> {
    fn new(body: &model::Body, holding: &'a model::Holding) -> Self {
        let held = Held::new(body, holding);
        let model::Holding {
            function,
            role,
            from: _,
            to: _,
            text,
            sources,
            confidence,
        } = holding;
        Self {
            function: *function,
            role: role.word(),
            from: held.from,
            to: held.to,
            from_of_body: held.from_of_body,
            to_of_body: held.to_of_body,
            text: *text,
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
struct Tie<'a> {
    body: Option<Text>,
    text: Text,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Tie<'a> {
    fn new(tie: &'a model::Tie) -> Self {
        let model::Tie {
            body,
            text,
            sources,
            confidence,
        } = tie;
        Self {
            body: *body,
            text: *text,
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
struct Power<'a> {
    text: Text,
    can: bool,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Power<'a> {
    fn new(power: &'a model::Power) -> Self {
        let model::Power {
            can,
            text,
            sources,
            confidence,
        } = power;
        Self {
            text: *text,
            can: *can,
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    question: &'static str,
    verdict: &'static str,
    text: Text,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Answer<'a> {
    fn new(answer: &'a model::Answer) -> Self {
        let model::Answer {
            question,
            verdict,
            text,
            sources,
            confidence,
        } = answer;
        Self {
            question: question.word(),
            verdict: verdict.word(),
            text: *text,
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
struct Succession<'a> {
    id: Text,
    how: &'static str,
    text: Option<Text>,
    overlap: Option<Text>,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Succession<'a> {
    /// The link, as seen from the body at the other end of which `id` stands.
    fn new(id: Text, link: &'a model::Succession) -> Self {
        let model::Succession {
            body: _,
            how,
            text,
            overlap,
            sources,
            confidence,
        } = link;
        Self {
            id,
            how: how.word(),
            text: *text,
            overlap: *overlap,
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
struct Evidence<'a> {
    text: Text,
    quote: Option<Quote>,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Evidence<'a> {
    fn new(evidence: &'a model::Evidence) -> Self {
        let model::Evidence {
            text,
            quote,
            sources,
            confidence,
        } = evidence;
        Self {
            text: *text,
            quote: quote.as_ref().map(Quote::new),
            claim: Claim::new(*confidence, sources),
        }
    }
}
