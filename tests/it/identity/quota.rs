//! How many requests are taken from whom (R14).

use serde_json::json;
use whakakaha::demo::{
    journey::{Scene, play_until},
    stage::Stage,
};
use whakakaha_tests::{app::TestApp, client::Answer};

use super::{Program, agency, fault, is_refused, pass};
use crate::critic::Nobody;

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

#[test]
fn r14_tokens_have_a_quota_which_only_whoever_shows_who_they_are_spends() {
    let app = TestApp::start_with(|settings| settings.tokens_per_minute = 2);
    let school = agency(&app, "School");
    let register = || Program::registered(&app, &school, &json!({ "scopes": ["integration.read"] }));
    let (one, other) = (register(), register());
    // Whoever names another's program and cannot prove it takes nothing of what that has.
    let foreign = other.assertion(&one.claims());
    for _ in 0..3 {
        assert_eq!(fault(&one.present(&foreign, &[("grant_type", "client_credentials")])).0, 401);
    }
    let given = one.ask(&[]).expect(200);
    assert_eq!(given.header("ratelimit-policy"), Some("\"token\";q=2;w=60"));
    assert_eq!(given.header("ratelimit"), Some("\"token\";r=1;t=30"));
    let _ = one.ask(&[]).expect(200);
    let refused = one.ask(&[]);
    is_refused(&refused, 429, "temporarily_unavailable", "request.too_many");
    assert_eq!(
        (refused.header("retry-after"), refused.header("ratelimit")),
        (Some("30"), Some("\"token\";r=0;t=30"))
    );
    let _ = other.ask(&[]).expect(200);
    pass(&app, std::time::Duration::from_secs(30));
    let _ = one.ask(&[]).expect(200);
}

#[test]
fn r14_copies_of_a_whole_record_have_a_quota_besides() {
    let app = TestApp::start_with(|settings| settings.exports_per_hour = 1);
    let cast = play_until(&Stage::new(&app.service, &Nobody), Scene::Opening).unwrap();
    let caller = |who| {
        let persona = cast.who(who).unwrap();
        app.caller(&persona.subject, persona.scopes)
    };
    let copy = caller("mother").get("/v1/my/export").expect(200);
    assert!(
        copy.header("ratelimit-policy").unwrap().ends_with(", \"export\";q=1;w=3600"),
        "{:?}",
        copy.headers
    );
    let refused = caller("mother").get("/v1/my/export").expect(429);
    assert_eq!(refused.body["violated-policies"], json!(["export"]));
    let _ = caller("father").get("/v1/my/export").expect(200);
    let _ = caller("mother").get("/v1/my/cases").expect(200);
}
