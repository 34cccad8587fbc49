//! The clipboard of the machine in front of the reader: OSC 52, and how it gets through what stands between.

use std::fmt::Write;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

use crate::environment::Multiplexer;
use crate::model::harmless_lines;

/// GNU screen before 4.2 holds a string of 256 bytes (768 since), and prints the rest of a longer one as text.
const SCREEN_HOLDS: usize = 250;

/// What sends a text to the clipboard.
///
/// Whether it arrived cannot be asked, so each multiplexer gets whatever it may take, and nothing that it would print.
pub(super) fn sequence(text: &str, multiplexer: Option<Multiplexer>) -> String {
    let plain = plain(&harmless_lines(text));
    match multiplexer {
        None => plain,
        // tmux takes the plain form where its `set-clipboard` is on; else it hands on what is wrapped for it, every escape doubled, where its
        // `allow-passthrough` is.
        Some(Multiplexer::Tmux) => {
            let doubled = plain.replace('\x1b', "\x1b\x1b");
            format!("{plain}\x1bPtmux;{doubled}\x1b\\")
        }
        // tmux swallows the pieces. screen swallows the plain form, if it can hold it.
        Some(Multiplexer::TmuxOrScreen) if plain.len() <= SCREEN_HOLDS => pieces(&plain) + &plain,
        Some(Multiplexer::Screen | Multiplexer::TmuxOrScreen) => pieces(&plain),
    }
}

/// The sequence as terminals know it. It ends with BEL: the other end would end what it is wrapped in.
fn plain(text: &str) -> String {
    let mut sequence = String::new();
    // Writing to a string does not fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
    sequence.truncate(sequence.trim_end_matches("\x1b\\").len());
    sequence.push('\x07');
    sequence
}

/// In strings that GNU screen hands on, one after the other.
fn pieces(sequence: &str) -> String {
    // All of it is ASCII.
    sequence
        .as_bytes()
        .chunks(SCREEN_HOLDS)
        .fold(String::new(), |mut pieces, piece| {
            let piece = String::from_utf8_lossy(piece);
            let _ = write!(pieces, "\x1bP{piece}\x1b\\");
            pieces
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn screen_gets_pieces_that_it_can_hold_and_that_make_the_whole() {
        let text = "An answer with its source. ".repeat(100);
        let sent = sequence(&text, Some(Multiplexer::Screen));
        let mut whole = String::new();
        for piece in sent.split_terminator("\x1b\\") {
            assert!(piece.len() <= 256, "{}", piece.len());
            whole += piece.strip_prefix("\x1bP").unwrap();
        }
        assert_eq!(whole, plain(&text));
        assert!(!sent.contains("\x1b\x1b"));
    }

    #[test]
    fn what_is_copied_is_text() {
        let copied = sequence("one\n\u{1b}[200~rm\u{202e}\u{200b}", None);
        assert_eq!(copied, sequence("one\n�[200~rm�", None));
    }

    #[test]
    fn where_it_may_be_either_the_plain_form_is_sent_only_if_screen_can_hold_it() {
        let either = Some(Multiplexer::TmuxOrScreen);
        let (short, long) = ("sha", "sha ".repeat(100));
        assert!(sequence(short, either).ends_with(&plain(short)));
        assert_eq!(sequence(&long, either), pieces(&plain(&long)));
    }
}
