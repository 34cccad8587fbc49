//! Notes: written in place in several lines, read at the top of the record, found again, and never lost by a wrong key.

use nhs_tiers::app::Change;
use nhs_tiers::model::{RecordRef, Text};
use rstest::rstest;

use super::*;

const SHA: RecordRef = RecordRef::body(Text::of("strategic-health-authority"));

/// With the record of the SHA open.
fn sha() -> Journey {
    Journey::new().press("/sha<enter><enter>")
}

fn note(journey: &Journey) -> &str {
    journey.state.note(SHA).unwrap_or_default()
}

/// What stands in the editor.
fn written(journey: &Journey) -> String {
    let editor = journey.state.note_editor();
    editor.map_or_else(|| "closed".to_owned(), |editor| editor.writing.text())
}

fn keeps(journey: &Journey) -> usize {
    let is_note = |effect: &&Effect| matches!(effect, Effect::Keep(Change::Note { .. }));
    journey.effects.iter().filter(is_note).count()
}

#[test]
fn three_lines_are_written_and_the_middle_one_is_mended() {
    let journey = sha().press("aone<enter>too<enter>three<esc>");
    assert_eq!(note(&journey), "one\ntoo\nthree");
    let page = journey.page();
    assert!(page.starts_with("YOUR NOTE\none\ntoo\nthree\n"), "{page}");
    let journey = journey.press("a<up><bs><bs><bs>two<c-s>");
    assert_eq!(note(&journey), "one\ntwo\nthree");
    assert_eq!(keeps(&journey), 2);
}

#[rstest]
#[case("ab<enter>c<left><left>X", "abX\nc")]
#[case("ab<enter>c<home><bs>", "abc")]
#[case("ab<enter>c<up><end><del>", "abc")]
#[case("ab<enter>c<c-p><c-e><c-k>", "abc")]
#[case("ab cd<enter>e<c-a><c-w>X", "ab cdXe")]
#[case("ab<left><enter>", "a\nb")]
#[case("ab<enter>cd<c-u><up><c-y>", "cdab\n")]
#[case("one<enter>two<c-home>X<c-end>Y", "Xone\ntwoY")]
#[case("a<c-j>b", "a\nb")]
fn lines_are_edited_as_everywhere_and_across_their_ends(#[case] keys: &str, #[case] wanted: &str) {
    assert_eq!(written(&sha().press("a").press(keys)), wanted);
}

#[test]
fn page_keys_walk_a_long_note_and_its_cursor_stays_in_view() {
    let journey = sha().press("a").press(&"line<enter>".repeat(60));
    let editor = journey.state.note_editor().unwrap();
    assert!(editor.top > 30, "{}", editor.top);
    let journey = journey.press("<pgup><pgup><pgup><pgup><pgup>X");
    assert!(written(&journey).starts_with("Xline"));
    assert_eq!(journey.state.note_editor().unwrap().top, 0);
    let journey = journey.press("<pgdn>");
    assert_eq!(journey.state.note_editor().unwrap().writing.cursor().1, 1);
}

#[test]
fn a_paste_keeps_its_lines_and_loses_what_drives_terminals() {
    let mut journey = sha().press("abefore ");
    update(
        &mut journey.state,
        Action::Paste("one\r\ntwo\u{1b}[31m\tred".to_owned()),
    );
    assert_eq!(written(&journey), "before one\ntwo [31m red");
}

#[test]
fn esc_keeps_and_ctrl_g_leaves_it_as_it_was_and_nothing_is_lost() {
    let journey = sha().press("akept<esc>a and more<c-g>");
    assert_eq!(note(&journey), "kept");
    assert_eq!(keeps(&journey), 1);
    let says = journey.state.notice.as_deref().unwrap();
    assert!(says.contains("a brings back"), "{says}");
    // What had been written is there again, once.
    let journey = journey.press("a");
    assert_eq!(written(&journey), "kept and more");
    let journey = journey.press("<c-g>a");
    assert_eq!(written(&journey), "kept");
    // On another record it does not turn up.
    let journey = journey.press(" lost?<c-g>Sicb<enter><enter>a");
    assert_eq!(written(&journey), "");
    let journey = journey.press("<esc>Ssha<enter><enter>a<esc>");
    assert_eq!(note(&journey), "kept lost?");
}

#[test]
fn a_note_that_was_not_changed_is_not_kept_anew_and_an_empty_one_is_none() {
    let journey = sha().press("a<enter><enter><esc>");
    assert_eq!(keeps(&journey), 0);
    let journey = journey.press("atext<esc>a<enter><esc>a<c-g>");
    assert_eq!(keeps(&journey), 1);
    let journey = journey.press("a<c-u><esc>");
    assert_eq!(keeps(&journey), 2);
    assert!(journey.state.note(SHA).is_none() && journey.page().starts_with("OVERVIEW"));
}

#[test]
fn what_could_not_be_kept_stands_in_the_editor_again() {
    let mut journey = sha().press("aold<esc>a and new<esc>");
    let Some(Effect::Keep(change)) = journey.effects.last().cloned() else {
        panic!("nothing is kept");
    };
    journey.state.not_kept(&change, "the disk is full");
    assert_eq!(note(&journey), "old");
    assert_eq!(written(&journey), "old and new");
    let says = journey.state.notice.clone().unwrap();
    assert!(
        says.contains("the disk is full") && says.contains("Esc tries again"),
        "{says}"
    );
    let journey = journey.press("<esc>");
    assert_eq!(journey.effects.last(), Some(&Effect::Keep(change)));
    assert_eq!(note(&journey), "old and new");
}

#[test]
fn what_is_being_written_is_known_to_be_unkept_under_the_help_too() {
    let journey = sha().press("adraft<f1>");
    let unkept = journey.state.unkept();
    let Some(Change::Note { text, .. }) = unkept else {
        panic!("{unkept:?}");
    };
    assert_eq!(text, "draft");
    assert!(journey.press("<esc><esc>").state.unkept().is_none());
}

#[test]
fn a_note_is_found_by_its_words_behind_what_is_called_so() {
    let journey =
        sha().press("aThe Zeppelin question,<enter>asked by the board<esc>Szeppelin board");
    let results = journey.results();
    assert_eq!(results.records.first(), Some(&SHA));
    assert!(results.hits[0].is_by_note());
    let noted = journey.state.noted(journey.search(), results.hits[0], 60);
    let noted = noted.unwrap();
    assert_eq!(noted.text, "The Zeppelin question, asked by the board");
    let lit: String = noted
        .matched
        .iter()
        .filter_map(|at| noted.text.chars().nth(*at))
        .collect();
    assert_eq!(lit, "Zeppelinboard");
    // A word of the note and one of the name; and what is called so comes before.
    let journey = journey.press("<c-u>zep strat");
    assert_eq!(journey.results().records, [SHA]);
    let journey = journey.press("<c-u>board");
    let hits = &journey.results().hits;
    let at = hits.iter().position(|hit| hit.record == SHA).unwrap();
    assert!(at > 0 && hits[at].is_by_note() && hits[..at].iter().all(|hit| !hit.is_by_note()));
    assert_eq!(hits.iter().filter(|hit| hit.record == SHA).count(), 1);
    // Found so, it is gone to like any other.
    let journey = journey.press("<c-u>zeppelin<enter>");
    assert_eq!(journey.selected(), "strategic-health-authority");
}

#[test]
fn filters_narrow_to_what_is_noted_or_bookmarked() {
    let journey = sha().press("aZeppelin<esc>Sicb<enter>b/has:note");
    assert_eq!(journey.results().records, [SHA]);
    let journey = journey.press("<c-u>has:note,bookmark");
    assert_eq!(journey.results().records.len(), 2);
    let journey = journey.press("<c-u>kind:body -has:bookmark zeppelin");
    assert_eq!(journey.results().records, [SHA]);
    let journey = journey.press("<c-u>kind:reform zeppelin");
    assert!(journey.results().hits.iter().all(|hit| hit.record != SHA));
    let journey = journey.press("<c-u>zeppelin -zep");
    assert!(journey.results().hits.iter().all(|hit| hit.record != SHA));
    let journey = journey.press("<c-u>has:notes2");
    assert!(!journey.results().faults.is_empty());
    // The timeline shows only these.
    let journey = journey.press("<esc>1fhas:bookmark<enter>");
    let shown: Vec<_> = journey
        .state
        .shown_bodies()
        .map(|body| body.id.to_string())
        .collect();
    assert_eq!(shown, ["integrated-care-board"]);
}

#[test]
fn find_in_a_record_finds_the_note_on_it() {
    let journey = sha().press("athe Zeppelin question<esc>/zeppelin<enter>");
    let view = journey.state.record_view().unwrap();
    let passages = journey.state.passages(view);
    assert_eq!(passages.len(), 1);
    assert_eq!(passages[0].row(), 1);
}

#[test]
fn a_record_stays_where_it_is_read_when_a_note_comes_above_it() {
    let top = |journey: &Journey| {
        let view = journey.state.record_view().unwrap();
        let lines = journey.state.record_lines(view.record);
        lines[view.top].text()
    };
    let journey = sha().press("<pgdn>jjj");
    let read = top(&journey);
    let journey = journey.press("aone<enter>two<esc>");
    assert_eq!(top(&journey), read);
    assert_eq!(top(&journey.press("a<c-u><bs><c-u><esc>")), read);
    // From the top, the note is what is seen.
    assert_eq!(top(&sha().press("anote<esc>")), "YOUR NOTE");
}
