//! Who comes in, and how: programs by their keys (R25), members of families by a code, and how each is kept out again.

mod attack;
mod family;
mod instances;
pub(crate) mod issuer;
mod possession;
mod program;
mod quota;
mod worker;

use std::{thread, time::Duration};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use whakakaha_tests::{
    app::TestApp,
    client::{Answer, Client, new_key},
};

/// A key of some program: both halves.
pub(crate) struct Key {
    private: Vec<u8>,
    public: Vec<u8>,
}

impl Key {
    pub(crate) fn new() -> Self {
        let made =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref()).unwrap();
        Self { private: made.as_ref().to_vec(), public: pair.public_key().as_ref().to_vec() }
    }

    /// The public half (RFC 7517).
    pub(crate) fn jwk(&self, kid: &str) -> Value {
        let part = |range| URL_SAFE_NO_PAD.encode(&self.public[range]);
        json!({ "kid": kid, "kty": "EC", "crv": "P-256", "x": part(1..33), "y": part(33..65) })
    }

    /// Signs with a header that no library would write.
    pub(crate) fn sign_as(&self, header: &Value, claims: &Value) -> String {
        let part = |it: &Value| URL_SAFE_NO_PAD.encode(it.to_string());
        let said = format!("{}.{}", part(header), part(claims));
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &self.private).unwrap();
        let signature = pair.sign(&SystemRandom::new(), said.as_bytes()).unwrap();
        format!("{said}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    pub(crate) fn sign(&self, header: &Header, claims: &Value) -> String {
        jsonwebtoken::encode(header, claims, &EncodingKey::from_ec_der(&self.private)).unwrap()
    }
}

/// A program of an agency, and how it comes in.
pub(crate) struct Program<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) id: String,
    pub(crate) key: Key,
}

impl<'a> Program<'a> {
    /// Registers a program with these members beside its name and its key.
    pub(crate) fn registered(app: &'a TestApp, agency: &str, members: &Value) -> Self {
        let key = Key::new();
        let mut request = json!({ "name": "nightly sync", "keys": [key.jwk("one")] });
        request.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        let made = app.administrator().post(&format!("/v1/agencies/{agency}/clients"), &request);
        Self { app, id: made.expect(201).id(), key }
    }

    /// What its assertions say.
    pub(crate) fn claims(&self) -> Value {
        let now = self.app.service.clock.now().timestamp();
        json!({ "iss": self.id, "sub": self.id, "aud": self.app.base(), "iat": now, "exp": now + 60, "jti": new_key() })
    }

    pub(crate) fn assertion(&self, claims: &Value) -> String {
        self.key.sign(&header("one"), claims)
    }

    /// Asks for a token with a fresh assertion and these parameters besides.
    pub(crate) fn ask(&self, parameters: &[(&str, &str)]) -> Answer {
        let mut all = vec![("grant_type", "client_credentials")];
        all.extend(parameters);
        self.present(&self.assertion(&self.claims()), &all)
    }

    pub(crate) fn present(&self, assertion: &str, parameters: &[(&str, &str)]) -> Answer {
        Self::present_to(&self.app.anybody(), assertion, parameters)
    }

    /// Presents an assertion to this instance.
    pub(crate) fn present_to(to: &Client, assertion: &str, parameters: &[(&str, &str)]) -> Answer {
        let mut all = vec![
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion),
        ];
        all.extend(parameters);
        form(to, "/oauth/token", &all)
    }

    /// Whoever has a token that it was given.
    #[track_caller]
    pub(crate) fn comes(&self, parameters: &[(&str, &str)]) -> Client {
        self.app.with_token(token(&self.ask(parameters).expect(200)))
    }
}

/// The header of an assertion.
pub(crate) fn header(kid: &str) -> Header {
    let mut header = Header::new(Algorithm::ES256);
    header.typ = Some("client-authentication+jwt".to_owned());
    header.kid = Some(kid.to_owned());
    header
}

pub(crate) fn token(answer: &Answer) -> String {
    answer.body["access_token"].as_str().unwrap().to_owned()
}

/// Sends a form, as OAuth wants it.
pub(crate) fn form(caller: &Client, path: &str, parameters: &[(&str, &str)]) -> Answer {
    let encoded: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{name}={}", percent(value))).collect();
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    caller.send("POST", path, &headers, Some(&encoded.join("&")))
}

fn percent(text: &str) -> String {
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|it| if kept(it) { char::from(it).to_string() } else { format!("%{it:02X}") }).collect()
}

/// What a token endpoint refuses with: OAuth's word, and the code of ours to which it leads.
pub(crate) fn fault(answer: &Answer) -> (u16, String, String) {
    let text = |member: &str| answer.body[member].as_str().unwrap_or_default().to_owned();
    let code = text("error_uri").rsplit('/').next().unwrap_or_default().to_owned();
    (answer.status, text("error"), code)
}

#[track_caller]
pub(crate) fn is_refused(answer: &Answer, status: u16, error: &str, code: &str) {
    assert_eq!(fault(answer), (status, error.to_owned(), code.to_owned()), "{}", answer.text);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let page = answer.body["error_uri"].as_str().unwrap();
    assert!(page.starts_with("http://127.0.0.1:"), "{page}");
}

pub(crate) fn agency(app: &TestApp, name: &str) -> String {
    let body = json!({ "name": name, "kind": "community", "sector": "health" });
    app.administrator().post("/v1/agencies", &body).expect(201).id()
}

/// A worker whom an agency has hired.
pub(crate) fn hired(app: &TestApp, agency: &str) -> String {
    let body = json!({ "name": "Rangi", "profession": "nurse", "email": "rangi@example.nz" });
    app.administrator().post(&format!("/v1/agencies/{agency}/workers"), &body).expect(201).id()
}

/// Several at the same time, and what each of them got.
pub(crate) fn together<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let work = &work;
    thread::scope(|scope| {
        let started: Vec<_> = (0..count).map(|index| scope.spawn(move || work(index))).collect();
        started.into_iter().map(|it| it.join().unwrap()).collect()
    })
}

/// Lets the clock of the service go on.
pub(crate) fn pass(app: &TestApp, time: Duration) {
    let clock = &app.service.clock;
    clock.set(clock.now() + chrono::TimeDelta::from_std(time).unwrap());
}
