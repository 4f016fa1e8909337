//! Workers and agencies that would tell where a protected person is: named nowhere to the rest of the family (F0-21,
//! scenario 7).

use serde_json::json;
use whakakaha::demo::journey::Scene;

use super::{
    Road,
    disclosure::{ITEM, at, of_school, propose, tell},
    leave_after,
    safety::{ALERT, ALERTS},
};

const MEETING: &str = "/v1/meetings/{meeting}";
const PLAN: &str = "/v1/plan-versions/{plan}";

/// Something that somebody reads, and what it names.
type Named = (&'static str, &'static str);

impl Road<'_> {
    fn names(&self, who: &str, (path, named): Named) -> bool {
        self.get(who, path).text.contains(self.id(named))
    }

    /// Reads the same before and after an alert that keeps the father away from the mother, with these ties: they are
    /// named to her all the time, and to him before.
    fn tied(&mut self, ties: &[&str], named: &[Named]) {
        for it in named {
            assert!(self.names("mother", *it) && self.names("father", *it), "{it:?}");
        }
        let mut alert = self.keeps_father_away(None);
        let tie = |key: &&str| {
            let kind = key.split('/').next().unwrap();
            json!({ "kind": kind, format!("{kind}_id"): self.id(key) })
        };
        alert["ties"] = ties.iter().map(tie).collect();
        self.raise(alert);
        for it in named {
            assert!(self.names("mother", *it), "{it:?}");
            assert!(!self.names("father", *it), "{it:?}: {}", self.get("father", it.0).text);
        }
    }
}

/// The meeting, its guests, and who ran it: the two agencies are not there for the father, nor for the aunt.
#[test]
fn tied_guests_and_facilitators_are_not_at_a_meeting() {
    leave_after(Scene::Agreeing, "ties_meeting", |road| {
        let guests = "/v1/meetings/{meeting}/invitations?limit=200";
        let guest = "/v1/invitations/{invitation/school}";
        let before = road.items("father", "/v1/meetings/{meeting}/invitations");
        assert!(road.names("aunty", (MEETING, "agency/school")));
        road.tied(
            &["agency/school", "worker/income", "worker/facilitator"],
            &[
                (MEETING, "agency/school"),
                (MEETING, "worker/school"),
                (MEETING, "worker/income"),
                (MEETING, "worker/facilitator"),
                (MEETING, "facilitator"),
                (MEETING, "agency/facilitator"),
                (guests, "agency/school"),
                (guests, "worker/school"),
                (guests, "worker/income"),
            ],
        );
        for (who, status) in [("father", 404), ("aunty", 404), ("mother", 200), ("school", 200)] {
            assert_eq!(road.status(who, guest), status, "{who}");
        }
        // The two workers, and the mother and the aunt, who are kept from him.
        assert_eq!(road.items("father", "/v1/meetings/{meeting}/invitations"), before - 4);
        assert!(!road.names("aunty", (MEETING, "agency/school")));
        assert!(road.get("father", MEETING).body.get("facilitator").is_none());
        let approval = road.attempt("father", "POST", &format!("{guest}/approval"), Some(json!({})));
        assert_eq!(approval.status, 404, "{}", approval.text);
    });
}

/// A version of the plan that was sent before the alert, and one that is sent after it.
#[test]
fn tied_agencies_are_not_in_the_plan() {
    const VERSIONS: &str = "/v1/cases/{case}/plan-versions?limit=200";
    leave_after(Scene::Agreeing, "ties_plan", |road| {
        let parties = |road: &Road<'_>, who| road.get(who, PLAN).body["no_contribution"].clone();
        assert_eq!(parties(road, "father").as_array().unwrap().len(), 1);
        road.tied(
            &["agency/family-support", "agency/oranga-tamariki"],
            &[
                (PLAN, "agency/family-support"),
                (PLAN, "worker/family-support"),
                (PLAN, "agency/oranga-tamariki"),
                (VERSIONS, "worker/family-support"),
                (VERSIONS, "agency/oranga-tamariki"),
            ],
        );
        assert_eq!(
            (parties(road, "father"), parties(road, "mother").as_array().unwrap().len()),
            (json!([]), 1)
        );
        let his = road.get("father", PLAN).body;
        assert!(his.get("lead_agency_id").is_none() && his.get("key_contact_id").is_none(), "{his}");
        let draft = road.post(
            "family-support",
            "/v1/cases/{case}/plan-versions",
            json!({ "meeting_id": road.id("meeting"), "change_reason": "the school acts alone" }),
        );
        road.keep("draft", draft.id());
        let text = road.get("father", "/v1/plan-versions/{draft}/diff").text;
        assert!(
            !text.contains(road.id("agency/oranga-tamariki")) && !text.contains("no_contribution"),
            "{text}"
        );
    });
}

/// What was written down stays; who wrote it does not show.
#[test]
fn tied_workers_are_not_named_as_those_who_wrote() {
    const CHECKS: &str = "/v1/actions/{action/4}/checks";
    leave_after(Scene::Agreeing, "ties_written", |road| {
        written(road);
        let lead = "worker/family-support";
        let own = ("/v1/people/{person/father}", "agency/family-support");
        assert!(road.names("father", own));
        road.tied(
            &["agency/family-support"],
            &[
                ("/v1/cases/{case}/preparation", lead),
                ("/v1/profile-entries/{entry}", lead),
                ("/v1/profile-entries/{entry}/versions", lead),
                ("/v1/cases/{case}/profile-entries?limit=200", lead),
                ("/v1/contacts/{contact}", lead),
                ("/v1/cases/{case}/contacts", lead),
                ("/v1/progress-reports/{report}", lead),
                ("/v1/cases/{case}/progress-reports", lead),
                (CHECKS, lead),
            ],
        );
        let answered =
            |who| road.get(who, "/v1/cases/{case}").body["confidentiality"]["family_decision"].clone();
        assert_eq!(answered("mother")["recorded_by"], *road.id(lead));
        assert!(answered("father").get("recorded_by").is_none(), "{}", answered("father"));
        assert!(!road.names("father", own), "what an agency calls him tells that it knows him");
        let entry = road.get("father", "/v1/profile-entries/{entry}").body;
        assert_eq!((&entry["text"], entry.get("recorded_by")), (&json!("we cook together"), None));
        assert_eq!(road.items("father", CHECKS), 1);
        assert_eq!(road.status("father", "/v1/restrictions/{restriction}"), 404, "it names who is tied");
        let mut copy = road.get("father", "/v1/my/export").body;
        // He knows with whom he agreed to share, and who explained it: he signed it.
        copy["consents"] = json!([]);
        for trace in ["agency/family-support", lead] {
            assert!(!copy.to_string().contains(road.id(trace)), "{trace}: {copy}");
        }
    });
}

/// The report with which a case is closed: by the lead worker, and accepted by the coordinator.
#[test]
fn tied_workers_are_not_named_in_a_final_report() {
    const REPORT: &str = "/v1/final-reports/{final}";
    leave_after(Scene::Agreeing, "ties_closing", |road| {
        let all = road.get("coordinator", "/v1/cases/{case}/actions?limit=200").body;
        for action in all["items"].as_array().unwrap() {
            let path = format!("/v1/actions/{}/resolution", action["id"].as_str().unwrap());
            let released = json!({ "resolution": "released", "reason": "no longer needed" });
            road.post("family-support", &path, released);
        }
        road.post("family-support", "/v1/cases/{case}/closing", json!({ "reason": "goals_met" }));
        let report = json!({ "summary": "all is well", "family_view": "so it is", "transition": "none" });
        let id = road.post("family-support", "/v1/cases/{case}/final-reports", report).id();
        road.keep("final", id);
        road.post("coordinator", "/v1/final-reports/{final}/acceptance", json!({}));
        road.tied(
            &["agency/family-support", "worker/coordinator"],
            &[
                (REPORT, "worker/family-support"),
                (REPORT, "worker/coordinator"),
                ("/v1/cases/{case}/final-reports", "worker/family-support"),
            ],
        );
        assert_eq!(road.get("father", REPORT).text_at("/summary"), "all is well");
    });
}

/// What the lead worker writes down.
fn written(road: &mut Road<'_>) {
    let who = "family-support";
    let entry =
        json!({ "kind": "strength", "text": "we cook", "family_decision": road.decided("2026-02-19") });
    let id = road.post(who, "/v1/cases/{case}/profile-entries", entry).id();
    road.keep("entry", id);
    let words = json!({ "text": "we cook together", "family_decision": road.decided("2026-02-19") });
    road.put(who, "/v1/profile-entries/{entry}", words);
    let answer = json!({ "anything": false, "family_decision": road.decided("2026-02-19") });
    road.post(who, "/v1/cases/{case}/confidentiality", answer);
    let contact = json!({
        "held_on": "2026-02-19", "channel": "telephone", "reached": true, "summary": "all is well", "plan_works": "yes",
    });
    let id = road.post(who, "/v1/cases/{case}/contacts", contact).id();
    road.keep("contact", id);
    let report = json!({ "summary": "it goes well" });
    let id = road.post(who, "/v1/cases/{case}/progress-reports", report).id();
    road.keep("report", id);
    road.post(who, "/v1/actions/{action/4}/checks", json!({ "finding": "on_track" }));
    let restriction = json!({
        "kind": "profile_entry", "item_id": road.id("entry"),
        "hidden_from": [
            { "kind": "agency", "agency_id": road.id("agency/income") },
            { "kind": "worker", "worker_id": road.id("worker/family-support") },
        ],
    });
    let id = road.post("mother", "/v1/cases/{case}/restrictions", restriction).id();
    road.keep("restriction", id);
    let known = json!({ "agency_id": road.id("agency/family-support"), "system": "file", "value": "A-1" });
    road.post("coordinator", "/v1/people/{person/father}/identifiers", known);
}

/// A statement goes with a thing to all who have it; he is not told of those who would tell where she is.
#[test]
fn tied_agencies_are_not_named_as_told_of_a_correction() {
    const ONE: &str = "/v1/corrections/{correction}";
    leave_after(Scene::Agreeing, "ties_told", |road| {
        let asked = json!({
            "case_id": road.id("case"), "about": { "kind": "action", "id": road.id("action/4") },
            "wrong": "that is not how it was", "wanted": "as it was",
        });
        let id = road.post("father", "/v1/my/corrections", asked).id();
        road.keep("correction", id);
        road.post("school", &format!("{ONE}/refusal"), json!({ "reason": "so it was said" }));
        road.post("father", &format!("{ONE}/statement"), json!({ "text": "so it was not" }));
        let note = road.get("income", "/v1/correction-notices").text_at("/items/0/id");
        road.keep("notice", note);
        road.post("income", "/v1/correction-notices/{notice}/acknowledgement", json!({}));
        let notices = "/v1/corrections/{correction}/notices";
        let told = |road: &Road<'_>| {
            let to_tell = road.get("father", ONE).body["agencies_to_tell"].as_array().unwrap().len();
            (to_tell, road.items("father", notices))
        };
        let (agencies, found) = told(road);
        let his = [
            (ONE, "agency/public-health"),
            (ONE, "worker/school"),
            ("/v1/my/corrections", "agency/public-health"),
            (notices, "agency/public-health"),
            (notices, "worker/income"),
        ];
        for it in his {
            assert!(road.names("father", it), "{it:?}");
        }
        road.tied(&["agency/public-health", "worker/school", "worker/income"], &[]);
        for it in his {
            assert!(!road.names("father", it), "{it:?}: {}", road.get("father", it.0).text);
        }
        assert_eq!(told(road), (agencies - 1, found - 1));
        let by_coordinator = road.get("coordinator", ONE);
        assert!(by_coordinator.text.contains(road.id("agency/public-health")), "{}", by_coordinator.text);
    });
}

/// An item of the school about the child for whom he speaks, with advice on it.
#[test]
fn tied_workers_are_not_named_in_what_is_shared() {
    leave_after(Scene::Inviting, "ties_shared", |road| {
        road.time("2026-02-12T10:00:00");
        let body = of_school(road);
        propose(road, "school", body);
        let person = json!({ "name": "Hine Supervisor", "profession": "principal" });
        let supervisor = road.post("administrator", "/v1/agencies/{agency/school}/workers", person).id();
        road.enter("supervisor", &format!("worker:{supervisor}"));
        let question =
            json!({ "adviser_id": supervisor, "role": "supervisor", "question": "how much of it?" });
        road.keep("worker/supervisor", supervisor);
        let advice = road.post("school", &at("advice-requests"), question).id();
        road.keep("advice", advice);
        let answer = json!({ "position": "share", "text": "without the reasons" });
        road.post("supervisor", "/v1/advice-requests/{advice}/answer", answer);
        road.post("school", &at("approval"), json!({}));
        let notice = tell(road, "coordinator", "father")["id"].as_str().unwrap().to_owned();
        road.keep("notice", notice);
        assert!(road.names("father", ("/v1/disclosure-notices/{notice}", "worker/coordinator")));
        let asked = "/v1/disclosures/{item}/advice-requests";
        road.tied(
            &["worker/school", "worker/supervisor", "worker/coordinator"],
            &[(ITEM, "worker/school"), (asked, "worker/school"), (asked, "worker/supervisor")],
        );
        assert!(!road.names("father", ("/v1/disclosure-notices/{notice}", "worker/coordinator")));
        let account = road.get("father", ITEM).body["account"].clone();
        assert!(account.get("author_id").is_none() && account["approval"].get("approved_by").is_none());
        assert_eq!(
            road.get("father", "/v1/advice-requests/{advice}").text_at("/answer/text"),
            "without the reasons"
        );
    });
}

/// Once the alert is over everybody is named again.
#[test]
fn ties_end_with_the_alert() {
    leave_after(Scene::Agreeing, "ties_ended", |road| {
        let mut alert = road.keeps_father_away(Some("2026-02-20"));
        alert["ties"] = json!([{ "kind": "agency", "agency_id": road.id("agency/school") }]);
        road.raise(alert);
        let named = (MEETING, "worker/school");
        assert!(!road.names("father", named));
        road.time("2026-02-21T00:00:00");
        road.round();
        assert_eq!(road.get("mother", ALERT).text_at("/status"), "ended");
        assert_eq!(road.status("father", ALERTS), 200);
        assert!(road.names("father", named));
    });
}
