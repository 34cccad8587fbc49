//! Whatever is pressed, in whatever order, at whatever size: nothing panics, and what must be true stays true.

use nhs_tiers::app::{
    Action, EditRequest, Layer, Screen, Size, State, bars, links, place_bars, plot_rows, update,
};
use nhs_tiers::dataset::SourceFile;
use nhs_tiers::embedded;
use nhs_tiers::keys::{Context, Keymap, TABLE};
use nhs_tiers::model::{Date, Day, Place, RecordRef};
use nhs_tiers::query::{self, Cover};
use nhs_tiers::theme::{Theme, ThemeName};
use nhs_tiers::timeline::{Axis, Bar, Mode, Ruler, Scale, columns, rows_of_bodies, rows_of_spells};
use nhs_tiers::view;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn size() -> impl Strategy<Value = Size> {
    (0u16..200, 0u16..80).prop_map(|(width, height)| Size { width, height })
}

fn place() -> impl Strategy<Value = &'static Place> {
    prop::sample::select(embedded::dataset().places.iter().collect::<Vec<_>>())
}

/// Days of the timeline, and far outside it.
fn day() -> impl Strategy<Value = Day> {
    prop_oneof![
        8 => (17_000i32..47_000).prop_map(Day),
        1 => any::<i32>().prop_map(Day),
    ]
}

/// A reader at a place.
fn at_place(size: Size, place: &Place) -> State {
    let mut state = State::new(embedded::dataset(), size);
    let kept = format!("(place: Some({:?}), screen: Places)", place.id);
    state.restore(&ron::from_str(&kept).unwrap_or_default());
    state
}

/// Where a reader may be: a screen, a place or none, the timeline seen through it or not, findings or tensions.
fn start() -> impl Strategy<Value = State> {
    let screen = prop::sample::select(vec![1, 2, 4, 5]);
    let tour = prop::bool::weighted(0.3);
    let somewhere = (
        prop::option::of(place()),
        day(),
        screen,
        any::<bool>(),
        tour,
    );
    (size(), somewhere).prop_map(|(size, (place, day, screen, other, tour))| {
        let mut state = match place {
            Some(place) => at_place(size, place),
            None => State::new(embedded::dataset(), size),
        };
        state.open_at(Date::of_day(day), false);
        if other && place.is_some() {
            update(&mut state, Action::Through);
        }
        update(&mut state, Action::GoTo(screen));
        if other {
            update(&mut state, Action::Tensions);
        }
        if tour {
            update(&mut state, Action::Tour);
        }
        state
    })
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        8 => prop::sample::select(TABLE.iter().map(|binding| binding.action.clone()).collect::<Vec<_>>()),
        3 => prop_oneof![Just('s'), Just('h'), Just('a'), Just('1'), Just('9'), Just(' '), any::<char>()].prop_map(Action::Type),
        1 => "\\PC{0,12}".prop_map(Action::Paste),
        1 => prop_oneof![
            Just(EditRequest::DeleteBefore), Just(EditRequest::DeleteAt), Just(EditRequest::DeleteWord), Just(EditRequest::DeleteToStart),
            Just(EditRequest::DeleteToEnd), Just(EditRequest::Left), Just(EditRequest::Right), Just(EditRequest::Start), Just(EditRequest::End),
            Just(EditRequest::DeleteWordAt), Just(EditRequest::Yank), Just(EditRequest::WordLeft), Just(EditRequest::WordRight),
        ].prop_map(Action::Edit),
        1 => size().prop_map(Action::Resized),
    ]
}

/// What can be typed into the search: anything but what leaves it.
fn typed() -> impl Strategy<Value = Action> {
    let pieces = [
        "is:",
        "tier:re",
        "-",
        "\"",
        "sha",
        " ",
        "at:20",
        "place:x",
        "in:..",
        "\u{202e}",
        "e\u{301}",
        "\u{1f9d1}\u{200d}\u{2695}",
        "界",
    ];
    let walks = [
        Action::Up,
        Action::Down,
        Action::Older,
        Action::Newer,
        Action::PageDown,
        Action::Next,
        Action::Previous,
    ];
    prop_oneof![
        4 => any::<char>().prop_map(Action::Type),
        4 => prop::sample::select(pieces.to_vec()).prop_map(|piece| Action::Paste(piece.to_owned())),
        2 => any::<String>().prop_map(Action::Paste),
        3 => prop::sample::select(walks.to_vec()),
        2 => prop::sample::select(vec![EditRequest::DeleteBefore, EditRequest::DeleteWord, EditRequest::Left, EditRequest::Right, EditRequest::Start, EditRequest::Yank, EditRequest::WordLeft])
            .prop_map(Action::Edit),
    ]
}

/// What can be done on the tour without leaving it.
fn on_tour() -> impl Strategy<Value = Action> {
    prop_oneof![
        4 => prop::sample::select(TABLE.iter().filter(|binding| binding.context == Context::Tour && binding.action != Action::LessonsOf).map(|binding| binding.action.clone()).collect::<Vec<_>>()),
        1 => size().prop_map(Action::Resized),
    ]
}

fn theme() -> impl Strategy<Value = Theme> {
    let names = [
        ThemeName::Terminal,
        ThemeName::Dark,
        ThemeName::Light,
        ThemeName::HighContrast,
        ThemeName::Mono,
    ];
    (prop::sample::select(names.to_vec()), any::<bool>())
        .prop_map(|(name, ascii)| Theme::new(name, ascii))
}

fn draw(state: &State, theme: &Theme) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.width, state.size.height));
    view::draw(state, theme, &Keymap::default(), &mut buffer);
    buffer
}

fn invariants(state: &State) {
    let timeline = &state.timeline;
    assert!(
        state.data.name_of(timeline.selected).is_some(),
        "what is selected exists"
    );
    assert!(
        timeline.axis.first() <= state.at && state.at <= timeline.axis.last(),
        "the date lies on the axis"
    );
    assert!(timeline.window.start >= 0.0 && timeline.window.end <= timeline.axis.length() + 1e-6);
    assert!(timeline.top <= plot_rows(state).len());
    if state.is_touring() {
        let stop = state.stop();
        assert!(
            stop.is_some_and(|stop| stop.lights.contains(&timeline.selected.id)),
            "a body that is lit is chosen"
        );
        assert_eq!(
            state.screen,
            Screen::Timeline,
            "the tour is on the timeline"
        );
    }
    if let Some(place) = state.places.place {
        assert!(state.data.place(&place).is_some(), "the place exists");
        let stack = state.stack();
        let over = |id| {
            stack.as_ref().is_some_and(|stack| {
                let mut spells = stack.spells.iter();
                spells.any(|spell| spell.organisation.id == id)
            })
        };
        assert!(
            state.places.selected.is_none_or(over),
            "what is selected stood over the place"
        );
    }
    let rows = state.lesson_rows();
    assert!(
        state
            .lesson_chosen(&rows)
            .is_none_or(|chosen| chosen < rows.len())
    );
    for layer in &state.layers {
        match layer {
            Layer::Search(search) => {
                let shown = state.results(search).records.len();
                assert!(search.chosen < shown.max(1));
            }
            Layer::Record(view) => {
                let lines = state.record_lines(view.record);
                assert!(
                    view.focus
                        .is_none_or(|focus| focus < links(&lines).len().max(1))
                        || state.size.width < 40
                );
            }
            _ => {}
        }
    }
}

/// No label stands over another bar or another label, and beside a bar a blank is left at both its sides.
fn names_hide_nothing(row: &[Bar], width: u16) {
    let label = |bar: &Bar| {
        let (column, text) = bar.label.as_ref()?;
        let first = i32::from(*column);
        Some((first, first + columns(text) - 1))
    };
    for (index, bar) in row.iter().enumerate() {
        let Some((first, last)) = label(bar) else {
            continue;
        };
        assert!(last < i32::from(width), "out of view: {bar:?}");
        assert!(
            !bar.inside || bar.from < first && last <= bar.to,
            "not in it: {bar:?}"
        );
        let blank = i32::from(!bar.inside);
        let (from, to) = (first - blank, last + blank);
        for (_, other) in row.iter().enumerate().filter(|(at, _)| *at != index) {
            let (other_from, other_to) = (other.from.max(0), other.to);
            assert!(
                to < other_from || other_to < from,
                "{bar:?} hides {other:?}"
            );
            if let Some((other_first, other_last)) = label(other) {
                assert!(
                    last < other_first || other_last < first,
                    "{bar:?} and {other:?}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_into_the_search_esc_puts_everything_back(
        mut state in start(), theme in theme(), actions in prop::collection::vec(typed(), 0..24)
    ) {
        state.layers.clear();
        state.queries.clear();
        let before = (state.position(), format!("{:?}", state.layers));
        update(&mut state, Action::Search);
        for action in actions {
            update(&mut state, action);
            invariants(&state);
            draw(&state, &theme);
        }
        update(&mut state, Action::Back);
        // All that stays is that the query can be brought back.
        state.queries.clear();
        prop_assert_eq!((state.position(), format!("{:?}", state.layers)), before);
    }

    #[test]
    fn the_tour_gives_back_what_it_took(mut state in start(), theme in theme(), actions in prop::collection::vec(on_tour(), 0..12)) {
        if state.is_touring() {
            update(&mut state, Action::Tour);
        }
        state.layers.clear();
        let seen = |state: &State| format!("{:?} {:?} {:?} {:?}", state.at, state.screen, state.layers, state.timeline.selected);
        let before = seen(&state);
        update(&mut state, Action::Tour);
        for action in actions {
            update(&mut state, action);
            invariants(&state);
            draw(&state, &theme);
        }
        prop_assert!(state.is_touring());
        while !state.layers.is_empty() {
            update(&mut state, Action::Back);
        }
        update(&mut state, Action::Back);
        prop_assert_eq!(seen(&state), before);
    }

    #[test]
    fn nothing_that_can_be_pressed_breaks_anything(mut state in start(), theme in theme(), actions in prop::collection::vec(action(), 0..24)) {
        for action in actions {
            update(&mut state, action);
            invariants(&state);
            draw(&state, &theme);
        }
    }

    #[test]
    fn drawing_twice_draws_the_same(mut state in start(), actions in prop::collection::vec(action(), 0..20)) {
        for action in actions {
            update(&mut state, action);
        }
        let theme = Theme::new(ThemeName::Terminal, false);
        prop_assert!(draw(&state, &theme) == draw(&state, &theme));
    }

    #[test]
    fn where_only_ascii_may_be_sent_only_ascii_is(mut state in start(), actions in prop::collection::vec(action(), 0..20)) {
        for action in actions {
            update(&mut state, action);
        }
        let buffer = draw(&state, &Theme::new(ThemeName::Mono, true));
        prop_assert!(buffer.content.iter().all(|cell| cell.symbol().is_ascii()));
    }

    #[test]
    fn who_stood_over_a_place_is_known_on_any_day(place in place(), day in day()) {
        let data = embedded::dataset();
        let over = query::over(data, place, day);
        let whole: Vec<_> = over.iter().filter(|spell| spell.cover == Cover::Whole).collect();
        for (index, spell) in whole.iter().enumerate() {
            prop_assert!(spell.covers(day));
            // Where only the year of a change is known, both organisations have that year.
            let twice = whole.iter().skip(index + 1).find(|other| other.body.id == spell.body.id);
            prop_assert!(
                twice.is_none_or(|other| !other.from.is_day() || !spell.from.is_day()),
                "{} lies in {} and {:?}", place.name, spell.organisation.name, twice
            );
        }
        let mut state = at_place(Size { width: 100, height: 30 }, place);
        state.open_at(Date::of_day(day), true);
        prop_assert_eq!(state.places.place, Some(place.id));
        let page = state.record_lines(RecordRef::place(place.id));
        prop_assert!(!page.is_empty() && !state.place_lines(60).is_empty());
    }

    #[test]
    fn no_name_hides_a_bar(
        place in place(), day in day(), width in 36u16..200, height in 12u16..60, zooms in 0usize..4, context in any::<bool>()
    ) {
        let mut state = at_place(Size { width, height }, place);
        state.open_at(Date::of_day(day), false);
        if context {
            update(&mut state, Action::ToggleContext);
        }
        for _ in 0..zooms {
            update(&mut state, Action::ZoomIn);
        }
        for through in [false, true] {
            if through {
                update(&mut state, Action::GoTo(4));
                update(&mut state, Action::Through);
            }
            for lane in 0..state.timeline.lanes.rows.len() {
                names_hide_nothing(&bars(&state, lane, width), width);
            }
        }
        let Some(stack) = state.stack() else { return Err(TestCaseError::fail("no place")) };
        for row in 0..stack.rows.len() {
            names_hide_nothing(&place_bars(&state, &stack, row, width), width);
        }
    }

    #[test]
    fn no_name_hides_a_bar_on_paper(place in place(), width in 40u16..200, evened in any::<bool>()) {
        let data = embedded::dataset();
        let axis = Axis::of(data, if evened { Mode::Evened } else { Mode::ToScale });
        let (window, as_of) = (axis.whole(), data.as_of());
        let scale = Scale { axis: &axis, window, width, as_of, at: as_of };
        let longest = i32::from(width) * 5 / 8;
        let ruler = Ruler { measure: &columns, before: 1, behind: 2, gap: 1, sign: 1, shaded: 0, longest };
        let bodies = rows_of_bodies(data.bodies.iter(), scale, ruler);
        let spells = rows_of_spells(&query::lineage(data, place), scale, ruler);
        for (_, row) in bodies.iter().chain(&spells) {
            names_hide_nothing(row, width);
        }
    }

    #[test]
    fn bars_of_a_row_never_overlap_at_any_zoom(zooms in prop::collection::vec(any::<bool>(), 0..12), width in 10u16..200, context in any::<bool>()) {
        let mut state = State::new(embedded::dataset(), Size { width, height: 40 });
        if context {
            update(&mut state, Action::ToggleContext);
        }
        for zoom in zooms {
            update(&mut state, if zoom { Action::ZoomIn } else { Action::ScreenLeft });
        }
        for lane in 0..state.timeline.lanes.rows.len() {
            for pair in bars(&state, lane, width).windows(2) {
                prop_assert!(pair[0].to < pair[1].from || pair[0].from >= pair[1].from - 1, "{pair:?}");
            }
        }
    }
}

proptest! {
    // Each case checks a whole data set.
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 20, ..ProptestConfig::default() })]

    /// Whatever stretches of time a smaller place has a record of its own for: on those days it has no other, and on no day two.
    #[test]
    fn what_is_known_of_a_place_takes_the_place_of_what_it_inherits(cuts in prop::collection::btree_set(0i32..2400, 0..8)) {
        let first = Day::new(2006, 7, 1).unwrap_or(Day(0));
        let cuts: Vec<i32> = cuts.into_iter().collect();
        let stays: Vec<String> = cuts
            .chunks_exact(2)
            .map(|cut| {
                let [from, to] = [cut[0], cut[1]].map(|days| Date::of_day(first.plus(days)).iso());
                format!("Stay(organisation: \"london-sha\", from: \"{from}\", to: \"{to}\", confidence: Unverified),")
            })
            .collect();
        let text = format!(
            "[Place(id: \"mine\", name: \"Mine\", kind: Area, within: \"sheffield\", lineage: [{}])]",
            stays.concat()
        );
        let path = "places/mine.ron".to_owned();
        let file = SourceFile { shown: path.clone(), path, text: Ok(text.leak()) };
        let data = embedded::dataset().clone().with_overlay(&[file]);
        prop_assert!(data.is_ok(), "{:?}", data.err());
        let data = data.unwrap_or_else(|_| embedded::dataset().clone());
        let Some(place) = data.place("mine") else { return Err(TestCaseError::fail("no place")) };
        for days in (0..2465).step_by(5).chain(cuts.iter().flat_map(|cut| [cut - 1, *cut, cut + 1])) {
            let on = first.plus(days.max(0));
            let own = place.lineage.iter().any(|stay| stay.to.covers(stay.from, on));
            let over = query::over(&data, place, on);
            let names: Vec<&str> = over
                .iter()
                .filter(|spell| spell.body.id == "strategic-health-authority")
                .map(|spell| spell.organisation.id.as_str())
                .collect();
            let expected = if own { "london-sha" } else { "yorkshire-and-the-humber-sha" };
            prop_assert_eq!(names, [expected], "on {:?}", Date::of_day(on));
        }
    }
}

#[test]
fn every_size_from_nothing_up_can_be_drawn() {
    let theme = Theme::new(ThemeName::Terminal, false);
    let mut state = State::new(embedded::dataset(), Size::default());
    assert!(state.open_named("sheffield").is_ok());
    for opened in [
        Action::Today,
        Action::Through,
        Action::Open,
        Action::Search,
        Action::Help(Keymap::default().told(Context::Timeline)),
        Action::GoTo(5),
        Action::Tensions,
    ] {
        update(&mut state, opened);
        for width in (0..130).step_by(5) {
            // Odd heights at odd widths, even at even: half the time, and no height is left out.
            for height in (width % 2..45).step_by(2) {
                update(&mut state, Action::Resized(Size { width, height }));
                draw(&state, &theme);
            }
        }
    }
}

#[test]
fn every_key_is_explained() {
    for context in Context::ALL {
        for (binding, _) in Keymap::default().working(context) {
            assert!(
                !binding.keys.is_empty()
                    && binding
                        .says
                        .ends_with(|c: char| c.is_alphanumeric() || c == ')'),
                "{binding:?}"
            );
        }
    }
}
