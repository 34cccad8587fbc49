//! The data set as tables of comma-separated values (RFC 4180), one file a kind of statement.

mod bodies;
mod lessons;
mod organisations;
mod places;
mod reforms;

use std::collections::BTreeSet;
use std::io;

use csv::{Terminator, Writer, WriterBuilder};

use super::derived::{Claim, Ending};
use crate::dataset::Dataset;
use crate::model::{Date, Meta, Quote, Text, harmless_lines};

/// A table: a file of its own.
#[derive(Debug)]
pub struct Table {
    /// The name of the file.
    pub name: &'static str,
    /// The whole of it: a line of headings, then a line a row.
    pub text: Vec<u8>,
}

/// The tables that make up the data set.
///
/// # Errors
/// When a table cannot be written.
pub fn tables(data: &Dataset) -> io::Result<Vec<Table>> {
    let made = [
        meta(data),
        bodies::bodies(data),
        names(data),
        bodies::phases(data),
        bodies::counts(data),
        bodies::functions_held(data),
        bodies::powers(data),
        bodies::answers(data),
        bodies::accountability(data),
        bodies::statements(data),
        bodies::evidence(data),
        organisations::organisations(data),
        organisations::complete_lists(data),
        organisations::successions(data),
        organisations::codes(data),
        reforms::reforms(data),
        reforms::effects(data),
        reforms::eras(data),
        reforms::functions(data),
        places::places(data),
        places::lineage(data),
        places::gaps(data),
        lessons::themes(data),
        lessons::findings(data),
        lessons::locators(data),
        lessons::tensions(data),
        lessons::coverage(data),
        lessons::tour(data),
        reforms::sources(data),
    ];
    made.into_iter()
        .map(|table| Ok(table.and_then(Rows::done)?))
        .collect()
}

/// Writes rows as they are, a line each.
pub(in crate::report) fn rows(rows: &[Vec<String>], out: impl io::Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    for row in rows {
        let cells = row.iter().map(|cell| in_cell(cell));
        writer
            .write_record(cells)
            .map_err(|error| match error.into_kind() {
                // A reader that has gone away is told from other faults by its kind.
                csv::ErrorKind::Io(error) => error,
                other => io::Error::other(format!("{other:?}")),
            })?;
    }
    writer.flush()
}

fn meta(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new("meta.csv", "key value")?;
    let Meta {
        version,
        as_of,
        note,
        licence,
    } = &data.meta;
    rows.add(&[&"as_of", as_of])?;
    rows.add(&[&"version", version])?;
    rows.add(&[&"note", note])?;
    rows.add(&[&"licence", licence])?;
    Ok(rows)
}

/// Abbreviations, brands, nicknames and former names.
fn names(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new("names.csv", "kind id name")?;
    let mut add = |kind: &str, id: Text, names: &[Text]| {
        names
            .iter()
            .try_for_each(|name| rows.add(&[&kind, &id, name]))
    };
    for body in &data.bodies {
        add("body", body.id, &body.aliases)?;
    }
    for (_, organisation) in super::derived::organisations(data) {
        add("organisation", organisation.id, &organisation.aliases)?;
    }
    for reform in &data.reforms {
        add("reform", reform.id, &reform.aliases)?;
    }
    for place in &data.places {
        add("place", place.id, &place.aliases)?;
    }
    Ok(rows)
}

/// A table in the making.
struct Rows {
    name: &'static str,
    writer: Writer<Vec<u8>>,
}

impl Rows {
    /// A table with these headings, which are written with blanks between them.
    fn new(name: &'static str, headings: &str) -> csv::Result<Self> {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(Vec::new());
        writer.write_record(headings.split_whitespace())?;
        Ok(Self { name, writer })
    }

    /// A row. A number of cells other than that of the headings is an error.
    fn add(&mut self, values: &[&dyn Cells]) -> csv::Result<()> {
        for value in values {
            value.put(self)?;
        }
        self.writer.write_record(None::<&[u8]>)
    }

    fn cell(&mut self, text: &str) -> csv::Result<()> {
        self.writer.write_field(in_cell(text))
    }

    fn done(self) -> csv::Result<Table> {
        let text = self
            .writer
            .into_inner()
            .map_err(|error| csv::Error::from(io::Error::other(error.to_string())))?;
        Ok(Table {
            name: self.name,
            text,
        })
    }
}

/// Text without harm, its line feeds kept. Text that a spreadsheet would read as a formula gets an apostrophe, which tells it that this is text. What begins with apostrophes
/// already gets one more, so that taking one away always gives the text back.
fn in_cell(text: &str) -> String {
    let text = harmless_lines(text);
    let start = text.trim_start_matches(|c: char| c == '\'' || c.is_whitespace());
    if start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.into_owned()
    }
}

/// A value that takes one or more cells of a row.
trait Cells {
    fn put(&self, row: &mut Rows) -> csv::Result<()>;
}

impl Cells for &str {
    fn put(&self, row: &mut Rows) -> csv::Result<()> {
        row.cell(self)
    }
}

impl Cells for String {
    fn put(&self, row: &mut Rows) -> csv::Result<()> {
        row.cell(self)
    }
}

impl Cells for Text {
    fn put(&self, row: &mut Rows) -> csv::Result<()> {
        row.cell(self)
    }
}

impl Cells for Date {
    fn put(&self, row: &mut Rows) -> csv::Result<()> {
        row.cell(&self.iso())
    }
}

impl Cells for bool {
    fn put(&self, row: &mut Rows) -> csv::Result<()> {
        row.cell(if *self { "true" } else { "false" })
    }
}

impl Cells for u32 {
    fn put(&self, row: &mut Rows) -> csv::Result<()> {
        row.cell(&self.to_string())
    }
}

/// What is not there is an empty cell.
impl<T: Cells> Cells for Option<T> {
    fn put(&self, row: &mut Rows) -> csv::Result<()> {
        match self {
            Some(value) => value.put(row),
            None => row.cell(""),
        }
    }
}

/// Ids with blanks between them: no id has one in it.
impl Cells for &[Text] {
    fn put(&self, row: &mut Rows) -> csv::Result<()> {
        let ids: Vec<&str> = self.iter().map(|id| id.as_str()).collect();
        row.cell(&ids.join(" "))
    }
}

impl Cells for BTreeSet<Text> {
    fn put(&self, row: &mut Rows) -> csv::Result<()> {
        let ids: Vec<Text> = self.iter().copied().collect();
        ids.as_slice().put(row)
    }
}

/// Three cells: `to`, `to_unknown`, `known_until`.
impl Cells for Ending {
    fn put(&self, row: &mut Rows) -> csv::Result<()> {
        self.to.put(row)?;
        self.to_unknown.put(row)?;
        self.known_until.put(row)
    }
}

/// Two cells: `confidence`, `sources`.
impl Cells for Claim<'_> {
    fn put(&self, row: &mut Rows) -> csv::Result<()> {
        self.confidence.put(row)?;
        self.sources.put(row)
    }
}

/// A quotation, where there may be none. Four cells: `quote`, `quote_by`, `quote_document`, `quote_year`.
struct Quoted<'a>(Option<&'a Quote>);

impl Cells for Quoted<'_> {
    fn put(&self, row: &mut Rows) -> csv::Result<()> {
        let quote = self.0;
        quote.map(|quote| quote.words).put(row)?;
        quote.map(|quote| quote.by).put(row)?;
        quote.map(|quote| quote.document).put(row)?;
        quote.and_then(|quote| quote.year).put(row)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("=1+1", "'=1+1")]
    #[case("+44", "'+44")]
    #[case("-2", "'-2")]
    #[case("@SUM(A1)", "'@SUM(A1)")]
    #[case("  =1", "'  =1")]
    #[case("＝1", "'＝1")]
    #[case("'=1", "''=1")]
    #[case("'tis", "'tis")]
    #[case("\t=1", "' =1")]
    #[case("\r@x", "' @x")]
    #[case("\u{feff}=1", "'=1")]
    #[case("\u{202e}=1", "�=1")]
    #[case("one\ntwo", "one\ntwo")]
    #[case("a = b", "a = b")]
    #[case("", "")]
    fn no_cell_is_a_formula(#[case] text: &str, #[case] cell: &str) {
        assert_eq!(in_cell(text), cell);
    }

    #[test]
    fn a_row_of_another_width_is_an_error() {
        let mut rows = Rows::new("test.csv", "one two").unwrap();
        rows.add(&[&"1", &"2"]).unwrap();
        assert!(rows.add(&[&"1"]).is_err());
    }
}
