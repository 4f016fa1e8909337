//! What a calendar shows, and whom its address opens.

use super::Mutant;

const LINKS: &str = "crates/whakakaha-store/src/calendar_link.rs";
const MEETINGS: &str = "crates/whakakaha-store/src/meeting/calendar.rs";
const SHOWN: &[&str] = &["r19_a_calendar_shows"];
const ENDED: &[&str] = &["r19_a_link_that_has_ended"];

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "calendar links of others",
        who: "worker/school",
        file: LINKS,
        text: "            .find(key(*id))\n            .filter(is_of(owner))\n",
        instead: "            .find(key(*id))\n            .filter(is_of(owner).or(calendar_links::id.is_not_null().nullable()))\n",
        without: "whoever learns the id of a link ends it",
        tests: ENDED,
    },
    Mutant {
        name: "calendar links that have ended",
        who: "worker/school",
        file: LINKS,
        text: "            .filter(not(calendar_links::ended))\n            .filter(calendar_links::client_id",
        instead: "            .filter(calendar_links::client_id",
        without: "the address of a lost telephone goes on telling when the meetings are",
        tests: ENDED,
    },
    Mutant {
        name: "calendar links of programs that are disabled",
        who: "worker/school",
        file: LINKS,
        text: "            .filter(not(clients::disabled));\n",
        instead: ";\n",
        without: "a program that was disabled goes on reading by an address that it has made",
        tests: &["r19_a_calendar_does_not_outlive"],
    },
    Mutant {
        name: "meetings to which a worker is not invited, in their calendar",
        who: "worker/school",
        file: MEETINGS,
        text: ".and(exists(run).or(exists(worker_comes(worker))))",
        instead: ".and(exists(run).or(exists(worker_comes(worker))).or(meetings::id.is_not_null()))",
        without: "whoever is not to come is told of the next time",
        tests: SHOWN,
    },
    Mutant {
        name: "meetings kept from a member of the family, in their calendar",
        who: "person/father",
        file: MEETINGS,
        text: "            .filter(not(keeps_away(door.viewer)))\n",
        instead: "",
        without: "the father learns when the mother can be met",
        tests: SHOWN,
    },
    Mutant {
        name: "who supports a family, in their calendar",
        who: "person/aunty",
        file: MEETINGS,
        text: "exists(supported).and(exists(supporter_comes(person)))",
        instead: "exists(supporter_comes(person)).and(meetings::id.is_not_null().or(exists(supported)))",
        without: "whoever has left the family is told when it meets",
        tests: SHOWN,
    },
    Mutant {
        name: "invitations taken back before a meeting was cancelled",
        who: "worker/school",
        file: MEETINGS,
        text: "        .and(invitations::change_id.eq(meetings::change_id))\n",
        instead: "",
        without: "whom the family does not want any more is told that the meeting is off",
        tests: SHOWN,
    },
];
