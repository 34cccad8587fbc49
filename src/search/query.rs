//! What somebody typed, taken apart: words, phrases, filters, and what must not be there.
//!
//! `is:statutory -tier:region "market oversight" pct -cluster`. Every fault knows where it stands, so that it can be pointed at.

use std::fmt;
use std::ops::Range;

use crate::model::Kind;

/// A filter that a query may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterName {
    /// Standing in law.
    Is,
    /// Level.
    Tier,
    /// Kind of record.
    Kind,
    /// A type of body and its instances.
    Body,
    /// On a day.
    At,
    /// At some time between two dates.
    In,
    /// Over a place.
    Place,
    /// Holding a function.
    Function,
    /// Resting on a source.
    Source,
    /// With the reader's own note or bookmark.
    Has,
}

impl FilterName {
    /// All of them, in the order in which they are explained.
    pub const ALL: [Self; 10] = [
        Self::Is,
        Self::Tier,
        Self::Kind,
        Self::Body,
        Self::At,
        Self::In,
        Self::Place,
        Self::Function,
        Self::Source,
        Self::Has,
    ];

    /// What is typed before the colon.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::Tier => "tier",
            Self::Kind => "kind",
            Self::Body => "body",
            Self::At => "at",
            Self::In => "in",
            Self::Place => "place",
            Self::Function => "function",
            Self::Source => "source",
            Self::Has => "has",
        }
    }

    /// The kind of record that its values name, where they name any.
    pub(super) const fn names(self) -> Option<Kind> {
        match self {
            Self::Body => Some(Kind::Body),
            Self::Place => Some(Kind::Place),
            Self::Function => Some(Kind::Function),
            Self::Source => Some(Kind::Source),
            Self::Is | Self::Tier | Self::Kind | Self::At | Self::In | Self::Has => None,
        }
    }
}

/// A filter as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Which one.
    pub name: FilterName,
    /// What stands behind the colon, without its quotation marks. Commas part values of which one is enough.
    pub value: String,
    /// What passes must not pass it.
    pub negated: bool,
    /// Where it stands, in characters of the query.
    pub span: Range<usize>,
}

/// A query, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What is searched for, the words of phrases among it.
    pub words: String,
    /// Words that must stand beside each other.
    pub phrases: Vec<String>,
    /// Words and phrases that must not be there.
    pub without: Vec<String>,
    /// Filters, in the order in which they were typed.
    pub filters: Vec<Filter>,
    /// A word or sign with which other searches say "or" or "not", and ours does not.
    pub foreign: Option<String>,
}

/// How what other searches say with `OR`, `|`, `NOT` or `!` is said here.
pub(super) const OURS: &str = "a hyphen leaves a word out (-trust), commas part the values of a filter of which one is enough (tier:region,system), and every word must be there: there is no \"or\" between words";

/// Whether it is how another search says "or" or "not".
fn is_foreign(token: &str) -> bool {
    matches!(token, "OR" | "NOT" | "|" | "||" | "!") || (token.starts_with('!') && token.len() > 1)
}

impl Query {
    /// Whether it asks for nothing at all.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        !self.is_only_filters() && !self.words.chars().any(char::is_alphanumeric)
    }

    /// Whether it holds filters and nothing to search for.
    #[must_use]
    pub fn is_only_filters(&self) -> bool {
        let lists = !self.filters.is_empty() || !self.without.is_empty();
        lists && !self.words.chars().any(char::is_alphanumeric)
    }
}

/// What is wrong with a query, where, and what would cure it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryFault {
    /// Where it stands, in characters of the query.
    pub span: Range<usize>,
    /// What is wrong.
    pub what: String,
    /// What may have been meant, as it would be typed.
    pub meant: Option<String>,
    /// What may stand there.
    pub allowed: Vec<String>,
    /// Where more letters may cure it, what is known to begin so: what could stand in its place. `None` where none can.
    pub completions: Option<Vec<String>>,
}

impl fmt::Display for QueryFault {
    /// In one line: what is wrong, what may have been meant, what may stand there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if let Some(meant) = &self.meant {
            write!(f, "; did you mean {meant}?")?;
        }
        if !self.allowed.is_empty() {
            write!(f, " (one of: {})", self.allowed.join(", "))?;
        }
        Ok(())
    }
}

/// The one of these that is nearest to what was typed, if one is near.
#[must_use]
pub fn nearest<'a>(typed: &str, of: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let edits = |known: &&str| {
        let begins = typed.chars().count() > 1 && known.starts_with(&typed);
        if begins {
            0
        } else {
            strsim::osa_distance(&typed, known)
        }
    };
    of.into_iter()
        .min_by_key(edits)
        .filter(|known| edits(known) <= 2 && edits(known) < known.chars().count().max(2) - 1)
}

/// Takes a query apart. What is faulty is told, and left out.
#[must_use]
pub fn parse(text: &str) -> (Query, Vec<QueryFault>) {
    let mut query = Query::default();
    let mut faults = Vec::new();
    let mut rest = Reader::new(text);
    while let Some(token) = rest.token() {
        match token.before_colon.as_deref() {
            Some(typed) => match read_filter(&token, typed) {
                Ok(filter) => query.filters.push(filter),
                Err(fault) => faults.push(fault),
            },
            // A quotation mark with nothing behind it is a phrase that is still to be typed.
            None if token.quoted && !token.says_something() => {}
            None if token.negated => query.without.push(token.value),
            None => {
                if !token.quoted && is_foreign(&token.value) {
                    query.foreign.get_or_insert_with(|| token.value.clone());
                }
                if !query.words.is_empty() {
                    query.words.push(' ');
                }
                query.words.push_str(&token.value);
                if token.quoted {
                    query.phrases.push(token.value);
                }
            }
        }
    }
    (query, faults)
}

fn read_filter(token: &Token, typed: &str) -> Result<Filter, QueryFault> {
    let known = |name: &FilterName| name.name().eq_ignore_ascii_case(typed);
    let names = FilterName::ALL.map(FilterName::name);
    let Some(name) = FilterName::ALL.into_iter().find(known) else {
        return Err(QueryFault {
            span: token.span.clone(),
            what: format!("there is no filter \"{typed}:\""),
            meant: nearest(typed, names).map(|name| format!("{name}:{}", token.value)),
            allowed: names.map(|name| format!("{name}:")).to_vec(),
            completions: None,
        });
    };
    Ok(Filter {
        name,
        value: token.value.trim().to_owned(),
        negated: token.negated,
        span: token.span.clone(),
    })
}

/// A piece of a query: a word, a phrase, a filter.
#[derive(Debug, Default)]
struct Token {
    negated: bool,
    quoted: bool,
    /// The name of the filter, where it is one.
    before_colon: Option<String>,
    value: String,
    span: Range<usize>,
}

impl Token {
    fn says_something(&self) -> bool {
        self.value.chars().any(char::is_alphanumeric)
    }
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Goes through a query character by character.
struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn new(text: &str) -> Self {
        Self {
            chars: text.chars().collect(),
            at: 0,
        }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn token(&mut self) -> Option<Token> {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        self.peek()?;
        let start = self.at;
        let mut token = Token::default();
        // A hyphen by itself says nothing; before a word it says "not".
        let next = self.chars.get(self.at + 1);
        if self.peek() == Some('-') && next.is_some_and(|c| c.is_alphanumeric() || is_quote(*c)) {
            token.negated = true;
            self.at += 1;
        }
        token.before_colon = self.filter_name();
        if self.peek().is_some_and(is_quote) {
            token.quoted = true;
            token.value = self.quoted();
        } else {
            token.value = self.word(token.before_colon.is_some());
        }
        token.span = start..self.at;
        Some(token)
    }

    /// The name of a filter, and goes on behind its colon: letters, a colon, and something behind it that is no address.
    fn filter_name(&mut self) -> Option<String> {
        let rest = self.chars.get(self.at..).unwrap_or_default();
        let length = rest.iter().take_while(|c| c.is_alphabetic()).count();
        if length == 0 || rest.get(length) != Some(&':') {
            return None;
        }
        let name: String = rest.iter().take(length).collect();
        let behind = rest.get(length + 1).copied();
        let is_known = FilterName::ALL
            .iter()
            .any(|known| known.name().eq_ignore_ascii_case(&name));
        // "The new NHS: modern, dependable" is a title, "https://…" an address.
        let is_text = behind.is_none_or(|c| c.is_whitespace() || c == '/' || c == ':');
        if is_text && !is_known {
            return None;
        }
        self.at += length + 1;
        Some(name)
    }

    /// What stands between quotation marks, or behind one that is not closed yet.
    fn quoted(&mut self) -> String {
        self.at += 1;
        let rest = self.chars.get(self.at..).unwrap_or_default();
        let value: String = rest.iter().take_while(|c| !is_quote(**c)).collect();
        self.at = (self.at + value.chars().count() + 1).min(self.chars.len());
        value
    }

    /// A word. The values of a filter may be parted by commas, and each may stand in quotation marks.
    fn word(&mut self, of_filter: bool) -> String {
        let mut word = String::new();
        while let Some(c) = self.peek().filter(|c| !c.is_whitespace()) {
            if of_filter && is_quote(c) {
                word.push_str(&self.quoted());
                continue;
            }
            if is_quote(c) {
                break;
            }
            word.push(c);
            self.at += 1;
        }
        word
    }
}
