//! Dates as precise as they are known, and no more.

mod read;

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use read::is_number;

pub use read::DateError;

/// A day counted from 1 January 1900, for arithmetic and for comparing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub i32);

const EPOCH: civil::Date = civil::date(1900, 1, 1);
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Day {
    /// The day with this number of the calendar; `None` where there is no such day or the year is outside 1..=9999.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day)
            .ok()
            .filter(|date| date.year() > 0)
            .map(Self::from_civil)
    }

    /// The year this day lies in.
    #[must_use]
    pub fn year(self) -> i16 {
        self.civil().year()
    }

    /// This day, that many days later, kept inside the calendar.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// This day, that many months later; the last of a month stays within the month.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let span = jiff::Span::new().try_months(i64::from(months));
        span.and_then(|span| self.civil().checked_add(span))
            .map_or(self, Self::from_civil)
    }

    pub(crate) fn civil(self) -> civil::Date {
        let span = jiff::Span::new().try_days(i64::from(self.0));
        span.and_then(|span| EPOCH.checked_add(span))
            .unwrap_or(EPOCH)
    }

    fn from_civil(date: civil::Date) -> Self {
        let hours = EPOCH.duration_until(date).as_hours();
        Self(i32::try_from(hours / 24).unwrap_or(0))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

/// A date known to the day, the month or the year.
///
/// Written `1974-04-01`, `2016-03` or `1959` in the data, `1 Apr 1974`, `Mar 2016` or `1959` on screen.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    first: Day,
    precision: Precision,
}

impl Date {
    /// A date known to the day.
    #[must_use]
    pub const fn of_day(day: Day) -> Self {
        Self {
            first: day,
            precision: Precision::Day,
        }
    }

    /// The first day the date may mean.
    #[must_use]
    pub const fn first(self) -> Day {
        self.first
    }

    /// The last day the date may mean.
    #[must_use]
    pub fn last(self) -> Day {
        match self.precision {
            Precision::Year => Day::from_civil(self.first.civil().last_of_year()),
            Precision::Month => Day::from_civil(self.first.civil().last_of_month()),
            Precision::Day => self.first,
        }
    }

    /// The day that is meant by it in a question: of a year its first of April, on which most reforms took effect; else the first day.
    #[must_use]
    pub fn day_meant(self) -> Day {
        if self.precision == Precision::Year {
            Day::new(self.year(), 4, 1).unwrap_or(self.first)
        } else {
            self.first
        }
    }

    /// Whether it is known to the day.
    #[must_use]
    pub const fn is_day(self) -> bool {
        matches!(self.precision, Precision::Day)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// The date in full words: "1 April 1974", "March 2016", "1959".
    #[must_use]
    pub fn long(self) -> String {
        self.words(MONTHS.get(self.month_index()).copied().unwrap_or_default())
    }

    fn month_index(self) -> usize {
        usize::try_from(self.first.civil().month() - 1).unwrap_or_default()
    }

    fn words(self, month: &str) -> String {
        let first = self.first.civil();
        let (year, day) = (first.year(), first.day());
        match self.precision {
            Precision::Year => format!("{year}"),
            Precision::Month => format!("{month} {year}"),
            Precision::Day => format!("{day} {month} {year}"),
        }
    }

    /// The date as the data and the exports write it: `1974-04-01`, `2016-03`, `1959`.
    #[must_use]
    pub fn iso(self) -> String {
        let date = self.first.civil();
        match self.precision {
            Precision::Year => format!("{:04}", date.year()),
            Precision::Month => format!("{:04}-{:02}", date.year(), date.month()),
            Precision::Day => date.to_string(),
        }
    }
}

impl fmt::Display for Date {
    /// Short words: "1 Apr 1974", "Mar 2016", "1959".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let month = MONTHS.get(self.month_index()).copied().unwrap_or_default();
        f.pad(&self.words(month.get(..3).unwrap_or(month)))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

impl FromStr for Date {
    type Err = DateError;

    /// Reads the form of the data files only: `1974-04-01`, `2016-03`, `1959`.
    fn from_str(input: &str) -> Result<Self, DateError> {
        let parts: Vec<&str> = input.split('-').collect();
        let well_formed = parts
            .iter()
            .enumerate()
            .all(|(i, part)| is_number(part) && part.len() == if i == 0 { 4 } else { 2 });
        match parts.as_slice() {
            [year] if well_formed => Self::from_parts(year, None, None),
            [year, month] if well_formed => Self::from_parts(year, Some(month), None),
            [year, month, day] if well_formed => Self::from_parts(year, Some(month), Some(day)),
            _ => Err(DateError::Form),
        }
    }
}

/// When something ended: the last day in being.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum End {
    /// Still in being when the evidence ends.
    #[default]
    Ongoing,
    /// The last day in being.
    On(Date),
    /// It ended; when is not established. It was still there on the date given.
    Unknown {
        /// Still in being then.
        after: Option<Date>,
    },
}

impl End {
    /// When it ended, where it did and that is known.
    #[must_use]
    pub const fn date(self) -> Option<Date> {
        match self {
            Self::On(date) => Some(date),
            Self::Ongoing | Self::Unknown { .. } => None,
        }
    }

    /// The last day on which it is known to have been in being; `None` while it goes on. It is never before the first day of
    /// `from`, even if the dates are out of order, so that the two always make a stretch of time.
    #[must_use]
    pub fn last_known(self, from: Date) -> Option<Day> {
        let last = match self {
            Self::Ongoing => return None,
            Self::On(date) => date.last(),
            Self::Unknown { after } => after.unwrap_or(from).last(),
        };
        Some(last.max(from.first()))
    }

    /// Whether something that began on `from` and ended so is known to have been in being on `day`.
    #[must_use]
    pub fn covers(self, from: Date, day: Day) -> bool {
        from.first() <= day && self.last_known(from).is_none_or(|last| day <= last)
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ongoing => f.pad("today"),
            Self::On(date) => f.pad(&date.to_string()),
            Self::Unknown { after: None } => f.pad("not established"),
            Self::Unknown { after: Some(date) } => f.pad(&format!("after {date}, not established")),
        }
    }
}

/// In RON a date is its text; in the embedded form a number.
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(&self.iso());
        }
        let precision = match self.precision {
            Precision::Year => 0,
            Precision::Month => 1,
            Precision::Day => 2,
        };
        serializer.serialize_i32(self.first.0 * 3 + precision)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_str(DateVisitor);
        }
        let packed = i32::deserialize(deserializer)?;
        let precision = match packed.rem_euclid(3) {
            0 => Precision::Year,
            1 => Precision::Month,
            _ => Precision::Day,
        };
        Ok(Self {
            first: Day(packed.div_euclid(3)),
            precision,
        })
    }
}

struct DateVisitor;

impl Visitor<'_> for DateVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date in quotation marks: \"1974-04-01\", \"2016-03\" or \"1959\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Date, E> {
        text.parse().map_err(|_none: DateError| {
            E::custom(format!(
                "{text:?} is not a date: write \"1974-04-01\", \"2016-03\" or \"1959\""
            ))
        })
    }
}

impl Serialize for End {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return match *self {
                Self::Ongoing => (0u8, None),
                Self::On(date) => (1, Some(date)),
                Self::Unknown { after } => (2, after),
            }
            .serialize(serializer);
        }
        match self {
            Self::Ongoing => serializer.serialize_none(),
            Self::On(date) => date.serialize(serializer),
            Self::Unknown { after: None } => serializer.serialize_str("unknown"),
            Self::Unknown { after: Some(date) } => {
                serializer.serialize_str(&format!("after {}", date.iso()))
            }
        }
    }
}

impl<'de> Deserialize<'de> for End {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_str(EndVisitor);
        }
        let (kind, date): (u8, Option<Date>) = Deserialize::deserialize(deserializer)?;
        Ok(match (kind, date) {
            (1, Some(date)) => Self::On(date),
            (2, after) => Self::Unknown { after },
            _ => Self::Ongoing,
        })
    }
}

struct EndVisitor;

impl Visitor<'_> for EndVisitor {
    type Value = End;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the last day in being: \"2013-03-31\", \"unknown\" or \"after 2002-02\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<End, E> {
        if text == "unknown" {
            return Ok(End::Unknown { after: None });
        }
        match text.strip_prefix("after ") {
            Some(date) => DateVisitor
                .visit_str(date)
                .map(|date| End::Unknown { after: Some(date) }),
            None => DateVisitor.visit_str(text).map(End::On),
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn a_month_begins_and_ends_where_the_calendar_says() {
        let february: Date = "2004-02".parse().unwrap();
        assert_eq!(february.first(), Day::new(2004, 2, 1).unwrap());
        assert_eq!(february.last(), Day::new(2004, 2, 29).unwrap());
        assert_eq!(february.to_string(), "Feb 2004");
        assert_eq!(february.long(), "February 2004");
    }

    #[test]
    fn the_last_day_in_being_still_counts() {
        let from: Date = "2002-04-01".parse().unwrap();
        let to = End::On("2013-03-31".parse().unwrap());
        assert!(to.covers(from, Day::new(2013, 3, 31).unwrap()));
        assert!(!to.covers(from, Day::new(2013, 4, 1).unwrap()));
        assert!(!to.covers(from, Day::new(2002, 3, 31).unwrap()));
    }

    #[rstest]
    #[case(End::On("1990".parse().unwrap()), Some((2002, 4, 1)))]
    #[case(End::Unknown { after: Some("1990".parse().unwrap()) }, Some((2002, 4, 1)))]
    #[case(End::Unknown { after: None }, Some((2002, 4, 30)))]
    #[case(End::Unknown { after: Some("2013".parse().unwrap()) }, Some((2013, 12, 31)))]
    #[case(End::Ongoing, None)]
    fn nothing_ends_before_it_begins(#[case] to: End, #[case] last: Option<(i16, i8, i8)>) {
        let last = last.map(|(year, month, day)| Day::new(year, month, day).unwrap());
        assert_eq!(to.last_known("2002-04".parse().unwrap()), last);
    }
}
