//! The audit log: every write leaves an entry and an event, nothing can be rewritten, and what is
//! rewritten all the same is found.

use serde_json::json;
use whakakaha_store::verify::{self, Finding, Wrong};
use whakakaha_tests::app::TestApp;

const TABLES: [&str; 25] = [
    "regions",
    "agencies",
    "workers",
    "coordinators",
    "facilitators",
    "people",
    "families",
    "memberships",
    "relationships",
    "intakes",
    "cases",
    "assignments",
    "consents",
    "profile_entries",
    "needs",
    "restrictions",
    "meetings",
    "invitations",
    "plan_versions",
    "plan_renderings",
    "actions",
    "progress_updates",
    "follow_up_checks",
    "reviews",
    "final_reports",
];

/// Makes a region and changes it twice: a chain of three entries.
fn chain(app: &TestApp) -> String {
    region(app, "waitakere")
}

fn region(app: &TestApp, code: &str) -> String {
    let admin = app.administrator();
    let body = json!({ "code": code, "name_mi": "Waitākere", "name_en": "Waitakere", "time_zone": "Pacific/Auckland", "anniversary": "auckland" });
    let mut last = admin.post("/v1/regions", &body).expect(201);
    let path = format!("/v1/regions/{}", last.id());
    for _ in 0..2 {
        last = admin.put(&path, &last.etag(), &body).expect(200);
    }
    last.id()
}

#[test]
fn entries_cannot_be_rewritten_and_updates_need_a_change_of_their_own() {
    let app = TestApp::start();
    chain(&app);
    for sql in [
        "UPDATE audit_log SET client = 'x'",
        "DELETE FROM audit_log",
        "UPDATE outbox SET event = 'x'",
        "DELETE FROM outbox",
        "UPDATE regions SET code = 'other'",
    ] {
        assert!(app.database.rows(sql).is_err(), "{sql}");
    }
    if app.database.is_postgres() {
        assert!(app.database.rows("TRUNCATE audit_log CASCADE").is_err());
    }
}

/// The look through the log and the writing of it do not disturb each other.
#[test]
fn the_log_of_a_service_at_work_fits() {
    let app = TestApp::start();
    chain(&app);
    std::thread::scope(|threads| {
        let writing = threads.spawn(|| (0..20).for_each(|n| drop(region(&app, &format!("region-{n}")))));
        while !writing.is_finished() {
            assert_eq!(verify::verify(&app.service.db).unwrap().findings, []);
        }
    });
}

#[test]
fn every_write_has_one_entry_and_one_event() {
    let app = TestApp::start();
    chain(&app);
    assert_eq!(app.database.value("SELECT count(*) FROM audit_log"), "3");
    assert_eq!(app.database.value("SELECT count(*) FROM outbox"), "3");
    let events = app.database.rows("SELECT event FROM outbox ORDER BY sequence").unwrap();
    assert_eq!(events, [["region.created"], ["region.changed"], ["region.changed"]]);
}

#[test]
fn a_changed_a_removed_and_an_inserted_entry_are_found() {
    let cases = [
        ("UPDATE audit_log SET client = 'somebody' WHERE sequence = 2", 2, Wrong::Changed),
        ("DELETE FROM audit_log WHERE sequence = 2", 2, Wrong::Removed),
        ("DELETE FROM audit_log WHERE sequence = 3", 3, Wrong::Removed),
        (INSERTION, 4, Wrong::Inserted),
    ];
    for (sql, sequence, wrong) in cases {
        let app = TestApp::start();
        let region = chain(&app);
        assert!(verify::verify(&app.service.db).unwrap().findings.is_empty());
        app.database.tamper(sql);
        let findings = verify::verify(&app.service.db).unwrap().findings;
        let expected = Finding { chain: region.parse().unwrap(), sequence, wrong };
        assert!(findings.contains(&expected), "{sql}: {findings:?}");
        // The application's own look at the end would stop the test.
        std::mem::forget(app);
    }
}

/// An entry that the service did not write, at the end of the chain: the last one again.
const INSERTION: &str = "INSERT INTO audit_log SELECT subject_id, chain_id, 4, operation, actor_kind, actor_id, client, \
     request_id, subject_kind, subject_id, case_id, occurred_at, records, hash, hash FROM audit_log WHERE sequence = 3";

#[test]
fn every_business_table_carries_change_and_version() {
    let app = TestApp::start();
    for table in TABLES {
        let sql = format!("SELECT change_id, version, body FROM {table}");
        assert!(app.database.rows(&sql).is_ok(), "{table}");
        let triggers = if app.database.is_postgres() {
            format!(
                "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = '{table}'::regclass AND tgname = '{table}_new_change'"
            )
        } else {
            format!(
                "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = '{table}_new_change'"
            )
        };
        assert_eq!(app.database.value(&triggers), "1", "{table}");
    }
}
