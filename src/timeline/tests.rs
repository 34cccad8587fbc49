//! What must be true of any axis, window and label.

use proptest::prelude::*;

use super::*;
use crate::model::Day;

fn axis(mode: Mode) -> Axis {
    Axis::new(
        mode,
        Day(10_000),
        Day(42_000),
        [Day(10_500), Day(10_500), Day(20_000), Day(41_999)],
    )
}

fn modes() -> impl Strategy<Value = Mode> {
    prop_oneof![Just(Mode::ToScale), Just(Mode::Evened)]
}

proptest! {
    #[test]
    fn a_later_day_never_stands_further_left(mode in modes(), a in 9_000..43_000_i32, b in 9_000..43_000_i32) {
        let axis = axis(mode);
        let (a, b) = (a.min(b), a.max(b));
        prop_assert!(axis.position(Day(a)) <= axis.position(Day(b)));
    }

    #[test]
    fn position_and_day_are_each_others_inverse(mode in modes(), day in 10_000..=42_000) {
        let axis = axis(mode);
        prop_assert_eq!(axis.day(axis.position(Day(day))), Day(day));
    }

    #[test]
    fn zooming_in_and_out_returns(mode in modes(), at in 0.2..0.8_f64) {
        let axis = axis(mode);
        let whole = axis.whole();
        let anchor = axis.length() * at;
        let inner = axis.fit(whole.zoomed(0.5, anchor));
        let back = axis.fit(inner.zoomed(2.0, anchor));
        prop_assert!((back.start - whole.start).abs() < 1e-6 && (back.end - whole.end).abs() < 1e-6);
    }

    #[test]
    fn zooming_keeps_the_moment_in_its_column(mode in modes(), at in 0.3..0.7_f64, width in 20u16..200) {
        let axis = axis(mode);
        let anchor = axis.length() * at;
        let window = axis.whole();
        let inner = axis.fit(window.zoomed(0.5, anchor));
        prop_assert!((window.column(anchor, width) - inner.column(anchor, width)).abs() <= 1);
    }

    #[test]
    fn any_window_can_be_made_to_fit(mode in modes(), start in -1e9..1e9_f64, end in -1e9..1e9_f64) {
        let axis = axis(mode);
        let window = axis.fit(Window { start, end });
        prop_assert!(window.start >= 0.0 && window.end <= axis.length() + 1e-6 && window.span() > 0.0);
    }

    #[test]
    fn labels_of_the_axis_never_touch(mode in modes(), at in 0.0..1.0_f64, zoom in 0.001..1.0_f64, width in 1u16..250) {
        let axis = axis(mode);
        let window = axis.fit(axis.whole().zoomed(zoom, axis.length() * at));
        let labels = ticks(&axis, window, width, 1);
        for pair in labels.windows(2) {
            prop_assert!(usize::from(pair[0].column) + pair[0].label.len() < usize::from(pair[1].column));
        }
        if let Some(last) = labels.last() {
            prop_assert!(usize::from(last.column) + last.label.len() <= usize::from(width));
        }
    }
}
