//! The commands that answer questions: the lines of the documentation, their forms, and what they refuse.

use std::fs;
use std::path::PathBuf;

use nhs_tiers::cli;

use super::{err, out, run};

fn page(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(name)
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a line, those in quotation marks together.
fn arguments(line: &str) -> Vec<String> {
    line.split('"')
        .enumerate()
        .flat_map(|(index, part)| -> Vec<String> {
            if index % 2 == 1 {
                vec![part.to_owned()]
            } else {
                part.split_whitespace().map(str::to_owned).collect()
            }
        })
        .collect()
}

#[test]
fn every_line_of_the_recipes_answers_its_question() {
    let recipes = fs::read_to_string(page("recipes.md")).unwrap();
    let mut line: Option<Vec<String>> = None;
    let mut answered = 0;
    for text in recipes.lines() {
        if let Some(command) = text.strip_prefix("    nhs-tiers ") {
            line = Some(arguments(command));
        } else if let Some(wanted) = text.strip_prefix("> ") {
            let command = line.take().unwrap();
            let command: Vec<&str> = command.iter().map(String::as_str).collect();
            let output = run(&command);
            assert_eq!(
                (err(&output), output.status.code()),
                ("", Some(0)),
                "{command:?}"
            );
            let says = words(out(&output));
            assert!(
                says.contains(wanted),
                "{command:?}: {wanted:?} is not in: {says}"
            );
            answered += 1;
        }
    }
    let questions = recipes.lines().filter(|line| line.starts_with("## "));
    assert_eq!(answered, questions.count(), "a question has no answer");
    assert!(answered >= 10);
}

/// A command and all those below it, as they are typed.
fn with_all_below(command: &clap::Command, typed: &str) -> Vec<String> {
    let below = command.get_subcommands();
    let below = below.filter(|below| below.get_name() != "help");
    let below = below.flat_map(|below| {
        let typed = format!("{typed} {}", below.get_name());
        with_all_below(below, typed.trim())
    });
    std::iter::once(typed.to_owned()).chain(below).collect()
}

/// What each command says of itself, as a page.
fn help() -> String {
    let mut page = "# The command line\n\nWritten from what `--help` says: run `UPDATE_CLI=1 cargo test --test cli` after a change.\n".to_owned();
    for command in with_all_below(&cli::command(), "") {
        let asked: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
        let output = run(&asked);
        let title = format!("nhs-tiers {command}");
        let lines: Vec<&str> = out(&output).lines().map(str::trim_end).collect();
        let says = lines.join("\n");
        page += "\n## ";
        page += title.trim();
        page += "\n\n```text\n";
        page += says.trim_end();
        page += "\n```\n";
    }
    page
}

#[test]
fn the_page_of_the_command_line_is_fresh() {
    let fresh = help();
    #[expect(
        clippy::disallowed_methods,
        reason = "a test is told by the environment to rewrite a page"
    )]
    let update = std::env::var_os("UPDATE_CLI").is_some();
    if update {
        fs::write(page("cli.md"), &fresh).unwrap();
    }
    let kept = fs::read_to_string(page("cli.md")).unwrap_or_default();
    assert!(
        kept == fresh,
        "docs/cli.md is stale: run UPDATE_CLI=1 cargo test --test cli"
    );
}

#[test]
fn every_command_that_help_lists_has_a_section_on_the_page_and_in_the_manual() {
    let page = fs::read_to_string(page("cli.md")).unwrap();
    let manual = out(&run(&["man"])).replace('\\', "");
    let mut listed = 0;
    let mut asked = vec![Vec::new()];
    while let Some(command) = asked.pop() {
        let line: Vec<&str> = command.iter().map(String::as_str).collect();
        let output = run(&[line.as_slice(), &["--help"]].concat());
        let title = [&["nhs-tiers"], line.as_slice()].concat().join(" ");
        assert!(page.contains(&format!("\n## {title}\n")), "{title}");
        let section = format!("\n.SS \"{title}\"\n");
        assert!(line.is_empty() || manual.contains(&section), "{title}");
        let lines = out(&output).lines();
        let commands = lines.skip_while(|line| *line != "Commands:").skip(1);
        for below in commands.take_while(|line| !line.is_empty()) {
            // What goes on from the line before is set in further.
            let name = below.strip_prefix("  ").unwrap_or_default();
            let name = name.split(' ').next().unwrap_or_default();
            if !["", "help"].contains(&name) {
                asked.push([command.as_slice(), &[name.to_owned()]].concat());
                listed += 1;
            }
        }
    }
    assert!(listed > 20, "{listed} commands were found");
}

#[test]
fn an_answer_for_a_day_beyond_the_evidence_says_so_in_every_form() {
    let note = "The evidence ends on 2 July 2026: what came after is not known.";
    for asked in [
        &["at", "2030"][..],
        &["at", "2030", "--place", "leeds"],
        &["diff", "2020", "2030"],
        &["functions", "--at", "2030"],
        &["compare", "icb", "ics", "--at", "2030"],
    ] {
        let with = |format| run(&[asked, &["--format", format]].concat());
        assert_eq!(json(&[asked, &["--format", "json"]].concat())["note"], note);
        let csv = with("csv");
        assert_eq!(err(&csv).trim_end(), note, "{asked:?}");
        assert!(!out(&csv).contains(note), "{asked:?}");
        for format in ["text", "markdown"] {
            let says = words(out(&with(format)));
            assert!(
                says.contains("The evidence ends on 2 Jul"),
                "{asked:?}: {says}"
            );
        }
    }
    let known = run(&["at", "2004", "--format", "csv"]);
    assert_eq!(err(&known), "");
    assert!(json(&["at", "2004", "--format", "json"])["note"].is_null());
}

fn json(arguments: &[&str]) -> serde_json::Value {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    serde_json::from_str(out(&output)).unwrap()
}

#[test]
fn what_stood_on_a_day_comes_as_json_with_the_keys_of_the_contract() {
    let answer = json(&["at", "2003-01-01", "--format", "json"]);
    assert_eq!(answer["schema"], 1);
    assert_eq!(answer["at"], "2003-01-01");
    let standing = answer["standing_on_that_day"].as_array().unwrap();
    let authorities = standing
        .iter()
        .find(|one| one["body"] == "strategic-health-authority")
        .unwrap();
    assert_eq!(authorities["number"], 28);
    assert_eq!(authorities["standing"], "statutory");
    assert_eq!(authorities["to"], "2013-03-31");
    assert!(!authorities["sources"].as_array().unwrap().is_empty());
}

#[test]
fn a_place_on_a_day_comes_as_json() {
    let answer = json(&["at", "2012", "--place", "bassetlaw", "--format", "json"]);
    assert_eq!(answer["place"], "bassetlaw");
    let found: Vec<&str> = answer["standing_on_that_day"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["organisation"].as_str().unwrap())
        .collect();
    assert!(found.contains(&"east-midlands-sha"), "{found:?}");
    assert!(
        found.contains(&"south-yorkshire-and-bassetlaw-pct-cluster"),
        "{found:?}"
    );
}

#[test]
fn a_search_tells_the_best_first_with_the_letters_that_matched() {
    let answer = json(&["search", "stategic", "helth", "--format", "json"]);
    assert_eq!(answer["query"], "stategic helth");
    let first = &answer["results"][0];
    assert_eq!(first["id"], "strategic-health-authority");
    assert_eq!(first["kind"], "body");
    assert!(!first["matched"].as_array().unwrap().is_empty());
}

#[test]
fn a_record_and_a_lineage_come_as_json() {
    let shown = json(&["show", "sheffield", "--format", "json"]);
    assert_eq!(shown["place"]["id"], "sheffield");
    let lineage = json(&["lineage", "sheffield", "--format", "json"]);
    assert_eq!(lineage["place"], "sheffield");
    assert!(lineage["lineage"].as_array().unwrap().len() > 15);
    let chain = json(&["lineage", "south yorkshire sha", "--format", "json"]);
    assert_eq!(chain["organisation"], "south-yorkshire-sha");
    let before = chain["lineage"]["before"].as_array().unwrap();
    assert!(
        before
            .iter()
            .any(|one| one["organisation"] == "sheffield-ha")
    );
}

#[test]
fn rows_come_as_a_table_and_prose_does_not() {
    let output = run(&["at", "2004", "--format", "csv"]);
    let mut lines = out(&output).lines();
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("body,organisation,tier,standing")
    );
    assert!(lines.any(|line| line.starts_with("strategic-health-authority,")));
    let refused = run(&["show", "sha", "--format", "csv"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("no table"), "{}", err(&refused));
}

#[test]
fn what_is_asked_wrongly_is_refused_in_one_sentence() {
    for (arguments, code, says) in [
        (&["at", "31 feb 2004"][..], 2, "is not a date"),
        (&["at", "tomorrowish"], 2, "is not a date"),
        (
            &["at", "2004", "--place", "nowherez"],
            1,
            "Nothing is called",
        ),
        (&["at", "2004", "--place", "shefeild"], 1, "Did you mean"),
        (&["compare", "sha", "sheffield"], 1, "a body is wanted here"),
        (
            &["lineage", "sha"],
            1,
            "is a body, and a place or an organisation is wanted here",
        ),
        (
            &["functions", "--function", "sha"],
            1,
            "a function is wanted here",
        ),
        (
            &["functions", "--function", "2004"],
            1,
            "is a reform, and a function is wanted here",
        ),
        (&["search", "xyzzyxyzzy"], 1, "Nothing is called"),
        (
            &["search", "sha", "--limit", "0"],
            2,
            "at least 1 is wanted",
        ),
        (
            &["at", "tomorrowish"],
            2,
            "\"tomorrowish\" is not a date: write",
        ),
        (&["at", "13/13/2004"], 2, "there is no month 13"),
        (&["at", "31", "feb", "2004"], 2, "February 2004 has 29 days"),
        (
            &["at", "1900", "--place", "sheffield"],
            1,
            "Nothing is recorded before June 1938.",
        ),
        (&["timeline", "--at", "1850"], 2, "cannot be marked"),
        (
            &["timeline", "--from", "1800", "--to", "1850"],
            1,
            "Nothing is recorded",
        ),
        (&["diff", "1974"], 2, "two dates are wanted"),
        (&["diff", "1974..soon"], 2, "\"soon\" is not a date"),
        (
            &["timeline", "--output", "/no-such-folder/x.svg"],
            2,
            "there is no folder /no-such-folder\n",
        ),
        (&["at", "2004", "--format", "xml"], 2, "invalid value"),
    ] {
        let output = run(arguments);
        assert_eq!(
            (out(&output), output.status.code()),
            ("", Some(code)),
            "{arguments:?}"
        );
        assert!(
            err(&output).contains(says),
            "{arguments:?}: {}",
            err(&output)
        );
    }
}

#[test]
fn what_changed_between_two_days_is_the_same_both_ways() {
    let on = run(&["diff", "2002-03-31", "2002-10-02"]);
    let back = run(&["diff", "2002-10-02", "2002-03-31"]);
    assert_eq!(out(&on), out(&back));
    for wanted in [
        "Strategic Health Authorities",
        "Primary Care Groups",
        "Devolution Day",
    ] {
        assert!(out(&on).contains(wanted), "{wanted}");
    }
    let nothing = run(&["diff", "1950-01-01", "1950-01-01"]);
    assert!(
        out(&nothing).contains("Nothing changed"),
        "{}",
        out(&nothing)
    );
}

/// A line for each command, short enough to be read as a snapshot.
const ANSWERS: &[(&str, &[&str])] = &[
    ("at", &["at", "2004"]),
    ("at_place", &["at", "2012", "--place", "bassetlaw"]),
    ("show", &["show", "icb-cluster", "--at", "2026"]),
    ("search", &["search", "north yorkshire", "--limit", "5"]),
    ("compare", &["compare", "ics@2019", "ics@2023"]),
    ("compare_three", &["compare", "pcg", "pct", "ccg"]),
    ("lineage", &["lineage", "north of tyne"]),
    ("diff", &["diff", "2013-03-31", "2013-04-01"]),
    ("functions", &["functions", "--function", "capital"]),
    ("tour", &["tour"]),
];

#[test]
fn every_answer_in_every_form_is_as_it_was() {
    for (name, asked) in ANSWERS {
        for format in ["text", "markdown", "json", "csv"] {
            let mut line = asked.to_vec();
            line.extend(["--format", format]);
            let output = run(&line);
            // What has no table says so.
            let refused = format == "csv" && output.status.code() == Some(2);
            let says = if refused { err(&output) } else { out(&output) };
            if !refused {
                assert_eq!(output.status.code(), Some(0), "{line:?}: {}", err(&output));
            }
            insta::assert_snapshot!(format!("{name}_{format}"), says);
        }
    }
}

#[test]
fn text_fits_a_page_of_eighty_columns() {
    // A hit of a search is one line in a pipe, however long.
    let pages = ANSWERS.iter().filter(|(name, _)| *name != "search");
    for (_, asked) in pages {
        for line in out(&run(asked)).lines() {
            let wide = unicode_width::UnicodeWidthStr::width(line);
            assert!(wide <= 80, "{asked:?}: {wide} columns: {line}");
        }
    }
}

#[test]
fn bodies_are_compared_by_twos_and_threes() {
    let two = run(&["compare", "sha", "ics"]);
    assert!(words(out(&two)).contains("4 years and 10 months lay between them."));
    let three = run(&["compare", "sha", "ics", "icb", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(out(&three)).unwrap();
    let questions = answer["questions"].as_array().unwrap();
    assert!(
        questions
            .iter()
            .all(|row| row["answers"].as_array().unwrap().len() == 3)
    );
    assert_eq!(answer["bodies"].as_array().unwrap().len(), 3);
    for wrong in [
        &["compare", "sha"][..],
        &["compare", "sha", "ics", "icb", "pct"][..],
    ] {
        assert_eq!(run(wrong).status.code(), Some(2), "{wrong:?}");
    }
    let date = run(&["compare", "sha@tomorrowish", "ics"]);
    assert_eq!(date.status.code(), Some(2));
    assert!(err(&date).contains("is not a date"));
}

#[test]
fn the_timeline_is_written_into_a_file_in_the_form_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for (form, begins) in [
        ("text", "The tiers"),
        ("svg", "<svg "),
        ("html", "<!DOCTYPE html>"),
    ] {
        let file = folder.path().join(form);
        let file = file.to_str().unwrap();
        let output = run(&["timeline", "--format", form, "--output", file]);
        assert_eq!(
            (out(&output), err(&output), output.status.code()),
            ("", "", Some(0))
        );
        assert!(
            fs::read_to_string(file).unwrap().starts_with(begins),
            "{form}"
        );
        let printed = run(&["timeline", "--format", form, "--output", "-"]);
        assert_eq!(out(&printed), fs::read_to_string(file).unwrap());
    }
}

#[test]
fn a_span_of_years_has_all_of_its_first_and_its_last() {
    let output = run(&[
        "timeline", "--from", "1974", "--to", "1982", "--tier", "region",
    ]);
    assert!(out(&output).contains(", 1974 to 1982"), "{}", out(&output));
}

#[test]
fn a_timeline_that_cannot_be_drawn_says_why() {
    for (arguments, says, code) in [
        (
            &["--from", "1990", "--to", "1980"][..],
            "--from is to be the earlier date",
            2,
        ),
        (&["--from", "soon"][..], "\"soon\" is not a date", 2),
        (
            &["--place", "atlantis"][..],
            "Nothing is called \"atlantis\"",
            1,
        ),
        (
            &["--to", "1938-01-05", "--tier", "system"][..],
            "Nothing is recorded there",
            1,
        ),
    ] {
        let output = run(&[&["timeline"], arguments].concat());
        assert!(err(&output).contains(says), "{}", err(&output));
        assert_eq!((out(&output), output.status.code()), ("", Some(code)));
    }
}

#[test]
fn documents_and_the_picture_are_exported() {
    for (form, begins, has) in [
        (
            "markdown",
            "# The tiers",
            "\n### Strategic Health Authority (SHA)\n",
        ),
        (
            "html",
            "<!DOCTYPE html>",
            "<h3>Strategic Health Authority (SHA)</h3>",
        ),
        ("svg", "<svg ", "Strategic Health Authorities</text>"),
    ] {
        let output = run(&["export", "--format", form]);
        assert_eq!((err(&output), output.status.code()), ("", Some(0)));
        assert!(
            out(&output).starts_with(begins) && out(&output).contains(has),
            "{form}"
        );
    }
}

/// Command, exit code, and what the answer or the refusal says.
const MEETINGS: &[(&[&str], i32, &str)] = &[
    // What nobody found the end of has not ended on a day of our making.
    (&["diff", "2012", "2014"], 0, "the end is not established"),
    (
        &["diff", "1997", "2000"],
        0,
        "Health Action Zones · system · non-statutory: partnership · from Apr 1998",
    ),
    (
        &["at", "2000"],
        0,
        "Perhaps still there: when they ended is not established",
    ),
    (
        &["functions", "--function", "strategic planning"],
        0,
        "1938–? Emergency Hospital Service",
    ),
    (
        &["diff", "2002-03-31", "2002-04-02"],
        0,
        "Health Authorities · system · statutory body · to 31 Mar 2002",
    ),
    // No date is told more precisely than it is known.
    (&["compare", "hwb", "pbp"], 0, "Both have stood since 2019."),
    (
        &["compare", "pct", "pct-cluster"],
        0,
        "Both stood from Apr 2011 to 31 Mar 2013.",
    ),
    // A date that was asked for is answered, also where the other body is another.
    (
        &["compare", "sha@1990", "icb@2023"],
        0,
        "SHA (2002–2013) on 1 Apr 1990 was not in being",
    ),
    (
        &["compare", "pct@2012", "pct-cluster"],
        0,
        "Number (they differ) PCT on 1 Apr 2012: 151 (1 Apr 2010)",
    ),
    (
        &["compare", "sha", "sha"],
        2,
        "would be set against itself on one day",
    ),
    // Answers for the minutes say what they rest on.
    (&["compare", "sha", "ics"], 0, "SOURCES"),
    (&["diff", "2002-03-31", "2002-10-02"], 0, "SOURCES"),
    (&["at", "2004"], 0, "SOURCES"),
    (&["functions", "--function", "capital"], 0, "SOURCES"),
    // The evidence has an end.
    (&["at", "2050"], 0, "The evidence ends on 2 July 2026"),
    (
        &["compare", "icb@2030", "icb@2023"],
        0,
        "The evidence ends on 2 Jul 2026.",
    ),
    (
        &["diff", "2025", "2050"],
        0,
        "The evidence ends on 2 July 2026",
    ),
    // A filter that lets nothing through is no statement about the place.
    (
        &[
            "at",
            "2004",
            "--place",
            "hull",
            "--tier",
            "region",
            "--standing",
            "non-statutory",
        ],
        1,
        "Nothing of the kind stood over Kingston upon Hull on 1 April 2004.",
    ),
];

#[test]
fn a_meeting_is_told_what_is_known_and_no_more() {
    for (asked, code, says) in MEETINGS {
        let output = run(asked);
        let told = words(&format!("{}{}", out(&output), err(&output)));
        assert!(told.contains(says), "{asked:?}: {says:?} is not in: {told}");
        assert_eq!(output.status.code(), Some(*code), "{asked:?}");
    }
}

#[test]
fn dates_need_no_quotation_marks() {
    for (written, asked) in [
        (&["at", "2004-04-01"][..], &["at", "1", "april", "2004"][..]),
        (&["at", "2004-04-01"], &["at", "2004/05"]),
        (&["at", "2004-05-01"], &["at", "2004-05"]),
        (&["diff", "1974", "1982"], &["diff", "1974..1982"]),
        (&["diff", "1974", "1982"], &["diff", "1974-1982"]),
        (&["diff", "1974", "1982"], &["diff", "1974", "..", "1982"]),
        (
            &["diff", "1974-04-01", "1982-10"],
            &["diff", "1", "april", "1974", "oct", "1982"],
        ),
    ] {
        let (wanted, found) = (run(written), run(asked));
        assert_eq!(out(&found), out(&wanted), "{asked:?}: {}", err(&found));
        assert!(!out(&found).is_empty());
    }
}

#[test]
fn what_is_asked_cannot_drive_the_terminal() {
    const ODD: &str = "\u{1b}]0;PWN\u{7}\u{9b}31m\u{202e}sha\rx";
    for asked in [
        &["search", ODD][..],
        &["search", "is:\u{1b}[31m"],
        &["show", ODD],
        &["at", ODD],
        &["at", "2004", "--place", ODD],
        &["compare", ODD, "icb"],
        &["functions", "--function", ODD],
        &["timeline", "--from", ODD],
        &["export", "--format", ODD],
        &[ODD],
        &["check", ODD],
        &["export", "--format", "json", "--output", "/\u{1b}[31m/x"],
    ] {
        let output = run(asked);
        let told = format!("{}{}", out(&output), err(&output));
        let driven = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!told.contains(driven), "{asked:?}: {told:?}");
        assert!(
            output.status.code().is_some_and(|code| code <= 2),
            "{asked:?}"
        );
    }
}
