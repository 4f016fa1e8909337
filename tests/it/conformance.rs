//! Whether what goes over the wire is what the contract says.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};
use whakakaha::demo::stage::Answer;
use whakakaha_api::openapi;
use whakakaha_tests::client;

static CONTRACT: LazyLock<Contract> = LazyLock::new(Contract::new);

struct Contract {
    registry: Registry<'static>,
    compiled: Mutex<BTreeMap<String, Arc<Validator>>>,
}

impl Contract {
    fn new() -> Self {
        let mut strict = openapi::document().clone();
        close(&mut strict);
        let registry = Registry::new().add("urn:contract", strict).unwrap().prepare().unwrap();
        Self { registry, compiled: Mutex::default() }
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

/// Nothing that the contract does not mention: neither in requests nor, in these tests, in answers. Who
/// reads answers must be ready for more.
fn close(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if members.get("properties").is_some_and(Value::is_object) {
                members.insert("additionalProperties".to_owned(), false.into());
            }
            if let Some(codes) = members.get("x-extensible-enum").cloned() {
                members.insert("enum".to_owned(), codes);
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

/// An answer to this operation has the body and the headers that the contract says.
#[track_caller]
pub(crate) fn assert_answer(operation: &str, answer: &Answer) {
    let at = format!("{}/responses/{}", pointer(operation), answer.status);
    let known = openapi::document().pointer(&at);
    let known = known.unwrap_or_else(|| panic!("{operation}: {} is not in the contract", answer.status));
    let at = known["$ref"].as_str().map_or(at, |shared| shared.trim_start_matches('#').to_owned());
    assert_headers(&at, answer);
    assert_content(&at, &answer.body);
}

/// The same for an answer to a caller who plays no part in the journey.
#[track_caller]
pub(crate) fn assert_told(operation: &str, answer: &client::Answer) {
    let client::Answer { status, headers, text, body } = answer.clone();
    assert_answer(operation, &Answer { status, headers, text, body });
}

/// Headers that a caller acts on. Those that every answer of a server has are not in the contract.
const TOLD: [&str; 19] = [
    "accept",
    "accept-patch",
    "accept-post",
    "allow",
    "cache-control",
    "content-location",
    "deprecation",
    "dpop-nonce",
    "etag",
    "idempotent-replayed",
    "link",
    "location",
    "ratelimit",
    "ratelimit-policy",
    "retry-after",
    "sunset",
    "validate-only",
    "www-authenticate",
    "x-request-id",
];

#[track_caller]
fn assert_headers(response: &str, answer: &Answer) {
    let declared = &openapi::document().pointer(response).unwrap()["headers"];
    let mut declared: BTreeMap<_, _> = declared
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, header)| {
            (name.to_lowercase(), header["$ref"].as_str().unwrap().trim_start_matches('#').to_owned())
        })
        .collect();
    for (name, value) in answer.headers.iter().filter(|(name, _)| TOLD.contains(&name.as_str())) {
        let header = declared.remove(name);
        let header = header
            .unwrap_or_else(|| panic!("{response} has a header that nobody was told of: {name}: {value}"));
        let value = value.parse::<u32>().map_or_else(|_| value.as_str().into(), Value::from);
        let faults = faults(&format!("{header}/schema"), &value);
        assert!(faults.is_empty(), "{response}, {name}: {faults:#?}");
    }
    declared
        .retain(|_, header| openapi::document().pointer(header).unwrap()["required"] == Value::Bool(true));
    assert!(declared.is_empty(), "{response} lacks {declared:?}");
}

#[track_caller]
fn assert_content(message: &str, body: &Value) {
    let kinds = openapi::document().pointer(&format!("{message}/content")).and_then(Value::as_object);
    let Some(kind) = kinds.and_then(|kinds| kinds.keys().find(|kind| kind.ends_with("json"))) else {
        assert!(body.is_null(), "{message} has no content: {body}");
        return;
    };
    let faults = faults(&format!("{message}/content/{}/schema", escape(kind)), body);
    assert!(faults.is_empty(), "{message}: {faults:#?}\n{body}");
}
