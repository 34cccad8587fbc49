//! The data set that is shipped: the rules of every data set, and what this one must hold.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

#[path = "data/said.rs"]
mod said;
#[path = "data/slips.rs"]
mod slips;
#[path = "data/words.rs"]
mod words;

use std::collections::HashSet;
use std::path::Path;

use nhs_tiers::dataset::Dataset;
use nhs_tiers::model::{
    Confidence, Day, FindingKind, LegalForm, Organisation, Question, Standing, Text, Tier, Verdict,
};
use nhs_tiers::query::{Branch, Way};
use nhs_tiers::{embedded, query, store};
use rstest::rstest;

fn day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap()
}

fn standing(id: &str, on: Day) -> Option<Standing> {
    embedded::dataset()
        .body(id)
        .unwrap_or_else(|| panic!("there is no body {id}"))
        .standing_at(on)
}

#[test]
fn the_files_keep_the_rules_and_are_what_is_embedded() {
    let files = store::read_data_set(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data")).unwrap();
    match Dataset::from_files(&files) {
        Ok(data) => assert!(data == *embedded::dataset()),
        Err(faults) => panic!(
            "{}",
            faults
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        ),
    }
}

/// Every body that the timeline was asked to know.
#[test]
fn no_layer_is_missing() {
    let wanted = "emergency-hospital-service regional-hospital-board board-of-governors hospital-management-committee executive-council \
        local-health-authority welsh-hospital-board regional-health-authority area-health-authority district-management-team \
        family-practitioner-committee joint-consultative-committee community-health-council district-health-authority \
        family-health-services-authority nhs-executive nhs-management-executive-outpost nhs-executive-regional-office \
        health-authority-1996 nhs-trust gp-fundholding health-action-zone primary-care-group primary-care-trust \
        joint-investment-plan health-improvement-programme local-strategic-partnership government-office \
        directorate-of-health-and-social-care strategic-health-authority workforce-development-confederation sha-cluster \
        pct-cluster care-trust specialised-commissioning-group joint-committee-of-pcts practice-based-commissioning \
        nhs-foundation-trust regional-public-health-group joint-strategic-needs-assessment \
        health-overview-and-scrutiny-committee nhs-commissioning-board-authority shadow-clinical-commissioning-group \
        nhs-trust-development-authority health-education-england nhs-england-region nhs-england-area-team \
        nhs-england-sub-regional-team clinical-commissioning-group commissioning-support-unit clinical-senate \
        strategic-clinical-network health-and-wellbeing-board public-health-england-region nhs-improvement better-care-fund \
        integrated-care-pioneer vanguard devolved-health-system success-regime sustainability-and-transformation-partnership \
        accountable-care-system integrated-care-system integrated-care-provider-contract integrated-care-organisation \
        integrated-care-partnership-place place-based-partnership primary-care-network provider-collaborative \
        ccg-joint-committee cancer-alliance integrated-care-board integrated-care-partnership nhs-england \
        integrated-neighbourhood-team icb-cluster strategic-authority integrated-health-organisation";
    let data = embedded::dataset();
    for id in wanted.split_whitespace() {
        assert!(data.body(id).is_some(), "there is no body {id}");
    }
    assert!(
        data.reforms.len() >= 180,
        "only {} reforms",
        data.reforms.len()
    );
}

/// The named organisations, counted on days on which their number is known.
#[rstest]
#[case("regional-hospital-board", (1950, 1, 1), 13)]
#[case("regional-hospital-board", (1965, 1, 1), 14)]
#[case("regional-health-authority", (1982, 4, 1), 14)]
#[case("regional-health-authority", (1994, 9, 30), 8)]
#[case("area-health-authority", (1974, 4, 1), 90)]
#[case("area-health-authority", (1982, 3, 31), 90)]
#[case("area-health-authority", (1982, 4, 1), 0)]
#[case("regional-health-authority", (1974, 4, 1), 14)]
#[case("regional-health-authority", (1996, 4, 1), 0)]
#[case("health-authority-1996", (1996, 4, 1), 100)]
#[case("health-authority-1996", (1999, 4, 1), 99)]
#[case("health-authority-1996", (2001, 4, 1), 95)]
#[case("health-authority-1996", (2002, 4, 1), 0)]
#[case("health-action-zone", (1998, 4, 1), 11)]
#[case("health-action-zone", (1999, 4, 30), 26)]
#[case("nhs-executive-regional-office", (1996, 4, 1), 8)]
#[case("nhs-executive-regional-office", (2001, 4, 1), 8)]
#[case("directorate-of-health-and-social-care", (2002, 9, 1), 4)]
#[case("strategic-health-authority", (2002, 3, 31), 0)]
#[case("strategic-health-authority", (2003, 1, 1), 28)]
#[case("strategic-health-authority", (2006, 6, 30), 28)]
#[case("strategic-health-authority", (2006, 7, 1), 10)]
#[case("strategic-health-authority", (2013, 3, 31), 10)]
#[case("strategic-health-authority", (2013, 4, 1), 0)]
#[case("sha-cluster", (2012, 1, 1), 4)]
#[case("nhs-england-region", (2014, 1, 1), 4)]
#[case("nhs-england-region", (2018, 6, 1), 5)]
#[case("nhs-england-region", (2020, 1, 1), 7)]
#[case("sustainability-and-transformation-partnership", (2016, 4, 1), 44)]
#[case("nhs-england-area-team", (2014, 4, 1), 27)]
#[case("nhs-england-sub-regional-team", (2015, 4, 1), 13)]
#[case("nhs-england-sub-regional-team", (2018, 4, 1), 14)]
#[case("clinical-commissioning-group", (2013, 3, 31), 0)]
#[case("clinical-commissioning-group", (2013, 4, 1), 211)]
#[case("clinical-commissioning-group", (2015, 4, 1), 209)]
#[case("clinical-commissioning-group", (2017, 4, 1), 207)]
#[case("clinical-commissioning-group", (2018, 4, 1), 195)]
#[case("clinical-commissioning-group", (2019, 4, 1), 191)]
#[case("clinical-commissioning-group", (2020, 4, 1), 135)]
#[case("clinical-commissioning-group", (2021, 4, 1), 106)]
#[case("clinical-commissioning-group", (2022, 7, 1), 0)]
#[case("integrated-care-system", (2018, 2, 2), 10)]
#[case("integrated-care-system", (2021, 4, 1), 42)]
#[case("integrated-care-board", (2022, 6, 30), 0)]
#[case("integrated-care-board", (2022, 7, 1), 42)]
#[case("integrated-care-board", (2026, 3, 31), 42)]
#[case("integrated-care-board", (2026, 4, 1), 36)]
fn the_list_has_as_many_as_there_were(
    #[case] body: &str,
    #[case] on: (i16, i8, i8),
    #[case] number: usize,
) {
    let list = embedded::dataset().organisations_of(body).unwrap();
    let on = day(on.0, on.1, on.2);
    assert_eq!(
        list.organisations
            .iter()
            .filter(|organisation| organisation.covers(on))
            .count(),
        number
    );
}

/// With the Welsh one; before Wessex was split off in 1959 they were fourteen.
#[test]
fn fifteen_hospital_boards_stood_in_england_and_wales() {
    let data = embedded::dataset();
    let boards = ["regional-hospital-board", "welsh-hospital-board"];
    let number = |on: Day| -> usize {
        let lists = boards
            .iter()
            .map(|body| data.organisations_of(body).unwrap());
        let all = lists.flat_map(|list| &list.organisations);
        all.filter(|board| board.covers(on)).count()
    };
    assert_eq!(number(day(1948, 7, 5)), 14);
    assert_eq!(number(day(1960, 4, 1)), 15);
    assert_eq!(number(day(1974, 3, 31)), 15);
    assert_eq!(number(day(1974, 4, 1)), 0);
}

#[test]
fn no_organisation_is_lost_and_each_is_of_one_body() {
    let data = embedded::dataset();
    let all: Vec<Text> = organisations()
        .map(|(organisation, _)| organisation.id)
        .collect();
    assert!(all.len() >= 1077, "only {} organisations", all.len());
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
    for (organisation, body) in organisations() {
        let (home, known) = data.organisation(&organisation.id).unwrap();
        assert_eq!((home, known.name), (body, organisation.name));
        assert!(data.body(&body).is_some(), "{body}");
        assert!(
            !organisation.sources.is_empty() || organisation.confidence == Confidence::Unverified,
            "{} has no source",
            organisation.name
        );
    }
}

fn organisations() -> impl Iterator<Item = (&'static Organisation, Text)> {
    let lists = embedded::dataset().organisations.iter();
    lists.flat_map(|list| list.organisations.iter().map(|one| (one, list.body)))
}

#[test]
fn every_link_of_descent_can_be_walked_both_ways() {
    let data = embedded::dataset();
    let mut links = 0;
    for (later, _) in organisations() {
        for (earlier, _) in query::neighbours(data, later, Way::Back) {
            links += 1;
            let on = query::neighbours(data, earlier, Way::On);
            assert!(
                on.iter().any(|(next, _)| next.id == later.id),
                "{} does not lead to {}",
                earlier.name,
                later.name
            );
        }
        for (next, _) in query::neighbours(data, later, Way::On) {
            let back = query::neighbours(data, next, Way::Back);
            assert!(back.iter().any(|(one, _)| one.id == later.id));
        }
    }
    assert!(links > 500, "only {links} links");
}

/// The ids along every line of a tree of descent. A line that comes back to where it was would never end.
fn walk(branches: &[Branch<'_>], line: &mut Vec<Text>, followed: &mut HashSet<Text>) {
    for branch in branches {
        let id = branch.organisation.id;
        assert!(!line.contains(&id), "{line:?}, then {id} again");
        assert!(
            branch.branches.is_empty() || followed.insert(id),
            "{id} is followed twice"
        );
        line.push(id);
        walk(&branch.branches, line, followed);
        line.pop();
    }
}

#[test]
fn every_line_of_descent_ends_both_ways() {
    let data = embedded::dataset();
    for (organisation, _) in organisations() {
        for way in [Way::Back, Way::On] {
            let tree = query::descent(data, organisation, way);
            walk(&tree, &mut vec![organisation.id], &mut HashSet::new());
        }
    }
}

#[test]
fn the_oldest_board_leads_to_the_directorates_and_the_newest_comes_from_the_groups() {
    let data = embedded::dataset();
    let reached = |id: &str, way: Way| {
        let (_, organisation) = data.organisation(id).unwrap();
        let mut found = HashSet::new();
        let mut rest = query::descent(data, organisation, way);
        while let Some(branch) = rest.pop() {
            found.insert(branch.body.to_string());
            rest.extend(branch.branches);
        }
        found
    };
    let on = reached("sheffield-rhb", Way::On);
    for body in [
        "regional-health-authority",
        "nhs-executive-regional-office",
        "directorate-of-health-and-social-care",
    ] {
        assert!(on.contains(body), "{on:?}");
    }
    let back = reached("nhs-central-east-icb", Way::Back);
    for body in [
        "icb-cluster",
        "integrated-care-system",
        "sustainability-and-transformation-partnership",
        "clinical-commissioning-group",
    ] {
        assert!(back.contains(body), "{back:?}");
    }
    assert!(reached("nhs-central-east-icb", Way::On).is_empty());
}

#[test]
fn ten_themes_hold_the_findings_five_of_them_the_reviews() {
    let data = embedded::dataset();
    let review: Vec<&str> = data
        .themes
        .iter()
        .filter(|theme| theme.review)
        .map(|theme| theme.id.as_str())
        .collect();
    assert_eq!(
        review,
        [
            "system-wide-coordination",
            "system-and-organisation",
            "appropriate-scale",
            "place-matters",
            "reform-takes-time"
        ]
    );
    assert_eq!((data.themes.len(), data.findings.len()), (10, 315));
    for theme in &data.themes {
        let number = data
            .findings
            .iter()
            .filter(|finding| finding.theme == theme.id)
            .count();
        assert!(number >= 10, "{} has {number} findings", theme.name);
    }
}

#[test]
fn a_finding_says_whose_it_is_of_what_and_of_when() {
    let data = embedded::dataset();
    for finding in &data.findings {
        let id = finding.id;
        assert!(
            !finding.sources.is_empty() && !finding.bodies.is_empty(),
            "{id}"
        );
        assert!(!finding.years().is_empty(), "{id} speaks of no time");
        assert!(
            finding.kind != FindingKind::Quotation || finding.quote.is_some(),
            "{id} is a quotation without words"
        );
        if let Some(quote) = &finding.quote {
            for text in [quote.words, quote.by, quote.document] {
                assert!(!text.trim().is_empty(), "{id}: {quote:?}");
            }
            assert!(
                !quote.words.starts_with(['"', '“', '\'']),
                "{id}: the marks are put round the words when they are shown"
            );
        }
        for body in &finding.bodies {
            let on_it = data.findings_on(*body).any(|on_it| on_it.id == id);
            assert!(data.body(body).is_some() && on_it, "{id}: {body}");
        }
    }
}

#[test]
fn eighteen_tensions_have_two_sides_that_know_of_them() {
    let data = embedded::dataset();
    assert_eq!(data.tensions.len(), 18);
    for tension in &data.tensions {
        let sides: HashSet<Text> = tension.one.iter().copied().collect();
        assert!(
            tension.other.iter().all(|finding| !sides.contains(finding)),
            "{}: a finding stands against itself",
            tension.question
        );
        for finding in tension.one.iter().chain(&tension.other) {
            assert!(
                data.tensions_of(*finding)
                    .any(|known| known.id == tension.id),
                "{finding}"
            );
        }
        assert!(tension.question.ends_with('?'), "{}", tension.question);
    }
}

/// The five documents that the data set began from, and how many passages each has.
#[test]
fn every_passage_of_the_first_documents_is_carried_or_left_out_for_a_reason() {
    let data = embedded::dataset();
    let of = |seed: &str| {
        data.passages
            .iter()
            .filter(|passage| passage.seed == seed)
            .count()
    };
    let numbers = ["seed000", "seed001", "seed002", "seed003", "seed004"].map(of);
    assert_eq!(numbers, [5, 11, 7, 12, 38]);
    assert_eq!(data.passages.len(), 73);
    for passage in &data.passages {
        let carried = passage.findings.len() + passage.bodies.len() + passage.sources.len();
        let reason = passage.left_out.is_some_and(|why| why.len() > 10);
        assert!(
            carried > 0 || reason,
            "{}: {}",
            passage.seed,
            passage.passage
        );
        for finding in &passage.findings {
            assert!(data.finding(finding).is_some(), "{finding}");
        }
    }
}

#[test]
fn the_awkward_cases_are_not_rounded_off() {
    let data = embedded::dataset();
    // SHAs were in law "health authorities" for six months.
    let sha = data.body("strategic-health-authority").unwrap();
    let (first, second) = (&sha.phases[0], &sha.phases[1]);
    assert_eq!(
        (first.from.iso(), second.from.iso()),
        ("2002-04-01".to_owned(), "2002-10-01".to_owned())
    );
    assert!(first.label.unwrap().contains("health authorities"));
    // Regional offices stood beside regional authorities, and never were statutory.
    let both = day(1995, 1, 1);
    assert_eq!(
        standing("regional-health-authority", both),
        Some(Standing::Statutory)
    );
    assert_eq!(
        standing("nhs-executive-regional-office", both),
        Some(Standing::NonStatutory)
    );
    // Under clusters the statutory bodies went on.
    let clustered = day(2012, 6, 1);
    for (cluster, members) in [
        ("sha-cluster", "strategic-health-authority"),
        ("pct-cluster", "primary-care-trust"),
    ] {
        assert_eq!(standing(cluster, clustered), Some(Standing::NonStatutory));
        assert_eq!(standing(members, clustered), Some(Standing::Statutory));
    }
    // A primary care group was a committee.
    let group = data.body("primary-care-group").unwrap();
    assert_eq!(group.phases[0].form, LegalForm::StatutoryCommittee);
    // An integrated care system never was a legal person, before July 2022 or after.
    for on in [day(2019, 6, 1), day(2023, 6, 1)] {
        assert_eq!(
            standing("integrated-care-system", on),
            Some(Standing::NonStatutory)
        );
    }
    assert_eq!(standing("integrated-care-board", day(2022, 6, 30)), None);
    assert_eq!(
        standing("integrated-care-board", day(2022, 7, 1)),
        Some(Standing::Statutory)
    );
}

#[test]
fn the_ten_questions_are_answered_for_the_twelve_bodies() {
    let twelve = [
        "regional-hospital-board",
        "regional-health-authority",
        "district-health-authority",
        "nhs-executive-regional-office",
        "strategic-health-authority",
        "primary-care-trust",
        "clinical-commissioning-group",
        "sustainability-and-transformation-partnership",
        "integrated-care-system",
        "integrated-care-board",
        "integrated-care-partnership",
        "health-and-wellbeing-board",
    ];
    let data = embedded::dataset();
    for id in twelve {
        let body = data.body(id).unwrap();
        for question in Question::ALL {
            assert!(
                body.answer(question).is_some(),
                "{id} does not answer {question:?}"
            );
        }
    }
    let legal_person = |id: &str| {
        data.body(id)
            .unwrap()
            .answer(Question::LegalPerson)
            .unwrap()
            .verdict
    };
    assert_eq!(legal_person("integrated-care-board"), Verdict::Yes);
    assert_eq!(legal_person("integrated-care-system"), Verdict::No);
    assert_eq!(legal_person("health-and-wellbeing-board"), Verdict::No);
}

/// Of these no source says what they could make others do; the record says so too.
const SILENT: [&str; 5] = [
    "integrated-care-partnership-place",
    "nhs-england-sub-regional-team",
    "nhs-management-executive-outpost",
    "primary-care-group",
    "vanguard",
];

#[test]
fn what_each_body_could_and_could_not_do_is_told() {
    for body in embedded::dataset()
        .bodies
        .iter()
        .filter(|body| !body.context)
    {
        let silent = SILENT.contains(&body.id.as_str());
        assert_eq!(body.powers.is_empty(), silent, "{}", body.id);
    }
}

#[test]
fn most_of_what_is_said_is_verified() {
    let data = embedded::dataset();
    let facts = data.bodies.iter().flat_map(|body| {
        body.money
            .iter()
            .chain(&body.governance)
            .chain(&body.footprint)
    });
    let (unverified, all) = facts.fold((0, 0), |(unverified, all), fact| {
        (
            unverified + usize::from(fact.confidence == Confidence::Unverified),
            all + 1,
        )
    });
    assert!(
        unverified * 5 < all,
        "{unverified} of {all} facts are unverified"
    );
}

/// Since the appointed day there was always somebody at the level between, statutory or not.
#[test]
fn no_day_since_1948_is_without_a_tier_between() {
    let data = embedded::dataset();
    let mut on = day(1948, 7, 5);
    while on <= data.as_of() {
        let tiers: HashSet<Tier> = query::standing_on(data, on)
            .iter()
            .map(|body| body.tier)
            .collect();
        assert!(
            tiers.contains(&Tier::Region) || tiers.contains(&Tier::System),
            "nothing stood on {on:?}"
        );
        on = on.plus_months(1);
    }
}

#[test]
fn texts_are_for_readers() {
    let data = embedded::dataset();
    let jargon = [
        "the sheet",
        "by recall",
        "the researcher ",
        "TSV",
        "tsv",
        "LSOA",
        "era list",
        "✔",
    ];
    let check = |id: Text, text: Text| {
        for word in jargon {
            assert!(!text.contains(word), "{id} says {word:?}: {text}");
        }
        assert!(!text.contains("  "), "{id} has two spaces: {text}");
    };
    for body in &data.bodies {
        let facts = [
            &body.population,
            &body.footprint,
            &body.governance,
            &body.money,
            &body.local_government,
            &body.origin,
            &body.ending,
        ];
        facts
            .into_iter()
            .flatten()
            .for_each(|fact| check(body.id, fact.text));
        body.answers
            .iter()
            .for_each(|answer| check(body.id, answer.text));
        body.powers
            .iter()
            .for_each(|power| check(body.id, power.text));
        check(body.id, body.summary);
    }
    for reform in &data.reforms {
        check(reform.id, reform.summary);
    }
    for finding in &data.findings {
        check(finding.id, finding.text);
    }
    for tension in &data.tensions {
        check(tension.id, tension.text);
    }
    for theme in &data.themes {
        check(theme.id, theme.summary);
    }
    for place in &data.places {
        place
            .note
            .into_iter()
            .for_each(|note| check(place.id, note));
        place
            .gaps
            .iter()
            .for_each(|gap| check(place.id, gap.reason));
        for stay in &place.lineage {
            stay.note.into_iter().for_each(|note| check(place.id, note));
        }
    }
    for (organisation, _) in organisations() {
        let texts = [organisation.area, organisation.note];
        texts
            .into_iter()
            .flatten()
            .for_each(|text| check(organisation.id, text));
    }
}
