//! What the restricted person asks for in vain is answered like what anybody asks for who knows of nothing: a refusal
//! tells neither who belongs to the family nor who takes part (F0-21, scenario 7).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{Road, from, leave_after};

const MEETING: &str = "/v1/meetings/{meeting}";
const INVITATIONS: &str = "/v1/meetings/{meeting}/invitations";
const ASSIGNMENTS: &str = "/v1/cases/{case}/assignments";
const RESTRICTIONS: &str = "/v1/cases/{case}/restrictions";

impl Road<'_> {
    /// A member of the family who supports it, and is kept from somebody there by nothing yet.
    fn joins(&mut self, key: &str, role: &str) {
        let person = json!({ "name": format!("{key} Rāwiri"), "region_id": self.id("region"), "born_on": "1990-01-01" });
        let person = self.post("coordinator", "/v1/people", person).id();
        let joins =
            json!({ "person_id": person, "role": role, "dependent": false, "started_on": "2026-02-02" });
        self.post("coordinator", "/v1/families/{family}/members", joins);
        self.keep(&format!("person/{key}"), person);
    }

    fn invites(&self, key: &str) -> Value {
        json!({ "invitee": { "kind": "family_member", "person_id": self.id(key) } })
    }
}

/// Whoever is kept from somebody cannot be named by them, nor found out.
#[test]
fn the_hidden_are_nobody_to_whom_they_are_hidden_from() {
    leave_after(Scene::Inviting, "hidden_named", |road| {
        let alert = road.keeps_father_away(None);
        road.raise(alert);
        let need = |key: &str| json!({ "domain": "health", "text": "x", "priority": "later", "person_id": road.id(key) });
        let entry = |key: &str| json!({ "kind": "issue", "text": "x", "said_by": road.id(key) });
        let hide = |key: &str| {
            let named = json!([{ "kind": "family_member", "person_id": road.id(key) }]);
            json!({ "kind": "category", "category": "health", "hidden_from": named })
        };
        let refused = |path: &str, body: Value| {
            let mut answer = road.refused("father", path, body, (422, "case.person_not_member")).body;
            answer.as_object_mut().unwrap().remove("instance");
            answer
        };
        for hidden in ["person/mother", "person/aunty", "person/teina1"] {
            let asked = |of: &str| {
                [
                    refused(INVITATIONS, road.invites(of)),
                    refused("/v1/cases/{case}/needs", need(of)),
                    refused("/v1/cases/{case}/profile-entries", entry(of)),
                    refused(RESTRICTIONS, hide(of)),
                ]
            };
            assert_eq!(asked(hidden), asked("worker/school"), "{hidden}");
        }
        road.post("father", "/v1/cases/{case}/needs", need("person/tamaiti"));
        road.refused("mother", INVITATIONS, road.invites("person/aunty"), (409, "invitation.exists"));
    });
}

/// An agency that would tell where she is, as one that has nothing to do with the case.
#[test]
fn giving_a_role_does_not_tell_who_takes_part() {
    leave_after(Scene::Agreeing, "roles_alike", |road| {
        let other = json!({ "name": "Whare Rua", "kind": "community", "sector": "social_service" });
        let other = road.post("administrator", "/v1/agencies", other).id();
        road.keep("agency/other", other);
        let nurse = json!({ "name": "Aroha Tipene", "profession": "nurse", "phone": "09 555 0101" });
        let nurse = road.post("administrator", "/v1/agencies/{agency/other}/workers", nurse).id();
        road.keep("worker/other", nurse);
        let alert = road.keeps_father_away(None);
        road.raise(alert);
        let lead =
            |key: &str| json!({ "role": "lead_agency", "agency_id": road.id(&format!("agency/{key}")) });
        let contact = |key: &str| {
            json!({
                "role": "key_contact", "agency_id": road.id(&format!("agency/{key}")),
                "worker_id": road.id(&format!("worker/{key}")),
            })
        };
        for key in ["other", "public-health"] {
            let expected = (409, "case.agency_not_participating");
            road.refused("father", ASSIGNMENTS, lead(key), expected);
            road.refused("father", ASSIGNMENTS, contact(key), expected);
        }
        let hers = road.items("mother", ASSIGNMENTS);
        let made: Vec<_> = ["other", "public-health"]
            .into_iter()
            .map(|key| {
                let mut role = contact(key);
                role["role"] = "participant".into();
                let made = road.post("father", ASSIGNMENTS, role.clone());
                assert_eq!(made.text_at("/involvement"), "new", "{}", made.text);
                assert_eq!(road.get("father", &format!("/v1/assignments/{}", made.id())).body, made.body);
                assert!(road.get("father", "/v1/cases/{case}").text.contains(&made.id()));
                road.refused("father", ASSIGNMENTS, role, (409, "case.role_held_already"));
                made.id()
            })
            .collect();
        let his = road.ids("father", ASSIGNMENTS);
        assert!(made.iter().all(|id| his.contains(id)), "{his:?}");
        assert_eq!(road.items("mother", ASSIGNMENTS), hers + 2);
        road.refused(
            "coordinator",
            ASSIGNMENTS,
            contact_as_participant(road),
            (409, "case.role_held_already"),
        );
    });
}

fn contact_as_participant(road: &Road<'_>) -> Value {
    json!({
        "role": "participant", "agency_id": road.id("agency/public-health"),
        "worker_id": road.id("worker/public-health"),
    })
}

/// Nor does hiding a kind of information from an agency that has promised something.
#[test]
fn hiding_something_does_not_tell_who_has_promised_what() {
    leave_after(Scene::Agreeing, "restrictions_alike", |road| {
        let hide = |agency: &str| json!({ "kind": "category", "category": "health", "hidden_from": from(road.id(agency)) });
        let owner = (422, "restriction.owner_excluded");
        road.refused("father", RESTRICTIONS, hide("agency/public-health"), owner);
        let wish = hide("agency/public-health");
        let alert = road.keeps_father_away(None);
        road.raise(alert);
        road.refused("mother", RESTRICTIONS, wish.clone(), owner);
        let hidden = road.post("father", RESTRICTIONS, wish);
        assert_eq!(hidden.text_at("/hidden_from/0/agency_id"), road.id("agency/public-health"));
        assert!(road.ids("father", RESTRICTIONS).contains(&hidden.id()), "what he wrote himself");
    });
}

/// What others keep from somebody who is hidden would name them.
#[test]
fn a_restriction_that_names_the_hidden_is_hidden_as_well() {
    leave_after(Scene::Agreeing, "restrictions_naming", |road| {
        let aunty = json!([{ "kind": "family_member", "person_id": road.id("person/aunty") }]);
        let readers = [
            ("tied", from(road.id("agency/public-health"))),
            ("member", aunty),
            ("known", from(road.id("agency/income"))),
        ];
        for (key, hidden_from) in readers {
            let wish = json!({ "kind": "category", "category": "justice", "hidden_from": hidden_from });
            let id = road.post("mother", RESTRICTIONS, wish).id();
            assert_eq!(road.status("father", &format!("/v1/restrictions/{id}")), 200, "{key}");
            road.keep(&format!("restriction/{key}"), id);
        }
        let alert = road.keeps_father_away(None);
        road.raise(alert);
        for (key, shown) in [("tied", false), ("member", false), ("known", true)] {
            let id = road.id(&format!("restriction/{key}")).to_owned();
            let path = format!("/v1/restrictions/{id}");
            assert_eq!(road.status("father", &path) == 200, shown, "{key}");
            assert_eq!(road.ids("father", RESTRICTIONS).contains(&id), shown, "{key}");
            assert!(road.ids("mother", RESTRICTIONS).contains(&id) && road.status("mother", &path) == 200);
        }
    });
}

/// Of a meeting, nothing moves for somebody who may not know of one on the list: no warning, no version, no refusal.
#[test]
fn the_hidden_on_the_list_move_nothing() {
    leave_after(Scene::Inviting, "hidden_invited", |road| {
        kept_from_father(road);
        let before = road.get("father", MEETING);
        invited_later(road);
        assert!(road.get("mother", MEETING).body["warnings"].to_string().contains("invitation_unanswered"));
        let after = road.get("father", MEETING);
        assert_eq!((before.header("etag"), &before.text), (after.header("etag"), &after.text));
    });
}

fn kept_from_father(road: &mut Road<'_>) {
    road.joins("late", "whanau_support");
    let father = json!([{ "kind": "family_member", "person_id": road.id("person/father") }]);
    let wish = json!({ "kind": "person", "person_id": road.id("person/late"), "hidden_from": father });
    road.post("mother", RESTRICTIONS, wish);
}

fn invited_later(road: &mut Road<'_>) {
    let late = road.post("coordinator", INVITATIONS, road.invites("person/late")).id();
    road.keep("invitation/late", late);
    road.post("mother", "/v1/invitations/{invitation/late}/approval", json!({}));
    road.post("coordinator", &format!("{MEETING}/dispatch"), json!({}));
}

/// While it is prepared: he approves the list that he sees. Who is approved later has it looked at again.
#[test]
fn the_list_is_approved_as_it_is_seen() {
    leave_after(Scene::Convening, "list_as_seen", |road| {
        kept_from_father(road);
        for invitation in road.ids("mother", INVITATIONS) {
            road.post("mother", &format!("/v1/invitations/{invitation}/approval"), json!({}));
        }
        let before = road.get("father", MEETING);
        let late = road.post("coordinator", INVITATIONS, road.invites("person/late")).id();
        road.keep("invitation/late", late);
        let after = road.get("father", MEETING);
        assert_eq!((before.header("etag"), &before.text), (after.header("etag"), &after.text));
        let all = json!({ "aspects": ["agenda", "time", "venue", "participants"] });
        let approvals = format!("{MEETING}/approvals");
        road.refused("mother", &approvals, all.clone(), (409, "meeting.invitation_undecided"));
        assert_eq!(road.post("father", &approvals, all.clone()).text_at("/status"), "family_approved");
        let dispatch = format!("{MEETING}/dispatch");
        road.refused("coordinator", &dispatch, json!({}), (409, "meeting.invitation_undecided"));
        road.post("mother", "/v1/invitations/{invitation/late}/approval", json!({}));
        assert_eq!(road.get("mother", MEETING).text_at("/status"), "preparing");
        road.post("mother", &approvals, all);
        assert_eq!(road.post("coordinator", &dispatch, json!({})).text_at("/status"), "invited");
    });
}
