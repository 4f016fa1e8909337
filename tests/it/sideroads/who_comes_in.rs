//! Who comes in: programs, people with a code, and who is kept out again.

use serde_json::json;
use whakakaha::demo::journey::Scene;
use whakakaha_domain::actor::Scope;

use super::{leave_after, own_door::latest_change};
use crate::identity::{form, issuer::Organisation};

const MANAGER: &[Scope] = &[Scope::AgencyAdmin];

/// R25, R27: an agency looks after its programs and its workers' logins by itself.
#[test]
fn an_agency_looks_after_who_comes_in_for_it() {
    leave_after(Scene::Opening, "who_comes_in", |road| {
        road.enter_again("school", "manager", MANAGER);
        let key = json!({
            "kid": "2026-11", "kty": "EC", "crv": "P-256",
            "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
        });
        let program = json!({
            "name": "Pupil records, nightly sync", "keys": [key],
            "scopes": ["integration.read", "integration.write"], "bound_tokens": false,
        });
        let made = road.post("manager", "/v1/agencies/{agency/school}/clients", program.clone());
        road.keep("program", made.id());
        assert_eq!(road.items("manager", "/v1/agencies/{agency/school}/clients"), 1);
        let _ = road.get("manager", "/v1/agencies/{agency/school}/clients");
        let _ = road.get("manager", "/v1/clients/{program}");
        let mut renamed = program;
        renamed["name"] = json!("Pupil records");
        road.put("manager", "/v1/clients/{program}", renamed);
        let _ = road.post("manager", "/v1/clients/{program}/end", json!({}));
        let _ = road.unchanged("manager", "/v1/clients/{program}/end", json!({}));
        let suspended = road.post("administrator", "/v1/agencies/{agency/school}/suspension", json!({}));
        assert!(suspended.body["suspended_at"].is_string());
        assert_eq!(road.status("school", "/v1/cases"), 401);
        let _ = road.post("administrator", "/v1/agencies/{agency/school}/restoration", json!({}));
        assert_eq!(road.status("school", "/v1/cases"), 200);
    });
}

/// A code is for one person; whoever made it, and that they did, is in that person's log.
#[test]
fn a_member_of_the_family_is_let_in_and_signed_out() {
    leave_after(Scene::Consenting, "who_is_let_in", |road| {
        let made = road.post("coordinator", "/v1/people/{person/mother}/login-codes", json!({}));
        let code = made.text_at("/code");
        let grant = [("grant_type", "urn:whakakaha:grant-type:login-code"), ("code", code.as_str())];
        let entered = form(&road.app.anybody(), "/oauth/token", &grant).expect(200);
        let mother = road.app.with_token(entered.body["access_token"].as_str().unwrap().to_owned());
        let _ = mother.get("/v1/my/cases").expect(200);
        let told = latest_change(road, "mother");
        let name = &road.who("coordinator").name;
        assert!(told["sentence"].as_str().unwrap().starts_with(name.as_str()), "{told}");
        assert!(told["sentence"].as_str().unwrap().ends_with("how you sign in here."), "{told}");
        assert_ne!(latest_change(road, "father")["topic"], "signing_in");
        let _ = road.post("coordinator", "/v1/people/{person/mother}/sign-out", json!({}));
        assert_eq!(mother.get("/v1/my/cases").expect(401).code(), "auth.token_invalid");
    });
}

/// The login of an organisation, linked by an invitation, listed and ended.
#[test]
fn a_workers_login_is_linked_and_ended() {
    let organisation = Organisation::start();
    super::leave_after_with(Scene::Opening, "who_logs_in", organisation.settings(), |road| {
        road.enter_again("school", "manager", MANAGER);
        let scopes = json!({ "scopes": ["case.participate", "case.lead"] });
        let made = road.post("manager", "/v1/workers/{worker/school}/login-codes", scopes);
        let now = road.app.service.clock.now().timestamp();
        let claims = json!({
            "iss": organisation.issuer(), "aud": "whakakaha", "sub": "248289761001", "iat": now, "exp": now + 300,
        });
        let (id_token, code) = (organisation.sign(&claims), made.text_at("/code"));
        let exchange = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
            ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
            ("subject_token", id_token.as_str()),
            ("code", code.as_str()),
        ];
        let entered = form(&road.app.anybody(), "/oauth/token", &exchange).expect(200);
        let worker = road.app.with_token(entered.body["access_token"].as_str().unwrap().to_owned());
        let _ = worker.get("/v1/cases").expect(200);
        let link = worker.post("/v1/calendars", &json!({})).expect(201);
        let calendar = super::calendar_path(road.app.base(), &link.body);
        let _ = road.app.anybody().get(&calendar).expect(200);
        let logins = road.get("manager", "/v1/workers/{worker/school}/logins");
        road.keep("login", logins.text_at("/items/0/id"));
        let _ = road.post("manager", "/v1/logins/{login}/end", json!({}));
        assert_eq!(worker.get("/v1/cases").expect(401).code(), "auth.token_invalid");
        let _ = road.app.anybody().get(&calendar).expect(404);
    });
}
