//! The way back from a jump: where the reader was before it.

use super::action::Action;
use super::contrast::ContrastScreen;
use super::functions::FunctionsScreen;
use super::lessons::LessonsScreen;
use super::stack::PlacesScreen;
use super::state::{Layer, Screen, State, TimelineScreen};
use crate::model::Day;

/// Places that are remembered.
const LONGEST: usize = 30;

/// Where the reader was: the screen, what was selected and read there, and the day it was seen from.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    at: Day,
    screen: Screen,
    layers: Vec<Layer>,
    timeline: TimelineScreen,
    contrast: ContrastScreen,
    functions: FunctionsScreen,
    places: PlacesScreen,
    lessons: LessonsScreen,
}

/// Whether an action may take the reader far away at once. Whoever goes from screen to screen, or step by step, knows the way back.
pub(super) const fn may_jump(action: &Action) -> bool {
    matches!(
        action,
        Action::Open
            | Action::NextMatch
            | Action::PreviousMatch
            | Action::LessonsOf
            | Action::Through
            | Action::Contrast
    )
}

impl State {
    /// Whether there is a way back.
    #[must_use]
    pub fn has_way_back(&self) -> bool {
        self.trail.iter().any(|spot| self.is_elsewhere(spot))
    }

    /// Where the reader is. The line or list from which a jump is made is no part of it.
    pub(super) fn spot(&self) -> Spot {
        let is_read = |layer: &Layer| matches!(layer, Layer::Record(_));
        let read = self.layers.iter().rposition(is_read);
        let read = read.map_or(0, |last| last + 1);
        Spot {
            at: self.at,
            screen: self.screen,
            layers: self.layers.iter().take(read).cloned().collect(),
            timeline: self.timeline.clone(),
            contrast: self.contrast.clone(),
            functions: self.functions.clone(),
            places: self.places.clone(),
            lessons: self.lessons.clone(),
        }
    }

    /// Remembers where the reader was, if a jump led away from there. What only lies over it is closed by `Esc`.
    pub(super) fn remember_spot(&mut self, spot: Spot) {
        if self.is_elsewhere(&spot) {
            self.trail.push(spot);
            let over = self.trail.len().saturating_sub(LONGEST);
            self.trail.drain(..over);
        }
    }

    /// Goes back to where the reader was before the last jump.
    pub(super) fn go_back(&mut self) {
        while let Some(spot) = self.trail.pop() {
            // Some other way may have led back there already.
            if self.is_elsewhere(&spot) {
                self.go_to_spot(spot);
                return;
            }
        }
        self.notice = Some("There is no jump to go back from".to_owned());
    }

    fn go_to_spot(&mut self, spot: Spot) {
        let Spot {
            at,
            screen,
            layers,
            timeline,
            contrast,
            functions,
            places,
            lessons,
        } = spot;
        (self.at, self.screen, self.layers) = (at, screen, layers);
        (self.timeline, self.contrast, self.functions) = (timeline, contrast, functions);
        (self.places, self.lessons) = (places, lessons);
        let before = self.trail.len();
        let more = if before == 0 {
            String::new()
        } else {
            format!(", {before} more behind")
        };
        self.notice = Some(format!("Back, as at {}{more}", self.at_words()));
        // The window may have another size by now.
        self.fit_to_size();
    }

    fn is_elsewhere(&self, spot: &Spot) -> bool {
        self.at != spot.at
            || self.screen != spot.screen
            || self.layers.len() < spot.layers.len()
            || match self.screen {
                Screen::Timeline => self.timeline.selected != spot.timeline.selected,
                Screen::Contrast => self.contrast.sides != spot.contrast.sides,
                Screen::Places => self.places.place != spot.places.place,
                Screen::Functions | Screen::Lessons | Screen::Study => false,
            }
    }
}
