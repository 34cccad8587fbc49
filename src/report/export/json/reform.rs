//! Reforms, eras, functions and sources as JSON.

use serde::Serialize;

use super::super::derived::{Claim, Ending};
use super::super::words::Word;
use super::each;
use crate::model::{self, Date, Text};

#[derive(Serialize)]
pub(super) struct Reform<'a> {
    id: Text,
    date: Date,
    until: Option<Date>,
    title: Text,
    aliases: &'a [Text],
    kind: &'static str,
    government: Option<Text>,
    minister: Option<Text>,
    summary: Text,
    effects: Vec<Effect>,
    planned: bool,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Reform<'a> {
    pub(super) fn new(reform: &'a model::Reform) -> Self {
        let model::Reform {
            id,
            date,
            until,
            title,
            kind,
            government,
            minister,
            summary,
            effects,
            aliases,
            planned,
            sources,
            confidence,
        } = reform;
        Self {
            id: *id,
            date: *date,
            until: *until,
            title: *title,
            aliases,
            kind: kind.word(),
            government: *government,
            minister: *minister,
            summary: *summary,
            effects: each(effects, Effect::new),
            planned: *planned,
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
struct Effect {
    body: Text,
    effect: &'static str,
    note: Option<Text>,
}

impl Effect {
    fn new(effect: &model::Effect) -> Self {
        let model::Effect { body, effect, note } = effect;
        Self {
            body: *body,
            effect: effect.word(),
            note: *note,
        }
    }
}

#[derive(Serialize)]
pub(super) struct Era<'a> {
    id: Text,
    name: Text,
    from: Date,
    #[serde(flatten)]
    to: Ending,
    summary: Text,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Era<'a> {
    pub(super) fn new(era: &'a model::Era) -> Self {
        let model::Era {
            id,
            name,
            from,
            to,
            summary,
            sources,
            confidence,
        } = era;
        Self {
            id: *id,
            name: *name,
            from: *from,
            to: (*to).into(),
            summary: *summary,
            claim: Claim::new(*confidence, sources),
        }
    }
}

/// A word of the vocabulary. It states nothing, so it cites nothing.
#[derive(Serialize)]
pub(super) struct Function {
    id: Text,
    name: Text,
    gloss: Text,
    sources: [Text; 0],
}

impl Function {
    pub(super) fn new(function: &model::Function) -> Self {
        let model::Function { id, name, gloss } = function;
        Self {
            id: *id,
            name: *name,
            gloss: *gloss,
            sources: [],
        }
    }
}

/// Something cited. It cites nothing itself.
#[derive(Serialize)]
pub(super) struct Source {
    id: Text,
    title: Text,
    author: Option<Text>,
    year: Option<Text>,
    kind: &'static str,
    url: Option<Text>,
    note: Option<Text>,
    sources: [Text; 0],
}

impl Source {
    pub(super) fn new(source: &model::Source) -> Self {
        let model::Source {
            id,
            author,
            title,
            year,
            kind,
            url,
            note,
        } = source;
        Self {
            id: *id,
            title: *title,
            author: *author,
            year: *year,
            kind: kind.word(),
            url: *url,
            note: *note,
            sources: [],
        }
    }
}
