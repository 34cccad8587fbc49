//! Who stood over a place: found, walked through time, opened, copied, kept.

use nhs_tiers::app::{Action, Effect, Layer, Position, Screen, Size, State, update};
use nhs_tiers::dataset::{Dataset, SourceFile};
use nhs_tiers::embedded;
use nhs_tiers::model::{Kind, RecordRef, Text};

use super::{Journey, text, words};

const SHEFFIELD: RecordRef = RecordRef::place(Text::of("sheffield"));

/// Sheffield on 1 April 2004, as the first question of a meeting is asked.
fn sheffield() -> Journey {
    Journey::new().press("4sheffield<enter>g2004<enter>")
}

fn place(journey: &Journey) -> &str {
    let place = journey.state.places.place;
    place.map_or("", Text::as_str)
}

fn organisation(journey: &Journey) -> &str {
    let selected = journey.state.places.selected;
    selected.map_or("", Text::as_str)
}

/// What the pane says of the place.
fn answer(journey: &Journey) -> String {
    words(&text(&journey.state.place_lines(78)))
}

/// What the pane of the timeline says.
fn bar(journey: &Journey) -> String {
    words(&text(&journey.state.pane_lines(78)))
}

#[test]
fn four_asks_for_a_place_and_a_date_answers_in_a_sentence() {
    let journey = sheffield();
    assert_eq!(journey.state.screen, Screen::Places);
    assert_eq!(
        (place(&journey), journey.at().as_str()),
        ("sheffield", "2004-04-01")
    );
    assert!(journey.state.layers.is_empty());
    let says = answer(&journey);
    assert!(
        says.starts_with(
            "On 1 April 2004 Sheffield lay in South Yorkshire Strategic Health Authority \
             (statutory body, one of 28)."
        ),
        "{says}"
    );
    for wanted in [
        "South Yorkshire SHA came from Barnsley Health Authority (1996–2002), Doncaster Health Authority",
        "South Yorkshire SHA became Yorkshire and the Humber Strategic Health Authority",
        "system: There was no authority here",
        "district: Primary care trusts began",
    ] {
        assert!(says.contains(wanted), "{wanted:?} is not in: {says}");
    }
}

#[test]
fn the_sentence_goes_along_through_time() {
    let today = sheffield().press(".");
    assert!(
        answer(&today).starts_with("On 2 July 2026 Sheffield lies in"),
        "{}",
        answer(&today)
    );
    let clusters = today.press("gjan 2012<enter>");
    let says = answer(&clusters);
    for wanted in [
        "Yorkshire and the Humber Strategic Health Authority (statutory body, one of 10)",
        "NHS North of England (non-statutory: shared management, one of 4)",
        "South Yorkshire and Bassetlaw PCT cluster",
        "Sheffield Primary Care Trust (statutory body",
    ] {
        assert!(says.contains(wanted), "{wanted:?} is not in: {says}");
    }
}

#[test]
fn brackets_step_from_change_to_change() {
    let journey = sheffield().press("]");
    assert_eq!(journey.at(), "2006-07-01");
    assert!(answer(&journey).contains("lay in Yorkshire and the Humber Strategic"));
    let journey = journey.press("[");
    assert_eq!(
        journey.at(),
        "2003-07-01",
        "a directorate ended the day before"
    );
    assert_eq!(journey.press("[").at(), "2002-04-01");
    let end = sheffield().press(".]");
    assert_eq!(end.at(), "2026-07-02");
    assert_eq!(
        end.state.notice.as_deref(),
        Some("No change is recorded that way")
    );
}

#[test]
fn capitals_step_from_organisation_to_organisation() {
    let journey = sheffield();
    assert_eq!(organisation(&journey), "south-yorkshire-sha");
    let journey = journey.press("J");
    assert_eq!(organisation(&journey), "yorkshire-and-the-humber-sha");
    assert_eq!(journey.at(), "2006-07-01", "its first day here");
    let journey = journey.press("K");
    assert_eq!(organisation(&journey), "south-yorkshire-sha");
    assert_eq!(journey.at(), "2002-04-01");
    let first = journey.press(&"K".repeat(40));
    // No record says what the area authority came from: the chain and its tier end there.
    assert_eq!(organisation(&first), "sheffield-aha");
    let last = first.press(&"J".repeat(40));
    assert_eq!(organisation(&last), "north-east-and-yorkshire-region-2019");
}

#[test]
fn j_and_k_walk_what_stands_on_the_day_and_no_more() {
    let mut journey = sheffield().press("gjan 2012<enter>kkkkkk");
    let mut seen = vec![organisation(&journey).to_owned()];
    for _ in 0..8 {
        journey = journey.press("j");
        seen.push(organisation(&journey).to_owned());
    }
    seen.dedup();
    assert_eq!(
        seen,
        [
            "yorkshire-and-the-humber-sha",
            "nhs-north-of-england-cluster",
            "south-yorkshire-and-bassetlaw-pct-cluster",
            "sheffield-pct"
        ]
    );
    assert_eq!(journey.at(), "2012-01-01");
}

#[test]
fn enter_opens_the_organisation_with_its_chain_and_backspace_comes_back() {
    let journey = sheffield().press("<enter>");
    assert_eq!(journey.record(), "south-yorkshire-sha");
    let page = journey.page();
    let (before, after) = page.split_once("What it became").unwrap();
    let (_, before) = before.split_once("What it came from").unwrap();
    assert!(before.contains("Sheffield HA"), "{before}");
    for wanted in [
        "└─ Yorkshire and the Humber SHA",
        "NHS England North East and Yorkshire region (part)",
        "Barnsley, Doncaster, Rotherham, Sheffield",
    ] {
        assert!(after.contains(wanted), "{wanted:?} is not in: {after}");
    }
    let back = journey.press("<bs>");
    assert!(back.state.layers.is_empty());
    assert_eq!(
        (place(&back), back.at().as_str()),
        ("sheffield", "2004-04-01")
    );
}

#[test]
fn the_chain_is_followed_link_by_link() {
    let journey = sheffield().press("<enter>l<tab><enter>");
    assert_eq!(
        journey.record(),
        "barnsley-ha",
        "the first link of the lineage"
    );
    assert_eq!(journey.press("<bs>").record(), "south-yorkshire-sha");
}

#[test]
fn what_an_organisation_covered_leads_to_its_places() {
    let mut journey = sheffield().press("<enter>");
    for _ in 0..60 {
        journey = journey.press("<tab>");
        let focus = journey.state.record_view().unwrap().focus.unwrap();
        let lines = journey
            .state
            .record_lines(RecordRef::organisation(Text::of("south-yorkshire-sha")));
        let link = nhs_tiers::app::links(&lines)[focus].record;
        if link == RecordRef::place(Text::of("rotherham")) {
            let opened = journey.press("<enter>");
            assert_eq!(opened.record(), "rotherham");
            assert!(opened.page().contains("Rotherham lay in South Yorkshire"));
            return;
        }
    }
    panic!("no link leads to Rotherham");
}

#[test]
fn i_opens_the_place_whole() {
    let journey = sheffield().press("i");
    assert_eq!(journey.record(), "sheffield");
    let page = words(&journey.page());
    for wanted in [
        "Metropolitan district",
        "ONS E08000019",
        "Sheffield Regional Hospital Board · 5 Jul 1948 to 31 Mar 1974",
        "NHS South Yorkshire Integrated Care Board · since 1 Jul 2022",
        "5 Jul 1948 to 31 Mar 1974: none listed.",
    ] {
        assert!(page.contains(wanted), "{wanted:?} is not in: {page}");
    }
    assert_eq!(journey.press("<bs>").state.screen, Screen::Places);
}

/// A reason why nobody is named is told where nobody is named.
#[test]
fn a_place_whole_does_not_say_of_years_with_somebody_that_nobody_is_named() {
    let page = words(&sheffield().press("i").page());
    assert!(page.contains("Sheffield Primary Care Trust · 1 Oct 2006 to 31 Mar 2013"));
    let says = "1 Oct 2006 to 31 Mar 2013: nobody named.";
    assert!(!page.contains(says), "beside the trust it says {says:?}");
}

#[test]
fn t_shows_the_timeline_through_the_place_and_p_takes_it_away() {
    let journey = sheffield().press("t");
    assert_eq!(journey.state.screen, Screen::Timeline);
    assert_eq!(journey.at(), "2004-04-01");
    let journey = journey.press("/sha<enter>");
    assert!(
        bar(&journey).contains(
            "Over Sheffield: South Yorkshire Strategic Health Authority, 1 Apr 2002 to 30 Jun 2006"
        ),
        "{}",
        bar(&journey)
    );
    let plain = journey.press("p");
    assert!(!bar(&plain).contains("Sheffield"), "{}", bar(&plain));
    let again = plain.press("p");
    assert!(bar(&again).contains("Over Sheffield"));
    let without = again.press("/success regime<enter>");
    assert!(
        !without.state.timeline.through && !bar(&without).contains("Over Sheffield"),
        "what is named nowhere over the place cannot be seen through it: {}",
        bar(&without)
    );
}

#[test]
fn p_on_the_timeline_asks_for_a_place_and_capital_p_for_another() {
    let journey = Journey::new().press("/sha<enter>g2004<enter>p");
    assert!(journey.search().wanted.is_some());
    let journey = journey.press("glossop<enter>");
    assert_eq!(journey.state.screen, Screen::Timeline);
    assert_eq!(place(&journey), "glossop");
    assert!(
        journey
            .state
            .notice
            .as_deref()
            .is_some_and(|says| says.starts_with("Through Glossop")),
        "{:?}",
        journey.state.notice
    );
    let journey = journey.press("Pslough<enter>");
    assert_eq!(place(&journey), "slough");
    assert!(journey.state.timeline.through);
    let left = journey.press("Psheff<esc>");
    assert_eq!(
        place(&left),
        "slough",
        "a search that is left changes nothing"
    );
}

/// Who comes back to a place that was kept types the next one as the first.
#[test]
fn four_on_the_places_asks_for_another() {
    let journey = sheffield().press("14");
    assert!(journey.state.layers.is_empty(), "the place is kept");
    let journey = journey.press("4hull<enter>");
    assert_eq!(place(&journey), "kingston-upon-hull");
    assert_eq!(journey.at().as_str(), "2004-04-01");
    let opened = journey.press("<enter>4");
    assert!(
        opened.state.layers.is_empty(),
        "from a record it leads to the place"
    );
    let left = opened.press("4<esc>");
    assert_eq!(place(&left), "kingston-upon-hull");
}

#[test]
fn copying_gives_the_answer_with_its_sources() {
    let journey = sheffield().press("y");
    let copied = journey.copied();
    assert!(
        words(copied).starts_with(
            "Sheffield On 1 April 2004 Sheffield lay in South Yorkshire Strategic Health Authority (statutory body, one of 28)."
        ),
        "{copied}"
    );
    assert!(
        copied.contains("\nSource: ") && copied.contains("SI 2002/553"),
        "{copied}"
    );
    assert!(copied.contains("evidence to 2 July 2026"), "{copied}");
    let journey = journey.press("Y");
    assert!(journey.copied().starts_with("## Sheffield"));
}

/// Why nobody is named is a statement like others.
#[test]
fn copying_gives_the_sources_of_reasons_too() {
    let journey = sheffield().press("y");
    let copied = journey.copied();
    assert!(copied.contains("there were 303"), "{copied}");
    assert!(
        copied.contains("Primary care trusts in operation on 1 April 2002"),
        "the answer of 8 July 2002 has the number:\n{copied}"
    );
}

#[test]
fn a_place_is_bookmarked_noted_and_found_again() {
    let journey = sheffield().press("baour patch<esc>");
    assert_eq!(journey.state.bookmarks(), [SHEFFIELD]);
    assert_eq!(journey.state.note(SHEFFIELD), Some("our patch"));
    let kept = |effect: &&Effect| matches!(effect, Effect::Keep(_));
    assert_eq!(journey.effects.iter().filter(kept).count(), 2);
    let journey = journey.press("pslough<enter>1'<enter>");
    assert_eq!(journey.state.screen, Screen::Places);
    assert_eq!(place(&journey), "sheffield");
    let journey = journey.press("p");
    let shown = journey.results().records.clone();
    assert_eq!(shown.first(), Some(&SHEFFIELD), "bookmarks come first");
}

#[test]
fn a_name_mistyped_is_asked_back() {
    let journey = Journey::new().press("4shafeeld");
    assert!(journey.results().is_a_guess());
    assert_eq!(journey.state.current(), Some(SHEFFIELD));
    assert_eq!(place(&journey.press("<enter>")), "sheffield");
    let anywhere = Journey::new().press("/shafeeld");
    assert!(anywhere.results().is_a_guess());
    assert!(anywhere.results().records.contains(&SHEFFIELD));
}

#[test]
fn a_place_that_nobody_knows_finds_nothing_and_enter_stays() {
    let journey = sheffield().press("pxyzzyville<enter>");
    assert!(journey.results().hits.is_empty());
    assert_eq!(place(&journey), "sheffield");
    assert_eq!(place(&journey.press("<esc>")), "sheffield");
}

#[test]
fn a_search_for_a_place_finds_places_only() {
    let journey = Journey::new().press("4ha");
    let hits = &journey.results().hits;
    assert!(!hits.is_empty());
    assert!(hits.iter().all(|hit| hit.record.kind == Kind::Place));
    let all = Journey::new().press("4");
    let shown = all.results().records.clone();
    assert_eq!(shown.len(), all.state.data.places.len());
}

#[test]
fn a_code_finds_its_place() {
    let journey = Journey::new().press("4E08000019<enter>");
    assert_eq!(place(&journey), "sheffield");
}

#[test]
fn a_search_anywhere_leads_to_a_place_too() {
    let journey = Journey::new().press("/glossop");
    let shown = journey.results().records.clone();
    let at = shown.iter().position(|record| record.kind == Kind::Place);
    let journey = journey
        .press(&"<down>".repeat(at.unwrap()))
        .press("<enter>");
    assert_eq!(
        (journey.state.screen, place(&journey)),
        (Screen::Places, "glossop")
    );
}

#[test]
fn what_stands_over_a_place_is_contrasted_and_has_its_lessons() {
    let journey = sheffield().press("c1/stp<enter>c");
    assert_eq!(journey.state.screen, Screen::Contrast);
    assert_eq!(
        journey.state.contrast.sides[0].body,
        "strategic-health-authority"
    );
    let lessons = sheffield().press("F");
    assert_eq!(lessons.state.screen, Screen::Lessons);
    assert_eq!(lessons.state.filter_words(), "on: SHA");
}

#[test]
fn without_a_place_every_key_is_harmless() {
    let journey = Journey::new().press("4<esc>");
    assert_eq!(place(&journey), "");
    let journey = journey.press("jkJK[]hlHLzi{}+-0.ybaF<bs><esc>");
    assert_eq!((place(&journey), journey.effects.len()), ("", 0));
    let asked = journey.press("<enter>");
    assert!(
        asked.search().wanted.is_some(),
        "the first thing is to ask for one"
    );
}

#[test]
fn the_reader_comes_back_to_the_place_and_to_the_timeline_through_it() {
    let journey = sheffield().press("J5l1t").press("4gjan 2012<enter>j");
    let kept = journey.state.position();
    let mut state = State::new(
        embedded::dataset(),
        Size {
            width: 80,
            height: 24,
        },
    );
    state.restore(&kept);
    assert_eq!(state.position(), kept);
    assert_eq!(state.screen, Screen::Places);
    assert_eq!(state.places.place, journey.state.places.place);
    assert_eq!(state.places.selected, journey.state.places.selected);
    let through = journey.press("t");
    let kept = through.state.position();
    state.restore(&kept);
    assert_eq!(
        (state.screen, state.timeline.through),
        (Screen::Timeline, true)
    );
    assert_eq!(state.position(), kept);
}

/// The data set with a place of the reader's own, as `--data` reads it.
fn with_own_place(organisation: &str) -> &'static Dataset {
    let text = format!(
        "[Place(id: \"my-patch\", name: \"My patch\", kind: Area, within: \"sheffield\", lineage: [
            Stay(organisation: \"{organisation}\", from: \"2006-07-01\", to: \"2013-03-31\", confidence: Unverified),
        ])]"
    );
    let path = "places/mine.ron".to_owned();
    let file = SourceFile {
        shown: path.clone(),
        path,
        text: Ok(text.leak()),
    };
    let data = embedded::dataset().clone().with_overlay(&[file]);
    Box::leak(Box::new(data.unwrap_or_else(|faults| panic!("{faults:?}"))))
}

fn open(data: &'static Dataset, position: &Position) -> State {
    let size = Size {
        width: 120,
        height: 40,
    };
    let mut state = State::new(data, size);
    state.restore(position);
    state
}

#[test]
fn a_place_that_is_gone_is_forgotten() {
    let size = Size {
        width: 120,
        height: 40,
    };
    let mut own = State::new(with_own_place("london-sha"), size);
    assert!(own.open_named("my patch").is_ok());
    for action in [Action::Bookmark, Action::Through, Action::GoTo(4)] {
        update(&mut own, action);
    }
    let kept = own.position();
    assert!(open(own.data, &kept).timeline.through);
    let mut state = open(embedded::dataset(), &kept);
    state.personal = own.personal.clone();
    assert_eq!(state.places.place, None);
    assert!(!state.timeline.through);
    assert_eq!(state.bookmarks(), []);
    assert_eq!(state.stack().map(|stack| stack.place.id), None);
    // What is asked for then is a place.
    update(&mut state, Action::Open);
    assert!(matches!(state.layers.last(), Some(Layer::Search(_))));
}

#[test]
fn an_organisation_that_is_no_longer_over_the_place_is_not_selected() {
    let size = Size {
        width: 120,
        height: 40,
    };
    let mut before = State::new(with_own_place("london-sha"), size);
    assert!(before.open_named("my patch").is_ok());
    before.open_at("2010-01-01".parse().unwrap(), true);
    assert_eq!(before.places.selected.unwrap(), "london-sha");
    let after = open(with_own_place("north-west-sha"), &before.position());
    assert_eq!(after.places.selected.unwrap(), "north-west-sha");
}
