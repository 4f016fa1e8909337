//! Events under load: what is told is enough for an exact copy, whoever writes at the same time, however often and in
//! whatever order it is told, and wherever the relay is killed (R21 to R24).

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use uuid::Uuid;
use whakakaha::{
    demo::{
        journey::{self, Cast, Scene},
        stage::Stage,
    },
    relay, serve,
};
use whakakaha_api::app::Service;
use whakakaha_tests::{
    alone,
    app::{TestApp, settings},
};

use crate::{copy::Copy, critic::Nobody, sideroads::told, writers::client};

const THIS: &str = "events::a_copy_is_exact_whoever_writes_and_wherever_the_relay_is_killed";

/// How often the relay is killed.
const KILLED: u32 = 5;

#[test]
fn a_copy_is_exact_whoever_writes_and_wherever_the_relay_is_killed() {
    if let Some(role) = alone::role() {
        relay_for_ever(&role);
    }
    let app = TestApp::start();
    let stage = Stage::new(&app.service, &Nobody);
    let cast = journey::play_until(&stage, Scene::Agreeing).unwrap();
    stage.on_day(1);
    let stop = AtomicBool::new(false);
    let events = std::thread::scope(|scope| {
        let (app, cast, stop) = (&app, &cast, &stop);
        scope.spawn(move || until(stop, |n| add_needs(app, cast, n)));
        scope.spawn(move || until(stop, |n| hide_and_show(app, cast, n)));
        scope.spawn(move || until(stop, |n| progress(app, cast, n)));
        let reader = scope.spawn(move || follow(app, cast, stop));
        for n in 0..KILLED {
            kill_a_relay(app, Duration::from_millis(70) * n);
        }
        stop.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    finish(&app);
    let system = client(&app, &cast, "school-system");
    let (events, cursor) = events;
    assert!(events.len() > 20, "only {} events before the end", events.len());
    let (last, _) = told(&system, Some(&cursor), 50);
    let mut copy = Copy::default();
    // The last first, and everything twice.
    for event in last.iter().chain(events.iter().rev()).chain(&events) {
        copy.learn(event);
    }
    copy.assert_equals(&system);
    let mut late = Copy::default();
    told(&system, None, 50).0.iter().for_each(|event| late.learn(event));
    assert_eq!(late.things(), copy.things());
}

/// The relay that is killed: this test in a process of its own, where the role names its data and the time.
fn relay_for_ever(role: &str) -> ! {
    let service = alone_at(role);
    actix_web::rt::System::new().block_on(async {
        loop {
            relay::round(&service.db, &service.clock, Uuid::max()).await;
        }
    })
}

/// The role of a process that does a part of a service's work: where its data are, and what time it is.
pub(crate) fn role_of(app: &TestApp) -> String {
    let now = app.service.clock.now().to_rfc3339();
    format!("{}|{}|{}|{now}", app.database.url(), app.keys_folder().display(), app.base())
}

/// The service of such a process.
pub(crate) fn alone_at(role: &str) -> Service {
    let [url, keys, base, now]: [&str; 4] = role.split('|').collect::<Vec<_>>().try_into().unwrap();
    let service = serve::assemble(&settings(url, keys.into(), base), 600).unwrap();
    service.clock.set(now.parse().unwrap());
    service
}

/// Lets a relay tell something, and kills it a while later, whatever it does then.
fn kill_a_relay(app: &TestApp, later: Duration) {
    let told = || app.database.value("SELECT coalesce(max(told_at), '2000-01-01') FROM holdings");
    let before = told();
    let mut relay = alone::start(THIS, &role_of(app));
    let begun = Instant::now();
    while told() == before {
        assert!(begun.elapsed() < Duration::from_mins(1), "the relay tells nothing");
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(later);
    relay.kill().unwrap();
    relay.wait().unwrap();
}

/// The relay looks at all that is left.
fn finish(app: &TestApp) {
    let round = relay::round(&app.service.db, &app.service.clock, Uuid::max());
    actix_web::rt::System::new().block_on(round);
    assert_eq!(app.database.value("SELECT count(*) FROM unrelayed"), "0");
}

fn until(stop: &AtomicBool, mut work: impl FnMut(usize)) {
    for n in 0.. {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        work(n);
        std::thread::sleep(Duration::from_millis(150));
    }
}

fn add_needs(app: &TestApp, cast: &Cast, n: usize) {
    let path = format!("/v1/cases/{}/needs", cast.id("case").unwrap());
    let body = json!({ "domain": "health", "text": format!("{n}"), "priority": "later" });
    let answer = client(app, cast, "coordinator").post(&path, &body);
    assert!([201, 503].contains(&answer.status), "{}", answer.text);
}

/// The mother keeps a need from the school, and lets it see it again.
fn hide_and_show(app: &TestApp, cast: &Cast, _: usize) {
    let mother = client(app, cast, "mother");
    let school = json!([{ "kind": "agency", "agency_id": cast.id("agency/school").unwrap() }]);
    let body = json!({ "kind": "need", "item_id": cast.id("need/health").unwrap(), "hidden_from": school });
    let made = mother.post(&format!("/v1/cases/{}/restrictions", cast.id("case").unwrap()), &body);
    if made.status == 201 {
        std::thread::sleep(Duration::from_millis(60));
        let lift = format!("/v1/restrictions/{}/lift", made.id());
        while mother.post(&lift, &json!({})).status == 503 {}
    }
}

fn progress(app: &TestApp, cast: &Cast, n: usize) {
    let path = format!("/v1/actions/{}/progress", cast.id("action/5").unwrap());
    let body = json!({ "status": "in_progress", "note": format!("{n}") });
    let answer = client(app, cast, "school").post(&path, &body);
    assert!([200, 503].contains(&answer.status), "{}", answer.text);
}

/// The system of the school reads along.
fn follow(app: &TestApp, cast: &Cast, stop: &AtomicBool) -> (Vec<Value>, String) {
    let system = client(app, cast, "school-system");
    let (mut all, mut cursor) = told(&system, None, 7);
    while !stop.load(Ordering::Relaxed) {
        let (events, next) = told(&system, Some(&cursor), 7);
        all.extend(events);
        cursor = next;
        std::thread::sleep(Duration::from_millis(30));
    }
    (all, cursor)
}
