//! Whose session it is, and what that one may do.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use jiff::fmt::friendly::{Designator, Spacing, SpanParser, SpanPrinter};

use super::action::Action;

/// Whose session it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Session {
    /// A reader's own: there are files of theirs, and a shell to go back to.
    #[default]
    Reader,
    /// Anybody's. Nothing is kept, and it ends when nobody has pressed a key for so long.
    Kiosk(Idle),
}

impl Session {
    /// How long a silent reader is waited for, if not for ever.
    #[must_use]
    pub const fn idle(self) -> Option<Idle> {
        match self {
            Self::Reader => None,
            Self::Kiosk(idle) => Some(idle),
        }
    }

    /// Why an action is not for this session, if it is not.
    #[must_use]
    pub const fn refuses(self, action: &Action) -> Option<&'static str> {
        match (self, action) {
            (Self::Kiosk(_), Action::Suspend) => {
                Some("There is no shell behind a kiosk to go back to; q leaves")
            }
            (Self::Kiosk(_), Action::Annotate) => {
                Some("A kiosk keeps no notes: they would be lost when you leave")
            }
            _ => None,
        }
    }
}

/// How long a session waits for a key: never no time at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Idle(Duration);

/// What is no such time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotIdle;

impl Idle {
    /// The reader is warned so long before the end.
    const WARNED: Duration = Duration::from_secs(60);

    /// How long nothing is said.
    #[must_use]
    pub fn before_warning(self) -> Duration {
        self.0.saturating_sub(self.after_warning())
    }

    /// How long a key is waited for once the reader was warned: a minute, or half of a shorter time.
    #[must_use]
    pub fn after_warning(self) -> Duration {
        let half = self.0 / 2;
        let whole = Duration::from_secs(half.as_secs());
        Self::WARNED.min(if whole.is_zero() { half } else { whole })
    }

    /// What a reader is told before the end, and with which key it goes on.
    #[must_use]
    pub fn warning(self, key: &str) -> String {
        format!(
            "This session ends in {}; {key} goes on",
            words(self.after_warning())
        )
    }

    /// What a reader is told after it, and what was waited for in vain.
    #[must_use]
    pub fn farewell(self, nothing: &str) -> String {
        format!("The session has ended: no {nothing} for {}.", words(self.0))
    }
}

impl FromStr for Idle {
    type Err = NotIdle;

    fn from_str(text: &str) -> Result<Self, NotIdle> {
        let idle = SpanParser::new().parse_unsigned_duration(text);
        match idle {
            Ok(idle) if !idle.is_zero() => Ok(Self(idle)),
            _ => Err(NotIdle),
        }
    }
}

impl fmt::Display for NotIdle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write a time longer than none, as in 45s, 10m or 1h 30m")
    }
}

impl std::error::Error for NotIdle {}

fn words(time: Duration) -> String {
    SpanPrinter::new()
        .designator(Designator::Verbose)
        .spacing(Spacing::BetweenUnitsAndDesignators)
        .unsigned_duration_to_string(&time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it_and_told_in_words() {
        for (text, warning, farewell) in [
            ("30m", "1 minute", "30 minutes"),
            ("1h 30m", "1 minute", "1 hour 30 minutes"),
            ("45s", "22 seconds", "45 seconds"),
            ("10 minutes", "1 minute", "10 minutes"),
            ("2m", "1 minute", "2 minutes"),
            ("100s", "50 seconds", "1 minute 40 seconds"),
        ] {
            let idle: Idle = text.parse().unwrap();
            assert!(
                idle.warning("any key").contains(&format!("in {warning};")),
                "{}",
                idle.warning("any key")
            );
            assert!(
                idle.farewell("key was pressed")
                    .ends_with(&format!("for {farewell}.")),
                "{}",
                idle.farewell("key was pressed")
            );
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "0",
            "0s",
            "0m 0s",
            "30",
            "-5m",
            "5m ago",
            "soon",
            "1y",
            "1d",
            "9999999999999999999h",
        ] {
            assert_eq!(text.parse::<Idle>(), Err(NotIdle), "{text:?}");
        }
    }
}
