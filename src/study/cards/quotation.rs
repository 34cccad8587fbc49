//! Who said it.

use super::phrase::{full, sentence};
use super::{Draft, Fact, Pack, is_sure, tempt};
use crate::dataset::Dataset;
use crate::model::{Body, Day, Evidence, Finding, Quote, RecordRef, Sourced, Text};
use crate::search::fold;
use crate::study::card::{Face, Family, Typed};

/// Authors among whom the wrong ones are chosen.
const ENOUGH: usize = 8;

/// Words that somebody said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Saying {
    Evidence(&'static Body, &'static Evidence, &'static Quote),
    Finding(&'static Finding, &'static Quote),
}

pub(super) fn deal(pack: &mut Pack) {
    let data = pack.data;
    let mut known: Vec<Text> = Vec::new();
    for saying in all(data) {
        let quote = saying.quote();
        if !is_askable(quote) || !is_sure(saying.statement()) {
            continue;
        }
        // Some are quoted twice, once at greater length.
        let is_part = |one: Text, other: Text| one.contains(other.as_str());
        let mut others = known.iter();
        if others.any(|words| is_part(*words, quote.words) || is_part(quote.words, *words)) {
            continue;
        }
        known.push(quote.words);
        let year = year(quote).unwrap_or_else(|| data.as_of().year());
        let at = Day::new(year, 1, 1).unwrap_or(Day(0));
        let about = (Family::Quotation, saying.about());
        let parts = [quote.words.as_str(), quote.by.as_str()];
        pack.add(about, saying.body(data), at, &parts, Fact::Saying(saying));
    }
}

fn all(data: &'static Dataset) -> impl Iterator<Item = Saying> {
    let findings = data.findings.iter();
    let findings =
        findings.filter_map(|finding| Some(Saying::Finding(finding, finding.quote.as_ref()?)));
    let bodies = data.bodies.iter().flat_map(|body| {
        let evidence = body.evidence.iter();
        evidence.filter_map(move |evidence| {
            Some(Saying::Evidence(body, evidence, evidence.quote.as_ref()?))
        })
    });
    findings.chain(bodies)
}

/// Whether it is somebody with a name who said it, in words that fit into a question and do not name them.
fn is_askable(quote: &Quote) -> bool {
    is_named(quote.by.as_str())
        && (40..=150).contains(&quote.words.len())
        && !tempt::gives_away(&quote.words, &quote.by, &[])
}

fn is_named(by: &str) -> bool {
    const NOBODY: [&str; 9] = [
        "A ",
        "An ",
        "Foreword",
        "The department",
        "The government",
        "SHA ",
        "Explanatory",
        "Stuart",
        "Staff",
    ];
    by.starts_with(char::is_uppercase) && !NOBODY.iter().any(|no| by.starts_with(no))
}

/// The year in which it was said, where that is one.
fn year(quote: &Quote) -> Option<i16> {
    quote.year?.parse().ok()
}

/// Whether two authors may be the same: they share a word that says who they are.
fn may_be(one: &str, other: &str) -> bool {
    const COMMON: [&str; 16] = [
        "and",
        "the",
        "other",
        "bodies",
        "house",
        "commons",
        "committee",
        "health",
        "social",
        "care",
        "select",
        "report",
        "review",
        "others",
        "colleagues",
        "national",
    ];
    let (one, other) = (fold(one), fold(other));
    let initials = |name: &str| -> String {
        name.split(' ')
            .filter_map(|word| word.chars().next())
            .collect()
    };
    if one == other || initials(&one) == other || initials(&other) == one {
        return true;
    }
    let mut words = one
        .split(' ')
        .filter(|word| word.len() > 2 && !COMMON.contains(word));
    words.any(|word| other.split(' ').any(|also| also == word))
}

impl Saying {
    const fn quote(self) -> &'static Quote {
        match self {
            Self::Evidence(.., quote) | Self::Finding(_, quote) => quote,
        }
    }

    fn about(self) -> RecordRef {
        match self {
            Self::Evidence(body, ..) => RecordRef::body(body.id),
            Self::Finding(finding, _) => RecordRef::finding(finding.id),
        }
    }

    fn body(self, data: &'static Dataset) -> Option<&'static Body> {
        match self {
            Self::Evidence(body, ..) => Some(body),
            Self::Finding(finding, _) => finding.bodies.first().and_then(|id| data.body(id)),
        }
    }

    const fn statement(self) -> &'static dyn Sourced {
        match self {
            Self::Evidence(_, evidence, _) => evidence,
            Self::Finding(finding, _) => finding,
        }
    }

    pub(super) fn face(self, data: &'static Dataset) -> Face {
        let quote = self.quote();
        let by = quote.by.as_str();
        let when = year(quote).map_or_else(String::new, |year| format!(" in {year}"));
        let question = format!("Who said or wrote this{when}? “{}”", quote.words);
        let right = vec![by.to_owned()];
        let mut others: Vec<&Quote> = all(data).map(Self::quote).collect();
        others.retain(|other| {
            is_named(&other.by) && !may_be(by, &other.by) && !may_be(&other.by, by)
        });
        others.sort_by_cached_key(|other| {
            let apart = year(other).unwrap_or(0).abs_diff(year(quote).unwrap_or(0));
            (is_person(&other.by) != is_person(by), apart, other.by)
        });
        // Of an author who is called in several ways one is enough.
        let mut authors: Vec<&str> = Vec::new();
        for other in others {
            let is_new = authors.iter().all(|known| !may_be(known, &other.by));
            if is_new {
                authors.push(&other.by);
            }
            if authors.len() == ENOUGH {
                break;
            }
        }
        let wrong = tempt::pick(&question, &right, authors.into_iter().map(str::to_owned));
        let (text, bodies) = match self {
            Self::Evidence(body, evidence, _) => (evidence.text, vec![body.id]),
            Self::Finding(finding, _) => (finding.text, finding.bodies.clone()),
        };
        Draft {
            question,
            right,
            wrong,
            typed: Typed::Name(vec![by.to_owned()]),
            why: format!("{} From: {}", full(sentence(&text)), full(&quote.document)),
            from: self.statement(),
            or: &[],
            lights: bodies,
        }
        .face()
    }
}

/// Whether an author is a person rather than a committee or a paper.
fn is_person(by: &str) -> bool {
    const PAPERS: [&str; 12] = [
        "Committee",
        "Report",
        "report",
        "Review",
        "review",
        "NHS",
        "HSJ",
        "Fund",
        "Journal",
        "Office",
        "Department",
        "Foundation",
    ];
    !PAPERS.iter().any(|word| by.contains(word))
}
