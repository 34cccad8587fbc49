//! Questions about what stood: records, what a search finds, bodies against each other, who did what.

use super::talk::{Choice, Talk};
use super::{Dialogue, Reply, command, time};
use crate::model::{Date, Kind, RecordRef};
use crate::query;
use crate::report::{self, Section};
use crate::search::{Hit, Search};

/// Hits of a search that are told: who wants more says more.
const HITS: usize = 30;

/// `show`: opens a record by name.
pub(super) fn show(dialogue: &mut Dialogue, name: &str) -> Reply {
    if name.is_empty() {
        return Reply::says(
            "A name is wanted, as in show sha: an abbreviation, a name, a former name, a code, an Act or a place.",
        );
    }
    match dialogue.named(name, None, &|id| format!("show {id}")) {
        Ok(record) => opened(dialogue, name, record),
        Err(talk) => dialogue.tell(*talk),
    }
}

/// A line that is no command: the record of that name, as at a date behind it; or what a search for it finds.
pub(super) fn name(dialogue: &mut Dialogue, line: &str) -> Reply {
    if let (name, Some(date)) = time::then_date(line, dialogue.data.as_of())
        && let Ok(record) = dialogue.index().resolve(&name)
        && dialogue.index().is_called(record, &name)
    {
        dialogue.set_at(date);
        return dialogue.open(record);
    }
    match dialogue.index().resolve(line) {
        Ok(record) => opened(dialogue, line, record),
        Err(_) => search(dialogue, line),
    }
}

/// Opens it, and says so where only the beginning of a name was typed.
fn opened(dialogue: &mut Dialogue, name: &str, record: RecordRef) -> Reply {
    let is_begun = name.parse::<usize>().is_err() && !dialogue.index().is_called(record, name);
    let mut reply = dialogue.open(record);
    if is_begun && name != "this" {
        reply.text = format!("Taken as the {}: {}", record.kind.name(), reply.text);
    }
    reply
}

/// `search`: what is found, best first.
pub(super) fn search(dialogue: &mut Dialogue, line: &str) -> Reply {
    if line.is_empty() {
        return Reply::says(
            "Words are wanted, as in search clusters, or search is:statutory tier:region at:2004.",
        );
    }
    let mut hits = match hits(dialogue, line, None) {
        Ok(hits) => hits,
        Err(reply) => return reply,
    };
    let is_a_guess = hits.first().is_none_or(Hit::is_a_guess);
    let total = hits.len();
    if let ([only], false) = (hits.as_slice(), is_a_guess) {
        return dialogue.open(only.record);
    }
    let mut talk = if is_a_guess {
        let meant = command::meant(line);
        let title = if hits.is_empty() && meant.is_none() {
            format!("Nothing is called \"{line}\". help tells what can be asked")
        } else {
            format!("Nothing is called \"{line}\". Perhaps:")
        };
        let mut talk = Talk::new(title);
        if let Some(meant) = meant {
            talk.add_choice(Choice::Say(meant.clone()), &format!("The command: {meant}"));
        }
        talk
    } else {
        Talk::new(format!("{total} hits for {line}"))
    };
    hits.truncate(HITS);
    for hit in &hits {
        if let Some(said) = dialogue.entry(hit.record) {
            talk.add_choice(Choice::Open(hit.record), &said);
        }
    }
    if total > HITS {
        talk.add(&format!(
            "{} more were found: another word, or a filter as in kind:place, leaves fewer.",
            total - HITS
        ));
    }
    dialogue.tell(talk)
}

/// What a line finds; or what is wrong with its filters.
pub(super) fn hits(dialogue: &Dialogue, line: &str, kind: Option<Kind>) -> Result<Vec<Hit>, Reply> {
    let found = Search::default().find(dialogue.data, dialogue.index(), line, kind, dialogue.at);
    match found.faults.first() {
        None => Ok(found.hits),
        Some(fault) => {
            let meant = fault.meant.as_ref();
            let meant = meant.map(|meant| format!(" Did you mean {meant}?"));
            let allowed = match fault.allowed.as_slice() {
                [] => String::new(),
                allowed => format!(" It may be {}.", allowed.join(", ")),
            };
            Err(Reply::says(format!(
                "{}.{}{allowed}",
                fault.what,
                meant.unwrap_or_default()
            )))
        }
    }
}

/// `compare`: the same questions put to two or three bodies.
pub(super) fn compare(dialogue: &mut Dialogue, line: &str) -> Reply {
    let subjects = match dialogue.subjects(line) {
        Ok(subjects) => subjects,
        Err(talk) => return dialogue.tell(*talk),
    };
    let same = |one: usize, other: usize| match (subjects.get(one), subjects.get(other)) {
        (Some(one), Some(other)) => one.body.id == other.body.id && one.day == other.day,
        _ => false,
    };
    if same(0, 1) || same(0, 2) || same(1, 2) {
        return Reply::says(
            "That would be one body set against itself: give each a date, as in compare sha@2003 sha@2010.",
        );
    }
    let contrast = query::contrast(dialogue.data, &subjects);
    let page = report::contrast_page(dialogue.data, &contrast);
    let whole = Talk::of(&page, dialogue.marks);
    let mut talk = Talk::new(whole.title.as_str());
    talk.add(&report::say(&contrast.sentence, dialogue.marks));
    for cell in &contrast.between {
        talk.add(&report::say(
            &format!("{} {}", cell.word, cell.text),
            dialogue.marks,
        ));
    }
    let differ = contrast
        .rows
        .iter()
        .filter(|row| row.differs == Some(true))
        .count();
    let number = contrast.rows.len();
    talk.add(&format!(
        "In {differ} of {number} questions they differ in so many words:"
    ));
    // First only the words; the number leads to the sentences and their sources.
    for (row, (at, label)) in contrast.rows.iter().zip(whole.headings()) {
        if row.differs != Some(true) {
            continue;
        }
        let answers = contrast
            .names
            .iter()
            .zip(&row.answers)
            .map(|(name, cells)| {
                let words: Vec<&str> = cells.iter().map(|cell| cell.word.as_str()).collect();
                match words.join(", ") {
                    dash if dash == "–" => format!("{name} none"),
                    words => format!("{name} {words}"),
                }
            });
        let answers: Vec<String> = answers.collect();
        let label = label.trim_end_matches(" (they differ)");
        let gap = if label.ends_with('?') { "" } else { ":" };
        let said = format!("{label}{gap} {}", answers.join("; "));
        talk.add_choice(Choice::Heading(at), &report::say(&said, dialogue.marks));
    }
    talk.passages = whole.passages;
    talk.end = Some("headings lists all questions, with the sentences behind the words.");
    dialogue.tell(talk)
}

/// `lineage`: everybody who stood over a place, or the whole chain of an organisation.
pub(super) fn lineage(dialogue: &mut Dialogue, name: &str) -> Reply {
    let name = if name.is_empty() { "this" } else { name };
    let again = |id: &str| format!("lineage {id}");
    let found = match dialogue.named(name, Some(Kind::Place), &again) {
        Ok(record) => Ok(record),
        Err(_) => dialogue.named(name, None, &again),
    };
    let record = match found {
        Ok(record) => record,
        Err(talk) => return dialogue.tell(*talk),
    };
    let data = dialogue.data;
    let mut talk = match record.kind {
        Kind::Organisation => match data.organisation(&record.id) {
            Some((_, organisation)) => {
                let page = report::organisation_lineage(data, organisation).into_page();
                Talk::of(&page, dialogue.marks)
            }
            None => return Reply::default(),
        },
        Kind::Place | Kind::Body => {
            let whole = Talk::of(&report::record(data, record, dialogue.at), dialogue.marks);
            let Some(mut talk) = whole.section(Section::Lineage) else {
                return Reply::says("Nothing is recorded before or after it.");
            };
            talk.title = format!("{}, lineage", whole.title);
            talk
        }
        kind => {
            return Reply::says(format!(
                "\"{name}\" is {}: a lineage is that of a place, an organisation or a body.",
                kind.one()
            ));
        }
    };
    talk.record = Some(record);
    dialogue.tell(talk)
}

/// `place`: who stood over a place on the as-at date.
pub(super) fn place(dialogue: &mut Dialogue, name: &str) -> Reply {
    if name.is_empty() {
        let number = dialogue.data.places.len();
        return Reply::says(format!(
            "{number} places are known: every district, city and county of England. place and a name, as in place sheffield, tells who stood over it on the date; lineage sheffield tells of all dates."
        ));
    }
    let (rest, date) = time::then_date(name, dialogue.data.as_of());
    if let Some(date) = date.filter(|_| !rest.is_empty()) {
        return time::at(dialogue, &format!("{} {rest}", date.iso()));
    }
    match dialogue.place(name, &|id| format!("place {id}")) {
        Ok(place) => dialogue.open(RecordRef::place(place.id)),
        Err(talk) => dialogue.tell(*talk),
    }
}

/// `functions`: who held a function; without one, the list of them.
pub(super) fn functions(dialogue: &mut Dialogue, line: &str) -> Reply {
    let data = dialogue.data;
    let (name, date) = time::then_date(line, data.as_of());
    let on = date.map(Date::day_meant);
    if name == "this" {
        return dialogue.section(Section::Functions);
    }
    if name.is_empty() && on.is_none() {
        let mut talk = Talk::new(format!("{} functions", data.functions.len()));
        for function in &data.functions {
            talk.add_choice(
                Choice::Say(format!("functions {}", function.id)),
                &function.name,
            );
        }
        return dialogue.tell(talk);
    }
    let function = if name.is_empty() {
        None
    } else {
        match dialogue.named(&name, Some(Kind::Function), &|id| format!("functions {id}")) {
            Ok(record) => data.function(&record.id),
            Err(talk) => return dialogue.tell(*talk),
        }
    };
    let page = report::functions(data, function, on).into_page();
    let mut talk = Talk::of(&page, dialogue.marks);
    if let Some(day) = on {
        dialogue.warn(&mut talk, day);
    }
    dialogue.tell(talk)
}
