//! What research says: by theme, of a body, on a subject.

use super::talk::{Choice, Talk};
use super::{Dialogue, Reply, answers};
use crate::model::{Kind, RecordRef};
use crate::report::{self, Page};
use crate::search::{Hit, Rank};

/// `lessons`: the themes; or what is said of a body or on a subject.
pub(super) fn lessons(dialogue: &mut Dialogue, line: &str) -> Reply {
    let line = line
        .strip_prefix("about ")
        .or_else(|| line.strip_prefix("on "))
        .unwrap_or(line);
    if line.is_empty() {
        return themes(dialogue);
    }
    let data = dialogue.data;
    let open = dialogue.talk.record.filter(|_| line == "this");
    let bodies = open.map_or_else(|| bodies(dialogue, line), |record| vec![record]);
    let line = open.map_or_else(|| line.to_owned(), |record| report::heading(data, record));
    let mut found: Vec<RecordRef> = Vec::new();
    for body in bodies {
        found.extend(
            data.findings_on(body.id)
                .map(|finding| RecordRef::finding(finding.id)),
        );
    }
    match answers::hits(dialogue, &line, Some(Kind::Finding)) {
        Ok(_) if open.is_some() => {}
        Ok(hits) => found.extend(
            hits.iter()
                .filter(|hit| !hit.is_a_guess())
                .map(|hit| hit.record),
        ),
        Err(reply) => return reply,
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|record| seen.insert(*record));
    if found.is_empty() {
        return Reply::says(format!(
            "No finding speaks of \"{line}\". lessons lists the themes."
        ));
    }
    let mut page = Page::new(match found.len() {
        1 => format!("1 finding on {line}"),
        number => format!("{number} findings on {line}"),
    });
    for finding in found.iter().filter_map(|record| data.finding(&record.id)) {
        page.add(report::finding_item(finding));
    }
    let mut talk = Talk::of(&page, dialogue.marks);
    talk.record = open;
    dialogue.tell(talk)
}

fn themes(dialogue: &mut Dialogue) -> Reply {
    let data = dialogue.data;
    let mut talk = Talk::new(format!(
        "{} themes of research, {} findings",
        data.themes.len(),
        data.findings.len()
    ));
    for theme in &data.themes {
        let record = RecordRef {
            kind: Kind::Theme,
            id: theme.id,
        };
        let number = data.findings_under(theme.id).count();
        talk.add_choice(
            Choice::Open(record),
            &format!("{}, {number} findings", theme.name),
        );
    }
    talk.end = Some("lessons and a word, as in lessons clusters, finds what is said of it.");
    dialogue.tell(talk)
}

/// The bodies that are meant by a name: all whose names have these words, where it is not that of one.
fn bodies(dialogue: &Dialogue, name: &str) -> Vec<RecordRef> {
    let hits = dialogue.index().search(name, Some(Kind::Body));
    let best = hits.first().map(|hit| hit.rank);
    // An abbreviation means one; a word may be in the names of several.
    let least = best.map_or(Rank::Words, |best| {
        if best >= Rank::ExactAlias {
            best
        } else {
            Rank::Words
        }
    });
    let wanted = |hit: &&Hit| hit.rank >= least;
    hits.iter().filter(wanted).map(|hit| hit.record).collect()
}
