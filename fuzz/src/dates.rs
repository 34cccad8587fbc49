//! Dates, as files write them and as people type them.

use nhs_tiers::app::Idle;
use nhs_tiers::embedded;
use nhs_tiers::model::Date;

use crate::assert_harmless;

/// A text that may be a date in a file, a date that is typed, or how long a kiosk waits. What is read is written so that it is read again.
pub fn dates(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let today = embedded::dataset().as_of();
    if let Ok(date) = text.parse::<Date>() {
        assert_eq!(date.iso(), text);
        assert_eq!(Date::read(text, today), Ok(date));
    }
    match Date::read(text, today) {
        Ok(date) => {
            assert!(date.first() <= date.last());
            assert!((date.first()..=date.last()).contains(&date.day_meant()));
            assert_eq!(date.iso().parse(), Ok(date));
            // People write years of four digits; before the year 1000 the words have fewer.
            if date.year() >= 1000 {
                assert_eq!(Date::read(&date.long(), today), Ok(date));
                assert_eq!(Date::read(&date.to_string(), today), Ok(date));
            }
        }
        Err(error) => assert_harmless(&error.to_string()),
    }
    if let Ok(idle) = text.parse::<Idle>() {
        let whole = idle.before_warning() + idle.after_warning();
        assert!(!whole.is_zero());
    }
}
