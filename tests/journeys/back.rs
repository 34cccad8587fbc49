//! The way back from a jump, and the way from match to match.

use super::*;

fn notice(journey: &Journey) -> &str {
    journey.state.notice.as_deref().unwrap_or_default()
}

#[test]
fn a_search_from_a_record_leads_back_to_the_line_that_was_read() {
    let journey = Journey::new().press("g27 mar 2012<enter>/sha<enter><enter>jjjj");
    let (record, at) = (journey.record().to_owned(), journey.at());
    let top = journey.state.record_view().unwrap().top;
    assert!(top == 4 && !record.is_empty());
    let journey = journey.press("Sicb<enter>");
    assert_eq!(journey.selected(), "integrated-care-board");
    assert_ne!(journey.at(), at);
    for keys in ["<bs>", "<c-o>"] {
        let mut journey = Journey::new().press("g27 mar 2012<enter>/sha<enter><enter>jjjj");
        journey = journey.press("Sicb<enter>").press(keys);
        assert_eq!(
            (journey.record(), journey.at()),
            (record.as_str(), at.clone())
        );
        assert_eq!(journey.state.record_view().unwrap().top, top);
        // What lies over the screen is closed first.
        assert_eq!(journey.press(keys).record(), "");
    }
}

#[test]
fn jumps_are_gone_back_one_by_one() {
    let start = Journey::new();
    let (at, selected) = (start.at(), start.selected().to_owned());
    let journey = start.press("/sheffield<enter>");
    assert_eq!(journey.state.screen, Screen::Places);
    let journey = journey.press("g1974<enter>/sha<enter>F");
    assert_eq!(journey.state.screen, Screen::Lessons);
    let journey = journey.press("<bs>");
    assert_eq!(journey.state.screen, Screen::Timeline);
    assert_eq!(journey.selected(), "strategic-health-authority");
    let journey = journey.press("<bs>");
    assert_eq!(
        (journey.state.screen, journey.at()),
        (Screen::Places, "1974-04-01".to_owned())
    );
    let journey = journey.press("<bs>");
    assert_eq!(
        (journey.state.screen, journey.at()),
        (Screen::Places, at.clone())
    );
    assert!(journey.state.has_way_back());
    let journey = journey.press("<bs>");
    assert_eq!((journey.state.screen, journey.at()), (Screen::Timeline, at));
    assert_eq!(journey.selected(), selected);
    assert!(!journey.state.has_way_back());
    assert_eq!(
        notice(&journey.press("<bs>")),
        "There is no jump to go back from"
    );
}

#[test]
fn a_jump_that_took_the_filter_away_gives_it_back() {
    let journey = Journey::new().press("ftier:region<enter>/icb<enter>");
    assert_eq!(journey.state.filter_query(), None);
    let journey = journey.press("<bs>");
    assert_eq!(journey.state.filter_query(), Some("tier:region"));
}

#[test]
fn a_bookmark_a_match_and_the_matrix_lead_back_too() {
    let journey = Journey::new().press("b/sha<enter>'<enter>");
    assert_eq!(journey.selected(), "integrated-care-board");
    assert_eq!(
        journey.press("<bs>").selected(),
        "strategic-health-authority"
    );
    let journey = Journey::new().press("/health authority<enter>");
    let first = (journey.selected().to_owned(), journey.at());
    let journey = journey.press("nn<bs><bs>");
    assert_eq!((journey.selected().to_owned(), journey.at()), first);
    let journey = Journey::new().press("3jt");
    assert_eq!(journey.state.screen, Screen::Timeline);
    assert_eq!(journey.press("<bs>").state.screen, Screen::Functions);
}

#[test]
fn a_record_that_was_found_is_closed_and_leaves_no_jump_behind() {
    let journey = Journey::new().press("/trent rha<enter>");
    assert!(!journey.record().is_empty());
    let journey = journey.press("<esc>");
    assert!(!journey.state.has_way_back());
}

#[test]
fn the_way_back_ends_somewhere_and_is_forgotten_until_tomorrow() {
    let mut journey = Journey::new();
    for year in 1950..2000 {
        journey = journey.press(&format!("g{year}<enter>"));
    }
    let mut tomorrow = Journey::new();
    tomorrow.state.restore(&journey.state.position());
    assert!(!tomorrow.state.has_way_back());
    let mut steps = 0;
    while journey.state.has_way_back() {
        journey = journey.press("<bs>");
        steps += 1;
    }
    assert_eq!((steps, journey.at().as_str()), (30, "1969-04-01"));
}

#[test]
fn n_works_after_a_search_that_led_to_a_place_or_an_organisation() {
    let journey = Journey::new().press("/sheffield<enter>1n");
    assert!(
        notice(&journey).starts_with("Match 1 of "),
        "{}",
        notice(&journey)
    );
    let journey = Journey::new().press("/trent rha<enter><esc>n");
    assert_eq!(journey.selected(), "regional-health-authority");
    assert!(
        notice(&journey).contains("for \"trent rha\""),
        "{}",
        notice(&journey)
    );
}

#[test]
fn n_says_when_it_begins_again_and_when_there_is_nothing() {
    let mut journey = Journey::new().press("/health authority<enter>");
    let (number, first) = (
        journey.state.matches.records.len(),
        journey.selected().to_owned(),
    );
    for _ in 1..number {
        journey = journey.press("n");
        assert!(!notice(&journey).contains("again"), "{}", notice(&journey));
    }
    let journey = journey.press("n");
    assert_eq!(
        notice(&journey),
        format!("Match 1 of {number} for \"health authority\", from the start again")
    );
    assert_eq!(journey.selected(), first);
    let journey = journey.press("N");
    assert!(
        notice(&journey).ends_with("from the end again"),
        "{}",
        notice(&journey)
    );
    let nothing = Journey::new().press("/barnsley kind:place<enter>1n");
    assert_eq!(
        notice(&nothing),
        "\"barnsley kind:place\" found no bar and no reform: press /"
    );
}

#[test]
fn n_keeps_the_day_where_the_match_stands_on_it() {
    let journey = Journey::new().press("/health authority<enter>g1985<enter>");
    let mut journey = journey;
    for _ in 0..journey.state.matches.records.len() {
        let before = journey.state.at;
        journey = journey.press("n");
        let body = journey.state.data.body(journey.selected());
        if body.is_some_and(|body| body.phase_at(before).is_some()) {
            assert_eq!(journey.state.at, before, "{}", journey.selected());
        }
    }
}

#[test]
fn a_search_that_is_left_with_esc_changes_no_match() {
    let none = Journey::new().press("/sha<esc>n");
    assert_eq!(notice(&none), "No search was entered yet: press /");
    let journey = Journey::new().press("/health authority<enter>/icb<esc>n");
    assert!(
        notice(&journey).contains("for \"health authority\""),
        "{}",
        notice(&journey)
    );
}
