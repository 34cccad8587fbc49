//! The terms of a deck: what was typed, taken apart and understood.

use std::cell::LazyCell;
use std::ops::Range;

use super::{Term, Test};
use crate::dataset::Dataset;
use crate::model::{Date, Day, End, Era, Kind, RecordRef, Standing, Tier};
use crate::search::{FilterName, Hit, Index, QueryFault, Search, nearest};
use crate::study::deal_place;

/// The words that are terms by themselves.
const WORDS: [&str; 3] = ["all", "due", "bookmarks"];
/// The names of terms that are a deck's own. `is` is the search's word for `standing`; here both ask what a card asks: what a body was on
/// a day.
const NAMES: [&str; 6] = ["era", "tier", "standing", "is", "place", "about"];
/// Names of those eras, places or records that are offered where none is called so.
const OFFERED: usize = 5;

/// Reads terms.
pub(super) fn read<'i>(
    text: &str,
    data: &'static Dataset,
    index: impl FnOnce() -> &'i Index,
) -> Result<Vec<Term>, QueryFault> {
    let index = LazyCell::new(index);
    let reader = Reader {
        data,
        index: &|| *index,
    };
    let chars: Vec<char> = text.chars().collect();
    // The search is asked what is not a deck's own, with blanks for the rest: what it points at stands where it was typed.
    let mut rest = vec![' '; chars.len()];
    let mut terms = Vec::new();
    for typed in split(&chars) {
        if let Some((test, name)) = reader.own(&typed)? {
            terms.push(Term {
                test,
                negated: typed.negated,
                name,
            });
        } else if let Some(kept) = rest.get_mut(typed.span.clone()) {
            kept.copy_from_slice(chars.get(typed.span).unwrap_or_default());
        }
    }
    let rest: String = rest.into_iter().collect();
    if !rest.trim().is_empty() {
        terms.push(reader.found(&rest)?);
    }
    Ok(terms)
}

/// A term as it was typed.
struct Typed {
    negated: bool,
    /// What stands before the colon; empty, where there is none.
    name: String,
    /// What stands behind it, or the word.
    value: String,
    /// Where it stands, in characters.
    span: Range<usize>,
}

impl Typed {
    /// The values that commas part, without their quotation marks.
    fn values(&self) -> Vec<String> {
        let mut quoted = false;
        let parts = self.value.split(|c: char| {
            quoted ^= is_quote(c);
            c == ',' && !quoted
        });
        let values = parts.map(|part| part.replace(is_quote, "").trim().to_owned());
        values.filter(|value| !value.is_empty()).collect()
    }

    /// Where the value stands.
    fn value_span(&self) -> Range<usize> {
        let before = self.name.chars().count() + 1 + usize::from(self.negated);
        (self.span.start + before).min(self.span.end.saturating_sub(1))..self.span.end
    }

    fn fault(&self, what: String, allowed: Vec<String>) -> QueryFault {
        QueryFault {
            span: self.value_span(),
            what,
            meant: None,
            allowed,
            completions: None,
        }
    }
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Parts a text at blanks, and at commas that part no values.
fn split(chars: &[char]) -> Vec<Typed> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        if c.is_whitespace() || *c == ',' {
            at += 1;
            continue;
        }
        let start = at;
        let (mut quoted, mut named) = (false, false);
        while let Some(c) = chars.get(at) {
            let rest = chars.get(at + 1..).unwrap_or_default();
            let ends = c.is_whitespace() || (*c == ',' && !(named && is_value(rest)));
            if ends && !quoted {
                break;
            }
            quoted ^= is_quote(*c);
            named |= *c == ':';
            at += 1;
        }
        found.push(typed(chars, start..at));
    }
    found
}

fn typed(chars: &[char], span: Range<usize>) -> Typed {
    let text: String = chars.get(span.clone()).unwrap_or_default().iter().collect();
    let (negated, text) = match text.strip_prefix('-') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, text.as_str()),
    };
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(char::is_alphabetic);
    let (name, value) = match text.split_once(':') {
        Some((name, value)) if is_name(&name) => (name.to_lowercase(), value),
        _ => (String::new(), text),
    };
    Typed {
        negated,
        name,
        value: value.to_owned(),
        span,
    }
}

/// Whether what stands behind a comma is a value more, and no term of its own.
fn is_value(rest: &[char]) -> bool {
    let rest = rest.strip_prefix(&['-']).unwrap_or(rest);
    let ends = |c: &&char| c.is_whitespace() || **c == ',' || **c == ':';
    let length = rest.iter().take_while(|c| !ends(c)).count();
    let word: String = rest.iter().take(length).collect();
    !word.is_empty() && rest.get(length) != Some(&':') && !WORDS.contains(&word.as_str())
}

/// Understands terms.
struct Reader<'r, 'i> {
    data: &'static Dataset,
    index: &'r dyn Fn() -> &'i Index,
}

impl Reader<'_, '_> {
    /// A term that is a deck's own, with its name in words; none, where the search is to be asked.
    fn own(&self, typed: &Typed) -> Result<Option<(Test, String)>, QueryFault> {
        Ok(Some(match typed.name.as_str() {
            "" => match typed.value.to_lowercase().as_str() {
                "all" => (Test::All, "All cards".to_owned()),
                "due" => (Test::Due, "Due today".to_owned()),
                "bookmarks" => (Test::Bookmarks, "Bookmarks".to_owned()),
                _ => return Ok(None),
            },
            "era" => self.era(typed)?,
            "tier" => {
                let tiers = one_of(typed, &Tier::ALL, Tier::name)?;
                let name = told("Tier", tiers.iter().map(|tier| tier.name()));
                (Test::Tier(tiers), name)
            }
            "standing" | "is" => {
                let standings = one_of(typed, &Standing::ALL, Standing::name)?;
                let name = told("Standing", standings.iter().map(|one| one.name()));
                (Test::Standing(standings), name)
            }
            "place" => {
                let places = self.named(typed, Some(Kind::Place))?;
                let name = self.told("Place", &places);
                let cards = places
                    .iter()
                    .flat_map(|place| deal_place(self.data, place.id));
                (Test::Place(cards.collect()), name)
            }
            "about" => {
                let records = self.named(typed, None)?;
                let name = self.told("About", &records);
                (Test::About(records), name)
            }
            other => {
                let mut known = FilterName::ALL.map(FilterName::name).to_vec();
                if known.contains(&other) {
                    return Ok(None);
                }
                known.splice(0..0, NAMES.into_iter().filter(|name| *name != "is"));
                known.dedup();
                return Err(QueryFault {
                    span: typed.span.clone(),
                    what: format!("a deck knows no \"{other}:\""),
                    meant: nearest(other, known.iter().copied())
                        .map(|name| format!("{name}:{}", typed.value)),
                    allowed: known.iter().map(|name| format!("{name}:")).collect(),
                    completions: None,
                });
            }
        }))
    }

    /// The eras in force on days, or of these names.
    fn era(&self, typed: &Typed) -> Result<(Test, String), QueryFault> {
        let eras = &self.data.eras;
        let known = || eras.iter().map(|era| era.id.to_string()).collect();
        let mut found: Vec<&Era> = Vec::new();
        for value in typed.values() {
            let spoken = value.replace('-', " ").to_lowercase();
            let is_called = |era: &&Era| *era.id == *value || era.name.to_lowercase() == spoken;
            let called = eras.iter().find(is_called);
            let era = match (called, Date::read(&value, self.data.as_of())) {
                (Some(era), _) => era,
                (None, Ok(date)) => self.data.era_at(date.day_meant()).ok_or_else(|| {
                    let begins = eras.first().map_or(0, |era| era.from.year());
                    typed.fault(
                        format!("era:{value}: the timeline begins in {begins}"),
                        Vec::new(),
                    )
                })?,
                (None, Err(_)) => {
                    let ids: Vec<&str> = eras.iter().map(|era| era.id.as_str()).collect();
                    let meant = nearest(&value, ids).map(|id| format!("era:{id}"));
                    let what = format!("era: \"{value}\" is neither a date nor an era");
                    return Err(QueryFault {
                        meant,
                        ..typed.fault(what, known())
                    });
                }
            };
            if !found.contains(&era) {
                found.push(era);
            }
        }
        if found.is_empty() {
            let what = "era: needs a date or the name of an era, as in era:1974".to_owned();
            return Err(typed.fault(what, known()));
        }
        let names = found.iter().map(|era| {
            let to = era.to.date().map(|to| format!("–{}", to.year()));
            let since = if to.is_some() { "" } else { "since " };
            let (from, to) = (era.from.year(), to.unwrap_or_default());
            format!("{}, {since}{from}{to}", era.name)
        });
        let name = told("Era", names);
        let days = found.into_iter().map(days_of).collect();
        Ok((Test::Era(days), name))
    }

    /// The records that values name.
    fn named(&self, typed: &Typed, kind: Option<Kind>) -> Result<Vec<RecordRef>, QueryFault> {
        let term = &typed.name;
        let mut found = Vec::new();
        for value in typed.values() {
            // A name may be written in one word: "north-tyneside".
            let spoken = value.replace('-', " ");
            let index = (self.index)();
            let record = index
                .resolve_as(&value, kind)
                .or_else(|_| index.resolve_as(&spoken, kind))
                .map_err(|near| {
                    let near = near
                        .iter()
                        .filter(|one| kind.is_none_or(|kind| one.kind == kind));
                    let offered = near.take(OFFERED).map(|one| format!("{term}:{}", one.id));
                    let what = match kind {
                        Some(kind) => format!("no {} is called \"{value}\"", kind.name()),
                        None => format!("nothing is called \"{value}\""),
                    };
                    typed.fault(what, offered.collect())
                })?;
            found.push(record);
        }
        if found.is_empty() {
            let needs = kind.map_or_else(
                || "the name of a record".to_owned(),
                |kind| format!("the name of {}", kind.one()),
            );
            return Err(typed.fault(format!("{term}: needs {needs}"), Vec::new()));
        }
        Ok(found)
    }

    fn told(&self, what: &str, records: &[RecordRef]) -> String {
        let names = records.iter().map(|record| {
            let name = self.data.name_of(*record).unwrap_or(record.id);
            name.to_string()
        });
        told(what, names)
    }

    /// What a search finds.
    fn found(&self, query: &str) -> Result<Term, QueryFault> {
        let at = self.data.as_of();
        let found = Search::default().find(self.data, (self.index)(), query, None, at);
        if let Some(fault) = found.faults.into_iter().next() {
            return Err(fault);
        }
        let words: Vec<&str> = query.split_whitespace().collect();
        let words = words.join(" ");
        let (guesses, hits): (Vec<&Hit>, Vec<&Hit>) =
            found.hits.iter().partition(|hit| hit.is_a_guess());
        if hits.is_empty() {
            let first = query.chars().take_while(|c| c.is_whitespace()).count();
            let last = query.trim_end().chars().count();
            return Err(QueryFault {
                span: first..last,
                what: format!("nothing is found for \"{words}\""),
                meant: None,
                allowed: guesses
                    .iter()
                    .map(|hit| hit.record.id.to_string())
                    .collect(),
                completions: None,
            });
        }
        Ok(Term {
            test: Test::Found(hits.into_iter().map(|hit| hit.record).collect()),
            negated: false,
            name: format!("Search: {words}"),
        })
    }
}

fn told(what: &str, names: impl Iterator<Item = impl Into<String>>) -> String {
    let names: Vec<String> = names.map(Into::into).collect();
    format!("{what}: {}", names.join(" or "))
}

/// The first and the last day of an era.
fn days_of(era: &Era) -> (Day, Day) {
    let last = match era.to {
        End::On(date) => date.last(),
        End::Ongoing | End::Unknown { .. } => Day(i32::MAX),
    };
    (era.from.first(), last)
}

/// The values of a term that are words of a list, with hyphens or blanks, in the singular or the plural.
fn one_of<T: Copy>(
    typed: &Typed,
    known: &[T],
    name: fn(T) -> &'static str,
) -> Result<Vec<T>, QueryFault> {
    let term = &typed.name;
    let names = || known.iter().map(|one| name(*one));
    let allowed = || names().map(str::to_owned).collect();
    let mut found = Vec::new();
    for value in typed.values() {
        let value = value.to_lowercase().replace(' ', "-");
        let is_called = |one: &&T| {
            let name = name(**one);
            value == name || value.strip_suffix('s') == Some(name)
        };
        match known.iter().find(is_called) {
            Some(one) => found.push(*one),
            None => {
                return Err(QueryFault {
                    meant: nearest(&value, names()).map(|near| format!("{term}:{near}")),
                    ..typed.fault(format!("{term}: knows no \"{value}\""), allowed())
                });
            }
        }
    }
    if found.is_empty() {
        return Err(typed.fault(format!("{term}: needs a value"), allowed()));
    }
    Ok(found)
}
