//! Whatever is typed into the search is answered sensibly, and `docs/search.md` tells the truth.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::HashSet;
use std::process::{Command, Output};
use std::sync::LazyLock;

use nhs_tiers::dataset::Dataset;
use nhs_tiers::embedded;
use nhs_tiers::model::RecordRef;
use nhs_tiers::search::{Found, Hit, Index, QueryFault, Search};
use proptest::prelude::*;
use rstest::rstest;

static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(data()));

fn data() -> &'static Dataset {
    embedded::dataset()
}

fn look(line: &str) -> Found {
    Search::default().find(data(), &INDEX, line, None, data().as_of())
}

/// What a line without faults finds.
fn find(line: &str) -> Result<Vec<Hit>, Vec<QueryFault>> {
    let found = look(line);
    if found.faults.is_empty() {
        Ok(found.hits)
    } else {
        Err(found.faults)
    }
}

fn ids(line: &str) -> Vec<String> {
    let hits = find(line).unwrap();
    hits.iter().map(|hit| hit.record.id.to_string()).collect()
}

/// Pieces of queries: words, filters good and bad, and what nobody should type.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "sha",
        "nhs",
        "the",
        "south",
        "yorkshire",
        "stategic",
        "helth",
        "2004",
        "boards",
        "st",
        "&",
        "-",
        "-trust",
        "\"grey",
        "“",
        "s.h.a.",
        "is:statutory",
        "-is:statutory",
        "is:",
        "tier:region",
        "kind:act",
        "at:2004",
        "in:1974..1982",
        "in:..",
        "place:leeds",
        "function:x",
        "source:griffiths",
        "foo:bar",
        "é\u{301}",
        "\u{202e}",
        "\u{200d}",
        "שלום",
        "\u{1b}[31m",
        "\u{0}",
        "漢字",
    ];
    prop_oneof![
        4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec((piece(), prop::sample::select(vec![" ", "", "  "])), 0..6).prop_map(
        |pieces| {
            let parts = pieces
                .into_iter()
                .flat_map(|(piece, gap)| [piece, gap.to_owned()]);
            parts.collect()
        },
    )
}

fn filter() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "is:statutory",
        "is:non-statutory",
        "-is:statutory",
        "tier:region",
        "tier:region,system",
        "-tier:district",
        "kind:reform",
        "kind:act",
        "-kind:source",
        "body:sha",
        "at:2004",
        "-at:2004",
        "in:1974..1982",
        "in:..1960",
        "place:sheffield",
        "function:commissioning",
        "source:griffiths",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_is_answered(line in line()) {
        match find(&line) {
            Ok(hits) => {
                prop_assert_eq!(&hits, &find(&line).unwrap());
                let records: HashSet<RecordRef> = hits.iter().map(|hit| hit.record).collect();
                prop_assert_eq!(records.len(), hits.len(), "something is found twice");
                for hit in hits.iter().take(20) {
                    let name = data().name_of(hit.record).unwrap();
                    let marked = INDEX.matched(&line, *hit);
                    prop_assert!(marked.is_sorted_by(|one, next| one < next));
                    prop_assert!(marked.last().is_none_or(|last| *last < name.chars().count()));
                }
            }
            Err(faults) => for fault in faults {
                prop_assert!(fault.span.start <= fault.span.end && fault.span.end <= line.chars().count());
                prop_assert!(!fault.what.is_empty());
            }
        }
    }

    #[test]
    fn a_filter_more_never_finds_more(line in line(), filter in filter()) {
        let Ok(hits) = find(&line) else { return Ok(()) };
        // A line that holds nothing to look for finds nothing; a filter alone lists what passes it.
        prop_assume!(line.chars().any(char::is_alphanumeric));
        let open = line.chars().filter(|c| matches!(c, '"' | '“')).count();
        prop_assume!(open == 0);
        let kept = find(&format!("{line} {filter}"));
        let Ok(kept) = kept else { return Ok(()) };
        for hit in kept {
            prop_assert!(hits.iter().any(|known| known.record == hit.record));
        }
    }

    #[test]
    fn what_was_typed_before_changes_nothing(lines in prop::collection::vec(line(), 1..5)) {
        let mut typed = Search::default();
        for line in lines {
            let letters: Vec<char> = line.chars().take(12).collect();
            for length in 0..=letters.len() {
                let part: String = letters[..length].iter().collect();
                let narrowed = typed.find(data(), &INDEX, &part, None, data().as_of());
                prop_assert_eq!(narrowed, look(&part));
            }
        }
    }
}

#[rstest]
#[case("")]
#[case(" ")]
#[case("\u{0}\u{1b}\u{7}")]
#[case("zzqxzzqx")]
#[case("-")]
#[case("\"")]
#[case("\"\"")]
#[case("-\"\"")]
fn what_says_nothing_finds_nothing(#[case] line: &str) {
    assert_eq!(find(line), Ok(Vec::new()));
}

#[test]
fn a_very_long_line_is_answered() {
    assert_eq!(find(&"x".repeat(10_000)), Ok(Vec::new()));
    assert!(find(&"health ".repeat(1_500)).is_ok());
    assert!(find(&"is:statutory ".repeat(800)).is_ok());
    assert!(find(&"\"".repeat(10_000)).is_ok());
}

#[rstest]
#[case("is:statutry", 3..11, "did you mean is:statutory?")]
#[case("sha tir:region", 4..14, "did you mean tier:region?")]
#[case("kind:bdoy", 5..9, "did you mean kind:body?")]
#[case("at:soon", 3..7, "is not a date")]
#[case("in:1982..1974", 3..13, "did you mean in:1974..1982?")]
#[case("function:comissioning", 9..21, "did you mean function:commissioning?")]
#[case("place:xyzzyx", 6..12, "no place is called \"xyzzyx\"")]
#[case("-tier:", 5..6, "tier: needs a value")]
#[case("at:2004-13-01", 3..13, "\"2004-13-01\" is not a date: there is no month 13")]
#[case("at:30/2/2004", 3..12, "is not a date: February 2004 has 29 days")]
#[case("at:2004,1990", 3..12, "at: takes one date: what stood between two is in:1974..1982; did you mean in:1990..2004?")]
#[case("place:kingston", 6..14, "(one of: place:kingston-upon-hull, place:kingston-upon-thames)")]
#[case("source:xyzzyx", 7..13, "no source is called \"xyzzyx\"")]
fn a_bad_filter_is_pointed_at(
    #[case] line: &str,
    #[case] span: std::ops::Range<usize>,
    #[case] says: &str,
) {
    let faults = find(line).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].span, span);
    let said = faults[0].to_string();
    assert!(said.contains(says), "{said}");
}

#[rstest]
#[case("sha tier:re", "sha")]
#[case("is:statutry tier:region", "tier:region")]
#[case("kind:bdoy", "")]
fn what_is_faulty_is_left_out_and_the_rest_is_found(#[case] line: &str, #[case] rest: &str) {
    let found = look(line);
    assert!(!found.faults.is_empty());
    assert_eq!(found.hits, look(rest).hits);
    assert_eq!(found.blank, rest.is_empty());
}

#[rstest]
#[case("tier:re", "region")]
#[case("tier:system,di", "system,district")]
#[case("-is:", "statutory non-statutory")]
#[case("at:20", "")]
#[case("tier:xy", "none")]
#[case("tir:re", "none")]
fn a_filter_tells_what_it_may_become(#[case] line: &str, #[case] wanted: &str) {
    let faults = look(line).faults;
    let offered = faults[0].completions.as_ref();
    assert_eq!(
        offered.map_or("none".to_owned(), |all| all.join(" ")),
        wanted
    );
}

#[test]
fn filters_combine() {
    let statutory = ids("is:statutory tier:region kind:body");
    assert!(statutory.contains(&"regional-health-authority".to_owned()));
    assert!(!statutory.contains(&"nhs-executive-regional-office".to_owned()));
    assert_eq!(
        ids("body:sha place:leeds at:2004"),
        ["strategic-health-authority", "west-yorkshire-sha"]
    );
    assert_eq!(ids("kind:act in:2012"), ["health-and-social-care-act-2012"]);
    // Standing is asked of the day that is given: the systems of 2019 had none in law.
    assert!(ids("ics is:statutory at:2019 kind:body").is_empty());
    assert!(!ids("commissioning -kind:source").is_empty());
    let all = ids("trust").len();
    assert!(ids("trust -primary").len() < all);
    assert!(
        ids("\"care trust\"")
            .iter()
            .all(|id| ids("care trust").contains(id))
    );
    assert_eq!(ids("\"grey book\"")[0], "grey-book-1972");
}

#[test]
fn what_is_offered_does() {
    for line in [
        "code:Q23",
        "tir:xyzzy",
        "foo:bar",
        "bdy:sha",
        "at:2004,soon",
        "in:1982..1974",
    ] {
        for fault in find(line).unwrap_err() {
            if let Some(meant) = fault.meant {
                assert!(find(&meant).is_ok(), "{line}: {meant}");
            }
        }
    }
    assert_eq!(find("code:Q23").unwrap_err()[0].meant, None);
}

#[rstest]
#[case("place:leeds,sheffield", "place:leeds", "place:sheffield")]
#[case("source:griffiths,darzi", "source:griffiths", "source:darzi")]
#[case("tier:region,system", "tier:region", "tier:system")]
fn commas_part_alternatives(#[case] both: &str, #[case] one: &str, #[case] other: &str) {
    let mut each: Vec<String> = [ids(one), ids(other)].concat();
    each.sort_unstable();
    each.dedup();
    let mut found = ids(both);
    found.sort_unstable();
    assert_eq!(found, each);
}

#[test]
fn a_name_may_hold_a_comma() {
    let quoted = ids("place:\"gedling, nottinghamshire\"");
    assert_eq!(quoted, ids("place:gedling"));
    assert!(quoted.len() < ids("place:gedling,nottingham").len());
}

#[rstest]
#[case(
    "place:newcastle",
    "\"newcastle\" was taken as Newcastle upon Tyne (newcastle-upon-tyne); it may also mean newcastle-under-lyme."
)]
#[case("place:london", "\"london\" was taken as the 33 places in London.")]
#[case(
    "place:\"south yorkshire\"",
    "\"south yorkshire\" was taken as the 4 places in South Yorkshire."
)]
#[case("place:leeds", "")]
#[case("body:sha", "")]
#[case("sha 1990 kind:body", "These did not stand or happen then (1990).")]
#[case(
    "sha 2004 kind:body",
    "One of these did not stand or happen then (2004)."
)]
#[case("sha kind:body", "")]
fn how_a_line_was_taken_is_told(#[case] line: &str, #[case] told: &str) {
    assert_eq!(look(line).notes.join(" "), told);
}

#[rstest]
#[case("sha OR pct", "OR")]
#[case("rha NOT dha", "NOT")]
#[case("rha | dha", "|")]
#[case("!authority mersey", "!authority")]
fn how_others_write_or_and_not_is_answered(#[case] line: &str, #[case] word: &str) {
    let notes = look(line).notes.join(" ");
    assert!(
        notes.starts_with(&format!("\"{word}\" was taken as a word")),
        "{notes}"
    );
    assert!(notes.contains("(-trust)"), "{notes}");
}

#[test]
fn what_has_no_known_beginning_is_bounded_by_what_is_recorded() {
    // Sheffield's trust is first recorded in October 2006; the trusts began in 2000.
    for line in [
        "sheffield at:2004",
        "sheffield in:1950..1999",
        "body:pct at:1990",
    ] {
        assert!(!ids(line).contains(&"sheffield-pct".to_owned()), "{line}");
    }
    assert!(ids("sheffield at:2007").contains(&"sheffield-pct".to_owned()));
    // Cancer alliances are recorded over no place: their type of body began in 2016.
    let alliances = |year: &str| ids(&format!("body:cancer-alliance kind:organisation {year}"));
    assert!(alliances("at:2015").is_empty());
    assert_eq!(alliances("at:2016-12-31").len(), 28);
    // Named in a line or asked for in a filter, the same stood.
    let stood = |line: &str| {
        let hits = find(line).unwrap().into_iter();
        let stood = hits.filter(|hit| hit.rank > nhs_tiers::search::Rank::Elsewhen);
        let mut found: Vec<_> = stood.map(|hit| hit.record).collect();
        found.sort_by_key(|record| record.id);
        found
    };
    let filtered: HashSet<_> = find("body:pct in:1950 kind:organisation")
        .unwrap()
        .into_iter()
        .map(|hit| hit.record)
        .collect();
    assert!(filtered.is_empty() && stood("pct 1950 kind:organisation").is_empty());
    let mut filtered: Vec<_> = find("body:pct in:2007 kind:organisation")
        .unwrap()
        .into_iter()
        .map(|hit| hit.record)
        .collect();
    filtered.sort_by_key(|record| record.id);
    assert!(
        filtered
            .iter()
            .all(|record| stood("pct 2007 kind:organisation").contains(record))
    );
    assert!(ids("at:1900").is_empty());
    assert!(ids("at:1980 kind:finding").contains(&"f189".to_owned()));
}

#[test]
fn a_source_is_found_by_whole_words() {
    let sources = |value: &str| ids(&format!("source:{value} kind:source"));
    let title = |id: &String| {
        let source = data().source(id).unwrap();
        format!(
            "{} {}",
            source.title,
            source.author.as_deref().unwrap_or_default()
        )
        .to_lowercase()
    };
    let found = sources("ham");
    assert!(!found.is_empty());
    assert!(found.iter().all(|id| {
        title(id)
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word.starts_with("ham"))
    }));
    assert!(found.len() < 50, "{}", found.len());
}

#[test]
fn what_was_typed_stands_before_what_was_put_right() {
    for judged in [
        "carter", "dash", "stevens", "DHSS", "grey", "trent", "shefield",
    ] {
        let hits = find(judged).unwrap();
        let is_put_right = |hit: &Hit| hit.rank <= nhs_tiers::search::Rank::Fuzzy(i64::MAX);
        assert!(hits.is_sorted_by_key(is_put_right), "{judged}");
    }
}

#[test]
fn what_stood_on_the_day_comes_first() {
    let at = |year| nhs_tiers::model::Day::new(year, 4, 1).unwrap();
    let first = |day| {
        let kind = Some(nhs_tiers::model::Kind::Organisation);
        let hits = Search::default().find(data(), &INDEX, "south yorkshire", kind, day);
        hits.hits[0].record.id.to_string()
    };
    assert_eq!(first(at(2004)), "south-yorkshire-sha");
    assert_eq!(first(data().as_of()), "nhs-south-yorkshire-icb");
}

fn run(arguments: &[String]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nhs-tiers"))
        .args(arguments)
        .output()
        .unwrap()
}

/// The words of a line of a shell, those in quotation marks together.
fn arguments(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in line.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '\'' || c == '"' => quote = Some(c),
            None if c == ' ' => words.push(String::new()),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_line_of_the_page_on_search_finds_what_it_says() {
    let page = include_str!("../docs/search.md");
    let mut command: Option<&str> = None;
    let mut shown = 0;
    for line in page.lines() {
        if let Some(typed) = line.strip_prefix("    nhs-tiers ") {
            command = Some(typed);
        } else if let Some(wanted) = line.strip_prefix("> ") {
            let typed = command.take().unwrap();
            let output = run(&arguments(typed));
            let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            let words: Vec<&str> = said.split_whitespace().collect();
            assert!(
                words.join(" ").contains(wanted),
                "{typed}: {wanted:?} is not in: {said}"
            );
            let code = match said.as_str() {
                error if error.starts_with("error") => 2,
                nothing if nothing.starts_with("Nothing") => 1,
                _ => 0,
            };
            assert_eq!(output.status.code(), Some(code), "{typed}");
            shown += 1;
        }
    }
    assert!(shown >= 20, "{shown} lines");
}

#[test]
fn every_filter_is_explained() {
    let page = include_str!("../docs/search.md");
    for name in nhs_tiers::search::FilterName::ALL {
        assert!(page.contains(&format!("`{}:", name.name())), "{name:?}");
    }
}
