//! What agencies' systems are told.

use super::Mutant;

const NEWS: &str = "crates/whakakaha-domain/src/event.rs";
const FEED: &str = "crates/whakakaha-store/src/event/feed.rs";

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "looked at wherever it matters",
        who: "system/school",
        file: "crates/whakakaha-store/src/event/concerned.rs",
        text: "iter().all(|case| cases.contains(case))",
        instead: "iter().any(|case| cases.contains(case))",
        without: "what a family restricts is not missing in the case of another that shares its people",
        tests: &["what_systems_are_told"],
    },
    Mutant {
        name: "asked again when it is told",
        who: "system/school",
        file: FEED,
        text: "look(&mut unit, told.thing)?.is_none()",
        instead: "look(&mut unit, told.thing)?.is_none() && false",
        without: "the feed tells of what was hidden, or has run out, since the relay looked",
        tests: &["what_systems_are_told"],
    },
    Mutant {
        name: "what came and went",
        who: "system/school",
        file: FEED,
        text: "gone.and(holdings::since.le(after.naive_utc()))",
        instead: "gone",
        without: "a system is told that something is gone of which it never knew",
        tests: &["what_systems_are_told"],
    },
    Mutant {
        name: "the feed of another agency",
        who: "system/school",
        file: FEED,
        text: "        .filter(holdings::agency_id.eq(key(agency)))\n",
        instead: "        .filter(holdings::agency_id.ne(key(agency)))\n",
        without: "a system is told what the others are told",
        tests: &["what_systems_are_told"],
    },
    Mutant {
        name: "one tombstone for a case",
        who: "system/school",
        file: NEWS,
        text: "            Happening::Created | Happening::Updated if closes && !is_case(thing) => Happening::Silenced,\n",
        instead: "",
        without: "an agency that loses access is told how much it loses",
        tests: &["what_systems_are_told"],
    },
    Mutant {
        name: "asked again before it is sent",
        who: "system/school",
        file: FEED,
        text: "(wanted.look)(&mut ReadUnit::new(door.conn, door.viewer), wanted.thing)?.is_some()",
        instead: "true",
        without: "a webhook is sent what was hidden, or has run out, since the relay looked",
        tests: &["where_events_are_sent"],
    },
    Mutant {
        name: "a tombstone for whom it was there",
        who: "system/school",
        file: "crates/whakakaha-store/src/webhook/queue.rs",
        text: "(gone && !told)",
        instead: "(gone && !told && told)",
        without: "a webhook is sent that something is gone of which it never knew",
        tests: &["where_events_are_sent"],
    },
    Mutant {
        name: "the webhooks of another agency",
        who: "system/school",
        file: "crates/whakakaha-store/src/webhook.rs",
        text: "let own = principal.agency() == Some(agency) || principal == Principal::Service;",
        instead: "let own = true;",
        without: "an agency reads and changes where the others are told what happens",
        tests: &["where_events_are_sent"],
    },
    Mutant {
        name: "a name that leads inside",
        who: "system/school",
        file: "crates/whakakaha-api/src/outbound.rs",
        text: "reach == Reach::Public && !found.iter().all(",
        instead: "reach == Reach::Public && found.is_empty() && !found.iter().all(",
        without: "an address whose name leads to a private network is sent to",
        tests: &["where_events_are_sent"],
    },
];
