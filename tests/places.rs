//! The places of the data set that is shipped: who stood over each of them on every day, or why nobody is named.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::collections::{BTreeSet, HashMap, HashSet};

use nhs_tiers::dataset::Dataset;
use nhs_tiers::embedded;
use nhs_tiers::model::{Date, Day, End, Place, Text, Tier};
use nhs_tiers::query::{self, Cover, Spell};
use rstest::rstest;

/// The tiers at which somebody, or a reason, is to be expected.
const TIERS: [Tier; 3] = [Tier::Region, Tier::System, Tier::District];

fn day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap()
}

fn place(id: &str) -> &'static Place {
    let data = embedded::dataset();
    data.place(id)
        .unwrap_or_else(|| panic!("there is no place {id}"))
}

/// The names over a place on a day, from the centre outwards. What lay there only perhaps, or in part, says so.
fn names(id: &str, on: Day) -> Vec<String> {
    let spells = query::over(embedded::dataset(), place(id), on);
    let name = |spell: &Spell<'_>| match spell.cover {
        Cover::Whole => spell.organisation.name.to_string(),
        Cover::Part => format!("{} (part)", spell.organisation.name),
        Cover::Perhaps => format!("{} (perhaps)", spell.organisation.name),
    };
    spells.iter().map(name).collect()
}

/// The first and the last day of a spell that are known to lie in it.
fn days(spell: &Spell<'_>) -> (Day, Day) {
    let last = spell.to.last_known(spell.from);
    (spell.from.first(), last.unwrap_or(Day(i32::MAX)))
}

fn meet(one: &Spell<'_>, other: &Spell<'_>) -> bool {
    let ((from, to), (start, end)) = (days(one), days(other));
    from <= end && start <= to
}

/// Whether nobody of a tier is named over a place on a day, and no reason is given.
fn is_hole(data: &Dataset, place: &Place, spells: &[Spell<'_>], tier: Tier, on: Day) -> bool {
    let named = spells
        .iter()
        .any(|spell| spell.body.tier == tier && spell.covers(on));
    !named && query::gap(data, place, tier, on).is_none()
}

#[test]
fn on_every_first_of_april_somebody_stood_over_every_place_or_a_reason_is_given() {
    let data = embedded::dataset();
    for place in &data.places {
        for on in (1949..=2026).map(|year| day(year, 4, 1)) {
            let over = query::over(data, place, on);
            for tier in TIERS {
                assert!(
                    !is_hole(data, place, &over, tier, on),
                    "nobody and no reason: {} over {} on {:?}",
                    tier.name(),
                    place.name,
                    Date::of_day(on)
                );
            }
        }
    }
}

/// Between two changes nothing changes, so the days of change stand for all days.
#[test]
fn no_day_since_1948_is_a_hole_in_a_lineage() {
    let data = embedded::dataset();
    let evidence = day(1948, 7, 5)..=data.as_of();
    for place in &data.places {
        let spells = query::lineage(data, place);
        let of_spells = spells.iter().map(|spell| (spell.from, spell.to));
        let gaps = data.gaps.iter().chain(&place.gaps);
        let stretches = of_spells.chain(gaps.map(|gap| (gap.from, gap.to)));
        let changes: BTreeSet<Day> = stretches
            .flat_map(|(from, to)| {
                let gone = to.last_known(from).map(|last| last.plus(1));
                std::iter::once(from.first()).chain(gone)
            })
            .chain([*evidence.start()])
            .filter(|day| evidence.contains(day))
            .collect();
        for on in changes {
            for tier in TIERS {
                assert!(
                    !is_hole(data, place, &spells, tier, on),
                    "{}: {} from {:?}",
                    place.id,
                    tier.name(),
                    Date::of_day(on)
                );
            }
        }
    }
}

/// Places whose answer is easy to get wrong: county lines moved, or the health service drew others.
#[rstest]
#[case::one_of_28("sheffield", (2004, 4, 1), &["South Yorkshire Strategic Health Authority"])]
#[case::region_and_area("hackney", (1980, 4, 1), &[
    "North East Thames Regional Health Authority",
    "City and East London Area Health Authority (Teaching)",
])]
#[case::through_a_larger_place("carlisle", (1990, 4, 1), &["Northern Regional Health Authority"])]
#[case::an_office_beside_an_authority("carlisle", (1995, 4, 1), &[
    "Northern and Yorkshire Regional Health Authority",
    "NHS Executive Northern and Yorkshire Regional Office",
])]
#[case::still_in_buckinghamshire("slough", (1973, 4, 1), &["North West Metropolitan Regional Hospital Board"])]
#[case::in_berkshire("slough", (1975, 4, 1), &[
    "Oxford Regional Health Authority",
    "Berkshire Area Health Authority",
])]
#[case::with_manchester("glossop", (2021, 4, 1), &[
    "NHS England North West region",
    "Greater Manchester ICS",
    "NHS Tameside and Glossop Clinical Commissioning Group",
])]
#[case::the_last_day_with_manchester("glossop", (2022, 6, 30), &[
    "NHS England North West region",
    "Greater Manchester ICS",
    "NHS Tameside and Glossop Clinical Commissioning Group",
])]
#[case::with_derbyshire("glossop", (2023, 4, 1), &[
    "NHS England Midlands region",
    "NHS Derby and Derbyshire Integrated Care Board",
])]
#[case::with_its_county("bassetlaw", (2010, 4, 1), &[
    "East Midlands Strategic Health Authority",
    "Bassetlaw Primary Care Trust",
])]
#[case::clustered_with_another("bassetlaw", (2012, 4, 1), &[
    "East Midlands Strategic Health Authority",
    "NHS Midlands and East",
    "South Yorkshire and Bassetlaw PCT cluster",
    "Bassetlaw Primary Care Trust",
])]
#[case::with_its_county_again("bassetlaw", (2023, 4, 1), &[
    "NHS England Midlands region",
    "NHS Nottingham and Nottinghamshire Integrated Care Board",
])]
#[case::west_of_the_line("swindon", (2004, 4, 1), &["Avon, Gloucestershire and Wiltshire Strategic Health Authority"])]
#[case::before_the_merger("milton-keynes", (2026, 3, 31), &[
    "NHS England East of England region",
    "NHS Bedfordshire, Luton and Milton Keynes Integrated Care Board",
    "Bedfordshire, Luton and Milton Keynes, Cambridgeshire and Peterborough, and Hertfordshire cluster",
])]
#[case::after_the_merger("milton-keynes", (2026, 4, 1), &[
    "NHS England East of England region",
    "NHS Central East Integrated Care Board",
])]
fn exactly_these_stood_over_the_place(
    #[case] id: &str,
    #[case] on: (i16, i8, i8),
    #[case] expected: &[&str],
) {
    let on = day(on.0, on.1, on.2);
    assert_eq!(names(id, on), expected);
    let data = embedded::dataset();
    for spell in query::over(data, place(id), on) {
        let sources = spell.stay.sources.iter();
        assert!(
            !spell.stay.sources.is_empty() && !spell.organisation.sources.is_empty(),
            "{} has no source",
            spell.organisation.name
        );
        for key in sources.chain(&spell.organisation.sources) {
            assert!(data.source(key).is_some(), "{key} is not a source");
        }
    }
}

/// Which primary care trust or area was meant is said where it is not known: never left blank.
#[rstest]
#[case("sheffield", (2004, 4, 1), Tier::System, "primary care trusts answered straight to")]
#[case("sheffield", (2004, 4, 1), Tier::District, "there were 303")]
#[case("carlisle", (1990, 4, 1), Tier::System, "District health authorities stood here")]
#[case("slough", (1973, 4, 1), Tier::District, "Hospital management committees")]
#[case("hackney", (1980, 4, 1), Tier::District, "management team")]
#[case("glossop", (2023, 4, 1), Tier::District, "clinical commissioning groups were abolished")]
fn a_gap_says_why(
    #[case] id: &str,
    #[case] on: (i16, i8, i8),
    #[case] tier: Tier,
    #[case] says: &str,
) {
    let gap = query::gap(embedded::dataset(), place(id), tier, day(on.0, on.1, on.2));
    let reason = gap.map(|gap| gap.reason.to_string()).unwrap_or_default();
    assert!(reason.contains(says), "{reason:?}");
}

#[test]
fn a_gap_names_its_sources() {
    let data = embedded::dataset();
    let own = data.places.iter().flat_map(|place| &place.gaps);
    for gap in data.gaps.iter().chain(own) {
        assert!(!gap.sources.is_empty(), "{}", gap.reason);
        assert!(gap.reason.len() > 20, "{}", gap.reason);
    }
}

/// `data/districts.txt` says where the codes are from.
#[test]
fn every_district_of_england_has_a_place() {
    let codes: HashSet<Text> = embedded::dataset()
        .places
        .iter()
        .flat_map(|place| &place.codes)
        .map(|code| code.code)
        .collect();
    let districts: Vec<&str> = include_str!("data/districts.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    assert!(districts.len() > 340, "only {} districts", districts.len());
    for district in districts {
        let code = district.split(' ').next().unwrap();
        assert!(
            codes.iter().any(|known| known.as_str() == code),
            "no place has the code of {district}"
        );
    }
}

#[test]
fn a_code_names_one_place_and_a_name_is_found_by_it() {
    let mut seen: HashMap<Text, Text> = HashMap::new();
    for place in &embedded::dataset().places {
        for code in &place.codes {
            let other = seen.insert(code.code, place.id);
            assert_eq!(
                other,
                None,
                "{} and {} share {}",
                place.id,
                other.unwrap_or_default(),
                code.code
            );
        }
    }
}

#[test]
fn what_is_inherited_says_through_which_place_and_yields_to_what_is_known() {
    let data = embedded::dataset();
    let mut inherited = 0;
    for place in &data.places {
        let spells = query::lineage(data, place);
        for (index, spell) in spells.iter().enumerate() {
            let own = place.lineage.iter().any(|stay| stay == spell.stay);
            assert_eq!(spell.through.is_none(), own, "{}: {spell:?}", place.id);
            let Some(larger) = spell.through else {
                continue;
            };
            inherited += 1;
            assert!(
                larger.lineage.iter().any(|stay| stay == spell.stay),
                "{} has no record of {}",
                larger.id,
                spell.organisation.name
            );
            for other in spells
                .iter()
                .take(index)
                .chain(spells.iter().skip(index + 1))
            {
                let nearer = other.body.id == spell.body.id
                    && other.through.map(|place| place.id) != Some(larger.id);
                assert!(
                    !nearer || !meet(spell, other),
                    "{}: {} beside {}",
                    place.id,
                    spell.organisation.name,
                    other.organisation.name
                );
            }
        }
    }
    assert!(inherited > 1000, "only {inherited} spells are inherited");
}

/// Where only the year of a change is known, both organisations have that year.
#[test]
fn a_place_lies_wholly_in_one_of_a_kind_at_a_time() {
    let data = embedded::dataset();
    for place in &data.places {
        let spells = query::lineage(data, place);
        let whole = |spell: &&Spell<'_>| spell.cover == Cover::Whole;
        for (index, one) in spells.iter().enumerate().filter(|(_, one)| whole(one)) {
            for other in spells.iter().skip(index + 1).filter(whole) {
                let apart = match one.to {
                    End::Ongoing => false,
                    End::On(to) => to.first() < other.from.last(),
                    End::Unknown { after } => {
                        after.is_none_or(|after| after.first() < other.from.last())
                    }
                };
                assert!(
                    one.body.id != other.body.id || apart,
                    "{}: {} and {}",
                    place.id,
                    one.organisation.name,
                    other.organisation.name
                );
            }
        }
    }
}

#[test]
fn a_place_that_lies_in_another_ends_in_one_that_lies_in_none() {
    let data = embedded::dataset();
    for place in &data.places {
        let mut here = place;
        let mut passed = vec![place.id];
        while let Some(larger) = here.within {
            assert!(!passed.contains(&larger), "{passed:?}, then {larger} again");
            passed.push(larger);
            here = data.place(&larger).unwrap();
            assert!(
                query::places_in(data, larger)
                    .iter()
                    .any(|inner| passed.contains(&inner.id)),
                "{larger} does not know what lies in it"
            );
        }
    }
}

#[test]
fn what_an_organisation_covered_is_what_places_say_of_it() {
    let data = embedded::dataset();
    let covered = query::covered_by(data, Text::of("south-yorkshire-sha"));
    let names: Vec<&str> = covered
        .iter()
        .map(|(place, _)| place.name.as_str())
        .collect();
    assert_eq!(names, ["Barnsley", "Doncaster", "Rotherham", "Sheffield"]);
}
