//! How many statements a read takes: few for a case, and as many for a long list as for a short one.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use whakakaha::{
    demo::{
        journey::{self, Cast, Scene},
        stage::Stage,
    },
    relay,
};
use whakakaha_api::openapi;
use whakakaha_domain::{
    actor::{Actor, Principal, Scopes},
    command::Moment,
};
use whakakaha_store::measure::{self, Target};
use whakakaha_tests::{
    alone,
    app::TestApp,
    client::{Answer, Client},
    statements::{Statements, bounds_transaction},
};

use crate::{critic::Nobody, identity::Key, receiver::Receiver, writers::client};

/// A family's journey up to the plan in force, with somebody who listens to what the store says.
pub(crate) struct Overheard {
    pub(crate) app: TestApp,
    pub(crate) cast: Cast,
    pub(crate) statements: Statements,
}

/// Those who look at everything: they differ in what they see, and by that in the queries.
pub(crate) const PERSONAS: [&str; 5] = ["coordinator", "school", "school-system", "mother", "administrator"];

impl Overheard {
    pub(crate) fn start() -> Self {
        let statements = Statements::listen();
        let app = TestApp::start();
        let _migrations = statements.take();
        let stage = Stage::new(&app.service, &Nobody);
        let mut cast = journey::play_until(&stage, Scene::Agreeing).unwrap();
        stage.on_day(1);
        disclose(&app, &mut cast);
        correct(&app, &mut cast);
        name_address(&app, &mut cast);
        open_calendars(&app, &mut cast);
        Self { app, cast, statements }
    }

    /// The answer, and the statements that it took.
    pub(crate) fn read(&self, caller: &Client, path: &str) -> (Answer, Vec<String>) {
        let _ = self.statements.take();
        let answer = caller.get(path);
        (answer, self.statements.take())
    }

    /// A path of the contract with the ids of the journey in it.
    pub(crate) fn path(&self, template: &str) -> Option<String> {
        let places = [
            ("{case_id}", "case"),
            ("{agency_id}", "agency/school"),
            ("{person_id}", "person/mother"),
            ("{meeting_id}", "meeting"),
            ("{action_id}", "action/5"),
            ("{family_id}", "family"),
            ("{region_id}", "region"),
            ("{intake_id}", "intake"),
            ("{plan_version_id}", "plan"),
            ("{facilitator_id}", "facilitator"),
            ("{entry_id}", "entry/an income review"),
            ("{disclosure_id}", "disclosure"),
            ("{notice_id}", "notice"),
            ("{advice_id}", "advice"),
            ("{correction_id}", "correction"),
            ("{correction_notice_id}", "correction_notice"),
            ("{webhook_id}", "webhook"),
            ("{worker_id}", "worker/school"),
            ("{calendar_id}", "calendar"),
            ("{token}", "token/mother"),
        ];
        let filled = places
            .iter()
            .fold(template.to_owned(), |path, (place, key)| path.replace(place, self.cast.id(key).unwrap()));
        (!filled.contains('{')).then_some(filled)
    }
}

/// What the law has disclosed, with a notice, and an item on which advice is asked.
fn disclose(app: &TestApp, cast: &mut Cast) {
    let [school, coordinator] = ["school", "coordinator"].map(|key| client(app, cast, key));
    let case = format!("/v1/cases/{}", cast.id("case").unwrap());
    let disclosed = demanded(&school, &coordinator, cast, "OT 1");
    let asked = school.post(&format!("{case}/disclosures"), &demand(cast, "OT 2")).expect(201).id();
    let question = json!({
        "adviser_id": cast.id("worker/stranger").unwrap(), "role": "lawyer", "question": "May we?",
    });
    let advice = school.post(&format!("/v1/disclosures/{asked}/advice-requests"), &question).expect(201).id();
    let told = json!({
        "person_id": cast.id("person/mother").unwrap(), "disclosures": [disclosed], "channel": "in_person",
        "addresses": "1 Main Road, Henderson",
    });
    let notice = coordinator.post(&format!("{case}/disclosure-notices"), &told).expect(201).id();
    for (key, id) in [("disclosure", disclosed), ("advice", advice), ("notice", notice)] {
        cast.ids.insert(key.to_owned(), id);
    }
}

/// Something that the mother asked to be corrected, and was.
fn correct(app: &TestApp, cast: &mut Cast) {
    let [school, coordinator, mother] = ["school", "coordinator", "mother"].map(|key| client(app, cast, key));
    let asked = json!({
        "case_id": cast.id("case").unwrap(), "about": { "kind": "need", "id": cast.id("need/health").unwrap() },
        "wrong": "it is more", "wanted": "all of it",
    });
    let correction = mother.post("/v1/my/corrections", &asked).expect(201).id();
    let path = format!("/v1/corrections/{correction}/acceptance");
    let _ = coordinator.post(&path, &json!({ "note": "done" })).expect(200);
    let told = school.get("/v1/correction-notices").expect(200).body;
    let notice = told["items"][0]["id"].as_str().unwrap().to_owned();
    for (key, id) in [("correction", correction), ("correction_notice", notice)] {
        cast.ids.insert(key.to_owned(), id);
    }
}

/// An address at which the school's system wants to be told.
fn name_address(app: &TestApp, cast: &mut Cast) {
    let path = format!("/v1/agencies/{}/webhooks", cast.id("agency/school").unwrap());
    let address = json!({ "url": Receiver::start().url });
    let webhook = client(app, cast, "school-system").post(&path, &address).expect(201).id();
    cast.ids.insert("webhook".to_owned(), webhook);
    deliver(app);
}

/// What waits for webhooks is sent: one message of each at a time.
fn deliver(app: &TestApp) {
    actix_web::rt::System::new().block_on(relay::deliver_due(&app.service)).unwrap();
}

/// Calendars of a worker and of a member of the family.
fn open_calendars(app: &TestApp, cast: &mut Cast) {
    for who in ["school", "mother"] {
        let link = client(app, cast, who).post("/v1/calendars", &json!({})).expect(201);
        let address = link.body["address"].as_str().unwrap();
        let token = address.rsplit('/').next().unwrap().trim_end_matches(".ics").to_owned();
        cast.ids.insert(format!("token/{who}"), token);
        cast.ids.insert("calendar".to_owned(), link.id());
    }
}

/// What the law demands of the school about a child.
fn demand(cast: &Cast, reference: &str) -> Value {
    json!({
        "subjects": [cast.id("person/tamaiti").unwrap()], "category": "education", "summary": "Attendance",
        "purpose": "Care and protection", "necessity": "Asked for", "ground": "s66_request",
        "recipients": [{ "kind": "agency", "agency_id": cast.id("agency/oranga-tamariki").unwrap() }],
        "basis": {
            "agency_id": cast.id("agency/oranga-tamariki").unwrap(), "requester": "Henderson", "request_ref": reference, "privilege": "none",
            "consultation": { "reason_for_none": "not practicable" },
        },
    })
}

/// The same, disclosed.
fn demanded(school: &Client, coordinator: &Client, cast: &Cast, reference: &str) -> String {
    let path = format!("/v1/cases/{}/disclosures", cast.id("case").unwrap());
    let item = school.post(&path, &demand(cast, reference)).expect(201).id();
    let _ = coordinator.post(&format!("/v1/disclosures/{item}/approval"), &json!({})).expect(200);
    let _ = school.post(&format!("/v1/disclosures/{item}/delivery"), &json!({})).expect(200);
    item
}

/// The paths of the contract that are read, and whether each is a list.
pub(crate) fn readable() -> Vec<(String, bool)> {
    let document = openapi::document();
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .filter(|(path, item)| path.starts_with("/v1/") && item["get"].is_object())
        .map(|(path, item)| (path.clone(), parameters(item).any(|name| name == "limit")))
        .collect()
}

fn parameters(item: &Value) -> impl Iterator<Item = &str> {
    item["get"]["parameters"].as_array().into_iter().flatten().filter_map(|it| it["name"].as_str())
}

/// The statements of a read without those that open and end its transaction, of which there may be one;
/// without the access record as well, which is kept on another connection, with one commit for all who read at
/// the same time.
fn within_one_transaction(statements: &[String]) -> usize {
    let reads = |it: &str| it.starts_with("BEGIN") && it != BEGIN_OF_RECORDS;
    let begins = statements.iter().filter(|it| reads(it.as_str())).count();
    assert_eq!(begins, 1, "one transaction on one connection: {statements:#?}");
    let records = statements.iter().filter(|it| is_record(it)).count();
    assert!(records <= 1, "one access record at the most: {statements:#?}");
    let for_records = statements.iter().filter(|it| *it == BEGIN_OF_RECORDS).count();
    assert!(for_records <= records, "nothing else is written: {statements:#?}");
    statements.iter().filter(|it| !bounds_transaction(it) && !is_record(it)).count()
}

/// What opens the transaction of access records on SQLite, as that of any other write there.
const BEGIN_OF_RECORDS: &str = "BEGIN IMMEDIATE";

/// Whether a statement adds access records.
pub(crate) fn is_record(statement: &str) -> bool {
    statement.starts_with("INSERT INTO") && statement.contains("access_log")
}

/// Runs this test in a process of its own, where there is one log to listen to. Answers whether this is
/// that process.
pub(crate) fn alone(test: &str) -> bool {
    if alone::role().is_some() {
        return true;
    }
    assert!(alone::start(test, "listen").wait().unwrap().success(), "see above");
    false
}

#[test]
fn a_case_with_plan_actions_and_members_takes_few_statements() {
    if !alone("statements::a_case_with_plan_actions_and_members_takes_few_statements") {
        return;
    }
    let overheard = Overheard::start();
    let path = overheard.path("/v1/cases/{case_id}").unwrap();
    for key in ["coordinator", "school", "school-system", "mother"] {
        let (answer, statements) = overheard.read(&client(&overheard.app, &overheard.cast, key), &path);
        let case = answer.expect(200).body;
        for part in ["members", "actions"] {
            assert!(!case[part].as_array().unwrap().is_empty(), "{key}: {part}");
        }
        assert!(case["plan"].is_object(), "{key}: plan");
        let count = within_one_transaction(&statements);
        assert!(count <= 6, "{key}: {count} statements: {statements:#?}");
        assert_eq!(statements.iter().filter(|it| is_record(it)).count(), 1, "{key}: its access record");
    }
}

#[test]
fn a_list_takes_as_many_statements_for_twelve_things_as_for_one() {
    if !alone("statements::a_list_takes_as_many_statements_for_twelve_things_as_for_one") {
        return;
    }
    let overheard = Overheard::start();
    make_twelve(&overheard);
    let mut long = BTreeSet::new();
    let lists = readable().into_iter().filter(|(_, is_list)| *is_list).map(|(path, _)| path);
    for template in lists.collect::<Vec<_>>() {
        let path = overheard.path(&template).unwrap();
        for key in PERSONAS {
            let caller = client(&overheard.app, &overheard.cast, key);
            let (one, few) = overheard.read(&caller, &format!("{path}?limit=1"));
            let (all, many) = overheard.read(&caller, &format!("{path}?limit=50"));
            if all.status != 200 {
                assert_eq!(one.status, all.status, "{template}");
                continue;
            }
            let length = all.body["items"].as_array().unwrap().len();
            if length >= 12 {
                long.insert(template.clone());
            }
            let (few, many) = (within_one_transaction(&few), within_one_transaction(&many));
            assert!(few == many || length == 0, "{key} {template}: {few} for one, {many} for {length}");
        }
    }
    insta::assert_snapshot!("long_lists", long.into_iter().collect::<Vec<_>>().join("\n"));
}

/// How long it takes must not tell what the answer does not: whatever is kept from a caller is looked for, by its
/// statements, in the same order of magnitude of time as what is not there (F1-17).
#[test]
fn what_is_kept_back_is_looked_for_as_what_is_not_there() {
    if !alone("statements::what_is_kept_back_is_looked_for_as_what_is_not_there") {
        return;
    }
    let overheard = Overheard::start();
    let nothing = "019c0000-0000-7000-8000-000000000000";
    let mut compared = BTreeSet::new();
    for (template, _) in readable() {
        let Some(path) = overheard.path(&template) else { continue };
        let Some(id) = path.split('/').find(|part| part.len() == nothing.len()) else { continue };
        // Whoever works on the case knows of it: what of it is not for their role is no secret.
        let is_secret = |key: &&str| *key == "stranger" || id != overheard.cast.id("case").unwrap();
        for key in ["stranger", "income", "school", "aunty", "school-system"].into_iter().filter(is_secret) {
            let caller = client(&overheard.app, &overheard.cast, key);
            let (kept, kept_by) = overheard.read(&caller, &path);
            let (absent, absent_by) = overheard.read(&caller, &path.replace(id, nothing));
            if (kept.status, absent.status) == (404, 404) {
                let [kept, absent] = [&kept_by, &absent_by].map(|it| within_one_transaction(it));
                assert!(
                    kept <= 4 * absent,
                    "{key} {template}: {kept} statements, not {absent}: {kept_by:#?}"
                );
                compared.insert(template.clone());
            }
        }
    }
    insta::assert_snapshot!("as_if_absent", compared.into_iter().collect::<Vec<_>>().join("\n"));
}

/// A desk with twelve cases, as the bench makes them: the way of the bulk load must hold what the
/// application wants of its data, and the audit log must fit.
#[test]
fn a_desk_takes_as_many_statements_for_twelve_cases_as_for_one() {
    if !alone("statements::a_desk_takes_as_many_statements_for_twelve_cases_as_for_one") {
        return;
    }
    let statements = Statements::listen();
    let app = TestApp::start();
    let Target { worker, case, action } = desk_of(&app, 12);
    let lead = app.worker(&worker.to_string());
    let count = |path: &str| {
        let _ = statements.take();
        let answer = lead.get(path).expect(200);
        (within_one_transaction(&statements.take()), answer)
    };
    let (few, one) = count("/v1/cases?status=open&limit=1");
    let (many, all) = count("/v1/cases?status=open&limit=50");
    assert_eq!((few, many), (3, 3));
    assert_eq!([one, all].map(|page| page.body["items"].as_array().unwrap().len()), [1, 12]);
    // One query for who is asking, one for the families: none of their ids goes back and forth.
    let (few, one) = count("/v1/families?limit=1");
    let (many, all) = count("/v1/families?limit=50");
    assert_eq!((few, many), (2, 2));
    assert_eq!([one, all].map(|page| page.body["items"].as_array().unwrap().len()), [1, 12]);
    let (statements, detail) = count(&format!("/v1/cases/{case}"));
    assert!(statements <= 6, "{statements}");
    assert_eq!(detail.body["members"].as_array().unwrap().len(), 5);
    assert_eq!(detail.body["actions"].as_array().unwrap().len(), 6);
    let report = json!({ "status": "in_progress", "percent": 50, "note": "on the way" });
    let _ = lead.post(&format!("/v1/actions/{action}/progress"), &report).expect(200);
}

/// Writes so many cases, and answers where the first is.
pub(crate) fn desk_of(app: &TestApp, cases: u32) -> Target {
    let clock = &app.service.clock;
    let actor = Actor { principal: Principal::Service, scopes: Scopes::default(), client: "test".to_owned() };
    let moment = || Moment { now: clock.now(), actor: actor.clone(), change_id: clock.new_id(clock.now()) };
    measure::load(&app.service.db, cases, moment).unwrap()[0]
}

/// Makes lists long through the API.
fn make_twelve(overheard: &Overheard) {
    let Overheard { app, cast, .. } = overheard;
    let personas = ["administrator", "coordinator", "mother", "school", "school-system"];
    let [admin, coordinator, mother, school, system] = personas.map(|key| client(app, cast, key));
    let region = cast.id("region").unwrap();
    let [case, agency, progress, webhook] = [
        "/v1/cases/{case_id}",
        "/v1/agencies/{agency_id}",
        "/v1/actions/{action_id}/progress",
        "/v1/webhooks/{webhook_id}",
    ]
    .map(|template| overheard.path(template).unwrap());
    for n in 0..12 {
        deliver(app);
        let name = format!("Tuatahi {n}");
        let made = [
            admin.post(
                "/v1/regions",
                &json!({
                    "code": format!("region-{n}"), "name_mi": name, "name_en": name,
                    "time_zone": "Pacific/Auckland", "anniversary": "auckland",
                }),
            ),
            admin
                .post(&format!("{agency}/workers"), &json!({ "name": name, "profession": "budget advisor" })),
            admin.post(
                &format!("{agency}/clients"),
                &json!({ "name": name, "keys": [Key::new().jwk("one")], "scopes": ["integration.read"] }),
            ),
            system.post(&format!("{webhook}/test"), &json!({})),
            coordinator.post(
                "/v1/families",
                &json!({ "name": name, "region_id": region, "language": "mi", "interpreter": false }),
            ),
            mother.post(&format!("{case}/profile-entries"), &json!({ "kind": "strength", "text": name })),
            coordinator.post(
                &format!("{case}/needs"),
                &json!({ "domain": "health", "text": name, "priority": "later" }),
            ),
            school.post(&progress, &json!({ "status": "in_progress", "note": name })),
        ];
        for answer in made {
            assert!(answer.status < 300, "{}", answer.text);
        }
        demanded(&school, &coordinator, cast, &name);
    }
}
