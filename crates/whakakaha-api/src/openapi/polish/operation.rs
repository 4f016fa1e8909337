//! What an operation has because of its method and its path.
#![expect(clippy::indexing_slicing, reason = "a JSON value takes any index: what is not there reads as null")]

use serde_json::{Value, json};

pub(super) fn complete(path: &str, method: &str, operation: &mut Value) {
    let name = camel_case(operation["operationId"].as_str().unwrap_or_default());
    operation["operationId"] = name.into();
    let public = operation.get("security").is_some_and(|it| it.as_array().is_some_and(Vec::is_empty));
    if !public {
        operation["security"] = json!([{ "access_token": [] }]);
    }
    let searches = path.ends_with("/search");
    add_parameters(path, method, searches, operation);
    add_responses(path, method, public, operation);
    add_headers(method, operation);
    if method == "patch" {
        rename_media_type(operation);
    }
}

fn add_parameters(path: &str, method: &str, searches: bool, operation: &mut Value) {
    let mut names = Vec::new();
    match method {
        "post" if !searches => names.extend(["IdempotencyKey", "IfMatchOptional"]),
        "put" | "patch" | "delete" => names.push("IfMatch"),
        "get" if path.ends_with('}') && path.starts_with("/v1") => names.push("IfNoneMatch"),
        _ => {}
    }
    if method == "post" && !path.contains('{') {
        names.retain(|name| *name != "IfMatchOptional");
    }
    if !operation["parameters"].is_array() {
        operation["parameters"] = json!([]);
    }
    if let Some(parameters) = operation["parameters"].as_array_mut() {
        parameters
            .extend(names.iter().map(|name| json!({ "$ref": format!("#/components/parameters/{name}") })));
    }
}

fn add_responses(path: &str, method: &str, public: bool, operation: &mut Value) {
    let writes = method != "get";
    let mut codes = vec!["400", "500", "503"];
    if !public {
        codes.extend(["401", "403"]);
    }
    if path.contains('{') {
        codes.push("404");
    }
    if writes {
        codes.extend(["404", "409", "413", "415", "422"]);
    }
    match method {
        "put" | "patch" | "delete" => codes.extend(["412", "428"]),
        "post" => codes.push("412"),
        "get" if path.ends_with('}') && path.starts_with("/v1") => {
            operation["responses"]["304"] = json!({ "description": "You have it already." });
        }
        _ => {}
    }
    for code in codes {
        operation["responses"][code] = json!({ "$ref": format!("#/components/responses/{code}") });
    }
}

fn add_headers(method: &str, operation: &mut Value) {
    let Some(responses) = operation["responses"].as_object_mut() else { return };
    for (code, response) in responses.iter_mut().filter(|(code, _)| code.starts_with('2')) {
        let mut headers = vec![("X-Request-Id", "RequestId")];
        match (method, code.as_str()) {
            ("post", "201") => headers.extend([
                ("Location", "Location"),
                ("ETag", "ETag"),
                ("Idempotent-Replayed", "Replayed"),
            ]),
            ("post", _) => headers.extend([("ETag", "ETag"), ("Idempotent-Replayed", "Replayed")]),
            ("get" | "put" | "patch", _) => headers.extend([("ETag", "ETag"), ("Link", "Link")]),
            _ => {}
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
