//! A named organisation as JSON, with its codes.

use serde::Serialize;

use super::super::derived::{Claim, Ending, last_code};
use super::super::words::Word;
use super::each;
use crate::dataset::Dataset;
use crate::model::{self, CodeScheme, Date, Text};

#[derive(Serialize)]
pub(super) struct Organisation<'a> {
    id: Text,
    name: Text,
    aliases: &'a [Text],
    body: Text,
    from: Option<Date>,
    #[serde(flatten)]
    to: Ending,
    area: Option<Text>,
    ods: Option<Text>,
    ons: Option<Text>,
    codes: Vec<Code>,
    predecessors: Vec<Link>,
    successors: Vec<Link>,
    note: Option<Text>,
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Organisation<'a> {
    pub(super) fn new(data: &Dataset, body: Text, organisation: &'a model::Organisation) -> Self {
        let model::Organisation {
            id,
            name,
            aliases,
            from,
            to,
            area,
            codes,
            predecessors,
            note,
            sources,
            confidence,
        } = organisation;
        let mut successors: Vec<Link> = data
            .successors_of_organisation(*id)
            .map(|(successor, link)| Link::new(successor.id, link))
            .collect();
        successors.sort_by_key(|link| link.id);
        Self {
            id: *id,
            name: *name,
            aliases,
            body,
            from: *from,
            to: (*to).into(),
            area: *area,
            ods: last_code(codes, CodeScheme::Ods),
            ons: last_code(codes, CodeScheme::Ons),
            codes: each(codes, Code::new),
            predecessors: each(predecessors, |link| Link::new(link.organisation, link)),
            successors,
            note: *note,
            claim: Claim::new(*confidence, sources),
        }
    }
}

#[derive(Serialize)]
pub(super) struct Code {
    scheme: &'static str,
    code: Text,
    from: Option<Date>,
    #[serde(flatten)]
    to: Ending,
}

impl Code {
    pub(super) fn new(code: &model::Code) -> Self {
        let model::Code {
            scheme,
            code,
            from,
            to,
        } = code;
        Self {
            scheme: scheme.word(),
            code: *code,
            from: *from,
            to: (*to).into(),
        }
    }
}

#[derive(Serialize)]
struct Link {
    id: Text,
    share: &'static str,
    inferred: bool,
}

impl Link {
    /// The link, as seen from the organisation at the other end of which `id` stands.
    fn new(id: Text, link: &model::Link) -> Self {
        let model::Link {
            organisation: _,
            share,
            inferred,
        } = link;
        Self {
            id,
            share: share.word(),
            inferred: *inferred,
        }
    }
}
