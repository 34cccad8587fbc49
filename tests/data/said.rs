//! Everything that the data set states, in one list: what the tests of slips look through.

use nhs_tiers::embedded;
use nhs_tiers::model::{Confidence, Phase, Source, SourceKind, Sourced, Text};

/// One statement, and what it rests on.
pub(crate) struct Said {
    /// The record and the field: "care-trust, ending".
    pub(crate) place: String,
    pub(crate) text: String,
    pub(crate) sources: &'static [Text],
    pub(crate) confidence: Confidence,
}

impl Said {
    fn of(id: Text, field: &str, text: &str, claim: &'static dyn Sourced) -> Self {
        Self {
            place: format!("{id}, {field}"),
            text: text.to_owned(),
            sources: claim.sources(),
            confidence: claim.confidence(),
        }
    }

    /// The record it stands in.
    pub(crate) fn record(&self) -> &str {
        self.place.split(',').next().unwrap_or_default()
    }

    /// What a failing test says of it.
    pub(crate) fn told(&self, cure: &str) -> String {
        let keys: Vec<&str> = self.sources.iter().map(|key| key.as_str()).collect();
        format!(
            "{}: {:?} {keys:?} is {:?}: {cure}",
            self.place, self.text, self.confidence
        )
    }
}

/// What a phase is called in a message.
fn phase_name(phase: &Phase) -> String {
    format!("{} {}", phase.from.iso(), phase.label.unwrap_or_default())
}

/// Statements in words: facts, answers, powers and so on of every body; findings; reforms.
pub(crate) fn in_words() -> Vec<Said> {
    let data = embedded::dataset();
    let mut all = Vec::new();
    for body in &data.bodies {
        let facts = [
            ("population", &body.population),
            ("footprint", &body.footprint),
            ("governance", &body.governance),
            ("money", &body.money),
            ("local_government", &body.local_government),
            ("origin", &body.origin),
            ("ending", &body.ending),
            ("disagreements", &body.disagreements),
        ];
        let id = body.id;
        for (field, facts) in facts {
            all.extend(facts.iter().map(|it| Said::of(id, field, &it.text, it)));
        }
        let ties = body
            .accountable_to
            .iter()
            .chain(body.holds_to_account.iter());
        all.extend(ties.map(|it| Said::of(id, "accountable", &it.text, it)));
        let functions = body.functions.iter();
        all.extend(functions.map(|it| Said::of(id, "functions", &it.text, it)));
        let powers = body.powers.iter();
        all.extend(powers.map(|it| Said::of(id, "powers", &it.text, it)));
        let answers = body.answers.iter();
        all.extend(answers.map(|it| Said::of(id, &format!("{:?}", it.question), &it.text, it)));
        let evidence = body.evidence.iter();
        all.extend(evidence.map(|it| Said::of(id, "evidence", &it.text, it)));
        let lines = body.predecessors.iter();
        all.extend(lines.filter_map(|it| Some(Said::of(id, "predecessors", &it.text?, it))));
    }
    let findings = data.findings.iter();
    all.extend(findings.map(|it| Said::of(it.id, "finding", &it.text, it)));
    let reforms = data.reforms.iter();
    all.extend(reforms.map(|it| Said::of(it.id, "reform", &it.summary, it)));
    all
}

/// Everything that carries a mark of confidence: what is said in words; numbers, dates and names besides.
pub(crate) fn all() -> Vec<Said> {
    let data = embedded::dataset();
    let mut all = in_words();
    for body in &data.bodies {
        let id = body.id;
        all.push(Said::of(id, "summary", &body.summary, body));
        let phases = body.phases.iter();
        all.extend(phases.map(|it| Said::of(id, "phases", &phase_name(it), it)));
        let counts = body.counts.iter();
        all.extend(counts.map(|it| {
            let number = format!("{} at {}", it.number, it.at.iso());
            Said::of(id, "counts", &number, it)
        }));
    }
    let themes = data.themes.iter();
    all.extend(themes.map(|it| Said::of(it.id, "theme", &it.summary, it)));
    let stops = data.tour.iter();
    all.extend(stops.map(|it| Said::of(it.id, "tour", &it.text, it)));
    let organisations = data
        .organisations
        .iter()
        .flat_map(|list| &list.organisations);
    all.extend(organisations.map(|it| Said::of(it.id, "organisation", &it.name, it)));
    for place in &data.places {
        let stays = place.lineage.iter();
        all.extend(stays.map(|it| Said::of(place.id, "lineage", &it.organisation, it)));
    }
    all
}

/// A source by its key. The rules of every data set see to it that there is one.
pub(crate) fn source(key: Text) -> &'static Source {
    let source = embedded::dataset().source(&key);
    source.unwrap_or_else(|| panic!("no source {key}"))
}

/// Whether it is law: an Act, an instrument, a judgment, or the notes that are printed with an Act.
pub(crate) fn is_law(source: &Source) -> bool {
    source.kind == SourceKind::PrimaryLaw || source.title.contains("Explanatory Notes")
}

/// Houses whose name stands in many ways among the authors: alone, behind a writer's, or as what a page repeats.
const HOUSES: [(&str, &str); 14] = [
    ("HSJ", "HSJ"),
    ("Health Service Journal", "HSJ"),
    ("King's Fund", "King's Fund"),
    ("Health Foundation", "Health Foundation"),
    ("Nuffield Trust", "Nuffield Trust"),
    ("Wikipedia", "Wikipedia"),
    ("National Archives", "National Archives"),
    ("BBC", "BBC"),
    ("Commons Library", "Commons Library"),
    ("NAO", "National Audit Office"),
    ("National Audit Office", "National Audit Office"),
    ("NHS Providers", "NHS Providers"),
    ("PharmaTimes", "PharmaTimes"),
    ("LGC", "LGC"),
];

/// Who speaks in a source. Two pages of one Act speak with one voice, and so do two articles of one publisher.
/// Hansard is a record of many: every sitting or answer is a voice of its own.
pub(crate) fn voice(source: &Source) -> String {
    let author = source.author.unwrap_or_default();
    if source.kind == SourceKind::PrimaryLaw {
        return instrument(&source.title);
    }
    if author.starts_with("Hansard") {
        return source.id.to_string();
    }
    let house = HOUSES.iter().find(|(name, _)| author.contains(name));
    match house {
        Some((_, house)) => (*house).to_owned(),
        None => author.split(" (").next().unwrap_or_default().to_owned(),
    }
}

/// "SI 1990/1331", "NHS Act 1977": the law that a page belongs to.
fn instrument(title: &str) -> String {
    let title = title.replace("National Health Service", "NHS");
    if let Some((_, number)) = title.split_once("SI ") {
        let digits = |it: &char| it.is_ascii_digit() || *it == '/';
        return number.chars().take_while(digits).collect();
    }
    match title.split_once(" Act ") {
        Some((name, rest)) => {
            let year: String = rest.chars().take(4).collect();
            format!("{name} Act {year}")
        }
        None => title,
    }
}
