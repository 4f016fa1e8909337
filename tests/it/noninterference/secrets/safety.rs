//! Safety alerts: kept from whom they restrict, and from all but a few.

use serde_json::{Value, json};

use super::{
    super::{
        scenes::{self, CONVENED},
        small,
        story::{Request, Where::Left},
    },
    Secret,
    made::{hidden, made, named},
    table::unknown,
};

pub(super) const ALL: &[Secret] = &[
    Secret {
        name: "who must not meet whom",
        depth: 2,
        after: None,
        from: |who| unalerted(who) && who != "person/father",
        told: |_| vec![apart("protection_order", "the court").only(Left)],
    },
    Secret {
        name: "why the father is kept away",
        depth: 2,
        after: None,
        from: unalerted,
        told: |_| {
            vec![
                apart("police_safety_order", "the police")
                    .otherwise(alert("stated_by_person", "she says so")),
            ]
        },
    },
    Secret {
        name: "a meeting to which the mother comes",
        depth: 5,
        after: None,
        from: |who| who == "person/father",
        told: |_| {
            let meeting = json!({
                "kind": "extraordinary", "starts_at_local": "2026-03-10T18:30:00", "minutes": 60,
                "venue": { "name": "Library", "neutrality": "neutral" },
            });
            let (who, path) = ("worker/coordinator", "/v1/meetings/{meeting/hidden}/invitations");
            let convened = made(who, "meetings", meeting).kept("meeting/hidden");
            let invited =
                Request::post(who, path, scenes::invitee("person/mother")).kept("invitation/hidden");
            let apart = apart("protection_order", "the court").kept("safety_alert/known");
            vec![apart.keeping(), convened.only(Left), invited.only(Left)]
        },
    },
    Secret {
        name: "who is on the list beside the father",
        depth: 5,
        after: Some(CONVENED),
        from: |who| who == "person/father",
        told: |_| {
            let body = small::person("hidden", 0);
            let member = json!({
                "person_id": "$person/hidden", "role": "whanau_support", "dependent": false,
                "started_on": "2026-02-02",
            });
            let named = named("person/father");
            let wish = json!({ "kind": "person", "person_id": "$person/hidden", "hidden_from": named });
            let (by, path) = ("worker/coordinator", "/v1/meetings/{meeting/0}/invitations");
            vec![
                Request::post(by, "/v1/people", body).kept("person/hidden"),
                Request::post(by, "/v1/families/{family/here}/members", member).kept("membership/hidden"),
                hidden(wish),
                Request::post(by, path, scenes::invitee("person/hidden"))
                    .kept("invitation/hidden")
                    .only(Left),
            ]
        },
    },
    Secret {
        name: "which of two tied workers wrote",
        depth: 5,
        after: None,
        from: |who| who == "person/father",
        told: |_| {
            let all = [tied(), vec![answered()], written()];
            all.into_iter().flatten().collect()
        },
    },
    Secret {
        name: "of whom to be careful",
        depth: 2,
        after: None,
        from: |who| unalerted(who) || who == "person/mother",
        told: |_| {
            let mut warning = scenes::warning();
            warning["ground"] = "court_order".into();
            let warned = made("worker/coordinator", "safety-alerts", warning);
            vec![warned.kept("safety_alert/hidden").only(Left)]
        },
    },
];

/// Those who may not know of safety alerts, and whom none protects.
fn unalerted(who: &str) -> bool {
    unknown(who) || who == "person/father"
}

/// Keeps the father away from the mother.
fn apart(ground: &str, source: &str) -> Request {
    made("worker/coordinator", "safety-alerts", alert(ground, source)).kept("safety_alert/hidden")
}

/// The same, and who leads and who coordinates would tell where she is.
fn tied() -> Vec<Request> {
    let mut body = alert("protection_order", "the court");
    body["ties"] = json!([
        { "kind": "worker", "worker_id": "$worker/support" },
        { "kind": "worker", "worker_id": "$worker/coordinator" },
    ]);
    vec![made("worker/coordinator", "safety-alerts", body).kept("safety_alert/hidden").keeping()]
}

/// Who takes note of what the father asked for: a worker, or the system of the same agency.
fn answered() -> Request {
    let path = "/v1/correction-notices/{correction_notice/0}/acknowledgement";
    Request::post("worker/support", path, json!({})).or_by("system/support")
}

/// What the mother says, and what the family answered, as one or the other writes it down.
fn written() -> Vec<Request> {
    let entry = json!({ "kind": "strength", "text": "we cook", "family_decision": scenes::decided() });
    let words = json!({ "text": "we cook together", "family_decision": scenes::decided() });
    let issues = json!({ "entries": ["$entry/2"], "family_decision": scenes::decided() });
    let answer = json!({ "anything": false, "family_decision": scenes::decided() });
    let (who, other) = ("worker/support", "worker/coordinator");
    let by_either = [
        made(who, "profile-entries", entry).kept("entry/written"),
        Request::put(who, "/v1/profile-entries/{entry/written}", words),
        made(who, "key-issues", issues),
        made(who, "confidentiality", answer),
    ];
    by_either.into_iter().map(|request| request.or_by(other)).collect()
}

fn alert(ground: &str, source: &str) -> Value {
    json!({
        "kind": "no_contact", "person_id": "$person/father", "protected_person_id": "$person/mother",
        "ground": ground, "source": source, "begins_on": "2026-02-05", "may_see": ["$person/child"],
    })
}
