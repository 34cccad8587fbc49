//! Pages as sentences, for somebody who listens: no columns, no shades, no signs that have to be seen.

use std::borrow::Cow;
use std::fmt::Write;

use super::page::{Block, Page, Paragraph, Section, Tone};
use super::table::{Row, Table};
use crate::model::{RecordRef, capital};

/// How much is said of what a statement rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// Nothing, but that something is not verified.
    Off,
    /// How many sources.
    #[default]
    Short,
    /// How many sources, and which by their numbers.
    Full,
}

/// What a passage is on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The heading of a section.
    Section(Section),
    /// A heading inside a section.
    Heading,
    /// A sentence or several.
    Text,
}

/// A paragraph as it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// What it is on its page.
    pub level: Level,
    /// The records that it names and that can be opened, in the order in which it names them.
    pub links: Vec<RecordRef>,
    /// What is said, with [`LINK`] behind each of these.
    words: String,
    /// It is an item of a list that is about its one link.
    is_item: bool,
}

/// Stands behind what can be opened until it has a number. Text of a data set cannot bring its own.
const LINK: char = '\u{E000}';

impl Spoken {
    /// What is said, with numbers for what can be opened, from this one on: before an item of a list, behind a name in a sentence.
    #[must_use]
    pub fn numbered(&self, first: usize) -> String {
        if self.is_item {
            return format!("{first}. {}", self.plain());
        }
        let mut number = first;
        let mut out = String::with_capacity(self.words.len());
        for c in self.words.chars() {
            if c == LINK {
                let _ = write!(out, " [{number}]");
                number += 1;
            } else {
                out.push(c);
            }
        }
        out
    }

    /// What is said, without numbers.
    #[must_use]
    pub fn plain(&self) -> String {
        self.words.replace(LINK, "")
    }
}

/// The page as it is said, without its title.
#[must_use]
pub fn spoken(page: &Page, marks: Marks) -> Vec<Spoken> {
    let mut out = Speech {
        marks,
        section: None,
        said: Vec::new(),
    };
    for (at, block) in page.blocks.iter().enumerate() {
        match block {
            Block::Section(section) => {
                out.section = Some(*section);
                out.heading(
                    Level::Section(*section),
                    format!("Section: {}", section.name()),
                );
            }
            Block::Heading(text) => out.heading(Level::Heading, format!("{}:", say(text, marks))),
            // A few words over items that are set in: "Power to".
            Block::Paragraph(label)
                if is_dim(label)
                    && matches!(page.blocks.get(at + 1), Some(Block::Paragraph(item)) if item.indent > 0) =>
            {
                let words = say(label.text().trim_end_matches(':'), marks);
                out.heading(Level::Heading, format!("{words}:"));
            }
            Block::Paragraph(paragraph) => out.paragraph(paragraph),
            Block::Table(table) => out.table(table),
            Block::Beside(left, right) => left
                .iter()
                .chain(right)
                .for_each(|paragraph| out.paragraph(paragraph)),
            Block::Blank => {}
        }
    }
    out.said
}

/// What is being said of a page.
struct Speech {
    marks: Marks,
    section: Option<Section>,
    said: Vec<Spoken>,
}

impl Speech {
    fn heading(&mut self, level: Level, words: String) {
        self.said.push(Spoken {
            level,
            links: Vec::new(),
            words,
            is_item: false,
        });
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if let [run] = paragraph.runs.as_slice()
            && run.tone == Tone::Heading
        {
            return self.heading(Level::Heading, format!("{}:", say(&run.text, self.marks)));
        }
        let mut text = String::new();
        let mut links = Vec::new();
        for (place, run) in paragraph.runs.iter().enumerate() {
            match run.tone {
                Tone::Shade(_) => {}
                // The number of a source on its page is needed only where statements are said with theirs.
                Tone::Dim if place == 0 && self.section == Some(Section::Sources) => {
                    if self.marks == Marks::Full {
                        let _ = write!(text, "Source {}: ", run.text.trim());
                    }
                }
                Tone::Dim if place == 0 => text.push_str(&steps(&run.text)),
                Tone::Link(record) => {
                    text.push_str(run.text.trim_start_matches("→ "));
                    text.push(LINK);
                    links.push(record);
                }
                _ => text.push_str(&run.text.replace(LINK, "")),
            }
        }
        // The signs that it explains are not said.
        if text.starts_with("✔✔ two independent sources") {
            return;
        }
        if self.section == Some(Section::Sources) {
            text = without_addresses(&text);
        }
        let mut words = say(&text, self.marks);
        // An address keeps its letters.
        if !words.contains("://") {
            words = capital(&words);
        }
        if !words.is_empty() {
            self.said.push(Spoken {
                level: Level::Text,
                is_item: links.len() == 1 && paragraph.hang > paragraph.indent,
                words,
                links,
            });
        }
    }

    /// A row is a sentence: who, then what each column says of it.
    fn table(&mut self, table: &Table) {
        for Row { cells, below } in &table.rows {
            let Some((first, others)) = cells.split_first() else {
                continue;
            };
            if others.iter().all(|cell| cell.runs.is_empty()) {
                let name = say(&first.text().to_lowercase(), self.marks);
                self.heading(Level::Heading, format!("{}:", capital(&name)));
                continue;
            }
            let mut row = Paragraph::item(0);
            row.runs.extend(first.runs.iter().cloned());
            let heads = table.heads.iter().skip(1);
            for (at, (head, cell)) in heads.zip(others).enumerate() {
                let gap = if at == 0 { ": " } else { ", " };
                row = row.plain(format!("{gap}{} ", head.to_lowercase()));
                row.runs.extend(cell.runs.iter().cloned());
            }
            if let Some(below) = below {
                row = row.plain(". ");
                row.runs.extend(below.runs.iter().cloned());
            }
            self.paragraph(&row);
        }
    }
}

fn is_dim(paragraph: &Paragraph) -> bool {
    paragraph.indent == 0 && paragraph.runs.iter().all(|run| run.tone == Tone::Dim)
}

/// The lines of a tree as the number of the step that they are from its root: the first needs none.
fn steps(text: &str) -> String {
    if !text.ends_with("─ ") {
        return text.to_owned();
    }
    match text.chars().count() / 3 {
        0 | 1 => String::new(),
        step => format!("Step {step}: "),
    }
}

fn without_addresses(text: &str) -> String {
    let is_address = |word: &&str| {
        let word = word.trim_start_matches('<');
        !(word.starts_with("http://") || word.starts_with("https://"))
    };
    let words: Vec<&str> = text.split(' ').filter(is_address).collect();
    words.join(" ")
}

/// Text as it is said.
#[must_use]
pub fn say(text: &str, marks: Marks) -> String {
    let text = with_marks(text, marks);
    let text = text.replace("≠ ", "").replace("→ ", "see ");
    let mut out = String::with_capacity(text.len());
    for part in text.replace("  ", " · ").split('·') {
        let part = part.trim_matches([' ', '›']);
        if part.is_empty() {
            continue;
        }
        if out.ends_with(['.', ':', ';', '?', '!', ',']) {
            out.push(' ');
        } else if !out.is_empty() {
            // What is long and begins with a capital is a sentence of its own.
            let is_sentence = part.len() > 60 && part.starts_with(char::is_uppercase);
            out.push_str(if is_sentence { ". " } else { ", " });
        }
        out.push_str(part);
    }
    // A dash that is all that stands in a column.
    if let Some(label) = out.strip_suffix(": –") {
        out = format!("{label}: none");
    }
    in_words(&out)
}

/// The marks for how well something is supported, in words.
fn with_marks(text: &str, marks: Marks) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let found = [
            ("✔✔", "two sources"),
            ("✔", "one source"),
            ("? unverified", "unverified"),
        ]
        .into_iter()
        .filter_map(|(sign, word)| Some((rest.find(sign)?, sign, word)))
        .min_by_key(|(at, ..)| *at);
        let Some((at, sign, word)) = found else {
            break;
        };
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let after = after.strip_prefix(sign).unwrap_or_default();
        let numbers = after
            .strip_prefix(" [")
            .and_then(|after| after.split_once(']'));
        let (numbers, after) = numbers.unwrap_or(("", after));
        let said = match (marks, word) {
            (Marks::Off, "two sources" | "one source") => {
                out.truncate(out.trim_end().len());
                String::new()
            }
            (Marks::Full, _) if !numbers.is_empty() => format!("({word}: {numbers})"),
            _ => format!("({word})"),
        };
        out.push_str(&said);
        rest = after;
    }
    out.push_str(rest);
    out
}

const MONTHS: [(&str, &str); 11] = [
    ("Jan", "January"),
    ("Feb", "February"),
    ("Mar", "March"),
    ("Apr", "April"),
    ("Jun", "June"),
    ("Jul", "July"),
    ("Aug", "August"),
    ("Sep", "September"),
    ("Oct", "October"),
    ("Nov", "November"),
    ("Dec", "December"),
];

/// Months in full, and what a dash between years means.
fn in_words(text: &str) -> String {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let bare = word.strip_prefix('(');
        let open = if bare.is_some() { "(" } else { "" };
        let bare = bare.unwrap_or(word);
        let end = bare.find(['(', '[', ')', ',', ';', ':']);
        let (core, behind) = bare
            .split_at_checked(end.unwrap_or(bare.len()))
            .unwrap_or((bare, ""));
        let month = MONTHS.iter().find(|(short, _)| *short == core);
        let said = match (month, core.split_once('–')) {
            (Some((_, long)), _) if behind.is_empty() => (*long).to_owned(),
            (_, Some((from, to)))
                if is_digit(from.chars().last()) && is_digit(to.chars().next()) =>
            {
                format!("{from} to {}", whole_year(from, to))
            }
            (_, Some((from, "?"))) if is_digit(from.chars().last()) => {
                format!("{from}, end not established")
            }
            (_, Some(("?", to))) if is_digit(to.chars().next()) => {
                format!("start not established, to {to}")
            }
            (_, Some(("?", "?"))) => "dates not established".to_owned(),
            (_, Some((from, ""))) if is_digit(from.chars().last()) => format!("since {from}"),
            _ if core == "?" && words.last().is_some_and(|before| before == "since") => {
                words.pop();
                "start not established".to_owned()
            }
            _ => core.to_owned(),
        };
        words.push(format!("{open}{said}{}", pages(behind)));
    }
    words.join(" ")
}

/// What dashes between two numbers mean, as between the pages of "86(2–3):204–212".
fn pages(text: &str) -> String {
    let mut parts = text.split('–');
    let mut out = parts.next().unwrap_or_default().to_owned();
    let is_digit = |c: char| c.is_ascii_digit();
    for part in parts {
        let both = out.ends_with(is_digit) && part.starts_with(is_digit);
        out.push_str(if both { " to " } else { "–" });
        out.push_str(part);
    }
    out
}

/// The second of two years in full: 2025 of "2022–25".
fn whole_year<'a>(from: &str, to: &'a str) -> Cow<'a, str> {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    match from.get(..2) {
        Some(century) if from.len() == 4 && digits(from) == 4 && digits(to) == 2 => {
            Cow::Owned(format!("{century}{to}"))
        }
        _ => Cow::Borrowed(to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_said_in_words() {
        for (seen, heard) in [
            ("2002–2013", "2002 to 2013"),
            ("since 1 Jul 2022", "since 1 July 2022"),
            (
                "28 (1 Apr 2002), 10 (Jul 2006)",
                "28 (1 April 2002), 10 (July 2006)",
            ),
            ("2005–?", "2005, end not established"),
            ("?–2013", "start not established, to 2013"),
            (
                "alliance, since ?, partnership",
                "alliance, start not established, partnership",
            ),
            ("source, 2022–25", "source, 2022 to 2025"),
            ("pages 22–25", "pages 22 to 25"),
            ("86(2–3):204–212", "86(2 to 3):204 to 212"),
            (
                "a team (2015–?) was",
                "a team (2015, end not established) was",
            ),
            ("· A duty. ✔✔ [1, 4]", "A duty. (two sources)"),
            ("Maybe. ? unverified", "Maybe. (unverified)"),
            (
                "statutory body · region tier",
                "statutory body, region tier",
            ),
            (
                "5 Jul 1973  National Health",
                "5 July 1973, National Health",
            ),
            ("May 1974", "May 1974"),
        ] {
            assert_eq!(say(seen, Marks::Short), heard);
        }
        assert_eq!(say("A duty. ✔ [7]", Marks::Full), "A duty. (one source: 7)");
        assert_eq!(say("A duty. ✔ [7]", Marks::Off), "A duty.");
    }
}
