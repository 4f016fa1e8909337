//! Safety alerts: kept from whom they restrict, and from all but a few.

use serde_json::{Value, json};

use super::{
    super::{
        scenes,
        story::{Request, Where::Left},
    },
    Secret,
    made::made,
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

fn alert(ground: &str, source: &str) -> Value {
    json!({
        "kind": "no_contact", "person_id": "$person/father", "protected_person_id": "$person/mother",
        "ground": ground, "source": source, "begins_on": "2026-02-05", "may_see": ["$person/child"],
    })
}
