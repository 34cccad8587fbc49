//! The built program's exports, as the programs see them that read them.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use jsonschema::Validator;
use rstest::rstest;
use serde_json::{Value, json};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_nhs-tiers");

/// The lists of the document.
const KINDS: [&str; 13] = [
    "bodies",
    "organisations",
    "reforms",
    "places",
    "gaps",
    "themes",
    "findings",
    "tensions",
    "coverage",
    "tour",
    "functions",
    "eras",
    "sources",
];

fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// What it says on stderr, but for the line that says that reading takes long: a slow machine or an unoptimised build prints one.
fn err(output: &Output) -> &str {
    let says = str::from_utf8(&output.stderr).unwrap();
    match says.split_once('\n') {
        Some((first, rest)) if first.starts_with("reading the data in ") => rest,
        _ => says,
    }
}

/// What a run printed that answered and said nothing else.
fn answered(output: Output) -> Vec<u8> {
    assert_eq!((err(&output), output.status.code()), ("", Some(0)));
    output.stdout
}

/// Asserts one sentence on stderr, nothing on stdout, and the code for wrong usage.
fn refused(output: &Output, mentions: &[&str]) {
    let says = err(output);
    assert_eq!(
        (output.stdout.len(), output.status.code()),
        (0, Some(2)),
        "{says}"
    );
    assert!(says.starts_with("error: "), "{says}");
    for text in mentions {
        assert!(says.contains(text), "{text:?} is not in: {says}");
    }
}

fn document(arguments: &[&str]) -> Value {
    let all = [&["export", "--format", "json"], arguments].concat();
    serde_json::from_slice(&answered(run(&all))).unwrap()
}

/// The tables of a folder, by name without `.csv`: each a list of rows by heading.
fn tables(folder: &Path) -> BTreeMap<String, Vec<BTreeMap<String, String>>> {
    let read = |entry: fs::DirEntry| {
        let mut reader = csv::Reader::from_path(entry.path()).unwrap();
        let rows: Result<Vec<_>, _> = reader.deserialize().collect();
        let name = entry.file_name().into_string().unwrap();
        (name.strip_suffix(".csv").unwrap().to_owned(), rows.unwrap())
    };
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| read(entry.unwrap()))
        .collect()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn record<'a>(value: &'a Value, kind: &str, id: &str) -> &'a Value {
    list(value, kind)
        .iter()
        .find(|record| record["id"] == id)
        .unwrap_or_else(|| panic!("no {id} among the {kind}"))
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}

/// Calls with every object in the document.
fn each_object(value: &Value, call: &mut impl FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| each_object(item, call)),
        Value::Object(object) => {
            call(object);
            object.values().for_each(|item| each_object(item, call));
        }
        _ => {}
    }
}

fn schema() -> Validator {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn is_valid(schema: &Validator, document: &Value) {
    let errors: Vec<String> = schema
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .take(5)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// An overlay with a little of everything, made up: a town in a county, an end that nobody found out, and text that is a formula.
fn overlay() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |file: &str, text: &str| {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(
            path,
            text.replace("CLAIM", "sources: [\"a-source\"], confidence: Single"),
        )
        .unwrap();
    };
    write(
        "sources.ron",
        r#"[Source(id: "a-source", title: "=HYPERLINK(\"https://example.org\")", kind: Press)]"#,
    );
    write(
        "bodies/test-board.ron",
        r#"Body(id: "test-board", name: "Made-up board", plural: "Made-up boards", tier: Region,
            gloss: "A body that a test made up.", summary: "@test, it said, \"never\" was.", CLAIM,
            phases: [Phase(from: "1948-07-05", to: "after 2002-02", form: StatutoryBody, CLAIM)],
            functions: [Holding(function: "capital", role: Lead, from: "1950", text: "Buildings.", CLAIM)],
            evidence: [Evidence(text: "It was.", quote: Quote(words: "It is.", by: "A. Tester", document: "Tests"), CLAIM)])"#,
    );
    write(
        "organisations/test-board.ron",
        r#"Organisations(body: "test-board", organisations: [
            Organisation(id: "test-north", name: "North", from: "1948-07-05", to: "1990-12-31", codes: [
                Code(scheme: Ods, code: "NEW", from: "1980"), Code(scheme: Ods, code: "OLD", from: "1970", to: "1979"),
                Code(scheme: Ons, code: "E1", to: "unknown")], CLAIM),
            Organisation(id: "test-south", name: "South", to: "unknown", CLAIM, area: "-the south",
                predecessors: [Link(organisation: "test-north", share: Part, inferred: true)])])"#,
    );
    write(
        "places/test.ron",
        r#"[
            Place(id: "test-county", name: "Countyshire", kind: County, lineage: [
                Stay(organisation: "test-north", from: "1948-07-05", to: "1990-12-31", share: Part, CLAIM),
                Stay(organisation: "test-south", from: "1948-07-05", to: "1970-12-31", share: Part, CLAIM),
                Stay(organisation: "test-south", from: "1971-01-01", CLAIM)],
                gaps: [Gap(tier: System, from: "1948", to: "1974-03", reason: "There was none.", CLAIM)]),
            Place(id: "test-town", name: "Township", kind: District, within: "test-county", aliases: ["+Town"], lineage: [
                Stay(organisation: "test-north", from: "1948-07-05", to: "1960-12-31", CLAIM)]),
        ]"#,
    );
    write(
        "gaps.ron",
        r#"[Gap(tier: Neighbourhood, from: "1948-07-05", to: "1999-03-31", reason: "There was none.", CLAIM)]"#,
    );
    write(
        "themes.ron",
        r#"[Theme(id: "test-theme", name: "Tests", summary: "They fail.", CLAIM)]"#,
    );
    write(
        "findings.ron",
        r#"[
            Finding(id: "test-one", theme: "test-theme", kind: Quotation, text: "So.", bodies: ["test-board"], from: "1950", to: "1960-05",
                quote: Quote(words: "So", by: "A. Tester", document: "Tests", year: "1999"),
                locators: [Locator(source: "a-source", passage: "p. 3")], CLAIM),
            Finding(id: "test-two", theme: "test-theme", kind: Argument, text: "Not so.", confidence: Unverified),
        ]"#,
    );
    write(
        "tensions.ron",
        r#"[Tension(id: "test-tension", question: "So or not?", one: ["test-one"], other: ["test-two"], text: "It is open.")]"#,
    );
    write(
        "tour.ron",
        r#"[Stop(id: "test-stop", date: "1950-06-01", title: "A stop", text: "=It begins.", lights: ["test-board"], CLAIM)]"#,
    );
    write(
        "coverage.ron",
        r#"[Passage(seed: "a-source", passage: "Line 1", findings: ["test-one"]),
            Passage(seed: "a-source", passage: "Line 2", left_out: "It says nothing.")]"#,
    );
    folder
}

/// The document of the data set that is part of the program.
static BUILT_IN: LazyLock<Value> = LazyLock::new(|| document(&[]));

/// The document with the overlay over it.
static OVERLAID: LazyLock<Value> = LazyLock::new(|| {
    let folder = overlay();
    document(&["--data", folder.path().to_str().unwrap()])
});

#[test]
fn the_document_is_what_the_schema_says() {
    let schema = schema();
    is_valid(&schema, &BUILT_IN);
    is_valid(&schema, &OVERLAID);
}

#[test]
fn the_schema_catches_what_is_missing_and_what_is_wrong() {
    let mut whole = OVERLAID.clone();
    // The record of each kind that fills most lists is enough, with the made-up body.
    for kind in KINDS {
        let filled = |record: &Value| {
            let lists = record.as_object().unwrap().values();
            lists.filter(|value| value.get(0).is_some()).count()
        };
        let records = whole[kind].as_array_mut().unwrap();
        records.sort_by_key(|record| (record["id"] != "test-board", usize::MAX - filled(record)));
        records.truncate(2);
    }
    let schema = schema();
    is_valid(&schema, &whole);
    let wrong = |pointer: &str, change: &dyn Fn(&mut Value)| {
        let mut document = whole.clone();
        let place = document.pointer_mut(pointer);
        change(place.unwrap_or_else(|| panic!("nothing at {pointer}")));
        assert!(!schema.is_valid(&document), "{pointer}");
    };
    let without = |pointer: &str, key: &str| {
        wrong(pointer, &|object| {
            object.as_object_mut().unwrap().remove(key);
        });
    };
    let optional = ["to_unknown", "known_until", "inherited_from"];
    for key in whole.as_object().unwrap().keys() {
        without("", key);
    }
    for kind in KINDS {
        for (index, record) in list(&whole, kind).iter().enumerate() {
            let here = format!("/{kind}/{index}");
            for (key, value) in record.as_object().unwrap() {
                if !optional.contains(&key.as_str()) {
                    without(&here, key);
                }
                let first = value.pointer("/0").and_then(Value::as_object);
                for inner in first.into_iter().flat_map(serde_json::Map::keys) {
                    if !optional.contains(&inner.as_str()) {
                        without(&format!("{here}/{key}/0"), inner);
                    }
                }
            }
        }
    }
    for (path, value) in [
        ("schema", json!(2)),
        ("as_of", json!("2 July 2026")),
        ("bodies/0/tier", json!("county")),
        ("bodies/0/to_unknown", json!(false)),
        ("bodies/0/to", json!("2002")),
        ("bodies/0/phases", json!([])),
        ("bodies/0/phases/0/standing", json!("Statutory")),
        ("bodies/0/phases/0/from", json!("1948-13")),
        ("bodies/0/phases/0/sources", json!([])),
        ("bodies/0/functions/0/role", json!("leader")),
        ("bodies/0/evidence/0/quote", json!("words")),
    ] {
        wrong(&format!("/{path}"), &|place| *place = value.clone());
    }
}

#[test]
fn every_id_is_used_once_and_leads_somewhere() {
    let document = &*OVERLAID;
    let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for kind in KINDS {
        for record in list(document, kind) {
            let id = record["id"].as_str().unwrap();
            assert!(
                ids.entry(kind).or_default().insert(id),
                "{kind}: {id} twice"
            );
        }
    }
    let known = |kind: &str, id: &Value| {
        assert!(
            ids[kind].contains(id.as_str().unwrap()),
            "no {id} among the {kind}"
        );
    };
    each_object(document, &mut |object| {
        let each = |key: &str| {
            object
                .get(key)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
        };
        if object.contains_key("schema") {
            return;
        }
        each("sources").for_each(|id| known("sources", id));
        each("lights").for_each(|id| known("bodies", id));
        for (key, kind) in [
            ("body", "bodies"),
            ("function", "functions"),
            ("organisation", "organisations"),
            ("inherited_from", "places"),
            ("within", "places"),
            ("theme", "themes"),
            ("source", "sources"),
            ("seed", "sources"),
        ] {
            if let Some(id) = object.get(key).filter(|id| !id.is_null()) {
                known(kind, id);
            }
        }
    });
    for kind in ["bodies", "organisations"] {
        for record in list(document, kind) {
            for link in list(record, "predecessors") {
                known(kind, &link["id"]);
                let earlier = self::record(document, kind, link["id"].as_str().unwrap());
                let back = list(earlier, "successors").iter();
                assert!(
                    back.filter(|back| back["id"] == record["id"]).count() > 0,
                    "{} does not know its successor {}",
                    earlier["id"],
                    record["id"]
                );
            }
        }
    }
    for tension in list(document, "tensions") {
        let sides = strings(&tension["one"]).chain(strings(&tension["other"]));
        sides.for_each(|id| known("findings", &json!(id)));
    }
}

#[test]
fn every_record_has_a_source_or_says_that_it_has_none() {
    let document = &*OVERLAID;
    for kind in KINDS {
        for record in list(document, kind) {
            let sources = record["sources"].as_array().unwrap();
            let may_have_none =
                ["functions", "sources"].contains(&kind) || record["confidence"] == "unverified";
            assert!(
                may_have_none || !sources.is_empty(),
                "{kind}: {}",
                record["id"]
            );
        }
    }
    each_object(document, &mut |object| {
        if let Some(confidence) = object.get("confidence") {
            let number = object["sources"].as_array().unwrap().len();
            let least = match confidence.as_str() {
                Some("corroborated") => 2,
                Some("single") => 1,
                _ => 0,
            };
            assert!(number >= least, "{object:?}");
        }
    });
}

/// Whether a record is known to have stood on a day, as docs/export.md says it can be told from the strings.
fn stood(record: &Value, day: &str) -> bool {
    let end = ["to", "known_until"]
        .iter()
        .find_map(|key| record[key].as_str())
        .or_else(|| record["to_unknown"].as_bool().and(record["from"].as_str()));
    let begun = record["from"].as_str().is_some_and(|from| from <= day);
    begun && end.is_none_or(|end| end >= day.get(..end.len()).unwrap())
}

#[test]
fn twenty_eight_strategic_health_authorities_stood_on_the_first_day_of_2003() {
    let document = &*BUILT_IN;
    let stood: Vec<&Value> = list(document, "organisations")
        .iter()
        .filter(|one| one["body"] == "strategic-health-authority" && stood(one, "2003-01-01"))
        .collect();
    assert_eq!(stood.len(), 28);
    let sha = record(document, "bodies", "strategic-health-authority");
    assert_eq!(
        (&sha["short"], &sha["tier"], &sha["from"], &sha["to"]),
        (
            &json!("SHA"),
            &json!("region"),
            &json!("2002-04-01"),
            &json!("2013-03-31")
        )
    );
    for phase in list(sha, "phases") {
        assert_eq!(
            (&phase["form"], &phase["standing"]),
            (&json!("statutory-body"), &json!("statutory"))
        );
    }
    let stp = record(
        document,
        "bodies",
        "sustainability-and-transformation-partnership",
    );
    assert_eq!(stp["phases"][0]["standing"], "non-statutory");
}

#[test]
fn dates_keep_their_precision_and_ends_say_what_is_known() {
    let document = &*OVERLAID;
    let board = record(document, "bodies", "test-board");
    for record in [board, &board["phases"][0]] {
        assert_eq!(
            (&record["to"], &record["to_unknown"], &record["known_until"]),
            (&Value::Null, &json!(true), &json!("2002-02"))
        );
    }
    let held = &board["functions"][0];
    assert_eq!(
        (&held["from"], &held["from_of_body"], &held["to_of_body"]),
        (&json!("1950"), &json!(false), &json!(true))
    );
    assert_eq!(held["known_until"], "2002-02");
    let north = record(document, "organisations", "test-north");
    assert_eq!(
        (
            &north["to"],
            &north["to_unknown"],
            &north["ods"],
            &north["ons"]
        ),
        (
            &json!("1990-12-31"),
            &Value::Null,
            &json!("NEW"),
            &json!("E1")
        )
    );
    assert_eq!(list(north, "codes").len(), 3);
    assert_eq!(
        north["successors"],
        json!([{ "id": "test-south", "share": "part", "inferred": true }])
    );
    let south = record(document, "organisations", "test-south");
    assert_eq!(
        (&south["from"], &south["ods"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn the_lineage_of_a_place_is_what_holds_for_it() {
    let document = &*OVERLAID;
    let told = |place: &str| -> Vec<Value> {
        list(record(document, "places", place), "lineage")
            .iter()
            .map(|stay| {
                json!([
                    stay["organisation"],
                    stay["from"],
                    stay["to"],
                    stay["share"],
                    stay["certain"],
                    stay["inherited_from"]
                ])
            })
            .collect()
    };
    assert_eq!(
        told("test-county"),
        [
            json!(["test-north", "1948-07-05", "1990-12-31", "part", true, null]),
            json!(["test-south", "1948-07-05", "1970-12-31", "part", true, null]),
            json!(["test-south", "1971-01-01", null, "whole", true, null]),
        ]
    );
    // The town has a record of its own to 1960. After that the county's holds, but not which part of the county the town is.
    assert_eq!(
        told("test-town"),
        [
            json!([
                "test-north",
                "1948-07-05",
                "1960-12-31",
                "whole",
                true,
                null
            ]),
            json!([
                "test-north",
                "1961-01-01",
                "1990-12-31",
                "part",
                false,
                "test-county"
            ]),
            json!([
                "test-south",
                "1961-01-01",
                "1970-12-31",
                "part",
                false,
                "test-county"
            ]),
            json!([
                "test-south",
                "1971-01-01",
                null,
                "whole",
                true,
                "test-county"
            ]),
        ]
    );
    let town = record(document, "places", "test-town");
    assert_eq!(
        (
            &town["within"],
            &town["sources"],
            &town["lineage"][0]["body"]
        ),
        (
            &json!("test-county"),
            &json!(["a-source"]),
            &json!("test-board")
        )
    );
}

#[test]
fn the_document_is_sorted_and_comes_out_the_same_again() {
    let text = answered(run(&["export", "--format", "json"]));
    assert_eq!(text, answered(run(&["export", "--format", "json"])));
    assert!(text.starts_with(b"{\n  \"schema\": 1,\n  \"as_of\": \"20"));
    assert!(text.ends_with(b"\n}\n"));
    let document: Value = serde_json::from_slice(&text).unwrap();
    for kind in [
        "bodies",
        "organisations",
        "places",
        "findings",
        "tensions",
        "sources",
    ] {
        let ids: Vec<&str> = list(&document, kind)
            .iter()
            .map(|record| record["id"].as_str().unwrap())
            .collect();
        assert!(ids.is_sorted(), "{kind}");
    }
}

#[test]
fn a_file_gets_what_standard_output_gets() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("nhs.json");
    let name = path.to_str().unwrap();
    let printed = answered(run(&["export", "--format", "json", "--output", "-"]));
    let export = ["export", "--format", "json", "--output", name];
    assert!(answered(run(&export)).is_empty());
    assert!(fs::read(&path).unwrap() == printed);
    fs::write(&path, "mine").unwrap();
    refused(&run(&export), &["nhs.json", "--force"]);
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    assert!(answered(run(&[&export[..], &["--force"]].concat())).is_empty());
    assert!(fs::read(&path).unwrap() == printed);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_tables_hold_what_the_document_holds() {
    let (data, document) = (overlay(), &*OVERLAID);
    let folder = TempDir::new().unwrap();
    let name = folder.path().join("new");
    let options = [
        "--data",
        data.path().to_str().unwrap(),
        "--output",
        name.to_str().unwrap(),
    ];
    let all = [&["export", "--format", "csv"], &options[..]].concat();
    assert!(answered(run(&all)).is_empty());
    let tables = tables(&name);
    let inner = |kind: &str, keys: &[&str]| -> usize {
        let of = |record: &Value| -> usize { keys.iter().map(|key| list(record, key).len()).sum() };
        list(document, kind).iter().map(of).sum()
    };
    let records = |kind: &str| list(document, kind).len();
    let expected = [
        (
            "accountability",
            inner("bodies", &["accountable_to", "holds_to_account"]),
        ),
        ("answers", inner("bodies", &["answers"])),
        ("bodies", records("bodies")),
        (
            "codes",
            inner("organisations", &["codes"]) + inner("places", &["codes"]),
        ),
        (
            "complete_lists",
            inner("bodies", &["organisations_complete"]),
        ),
        ("counts", inner("bodies", &["counts"])),
        ("coverage", records("coverage")),
        ("effects", inner("reforms", &["effects"])),
        ("eras", records("eras")),
        ("evidence", inner("bodies", &["evidence"])),
        ("findings", records("findings")),
        ("functions", records("functions")),
        ("functions_held", inner("bodies", &["functions"])),
        ("gaps", records("gaps") + inner("places", &["gaps"])),
        ("lineage", inner("places", &["lineage"])),
        ("locators", inner("findings", &["locators"])),
        ("meta", 4),
        (
            "names",
            ["bodies", "organisations", "reforms", "places"]
                .iter()
                .map(|kind| inner(kind, &["aliases"]))
                .sum(),
        ),
        ("organisations", records("organisations")),
        ("phases", inner("bodies", &["phases"])),
        ("places", records("places")),
        ("powers", inner("bodies", &["powers"])),
        ("reforms", records("reforms")),
        ("sources", records("sources")),
        (
            "statements",
            inner(
                "bodies",
                &[
                    "population",
                    "footprint",
                    "governance",
                    "money",
                    "local_government",
                    "origin",
                    "ending",
                    "disagreements",
                    "not_established",
                ],
            ),
        ),
        (
            "successions",
            inner("bodies", &["predecessors"]) + inner("organisations", &["predecessors"]),
        ),
        ("tensions", records("tensions")),
        ("themes", records("themes")),
        ("tour", records("tour")),
    ];
    let found: Vec<(&str, usize)> = tables
        .iter()
        .map(|(name, rows)| (name.as_str(), rows.len()))
        .collect();
    assert_eq!(found, expected);

    // The same cells as the document has, for a table that has no apostrophes.
    let phases = list(document, "bodies")
        .iter()
        .flat_map(|body| list(body, "phases").iter().map(move |phase| (body, phase)));
    for ((body, phase), row) in phases.zip(&tables["phases"]) {
        assert_eq!(body["id"], row["body"]);
        for key in ["from", "to", "form", "standing", "note", "confidence"] {
            let text = phase[key].as_str().unwrap_or_default();
            assert_eq!(text, row[key].trim_start_matches('\''), "{key}");
        }
        let sources: Vec<&str> = strings(&phase["sources"]).collect();
        assert_eq!(sources.join(" "), row["sources"]);
    }
}

#[test]
fn a_spreadsheet_finds_no_formula_in_the_tables() {
    let (data, folder) = (overlay(), TempDir::new().unwrap());
    let options = [
        "--data",
        data.path().to_str().unwrap(),
        "--output",
        folder.path().to_str().unwrap(),
    ];
    answered(run(&[&["export", "--format", "csv"], &options[..]].concat()));
    let tables = tables(folder.path());
    for (name, rows) in &tables {
        for cell in rows.iter().flat_map(BTreeMap::values) {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{name}: {cell}");
        }
    }
    let holds = |table: &str, key: &str, cell: &str| {
        assert!(tables[table].iter().any(|row| row[key] == cell), "{cell}");
    };
    holds("sources", "title", "'=HYPERLINK(\"https://example.org\")");
    holds("bodies", "summary", "'@test, it said, \"never\" was.");
    holds("organisations", "area", "'-the south");
    holds("names", "name", "'+Town");
}

#[test]
fn tables_replace_earlier_ones_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    let name = folder.path().to_str().unwrap();
    let first = ["export", "--format", "csv", "--output", name];
    let export = || run(&[&first[..], &["--force"]].concat());
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    answered(run(&first));
    refused(&run(&first), &["is there already", "--force"]);
    let bodies = fs::read(folder.path().join("bodies.csv")).unwrap();
    let start = bodies.get(..30).unwrap();
    fs::write(
        folder.path().join("bodies.csv"),
        &bodies[..bodies.len() / 2],
    )
    .unwrap();
    answered(export());
    assert!(fs::read(folder.path().join("bodies.csv")).unwrap() == bodies);
    assert_eq!(fs::read(folder.path().join("notes.txt")).unwrap(), b"mine");

    fs::write(folder.path().join("bodies.csv"), start).unwrap();
    fs::write(folder.path().join("eras.csv"), "mine").unwrap();
    refused(&export(), &["bodies.csv", "is kept"]);
    assert_eq!(fs::read(folder.path().join("bodies.csv")).unwrap(), start);
    assert_eq!(fs::read(folder.path().join("eras.csv")).unwrap(), b"mine");
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    let (folder_name, file_name) = (folder.path().to_str().unwrap(), file.to_str().unwrap());
    let nowhere = folder.path().join("nowhere/x.json");
    for (arguments, mentions) in [
        (&["--format", "xml"][..], "json, csv"),
        (&[], "--format <FORMAT>"),
        (&["--format", "csv"], "name the folder"),
        (&["--format", "csv", "--output", "-"], "name the folder"),
        (&["--format", "csv", "--output", ""], "--output"),
        (&["--format", "csv", "--output", file_name], "it is a file"),
        (
            &["--format", "json", "--output", folder_name],
            "it is a folder",
        ),
        (
            &["--format", "json", "--output", nowhere.to_str().unwrap()],
            "nowhere/x.json",
        ),
        (&["--format", "json", "--data", "/nowhere"], "/nowhere"),
    ] {
        refused(&run(&[&["export"], arguments].concat()), &[mentions]);
    }
    assert_eq!(fs::read(&file).unwrap(), b"mine");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_broken_overlay_is_not_exported() {
    let folder = overlay();
    fs::write(folder.path().join("places/test.ron"), "[Place(id: 3)]").unwrap();
    let data = folder.path().to_str().unwrap();
    let output = run(&["export", "--format", "json", "--data", data]);
    assert_eq!((output.stdout.len(), output.status.code()), (0, Some(2)));
    assert!(
        err(&output).contains("places/test.ron:1:"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(PROGRAM)
        .args(["export", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut start = [0; 10];
    // The pipe is closed at the end of this statement.
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    assert_eq!(&start, b"{\n  \"schem");
    let output = child.wait_with_output().unwrap();
    assert_eq!((err(&output), output.status.code()), ("", Some(0)));
}

#[rstest]
#[case(&["export", "--format", "json"])]
#[case(&["export", "--format", "json", "--output", "/dev/full"])]
#[cfg(target_os = "linux")]
fn an_export_that_cannot_be_written_is_an_error(#[case] arguments: &[&str]) {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = Command::new(PROGRAM)
        .args(arguments)
        .stdout(full)
        .output()
        .unwrap();
    refused(&output, &["No space left"]);
}
