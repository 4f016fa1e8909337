//! When the database cannot serve: 503 with Retry-After, nothing lost, and back to work by itself.

use std::{net::TcpListener, process::Command};

use serde_json::{Value, json};
use tempfile::TempDir;
use whakakaha::{
    chores::{self, ADMINISTRATOR_SCOPES},
    serve,
};
use whakakaha_api::{auth, auth::keys::KeyRing, clock::Clock};
use whakakaha_tests::{
    alone,
    app::{TestApp, settings},
    client::{Answer, Client},
    database::Database,
};

fn region(code: &str) -> Value {
    json!({ "code": code, "name_mi": "a", "name_en": "b", "time_zone": "Pacific/Auckland", "anniversary": "auckland" })
}

fn send(admin: &Client, key: &str) -> Answer {
    admin.send("POST", "/v1/regions", &[("idempotency-key", key)], Some(&region(key).to_string()))
}

fn assert_unavailable(answer: &Answer) {
    assert_eq!((answer.status, answer.code()), (503, "service.unavailable"), "{}", answer.text);
    assert!(answer.header("retry-after").is_some());
}

#[test]
fn a_locked_or_lost_database_is_answered_503_and_the_same_request_succeeds_later() {
    let app = TestApp::start();
    let admin = app.administrator();
    let _ = send(&admin, "before-the-outage").expect(201);
    if app.database.is_postgres() {
        app.database.administer("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false");
        app.database
            .administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'");
        assert_unavailable(&send(&admin, "during-the-outage"));
        assert_unavailable(&app.anybody().get("/readyz"));
        app.database.administer("ALTER DATABASE {} WITH ALLOW_CONNECTIONS true");
    } else {
        let lock = app.database.lock("regions");
        assert_unavailable(&send(&admin, "during-the-outage"));
        drop(lock);
    }
    let _ = send(&admin, "during-the-outage").expect(201);
    assert_eq!(app.database.value("SELECT count(*) FROM regions"), "2");
    // The connection of the access records is replaced when it turns out to be lost.
    let look = (0..3).map(|_| admin.get("/v1/cases")).find(|answer| answer.status != 503);
    assert_eq!(look.map(|answer| answer.status), Some(403));
}

/// A full disk, played by a limit on the size of files: the server is this test in a process of its own.
#[test]
fn a_full_disk_is_answered_503_and_loses_nothing() {
    if let Some(role) = alone::role() {
        let [url, keys, address]: [&str; 3] = role.split('|').collect::<Vec<_>>().try_into().unwrap();
        let service =
            serve::assemble(&settings(url, keys.into(), &format!("http://{address}")), 600).unwrap();
        let (server, _) = serve::in_background(service, TcpListener::bind(address).unwrap()).unwrap();
        server.join().unwrap();
        return;
    }
    let database = Database::fresh();
    if database.is_postgres() {
        return; // The limit would be on the server's files, which other tests share.
    }
    let keys = TempDir::new().unwrap();
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let program = std::env::current_exe().unwrap();
    let mut server = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 4096; exec \"$0\" \"$@\""])
        .arg(program)
        .args(["outage::a_full_disk_is_answered_503_and_loses_nothing", "--exact", "--nocapture"])
        .env(alone::ROLE, format!("{}|{}|{address}", database.url(), keys.path().display()))
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let base = format!("http://{address}");
    while ureq::get(format!("{base}/livez")).call().is_err() {
        std::thread::yield_now();
    }
    let admin = Client::new(&base, Some(token(&keys, &base)));
    let answers: Vec<Answer> =
        (0..2_000).map(|n| send_large(&admin, n)).take_while_inclusive(|answer| answer.status == 201);
    // An administrator may see no case, and that it asked is recorded; where it cannot be, the answer is another.
    let looks: Vec<Answer> =
        (0..20_000).map(|_| admin.get("/v1/cases")).take_while_inclusive(|answer| answer.status == 403);
    server.kill().unwrap();
    server.wait().unwrap();
    assert_unavailable(answers.last().unwrap());
    assert_unavailable(looks.last().unwrap());
    assert_eq!(database.value("SELECT count(*) FROM access_log"), (looks.len() - 1).to_string());
    let acknowledged = answers.len() - 1;
    assert!(acknowledged > 5, "only {acknowledged} writes fitted");
    assert_eq!(database.value("SELECT count(*) FROM regions"), acknowledged.to_string());
    assert_eq!(database.value("SELECT count(*) FROM audit_log"), acknowledged.to_string());
}

fn token(keys: &TempDir, base: &str) -> String {
    serve::install_crypto();
    let clock = Clock::default();
    let ring = KeyRing::open(keys.path(), clock.new_id(clock.now())).unwrap();
    auth::sign(&ring, &chores::claims(&clock, base, "administrator", ADMINISTRATOR_SCOPES, 600)).unwrap()
}

fn send_large(admin: &Client, n: u32) -> Answer {
    let mut body = region(&format!("region-{n}"));
    body["places"] = vec!["x".repeat(190); 200].into();
    admin.post("/v1/regions", &body)
}

/// `take_while`, with the first item that does not fit as the last.
trait TakeWhileInclusive: Iterator + Sized {
    fn take_while_inclusive(self, fits: impl Fn(&Self::Item) -> bool) -> Vec<Self::Item> {
        let mut taken = Vec::new();
        for item in self {
            let go_on = fits(&item);
            taken.push(item);
            if !go_on {
                break;
            }
        }
        taken
    }
}

impl<I: Iterator> TakeWhileInclusive for I {}
