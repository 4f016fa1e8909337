//! Many who attack at the same time, and what it costs whoever asks beside them.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use serde_json::json;
use whakakaha_domain::{actor::Scope, code::CodeList};
use whakakaha_tests::app::TestApp;

use super::{ask, head, posting, usual};
use crate::identity::{Key, Program, agency, header};

/// How many attack at once.
const ATTACKERS: usize = 4;
/// How often it is measured: of those who attack the best counts, of those who do not the worst.
const ROUNDS: usize = 3;
/// How many times as long it may take beside those who attack as beside as many who read what they may.
const AT_MOST: u32 = 2;

/// Whatever is refused costs the others about as much as what is answered.
#[test]
fn what_is_refused_slows_nobody_else() {
    let app = TestApp::start();
    let reading = (head(&app, "GET /v1/regions") + "\r\n").into_bytes();
    let usually = (0..ROUNDS).map(|_| beside(&app, &reading, 200..300)).max().unwrap();
    for (what, attack) in attacks(&app) {
        let least = (0..ROUNDS).map(|_| beside(&app, attack.as_bytes(), 400..500)).min().unwrap();
        assert!(least < usually * AT_MOST, "{what}: {least:?} instead of {usually:?}");
    }
}

/// How long ordinary requests take while others say this again and again.
fn beside(app: &TestApp, said: &[u8], answered: std::ops::Range<u16>) -> Duration {
    let ended = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..ATTACKERS {
            scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    let told = ask(app, said);
                    assert!(answered.contains(&told.status), "{told:?}");
                }
            });
        }
        let took = usual(app);
        ended.store(true, Ordering::Relaxed);
        took
    })
}

/// What is refused: tokens, assertions, codes, bodies, heads and addresses.
fn attacks(app: &TestApp) -> Vec<(&'static str, String)> {
    let program =
        Program::registered(app, &agency(app, "School"), &json!({ "scopes": ["integration.read"] }));
    let used = program.assertion(&program.claims());
    let _ = program.present(&used, &[("grant_type", "client_credentials")]).expect(200);
    let forged = Key::new().sign(&header("one"), &program.claims());
    let token = app.token("administrator", Scope::ALL);
    let with_token =
        |token: &str| format!("GET /v1/regions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n");
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let reversed: String = signature.chars().rev().collect();
    let deep = format!("{}1{}", r#"{"a":"#.repeat(10_000), "}".repeat(10_000));
    let body = |body: &str| format!("{}Content-Length: {}\r\n\r\n{body}", posting(app), body.len());
    vec![
        ("a token that somebody else signed", with_token(&format!("{signed}.{reversed}"))),
        ("a token that is none", with_token("a.b.c")),
        ("an assertion that was used", at_the_door(&assertion(&used))),
        ("an assertion that somebody else signed", at_the_door(&assertion(&forged))),
        ("a code that was guessed", at_the_door(GUESS)),
        ("deep JSON", body(&deep)),
        ("many brackets", body(&"[".repeat(200_000))),
        ("a packed body", format!("{}Content-Encoding: gzip\r\nContent-Length: 10000\r\n\r\n", posting(app))),
        ("an endless body", format!("{}Content-Length: 100000000\r\n\r\n", posting(app))),
        ("a large head", head(app, "GET /v1/regions") + &format!("X: {}\r\n\r\n", "x".repeat(33 * 1024))),
        ("a path to somewhere else", head(app, "GET /docs/..%2f..%2fetc/passwd") + "\r\n"),
    ]
}

const GUESS: &str = "grant_type=urn%3Awhakakaha%3Agrant-type%3Alogin-code&code=7MFB-9RMP-X2VD";

fn assertion(assertion: &str) -> String {
    format!(
        "grant_type=client_credentials&client_assertion={assertion}\
         &client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
    )
}

fn at_the_door(form: &str) -> String {
    let length = form.len();
    format!(
        "POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {length}\r\n\r\n{form}"
    )
}
