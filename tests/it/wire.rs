//! What stands in requests and answers beside their content, to the letter: R3, R4, R9, R10, R12, R30.

use std::net::TcpListener;

use actix_web::rt::System;
use chrono::DateTime;
use serde_json::{Value, json};
use whakakaha_api::retirement::Retirement;
use whakakaha_tests::{
    app::TestApp,
    client::{Answer, Client, new_key},
};

use crate::protocol::NO_ID;

fn region(code: &str) -> Value {
    json!({ "code": code, "name_mi": "Waitākere", "name_en": "Waitakere", "time_zone": "Pacific/Auckland", "anniversary": "auckland" })
}

/// The parameters that are wrong, and how.
fn wrong(answer: &Answer) -> Vec<(String, String)> {
    let text = |error: &Value, member: &str| error[member].as_str().unwrap_or_default().to_owned();
    let errors = answer.body["errors"].as_array().into_iter().flatten();
    errors.map(|error| (text(error, "parameter"), text(error, "code"))).collect()
}

/// R3: whoever sends a query that cannot be accepted is told which parameter is meant, and what it may be.
#[test]
fn a_wrong_parameter_is_named() {
    let app = TestApp::start();
    let admin = app.administrator();
    for (path, parameter, code, detail) in [
        ("/v1/regions?x=1", "x", "unknown_parameter", "there is no such parameter"),
        ("/v1/regions?limit=1&limit=2", "limit", "given_twice", "must be given once"),
        ("/v1/regions?limit=0", "limit", "range", "must be between 1 and 200"),
        ("/v1/regions?limit=99999999999", "limit", "range", "must be between 1 and 200"),
        ("/v1/regions?limit=many", "limit", "wrong_type", "must be a whole number between 1 and 200"),
        ("/v1/cases?status=lost", "status", "not_in_list", "must be one of: open, closed"),
        (
            "/v1/cases?updated_since=yesterday",
            "updated_since",
            "wrong_type",
            "must be an instant such as 2026-03-01T09:30:00Z",
        ),
        ("/v1/coordinators?place=%20", "place", "length_out_of_bounds", "must be between 1 and 200"),
        ("/v1/oversight/accesses?denied=1", "denied", "wrong_type", "must be true or false"),
        (
            "/v1/oversight/accesses?case_id=7",
            "case_id",
            "wrong_type",
            "must be a UUID such as 01900000-0000-7000-8000-000000000000",
        ),
    ] {
        let answer = admin.get(path).expect(400);
        assert_eq!(answer.code(), "request.query_invalid", "{path}");
        assert_eq!(wrong(&answer), [(parameter.to_owned(), code.to_owned())], "{path}: {}", answer.text);
        assert_eq!(answer.body["errors"][0]["detail"], detail, "{path}");
    }
    let two = admin.get("/v1/regions?x=1&limit=0").expect(400);
    assert_eq!(wrong(&two).len(), 2, "{}", two.text);
    for (query, code) in
        [("validate_only=perhaps", "wrong_type"), ("validate_only=true&validate_only=true", "given_twice")]
    {
        let answer = admin.post(&format!("/v1/regions?{query}"), &region("waitakere")).expect(400);
        assert_eq!(wrong(&answer), [("validate_only".to_owned(), code.to_owned())], "{}", answer.text);
    }
    assert!(admin.get("/v1/regions?limit=0").text.find("201").is_none(), "what was sent is not echoed");
}

/// R10, RFC 9110, 13.1.1: a change is made if one of the tags is the present one.
#[test]
fn one_of_several_tags_is_enough() {
    let app = TestApp::start();
    let admin = app.administrator();
    let made = admin.post("/v1/regions", &region("waitakere")).expect(201);
    let path = format!("/v1/regions/{}", made.id());
    let change = |tags: &[&str]| {
        let headers: Vec<_> = tags.iter().map(|tags| ("if-match", *tags)).collect();
        admin.send("PUT", &path, &headers, Some(&region("waitakere").to_string()))
    };
    let tag = || admin.get(&path).expect(200).etag();
    assert_eq!(change(&[&format!("\"v9.x\", \"a, b\" , {}", tag())]).status, 200);
    assert_eq!(change(&["\"v9.x\"", &tag()]).status, 200, "in two lines");
    assert_eq!(change(&[&format!(",{},", tag())]).status, 200, "an empty member says nothing");
    assert_eq!(change(&["\"v9.x\", \"v8.x\""]).expect(412).body["current_etag"], tag());
    assert_eq!(change(&[&format!("W/{}", tag())]).status, 412, "a weak tag never matches (13.1.1)");
    let inside = format!("\"{}\"", tag().replace('"', ""));
    assert_eq!(change(&[&inside.replace('v', "x")]).status, 412);
    let unquoted = tag().replace('"', "");
    for malformed in [&unquoted, "\"v1.x", "\"v1.x\" \"v2.x\"", "\"v1.x\";q=1", "*, \"v1.x\"", ""] {
        assert_eq!(change(&[malformed]).expect(412).body["current_etag"], tag(), "{malformed}");
    }
    assert_eq!(change(&["M\u{101}"]).expect(400).code(), "request.header_invalid");
}

/// R12: a key holds for a path, however its ids are spelled.
#[test]
fn a_key_holds_however_an_id_is_spelled() {
    let app = TestApp::start();
    let admin = app.administrator();
    let agency = json!({ "name": "School", "kind": "government", "sector": "education" });
    let agency = admin.post("/v1/agencies", &agency).expect(201).id();
    let key = new_key();
    let add = |id: &str| {
        let body = json!({ "name": "Mere", "profession": "Nurse" }).to_string();
        let headers = [("idempotency-key", key.as_str())];
        admin.send("POST", &format!("/v1/agencies/{id}/workers"), &headers, Some(&body)).expect(201)
    };
    let first = add(&agency);
    for spelled in [agency.to_uppercase(), agency.replace('-', ""), agency.replace('0', "%30")] {
        let again = add(&spelled);
        assert_eq!(
            (again.id(), again.header("idempotent-replayed")),
            (first.id(), Some("true")),
            "{spelled}"
        );
    }
}

/// R4: whatever the contract does not hold has methods as well.
#[test]
fn what_stands_beside_the_contract_names_its_methods() {
    let app = TestApp::start();
    for (method, path, allowed) in [
        ("GET", "/oauth/token", "POST"),
        ("DELETE", "/oauth/revoke", "POST"),
        ("PUT", "/oauth/introspect", "POST"),
        ("POST", "/openapi.json", "GET, HEAD"),
        ("DELETE", "/openapi-3.0.json", "GET, HEAD"),
        ("POST", "/docs", "GET, HEAD"),
        ("POST", "/docs/", "GET, HEAD"),
        ("PUT", "/docs/swagger-ui.css", "GET, HEAD"),
        ("POST", "/.well-known/jwks.json", "GET, HEAD"),
        ("POST", "/.well-known/api-catalog", "GET, HEAD"),
        ("PATCH", "/.well-known/oauth-authorization-server", "GET, HEAD"),
        ("POST", "/.well-known/oauth-protected-resource", "GET, HEAD"),
        ("POST", "/problems/request.stale", "GET, HEAD"),
    ] {
        let answer = app.anybody().send(method, path, &[], None).expect(405);
        assert_eq!(answer.code(), "request.method_not_allowed", "{method} {path}");
        assert_eq!(answer.header("allow"), Some(allowed), "{method} {path}");
    }
    for path in ["/oauth", "/oauth/nothing", "/.well-known/nothing", "/.well-known"] {
        assert_eq!(app.anybody().send("POST", path, &[], None).status, 404, "{path}");
    }
}

/// R2, R3: what a member must be is said in the words of JSON.
#[test]
fn a_wrong_type_is_told_without_names_of_the_program() {
    let app = TestApp::start();
    let admin = app.administrator();
    let told = |path: &str, body: &str| {
        let key = new_key();
        let answer = admin.send("POST", path, &[("idempotency-key", &key)], Some(body)).expect(422);
        assert_eq!(answer.code(), "request.invalid", "{body}");
        answer.body["errors"][0]["detail"].as_str().unwrap().to_owned()
    };
    let needs = format!("/v1/cases/{NO_ID}/needs");
    let search = "/v1/people/search";
    assert_eq!(told(&needs, "[]"), "must be an object");
    assert_eq!(told(&needs, "7"), "must be an object");
    assert_eq!(told(&needs, r#"{"domain":"health","text":7,"priority":"later"}"#), "must be text");
    assert_eq!(told(search, r#"{"name":"Mere","limit":"many"}"#), "must be a whole number");
    assert_eq!(told(search, r#"{"name":"Mere","limit":-1}"#), "must be a whole number within its bounds");
    let meeting = format!("/v1/cases/{NO_ID}/meetings");
    for body in
        [r#"{"purpose":[]}"#, r#"{"starts_at":"soon"}"#, r#"{"starts_at":{}}"#, r#"{"duration_minutes":"x"}"#]
    {
        let detail = told(&meeting, body);
        for foreign in ["struct", "enum", "u16", "i32", "u32", "u8", "sequence", "map", "Request", "RFC 3339"]
        {
            assert!(!detail.contains(foreign), "{body}: {detail}");
        }
    }
}

/// R4: `instance` is an address, which the id of a request is where it is a UUID.
#[test]
fn an_instance_is_a_uuid_or_absent() {
    let app = TestApp::start();
    let ask = |id: &str| app.anybody().send("GET", "/nowhere", &[("x-request-id", id)], None).expect(404);
    let own = app.anybody().get("/nowhere").expect(404);
    let id = own.header("x-request-id").unwrap();
    assert_eq!(own.body["instance"], format!("urn:uuid:{id}"));
    assert_eq!(ask(&NO_ID.to_uppercase()).body["instance"], format!("urn:uuid:{NO_ID}"));
    let named = ask("agency.42");
    assert_eq!((named.header("x-request-id"), named.body.get("instance")), (Some("agency.42"), None));
}

/// RFC 6750, 3.1: whoever sends no token is told how one is sent, and of no error; RFC 6749, 5.2: so is a program that
/// tried to come in by the header Authorization.
#[test]
fn a_challenge_says_what_was_wrong_and_no_more() {
    let app = TestApp::start();
    let challenge = |answer: Answer| answer.expect(401).header("www-authenticate").map(str::to_owned);
    assert_eq!(challenge(app.anybody().get("/v1/regions")).as_deref(), Some("Bearer"));
    let forged = app.with_token("forged".to_owned());
    assert_eq!(challenge(forged.get("/v1/regions")).as_deref(), Some("Bearer error=\"invalid_token\""));
    let form = ("content-type", "application/x-www-form-urlencoded");
    let body = format!("grant_type=client_credentials&client_id={NO_ID}&client_secret=x");
    let come = |headers: &[(&str, &str)]| app.anybody().send("POST", "/oauth/token", headers, Some(&body));
    assert_eq!(challenge(come(&[form])), None);
    let by_header = challenge(come(&[form, ("authorization", "Basic eDp5")]));
    assert_eq!(by_header.as_deref(), Some("Basic realm=\"whakakaha\""));
}

/// R12, R30: small things that a caller sees.
#[test]
fn headers_are_as_they_should_be() {
    let app = TestApp::start();
    let admin = app.administrator();
    let key = "M\u{101}ori-key";
    let odd = admin.send(
        "POST",
        "/v1/regions",
        &[("idempotency-key", key)],
        Some(&region("waitakere").to_string()),
    );
    assert_eq!(odd.expect(400).code(), "request.header_invalid");
    let docs = app.anybody().get("/docs/").expect(200);
    assert_eq!(docs.header("content-type"), Some("text/html; charset=utf-8"));
    let asset = app.anybody().get("/docs/swagger-ui.css").expect(200);
    assert_eq!(asset.header("cache-control"), Some("public, max-age=300"));
    let asked = [("origin", "https://app.example.nz"), ("access-control-request-method", "POST")];
    let preflight = app.anybody().send("OPTIONS", "/v1/regions", &asked, None).expect(204);
    assert!(preflight.header("access-control-allow-headers").unwrap().contains("Tracestate"));
}

/// What the service has counted, as Prometheus reads it.
fn counted(app: &TestApp) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let service = app.service.clone();
    std::thread::spawn(move || {
        System::new().block_on(async { whakakaha::metrics::start(&service, listener).unwrap().await })
    });
    Client::new(&base, None).get("/metrics").expect(200).text
}

/// What ends in the test: 1 January 2026 until 1 January 2027.
const RETIRING: &[Retirement] = &[Retirement {
    operation: ("GET", "/v1/regions"),
    deprecated_at: 1_767_225_600,
    sunset_at: 1_798_761_600,
    guide: "/docs/regions",
    successor: "/v2/regions",
}];

/// R9: what will end says so in every answer, and what takes its place; afterwards it is gone.
#[test]
fn what_has_ended_leads_to_what_takes_its_place() {
    let app = TestApp::start_retiring(RETIRING);
    let links = |answer: &Answer| {
        let links = answer.headers.iter().filter(|(name, _)| name == "link");
        links.map(|(_, value)| value.replace(app.base(), "")).collect::<Vec<_>>()
    };
    let leads = [
        "</docs/regions>; rel=\"deprecation\"; type=\"text/html\"",
        "</v2/regions>; rel=\"successor-version\"",
    ];
    let at = |seconds| app.service.clock.set(DateTime::from_timestamp(seconds, 0).unwrap());
    at(RETIRING[0].sunset_at - 60);
    for (query, status) in [("", 200), ("?x=1", 400)] {
        let answer = app.administrator().get(&format!("/v1/regions{query}")).expect(status);
        assert_eq!(answer.header("sunset"), Some("Fri, 01 Jan 2027 00:00:00 GMT"), "{query}");
        assert_eq!(links(&answer), leads, "{query}");
    }
    assert!(links(&app.administrator().post("/v1/regions", &region("waitakere")).expect(201)).is_empty());
    at(RETIRING[0].sunset_at);
    let gone = app.administrator().get("/v1/regions").expect(410);
    assert_eq!(
        (gone.code(), links(&gone).as_slice()),
        ("request.retired", leads.map(str::to_owned).as_slice())
    );
    let detail = gone.body["detail"].as_str().unwrap();
    assert!(detail.ends_with(&format!("See {}/docs/regions.", app.base())), "{detail}");
    let counted = counted(&app);
    assert!(
        counted
            .lines()
            .any(|line| line.starts_with("whakakaha_http_retiring_requests_total{") && line.ends_with(" 3")),
        "{counted}"
    );
}
