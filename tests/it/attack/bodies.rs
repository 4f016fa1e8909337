//! Bodies that are too large, packed, nested, or not what they say.

use serde_json::json;
use whakakaha_tests::{
    app::TestApp,
    client::{Answer, new_key},
};

use super::{ask, posting};

fn region(name: &str) -> String {
    json!({ "code": "wai", "name_mi": "W", "name_en": name, "time_zone": "Pacific/Auckland", "anniversary": "auckland" })
        .to_string()
}

fn post(app: &TestApp, headers: &[(&str, &str)], body: &str) -> Answer {
    let key = new_key();
    let mut all = vec![("idempotency-key", key.as_str())];
    all.extend(headers);
    app.administrator().send("POST", "/v1/regions", &all, Some(body))
}

/// The answer is there before a byte of the body was sent: nothing is unpacked, and nothing is kept.
#[test]
fn a_packed_body_is_refused_unread() {
    let app = TestApp::start();
    for coding in
        ["gzip", "deflate", "br", "zstd", "identity, gzip", "identity\r\nContent-Encoding: gzip", "x"]
    {
        let bomb = format!("{}Content-Encoding: {coding}\r\nContent-Length: 10000\r\n\r\n", posting(&app));
        let told = ask(&app, bomb.as_bytes());
        assert_eq!(told.brief(), (415, "request.content_encoding"), "{coding}");
        assert!(told.head.contains("accept-encoding: identity"), "{}", told.head);
    }
    let plain = post(&app, &[("content-encoding", "identity")], &region("W")).expect(201);
    let form = [("content-type", "application/x-www-form-urlencoded"), ("content-encoding", "gzip")];
    let packed = app.anybody().send("POST", "/oauth/token", &form, Some("grant_type=client_credentials"));
    assert_eq!(packed.expect(400).body["error"], "invalid_request");
    assert_eq!(plain.body["code"], "wai");
}

#[test]
fn a_body_that_is_too_large_is_refused_before_it_is_there() {
    let app = TestApp::start();
    let announced = format!("{}Content-Length: 100000000\r\n\r\n", posting(&app));
    assert_eq!(ask(&app, announced.as_bytes()).brief(), (413, "request.too_large"));

    let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x10000));
    let told = ask(
        &app,
        format!("{}Transfer-Encoding: chunked\r\n\r\n{}", posting(&app), chunk.repeat(5)).as_bytes(),
    );
    assert_eq!(told.brief(), (413, "request.too_large"));
}

#[test]
fn json_that_is_deep_or_means_two_things_is_refused() {
    let app = TestApp::start();
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
    let twice = region("W").replacen('{', r#"{"code":"x","#, 1);
    let escaped = region("W").replacen('{', r#"{"\u0063ode":"x","#, 1);
    let rows = [
        (deep("[", "]"), 400, "request.malformed"),
        (deep(r#"{"a":"#, "}"), 400, "request.malformed"),
        ("[".repeat(200_000), 400, "request.malformed"),
        (twice, 400, "request.malformed"),
        (escaped, 400, "request.malformed"),
        (region(r"\ud800").replace(r"\\u", r"\u"), 400, "request.malformed"),
        (region("W").replace("\"W\"", "1e999"), 400, "request.malformed"),
        (region("W").replace("\"W\"", "NaN"), 400, "request.malformed"),
        (region("W").replace("\"W\"", "9007199254740993"), 422, "request.invalid"),
        (format!("\u{feff}{}", region("W")), 400, "request.malformed"),
        (format!("{} {}", region("W"), region("W")), 400, "request.malformed"),
        (format!("[{}]", region("W")), 422, "request.invalid"),
    ];
    for (body, status, code) in rows {
        assert_eq!(post(&app, &[], &body).expect(status).code(), code, "{body:.80}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let app = TestApp::start();
    for bytes in [&b"\"\xc0\xaf\""[..], b"\"\xed\xa0\x80\"", b"\xff\xfe{\x00}\x00", b"\x1f\x8b\x08\x00"] {
        let mut request = format!("{}Content-Length: {}\r\n\r\n", posting(&app), bytes.len()).into_bytes();
        request.extend_from_slice(bytes);
        assert_eq!(ask(&app, &request).brief(), (400, "request.malformed"), "{bytes:?}");
    }
}

/// What a page of somebody else's can make a browser send is not taken for JSON.
#[test]
fn forms_of_other_pages_are_not_read() {
    let app = TestApp::start();
    let types = [
        "text/plain",
        "text/plain; charset=application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonx",
        "application/json, text/plain",
        "",
    ];
    for sent in types {
        let answer = post(&app, &[("content-type", sent)], &region("W"));
        assert_eq!((answer.status, answer.code()), (415, "request.media_type"), "{sent}");
    }
    let _ = post(&app, &[("content-type", "Application/JSON; charset=utf-8")], &region("W")).expect(201);
}
