//! What an operation has because of its method, its path, and what it answers with.
#![expect(clippy::indexing_slicing, reason = "a JSON value takes any index: what is not there reads as null")]

use serde_json::{Value, json};

use super::{TRIAL, parts};
use crate::{
    calendar_link::CALENDAR,
    retirement::{self, RETIRING},
};

/// What an operation answers with, when it succeeds.
#[derive(Clone, Copy, PartialEq)]
enum Answer {
    /// A word about the service.
    Service,
    /// A part of a list.
    Page,
    /// A part of a feed.
    Feed,
    /// A part of what a search found.
    Found,
    /// One thing, as it is now.
    Thing,
    /// What stands for no thing with a version, such as that something was done.
    Receipt,
}

/// Answers that stand for no thing with a version.
const RECEIPTS: [&str; 7] = [
    "CaseClosed",
    "ExternalIdentifier",
    "LoginCode",
    "OwnRecord",
    "SignedOut",
    "WebhookSecret",
    "WebhookPublicKey",
];

/// What is shown of a trial is in the family's log at once, and of an emergency the family is told when it is over: nobody
/// only tries to open a case in one.
const UNTRIED: &str = "/v1/cases/{case_id}/break-glass-grants";

fn answer(path: &str, operation: &Value) -> Answer {
    let responses = operation["responses"].as_object().into_iter().flatten();
    let mut successes = responses.filter(|(code, _)| code.starts_with('2')).map(|(_, response)| response);
    let schema = successes.find_map(|it| it["content"]["application/json"]["schema"]["$ref"].as_str());
    let name = schema.and_then(|reference| reference.rsplit('/').next()).unwrap_or_default();
    if !path.starts_with("/v1") {
        Answer::Service
    } else if path.ends_with("/search") {
        Answer::Found
    } else if name.starts_with("PageView_") {
        Answer::Page
    } else if name.starts_with("FeedView_") {
        Answer::Feed
    } else if RECEIPTS.contains(&name) || path == CALENDAR {
        Answer::Receipt
    } else {
        Answer::Thing
    }
}

pub(super) fn complete(path: &str, method: &str, operation: &mut Value) {
    let name = camel_case(operation["operationId"].as_str().unwrap_or_default());
    operation["operationId"] = name.into();
    let public = operation.get("security").is_some_and(|it| it.as_array().is_some_and(Vec::is_empty));
    if !public {
        operation["security"] = json!([{ "access_token": [] }]);
    }
    let answer = answer(path, operation);
    add_parameters(path, method, answer, operation);
    let control = control(method, answer, operation);
    add_headers(method, answer, control, operation);
    for code in errors(path, method, public, answer) {
        operation["responses"][code] = json!({ "$ref": format!("#/components/responses/{code}") });
    }
    match (method, answer) {
        ("put" | "patch", _) => operation["responses"]["415"] = parts::unsupported_media_type(method),
        ("get", Answer::Thing) => operation["responses"]["304"] = parts::not_modified(control),
        _ => {}
    }
    if method == "patch" {
        rename_media_type(operation);
    }
    if retirement::of(RETIRING, &method.to_uppercase(), path).is_some() {
        retire(operation);
    }
}

/// Says that the operation will end, and that its answers tell when.
fn retire(operation: &mut Value) {
    operation["deprecated"] = true.into();
    operation["responses"]["410"] = json!({ "$ref": "#/components/responses/410" });
    let responses = operation["responses"].as_object_mut().into_iter().flatten();
    for (_, response) in responses.filter(|(code, _)| code.starts_with('2')) {
        for name in ["Deprecation", "Sunset", "Link"] {
            response["headers"][name] = json!({ "$ref": format!("#/components/headers/{name}") });
        }
    }
}

fn add_parameters(path: &str, method: &str, answer: Answer, operation: &mut Value) {
    let names: &[_] = match (method, answer) {
        ("post", Answer::Found) => &[],
        ("post", _) if path == UNTRIED => &["IdempotencyKey", "IfMatchOptional"],
        ("post", _) if path.contains('{') => &["IdempotencyKey", "IfMatchOptional", "ValidateOnly"],
        ("post", _) => &["IdempotencyKey", "ValidateOnly"],
        ("put" | "patch" | "delete", _) => &["IfMatch", "ValidateOnly"],
        ("get", Answer::Thing) => &["IfNoneMatch"],
        _ => &[],
    };
    if !operation["parameters"].is_array() {
        operation["parameters"] = json!([]);
    }
    if let Some(parameters) = operation["parameters"].as_array_mut() {
        parameters.iter_mut().for_each(describe);
        parameters
            .extend(names.iter().map(|name| json!({ "$ref": format!("#/components/parameters/{name}") })));
    }
}

/// An id in a path is that of the thing after which it is called.
fn describe(parameter: &mut Value) {
    if parameter["description"].is_null()
        && let Some(thing) = parameter["name"].as_str().and_then(|name| name.strip_suffix("_id"))
    {
        parameter["description"] = format!("The id of the {}.", thing.replace('_', " ")).into();
    }
}

fn errors(path: &str, method: &str, public: bool, answer: Answer) -> Vec<&'static str> {
    match path {
        "/livez" => return vec!["406", "500"],
        "/readyz" => return vec!["406", "500", "503"],
        _ if answer == Answer::Service => return vec!["404", "406", "500"],
        _ => {}
    }
    let mut codes = vec!["400", "406", "500", "503"];
    if !public {
        codes.extend(["401", "403", "429"]);
    } else if ["/v1/self-requests", CALENDAR].contains(&path) {
        codes.push("429");
    }
    if path.contains('{') {
        codes.push("404");
    }
    if path == "/v1/events" {
        codes.push("410");
    }
    if path.ends_with("/diff") {
        codes.push("422");
    }
    if method != "get" {
        codes.extend(["408", "413", "415", "422"]);
        if answer != Answer::Found {
            codes.extend(["404", "409"]);
        }
        if method != "post" || path.contains('{') {
            codes.extend(["412", "428"]);
        }
    }
    codes
}

/// Whether a caller may keep what it has read: single things that tell of no family (R29).
fn control(method: &str, answer: Answer, operation: &Value) -> &'static str {
    let of_nobody = ["Access", "Directory"].iter().any(|tag| operation["tags"][0] == *tag);
    if method == "get" && answer == Answer::Thing && of_nobody { "Revalidated" } else { "NotStored" }
}

fn add_headers(method: &str, answer: Answer, control: &str, operation: &mut Value) {
    let mut parameters = operation["parameters"].as_array().into_iter().flatten();
    let is_tried = parameters.any(|parameter| parameter["$ref"] == TRIAL);
    let responses = operation["responses"].as_object_mut().into_iter().flatten();
    for (code, response) in responses.filter(|(code, _)| code.starts_with('2')) {
        response["headers"] = parts::always(control);
        let mut headers = Vec::new();
        match answer {
            Answer::Thing => headers.push(("ETag", "ETag")),
            Answer::Page | Answer::Feed => headers.push(("Link", "Link")),
            Answer::Service | Answer::Found | Answer::Receipt => {}
        }
        if code == "201" {
            headers.push(("Location", "Location"));
        }
        if method == "post" && answer != Answer::Found {
            headers.push(("Idempotent-Replayed", "Replayed"));
        }
        if is_tried {
            headers.push(("Validate-Only", "Tried"));
        }
        for (name, part) in headers {
            response["headers"][name] = json!({ "$ref": format!("#/components/headers/{part}") });
        }
    }
}

fn rename_media_type(operation: &mut Value) {
    if let Some(content) = operation["requestBody"]["content"].as_object_mut()
        && let Some(schema) = content.remove("application/json")
    {
        content.insert("application/merge-patch+json".to_owned(), schema);
    }
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |camel, word| {
        let mut letters = word.chars();
        let head: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        camel + &head + letters.as_str()
    })
}
