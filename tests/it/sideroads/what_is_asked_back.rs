//! What agencies were shown is asked back when a consent is taken back (F0-06, scenario 1).

use chrono::TimeDelta;
use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;
use whakakaha_domain::actor::Scope;

use super::{
    Road,
    break_glass::{hire, on_duty},
    from,
    growing_up::agrees,
    leave_after,
    what_systems_are_told::told,
};
use crate::receiver::{Message, Receiver};

const RECALLS: &str = "/v1/recalls";
const RECALL: &str = "/v1/recalls/{recall}";
const ANSWER: &str = "/v1/recalls/{recall}/acknowledgement";

impl Road<'_> {
    /// What is asked back of whom, as somebody reads it.
    fn asked_back(&self, who: &str) -> Vec<Value> {
        self.get(who, RECALLS).body["items"].as_array().unwrap().clone()
    }

    /// Keeps the only recall that an agency has to answer as `recall`.
    fn keep_recall(&mut self, who: &str) -> Value {
        let mut open = self.asked_back(who);
        open.retain(|it| it["status"] == "open");
        let [recall] = open.try_into().unwrap();
        self.keep("recall", recall["id"].as_str().unwrap().to_owned());
        recall
    }
}

fn of_school(road: &Road<'_>) -> Value {
    json!({ "agencies": [road.id("agency/school")], "channel": "in person" })
}

fn everything() -> Value {
    json!({ "channel": "in person" })
}

#[test]
fn f0_06_an_agency_is_asked_to_let_go_of_what_it_was_shown() {
    leave_after(Scene::Agreeing, "what_is_asked_back", |road| {
        road.enter_again("school", "school-office", &[Scope::AgencyAdmin]);
        road.enter_again("income", "income-office", &[Scope::AgencyAdmin]);
        hire(road, "agency/school", "clerk", &[Scope::CaseParticipate]);
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200);
        road.both_take_back(&of_school(road));
        let recall = road.keep_recall("school-system");
        assert_eq!(recall["case_id"], road.id("case"));
        assert_eq!((&recall["status"], recall.get("acknowledgement")), (&json!("open"), None));
        let known = ["school", "school-office", "coordinator", "father"];
        for who in known {
            assert_eq!(road.asked_back(who), std::slice::from_ref(&recall), "{who}");
            assert_eq!(road.get(who, RECALL).body, recall, "{who}");
        }
        // The mother took hers back before: it was the father's word that closed the case. Of others it is no concern.
        for who in ["mother", "aunty", "clerk", "income", "income-office", "income-system", "stranger"] {
            assert_eq!((road.asked_back(who), road.status(who, RECALL)), (vec![], 404), "{who}");
        }
        for who in ["administrator", "reporter"] {
            assert_eq!(
                (road.status(who, RECALLS), road.status(who, RECALL)),
                (403, 403),
                "{who}: no such scope"
            );
        }
        road.unchanged("father", "/v1/consents/{consent/father}/withdrawal", of_school(road));
        assert_eq!(road.asked_back("school-system").len(), 1, "what is taken back twice is asked back once");
        the_agency_answers(road);
    });
}

fn the_agency_answers(road: &Road<'_>) {
    let deleted = json!({ "action": "deleted" });
    let retained = json!({ "action": "retained", "legal_ground": "Public Records Act 2005, section 18" });
    for who in ["coordinator", "father"] {
        road.refused(who, ANSWER, deleted.clone(), (403, "auth.forbidden"));
    }
    road.refused("income-system", ANSWER, deleted.clone(), (404, "request.not_found"));
    for ungrounded in [
        json!({ "action": "retained" }),
        json!({ "action": "deleted", "legal_ground": "Public Records Act 2005, section 18" }),
    ] {
        let answer = road.refused("school-system", ANSWER, ungrounded, (422, "recall.ground"));
        assert_eq!(answer.body["errors"][0]["pointer"], "#/legal_ground");
    }
    let answered = road.post("school", ANSWER, retained.clone()).body;
    assert_eq!(answered["status"], "acknowledged");
    assert_eq!(answered["acknowledgement"]["acknowledged_by"], road.id("worker/school"));
    road.unchanged("school-system", ANSWER, retained.clone());
    let answered = road.post("school-system", ANSWER, deleted).body;
    assert_eq!(answered["acknowledgement"]["action"], "deleted");
    assert_eq!(answered["acknowledgement"].get("legal_ground"), None);
    road.refused("school-system", ANSWER, retained, (409, "recall.deleted"));
    assert_eq!(road.get("coordinator", RECALL).body["acknowledgement"], answered["acknowledgement"]);
    for (status, found) in [("open", 0), ("acknowledged", 1)] {
        let listed = road.get("school-system", &format!("{RECALLS}?status={status}")).body;
        assert_eq!(listed["items"].as_array().unwrap().len(), found, "{status}");
    }
}

/// Scenario 1: what is not sent yet is not sent any more; whoever was sent something is told to let go of it.
#[test]
fn scenario_1_what_waits_is_not_sent_and_what_was_sent_is_asked_back() {
    leave_after(Scene::Agreeing, "what_is_asked_back_by_events", |road| {
        let receiver = Receiver::start();
        road.name(&receiver, json!({ "resources": ["case", "plan_version"] }));
        road.relay();
        road.deliver();
        assert!(!receiver.take().is_empty(), "deliveries went out");
        receiver.answers("503 Service Unavailable\r\n");
        road.post(
            "coordinator",
            "/v1/cases/{case}/hold",
            json!({ "reason": "family_request", "review_on": "2026-03-10" }),
        );
        road.relay();
        road.deliver();
        assert!(!receiver.take().is_empty(), "one is being tried again");
        road.both_take_back(&everything());
        receiver.answers("204 No Content\r\n");
        road.later(TimeDelta::hours(1));
        road.deliver();
        assert!(
            receiver.take().is_empty(),
            "nothing that was readable before is sent, though the relay has not looked"
        );
        road.relay();
        road.later(TimeDelta::hours(1));
        road.deliver();
        let kinds = |events: &[Value]| -> Vec<String> {
            events.iter().map(|it| it["type"].as_str().unwrap().to_owned()).collect()
        };
        let heard: Vec<Value> = receiver.take().iter().map(Message::event).collect();
        // The mother's part was asked back first, and then the whole case instead: the agency is told of both, and has one to
        // answer.
        let (gone, asked) = ("nz.whakakaha.case.deleted.v1", "nz.whakakaha.recall.created.v1");
        assert_eq!(kinds(&heard), [gone, asked, asked], "also where only cases were asked for");
        let recall = road.keep_recall("school-system");
        assert_eq!(recall["extent"], "case");
        let heard = heard.iter().find(|it| it["subject"] == *road.path("recalls/{recall}")).unwrap();
        assert!(!heard.to_string().contains("in person"));
        let (events, _) = told(&road.system("school"), None, 50);
        assert_eq!(kinds(&events), [asked; 2], "whoever begins anew is told what is still to do");
        let href = heard["data"]["href"].as_str().unwrap();
        let answered =
            road.system("school").get(href.strip_prefix(road.app.base()).unwrap_or(href)).expect(200);
        assert_eq!(answered.body["id"], recall["id"]);
    });
}

/// What is not answered in time is looked at by somebody else, and can still be answered.
#[test]
fn what_is_not_answered_in_time_is_escalated() {
    leave_after(Scene::Agreeing, "what_is_asked_back_in_vain", |road| {
        on_duty(road);
        assert_eq!(road.status("income", "/v1/cases/{case}"), 200);
        hire(road, "agency/oranga-tamariki", "curious", &[Scope::CaseParticipate]);
        assert_eq!(road.status("curious", "/v1/cases/{case}"), 404);
        road.post("mother", "/v1/cases/{case}/withdrawal", everything());
        let of = |agency: &str| {
            let id = road.id(&format!("agency/{agency}"));
            road.asked_back("coordinator").iter().filter(|it| it["agency_id"] == id).count()
        };
        assert_eq!(["income", "school", "oranga-tamariki"].map(of), [1, 1, 0], "the last asked in vain");
        let recall = road.keep_recall("income-system");
        let due_on = recall["due_on"].as_str().unwrap().to_owned();
        assert_eq!(road.asked_back("officer"), Vec::<Value>::new(), "nobody is late yet");
        road.time(&format!("{due_on}T23:59:00"));
        road.round();
        assert_eq!(road.get("income-system", RECALL).text_at("/status"), "open");
        road.later(TimeDelta::minutes(2));
        road.round();
        let late = road.get("income-system", RECALL).body;
        assert_eq!(late["status"], "escalated");
        assert!(road.asked_back("officer").contains(&late));
        assert!(road.asked_back("coordinator").contains(&late));
        assert!(road.asked_back("mother").contains(&late));
        road.refused("officer", ANSWER, json!({ "action": "deleted" }), (403, "auth.insufficient_scope"));
        let before = road.asked_back("officer").len();
        road.post("income-system", ANSWER, json!({ "action": "deleted" }));
        assert_eq!(road.asked_back("officer").len(), before - 1);
        road.round();
        assert_eq!(road.get("income-system", RECALL).text_at("/status"), "acknowledged");
    });
}

/// Whoever may read the case again is asked nothing any more.
#[test]
fn a_family_that_agrees_again_lifts_what_was_asked_back() {
    leave_after(Scene::Agreeing, "what_is_asked_back_no_more", |road| {
        road.both_take_back(&everything());
        road.keep_recall("school-system");
        agrees(road, "mother", &["tamaiti", "teina1", "teina2"]);
        agrees(road, "father", &["tamaiti", "teina1", "teina2"]);
        assert_eq!(road.get("school-system", RECALL).text_at("/status"), "lifted");
        let deleted = json!({ "action": "deleted" });
        road.impossible("school-system", ANSWER, deleted, ("recall.not_in_state", &[]));
    });
}

/// Scenario 1: the mother does not share anything about health any more. The case stays open; whoever may read something
/// of the kind is asked to let go of it, without a word about what it is.
#[test]
fn scenario_1_of_a_kind_of_information_a_part_is_asked_back() {
    leave_after(Scene::Agreeing, "what_is_asked_back_in_part", |road| {
        let hide = json!({ "kind": "category", "category": "health", "hidden_from": from(road.id("agency/income")) });
        road.post("mother", "/v1/cases/{case}/restrictions", hide);
        assert_eq!(road.status("income", "/v1/cases/{case}"), 200);
        road.relay();
        let school = road.system("school");
        let (before, cursor) = told(&school, None, 200);
        assert!(before.iter().any(|it| it["subject"] == road.path("needs/{need/health}")));
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200);
        let health = json!({ "categories": ["health"], "channel": "in person" });
        road.post("mother", "/v1/consents/{consent/mother}/withdrawal", health.clone());
        let recall = road.keep_recall("school-system");
        assert_eq!((&recall["extent"], &recall["status"]), (&json!("part"), &json!("open")));
        assert!(!recall.to_string().contains("health"), "{recall}");
        assert!(road.asked_back("income-system").is_empty(), "who never had anything of it");
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200, "the case stays open");
        assert_eq!(road.asked_back("mother").len(), road.asked_back("coordinator").len());
        road.relay();
        let (events, _) = told(&school, Some(&cursor), 200);
        let said = |kind: &str, subject: &str| {
            let kind = format!("nz.whakakaha.{kind}.v1");
            events.iter().any(|it| it["type"] == *kind && it["subject"] == road.path(subject))
        };
        assert!(said("need.deleted", "needs/{need/health}") && said("recall.created", "recalls/{recall}"));
        assert!(!said("case.deleted", "cases/{case}"));
        road.unchanged("mother", "/v1/consents/{consent/mother}/withdrawal", health);
        let [_] = road.asked_back("school-system")[..] else { panic!("asked back once") };
        agrees(road, "mother", &["tamaiti", "teina1", "teina2"]);
        assert_eq!(road.get("school-system", RECALL).text_at("/status"), "lifted");
    });
}
