//! How a round went, and what to read of what was not known.

use crate::app::{Area, Course, Desk, Over, State};
use crate::study::{Answer, Face};
use crate::theme::GLYPHS;
use crate::view::paint::{Canvas, row, shorten};

/// Columns before a question.
const QUESTION: u16 = 10;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area, desk: &Desk, over: &Over) {
    let theme = canvas.theme;
    let right = over.results.iter().filter(|(_, right)| *right).count();
    let all = over.results.len();
    let title = format!("{}: {right} of {all} at the first try", over.course.name());
    canvas.text(row(area, 0), 0, &title, theme.heading());
    let room = usize::from(area.width);
    let next = shorten(&what_next(state, desk, over), room, GLYPHS.more);
    canvas.text(row(area, 1), 0, &next, theme.plain());
    let list = Area {
        y: area.y + 3,
        height: area.height.saturating_sub(3),
        ..area
    };
    let lines = |index: usize| {
        over.results
            .get(index)
            .map_or(0, |(_, right)| 2 - usize::from(*right))
    };
    let height = usize::from(list.height).max(1);
    // The chosen one is in view, whole.
    let first =
        (0..=over.chosen).find(|first| (*first..=over.chosen).map(lines).sum::<usize>() <= height);
    let mut at = 0;
    for (index, (card, right)) in over
        .results
        .iter()
        .enumerate()
        .skip(first.unwrap_or_default())
    {
        let line = row(list, at);
        if line.height == 0 {
            break;
        }
        at += 1;
        let is_chosen = index == over.chosen;
        if is_chosen {
            canvas.text(line, 0, GLYPHS.chosen, theme.cursor());
            canvas.point(line, 2);
        }
        let (word, style) = if *right {
            ("right", theme.dim())
        } else {
            ("not so", theme.doubt())
        };
        canvas.text(line, 2, word, style);
        let style = if is_chosen {
            theme.strong()
        } else {
            theme.plain()
        };
        let room = usize::from(line.width.saturating_sub(QUESTION));
        let face = desk.face(card);
        canvas.text(
            line,
            QUESTION,
            &shorten(&face.question, room, GLYPHS.more),
            style,
        );
        if !*right {
            let read = format!("{} (read: {})", answer(&face), desk.name_of(card.about));
            canvas.text(
                row(list, at),
                QUESTION,
                &shorten(&read, room, GLYPHS.more),
                theme.dim(),
            );
            at += 1;
        }
    }
}

fn answer(face: &Face) -> String {
    match &face.answer {
        Answer::Choice { right, .. } => right.first().cloned().unwrap_or_default(),
        Answer::Order(lines) => lines.join("; "),
    }
}

fn what_next(state: &State, desk: &Desk, over: &Over) -> String {
    let keys = "Enter opens a record, Space goes back.";
    if over.late {
        return format!("The time is over: what was not reached counts as not known. {keys}");
    }
    if let Course::Exam { .. } = over.course {
        return format!("What was not known comes first. {keys}");
    }
    match desk.due(state.now.day.plus(1)).len() {
        0 => format!("Nothing is due tomorrow. {keys}"),
        1 => format!("One card is due tomorrow. {keys}"),
        due => format!("{due} cards are due tomorrow. {keys}"),
    }
}
