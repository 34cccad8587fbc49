//! What stands below a picture: the signs, the names in full, what it rests on.

use std::collections::BTreeSet;

use super::super::brief::period;
use super::Picture;
use crate::embedded;
use crate::model::{LegalForm, RecordRef, Tier, capital, number_of};
use crate::query;
use crate::timeline::{Bar, Mode};

/// The three ways in which a bar is filled, and what they mean.
pub(super) const FILLS: [(LegalForm, &str); 3] = [
    (
        LegalForm::StatutoryBody,
        "statutory: a body, committee or scheme that rests on an Act",
    ),
    (
        LegalForm::AdministrativeArm,
        "not statutory: an arm of a national body, or bodies under shared management",
    ),
    (
        LegalForm::Partnership,
        "not statutory: a partnership, programme or contract",
    ),
];

pub(super) const PHASE: &str = "another phase begins";
pub(super) const ONGOING: &str = "still there when the evidence ends";
pub(super) const UNKNOWN: &str = "end not established";
pub(super) const REFORM: &str = "Act, or change taking effect";
pub(super) const EVENT: &str = "paper, plan or other event";

impl Picture<'_> {
    /// Names that were shortened, with what they mean, in order.
    pub(super) fn in_full(&self, rows: &[(Tier, Vec<Bar>)]) -> Vec<(String, String)> {
        let mut found = BTreeSet::new();
        for bar in rows.iter().flat_map(|(_, bars)| bars) {
            let (Some((_, label)), Some((body, spell))) = (&bar.label, self.subject(bar)) else {
                continue;
            };
            let overlong = label.starts_with('*');
            if !bar.is_shortened() && !overlong {
                continue;
            }
            let (short, name) = match (spell, body.short) {
                (Some(_), Some(short)) if !overlong => (short.to_string(), body.name),
                (Some(spell), _) => (label.clone(), spell.organisation.name),
                (None, _) => (label.clone(), body.name),
            };
            if *name != *short {
                found.insert((short, name.to_string()));
            }
        }
        found.into_iter().collect()
    }

    /// Words that explain the axis and the marks of a place.
    pub(super) fn asides(&self) -> Vec<&'static str> {
        let mut found = Vec::new();
        if self.axis.mode() == Mode::Evened {
            found.push(
                "Years are not to scale: every stretch between two reforms is as wide as any other.",
            );
        }
        if self.span.place.is_some() {
            found.push(
                "(part): a part of the place lay in it. ?: a larger place lay partly in it; whether this one did is not recorded.",
            );
        }
        found
    }

    /// Why a tier has nobody over the place for a time, as far as that is recorded.
    pub(super) fn reasons(&self) -> Vec<String> {
        let Some(place) = self.span.place else {
            return Vec::new();
        };
        let (first, last) = self.days();
        let mut gaps: Vec<_> = query::gaps(self.data, place)
            .filter(|gap| self.span.tier.is_none_or(|tier| tier == gap.tier))
            .collect();
        gaps.sort_by_key(|gap| (gap.tier, gap.from.first()));
        let mut found = Vec::new();
        for gap in gaps {
            let open = query::left_open(gap, &self.spells).into_iter();
            let open: Vec<String> = open
                .filter(|(from, to)| {
                    from.first() <= last && to.last_known(*from).is_none_or(|to| to >= first)
                })
                .map(|(from, to)| period(Some(from), to))
                .collect();
            if !open.is_empty() {
                let (tier, when) = (capital(gap.tier.name()), open.join(", "));
                found.push(format!("{tier}, {when}: none listed. {}", gap.reason));
            }
        }
        found
    }

    /// How late the evidence goes, and whose the data are.
    pub(super) fn evidence(&self, rows: &[(Tier, Vec<Bar>)]) -> Vec<String> {
        let data = self.data;
        let number = number_of(self.sources(rows).len(), "source", "sources");
        let mut words = format!(
            "nhs-tiers, evidence to {}. Dates and standings rest on {number}, named with each record.",
            data.meta.as_of.long()
        );
        if data.meta == embedded::dataset().meta {
            words += " The sentences of the data set are under the MIT licence.";
        }
        let own = |bar: &Bar| {
            let body = self.subject(bar).map(|(body, _)| RecordRef::body(body.id));
            data.is_own(bar.record) || body.is_some_and(|body| data.is_own(body))
        };
        if rows.iter().flat_map(|(_, bars)| bars).any(own) {
            words += " Some records are the reader's own.";
        }
        vec![words, data.meta.licence.to_string()]
    }
}
