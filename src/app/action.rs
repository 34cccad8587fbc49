//! What a reader can ask for, and what the browser asks of the world.

use super::help::Told;
use super::layout::Size;
use super::line::EditRequest;
use super::personal::Change;
use super::study::Task;
use crate::study::Entry;

/// Something the reader wants. It may mean nothing where the reader is; it never fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// One line or bar up.
    Up,
    /// One line or bar down.
    Down,
    /// Back in time, or to what is on the left.
    Left,
    /// On in time, or to what is on the right.
    Right,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// Half a screenful up.
    HalfUp,
    /// Half a screenful down.
    HalfDown,
    /// To the beginning.
    First,
    /// To the end.
    Last,
    /// A screenful back in time.
    ScreenLeft,
    /// A screenful on in time.
    ScreenRight,
    /// The bar that began before this one.
    EarlierBar,
    /// The bar that began after this one.
    LaterBar,
    /// The reform before.
    PreviousReform,
    /// The reform after.
    NextReform,
    /// The era before.
    PreviousEra,
    /// The era after.
    NextEra,
    /// Less time on the screen.
    ZoomIn,
    /// More time on the screen.
    ZoomOut,
    /// All of time on the screen.
    ZoomAll,
    /// The life of the selected bar on the screen.
    ZoomToSelected,
    /// To scale, or evened.
    ToggleEvened,
    /// Show or hide what is only context.
    ToggleContext,
    /// Ask for a date to go to.
    AskDate,
    /// To the last day of the evidence.
    Today,
    /// Tell in the pane what stood on the as-at day, or of the selected bar again.
    Slice,
    /// Mark the as-at day, and tell in the pane what changed between it and the day the reader goes to.
    Changes,
    /// Open what is selected, follow a link, accept a line.
    Open,
    /// Close the innermost thing, never the program.
    Back,
    /// Close the innermost thing; at the root, back to where the reader was before the last jump.
    WayBack,
    /// Close the innermost thing; at the root, quit.
    Leave,
    /// Out at once.
    Quit,
    /// Stop, until the shell says `fg`.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Begin the tour, or go on with it; at a stop, end it.
    Tour,
    /// Search.
    Search,
    /// The keys that work here.
    Help(Vec<Told>),
    /// The screen with this number, from 1.
    GoTo(u8),
    /// The next screen, or the next link.
    Next,
    /// The screen or link before.
    Previous,
    /// Mark for contrast; the second one opens it.
    Contrast,
    /// Swap the sides of a contrast.
    Swap,
    /// The next classic contrast.
    Preset,
    /// A third body in the contrast.
    AddSide,
    /// Take the chosen body out of the contrast.
    RemoveSide,
    /// Pin the chosen side of the contrast to a date.
    PinSide,
    /// Only the questions to which the answers differ, or all.
    Differences,
    /// Open the place in view whole.
    Whole,
    /// Choose a place.
    AskPlace,
    /// See the timeline through a place, or plainly again.
    Through,
    /// Only findings under the next theme.
    FilterTheme,
    /// Only findings under the theme before.
    FilterThemeBack,
    /// Only findings of the next kind.
    FilterKind,
    /// Only findings of the kind before.
    FilterKindBack,
    /// Only findings on a body.
    FilterBody,
    /// Only findings that speak of the as-at day, or of any.
    FilterDay,
    /// All findings again.
    ClearFilters,
    /// Tensions, or findings again.
    Tensions,
    /// What research says of the body in view.
    LessonsOf,
    /// Scroll what is told of the chosen one up.
    ScrollUp,
    /// Scroll what is told of the chosen one down.
    ScrollDown,
    /// Copy the answer as text.
    Copy,
    /// Copy the answer as Markdown.
    CopyMarkdown,
    /// Bookmark, or take the bookmark away.
    Bookmark,
    /// The list of bookmarks.
    Bookmarks,
    /// Write a note of one's own.
    Annotate,
    /// Leave a note that is being written as it was.
    Abandon,
    /// What stands above in a list; above its first entry, an earlier query.
    Older,
    /// What stands below in a list; while earlier queries are gone through, the one after.
    Newer,
    /// Find text in the record.
    Find,
    /// Look everywhere for what is looked for in the record.
    FindEverywhere,
    /// Show only what passes a query on the timeline.
    FilterTimeline,
    /// The next match of the last search.
    NextMatch,
    /// The match before.
    PreviousMatch,
    /// Begin something on the study screen.
    Study(Task),
    /// Show the answer, go on to the next card, take hold of a line.
    GoOn,
    /// The grade, or the line, with this number, from 1.
    Pick(u8),
    /// Take the last answer back.
    TakeBack,
    /// Type the answer.
    TypeAnswer,
    /// Move the chosen line up.
    MoveUp,
    /// Move the chosen line down.
    MoveDown,
    /// Try again to keep what could not be kept.
    Retry,
    /// The time of an exam is over.
    TimeOver,
    /// A letter typed into a line.
    Type(char),
    /// Text pasted into a line.
    Paste(String),
    /// An edit of a line.
    Edit(EditRequest),
    /// The terminal has another size.
    Resized(Size),
}

impl Action {
    /// Whether it only leads somewhere, or opens what `Esc` closes again: nothing is kept, copied, marked or ended by it.
    #[must_use]
    pub const fn leads(&self) -> bool {
        matches!(
            self,
            Self::Up
                | Self::Down
                | Self::Left
                | Self::Right
                | Self::PageUp
                | Self::PageDown
                | Self::HalfUp
                | Self::HalfDown
                | Self::First
                | Self::Last
                | Self::ScreenLeft
                | Self::ScreenRight
                | Self::EarlierBar
                | Self::LaterBar
                | Self::PreviousReform
                | Self::NextReform
                | Self::PreviousEra
                | Self::NextEra
                | Self::ZoomIn
                | Self::ZoomOut
                | Self::ZoomAll
                | Self::ZoomToSelected
                | Self::AskDate
                | Self::Today
                | Self::Tour
                | Self::Search
                | Self::Help(_)
                | Self::GoTo(_)
                | Self::Next
                | Self::Previous
                | Self::Whole
                | Self::AskPlace
                | Self::ScrollUp
                | Self::ScrollDown
                | Self::Bookmarks
                | Self::Annotate
                | Self::Older
                | Self::Newer
                | Self::Find
                | Self::FilterTimeline
                | Self::NextMatch
                | Self::PreviousMatch
                | Self::Type(_)
                | Self::Edit(_)
        )
    }

    /// The name by which a configuration file means it: `zoom-in`, `go-to-1`. docs/keys.md keeps them on record.
    #[must_use]
    pub fn name(&self) -> String {
        if let Self::Help(_) = self {
            return "help".to_owned();
        }
        let mut name = String::new();
        for c in format!("{self:?}").chars() {
            let begins = c.is_ascii_uppercase() || c == '(';
            if begins && !name.is_empty() {
                name.push('-');
            }
            if c.is_ascii_alphanumeric() {
                name.push(c.to_ascii_lowercase());
            }
        }
        name
    }
}

/// Something the browser asks of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Put text on the reader's clipboard.
    Copy(String),
    /// Keep a change of the reader's bookmarks and notes.
    Keep(Change),
    /// Read what is kept of studying.
    OpenStudy,
    /// Read all reviews, for what is told of the past.
    ReadReviews,
    /// Keep an entry of the log of reviews, before anything else is shown.
    KeepEntry(Entry),
    /// Stop until continued.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// End the program.
    Quit,
}
