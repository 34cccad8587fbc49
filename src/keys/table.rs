//! THE table itself: every key there is.

use std::borrow::Cow;

use crossterm::event::KeyCode;

use super::key::CTRL_BACKSLASH;
use super::{Binding, Context, Key};
use crate::app::{Action, EditRequest};

const fn key(c: char) -> Key {
    Key {
        code: KeyCode::Char(c),
        control: false,
        alt: false,
    }
}

const fn ctrl(c: char) -> Key {
    Key {
        code: KeyCode::Char(c),
        control: true,
        alt: false,
    }
}

const fn code(code: KeyCode) -> Key {
    Key {
        code,
        control: false,
        alt: false,
    }
}

const fn alt(key: Key) -> Key {
    Key { alt: true, ..key }
}

const fn with_ctrl(key: Key) -> Key {
    Key {
        control: true,
        ..key
    }
}

const UP: Key = code(KeyCode::Up);
const DOWN: Key = code(KeyCode::Down);
const LEFT: Key = code(KeyCode::Left);
const RIGHT: Key = code(KeyCode::Right);
const ENTER: Key = code(KeyCode::Enter);
const ESC: Key = code(KeyCode::Esc);
const BACKSPACE: Key = code(KeyCode::Backspace);
const TAB: Key = code(KeyCode::Tab);
const BACKTAB: Key = code(KeyCode::BackTab);
const PAGE_UP: Key = code(KeyCode::PageUp);
const PAGE_DOWN: Key = code(KeyCode::PageDown);
const HOME: Key = code(KeyCode::Home);
const END: Key = code(KeyCode::End);
const DELETE: Key = code(KeyCode::Delete);

const fn bind(
    context: Context,
    keys: &'static [Key],
    action: Action,
    says: &'static str,
) -> Binding {
    Binding {
        context,
        keys: Cow::Borrowed(keys),
        action,
        says,
        footer: None,
    }
}

const fn shown(
    context: Context,
    keys: &'static [Key],
    action: Action,
    footer: &'static str,
    says: &'static str,
) -> Binding {
    Binding {
        context,
        keys: Cow::Borrowed(keys),
        action,
        says,
        footer: Some(footer),
    }
}

use Action as A;
use Context::{
    Contrast, Everywhere, Find, Functions, Help, Lessons, Line, List, Note, Places, Record, Search,
    Timeline,
};

/// Every key there is. Inside a context the order is that of the help, and of the footer.
#[rustfmt::skip]
pub const TABLE: &[Binding] = &[
    shown(Timeline, &[key('h'), LEFT], A::Left, "", "Back in time by a step that fits the zoom"),
    shown(Timeline, &[key('l'), RIGHT], A::Right, "date", "On in time by a step that fits the zoom"),
    shown(Timeline, &[key('j'), DOWN], A::Down, "", "The next bar down that stands on the as-at day"),
    shown(Timeline, &[key('k'), UP], A::Up, "bar", "The next bar up that stands on the as-at day"),
    shown(Timeline, &[ENTER], A::Open, "open", "Open the selected bar or reform whole"),
    shown(Everywhere, &[key('/'), key('S')], A::Search, "search", "Search everything"),
    shown(Timeline, &[key('[')], A::PreviousReform, "", "The reform before"),
    shown(Timeline, &[key(']')], A::NextReform, "reform", "The reform after"),
    shown(Timeline, &[key('+'), key('=')], A::ZoomIn, "", "Zoom in"),
    shown(Timeline, &[key('-'), key('_')], A::ZoomOut, "zoom", "Zoom out"),
    shown(Timeline, &[key('0')], A::ZoomAll, "all", "The whole of time"),
    shown(Timeline, &[key('g'), key(':')], A::AskDate, "go to", "Go to a date and see what stood: 2004 (its 1 April), apr 2004, 1/4/2004; or 1974..1982 for what changed"),
    shown(Everywhere, &[key('c')], A::Contrast, "contrast", "Mark for contrast; on a second body, contrast the two"),
    bind(Timeline, &[key('H')], A::ScreenLeft, "Back in time by a screenful"),
    bind(Timeline, &[key('L')], A::ScreenRight, "On in time by a screenful"),
    bind(Timeline, &[key('K')], A::EarlierBar, "The bar that began before this one"),
    bind(Timeline, &[key('J')], A::LaterBar, "The bar that began after this one"),
    bind(Timeline, &[key('{')], A::PreviousEra, "The era before"),
    bind(Timeline, &[key('}')], A::NextEra, "The era after"),
    bind(Timeline, &[key('z')], A::ZoomToSelected, "Zoom to the life of the selected bar"),
    bind(Timeline, &[key('s')], A::ToggleEvened, "Time to scale, or evened so that crowded years have room"),
    bind(Timeline, &[key('v')], A::Slice, "Everything that stood on the as-at day, top to bottom; again: the selected bar"),
    bind(Timeline, &[key('d')], A::Changes, "Mark the as-at day: from then on what changed between it and the day you go to; again: no longer"),
    bind(Timeline, &[ctrl('e')], A::ScrollDown, "Scroll what is told down"),
    bind(Timeline, &[ctrl('y')], A::ScrollUp, "Scroll what is told up"),
    bind(Timeline, &[key('p')], A::Through, "Through a place: the bars become the organisations over it; again: types of body"),
    bind(Timeline, &[key('P')], A::AskPlace, "Through another place"),
    shown(Timeline, &[key('f')], A::FilterTimeline, "filter", "Show only bars and reforms that pass a query: is:statutory tier:region; an empty one, or Esc, shows all again"),
    bind(Timeline, &[key('F')], A::LessonsOf, "What research says of the selected body"),
    bind(Timeline, &[key('x')], A::ToggleContext, "Show or hide what is only context"),
    bind(Timeline, &[key('.'), key('G'), END], A::Today, "To the last day of the evidence"),
    bind(Timeline, &[HOME], A::First, "To the first day of the timeline"),
    bind(Timeline, &[PAGE_UP, ctrl('b')], A::PageUp, "Five bars up"),
    bind(Timeline, &[PAGE_DOWN, ctrl('f')], A::PageDown, "Five bars down"),
    bind(Timeline, &[ctrl('u')], A::HalfUp, "Five bars up"),
    bind(Timeline, &[ctrl('d')], A::HalfDown, "Five bars down"),
    bind(Timeline, &[key('n')], A::NextMatch, "The next match of the last search that was entered; matches are lit until Esc"),
    bind(Timeline, &[key('N')], A::PreviousMatch, "The match before"),
    shown(Functions, &[key('j'), DOWN], A::Down, "", "The next function"),
    shown(Functions, &[key('k'), UP], A::Up, "function", "The function before"),
    shown(Functions, &[key('h'), LEFT], A::Left, "", "Back along the row: the body before that had to do with the function"),
    shown(Functions, &[key('l'), RIGHT], A::Right, "who held it", "On along the row: the body after"),
    shown(Functions, &[key('[')], A::PreviousReform, "", "To the day before on which the function changed hands"),
    shown(Functions, &[key(']')], A::NextReform, "change", "To the day after"),
    shown(Functions, &[ENTER], A::Open, "open", "Open the body of the chosen column whole"),
    shown(Functions, &[key('i')], A::Whole, "all of it", "The function whole: everybody who held it since 1948, with sources"),
    shown(Functions, &[key('t')], A::Through, "timeline", "The body of the chosen column on the timeline"),
    shown(Functions, &[key('g'), key(':')], A::AskDate, "go to", "Go to a date: 2004 (its 1 April), apr 2004, 1/4/2004"),
    bind(Functions, &[key('H')], A::EarlierBar, "One column to the left"),
    bind(Functions, &[key('L')], A::LaterBar, "One column to the right"),
    bind(Functions, &[key('{')], A::PreviousEra, "The era before"),
    bind(Functions, &[key('}')], A::NextEra, "The era after"),
    bind(Functions, &[key('.'), key('G'), END], A::Today, "To the last day of the evidence"),
    bind(Functions, &[key('F')], A::LessonsOf, "What research says of the body"),
    bind(Functions, &[key('x')], A::ToggleContext, "Show or hide what is only context"),
    bind(Functions, &[ctrl('e')], A::ScrollDown, "Scroll what is told down"),
    bind(Functions, &[ctrl('y')], A::ScrollUp, "Scroll what is told up"),
    bind(Functions, &[HOME], A::First, "The first function"),
    bind(Functions, &[PAGE_UP, ctrl('b'), ctrl('u')], A::PageUp, "Five functions up"),
    bind(Functions, &[PAGE_DOWN, ctrl('f'), ctrl('d')], A::PageDown, "Five functions down"),
    shown(Places, &[key('h'), LEFT], A::Left, "", "Back in time by a step that fits the zoom"),
    shown(Places, &[key('l'), RIGHT], A::Right, "date", "On in time by a step that fits the zoom"),
    shown(Places, &[key('j'), DOWN], A::Down, "", "The next organisation down that stood over the place on the as-at day"),
    shown(Places, &[key('k'), UP], A::Up, "choose", "The next one up"),
    shown(Places, &[ENTER], A::Open, "open", "Open the selected organisation: what it covered, and its whole chain"),
    shown(Places, &[key('p')], A::AskPlace, "place", "Another place"),
    shown(Places, &[key('i')], A::Whole, "all of it", "The place whole: everybody over it since 1948, with sources"),
    shown(Places, &[key('[')], A::PreviousReform, "", "The change before, over this place"),
    shown(Places, &[key(']')], A::NextReform, "change", "The change after"),
    shown(Places, &[key('K')], A::EarlierBar, "", "What came before the selected organisation here, and its first day"),
    shown(Places, &[key('J')], A::LaterBar, "step", "What came after the selected organisation here"),
    shown(Places, &[key('g'), key(':')], A::AskDate, "go to", "Go to a date: 2004 (its 1 April), apr 2004, 1/4/2004"),
    shown(Places, &[key('t')], A::Through, "timeline", "The timeline seen through this place"),
    shown(Places, &[key('+'), key('=')], A::ZoomIn, "", "Zoom in"),
    shown(Places, &[key('-'), key('_')], A::ZoomOut, "zoom", "Zoom out"),
    bind(Places, &[ctrl('e')], A::ScrollDown, "Scroll the answer down"),
    bind(Places, &[ctrl('y')], A::ScrollUp, "Scroll the answer up"),
    bind(Places, &[key('0')], A::ZoomAll, "The whole of time"),
    bind(Places, &[key('z')], A::ZoomToSelected, "Zoom to the time of the selected organisation"),
    bind(Places, &[key('H')], A::ScreenLeft, "Back in time by a screenful"),
    bind(Places, &[key('L')], A::ScreenRight, "On in time by a screenful"),
    bind(Places, &[key('{')], A::PreviousEra, "The era before"),
    bind(Places, &[key('}')], A::NextEra, "The era after"),
    bind(Places, &[key('F')], A::LessonsOf, "What research says of the selected organisation's body"),
    bind(Places, &[key('.'), key('G'), END], A::Today, "To the last day of the evidence"),
    bind(Places, &[HOME], A::First, "To the first day of the timeline"),
    bind(Places, &[PAGE_UP, ctrl('b'), ctrl('u')], A::PageUp, "Five up"),
    bind(Places, &[PAGE_DOWN, ctrl('f'), ctrl('d')], A::PageDown, "Five down"),
    shown(Lessons, &[key('j'), DOWN], A::Down, "", "The next one"),
    shown(Lessons, &[key('k'), UP], A::Up, "choose", "The one before"),
    shown(Lessons, &[key('h'), LEFT], A::Left, "", "The theme before"),
    shown(Lessons, &[key('l'), RIGHT], A::Right, "theme", "The next theme"),
    shown(Lessons, &[ENTER], A::Open, "open", "Open it whole: bodies, sources, what stands against it"),
    shown(Lessons, &[key('v')], A::Tensions, "tensions", "Tensions: findings that stand against each other, side by side; again: findings"),
    shown(Lessons, &[key('t')], A::FilterTheme, "", "Only findings under one theme: the next one, then all"),
    shown(Lessons, &[key('f')], A::FilterKind, "", "Only findings of one kind: findings, arguments, criticism and so on, then all"),
    bind(Lessons, &[key('T')], A::FilterThemeBack, "Only findings under one theme: the one before"),
    bind(Lessons, &[key('F')], A::FilterKindBack, "Only findings of one kind: the one before"),
    shown(Lessons, &[key('o')], A::FilterBody, "", "Only findings on one body"),
    shown(Lessons, &[key('d')], A::FilterDay, "filter", "Only findings that speak of the as-at year"),
    shown(Lessons, &[key('x')], A::ClearFilters, "all", "All findings again"),
    bind(Lessons, &[key('J'), ctrl('e')], A::ScrollDown, "Scroll what is told of it down"),
    bind(Lessons, &[key('K'), ctrl('y')], A::ScrollUp, "Scroll what is told of it up"),
    bind(Lessons, &[key('g'), HOME], A::First, "The first one"),
    bind(Lessons, &[key('G'), END], A::Last, "The last one"),
    bind(Lessons, &[key(':')], A::AskDate, "Go to a date"),
    bind(Lessons, &[PAGE_UP, ctrl('b'), ctrl('u')], A::PageUp, "Ten up"),
    bind(Lessons, &[PAGE_DOWN, key(' '), ctrl('f'), ctrl('d')], A::PageDown, "Ten down"),
    shown(Record, &[key('j'), DOWN], A::Down, "", "A line down"),
    shown(Record, &[key('k'), UP], A::Up, "scroll", "A line up"),
    shown(Record, &[key('h'), LEFT], A::Left, "", "The section before"),
    shown(Record, &[key('l'), RIGHT], A::Right, "section", "The next section"),
    shown(Record, &[TAB], A::Next, "link", "The next link"),
    bind(Record, &[BACKTAB], A::Previous, "The link before"),
    shown(Record, &[ENTER], A::Open, "follow", "Follow the link"),
    shown(Record, &[key('/')], A::Find, "find", "Find text in this record; Tab looks for it everywhere"),
    shown(Record, &[key('S')], A::Search, "search all", "Search everything"),
    bind(Record, &[key('n')], A::NextMatch, "The next passage that was found, from what is in view"),
    bind(Record, &[key('N')], A::PreviousMatch, "The passage before"),
    bind(Record, &[key('['), key('{')], A::PreviousEra, "The section before"),
    bind(Record, &[key(']'), key('}')], A::NextEra, "The next section"),
    bind(Record, &[PAGE_DOWN, key(' '), ctrl('f')], A::PageDown, "A page down"),
    bind(Record, &[PAGE_UP, ctrl('b')], A::PageUp, "A page up"),
    bind(Record, &[ctrl('d')], A::HalfDown, "Half a page down"),
    bind(Record, &[ctrl('u')], A::HalfUp, "Half a page up"),
    bind(Record, &[key('F')], A::LessonsOf, "What research says of this body"),
    bind(Record, &[key('g'), HOME], A::First, "To the top"),
    bind(Record, &[key('G'), END], A::Last, "To the bottom"),
    shown(Contrast, &[key('j'), DOWN], A::Down, "", "A line down"),
    shown(Contrast, &[key('k'), UP], A::Up, "scroll", "A line up"),
    shown(Contrast, &[key('p')], A::Preset, "classics", "The next of the classic contrasts"),
    shown(Contrast, &[key('v')], A::Differences, "differences", "Only the questions to which the answers are known to differ; again: all"),
    shown(Contrast, &[key('s')], A::Swap, "swap", "Swap two sides, or send three round"),
    shown(Contrast, &[key('h'), LEFT], A::Left, "", "Choose the side to the left: a search fills it"),
    shown(Contrast, &[key('l'), RIGHT], A::Right, "side", "Choose the side to the right"),
    shown(Contrast, &[key('+'), key('=')], A::AddSide, "", "Another body at the right: three at most"),
    shown(Contrast, &[key('x'), key('-')], A::RemoveSide, "add/take away", "Take the chosen body away"),
    shown(Contrast, &[key('d')], A::PinSide, "date", "See the chosen side always as at a date: a body can be set against itself"),
    bind(Contrast, &[key(':')], A::AskDate, "Go to a date"),
    shown(Contrast, &[ENTER], A::Open, "open", "Open the body on the chosen side"),
    bind(Contrast, &[PAGE_DOWN, key(' '), ctrl('f')], A::PageDown, "A page down"),
    bind(Contrast, &[PAGE_UP, ctrl('b')], A::PageUp, "A page up"),
    bind(Contrast, &[ctrl('d')], A::HalfDown, "Half a page down"),
    bind(Contrast, &[ctrl('u')], A::HalfUp, "Half a page up"),
    bind(Contrast, &[key('g'), HOME], A::First, "To the top"),
    bind(Contrast, &[key('G'), END], A::Last, "To the bottom"),
    bind(Search, &[ctrl('n'), ctrl('j')], A::Down, "The next hit"),
    bind(Search, &[ctrl('p')], A::Up, "The hit before"),
    bind(Search, &[DOWN], A::Newer, "The next hit; while earlier queries are gone through, the query after"),
    bind(Search, &[UP], A::Older, "The hit before; above the first, an earlier query that begins with what was typed"),
    shown(Search, &[ENTER], A::Open, "go there", "Go to the chosen hit"),
    shown(Search, &[ESC, ctrl('g')], A::Back, "back to where you were", "Close the search, back to where you were"),
    shown(Search, &[TAB], A::Next, "kind", "While a filter is typed: complete it; else only one kind of record, of those that are found, then all"),
    bind(Search, &[BACKTAB], A::Previous, "Only one kind of record: the one before"),
    bind(Search, &[PAGE_DOWN], A::PageDown, "Ten hits down"),
    bind(Search, &[PAGE_UP], A::PageUp, "Ten hits up"),
    shown(List, &[key('j'), DOWN, ctrl('n')], A::Down, "", "The next one"),
    shown(List, &[key('k'), UP, ctrl('p')], A::Up, "choose", "The one before"),
    shown(List, &[ENTER], A::Open, "go there", "Go to it"),
    bind(List, &[key('g'), HOME], A::First, "The first one"),
    bind(List, &[key('G'), END], A::Last, "The last one"),
    shown(Find, &[ENTER], A::Open, "keep", "Keep what was found lit, for n and N; with nothing typed: search everything"),
    shown(Find, &[TAB], A::FindEverywhere, "everywhere", "Look for it everywhere"),
    shown(Find, &[ESC, ctrl('g')], A::Back, "as it was", "Leave the record as it was"),
    bind(Find, &[DOWN, ctrl('n')], A::Down, "The next passage"),
    bind(Find, &[UP, ctrl('p')], A::Up, "The passage before"),
    shown(Line, &[ENTER], A::Open, "accept", "Accept the line"),
    bind(Line, &[TAB], A::Next, "Complete the filter that is typed"),
    bind(Line, &[UP], A::Older, "In a filter: an earlier query that begins with what was typed"),
    bind(Line, &[DOWN], A::Newer, "In a filter: the query after"),
    shown(Line, &[ESC, ctrl('g')], A::Back, "leave it", "Leave it as it was"),
    shown(Note, &[ESC, ctrl('s')], A::Back, "keep", "Keep the note and close it: no key loses what was written"),
    shown(Note, &[ENTER, ctrl('j')], A::Open, "new line", "A new line"),
    shown(Note, &[ctrl('g')], A::Abandon, "leave as it was", "Leave the note as it was; a brings back what was written"),
    bind(Note, &[UP, ctrl('p')], A::Up, "A line up, as lines are shown"),
    bind(Note, &[DOWN, ctrl('n')], A::Down, "A line down"),
    bind(Note, &[PAGE_UP], A::PageUp, "Up as many lines as are shown"),
    bind(Note, &[PAGE_DOWN], A::PageDown, "Down as many lines as are shown"),
    bind(Note, &[with_ctrl(HOME)], A::First, "To the beginning of the note"),
    bind(Note, &[with_ctrl(END)], A::Last, "To the end of the note"),
    shown(Help, &[key('j'), DOWN], A::Down, "", "A line down"),
    shown(Help, &[key('k'), UP], A::Up, "scroll", "A line up"),
    bind(Help, &[PAGE_DOWN, key(' '), ctrl('f'), ctrl('d')], A::PageDown, "A page down"),
    bind(Help, &[PAGE_UP, ctrl('b'), ctrl('u')], A::PageUp, "A page up"),
    bind(Help, &[key('g'), HOME], A::First, "To the top"),
    bind(Help, &[key('G'), END], A::Last, "To the bottom"),
    bind(Everywhere, &[key('y')], A::Copy, "Copy the answer as text, with its source"),
    bind(Everywhere, &[key('Y')], A::CopyMarkdown, "Copy the answer as Markdown"),
    bind(Everywhere, &[key('b')], A::Bookmark, "Bookmark this, or take the bookmark away"),
    bind(Everywhere, &[key('\'')], A::Bookmarks, "Your bookmarks"),
    bind(Everywhere, &[key('a')], A::Annotate, "Write a note of your own on this"),
    bind(Everywhere, &[key('1')], A::GoTo(1), "The timeline"),
    bind(Everywhere, &[key('2')], A::GoTo(2), "The contrast"),
    bind(Everywhere, &[key('3')], A::GoTo(3), "The functions: who did what"),
    bind(Everywhere, &[key('4')], A::GoTo(4), "The places: who has stood over one"),
    bind(Everywhere, &[key('5')], A::GoTo(5), "The lessons: what research says"),
    bind(Everywhere, &[TAB], A::Next, "The next screen"),
    bind(Everywhere, &[BACKTAB], A::Previous, "The screen before"),
    bind(Everywhere, &[ESC], A::Back, "Back: close the innermost thing, never the program"),
    shown(Everywhere, &[BACKSPACE, ctrl('o'), ctrl('h')], A::WayBack, "back", "Close the innermost thing; at the root, back to where you were before the last jump (a search, bookmark, date, n, F, t or c)"),
    shown(Everywhere, &[key('?'), code(KeyCode::F(1))], A::Help(Vec::new()), "keys", "The keys that work here"),
    shown(Everywhere, &[key('q')], A::Leave, "quit", "Back; at the root, quit"),
    bind(Everywhere, &[ctrl('l')], A::Redraw, "Draw everything anew"),
    bind(Everywhere, &[ctrl('z')], A::Suspend, "Suspend; fg comes back"),
    bind(Everywhere, &[ctrl('c'), CTRL_BACKSLASH], A::Quit, "Out at once"),
];

/// Edits of a line, the same in every line.
#[rustfmt::skip]
pub(super) const EDITS: &[(&[Key], EditRequest, &str)] = &[
    (&[BACKSPACE, ctrl('h')], EditRequest::DeleteBefore, "Delete the character before the cursor"),
    (&[DELETE, ctrl('d')], EditRequest::DeleteAt, "Delete the character at the cursor"),
    (&[ctrl('w'), alt(BACKSPACE)], EditRequest::DeleteWord, "Cut the word before the cursor"),
    (&[alt(key('d')), with_ctrl(DELETE)], EditRequest::DeleteWordAt, "Cut the word behind the cursor"),
    (&[ctrl('u')], EditRequest::DeleteToStart, "Cut everything before the cursor"),
    (&[ctrl('k')], EditRequest::DeleteToEnd, "Cut everything from the cursor on"),
    (&[ctrl('y')], EditRequest::Yank, "Put in what was cut last"),
    (&[LEFT, ctrl('b')], EditRequest::Left, "One character to the left"),
    (&[RIGHT, ctrl('f')], EditRequest::Right, "One character to the right"),
    (&[with_ctrl(LEFT), alt(key('b')), alt(LEFT)], EditRequest::WordLeft, "One word to the left"),
    (&[with_ctrl(RIGHT), alt(key('f')), alt(RIGHT)], EditRequest::WordRight, "One word to the right"),
    (&[HOME, ctrl('a')], EditRequest::Start, "To the start of the line"),
    (&[END, ctrl('e')], EditRequest::End, "To the end of the line"),
];
