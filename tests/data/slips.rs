//! Slips that were found when the records were read against the research: a test for each kind, over the whole data set.
//! This file has those of marks, sources and dates; `words.rs` has those of words.

use nhs_tiers::embedded;
use nhs_tiers::model::{Answer, Body, Confidence, Date, End, How, Question, Source, Text, Verdict};

use super::said::{self, Said};

/// Fails with every slip that was found, one a line.
#[track_caller]
pub(crate) fn none(slips: &[String]) {
    assert!(
        slips.is_empty(),
        "{} slips:\n{}",
        slips.len(),
        slips.join("\n")
    );
}

/// Fails on each statement that is a slip, with its cure.
pub(crate) fn none_said(all: &[Said], cure: &str, slip: impl Fn(&Said) -> bool) {
    let slips = all
        .iter()
        .filter(|said| slip(said))
        .map(|said| said.told(cure));
    none(&slips.collect::<Vec<_>>());
}

fn bodies() -> impl Iterator<Item = &'static Body> {
    embedded::dataset().bodies.iter()
}

fn answers() -> impl Iterator<Item = (&'static Body, &'static Answer)> {
    bodies().flat_map(|body| body.answers.iter().map(move |answer| (body, answer)))
}

fn told(body: &Body, what: &str, text: &str, cure: &str) -> String {
    format!("{}, {what}: {text:?}: {cure}", body.id)
}

/// Agreement counts where two could have differed.
#[test]
fn corroborated_is_what_two_voices_say() {
    let one_voice = |said: &Said| {
        let mut voices: Vec<String> = said
            .sources
            .iter()
            .map(|key| said::voice(said::source(*key)))
            .collect();
        voices.sort();
        voices.dedup();
        said.confidence == Confidence::Corroborated && voices.len() < 2
    };
    let cure = "pages of one Act, or of one author or publisher, are one source: mark it Single, or cite another";
    let all = said::all();
    none_said(&all, cure, one_voice);
}

/// Where only half a sentence is inferred, it is two statements, or the half stands in a note.
#[test]
fn what_is_inferred_is_unverified() {
    let marks = [
        "inferred",
        "by inference",
        "usual account",
        "usually given",
        "usually said",
        "usually dated",
        "is taken to ",
        "are taken to ",
    ];
    let cure = "an inference is Unverified: mark it so, or make two statements of it";
    let slip = |said: &Said| {
        said.confidence != Confidence::Unverified
            && marks.iter().any(|mark| said.text.contains(mark))
    };
    none_said(&said::in_words(), cure, slip);
}

/// No bodies but plans, funds, duties, designations and ways to contract: that they employ nobody follows from what the words mean.
const NO_BODIES: [&str; 7] = [
    "better-care-fund",
    "health-improvement-programme",
    "integrated-care-pioneer",
    "integrated-health-organisation",
    "joint-investment-plan",
    "joint-strategic-needs-assessment",
    "practice-based-commissioning",
];

#[test]
fn what_is_reasoned_from_the_legal_form_says_so() {
    let asked = [
        Question::Employ,
        Question::Court,
        Question::Money,
        Question::Direct,
    ];
    let reasons = [
        "in its own name",
        "legal existence",
        "legal form",
        "legal body",
        "legal person",
        "legal status",
        "not a body",
        "no body",
    ];
    let slip = |body: &Body, answer: &Answer| {
        asked.contains(&answer.question)
            && answer.verdict == Verdict::No
            && !NO_BODIES.contains(&body.id.as_str())
            && !answer.text.contains('"')
            && reasons.iter().any(|reason| answer.text.contains(reason))
            && !(answer.confidence == Confidence::Unverified && answer.text.contains("infer"))
    };
    let cure = "no source says it of this body: mark it Unverified and write \"(inferred)\", or quote the source";
    none(
        &answers()
            .filter(|(body, answer)| slip(body, answer))
            .map(|(body, answer)| told(body, "answers", &answer.text, cure))
            .collect::<Vec<_>>(),
    );
}

/// Here the same pages back two different statements: that the committees were abolished, and how their work was divided.
const TWO_STATEMENTS: &str = "hospital-management-committee";

#[test]
fn a_change_is_marked_alike_from_both_sides() {
    let data = embedded::dataset();
    let mut slips = Vec::new();
    for body in bodies() {
        for line in &body.predecessors {
            let Some(before) = data.body(&line.body) else {
                continue;
            };
            let same = |sources: &[Text]| {
                let (mut one, mut other) = (sources.to_vec(), line.sources.clone());
                one.sort();
                other.sort();
                !one.is_empty() && one == other
            };
            for ending in before.ending.iter().filter(|ending| same(&ending.sources)) {
                if ending.confidence != line.confidence && before.id != TWO_STATEMENTS {
                    slips.push(told(
                        body,
                        &before.id,
                        &ending.text,
                        "the same sources give one mark to the ending and to the succession",
                    ));
                }
            }
            let renamed = line.how == How::Renamed && !before.ending.is_empty();
            if renamed
                && !before
                    .ending
                    .iter()
                    .any(|ending| ending.confidence == line.confidence)
            {
                slips.push(told(
                    body,
                    &before.id,
                    "renamed",
                    "no statement of the ending has the mark of the succession",
                ));
            }
        }
    }
    none(&slips);
}

/// Where a name changed, one day is the last of the old and the next the first of the new: as sure, or unsure, on both sides.
#[test]
fn the_day_of_a_new_name_is_as_sure_on_both_sides() {
    let data = embedded::dataset();
    let mut slips = Vec::new();
    for body in bodies() {
        for line in body
            .predecessors
            .iter()
            .filter(|line| line.how == How::Renamed)
        {
            let last = data
                .body(&line.body)
                .and_then(|before| before.phases.last());
            let (Some(last), Some(first)) = (last, body.phases.first()) else {
                continue;
            };
            let End::On(end) = last.to else { continue };
            let unsure = |confidence| confidence == Confidence::Unverified;
            if end.last().plus(1) == first.from.first()
                && unsure(last.confidence) != unsure(first.confidence)
            {
                slips.push(told(
                    body,
                    &line.body,
                    &end.iso(),
                    "mark both phases alike: it is the same day",
                ));
            }
        }
    }
    none(&slips);
}

/// The last year in which a source may have been printed: 2026 of "2021–26", and one more of "c. 2014".
fn printed(source: &Source) -> Option<i16> {
    let year = source.year?;
    let numbers: Vec<&str> = year
        .split(|it: char| !it.is_ascii_digit())
        .filter(|it| !it.is_empty())
        .collect();
    let (first, last) = (numbers.first()?, numbers.last()?);
    let last: i16 = if last.len() == 2 {
        format!("{}{last}", first.get(..2)?).parse().ok()?
    } else {
        last.parse().ok()?
    };
    Some(last + i16::from(year.starts_with("c.")))
}

/// What was printed before the day can only have announced it, and the note says so by naming the year.
#[test]
fn no_source_tells_what_was_still_to_come() {
    let mut slips = Vec::new();
    let mut look = |body: &Body, at: Date, note: Option<Text>, sources: &[Text]| {
        for key in sources {
            let source = said::source(*key);
            let Some(year) = printed(source) else {
                continue;
            };
            let said = note.is_some_and(|note| note.contains(&year.to_string()));
            if year < at.year() && !said && !said::is_law(source) {
                let cure = format!(
                    "{key} was printed in {year}: the note says that it was announced then, or the key goes"
                );
                slips.push(told(body, "counts or phases", &at.iso(), &cure));
            }
        }
    };
    for body in bodies() {
        body.phases
            .iter()
            .for_each(|it| look(body, it.from, it.note, &it.sources));
        body.counts
            .iter()
            .for_each(|it| look(body, it.at, it.note, &it.sources));
    }
    none(&slips);
}

/// Whose law was not read itself: the sources that were read name it.
const LAW_AT_SECOND_HAND: [(&str, &str); 4] = [
    (
        "better-care-fund",
        "a pooled fund under section 75, as the negotiating committee for pharmacies tells it",
    ),
    (
        "integrated-care-provider-contract",
        "the regulations of 2019, as the response to the consultation tells them",
    ),
    (
        "nhs-foundation-trust",
        "the Act of 2003, as two histories tell it",
    ),
    (
        "nhs-trust",
        "section 5 of the Act of 1990, as a history tells it",
    ),
];

#[test]
fn a_basis_in_law_cites_law() {
    let at_second_hand = |body: &Body| {
        LAW_AT_SECOND_HAND
            .iter()
            .any(|(id, _)| *id == body.id.as_str())
    };
    let mut slips = Vec::new();
    for body in bodies().filter(|body| !at_second_hand(body)) {
        for phase in &body.phases {
            let Some(basis) = phase.basis else { continue };
            let none = basis.contains("no Act") || basis.starts_with("None in law");
            let names_law = (basis.contains(" Act ") || basis.contains("SI ")) && !none;
            if names_law
                && !phase
                    .sources
                    .iter()
                    .any(|key| said::is_law(said::source(*key)))
            {
                slips.push(told(
                    body,
                    "basis",
                    &basis,
                    "cite the law, or name the body among those whose law was not read",
                ));
            }
        }
    }
    none(&slips);
}

/// Instruments that no page was read of. They are known by what other sources, cited where they are named, say of them.
const INSTRUMENTS_AT_SECOND_HAND: [&str; 17] = [
    "1958/2093",
    "1965/527",
    "1973/1286",
    "1973/1305",
    "1973/2217",
    "1975/1099",
    "1981/1836",
    "1981/1837",
    "1981/1838",
    "1993/572",
    "1996/624",
    "2002/2202",
    "2002/2478",
    "2012/1831",
    "2019/248",
    "2022/515",
    // A health service circular, numbered like an instrument.
    "1998/139",
];

/// The numbers of instruments in a text: "1990/1331".
fn instruments(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|it: char| !it.is_ascii_digit() && it != '/');
    words.map(|word| word.trim_matches('/')).filter(|word| {
        let (year, number) = word.split_once('/').unwrap_or_default();
        // "2021/22" is a financial year.
        year.len() == 4 && number.len() > 2 && !number.contains('/')
    })
}

#[test]
fn an_instrument_that_is_named_is_among_the_sources() {
    let data = embedded::dataset();
    let known = |number: &str| {
        INSTRUMENTS_AT_SECOND_HAND.contains(&number)
            || data
                .sources
                .iter()
                .any(|source| source.title.contains(number))
    };
    let mut slips = Vec::new();
    let mut look = |place: &str, text: &str| {
        let unknown = instruments(text).filter(|number| !known(number));
        slips.extend(
            unknown.map(|number| format!("{place}: {text:?}: SI {number} is not in sources.ron")),
        );
    };
    for said in said::in_words() {
        look(&said.place, &said.text);
    }
    for body in bodies() {
        let texts = body
            .phases
            .iter()
            .flat_map(|phase| [phase.basis, phase.note]);
        texts.flatten().for_each(|text| look(&body.id, &text));
    }
    none(&slips);
}

/// Disagreements for which one source is enough.
const ONE_SOURCE_DISAGREES: [(&str, &str, &str); 4] = [
    (
        "nhs-england-sub-regional-team",
        "The offices for Lancashire",
        "one file of codes gives a day to what lies between two lists",
    ),
    (
        "regional-health-authority",
        "The members of October 1973",
        "a table that disagrees with its own total",
    ),
    (
        "strategic-health-authority",
        "That West Midlands South",
        "it says that one source alone gives the year",
    ),
    (
        "strategic-health-authority",
        "\"Dorset and Somerset\"",
        "the name of the order, against a debate",
    ),
];

#[test]
fn a_disagreement_names_two_sources() {
    let enough = |said: &Said| {
        ONE_SOURCE_DISAGREES
            .iter()
            .any(|(id, begins, _)| said.record() == *id && said.text.starts_with(begins))
    };
    let slip = |said: &Said| {
        said.place.ends_with(", disagreements") && said.sources.len() < 2 && !enough(said)
    };
    let cure = "cite both sides, or say in this test why one source is enough";
    none_said(&said::in_words(), cure, slip);
}

#[test]
fn a_summary_is_no_surer_than_what_it_sums_up() {
    let ends = [
        "ended",
        "abolished",
        "closed",
        "came to an end",
        "took over",
        "overtook",
        "passed to",
        "overtaken",
    ];
    let hedges = [
        "taken to",
        "thought",
        "likely",
        "inferred",
        "believed",
        "usual account",
        "not established",
        "not found",
        "said to",
        "perhaps",
    ];
    let mut slips = Vec::new();
    for body in bodies() {
        let unsure = !body.ending.is_empty()
            && body
                .ending
                .iter()
                .all(|fact| fact.confidence == Confidence::Unverified);
        let flat = ends.iter().any(|word| body.summary.contains(word))
            && !hedges.iter().any(|word| body.summary.contains(word));
        if unsure && flat {
            slips.push(told(body, "summary", &body.summary, "nothing under ending is verified: the summary says \"is taken to have\" or the like"));
        }
    }
    none(&slips);
}

#[test]
fn about_belongs_to_the_number() {
    let about_a_year = |note: &str| {
        ["19", "20"]
            .iter()
            .any(|century| note.to_lowercase().contains(&format!("about {century}")))
    };
    let mut slips = Vec::new();
    for body in bodies() {
        for count in body.counts.iter().filter(|count| count.about) {
            if let Some(note) = count.note.filter(|note| about_a_year(note)) {
                slips.push(told(body, "counts", &note, "about: true is of the number; a year that is not sure stands in the note alone"));
            }
        }
    }
    none(&slips);
}

#[test]
fn what_is_not_established_is_no_answer() {
    let open = ["not established", "not recorded"];
    let slip = |answer: &Answer| {
        answer.verdict != Verdict::NotEstablished
            && open.iter().any(|words| answer.text.contains(words))
    };
    let cure = "the verdict is NotEstablished; where half is known, the other half goes among not_established";
    none(
        &answers()
            .filter(|(_, answer)| slip(answer))
            .map(|(body, answer)| told(body, "answers", &answer.text, cure))
            .collect::<Vec<_>>(),
    );
}
