//! Each no on the way of an item (F1-15, F1-16), and the key contact, who tells the family.

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{
    Road,
    disclosure::{
        ITEM, ITEMS, LEDGER, NOTICES, agency, at, keeping, of_school, propose, seen_by, tell, with, without,
    },
    leave_after,
};

const NOBODY: &str = "01900000-0000-7000-8000-000000000000";

/// F1-15: an item that is not necessary for a meeting, or goes to nobody, is refused.
#[test]
fn an_item_is_necessary_for_a_meeting_and_has_recipients() {
    leave_after(Scene::Inviting, "disclosure_guards", |road| {
        road.time("2026-02-12T10:00:00");
        let item = of_school(road);
        let to = |recipients: Value| with(of_school(road), "recipients", recipients);
        let nobody = NOBODY;
        for (body, code) in [
            (without(item.clone(), "necessity"), "disclosure.necessity_missing"),
            (without(item.clone(), "meeting_id"), "disclosure.meeting_missing"),
            (with(item.clone(), "meeting_id", json!(nobody)), "reference.unknown"),
            (with(item.clone(), "subjects", json!([])), "disclosure.subjects_missing"),
            (with(item.clone(), "subjects", json!([nobody])), "case.person_not_member"),
            (to(json!([])), "disclosure.recipients_missing"),
            (to(json!([{ "kind": "agency", "agency_id": nobody }])), "reference.unknown"),
            (to(json!([{ "kind": "worker", "worker_id": nobody }])), "reference.unknown"),
            (to(json!([{ "kind": "family_member", "person_id": nobody }])), "case.person_not_member"),
            (to(json!([agency(road, "school")])), "disclosure.recipient_is_source"),
            (with(item.clone(), "ground", json!("s66_request")), "disclosure.basis_incomplete"),
        ] {
            road.refused("school", ITEMS, body, (422, code));
        }
        for (who, status) in
            [("mother", 403), ("school-system", 403), ("stranger", 404), ("facilitator", 403)]
        {
            assert_eq!(road.attempt(who, "POST", ITEMS, Some(item.clone())).status, status, "{who}");
        }
        on_the_way(road, item.clone());
        after_the_meeting(road, &item);
    });
}

/// F1-15: an agency decides about its own items only, step by step.
fn on_the_way(road: &mut Road<'_>, item: Value) {
    propose(road, "school", item);
    road.refused(
        "coordinator",
        &at("withholding"),
        json!({ "reason": "x" }),
        (409, "disclosure.of_another_agency"),
    );
    road.refused("school", &at("recall"), json!({ "reason": "x" }), (409, "disclosure.not_in_state"));
    road.refused("coordinator", &at("approval"), json!({}), (409, "disclosure.of_another_agency"));
    road.post("school", &at("approval"), json!({}));
    road.refused("coordinator", NOTICES, json!({
        "person_id": road.id("person/mother"), "disclosures": [NOBODY], "channel": "letter", "addresses": "x",
    }), (422, "reference.unknown"));
    tell(road, "coordinator", "father");
    road.time("2026-02-16T10:00:00");
    road.refused("coordinator", &at("delivery"), json!({}), (409, "disclosure.of_another_agency"));
    let aware =
        json!({ "person_id": road.id("person/tamaiti"), "exception": "already_aware", "reason": "x" });
    road.impossible(
        "school",
        &at("notice-exceptions"),
        aware,
        ("disclosure.not_in_state", &["disclosure.answer", "disclosure.disclose", "disclosure.withhold"]),
    );
    road.post("school", &at("withholding"), json!({ "reason": "not needed any more" }));
}

/// F1-16: nothing is shared for a meeting that is over.
fn after_the_meeting(road: &mut Road<'_>, item: &Value) {
    for told in [false, true] {
        propose(road, "school", item.clone());
        road.post("school", &at("approval"), json!({}));
        if told {
            tell(road, "coordinator", "mother");
        }
        road.keep(if told { "told" } else { "untold" }, road.id("item").to_owned());
    }
    road.time("2026-02-19T20:30:00");
    road.refused("school", ITEMS, item.clone(), (409, "disclosure.meeting_over"));
    road.refused("school", &at("delivery"), json!({}), (409, "disclosure.meeting_over"));
    road.refused("coordinator", NOTICES, json!({
        "person_id": road.id("person/mother"), "disclosures": [road.id("untold")], "channel": "letter", "addresses": "x",
    }), (409, "disclosure.meeting_over"));
}

/// Tells somebody of an item, and keeps it for later.
fn ready(road: &mut Road<'_>, (who, told): (&str, &str), key: &str, body: Value) {
    propose(road, who, body);
    road.post(who, &at("approval"), json!({}));
    tell(road, "coordinator", told);
    road.keep(key, road.id("item").to_owned());
}

/// F1-11, F1-17: what the consents do not cover does not go; why not is for those who may know.
#[test]
fn what_the_consents_do_not_cover_does_not_go() {
    leave_after(Scene::Inviting, "disclosure_uncovered", |road| {
        road.time("2026-02-12T10:00:00");
        let justice = with(of_school(road), "category", json!("justice"));
        let of_aunty = with(of_school(road), "subjects", json!([road.id("person/aunty")]));
        let plain = of_school(road);
        ready(road, ("school", "mother"), "justice", justice.clone());
        ready(road, ("coordinator", "mother"), "justice/coordinator", justice);
        ready(road, ("school", "aunty"), "aunty", of_aunty);
        ready(road, ("school", "mother"), "kept", plain.clone());
        ready(road, ("coordinator", "mother"), "kept/coordinator", plain);
        road.post("mother", "/v1/cases/{case}/restrictions", keeping(road, "income"));
        road.time("2026-02-15T10:00:00");
        for (who, item, code) in [
            ("school", "justice", "disclosure.not_possible"),
            ("coordinator", "justice/coordinator", "disclosure.consent_not_covering"),
            ("school", "aunty", "disclosure.not_possible"),
            ("school", "kept", "disclosure.not_possible"),
            ("coordinator", "kept/coordinator", "disclosure.restricted"),
        ] {
            road.refused(who, &format!("/v1/disclosures/{{{item}}}/delivery"), json!({}), (409, code));
        }
        let elsewhere = json!([agency(road, "stranger")]);
        propose(road, "coordinator", with(of_school(road), "recipients", elsewhere));
        road.post("coordinator", &at("withholding"), json!({ "reason": "it is not named" }));
        assert_eq!(road.items("coordinator", LEDGER), 0);
    });
}

/// F1-17: what is kept from a member of the family is not told to them, and whom an agency may not know of is
/// nobody to it.
#[test]
fn a_restriction_keeps_an_item_from_the_family_and_a_person_from_an_agency() {
    leave_after(Scene::Inviting, "disclosure_kept", |road| {
        road.time("2026-02-12T10:00:00");
        let father = json!({ "kind": "family_member", "person_id": road.id("person/father") });
        let category = json!({ "kind": "category", "category": "education", "hidden_from": [father] });
        road.post("mother", "/v1/cases/{case}/restrictions", category);
        propose(road, "school", of_school(road));
        road.post("school", &at("approval"), json!({}));
        seen_by(road, &["coordinator", "school", "school-system", "mother"]);
        road.refused("coordinator", NOTICES, json!({
            "person_id": road.id("person/father"), "disclosures": [road.id("item")], "channel": "letter", "addresses": "x",
        }), (422, "disclosure.person_not_concerned"));
        let child = road.id("person/teina1").to_owned();
        let person = json!({ "kind": "person", "person_id": child, "hidden_from": [agency(road, "school")] });
        road.post("mother", "/v1/cases/{case}/restrictions", person);
        let body = with(of_school(road), "subjects", json!([child]));
        road.refused("school", ITEMS, body, (422, "case.person_not_member"));
    });
}

/// F1-16: the key contact tells the family of what its own agency has, and knows of nothing else.
#[test]
fn the_key_contact_tells_the_family() {
    leave_after(Scene::Agreeing, "disclosure_key_contact", |road| {
        road.stage.on_day(1);
        let meeting = road.post(
            "family-support",
            "/v1/cases/{case}/meetings",
            json!({
                "kind": "review", "starts_at_local": "2026-03-19T18:30:00", "minutes": 60,
                "venue": { "name": "Library", "neutrality": "neutral" },
            }),
        );
        road.keep("meeting", meeting.id());
        propose(road, "school", of_school(road));
        road.post("school", &at("approval"), json!({}));
        let insiders = ["coordinator", "school", "school-system", "mother", "father"];
        seen_by(road, &insiders);
        road.refused("family-support", NOTICES, json!({
            "person_id": road.id("person/mother"), "disclosures": [road.id("item")], "channel": "letter", "addresses": "x",
        }), (422, "reference.unknown"));
        propose(road, "family-support", of_school(road));
        road.post("family-support", &at("approval"), json!({}));
        tell(road, "family-support", "mother");
        assert_eq!(road.items("family-support", NOTICES), 1);
        road.post("coordinator", "/v1/meetings/{meeting}/cancellation", json!({ "reason": "a tangi" }));
        road.stage.on_day(7);
        road.refused("family-support", &at("delivery"), json!({}), (409, "disclosure.meeting_over"));
        assert_eq!(road.status("income", ITEM), 404);
    });
}

/// F1-17: what somebody of an agency wrote down is kept from those of it from whom the family keeps what it is about, and
/// from its systems; not from whoever wrote it.
#[test]
fn f1_17_an_item_of_ones_own_agency_is_kept_from_whom_the_family_keeps_its_kind() {
    leave_after(Scene::Inviting, "who_wrote_the_item", |road| {
        road.time("2026-02-12T10:00:00");
        let deputy = json!({ "name": "Tama Lewis", "profession": "deputy principal" });
        let deputy = road.post("administrator", "/v1/agencies/{agency/school}/workers", deputy).id();
        road.enter("deputy", &format!("worker:{deputy}"));
        let role = json!({ "role": "participant", "agency_id": road.id("agency/school"), "worker_id": deputy, "involvement": "existing" });
        road.post("mother", "/v1/cases/{case}/assignments", role);
        propose(road, "school", of_school(road));
        let people = ["school", "deputy", "school-system"];
        let seen = |road: &Road<'_>| {
            people.map(|who| {
                let list = road.attempt(who, "GET", ITEMS, None);
                assert_eq!(list.text.contains(road.id("item")), road.status(who, ITEM) == 200, "{who}");
                road.status(who, ITEM)
            })
        };
        assert_eq!(seen(road), [200; 3]);
        let from = json!([{ "kind": "worker", "worker_id": deputy }]);
        let wish = json!({ "kind": "category", "category": "education", "hidden_from": from });
        road.post("mother", "/v1/cases/{case}/restrictions", wish);
        assert_eq!(seen(road), [200, 404, 404]);
        let wish = json!({ "kind": "person", "person_id": road.id("person/tamaiti"), "hidden_from": [agency(road, "school")] });
        road.post("mother", "/v1/cases/{case}/restrictions", wish);
        assert_eq!(seen(road), [200, 404, 404], "whoever wrote it");
    });
}
