//! A card that is asked: the steps that it goes through, and what of them is to be kept.

use super::super::line::InputLine;
use super::{Asked, Course, Desk, Judgement, Over, Step};
use crate::model::Day;
use crate::study::quiz::{self, Judged};
use crate::study::{Answer, Answered, Card, Entry, Face, Grade, Moment, Now, Round, Typed};

impl Step {
    /// How a card is asked first: in recall the reader thinks, else there are lines to choose from or to put in order. `seed` mixes them.
    fn first(course: Course, face: &Face, seed: u64) -> Self {
        if let Course::Recall = course {
            return Self::Think;
        }
        match (&face.answer, quiz::choices(face, seed)) {
            (Answer::Order(lines), _) => Self::Order {
                lines: quiz::mixed(lines, seed),
                chosen: 0,
                held: false,
            },
            (Answer::Choice { .. }, Some(choices)) => Self::Choose {
                choices,
                chosen: None,
            },
            (Answer::Choice { .. }, None) => Self::Type(InputLine::default()),
        }
    }

    /// Whether the answer is told.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        matches!(self, Self::Grade | Self::Judged(_))
    }
}

impl Asked {
    /// The first card of a round; none where the round has none.
    #[must_use]
    pub fn begin(course: Course, cards: Vec<Card>, desk: &mut Desk, now: Now) -> Option<Self> {
        Self::of_round(course, Round::new(cards), desk, now)
    }

    /// The card that comes next in a round; none where the round is over.
    #[must_use]
    pub fn of_round(course: Course, round: Round, desk: &mut Desk, now: Now) -> Option<Self> {
        let face = desk.face(&round.card()?);
        let step = Step::first(course, &face, desk.draw());
        Some(Self {
            course,
            round,
            face,
            step,
            since: now.moment,
            unkept: None,
        })
    }

    /// Shows the card that is asked now, from its first step.
    pub fn show(&mut self, desk: &mut Desk, now: Now) {
        let Some(card) = self.round.card() else {
            return;
        };
        self.face = desk.face(&card);
        self.step = Step::first(self.course, &self.face, desk.draw());
        self.since = now.moment;
        self.unkept = None;
    }

    /// Whether every card was answered.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.round.card().is_none()
    }

    /// Whether it is an exam.
    #[must_use]
    pub const fn is_exam(&self) -> bool {
        self.ends().is_some()
    }

    /// When it is over, if it is an exam.
    #[must_use]
    pub const fn ends(&self) -> Option<Moment> {
        match self.course {
            Course::Exam { ends } => Some(ends),
            Course::Recall | Course::Quiz | Course::Lesson { .. } => None,
        }
    }

    /// Whether the answer is short enough to be typed.
    #[must_use]
    pub fn may_be_typed(&self) -> bool {
        match &self.face.answer {
            Answer::Choice { typed, .. } => !matches!(typed, Typed::No),
            Answer::Order(_) => false,
        }
    }

    /// Takes the reader's own grade in, and goes on. The answer is what is to be kept.
    pub fn grade(&mut self, desk: &mut Desk, grade: Grade, now: Now) -> Option<Entry> {
        // What could not be kept is graded anew.
        if let Some(unkept) = self.unkept.take()
            && let Some(review) = &unkept.answered.review
        {
            desk.history.take_back(review, unkept.answered.before);
        }
        let answered = self.take_in(desk, grade, now)?;
        let entry = entry_of(&answered);
        self.round.go_on(answered);
        self.show(desk, now);
        entry
    }

    /// The line with this number, from 0, judged: what the reader answered, and whether it is right.
    #[must_use]
    pub fn chosen(&self, place: usize) -> Option<(String, Judged)> {
        let Step::Choose { choices, .. } = &self.step else {
            return None;
        };
        let judged = if place == choices.right {
            Judged::Right
        } else {
            Judged::Wrong
        };
        Some((choices.lines.get(place)?.clone(), judged))
    }

    /// What was typed, judged. `today` is the day that "today" means in a date.
    #[must_use]
    pub fn typed(&self, given: &str, today: Day) -> (String, Judged) {
        let judged = quiz::judge(given, &self.face.answer, today);
        (given.to_owned(), judged)
    }

    /// Lines in an order, judged.
    #[must_use]
    pub fn ordered(&self, lines: &[String]) -> (String, Judged) {
        let judged = match &self.face.answer {
            Answer::Order(right) if right == lines => Judged::Right,
            _ => Judged::Wrong,
        };
        (lines.join("; "), judged)
    }

    /// Takes an answer in. In an exam the next question follows at once; else it is told whether it was right. What is to be kept comes
    /// back.
    pub fn answer(
        &mut self,
        desk: &mut Desk,
        (given, judged): (String, Judged),
        now: Now,
    ) -> Option<Entry> {
        let (grade, nearly) = match judged {
            Judged::Right => (Grade::Good, None),
            Judged::Nearly(off) => (Grade::Hard, Some(off)),
            Judged::Wrong => (Grade::Again, None),
        };
        let answered = self.take_in(desk, grade, now)?;
        let entry = entry_of(&answered);
        if self.is_exam() {
            self.round.go_on(answered);
            self.show(desk, now);
        } else {
            self.step = Step::Judged(Judgement {
                given,
                nearly,
                answered,
            });
        }
        entry
    }

    /// From what was told of an answer to the next card.
    pub fn go_on(&mut self, desk: &mut Desk, now: Now) {
        self.put_by();
        self.show(desk, now);
    }

    /// What was told of an answer is done with.
    pub fn put_by(&mut self) {
        if let Step::Judged(judgement) = std::mem::replace(&mut self.step, Step::Think) {
            self.round.go_on(judgement.answered);
        }
    }

    /// Takes the last answer back: its card is asked again. The answer is that card, and what is to be kept.
    pub fn take_back(&mut self, desk: &mut Desk, now: Now) -> Option<(Card, Option<Entry>)> {
        self.put_by();
        let Some(answered) = self.round.take_back() else {
            self.show(desk, now);
            return None;
        };
        let entry = answered
            .review
            .map(|review| desk.take_back(&review, answered.before, now));
        self.show(desk, now);
        if let Course::Recall = self.course {
            self.step = Step::Grade;
        }
        Some((answered.card, entry))
    }

    /// Grades the card that is asked. In an exam nothing is kept of a card that was never studied: an exam measures, it does not teach.
    fn take_in(&self, desk: &mut Desk, grade: Grade, now: Now) -> Option<Answered> {
        let card = self.round.card()?;
        let kept = !self.is_exam() || desk.history.state(card.id).is_some();
        let (review, before) = if kept {
            let took = milliseconds(self.since, now.moment);
            let (review, before) = desk.grade(&card, grade, (self.course.way(), took, now));
            (Some(review), before)
        } else {
            (None, None)
        };
        Some(Answered {
            card,
            review,
            before,
            right: grade.is_right(),
            again: !grade.is_right() && !self.is_exam(),
        })
    }

    /// How the round went. What there was no time for in an exam was not known either.
    #[must_use]
    pub fn over(self, late: bool) -> Over {
        let mut results: Vec<(Card, bool)> = Vec::new();
        for answered in self.round.answered() {
            // What was not remembered at first stays so.
            if !results.iter().any(|(card, _)| card.id == answered.card.id) {
                results.push((answered.card, answered.right));
            }
        }
        if late {
            results.extend(self.round.to_come().map(|card| (*card, false)));
        }
        results.sort_by_key(|(_, right)| *right);
        Over {
            course: self.course,
            round: self.round,
            results,
            late,
            chosen: 0,
        }
    }
}

fn entry_of(answered: &Answered) -> Option<Entry> {
    answered.review.clone().map(Entry::Review)
}

/// How long it took, in milliseconds; nothing, where the clock was set back meanwhile.
fn milliseconds(from: Moment, to: Moment) -> u32 {
    let seconds = to.0.saturating_sub(from.0).max(0);
    u32::try_from(seconds.saturating_mul(1000)).unwrap_or(u32::MAX)
}
