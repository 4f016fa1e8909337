//! What was acknowledged is never lost, and what was not acknowledged is not half there.

use std::{
    net::TcpListener,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::json;
use tempfile::TempDir;
use whakakaha::{
    chores::{self, ADMINISTRATOR_SCOPES},
    serve,
};
use whakakaha_api::{auth, auth::keys::KeyRing, clock::Clock};
use whakakaha_store::{
    db::{DatabaseConfig, Db, Location},
    verify,
};
use whakakaha_tests::{alone, app::settings, database::Database};

/// The server that is killed: this test in a process of its own, where the role names its data.
#[test]
fn a_server_that_is_killed_in_the_middle_keeps_what_it_acknowledged() {
    if let Some(role) = alone::role() {
        let [url, keys, address]: [&str; 3] = role.split('|').collect::<Vec<_>>().try_into().unwrap();
        let service =
            serve::assemble(&settings(url, keys.into(), &format!("http://{address}")), 600).unwrap();
        let (server, _) = serve::in_background(service, TcpListener::bind(address).unwrap()).unwrap();
        server.join().unwrap();
        return;
    }
    let database = Database::fresh();
    let keys = TempDir::new().unwrap();
    let mut acknowledged = Vec::new();
    for round in 0..3 {
        acknowledged.extend(write_until_killed(&database, &keys, round));
    }
    assert!(acknowledged.len() > 20, "only {} writes were acknowledged", acknowledged.len());
    let kept: Vec<String> =
        database.rows("SELECT id FROM regions").unwrap().into_iter().map(|mut row| row.remove(0)).collect();
    for id in &acknowledged {
        assert!(kept.contains(id), "{id} was acknowledged and is lost");
    }
    let count = |sql: &str| database.value(sql);
    assert_eq!(count("SELECT count(*) FROM audit_log"), count("SELECT count(*) FROM regions"));
    assert_eq!(count("SELECT count(*) FROM outbox"), count("SELECT count(*) FROM regions"));
    assert_eq!(count("SELECT count(*) FROM idempotency_keys"), count("SELECT count(*) FROM regions"));
    let url = database.url();
    let location = if database.is_postgres() { Location::Postgres(url) } else { Location::Sqlite(url) };
    let db = Db::open(&DatabaseConfig { location, pool_size: 1 }).unwrap();
    assert!(verify::verify(&db).unwrap().findings.is_empty());
}

/// Lets four callers write to a server, kills it, and answers what was acknowledged.
fn write_until_killed(database: &Database, keys: &TempDir, round: u32) -> Vec<String> {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let role = format!("{}|{}|{address}", database.url(), keys.path().display());
    let mut server =
        alone::start("durability::a_server_that_is_killed_in_the_middle_keeps_what_it_acknowledged", &role);
    let base = format!("http://{address}");
    wait_for(&base);
    let clock = Clock::default();
    let ring = KeyRing::open(keys.path(), clock.new_id(clock.now())).unwrap();
    serve::install_crypto();
    let claims = chores::claims(&clock, &base, "administrator", ADMINISTRATOR_SCOPES, 600);
    let token = auth::sign(&ring, &claims).unwrap();
    let (ids, stop) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let (base, token, ids, stop) = (&base, &token, &ids, &stop);
            scope.spawn(move || {
                for n in 0.. {
                    let code = format!("region-{round}-{writer}-{n}");
                    match write(base, token, &code) {
                        Some(id) => ids.lock().unwrap().push(id),
                        None if stop.load(Ordering::Relaxed) => return,
                        None => {}
                    }
                }
            });
        }
        std::thread::sleep(Duration::from_millis(700));
        stop.store(true, Ordering::Relaxed);
        server.kill().unwrap();
        server.wait().unwrap();
    });
    ids.into_inner().unwrap()
}

fn write(base: &str, token: &str, code: &str) -> Option<String> {
    let body = json!({ "code": code, "name_mi": "a", "name_en": "b", "time_zone": "Pacific/Auckland", "anniversary": "auckland" });
    let sent = ureq::post(format!("{base}/v1/regions"))
        .header("authorization", format!("Bearer {token}"))
        .header("idempotency-key", format!("key-{code}"))
        .header("content-type", "application/json")
        .send(body.to_string());
    let text = sent.ok()?.body_mut().read_to_string().ok()?;
    let answer: serde_json::Value = serde_json::from_str(&text).ok()?;
    answer["id"].as_str().map(str::to_owned)
}

fn wait_for(base: &str) {
    let begun = Instant::now();
    while ureq::get(format!("{base}/livez")).call().is_err() {
        assert!(begun.elapsed() < Duration::from_secs(30), "the server did not start");
        std::thread::yield_now();
    }
}
