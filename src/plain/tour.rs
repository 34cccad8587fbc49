//! The tour: the story of the tier, told stop by stop.

use super::talk::Talk;
use super::{Dialogue, Reply};
use crate::report;

/// `tour`: the story from its first stop, or on from where it was left; with a number, that stop.
pub(super) fn tour(dialogue: &mut Dialogue, line: &str) -> Reply {
    let number = dialogue.data.tour.len();
    if number == 0 {
        return Reply::says("This data set has no tour.");
    }
    let stop = if line.is_empty() {
        Some(dialogue.stop)
    } else {
        let asked = line.parse::<usize>().ok();
        asked.and_then(|asked| asked.checked_sub(1))
    };
    match stop
        .filter(|stop| *stop < number)
        .and_then(|stop| told(dialogue, stop))
    {
        Some(talk) => dialogue.tell(talk),
        None => Reply::says(format!(
            "The tour has {number} stops: tour goes on with it, tour 1 begins it again."
        )),
    }
}

/// `next` at the end of a stop: the stop after.
pub(super) fn next(dialogue: &mut Dialogue) -> Option<Reply> {
    let stop = dialogue.talk.stop?;
    step(dialogue, stop + 1)
}

/// `back` at a stop: the stop before.
pub(super) fn back(dialogue: &mut Dialogue) -> Option<Reply> {
    let stop = dialogue.talk.stop?;
    step(dialogue, stop.checked_sub(1)?)
}

/// From stop to stop: what was told before the tour stays what can be gone back to.
fn step(dialogue: &mut Dialogue, stop: usize) -> Option<Reply> {
    let mut talk = told(dialogue, stop)?;
    talk.at = Some(dialogue.at);
    dialogue.talk = talk;
    Some(Reply::says(dialogue.talk.first(dialogue.lines)))
}

/// A stop, as something to tell; everything is seen from its day then.
fn told(dialogue: &mut Dialogue, number: usize) -> Option<Talk> {
    let data = dialogue.data;
    let stop = data.tour.get(number)?;
    dialogue.stop = number;
    dialogue.at = stop.date.first();
    let mut talk = Talk::of(&report::stop_in_words(data, stop), dialogue.marks);
    let last = data.tour.len();
    talk.title = format!("Stop {} of {last}. {}", number + 1, talk.title);
    talk.stop = Some(number);
    talk.end = Some(if number + 1 == last {
        "That was the last stop. today sees everything from the end of the evidence again."
    } else {
        "next goes on to the next stop, back to the one before; a number opens what has it."
    });
    Some(talk)
}
