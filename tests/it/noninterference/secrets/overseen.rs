//! What is kept from whoever oversees who did what: that it was done is theirs to see, and not what it says. So these
//! say something else in the other world, and are not missing there.

use serde_json::json;

use super::{
    super::{small, story::Request},
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
