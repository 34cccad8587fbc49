//! The page of a body, section by section.

use super::super::brief::{also, badge, period, told_apart};
use super::super::page::{Page, Paragraph, Section, Tone};
use super::{Notes, lesson, reform_item};
use crate::dataset::Dataset;
use crate::model::{
    Body, Confidence, Date, Day, Fact, Organisation, Question, RecordRef, Reform, Scope, Sourced,
    Text, Tie, Verdict, capital,
};

/// The page being put together.
pub(super) struct BodyPage<'a> {
    data: &'a Dataset,
    body: &'a Body,
    day: Day,
    notes: Notes<'a>,
    page: Page,
}

impl<'a> BodyPage<'a> {
    pub(super) fn new(data: &'a Dataset, body: &'a Body, day: Day) -> Self {
        Self {
            data,
            body,
            day,
            notes: Notes::new(data),
            page: Page::new(body.title()),
        }
    }

    pub(super) fn build(mut self) -> Page {
        self.overview();
        self.powers();
        self.functions();
        self.governance();
        let body = self.body;
        self.section_of_facts(Section::Money, &body.money);
        self.section_of_facts(Section::LocalGovernment, &body.local_government);
        self.organisations();
        self.lineage();
        self.evidence();
        self.lessons();
        self.notes.section(&mut self.page);
        self.page
    }

    fn claim(&mut self, text: &str, claim: &impl Sourced) {
        let notes = self.notes.cite(claim);
        let tone = if claim.confidence() == Confidence::Unverified {
            Tone::Doubt
        } else {
            Tone::Plain
        };
        self.page
            .add(Paragraph::item(0).dim("· ").with(tone, text).dim(notes));
    }

    fn facts(&mut self, heading: &str, facts: &[Fact]) {
        if facts.is_empty() {
            return;
        }
        if !heading.is_empty() {
            self.page.heading(heading);
        }
        for fact in facts {
            self.claim(&fact.text, fact);
        }
    }

    fn section_of_facts(&mut self, section: Section, facts: &[Fact]) {
        self.page.section(section);
        if facts.is_empty() {
            self.not_established();
        } else {
            self.facts("", facts);
        }
    }

    fn not_established(&mut self) {
        self.page
            .add(Paragraph::new().with(Tone::Doubt, "Not established."));
    }

    fn overview(&mut self) {
        let body = self.body;
        self.page.section(Section::Overview);
        self.page.add(badge(body, self.day));
        self.page
            .add(Paragraph::new().with(Tone::Strong, period(body.from(), body.to())));
        also(&mut self.page, "Also called", &body.aliases);
        self.page.blank();
        let cite = self.notes.cite(body);
        self.page
            .add(Paragraph::new().plain(&*body.summary).dim(cite));
        self.page.heading("In law");
        for phase in &body.phases {
            let cite = self.notes.cite(phase);
            let mut paragraph = Paragraph::item(0)
                .with(Tone::Strong, period(Some(phase.from), phase.to))
                .plain(": ");
            paragraph = paragraph.with(Tone::Form(phase.form), phase.form.words());
            paragraph = paragraph.plain(told_apart(phase));
            self.page.add(paragraph.dim(cite));
            let basis = phase
                .basis
                .map_or_else(|| "not established".to_owned(), |basis| basis.to_string());
            self.page
                .add(Paragraph::hanging(2, 4).dim("Basis: ").plain(basis));
            self.page
                .add(Paragraph::hanging(2, 2).dim(phase.form.explanation()));
            if let Some(note) = phase.note {
                self.page.add(Paragraph::hanging(2, 2).plain(&*note));
            }
        }
        self.page.heading("How many");
        if body.counts.is_empty() {
            self.not_established();
        }
        for count in &body.counts {
            let cite = self.notes.cite(count);
            let about = if count.about { "about " } else { "" };
            let scope = if count.scope == Scope::England {
                String::new()
            } else {
                format!(" in {}", count.scope.name())
            };
            let note = count
                .note
                .map(|note| format!(". {note}"))
                .unwrap_or_default();
            self.page.add(
                Paragraph::item(0)
                    .plain(format!("{}: ", count.at))
                    .with(Tone::Strong, format!("{about}{}", count.number))
                    .plain(format!("{scope}{note}"))
                    .dim(cite),
            );
        }
        self.facts("People covered", &body.population);
        self.facts("Footprint", &body.footprint);
        self.facts("How it began", &body.origin);
        self.facts("How it ended", &body.ending);
    }

    fn powers(&mut self) {
        let body = self.body;
        self.page.section(Section::Powers);
        for (can, heading) in [(true, "Power to"), (false, "No power to")] {
            self.page.heading(heading);
            let mut found = false;
            for power in body.powers.iter().filter(|power| power.can == can) {
                self.claim(&power.text, power);
                found = true;
            }
            if !found {
                self.not_established();
            }
        }
        self.page.heading("Ten questions");
        for question in Question::ALL {
            let paragraph = Paragraph::item(0).dim(question.name()).plain("  ");
            let Some(answer) = body.answer(question) else {
                self.page
                    .add(paragraph.with(Tone::Doubt, "not established"));
                continue;
            };
            let cite = self.notes.cite(answer);
            let (tone, word) = match answer.verdict {
                Verdict::NotEstablished => (Tone::Doubt, "not established. "),
                Verdict::Explained => (Tone::Plain, ""),
                Verdict::Yes => (Tone::Strong, "yes. "),
                Verdict::No => (Tone::Strong, "no. "),
                Verdict::Lent => (Tone::Strong, "lent. "),
            };
            self.page.add(
                paragraph
                    .with(tone, word)
                    .plain(without_verdict(&answer.text, answer.verdict))
                    .dim(cite),
            );
        }
    }

    fn functions(&mut self) {
        let body = self.body;
        self.page.section(Section::Functions);
        if body.functions.is_empty() {
            self.not_established();
        }
        for holding in &body.functions {
            let cite = self.notes.cite(holding);
            let name = self
                .data
                .function(&holding.function)
                .map_or(holding.function, |function| function.name);
            let when = match holding.when() {
                when if when.is_empty() => when,
                when => format!(", {when}"),
            };
            let link = Tone::Link(RecordRef::function(holding.function));
            let aside = format!(" ({}{when}) ", holding.role.name());
            self.page.add(
                Paragraph::item(0)
                    .with(link, &*name)
                    .dim(aside)
                    .plain(&*holding.text)
                    .dim(cite),
            );
        }
    }

    fn governance(&mut self) {
        let body = self.body;
        self.page.section(Section::Governance);
        self.facts("", &body.governance);
        self.ties("Answered to", &body.accountable_to);
        self.ties("Held to account", &body.holds_to_account);
        if body.governance.is_empty()
            && body.accountable_to.is_empty()
            && body.holds_to_account.is_empty()
        {
            self.not_established();
        }
    }

    fn ties(&mut self, heading: &str, ties: &[Tie]) {
        if ties.is_empty() {
            return;
        }
        self.page.heading(heading);
        for tie in ties {
            let cite = self.notes.cite(tie);
            let mut paragraph = Paragraph::item(0)
                .dim("· ")
                .plain(tie.sentence(tie.body.and_then(|id| self.data.body(&id))));
            if let Some(other) = tie.body.and_then(|id| self.data.body(&id)) {
                paragraph = paragraph.plain(" ").with(
                    Tone::Link(RecordRef::body(other.id)),
                    format!("→ {}", other.label()),
                );
            }
            self.page.add(paragraph.dim(cite));
        }
    }

    fn organisations(&mut self) {
        self.page.section(Section::Organisations);
        let list = self.data.organisations_of(&self.body.id);
        let organisations = list
            .map(|list| list.organisations.as_slice())
            .unwrap_or_default();
        if organisations.is_empty() {
            self.page
                .add(Paragraph::new().with(Tone::Doubt, "No list of them in this data set."));
        }
        let standing: Vec<&Organisation> = organisations
            .iter()
            .filter(|organisation| organisation.covers(self.day))
            .collect();
        let others: Vec<&Organisation> = organisations
            .iter()
            .filter(|organisation| !organisation.covers(self.day))
            .collect();
        for (heading, found) in [
            (format!("In being on {}", Date::of_day(self.day)), standing),
            ("At other times".to_owned(), others),
        ] {
            if found.is_empty() {
                continue;
            }
            self.page.heading(format!("{heading}: {}", found.len()));
            for organisation in found {
                let link = Tone::Link(RecordRef::organisation(organisation.id));
                self.page.add(
                    Paragraph::item(0)
                        .with(link, &*organisation.name)
                        .dim(format!("  {}", period(organisation.from, organisation.to))),
                );
            }
        }
    }

    fn lineage(&mut self) {
        let body = self.body;
        self.page.section(Section::Lineage);
        self.page.heading("Came from");
        if body.predecessors.is_empty() {
            self.page.add(Paragraph::new().dim("No record before it."));
        }
        for link in &body.predecessors {
            let cite = self.notes.cite(link);
            let name = self
                .data
                .body(&link.body)
                .map_or(link.body, |body| body.name);
            let more: Vec<&str> = [link.text, link.overlap]
                .iter()
                .flatten()
                .map(|text| text.as_str())
                .collect();
            self.page.add(
                Paragraph::item(0)
                    .dim(format!("{} ", link.how.name()))
                    .with(Tone::Link(RecordRef::body(link.body)), &*name)
                    .plain(format!(" {}", more.join(" ")).trim_end())
                    .dim(cite),
            );
        }
        self.page.heading("Led to");
        let successors = self.data.successors(body.id);
        if successors.is_empty() {
            self.page.add(Paragraph::new().dim("No record after it."));
        }
        for (successor, link) in successors {
            let cite = self.notes.cite(link);
            let more = link.text.map(|text| format!(" {text}")).unwrap_or_default();
            self.page.add(
                Paragraph::item(0)
                    .dim(format!("{} ", link.how.passive()))
                    .with(Tone::Link(RecordRef::body(successor.id)), &*successor.name)
                    .plain(more)
                    .dim(cite),
            );
        }
        let reforms: Vec<&Reform> = self.data.reforms_of(body.id).collect();
        if !reforms.is_empty() {
            self.page.heading("Reforms that touched it");
        }
        for reform in reforms {
            let effect = reform
                .effects
                .iter()
                .find(|effect| effect.body == body.id)
                .map_or("", |effect| effect.effect.name());
            self.page
                .add(reform_item(reform).dim(format!("  {effect}")));
        }
    }

    /// What research found and argued of it, theme by theme.
    fn lessons(&mut self) {
        let mut found: Vec<_> = self.data.findings_on(self.body.id).collect();
        if found.is_empty() {
            return;
        }
        let place = |theme: Text| self.data.themes.iter().position(|known| known.id == theme);
        found.sort_by_key(|finding| (place(finding.theme), finding.id));
        self.page.section(Section::Lessons);
        let mut theme = None;
        for finding in found {
            if theme.replace(finding.theme) != Some(finding.theme)
                && let Some(theme) = self.data.theme(&finding.theme)
            {
                self.page.heading(theme.name.to_string());
            }
            self.page.add(lesson::item(finding));
        }
    }

    fn evidence(&mut self) {
        let body = self.body;
        self.page.section(Section::Evidence);
        for evidence in &body.evidence {
            self.claim(&evidence.text, evidence);
            if let Some(quote) = &evidence.quote {
                self.page.add(
                    Paragraph::hanging(4, 4)
                        .plain(format!("“{}”", quote.words))
                        .dim(format!(" {}", quote.origin())),
                );
            }
        }
        if body.evidence.is_empty() {
            self.not_established();
        }
        self.facts("Where sources differ", &body.disagreements);
        if !body.not_established.is_empty() {
            self.page.heading("Looked for and not found");
        }
        for text in &body.not_established {
            self.page
                .add(Paragraph::item(0).dim("· ").with(Tone::Doubt, &**text));
        }
    }
}

/// "Yes: a corporation" says its verdict twice when the verdict stands before it.
fn without_verdict(text: &str, verdict: Verdict) -> String {
    let rest = match verdict {
        Verdict::Yes => text.strip_prefix("Yes"),
        Verdict::No => text
            .strip_prefix("No")
            .filter(|rest| !rest.starts_with(|c: char| c.is_alphabetic())),
        Verdict::NotEstablished => text.strip_prefix("Not established"),
        Verdict::Lent | Verdict::Explained => None,
    };
    match rest {
        Some(rest) if rest.starts_with([':', ',', '.', ';']) || rest.is_empty() => {
            capital(rest.trim_start_matches([':', ',', '.', ';', ' ']))
        }
        _ => text.to_owned(),
    }
}
