//! Workers: they come in with the login of their own organisation, which is linked to them once.

use std::time::Duration;

use jsonwebtoken::{Algorithm, Header};
use serde_json::{Value, json};
use whakakaha_domain::actor::Scope;
use whakakaha_tests::{
    app::TestApp,
    client::{Answer, new_key},
};

use crate::secure::{each_trust, front};

use super::{Key, agency, form, hired, is_refused, issuer::Organisation, pass, token};

const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";

/// A service that takes the logins of one organisation, and a worker who was invited.
struct Office {
    organisation: Organisation,
    app: TestApp,
    agency: String,
    worker: String,
}

impl Office {
    fn new() -> Self {
        Self::of(Organisation::start())
    }

    fn of(organisation: Organisation) -> Self {
        let app = TestApp::start_with(organisation.settings());
        let agency = agency(&app, "School");
        let worker = hired(&app, &agency);
        Self { organisation, app, agency, worker }
    }

    fn invite(&self, scopes: &[&str]) -> String {
        let path = format!("/v1/workers/{}/login-codes", self.worker);
        let made = self.app.administrator().post(&path, &json!({ "scopes": scopes })).expect(200);
        made.body["code"].as_str().unwrap().to_owned()
    }

    fn claims(&self) -> Value {
        let now = self.app.service.clock.now().timestamp();
        json!({ "iss": self.organisation.issuer(), "aud": "whakakaha", "sub": "rangi-7", "iat": now, "exp": now + 3600 })
    }

    fn id_token(&self, claims: &Value) -> String {
        self.organisation.sign(claims)
    }

    fn come(&self, id_token: &str, parameters: &[(&str, &str)]) -> Answer {
        let mut all = vec![
            ("grant_type", EXCHANGE),
            ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
            ("subject_token", id_token),
        ];
        all.extend(parameters);
        form(&self.app.anybody(), "/oauth/token", &all)
    }
}

#[test]
fn a_worker_links_the_login_of_their_organisation_once_and_comes_with_it_alone() {
    let office = Office::new();
    let id_token = office.id_token(&office.claims());
    is_refused(&office.come(&id_token, &[]), 400, "invalid_grant", "login.unknown");
    let code = office.invite(&["case.participate", "case.lead"]);
    is_refused(
        &office.come(&id_token, &[("code", "0000-0000-0000")]),
        400,
        "invalid_grant",
        "login.code_invalid",
    );
    let first = office.come(&id_token, &[("code", &code)]).expect(200);
    assert_eq!(first.body["issued_token_type"], "urn:ietf:params:oauth:token-type:access_token");
    assert_eq!(first.body["scope"], "case.lead case.participate");
    let worker = office.app.with_token(token(&first));
    assert_eq!(worker.get("/v1/cases").expect(200).body["items"], json!([]));
    is_refused(&office.come(&id_token, &[("code", &code)]), 400, "invalid_grant", "login.linked_already");
    let again = office.come(&id_token, &[("scope", "case.lead")]).expect(200);
    assert_eq!(again.body["scope"], "case.lead");
    is_refused(
        &office.come(&id_token, &[("scope", "agency.admin")]),
        400,
        "invalid_scope",
        "client.scope_not_allowed",
    );
    let other = json!({ "sub": "mallory" });
    let mut claims = office.claims();
    claims.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    is_refused(
        &office.come(&office.id_token(&claims), &[("code", &code)]),
        400,
        "invalid_grant",
        "login.code_invalid",
    );
}

/// The keys of an organisation are fetched only from whom a trusted certificate says that it is them.
#[test]
fn an_organisation_is_known_by_its_certificate() {
    let Some(trusted) = each_trust("identity::worker::an_organisation_is_known_by_its_certificate") else {
        return;
    };
    let office = Office::of(Organisation::start_behind(front));
    let code = office.invite(&["case.participate"]);
    let came = office.come(&office.id_token(&office.claims()), &[("code", &code)]);
    if trusted {
        let _ = came.expect(200);
        assert_eq!(office.organisation.asked(), 2);
    } else {
        is_refused(&came, 503, "server_error", "oauth.issuer_unavailable");
        assert_eq!(office.organisation.asked(), 0);
    }
}

/// R27: ended, and nothing is open from the next request on.
#[test]
fn a_login_that_was_ended_opens_nothing_at_once_and_can_be_linked_anew() {
    let office = Office::new();
    let id_token = office.id_token(&office.claims());
    let code = office.invite(&["case.participate"]);
    let worker = office.app.with_token(token(&office.come(&id_token, &[("code", &code)]).expect(200)));
    let scopes = [Scope::AgencyAdmin];
    let person = json!({ "name": "Hine", "profession": "manager", "email": "hine@example.nz" });
    let manager =
        office.app.administrator().post(&format!("/v1/agencies/{}/workers", office.agency), &person);
    let manager = office.app.caller(&format!("worker:{}", manager.expect(201).id()), &scopes);
    let logins = manager.get(&format!("/v1/workers/{}/logins", office.worker)).expect(200);
    let login = &logins.body["items"][0];
    assert_eq!(
        (&login["subject"], &login["issuer"]),
        (&json!("rangi-7"), &json!(office.organisation.issuer()))
    );
    let end = format!("/v1/logins/{}/end", login["id"].as_str().unwrap());
    assert_eq!(worker.post(&end, &json!({})).expect(403).code(), "auth.insufficient_scope");
    assert!(manager.post(&end, &json!({})).expect(200).body["ended_at"].is_string());
    assert_eq!(worker.get("/v1/cases").expect(401).code(), "auth.token_invalid");
    is_refused(&office.come(&id_token, &[]), 400, "invalid_grant", "login.unknown");
    let code = office.invite(&["case.participate"]);
    let _ = office.come(&id_token, &[("code", &code)]).expect(200);
}

#[test]
fn what_the_organisation_did_not_say_for_this_service_now_is_refused() {
    let office = Office::new();
    let code = office.invite(&["case.participate"]);
    let now = office.app.service.clock.now().timestamp();
    let _ = office.come(&office.id_token(&office.claims()), &[("code", &code)]).expect(200);
    let changes = [
        json!({ "iss": "https://login.example.nz" }),
        json!({ "aud": "somebody-else" }),
        json!({ "aud": ["whakakaha", "somebody-else"] }),
        json!({ "aud": ["whakakaha", "somebody-else"], "azp": "somebody-else" }),
        json!({ "azp": "somebody-else" }),
        json!({ "exp": now - 11 }),
        json!({ "exp": now + 100 * 365 * 86_400 }),
        json!({ "exp": i64::MAX }),
        json!({ "exp": "soon" }),
        json!({ "iat": now + 90 }),
        json!({ "nbf": now + 90 }),
        json!({ "sub": "" }),
        json!({ "sub": 7 }),
        json!({ "sub": "x".repeat(256) }),
    ];
    for change in changes {
        let mut claims = office.claims();
        claims.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = office.come(&office.id_token(&claims), &[]);
        is_refused(&answer, 400, "invalid_grant", "oauth.subject_token_invalid");
    }
    let mut claims = office.claims();
    claims["aud"] = json!(["whakakaha", "somebody-else"]);
    claims["azp"] = json!("whakakaha");
    let _ = office.come(&office.id_token(&claims), &[]).expect(200);
    let foreign = Key::new();
    let mut header = Header::new(Algorithm::ES256);
    header.kid = Some("one".to_owned());
    let forged = foreign.sign(&header, &office.claims());
    is_refused(&office.come(&forged, &[]), 400, "invalid_grant", "oauth.subject_token_invalid");
    header.jku = Some("https://evil.example/keys".to_owned());
    let elsewhere = foreign.sign(&header, &office.claims());
    is_refused(&office.come(&elsewhere, &[]), 400, "invalid_grant", "oauth.subject_token_invalid");
    let access = token(&office.come(&office.id_token(&office.claims()), &[]).expect(200));
    is_refused(&office.come(&access, &[]), 400, "invalid_grant", "oauth.subject_token_invalid");
    let kind = [
        ("grant_type", EXCHANGE),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:jwt"),
        ("subject_token", "x"),
    ];
    let answer = form(&office.app.anybody(), "/oauth/token", &kind);
    is_refused(&answer, 400, "invalid_request", "oauth.request_invalid");
}

/// Keys are fetched once and kept; another one is looked for; an organisation that cannot be asked keeps nobody out
/// who was let in before, for a day.
#[test]
fn keys_of_an_organisation_are_kept_found_anew_and_outlast_an_outage() {
    let office = Office::new();
    let come = || office.come(&office.id_token(&office.claims()), &[]);
    let code = office.invite(&["case.participate"]);
    let _ = office.come(&office.id_token(&office.claims()), &[("code", &code)]).expect(200);
    for _ in 0..3 {
        let _ = come().expect(200);
    }
    assert_eq!(office.organisation.asked(), 2, "what it is, and its keys");
    office.organisation.rotate();
    is_refused(&come(), 400, "invalid_grant", "oauth.subject_token_invalid");
    assert_eq!(office.organisation.asked(), 2, "it was asked a moment ago");
    pass(&office.app, Duration::from_secs(31));
    let _ = come().expect(200);
    assert_eq!(office.organisation.asked(), 4);
    office.organisation.fall_over();
    pass(&office.app, Duration::from_hours(2));
    let _ = come().expect(200);
    pass(&office.app, Duration::from_hours(23));
    let refused = come();
    is_refused(&refused, 503, "server_error", "oauth.issuer_unavailable");
    assert!(refused.header("retry-after").is_some());
    office.organisation.get_up();
    pass(&office.app, Duration::from_secs(31));
    let _ = come().expect(200);
}

/// The invitation is shown once, and its scopes are the inviter's to hand on.
#[test]
fn workers_are_invited_by_whoever_may() {
    let office = Office::new();
    let path = format!("/v1/workers/{}/login-codes", office.worker);
    let admin = office.app.administrator();
    let key = new_key();
    let send = || {
        let body = json!({ "scopes": ["case.lead"] }).to_string();
        admin.send("POST", &path, &[("idempotency-key", &key)], Some(&body)).expect(200)
    };
    assert!(send().body["code"].is_string());
    assert!(send().body.get("code").is_none());
    let refused = admin.post(&path, &json!({ "scopes": ["system.admin", "integration.read"] })).expect(422);
    assert_eq!(refused.code(), "client.scope_not_grantable");
    let scopes = [Scope::AgencyAdmin];
    let stranger = office.app.caller(&format!("worker:{}", office.worker), &scopes);
    let elsewhere = agency(&office.app, "Health");
    let person = json!({ "name": "Hine", "profession": "manager", "email": "hine@example.nz" });
    let colleague = admin.post(&format!("/v1/agencies/{elsewhere}/workers"), &person).expect(201).id();
    let other = format!("/v1/workers/{colleague}/login-codes");
    assert_eq!(
        stranger.post(&other, &json!({ "scopes": ["case.lead"] })).expect(403).code(),
        "auth.forbidden"
    );
    let _ = stranger.post(&path, &json!({ "scopes": ["agency.admin"] })).expect(200);
}
