//! What a reader changes in the table: which key does what in a context, all by name.

use std::borrow::Cow;

use super::{Binding, Context, EDITS, Key, Keymap};
use crate::app::Action;

/// What takes a key away and gives it nothing else to do.
pub const NOTHING: &str = "nothing";

/// One key of a context that does something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    key: Key,
    /// None where the key does nothing any more.
    action: Option<Action>,
}

/// Why a change cannot be made, and how to cure that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong.
    pub what: String,
    /// How to cure it.
    pub cure: String,
}

impl Wrong {
    /// Nothing is called so: these are the names there are.
    #[must_use]
    pub fn name(what: &str, typed: &str, known: &[String]) -> Self {
        let near = known
            .iter()
            .map(|name| {
                (
                    strsim::damerau_levenshtein(&typed.to_lowercase(), &name.to_lowercase()),
                    name,
                )
            })
            .filter(|(letters, name)| *letters <= name.len().div_ceil(3))
            .min_by_key(|(letters, _)| *letters);
        Self {
            what: format!("there is no {what} {typed:?}"),
            cure: match near {
                Some((_, name)) => format!("did you mean {name:?}?"),
                None => format!("it is one of: {}", known.join(", ")),
            },
        }
    }
}

impl Context {
    /// The name by which a configuration file means it.
    #[must_use]
    pub fn key_name(self) -> String {
        self.name()
            .to_lowercase()
            .replace(',', "")
            .replace(' ', "-")
    }

    /// The context of this name.
    ///
    /// # Errors
    /// When none has it.
    pub fn named(name: &str) -> Result<Self, Wrong> {
        let mut all = Self::ALL.into_iter();
        all.find(|context| context.key_name() == name)
            .ok_or_else(|| {
                let known = Self::ALL.map(Self::key_name);
                Wrong::name("screen or place", name, &known)
            })
    }
}

impl Context {
    /// The key of this name, where it can be given something to do here.
    ///
    /// # Errors
    /// When there is none, or it belongs to the line that is typed here.
    pub fn key(self, name: &str) -> Result<Key, Wrong> {
        let Some(key) = Key::named(name) else {
            return Err(Wrong {
                what: format!("there is no key {name:?}"),
                cure: "write a character as it is, another key as docs/keys.md names it (Enter, PgUp, F1), or Ctrl- before it"
                    .to_owned(),
            });
        };
        let edits = EDITS.iter().any(|(keys, _, _)| keys.contains(&key));
        if self.takes_text() && (key.is_text() || edits) {
            return Err(Wrong {
                what: format!("{} writes or edits the line here", key.name()),
                cure: "take another key, with Ctrl or F1 to F12".to_owned(),
            });
        }
        Ok(key)
    }
}

impl Change {
    /// A key that does what has this name in a context.
    ///
    /// # Errors
    /// When nothing there has it.
    pub fn named(context: Context, key: Key, action: &str) -> Result<Self, Wrong> {
        if action == NOTHING {
            return Ok(Self { key, action: None });
        }
        let table = Keymap::default();
        let actions: Vec<&Action> = table.of(context).map(|binding| &binding.action).collect();
        let found = actions.iter().find(|known| known.name() == action);
        let found = found.ok_or_else(|| {
            let known = actions.iter().map(|known| known.name());
            let known: Vec<String> = known.chain([NOTHING.to_owned()]).collect();
            Wrong::name(&format!("action of {}", context.key_name()), action, &known)
        })?;
        Ok(Self {
            key,
            action: Some((*found).clone()),
        })
    }

    /// The key.
    #[must_use]
    pub const fn key(&self) -> Key {
        self.key
    }

    /// The name of what it does.
    #[must_use]
    pub fn action_name(&self) -> String {
        let name = self.action.as_ref().map(Action::name);
        name.unwrap_or_else(|| NOTHING.to_owned())
    }
}

impl Keymap {
    /// The keys of a context, each with what it does.
    #[must_use]
    pub fn all(&self, context: Context) -> Vec<Change> {
        let of = |binding: &Binding, key: &Key| Change {
            key: *key,
            action: Some(binding.action.clone()),
        };
        self.of(context)
            .flat_map(|binding| binding.keys.iter().map(move |key| of(binding, key)))
            .collect()
    }

    fn of(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.bindings
            .iter()
            .filter(move |binding| binding.context == context)
    }

    /// Makes the changes of a context. The reader's keys come first, in the order in which they are given, so they are the ones that are
    /// shown.
    ///
    /// # Errors
    /// When something would be left without a key though nobody said so.
    pub fn change(&mut self, context: Context, changes: &[Change]) -> Result<(), Wrong> {
        let bindings = self.bindings.to_mut();
        for binding in bindings
            .iter_mut()
            .filter(|binding| binding.context == context)
        {
            let given = changes
                .iter()
                .filter(|change| change.action.as_ref() == Some(&binding.action))
                .map(|change| change.key);
            let is_changed = |key: &Key| changes.iter().any(|change| change.key == *key);
            let kept = binding.keys.iter().filter(|key| !is_changed(key)).copied();
            let keys: Vec<Key> = given.chain(kept).collect();
            // There has to be a way out, and what is lost without a word was hardly meant to be.
            let lost = changes.iter().find(|change| {
                let meant = change.action.is_none() && binding.action != Action::Quit;
                binding.keys.contains(&change.key) && !meant
            });
            if let (true, Some(change)) = (keys.is_empty(), lost) {
                return Err(Wrong {
                    what: format!(
                        "{} is taken from {}, which has no other key",
                        change.key.name(),
                        binding.action.name()
                    ),
                    cure: format!(
                        "give {} a key in {} too",
                        binding.action.name(),
                        context.key_name()
                    ),
                });
            }
            binding.keys = Cow::Owned(keys);
        }
        bindings.retain(|binding| !binding.keys.is_empty());
        Ok(())
    }

    /// Whether keys that were given for everywhere work on every screen: a key of a screen comes first there, and nobody would see why
    /// theirs does nothing.
    ///
    /// # Errors
    /// When one of them is hidden so.
    pub fn heeds(&self, everywhere: &[Change]) -> Result<(), Wrong> {
        for change in everywhere.iter().filter(|change| change.action.is_some()) {
            let new = !Self::default().all(Context::Everywhere).contains(change);
            let mut hiding = Context::ALL.into_iter().filter(|context| {
                let screen = *context != Context::Everywhere && !context.takes_text();
                let mut keys = self.of(*context);
                screen && keys.any(|binding| binding.keys.contains(&change.key))
            });
            if let (true, Some(context)) = (new, hiding.next()) {
                let (key, first) = (change.key.name(), context.key_name());
                let others = match hiding.count() {
                    0 => String::new(),
                    others => format!(" and {others} more"),
                };
                return Err(Wrong {
                    what: format!(
                        "{key} does something else in {first}{others}, which comes first there"
                    ),
                    cure: format!(
                        "take another key for {}, or say what {key} does screen by screen",
                        change.action_name()
                    ),
                });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::TABLE;
    use super::*;

    fn changed(context: Context, changes: &[(&str, &str)]) -> Result<Keymap, Wrong> {
        let changes: Result<Vec<Change>, Wrong> = changes
            .iter()
            .map(|(key, action)| Change::named(context, context.key(key)?, action))
            .collect();
        let mut keys = Keymap::default();
        keys.change(context, &changes?)?;
        Ok(keys)
    }

    fn keys_of(keymap: &Keymap, context: Context, action: &Action) -> String {
        let mut found = keymap.of(context);
        let found = found.find(|binding| binding.action == *action);
        found.map_or_else(String::new, |binding| super::super::names(&binding.keys))
    }

    #[test]
    fn an_action_of_a_context_has_one_name_and_one_line() {
        for (index, binding) in TABLE.iter().enumerate() {
            let others = TABLE.iter().skip(index + 1);
            let mut others = others.filter(|other| other.context == binding.context);
            assert!(
                !others.any(|other| other.action.name() == binding.action.name()),
                "{binding:?}"
            );
            assert_ne!(binding.action.name(), NOTHING);
        }
    }

    #[test]
    fn a_new_key_comes_first_and_is_taken_from_what_had_it() {
        let keys = changed(
            Context::Timeline,
            &[("x", "zoom-in"), ("F5", "toggle-context")],
        );
        let keys = keys.unwrap();
        assert_eq!(keys_of(&keys, Context::Timeline, &Action::ZoomIn), "x + =");
        let toggle = keys_of(&keys, Context::Timeline, &Action::ToggleContext);
        assert_eq!(toggle, "F5");
    }

    #[test]
    fn two_keys_may_change_places() {
        let keys = changed(Context::Everywhere, &[("c", "search"), ("/", "contrast")]).unwrap();
        assert_eq!(keys_of(&keys, Context::Everywhere, &Action::Search), "c S");
        assert_eq!(keys_of(&keys, Context::Everywhere, &Action::Contrast), "/");
    }

    #[test]
    fn nothing_is_lost_without_a_word() {
        let says = changed(Context::Everywhere, &[("c", "search")]).unwrap_err();
        assert_eq!(
            says.what,
            "c is taken from contrast, which has no other key"
        );
        let keys = changed(Context::Everywhere, &[("c", "nothing")]).unwrap();
        assert_eq!(keys_of(&keys, Context::Everywhere, &Action::Contrast), "");
        let out = [("ctrl-c", "nothing"), ("ctrl-\\", "nothing")];
        assert!(changed(Context::Everywhere, &out).is_err());
    }

    #[test]
    fn what_a_screen_takes_for_itself_leaves_the_other_keys_in_sight() {
        let keys = changed(Context::Everywhere, &[("j", "search")]).unwrap();
        let working = keys.working(Context::Timeline);
        let search = working
            .iter()
            .find(|(binding, _)| binding.action == Action::Search);
        let works = search.map(|(_, works)| super::super::names(works));
        assert_eq!(works.as_deref(), Some("/ S"));
    }

    #[test]
    fn what_is_typed_stays_what_is_typed() {
        for key in ["x", "Space", "ctrl-w", "Left"] {
            assert!(Context::Search.key(key).is_err(), "{key}");
        }
        assert!(Context::Search.key("ctrl-t").is_ok());
    }

    #[test]
    fn a_name_that_is_nearly_right_is_told() {
        let says = changed(Context::Timeline, &[("x", "zom-in")]).unwrap_err();
        assert_eq!(says.cure, "did you mean \"zoom-in\"?");
        let says = Context::named("Timelin").unwrap_err();
        assert_eq!(says.cure, "did you mean \"timeline\"?");
        let says = Context::named("somewhere else").unwrap_err();
        assert!(
            says.cure.starts_with("it is one of: everywhere, timeline"),
            "{says:?}"
        );
    }
}
