//! The words of the exports. They are a contract with other people's programs, so they do not follow the words of the pages when those
//! are improved.

use crate::model::{
    CodeScheme, Confidence, EffectKind, FindingKind, How, LegalForm, PlaceKind, Question,
    ReformKind, Role, Scope, Share, SourceKind, Standing, Tier, Verdict,
};

/// Something the exports have one word for.
pub(super) trait Word: Copy {
    /// Every word there is.
    #[cfg(test)]
    const ALL: &'static [&'static str];

    /// The word.
    fn word(self) -> &'static str;
}

/// The word for how well something is supported.
pub(in crate::report) fn confidence(confidence: Confidence) -> &'static str {
    confidence.word()
}

macro_rules! words {
    ($($kind:ident { $($variant:ident $word:literal)+ })+) => {
        $(impl Word for $kind {
            #[cfg(test)]
            const ALL: &'static [&'static str] = &[$($word),+];

            fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        })+
    };
}

words! {
    Tier {
        National "national"
        Region "region"
        System "system"
        District "district"
        Neighbourhood "neighbourhood"
    }
    LegalForm {
        StatutoryBody "statutory-body"
        StatutoryCommittee "statutory-committee"
        StatutoryScheme "statutory-scheme"
        AdministrativeArm "administrative-arm"
        SharedManagement "shared-management"
        Partnership "partnership"
        Programme "programme"
        Contract "contract"
    }
    Standing {
        Statutory "statutory"
        NonStatutory "non-statutory"
    }
    Confidence {
        Corroborated "corroborated"
        Single "single"
        Unverified "unverified"
    }
    Scope {
        England "england"
        EnglandAndWales "england-and-wales"
        GreatBritain "great-britain"
    }
    Role {
        Lead "lead"
        Shared "shared"
        Advisory "advisory"
    }
    Question {
        LegalPerson "legal-person"
        MadeBy "made-by"
        AppointsChair "appoints-chair"
        Money "money"
        Employ "employ"
        Court "court"
        Direct "direct"
        CannotCompel "cannot-compel"
        AccountableOfficer "accountable-officer"
        Abolish "abolish"
    }
    Verdict {
        Yes "yes"
        No "no"
        Lent "lent"
        Explained "explained"
        NotEstablished "not-established"
    }
    How {
        Replaced "replaced"
        Merged "merged"
        Split "split"
        Renamed "renamed"
        Absorbed "absorbed"
        FunctionsPassed "functions-passed"
        PutOnStatutoryFooting "put-on-statutory-footing"
        Forerunner "forerunner"
    }
    Share {
        Whole "whole"
        Part "part"
    }
    CodeScheme {
        Ods "ods"
        Ons "ons"
    }
    ReformKind {
        Act "act"
        Bill "bill"
        StatutoryInstrument "statutory-instrument"
        WhitePaper "white-paper"
        GreenPaper "green-paper"
        Consultation "consultation"
        Plan "plan"
        Guidance "guidance"
        Reorganisation "reorganisation"
        Announcement "announcement"
        Review "review"
        Report "report"
        Court "court"
    }
    EffectKind {
        Creates "creates"
        Changes "changes"
        Abolishes "abolishes"
        Proposes "proposes"
    }
    PlaceKind {
        County "county"
        UnitaryAuthority "unitary-authority"
        MetropolitanDistrict "metropolitan-district"
        LondonBorough "london-borough"
        CityCorporation "city-corporation"
        District "district"
        Area "area"
        Neighbourhood "neighbourhood"
    }
    FindingKind {
        Finding "finding"
        Argument "argument"
        Criticism "criticism"
        Recommendation "recommendation"
        Figure "figure"
        Quotation "quotation"
    }
    SourceKind {
        PrimaryLaw "primary-law"
        Official "official"
        Academic "academic"
        ThinkTank "think-tank"
        Encyclopaedia "encyclopaedia"
        Press "press"
        Data "data"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_knows_exactly_these_words() {
        let schema: serde_json::Value =
            serde_json::from_str(include_str!("../../../docs/schema.json")).unwrap();
        let listed = |name: &str| -> Vec<&str> {
            schema["$defs"][name]["enum"]
                .as_array()
                .unwrap_or_else(|| panic!("no $defs/{name}/enum"))
                .iter()
                .map(|word| word.as_str().unwrap())
                .collect()
        };
        for (name, words) in [
            ("tier", <Tier as Word>::ALL),
            ("form", <LegalForm as Word>::ALL),
            ("standing", <Standing as Word>::ALL),
            ("confidence", <Confidence as Word>::ALL),
            ("scope", <Scope as Word>::ALL),
            ("role", <Role as Word>::ALL),
            ("question", <Question as Word>::ALL),
            ("verdict", <Verdict as Word>::ALL),
            ("how", <How as Word>::ALL),
            ("share", <Share as Word>::ALL),
            ("scheme", <CodeScheme as Word>::ALL),
            ("reformKind", <ReformKind as Word>::ALL),
            ("effect", <EffectKind as Word>::ALL),
            ("placeKind", <PlaceKind as Word>::ALL),
            ("findingKind", <FindingKind as Word>::ALL),
            ("sourceKind", <SourceKind as Word>::ALL),
        ] {
            assert_eq!(listed(name), words, "{name}");
        }
    }
}
