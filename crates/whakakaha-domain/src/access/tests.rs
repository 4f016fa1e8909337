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
        assert_eq!(sentence(&worker(), deed, Topic::of(operation, false), Whose::Familys), told);
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
    const IN_GENERAL: [&str; 9] = [
        "safety",
        "disclosure",
        "advice",
        "record",
        "consent",
        "restriction",
        "access",
        "statement",
        "correction",
    ];
    const DIRECTORY: [&str; 6] = ["coordinator", "directory", "region", "agency", "worker", "facilitator"];
    for operation in Operation::ALL {
        let thing = operation.name().split('.').next().unwrap_or_default();
        let general = IN_GENERAL.contains(&thing) || DIRECTORY.contains(&thing);
        assert_eq!(Topic::of(operation.name(), false) == Topic::Other, general, "{}", operation.name());
    }
}
