//! Where the reader was, to be kept until tomorrow.

use serde::{Deserialize, Serialize};

use super::contrast::{MOST, Side};
use super::lessons::Filter;
use super::state::{Screen, State, resolve};
use super::update::QUERIES;
use crate::model::{Date, Day, FindingKind, Kind};
use crate::timeline::Mode;

/// Where the reader was. Fields that a file lacks take their defaults, and what no longer exists is forgotten.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Position {
    at: String,
    screen: Screen,
    selected: Option<(Kind, String)>,
    /// First and last day in view.
    window: Option<(String, String)>,
    mode: Mode,
    context: bool,
    /// The bodies of the contrast, each with the day it is pinned to.
    sides: Vec<(String, Option<String>)>,
    place: Option<String>,
    organisation: Option<String>,
    through: bool,
    finding: Option<String>,
    tension: Option<String>,
    tensions: bool,
    /// Theme, kind, body, whether of the as-at day.
    filter: (Option<String>, Option<FindingKind>, Option<String>, bool),
    recents: Vec<(Kind, String)>,
    /// Queries that led somewhere, the latest last.
    queries: Vec<String>,
    /// What the timeline is filtered by.
    filtered: Option<String>,
    /// Which cards are studied.
    deck: String,
    /// The stop with which the tour goes on.
    stop: Option<String>,
}

/// Records opened lately that are kept until tomorrow.
const KEPT: usize = 20;

impl State {
    /// Where the reader is.
    #[must_use]
    pub fn position(&self) -> Position {
        // The tour is no place to come back to: it begins from anywhere.
        let (at, screen, timeline) = match &self.tour.left {
            Some(left) => (left.at, left.screen, &left.timeline),
            None => (self.at, self.screen, &self.timeline),
        };
        let filtered = timeline.filtered.as_ref();
        let begun = self.tour.at > 0;
        let stop = begun.then(|| self.data.tour.get(self.tour.at)).flatten();
        let iso = |day: Day| Date::of_day(day).iso();
        let whole = timeline.window == timeline.axis.whole();
        let window = (!whole).then(|| {
            (
                iso(timeline.axis.day(timeline.window.start)),
                iso(timeline.axis.day(timeline.window.end)),
            )
        });
        Position {
            deck: self.study.deck_text(),
            at: iso(at),
            screen,
            selected: Some((timeline.selected.kind, timeline.selected.id.to_string())),
            window,
            mode: timeline.axis.mode(),
            context: timeline.context,
            sides: self
                .contrast
                .sides
                .iter()
                .map(|side| (side.body.to_string(), side.on.map(iso)))
                .collect(),
            place: self.places.place.map(|id| id.to_string()),
            organisation: self.places.selected.map(|id| id.to_string()),
            through: timeline.through,
            finding: self.lessons.finding.map(|id| id.to_string()),
            tension: self.lessons.tension.map(|id| id.to_string()),
            tensions: self.lessons.tensions,
            filter: (
                self.lessons.filter.theme.map(|id| id.to_string()),
                self.lessons.filter.kind,
                self.lessons.filter.body.map(|id| id.to_string()),
                self.lessons.filter.of_the_day,
            ),
            recents: self
                .recents
                .iter()
                .rev()
                .take(KEPT)
                .rev()
                .map(|record| (record.kind, record.id.to_string()))
                .collect(),
            queries: self.queries.clone(),
            filtered: filtered.map(|filtered| filtered.query.clone()),
            stop: stop.map(|stop| stop.id.to_string()),
        }
    }

    /// Goes to where the reader was.
    pub fn restore(&mut self, position: &Position) {
        let day = |text: &str| text.parse::<Date>().ok().map(Date::first);
        if position.mode != self.timeline.axis.mode() {
            self.set_mode(position.mode);
        }
        if position.context {
            self.set_context(true);
        }
        if let Some((start, end)) = position
            .window
            .as_ref()
            .and_then(|(start, end)| day(start).zip(day(end)))
        {
            let axis = &self.timeline.axis;
            self.timeline.window = axis.fit(crate::timeline::Window {
                start: axis.position(start),
                end: axis.position(end),
            });
        }
        if let Some(at) = day(&position.at) {
            self.at = at.clamp(self.timeline.axis.first(), self.timeline.axis.last());
        }
        let kept = position.queries.iter().rev().take(QUERIES).rev();
        self.queries = kept.cloned().collect();
        if let Some(query) = &position.filtered {
            // Where nothing passes any more, everything is shown.
            let _ = self.set_filter(query);
        }
        let selected = position
            .selected
            .as_ref()
            .and_then(|(kind, id)| resolve(self.data, *kind, id));
        match selected {
            Some(record) if record.kind == Kind::Body => {
                if let Some(body) = self.data.body(&record.id) {
                    self.select_body(body);
                }
            }
            Some(record) if record.kind == Kind::Reform => self.timeline.selected = record,
            _ => {}
        }
        let body = |id: &Option<String>| {
            id.as_ref()
                .and_then(|id| self.data.body(id))
                .map(|body| body.id)
        };
        let sides = position.sides.iter().filter_map(|(id, on)| {
            let on = on.as_ref().and_then(|on| day(on));
            self.data.body(id).map(|body| Side { body: body.id, on })
        });
        self.contrast.sides = sides.take(MOST).collect();
        self.recents = position
            .recents
            .iter()
            .filter_map(|(kind, id)| resolve(self.data, *kind, id))
            .collect();
        if let Some(place) = position.place.as_ref().and_then(|id| self.data.place(id)) {
            self.set_place(place.id);
            self.set_through(position.through);
            let organisation = position
                .organisation
                .as_ref()
                .and_then(|id| self.data.organisation(id));
            if let Some((_, organisation)) = organisation {
                self.select_spell(organisation.id);
                // What no longer is over the place cannot be selected there.
                self.keep_spell_near();
            }
        }
        self.lessons.tensions = position.tensions;
        self.lessons.tension = position
            .tension
            .as_ref()
            .and_then(|id| self.data.tension(id))
            .map(|tension| tension.id);
        let (theme, kind, of, of_the_day) = &position.filter;
        self.lessons.filter = Filter {
            theme: theme
                .as_ref()
                .and_then(|id| self.data.theme(id))
                .map(|theme| theme.id),
            kind: *kind,
            body: body(of),
            of_the_day: *of_the_day,
        };
        self.lessons.finding = position
            .finding
            .as_ref()
            .and_then(|id| self.data.finding(id))
            .map(|finding| finding.id);
        self.study.wanted.clone_from(&position.deck);
        let stop = |id: &String| self.data.tour.iter().position(|stop| *stop.id == **id);
        self.tour.at = position.stop.as_ref().and_then(stop).unwrap_or_default();
        self.screen = position.screen;
        self.scroll_to_selected();
    }
}
