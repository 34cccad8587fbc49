//! Journeys: keys in, state out, as a reader would press them. No terminal.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::rc::Rc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use nhs_tiers::app::{
    Action, Effect, HelpLine, Layer, Results, Screen, SearchBox, Size, State, update,
};
use nhs_tiers::embedded;
use nhs_tiers::keys::Keymap;
use nhs_tiers::model::{Date, Kind};
use nhs_tiers::report::Line;
use nhs_tiers::timeline::Mode;

#[path = "journeys/back.rs"]
mod back;
#[path = "journeys/lessons.rs"]
mod lessons;
#[path = "journeys/lines.rs"]
mod lines;
#[path = "journeys/meetings.rs"]
mod meetings;
#[path = "journeys/notes.rs"]
mod notes;
#[path = "journeys/places.rs"]
mod places;
#[path = "journeys/search.rs"]
mod search;

struct Journey {
    state: State,
    effects: Vec<Effect>,
}

impl Journey {
    fn new() -> Self {
        Self {
            state: State::new(
                embedded::dataset(),
                Size {
                    width: 120,
                    height: 40,
                },
            ),
            effects: Vec::new(),
        }
    }

    /// Presses keys: characters as they are, others as `<enter>`, `<esc>`, `<c-c>`, `<a-left>`.
    fn press(mut self, keys: &str) -> Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let (event, length) = match rest.strip_prefix('<').and_then(|tail| tail.split_once('>'))
            {
                Some((name, _)) if !name.is_empty() => (named(name), name.len() + 2),
                _ => (
                    KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE),
                    c.len_utf8(),
                ),
            };
            rest = rest.get(length..).unwrap_or_default();
            for action in Keymap::default().actions(&self.state, event) {
                self.effects.extend(update(&mut self.state, action));
            }
        }
        self
    }

    fn selected(&self) -> &str {
        self.state.timeline.selected.id.as_str()
    }

    fn at(&self) -> String {
        Date::of_day(self.state.at).iso()
    }

    /// What was copied last.
    fn copied(&self) -> &str {
        match self.effects.last() {
            Some(Effect::Copy(text)) => text,
            other => panic!("nothing was copied, but {other:?}"),
        }
    }

    /// The search that lies on top.
    fn search(&self) -> &SearchBox {
        match self.state.layers.last() {
            Some(Layer::Search(search)) => search,
            other => panic!("no search, but {other:?}"),
        }
    }

    /// What that search shows.
    fn results(&self) -> Rc<Results> {
        self.state.results(self.search())
    }

    /// The record that is read, as text.
    fn page(&self) -> String {
        let view = self.state.record_view();
        let record = view.unwrap_or_else(|| panic!("no record is open")).record;
        text(&self.state.record_lines(record))
    }

    fn record(&self) -> &str {
        self.state
            .record_view()
            .map_or("", |view| view.record.id.as_str())
    }
}

fn text(lines: &[Line]) -> String {
    lines.iter().map(Line::text).collect::<Vec<_>>().join("\n")
}

/// The text without its lines: words are looked for, wherever they were broken.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn named(name: &str) -> KeyEvent {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    match name {
        "enter" => plain(KeyCode::Enter),
        "esc" => plain(KeyCode::Esc),
        "bs" => plain(KeyCode::Backspace),
        "tab" => plain(KeyCode::Tab),
        "btab" => KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT),
        "up" => plain(KeyCode::Up),
        "right" => plain(KeyCode::Right),
        "left" => plain(KeyCode::Left),
        "down" => plain(KeyCode::Down),
        "pgdn" => plain(KeyCode::PageDown),
        "pgup" => plain(KeyCode::PageUp),
        "home" => plain(KeyCode::Home),
        "end" => plain(KeyCode::End),
        "del" => plain(KeyCode::Delete),
        "f1" => plain(KeyCode::F(1)),
        modified => {
            let (modifiers, rest) = match modified.split_once('-') {
                Some(("c", rest)) => (KeyModifiers::CONTROL, rest),
                Some(("a", rest)) => (KeyModifiers::ALT, rest),
                _ => panic!("there is no key <{modified}>"),
            };
            let code = match rest.chars().next() {
                Some(c) if rest.len() == c.len_utf8() => KeyCode::Char(c),
                _ => named(rest).code,
            };
            KeyEvent::new(code, modifiers)
        }
    }
}

#[test]
fn the_browser_opens_on_what_stands_now() {
    let journey = Journey::new();
    assert_eq!(journey.selected(), "integrated-care-board");
    assert_eq!(journey.at(), "2026-07-02");
}

#[test]
fn three_letters_and_enter_show_the_strategic_health_authority_while_it_stood() {
    let journey = Journey::new().press("/sha<enter>");
    assert_eq!(journey.selected(), "strategic-health-authority");
    assert_eq!(
        journey.at(),
        "2013-03-31",
        "the nearest day on which it stood"
    );
    assert!(journey.state.layers.is_empty());
}

#[test]
fn c_and_c_again_contrast_two_bodies() {
    let journey = Journey::new().press("/sha<enter>c/stp<enter>c");
    assert_eq!(journey.state.screen, Screen::Contrast);
    assert_eq!(
        journey.state.contrast.sides[0].body,
        "strategic-health-authority"
    );
    assert_eq!(
        journey.state.contrast.sides[1].body,
        "sustainability-and-transformation-partnership"
    );
    let swapped = journey.press("s");
    assert_eq!(
        swapped.state.contrast.sides[1].body,
        "strategic-health-authority"
    );
}

#[test]
fn a_year_means_its_first_of_april() {
    let journey = Journey::new().press("g2004<enter>");
    assert_eq!(journey.at(), "2004-04-01");
    assert_eq!(journey.press("gmar 2016<enter>").at(), "2016-03-01");
}

#[test]
fn what_is_no_date_is_said_and_can_be_mended() {
    let journey = Journey::new().press("g20<enter>");
    assert!(matches!(
        journey.state.layers.last(),
        Some(Layer::Date(date)) if date.error.is_some()
    ));
    assert_eq!(journey.press("04<enter>").at(), "2004-04-01");
}

#[test]
fn escape_goes_back_and_never_out() {
    let journey = Journey::new().press("g1990<enter>/sha<esc>");
    assert_eq!(
        journey.at(),
        "1990-04-01",
        "the search left everything as it was"
    );
    let journey = journey.press("<esc><esc><bs><esc>");
    assert!(!journey.effects.contains(&Effect::Quit));
    assert!(journey.press("q").effects.contains(&Effect::Quit));
}

#[test]
fn q_closes_what_lies_on_top_before_it_quits() {
    let journey = Journey::new().press("<enter>q");
    assert!(journey.state.layers.is_empty() && journey.effects.is_empty());
}

#[test]
fn control_c_is_out_from_everywhere() {
    for keys in ["", "/sh", "g20", "<enter>", "?", "'", "a"] {
        assert!(
            Journey::new()
                .press(keys)
                .press("<c-c>")
                .effects
                .contains(&Effect::Quit),
            "after {keys:?}"
        );
    }
}

#[test]
fn links_are_followed_and_backspace_comes_back() {
    let journey = Journey::new().press("/sha<enter><enter>");
    assert_eq!(journey.record(), "strategic-health-authority");
    let journey = journey.press("<tab><enter>");
    assert_ne!(journey.record(), "strategic-health-authority");
    assert_eq!(journey.state.layers.len(), 2);
    assert_eq!(journey.press("<bs>").record(), "strategic-health-authority");
}

#[test]
fn sections_are_walked_with_h_and_l() {
    let journey = Journey::new().press("/sha<enter><enter>l");
    let first = journey.state.record_view().unwrap().top;
    assert!(first > 0);
    let journey = journey.press("l");
    assert!(journey.state.record_view().unwrap().top > first);
    assert_eq!(journey.press("hh").state.record_view().unwrap().top, 0);
}

#[test]
fn bars_are_walked_from_the_top_tier_down_and_only_those_that_stand() {
    let mut journey = Journey::new().press("g1980<enter>kkkkkkkkkkkkkkkk");
    let mut tiers = Vec::new();
    loop {
        let body = journey.state.data.body(journey.selected()).unwrap();
        assert!(
            body.phase_at(journey.state.at).is_some(),
            "{} did not stand in 1980",
            body.id
        );
        tiers.push(body.tier);
        let before = journey.selected().to_owned();
        journey = journey.press("j");
        if journey.selected() == before {
            break;
        }
    }
    assert!(tiers.len() >= 5 && tiers.is_sorted(), "{tiers:?}");
}

#[test]
fn moving_through_time_stays_in_the_row_and_comes_back() {
    let journey = Journey::new().press("/sha<enter>");
    let journey = journey.press("lll");
    assert_ne!(journey.selected(), "strategic-health-authority");
    assert_eq!(
        journey.press("hhh").selected(),
        "strategic-health-authority"
    );
}

#[test]
fn brackets_step_through_reforms_one_by_one() {
    let journey = Journey::new().press("g1974<enter>]");
    assert_eq!(journey.state.timeline.selected.kind, Kind::Reform);
    let reforms = &journey.state.data.reforms;
    let place = |journey: &Journey| {
        reforms
            .iter()
            .position(|reform| reform.id == journey.selected())
            .unwrap()
    };
    let first = place(&journey);
    let journey = journey.press("]]");
    assert_eq!(place(&journey), first + 2);
    assert_eq!(place(&journey.press("[")), first + 1);
}

#[test]
fn zoom_keeps_the_date_and_zero_shows_everything() {
    let journey = Journey::new().press("g1996<enter>+++");
    assert_eq!(journey.at(), "1996-04-01");
    assert!(journey.state.timeline.window.span() < journey.state.timeline.axis.length() / 3.0);
    let journey = journey.press("0");
    assert_eq!(
        journey.state.timeline.window,
        journey.state.timeline.axis.whole()
    );
}

#[test]
fn evening_the_axis_keeps_the_date_in_view() {
    let journey = Journey::new().press("g1996<enter>++s");
    assert_eq!(journey.state.timeline.axis.mode(), Mode::Evened);
    assert_eq!(journey.at(), "1996-04-01");
    let timeline = &journey.state.timeline;
    let at = timeline.axis.position(journey.state.at);
    assert!((timeline.window.start..=timeline.window.end).contains(&at));
}

#[test]
fn what_is_only_context_is_shown_when_asked_for() {
    let journey = Journey::new();
    let shown = |journey: &Journey| journey.state.shown_bodies().any(|body| body.context);
    assert!(!shown(&journey));
    let journey = journey.press("x");
    assert!(shown(&journey));
    let found = Journey::new().press("/welsh hospital<enter>");
    assert_eq!(
        found.selected(),
        "welsh-hospital-board",
        "a search finds context and shows it"
    );
}

#[test]
fn copying_gives_the_answer_with_its_source() {
    let journey = Journey::new().press("/sha<enter>y");
    let Some(Effect::Copy(text)) = journey.effects.last() else {
        panic!("nothing was copied")
    };
    assert!(text.starts_with("Strategic Health Authority (SHA)"));
    assert!(
        text.contains("statutory body")
            && text.contains("Source: ")
            && text.contains("evidence to 2 July 2026")
    );
    let journey = journey.press("Y");
    let Some(Effect::Copy(text)) = journey.effects.last() else {
        panic!("nothing was copied")
    };
    assert!(text.starts_with("## Strategic Health Authority"));
}

#[test]
fn bookmarks_and_notes_are_kept_and_found_again() {
    let journey = Journey::new().press("/sha<enter>bapage 12 of the minutes<esc>");
    assert_eq!(
        journey
            .effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Keep(_)))
            .count(),
        2
    );
    let record = journey.state.timeline.selected;
    assert_eq!(journey.state.note(record), Some("page 12 of the minutes"));
    let journey = journey.press("g1960<enter>'<enter>");
    assert_eq!(journey.selected(), "strategic-health-authority");
    let journey = journey.press("b");
    assert!(journey.state.bookmarks().is_empty());
}

#[test]
fn n_steps_through_what_the_search_found() {
    let journey = Journey::new().press("/health authority<enter>");
    let first = journey.selected().to_owned();
    let journey = journey.press("n");
    assert_ne!(journey.selected(), first);
    assert_eq!(journey.press("N").selected(), first);
}

#[test]
fn the_search_edits_like_a_shell() {
    let journey = Journey::new().press("/strategic xx<c-w>");
    let Some(Layer::Search(search)) = journey.state.layers.last() else {
        panic!("no search")
    };
    assert_eq!(search.line.text(), "strategic ");
    let journey = journey.press("<c-u>");
    let Some(Layer::Search(search)) = journey.state.layers.last() else {
        panic!("no search")
    };
    assert!(search.line.text().is_empty() && journey.results().hits.is_empty());
}

#[test]
fn a_search_on_the_contrast_screen_fills_the_chosen_side() {
    let journey = Journey::new().press("2p").press("l/icb<enter>");
    assert_eq!(journey.state.screen, Screen::Contrast);
    assert_eq!(
        journey.state.contrast.sides[1].body,
        "integrated-care-board"
    );
}

#[test]
fn yesterdays_place_is_found_again() {
    let journey = Journey::new().press("g1985<enter>++x/sha<enter>c/stp<enter>c");
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
    assert_eq!(state.screen, Screen::Contrast);
}

#[test]
fn pasted_text_is_text_and_nothing_more() {
    let mut journey = Journey::new().press("/");
    update(
        &mut journey.state,
        Action::Paste("sha\n\u{1b}[31m".to_owned()),
    );
    let Some(Layer::Search(search)) = journey.state.layers.last() else {
        panic!("no search")
    };
    assert_eq!(search.line.text(), "sha  [31m");
}

#[test]
fn a_date_shows_what_stood_then_until_a_bar_is_chosen() {
    let pane = |journey: &Journey| text(&journey.state.pane_lines(78));
    let journey = Journey::new().press("g1985<enter>");
    let shown = pane(&journey);
    assert!(shown.starts_with("Standing on 1 April 1985"), "{shown}");
    for wanted in [
        "14 Regional Health Authorities",
        "192 District Health Authorities",
        "statutory body",
    ] {
        assert!(shown.contains(wanted), "{wanted:?} is missing:\n{shown}");
    }
    let later = journey.press("l");
    assert!(
        pane(&later).starts_with("Standing on 1 April 198"),
        "the slice goes along through time"
    );
    let chosen = later.press("j");
    assert!(!pane(&chosen).starts_with("Standing"));
    assert!(pane(&chosen.press("v")).starts_with("Standing"));
}

#[test]
fn a_contrast_begins_with_what_was_selected() {
    let journey = Journey::new().press("/sha<enter>2");
    assert_eq!(
        journey.state.contrast.sides[0].body,
        "strategic-health-authority"
    );
    let journey = journey.press("/icb<enter>");
    assert_eq!(
        journey.state.contrast.sides[1].body,
        "integrated-care-board"
    );
}

#[test]
fn a_name_that_is_not_plain_is_asked_back() {
    let mut journey = Journey::new();
    assert!(journey.state.open_named("sha").is_ok());
    assert_eq!(journey.selected(), "strategic-health-authority");
    let candidates = journey.state.open_named("regional").unwrap_err();
    assert!(candidates.len() > 1 && candidates.len() <= 5);
    assert_eq!(journey.state.open_named("nosuch"), Err(Vec::new()));
}

/// What the footer has to say.
fn notice(journey: &Journey) -> &str {
    journey.state.notice.as_deref().unwrap_or_default()
}

#[test]
fn the_help_is_read_to_its_last_word_on_a_small_screen() {
    for width in [36, 80, 120] {
        let mut journey = Journey::new();
        let size = Size { width, height: 24 };
        update(&mut journey.state, Action::Resized(size));
        let journey = journey.press("?G");
        let lines = journey.state.help_lines();
        let Some(Layer::Help { top, .. }) = journey.state.layers.last() else {
            panic!("no help");
        };
        assert_eq!(*top + journey.state.text_height(), lines.len());
        let room = usize::from(width) - 2 - journey.state.help_indent();
        let mut told = String::new();
        for line in &lines {
            if let HelpLine::Keys(_, says) = line {
                assert!(says.chars().count() <= room, "{width}: {says}");
                told = told + says + " ";
            }
        }
        for whole in [
            "statutory bodies under one management",
            "its end is not established",
            "recall or inference",
            "or 1974..1982 for what changed",
        ] {
            assert!(words(&told).contains(whole), "{width}: {whole}");
        }
    }
}

#[test]
fn two_years_with_a_dash_are_a_stretch_of_time_too() {
    let dots = Journey::new().press("g1974..1982<enter>");
    let dash = Journey::new().press("g1974-1982<enter>");
    assert_eq!(dash.at(), "1982-04-01");
    assert_eq!(dash.state.timeline.pane, dots.state.timeline.pane);
}

#[test]
fn a_financial_year_begins_in_april() {
    assert_eq!(Journey::new().press("g2004/05<enter>").at(), "2004-04-01");
}

#[test]
fn a_day_that_no_calendar_has_is_told() {
    let journey = Journey::new().press("g31 feb 2004<enter>");
    let Some(Layer::Date(date)) = journey.state.layers.last() else {
        panic!("the line is gone");
    };
    let says = date.error.as_deref().unwrap_or_default();
    assert!(says.starts_with("February 2004 has 29 days"), "{says}");
}

#[test]
fn a_date_outside_the_timeline_is_told_when_the_browser_opens_at_it() {
    let mut journey = Journey::new();
    let date = Date::read("1850", journey.state.data.as_of()).unwrap();
    journey.state.open_at(date, false);
    assert!(
        notice(&journey).starts_with("The timeline goes from"),
        "{}",
        notice(&journey)
    );
}

#[test]
fn the_last_day_of_the_evidence_is_a_stop_on_the_way() {
    let journey = Journey::new().press("g1/2/2026<enter>l");
    assert_eq!(journey.at(), "2026-07-02");
    let beyond = journey.press("l");
    assert!(beyond.at().as_str() > "2026-07-02", "{}", beyond.at());
    // The way back from what is planned leads over it too.
    let mut back = beyond.press("h");
    while back.at().as_str() > "2026-07-02" {
        back = back.press("h");
    }
    assert_eq!(back.at(), "2026-07-02");
}

#[test]
fn keys_that_can_do_nothing_on_an_empty_contrast_say_so() {
    let empty = Journey::new().press("2xxx");
    assert_eq!(notice(&empty), "This side is empty already");
    let empty = empty.press("y");
    assert_eq!(notice(&empty), "There is nothing to copy here");
    assert!(empty.effects.is_empty());
}
