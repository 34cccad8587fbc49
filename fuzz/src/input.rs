//! What a terminal sends.

use crossterm::event::{Event, KeyCode};
use nhs_tiers::terminal::Decoder;

/// What is kept of a paste, and to spare.
const LONGEST_PASTE: usize = 64 * 1024 * 3;

/// The same bytes are the same keys in whatever pieces they come; no key is a control character; and whatever came before, a key that is
/// pressed once all is quiet is that key.
pub fn input(bytes: &[u8]) {
    let mut decoder = Decoder::default();
    let mut whole = decoder.feed(bytes);
    whole.extend(decoder.settle());

    let mut decoder = Decoder::default();
    let mut pieces = Vec::new();
    for byte in bytes {
        pieces.extend(decoder.feed(&[*byte]));
    }
    pieces.extend(decoder.settle());
    assert_eq!(whole, pieces);
    assert!(decoder.patience().is_none(), "nothing is waited for");

    for event in &whole {
        match event {
            Event::Key(key) => {
                if let KeyCode::Char(c) = key.code {
                    assert!(!c.is_control(), "{key:?}");
                }
            }
            Event::Paste(text) => assert!(text.len() <= LONGEST_PASTE),
            other => panic!("{other:?} is neither typed nor pasted"),
        }
    }
    let quit = decoder.feed(b"q");
    assert!(
        matches!(quit.as_slice(), [Event::Key(key)] if key.code == KeyCode::Char('q')),
        "{quit:?}"
    );
}
