//! Several instances on one database: whoever is kept out by one is out at all of them with the next request, though each has
//! let them in before and remembers their token (R27).

use serde_json::json;
use whakakaha::chores::{ADMINISTRATOR_SCOPES, WORKER_SCOPES};
use whakakaha_tests::{
    app::{Instance, TestApp},
    client::{Client, new_key},
};

use crate::sideroads::calendar_path;

use super::{Program, agency, fault, form, hired, together, token};

/// Two more instances beside the application.
fn two(app: &TestApp) -> [Instance; 2] {
    [app.another(), app.another()]
}

/// The same caller at each of them.
fn everywhere(app: &TestApp, others: &[Instance], token: &str) -> Vec<Client> {
    let there = others.iter().map(|instance| instance.caller(Some(token)));
    there.chain([app.with_token(token.to_owned())]).collect()
}

#[test]
fn r27_whoever_is_kept_out_is_out_everywhere_with_the_next_request() {
    let app = TestApp::start();
    let others = two(&app);
    let admin = app.administrator();
    let school = agency(&app, "School");
    let worker = hired(&app, &school);
    let scopes = json!({ "scopes": ["integration.read", "case.participate"], "acts_for_workers": true });
    let program = Program::registered(&app, &school, &scopes);
    let today = app.service.clock.now().date_naive().to_string();
    let end = format!("/v1/workers/{worker}/end");
    let disable = format!("/v1/clients/{}/end", program.id);
    let suspend = format!("/v1/agencies/{school}/suspension");
    let own = |parameters: &[(&str, &str)]| token(&program.ask(parameters).expect(200));
    let restore = format!("/v1/agencies/{school}/restoration");
    let doors = [
        (own(&[]), None),
        // Of two tokens of the worker one has no session.
        (app.token(&format!("worker:{worker}"), WORKER_SCOPES), Some((end, json!({ "ended_on": today })))),
        (own(&[]), Some((suspend, json!({})))),
        (own(&[]), Some((disable, json!({})))),
    ];
    let theirs = own(&[("worker_id", &worker)]);
    for (token, closing) in doors {
        let callers = everywhere(&app, &others, &token);
        for caller in &callers {
            let _ = caller.get("/v1/regions").expect(200);
        }
        match closing {
            Some((path, body)) => drop(admin.post(&path, &body).expect(200)),
            // Revoked by the program itself, at one of the others.
            None => drop(form(&others[0].caller(None), "/oauth/revoke", &[("token", &token)]).expect(200)),
        }
        for caller in &callers {
            assert_eq!(caller.get("/v1/regions").expect(401).code(), "auth.token_invalid");
        }
        let _ = admin.post(&restore, &json!({})).expect(200);
    }
    for caller in everywhere(&app, &others, &theirs) {
        assert_eq!(caller.get("/v1/regions").expect(401).code(), "auth.token_invalid");
    }
}

/// R19, R27: the address of a calendar opens nothing at any instance, once its program is disabled.
#[test]
fn r19_a_calendar_does_not_outlive_the_program_by_which_it_was_made() {
    let app = TestApp::start();
    let others = two(&app);
    let admin = app.administrator();
    let school = agency(&app, "School");
    let worker = hired(&app, &school);
    let program = Program::registered(
        &app,
        &school,
        &json!({ "scopes": ["case.participate"], "acts_for_workers": true }),
    );
    let link = program.comes(&[("worker_id", &worker)]).post("/v1/calendars", &json!({})).expect(201);
    let path = calendar_path(app.base(), &link.body);
    let status = |caller: &Client| caller.get(&path).status;
    let callers = [app.anybody(), others[0].caller(None), others[1].caller(None)];
    assert_eq!(callers.each_ref().map(status), [200; 3]);
    let _ = admin.post(&format!("/v1/clients/{}/end", program.id), &json!({})).expect(200);
    assert_eq!(callers.each_ref().map(status), [404; 3]);
}

/// R25, R13: an assertion lets one in, and a key is kept once, wherever they are sent.
#[test]
fn what_is_taken_once_is_taken_once_by_all_instances() {
    let app = TestApp::start();
    let others = two(&app);
    let school = agency(&app, "School");
    let program = Program::registered(&app, &school, &json!({ "scopes": ["integration.read"] }));
    let assertion = program.assertion(&program.claims());
    let door = |n: usize| others.get(n % 3).map_or_else(|| app.anybody(), |it| it.caller(None));
    let parameters = [("grant_type", "client_credentials")];
    let answers = together(12, |n| Program::present_to(&door(n), &assertion, &parameters));
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    let refused = answers.iter().filter(|answer| answer.status != 200).map(fault);
    assert!(
        refused.into_iter().all(|(status, error, _)| (status, error.as_str()) == (401, "invalid_client"))
    );
    let admin = app.token("administrator", ADMINISTRATOR_SCOPES);
    let callers = everywhere(&app, &others, &admin);
    let (key, body) =
        (new_key(), json!({ "name": "Once", "kind": "community", "sector": "health" }).to_string());
    let headers = [("idempotency-key", key.as_str()), ("content-type", "application/json")];
    let made =
        together(12, |n| callers[n % 3].send("POST", "/v1/agencies", &headers, Some(&body)).expect(201).id());
    assert!(made.iter().all(|id| *id == made[0]), "{made:?}");
}
