//! Slips of words: typography, quotations, and words that say more than a source did.

use std::collections::HashMap;
use std::path::Path;

use nhs_tiers::model::{Quote, capital};
use nhs_tiers::{embedded, store};

use super::said::{self, Said};
use super::slips::{none, none_said};

fn quotes() -> impl Iterator<Item = (String, &'static Quote)> {
    let data = embedded::dataset();
    let of_bodies = data.bodies.iter().flat_map(|body| {
        let quotes = body
            .evidence
            .iter()
            .filter_map(|evidence| evidence.quote.as_ref());
        quotes.map(|quote| (body.id.to_string(), quote))
    });
    let findings = data.findings.iter();
    let of_findings = findings.filter_map(|it| Some((it.id.to_string(), it.quote.as_ref()?)));
    of_bodies.chain(of_findings)
}

/// Letters and digits alone, in lower case: how words are compared.
fn plain(words: &str) -> String {
    let words = words
        .split(|it: char| !it.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_same_words_are_by_the_same_hand_everywhere() {
    let mut known: HashMap<String, (String, &Quote)> = HashMap::new();
    let mut slips = Vec::new();
    for (place, quote) in quotes() {
        let (first, of_first) = known
            .entry(plain(&quote.words))
            .or_insert_with(|| (place.clone(), quote));
        if (quote.by, quote.document, quote.year) != (of_first.by, of_first.document, of_first.year)
        {
            slips.push(format!("{place}: {quote:?} is {of_first:?} in {first}: give both the fullest by, document and year"));
        }
    }
    none(&slips);
}

/// The parts of a text that stand in quotation marks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

/// Words that say whose the quoted words are.
const ATTRIBUTED: [&str; 21] = [
    "said",
    "says",
    "wrote",
    "called",
    "counted",
    "told",
    "expected",
    "words",
    "put it",
    "announced",
    "promised",
    "asked",
    "paper",
    "White Paper",
    "plan of",
    "speech",
    "(NHS Act",
    "described",
    "ministers",
    "judged",
    "asks",
];

#[test]
fn a_long_quotation_has_an_owner() {
    let data = embedded::dataset();
    let among_quotes = quotes()
        .map(|(_, quote)| plain(&quote.words))
        .collect::<Vec<_>>();
    let titles: Vec<String> = data
        .sources
        .iter()
        .map(|it| it.title)
        .chain(data.reforms.iter().map(|it| it.title))
        .map(|it| plain(&it))
        .collect();
    let owned = |said: &Said, words: &str| {
        let words = plain(words);
        said.sources.len() == 1
            || among_quotes
                .iter()
                .chain(&titles)
                .any(|known| known.contains(&words))
            || ATTRIBUTED.iter().any(|word| said.text.contains(word))
    };
    let cure =
        "say whose words they are, or make it a quotation of its own, or put it in our words";
    let slip = |said: &Said| {
        quoted(&said.text).any(|words| words.split_whitespace().count() > 4 && !owned(said, words))
    };
    none_said(&said::in_words(), cure, slip);
}

/// A reader does not know from when "now" counts. The tour is told in the present, day by day.
#[test]
fn nothing_is_dated_by_when_it_was_written() {
    let relative = [
        "to date",
        "so far",
        "urrently",
        "ecently",
        "nowadays",
        "at present",
        "of today",
        "by now",
        "now or then",
        " is now ",
        " are now ",
        " now has ",
        " now is ",
        " now comes ",
        "in recent ",
    ];
    let cure = "give the year, or leave the word out";
    let slip = |text: &str| {
        let ours: String = text.split('"').step_by(2).collect::<Vec<_>>().join(" ");
        relative.iter().any(|word| ours.contains(word))
    };
    let mut slips: Vec<String> = said::in_words()
        .iter()
        .filter(|said| slip(&said.text))
        .map(|said| said.told(cure))
        .collect();
    for body in &embedded::dataset().bodies {
        let notes = body
            .phases
            .iter()
            .flat_map(|it| [it.note, it.basis])
            .chain(body.counts.iter().map(|it| it.note));
        let texts = notes.flatten().chain([body.summary, body.gloss]);
        slips.extend(
            texts
                .filter(|text| slip(text))
                .map(|text| format!("{}: {text:?}: {cure}", body.id)),
        );
    }
    none(&slips);
}

#[test]
fn letters_and_marks_are_plain() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut slips = Vec::new();
    for file in store::read_data_set(&folder).unwrap() {
        for (number, line) in file.text.unwrap().lines().enumerate() {
            for mark in ["‘", "’", "“", "”", "S.I."] {
                if line.contains(mark) {
                    slips.push(format!(
                        "{}:{}: {mark} is written ', \" or SI",
                        file.path,
                        number + 1
                    ));
                }
            }
        }
    }
    none(&slips);
}

#[test]
fn the_name_of_a_phase_begins_with_a_capital() {
    let bodies = embedded::dataset().bodies.iter();
    let labels = bodies.flat_map(|body| {
        body.phases
            .iter()
            .filter_map(|phase| Some((body.id, phase.label?)))
    });
    let small = labels.filter(|(_, label)| capital(label) != label.as_str());
    none(
        &small
            .map(|(id, label)| format!("{id}: {label:?} begins small"))
            .collect::<Vec<_>>(),
    );
}

/// Words of degree: each says something that a source has to have said.
const DEGREE: [&str; 9] = [
    "above all",
    "best-known",
    "best known",
    "most areas",
    "mostly",
    "some lists",
    "sometimes given",
    "undoubtedly",
    "obviously",
];

/// Where a source did say it: the record, the word, and the source's own words or what it comes to there.
const SAID_SO: [(&str, &str, &str); 5] = [
    (
        "district-health-authority",
        "mostly",
        "\"natural communities\"; some districts were whole former areas",
    ),
    (
        "family-practitioner-committee",
        "mostly",
        "the usual account, shown as unverified",
    ),
    (
        "integrated-care-system",
        "mostly",
        "\"In most cases, local authorities are part of the ICS board\"",
    ),
    (
        "primary-care-trust",
        "mostly",
        "of the 152, most new ones lay outside London",
    ),
    (
        "152-pcts-begin-2006",
        "mostly",
        "of the 152, most new ones lay outside London",
    ),
];

#[test]
fn words_of_degree_are_those_of_a_source() {
    let cure = "leave the word out, or name it in this test with the words of the source";
    let mut texts: Vec<(String, String)> = said::in_words()
        .into_iter()
        .map(|said| (said.record().to_owned(), said.text))
        .collect();
    for body in &embedded::dataset().bodies {
        let notes = body
            .phases
            .iter()
            .map(|it| it.note)
            .chain(body.counts.iter().map(|it| it.note));
        let more = notes.flatten().chain([body.summary, body.gloss]);
        texts.extend(more.map(|text| (body.id.to_string(), text.to_string())));
    }
    let mut slips = Vec::new();
    for (record, text) in &texts {
        for word in DEGREE.iter().filter(|word| text.contains(**word)) {
            if !SAID_SO
                .iter()
                .any(|(known, allowed, _)| known == record && allowed == word)
            {
                slips.push(format!("{record}: {word:?} in {text:?}: {cure}"));
            }
        }
    }
    none(&slips);
    for (record, word, _) in SAID_SO {
        let used = texts
            .iter()
            .any(|(id, text)| id == record && text.contains(word));
        assert!(
            used,
            "{record} no longer says {word:?}: take it out of the list"
        );
    }
}
