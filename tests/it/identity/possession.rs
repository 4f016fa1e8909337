//! Tokens that are bound to a key (DPoP, RFC 9449).

use std::time::Duration;

use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header};
use serde_json::{Value, json};
use whakakaha_tests::{
    app::TestApp,
    client::{Answer, Client, new_key},
};

use super::{Key, Program, agency, is_refused, pass, token};
use crate::conformance::assert_told;

const TOKENS: (&str, &str) = ("POST", "/oauth/token");
const CHANGES: (&str, &str) = ("GET", "/v1/changes");

/// A program whose tokens are bound.
fn bound(app: &TestApp) -> Program<'_> {
    let school = agency(app, "School");
    Program::registered(app, &school, &json!({ "scopes": ["integration.read"], "bound_tokens": true }))
}

/// A proof for a request, signed with a key that it brings along; it says this besides.
fn proof(
    app: &TestApp,
    key: &Key,
    (method, path): (&str, &str),
    token: Option<&str>,
    besides: &Value,
) -> String {
    let mut header = Header::new(Algorithm::ES256);
    header.typ = Some("dpop+jwt".to_owned());
    let mut jwk = key.jwk("");
    jwk.as_object_mut().unwrap().remove("kid");
    header.jwk = Some(serde_json::from_value(jwk).unwrap());
    let mut claims = json!({
        "jti": new_key(), "htm": method, "htu": format!("{}{path}", app.base()),
        "iat": app.service.clock.now().timestamp(),
    });
    if let Some(token) = token {
        let hash = digest::digest(&digest::SHA256, token.as_bytes());
        claims["ath"] = URL_SAFE_NO_PAD.encode(hash).into();
    }
    claims.as_object_mut().unwrap().extend(besides.as_object().unwrap().clone());
    key.sign(&header, &claims)
}

/// Asks this instance for a token.
fn ask_at(to: &Client, assertion: &str, proof: Option<&str>) -> Answer {
    let body = format!(
        "grant_type=client_credentials&client_assertion={assertion}&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    );
    let mut headers = vec![("content-type", "application/x-www-form-urlencoded")];
    headers.extend(proof.map(|proof| ("dpop", proof)));
    to.send("POST", "/oauth/token", &headers, Some(&body))
}

fn ask(program: &Program<'_>, proof: Option<&str>) -> Answer {
    ask_at(&program.app.anybody(), &program.assertion(&program.claims()), proof)
}

/// The nonce that an answer tells.
fn nonce(answer: &Answer) -> Option<String> {
    answer.header("dpop-nonce").map(str::to_owned)
}

/// The nonce of which a program is told that has none.
#[track_caller]
fn newest(program: &Program<'_>, key: &Key) -> String {
    let asked = ask(program, Some(&proof(program.app, key, TOKENS, None, &json!({}))));
    is_refused(&asked, 400, "use_dpop_nonce", "auth.proof_nonce_needed");
    nonce(&asked).unwrap()
}

#[test]
fn r27_a_bound_token_opens_nothing_without_a_proof_for_the_very_request() {
    let app = TestApp::start();
    let program = bound(&app);
    let (own, foreign) = (Key::new(), Key::new());
    is_refused(&ask(&program, None), 400, "invalid_dpop_proof", "client.possession_missing");
    is_refused(&ask(&program, Some("x")), 400, "invalid_dpop_proof", "auth.proof_invalid");
    let elsewhere = ask(&program, Some(&proof(&app, &own, CHANGES, None, &json!({}))));
    is_refused(&elsewhere, 400, "invalid_dpop_proof", "auth.proof_invalid");
    assert_eq!(nonce(&elsewhere), None);
    let borne = json!({ "nonce": newest(&program, &own) });
    let shown = proof(&app, &own, TOKENS, None, &borne);
    let answer = ask(&program, Some(&shown)).expect(200);
    assert_eq!(answer.body["token_type"], "DPoP");
    is_refused(&ask(&program, Some(&shown)), 400, "invalid_dpop_proof", "auth.proof_invalid");
    let token = token(&answer);
    let call = |scheme: &str, proof: Option<&str>| {
        let authorization = format!("{scheme} {token}");
        let mut headers = vec![("authorization", authorization.as_str())];
        headers.extend(proof.map(|proof| ("dpop", proof)));
        app.anybody().send("GET", "/v1/changes", &headers, None)
    };
    let now = app.service.clock.now().timestamp();
    let by = |key: &Key, besides: Value| proof(&app, key, CHANGES, Some(&token), &besides);
    assert_eq!(call("Bearer", None).expect(401).code(), "auth.proof_missing");
    let missing = call("DPoP", None).expect(401);
    assert_eq!(missing.code(), "auth.proof_missing");
    assert!(missing.header("www-authenticate").unwrap().starts_with("DPoP "));
    let good = by(&own, borne);
    let _ = call("DPoP", Some(&good)).expect(200);
    // What does not fit gets no nonce with which to try again.
    for (what, bad) in [
        ("used before", good.clone()),
        ("another key", by(&foreign, json!({}))),
        ("another method", by(&own, json!({ "htm": "POST" }))),
        ("another address", by(&own, json!({ "htu": format!("{}/v1/cases", app.base()) }))),
        ("another token", by(&own, json!({ "ath": "x" }))),
        ("too old", by(&own, json!({ "iat": now - 61 }))),
        ("ahead", by(&own, json!({ "iat": now + 61 }))),
        ("nonsense", "a.b.c".to_owned()),
    ] {
        let answer = call("DPoP", Some(&bad)).expect(401);
        assert_eq!((answer.code(), nonce(&answer)), ("auth.proof_invalid", None), "{what}");
    }
}

#[test]
fn r27_a_token_that_is_not_bound_needs_no_proof_and_takes_none() {
    let app = TestApp::start();
    let school = agency(&app, "School");
    let plain = Program::registered(&app, &school, &json!({ "scopes": ["integration.read"] }));
    let granted = plain.ask(&[]).expect(200);
    let unbound = token(&granted);
    let read = app.with_token(unbound.clone()).get("/v1/changes").expect(200);
    assert_eq!((nonce(&granted), nonce(&read)), (None, None));
    let authorization = format!("DPoP {unbound}");
    let answer = app.anybody().send("GET", "/v1/changes", &[("authorization", &authorization)], None);
    assert_eq!((answer.status, answer.code(), nonce(&answer)), (401, "auth.token_invalid", None));
}

/// A program that reads with a bound token and one proof after the other.
struct Reader<'a> {
    app: &'a TestApp,
    key: Key,
    token: String,
}

impl<'a> Reader<'a> {
    /// Comes in, with a nonce that it is told first.
    #[track_caller]
    fn comes(program: &Program<'a>) -> (Self, String) {
        let (app, key) = (program.app, Key::new());
        let told = newest(program, &key);
        let granted =
            ask(program, Some(&proof(app, &key, TOKENS, None, &json!({ "nonce": told })))).expect(200);
        assert_eq!(nonce(&granted), None, "it is the newest");
        (Self { app, key, token: token(&granted) }, told)
    }

    /// Reads, with a proof that says this besides.
    fn read(&self, besides: &Value) -> Answer {
        let authorization = format!("DPoP {}", self.token);
        let proof = proof(self.app, &self.key, CHANGES, Some(&self.token), besides);
        let headers = [("authorization", authorization.as_str()), ("dpop", proof.as_str())];
        let answer = self.app.anybody().send("GET", "/v1/changes", &headers, None);
        assert_told("GET /v1/changes", &answer);
        answer
    }

    /// The nonce that it is told where its own is taken.
    #[track_caller]
    fn told(&self, borne: &str) -> Option<String> {
        nonce(&self.read(&json!({ "nonce": borne })).expect(200))
    }

    /// The nonce that it is told where its proof is refused for want of one.
    #[track_caller]
    fn refused(&self, besides: &Value) -> String {
        let answer = self.read(besides).expect(401);
        assert_eq!(answer.code(), "auth.proof_nonce_needed", "{besides}");
        let challenge = answer.header("www-authenticate").unwrap();
        assert!(challenge.starts_with("DPoP error=\"use_dpop_nonce\""), "{challenge}");
        nonce(&answer).unwrap()
    }
}

/// A minute before the next nonce.
fn before_the_next(app: &TestApp) -> DateTime<Utc> {
    let now = app.service.clock.now().timestamp();
    DateTime::from_timestamp(now - now % 300 + 240, 0).unwrap()
}

/// RFC 9449, 8 and 9: whoever could sign for a moment cannot go on with proofs that were made beforehand.
#[test]
fn r27_a_proof_bears_a_nonce_of_the_last_minutes() {
    let app = TestApp::start();
    let program = bound(&app);
    app.service.clock.set(before_the_next(&app));
    let (reader, first) = Reader::comes(&program);
    assert_eq!(reader.refused(&json!({})), first);
    assert_eq!(reader.told(&first), None);
    pass(&app, Duration::from_mins(5));
    let second = reader.told(&first).unwrap();
    assert_ne!(second, first);
    assert_eq!(reader.told(&second), None);
    pass(&app, Duration::from_mins(1));
    let third = reader.refused(&json!({ "nonce": first }));
    assert_eq!(reader.told(&second), Some(third));
    let late = proof(&app, &reader.key, TOKENS, None, &json!({ "nonce": first }));
    is_refused(&ask(&program, Some(&late)), 400, "use_dpop_nonce", "auth.proof_nonce_needed");
}

#[test]
fn r27_a_nonce_that_is_not_ours_now_is_as_good_as_none() {
    let [app, other] = [TestApp::start(), TestApp::start()];
    let (program, now) = (bound(&app), before_the_next(&app));
    app.service.clock.set(now + TimeDelta::hours(1));
    let of_the_future = newest(&program, &Key::new());
    app.service.clock.set(now);
    other.service.clock.set(now);
    let of_others = newest(&bound(&other), &Key::new());
    let (reader, own) = Reader::comes(&program);
    for unfit in ["", "x", &of_the_future, &of_others] {
        assert_eq!(reader.refused(&json!({ "nonce": unfit })), own, "{unfit}");
    }
}

/// An assertion is not used up where the proof lacks the nonce.
#[test]
fn r27_each_instance_takes_the_nonces_of_the_others() {
    let app = TestApp::start();
    let (program, key, other) = (bound(&app), Key::new(), app.another());
    let tokens = |besides: Value| proof(&app, &key, TOKENS, None, &besides);
    let assertion = program.assertion(&program.claims());
    let asked = ask_at(&other.caller(None), &assertion, Some(&tokens(json!({})))).expect(400);
    let borne = tokens(json!({ "nonce": nonce(&asked).unwrap() }));
    let _ = ask_at(&app.anybody(), &assertion, Some(&borne)).expect(200);
}

/// RFC 9449, 4.3: a proof names the method that was sent and the address without query and fragment, in any form of it.
#[test]
fn r27_a_proof_names_its_request_in_any_form() {
    let app = TestApp::start();
    let (program, key) = (bound(&app), Key::new());
    let nonce = newest(&program, &key);
    let borne = proof(&app, &key, TOKENS, None, &json!({ "nonce": nonce }));
    let bound = token(&ask(&program, Some(&borne)).expect(200));
    let send = |method: &str, besides: Value| {
        let mut all = json!({ "nonce": nonce });
        all.as_object_mut().unwrap().extend(besides.as_object().unwrap().clone());
        let proof = proof(&app, &key, CHANGES, Some(&bound), &all);
        let headers = [("authorization", format!("DPoP {bound}")), ("dpop", proof)];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        app.anybody().send(method, "/v1/changes?limit=1", &headers, None).status
    };
    let at = |address: String| json!({ "htu": address });
    let (base, path) = (app.base(), CHANGES.1);
    for (method, besides, status) in [
        ("GET", json!({}), 200),
        ("GET", at(format!("{base}{path}?limit=1#top")), 200),
        ("GET", at(format!("{}{path}", base.replace("http", "HTTP"))), 200),
        ("GET", at(format!("{base}/v1/cases")), 401),
        ("HEAD", json!({}), 401),
        ("HEAD", json!({ "htm": "HEAD" }), 200),
    ] {
        assert_eq!(send(method, besides.clone()), status, "{method} {besides}");
    }
}

/// RFC 9449, 4.3: a proof that gives the private half of its key away proves nothing.
#[test]
fn r27_a_proof_that_gives_its_key_away_is_refused() {
    let app = TestApp::start();
    let (program, key) = (bound(&app), Key::new());
    let nonce = newest(&program, &key);
    let shown = |besides: Value| {
        let mut jwk = key.jwk("one");
        jwk.as_object_mut().unwrap().extend(besides.as_object().unwrap().clone());
        let header = json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": jwk });
        let now = app.service.clock.now().timestamp();
        let claims = json!({
            "jti": new_key(), "htm": "POST", "htu": format!("{}/oauth/token", app.base()), "iat": now, "nonce": nonce,
        });
        ask(&program, Some(&key.sign_as(&header, &claims)))
    };
    let _ = shown(json!({})).expect(200);
    is_refused(&shown(json!({ "d": "AAAA" })), 400, "invalid_dpop_proof", "auth.proof_invalid");
}
