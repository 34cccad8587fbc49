//! THE table: what each key does where. The footer, the help and the documentation are made from it.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::{Action, EditRequest, Layer, Screen, State};
use crate::model::LegalForm;
use crate::report::shade;
use crate::theme::GLYPHS;

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// Works wherever no line is being typed.
    Everywhere,
    /// The timeline.
    Timeline,
    /// The contrast.
    Contrast,
    /// The places.
    Places,
    /// The lessons.
    Lessons,
    /// A record.
    Record,
    /// A list: bookmarks.
    List,
    /// The help.
    Help,
    /// The search line and its list.
    Search,
    /// A date or a note being typed.
    Line,
}

impl Context {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 10] = [
        Self::Everywhere,
        Self::Timeline,
        Self::Record,
        Self::Contrast,
        Self::Places,
        Self::Lessons,
        Self::Search,
        Self::List,
        Self::Line,
        Self::Help,
    ];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Timeline => "Timeline",
            Self::Contrast => "Contrast",
            Self::Places => "Places",
            Self::Lessons => "Lessons",
            Self::Record => "Record",
            Self::List => "Bookmarks",
            Self::Help => "Help",
            Self::Search => "Search",
            Self::Line => "Date or note",
        }
    }

    /// Where the reader is.
    #[must_use]
    pub fn of(state: &State) -> Self {
        Self::under(&state.layers, state.screen)
    }

    /// Where the reader is under these layers.
    #[must_use]
    pub fn under(layers: &[Layer], screen: Screen) -> Self {
        match (layers.last(), screen) {
            (Some(Layer::Search(_)), _) => Self::Search,
            (Some(Layer::Date(..) | Layer::Note(_)), _) => Self::Line,
            (Some(Layer::Record(_)), _) => Self::Record,
            (Some(Layer::Bookmarks(_)), _) => Self::List,
            (Some(Layer::Help { .. }), _) => Self::Help,
            (None, Screen::Timeline) => Self::Timeline,
            (None, Screen::Contrast) => Self::Contrast,
            (None, Screen::Places) => Self::Places,
            (None, Screen::Lessons) => Self::Lessons,
        }
    }

    /// Whether letters are text here.
    const fn takes_text(self) -> bool {
        matches!(self, Self::Search | Self::Line)
    }
}

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    control: bool,
}

/// Keys that do one thing in one context.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// The keys; the first is the one that is shown.
    pub keys: &'static [Key],
    /// What they do.
    pub action: Action,
    /// The sentence for the help.
    pub says: &'static str,
    /// A word or two for the footer, where it is worth its room.
    pub footer: Option<&'static str>,
}

const fn key(c: char) -> Key {
    Key {
        code: KeyCode::Char(c),
        control: false,
    }
}

const fn ctrl(c: char) -> Key {
    Key {
        code: KeyCode::Char(c),
        control: true,
    }
}

const fn code(code: KeyCode) -> Key {
    Key {
        code,
        control: false,
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
/// As crossterm reads the byte that terminals send for it.
const CTRL_BACKSLASH: Key = ctrl('4');

const fn bind(
    context: Context,
    keys: &'static [Key],
    action: Action,
    says: &'static str,
) -> Binding {
    Binding {
        context,
        keys,
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
        keys,
        action,
        says,
        footer: Some(footer),
    }
}

use Action as A;
use Context::{Contrast, Everywhere, Help, Lessons, Line, List, Places, Record, Search, Timeline};

/// Every key there is. Inside a context the order is that of the help, and of the footer.
#[rustfmt::skip]
pub const TABLE: &[Binding] = &[
    shown(Timeline, &[key('h'), LEFT], A::Left, "", "Back in time by a step that fits the zoom"),
    shown(Timeline, &[key('l'), RIGHT], A::Right, "date", "On in time by a step that fits the zoom"),
    shown(Timeline, &[key('j'), DOWN], A::Down, "", "The next bar down that stands on the as-at day"),
    shown(Timeline, &[key('k'), UP], A::Up, "bar", "The next bar up that stands on the as-at day"),
    shown(Timeline, &[ENTER], A::Open, "open", "Open the selected bar or reform whole"),
    shown(Everywhere, &[key('/')], A::Search, "search", "Search"),
    shown(Timeline, &[key('[')], A::PreviousReform, "", "The reform before"),
    shown(Timeline, &[key(']')], A::NextReform, "reform", "The reform after"),
    shown(Timeline, &[key('+'), key('=')], A::ZoomIn, "", "Zoom in"),
    shown(Timeline, &[key('-'), key('_')], A::ZoomOut, "zoom", "Zoom out"),
    shown(Timeline, &[key('0')], A::ZoomAll, "all", "The whole of time"),
    shown(Timeline, &[key('g'), key(':')], A::AskDate, "go to", "Go to a date and see what stood: 2004 (its 1 April), apr 2004, 1/4/2004"),
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
    bind(Timeline, &[key('p')], A::Through, "Through a place: the bars become the organisations over it; again: types of body"),
    bind(Timeline, &[key('P')], A::AskPlace, "Through another place"),
    bind(Timeline, &[key('f')], A::LessonsOf, "What research says of the selected body"),
    bind(Timeline, &[key('x')], A::ToggleContext, "Show or hide what is only context"),
    bind(Timeline, &[key('.'), key('G'), END], A::Today, "To the last day of the evidence"),
    bind(Timeline, &[HOME], A::First, "To the first day of the timeline"),
    bind(Timeline, &[PAGE_UP, ctrl('b')], A::PageUp, "Five bars up"),
    bind(Timeline, &[PAGE_DOWN, ctrl('f')], A::PageDown, "Five bars down"),
    bind(Timeline, &[ctrl('u')], A::HalfUp, "Five bars up"),
    bind(Timeline, &[ctrl('d')], A::HalfDown, "Five bars down"),
    bind(Timeline, &[key('n')], A::NextMatch, "The next match of the last search"),
    bind(Timeline, &[key('N')], A::PreviousMatch, "The match before"),
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
    bind(Places, &[key('f')], A::LessonsOf, "What research says of the selected organisation's body"),
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
    bind(Record, &[key('['), key('{')], A::PreviousEra, "The section before"),
    bind(Record, &[key(']'), key('}')], A::NextEra, "The next section"),
    bind(Record, &[PAGE_DOWN, key(' '), ctrl('f')], A::PageDown, "A page down"),
    bind(Record, &[PAGE_UP, ctrl('b')], A::PageUp, "A page up"),
    bind(Record, &[ctrl('d')], A::HalfDown, "Half a page down"),
    bind(Record, &[ctrl('u')], A::HalfUp, "Half a page up"),
    bind(Record, &[key('f')], A::LessonsOf, "What research says of this body"),
    bind(Record, &[key('g'), HOME], A::First, "To the top"),
    bind(Record, &[key('G'), END], A::Last, "To the bottom"),
    shown(Contrast, &[key('j'), DOWN], A::Down, "", "A line down"),
    shown(Contrast, &[key('k'), UP], A::Up, "scroll", "A line up"),
    shown(Contrast, &[key('p')], A::Preset, "classics", "The next of the classic contrasts"),
    shown(Contrast, &[key('s')], A::Swap, "swap", "Swap the two sides"),
    shown(Contrast, &[key('h'), LEFT], A::Left, "", "A search fills the left side"),
    shown(Contrast, &[key('l'), RIGHT], A::Right, "side", "A search fills the right side"),
    shown(Contrast, &[ENTER], A::Open, "open", "Open the body on the chosen side"),
    bind(Contrast, &[PAGE_DOWN, key(' '), ctrl('f')], A::PageDown, "A page down"),
    bind(Contrast, &[PAGE_UP, ctrl('b')], A::PageUp, "A page up"),
    bind(Contrast, &[ctrl('d')], A::HalfDown, "Half a page down"),
    bind(Contrast, &[ctrl('u')], A::HalfUp, "Half a page up"),
    bind(Contrast, &[key('g'), HOME], A::First, "To the top"),
    bind(Contrast, &[key('G'), END], A::Last, "To the bottom"),
    bind(Search, &[DOWN, ctrl('n'), ctrl('j')], A::Down, "The next hit"),
    bind(Search, &[UP, ctrl('p')], A::Up, "The hit before"),
    shown(Search, &[ENTER], A::Open, "go there", "Go to the chosen hit"),
    shown(Search, &[ESC, ctrl('g')], A::Back, "back to where you were", "Close the search, back to where you were"),
    bind(Search, &[PAGE_DOWN, ctrl('f')], A::PageDown, "Ten hits down"),
    bind(Search, &[PAGE_UP, ctrl('b')], A::PageUp, "Ten hits up"),
    shown(List, &[key('j'), DOWN, ctrl('n')], A::Down, "", "The next one"),
    shown(List, &[key('k'), UP, ctrl('p')], A::Up, "choose", "The one before"),
    shown(List, &[ENTER], A::Open, "go there", "Go to it"),
    bind(List, &[key('g'), HOME], A::First, "The first one"),
    bind(List, &[key('G'), END], A::Last, "The last one"),
    shown(Line, &[ENTER], A::Open, "accept", "Accept the line"),
    shown(Line, &[ESC, ctrl('g')], A::Back, "leave it", "Leave it as it was"),
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
    bind(Everywhere, &[key('4')], A::GoTo(4), "The places: who has stood over one"),
    bind(Everywhere, &[key('5')], A::GoTo(5), "The lessons: what research says"),
    bind(Everywhere, &[TAB], A::Next, "The next screen"),
    bind(Everywhere, &[BACKTAB], A::Previous, "The screen before"),
    bind(Everywhere, &[ESC, BACKSPACE, ctrl('h')], A::Back, "Back: close the innermost thing, never the program"),
    shown(Everywhere, &[key('?'), code(KeyCode::F(1))], A::Help(0), "keys", "The keys that work here"),
    shown(Everywhere, &[key('q')], A::Leave, "quit", "Back; at the root, quit"),
    bind(Everywhere, &[ctrl('l')], A::Redraw, "Draw everything anew"),
    bind(Everywhere, &[ctrl('z')], A::Suspend, "Suspend; fg comes back"),
    bind(Everywhere, &[ctrl('c'), CTRL_BACKSLASH], A::Quit, "Out at once"),
];

/// Edits of a line, the same in every line.
#[rustfmt::skip]
const EDITS: &[(&[Key], EditRequest, &str)] = &[
    (&[BACKSPACE, ctrl('h')], EditRequest::DeleteBefore, "Delete the character before the cursor"),
    (&[DELETE, ctrl('d')], EditRequest::DeleteAt, "Delete the character at the cursor"),
    (&[ctrl('w')], EditRequest::DeleteWord, "Delete the word before the cursor"),
    (&[ctrl('u')], EditRequest::DeleteToStart, "Delete everything before the cursor"),
    (&[ctrl('k')], EditRequest::DeleteToEnd, "Delete everything from the cursor on"),
    (&[LEFT], EditRequest::Left, "One character to the left"),
    (&[RIGHT], EditRequest::Right, "One character to the right"),
    (&[HOME, ctrl('a')], EditRequest::Start, "To the start of the line"),
    (&[END, ctrl('e')], EditRequest::End, "To the end of the line"),
];

/// What a key press asks for. Over a slow link `Esc` and the key after it arrive together and look like one key with Alt: where there is
/// something to close, they are taken for what they are.
#[must_use]
pub fn actions(state: &State, event: KeyEvent) -> Vec<Action> {
    let context = Context::of(state);
    // Before a place is typed, the keys that lead elsewhere still do.
    if let Some(Layer::Search(search)) = state.layers.last()
        && search.wanted.is_some()
        && search.line.text().is_empty()
    {
        let under = action(Everywhere, event);
        if let Some(leads @ (Action::GoTo(_) | Action::Next | Action::Previous | Action::Help(_))) =
            under
        {
            return vec![Action::Back, leads];
        }
    }
    if event.modifiers.contains(KeyModifiers::ALT) && !state.layers.is_empty() {
        let under = Context::under(
            state
                .layers
                .get(..state.layers.len() - 1)
                .unwrap_or_default(),
            state.screen,
        );
        let rest = KeyEvent {
            modifiers: event.modifiers.difference(KeyModifiers::ALT),
            ..event
        };
        return std::iter::once(Action::Back)
            .chain(action(under, rest))
            .collect();
    }
    action(context, event).into_iter().collect()
}

/// What a key press asks for in a place. Releases, unknown keys and keys with Alt ask for nothing.
#[must_use]
pub fn action(context: Context, event: KeyEvent) -> Option<Action> {
    if event.kind == KeyEventKind::Release
        || event
            .modifiers
            .intersects(KeyModifiers::ALT | KeyModifiers::SUPER | KeyModifiers::META)
    {
        return None;
    }
    let pressed = Key {
        code: event.code,
        control: event.modifiers.contains(KeyModifiers::CONTROL),
    };
    let here = context;
    let in_context = |context: Context| {
        TABLE
            .iter()
            .find(|binding| binding.context == context && binding.keys.contains(&pressed))
            .map(|binding| match binding.action {
                // The behaviour cannot know how long the table is.
                Action::Help(_) => Action::Help(help_lines(here).len()),
                ref action => action.clone(),
            })
    };
    if let Some(action) = in_context(context) {
        return Some(action);
    }
    if context.takes_text() {
        if let Some((_, edit, _)) = EDITS.iter().find(|(keys, _, _)| keys.contains(&pressed)) {
            return Some(Action::Edit(*edit));
        }
        return match pressed {
            Key {
                code: KeyCode::Char(c),
                control: false,
            } => Some(Action::Type(c)),
            // Out, stop and redraw work while typing too.
            Key { control: true, .. } => in_context(Everywhere),
            Key { .. } => None,
        };
    }
    in_context(Everywhere)
}

/// The bindings that work where the reader is: those of the place, then those of everywhere that it does not take for itself.
#[must_use]
pub fn working(context: Context) -> Vec<&'static Binding> {
    let local: Vec<&Binding> = TABLE
        .iter()
        .filter(|binding| binding.context == context)
        .collect();
    let taken = |key: &Key| local.iter().any(|binding| binding.keys.contains(key));
    TABLE
        .iter()
        .filter(|binding| {
            let everywhere = binding.context == Everywhere
                && !context.takes_text()
                && !binding.keys.first().is_none_or(taken);
            binding.context == context || everywhere
        })
        .collect()
}

/// What the glyphs of the timeline mean.
fn legend() -> Vec<(String, String)> {
    vec![
        ("What the signs mean".to_owned(), String::new()),
        (
            shade(LegalForm::StatutoryBody).repeat(3),
            "statutory: made, required or created by an Act".to_owned(),
        ),
        (
            shade(LegalForm::AdministrativeArm).repeat(3),
            "non-statutory: an arm of a national body, or statutory bodies under one management"
                .to_owned(),
        ),
        (
            shade(LegalForm::Partnership).repeat(3),
            "non-statutory: a partnership, programme or contract".to_owned(),
        ),
        (
            format!("{} {} {} {}", GLYPHS.reform, GLYPHS.event, GLYPHS.ongoing, GLYPHS.unknown),
            "an Act or a change taking effect; another event; it goes on; its end is not established".to_owned(),
        ),
        (
            "✔✔ ✔ ?".to_owned(),
            "two independent sources agree; one source; recall or inference".to_owned(),
        ),
        (String::new(), String::new()),
    ]
}

/// What the signs mean, then the keys that work in a place and those that work everywhere, as keys and sentence; headings have no sentence.
#[must_use]
pub fn help_lines(context: Context) -> Vec<(String, String)> {
    let mut lines = legend();
    for (heading, wanted) in [
        (context, context),
        (Context::Everywhere, Context::Everywhere),
    ] {
        lines.push((heading.name().to_owned(), String::new()));
        let working = working(context);
        for binding in working.iter().filter(|binding| binding.context == wanted) {
            lines.push((names(binding.keys), binding.says.to_owned()));
        }
        lines.push((String::new(), String::new()));
    }
    lines
}

/// The edits of a line, as keys and sentence.
#[must_use]
pub fn edits() -> Vec<(String, &'static str)> {
    EDITS
        .iter()
        .map(|(keys, _, says)| (names(keys), *says))
        .collect()
}

/// The keys of a binding as people name them: "j Down".
#[must_use]
pub fn names(keys: &[Key]) -> String {
    keys.iter()
        .map(|key| name(*key))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A key as people name it.
#[must_use]
pub fn name(key: Key) -> String {
    if key == CTRL_BACKSLASH {
        return "Ctrl-\\".to_owned();
    }
    let plain = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::F(number) => format!("F{number}"),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::BackTab => "Shift-Tab".to_owned(),
        other => format!("{other:?}"),
    };
    if key.control {
        format!("Ctrl-{plain}")
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_does_two_things_in_one_place() {
        let mut seen = HashSet::new();
        for binding in TABLE {
            assert!(
                !binding.says.is_empty(),
                "{:?} says nothing",
                binding.action
            );
            for key in binding.keys {
                assert!(
                    seen.insert((binding.context, *key)),
                    "{} is bound twice in {:?}",
                    name(*key),
                    binding.context
                );
            }
        }
        for (keys, _, _) in EDITS {
            for key in *keys {
                assert!(
                    !seen.contains(&(Line, *key)),
                    "{} is bound twice in a line",
                    name(*key)
                );
            }
        }
    }

    #[test]
    fn letters_are_text_where_text_is_typed() {
        let q = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        assert_eq!(action(Search, q), Some(Action::Type('q')));
        assert_eq!(action(Timeline, q), Some(Action::Leave));
        let out = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        assert_eq!(action(Search, out), Some(Action::Quit));
        assert_eq!(
            action(
                Timeline,
                KeyEvent::new(KeyCode::Char('q'), KeyModifiers::ALT)
            ),
            None
        );
    }

    #[test]
    fn shift_does_not_hide_a_capital() {
        let capital = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(action(Record, capital), Some(Action::Last));
        assert_eq!(
            action(
                Timeline,
                KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)
            ),
            Some(Action::Previous)
        );
    }
}
