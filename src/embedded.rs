//! The data set that is part of the program.

use std::sync::OnceLock;

use crate::dataset::Dataset;
use crate::model::Compact;

const TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/texts"));

const DATA: Compact = Compact::new(
    include_bytes!(concat!(env!("OUT_DIR"), "/dataset.postcard")),
    TEXTS,
);

/// The names of the data set, prepared for the search when the program was built.
pub(crate) const NAMES: Compact = Compact::new(
    include_bytes!(concat!(env!("OUT_DIR"), "/names.postcard")),
    TEXTS,
);

/// The cards of the data set, dealt when the program was built.
pub(crate) const CARDS: Compact = Compact::new(
    include_bytes!(concat!(env!("OUT_DIR"), "/cards.postcard")),
    TEXTS,
);

/// By what this program and its data set are told from others.
pub const SUM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("DATA_SUM"));

/// The data set that was checked and embedded when the program was built. It is decoded once, without copying its text.
#[must_use]
pub fn dataset() -> &'static Dataset {
    static DATASET: OnceLock<Dataset> = OnceLock::new();
    DATASET.get_or_init(decode)
}

#[expect(
    clippy::expect_used,
    reason = "the bytes were written by the build from the same types, and a test decodes them"
)]
fn decode() -> Dataset {
    Dataset::decode(DATA).expect("the embedded data set is what the build wrote")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_embedded_data_set_decodes() {
        assert!(super::decode().bodies.len() > 70);
    }
}
