//! The tables of bodies: what they were, when, how many, for what, with which powers.

use super::super::derived::{Claim, Ending, Held};
use super::super::words::Word;
use super::{Quoted, Rows};
use crate::dataset::Dataset;
use crate::model::{Answer, Body, Count, Evidence, Fact, Holding, Phase, Power, Tie};

/// The statements of one kind, each with its body.
fn in_bodies<'a, T: 'a>(
    data: &'a Dataset,
    list: impl Fn(&'a Body) -> &'a Vec<T>,
) -> impl Iterator<Item = (&'a Body, &'a T)> {
    data.bodies
        .iter()
        .flat_map(move |body| list(body).iter().map(move |one| (body, one)))
}

pub(super) fn bodies(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "bodies.csv",
        "id name plural short tier context gloss summary from to to_unknown known_until confidence sources",
    )?;
    for body in &data.bodies {
        // What is left out here has a table of its own.
        let Body {
            id,
            name,
            plural,
            short,
            aliases: _,
            tier,
            context,
            gloss,
            summary,
            sources,
            confidence,
            phases: _,
            counts: _,
            population: _,
            footprint: _,
            functions: _,
            governance: _,
            accountable_to: _,
            holds_to_account: _,
            money: _,
            local_government: _,
            powers: _,
            answers: _,
            predecessors: _,
            origin: _,
            ending: _,
            evidence: _,
            disagreements: _,
            not_established: _,
        } = body;
        rows.add(&[
            id,
            name,
            plural,
            short,
            &tier.word(),
            context,
            gloss,
            summary,
            &body.from(),
            &Ending::from(body.to()),
            &Claim::new(*confidence, sources),
        ])?;
    }
    Ok(rows)
}

pub(super) fn phases(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "phases.csv",
        "body from to to_unknown known_until form standing label basis note confidence sources",
    )?;
    for (body, phase) in in_bodies(data, |body| &body.phases) {
        let Phase {
            from,
            to,
            label,
            form,
            basis,
            note,
            sources,
            confidence,
        } = phase;
        rows.add(&[
            &body.id,
            from,
            &Ending::from(*to),
            &form.word(),
            &form.standing().word(),
            label,
            basis,
            note,
            &Claim::new(*confidence, sources),
        ])?;
    }
    Ok(rows)
}

pub(super) fn counts(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "counts.csv",
        "body at number about scope note confidence sources",
    )?;
    for (body, count) in in_bodies(data, |body| &body.counts) {
        let Count {
            at,
            number,
            about,
            scope,
            note,
            sources,
            confidence,
        } = count;
        rows.add(&[
            &body.id,
            at,
            number,
            about,
            &scope.word(),
            note,
            &Claim::new(*confidence, sources),
        ])?;
    }
    Ok(rows)
}

pub(super) fn functions_held(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "functions_held.csv",
        "body function role from to to_unknown known_until from_of_body to_of_body text confidence sources",
    )?;
    for (body, holding) in in_bodies(data, |body| &body.functions) {
        let held = Held::new(body, holding);
        let Holding {
            function,
            role,
            from: _,
            to: _,
            text,
            sources,
            confidence,
        } = holding;
        rows.add(&[
            &body.id,
            function,
            &role.word(),
            &held.from,
            &held.to,
            &held.from_of_body,
            &held.to_of_body,
            text,
            &Claim::new(*confidence, sources),
        ])?;
    }
    Ok(rows)
}

pub(super) fn powers(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new("powers.csv", "body can text confidence sources")?;
    for (body, power) in in_bodies(data, |body| &body.powers) {
        let Power {
            can,
            text,
            sources,
            confidence,
        } = power;
        rows.add(&[&body.id, can, text, &Claim::new(*confidence, sources)])?;
    }
    Ok(rows)
}

pub(super) fn answers(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "answers.csv",
        "body question verdict text confidence sources",
    )?;
    for (body, answer) in in_bodies(data, |body| &body.answers) {
        let Answer {
            question,
            verdict,
            text,
            sources,
            confidence,
        } = answer;
        rows.add(&[
            &body.id,
            &question.word(),
            &verdict.word(),
            text,
            &Claim::new(*confidence, sources),
        ])?;
    }
    Ok(rows)
}

pub(super) fn accountability(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "accountability.csv",
        "body direction other text confidence sources",
    )?;
    for body in &data.bodies {
        let up = body
            .accountable_to
            .iter()
            .map(|tie| ("accountable-to", tie));
        let down = body
            .holds_to_account
            .iter()
            .map(|tie| ("holds-to-account", tie));
        for (direction, tie) in up.chain(down) {
            let Tie {
                body: other,
                text,
                sources,
                confidence,
            } = tie;
            rows.add(&[
                &body.id,
                &direction,
                other,
                text,
                &Claim::new(*confidence, sources),
            ])?;
        }
    }
    Ok(rows)
}

/// Whatever else is said of a body in sentences.
pub(super) fn statements(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new("statements.csv", "body about text confidence sources")?;
    for body in &data.bodies {
        for (about, facts) in [
            ("population", &body.population),
            ("footprint", &body.footprint),
            ("governance", &body.governance),
            ("money", &body.money),
            ("local-government", &body.local_government),
            ("origin", &body.origin),
            ("ending", &body.ending),
            ("disagreement", &body.disagreements),
        ] {
            for fact in facts {
                let Fact {
                    text,
                    sources,
                    confidence,
                } = fact;
                rows.add(&[&body.id, &about, text, &Claim::new(*confidence, sources)])?;
            }
        }
        for text in &body.not_established {
            rows.add(&[&body.id, &"not-established", text, &"", &""])?;
        }
    }
    Ok(rows)
}

pub(super) fn evidence(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "evidence.csv",
        "body text quote quote_by quote_document quote_year confidence sources",
    )?;
    for (body, evidence) in in_bodies(data, |body| &body.evidence) {
        let Evidence {
            text,
            quote,
            sources,
            confidence,
        } = evidence;
        rows.add(&[
            &body.id,
            text,
            &Quoted(quote.as_ref()),
            &Claim::new(*confidence, sources),
        ])?;
    }
    Ok(rows)
}
