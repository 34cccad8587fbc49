//! What an answer says is so, and in the same words wherever it is said.

use super::*;

fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    // Lines end where the width says.
    out(&output)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_function_was_held_in_the_same_years_wherever_that_is_told() {
    let record = said(&["show", "strategic planning"]);
    let through_time = said(&["functions", "--function", "strategic planning"]);
    for (name, years, role) in [
        ("NHS Executive", "1996–2002", "lead"),
        ("NHS Executive Regional Office", "1996–2002", "advisory"),
        ("Health Authority", "1999–2002", "lead"),
    ] {
        let told = format!("{name} {years} ({role})");
        assert!(record.contains(&told), "{told}: {record}");
        assert!(through_time.contains(&format!("{years} {name} (")));
    }
    assert!(record.contains("NHS England region since 2025 (lead)"));
    assert!(
        record.contains("Sources") || record.contains("SOURCES"),
        "it says what it rests on"
    );
}

#[test]
fn a_form_that_changed_is_told_whole() {
    let compared = said(&["compare", "sha", "stp"]);
    assert!(compared.contains(
        "SHA (2002–2013) was a statutory body; STP (2016–2021) was a non-statutory programme, then a non-statutory partnership."
    ));
}

#[test]
fn a_record_is_shown_as_at_the_date_behind_its_name() {
    let at = said(&["show", "sha", "--at", "2003"]);
    assert_eq!(said(&["show", "sha@2003"]), at);
    assert_ne!(said(&["show", "sha"]), at);
    assert_eq!(said(&["show", "strategic", "health", "authority@2003"]), at);
    let refused = run(&["show", "sha@soon"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("\"soon\" is not a date"));
}

#[test]
fn that_something_goes_on_is_not_that_nobody_found_its_end() {
    let csv = run(&[
        "functions",
        "--function",
        "strategic planning",
        "--format",
        "csv",
    ]);
    let mut rows = csv::Reader::from_reader(&*csv.stdout);
    let heads = rows.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let (body, to, unknown) = (column("body"), column("to"), column("to_unknown"));
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let end_of = |id: &str| {
        let row = rows.iter().find(|row| &row[body] == id).unwrap();
        (row[to].to_owned(), row[unknown].to_owned())
    };
    assert_eq!(
        end_of("emergency-hospital-service"),
        (String::new(), "true".to_owned())
    );
    assert_eq!(
        end_of("integrated-care-system"),
        (String::new(), "false".to_owned())
    );
    for arguments in [
        &["at", "1995", "--format", "csv"][..],
        &["at", "1995", "--place", "hull", "--format", "csv"],
        &["lineage", "hull", "--format", "csv"],
    ] {
        assert!(
            out(&run(arguments))
                .lines()
                .next()
                .unwrap()
                .contains(",to,to_unknown,known_until,")
        );
    }
}

#[test]
fn a_bullet_of_markdown_is_one_bullet_and_what_is_behind_it_is_not_in_it() {
    for arguments in [
        &["show", "sha", "--format", "markdown"][..],
        &["export", "--format", "markdown"],
    ] {
        let output = run(arguments);
        let text = out(&output);
        assert!(!text.contains("- · "));
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2) {
            let goes_on = |line: &str| !line.is_empty() && !line.starts_with("- ");
            assert!(!pair[0].starts_with("- ") || !goes_on(pair[1]), "{pair:?}");
        }
    }
}

#[test]
fn what_is_planned_has_not_taken_effect() {
    // What changed before that day has taken effect; what is behind it is planned.
    let chart = run(&["timeline", "--from", "2026-05-15", "--to", "2027-06"]);
    let says = out(&chart);
    let axis = says.lines().find(|line| line.contains("──")).unwrap();
    assert!(axis.contains('◇') && !axis.contains('◆'), "{says}");
    let picture = run(&[
        "timeline", "--from", "2026", "--to", "2027-06", "--format", "svg",
    ]);
    assert!(out(&picture).contains("(planned)") && !out(&picture).contains("(planned) (planned)"));
}

#[test]
fn a_note_begins_a_sentence_of_its_own() {
    let bassetlaw = said(&["at", "2012", "--place", "bassetlaw"]);
    assert!(
        bassetlaw.contains("Sch. 3. It was there by 1 October 2006"),
        "{bassetlaw}"
    );
}

#[test]
fn a_year_that_a_title_ends_with_is_told_once() {
    let mergers = said(&["show", "icb-mergers-2026"]);
    assert!(
        mergers.contains("(10 April 2026)") && !mergers.contains("2026) (2026)"),
        "{mergers}"
    );
}

#[test]
fn today_is_said_to_be_the_last_day_of_the_evidence() {
    let today = run(&["at", "today", "--place", "leeds"]);
    assert_eq!(
        err(&today),
        "\"today\" is the last day of the evidence, 2 July 2026\n"
    );
    assert!(out(&today).contains("On 2 July 2026"));
}

#[test]
fn a_chart_too_narrow_to_say_anything_is_refused() {
    let refused = run(&["timeline", "--width", "20"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("a number of columns, 40 or more"));
    assert!(
        out(&run(&["timeline", "--width", "40"]))
            .lines()
            .all(|line| line.chars().count() <= 40)
    );
}

#[test]
fn a_name_of_another_kind_is_told_by_its_record() {
    let refused = run(&["functions", "--function", "foo"]);
    assert_eq!(refused.status.code(), Some(1));
    let says = err(&refused);
    assert!(
        says.contains("\"foo\" was taken as Sustainability and Transformation Partnership"),
        "{says}"
    );
}
