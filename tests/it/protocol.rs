//! What every request and answer has in common: R2 to R6, R10, R13, R29, R30.

use serde_json::json;
use whakakaha_tests::{
    app::TestApp,
    client::{Answer, Client, new_key},
};

use crate::conformance::assert_told;

/// An id that nothing has.
pub(crate) const NO_ID: &str = "01900000-0000-7000-8000-000000000000";

fn region(code: &str) -> serde_json::Value {
    json!({ "code": code, "name_mi": "Waitākere", "name_en": "Waitakere", "time_zone": "Pacific/Auckland", "anniversary": "auckland" })
}

fn regions(admin: &Client, body: &str, headers: &[(&str, &str)]) -> Answer {
    let key = new_key();
    let mut all = vec![("idempotency-key", key.as_str())];
    all.extend(headers);
    admin.send("POST", "/v1/regions", &all, Some(body))
}

#[test]
fn bad_input_gets_the_status_and_the_pointer_that_it_deserves() {
    let app = TestApp::start();
    let admin = app.administrator();
    let cases: [(&str, u16, &str, &[&str]); 7] = [
        ("{", 400, "request.malformed", &[]),
        ("", 400, "request.malformed", &[]),
        (
            r#"{"code":"x1","name_mi":"a","name_en":"b","time_zone":"Pacific/Auckland","anniversary":"auckland","zone":1}"#,
            422,
            "request.invalid",
            &["#/zone"],
        ),
        (
            r#"{"code":"x1","name_mi":"a","time_zone":"Pacific/Auckland","anniversary":"auckland"}"#,
            422,
            "request.invalid",
            &["#/name_en"],
        ),
        (
            r#"{"code":7,"name_mi":"a","name_en":"b","time_zone":"Pacific/Auckland","anniversary":"auckland"}"#,
            422,
            "request.invalid",
            &["#/code"],
        ),
        (
            r#"{"code":"x1","name_mi":"a","name_en":"b","time_zone":"Mars","anniversary":"auckland"}"#,
            422,
            "request.invalid",
            &["#/time_zone"],
        ),
        (
            r#"{"code":"x1","name_mi":"","name_en":"b","time_zone":"Pacific/Auckland","anniversary":"auckland"}"#,
            422,
            "request.invalid",
            &["#/name_mi"],
        ),
    ];
    for (body, status, code, pointers) in cases {
        let answer = regions(&admin, body, &[]).expect(status);
        assert_eq!(answer.code(), code, "{body}");
        assert_eq!(answer.pointers(), pointers, "{body}");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{body}");
        assert!(!answer.text.contains("Mars"), "what was sent is not echoed");
    }
    let large = format!("{{\"code\":\"{}\"}}", "x".repeat(300 * 1024));
    assert_eq!(regions(&admin, &large, &[]).expect(413).code(), "request.too_large");
    let text = regions(&admin, "code=x", &[("content-type", "text/plain")]).expect(415);
    assert_eq!(text.header("accept-post"), Some("application/json"));
    let path = "/v1/regions/01900000-0000-7000-8000-000000000000";
    let text = admin.send("PUT", path, &[("content-type", "text/plain")], Some("code=x")).expect(415);
    assert_eq!(text.header("accept"), Some("application/json"));
}

#[test]
fn queries_are_closed_and_bounded() {
    let app = TestApp::start();
    let admin = app.administrator();
    for query in ["?x=1", "?limit=0", "?limit=201", "?limit=many"] {
        assert_eq!(
            admin.get(&format!("/v1/regions{query}")).expect(400).code(),
            "request.query_invalid",
            "{query}"
        );
    }
    for cursor in ["nonsense", "bm9uc2Vuc2U.AAAA"] {
        assert_eq!(
            admin.get(&format!("/v1/regions?cursor={cursor}")).expect(400).code(),
            "request.cursor_invalid"
        );
    }
}

#[test]
fn lists_are_read_page_by_page_without_loss_or_repetition() {
    let app = TestApp::start();
    let admin = app.administrator();
    let made: Vec<String> =
        (0..5).map(|n| admin.post("/v1/regions", &region(&format!("region-{n}"))).expect(201).id()).collect();
    let mut seen = Vec::new();
    let mut path = "/v1/regions?limit=2".to_owned();
    loop {
        let page = admin.get(&path).expect(200);
        seen.extend(
            page.body["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        let Some(cursor) = page.body["next_cursor"].as_str() else {
            assert!(page.header("link").is_none());
            break;
        };
        assert!(page.header("link").unwrap().contains(cursor));
        path = format!("/v1/regions?limit=2&cursor={cursor}");
    }
    assert_eq!(seen, made);
}

#[test]
fn a_repeated_request_is_answered_again_and_done_once() {
    let app = TestApp::start();
    let admin = app.administrator();
    let body = region("waitakere").to_string();
    let headers = [("idempotency-key", "\"one-and-the-same\"")];
    let first = admin.send("POST", "/v1/regions", &headers, Some(&body)).expect(201);
    let again = admin
        .send("POST", "/v1/regions", &[("idempotency-key", "one-and-the-same")], Some(&body))
        .expect(201);
    assert_eq!(first.text, again.text);
    assert_eq!(first.header("location"), again.header("location"));
    assert_eq!(first.header("etag"), again.header("etag"));
    assert_eq!(
        (first.header("idempotent-replayed"), again.header("idempotent-replayed")),
        (None, Some("true"))
    );
    assert_eq!(app.database.value("SELECT count(*) FROM regions"), "1");
    assert_eq!(app.database.value("SELECT count(*) FROM audit_log"), "1");

    let members = region("waitakere");
    let members = members.as_object().unwrap().iter().rev();
    let reordered: Vec<String> = members.map(|(name, value)| format!("  {}: {value}", json!(name))).collect();
    let reordered = format!("{{\n{}\n}}", reordered.join(",\n"));
    assert_ne!(reordered, body);
    assert_eq!(admin.send("POST", "/v1/regions", &headers, Some(&reordered)).expect(201).text, first.text);

    let twice = [("idempotency-key", "one-and-the-same"), ("idempotency-key", "one-and-another")];
    let unclear = admin.send("POST", "/v1/regions", &twice, Some(&body)).expect(400);
    assert_eq!(unclear.code(), "request.header_invalid");
    let other =
        admin.send("POST", "/v1/regions", &headers, Some(&region("elsewhere").to_string())).expect(422);
    assert_eq!(other.code(), "request.idempotency_key_reused");
    assert_eq!(
        admin.send("POST", "/v1/regions", &[], Some(&body)).expect(400).code(),
        "request.idempotency_key_missing"
    );
    for misfit in ["short", "\"half-quoted", "one-key,another-key", "with space"] {
        for path in ["/v1/regions", "/v1/regions?validate_only=true"] {
            let key = [("idempotency-key", misfit)];
            let refused = admin.send("POST", path, &key, Some(&body)).expect(400);
            assert_eq!(refused.code(), "request.header_invalid", "{misfit} {path}");
        }
    }
}

#[test]
fn changes_name_the_version_that_they_change() {
    let app = TestApp::start();
    let admin = app.administrator();
    let made = admin.post("/v1/regions", &region("waitakere")).expect(201);
    let path = format!("/v1/regions/{}", made.id());
    let mut changed = region("waitakere");
    changed["places"] = json!(["Henderson", "Glen Eden"]);

    let without = admin.send("PUT", &path, &[], Some(&changed.to_string())).expect(428);
    assert_eq!(without.code(), "request.precondition_required");
    assert_eq!(admin.put(&path, "*", &changed).expect(428).code(), "request.precondition_required");
    let stale = admin.put(&path, "\"v9.x\"", &changed).expect(412);
    assert_eq!(stale.body["current_etag"], made.etag());
    let after = admin.put(&path, &made.etag(), &changed).expect(200);
    assert_ne!(after.etag(), made.etag());
    assert_eq!(admin.put(&path, &made.etag(), &changed).expect(412).code(), "request.stale");

    let read = admin.get(&path).expect(200);
    assert_eq!(read.etag(), after.etag());
    let known = admin.send("GET", &path, &[("if-none-match", &read.etag())], None).expect(304);
    for (length, status) in [(1000, 200), (1001, 400)] {
        let tags = "x".repeat(length);
        let answer = admin.send("GET", &path, &[("if-none-match", &tags)], None);
        assert_eq!(answer.status, status, "{length}: {}", answer.text);
    }
    assert!(known.text.is_empty());
}

/// RFC 9110, 9.3.2: whoever asks for the headers alone gets those of a read, and no body.
#[test]
fn the_headers_alone_are_those_of_a_read() {
    let app = TestApp::start();
    let admin = app.administrator();
    let path = format!("/v1/regions/{}", admin.post("/v1/regions", &region("waitakere")).expect(201).id());
    for path in [path.as_str(), "/v1/regions?limit=1", "/openapi.json", "/livez"] {
        let read = admin.get(path).expect(200);
        let asked = admin.send("HEAD", path, &[], None).expect(200);
        assert_eq!((asked.text.as_str(), asked.header("etag")), ("", read.header("etag")), "{path}");
        assert_eq!(asked.header("content-length"), Some(read.text.len().to_string().as_str()), "{path}");
    }
    let refused = admin.send("HEAD", "/v1/regions/nothing", &[], None).expect(404);
    assert_eq!(refused.text, "");
    let misfit = admin.send("DELETE", &path, &[], None).expect(405);
    assert_eq!(misfit.header("allow"), Some("GET, HEAD, PUT"));
}

/// R29: what tells of no family may be kept, and is asked for again; nobody keeps anything else.
#[test]
fn a_single_thing_of_the_directory_may_be_kept_and_asked_for_again() {
    let app = TestApp::start();
    let admin = app.administrator();
    let made = admin.post("/v1/regions", &region("waitakere")).expect(201);
    let path = format!("/v1/regions/{}", made.id());
    let read = admin.get(&path).expect(200);
    let known = admin.send("GET", &path, &[("if-none-match", &read.etag())], None).expect(304);
    for answer in [&read, &known] {
        assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
        assert_eq!(answer.header("vary"), Some("Authorization, Origin"));
    }
    let lists = ["/v1/regions", "/v1/coordinators?place=Henderson"].map(|path| admin.get(path).expect(200));
    for answer in [made].iter().chain(&lists) {
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{}", answer.text);
    }
}

#[test]
fn every_answer_is_traceable_and_safe_to_handle() {
    let app = TestApp::start();
    let answers = [
        app.anybody().get("/livez"),
        app.anybody().get("/v1/regions"),
        app.anybody().get("/nowhere"),
        app.administrator().get("/v1/regions/not-an-id"),
        app.administrator().send("DELETE", "/v1/regions", &[], None),
    ];
    assert_eq!(answers.each_ref().map(|answer| answer.status), [200, 401, 404, 404, 405]);
    for answer in &answers {
        assert!(answer.header("x-request-id").is_some_and(|id| !id.is_empty()));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    assert_eq!(answers[4].header("allow"), Some("GET, HEAD, POST"));
    let named = app.anybody().send("GET", "/nowhere", &[("x-request-id", "agency.42")], None);
    assert_eq!(named.header("x-request-id"), Some("agency.42"));
    let renamed = app.anybody().send("GET", "/nowhere", &[("x-request-id", "a b")], None);
    assert_ne!(renamed.header("x-request-id"), Some("a b"));
}

#[test]
fn an_unknown_id_and_a_malformed_one_look_the_same() {
    let app = TestApp::start();
    let headers = [("x-request-id", "same")];
    let [unknown, malformed] = [NO_ID, "x"]
        .map(|id| app.administrator().send("GET", &format!("/v1/regions/{id}"), &headers, None).expect(404));
    assert_eq!(unknown.text, malformed.text);
}

#[test]
fn browsers_of_allowed_origins_can_read_what_they_need() {
    let app = TestApp::start();
    let ask = |origin| {
        let headers = [("origin", origin), ("access-control-request-method", "POST")];
        app.anybody().send("OPTIONS", "/v1/regions", &headers, None).expect(204)
    };
    let allowed = ask("https://app.example.nz");
    assert_eq!(allowed.header("access-control-allow-origin"), Some("https://app.example.nz"));
    let exposed: Vec<_> = allowed.header("access-control-expose-headers").unwrap().split(", ").collect();
    for name in ["ETag", "DPoP-Nonce", "WWW-Authenticate"] {
        assert!(exposed.contains(&name), "{name}: {exposed:?}");
    }
    assert_eq!(ask("https://evil.example.nz").header("access-control-allow-origin"), None);
}

#[test]
fn every_error_code_is_explained_to_a_person() {
    let app = TestApp::start();
    for code in whakakaha_api::problem::explanations().keys() {
        let explained = app.anybody().get(&format!("/problems/{code}")).expect(200);
        assert_eq!(explained.body["code"], *code);
        let page = app.anybody().send("GET", &format!("/problems/{code}"), &[("accept", "text/html")], None);
        assert!(page.text.starts_with("<!doctype html>"), "{}", page.text);
    }
    let _ = app.anybody().get("/problems/no.such.code").expect(404);
}

/// R5: whoever cannot read JSON is told so by every operation, and browsers read what is made for them.
#[test]
fn what_the_caller_cannot_read_is_not_sent() {
    let app = TestApp::start();
    let admin = app.administrator();
    let document = whakakaha_api::openapi::document();
    let paths = document["paths"].as_object().unwrap();
    let routes =
        paths.iter().flat_map(|(path, item)| item.as_object().unwrap().keys().map(move |it| (it, path)));
    for (method, template) in routes {
        let parts = template.split('/').map(|part| if part.starts_with('{') { NO_ID } else { part });
        let path = parts.collect::<Vec<_>>().join("/");
        let headers = [("accept", "text/csv, application/json;q=0"), ("idempotency-key", "no-json-please")];
        let answer = admin.send(&method.to_uppercase(), &path, &headers, Some("{}")).expect(406);
        assert_eq!(answer.code(), "request.not_acceptable", "{method} {path}");
        assert_told(&format!("{} {template}", method.to_uppercase()), &answer);
    }
    for accept in
        ["*/*", "application/*", "application/json", "application/problem+json", "text/csv, */*;q=0.1"]
    {
        let _ = admin.send("GET", "/v1/regions", &[("accept", accept)], None).expect(200);
    }
    let browser = [("accept", "text/html")];
    for path in ["/docs/", "/problems/request.not_acceptable", "/openapi.json", "/.well-known/api-catalog"] {
        let _ = app.anybody().send("GET", path, &browser, None).expect(200);
    }
    assert_eq!(app.anybody().send("GET", "/nowhere", &browser, None).status, 404);
}

/// R3: what an operation does not know in the query is refused, by every operation.
#[test]
fn no_operation_passes_over_a_query_parameter_that_it_does_not_know() {
    let app = TestApp::start();
    let admin = app.administrator();
    let document = whakakaha_api::openapi::document();
    let paths = document["paths"].as_object().unwrap().iter().filter(|(path, _)| path.starts_with("/v1/"));
    let routes = paths.flat_map(|(path, item)| item.as_object().unwrap().keys().map(move |it| (it, path)));
    for (method, template) in routes {
        let parts = template.split('/').map(|part| if part.starts_with('{') { NO_ID } else { part });
        let path = format!("{}?no_such_parameter=1", parts.collect::<Vec<_>>().join("/"));
        let headers = [("idempotency-key", "unknown-query"), ("if-match", "\"v1.x\"")];
        let answer = admin.send(&method.to_uppercase(), &path, &headers, Some("{}"));
        assert_eq!(answer.code(), "request.query_invalid", "{method} {path}: {}", answer.text);
    }
}

/// What only one of the databases could keep is refused before either sees it.
#[test]
fn texts_that_cannot_be_kept_are_refused_where_they_stand() {
    let app = TestApp::start();
    for (name, code) in [("a\u{0}b", "control_character"), ("-9999-01-01", "day_out_of_bounds")] {
        let mut body = region("wai");
        body["name_en"] = json!(name);
        let answer = app.administrator().post("/v1/regions", &body).expect(422);
        assert_eq!(answer.pointers(), ["#/name_en"], "{}", answer.text);
        assert_eq!(answer.body["errors"][0]["code"], code);
    }
    let mut body = region("wai");
    body["name_en"] = json!("two\nlines\tand a tab");
    let _ = app.administrator().post("/v1/regions", &body).expect(201);
}
