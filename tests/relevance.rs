//! What people type finds what they mean: `relevance.ron` is the judged list.

#![expect(
    clippy::unwrap_used,
    reason = "a test may fail loudly, and tells its figure"
)]

use nhs_tiers::embedded;
use nhs_tiers::search::{Index, Search};
use serde::Deserialize;

/// A query and what must come first.
#[derive(Deserialize)]
struct Judged {
    query: String,
    /// What must stand first.
    #[serde(default)]
    first: Option<String>,
    /// One of these must stand first.
    #[serde(default)]
    among: Vec<String>,
    /// All of these must stand among the first three.
    #[serde(default)]
    within_three: Vec<String>,
}

impl Judged {
    /// The place of what is wanted among what was found, from 1 on, and the last place that is good enough.
    fn place(&self, found: &[String]) -> (Option<usize>, usize) {
        let place = |id: &String| found.iter().position(|found| found == id);
        let mut wanted = self.first.iter().chain(&self.among);
        if self.within_three.is_empty() {
            (wanted.clone().filter_map(place).min().map(|at| at + 1), 1)
        } else {
            assert!(wanted.next().is_none(), "{}: two judgements", self.query);
            let last = self
                .within_three
                .iter()
                .map(place)
                .max_by_key(|at| at.unwrap_or(usize::MAX));
            (last.flatten().map(|at| at + 1), 3)
        }
    }
}

fn list() -> Vec<Judged> {
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(include_str!("relevance.ron")).unwrap()
}

#[test]
fn what_people_type_finds_what_they_mean() {
    let data = embedded::dataset();
    let index = Index::new(data);
    let list = list();
    assert!(list.len() >= 330, "{} queries", list.len());
    let (mut total, mut third) = (0.0, Vec::new());
    for judged in &list {
        let found = Search::default().find(data, &index, &judged.query, None, data.as_of());
        assert_eq!(found.faults, [], "{}", judged.query);
        let found: Vec<String> = found
            .hits
            .iter()
            .take(10)
            .map(|hit| hit.record.id.to_string())
            .collect();
        let (place, enough) = judged.place(&found);
        // Where no order is fair, the first three places are as good as the first.
        total += match place {
            Some(place) if place <= enough => 1.0,
            #[expect(clippy::cast_precision_loss, reason = "at most ten")]
            Some(place) => 1.0 / place as f64,
            None => 0.0,
        };
        if place.is_none_or(|place| place > enough) {
            println!(
                "{:?} finds {:?}",
                judged.query,
                found.iter().take(5).collect::<Vec<_>>()
            );
        }
        if place.is_none_or(|place| place > 3) {
            third.push(&judged.query);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "hundreds")]
    let mean = total / list.len() as f64;
    println!(
        "mean reciprocal rank over {} queries, where \"within three\" counts as first: {mean:.4}",
        list.len()
    );
    assert!(third.is_empty(), "below the third: {third:?}");
    assert!(mean >= 0.99, "mean reciprocal rank {mean:.4}");
}

#[test]
fn a_letter_typed_finds_what_the_whole_line_finds() {
    let data = embedded::dataset();
    let index = Index::new(data);
    let at = data.as_of();
    // Every fifth is enough: each is typed and taken back letter by letter.
    for judged in list().into_iter().step_by(5) {
        let mut typed = Search::default();
        let letters: Vec<char> = judged.query.chars().collect();
        let lengths = (1..=letters.len()).chain((1..letters.len()).rev());
        for length in lengths {
            let line: String = letters.iter().take(length).collect();
            let narrowed = typed.find(data, &index, &line, None, at);
            let afresh = Search::default().find(data, &index, &line, None, at);
            assert!(narrowed == afresh, "{line:?}");
        }
    }
}
