//! The stops of the tour as JSON.

use serde::Serialize;

use super::super::derived::Claim;
use crate::model::{self, Date, Text};

#[derive(Serialize)]
pub(super) struct Stop<'a> {
    id: Text,
    date: Date,
    title: Text,
    text: Text,
    lights: &'a [Text],
    #[serde(flatten)]
    claim: Claim<'a>,
}

impl<'a> Stop<'a> {
    pub(super) fn new(stop: &'a model::Stop) -> Self {
        let model::Stop {
            id,
            date,
            title,
            text,
            lights,
            sources,
            confidence,
        } = stop;
        Self {
            id: *id,
            date: *date,
            title: *title,
            text: *text,
            lights,
            claim: Claim::new(*confidence, sources),
        }
    }
}
