//! The rules for themes, findings and tensions, and for what became of the documents that the data set began from.

use super::{At, LONGEST_GLOSS, LONGEST_SUMMARY, Rules};
use crate::dataset::locate::Step;
use crate::model::{Finding, FindingKind, Kind, Passage, Tension, Text, Theme};

impl Rules<'_, '_> {
    pub(super) fn theme(&mut self, theme: &Theme) {
        let at = At::new(Kind::Theme, theme.id);
        self.id(&at);
        self.length(&at.field("name"), &theme.name, LONGEST_GLOSS);
        self.length(&at.field("summary"), &theme.summary, LONGEST_SUMMARY);
        self.claim(&at, theme);
    }

    pub(super) fn finding(&mut self, finding: &Finding) {
        let at = At::new(Kind::Finding, finding.id);
        self.id(&at);
        self.length(&at.field("text"), &finding.text, LONGEST_SUMMARY);
        self.claim(&at, finding);
        if self.data.theme(&finding.theme).is_none() && !self.may_be_unread("themes.ron") {
            self.fault(
                &at.field("theme"),
                format!("there is no theme {:?}", finding.theme),
                "use one of themes.ron",
            );
        }
        for (index, body) in finding.bodies.iter().enumerate() {
            self.body_exists(&at.field("bodies").item(index), *body);
        }
        if let (Some(from), Some(to)) = (finding.from, finding.to) {
            self.order(&at, from, crate::model::End::On(to));
        }
        if finding.kind == FindingKind::Quotation && finding.quote.is_none() {
            self.fault(
                &at.field("kind"),
                "a quotation without its words",
                "add `quote`, or choose another kind",
            );
        }
        if let Some(quote) = &finding.quote {
            for (name, text) in [
                ("words", &quote.words),
                ("by", &quote.by),
                ("document", &quote.document),
            ] {
                self.length(&at.field("quote").field(name), text, LONGEST_SUMMARY);
            }
        }
        for (index, locator) in finding.locators.iter().enumerate() {
            if !finding.sources.contains(&locator.source) {
                self.fault(
                    &at.field("locators").item(index),
                    format!("the source {:?} is not one of this finding", locator.source),
                    "name it in `sources` too, or correct the key",
                );
            }
        }
    }

    pub(super) fn tension(&mut self, tension: &Tension) {
        let at = At::new(Kind::Tension, tension.id);
        self.id(&at);
        self.length(&at.field("question"), &tension.question, LONGEST_GLOSS);
        self.length(&at.field("text"), &tension.text, LONGEST_SUMMARY);
        for (name, side) in [("one", &tension.one), ("other", &tension.other)] {
            if side.is_empty() {
                self.fault(
                    &at.field(name),
                    "a tension needs findings on both sides",
                    "name them",
                );
            }
            for (index, id) in side.iter().enumerate() {
                if name == "other" && tension.one.contains(id) {
                    self.fault(
                        &at.field(name).item(index),
                        format!("the finding {id:?} stands on both sides"),
                        "take it out of one",
                    );
                }
                if self.data.finding(id).is_none() && !self.may_be_unread("findings.ron") {
                    self.fault(
                        &at.field(name).item(index),
                        format!("there is no finding {id:?}"),
                        "correct the id, or write the record",
                    );
                }
            }
        }
    }

    /// Every passage of the documents is carried by something that exists, or left out for a reason.
    pub(super) fn passages(&mut self) {
        let data = self.data;
        let known = self.reading.known_passages;
        let file = self.reading.file("coverage.ron").unwrap_or_default();
        for (index, passage) in data.passages.iter().enumerate() {
            self.used.insert(passage.seed);
            self.used.extend(passage.sources.iter().copied());
            let Some(item) = index.checked_sub(known) else {
                continue;
            };
            if let Some((what, field)) = self.wrong_in(passage) {
                let cure = "name what carries the passage, or say in `left_out` why nothing does";
                let path = [Step::Item(item), Step::Field(field)];
                self.reading.fault(file, &path, what, cure.to_owned());
            }
        }
    }

    fn wrong_in(&self, passage: &Passage) -> Option<(String, &'static str)> {
        let data = self.data;
        if !self.reading.unread.is_empty() {
            return None;
        }
        let missing = |ids: &[Text], exists: &dyn Fn(&str) -> bool| {
            ids.iter().find(|id| !exists(id)).copied()
        };
        if let Some(id) = missing(&passage.findings, &|id| data.finding(id).is_some()) {
            return Some((format!("there is no finding {id:?}"), "findings"));
        }
        if let Some(id) = missing(&passage.bodies, &|id| data.body(id).is_some()) {
            return Some((format!("there is no body {id:?}"), "bodies"));
        }
        if let Some(id) = missing(&passage.sources, &|id| data.source(id).is_some()) {
            return Some((
                format!("the source {id:?} is not in sources.ron"),
                "sources",
            ));
        }
        if data.source(&passage.seed).is_none() {
            let what = format!("the source {:?} is not in sources.ron", passage.seed);
            return Some((what, "seed"));
        }
        let carried = !passage.findings.is_empty()
            || !passage.bodies.is_empty()
            || !passage.sources.is_empty();
        (!carried && passage.left_out.is_none())
            .then(|| ("nothing carries this passage".to_owned(), "passage"))
    }
}
