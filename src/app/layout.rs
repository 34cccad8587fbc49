//! What stands where on the screen: one function, used by the behaviour and by the view.

use super::state::{Pane, Screen, State};

/// The size of the terminal, in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Lines.
    pub height: u16,
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Column of its left edge.
    pub x: u16,
    /// Line of its upper edge.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Lines.
    pub height: u16,
}

impl Area {
    /// Takes lines from the top; what is left stays.
    pub(super) fn take_top(&mut self, lines: u16) -> Self {
        let taken = Self {
            height: lines.min(self.height),
            ..*self
        };
        self.y += taken.height;
        self.height -= taken.height;
        taken
    }

    /// Takes lines from the bottom.
    pub(super) fn take_bottom(&mut self, lines: u16) -> Self {
        let height = lines.min(self.height);
        self.height -= height;
        Self {
            y: self.y + self.height,
            height,
            ..*self
        }
    }

    /// Takes columns from the right.
    pub(super) fn take_right(&mut self, columns: u16) -> Self {
        let width = columns.min(self.width);
        self.width -= width;
        Self {
            x: self.x + self.width,
            width,
            ..*self
        }
    }

    /// The same, less columns at both sides.
    #[must_use]
    pub fn inset(self, columns: u16) -> Self {
        let by = columns.min(self.width / 2);
        Self {
            x: self.x + by,
            width: self.width - 2 * by,
            ..self
        }
    }

    /// Whether nothing can be seen in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

/// The smallest terminal in which something can be read.
pub(crate) const SMALLEST: Size = Size {
    width: 36,
    height: 9,
};
/// From this width on, panes stand beside each other.
const WIDE: u16 = 100;

/// The areas that every screen has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The line at the top.
    pub header: Area,
    /// Everything between.
    pub main: Area,
    /// The line at the bottom.
    pub footer: Area,
    /// The terminal is too small to show anything.
    pub too_small: bool,
    /// Panes stand beside each other.
    pub wide: bool,
}

/// Divides the screen.
#[must_use]
pub fn areas(size: Size) -> Areas {
    let mut main = Area {
        x: 0,
        y: 0,
        width: size.width,
        height: size.height,
    };
    let header = main.take_top(1);
    let footer = main.take_bottom(1);
    let too_small = size.width < SMALLEST.width || size.height < SMALLEST.height;
    Areas {
        header,
        main,
        footer,
        too_small,
        wide: size.width >= WIDE,
    }
}

/// The areas of the timeline screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimelineAreas {
    /// The strip that shows where the window is.
    pub overview: Area,
    /// The band of eras.
    pub eras: Area,
    /// The years.
    pub ticks: Area,
    /// The line of reforms.
    pub reforms: Area,
    /// The bars.
    pub lanes: Area,
    /// What is said of the selected bar or reform; its first line is a rule where it stands below.
    pub detail: Area,
    /// The detail stands beside the plot.
    pub beside: bool,
}

/// Divides the timeline screen.
#[must_use]
pub fn timeline_areas(state: &State) -> TimelineAreas {
    let all = areas(state.size);
    let mut plot = all.main;
    let beside = all.wide;
    let detail = if beside {
        let width = (state.size.width * 3 / 8).clamp(38, 72);
        plot.take_right(width)
    } else {
        // The pane below has what the plot does not need, and between a third and a half of the screen; a list may have more, if it
        // fills it.
        let height = all.main.height;
        let share = |of_eleven: u16| (height * of_eleven / 11).clamp(3, 24);
        let lines = match (state.screen, state.timeline.pane) {
            (Screen::Timeline, Pane::Standing | Pane::Since(_)) => {
                let width = usize::from(plot.inset(1).width);
                u16::try_from(state.pane_lines(width).len() + 1).unwrap_or(u16::MAX)
            }
            _ => 0,
        };
        plot.take_bottom(lines.clamp(share(5), share(7)))
    };
    let roomy = plot.height >= 8;
    let overview = plot.take_top(u16::from(roomy));
    let eras = plot.take_top(u16::from(plot.height >= 6));
    let ticks = plot.take_top(1);
    let reforms = plot.take_top(1);
    TimelineAreas {
        overview,
        eras,
        ticks,
        reforms,
        lanes: plot,
        detail,
        beside,
    }
}

/// The areas of the lessons screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LessonAreas {
    /// What is listed, and what narrows it.
    pub title: Area,
    /// The list.
    pub list: Area,
    /// What is told of the chosen one; a rule stands above it where it stands below the list.
    pub pane: Area,
    /// The pane stands beside the list.
    pub beside: bool,
}

/// Divides the lessons screen.
#[must_use]
pub fn lesson_areas(state: &State) -> LessonAreas {
    let all = areas(state.size);
    let mut main = all.main.inset(1);
    let title = main.take_top(1);
    main.take_top(u16::from(main.height > 10));
    let beside = all.wide;
    // Two sides of a tension beside each other need more room than one finding.
    let share = if state.lessons.tensions { 3 } else { 2 };
    let pane = if beside {
        let width = main.width * share / 4;
        let pane = main.take_right(width);
        main.take_right(2);
        pane
    } else {
        let pane = main.take_bottom(main.height * (share + 1) / 5);
        main.take_bottom(1);
        pane
    };
    LessonAreas {
        title,
        list: main,
        pane,
        beside,
    }
}

/// The areas of a note that is being written, over the lower part of whatever it is written on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoteAreas {
    /// On what it is written.
    pub title: Area,
    /// The note. Its last column is for the cursor behind a line that fills the others.
    pub text: Area,
}

impl NoteAreas {
    /// Columns in which lines are broken.
    #[must_use]
    pub fn columns(self) -> usize {
        usize::from(self.text.width.saturating_sub(1)).max(1)
    }
}

/// Lines of a note for which there is room before it has so many.
const NOTE_LINES: u16 = 3;

/// Divides what a note that is being written takes: as much as it needs, and no more than half of the screen.
#[must_use]
pub fn note_areas(state: &State) -> Option<NoteAreas> {
    let editor = state.note_editor()?;
    let mut main = areas(state.size).main;
    let most = (main.height / 2).saturating_sub(1).max(1);
    let width = main.inset(1).width.min(READABLE);
    let mut found = NoteAreas {
        text: Area {
            width,
            ..main.inset(1)
        },
        title: main,
    };
    let rows = editor.writing.rows(found.columns()).len();
    let height = u16::try_from(rows).unwrap_or(u16::MAX).max(NOTE_LINES);
    let mut taken = main.take_bottom(height.min(most) + 1);
    found.title = taken.take_top(1);
    found.text = Area {
        width,
        ..taken.inset(1)
    };
    Some(found)
}

/// The most columns of text: no more than read well.
const READABLE: u16 = 100;

impl State {
    /// Lines of text that what lies on top can show at once: a record, the help, or else a contrast.
    #[must_use]
    pub fn text_height(&self) -> usize {
        // A title and a line of sections stand above a record; a line more above a contrast.
        let taken = 2 + u16::from(self.layers.is_empty());
        usize::from(areas(self.size).main.height.saturating_sub(taken))
    }

    /// Columns of text that a record can show: no wider than reads well.
    #[must_use]
    pub fn text_width(&self) -> usize {
        usize::from(areas(self.size).main.inset(1).width.min(READABLE))
    }
}
