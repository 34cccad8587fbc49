//! The timeline as a picture on a page of its own: as text, as a vector drawing, and as a page for a browser and a printer.
//!
//! A reader of paper can neither scroll nor select, so every bar has its name: rows are found in which the names have room, a name is
//! shortened before a row is added, and what was shortened is listed in full below.

mod chart;
mod leaf;
mod legend;
mod pen;
mod svg;
mod width;

pub use chart::{NARROWEST, chart};
pub use leaf::leaf;
pub use svg::svg;
pub(super) use svg::{Links, drawing};

use crate::dataset::Dataset;
use crate::model::{Body, Date, Day, Era, Place, RecordRef, Reform, Text, Tier};
use crate::query::{self, Spell};
use crate::timeline::{Axis, Bar, Mode, Ruler, Scale, Window, rows_of_bodies, rows_of_spells};

/// What of the timeline is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Span<'a> {
    /// From this day on.
    pub from: Option<Day>,
    /// To this day.
    pub to: Option<Day>,
    /// Of this tier.
    pub tier: Option<Tier>,
    /// The organisations over this place, in place of the types of body.
    pub place: Option<&'a Place>,
    /// A day to be marked.
    pub at: Option<Day>,
    /// How time is laid out.
    pub mode: Mode,
}

/// A part of the timeline, ready to be drawn.
pub struct Picture<'a> {
    data: &'a Dataset,
    span: Span<'a>,
    axis: Axis,
    window: Window,
    spells: Vec<Spell<'a>>,
}

impl<'a> Picture<'a> {
    /// The part of the timeline that is wanted.
    #[must_use]
    pub fn new(data: &'a Dataset, span: Span<'a>) -> Self {
        let axis = Axis::of(data, span.mode);
        let mut spells = span
            .place
            .map(|place| query::lineage(data, place))
            .unwrap_or_default();
        spells.retain(|spell| span.tier.is_none_or(|tier| spell.body.tier == tier));
        // Nobody stood over a place before its first spell: the years before would be white.
        let first = spells.first().map(|spell| spell.from.first());
        let first = first.and_then(|day| Day::new(day.year(), 1, 1));
        let from = span.from.or(first).unwrap_or_else(|| axis.first());
        // What is planned is shown to those who ask for it: without them the picture would end in white.
        let to = span.to.unwrap_or_else(|| data.as_of());
        let window = axis.fit(Window {
            start: axis.position(from),
            end: axis.position(to),
        });
        Self {
            data,
            span,
            axis,
            window,
            spells,
        }
    }

    /// The first and the last day that are drawn.
    #[must_use]
    pub fn days(&self) -> (Day, Day) {
        (
            self.axis.day(self.window.start),
            self.axis.day(self.window.end),
        )
    }

    /// Whether a day is drawn.
    #[must_use]
    pub fn shows(&self, day: Day) -> bool {
        let (first, last) = self.days();
        (first..=last).contains(&day)
    }

    /// Whether nothing stood then and there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        // A span that lies outside the timeline is not one at its end.
        let outside = self.span.to.is_some_and(|to| to < self.axis.first())
            || self.span.from.is_some_and(|from| from > self.axis.last());
        if outside {
            return true;
        }
        self.rows(self.scale(1000), leaf::UNMEASURED).is_empty()
    }

    fn scale(&self, width: u16) -> Scale<'_> {
        Scale {
            axis: &self.axis,
            window: self.window,
            width,
            as_of: self.data.as_of(),
            at: self.span.at.unwrap_or_else(|| self.data.as_of()),
        }
    }

    fn rows(&self, scale: Scale<'_>, ruler: Ruler<'_>) -> Vec<(Tier, Vec<Bar>)> {
        if self.span.place.is_some() {
            return rows_of_spells(&self.spells, scale, ruler);
        }
        let shown = |body: &&Body| {
            self.span
                .tier
                .map_or(!body.context, |tier| body.tier == tier)
        };
        rows_of_bodies(self.data.bodies.iter().filter(shown), scale, ruler)
    }

    fn title(&self) -> String {
        let (first, last) = self.days();
        let years = if first.year() == last.year() {
            first.year().to_string()
        } else {
            format!("{} to {}", first.year(), last.year())
        };
        let tier = self.span.tier.map(Tier::name);
        match (self.span.place, tier) {
            (Some(place), None) => format!("Who stood over {}, {years}", place.name),
            (Some(place), Some(tier)) => {
                format!(
                    "Who stood over {} at the tier \u{201c}{tier}\u{201d}, {years}",
                    place.name
                )
            }
            (None, Some(tier)) => {
                format!("The NHS in England, {years}: the tier \u{201c}{tier}\u{201d}")
            }
            (None, None) => format!("The tiers of the NHS in England, {years}"),
        }
    }

    /// The eras in view, with their columns.
    fn eras<'s>(&'s self, scale: Scale<'s>) -> impl Iterator<Item = (&'s Era, i32, i32)> {
        let last = i32::from(scale.width) - 1;
        self.data.eras.iter().filter_map(move |era| {
            let end = era.to.last_known(era.from).unwrap_or(self.axis.last());
            let (from, to) = (scale.column(era.from.first()), scale.column(end));
            (to >= 0 && from <= last).then_some((era, from.max(0), to.min(last)))
        })
    }

    /// The reforms in view, with their columns; those that changed the law or the map come last, to be drawn over the others.
    fn reforms<'s>(&'s self, scale: Scale<'s>) -> impl Iterator<Item = (&'s Reform, i32)> {
        [false, true].into_iter().flat_map(move |weighty| {
            let reforms = self.data.reforms.iter();
            reforms
                .filter(move |reform| reform.is_weighty() == weighty)
                .map(move |reform| (reform, scale.column(reform.date.first())))
                .filter(move |(_, column)| (0..i32::from(scale.width)).contains(column))
        })
    }

    /// The column of the marked day.
    fn marked(&self, scale: Scale<'_>) -> Option<i32> {
        let column = scale.column(self.span.at?);
        (0..i32::from(scale.width))
            .contains(&column)
            .then_some(column)
    }

    /// What a bar is a bar of: the body, and the organisation over the place.
    fn subject(&self, bar: &Bar) -> Option<(&'a Body, Option<&Spell<'a>>)> {
        // A place may have lain in an organisation twice.
        let spells = || {
            self.spells.iter().find(|spell| {
                spell.to == bar.end && RecordRef::organisation(spell.organisation.id) == bar.record
            })
        };
        match self.span.place {
            None => Some((self.data.body(&bar.record.id)?, None)),
            Some(_) => spells().map(|spell| (spell.body, Some(spell))),
        }
    }

    /// "As at 1 April 2004"
    fn marked_words(&self) -> Option<String> {
        let at = self.span.at?;
        Some(format!("as at {}", Date::of_day(at).long()))
    }

    /// The sources of what is shown, each once, in order of first mention.
    fn sources(&self, rows: &[(Tier, Vec<Bar>)]) -> Vec<Text> {
        let mut seen = std::collections::HashSet::new();
        let mut found = Vec::new();
        for bar in rows.iter().flat_map(|(_, bars)| bars) {
            let Some((body, spell)) = self.subject(bar) else {
                continue;
            };
            found.extend(rests_on(body, spell).filter(|id| seen.insert(*id)));
        }
        found
    }
}

/// The sources of a bar: those of its dates over the place, then those of its phases.
fn rests_on<'s>(body: &'s Body, spell: Option<&'s Spell<'_>>) -> impl Iterator<Item = Text> {
    let stay = spell.into_iter().flat_map(|spell| &spell.stay.sources);
    let phases = body.phases.iter().flat_map(|phase| &phase.sources);
    stay.chain(phases).copied()
}
