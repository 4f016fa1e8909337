//! Examples: what was sent and answered when the tests last played the process, and how problems look.

use serde_json::{Map, Value, json};
use uuid::Uuid;
use whakakaha_domain::{
    ids::Id,
    refusal::{Code, Refusal},
};
use whakakaha_store::error::Failure;

use super::parts::ETAG;
use crate::problem::{FieldError, Problem, Transport};

/// Written by the tests.
const RECORDED: &str = include_str!("../examples.json");
const BASE: &str = "https://api.example.nz";
const VERSION: u128 = 0x0193_e8a0_0000_7000_8000_0000_0000_0001;
const REQUEST: &str = "0193e8a0-0000-7000-8000-000000000000";

/// The examples of the operations, by method and path.
pub(super) fn recorded() -> Map<String, Value> {
    serde_json::from_str(RECORDED).unwrap_or_default()
}

/// Shows how the operation is used. Optional parameters have no example: tools that send what they find
/// in the contract would send them all.
pub(super) fn illustrate(operation: &mut Value, path: &str, example: &Value) {
    if let Some(request) = example.get("request") {
        put(operation.pointer_mut("/requestBody"), request);
    }
    if let Some(response) = example.get("response") {
        let responses = operation.get_mut("responses").and_then(Value::as_object_mut).into_iter().flatten();
        for (_, success) in responses.filter(|(code, _)| code.starts_with('2')) {
            put(Some(success), response);
        }
    }
    let sent = example.get("path").and_then(Value::as_str).unwrap_or_default();
    let sent = sent.split('?').next().unwrap_or_default();
    for (name, value) in path.split('/').zip(sent.split('/')).filter(|(name, _)| name.starts_with('{')) {
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        for parameter in parameters.into_iter().flatten() {
            if parameter.get("in") == Some(&json!("path"))
                && parameter.get("name") == Some(&json!(name.trim_matches(['{', '}'])))
                && let Some(parameter) = parameter.as_object_mut()
            {
                parameter.insert("example".to_owned(), value.into());
            }
        }
    }
}

fn put(message: Option<&mut Value>, example: &Value) {
    let content = message.and_then(|it| it.pointer_mut("/content")).and_then(Value::as_object_mut);
    let json = content.into_iter().flatten().filter(|(kind, _)| kind.ends_with("json"));
    for content in json.filter_map(|(_, content)| content.as_object_mut()) {
        content.insert("example".to_owned(), example.clone());
    }
}

/// The problems that are answered with a status, by their codes.
pub(super) fn problems(status: &str) -> Value {
    let rules = [
        Code::ConsentInsufficient.into(),
        Refusal::step(Code::CaseNotInState, vec!["case.close", "case.withdraw"]),
        Refusal::late(Code::PlanSuperseded, Some(Id::new(Uuid::from_u128(VERSION)))),
        Refusal::at(Code::DateInFuture, "#/family_decision/decided_on"),
    ];
    let rules = rules.map(|refusal| Failure::Refused(refusal).into());
    let views = Transport::ALL.iter().map(|code| problem(*code)).chain(rules);
    let views = views.map(|problem| problem.view(BASE, REQUEST)).filter(|it| it.status.to_string() == status);
    let shown = views.map(|view| (view.code.clone(), json!({ "summary": view.title, "value": view })));
    shown.collect::<Map<_, _>>().into()
}

fn problem(code: Transport) -> Problem {
    if code == Transport::Stale {
        return Problem::stale(Some(ETAG.to_owned()));
    }
    if code != Transport::Invalid {
        return code.into();
    }
    let (pointer, detail) = ("#/contact_points/0/value", "must be between 1 and 500");
    Problem::invalid(vec![FieldError::at(pointer, "length_out_of_bounds", detail)])
}
