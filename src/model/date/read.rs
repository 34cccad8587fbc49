//! Dates as people type them, and why a text is none.

use std::fmt;

use super::{Date, Day, MONTHS, Precision};

/// How a date is written, for those who wrote none.
const WRITE: &str = "write a year, a month or a day, as in 2004, apr 2004, 1/4/2004 or 2004-04-01";

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It is not written as one.
    Form,
    /// There is no month of this number.
    Month(u16),
    /// The month of this date has not so many days.
    Day(Date),
}

impl DateError {
    /// What is wrong, where it is written as a date: "February 2004 has 29 days".
    #[must_use]
    pub fn reason(self) -> Option<String> {
        match self {
            Self::Form => None,
            Self::Month(number) => Some(format!("there is no month {number}")),
            Self::Day(month) => {
                let days = month.last().civil().day();
                Some(format!("{} has {days} days", month.long()))
            }
        }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason() {
            Some(reason) => write!(f, "{reason}: {WRITE}"),
            None => write!(f, "not a date: {WRITE}"),
        }
    }
}

impl std::error::Error for DateError {}

impl Date {
    /// Reads a date as people type it: "2004", "apr 2004", "April 2004", "1 april 2004", "4/2004", "1/4/2004" (day first),
    /// "2004-04", "2004-04-01", "today". "2004/05", a financial year, is its first day; "2004-05" is May.
    ///
    /// # Errors
    /// When it is none of these, or no such day exists.
    pub fn read(input: &str, today: Day) -> Result<Self, DateError> {
        let input = input.trim().to_lowercase();
        if let Some(year) = financial_year(&input) {
            return Self::from_parts(year, Some("4"), Some("1"));
        }
        let parts: Vec<&str> = input
            .split(|c: char| c == '/' || c == '.' || c == '-' || c == ',' || c.is_whitespace())
            .filter(|part| !part.is_empty())
            .collect();
        match parts.as_slice() {
            ["today" | "now"] => Ok(Self::of_day(today)),
            [year] => Self::from_parts(year, None, None),
            [year, month] if is_year(year) => Self::from_parts(year, Some(month), None),
            [month, year] => Self::from_parts(year, Some(month), None),
            [year, month, day] if is_year(year) => Self::from_parts(year, Some(month), Some(day)),
            [month, day, year] if !is_number(month) && is_number(ordinal(day)) => {
                Self::from_parts(year, Some(month), Some(day))
            }
            [day, month, year] => Self::from_parts(year, Some(month), Some(day)),
            _ => Err(DateError::Form),
        }
    }

    /// Reads two dates with ".." between them, or two years with a dash; none where the text is not meant as two.
    ///
    /// # Errors
    /// When one of the two is no date.
    #[must_use]
    pub fn read_two(input: &str, today: Day) -> Option<Result<(Self, Self), DateError>> {
        let (first, last) = input.split_once("..").or_else(|| {
            let (first, last) = input.split_once(['-', '\u{2013}'])?;
            let (first, last) = (first.trim(), last.trim());
            (is_year(first) && is_year(last)).then_some((first, last))
        })?;
        let first = Self::read(first, today);
        Some(first.and_then(|first| Ok((first, Self::read(last, today)?))))
    }

    pub(super) fn from_parts(
        year: &str,
        month: Option<&str>,
        day: Option<&str>,
    ) -> Result<Self, DateError> {
        let precision = match (month, day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        };
        let year: Option<i16> = year.parse().ok().filter(|_| is_year(year));
        let year = year.filter(|year| *year > 0).ok_or(DateError::Form)?;
        let month = month.map_or(Some(1), month_number).ok_or(DateError::Form)?;
        // A number may have a sign elsewhere, but not in a date.
        let number = |day: &str| {
            let day = Some(ordinal(day)).filter(|day| is_number(day))?;
            day.parse::<u16>().ok()
        };
        let day = day.map_or(Some(1), number);
        let day = day.ok_or(DateError::Form)?;
        let first = |day: u16| {
            let month = i8::try_from(month).ok()?;
            Day::new(year, month, i8::try_from(day).ok()?)
        };
        let begins = first(1).ok_or(DateError::Month(month))?;
        let month = Self {
            first: begins,
            precision: Precision::Month,
        };
        let first = first(day).ok_or(DateError::Day(month))?;
        Ok(Self { first, precision })
    }
}

/// The year in which a financial year begins, where it is written as one: "2004/05", "2004/2005".
fn financial_year(input: &str) -> Option<&str> {
    let (year, next) = input.split_once('/')?;
    let begins: u16 = year.parse().ok().filter(|_| is_year(year))?;
    let ends: u16 = next.parse().ok().filter(|_| is_number(next))?;
    match next.len() {
        2 => (ends == (begins + 1) % 100).then_some(year),
        4 => (ends == begins + 1).then_some(year),
        _ => None,
    }
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && is_number(part)
}

pub(super) fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

/// "1st" → "1".
fn ordinal(day: &str) -> &str {
    ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|suffix| day.strip_suffix(suffix))
        .unwrap_or(day)
}

fn month_number(part: &str) -> Option<u16> {
    if is_number(part) {
        return part.parse().ok();
    }
    let by_name = |name: &&str| part.len() >= 3 && name.to_lowercase().starts_with(part);
    MONTHS
        .iter()
        .position(by_name)
        .and_then(|index| u16::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2004", "2004")]
    #[case("apr 2004", "2004-04")]
    #[case("April 2004", "2004-04")]
    #[case("sept 1990", "1990-09")]
    #[case("4/2004", "2004-04")]
    #[case("2004-04", "2004-04")]
    #[case("2004-05", "2004-05")]
    #[case("2004/05", "2004-04-01")]
    #[case("1999/00", "1999-04-01")]
    #[case("1999/2000", "1999-04-01")]
    #[case("2004/06", "2004-06")]
    #[case("1/4/2004", "2004-04-01")]
    #[case("1st April 2004", "2004-04-01")]
    #[case("April 1, 2004", "2004-04-01")]
    #[case("2004-04-01", "2004-04-01")]
    #[case(" today ", "2026-07-02")]
    fn people_type_dates_in_many_ways(#[case] typed: &str, #[case] iso: &str) {
        let today = Day::new(2026, 7, 2).unwrap();
        assert_eq!(Date::read(typed, today).map(Date::iso), Ok(iso.to_owned()));
    }

    #[rstest]
    #[case("")]
    #[case("04")]
    #[case("+948")]
    #[case("2004/+5")]
    #[case("2004-04-+1")]
    #[case("20045")]
    #[case("0000")]
    #[case("ap 2004")]
    #[case("1/2/3/4")]
    #[case("tomorrowish")]
    fn what_is_not_a_date_is_refused(#[case] typed: &str) {
        assert_eq!(Date::read(typed, Day(0)), Err(DateError::Form));
    }

    #[rstest]
    #[case("31 Feb 2004", "February 2004 has 29 days")]
    #[case("0/4/2004", "April 2004 has 30 days")]
    #[case("13/13/2004", "there is no month 13")]
    #[case("13/2004", "there is no month 13")]
    fn a_day_that_no_calendar_has_is_told_from_what_is_no_date(
        #[case] typed: &str,
        #[case] says: &str,
    ) {
        let error = Date::read(typed, Day(0)).unwrap_err();
        assert_eq!(error.reason().as_deref(), Some(says));
    }

    #[rstest]
    #[case("1974..1982", Some(("1974", "1982")))]
    #[case("apr 1974 .. 1/4/1982", Some(("1974-04", "1982-04-01")))]
    #[case("1974-1982", Some(("1974", "1982")))]
    #[case("1974 – 1982", Some(("1974", "1982")))]
    #[case("1974-04", None)]
    #[case("1974-04-01", None)]
    #[case("1974", None)]
    fn two_dates_are_told_from_one(#[case] typed: &str, #[case] two: Option<(&str, &str)>) {
        let read = Date::read_two(typed, Day(0));
        let read = read.map(|read| read.map(|(from, to)| (from.iso(), to.iso())));
        let two = two.map(|(from, to)| Ok((from.to_owned(), to.to_owned())));
        assert_eq!(read, two);
    }
}
