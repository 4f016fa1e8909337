//! Safety alerts, and what they keep from whom.

use super::Mutant;

const SAFETY: &str = "crates/whakakaha-store/src/safety.rs";
const APART: &str = "crates/whakakaha-store/src/safety/apart.rs";
const PLACES: &str = "crates/whakakaha-store/src/safety/places.rs";
const TOLD: &str = "crates/whakakaha-store/src/access/history/told.rs";
const ASSIGNMENT: &str = "crates/whakakaha-store/src/assignment.rs";
const CONTACT: &str = "crates/whakakaha-store/src/contact.rs";
const RESTRICTION: &str = "crates/whakakaha-store/src/preparation/restriction.rs";
const SHEET: &str = "crates/whakakaha-store/src/meeting/sheet.rs";
const MENTION: &str = "crates/whakakaha-store/src/mention.rs";
const FACTS: &str = "crates/whakakaha-store/src/meeting/facts.rs";
const INVITATION: &str = "crates/whakakaha-store/src/meeting/invitation.rs";
const PLAN: &str = "crates/whakakaha-store/src/plan.rs";
const NOTICE: &str = "crates/whakakaha-store/src/correction/notice.rs";
const HERE: &[&str] = &["sideroads::safety"];

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "the alert that restricts somebody",
        who: "person/father",
        file: SAFETY,
        text: "        Principal::Family(person) => Box::new(safety_alerts::protected_id.eq(key(person)).assume_not_null()),",
        instead: "        Principal::Family(person) => {\n            Box::new(safety_alerts::person_id.ne(key(person)).or(safety_alerts::id.is_not_null()))\n        }",
        without: "a member of the family finds the alert that restricts them",
        tests: HERE,
    },
    Mutant {
        name: "who supervises",
        who: "worker/stranger",
        file: SAFETY,
        text: "    match alert.supervisor().filter(|worker| Some(*worker) == caller) {",
        instead: "    match caller {",
        without: "every coordinator of the region reads an alert and lowers it",
        tests: HERE,
    },
    Mutant {
        name: "the meeting of the protected person",
        who: "person/father",
        file: APART,
        text: "    Box::new(exists(comes_protected(reader)).and(not(exists(is_invited(reader)))))",
        instead: "    Box::new(exists(comes_protected(reader)).and(exists(is_invited(reader))).and(not(exists(is_invited(reader)))))",
        without: "the restricted person learns when and where the other is to be",
        tests: HERE,
    },
    Mutant {
        name: "who must not meet whom",
        who: "person/father",
        file: APART,
        text: "        .filter(safety_alerts::is_open.eq(true))\n        .filter(safety_alerts::ends_on.is_null()",
        instead: "        .filter(safety_alerts::is_open.eq(false))\n        .filter(safety_alerts::ends_on.is_null()",
        without: "two people who must not meet are invited together",
        tests: HERE,
    },
    Mutant {
        name: "the school of a child",
        who: "person/father",
        file: PLACES,
        text: "    Ok(reader != person && select(exists(keeping)).get_result(door.conn)?)",
        instead: "    Ok(reader == person && select(exists(keeping)).get_result::<bool>(door.conn)?)",
        without: "the restricted person learns where the children go to school",
        tests: HERE,
    },
    Mutant {
        name: "workers and agencies tied to a place",
        who: "person/father",
        file: ASSIGNMENT,
        text: "            .filter(assignments::case_id.eq(key(*case)))\n            .filter(not(is_tied(by_name(door))))\n",
        instead: "            .filter(assignments::case_id.eq(key(*case)))\n",
        without: "the list of roles tells which refuge takes part",
        tests: HERE,
    },
    Mutant {
        name: "the names of tied workers",
        who: "person/father",
        file: MENTION,
        text: "        if kept.contains(*agent) {",
        instead: "        if kept.contains(*agent) && agent.is_max() {",
        without: "entries, reports and the plan name workers who tell where the protected person is",
        tests: HERE,
    },
    Mutant {
        name: "the workers of a tied agency",
        who: "person/father",
        file: MENTION,
        text: "employed.iter().filter(|(_, agency)| kept.contains(agency))",
        instead: "employed.iter().filter(|(worker, _)| kept.contains(worker))",
        without: "a worker of the refuge is named, and the directory says where they work",
        tests: HERE,
    },
    Mutant {
        name: "a tied guest by their invitation",
        who: "person/father",
        file: FACTS,
        text: "            Ok(!kept_agents(conn, reader, agents_in(invitee))?.is_empty())",
        instead: "            kept_agents(conn, reader, agents_in(invitee)).map(|_| false)",
        without: "the invitation of a tied worker is read by its id",
        tests: HERE,
    },
    Mutant {
        name: "tied guests in the list",
        who: "person/father",
        file: INVITATION,
        text: "            .filter(not(is_tied_guest(reader)))\n",
        instead: "            .filter(is_tied_guest(reader).or(not(is_tied_guest(reader))))\n",
        without: "the list of invitations tells which refuge comes",
        tests: HERE,
    },
    Mutant {
        name: "tied guests of a meeting",
        who: "person/father",
        file: SHEET,
        text: "    sight.invitations.retain(|it| !agents_in(&it.invitee).iter().any(|agent| kept.contains(agent)));\n",
        instead: "",
        without: "the meeting tells which refuge comes",
        tests: HERE,
    },
    Mutant {
        name: "a tied facilitator",
        who: "person/father",
        file: SHEET,
        text: "filter(|it| !facilitates(it).iter().any(|it| kept.contains(it)));",
        instead: "filter(|it| !kept.is_empty() || facilitates(it).is_empty());",
        without: "the meeting tells that a tied worker runs it",
        tests: HERE,
    },
    Mutant {
        name: "tied agencies in a plan that was sent before",
        who: "person/father",
        file: PLAN,
        text: "all: &items | &kept_back(conn, case, shelf.reader)? };",
        instead: "all: kept_back(conn, case, shelf.reader).map(|_| items)? };",
        without: "among those who contribute nothing the plan names the refuge",
        tests: HERE,
    },
    Mutant {
        name: "tied agencies among those who are told",
        who: "person/father",
        file: NOTICE,
        text: "        .filter(not(is_kept_back!(reader, correction_notices::agency_id)))\n",
        instead: "",
        without: "whoever asked for a correction learns which refuge was told of it",
        tests: HERE,
    },
    Mutant {
        name: "a contact with the protected person",
        who: "person/father",
        file: CONTACT,
        text: "            .filter(contacts::id.ne_all(hidden_in(key(*case), reader)))\n",
        instead: "",
        without: "the restricted person reads of contacts with the other",
        tests: HERE,
    },
    Mutant {
        name: "what was looked at by whoever is tied to a place",
        who: "person/father",
        file: TOLD,
        text: "        .filter(not(is_by_withheld!(access_log::actor_id, member)))\n",
        instead: "",
        without: "the log of who has looked names the refuge",
        tests: HERE,
    },
    Mutant {
        name: "looks at alerts",
        who: "person/father",
        file: TOLD,
        text: "        .filter(not(access_log::operation.like(SAFETY)).or(is_own!(access_log::target_id, own)))\n",
        instead: "",
        without: "the log of who has looked tells that there are alerts",
        tests: HERE,
    },
    Mutant {
        name: "safeguards among the restrictions",
        who: "person/aunty",
        file: RESTRICTION,
        text: "            .filter(restrictions::alert_id.is_null())\n            .filter(not(reaches",
        instead: "            .filter(not(reaches",
        without: "what an alert keeps from whom is in the list of restrictions",
        tests: HERE,
    },
    Mutant {
        name: "the other session",
        who: "person/father",
        file: SHEET,
        text: "        if !SEE_SESSIONS.iter().any(|relation| standing.has(*relation)) {",
        instead: "        if SEE_SESSIONS.iter().all(|relation| standing.has(*relation)) {",
        without: "whoever comes to one session learns that there is another",
        tests: HERE,
    },
];
