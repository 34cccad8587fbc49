//! The commands that answer a question: what stood on a day, what a search finds, how bodies compare, what changed, who did what.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Command, ValueEnum, ValueHint};
use unicode_width::UnicodeWidthChar;

use super::question::{Question, Refused, not_plain};
use super::{ANSWERED, NOT_FOUND, WRONG};
use crate::dataset::Dataset;
use crate::embedded;
use crate::model::{Date, Kind, RecordRef, Standing, Tier};
use crate::query::Subject;
use crate::report::{self, Answer, Format, Wanted};
use crate::search::{Index, QueryFault, Rank, parse};
use crate::terminal::{self, Paper};

/// Hits of a search that are printed unless more are asked for.
const HITS: usize = 20;

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For reading
    #[default]
    Text,
    /// For programs
    Json,
    /// For minutes
    Markdown,
    /// For a spreadsheet, where the answer is a table
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct Written {
    /// How the answer is written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Form,
}

#[derive(Debug, Args)]
pub(super) struct At {
    /// The day: 2004 (its 1 April), 2004/05 (a financial year, its 1 April), apr 2004, 1/4/2004, 2004-04-01, today
    #[arg(required = true, value_hint = ValueHint::Other)]
    date: Vec<String>,
    /// Only what stood over this place
    #[arg(long, value_name = "PLACE", value_hint = ValueHint::Other)]
    place: Option<String>,
    /// Only this tier
    #[arg(long, value_name = "TIER", value_parser = one_of(Tier::ALL, Tier::name))]
    tier: Option<Tier>,
    /// Only what was statutory, or was not
    #[arg(long, value_name = "STANDING", value_parser = one_of(Standing::ALL, Standing::name))]
    standing: Option<Standing>,
    #[command(flatten)]
    written: Written,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// What to show; with a date behind an @, as in sha@2003, as at that date
    #[arg(required = true, value_hint = ValueHint::Other)]
    name: Vec<String>,
    /// As at this date
    #[arg(long, value_name = "DATE", value_hint = ValueHint::Other)]
    at: Option<String>,
    #[command(flatten)]
    written: Written,
}

#[derive(Debug, Args)]
pub(super) struct Search {
    /// What to look for: words, "phrases", filters such as is:statutory tier:region at:2004, and -word for what must not be there
    #[arg(required = true, value_hint = ValueHint::Other)]
    query: Vec<String>,
    /// At most so many hits: 20, or all where only filters are given and in CSV
    #[arg(long, value_name = "NUMBER", value_parser = at_least_one, value_hint = ValueHint::Other)]
    limit: Option<usize>,
    /// Of what matches equally well, what stood on this date comes first
    #[arg(long, value_name = "DATE", value_hint = ValueHint::Other)]
    at: Option<String>,
    #[command(flatten)]
    written: Written,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Classic questions: sha ics, ics icb, rha ro, ha pcg, pct pct-cluster, stp icb, icb integrated-care-partnership, icb icb-cluster, hwb pbp; three at once: rha sha icb; then and now: sha@2003 sha@2010, ics@2019 ics@2023."
)]
pub(super) struct Compare {
    /// Two or three bodies; with a date behind an @, as in sha@2003 sha@2010, each is seen from its own
    #[arg(required = true, num_args = 2..=3, value_name = "BODY[@DATE]", value_hint = ValueHint::Other)]
    bodies: Vec<String>,
    /// As at this date, where a body has none of its own
    #[arg(long, value_name = "DATE", value_hint = ValueHint::Other)]
    at: Option<String>,
    #[command(flatten)]
    written: Written,
}

#[derive(Debug, Args)]
pub(super) struct Lineage {
    /// A place, or an organisation
    #[arg(required = true, value_hint = ValueHint::Other)]
    name: Vec<String>,
    #[command(flatten)]
    written: Written,
}

#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The two days: 1974 1982, or 1974..1982; each a year (its 1 April), a financial year (2004/05), a month or a day
    #[arg(required = true, value_name = "DATE", value_hint = ValueHint::Other)]
    dates: Vec<String>,
    #[command(flatten)]
    written: Written,
}

#[derive(Debug, Args)]
pub(super) struct Functions {
    /// Only this function
    #[arg(long, value_name = "FUNCTION", value_parser = FunctionName, hide_possible_values = true)]
    function: Option<String>,
    /// Only who held it on this date
    #[arg(long, value_name = "DATE", value_hint = ValueHint::Other)]
    at: Option<String>,
    #[command(flatten)]
    written: Written,
}

/// Reads one of these by its name.
pub(super) fn one_of<T: Copy + Send + Sync + 'static, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.map(name)).try_map(move |typed| {
        let known = all.into_iter().find(|one| name(*one) == typed);
        known.ok_or("not one of these")
    })
}

fn at_least_one(typed: &str) -> Result<usize, &'static str> {
    let number = typed.parse().ok();
    let number = number.ok_or("a number is wanted")?;
    if number == 0 {
        return Err("at least 1 is wanted");
    }
    Ok(number)
}

/// The name of a function: any that the search understands. The ids are what a shell completes.
#[derive(Clone)]
struct FunctionName;

impl TypedValueParser for FunctionName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let functions = embedded::dataset().functions.iter();
        Some(Box::new(functions.map(|function| {
            PossibleValue::new(function.id.as_str()).help(function.name.as_str())
        })))
    }
}

pub(super) fn write(answer: Answer<'_>, written: &Written, paper: Paper) -> Result<u8, Refused> {
    let mut out = terminal::buffered_output();
    let format = match written.format {
        Form::Text => {
            paper.print(&answer.into_page(), &mut out)?;
            out.flush()?;
            return Ok(ANSWERED);
        }
        Form::Json => Format::Json,
        Form::Markdown => Format::Markdown,
        Form::Csv if answer.has_table() => Format::Csv,
        Form::Csv => {
            return Err(Refused::because(
                WRONG,
                "error: this answer has no table: use --format text, json or markdown",
            ));
        }
    };
    let beside = answer.note().filter(|_| format == Format::Csv);
    if let Some(note) = beside {
        writeln!(terminal::complaints(), "{note}")?;
    }
    answer.write(format, &mut out)?;
    out.flush()?;
    Ok(ANSWERED)
}

/// `nhs-tiers at`.
pub(super) fn at(data: &'static Dataset, asked: &At, paper: Paper) -> Result<u8, Refused> {
    let mut question = Question::of(data);
    // A date need not be in quotation marks.
    let day = question.day(&asked.date.join(" "))?;
    let begins = data.eras.first().map(|era| era.from);
    if let Some(begins) = begins.filter(|begins| day < begins.first()) {
        let why = format!("Nothing is recorded before {}.", begins.long());
        return Err(Refused::because(NOT_FOUND, why));
    }
    let place = asked.place.as_deref();
    let wanted = Wanted {
        place: place.map(|name| question.place(name)).transpose()?,
        tier: asked.tier,
        standing: asked.standing,
    };
    let answer = report::at(data, day, wanted);
    // Over a place the page tells why there is nobody, unless that is only because not everything was asked for.
    let part = wanted.tier.is_some() || wanted.standing.is_some();
    if answer.is_empty() && (wanted.place.is_none() || part) {
        let over = wanted.place.map(|place| format!(" over {}", place.name));
        let why = format!(
            "Nothing of the kind stood{} on {}.",
            over.unwrap_or_default(),
            Date::of_day(day).long()
        );
        return Err(Refused::because(NOT_FOUND, why));
    }
    write(answer, &asked.written, paper)
}

/// `nhs-tiers show`.
pub(super) fn show(data: &'static Dataset, asked: &Show, paper: Paper) -> Result<u8, Refused> {
    let mut question = Question::of(data);
    let day = question.day_if(asked.at.as_deref())?;
    let day = day.unwrap_or_else(|| data.as_of());
    // Words that are not in quotation marks may be one name all the same.
    let joined = asked.name.join(" ");
    let each = asked
        .name
        .iter()
        .all(|name| question.body_called(dated(name).0).is_some());
    let is_one = asked.name.len() > 1 && !each;
    let names = if is_one && question.index().resolve(dated(&joined).0).is_ok() {
        std::slice::from_ref(&joined)
    } else {
        asked.name.as_slice()
    };
    let mut code = ANSWERED;
    for (number, name) in names.iter().enumerate() {
        let (name, on) = dated(name);
        let day = on.map_or(Ok(day), |on| question.day(on))?;
        let shown = question.resolve(name, None).and_then(|record| {
            if number > 0 {
                writeln!(terminal::output())?;
            }
            write(report::shown(data, record, day), &asked.written, paper)
        });
        // The other names are answered all the same.
        code = code.max(match shown {
            Ok(code) | Err(Refused::Said(code)) => code,
            Err(failed @ Refused::Failed(_)) => return Err(failed),
        });
    }
    Ok(code)
}

/// `nhs-tiers search`.
pub(super) fn search(data: &'static Dataset, asked: &Search, paper: Paper) -> Result<u8, Refused> {
    let mut question = Question::of(data);
    let day = question.day_if(asked.at.as_deref())?;
    let day = day.unwrap_or_else(|| data.as_of());
    let words: Vec<&str> = asked.query.iter().map(|word| word.trim()).collect();
    let query = words.join(" ");
    let index = question.index();
    let found = crate::search::Search::default().find(data, index, &query, None, day);
    if !found.faults.is_empty() {
        print_query_faults(&query, &found.faults, terminal::complaints())?;
        return Err(Refused::Said(WRONG));
    }
    for note in &found.notes {
        writeln!(terminal::complaints(), "{note}")?;
    }
    let (mut hits, guesses): (Vec<_>, Vec<_>) =
        found.hits.into_iter().partition(|hit| !hit.is_a_guess());
    let nothing = hits.is_empty();
    if nothing {
        let candidates: Vec<RecordRef> = guesses.iter().map(|hit| hit.record).collect();
        let why = nothing_found(data, index, &query, &candidates);
        if !matches!(asked.written.format, Form::Json | Form::Csv) {
            return Err(why);
        }
    }
    let total = hits.len();
    let is_listed = hits.first().is_some_and(|hit| hit.rank == Rank::Listed);
    let most = if is_listed || asked.written.format == Form::Csv {
        total
    } else {
        HITS
    };
    hits.truncate(asked.limit.unwrap_or(most));
    let mut number = report::number_found(shortened(&query).as_ref(), hits.len(), total);
    if asked.written.format == Form::Text && !io::stdout().is_terminal() {
        // What reads a pipe wants a hit a line.
        writeln!(terminal::complaints(), "{number}")?;
        number.clear();
    }
    let matched = |hit| index.matched(&query, hit);
    let answer = report::found(data, &query, number, total, &hits, matched);
    let code = write(answer, &asked.written, paper.line_by_line())?;
    Ok(if nothing { NOT_FOUND } else { code })
}

/// Says that a query finds nothing: that nothing is called so, or that its filters let nothing pass.
fn nothing_found(data: &Dataset, index: &Index, query: &str, candidates: &[RecordRef]) -> Refused {
    let (parsed, _) = parse(query);
    if parsed.is_blank() {
        return Refused::because(
            NOT_FOUND,
            "Nothing is asked for: a word, a phrase or a filter is wanted",
        );
    }
    let filters = shortened(query);
    if parsed.is_only_filters() {
        let why = format_args!("Nothing passes these filters: {filters}");
        return Refused::because(NOT_FOUND, why);
    }
    let words = shortened(&parsed.words);
    let narrows = !parsed.filters.is_empty() || !parsed.without.is_empty();
    let hits = index.search(&parsed.words, None);
    if narrows && hits.first().is_some_and(|hit| !hit.is_a_guess()) {
        let why = format_args!("Nothing found for \"{words}\" passes these filters: {filters}");
        return Refused::because(NOT_FOUND, why);
    }
    not_plain(data, &words, candidates)
}

/// Characters of a query that are shown again.
const SHOWN: usize = 80;

/// As much of a query as a sentence has room for.
fn shortened(query: &str) -> Cow<'_, str> {
    cut(query, SHOWN)
}

fn cut(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or(text))),
        None => Cow::Borrowed(text),
    }
}

/// Points at what is wrong with a query.
pub(super) fn print_query_faults(
    query: &str,
    faults: &[QueryFault],
    mut out: impl Write,
) -> io::Result<()> {
    for fault in faults {
        // Of a long line, what stands around the mistake.
        let start = fault.span.start.saturating_sub(SHOWN / 2);
        let shown: String = query.chars().skip(start).take(SHOWN).collect();
        let upto = |end: usize| {
            let before = shown.chars().take(end.saturating_sub(start));
            before.map(|c| c.width().unwrap_or(0)).sum()
        };
        let (from, to): (usize, usize) = (upto(fault.span.start), upto(fault.span.end));
        let width = (to - from).max(1);
        writeln!(out, "error: {}", cut(&fault.what, 3 * SHOWN))?;
        writeln!(out, "  {shown}")?;
        writeln!(out, "  {:from$}{:^<width$}", "", "")?;
        if let Some(meant) = &fault.meant {
            writeln!(out, "  did you mean {meant}?")?;
        }
        if !fault.allowed.is_empty() {
            writeln!(out, "  one of: {}", fault.allowed.join(", "))?;
        }
    }
    Ok(())
}

/// A name, and the date behind an @: `sha@2003`.
fn dated(asked: &str) -> (&str, Option<&str>) {
    let dated = asked.rsplit_once('@');
    dated.map_or((asked, None), |(name, on)| (name, Some(on)))
}

/// `nhs-tiers compare`.
pub(super) fn compare(
    data: &'static Dataset,
    asked: &Compare,
    paper: Paper,
) -> Result<u8, Refused> {
    let mut question = Question::of(data);
    let at = question.day_if(asked.at.as_deref())?;
    let mut subjects = Vec::new();
    for asked in &asked.bodies {
        let (name, on) = dated(asked);
        let on = match on {
            Some(on) => Some(question.day(on)?),
            None => at,
        };
        let subject = Subject {
            body: question.body(name)?,
            day: on.unwrap_or_else(|| data.as_of()),
            pinned: on.is_some(),
        };
        let same =
            |known: &Subject<'_>| known.body.id == subject.body.id && known.day == subject.day;
        if subjects.iter().any(same) {
            let why = format!(
                "error: \"{name}\" would be set against itself on one day: give each a date, as in {name}@2003 {name}@2010"
            );
            return Err(Refused::because(WRONG, why));
        }
        subjects.push(subject);
    }
    write(report::compared(data, &subjects), &asked.written, paper)
}

/// `nhs-tiers lineage`.
pub(super) fn lineage(
    data: &'static Dataset,
    asked: &Lineage,
    paper: Paper,
) -> Result<u8, Refused> {
    let name = asked.name.join(" ");
    let wanted = [Kind::Place, Kind::Organisation];
    let record = Question::of(data).resolve_as(&name, &wanted)?;
    let place = data
        .place(&record.id)
        .filter(|_| record.kind == Kind::Place);
    let answer = if let Some(place) = place {
        report::place_lineage(data, place)
    } else {
        let found = data.organisation(&record.id);
        let (_, organisation) = found.ok_or(Refused::Said(NOT_FOUND))?;
        report::organisation_lineage(data, organisation)
    };
    write(answer, &asked.written, paper)
}

/// `nhs-tiers diff`.
pub(super) fn diff(data: &'static Dataset, asked: &Diff, paper: Paper) -> Result<u8, Refused> {
    let (from, to) = Question::of(data).two_days(&asked.dates)?;
    write(report::changed(data, from, to), &asked.written, paper)
}

/// `nhs-tiers functions`.
pub(super) fn functions(
    data: &'static Dataset,
    asked: &Functions,
    paper: Paper,
) -> Result<u8, Refused> {
    let mut question = Question::of(data);
    let function = match &asked.function {
        Some(name) => {
            let record = question.resolve_as(name, &[Kind::Function])?;
            data.function(&record.id)
        }
        None => None,
    };
    let on = question.day_if(asked.at.as_deref())?;
    let answer = report::functions(data, function, on);
    write(answer, &asked.written, paper)
}
