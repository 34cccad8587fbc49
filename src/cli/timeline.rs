//! `nhs-tiers timeline`.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};

use super::ask::one_of;
use super::question::{Question, Refused};
use super::{ANSWERED, NOT_FOUND, WRONG, export, path};
use crate::dataset::Dataset;
use crate::model::{Date, Tier};
use crate::report::{self, Picture, Span};
use crate::terminal::{self, Paper};
use crate::theme;
use crate::timeline::Mode;

/// How the timeline is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For reading, as wide as the terminal
    #[default]
    Text,
    /// A vector drawing, for a slide and for print
    Svg,
    /// A page for a browser and a printer, with a table of what is drawn and its sources
    Html,
}

#[derive(Debug, Args)]
pub(super) struct Timeline {
    #[command(flatten)]
    drawn: Drawn,
    /// Where to; without it, standard output
    #[arg(long, short, value_name = "FILE", value_parser = path())]
    output: Option<PathBuf>,
    /// Replace the file that is there
    #[arg(long)]
    force: bool,
}

impl Timeline {
    pub(super) fn run(data: &'static Dataset, asked: &Self, paper: Paper) -> Result<u8, Refused> {
        let file = asked.output.as_deref();
        asked.drawn.write(data, paper, file, asked.force)
    }
}

/// A timeline that goes to standard output.
#[derive(Debug, Args)]
pub(super) struct Drawn {
    /// From this date on: 2004, apr 2004, 1/4/2004, 2004-04-01; 2004/05 is the first day of the financial year
    #[arg(long, value_name = "DATE", value_hint = ValueHint::Other)]
    from: Option<String>,
    /// To this date; without it, to the end of the evidence. A later date shows what is planned
    #[arg(long, value_name = "DATE", value_hint = ValueHint::Other)]
    to: Option<String>,
    /// Only this tier
    #[arg(long, value_name = "TIER", value_parser = one_of(Tier::ALL, Tier::name))]
    tier: Option<Tier>,
    /// The organisations over this place, in place of the types of body
    #[arg(long, value_name = "PLACE", value_hint = ValueHint::Other)]
    place: Option<String>,
    /// Mark this date
    #[arg(long, value_name = "DATE", value_hint = ValueHint::Other)]
    at: Option<String>,
    /// Give every stretch between two reforms the same room
    #[arg(long)]
    evened: bool,
    /// Columns of text, 40 or more; without it, those of the terminal, or 80 in a pipe
    #[arg(long, value_name = "COLUMNS", value_parser = columns, value_hint = ValueHint::Other)]
    width: Option<usize>,
    /// How it is drawn
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Form,
}

fn columns(text: &str) -> Result<usize, String> {
    let columns = text.parse().ok();
    let enough = columns.filter(|columns| *columns >= report::NARROWEST);
    enough.ok_or_else(|| format!("write a number of columns, {} or more", report::NARROWEST))
}

impl Drawn {
    /// Prints it. The answer is the exit code.
    pub(super) fn answer(
        data: &'static Dataset,
        asked: &Self,
        paper: Paper,
    ) -> Result<u8, Refused> {
        asked.write(data, paper, None, false)
    }

    fn write(
        &self,
        data: &'static Dataset,
        paper: Paper,
        file: Option<&Path>,
        force: bool,
    ) -> Result<u8, Refused> {
        let span = span(data, self)?;
        if let (Some(from), Some(to)) = (span.from, span.to)
            && from > to
        {
            return Err(Refused::because(
                WRONG,
                "error: the timeline would end before it begins: --from is to be the earlier date",
            ));
        }
        let picture = Picture::new(data, span);
        if let Some(at) = span.at
            && !picture.shows(at)
        {
            let (from, to) = picture.days();
            let [at, from, to] = [at, from, to].map(|day| Date::of_day(day).long());
            let why = format!(
                "error: {at} cannot be marked: the timeline drawn here goes from {from} to {to}"
            );
            return Err(Refused::because(WRONG, why));
        }
        if picture.is_empty() {
            let why = "Nothing is recorded there for that time.";
            return Err(Refused::because(NOT_FOUND, why));
        }
        let drawn = match self.format {
            Form::Text => chart(&picture, self.width, paper),
            Form::Svg => report::svg(&picture),
            Form::Html => report::leaf(&picture),
        };
        export::write(file, force, |out| out.write_all(drawn.as_bytes()))?;
        Ok(ANSWERED)
    }
}

/// As wide as the terminal, which may be wider than what reads well.
fn chart(picture: &Picture<'_>, width: Option<usize>, paper: Paper) -> String {
    let seen = || {
        let columns = terminal::columns().filter(|_| io::stdout().is_terminal());
        columns.map(usize::from)
    };
    let text = report::chart(picture, width.or_else(seen).unwrap_or(paper.width));
    if paper.ascii {
        theme::to_ascii(&text)
    } else {
        text
    }
}

fn span(data: &'static Dataset, asked: &Drawn) -> Result<Span<'static>, Refused> {
    let mut question = Question::of(data);
    let place = asked.place.as_deref();
    let place = place.map(|name| question.place(name)).transpose()?;
    let date = |text: &Option<String>| text.as_deref().map(|text| question.date(text)).transpose();
    Ok(Span {
        // A span of years has all of its first and its last.
        from: date(&asked.from)?.map(Date::first),
        to: date(&asked.to)?.map(Date::last),
        tier: asked.tier,
        place,
        at: question.day_if(asked.at.as_deref())?,
        mode: if asked.evened {
            Mode::Evened
        } else {
            Mode::ToScale
        },
    })
}
