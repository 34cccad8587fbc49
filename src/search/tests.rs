//! What a search finds first, and what it marks.

use rstest::rstest;

use super::*;

fn first(query: &str) -> String {
    let data = crate::embedded::dataset();
    let hits = Index::new(data).search(query, None);
    hits.first()
        .map(|hit| hit.record.id.to_string())
        .unwrap_or_default()
}

#[rstest]
#[case("sha", "strategic-health-authority")]
#[case("SHAs", "strategic-health-authority")]
#[case("rha", "regional-health-authority")]
#[case("icb", "integrated-care-board")]
#[case("stp", "sustainability-and-transformation-partnership")]
#[case("pct", "primary-care-trust")]
#[case("strategic health", "strategic-health-authority")]
#[case("health strategic authority", "strategic-health-authority")]
#[case("stategic helth", "strategic-health-authority")]
#[case("regional hospital boards", "regional-hospital-board")]
#[case("nhs london", "london-sha")]
fn what_people_type_finds_what_they_mean(#[case] query: &str, #[case] id: &str) {
    assert_eq!(first(query), id);
}

#[test]
fn the_letters_that_matched_are_told() {
    let data = crate::embedded::dataset();
    let index = Index::new(data);
    let hit = index.search("health strat", None)[0];
    let name = data.name_of(hit.record).unwrap();
    let marked: String = index
        .matched("health strat", hit)
        .iter()
        .map(|at| name.chars().nth(*at).unwrap())
        .collect();
    assert_eq!(marked, "StratHealth");
}

#[test]
fn nothing_is_found_for_nothing() {
    let index = Index::new(crate::embedded::dataset());
    assert!(index.search("", None).is_empty());
    assert!(index.search(" -- ", None).is_empty());
    assert!(index.search("zzqxzzqx", None).is_empty());
}
