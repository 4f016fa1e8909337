//! How a case begins otherwise, or does not: intakes, a public request, takeover, no consent; and the
//! directory, which changes meanwhile.

use serde_json::{Value, json};
use whakakaha::demo::{journey::Scene, stage::Persona};
use whakakaha_domain::actor::Scope;

use super::{Road, leave_after};

fn intake(road: &Road<'_>, name: &str) -> Value {
    json!({
        "region_id": road.id("region"), "kind": "agency_worker",
        "referrer": { "name": "Ruth Allen", "relationship": "nurse" }, "reasons": ["school attendance"],
        "needs": ["health"], "family_agrees_to_contact": true, "family": { "name": name, "people": [] },
    })
}

fn offer(response: &str) -> Value {
    json!({ "made_on": "2026-02-02", "how": "by telephone", "response": response })
}

fn received(road: &mut Road<'_>, key: &str) {
    let id = road.post("public-health", "/v1/intakes", intake(road, key)).id();
    road.keep(key, id);
}

/// F1-09, F3-18, F2-09: anybody can ask; what is not taken on is handed on, declined or escalated.
#[test]
fn intakes_end_in_other_ways_too() {
    leave_after(Scene::Opening, "intakes", |road| {
        let anybody = Persona { name: "Anybody".to_owned(), subject: String::new(), scopes: &[] };
        road.cast.personas.insert("anybody".to_owned(), anybody);
        let mut request = json!({ "region_code": "waitakere", "name": "Mere", "safe_contact": "text after 6", "help_wanted": ["somebody to talk to"] });
        let receipt = road.post("anybody", "/v1/self-requests", request.clone());
        assert!(!receipt.text.contains("Mere"), "{}", receipt.text);
        road.keep("asked", receipt.id());
        request["region_code"] = json!("nowhere");
        road.refused("anybody", "/v1/self-requests", request, (422, "intake.region_unknown"));
        assert_eq!(
            road.get("coordinator", "/v1/intakes?status=received").text_at("/items/0/referrer/name"),
            "Mere"
        );
        assert_eq!(road.get("coordinator", "/v1/intakes/{asked}").text_at("/family/phone"), "text after 6");

        what_is_escalated(road);
        what_is_not_taken_on(road);
    });
}

/// An escalation says by which law and to whom, once.
fn what_is_escalated(road: &mut Road<'_>) {
    let closure = "/v1/intakes/{asked}/closure";
    road.impossible(
        "coordinator",
        "/v1/intakes/{asked}/acceptance",
        json!({ "agencies": [], "immediate_danger": false, "offer": offer("accepted") }),
        ("intake.not_in_state", &["intake.triage", "intake.decline"]),
    );
    let missing = road.refused(
        "coordinator",
        closure,
        json!({ "outcome": "escalated", "reason": "danger" }),
        (422, "intake.escalation_incomplete"),
    );
    assert_eq!(missing.text_at("/errors/0/pointer"), "#/legal_basis");
    let escalated = road.post("coordinator", closure, json!({ "outcome": "escalated", "reason": "danger", "legal_basis": "section 15", "target": "Oranga Tamariki" }));
    assert_eq!(
        (escalated.text_at("/status"), escalated.text_at("/closure/outcome")),
        ("closed".into(), "escalated".into())
    );
    road.impossible(
        "coordinator",
        closure,
        json!({ "outcome": "declined", "reason": "again" }),
        ("intake.not_in_state", &[]),
    );
    road.impossible(
        "coordinator",
        "/v1/intakes/{asked}/triage",
        json!({ "family_id": road.id("family"), "duplicates_found": "none" }),
        ("intake.not_in_state", &[]),
    );
}

/// Declined, redirected, and accepted only where nothing stands against it.
fn what_is_not_taken_on(road: &mut Road<'_>) {
    for outcome in ["declined", "redirected"] {
        received(road, outcome);
        road.post(
            "coordinator",
            &format!("/v1/intakes/{{{outcome}}}/closure"),
            json!({ "outcome": outcome, "reason": "one agency suffices" }),
        );
    }
    received(road, "second");
    road.post(
        "coordinator",
        "/v1/intakes/{second}/triage",
        json!({ "family_id": road.id("family"), "duplicates_found": "none" }),
    );
    let agencies = [road.id("agency/school"), road.id("agency/income")];
    let acceptance = "/v1/intakes/{second}/acceptance";
    road.refused(
        "coordinator",
        acceptance,
        json!({ "agencies": agencies, "immediate_danger": true, "override_reason": "known", "offer": offer("accepted") }),
        (409, "intake.above_threshold"),
    );
    road.refused(
        "coordinator",
        acceptance,
        json!({ "agencies": agencies, "immediate_danger": false, "override_reason": "known", "offer": offer("undecided") }),
        (409, "case.family_has_open_case"),
    );
}

/// F1-11: no consent, no case; and a case that rests goes on.
#[test]
fn a_case_ends_where_consent_is_not_given() {
    leave_after(Scene::Opening, "no_consent", |road| {
        let hold = json!({ "reason": "family_request", "review_on": "2026-03-01" });
        let possible = ["case.close_without_consent", "case.withdraw"];
        road.impossible("coordinator", "/v1/cases/{case}/hold", hold, ("case.not_in_state", &possible));
        let closed = road.post("coordinator", "/v1/cases/{case}/no-consent", json!({ "reason": "not now" }));
        assert_eq!(closed.text_at("/status"), "closed", "{}", closed.text);
        road.impossible(
            "coordinator",
            "/v1/cases/{case}/no-consent",
            json!({ "reason": "again" }),
            ("case.not_in_state", &[]),
        );
        assert_eq!(road.items("coordinator", "/v1/cases/{case}/assignments"), 1, "she keeps the record");
    });
}

/// F0-25: a coordinator of the region takes over a case of which she saw nothing before.
#[test]
fn a_second_coordinator_takes_a_case_over() {
    leave_after(Scene::Consenting, "takeover", |road| {
        let worker = road
            .post(
                "administrator",
                "/v1/agencies/{agency/coordinator}/workers",
                json!({ "name": "Huia Mason", "profession": "coordinator" }),
            )
            .id();
        road.enter("second", &format!("worker:{worker}"));
        let body = json!({ "worker_id": worker, "region_id": road.id("region"), "contact": { "name": "Huia Mason" } });
        let registered = road.post("administrator", "/v1/coordinators", body.clone()).id();
        road.refused("administrator", "/v1/coordinators", body, (409, "coordinator.already_registered"));
        road.keep("second", registered);
        assert_eq!(road.get("second", "/v1/coordinators/{second}").text_at("/contact/name"), "Huia Mason");
        road.hidden_from(&["second"]);
        road.post("second", "/v1/cases/{case}/takeover", json!({}));
        assert_eq!(road.get("second", "/v1/cases/{case}").text_at("/status"), "preparing");
        road.hidden_from(&["coordinator"]);
        road.refused("second", "/v1/cases/{case}/takeover", json!({}), (409, "case.coordinator_already"));

        let hold = |on: &str| json!({ "reason": "whereabouts_unknown", "review_on": on });
        road.refused(
            "second",
            "/v1/cases/{case}/hold",
            hold("2026-02-05"),
            (422, "case.hold_review_in_past"),
        );
        road.post("second", "/v1/cases/{case}/hold", hold("2026-03-05"));
        let possible = ["case.resume", "case.start_closing", "case.withdraw"];
        road.impossible(
            "second",
            "/v1/cases/{case}/hold",
            hold("2026-03-05"),
            ("case.not_in_state", &possible),
        );
        assert_eq!(
            road.post("second", "/v1/cases/{case}/resumption", json!({})).text_at("/status"),
            "preparing"
        );
        let possible = ["case.withdraw", "case.hold"];
        road.impossible("second", "/v1/cases/{case}/resumption", json!({}), ("case.not_in_state", &possible));

        let end = json!({ "ended_on": "2026-02-05" });
        road.post("administrator", "/v1/coordinators/{second}/end", end.clone());
        road.refused("administrator", "/v1/coordinators/{second}/end", end, (409, "coordinator.not_active"));
        assert_eq!(road.status("second", "/v1/intakes"), 403);
    });
}

#[test]
fn the_directory_is_kept_up_to_date() {
    leave_after(Scene::Consenting, "directory", |road| {
        for list in ["regions", "agencies", "facilitators"] {
            assert!(
                !road.get("mother", &format!("/v1/{list}?limit=1")).body["items"]
                    .as_array()
                    .unwrap()
                    .is_empty()
            );
        }
        let region = json!({ "code": "waitakere", "name_mi": "Waitākere", "name_en": "Waitakere", "time_zone": "Pacific/Auckland", "anniversary": "auckland", "places": ["Henderson"] });
        road.put("administrator", "/v1/regions/{region}", region);
        let agency =
            json!({ "name": "Glen Road Primary School", "kind": "government", "sector": "education" });
        assert_eq!(
            road.put("administrator", "/v1/agencies/{agency/school}", agency).text_at("/name"),
            "Glen Road Primary School"
        );
        assert_eq!(
            road.get("school", "/v1/facilitators/{facilitator}").text_at("/worker_id"),
            road.id("worker/facilitator")
        );
        assert_eq!(
            road.get("school", "/v1/agencies/{agency/income}/workers").text_at("/items/0/name"),
            "Priya Nair"
        );

        let worker = json!({ "name": "Priya Nair", "profession": "case manager", "phone": "09 555 0101" });
        road.put("administrator", "/v1/workers/{worker/income}", worker);
        let old = road.stage.token(road.who("income"), 600);
        let end = json!({ "ended_on": "2026-02-05" });
        road.post("administrator", "/v1/workers/{worker/income}/end", end.clone());
        road.refused("administrator", "/v1/workers/{worker/income}/end", end, (409, "worker.not_active"));
        let answer = road.with_token("income", &old, "/v1/cases/{case}");
        assert!([401, 404].contains(&answer.status), "{}", answer.text);
        assert_eq!(road.status("income-system", "/v1/cases/{case}"), 200, "the agency still takes part");
    });
}

/// An agency looks after its own part of the directory, and after nobody else's.
#[test]
fn an_administrator_enters_the_workers_of_their_own_agency() {
    leave_after(Scene::Opening, "whose_workers", |road| {
        road.enter_again("school", "school-office", &[Scope::AgencyAdmin]);
        let worker = json!({ "name": "Mere Tipene", "profession": "teacher aide" });
        road.post("school-office", "/v1/agencies/{agency/school}/workers", worker.clone());
        let elsewhere = "/v1/agencies/{agency/income}/workers";
        let refused = road.attempt("school-office", "POST", elsewhere, Some(worker));
        assert_eq!(refused.status, 403, "{}", refused.text);
    });
}

/// A fixed path is never taken for a value of another path's parameter.
#[test]
fn a_path_that_is_no_id_says_what_it_supports() {
    leave_after(Scene::Opening, "fixed_paths", |road| {
        for method in ["GET", "PUT", "DELETE"] {
            let answer = road.attempt("coordinator", method, "/v1/people/search", None);
            assert_eq!(
                (answer.status, answer.header("allow")),
                (405, Some("POST")),
                "{method}: {}",
                answer.text
            );
        }
        assert_eq!(road.status("coordinator", "/v1/people/nobody"), 404);
    });
}

/// F0-53: what needs no token is taken so often and not more, whoever asks.
#[test]
fn a_flood_of_requests_without_a_token_is_turned_away() {
    leave_after(Scene::Opening, "flood", |road| {
        let request = json!({ "region_code": "waitakere", "name": "Mere", "safe_contact": "text after 6", "help_wanted": ["somebody to talk to"] });
        let anybody = road.app.anybody();
        let taken =
            (0..200).take_while(|_| anybody.post("/v1/self-requests", &request).status == 201).count();
        assert_eq!(taken, 120, "as many as the settings of a test say");
        let before = road.critic.count("audit_log");
        let refused = anybody.post("/v1/self-requests", &request);
        assert_eq!((refused.status, refused.code()), (429, "request.too_many"), "{}", refused.text);
        let wait: i64 = refused.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=30).contains(&wait), "{wait}");
        assert_eq!(road.critic.count("audit_log"), before);
        let now = road.app.service.clock.now();
        road.app.service.clock.set(now + chrono::TimeDelta::seconds(wait));
        assert_eq!(anybody.post("/v1/self-requests", &request).status, 201);
    });
}

/// The directory's own rules.
#[test]
fn a_region_keeps_its_code_its_clock_and_its_place() {
    leave_after(Scene::Opening, "regions", |road| {
        let region = |code: &str, zone: &str, parent: Option<&str>| {
            let mut region = json!({ "code": code, "name_mi": "Waitākere", "name_en": "Waitakere", "time_zone": zone, "anniversary": "auckland", "places": [] });
            if let Some(parent) = parent {
                region["parent_id"] = json!(parent);
            }
            region
        };
        let here = road.id("region").to_owned();
        let auckland = "Pacific/Auckland";
        let taken = region("waitakere", auckland, None);
        road.refused("administrator", "/v1/regions", taken, (409, "region.code_taken"));
        let child = road.post("administrator", "/v1/regions", region("ranui", auckland, Some(&here))).id();
        let put = |body: Value, status: u16, code: &str| {
            let answer = road.attempt("administrator", "PUT", "/v1/regions/{region}", Some(body));
            assert_eq!((answer.status, answer.text_at("/code").as_str()), (status, code), "{}", answer.text);
        };
        put(region("other", auckland, None), 409, "region.code_or_clock_fixed");
        put(region("waitakere", "Pacific/Chatham", None), 409, "region.code_or_clock_fixed");
        put(region("waitakere", auckland, Some(&child)), 422, "region.parent_loop");
        put(region("waitakere", auckland, Some(&here)), 422, "region.parent_loop");
    });
}
