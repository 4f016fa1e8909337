//! All secrets, each with those from whom it is kept.

use serde_json::json;

use super::{
    super::{
        scenes::{self, CIRCULATED, DRAFTED},
        small,
        story::{Request, Where::Left},
    },
    Secret, agency, beside,
    made::{entry, form, hidden, kept, made, named, need, objection, plan, promised, taken_on},
    outside, participant,
};

pub(super) const ALL: &[Secret] = &[
    Secret {
        name: "an entry",
        depth: 3,
        after: None,
        from: |who| family_or(agency, who),
        told: |who| vec![entry().only(Left), kept("profile_entry", "$entry/hidden", who).only(Left)],
    },
    Secret {
        name: "the words of an entry",
        depth: 3,
        after: None,
        from: |who| family_or(agency, who),
        told: |who| {
            let other = entry().otherwise(json!({ "kind": "issue", "text": "right" }));
            vec![other, kept("profile_entry", "$entry/hidden", who)]
        },
    },
    Secret {
        name: "a need",
        depth: 3,
        after: None,
        from: |who| family_or(agency, who),
        told: |who| vec![need().only(Left), kept("need", "$need/hidden", who).only(Left)],
    },
    Secret {
        name: "the words of a need",
        depth: 3,
        after: None,
        from: |who| family_or(agency, who),
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
        from: |who| family_or(follower, who),
        told: |who| {
            let written = promised(Some("left")).otherwise(plan(None));
            vec![written, kept("action", "$action/hidden", who).only(Left)]
        },
    },
    Secret {
        name: "what an action is",
        depth: 6,
        after: Some(DRAFTED),
        from: |who| family_or(follower, who),
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
        name: "a need that is kept from a worker",
        depth: 3,
        after: None,
        from: |who| who.ends_with("school"),
        told: |_| {
            let worker = json!([{ "kind": "worker", "worker_id": "$worker/school" }]);
            let wish = json!({ "kind": "need", "item_id": "$need/hidden", "hidden_from": worker });
            vec![need().only(Left), hidden(wish).only(Left)]
        },
    },
    Secret {
        name: "a need of a kind that is kept",
        depth: 3,
        after: None,
        from: |who| family_or(follower, who),
        told: |who| {
            let wish = json!({ "kind": "category", "category": "housing", "hidden_from": named(who) });
            let body = json!({ "domain": "living_conditions", "text": "left", "priority": "later" });
            let need = made("worker/coordinator", "needs", body).kept("need/hidden");
            vec![hidden(wish).kept("restriction/kind"), need.only(Left)]
        },
    },
    Secret {
        name: "what concerns a person who is kept",
        depth: 3,
        after: None,
        from: |who| family_or(follower, who),
        told: |who| {
            let wish = json!({ "kind": "person", "person_id": "$person/child", "hidden_from": named(who) });
            let body = json!({
                "domain": "health", "text": "left", "priority": "later", "person_id": "$person/child",
            });
            let need = made("worker/coordinator", "needs", body).kept("need/hidden");
            vec![hidden(wish).kept("restriction/person"), need.only(Left)]
        },
    },
    Secret {
        name: "what concerns a parent who objects",
        depth: 3,
        after: None,
        from: participant,
        told: |_| {
            let objects = json!({ "purposes": ["participate"], "channel": "in person" });
            let body = json!({
                "domain": "health", "text": "left", "priority": "later", "person_id": "$person/father",
            });
            let need = made("worker/coordinator", "needs", body).kept("need/hidden");
            let path = "/v1/consents/{consent/father}/withdrawal";
            vec![Request::post("person/father", path, objects).keeping(), need.only(Left)]
        },
    },
    Secret {
        name: "a person",
        depth: 3,
        after: None,
        from: |who| family_or(follower, who) || outside(who),
        told: |who| {
            let (body, member) = (
                small::person("hidden", 0),
                json!({
                    "person_id": "$person/hidden", "role": "whanau_support", "dependent": false,
                    "started_on": "2026-02-02",
                }),
            );
            let wish = json!({ "kind": "person", "person_id": "$person/hidden", "hidden_from": named(who) });
            let by = "worker/coordinator";
            let all = [
                Request::post(by, "/v1/people", body).kept("person/hidden"),
                Request::post(by, "/v1/families/{family/here}/members", member).kept("membership/hidden"),
                hidden(wish),
            ];
            all.map(|request| request.only(Left)).to_vec()
        },
    },
    Secret {
        name: "what is known to the key contact alone",
        depth: 5,
        after: None,
        from: |who| !["person/father", "worker/support", "system/support"].contains(&who),
        told: |_| {
            let body = json!({ "kind": "issue", "text": "left" });
            let told = made("person/father", "profile-entries", body).kept("entry/hidden");
            let known = json!([{ "kind": "worker", "worker_id": "$worker/support" }]);
            let wish = json!({ "kind": "profile_entry", "item_id": "$entry/hidden", "known_only_to": known });
            let wish = made("person/father", "restrictions", wish).kept("restriction/hidden").keeping();
            vec![told.only(Left), wish.only(Left)]
        },
    },
    Secret {
        name: "what a masked action is",
        depth: 6,
        after: Some(DRAFTED),
        from: follower,
        told: |who| {
            let written = promised(Some("left")).otherwise(plan(Some("right")));
            let item = "$action/hidden";
            let wish = json!({
                "kind": "action", "item_id": item, "hidden_from": named(who), "in_plan": "mask",
            });
            vec![written, hidden(wish)]
        },
    },
    Secret {
        name: "another family",
        depth: 2,
        after: None,
        from: |who| who != "worker/coordinator",
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
        from: |who| unknown(who) || ["person/father", "worker/facilitator", "worker/officer"].contains(&who),
        told: |_| {
            let form = made("worker/coordinator", "consents", form("mi")).otherwise(form("en-NZ"));
            vec![form.kept("consent/hidden")]
        },
    },
    Secret {
        name: "what another agency calls the child",
        depth: 2,
        after: None,
        // The father is told that the child's record was changed, not how.
        from: unknown,
        told: |_| {
            let body = json!({ "agency_id": "$agency/trust", "system": "files", "value": "hidden" });
            let path = "/v1/people/{person/child}/identifiers";
            vec![Request::post("worker/coordinator", path, body).only(Left)]
        },
    },
    Secret {
        name: "where the mother is reached",
        depth: 2,
        after: None,
        from: nobody_near,
        told: |_| {
            let path = "/v1/people/{person/mother}";
            vec![Request::put("worker/coordinator", path, small::person("mother", 1)).only(Left)]
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
        from: |who| agency(who) || beside(who) || ["worker/facilitator", "worker/officer"].contains(&who),
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
        name: "that the family was asked what stays confidential",
        depth: 3,
        after: None,
        from: unknown,
        told: |_| vec![made("person/mother", "confidentiality", json!({ "anything": false })).only(Left)],
    },
    Secret {
        name: "what the father says in confidence",
        depth: 3,
        after: None,
        from: |who| unknown(who) || ["person/mother", "worker/facilitator"].contains(&who),
        told: |_| {
            let said = json!({
                "case_id": "$case/here", "text": "hidden", "audience": "coordinator_and_key_contact",
            });
            vec![
                Request::post("person/father", "/v1/my/statements", said).kept("statement/hidden").only(Left),
            ]
        },
    },
    Secret {
        name: "what the father asks to be corrected",
        depth: 5,
        after: None,
        from: |who| beside(who) || ["person/mother", "worker/facilitator"].contains(&who),
        told: |_| {
            let wish = json!({
                "case_id": "$case/here", "about": { "kind": "need", "id": "$need/0" }, "wrong": "hidden",
                "wanted": "hidden",
            });
            let asked = Request::post("person/father", "/v1/my/corrections", wish);
            vec![asked.kept("correction/hidden").only(Left)]
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

/// Those who take part and do not lead: nothing that reaches the plan can be kept from the lead.
pub(super) fn follower(who: &str) -> bool {
    participant(who) && !who.ends_with("support")
}

/// Those, and members of the family other than the one who keeps things from them.
pub(super) fn family_or(others: fn(&str) -> bool, who: &str) -> bool {
    others(who) || who == "person/father"
}

/// Those who take no part in it, and agencies that do not lead it.
pub(super) fn unknown(who: &str) -> bool {
    participant(who) || beside(who)
}

/// Those who do not work closest with the family, and the rest of the family.
pub(super) fn nobody_near(who: &str) -> bool {
    unknown(who) || who == "person/father"
}
