//! Access in an emergency, and what the privacy officer sees.

use super::Mutant;

const EMERGENCY: &str = "crates/whakakaha-store/src/case/emergency.rs";
const GRANTS: &str = "crates/whakakaha-store/src/break_glass.rs";
const TOLD: &str = "crates/whakakaha-store/src/access/history/told.rs";
const POLICY: &str = "crates/whakakaha-domain/src/policy.rs";
const PLAN: &str = "crates/whakakaha-store/src/plan.rs";
const PARTS: &str = "crates/whakakaha-domain/src/break_glass.rs";
const REVIEW: &str = "crates/whakakaha-domain/src/break_glass/review.rs";

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "an emergency that is over",
        who: "worker/stranger",
        file: EMERGENCY,
        text: "        .filter(break_glass_grants::expires_at.gt(now))\n",
        instead: "        .filter(break_glass_grants::expires_at.ne(now))\n",
        without: "a case that was opened in an emergency stays open",
        tests: &["break_glass"],
    },
    Mutant {
        name: "an emergency that was taken back",
        who: "worker/stranger",
        file: EMERGENCY,
        text: "        .filter(break_glass_grants::revoked.eq(false))\n",
        instead: "",
        without: "a grant that was taken back still opens the case",
        tests: &["break_glass"],
    },
    Mutant {
        name: "somebody else's emergency",
        who: "worker/stranger",
        file: EMERGENCY,
        text: "        .filter(break_glass_grants::worker_id.eq(worker))\n",
        instead: "        .filter(break_glass_grants::worker_id.ne(worker))\n",
        without: "what was opened to one worker is open to the others",
        tests: &["break_glass"],
    },
    Mutant {
        name: "an action that is kept by name",
        who: "worker/stranger",
        file: "crates/whakakaha-store/src/action.rs",
        text: "            is_hidden(door.conn, action.id.uuid(), case::reader(door.viewer, &standing))?\n",
        instead: "            is_hidden(door.conn, action.id.uuid(), case::reader(door.viewer, &standing))? && false\n",
        without: "an emergency opens an action that the family keeps from the holder by name",
        tests: &["break_glass"],
    },
    Mutant {
        name: "what is kept by name in an emergency",
        who: "worker/stranger",
        file: "crates/whakakaha-domain/src/restriction/reader.rs",
        text: "            Self::Coordinator(id) | Self::OfRegion(id) | Self::InEmergency(id) => [worker(id), None],",
        instead: "            Self::InEmergency(_) => [None, None],\n            Self::Coordinator(id) | Self::OfRegion(id) => [worker(id), None],",
        without: "an emergency opens what the family keeps from the holder by name",
        tests: &["break_glass"],
    },
    Mutant {
        name: "the parts of a case",
        who: "worker/stranger",
        file: PARTS,
        text: "            Self::People => &[Relation::GlassPeople],\n",
        instead: "            Self::People => &[Relation::GlassPeople, Relation::GlassPlan, Relation::GlassCase],\n",
        without: "whoever asked whom to call reads the whole case",
        tests: &["break_glass"],
    },
    Mutant {
        name: "a role beside an emergency",
        who: "worker/school",
        file: GRANTS,
        text: "let roles = roles_of(door.viewer, worker).filter(assignments::case_id.eq(key(*case)));",
        instead: "let roles = roles_of(door.viewer, worker).filter(assignments::case_id.ne(key(*case)));",
        without: "whoever has a role opens for themselves what the family keeps from them",
        tests: &["break_glass"],
    },
    Mutant {
        name: "a role that is given during an emergency",
        who: "worker/school",
        file: EMERGENCY,
        text: "        .filter(not(exists(roles.filter(assignments::case_id.eq(break_glass_grants::case_id)))))\n",
        instead: "        .filter(not(exists(roles.filter(assignments::case_id.ne(assignments::case_id)))))\n",
        without: "whoever gets a role reads what is kept from their agency by leaving the role out of a token",
        tests: &["break_glass"],
    },
    Mutant {
        name: "answers in an emergency",
        who: "worker/stranger",
        file: PLAN,
        text: "Reader::InEmergency(_) => PlanSheet::in_emergency(",
        instead: "Reader::InEmergency(_) => PlanSheet::whole(",
        without: "whoever opens a case in an emergency reads what was said with the answers to the plan",
        tests: &["break_glass"],
    },
    Mutant {
        name: "grants of other agencies",
        who: "worker/stranger",
        file: GRANTS,
        text: "                .or(break_glass_grants::agency_id.eq(supervised))\n",
        instead: "                .or(break_glass_grants::agency_id.ne(supervised))\n",
        without: "who supervises an agency sees what the workers of others opened, and why",
        tests: &["break_glass"],
    },
    Mutant {
        name: "a review by the holder",
        who: "worker/stranger",
        file: REVIEW,
        text: "        ensure(by != grant.worker_id, Code::BreakGlassReviewOwn)?;\n",
        instead: "",
        without: "somebody finds that they had reason to open a case themselves",
        tests: &["break_glass"],
    },
    Mutant {
        name: "looks in an emergency that lasts",
        who: "person/father",
        file: TOLD,
        text: "        .filter(not(is_look_in_an_emergency(subject, now)));",
        instead: "        .filter(not(is_look_in_an_emergency(subject, now + chrono::TimeDelta::hours(4))));",
        without: "members of the family watch what is looked at while the emergency lasts",
        tests: &["break_glass"],
    },
    Mutant {
        name: "that there is an emergency",
        who: "person/father",
        file: TOLD,
        text: "        .filter(not(is_opening_of_an_emergency(now)));",
        instead: "        .filter(not(is_opening_of_an_emergency(now + chrono::TimeDelta::hours(4))));",
        without: "members of the family are told of an emergency while it lasts",
        tests: &["break_glass"],
    },
    Mutant {
        name: "a privacy officer with other scopes",
        who: "worker/officer",
        file: POLICY,
        text: "        if scopes.has(Scope::PrivacyOfficer) && !self.is_for_officers() {",
        instead: "        if scopes.has(Scope::PrivacyOfficer) && self.scopes().is_empty() && !self.is_for_officers() {",
        without: "a privacy officer reads cases, too, where the token allows that",
        tests: &["oversight"],
    },
    Mutant {
        name: "an emergency after another",
        who: "worker/stranger",
        file: "crates/whakakaha-domain/src/break_glass/open.rs",
        text: "        ensure(!target.is_unreviewed, Code::BreakGlassUnreviewed)?;\n",
        instead: "",
        without: "somebody keeps a case open as long as they like, one emergency after another, before anybody has looked at the first",
        tests: &["before_the_review"],
    },
];
