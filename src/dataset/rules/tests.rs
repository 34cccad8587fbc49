//! Small data sets that break one rule each, whole and by an overlay.

use rstest::rstest;

use crate::dataset::{Dataset, Fault, SourceFile};

const META: &str = r#"Meta(as_of: "2026-07-02", note: "n", licence: "l")"#;

fn files(of: &[(&str, String)]) -> Vec<SourceFile> {
    of.iter()
        .map(|(path, text)| SourceFile {
            shown: (*path).to_owned(),
            path: (*path).to_owned(),
            text: Ok(text.clone().leak()),
        })
        .collect()
}

/// The faults of a data set with these files, as `file: what`.
fn faults(of: &[(&str, String)]) -> Vec<String> {
    shown(whole(of))
}

/// The faults of these files over that data set, which has none itself.
fn overlay_faults(base: &[(&str, String)], of: &[(&str, String)]) -> Vec<String> {
    shown(whole(base).unwrap().with_overlay(&files(of)))
}

fn whole(of: &[(&str, String)]) -> Result<Dataset, Vec<Fault>> {
    let mut all = vec![("meta.ron", META.to_owned())];
    all.extend_from_slice(of);
    Dataset::from_files(&files(&all))
}

fn shown(read: Result<Dataset, Vec<Fault>>) -> Vec<String> {
    let faults = read.err().unwrap_or_default();
    faults
        .iter()
        .map(|fault| format!("{}: {}", fault.file, fault.what))
        .collect()
}

fn body(id: &str, phases: &[(&str, &str)], more: &str) -> String {
    let phases: Vec<String> = phases
        .iter()
        .map(|(from, to)| {
            format!(r#"Phase(from: "{from}", {to} form: Programme, confidence: Unverified),"#)
        })
        .collect();
    let phases = phases.concat();
    format!(
        r#"Body(id: "{id}", name: "The {id}", plural: "{id}s", tier: System, gloss: "g", summary: "s",
            confidence: Unverified, phases: [{phases}], {more})"#
    )
}

fn list(body: &str, organisations: &[String]) -> String {
    format!(
        r#"Organisations(body: "{body}", complete: [Span(from: "2000", to: "2009")], organisations: [{}])"#,
        organisations.join(",")
    )
}

fn organisation(id: &str, rest: &str) -> String {
    format!(r#"Organisation(id: "{id}", name: "The {id}", {rest} confidence: Unverified)"#)
}

fn from_whole(id: &str) -> String {
    from_share(id, "Whole")
}

fn from_share(id: &str, share: &str) -> String {
    format!(r#"predecessors: [Link(organisation: "{id}", share: {share})],"#)
}

/// Two organisations of one body, the second of which came from the first.
fn pair(old: &str, new: &str, share: &str) -> Vec<String> {
    let new = format!("{new} {}", from_share("old", share));
    let both = [organisation("old", old), organisation("new", &new)];
    faults(&[
        ("bodies/board.ron", body("board", &[("1948", "")], "")),
        ("organisations/board.ron", list("board", &both)),
    ])
}

fn says(found: &[String], file: &str, what: &str) {
    assert!(
        matches!(found, [one] if one.starts_with(file) && one.contains(what)),
        "not one fault of {file} with {what:?}: {found:#?}"
    );
}

#[rstest]
#[case("after 1990", "still there on 1990")]
#[case("1990", "ends on 1990")]
fn nothing_ends_before_it_begins(#[case] to: &str, #[case] what: &str) {
    let to = format!(r#"to: "{to}","#);
    let found = faults(&[(
        "bodies/board.ron",
        body("board", &[("2002-04-01", &to)], ""),
    )]);
    says(&found, "bodies/board.ron", what);
}

#[rstest]
#[case(&[("2002", r#"to: "unknown","#), ("1990", "")], "no later than one above")]
#[case(&[("2002-04-01", r#"to: "unknown","#), ("2002-04-01", "")], "no later than one above")]
#[case(&[("1990", r#"to: "after 2001-05","#), ("2000", "")], "before the one above has ended")]
#[case(&[("1990", ""), ("2000", "")], "before the one above has ended")]
fn phases_begin_one_after_another(#[case] phases: &[(&str, &str)], #[case] what: &str) {
    let found = faults(&[("bodies/board.ron", body("board", phases, ""))]);
    says(&found, "bodies/board.ron", what);
}

#[test]
fn a_start_is_compared_with_all_phases_above() {
    let unknown = r#"to: "unknown","#;
    let phases = [
        ("2002-06-01", unknown),
        ("2002", unknown),
        ("2002-03-01", ""),
    ];
    let found = faults(&[("bodies/board.ron", body("board", &phases, ""))]);
    says(&found, "bodies/board.ron", "no later than one above");
}

#[rstest]
#[case(&[("2002", r#"to: "unknown","#), ("2002", "")])]
#[case(&[("2002", r#"to: "after 2002","#), ("2002-06", "")])]
#[case(&[("2002-04-01", r#"to: "2002","#), ("2002-10-01", "")])]
fn phases_that_may_be_in_order_are_taken(#[case] phases: &[(&str, &str)]) {
    let found = faults(&[("bodies/board.ron", body("board", phases, ""))]);
    assert_eq!(found, [""; 0]);
}

#[rstest]
#[case::a_year_may_have_ended_in_time(r#"from: "1990", to: "1994","#, r#"from: "1994-04-01","#)]
#[case::no_beginning_is_no_missing_end(r#"to: "1994-03-31","#, r#"from: "1994-04-01","#)]
#[case::nobody_knows_when(r#"from: "1990", to: "unknown","#, r#"from: "1990-05-01","#)]
#[case::neither_began(r#"to: "1994-03-31","#, "")]
fn links_that_may_be_right_are_taken(#[case] old: &str, #[case] new: &str) {
    assert_eq!(pair(old, new, "Whole"), [""; 0]);
}

#[rstest]
#[case::goes_on(r#"from: "1990","#, r#"from: "1994-04-01","#, "had not ended")]
#[case::goes_on_whenever(r#"from: "1990","#, "", "had not ended")]
#[case::no_beginning(r#"to: "1995-03-31","#, r#"from: "1994-04-01","#, "had not ended")]
#[case::certainly_there(
    r#"from: "1990", to: "after 1995","#,
    r#"from: "1994","#,
    "had not ended"
)]
#[case::after(r#"from: "1996", to: "unknown","#, r#"from: "1994","#, "began on 1996")]
fn a_predecessor_comes_first_and_ends(#[case] old: &str, #[case] new: &str, #[case] what: &str) {
    let found = pair(old, new, "Whole");
    says(&found, "organisations/board.ron", what);
}

#[test]
fn a_predecessor_in_part_comes_first_too_but_may_live_on() {
    let began = |from: &str| {
        pair(
            &format!(r#"from: "{from}","#),
            r#"from: "1994-04-01","#,
            "Part",
        )
    };
    assert_eq!(began("1990"), [""; 0]);
    says(&began("1995"), "organisations/board.ron", "began on 1995");
}

#[test]
fn a_predecessor_of_another_type_comes_first_too_but_may_live_on() {
    let across = |from: &str| {
        let old = organisation("old", &format!(r#"from: "{from}","#));
        let new = format!(r#"from: "1994-04-01", {}"#, from_whole("old"));
        faults(&[
            ("bodies/board.ron", body("board", &[("1948", "")], "")),
            ("bodies/office.ron", body("office", &[("1948", "")], "")),
            ("organisations/board.ron", list("board", &[old])),
            (
                "organisations/office.ron",
                list("office", &[organisation("new", &new)]),
            ),
        ])
    };
    assert_eq!(across("1990"), [""; 0]);
    says(&across("1995"), "organisations/office.ron", "began on 1995");
}

#[test]
fn an_organisation_is_not_its_own_predecessor() {
    let own = organisation("own", &format!(r#"from: "1990", {}"#, from_whole("own")));
    let found = faults(&[
        ("bodies/board.ron", body("board", &[("1948", "")], "")),
        ("organisations/board.ron", list("board", &[own])),
    ]);
    says(&found, "organisations/board.ron", "its own predecessor");
}

/// Organisations that nobody knows the dates of, each of which came from another.
fn line(links: impl IntoIterator<Item = (usize, usize)>) -> Vec<String> {
    let one = |(id, from): (usize, usize)| {
        let link = from_whole(&format!("o{from}"));
        organisation(&format!("o{id}"), &format!(r#"to: "unknown", {link}"#))
    };
    let links = links.into_iter().map(one);
    let first = organisation("o0", r#"to: "unknown","#);
    let all: Vec<String> = std::iter::once(first).chain(links).collect();
    faults(&[
        ("bodies/board.ron", body("board", &[("1948", "")], "")),
        ("organisations/board.ron", list("board", &all)),
    ])
}

#[test]
fn predecessors_do_not_lead_round_in_a_circle() {
    let found = line([(1, 3), (2, 1), (3, 2), (4, 0)]);
    let circle = "organisations/board.ron: its predecessors lead round in a circle";
    assert_eq!(found, [circle; 3]);
}

/// Whoever follows a line keeps all of it in mind.
#[test]
fn a_line_of_organisations_is_no_longer_than_can_be_followed() {
    assert_eq!(line((1..100).map(|id| (id, id - 1))), [""; 0]);
    let found = line((1..200).map(|id| (id, id - 1)));
    let long = "organisations/board.ron: 100 organisations came one from another before it";
    assert_eq!(found, [long]);
}

/// A board that counts one organisation, and an office that counts none and came after the board.
fn board_and_office() -> Vec<(&'static str, String)> {
    let count = r#"counts: [Count(at: "2005-01-01", number: 1, confidence: Unverified)],"#;
    let after = r#"predecessors: [Succession(body: "board", how: Replaced, text: "t", confidence: Unverified)],"#;
    let lone = organisation("lone", r#"from: "2000", to: "2009","#);
    vec![
        (
            "bodies/board.ron",
            body("board", &[("2000", r#"to: "2009","#)], count),
        ),
        ("bodies/office.ron", body("office", &[("2010", "")], after)),
        ("organisations/board.ron", list("board", &[lone])),
    ]
}

#[test]
fn an_overlay_answers_for_what_comes_after_it() {
    let longer = body("board", &[("2000", r#"to: "2015","#)], "");
    let found = overlay_faults(
        &board_and_office(),
        &[
            ("bodies/another.ron", body("another", &[("2000", "")], "")),
            ("bodies/board.ron", longer),
        ],
    );
    says(&found, "bodies/board.ron", "the built-in body \"office\"");
}

#[test]
fn an_overlay_answers_for_the_organisation_that_it_takes_from_a_list() {
    let lone = organisation("lone", r#"from: "2000", to: "2009","#);
    let found = overlay_faults(
        &board_and_office(),
        &[
            ("bodies/another.ron", body("another", &[("2000", "")], "")),
            ("organisations/office.ron", list("office", &[lone])),
        ],
    );
    says(
        &found,
        "organisations/office.ron",
        "the built-in body \"board\": 0 organisations were in being",
    );
}

#[test]
fn an_organisation_is_of_one_body_only() {
    let mut base = board_and_office();
    base[0].1 = body("board", &[("2000", r#"to: "2009","#)], "");
    let lone = organisation("lone", r#"from: "2011","#);
    let data = whole(&base)
        .unwrap()
        .with_overlay(&files(&[(
            "organisations/office.ron",
            list("office", &[lone]),
        )]))
        .unwrap();
    let homes: Vec<_> = data
        .organisations
        .iter()
        .flat_map(|list| list.organisations.iter().map(|one| (list.body, one.id)))
        .collect();
    assert_eq!(format!("{homes:?}"), r#"[("office", "lone")]"#);
}

#[test]
fn an_overlay_that_counts_otherwise_answers_for_it() {
    let count = r#"counts: [Count(at: "2005-01-01", number: 7, confidence: Unverified)],"#;
    let seven = body("board", &[("2000", r#"to: "2009","#)], count);
    let found = overlay_faults(&board_and_office(), &[("bodies/board.ron", seven)]);
    says(&found, "bodies/board.ron", "the body counts 7");
}

#[test]
fn an_overlay_answers_for_the_organisation_that_came_of_it() {
    let new = format!(r#"from: "2005-01-01", {}"#, from_whole("old"));
    let base = [
        ("bodies/board.ron", body("board", &[("1948", "")], "")),
        (
            "organisations/board.ron",
            list(
                "board",
                &[
                    organisation("old", r#"from: "2000", to: "2004-12-31","#),
                    organisation("new", &new),
                ],
            ),
        ),
    ];
    let old = organisation("old", r#"from: "2000", to: "2006-12-31","#);
    let found = overlay_faults(&base, &[("organisations/board.ron", list("board", &[old]))]);
    says(
        &found,
        "organisations/board.ron",
        "the built-in organisation \"new\": The old had not ended",
    );
}

fn era(id: &str, from: &str, to: &str) -> String {
    format!(
        r#"Era(id: "{id}", name: "{id}", from: "{from}", {to} summary: "s", confidence: Unverified)"#
    )
}

#[test]
fn an_overlay_answers_for_the_gap_behind_its_era() {
    let early = era("early", "1990-01-01", r#"to: "1999-12-31","#);
    let late = era("late", "2000-01-01", "");
    let base = [("eras.ron", format!("[{early}, {late}]"))];
    let shorter = era("early", "1990-01-01", r#"to: "1998-12-31","#);
    let over = [
        ("bodies/another.ron", body("another", &[("2000", "")], "")),
        ("eras.ron", format!("[{shorter}]")),
    ];
    let found = overlay_faults(&base, &over);
    says(&found, "eras.ron", "the built-in era \"late\": the eras");
}

#[test]
fn what_cannot_be_read_may_mend_what_is_built_in() {
    let longer = body("board", &[("2000", r#"to: "2015","#)], "");
    let found = overlay_faults(
        &board_and_office(),
        &[
            ("bodies/board.ron", longer),
            ("bodies/office.ron", "Body(".to_owned()),
        ],
    );
    says(&found, "bodies/office.ron", "");
}

#[test]
fn a_built_in_source_may_lose_what_cites_it() {
    let cited = r#"sources: ["book"],"#;
    let base = [
        ("bodies/board.ron", body("board", &[("2000", "")], cited)),
        (
            "sources.ron",
            r#"[Source(id: "book", title: "t", kind: Press)]"#.to_owned(),
        ),
    ];
    let bare = body("board", &[("2000", "")], "");
    assert_eq!(
        overlay_faults(&base, &[("bodies/board.ron", bare)]),
        [""; 0]
    );
}

fn stop(id: &str, date: &str, rest: &str) -> String {
    format!(
        r#"Stop(id: "{id}", date: "{date}", title: "t", text: "s", confidence: Unverified, {rest})"#
    )
}

/// A data set with one stop, over a board that stood from 2000 to 2009.
fn one_stop() -> Vec<(&'static str, String)> {
    let lit = r#"lights: ["board"],"#;
    vec![
        (
            "bodies/board.ron",
            body("board", &[("2000-01-01", r#"to: "2009-12-31","#)], ""),
        ),
        (
            "tour.ron",
            format!("[{}]", stop("first", "2001-04-01", lit)),
        ),
    ]
}

#[rstest]
#[case::no_id("A b", "2002-04-01", r#"lights: ["board"]"#, "is not one")]
#[case::no_day("new", "2002-04", r#"lights: ["board"]"#, "is not a day")]
#[case::too_late("new", "2030-04-01", "lights: []", "later than the evidence")]
#[case::the_day_of_another("new", "2001-04-01", r#"lights: ["board"]"#, "is of that day too")]
#[case::nothing_lit("new", "2002-04-01", "lights: []", "no body is lit")]
#[case::unknown(
    "new",
    "2002-04-01",
    r#"lights: ["boat"]"#,
    "there is no body \"boat\""
)]
#[case::twice("new", "2002-04-01", r#"lights: ["board", "board"]"#, "is lit twice")]
#[case::long_gone(
    "new",
    "2011-04-01",
    r#"lights: ["board"]"#,
    "was not there on 1 Apr 2011"
)]
#[case::far_ahead(
    "new",
    "1998-04-01",
    r#"lights: ["board"]"#,
    "was not there on 1 Apr 1998"
)]
#[case::no_source(
    "new",
    "2002-04-01",
    r#"lights: ["board"], sources: ["book"]"#,
    "\"book\" is not in sources.ron"
)]
fn a_faulty_stop_is_refused(
    #[case] id: &str,
    #[case] date: &str,
    #[case] rest: &str,
    #[case] what: &str,
) {
    let over = [("tour.ron", format!("[{}]", stop(id, date, rest)))];
    let found = overlay_faults(&one_stop(), &over);
    assert!(
        found
            .iter()
            .any(|fault| fault.starts_with("tour.ron: ") && fault.contains(what)),
        "no fault with {what:?}: {found:#?}"
    );
}

#[test]
fn a_stop_has_room_for_so_many_words_and_bodies() {
    let seven: Vec<String> = (0..7).map(|number| format!(r#""b{number}""#)).collect();
    let long = format!(
        r#"[Stop(id: "new", date: "2002-04-01", title: "{}", text: "{}", confidence: Unverified, lights: [{}])]"#,
        "t".repeat(41),
        "s".repeat(321),
        seven.join(",")
    );
    let found = overlay_faults(&one_stop(), &[("tour.ron", long)]).join("\n");
    for what in ["41 characters", "321 characters", "7 bodies are lit"] {
        assert!(found.contains(what), "{found}");
    }
}

#[rstest]
#[case::stands("2005-01-01")]
#[case::has_just_ended("2010-04-01")]
#[case::is_about_to_begin("1999-04-01")]
fn a_stop_may_light_what_is_near(#[case] date: &str) {
    let over = stop("new", date, r#"lights: ["board"]"#);
    let data = whole(&one_stop())
        .unwrap()
        .with_overlay(&files(&[("tour.ron", format!("[{over}]"))]));
    assert_eq!(data.unwrap().tour.len(), 2);
}

#[test]
fn stops_stand_in_order_of_time_and_one_with_a_known_id_replaces() {
    let lit = r#"lights: ["board"]"#;
    let (late, early) = (
        stop("late", "2004-01-01", lit),
        stop("early", "2002-01-01", lit),
    );
    let wrong = overlay_faults(&one_stop(), &[("tour.ron", format!("[{late}, {early}]"))]);
    says(&wrong, "tour.ron", "comes before the stop above");
    let again = stop("first", "2001-04-01", r#"sources: [], lights: ["board"]"#);
    let twice = overlay_faults(&one_stop(), &[("tour.ron", format!("[{again}, {again}]"))]);
    says(&twice, "tour.ron", "used twice: the first stop of the tour");
    let moved = stop("first", "2006-01-01", lit);
    let data = whole(&one_stop())
        .unwrap()
        .with_overlay(&files(&[("tour.ron", format!("[{early}, {moved}]"))]));
    let order: Vec<String> = data
        .unwrap()
        .tour
        .iter()
        .map(|stop| stop.id.to_string())
        .collect();
    assert_eq!(order, ["early", "first"]);
}

#[test]
fn an_overlay_answers_for_the_stop_whose_body_it_moves() {
    let later = body("board", &[("2008-01-01", "")], "");
    let found = overlay_faults(&one_stop(), &[("bodies/board.ron", later)]);
    says(
        &found,
        "bodies/board.ron",
        "the built-in stop of the tour \"first\": The board was not there",
    );
}
