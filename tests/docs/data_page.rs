//! The page on the data names every word that a field may have.

use std::fs;

use nhs_tiers::model::{
    CodeScheme, Confidence, EffectKind, FindingKind, How, LegalForm, PlaceKind, Question,
    ReformKind, Role, Share, SourceKind, Tier, Verdict,
};
use serde::de::DeserializeOwned;

use super::root;

/// The words that a field of this type may have, as a reader of RON lists them.
fn words<T: DeserializeOwned>() -> &'static [&'static str] {
    match ron::from_str::<T>("Nothing").map_err(|error| error.code) {
        Err(ron::Error::NoSuchEnumVariant { expected, .. }) => expected,
        _ => &[],
    }
}

#[test]
fn every_list_of_words_is_whole() {
    let page = fs::read_to_string(root().join("data/README.md")).unwrap();
    let lists: Vec<Vec<&str>> = page
        .lines()
        .chain(page.split("\n\n"))
        .map(|text| text.split(|c: char| !c.is_alphanumeric()).collect())
        .collect();
    for words in [
        words::<CodeScheme>(),
        words::<Confidence>(),
        words::<EffectKind>(),
        words::<FindingKind>(),
        words::<How>(),
        words::<LegalForm>(),
        words::<PlaceKind>(),
        words::<Question>(),
        words::<ReformKind>(),
        words::<Role>(),
        words::<Share>(),
        words::<SourceKind>(),
        words::<Tier>(),
        words::<Verdict>(),
    ] {
        assert!(words.len() > 1, "{words:?}");
        let is_whole = |list: &Vec<&str>| words.iter().all(|word| list.contains(word));
        assert!(lists.iter().any(is_whole), "no list has all of {words:?}");
    }
}
