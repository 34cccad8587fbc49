//! Whatever is pressed, in whatever order, at whatever size: nothing panics, and what must be true stays true.

use nhs_tiers::app::{Action, EditRequest, Layer, Size, State, bars, links, plot_rows, update};
use nhs_tiers::embedded;
use nhs_tiers::keys::{Context, TABLE};
use nhs_tiers::theme::{Theme, ThemeName};
use nhs_tiers::view;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn size() -> impl Strategy<Value = Size> {
    (0u16..200, 0u16..80).prop_map(|(width, height)| Size { width, height })
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        8 => prop::sample::select(TABLE.iter().map(|binding| binding.action.clone()).collect::<Vec<_>>()),
        3 => prop_oneof![Just('s'), Just('h'), Just('a'), Just('1'), Just('9'), Just(' '), any::<char>()].prop_map(Action::Type),
        1 => "\\PC{0,12}".prop_map(Action::Paste),
        1 => prop_oneof![
            Just(EditRequest::DeleteBefore), Just(EditRequest::DeleteAt), Just(EditRequest::DeleteWord), Just(EditRequest::DeleteToStart),
            Just(EditRequest::DeleteToEnd), Just(EditRequest::Left), Just(EditRequest::Right), Just(EditRequest::Start), Just(EditRequest::End),
        ].prop_map(Action::Edit),
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
    view::draw(state, theme, &mut buffer);
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
    for layer in &state.layers {
        match layer {
            Layer::Search(search) => {
                assert!(search.hits.is_empty() || search.chosen < search.hits.len());
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_can_be_pressed_breaks_anything(first in size(), theme in theme(), actions in prop::collection::vec(action(), 0..40)) {
        let mut state = State::new(embedded::dataset(), first);
        for action in actions {
            update(&mut state, action);
            invariants(&state);
            draw(&state, &theme);
        }
    }

    #[test]
    fn drawing_twice_draws_the_same(first in size(), actions in prop::collection::vec(action(), 0..20)) {
        let mut state = State::new(embedded::dataset(), first);
        for action in actions {
            update(&mut state, action);
        }
        let theme = Theme::new(ThemeName::Terminal, false);
        prop_assert!(draw(&state, &theme) == draw(&state, &theme));
    }

    #[test]
    fn where_only_ascii_may_be_sent_only_ascii_is(first in size(), actions in prop::collection::vec(action(), 0..20)) {
        let mut state = State::new(embedded::dataset(), first);
        for action in actions {
            update(&mut state, action);
        }
        let buffer = draw(&state, &Theme::new(ThemeName::Mono, true));
        prop_assert!(buffer.content.iter().all(|cell| cell.symbol().is_ascii()));
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

#[test]
fn every_size_from_nothing_up_can_be_drawn() {
    let theme = Theme::new(ThemeName::Terminal, false);
    let mut state = State::new(embedded::dataset(), Size::default());
    for opened in [
        Action::Today,
        Action::Open,
        Action::Search,
        Action::Help(60),
    ] {
        update(&mut state, opened);
        for width in (0..130).step_by(3) {
            for height in 0..45 {
                update(&mut state, Action::Resized(Size { width, height }));
                draw(&state, &theme);
            }
        }
    }
}

#[test]
fn every_key_is_explained() {
    for context in Context::ALL {
        for binding in nhs_tiers::keys::working(context) {
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
