//! The whole browser: what a terminal sends goes in, and screens come out.

use crossterm::event::Event;
use nhs_tiers::app::{Action, Effect, Opened, Size, State, update};
use nhs_tiers::embedded;
use nhs_tiers::keys::Keymap;
use nhs_tiers::model::Day;
use nhs_tiers::study::{Moment, Now};
use nhs_tiers::terminal::Decoder;
use nhs_tiers::theme::{Theme, ThemeName};
use nhs_tiers::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Bytes that are sent at most: each may be a screen.
const LONGEST: usize = 512;
/// The widest and highest terminal here. Larger ones are no other.
const MOST: (u16, u16) = (260, 90);

/// What a terminal sends, byte by byte; a new size is told as terminals tell theirs, `ESC [ 8 ; rows ; columns t`. Whatever is done, what
/// is drawn holds nothing that drives a terminal, drawing twice draws the same, where only ASCII may be drawn only ASCII is, and whoever
/// comes back to where they were is there.
pub fn screen(bytes: &[u8]) {
    if bytes.len() > LONGEST {
        return;
    }
    let mut browser = Browser::new();
    let mut rest = bytes;
    while let Some((first, behind)) = rest.split_first() {
        if let Some((size, behind)) = new_size(rest) {
            update(&mut browser.state, Action::Resized(size));
            browser.draw();
            rest = behind;
            continue;
        }
        rest = behind;
        let mut events = browser.decoder.feed(&[*first]);
        if rest.is_empty() {
            events.extend(browser.decoder.settle());
        }
        for event in events {
            if browser.happens(event) {
                return;
            }
        }
        browser.draw();
    }
    browser.check();
}

/// A size that is told here, and what follows it.
fn new_size(bytes: &[u8]) -> Option<(Size, &[u8])> {
    let told = bytes.strip_prefix(b"\x1b[8;")?;
    let end = told.iter().position(|byte| *byte == b't')?;
    let (told, behind) = told.split_at_checked(end)?;
    let (rows, columns) = str::from_utf8(told).ok()?.split_once(';')?;
    let size = Size {
        width: columns.parse::<u16>().ok()?.min(MOST.0),
        height: rows.parse::<u16>().ok()?.min(MOST.1),
    };
    Some((size, behind.get(1..).unwrap_or_default()))
}

struct Browser {
    state: State,
    keys: Keymap,
    theme: Theme,
    decoder: Decoder,
    drawn: Buffer,
}

impl Browser {
    fn new() -> Self {
        let size = Size {
            width: 80,
            height: 24,
        };
        let mut state = State::new(embedded::dataset(), size);
        state.now = now();
        Self {
            state,
            keys: Keymap::default(),
            theme: Theme::new(ThemeName::Terminal, false),
            decoder: Decoder::default(),
            drawn: Buffer::empty(Rect::ZERO),
        }
    }

    /// The answer is whether the reader leaves.
    fn happens(&mut self, event: Event) -> bool {
        let actions = match event {
            Event::Key(key) => self.keys.actions(&self.state, key),
            Event::Paste(text) => vec![Action::Paste(text)],
            _ => Vec::new(),
        };
        actions.into_iter().any(|action| self.act(action))
    }

    fn act(&mut self, action: Action) -> bool {
        for effect in update(&mut self.state, action) {
            match effect {
                Effect::Quit => return true,
                Effect::Keep(change) => self.state.with_personal(|personal| {
                    personal.apply(&change, None);
                }),
                Effect::OpenStudy => self.state.open_study(Opened::default()),
                Effect::ReadReviews => self.state.show_reviews(&[]),
                Effect::Copy(_) | Effect::KeepEntry(_) | Effect::Suspend | Effect::Redraw => {}
            }
        }
        false
    }

    fn draw(&mut self) {
        draw(&self.state, &self.theme, &self.keys, &mut self.drawn);
        for cell in &self.drawn.content {
            crate::assert_harmless(cell.symbol());
            assert!(!cell.symbol().contains('\n'));
        }
    }

    fn check(&self) {
        let mut again = Buffer::empty(Rect::ZERO);
        draw(&self.state, &self.theme, &self.keys, &mut again);
        let mut third = Buffer::empty(Rect::ZERO);
        draw(&self.state, &self.theme, &self.keys, &mut third);
        assert!(again == third, "drawing twice draws the same");
        let plain = Theme::new(ThemeName::Mono, true);
        draw(&self.state, &plain, &self.keys, &mut again);
        let foreign = again.content.iter().find(|cell| !cell.symbol().is_ascii());
        assert!(foreign.is_none(), "{foreign:?} is not ASCII");

        let position = self.state.position();
        let mut back = State::new(embedded::dataset(), self.state.size);
        back.restore(&position);
        let there = back.position();
        let mut again = State::new(embedded::dataset(), self.state.size);
        again.restore(&there);
        assert_eq!(again.position(), there);
        draw(&back, &self.theme, &self.keys, &mut third);
    }
}

fn now() -> Now {
    Now {
        moment: Moment(1_795_000_000),
        day: Day::new(2026, 11, 22).unwrap_or(Day(0)),
    }
}

fn draw(state: &State, theme: &Theme, keys: &Keymap, buffer: &mut Buffer) {
    buffer.resize(Rect::new(0, 0, state.size.width, state.size.height));
    buffer.reset();
    view::draw(state, theme, keys, buffer);
}
