//! A key, and how people name it.

use crossterm::event::KeyCode;

use crate::model::Harm;

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub(super) code: KeyCode,
    pub(super) control: bool,
    /// Alt: only edits of a line have it, for over a slow link it cannot be told from Esc.
    pub(super) alt: bool,
}

/// As crossterm reads the byte that terminals send for it.
pub(super) const CTRL_BACKSLASH: Key = Key {
    code: KeyCode::Char('4'),
    control: true,
    alt: false,
};

const CTRL: &str = "Ctrl-";

/// Keys that are no characters, as the keyboard names them.
const NAMED: [(&str, KeyCode); 16] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Space", KeyCode::Char(' ')),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
];

impl Key {
    /// A key as people name it.
    #[must_use]
    pub fn name(self) -> String {
        if self == CTRL_BACKSLASH {
            return format!("{CTRL}\\");
        }
        let named = NAMED.iter().find(|(_, code)| *code == self.code);
        let plain = match (named, self.code) {
            (Some((name, _)), _) => (*name).to_owned(),
            (None, KeyCode::Char(c)) => c.to_string(),
            (None, KeyCode::F(number)) => format!("F{number}"),
            (None, other) => format!("{other:?}"),
        };
        match (self.control, self.alt) {
            (true, _) => format!("{CTRL}{plain}"),
            (false, true) => format!("Alt-{plain}"),
            (false, false) => plain,
        }
    }

    /// The key of this name, in small letters or large; none where there is none, or where a terminal would send another.
    pub(super) fn named(name: &str) -> Option<Self> {
        let (control, plain) = match name.get(..CTRL.len()) {
            Some(start) if start.eq_ignore_ascii_case(CTRL) && name.len() > CTRL.len() => {
                (true, name.get(CTRL.len()..)?)
            }
            _ => (false, name),
        };
        let mut characters = plain.chars();
        if let (Some(c), None) = (characters.next(), characters.next()) {
            return match (control, c.to_ascii_lowercase()) {
                (false, ' ') => None,
                (false, _) => Some(KeyCode::Char(c)).filter(|_| Harm::of(c).is_none()),
                (true, '\\') => return Some(CTRL_BACKSLASH),
                // To a terminal, Ctrl-i is Tab and Ctrl-m is Enter.
                (true, c @ 'a'..='z') => Some(KeyCode::Char(c)).filter(|_| !"im".contains(c)),
                (true, _) => None,
            }
            .map(|code| Self {
                code,
                control,
                alt: false,
            });
        }
        let number = plain
            .strip_prefix(['F', 'f'])
            .and_then(|digits| digits.parse().ok())
            .filter(|number| (1..=12).contains(number));
        let (known, code) = match number {
            Some(number) => (plain, KeyCode::F(number)),
            None => *NAMED
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(plain))?,
        };
        // With Ctrl these send what they send without.
        let same = ["Enter", "Esc", "Tab", "Shift-Tab", "Backspace"].contains(&known);
        (!control || !same).then_some(Self {
            code,
            control,
            alt: false,
        })
    }

    /// Whether it is text where text is typed.
    pub(super) const fn is_text(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && !self.control && !self.alt
    }
}

/// The keys of a binding as people name them: "j Down".
#[must_use]
pub fn names(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(|key| key.name()).collect();
    names.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::{EDITS, TABLE};
    use super::*;

    #[test]
    fn every_key_of_the_table_is_found_by_its_name() {
        let table = TABLE.iter().flat_map(|binding| binding.keys.iter());
        let edits = EDITS.iter().flat_map(|(keys, _, _)| keys.iter());
        // No reader can give a key with Alt something to do.
        for key in table.chain(edits).filter(|key| !key.alt) {
            assert_eq!(Key::named(&key.name()), Some(*key), "{}", key.name());
        }
    }

    #[test]
    fn small_and_large_letters_differ_only_where_they_are_keys() {
        assert_eq!(Key::named("pgup"), Key::named("PgUp"));
        assert_eq!(Key::named("ctrl-X"), Key::named("Ctrl-x"));
        assert_ne!(Key::named("g"), Key::named("G"));
        for (name, shown) in [("f12", "F12"), ("ctrl-left", "Ctrl-Left"), ("é", "é")] {
            let key = Key::named(name).map(Key::name);
            assert_eq!(key.as_deref(), Some(shown));
        }
    }

    #[test]
    fn what_no_terminal_sends_is_no_key() {
        for name in [
            "",
            " ",
            "gg",
            "F13",
            "F0",
            "Alt-x",
            "Ctrl-",
            "Ctrl-i",
            "Ctrl-m",
            "Ctrl-Enter",
            "Ctrl-5",
            "\u{1b}",
        ] {
            assert_eq!(Key::named(name), None, "{name:?}");
        }
    }
}
