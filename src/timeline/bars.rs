//! The bars of the timeline, as columns.

use super::axis::{Axis, Window};
use crate::model::{Body, Date, Day, End, LegalForm, RecordRef, Standing};
use crate::query::{Cover, Spell};

/// What turns time into columns: the stretch of the axis in view, and how many columns wide it is. A column is a cell of a terminal, or the
/// smallest measure of a picture.
#[derive(Clone, Copy, Debug)]
pub struct Scale<'a> {
    /// The axis.
    pub axis: &'a Axis,
    /// The stretch of it that is in view.
    pub window: Window,
    /// How many columns it takes.
    pub width: u16,
    /// The last day of the evidence: what goes on is drawn to there.
    pub as_of: Day,
    /// The as-at day.
    pub at: Day,
}

impl Scale<'_> {
    /// The column of a day.
    #[must_use]
    pub fn column(&self, day: Day) -> i32 {
        self.window.column(self.axis.position(day), self.width)
    }

    /// The columns of a stretch of time.
    #[must_use]
    pub fn columns(&self, from: Date, to: End) -> (i32, i32) {
        let last = to
            .last_known(from)
            .unwrap_or_else(|| self.as_of.max(from.first()));
        let start = self.column(from.first());
        // Where a day is wider than a column, the last one is there to its end.
        let end = self.column(last).max(self.column(last.plus(1)) - 1);
        (start, end.max(start))
    }
}

/// A stretch of a bar in one legal form, both columns included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// First column.
    pub from: i32,
    /// Last column.
    pub to: i32,
    /// The form.
    pub form: LegalForm,
}

/// A bar. Columns may lie outside the plot, where the bar is longer than the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What is selected with it: the body, or on the places screen the organisation.
    pub record: RecordRef,
    /// First column.
    pub from: i32,
    /// Last column, included.
    pub to: i32,
    /// Its phases.
    pub segments: Vec<Segment>,
    /// It goes on, or nobody found out when it ended.
    pub end: End,
    /// It stood on the as-at day.
    pub stands: bool,
    /// The column and the text of its label, if there is room for one.
    pub label: Option<(u16, String)>,
    /// The label stands in the bar, not beside it.
    pub inside: bool,
    /// Its names, the longest first. Inside a bar the longest that fits is shown, beside it one of the short ones.
    pub(super) names: Vec<String>,
    /// How many of its names, from the end, are short enough to stand beside it.
    pub(super) short_names: usize,
}

impl Bar {
    /// The longest of its names.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().map(String::as_str).unwrap_or_default()
    }

    /// Whether its label is one of the short ones, which somebody may have to look up.
    #[must_use]
    pub fn is_shortened(&self) -> bool {
        let short = self.names.len().saturating_sub(self.short_names);
        let label = self.label.as_ref().map(|(_, text)| text.as_str());
        !self
            .names
            .iter()
            .take(short.max(1))
            .any(|name| Some(name.as_str()) == label)
    }

    /// Whether it is statutory from end to end.
    #[must_use]
    pub fn is_solid(&self) -> bool {
        let mut forms = self.segments.iter().map(|segment| segment.form);
        forms.all(|form| form.standing() == Standing::Statutory)
    }

    /// Leaves the name of a spell that does not tell of which kind the organisation is.
    #[must_use]
    pub fn without_bare_name(mut self) -> Self {
        self.names.truncate(2);
        self.short_names = 1;
        self
    }

    /// The shortest of its names.
    pub(super) fn shortest(&self) -> &str {
        self.names.last().map(String::as_str).unwrap_or_default()
    }

    /// The bar of a body; none where it has no beginning.
    #[must_use]
    pub fn of_body(scale: Scale<'_>, body: &Body) -> Option<Self> {
        let (from, to) = scale.columns(body.from()?, body.to());
        let segments = body.phases.iter().map(|phase| {
            let (from, to) = scale.columns(phase.from, phase.to);
            Segment {
                from,
                to,
                form: phase.form,
            }
        });
        Some(Self {
            record: RecordRef::body(body.id),
            from,
            to,
            segments: segments.collect(),
            end: body.to(),
            stands: body.phase_at(scale.at).is_some(),
            label: None,
            inside: false,
            names: vec![
                body.plural.to_string(),
                body.name.to_string(),
                body.label().to_string(),
            ],
            short_names: 1,
        })
    }

    /// The bar of a spell over a place. `record` is what is selected with it.
    #[must_use]
    pub fn of_spell(scale: Scale<'_>, spell: &Spell<'_>, record: RecordRef) -> Self {
        let (from, to) = scale.columns(spell.from, spell.to);
        // The legal forms of the body, as far as they lie in the spell. What else changed is no change of the organisation.
        let mut segments: Vec<Segment> = Vec::new();
        for phase in &spell.body.phases {
            let (start, end) = scale.columns(phase.from, phase.to);
            if start > to || end < from {
                continue;
            }
            let (start, end) = (start.max(from), end.min(to));
            match segments.last_mut() {
                Some(last) if last.form == phase.form => last.to = end,
                _ => segments.push(Segment {
                    from: start,
                    to: end,
                    form: phase.form,
                }),
            }
        }
        if segments.is_empty() {
            let form = spell.body.phase_near(spell.from.first());
            segments.extend(form.map(|phase| Segment {
                from,
                to,
                form: phase.form,
            }));
        }
        let label = spell.organisation.label(spell.body);
        let doubt = match spell.cover {
            Cover::Whole => "",
            Cover::Part => " (part)",
            Cover::Perhaps => " ?",
        };
        let bare = spell.organisation.bare_label(spell.body);
        Self {
            record,
            from,
            to,
            segments,
            end: spell.to,
            stands: spell.covers(scale.at),
            label: None,
            inside: false,
            names: vec![
                format!("{}{doubt}", spell.organisation.name),
                format!("{label}{doubt}"),
                format!("{bare}{doubt}"),
            ],
            short_names: 2,
        }
    }
}

/// Bars that meet are told apart. In one column, the later one has it, if the earlier one is left with any; side by side, a solid bar
/// begins with a hair of room, and before any other a column stays free.
pub(super) fn part(bars: &mut [Bar]) {
    for index in 1..bars.len() {
        let Some((from, form)) = bars
            .get(index)
            .map(|bar| (bar.from, bar.segments.first().map(|segment| segment.form)))
        else {
            continue;
        };
        let solid = form.is_some_and(|form| form.standing() == Standing::Statutory);
        let last = if solid { from - 1 } else { from - 2 };
        if let Some(before) = bars.get_mut(index - 1) {
            let end = before.to.min(last).max(before.from);
            before.to = end;
            for segment in &mut before.segments {
                segment.to = segment.to.min(end);
            }
        }
    }
}
