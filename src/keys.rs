//! THE table: what each key does where. The footer, the help and the documentation are made from it. [`Keymap`] is the table with what
//! the reader changed in it.

mod change;
mod key;
mod table;

use std::borrow::Cow;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::{Action, Course, Layer, Screen, Session, Stage, State, Step, Told};
use crate::model::LegalForm;
use crate::report::shade;
use crate::theme::GLYPHS;
use table::EDITS;

pub use change::{Change, NOTHING, Wrong};
pub use key::{Key, names};
pub use table::TABLE;

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// Works wherever no line is being typed.
    Everywhere,
    /// The timeline.
    Timeline,
    /// The contrast.
    Contrast,
    /// The functions.
    Functions,
    /// The places.
    Places,
    /// The lessons.
    Lessons,
    /// What there is to study, and how a round went.
    Study,
    /// A card to be remembered.
    Recall,
    /// A card with lines to choose from.
    Quiz,
    /// A card with lines to put in order.
    Order,
    /// An answer being typed.
    Answer,
    /// The tour.
    Tour,
    /// A record.
    Record,
    /// A list: bookmarks.
    List,
    /// The help.
    Help,
    /// The search line and its list.
    Search,
    /// What is looked for in a record, being typed.
    Find,
    /// A date or a filter being typed.
    Line,
    /// A note being written.
    Note,
}

impl Context {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 19] = [
        Self::Everywhere,
        Self::Timeline,
        Self::Record,
        Self::Contrast,
        Self::Functions,
        Self::Places,
        Self::Lessons,
        Self::Study,
        Self::Recall,
        Self::Quiz,
        Self::Order,
        Self::Answer,
        Self::Tour,
        Self::Search,
        Self::List,
        Self::Find,
        Self::Line,
        Self::Note,
        Self::Help,
    ];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Timeline => "Timeline",
            Self::Contrast => "Contrast",
            Self::Functions => "Functions",
            Self::Places => "Places",
            Self::Lessons => "Lessons",
            Self::Study => "Study",
            Self::Recall => "Recall",
            Self::Quiz => "Quiz",
            Self::Order => "Order",
            Self::Answer => "Answer",
            Self::Tour => "Tour",
            Self::Record => "Record",
            Self::List => "Bookmarks",
            Self::Help => "Help",
            Self::Search => "Search",
            Self::Find => "Find in a record",
            Self::Line => "Date or filter",
            Self::Note => "Note",
        }
    }

    /// Where the reader is.
    #[must_use]
    pub fn of(state: &State) -> Self {
        if state.is_touring() && state.layers.is_empty() {
            return Self::Tour;
        }
        Self::under(&state.layers, state.screen, state)
    }

    /// Where the reader is under these layers.
    fn under(layers: &[Layer], screen: Screen, state: &State) -> Self {
        match (layers.last(), screen) {
            (Some(Layer::Search(_)), _) => Self::Search,
            (Some(Layer::Date(..) | Layer::Filter(_) | Layer::Deck(_)), _) => Self::Line,
            (Some(Layer::Note(_)), _) => Self::Note,
            (Some(Layer::Record(view)), _) if view.find_typed().is_some() => Self::Find,
            (Some(Layer::Record(_)), _) => Self::Record,
            (Some(Layer::Bookmarks(_)), _) => Self::List,
            (Some(Layer::Help { .. }), _) => Self::Help,
            (None, Screen::Timeline) => Self::Timeline,
            (None, Screen::Contrast) => Self::Contrast,
            (None, Screen::Functions) => Self::Functions,
            (None, Screen::Places) => Self::Places,
            (None, Screen::Lessons) => Self::Lessons,
            (None, Screen::Study) => Self::studying(&state.study.stage),
        }
    }

    /// Where the reader is on the study screen.
    const fn studying(stage: &Stage) -> Self {
        let Stage::Asked(asked) = stage else {
            return Self::Study;
        };
        match (&asked.step, asked.course) {
            (Step::Type(_), _) => Self::Answer,
            (Step::Order { .. }, _) => Self::Order,
            (_, Course::Recall) => Self::Recall,
            (_, Course::Quiz | Course::Lesson { .. } | Course::Exam { .. }) => Self::Quiz,
        }
    }

    /// Where the reader is once the innermost thing is closed.
    fn behind(state: &State) -> Self {
        match state.layers.as_slice() {
            // What is looked for in a record goes before the record does.
            [.., Layer::Record(view)] if view.find.is_some() => Self::Record,
            [_] if state.is_touring() => Self::Tour,
            [below @ .., _] => Self::under(below, state.screen, state),
            [] => match state.before_tour() {
                Some((layers, screen)) => Self::under(layers, screen, state),
                None => Self::of(state),
            },
        }
    }

    /// Whether letters are text here.
    const fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Search | Self::Find | Self::Line | Self::Note | Self::Answer
        )
    }
}

/// Keys that do one thing in one context.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// The keys; the first is the one that is shown.
    pub keys: Cow<'static, [Key]>,
    /// What they do.
    pub action: Action,
    /// The sentence for the help.
    pub says: &'static str,
    /// A word or two for the footer, where it is worth its room.
    pub footer: Option<&'static str>,
}

/// The keys in force: THE table, with the reader's changes.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Cow<'static, [Binding]>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self {
            bindings: Cow::Borrowed(TABLE),
        }
    }
}

impl Keymap {
    /// What a key press asks for. Over a slow link `Esc` and the key after it arrive together and look like one key with Alt, so in a line
    /// Alt means an edit where there is one, and else `Esc` and then the key; but of the keys behind `Esc` only those that lead
    /// somewhere. Who meant Alt must not lose a session, a bookmark or the clipboard by it; who meant both keys and lost the second
    /// presses it again. Keys that open a line are among those that work: else what is typed behind them would be taken for keys.
    #[must_use]
    pub fn actions(&self, state: &State, event: KeyEvent) -> Vec<Action> {
        if event.kind == KeyEventKind::Release {
            return Vec::new();
        }
        let context = Context::of(state);
        // Before a place is typed, the keys that lead elsewhere still do.
        if let Some(Layer::Search(search)) = state.layers.last()
            && search.wanted.is_some()
            && search.line.text().is_empty()
        {
            let under = self.asked(Context::Everywhere, event, state.session);
            if let Some(
                leads @ (Action::GoTo(_) | Action::Next | Action::Previous | Action::Help(_)),
            ) = under
            {
                return vec![Action::Back, leads];
            }
        }
        if event.modifiers.contains(KeyModifiers::ALT)
            && (state.is_touring() || !state.layers.is_empty())
        {
            if let Some(edit) = self.action(context, event) {
                return vec![edit];
            }
            let under = Context::behind(state);
            let rest = KeyEvent {
                modifiers: event.modifiers.difference(KeyModifiers::ALT),
                ..event
            };
            let then = self.asked(under, rest, state.session).filter(Action::leads);
            return std::iter::once(Action::Back).chain(then).collect();
        }
        self.asked(context, event, state.session)
            .into_iter()
            .collect()
    }

    /// What a key press asks for in a place. Releases and unknown keys ask for nothing, nor do keys with Alt that are no edit of a line.
    #[must_use]
    pub fn action(&self, context: Context, event: KeyEvent) -> Option<Action> {
        self.asked(context, event, Session::Reader)
    }

    /// The same in a session, whose help tells only what works in it.
    fn asked(&self, context: Context, event: KeyEvent, session: Session) -> Option<Action> {
        if event.kind == KeyEventKind::Release
            || event
                .modifiers
                .intersects(KeyModifiers::SUPER | KeyModifiers::META)
        {
            return None;
        }
        let pressed = Key {
            code: event.code,
            control: event.modifiers.contains(KeyModifiers::CONTROL),
            alt: event.modifiers.contains(KeyModifiers::ALT),
        };
        let here = context;
        let in_context = |context: Context| {
            self.bindings
                .iter()
                .find(|binding| binding.context == context && binding.keys.contains(&pressed))
                .map(|binding| match binding.action {
                    // The behaviour does not know the table.
                    Action::Help(_) => Action::Help(self.told_in(here, session)),
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
                    alt: false,
                } => Some(Action::Type(c)),
                // Out, stop, redraw and help work while typing too.
                Key { control: true, .. }
                | Key {
                    code: KeyCode::F(_),
                    ..
                } => in_context(Context::Everywhere),
                Key { .. } => None,
            };
        }
        in_context(Context::Everywhere)
    }

    /// The bindings that work where the reader is, with the keys that do: those of the place, then those of everywhere that it does not
    /// take for itself.
    #[must_use]
    pub fn working(&self, context: Context) -> Vec<(&Binding, Vec<Key>)> {
        let taken = |key: &Key| {
            let mut local = self.bindings.iter();
            local.any(|binding| binding.context == context && binding.keys.contains(key))
        };
        self.bindings
            .iter()
            .filter_map(|binding| {
                let keys: Vec<Key> = match binding.context {
                    here if here == context => binding.keys.to_vec(),
                    Context::Everywhere if !context.takes_text() => {
                        let keys = binding.keys.iter().copied();
                        keys.filter(|key| !taken(key)).collect()
                    }
                    _ => Vec::new(),
                };
                (!keys.is_empty()).then_some((binding, keys))
            })
            .collect()
    }

    /// The key that opens the help while text is typed, where there is one.
    #[must_use]
    pub fn help_in_a_line(&self) -> Option<Key> {
        let mut keys = self.bindings.iter().filter_map(|binding| {
            let is_help = matches!(binding.action, Action::Help(_));
            let mut keys = binding.keys.iter();
            keys.find(|key| is_help && matches!(key.code, KeyCode::F(_)))
        });
        keys.next().copied()
    }

    /// What the signs mean, then the keys that work in a place and those that work everywhere, as keys and sentence; headings have no
    /// sentence. Where a line is typed, its filters and the edits of it come first.
    #[must_use]
    pub fn told(&self, context: Context) -> Vec<Told> {
        self.told_in(context, Session::Reader)
    }

    /// The same, without the keys that do nothing in such a session.
    fn told_in(&self, context: Context, session: Session) -> Vec<Told> {
        if context.takes_text() {
            return self.told_in_a_line(context);
        }
        let mut lines = legend();
        let working = self.working(context);
        for place in [context, Context::Everywhere] {
            lines.push(told(place.name(), ""));
            let here = working
                .iter()
                .filter(|(binding, _)| binding.context == place)
                .filter(|(binding, _)| session.refuses(&binding.action).is_none());
            lines.extend(here.map(|(binding, keys)| told(&names(keys), binding.says)));
            lines.push(told("", ""));
        }
        lines
    }

    fn told_in_a_line(&self, context: Context) -> Vec<Told> {
        let mut lines = vec![told(context.name(), "")];
        let working = self.working(context);
        lines.extend(
            working
                .iter()
                .map(|(binding, keys)| told(&names(keys), binding.says)),
        );
        lines.push(told("", ""));
        if matches!(context, Context::Search | Context::Line) {
            lines.push(told("What a query may hold", ""));
            lines.extend(FILTERS.iter().map(|(typed, says)| told(typed, says)));
            lines.push(told("", ""));
        }
        lines.push(told("The line", ""));
        lines.extend(EDITS.iter().map(|(keys, _, says)| told(&names(keys), says)));
        lines
    }
}

/// The filters of a query, each with an example.
const FILTERS: [(&str, &str); 12] = [
    (
        "is:statutory",
        "bodies with that standing in law, and organisations of that type; or is:non-statutory",
    ),
    (
        "tier:region,system",
        "bodies of these tiers, and organisations of those types",
    ),
    ("kind:act", "one kind of record, or of reform"),
    ("body:sha", "a type of body, and its organisations"),
    ("at:2004", "what stood on that day: a year is its 1 April"),
    (
        "in:1974..1982",
        "what stood or happened at some time between",
    ),
    ("place:leeds", "who stood over a place"),
    ("function:commissioning", "who held a function"),
    ("source:griffiths", "what rests on a source"),
    ("has:note", "what you wrote a note on; or has:bookmark"),
    ("\"market oversight\"", "words that stand beside each other"),
    ("-cluster", "not this word, phrase or filter"),
];

fn told(keys: &str, says: &str) -> Told {
    Told {
        keys: keys.to_owned(),
        says: says.to_owned(),
    }
}

/// What the glyphs of the timeline mean.
fn legend() -> Vec<Told> {
    let bar = |form| shade(form).repeat(3);
    let signs = format!(
        "{} {} {} {}",
        GLYPHS.reform, GLYPHS.event, GLYPHS.ongoing, GLYPHS.unknown
    );
    vec![
        told("What the signs mean", ""),
        told(
            &bar(LegalForm::StatutoryBody),
            "statutory: made, required or created by an Act",
        ),
        told(
            &bar(LegalForm::AdministrativeArm),
            "non-statutory: an arm of a national body, or statutory bodies under one management",
        ),
        told(
            &bar(LegalForm::Partnership),
            "non-statutory: a partnership, programme or contract",
        ),
        told(
            &signs,
            "an Act or a change taking effect; another event; it goes on; its end is not established",
        ),
        told(
            "✔✔ ✔ ?",
            "two independent sources agree; one source; recall or inference",
        ),
        told("", ""),
    ]
}

/// The edits of a line, as keys and sentence.
#[must_use]
pub fn edits() -> Vec<(String, &'static str)> {
    EDITS
        .iter()
        .map(|(keys, _, says)| (names(keys), *says))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Context::*;
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
            for key in binding.keys.iter() {
                assert!(
                    seen.insert((binding.context, *key)),
                    "{} is bound twice in {:?}",
                    key.name(),
                    binding.context
                );
            }
        }
        for (keys, _, _) in EDITS {
            for key in *keys {
                for place in [Line, Note] {
                    assert!(
                        !seen.contains(&(place, *key)),
                        "{} is bound twice in a line",
                        key.name()
                    );
                }
            }
        }
    }

    #[test]
    fn every_filter_is_told() {
        for name in crate::search::FilterName::ALL {
            let told = |(typed, _): &(&str, &str)| typed.starts_with(&format!("{}:", name.name()));
            assert!(FILTERS.iter().any(told), "{}", name.name());
        }
    }

    #[test]
    fn letters_are_text_where_text_is_typed() {
        let q = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        let keys = Keymap::default();
        assert_eq!(keys.action(Search, q), Some(Action::Type('q')));
        assert_eq!(keys.action(Timeline, q), Some(Action::Leave));
        let out = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        assert_eq!(keys.action(Search, out), Some(Action::Quit));
        assert_eq!(
            keys.action(
                Timeline,
                KeyEvent::new(KeyCode::Char('q'), KeyModifiers::ALT)
            ),
            None
        );
    }

    #[test]
    fn shift_does_not_hide_a_capital() {
        let capital = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        let keys = Keymap::default();
        assert_eq!(keys.action(Record, capital), Some(Action::Last));
        assert_eq!(
            keys.action(
                Timeline,
                KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)
            ),
            Some(Action::Previous)
        );
    }
}
