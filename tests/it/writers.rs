//! Two writers on one case: every acknowledged change is there, none is lost, nobody gets a 500.

use serde_json::json;
use whakakaha::demo::{
    journey::{self, Cast, Scene},
    stage::Stage,
};
use whakakaha_tests::{app::TestApp, client::Client};

use crate::critic::Nobody;

/// A caller with the token of a persona.
pub(crate) fn client(app: &TestApp, cast: &Cast, key: &str) -> Client {
    let persona = cast.who(key).unwrap();
    app.caller(&persona.subject, persona.scopes)
}

const ROUNDS: usize = 200;

#[test]
fn two_writers_on_one_case_lose_nothing() {
    let app = TestApp::start();
    let stage = Stage::new(&app.service, &Nobody);
    let cast = journey::play_until(&stage, Scene::Agreeing).unwrap();
    stage.on_day(1);
    let action = cast.id("action/5").unwrap();
    let before = app.database.value("SELECT count(*) FROM audit_log");
    let path = format!("/v1/actions/{action}");
    let [owner, lead] = ["school", "family-support"].map(|key| client(&app, &cast, key));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for n in 0..ROUNDS {
                let _ = owner
                    .post(
                        &format!("{path}/progress"),
                        &json!({ "status": "in_progress", "note": format!("{n}") }),
                    )
                    .expect(200);
            }
        });
        scope.spawn(|| {
            for n in 0..ROUNDS {
                let _ = lead
                    .post(
                        &format!("{path}/checks"),
                        &json!({ "finding": "on_track", "note": format!("{n}") }),
                    )
                    .expect(200);
            }
        });
    });
    let count = |sql: &str| app.database.value(sql).parse::<usize>().unwrap();
    assert_eq!(count("SELECT count(*) FROM progress_updates"), ROUNDS);
    assert_eq!(count("SELECT count(*) FROM follow_up_checks"), ROUNDS);
    assert_eq!(count("SELECT count(*) FROM audit_log"), before.parse::<usize>().unwrap() + 2 * ROUNDS);
}

/// Two writers who both say which version they have read: of each pair one wins, the other is told.
#[test]
fn of_two_writers_with_the_same_version_one_is_told_that_it_is_stale() {
    let app = TestApp::start();
    let admin = app.administrator();
    let body = json!({ "code": "waitakere", "name_mi": "a", "name_en": "b", "time_zone": "Pacific/Auckland", "anniversary": "auckland" });
    let path = format!("/v1/regions/{}", admin.post("/v1/regions", &body).expect(201).id());
    for _ in 0..50 {
        let etag = admin.get(&path).expect(200).etag();
        let answers = std::thread::scope(|scope| {
            let writers = [0, 1].map(|_| scope.spawn(|| admin.put(&path, &etag, &body).status));
            writers.map(|writer| writer.join().unwrap())
        });
        let mut answers = answers.to_vec();
        answers.sort_unstable();
        assert_eq!(answers, [200, 412]);
    }
    assert_eq!(app.database.value("SELECT version FROM regions"), "51");
}
