//! The dialogue.

use nhs_tiers::app::Opened;
use nhs_tiers::embedded;
use nhs_tiers::plain::{Dialogue, Effect, Reply};

use crate::assert_harmless;

/// Lines that are typed at most: each may be a search.
const LINES: usize = 24;

/// Lines that somebody types. What is said drives no terminal, and the same lines are answered the same.
pub fn dialogue(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.split('\n').take(LINES).collect();
    let said = talk(&lines);
    assert_eq!(talk(&lines), said);
}

fn talk(lines: &[&str]) -> String {
    let mut dialogue = Dialogue::new(embedded::dataset());
    let mut said = String::new();
    for line in lines {
        let reply = dialogue.answer(line);
        if carry_out(&mut dialogue, reply, &mut said) {
            return said;
        }
    }
    let reply = dialogue.end();
    carry_out(&mut dialogue, reply, &mut said);
    said
}

/// Does what is asked for, but on no disk. The answer is whether that is the end.
fn carry_out(dialogue: &mut Dialogue, reply: Reply, said: &mut String) -> bool {
    assert_harmless(&reply.text);
    said.push_str(&reply.text);
    match reply.effect {
        Some(Effect::Quit) => return true,
        Some(Effect::Keep(change)) => {
            let mut personal = dialogue.personal().clone();
            personal.apply(&change, None);
            dialogue.set_personal(personal);
        }
        Some(Effect::OpenStudy) => {
            let reply = dialogue.open_study(Opened::default());
            return carry_out(dialogue, reply, said);
        }
        Some(Effect::KeepEntry(_) | Effect::Ask(_)) | None => {}
    }
    false
}
