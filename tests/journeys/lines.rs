//! Lines are edited as in a shell, and Alt in one never does what it does not look like.

use nhs_tiers::app::{Change, Effect, Layer};
use rstest::rstest;

use super::*;

/// What is typed, whatever line it is.
fn line(journey: &Journey) -> String {
    match journey.state.layers.last() {
        Some(Layer::Search(search)) => search.line.text(),
        Some(Layer::Filter(filter)) => filter.search.line.text(),
        Some(Layer::Date(date)) => date.line.text(),
        Some(Layer::Note(note)) => return note.writing.text(),
        Some(Layer::Record(view)) => view.find_typed().unwrap().line.text(),
        other => panic!("no line, but {other:?}"),
    }
    .to_owned()
}

/// The keys that open each line there is: search, filter, date, note, and find in a record.
const LINES: [&str; 5] = ["/", "f", "g", "a", "/sha<enter><enter>/"];

#[rstest]
#[case("one two three<a-b><a-left>X", "one Xtwo three")]
#[case("one two three<c-left><c-left>X", "one Xtwo three")]
#[case("one two<home><a-f>X<c-right>Y", "one XtwoY")]
#[case("one two<home><a-right>X", "one Xtwo")]
#[case("ab<c-b>X", "aXb")]
#[case("abc<c-a><c-f>X", "aXbc")]
#[case("one two three<home><a-d>", "two three")]
#[case("one two three<home><c-del>", "two three")]
#[case("one two<a-bs>X", "one X")]
#[case("one two<c-u>X<c-y>", "Xone two")]
#[case("one two<home><c-k>X<c-y>", "Xone two")]
#[case("one two<c-w><c-w><c-y>", "one two")]
#[case("one two<c-w><c-k><c-y><c-y>", "one twotwo")]
#[case("one two<c-b><c-u><c-y>", "one two")]
fn every_line_is_edited_as_in_a_shell(#[case] keys: &str, #[case] wanted: &str) {
    for opens in LINES {
        let journey = Journey::new().press(opens).press(keys);
        assert_eq!(line(&journey), wanted, "{opens} {keys}");
    }
}

#[test]
fn what_was_cut_outlives_a_query_that_is_recalled() {
    let journey = Journey::new().press("/sha<enter>/icb<c-u><up>");
    assert_eq!(line(&journey), "sha");
    assert_eq!(line(&journey.press("<c-y>")), "shaicb");
}

fn is_note(effect: &Effect) -> bool {
    matches!(effect, Effect::Keep(Change::Note { .. }))
}

#[test]
fn alt_in_a_line_never_quits_marks_keeps_or_copies() {
    for opens in LINES {
        let before = Journey::new().press(opens);
        let (at, selected) = (before.at(), before.selected().to_owned());
        for letter in "qbcydxsvmQYu'\"!".chars() {
            let journey = Journey::new().press(opens).press("sha");
            let journey = journey.press(&format!("<a-{letter}>"));
            let left = |effect: &Effect| {
                matches!(effect, Effect::Quit | Effect::Keep(_) | Effect::Copy(_))
            };
            // Esc keeps what was written in a note, and so does what may be Esc with a key behind it.
            let kept = journey
                .effects
                .iter()
                .filter(|effect| opens != "a" || !is_note(effect));
            assert!(!kept.into_iter().any(left), "{opens} Alt-{letter}");
            assert_eq!(journey.at(), at, "{opens} Alt-{letter}");
            assert_eq!(journey.selected(), selected, "{opens} Alt-{letter}");
            assert!(!journey.state.timeline.context && journey.state.marked.is_none());
        }
    }
    // Nor behind what is read.
    let read = Journey::new().press("<enter><a-q>");
    assert!(read.effects.is_empty() && read.record().is_empty());
}

#[test]
fn esc_and_a_key_that_leads_somewhere_still_are_two_keys_on_a_slow_link() {
    let at = |keys: &str| Journey::new().press(keys).at();
    assert_eq!(at("/sha<a-h>"), at("/sha<esc>h"));
    // What opens a line does so: what is typed behind it is no row of keys.
    assert_eq!(at("/sha<a-g>2004<enter>"), "2004-04-01");
    assert_eq!(line(&Journey::new().press("g2004<a-/>sha")), "sha");
    assert_eq!(
        Journey::new().press("/sha<a-4>").state.screen,
        Screen::Places
    );
}

#[test]
fn help_opens_over_a_line_and_closes_onto_it() {
    for opens in LINES {
        let journey = Journey::new().press(opens).press("sha<f1>");
        let told: Vec<String> = journey
            .state
            .help_lines()
            .iter()
            .map(|line| format!("{line:?}"))
            .collect();
        let told = told.join("\n");
        assert!(
            told.contains("Ctrl-y") && told.contains("One word to the left"),
            "{told}"
        );
        let filters = told.contains("is:statutory");
        let is_query = ["/", "f", "g"].contains(&opens);
        assert_eq!(filters, is_query, "{opens}");
        assert_eq!(line(&journey.press("j<esc>")), "sha", "{opens}");
    }
}
