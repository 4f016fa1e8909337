//! Rows of the policy, with one relation too many, and who is told of what.

use super::Mutant;

const OPERATION: &str = "crates/whakakaha-domain/src/operation.rs";
const POLICY: &str = "crates/whakakaha-domain/src/policy.rs";

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "consents for participants",
        who: "worker/school",
        file: OPERATION,
        text: "    ReadConsent \"consent.read\" [Coordinator, KeyContact, FamilyMember, Signatory];",
        instead: "    ReadConsent \"consent.read\" [Coordinator, KeyContact, FamilyMember, Signatory, Participant];",
        without: "who takes part reads what the parents signed",
        tests: &["reading", "tables"],
    },
    Mutant {
        name: "contacts for participants",
        who: "worker/school",
        file: OPERATION,
        text: "    ReadContacts \"contact.read\" [Coordinator,",
        instead: "    ReadContacts \"contact.read\" [Participant, Coordinator,",
        without: "who takes part reads what was said between meetings",
        tests: &["between_meetings", "tables"],
    },
    Mutant {
        name: "progress reports for participants",
        who: "worker/school",
        file: OPERATION,
        text: "    ReadProgressReports \"progress_report.read\" [Coordinator,",
        instead: "    ReadProgressReports \"progress_report.read\" [Participant, Coordinator,",
        without: "who takes part reads what the coordinator was told",
        tests: &["between_meetings", "tables"],
    },
    Mutant {
        name: "final reports for participants",
        who: "worker/school",
        file: OPERATION,
        text: "    ReadFinalReport \"final_report.read\" [Coordinator,",
        instead: "    ReadFinalReport \"final_report.read\" [Participant, Coordinator,",
        without: "who takes part reads the final report",
        tests: &["follow_up", "reading", "tables"],
    },
    Mutant {
        name: "restrictions for participants",
        who: "worker/school",
        file: OPERATION,
        text: "    ReadRestrictions \"restriction.read\" [Coordinator,",
        instead: "    ReadRestrictions \"restriction.read\" [Participant, Coordinator,",
        without: "who takes part reads what is kept from others",
        tests: &["sideroads::family", "tables"],
    },
    Mutant {
        name: "that there are contacts and reports",
        who: "worker/school",
        file: POLICY,
        text: "                ReadContacts,\n                ReadProgressReports,\n",
        instead: "",
        without: "who may not read a contact or a progress report is told that there is one",
        tests: &["between_meetings"],
    },
    Mutant {
        name: "that there is a final report",
        who: "worker/school",
        file: POLICY,
        text: "                ReadConsentState,\n                ReadFinalReport,\n",
        instead: "                ReadConsentState,\n",
        without: "who may not read a final report is told that there is one",
        tests: &["follow_up"],
    },
    Mutant {
        name: "relations without their scopes",
        who: "worker/school",
        file: POLICY,
        text: "        Self(relations.into_iter().filter(|relation| relation.counts_with(scopes)).collect())",
        instead: "        let _ = scopes;\n        Self(relations.into_iter().collect())",
        without: "a relation counts whatever the token allows",
        tests: &["an_administrator_enters"],
    },
];
