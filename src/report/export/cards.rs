//! Cards for other programs: a text file that Anki imports, and a table.
//!
//! The lines at the head of the file are those that the manual of Anki lists under "File Headers" (Anki 2.1.54 and later). The deck stands
//! in a column, because a deck that is only named at the head must be there already.

use std::io::{self, Write};

use super::super::escape::{escape, web_address};
use super::csv::rows;
use super::words::Word;
use crate::dataset::Dataset;
use crate::model::{Confidence, Date, Era, Source, harmless};
use crate::study::{Answer, Card, Face};

/// What stands at the head of the file. A note is known again by its GUID, which is that of the card: a second import updates it.
const HEAD: &str =
    "#separator:tab\n#html:true\n#notetype:Basic\n#guid column:1\n#deck column:2\n#tags column:5\n";
/// The deck of decks.
const DECK: &str = "NHS tiers";

/// Writes cards as a text file for Anki.
///
/// # Errors
/// When it cannot be written.
pub fn anki(data: &'static Dataset, cards: &[Card], mut out: impl Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    for card in cards {
        let face = card.face(data);
        let (front, back) = (front(&face), back(data, &face));
        let deck = era_of(data, card).map_or_else(
            || DECK.to_owned(),
            |era| format!("{DECK}::{} {}", era.from.year(), era.name),
        );
        let tags = tags(data, card).join(" ");
        let deck = harmless(&deck);
        writeln!(out, "{}\t{deck}\t{front}\t{back}\t{tags}", guid(card))?;
    }
    Ok(())
}

/// No note of another maker has it.
fn guid(card: &Card) -> String {
    format!("nhs-tiers-{:016x}", card.id.0)
}

/// The question; with what is to be put in order, in an order that tells nothing.
fn front(face: &Face) -> String {
    let question = escape(&face.question);
    match &face.answer {
        Answer::Choice { .. } => question,
        Answer::Order(lines) => {
            let mut lines: Vec<&String> = lines.iter().collect();
            lines.sort();
            question + &list("ul", lines.into_iter())
        }
    }
}

/// The answer, why it is right, and who says so.
fn back(data: &Dataset, face: &Face) -> String {
    let answer = match &face.answer {
        Answer::Choice { right, .. } => {
            let right: Vec<String> = right.iter().map(|one| escape(one)).collect();
            format!("<b>{}</b><br>", right.join("</b> or <b>"))
        }
        Answer::Order(lines) => list("ol", lines.iter()),
    };
    let doubt = match face.confidence {
        Confidence::Corroborated | Confidence::Single => "",
        Confidence::Unverified => "<br>Not verified.",
    };
    let sources = face.sources.iter().filter_map(|id| data.source(id));
    let sources: Vec<String> = sources.map(cited).collect();
    let sources = sources.join("<br>");
    format!(
        "{answer}<br>{}{doubt}<br><br><small>{sources}</small>",
        escape(&face.why)
    )
}

fn list<'a>(kind: &str, lines: impl Iterator<Item = &'a String>) -> String {
    let items: Vec<String> = lines.map(|line| escape(line)).collect();
    format!("<{kind}><li>{}</li></{kind}>", items.join("</li><li>"))
}

/// A source as it is cited, with a link where it stands in the web.
fn cited(source: &Source) -> String {
    let text = escape(&told(source));
    match source.url.as_deref().and_then(web_address) {
        Some(url) => format!("<a href=\"{}\">{text}</a>", escape(url)),
        None => text,
    }
}

/// Author, title and year.
fn told(source: &Source) -> String {
    let author = source.author.map(|author| format!("{author}: "));
    let year = source.year.map(|year| format!(", {year}"));
    format!(
        "{}{}{}",
        author.unwrap_or_default(),
        source.title,
        year.unwrap_or_default()
    )
}

fn era_of<'a>(data: &'a Dataset, card: &Card) -> Option<&'a Era> {
    data.era_at(card.at)
}

fn standing(card: &Card) -> Option<&'static str> {
    let phase = card.body?.phase_near(card.at)?;
    Some(phase.form.standing().word())
}

/// By these cards are found in Anki. None holds a blank.
fn tags(data: &Dataset, card: &Card) -> Vec<String> {
    let tag = |name: &str, value: &str| {
        let value = harmless(value).replace(char::is_whitespace, "-");
        format!("nhs-tiers::{name}::{value}")
    };
    let body = card.body;
    let found = [
        Some(tag("asks", card.family.name())),
        era_of(data, card).map(|era| tag("era", &era.id)),
        body.map(|body| tag("tier", body.tier.word())),
        standing(card).map(|standing| tag("standing", standing)),
        body.map(|body| tag("body", &body.id)),
    ];
    found.into_iter().flatten().collect()
}

/// Writes cards as a table, in the words of the other tables.
///
/// # Errors
/// When it cannot be written.
pub fn cards_table(data: &'static Dataset, cards: &[Card], out: impl Write) -> io::Result<()> {
    let heads = "id family about_kind about body tier standing era at question answer also_right wrong why confidence sources";
    let mut table = vec![heads.split(' ').map(str::to_owned).collect()];
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let joined = |parts: &[String]| parts.join(" | ");
    for card in cards {
        let face = card.face(data);
        let (answer, also, wrong) = match &face.answer {
            Answer::Choice { right, wrong, .. } => {
                let (first, others) = right
                    .split_first()
                    .map_or((String::new(), &[][..]), |(first, others)| {
                        (first.clone(), others)
                    });
                (first, joined(others), joined(wrong))
            }
            Answer::Order(lines) => (joined(lines), String::new(), String::new()),
        };
        let sources: Vec<&str> = face.sources.iter().map(|id| id.as_str()).collect();
        table.push(vec![
            format!("{:016x}", card.id.0),
            card.family.name().to_owned(),
            card.about.kind.name().to_owned(),
            card.about.id.to_string(),
            text(card.body.map(|body| body.id.as_str())),
            text(card.body.map(|body| body.tier.word())),
            text(standing(card)),
            text(era_of(data, card).map(|era| era.id.as_str())),
            Date::of_day(card.at).iso(),
            face.question,
            answer,
            also,
            wrong,
            face.why,
            face.confidence.word().to_owned(),
            sources.join(" "),
        ]);
    }
    rows(&table, out)
}
