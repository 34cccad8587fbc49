//! The one place that reads the environment.

use std::env;
use std::ffi::OsString;
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use crate::model::{Day, Harm, harmless};
use crate::study::{Moment, Now};

/// What the program is told by the world it starts in.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is the answer to a question of its own"
)]
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// `NO_COLOR` is set to something: no colour is wanted.
    pub no_color: bool,
    /// `TERM` names a terminal that has no colours.
    pub colourless: bool,
    /// Only ASCII can be shown: the locale is not UTF-8, or the terminal is one of those that cannot.
    pub ascii: bool,
    /// `TERM` is missing, or names a terminal that cannot move its cursor or does it in a way of its own.
    pub dumb: bool,
    /// The terminal can show another screen and then its own again.
    pub other_screen: bool,
    /// What stands between the program and the terminal in front of the reader.
    pub multiplexer: Option<Multiplexer>,
    /// `TERM`, empty where it is missing.
    pub term: String,
    /// The locale of what is written, empty where it is missing.
    pub locale: String,
    /// The reader sits at another machine.
    pub over_ssh: bool,
}

/// A program that shows several terminals in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Multiplexer {
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
    /// One of the two: over SSH nothing but `TERM` comes along, and both like to call themselves screen.
    TmuxOrScreen,
}

impl Multiplexer {
    /// By what each sets for what it runs, and by the name of the terminal.
    fn of(tmux: bool, screen: bool, term: &str) -> Option<Self> {
        // screen names the terminal around it behind a point.
        let of_screen = term.starts_with("screen.");
        match (tmux, screen) {
            // One in the other.
            (true, true) if of_screen || term == "screen" => Some(Self::Screen),
            (true, _) => Some(Self::Tmux),
            (false, true) => Some(Self::Screen),
            (false, false) if term.starts_with("tmux") => Some(Self::Tmux),
            (false, false) if of_screen => Some(Self::Screen),
            (false, false) => term.starts_with("screen").then_some(Self::TmuxOrScreen),
        }
    }
}

/// Terminals that speak no language of ours, or none. A name that nobody knows is another matter: it is a newer terminal, nearly always,
/// and these all speak that of the xterm.
const SPEECHLESS: [&str; 8] = [
    "", "dumb", "unknown", "emacs", "network", "dialup", "vt52", "adm3a",
];

impl Environment {
    /// Reads it.
    #[must_use]
    pub fn read() -> Self {
        Self::from(&variable)
    }

    fn from(variable: &dyn Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let shown = |name: &str| harmless(&set(name).unwrap_or_default()).into_owned();
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .map(shown)
            .find(|value| !value.is_empty())
            .unwrap_or_default();
        let charset = locale.to_lowercase();
        let utf8 = charset.contains("utf-8") || charset.contains("utf8");
        let term = shown("TERM");
        // The Linux console and the VT terminals have no glyphs for half of what we draw, and no second screen.
        let vt = term
            .strip_prefix("vt")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let plain = term == "linux" || term.starts_with("linux-") || vt;
        let mono = ["-mono", "-m"].iter().any(|end| term.ends_with(end));
        Self {
            no_color: set("NO_COLOR").is_some(),
            colourless: vt || mono,
            ascii: !utf8 || plain,
            dumb: SPEECHLESS.contains(&term.as_str()),
            other_screen: !plain,
            multiplexer: Multiplexer::of(set("TMUX").is_some(), set("STY").is_some(), &term),
            over_ssh: ["SSH_CONNECTION", "SSH_TTY"]
                .iter()
                .any(|name| set(name).is_some()),
            term,
            locale,
        }
    }
}

/// The day that it is where the reader is.
#[must_use]
pub fn today() -> Day {
    now(0).day
}

/// The arguments of the program, its own name first. What in them would drive a terminal or forge a line is replaced: answers and errors
/// repeat them. What else is harm stays, because files may be called so, and is taken out where it is repeated.
#[must_use]
pub fn arguments() -> Vec<OsString> {
    let drives = |c: char| matches!(Harm::of(c), Some(Harm::Control | Harm::Break));
    let quiet = |argument: OsString| {
        let text = argument.to_string_lossy();
        if text.contains(drives) {
            text.replace(drives, "\u{FFFD}").into()
        } else {
            argument
        }
    };
    env::args_os().map(quiet).collect()
}

/// What was asked behind the name of the host (`ssh tiers@host at 2004`), where the server runs this program whatever is asked.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn asked_over_ssh() -> Option<OsString> {
    env::var_os("SSH_ORIGINAL_COMMAND")
}

/// When it is, where the reader is. A day of study begins at this hour, from 0 to 23.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn now(day_begins: u8) -> Now {
    let here = match named_zone() {
        Some(file) if !is_plain(&file) => Timestamp::now().to_zoned(TimeZone::UTC),
        _ => Zoned::now(),
    };
    now_at(&here, day_begins)
}

/// The file that `TZ` names by its path, or as a file of `TZDIR`.
fn named_zone() -> Option<PathBuf> {
    let zone = variable("TZ")?;
    let zone = Path::new(zone.trim_start_matches(':'));
    if zone.is_absolute() {
        return Some(zone.to_owned());
    }
    let file = Path::new(&variable("TZDIR")?).join(zone);
    // What is neither there nor a path within the folder says itself what the zone is: EST5EDT.
    (file.exists() || zone.components().count() > 1).then_some(file)
}

/// More than any file of a time zone has.
const LARGEST_ZONE: u64 = 256 * 1024;

/// Whether it is a file that comes to an end: anything else would be waited for, or fill the memory.
fn is_plain(file: &Path) -> bool {
    let about = file.metadata();
    about.is_ok_and(|about| about.is_file() && about.len() <= LARGEST_ZONE)
}

/// The hour of the clock on the wall: where clocks are put forward or back, no day of study is cut in two.
fn now_at(now: &Zoned, day_begins: u8) -> Now {
    let wall = now.datetime();
    let day = if wall.hour() < i8::try_from(day_begins).unwrap_or(0) {
        wall.date().saturating_sub(1.day())
    } else {
        wall.date()
    };
    Now {
        moment: Moment(now.timestamp().as_second()),
        // There is no day before the first of the calendar.
        day: Day::new(day.year(), day.month(), day.day()).unwrap_or(Day(0)),
    }
}

/// The files and folders from which the time zone comes. They are read again now and then, because a reader may travel.
#[must_use]
pub fn time_zones() -> Vec<PathBuf> {
    let usual = [
        "/etc/localtime",
        "/usr/share/zoneinfo",
        "/usr/share/lib/zoneinfo",
        "/etc/zoneinfo",
    ];
    let named = ["TZ", "TZDIR"].into_iter().filter_map(variable);
    let named = named.map(|path| PathBuf::from(path.trim_start_matches(':')));
    usual
        .into_iter()
        .map(PathBuf::from)
        .chain(named.filter(|path| path.is_absolute() && path != Path::new("/")))
        .collect()
}

/// A number that nobody can foretell, and that no other session has.
#[must_use]
pub fn seed() -> u64 {
    RandomState::new().hash_one(())
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
        assert!(environment(&[("LANG", "en_GB.ISO-8859-1"), ("TERM", "xterm")]).ascii);
    }

    #[test]
    fn the_name_of_the_terminal_tells_what_it_can() {
        for (term, dumb, colourless, other_screen) in [
            ("xterm-256color", false, false, true),
            ("screen-256color", false, false, true),
            ("tmux-256color", false, false, true),
            ("rxvt-unicode-256color", false, false, true),
            ("vte-256color", false, false, true),
            ("some-new-terminal", false, false, true),
            ("\u{1b}[2J", false, false, true),
            ("xterm-mono", false, true, true),
            ("linux", false, false, false),
            ("vt100", false, true, false),
            ("vt220-w", false, true, false),
            ("vt52", true, true, false),
            ("dumb", true, false, true),
            ("unknown", true, false, true),
            ("", true, false, true),
        ] {
            let found = environment(&[("TERM", term)]);
            assert_eq!(
                (found.dumb, found.colourless, found.other_screen),
                (dumb, colourless, other_screen),
                "{term:?}"
            );
            assert!(!found.term.contains('\u{1b}'));
        }
        assert!(environment(&[]).dumb);
    }

    #[test]
    fn a_multiplexer_is_known_by_what_it_sets_and_over_ssh_by_its_name() {
        use Multiplexer::{Screen, Tmux, TmuxOrScreen};
        let tmux = ("TMUX", "/run/tmux,1,0");
        let screen = ("STY", "1234.pts-0.host");
        let over_ssh = ("SSH_TTY", "/dev/pts/3");
        for (variables, expected) in [
            (&[("TERM", "xterm-256color")][..], None),
            (&[("TERM", "tmux-256color"), tmux], Some(Tmux)),
            (&[("TERM", "xterm-256color"), screen], Some(Screen)),
            (&[("TERM", "screen-256color"), tmux, screen], Some(Tmux)),
            (&[("TERM", "screen.tmux"), tmux, screen], Some(Screen)),
            (&[("TERM", "tmux-256color"), over_ssh], Some(Tmux)),
            (&[("TERM", "screen.xterm-256color")], Some(Screen)),
            (&[("TERM", "screen-256color")], Some(TmuxOrScreen)),
            (&[("TERM", "screen")], Some(TmuxOrScreen)),
        ] {
            let found = environment(variables);
            assert_eq!(found.multiplexer, expected, "{variables:?}");
            assert_eq!(found.over_ssh, variables.contains(&over_ssh));
        }
    }

    #[test]
    fn a_day_of_study_begins_at_its_hour_by_the_clock_on_the_wall() {
        let day = |text: &str, begins| now_at(&text.parse().unwrap(), begins).day;
        let of = |year, month, day| Day::new(year, month, day).unwrap();
        let london = |text: &str| format!("{text}[Europe/London]");
        assert_eq!(day(&london("2026-11-22T03:59"), 4), of(2026, 11, 21));
        assert_eq!(day(&london("2026-11-22T04:00"), 4), of(2026, 11, 22));
        assert_eq!(day(&london("2026-11-22T00:00"), 0), of(2026, 11, 22));
        assert_eq!(day(&london("2027-01-01T02:00"), 4), of(2026, 12, 31));
        // Clocks go back at two, and forward at one.
        assert_eq!(day(&london("2026-10-25T04:00"), 4), of(2026, 10, 25));
        assert_eq!(day(&london("2026-03-29T03:30"), 4), of(2026, 3, 28));
        let tokyo: Zoned = "2026-11-22T08:30+09:00[Asia/Tokyo]".parse().unwrap();
        let now = now_at(&tokyo, 4);
        assert_eq!(
            (now.day, now.moment),
            (of(2026, 11, 22), Moment(1_795_303_800))
        );
    }

    #[test]
    fn no_two_seeds_are_alike() {
        assert_ne!(seed(), seed());
    }

    #[test]
    fn an_empty_no_color_means_nothing() {
        assert!(environment(&[("NO_COLOR", "1")]).no_color);
        assert!(!environment(&[("NO_COLOR", "")]).no_color);
    }
}
