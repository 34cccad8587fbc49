//! What there is to do, and what is known by now.

use super::map;
use crate::app::{Area, Desk, State, Task};
use crate::study::{Knowledge, QUESTIONS};
use crate::theme::GLYPHS;
use crate::view::paint::{Canvas, row, shorten};

/// Columns before what is said of a task.
const SAYS: u16 = 13;

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Area, desk: &Desk) {
    let theme = canvas.theme;
    let known = desk.knowledge(state.now.day);
    let number = format!("{} cards", desk.cards().len());
    let room = usize::from(area.width).saturating_sub(number.len() + 2);
    let name = shorten(&desk.deck().name(), room, GLYPHS.more);
    canvas.text(row(area, 0), 0, &name, theme.heading());
    canvas.text_right(row(area, 0), 0, &number, theme.dim());
    let first = if area.height > 9 { 2 } else { 1 };
    for (at, task) in (first..area.height).zip(Task::ALL) {
        let line = row(area, at);
        let is_chosen = Task::ALL.get(state.study.chosen) == Some(&task);
        if is_chosen {
            canvas.text(line, 0, GLYPHS.chosen, theme.cursor());
            canvas.point(line, 2);
        }
        let style = if is_chosen {
            theme.strong()
        } else {
            theme.plain()
        };
        canvas.text(line, 2, task.name(), style);
        let room = usize::from(line.width.saturating_sub(SAYS));
        let says = shorten(&says(state, desk, task), room, GLYPHS.more);
        canvas.text(line, SAYS, &says, theme.plain());
    }
    let used = first + u16::try_from(Task::ALL.len()).unwrap_or(0) + 1;
    let left = area.height.saturating_sub(used);
    if left < map::LINES + 2 {
        return;
    }
    canvas.text(row(area, used), 0, &ahead(&known), theme.plain());
    let band = Area {
        y: area.y + used + 2,
        height: left - 2,
        ..area
    };
    map::draw(state, canvas, band, &known);
}

/// What is said of a task.
fn says(state: &State, desk: &Desk, task: Task) -> String {
    let today = state.now.day;
    match task {
        Task::Recall => {
            let (due, new) = (desk.due(today).len(), desk.fresh(today).len());
            format!("{due} due, {new} new: think, look, grade yourself")
        }
        Task::Quiz => "the same cards: choose, type, put in order".to_owned(),
        Task::Lesson => desk.lesson().map_or_else(
            || "every lesson has been read".to_owned(),
            |lesson| {
                let number = lesson.cards.len();
                format!(
                    "{}, {} of {}: {number} cards, read first and then asked",
                    lesson.era.name, lesson.number, lesson.of
                )
            },
        ),
        Task::Exam => {
            let questions = desk.cards().len().min(QUESTIONS);
            format!("{questions} questions, half a minute each; told at the end")
        }
        Task::Tour => "the story in fifteen stops, on the timeline".to_owned(),
        Task::Progress => "what you know, what is coming, what is weak".to_owned(),
        Task::Deck => format!("which cards: {}", desk.deck().text()),
    }
}

/// What is known, and what comes.
fn ahead(known: &Knowledge) -> String {
    let all = &known.all;
    if all.seen == 0 {
        return "Nothing was asked yet. A lesson is a good beginning; the tour, a better one."
            .to_owned();
    }
    let tomorrow = known.forecast.first().map_or(0, |(_, number)| *number);
    let week: u32 = known
        .forecast
        .iter()
        .take(7)
        .map(|(_, number)| number)
        .sum();
    format!(
        "{} of {} cards met. Due tomorrow {tomorrow}, within a week {week}.",
        all.seen, all.cards
    )
}
