//! Heads of requests: too large, ambiguous, or naming somebody else.

use whakakaha_tests::{app::TestApp, client::new_key};

use super::{Wire, ask, head, posting};

#[test]
fn what_is_too_long_in_the_head_is_refused() {
    let app = TestApp::start();
    let path = format!("GET /v1/regions/{}", "x".repeat(9000));
    let query = format!("GET /v1/regions?limit={}", "1".repeat(9000));
    for line in [path, query] {
        assert_eq!(ask(&app, (head(&app, &line) + "\r\n").as_bytes()).brief(), (414, "request.uri_too_long"));
    }
    let large = head(&app, "GET /v1/regions") + &format!("X-Large: {}\r\n\r\n", "x".repeat(33 * 1024));
    assert_eq!(ask(&app, large.as_bytes()).brief(), (431, "request.headers_too_large"));
    let thousand = "X-Small: x\r\n".repeat(1000);
    assert_eq!(ask(&app, (head(&app, "GET /v1/regions") + &thousand + "\r\n").as_bytes()).status, 431);
}

/// The service stops listening long before the end.
#[test]
fn headers_of_ten_megabytes_are_not_listened_to() {
    let app = TestApp::start();
    let mut wire = Wire::to(&app);
    assert!(wire.say((head(&app, "GET /v1/regions") + "X-Large: ").as_bytes()));
    let part = "x".repeat(64 * 1024);
    let taken = (0..160).take_while(|_| wire.say(part.as_bytes())).count();
    assert!(taken < 160, "all of it was listened to");
    let heard = wire.hear_all();
    assert!(heard.is_empty() || heard.starts_with("HTTP/1.1 431 "), "{heard}");
}

/// Where a request ends is never a matter of opinion: a second one cannot hide in the body of the first.
#[test]
fn a_request_cannot_be_hidden_in_another() {
    let app = TestApp::start();
    let hidden = "0\r\n\r\nGET /livez HTTP/1.1\r\nHost: x\r\n\r\n";
    let framings = [
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        "Content-Length: 4\r\nContent-Length: 5\r\n",
        "Content-Length: 4\r\nContent-Length: 4\r\n",
        "Content-Length: 4, 5\r\n",
        "Content-Length: +4\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 0x4\r\n",
        "Content-Length: 99999999999999999999999\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked, gzip\r\n",
        "Transfer-Encoding : chunked\r\n",
        "X: y\r\n Transfer-Encoding: chunked\r\n",
        "X: y\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        "Host: y\r\n",
    ];
    for framing in framings {
        let mut wire = Wire::to(&app);
        let _ended = wire.say(format!("{}{framing}\r\n{hidden}", posting(&app)).as_bytes());
        let heard = wire.hear_all();
        assert!(heard.starts_with("HTTP/1.1 400 "), "{framing}: {heard}");
        assert_eq!(heard.matches("HTTP/1.1 ").count(), 1, "{framing}: {heard}");
    }
}

#[test]
fn methods_that_no_operation_has_are_refused() {
    let app = TestApp::start();
    for method in ["TRACE", "BREW", "get", "PROPFIND", "OPTIONS"] {
        let told = ask(&app, (head(&app, &format!("{method} /v1/regions")) + "\r\n").as_bytes());
        assert_eq!(told.brief(), (405, "request.method_not_allowed"), "{method}");
        assert!(told.head.contains("allow: get, head, post"), "{}", told.head);
        assert!(!told.head.contains("authorization: bearer"), "a request comes back: {}", told.head);
    }
    let told = ask(&app, b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n");
    assert_eq!(told.brief(), (404, "request.not_found"));
    for unreadable in [
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET\r\n\r\n",
        "\u{16}\u{3}\u{1}\r\n\r\n",
        "GET / HTTP/9\r\n\r\n",
    ] {
        assert_eq!(ask(&app, unreadable.as_bytes()).status, 400, "{unreadable:?}");
    }
}

/// Addresses in answers come from the settings, never from what the caller says of itself.
#[test]
fn answers_lead_to_the_service_alone() {
    let app = TestApp::start();
    let host = "Host: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: gopher\r\n\
                Forwarded: host=evil.example\r\nX-Original-URL: /livez\r\n\r\n";
    for path in [
        "/v1/regions?limit=1",
        "/v1/nothing",
        "/.well-known/oauth-authorization-server",
        "/.well-known/api-catalog",
    ] {
        let mut wire = Wire::to(&app);
        let said =
            head(&app, &format!("GET {path}")).replace("Host: x\r\n", "") + "Connection: close\r\n" + host;
        assert!(wire.say(said.as_bytes()));
        let heard = wire.hear_all();
        assert!(heard.starts_with("HTTP/1.1 "), "{heard}");
        assert!(!heard.contains("evil.example") && !heard.contains("gopher"), "{path}: {heard}");
    }
    let missing = ask(&app, b"GET /livez HTTP/1.1\r\n\r\n");
    assert_eq!(missing.status, 400, "a request without Host");
}

#[test]
fn a_range_changes_nothing_and_long_lists_of_tags_are_refused() {
    let app = TestApp::start();
    let admin = app.administrator();
    let body = serde_json::json!({ "code": "wai", "name_mi": "W", "name_en": "W", "time_zone": "Pacific/Auckland", "anniversary": "auckland" });
    let made = admin.post("/v1/regions", &body).expect(201);
    let path = format!("/v1/regions/{}", made.id());
    let whole = admin.get(&path).expect(200);
    for range in ["bytes=0-1", "bytes=0-0,1-1,2-2", &format!("bytes={}", "0-,".repeat(2000))] {
        assert_eq!(
            admin.send("GET", &path, &[("range", range)], None).expect(200).text,
            whole.text,
            "{range:.20}"
        );
    }
    let tags = vec![made.etag(); 1000].join(", ");
    let key = new_key();
    let headers = [("if-match", tags.as_str()), ("idempotency-key", &key)];
    assert_eq!(
        admin.send("PUT", &path, &headers, Some(&body.to_string())).expect(400).code(),
        "request.header_invalid"
    );
    let known = admin.send("GET", &path, &[("if-none-match", &tags)], None).expect(400);
    assert_eq!(known.code(), "request.header_invalid");
}
