//! The people whom an alert keeps apart: what the restricted one could find out by asking.

use super::Mutant;

const APART: &str = "crates/whakakaha-store/src/safety/apart.rs";
const MENTION: &str = "crates/whakakaha-store/src/mention.rs";
const TOLD: &str = "crates/whakakaha-store/src/access/history/told.rs";
const CASE: &str = "crates/whakakaha-store/src/case.rs";
const FACTS: &str = "crates/whakakaha-store/src/meeting/facts.rs";
const SHEET: &str = "crates/whakakaha-store/src/meeting/sheet.rs";
const ASSIGNMENT: &str = "crates/whakakaha-store/src/assignment.rs";
const RESTRICTION: &str = "crates/whakakaha-store/src/preparation/restriction.rs";
const ACCEPT: &str = "crates/whakakaha-domain/src/intake/accept.rs";
const HERE: &[&str] = &["sideroads::safety"];

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "what is kept back in the next case",
        who: "person/father",
        file: ACCEPT,
        text: "        Ok(change.put_all(alerts).put_all(guarded).into())",
        instead: "        Ok(change.put_all(alerts).put_all(guarded.into_iter().take(0)).into())",
        without: "the restricted person finds everybody in the next case of the family",
        tests: HERE,
    },
    Mutant {
        name: "the meeting at which something came about",
        who: "person/father",
        file: MENTION,
        text: "    forget_meetings(door, things)?;\n",
        instead: "    forget_meetings(door, &mut things[..0])?;\n",
        without: "the plan names a meeting to which the protected person came",
        tests: HERE,
    },
    Mutant {
        name: "looks at a meeting that does not exist for the reader",
        who: "person/father",
        file: TOLD,
        text: "        .filter(access_log::target_id.is_null().or(access_log::target_id.ne_all(unknown.clone())))\n",
        instead: "",
        without: "the log of who has looked tells that there is a meeting",
        tests: HERE,
    },
    Mutant {
        name: "changes to a meeting that does not exist for the reader",
        who: "person/father",
        file: TOLD,
        text: "        .filter(audit_log::subject_id.ne_all(unknown))\n",
        instead: "        .filter(audit_log::subject_id.ne_all(unknown.into_iter().take(0)))\n",
        without: "the log of changes tells that there is a meeting",
        tests: HERE,
    },
    Mutant {
        name: "what becomes of a meeting that was declined",
        who: "person/father",
        file: APART,
        text: "                .or(invitations::state.eq(declined).and(invitations::change_id.gt(meetings::change_id))),",
        instead: "                .or(invitations::state.eq(declined).and(invitations::change_id.ne(meetings::id))),",
        without: "the restricted person declines, and follows the meeting of the other",
        tests: HERE,
    },
    Mutant {
        name: "a hidden person named for a need",
        who: "person/father",
        file: CASE,
        text: "        found.thing.kept_back = kept_members(door.conn, found.thing.case.family_id, reader)?;\n",
        instead: "        kept_members(door.conn, found.thing.case.family_id, reader)?;\n",
        without: "whoever names somebody in a need learns whether they belong to the family",
        tests: HERE,
    },
    Mutant {
        name: "a hidden person proposed for a meeting",
        who: "person/father",
        file: FACTS,
        text: "        case.kept_back = case::kept_members(door.conn, case.case.family_id, reader)?;\n",
        instead: "        case.kept_back = case::kept_members(door.conn, case.case.family_id, reader)?;\n        case.kept_back.clear();\n",
        without: "whoever proposes somebody learns whether they belong to the family",
        tests: HERE,
    },
    Mutant {
        name: "warnings about the hidden",
        who: "person/father",
        file: SHEET,
        text: "        sight.invitations.retain(|it| member(&it.invitee).is_none_or(|it| !kept_back.contains(&it.0)));\n",
        instead: "        sight.invitations.retain(|it| member(&it.invitee).is_none_or(|it| kept_back.is_empty() || !it.0.is_nil()));\n",
        without: "a meeting names the hidden, and warns of them",
        tests: HERE,
    },
    Mutant {
        name: "roles that are not shown",
        who: "person/father",
        file: ASSIGNMENT,
        text: "        let unseen = unseen_roles(door, wanted.case)?;",
        instead: "        let unseen = unseen_roles(door, wanted.case)?.into_iter().take(0).collect();",
        without: "whoever gives a role learns which agency takes part",
        tests: HERE,
    },
    Mutant {
        name: "restrictions that name the hidden",
        who: "person/father",
        file: RESTRICTION,
        text: "            .filter(not(exists(names_hidden)).or(exists(own)))\n",
        instead: "            .filter(exists(names_hidden).or(exists(own)).or(restrictions::lifted.is_not_null()))\n",
        without: "the list of restrictions names an agency that would tell where somebody is",
        tests: HERE,
    },
    Mutant {
        name: "restrictions that name the hidden, by their ids",
        who: "person/father",
        file: RESTRICTION,
        text: "        let names_hidden = !is_own &&",
        instead: "        let names_hidden = !is_own && id.uuid().is_nil() &&",
        without: "a restriction found by its id names an agency that would tell where somebody is",
        tests: HERE,
    },
];
