//! The configuration of the browser: RON text → theme, glyphs and keys, or where it is wrong and how to cure that; and back to text.

mod study;

use std::fmt::{self, Write};

use clap::ValueEnum;
use ron::extensions::Extensions;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use crate::dataset::Fault;
use crate::keys::{Change, Context, Keymap, NOTHING, Wrong};
use crate::study::Settings;
use crate::theme::ThemeName;

/// What a reader has chosen. What is not chosen follows the terminal.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The colours.
    #[serde(deserialize_with = "theme")]
    pub theme: Option<ThemeName>,
    /// Whether only ASCII is drawn, where that does not depend on locale and terminal.
    #[serde(deserialize_with = "ascii")]
    pub ascii: Option<bool>,
    /// How cards are studied.
    #[serde(deserialize_with = "study")]
    pub study: Settings,
    /// The keys.
    #[serde(deserialize_with = "keys")]
    pub keys: Keymap,
}

/// A file to begin with: everything there is, as it is without the file.
pub const TEMPLATE: &str = r#"// The configuration of nhs-tiers. What stands behind // is what holds anyway: take the // away and change it.
// docs/config.md explains them; `nhs-tiers config show` prints all that is in force, with every key and its name.
(
    // terminal (the 16 colours of your own terminal), dark, light, high-contrast or mono.
    // theme: "terminal",

    // auto (where the locale or the terminal has nothing better), always or never.
    // ascii: "auto",

    // The share of cards to be remembered when they come again (0.7 to 0.97), new cards a day (0 to 999), the hour at which a day begins
    // (0 to 23), and whether intervals are varied a little.
    // study: (retention: 0.9, new: 10, day_begins: 4, fuzz: true),

    // What keys do, screen by screen: "key": "action". "nothing" takes a key away.
    keys: {
        // "everywhere": { "/": "search", "Ctrl-l": "redraw" },
        // "timeline": { "+": "zoom-in" },
    },
)
"#;

/// The words for when only ASCII is drawn.
const ASCII: [(&str, Option<bool>); 3] = [
    ("auto", None),
    ("always", Some(true)),
    ("never", Some(false)),
];

impl Config {
    /// Reads it. The file is named in the fault.
    ///
    /// # Errors
    /// When it is no configuration.
    pub fn read(file: &str, text: &str) -> Result<Self, Fault> {
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        options.from_str(text).map_err(|error| {
            let wrong = wrong(error.code);
            Fault {
                file: file.to_owned(),
                line: error.span.start.line,
                column: error.span.start.col,
                what: wrong.what,
                cure: wrong.cure,
            }
        })
    }

    /// All that is in force, as a file would say it, with a remark where it is not the default.
    #[must_use]
    pub fn show(&self) -> String {
        let mut out = String::from("(\n");
        let theme = name(self.theme.unwrap_or_default());
        let ascii = ASCII.iter().find(|(_, known)| *known == self.ascii);
        line(&mut out, 1, "theme", &theme, self.theme.is_some());
        line(
            &mut out,
            1,
            "ascii",
            ascii.map_or("auto", |(word, _)| word),
            self.ascii.is_some(),
        );
        study::show(&mut out, &self.study);
        out.push_str("    keys: {\n");
        let default = Keymap::default();
        for context in Context::ALL {
            let _ = writeln!(out, "        {:?}: {{", context.key_name());
            for change in self.keys.all(context) {
                let changed = !default.all(context).contains(&change);
                let key = format!("{:?}", change.key().name());
                line(&mut out, 3, &key, &change.action_name(), changed);
            }
            for change in default.all(context) {
                let key = change.key();
                if !self.keys.all(context).iter().any(|one| one.key() == key) {
                    line(&mut out, 3, &format!("{:?}", key.name()), NOTHING, true);
                }
            }
            out.push_str("        },\n");
        }
        out.push_str("    },\n)\n");
        out
    }
}

/// One entry of a file.
fn line(out: &mut String, depth: usize, key: &str, value: &str, changed: bool) {
    let remark = if changed { " // from the file" } else { "" };
    let _ = writeln!(out, "{}{key}: {value:?},{remark}", "    ".repeat(depth));
}

/// The name of a theme, as the command line has it.
fn name(theme: ThemeName) -> String {
    let value = theme.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}

// The reader of a struct calls each of these in two places: a copy in each would only be larger.
#[inline(never)]
fn theme<'de, D: Deserializer<'de>>(from: D) -> Result<Option<ThemeName>, D::Error> {
    let themes = ThemeName::value_variants();
    Named(|typed: &str| {
        let found = themes.iter().find(|theme| name(**theme) == typed);
        found.map(|theme| Some(*theme)).ok_or_else(|| {
            let known: Vec<String> = themes.iter().map(|theme| name(*theme)).collect();
            Wrong::name("theme", typed, &known)
        })
    })
    .deserialize(from)
}

#[inline(never)]
fn ascii<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    Named(|typed: &str| {
        let found = ASCII.iter().find(|(word, _)| *word == typed);
        found.map(|(_, ascii)| *ascii).ok_or_else(|| {
            let known = ASCII.map(|(word, _)| word.to_owned());
            Wrong::name("choice for ascii", typed, &known)
        })
    })
    .deserialize(from)
}

#[inline(never)]
fn study<'de, D: Deserializer<'de>>(from: D) -> Result<Settings, D::Error> {
    study::Study::deserialize(from).map(Settings::from)
}

#[inline(never)]
fn keys<'de, D: Deserializer<'de>>(from: D) -> Result<Keymap, D::Error> {
    from.deserialize_map(Contexts)
}

/// A word that means something; what means nothing is a fault that stands where the word does.
struct Named<F>(F);

impl<'de, T, F: FnOnce(&str) -> Result<T, Wrong>> DeserializeSeed<'de> for Named<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        let typed = String::deserialize(from)?;
        (self.0)(&typed).map_err(|wrong| refused(&wrong))
    }
}

/// The contexts, and what keys do in each.
struct Contexts;

impl<'de> Visitor<'de> for Contexts {
    type Value = Keymap;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("screens with their keys: { \"timeline\": { \"x\": \"zoom-in\" } }")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keymap, A::Error> {
        let mut keys = Keymap::default();
        let mut seen = Vec::new();
        let mut everywhere = Vec::new();
        while let Some(context) = map.next_key_seed(Named(|typed: &str| {
            let context = Context::named(typed)?;
            if seen.contains(&context) {
                return Err(twice(typed, "put the keys of both into one"));
            }
            Ok(context)
        }))? {
            seen.push(context);
            let changes = map.next_value_seed(In(context))?;
            keys.change(context, &changes)
                .map_err(|wrong| refused(&wrong))?;
            if context == Context::Everywhere {
                everywhere = changes;
            }
        }
        keys.heeds(&everywhere).map_err(|wrong| refused(&wrong))?;
        Ok(keys)
    }
}

/// What keys do in a context.
struct In(Context);

impl<'de> DeserializeSeed<'de> for In {
    type Value = Vec<Change>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Vec<Change>, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for In {
    type Value = Vec<Change>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("keys and actions: { \"x\": \"zoom-in\" }")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<Change>, A::Error> {
        let context = self.0;
        let mut changes: Vec<Change> = Vec::new();
        while let Some(key) = map.next_key_seed(Named(|typed: &str| {
            let key = context.key(typed)?;
            if changes.iter().any(|change| change.key() == key) {
                return Err(twice(
                    typed,
                    "a key does one thing on a screen: take one out",
                ));
            }
            Ok(key)
        }))? {
            let action = Named(|typed: &str| Change::named(context, key, typed));
            changes.push(map.next_value_seed(action)?);
        }
        Ok(changes)
    }
}

fn twice(typed: &str, cure: &str) -> Wrong {
    Wrong {
        what: format!("{typed:?} stands here twice"),
        cure: cure.to_owned(),
    }
}

/// What is wrong goes through the reader of RON, which adds the place, as one text: the cure stands on its second line.
fn refused<E: Error>(wrong: &Wrong) -> E {
    E::custom(format_args!("{}\n{}", wrong.what, wrong.cure))
}

/// What the reader of RON found.
fn wrong(error: ron::Error) -> Wrong {
    match error {
        ron::Error::Message(text) if text.contains('\n') => {
            let (what, cure) = text.split_once('\n').unwrap_or_default();
            Wrong {
                what: what.to_owned(),
                cure: cure.to_owned(),
            }
        }
        ron::Error::NoSuchStructField {
            expected, found, ..
        } => {
            let known: Vec<String> = expected.iter().map(|name| (*name).to_owned()).collect();
            Wrong::name("option", &found, &known)
        }
        ron::Error::ExpectedString => Wrong {
            what: "a word in quotation marks is wanted here".to_owned(),
            cure: "write it as in theme: \"dark\"".to_owned(),
        },
        other => Wrong {
            what: other.to_string(),
            cure: "docs/config.md shows a sound file; `nhs-tiers config init --force` writes a new one in its place"
                .to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> (usize, usize, String) {
        let fault = Config::read("config.ron", text).unwrap_err();
        (
            fault.line,
            fault.column,
            format!("{}; {}", fault.what, fault.cure),
        )
    }

    #[test]
    fn the_file_to_begin_with_changes_nothing() {
        let config = Config::read("config.ron", TEMPLATE).unwrap();
        assert_eq!(config.show(), Config::default().show());
        // And so it does when everything in it is taken at its word.
        let uncommented: Vec<String> = TEMPLATE
            .lines()
            .map(|line| match line.trim_start().strip_prefix("// ") {
                Some(option) if option.contains(": ") && option.ends_with(',') => option.to_owned(),
                _ => line.to_owned(),
            })
            .collect();
        let config = Config::read("config.ron", &uncommented.join("\n")).unwrap();
        assert_eq!(config.theme, Some(ThemeName::Terminal));
        assert_eq!(
            config.keys.all(Context::Timeline),
            Keymap::default().all(Context::Timeline)
        );
    }

    #[test]
    fn what_is_shown_is_a_file_that_says_the_same() {
        let text = r#"(theme: "high-contrast", ascii: "never", study: (new: 0, retention: 0.85), keys: {
            "timeline": { "x": "zoom-in", "F5": "toggle-context" },
            "everywhere": { "ctrl-l": "nothing", "Q": "leave" },
        })"#;
        let config = Config::read("config.ron", text).unwrap();
        assert_eq!(
            (config.theme, config.ascii),
            (Some(ThemeName::HighContrast), Some(false))
        );
        let shown = config.show();
        for line in [
            "    theme: \"high-contrast\", // from the file",
            "        retention: 0.85, // from the file",
            "        new: 0, // from the file",
            "        day_begins: 4,",
            "            \"x\": \"zoom-in\", // from the file",
            "            \"+\": \"zoom-in\",",
            "            \"Ctrl-l\": \"nothing\", // from the file",
        ] {
            assert!(
                shown.lines().any(|one| one == line),
                "{line} is not in {shown}"
            );
        }
        assert_eq!(Config::read("shown", &shown).unwrap().show(), shown);
    }

    #[test]
    fn what_is_wrong_is_told_where_it_stands_and_how_to_cure_it() {
        for (text, line, column, says) in [
            (
                "(\n  thme: \"dark\")",
                2,
                3,
                "there is no option \"thme\"; did you mean \"theme\"?",
            ),
            (
                "(\n  theme: \"drak\")",
                2,
                11,
                "there is no theme \"drak\"; did you mean \"dark\"?",
            ),
            (
                "(ascii: \"yes\")",
                1,
                10,
                "it is one of: auto, always, never",
            ),
            (
                "(keys: { \"timelin\": {} })",
                1,
                11,
                "did you mean \"timeline\"?",
            ),
            (
                "(keys: { \"timeline\": { \"Alt-x\": \"zoom-in\" } })",
                1,
                25,
                "there is no key \"Alt-x\"",
            ),
            (
                "(keys: { \"timeline\": { \"x\": \"zom-in\" } })",
                1,
                30,
                "did you mean \"zoom-in\"?",
            ),
            (
                "(keys: { \"search\": { \"x\": \"open\" } })",
                1,
                23,
                "x writes or edits the line here",
            ),
            (
                "(keys: { \"timeline\": { \"x\": \"up\", \"x\": \"up\" } })",
                1,
                36,
                "\"x\" stands here twice",
            ),
            (
                "(keys: { \"help\": {}, \"help\": {} })",
                1,
                23,
                "\"help\" stands here twice",
            ),
            (
                "(keys: { \"everywhere\": { \"c\": \"search\" } })",
                1,
                41,
                "give contrast a key in everywhere too",
            ),
            (
                "(study: (retention: 0.99))",
                1,
                21,
                "0.99 is not a share of cards that retention can be; write one from 0.7 to 0.97",
            ),
            (
                "(study: (\n  day_begins: 24))",
                2,
                15,
                "24 is not an hour that day_begins can be; write one from 0 to 23",
            ),
            (
                "(study: (new: 70000))",
                1,
                15,
                "this is not a number of cards that new can be; write one from 0 to 999",
            ),
            (
                "(study: (retension: 0.9))",
                1,
                10,
                "there is no option \"retension\"; did you mean \"retention\"?",
            ),
            ("(theme: dark)", 1, 8, "in quotation marks"),
            ("(", 1, 1, "config init --force"),
        ] {
            let (at_line, at_column, what) = fault(text);
            assert!(what.contains(says), "{text}: {what}");
            assert_eq!((at_line, at_column), (line, column), "{text}: {what}");
        }
    }
}
