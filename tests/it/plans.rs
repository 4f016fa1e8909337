//! Every statement of reading, writing and sweeping is served by an index, on both databases: nothing
//! is found by reading a whole table, and no page of a list is sorted.

use std::collections::BTreeSet;

use actix_web::rt::System;
use serde_json::json;
use uuid::Uuid;
use whakakaha::{relay, worker};
use whakakaha_tests::statements::bounds_transaction;

use crate::{
    statements::{Overheard, PERSONAS, alone, readable},
    writers::client,
};

/// Tables that a statement may read as a whole, with the reason.
const WHOLE: [(&str, &str); 3] = [
    ("unrelayed", "the changes at which the relay has not looked yet: it looks at all of them"),
    ("regions", "the public look-up folds the names of all regions of the country, some hundred"),
    ("coordinators", "the public look-up asks which regions have a coordinator, some hundred"),
];

/// Statements, by a part of them, that may sort what they found through an index, with the reason.
const SORTED: [(&str, &str); 12] = [
    ("FROM `cases` WHERE (`cases`.`id` IN (?", "the cases of one page"),
    ("`cases`.`id` IN (SELECT `assignments`", "the caller's own cases, by their last changes"),
    ("`cases`.`family_id` IN (SELECT `memberships`", "the cases of the caller's own family"),
    ("FROM `intakes` WHERE", "the intakes of the regions that the caller coordinates, one or two"),
    ("`region_id` IN (SELECT `coordinators`", "the families and people of the caller's own regions"),
    ("FROM `relationships` WHERE", "the relationships of one person, from either end"),
    ("`actions`.`owner_agency_id` IS NULL", "what the caller's own family promised and has not settled"),
    ("FROM `meetings` WHERE (`meetings`.`case_id` = ?) ORDER BY", "the meetings of one case"),
    ("AND (`meetings`.`starts_at` >= ?)", "the meetings in one calendar"),
    ("FROM `reviews` WHERE (`reviews`.`case_id` = ?) ORDER BY", "the reviews of one case"),
    ("`cases`.`id` = `safety_alerts`.`case_id`", "the alerts of one family's few cases"),
    ("`disclosures`.`case_id` IN (SELECT `cases`", "the ledger of one family, over its few cases"),
];

#[test]
fn every_statement_is_served_by_an_index() {
    if !alone("plans::every_statement_is_served_by_an_index") {
        return;
    }
    let mut overheard = Overheard::start();
    let statements = say_everything(&mut overheard);
    assert!(statements.len() > 100, "only {} statements", statements.len());
    let mut wrong = Vec::new();
    for statement in &statements {
        let plan = overheard.app.database.plan(statement);
        if plan.iter().any(|line| is_wrong(line, statement)) {
            wrong.push(format!("{statement}\n    {}", plan.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Every statement of the journey, of every list and reading of the contract, and of the sweeps.
fn say_everything(overheard: &mut Overheard) -> BTreeSet<String> {
    let mut heard: BTreeSet<String> = overheard.statements.take().into_iter().collect();
    for (template, is_list) in readable() {
        let Some(path) = overheard.path(&template) else { continue };
        for key in PERSONAS {
            let caller = client(&overheard.app, &overheard.cast, key);
            let answer = caller.get(&path);
            if !is_list || answer.status != 200 {
                continue;
            }
            let first = caller.get(&format!("{path}?limit=1"));
            if let Some(cursor) = first.body["next_cursor"].as_str() {
                let _ = caller.get(&format!("{path}?limit=1&cursor={cursor}")).expect(200);
            }
        }
    }
    ask_in_particular(overheard);
    let service = &overheard.app.service;
    System::new().block_on(relay::round(&service.db, &service.clock, Uuid::max()));
    let system = client(&overheard.app, &overheard.cast, "school-system");
    let first = system.get("/v1/events?limit=1").expect(200);
    let cursor = first.body["next_cursor"].as_str().unwrap();
    let _ = system.get(&format!("/v1/events?cursor={cursor}")).expect(200);
    let stage = whakakaha::demo::stage::Stage::new(&overheard.app.service, &crate::critic::Nobody);
    stage.on_day(1000);
    let service = &overheard.app.service;
    System::new().block_on(worker::round(&service.db, &service.clock));
    heard.extend(overheard.statements.take());
    heard.retain(|statement| !bounds_transaction(statement));
    heard
}

/// Lists with filters, and searches.
fn ask_in_particular(overheard: &Overheard) {
    let Overheard { app, cast, .. } = overheard;
    for key in ["coordinator", "school", "school-system", "mother"] {
        let caller = client(app, cast, key);
        for query in ["status=open", "status=closed", "updated_since=2026-01-01T00:00:00Z"] {
            let _ = caller.get(&format!("/v1/cases?{query}")).expect(200);
        }
    }
    let case = cast.id("case").unwrap();
    for key in ["coordinator", "school", "mother"] {
        let actions = format!("/v1/cases/{case}/actions?check_due=true");
        let _ = client(app, cast, key).get(&actions).expect(200);
    }
    let coordinator = client(app, cast, "coordinator");
    let _ = coordinator.get("/v1/intakes?status=received").expect(200);
    let ledger = format!("/v1/families/{}/ledger?overdue=true", cast.id("family").unwrap());
    let _ = coordinator.get(&ledger).expect(200);
    let identifier =
        json!({ "agency_id": cast.id("agency/school").unwrap(), "system": "enrol", "value": "1" });
    for search in [
        json!({ "name": "Aroha" }),
        json!({ "name": "Aroha Ngata", "born_on": "2015-01-01" }),
        json!({ "identifier": identifier }),
    ] {
        let _ = coordinator.post("/v1/people/search", &search).expect(200);
    }
    let agency = format!("agency_id={}", cast.id("agency/school").unwrap());
    for query in [&agency, "from_at=2026-01-01T00:00:00Z&until_at=2026-12-31T00:00:00Z"] {
        let _ = client(app, cast, "mother").get(&format!("/v1/my/access-log?{query}")).expect(200);
    }
    let _ = app.anybody().get(&format!("/v1/calendars/{}.ics", cast.id("token/school").unwrap())).expect(200);
    for query in ["region=waitakere", "place=henderson"] {
        let _ = app.anybody().get(&format!("/v1/coordinators?{query}")).expect(200);
    }
}

/// Whether a line of a plan reads a whole table, or a whole index, or sorts what an index should have in
/// order. PostgreSQL sorts the few rows of a test where it would not sort many, so that there only reading
/// a whole table counts.
fn is_wrong(line: &str, statement: &str) -> bool {
    let line = line.trim().trim_start_matches("->").trim();
    let whole = line.strip_prefix("SCAN ").or_else(|| line.strip_prefix("Seq Scan on "));
    if let Some(table) = whole.and_then(|rest| rest.split_whitespace().next()) {
        return table != "CONSTANT" && !WHOLE.iter().any(|(known, _)| *known == table);
    }
    line.contains("USE TEMP B-TREE FOR ORDER BY") && !SORTED.iter().any(|(part, _)| statement.contains(part))
}
