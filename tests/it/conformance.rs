//! Whether what goes over the wire is what the contract says.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};
use whakakaha_api::openapi;

static CONTRACT: LazyLock<Contract> = LazyLock::new(Contract::new);

struct Contract {
    document: Value,
    registry: Registry<'static>,
    compiled: Mutex<BTreeMap<String, Arc<Validator>>>,
}

impl Contract {
    fn new() -> Self {
        let document = openapi::document();
        let mut strict = document.clone();
        close(&mut strict);
        let registry = Registry::new().add("urn:contract", strict).unwrap().prepare().unwrap();
        Self { document, registry, compiled: Mutex::default() }
    }

    fn validator(&self, pointer: &str) -> Arc<Validator> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let fragment = pointer.replace('{', "%7B").replace('}', "%7D");
        let compile = || {
            let schema = json!({ "$ref": format!("urn:contract#{fragment}") });
            let options = jsonschema::options().with_draft(Draft::Draft202012).with_registry(&self.registry);
            Arc::new(options.should_validate_formats(true).build(&schema).unwrap())
        };
        compiled.entry(pointer.to_owned()).or_insert_with(compile).clone()
    }
}

/// Nothing that the contract does not mention: neither in requests nor, in these tests, in answers.
fn close(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if members.get("properties").is_some_and(Value::is_object) {
                members.insert("additionalProperties".to_owned(), false.into());
            }
            members.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The pointer of an operation, such as `GET /v1/regions`.
pub(crate) fn pointer(operation: &str) -> String {
    let (method, path) = operation.split_once(' ').unwrap();
    format!("/paths/{}/{}", escape(path), method.to_lowercase())
}

pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// What is wrong with a value for a schema at this place of the contract.
pub(crate) fn faults(schema: &str, value: &Value) -> Vec<String> {
    let validator = CONTRACT.validator(schema);
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The body of a request to this operation is what the contract says.
#[track_caller]
pub(crate) fn assert_request(operation: &str, body: &Value) {
    assert_content(&format!("{}/requestBody", pointer(operation)), body);
}

/// The body of an answer to this operation is what the contract says.
#[track_caller]
pub(crate) fn assert_answer(operation: &str, status: u16, body: &Value) {
    let response = format!("{}/responses/{status}", pointer(operation));
    let known = CONTRACT.document.pointer(&response);
    let known = known.unwrap_or_else(|| panic!("{operation}: {status} is not in the contract"));
    let shared = known["$ref"].as_str().map(|reference| reference.trim_start_matches('#').to_owned());
    assert_content(&shared.unwrap_or(response), body);
}

#[track_caller]
fn assert_content(message: &str, body: &Value) {
    let content = CONTRACT.document.pointer(&format!("{message}/content"));
    let kinds = content.and_then(Value::as_object).unwrap_or_else(|| panic!("{message} has no content"));
    let kind = kinds.keys().find(|kind| kind.ends_with("json")).unwrap();
    let faults = faults(&format!("{message}/content/{}/schema", escape(kind)), body);
    assert!(faults.is_empty(), "{message}: {faults:#?}\n{body}");
}
