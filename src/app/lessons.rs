//! The lessons screen: findings by theme, or tensions, narrowed as the reader likes.

use super::state::{Layer, Screen, State};
use crate::model::{Finding, FindingKind, RecordRef, Text};

/// The lessons screen.
#[derive(Clone, Debug, Default)]
pub struct LessonsScreen {
    /// Tensions are shown, not findings.
    pub tensions: bool,
    /// Only what these let through.
    pub filter: Filter,
    /// The chosen finding.
    pub finding: Option<Text>,
    /// The chosen tension.
    pub tension: Option<Text>,
    /// Lines scrolled off the top of what is told of it.
    pub top: usize,
    /// Where the reader was when asking what research says of a body.
    pub(super) came_from: Option<(Screen, Vec<Layer>)>,
}

/// Which findings are wanted. What is not set lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Under this theme.
    pub theme: Option<Text>,
    /// Of this kind.
    pub kind: Option<FindingKind>,
    /// Of this body.
    pub body: Option<Text>,
    /// Of the as-at day.
    pub of_the_day: bool,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonRow {
    /// The name of a theme.
    Theme(Text),
    /// A finding.
    Finding(Text),
    /// A tension.
    Tension(Text),
}

impl LessonRow {
    /// The record of the row.
    #[must_use]
    pub const fn record(self) -> RecordRef {
        match self {
            Self::Theme(id) => RecordRef::theme(id),
            Self::Finding(id) => RecordRef::finding(id),
            Self::Tension(id) => RecordRef::tension(id),
        }
    }
}

impl State {
    /// Whether the filters let a finding through.
    #[must_use]
    pub fn lets_through(&self, finding: &Finding) -> bool {
        let filter = &self.lessons.filter;
        filter.theme.is_none_or(|theme| finding.theme == theme)
            && filter.kind.is_none_or(|kind| finding.kind == kind)
            && filter
                .body
                .is_none_or(|body| finding.bodies.contains(&body))
            && (!filter.of_the_day || finding.speaks_of(self.at))
    }

    /// The rows of the list: themes with their findings, or the tensions in which a finding stands that the filters let through.
    #[must_use]
    pub fn lesson_rows(&self) -> Vec<LessonRow> {
        let mut rows = Vec::new();
        if self.lessons.tensions {
            let wanted = |id: &Text| {
                self.data
                    .finding(id)
                    .is_some_and(|finding| self.lets_through(finding))
            };
            let tensions = self
                .data
                .tensions
                .iter()
                .filter(|tension| tension.one.iter().chain(&tension.other).any(wanted));
            rows.extend(tensions.map(|tension| LessonRow::Tension(tension.id)));
            return rows;
        }
        for theme in &self.data.themes {
            let before = rows.len();
            rows.push(LessonRow::Theme(theme.id));
            let findings = self
                .data
                .findings_under(theme.id)
                .filter(|finding| self.lets_through(finding));
            rows.extend(findings.map(|finding| LessonRow::Finding(finding.id)));
            if rows.len() == before + 1 {
                rows.pop();
            }
        }
        rows
    }

    /// The chosen row of the list, by its number, where there is one.
    #[must_use]
    pub fn lesson_chosen(&self, rows: &[LessonRow]) -> Option<usize> {
        let wanted = if self.lessons.tensions {
            self.lessons.tension.map(LessonRow::Tension)
        } else {
            self.lessons.finding.map(LessonRow::Finding)
        };
        let known = rows.iter().position(|row| Some(*row) == wanted);
        known.or_else(|| {
            rows.iter()
                .position(|row| !matches!(row, LessonRow::Theme(_)))
        })
    }

    /// The chosen finding or tension.
    #[must_use]
    pub fn lesson_current(&self) -> Option<RecordRef> {
        let rows = self.lesson_rows();
        let chosen = self.lesson_chosen(&rows)?;
        rows.get(chosen).map(|row| row.record())
    }

    /// The filters in words; empty where there are none.
    #[must_use]
    pub fn filter_words(&self) -> String {
        let filter = &self.lessons.filter;
        let theme = filter
            .theme
            .and_then(|id| self.data.theme(&id))
            .map(|theme| format!("theme: {}", theme.name));
        let kind = filter.kind.map(|kind| format!("kind: {}", kind.name()));
        let body = filter
            .body
            .and_then(|id| self.data.body(&id))
            .map(|body| format!("on: {}", body.label()));
        let day = filter.of_the_day.then(|| format!("of {}", self.at.year()));
        [theme, kind, body, day]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }
}
