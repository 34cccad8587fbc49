//! A record, whole: every section that has something to say.

use super::brief::{badge, capital, form_words, period, title};
use super::page::{Page, Paragraph, Section, Tone, mark};
use crate::dataset::Dataset;
use crate::model::{
    Body, Date, Day, Era, EffectKind, Fact, Function, Kind, Organisation, Question, RecordRef, Reform, Source, Sourced, Text, Tie, Verdict,
};

/// The whole of a record, seen from a day.
#[must_use]
pub fn record(data: &Dataset, record: RecordRef, day: Day) -> Page {
    match record.kind {
        Kind::Body => data.body(&record.id).map(|body| BodyPage::new(data, body, day).build()),
        Kind::Reform => data.reform(&record.id).map(|reform| reform_page(data, reform)),
        Kind::Organisation => data.organisation(&record.id).map(|(body, organisation)| organisation_page(data, body, organisation)),
        Kind::Function => data.function(&record.id).map(|function| function_page(data, function)),
        Kind::Era => data.era(&record.id).map(|era| era_page(data, era)),
        Kind::Source => data.source(&record.id).map(|source| source_page(data, source)),
    }
    .unwrap_or_else(|| Page::new("No such record"))
}

/// Numbers the sources of a page in the order in which they are cited.
struct Notes<'a> {
    data: &'a Dataset,
    keys: Vec<Text>,
}

impl<'a> Notes<'a> {
    const fn new(data: &'a Dataset) -> Self {
        Self { data, keys: Vec::new() }
    }

    /// "✔✔ [1, 4]"
    fn cite(&mut self, claim: &impl Sourced) -> String {
        let numbers: Vec<String> = claim.sources().iter().map(|key| self.number(*key).to_string()).collect();
        let mark = mark(claim.confidence());
        if numbers.is_empty() { format!(" {mark}") } else { format!(" {mark} [{}]", numbers.join(", ")) }
    }

    fn number(&mut self, key: Text) -> usize {
        let known = self.keys.iter().position(|known| *known == key);
        known.unwrap_or_else(|| {
            self.keys.push(key);
            self.keys.len() - 1
        }) + 1
    }

    fn section(&self, page: &mut Page) {
        if self.keys.is_empty() {
            return;
        }
        page.section(Section::Sources);
        for (index, key) in self.keys.iter().enumerate() {
            let Some(source) = self.data.source(key) else { continue };
            let paragraph = Paragraph { indent: 0, hang: 5, runs: Vec::new() };
            let url = source.url.map(|url| format!(" {url}")).unwrap_or_default();
            page.add(
                paragraph
                    .dim(format!("{:>3}  ", index + 1))
                    .with(Tone::Link(RecordRef::source(source.id)), source.citation())
                    .dim(format!(" · {}{url}", source.kind.name())),
            );
        }
        page.blank();
        page.add(Paragraph::new().dim("✔✔ two independent sources agree · ✔ one source was read · ? recall or inference"));
    }
}

/// The page of a body, section by section.
struct BodyPage<'a> {
    data: &'a Dataset,
    body: &'a Body,
    day: Day,
    notes: Notes<'a>,
    page: Page,
}

impl<'a> BodyPage<'a> {
    fn new(data: &'a Dataset, body: &'a Body, day: Day) -> Self {
        Self { data, body, day, notes: Notes::new(data), page: Page::new(title(body)) }
    }

    fn build(mut self) -> Page {
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
        self.notes.section(&mut self.page);
        self.page
    }

    fn claim(&mut self, text: &str, claim: &impl Sourced) {
        let notes = self.notes.cite(claim);
        let tone = if claim.confidence() == crate::model::Confidence::Unverified { Tone::Doubt } else { Tone::Plain };
        self.page.add(Paragraph::item(0).dim("· ").with(tone, text).dim(notes));
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
        self.page.add(Paragraph::new().with(Tone::Doubt, "Not established."));
    }

    fn overview(&mut self) {
        let body = self.body;
        self.page.section(Section::Overview);
        self.page.add(badge(body, self.day));
        self.page.add(Paragraph::new().with(Tone::Strong, period(body.from(), body.to())));
        let names: Vec<&str> = body.aliases.iter().map(|alias| alias.as_str()).collect();
        if !names.is_empty() {
            self.page.add(Paragraph::item(0).dim("Also called ").plain(names.join("; ")));
        }
        self.page.blank();
        let cite = self.notes.cite(body);
        self.page.add(Paragraph::new().plain(&*body.summary).dim(cite));
        self.page.heading("In law");
        for phase in &body.phases {
            let cite = self.notes.cite(phase);
            let mut paragraph = Paragraph::item(0).with(Tone::Strong, period(Some(phase.from), phase.to)).plain(": ");
            paragraph = paragraph.with(Tone::Form(phase.form), form_words(phase.form));
            if let Some(label) = phase.label {
                paragraph = paragraph.plain(format!(", {label}"));
            }
            self.page.add(paragraph.dim(cite));
            let basis = phase.basis.map_or_else(|| "not established".to_owned(), |basis| basis.to_string());
            self.page.add(Paragraph { indent: 2, hang: 4, runs: Vec::new() }.dim("Basis: ").plain(basis));
            self.page.add(Paragraph { indent: 2, hang: 2, runs: Vec::new() }.dim(phase.form.explanation()));
            if let Some(note) = phase.note {
                self.page.add(Paragraph { indent: 2, hang: 2, runs: Vec::new() }.plain(&*note));
            }
        }
        self.page.heading("How many");
        if body.counts.is_empty() {
            self.not_established();
        }
        for count in &body.counts {
            let cite = self.notes.cite(count);
            let about = if count.about { "about " } else { "" };
            let scope = if count.scope == crate::model::Scope::England { String::new() } else { format!(" in {}", count.scope.name()) };
            let note = count.note.map(|note| format!(". {note}")).unwrap_or_default();
            self.page.add(Paragraph::item(0).plain(format!("{}: ", count.at)).with(Tone::Strong, format!("{about}{}", count.number)).plain(format!("{scope}{note}")).dim(cite));
        }
        self.facts("People covered", &body.population);
        self.facts("Footprint", &body.footprint);
        self.facts("How it began", &body.origin);
        self.facts("How it ended", &body.ending);
    }

    fn powers(&mut self) {
        let body = self.body;
        self.page.section(Section::Powers);
        for (can, heading) in [(true, "It could"), (false, "It could not")] {
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
                self.page.add(paragraph.with(Tone::Doubt, "not established"));
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
            self.page.add(paragraph.with(tone, word).plain(without_verdict(&answer.text, answer.verdict)).dim(cite));
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
            let name = self.data.function(&holding.function).map_or(holding.function, |function| function.name);
            let when = match (holding.from, holding.to) {
                (None, None) => String::new(),
                (Some(from), None) => format!(", from {from}"),
                (None, Some(to)) => format!(", to {to}"),
                (Some(from), Some(to)) => format!(", {from} to {to}"),
            };
            let link = Tone::Link(RecordRef { kind: Kind::Function, id: holding.function });
            let aside = format!(" ({}{when}) ", holding.role.name());
            self.page.add(Paragraph::item(0).with(link, &*name).dim(aside).plain(&*holding.text).dim(cite));
        }
    }

    fn governance(&mut self) {
        let body = self.body;
        self.page.section(Section::Governance);
        self.facts("", &body.governance);
        self.ties("Answered to", &body.accountable_to);
        self.ties("Held to account", &body.holds_to_account);
        if body.governance.is_empty() && body.accountable_to.is_empty() && body.holds_to_account.is_empty() {
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
            let mut paragraph = Paragraph::item(0).dim("· ").plain(&*tie.text);
            if let Some(other) = tie.body.and_then(|id| self.data.body(&id)) {
                paragraph = paragraph.plain(" ").with(Tone::Link(RecordRef::body(other.id)), format!("→ {}", other.label()));
            }
            self.page.add(paragraph.dim(cite));
        }
    }

    fn organisations(&mut self) {
        self.page.section(Section::Organisations);
        let list = self.data.organisations_of(&self.body.id);
        let organisations = list.map(|list| list.organisations.as_slice()).unwrap_or_default();
        if organisations.is_empty() {
            self.page.add(Paragraph::new().with(Tone::Doubt, "No list of them in this data set."));
        }
        let standing: Vec<&Organisation> = organisations.iter().filter(|organisation| organisation.covers(self.day)).collect();
        let others: Vec<&Organisation> = organisations.iter().filter(|organisation| !organisation.covers(self.day)).collect();
        for (heading, found) in [(format!("In being on {}", Date::of_day(self.day)), standing), ("At other times".to_owned(), others)] {
            if found.is_empty() {
                continue;
            }
            self.page.heading(format!("{heading}: {}", found.len()));
            for organisation in found {
                let link = Tone::Link(RecordRef::organisation(organisation.id));
                self.page.add(Paragraph::item(0).with(link, &*organisation.name).dim(format!("  {}", period(organisation.from, organisation.to))));
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
            let name = self.data.body(&link.body).map_or(link.body, |body| body.name);
            let more = [link.text, link.overlap].iter().flatten().map(|text| format!(" {text}")).collect::<String>();
            self.page.add(Paragraph::item(0).dim(format!("{} ", link.how.name())).with(Tone::Link(RecordRef::body(link.body)), &*name).plain(more).dim(cite));
        }
        self.page.heading("Led to");
        let successors = self.data.successors(body.id);
        if successors.is_empty() {
            self.page.add(Paragraph::new().dim("No record after it."));
        }
        for (successor, link) in successors {
            let cite = self.notes.cite(link);
            let more = link.text.map(|text| format!(" {text}")).unwrap_or_default();
            self.page.add(Paragraph::item(0).dim(format!("{} ", link.how.passive())).with(Tone::Link(RecordRef::body(successor.id)), &*successor.name).plain(more).dim(cite));
        }
        let reforms: Vec<&Reform> = self.data.reforms_of(body.id).collect();
        if !reforms.is_empty() {
            self.page.heading("Reforms that touched it");
        }
        for reform in reforms {
            let effect = reform.effects.iter().find(|effect| effect.body == body.id).map_or("", |effect| effect.effect.name());
            let link = Tone::Link(RecordRef::reform(reform.id));
            self.page.add(Paragraph::item(0).dim(format!("{}  ", reform.when())).with(link, &*reform.title).dim(format!("  {effect}")));
        }
    }

    fn evidence(&mut self) {
        let body = self.body;
        self.page.section(Section::Evidence);
        for evidence in &body.evidence {
            self.claim(&evidence.text, evidence);
            if let Some(quote) = &evidence.quote {
                let year = quote.year.map(|year| format!(", {year}")).unwrap_or_default();
                let paragraph = Paragraph { indent: 4, hang: 4, runs: Vec::new() };
                self.page.add(paragraph.plain(format!("“{}”", quote.words)).dim(format!(" {}, {}{year}", quote.by, quote.document)));
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
            self.page.add(Paragraph::item(0).dim("· ").with(Tone::Doubt, &**text));
        }
    }
}

/// "Yes: a corporation" says its verdict twice when the verdict stands before it.
pub(super) fn without_verdict(text: &str, verdict: Verdict) -> String {
    let rest = match verdict {
        Verdict::Yes => text.strip_prefix("Yes"),
        Verdict::No => text.strip_prefix("No").filter(|rest| !rest.starts_with(|c: char| c.is_alphabetic())),
        Verdict::NotEstablished => text.strip_prefix("Not established"),
        Verdict::Lent | Verdict::Explained => None,
    };
    match rest {
        Some(rest) if rest.starts_with([':', ',', '.', ';']) || rest.is_empty() => capital(rest.trim_start_matches([':', ',', '.', ';', ' '])),
        _ => text.to_owned(),
    }
}

fn reform_page(data: &Dataset, reform: &Reform) -> Page {
    let mut notes = Notes::new(data);
    let mut page = Page::new(&*reform.title);
    page.section(Section::Overview);
    let planned = if reform.planned { " · planned, not carried out when the evidence ends" } else { "" };
    page.add(Paragraph::new().with(Tone::Strong, reform.until.map_or_else(|| reform.date.long(), |_| reform.when())).dim(format!(" · {}{planned}", reform.kind.name())));
    let government: Vec<&str> = [reform.government, reform.minister].iter().flatten().map(|text| text.as_str()).collect();
    if !government.is_empty() {
        page.add(Paragraph::new().dim("Government ").plain(government.join("; ")));
    }
    let names: Vec<&str> = reform.aliases.iter().map(|alias| alias.as_str()).collect();
    if !names.is_empty() {
        page.add(Paragraph::item(0).dim("Also called ").plain(names.join("; ")));
    }
    page.blank();
    page.add(Paragraph::new().plain(&*reform.summary).dim(notes.cite(reform)));
    if !reform.effects.is_empty() {
        page.heading("What it did");
    }
    for kind in [EffectKind::Creates, EffectKind::Changes, EffectKind::Abolishes, EffectKind::Proposes] {
        for effect in reform.effects.iter().filter(|effect| effect.effect == kind) {
            let name = data.body(&effect.body).map_or(effect.body, |body| body.name);
            let note = effect.note.map(|note| format!(": {note}")).unwrap_or_default();
            page.add(Paragraph::item(0).dim(format!("{} ", kind.name())).with(Tone::Link(RecordRef::body(effect.body)), &*name).plain(note));
        }
    }
    let index = data.reforms.iter().position(|other| other.id == reform.id).unwrap_or_default();
    page.heading("Before and after");
    let neighbours = [index.checked_sub(1), Some(index + 1)];
    for other in neighbours.into_iter().flatten().filter_map(|index| data.reforms.get(index)) {
        page.add(Paragraph::item(0).dim(format!("{}  ", other.when())).with(Tone::Link(RecordRef::reform(other.id)), &*other.title));
    }
    notes.section(&mut page);
    page
}

fn organisation_page(data: &Dataset, body: Text, organisation: &Organisation) -> Page {
    let mut notes = Notes::new(data);
    let mut page = super::brief::brief(data, RecordRef::organisation(organisation.id), data.as_of());
    let cite = notes.cite(organisation);
    page.add(Paragraph::new().dim(cite.trim_start()));
    if let Some(body) = data.body(&body) {
        page.heading(body.plural.to_string());
        page.add(Paragraph::new().plain(&*body.gloss));
    }
    notes.section(&mut page);
    page
}

fn function_page(data: &Dataset, function: &Function) -> Page {
    let mut page = Page::new(&*function.name);
    page.section(Section::Overview);
    page.add(Paragraph::new().plain(&*function.gloss));
    page.heading("Who held it, in order of time");
    let mut holders: Vec<_> = data.bodies.iter().flat_map(|body| body.functions.iter().filter(|holding| holding.function == function.id).map(move |holding| (body, holding))).collect();
    holders.sort_by_key(|(body, holding)| (holding.from.or_else(|| body.from()).map(Date::first), body.id));
    for (body, holding) in holders {
        let paragraph = Paragraph::item(0).with(Tone::Link(RecordRef::body(body.id)), &*body.name);
        page.add(paragraph.dim(format!(" {} ({}) ", body.years(), holding.role.name())).plain(&*holding.text));
    }
    page
}

fn era_page(data: &Dataset, era: &Era) -> Page {
    let mut notes = Notes::new(data);
    let mut page = Page::new(&*era.name);
    page.section(Section::Overview);
    page.add(Paragraph::new().with(Tone::Strong, period(Some(era.from), era.to)));
    page.add(Paragraph::new().plain(&*era.summary).dim(notes.cite(era)));
    page.heading("Reforms of these years");
    for reform in data.reforms.iter().filter(|reform| era.covers(reform.date.first())) {
        page.add(Paragraph::item(0).dim(format!("{}  ", reform.when())).with(Tone::Link(RecordRef::reform(reform.id)), &*reform.title));
    }
    notes.section(&mut page);
    page
}

fn source_page(data: &Dataset, source: &Source) -> Page {
    let mut page = Page::new(&*source.title);
    page.section(Section::Overview);
    let author = source.author.map_or_else(|| "Author not recorded".to_owned(), |author| author.to_string());
    let year = source.year.map(|year| format!(" · {year}")).unwrap_or_default();
    page.add(Paragraph::new().with(Tone::Strong, author).dim(format!("{year} · {} · {}", source.kind.name(), source.id)));
    if let Some(url) = source.url {
        page.add(Paragraph::new().plain(&*url));
    }
    if let Some(note) = source.note {
        page.add(Paragraph::new().plain(&*note));
    }
    page.heading("Cited by");
    for body in data.bodies.iter().filter(|body| cites(body, source.id)) {
        page.add(Paragraph::item(0).with(Tone::Link(RecordRef::body(body.id)), &*body.name));
    }
    for reform in data.reforms.iter().filter(|reform| reform.sources.contains(&source.id)) {
        page.add(Paragraph::item(0).with(Tone::Link(RecordRef::reform(reform.id)), &*reform.title));
    }
    let organisations = data.organisations.iter().flat_map(|list| &list.organisations).filter(|organisation| organisation.sources.contains(&source.id));
    for organisation in organisations {
        page.add(Paragraph::item(0).with(Tone::Link(RecordRef::organisation(organisation.id)), &*organisation.name));
    }
    page
}

/// Whether any statement of a body rests on a source.
fn cites(body: &Body, source: Text) -> bool {
    let rests = |claim: &dyn Sourced| claim.sources().contains(&source);
    let facts = [&body.population, &body.footprint, &body.governance, &body.money, &body.local_government, &body.origin, &body.ending, &body.disagreements];
    rests(body)
        || facts.into_iter().flatten().any(|fact| rests(fact))
        || body.phases.iter().any(|phase| rests(phase))
        || body.counts.iter().any(|count| rests(count))
        || body.functions.iter().any(|holding| rests(holding))
        || body.accountable_to.iter().chain(&body.holds_to_account).any(|tie| rests(tie))
        || body.powers.iter().any(|power| rests(power))
        || body.answers.iter().any(|answer| rests(answer))
        || body.predecessors.iter().any(|link| rests(link))
        || body.evidence.iter().any(|evidence| rests(evidence))
}
