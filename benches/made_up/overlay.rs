//! Organisations and places that are made up, and the same on every machine: what a large overlay holds.

use std::fmt::Write as _;

use nhs_tiers::dataset::SourceFile;
use nhs_tiers::embedded;

/// The types of body whose instances are made up, when these stand, and what their names end in.
const BODIES: [(&str, u16, Option<u16>, &str); 10] = [
    (
        "hospital-management-committee",
        1950,
        Some(1973),
        "Hospital Management Committee",
    ),
    (
        "district-management-team",
        1975,
        Some(1981),
        "District Management Team",
    ),
    (
        "community-health-council",
        1975,
        Some(2002),
        "Community Health Council",
    ),
    ("gp-fundholding", 1992, Some(1998), "Fundholding Practice"),
    ("primary-care-group", 2000, Some(2001), "Primary Care Group"),
    (
        "practice-based-commissioning",
        2006,
        Some(2012),
        "Commissioning Consortium",
    ),
    ("primary-care-network", 2020, None, "Primary Care Network"),
    ("place-based-partnership", 2020, None, "Place Partnership"),
    (
        "integrated-neighbourhood-team",
        2023,
        None,
        "Neighbourhood Team",
    ),
    (
        "provider-collaborative",
        2024,
        None,
        "Provider Collaborative",
    ),
];

const FIRST: [&str; 24] = [
    "North", "South", "East", "West", "Central", "Upper", "Lower", "Greater", "Mid", "Old", "New",
    "Great", "Little", "High", "Nether", "Outer", "Inner", "Royal", "Market", "Church", "Abbey",
    "Castle", "Bridge", "Mill",
];
const STEM: [&str; 40] = [
    "Ash", "Bar", "Beck", "Brom", "Burn", "Chal", "Clay", "Cros", "Dal", "Den", "East", "Elm",
    "Fair", "Farn", "Glos", "Grim", "Hal", "Har", "Hather", "Holm", "Ing", "Kel", "Kirk", "Lang",
    "Lin", "Mal", "Mel", "Nor", "Oak", "Pen", "Rad", "Ross", "Shef", "Stan", "Swin", "Thorn",
    "Wake", "Whit", "Wood", "York",
];
const TAIL: [&str; 25] = [
    "bury", "by", "combe", "cott", "dale", "den", "don", "field", "ford", "gate", "ham", "hurst",
    "ington", "ley", "mere", "minster", "mouth", "port", "shaw", "stead", "stone", "ton", "wick",
    "wood", "worth",
];

/// A number that looks drawn by lot and never changes.
#[expect(clippy::cast_possible_truncation, reason = "it is less than `of`")]
const fn lot(number: usize, salt: u64, of: usize) -> usize {
    let mut x = (number as u64).wrapping_add(salt.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((x ^ (x >> 31)) % of as u64) as usize
}

fn town(number: usize, salt: u64) -> String {
    let stem = STEM.get(lot(number, salt, STEM.len())).unwrap_or(&"");
    let tail = TAIL.get(lot(number, salt + 1, TAIL.len())).unwrap_or(&"");
    let first = FIRST.get(lot(number, salt + 2, 2 * FIRST.len()));
    format!(
        "{}{stem}{tail}",
        first.map(|first| format!("{first} ")).unwrap_or_default()
    )
}

/// An overlay of so many organisations, and a twentieth as many places.
pub(crate) fn overlay(organisations: usize) -> Vec<SourceFile> {
    let (per_body, places) = (organisations / BODIES.len(), organisations / 20);
    let mut files = Vec::new();
    let mut add = |path: String, text: String| {
        files.push(SourceFile {
            shown: path.clone(),
            path,
            text: Ok(text.leak()),
        });
    };
    add(
        "sources.ron".to_owned(),
        "[Source(id: \"made-up\", title: \"Made up, to measure the program with\", kind: Data)]\n"
            .to_owned(),
    );
    for (which, (body, from, to, ending)) in BODIES.iter().enumerate() {
        let mut text = format!("Organisations(\n    body: \"{body}\",\n    organisations: [\n");
        for number in 0..per_body {
            let all = which * per_body + number;
            let to = to
                .map(|to| format!(" to: \"{to}-03-31\","))
                .unwrap_or_default();
            let name = format!("{} and {} {ending}", town(all, 10), town(all, 20));
            // One in two came from one of the type before.
            let before = BODIES
                .get(which.wrapping_sub(1))
                .filter(|_| number % 2 == 0);
            let predecessors = before
                .map(|(before, ..)| {
                    format!(" predecessors: [Link(organisation: \"{before}-{number}\", share: Part, inferred: true)],")
                })
                .unwrap_or_default();
            let _ = writeln!(
                text,
                "        Organisation(\n            id: \"{body}-{number}\",\n            name: \"{name}\",\n            \
                 from: \"{from}-04-01\",{to}\n            area: \"{} and around\",\n            \
                 codes: [Code(scheme: Ods, code: \"X{all:06}\")],{predecessors}\n            \
                 note: \"Made up.\", sources: [\"made-up\"], confidence: Single,\n        ),",
                town(all, 10),
            );
        }
        text.push_str("    ],\n)\n");
        add(format!("organisations/{body}.ron"), text);
    }
    let built_in: Vec<_> = embedded::dataset()
        .places
        .iter()
        .map(|place| place.id)
        .collect();
    let mut text = "[\n".to_owned();
    for number in 0..places {
        let _ = writeln!(
            text,
            "    Place(\n        id: \"made-up-place-{number}\",\n        name: \"{}\",\n        kind: Neighbourhood,\n        \
             within: \"{}\",\n        lineage: [",
            town(number, 30),
            built_in
                .get(lot(number, 40, built_in.len()))
                .copied()
                .unwrap_or_default(),
        );
        for (which, (body, from, to, _)) in BODIES.iter().enumerate() {
            let to = to
                .map(|to| format!(" to: \"{to}-03-31\","))
                .unwrap_or_default();
            let _ = writeln!(
                text,
                "            Stay(organisation: \"{body}-{}\", from: \"{from}-04-01\",{to} sources: [\"made-up\"], confidence: Single),",
                lot(number, 50 + which as u64, per_body),
            );
        }
        text.push_str("        ],\n    ),\n");
    }
    text.push_str("]\n");
    add("places/made-up.ron".to_owned(), text);
    files
}
