//! THE table of commands: their words, the sentence that help says, and what they do.

use std::rc::Rc;

use super::talk::{Choice, Talk};
use super::{Dialogue, Effect, Reply, answers, lessons, personal, study, time, tour};
use crate::model::{Date, capital};
use crate::report;

/// A command.
pub(super) struct Command {
    /// Its name, then other words and letters for it.
    pub(super) names: &'static [&'static str],
    /// What stands behind it; nothing where nothing may.
    pub(super) takes: &'static str,
    /// What it does.
    pub(super) says: &'static str,
    /// What else there is to know.
    pub(super) more: &'static str,
    pub(super) run: fn(&mut Dialogue, &str) -> Reply,
}

impl Command {
    fn is_for_notes(&self) -> bool {
        matches!(self.names, ["note" | "write", ..])
    }
}

/// THE commands, those of the command line first.
pub(super) const TABLE: &[Command] = &[
    Command {
        names: &["show", "open", "o"],
        takes: "NAME",
        says: "opens a record",
        more: "An abbreviation, a name, a former name, a code, an Act or a place; a number of the last list; this, for the one that is open. The name alone does the same: sha.",
        run: answers::show,
    },
    Command {
        names: &["search", "find", "s"],
        takes: "WORDS",
        says: "finds everything with these words",
        more: "Filters narrow it: is:statutory, tier:region, kind:place, at:2004, in:1974..1982; -word leaves out. /words is the same.",
        run: answers::search,
    },
    Command {
        names: &["at", "a"],
        takes: "DATE PLACE",
        says: "sees everything from a date and tells what stood then",
        more: "2004 is its 1 April; apr 2004, 1/4/2004 and today are dates too. With a place behind it, who stood over the place: at 2004 sheffield. Where a place is open, a date alone tells of it. A date alone on a line is enough.",
        run: time::at,
    },
    Command {
        names: &["standing"],
        takes: "",
        says: "tells what stood everywhere on the date",
        more: "",
        run: time::standing,
    },
    Command {
        names: &["compare", "contrast", "c"],
        takes: "A B",
        says: "puts the same questions to two bodies, or three",
        more: "compare sha ics; sha vs ics; compare health authority with pcg; with dates, compare sha@2003 sha@2010. With one name, the body that is open is the other. First comes the answer in a sentence, then question by question; headings lists them.",
        run: answers::compare,
    },
    Command {
        names: &["changed", "diff", "d"],
        takes: "YEAR or TWO DATES",
        says: "tells what was made, ended or changed in law",
        more: "changed 1974 is within that year; changed 1974 1982 between the first of April of both.",
        run: time::diff,
    },
    Command {
        names: &["reforms", "between", "r"],
        takes: "YEARS",
        says: "lists Acts, papers and reorganisations in order of time",
        more: "reforms 1974, or between 1990 and 1996.",
        run: time::reforms,
    },
    Command {
        names: &["timeline", "t"],
        takes: "YEARS",
        says: "lists what stood, in order of time",
        more: "timeline 1974 1982; without years, all of time.",
        run: time::timeline,
    },
    Command {
        names: &["place", "places", "p"],
        takes: "NAME",
        says: "tells who stood over a place on the date",
        more: "place sheffield; place sheffield 2004 is at 2004 sheffield.",
        run: answers::place,
    },
    Command {
        names: &["lineage", "l"],
        takes: "NAME",
        says: "tells everybody who stood over a place, or the chain of an organisation",
        more: "Without a name, of what is open. In a chain, step 2 came of the step 1 before it.",
        run: answers::lineage,
    },
    Command {
        names: &["functions", "f"],
        takes: "NAME DATE",
        says: "tells who held a function; without a name, lists the functions",
        more: "functions commissioning; functions commissioning 2004.",
        run: answers::functions,
    },
    Command {
        names: &["lessons", "themes", "findings"],
        takes: "WORDS",
        says: "tells what research says on something; without words, lists the themes",
        more: "lessons clusters, lessons pct, lessons this.",
        run: lessons::lessons,
    },
    Command {
        names: &["study"],
        takes: "DECK",
        says: "tells what there is to study; a deck narrows it",
        more: "study era:1974, study tier:region, study place:leeds, study bookmarks.",
        run: study::study,
    },
    Command {
        names: &["recall"],
        takes: "DECK",
        says: "asks what is due and what is new: think, hear the answer, grade yourself",
        more: "1 again, 2 hard, 3 good, 4 easy.",
        run: study::recall,
    },
    Command {
        names: &["quiz"],
        takes: "DECK",
        says: "asks the same with answers to choose or to type",
        more: "A number chooses; a name, a date or a number may be typed instead.",
        run: study::quiz,
    },
    Command {
        names: &["lesson"],
        takes: "DECK",
        says: "tells the next seven cards, then asks them",
        more: "",
        run: study::lesson,
    },
    Command {
        names: &["exam"],
        takes: "DECK",
        says: "asks twenty questions on time, and tells at the end how it went",
        more: "",
        run: study::exam,
    },
    Command {
        names: &["tour", "story"],
        takes: "NUMBER",
        says: "tells the story since 1948 in a few stops, or goes on with it",
        more: "next and Enter go on to the next stop, back to the one before. tour 5 tells the fifth; tour 1 begins again. Everything is seen from the day of the stop; today ends that.",
        run: tour::tour,
    },
    Command {
        names: &["next", "more", "n"],
        takes: "",
        says: "goes on with the next part, as Enter alone does",
        more: "On the tour, after the last part of a stop, with the next stop.",
        run: next,
    },
    Command {
        names: &["again", "repeat"],
        takes: "",
        says: "tells the last answer from its beginning",
        more: "",
        run: again,
    },
    Command {
        names: &["headings", "sections", "h"],
        takes: "",
        says: "lists the parts of what is open, to choose one by its number",
        more: "Of a record, its sections: powers, functions, money, sources and so on; else the headings of the last answer.",
        run: headings,
    },
    Command {
        names: &["all"],
        takes: "",
        says: "tells all of the record that is open, part by part",
        more: "",
        run: all,
    },
    Command {
        names: &["back", "b"],
        takes: "",
        says: "goes back to the answer before, its date and its numbers",
        more: "",
        run: back,
    },
    Command {
        names: &["where", "w"],
        takes: "",
        says: "tells the date, the record and the part one is in",
        more: "",
        run: here,
    },
    Command {
        names: &["today"],
        takes: "",
        says: "sees everything from the last day of the evidence",
        more: "",
        run: time::today,
    },
    Command {
        names: &["bookmark", "mark"],
        takes: "",
        says: "keeps the record that is open; said again, no longer",
        more: "The browser has the same bookmarks.",
        run: personal::bookmark,
    },
    Command {
        names: &["bookmarks"],
        takes: "",
        says: "lists what was kept",
        more: "",
        run: personal::bookmarks,
    },
    Command {
        names: &["note"],
        takes: "WORDS",
        says: "writes a note on the record that is open, or reads it",
        more: "What was there before is replaced. note and a dash takes it away. write begins a note of several lines.",
        run: personal::note,
    },
    Command {
        names: &["write"],
        takes: "",
        says: "writes a note of several lines on the record that is open",
        more: "It goes on below what is there. A line that is a full stop keeps it, a line of two full stops leaves it as it was.",
        run: personal::write,
    },
    Command {
        names: &["marks"],
        takes: "off, short or full",
        says: "how much is said of what statements rest on",
        more: "short, as at the beginning: one source or two; full: which, by their numbers in the section Sources; off: nothing, but that something is not verified.",
        run: personal::marks,
    },
    Command {
        names: &["lines"],
        takes: "NUMBER",
        says: "how many lines are told at once",
        more: "At the beginning 6. One more may stand below them, on how to go on.",
        run: personal::lines,
    },
    Command {
        names: &["help", "?"],
        takes: "COMMAND",
        says: "tells what can be typed",
        more: "help all lists every command; help and a command tells more of it.",
        run: help,
    },
    Command {
        names: &["quit", "q", "exit", "bye"],
        takes: "",
        says: "ends; so does Ctrl-D",
        more: "",
        run: quit,
    },
];

/// Beginnings of questions as people ask them, and the command that is meant.
const QUESTIONS: [(&str, &str); 14] = [
    ("what is the difference between ", "compare "),
    ("what was the difference between ", "compare "),
    ("what changed in ", "changed "),
    ("what changed between ", "changed "),
    ("what stood over ", "place "),
    ("what stood in ", "at "),
    ("what stood on ", "at "),
    ("who stood over ", "place "),
    ("who covered ", "place "),
    ("which lessons about ", "lessons "),
    ("what is ", "show "),
    ("what was ", "show "),
    ("what are ", "show "),
    ("what were ", "show "),
];

/// The command that a question means, if it is one of these.
pub(super) fn plainly(line: &str) -> Option<String> {
    let asked = line.to_lowercase();
    let (begins, command) = QUESTIONS
        .iter()
        .find(|(begins, _)| asked.starts_with(begins))?;
    // What has other lengths in lower case is no question of these.
    let rest = line.get(begins.len()..)?.trim_end_matches(['?', ' ']);
    let articles = ["a ", "an ", "the "];
    let bare = articles
        .iter()
        .find_map(|article| rest.strip_prefix(article));
    Some(format!("{command}{}", bare.unwrap_or(rest)))
}

/// The command with this name.
pub(super) fn named(word: &str) -> Option<&'static Command> {
    TABLE.iter().find(|command| command.names.contains(&word))
}

/// The line with its mistyped command put right, if it begins with one.
pub(super) fn meant(line: &str) -> Option<String> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let word = word.to_lowercase();
    let far = |name: &&str| strsim::osa_distance(name, &word);
    let names = TABLE
        .iter()
        .filter_map(|command| command.names.first().copied());
    let near = names.min_by_key(far).filter(|name| {
        let letters = name.len().min(word.chars().count());
        letters > 2 && far(name) <= if letters > 4 { 2 } else { 1 }
    })?;
    Some(format!("{near} {rest}").trim_end().to_owned())
}

/// `next`.
pub(super) fn next(dialogue: &mut Dialogue, _: &str) -> Reply {
    if let Some(said) = dialogue.talk.next(dialogue.lines) {
        return Reply::says(said);
    }
    if let Some(reply) = tour::next(dialogue) {
        return reply;
    }
    let is_brief = dialogue.talk.record.is_some() && dialogue.talk.end.is_none();
    Reply::says(if dialogue.talk.is_empty() {
        "Type a name, a year, or help."
    } else if is_brief {
        "That is the end. headings lists the rest of the record; back goes back."
    } else {
        "That is the end. back goes back."
    })
}

fn again(dialogue: &mut Dialogue, _: &str) -> Reply {
    if dialogue.talk.is_empty() {
        return Reply::says(dialogue.greeting());
    }
    Reply::says(dialogue.talk.first(dialogue.lines))
}

fn headings(dialogue: &mut Dialogue, _: &str) -> Reply {
    // A brief has no sections: they are those of the whole record.
    let whole = dialogue.whole();
    let whole = whole.as_ref().unwrap_or(&dialogue.talk);
    let found = whole.headings();
    if found.is_empty() {
        return Reply::says(if dialogue.talk.is_empty() {
            "Nothing is open yet. Type a name, a year, or help."
        } else {
            "This has no headings."
        });
    }
    let mut talk = Talk::new(match found.len() {
        1 => format!("{}, 1 heading", whole.title),
        number => format!("{}, {number} headings", whole.title),
    });
    for (at, text) in found {
        talk.add_choice(Choice::Heading(at), &text);
    }
    talk.record = dialogue.talk.record;
    talk.of = Some(whole.title.clone());
    talk.passages = Rc::clone(&whole.passages);
    dialogue.tell(talk)
}

fn all(dialogue: &mut Dialogue, _: &str) -> Reply {
    match dialogue.whole() {
        Some(whole) => dialogue.tell(whole),
        None => personal::nothing_open(),
    }
}

fn back(dialogue: &mut Dialogue, _: &str) -> Reply {
    if let Some(reply) = tour::back(dialogue) {
        return reply;
    }
    let Some(before) = dialogue.past.pop() else {
        return Reply::says("This is where it began.");
    };
    let seen = before.at.unwrap_or(dialogue.at);
    dialogue.talk = before;
    let mut said = dialogue.talk.first(dialogue.lines);
    if std::mem::replace(&mut dialogue.at, seen) != seen {
        said = format!("As at {}. {said}", Date::of_day(seen).long());
    }
    Reply::says(said)
}

fn here(dialogue: &mut Dialogue, _: &str) -> Reply {
    let mut said = vec![capital(&dialogue.as_at())];
    let talk = &dialogue.talk;
    let title = match talk.record {
        Some(record) => {
            let name = report::heading(dialogue.data, record);
            if talk.title.contains(&name) {
                talk.title.clone()
            } else {
                format!("{name}, {}", talk.title)
            }
        }
        None => talk.title.clone(),
    };
    if !talk.is_empty() {
        let part = talk.progress(dialogue.lines);
        let part = part.map(|part| format!(", {part}"));
        said.push(format!(
            "{}{}.",
            title.trim_end_matches('.'),
            part.unwrap_or_default()
        ));
    }
    said.push(match dialogue.past.len() {
        0 => "Nothing to go back to.".to_owned(),
        1 => "1 step to go back.".to_owned(),
        number => format!("{number} steps to go back."),
    });
    Reply::says(said.join(" "))
}

fn quit(_: &mut Dialogue, _: &str) -> Reply {
    Reply {
        text: String::new(),
        effect: Some(Effect::Quit),
    }
}

fn help(dialogue: &mut Dialogue, word: &str) -> Reply {
    let no_notes = personal::no_notes(dialogue.session);
    if word == "all" {
        let is_there = |command: &&Command| no_notes.is_none() || !command.is_for_notes();
        let commands: Vec<&Command> = TABLE.iter().filter(is_there).collect();
        let mut talk = Talk::new(format!("{} commands", commands.len()));
        for command in commands {
            talk.add(&sentence(command));
        }
        return dialogue.tell(talk);
    }
    if word.is_empty() {
        return dialogue.between(Reply::says(
            "A name opens a record: sha, king's lynn.\n\
             A year or a date tells what stood: 2004; with a place, at 2004 sheffield.\n\
             sha vs ics compares; search, changed, reforms, timeline, lineage, functions and lessons ask more.\n\
             A number takes what has it. Enter goes on, back goes back, where tells where you are.\n\
             tour tells the story since 1948 in a few stops; headings lists the parts of a record; bookmark keeps it.\n\
             help and a command tells more of it; help all lists them; quit ends.",
        ));
    }
    match (named(&word.to_lowercase()), no_notes) {
        (Some(command), Some(why)) if command.is_for_notes() => Reply::says(why),
        (Some(command), _) => {
            let names = command
                .names
                .split_first()
                .map(|(_, others)| others.join(", "));
            let also = names.filter(|names| !names.is_empty());
            let also = also.map(|names| format!(" Also: {names}."));
            Reply::says(
                format!(
                    "{} {}{}",
                    sentence(command),
                    command.more,
                    also.unwrap_or_default()
                )
                .trim_end(),
            )
        }
        (None, _) => Reply::says(match meant(word) {
            Some(meant) => {
                format!("There is no command {word}. Perhaps {meant}? help all lists them.")
            }
            None => format!("There is no command {word}. help all lists them."),
        }),
    }
}

/// "show NAME: opens a record."
fn sentence(command: &Command) -> String {
    let name = command.names.first().copied().unwrap_or_default();
    let gap = if command.takes.is_empty() { "" } else { " " };
    format!("{name}{gap}{}: {}.", command.takes, command.says)
}
