//! What is asked back: of whom, and who reads it.

use super::Mutant;

const RECALL: &str = "crates/whakakaha-store/src/recall.rs";
const SHOWN: &str = "crates/whakakaha-store/src/recall/shown.rs";
const TESTS: &[&str] = &["what_is_asked_back"];

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "recalls of other agencies",
        who: "system/school",
        file: RECALL,
        text: "Box::new(recalls::agency_id.eq(key(agency)).nullable())",
        instead: "Box::new(recalls::agency_id.eq(key(agency)).or(recalls::id.is_not_null()).nullable())",
        without: "an agency reads what is asked back of others",
        tests: TESTS,
    },
    Mutant {
        name: "recalls for all workers of an agency",
        who: "worker/school",
        file: RECALL,
        text: "recalls::agency_id.eq(key(agency)).and(exists(on_case));",
        instead: "recalls::agency_id.eq(key(agency)).and(exists(on_case).or(recalls::id.is_not_null()));",
        without: "a worker without a role on the case learns that their agency knew of it",
        tests: TESTS,
    },
    Mutant {
        name: "recalls for all coordinators",
        who: "worker/elsewhere",
        file: RECALL,
        text: "Box::new(exists(coordinated).nullable().and(not(kept)))",
        instead: "Box::new(exists(coordinated).or(recalls::id.is_not_null()).nullable().and(not(kept)))",
        without: "whoever coordinates any case learns what is asked back on all of them",
        tests: TESTS,
    },
    Mutant {
        name: "recalls that are not late",
        who: "worker/officer",
        file: RECALL,
        text: "recalls::status.eq(RecallStatus::Escalated.code());",
        instead: "recalls::status.eq(RecallStatus::Escalated.code()).or(recalls::id.is_not_null());",
        without: "the privacy officer learns of families that took a consent back though nobody is late",
        tests: TESTS,
    },
    Mutant {
        name: "recalls of somebody else's consent",
        who: "person/father",
        file: RECALL,
        text: "Box::new(recalls::person_id.eq(key(person)))",
        instead: "Box::new(recalls::person_id.eq(key(person)).or(recalls::id.is_not_null().nullable()))",
        without: "a member of the family learns that another one took a consent back",
        tests: TESTS,
    },
    Mutant {
        name: "recalls of whoever asked in vain",
        who: "system/school",
        file: SHOWN,
        text: "        .filter(access_log::outcome.eq(AccessOutcome::Allowed.code()))\n        .filter(access_log::seen.ne(NOTHING))\n",
        instead: "        .filter(access_log::outcome.eq(AccessOutcome::Allowed.code()).or(access_log::seen.eq(NOTHING)))\n",
        without: "an agency that asked for a case in vain learns that there is one",
        tests: TESTS,
    },
    Mutant {
        name: "a part for whoever had something of it",
        who: "system/income",
        file: "crates/whakakaha-domain/src/recall.rs",
        text: "        held.retain(|it| about.contains(&it.topic()));\n",
        instead: "",
        without: "an agency that had nothing of a kind is asked for it, and learns that there was something",
        tests: TESTS,
    },
];
