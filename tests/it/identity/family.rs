//! Members of families: a code from somebody who knows them, and a session for the day.

use std::time::Duration;

use serde_json::json;
use whakakaha::demo::{journey::Scene, stage::Stage};
use whakakaha_tests::{
    app::TestApp,
    client::{Answer, new_key},
};

use crate::critic::Nobody;

use super::{form, is_refused, pass, together, token};

const CODE: &str = "urn:whakakaha:grant-type:login-code";

/// A family with its coordinator, as the demonstration leaves it.
struct House {
    app: TestApp,
    cast: whakakaha::demo::journey::Cast,
}

impl House {
    fn new() -> Self {
        let app = TestApp::start();
        let cast = {
            let stage = Stage::new(&app.service, &Nobody);
            whakakaha::demo::journey::play_until(&stage, Scene::Agreeing).unwrap()
        };
        Self { app, cast }
    }

    fn caller(&self, who: &str) -> whakakaha_tests::client::Client {
        let persona = self.cast.who(who).unwrap();
        self.app.caller(&persona.subject, persona.scopes)
    }

    fn codes(&self) -> String {
        format!("/v1/people/{}/login-codes", self.cast.id("person/mother").unwrap())
    }

    #[track_caller]
    fn code(&self) -> String {
        let made = self.caller("coordinator").send(
            "POST",
            &self.codes(),
            &[("idempotency-key", &new_key())],
            Some("{}"),
        );
        made.expect(200).body["code"].as_str().unwrap().to_owned()
    }

    fn enter(&self, code: &str) -> Answer {
        form(&self.app.anybody(), "/oauth/token", &[("grant_type", CODE), ("code", code)])
    }

    fn refresh(&self, secret: &str) -> Answer {
        let parameters = [("grant_type", "refresh_token"), ("refresh_token", secret)];
        form(&self.app.anybody(), "/oauth/token", &parameters)
    }
}

fn refresh_token(answer: &Answer) -> String {
    answer.body["refresh_token"].as_str().unwrap().to_owned()
}

#[test]
fn a_code_lets_the_mother_in_once_for_a_day_at_the_most() {
    let house = House::new();
    let code = house.code();
    let answer = house.enter(&code.to_lowercase().replace('-', " ")).expect(200);
    assert_eq!((&answer.body["scope"], &answer.body["expires_in"]), (&json!("family.self"), &json!(600)));
    let mother = house.app.with_token(token(&answer));
    let cases = mother.get("/v1/my/cases").expect(200);
    assert_eq!(cases.body["items"].as_array().unwrap().len(), 1);
    is_refused(&house.enter(&code), 400, "invalid_grant", "login.code_invalid");
    pass(&house.app, Duration::from_secs(620));
    assert_eq!(mother.get("/v1/my/cases").expect(401).code(), "auth.token_expired");
    let next = house.refresh(&refresh_token(&answer)).expect(200);
    let _ = house.app.with_token(token(&next)).get("/v1/my/cases").expect(200);
    pass(&house.app, Duration::from_mins(24 * 60 - 20));
    let last = house.refresh(&refresh_token(&next)).expect(200);
    let lives = last.body["expires_in"].as_i64().unwrap();
    assert!((1..=600).contains(&lives), "no longer than the session: {lives}");
    pass(&house.app, Duration::from_secs(601));
    is_refused(&house.refresh(&refresh_token(&last)), 400, "invalid_grant", "session.over");
}

/// RFC 9700, 4.14.2.
#[test]
fn a_refresh_token_that_comes_twice_ends_the_session() {
    let house = House::new();
    let first = house.enter(&house.code()).expect(200);
    let second = house.refresh(&refresh_token(&first)).expect(200);
    let mother = house.app.with_token(token(&second));
    let _ = mother.get("/v1/my/cases").expect(200);
    is_refused(&house.refresh(&refresh_token(&first)), 400, "invalid_grant", "session.over");
    assert_eq!(mother.get("/v1/my/cases").expect(401).code(), "auth.token_invalid");
    is_refused(&house.refresh(&refresh_token(&second)), 400, "invalid_grant", "session.over");
}

#[test]
fn a_code_runs_out_and_is_void_after_five_wrong_tries() {
    let house = House::new();
    let code = house.code();
    pass(&house.app, Duration::from_mins(30));
    is_refused(&house.enter(&code), 400, "invalid_grant", "login.code_invalid");
    let (earlier, code) = (house.code(), house.code());
    is_refused(&house.enter(&earlier), 400, "invalid_grant", "login.code_invalid");
    let mut wrong = code.clone();
    let last = wrong.pop().unwrap();
    wrong.push(if last == '7' { '8' } else { '7' });
    for _ in 0..5 {
        is_refused(&house.enter(&wrong), 400, "invalid_grant", "login.code_invalid");
    }
    is_refused(&house.enter(&code), 400, "invalid_grant", "login.code_invalid");
    let _ = house.enter(&house.code()).expect(200);
}

#[test]
fn one_code_lets_one_in_however_many_come() {
    let house = House::new();
    let code = house.code();
    let answers = together(8, |_| house.enter(&code));
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
}

#[test]
fn codes_are_made_by_whoever_knows_the_family_and_five_a_day() {
    let house = House::new();
    let make = |who: &str| {
        house.caller(who).send("POST", &house.codes(), &[("idempotency-key", &new_key())], Some("{}"))
    };
    for (who, status) in [("coordinator", 200), ("family-support", 200), ("school", 403), ("stranger", 404)] {
        assert_eq!(make(who).status, status, "{who}");
    }
    assert_eq!(make("school-system").expect(403).code(), "auth.insufficient_scope");
    assert_eq!(make("father").expect(403).code(), "auth.insufficient_scope");
    for _ in 0..3 {
        let _ = make("coordinator").expect(200);
    }
    assert_eq!(make("coordinator").expect(409).code(), "login.too_many_codes");
}

/// The code is kept nowhere: not with the answer for the same request, and not in the log.
#[test]
fn a_code_is_shown_once_and_kept_nowhere() {
    let house = House::new();
    let key = new_key();
    let send =
        || house.caller("coordinator").send("POST", &house.codes(), &[("idempotency-key", &key)], Some("{}"));
    let (made, again) = (send().expect(200), send().expect(200));
    let code = made.body["code"].as_str().unwrap();
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert!(again.body.get("code").is_none(), "{}", again.text);
    let secret = code.replace('-', "");
    let kept = [
        ("login_codes", "body"),
        ("idempotency_keys", "body"),
        ("idempotency_keys", "headers"),
        ("audit_log", "records"),
        ("sessions", "body"),
    ];
    for (table, column) in kept {
        let sql = format!("SELECT count(*) FROM {table} WHERE {column} LIKE '%{}%'", &secret[4..]);
        let found = house.app.database.value(&sql);
        assert_eq!(found, "0", "{table}");
    }
}

/// A telephone in other hands: signed out, and nothing is open from the next request on.
#[test]
fn whoever_is_signed_out_is_out_at_once() {
    let house = House::new();
    let answer = house.enter(&house.code()).expect(200);
    let waiting = house.code();
    let mother = house.app.with_token(token(&answer));
    let _ = mother.get("/v1/my/cases").expect(200);
    let path = format!("/v1/people/{}/sign-out", house.cast.id("person/mother").unwrap());
    let out =
        |who: &str| house.caller(who).send("POST", &path, &[("idempotency-key", &new_key())], Some("{}"));
    assert_eq!(out("school").status, 403);
    let _ = out("coordinator").expect(200);
    assert_eq!(mother.get("/v1/my/cases").expect(401).code(), "auth.token_invalid");
    is_refused(&house.refresh(&refresh_token(&answer)), 400, "invalid_grant", "session.over");
    is_refused(&house.enter(&waiting), 400, "invalid_grant", "login.code_invalid");
    let _ = house.enter(&house.code()).expect(200);
}
