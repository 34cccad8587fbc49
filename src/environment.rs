//! The one place that reads the environment.

use std::env;
use std::ffi::OsString;

use crate::model::Text;

/// What the program is told by the world it starts in.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is the answer to a question of its own"
)]
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// `NO_COLOR` is set to something: no colour is wanted.
    pub no_color: bool,
    /// Only ASCII can be shown: the locale is not UTF-8, or the terminal is one of those that cannot.
    pub ascii: bool,
    /// `TERM` names a terminal that cannot move its cursor.
    pub dumb: bool,
    /// The terminal is tmux: what is meant for the terminal behind it must be wrapped.
    pub tmux: bool,
}

impl Environment {
    /// Reads it.
    #[must_use]
    pub fn read() -> Self {
        Self::from(&variable)
    }

    fn from(variable: &dyn Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let locale = set("LC_ALL")
            .or_else(|| set("LC_CTYPE"))
            .or_else(|| set("LANG"))
            .unwrap_or_default()
            .to_lowercase();
        let term = set("TERM").unwrap_or_default();
        let utf8 = locale.contains("utf-8") || locale.contains("utf8");
        // The Linux console and the VT terminals have no glyphs for half of what we draw.
        let vt = term
            .strip_prefix("vt")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let plain = term == "linux" || vt;
        Self {
            no_color: set("NO_COLOR").is_some(),
            ascii: !utf8 || plain,
            dumb: term == "dumb",
            tmux: set("TMUX").is_some(),
        }
    }
}

/// The arguments of the program, its own name first. What in them could drive a terminal is replaced: answers and errors repeat them.
#[must_use]
pub fn arguments() -> Vec<OsString> {
    env::args_os().map(harmless).collect()
}

/// What was asked behind the name of the host (`ssh tiers@host at 2004`), where the server runs this program whatever is asked.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn asked_over_ssh() -> Option<OsString> {
    env::var_os("SSH_ORIGINAL_COMMAND")
}

fn harmless(argument: OsString) -> OsString {
    match argument.to_str() {
        Some(text) if text.contains(Text::is_unsafe) => {
            text.replace(Text::is_unsafe, "\u{FFFD}").into()
        }
        _ => argument,
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place")]
fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::from(&|name| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_locale_or_a_terminal_without_unicode_gets_ascii() {
        assert!(!environment(&[("LANG", "en_GB.UTF-8"), ("TERM", "xterm-256color")]).ascii);
        assert!(environment(&[("LANG", "C"), ("TERM", "xterm-256color")]).ascii);
        assert!(environment(&[("LANG", "en_GB.UTF-8"), ("TERM", "linux")]).ascii);
        assert!(environment(&[("LANG", "en_GB.UTF-8"), ("TERM", "vt220")]).ascii);
        assert!(!environment(&[("LANG", "en_GB.UTF-8"), ("TERM", "vte-256color")]).ascii);
        assert!(environment(&[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")]).ascii);
        assert!(environment(&[]).ascii);
    }

    #[test]
    fn an_empty_no_color_means_nothing() {
        assert!(environment(&[("NO_COLOR", "1")]).no_color);
        assert!(!environment(&[("NO_COLOR", "")]).no_color);
    }
}
