//! What is told, as tables.

use super::*;
use crate::operation::Operation;

fn worker() -> Onlooker {
    Onlooker {
        kind: OnlookerKind::Worker,
        name: Some("Mere Waititi".to_owned()),
        agency: Some("Rānui School".to_owned()),
    }
}

#[test]
fn a_look_is_told_in_plain_words() {
    let rows = [
        (Deed::LookedAt, "plan.read", "Mere Waititi (Rānui School) looked at your family's plan."),
        (
            Deed::AskedInVain,
            "meeting.read",
            "Mere Waititi (Rānui School) asked for a meeting of your family's case and was refused.",
        ),
        (
            Deed::Changed,
            "need.add",
            "Mere Waititi (Rānui School) recorded or changed something in what your family says about itself \
             and what it needs.",
        ),
    ];
    for (deed, operation, told) in rows {
        assert_eq!(sentence(&worker(), deed, (Topic::of(operation, false), Whose::Familys), None), told);
    }
}

#[test]
fn what_is_for_somebody_else_alone_is_something_of_the_case() {
    for operation in [
        "consent.sign",
        "consent.read",
        "restriction.create",
        "safety.raise",
        "access.read_own",
        "unheard.of",
    ] {
        assert_eq!(Topic::of(operation, false), Topic::Other, "{operation}");
    }
    assert_eq!(Topic::of("consent.read", true), Topic::Consent);
}

/// Whatever is done to a case, a family or a person can be told.
#[test]
fn every_operation_has_a_topic_or_is_told_of_in_general() {
    const IN_GENERAL: [&str; 13] = [
        "safety",
        "disclosure",
        "advice",
        "record",
        "consent",
        "restriction",
        "access",
        "statement",
        "correction",
        "login_code",
        "session",
        "recall",
        "calendar",
    ];
    const OF_AGENCIES: [&str; 9] = [
        "coordinator",
        "directory",
        "region",
        "agency",
        "worker",
        "facilitator",
        "client",
        "login",
        "webhook",
    ];
    for operation in Operation::ALL {
        let thing = operation.name().split('.').next().unwrap_or_default();
        let general = IN_GENERAL.contains(&thing) || OF_AGENCIES.contains(&thing);
        assert_eq!(Topic::of(operation.name(), false) == Topic::Other, general, "{}", operation.name());
    }
}

/// The privacy officer is told of every kind of caller by name.
#[test]
fn every_caller_is_of_a_kind() {
    use crate::{actor::Principal, code::CodeList, ids::Id};
    let (worker, agency) = (Id::new(uuid::Uuid::nil()), Id::new(uuid::Uuid::nil()));
    let callers = [
        Principal::Worker { worker, agency },
        Principal::Family(Id::new(uuid::Uuid::nil())),
        Principal::System(agency),
        Principal::Reporter,
        Principal::Administrator,
        Principal::Public,
        Principal::Service,
    ];
    let kinds: Vec<_> = callers.iter().filter_map(|caller| CallerKind::parse(caller.kind())).collect();
    assert_eq!(kinds, CallerKind::ALL);
}

/// What was done in an emergency is told with the ground, and with the holder's words where the review lets them be read.
#[test]
fn an_emergency_is_told_in_plain_words() {
    use crate::break_glass::{BreakGlassGround, BreakGlassPart, EmergencyTold};
    let at = chrono::DateTime::UNIX_EPOCH;
    let told = |is_opening, reason: Option<&str>| EmergencyTold {
        grant: crate::ids::Id::new(uuid::Uuid::nil()),
        is_opening,
        ground: BreakGlassGround::ChildAtRisk,
        reason: reason.map(str::to_owned),
        part: BreakGlassPart::People,
        opened_at: at,
        ended_at: at,
        outcome: None,
    };
    let rows = [
        (
            Deed::Changed,
            told(true, None),
            "Mere Waititi (Rānui School) opened who belongs to your family and how to reach you in an emergency, \
             because a child might have come to harm.",
        ),
        (
            Deed::LookedAt,
            told(false, Some("The hospital rang.")),
            "Mere Waititi (Rānui School) looked at your family's plan in an emergency, because a child might have \
             come to harm. They wrote: “The hospital rang.”",
        ),
    ];
    for (deed, emergency, expected) in rows {
        let about = (Topic::Plan, Whose::Familys);
        assert_eq!(sentence(&worker(), deed, about, Some(&emergency)), expected);
    }
}
