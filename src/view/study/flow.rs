//! Text that flows down an area.

use ratatui::style::Style;

use crate::app::Area;
use crate::view::paint::{Canvas, row};

/// Columns of a line that still reads well.
const WIDEST: u16 = 88;

/// Where the next line of text goes.
pub(super) struct Flow {
    area: Area,
    at: u16,
}

impl Flow {
    pub(super) fn new(area: Area) -> Self {
        Self {
            area: Area {
                width: area.width.min(WIDEST),
                ..area
            },
            at: 0,
        }
    }

    /// The line that comes next.
    pub(super) const fn next(&self) -> Area {
        row(self.area, self.at)
    }

    /// What is left below.
    pub(super) fn left(&self) -> Area {
        Area {
            y: self.area.y + self.at.min(self.area.height),
            height: self.area.height.saturating_sub(self.at),
            ..self.area
        }
    }

    /// What is left below; at least so many lines at the bottom, whatever stands there.
    pub(super) fn left_or_last(&self, lines: u16) -> Area {
        let left = self.left();
        if left.height >= lines {
            return left;
        }
        let lines = lines.min(self.area.height);
        Area {
            y: self.area.y + self.area.height - lines,
            height: lines,
            ..self.area
        }
    }

    /// Leaves a line empty.
    pub(super) const fn blank(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    /// Writes text, wrapped, from a column on. The answer is the line that it began on.
    pub(super) fn text(
        &mut self,
        canvas: &mut Canvas<'_>,
        column: u16,
        text: &str,
        style: Style,
    ) -> Area {
        let first = self.next();
        let width = usize::from(self.area.width.saturating_sub(column)).max(1);
        for line in textwrap::wrap(text, width) {
            canvas.text(self.next(), column, &line, style);
            self.blank();
        }
        first
    }
}
