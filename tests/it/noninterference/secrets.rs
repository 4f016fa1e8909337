//! Secrets: what is there in one world and not in the other, or says something else there; and from whom it
//! is kept.

mod made;
mod minuted;
mod overseen;
mod safety;
mod shared;
mod table;

use std::fmt;

use serde_json::json;

use super::story::Request;

/// Something that somebody must not know of.
pub(super) struct Secret {
    name: &'static str,
    /// How many scenes there must have been.
    pub(super) depth: usize,
    /// After which scene it comes; none: at the end.
    pub(super) after: Option<usize>,
    from: fn(&str) -> bool,
    told: fn(&str) -> Vec<Request>,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Secret {
    pub(super) fn told(&self, audience: &str) -> Vec<Request> {
        (self.told)(audience)
    }
}

/// Those who can have secrets kept from them, agencies first.
pub(super) const AGENCIES: [&str; 8] = [
    "worker/school",
    "system/school",
    "worker/support",
    "system/support",
    "worker/income",
    "system/trust",
    "worker/past",
    "system/past",
];

/// The others.
pub(super) const OTHERS: [&str; 10] = [
    "worker/coordinator",
    "person/mother",
    "person/father",
    "person/aunty",
    "worker/facilitator",
    "worker/stranger",
    "worker/elsewhere",
    "person/outsider",
    "administrator",
    "worker/officer",
];

/// Workers and systems of agencies that take part, the family's consent naming them.
fn participant(who: &str) -> bool {
    let out = ["income", "trust", "past", "support"];
    AGENCIES.contains(&who) && !out.iter().any(|agency| who.ends_with(agency)) || who == "system/support"
}

/// Those to whom the case is closed: consent withdrawn, never given, a role that has ended, or nothing to do
/// with it.
fn outside(who: &str) -> bool {
    let out = ["income", "trust", "past"];
    let strangers = ["worker/stranger", "worker/elsewhere", "person/outsider", "administrator", "reporter"];
    out.iter().any(|agency| who.ends_with(agency)) || strangers.contains(&who)
}

/// Those who may know of the family's meeting and of nothing else of its case.
fn beside(who: &str) -> bool {
    outside(who) || who == "person/aunty"
}

fn agency(who: &str) -> bool {
    participant(who) || who == "worker/support" || outside(who)
}

fn all() -> impl Iterator<Item = &'static Secret> {
    table::ALL.iter().chain(safety::ALL).chain(overseen::OVERSEEN).chain(shared::ALL).chain(minuted::ALL)
}

/// Whether somebody sees who did what, and so also what they do themselves.
pub(super) fn is_overseer(who: &str) -> bool {
    who == "worker/officer"
}

/// The secrets that can be kept from somebody.
pub(super) fn kept_from(audience: &str) -> Vec<&'static Secret> {
    all().filter(|secret| (secret.from)(audience)).collect()
}

/// What closes the case to somebody, in both worlds.
pub(super) fn shut_out(audience: &str) -> Vec<Request> {
    if audience.ends_with("income") {
        let body = json!({ "agencies": ["$agency/income"], "channel": "in person" });
        return vec![Request::post("person/mother", "/v1/consents/{consent/mother}/withdrawal", body)];
    }
    if audience.ends_with("past") {
        let body = json!({ "ended_on": "2026-02-05" });
        return vec![Request::post("worker/coordinator", "/v1/assignments/{assignment/past}/end", body)];
    }
    Vec::new()
}

/// Every one of them has a name of its own, and nobody is without.
#[test]
fn there_are_secrets_from_everybody() {
    let mut names: Vec<_> = all().map(|secret| secret.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all().count());
    for audience in AGENCIES.into_iter().chain(OTHERS) {
        assert!(!kept_from(audience).is_empty(), "{audience}");
    }
}
