//! What is kept from whoever oversees who did what: that it was done is theirs to see, and not what it says. So these
//! say something else in the other world, and are not missing there.

use serde_json::json;

use super::{
    super::{
        small,
        story::{Request, Where::Left},
    },
    Secret, is_overseer,
    made::{entry, made, need},
};

pub(super) const OVERSEEN: &[Secret] = &[
    Secret {
        name: "what is written down, to whoever oversees it",
        depth: 3,
        after: None,
        from: |who| is_overseer(who),
        told: |_| {
            let need =
                need().otherwise(json!({ "domain": "education", "text": "right", "priority": "priority" }));
            let entry = entry().otherwise(json!({ "kind": "dream", "text": "right" }));
            let contact = |summary: &str| {
                json!({
                    "channel": "telephone", "held_on": "2026-02-05", "plan_works": "not_asked", "reached": true,
                    "summary": summary,
                })
            };
            let contact = made("worker/coordinator", "contacts", contact("left")).otherwise(contact("right"));
            vec![need, entry, contact.kept("contact/hidden")]
        },
    },
    Secret {
        name: "that a case is open in an emergency",
        depth: 5,
        after: None,
        from: |who| !["worker/coordinator", "worker/officer"].contains(&who),
        told: |_| {
            let opened = Request::post(
                "worker/night",
                "/v1/cases/{case/here}/break-glass-grants",
                small::emergency("plan"),
            );
            let looked = Request::get("worker/night", "/v1/cases/{case/here}/plan-versions");
            [opened.kept("break_glass_grant/hidden"), looked].map(|it| it.only(Left)).to_vec()
        },
    },
    Secret {
        name: "who somebody is, to whoever oversees it",
        depth: 2,
        after: None,
        from: |who| is_overseer(who),
        told: |_| {
            let path = "/v1/people/{person/mother}";
            let mother = Request::put("worker/coordinator", path, small::person("mother", 1));
            vec![mother.otherwise(small::person("other", 2))]
        },
    },
];
