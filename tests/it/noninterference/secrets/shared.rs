//! What is shared of the family, and what is asked to be corrected.

use serde_json::json;

use super::{
    super::{
        scenes::CONVENED,
        story::{Request, Where::Left},
    },
    Secret, beside,
    made::{item, shared},
    table::nobody_near,
};

pub(super) const ALL: &[Secret] = &[
    Secret {
        name: "an item that others share",
        depth: 4,
        after: Some(CONVENED),
        from: not_sharing,
        told: |_| shared("left").map(|request| request.only(Left)).to_vec(),
    },
    Secret {
        name: "what an item says that others share",
        depth: 4,
        after: Some(CONVENED),
        from: not_sharing,
        told: |_| {
            let [proposed, approved] = shared("left");
            vec![proposed.otherwise(item("right")), approved]
        },
    },
    Secret {
        name: "what the mother says to an item",
        depth: 4,
        after: Some(CONVENED),
        from: |who| nobody_near(who) || ["worker/support", "worker/facilitator"].contains(&who),
        told: |_| {
            let path = "/v1/disclosures/{disclosure/0}/answer";
            vec![Request::post("person/mother", path, json!({ "answer": "agree" })).only(Left)]
        },
    },
    Secret {
        name: "what the father answers for himself and the child",
        depth: 3,
        after: None,
        from: |who| who == "person/mother",
        told: |_| {
            let path = "/v1/consents/{consent/father}/withdrawal";
            let body = json!({ "purposes": ["share_with_agencies"], "channel": "in person" });
            vec![Request::post("person/father", path, body).only(Left)]
        },
    },
    Secret {
        name: "what the mother asks to be corrected",
        depth: 3,
        after: None,
        from: |who| nobody_near(who) || ["worker/support", "worker/facilitator"].contains(&who),
        told: |_| {
            let body = json!({
                "case_id": "$case/here", "about": { "kind": "need", "id": "$need/0" }, "wrong": "left", "wanted": "left",
            });
            let asked = Request::post("person/mother", "/v1/my/corrections", body);
            vec![asked.kept("correction/hidden").only(Left)]
        },
    },
];

/// Those to whom health shares nothing, whom it does not concern, and who do not coordinate.
fn not_sharing(who: &str) -> bool {
    who.ends_with("school") || beside(who) || who == "worker/facilitator"
}
