//! `nhs-tiers timeline`.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};

use super::ask::one_of;
use super::question::{Question, Refused, place};
use super::{ANSWERED, NOT_FOUND, WRONG, export, read_date};
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
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file that is there
    #[arg(long)]
    force: bool,
}

impl Timeline {
    pub(super) fn run(&self, data: &'static Dataset, paper: Paper) -> io::Result<u8> {
        self.drawn
            .write(data, paper, self.output.as_deref(), self.force)
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
    /// Columns of text; without it, those of the terminal, or 80 in a pipe
    #[arg(long, value_name = "COLUMNS", value_hint = ValueHint::Other)]
    width: Option<usize>,
    /// How it is drawn
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Form,
}

impl Drawn {
    /// Prints it. The answer is the exit code.
    pub(super) fn answer(&self, data: &'static Dataset, paper: Paper) -> io::Result<u8> {
        self.write(data, paper, None, false)
    }

    fn write(
        &self,
        data: &'static Dataset,
        paper: Paper,
        file: Option<&Path>,
        force: bool,
    ) -> io::Result<u8> {
        let span = match span(data, self) {
            Ok(span) => span,
            Err(Refused(code)) => return Ok(code),
        };
        if let (Some(from), Some(to)) = (span.from, span.to)
            && from > to
        {
            writeln!(
                io::stderr(),
                "error: the timeline would end before it begins: --from is to be the earlier date"
            )?;
            return Ok(WRONG);
        }
        let picture = Picture::new(data, span);
        if let Some(at) = span.at
            && !picture.shows(at)
        {
            let (from, to) = picture.days();
            writeln!(
                io::stderr(),
                "error: {} cannot be marked: the timeline drawn here goes from {} to {}",
                Date::of_day(at).long(),
                Date::of_day(from).long(),
                Date::of_day(to).long()
            )?;
            return Ok(WRONG);
        }
        if picture.is_empty() {
            writeln!(io::stderr(), "Nothing is recorded there for that time.")?;
            return Ok(NOT_FOUND);
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
    if !paper.ascii {
        return text;
    }
    text.split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(line) => theme::to_ascii(line) + "\n",
            None => theme::to_ascii(line),
        })
        .collect()
}

fn span(data: &'static Dataset, asked: &Drawn) -> Result<Span<'static>, Refused> {
    let mut question = Question::of(data);
    let date = |text: &Option<String>| match text {
        None => Ok(None),
        Some(text) => match read_date(text, data.as_of()) {
            Ok(Some(date)) => Ok(Some(date)),
            _ => Err(Refused(WRONG)),
        },
    };
    let place = match &asked.place {
        Some(name) => data.place(&place(&mut question, name)?.id),
        None => None,
    };
    Ok(Span {
        // A span of years has all of its first and its last.
        from: date(&asked.from)?.map(Date::first),
        to: date(&asked.to)?.map(Date::last),
        tier: asked.tier,
        place,
        at: date(&asked.at)?.map(Date::day_meant),
        mode: if asked.evened {
            Mode::Evened
        } else {
            Mode::ToScale
        },
    })
}
