//! The pictures of the documentation: the real screens, after the keys that a reader would press.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use nhs_tiers::app::{Effect, Opened, Size, State, update};
use nhs_tiers::embedded;
use nhs_tiers::keys::Keymap;
use nhs_tiers::model::Day;
use nhs_tiers::study::{Moment, Now};

use super::{is_fresh, root, svg};

/// A picture: its file, what it shows, its size, and the keys that lead there; `\n` is Enter and `\t` Tab.
struct Picture {
    file: &'static str,
    title: &'static str,
    size: (u16, u16),
    keys: &'static str,
}

const PICTURES: [Picture; 6] = [
    Picture {
        file: "timeline",
        title: "The timeline from 1938 to 2027 as at 1 April 2004, with the Strategic Health Authority chosen and told beside it",
        size: (120, 29),
        keys: "/sha\n\x1bg2004\n",
    },
    Picture {
        file: "contrast",
        title: "The Strategic Health Authority and the sustainability and transformation partnership: the same questions, side by side",
        size: (100, 30),
        keys: "/sha\nc/stp\nc",
    },
    Picture {
        file: "functions",
        title: "Functions down, bodies across in order of time, with the band of what stood on 1 April 2004",
        size: (120, 32),
        keys: "g2004\n3jj",
    },
    Picture {
        file: "places",
        title: "Who has stood over Sheffield since 1948, and what stood there on 1 April 2004",
        size: (110, 32),
        keys: "4sheffield\ng2004\n",
    },
    Picture {
        file: "study",
        title: "A question of the study screen, answered, with its reason and its source",
        size: (90, 24),
        keys: "6j\n3",
    },
    Picture {
        file: "tour",
        title: "A stop of the tour: the timeline with the bodies that matter lit, and the words of the story",
        size: (100, 28),
        keys: "T   ",
    },
];

/// The browser after these keys: at a known moment, with dice that always fall alike, and nothing studied yet.
fn after(picture: &Picture) -> State {
    let (width, height) = picture.size;
    let mut state = State::new(embedded::dataset(), Size { width, height });
    state.now = Now {
        moment: Moment(1_795_000_000),
        day: Day::new(2026, 11, 18).unwrap(),
    };
    for c in picture.keys.chars() {
        let code = match c {
            '\n' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            '\x1b' => KeyCode::Esc,
            c => KeyCode::Char(c),
        };
        let event = KeyEvent::new(code, KeyModifiers::NONE);
        for action in Keymap::default().actions(&state, event) {
            for effect in update(&mut state, action) {
                if effect == Effect::OpenStudy {
                    state.open_study(Opened {
                        seed: 7,
                        ..Opened::default()
                    });
                }
            }
        }
    }
    state
}

#[test]
fn the_pictures_are_of_the_program_as_it_is() {
    for picture in &PICTURES {
        let path = root()
            .join("docs/pictures")
            .join(picture.file)
            .with_extension("svg");
        is_fresh(&path, &svg::picture(&after(picture), picture.title));
    }
}

#[test]
fn a_picture_is_sound_and_all_its_letters_are_text() {
    for picture in &PICTURES {
        let drawn = svg::picture(&after(picture), picture.title);
        let document = roxmltree::Document::parse(&drawn).unwrap();
        let width: usize = document
            .root_element()
            .attribute("width")
            .unwrap()
            .parse()
            .unwrap();
        let texts = document
            .descendants()
            .filter(|node| node.has_tag_name("text"));
        let mut letters = 0;
        for text in texts {
            let number = |name| text.attribute(name).unwrap().parse::<usize>().unwrap();
            let length = text.text().unwrap().chars().count();
            assert_eq!(number("textLength"), length * 8, "{:?}", text.text());
            assert!(number("x") + number("textLength") <= width);
            letters += length;
        }
        assert!(letters > 400, "{}: {letters} letters", picture.file);
        assert!(
            drawn.len() < 60_000,
            "{}: {} bytes",
            picture.file,
            drawn.len()
        );
        assert!(!drawn.contains("<script") && !drawn.contains("href"));
    }
}
