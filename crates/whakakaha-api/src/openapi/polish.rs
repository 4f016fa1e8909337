//! What utoipa cannot say "on all operations", said once.
#![expect(clippy::indexing_slicing, reason = "a JSON value takes any index: what is not there reads as null")]

use serde_json::{Map, Value, json};

/// Completes the collected document.
pub(super) fn polish(mut document: Value) -> Value {
    describe(&mut document);
    components(&mut document);
    for (path, method, operation) in operations(&mut document) {
        complete(&path, &method, operation);
    }
    bound_formats(&mut document);
    document
}

fn describe(document: &mut Value) {
    document["info"] = json!({
        "title": "Whakakaha",
        "version": env!("CARGO_PKG_VERSION"),
        "summary": "The coordination service for Strengthening Families | Whakakaha Whānau.",
        "description": ABOUT,
        "license": { "name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0" },
        "contact": { "name": "Whakakaha", "url": "https://github.com/whakakaha/whakakaha" },
    });
    document["servers"] = json!([{ "url": "/", "description": "This server" }]);
    document["tags"] =
        TAGS.iter().map(|(name, about)| json!({ "name": name, "description": about })).collect();
}

const ABOUT: &str = "A family with several needs is helped by several agencies at once. The family consents in \
writing, says what matters to it, and decides who comes to the meeting; a plan is made, agreed by each party, \
followed up and reviewed.\n\nEverything is JSON in `snake_case`; instants are RFC 3339 in UTC and end in `_at`, \
calendar days end in `_on`. Members without a value are absent, never `null`. Unknown members and parameters are \
refused in requests; clients pass over what they do not know in responses. Errors are problem details \
(RFC 9457); every code is explained at `/problems/{code}`.";

const TAGS: [(&str, &str); 11] = [
    ("Service", "Health, the contract, the public keys, and what error codes mean."),
    ("Directory", "Regions, agencies, workers, coordinators and facilitators."),
    ("Families", "People, families, memberships and relationships."),
    ("Intake", "Requests to start, triage, acceptance."),
    ("Cases", "One episode of coordination for one family, and the roles on it."),
    ("Consent", "Written consent, per person, withdrawn at any time."),
    ("Preparation", "The family's profile, needs, key issues and restrictions."),
    ("Meetings", "Preparation, approval by the family, invitations, attendance, outcome."),
    ("Plans", "Versions, circulation, agreement, differences."),
    ("Follow-up", "Actions, progress, checks and reviews."),
    ("Closing", "Final reports and the end of a case."),
];

fn components(document: &mut Value) {
    let parts = &mut document["components"];
    parts["securitySchemes"] = json!({ "access_token": {
        "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
        "description": "An access token after RFC 9068, signed with ES256, used and verified after RFC8725. It lives \
                        for ten minutes at the most. Scopes are necessary, never sufficient: relationship and consent \
                        decide, per object.",
    }});
    parts["headers"] = json!({
        "ETag": header("The version of the representation, for If-Match and If-None-Match.", 100),
        "Location": header("The address of what was made.", 500),
        "Link": header("The address of the next page (RFC 8288); absent on the last.", 1000),
        "RequestId": header("The id of the request, for questions to the operators.", 128),
        "Replayed": header("`true` where the answer is that of an earlier request with the same key.", 10),
        "RetryAfter": { "description": "After how many seconds to try again.", "schema": { "type": "integer", "minimum": 0, "maximum": 3600 } },
        "WwwAuthenticate": header("What is wrong with the token, or which scopes are needed (RFC 6750).", 500),
    });
    parts["parameters"] = json!({
        "IdempotencyKey": parameter("Idempotency-Key", true, IDEMPOTENCY, &json!({ "type": "string", "minLength": 8, "maxLength": 255, "pattern": "^\"?[!#-~]{8,253}\"?$" })),
        "IfMatch": parameter("If-Match", true, "The ETag that you have read. Stale: 412; missing: 428.", &json!({ "type": "string", "minLength": 1, "maxLength": 100 })),
        "IfMatchOptional": parameter("If-Match", false, "The ETag that you have read. Stale: 412. Without it the operation applies to the present version.", &json!({ "type": "string", "minLength": 1, "maxLength": 100 })),
        "IfNoneMatch": parameter("If-None-Match", false, "The ETag that you have: 304 where nothing has changed.", &json!({ "type": "string", "maxLength": 1000 })),
    });
    parts["responses"] = RESPONSES
        .iter()
        .map(|(code, about)| ((*code).to_owned(), response(code, about)))
        .collect::<Map<_, _>>()
        .into();
}

const IDEMPOTENCY: &str = "A text of your choice, 8 to 255 visible characters, new for each new request. The same key \
with the same body within 24 hours gets the same answer again and does nothing twice; with another body, 422.";

const RESPONSES: [(&str, &str); 14] = [
    (
        "400",
        "The request cannot be read: malformed JSON, an unknown query parameter, a missing or bad header.",
    ),
    ("401", "The token is missing or not valid."),
    ("403", "The token lacks the scope, or your role does not permit this."),
    ("404", "There is no such thing, or you may not know of it."),
    ("405", "The path does not support the method."),
    ("409", "Not possible in the present state; `allowed` lists what is."),
    ("412", "It has changed since you read it."),
    ("413", "The body is too large."),
    ("415", "The media type is not supported."),
    ("422", "The content cannot be accepted; `errors` says where."),
    ("428", "The header If-Match is missing."),
    ("429", "Too many requests. Nothing was changed."),
    ("500", "A defect. Nothing was changed."),
    ("503", "Not available now. Nothing was changed."),
];

fn header(about: &str, max: u32) -> Value {
    json!({ "description": about, "schema": { "type": "string", "maxLength": max } })
}

fn parameter(name: &str, required: bool, about: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "header", "required": required, "description": about, "schema": schema })
}

fn response(code: &str, about: &str) -> Value {
    let mut headers = json!({ "X-Request-Id": { "$ref": "#/components/headers/RequestId" } });
    match code {
        "401" | "403" => {
            headers["WWW-Authenticate"] = json!({ "$ref": "#/components/headers/WwwAuthenticate" });
        }
        "429" | "503" => {
            headers["Retry-After"] = json!({ "$ref": "#/components/headers/RetryAfter" });
        }
        _ => {}
    }
    json!({
        "description": about, "headers": headers,
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
    })
}

fn operations(document: &mut Value) -> Vec<(String, String, &mut Value)> {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return Vec::new() };
    let mut all = Vec::new();
    for (path, item) in paths {
        let Some(item) = item.as_object_mut() else { continue };
        for (method, operation) in item {
            all.push((path.clone(), method.clone(), operation));
        }
    }
    all
}

fn complete(path: &str, method: &str, operation: &mut Value) {
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
    if path == "/v1/self-requests" {
        codes.push("429");
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

/// Texts of a known format have a known length.
fn bound_formats(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let length = match members.get("format").and_then(Value::as_str) {
                Some("uuid") => Some(36),
                Some("date") => Some(10),
                Some("date-time") => Some(35),
                _ => None,
            };
            if let Some(length) = length.filter(|_| !members.contains_key("maxLength")) {
                members.insert("maxLength".to_owned(), length.into());
            }
            members.values_mut().for_each(bound_formats);
        }
        Value::Array(items) => items.iter_mut().for_each(bound_formats),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
