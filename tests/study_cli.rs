//! `nhs-tiers study` in a pipe, at homes of its own, with logs written by hand.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use nhs_tiers::embedded;
use nhs_tiers::model::{Date, Day, Tier};
use nhs_tiers::study::{Card, Family, deal, deal_place};
use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_nhs-tiers");

/// A home with a log of reviews.
struct Reader {
    home: TempDir,
}

impl Reader {
    fn new(log: &str) -> Self {
        let reader = Self {
            home: TempDir::new().unwrap(),
        };
        let path = reader.log();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, log).unwrap();
        reader
    }

    fn log(&self) -> PathBuf {
        self.home.path().join("data/nhs-tiers/reviews.jsonl")
    }

    fn path(&self, name: &str) -> String {
        self.home.path().join(name).to_str().unwrap().to_owned()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        let home = self.home.path();
        command
            .arg("study")
            .args(arguments)
            .stdin(Stdio::null())
            .env("HOME", home)
            .env("TZ", "UTC")
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_CONFIG_HOME", home.join("config"));
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What a command prints that answers and has nothing to complain of.
    fn answer(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(
            (text(&output.stderr), output.status.code()),
            ("", Some(0)),
            "{arguments:?}"
        );
        text(&output.stdout).to_owned()
    }

    fn stats(&self) -> Value {
        serde_json::from_str(&self.answer(&["stats", "--format", "json"])).unwrap()
    }
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

/// The day of study: it begins at four.
fn today() -> Day {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let days = (now.as_secs() - 4 * 3600) / 86_400;
    Day::new(1970, 1, 1)
        .unwrap()
        .plus(i32::try_from(days).unwrap())
}

fn iso(day: Day) -> String {
    Date::of_day(day).iso()
}

/// A line of the log: the card of this name was graded some days ago.
fn line(number: usize, card: &str, days_ago: i32, grade: &str) -> String {
    let day = iso(today().plus(-days_ago));
    format!(
        "{{\"v\":1,\"id\":\"{number:016x}\",\"at\":\"{day}T12:00:00Z\",\"day\":\"{day}\",\"card\":\"{card}\",\"grade\":\"{grade}\",\"way\":\"recall\",\"ms\":4200}}\n"
    )
}

/// A card of an era and a family.
fn card(cards: &[Card], family: Family, era: &str) -> Card {
    let data = embedded::dataset();
    let of_era = |card: &&Card| data.era_at(card.at).is_some_and(|one| *one.id == *era);
    let mut found = cards
        .iter()
        .filter(|card| card.family == family)
        .filter(of_era);
    *found.find(|card| card.body.is_some()).unwrap()
}

/// Two cards that were forgotten long ago and have been due ever since, and one that was remembered today.
fn three_lines() -> (Reader, [Card; 3]) {
    let cards = deal(embedded::dataset());
    let three = [
        card(&cards, Family::Description, "hospital-boards"),
        card(&cards, Family::Standing, "shas-and-pcts"),
        card(&cards, Family::Law, "icbs"),
    ];
    let log = line(1, &three[0].name(), 200, "again")
        + &line(2, &three[1].name(), 3, "again")
        + &line(3, &three[2].name(), 0, "easy");
    (Reader::new(&log), three)
}

/// The numbers of the table, by measure and what they are of.
fn table(csv: &str) -> BTreeMap<(String, String), String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().unwrap(), vec!["measure", "of", "number"]);
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        ((row[0].to_owned(), row[1].to_owned()), row[2].to_owned())
    });
    rows.collect()
}

#[test]
fn nothing_is_due_to_whom_nothing_was_asked() {
    for reader in [Reader::new(""), {
        let reader = Reader::new("");
        fs::remove_file(reader.log()).unwrap();
        reader
    }] {
        let output = reader.run(&["--due"]);
        assert_eq!(
            (
                text(&output.stdout),
                text(&output.stderr),
                output.status.code()
            ),
            ("", "", Some(1))
        );
        let stats = reader.stats();
        assert_eq!(stats["schema"], 1);
        assert_eq!(stats["all"]["seen"], 0);
        assert_eq!(stats["all"]["cards"], deal(embedded::dataset()).len());
        assert_eq!(stats["graded"]["share"], Value::Null);
        assert!(reader.answer(&["stats"]).contains("No card is due."));
    }
}

#[test]
fn a_log_of_three_lines_is_told_alike_in_every_form() {
    let (reader, three) = three_lines();
    assert_eq!(reader.answer(&["--due"]), "2 due\n");
    assert_eq!(reader.answer(&["--due", "--deck", "era:1950"]), "1 due\n");
    assert_eq!(
        reader.answer(&["--due", "--deck", "due era:2004"]),
        "1 due\n"
    );
    let output = reader.run(&["--due", "--deck", "era:today"]);
    assert_eq!((text(&output.stdout), output.status.code()), ("", Some(1)));

    let stats = reader.stats();
    let today = iso(today());
    for (key, number) in [
        ("due", 2),
        ("overdue", 2),
        ("new_today", 1),
        ("new_left", 9),
        ("unknown", 0),
        ("days_studied", 2),
        ("days_in_a_row", 1),
    ] {
        assert_eq!(stats[key], number, "{key}");
    }
    assert_eq!(stats["today"], today.as_str());
    assert_eq!(stats["all"]["seen"], 3);
    assert_eq!(
        (&stats["all"]["asked"], &stats["all"]["right"]),
        (&3.into(), &1.into())
    );
    assert_eq!(
        stats["graded"]["asked"], 2,
        "one was given before the last 30 days"
    );
    assert_eq!(stats["graded"]["share"], 0.5);
    assert_eq!(
        stats["graded_when_due"]["asked"], 0,
        "no card was asked twice"
    );
    let recent = stats["recent"].as_array().unwrap();
    assert_eq!(
        (recent.len(), &recent[29]["day"]),
        (30, &today.as_str().into())
    );
    assert_eq!(
        (&recent[29]["asked"], &recent[26]["asked"]),
        (&1.into(), &1.into())
    );
    let weakest: HashSet<&str> = stats["weakest"]
        .as_array()
        .unwrap()
        .iter()
        .map(|card| card["card"].as_str().unwrap())
        .collect();
    let forgotten = [three[0].name(), three[1].name()];
    assert_eq!(weakest, forgotten.iter().map(String::as_str).collect());

    let table = table(&reader.answer(&["stats", "--format", "csv"]));
    let number = |measure: &str, of: &str| table[&(measure.to_owned(), of.to_owned())].clone();
    assert_eq!(number("due", &today), "2");
    assert_eq!(number("graded", &today), "2");
    assert_eq!(number("asked", &today), "1");
    assert_eq!(number("seen", "era:hospital-boards"), "1");
    for (key, of) in [("eras", "era"), ("tiers", "tier"), ("years", "year")] {
        for part in stats[key].as_array().unwrap() {
            let name = match &part[of] {
                Value::String(name) => format!("{of}:{name}"),
                year => year.to_string(),
            };
            for measure in ["cards", "seen"] {
                assert_eq!(number(measure, &name), part[measure].to_string());
            }
            let known = part["known"].as_f64().map(|known| known.to_string());
            assert_eq!(number("known", &name), known.unwrap_or_default());
        }
    }

    let page = reader.answer(&["stats"]);
    assert!(
        page.contains("2 cards are due, since an earlier day."),
        "{page}"
    );
    assert!(page.contains("2 grades on 2 days"), "{page}");
    for line in page.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let eras = embedded::dataset().eras.iter();
    for (era, part) in eras.zip(stats["eras"].as_array().unwrap()) {
        let row = page
            .lines()
            .find(|line| line.starts_with(era.name.as_str()));
        let rest = row.unwrap().strip_prefix(era.name.as_str()).unwrap();
        let cells: Vec<&str> = rest.split_whitespace().collect();
        assert_eq!(cells[0], part["cards"].to_string());
        assert_eq!(cells[1], part["seen"].to_string());
    }
}

#[test]
fn cards_that_the_data_no_longer_make_are_told_and_never_due() {
    let (reader, _) = three_lines();
    let log = fs::read_to_string(reader.log()).unwrap();
    fs::write(
        reader.log(),
        log + &line(4, "began/nobody-any-more/0123456789abcdef", 100, "again"),
    )
    .unwrap();
    // What the first answer found out spares the second the dealing; damaged, or short of a card, it is found out again.
    let kept = reader.home.path().join("state/nhs-tiers/cards.dealt");
    for _ in 0..2 {
        assert_eq!(reader.answer(&["--due"]), "2 due\n");
        assert!(kept.exists());
    }
    fs::write(&kept, "damage").unwrap();
    assert_eq!(reader.answer(&["--due"]), "2 due\n");
    let more = card(&deal(embedded::dataset()), Family::Law, "districts");
    let log = fs::read_to_string(reader.log()).unwrap() + &line(5, &more.name(), 9, "again");
    fs::write(reader.log(), log).unwrap();
    assert_eq!(reader.answer(&["--due"]), "3 due\n");
    assert_eq!(reader.stats()["unknown"], 1);
    assert!(
        reader
            .answer(&["stats"])
            .contains("1 card of the log is no longer made")
    );
}

#[test]
fn a_place_of_ones_own_is_due_too() {
    let data = embedded::dataset();
    let dealt: HashSet<_> = deal(data).iter().map(|card| card.id).collect();
    let of_places = data.places.iter().flat_map(|place| {
        let cards = deal_place(data, place.id);
        cards.into_iter().map(|card| (place.id, card))
    });
    let (place, own) = of_places
        .into_iter()
        .find(|(_, card)| !dealt.contains(&card.id))
        .unwrap();
    let reader = Reader::new(&line(1, &own.name(), 50, "again"));
    assert_eq!(reader.answer(&["--due"]), "1 due\n");
    assert_eq!(
        reader.answer(&["--due", "--deck", &format!("place:{place}")]),
        "1 due\n"
    );
    let stats = reader.stats();
    assert_eq!(
        (&stats["unknown"], &stats["all"]["seen"]),
        (&0.into(), &1.into())
    );
}

#[test]
fn ten_years_are_counted() {
    let cards = deal(embedded::dataset());
    let mut log = String::new();
    let mut number = 0;
    // Four cards a day.
    for days_ago in (0..3650).rev() {
        for step in 0..4 {
            let card = &cards[(number * 7 + step) % cards.len()];
            let grade = if number % 5 == 0 { "again" } else { "good" };
            log += &line(number, &card.name(), days_ago, grade);
            number += 1;
        }
    }
    let reader = Reader::new(&log);
    let stats = reader.stats();
    assert_eq!(stats["all"]["asked"], number);
    assert_eq!(stats["graded"]["asked"], 120);
    assert_eq!(
        (&stats["days_studied"], &stats["days_in_a_row"]),
        (&30.into(), &3650.into())
    );
    let right: u64 = stats["recent"]
        .as_array()
        .unwrap()
        .iter()
        .map(|day| day["right"].as_u64().unwrap())
        .sum();
    assert_eq!(stats["graded"]["right"], right);
    let due = reader.answer(&["--due"]);
    assert_eq!(due, format!("{} due\n", stats["due"]));
}

#[test]
fn decks_are_parts_of_all() {
    let (reader, _) = three_lines();
    let told: Value = serde_json::from_str(&reader.answer(&["decks", "--format", "json"])).unwrap();
    let decks = told["decks"].as_array().unwrap();
    let cards = |deck: &str| {
        let found = decks.iter().find(|one| one["deck"] == deck).unwrap();
        (
            found["cards"].as_u64().unwrap(),
            found["seen"].as_u64().unwrap(),
        )
    };
    assert_eq!(
        (cards("all").1, cards("due"), cards("bookmarks")),
        (3, (2, 2), (0, 0))
    );
    let eras = embedded::dataset().eras.iter();
    let eras: u64 = eras.map(|era| cards(&format!("era:{}", era.id)).0).sum();
    assert_eq!(eras, cards("all").0);
    let tiers = Tier::ALL.iter();
    let tiers: u64 = tiers
        .map(|tier| cards(&format!("tier:{}", tier.name())).0)
        .sum();
    assert!(tiers <= cards("all").0 && tiers > 0);
    let page = reader.answer(&["decks"]);
    assert!(page.contains("Era: Regions and areas, 1974–1982"), "{page}");
}

#[test]
fn cards_for_anki_are_notes_that_are_known_again() {
    let (reader, _) = three_lines();
    let file = reader.path("cards.txt");
    reader.answer(&["export", "--format", "anki", "--output", &file]);
    let written = fs::read_to_string(&file).unwrap();
    let heads: Vec<&str> = written
        .lines()
        .take_while(|line| line.starts_with('#'))
        .collect();
    assert_eq!(
        heads,
        [
            "#separator:tab",
            "#html:true",
            "#notetype:Basic",
            "#guid column:1",
            "#deck column:2",
            "#tags column:5"
        ]
    );
    let mut guids = HashSet::new();
    let mut fronts = HashSet::new();
    for line in written.lines().skip(heads.len()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [guid, deck, front, back, tags] = cells.as_slice() else {
            panic!("{line}");
        };
        assert!(guids.insert(*guid) && fronts.insert(*front), "{line}");
        assert!(deck.starts_with("NHS tiers"), "{deck}");
        assert!(
            back.contains("<br>") && !line.contains('"') || back.contains("<a href="),
            "{back}"
        );
        assert!(
            tags.split(' ').all(|tag| tag.starts_with("nhs-tiers::")),
            "{tags}"
        );
    }
    assert_eq!(guids.len(), deal(embedded::dataset()).len());

    let few = reader.path("few.txt");
    let again = [
        "export", "--format", "anki", "--deck", "due", "--output", &few,
    ];
    reader.answer(&again);
    let written = fs::read_to_string(&few).unwrap();
    assert_eq!(written.lines().count(), heads.len() + 2);
    let there = reader.run(&again);
    assert_eq!(there.status.code(), Some(2));
    assert!(text(&there.stderr).contains("--force"));
    reader.answer(&[&again[..], &["--force"]].concat());
    assert_eq!(
        fs::read_to_string(&few).unwrap(),
        written,
        "a second one is the same"
    );
}

#[test]
fn the_table_of_a_deck_has_its_cards() {
    let (reader, three) = three_lines();
    let table = reader.answer(&["export", "--format", "csv", "--deck", "due"]);
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let heads = rows.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let ids: HashSet<String> = rows
        .iter()
        .map(|row| row[column("id")].to_owned())
        .collect();
    let due = |card: &Card| format!("{:016x}", card.id.0);
    assert_eq!(ids, HashSet::from([due(&three[0]), due(&three[1])]));
    let face = three[1].face(embedded::dataset());
    let row = rows
        .iter()
        .find(|row| row[column("id")] == due(&three[1]))
        .unwrap();
    assert_eq!(&row[column("question")], face.question);
    assert_eq!(&row[column("why")], face.why);
    assert!(!row[column("sources")].is_empty());
}

#[test]
fn a_backup_brings_everything_to_another_machine() {
    let (reader, _) = three_lines();
    let file = reader.path("study.backup");
    let told = reader.answer(&["backup", &file]);
    assert!(
        told.contains("3 entries of the log, 0 bookmarks and 0 notes"),
        "{told}"
    );
    let other = Reader::new("");
    let told = other.answer(&["restore", &file]);
    assert!(told.contains("Added: 3 entries of the log"), "{told}");
    assert_eq!(other.stats(), reader.stats());
    let again = other.answer(&["restore", &file]);
    assert!(again.contains("Nothing was missing"), "{again}");
    fs::write(&file, "no backup").unwrap();
    let refused = other.run(&["restore", &file]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(other.stats(), reader.stats());
}

#[test]
fn few_reviews_fit_nothing() {
    let (reader, _) = three_lines();
    let output = reader.run(&["optimise"]);
    assert_eq!((text(&output.stdout), output.status.code()), ("", Some(1)));
    assert!(text(&output.stderr).contains("are needed"));
    assert!(
        reader
            .answer(&["optimise", "--reset"])
            .contains("Nothing was fitted")
    );
}

#[test]
fn what_only_tells_writes_nothing() {
    let (reader, _) = three_lines();
    let log = fs::read(reader.log()).unwrap();
    for arguments in [
        &["--due"][..],
        &["stats"],
        &["decks"],
        &["export", "--format", "csv", "--deck", "due"],
    ] {
        reader.answer(arguments);
    }
    assert_eq!(fs::read(reader.log()).unwrap(), log);
}

#[test]
fn a_wrong_deck_is_pointed_at() {
    let (reader, _) = three_lines();
    for (arguments, says) in [
        (
            &["--due", "--deck", "era:1874"][..],
            "the timeline begins in 1938",
        ),
        (
            &["--deck", "tier:regional"],
            "one of: national, region, system",
        ),
        (
            &["export", "--format", "csv", "--deck", "place:shefield"],
            "place:sheffield",
        ),
    ] {
        let output = reader.run(arguments);
        let err = text(&output.stderr);
        // Without a terminal the browser says that first.
        if arguments[0] == "--deck" {
            assert!(err.contains("the browser needs a terminal"), "{err}");
        } else {
            assert!(err.contains(says) && err.contains("^^^"), "{err}");
        }
        assert_eq!((text(&output.stdout), output.status.code()), ("", Some(2)));
    }
    let output = reader.run(&["export", "--format", "anki", "--deck", "bookmarks"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stderr), "No card is in this deck.\n");
}

#[test]
fn a_kiosk_has_no_reviews_to_tell_of() {
    let (reader, _) = three_lines();
    let before = contents(reader.home.path());
    for asked in ["study", "study --due", "study backup stolen", "study stats"] {
        let output = Command::new(PROGRAM)
            .arg("--kiosk")
            .env("SSH_ORIGINAL_COMMAND", asked)
            .env("HOME", reader.home.path())
            .env("XDG_DATA_HOME", reader.home.path().join("data"))
            .current_dir(reader.home.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert_eq!(
            (text(&output.stdout), output.status.code()),
            ("", Some(2)),
            "{asked}"
        );
    }
    let output = reader.command(&["--due"]).arg("--kiosk").output().unwrap();
    assert_eq!((text(&output.stdout), output.status.code()), ("", Some(2)));
    assert_eq!(contents(reader.home.path()), before);
}

/// The files below a folder.
fn contents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        }
        found.push(path);
    }
    found.sort();
    found
}

#[test]
fn the_page_of_study_shows_commands_that_there_are() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/study.md")).unwrap();
    let commands = page
        .lines()
        .filter_map(|line| line.strip_prefix("    nhs-tiers "));
    let mut number = 0;
    for command in commands {
        let command = command.split("  ").next().unwrap();
        for part in command.split(" && nhs-tiers ") {
            let words = shlex::split(part).unwrap();
            let words = std::iter::once("nhs-tiers".to_owned()).chain(words);
            let read = nhs_tiers::cli::command().try_get_matches_from(words);
            assert!(read.is_ok(), "{part}: {}", read.unwrap_err());
            number += 1;
        }
    }
    assert!(number > 10, "{number}");
}
