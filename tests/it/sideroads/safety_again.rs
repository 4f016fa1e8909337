//! A family comes back: whoever must not meet whom still must not (F0-06, F0-21).

use serde_json::json;
use whakakaha::demo::journey::Scene;

use super::{
    Road,
    episodes::comes_back,
    leave_after,
    safety::{ALERT, ALERTS},
};

/// The alert is that of the next case, where it keeps back the same as in the case before, and is lowered in both.
#[test]
fn an_alert_holds_in_the_next_case_of_the_family() {
    leave_after(Scene::Circulating, "safety_again", |road| {
        let alert = road.keeps_father_away(None);
        road.raise(alert);
        road.post("mother", "/v1/cases/{case}/withdrawal", json!({ "channel": "by themselves" }));
        let case = comes_back(road).id();
        let before = road.id("case").to_owned();
        road.keep("before", before);
        road.keep("case", case);
        for who in ["coordinator", "mother"] {
            let alert = road.get(who, ALERT);
            assert_eq!(alert.text_at("/case_id"), road.id("case"), "{who}");
            assert_eq!(road.ids(who, ALERTS), [road.id("alert")], "{who}");
        }
        assert_eq!((road.status("father", ALERT), road.items("father", ALERTS)), (404, 0));
        let named = |road: &Road<'_>, who: &str| {
            let told = ["/v1/cases/{case}", "/v1/cases/{before}", "/v1/families/{family}"]
                .map(|path| road.get("father", path).text.contains(road.id(who)));
            assert!(told == [told[0]; 3], "{told:?}");
            told[0]
        };
        assert!(!named(road, "person/mother") && named(road, "person/tamaiti"));
        recorded_later(road);
        assert!(!named(road, "person/late"));
        lowered(road);
        assert!(named(road, "person/mother") && named(road, "person/late"));
    });
}

/// Who joins now, and what is tied to a place from now on, is kept back in both cases.
fn recorded_later(road: &mut Road<'_>) {
    let person = json!({ "name": "Moana Rāwiri", "region_id": road.id("region") });
    let person = road.post("coordinator", "/v1/people", person).id();
    let joins = json!({ "person_id": person, "role": "whanau_support", "dependent": false, "started_on": "2026-02-19" });
    road.keep("person/late", person);
    road.post("coordinator", "/v1/families/{family}/members", joins);
    let listed = "/v1/cases/{before}/assignments?limit=200";
    let teacher = road.id("worker/school").to_owned();
    assert!(road.get("father", listed).text.contains(&teacher));
    let add = json!({ "ties": [{ "kind": "worker", "worker_id": teacher }] });
    road.post("coordinator", &format!("{ALERT}/extension"), add);
    assert!(!road.get("father", listed).text.contains(&teacher));
}

fn lowered(road: &mut Road<'_>) {
    road.supervisor();
    let ask = json!({ "reason": "the order was discharged", "supervisor_id": road.id("worker/supervisor") });
    road.post("coordinator", &format!("{ALERT}/lowering"), ask);
    road.post("supervisor", &format!("{ALERT}/lowering-confirmation"), json!({}));
}
