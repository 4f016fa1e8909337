//! What is said at meetings and reviews, reported, and given to the invited.

use super::Mutant;

const MENTION: &str = "crates/whakakaha-store/src/mention.rs";
const HIDDEN: &str = "crates/whakakaha-store/src/hidden.rs";
const REVIEW: &str = "crates/whakakaha-store/src/review.rs";
const PROGRESS: &str = "crates/whakakaha-store/src/progress_report.rs";
const FINAL: &str = "crates/whakakaha-store/src/final_report.rs";
const PACK: &str = "crates/whakakaha-store/src/meeting/pack.rs";
const GIVEN: &str = "crates/whakakaha-domain/src/meeting/pack.rs";

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "decisions and points about what is kept",
        who: "worker/school",
        file: MENTION,
        text: "        thing.without_parts(&kept);\n",
        instead: "        let _ = (&thing, &kept);\n",
        without: "minutes and agendas tell everybody about everybody",
        tests: &["sideroads::minutes"],
    },
    Mutant {
        name: "decisions taken while they were kept",
        who: "worker/school",
        file: HIDDEN,
        text: "        .filter(is_withheld(reader).or(was_withheld(reader)))\n",
        instead: "        .filter(is_withheld(reader))\n",
        without: "lifting a restriction opens the minutes of the time when it held",
        tests: &["f1_17_minutes"],
    },
    Mutant {
        name: "what the family says at a review",
        who: "worker/school",
        file: REVIEW,
        text: "            && kept.contains(&self.id.uuid())\n",
        instead: "            && kept.len() > 1\n",
        without: "what the family says about somebody is read by those from whom they are kept",
        tests: &["f1_17_reports"],
    },
    Mutant {
        name: "a report about somebody who is kept",
        who: "person/father",
        file: PROGRESS,
        text: "        Ok(kept.is_empty().then_some(Found { version: thing.version, thing, standing }))",
        instead: "        drop(kept);\n        Ok(Some(Found { version: thing.version, thing, standing }))",
        without: "by its id, a report is read by those from whom it is kept whom it is about",
        tests: &["f1_17_reports"],
    },
    Mutant {
        name: "reports about somebody who is kept",
        who: "person/father",
        file: PROGRESS,
        text: "            .filter(progress_reports::id.ne_all(hidden_in(key(*case), reader)))\n",
        instead: "",
        without: "the list has reports about somebody who is kept from the reader",
        tests: &["f1_17_reports"],
    },
    Mutant {
        name: "a final report about somebody who is kept",
        who: "person/father",
        file: FINAL,
        text: "        Ok(kept.is_empty().then_some(Found { version: thing.version, thing, standing }))",
        instead: "        drop(kept);\n        Ok(Some(Found { version: thing.version, thing, standing }))",
        without: "by its id, a final report is read by those from whom it is kept whom it is about",
        tests: &["f1_17_reports"],
    },
    Mutant {
        name: "final reports about somebody who is kept",
        who: "person/father",
        file: FINAL,
        text: "            .filter(final_reports::id.ne_all(hidden_in(key(*case), reader)))\n",
        instead: "",
        without: "the list has final reports about somebody who is kept from the reader",
        tests: &["f1_17_reports"],
    },
    Mutant {
        name: "when somebody was last reported about",
        who: "person/father",
        file: "crates/whakakaha-store/src/case/detail.rs",
        text: "        .filter(not(exists(withheld.filter(item_topics::item_id.eq(progress_reports::id)))))\n",
        instead: "        .filter(not(exists(withheld.filter(item_topics::item_id.ne(progress_reports::id)))))\n",
        without: "the day of the next report tells that there was one",
        tests: &["f1_17_reports"],
    },
    Mutant {
        name: "packs of others",
        who: "worker/school",
        file: PACK,
        text: "            .filter(meeting_packs::recipient_id.eq(Key(id)))\n",
        instead: "            .filter(meeting_packs::recipient_id.ne(Key(id)))\n",
        without: "somebody reads what was put together for another",
        tests: &["f0_39"],
    },
    Mutant {
        name: "what was kept since a pack went out",
        who: "worker/school",
        file: PACK,
        text: "        let is_known = |id: Uuid| !kept.contains(&id) && !removed.contains(&Key(id));",
        instead: "        drop(kept);\n        let is_known = |id: Uuid| !removed.contains(&Key(id));",
        without: "what was given once is read for ever",
        tests: &["f0_39"],
    },
    Mutant {
        name: "what was taken out of the profile since",
        who: "worker/school",
        file: PACK,
        text: "        let is_known = |id: Uuid| !kept.contains(&id) && !removed.contains(&Key(id));",
        instead: "        drop(removed);\n        let is_known = |id: Uuid| !kept.contains(&id);",
        without: "what the family took back is read in what was given",
        tests: &["f0_39"],
    },
    Mutant {
        name: "what was kept when a pack went out",
        who: "person/father",
        file: GIVEN,
        text: "        let hidden = dispatch.confidences.hidden_from(reader, &file.case, file.today(at)).items;",
        instead: "        let _ = dispatch.confidences.hidden_from(reader, &file.case, file.today(at));\n        let hidden = std::collections::BTreeSet::<uuid::Uuid>::new();",
        without: "everybody is given everything, and what is lifted later was theirs all along",
        tests: &["f0_39"],
    },
];
