//! Questions of a meeting, asked in the browser: contrasts, what changed, who did what.

use nhs_tiers::app::{Layer, Pane, Screen};

use super::Journey;

fn told(journey: &Journey) -> String {
    let lines = journey.state.pane_lines(60);
    text(&lines)
}

fn text(lines: &[nhs_tiers::report::Line]) -> String {
    lines
        .iter()
        .map(|line| {
            line.runs
                .iter()
                .map(|run| run.text.as_str())
                .collect::<String>()
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn contrast(journey: &Journey) -> String {
    let lines = text(&journey.state.contrast_lines());
    lines.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sides(journey: &Journey) -> Vec<&str> {
    let sides = journey.state.contrast.sides.iter();
    sides.map(|side| side.body.as_str()).collect()
}

#[test]
fn a_third_body_is_added_and_taken_away_again() {
    let journey = Journey::new().press("/sha<enter>c/ics<enter>c+icb<enter>");
    assert_eq!(
        sides(&journey),
        [
            "strategic-health-authority",
            "integrated-care-system",
            "integrated-care-board"
        ]
    );
    assert!(contrast(&journey).contains("ICB (since 2022) is a statutory body"));
    // Three are the most.
    let journey = journey.press("+");
    assert!(journey.state.layers.is_empty());
    assert!(
        journey
            .state
            .notice
            .as_deref()
            .is_some_and(|notice| notice.contains("Three"))
    );
    // The chosen one goes: the third is chosen after it was added.
    let journey = journey.press("x");
    assert_eq!(sides(&journey).len(), 2);
    assert!(!contrast(&journey).contains("ICB (since 2022)"));
    // A search fills the chosen side, as before.
    let journey = journey.press("h/rha<enter>");
    assert_eq!(
        sides(&journey),
        ["regional-health-authority", "integrated-care-system"]
    );
}

#[test]
fn v_leaves_only_what_differs() {
    let journey = Journey::new().press("/sha<enter>c/ics<enter>c");
    let all = contrast(&journey);
    let journey = journey.press("v");
    let few = contrast(&journey);
    assert!(few.len() * 2 < all.len());
    assert!(few.contains("≠ A legal person?") && !few.contains("= "));
    assert!(!few.contains("Said of it"), "sentences are not compared");
    assert!(
        !few.contains("Accountable officer"),
        "of one of them it is not established"
    );
    assert_eq!(contrast(&journey.press("v")), all);
}

#[test]
fn three_go_round_and_come_back() {
    let journey = Journey::new().press("/sha<enter>c/ics<enter>c+icb<enter>");
    let before: Vec<String> = sides(&journey).iter().map(ToString::to_string).collect();
    let journey = journey.press("s");
    assert_eq!(sides(&journey)[0], "integrated-care-system");
    let journey = journey.press("ss");
    assert_eq!(sides(&journey), before);
}

#[test]
fn c_on_the_same_body_on_another_day_sets_it_against_itself() {
    let journey = Journey::new().press("/sha<enter>g2003<enter>cg2010<enter>/sha<enter>c");
    assert_eq!(journey.state.screen, Screen::Contrast);
    let says = contrast(&journey);
    assert!(says.contains("SHA on 1 Apr 2003 was a statutory body, 28 of them; on 1 Apr 2010"));
    assert!(says.contains("10 of them"));
    assert!(
        says.contains("Commissioning a Patient-Led NHS"),
        "what happened between"
    );
    // Going to another date changes neither side.
    assert_eq!(contrast(&journey.press("g1985<enter>")), says);
}

#[test]
fn c_twice_on_the_same_day_takes_the_mark_away() {
    let journey = Journey::new().press("/sha<enter>cc");
    assert_eq!(journey.state.screen, Screen::Timeline);
    assert_eq!(journey.state.marked, None);
}

#[test]
fn a_side_is_pinned_to_a_date_and_let_go_again() {
    let journey = Journey::new().press("/ics<enter>c/ics<enter>g2019<enter>/ics<enter>c");
    assert_eq!(journey.state.screen, Screen::Contrast);
    let journey = journey.press("ld2023<enter>");
    assert!(contrast(&journey).contains("on 1 Apr 2023"));
    let journey = journey.press("d<enter>");
    assert_eq!(journey.state.contrast.sides[1].on, None);
    let journey = journey.press("d2019..2020<enter>");
    let Some(Layer::Date(date)) = journey.state.layers.last() else {
        panic!("what is no date stays to be mended");
    };
    assert!(date.error.is_some());
}

#[test]
fn the_classics_end_where_they_began() {
    let mut journey = Journey::new().press("2p");
    let first: Vec<String> = sides(&journey).iter().map(ToString::to_string).collect();
    for _ in 0..11 {
        journey = journey.press("p");
        assert!(!contrast(&journey).is_empty());
    }
    assert!(
        journey
            .state
            .notice
            .as_deref()
            .is_some_and(|notice| notice.contains("12 of 12"))
    );
    assert_eq!(sides(&journey.press("p")), first);
}

#[test]
fn two_dates_tell_what_changed_between_them() {
    let journey = Journey::new().press("g2002-03-31..2002-10-02<enter>");
    let says = told(&journey);
    assert!(says.starts_with("From 31 March 2002 to 2 October 2002"));
    for expected in [
        "Strategic Health Authorities",
        "1 Oct 2002: 28, renamed",
        "NHS Executive Regional Offices",
        "NHS Reform and Health Care",
    ] {
        assert!(says.contains(expected), "{expected} in\n{says}");
    }
    assert_eq!(journey.at(), "2002-10-02");
    // Choosing a bar tells of that bar again.
    assert_eq!(journey.press("j").state.timeline.pane, Pane::Selected);
}

#[test]
fn a_day_is_marked_and_what_changed_since_is_told_on_the_way() {
    let journey = Journey::new().press("g2013-03-31<enter>d");
    assert!(told(&journey).contains("Nothing changed"));
    let journey = journey.press("]");
    assert_eq!(journey.at(), "2013-04-01");
    assert!(told(&journey).contains("Clinical Commissioning Groups"));
    let journey = journey.press("g2022-07-01<enter>");
    assert!(told(&journey).contains("Integrated Care Boards"));
    assert_eq!(journey.press("d").state.timeline.pane, Pane::Selected);
}

#[test]
fn what_changed_is_copied() {
    let journey = Journey::new().press("g1974-03-31..1974-04-01<enter>y");
    assert!(journey.copied().contains("Area Health Authorities"));
}

#[test]
fn a_function_is_read_along_its_row() {
    let journey = Journey::new().press("g2004<enter>3jj");
    let (function, body) = journey.state.matrix_cell().unwrap();
    assert_eq!(function.id, "commissioning");
    assert_eq!(body.id, "primary-care-trust", "who led it on the as-at day");
    let says = text(&journey.state.function_lines(100));
    assert!(says.contains("Who held it on 1 April 2004"));
    assert!(says.contains("● lead █ Primary Care Trust"));
    // The next change of hands is told with who leads then.
    let journey = journey.press("g2013-03-31<enter>]");
    assert_eq!(journey.at(), "2013-04-01");
    let says = text(&journey.state.function_lines(100));
    assert!(says.contains("Clinical Commissioning Group"), "{says}");
}

#[test]
fn the_row_leads_only_to_bodies_that_held_the_function() {
    let mut journey = Journey::new().press("3g");
    journey = journey.press("1975<enter>");
    for _ in 0..5 {
        let before = journey.state.matrix_cell().unwrap().1.id;
        journey = journey.press("l");
        let (function, body) = journey.state.matrix_cell().unwrap();
        if body.id == before {
            break;
        }
        assert!(nhs_tiers::query::role_of(body, &function.id).is_some());
    }
    let body = journey.state.matrix_cell().unwrap().1.id;
    // Down the column the body stays; Enter opens it, t shows it on the timeline.
    let journey = journey.press("jjk");
    assert_eq!(journey.state.matrix_cell().unwrap().1.id, body);
    let journey = journey.press("t");
    assert_eq!(journey.state.screen, Screen::Timeline);
    assert_eq!(journey.selected(), body.as_str());
}
