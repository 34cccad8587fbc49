//! What a drawing is made of: words, lines, boxes and hatching, as SVG.

use std::fmt::Write;

use super::super::escape::escape;
use super::width::measured;
use crate::model::{LegalForm, Look};

/// Writes a drawing. All that is drawn stands to the right of its left edge.
pub(super) struct Pen {
    out: String,
    left: f64,
}

/// A point, or a size.
pub(super) type Pair = (f64, f64);

impl Pen {
    pub(super) const fn new(left: f64) -> Self {
        Self {
            out: String::new(),
            left,
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Adds what was formatted; writing to a string cannot fail.
    fn add(&mut self, what: std::fmt::Arguments<'_>) {
        let _ = self.out.write_fmt(what);
    }

    /// Things that belong together: what they say when they are pointed at, and where they lead.
    pub(super) fn group(&mut self, link: Option<&str>, title: &str, draw: impl FnOnce(&mut Self)) {
        if let Some(link) = link {
            self.add(format_args!("<a href=\"#{}\">", escape(link)));
        }
        self.add(format_args!("<g><title>{}</title>", escape(title)));
        draw(self);
        self.out.push_str("</g>");
        self.out
            .push_str(if link.is_some() { "</a>\n" } else { "\n" });
    }

    /// One line of text, beginning at a point of its base line. Its length is given too, so that it stays where it was planned in a font
    /// of other measures.
    pub(super) fn words(&mut self, (x, y): Pair, size: f64, class: &str, text: &str) {
        let (x, y) = (number(self.left + x), number(y));
        self.add(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" class=\"t-{class}\""
        ));
        let bold = ["title", "tier"].contains(&class);
        if let Some(length) = measured(text, size).filter(|length| *length > 0.0 && !bold) {
            let length = number(length);
            self.add(format_args!(
                " textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\""
            ));
        }
        self.add(format_args!(">{}</text>\n", escape(text)));
    }

    pub(super) fn line(&mut self, class: &str, from: Pair, to: Pair) {
        let (x1, y1) = (number(self.left + from.0), number(from.1));
        let (x2, y2) = (number(self.left + to.0), number(to.1));
        self.add(format_args!(
            "<line class=\"t-{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>\n"
        ));
    }

    pub(super) fn rect(&mut self, class: &str, (x, y): Pair, (width, height): Pair) {
        let (x, y) = (number(self.left + x), number(y));
        let (width, height) = (number(width), number(height));
        self.add(format_args!(
            "<rect class=\"t-{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>\n"
        ));
    }

    /// A box filled as a legal form is told to the eye.
    pub(super) fn filled(&mut self, form: LegalForm, at: Pair, size: Pair) {
        match form.look() {
            Look::Statutory => self.rect("statutory", at, size),
            Look::Arm => {
                self.rect("arm", inset(at, 0.5), (size.0 - 1.0, size.1 - 1.0));
                self.hatch("arm-hatch", at, size, 7.0, true);
            }
            Look::Arrangement => {
                self.rect("arrangement", inset(at, 0.5), (size.0 - 1.0, size.1 - 1.0));
                self.hatch("arrangement-hatch", at, size, 9.0, false);
            }
        }
    }

    /// Slanting lines across a box, rising to the right or to the left. They are drawn one by one: programs that place drawings on slides
    /// do not all know patterns.
    fn hatch(&mut self, class: &str, (x, y): Pair, (width, height): Pair, step: f64, rising: bool) {
        let (left, right) = (self.left + x, self.left + x + width);
        let (top, bottom) = (y, y + height);
        let mut path = String::new();
        // A rising line is x + y = c, a falling one x - y = c.
        let (first, last) = if rising {
            (left + top, right + bottom)
        } else {
            (left - bottom, right - top)
        };
        let mut c = (first / step).ceil() * step;
        while c < last {
            let (from, to) = if rising {
                (left.max(c - bottom), right.min(c - top))
            } else {
                (left.max(c + top), right.min(c + bottom))
            };
            let height = |x: f64| if rising { c - x } else { x - c };
            if to - from > 0.5 {
                let _ = write!(
                    path,
                    "M{} {}L{} {}",
                    number(from),
                    number(height(from)),
                    number(to),
                    number(height(to))
                );
            }
            c += step;
        }
        if !path.is_empty() {
            self.add(format_args!("<path class=\"t-{class}\" d=\"{path}\"/>\n"));
        }
    }

    /// Where a bar enters another phase: a notch from above and one from below. They give way to a name that stands between them.
    pub(super) fn notches(&mut self, (x, y): Pair, height: f64, form: LegalForm, named: bool) {
        let (class, deep) = match form.look() {
            Look::Statutory => ("plate", 0.22),
            Look::Arm | Look::Arrangement => ("weighty", 0.17),
        };
        // Above a name there is more room than below, where some letters end.
        let (deep, high) = if named { (0.16, 0.07) } else { (deep, deep) };
        let wide = 4.5;
        let below = y + height;
        self.shape(
            class,
            &[(x - wide, y), (x + wide, y), (x, y + deep * height)],
        );
        self.shape(
            class,
            &[
                (x - wide, below),
                (x + wide, below),
                (x, below - high * height),
            ],
        );
    }

    /// The sign of a reform.
    pub(super) fn diamond(&mut self, (x, y): Pair, weighty: bool) {
        let (class, half) = if weighty {
            ("weighty", 6.0)
        } else {
            ("event", 4.5)
        };
        let points = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)];
        self.shape(class, &points);
    }

    /// The sign of what goes on: an arrow behind its bar.
    pub(super) fn arrow(&mut self, (x, y): Pair, height: f64) {
        let points = [(x, y), (x + 7.0, y + height / 2.0), (x, y + height)];
        self.shape("weighty", &points);
    }

    fn shape(&mut self, class: &str, points: &[Pair]) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{},{}", number(self.left + x), number(*y)))
            .collect();
        self.add(format_args!(
            "<polygon class=\"t-{class}\" points=\"{}\"/>\n",
            points.join(" ")
        ));
    }
}

fn inset((x, y): Pair, by: f64) -> Pair {
    (x + by, y + by)
}

/// A number with at most one place.
pub(super) fn number(number: f64) -> String {
    let text = format!("{number:.1}");
    match text.strip_suffix(".0") {
        Some(whole) => whole.to_owned(),
        None => text,
    }
}
