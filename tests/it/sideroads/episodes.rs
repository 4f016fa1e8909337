//! How an episode begins and ends: the offer to the family, an agency that supports its request, and the case
//! that follows one that was closed (F0-06, F2-13, F3-18).

use serde_json::{Value, json};
use whakakaha::demo::{
    journey::Scene,
    stage::{Answer, Persona},
};

use super::{
    Road,
    disclosure::{LEDGER, at, of_school, propose, tell},
    disclosure_law::hire,
    leave_after,
};

fn offer(response: &str) -> Value {
    json!({ "made_on": "2026-02-02", "how": "at home", "response": response })
}

fn acceptance(road: &Road<'_>, response: &str) -> Value {
    let agencies = [road.id("agency/school"), road.id("agency/income")];
    json!({ "agencies": agencies, "immediate_danger": false, "override_reason": "known", "offer": offer(response) })
}

/// The family has stopped, and begins another episode.
pub(super) fn comes_back(road: &mut Road<'_>) -> Answer {
    let family = road.id("family").to_owned();
    begins(road, &family)
}

/// A family's case begins: what is answered to who accepts the request.
pub(super) fn begins(road: &mut Road<'_>, family: &str) -> Answer {
    asked_again(road);
    let triage = json!({ "family_id": family, "duplicates_found": "the case closed today" });
    road.post("coordinator", "/v1/intakes/{again}/triage", triage);
    let accepted = acceptance(road, "accepted");
    road.post("coordinator", "/v1/intakes/{again}/acceptance", accepted)
}

/// The family asks for itself, and the coordinator takes it into triage.
fn asked_again(road: &mut Road<'_>) {
    let anybody = Persona { name: "Anybody".to_owned(), subject: String::new(), scopes: &[] };
    road.cast.personas.insert("anybody".to_owned(), anybody);
    let request = json!({ "region_code": "waitakere", "name": "Ana", "safe_contact": "text", "help_wanted": ["school"] });
    let id = road.post("anybody", "/v1/self-requests", request).id();
    road.keep("again", id);
}

/// F3-18: the family may ask alone; the coordinator finds an agency that supports it. F2-13: what is offered
/// and what the family says to it are on record.
#[test]
fn an_agency_supports_the_request_of_a_family_that_is_offered_the_process() {
    leave_after(Scene::Opening, "offer", |road| {
        asked_again(road);
        let triage = |road: &Road<'_>, agency: &str| json!({ "family_id": road.id("family"), "duplicates_found": "none", "supporting_agency_id": agency });
        let path = "/v1/intakes/{again}/triage";
        let nobody = triage(road, "00000000-0000-7000-8000-000000000000");
        let refused = road.refused("coordinator", path, nobody, (422, "reference.unknown"));
        assert_eq!(refused.text_at("/errors/0/pointer"), "#/supporting_agency_id");
        let triaged = road.post("coordinator", path, triage(road, road.id("agency/school")));
        assert_eq!(triaged.text_at("/supporting_agency_id"), road.id("agency/school"));
        let accept = "/v1/intakes/{again}/acceptance";
        let declined = acceptance(road, "declined");
        road.refused("coordinator", accept, declined, (409, "intake.offer_declined"));
        let closure = json!({ "outcome": "declined", "reason": "the family wants to wait", "offer": offer("declined") });
        let closed = road.post("coordinator", "/v1/intakes/{again}/closure", closure);
        assert_eq!(closed.text_at("/closure/offer/response"), "declined", "{}", closed.text);
        let case = road.get("mother", "/v1/cases/{case}");
        assert_eq!(
            (case.text_at("/offer/response"), case.body["episode"].clone()),
            ("accepted".into(), json!(1))
        );
    });
}

/// F0-06, model 2, 5: what was not agreed ends with the case; who comes back begins anew.
#[test]
fn a_family_that_comes_back_begins_another_episode() {
    leave_after(Scene::Circulating, "episodes", |road| {
        let chosen = |reason: &str| json!({ "reason": reason });
        for reason in ["family_withdrew", "no_consent"] {
            let path = "/v1/cases/{case}/closing";
            let refused =
                road.refused("family-support", path, chosen(reason), (422, "case.close_reason_reserved"));
            assert_eq!(refused.text_at("/errors/0/pointer"), "#/reason");
        }
        road.post("mother", "/v1/cases/{case}/withdrawal", json!({ "channel": "by themselves" }));
        assert_eq!(road.get("mother", "/v1/plan-versions/{plan}").text_at("/status"), "abandoned");

        let case = comes_back(road);
        assert_eq!(case.text_at("/previous_case_id"), road.id("case"));
        assert_eq!((case.text_at("/status"), &case.body["episode"]), ("awaiting_consent".into(), &json!(2)));
        road.keep("case", case.id());
        road.hidden_from(&["school", "family-support", "income-system", "facilitator"]);
        assert_eq!(road.items("mother", "/v1/cases/{case}/assignments"), 1, "the coordinator alone");
    });
}

/// F0-17, model 2: who held what of an earlier episode is the family's to know; whoever coordinates the next one is told
/// nothing of it.
#[test]
fn the_ledger_of_an_earlier_episode_is_the_familys() {
    leave_after(Scene::Inviting, "who_held_what_before", |road| {
        road.time("2026-02-12T10:00:00");
        let item = of_school(road);
        propose(road, "school", item);
        road.post("school", &at("approval"), json!({}));
        tell(road, "coordinator", "mother");
        road.time("2026-02-15T10:00:00");
        road.post("school", &at("delivery"), json!({}));
        road.post("mother", "/v1/cases/{case}/withdrawal", json!({ "channel": "by themselves" }));
        road.keep("earlier", road.id("case").to_owned());

        hire(road, "successor");
        let contact = json!({ "name": "Rangi", "phone": "0800 000 001" });
        let registered = json!({
            "worker_id": road.id("worker/successor"), "region_id": road.id("region"), "contact": contact,
        });
        road.post("administrator", "/v1/coordinators", registered);
        asked_again(road);
        let triage = json!({ "family_id": road.id("family"), "duplicates_found": "the case before" });
        road.post("successor", "/v1/intakes/{again}/triage", triage);
        let accepted = acceptance(road, "accepted");
        let next = road.post("successor", "/v1/intakes/{again}/acceptance", accepted);
        road.keep("case", next.id());

        let of_family = road.get("mother", LEDGER);
        let lines = of_family.body["items"].as_array().unwrap();
        assert_eq!(lines.len(), 2, "{}", of_family.text);
        assert!(lines.iter().all(|it| it["case_id"] == road.id("earlier")), "{}", of_family.text);
        assert_eq!(road.items("successor", LEDGER), 0);
        assert_eq!(road.status("successor", "/v1/cases/{earlier}"), 404);
    });
}
