//! What research says: walked by theme, narrowed, set against each other, reached from a body and back.

use nhs_tiers::app::{Action, LessonRow, Screen, Size, State, update};
use nhs_tiers::embedded;
use nhs_tiers::model::{FindingKind, Kind, RecordRef, Text};

use super::{Journey, words};

fn lessons() -> Journey {
    Journey::new().press("5")
}

/// The findings and tensions of the list.
fn listed(journey: &Journey) -> Vec<RecordRef> {
    let rows = journey.state.lesson_rows();
    let told = rows
        .into_iter()
        .filter(|row| !matches!(row, LessonRow::Theme(_)));
    told.map(LessonRow::record).collect()
}

fn chosen(journey: &Journey) -> RecordRef {
    journey.state.lesson_current().unwrap()
}

/// The theme of the chosen finding.
fn theme(journey: &Journey) -> &str {
    let finding = journey.state.data.finding(&chosen(journey).id).unwrap();
    finding.theme.as_str()
}

#[test]
fn five_lists_all_findings_by_theme() {
    let journey = lessons();
    assert_eq!(journey.state.screen, Screen::Lessons);
    assert_eq!(listed(&journey).len(), 315);
    assert_eq!(listed(&journey).first(), Some(&chosen(&journey)));
}

#[test]
fn h_and_l_go_from_theme_to_theme() {
    let themes: Vec<&str> = embedded::dataset()
        .themes
        .iter()
        .map(|theme| theme.id.as_str())
        .collect();
    let mut journey = lessons();
    let mut passed = vec![theme(&journey).to_owned()];
    for _ in 0..12 {
        journey = journey.press("l");
        passed.push(theme(&journey).to_owned());
    }
    passed.dedup();
    assert_eq!(passed, themes);
    let first_of_last = chosen(&journey);
    let inside = journey.press("jjj");
    assert_ne!(chosen(&inside), first_of_last);
    let start = inside.press("h");
    assert_eq!(
        chosen(&start),
        first_of_last,
        "first to the start of its theme"
    );
    assert_eq!(theme(&start.press("h")), themes[8]);
}

#[test]
fn j_and_k_go_from_finding_to_finding_and_stop_at_the_ends() {
    let journey = lessons();
    let all = listed(&journey);
    let journey = journey.press("jjj");
    assert_eq!(chosen(&journey), all[3]);
    assert_eq!(chosen(&journey.press("k")), all[2]);
    assert_eq!(chosen(&lessons().press("G")), all[314]);
    assert_eq!(chosen(&lessons().press("Gjjg")), all[0]);
    assert_eq!(chosen(&lessons().press("k")), all[0]);
}

#[test]
fn filters_narrow_each_other_and_x_takes_them_away() {
    let journey = lessons().press("t");
    assert!(listed(&journey).len() < 60);
    assert_eq!(
        journey.state.notice.as_deref(),
        Some("45 findings: theme: System-wide co-ordination and oversight")
    );
    let journey = journey.press("ff");
    let data = journey.state.data;
    let narrowed = listed(&journey);
    assert!(!narrowed.is_empty());
    for record in &narrowed {
        let finding = data.finding(&record.id).unwrap();
        assert_eq!(finding.kind, FindingKind::Argument);
        assert_eq!(finding.theme, "system-wide-coordination");
    }
    assert_eq!(listed(&journey.press("x")).len(), 315);
}

#[test]
fn a_filter_goes_round_and_ends_with_everything() {
    assert_eq!(listed(&lessons().press(&"t".repeat(11))).len(), 315);
    assert_eq!(listed(&lessons().press(&"f".repeat(7))).len(), 315);
    assert_eq!(listed(&lessons().press("dd")).len(), 315);
}

#[test]
fn d_keeps_what_speaks_of_the_year() {
    let journey = Journey::new().press("g1950<enter>5d");
    let data = journey.state.data;
    let found = listed(&journey);
    assert!(!found.is_empty() && found.len() < 315);
    for record in found {
        let finding = data.finding(&record.id).unwrap();
        assert!(finding.speaks_of(journey.state.at), "{}", finding.years());
    }
    assert_eq!(journey.state.filter_words(), "of 1950");
}

#[test]
fn o_keeps_what_speaks_of_a_body() {
    let journey = lessons().press("o");
    assert!(journey.search().wanted.is_some());
    let journey = journey.press("sha");
    let hits = &journey.results().hits;
    assert!(hits.iter().all(|hit| hit.record.kind == Kind::Body));
    let journey = journey.press("<enter>");
    assert_eq!(journey.state.filter_words(), "on: SHA");
    let sha = Text::of("strategic-health-authority");
    let number = embedded::dataset().findings_on(sha).count();
    assert_eq!(listed(&journey).len(), number);
}

#[test]
fn escape_takes_filters_away_before_anything_else() {
    let journey = lessons().press("t<esc>");
    assert_eq!(journey.state.screen, Screen::Lessons);
    assert_eq!(listed(&journey).len(), 315);
}

#[test]
fn nothing_left_is_said_and_harmless() {
    let journey = Journey::new().press("g1940<enter>5dtt");
    assert!(listed(&journey).is_empty());
    assert_eq!(
        journey.state.notice.as_deref(),
        Some("0 findings: theme: Between system working and organisational autonomy, of 1940")
    );
    let journey = journey.press("jkhlgGJKyba<enter>");
    assert!(journey.state.layers.is_empty() && journey.effects.is_empty());
    assert_eq!(listed(&journey.press("x")).len(), 315);
}

#[test]
fn v_sets_findings_against_each_other_and_brings_them_back() {
    let journey = lessons().press("jjjv");
    assert_eq!(listed(&journey).len(), 18);
    assert_eq!(chosen(&journey).kind, Kind::Tension);
    let journey = journey.press("j");
    let second = chosen(&journey);
    let opened = journey.press("<enter>");
    assert_eq!(opened.record(), second.id.as_str());
    let page = words(&opened.page());
    assert!(
        page.contains("One side") && page.contains("The other side"),
        "{page}"
    );
    let findings = opened.press("<bs>v");
    let all = listed(&findings);
    assert_eq!(chosen(&findings), all[3], "where the reader was");
    assert_eq!(chosen(&findings.press("v")), second);
}

#[test]
fn enter_opens_a_finding_with_its_bodies_and_sources() {
    let journey = lessons().press("<enter>");
    assert_eq!(journey.record(), "f001");
    let page = words(&journey.page());
    for wanted in ["Speaks of", "Where it stands", "Others under", "SOURCES"] {
        assert!(page.contains(wanted), "{wanted:?} is not in: {page}");
    }
    let back = journey.press("<bs>");
    assert_eq!(
        (back.state.screen, chosen(&back).id.as_str()),
        (Screen::Lessons, "f001")
    );
}

#[test]
fn a_tension_is_told_with_the_finding_that_stands_in_it() {
    let journey = Journey::new().press("/f028<enter>");
    assert_eq!(journey.record(), "f028");
    let page = words(&journey.page());
    assert!(page.contains("Does it take statute?"), "{page}");
}

#[test]
fn from_a_body_to_its_findings_and_back() {
    let journey = Journey::new().press("/sha<enter>F");
    assert_eq!(journey.state.screen, Screen::Lessons);
    assert_eq!(journey.state.filter_words(), "on: SHA");
    let journey = journey.press("j<enter>");
    assert_eq!(journey.state.current().unwrap().kind, Kind::Finding);
    // A finding leads to the bodies that it speaks of.
    let mut journey = journey;
    for _ in 0..20 {
        journey = journey.press("<tab>");
        let view = journey.state.record_view().unwrap();
        let lines = journey.state.record_lines(view.record);
        let link = nhs_tiers::app::links(&lines)[view.focus.unwrap()].record;
        if link == RecordRef::body(Text::of("strategic-health-authority")) {
            break;
        }
    }
    let body = journey.press("<enter>");
    assert_eq!(body.record(), "strategic-health-authority");
    let again = body.press("F");
    assert_eq!(again.state.filter_words(), "on: SHA");
    assert!(again.state.layers.is_empty());
    let timeline = again.press("1");
    assert_eq!(timeline.selected(), "strategic-health-authority");
}

#[test]
fn the_record_of_a_body_lists_what_research_says_of_it() {
    let journey = Journey::new().press("/sha<enter><enter>");
    let page = journey.page();
    assert!(page.contains("\nLESSONS"), "{page}");
}

#[test]
fn a_finding_is_copied_bookmarked_and_noted() {
    let journey = lessons().press("y");
    let copied = journey.copied();
    assert!(
        copied.contains("Source: ") && copied.contains("evidence to 2 July 2026"),
        "{copied}"
    );
    let journey = journey.press("baread this<esc>");
    let finding = chosen(&journey);
    assert!(journey.state.is_bookmarked(finding));
    assert_eq!(journey.state.note(finding), Some("read this"));
    let again = journey.press("1'<enter>");
    assert_eq!(again.record(), "f001");
}

#[test]
fn words_of_a_finding_lead_to_it() {
    let journey = Journey::new().press("/three sets of bodies<enter>");
    assert_eq!(journey.state.current().unwrap().kind, Kind::Finding);
}

#[test]
fn the_reader_comes_back_to_the_finding() {
    for keys in ["jjj", "jjv"] {
        let journey = lessons().press(keys);
        let kept = journey.state.position();
        let size = Size {
            width: 80,
            height: 24,
        };
        let mut state = State::new(embedded::dataset(), size);
        state.restore(&kept);
        assert_eq!(state.position(), kept);
        assert_eq!(state.screen, Screen::Lessons);
        assert_eq!(state.lesson_current(), journey.state.lesson_current());
    }
}

#[test]
fn scrolling_stays_on_the_page_at_any_size() {
    let mut journey = lessons();
    for height in [40, 12, 9, 60] {
        let size = Size { width: 80, height };
        update(&mut journey.state, Action::Resized(size));
        journey = journey.press(&"J".repeat(30));
        let up = journey.press(&"K".repeat(30));
        assert_eq!(up.state.lessons.top, 0);
        journey = up;
    }
}
