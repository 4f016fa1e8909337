//! What the law demands after a case is closed, or again in the next one; and who keeps it (scenario 10).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{
    Road,
    disclosure::{ITEM, ITEMS, agency, at, of_school, propose, tell, with},
    disclosure_law::{demanded, hire},
    episodes::comes_back,
    leave_after,
};

/// Another coordinator of the same agency and region.
fn another_coordinator(road: &mut Road<'_>) {
    let person = json!({ "name": "Huia Mason", "profession": "coordinator" });
    let id = road.post("administrator", "/v1/agencies/{agency/coordinator}/workers", person).id();
    let body =
        json!({ "worker_id": id, "region_id": road.id("region"), "contact": { "name": "Huia Mason" } });
    road.post("administrator", "/v1/coordinators", body);
    road.enter("second", &format!("worker:{id}"));
}

fn stops(road: &Road<'_>) {
    road.post("mother", "/v1/cases/{case}/withdrawal", json!({ "channel": "in person" }));
}

/// The case is closed, and whoever coordinates it meets the demand, decided by two; nothing else is shared there.
#[test]
fn what_the_law_demands_can_come_after_the_case_is_closed() {
    leave_after(Scene::Inviting, "who_asks_when_it_is_closed", |road| {
        road.time("2026-02-12T10:00:00");
        hire(road, "officer");
        another_coordinator(road);
        stops(road);
        for who in ["school", "oranga-tamariki"] {
            let answer = road.attempt(who, "POST", ITEMS, Some(demanded(road, "OT 2026/18")));
            assert_eq!(answer.status, 404, "{who}: {}", answer.text);
        }
        road.refused("coordinator", ITEMS, of_school(road), (409, "case.closed"));
        road.refused("second", "/v1/cases/{case}/takeover", json!({}), (409, "case.closed"));
        propose(road, "coordinator", demanded(road, "OT 2026/18"));
        road.refused("coordinator", &at("approval"), json!({}), (409, "disclosure.approver_is_author"));
        road.post("second", "/v1/cases/{case}/takeover", json!({}));
        assert_eq!(road.status("coordinator", ITEM), 404);
        road.post("second", &at("approval"), json!({}));
        road.post("second", &at("delivery"), json!({}));
        for (who, status) in [("officer", 200), ("oranga-tamariki", 404), ("school", 404), ("mother", 200)] {
            assert_eq!(road.status(who, ITEM), status, "{who}");
        }
        tell(road, "second", "mother");
        let own = road.get("mother", "/v1/my/disclosures");
        assert_eq!(own.text_at("/items/0/id"), road.id("item"), "{}", own.text);
        road.post("mother", &at("answer"), json!({ "answer": "object" }));
        road.post("second", &at("recall"), json!({ "reason": "about another child" }));
        assert_eq!(road.status("officer", ITEM), 404);
    });
}

/// One ground, one disclosure: also where the family has come back meanwhile.
#[test]
fn a_demand_is_not_met_again_in_the_next_case() {
    leave_after(Scene::Inviting, "who_asks_again", |road| {
        road.time("2026-02-12T10:00:00");
        hire(road, "officer");
        propose(road, "school", demanded(road, "OT 2026/17"));
        road.post("coordinator", &at("approval"), json!({}));
        road.post("school", &at("delivery"), json!({}));
        stops(road);
        let next = comes_back(road).id();
        road.keep("case", next);
        road.refused("coordinator", ITEMS, demanded(road, " ot  2026/17"), (409, "disclosure.ground_used"));
        propose(road, "coordinator", demanded(road, "OT 2026/18"));
    });
}

/// Who had a role on the case when it went keeps it; who came later, or left before, does not.
#[test]
fn what_the_law_demanded_is_kept_by_those_who_received_it() {
    leave_after(Scene::Inviting, "who_keeps_what_went", |road| {
        road.time("2026-02-12T10:00:00");
        for key in ["officer", "colleague", "newcomer"] {
            hire(road, key);
        }
        let role = |road: &Road<'_>, key: &str| {
            json!({
                "role": "participant", "agency_id": road.id("agency/oranga-tamariki"),
                "worker_id": road.id(&format!("worker/{key}")), "involvement": "existing",
            })
        };
        road.post("mother", "/v1/cases/{case}/assignments", role(road, "colleague"));
        let recipients: Value = json!([agency(road, "oranga-tamariki")]);
        propose(road, "school", with(demanded(road, "OT 3"), "recipients", recipients));
        road.post("coordinator", &at("approval"), json!({}));
        assert_eq!(road.status("colleague", ITEM), 404);
        road.post("school", &at("delivery"), json!({}));
        road.post("mother", "/v1/cases/{case}/assignments", role(road, "newcomer"));
        for who in ["oranga-tamariki", "colleague", "newcomer"] {
            assert_eq!(road.status(who, ITEM), 200, "{who}");
        }
        assert_eq!(road.status("officer", ITEM), 404, "no role, and not named");
        let seen = road.get("colleague", ITEM);
        assert_eq!(seen.body["recipients"], json!([agency(road, "oranga-tamariki")]), "{}", seen.text);
        tell(road, "coordinator", "mother");
        stops(road);
        let kept = ["oranga-tamariki", "colleague", "newcomer", "officer"].map(|who| road.status(who, ITEM));
        assert_eq!(kept, [200, 200, 404, 404]);
    });
}
