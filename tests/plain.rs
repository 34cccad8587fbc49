//! The dialogue of `--plain`: journeys as somebody hears them, lines that nobody would type, and the program in pipes and terminals.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use nhs_tiers::app::Change;
use nhs_tiers::embedded;
use nhs_tiers::plain::{Dialogue, Effect, Reply};
use proptest::prelude::*;
use tempfile::TempDir;

/// What is said to each of these lines, of which the last is looked at.
fn said(lines: &[&str]) -> String {
    let mut dialogue = Dialogue::new(embedded::dataset());
    let mut last = String::new();
    for line in lines {
        last = dialogue.answer(line).text;
    }
    last
}

fn assert_says(lines: &[&str], wanted: &[&str]) {
    let said = said(lines);
    for text in wanted {
        assert!(
            said.contains(text),
            "{lines:?} should say {text:?}:\n{said}"
        );
    }
}

#[test]
fn two_bodies_are_set_against_each_other_shortly_first() {
    let short = said(&["sha vs ics"]);
    let wanted =
        "SHA (2002 to 2013) was a statutory body; ICS (since 2018) is a non-statutory partnership.";
    assert!(short.contains(wanted), "{short}");
    assert!(
        short.contains("3. Number: SHA 28, 10; ICS 10, 14, 18, 29, 42, 36"),
        "{short}"
    );
    assert_says(&["sha vs ics", ""], &["4. A legal person? SHA yes; ICS no"]);
    assert_says(
        &["sha vs ics", "4"],
        &[
            "Each Strategic Health Authority is a body corporate",
            "no basis in legislation",
        ],
    );
    for line in [
        "compare sha ics",
        "c sha, ics",
        "compare SHA with ICS",
        "compare strategic health authority integrated care system",
    ] {
        assert_eq!(said(&[line]), short, "{line}");
    }
    // What is open is one of the two.
    assert_eq!(said(&["sha", "compare ics"]), short);
    // And so are numbers of the last list.
    assert_says(
        &["search kind:body health authority", "compare 1 2"],
        &["questions they differ"],
    );
}

#[test]
fn who_stood_over_a_place_is_asked_in_several_ways() {
    let answer = said(&["at 2004 sheffield"]);
    let wanted = "Sheffield lay in South Yorkshire Strategic Health Authority [1] (statutory body, one of 28).";
    assert!(answer.contains(wanted), "{answer}");
    for lines in [
        ["", "at 2004 over sheffield"],
        ["", "place sheffield 2004"],
        ["", "sheffield 2004"],
        ["", "at 2004 --place sheffield"],
        ["2004", "place sheffield"],
        ["sheffield", "2004"],
    ] {
        assert_eq!(said(&lines), answer, "{lines:?}");
    }
    assert_says(
        &["at 2004 sheffield", "1"],
        &[
            "South Yorkshire Strategic Health Authority",
            "1 April 2002 to 30 June 2006",
        ],
    );
    assert_says(&["place king's lynn"], &["King's Lynn and West Norfolk"]);
    assert_says(
        &["lineage sheffield"],
        &["1. Sheffield Regional Hospital Board, 5 July 1948 to 31 March 1974"],
    );
}

#[test]
fn what_changed_is_told_kind_by_kind() {
    assert_says(
        &["changed 1974"],
        &[
            "Made:",
            "1. Regional Health Authorities",
            "from 1 April 1974",
            "Enter for more (1 of 3 parts).",
        ],
    );
    assert_says(
        &["changed 1974", "", ""],
        &["The reorganisation of 1974 takes effect"],
    );
    assert_says(
        &["changed 1974", "headings", "2"],
        &["Regional Hospital Boards"],
    );
    assert_says(
        &["between 1990 and 1996"],
        &[
            "12 reforms",
            "1. 29 June 1990: National Health Service and Community Care Act 1990",
        ],
    );
    assert_says(
        &["timeline 1974 1976"],
        &["1. 1947 to 1974: Regional Hospital Board (RHB), region tier, statutory body"],
    );
    assert_says(&["1974..1982"], &["From 1 April 1974 to 1 April 1982"]);
}

#[test]
fn a_record_is_opened_by_its_name_alone_and_its_sections_by_theirs() {
    assert_says(
        &["icb"],
        &[
            "Integrated Care Board (ICB).",
            "Statutory body, system tier",
            "Since 1 July 2022",
        ],
    );
    assert_says(
        &["icb", "powers"],
        &["Power to:", "Make contracts for hospital"],
    );
    assert_says(&["icb", "headings"], &["2. Powers"]);
    assert_says(&["icb", "headings", ""], &["11. Sources"]);
    assert_eq!(said(&["icb", "headings", "2"]), said(&["icb", "powers"]));
    assert_eq!(said(&["show icb"]), said(&["icb"]));
    assert_says(&["serch clusters", "1"], &["hits for clusters"]);
    assert_says(
        &["no such thing at all"],
        &["Nothing is called \"no such thing at all\"", "help"],
    );
}

#[test]
fn questions_as_people_ask_them_are_understood() {
    for (question, line) in [
        ("What is an ICB?", "show ICB"),
        ("who stood over Sheffield in 2004?", "at 2004 Sheffield"),
        ("what changed in 1974", "changed 1974"),
        (
            "What is the difference between SHA and ICS?",
            "compare SHA, ICS",
        ),
        ("which lessons about clusters", "lessons clusters"),
        ("what stood in 2004", "at 2004"),
    ] {
        assert_eq!(said(&[question]), said(&[line]), "{question}");
    }
    let said = said(&["icb", "lessons this"]);
    assert!(said.contains("findings on Integrated Care Board"), "{said}");
}

#[test]
fn what_research_says_is_found_by_subject() {
    assert_says(&["lessons clusters"], &["findings on clusters"]);
    assert_says(
        &["lessons"],
        &["10 themes of research", "3. Appropriate scale"],
    );
    assert_says(&["lessons", "3", ""], &["Section: Lessons"]);
}

#[test]
fn back_goes_back_with_its_date_and_its_numbers() {
    let mut dialogue = Dialogue::new(embedded::dataset());
    let first = dialogue.answer("at 2004").text;
    let second = dialogue.answer("2").text;
    dialogue.answer("at 2010");
    let back = dialogue.answer("back").text;
    assert_eq!(back, format!("As at 1 April 2004. {second}"));
    assert_eq!(dialogue.answer("b").text, first);
    assert_eq!(dialogue.answer("2").text, second);
    let place = dialogue.answer("where").text;
    assert!(
        place.starts_with("As at 1 April 2004. Strategic Health Authority"),
        "{place}"
    );
    assert_eq!(said(&["back"]), "This is where it began.");
}

#[test]
fn no_answer_is_longer_than_one_listens_to() {
    for most in [1, 2, 6, 20] {
        answers_are_told_in_parts_of(most);
    }
}

/// Asserts that no part has more lines than that, and one below them on how to go on.
fn answers_are_told_in_parts_of(most: usize) {
    for lines in [
        vec!["sha"],
        vec!["sha", "all"],
        vec!["sha", "headings"],
        vec!["strategic"],
        vec!["2004", "sha", "at 2010", "back"],
        vec!["at 1979 leeds"],
        vec!["at 2030 leeds"],
        vec!["no such thing at all"],
        vec!["help lines"],
        vec!["2004"],
        vec!["help"],
        vec!["help all"],
        vec!["lessons", "1"],
        vec!["timeline"],
        vec!["reforms 1948 2026"],
        vec!["functions"],
        vec!["search health"],
        vec!["lineage sheffield"],
        vec!["sha vs ics"],
        vec!["icb", "organisations"],
        vec!["icb", "sources"],
    ] {
        let mut dialogue = Dialogue::new(embedded::dataset());
        let mut answer = String::new();
        dialogue.answer(&format!("lines {most}"));
        for line in &lines {
            answer = dialogue.answer(line).text;
        }
        let mut parts = 0;
        loop {
            let said = answer.lines().filter(|line| !goes_on(line));
            assert!(
                said.count() <= most && answer.lines().count() <= most + 1 && answer.len() < 1600,
                "{lines:?}, lines {most}:\n{answer}"
            );
            assert!(
                !answer.contains(|c: char| "█▒░✔·≠→│└├".contains(c)),
                "{answer}"
            );
            assert!(!answer.contains("  "), "{answer}");
            if !answer.contains("Enter for more") {
                break;
            }
            answer = dialogue.answer("").text;
            parts += 1;
            assert!(parts < 2000, "{lines:?} never ends");
        }
    }
}

/// Whether a line only says how to go on.
fn goes_on(line: &str) -> bool {
    let ends = [
        "Enter for more (",
        "Numbers open ",
        "To hear of one place:",
        "headings lists all",
        "lessons and a word",
    ];
    ends.iter().any(|end| line.starts_with(end))
}

#[test]
fn help_between_two_parts_leaves_the_numbers_and_the_answer_as_they_were() {
    let mut dialogue = Dialogue::new(embedded::dataset());
    dialogue.answer("lines 4");
    dialogue.answer("at 2004");
    let help = dialogue.answer("help").text;
    assert_eq!(help.lines().count(), 5, "{help}");
    let rest = dialogue.answer("").text;
    assert!(rest.ends_with("help all lists them; quit ends."), "{rest}");
    let part = dialogue.answer("").text;
    assert!(part.starts_with("3. 27 Workforce"), "{part}");
    // Who types something else has heard enough of it.
    dialogue.answer("help");
    let opened = dialogue.answer("2").text;
    assert!(opened.contains("Strategic Health Authority"), "{opened}");
    assert!(dialogue.answer("").text.contains("(2 of "), "{opened}");
}

#[test]
fn parts_of_another_length_leave_nothing_out() {
    let heard = |changes: &[&str]| {
        let mut dialogue = Dialogue::new(embedded::dataset());
        dialogue.answer("sha");
        let mut heard = dialogue.answer("all").text;
        let mut changes = changes.iter();
        while !heard.ends_with("back goes back.") {
            let line = changes.next().unwrap_or(&"");
            heard += "\n";
            heard += &dialogue.answer(line).text;
        }
        heard
    };
    let changed = heard(&["", "lines 20", "", "lines 2", "", "", "lines 7", ""]);
    let whole = heard(&[]);
    let lines = whole.lines().filter(|line| !goes_on(line));
    assert!(lines.clone().count() > 100);
    for line in lines {
        assert!(changed.contains(line), "{line} was left out");
    }
}

#[test]
fn a_question_of_a_quiz_is_told_in_parts_too() {
    let mut dialogue = Dialogue::new(embedded::dataset());
    dialogue.answer("lines 2");
    assert_eq!(
        dialogue.answer("quiz era:1974").effect,
        Some(Effect::OpenStudy)
    );
    let mut said = dialogue.open_study(nhs_tiers::app::Opened::default()).text;
    let mut whole = String::new();
    while said.ends_with("parts).") {
        assert_eq!(said.lines().count(), 3, "{said}");
        whole += &said;
        said = dialogue.answer("").text;
    }
    whole += &said;
    assert!(whole.contains("1. ") && whole.contains("2. "), "{whole}");
    assert!(!dialogue.answer("1").text.is_empty());
}

#[test]
fn what_lies_beyond_the_evidence_is_said_to_be_not_known_before_anything_else() {
    let beyond = "The evidence ends on 2 July 2026: what came after is not known.";
    for lines in [
        &["at 2030 leeds"][..],
        &["leeds 2030"],
        &["at 2030", "leeds"],
        &["at 2030"],
        &["2030"],
        &["at 2030", "standing"],
        &["at 2030", "sha", "powers"],
        &["at 2030", "sha", "all"],
        &["changed 2030"],
        &["changed 2020 2030"],
        &["reforms 2020 2030"],
        &["timeline 2020 2030"],
        &["functions commissioning 2030"],
        &["at 2030", "where"],
        &["at 2030 leeds", "search wessex", "back"],
    ] {
        let said = said(lines);
        let first: Vec<&str> = said.lines().take(2).collect();
        assert!(first.join(" ").contains(beyond), "{lines:?}: {said}");
        assert_eq!(
            said.matches("evidence ends").count(),
            1,
            "{lines:?}: {said}"
        );
    }
    let mut dialogue = Dialogue::new(embedded::dataset());
    assert!(!dialogue.greeting().contains(beyond));
    dialogue.answer("at 2030");
    assert!(dialogue.greeting().contains(beyond));
    for lines in [&["leeds"][..], &["changed 2024"], &["today"], &["where"]] {
        assert!(!said(lines).contains(beyond), "{lines:?}");
    }
}

#[test]
fn what_is_not_known_is_said_in_words() {
    assert_says(
        &["search wessex"],
        &["Wessex Cancer Alliance: organisation, start not established, non-statutory"],
    );
    let mut dialogue = Dialogue::new(embedded::dataset());
    dialogue.answer("lines 1000");
    let data = embedded::dataset();
    let records = data.bodies.iter().map(|body| body.id);
    let records = records.chain(data.sources.iter().map(|source| source.id).step_by(7));
    for id in records {
        for line in [format!("show {id}"), "all".to_owned()] {
            let said = dialogue.answer(&line).text;
            let signs = ["since ?", "–?", "?–", "(?", "·", "→", "✔", "≠"];
            let sign = signs.iter().find(|sign| said.contains(**sign));
            assert!(sign.is_none(), "{line} {id}: {sign:?} in {said}");
            let chars: Vec<char> = said.chars().collect();
            let dash = chars.windows(3).find(
                |three| matches!(three, [a, '–', b] if a.is_ascii_digit() && b.is_ascii_digit()),
            );
            assert!(dash.is_none(), "{line} {id}: {dash:?} in {said}");
        }
    }
}

#[test]
fn the_conversation_on_the_page_is_what_is_said() {
    let page = include_str!("../docs/accessibility.md");
    let (_, rest) = page.split_once("\nA conversation:\n\n").unwrap();
    let (shown, _) = rest.split_once("\n\n").unwrap();
    let mut dialogue = Dialogue::new(embedded::dataset());
    let mut asked = 0;
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in shown.split("    > ").skip(1) {
        let (line, says) = part.split_once('\n').unwrap();
        // On the page long lines are wrapped.
        assert_eq!(words(&dialogue.answer(line).text), words(says), "{line}");
        asked += 1;
    }
    assert_eq!(asked, 2);
    let help = said(&["help"]);
    assert!(page.contains("`help` is six lines"));
    assert_eq!(help.lines().count(), 6, "{help}");
}

#[test]
fn the_manner_of_telling_can_be_chosen() {
    assert_says(
        &["marks full", "lines 20", "icb", "powers"],
        &["(two sources: "],
    );
    let plain = said(&["marks off", "lines 20", "icb", "powers"]);
    assert!(
        !plain.contains("two sources") && plain.contains("(unverified)"),
        "{plain}"
    );
    assert_eq!(
        said(&["lines 2", "sha"]),
        "Strategic Health Authority (SHA).\nStatutory body, region tier, no longer in being on 2 July 2026\nEnter for more (1 of 12 parts)."
    );
    assert_says(
        &["help at"],
        &["at DATE PLACE: sees everything from a date"],
    );
    assert_says(&["help nxt"], &["Perhaps next?"]);
}

#[test]
fn a_note_of_several_lines_is_written_line_by_line() {
    let mut dialogue = Dialogue::new(embedded::dataset());
    assert!(dialogue.answer("write").text.contains("No record is open"));
    dialogue.answer("sha");
    let begun = dialogue.answer("write").text;
    assert!(
        begun.contains("A full stop alone on a line keeps it"),
        "{begun}"
    );
    // What is a command elsewhere is text here, and an empty line is one.
    for line in ["first line", "", "  - back"] {
        assert_eq!(dialogue.answer(line), Reply::default());
    }
    let reply = dialogue.answer(".\n");
    assert!(reply.text.starts_with("Noted: "), "{}", reply.text);
    assert!(matches!(reply.effect, Some(Effect::Keep(_))));
    assert_eq!(
        dialogue.answer("note").text,
        "Your note: first line\n\n  - back"
    );
    // It goes on below, and may be left as it was.
    let begun = dialogue.answer("write").text;
    assert!(begun.contains("below the 3 lines"), "{begun}");
    dialogue.answer("no");
    assert_eq!(dialogue.answer("..").text, "The note is as it was.");
    // What is being written when the input ends is kept.
    dialogue.answer("write");
    dialogue.answer("last");
    let reply = dialogue.end();
    assert!(matches!(reply.effect, Some(Effect::Keep(_))), "{reply:?}");
    assert!(dialogue.answer("note").text.ends_with("- back\nlast"));
    assert_eq!(dialogue.end(), Reply::default());
    // The record says it, without its empty lines.
    let mut said = dialogue.answer("sha").text;
    for _ in 0..9 {
        said += &dialogue.answer("next").text;
    }
    assert!(
        said.contains("Your note: first line\n  - back\nlast"),
        "{said}"
    );
}

#[test]
fn what_could_not_be_kept_is_taken_back_and_gone_on_with() {
    let mut dialogue = Dialogue::new(embedded::dataset());
    let fails = |dialogue: &mut Dialogue, line: &str| {
        let reply = dialogue.answer(line);
        let Some(Effect::Keep(change)) = reply.effect else {
            panic!("{line} keeps something: {reply:?}");
        };
        dialogue.not_kept(&change, "no space").text
    };
    dialogue.answer("sha");
    let says = fails(&mut dialogue, "bookmark");
    assert_eq!(says, "This could not be kept: no space.");
    assert!(dialogue.answer("bookmarks").text.contains("No bookmarks"));
    dialogue.answer("sha");
    let says = fails(&mut dialogue, "note in vain");
    assert!(says.starts_with("This note is not kept: no space."));
    assert_eq!(
        dialogue.answer("note").text,
        "Not kept yet, and what write goes on with: in vain"
    );
    let begun = dialogue.answer("write").text;
    assert!(
        begun.contains("below the line that could not be kept"),
        "{begun}"
    );
    dialogue.answer("and more");
    fails(&mut dialogue, ".");
    // Another record has its own; what is kept in its place takes the place of the first.
    dialogue.answer("icb");
    fails(&mut dialogue, "note another");
    fails(&mut dialogue, "note a third");
    // At the end each is tried once more.
    let mut kept = Vec::new();
    while let Some(Effect::Keep(Change::Note { text, was, .. })) = dialogue.end().effect {
        assert_eq!(was, "");
        kept.push(text);
    }
    assert_eq!(kept, ["a third", "in vain\nand more"]);
    assert_eq!(dialogue.answer("note").text, "Your note: a third");
}

#[test]
fn a_line_too_many_ends_no_note() {
    let mut dialogue = Dialogue::new(embedded::dataset());
    dialogue.answer("sha");
    dialogue.answer("write");
    let line = "word ".repeat(4000);
    let said: Vec<Reply> = (0..4).map(|_| dialogue.answer(&line)).collect();
    assert_eq!(said.first(), Some(&Reply::default()));
    let last = said.last().unwrap();
    assert!(last.text.contains("this line had no room"), "{}", last.text);
    assert!(last.effect.is_none());
    // What follows in a paste is no command.
    assert_eq!(dialogue.answer("note -"), Reply::default());
    assert!(dialogue.answer(".").text.starts_with("Noted: "));
    assert!(dialogue.answer("note").text.ends_with("note -"));
}

#[test]
fn a_long_note_is_not_cut() {
    let mut dialogue = Dialogue::new(embedded::dataset());
    dialogue.answer("sha");
    let long = "word ".repeat(300);
    dialogue.answer(&format!("note {long}"));
    assert_eq!(
        dialogue.answer("note").text,
        format!("Your note: {}", long.trim())
    );
}

#[test]
fn bookmarks_and_notes_are_kept() {
    let mut dialogue = Dialogue::new(embedded::dataset());
    dialogue.answer("sha");
    let reply = dialogue.answer("bookmark");
    assert_eq!(reply.text, "Bookmarked: Strategic Health Authority.");
    assert!(matches!(
        reply.effect,
        Some(Effect::Keep(Change::Bookmark { on: true, .. }))
    ));
    dialogue.answer("note asked in the board");
    assert!(
        dialogue
            .answer("again")
            .text
            .contains("Strategic Health Authority")
    );
    assert!(
        dialogue
            .answer("bookmarks")
            .text
            .contains("1. Strategic Health Authority (SHA)")
    );
    dialogue.answer("1");
    assert_eq!(
        dialogue.answer("note").text,
        "Your note: asked in the board"
    );
    assert_eq!(
        dialogue.answer("bookmark").text,
        "No longer bookmarked: Strategic Health Authority."
    );
}

#[test]
fn lines_that_nobody_would_type_are_answered_too() {
    let long = "sha ".repeat(25_000);
    let mut dialogue = Dialogue::new(embedded::dataset());
    for line in [
        long.as_str(),
        "\u{1b}[31mred",
        "\u{202e}sha",
        "\0",
        "0",
        "99999999999999999999999",
        "-1",
        "'",
        "\"",
        "at",
        "at at at",
        "compare",
        "compare ,,,",
        "compare sha sha",
        "compare sha@ ics@",
        "note",
        "lines 0",
        "marks",
        "/",
        "functions 2004",
        "lineage",
        "lineage sha",
        "show",
        "place",
        "is:nothing",
        "tier:",
        "changed 2004 1990",
        "reforms 0001 9999",
        "at 9999",
        "at 1066",
        "\u{e000}",
        "vs",
        " vs ",
        "@",
        "..",
        "2004..",
    ] {
        let reply = dialogue.answer(line);
        assert!(!reply.text.is_empty(), "{line:?} is not answered");
        assert!(
            !reply.text.contains(|c: char| c.is_control() && c != '\n'),
            "{:?}",
            reply.text
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_it_never_panics_and_sends_no_controls(
        lines in prop::collection::vec(prop_oneof![
            "\\PC{0,60}",
            any::<String>(),
            "(show|search|at|compare|changed|reforms|timeline|place|lineage|functions|lessons|headings|all|back|next|where|note|write|marks|lines|help|again|bookmark) ?[a-z0-9 @.,:'-]{0,20}",
            "[0-9]{1,5}",
        ], 1..12)
    ) {
        let mut dialogue = Dialogue::new(embedded::dataset());
        dialogue.answer("lines 3");
        for line in lines.into_iter().filter(|line| !line.contains("lines")) {
            let reply = dialogue.answer(&line);
            prop_assert!(reply.text.lines().count() <= 4, "{}", reply.text);
            prop_assert!(!reply.text.contains(|c: char| c.is_control() && c != '\n'));
        }
    }
}

/// The program with these bytes as its input.
fn piped(home: &TempDir, arguments: &[&str], input: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_nhs-tiers"))
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        .env("TERM", "dumb")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may have ended before everything was read.
    let _ = program.stdin.take().unwrap().write_all(input);
    program.wait_with_output().unwrap()
}

#[test]
fn it_works_in_a_pipe_with_a_dumb_terminal() {
    let home = TempDir::new().unwrap();
    let output = piped(&home, &["--plain"], b"show sha\nquit\nicb\n");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && output.stderr.is_empty());
    assert!(
        text.contains("> Strategic Health Authority (SHA).\nStatutory body"),
        "{text}"
    );
    assert!(
        !text.contains("Integrated Care Board"),
        "what stands behind quit is not read: {text}"
    );
    assert!(!text.contains('\u{1b}'), "{text:?}");
}

#[test]
fn it_ends_at_the_end_of_input_and_takes_any_bytes() {
    let home = TempDir::new().unwrap();
    let mut input = b"\xff\xfe\x00sha\n".to_vec();
    input.extend(std::iter::repeat_n(b'x', 200_000));
    input.extend(b"\nat 2004\r\nicb");
    let output = piped(&home, &["--plain"], &input);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    assert!(
        text.contains("Standing on 1 April 2004") && text.contains("Integrated Care Board"),
        "{text}"
    );
    assert!(text.ends_with('\n'));
}

#[test]
fn it_opens_where_it_is_told_to() {
    let home = TempDir::new().unwrap();
    let output = piped(
        &home,
        &["--plain", "--at", "2004", "--open", "sheffield"],
        b"",
    );
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("Sheffield lay in South Yorkshire Strategic Health Authority"),
        "{text}"
    );
    let output = piped(&home, &["--plain", "show", "sha"], b"");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_line_with_options_is_answered_as_by_the_command_line() {
    let home = TempDir::new().unwrap();
    let output = piped(
        &home,
        &["--plain"],
        b"at 2004 --tier region\nshow king's lynn --format markdown\nat 2004 --output x\n",
    );
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("Strategic Health Authorities: how many 28, in law statutory body"),
        "{text}"
    );
    assert!(text.contains("# King's Lynn and West Norfolk"), "{text}");
    assert!(text.contains("unexpected argument '--output'"), "{text}");
}

#[test]
fn what_is_kept_is_there_the_next_time() {
    let home = TempDir::new().unwrap();
    piped(&home, &["--plain"], b"sha\nbookmark\n");
    let output = piped(&home, &["--plain"], b"bookmarks\n");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("1. Strategic Health Authority (SHA)"),
        "{text}"
    );
}

#[test]
fn what_cannot_be_kept_is_said_so_first_and_never_lost() {
    let home = TempDir::new().unwrap();
    // A folder cannot be replaced by a file.
    let in_the_way = home.path().join(".local/share/nhs-tiers/personal.ron");
    std::fs::create_dir_all(&in_the_way).unwrap();
    let input = b"sha\nbookmark\nnote precious words\nnote\nwrite\n.\nquit\n";
    let text = String::from_utf8(piped(&home, &["--plain"], input).stdout).unwrap();
    assert!(
        !text.contains("Noted") && !text.contains("Bookmarked"),
        "{text}"
    );
    assert!(!text.contains("Your note:"), "{text}");
    assert_eq!(text.matches("This note is not kept: ").count(), 2, "{text}");
    let (_, last) = text.rsplit_once("This note could not be kept: ").unwrap();
    assert!(last.ends_with("It was:\nprecious words\n"), "{last}");
}

#[test]
fn a_signal_ends_it_as_any_program() {
    use std::io::Read;
    use std::os::unix::process::ExitStatusExt;

    let home = TempDir::new().unwrap();
    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        // Whoever runs the tests may ignore signals, as nohup does, and what they start would inherit that.
        let mut program = Command::new("env")
            .arg("--default-signal=INT,TERM,HUP")
            .args([env!("CARGO_BIN_EXE_nhs-tiers"), "--plain"])
            .env("HOME", home.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut greeting = [0; 32];
        program
            .stdout
            .as_mut()
            .unwrap()
            .read_exact(&mut greeting)
            .unwrap();
        let id = program.id().to_string();
        let killed = Command::new("kill").args(["-s", name, &id]).status();
        assert!(killed.unwrap().success());
        assert_eq!(program.wait().unwrap().signal(), Some(number), "{name}");
    }
}
