//! Tokens (R26): only ours, only now, only for us.

use std::{collections::BTreeSet, path::Path};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::{Value, json};
use tempfile::TempDir;
use whakakaha::{chores, serve};
use whakakaha_api::{
    auth::{self, keys::KeyRing},
    clock::Clock,
};
use whakakaha_tests::app::TestApp;

fn claims(app: &TestApp) -> Value {
    let scopes = chores::ADMINISTRATOR_SCOPES;
    serde_json::to_value(chores::claims(&app.service.clock, app.base(), "administrator", scopes, 600))
        .unwrap()
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// Our own signature under whatever header and claims.
fn signed(app: &TestApp, claims: &Value) -> String {
    auth::sign(&app.service.keys, &serde_json::from_value(claims.clone()).unwrap()).unwrap()
}

/// The code with which a token is refused.
fn refusal(app: &TestApp, token: &str) -> String {
    let answer = app.with_token(token.to_owned()).get("/v1/regions").expect(401);
    assert_eq!(answer.header("www-authenticate"), Some("Bearer error=\"invalid_token\""), "{token}");
    answer.code().to_owned()
}

#[test]
fn a_token_of_ours_is_accepted() {
    let app = TestApp::start();
    let _ = app.with_token(signed(&app, &claims(&app))).get("/v1/regions").expect(200);
}

#[test]
fn claims_that_do_not_fit_are_refused() {
    let app = TestApp::start();
    let now = app.service.clock.now().timestamp();
    let changes = [
        (json!({ "iss": "https://elsewhere.example" }), "auth.token_issuer"),
        (json!({ "aud": "https://elsewhere.example" }), "auth.token_audience"),
        (json!({ "exp": now - 11 }), "auth.token_expired"),
        (json!({ "iat": now + 61, "exp": now + 120 }), "auth.token_ahead"),
        (json!({ "exp": now + 100 * 365 * 86_400 }), "auth.token_too_long"),
        (json!({ "iat": now, "exp": now + 601 }), "auth.token_too_long"),
        (json!({ "iat": i64::MAX - 1, "exp": i64::MAX }), "auth.token_ahead"),
        (json!({ "iat": i64::MIN, "exp": i64::MAX }), "auth.token_too_long"),
        (json!({ "nbf": now + 61 }), "auth.token_ahead"),
        (json!({ "sub": "somebody" }), "auth.token_malformed"),
        (json!({ "sub": "worker:not-an-id" }), "auth.token_malformed"),
        (json!({ "sub": "worker:01900000-0000-7000-8000-000000000000" }), "auth.token_invalid"),
    ];
    for (change, code) in changes {
        let mut claims = claims(&app);
        claims.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(refusal(&app, &signed(&app, &claims)), code, "{change}");
    }
}

#[test]
fn forged_tokens_are_refused() {
    let app = TestApp::start();
    let body = part(&claims(&app));
    let jwk = app.service.keys.jwks()["keys"][0].clone();
    let kid = jwk["kid"].as_str().unwrap();
    let header = json!({ "alg": "ES256", "typ": "at+jwt", "kid": kid });
    let ours = private_key(&app.keys_folder().join(format!("{kid}.pk8")));
    let folder = TempDir::new().unwrap();
    let clock = Clock::default();
    let ring = KeyRing::open(folder.path(), clock.new_id(clock.now())).unwrap();
    let their_jwk = ring.jwks()["keys"][0].clone();
    let theirs = private_key(&folder.path().join(format!("{}.pk8", their_jwk["kid"].as_str().unwrap())));
    let made = |key: &EncodingKey, change: Value| {
        let mut header = header.clone();
        header.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let signed = format!("{}.{body}", part(&header));
        let alg = if header["alg"] == "HS256" { Algorithm::HS256 } else { Algorithm::ES256 };
        format!("{signed}.{}", jsonwebtoken::crypto::sign(signed.as_bytes(), key, alg).unwrap())
    };
    let _ = app.with_token(made(&ours, json!({}))).get("/v1/regions").expect(200);
    let secret = |text: &[u8]| EncodingKey::from_secret(text);
    let x_and_y =
        ["x", "y"].map(|part| URL_SAFE_NO_PAD.decode(jwk[part].as_str().unwrap()).unwrap()).concat();
    let point = [vec![4], x_and_y].concat();
    let hs256 = json!({ "alg": "HS256" });
    let [malformed, unknown, signature] =
        ["auth.token_malformed", "auth.token_key_unknown", "auth.token_signature"];
    let tokens = [
        // Signed with our key, so that nothing but the header can be wrong.
        (made(&ours, json!({ "typ": "JWT" })), malformed),
        (made(&ours, json!({ "typ": "at+jwt ", "cty": "JWT" })), malformed),
        (made(&ours, json!({ "crit": ["exp"] })), malformed),
        (made(&ours, json!({ "kid": "../../etc/passwd" })), unknown),
        (made(&ours, json!({ "kid": their_jwk["kid"] })), unknown),
        // Signed with another key, which the header brings along.
        (made(&theirs, json!({})), signature),
        (made(&theirs, json!({ "jwk": their_jwk })), signature),
        (made(&theirs, json!({ "jwk": their_jwk, "kid": their_jwk["kid"] })), unknown),
        (made(&theirs, json!({ "jku": "https://evil.example/keys" })), signature),
        (made(&theirs, json!({ "jku": "https://evil.example/keys", "kid": their_jwk["kid"] })), unknown),
        (made(&theirs, json!({ "x5u": "https://evil.example/chain" })), signature),
        // Our public key as if it were a secret.
        (made(&secret(&serde_json::to_vec(&jwk).unwrap()), hs256.clone()), malformed),
        (made(&secret(&point), hs256.clone()), malformed),
        (made(&secret(pem(&point).as_bytes()), hs256), malformed),
        (format!("{}.{body}.", part(&json!({ "alg": "none", "typ": "at+jwt", "kid": kid }))), malformed),
        (format!("{}.{body}.{}", part(&header), URL_SAFE_NO_PAD.encode([0_u8; 64])), signature),
        ("a.b.c".to_owned(), malformed),
    ];
    for (token, code) in tokens {
        assert_eq!(refusal(&app, &token), code, "{token}");
    }
}

/// What our key has signed, but is no access token: an audience more, and no caller.
#[test]
fn signed_claims_of_another_form_are_refused() {
    let app = TestApp::start();
    let kid = app.service.keys.jwks()["keys"][0]["kid"].as_str().unwrap().to_owned();
    let ours = private_key(&app.keys_folder().join(format!("{kid}.pk8")));
    let header = part(&json!({ "alg": "ES256", "typ": "at+jwt", "kid": kid }));
    let signed = |change: Value| {
        let mut said = claims(&app);
        said.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let text = format!("{header}.{}", part(&said));
        let signature = jsonwebtoken::crypto::sign(text.as_bytes(), &ours, Algorithm::ES256).unwrap();
        format!("{text}.{signature}")
    };
    let _ = app.with_token(signed(json!({}))).get("/v1/regions").expect(200);
    for change in [json!({ "aud": [app.base(), "https://elsewhere.example"] }), json!({ "sub": null })] {
        assert_eq!(refusal(&app, &signed(change.clone())), "auth.token_malformed", "{change}");
    }
}

fn private_key(file: &Path) -> EncodingKey {
    EncodingKey::from_ec_der(&std::fs::read(file).unwrap())
}

/// A public key of P-256 as files have it (RFC 5480).
fn pem(point: &[u8]) -> String {
    const BEFORE: &str = "3059301306072a8648ce3d020106082a8648ce3d030107034200";
    let before = (0..BEFORE.len()).step_by(2).map(|at| u8::from_str_radix(&BEFORE[at..at + 2], 16).unwrap());
    let all: Vec<u8> = before.chain(point.iter().copied()).collect();
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(all))
}

/// Whoever sends two tokens sends none: what stands before the service may have looked at the other one.
#[test]
fn two_tokens_are_none() {
    let app = TestApp::start();
    let good = format!("Bearer {}", signed(&app, &claims(&app)));
    for second in [&good, "Bearer a.b.c"] {
        let sent = ureq::get(format!("{}/v1/regions", app.base()))
            .config()
            .http_status_as_error(false)
            .build()
            .header("Authorization", &good)
            .header("Authorization", second)
            .call()
            .unwrap();
        assert_eq!(sent.status(), 401);
    }
}

#[test]
fn a_key_of_somebody_else_is_refused() {
    let app = TestApp::start();
    let folder = TempDir::new().unwrap();
    let clock = Clock::default();
    let foreign = KeyRing::open(folder.path(), clock.new_id(clock.now())).unwrap();
    let claims = serde_json::from_value(claims(&app)).unwrap();
    assert_eq!(refusal(&app, &auth::sign(&foreign, &claims).unwrap()), "auth.token_key_unknown");
}

#[test]
fn the_key_before_still_verifies_and_older_ones_do_not() {
    let app = TestApp::start();
    let clock = &app.service.clock;
    let first = signed(&app, &claims(&app));
    app.service.keys.rotate(clock.new_id(clock.now())).unwrap();
    let second = signed(&app, &claims(&app));
    assert_eq!(
        app.anybody().get("/.well-known/jwks.json").expect(200).body["keys"].as_array().unwrap().len(),
        2
    );
    for token in [&first, &second] {
        let _ = app.with_token(token.clone()).get("/v1/regions").expect(200);
    }
    app.service.keys.rotate(clock.new_id(clock.now())).unwrap();
    assert_eq!(refusal(&app, &first), "auth.token_key_unknown");
    let _ = app.with_token(second).get("/v1/regions").expect(200);
}

/// `keys rotate` is a process of its own: callers who look at the public keys see the new one at once.
#[test]
fn a_key_that_another_process_made_is_published() {
    let app = TestApp::start();
    let clock = &app.service.clock;
    let other = KeyRing::open(app.keys_folder(), clock.new_id(clock.now())).unwrap();
    let made = other.rotate(clock.new_id(clock.now())).unwrap();
    let published = app.anybody().get("/.well-known/jwks.json").expect(200);
    assert_eq!(published.body["keys"][0]["kid"], made);
}

/// Several processes may start at the same time with a folder that is empty yet.
#[test]
fn processes_that_start_together_share_one_key_and_one_secret() {
    let (folder, clock) = (TempDir::new().unwrap(), Clock::default());
    let keys = folder.path().join("keys");
    let open = || {
        let ring = KeyRing::open(&keys, clock.new_id(clock.now())).unwrap();
        (ring.jwks().to_string(), ring.seal_secret().unwrap())
    };
    let found: BTreeSet<_> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..16).map(|_| scope.spawn(open)).collect();
        started.into_iter().map(|it| it.join().unwrap()).collect()
    });
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_token_dies_by_the_clock_of_the_service() {
    let app = TestApp::start();
    let admin = app.administrator();
    let _ = admin.get("/v1/regions").expect(200);
    app.service.clock.set(app.service.clock.now() + chrono::TimeDelta::seconds(serve::TOKEN_LIFETIME + 11));
    assert_eq!(admin.get("/v1/regions").expect(401).code(), "auth.token_expired");
}

#[test]
fn a_token_without_the_scope_is_told_which_scope_is_needed() {
    let app = TestApp::start();
    let body = json!({ "code": "x1", "name_mi": "a", "name_en": "b", "time_zone": "Pacific/Auckland", "anniversary": "auckland" });
    let answer = app.reporter().post("/v1/regions", &body).expect(403);
    assert_eq!(answer.code(), "auth.insufficient_scope");
    assert_eq!(
        answer.header("www-authenticate"),
        Some("Bearer error=\"insufficient_scope\", scope=\"directory.edit\"")
    );
    assert_eq!(app.database.value("SELECT count(*) FROM regions"), "0");
}

#[cfg(unix)]
#[test]
fn the_keys_are_readable_for_the_service_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let keys = folder.path().join("keys");
    let clock = Clock::default();
    let ring = KeyRing::open(&keys, clock.new_id(clock.now())).unwrap();
    ring.seal_secret().unwrap();
    assert_eq!(std::fs::metadata(&keys).unwrap().permissions().mode() & 0o777, 0o700);
    for file in std::fs::read_dir(&keys).unwrap() {
        assert_eq!(file.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}
