//! All secrets, each with those from whom it is kept.

use serde_json::{Value, json};

use super::{
    super::{
        scenes::{self, CIRCULATED, DRAFTED},
        small,
        story::{Request, Where::Left},
    },
    Secret, agency, beside, outside, participant,
};

const CASE: &str = "/v1/cases/{case/here}";

pub(super) const ALL: &[Secret] = &[
    Secret {
        name: "an entry",
        depth: 3,
        after: None,
        from: agency,
        told: |who| vec![entry().only(Left), kept("profile_entry", "$entry/hidden", who).only(Left)],
    },
    Secret {
        name: "the words of an entry",
        depth: 3,
        after: None,
        from: agency,
        told: |who| {
            let other = entry().otherwise(json!({ "kind": "issue", "text": "right" }));
            vec![other, kept("profile_entry", "$entry/hidden", who)]
        },
    },
    Secret {
        name: "a need",
        depth: 3,
        after: None,
        from: agency,
        told: |who| vec![need().only(Left), kept("need", "$need/hidden", who).only(Left)],
    },
    Secret {
        name: "the words of a need",
        depth: 3,
        after: None,
        from: agency,
        told: |who| {
            let other =
                need().otherwise(json!({ "domain": "education", "text": "right", "priority": "later" }));
            vec![other, kept("need", "$need/hidden", who)]
        },
    },
    Secret {
        name: "an action",
        depth: 6,
        after: Some(DRAFTED),
        from: participant,
        told: |who| {
            let written = promised(Some("left")).otherwise(plan(None));
            vec![written, kept("action", "$action/hidden", who).only(Left)]
        },
    },
    Secret {
        name: "what an action is",
        depth: 6,
        after: Some(DRAFTED),
        from: participant,
        told: |who| {
            let written = promised(Some("left")).otherwise(plan(Some("right")));
            vec![written, kept("action", "$action/hidden", who)]
        },
    },
    Secret {
        name: "what is kept from another agency",
        depth: 3,
        after: None,
        from: participant,
        told: |_| vec![kept("profile_entry", "$entry/1", "agency/trust").only(Left)],
    },
    Secret {
        name: "another family",
        depth: 2,
        after: None,
        from: |_| true,
        told: |_| {
            let who = "worker/coordinator";
            let mut all = scenes::family(who, "hidden", &["hidden"]);
            all.push(scenes::case(who, "hidden")[0].clone());
            all.into_iter().map(|request| request.only(Left)).collect()
        },
    },
    Secret {
        name: "a contact",
        depth: 3,
        after: None,
        from: |who| participant(who) || beside(who) || who == "worker/facilitator",
        told: |_| {
            let body = json!({
                "channel": "telephone", "held_on": "2026-02-05", "plan_works": "not_asked", "reached": true,
                "summary": "hidden",
            });
            vec![made("worker/coordinator", "contacts", body).kept("contact/hidden").only(Left)]
        },
    },
    Secret {
        name: "a progress report",
        depth: 5,
        after: None,
        from: unknown,
        told: |_| {
            let body = json!({ "changes": "hidden", "summary": "hidden" });
            vec![made("worker/support", "progress-reports", body).kept("progress_report/hidden").only(Left)]
        },
    },
    Secret {
        name: "a draft",
        depth: 8,
        after: None,
        from: unknown,
        told: |_| {
            let body = json!({ "change_reason": "hidden" });
            vec![made("worker/support", "plan-versions", body).kept("plan_version/hidden").only(Left)]
        },
    },
    Secret {
        name: "a form of the mother's",
        depth: 3,
        after: None,
        from: unknown,
        told: |_| vec![made("worker/coordinator", "consents", form("mi")).kept("consent/hidden").only(Left)],
    },
    Secret {
        name: "what is in a form of the mother's",
        depth: 3,
        after: None,
        from: |who| unknown(who) || ["person/father", "worker/facilitator"].contains(&who),
        told: |_| {
            let form = made("worker/coordinator", "consents", form("mi")).otherwise(form("en-NZ"));
            vec![form.kept("consent/hidden")]
        },
    },
    Secret {
        name: "who must not meet whom",
        depth: 2,
        after: None,
        from: |who| agency(who) || ["person/mother", "person/father", "person/aunty"].contains(&who),
        told: |_| {
            let body = json!({ "kind": "no_contact", "of_person_id": "$person/father" });
            let path = "/v1/people/{person/mother}/relationships";
            vec![Request::post("worker/coordinator", path, body).kept("relationship/hidden").only(Left)]
        },
    },
    Secret {
        name: "what another agency calls the child",
        depth: 2,
        after: None,
        from: nobody_near,
        told: |_| {
            let called =
                |value: &str| json!({ "agency_id": "$agency/trust", "system": "files", "value": value });
            let path = "/v1/people/{person/child}/identifiers";
            vec![Request::post("worker/coordinator", path, called("left")).otherwise(called("right"))]
        },
    },
    Secret {
        name: "where the mother is reached",
        depth: 2,
        after: None,
        from: nobody_near,
        told: |_| {
            let path = "/v1/people/{person/mother}";
            let [left, right] = [1, 3].map(|phone| small::person("mother", phone));
            vec![Request::put("worker/coordinator", path, left).otherwise(right)]
        },
    },
    Secret {
        name: "what another agency says of the plan",
        depth: 8,
        after: Some(CIRCULATED),
        from: |who| ["school", "support"].iter().any(|agency| who.ends_with(agency)) || beside(who),
        told: |_| objection(),
    },
    Secret {
        name: "how the family decided about an agency",
        depth: 2,
        after: None,
        from: |who| agency(who) || beside(who) || who == "worker/facilitator",
        told: |_| {
            vec![
                made("worker/coordinator", "assignments", taken_on("in person"))
                    .otherwise(taken_on("by telephone"))
                    .kept("assignment/stranger"),
            ]
        },
    },
    Secret {
        name: "an invitation that is not out",
        depth: 5,
        after: None,
        from: |who| participant(who) || outside(who) || who == "worker/facilitator",
        told: |_| {
            let meeting = json!({
                "kind": "extraordinary", "starts_at_local": "2026-03-10T18:30:00", "minutes": 60,
                "venue": { "name": "Library", "neutrality": "neutral" },
            });
            let (who, path) = ("worker/coordinator", "/v1/meetings/{meeting/1}/invitations");
            let invited =
                Request::post(who, path, scenes::invitee("person/mother")).kept("invitation/hidden");
            vec![made(who, "meetings", meeting).kept("meeting/1"), invited.only(Left)]
        },
    },
    Secret {
        name: "how it goes on",
        depth: 3,
        after: None,
        from: beside,
        told: |_| {
            let path = "/v1/actions/{action/0}/progress";
            let progress = Request::post("worker/school", path, json!({ "status": "done" }));
            [entry(), need(), progress].map(|request| request.only(Left)).to_vec()
        },
    },
    Secret {
        name: "that the family has stopped",
        depth: 3,
        after: None,
        from: outside,
        told: |_| vec![made("person/mother", "withdrawal", json!({ "channel": "in person" })).only(Left)],
    },
];

/// Those who take no part in it, and agencies that do not lead it.
fn unknown(who: &str) -> bool {
    participant(who) || beside(who)
}

/// Those who do not work closest with the family, and the rest of the family.
fn nobody_near(who: &str) -> bool {
    unknown(who) || who == "person/father"
}

fn made(who: &str, what: &str, body: Value) -> Request {
    Request::post(who, format!("{CASE}/{what}"), body)
}

/// Keeps something from somebody's agency.
fn kept(kind: &str, item: &str, who: &str) -> Request {
    let agency = who.rsplit_once('/').map_or("school", |(_, name)| name);
    let body = json!({ "kind": kind, "item_id": item, "agency_id": format!("$agency/{agency}") });
    made("person/mother", "restrictions", body).kept("restriction/hidden")
}

fn entry() -> Request {
    let body = json!({ "kind": "issue", "text": "left" });
    made("person/mother", "profile-entries", body).kept("entry/hidden")
}

fn need() -> Request {
    let body = json!({ "domain": "health", "text": "left", "priority": "later" });
    made("person/mother", "needs", body).kept("need/hidden")
}

/// The plan again, with one more promise or without.
fn plan(what: Option<&str>) -> Value {
    let mut actions = scenes::actions();
    for (n, action) in actions.iter_mut().enumerate() {
        action["id"] = Value::String(format!("$action/{n}"));
    }
    actions.extend(what.map(|what| {
        json!({
            "goal_key": "home", "what": what, "due_on": "2026-03-05", "supported_by": scenes::supporter(),
            "owner": { "kind": "family_member", "person_id": "$person/mother" },
        })
    }));
    scenes::plan(&actions)
}

fn promised(what: Option<&str>) -> Request {
    let written = Request::put("worker/support", "/v1/plan-versions/{plan_version/0}", plan(what));
    written.kept_at("/actions/4/id", "action/hidden")
}

fn form(language: &str) -> Value {
    json!({
        "person_id": "$person/mother", "purposes": ["participate", "share_with_agencies"],
        "agencies": ["$agency/school"], "categories": ["identity"], "children": ["$person/child"],
        "begins_on": "2026-02-05", "expires_on": "2026-12-28", "statement_version": "2026-01",
        "language": language,
    })
}

fn objection() -> Vec<Request> {
    let path = "/v1/plan-versions/{plan_version/0}";
    let answer = |words: &str| json!({ "content_hash": "$hash/plan_version/0", "verdict": "agree_with_comment", "comment": words });
    vec![
        Request::get("worker/health", path).kept_at("/content_hash", "hash/plan_version/0"),
        Request::post("worker/health", format!("{path}/responses"), answer("left"))
            .otherwise(answer("right")),
    ]
}

fn taken_on(how: &str) -> Value {
    let mut decided = scenes::decided();
    decided["how"] = how.into();
    json!({
        "role": "participant", "agency_id": "$agency/stranger", "involvement": "new",
        "family_decision": decided,
    })
}
