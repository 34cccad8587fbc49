//! The configuration.

use nhs_tiers::config::Config;

use crate::assert_harmless;

/// What is in force is shown as a file that says the same; what is refused is refused with a place in the file and a cure.
pub fn config(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    match Config::read("config.ron", text) {
        Ok(config) => {
            let shown = config.show();
            assert_harmless(&shown);
            let again = match Config::read("shown.ron", &shown) {
                Ok(again) => again,
                Err(fault) => panic!("what is shown is no configuration: {fault}\n{shown}"),
            };
            // It only says so of more that it is from the file.
            let bare = |text: &str| text.replace(" // from the file", "");
            assert!(bare(&again.show()) == bare(&shown), "{shown}");
        }
        Err(fault) => {
            assert_harmless(&fault.to_string());
            assert!(!fault.what.is_empty() && !fault.cure.is_empty(), "{fault}");
            assert!(
                fault.line >= 1 && fault.line <= text.matches('\n').count() + 1,
                "{fault}"
            );
        }
    }
}
