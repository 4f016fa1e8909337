//! How many requests are taken from whom (R14).

use serde_json::json;
use whakakaha_tests::{app::TestApp, client::Answer};

use super::{Program, agency, pass};

#[test]
fn r14_each_program_has_a_quota_of_its_own_and_is_told_what_is_left() {
    let app = TestApp::start_with(|settings| settings.requests_per_minute = 5);
    let school = {
        let admin = app.administrator();
        admin
            .post("/v1/agencies", &json!({ "name": "School", "kind": "community", "sector": "health" }))
            .expect(201)
            .id()
    };
    let register = || Program::registered(&app, &school, &json!({ "scopes": ["integration.read"] }));
    let (one, other) = (register(), register());
    let (first, second, third) = (one.comes(&[]), one.comes(&[]), other.comes(&[]));
    let answer = first.get("/v1/regions").expect(200);
    assert_eq!(answer.header("ratelimit-policy"), Some("\"default\";q=5;w=60"));
    assert_eq!(answer.header("ratelimit"), Some("\"default\";r=4;t=12"));
    for caller in [&second, &first, &second, &first] {
        let _ = caller.get("/v1/regions").expect(200);
    }
    let refused = second.get("/v1/regions").expect(429);
    assert_eq!(refused.code(), "request.too_many");
    assert_eq!(refused.body["type"], "https://iana.org/assignments/http-problem-types#quota-exceeded");
    assert_eq!(refused.body["violated-policies"], json!(["default"]));
    assert_eq!(refused.header("retry-after"), Some("12"));
    assert_eq!(refused.header("ratelimit"), Some("\"default\";r=0;t=12"));
    let _ = third.get("/v1/regions").expect(200);
    pass(&app, std::time::Duration::from_secs(12));
    let _ = second.get("/v1/regions").expect(200);
}

#[test]
fn r14_searches_have_a_quota_besides_and_what_has_not_changed_costs_nothing() {
    let app = TestApp::start_with(|settings| {
        settings.requests_per_minute = 20;
        settings.searches_per_minute = 2;
    });
    let school = agency(&app, "School");
    let admin = app.administrator();
    let path = format!("/v1/agencies/{school}");
    let read = admin.get(&path).expect(200);
    let left = |answer: &Answer| answer.header("ratelimit").unwrap().split(';').nth(1).unwrap().to_owned();
    assert_eq!(left(&read), "r=18", "the agency was made before");
    let again = admin.send("GET", &path, &[("if-none-match", &read.etag())], None).expect(304);
    assert_eq!(left(&again), "r=18");
    let search = || admin.post("/v1/people/search", &json!({ "name": "Mere" }));
    let told = search();
    assert!(
        told.header("ratelimit-policy").unwrap().ends_with(", \"search\";q=2;w=60"),
        "{:?}",
        told.headers
    );
    let _ = search();
    let refused = search().expect(429);
    assert_eq!(refused.body["violated-policies"], json!(["search"]));
    let _ = admin.get(&path).expect(200);
}
