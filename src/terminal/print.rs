//! Pages printed from top to bottom, on a terminal that stays the reader's own or into a pipe.

use std::io::{self, IsTerminal, Write};

use crossterm::style::ContentStyle;
use ratatui::backend::IntoCrossterm;

use super::Output;
use crate::report::{self, Line, Marks, Page, Tone};
use crate::theme::{self, Theme, ThemeName};

/// Columns in a pipe: what fits a terminal, minutes and a mail.
const PIPED: u16 = 80;
/// Narrower than this a page falls apart, and wider lines are hard to read.
const READABLE: (u16, u16) = (40, 100);

/// What a page is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Columns.
    pub width: usize,
    /// Tones are told by colours and letters.
    pub coloured: bool,
    /// Only ASCII can be shown.
    pub ascii: bool,
    /// It is listened to: sentences, no columns.
    pub spoken: bool,
}

impl Paper {
    /// Standard output: coloured and in ASCII as is said, but no pipe is told what its end can show.
    #[must_use]
    pub fn of_output(coloured: bool, ascii: bool) -> Self {
        let columns = io::stdout()
            .is_terminal()
            .then(|| super::window(io::stdout()).map_or(0, |(columns, _)| columns));
        let width = match columns {
            None | Some(0) => PIPED,
            Some(columns) => columns.clamp(READABLE.0, READABLE.1),
        };
        Self {
            width: usize::from(width),
            coloured,
            ascii: ascii && columns.is_some(),
            spoken: false,
        }
    }

    /// The same, but a paragraph is one line in a pipe: what reads it goes by lines.
    #[must_use]
    pub fn line_by_line(self) -> Self {
        let width = if io::stdout().is_terminal() {
            self.width
        } else {
            usize::from(u16::MAX)
        };
        Self { width, ..self }
    }

    /// Prints a page.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn print(self, page: &Page, out: &mut Output<impl Write>) -> io::Result<()> {
        if self.spoken {
            writeln!(out, "{}.", page.title)?;
            for passage in report::spoken(page, Marks::default()) {
                let text = passage.plain();
                let text = if self.ascii {
                    theme::to_ascii(&text)
                } else {
                    text
                };
                for line in textwrap::wrap(&text, self.width) {
                    writeln!(out, "{line}")?;
                }
            }
            return Ok(());
        }
        if self.coloured {
            super::force_colours();
        }
        // A theme with a ground of its own cannot be printed: it would end where the lines do.
        let theme = Theme::new(ThemeName::Terminal, self.ascii);
        for line in report::lay_out_whole(page, self.width) {
            self.line(&line, &theme, out)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn line(self, line: &Line, theme: &Theme, out: &mut Output<impl Write>) -> io::Result<()> {
        let mut left = line.text().trim_end().len();
        for run in &line.runs {
            let text = run.text.get(..left.min(run.text.len())).unwrap_or_default();
            left -= text.len();
            let text = if self.ascii {
                theme::to_ascii(text)
            } else {
                text.to_owned()
            };
            let style: ContentStyle = match run.tone {
                // A link leads nowhere on paper.
                Tone::Link(_) => theme.tone(Tone::Plain),
                tone => theme.tone(tone),
            }
            .into_crossterm();
            if self.coloured && style != ContentStyle::default() && !text.is_empty() {
                out.styled(style, &text)?;
            } else {
                out.write_all(text.as_bytes())?;
            }
        }
        Ok(())
    }
}
