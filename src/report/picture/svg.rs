//! The timeline as a vector drawing, for a slide and for paper.

use super::super::brief::period;
use super::super::escape::escape;
use super::super::html::anchor;
use super::Picture;
use super::legend::{EVENT, FILLS, ONGOING, PHASE, REFORM, UNKNOWN};
use super::pen::Pen;
use super::width::{FONTS, width, wrap};
use crate::model::{End, LegalForm, RecordRef, Tier};
use crate::timeline::{Bar, Ruler, Scale, era_name, ticks};

/// A slide: sixteen to nine. A picture that needs more room is higher.
const WIDTH: u16 = 1600;
const HEIGHT: f64 = 900.0;
/// Around everything.
const MARGIN: u16 = 28;
/// The sizes of the names on the bars, the best first: the first in which all fits on a slide is taken.
const SIZES: [f64; 9] = [22.0, 20.0, 18.0, 16.0, 15.0, 14.0, 13.5, 13.0, 12.5];
/// The size that is taken where none of these will do.
const SMALLEST: f64 = 12.0;
const TITLE: f64 = 26.0;
/// How much wider bold letters are.
const BOLD: f64 = 1.1;
const SMALL: f64 = 12.0;
const LINE: f64 = 16.0;
/// Rows of eras, years and reforms.
const HEAD: f64 = 22.0;
/// The name of a tier, with some air above.
const HEADING: f64 = 24.0;
/// Between bars that meet.
const GAP: f64 = 3.0;
/// Between the legend and what stands above it.
const AIR: f64 = 16.0;

/// What the parts of a drawing lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    /// Nothing: it stands by itself.
    None,
    /// The records in the same document.
    Inside,
}

/// The picture as an SVG file.
#[must_use]
pub fn svg(picture: &Picture<'_>) -> String {
    drawing(picture, Links::None) + "\n"
}

/// Sizes that go together, and the rows that follow from them.
struct Sheet {
    size: f64,
    pitch: f64,
    height: f64,
    /// Where the legend begins.
    legend: f64,
    rows: Vec<(Tier, Vec<Bar>)>,
}

impl Sheet {
    /// The largest letters with which everything fits on a slide; with the smallest, a sheet as high as it must be.
    fn of(picture: &Picture<'_>, scale: Scale<'_>, lanes_top: f64) -> Self {
        SIZES
            .into_iter()
            .map(|size| Self::with(size, picture, scale, lanes_top))
            .find(|sheet| sheet.height <= HEIGHT)
            .unwrap_or_else(|| Self::with(SMALLEST, picture, scale, lanes_top))
    }

    fn with(size: f64, picture: &Picture<'_>, scale: Scale<'_>, lanes_top: f64) -> Self {
        let rows = picture.rows(
            scale,
            Ruler {
                measure: &|text| ceil(width(text, size)),
                before: 7,
                behind: 9,
                gap: 8,
                sign: 9,
                shaded: 18,
                longest: 620,
            },
        );
        let foot = foot(picture, &rows, 0.0, None);
        let rest = lanes_top + AIR + foot + f64::from(MARGIN);
        let pitch = size * 1.6;
        let needed = rest + lanes_height(&rows, pitch);
        // Rows move apart as far as looks like one picture; what is then left of a slide stands above the legend.
        let spare = (HEIGHT - needed).max(0.0) / to_f64(rows.len().max(1));
        let height = needed.max(HEIGHT).ceil();
        Self {
            size,
            pitch: pitch + spare.min(size),
            height,
            legend: height - f64::from(MARGIN) - foot,
            rows,
        }
    }
}

/// The picture as an SVG element.
pub(crate) fn drawing(picture: &Picture<'_>, links: Links) -> String {
    let columns = WIDTH - 2 * MARGIN;
    let (room, margin) = (f64::from(columns), f64::from(MARGIN));
    let scale = picture.scale(columns);
    let title = wrap(&picture.title(), TITLE * BOLD, room - 240.0);
    let top = margin + to_f64(title.len()) * (TITLE + 6.0);
    let lanes_top = top + 3.0 * HEAD + 6.0;
    let sheet = Sheet::of(picture, scale, lanes_top);
    let mut pen = Pen::new(margin);
    let mut y = margin + TITLE * 0.8;
    if let Some(words) = picture.marked_words() {
        let x = room - width(&words, 14.0);
        pen.line("at", (x - 10.0, y - 14.0), (x - 10.0, y + 4.0));
        pen.words((x, y), 14.0, "plain", &words);
    }
    for line in &title {
        pen.words((0.0, y), TITLE, "title", line);
        y += TITLE + 6.0;
    }
    let bottom = sheet.legend - AIR;
    head(picture, scale, &mut pen, top, bottom, links);
    let marked = picture.marked(scale).map(|column| f64::from(column) + 0.5);
    if let Some(x) = marked {
        pen.line("at", (x, lanes_top - 4.0), (x, bottom));
    }
    let mut y = lanes_top;
    let mut above = None;
    for (tier, bars) in &sheet.rows {
        if above.replace(*tier) != Some(*tier) {
            pen.line("rule", (0.0, y + 3.5), (room, y + 3.5));
            let name = tier.name().to_uppercase();
            pen.words((0.0, y + HEADING - 5.0), SMALL, "tier", &name);
            y += HEADING;
        }
        for bar in bars {
            let link = (links == Links::Inside).then(|| anchor(bar.record));
            pen.group(link.as_deref(), &told(picture, bar), |pen| {
                draw(bar, y, &sheet, marked, room, pen);
            });
        }
        y += sheet.pitch;
    }
    foot(picture, &sheet.rows, sheet.legend, Some(&mut pen));
    whole(picture, &sheet, &pen.finish(), links)
}

fn whole(picture: &Picture<'_>, sheet: &Sheet, inside: &str, links: Links) -> String {
    let bars: usize = sheet.rows.iter().map(|(_, bars)| bars.len()).sum();
    let title = escape(&picture.title());
    // The parts of an image are not read out, and links must be.
    let role = if links == Links::None { "img" } else { "group" };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"{role}\" font-family=\"{FONTS}\">\n\
        <title>{title}</title>\n\
        <desc>{bars} bars in rows under the names of tiers, on an axis of years with eras and reforms above. Solid bars are statutory; \
        bars hatched to the right are arms of a national body or under shared management; bars hatched to the left are partnerships, \
        programmes or contracts.</desc>\n\
        <style>{STYLE}</style>\n\
        <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n{inside}</svg>",
        height = sheet.height,
    )
}

/// Classes have a prefix: a drawing may stand in a page with classes of its own.
const STYLE: &str = "\
.t-title{font-weight:700;fill:#16202a}\
.t-tier{font-weight:700;fill:#16202a}\
.t-plain{fill:#16202a}\
.t-dim{fill:#4a5560}\
.t-light{fill:#fff}\
.t-band{fill:#f0f3f6}\
.t-rule{stroke:#9aa5b0;stroke-width:1}\
.t-tick{stroke:#9aa5b0;stroke-width:1}\
.t-at{stroke:#b00020;stroke-width:2;stroke-dasharray:5 3}\
.t-plate{fill:#fff}\
.t-weighty{fill:#16202a}\
.t-event{fill:#fff;stroke:#6b7680;stroke-width:1}\
.t-statutory{fill:#1f4e79}\
.t-arm{fill:#fdf3e4;stroke:#a85a12;stroke-width:1}\
.t-arrangement{fill:#f3f8f4;stroke:#3c7a5c;stroke-width:1}\
.t-arm-hatch{stroke:#a85a12;stroke-width:2.2;fill:none}\
.t-arrangement-hatch{stroke:#3c7a5c;stroke-width:1.1;fill:none}\
a:hover rect,a:focus rect{stroke:#b00020;stroke-width:2}";

fn lanes_height(rows: &[(Tier, Vec<Bar>)], pitch: f64) -> f64 {
    let tiers = rows.chunk_by(|(one, _), (next, _)| one == next).count();
    to_f64(tiers) * HEADING + to_f64(rows.len()) * pitch
}

/// The bands of the eras with their names, the years, and the line of reforms.
fn head(
    picture: &Picture<'_>,
    scale: Scale<'_>,
    pen: &mut Pen,
    top: f64,
    bottom: f64,
    links: Links,
) {
    for (index, (era, from, to)) in picture.eras(scale).enumerate() {
        let (from, room) = (f64::from(from), f64::from(to - from + 1));
        let when = format!("{}: {}", era.name, period(Some(era.from), era.to));
        let class = if index % 2 == 0 { "band" } else { "plate" };
        pen.group(None, &when, |pen| {
            pen.rect(class, (from, top), (room, bottom - top));
            let name = era_name(&era.name, &|text| width(text, SMALL) + 8.0 <= room);
            if !name.is_empty() {
                pen.words((from + 4.0, top + 15.0), SMALL, "dim", &name);
            }
        });
    }
    let years = top + HEAD;
    for tick in ticks(scale.axis, scale.window, scale.width, 8) {
        let x = f64::from(tick.column) + 0.5;
        pen.line("tick", (x, years + 4.0), (x, years + HEAD + 4.0));
        pen.words((x + 4.0, years + 15.0), SMALL, "plain", &tick.label);
    }
    let line = top + 2.5 * HEAD;
    pen.line("rule", (0.0, line), (f64::from(scale.width), line));
    for (reform, column) in picture.reforms(scale) {
        let link = (links == Links::Inside).then(|| anchor(RecordRef::reform(reform.id)));
        let unsaid = reform.planned && !reform.title.contains("planned");
        let planned = if unsaid { " (planned)" } else { "" };
        let words = format!("{}: {}{planned}", reform.when(), reform.title);
        pen.group(link.as_deref(), &words, |pen| {
            pen.diamond((f64::from(column) + 0.5, line), reform.is_weighty());
        });
    }
}

/// What a bar says when it is pointed at: its name, and what it was in law and when.
fn told(picture: &Picture<'_>, bar: &Bar) -> String {
    let Some((body, spell)) = picture.subject(bar) else {
        return bar.name().to_owned();
    };
    let phases: Vec<String> = body
        .phases
        .iter()
        .map(|phase| {
            format!(
                "{}: {}",
                period(Some(phase.from), phase.to),
                phase.form.words()
            )
        })
        .collect();
    let name = spell.map_or_else(
        || body.title(),
        |spell| {
            let when = period(Some(spell.from), spell.to);
            format!("{}, {when}. {}", bar.name(), body.title())
        },
    );
    format!("{name}. {}", phases.join("; "))
}

/// A bar, its phases, the sign behind it, and its name.
fn draw(bar: &Bar, top: f64, sheet: &Sheet, marked: Option<f64>, room: f64, pen: &mut Pen) {
    let height = sheet.size * 1.35;
    let top = top + (sheet.pitch - height) / 2.0;
    // Bars that meet are told apart by a gap, their phases by notches.
    let end = f64::from(bar.to + 1);
    let end = if bar.to - bar.from > 7 {
        end - GAP
    } else {
        end
    };
    let clip = |from: i32, to: i32| {
        let (from, to) = (
            f64::from(from).max(0.0),
            f64::from(to + 1).min(end).min(room),
        );
        (from, (to - from).max(0.0))
    };
    for segment in &bar.segments {
        let (x, width) = clip(segment.from, segment.to);
        if width > 0.0 {
            pen.filled(segment.form, (x, top), (width, height));
        }
    }
    let (x, width) = clip(bar.from, bar.to);
    let end = x + width;
    let base = top + height / 2.0 + sheet.size * 0.35;
    match bar.end {
        // At the edge it stands in the margin; a bar that the picture cuts off has none.
        End::Ongoing if f64::from(bar.to) < room => pen.arrow((end + 1.5, top), height),
        End::Unknown { .. } if end + 9.0 <= room => {
            pen.words((end + 2.0, base), SMALL, "plain", "?");
        }
        End::On(_) | End::Ongoing | End::Unknown { .. } => {}
    }
    let label = bar.label.as_ref().map(|(column, text)| {
        let x = f64::from(*column);
        (x, self::width(text, sheet.size), text)
    });
    if let Some((x, length, _)) = label {
        let crossed = marked.is_some_and(|marked| marked > x - 3.0 && marked < x + length + 3.0);
        if bar.inside && !bar.is_solid() || !bar.inside && crossed {
            let (above, below) = (height * 0.07, height * 0.86);
            pen.rect("plate", (x - 3.0, top + above), (length + 6.0, below));
        }
    }
    // Notches tell the phases apart, so that no line crosses a name; where the standing changes, the filling does.
    for pair in bar.segments.windows(2) {
        if let [before, after] = pair
            && before.form.look() == after.form.look()
            && after.from > bar.from.max(0) + 5
            && f64::from(after.from) + 5.0 < end
        {
            let at = f64::from(after.from);
            let named = label.is_some_and(|(x, length, _)| at > x - 7.0 && at < x + length + 7.0);
            pen.notches((at, top), height, after.form, named);
        }
    }
    if let Some((x, _, text)) = label {
        let light = bar.inside && bar.is_solid();
        let class = if light { "light" } else { "plain" };
        pen.words((x, base), sheet.size, class, text);
    }
}

/// Draws a sign of the legend at a point.
type Sign<'a> = &'a dyn Fn(&mut Pen, (f64, f64));

/// The legend, the names in full, and what the picture rests on; how high that is. Without a pen it is only measured.
fn foot(
    picture: &Picture<'_>,
    rows: &[(Tier, Vec<Bar>)],
    top: f64,
    mut pen: Option<&mut Pen>,
) -> f64 {
    let room = f64::from(WIDTH - 2 * MARGIN);
    let mut at = (0.0, top);
    let mut place = |length: f64| {
        if at.0 > 0.0 && at.0 + length > room {
            at = (0.0, at.1 + LINE + 4.0);
        }
        let here = at;
        at.0 += length + 26.0;
        here
    };
    for (form, words) in FILLS {
        let (x, y) = place(44.0 + width(words, SMALL));
        if let Some(pen) = &mut pen {
            pen.filled(form, (x, y), (36.0, 14.0));
            pen.words((x + 44.0, y + 11.0), SMALL, "plain", words);
        }
    }
    let signs: [(&str, Sign<'_>); 5] = [
        (PHASE, &|pen, (x, y)| {
            pen.filled(LegalForm::StatutoryBody, (x - 10.0, y), (20.0, 14.0));
            pen.notches((x, y), 14.0, LegalForm::StatutoryBody, false);
        }),
        (ONGOING, &|pen, (x, y)| pen.arrow((x - 3.0, y), 14.0)),
        (UNKNOWN, &|pen, (x, y)| {
            pen.words((x - 3.0, y + 11.0), SMALL, "plain", "?");
        }),
        (REFORM, &|pen, (x, y)| pen.diamond((x, y + 7.0), true)),
        (EVENT, &|pen, (x, y)| pen.diamond((x, y + 7.0), false)),
    ];
    for (words, sign) in signs {
        let (x, y) = place(24.0 + width(words, SMALL));
        if let Some(pen) = &mut pen {
            sign(pen, (x + 8.0, y));
            pen.words((x + 24.0, y + 11.0), SMALL, "plain", words);
        }
    }
    let mut y = at.1 + LINE + 8.0;
    let names: Vec<String> = picture
        .in_full(rows)
        .into_iter()
        .map(|(short, name)| format!("{short}: {name}"))
        .collect();
    let paragraphs = [names.join(" · "), picture.asides().join(" ")]
        .into_iter()
        .chain(picture.reasons())
        .map(|text| (text, "plain"))
        .chain([(picture.evidence(rows).join(" "), "dim")]);
    for (text, class) in paragraphs.filter(|(text, _)| !text.is_empty()) {
        for line in wrap(&text, SMALL, room) {
            if let Some(pen) = &mut pen {
                pen.words((0.0, y + 11.0), SMALL, class, &line);
            }
            y += LINE;
        }
        y += LINE / 4.0;
    }
    y - top
}

#[expect(clippy::cast_precision_loss, reason = "numbers of rows are small")]
const fn to_f64(number: usize) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float cast saturates, which is what is wanted"
)]
fn ceil(number: f64) -> i32 {
    number.ceil() as i32
}
