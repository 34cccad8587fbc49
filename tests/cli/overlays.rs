//! A reader's own places and findings: what may be said, and how each thing that cannot be true is told.

use nhs_tiers::dataset::SourceFile;
use nhs_tiers::embedded;
use rstest::rstest;

use super::{Folder, accepted, check, faults};

/// A place of one's own; what stands in its second line is the test's.
fn place(rest: &str) -> String {
    format!(
        "[
    Place(id: \"my-patch\", name: \"My patch\", kind: Area,
        {rest}
    ),
]
"
    )
}

fn stay(organisation: &str, from: &str, to: &str) -> String {
    format!(
        "Stay(organisation: \"{organisation}\", from: \"{from}\", to: \"{to}\", confidence: Unverified),"
    )
}

/// One in Sheffield, with stays of its own.
fn lineage(stays: &[String]) -> String {
    place(&format!(
        "within: \"sheffield\", lineage: [\n{}\n        ],",
        stays.join("\n")
    ))
}

fn finding(rest: &str) -> String {
    format!("[\n    Finding(id: \"my-finding\", text: \"It is so.\", {rest}),\n]\n")
}

fn overlay(file: &str, text: &str) -> Folder {
    let folder = Folder::empty();
    folder.write(file, text);
    folder
}

/// Stands in a text before what is wrong.
const HERE: char = '»';

/// Asserts that a file has one fault, at its mark: what is wrong, and how it is cured.
fn says(file: &str, marked: &str, what: &str, cure: &str) {
    let (before, after) = marked.split_once(HERE).unwrap();
    let folder = overlay(file, &format!("{before}{after}"));
    let found = faults(folder.path());
    let [fault] = &found[..] else {
        panic!("not one fault: {found:#?}")
    };
    let line = before.lines().last().unwrap_or_default();
    let place = (before.lines().count(), line.chars().count() + 1);
    assert_eq!(fault.file, file);
    assert_eq!((fault.line, fault.column), place, "{fault:#?}");
    assert!(fault.what.contains(what), "{fault:#?}");
    assert!(fault.cure.contains(cure), "{fault:#?}");
}

#[rstest]
#[case::in_a_larger_one("within: \"sheffield\",")]
#[case::with_a_reason(
    "gaps: [Gap(tier: Region, from: \"1948-07-05\", reason: \"Not looked for.\", confidence: Unverified)],"
)]
#[case::with_a_code("within: \"sheffield\", codes: [Code(scheme: Ons, code: \"W06000001\")],")]
fn a_place_of_ones_own_is_taken(#[case] rest: &str) {
    accepted(&check(overlay("places/mine.ron", &place(rest)).path()));
}

#[test]
fn a_place_may_lie_in_two_of_a_kind_one_after_another_or_in_parts() {
    let after = [
        stay("london-sha", "2006-07-01", "2010-03-31"),
        stay("north-west-sha", "2010-04-01", "2013-03-31"),
    ];
    accepted(&check(overlay("places/mine.ron", &lineage(&after)).path()));
    let part = |organisation: &str| {
        stay(organisation, "2006-07-01", "2013-03-31")
            .replace(", confidence", ", share: Part, confidence")
    };
    let parts = [part("london-sha"), part("north-west-sha")];
    accepted(&check(overlay("places/mine.ron", &lineage(&parts)).path()));
}

#[rstest]
#[case::of_an_unknown_organisation(
    &[("»no-such-board", "1948-07-05", "1974-03-31")],
    "there is no organisation \"no-such-board\"",
    "correct the id, or write the record in organisations/"
)]
#[case::in_two_of_a_kind(
    &[("london-sha", "2006-07-01", "2013-03-31"), ("north-west-sha", "»2010-04-01", "2013-03-31")],
    "on 1 Apr 2010 the place lies wholly in two of one kind (Strategic Health Authority): london-sha and north-west-sha",
    "or say `share: Part` of both"
)]
#[case::in_two_of_a_kind_not_side_by_side(
    &[
        ("london-sha", "2006-07-01", "2013-03-31"),
        ("london-sha", "2007-07-01", "2008-03-31"),
        ("north-west-sha", "»2010-04-01", "2013-03-31"),
    ],
    "the place lies wholly in two of one kind",
    "correct a date"
)]
#[case::that_ends_before_it_begins(
    &[("london-sha", "2010-07-01", "»2009-03-31")],
    "it ends on 31 Mar 2009, before it begins on 1 Jul 2010",
    "put the dates in order"
)]
#[case::before_the_organisation(
    &[("london-sha", "»2005-07-01", "2013-03-31")],
    "the place lay in London Strategic Health Authority from 1 Jul 2005, but that began on 1 Jul 2006",
    "correct one of the dates"
)]
#[case::after_the_organisation(
    &[("london-sha", "2006-07-01", "»2014-03-31")],
    "the place lay in London Strategic Health Authority to 31 Mar 2014, but that ended on 31 Mar 2013",
    "`to` is the last day"
)]
fn a_stay_that_cannot_be(
    #[case] stays: &[(&str, &str, &str)],
    #[case] what: &str,
    #[case] cure: &str,
) {
    let stays: Vec<String> = stays
        .iter()
        .map(|(organisation, from, to)| stay(organisation, from, to))
        .collect();
    says("places/mine.ron", &outside(&lineage(&stays)), what, cure);
}

/// A value is blamed with its quotation marks.
fn outside(marked: &str) -> String {
    marked.replacen("\"»", "»\"", 1)
}

#[rstest]
#[case::in_itself(
    "within: »\"my-patch\",",
    "the places lie in each other",
    "correct `within`"
)]
#[case::nowhere(
    "within: »\"nowhere\",",
    "there is no place \"nowhere\"",
    "or leave `within` out"
)]
#[case::with_a_day_without_a_region(
    "lineage: »[Stay(organisation: \"sheffield-rhb\", from: \"1948-07-05\", to: \"1974-03-31\", confidence: Unverified)],",
    "on 1 Apr 1974 nobody of the regional tier stood over the place",
    "add a stay"
)]
#[case::with_a_reason_that_is_none(
    "gaps: [Gap(tier: Region, from: \"1948-07-05\", reason: »\" \", confidence: Unverified)],",
    "an empty text",
    "write it"
)]
fn a_place_that_cannot_be(#[case] rest: &str, #[case] what: &str, #[case] cure: &str) {
    says("places/mine.ron", &place(rest), what, cure);
}

#[test]
fn a_place_with_nobody_and_no_reason_cannot_be() {
    says(
        "places/mine.ron",
        "[\n    »Place(id: \"my-patch\", name: \"My patch\", kind: Area),\n]\n",
        "on 5 Jul 1948 nobody of the regional tier stood over the place, and no reason is given",
        "or give the reason in `gaps`",
    );
}

#[rstest]
#[case::ends_before_it_begins(
    "from: \"1990\", to: »\"1980\", reason: \"Because.\", confidence: Unverified",
    "it ends on 1980, before it begins on 1990",
    "put the dates in order"
)]
#[case::of_an_unknown_source(
    "from: \"1980\", reason: \"Because.\", sources: [»\"no-such-source\"], confidence: Single",
    "the source \"no-such-source\" is not in sources.ron",
    "add it there, or correct the key"
)]
#[case::of_no_source(
    "from: \"1980\", reason: \"Because.\", confidence: »Single",
    "no source",
    "name the source, or write Unverified"
)]
fn a_reason_for_every_place_that_cannot_be(
    #[case] rest: &str,
    #[case] what: &str,
    #[case] cure: &str,
) {
    let text = format!("[\n    Gap(tier: System, {rest}),\n]\n");
    says("gaps.ron", &text, what, cure);
}

#[rstest]
#[case::under_no_theme(
    "theme: »\"gardening\", kind: Finding, confidence: Unverified",
    "there is no theme \"gardening\"",
    "use one of themes.ron"
)]
#[case::a_quotation_without_words(
    "theme: \"place-matters\", kind: »Quotation, confidence: Unverified",
    "a quotation without its words",
    "add `quote`, or choose another kind"
)]
#[case::a_quotation_of_empty_words(
    "theme: \"place-matters\", kind: Quotation, quote: Quote(words: »\" \", by: \"A\", document: \"B\"), confidence: Unverified",
    "an empty text",
    "write it"
)]
#[case::a_passage_of_another_source(
    "theme: \"place-matters\", kind: Finding, sources: [\"seed001\"], locators: [»Locator(source: \"seed004\", passage: \"page 3\")], confidence: Single",
    "the source \"seed004\" is not one of this finding",
    "name it in `sources` too"
)]
#[case::on_no_body(
    "theme: \"place-matters\", kind: Finding, bodies: [»\"no-such-body\"], confidence: Unverified",
    "there is no body \"no-such-body\"",
    "correct the id"
)]
#[case::of_no_time(
    "theme: \"place-matters\", kind: Finding, from: \"1990\", to: »\"1980\", confidence: Unverified",
    "it ends on 1980, before it begins on 1990",
    "put the dates in order"
)]
fn a_finding_that_cannot_be(#[case] rest: &str, #[case] what: &str, #[case] cure: &str) {
    says("findings.ron", &finding(rest), what, cure);
}

#[rstest]
#[case::with_one_side(
    "one: [\"f001\"], other: »[]",
    "a tension needs findings on both sides",
    "name them"
)]
#[case::with_an_unknown_finding(
    "one: [\"f001\"], other: [»\"f999\"]",
    "there is no finding \"f999\"",
    "correct the id"
)]
fn a_tension_that_cannot_be(#[case] rest: &str, #[case] what: &str, #[case] cure: &str) {
    let text = format!("[Tension(id: \"mine\", question: \"Is it?\", {rest}, text: \"It is.\")]\n");
    says("tensions.ron", &text, what, cure);
}

#[test]
fn an_organisation_that_ends_before_it_begins_cannot_be() {
    let text = "Organisations(body: \"primary-care-trust\", organisations: [
    Organisation(id: \"my-trust\", name: \"My trust\", from: \"2005\", to: »\"2004\", confidence: Unverified),
])
";
    let file = "organisations/primary-care-trust.ron";
    let what = "it ends on 2004, before it begins on 2005";
    says(file, text, what, "put the dates in order");
}

#[test]
fn a_passage_that_nothing_carries_has_to_be_left_out_for_a_reason() {
    let text = "[Passage(seed: \"seed001\", passage: »\"Somewhere\")]\n";
    says(
        "coverage.ron",
        text,
        "nothing carries this passage",
        "`left_out`",
    );
    let reason = "[Passage(seed: \"seed001\", passage: \"Somewhere\", left_out: \"A heading.\")]\n";
    accepted(&check(overlay("coverage.ron", reason).path()));
}

#[test]
fn an_overlay_that_shortens_an_organisation_is_told_of_the_places_that_lay_in_it() {
    let file = "organisations/strategic-health-authority.ron";
    let text = "Organisations(body: \"strategic-health-authority\", organisations: [
    Organisation(id: \"london-sha\", name: \"London\", from: \"2006-07-01\", to: \"2010-03-31\", confidence: Unverified),
])
";
    let folder = overlay(file, text);
    let found = faults(folder.path());
    assert!(found.iter().all(|fault| fault.file == file), "{found:#?}");
    let hackney = found
        .iter()
        .find(|fault| fault.what.contains("place \"hackney\""));
    let hackney = hackney.unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(hackney.line, 2);
    assert!(
        hackney
            .what
            .contains("to 31 Mar 2013, but that ended on 31 Mar 2010")
    );
}

#[test]
fn an_overlay_that_takes_a_county_away_is_told_of_what_lay_in_it() {
    let text = "[\n    Place(id: \"north-cumbria\", name: \"North Cumbria\", kind: Area),\n]\n";
    let folder = overlay("places/mine.ron", text);
    let found = faults(folder.path());
    let carlisle = found
        .iter()
        .find(|fault| fault.what.contains("\"carlisle\""));
    let carlisle = carlisle.unwrap_or_else(|| panic!("{found:#?}"));
    assert!(
        carlisle
            .what
            .contains("on 5 Jul 1948 nobody of the regional tier")
    );
}

/// The same through the library: a fault has the same words wherever the files came from.
#[test]
fn files_in_memory_are_told_the_same_faults_as_a_folder() {
    let text = lineage(&[stay("no-such-board", "1948-07-05", "1974-03-31")]);
    let folder = overlay("places/mine.ron", &text);
    let file = SourceFile {
        shown: "places/mine.ron".to_owned(),
        path: "places/mine.ron".to_owned(),
        text: Ok(text.leak()),
    };
    let told = embedded::dataset()
        .clone()
        .with_overlay(&[file])
        .unwrap_err();
    let printed = faults(folder.path());
    let same = told.iter().zip(&printed).all(|(told, printed)| {
        (told.line, told.column, &told.what, &told.cure)
            == (printed.line, printed.column, &printed.what, &printed.cure)
    });
    assert!(
        same && told.len() == printed.len(),
        "{told:#?}\n{printed:#?}"
    );
}
