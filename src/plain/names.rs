//! Which records names mean; what was not understood is answered with what could be meant.

use super::Dialogue;
use super::talk::{Choice, Talk};
use crate::model::{Body, Date, Kind, Place, RecordRef};
use crate::query::Subject;
use crate::report::{self, Card};

/// What a name means, or what is said because it means nothing plain.
pub(super) type Found<T> = Result<T, Box<Talk>>;

/// Words that stand between two names.
const BETWEEN: [&str; 5] = [" vs ", " versus ", " against ", " with ", " and "];

/// Whether a line that is no command is two names with "vs" between them.
pub(super) fn are_several(line: &str) -> bool {
    let line = line.to_lowercase();
    BETWEEN.iter().take(3).any(|between| line.contains(between))
}

impl Dialogue {
    /// The record that a name means, a number of the last list, or "this". `again` is the line that would have been right with another name.
    pub(super) fn named(
        &self,
        name: &str,
        wanted: Option<Kind>,
        again: &dyn Fn(&str) -> String,
    ) -> Found<RecordRef> {
        if let Some(record) = self.pointed_at(name) {
            return match wanted {
                Some(kind) if kind != record.kind => Err(Box::new(Talk::new(format!(
                    "{name} is {}, and {} is wanted here",
                    record.kind.one(),
                    kind.one()
                )))),
                _ => Ok(record),
            };
        }
        match self.index().resolve_as(name, wanted) {
            Ok(record) => Ok(record),
            Err(candidates) => {
                let among = wanted.map(|kind| format!(" among the {}", kind.plural()));
                let among = among.unwrap_or_default();
                let mut talk = Talk::new(match candidates.as_slice() {
                    [] => format!("Nothing is called \"{name}\"{among}"),
                    [_] => format!("Nothing is called \"{name}\"{among}. Perhaps:"),
                    _ => format!("\"{name}\" may be:"),
                });
                for record in candidates {
                    if let Some(said) = self.entry(record) {
                        talk.add_choice(Choice::Say(again(&record.id)), &said);
                    }
                }
                Err(Box::new(talk))
            }
        }
    }

    /// "this", or the number of something in the last list.
    fn pointed_at(&self, name: &str) -> Option<RecordRef> {
        if ["this", "it", "."].contains(&name) {
            return self.talk.record;
        }
        let number: usize = name.parse().ok()?;
        match self.talk.choices.get(number.checked_sub(1)?)? {
            Choice::Open(record) => Some(*record),
            Choice::Heading(_) | Choice::Say(_) => None,
        }
    }

    pub(super) fn place(
        &self,
        name: &str,
        again: &dyn Fn(&str) -> String,
    ) -> Found<&'static Place> {
        let record = self.named(name, Some(Kind::Place), again)?;
        let place = self.data.place(&record.id);
        place.ok_or_else(|| Box::new(Talk::new("There is no such place")))
    }

    /// A body, seen from the day behind its "@".
    fn subject(&self, name: &str, again: &dyn Fn(&str) -> String) -> Found<Subject<'static>> {
        let (name, on) = name
            .rsplit_once('@')
            .map_or((name, None), |(name, on)| (name.trim(), Some(on)));
        let date = on.map(|on| Date::read(on, self.data.as_of()));
        let day = match date {
            None => None,
            Some(Ok(date)) => Some(date.day_meant()),
            Some(Err(error)) => return Err(Box::new(Talk::new(error.to_string()))),
        };
        let record = self.named(name, Some(Kind::Body), again)?;
        let body: Option<&'static Body> = self.data.body(&record.id);
        let body = body.ok_or_else(|| Box::new(Talk::new("There is no such body")))?;
        Ok(Subject {
            body,
            day: day.unwrap_or(self.at),
            pinned: day.is_some(),
        })
    }

    /// Two or three bodies: with a word or a comma between them, or one after the other.
    pub(super) fn subjects(&self, line: &str) -> Found<Vec<Subject<'static>>> {
        let parted = BETWEEN.iter().fold(line.to_owned(), |line, between| {
            replace_word(&line, between, ",")
        });
        let mut names: Vec<String> = parted
            .split(',')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        if let [only] = names.as_slice() {
            names = self.apart(only);
        }
        // What is open may be one of the two.
        if names.len() == 1
            && let Some(record) = self.talk.record.filter(|record| record.kind == Kind::Body)
        {
            names.insert(0, record.id.to_string());
        }
        if !(2..=3).contains(&names.len()) {
            return Err(Box::new(Talk::new(
                "Two or three bodies are wanted, as in compare sha ics, or compare health authority with pcg",
            )));
        }
        let mut subjects = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let again = |id: &str| {
                let mut names = names.clone();
                if let Some(name) = names.get_mut(at) {
                    id.clone_into(name);
                }
                format!("compare {}", names.join(", "))
            };
            subjects.push(self.subject(name, &again)?);
        }
        Ok(subjects)
    }

    /// Names that only blanks part: where each word is one, or at the one place where both halves are.
    fn apart(&self, line: &str) -> Vec<String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_name = |name: &str| {
            let name = name.split('@').next().unwrap_or(name);
            let found = self.pointed_at(name).or_else(|| {
                let found = self.index().resolve_as(name, Some(Kind::Body)).ok()?;
                Some(found).filter(|found| self.index().is_called(*found, name))
            });
            found.is_some_and(|record| record.kind == Kind::Body)
        };
        let each = (2..=3).contains(&words.len()) && words.iter().all(|word| is_name(word));
        if each {
            return words.into_iter().map(str::to_owned).collect();
        }
        if is_name(line) {
            return vec![line.to_owned()];
        }
        let halves = (1..words.len()).filter_map(|at| words.split_at_checked(at));
        let halves = halves.map(|(one, other)| [one.join(" "), other.join(" ")]);
        let mut halves = halves.filter(|halves| halves.iter().all(|half| is_name(half)));
        match (halves.next(), words.len()) {
            (Some(halves), _) => halves.to_vec(),
            (None, 2 | 3) => words.into_iter().map(str::to_owned).collect(),
            (None, _) => vec![line.to_owned()],
        }
    }

    /// A record in a list: name, what it is, when.
    pub(super) fn entry(&self, record: RecordRef) -> Option<String> {
        let Card {
            name,
            short,
            when,
            form,
            own,
        } = report::card(self.data, record)?;
        let short = short.map(|short| format!(" ({short})"));
        let own = own.then_some("yours");
        let kind = match record.kind {
            // What is said of a place says that it is one.
            Kind::Place => None,
            kind => Some(kind.name()),
        };
        let when = Some(when).filter(|when| !when.is_empty());
        let form = form.map(crate::model::LegalForm::words);
        let asides: Vec<&str> = [own, kind, when.as_deref(), form.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        let said = format!("{name}{}: {}", short.unwrap_or_default(), asides.join(", "));
        Some(report::say(&said, self.marks))
    }
}

/// The line with a word between blanks replaced, whatever its capitals.
fn replace_word(line: &str, word: &str, by: &str) -> String {
    let lower = line.to_ascii_lowercase();
    let mut out = String::new();
    let mut from = 0;
    while let Some(at) = lower.get(from..).and_then(|rest| rest.find(word)) {
        out.push_str(line.get(from..from + at).unwrap_or_default());
        out.push_str(by);
        from += at + word.len();
    }
    out.push_str(line.get(from..).unwrap_or_default());
    out
}
