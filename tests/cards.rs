//! Every card that the built-in data can ask is read: that its question asks one thing and does not answer it, that what is right is
//! right and what is wrong is wrong, and that it says where that stands. What is wrong is looked up in the data here, not by the code
//! that chose it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::sync::OnceLock;

use nhs_tiers::dataset::{Dataset, SourceFile};
use nhs_tiers::embedded;
use nhs_tiers::model::{
    Body, Confidence, Date, Day, Kind, Organisation, Quote, RecordRef, Reform, Role, Standing, Text,
};
use nhs_tiers::query::{lineage, role_on};
use nhs_tiers::study::quiz::{self, Judged};
use nhs_tiers::study::{self, Answer, Card, Face, Family, Typed};
use rstest::rstest;

fn data() -> &'static Dataset {
    embedded::dataset()
}

/// Every card with what it says.
fn all() -> &'static [(Card, Face)] {
    static ALL: OnceLock<Vec<(Card, Face)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let cards = study::deal(data());
        cards
            .into_iter()
            .map(|card| (card, card.face(data())))
            .collect()
    })
}

fn of(family: Family) -> impl Iterator<Item = (&'static Card, &'static Face)> {
    let all = all().iter().filter(move |(card, _)| card.family == family);
    all.map(|(card, face)| (card, face))
}

fn right(face: &Face) -> &[String] {
    match &face.answer {
        Answer::Choice { right, .. } | Answer::Order(right) => right,
    }
}

fn wrong(face: &Face) -> &[String] {
    match &face.answer {
        Answer::Choice { wrong, .. } => wrong,
        Answer::Order(_) => &[],
    }
}

fn lines(face: &Face) -> impl Iterator<Item = &String> {
    right(face).iter().chain(wrong(face))
}

fn folded(text: &str) -> String {
    let plain = text
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' });
    let plain: String = plain.collect::<String>().to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> HashSet<String> {
    let folded = folded(text);
    let long = folded.split(' ').filter(|word| word.len() > 3);
    long.map(str::to_owned).collect()
}

/// The body that a line names.
fn body_of(line: &str) -> &'static Body {
    let line = line.strip_prefix("the ").unwrap_or(line);
    let names = |body: &Body, name: Text| {
        let rest = line.strip_prefix(name.as_str());
        let rest = rest
            .filter(|rest| rest.is_empty() || rest.starts_with(" (") || rest.starts_with(" that "));
        rest.map(|_| name.len()).filter(|_| !body.id.is_empty())
    };
    let found = data().bodies.iter().filter_map(|body| {
        let length = names(body, body.plural).max(names(body, body.name))?;
        Some((length, body))
    });
    let longest = found.max_by_key(|(length, _)| *length);
    longest
        .unwrap_or_else(|| panic!("no body is called {line}"))
        .1
}

fn organisations_called(line: &str) -> Vec<&'static Organisation> {
    let all = data()
        .organisations
        .iter()
        .flat_map(|list| &list.organisations);
    let found: Vec<_> = all
        .filter(|organisation| *organisation.name == *line)
        .collect();
    assert!(!found.is_empty(), "no organisation is called {line}");
    found
}

fn reform_called(line: &str) -> &'static Reform {
    let mut found = data().reforms.iter();
    let found =
        found.find(|reform| reform.title.trim_end_matches('.') == line.trim_end_matches('.'));
    found.unwrap_or_else(|| panic!("no reform is called {line}"))
}

fn about(card: &Card) -> &'static Body {
    assert_eq!(card.about.kind, Kind::Body, "{}", card.name());
    data().body(&card.about.id).unwrap()
}

/// Whether two dates may be the same day.
fn meet(one: Date, other: Date) -> bool {
    one.first() <= other.last() && other.first() <= one.last()
}

fn year_in(question: &str) -> i16 {
    let mut years = question
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 4);
    years.next_back().unwrap().parse().unwrap()
}

#[test]
fn there_are_enough_of_every_family() {
    assert!(all().len() >= 1_500, "{}", all().len());
    for family in Family::ALL {
        assert!(
            of(family).count() >= 40,
            "{}: {}",
            family.name(),
            of(family).count()
        );
    }
}

#[test]
fn no_two_cards_are_one() {
    let ids: HashSet<_> = all().iter().map(|(card, _)| card.id).collect();
    assert_eq!(ids.len(), all().len());
    let mut asked = BTreeMap::new();
    for (card, face) in all() {
        // What is to be put in order is a part of what is asked.
        let lines: BTreeSet<&String> = match &face.answer {
            Answer::Order(lines) => lines.iter().collect(),
            Answer::Choice { .. } => BTreeSet::new(),
        };
        if let Some(other) = asked.insert((&face.question, lines), card.name()) {
            panic!("{other} and {} both ask: {}", card.name(), face.question);
        }
    }
}

#[test]
fn they_come_by_time_then_family_and_the_same_every_time() {
    let order: Vec<_> = all()
        .iter()
        .map(|(card, _)| (card.at, card.family))
        .collect();
    assert!(order.is_sorted());
    assert_eq!(
        study::deal(data())
            .iter()
            .map(|card| card.id)
            .collect::<Vec<_>>(),
        all().iter().map(|(card, _)| card.id).collect::<Vec<_>>()
    );
}

#[test]
fn a_name_leads_back_to_its_card() {
    for (card, _) in all() {
        assert_eq!(study::CardId::of_name(&card.name()), Some(card.id));
    }
}

#[test]
fn every_body_and_every_change_of_standing_is_asked_about() {
    for body in &data().bodies {
        let of_body =
            of(Family::Standing).filter(|(card, _)| card.about == RecordRef::body(body.id));
        let asked: Vec<Day> = of_body.map(|(card, _)| card.at).collect();
        assert!(!asked.is_empty(), "{}", body.id);
        for pair in body.phases.windows(2) {
            let [before, after] = pair else {
                unreachable!()
            };
            if before.form != after.form
                && before.confidence != Confidence::Unverified
                && after.confidence != Confidence::Unverified
            {
                for phase in pair {
                    assert!(
                        asked.contains(&phase.from.first()),
                        "{}: {:?}",
                        body.id,
                        phase.from
                    );
                }
            }
        }
    }
}

#[test]
fn questions_are_english() {
    let mut faults = Vec::new();
    let mut check = |is_good: bool, fault: String| faults.extend((!is_good).then_some(fault));
    for (card, face) in all() {
        let name = card.name();
        let question = &face.question;
        let asks = question.ends_with('?')
            || question.starts_with("Put ")
            || question.starts_with("What does this describe? ")
            || question.starts_with("When was this? ")
            || question.starts_with("Who said or wrote this")
            || question.contains(". Name one of ");
        check(asks, format!("{name}: {question}"));
        check(
            question.chars().count() <= 220,
            format!("{name}: {question}"),
        );
        check(
            question.starts_with(char::is_uppercase),
            format!("{name}: {question}"),
        );
        for text in [question, &face.why].into_iter().chain(lines(face)) {
            let bad = [
                "  ", " ,", " .", "..", ".,", "?.", "()", " a A", " a E", " a I", " a O", " an P",
                "the the ", "  ", " ;",
            ];
            for bad in bad {
                // Dots of an omission are the source's own.
                check(
                    !text.contains(bad) || text.contains("..."),
                    format!("{name}: {bad:?} in {text}"),
                );
            }
            check(text.trim() == text, name.clone());
            check(!text.is_empty(), name.clone());
            check(
                text.matches('“').count() == text.matches('”').count(),
                format!("{name}: {text}"),
            );
            check(
                text.matches('"').count() % 2 == 0,
                format!("{name}: {text}"),
            );
            check(
                text.matches('(').count() == text.matches(')').count(),
                format!("{name}: {text}"),
            );
            check(
                !text.contains(|c: char| c.is_control()),
                format!("{name}: {text}"),
            );
        }
        check(
            face.why.ends_with(['.', '!', '?', '"', '”', '’']),
            format!("{name}: {}", face.why),
        );
        check(
            lines(face).all(|line| line.chars().count() <= 160),
            name.clone(),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_is_wrong_differs_from_what_is_right_and_from_each_other() {
    let mut faults = Vec::new();
    let mut check = |is_good: bool, fault: String| faults.extend((!is_good).then_some(fault));
    for (card, face) in all() {
        let lines: Vec<String> = lines(face).map(|line| folded(line)).collect();
        let known: HashSet<&String> = lines.iter().collect();
        check(
            known.len() == lines.len(),
            format!("{}: {lines:?}", card.name()),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn there_is_always_enough_to_choose_from() {
    let mut faults = Vec::new();
    let mut check = |is_good: bool, fault: String| faults.extend((!is_good).then_some(fault));
    for (card, face) in all() {
        let Answer::Choice { right, wrong, .. } = &face.answer else {
            continue;
        };
        // A power has an opposite, a lead of three has two others, and somebody can employ people, cannot, or borrows the right.
        let least = if matches!(card.family, Family::Power | Family::First) {
            2
        } else {
            3
        };
        check(
            !right.is_empty() && wrong.len() >= least,
            format!("{}: {}", card.name(), face.question),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_question_gives_its_answer_away() {
    let mut faults = Vec::new();
    for (card, face) in all() {
        // There the question names every line.
        if card.family == Family::First {
            continue;
        }
        let asked = words(&face.question);
        let wrong: Vec<HashSet<String>> = wrong(face).iter().map(|line| words(line)).collect();
        for line in right(face)
            .iter()
            .filter(|_| matches!(face.answer, Answer::Choice { .. }))
        {
            for word in words(line).intersection(&asked) {
                // Three of the wrong ones are shown: each three must hide the word.
                let bare = wrong.iter().filter(|line| !line.contains(word)).count();
                let hidden = bare < 3 && bare < wrong.len();
                faults.extend((!hidden).then(|| {
                    format!(
                        "{}: {word:?} in {} tells {line:?} from {:?}",
                        card.name(),
                        face.question,
                        self::wrong(face)
                    )
                }));
            }
        }
        if matches!(
            face.answer,
            Answer::Choice {
                typed: Typed::Date(_) | Typed::Number(_),
                ..
            }
        ) {
            let told = right(face).first().unwrap();
            assert!(
                !folded(&face.question).split(' ').any(|word| *word == *told),
                "{}",
                face.question
            );
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_card_names_sources_that_there_are() {
    for (card, face) in all() {
        assert!(!face.sources.is_empty(), "{}", card.name());
        for source in &face.sources {
            assert!(data().source(source).is_some(), "{}: {source}", card.name());
        }
        assert_ne!(face.confidence, Confidence::Unverified, "{}", card.name());
        assert!(
            face.lights.iter().all(|body| data().body(body).is_some()),
            "{}",
            card.name()
        );
    }
}

#[test]
fn dates_are_those_of_the_record() {
    let both = of(Family::Began)
        .map(|one| (one, true))
        .chain(of(Family::Ended).map(|one| (one, false)));
    for ((card, face), began) in both {
        let (from, to) = if card.about.kind == Kind::Body {
            let body = about(card);
            (body.from(), body.to().date())
        } else {
            let (_, organisation) = data().organisation(&card.about.id).unwrap();
            (organisation.from, organisation.to.date())
        };
        let date = if began { from } else { to }.unwrap();
        assert_eq!(right(face), [date.long()], "{}", card.name());
        for line in wrong(face) {
            let wrong = Date::read(line, data().as_of()).unwrap();
            assert!(!meet(wrong, date), "{}: {line}", card.name());
            assert_eq!(
                wrong.iso().len(),
                date.iso().len(),
                "{}: {line} tells itself apart",
                card.name()
            );
        }
    }
}

#[test]
fn no_wrong_act_is_a_basis() {
    for (card, face) in of(Family::Law) {
        let body = about(card);
        let bases: Vec<&str> = body
            .phases
            .iter()
            .filter_map(|phase| phase.basis)
            .map(Text::as_str)
            .collect();
        let ended = face.question.contains("put an end");
        for line in wrong(face) {
            assert!(
                !bases.iter().any(|basis| basis.contains(line.as_str())),
                "{}: {line}",
                card.name()
            );
            let long = line.replace("NHS", "National Health Service");
            let mut reforms = data()
                .reforms
                .iter()
                .filter(|reform| *reform.title == *line || *reform.title == *long);
            let did = reforms.any(|reform| {
                reform
                    .effects
                    .iter()
                    .any(|effect| effect.body == body.id && effect.effect.name() == "abolishes")
            });
            assert!(!ended || !did, "{}: {line}", card.name());
        }
        if !ended {
            for line in right(face) {
                assert!(
                    bases.iter().any(|basis| basis.contains(line.as_str())),
                    "{}: {line}",
                    card.name()
                );
            }
        }
    }
}

#[test]
fn a_standing_is_that_of_the_day() {
    for (card, face) in of(Family::Standing) {
        let standing = about(card).standing_at(card.at).unwrap();
        let says = |line: &str| line.starts_with("Statutory: ");
        assert!(lines(face).all(|line| says(line) || line.starts_with("Non-statutory: ")));
        let [told] = right(face) else {
            panic!("{}", card.name())
        };
        assert_eq!(
            says(told),
            standing == Standing::Statutory,
            "{}",
            card.name()
        );
        let tempts = wrong(face).iter().any(|line| says(line) != says(told));
        assert!(tempts, "{}", card.name());
    }
}

#[test]
fn what_is_wrong_of_a_succession_has_no_part_in_it() {
    for (card, face) in of(Family::Succession) {
        if card.about.kind == Kind::Body {
            let body = about(card);
            let linked: HashSet<Text> = data()
                .successors(body.id)
                .into_iter()
                .map(|(other, _)| other.id)
                .chain(body.predecessors.iter().map(|link| link.body))
                .collect();
            assert!(
                right(face)
                    .iter()
                    .all(|line| linked.contains(&body_of(line).id)),
                "{}",
                card.name()
            );
            assert!(
                wrong(face)
                    .iter()
                    .all(|line| !linked.contains(&body_of(line).id)),
                "{}",
                card.name()
            );
            continue;
        }
        let (_, organisation) = data().organisation(&card.about.id).unwrap();
        let linked: Vec<(Text, bool)> = data()
            .successors_of_organisation(organisation.id)
            .map(|(other, link)| (other.id, link.inferred))
            .chain(
                organisation
                    .predecessors
                    .iter()
                    .map(|link| (link.organisation, link.inferred)),
            )
            .collect();
        for line in right(face) {
            let called = organisations_called(line);
            assert!(
                called.iter().any(|one| linked.contains(&(one.id, false))),
                "{}: {line}",
                card.name()
            );
        }
        for line in wrong(face) {
            let called = organisations_called(line);
            assert!(
                called
                    .iter()
                    .all(|one| linked.iter().all(|(id, _)| *id != one.id)),
                "{}: {line}",
                card.name()
            );
        }
    }
}

#[test]
fn no_other_number_is_given_for_the_day() {
    for (card, face) in of(Family::Number) {
        let body = about(card);
        let number = |line: &str| line.replace(',', "").parse::<u32>().unwrap();
        let told = number(&right(face)[0]);
        let counts: Vec<_> = body
            .counts
            .iter()
            .filter(|count| count.number == told && count.at.first() == card.at)
            .collect();
        assert!(!counts.is_empty(), "{}", card.name());
        for line in wrong(face) {
            let said = body.counts.iter().any(|count| {
                count.number == number(line) && counts.iter().any(|known| meet(known.at, count.at))
            });
            assert!(!said, "{}: {line}", card.name());
        }
    }
}

#[test]
fn who_is_wrong_had_no_part_in_the_function() {
    for (card, face) in of(Family::Function) {
        let told = &right(face)[0];
        let who = if card.about.kind == Kind::Body {
            told.as_str()
        } else {
            body_of(told).plural.as_str()
        };
        assert!(
            face.why.starts_with(who),
            "{}: {told}: {}",
            card.name(),
            face.why
        );
        if card.about.kind == Kind::Body {
            let body = about(card);
            let held = |line: &str| {
                let function = data()
                    .functions
                    .iter()
                    .find(|function| *function.name == *line)
                    .unwrap();
                body.functions
                    .iter()
                    .filter(|holding| holding.function == function.id)
                    .map(|holding| holding.role)
                    .min()
            };
            assert!(
                right(face)
                    .iter()
                    .all(|line| held(line) == Some(Role::Lead)),
                "{}",
                card.name()
            );
            assert!(
                wrong(face).iter().all(|line| held(line).is_none()),
                "{}",
                card.name()
            );
            continue;
        }
        let year = card.at.year();
        assert!(
            face.question.contains(&format!("in {year}")),
            "{}",
            face.question
        );
        let function = card.about.id;
        let days = || {
            (1..=12)
                .filter_map(|month| Day::new(year, month, 1))
                .chain(Day::new(year, 12, 31))
        };
        let role = |line: &str| {
            days()
                .filter_map(|day| role_on(body_of(line), &function, day))
                .min()
        };
        assert!(
            right(face)
                .iter()
                .all(|line| role(line) == Some(Role::Lead)),
            "{}: {:?}",
            card.name(),
            right(face)
        );
        assert!(
            wrong(face).iter().all(|line| role(line).is_none()),
            "{}",
            card.name()
        );
        let leaders = data()
            .bodies
            .iter()
            .filter(|body| days().any(|day| role_on(body, &function, day) == Some(Role::Lead)));
        // What the question would tell is taken, but not shown.
        let Answer::Choice {
            typed: Typed::Name(taken),
            ..
        } = &face.answer
        else {
            panic!("{}", card.name());
        };
        let missed: Vec<_> = leaders
            .filter(|body| !taken.contains(&body.name.to_string()))
            .map(|body| body.id)
            .collect();
        assert!(missed.is_empty(), "{}: {missed:?}", card.name());
    }
}

#[test]
fn nobody_wrong_stood_at_the_other_end_of_a_line_of_accountability() {
    for (card, face) in of(Family::Accountability) {
        let body = about(card);
        let up = face.question.starts_with("To whom");
        let tied = |other: &Body| {
            let (own, theirs) = if up {
                (&body.accountable_to, &other.holds_to_account)
            } else {
                (&body.holds_to_account, &other.accountable_to)
            };
            own.iter().any(|tie| tie.body == Some(other.id))
                || theirs.iter().any(|tie| tie.body == Some(body.id))
        };
        assert!(
            right(face).iter().all(|line| tied(body_of(line))),
            "{}",
            card.name()
        );
        assert!(
            !wrong(face).iter().any(|line| tied(body_of(line))),
            "{}",
            card.name()
        );
    }
}

#[test]
fn what_could_not_be_done_is_set_against_what_could() {
    for (card, face) in of(Family::Power) {
        let body = about(card);
        let is = |line: &String, can: bool| {
            body.powers
                .iter()
                .any(|power| power.can == can && power.text.starts_with(line.as_str()))
        };
        if face.question.starts_with("What c") {
            let can = !face.question.contains(" not do?");
            assert!(
                right(face)
                    .iter()
                    .all(|line| is(line, can) && !is(line, !can)),
                "{}",
                card.name()
            );
            assert!(
                wrong(face)
                    .iter()
                    .all(|line| is(line, !can) && !is(line, can)),
                "{}",
                card.name()
            );
        }
    }
}

#[test]
fn a_description_is_of_one_body() {
    for (card, face) in of(Family::Description) {
        assert_eq!(body_of(&right(face)[0]).id, card.about.id);
        let gloss = about(card).gloss;
        assert!(wrong(face).iter().all(|line| body_of(line).gloss != gloss));
        let same = of(Family::Description).filter(|(_, other)| other.question == face.question);
        assert_eq!(same.count(), 1, "{gloss}");
    }
}

#[test]
fn nobody_wrong_stood_over_the_place_that_year() {
    for (card, face) in of(Family::Place) {
        let place = data().place(&card.about.id).unwrap();
        let year = year_in(&face.question);
        assert_eq!(year, card.at.year());
        let (first, last) = (
            Day::new(year, 1, 1).unwrap(),
            Day::new(year, 12, 31).unwrap(),
        );
        let spells = lineage(data(), place);
        let touching: Vec<_> = spells
            .iter()
            .filter(|spell| {
                spell.from.first() <= last
                    && spell.to.last_known(spell.from).is_none_or(|to| first <= to)
            })
            .collect();
        let over = |line: &str| {
            touching
                .iter()
                .any(|spell| *spell.organisation.name == *line)
        };
        assert!(over(&right(face)[0]), "{}", card.name());
        assert!(
            !wrong(face).iter().any(|line| over(line)),
            "{}",
            card.name()
        );
        let body = card.body.unwrap();
        assert_eq!(
            touching
                .iter()
                .filter(|spell| spell.body.id == body.id)
                .count(),
            1,
            "{}",
            card.name()
        );
        let whole = touching
            .iter()
            .find(|spell| spell.body.id == body.id)
            .unwrap();
        assert!(whole.covers(first) && whole.covers(last), "{}", card.name());
    }
}

/// When what a line names began or happened.
fn date_of(card: &Card, line: &str) -> Date {
    match card.about.kind {
        Kind::Body => body_of(line).from().unwrap(),
        _ => reform_called(line).date,
    }
}

#[test]
fn what_came_first_certainly_did() {
    for (card, face) in of(Family::First) {
        let told = date_of(card, &right(face)[0]);
        for line in wrong(face) {
            assert!(
                told.last() < date_of(card, line).first(),
                "{}: {line}",
                card.name()
            );
        }
        assert!(
            lines(face).all(|line| face.question.contains(line.as_str())),
            "{}",
            face.question
        );
        assert!(
            !lines(face).any(|line| line.contains("19") || line.contains("20")),
            "{}",
            face.question
        );
    }
}

#[test]
fn five_in_order_certainly_are() {
    for (card, face) in of(Family::Order) {
        let dates: Vec<Date> = right(face).iter().map(|line| date_of(card, line)).collect();
        assert_eq!(dates.len(), 5);
        assert!(
            dates
                .windows(2)
                .all(|pair| pair[0].last() < pair[1].first()),
            "{}: {dates:?}",
            card.name()
        );
        assert!(
            !right(face)
                .iter()
                .any(|line| line.contains("19") || line.contains("20")),
            "{}",
            card.name()
        );
    }
}

#[test]
fn nothing_wrong_happened_that_day_or_by_that_reform() {
    for (card, face) in of(Family::Change) {
        let reform = data().reform(&card.about.id).unwrap();
        assert!(!reform.planned, "{}", card.name());
        if face.question.starts_with("What happened") {
            assert!(
                right(face)
                    .iter()
                    .all(|line| meet(reform_called(line).date, reform.date)),
                "{}",
                card.name()
            );
            assert!(
                wrong(face)
                    .iter()
                    .all(|line| !meet(reform_called(line).date, reform.date)),
                "{}",
                card.name()
            );
        } else if face.question.starts_with("When") {
            assert_eq!(right(face), [reform.date.long()]);
        } else {
            let touched = |line: &str| {
                reform
                    .effects
                    .iter()
                    .any(|effect| effect.body == body_of(line).id)
            };
            assert!(
                right(face).iter().all(|line| touched(line)),
                "{}",
                card.name()
            );
            assert!(
                !wrong(face).iter().any(|line| touched(line)),
                "{}",
                card.name()
            );
        }
    }
}

#[test]
fn nobody_wrong_said_it() {
    let evidence = data()
        .bodies
        .iter()
        .flat_map(|body| body.evidence.iter())
        .filter_map(|evidence| evidence.quote.as_ref());
    let findings = data()
        .findings
        .iter()
        .filter_map(|finding| finding.quote.as_ref());
    let quotes: Vec<&Quote> = evidence.chain(findings).collect();
    // Words that many authors have in their names.
    let common = [
        "health",
        "national",
        "house",
        "commons",
        "committee",
        "report",
        "social",
        "care",
        "review",
        "colleagues",
    ];
    let names = |by: &str| -> HashSet<String> {
        let mut names = words(by);
        names.retain(|word| !common.contains(&word.as_str()));
        names
    };
    for (card, face) in of(Family::Quotation) {
        let said: Vec<_> = quotes
            .iter()
            .filter(|quote| face.question.contains(quote.words.as_str()))
            .collect();
        assert!(
            said.iter().any(|quote| *quote.by == *right(face)[0]),
            "{}",
            card.name()
        );
        for line in wrong(face) {
            assert!(
                said.iter().all(|quote| !names(&quote.by)
                    .iter()
                    .any(|word| names(line).contains(word))),
                "{}: {line}",
                card.name()
            );
        }
        let surname = right(face)[0].rsplit(' ').next().unwrap();
        assert!(!face.question.contains(surname), "{}", face.question);
    }
}

#[test]
fn the_cards_of_a_place_have_its_cards_of_the_deal_among_them() {
    for place in ["sheffield", "leeds"] {
        let place = data().place(place).unwrap().id;
        let own: HashSet<_> = study::deal_place(data(), place)
            .iter()
            .map(|card| card.id)
            .collect();
        let dealt = of(Family::Place).filter(|(card, _)| card.about == RecordRef::place(place));
        let dealt: Vec<_> = dealt.map(|(card, _)| card.id).collect();
        assert!(
            !dealt.is_empty() && own.len() > dealt.len(),
            "{place}: {} of {}",
            dealt.len(),
            own.len()
        );
        assert!(dealt.iter().all(|id| own.contains(id)), "{place}");
    }
    assert!(study::deal_place(data(), Text::of("nowhere")).is_empty());
}

/// The built-in data with one body read from this text instead.
fn with_body(id: &str, text: String) -> &'static Dataset {
    let path = format!("bodies/{id}.ron");
    let file = SourceFile {
        shown: path.clone(),
        path,
        text: Ok(text.leak()),
    };
    let read = data().clone().with_overlay(&[file]);
    Box::leak(Box::new(read.unwrap_or_else(|faults| panic!("{faults:?}"))))
}

fn card_of(data: &'static Dataset, family: Family, id: &str) -> Card {
    let mut cards = study::deal(data).into_iter();
    cards
        .find(|card| card.family == family && card.about.id == id)
        .unwrap()
}

#[test]
fn a_card_is_known_by_its_fact() {
    let id = "success-regime";
    let text = fs::read_to_string(format!(
        "{}/data/bodies/{id}.ron",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap();
    let began = card_of(data(), Family::Began, id);

    // In other words, and with a record before it, it is the same.
    let reworded = with_body(
        id,
        text.replace("plural: \"Success Regimes\"", "plural: \"Regimes\""),
    );
    let same = card_of(reworded, Family::Began, id);
    assert_eq!(same.id, began.id);
    assert_ne!(same.face(reworded).question, began.face(data()).question);
    let other = text
        .replace("id: \"success-regime\"", "id: \"aaa\"")
        .replace("name: \"Success Regime\"", "name: \"Aaa\"");
    let moved = with_body("aaa", other);
    assert!(moved.bodies.iter().position(|body| body.id == "aaa") < Some(3));
    assert_eq!(card_of(moved, Family::Began, id).id, began.id);

    // With another date it is another, and what was not changed is not.
    let later = with_body(id, text.replace("2015-06-03", "2015-06-04"));
    assert_ne!(card_of(later, Family::Began, id).id, began.id);
    let described = card_of(data(), Family::Description, id);
    assert_eq!(card_of(later, Family::Description, id).id, described.id);
}

#[test]
fn a_choice_has_one_right_line_wherever_it_stands() {
    let mut places = BTreeSet::new();
    for (seed, (card, face)) in (0..).zip(all()) {
        let choices = quiz::choices(face, seed);
        let Answer::Choice { right, wrong, .. } = &face.answer else {
            assert_eq!(choices, None);
            continue;
        };
        let choices = choices.unwrap();
        assert_eq!(choices, quiz::choices(face, seed).unwrap());
        assert_eq!(
            choices.lines.len(),
            wrong.len().min(3) + 1,
            "{}",
            card.name()
        );
        for (place, line) in choices.lines.iter().enumerate() {
            assert_eq!(
                right.contains(line),
                place == choices.right,
                "{}",
                card.name()
            );
        }
        places.insert(choices.right);
    }
    assert_eq!(places, BTreeSet::from([0, 1, 2, 3]));
}

#[test]
fn lines_to_put_in_order_are_never_in_order() {
    for (card, face) in of(Family::Order) {
        for seed in 0..30 {
            let mixed = quiz::mixed(right(face), seed);
            assert_ne!(mixed, right(face), "{}", card.name());
            assert_eq!(
                mixed.iter().collect::<BTreeSet<_>>(),
                right(face).iter().collect(),
                "{}",
                card.name()
            );
        }
    }
    let one = ["alone".to_owned()];
    assert_eq!(quiz::mixed(&one, 1), one);
}

fn name_of(right: &str, others: &[&str], wrong: &[&str]) -> Answer {
    Answer::Choice {
        right: vec![right.to_owned()],
        wrong: wrong.iter().map(|line| (*line).to_owned()).collect(),
        typed: Typed::Name(others.iter().map(|name| (*name).to_owned()).collect()),
    }
}

const TODAY: Day = Day(46_000);

#[rstest]
#[case("Strategic Health Authorities (SHAs)")]
#[case("strategic health authority")]
#[case("the Strategic  health authorities")]
#[case("SHA")]
#[case("shas")]
#[case("stategic helth authority")]
#[case("Stratégic Health Authority")]
fn a_name_is_right_however_it_is_typed(#[case] typed: &str) {
    let answer = name_of(
        "Strategic Health Authorities (SHAs)",
        &["Strategic Health Authority", "SHA"],
        &["Regional Health Authorities (RHAs)"],
    );
    assert_eq!(quiz::judge(typed, &answer, TODAY), Judged::Right);
}

#[rstest]
#[case("")]
#[case("???")]
#[case("Regional Health Authority")]
#[case("RHA")]
#[case("DHA")]
#[case("health authority of the moon and the stars")]
fn another_name_is_wrong(#[case] typed: &str) {
    let answer = name_of(
        "Strategic Health Authorities (SHAs)",
        &["Strategic Health Authority", "SHA"],
        &["Regional Health Authorities (RHAs)"],
    );
    assert_eq!(quiz::judge(typed, &answer, TODAY), Judged::Wrong);
}

#[test]
fn a_name_that_is_not_whole_is_nearly_right() {
    let answer = name_of(
        "North East and North Cumbria Integrated Care Board",
        &[],
        &["North West London Integrated Care Board"],
    );
    assert!(matches!(
        quiz::judge("North East and North Cumbria", &answer, TODAY),
        Judged::Nearly(_)
    ));
    assert_eq!(
        quiz::judge("North West London Integrated Care Board", &answer, TODAY),
        Judged::Wrong
    );
    let act = name_of("NHS Act 1977", &[], &[]);
    assert_eq!(quiz::judge("nhs act 1977", &act, TODAY), Judged::Right);
    assert_eq!(quiz::judge("NHS Act 1978", &act, TODAY), Judged::Wrong);
}

#[rstest]
#[case("1974", Judged::Right)]
#[case("April 1974", Judged::Right)]
#[case("1 Apr 1974", Judged::Right)]
#[case("1/4/1974", Judged::Right)]
#[case("2 April 1974", Judged::Nearly("The year is right, the day or month is not.".to_owned()))]
#[case("1973", Judged::Nearly("It is a year off.".to_owned()))]
#[case("1971", Judged::Wrong)]
#[case("long ago", Judged::Wrong)]
#[case("31 February 1974", Judged::Wrong)]
fn a_date_may_be_less_precise(#[case] typed: &str, #[case] judged: Judged) {
    let answer = Answer::Choice {
        right: vec!["1 April 1974".to_owned()],
        wrong: Vec::new(),
        typed: Typed::Date("1974-04-01".parse().unwrap()),
    };
    assert_eq!(quiz::judge(typed, &answer, TODAY), judged);
}

#[rstest]
#[case("211", Judged::Right)]
#[case(" 211 ", Judged::Right)]
#[case("210", Judged::Nearly("It is within a tenth.".to_owned()))]
#[case("232", Judged::Nearly("It is within a tenth.".to_owned()))]
#[case("233", Judged::Wrong)]
#[case("many", Judged::Wrong)]
#[case("-211", Judged::Wrong)]
fn a_number_has_to_be_right(#[case] typed: &str, #[case] judged: Judged) {
    let answer = Answer::Choice {
        right: vec!["211".to_owned()],
        wrong: Vec::new(),
        typed: Typed::Number(211),
    };
    assert_eq!(quiz::judge(typed, &answer, TODAY), judged);
}

#[test]
fn what_a_card_tells_is_what_it_takes() {
    for (card, face) in all() {
        let Answer::Choice {
            right,
            wrong,
            typed,
        } = &face.answer
        else {
            assert_eq!(quiz::judge("anything", &face.answer, TODAY), Judged::Wrong);
            continue;
        };
        for line in right {
            assert_eq!(
                quiz::judge(line, &face.answer, TODAY),
                Judged::Right,
                "{}: {line}",
                card.name()
            );
        }
        for line in wrong.iter().filter(|_| *typed != Typed::No) {
            assert_ne!(
                quiz::judge(line, &face.answer, TODAY),
                Judged::Right,
                "{}: {line}",
                card.name()
            );
        }
    }
}
