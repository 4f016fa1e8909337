//! What is tried at the door, each with a code of its own, and what it costs the others.

use std::time::{Duration, Instant};

use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use whakakaha_tests::{app::TestApp, served::Served};

use super::{Key, Program, agency, form, header, is_refused};

fn with(program: &Program<'_>, change: &Value) -> String {
    let mut claims = program.claims();
    for (name, value) in change.as_object().unwrap() {
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(name);
        } else {
            claims[name] = value.clone();
        }
    }
    program.assertion(&claims)
}

#[test]
fn r25_assertions_that_say_something_else_are_refused() {
    let app = TestApp::start();
    let program =
        Program::registered(&app, &agency(&app, "School"), &json!({ "scopes": ["integration.read"] }));
    let other =
        Program::registered(&app, &agency(&app, "Health"), &json!({ "scopes": ["integration.read"] }));
    let now = app.service.clock.now().timestamp();
    let table = [
        (json!({ "aud": "https://elsewhere.example" }), "oauth.assertion_audience"),
        (json!({ "aud": [app.base()] }), "oauth.assertion_audience"),
        (json!({ "aud": [app.base(), "https://elsewhere.example"] }), "oauth.assertion_audience"),
        (json!({ "aud": format!("{}/oauth/token", app.base()) }), "oauth.assertion_audience"),
        (json!({ "aud": null }), "oauth.assertion_audience"),
        (json!({ "iss": other.id }), "oauth.assertion_signature"),
        (json!({ "sub": other.id }), "oauth.assertion_issuer"),
        (json!({ "exp": now - 11 }), "oauth.assertion_expired"),
        (json!({ "exp": null }), "oauth.assertion_malformed"),
        (json!({ "exp": (now + 60).to_string() }), "oauth.assertion_malformed"),
        (json!({ "exp": now + 400 }), "oauth.assertion_too_long"),
        (json!({ "exp": now + 100 * 365 * 86_400 }), "oauth.assertion_too_long"),
        (json!({ "iat": now + 90 }), "oauth.assertion_ahead"),
        (json!({ "nbf": now + 90 }), "oauth.assertion_ahead"),
        (json!({ "jti": null }), "oauth.assertion_malformed"),
        (json!({ "jti": "" }), "oauth.assertion_malformed"),
        (json!({ "jti": "x".repeat(300) }), "oauth.assertion_malformed"),
    ];
    for (change, code) in table {
        let answer = program.present(&with(&program, &change), &[("grant_type", "client_credentials")]);
        is_refused(&answer, 401, "invalid_client", code);
    }
}

#[test]
fn r25_assertions_that_are_signed_otherwise_are_refused() {
    let app = TestApp::start();
    let program =
        Program::registered(&app, &agency(&app, "School"), &json!({ "scopes": ["integration.read"] }));
    let claims = program.claims();
    let genuine = program.assertion(&claims);
    let parts: Vec<&str> = genuine.split('.').collect();
    let part = |value: &Value| {
        base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, value.to_string())
    };
    let jwk = program.key.jwk("one");
    let secret = EncodingKey::from_secret(jwk.to_string().as_bytes());
    let named = |algorithm| Header { kid: Some("one".to_owned()), ..Header::new(algorithm) };
    let altered = |change: &dyn Fn(&mut Header)| {
        let mut header = header("one");
        change(&mut header);
        program.key.sign(&header, &claims)
    };
    let rows = [
        (
            format!("{}.{}.", part(&json!({ "alg": "none", "kid": "one" })), parts[1]),
            "oauth.assertion_malformed",
        ),
        (
            jsonwebtoken::encode(&named(Algorithm::HS256), &claims, &secret).unwrap(),
            "oauth.assertion_malformed",
        ),
        (altered(&|it| it.typ = Some("at+jwt".to_owned())), "oauth.assertion_malformed"),
        (altered(&|it| it.kid = None), "oauth.assertion_malformed"),
        (altered(&|it| it.kid = Some("../../one".to_owned())), "oauth.assertion_key_unknown"),
        (altered(&|it| it.jku = Some("https://evil.example/keys".to_owned())), "oauth.assertion_malformed"),
        (altered(&|it| it.x5u = Some("https://evil.example/cert".to_owned())), "oauth.assertion_malformed"),
        (altered(&|it| it.jwk = serde_json::from_value(jwk.clone()).ok()), "oauth.assertion_malformed"),
        (altered(&|it| it.crit = Some(vec!["exp".to_owned()])), "oauth.assertion_malformed"),
        (Key::new().sign(&header("one"), &claims), "oauth.assertion_signature"),
        (
            format!("{}.{}.{}", parts[0], part(&json!({ "iss": program.id })), parts[2]),
            "oauth.assertion_signature",
        ),
        (format!("{}.{}.AAAA", parts[0], parts[1]), "oauth.assertion_signature"),
    ];
    for (assertion, code) in rows {
        let answer = program.present(&assertion, &[("grant_type", "client_credentials")]);
        is_refused(&answer, 401, "invalid_client", code);
    }
    let _ = program.present(&genuine, &[("grant_type", "client_credentials")]).expect(200);
    let again = program.present(&genuine, &[("grant_type", "client_credentials")]);
    is_refused(&again, 401, "invalid_client", "client.assertion_used");
}

/// What is sent, and how it is refused: status, OAuth's word, and our code.
type Row = (&'static [(&'static str, &'static str)], u16, &'static str, &'static str);

#[test]
fn requests_for_a_token_that_cannot_be_read_are_refused() {
    let app = TestApp::start();
    let rows: [Row; 9] = [
        (&[], 400, "invalid_request", "oauth.request_invalid"),
        (&[("grant_type", "password")], 400, "unsupported_grant_type", "oauth.grant_unsupported"),
        (&[("grant_type", "client_credentials")], 401, "invalid_client", "oauth.client_unproved"),
        (
            &[("grant_type", "client_credentials"), ("client_id", "01900000-0000-7000-8000-000000000000")],
            401,
            "invalid_client",
            "oauth.client_unknown",
        ),
        (
            &[("grant_type", "client_credentials"), ("client_id", "x")],
            401,
            "invalid_client",
            "oauth.client_unknown",
        ),
        (
            &[("grant_type", "client_credentials"), ("client_assertion", "x")],
            401,
            "invalid_client",
            "oauth.assertion_malformed",
        ),
        (
            &[("grant_type", "client_credentials"), ("grant_type", "client_credentials")],
            400,
            "invalid_request",
            "oauth.request_invalid",
        ),
        (&[("grant_type", "refresh_token")], 400, "invalid_request", "oauth.request_invalid"),
        (&[("grant_type", "refresh_token"), ("refresh_token", "x.y")], 400, "invalid_grant", "session.over"),
    ];
    for (parameters, status, error, code) in rows {
        is_refused(&form(&app.anybody(), "/oauth/token", parameters), status, error, code);
    }
}

#[test]
fn secrets_json_and_what_is_too_large_let_no_program_in() {
    let app = TestApp::start();
    let program =
        Program::registered(&app, &agency(&app, "School"), &json!({ "scopes": ["integration.read"] }));
    let secret =
        [("grant_type", "client_credentials"), ("client_id", program.id.as_str()), ("client_secret", "x")];
    is_refused(
        &form(&app.anybody(), "/oauth/token", &secret),
        401,
        "invalid_client",
        "oauth.client_unproved",
    );
    let json = app.anybody().send("POST", "/oauth/token", &[], Some("{}"));
    is_refused(&json, 400, "invalid_request", "oauth.request_invalid");
    let large = format!("grant_type={}", "x".repeat(300_000));
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    is_refused(
        &app.anybody().send("POST", "/oauth/token", &headers, Some(&large)),
        400,
        "invalid_request",
        "oauth.request_invalid",
    );
}

/// Whoever guesses leaves a line in the log, without what was guessed.
#[test]
fn guessing_is_logged() {
    let served = Served::start("identity::attack::guessing_is_logged");
    let anybody = served.anybody(&served.base);
    let guess = [("grant_type", "urn:whakakaha:grant-type:login-code"), ("code", "7MFB-9RMP-X2VD")];
    let guessed = form(&anybody, "/oauth/token", &guess);
    is_refused(&guessed, 400, "invalid_grant", "login.code_invalid");
    let log = served.end();
    let logged: Vec<_> = log
        .iter()
        .filter(|line| line["level"] == "WARN" && line["fields"]["code"] == "login.code_invalid")
        .map(|line| line["fields"]["request_id"].as_str())
        .collect();
    assert_eq!(logged, [guessed.header("x-request-id")]);
    assert!(!format!("{log:?}").contains("7MFB"), "{log:#?}");
}

/// Whoever guesses waits, and nobody waits with them.
#[test]
fn guessing_is_slow_and_slows_nobody_else() {
    let app = TestApp::start_patiently(Duration::from_millis(700));
    let guess = [("grant_type", "urn:whakakaha:grant-type:login-code"), ("code", "7MFB-9RMP-X2VD")];
    std::thread::scope(|scope| {
        let guessing: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    let begun = Instant::now();
                    is_refused(
                        &form(&app.anybody(), "/oauth/token", &guess),
                        400,
                        "invalid_grant",
                        "login.code_invalid",
                    );
                    begun.elapsed()
                })
            })
            .collect();
        std::thread::sleep(Duration::from_millis(200));
        let begun = Instant::now();
        let _ = app.administrator().get("/v1/regions").expect(200);
        let meanwhile = begun.elapsed();
        let waited: Vec<Duration> = guessing.into_iter().map(|it| it.join().unwrap()).collect();
        let shortest = waited.iter().min().unwrap();
        assert!(*shortest >= Duration::from_millis(700), "{waited:?}");
        assert!(meanwhile < *shortest, "{meanwhile:?} beside {waited:?}");
    });
}
