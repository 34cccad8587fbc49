//! A card: read in a lesson, or asked.

use super::flow::Flow;
use super::strip::{self, Strip};
use crate::app::{Area, Asked, Course, Desk, Judgement, Reading, State, Step};
use crate::model::Day;
use crate::study::{Answer, Card, Face, Grade, Outlook, Typed, quiz};
use crate::theme::GLYPHS;
use crate::view::paint::{Canvas, row, shorten};

/// Lines of the strip, at most.
const STRIP: u16 = 8;

/// A card of a lesson, before it is asked.
pub(super) fn draw_reading(state: &State, canvas: &mut Canvas<'_>, area: Area, reading: &Reading) {
    let lesson = &reading.lesson;
    let place = reading.place + 1;
    title(
        canvas,
        area,
        &reading.course().name(),
        &format!(
            "read {place} of {}, then they are asked",
            lesson.cards.len()
        ),
    );
    let mut flow = body_of(area);
    question(canvas, &mut flow, &reading.face);
    told_answer(canvas, &mut flow, &reading.face);
    why(state, canvas, &mut flow, &reading.face);
    if let Some(card) = lesson.cards.get(reading.place) {
        let until = lesson.era.to.last_known(lesson.era.from);
        let strip = truth(&reading.face, card.at, until);
        place_in_time(state, canvas, area, &flow, &strip);
    }
}

/// A card that is asked.
pub(super) fn draw_asked(
    state: &State,
    canvas: &mut Canvas<'_>,
    area: Area,
    desk: &Desk,
    asked: &Asked,
) {
    let Some(card) = asked.round.card() else {
        return;
    };
    title(canvas, area, &asked.course.name(), &how_far(state, asked));
    let mut flow = body_of(area);
    question(canvas, &mut flow, &asked.face);
    match &asked.step {
        Step::Think => {
            if let Answer::Order(lines) = &asked.face.answer {
                for line in quiz::mixed(lines, card.id.0) {
                    flow.text(canvas, 2, &line, canvas.theme.plain());
                }
                flow.blank();
            }
            canvas.point(flow.next(), 0);
            flow.text(
                canvas,
                0,
                "Think of the answer, then look.",
                canvas.theme.dim(),
            );
        }
        Step::Grade => {
            unkept(canvas, &mut flow, asked);
            told_answer(canvas, &mut flow, &asked.face);
            why(state, canvas, &mut flow, &asked.face);
            grades(canvas, &mut flow, &desk.outlooks(asked, state.now.day));
        }
        Step::Choose { choices, chosen } => {
            for (number, line) in choices.lines.iter().enumerate() {
                let is_chosen = *chosen == Some(number);
                choice(canvas, &mut flow, number + 1, line, is_chosen);
            }
        }
        Step::Type(line) => {
            let label = canvas.text(flow.next(), 0, "Your answer: ", canvas.theme.dim());
            let field = Area {
                x: flow.next().x + label,
                width: flow.next().width.saturating_sub(label),
                ..flow.next()
            };
            canvas.input(field, line);
            flow.blank();
        }
        Step::Order {
            lines,
            chosen,
            held,
        } => {
            for (number, line) in lines.iter().enumerate() {
                order_line(
                    canvas,
                    &mut flow,
                    line,
                    (*chosen == number).then_some(*held),
                );
            }
        }
        Step::Judged(judgement) => {
            unkept(canvas, &mut flow, asked);
            judged(state, canvas, &mut flow, asked, judgement);
            comes_again(canvas, &mut flow, desk, &card, state.now.day);
        }
    }
    let until = match asked.course {
        Course::Lesson { era, .. } => era.to.last_known(era.from),
        Course::Recall | Course::Quiz | Course::Exam { .. } => None,
    };
    let strip = if asked.step.is_told() {
        truth(&asked.face, card.at, until)
    } else if until.is_some() {
        Strip {
            until,
            ..Strip::default()
        }
    } else {
        return;
    };
    place_in_time(state, canvas, area, &flow, &strip);
}

/// The line at the top: what kind of round it is, and how far it has come.
fn title(canvas: &mut Canvas<'_>, area: Area, name: &str, far: &str) {
    let line = row(area, 0);
    let end = canvas.text(line, 0, name, canvas.theme.heading());
    canvas.text_right(line, end + 2, far, canvas.theme.dim());
}

fn body_of(area: Area) -> Flow {
    let skipped = if area.height > 12 { 2 } else { 1 };
    Flow::new(Area {
        y: area.y + skipped,
        height: area.height.saturating_sub(skipped),
        ..area
    })
}

fn how_far(state: &State, asked: &Asked) -> String {
    let done = asked.round.answered().len();
    let left = asked.round.left();
    if let Course::Exam { ends } = asked.course {
        let seconds = ends.0.saturating_sub(state.now.moment.0).max(0);
        let time = match seconds {
            0..=89 => format!("{seconds} seconds left"),
            _ => format!("{} minutes left", (seconds + 30) / 60),
        };
        return format!(
            "question {} of {} {} {time}",
            done + 1,
            done + left,
            GLYPHS.dot
        );
    }
    match left {
        1 => "the last one".to_owned(),
        _ => format!("{left} to come"),
    }
}

fn question(canvas: &mut Canvas<'_>, flow: &mut Flow, face: &Face) {
    let line = flow.text(canvas, 0, &face.question, canvas.theme.strong());
    canvas.point(line, 0);
    flow.blank();
}

fn choice(canvas: &mut Canvas<'_>, flow: &mut Flow, number: usize, line: &str, chosen: bool) {
    let theme = canvas.theme;
    let style = if chosen {
        theme.strong()
    } else {
        theme.plain()
    };
    let first = flow.text(canvas, 4, line, style);
    canvas.text(first, 2, &number.to_string(), theme.heading());
    if chosen {
        canvas.text(first, 0, GLYPHS.chosen, theme.cursor());
        canvas.point(first, 2);
    }
}

/// A line to be put in order. The chosen one says whether it is held.
fn order_line(canvas: &mut Canvas<'_>, flow: &mut Flow, line: &str, chosen: Option<bool>) {
    let theme = canvas.theme;
    let style = match chosen {
        Some(true) => theme.selected(),
        Some(false) => theme.strong(),
        None => theme.plain(),
    };
    let first = flow.text(canvas, 2, line, style);
    if chosen.is_some() {
        canvas.text(first, 0, GLYPHS.chosen, theme.cursor());
        canvas.point(first, 2);
    }
}

/// The answer, as it is told in recall and in a lesson.
fn told_answer(canvas: &mut Canvas<'_>, flow: &mut Flow, face: &Face) {
    let theme = canvas.theme;
    match &face.answer {
        Answer::Choice { right, .. } => {
            for (place, line) in right.iter().enumerate() {
                if place == 1 {
                    flow.text(canvas, 0, "Right too:", theme.dim());
                }
                flow.text(canvas, 2, line, theme.heading());
            }
        }
        Answer::Order(lines) => {
            for (place, line) in lines.iter().enumerate() {
                flow.text(
                    canvas,
                    2,
                    &format!("{}  {line}", place + 1),
                    theme.heading(),
                );
            }
        }
    }
    flow.blank();
}

/// Why it is right, and who says so.
fn why(state: &State, canvas: &mut Canvas<'_>, flow: &mut Flow, face: &Face) {
    let theme = canvas.theme;
    flow.text(canvas, 0, &face.why, theme.plain());
    let mut sources = state.data.short_citations(&face.sources);
    let more = sources.len().saturating_sub(2);
    sources.truncate(2);
    let more = if more > 0 {
        format!("; {more} more")
    } else {
        String::new()
    };
    if !sources.is_empty() {
        let told = format!("{}{more}", sources.join("; "));
        let width = usize::from(flow.next().width);
        flow.text(canvas, 0, &shorten(&told, width, GLYPHS.more), theme.dim());
    }
    flow.blank();
}

/// The grades, and when the card comes again after each.
fn grades(canvas: &mut Canvas<'_>, flow: &mut Flow, outlooks: &[Outlook; 4]) {
    let theme = canvas.theme;
    // In a low window the end of the reason goes, not the grades.
    let area = flow.left_or_last(2);
    canvas.clear(area);
    let each = (area.width / 4).min(14);
    let column = |place: usize| u16::try_from(place).unwrap_or(0) * each;
    for (place, grade) in Grade::ALL.into_iter().enumerate() {
        let from = column(place);
        let end = canvas.text(
            row(area, 0),
            from,
            &(place + 1).to_string(),
            theme.heading(),
        );
        canvas.text(row(area, 0), end + 1, grade.name(), theme.strong());
    }
    for (place, (grade, outlook)) in Grade::ALL.into_iter().zip(outlooks).enumerate() {
        let when = if grade.is_right() {
            outlook.words()
        } else {
            "this round".to_owned()
        };
        canvas.text(row(area, 1), column(place) + 2, &when, theme.dim());
    }
    flow.blank();
    flow.blank();
}

/// What is said to an answer.
fn judged(
    state: &State,
    canvas: &mut Canvas<'_>,
    flow: &mut Flow,
    asked: &Asked,
    judgement: &Judgement,
) {
    let theme = canvas.theme;
    let right = judgement.answered.right;
    let style = if right {
        theme.heading()
    } else {
        theme.doubt().patch(theme.strong())
    };
    let line = flow.text(canvas, 0, judgement.word(), style);
    canvas.point(line, 0);
    if let Some(off) = &judgement.nearly {
        flow.text(canvas, 0, off, theme.plain());
    }
    if !right || judgement.nearly.is_some() {
        let given = judgement.given.replace('\n', ", ");
        flow.text(canvas, 0, &format!("You said: {given}"), theme.dim());
        flow.blank();
    }
    told_answer(canvas, flow, &asked.face);
    why(state, canvas, flow, &asked.face);
}

fn unkept(canvas: &mut Canvas<'_>, flow: &mut Flow, asked: &Asked) {
    if let Some(unkept) = &asked.unkept {
        let says = format!(
            "Not kept: {}. r tries again, Space goes on without.",
            unkept.why
        );
        flow.text(canvas, 0, &says, canvas.theme.doubt());
        flow.blank();
    }
}

fn comes_again(canvas: &mut Canvas<'_>, flow: &mut Flow, desk: &Desk, card: &Card, today: Day) {
    let Some(state) = desk.history.state(card.id) else {
        return;
    };
    flow.text(canvas, 0, &state.comes_again(today), canvas.theme.dim());
}

/// The strip, at the bottom, where there is room for it below the text.
fn place_in_time(
    state: &State,
    canvas: &mut Canvas<'_>,
    area: Area,
    flow: &Flow,
    strip: &Strip<'_>,
) {
    let room = flow.left().height.saturating_sub(1);
    let lit = u16::try_from(strip.lights.len()).unwrap_or(STRIP);
    let wanted = strip::FEWEST + lit.min(STRIP - strip::FEWEST);
    let height = wanted.min(room);
    let bottom = Area {
        y: area.y + area.height - height,
        height,
        ..area
    };
    strip::draw(state, canvas, bottom, strip);
}

/// What the strip shows of a card, once its answer is told: the bodies, and the date as exact as it is known.
fn truth(face: &Face, day: Day, until: Option<Day>) -> Strip<'_> {
    let date = match &face.answer {
        Answer::Choice {
            typed: Typed::Date(date),
            ..
        } => date.to_string(),
        // The day of the card is the first that is meant.
        _ => day.year().to_string(),
    };
    Strip {
        lights: &face.lights,
        day: Some(day),
        date,
        until,
    }
}
