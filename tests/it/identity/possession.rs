//! Tokens that are bound to a key (DPoP, RFC 9449).

use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, Header};
use serde_json::{Value, json};
use whakakaha_tests::{
    app::TestApp,
    client::{Answer, new_key},
};

use super::{Key, Program, agency, is_refused, token};

/// A proof for a request, signed with a key that it brings along.
fn proof(key: &Key, claims: &Value) -> String {
    let mut header = Header::new(Algorithm::ES256);
    header.typ = Some("dpop+jwt".to_owned());
    let mut jwk = key.jwk("");
    jwk.as_object_mut().unwrap().remove("kid");
    header.jwk = Some(serde_json::from_value(jwk).unwrap());
    key.sign(&header, claims)
}

fn purpose(app: &TestApp, method: &str, path: &str, token: Option<&str>) -> Value {
    let mut claims = json!({
        "jti": new_key(), "htm": method, "htu": format!("{}{path}", app.base()),
        "iat": app.service.clock.now().timestamp(),
    });
    if let Some(token) = token {
        let hash = digest::digest(&digest::SHA256, token.as_bytes());
        claims["ath"] = URL_SAFE_NO_PAD.encode(hash).into();
    }
    claims
}

fn ask(program: &Program<'_>, proof: Option<&str>) -> Answer {
    let assertion = program.assertion(&program.claims());
    let body = format!(
        "grant_type=client_credentials&client_assertion={assertion}&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    );
    let mut headers = vec![("content-type", "application/x-www-form-urlencoded")];
    headers.extend(proof.map(|proof| ("dpop", proof)));
    program.app.anybody().send("POST", "/oauth/token", &headers, Some(&body))
}

#[test]
fn r27_a_bound_token_opens_nothing_without_a_proof_for_the_very_request() {
    let app = TestApp::start();
    let school = agency(&app, "School");
    let program =
        Program::registered(&app, &school, &json!({ "scopes": ["integration.read"], "bound_tokens": true }));
    let (own, foreign) = (Key::new(), Key::new());
    is_refused(&ask(&program, None), 400, "invalid_dpop_proof", "client.possession_missing");
    is_refused(&ask(&program, Some("x")), 400, "invalid_dpop_proof", "auth.proof_invalid");
    let shown = proof(&own, &purpose(&app, "POST", "/oauth/token", None));
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
    let fitting = || purpose(&app, "GET", "/v1/changes", Some(&token));
    let changed = |change: Value| {
        let mut claims = fitting();
        claims.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        proof(&own, &claims)
    };
    assert_eq!(call("Bearer", None).expect(401).code(), "auth.proof_missing");
    let missing = call("DPoP", None).expect(401);
    assert_eq!(missing.code(), "auth.proof_missing");
    assert!(missing.header("www-authenticate").unwrap().starts_with("DPoP "));
    let good = proof(&own, &fitting());
    let _ = call("DPoP", Some(&good)).expect(200);
    for (what, bad) in [
        ("used before", good.clone()),
        ("another key", proof(&foreign, &fitting())),
        ("another method", changed(json!({ "htm": "POST" }))),
        ("another address", changed(json!({ "htu": format!("{}/v1/cases", app.base()) }))),
        ("another token", changed(json!({ "ath": "x" }))),
        ("too old", changed(json!({ "iat": now - 61 }))),
        ("ahead", changed(json!({ "iat": now + 61 }))),
        ("nonsense", "a.b.c".to_owned()),
    ] {
        assert_eq!(call("DPoP", Some(&bad)).expect(401).code(), "auth.proof_invalid", "{what}");
    }
    let plain = Program::registered(&app, &school, &json!({ "scopes": ["integration.read"] }));
    let unbound = super::token(&plain.ask(&[]));
    let authorization = format!("DPoP {unbound}");
    let answer = app.anybody().send("GET", "/v1/changes", &[("authorization", &authorization)], None);
    assert_eq!(answer.expect(401).code(), "auth.token_invalid");
}
