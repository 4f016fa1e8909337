//! Programs: they come in by their keys, act for their agency or its workers, and are kept out at once.

use serde_json::json;
use whakakaha_tests::app::TestApp;

use super::{Key, Program, agency, form, header, hired, is_refused, pass, together, token};

const SYSTEM: &str = "integration.read integration.write";

#[test]
fn r25_a_program_gets_a_token_for_an_assertion_and_acts_for_its_agency() {
    let app = TestApp::start();
    let school = agency(&app, "School");
    let program =
        Program::registered(&app, &school, &json!({ "scopes": ["integration.read", "integration.write"] }));
    let answer = program.ask(&[]).expect(200);
    assert_eq!((&answer.body["token_type"], &answer.body["expires_in"]), (&json!("Bearer"), &json!(600)));
    assert_eq!(answer.body["scope"], SYSTEM);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert!(answer.body.get("refresh_token").is_none(), "RFC 6749, 4.4.3");
    let system = app.with_token(token(&answer));
    let _ = system.get("/v1/changes").expect(200);
    let narrow = program.ask(&[("scope", "integration.read")]).expect(200);
    assert_eq!(narrow.body["scope"], "integration.read");
    is_refused(
        &program.ask(&[("scope", "directory.edit")]),
        400,
        "invalid_scope",
        "client.scope_not_allowed",
    );
    is_refused(&program.ask(&[("scope", "whatever")]), 400, "invalid_scope", "oauth.scope_unknown");
}

/// RFC 7519, 2: instants may have a fraction of a second. RFC 7517, 4.3: a key may say what is done with it.
#[test]
fn r25_what_libraries_write_is_understood() {
    let app = TestApp::start();
    let key = Key::new();
    let mut jwk = key.jwk("one");
    jwk["key_ops"] = json!(["verify"]);
    let request = json!({ "name": "nightly sync", "keys": [jwk], "scopes": ["integration.read"] });
    let path = format!("/v1/agencies/{}/clients", agency(&app, "School"));
    let program = Program { app: &app, id: app.administrator().post(&path, &request).expect(201).id(), key };
    let mut claims = program.claims();
    for instant in ["iat", "exp"] {
        claims[instant] = json!(claims[instant].as_f64().unwrap() + 0.25);
    }
    let parameters = [("grant_type", "client_credentials")];
    let _ = program.present(&program.assertion(&claims), &parameters).expect(200);
}

/// RFC 8414, RFC 9728: what a program has to know can be read.
#[test]
fn r25_the_endpoints_are_described() {
    let app = TestApp::start();
    let at = |path: &str| format!("{}{path}", app.base());
    let issuer = app.anybody().get("/.well-known/oauth-authorization-server").expect(200);
    assert_eq!(issuer.body["issuer"], app.base());
    assert_eq!(issuer.body["token_endpoint"], at("/oauth/token"));
    assert_eq!(issuer.body["jwks_uri"], at("/.well-known/jwks.json"));
    let methods = &issuer.body["token_endpoint_auth_methods_supported"];
    assert_eq!(methods, &json!(["private_key_jwt", "none"]), "no secrets outside of a demonstration");
    let resource = app.anybody().get("/.well-known/oauth-protected-resource").expect(200);
    assert_eq!(resource.body["authorization_servers"], json!([app.base()]));
}

/// R25: in a demonstration alone a program without keys gets a secret, which is shown once and opens nothing elsewhere.
#[test]
fn r25_a_secret_lets_a_program_in_where_it_demonstrates() {
    let app = TestApp::start_with_secrets();
    let register = format!("/v1/agencies/{}/clients", agency(&app, "School"));
    let wanted = json!({ "name": "nightly sync", "scopes": ["integration.read"] }).to_string();
    let key = [("idempotency-key", "one-and-the-same")];
    let made = app.administrator().send("POST", &register, &key, Some(&wanted)).expect(201);
    let again = app.administrator().send("POST", &register, &key, Some(&wanted)).expect(201);
    assert_eq!((made.id(), again.body.get("client_secret")), (again.id(), None));
    let (id, secret) = (made.id(), made.body["client_secret"].as_str().unwrap());
    let come = |secret: &str| {
        let known = [("client_id", id.as_str()), ("client_secret", secret)];
        form(&app.anybody(), "/oauth/token", &[&[("grant_type", "client_credentials")], &known[..]].concat())
    };
    let system = app.with_token(token(&come(secret).expect(200)));
    let _ = system.get("/v1/changes").expect(200);
    is_refused(&come("guessed"), 401, "invalid_client", "client.proof_invalid");
    let issuer = app.anybody().get("/.well-known/oauth-authorization-server").expect(200);
    let methods = &issuer.body["token_endpoint_auth_methods_supported"];
    assert_eq!(methods, &json!(["private_key_jwt", "none", "client_secret_post"]));
}

/// R27: disabled, and from the next request on nothing is open, on every process.
#[test]
fn r27_disabling_a_program_works_within_one_request() {
    let app = TestApp::start();
    let school = agency(&app, "School");
    let program = Program::registered(&app, &school, &json!({ "scopes": ["integration.read"] }));
    let system = program.comes(&[]);
    let _ = system.get("/v1/changes").expect(200);
    let end = format!("/v1/clients/{}/end", program.id);
    let ended = app.administrator().post(&end, &json!({})).expect(200);
    assert!(ended.body["disabled_at"].is_string());
    assert_eq!(system.get("/v1/changes").expect(401).code(), "auth.token_invalid");
    is_refused(&program.ask(&[]), 401, "invalid_client", "client.disabled");
    let path = format!("/v1/clients/{}", program.id);
    let read = app.administrator().get(&path).expect(200);
    let change = json!({ "name": "again", "keys": [program.key.jwk("one")], "scopes": ["integration.read"] });
    assert_eq!(app.administrator().put(&path, &read.etag(), &change).expect(409).code(), "client.disabled");
}

#[test]
fn r27_suspending_an_agency_keeps_its_programs_and_workers_out_until_it_is_restored() {
    let app = TestApp::start();
    let school = agency(&app, "School");
    let admin = app.administrator();
    let worker = hired(&app, &school);
    let program = Program::registered(&app, &school, &json!({ "scopes": ["integration.read"] }));
    let callers = [program.comes(&[]), app.worker(&worker), app.system(&school)];
    let suspended = admin.post(&format!("/v1/agencies/{school}/suspension"), &json!({})).expect(200);
    assert!(suspended.body["suspended_at"].is_string());
    for caller in &callers {
        assert_eq!(caller.get("/v1/regions").expect(401).code(), "auth.token_invalid");
    }
    is_refused(&program.ask(&[]), 401, "invalid_client", "agency.suspended");
    let described = json!({ "name": "School", "kind": "government", "sector": "education" });
    let changed = admin.put(&format!("/v1/agencies/{school}"), &suspended.etag(), &described).expect(200);
    assert!(changed.body["suspended_at"].is_string(), "a change of its name lets nobody in");
    let restored = admin.post(&format!("/v1/agencies/{school}/restoration"), &json!({})).expect(200);
    assert!(restored.body.get("suspended_at").is_none());
    for caller in &callers {
        let _ = caller.get("/v1/regions").expect(200);
    }
}

#[test]
fn a_program_acts_for_a_worker_of_its_agency_and_is_kept_out_with_them() {
    let app = TestApp::start();
    let (school, health) = (agency(&app, "School"), agency(&app, "Health"));
    let admin = app.administrator();
    let (own, stranger) = (hired(&app, &school), hired(&app, &health));
    let scopes = json!(["integration.read", "case.participate"]);
    let program = Program::registered(&app, &school, &json!({ "scopes": scopes, "acts_for_workers": true }));
    let answer = program.ask(&[("worker_id", &own)]).expect(200);
    assert_eq!(answer.body["scope"], "case.participate", "a worker is no system");
    let worker = app.with_token(token(&answer));
    assert_eq!(worker.get("/v1/cases").expect(200).body["items"], json!([]));
    for other in [stranger.as_str(), "01900000-0000-7000-8000-000000000000"] {
        is_refused(
            &program.ask(&[("worker_id", other)]),
            400,
            "unauthorized_client",
            "client.not_for_workers",
        );
    }
    is_refused(&program.ask(&[("worker_id", "Rangi")]), 400, "invalid_request", "oauth.request_invalid");
    let plain = Program::registered(&app, &school, &json!({ "scopes": ["integration.read"] }));
    is_refused(&plain.ask(&[("worker_id", &own)]), 400, "unauthorized_client", "client.not_for_workers");
    let today = app.service.clock.now().date_naive().to_string();
    let _ = admin.post(&format!("/v1/workers/{own}/end"), &json!({ "ended_on": today })).expect(200);
    assert_eq!(worker.get("/v1/cases").expect(401).code(), "auth.token_invalid");
}

/// R27, RFC 7009: a token that was revoked opens nothing; whatever else is sent is answered the same.
#[test]
fn r27_a_revoked_token_opens_nothing() {
    let app = TestApp::start();
    let school = agency(&app, "School");
    let program = Program::registered(&app, &school, &json!({ "scopes": ["integration.read"] }));
    let (first, second) = (token(&program.ask(&[])), token(&program.ask(&[])));
    let revoke = |token: &str| form(&app.anybody(), "/oauth/revoke", &[("token", token)]).expect(200);
    for sent in
        [first.as_str(), first.as_str(), "nonsense", "a.b.c", "01900000-0000-7000-8000-000000000000.x"]
    {
        assert_eq!(revoke(sent).text, "", "{sent}");
    }
    assert_eq!(app.with_token(first).get("/v1/changes").expect(401).code(), "auth.token_invalid");
    let _ = app.with_token(second).get("/v1/changes").expect(200);
    is_refused(&form(&app.anybody(), "/oauth/revoke", &[]), 400, "invalid_request", "oauth.request_invalid");
}

/// R27, RFC 7662: a program finds out whether a token of its own lives.
#[test]
fn r27_introspection_tells_a_program_of_its_own_tokens() {
    let app = TestApp::start();
    let school = agency(&app, "School");
    let register = || Program::registered(&app, &school, &json!({ "scopes": ["integration.read"] }));
    let (program, other) = (register(), register());
    let sent = token(&program.ask(&[]));
    let gateway = program.comes(&[]);
    let told = form(&gateway, "/oauth/introspect", &[("token", &sent)]).expect(200).body;
    assert_eq!((&told["active"], &told["client_id"]), (&json!(true), &json!(program.id)));
    assert_eq!(
        (&told["sub"], &told["scope"]),
        (&json!(format!("agency:{school}")), &json!("integration.read"))
    );
    let inactive = json!({ "active": false });
    let told = |caller: &whakakaha_tests::client::Client, sent: &str| {
        form(caller, "/oauth/introspect", &[("token", sent)]).expect(200).body
    };
    assert_eq!(told(&other.comes(&[]), &sent), inactive, "another program's");
    assert_eq!(told(&gateway, "nonsense"), inactive);
    let _ = form(&app.anybody(), "/oauth/revoke", &[("token", &sent)]).expect(200);
    assert_eq!(told(&gateway, &sent), inactive, "revoked");
    assert_eq!(
        form(&app.anybody(), "/oauth/introspect", &[("token", &sent)]).expect(401).code(),
        "auth.token_missing"
    );
}

/// R26: keys follow each other with an overlap.
#[test]
fn keys_of_a_program_follow_each_other() {
    let app = TestApp::start();
    let school = agency(&app, "School");
    let program = Program::registered(&app, &school, &json!({ "scopes": ["integration.read"] }));
    let path = format!("/v1/clients/{}", program.id);
    let next = Key::new();
    let name = |keys: serde_json::Value| {
        let etag = app.administrator().get(&path).expect(200).etag();
        let body = json!({ "name": "nightly sync", "keys": keys, "scopes": ["integration.read"] });
        app.administrator().put(&path, &etag, &body)
    };
    let with_next = || {
        let assertion = next.sign(&header("two"), &program.claims());
        program.present(&assertion, &[("grant_type", "client_credentials")])
    };
    is_refused(&with_next(), 401, "invalid_client", "oauth.assertion_key_unknown");
    let _ = name(json!([program.key.jwk("one"), next.jwk("two")])).expect(200);
    let _ = (with_next().expect(200), program.ask(&[]).expect(200));
    let _ = name(json!([next.jwk("two")])).expect(200);
    let _ = with_next().expect(200);
    is_refused(&program.ask(&[]), 401, "invalid_client", "oauth.assertion_key_unknown");
    let mut private = next.jwk("two");
    private["d"] = json!("AAAA");
    assert_eq!(
        name(json!([private])).expect(422).pointers(),
        ["#/keys/0/d"],
        "nobody sends the private half"
    );
    let mut broken = next.jwk("two");
    broken["x"] = json!("AAAA");
    assert_eq!(name(json!([broken])).expect(422).pointers(), ["#/keys/0"]);
    assert_eq!(name(json!([])).expect(422).code(), "client.key_missing");
}

/// RFC 7518, 6.3.1: with a small exponent anybody can sign, and a modulus may not pretend to be longer than it is.
#[test]
fn an_rsa_key_with_which_anybody_could_sign_is_not_registered() {
    let app = TestApp::start();
    let path = format!("/v1/agencies/{}/clients", agency(&app, "School"));
    let long = format!("{}g", "q".repeat(341));
    let padded = format!("AA{}", &long[2..]);
    let short = format!("{}g", "q".repeat(169));
    let table = [
        (&long, "AQAB", 201),
        (&long, "AQAA", 422),
        (&long, "Aw", 422),
        (&long, "AQ", 422),
        (&long, "AA", 422),
        (&long, "AQAAAAAB", 422),
        (&padded, "AQAB", 422),
        (&short, "AQAB", 422),
    ];
    for (n, e, status) in table {
        let key = json!({ "kid": "one", "kty": "RSA", "n": n, "e": e });
        let request = json!({ "name": "nightly sync", "scopes": ["integration.read"], "keys": [key] });
        let answer = app.administrator().post(&path, &request).expect(status);
        assert!(status == 201 || answer.code() == "client.key_unusable", "{e}");
    }
}

/// Programs are for their agency's own administrators to look after.
#[test]
fn programs_are_looked_after_by_whoever_may() {
    let app = TestApp::start();
    let (school, health) = (agency(&app, "School"), agency(&app, "Health"));
    let admin_of = |agency: &str| {
        let scopes = [whakakaha_domain::actor::Scope::AgencyAdmin];
        app.caller(&format!("worker:{}", hired(&app, agency)), &scopes)
    };
    let program = Program::registered(&app, &school, &json!({ "scopes": ["integration.read"] }));
    let path = format!("/v1/clients/{}", program.id);
    let (own, other, worker) = (admin_of(&school), admin_of(&health), app.worker(&hired(&app, &school)));
    let _ = own.get(&path).expect(200);
    assert_eq!(
        own.get(&format!("/v1/agencies/{school}/clients")).expect(200).body["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(other.get(&path).expect(403).code(), "auth.forbidden");
    assert_eq!(worker.get(&path).expect(403).code(), "auth.insufficient_scope");
    assert_eq!(program.comes(&[]).get(&path).expect(403).code(), "auth.insufficient_scope");
    for (for_workers, code) in [(false, "client.scope_for_workers"), (true, "client.scope_not_grantable")] {
        let mut request =
            json!({ "name": "more", "keys": [Key::new().jwk("one")], "scopes": ["privacy.officer"] });
        request["acts_for_workers"] = json!(for_workers);
        let refused = own.post(&format!("/v1/agencies/{school}/clients"), &request).expect(422);
        assert_eq!((refused.code(), refused.pointers()), (code, vec!["#/scopes".to_owned()]));
    }
    assert_eq!(other.post(&format!("{path}/end"), &json!({})).expect(403).code(), "auth.forbidden");
}

/// Each assertion is for one request, however many come at the same time.
#[test]
fn r25_an_assertion_that_comes_twelve_times_at_once_is_taken_once() {
    let app = TestApp::start();
    let school = agency(&app, "School");
    let program = Program::registered(&app, &school, &json!({ "scopes": ["integration.read"] }));
    let assertion = program.assertion(&program.claims());
    let answers = together(12, |_| program.present(&assertion, &[("grant_type", "client_credentials")]));
    let taken = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(taken, 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        is_refused(answer, 401, "invalid_client", "client.assertion_used");
    }
    pass(&app, std::time::Duration::from_hours(1));
    is_refused(
        &program.present(&assertion, &[("grant_type", "client_credentials")]),
        401,
        "invalid_client",
        "oauth.assertion_expired",
    );
}
