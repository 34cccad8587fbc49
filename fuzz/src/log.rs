//! The log of reviews.

use nhs_tiers::model::Day;
use nhs_tiers::study::{Entry, Ledger, Lines, Mark, Scheduler, Snapshot};

/// The lines of a log. An entry is written as a line that is read as that entry; reading a log in two parts, with a snapshot between them,
/// comes to the same as reading it whole.
pub fn log(bytes: &[u8]) {
    let today = Day::new(2026, 11, 22).unwrap_or(Day(0));
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    for line in &lines {
        if let Ok(entry) = Entry::of_line(line) {
            let written = entry.line();
            assert!(!written.contains('\n'));
            assert_eq!(Entry::of_line(written.as_bytes()), Ok(entry));
        }
    }
    let scheduler = Scheduler::default();
    let read = |lines: &[&[u8]]| {
        let mut read = Lines::default();
        lines.iter().for_each(|line| read.read(line));
        read
    };
    let whole = Ledger::of(&read(&lines), &scheduler, today);
    let (first, later) = lines.split_at(lines.len() / 2);
    let first = Ledger::of(&read(first), &scheduler, today);
    let Some(snapshot) = Snapshot::of(first, Mark::of(0, &[]), 0, 0) else {
        return;
    };
    let kept = snapshot.to_bytes(&scheduler);
    let Some(snapshot) = Snapshot::of_bytes(&kept, &scheduler, today) else {
        // It does not hold today.
        return;
    };
    assert_eq!(snapshot.to_bytes(&scheduler).len(), kept.len());
    let went_on = snapshot
        .into_ledger()
        .go_on(&read(later), &scheduler, today);
    if let Some(went_on) = went_on {
        assert_eq!(went_on.history, whole.history);
    }
}
