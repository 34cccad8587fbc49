//! See `nhs_tiers_fuzz::input`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| nhs_tiers_fuzz::input(bytes));
