//! What each action does while a card is asked.

use super::super::super::action::{Action, Effect};
use super::super::super::line::InputLine;
use super::super::super::state::State;
use super::super::super::study::{Stage, Step};
use super::super::everywhere;
use super::{go_home, open_record};
use crate::study::quiz::Judged;
use crate::study::{Entry, Grade};

pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let now = state.now;
    let (Stage::Asked(asked), Some(desk)) = (&mut state.study.stage, &mut state.study.desk) else {
        return Vec::new();
    };
    if asked.ends().is_some_and(|ends| now.moment >= ends) {
        finish(state, true);
        return Vec::new();
    }
    if asked.unkept.is_some() {
        match action {
            Action::Retry => return retry(state),
            Action::GoOn | Action::Open => {
                go_on_without(state);
                return Vec::new();
            }
            _ => {}
        }
    }
    match action {
        Action::Back | Action::Leave if matches!(asked.step, Step::Type(_)) => {
            asked.show(desk, now);
            return Vec::new();
        }
        Action::Back | Action::Leave => {
            leave(state);
            return Vec::new();
        }
        Action::TakeBack => return take_back(state),
        Action::Whole => {
            if asked.step.is_told() {
                open_record(state);
            } else {
                state.notice = Some("That would give the answer away: answer first".to_owned());
            }
            return Vec::new();
        }
        _ => {}
    }
    match &asked.step {
        Step::Think | Step::Grade => recall(state, action),
        Step::Choose { .. } => choose(state, action),
        Step::Type(_) => type_answer(state, action),
        Step::Order { .. } => order(state, action),
        Step::Judged(_) => match action {
            Action::GoOn | Action::Open | Action::Right => {
                asked.go_on(desk, now);
                finish_if_over(state);
                Vec::new()
            }
            other => everywhere(state, &other),
        },
    }
}

/// Thinking, then grading oneself.
fn recall(state: &mut State, action: Action) -> Vec<Effect> {
    let now = state.now;
    let (Stage::Asked(asked), Some(desk)) = (&mut state.study.stage, &mut state.study.desk) else {
        return Vec::new();
    };
    match (&asked.step, action) {
        (Step::Think, Action::GoOn | Action::Open) => asked.step = Step::Grade,
        (Step::Grade, Action::Pick(number)) => {
            let grade = Grade::ALL.get(usize::from(number).wrapping_sub(1));
            let entry = grade.and_then(|grade| asked.grade(desk, *grade, now));
            finish_if_over(state);
            return keep(entry);
        }
        (_, Action::GoOn | Action::Open) => {
            state.notice = Some("Grade it: 1 again, 2 hard, 3 good, 4 easy".to_owned());
        }
        (_, Action::Pick(_)) => {
            state.notice = Some("Look at the answer first: Space shows it".to_owned());
        }
        (_, other) => return everywhere(state, &other),
    }
    Vec::new()
}

/// Choosing one of some lines.
fn choose(state: &mut State, action: Action) -> Vec<Effect> {
    let Stage::Asked(asked) = &mut state.study.stage else {
        return Vec::new();
    };
    let typed = asked.may_be_typed();
    let Step::Choose { choices, chosen } = &mut asked.step else {
        return Vec::new();
    };
    let last = choices.lines.len().saturating_sub(1);
    let place = match action {
        Action::Up => {
            *chosen = Some(chosen.map_or(last, |at| at.saturating_sub(1)));
            return Vec::new();
        }
        Action::Down => {
            *chosen = Some(chosen.map_or(0, |at| (at + 1).min(last)));
            return Vec::new();
        }
        Action::Pick(number) => usize::from(number).checked_sub(1),
        Action::GoOn | Action::Open => *chosen,
        Action::TypeAnswer if typed => {
            asked.step = Step::Type(InputLine::default());
            return Vec::new();
        }
        Action::TypeAnswer => {
            state.notice = Some("This answer is too long to type: choose it".to_owned());
            return Vec::new();
        }
        other => return everywhere(state, &other),
    };
    if let Some(given) = place.and_then(|place| asked.chosen(place)) {
        return answer(state, given);
    }
    state.notice = Some("Choose a line by its number, or with j and k".to_owned());
    Vec::new()
}

/// Typing the answer.
fn type_answer(state: &mut State, action: Action) -> Vec<Effect> {
    let today = state.data.as_of();
    let Stage::Asked(asked) = &mut state.study.stage else {
        return Vec::new();
    };
    let Step::Type(line) = &mut asked.step else {
        return Vec::new();
    };
    match action {
        Action::Type(c) => line.type_char(c),
        Action::Paste(text) => line.paste(&text),
        Action::Edit(edit) => line.edit(edit),
        Action::Open if line.text().trim().is_empty() => {
            state.notice = Some("Type an answer; Esc shows the choices".to_owned());
        }
        Action::Open => {
            let given = line.text().trim().to_owned();
            let given = asked.typed(&given, today);
            return answer(state, given);
        }
        _ => {}
    }
    Vec::new()
}

/// Putting lines in order.
fn order(state: &mut State, action: Action) -> Vec<Effect> {
    let Stage::Asked(asked) = &mut state.study.stage else {
        return Vec::new();
    };
    let Step::Order {
        lines,
        chosen,
        held,
    } = &mut asked.step
    else {
        return Vec::new();
    };
    let last = lines.len().saturating_sub(1);
    let to = match action {
        Action::Up | Action::MoveUp => chosen.saturating_sub(1),
        Action::Down | Action::MoveDown => (*chosen + 1).min(last),
        Action::First => 0,
        Action::Last => last,
        Action::Pick(number) => usize::from(number).saturating_sub(1).min(last),
        Action::GoOn => {
            *held = !*held;
            return Vec::new();
        }
        Action::Open => {
            let lines = lines.clone();
            let given = asked.ordered(&lines);
            return answer(state, given);
        }
        other => return everywhere(state, &other),
    };
    let moves = *held || matches!(action, Action::MoveUp | Action::MoveDown);
    if moves && *chosen < lines.len() {
        let line = lines.remove(*chosen);
        lines.insert(to, line);
    }
    *chosen = to;
    Vec::new()
}

/// Takes an answer in.
fn answer(state: &mut State, given: (String, Judged)) -> Vec<Effect> {
    let now = state.now;
    let (Stage::Asked(asked), Some(desk)) = (&mut state.study.stage, &mut state.study.desk) else {
        return Vec::new();
    };
    let entry = asked.answer(desk, given, now);
    finish_if_over(state);
    keep(entry)
}

fn keep(entry: Option<Entry>) -> Vec<Effect> {
    entry.map(Effect::KeepEntry).into_iter().collect()
}

fn finish_if_over(state: &mut State) {
    if let Stage::Asked(asked) = &state.study.stage
        && asked.is_over()
    {
        finish(state, false);
    }
}

/// Ends the round and tells how it went.
fn finish(state: &mut State, late: bool) {
    if let Stage::Asked(asked) = std::mem::take(&mut state.study.stage) {
        state.study.stage = Stage::Over(asked.over(late));
    }
}

/// Leaves a round: told how it went, if anything was answered.
fn leave(state: &mut State) {
    let Stage::Asked(asked) = &mut state.study.stage else {
        return;
    };
    asked.put_by();
    if asked.round.answered().is_empty() {
        go_home(state);
    } else {
        finish(state, false);
    }
}

/// Takes the last answer back: the card is asked again, and what was kept of it no longer counts.
pub(super) fn take_back(state: &mut State) -> Vec<Effect> {
    let now = state.now;
    let (Stage::Asked(asked), Some(desk)) = (&mut state.study.stage, &mut state.study.desk) else {
        return Vec::new();
    };
    if asked.is_exam() {
        state.notice = Some("In an exam nothing is taken back".to_owned());
        return Vec::new();
    }
    if let Some((card, entry)) = asked.take_back(desk, now) {
        state.notice = Some(format!("Taken back: {}", desk.name_of(card.about)));
        return keep(entry);
    }
    state.notice = Some("There is no answer to take back".to_owned());
    Vec::new()
}

/// Tries again to keep what could not be kept.
fn retry(state: &mut State) -> Vec<Effect> {
    let Stage::Asked(asked) = &mut state.study.stage else {
        return Vec::new();
    };
    let entry = asked.unkept.as_ref().map(|unkept| unkept.entry.clone());
    if let Step::Grade = asked.step {
        go_on_without(state);
    } else {
        asked.unkept = None;
    }
    keep(entry)
}

/// Goes on as if it had been kept: this session knows it.
fn go_on_without(state: &mut State) {
    let now = state.now;
    let (Stage::Asked(asked), Some(desk)) = (&mut state.study.stage, &mut state.study.desk) else {
        return;
    };
    match (&asked.step, asked.unkept.take()) {
        (Step::Grade, Some(unkept)) => {
            asked.round.go_on(unkept.answered);
            asked.show(desk, now);
        }
        _ => asked.go_on(desk, now),
    }
    finish_if_over(state);
}
