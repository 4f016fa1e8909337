//! What is said and written of a meeting, a review and the way of a case: it is kept from whom it is about, and for whom
//! it is put together, each reads their own (F0-39, F1-17).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{Road, from, leave_after};

const MEETING: &str = "/v1/meetings/{meeting}";
const PACK: &str = "/v1/meetings/{meeting}/pack";
const ENTRIES: &str = "/v1/cases/{case}/profile-entries";
const RESTRICTIONS: &str = "/v1/cases/{case}/restrictions";

/// What somebody reads in a list of a thing.
#[track_caller]
fn said(road: &Road<'_>, who: &str, path: &str, list: &str) -> Vec<String> {
    let thing = road.get(who, path);
    let items = thing.body.pointer(list).and_then(Value::as_array).unwrap();
    items.iter().map(|it| it["text"].as_str().unwrap().to_owned()).collect()
}

/// Somebody keeps something from a member of the family.
fn keep_from(road: &Road<'_>, kind: &str, item: &str, from: &str) -> String {
    let from = json!([{ "kind": "family_member", "person_id": road.id(&format!("person/{from}")) }]);
    let mut wish = json!({ "kind": kind, "hidden_from": from });
    let member = if kind == "person" { "person_id" } else { "item_id" };
    wish[member] = item.into();
    road.post("mother", RESTRICTIONS, wish).id()
}

/// F0-39: what the invited are given begins with the family's own words; each is given what is not kept from them, and
/// reads no more of it than they may know now.
#[test]
fn f0_39_each_reads_the_pack_that_was_put_together_for_them() {
    leave_after(Scene::Approving, "what_they_were_given", |road| {
        assert_eq!(road.status("school", PACK), 404, "nothing went out");
        let dream = json!({ "kind": "dream", "text": "a plum tree", "said_by": road.id("person/mother") });
        let dream = road.post("mother", ENTRIES, dream).id();
        let kept = keep_from(road, "profile_entry", &dream, "father");
        road.post("coordinator", &format!("{MEETING}/dispatch"), json!({}));
        let words = |who: &str| said(road, who, PACK, "/profile");
        let (hers, his, schools) = (words("mother"), words("father"), words("school"));
        assert!(hers.contains(&"a plum tree".to_owned()) && !his.contains(&"a plum tree".to_owned()));
        assert_eq!(hers.len(), his.len() + 1);
        assert_eq!(schools.len(), road.items("school", ENTRIES), "what the father keeps from the school");
        assert!(schools.len() < hers.len());
        assert_eq!(words("facilitator").len(), road.items("facilitator", ENTRIES));
        let pack = road.get("mother", PACK).body;
        let kinds: Vec<&str> =
            pack["profile"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
        let order = ["strength", "issue", "priority", "dream"];
        assert!(kinds.is_sorted_by_key(|kind| order.iter().position(|it| it == kind)), "{kinds:?}");
        let issues = road.get("mother", "/v1/cases/{case}/preparation").body["key_issues"]["entries"].clone();
        assert_eq!(pack["key_issues"], issues);
        assert_eq!(pack["agenda"][0]["text"], "Welcome and introductions");
        for (who, status) in [("coordinator", 404), ("school-system", 403), ("stranger", 404)] {
            assert_eq!(road.status(who, PACK), status, "{who} was given nothing");
        }
        road.post("mother", &format!("/v1/restrictions/{kept}/lift"), json!({}));
        assert_eq!(words("father"), his, "lifting opens nothing retroactively");
        later(road, &dream);
    });
}

/// What happens after it went out.
fn later(road: &Road<'_>, dream: &str) {
    let words = |who: &str| said(road, who, PACK, "/profile");
    let entry = format!("/v1/profile-entries/{dream}");
    let revised = json!({ "text": "plums and pears" });
    road.put("mother", &entry, revised);
    assert!(words("mother").contains(&"a plum tree".to_owned()), "it reads as it was given");
    assert!(words("facilitator").contains(&"a plum tree".to_owned()));
    let everybody =
        json!({ "kind": "profile_entry", "item_id": dream, "hidden_from": from(road.id("agency/income")) });
    road.post("mother", RESTRICTIONS, everybody);
    assert!(!words("income").contains(&"a plum tree".to_owned()), "kept since");
    road.post("mother", &format!("{entry}/removal"), json!({}));
    assert!(!road.get("mother", PACK).text.contains("a plum tree"), "taken out of the profile");
    assert!(!road.get("facilitator", PACK).text.contains("a plum tree"));
    road.both_take_back(&json!({ "agencies": [road.id("agency/school")], "channel": "in person" }));
    assert_eq!(road.status("school", PACK), 404, "consent bites");
    assert_eq!(road.status("income", PACK), 200);
}

/// F1-17: minutes are kept, decision by decision, from whom it is kept what they are about; that they are opens nothing
/// of it later.
#[test]
fn f1_17_minutes_are_without_what_is_kept_from_their_reader() {
    leave_after(Scene::Inviting, "what_was_decided", |road| {
        let health = json!({ "kind": "category", "category": "health", "hidden_from": from(road.id("agency/school")) });
        let health = road.post("mother", RESTRICTIONS, health).id();
        let child = road.id("person/tamaiti").to_owned();
        keep_from(road, "person", &child, "father");
        road.time("2026-02-19T18:30:00");
        road.post("facilitator", &format!("{MEETING}/start"), json!({}));
        let mut completion = completed(
            road,
            &[
                ("work together", json!({ "people": [], "categories": [] })),
                ("see the doctor", json!({ "people": [], "categories": ["health"] })),
                ("a bed of her own", json!({ "people": [child], "categories": [] })),
            ],
        );
        completion["decisions"][0]["about"]["people"] = json!(["01890000-0000-7000-8000-000000000000"]);
        let unknown = road.refused(
            "facilitator",
            &format!("{MEETING}/completion"),
            completion.clone(),
            (422, "case.person_not_member"),
        );
        assert_eq!(unknown.text_at("/errors/0/pointer"), "#/decisions/0/about/people/0", "{}", unknown.text);
        completion["decisions"][0].as_object_mut().unwrap().remove("about");
        road.post("facilitator", &format!("{MEETING}/completion"), completion);
        let decided = |who: &str| said(road, who, MEETING, "/outcome/decisions").len();
        let known = ["coordinator", "mother", "father", "school", "school-system", "income"].map(decided);
        assert_eq!(known, [3, 3, 2, 2, 2, 3]);
        road.post("mother", &format!("/v1/restrictions/{health}/lift"), json!({}));
        assert_eq!(["school", "income"].map(decided), [2, 3], "what was said then stays where it was");
        road.both_take_back(&json!({ "categories": ["health"], "channel": "in person" }));
        assert_eq!(["coordinator", "mother", "school", "income"].map(decided), [3, 3, 2, 2]);
    });
}

/// The family takes part, and decides this.
fn completed(road: &Road<'_>, decisions: &[(&str, Value)]) -> Value {
    let invitations = road.cast.ids.iter().filter(|(key, _)| key.starts_with("invitation/"));
    let came = |id| json!({ "invitation_id": id, "presence": "present", "heard": "spoke" });
    let decided = |(text, about): &(&str, Value)| json!({ "text": text, "family": "agrees", "about": about });
    json!({
        "attendance": invitations.map(|(_, id)| came(id)).collect::<Vec<_>>(),
        "lead_agency_id": road.id("agency/family-support"), "lead_worker_id": road.id("worker/family-support"),
        "key_contact_id": road.id("worker/family-support"), "next_review_on": "2026-04-01",
        "decided_to_close": false, "result": "plan", "decisions": decisions.iter().map(decided).collect::<Vec<_>>(),
    })
}

/// F1-17: so is the agenda, in the meeting and in what is given to the invited.
#[test]
fn f1_17_an_agenda_is_without_what_is_kept_from_its_reader() {
    leave_after(Scene::Convening, "what_is_talked_about", |road| {
        let health = json!({ "kind": "category", "category": "health", "hidden_from": from(road.id("agency/school")) });
        road.post("mother", RESTRICTIONS, health);
        let agenda = json!([
            { "text": "Welcome" },
            { "text": "Her asthma", "about": { "categories": ["health"], "people": [road.id("person/tamaiti")] } },
        ]);
        let mut plan = json!({ "starts_at_local": "2026-02-19T18:30:00", "minutes": 120, "venue": { "name": "Marae", "neutrality": "marae" } });
        plan["agenda"] = agenda;
        road.put("coordinator", MEETING, plan);
        let points = |who: &str| said(road, who, MEETING, "/agenda").len();
        assert_eq!(
            ["coordinator", "mother", "income", "school", "school-system"].map(points),
            [2, 2, 2, 1, 1]
        );
        let invitations: Vec<String> = road
            .cast
            .ids
            .iter()
            .filter(|(key, _)| key.starts_with("invitation/"))
            .map(|(_, id)| id.clone())
            .collect();
        for id in invitations {
            road.post("mother", &format!("/v1/invitations/{id}/approval"), json!({}));
        }
        let all = json!({ "aspects": ["agenda", "time", "venue", "participants"] });
        road.post("mother", &format!("{MEETING}/approvals"), all);
        road.post("coordinator", &format!("{MEETING}/dispatch"), json!({}));
        let given = |who: &str| said(road, who, PACK, "/agenda").len();
        assert_eq!(["mother", "income", "school"].map(given), [2, 2, 1]);
    });
}

/// F1-17: whoever changes a meeting does not take out of it what they are not shown.
#[test]
fn f1_17_an_agenda_that_is_sent_back_as_it_is_read_stays_as_it_is() {
    leave_after(Scene::Agreeing, "what_stays_on_the_agenda", |road| {
        let point = |text: &str| json!({ "text": text });
        let health = json!({ "text": "Her asthma", "about": { "categories": ["health"], "people": [] } });
        let mut plan = json!({
            "kind": "extraordinary", "starts_at_local": "2026-03-19T18:30:00", "minutes": 60,
            "venue": { "name": "Library", "neutrality": "neutral" }, "agenda": [health, point("School")],
        });
        let meeting = road.post("coordinator", "/v1/cases/{case}/meetings", plan.clone()).id();
        let meeting = format!("/v1/meetings/{meeting}");
        road.both_take_back(&json!({ "categories": ["health"], "channel": "in person" }));
        plan.as_object_mut().unwrap().remove("kind");
        plan["agenda"] = road.get("family-support", &meeting).body["agenda"].clone();
        assert_eq!(plan["agenda"], json!([point("School")]));
        let same = road.attempt("family-support", "PUT", &meeting, Some(plan.clone()));
        assert_eq!(same.status, 200, "{}", same.text);
        plan["agenda"] = json!([point("School mornings"), point("Holidays")]);
        road.put("family-support", &meeting, plan);
        let agenda = |who: &str| said(road, who, &meeting, "/agenda");
        assert_eq!(agenda("family-support"), ["School mornings", "Holidays"]);
        assert_eq!(agenda("coordinator"), ["Her asthma", "School mornings", "Holidays"]);
    });
}

/// F1-17, IPP 7: a statement that goes with a meeting may be about any part of it, and goes to nobody from whom one is kept.
#[test]
fn f1_17_a_statement_about_minutes_tells_nobody_what_they_do_not_read() {
    leave_after(Scene::Inviting, "what_she_says_of_the_minutes", |road| {
        let income = json!({ "kind": "category", "category": "income", "hidden_from": from(road.id("agency/school")) });
        road.post("mother", RESTRICTIONS, income);
        road.time("2026-02-19T18:30:00");
        road.post("facilitator", &format!("{MEETING}/start"), json!({}));
        let about = json!({ "people": [], "categories": ["income"] });
        let completion = completed(road, &[("a budget is made", about)]);
        road.post("facilitator", &format!("{MEETING}/completion"), completion);
        let wish = json!({
            "case_id": road.id("case"), "about": { "kind": "meeting", "id": road.id("meeting") },
            "wrong": "nobody asked me", "wanted": "that I was not asked",
        });
        let correction = road.post("mother", "/v1/my/corrections", wish).id();
        let correction = format!("/v1/corrections/{correction}");
        road.post("coordinator", &format!("{correction}/refusal"), json!({ "reason": "it was agreed" }));
        road.post(
            "mother",
            &format!("{correction}/statement"),
            json!({ "text": "I never agreed to a budget" }),
        );
        let reads = |who: &str| road.get(who, MEETING).text.contains("never agreed");
        assert_eq!(
            ["coordinator", "mother", "income", "school", "school-system"].map(reads),
            [true, true, true, false, false]
        );
        let told = |who: &str| road.items(who, "/v1/correction-notices");
        assert_eq!(["income", "school"].map(told), [1, 0]);
        let listed = |who: &str| road.items(who, "/v1/cases/{case}/corrections");
        assert_eq!(["income", "school"].map(listed), [1, 0]);
    });
}

/// F1-17: and what is reported, and what the family says at a review.
#[test]
fn f1_17_reports_are_without_what_is_kept_from_their_reader() {
    leave_after(Scene::Agreeing, "what_was_reported", |road| {
        let child = road.id("person/tamaiti").to_owned();
        keep_from(road, "person", &child, "father");
        let reports = "/v1/cases/{case}/progress-reports";
        let about = json!({ "people": [child], "categories": ["education"] });
        let due = |who: &str| road.get(who, "/v1/cases/{case}").text_at("/progress_report_due_on");
        let before = due("father");
        road.time("2026-03-03T10:00:00");
        let report = road
            .post("family-support", reports, json!({ "summary": "she is at school", "about": about }))
            .id();
        let path = format!("/v1/progress-reports/{report}");
        assert_eq!(road.get("mother", &path).body["about"], about);
        assert_eq!(["mother", "coordinator", "father"].map(|who| road.status(who, &path)), [200, 200, 404]);
        assert_eq!(["mother", "father"].map(|who| road.items(who, reports)), [1, 0]);
        assert!(due("mother") > before && due("father") == before, "nor does it move the next");
        let review = road.get("coordinator", "/v1/cases/{case}/reviews").text_at("/items/0/id");
        let review = format!("/v1/reviews/{review}");
        road.post("family-support", &format!("{review}/start"), json!({}));
        let open: Vec<String> = road
            .cast
            .ids
            .iter()
            .filter(|(key, _)| key.starts_with("action/"))
            .map(|(_, id)| id.clone())
            .collect();
        road.post("family-support", &format!("{review}/completion"), json!({
            "outcome": "continue", "family_view": "She likes her class", "about": about, "actions_reviewed": open.clone(),
            "scores_not_done_because": "none is agreed", "next_review_on": "2026-04-20",
        }));
        let view = |who: &str| road.get(who, &review).text_at("/family_view");
        assert_eq!(["mother", "school"].map(view), ["She likes her class"; 2]);
        let his = road.get("father", &review);
        assert!(his.body.get("family_view").is_none() && his.body.get("about").is_none(), "{}", his.text);
        assert_eq!(his.text_at("/status"), "completed");
        closing(road, &open);
        let last = json!({ "summary": "she reads", "about": about });
        let last = road.post("family-support", "/v1/cases/{case}/final-reports", last).id();
        let path = format!("/v1/final-reports/{last}");
        assert_eq!(["mother", "coordinator", "father"].map(|who| road.status(who, &path)), [200, 200, 404]);
        let copy = road.get("mother", "/v1/my/export").text;
        assert!(
            !copy.contains("she is at school") && !copy.contains("she reads"),
            "what is about others alone"
        );
        let finals = "/v1/cases/{case}/final-reports";
        assert_eq!(["mother", "father"].map(|who| road.items(who, finals)), [1, 0]);
    });
}

/// What is open is given up, and the case is about to close.
fn closing(road: &Road<'_>, open: &[String]) {
    for id in open {
        let release = json!({ "resolution": "released", "reason": "no longer needed" });
        road.post("family-support", &format!("/v1/actions/{id}/resolution"), release);
    }
    road.post("family-support", "/v1/cases/{case}/closing", json!({ "reason": "goals_met" }));
}
