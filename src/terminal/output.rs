//! Standard output and standard error: the only ways to them, so that nothing in a text drives what shows it, wherever it came from.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Stderr, StdoutLock, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::queue;
use crossterm::style::{ContentStyle, PrintStyledContent};

use crate::model::{Sieve, harmless};
use crate::theme;

/// What terminals are sent is ASCII only.
static ASCII: AtomicBool = AtomicBool::new(false);

/// From now on nothing but ASCII is sent to a terminal: elsewhere the locale of the reader has no letters for it, and bytes of them may
/// even drive an old one.
pub fn only_ascii() {
    ASCII.store(true, Ordering::Relaxed);
}

/// Whether this has to be put in ASCII. Files and pipes have their letters whatever the locale is.
fn wants_ascii(out: &impl IsTerminal) -> bool {
    ASCII.load(Ordering::Relaxed) && out.is_terminal()
}

/// A way out for text. What it is given may come in pieces that end anywhere.
#[derive(Debug)]
pub struct Output<W> {
    to: W,
    sieve: Sieve,
    /// The beginning of what cannot be judged before its rest is here.
    begun: Vec<u8>,
    ascii: bool,
}

/// Standard output, line by line.
#[must_use]
pub fn output() -> Output<StdoutLock<'static>> {
    let stdout = io::stdout().lock();
    let ascii = wants_ascii(&stdout);
    Output {
        ascii,
        ..Output::to(stdout)
    }
}

/// Standard output for much text. It is to be flushed.
#[must_use]
pub fn buffered_output() -> Output<BufWriter<StdoutLock<'static>>> {
    let stdout = io::stdout().lock();
    let ascii = wants_ascii(&stdout);
    Output {
        ascii,
        ..Output::to(BufWriter::with_capacity(1 << 16, stdout))
    }
}

/// Standard error.
#[must_use]
pub fn complaints() -> Output<Stderr> {
    let stderr = io::stderr();
    let ascii = wants_ascii(&stderr);
    Output {
        ascii,
        ..Output::to(stderr)
    }
}

impl<W: Write> Output<W> {
    /// A way to whatever takes text.
    #[must_use]
    pub fn to(to: W) -> Self {
        Self {
            to,
            sieve: Sieve::default(),
            begun: Vec::new(),
            ascii: false,
        }
    }

    /// Writes text in a style of the program's own.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn styled(&mut self, style: ContentStyle, text: &str) -> io::Result<()> {
        let text = self.in_ascii(&harmless(text)).into_owned();
        queue!(self.to, PrintStyledContent(style.apply(text)))
    }

    fn in_ascii<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.ascii && !text.is_ascii() {
            theme::to_ascii(text).into()
        } else {
            text.into()
        }
    }

    /// Writes a sequence of the program's own.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn sequence(&mut self, sequence: &'static str) -> io::Result<()> {
        self.to.write_all(sequence.as_bytes())
    }
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Much is written piece by piece, and nearly all pieces are plain: they need no copies.
        if self.begun.is_empty()
            && let Some(plain) = self.sieve.plain(bytes)
        {
            self.to.write_all(self.in_ascii(plain).as_bytes())?;
            return Ok(bytes.len());
        }
        let mut all = std::mem::take(&mut self.begun);
        all.extend_from_slice(bytes);
        let mut safe = String::with_capacity(all.len());
        let mut chunks = all.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            let (text, broken) = (chunk.valid(), chunk.invalid());
            if chunks.peek().is_none() && (broken.is_empty() || may_go_on(broken)) {
                // What these do is told by what is behind them.
                let judged = text.trim_end_matches(['\r', '\u{200D}']);
                self.sieve.stream(judged, &mut safe);
                let begun = text.strip_prefix(judged).unwrap_or_default();
                self.begun.extend_from_slice(begun.as_bytes());
                self.begun.extend_from_slice(broken);
                break;
            }
            self.sieve.stream(text, &mut safe);
            self.sieve.stream("\u{FFFD}", &mut safe);
        }
        self.to.write_all(self.in_ascii(&safe).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Whether these bytes are the beginning of a character, and not of none.
fn may_go_on(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "naïve\u{1b}]0;PWN\u{7} \u{202e}x\r\ny\tz👩\u{200d}⚕\u{fe0f}!\rq a\u{200d}b \u{301}e\u{301}";
    const SAFE: &str = "naïve�]0;PWN� �x\r\ny\tz👩\u{200d}⚕\u{fe0f}! q ab e\u{301}";

    #[test]
    fn text_comes_out_without_harm_in_whatever_pieces_it_goes_in() {
        for size in 1..=TEXT.len() {
            let mut out = Output::to(Vec::new());
            for piece in TEXT.as_bytes().chunks(size) {
                out.write_all(piece).unwrap();
            }
            assert_eq!(String::from_utf8(out.to).unwrap(), SAFE, "{size}");
        }
    }

    #[test]
    fn what_is_no_text_is_seen_as_such() {
        let mut out = Output::to(Vec::new());
        out.write_all(b"a\xff\x9bb\xe2\x80").unwrap();
        out.write_all(b"c").unwrap();
        assert_eq!(String::from_utf8(out.to).unwrap(), "a��b�c");
    }

    #[test]
    fn only_the_program_s_own_style_is_a_sequence() {
        let mut out = Output::to(Vec::new());
        out.styled(ContentStyle::default(), "a\u{1b}[31mb").unwrap();
        assert_eq!(String::from_utf8(out.to).unwrap(), "a�[31mb");
    }
}
