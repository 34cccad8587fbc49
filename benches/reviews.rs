//! Ten years of reviews: 200,000 lines over 2,000 cards. What it costs to read them, to begin with a snapshot of them, to keep one more, and to
//! fit parameters to them. Run with `cargo bench --bench reviews`.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use divan::{Bencher, black_box};
use nhs_tiers::model::Day;
use nhs_tiers::store::Store;
use nhs_tiers::study::{
    CardId, Entry, EntryId, Grade, History, Moment, Progress, Review, Scheduler, Settings, Way, fit,
};

fn main() {
    divan::main();
}

const DAY: Day = Day(46_000);
const DAYS: i32 = 3_650;
const CARDS: u64 = 2_000;

/// A reader who comes nearly every day, and forgets a card now and then.
fn reviews(number: usize) -> Vec<Review> {
    let (scheduler, mut history) = (Scheduler::default(), History::default());
    let mut reviews = Vec::with_capacity(number);
    let mut dice = 88_172_645_463_325_252_u64;
    let a_day = number.div_ceil(usize::try_from(DAYS).unwrap_or(1));
    for day in (0..DAYS).map(|day| DAY.plus(day)) {
        for _ in 0..a_day {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            let card = (dice >> 20) % CARDS;
            let grade = match dice % 20 {
                0..=2 => Grade::Again,
                3..=5 => Grade::Hard,
                6..=17 => Grade::Good,
                _ => Grade::Easy,
            };
            let review = Review {
                id: EntryId::drawn(7, reviews.len() as u64),
                at: Moment(1_764_000_000 + i64::from(day.0) * 86_400),
                day,
                card: CardId(card),
                name: format!("began/strategic-health-authority/{card:016x}"),
                grade,
                way: Way::Recall,
                took: 4_200,
            };
            history.add(&review, &scheduler);
            reviews.push(review);
            if reviews.len() == number {
                return reviews;
            }
        }
    }
    reviews
}

struct Kept {
    store: Store,
    snapshot: PathBuf,
    bytes: Vec<u8>,
}

const TODAY: Day = Day(DAY.0 + DAYS);

/// A log of 200,000 lines and its snapshot. It stays in the folder for temporary files.
#[expect(clippy::unwrap_used, reason = "what is made up here can be written")]
fn kept() -> &'static Kept {
    static KEPT: OnceLock<Kept> = OnceLock::new();
    KEPT.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap().keep();
        let lines: String = reviews(200_000)
            .into_iter()
            .map(|review| Entry::Review(review).line() + "\n")
            .collect();
        fs::create_dir_all(folder.join("data")).unwrap();
        fs::write(folder.join("data/reviews.jsonl"), lines).unwrap();
        let store = Store::within(&folder);
        store.write_snapshot(&Settings::default(), TODAY).unwrap();
        let snapshot = folder.join("state/reviews.snapshot");
        let bytes = fs::read(&snapshot).unwrap();
        Kept {
            store,
            snapshot,
            bytes,
        }
    })
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn read_all(bencher: Bencher) {
    let kept = kept();
    let settings = Settings::default();
    let _ = fs::remove_file(&kept.snapshot);
    bencher.bench(|| black_box(kept.store.open_study(&settings, TODAY)));
    let _ = fs::write(&kept.snapshot, &kept.bytes);
}

#[divan::bench]
fn begin_with_a_snapshot(bencher: Bencher) {
    let kept = kept();
    let settings = Settings::default();
    let _ = fs::write(&kept.snapshot, &kept.bytes);
    bencher.bench(|| black_box(kept.store.open_study(&settings, TODAY)));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn read_entries_for_statistics(bencher: Bencher) {
    let kept = kept();
    bencher.bench(|| black_box(kept.store.read_entries()));
}

/// Most of it is the disk.
#[divan::bench]
#[expect(clippy::unwrap_used, reason = "what is made up here can be written")]
fn keep_one(bencher: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::within(folder.path());
    let entry = Entry::Review(reviews(100).pop().unwrap());
    bencher.bench(|| store.keep_entry(black_box(&entry)));
}

/// What is shown beside the four grades.
#[divan::bench]
fn four_outlooks(bencher: Bencher) {
    let found = kept().store.open_study(&Settings::default(), TODAY);
    bencher.bench(|| {
        let state = found.history.state(CardId(7));
        black_box(found.scheduler.outlooks(CardId(7), state, TODAY))
    });
}

#[divan::bench(sample_count = 1, sample_size = 1, args = [10_000, 200_000])]
fn fit_parameters(bencher: Bencher, number: usize) {
    let reviews = reviews(number);
    bencher.bench_local(|| black_box(fit(reviews.iter(), &[], TODAY, &Progress::default())));
}
