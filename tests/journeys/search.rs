//! The search, the filter of the timeline, and what is looked for inside a record.

#![expect(clippy::indexing_slicing, reason = "a test may fail loudly")]

use nhs_tiers::app::{plot_rows, timeline_areas};
use nhs_tiers::model::{RecordRef, Standing, Text};
use rstest::rstest;

use super::*;

fn names(journey: &Journey) -> Vec<String> {
    let records = &journey.results().records;
    records.iter().map(|record| record.id.to_string()).collect()
}

fn typed(journey: &Journey) -> &str {
    journey.search().line.text()
}

fn paste(mut journey: Journey, text: &str) -> Journey {
    update(&mut journey.state, Action::Paste(text.to_owned()));
    journey
}

fn notice(journey: &Journey) -> &str {
    journey.state.notice.as_deref().unwrap_or_default()
}

#[test]
fn filters_work_in_the_overlay() {
    let journey = Journey::new().press("/body:sha place:leeds at:2004");
    assert_eq!(
        names(&journey),
        ["strategic-health-authority", "west-yorkshire-sha"]
    );
}

#[test]
fn a_filter_that_is_being_typed_is_no_fault_and_offers_what_it_may_become() {
    let journey = Journey::new().press("/sha tier:re");
    let (search, results) = (journey.search(), journey.results());
    assert!(search.pointed_at(&results).is_none());
    assert_eq!(search.completions(&results), ["region"]);
    assert_eq!(
        results.records,
        Journey::new().press("/sha").results().records
    );
    let journey = journey.press("<right>");
    assert_eq!(typed(&journey), "sha tier:region ");
    assert!(journey.results().faults.is_empty());
    assert_eq!(names(&journey)[0], "strategic-health-authority");
}

#[test]
fn a_filter_that_no_letter_can_cure_is_pointed_at_and_the_rest_is_found() {
    for query in [
        "/tier:xy sha",
        "/sha tier:xy",
        "/tir:re sha",
        "/tier:re sha",
    ] {
        let journey = Journey::new().press(query);
        let results = journey.results();
        assert!(journey.search().pointed_at(&results).is_some(), "{query}");
        assert_eq!(names(&journey)[0], "strategic-health-authority", "{query}");
    }
    let unfinished = Journey::new().press("/tier:re");
    assert!(unfinished.results().blank, "nothing is asked for yet");
}

#[test]
fn tab_goes_through_the_kinds_of_which_something_is_found() {
    let journey = Journey::new().press("/south yorkshire");
    let all = names(&journey).len();
    let counts = journey.results().counts.clone();
    assert_eq!(counts.iter().map(|(_, count)| count).sum::<usize>(), all);
    let kinds: Vec<Kind> = counts.iter().map(|(kind, _)| *kind).collect();
    assert!((2..Kind::ALL.len()).contains(&kinds.len()), "{kinds:?}");
    let mut journey = journey;
    for (kind, count) in counts {
        journey = journey.press("<tab>");
        assert_eq!(journey.search().kind, Some(kind));
        let results = journey.results();
        assert!(results.records.iter().all(|record| record.kind == kind));
        assert!(results.records.len() >= count.min(1), "{kind:?}");
        let known: Vec<Kind> = results.counts.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(known, kinds, "the other kinds are still counted");
    }
    let journey = journey.press("<tab>");
    assert_eq!((journey.search().kind, names(&journey).len()), (None, all));
    let last = kinds.last().copied();
    assert_eq!(journey.press("<btab>").search().kind, last);
    // Before anything is typed no kind is empty.
    assert_eq!(
        Journey::new().press("/<tab>").search().kind,
        Some(Kind::Body)
    );
}

#[rstest]
#[case("is:sta", "is:statutory ")]
#[case("sha tie", "sha tier:")]
#[case("sha -KIN", "sha -kind:")]
#[case("sha tie<tab>reg", "sha tier:region ")]
fn tab_completes_the_filter_that_is_typed(#[case] keys: &str, #[case] line: &str) {
    for opens in ["/", "f"] {
        for completes in ["<tab>", "<right>", "<c-f>"] {
            let journey = Journey::new().press(opens).press(keys).press(completes);
            let typed = match journey.state.layers.last() {
                Some(Layer::Search(search)) => {
                    assert_eq!(search.kind, None);
                    search.line.text()
                }
                Some(Layer::Filter(filter)) => filter.search.line.text(),
                other => panic!("no line, but {other:?}"),
            };
            assert_eq!(typed, line, "{opens}{keys}{completes}");
        }
    }
}

#[test]
fn tab_behind_a_word_that_may_be_looked_for_goes_through_the_kinds() {
    for words in ["function", "bo", "place", "sha"] {
        let journey = Journey::new().press("/").press(words).press("<tab>");
        assert_eq!(typed(&journey), words);
        assert!(journey.search().kind.is_some(), "{words}");
    }
    // A filter that waits for more letters is not left for another kind.
    assert_eq!(Journey::new().press("/sha place:<tab>").search().kind, None);
}

#[test]
fn the_empty_query_shows_bookmarks_and_what_was_opened_lately() {
    let journey = Journey::new().press("/sha<enter>b/lansley act<enter>/");
    assert_eq!(
        names(&journey),
        [
            "strategic-health-authority",
            "health-and-social-care-act-2012"
        ]
    );
    assert_eq!(names(&journey.press(" ")).len(), 2, "a space says no more");
}

#[test]
fn earlier_queries_come_back() {
    let journey = Journey::new().press("/sha<enter>/pct<enter>/sha<enter>/icb<enter>/");
    let journey = journey.press("<up>");
    assert_eq!(typed(&journey), "icb");
    assert_eq!(names(&journey)[0], "integrated-care-board");
    let journey = journey.press("<up><up><up><up>");
    assert_eq!(typed(&journey), "pct", "each stands there once");
    let journey = journey.press("<down>");
    assert_eq!(typed(&journey), "sha");
    // Among what an earlier query found the reader moves as everywhere.
    let journey = journey.press("<c-n>");
    assert_eq!((typed(&journey), journey.search().chosen), ("sha", 1));
    let journey = journey.press("<down>");
    assert_eq!((typed(&journey), journey.search().chosen), ("sha", 2));
    let journey = journey.press("<up><up><down><down>");
    assert_eq!((typed(&journey), journey.search().chosen), ("", 0));
    let journey = journey.press("x<up>");
    assert_eq!(typed(&journey), "x", "what was typed is not lost");
}

#[test]
fn up_brings_back_what_begins_with_what_was_typed() {
    let journey = Journey::new().press("/sha<enter>/icb<enter>/sha 2004<enter>/is:sta<esc>/s");
    let journey = journey.press("<up>");
    assert_eq!(typed(&journey), "sha 2004");
    let journey = journey.press("<up><up>");
    assert_eq!(typed(&journey), "sha");
    let journey = journey.press("<down>");
    assert_eq!(typed(&journey), "sha 2004");
    assert_eq!(typed(&journey.press("<down>")), "s");
}

#[test]
fn a_search_that_was_left_can_be_brought_back() {
    let journey = Journey::new().press("/sha 2004<esc>/  <esc>/<up>");
    assert_eq!(typed(&journey), "sha 2004");
}

/// The line of the timeline's filter.
fn filter(journey: &Journey) -> &nhs_tiers::app::FilterLine {
    match journey.state.layers.last() {
        Some(Layer::Filter(filter)) => filter,
        other => panic!("no filter, but {other:?}"),
    }
}

#[test]
fn the_filter_has_the_history_of_the_search() {
    let journey = Journey::new().press("/tier:region<enter>/sha<esc>f<up>");
    assert_eq!(filter(&journey).search.line.text(), "sha");
    let journey = journey.press("<up>");
    assert_eq!(filter(&journey).search.line.text(), "tier:region");
    let journey = journey.press("<down><down>");
    assert_eq!(filter(&journey).search.line.text(), "");
    let journey = journey.press("is:statutory<enter>/<up>");
    assert_eq!(typed(&journey), "is:statutory");
}

#[test]
fn what_is_wrong_with_the_filter_is_told_while_it_is_typed() {
    let fault = |keys: &str| {
        let journey = Journey::new().press("f").press(keys);
        let search = &filter(&journey).search;
        let results = journey.state.results(search);
        search.pointed_at(&results).map(ToString::to_string)
    };
    assert_eq!(fault("tier:re"), None, "it is not typed to its end");
    let says = fault("tier:xy sha").unwrap();
    assert!(says.contains("xy"), "{says}");
    assert!(fault("is:statutry").is_some(), "no letter cures this");
}

#[test]
fn what_stood_on_a_day_is_listed_and_copied_as_filtered() {
    let pane = |journey: &Journey| text(&journey.state.pane_lines(90));
    let journey = Journey::new().press("g1985<enter>");
    let all = pane(&journey);
    assert!(all.contains("District Health Authorities"), "{all}");
    let journey = journey.press("ftier:region<enter>gg1985<c-u>1985<enter>");
    let shown = pane(&journey);
    assert!(
        shown.starts_with("Standing on 1 April 1985, of what passes tier:region"),
        "{shown}"
    );
    assert!(shown.contains("Regional Health Authorities"), "{shown}");
    assert!(!shown.contains("District Health Authorities"), "{shown}");
    let journey = journey.press("y");
    let copied = journey.copied();
    assert!(copied.contains("of what passes tier:region"), "{copied}");
    assert!(copied.contains("Regional Health Authorities"));
    assert!(!copied.contains("District Health Authorities"), "{copied}");
    // Another filter, another list.
    let journey = journey.press("f<c-u>tier:system<enter>");
    let shown = pane(&journey);
    assert!(shown.contains("District Health Authorities"), "{shown}");
    assert!(!shown.contains("Regional Health Authorities"), "{shown}");
    assert_eq!(pane(&journey.press("f<c-u><enter>")), all);
}

#[test]
fn n_in_a_record_goes_on_from_what_is_in_view() {
    let journey = Journey::new().press("/sha<enter><enter>/the<enter>G");
    let bottom = top(&journey);
    let height = journey.state.text_height();
    let number = {
        let passages = journey.state.passages(journey.state.record_view().unwrap());
        assert!(bottom > height && passages.len() > 10);
        passages
            .iter()
            .filter(|passage| passage.row() < bottom)
            .count()
    };
    let journey = journey.press("n");
    assert_eq!(top(&journey), bottom);
    let said = format!("{} of ", number + 1);
    assert!(notice(&journey).starts_with(&said), "{}", notice(&journey));
    assert!(!notice(&journey).contains("again"));
    // And back, from the last in view.
    let journey = journey.press("gG").press("kkkkkkkkkkN");
    assert!(passage(&journey).eq_ignore_ascii_case("the"));
    let journey = journey.press("gN");
    assert!(top(&journey) < height);
}

#[test]
fn earlier_queries_are_kept_until_tomorrow_but_not_for_ever() {
    let mut journey = Journey::new();
    for number in 1..=60 {
        journey = journey.press(&format!("/-zz{number} sha<enter>"));
    }
    assert_eq!(journey.state.queries.len(), 50);
    let mut tomorrow = Journey::new();
    tomorrow.state.restore(&journey.state.position());
    assert_eq!(typed(&tomorrow.press("/<up>")), "-zz60 sha");
}

#[test]
fn esc_puts_everything_back_as_it_was() {
    for before in [
        "",
        "g1985<enter>++",
        "/sha<enter><enter>jj",
        "4sheffield<enter>",
        "2pl",
        "3jj",
    ] {
        let journey = Journey::new().press(before);
        let (position, layers) = (
            journey.state.position(),
            format!("{:?}", journey.state.layers),
        );
        let queries = journey.state.queries.clone();
        let mut journey = journey
            .press("S")
            .press("stategic tier:re<tab><btab><down><down><c-w>x<up><esc>");
        // Only that the query can be brought back.
        assert_ne!(journey.state.queries, queries);
        journey.state.queries = queries;
        assert_eq!(journey.state.position(), position, "{before}");
        assert_eq!(format!("{:?}", journey.state.layers), layers, "{before}");
    }
}

#[rstest]
#[case("sha\r\nregion\u{1b}[31m\t2004\u{7}", "sha region [31m 2004 ")]
#[case("\u{202e}\u{5d0}\u{5d1}", " \u{5d0}\u{5d1}")]
#[case("e\u{301}", "e\u{301}")]
fn what_is_pasted_stands_in_one_line(#[case] pasted: &str, #[case] line: &str) {
    let journey = paste(Journey::new().press("/"), pasted);
    assert_eq!(typed(&journey), line);
    assert!(journey.results().records.len() < 4_000);
    assert_eq!(typed(&journey.press("<esc>/")), "");
}

#[test]
fn text_is_pasted_where_the_cursor_stands() {
    let journey = paste(
        Journey::new().press("/strategic authority<home><c-k>ab<left>"),
        "12",
    );
    assert_eq!(typed(&journey), "a12b");
    assert_eq!(typed(&journey.press("3")), "a123b");
    let long = paste(Journey::new().press("/"), &"health ".repeat(1_430));
    // What is pasted by mistake may be any length: a line holds so much.
    assert_eq!(typed(&long).len(), 4_000);
    assert!(!names(&long.press("<bs>")).is_empty());
}

#[test]
fn what_the_search_found_stays_lit_on_the_timeline_until_esc() {
    let sha = RecordRef::body(Text::of("strategic-health-authority"));
    let journey = Journey::new().press("/health authority<enter>");
    assert!(journey.state.matches.records.len() > 3 && journey.state.is_lit(sha));
    let journey = journey.press("nn");
    assert!(notice(&journey).starts_with("Match 3 of "));
    assert!(journey.state.is_lit(sha));
    let journey = journey.press("<esc>");
    assert!(!journey.state.is_lit(sha));
    // As in vim, what was looked for is not forgotten with the light.
    let journey = journey.press("n");
    assert!(notice(&journey).starts_with("Match 4 of ") && journey.state.is_lit(sha));
}

#[test]
fn f_shows_only_what_passes() {
    let all = Journey::new();
    let journey = all.press("fis:statutory tier:region<enter>");
    let shown: Vec<_> = journey.state.shown_bodies().collect();
    assert!(
        shown
            .iter()
            .any(|body| body.id == *"strategic-health-authority")
    );
    for body in &shown {
        assert_eq!(body.tier.name(), "region");
        let statutory =
            |phase: &nhs_tiers::model::Phase| phase.form.standing() == Standing::Statutory;
        assert!(body.phases.iter().any(statutory), "{}", body.id);
    }
    let rows: usize = journey
        .state
        .timeline
        .lanes
        .rows
        .iter()
        .map(|lane| lane.bodies.len())
        .sum();
    assert_eq!(rows, shown.len());
    assert!(shown.iter().any(|body| body.id == *journey.selected()));
    assert_eq!(
        journey.state.shown_reforms().count(),
        0,
        "reforms have no tier"
    );
    // The line holds what is shown now; emptied, it shows all again.
    let again = journey.press("f<c-u><enter>");
    assert!(again.state.timeline.filtered.is_none());
    assert!(again.state.shown_reforms().count() > 100);
}

#[test]
fn a_body_passes_if_one_of_its_instances_does() {
    let journey = Journey::new().press("fplace:sheffield at:2004<enter>");
    let shown: Vec<&str> = journey
        .state
        .shown_bodies()
        .map(|body| body.id.as_str())
        .collect();
    assert!(shown.contains(&"strategic-health-authority"));
    assert!(!shown.contains(&"integrated-care-board"));
    let journey = Journey::new().press("fnhs london -kind:body<enter>");
    let mut shown = journey.state.shown_bodies();
    assert!(shown.any(|body| body.id == *"strategic-health-authority"));
}

#[test]
fn esc_and_going_to_what_does_not_pass_take_the_filter_away() {
    let filtered = || Journey::new().press("fkind:act<enter>");
    let journey = filtered();
    assert_eq!(journey.state.shown_bodies().count(), 0);
    assert_eq!(journey.state.timeline.selected.kind, Kind::Reform);
    assert!(plot_rows(&journey.state).is_empty());
    let journey = journey.press("[[]]jkJKhlzv");
    assert!(journey.state.timeline.filtered.is_some());
    assert!(
        journey
            .press("<esc><esc>")
            .state
            .timeline
            .filtered
            .is_none()
    );
    let journey = filtered().press("/sha<enter>");
    assert!(journey.state.timeline.filtered.is_none());
    assert_eq!(journey.selected(), "strategic-health-authority");
    let left = filtered().press("fxyz<esc>");
    assert_eq!(left.state.timeline.filtered.unwrap().query, "kind:act");
}

#[rstest]
#[case("is:statutry", "did you mean is:statutory?")]
#[case("zzqxzzqx", "passes this")]
#[case("kind:source", "passes this")]
fn a_filter_that_shows_nothing_stays_to_be_mended(#[case] query: &str, #[case] says: &str) {
    let journey = Journey::new().press(&format!("f{query}<enter>"));
    let Some(Layer::Filter(filter)) = journey.state.layers.last() else {
        panic!("the line has gone")
    };
    assert!(filter.error.as_ref().unwrap().contains(says));
    assert!(journey.state.timeline.filtered.is_none());
}

#[test]
fn the_filter_is_kept_until_tomorrow() {
    let journey = Journey::new().press("ftier:region<enter>");
    let kept = journey.state.position();
    let mut tomorrow = Journey::new();
    tomorrow.state.restore(&kept);
    assert_eq!(tomorrow.state.position(), kept);
    let lanes = |journey: &Journey| journey.state.timeline.lanes.clone();
    assert_eq!(lanes(&tomorrow), lanes(&journey));
}

fn top(journey: &Journey) -> usize {
    journey.state.record_view().unwrap().top
}

fn passage(journey: &Journey) -> String {
    let view = journey.state.record_view().unwrap();
    let passages = journey.state.passages(view);
    let chosen = &passages[view.find.as_ref().unwrap().chosen];
    let lines = journey.state.record_lines(view.record);
    let (row, columns) = &chosen.parts[0];
    let height = journey.state.text_height();
    assert!((view.top..view.top + height).contains(row), "it is in view");
    lines[*row]
        .text()
        .chars()
        .skip(columns.start)
        .take(columns.len())
        .collect()
}

#[test]
fn a_slash_in_a_record_finds_text_in_it() {
    let journey = Journey::new().press("/sha<enter><enter>/TRUSTS");
    assert_eq!(passage(&journey).to_lowercase(), "trusts");
    let number = journey
        .state
        .passages(journey.state.record_view().unwrap())
        .len();
    assert!(number > 3);
    let mut journey = journey.press("<enter>");
    assert_eq!(notice(&journey), format!("1 of {number}"));
    for at in 2..=number {
        journey = journey.press("n");
        assert!(notice(&journey).starts_with(&format!("{at} of {number}")));
        assert_eq!(passage(&journey).to_lowercase(), "trusts");
    }
    let journey = journey.press("n");
    assert_eq!(
        notice(&journey),
        format!("1 of {number}, from the top again")
    );
    let journey = journey.press("N");
    assert_eq!(
        notice(&journey),
        format!("{number} of {number}, from the bottom again")
    );
    let journey = journey.press("<esc>");
    assert_eq!(
        journey.record(),
        "strategic-health-authority",
        "the record stays open"
    );
    assert!(journey.state.record_view().unwrap().find.is_none());
    assert_eq!(journey.press("<esc>").record(), "");
}

#[test]
fn esc_in_the_line_leaves_the_record_as_it_was() {
    let journey = Journey::new().press("/sha<enter><enter>jjj");
    let before = top(&journey);
    let journey = journey.press("/sources");
    assert_ne!(top(&journey), before);
    let journey = journey.press("<esc>");
    assert_eq!(top(&journey), before);
    assert!(journey.state.record_view().unwrap().find.is_none());
}

#[test]
fn what_is_not_in_the_record_is_looked_for_everywhere() {
    let journey = Journey::new().press("/sha<enter><enter>/primary care network<enter>");
    let view = journey.state.record_view().unwrap();
    assert!(
        view.find_typed().is_some(),
        "nothing is there: the line stays"
    );
    let everywhere = journey.press("<tab>");
    assert_eq!(typed(&everywhere), "primary care network");
    assert_eq!(names(&everywhere)[0], "primary-care-network");
    let back = everywhere.press("<esc>");
    assert_eq!(back.record(), "strategic-health-authority");
    assert_eq!(
        typed(&back.press("/<enter>")),
        "",
        "nothing typed: everything"
    );
    let other = Journey::new().press("/sha<enter><enter>Spcn<enter>");
    assert_eq!(other.selected(), "primary-care-network");
}

#[test]
fn the_plot_keeps_its_place_under_the_line_of_the_filter() {
    let journey = Journey::new();
    let before = timeline_areas(&journey.state);
    assert_eq!(timeline_areas(&journey.press("f").state), before);
}
