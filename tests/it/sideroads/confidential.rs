//! What the family keeps from whom: a thing, a kind of information, a person; from an agency, a worker, a member
//! of the family, or everybody but some. For the excluded it does not exist (F1-17, scenario 4).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{Road, from, leave_after, own_door::latest_change};

const RESTRICTIONS: &str = "/v1/cases/{case}/restrictions";
const NEEDS: &str = "/v1/cases/{case}/needs";
const PLAN: &str = "/v1/plan-versions/{plan}";

impl Road<'_> {
    fn worker(&self, key: &str) -> Value {
        json!([{ "kind": "worker", "worker_id": self.id(&format!("worker/{key}")) }])
    }

    fn member(&self, key: &str) -> Value {
        json!([{ "kind": "family_member", "person_id": self.id(&format!("person/{key}")) }])
    }

    /// The actions of the plan as somebody was sent it.
    fn sent(&self, who: &str) -> Vec<String> {
        let plan = self.get(who, PLAN);
        let actions = plan.body["actions"].as_array().unwrap();
        actions.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
    }

    /// How many actions are open, as somebody is told by owner.
    fn promised(&self, who: &str) -> u64 {
        let told = self.get(who, "/v1/cases/{case}/accountability");
        let owners = told.body["owners"].as_array().unwrap().iter();
        owners.map(|it| it["open"].as_u64().unwrap()).sum()
    }

    fn sees(&self, who: &str, path: &str) -> bool {
        match self.status(who, path) {
            200 => true,
            404 => false,
            other => panic!("{who} {path}: {other}"),
        }
    }
}

/// Scenario 4: something is kept from a member of the family. Their plan is rendered without it, and they agree to
/// what they were sent; nothing tells them that there is a restriction.
#[test]
fn f1_17_what_is_kept_from_a_member_of_the_family_does_not_exist_for_them() {
    leave_after(Scene::Drafting, "kept_from_father", |road| {
        let hidden = road.id("action/3").to_owned();
        let wish = json!({ "kind": "action", "item_id": hidden, "hidden_from": road.member("father") });
        let restriction = road.post("mother", RESTRICTIONS, wish).id();
        road.keep("restriction", restriction);
        let again = json!({ "kind": "action", "item_id": hidden, "hidden_from": road.member("father") });
        road.refused("mother", RESTRICTIONS, again, (409, "restriction.exists"));
        assert!(road.sees("mother", "/v1/restrictions/{restriction}"));
        assert!(!road.sees("father", "/v1/restrictions/{restriction}"));
        let wish =
            json!({ "kind": "action", "item_id": hidden, "hidden_from": from(road.id("agency/income")) });
        let of_it = road.post("mother", RESTRICTIONS, wish).id();
        assert!(!road.sees("father", &format!("/v1/restrictions/{of_it}")), "nor who else is kept from it");
        let listed = |who| road.items(who, RESTRICTIONS);
        assert_eq!(listed("father") + 2, listed("mother"));
        assert!(!road.sent("father").contains(&hidden) && road.sent("mother").contains(&hidden));
        road.post("coordinator", "/v1/plan-versions/{plan}/circulation", json!({}));
        let (hers, his) = (road.get("mother", PLAN), road.get("father", PLAN));
        assert!(!his.text.contains(&hidden) && hers.text.contains(&hidden), "{}", his.text);
        assert_ne!(hers.text_at("/content_hash"), his.text_at("/content_hash"));
        let yes = |plan: &Value| json!({ "content_hash": plan["content_hash"], "verdict": "agree" });
        let responses = "/v1/plan-versions/{plan}/responses";
        road.refused("father", responses, yes(&hers.body), (409, "plan.hash_mismatch"));
        road.post("father", responses, yes(&his.body));
        for who in ["school", "income", "public-health", "family-support"] {
            let plan = road.get(who, PLAN);
            road.post(who, responses, yes(&plan.body));
        }
        assert_eq!(road.get("mother", PLAN).text_at("/status"), "current");
        let path = format!("/v1/actions/{hidden}");
        assert!(road.sees("mother", &path) && !road.sees("father", &path));
        let actions = "/v1/cases/{case}/actions";
        assert_eq!(road.items("father", actions) + 1, road.items("mother", actions));
        let case = road.get("father", "/v1/cases/{case}");
        assert!(!case.text.contains(&hidden), "{}", case.text);
        assert_eq!(road.promised("father") + 1, road.promised("mother"));
        road.refused(
            "father",
            RESTRICTIONS,
            json!({ "kind": "action", "item_id": hidden, "hidden_from": road.member("mother") }),
            (422, "restriction.item_unknown"),
        );
        road.post("mother", "/v1/restrictions/{restriction}/lift", json!({}));
        assert!(road.sees("father", &path));
        assert!(!road.sees("father", "/v1/restrictions/{restriction}"), "nor that there was a restriction");
        assert_eq!(listed("father") + 1, listed("mother"));
        assert!(road.sees("father", &format!("/v1/restrictions/{of_it}")));
    });
}

/// Whoever writes the draft goes over an action that is hidden from a member of the family: nothing moves for that
/// member, neither the tag of the draft nor what they are told of who changed something.
#[test]
fn f1_17_what_is_changed_of_a_hidden_action_moves_nothing() {
    leave_after(Scene::Drafting, "hidden_changed", |road| {
        let hidden = road.id("action/3").to_owned();
        let wish = json!({ "kind": "action", "item_id": hidden, "hidden_from": road.member("father") });
        road.post("mother", RESTRICTIONS, wish);
        let told = |who| (road.get(who, PLAN), latest_change(road, who));
        let (hers, his) = (told("mother"), told("father"));
        road.rewrite("plan", |content| {
            let actions = content["actions"].as_array_mut().unwrap();
            actions.iter_mut().find(|it| it["id"] == *hidden).unwrap()["what"] = json!("come with a friend");
        });
        let (plan, change) = told("mother");
        assert!(plan.text.contains("come with a friend") && plan.header("etag") != hers.0.header("etag"));
        assert_eq!(change, hers.1, "how often a draft is gone over is told to nobody of the family");
        let (plan, change) = told("father");
        assert_eq!((plan.header("etag"), &plan.text, &change), (his.0.header("etag"), &his.0.text, &his.1));
    });
}

/// A worker is named, not the agency: colleagues still know, and the agency's system does not, because it could not
/// keep it from the worker.
#[test]
fn f1_17_what_is_kept_from_a_worker_is_kept_from_the_systems_of_the_agency() {
    leave_after(Scene::Drafting, "kept_from_worker", |road| {
        let deputy = json!({ "name": "Tama Lewis", "profession": "deputy principal" });
        let deputy = road.post("administrator", "/v1/agencies/{agency/school}/workers", deputy).id();
        road.enter("deputy", &format!("worker:{deputy}"));
        let role = json!({ "role": "participant", "agency_id": road.id("agency/school"), "worker_id": deputy, "involvement": "existing" });
        road.post("mother", "/v1/cases/{case}/assignments", role);
        let need = "/v1/needs/{need/health}";
        let wish = json!({ "kind": "need", "item_id": road.id("need/health"), "hidden_from": road.worker("school") });
        road.post("mother", RESTRICTIONS, wish);
        let knows = ["school", "school-system", "deputy", "income", "coordinator", "father"];
        assert_eq!(knows.map(|who| road.sees(who, need)), [false, false, true, true, true, true]);
        assert_eq!(road.items("school", NEEDS) + 1, road.items("deputy", NEEDS));
        let wish =
            json!({ "kind": "action", "item_id": road.id("action/0"), "hidden_from": road.worker("school") });
        road.post("mother", RESTRICTIONS, wish);
        road.post("coordinator", "/v1/plan-versions/{plan}/circulation", json!({}));
        let hidden = road.id("action/0").to_owned();
        let sent = ["school", "school-system", "deputy"].map(|who| road.sent(who).contains(&hidden));
        assert_eq!(sent, [false, false, true]);
        let named = ["school", "deputy"].map(|who| road.get(who, PLAN).text.contains(road.id("need/health")));
        assert_eq!(named, [false, true], "a goal serves the hidden need");
    });
}

/// A kind of information is hidden: what there is of it, what serves it in the plan, and what is written down later;
/// but nobody is kept from what they wrote down themselves.
#[test]
fn f1_17_a_kind_of_information_is_hidden_whatever_is_written_of_it() {
    leave_after(Scene::Drafting, "category", |road| {
        let health = json!({ "kind": "category", "category": "health", "hidden_from": from(road.id("agency/income")) });
        let before = road.items("income", NEEDS);
        road.post("mother", RESTRICTIONS, health.clone());
        let hidden = before - road.items("income", NEEDS);
        assert!(hidden > 0 && !road.sees("income", "/v1/needs/{need/health}"));
        let need = |text: &str| json!({ "domain": "health", "text": text, "priority": "later" });
        let later = road.post("coordinator", NEEDS, need("glasses for Mānia")).id();
        assert!(!road.sees("income", &format!("/v1/needs/{later}")));
        let own = road.post("income", NEEDS, need("a doctor near home")).id();
        assert!(road.sees("income", &format!("/v1/needs/{own}")));
        assert!(!road.sees("income-system", &format!("/v1/needs/{own}")));
        assert_eq!(before - hidden + 1, road.items("income", NEEDS));
        road.post("coordinator", "/v1/plan-versions/{plan}/circulation", json!({}));
        let plan = road.get("income", PLAN);
        for action in ["0", "2", "14"] {
            assert!(!plan.text.contains(road.id(&format!("action/{action}"))), "{action}: {}", plan.text);
        }
        assert!(plan.body.get("masked_actions").is_none(), "{}", plan.text);
        let parties = plan.body["parties"].to_string();
        assert!(!parties.contains(road.id("agency/public-health")), "all that it does is hidden: {parties}");
        let lead = json!({ "kind": "category", "category": "health", "hidden_from": from(road.id("agency/family-support")) });
        road.refused("mother", RESTRICTIONS, lead, (409, "restriction.lead_excluded"));
        let owner = json!({ "kind": "category", "category": "health", "hidden_from": from(road.id("agency/public-health")) });
        road.refused("mother", RESTRICTIONS, owner, (422, "restriction.owner_excluded"));
        let named =
            json!({ "kind": "category", "category": "health", "hidden_from": road.worker("coordinator") });
        road.refused("mother", RESTRICTIONS, named, (409, "restriction.coordinator_excluded"));
    });
}

/// A person is hidden, with everything that concerns them.
#[test]
fn f1_17_a_person_is_hidden_with_everything_that_concerns_them() {
    leave_after(Scene::Agreeing, "person", |road| {
        let need = json!({ "domain": "education", "text": "a place at kōhanga", "priority": "later", "person_id": road.id("person/teina1") });
        let need = road.post("coordinator", NEEDS, need).id();
        let need = format!("/v1/needs/{need}");
        let people =
            |who: &str| road.get(who, "/v1/families/{family}").body["members"].as_array().unwrap().len();
        let all = people("income");
        let wish = json!({ "kind": "person", "person_id": road.id("person/teina1"), "hidden_from": from(road.id("agency/income")) });
        road.post("mother", RESTRICTIONS, wish);
        assert!(road.sees("school", &need) && !road.sees("income", &need));
        assert!(
            road.sees("school", "/v1/people/{person/teina1}")
                && !road.sees("income", "/v1/people/{person/teina1}")
        );
        assert_eq!((people("income"), people("school")), (all - 1, all));
        for who in ["income", "income-system"] {
            for path in ["/v1/families/{family}", "/v1/cases/{case}"] {
                let answer = road.get(who, path);
                assert!(!answer.text.contains(road.id("person/teina1")), "{who} {path}: {}", answer.text);
            }
        }
        let own = json!({ "kind": "person", "person_id": road.id("person/father"), "hidden_from": road.member("father") });
        road.refused("mother", RESTRICTIONS, own, (422, "restriction.author_excluded"));
    });
}

/// Their place in the family, their invitation and what they signed are there neither by id nor in a list, not even for
/// the key contact.
#[test]
fn f1_17_whatever_concerns_a_hidden_person_is_found_nowhere() {
    leave_after(Scene::Agreeing, "person_found_nowhere", |road| {
        let school = json!({ "role": "key_contact", "agency_id": road.id("agency/school"), "worker_id": road.id("worker/school") });
        road.post("mother", "/v1/cases/{case}/assignments", school);
        let father = road.id("person/father").to_owned();
        road.keep("membership", road.membership("father"));
        let things = [
            "/v1/people/{person/father}",
            "/v1/memberships/{membership}",
            "/v1/invitations/{invitation/father}",
            "/v1/consents/{consent/father}",
        ];
        let lists = [
            "/v1/families/{family}",
            "/v1/meetings/{meeting}",
            "/v1/meetings/{meeting}/invitations",
            "/v1/cases/{case}/consents",
        ];
        let found = |road: &Road<'_>, who: &str| {
            let things = things.map(|path| road.sees(who, path));
            (things, lists.map(|path| road.get(who, path).text.contains(&father)))
        };
        assert_eq!(found(road, "school"), ([true; 4], [true; 4]));
        let wish =
            json!({ "kind": "person", "person_id": father, "hidden_from": from(road.id("agency/school")) });
        road.post("mother", RESTRICTIONS, wish);
        assert_eq!(found(road, "school"), ([false; 4], [false; 4]));
        let others = things[..3].iter().all(|path| road.sees("family-support", path));
        assert!(others, "the other agencies know as before");
    });
}

/// Scenario 4: told to the key contact alone. Not even the coordinator knows, nor the rest of the family.
#[test]
fn f1_17_what_is_known_only_to_some_is_hidden_from_everybody_else() {
    leave_after(Scene::Agreeing, "known_only", |road| {
        let entry = json!({ "kind": "issue", "text": "I do not sleep at night" });
        let entry = road.post("father", "/v1/cases/{case}/profile-entries", entry).id();
        road.keep("entry/secret", entry.clone());
        let wish =
            |known: Value| json!({ "kind": "profile_entry", "item_id": entry, "known_only_to": known });
        let made = road.post("father", RESTRICTIONS, wish(road.worker("family-support")));
        road.keep("restriction", made.id());
        assert_eq!(made.body["known_only_to"].as_array().unwrap().len(), 2, "its author too: {}", made.text);
        let path = "/v1/profile-entries/{entry/secret}";
        let all =
            ["father", "family-support", "mother", "coordinator", "school", "income-system", "public-health"];
        let know = [true, true, false, false, false, false, false];
        assert_eq!(all.map(|who| road.sees(who, path)), know);
        assert_eq!(
            ["father", "mother", "coordinator"].map(|who| road.sees(who, "/v1/restrictions/{restriction}")),
            [true, false, false]
        );
        let both = json!({ "kind": "need", "item_id": road.id("need/health"), "known_only_to": [], "hidden_from": road.member("father") });
        assert_eq!(road.attempt("mother", "POST", RESTRICTIONS, Some(both)).status, 422);
        road.post(
            "mother",
            RESTRICTIONS,
            json!({ "kind": "need", "item_id": road.id("need/health"), "known_only_to": [] }),
        );
        assert_eq!(
            ["mother", "father", "coordinator", "school"]
                .map(|who| road.sees(who, "/v1/needs/{need/health}")),
            [true, false, false, false]
        );
    });
}

/// The family chooses whether a hidden action leaves a trace.
#[test]
fn f1_17_a_masked_action_shows_only_that_somebody_promised_something() {
    leave_after(Scene::Drafting, "masked", |road| {
        let wish = json!({
            "kind": "action", "item_id": road.id("action/0"), "in_plan": "mask",
            "hidden_from": from(road.id("agency/school")),
        });
        road.post("mother", RESTRICTIONS, wish);
        road.post("coordinator", "/v1/plan-versions/{plan}/circulation", json!({}));
        let plan = road.get("school", PLAN);
        assert!(!plan.text.contains(road.id("action/0")), "{}", plan.text);
        assert_eq!(plan.body["masked_actions"], json!([{ "agency_id": road.id("agency/public-health") }]));
        assert!(road.get("income", PLAN).text.contains(road.id("action/0")));
        assert!(!road.sees("school", "/v1/actions/{action/0}"), "in follow-up there is no trace");
    });
}

/// Lifting is the author's own act. What was written meanwhile stays closed, and so does what was sent without it.
#[test]
fn f1_17_lifting_a_restriction_opens_nothing_retroactively() {
    leave_after(Scene::Agreeing, "lifted", |road| {
        let progress = "/v1/actions/{action/1}/progress";
        let step = |note: &str| json!({ "status": "in_progress", "note": note });
        road.post("public-health", progress, step("the form is written"));
        let all = road.get("mother", RESTRICTIONS);
        let items = all.body["items"].as_array().unwrap();
        let its = items.iter().find(|it| {
            it["item_id"] == road.id("action/1") && it["hidden_from"] == from(road.id("agency/school"))
        });
        let restriction = its.unwrap()["id"].as_str().unwrap().to_owned();
        road.keep("restriction", restriction);
        let not_hers = road.refused(
            "father",
            "/v1/restrictions/{restriction}/lift",
            json!({}),
            (409, "restriction.not_own"),
        );
        assert!(!not_hers.text.contains(road.id("person/mother")));
        road.post("mother", "/v1/restrictions/{restriction}/lift", json!({}));
        assert!(road.sees("school", "/v1/actions/{action/1}"));
        assert_eq!((road.items("school", progress), road.items("mother", progress)), (0, 1));
        assert!(!road.get("school", PLAN).text.contains(road.id("action/1")), "it was sent without");
        road.post("public-health", progress, step("the form is at the practice"));
        assert_eq!((road.items("school", progress), road.items("mother", progress)), (1, 2));
        assert!(!road.sees("school", "/v1/restrictions/{restriction}"), "nor that there was a restriction");
    });
}

/// A contact is written once: what was said with somebody who was kept back stays closed.
#[test]
fn f1_17_what_was_told_while_somebody_was_hidden_stays_closed() {
    leave_after(Scene::Agreeing, "what_was_told", |road| {
        const CONTACTS: &str = "/v1/cases/{case}/contacts";
        let talk = |road: &Road<'_>, key: &str, on: &str| {
            let call = json!({
                "held_on": on, "channel": "in_person", "reached": true, "plan_works": "yes",
                "person_id": road.id(&format!("person/{key}")), "summary": "they talked",
            });
            road.post("coordinator", CONTACTS, call).id()
        };
        let wish = json!({ "kind": "person", "person_id": road.id("person/aunty"), "hidden_from": road.member("father") });
        let restriction = road.post("mother", RESTRICTIONS, wish).id();
        road.keep("restriction", restriction);
        let closed = talk(road, "aunty", "2026-02-18");
        road.keep("closed", closed);
        assert_eq!((road.items("mother", CONTACTS), road.items("father", CONTACTS)), (1, 0));
        road.post("mother", "/v1/restrictions/{restriction}/lift", json!({}));
        let open = talk(road, "aunty", "2026-02-19");
        road.keep("open", open);
        assert_eq!((road.items("mother", CONTACTS), road.items("father", CONTACTS)), (2, 1));
        assert!(!road.sees("father", "/v1/contacts/{closed}") && road.sees("father", "/v1/contacts/{open}"));
        assert!(road.sees("mother", "/v1/contacts/{closed}"));
    });
}

/// What an entry said while it was hidden stays closed when it is hidden no more.
#[test]
fn f1_17_what_was_said_while_it_was_hidden_stays_closed() {
    leave_after(Scene::Agreeing, "said_while_hidden", |road| {
        let said = json!({ "kind": "strength", "text": "we cook together" });
        let entry = road.post("mother", "/v1/cases/{case}/profile-entries", said).id();
        road.keep("said", entry);
        let say = |road: &Road<'_>, text: &str| {
            let words = json!({ "text": text, "family_decision": road.decided("2026-02-19") });
            road.put("coordinator", "/v1/profile-entries/{said}", words);
        };
        say(road, "we often cook together");
        let known = |road: &Road<'_>, who: &str| road.items(who, "/v1/profile-entries/{said}/versions");
        assert_eq!((known(road, "school"), known(road, "mother")), (1, 1));
        let wish = json!({ "kind": "profile_entry", "item_id": road.id("said"), "hidden_from": from(road.id("agency/school")) });
        let restriction = road.post("mother", RESTRICTIONS, wish).id();
        road.keep("restriction", restriction);
        say(road, "we cook when he is away");
        say(road, "we cook on Sundays");
        assert!(!road.sees("school", "/v1/profile-entries/{said}"));
        road.post("mother", "/v1/restrictions/{restriction}/lift", json!({}));
        assert!(road.sees("school", "/v1/profile-entries/{said}"));
        let versions = road.get("school", "/v1/profile-entries/{said}/versions");
        assert!(!versions.text.contains("when he is away"), "{}", versions.text);
        assert_eq!(known(road, "mother"), 3);
    });
}
