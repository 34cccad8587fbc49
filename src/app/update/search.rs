//! The search.

use super::show;
use crate::app::action::{Action, Effect};
use crate::app::state::{Layer, Screen, SearchBox, State, Wanted};
use crate::model::{Day, Kind, RecordRef};

/// Matches that `n` and `N` go through.
const MATCHES: usize = 50;
/// Entries of the list that a page key passes.
const PAGE: usize = 10;

/// Opens the search, for everything or for one kind of record.
pub(super) fn open(state: &mut State, wanted: Option<Wanted>) {
    // The first letter must not wait for the index.
    let _ = state.index();
    state.layers.push(Layer::Search(SearchBox {
        wanted,
        ..SearchBox::default()
    }));
}

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Layer::Search(search)) = state.layers.last() else {
        return Vec::new();
    };
    let last = state.shown_by(search).len().saturating_sub(1);
    let Some(Layer::Search(search)) = state.layers.last_mut() else {
        return Vec::new();
    };
    let before = search.line.text().to_owned();
    match action {
        Action::Type(c) => search.line.type_char(c),
        Action::Paste(text) => text.chars().for_each(|c| search.line.type_char(c)),
        Action::Edit(edit) => search.line.edit(edit),
        Action::Up => {
            search.chosen = search.chosen.saturating_sub(1);
            return Vec::new();
        }
        Action::Down => {
            search.chosen = (search.chosen + 1).min(last);
            return Vec::new();
        }
        Action::PageUp => {
            search.chosen = search.chosen.saturating_sub(PAGE);
            return Vec::new();
        }
        Action::PageDown => {
            search.chosen = (search.chosen + PAGE).min(last);
            return Vec::new();
        }
        Action::Open => return accept(state),
        Action::Back | Action::Leave => {
            state.layers.pop();
            return Vec::new();
        }
        _ => return Vec::new(),
    }
    if search.line.text() != before {
        find(state);
    }
    Vec::new()
}

/// Finds what the line says.
fn find(state: &mut State) {
    let Some(Layer::Search(search)) = state.layers.last() else {
        return;
    };
    let typed = search.line.text().to_owned();
    let wanted = search.wanted;
    let (query, year) = match wanted {
        Some(Wanted::Place | Wanted::PlaceToSeeThrough) => with_year(&typed),
        _ => (typed.as_str(), None),
    };
    let mut hits = state.index().search(query, wanted.map(Wanted::kind));
    let is_guess = hits.first().is_none_or(crate::search::Hit::is_a_guess);
    if wanted.is_some() && is_guess {
        // What is no place may well be something else: a code, an organisation.
        let others = state.index().search(query, None);
        if others.first().is_some_and(|hit| !hit.is_a_guess()) {
            hits = others;
        }
    }
    if let Some(Layer::Search(search)) = state.layers.last_mut() {
        search.hits = hits;
        search.chosen = 0;
        search.year = year;
    }
}

/// "sheffield 2004" is a place and a year.
fn with_year(typed: &str) -> (&str, Option<i16>) {
    let parts = typed.trim_end().rsplit_once(' ');
    let year = parts.and_then(|(name, year)| {
        let year: i16 = year
            .parse()
            .ok()
            .filter(|year| (1900..=2100).contains(year))?;
        Some((name, year))
    });
    year.map_or((typed, None), |(name, year)| (name, Some(year)))
}

fn accept(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Search(search)) = state.layers.last() else {
        return Vec::new();
    };
    let record = state.shown_by(search).get(search.chosen).copied();
    let Some(record) = record else {
        return Vec::new();
    };
    let on_timeline = |record: &RecordRef| matches!(record.kind, Kind::Body | Kind::Reform);
    let matches: Vec<RecordRef> = search
        .hits
        .iter()
        .map(|hit| hit.record)
        .filter(on_timeline)
        .take(MATCHES)
        .collect();
    let (wanted, year) = (search.wanted, search.year);
    state.layers.pop();
    match wanted.filter(|wanted| wanted.kind() == record.kind) {
        None => {}
        Some(Wanted::Place) => {
            show(state, record);
            if let Some(day) = year.and_then(|year| Day::new(year, 4, 1)) {
                state.go_to(day);
            }
            return Vec::new();
        }
        Some(Wanted::PlaceToSeeThrough) => {
            super::remember(state, record);
            state.set_place(record.id);
            state.set_through(true);
            state.screen = Screen::Timeline;
            state.say_through();
            return Vec::new();
        }
        Some(Wanted::SideOfContrast) => {
            super::contrast::add(state, record.id);
            return Vec::new();
        }
        Some(Wanted::BodyOfFindings) => {
            state.show_lessons_of(record.id);
            return Vec::new();
        }
    }
    // On the contrast screen a search fills the side that has the focus.
    if state.layers.is_empty() && state.screen == Screen::Contrast && record.kind == Kind::Body {
        super::contrast::fill(state, record.id);
        return Vec::new();
    }
    state.matches = matches;
    show(state, record);
    Vec::new()
}
