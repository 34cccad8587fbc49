//! See `nhs_tiers_fuzz::files`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| nhs_tiers_fuzz::files(bytes));
