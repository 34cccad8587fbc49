//! What a reader knows by now: what is due, what was remembered, what is known of each era, tier and year.

use std::collections::HashMap;

use super::{Card, CardId, CardState, DayTally, Family, History, Review, Scheduler, Settings};
use crate::dataset::Dataset;
use crate::model::{Day, End, Phase, Tier};

/// Days that are looked back upon, and ahead to.
pub const SPAN: i32 = 30;
/// The first year of the map.
const FIRST_YEAR: i16 = 1948;
/// Weakest cards that are told.
const WEAKEST: usize = 10;

/// What there is to know, and what was done to learn it.
#[derive(Clone, Copy, Debug)]
pub struct Learnt<'a> {
    /// The data.
    pub data: &'static Dataset,
    /// All cards.
    pub cards: &'a [Card],
    /// What the log comes to.
    pub history: &'a History,
    /// When cards come again.
    pub scheduler: &'a Scheduler,
    /// How the reader wants to study.
    pub settings: &'a Settings,
    /// The day of study.
    pub today: Day,
}

/// What a reader knows by now.
#[derive(Clone, Debug, PartialEq)]
pub struct Knowledge {
    /// The day of study.
    pub today: Day,
    /// All cards.
    pub all: Share,
    /// Cards that are due: today, or since an earlier day.
    pub due: u32,
    /// Of these, cards that were due on an earlier day.
    pub overdue: u32,
    /// Cards that come due on each of the next days, from tomorrow on, as things stand.
    pub forecast: Vec<(Day, u32)>,
    /// Cards asked today for the first time.
    pub new_today: u32,
    /// Cards that may still be asked today for the first time.
    pub new_left: u32,
    /// What was done on each of the last days, today last.
    pub recent: Vec<(Day, DayTally)>,
    /// Grades of the last days.
    pub graded: Recall,
    /// Of these, the first of a day on cards that had been learnt on a day before and were due: what was kept in mind.
    pub when_due: Recall,
    /// Days in a row on which something was asked, up to today or to yesterday.
    pub in_a_row: u32,
    /// Era by era, in their order.
    pub eras: Vec<Share>,
    /// Tier by tier, in the order of [`Tier::ALL`]; a card that is about no body is in none.
    pub tiers: Vec<(Tier, Share)>,
    /// Year by year, from 1948 to the end of the evidence.
    pub years: Vec<(i16, Share)>,
    /// Cards that were forgotten, those that are kept the shortest first.
    pub weakest: Vec<(Card, CardState)>,
    /// Cards of the log that the data no longer make.
    pub unknown: u32,
}

/// Grades, and how many of them say that the card was remembered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recall {
    /// Grades given.
    pub asked: u32,
    /// Cards remembered.
    pub right: u32,
}

impl Recall {
    /// The share that was remembered; none, where nothing was asked.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.asked > 0).then(|| f64::from(self.right) / f64::from(self.asked))
    }

    const fn add(&mut self, asked: u32, right: u32) {
        self.asked += asked;
        self.right += right;
    }
}

/// Some of the cards, and what is known of them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// How many there are.
    pub cards: u32,
    /// How many of them were asked at least once.
    pub seen: u32,
    /// Grades ever given to them.
    pub graded: Recall,
    /// How many would be remembered today, as far as can be told: a card that was never asked counts nothing.
    pub remembered: f64,
}

impl Share {
    /// The share that would be remembered today, from 0 to 1; none, where there are no cards.
    #[must_use]
    pub fn known(&self) -> Option<f64> {
        (self.cards > 0).then(|| self.remembered / f64::from(self.cards))
    }

    fn add(&mut self, state: Option<&CardState>, remembered: f64) {
        self.cards += 1;
        self.remembered += remembered;
        if let Some(state) = state {
            self.seen += 1;
            self.graded.add(state.asked, state.right);
        }
    }
}

impl Knowledge {
    /// Works it out. The reviews that count, in the order in which they were given, are gone through once.
    #[must_use]
    pub fn of<'r>(learnt: Learnt<'_>, reviews: impl IntoIterator<Item = &'r Review>) -> Self {
        let Learnt {
            data,
            cards,
            history,
            scheduler,
            settings,
            today,
        } = learnt;
        let last_year = data.as_of().year();
        let mut all = Share::default();
        let mut eras = vec![Share::default(); data.eras.len()];
        let mut tiers = Tier::ALL.map(|tier| (tier, Share::default()));
        let mut years: Vec<(i16, Share)> = (FIRST_YEAR..=last_year)
            .map(|year| (year, Share::default()))
            .collect();
        let (mut due, mut overdue, mut known) = (0, 0, 0);
        let mut ahead = [0; SPAN as usize];
        let mut weakest = Vec::new();
        for card in cards {
            let state = history.state(card.id);
            let remembered = state.map_or(0.0, |state| recall(scheduler, state, today));
            all.add(state, remembered);
            let era = data
                .eras
                .partition_point(|era| era.from.first() <= card.at)
                .checked_sub(1);
            if let Some(era) = era.and_then(|era| eras.get_mut(era)) {
                era.add(state, remembered);
            }
            let tier = card.body.map(|body| body.tier);
            for (_, share) in tiers.iter_mut().filter(|(of, _)| tier == Some(*of)) {
                share.add(state, remembered);
            }
            let (from, to) = years_of(card, last_year);
            for (_, share) in years
                .iter_mut()
                .filter(|(year, _)| (from..=to).contains(year))
            {
                share.add(state, remembered);
            }
            let Some(state) = state else { continue };
            known += 1;
            due += u32::from(state.is_due(today));
            overdue += u32::from(state.due < today);
            let days = i64::from(state.due.0) - i64::from(today.0) - 1;
            if let Some(number) = usize::try_from(days)
                .ok()
                .and_then(|days| ahead.get_mut(days))
            {
                *number += 1;
            }
            if state.right < state.asked {
                weakest.push((*card, *state));
            }
        }
        weakest.sort_by(|(one, a), (other, b)| {
            a.memory
                .stability
                .total_cmp(&b.memory.stability)
                .then(
                    b.asked
                        .saturating_sub(b.right)
                        .cmp(&a.asked.saturating_sub(a.right)),
                )
                .then(one.id.cmp(&other.id))
        });
        weakest.truncate(WEAKEST);
        let recent: Vec<(Day, DayTally)> = (1 - SPAN..=0)
            .map(|days| today.plus(days))
            .map(|day| (day, history.days().get(&day).copied().unwrap_or_default()))
            .collect();
        let mut graded = Recall::default();
        for (_, tally) in &recent {
            graded.add(tally.asked, tally.right);
        }
        let new_today = history.days().get(&today).map_or(0, |tally| tally.new);
        let unseen = all.cards - all.seen;
        let total = u32::try_from(history.cards().count()).unwrap_or(u32::MAX);
        Self {
            today,
            due,
            overdue,
            forecast: (1..).map(|days| today.plus(days)).zip(ahead).collect(),
            new_today,
            new_left: u32::from(settings.new_a_day)
                .saturating_sub(new_today)
                .min(unseen),
            recent,
            graded,
            when_due: when_due(reviews, today),
            in_a_row: in_a_row(history, today),
            all,
            eras,
            tiers: tiers.to_vec(),
            years,
            weakest,
            unknown: total.saturating_sub(known),
        }
    }

    /// On how many of the last days something was asked.
    #[must_use]
    pub fn days_studied(&self) -> usize {
        let days = self.recent.iter();
        days.filter(|(_, tally)| tally.asked > 0).count()
    }
}

/// How likely a card is to be remembered on a day; not at all, if that cannot be told.
fn recall(scheduler: &Scheduler, state: &CardState, today: Day) -> f64 {
    let likely = f64::from(scheduler.retrievability(state, today));
    if likely.is_finite() {
        likely.clamp(0.0, 1.0)
    } else {
        0.0
    }
}

/// The years that a card is about. What a body was and could do is true as long as it was that; all else happened on a day.
fn years_of(card: &Card, last: i16) -> (i16, i16) {
    let year = card.at.year();
    let phase = card.body.and_then(|body| body.phase_near(card.at));
    match (card.family, phase) {
        (
            Family::Description | Family::Standing | Family::Accountability | Family::Power,
            Some(phase),
        ) => (phase.from.year(), end_of(phase, last)),
        _ => (year, year),
    }
}

fn end_of(phase: &Phase, last: i16) -> i16 {
    match phase.to {
        End::Ongoing => last,
        End::On(date) => date.year(),
        End::Unknown { after } => after.map_or(phase.from, |after| after).year(),
    }
}

/// Of the last days, the first grades of a day on cards that were learnt on a day before: what was kept in mind.
fn when_due<'r>(reviews: impl IntoIterator<Item = &'r Review>, today: Day) -> Recall {
    let mut asked: HashMap<CardId, Day> = HashMap::new();
    let mut recall = Recall::default();
    for review in reviews {
        let before = asked.insert(review.card, review.day);
        let is_recent = (today.plus(1 - SPAN)..=today).contains(&review.day);
        if is_recent && before.is_some_and(|before| before < review.day) {
            recall.add(1, u32::from(review.grade.is_right()));
        }
    }
    recall
}

/// Days in a row up to today; while nothing was asked today, up to yesterday.
fn in_a_row(history: &History, today: Day) -> u32 {
    let studied = |day: Day| {
        history
            .days()
            .get(&day)
            .is_some_and(|tally| tally.asked > 0)
    };
    let last = if studied(today) {
        today
    } else {
        today.plus(-1)
    };
    let mut days = history.days().range(..=last).rev().map(|(day, _)| *day);
    let mut number = 0;
    while days
        .next()
        .is_some_and(|day| day == last.plus(-number) && studied(day))
    {
        number += 1;
    }
    number.unsigned_abs()
}

#[cfg(test)]
mod tests;
