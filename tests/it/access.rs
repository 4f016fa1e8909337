//! Every read of personal data leaves a record of who was shown what, durable before the answer leaves
//! (R30, ASVS 16.3.2); what cannot be recorded is not shown.

use serde_json::{Value, json};
use whakakaha::demo::{
    journey::{self, Cast, Scene},
    stage::Stage,
};
use whakakaha_domain::actor::Scope;
use whakakaha_tests::{
    app::TestApp,
    client::{Answer, Client, new_key},
    statements::Statements,
};

use crate::{
    critic::Nobody,
    statements::{alone, is_record},
    writers::client,
};

/// A family's journey up to the plan in force.
struct Records {
    app: TestApp,
    cast: Cast,
}

/// A row of the access log, as texts.
#[derive(Debug, PartialEq, Eq)]
struct Record {
    actor: (String, String),
    agency: String,
    client: String,
    operation: String,
    target: String,
    outcome: String,
    seen: Vec<(String, String)>,
}

impl Records {
    fn start() -> Self {
        let app = TestApp::start();
        let stage = Stage::new(&app.service, &Nobody);
        let cast = journey::play_until(&stage, Scene::Agreeing).unwrap();
        stage.on_day(1);
        Self { app, cast }
    }

    fn id(&self, key: &str) -> &str {
        self.cast.id(key).unwrap()
    }

    fn client(&self, key: &str) -> Client {
        client(&self.app, &self.cast, key)
    }

    fn count(&self) -> u64 {
        self.app.database.value("SELECT count(*) FROM access_log").parse().unwrap()
    }

    /// The records of one request.
    fn of(&self, request_id: &str) -> Vec<Record> {
        let columns = "actor_kind, actor_id, agency_id, client, operation, target_id, outcome, seen";
        let sql = format!("SELECT {columns} FROM access_log WHERE request_id = '{request_id}'");
        let rows = self.app.database.rows(&sql).unwrap();
        rows.into_iter().map(|row| record(row.try_into().unwrap())).collect()
    }

    /// Sends a request and answers with the records that it left, as they are when the answer is there.
    fn after(&self, caller: &Client, method: &str, path: &str, body: Option<Value>) -> (Answer, Vec<Record>) {
        let id = new_key();
        let headers = [("x-request-id", id.as_str()), ("idempotency-key", id.as_str())];
        let answer = caller.send(method, path, &headers, body.map(|body| body.to_string()).as_deref());
        let records = self.of(&id);
        (answer, records)
    }

    /// The record that is expected of a persona's read.
    fn expected(&self, key: &str, (operation, target): (&str, &str), outcome: &str) -> Record {
        let subject = &self.cast.who(key).unwrap().subject;
        let (kind, id) = subject.split_once(':').unwrap_or((subject, ""));
        let kind = [("agency", "system"), ("person", "family")]
            .into_iter()
            .find_map(|(of_token, of_log)| (kind == of_token).then_some(of_log))
            .unwrap_or(kind);
        let agency = match kind {
            "worker" => self.app.administrator().get(&format!("/v1/workers/{id}")).body["agency_id"].clone(),
            "system" => id.into(),
            _ => "".into(),
        };
        Record {
            actor: (kind.to_owned(), id.to_owned()),
            agency: agency.as_str().unwrap().to_owned(),
            client: "whakakaha-token".to_owned(),
            operation: operation.to_owned(),
            target: target.to_owned(),
            outcome: outcome.to_owned(),
            seen: Vec::new(),
        }
    }
}

fn record(row: [String; 8]) -> Record {
    let [kind, actor, agency, client, operation, target, outcome, seen] = row;
    let seen: Value = serde_json::from_str(&seen).unwrap();
    let text = |subject: &Value, member: &str| subject[member].as_str().unwrap().to_owned();
    let subjects = seen.as_array().unwrap().iter();
    let seen = subjects.map(|it| (text(it, "kind"), text(it, "id"))).collect();
    Record { actor: (kind, actor), agency, client, operation, target, outcome, seen }
}

fn subjects(kind: &str, ids: &[&str]) -> Vec<(String, String)> {
    let mut subjects: Vec<_> = ids.iter().map(|id| (kind.to_owned(), (*id).to_owned())).collect();
    subjects.sort();
    subjects
}

#[test]
fn each_read_leaves_one_record_of_who_saw_what() {
    let it = Records::start();
    let [case, action, meeting, intake, family, mother] =
        ["case", "action/5", "meeting", "intake", "family", "person/mother"].map(|key| it.id(key));
    let reads = [
        ("school", format!("/v1/cases/{case}"), "case.read", case, "case", case),
        ("school-system", format!("/v1/actions/{action}"), "action.read", action, "case", case),
        ("coordinator", format!("/v1/cases/{case}/actions?limit=5"), "action.read", case, "case", case),
        ("coordinator", "/v1/cases".to_owned(), "case.read", "", "case", case),
        ("school", format!("/v1/meetings/{meeting}/invitations"), "meeting.read", meeting, "case", case),
        ("coordinator", format!("/v1/intakes/{intake}"), "intake.read", intake, "intake", intake),
        ("coordinator", "/v1/families".to_owned(), "family.read", "", "family", family),
        ("mother", format!("/v1/people/{mother}"), "person.read", mother, "person", mother),
    ];
    for (key, path, operation, target, kind, id) in &reads {
        let (answer, records) = it.after(&it.client(key), "GET", path, None);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        let mut expected = it.expected(key, (operation, target), "allowed");
        expected.seen = subjects(kind, &[id]);
        assert_eq!(records, [expected], "{key} {path}");
    }
}

#[test]
fn a_search_and_a_relationship_leave_the_names_of_nobody_and_the_ids_of_all_who_were_shown() {
    let it = Records::start();
    let coordinator = it.client("coordinator");
    let (mother, kind) = (it.id("person/mother"), "person");
    let name = coordinator.get(&format!("/v1/people/{mother}")).expect(200).body["name"].clone();
    let name = name.as_str().unwrap().rsplit(' ').next().unwrap().to_owned();
    let search = |limit: u32| json!({ "name": name, "limit": limit });
    for limit in [1, 50] {
        let (answer, records) = it.after(&coordinator, "POST", "/v1/people/search", Some(search(limit)));
        let found: Vec<&str> = answer.body["items"].as_array().unwrap().iter().map(id_of).collect();
        assert!(!found.is_empty() && (limit == 1) == (found.len() == 1), "{}", answer.text);
        let mut expected = it.expected("coordinator", ("person.search", ""), "allowed");
        expected.seen = subjects(kind, &found);
        assert_eq!(records, [expected], "at most {limit}");
    }
    let nobody = json!({ "name": "Zzyzx" });
    let (_, records) = it.after(&coordinator, "POST", "/v1/people/search", Some(nobody));
    assert_eq!(records, [it.expected("coordinator", ("person.search", ""), "allowed")], "nobody was found");

    let kin = format!("/v1/people/{mother}/relationships");
    let tamaiti = it.id("person/tamaiti");
    let related = json!({ "kind": "parent", "of_person_id": tamaiti });
    let relationship = coordinator.post(&kin, &related).expect(201).id();
    let (_, records) = it.after(&coordinator, "GET", &format!("/v1/relationships/{relationship}"), None);
    let mut expected = it.expected("coordinator", ("person.read", &relationship), "allowed");
    expected.seen = subjects(kind, &[mother, tamaiti]);
    assert_eq!(records, [expected]);
    let found = it.app.database.rows("SELECT seen FROM access_log").unwrap();
    assert!(!found.iter().any(|row| row[0].contains(&name)), "names do not belong into the log");
}

fn id_of(item: &Value) -> &str {
    item["id"].as_str().unwrap()
}

#[test]
fn an_unchanged_thing_and_a_repeated_answer_leave_a_record_as_well() {
    let it = Records::start();
    let (school, action, case) = (it.client("school"), it.id("action/5"), it.id("case"));
    let path = format!("/v1/actions/{action}");
    let tag = school.get(&path).expect(200).etag();
    let before = it.count();
    let unchanged = school.send("GET", &path, &[("if-none-match", &tag)], None);
    assert_eq!((unchanged.status, it.count()), (304, before + 1));

    let body = json!({ "status": "in_progress", "note": "on the way" }).to_string();
    let report = |caller: &Client, id: &str| {
        let headers = [("x-request-id", id), ("idempotency-key", "one-and-the-same")];
        caller.send("POST", &format!("{path}/progress"), &headers, Some(&body))
    };
    let first = report(&school, "first").expect(200);
    assert_eq!(it.of("first"), [], "the audit entry covers it");
    let second = report(&school, "second").expect(200);
    assert_eq!((&second.text, second.header("idempotent-replayed")), (&first.text, Some("true")));
    let mut expected = it.expected("school", ("action.read", action), "allowed");
    expected.seen = subjects("case", &[case]);
    assert_eq!(it.of("second"), [expected]);

    let facilitates = it.app.caller(&it.cast.who("school").unwrap().subject, &[Scope::MeetingFacilitate]);
    let _ = report(&facilitates, "third").expect(403);
    assert_eq!(it.of("third"), [it.expected("school", ("action.read", action), "scope")]);
}

#[test]
fn who_asks_in_vain_leaves_a_record_of_that() {
    let it = Records::start();
    let [case, plan] = ["case", "plan"].map(|key| it.id(key));
    let unknown = "01900000-0000-7000-8000-000000000000";
    let asked = [
        ("stranger", format!("/v1/cases/{case}"), "case.read", case, (404, "absent")),
        ("school", format!("/v1/cases/{unknown}"), "case.read", unknown, (404, "absent")),
        ("school", "/v1/intakes".to_owned(), "intake.read", "", (403, "forbidden")),
        ("school", format!("/v1/cases/{case}/final-reports"), "final_report.read", case, (404, "absent")),
        ("reporter", format!("/v1/cases/{case}"), "case.read", case, (403, "scope")),
        ("coordinator", diff(plan, unknown), "plan.read", plan, (422, "refused")),
    ];
    for (key, path, operation, target, (status, outcome)) in &asked {
        let (answer, records) = it.after(&it.client(key), "GET", path, None);
        assert_eq!(answer.status, *status, "{key} {path}: {}", answer.text);
        let expected = it.expected(key, (operation, target), outcome);
        assert_eq!(records, [expected], "{key} {path}");
    }
}

fn diff(version: &str, against: &str) -> String {
    format!("/v1/plan-versions/{version}/diff?against={against}")
}

#[test]
fn the_directory_and_what_never_reaches_the_data_leave_no_record() {
    let it = Records::start();
    let before = it.count();
    let school = it.client("school");
    let [region, agency, worker] = ["region", "agency/school", "worker/school"].map(|key| it.id(key));
    for path in [
        "/v1/regions".to_owned(),
        format!("/v1/regions/{region}"),
        format!("/v1/agencies/{agency}/workers"),
        format!("/v1/workers/{worker}"),
        "/v1/coordinators".to_owned(),
        "/v1/facilitators".to_owned(),
    ] {
        let _ = school.get(&path).expect(200);
    }
    let case = format!("/v1/cases/{}", it.id("case"));
    let _ = it.app.anybody().get(&case).expect(401);
    let _ = school.get("/v1/cases/no-uuid").expect(404);
    let _ = school.get("/v1/cases?limit=0").expect(400);
    let _ = school.get("/v1/cases?cursor=forged").expect(400);
    let gone = it.app.caller("worker:01900000-0000-7000-8000-000000000000", &[Scope::CaseCoordinate]);
    let _ = gone.get(&case).expect(401);
    assert_eq!(it.count(), before);
}

#[test]
fn what_cannot_be_recorded_is_not_shown() {
    let it = Records::start();
    let case = format!("/v1/cases/{}", it.id("case"));
    let name = it.client("school").get(&case).expect(200).body["members"][0]["name"].clone();
    let lock = it.app.database.lock("access_log");
    let before = it.count();
    std::thread::scope(|scope| {
        for key in ["school", "stranger"] {
            let (caller, case, name) = (it.client(key), &case, name.as_str().unwrap());
            scope.spawn(move || {
                let answer = caller.get(case);
                assert_eq!((answer.status, answer.code()), (503, "service.unavailable"), "{}", answer.text);
                assert!(answer.header("retry-after").is_some());
                assert!(!answer.text.contains(name), "{}", answer.text);
            });
        }
    });
    // The directory needs no record.
    let _ = it.client("school").get("/v1/regions").expect(200);
    drop(lock);
    assert_eq!(it.count(), before);
    let _ = it.client("school").get(&case).expect(200);
    assert_eq!(it.count(), before + 1);
}

#[test]
fn records_can_be_neither_changed_nor_removed() {
    let it = Records::start();
    let _ = it.client("school").get("/v1/cases").expect(200);
    for sql in ["UPDATE access_log SET client = 'x'", "DELETE FROM access_log"] {
        assert!(it.app.database.rows(sql).unwrap_err().contains("only ever added"), "{sql}");
    }
}

const READERS: u64 = 200;

/// While one batch is on its way to the disk, the next gathers: here until all but the first few have come.
#[test]
fn reads_that_come_together_share_a_commit() {
    if !alone("access::reads_that_come_together_share_a_commit") {
        return;
    }
    let statements = Statements::listen();
    let it = Records::start();
    let before = it.count();
    let _ = statements.take();
    let lock = it.app.database.lock("access_log");
    std::thread::scope(|scope| {
        for _ in 0..READERS {
            let school = it.client("school");
            scope.spawn(move || school.get("/v1/cases?limit=1").expect(200));
        }
        statements.wait_for(|heard| heard.iter().filter(|it| it.starts_with("ROLLBACK")).count() >= 150);
        drop(lock);
    });
    assert_eq!(it.count(), before + READERS);
    let postgres = it.app.database.is_postgres();
    let ends_commit = |heard: &str| if postgres { is_record(heard) } else { heard == "COMMIT" };
    let commits = statements.take().iter().filter(|it| ends_commit(it)).count();
    assert!(commits <= 60, "{commits} commits for {READERS} records");
}
